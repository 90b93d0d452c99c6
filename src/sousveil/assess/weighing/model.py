"""The probability that a proposition holds, given what independent gateways say about it.

The model, for one proposition T that is true or false, with PRIOR before anybody speaks:

* A gateway whose reliability is t says what is so with probability r = 1/2 + (t - 1/2) * CERTAINTY * BASIS, and the
  contrary with 1 - r. Certainty and basis shrink its word towards a toss of a coin. Silence is no evidence: only what
  is said enters.
* t is not known. It has a Beta distribution by the gateway's Admiralty letter (RELIABILITY), and is integrated out. A
  part of that doubt (SHARED) is common to all gateways of a proposition: whoever reports on a closed country meets with
  the same obstacles. So agreement says something about reliability too, and reliability something about agreement.
* How many gateways are really apart is not known either. They are taken one after the other, the surest first; each is,
  with probability c, no word of its own but that of an earlier one of its side, and then adds a factor of exactly one.
  c comes from how many surely exist, how many are shown to be apart, and from the pairs that may be one (the sequential
  discount of Dong, Berti-Equille and Srivastava, VLDB 2009). A copy has c = 1 and can move nothing.
* With probability YES a gateway says of anything that it is there.
* With probability HIDDEN some gateways have a common origin, or speak in concert, where nobody can see it: each takes
  part with a probability of JOINING (equally likely values), and those who do all say one thing, which is right as
  often as wrong. Therefore the chance never runs to certainty, however many agree.

All sums are over these few discrete values, so the result is exact for the model and the same on every machine after
rounding to ROUND digits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .voices import NOBODY, Independence, Voice

PRIOR = 0.5
"""Before anybody speaks. Ours: the program has no view of the world."""

CERTAINTY: Mapping[str, float] = {"CT": 1.0, "PR": 0.6, "PS": 0.25, "U": 0.0}
"""How much of its reliability a gateway puts into its word, by FactBank certainty. The order is FactBank's (Sauri and
Pustejovsky 2009); the numbers are ours."""

BASIS: Mapping[str, float] = {
    "saw": 1.0, "own-measurement": 1.0, "shown-in-footage": 1.0, "survey-answer": 0.95, "reported": 0.9, "unknown": 0.9,
    "heard": 0.75, "official-self-description": 0.75, "inferred": 0.7,
}  # fmt: skip
"""How much of its reliability reaches its word, by what it rests on. Ours: they order the bases."""

RELIABILITY: Mapping[str, tuple[float, float]] = {
    "A": (18.6, 1.4), "B": (17.4, 2.6), "C": (16.0, 4.0), "D": (13.0, 7.0), "E": (10.0, 10.0), "F": (6.3, 1.5),
}  # fmt: skip
"""Beta parameters by Admiralty letter; means .93 .87 .80 .65 .50, and a wide .81 for F. The scale itself gives no
numbers, and its own users differ widely (Samet, Human Factors 1975); these are ours, that of F fitted. E says nothing
rather than the contrary."""

SHARED = 0.75
"""Part of the doubt about reliability that is common to all gateways. Ours; fitted on simulated worlds."""

HIDDEN = 0.2
"""Probability of a common origin, or a concert, that nobody can see. Ours; fitted on simulated worlds."""

JOINING = (0.25, 0.5, 0.75, 1.0)
"""Probabilities with which a gateway takes part in such a concert, all equally likely."""

UNSURE = 0.5
"""c of a source that may be none, or beyond the number that surely exists."""

NOT_SHOWN = 0.5
"""c of one that surely exists but is not shown to reach the case by a path of its own."""

UNSEEN = 0.3
"""c of any further one: it may have its word from an earlier one though nothing shows it. Ours; fitted."""

YES = 0.05
"""Probability that a gateway says of anything that it is there. Nobody reports that a street has no cameras: what is
written leans towards presence. Ours; fitted."""

MOST = 48
"""Voices of one side that are looked at, the surest first; further ones change no digit that is kept."""

NODES = 16
"""Points of the quadrature over reliability, at equal probabilities."""

ROUND = 9

Grid = NDArray[np.float64]


@lru_cache(maxsize=64)
def _reliability(first: float, second: float) -> Grid:
    """NODES quantiles of Beta(first, second) at the middles of equal shares."""
    x = (np.arange(4000) + 0.5) / 4000
    density = x ** (first - 1) * (1 - x) ** (second - 1)
    below = np.cumsum(density)
    middles = (np.arange(NODES) + 0.5) / NODES
    return np.round(np.interp(middles, (below - density / 2) / below[-1], x), 6)


def right(voice: Voice) -> Grid:
    """Probability that the voice says what is so, at each node of the common part of reliability: NODES values."""
    first, second = RELIABILITY[voice.reliability or NOBODY]
    mean = first / (first + second)
    theta = SHARED * _reliability(first, second) + (1 - SHARED) * mean
    worth: Grid = 0.5 + (theta - 0.5) * CERTAINTY[voice.certainty] * BASIS.get(voice.basis, BASIS["unknown"])
    return worth


def strength(voice: Voice) -> float:
    """How far one voice by itself moves the odds from even: 0.5 (not at all) to 1."""
    first, second = RELIABILITY[voice.reliability or NOBODY]
    mean = first / (first + second)
    return 0.5 + (mean - 0.5) * CERTAINTY[voice.certainty] * BASIS.get(voice.basis, BASIS["unknown"])


def copied(voices: Sequence[Voice], independence: Independence) -> list[tuple[Voice, float]]:
    """The voices of one side in the order in which they count, each with c, the probability that it adds nothing."""
    sure = sorted((v for v in voices if v.sure), key=lambda v: (-strength(v), v.source))
    # Where one of several must exist, nothing says that it is the strongest.
    unsure = sorted((v for v in voices if not v.sure), key=lambda v: (strength(v), v.source))
    out: list[tuple[Voice, float]] = []
    place = 0.0
    partners: dict[str, list[tuple[str, float]]] = {}
    for pair, chance in independence.pairs.items():
        for one in pair:
            partners.setdefault(one, []).extend((other, chance) for other in pair if other != one)
    met: set[str] = set()
    for voice in [*sure, *unsure]:
        own = 1.0
        for other, chance in sorted(partners.get(voice.source, ())):
            own *= 1.0 - chance if other in met else 1.0
        met.add(voice.source)
        seen = own * (1.0 - UNSEEN) if out else own
        out.append((voice, max(_base(voice, place, independence), 1.0 - seen)))
        # One that is surely another takes nobody's place among those that are apart.
        place += own
    return out


def _base(voice: Voice, place: float, independence: Independence) -> float:
    """c by the numbers alone, for a voice before which there are ``place`` others."""
    if place >= independence.at_most:
        return 1.0
    if place >= independence.at_least and not (voice.sure and place == 0):
        return UNSURE
    return NOT_SHOWN if place >= max(1, independence.shown) else 0.0


@lru_cache(maxsize=8)
def _worlds(hidden: float, joinings: tuple[float, ...]) -> tuple[Grid, Grid, Grid]:
    """Three columns: probability, probability of taking part, what the concert says (1 "it is so", 0 "it is not")."""
    rows = [(1.0 - hidden, 0.0, 0.0)]
    rows += [(hidden / len(joinings) / 2, joining, says) for joining in joinings for says in (1.0, 0.0)]
    weight, joining, says = (np.array([row[k] for row in rows])[:, None] for k in range(3))
    return weight, joining, says


def _factors(voice: Voice, c: float, joining: Grid, says: Grid) -> tuple[Grid, Grid]:
    """P(the voice says what it says | true), the same given false: one value for each world and node."""
    r = right(voice)
    for_it = voice.side == "for"
    concert = joining * (says == (1.0 if for_it else 0.0))
    agree, differ = concert + (1 - joining) * r, concert + (1 - joining) * (1 - r)
    always = YES if for_it else 0.0
    agree, differ = (c + (1 - c) * (always + (1 - YES) * one) for one in (agree, differ))
    return (agree, differ) if for_it else (differ, agree)


Pair = tuple[Grid, Grid]


def _side(voices: Sequence[tuple[Voice, float]]) -> list[Pair]:
    """P(what the first k voices say | true) and given false, for k = 0, 1, 2 ...; each k has a common factor."""
    weight, joining, says = _worlds(HIDDEN, JOINING)
    true = np.ones((len(weight), NODES))
    out = [(true, true)]
    for number, (voice, c) in enumerate(voices[:MOST]):
        if c < 1.0:
            one, other = _factors(voice, c, joining, says)
            one, other = out[-1][0] * one, out[-1][1] * other
            if number % 8 == 7:  # long products are kept from vanishing
                top = max(float(one.max()), float(other.max()))
                one, other = one / top, other / top
            out.append((one, other))
    return out


def posterior(
    for_it: Sequence[tuple[Voice, float]], against: Sequence[tuple[Voice, float]], prior: float = PRIOR
) -> tuple[float, float, float]:
    """The chance that the proposition holds, and the bounds between which it lies with 90 per cent, over how reliable
    the gateways together may be. All 0..1.

    A long row of agreeing voices is what a concert looks like, too, so that by the sum alone the tenth could make the
    proposition less likely than the ninth. No reader would follow that: of each side, the number of voices (the surest
    first) is taken that bears it out best.
    """
    ayes, noes = _side(for_it), _side(against)
    full = max(range(len(ayes)), key=lambda k: (_share(ayes[k], noes[-1]), -k))
    most = min(range(len(noes)), key=lambda k: (_share(ayes[-1], noes[k]), k))
    chance, each, weights = _sum(ayes[full], noes[most], prior)
    order = sorted(zip(each, weights, strict=True))
    return round(chance, ROUND), round(_quantile(order, 0.05), ROUND), round(_quantile(order, 0.95), ROUND)


def _share(aye: Pair, no: Pair) -> float:
    """P(what is said | true) as a share of both, 0..1: it orders as the chance does."""
    weight = _worlds(HIDDEN, JOINING)[0]
    true, false = float((weight * aye[0] * no[0]).sum()), float((weight * aye[1] * no[1]).sum())
    return round(true / (true + false), ROUND)


def _sum(aye: Pair, no: Pair, prior: float) -> tuple[float, list[float], list[float]]:
    """The chance, the chance at each node, and the weight of each node."""
    weight = _worlds(HIDDEN, JOINING)[0]
    true = (weight * aye[0] * no[0]).sum(axis=0) * prior
    false = (weight * aye[1] * no[1]).sum(axis=0) * (1 - prior)
    for_it, all_of_it = math.fsum(true.tolist()), math.fsum((true + false).tolist())
    return for_it / all_of_it, (true / (true + false)).tolist(), ((true + false) / all_of_it).tolist()


def _quantile(order: Sequence[tuple[float, float]], share: float) -> float:
    below = 0.0
    for value, weight in order:
        below += weight
        if below >= share:
            return value
    return order[-1][0]


def log_odds(chance: float) -> float:
    """ln(p / (1 - p)), kept finite."""
    held = min(max(chance, 1e-9), 1 - 1e-9)
    return math.log(held / (1 - held))
