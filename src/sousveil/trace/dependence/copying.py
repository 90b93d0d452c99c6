"""Which sources copy which, from what they say of the same objects.

Two honest sources share the truth, so sharing it shows nothing; two that share a rare false value hardly came to it by
themselves (Dong, Berti-Equille & Srivastava 2009). For each pair the evidence of three hypotheses is weighed: both on
their own, the one copies the other, the other way round. How much a copier copies is not known; it is averaged over
``SHARES_COPIED``. Cost: one pass over the pairs of observations on one object, in blocks of bounded size.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .observed import Floats, Ints, Table, total
from .truth import FALSE_VALUES, SLOTS, Rates, cell_slots

SHARES_COPIED = (0.3, 0.6, 0.9, 0.99)
"""Shares of its values that a copier may have copied; each is held equally likely. 0.8 alone in Dong et al."""

PRIOR = 0.02
"""Chance of one source copying another before anything is seen, each way half of it."""

BLOCK = 2_000_000
"""Pairs of observations worked on at once: 100 MB."""

DIRECTION = 0.9
"""The copier is named where the one way is at least this likely, given that there is copying."""


@dataclass
class Pairs:
    """Pairs of sources that share enough objects. one, two: (p,) sources, one < two. first, second: (q,) observations
    of the two on one object, first of ``one``; pair: (q,) which pair."""

    one: Ints
    two: Ints
    first: Ints
    second: Ints
    pair: Ints


@dataclass
class Copying:
    """For each pair: dependent: probability. forward: probability that ``two`` copies ``one``, given dependence. share:
    how much is copied. agreed, rare: observations on which they agree, and on which on a value that is hardly the truth
    or that few give. telling: (q,) log of how much likelier each agreement is by copying."""

    dependent: Floats
    forward: Floats
    share: Floats
    shared: Ints
    agreed: Ints
    rare: Ints
    telling: Floats


def find_pairs(table: Table, least: int) -> Pairs:
    """Pairs that speak of at least ``least`` common objects.

    Sources with fewer objects are passed over first; counts are gathered in blocks so that memory stays bounded.
    """
    n = len(table.sources)
    busy = np.bincount(table.source, minlength=n) >= least
    keep = np.flatnonzero(busy[table.source])
    size = np.bincount(table.object[keep], minlength=len(table.objects))
    start = np.concatenate([[0], np.cumsum(size)[:-1]])
    keys, counts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    blocks = list(_blocks(size))
    for low, high in blocks:
        left, right = _within(keep, size, start, low, high)
        found, times = np.unique(table.source[left] * n + table.source[right], return_counts=True)
        merged = np.concatenate([keys, found])
        keys, inverse = np.unique(merged, return_inverse=True)
        counts = np.bincount(inverse, weights=np.concatenate([counts, times])).astype(np.int64)
    keys = keys[counts >= least]
    firsts, seconds, pairs = [], [], []
    for low, high in blocks:
        left, right = _within(keep, size, start, low, high)
        key = table.source[left] * n + table.source[right]
        at = np.searchsorted(keys, key)
        fits = np.append(keys, -1)[at] == key
        firsts.append(left[fits])
        seconds.append(right[fits])
        pairs.append(at[fits])
    none = np.zeros(0, dtype=np.int64)
    return Pairs(
        keys // n, keys % n, np.concatenate([*firsts, none]), np.concatenate([*seconds, none]),
        np.concatenate([*pairs, none]),
    )  # fmt: skip


def _blocks(size: Ints) -> list[tuple[int, int]]:
    """Ranges of objects whose pairs of observations come to about BLOCK."""
    sums = np.cumsum(size * (size - 1) // 2)
    out, low, done = [], 0, 0
    while low < len(size):
        high = max(low + 1, int(np.searchsorted(sums, done + BLOCK, side="right")))
        out.append((low, high))
        low, done = high, int(sums[high - 1])
    return out


def _within(keep: Ints, size: Ints, start: Ints, low: int, high: int) -> tuple[Ints, Ints]:
    """Every two observations (of ``keep``) on one object of [low, high), in order."""
    lefts, rights = [], []
    of_size = size[low:high]
    for members in np.unique(of_size[of_size > 1]):
        a, b = np.triu_indices(int(members), 1)
        base = start[low:high][of_size == members][:, None]
        lefts.append((base + a).ravel())
        rights.append((base + b).ravel())
    if not lefts:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    # Sources stand in order within an object, so the first of two is the lower.
    return keep[np.concatenate(lefts)], keep[np.concatenate(rights)]


def _sums(table: Table, belief: Floats, share: Floats) -> tuple[Floats, Floats]:
    """For each value and slot: sum over truths of belief x share, and of belief x share squared."""
    key = table.cell_value * SLOTS + cell_slots(table)
    p = belief[table.cell_truth]
    shape = (len(table.values), SLOTS)
    once = total(key, shape[0] * SLOTS, p * share).reshape(shape)
    twice = total(key, shape[0] * SLOTS, p * share * share).reshape(shape)
    return once, twice


def detect(
    table: Table, pairs: Pairs, rates: Rates, belief: Floats, share: Floats, weight: Floats, prior: float = PRIOR,
    easy: bool = True,
) -> Copying:
    """Weighs copying against independence for each pair.

    An agreement tells by how much likelier it is where one copies: by the chance of its value over that of both giving
    it on their own. For the part of the chance that the value is the truth, how surely the two find it depends on how
    many others do (as in a Rasch model), so that easy objects join nobody. A difference speaks against copying. easy:
    False leaves that out, for a first round in which copiers of one source may be most of those who agree.
    """
    slots = rates.slots()
    once, twice = _sums(table, belief, share)
    value = table.value
    agree = value[pairs.first] == value[pairs.second]
    held = np.bincount(value, weights=weight, minlength=len(table.values))
    said = np.bincount(table.object, weights=weight, minlength=len(table.objects))
    sure = np.clip(rates.kinds[:, 0], 0.05, 0.99)
    hoped = np.bincount(table.object, weights=weight * sure[table.source], minlength=len(table.objects))
    count = len(pairs.one)
    shares = np.array(SHARES_COPIED)
    weighed = np.zeros((count, len(shares), 2))
    telling = np.zeros(len(pairs.first))
    equal = [0, 1]
    false = [2, 3, 4, 5, 6]
    for low in range(0, len(pairs.first), BLOCK):
        part = slice(low, low + BLOCK)
        i, j, same, pair = pairs.first[part], pairs.second[part], agree[part], pairs.pair[part]
        a, b = slots[table.source[i]], slots[table.source[j]]
        v = value[i]
        true_sum, true_a, true_b = once[v][:, equal], a[:, equal], b[:, equal]
        own = weight[i] + weight[j]
        about = table.object[i]
        rest = np.maximum(said[about] - own, 0.0)
        hope = np.maximum(hoped[about] - weight[i] * sure[table.source[i]] - weight[j] * sure[table.source[j]], 0.0)
        hope = np.clip((hope + OTHERS * 0.8) / (rest + OTHERS), 0.05, 0.99)
        others = np.clip((np.maximum(held[v] - own, 0.0) + OTHERS * hope) / (rest + OTHERS), 0.01, 0.99)
        lone_true = (true_sum * np.maximum(true_a, true_b)).sum(1)
        finds = _odds(np.minimum(true_a, true_b).max(1)) + _odds(others) - _odds(hope)
        finds = 1 / (1 + np.exp(-finds)) if easy else np.minimum(true_a, true_b).max(1)
        alone = lone_true * finds + (twice[v][:, false] * a[:, false] * b[:, false]).sum(1)
        from_a = lone_true + (once[v][:, false] * a[:, false]).sum(1)
        from_b = lone_true + (once[v][:, false] * b[:, false]).sum(1)
        gain = np.stack([from_a, from_b], axis=1) / np.maximum(alone, 1e-12)[:, None]
        telling[part] = np.where(same, np.log(np.maximum(gain.max(1), 1e-12)), 0.0)
        for at, copied in enumerate(shares):
            for way in (0, 1):
                step = np.where(same, np.log(1 - copied + copied * gain[:, way]), np.log(1 - copied))
                weighed[:, at, way] += np.bincount(pair, weights=step, minlength=count)
    shared = np.bincount(pairs.pair, minlength=count)
    agreed = np.bincount(pairs.pair, weights=agree, minlength=count).astype(np.int64)
    logs = np.logaddexp.reduce(weighed, axis=1) - np.log(len(shares))
    evidence = np.logaddexp(logs[:, 0], logs[:, 1]) - np.log(2)
    dependent = 1 / (1 + np.exp(np.clip(np.log(1 - prior) - np.log(prior) - evidence, -500, 500)))
    lean = logs[:, 0] - logs[:, 1]
    some = np.flatnonzero(dependent >= LEAST)
    lean[some] = _direction(table, pairs, belief, agree, some)
    forward = 1 / (1 + np.exp(-np.clip(lean, -500, 500)))
    best = weighed.max(axis=2)
    chance = np.exp(best - best.max(axis=1, keepdims=True))
    copied_share = (chance * shares).sum(1) / chance.sum(1)
    rare = np.bincount(pairs.pair, weights=agree & (telling > RARE), minlength=count).astype(np.int64)
    return Copying(dependent, forward, copied_share, shared, agreed, rare, telling)


RARE = 1.0
"""An agreement at least e times likelier by copying than by chance is a rare one (natural logarithm)."""

LEAST = 0.1
"""Pairs less likely than this to depend on each other count as independent: many small doubts are no copying."""

OTHERS = 2.0
"""How many sources of average surety are added to those who speak of an object, to tell how easy it is."""

OWN_WEIGHT = 1.0
"""Natural logarithm of odds at most: the one with more objects of its own is likelier the original. Too little to
decide by itself: a large source may also have taken in a small one."""

_GRID = 24


def _odds(share: Floats) -> Floats:
    held = np.clip(share, 0.01, 0.99)
    return np.asarray(np.log(held / (1 - held)), dtype=np.float64)


def _direction(
    table: Table, pairs: Pairs, belief: Floats, agree: np.ndarray[tuple[int], np.dtype[np.bool_]], some: Ints
) -> Floats:
    """(len(some),): natural log odds that ``two`` copies ``one`` rather than the other way round.

    A source that is copied is equally right throughout. A copier is right at its own rate where it speaks for itself,
    and where it copies it is right where its original is. Both ways are fitted to the counts of right and wrong on
    shared objects and on those of one alone: the original's rate, the copier's own rate and the share copied.
    """
    where = np.full(len(pairs.one), -1, dtype=np.int64)
    where[some] = np.arange(len(some))
    use = where[pairs.pair] >= 0
    i, j, at, same = pairs.first[use], pairs.second[use], where[pairs.pair[use]], agree[use]
    right = belief[table.value]
    p, q = right[i], right[j]

    def count(values: Floats) -> Floats:
        return total(at, len(some), values)

    differ = ~same
    true, false = count(p * same), count((1 - p) * same)
    # At most one of two different values is the truth.
    one_right, two_right = count(p * differ), count(q * differ)
    neither = count(np.maximum(1 - p - q, 0.0) * differ)
    n = len(table.sources)
    all_right = total(table.source, n, right)
    all_count = total(table.source, n)
    shared = true + false + one_right + two_right + neither
    one, two = pairs.one[some], pairs.two[some]
    alone_one, alone_two = all_count[one] - shared, all_count[two] - shared
    forward = _fit(true, false, one_right, two_right, neither, all_right[two] - true - two_right, alone_two)
    forward += _binomial(all_right[one], all_count[one])
    back = _fit(true, false, two_right, one_right, neither, all_right[one] - true - one_right, alone_one)
    back += _binomial(all_right[two], all_count[two])
    more = alone_one / all_count[one] - alone_two / all_count[two]
    return np.asarray(forward - back + OWN_WEIGHT * more, dtype=np.float64)


def _fit(
    true: Floats, false: Floats, original_right: Floats, copier_right: Floats, neither: Floats, own_right: Floats,
    own: Floats,
) -> Floats:  # fmt: skip
    """The copier's log-likelihood given the original's values, averaged over its own rate and the share it copies.

    true, false: objects on which both agree, rightly and wrongly; original_right, copier_right, neither: on which they
    differ; own_right, own: the copier's objects that the original is silent on, rightly and in all.
    """
    grid = (np.arange(_GRID) + 0.5) / _GRID
    rate, copied = (axis.ravel() for axis in np.meshgrid(grid, grid))
    alone = 1 - copied
    chances = (
        copied + alone * rate, copied + alone * (1 - rate) / FALSE_VALUES, alone * (1 - rate), alone * rate,
        alone * (1 - rate) * (1 - 1 / FALSE_VALUES), rate, 1 - rate,
    )  # fmt: skip
    own_wrong = np.maximum(own - own_right, 0.0)
    counts = (true, false, original_right, copier_right, neither, own_right, own_wrong)
    out = np.empty(len(true))
    for low in range(0, len(true), 2000):
        score = np.zeros((len(true[low : low + 2000]), len(rate)))
        for times, chance in zip(counts, chances, strict=True):
            score += times[low : low + 2000, None] * np.log(chance)
        out[low : low + 2000] = np.logaddexp.reduce(score, axis=1) - np.log(len(rate))
    return out


def _binomial(right: Floats, count: Floats) -> Floats:
    """Log-likelihood of ``right`` out of ``count``, averaged over every rate as in ``_fit``."""
    grid = (np.arange(_GRID) + 0.5) / _GRID
    score = right[:, None] * np.log(grid) + (count - right)[:, None] * np.log(1 - grid)
    return np.asarray(np.logaddexp.reduce(score, axis=1) - np.log(_GRID), dtype=np.float64)


def discount(table: Table, pairs: Pairs, copying: Copying, rates: Rates, least: float = LEAST) -> Floats:
    """(n,): the chance of each observation of being given on its own.

    Among those who give one value of one object, the surest source counts in full; each later one loses by its chance
    of copying from each earlier one. Chances below ``least`` are left out: many small doubts are no copying.
    """
    chance = np.where(copying.dependent >= least, copying.dependent * copying.share, 0.0)
    use = (table.value[pairs.first] == table.value[pairs.second]) & (chance[pairs.pair] > 0)
    i, j, pair = pairs.first[use], pairs.second[use], pairs.pair[use]
    rank = np.empty(len(table.sources), dtype=np.int64)
    # Who is right more often comes first; then who is copied rather than copies; then by name.
    copied = np.bincount(pairs.one, weights=chance * copying.forward, minlength=len(table.sources))
    copied += np.bincount(pairs.two, weights=chance * (1 - copying.forward), minlength=len(table.sources))
    copies = np.bincount(pairs.two, weights=chance * copying.forward, minlength=len(table.sources))
    copies += np.bincount(pairs.one, weights=chance * (1 - copying.forward), minlength=len(table.sources))
    order = np.lexsort((np.arange(len(rank)), np.round(copies - copied, 6), -np.round(rates.kinds[:, 0], 6)))
    rank[order] = np.arange(len(rank))
    later = np.where(rank[table.source[i]] < rank[table.source[j]], j, i)
    logs = np.bincount(later, weights=np.log(np.maximum(1 - chance[pair], 1e-3)), minlength=len(table.source))
    return np.asarray(np.exp(logs), dtype=np.float64)


__all__ = ["Copying", "Pairs", "detect", "discount", "find_pairs"]
