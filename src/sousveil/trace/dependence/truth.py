"""What is true, given who says what: a source's faults, and the value that explains what all sources say.

A source gives the truth, a part of it, more than it, or another value, each at its own rate; rates and truth are
estimated in turn (expectation and maximisation, after Dawid & Skene 1979). What is said by copying counts less: each
observation has a weight, its chance of not being copied (Dong, Berti-Equille & Srivastava 2009, "ACCU-COPY"). A false
value that many give on their own is a likely mistake and shows little (their "POPACCU", 2012).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .observed import Floats, Ints, Table, total
from .values import EQUAL, LESS, MORE, OTHER

FALSE_VALUES = 10.0
"""How many other values an object could be given wrongly. Dong et al. use 10 to 100 with like results."""

PAIRS_HELD = 40.0
"""How many pairs of erring sources FALSE_VALUES is worth against those of the data."""

PRIOR_WEIGHT = 6.0
"""How many observations the rates of all sources together are worth against a source's own."""

FIRST_PART = 0.3
FIRST_RATES = (0.8, 0.04, 0.16)
"""What a source is held to before anything is known: a part in 30 of 100 where one can be given; else the truth in 80
(Dong et al. begin with 0.8), more than it in 4, another value in 16. Leaving out is commoner than adding."""

SURE = 0.995
"""No source is held to be surer than this, so that one cannot outweigh any number of others."""

SLOTS = 7
"""equal, equal where a part could be given, part, more, more where ..., other, other where ..."""


@dataclass
class Rates:
    """part: (sources,) rate of giving a part where that can be. kinds: (sources, 3) rates of the truth, more, another
    value, where no part is given; each row sums to 1."""

    part: Floats
    kinds: Floats

    def slots(self) -> Floats:
        """(sources, SLOTS): the chance of each way to answer."""
        out = np.empty((len(self.part), SLOTS))
        rest = 1.0 - self.part
        for at, kind in ((0, 0), (3, 1), (5, 2)):
            out[:, at] = self.kinds[:, kind]
            out[:, at + 1] = self.kinds[:, kind] * rest
        out[:, 2] = self.part
        return out


def first_rates(table: Table) -> Rates:
    """The same for every source."""
    kinds = np.tile(np.array(FIRST_RATES), (len(table.sources), 1))
    part = np.full(len(table.sources), FIRST_PART if table.graded else 0.0)
    if not table.graded:
        kinds[:, 2] += kinds[:, 1]
        kinds[:, 1] = 0.0
    return Rates(part, kinds)


def cell_slots(table: Table) -> Ints:
    """(k,): which of SLOTS each cell of the table is."""
    base = np.array([0, 2, 3, 5], dtype=np.int64)[table.cell_relation]
    room = table.truth_room[table.cell_truth] & (table.cell_relation != LESS)
    return np.asarray(base + room, dtype=np.int64)


def false_values(table: Table, belief: Floats) -> Floats:
    """(4,): in effect how many values sources choose from when they err, for each relation to the truth.

    One over the chance that two sources that err in one way give the same value, over all objects; drawn to
    FALSE_VALUES. Copies count in full here: they make errors look commoner and so shared errors tell less. If they were
    left out, a pair wrongly held to copy would make the next one look guilty.
    """
    held = total(table.value, len(table.values))
    square = held
    group = table.cell_truth * 4 + table.cell_relation
    size = 4 * len(table.values)
    at = table.cell_value
    alone = np.bincount(group, weights=square[at], minlength=size)
    same = np.bincount(group, weights=held[at] ** 2, minlength=size) - alone
    every = np.bincount(group, weights=held[at], minlength=size) ** 2 - alone
    p = np.repeat(belief, 4)
    same_of = (p * same).reshape(-1, 4).sum(axis=0)
    every_of = (p * every).reshape(-1, 4).sum(axis=0)
    chance = (same_of + PAIRS_HELD / FALSE_VALUES) / (every_of + PAIRS_HELD)
    return np.asarray(1 / np.clip(chance, 0.01, 0.9), dtype=np.float64)


def share_of_false(table: Table, weight: Floats, choices: Floats) -> Floats:
    """(k,): the chance of just this value among those that stand to the truth as it does.

    By what others give, each with its ``weight``, the observation itself left out on average; 1 for the truth. choices:
    see ``false_values``.
    """
    held = total(table.value, len(table.values), weight)
    count = np.maximum(total(table.value, len(table.values)), 1)
    own = (held / count)[table.cell_value]
    groups = table.cell_truth * 4 + table.cell_relation
    others = total(groups, 4 * len(table.values), held[table.cell_value])[groups]
    out = (held[table.cell_value] - own + 1.0) / (others - own + choices[table.cell_relation])
    out[table.cell_relation == EQUAL] = 1.0
    return np.asarray(np.minimum(out, 1.0), dtype=np.float64)


@dataclass
class Spread:
    """The table with every observation against every truth it could be about. obs: (x,) observation; cell: (x,).
    slot: (k,) which of SLOTS each cell is."""

    obs: Ints
    cell: Ints
    slot: Ints


def spread(table: Table) -> Spread:
    """Cells are sorted by value, so each observation takes a run of them."""
    m = len(table.values)
    length = np.bincount(table.cell_value, minlength=m)
    start = np.concatenate([[0], np.cumsum(length)[:-1]])
    times = length[table.value]
    obs = np.repeat(np.arange(len(table.value)), times)
    offset = np.arange(len(obs)) - np.repeat(np.cumsum(times) - times, times)
    return Spread(obs, start[table.value[obs]] + offset, cell_slots(table))


def believe(table: Table, wide: Spread, rates: Rates, weight: Floats, share: Floats) -> Floats:
    """(m,): the probability of each value of being the truth of its object; sums to 1 over an object."""
    logs = np.log(np.maximum(rates.slots(), 1e-6))
    slot = wide.slot[wide.cell]
    each = logs[table.source[wide.obs], slot] + np.log(share)[wide.cell]
    # A value much like the truth is held to be partly it (as in ACCUSIM): a misspelt name, a near number.
    alike = table.cell_alike[wide.cell]
    near = alike > 0
    if near.any():
        room = table.truth_room[table.cell_truth[wide.cell[near]]]
        as_truth = logs[table.source[wide.obs[near]], room.astype(np.int64)]
        each[near] = alike[near] * as_truth + (1 - alike[near]) * each[near]
    score = total(table.cell_truth[wide.cell], len(table.values), each * weight[wide.obs])
    return normalised(table, score)


def normalised(table: Table, score: Floats) -> Floats:
    """Log scores of values into probabilities, object by object."""
    score = np.where(table.eligible, score, -np.inf)
    top = np.full(len(table.objects), -np.inf)
    np.maximum.at(top, table.value_object, score)
    out = np.exp(score - top[table.value_object])
    return np.asarray(out / np.bincount(table.value_object, weights=out)[table.value_object], dtype=np.float64)


def vote(table: Table, weight: Floats) -> Floats:
    """(m,): each value's share of what is said of its object."""
    held = np.bincount(table.value, weights=weight, minlength=len(table.values)) * table.eligible
    return np.asarray(held / np.bincount(table.value_object, weights=held)[table.value_object], dtype=np.float64)


def estimate(table: Table, wide: Spread, belief: Floats) -> Rates:
    """The rates at which each source gives the truth, a part, more or another value, drawn to those of all.

    Copied observations count in full: what a source says is its own fault, wherever it has it from.
    """
    n = len(table.sources)
    p = belief[table.cell_truth[wide.cell]]
    kind = table.cell_relation[wide.cell]
    room = table.truth_room[table.cell_truth[wide.cell]]
    source = table.source[wide.obs]
    alike = table.cell_alike[wide.cell]
    count = total(source * 4 + kind, 4 * n, p * (1 - alike)).reshape(n, 4)
    count[:, EQUAL] += total(source, n, p * alike)
    able = np.bincount(source, weights=p * room, minlength=n)
    first = first_rates(table)
    whole = count.sum(axis=0)
    part_all = (whole[LESS] + 5 * first.part[0]) / (able.sum() + 5)
    kinds_all = whole[[EQUAL, MORE, OTHER]] + 5 * first.kinds[0]
    kinds_all = kinds_all / kinds_all.sum()
    part = (count[:, LESS] + PRIOR_WEIGHT * part_all) / (able + PRIOR_WEIGHT)
    kinds = count[:, [EQUAL, MORE, OTHER]] + PRIOR_WEIGHT * kinds_all
    kinds = kinds / kinds.sum(axis=1, keepdims=True)
    over = np.maximum(kinds[:, 0] - SURE, 0.0)
    kinds[:, 0] -= over
    kinds[:, 2] += over
    return Rates(np.minimum(part, SURE) if table.graded else np.zeros(n), kinds)
