"""A digest of everything that the findings of one proposition depend on, so that they need not be weighed again."""

from __future__ import annotations

import hashlib

from sousveil.case.vocabulary.load import Vocabulary
from sousveil.records import Claim
from sousveil.run.step import digest_of

from . import STEP_VERSION
from .evidence import Case
from .facets import Facets
from .present import Desk, finding_id


class Keys:
    """Keys of cases. What is the same for all of them is worked out once, and so is each claim's part."""

    def __init__(self, desk: Desk, facets: Facets, vocabulary: Vocabulary) -> None:
        self.desk, self.facets = desk, facets
        evidence = desk.evidence
        self._base = digest_of(STEP_VERSION, desk.standard, vocabulary.digest)
        self._set: dict[str, list[str]] = {}
        held = evidence.overrides
        for what, judgement in held.by.items():
            for one in what if isinstance(what, frozenset) else (what,):
                how = what in held.apart if isinstance(what, frozenset) else what in held.uncounted
                value = sorted(what) if isinstance(what, frozenset) else held.reliability.get(what)
                self._set.setdefault(one, []).append(repr((judgement, how, value)))
        self._pairs: dict[str, list[tuple[str, float]]] = {}
        for pair, chance in evidence.pairs.items():
            one, two = sorted(pair)
            self._pairs.setdefault(one, []).append((two, chance))
        self._claims: dict[str, str] = {}

    def finding_key(self, case: Case) -> str:
        """The digest of ``case``: its claims with their origins, sources and families, what was looked for, and what
        people set."""
        told = [list(self.facets.values(claim, case.technology)) for claim in case.every()]
        own = self.desk.evidence.overrides.findings
        ids = {finding_id(case)} if own else set()
        if own:
            ids |= {finding_id(case, facet, key) for one in told for facet, key, _ in one}
        return digest_of(
            self._base, case.technology, case.place, case.country, case.level, case.group,
            [[self._claim(claim) for claim in claims] for claims in (case.supports, case.against, case.unknown)], told,
            self.desk.looks.sentences(case), repr([(one, own[one]) for one in sorted(ids) if one in own]),
        )  # fmt: skip

    def _claim(self, claim: Claim) -> str:
        if claim.id not in self._claims:
            evidence = self.desk.evidence
            one = evidence.origins.get(claim.id)
            parts: list[object] = [claim, one, evidence.families.get(claim.item), claim.id in evidence.drifted]
            for gateway in one.gateway_sources if one else ():
                source = evidence.sources.get(gateway)
                told = (source.kind, source.name, source.names, source.inside, source.local) if source else None
                parts += [told, evidence.states.get(gateway), sorted(self._pairs.get(gateway, ())),
                          sorted(self._set.get(gateway, ()))]  # fmt: skip
            parts.append(sorted(self._set.get(claim.id, ())))
            for place in claim.places:
                parts.append([area.name for area in self.facets.places.above(place)])
            self._claims[claim.id] = hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
        return self._claims[claim.id]
