"""Which texts of two languages are worth comparing: those that share marks which few texts have."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappush, heapreplace

from .weights import Weights, weight_of

MOST_TEXTS, MOST_TEXTS_PLAIN = 50, 25
"""A mark in more texts of one month than this brings none together; a plain word even sooner."""

SPECIAL = 1.5
LEAST_VOTES = 6.0
"""Weight of rare marks that two texts must share to be compared."""

MOST_EACH = 12
"""Texts that one text is compared with, those first that share most."""

DAYS = 31
"""A retelling in another language comes within a month, where both dates are known."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text to be brought together with others. days: its first and last possible day, or None."""

    language: str
    marks: Sequence[int]
    days: tuple[date, date] | None = None


def near(one: tuple[date, date] | None, two: tuple[date, date] | None, days: int = DAYS) -> bool:
    """Whether two dates may lie so near each other; a date that is not known may lie anywhere."""
    return one is None or two is None or (max(one[0], two[0]) - min(one[1], two[1])).days <= days


def candidates(texts: Sequence[Marked], weights: Weights) -> list[tuple[int, int]]:
    """Pairs of numbers (one < two) of texts to compare, sorted.

    Near linear in time and memory: a mark that more than MOST_TEXTS texts of one month have is passed over, and of each
    text only the best MOST_EACH partners are kept.
    """
    order = sorted(range(len(texts)), key=lambda n: (texts[n].days is None, texts[n].days or (date.max,) * 2, n))
    by_mark: dict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(order):
        for mark in texts[number].marks:
            by_mark[mark].append(place)
    value = {mark: weight_of(mark) * weights.rarity(mark) for mark, held in by_mark.items() if len(held) > 1}
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for place, number in enumerate(order):
        votes: dict[int, float] = defaultdict(float)
        for mark in texts[number].marks:
            if mark not in value:
                continue
            most = MOST_TEXTS if weight_of(mark) >= SPECIAL else MOST_TEXTS_PLAIN
            for other in _later(by_mark[mark], place, order, texts, most):
                votes[other] += value[mark]
        for other in sorted(votes):
            if votes[other] >= LEAST_VOTES:
                _keep(best[place], votes[other], other)
                _keep(best[other], votes[other], place)
    found = {(order[one], order[-two]) for one, held in best.items() for _, two in held}
    return sorted({(min(pair), max(pair)) for pair in found})


def _later(held: Sequence[int], place: int, order: Sequence[int], texts: Sequence[Marked], most: int) -> list[int]:
    """Of the places that have a mark, those after ``place``, within DAYS and in another language; none where they are
    too many."""
    one = texts[order[place]]
    start = bisect_right(held, place)
    if one.days is None and len(held) > most:
        return []
    out = []
    for number in range(start, len(held)):
        if number - start >= most:
            return []
        two = texts[order[held[number]]]
        if two.days is None:
            # Those without a date stand at the end; they count where the mark is rare in the whole case.
            if len(held) > most:
                break
        elif not near(one.days, two.days):
            break
        if two.language != one.language:
            out.append(held[number])
    return out


def _keep(held: list[tuple[float, int]], votes: float, other: int) -> None:
    """Keeps the best MOST_EACH; between equals the earlier one."""
    entry = (round(votes, 9), -other)
    if len(held) < MOST_EACH:
        heappush(held, entry)
    elif entry > held[0]:
        heapreplace(held, entry)
