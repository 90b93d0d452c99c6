"""What time a claim speaks of, and whether two claims can be of one time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sousveil.records import Claim
from sousveil.records.time import edtf_bounds

CURRENT_YEARS = 5
"""Claims on a state ("in use") that are this much older than the newest ones no longer show it. Ours: about the life
of a camera before it is replaced."""
COUNT_DAYS = 92
"""Two counts whose stated times lie further apart may both hold: a quarter, the time that a survey takes. Ours."""
COUNT_DAYS_PUBLISHED = 366
"""The same where only the day of publication is known, which says little about when somebody counted. Ours."""
EVENTS = ("announced", "procured", "installed", "abandoned")
"""Statuses that are reached by an event with a date of its own. The others are states: a date says only "by then"."""
LASTING = ("procured",)
"""Statuses that stay true: what has been bought has been bought. Age takes nothing from such a claim."""


@dataclass(frozen=True)
class When:
    """The time of a claim. low, high: days, None at an open end. earliest, latest: EDTF, as written. stated: whether
    the text tells it; else only the publication is known, and ``low`` is None. since: an interval that goes on."""

    low: date | None
    high: date | None
    earliest: str | None
    latest: str | None
    stated: bool
    since: bool = False


@lru_cache(maxsize=65536)
def _when(text: str, stated: bool) -> When | None:
    first, slash, last = text.partition("/")
    left = edtf_bounds(first) if first not in ("", "..") else None
    right = (edtf_bounds(last) if last not in ("", "..") else None) if slash else left
    if left is None and right is None:
        return None
    if not slash:
        last = first
    return When(
        left[0] if left else None, right[1] if right else None, first if left else None, last if right else None,
        stated, bool(slash and left and right is None),
    )  # fmt: skip


def when(claim: Claim) -> When | None:
    """The time that ``claim`` speaks of: as its text says, else when it was seen, else that of its publication."""
    for text in (claim.true_when, claim.observed):
        if text and (found := _when(text, True)):
            return found
    for text in (claim.said, claim.published):
        if text and (found := _when(text, False)) and found.high is not None:
            return When(None, found.high, None, found.latest, False)
    return None


def latest_day(claim: Claim) -> date | None:
    """The last day that ``claim`` can speak of; None where it tells none."""
    found = when(claim)
    if found is None:
        return None
    return found.high or (_published(claim) if found.since else None) or found.low


def _published(claim: Claim) -> date | None:
    found = _when(claim.published, False) if claim.published else None
    return found.high if found else None


def apart(one: Claim, two: Claim) -> bool:
    """Whether the texts themselves say that two claims are of different times."""
    left, right = when(one), when(two)
    if left is None or right is None or not (left.stated and right.stated):
        return False
    return _before(left, right) or _before(right, left)


def _before(one: When, two: When) -> bool:
    return one.high is not None and two.low is not None and one.high < two.low


def counted_apart(one: Claim, two: Claim) -> bool:
    """Whether two counts are of times so far apart that both may hold."""
    left, right = when(one), when(two)
    if left is None or right is None:
        return False
    most = COUNT_DAYS if left.stated and right.stated else COUNT_DAYS_PUBLISHED
    for first, second in ((left, right), (right, left)):
        end, start = first.high, second.low or second.high
        if end is not None and start is not None and (start - end).days > most:
            return True
    return False


def current(claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
    """``claims`` parted into those that speak of the newest time, and those on a state that are too old to show it.

    Undated claims are with the newest: nothing says that they are old.
    """
    held = list(claims)
    days = [day for claim in held if (day := latest_day(claim)) is not None]
    if not days:
        return held, []
    newest = max(days)
    border = newest.toordinal() - round(CURRENT_YEARS * 365.25)
    fresh: list[Claim] = []
    old: list[Claim] = []
    for claim in held:
        day = latest_day(claim)
        stale = day is not None and day.toordinal() < border and claim.status not in LASTING
        (old if stale else fresh).append(claim)
    return fresh, old


def period(claims: Iterable[Claim]) -> str | None:
    """EDTF: the time that ``claims`` together speak of; None where none of them tells."""
    lows: list[tuple[date, str]] = []
    highs: list[tuple[date, str]] = []
    opened = False
    for claim in claims:
        found = when(claim)
        if found is None:
            continue
        opened = opened or found.since
        if found.high and found.latest:
            highs.append((found.high, found.latest))
        if found.low and found.earliest:
            lows.append((found.low, found.earliest))
        elif found.high and found.latest:
            lows.append((found.high, found.latest))
    if not lows and not highs:
        return None
    first = min(lows)[1] if lows else ""
    last = max(highs)[1] if highs else ".." if opened else ""
    if opened and highs and lows and max(lows)[0] > max(highs)[0]:
        last = ".."
    return first if first == last else f"{first}/{last}"
