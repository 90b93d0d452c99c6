"""Dependence between the published sources of a case, from what their claims say of the same things.

Only outlets, organisations, reports and agencies are compared. Witnesses, unnamed sources and people never are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from sousveil.records import Claim, ClaimOrigins, Dependence, Link, Place, Source
from sousveil.records.ids import record_id

from .analyse import Example, PairEvidence, analyse
from .copying import DIRECTION, PRIOR
from .observed import Observation
from .values import Day, Exact, Mixed, Names, Number

COMPARED = ("outlet", "organisation", "report", "wire", "state-media", "official", "papers")
"""Kinds of source that are compared: bodies and what they publish, never people."""

LEAST_SHARED = 8
"""Common objects, of those on which sources differ, below which nothing is said of two sources: a handful can agree in
anything."""

LEAST_RARE = 3
"""Shared values that few others give, below which nothing is said: one shared slip may be chance."""

LEAST_PROBABILITY = 0.8

LINKED_PRIOR = 0.5
"""Chance of copying between two sources whose texts are linked, before their values are looked at."""

COPIES = ("exact-copy", "copy", "wire-copy", "rewrite", "excerpt", "translation", "shared-dataset")
"""Links that show words or data going from one source to another. A citation alone shows that it was read."""

_KINDS = Mixed({"word": Exact(), "names": Names(), "number": Number(tolerance=0.001), "date": Day()})
_SELDOM = " sources that work on their own seldom err alike."
_TRUE = (
    "Values that are probably true count for nothing here: honest sources share the truth, and may share a public set"
    " of data."
)
Value = str | float | tuple[str, ...]
STATED = ("CT+", "PR+")
_ACTORS = ("maker", "seller", "integrator")


def dependences(
    claims_by_source: Mapping[str, Iterable[Claim]], sources: Iterable[Source], links: Iterable[Link] = ()
) -> list[Dependence]:
    """Pairs of sources that agree, and above all err alike, more than independent ones would; sorted by id.

    claims_by_source: id of a Source -> the claims that are its own word (see ``by_speaker``). links: of the text
    lineage; where one joins the two, that is said and weighs. Nothing is said of two sources with fewer than
    LEAST_SHARED objects in common on which sources differ. An agreement that is probably the truth is no sign of
    copying.
    """
    known = {source.id: source for source in sources}
    speakers = {
        name: claims for name, claims in claims_by_source.items()
        if name in known and known[name].kind in COMPARED and not known[name].local
    }  # fmt: skip
    words: dict[str, tuple[str, str]] = {}
    observations: list[Observation] = []
    for name in sorted(speakers):
        for about, value, told in sorted(set(_observed(speakers[name]))):
            observations.append(Observation(name, about, value))
            words.setdefault(about, told)
    # What all who speak of it agree on tells nothing of anyone, and would make every source look sure.
    values: dict[str, set[Hashable]] = defaultdict(set)
    for observed in observations:
        values[observed.object].add(observed.value)
    observations = [observed for observed in observations if len(values[observed.object]) > 1]
    if len({observed.source for observed in observations}) < 2:
        return []
    found = analyse(observations, _KINDS, least_shared=LEAST_SHARED, least_probability=0.001)
    joined = _joined(known, links)
    out = []
    for pair in found.pairs:
        ways = joined.get((pair.one, pair.two), set())
        chance = _raised(pair.probability) if ways else pair.probability
        if chance >= LEAST_PROBABILITY and pair.rare >= LEAST_RARE:
            out.append(_record(pair, chance, ways, known, words))
    return sorted(out, key=lambda one: one.id)


def by_speaker(
    claims: Iterable[Claim], origins: Iterable[ClaimOrigins], sources: Iterable[Source]
) -> dict[str, list[Claim]]:  # fmt: skip
    """id of a Source -> the claims that are its own word: its gateway's where there is just one, else its publisher's.

    A retelling so counts as its gateway's word and is not found again as a copy of it.
    """
    gateway = {one.claim: one.gateway_sources[0] for one in origins if len(one.gateway_sources) == 1}
    publisher: dict[str, str] = {}
    for source in sorted(sources, key=lambda one: one.id):
        if source.kind in COMPARED and not source.local:
            for item in source.items:
                publisher.setdefault(item, source.id)
    out: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        speaker = gateway.get(claim.id) or publisher.get(claim.item)
        if speaker is not None:
            out[speaker].append(claim)
    return dict(out)


def _observed(claims: Iterable[Claim]) -> Iterable[tuple[str, tuple[str, Value], tuple[str, str]]]:
    """(object, (kind of value, value), (object in words, what is compared)) of claims that state a fact outright."""
    folded = Exact()
    for claim in claims:
        if claim.kind != "fact" or claim.certainty not in STATED or claim.technology is None or claim.text_fault:
            continue
        place = _finest(claim.places)
        if place is None:
            continue
        operator = folded.read(claim.operator or "") or ""
        where = place.gazetteer or f"{place.country or ''}:{folded.read(place.name)}"
        spoken = f"{claim.technology.replace('-', ' ')}, {place.name}"
        by = f"{spoken}, {claim.operator}" if operator else spoken

        def one(
            name: str, kind: str, value: Value, of: str = operator, told: str = by,
            base: tuple[str, str] = (claim.technology, where),
        ) -> tuple[str, tuple[str, Value], tuple[str, str]]:  # fmt: skip
            return "|".join((*base, of, name)), (kind, value), (told, name)

        quantity = claim.quantity
        low = quantity.low if quantity is not None and quantity.low == quantity.high else None
        if quantity is not None and low is not None and math.isfinite(low):
            yield one(f"number of {quantity.unit}" if quantity.unit else "number", "number", float(low))
        for actor in _ACTORS:
            named = Names().read(getattr(claim, actor) or "")
            if named is not None:
                yield one(actor, "names", named)
        if operator:
            yield one("operator", "word", operator, "", spoken)
        if claim.status != "unknown":
            yield one("status", "word", claim.status.replace("-", " "))
            if claim.true_when and (day := Day().read(claim.true_when)) is not None:
                yield one(f"date of {claim.status}", "date", day)


_FINE = ("site", "district", "city", "province", "border")


def _finest(places: Sequence[Place]) -> Place | None:
    """The narrowest place that is one place; a country is too wide and "schools" are many."""
    fit = [place for place in places if place.kind in _FINE]
    return min(fit, key=lambda place: (_FINE.index(place.kind), place.name)) if fit else None


def _joined(known: Mapping[str, Source], links: Iterable[Link]) -> dict[tuple[str, str], set[str]]:
    """(one, two), one < two -> which of them the texts show to be the copier."""
    publisher: dict[str, list[str]] = defaultdict(list)
    for source in sorted(known.values(), key=lambda one: one.id):
        for item in source.items:
            publisher[item].append(source.id)
    out: dict[tuple[str, str], set[str]] = defaultdict(set)
    for link in links:
        if link.kind not in COPIES:
            continue
        parents = publisher.get(link.parent, []) if link.parent else [link.source] if link.source else []
        for child in publisher.get(link.child, []):
            for parent in parents:
                if child != parent:
                    pair = (child, parent) if child < parent else (parent, child)
                    way = "one" if child == pair[0] else "two"
                    out[pair].add("undecided" if link.direction == "undecided" else way)
    return dict(out)


def _raised(probability: float) -> float:
    """The probability if it had begun at LINKED_PRIOR in the place of PRIOR."""
    held = min(max(probability, 1e-12), 1 - 1e-12)
    odds = held / (1 - held) * (1 - PRIOR) / PRIOR * LINKED_PRIOR / (1 - LINKED_PRIOR)
    return odds / (1 + odds)


def _record(
    pair: PairEvidence, chance: float, ways: set[str], known: Mapping[str, Source], words: Mapping[str, tuple[str, str]]
) -> Dependence:  # fmt: skip
    one, two = known[pair.one].name, known[pair.two].name
    reasons = [
        f"{one} and {two} speak of {pair.shared} things on which sources differ, and say the same of {pair.agreed}.",
        f"In {pair.rare} of these they agree on a value that is probably wrong or that few others give;" + _SELDOM,
        _TRUE,
    ]
    copier = pair.copier
    if copier != "undecided":
        child, parent = (one, two) if copier == "one" else (two, one)
        sure = max(pair.forward, 1 - pair.forward)
        reasons.append(
            f"{child} is the likelier copier ({'strong' if sure >= 0.95 else 'weak'} sign): what it shares is about as"
            f" often right as {parent} is, and what it says alone is not, or it says little alone."
        )
    if ways and ways - {"undecided"} and len(ways - {"undecided"}) == 1:
        shown = next(iter(ways - {"undecided"}))
        if copier == "undecided" or max(pair.forward, 1 - pair.forward) < (1 + DIRECTION) / 2:
            copier = shown
            reasons.append(f"Their texts are linked, and there {one if shown == 'one' else two} is the later one.")
        elif copier != shown:
            copier = "undecided"
            reasons.append("Their texts are linked the other way round, so who copies is left open.")
        else:
            reasons.append("Their texts are linked the same way.")
    elif ways:
        reasons.append("Their texts are linked too.")
    if pair.through is not None:
        reasons.append(f"Nearly all of it is also found in {known[pair.through].name}: both may have it from there.")
    return Dependence(
        record_id("dependence", pair.one, pair.two), pair.one, pair.two, round(chance, 3), copier, pair.shared,
        pair.agreed, pair.rare, tuple(_example(example, words) for example in pair.examples), tuple(reasons),
        "values and text" if ways else "values",
    )  # fmt: skip


def _example(example: Example, words: Mapping[str, tuple[str, str]]) -> str:
    spoken, name = words[example.object]
    value = example.value[1] if isinstance(example.value, tuple) else example.value
    shown = f"{value:g}" if isinstance(value, float) else ", ".join(value) if isinstance(value, tuple) else str(value)
    others = example.speakers - example.givers
    alone = "only these two give it" if example.givers == 2 else f"{example.givers} sources give it"
    rest = f", {others} other{'s say' if others > 1 else ' says'} something else" if others else ""
    return f"{spoken}: {name}: {shown} ({alone}{rest})"
