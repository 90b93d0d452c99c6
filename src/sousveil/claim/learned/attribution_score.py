"""CofeNet's measure: a source, cue or content counts when its span is exactly right."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .attribution_corpus import KINDS


@dataclass(frozen=True, slots=True)
class Tally:
    """right: spans both given and annotated. given, true: how many there are."""

    right: int = 0
    given: int = 0
    true: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.given + other.given, self.true + other.true)

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.true) if self.given + self.true else 0.0


Spans = Mapping[str, set[tuple[int, int]]]


def tally(given: Spans, true: Spans) -> dict[str, Tally]:
    """Exact matches of each kind in one text."""
    return {k: Tally(len(given[k] & true[k]), len(given[k]), len(true[k])) for k in KINDS}


def interval(tallies: Sequence[Tally], rounds: int = 1000, seed: int = 1) -> tuple[float, float]:
    """The 95 % interval of F1 when whole documents are drawn again with replacement."""
    dice = random.Random(seed)
    values = []
    for _ in range(rounds):
        drawn = dice.choices(tallies, k=len(tallies))
        values.append(sum(drawn, Tally()).f1)
    values.sort()
    return values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]
