"""Of which kind it is, who supplied it and who runs it: findings of their own, with origins and a likelihood of their
own.

That it is there may be well shown and its maker not at all. Two suppliers are no contradiction, unless one claim says
that its own is the only one. A facet is weighed at the places that a claim with that facet names; what lies within
counts too, where it names the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sousveil.records import Claim, Contradiction, Finding, Grade, Origins

from .corroborate import together
from .dating import apart, period
from .evidence import NO_PLACE, Case, country_name, none_counted
from .present import Desk, finding_id
from .propositions import Places, broader
from .weighing import Gaps, weigh, what_would_change
from .wording import facet_sentence, facet_subject, facet_unsupported, label_of

UNKNOWN = "unknown"
MOST_VALUES = 200
"""Values of one facet at one place that are weighed, those of the most claims first; the rest is counted in words."""

MOST_WORDS = 9
"""A name with more words than this is a clause that was taken for one."""

_NOBODY = re.compile(
    r"^(?:\w+ly|abroad|overseas|it|they|them|its|their|theirs|he|she|him|her|his|this|that|these|those|who|which|"
    r"one|others?|국내|국산|자체|해외|그들?|이들|国内|国产|自主|国外|他们?|它们?|其)$",
    re.IGNORECASE,
)
"""Words that stand where a name would and name nobody."""

_NOT_KNOWN = re.compile(
    r"^(?:(?:an? |the )?(?:unknown|unidentified|undisclosed|unnamed|not (?:known|named|disclosed)).*|n/?a|tbd|"
    r"(?:알 수 없|미상|불명|미확인).*|(?:不明|未知|不详|未披露|不詳).*)$",
    re.IGNORECASE,
)
_SOLE = re.compile(
    r"\b(?:sole|only|exclusive(?:ly)?|solely|single)\b|유일|독점|단독|전량|唯一|独家|獨家|独占|仅由|僅由", re.IGNORECASE
)
_LEGAL = re.compile(
    r"(?:,? (?:inc|ltd|llc|corp|co|plc|gmbh|ag|s\.?a|limited|corporation|company|incorporated)\b\.?)+$|^\(주\) ?|"
    r"^주식회사 ?| ?\(주\)$|股份有限公司$|有限公司$",
    re.IGNORECASE,
)  # fmt: skip


class Facets:
    """Reads facets off claims. names: spelling -> the name of the organisation that the case knows it as."""

    def __init__(self, desk: Desk, places: Places) -> None:
        self.desk, self.places = desk, places
        self._names: dict[str, str] = {}
        for _, source in sorted(desk.evidence.sources.items()):
            if not source.local and source.kind in ("organisation", "official", "outlet", "state-media", "wire"):
                for name in source.names or (source.name,):
                    self._names.setdefault(self._fold(name), source.name)
        self._areas = {name.casefold() for name in places.countries.values()} | {
            name.casefold() for entry in places.vocabulary.places.values() if entry.kind == "country"
            for group in (entry.names, entry.demonyms) for names in group.values() for name in names
        }  # fmt: skip

    @staticmethod
    def _fold(name: str) -> str:
        return " ".join(re.findall(r"\w+", _LEGAL.sub("", name.strip()).casefold()))

    def values(self, claim: Claim, broad: str) -> Iterator[tuple[str, str, str]]:
        """The (facet, key, value) that ``claim`` tells of the technology ``broad``."""
        if none_counted(claim):
            return  # a register's zero names nobody who has any
        told = [("supplier", claim.maker), ("supplier", claim.seller), ("supplier", claim.integrator),
                ("operator", claim.operator), ("kind", claim.product)]  # fmt: skip
        for facet, name in told:
            if name and name.strip():
                found = self._value(facet, name)
                if found is not None:
                    yield facet, *found
        if claim.technology is not None and broad in broader(claim.technology, self.places.vocabulary):
            # A traffic camera is a kind of video surveillance.
            entry = self.desk.entries.get(claim.technology)
            yield "kind", f"={claim.technology}", label_of(entry, claim.technology)

    def _value(self, facet: str, name: str) -> tuple[str, str] | None:
        words = " ".join(name.split())
        if _NOT_KNOWN.match(words):
            return UNKNOWN, UNKNOWN
        if words.casefold() in self._areas or _NOBODY.match(words) or len(words.split()) > MOST_WORDS:
            return None  # "Chinese", "domestically": where goods come from; a whole clause is no name either
        key = self._fold(words)
        if not key:
            return None
        value = self._names.get(key, words) if facet != "kind" else words
        return self._fold(value) or key, value

    def findings(self, case: Case) -> list[Finding]:
        """The findings on the facets that claims on ``case`` name. Whether anybody says "the only one" is asked first:
        otherwise no value has to be held against the others."""
        groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        words: dict[tuple[str, str], str] = {}
        named: set[tuple[str, str]] = set()
        for claim in case.every():
            for facet, key, value in self.values(claim, case.technology):
                group = groups[facet, key]
                if not group or group[-1].id != claim.id:
                    group.append(claim)
                words[facet, key] = min(value, words.get((facet, key), value))
                if self._own(claim, case):
                    named.add((facet, key))
        out = []
        for facet in ("kind", "supplier", "operator"):
            keys = sorted((k for k in named if k[0] == facet), key=lambda k: (-len(groups[k]), k))
            every = [k for k in groups if k[0] == facet]
            sole = any(_is_sole(claim, facet) for k in every for claim in groups[k])
            out += [
                self._finding(case, at, words[at], groups, every, len(keys), sole) for at in keys[:MOST_VALUES]
            ]
        return out

    def _own(self, claim: Claim, case: Case) -> bool:
        """Whether the claim names the case's place itself, and does not merely lie within it."""
        if case.place == NO_PLACE:
            return True
        if case.level != "country":
            return case.level == "border" or any(place.name == case.place for place in claim.places)
        fine = [p for p in claim.places if p.kind not in ("country", "site-class")]
        return not fine or any(
            p.kind == "country" and country_name(p, self.places.countries) == case.place for p in claim.places
        )

    def _finding(
        self, case: Case, at: tuple[str, str], value: str, groups: dict[tuple[str, str], list[Claim]],
        others: Sequence[tuple[str, str]], several: int, sole: bool,
    ) -> Finding:  # fmt: skip
        desk, (facet, key) = self.desk, at
        entry = desk.entries.get(case.technology)
        sides: dict[str, list[Claim]] = {"for": [], "against": [], "unknown": []}
        for claim in groups[at]:
            sides[_bears(claim)].append(claim)
        yes, no, open_ = sides["for"], sides["against"], sides["unknown"]
        if key == UNKNOWN:
            yes, no, open_ = [], [], list(groups[at])
        mine = {claim.id for claim in yes}
        rivals = [claim for other in others if other not in (at, (facet, UNKNOWN)) for claim in groups[other]
                  if _bears(claim) == "for" and claim.id not in mine] if sole else []  # fmt: skip
        conflicts = _sole(facet, value, yes, rivals) + _denied(facet, value, yes, no)
        # Whoever says that another one is the only one speaks against this one.
        no += [c for c in rivals if _is_sole(c, facet) and not all(apart(c, one) for one in yes)] if yes else []
        joint, denial = together(yes, desk.evidence), together(no, desk.evidence, "against")
        identifier = finding_id(case, facet, key)
        override = desk.evidence.overrides.findings.get(identifier)
        weighed = weigh([*joint.voices, *denial.voices], joint.independence, desk.standard,
                        denial=denial.independence, override=override, bases=len(joint.origins.bases))  # fmt: skip
        subject = facet_subject(entry, case.technology, case.place, case.level, facet, several > 1)
        how = weighed.likelihood if yes else None
        # A technology's label is no name.
        said = value[0].lower() + value[1:] if key.startswith("=") and value[1:2].islower() else value
        origins: Origins = joint.origins if yes else together([*no, *open_], desk.evidence).origins
        missing = [] if yes else ["No claim in this case says that it is so."]
        if yes and origins.gateways_at_least < 2:
            missing.append("No second independent source.")
        if several > MOST_VALUES:
            missing.append(f"{several} are named here; the {MOST_VALUES} that most claims name are weighed.")
        return Finding(
            id=identifier, technology=case.technology, place=case.place, country=case.country, status="unknown",
            sentence=facet_sentence(subject, said, how, desk.standard) if how else
            facet_unsupported(subject, said, bool(no)), standard=desk.standard, likelihood=how,
            confidence=weighed.confidence if yes else "low", grade=weighed.grade if yes else Grade("F", "6"),
            origins=origins, claims=tuple(c.id for c in yes), against=tuple(c.id for c in no),
            unknowns=tuple(c.id for c in open_), contradictions=tuple(conflicts), missing=tuple(missing), facet=facet,
            value=value, period=period(yes or no or open_), ledger=weighed.ledger,
            change=what_would_change(
                [*joint.voices, *denial.voices], joint.independence, desk.standard, sources=desk.evidence.sources,
                gaps=Gaps(case.technology, "unknown", facet, contradicted=bool(conflicts)), denial=denial.independence,
            ), overrides=tuple(sorted(set(weighed.overrides))),
        )  # fmt: skip


def _bears(claim: Claim) -> str:
    """How a claim bears on the facet that it names. A product's feature names its maker as well as its use does."""
    if claim.kind in ("question", "forecast", "opinion", "method") or claim.certainty == "U":
        return "unknown"
    if claim.capability_status == "planned":
        return "unknown"
    return "against" if claim.certainty.endswith("-") else "for"


def _is_sole(claim: Claim, facet: str) -> bool:
    """Whether a claim says that its supplier or operator is the only one: the word stands near the name."""
    names = [claim.maker, claim.seller, claim.integrator] if facet == "supplier" else [claim.operator]
    low = claim.quote.casefold()
    for name in names:
        at = low.find(name.casefold()) if name else -1
        if at >= 0 and _SOLE.search(low[max(0, at - 40) : at + len(name or "") + 40]):
            return True
    return False


def _sole(facet: str, value: str, yes: Sequence[Claim], rivals: Sequence[Claim]) -> list[Contradiction]:
    if facet not in ("supplier", "operator"):
        return []
    met: set[str] = set()
    for one in yes:
        for two in rivals[:MOST_VALUES]:
            if (_is_sole(one, facet) or _is_sole(two, facet)) and not apart(one, two):
                met |= {one.id, two.id}
    if not met:
        return []
    return [Contradiction("denial", f"One claim says that its {facet} is the only one; others name another "
                          f"({value}).", tuple(sorted(met)))]  # fmt: skip


def _denied(facet: str, value: str, yes: Sequence[Claim], no: Sequence[Claim]) -> list[Contradiction]:
    met = sorted({c.id for one in yes for two in no if not apart(one, two) for c in (one, two)})
    if not met:
        return []
    return [Contradiction("denial", f"Claims say that its {facet} is {value}, and others deny it.", tuple(met))]
