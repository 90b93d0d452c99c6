"""Findings: claims on the same proposition, weighed."""

from __future__ import annotations

from dataclasses import dataclass

from .lineage import Origins

STANDARDS = ("icd-203", "reasonable-grounds")

FACETS = ("present", "kind", "supplier", "operator")
"""What a finding is about: whether the technology is there, of which kind it is, who supplied it, who runs it."""

FITS = ("CC", "C", "N", "I", "II")
"""How evidence fits a hypothesis: very consistent, consistent, neutral, inconsistent, very inconsistent."""

EFFECTS = ("strong", "moderate", "weak", "none")


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
class Stage:
    """One stage in the life of a deployment.

    status: see claim.STATUSES. sentence: it in plain words. earliest, latest: EDTF, the bounds of when it was reached
    as the claims tell; None: they do not tell. dated: what the dates rest on: ``stated`` (the text says when),
    ``published`` (only that it was so by the day of publication). likelihood: of this stage having been reached at all.
    origins: what its claims rest on together. claims: their ids.
    """

    status: str
    earliest: str | None
    latest: str | None
    dated: str
    sentence: str
    origins: Origins
    likelihood: Likelihood | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one independent gateway adds to a finding: a line of its ledger of evidence.

    source: id of a Source. side: ``for``, ``against`` or ``silent`` (weaker or undecided). certainty: FactBank, of its
    surest claim. basis: see claim.BASES. reliability: Admiralty letter of a published source, None for witnesses, who
    are never graded. effect: see EFFECTS; ``none`` where it is not counted. counted: whether it is; why: the reason, in
    a plain sentence, where it is not, or counts for less. claims: ids.
    """

    source: str
    side: str
    certainty: str
    basis: str
    reliability: str | None
    effect: str
    counted: bool = True
    why: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What would change a finding. weakest: id of the source whose loss moves it most, None where none does. loss:
    what the finding would say without it, a plain sentence. helps: what would help most, among public material or
    outside the country only; plain sentences, best first."""

    weakest: str | None = None
    loss: str = ""
    helps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """How one source's word fits one hypothesis. fit: see FITS. judged: whether a person set it."""

    source: str
    fit: str
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One of the competing hypotheses on a finding's matter (Heuer 1999): the same evidence, read against each.

    id: a status, ``absent``, or what a person called their own. sentence: in plain words. cells: one for each source of
    the ledger. inconsistency: what speaks against it, each source weighted by its effect; the lowest stands best. own:
    whether a person added it.
    """

    id: str
    sentence: str
    cells: tuple[Cell, ...] = ()
    inconsistency: float = 0.0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What the claims on one proposition together bear.

    technology, place, status: the proposition; facet: see FACETS, and ``value`` the kind, supplier or operator it is
    about (None for ``present``). period: EDTF, the time that the evidence speaks of. sentence: as it may be published.
    standard: see STANDARDS.
    confidence: ``low``, ``moderate``, ``high``: how good the evidence is, never in one sentence with the likelihood.
    claims: ids for it; against: ids against it (in the contradictions too). unknowns: claims that say it is not known.
    likelihood: None when no claim in the case is for it (a denial alone, a forecast, a question): then no word of
    likelihood can be borne. missing: plain sentences on what is not there (no independent second source; the report
    itself is not in the case; searched for and not found).

    timeline: the stages that claims tell, in order of the ladder. ledger: what each gateway adds. overrides: ids of the
    judgements by which a person changed how it is weighed.
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
    facet: str = "present"
    value: str | None = None
    period: str | None = None
    timeline: tuple[Stage, ...] = ()
    ledger: tuple[Bearing, ...] = ()
    change: Change = Change()
    hypotheses: tuple[Hypothesis, ...] = ()
    overrides: tuple[str, ...] = ()
