"""Small versions of published methods for finding the truth among sources that disagree, to stand beside ours.

Vote; TruthFinder (Yin, Han & Yu 2008); ACCU and ACCU with copies (Dong, Berti-Equille & Srivastava 2009). Each takes
{(source, object): value} and gives {object: value}. Written from the papers, with the constants they name.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from itertools import combinations

Said = Mapping[tuple[str, str], Hashable]
Found = dict[str, Hashable]


def by_object(said: Said) -> dict[str, dict[str, Hashable]]:
    """object -> source -> value."""
    out: dict[str, dict[str, Hashable]] = defaultdict(dict)
    for (source, about), value in sorted(said.items(), key=lambda pair: pair[0]):
        out[about][source] = value
    return out


def _top(score: Mapping[Hashable, float]) -> Hashable:
    return min(score, key=lambda value: (-round(score[value], 9), repr(value)))


def vote(said: Said) -> Found:
    """The value that most sources give."""
    return {about: _top(Counter(by.values())) for about, by in by_object(said).items()}


def truth_finder(said: Said, rounds: int = 10, damping: float = 0.3) -> Found:
    """TruthFinder without similarity between values: dampening 0.3, first trust 0.9."""
    objects = by_object(said)
    trust = {source: 0.9 for source, _ in said}
    sure: dict[str, dict[Hashable, float]] = {}
    for _ in range(rounds):
        sums: dict[str, float] = defaultdict(float)
        count: Counter[str] = Counter()
        for about, by in objects.items():
            score: dict[Hashable, float] = defaultdict(float)
            for source, value in by.items():
                score[value] -= math.log(max(1 - trust[source], 1e-6))
            sure[about] = {value: 1 / (1 + math.exp(-damping * told)) for value, told in score.items()}
            for source, value in by.items():
                sums[source] += sure[about][value]
                count[source] += 1
        trust = {source: sums[source] / count[source] for source in trust}
    return {about: _top(score) for about, score in sure.items()}


def accu(
    said: Said, copies: bool = False, rounds: int = 6, false_values: int = 10, copied: float = 0.8, prior: float = 0.2,
    least: int = 5,
) -> tuple[Found, dict[tuple[str, str], float]]:  # fmt: skip
    """ACCU; with ``copies``, ACCU-COPY. Returns the truth and, for pairs that share ``least`` objects, the probability
    of dependence. 10 false values, copy rate 0.8 and prior 0.2 as in the paper."""
    objects = by_object(said)
    right = {source: 0.8 for source, _ in said}
    shared: Counter[tuple[str, str]] = Counter()
    if copies:
        for by in objects.values():
            shared.update(combinations(sorted(by), 2))
    pairs = {pair for pair, times in shared.items() if times >= least}
    depends: dict[tuple[str, str], float] = {}
    belief = {
        about: {value: times / len(by) for value, times in Counter(by.values()).items()}
        for about, by in objects.items()
    }
    for _ in range(rounds):
        if copies:
            depends = _depends(objects, pairs, belief, right, false_values, copied, prior)
        for about, by in objects.items():
            score = dict.fromkeys(set(by.values()), 0.0)
            counted: dict[Hashable, list[str]] = defaultdict(list)
            for source in sorted(by, key=lambda one: (-right[one], one)):
                weight = 1.0
                for other in counted[by[source]]:
                    weight *= 1 - copied * depends.get((min(source, other), max(source, other)), 0.0)
                counted[by[source]].append(source)
                score[by[source]] += weight * math.log(false_values * right[source] / (1 - right[source]))
            top = max(score.values())
            part = {value: math.exp(told - top) for value, told in score.items()}
            # The values that nobody gives share the rest.
            every = sum(part.values()) + max(0, false_values + 1 - len(part)) * math.exp(-min(top, 700))
            belief[about] = {value: told / every for value, told in part.items()}
        sums: dict[str, float] = defaultdict(float)
        count: Counter[str] = Counter()
        for about, by in objects.items():
            for source, value in by.items():
                sums[source] += belief[about][value]
                count[source] += 1
        right = {source: min(0.99, max(0.01, sums[source] / count[source])) for source in right}
    return {about: _top(score) for about, score in belief.items()}, depends


def _depends(
    objects: Mapping[str, Mapping[str, Hashable]], pairs: set[tuple[str, str]],
    belief: Mapping[str, Mapping[Hashable, float]], right: Mapping[str, float], n: int, c: float, prior: float,
) -> dict[tuple[str, str], float]:  # fmt: skip
    alone: dict[tuple[str, str], float] = defaultdict(float)
    copying: dict[tuple[str, str], float] = defaultdict(float)
    for about, by in objects.items():
        for pair in combinations(sorted(by), 2):
            if pair not in pairs:
                continue
            one, two = (right[source] for source in pair)
            true = one * two
            false = (1 - one) * (1 - two) / n
            if by[pair[0]] == by[pair[1]]:
                p = belief[about][by[pair[0]]]
                by_chance = p * true + (1 - p) * false
                mean, wrong = (one + two) / 2, (2 - one - two) / 2
                copying[pair] += math.log(c * (p * mean + (1 - p) * wrong) + (1 - c) * by_chance)
                alone[pair] += math.log(by_chance)
            else:
                differ = max(1 - true - false, 1e-9)
                alone[pair] += math.log(differ)
                copying[pair] += math.log((1 - c) * differ)
    odds = math.log(prior / (1 - prior))
    return {pair: 1 / (1 + math.exp(-max(-500.0, min(500.0, copying[pair] - alone[pair] + odds)))) for pair in alone}
