"""Findings in plain words. Likelihood and confidence never stand in one sentence (ICD 203)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sousveil.case.vocabulary.load import Entry
from sousveil.records import Claim, Likelihood

from .evidence import NO_PLACE, rung, side

_STATUS = {
    "in-use": ("be", "in use {at}"), "expanding": ("be", "in use and spreading {at}"),
    "installed": ("be", "installed {at}"), "being-installed": ("be", "being installed {at}"),
    "procured": ("have", "been bought for"), "in-development": ("be", "being developed {at}"),
    "announced": ("be", "planned for"), "researched": ("be", "being researched {at}"),
    "abandoned": ("was", "abandoned or ended {at}"), "unknown": ("be", "present in some form {at}"),
}  # fmt: skip
"""Status -> the verb, and what follows the word of likelihood. {at}: "in", or "at" for a site or a border."""

_VERBS = {"be": ("is", "are"), "have": ("has", "have"), "was": ("was", "were")}
_WITH_ARTICLE = re.compile(
    r"^(?:United (?:States|Kingdom|Arab Emirates)|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles"
    r"|DR Congo|European Union|U\.S\. .+|British Virgin .+|.+ (?:Republic|Islands|Territories|Territory))$"
)
_FACILITY = re.compile(
    r"\b(?:Square|Airport|Station|Port|Harbou?r|Prison|Camp|Market|Bridge|Park|Building|Hotel|Factory|Plant|Complex|School"
    r"|University|College|Hospital|Stadium|Palace|Tower|Terminal|Gate|Crossing|Cent(?:er|re)|Mall|Museum|Library|Church"
    r"|Mosque|Temple|Monastery|Embassy|Headquarters|Office|Base|Checkpoint|Junction|Plaza|Hall|House|Theat(?:er|re))\b"
    r"|광장|공항|역$|학교|대학|시장$|교도소|수용소|广场|機場|机场|车站|学校|大学|监狱"
)
"""Places that something stands at; whatever else a claim calls a site may be a town that no list knows: "in" it."""

_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def label_of(entry: Entry | None, technology: str) -> str:
    """The technology's name at the start of a sentence."""
    label = entry.label if entry else technology.replace("-", " ").capitalize()
    return label.partition(" (")[0]


def _plural(label: str) -> bool:
    first, _, last = label.partition(" and ")
    ends = last or first
    if ends.endswith("s") and not ends.endswith("ss"):
        return True
    # "Smartphone and device control" is one kind of control; "informants and neighbourhood watch" are two things.
    return bool(last) and not (" " in last and " " not in first and not first.endswith("s"))


def _where(place: str, level: str) -> tuple[str, str]:
    if place == NO_PLACE:
        return "at", "a place that could not be told"
    the = "the " if level == "country" and _WITH_ARTICLE.match(place) else ""
    border = re.match(r"the border of (.+)", place)
    if border and _WITH_ARTICLE.match(border[1]):
        place = f"the border of the {border[1]}"
    at = level == "border" or (level == "site" and _FACILITY.search(place))
    return "at" if at else "in", f"{the}{place}"


@dataclass(frozen=True)
class Said:
    """The parts of a proposition in English: "Drones" "are" "in use in Northland"."""

    label: str
    verb: str
    state: str

    @property
    def inside(self) -> str:
        """The proposition after "that"."""
        return f"{_lowered(self.label)} {self.verb} {self.state}"


def proposition(entry: Entry | None, technology: str, place: str, level: str, status: str) -> Said:
    """What a finding is about, without any likelihood."""
    label = label_of(entry, technology)
    at, where = _where(place, level)
    if entry is not None and entry.kind == "condition":
        # "Electricity is a limit" and "connectivity is a limit" read alike, whatever the status.
        return Said(label, "are" if _plural(label) else "is", f"a limit on surveillance {at} {where}")
    verb, state = _STATUS.get(status, _STATUS["unknown"])
    return Said(label, _VERBS[verb][_plural(label)], f"{state.format(at=at)} {where}")


def sentence(said: Said, how: Likelihood, standard: str) -> str:
    """One plain sentence: what, how likely by the standard's word, where."""
    if standard == "reasonable-grounds":
        if how.term == "not established":
            return f"It is not established that {said.inside}."
        return f"There are {how.term} that {said.inside}."
    if how.term in ("almost no chance", "roughly even chance"):
        article = "a " if how.term == "roughly even chance" else ""
        return f"There is {article}{how.term} that {said.inside}."
    if how.term.endswith("unlikely"):
        return f"It is {how.term} that {said.inside}."
    term = "almost certainly" if how.term == "almost certain" else how.term
    return f"{said.label} {said.verb} {term} {said.state}."


def by_judgement(words: str) -> str:
    """The sentence of a finding whose word or status a person set: a reader has to see that it is not the program's."""
    return f"By a person's judgement: {words[0].lower() + words[1:] if words[1:2].islower() else words}"


def contested(said: Said) -> str:
    """The sentence of a finding whose only sources say both that it is so and that it is not: no word can be borne."""
    return f"The same source says both that {said.inside} and that it is not so; no likelihood can be given."


def unsupported(
    entry: Entry | None, technology: str, place: str, level: str, against: Sequence[Claim], unknown: Sequence[Claim],
    sources: int,
) -> str:  # fmt: skip
    """The sentence of a finding that no claim is for. sources: how many surely deny it; 0: none that is named."""
    status = max((claim.status for claim in against), key=rung, default="unknown")
    said = proposition(entry, technology, place, level, status if rung(status) else "unknown")
    it = "they" if _plural(said.label) else "it"
    that_it_is = f"no claim in this case says that {it} {said.verb}"
    if against:
        many = _COUNTS[sources] if 0 < sources < len(_COUNTS) else str(sources)
        who = f"{many} sources deny" if sources > 1 else "One source denies" if sources else "An unnamed source denies"
        return f"{who} that {said.inside}; {that_it_is}."
    at, where = _where(place, level)
    name = said.inside.removesuffix(f" {said.verb} {said.state}")
    be = proposition(entry, technology, place, level, "in-use").verb
    nobody = f"no claim in this case says that {it} {be}"
    if entry is None or entry.kind != "condition":
        if any(side(claim) == "against" for claim in unknown):
            return f"It is denied for a part of {where} that {name} {be} there; {nobody} anywhere {at} {where}."
        if any(claim.capability_status == "planned" or claim.status == "announced" for claim in unknown):
            return f"{said.label} {be} said to be planned for {where}: {nobody} there yet."
        if any(claim.kind == "forecast" for claim in unknown):
            return f"{said.label} {be} expected {at} {where}: {nobody} there yet."
        if any(claim.capability_status in ("product-feature", "possible") for claim in unknown):
            return f"It is said what {name} can do; {nobody} used {at} {where}."
    if any(claim.kind == "question" for claim in unknown):
        return f"It is asked whether {said.inside}; {that_it_is}."
    return f"Claims speak of {name}; no claim in this case says that {it} {said.verb} {said.state}."


def looked_for(
    entry: Entry | None, technology: str, place: str, level: str, looks: Sequence[tuple[str, int]]
) -> str:
    """The sentence of what was looked for and of which no claim speaks. looks: (where, how many were found)."""
    at, where = _where(place, level)
    name = _lowered(label_of(entry, technology))
    it = "they are" if _plural(label_of(entry, technology)) else "it is"
    empty = list(dict.fromkeys(spot for spot, found in looks if not found))
    full = list(dict.fromkeys(spot for spot, found in looks if found))
    if not full:
        return (
            f"Looked for {name} {at} {where} and not found in {_listed(empty)}; this does not show that {it} not there."
        )
    some = f"Looked for {name} {at} {where} and found something in {_listed(full)}, of which this case has no claim"
    return f"{some}; not found in {_listed(empty)}." if empty else f"{some}."


def _listed(names: Sequence[str]) -> str:
    """ "a, b and c"; after three the rest is counted."""
    shown = list(names[:3])
    if len(names) > 3:
        more = len(names) - 3
        shown.append(f"{more} other place{'s' if more > 1 else ''}")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _lowered(label: str) -> str:
    """A label inside a sentence: "Video surveillance" is lowered, "IPTV" is not."""
    return f"{label[0].lower()}{label[1:]}" if label[1:2].islower() else label


_FACETS = {
    "supplier": ("supplier", "suppliers"), "operator": ("operator", "operators"), "kind": ("kind", "kinds"),
}  # fmt: skip


def facet_subject(entry: Entry | None, technology: str, place: str, level: str, facet: str, several: bool) -> str:
    """ "The supplier of video surveillance in Northland"; "One operator of ..." where claims name several."""
    at, where = _where(place, level)
    first = "One" if several else "The"
    return f"{first} {_FACETS[facet][0]} of {_lowered(label_of(entry, technology))} {at} {where}"


def facet_sentence(subject: str, value: str, how: Likelihood, standard: str) -> str:
    """One plain sentence on a supplier, operator or kind: which, and how likely by the standard's word."""
    said = Said(subject, "is", _within(value))
    return sentence(said, how, standard)


_LOWERED = re.compile(
    r"^(?:The|A|An|Its|Their|Many|Some|Several|Most|All|Local|Various|Two|Three)(?= [a-z])"
)


def _within(value: str) -> str:
    """A name inside a sentence: "The ministry" is lowered, "The Hague Institute" is not."""
    return _LOWERED.sub(lambda word: word[0].lower(), value)


def facet_unsupported(subject: str, value: str, denied: bool) -> str:
    """The sentence of a facet that no claim is for: denied, asked, or said to be not known."""
    low = _lowered(subject)
    if value == "unknown":
        return f"It is said that {low} is not known."
    if denied:
        return f"It is denied that {low} is {_within(value)}; no claim in this case says that it is."
    return f"It is asked or expected that {low} is {_within(value)}; no claim in this case says that it is."
