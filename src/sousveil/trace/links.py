"""Link records: what came from what, with a plain sentence for every reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sousveil.records import Link
from sousveil.records.ids import record_id

from .align import alignments
from .gather import Gathered, Shelf, normal_url
from .origins import Told, World, beneath
from .relate import STRONG_KINDS, Piece, Relation, order
from .sources import Registry


def _link_id(child: str, parent: str | None, source: str | None, kind: str) -> str:
    return record_id("l", child, parent, source, kind)


def exact_links(pieces: Sequence[Piece]) -> list[Link]:
    """Items whose bodies are the same, word for word: each came from the earliest."""
    out: list[Link] = []
    for piece in pieces:
        first = piece.items[0]
        for item in piece.items[1:]:
            out.append(
                Link(
                    id=_link_id(item, first, None, "exact-copy"), child=item, parent=first, source=None,
                    kind="exact-copy", reasons=("The two texts are the same, word for word, furniture aside.",),
                    direction="earliest date in the case, else the first by id: undecided", child_share=1.0,
                    parent_share=1.0,
                )
            )  # fmt: skip
    return out


def reuse_links(pieces: Sequence[Piece], relations: Sequence[Relation], shelf: Shelf) -> list[Link]:
    """Copies, excerpts and rewrites, with the shared stretches at both places."""
    out: list[Link] = []
    for relation in relations:
        child, parent = pieces[relation.child].items[0], pieces[relation.parent].items[0]
        shared = relation.overlap
        out.append(
            Link(
                id=_link_id(child, parent, None, relation.kind), child=child, parent=parent, source=None,
                kind=relation.kind, reasons=relation.reasons, direction=relation.direction,
                child_share=round(min(1.0, shared.one_share), 4), parent_share=round(min(1.0, shared.two_share), 4),
                alignments=alignments(shared.blocks, shelf.tokens(child), shelf.tokens(parent)),
            )
        )  # fmt: skip
    return out


def wire_links(gathered: Gathered, relations: Sequence[Relation], registry: Registry) -> list[Link]:
    """Items that credit an agency with their text, where the agency's own item is not their parent already."""
    have = {
        gathered.pieces[r.child].items[0]
        for r in relations
        if r.kind in STRONG_KINDS and gathered.pieces[r.parent].outlet == _agency(gathered.pieces[r.child])
    }
    out: list[Link] = []
    for item in sorted(gathered.names):
        names = gathered.names[item]
        if names.credit is None or item in have or names.outlet == names.credit.agency:
            continue
        source = registry.source(names.publisher)
        out.append(
            Link(
                id=_link_id(item, None, source, "wire-copy"), child=item, parent=None, source=source, kind="wire-copy",
                reasons=(f"The text credits {names.credit.agency}: “{names.credit.words}”.",),
                direction="an agency's text comes before the outlets that print it",
            )
        )  # fmt: skip
    return out


def _agency(piece: Piece) -> str | None:
    return piece.credit.agency if piece.credit else None


def citation_links(
    gathered: Gathered, world: World, registry: Registry, told: Mapping[int, Sequence[Told]]
) -> list[Link]:
    """Items that name a report, a speaker or another outlet as their source, or link to another item's page."""
    named: dict[tuple[str, str], str] = {}
    for item in sorted(gathered.names):
        names = gathered.names[item]
        for node in names.report_nodes:
            source = registry.source(node)
            named.setdefault((item, source), f"The text names {world.sources[source].name}.")
    for piece in sorted(told):
        for one in told[piece]:
            for number, (edge, voice) in enumerate(zip(one.claim.attribution, one.voices, strict=True)):
                # What stands beneath a report is that report's source, not the document's.
                if (
                    voice.role in ("report", "named", "state-media")
                    and voice.node is not None
                    and not beneath(one, number)
                ):
                    source = registry.source(voice.node)
                    named.setdefault((one.claim.item, source), f"The text gives “{edge.source}” as its source.")
    for item in sorted(gathered.cited):
        for outlet in gathered.cited[item]:
            cited = registry.publisher(outlet)
            if cited is not None:
                reason = f"The text names {outlet} where it says who reports it."
                named.setdefault((item, registry.source(cited)), reason)
    out: list[Link] = []
    for (item, source), reason in sorted(named.items()):
        own = world.sources[source].items
        if item in own:
            continue
        parent = _the_item(gathered, item, own)
        where = () if parent else ("That source's own text is not in this case.",) if not own else (
            "Which of that source's items is meant cannot be told.",)  # fmt: skip
        out.append(
            Link(
                id=_link_id(item, parent, source, "citation"), child=item, parent=parent, source=source,
                kind="citation",
                reasons=(reason, *where), direction="the text that is cited comes first",
            )
        )  # fmt: skip
    out += _page_links(gathered)
    return out


def _the_item(gathered: Gathered, item: str, own: Sequence[str]) -> str | None:
    """The one item of the cited source that can be meant: not later than the one that cites it, and, where there are
    several, on the same matter."""
    piece = gathered.pieces[gathered.piece_of[item]]
    fit = [one for one in own if order(piece, gathered.pieces[gathered.piece_of[one]])[0] is not True]
    if len(fit) > 1:
        topics = {(technology, country) for technology, country, _ in piece.propositions}
        fit = [one for one in fit
               if topics & {(t, c) for t, c, _ in gathered.pieces[gathered.piece_of[one]].propositions}]  # fmt: skip
    return fit[0] if len(fit) == 1 else None


def _page_links(gathered: Gathered) -> list[Link]:
    out: list[Link] = []
    for item in sorted(gathered.links):
        for url in gathered.links[item]:
            for parent in gathered.pages.get(normal_url(url), ()):
                if parent != item:
                    out.append(
                        Link(
                            id=_link_id(item, parent, None, "citation"), child=item, parent=parent, source=None,
                            kind="citation", reasons=("The text links to the other item's address.",),
                            direction="the text that is linked to comes first",
                        )
                    )  # fmt: skip
    return out
