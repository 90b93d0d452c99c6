"""How much an anchor that two texts share tells: by its kind, and less the more texts of the case have it."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from .anchors import Anchor, Anchored

UNSEEN = 12
"""Texts that a small case is taken to have beside its own: with two texts, rarity cannot be counted."""

_SKELETON = {3: 1.0, 4: 2.2}
_SURE = 3.0
_BY_KIND = {"l": _SURE, "g": 1.5, "d": 2.5, "y": 0.8, "mo": 0.6, "wd": 0.6, "p": 1.2, "a": 1.5, "t": 1.0, "w": 1.0}
"""Weights before the case is looked at, set by hand on the odd files of benchmarks/translation_set."""

_OCTAVE = 2
"""Counts of texts are rounded to half octaves: how rare a mark is then stays the same when a text comes to the case,
but for a few marks, and what was compared need not be compared again."""

_STEPS = 4
"""A mark's last four bits hold its weight in quarters."""


def special(key: str) -> float:
    """What a key tells before the case is looked at: a long name or an odd number more than a plain word."""
    kind, _, rest = key.partition(":")
    if kind == "n":
        return _number(float(rest))
    if kind == "s":
        return _SKELETON.get(len(rest), _SURE)
    if kind == "r":
        return 1.5 if len(rest) < 3 else _SURE
    return _BY_KIND.get(kind, 1.0)


def _number(value: float) -> float:
    if value != int(value):
        return _SURE
    if value < 13:
        return 0.8
    return 1.5 if len(f"{value:.0f}".rstrip("0")) == 1 or value < 100 else _SURE


@lru_cache(maxsize=200_000)
def mark(key: str) -> int:
    """A key as a number of 60 bits: a hash, and in the last four bits its weight before the case is looked at."""
    value = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=7).digest(), "big")
    return value << 4 | min(15, round(special(key) * _STEPS))


def weight_of(of: int) -> float:
    """The weight that a mark carries."""
    return (of & 15) / _STEPS


def marks(text: Anchored) -> tuple[int, ...]:
    """What is kept of a text so that it is found again: the marks of all its keys, sorted. Plain numbers."""
    return tuple(sorted({mark(key) for key in text.keys}))


class Weights:
    """weight = (by kind, and for numbers and names by how special they are) x (rarity in the case, 0..1)."""

    def __init__(self, many: Mapping[int, int], texts: int) -> None:
        """many: mark -> how many texts have it. texts: how many there are."""
        self._many = many
        self._total = _rounded(texts + UNSEEN)
        self._most = self._total - _OCTAVE

    @classmethod
    def of(cls, texts: Iterable[Iterable[int]]) -> Weights:
        """The weights of a case whose texts have these marks."""
        many: Counter[int] = Counter()
        count = 0
        for held in texts:
            many.update(held)
            count += 1
        return cls(many, count)

    def rarity(self, of: int) -> float:
        """1 for what stands in one text, falling with the logarithm of its share of the case's texts (Sparck Jones
        1972)."""
        return min(1.0, max(0.05, (self._total - _rounded(self._many.get(of, 0) + 1)) / self._most))

    def __call__(self, anchor: Anchor, key: str) -> float:
        """The weight of ``anchor`` found again by ``key``, or, for "", as something that could have been found."""
        if key:
            return special(key) * self.rarity(mark(key))
        best = max((self.rarity(mark(k)) for k in anchor.keys), default=1.0)
        return (1.0 if anchor.kind == "name" else special(anchor.keys[0])) * best


@lru_cache(maxsize=200_000)
def _rounded(count: int) -> int:
    """The logarithm of a count, in steps of which _OCTAVE double it."""
    return round(_OCTAVE * math.log2(count))
