"""Truth, faults and copying estimated in turn, and the result in words of sources and objects."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from .copying import DIRECTION, PRIOR, RARE, Copying, Pairs, detect, discount, find_pairs
from .observed import Floats, Observation, Table, tabulate
from .truth import Rates, believe, estimate, false_values, first_rates, share_of_false, spread, vote
from .values import Exact, Kind

ROUNDS = 12
"""The estimates settle within five or six rounds; some data go back and forth between two states."""

STEADY = 3
"""Rounds before changes are halved."""

MOST_EXAMPLES = 5

THROUGH = 0.9
"""A third source that has this share of two sources' rare common values accounts for them."""


@dataclass(frozen=True, slots=True)
class Example:
    """A value that both sources of a pair give for ``object``. givers: how many sources give it, of ``speakers``.
    likely: its probability of being the truth. telling: natural log of how much likelier by copying than by chance."""

    object: str
    value: Hashable
    givers: int
    speakers: int
    likely: float
    telling: float


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """Two sources that may not be independent.

    probability: 0..1 of dependence. copier: ``one``, ``two`` or ``undecided``. forward: 0..1, that ``two`` copies
    ``one``, given dependence. share: 0..1, how much of the shared objects is copied. shared, agreed, rare: numbers of
    objects. through: a third source that accounts for what these two share, where there is one.
    """

    one: str
    two: str
    probability: float
    copier: str
    forward: float
    share: float
    shared: int
    agreed: int
    rare: int
    examples: tuple[Example, ...] = ()
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Faults:
    """How a source errs: rates of giving the truth, a part of it (where a part can be given), more, another value. The
    truth, more and another are of the answers that are no part, and sum to 1."""

    truth: float
    part: float
    more: float
    other: float
    objects: int


@dataclass(frozen=True)
class Analysis:
    """truth: object -> value -> probability. accuracy: source -> Faults. pairs: those at least ``least`` likely, surest
    first. independent: (source, object) -> chance that this was not copied, where below 1. rounds: until it settled."""

    truth: Mapping[str, Mapping[Hashable, float]]
    accuracy: Mapping[str, Faults]
    pairs: tuple[PairEvidence, ...]
    independent: Mapping[tuple[str, str], float]
    rounds: int

    def best(self, about: str) -> Hashable:
        """The likeliest value of an object; between equals the first in order. KeyError: nobody speaks of it."""
        found = self.truth[about]
        return min(found, key=lambda value: (-round(found[value], 9), repr(value)))


def analyse(
    observations: Iterable[Observation], kind: Kind | None = None, *,
    similarity: Callable[[Hashable, Hashable], float] | None = None, copies: bool = True, least_shared: int = 5,
    least_probability: float = 0.5, prior: float = PRIOR,
) -> Analysis:  # fmt: skip
    """What is true, how each source errs, and which sources copy.

    kind: how values compare; Exact() if not given. similarity: 0..1, how alike two values are that the kind holds to
    be different; a like value then supports the other one. copies: False leaves copying out. least_shared: pairs with
    fewer common objects are not judged. prior: chance of copying for a pair before anything is seen.
    """
    table = tabulate(observations, kind or Exact(), similarity)
    if not table.objects:
        return Analysis({}, {}, (), {}, 0)
    wide = spread(table)
    pairs = find_pairs(table, least_shared)
    weight: Floats = np.ones(len(table.source))
    belief = vote(table, weight)
    rates = first_rates(table)
    copying: Copying | None = None
    done = 0
    for done in range(1, ROUNDS + 1):
        before = belief
        if done > 1:
            rates = estimate(table, wide, belief)
        share = share_of_false(table, weight, false_values(table, belief))
        if copies and len(pairs.one):
            # At first all agreement is suspect: where most copy one source, what they share looks easy to know.
            copying = detect(table, pairs, rates, belief, share, weight, prior, easy=done > 1)
            found = discount(table, pairs, copying, rates)
            # Half of the step, once the first guess is past, or the rounds swing between two states.
            weight = found if done <= STEADY else (weight + found) / 2
            share = share_of_false(table, weight, false_values(table, belief))
        # The last digits of a logarithm are not the same on every processor.
        belief = np.round(believe(table, wide, rates, weight, share), 12)
        if float(np.abs(belief - before).max()) < 1e-3:
            break
    return _result(table, rates, belief, weight, pairs, copying, done, least_probability)


def _result(
    table: Table, rates: Rates, belief: Floats, weight: Floats, pairs: Pairs, copying: Copying | None, rounds: int,
    least: float,
) -> Analysis:  # fmt: skip
    truth: dict[str, dict[Hashable, float]] = {name: {} for name in table.objects}
    for at, value in enumerate(table.values):
        truth[table.objects[table.value_object[at]]][value] = float(belief[at])
    objects = np.bincount(table.source, minlength=len(table.sources))
    accuracy = {
        name: Faults(
            float(rates.kinds[at, 0]), float(rates.part[at]), float(rates.kinds[at, 1]), float(rates.kinds[at, 2]),
            int(objects[at]),
        )
        for at, name in enumerate(table.sources)
    }  # fmt: skip
    low = np.flatnonzero(weight < 0.999)
    independent = {
        (table.sources[table.source[at]], table.objects[table.object[at]]): float(weight[at]) for at in low
    }
    found = () if copying is None else _evidence(table, belief, pairs, copying, least)
    return Analysis(truth, accuracy, found, independent, rounds)


def _evidence(table: Table, belief: Floats, pairs: Pairs, copying: Copying, least: float) -> tuple[PairEvidence, ...]:
    givers = np.bincount(table.value, minlength=len(table.values))
    speakers = np.bincount(table.object, minlength=len(table.objects))
    chosen = np.flatnonzero(copying.dependent >= least)
    order = np.argsort(pairs.pair, kind="stable")
    ends = np.searchsorted(pairs.pair[order], np.arange(len(pairs.one) + 1))
    out = []
    for at in chosen:
        rows = order[ends[at] : ends[at + 1]]
        rows = rows[table.value[pairs.first[rows]] == table.value[pairs.second[rows]]]
        best = rows[np.lexsort((rows, -np.round(copying.telling[rows], 6)))][:MOST_EXAMPLES]
        examples = []
        for row in best:
            value = table.value[pairs.first[row]]
            about = table.value_object[value]
            if copying.telling[row] > RARE:
                examples.append(
                    Example(
                        table.objects[about], table.values[value], int(givers[value]), int(speakers[about]),
                        float(belief[value]), float(copying.telling[row]),
                    )
                )  # fmt: skip
        forward = float(copying.forward[at])
        copier = "two" if forward >= DIRECTION else "one" if forward <= 1 - DIRECTION else "undecided"
        out.append(
            PairEvidence(
                table.sources[pairs.one[at]], table.sources[pairs.two[at]], float(copying.dependent[at]), copier,
                forward, float(copying.share[at]), int(copying.shared[at]), int(copying.agreed[at]),
                int(copying.rare[at]), tuple(examples),
            )
        )  # fmt: skip
    out = _through(table, copying, pairs, out)
    return tuple(sorted(out, key=lambda one: (-round(one.probability, 9), -one.rare, one.one, one.two)))


def _through(table: Table, copying: Copying, pairs: Pairs, found: list[PairEvidence]) -> list[PairEvidence]:
    """Marks the pairs whose rare common values are nearly all those of a third source that both depend on."""
    said: dict[str, dict[int, int]] = {}
    for at, value in zip(table.source.tolist(), table.value.tolist(), strict=True):
        said.setdefault(table.sources[at], {})[int(table.value_object[value])] = value
    number = {name: at for at, name in enumerate(table.sources)}
    place = {(int(a), int(b)): at for at, (a, b) in enumerate(zip(pairs.one, pairs.two, strict=True))}
    shown = copying.telling > RARE
    order = np.argsort(pairs.pair[shown], kind="stable")
    rows = np.flatnonzero(shown)[order]
    ends = np.searchsorted(pairs.pair[rows], np.arange(len(pairs.one) + 1))
    near: dict[str, set[str]] = {}
    for pair in found:
        near.setdefault(pair.one, set()).add(pair.two)
        near.setdefault(pair.two, set()).add(pair.one)
    rare = {(pair.one, pair.two): pair.rare for pair in found}
    out = []
    for pair in found:
        at = place[number[pair.one], number[pair.two]]
        values = table.value[pairs.first[rows[ends[at] : ends[at + 1]]]].tolist()
        best: tuple[int, str] | None = None
        for third in sorted(near[pair.one] & near[pair.two]):
            sides = [rare[min(third, side), max(third, side)] for side in (pair.one, pair.two)]
            has = sum(said[third].get(int(table.value_object[value])) == value for value in values)
            # The third shares more with each of the two than they with each other, or it would be their child.
            holds = len(values) >= 3 and min(sides) > pair.rare and has >= THROUGH * len(values)
            if holds and (best is None or has > best[0]):
                best = (has, third)
        out.append(replace(pair, through=best[1]) if best else pair)
    return out
