"""The assess step: claims and their origins into findings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sousveil.case.added import WithAdded
from sousveil.case.judged import faulty_judgements, weighed_claims
from sousveil.case.vocabulary.load import Entry, Vocabulary, load_vocabulary
from sousveil.records import Claim, ClaimOrigins, Failure, Finding, Grade, Judgement, Link, Origins, Searched, Source
from sousveil.records.ids import record_id
from sousveil.run.step import Given, View, item_failure

from .conflict import contradictions
from .corroborate import Evidence, Joint, families, together
from .evidence import LADDER, NO_PLACE, PRESUPPOSING, STAGES, Case, cases, rung
from .weigh import Weight, confidence, grade, likelihood, probability
from .wording import label_of, proposition, sentence, unsupported

MODEST = 0.55
"""The strongest stage that reaches this ("likely") is the finding's; where none does, the likeliest one."""


def assess_case(view: View) -> Given:
    """Finding records of the whole case, by technology, country and place, with what is for, against and missing."""
    vocabulary = load_vocabulary(view.settings.get("vocabulary"))
    standard = str(view.settings.get("standard", "icd-203"))
    view = added = WithAdded(view)
    drawn = sorted(view.all(Claim), key=lambda claim: (claim.item, claim.spans, claim.id))
    judgements = list(view.all(Judgement))
    claims = weighed_claims(drawn, judgements)
    evidence = Evidence(
        {one.claim: one for one in view.all(ClaimOrigins)}, {source.id: source for source in view.all(Source)},
        families(view.all(Link)), {},
    )  # fmt: skip
    evidence = replace(evidence, states=_states(evidence, claims, vocabulary))
    searches = sorted(view.all(Searched), key=lambda one: (one.when, one.id))
    findings = []
    for case in cases(claims, vocabulary, evidence.families):
        entry = vocabulary.technologies.get(case.technology)
        findings.append(_finding(case, evidence, searches, standard, entry))
    return Given(
        records=sorted(findings, key=lambda f: (f.technology, f.country or "", f.place, f.id)),
        failures=_failures(drawn, judgements, added),
    )


def _states(evidence: Evidence, claims: Sequence[Claim], vocabulary: Vocabulary) -> dict[str, str]:
    """Bodies and media of a state, each with the country that its name tells, else the one that it speaks of most."""
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        one = evidence.origins.get(claim.id)
        for gateway in one.gateway_sources if one else ():
            spoken[gateway].update({place.country for place in claim.places if place.country})
    names = {
        name.casefold(): entry.country
        for _, entry in sorted(vocabulary.places.items())
        if entry.kind == "country" and entry.country
        for group in (entry.names, entry.demonyms)
        for spellings in group.values()
        for name in spellings
    }
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
                                  for name in sorted(names, key=lambda n: (-len(n), n))) or r"(?!)")  # fmt: skip
    out: dict[str, str] = {}
    for source in evidence.sources.values():
        if source.kind in ("official", "state-media"):
            found = next((m for name in source.names if (m := pattern.search(name.casefold()))), None)
            coded = re.search(r"\(([A-Z]{2})\)$", source.name)
            most = min(spoken[source.id].items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))[0]
            out[source.id] = coded[1] if coded else names[found.group()] if found else most
    return out


def _failures(claims: Sequence[Claim], judgements: Sequence[Judgement], added: WithAdded) -> list[Failure]:
    items = {claim.id: claim.item for claim in claims}
    return [
        item_failure(None, judgement.target, "assess", f"{why} The judgement {judgement.id} was not applied.",
                     "Withdraw it, and make the claim again at the words as they stand.", "warning")
        for judgement, why in added.faults
    ] + [
        item_failure(items.get(judgement.target), judgement.target, "assess",
                     f"{why} The judgement {judgement.id} was not applied.",
                     "Withdraw it and give the field a value of the right kind.", "warning")
        for judgement, why in faulty_judgements(claims, judgements)
    ]  # fmt: skip


def _finding(
    case: Case, evidence: Evidence, searches: Sequence[Searched], standard: str, entry: Entry | None
) -> Finding:
    no = list(together(case.against, evidence).weights.values())
    status, bearing = _status(case, no, evidence)
    joint = together(bearing, evidence)
    if status == "abandoned":
        no = []
    yes = list(joint.weights.values())
    chance = probability(yes, no, joint.shown)
    reaching = {claim.id for claim in bearing}
    weaker = [claim for claim in case.supports if claim.id not in reaching]
    against = [claim for claim in case.against if claim.id not in reaching]
    telling = [claim for claim in weaker if rung(claim.status) > 0 or claim.aspect in PRESUPPOSING]
    origins = together([*bearing, *telling] or [*case.against, *case.unknown], evidence).origins
    if weaker and status not in ("unknown", "abandoned"):
        origins = replace(origins, notes=(*origins.notes, _weaker(len(weaker), status, joint.origins)))
    how = None
    if bearing:
        how = likelihood(chance, joint.shown, standard)
        about = proposition(entry, case.technology, case.place, case.level, status)
        words = sentence(about, how, standard)
    else:
        # A denial alone, a forecast or a question bears no word of likelihood: nobody in the case says that it is so.
        denying = together(case.against, evidence).origins.gateways_at_least
        words = unsupported(entry, case.technology, case.place, case.level, case.against, case.unknown, denying)
    return Finding(
        id=record_id("n", case.technology, case.place, case.country, *([case.group] if case.group else [])),
        technology=case.technology, place=case.place, country=case.country, status=status,
        sentence=words, standard=standard, likelihood=how,
        confidence=confidence(yes, no, joint.shown, len(origins.bases)) if bearing else "low",
        grade=grade(yes, no, joint.shown, chance) if bearing else Grade("F", "6"), origins=origins,
        claims=tuple(claim.id for claim in [*bearing, *weaker]), against=tuple(claim.id for claim in against),
        unknowns=tuple(claim.id for claim in case.unknown),
        contradictions=contradictions(case, evidence.origins, label_of(entry, case.technology)),
        missing=_missing(case, bearing, joint, origins, evidence, searches),
    )  # fmt: skip


def _weaker(count: int, status: str, reaching: Origins) -> str:
    least, most = reaching.gateways_at_least, reaching.gateways_at_most
    many = f"{least}" if least == most else f"{least} to {most}"
    listed = "1 of the claims listed says" if count == 1 else f"{count} of the claims listed say"
    return f"{listed} less than “{status}”; the likelihood rests on the others alone (independent sources: {many})."


def _status(case: Case, no: Sequence[Weight], evidence: Evidence) -> tuple[str, list[Claim]]:
    """The strongest status that the claims bear, and the claims that reach it.

    Stages first: whatever is in use or spreading, then what stands, what is coming, what is studied. Inside the
    strongest stage that is likely the best supported status, and between equals the strongest.
    """
    ended = [claim for claim in case.against if claim.status == "abandoned"]
    if ended and _gateways(case.supports, evidence) <= _gateways(ended, evidence):
        # Whoever says that it was there says also that it was given up.
        return "abandoned", ended
    if not case.supports:
        return "unknown", []
    best: tuple[float, int] = (-1.0, 0)
    present = {rung(claim.status) for claim in case.supports}
    for stage in STAGES:
        for step in sorted((step for step in map(rung, stage) if step in present), reverse=True):
            joint = together(_reaching(case, step), evidence)
            chance = probability(list(joint.weights.values()), no, joint.shown)
            if chance > best[0]:
                best = (chance, step)
        if best[0] >= MODEST:
            break
    return LADDER[best[1]], _reaching(case, best[1])


def _gateways(claims: Sequence[Claim], evidence: Evidence) -> set[str]:
    return {g for claim in claims if claim.id in evidence.origins for g in evidence.origins[claim.id].gateway_sources}


def _reaching(case: Case, step: int) -> list[Claim]:
    return [claim for claim in case.supports if rung(claim.status) >= step]


def _missing(
    case: Case, bearing: Sequence[Claim], joint: Joint, whole: Origins, evidence: Evidence, searches: Sequence[Searched]
) -> tuple[str, ...]:
    out: list[str] = []
    origins, sources = evidence.origins, evidence.sources
    ids = sorted({g for claim in bearing if claim.id in origins for g in origins[claim.id].gateway_sources})
    for source in (sources[g] for g in ids if g in sources):
        if source.kind == "report" and not source.inside:
            out.append(f"The report itself is not in this case: {source.name}.")
        elif source.kind == "unnamed":
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
        told = any(claim.places for claim in (*case.supports, *case.against, *case.unknown))
        out.append("The claims do not say in which country or town." if told else "The claims do not say where.")
    for search in searches:
        if _about(search, case):
            found = "not found" if search.found == 0 else f"{search.found} found"
            out.append(f"Looked for {search.what} in {search.where} on {search.when}: {found}.")
    return tuple(dict.fromkeys(out))


def _about(search: Searched, case: Case) -> bool:
    """Whether a look was taken for this technology here. One for another place or technology says nothing here."""
    if search.technology is None and search.place is None:
        return False
    places = {case.place.casefold(), (case.country or "").casefold()}
    return search.technology in (None, case.technology) and (search.place is None or search.place.casefold() in places)
