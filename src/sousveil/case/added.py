"""Claims that people made by hand: each lives in a judgement with the verdict ``add``, so that no rebuild loses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar, cast

from sousveil.records import Claim, DrawnBy, Judgement, Sentence, Text
from sousveil.records.ids import record_id
from sousveil.records.serialise import MalformedRecord, from_plain, to_plain

from .judged import standing

R = TypeVar("R")
TextOf = Callable[[str], str | None]
"""The extracted text of an item, None where there is none."""
BY_HAND = DrawnBy("person", "1", "person")


def hand_made_id(item: str, spans: Iterable[tuple[int, int]], technology: str | None, aspect: str, ordinal: int) -> str:
    """The id of a claim made by hand. Never one that a step gives, so that neither takes the other's place."""
    return record_id("c", item, [list(span) for span in spans], technology, aspect, ordinal, "person")


def added_fields(claim: Claim) -> dict[str, object]:
    """What the judgement that adds ``claim`` holds: the whole of it."""
    return {str(key): value for key, value in to_plain(claim).items()}


def added_claims(judgements: Iterable[Judgement], text_of: TextOf) -> tuple[list[Claim], list[tuple[Judgement, str]]]:
    """The claims made by hand whose adding stands, by item and place; and those that cannot be shown, with why.

    A later version of the reader may give an item's text with other offsets. A claim then moves to where its quote
    stands; where the quote is gone or stands several times, the claim is held back, never laid at other words.
    """
    claims: dict[str, Claim] = {}
    faults: list[tuple[Judgement, str]] = []
    for judgement in standing(judgements):
        if judgement.verdict != "add":
            continue
        try:
            claim = from_plain(Claim, dict(judgement.fields))
        except MalformedRecord as error:
            faults.append((judgement, f"The claim made by hand does not fit: {error}."))
            continue
        if claim.id != judgement.target or not claim.spans or not claim.attribution:
            faults.append((judgement, "The claim made by hand lacks its own id, its place or its source."))
            continue
        text = text_of(claim.item)
        if text is None:
            faults.append((judgement, "The document of a claim made by hand has no text in this case."))
            continue
        placed = _placed(claim, text)
        if placed is None:
            faults.append((judgement, "The words of a claim made by hand no longer stand, once, in the document."))
        else:
            claims[claim.id] = placed
    return sorted(claims.values(), key=lambda c: (c.item, c.spans, c.id)), faults


def _placed(claim: Claim, text: str) -> Claim | None:
    if text[claim.start : claim.end] == claim.quote:
        return claim
    at = text.find(claim.quote)
    if at < 0 or text.find(claim.quote, at + 1) >= 0:
        return None
    by = at - claim.start
    edges = tuple(
        e if e.start is None or e.end is None else replace(e, start=e.start + by, end=e.end + by)
        if claim.start <= e.start <= e.end <= claim.end else replace(e, start=None, end=None)
        for e in claim.attribution
    )  # fmt: skip
    return replace(
        claim, spans=tuple((a + by, b + by) for a, b in claim.spans),
        terms=tuple((a + by, b + by) for a, b in claim.terms), attribution=edges,
    )  # fmt: skip


def with_added(claims: Sequence[Claim], judgements: Iterable[Judgement], text_of: TextOf) -> list[Claim]:
    """``claims`` as steps drew them, and after them those made by hand."""
    held = {claim.id for claim in claims}
    return [*claims, *(claim for claim in added_claims(judgements, text_of)[0] if claim.id not in held)]


def account_with(sentences: Iterable[Sentence], added: Iterable[Claim]) -> Iterator[Sentence]:
    """The account of sentences with the claims that people drew from them."""
    by_item: dict[str, list[Claim]] = {}
    for claim in added:
        by_item.setdefault(claim.item, []).append(claim)
    for sentence in sentences:
        mine = tuple(
            c.id for c in by_item.get(sentence.item, ())
            if any(a < sentence.end and sentence.start < b for a, b in c.spans)
        )  # fmt: skip
        if mine:
            sentence = replace(sentence, outcome="claims", claims=(*sentence.claims, *mine), reason=None)
        yield sentence


class _View(Protocol):
    settings: Mapping[str, Any]

    def items(self) -> Iterator[Any]: ...
    def all(self, kind: type[R], item: str | None = None) -> Iterator[R]: ...


@dataclass
class WithAdded:
    """A view of the case in which the claims that people made stand among those that steps drew."""

    view: _View

    def __post_init__(self) -> None:
        self.settings = self.view.settings
        self.added, self.faults = added_claims(self.view.all(Judgement), self._text)

    def _text(self, item: str) -> str | None:
        return next((text.text for text in self.view.all(Text, item=item)), None)

    def items(self) -> Iterator[Any]:
        """As the view gives them."""
        return self.view.items()

    def all(self, kind: type[R], item: str | None = None) -> Iterator[R]:
        """Records of ``kind``; for claims, the added ones come last."""
        yield from self.view.all(kind, item)
        if kind is Claim:
            for claim in self.added:
                if item is None or claim.item == item:
                    yield cast(R, claim)
