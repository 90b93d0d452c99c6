"""Claims as people judged them: rejected ones left out, amended fields in place. The records stay as they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from sousveil.records import Claim, Item, Judgement
from sousveil.records.serialise import MalformedRecord, from_plain, to_plain

R = TypeVar("R")
SUGGESTED_BY = "llm"
"""``drawn_by.step`` of a claim that a language model suggested. It counts in nothing until a person accepts it."""

ADDED_BY_REVIEW = "review "
"""How ``drawn_by.model`` begins of a claim that no rule drew but the review added: it is shown, and waits to be judged.
"""

FIXED = ("id", "item", "spans", "quote", "drawn_by")
"""Fields that no judgement changes: they say which words of which original a claim stands on, and who drew it."""


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that have not been withdrawn, oldest first.

    "withdraw-judgement" aims at a judgement's id, or at a record's id: then it undoes the last standing one on it.
    """
    kept: list[Judgement] = []
    # Of one second, in the order in which they were made.
    for judgement in sorted(judgements, key=lambda one: one.at):
        if judgement.verdict != "withdraw-judgement":
            kept.append(judgement)
            continue
        for place in range(len(kept) - 1, -1, -1):
            if judgement.target in (kept[place].id, kept[place].target):
                del kept[place]
                break
    return kept


def is_suggestion(claim: Claim) -> bool:
    """Whether a language model suggested the claim."""
    return claim.drawn_by.step == SUGGESTED_BY


class CountedView:
    """A case step's view without the claims that a language model suggested and nobody has accepted."""

    def __init__(self, view: Any) -> None:
        self._view = view
        self.settings: Mapping[str, Any] = view.settings
        self._accepted: frozenset[str] | None = None

    def items(self) -> Iterator[Item]:
        """Every item, as the view gives them."""
        yield from self._view.items()

    def all(self, kind: type[R], item: str | None = None) -> Iterator[R]:
        """Every record of type ``kind``, or those of one item."""
        for record in self._view.all(kind, item):
            if not isinstance(record, Claim) or not is_suggestion(record) or record.id in self._taken():
                yield record

    def _taken(self) -> frozenset[str]:
        if self._accepted is None:
            latest = {
                j.target: j.verdict for j in standing(self._view.all(Judgement))
                if j.verdict in ("accept", "reject", "amend")
            }  # fmt: skip
            self._accepted = frozenset(target for target, verdict in latest.items() if verdict != "reject")
        return self._accepted


def apply_judgements(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[Claim]:
    """The claims that stand, in their order, with amended fields as last amended.

    A rejected claim is left out; a later acceptance or amendment brings it back. A claim that a language model
    suggested stands only once a person has accepted or amended it. An amendment that does not fit the record is not
    applied: ``faulty_judgements`` names it.
    """
    by_target: dict[str, list[Judgement]] = {}
    for judgement in standing(judgements):
        by_target.setdefault(judgement.target, []).append(judgement)
    out: list[Claim] = []
    for claim in claims:
        rejected = is_suggestion(claim)
        for judgement in by_target.get(claim.id, ()):
            if judgement.verdict in ("accept", "reject", "amend", "add"):
                rejected = judgement.verdict == "reject"
            if judgement.verdict == "amend" and _fault(claim, judgement.fields) is None:
                claim = _amended(claim, judgement.fields)
        if not rejected:
            out.append(claim)
    return out


def weighed_claims(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[Claim]:
    """The claims that a finding may rest on: those that stand, without what the review added and nobody has accepted.

    What the review adds is right about as often as not: enough to be shown to a person, too little to count.
    """
    judged = list(judgements)
    accepted = {j.target for j in standing(judged) if j.verdict in ("accept", "amend", "add")}
    return [
        claim for claim in apply_judgements(claims, judged)
        if claim.id in accepted or not (claim.drawn_by.model or "").startswith(ADDED_BY_REVIEW)
    ]  # fmt: skip


def faulty_judgements(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[tuple[Judgement, str]]:
    """Amendments that cannot be applied, each with a sentence on why."""
    held = {claim.id: claim for claim in claims}
    out: list[tuple[Judgement, str]] = []
    for judgement in standing(judgements):
        if judgement.verdict == "amend" and judgement.target in held:
            fault = _fault(held[judgement.target], judgement.fields)
            if fault:
                out.append((judgement, fault))
    return out


def _amended(claim: Claim, fields: Mapping[str, object]) -> Claim:
    return from_plain(Claim, {**to_plain(claim), **to_plain(dict(fields))})


def _fault(claim: Claim, fields: Mapping[str, object]) -> str | None:
    known = {field.name for field in dataclasses.fields(Claim)}
    for name in sorted(fields):
        if name not in known:
            return f"A claim has no field {name!r}."
        if name in FIXED:
            return f"The field {name!r} of a claim cannot be amended."
    try:
        _amended(claim, fields)
    except MalformedRecord as error:
        return f"The amendment does not fit: {error}."
    return None
