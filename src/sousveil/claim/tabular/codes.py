"""Codes of goods under which surveillance equipment may be traded: all of them dual use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("codes.yaml")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the Harmonized System. code: its leading digits. goods: what it holds. since, until: years."""

    code: str
    goods: str
    since: int = 0
    until: int = 9999


@cache
def headings() -> tuple[Heading, ...]:
    """All headings, the longest codes first."""
    listed = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found = [Heading(e["code"], e["goods"], e.get("since", 0), e.get("until", 9999)) for e in listed]
    return tuple(sorted(found, key=lambda h: (-len(h.code), h.code)))


def digits_of(words: str) -> str:
    """The digits of a code as a cell holds it: "8525.80.30", "HS 852580". A leading zero lost by a spreadsheet is not
    put back: no heading here begins with one."""
    m = re.search(r"\d[\d. ]*", words)
    return re.sub(r"\D", "", m.group()) if m else ""


def heading_of(words: str, year: int | None = None) -> Heading | None:
    """The dual-use heading that a code in a cell falls under, or None. year: that of the row, where it is known."""
    digits = digits_of(words)
    for heading in headings():
        if digits.startswith(heading.code) and (year is None or heading.since <= year <= heading.until):
            return heading
    return None
