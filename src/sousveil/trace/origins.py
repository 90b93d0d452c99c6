"""The origins of each claim: which gateways it can rest on, what lies beneath them, why, and by which way.

A claim's attribution graph is walked from its innermost source outwards. The gateway is the last report or speaker
whose evidence the case cannot separate. What a report rests on lies beneath it. What a document says without a source
is its publisher's own word, unless the document, or one whose text it shares, shows where the matter comes from. Where
the gateway's own items are in the case and say whence they have the matter, the walk goes on; where it comes back to
where it was, the texts give each other as their source.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sousveil.records import ClaimOrigins, Hop, Origins

from .bases import distinct
from .context import from_kin, from_parent, from_text, may_be_parents, original, went_there
from .direct import beneath, credited, direct
from .world import Rests, Told, World, is_row, joined

__all__ = ["CIRCLE", "FIRST_HAND", "Rests", "Told", "World", "beneath", "claim_origins", "is_row"]

_ASKED = re.compile(
    r"\b(?:interviewees?|respondents?|(?:people |those )?surveyed|those interviewed)\b|\bof the \d+|면담자|응답자"
    r"|설문|受访|问卷",
    re.IGNORECASE,
)
"""Words for people whom a study, not the outlet, has asked."""

FIRST_HAND = ("saw", "own-measurement", "shown-in-footage", "survey-answer")
CIRCLE = "Circular reporting: these texts give each other as their source."
MOST_HOPS = 40
"""A path longer than this says nothing that a reader could follow."""


def claim_origins(world: World, told: Told) -> ClaimOrigins:
    """The origins of one claim, as the record."""
    rests = _followed(world, told, _resolve(world, told))
    named = list(rests.gateways)
    bases = list(rests.bases)
    if not bases:
        bases = [basis for gateway in named for basis in world.rest.get(gateway, ())]
    most = len(set(named))
    least = most if rests.certain else 0
    if rests.certain and not rests.own and most > 1:
        # Several sources in one graph may have had it from each other; the case has not shown that they had not.
        least = 1
    own_item = any(told.claim.item in world.sources[g].items for g in named)
    names = tuple(sorted({world.sources[g].name for g in named}, key=lambda n: (n.casefold(), n)))
    notes = [rests.note] if rests.note else []
    if not rests.certain:
        notes.append("It counts as no source or as one: nothing shows that another source stands behind it.")
    return ClaimOrigins(
        claim=told.claim.id, item=told.claim.item,
        origins=Origins(
            retellings=0 if own_item else 1, gateways_at_least=least, gateways_at_most=max(most, 0), gateways=names,
            bases=distinct(bases), notes=tuple(notes),
        ),
        gateway_sources=tuple(sorted(set(named))), path=_path(told, rests), circular=rests.circular,
    )  # fmt: skip


def _path(told: Told, rests: Rests) -> tuple[Hop, ...]:
    """The hops that lie on a way from the claim's item to a gateway, in order."""
    ahead: dict[str, list[Hop]] = {}
    for hop in rests.hops:
        ahead.setdefault(hop.child, []).append(hop)
    reached, order = {told.claim.item}, [told.claim.item]
    kept: list[Hop] = []
    while order and len(kept) < MOST_HOPS:
        for hop in ahead.get(order.pop(0), ()):
            kept.append(hop)
            if hop.parent not in reached:
                reached.add(hop.parent)
                order.append(hop.parent)
    return tuple(kept)


def _resolve(world: World, told: Told) -> Rests:
    """What a claim rests on as far as its own text, and those it shares words with, tell; ways begin at its item."""
    held = world.resolved.get(told.claim.id)
    if held is None:
        first = original(world, told)
        held = _of_original(world, first)
        held = world.resolved[told.claim.id] = replace(held, hops=_to_original(world, told, first, held.hops))
    return held


def _to_original(world: World, told: Told, first: Told, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    item, begin = told.claim.item, first.claim.item
    if item == begin:
        return hops
    piece = world.pieces[told.piece]
    if told.piece == first.piece:
        return joined((Hop(item, begin, "The two texts are the same, word for word, furniture aside."),), hops)
    way: list[Hop] = []
    if item != piece.items[0]:
        way.append(Hop(item, piece.items[0], "The two texts are the same, word for word, furniture aside."))
    kind = next((r.kind for r in world.relations if r.child == told.piece and r.parent == first.piece), "copy")
    outlet = world.pieces[first.piece].outlet
    whose = f"the text published by {outlet}" if outlet else "another item in the case"
    says = {"translation": "It is a translation of", "excerpt": "It is an excerpt from"}.get(kind, "It is a copy of")
    way.append(Hop(piece.items[0], begin, f"{says} {whose}."))
    return joined(way, hops)


def _of_original(world: World, told: Told) -> Rests:
    found = direct(world, told)
    if found.gateways:
        return found
    outermost = told.claim.attribution[0] if told.claim.attribution else None
    asked = [words for _, words in found.bases if _ASKED.search(words)]
    own_work = bool(found.bases) and not asked and found.certain
    first_hand = own_work or (outermost is not None and outermost.basis in FIRST_HAND) or went_there(world, told)
    publisher = world.publisher[told.piece]
    if not first_hand and not told.row:
        # A row of a table stands for itself: its neighbours' sources are not its own.
        elsewhere = (from_kin(world, told) or from_parent(world, told) or from_text(world, told, found)
                     or may_be_parents(world, told))  # fmt: skip
        if elsewhere is not None:
            return _with_publisher(world, told, elsewhere)
    if not found.certain:
        note = found.note or "The text says only that it is said, not by whom."
        return _with_publisher(world, told, Rests((publisher,), False, found.bases, note, own=True))
    return _with_publisher(world, told, Rests((publisher,), True, found.bases, own=True))


def _with_publisher(world: World, told: Told, rests: Rests) -> Rests:
    """The way to the publisher's own word."""
    if not rests.own or rests.hops:
        return rests
    agency = credited(world, told)
    if agency is not None:
        return replace(rests, hops=(agency,))
    publisher = world.publisher[told.piece]
    name = world.name(publisher)
    if rests.certain:
        reason = f"The text names no other source for it: {name}’s own word."
    else:
        reason = f"{rests.note or 'The text does not say by whom it is said.'} It stands as {name}’s own word."
    return replace(rests, hops=(Hop(told.claim.item, publisher, reason),))


def _followed(world: World, told: Told, rests: Rests) -> Rests:
    """Walks on from every gateway whose own items in the case say where they have the matter from."""
    if rests.own or not rests.gateways:
        return rests
    ends = [_follow(world, told, replace(rests, gateways=(gateway,))) for gateway in rests.gateways]
    if len(ends) == 1:
        return ends[0]
    note = next((end.note for end in ends if end.circular), rests.note)
    return Rests(
        tuple(sorted({g for end in ends for g in end.gateways})), any(end.certain for end in ends),
        tuple(dict.fromkeys(basis for end in ends for basis in end.bases)), note,
        hops=joined(*(end.hops for end in ends)), circular=any(end.circular for end in ends),
    )  # fmt: skip


def _follow(world: World, told: Told, rests: Rests) -> Rests:
    """Follows one gateway to its end. Every member of a circle comes to the same answer: the circle, counted once."""
    line = [rests.gateways[0]]
    while True:
        further = _step(world, line[-1], told)
        if further is None:
            return rests
        rests = Rests(
            further.gateways, further.certain, tuple(dict.fromkeys((*rests.bases, *further.bases))), further.note,
            hops=joined(rests.hops, further.hops),
        )  # fmt: skip
        if len(further.gateways) != 1:
            return rests
        gateway = further.gateways[0]
        if gateway in line:
            circle = line[line.index(gateway) :]
            held = min(circle, key=lambda source: (world.name(source).casefold(), source))
            return replace(rests, gateways=(held,), certain=False, note=CIRCLE, circular=True)
        line.append(gateway)


def _step(world: World, gateway: str, told: Told) -> Rests | None:
    """Where a gateway's own items in the case have the same matter from; None when they do not say, or say that it is
    their own. The way begins at the gateway."""
    place = (gateway, told.topics)
    if place not in world.steps:
        world.steps[place] = None
        for other in world.published_near(gateway, told.topics):
            further = _resolve(world, other)
            if further.own or not further.gateways or gateway in further.gateways:
                continue
            name = world.name(gateway)
            note = f"{name} passes it on from {world.names(further.gateways)}."
            first = Hop(gateway, other.claim.item, f"{name} published this on the same matter.")
            world.steps[place] = replace(further, note=note, hops=joined((first,), further.hops))
            break
    return world.steps[place]
