# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Times a sentence states, as EDTF: dates, years, and those counted from the day of publication ("last year")."""

from __future__ import annotations

import re
from datetime import date

from sousveil.records.time import edtf_bounds

_MONTHS = {name: i + 1 for i, name in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"])}  # fmt: skip
_SHORT = {name[:3]: number for name, number in _MONTHS.items()}
_MONTH = r"(january|february|march|april|may|june|july|august|september|october|november|december|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

PANDEMIC = "2020~/2023~"
"""The pandemic as such reports use the word: the WHO's emergency ran from January 2020 to May 2023."""

_DMY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? (\d{{4}})\b")
_MDY = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
_MY = re.compile(rf"\b{_MONTH},? (?:of )?(\d{{4}})\b")
_BETWEEN = re.compile(r"\b(?:between|from) ((?:19|20)\d\d) (?:and|to|until) ((?:19|20)\d\d)\b|\b((?:19|20)\d\d)[\u2013/]((?:19|20)\d\d)\b")
_SINCE = re.compile(r"\bsince (?:the )?(?:early |late |mid |about |around |at least )?((?:19|20)\d\d)(s)?\b")
_BY = re.compile(r"\b(?:by|until|before) (?:the end of )?((?:19|20)\d\d)\b")
_DECADE = re.compile(r"\b(?:the )?((?:19|20)\d)0s\b")
_YEAR = re.compile(r"\b(?:in|of|during|for|year|throughout|late|early|mid|around|about) ((?:19|20)\d\d)\b(?! ?(?:cameras|people|units|residents|won|yuan))")
_PANDEMIC = re.compile(r"\b(?:during|throughout|amid) the (?:(?:covid 19|covid|coronavirus) )?pandemic\b|(?:코로나(?:19)?|팬데믹|전염병) (?:기간|시기|사태 동안)|(?:疫情|新冠)(?:期间|期間)")
_AGO = re.compile(r"\b(a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (years?|months?) ago\b")
_MONTH_THIS = re.compile(rf"\b(?:in |on )?{_MONTH}(?: (\d{{1,2}})(?:st|nd|rd|th)?)?(?: this year| of this year)?(?=[ ,.;]|$)")
_CJK_DATE = re.compile(r"((?:19|20)\d\d) ?[年년] ?(?:(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?)?")


def edtf_of(words: str, published: str | None) -> str | None:
    """The first time that the plain ``words`` state, or None. Never guessed: "recently" is no date."""
    for pattern, order in ((_MDY, "mdy"), (_DMY, "dmy")):
        if m := pattern.search(words):
            month, day = (m[1], m[2]) if order == "mdy" else (m[2], m[1])
            return _day(int(m[3]), _month(month), int(day))
    if m := _BETWEEN.search(words):
        first, last = (m[1], m[2]) if m[1] else (m[3], m[4])
        return f"{first}/{last}" if first <= last else None
    if m := _SINCE.search(words):
        return f"{m[1][:3]}X/.." if m[2] else f"{m[1]}/.."
    if m := _MY.search(words):
        return f"{m[2]}-{_month(m[1]):02d}"
    if m := _CJK_DATE.search(words):
        if m[3]:
            return _day(int(m[1]), int(m[2]), int(m[3]))
        return f"{m[1]}-{int(m[2]):02d}" if m[2] and 1 <= int(m[2]) <= 12 else m[1]
    if m := _BY.search(words):
        return f"/{m[1]}"
    if m := _YEAR.search(words):
        return m[1]
    if m := _DECADE.search(words):
        return f"{m[1]}X"
    if _PANDEMIC.search(words):
        return PANDEMIC
    return _relative(words, published)


def _relative(words: str, published: str | None) -> str | None:
    """Times that need the day of publication; None where that is not known to the year (or month)."""
    bounds = edtf_bounds(published) if published else None
    if bounds is None or bounds[0].year != bounds[1].year:
        return None
    year = bounds[0].year
    known_month = bounds[0].month if bounds[0].month == bounds[1].month else None
    if re.search(r"\blast year\b|지난해|작년|去年", words):
        return str(year - 1)
    if m := re.search(rf"{_MONTH} last year\b", words):
        return f"{year - 1}-{_month(m[1]):02d}"
    if m := re.search(rf"\b(?:in )?{_MONTH} (?:of )?this year\b", words):
        return f"{year}-{_month(m[1]):02d}"
    if m := re.search(r"(?:올해|今年) ?(\d{1,2}) ?[월月]", words):
        return f"{year}-{int(m[1]):02d}" if 1 <= int(m[1]) <= 12 else str(year)
    if re.search(r"\bthis year\b|올해|今年", words):
        return str(year)
    if re.search(r"\bnext year\b|내년|明年", words):
        return str(year + 1)
    if m := _AGO.search(words):
        count = _NUMBERS.get(m[1]) or int(m[1])
        if m[2].startswith("year"):
            return f"{year - count}~"
        if known_month:
            months = year * 12 + known_month - 1 - count
            return f"{months // 12}-{months % 12 + 1:02d}~"
    if known_month and re.search(r"\blast month\b|지난달|上个月|上月", words):
        months = year * 12 + known_month - 2
        return f"{months // 12}-{months % 12 + 1:02d}"
    if known_month and re.search(r"\bthis month\b|이번 달|이달|本月", words):
        return f"{year}-{known_month:02d}"
    return None


def _month(name: str) -> int:
    return _SHORT[name[:3]]


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
