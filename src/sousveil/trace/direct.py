"""What a claim's own attribution graph says that it rests on, from its innermost source outwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sousveil.case.state_media import country_of
from sousveil.records import Edge, Hop, Source

from .bases import Basis, edge_basis
from .world import Rests, Told, World, joined

STATE = ("state-media", "official")
FORUM = "It was posted where anybody may write without a name."
OUTSIDE = "{0} is not in this case."


def direct(world: World, told: Told) -> Rests:
    """What the claim's own graph says, before anything outside its sentence is looked at; no gateways: its own word."""
    held = world.direct.get(told.claim.id)
    if held is None:
        held = world.direct[told.claim.id] = _walk(world, told)
    return held


def _walk(world: World, told: Told) -> Rests:
    edges = told.claim.attribution
    inner = {edge.under for edge in edges}
    leaves = [i for i in range(len(edges)) if i not in inner]
    found = [_leaf(world, told, edges, leaf) for leaf in leaves] or [Rests((), True, own=True)]
    outside = [rests for rests in found if rests.gateways]
    if world.publisher[told.piece] in world.forums:
        # Whom an anonymous post quotes is known only through the post.
        inner_bases = tuple(basis for rests in found for basis in rests.bases)
        return Rests((), False, inner_bases, FORUM, own=True)
    bases = tuple(basis for rests in found for basis in rests.bases)
    if not outside:
        return Rests((), all(rests.certain for rests in found), bases, found[0].note, own=True)
    gateways = tuple(sorted({g for rests in outside for g in rests.gateways}))
    hops = joined(*(rests.hops for rests in outside))
    return Rests(gateways, any(rests.certain for rests in outside), bases, outside[0].note, hops=hops)


def chain(edges: Sequence[Edge], leaf: int) -> list[int]:
    """The edge ``leaf`` and all that it hangs from, outwards."""
    found, at, seen = [leaf], edges[leaf].under, {leaf}
    while at is not None and 0 <= at < len(edges) and at not in seen:
        found.append(at)
        seen.add(at)
        at = edges[at].under
    return found


def beneath(told: Told, number: int) -> bool:
    """Whether the edge hangs, at any depth, from a report."""
    return any(told.voices[outer].role == "report" for outer in chain(told.claim.attribution, number)[1:])


def _leaf(world: World, told: Told, edges: Sequence[Edge], leaf: int) -> Rests:
    line = chain(edges, leaf)
    bases: list[Basis] = []
    publisher = world.publisher[told.piece]
    of_state = world.sources[publisher].kind in STATE
    hearsay = False
    for place, number in enumerate(line):
        edge, voice = edges[number], told.voices[number]
        outer = line[place + 1 :]
        under = next((told.voices[o].node for o in outer if told.voices[o].role == "report"), None)
        source = world.source(voice.node) if voice.node is not None else ""
        if source in world.forums and voice.role not in ("own", "base"):
            return Rests((source,), False, tuple(bases), FORUM, hops=_way(world, told, line, place))
        if voice.role == "report" or (voice.role == "dataset" and under is None):
            # What an outlet draws from a dataset is the dataset's; what a report draws from one lies beneath it.
            return Rests((source,), True, tuple(bases), hops=_way(world, told, line, place))
        if voice.role == "base":
            bases.append(edge_basis(edge))
        elif voice.role == "own":
            break
        elif voice.role == "unnamed-report":
            note = f"It rests on {_quoted(edge.source)} that the text does not name"
            through = f", known only through {world.sources[world.source(under)].name}." if under is not None else "."
            return Rests((source,), False, tuple(bases), note + through, hops=_way(world, told, line, place))
        elif under is not None:
            if voice.role != "hearsay":
                bases.append(edge_basis(edge))
        elif of_state and edge.kind not in ("outlet", "wire") and source != publisher and not _abroad(
            world, publisher, source
        ):
            # What an official says in his own state's media is that state's word.
            bases.append(edge_basis(edge))
            reason = f"{_quoted(edge.source)} speaks through {world.name(publisher)}: the word of one state."
            return Rests((publisher,), True, tuple(bases), hops=(Hop(told.claim.item, publisher, reason),))
        elif voice.role in ("named", "state-media"):
            return Rests((source,), True, tuple(bases), hops=_way(world, told, line, place))
        elif voice.role == "hearsay":
            hearsay = True
        else:
            note = f"It rests on {_quoted(edge.source)} without a name."
            return Rests((source,), False, tuple(bases), note, hops=_way(world, told, line, place))
    return Rests((), not hearsay, tuple(bases), own=True)


def _abroad(world: World, publisher: str, source: str) -> bool:
    """Whether a state medium passes on the word of another state, as far as both names tell whose they are."""
    countries = [_state(world.sources[one]) if one in world.sources else None for one in (publisher, source)]
    return None not in countries and countries[0] != countries[1]


def _state(source: Source) -> str | None:
    coded = re.search(r"\(([A-Z]{2})\)$", source.name)
    return coded[1] if coded else next(filter(None, map(country_of, (source.name, *source.names))), None)


def _quoted(source: str) -> str:
    return f"“{source.strip()}”"


def credited(world: World, told: Told) -> Hop | None:
    """The hop from an item to the agency whose text it prints, if its text credits one."""
    piece = world.pieces[told.piece]
    if piece.credit is None or piece.credit.agency == piece.outlet:
        return None
    publisher = world.publisher[told.piece]
    return Hop(told.claim.item, publisher, f"The text credits {world.name(publisher)}: “{piece.credit.words}”.")


def _way(world: World, told: Told, line: Sequence[int], place: int) -> tuple[Hop, ...]:
    """From the item over every source named on the way in to the one at ``place`` of the ``line``."""
    agency = credited(world, told)
    hops = [agency] if agency else []
    at, before = agency.parent if agency else told.claim.item, ""
    for number in reversed(line[place:]):
        edge, voice = told.claim.attribution[number], told.voices[number]
        if voice.node is None or voice.role in ("own", "base", "hearsay"):
            continue
        source = world.source(voice.node)
        if source == at:
            continue
        said = _quoted(edge.source)
        inside = edge.start is None or any(start <= edge.start < end for start, end in told.claim.spans)
        gives = "The sentence gives" if inside else "Before this sentence, the text gives"
        if edge.start is not None and edge.start >= told.claim.end:
            gives = "After this sentence, the text gives"
        if told.row:
            gives = "The row gives"
        reason = f"{before} has it from {said}" if before else f"{gives} {said} as the source"
        shown = world.name(source)
        named = voice.role in ("report", "named", "state-media", "dataset")
        if named and shown.casefold() != edge.source.strip().casefold():
            reason += f", which is {shown}" if voice.role == "report" else f", known here as {shown}"
        elif voice.role in ("unnamed-report", "unnamed", "experts"):
            reason += ", which has no name in the text"
        hops.append(Hop(at, source, f"{reason}.{_missing(world, source)}"))
        at, before = source, shown
    return tuple(hops)


def _missing(world: World, source: str) -> str:
    """Says of a report that it is not in the case itself."""
    held = world.sources.get(source)
    if held is None or held.inside or held.kind not in ("report", "papers") or held.local:
        return ""
    return " The report itself is not in this case."
