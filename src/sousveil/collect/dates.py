"""Dates as people write them in a table, to EDTF. Only what can be read one way is read."""

from __future__ import annotations

import re

from sousveil.records.time import is_edtf

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip

_YEAR_FIRST = re.compile(r"^(\d{4})\s*[-/.年년]\s*(\d{1,2})(?:\s*[-/.月월]\s*(\d{1,2})\s*[日일.]?|\s*[月월]?)$")
_YEAR = re.compile(r"^(\d{4})\s*[年년]?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_DAY_MONTH = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\.?,?\s+(\d{4})$")
_MONTH_DAY = re.compile(r"^([A-Za-z]+)\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})$")
_YEAR_LAST = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_INSTANT = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}")


def stated_date(text: str) -> str | None:
    """The EDTF date that ``text`` states, or None when it is no date or can be read two ways (``04/05/2024``).

    Taken: EDTF itself; ``2024/4/16``, ``2024.04.16.``, ``20240416``, ``2024년 4월 16일``, ``2024年4月``;
    ``16 April 2024``, ``Apr. 16, 2024``, ``April 2024``; ``16/4/2024`` and ``4/16/2024`` where one number exceeds 12
    or both are equal; an instant, of which the date is kept.
    """
    text = " ".join(text.split())
    if is_edtf(text):
        return text
    if match := _INSTANT.match(text):
        return _checked(*match[1].split("-"))
    if match := _COMPACT.match(text) or _YEAR_FIRST.match(text):
        return _checked(match[1], match[2], match[3])
    if match := _YEAR.match(text):
        return _checked(match[1])
    if match := _DAY_MONTH.match(text):
        return _named(match[3], match[2], match[1])
    if match := _MONTH_DAY.match(text):
        return _named(match[3], match[1], match[2])
    if match := _YEAR_LAST.match(text):
        first, second, year = int(match[1]), int(match[2]), match[3]
        if first > 12 or first == second:
            return _checked(year, str(second), str(first))
        if second > 12:
            return _checked(year, str(first), str(second))
    return None


def _named(year: str, month: str, day: str | None) -> str | None:
    number = _MONTHS.get(month.lower())
    return _checked(year, str(number), day) if number else None


def _checked(year: str, month: str | None = None, day: str | None = None) -> str | None:
    text = "-".join([year] + [part.zfill(2) for part in (month, day) if part])
    if month and not 1 <= int(month) <= 12:
        return None
    return text if is_edtf(text) else None
