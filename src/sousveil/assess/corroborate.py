"""Origins of many claims together: distinct gateways counted once, never a sum of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sousveil.records import Claim, ClaimOrigins, Link, Origins, Source

from .weigh import BASIS_ODDS, CERTAINTY_ODDS, Weight

LOCAL = ("unnamed", "experts", "document")


COPIES = ("exact-copy", "copy", "wire-copy", "excerpt", "translation", "rewrite")
ENOUGH = 3
"""Paths are counted no further: beyond three the words no longer change."""


@dataclass(frozen=True)
class Evidence:
    """All that the weighing needs besides the claims. families: item -> the first of its
    copies and retellings, itself if none.
    states: source id -> the country whose state it speaks for, "" when its name tells none; bodies of a state only."""

    origins: Mapping[str, ClaimOrigins]
    sources: Mapping[str, Source]
    families: Mapping[str, str]
    states: Mapping[str, str]


@dataclass(frozen=True)
class Joint:
    """What claims rest on together. weights: by gateway (source id). shown: how many gateways surely exist *and* reach
    the case through documents of their own (at most ENOUGH): two that only one document reports are not shown to be
    independent of it."""

    origins: Origins
    weights: Mapping[str, Weight]
    shown: int


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


def together(claims: Sequence[Claim], evidence: Evidence) -> Joint:
    """The origins that ``claims`` rest on together.

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
    group = {g: _body(g, evidence) for g in counted}
    bases = {basis for _, one in held for basis in one.origins.bases}
    bases |= {sources[g].name for g in beneath if g in sources}
    # "State media" and "state media" are one.
    bases = set({words.casefold(): words for words in sorted(bases)}.values())
    sure_groups = {group[g] for g in sure & counted}
    groups = set(group.values())
    parted = [{group[g] for g in one.gateway_sources if g in group} for _, one in held if one.origins.gateways_at_least]
    least = min(len(groups), len(sure_groups) + _at_least_one_of(parted, sure_groups))
    notes = _notes([one for _, one in held], beneath)
    most = len(groups)
    if len(groups) < len(counted):
        notes = (*notes, "Bodies and media of one state count as one source, and as two at the very most.")
        most += 1
    weights = {
        name: max((_weight(g, held, g in sure) for g in sorted(counted) if group[g] == name), key=lambda w: w.odds)
        for name in sorted(groups)
    }
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
    return Joint(result, weights, min(least, _paths(carriers)))


def _body(gateway: str, evidence: Evidence) -> str:
    """What counts as one: a source by itself, or all bodies of one state, which speak with one voice."""
    return f"state:{evidence.states[gateway]}" if gateway in evidence.states else gateway


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


def _weight(gateway: str, held: Sequence[tuple[Claim, ClaimOrigins]], sure: bool) -> Weight:
    own = [claim for claim, one in held if gateway in one.gateway_sources]
    certainty = min((c.certainty[:-1] if c.certainty != "U" else "U" for c in own),
                    key=lambda level: -CERTAINTY_ODDS.get(level, 0.0))  # fmt: skip
    basis = min((edge.basis for c in own for edge in c.attribution[-1:]),
                key=lambda name: (-BASIS_ODDS.get(name, 1.0), name), default="unknown")  # fmt: skip
    return Weight(certainty, basis, sure)


def _notes(held: Sequence[ClaimOrigins], beneath: set[str]) -> tuple[str, ...]:
    # The first note of a claim's origins says why; what follows is about that claim's own range.
    notes = {one.origins.notes[0] for one in held if one.origins.notes}
    if beneath:
        notes.add("An unnamed source is known only through a source already counted, so it adds none.")
    return tuple(sorted(notes))
