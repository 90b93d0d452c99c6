"""Drift as the pages show it: two passages side by side, with the words that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sousveil.records import Drift

from . import words
from .view import Book, ItemView

MOST = 400
"""Drifts listed on the page; the data file holds every one."""

KIND = {
    "hedge": "hedge", "attribution": "who says so", "number": "number", "unit": "unit", "date": "date", "name": "name",
    "place": "place", "scope": "scope", "role": "who did what to whom", "status": "how far it has come",
    "cause": "cause", "emphasis": "emphasis", "denial": "denial", "mistranslation": "translation",
    "self-contradiction": "contradicts itself",
}  # fmt: skip
SURE = {"sure": "", "likely": "likely", "possible": "possibly; read both"}


@dataclass(frozen=True)
class Passage:
    """A passage in three parts: before the changed words, the words (empty where they are missing), after them."""

    before: str
    changed: str
    after: str
    language: str
    href: str


@dataclass(frozen=True)
class DriftView:
    """One drift. way: in words."""

    drift: Drift
    kind: str
    way: str
    sure: str
    child: Passage
    parent: Passage


@dataclass(frozen=True)
class PairView:
    """What one item changed against one parent; the same item twice where it contradicts itself."""

    child: ItemView
    parent: ItemView
    drifts: Sequence[DriftView]


def pairs(book: Book) -> Iterator[PairView]:
    """Pairs in the order of the items, each with its drifts in reading order; at most MOST drifts in all."""
    found = [d for d in book.account.drifts if d.item in book.items and d.parent in book.items]
    found.sort(key=lambda d: (book.items[d.item].number, book.items[d.parent].number, d.span, d.words, d.id))
    for (item, parent), group in groupby(found[:MOST], key=lambda d: (d.item, d.parent)):
        here, there = _text(book, item), _text(book, parent)
        yield PairView(
            book.items[item], book.items[parent],
            [
                DriftView(
                    d, KIND.get(d.kind, words.plain(d.kind)), d.way, SURE.get(d.certainty, d.certainty),
                    _passage(book.items[item], here, d.span, d.words, d.claims),
                    _passage(book.items[parent], there, d.parent_span, d.parent_words, d.parent_claims),
                )
                for d in group
            ],
        )  # fmt: skip


def _text(book: Book, item: str) -> str:
    found = book.account.texts(item)
    return "" if found is None else found.text


def _passage(
    view: ItemView, text: str, span: tuple[int, int], changed: tuple[int, int], claims: Sequence[str]
) -> Passage:
    start, end = span
    first, last = max(start, min(changed[0], end)), max(start, min(changed[1], end))
    anchor = f"#{claims[0]}" if claims else ""
    return Passage(text[start:first], text[first:last], text[last:end], view.language, view.page + anchor)
