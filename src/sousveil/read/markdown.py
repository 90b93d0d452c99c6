"""Markdown: read as the plain text it is, with headings, lists and quotations told apart."""

from __future__ import annotations

import re
from pathlib import Path

from .dates import from_metadata
from .paragraphs import paragraphs
from .plain import load
from .reading import Block, Reading

_FRONT = re.compile(r"\A---\n(?P<front>.{0,8000}?)\n(?:---|\.\.\.)\n", re.S)
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<words>.*?)\s*#*$")
_SETEXT = re.compile(r"^[ ]{0,3}(?:=+|-{3,})\s*$")
_MARK = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+|>\s?")
_LINK = re.compile(r"\]\((https?://[^)\s]{4,1000})\)|<(https?://[^>\s]{4,1000})>")
_FENCE = re.compile(r"^(?:```|~~~)")


def read(original: Path, limit: int) -> Reading:
    """A Markdown file. The marks stay in the text; passages begin after them."""
    text, doubts = load(original, limit)
    reading = Reading("Markdown", text, [], doubts=doubts)
    begin = 0
    front = _FRONT.match(text)
    if front:
        begin = front.end()
        _front_matter(reading, front["front"])
    blocks: list[Block] = []
    fenced = False
    for block in paragraphs(text[begin:], begin):
        words = text[block.start : block.end]
        if _FENCE.match(words):
            fenced = not fenced and len(_FENCE.findall(words)) % 2 == 1
            block.kind, block.furniture = "other", "code"
        elif fenced:
            block.kind = "other"
        elif _SETEXT.match(words):
            block.kind, block.furniture = "other", "rule"
            if blocks and blocks[-1].end + 1 == block.start and blocks[-1].kind == "paragraph":
                blocks[-1].kind = "heading"
        else:
            _classify(block, words)
        blocks.append(block)
    first = next((block for block in blocks if block.furniture is None), None)
    if first is not None and first.kind == "heading":
        first.kind = "title"
    reading.blocks = blocks
    reading.links = [one or two for one, two in _LINK.findall(text)]
    return reading


def _classify(block: Block, words: str) -> None:
    heading = _HEADING.match(words)
    if heading and "\n" not in words:
        block.kind, block.level = "heading", len(heading["marks"])
        block.end = block.start + heading.end("words")
        block.start += heading.start("words")
        return
    mark = _MARK.match(words)
    if mark and mark.end() < len(words):
        block.kind = "quote" if words[0] == ">" else "list"
        block.start += mark.end()


def _front_matter(reading: Reading, front: str) -> None:
    for line in front.split("\n"):
        key, colon, value = line.partition(":")
        value = value.strip().strip("\"'")
        if not colon or not value:
            continue
        if key.strip().lower() == "title":
            reading.title = value
        elif key.strip().lower() in ("author", "authors"):
            reading.authors = tuple(name.strip(" \"'[]") for name in value.strip("[]").split(",") if name.strip())
        elif key.strip().lower() == "date":
            reading.published = from_metadata(value)
            reading.published_from = "front matter"
