"""Reading the files of a candidate the way its reader would: words without mark-up, attributes apart."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

WRITTEN_BY_OTHERS = ("originals/", "texts/")
"""Folders whose files hold documents as they are."""
_BLOCKS = frozenset((
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "td", "th", "tr", "table", "h1", "h2", "h3", "h4",
    "section", "article", "nav", "header", "footer", "main", "blockquote", "title", "br", "summary", "details",
    "caption", "svg", "g", "text",
))  # fmt: skip


class Markup(HTMLParser):
    """Collects the words and every tag of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    @property
    def words(self) -> str:
        """The page's words; blocks are apart by line ends, inline tags leave nothing."""
        return "".join(self.parts)


def read_markup(text: str) -> Markup:
    """The page ``text``, read whole."""
    markup = Markup()
    markup.feed(text)
    markup.close()
    return markup


_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)((?:[^>\"]|\"[^\"]*\")*)>|<![^>]*>")
_VALUE = re.compile(r"=\"([^\"]*)\"")
_INLINE = frozenset(("a", "b", "bdi", "span", "sup", "cite", "code", "strong", "em", "i"))


def said(path: str, text: str) -> str:
    """What a generated file says: the words and attributes of a page, the values (not the keys) of JSON.

    Pages are taken apart by pattern, not by a parser: four checks read every page, and the templates escape every
    ``<``, ``>`` and ``"``. That nothing else got in is asked, with a parser, by the check on external references.
    """
    if path.endswith(".html"):
        values: list[str] = []

        def gone(tag: re.Match[str]) -> str:
            values.extend(_VALUE.findall(tag.group(2) or ""))
            return "" if (tag.group(1) or "").lower() in _INLINE else "\n"

        words = _TAG.sub(gone, text)
        return html.unescape("\n".join([words, *values]))
    if path.endswith(".json"):
        return "\n".join(_values(json.loads(text)))
    if path.endswith(".jsonl"):
        return "\n".join(value for line in text.split("\n") if line for value in _values(json.loads(line)))
    return text


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _values(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _values(part)


def generated(folder: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every file that the program wrote itself, in order."""
    for path in all_files(folder):
        if not path.startswith(WRITTEN_BY_OTHERS):
            yield path, (folder / path).read_bytes().decode("utf-8")


def all_files(folder: Path) -> list[str]:
    """Relative paths, with ``/``, of everything in ``folder`` that is not a plain folder, in order."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
    )


def level(text: str) -> str:
    """``text`` for comparing names: NFKC, case folded, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def finder(name: str) -> re.Pattern[str]:
    """A pattern for ``name`` (see level) as a word of its own; Hangul and Han letters may touch it.

    The parts of a longer name may be joined in any way (``anna.berg``, ``anna-berg``, ``annaberg``) and turned round
    (``Berg, Anna``).
    """
    parts = [re.escape(part) for part in level(name).split()]
    turned = [parts[-1], *parts[:-1]]
    spellings = "|".join(r"[\W_]{0,3}".join(order) for order in ((parts, turned) if len(parts) > 1 else (parts,)))
    return re.compile(rf"(?<![^\W_\u1100-\U0010ffff])(?:{spellings})(?![^\W_\u1100-\U0010ffff])")


_TOKEN = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]|[^\W_]+")


LEAST_WORDS, LEAST_LETTERS = 9, 20
"""Words in a row (Hangul or Han letters in a row) by which a sentence is known again: longer than names of offices."""


def shingles(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of so many words or letters in ``text``."""
    run = tokens(text)
    for at, token in enumerate(run):
        size = LEAST_LETTERS if len(token) == 1 and token > "\u10ff" else LEAST_WORDS
        if at + size <= len(run):
            yield tuple(run[at : at + size])


def tokens(text: str) -> list[str]:
    """Words, and single Hangul and Han letters, case folded: what is left when spacing and points are not trusted."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())
