"""Linear classifiers with whole-number weights: the same words give the same answer on every machine."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

PARTS = ("topic", "keep", "status", "certainty")
SCALE = 256
"""Weights are kept in units of 1/256, as whole numbers: sums of them do not depend on their order."""


@dataclass(frozen=True)
class Linear:
    """Multinomial logistic regression. weights: for each feature one whole number a class, in units of 1/SCALE."""

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    weights: Mapping[str, tuple[int, ...]]

    @cached_property
    def _pairs(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """The weights that are not nought, with their class: most rows of many classes are nearly empty."""
        return {f: tuple((i, w) for i, w in enumerate(row) if w) for f, row in self.weights.items()}

    @cached_property
    def _leads(self) -> dict[str, int]:
        """By how much a feature speaks for the second of two classes."""
        return {f: row[1] - row[0] for f, row in self.weights.items()}

    def sums(self, features: Iterable[str]) -> list[int]:
        """The classes' sums for a set of features; unknown ones count nothing. Repeated ones count once."""
        out, pairs = list(self.bias), self._pairs
        for feature in set(features):
            for index, weight in pairs.get(feature, ()):
                out[index] += weight
        return out

    def lead(self, features: Iterable[str]) -> int:
        """Of two classes, how much a set of features speaks for the second, without the bias. Leads of sets that have
        no feature in common may be added up."""
        leads = self._leads
        return sum(leads.get(feature, 0) for feature in set(features))

    def share_of(self, lead: int) -> float:
        """Of two classes, the probability of the second for a lead without the bias."""
        return 1 / (1 + math.exp(-(lead + self.bias[1] - self.bias[0]) / SCALE))

    def shares(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class, 0..1, together 1."""
        sums = self.sums(features)
        top = max(sums)
        powers = [math.exp((value - top) / SCALE) for value in sums]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(self.classes, powers, strict=True)}

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """Each class's own probability, where the classes do not exclude each other."""
        sums = self.sums(features)
        return {name: 1 / (1 + math.exp(-value / SCALE)) for name, value in zip(self.classes, sums, strict=True)}

    def best(self, features: Iterable[str]) -> str:
        """The likeliest class; of equals the first."""
        sums = self.sums(features)
        return self.classes[sums.index(max(sums))]


@dataclass(frozen=True)
class Review:
    """The classifiers that review a sentence, with the thresholds they were tuned to and the file's digest.

    topic: of which technologies its words speak, named or not. keep: whether it makes a claim on one. status,
    certainty: of a claim that no rule drew.
    """

    topic: Linear
    keep: Linear
    status: Linear
    certainty: Linear
    thresholds: Mapping[str, float]
    digest: str

    def ready(self) -> None:
        """Makes what the classifiers make at their first use, so that processes forked from this one share it."""
        for name in PARTS:
            part = getattr(self, name)
            part.sums(())
            if len(part.classes) == 2:
                part.lead(())


@lru_cache(maxsize=1)
def shipped() -> Review | None:
    """The model that comes with the program, or None where the file is missing (an unbuilt checkout of the trainer)."""
    file = resources.files("sousveil.claim.model") / "review.json.gz"
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return None
    return loads(raw)


def loads(raw: bytes) -> Review:
    """A model from the bytes of its file."""
    held = json.loads(gzip.decompress(raw))
    parts = {
        name: Linear(
            tuple(held[name]["classes"]), tuple(held[name]["bias"]),
            {feature: tuple(row) for feature, row in held[name]["weights"].items()},
        )
        for name in PARTS
    }  # fmt: skip
    return Review(**parts, thresholds=held["thresholds"], digest=hashlib.sha256(raw).hexdigest())
