"""The finding on one technology at one place: is it there, how far has it come, since when, and what speaks against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sousveil.case.vocabulary.load import Entry
from sousveil.records import Claim, Finding, Grade, Hypothesis, Likelihood, Origins, Stage
from sousveil.records.ids import record_id

from .absence import Looks
from .conflict import Conflicts, Inside, contradictions, reached
from .corroborate import Evidence, Joint, together
from .dating import current, period, when
from .evidence import LADDER, NO_PLACE, PRESUPPOSING, STAGES, Case, denies, in_a_place, rung, spot
from .timeline import timeline
from .weighing import Gaps, Statement, Weighed, hypotheses, likelihood, weigh, what_would_change
from .weighing.model import PRIOR, copied
from .weighing.override import FindingOverride
from .weighing.standards import LIKELY, cap
from .weighing.weigh import chance_of, parted
from .wording import by_judgement, contested, label_of, proposition, sentence, unsupported

MOST_SOURCES = 400
"""Sources that the table of competing hypotheses shows; a finding with more keeps those of the strongest effect."""


@dataclass(frozen=True)
class Desk:
    """What every finding of one run shares."""

    evidence: Evidence
    standard: str
    looks: Looks
    inside: Inside
    entries: Mapping[str, Entry] = field(default_factory=dict)


def finding_id(case: Case, *more: str) -> str:
    """The id of a finding: what it is about and nothing of what bears on it, so that judgements outlive new claims."""
    return record_id("n", case.technology, case.place, case.country, *([case.group] if case.group else []), *more)


def present(case: Case, desk: Desk) -> Finding:
    """The finding on whether the technology of ``case`` is at its place."""
    evidence, entry = desk.evidence, desk.entries.get(case.technology)
    identifier = finding_id(case)
    override = evidence.overrides.findings.get(identifier)
    sides = _Sides(case, desk, override)
    status, bearing, no, joint = sides.status, sides.bearing, sides.no, sides.joint
    denial = together(no, evidence, "against")
    reaching = {claim.id for claim in bearing}
    weaker = [claim for claim in sides.fresh if claim.id not in reaching]
    against = [claim for claim in no if claim.id not in reaching]
    elsewhere = {claim.id for claim in against} | reaching
    held = {claim.id for claim in case.supports}
    earlier = [claim for claim in sides.old if claim.id in held]
    other = [claim for claim in case.against if claim.id not in elsewhere]
    telling = [claim for claim in weaker if rung(claim.status) > 0 or claim.aspect in PRESUPPOSING]
    whole = together([*bearing, *telling, *earlier] or [*case.against, *case.unknown], evidence).origins
    notes = list(whole.notes)
    if weaker and status not in ("unknown", "abandoned"):
        notes.append(_weaker(len(weaker), status, joint.origins))
    weighed = weigh([*joint.voices, *denial.voices], joint.independence, desk.standard, denial=denial.independence,
                    override=override, bases=len(whole.bases))  # fmt: skip
    notes += [*sides.notes, *weighed.notes]
    conflicts = contradictions(case, evidence.origins, label_of(entry, case.technology), desk.inside)
    if bearing:
        about = proposition(entry, case.technology, case.place, case.level, status)
        how = weighed.likelihood
        words = sentence(about, how, desk.standard) if how else contested(about)
        if override is not None and (override.likelihood or sides.set_by_hand):
            words = by_judgement(words)
    else:
        how = None
        words = unsupported(entry, case.technology, case.place, case.level, case.against, case.unknown,
                            together(case.against, evidence).origins.gateways_at_least)  # fmt: skip
    timely = bearing or [*against, *case.unknown]
    change = what_would_change(
        [*joint.voices, *denial.voices], joint.independence, desk.standard, sources=evidence.sources,
        gaps=Gaps(case.technology, status, "present", _reports(bearing, evidence),
                  undated=bool(bearing) and all(when(c) is None or c.true_when is None for c in bearing),
                  contradicted=bool(conflicts.found)), denial=denial.independence,
    )  # fmt: skip
    return Finding(
        id=identifier, technology=case.technology, place=case.place, country=case.country, status=status,
        sentence=words, standard=desk.standard, likelihood=how, confidence=weighed.confidence if bearing else "low",
        grade=weighed.grade if bearing else Grade("F", "6"), origins=replace(whole, notes=tuple(dict.fromkeys(notes))),
        claims=tuple(claim.id for claim in [*bearing, *weaker, *earlier]),
        against=tuple(claim.id for claim in against),
        unknowns=tuple(claim.id for claim in [*case.unknown, *other]), contradictions=conflicts.found,
        missing=_missing(case, bearing, joint, whole, desk, sides.old, conflicts), period=period(timely),
        timeline=_timeline(case, desk), ledger=weighed.ledger, change=change,
        hypotheses=_hypotheses(case, desk, weighed, override),
        overrides=_overrides(case, desk, weighed, override, sides),
    )  # fmt: skip


class _Sides:
    """What bears on a case as of its newest evidence.

    fresh: claims for it, old: claims on both sides that are too old to show how it is now. status, bearing, joint: the
    strongest status that the claims bear, the claims that reach it, and what they rest on. no: claims against that.
    notes: what a person set.
    """

    def __init__(self, case: Case, desk: Desk, override: FindingOverride | None) -> None:
        self.case, self.desk = case, desk
        newest, self.old = current([*case.supports, *case.against])
        kept = {claim.id for claim in newest}
        self.fresh = [claim for claim in case.supports if claim.id in kept]
        self.against = [claim for claim in case.against if claim.id in kept]
        self.notes: list[str] = []
        self.set_by_hand = False
        lost = [claim for claim in self.fresh if _given_up_there(claim, case.unknown)]
        if lost:
            # What was there in one town and has been given up there shows nothing for the country any more.
            gone_too = {claim.id for claim in lost}
            self.fresh = [claim for claim in self.fresh if claim.id not in gone_too]
            self.old = [*self.old, *lost]
        if not self.fresh and not lost and not any(claim.status == "abandoned" for claim in self.against):
            # Whoever denies it now does not say that it never was: the old claims stand against the new denial.
            held = {claim.id for claim in case.supports}
            self.fresh, self.old = list(case.supports), [c for c in self.old if c.id not in held]
        ended = [claim for claim in self.against if claim.status == "abandoned"]
        live = [claim for claim in self.fresh if not any(_before(claim, end) for end in ended)]
        if ended and _gateways(live, desk.evidence) <= _gateways(ended, desk.evidence):
            # Whoever says that it was there says also that it was given up.
            self.status, self.bearing = "abandoned", ended
            self.no: list[Claim] = []
        else:
            over = {end.id for end in ended if any(_before(end, one) for one in live)}
            self.against = [claim for claim in self.against if claim.id not in over]
            self.status, self.bearing = self._best()
            self.no = self._denying(rung(self.status)) if self.bearing else self.against
        if override is not None and override.status and override.status != self.status:
            gone = override.status == "abandoned"
            reaching = ended if gone else self._reaching(rung(override.status))
            if reaching:
                self.notes.append(f"A person set the status. The program's own was “{self.status}”.")
                self.status, self.bearing = override.status, reaching
                self.no = [] if gone else self._denying(rung(override.status))
                self.set_by_hand = True
            else:
                self.notes.append(f"A person set the status “{override.status}”; it was not applied, since no claim in "
                                  "this case says so much.")  # fmt: skip
        self.joint = together(self.bearing, desk.evidence)

    def _denying(self, step: int) -> list[Claim]:
        return [claim for claim in self.against if reached(step, denies(claim))]

    def _reaching(self, step: int) -> list[Claim]:
        return [claim for claim in self.fresh if rung(claim.status) >= step]

    def _best(self) -> tuple[str, list[Claim]]:
        """Stages first: whatever is in use or spreading, then what stands, what is coming, what is studied. Inside the
        strongest stage that is likely the best supported status, and between equals the strongest."""
        if not self.fresh:
            return "unknown", []
        best: tuple[float, int] = (-1.0, 0)
        held = {rung(claim.status) for claim in self.fresh}
        for stage in STAGES:
            for step in sorted((step for step in map(rung, stage) if step in held), reverse=True):
                joint = together(self._reaching(step), self.desk.evidence)
                denial = together(self._denying(step), self.desk.evidence, "against")
                chance, _ = _stated(joint, denial)
                if chance > best[0]:
                    best = (chance, step)
            if best[0] >= LIKELY:
                break
        return LADDER[best[1]], self._reaching(best[1])


def _stated(joint: Joint, denial: Joint) -> tuple[float, int]:
    """The chance that may be stated, as ``weigh`` gives it but without a ledger; and how many gateways are shown."""
    sides, yes, no = parted([*joint.voices, *denial.voices], joint.independence, denial.independence)
    for_it, against = sides["for"], sides["against"]
    free = chance_of(copied(for_it, yes), copied(against, no), PRIOR)[0]
    shown = min(yes.shown, len(for_it))
    return min(free, cap(for_it, against, shown)), shown


def _given_up_there(claim: Claim, of_a_part: Sequence[Claim]) -> bool:
    """Whether one of the claims on a part of the place says that just what ``claim`` tells of was given up, not before
    the time that ``claim`` speaks of."""
    told = when(claim)
    if told is None or told.high is None or not in_a_place(claim):
        return False
    for end in of_a_part:
        if end.status == "abandoned" and end.certainty.endswith("+") and spot(end) == spot(claim):
            ended = when(end)
            if ended is not None and ended.high is not None and told.high <= ended.high:
                return True
    return False


def _before(one: Claim, two: Claim) -> bool:
    """Whether the texts say that ``one`` speaks of an earlier time than ``two``."""
    first, second = when(one), when(two)
    return bool(
        first and second and first.stated and second.stated and first.high and second.low and first.high < second.low
    )


def _gateways(claims: Sequence[Claim], evidence: Evidence) -> set[str]:
    return {g for claim in claims if claim.id in evidence.origins for g in evidence.origins[claim.id].gateway_sources}


def _weaker(count: int, status: str, reaching: Origins) -> str:
    least, most = reaching.gateways_at_least, reaching.gateways_at_most
    many = f"{least}" if least == most else f"{least} to {most}"
    listed = "1 of the claims listed says" if count == 1 else f"{count} of the claims listed say"
    return f"{listed} less than “{status}”; the likelihood rests on the others alone (independent sources: {many})."


def _timeline(case: Case, desk: Desk) -> tuple[Stage, ...]:
    """Of every time: what is too old to show how it is now still shows that it was reached."""
    ended = [claim for claim in case.against if claim.status == "abandoned"]
    denying = [claim for claim in case.against if claim.status != "abandoned"]

    def chance(status: str, reaching: Sequence[Claim]) -> Likelihood | None:
        step = rung(status)
        no = [claim for claim in denying if reached(step, denies(claim))] if status != "abandoned" else []
        joint, denial = together(reaching, desk.evidence), together(no, desk.evidence, "against")
        bare, shown = _stated(joint, denial)
        return likelihood(bare, shown, desk.standard) if joint.voices else None

    return timeline(case.supports, ended, lambda claims: together(claims, desk.evidence).origins, chance)


def _hypotheses(
    case: Case, desk: Desk, weighed: Weighed, override: FindingOverride | None
) -> tuple[Hypothesis, ...]:
    """Every source's word against each of the competing hypotheses; none where nobody speaks for or against it."""
    told = {
        Statement(gateway, claim.status, claim.certainty[:-1] if claim.certainty != "U" else "U", denied)
        for claims, denied in ((case.supports, False), (case.against, True))
        for claim in claims
        if claim.id in desk.evidence.origins
        for gateway in desk.evidence.origins[claim.id].gateway_sources
    }
    entry = desk.entries.get(case.technology)
    if not told or (entry is not None and entry.kind == "condition"):
        return ()
    ledger = weighed.ledger[:MOST_SOURCES]
    first = dict.fromkeys([*(line.source for line in ledger), *sorted({one.source for one in told})])
    kept = set(list(first)[:MOST_SOURCES])
    statements = sorted(
        (one for one in told if one.source in kept), key=lambda s: (s.source, s.status, s.certainty, s.denies)
    )
    return hypotheses(statements, ledger, own=override.hypotheses if override else None,
                      cells=override.cells if override else None)  # fmt: skip


def _overrides(
    case: Case, desk: Desk, weighed: Weighed, override: FindingOverride | None, sides: _Sides
) -> tuple[str, ...]:
    """Ids of the judgements that changed how this finding is weighed."""
    held = desk.evidence.overrides
    used = list(weighed.overrides)
    if override is not None:
        used += [override.by(name) for name in ("hypotheses", "cells") if name in override.judgements]
        if sides.notes:
            used.append(override.by("status"))
    sources = {line.source for line in weighed.ledger}
    for what, judgement in held.by.items():
        if isinstance(what, frozenset):
            if what <= sources:
                used.append(judgement)
        elif what in sources:
            used.append(judgement)
    used += [held.by[claim.id] for claim in case.unknown if claim.id in held.uncounted and claim.id in held.by]
    return tuple(sorted(set(used)))


def _reports(bearing: Sequence[Claim], evidence: Evidence) -> dict[str, str]:
    """Cited reports that are not in the case, id -> name."""
    ids = sorted(_gateways(bearing, evidence))
    sources = (evidence.sources[g] for g in ids if g in evidence.sources)
    return {source.id: source.name for source in sources if source.kind == "report" and not source.inside}


def _missing(
    case: Case, bearing: Sequence[Claim], joint: Joint, whole: Origins, desk: Desk, old: Sequence[Claim],
    conflicts: Conflicts,
) -> tuple[str, ...]:  # fmt: skip
    evidence = desk.evidence
    out = [f"The report itself is not in this case: {name}." for name in _reports(bearing, evidence).values()]
    kinds = Counter(evidence.sources[g].kind for g in _gateways(bearing, evidence) if g in evidence.sources)
    if kinds["unnamed"]:
        out.append("A source is not named, so it cannot be checked.")
    if not bearing:
        out.append("No claim in this case says that it is so.")
    elif whole.gateways_at_least < 2:
        out.append("No second independent source.")
    elif joint.origins.gateways_at_least < 2:
        out.append("No second independent source for this status; the others say less.")
    elif joint.shown < 2:
        out.append("Its sources are not shown to be independent: they are known only through one document or its"
                   " retellings, or the publisher of a document is not known.")  # fmt: skip
    if case.place == NO_PLACE:
        told = any(claim.places for claim in case.every())
        out.append("The claims do not say in which country or town." if told else "The claims do not say where.")
    if old:
        span, now = period(old), period(bearing)
        some = "1 claim speaks" if len(old) == 1 else f"{len(old)} claims speak"
        out.append(f"{some} of {span}, too early to show how it was in {now}; see the timeline.")
    if conflicts.counted > 1:
        differ = f"for {conflicts.differing} of them the counts differ" if conflicts.differing else "all agree"
        out.append(f"Two origins or more count the same thing for {conflicts.counted} operators; {differ}.")
    if conflicts.cut:
        out.append("There are too many counts or dates to compare each with each; some contradictions may be missed.")
    return tuple(dict.fromkeys([*out, *desk.looks.sentences(case)]))
