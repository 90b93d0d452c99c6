"""What a person set in place of the program: standing judgements with the verdict ``weigh``.

The latest standing judgement on a field holds; a withdrawn one vanishes. One that does not fit is named with a sentence
and left aside, as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sousveil.case.judged import standing
from sousveil.records import Claim, Judgement, Source
from sousveil.records.claim import STATUSES
from sousveil.records.finding import FITS

from .standards import GROUNDS, ICD_203

CONFIDENCES = ("low", "moderate", "high")
CREDIBILITIES = ("1", "2", "3", "4", "5", "6")
LETTERS = ("A", "B", "C", "D", "E", "F")

WITNESSES = ("witnesses", "survey", "person", "unnamed", "experts")
"""Kinds of source that are people who were asked, or nobody by name: never graded."""

OF_A_FINDING = ("status", "likelihood", "confidence", "credibility", "hypotheses", "cells")
OF_A_SOURCE = ("reliability", "apart_from", "together_with")
OF_A_CLAIM = ("counts",)


@dataclass(frozen=True)
class FindingOverride:
    """What a person set for one finding. hypotheses: id -> sentence, added ones. cells: hypothesis -> source -> fit.
    judgements: field -> the judgement that set it."""

    status: str | None = None
    likelihood: str | None = None
    confidence: str | None = None
    credibility: str | None = None
    hypotheses: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)

    def by(self, name: str) -> str:
        """The id of the judgement that set the field."""
        return self.judgements[name].id

    def why(self, name: str) -> str:
        """The reason that was given."""
        return (self.judgements[name].note or "").strip()


@dataclass(frozen=True)
class Overrides:
    """All standing overrides of a case. findings: by id. reliability: source -> letter. apart, together: pairs of
    sources that a person holds to be independent, or to be one. uncounted: claims left out of the weighing. by: what
    (a source's or claim's id, or a pair) -> id of the judgement. faults: judgements not applied, each with a sentence.
    """

    findings: Mapping[str, FindingOverride] = field(default_factory=dict)
    reliability: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    together: frozenset[frozenset[str]] = frozenset()
    uncounted: frozenset[str] = frozenset()
    by: Mapping[str | frozenset[str], str] = field(default_factory=dict)
    faults: tuple[tuple[Judgement, str], ...] = ()

    def unmatched(self, findings: Collection[str]) -> list[tuple[Judgement, str]]:
        """Judgements on findings that are not among ``findings`` (ids), each with a sentence."""
        return [
            (judgement, f"There is no finding, source or claim {target} (any more).")
            for target, one in sorted(self.findings.items()) if target not in findings
            for judgement in {j.id: j for j in one.judgements.values()}.values()
        ]  # fmt: skip


def overrides_of(
    judgements: Sequence[Judgement], sources: Mapping[str, Source], claims: Collection[str], standard: str
) -> Overrides:
    """The overrides that stand. claims: ids of the case's claims. What is neither a source nor a claim is held to be a
    finding: see ``Overrides.unmatched``."""
    fields: dict[str, dict[str, object]] = {}
    setters: dict[str, dict[str, Judgement]] = {}
    reliability: dict[str, str] = {}
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    counts: dict[str, bool] = {}
    by: dict[str | frozenset[str], str] = {}
    faults: list[tuple[Judgement, str]] = []
    for judgement in standing(judgements):
        if judgement.verdict != "weigh":
            continue
        fault = fault_of(judgement, sources, claims, standard)
        if fault:
            faults.append((judgement, fault))
            continue
        target = judgement.target
        if target in sources:
            if "reliability" in judgement.fields:
                reliability[target] = str(judgement.fields["reliability"])
                by[target] = judgement.id
            for name in ("apart_from", "together_with"):
                for other in _ids(judgement.fields.get(name)):
                    pair = frozenset((target, other))
                    pairs[pair] = (name, judgement.id)
        elif target in claims:
            counts[target] = bool(judgement.fields["counts"])
            by[target] = judgement.id
        else:
            held = fields.setdefault(target, {})
            for name, value in judgement.fields.items():
                held[name] = _merged(held.get(name), value) if name in ("hypotheses", "cells") else value
                setters.setdefault(target, {})[name] = judgement
    by.update({pair: judgement for pair, (_, judgement) in pairs.items()})
    return Overrides(
        {target: FindingOverride(**held, judgements=setters[target]) for target, held in fields.items()},  # type: ignore[arg-type]
        reliability, frozenset(p for p, (name, _) in pairs.items() if name == "apart_from"),
        frozenset(p for p, (name, _) in pairs.items() if name == "together_with"),
        frozenset(claim for claim, kept in counts.items() if not kept), by, tuple(faults),
    )  # fmt: skip


def _ids(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _merged(old: object, new: object) -> dict[str, object]:
    out: dict[str, object] = dict(old) if isinstance(old, Mapping) else {}
    for key, value in new.items() if isinstance(new, Mapping) else ():
        out[key] = _merged(out.get(key), value) if isinstance(value, Mapping) else value
    return out


def ungraded(source: Source) -> bool:
    """Whether a source is one that is never graded: a witness, people asked, or whoever is not named."""
    return source.kind in WITNESSES or source.local


def fault_of(
    judgement: Judgement, sources: Mapping[str, Source], claims: Collection[str], standard: str
) -> str | None:
    """Why a ``weigh`` judgement cannot be applied, in one sentence; None: it can."""
    if not (judgement.note or "").strip():
        return "A change to how something is weighed needs a note that says why."
    target, given = judgement.target, judgement.fields
    allowed = OF_A_SOURCE if target in sources else OF_A_CLAIM if target in claims else OF_A_FINDING
    what = "source" if target in sources else "claim" if target in claims else "finding"
    unknown = sorted(set(given) - set(allowed))
    if unknown:
        return f"The weighing of a {what} has no field {unknown[0]!r}; it has {', '.join(allowed)}."
    if not given:
        return f"It changes nothing; for a {what} give one of {', '.join(allowed)}."
    if what == "source":
        return _source_fault(sources[target], given, sources)
    if what == "claim":
        return None if isinstance(given["counts"], bool) else "The field 'counts' is true or false."
    return _finding_fault(given, standard)


def _source_fault(source: Source, given: Mapping[str, object], sources: Mapping[str, Source]) -> str | None:
    if "reliability" in given:
        if ungraded(source):
            return "Witnesses and people without a name are never graded; only a published source has a letter."
        if given["reliability"] not in LETTERS:
            return f"Reliability is a letter from A to F, not {given['reliability']!r}."
    for name in ("apart_from", "together_with"):
        value = given.get(name, [])
        if not isinstance(value, list | tuple):
            return f"The field {name!r} is a list of ids of sources."
        for other in value:
            if other not in sources or other == source.id:
                return f"There is no other source {other!r} in this case."
            if name == "together_with" and (ungraded(source) or ungraded(sources[str(other)])):
                return "Witnesses and people without a name are never linked to each other or to anybody."
    both = set(_ids(given.get("apart_from"))) & set(_ids(given.get("together_with")))
    return f"The source {min(both)} cannot be both apart from this one and one with it." if both else None


def _finding_fault(given: Mapping[str, object], standard: str) -> str | None:
    terms = tuple(term for term, _, _ in (GROUNDS if standard == "reasonable-grounds" else ICD_203))
    for name, allowed in (("status", STATUSES), ("likelihood", terms), ("confidence", CONFIDENCES),
                          ("credibility", CREDIBILITIES)):  # fmt: skip
        if name in given and given[name] not in allowed:
            return f"{given[name]!r} is no {name}; it is one of {', '.join(allowed)}."
    own = given.get("hypotheses", {})
    if not isinstance(own, Mapping) or not all(isinstance(s, str) and s.strip() for s in own.values()):
        return "The field 'hypotheses' gives a sentence for each id."
    cells = given.get("cells", {})
    if not isinstance(cells, Mapping):
        return "The field 'cells' gives, for each hypothesis, a fit for each source."
    for row in cells.values():
        if not isinstance(row, Mapping) or any(fit not in FITS for fit in row.values()):
            return f"A fit is one of {', '.join(FITS)}."
    return None


def left_out(claims: Sequence[Claim], overrides: Overrides) -> list[Claim]:
    """The claims that count: without those that a person left out of the weighing."""
    return [claim for claim in claims if claim.id not in overrides.uncounted]
