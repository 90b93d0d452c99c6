"""What the search for speakers in Korean and Chinese gives: a speaker and the stretch it speaks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A speaker found.

    start, end: where it is named, equal where it is left out. reach: the stretch it speaks for. sort: ``named``,
    ``pronoun`` (그, 他), ``institution`` (이 단체, 该机构), ``left out``, ``hearsay`` or ``evidence``. level: the
    most it commits itself to: CT, PR or PS. negative: the verb denies.
    """

    start: int
    end: int
    verb: str
    reach: tuple[int, int]
    sort: str
    level: str = "CT"
    negative: bool = False
