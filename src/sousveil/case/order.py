"""The order of records that a step over the whole case gives, kept in few rows.

Were records numbered one after another, a new one at the front would change the row of every other. So those that come
in the order of their ids all have the number 0 (readers sort by number and then by id), and others are numbered with
gaps that later ones fill.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

GAP = 1024
"""Numbers left free between two neighbours: ten records in one place before any other row changes."""

MOST = 2**31 - 1
"""The largest number that an integer column of PostgreSQL holds."""


def numbers(ids: Sequence[str], held: Mapping[str, int]) -> list[int]:
    """A number for each of ``ids`` such that sorting by (number, id) gives them in their order.

    held: the numbers that some of them (and others) have now; as many as can keep theirs do.
    """
    if all(one < two for one, two in pairwise(ids)):
        return [0] * len(ids)
    kept = _kept([held.get(name) for name in ids])
    out = _filled(kept)
    if out is None:
        step = min(GAP, MOST // (len(ids) + 1))
        out = [(place + 1) * step for place in range(len(ids))]
    return out


def _kept(now: Sequence[int | None]) -> list[int | None]:
    """``now`` with only a longest strictly rising run of its numbers left, above 0 (the number of sorted records)."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = [-1] * len(now)
    for place, number in enumerate(now):
        if number is None or number <= 0:
            continue
        at = bisect_left(tails, number)
        before[place] = last[at - 1] if at else -1
        if at == len(tails):
            tails.append(number)
            last.append(place)
        else:
            tails[at], last[at] = number, place
    out: list[int | None] = [None] * len(now)
    place = last[-1] if last else -1
    while place >= 0:
        out[place] = now[place]
        place = before[place]
    return out


def _filled(kept: Sequence[int | None]) -> list[int] | None:
    """``kept`` with every gap filled evenly; None where one is too narrow."""
    out: list[int] = []
    low, place = 0, 0
    while place < len(kept):
        end = place
        while end < len(kept) and kept[end] is None:
            end += 1
        count = end - place
        high = kept[end] if end < len(kept) else None
        if high is None:
            high = low + GAP * (count + 1)
            if high > MOST:
                return None
        if high - low <= count:
            return None
        out += [low + (high - low) * (i + 1) // (count + 1) for i in range(count)]
        if end < len(kept):
            out.append(high)
        low, place = high, end + 1
    return out
