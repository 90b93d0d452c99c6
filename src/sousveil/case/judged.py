"""Claims as people judged them: rejected ones left out, amended fields in place. The records stay as they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from sousveil.records import Claim, Judgement
from sousveil.records.serialise import MalformedRecord, from_plain, to_plain

FIXED = ("id", "item", "spans", "quote", "drawn_by")
"""Fields that no judgement changes: they say which words of which original a claim stands on, and who drew it."""


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that have not been withdrawn, oldest first.

    "withdraw-judgement" aims at a judgement's id, or at a record's id: then it undoes the last standing one on it.
    """
    kept: list[Judgement] = []
    for judgement in sorted(judgements, key=lambda one: (one.at, one.id)):
        if judgement.verdict != "withdraw-judgement":
            kept.append(judgement)
            continue
        for place in range(len(kept) - 1, -1, -1):
            if judgement.target in (kept[place].id, kept[place].target):
                del kept[place]
                break
    return kept


def apply_judgements(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[Claim]:
    """The claims that stand, in their order, with amended fields as last amended.

    A rejected claim is left out; a later acceptance or amendment brings it back. An amendment that does not fit the
    record is not applied: ``faulty_judgements`` names it.
    """
    by_target: dict[str, list[Judgement]] = {}
    for judgement in standing(judgements):
        by_target.setdefault(judgement.target, []).append(judgement)
    out: list[Claim] = []
    for claim in claims:
        rejected = False
        for judgement in by_target.get(claim.id, ()):
            if judgement.verdict in ("accept", "reject", "amend"):
                rejected = judgement.verdict == "reject"
            if judgement.verdict == "amend" and _fault(claim, judgement.fields) is None:
                claim = _amended(claim, judgement.fields)
        if not rejected:
            out.append(claim)
    return out


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
