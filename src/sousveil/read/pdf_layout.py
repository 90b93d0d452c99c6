"""Lines of PDF pages into paragraphs, headings and running headers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from sousveil.records import Box

_EAST_END = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]$")
_EAST_START = re.compile("^[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—\s|]*\d{1,4}[-–—\s|]*(?:(?:of|/)\s*\d{1,4})?|[ivxlc]{1,7}", re.I)
_BULLET = re.compile(r"^(?:[•‣▪◦·●○■□–—*-]|\(?\d{1,2}[.)])\s")
_TERMINAL = re.compile(r"[.!?。！？:][\"'”’)\]]*$")


@dataclass
class Line:
    """One line as it stands on the page. size: of its letters, in points."""

    text: str
    box: Box
    size: float
    page_width: float = 0.0
    page_height: float = 0.0
    furniture: str | None = None


@dataclass
class Paragraph:
    """Lines joined. box: around all of them."""

    text: str
    box: Box
    kind: str
    furniture: str | None


def paragraphs(pages: list[list[Line]]) -> list[list[Paragraph]]:
    """The paragraphs of each page. What recurs at the edge of several pages is a running header."""
    _mark_edges(pages)
    sizes: Counter[float] = Counter()
    words: set[str] = set()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
            words.update(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.lower()))
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return [[_paragraph(group, usual, words) for group in _groups(lines)] for lines in pages]


def _mark_edges(pages: list[list[Line]]) -> None:
    seen: Counter[str] = Counter()
    edges: list[list[Line]] = []
    for lines in pages:
        edge = [
            line
            for line in lines
            if line.page_height and (line.box.bottom < 0.1 * line.page_height or line.box.top > 0.9 * line.page_height)
        ]
        edges.append(edge)
        seen.update({_DIGITS.sub("#", line.text.lower()) for line in edge})
    enough = max(3, len(pages) // 3)
    for edge in edges:
        for line in edge:
            if _PAGE_NUMBER.fullmatch(line.text.strip()):
                line.furniture = "page number"
            elif seen[_DIGITS.sub("#", line.text.lower())] >= enough:
                line.furniture = "running header"


def _groups(lines: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(group: list[Line], line: Line) -> bool:
    """Whether ``line`` goes on with the paragraph of ``group``: same letters, just below, in the same column."""
    last = group[-1]
    if last.furniture != line.furniture or abs(last.size - line.size) > 0.12 * max(last.size, line.size, 1.0):
        return False
    height = max(last.box.bottom - last.box.top, line.box.bottom - line.box.top, 1.0)
    same_line = abs(line.box.bottom - last.box.bottom) < 0.4 * height and line.box.left >= last.box.right - 1
    if same_line:
        return line.box.left - last.box.right < 2.5 * height
    if line.box.top < last.box.top - 0.2 * height or line.box.top - last.box.bottom > 1.1 * height:
        return False
    if min(last.box.right, line.box.right) - max(last.box.left, line.box.left) < 0:
        return False
    if _BULLET.match(line.text):
        return False
    left, right = min(item.box.left for item in group), max(item.box.right for item in group)
    short = right - last.box.right > 0.15 * (right - left) and (
        len(group) > 1 or line.box.right > last.box.right + 3 * height
    )
    ended = _TERMINAL.search(last.text) is not None
    indented = line.box.left - left > 0.8 * height and len(group) > 1
    return not (ended and (short or indented))


def _paragraph(group: list[Line], usual: float, words: set[str]) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        text = _join(text, line.text, words)
    text = text.replace("\u00ad", "")
    box = Box(min(line.box.left for line in group), min(line.box.top for line in group),
              max(line.box.right for line in group), max(line.box.bottom for line in group))  # fmt: skip
    kind = "paragraph"
    if usual and group[0].size >= 1.15 * usual and len(text) <= 200:
        kind = "heading"
    elif _BULLET.match(text):
        kind = "list"
    return Paragraph(text, box, kind, group[0].furniture)


def _join(before: str, after: str, words: set[str]) -> str:
    """Two lines as one. A hyphen at the end of a line goes when the document knows the word without it, or neither."""
    if before.endswith(("-", "\u00ad", "\u2010")) and len(before) > 2 and before[-2].isalpha() and after[:1].islower():
        left = re.split(r"[\s(“\"]", before[:-1])[-1].lower()
        right = re.split(r"[\s,.;:)”\"]", after)[0].lower()
        if f"{left}-{right}" in words and left + right not in words:
            return before[:-1] + "-" + after
        return before[:-1] + after
    if _EAST_END.search(before) and _EAST_START.search(after):
        return before + after
    return f"{before} {after}"
