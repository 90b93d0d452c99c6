"""Findings: claims on the same proposition, weighed."""

from __future__ import annotations

from dataclasses import dataclass

from .lineage import Origins

STANDARDS = ("icd-203", "reasonable-grounds")


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A word of likelihood and its range. low and high: 0..1. ICD 203 for the standard ``icd-203``."""

    term: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty grades of published sources: reliability A-F of the source, credibility 1-6 of the information."""

    reliability: str
    credibility: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that cannot all hold. kind: ``denial``, ``count``, ``status``, ``time``. claims: ids on each side."""

    kind: str
    sentence: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the claims on one technology, place and status together bear.

    technology, place, status: the proposition. sentence: as it may be published. standard: see STANDARDS.
    confidence: ``low``, ``moderate``, ``high``: how good the evidence is, never in one sentence with the likelihood.
    claims: ids for it; against: ids against it (in the contradictions too). unknowns: claims that say it is not known.
    likelihood: None when no claim in the case is for it (a denial alone, a forecast, a question): then no word of
    likelihood can be borne. missing: plain sentences on what is not there (no independent second source; the report
    itself is not in the case; searched for and not found).
    """

    id: str
    technology: str
    place: str
    country: str | None
    status: str
    sentence: str
    standard: str
    likelihood: Likelihood | None
    confidence: str
    grade: Grade
    origins: Origins
    claims: tuple[str, ...]
    against: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    missing: tuple[str, ...] = ()
