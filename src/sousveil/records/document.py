"""Documents, their extracted text, passages and sentences. All offsets count Unicode code points of that text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """What reading an item found out about it as a whole.

    language: ISO 639-1 code or ``und``. title, authors, outlet, published: as the document itself says (outside
    furniture), None where it does not; published in EDTF with ``published_from`` naming the evidence ("meta tag",
    "byline"). links: absolute URLs it points to, outside furniture. reader: the reader's name.
    doubts: sentences on what may be misread ("page 3 has no text"). length: code points of the text.
    """

    item: str
    language: str
    reader: str
    length: int
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    published_from: str | None = None
    links: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """The extracted text of an item, the one that every offset counts in."""

    item: str
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Passage:
    """An exact place in an item: a block of its text, whole, with where it stands in the original.

    start, end: ``text[start:end]`` is the passage. kind: ``title``, ``heading``, ``paragraph``, ``list``, ``quote``,
    ``cell``, ``caption``, ``subtitle``, ``byline``, ``other``. furniture: None, or why it is page furniture (``menu``,
    ``cookie notice``, ``related headline``, ``advertisement``, ``image credit``, ...). sentences: (start, end) of each,
    in order, inside the passage. page: from 1. box: on that page. row, column: of a table cell, from 1. begin, finish:
    seconds, of a subtitle. confidence: 0..1 as the recogniser says it, for recognised text.
    """

    id: str
    item: str
    ordinal: int
    start: int
    end: int
    kind: str
    language: str
    sentences: tuple[tuple[int, int], ...]
    furniture: str | None = None
    page: int | None = None
    box: Box | None = None
    row: int | None = None
    column: int | None = None
    begin: float | None = None
    finish: float | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The account given of one sentence: claims drawn, declined with a reason, or furniture.

    outcome: ``claims``, ``declined`` or ``furniture``. claims: ids. reason: why it was declined, or what furniture.
    """

    id: str
    item: str
    start: int
    end: int
    outcome: str
    claims: tuple[str, ...] = ()
    reason: str | None = None
