"""A deployment's life as its claims tell it: which stages were reached, and between which days.

Bounds only narrow by what is said. An event ("installed in 2015") bounds its stage on both sides; a state ("in use in
2015") and a day of publication bound it on the later side alone: it was so by then. What stands in place was installed
before it was used, so a later stage's bound holds for the earlier ones too; a purchase or an installation told for a
later day than that is of a later round, and leaves its stage without an early bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sousveil.records import Claim, Likelihood, Origins, Stage
from sousveil.records.time import edtf_bounds

from .dating import EVENTS, When, when
from .evidence import LADDER, rung

ORDER = (*LADDER[1:], "abandoned")
CHAIN = ("procured", "being-installed", "installed", "in-use", "expanding")
"""Stages of which a later one cannot be reached before an earlier one. Something may be announced or studied at any
time of its life, and not every purchase is told."""


@dataclass(frozen=True)
class Bound:
    """One side of when a stage was reached: the day, and the EDTF text that gives it."""

    day: date
    text: str


@dataclass
class Span:
    """When a stage was reached. stated: whether any text says when."""

    earliest: Bound | None = None
    latest: Bound | None = None
    stated: bool = False


def _own(status: str, claims: Sequence[Claim]) -> Span:
    """What the claims on one stage tell by themselves: it was reached by the earliest day that one of them gives."""
    span = Span()
    for claim in claims:
        found = when(claim)
        if found is None:
            continue
        latest = _latest(found)
        earliest = Bound(found.low, found.earliest) if found.low and found.earliest else None
        if not (found.stated and (status in EVENTS or found.since)):
            earliest = None
        span.stated = span.stated or found.stated
        if latest is None:
            continue
        if span.latest is None or latest.day < span.latest.day:
            # The claim that has it earliest gives both sides: a later one may tell of a later round.
            span.latest, span.earliest = latest, earliest
        elif latest.day == span.latest.day and earliest is not None:
            span.earliest = earliest if span.earliest is None else min(span.earliest, earliest, key=lambda b: b.day)
    return span


def _latest(found: When) -> Bound | None:
    if found.since and found.low and found.earliest:
        return Bound(_end(found), found.earliest)
    return Bound(found.high, found.latest) if found.high and found.latest else None


def _end(found: When) -> date:
    """The last day of the EDTF with which an interval begins: "since 2015" was so by the end of 2015."""
    bounds = edtf_bounds(found.earliest or "")
    if bounds is None:
        raise ValueError("an interval that begins without a date")
    return bounds[1]


def spans(told: dict[str, Sequence[Claim]]) -> dict[str, Span]:
    """Status -> when it was reached, consistent with the ladder: along CHAIN neither bound falls back."""
    found = {status: _own(status, claims) for status, claims in told.items() if claims}
    latest: Bound | None = None
    for status in reversed(CHAIN):
        span = found.get(status)
        if span is None:
            continue
        if latest is not None and (span.latest is None or latest.day < span.latest.day):
            span.latest = latest
        latest = span.latest or latest
        if span.earliest and span.latest and span.earliest.day > span.latest.day:
            span.earliest = None
    earliest: Bound | None = None
    for status in CHAIN:
        span = found.get(status)
        if span is None:
            continue
        # Nothing is used before the first of it is put in place, where the claims say when that was.
        if earliest is not None and status != "procured" and (
            span.earliest is None or earliest.day > span.earliest.day
        ):
            span.earliest = earliest if span.latest is None or earliest.day <= span.latest.day else span.earliest
        if status != "procured":
            earliest = span.earliest or earliest
    return found


def timeline(
    supports: Sequence[Claim], ended: Sequence[Claim],
    origins: Callable[[Sequence[Claim]], Origins], chance: Callable[[str, Sequence[Claim]], Likelihood | None],
) -> tuple[Stage, ...]:  # fmt: skip
    """The stages that claims tell, in order of the ladder.

    ended: claims that say that it was given up. origins: what claims rest on together. chance: the likelihood of a
    stage, from every claim that reaches it at whatever time: whoever says that it is in use says that it was installed.
    """
    told: dict[str, Sequence[Claim]] = {
        status: [claim for claim in supports if claim.status == status] for status in LADDER[1:]
    }
    told["abandoned"] = list(ended)
    found = spans(told)
    out = []
    for status in ORDER:
        claims = told.get(status) or ()
        if not claims:
            continue
        span = found[status]
        reaching = claims if status == "abandoned" else [c for c in supports if rung(c.status) >= rung(status)]
        dated = "stated" if span.stated else "published"
        earliest, latest = (b.text if b else None for b in (span.earliest, span.latest))
        out.append(Stage(
            status, earliest, latest, dated, sentence(status, earliest, latest, span.stated), origins(reaching),
            chance(status, reaching), tuple(claim.id for claim in claims),
        ))  # fmt: skip
    return tuple(out)


_WORDS = {
    "researched": "Studied or tried", "announced": "Announced", "in-development": "In development",
    "procured": "Bought or ordered", "being-installed": "Being installed", "installed": "Installed",
    "in-use": "In use", "expanding": "Spreading", "abandoned": "Given up",
}  # fmt: skip


_CAME = {
    **_WORDS, "in-development": "Came into development", "being-installed": "Began to be installed",
    "in-use": "Came into use", "expanding": "Began to spread",
}  # fmt: skip


def sentence(status: str, earliest: str | None, latest: str | None, stated: bool) -> str:
    """A stage in one plain sentence, without any likelihood."""
    name = _WORDS[status]
    if latest is None and earliest is None:
        return f"{name}; the claims do not say when."
    if latest is None:
        return f"{name}, not before {earliest}."
    if earliest is None:
        return f"{name} by {latest}." if stated else f"{name} by {latest}, when it was published."
    if earliest == latest and status not in EVENTS:
        return f"{name} since {latest}."
    if earliest == latest:
        return f"{name} in {latest}." if len(latest) < 10 else f"{name} on {latest}."
    if status in EVENTS:
        return f"{name} between {earliest} and {latest}."
    return f"{_CAME[status]} at some time between {earliest} and {latest}."
