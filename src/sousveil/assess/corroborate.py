"""Origins of many claims together: distinct gateways counted once, never a sum of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from sousveil.records import Claim, ClaimOrigins, Dependence, Link, Origins, Source

from .weighing.model import strength
from .weighing.override import Overrides, ungraded
from .weighing.voices import NOBODY, NONE, Independence, Voice

LOCAL = ("unnamed", "experts", "document")


COPIES = ("exact-copy", "copy", "wire-copy", "excerpt", "translation", "rewrite")
ENOUGH = 12
"""Paths are counted no further: beyond a dozen the model's chance no longer changes."""

ONE = 0.5
"""Two sources that are one with this probability count as one at the least."""


@dataclass(frozen=True)
class Evidence:
    """All that the weighing needs besides the claims. families: item -> the first of its
    copies and retellings, itself if none.
    states: source id -> the country whose state it speaks for, "" when its name tells none; bodies of a state only.
    pairs: two sources -> 0..1, the probability that they are one, or that one has its word from the other: see
    ``pairs_of``. overrides: what people set. drifted: claims that say more than what they retell (ids): they do not
    tell how sure their origin is."""

    origins: Mapping[str, ClaimOrigins]
    sources: Mapping[str, Source]
    families: Mapping[str, str]
    states: Mapping[str, str]
    pairs: Mapping[frozenset[str], float] = field(default_factory=dict)
    overrides: Overrides = field(default_factory=Overrides)
    drifted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Joint:
    """What claims rest on together. shown: how many gateways surely exist *and* reach the case through documents of
    their own (at most ENOUGH): two that only one document reports are not shown to be independent of it. voices,
    independence: the same for ``weighing.weigh``, one voice for each gateway."""

    origins: Origins
    shown: int
    voices: tuple[Voice, ...] = ()
    independence: Independence = NONE


def families(links: Iterable[Link]) -> dict[str, str]:
    """item -> one item that stands for all that copy or retell each other; items without any are not in it."""
    root: dict[str, str] = {}

    def find(item: str) -> str:
        while root.setdefault(item, item) != item:
            item = root[item]
        return item

    for link in links:
        if link.parent is not None and link.kind in COPIES:
            left, right = find(link.child), find(link.parent)
            root[max(left, right)] = min(left, right)
    return {item: find(item) for item in sorted(root)}


def pairs_of(sources: Iterable[Source], dependences: Iterable[Dependence]) -> dict[frozenset[str], float]:
    """Two sources -> 0..1, the probability that they are one: their names may be those of one (and no person has said),
    or what they say agrees as that of independent sources would not."""
    held = list(sources)
    named: dict[str, set[str]] = {}
    for source in held:
        for name in source.names or (source.name,):
            named.setdefault(name, set()).add(source.id)
    out: dict[frozenset[str], float] = {}
    for source in held:
        for match in source.matches:
            # "Channel 4" and "Channel 5" are alike and not one.
            one_number, two_number = re.findall(r"\d+", match.one), re.findall(r"\d+", match.two)
            if match.outcome != "possible" or (one_number and two_number and one_number != two_number):
                continue
            for one in named.get(match.one, ()):
                for two in named.get(match.two, ()):
                    if one != two:
                        pair = frozenset((one, two))
                        out[pair] = max(out.get(pair, 0.0), ONE, min(match.score, 1.0))
    for one_dependence in dependences:
        pair = frozenset((one_dependence.one, one_dependence.two))
        if len(pair) == 2:
            out[pair] = 1.0 - (1.0 - out.get(pair, 0.0)) * (1.0 - min(max(one_dependence.probability, 0.0), 1.0))
    return out


def together(claims: Sequence[Claim], evidence: Evidence, side: str = "for") -> Joint:
    """The origins that ``claims`` rest on together. side: of the voices, see Voice.

    A gateway that is sure for one claim is sure for all. An unnamed source that the case knows only through a gateway
    counted here is beneath it: it adds no second one.
    """
    origins, sources = evidence.origins, evidence.sources
    held = [(claim, origins[claim.id]) for claim in claims if claim.id in origins]
    sure = {g for _, one in held for g in one.gateway_sources
            if one.origins.gateways_at_least >= len(one.gateway_sources)}  # fmt: skip
    every = {g for _, one in held for g in one.gateway_sources}
    named = {g for g in every if g not in sources or sources[g].kind not in LOCAL}
    beneath = {g for g in every - sure if _through(g, held, sources, named - {g})}
    counted = every - beneath
    group = _bodies(counted, evidence)
    bases = {basis for _, one in held for basis in one.origins.bases}
    bases |= {sources[g].name for g in beneath if g in sources}
    # "State media" and "state media" are one.
    bases = set({words.casefold(): words for words in sorted(bases)}.values())
    sure_groups = {group[g] for g in sure & counted}
    groups = set(group.values())
    parted = [{group[g] for g in one.gateway_sources if g in group} for _, one in held if one.origins.gateways_at_least]
    pairs = _pairs(group, held, evidence)
    alike = len(sure_groups) - len(_apart(sure_groups, pairs))
    least = min(len(groups), len(sure_groups) - alike + _at_least_one_of(parted, sure_groups))
    notes = _notes([one for _, one in held], beneath)
    most = len(groups)
    if any(len({g for g in counted if _body(g, evidence) == body}) > 1 for body in _states_of(counted, evidence)):
        notes = (*notes, "Bodies and media of one state count as one source, and as two at the very most.")
        most += 1
    if alike:
        notes = (*notes, "Some of its sources may be one: their names are alike, or they agree too well to be apart.")
    if any(pair <= counted for pair in evidence.overrides.together):
        notes = (*notes, "A person holds some of its sources to be one.")
    if any(pair <= counted for pair in evidence.overrides.apart):
        notes = (*notes, "A person holds some of its sources to be independent of each other.")
    result = Origins(
        retellings=len({one.item for _, one in held if one.origins.retellings}),
        gateways_at_least=least, gateways_at_most=most,
        gateways=tuple(sorted({sources[g].name if g in sources else g for g in counted}, key=_folded)),
        bases=tuple(sorted(bases, key=_folded)), notes=notes,
    )  # fmt: skip
    # A document whose publisher is not known may have it from any of the others.
    known = {name for name in groups if name not in sources or sources[name].kind != "document"}
    carriers: dict[str, set[str]] = {name: set() for name in sorted(known or groups)}
    for _, one in held:
        for g in one.gateway_sources:
            if g in group and group[g] in carriers:
                carriers[group[g]].add(evidence.families.get(one.item, one.item))
    judged = {frozenset(group[g] for g in pair) for pair in evidence.overrides.apart if pair <= counted}
    shown = min(least, max(_paths(carriers), _clique(sorted(sure_groups), judged)))
    voices = tuple(
        _voice(side, [g for g in sorted(counted) if group[g] == name], held, name in sure_groups, evidence)
        for name in sorted(groups)
    )
    speaker = dict(zip(sorted(groups), (voice.source for voice in voices), strict=True))
    named_pairs = {frozenset(speaker[name] for name in pair): chance for pair, chance in pairs.items()}
    held_apart = frozenset(speaker[name] for pair in judged for name in pair if name in speaker)
    return Joint(result, shown, voices, Independence(least, most, shown, named_pairs, held_apart))


def _body(gateway: str, evidence: Evidence) -> str:
    """What counts as one: a source by itself, or all bodies of one state, which speak with one voice."""
    return f"state:{evidence.states[gateway]}" if gateway in evidence.states else gateway


def _states_of(counted: Iterable[str], evidence: Evidence) -> set[str]:
    return {_body(g, evidence) for g in counted if g in evidence.states}


def _bodies(counted: Iterable[str], evidence: Evidence) -> dict[str, str]:
    """Source -> what it counts as: bodies of one state are one unless a person holds them apart, and whatever a person
    holds to be one is one."""
    overrides = evidence.overrides
    parts: dict[str, list[list[str]]] = {}
    for g in sorted(counted):
        rooms = parts.setdefault(_body(g, evidence), [])
        room = next((r for r in rooms if not any(frozenset((g, other)) in overrides.apart for other in r)), None)
        if room is None:
            rooms.append([g])
        else:
            room.append(g)
    out = {g: room[0] if k else body for body, rooms in parts.items() for k, room in enumerate(rooms) for g in room}
    for pair in sorted(tuple(sorted(pair)) for pair in overrides.together):
        if pair[0] in out and pair[1] in out:
            kept, lost = sorted((out[pair[0]], out[pair[1]]))
            out = {g: kept if body == lost else body for g, body in out.items()}
    return out


def _pairs(
    group: Mapping[str, str], held: Sequence[tuple[Claim, ClaimOrigins]], evidence: Evidence
) -> dict[frozenset[str], float]:  # fmt: skip
    """The pairs of ``evidence`` between the groups; those that a person holds apart are not in it."""
    out: dict[frozenset[str], float] = {}
    if len(group) < 2:
        return out
    for pair in _nothing_tells_apart(group, held, evidence.sources):
        between = frozenset(group[g] for g in pair)
        if len(between) == 2 and pair not in evidence.overrides.apart:
            out[between] = ONE
    few = len(group) ** 2 < len(evidence.pairs)
    near = [p for p in map(frozenset, combinations(sorted(group), 2)) if p in evidence.pairs] if few else evidence.pairs
    for pair in near:
        if pair in evidence.overrides.apart or not all(g in group for g in pair):
            continue
        chance = evidence.pairs[pair]
        between = frozenset(group[g] for g in pair)
        if len(between) == 2:
            out[between] = max(out.get(between, 0.0), chance)
    return out


def _nothing_tells_apart(
    group: Iterable[str], held: Sequence[tuple[Claim, ClaimOrigins]], sources: Mapping[str, Source]
) -> list[frozenset[str]]:  # fmt: skip
    """Pairs of which nothing shows that they are two, as who speaks without a whole name is never linked across items.

    Files of no known publisher may be one author's. Who speaks under a part of a name may be any other such, any
    person or a body's speaker; so may the one witness without a name on whom alone an outlet's word rests, but for
    bodies. Each is paired with one other only: two people with whole names stay two.
    """
    known = sorted(g for g in group if g in sources)
    documents = [g for g in known if sources[g].kind == "document"]
    parts = [g for g in known if sources[g].local and sources[g].kind not in LOCAL]
    heard = {g: [claim for claim, one in held if g in one.gateway_sources] for g in known}
    through = [g for g in known if g not in parts and sources[g].kind not in LOCAL and heard[g]
               and all(map(_one_witness, heard[g]))]  # fmt: skip
    faceless = parts + through
    people = [g for g in known if sources[g].kind in ("person", "author") and g not in faceless]
    bodies = [g for g in known if sources[g].kind in ("organisation", "report", "official") and g not in faceless]
    pairs = [(documents[0], other) for other in documents[1:]] + [(faceless[0], other) for other in faceless[1:]]
    if faceless and people:
        pairs.append((faceless[0], people[0]))
    elif parts and bodies:
        pairs.append((parts[0], bodies[0]))
    return [frozenset(pair) for pair in pairs]


_SEVERAL = re.compile(
    r"\d|\b(?:two|three|four|five|six|several|many|some|dozens|people|men|women)\b|(?<!s)s$|들|多|几|们", re.IGNORECASE
)


def _one_witness(claim: Claim) -> bool:
    """Whether the claim's innermost source is one person without a name: "a trader", 한 주민."""
    edge = claim.attribution[-1]
    if len(claim.attribution) < 2 or _SEVERAL.search(edge.source):
        return False
    return edge.kind in ("witnesses", "unnamed") or (edge.kind == "person" and edge.source[:1].islower())


def _apart(groups: Iterable[str], pairs: Mapping[frozenset[str], float]) -> set[str]:
    """One of each set of groups that may all be one: pairs that are as likely one as not count as one at the least."""
    root = {name: name for name in groups}
    for pair in sorted(tuple(sorted(pair)) for pair, chance in pairs.items() if chance >= ONE):
        if pair[0] in root and pair[1] in root:
            kept, lost = sorted((root[pair[0]], root[pair[1]]))
            root = {name: kept if top == lost else top for name, top in root.items()}
    return set(root.values())


def _clique(groups: Sequence[str], judged: set[frozenset[str]]) -> int:
    """How many groups a person held to be independent of each other, every one of every other."""
    best = 0
    for first in groups if judged else ():
        held = [first]
        for other in groups:
            if other != first and all(frozenset((other, one)) in judged for one in held):
                held.append(other)
        best = max(best, len(held))
    return best if best > 1 else 0


def _paths(carriers: Mapping[str, set[str]]) -> int:
    """How many gateways can each be given a document that no other of them needs; counted up to ENOUGH."""
    taken: dict[str, str] = {}

    def place(gateway: str, tried: set[str]) -> bool:
        for item in sorted(carriers[gateway] - tried):
            tried.add(item)
            if item not in taken or place(taken[item], tried):
                taken[item] = gateway
                return True
        return False

    for gateway in carriers:
        if len(taken) < ENOUGH:
            place(gateway, set())
    return len(taken)


def _folded(words: str) -> tuple[str, str]:
    return words.casefold(), words


def _at_least_one_of(parted: Sequence[set[str]], sure: set[str]) -> int:
    """How many more there must be: claims on one of several gateways, none sure by itself, in disjoint groups."""
    used: set[str] = set(sure)
    extra = 0
    for one in sorted(parted, key=lambda names: (len(names), sorted(names))):
        if one and not used & one:
            used |= one
            extra += 1
    return extra


def _through(
    gateway: str, held: Sequence[tuple[Claim, ClaimOrigins]], sources: Mapping[str, Source], named: set[str]
) -> bool:
    """Whether every claim that rests on this local source reached the case through one of the ``named`` gateways."""
    if gateway in sources and sources[gateway].kind not in LOCAL:
        return False
    spellings = {name.casefold() for g in named if g in sources for name in sources[g].names}
    carriers = [claim for claim, one in held if gateway in one.gateway_sources]
    return bool(carriers) and all(
        any(edge.source.casefold() in spellings for edge in claim.attribution[1:]) for claim in carriers
    )


def _voice(
    side: str, bodies: Sequence[str], held: Sequence[tuple[Claim, ClaimOrigins]], sure: bool, evidence: Evidence
) -> Voice:
    """The voice of what counts as one: that of its strongest member, with the claims of all."""
    words = [_word(side, g, held, sure, evidence) for g in bodies]
    best = max(words, key=lambda voice: strength(voice))
    claims = tuple(sorted({claim for voice in words for claim in voice.claims}))
    return replace(best, claims=claims, one_with=tuple(g for g in bodies if g != best.source))


def _word(
    side: str, gateway: str, held: Sequence[tuple[Claim, ClaimOrigins]], sure: bool, evidence: Evidence
) -> Voice:
    """One gateway's own word: as its own documents have it, else as the most careful of those that retell it does.

    A retelling that drops a hedge must not make its origin surer; a gateway may still say more of one place than of
    another, so the surest of what it says on different places counts.
    """
    source = evidence.sources.get(gateway)
    letter: str | None = NOBODY
    if source is not None:
        letter = None if ungraded(source) else evidence.overrides.reliability.get(gateway, NOBODY)
    grader = evidence.overrides.by.get(gateway) if letter not in (None, NOBODY) else None
    own = [claim for claim, one in held if gateway in one.gateway_sources]
    faithful = [claim for claim in own if claim.id not in evidence.drifted] or own
    said = [c for c in faithful if source is not None and c.item in source.items] or faithful
    direct = source is not None and said[0].item in source.items
    by_place: dict[tuple[str, ...], dict[str, Voice]] = {}
    for claim in said:
        level = claim.certainty[:-1] if claim.certainty != "U" else "U"
        basis = claim.attribution[-1].basis if claim.attribution else "unknown"
        voice = Voice(gateway, side, level, basis, letter, sure, tuple(sorted(c.id for c in own)), graded_by=grader)
        items = by_place.setdefault(tuple(sorted(p.gazetteer or p.name.casefold() for p in claim.places)), {})
        if claim.item not in items or _rank(voice) > _rank(items[claim.item]):
            items[claim.item] = voice
    choose = max if direct else min
    return max((choose(items.values(), key=_rank) for items in by_place.values()), key=_rank)


def _rank(voice: Voice) -> tuple[float, str, str]:
    return round(strength(voice), 9), voice.certainty, voice.basis


def _notes(held: Sequence[ClaimOrigins], beneath: set[str]) -> tuple[str, ...]:
    # The first note of a claim's origins says why; what follows is about that claim's own range.
    notes = {one.origins.notes[0] for one in held if one.origins.notes}
    if beneath:
        notes.add("An unnamed source is known only through a source already counted, so it adds none.")
    return tuple(sorted(notes))
