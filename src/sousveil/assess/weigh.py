"""From origins, certainty and basis to a word of likelihood, a confidence and a grade.

A small model with every number in the tables below. The numbers are this program's own, chosen by hand and not
calibrated: they order cases, and the caps keep the words from saying more than the origins can bear. Releases print the
word and its range, never the number behind it.

The model: odds start at one to one. Each *independent* gateway that supports the proposition multiplies them once, by
the factor of its surest claim (CERTAINTY_ODDS) and of its best basis (BASIS_ODDS); each gateway against divides them.
Copies and retellings have no factor. Then the caps apply:

- no gateway that surely exists (unnamed sources only): never above "roughly even chance";
- one gateway: never above "likely";
- only "possible" certainties: never above "roughly even chance";
- two gateways: never above "very likely"; "almost certain" needs three, one of them first hand, and nothing against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sousveil.records import Grade, Likelihood

ICD_203: tuple[tuple[str, float, float], ...] = (
    ("almost no chance", 0.01, 0.05), ("very unlikely", 0.05, 0.20), ("unlikely", 0.20, 0.45),
    ("roughly even chance", 0.45, 0.55), ("likely", 0.55, 0.80), ("very likely", 0.80, 0.95),
    ("almost certain", 0.95, 0.99),
)  # fmt: skip
"""Words and ranges of Intelligence Community Directive 203, Analytic Standards."""

GROUNDS: tuple[tuple[str, float, float], ...] = (
    ("not established", 0.01, 0.55), ("reasonable grounds to suspect", 0.45, 0.80),
    ("reasonable grounds to believe", 0.55, 0.99),
)  # fmt: skip
"""The human-rights standard of fact-finding bodies. Our reading of it: belief asks for information that other
information bears out, so it needs two independent gateways; one gives suspicion. The ranges are ours."""

CERTAINTY_ODDS: Mapping[str, float] = {"CT": 3.0, "PR": 2.0, "PS": 1.3, "U": 1.0}
"""What one gateway's word is worth by the FactBank certainty of its claim."""

BASIS_ODDS: Mapping[str, float] = {
    "saw": 1.25, "own-measurement": 1.25, "shown-in-footage": 1.25, "survey-answer": 1.1, "heard": 0.9, "inferred": 0.8,
    "official-self-description": 0.9, "reported": 1.0, "unknown": 1.0,
}  # fmt: skip
FIRST_HAND = ("saw", "own-measurement", "shown-in-footage", "survey-answer")
UNSURE_ODDS = 1.15
"""A source that may be none (0 to 1) counts so much and no more."""


@dataclass(frozen=True)
class Weight:
    """One gateway's part: the surest certainty among its claims ("CT", "PR", "PS", "U") and its best basis."""

    certainty: str
    basis: str
    sure: bool = True

    @property
    def odds(self) -> float:
        """The factor, at least 1: a source that says "yes" never makes it less likely."""
        if not self.sure:
            return UNSURE_ODDS
        return max(1.0, CERTAINTY_ODDS.get(self.certainty, 1.0) * BASIS_ODDS.get(self.basis, 1.0))


def probability(for_it: Sequence[Weight], against: Sequence[Weight], at_least: int) -> float:
    """The model's number, 0..1, with the caps. ``at_least``: independent gateways that surely exist."""
    odds = 1.0
    # Where sources may have had it from one another only as many as are surely apart count, the best first.
    sure = sorted((w.odds for w in for_it if w.sure), reverse=True)[:at_least]
    unsure = [w.odds for w in for_it if not w.sure][:1]
    for factor in sure or unsure:
        odds *= factor
    for factor in (w.odds for w in against):
        odds /= factor
    chance = odds / (1 + odds)
    return min(chance, _cap(for_it, against, at_least))


def _cap(for_it: Sequence[Weight], against: Sequence[Weight], at_least: int) -> float:
    if at_least == 0 or all(w.certainty in ("PS", "U") for w in for_it):
        return 0.549
    if at_least == 1:
        return 0.799
    if at_least == 2 or against or not any(w.basis in FIRST_HAND for w in for_it):
        return 0.949
    return 0.99


def likelihood(chance: float, at_least: int, standard: str) -> Likelihood:
    """The standard's word for a number from ``probability``."""
    if standard == "reasonable-grounds":
        step = 2 if chance >= 0.55 and at_least >= 2 else 1 if chance >= 0.55 and at_least >= 1 else 0
        return Likelihood(*GROUNDS[step])
    for term, low, high in ICD_203:
        if chance < high:
            return Likelihood(term, low, high)
    return Likelihood(*ICD_203[-1])


def confidence(for_it: Sequence[Weight], against: Sequence[Weight], at_least: int, bases: int) -> str:
    """How good the evidence is: ``low``, ``moderate`` or ``high``. ``bases``: kinds of basis that gateways state."""
    if at_least == 0 or not for_it:
        return "low"
    if at_least >= 2:
        level = 2 if any(w.basis in FIRST_HAND for w in for_it) or bases >= 2 else 1
    else:
        level = 1 if bases >= 2 and any(w.certainty == "CT" for w in for_it) else 0
    if against:
        level -= 1
    return ("low", "moderate", "high")[max(0, level)]


def grade(for_it: Sequence[Weight], against: Sequence[Weight], at_least: int, chance: float) -> Grade:
    """Admiralty grade. Reliability is F ("cannot be judged"): only a person who knows a source may give another.

    Credibility 1 needs two independent gateways that are certain and nothing against; 2 needs two independent ones;
    where independence is not shown it is 3 at best; unnamed sources alone give 6 ("cannot be judged").
    """
    if at_least == 0:
        credibility = "6"
    elif against:
        credibility = "5" if chance < 0.2 else "4" if chance < 0.55 else "3"
    elif at_least >= 2:
        credibility = "1" if sum(w.certainty == "CT" and w.sure for w in for_it) >= 2 else "2"
    else:
        credibility = "3"
    return Grade("F", credibility)
