"""What a reader gives: the text of one document and the blocks that it consists of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from sousveil.errors import Unreadable
from sousveil.records import Box

MAX_CHARACTERS = 20_000_000
"""Longest text of one item, in code points: about 7,000 printed pages. The setting ``max_characters`` replaces it."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(slots=True)
class Block:
    """A block of the text while it is being read; becomes a Passage. Same field meanings as there.

    linked: share of its characters that are the words of links, 0..1.
    level: depth of a heading, from 1.
    settled: the reader knows from the markup that this is body (or a cell, or a title): no phrase rule may touch it.
    """

    start: int
    end: int
    kind: str = "paragraph"
    furniture: str | None = None
    page: int | None = None
    box: Box | None = None
    row: int | None = None
    column: int | None = None
    begin: float | None = None
    finish: float | None = None
    confidence: float | None = None
    linked: float = 0.0
    level: int = 0
    settled: bool = False


@dataclass(slots=True)
class Reading:
    """One document as a reader understood it.

    prose: whether it is running text, so that page furniture and bylines are looked for. warnings: (sentence, advice).
    language: a hint from the document about itself, or None.
    """

    reader: str
    text: str
    blocks: list[Block]
    prose: bool = True
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = None
    links: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)


_JAMO = re.compile("[\uac00-\ud7a3]*[\u1100-\u11ff]+[\u1100-\u11ff\uac00-\ud7a3]*")

_PLAIN_LETTER = "[A-Za-z\u00c0-\u024f\uac00-\ud7a3\u3400-\u9fff]"
_INVISIBLE = re.compile(
    "(?<=[^\\W\\d_])[\u00ad\u2060\ufeff]+(?=[^\\W\\d_])"
    f"|(?<={_PLAIN_LETTER})[\u200c\u200d\u00ad\u2060\ufeff]+(?={_PLAIN_LETTER})"
)
"""Marks inside a word that are never seen: where it may be parted, or may not. Joiners count as such in scripts whose
letters do not join; in others they are part of the spelling."""


def storable(text: str) -> str:
    """``text`` with line ends as ``\\n``, and NUL and lone surrogates (which no store can hold) as U+FFFD.

    Korean letters written apart (as some systems store them) are joined into syllables, and invisible marks inside a
    word (soft hyphens) left out: the words read the same, and no rule or search would know them otherwise.
    """
    text = _INVISIBLE.sub("", text)
    if _JAMO.search(text):
        text = _JAMO.sub(lambda run: unicodedata.normalize("NFC", run.group()), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSTORABLE.sub("\ufffd", text)


def too_long(limit: int) -> Unreadable:
    """The refusal of a text above ``limit`` code points."""
    return Unreadable(
        f"The text is too long: more than {limit:,} characters in one file.",
        "Split it into smaller files (for example one per document) and add those.",
    )


class Layout:
    """Builds a text block by block, keeping the offsets right."""

    def __init__(self, limit: int = MAX_CHARACTERS) -> None:
        self.blocks: list[Block] = []
        self.length = 0
        self._parts: list[str] = []
        self._limit = limit

    def add(self, text: str, kind: str = "paragraph", gap: str = "\n\n") -> Block | None:
        """Appends a block after ``gap`` (none before the first). None when ``text`` is only space.

        Raises:
            Unreadable: the whole grew longer than the limit.
        """
        text = storable(text).strip()
        if not text:
            return None
        if self._parts:
            self.append(gap)
        start = self.length
        self.append(text)
        block = Block(start, self.length, kind)
        self.blocks.append(block)
        return block

    def append(self, text: str) -> None:
        """Appends characters that belong to no block (tabs between cells, line ends)."""
        self.length += len(text)
        if self.length > self._limit:
            raise too_long(self._limit)
        self._parts.append(text)

    @property
    def text(self) -> str:
        """Everything so far."""
        return "".join(self._parts)
