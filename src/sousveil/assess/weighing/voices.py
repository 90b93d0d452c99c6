"""What goes into a weighing, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sousveil.records import Bearing, Grade, Likelihood

FIRST_HAND = ("saw", "own-measurement", "shown-in-footage", "survey-answer")
"""Bases on which a source speaks of what it, or those whom it asked itself, met with."""

NOBODY = "F"
"""The letter of a source that no person has graded: "reliability cannot be judged"."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One gateway's word on a proposition.

    source: id of its Source. side: ``for``, ``against`` or ``silent`` (it says less, or leaves it open). certainty:
    FactBank without its sign: ``CT``, ``PR``, ``PS`` or ``U``. basis: see claim.BASES. reliability: Admiralty letter,
    ``F`` where no person has given one, None for witnesses, who are never graded. sure: whether it surely exists; an
    unnamed report may be nobody's (0 to 1). claims: ids of the claims that rest on it. one_with: ids of other sources
    that are counted as one with it. graded_by: id of the judgement that gave the letter.
    """

    source: str
    side: str = "for"
    certainty: str = "CT"
    basis: str = "unknown"
    reliability: str | None = NOBODY
    sure: bool = True
    claims: tuple[str, ...] = ()
    one_with: tuple[str, ...] = ()
    graded_by: str | None = None

    @property
    def first_hand(self) -> bool:
        """Whether it speaks of what it met with itself."""
        return self.basis in FIRST_HAND


@dataclass(frozen=True, slots=True)
class Independence:
    """How many of the voices of one side are really apart.

    at_least, at_most: as in Origins. shown: how many surely exist and reach the case through documents of their own.
    pairs: two sources -> 0..1, the probability that they are one (the same source under two names, or one copies the
    other); a pair that is not in it counts as apart. judged: sources that a person holds to be independent of another.
    """

    at_least: int
    at_most: int
    shown: int
    pairs: Mapping[frozenset[str], float] = field(default_factory=dict)
    judged: frozenset[str] = frozenset()


NONE = Independence(0, 0, 0)
"""Of a side on which nobody speaks."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the voices together bear. chance, low, high: 0..1, never printed. free: the chance before the caps.

    likelihood: None where no voice is for it. notes: plain sentences on what a person set and what the program's own
    value was. overrides: ids of the judgements that were applied.
    """

    chance: float
    low: float
    high: float
    likelihood: Likelihood | None
    confidence: str
    grade: Grade
    ledger: tuple[Bearing, ...]
    free: float = 0.5
    notes: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
