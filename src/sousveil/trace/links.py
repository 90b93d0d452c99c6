"""Link records: what came from what, with a plain sentence for every reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sousveil.records import Edge, Link
from sousveil.records.ids import record_id

from .addresses import is_address, normal_url
from .cast import is_named
from .gather import Gathered
from .names import core
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


def reuse_links(pieces: Sequence[Piece], relations: Sequence[Relation]) -> list[Link]:
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
                alignments=relation.passages,
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
    """Items that name a report, a speaker or another outlet as their source, that speak with a report's author, whose
    rows rest on an address, or that link to another item's page."""
    named: dict[tuple[str, str], str] = {}
    spoke: dict[tuple[str, str], set[str]] = {}
    rows: dict[tuple[str, str], int] = {}
    data: dict[tuple[str, str], str] = {}
    for item in sorted(gathered.names):
        names = gathered.names[item]
        for node in names.report_nodes:
            source = registry.source(node)
            named.setdefault((item, source), f"The text names {world.sources[source].name}.")
    for piece in sorted(told):
        for one in told[piece]:
            for number, (edge, voice) in enumerate(zip(one.claim.attribution, one.voices, strict=True)):
                # What stands beneath a report is that report's source, not the document's.
                if voice.role not in CITED or voice.node is None or beneath(one, number):
                    continue
                place = (one.claim.item, registry.source(voice.node))
                if is_address(edge.source):
                    if one.row:
                        rows[place] = rows.get(place, 0) + 1
                    else:
                        named.setdefault(place, f"The text gives {edge.source} as its source.")
                    continue
                if voice.role == "dataset":
                    data.setdefault(place, f"The text draws on the dataset “{edge.source}”.")
                    continue
                named.setdefault(place, f"The text gives “{edge.source}” as its source.")
                if voice.role == "report" and speaks_for_a_report(edge, one.claim.quote):
                    spoke.setdefault(place, set()).add(edge.source)
    for item in sorted(gathered.cited):
        for outlet in gathered.cited[item]:
            cited = registry.publisher(outlet)
            if cited is not None:
                reason = f"The text names {outlet} where it says who reports it."
                named.setdefault((item, registry.source(cited)), reason)
    out: list[Link] = []
    first = "the text that is cited comes first"
    for (item, source), reason in sorted(named.items()):
        out += _to_source(gathered, world, item, source, "citation", reason, first)
    for (item, source), reason in sorted(data.items()):
        out += _to_source(gathered, world, item, source, "shared-dataset", reason, first)
    for (item, source), people in sorted(spoke.items()):
        reason = (f"The text speaks with {_listed(people)}, who stand{'s' if len(people) == 1 else ''} behind "
                  f"{world.sources[source].name}: authors on their own report add no second source.")  # fmt: skip
        out += _to_source(gathered, world, item, source, "interview", reason, "the report comes before talk about it")
    for (item, source), count in sorted(rows.items()):
        spellings = len(world.sources[source].names)
        rest = f"{count} claims of its tables rest" if count > 1 else "1 claim of its tables rests"
        reason = f"{rest} on this address"
        reason += f", under {spellings} spellings." if spellings > 1 else "."
        out += _to_source(gathered, world, item, source, "shared-dataset", reason, "what is cited comes first")
    out += _page_links(gathered)
    return out


CITED = ("report", "named", "state-media", "dataset")
_WRITTEN = re.compile(
    r"\bin (?:the|his|her|their|its|a|an|this) (?:[\w-]+ ){0,3}(?:report|study|paper|analysis|article|post)\b"
    r"|(?<!who )(?<!co-)\bwrote\b"
    r"|\bwritten\b|보고서에서|에서 (?:썼|적었)|在(?:报告|文章|论文)中|写道",
    re.IGNORECASE,
)
_SPEAKERS = ("person", "author", "experts", "official")


def speaks_for_a_report(edge: Edge, quote: str) -> bool:
    """Whether a sentence lets an author speak about a report, and does not only quote what is written in it."""
    if edge.kind not in _SPEAKERS or not core(edge.source) or not is_named(edge.source):
        return False
    return edge.verb not in ("wrote", "writes", "writing") and not _WRITTEN.search(quote)


def _listed(names: Iterable[str]) -> str:
    held = sorted(names)
    return held[0] if len(held) == 1 else f"{', '.join(held[:-1])} and {held[-1]}"


def _to_source(
    gathered: Gathered, world: World, item: str, source: str, kind: str, reason: str, direction: str
) -> list[Link]:  # fmt: skip
    own = world.sources[source].items
    if item in own:
        return []
    parent = _the_item(gathered, item, own)
    where = () if parent else ("That source's own text is not in this case.",) if not own else (
        "Which of that source's items is meant cannot be told.",)  # fmt: skip
    return [
        Link(
            id=_link_id(item, parent, source, kind), child=item, parent=parent, source=source, kind=kind,
            reasons=(reason, *where), direction=direction,
        )
    ]  # fmt: skip


_EVERYWHERE = re.compile(
    r"^(?:(?:[\w-]+\.)?(?:facebook\.com/(?:sharer|share|dialog|plugins)|twitter\.com/(?:intent|share)|x\.com/(?:intent|share)"
    r"|linkedin\.com/(?:share|cws)|pinterest\.\w+/pin/create|reddit\.com/submit|t\.me/share|telegram\.me/share|wa\.me"
    r"|api\.whatsapp\.com|whatsapp\.com/channel|addtoany\.com|getpocket\.com|tumblr\.com/share|news\.google\.com"
    r"|play\.google\.com|apps\.apple\.com|itunes\.apple\.com|policies\.google\.com|creativecommons\.org|wordpress\.org"
    r"|line\.me|service\.weibo\.com|share\.\w+))",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"/(?:privacy|terms|about|contact|cookies?|login|signin|subscribe|newsletter|rss|feed)\b",
    re.IGNORECASE,
)
MOST_SHARING = 50
"""An address that more items than this link to is the web's furniture, not their source."""


def shared_addresses(gathered: Gathered, registry: Registry) -> dict[str, list[str]]:
    """Addresses outside the case, of a document and not of a whole site, that items of two publishers or more link to:
    one spelling -> the items, sorted. Enters each as a source."""
    by: dict[str, dict[str, str]] = {}
    for item, links in gathered.links.items():
        for url in links:
            plain = normal_url(url)
            document = plain.partition("/")[2] or "?" in plain
            if document and plain not in gathered.pages and not _EVERYWHERE.match(plain) and not _HOUSE.search(plain):
                by.setdefault(plain, {}).setdefault(item, url)
    out: dict[str, list[str]] = {}
    for plain, held in sorted(by.items()):
        publishers = {registry.root(gathered.names[item].publisher) for item in held if item in gathered.names}
        if len(publishers) > 1 and len(held) <= MOST_SHARING:
            for item in sorted(held):
                registry.address(held[item], item)
            out[plain] = sorted(held)
    return out


def shared_links(shared: Mapping[str, Sequence[str]], registry: Registry) -> list[Link]:
    """Items that link to one and the same document outside the case."""
    out: list[Link] = []
    for plain, items in shared.items():
        for item in items:
            source = registry.source(registry.address(plain, item, met=False))
            reason = f"{len(items)} items of this case link to {plain}, which is not in the case."
            out.append(
                Link(
                    id=_link_id(item, None, source, "shared-dataset"), child=item, parent=None, source=source,
                    kind="shared-dataset", reasons=(reason,), direction="what is linked to comes first",
                )
            )  # fmt: skip
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
