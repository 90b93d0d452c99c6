"""Time as the record needs it: instants in UTC, and uncertain dates in EDTF (ISO 8601-2)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_EDTF_DATE = re.compile(
    r"^(?P<year>-?\d{4}|\d{3}X|\d{2}XX|XXXX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<qualifier>[?~%])?$"
)


def now() -> str:
    """This instant, ISO 8601 in UTC with seconds: ``2026-01-31T12:00:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_edtf(text: str) -> bool:
    """Whether ``text`` is an EDTF date or interval of the levels 0 and 1 that the record uses.

    Accepted: ``2024``, ``2024-04``, ``2024-04-16``, a final ``?``, ``~`` or ``%``, unspecified digits (``202X``,
    ``2024-XX``), seasons 21-24, and intervals of these with ``/``, open (``..``) or unknown (empty) at one end.
    """
    if "/" in text:
        first, _, last = text.partition("/")
        ends = (first, last)
        if all(end in ("", "..") for end in ends):
            return False
        return all(end in ("", "..") or _is_date(end) for end in ends)
    return _is_date(text)


def _is_date(text: str) -> bool:
    match = _EDTF_DATE.match(text)
    if match is None:
        return False
    month, day = match["month"], match["day"]
    if month and month != "XX":
        number = int(month)
        if not (1 <= number <= 12 or (21 <= number <= 24 and day is None)):
            return False
        if day and day != "XX" and match["year"].lstrip("-").isdigit():
            try:
                date(max(1, abs(int(match["year"]))), number, int(day))
            except ValueError:
                return False
    return True


def edtf_bounds(text: str) -> tuple[date, date] | None:
    """The earliest and latest day that the EDTF ``text`` allows; None when an end is open or it is not EDTF.

    Qualifiers (``?~%``) do not widen the range here: how far "about 2019" reaches is a judgement.
    """
    if not is_edtf(text):
        return None
    if "/" in text:
        first, _, last = text.partition("/")
        left, right = _date_bounds(first), _date_bounds(last)
        return (left[0], right[1]) if left and right else None
    return _date_bounds(text)


_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


def _date_bounds(text: str) -> tuple[date, date] | None:
    match = _EDTF_DATE.match(text)
    if match is None or match["year"].startswith("-"):
        return None
    low = max(1, int(match["year"].replace("X", "0")))
    high = int(match["year"].replace("X", "9"))
    month, day = match["month"], match["day"]
    if month is None or month == "XX":
        return date(low, 1, 1), date(high, 12, 31)
    number = int(month)
    if number in _SEASONS:
        start, end = _SEASONS[number]
        return date(low, start, 1), _last_day(high, end)
    if day is None or day == "XX":
        return date(low, number, 1), _last_day(high, number)
    return date(low, number, int(day)), date(high, number, int(day))


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
