"""Claims that cannot all hold: denials, counts, statuses and dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sousveil.records import Claim, ClaimOrigins, Contradiction
from sousveil.records.time import edtf_bounds

from .evidence import NO_PLACE, Case, in_a_place, part, rung, side, spot

COUNT_RATIO = 1.25
"""Counts that differ by less are the same count, rounded."""

MOST_COUNTS = 200
"""Counted claims compared with each other at one place; later ones are not looked at."""


def contradictions(case: Case, origins: Mapping[str, ClaimOrigins], label: str) -> tuple[Contradiction, ...]:
    """The contradictions among the claims of one case, typed."""
    found = [*_denials(case, label), *_counts(case, origins), *_dates(case)]
    return tuple(sorted(found, key=lambda one: (one.kind, one.claims)))


def _ids(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(sorted(claim.id for claim in claims))


def _denials(case: Case, label: str) -> list[Contradiction]:
    out = []
    denied = [*case.against, *(claim for claim in case.unknown if side(claim) == "against" and not in_a_place(claim))]
    for kind, ended in (("denial", False), ("status", True)):
        against = [claim for claim in denied if (claim.status == "abandoned") is ended]
        least = rung("being-installed") if ended else 0
        # "None in the whole country" and "some in one town" are not claims on one place.
        parts = {part(claim, case.level) for claim in against}
        supports = [c for c in case.supports if rung(c.status) >= least and part(c, case.level) in parts]
        parts = {part(claim, case.level) for claim in supports}
        against = [claim for claim in against if part(claim, case.level) in parts]
        if not supports:
            continue
        if ended:
            sentence = f"In place according to {_some(supports)}, given up according to {_some(against)}"
        else:
            sentence = f"For it: {_some(supports)}; denied by {_some(against)}"
        out.append(Contradiction(kind, f"{sentence} ({label}, {_where(case)}).", _ids([*supports, *against])))
    return out


def _where(case: Case) -> str:
    return "at a place that the text does not state" if case.place == NO_PLACE else case.place


def _some(claims: Sequence[Claim]) -> str:
    return "1 claim" if len(claims) == 1 else f"{len(claims)} claims"


def _counts(case: Case, origins: Mapping[str, ClaimOrigins]) -> list[Contradiction]:
    counted = [c for c in case.supports if c.quantity is not None and c.kind != "method"][:MOST_COUNTS]
    out: dict[tuple[str, ...], Contradiction] = {}
    for place, one in enumerate(counted):
        for two in counted[place + 1 :]:
            first, second = one.quantity, two.quantity
            if first is None or second is None or not _same_unit(first.unit, second.unit) or spot(one) != spot(two):
                continue
            if one.item == two.item and _one_root(origins.get(one.id), origins.get(two.id)):
                continue  # one source that gives two numbers in one text speaks of two things
            if _apart(one.true_when, two.true_when) or not _disjoint(
                (first.low, first.high), (second.low, second.high)
            ):
                continue
            sentence = f"The counts differ: “{first.text}” against “{second.text}” ({_where(case)})."
            if _one_root(origins.get(one.id), origins.get(two.id)):
                sentence += " Both go back to one source, so one of them was changed on the way."
            ids = _ids([one, two])
            out[ids] = Contradiction("count", sentence, ids)
    return list(out.values())


def _same_unit(one: str, two: str) -> bool:
    return one.casefold().rstrip("s") == two.casefold().rstrip("s")


def _one_root(one: ClaimOrigins | None, two: ClaimOrigins | None) -> bool:
    return one is not None and two is not None and bool(set(one.gateway_sources) & set(two.gateway_sources))


def _disjoint(one: tuple[float | None, float | None], two: tuple[float | None, float | None]) -> bool:
    for (_, high), (low, _) in ((one, two), (two, one)):
        if high is not None and low is not None and high * COUNT_RATIO < low:
            return True
    return False


def _apart(one: str | None, two: str | None) -> bool:
    left, right = (edtf_bounds(one) if one else None), (edtf_bounds(two) if two else None)
    return bool(left and right and (left[1] < right[0] or right[1] < left[0]))


def _dates(case: Case) -> list[Contradiction]:
    dated = [c for c in case.supports if c.true_when and c.status in ("announced", "installed") and c.quantity is None]
    out: dict[tuple[str, ...], Contradiction] = {}
    for place, one in enumerate(dated[:MOST_COUNTS]):
        for two in dated[place + 1 : MOST_COUNTS]:
            if (
                one.status == two.status
                and one.item != two.item
                and spot(one) == spot(two)
                and _apart(one.true_when, two.true_when)
            ):
                sentence = (
                    f"The dates differ for “{one.status}”: {one.true_when} against {two.true_when} ({_where(case)}); "
                    "they may be two events."
                )
                ids = _ids([one, two])
                out[ids] = Contradiction("time", sentence, ids)
    return list(out.values())
