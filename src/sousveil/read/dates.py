"""Dates as documents state them, into EDTF. Only what is written: nothing is resolved against today."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"

_FORMS = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[./] ?(?P<number>\d{1,2})[./] ?(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<number>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.I),
)


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first full date written in ``text``: (EDTF day, start, end), or None.

    All-number dates count only with the year first; "03/04/2024" is two different days to two readers.
    """
    best: tuple[str, int, int] | None = None
    for form in _FORMS:
        match = form.search(text)
        if match and (best is None or match.start() < best[1]):
            day = _day(match)
            if day:
                best = (day, match.start(), match.end())
    return best


def _day(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    month = _MONTHS[groups["month"].lower().rstrip(".")] if groups.get("month") else int(groups["number"])
    try:
        return date(int(groups["year"]), month, int(groups["day"])).isoformat()
    except ValueError:
        return None


_ISO = re.compile(r"^\s*(?P<year>(?:19|20)\d\d)-?(?P<month>\d\d)(?:-?(?P<day>\d\d))?(?:[T\s].*)?$")


def from_metadata(value: str) -> str | None:
    """EDTF of a machine-written date ("2024-05-30T08:00:00+09:00" is 2024-05-30), or None. The day is the one stated
    in the document's own time zone."""
    match = _ISO.match(value[:40])
    if match is None:
        found = find_date(value[:80])
        return found[0] if found else None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"] or 1))
    except ValueError:
        return None
    return day.isoformat() if match["day"] else day.isoformat()[:7]
