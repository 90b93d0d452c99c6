"""Invented worlds with a known truth, known copiers and known originals."""

from __future__ import annotations

import random
from dataclasses import dataclass

from sousveil.trace.dependence.observed import Observation


@dataclass
class World:
    """truth: object -> value. parent: copier -> original. hidden: sources that are copied but not observed."""

    truth: dict[str, str]
    observations: list[Observation]
    parent: dict[str, str]
    hidden: frozenset[str]
    accuracy: dict[str, float]

    def line(self, source: str) -> list[str]:
        """The source and all it copies from, nearest first."""
        out = [source]
        while out[-1] in self.parent:
            out.append(self.parent[out[-1]])
        return out

    def dependent(self, one: str, two: str) -> bool:
        """Whether the two have an origin in common: one copies the other, or both a third."""
        return not set(self.line(one)).isdisjoint(self.line(two))

    def copier(self, one: str, two: str) -> str | None:
        """Which of the two copies the other, at first or second hand; None where neither does."""
        return one if two in self.line(one) else two if one in self.line(two) else None


def make(
    seed: int, *, sources: int = 24, objects: int = 200, accuracy: tuple[float, float] = (0.55, 0.95),
    coverage: tuple[float, float] = (0.3, 1.0), copiers: float = 0.4, share: tuple[float, float] = (0.5, 0.95),
    shape: str = "star", false_values: int = 10, favourite: float = 0.0, difficulty: float = 0.0, liars: float = 0.0,
    copier_accuracy: tuple[float, float] | None = None, original_accuracy: tuple[float, float] | None = None,
) -> World:  # fmt: skip
    """shape: ``star`` (copiers of a few originals), ``chain`` (each copies the one before), ``hidden`` (the original is
    not observed). favourite: chance that a false value is the object's commonest one. difficulty: half the objects are
    harder by this much, half easier. liars: chance of a copier changing what it copies. The rest of a copier's values
    are its own, right as often as ``copier_accuracy`` says."""
    rng = random.Random(seed)
    names = [f"s{i:03d}" for i in range(sources)]
    rng.shuffle(names)
    count = round(copiers * sources)
    heads = names[count:]
    originals = heads[: max(1, len(heads) // 6)] if count else []
    parent: dict[str, str] = {}
    for i, name in enumerate(names[:count]):
        if shape == "chain":
            parent[name] = names[i - 1] if i % 4 else rng.choice(originals)
        else:
            parent[name] = rng.choice(originals)
    truth = {f"o{i:04d}": "true" for i in range(objects)}
    hard = {name: (-difficulty if rng.random() < 0.5 else difficulty) for name in truth}
    right = {name: rng.uniform(*accuracy) for name in names}
    for name in names[:count]:
        right[name] = rng.uniform(*(copier_accuracy or accuracy))
    for name in originals:
        right[name] = rng.uniform(*(original_accuracy or accuracy))

    def own(name: str, about: str) -> str:
        if rng.random() < min(0.99, max(0.05, right[name] + hard[about])):
            return "true"
        return "false 0" if rng.random() < favourite else f"false {rng.randrange(false_values)}"

    said: dict[str, dict[str, str]] = {}
    for name in [*names[count:], *names[:count]]:
        covers = rng.uniform(*coverage)
        copied = rng.uniform(*share)
        known = said.get(parent.get(name, ""), {})
        said[name] = {}
        for about in truth:
            if about in known and rng.random() < copied:
                said[name][about] = f"false {rng.randrange(false_values)}" if rng.random() < liars else known[about]
            elif rng.random() < covers * (0.4 if name in parent else 1.0):
                said[name][about] = own(name, about)
    hidden = frozenset(originals) if shape == "hidden" else frozenset()
    observed = [Observation(s, o, v) for s, by in said.items() if s not in hidden for o, v in by.items()]
    return World(truth, observed, parent, hidden, right)
