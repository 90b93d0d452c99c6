"""In which order the claims that nobody has judged yet are best looked at, learnt from the judgements of this case.

A logistic regression with a quadratic penalty over facts that a claim's record states (Hastie, Tibshirani and Friedman,
*The Elements of Statistical Learning*, section 4.4), fitted by coordinate steps in a fixed order: no chance is in it,
and the same judgements give the same order. It orders what is shown and does nothing else: it hides no claim, changes
no record, and no finding and no release reads it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sousveil.records import Claim, Judgement

from .judged import is_suggestion, standing

FEWEST = 5
"""Judgements below which there is nothing to learn from: the order is that of reading."""
PENALTY = 1.0
"""Variance 1 of the normal prior on each weight: one judgement alone moves a probability by some ten points."""
ROUNDS = 12
MOST = 2000
"""The latest judgements that are learnt from; coding habits change, and the fit stays below a second."""
WORDS = {
    "technology": "technology", "status": "status", "aspect": "aspect", "kind": "kind", "certainty": "certainty",
    "source": "kind of source", "cue": "verb", "language": "language", "term": "term", "place": "place",
    "drawer": "drawer", "document": "this document",
}  # fmt: skip
"""What a feature is called where a reason is given."""


@dataclass(frozen=True)
class Suggestion:
    """A claim that nobody judged. probability: that it will be accepted, None while nothing has been learnt. reasons:
    why, in short sentences, the weightiest first."""

    claim: Claim
    probability: float | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fitness:
    """How well the order does on judgements that it was not fitted on.

    judged: how many. accepted: how many of them were accepted. auc: the chance that an accepted claim stands before a
    rejected one, 0.5 for no order at all; None where all were judged alike. brier: mean squared error of the
    probabilities. low, high: of the less and of the more promising half, the mean probability and the share accepted.
    """

    judged: int
    accepted: int
    auc: float | None
    brier: float
    low: tuple[float, float]
    high: tuple[float, float]


def facts_of(claim: Claim) -> tuple[tuple[str, str], ...]:
    """The facts of a claim that the order rests on, as (feature, value), in a fixed order."""
    inner = claim.attribution[-1] if claim.attribution else None
    terms = sorted({" ".join(claim.quote[a - claim.start : b - claim.start].lower().split()) for a, b in claim.terms})
    return (
        ("technology", claim.technology or "none"), ("status", claim.status), ("aspect", claim.aspect),
        ("kind", claim.kind), ("certainty", claim.certainty), ("source", inner.kind if inner else "none"),
        ("cue", re.sub(r"\s+", " ", inner.verb.lower()) if inner else "none"), ("language", claim.language),
        ("drawer", "language model" if is_suggestion(claim) else (claim.drawn_by.model or "rules").split()[0]),
        *(("term", term) for term in terms if term), ("place", "named" if claim.places else "none named"),
        ("document", claim.item),
    )  # fmt: skip


def verdicts(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> dict[str, bool]:
    """Of the claims that a step drew and a person judged, whether she took it (amended or as it was), oldest first."""
    drawn = {claim.id for claim in claims}
    out: dict[str, bool] = {}
    for judgement in standing(judgements):
        if judgement.target in drawn and judgement.verdict in ("accept", "amend", "reject"):
            out.pop(judgement.target, None)
            out[judgement.target] = judgement.verdict != "reject"
    return out


class Ranker:
    """What the judgements of a case say about claims that look alike."""

    def __init__(self, examples: Sequence[tuple[Claim, bool]]) -> None:
        rows = [(facts_of(claim), taken) for claim, taken in examples[-MOST:]]
        self.counts: dict[tuple[str, str], tuple[int, int]] = {}
        for facts, taken in rows:
            for fact in facts:
                yes, no = self.counts.get(fact, (0, 0))
                self.counts[fact] = (yes + taken, no + (not taken))
        taken_all = sum(taken for _, taken in rows)
        rate = (taken_all + 1) / (len(rows) + 2)
        self.base = math.log(rate / (1 - rate))
        self.weights: Mapping[tuple[str, str], float] = _fit(rows, self.base)

    def probability(self, claim: Claim) -> float:
        """That a person will accept ``claim``, 0 to 1."""
        return _logistic(self.base + sum(self.weights.get(fact, 0.0) for fact in facts_of(claim)))

    def reasons(self, claim: Claim, most: int = 2) -> tuple[str, ...]:
        """The facts that move the probability most, with what was decided about claims that share them."""
        known = [(abs(self.weights[fact]), fact) for fact in facts_of(claim) if fact in self.weights]
        moved = sorted(known, key=lambda pair: (-pair[0], pair[1]))
        out = []
        for size, (name, value) in moved[:most]:
            yes, no = self.counts[name, value]
            said, count = ("accepted", yes) if self.weights[name, value] > 0 else ("rejected", no)
            what = "from this document" if name == "document" else f"with {WORDS[name]} “{value}”"
            if size >= 0.1 and count:
                out.append(f"you {said} {count} of {yes + no} {what}")
        return tuple(out)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def _fit(rows: Sequence[tuple[Sequence[tuple[str, str]], bool]], base: float) -> dict[tuple[str, str], float]:
    """One Newton step for each weight in turn, ROUNDS times; steps are cut to 1 so that it cannot overshoot."""
    where: dict[tuple[str, str], list[int]] = {}
    for number, (facts, _) in enumerate(rows):
        for fact in facts:
            where.setdefault(fact, []).append(number)
    weights = dict.fromkeys(sorted(where), 0.0)
    margins = [base] * len(rows)
    for _ in range(ROUNDS):
        for fact, weight in weights.items():
            slope, bend = PENALTY * weight, PENALTY
            for number in where[fact]:
                chance = _logistic(margins[number])
                slope += chance - rows[number][1]
                bend += chance * (1 - chance)
            step = max(-1.0, min(1.0, -slope / bend))
            weights[fact] = weight + step
            for number in where[fact]:
                margins[number] += step
    return weights


def suggestions(claims: Sequence[Claim], judgements: Sequence[Judgement]) -> list[Suggestion]:
    """Every claim of ``claims`` (in reading order) without a verdict, the likeliest to be accepted first.

    With fewer than FEWEST judgements, or while all were alike, the order is that of reading.
    """
    known = verdicts(claims, judgements)
    left = [claim for claim in claims if claim.id not in known]
    if not _enough(known):
        return [Suggestion(claim, None) for claim in left]
    held = {claim.id: claim for claim in claims}
    ranker = Ranker([(held[name], taken) for name, taken in known.items()])
    scored = sorted(((ranker.probability(claim), -n, claim) for n, claim in enumerate(left)), key=lambda s: s[:2])
    return [Suggestion(claim, chance, ranker.reasons(claim)) for chance, _, claim in reversed(scored)]


def _enough(known: Mapping[str, bool]) -> bool:
    return len(known) >= FEWEST and len(set(known.values())) == 2


def fitness(claims: Sequence[Claim], judgements: Sequence[Judgement]) -> Fitness | None:
    """How well the order does, each judgement predicted from the others: one left out at a time up to 40 of them, a
    tenth at a time beyond. None while there is nothing to learn from."""
    known = verdicts(claims, judgements)
    if not _enough(known):
        return None
    held = {claim.id: claim for claim in claims}
    examples = [(held[name], taken) for name, taken in known.items()][-MOST:]
    folds = len(examples) if len(examples) <= 40 else 10
    told: list[tuple[float, bool]] = []
    for fold in range(folds):
        ranker = Ranker([one for n, one in enumerate(examples) if n % folds != fold])
        told += [(ranker.probability(c), taken) for n, (c, taken) in enumerate(examples) if n % folds == fold]
    told.sort()
    half = len(told) // 2
    return Fitness(
        len(told), sum(taken for _, taken in told), auc(told), sum((p - t) ** 2 for p, t in told) / len(told),
        _means(told[:half]), _means(told[half:]),
    )  # fmt: skip


def _means(told: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    return sum(p for p, _ in told) / len(told), sum(t for _, t in told) / len(told)


def auc(told: Iterable[tuple[float, bool]]) -> float | None:
    """The share of pairs of one accepted and one rejected claim that stand in the right order; ties count half."""
    yes: list[float] = []
    no: list[float] = []
    for chance, taken in told:
        (yes if taken else no).append(chance)
    if not yes or not no:
        return None
    return sum((a > b) + 0.5 * (a == b) for a in yes for b in no) / (len(yes) * len(no))
