"""The assess step: claims and their origins into findings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sousveil.case.added import WithAdded
from sousveil.case.judged import faulty_judgements, weighed_claims
from sousveil.case.state_media import country_of
from sousveil.case.vocabulary.load import Vocabulary, load_vocabulary
from sousveil.records import (
    Claim,
    ClaimOrigins,
    Dependence,
    Drift,
    Failure,
    Finding,
    Judgement,
    Link,
    Searched,
    Source,
)
from sousveil.records.serialise import MalformedRecord, from_plain, to_plain
from sousveil.run.step import Given, View, item_failure

from .absence import Looks
from .corroborate import Evidence, families, pairs_of
from .facets import Facets
from .keys import Keys
from .present import Desk, present
from .propositions import Places, cases
from .weighing import Overrides, overrides_of

SAYS_MORE = ("hedge", "scope", "status", "denial", "mistranslation")
"""Kinds of drift after which a passage no longer tells how sure its origin was."""


def assess_case(view: View) -> Given:
    """Finding records of the whole case: by technology and place, with what is for, against and missing; and for each,
    which kind, supplier and operator its claims name. What was looked for and never claimed has one too."""
    vocabulary = load_vocabulary(view.settings.get("vocabulary"))
    standard = str(view.settings.get("standard", "icd-203"))
    memo = getattr(view, "memo", None)
    added = WithAdded(view)
    drawn = sorted(added.all(Claim), key=lambda claim: (claim.item, claim.spans, claim.id))
    judgements = list(added.all(Judgement))
    places = Places(vocabulary)
    claims = [places.of_claim(claim) for claim in weighed_claims(drawn, judgements)]
    evidence = _evidence(added, claims, judgements, standard, vocabulary)
    raised = cases(claims, places, evidence.families, evidence.overrides.uncounted)
    searches = sorted(added.all(Searched), key=lambda one: (one.when, one.id))
    looks = Looks(searches, places)
    desk = Desk(evidence, standard, looks, places.lies_in, vocabulary.technologies)
    facets = Facets(desk, places)
    keys = Keys(desk, facets, vocabulary)
    findings: list[Finding] = []
    named = {case_key: keys.finding_key(case_key) for case_key in raised} if memo is not None else {}
    known = memo.many("finding", sorted(set(named.values()))) if memo is not None else {}
    for case in raised:
        held = _recalled(known.get(named[case])) if memo is not None else None
        if held is None:
            held = [present(case, desk), *facets.findings(case)]
            if memo is not None:
                memo.put("finding", named[case], to_plain(held))
        findings += held
    findings += looks.untold(findings, standard, vocabulary)
    return Given(
        records=sorted(findings, key=_order),
        failures=_failures(drawn, judgements, added, evidence.overrides, {finding.id for finding in findings}),
    )


def _recalled(plain: object) -> list[Finding] | None:
    """The findings of a memo; None where there is none, or one that another version wrote."""
    if not isinstance(plain, list):
        return None
    try:
        return [from_plain(Finding, one) for one in plain]
    except MalformedRecord:
        return None


def _order(finding: Finding) -> tuple[str, str, str, bool, str, str, str]:
    """What is there before of which kind and whose it is."""
    return (finding.technology, finding.country or "", finding.place, finding.facet != "present", finding.facet,
            finding.value or "", finding.id)  # fmt: skip


def _evidence(
    view: WithAdded, claims: Sequence[Claim], judgements: Sequence[Judgement], standard: str, vocabulary: Vocabulary
) -> Evidence:
    """Everything that the weighing needs besides the claims."""
    sources = {source.id: source for source in view.all(Source)}
    more = frozenset(
        claim for drift in view.all(Drift) if drift.kind in SAYS_MORE and drift.certainty != "possible"
        for claim in drift.claims
    )  # fmt: skip
    evidence = Evidence(
        {one.claim: one for one in view.all(ClaimOrigins)}, sources, families(view.all(Link)), {},
        pairs_of(sources.values(), view.all(Dependence)),
        overrides_of(judgements, sources, {claim.id for claim in claims}, standard), more,
    )  # fmt: skip
    return replace(evidence, states=_states(evidence, claims, vocabulary))


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
            # A state medium is its own state's, whatever country it writes of most.
            held = next(filter(None, map(country_of, (source.name, *source.names))), None)
            out[source.id] = held or (coded[1] if coded else names[found.group()] if found else most)
    return out


def _failures(
    claims: Sequence[Claim], judgements: Sequence[Judgement], added: WithAdded, overrides: Overrides, findings: set[str]
) -> list[Failure]:
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
    ] + [
        item_failure(items.get(judgement.target), judgement.target, "assess",
                     f"{why} The judgement {judgement.id} was not applied.",
                     "Withdraw it, and weigh what stands in the case now.", "warning")
        for judgement, why in (*overrides.faults, *overrides.unmatched(findings))
    ]  # fmt: skip
