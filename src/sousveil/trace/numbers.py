"""The numbers of a text as values, so that one story can be known again in another language.

Numbers alone are weak: small ones, dates and years are left out, several must agree, and so must what both texts claim.
"""

from __future__ import annotations

import re

SCALE = {"천": 1e3, "千": 1e3, "만": 1e4, "万": 1e4, "萬": 1e4, "억": 1e8, "亿": 1e8, "億": 1e8,
          "thousand": 1e3, "million": 1e6, "billion": 1e9}  # fmt: skip
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
NUMBER = re.compile(
    rf"(?<![\w.,-])(?:(?P<month>(?:{_MONTHS})\.? ))?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?: ?(?P<scale>[천千만万萬억亿億]|thousand\b|million\b"
    rf"|billion\b)(?: ?(?P<rest>\d{{1,4}}(?!\d)))?)?(?!\d|-\d)(?P<after> ?(?:[년年월月일日号]|[시时時](?!간|间"
    rf"|間))| (?:{_MONTHS})\b)?"
)
# CJK letters touch digits, so the word boundary above only guards Latin letters and digits.
TOUCH = re.compile(r"(?<=[\u3000-\u9fff\uac00-\ud7ff])(?=\d)")
LEAST = 13
"""Smaller numbers are in every text."""

MOST = 40
"""A text with more numbers than this is a table or a timeline; the first ones are kept."""


def telling_numbers(text: str, spans: list[tuple[int, int]]) -> tuple[float, ...]:
    """The values of the numbers that can tell a text: no dates, years or small counts; at most MOST, sorted."""
    found: dict[float, None] = {}
    for start, end in spans:
        for match in NUMBER.finditer(TOUCH.sub(" ", text[start:end])):
            if match["after"] or match["month"]:
                continue
            value = float(match["digits"].replace(",", ""))
            if match["scale"]:
                value = value * SCALE[match["scale"]] + float(match["rest"] or 0)
            elif 1900 <= value <= 2100 and "," not in match["digits"]:
                continue
            if value >= LEAST and len(found) < MOST:
                found[value] = None
    return tuple(sorted(found))
