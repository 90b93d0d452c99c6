"""The trace step: items and claims into sources, lineage and the origins of each claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from sousveil.case.added import WithAdded
from sousveil.case.judged import CountedView, standing
from sousveil.case.vocabulary.load import load_vocabulary
from sousveil.records import Claim, ClaimOrigins, Dependence, Drift, Failure, Fingerprint, Item, Judgement, Link, Source
from sousveil.run.step import Given, View, item_failure

from .agencies import known, publisher_kind
from .bases import Basis, edge_basis
from .cast import Voice, enrol, is_named, name_pages, outlet_from, several_reports, voice
from .dependence.claims import by_speaker, dependences
from .direction import plain_name
from .drift.cases import drifts_of_case
from .gather import Gathered, gather
from .links import citation_links, exact_links, reuse_links, shared_addresses, shared_links, wire_links
from .mend import Clues, Named, mend, plain
from .names import same_person
from .origins import Told, World, claim_origins, is_row
from .pictures import picture_links
from .protected import PERSONAL, Protected
from .relate import STRONG_KINDS, Piece, Relation, families
from .relations import relations_of
from .retold import retellings
from .sources import Decision, Registry
from .translate import Anchors, translations

R = TypeVar("R")
CREDITING = ("report", "person", "official", "organisation", "state-media", "outlet")


def trace_case(view: View) -> Given:
    """Source, Link, ClaimOrigins, Drift and Dependence records of the whole case, sorted by id (origins: by claim)."""
    stored = view
    view = cast(View, _Once(CountedView(WithAdded(view))))
    vocabulary = load_vocabulary(view.settings.get("vocabulary"))
    gathered = gather(view, vocabulary, stored)
    registry = Registry(gathered.match, gathered.country)
    _outlets_of_claims(view, gathered)
    _protect(view, gathered)
    several = several_reports(gathered.names.values())
    for item in sorted(gathered.names):
        enrol(gathered.names[item], registry, several)
    for url in sorted(gathered.pages):
        registry.page(url, gathered.names[min(gathered.pages[url])].publisher)
    _propositions(view, gathered)
    relations = relations_of(view, gathered, stored.memo)
    copied = frozenset(relation.child for relation in relations if relation.kind in STRONG_KINDS)
    rewritten = frozenset(relation.child for relation in relations)
    anchors = Anchors(view, gathered, vocabulary)
    bodies = [gathered.bodies.get(piece.items[0], "") for piece in gathered.pieces]
    relations += translations(gathered.pieces, copied, rewritten, anchors, bodies, stored.memo)
    retold = retellings(gathered.pieces, [(r.child, r.parent) for r in relations], anchors, bodies, stored.memo)
    relations += retold.relations
    copies = _families(len(gathered.pieces), ((r.child, r.parent) for r in relations if r.kind in STRONG_KINDS))
    root = _roots(gathered.pieces, copies, relations)
    for item, number in gathered.piece_of.items():
        gathered.names[item].root = gathered.pieces[root[number]].items[0]
    _names_in_two_languages(gathered, relations, registry)
    told = _told(view, gathered, registry)
    shared = shared_addresses(gathered, registry)
    sources = registry.settle(_decisions(view))
    world = _world(gathered, registry, relations, root, told, sources)
    world.perhaps = retold.perhaps
    _rest_of_claims(world, registry)
    origins = sorted(
        (claim_origins(world, one) for piece in sorted(told) for one in told[piece]), key=lambda one: one.claim
    )
    links: list[Link] = [
        *exact_links(gathered.pieces),
        *reuse_links(gathered.pieces, relations),
        *picture_links([one for one in view.all(Fingerprint) if one.item in gathered.names]),
        *wire_links(gathered, relations, registry),
        *citation_links(gathered, world, registry, told),
        *shared_links(shared, registry),
    ]
    unique = {link.id: link for link in links}
    told_links = [unique[name] for name in sorted(unique)]
    claims = [claim for claim in view.all(Claim) if claim.item in gathered.piece_of]
    by_item: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_item[claim.item].append(claim)
    records: list[Source | Link | ClaimOrigins | Drift | Dependence] = [*sources.values(), *told_links, *origins]
    records += drifts_of_case(stored, told_links, by_item, stored.memo, vocabulary)
    records += dependences(by_speaker(claims, origins, sources.values()), sources.values(), told_links)
    return Given(records=records, failures=_unmet(registry))


class _Once:
    """A view that reads the claims once: tracing goes through them many times."""

    def __init__(self, view: CountedView) -> None:
        self._view = view
        self._claims: list[Claim] | None = None
        self.settings = view.settings

    def items(self) -> Iterator[Item]:
        return self._view.items()

    def all(self, kind: type[R], item: str | None = None) -> Iterator[R]:
        if kind is not Claim or item is not None:
            return self._view.all(kind, item)
        if self._claims is None:
            self._claims = list(self._view.all(Claim))
        return cast(Iterator[R], iter(self._claims))


def _protect(view: View, gathered: Gathered) -> None:
    """Tells every item which names are an alias anywhere in the case."""
    protected = Protected()
    for names in gathered.names.values():
        protected.marks(names.aliases)
        names.protected = protected
    for claim in view.all(Claim):
        spoken = gathered.names.get(claim.item)
        if spoken is not None:
            for edge in claim.attribution[1:]:
                writes = any(same_person(edge.source, author) for report in spoken.reports for author in report.authors)
                personal = edge.kind in PERSONAL
                protected.speaker(edge.source, spoken.aliases, spoken.changed and not writes, personal)


def _unmet(registry: Registry) -> list[Failure]:
    """Decisions on names that no public source of the case has any more: kept, and said to be idle."""
    return [
        item_failure(
            None, f"{decision.one} / {decision.two}", "trace",
            f"A judgement on the names {decision.one!r} and {decision.two!r} finds no public source of one of them.",
            "Nothing has to be done; it counts again when such a source is added. Or withdraw the judgement.",
            "warning",
        )
        for decision in registry.unmet
    ]  # fmt: skip


def _decisions(view: View) -> list[Decision]:
    """What people decided about pairs of names, oldest first; a later word on a pair goes before an earlier one."""
    out: list[Decision] = []
    for judgement in standing(view.all(Judgement)):
        one, two = judgement.fields.get("one"), judgement.fields.get("two")
        if judgement.verdict in ("same", "distinct") and isinstance(one, str) and isinstance(two, str):
            out.append(Decision(one, two, judgement.fields.get("kind") == "person", judgement.verdict == "same"))
    return out


RETOLD = "two texts that tell one story in two languages each name one report"


def _names_in_two_languages(gathered: Gathered, relations: Sequence[Relation], registry: Registry) -> None:
    """A translation names the same one report, and credits the same agency, as what it translates."""
    for relation in relations:
        two = [gathered.names[gathered.pieces[n].items[0]] for n in (relation.child, relation.parent)]
        languages = {gathered.pieces[n].language for n in (relation.child, relation.parent)}
        if relation.kind == "rewrite" and len(languages) > 1 and all(len(one.report_nodes) == 1 for one in two):
            registry.maybe(two[0].report_nodes[0], two[1].report_nodes[0], RETOLD)
        if relation.kind != "translation":
            continue
        child, parent = (gathered.names[gathered.pieces[n].items[0]] for n in (relation.child, relation.parent))
        if len(child.report_nodes) == 1 and len(parent.report_nodes) == 1:
            registry.join(child.report_nodes[0], parent.report_nodes[0])
        if child.credit and parent.credit:
            registry.join(child.publisher, parent.publisher)
        elif _one_state(child.outlet, parent.outlet, gathered):
            # A state agency's own translation stands under its name in that language.
            registry.join(child.publisher, parent.publisher)


def _one_state(one: str | None, two: str | None, gathered: Gathered) -> bool:
    if not one or not two or {publisher_kind(one), publisher_kind(two)} != {"state-media"}:
        return False
    return gathered.country(one) is not None and gathered.country(one) == gathered.country(two)


def _outlets_of_claims(view: View, gathered: Gathered) -> None:
    """A byline that only the claims' outermost edge has read still names the publisher."""
    for claim in sorted(view.all(Claim), key=lambda claim: (claim.item, claim.spans, claim.id)):
        names = gathered.names.get(claim.item)
        if names is None or names.outlet or not claim.attribution:
            continue
        found = outlet_from(claim.attribution[0])
        body = known(found) if found else None
        if found and not (names.credit and body and body.name == names.credit.agency):
            names.outlet = body.name if body else found
            piece = gathered.pieces[gathered.piece_of[claim.item]]
            if piece.items[0] == claim.item:
                piece.outlet = names.outlet


def _told(view: View, gathered: Gathered, registry: Registry) -> dict[int, list[Told]]:
    by_piece: dict[int, list[Told]] = defaultdict(list)
    claims = sorted(view.all(Claim), key=lambda claim: (claim.item, claim.spans, claim.id))
    for claim in claims:
        if claim.item in gathered.names:
            people = gathered.names[claim.item].people
            people += [e.source for e in claim.attribution if e.kind in ("person", "author") and " " in e.source]
    clues = _clues(claims, gathered)
    for claim in claims:
        if claim.item not in gathered.piece_of:
            continue
        row = is_row(claim, gathered.cells.get(claim.item, ()))
        if not row:
            claim = mend(claim, clues[claim.item])
        names = gathered.names[claim.item]
        country = next((place.country or place.name for place in claim.places), "")
        voices: list[Voice] = []
        for number, edge in enumerate(claim.attribution):
            voices.append(voice(edge, number == 0, names, registry, country))
        name_pages(claim.attribution, voices, registry)
        piece = gathered.piece_of[claim.item]
        heading = claim.start in gathered.headings.get(claim.item, ())
        by_piece[piece].append(Told(claim, piece, tuple(voices), _topics(claim), row, heading))
    return dict(by_piece)


def _clues(claims: Sequence[Claim], gathered: Gathered) -> dict[str, Clues]:
    """item -> what its text and its claims tell of its sources' names."""
    cast: dict[str, dict[tuple[int, str], Named]] = defaultdict(dict)
    for claim in claims:
        held = gathered.clues.get(claim.item, Clues({}))
        for edge in claim.attribution[1:]:
            full = held.full.get((edge.start, edge.end)) if edge.start is not None and edge.end is not None else None
            name = plain(full or edge.source, edge.kind)
            body = known(name)
            if edge.kind in ("organisation", "official", "outlet") and is_named(name):
                kind = "organisation" if body is not None and body.kind == "organisation" else edge.kind
                cast[claim.item][edge.start or 0, name] = Named(edge.start or 0, name, kind)
    out: dict[str, Clues] = {}
    for item in gathered.names:
        for report in gathered.names[item].reports:
            for org in report.orgs:
                cast[item].setdefault((report.at, org), Named(report.at, org, "organisation"))
        held = gathered.clues.get(item, Clues({}))
        named = any(report.orgs or report.authors for report in gathered.names[item].reports)
        out[item] = replace(held, reports=named, cast=tuple(cast[item][place] for place in sorted(cast[item])))
    return out


def _topics(claim: Claim) -> frozenset[tuple[str, str]]:
    if claim.technology is None:
        return frozenset()
    countries = {place.country or place.name for place in claim.places} or {""}
    return frozenset((claim.technology, country) for country in countries)


def _propositions(view: View, gathered: Gathered) -> None:
    """What each piece claims, as comparable triples, and whether it says where it has it from."""
    found: dict[int, set[tuple[str, str, str]]] = defaultdict(set)
    spots: dict[int, set[tuple[str, str, str]]] = defaultdict(set)
    claimed: dict[int, set[tuple[int, int]]] = defaultdict(set)
    cites: dict[int, set[str]] = defaultdict(set)
    for item, outlets in gathered.cited.items():
        number = gathered.piece_of.get(item)
        if number is not None and gathered.pieces[number].items[0] == item:
            cites[number].update(map(plain_name, outlets))
    for claim in view.all(Claim):
        number = gathered.piece_of.get(claim.item)
        if number is None or gathered.pieces[number].items[0] != claim.item:
            continue
        claimed[number].update(claim.spans)
        cites[number].update(plain_name(edge.source) for edge in claim.attribution[1:])
        for place in claim.places:
            site = place.name.casefold() if place.kind == "site-class" else ""
            found[number].add((claim.technology or "", place.country or place.name, site))
            if place.kind not in ("site-class", "country"):
                spots[number].add((claim.technology or "", place.name, claim.certainty[-1:]))
        kinds = {edge.kind for edge in claim.attribution[1:]}
        gathered.pieces[number].credits_report |= not kinds.isdisjoint(CREDITING)
        gathered.pieces[number].credits_outside |= not kinds.isdisjoint(("report", "organisation", "outlet", "wire"))
    for number, names in cites.items():
        gathered.pieces[number].cites = frozenset(names)
    for number, spans in claimed.items():
        gathered.pieces[number].claimed = tuple(sorted(spans))
    for number, propositions in found.items():
        gathered.pieces[number].propositions = frozenset(propositions)
        gathered.pieces[number].spots = frozenset(spots[number])


def _families(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    root = list(range(count))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for one, two in pairs:
        left, right = find(one), find(two)
        root[max(left, right)] = min(left, right)
    return [find(number) for number in range(count)]


def _world(
    gathered: Gathered, registry: Registry, relations: Sequence[Relation], root: dict[int, int],
    told: dict[int, list[Told]], sources: dict[str, Source],
) -> World:  # fmt: skip
    pieces = gathered.pieces
    kin = _kin(pieces, relations)
    publisher = {
        number: registry.source(gathered.names[piece.items[0]].publisher) for number, piece in enumerate(pieces)
    }
    return World(
        pieces=pieces, told=told, kin=kin, root=root, publisher=publisher, sources=sources,
        source=registry.source, rest=_rest(gathered, registry, told), forums=_forums(gathered, registry),
        cited=_cited(gathered, registry), relations=relations,
        publishers={item: registry.source(names.publisher) for item, names in gathered.names.items()},
    )  # fmt: skip


def _kin(pieces: Sequence[Piece], relations: Sequence[Relation]) -> dict[int, list[int]]:
    """piece -> the others of its family, and those that it shares text with directly: a chain of thin overlaps makes no
    family."""
    members: dict[int, list[int]] = defaultdict(list)
    for piece, family in enumerate(families(pieces, relations)):
        members[family].append(piece)
    found: dict[int, set[int]] = defaultdict(set)
    for group in members.values():
        for piece in group if len(group) > 1 else ():
            found[piece].update(group)
    for relation in relations:
        found[relation.child].add(relation.parent)
        found[relation.parent].add(relation.child)
    return {piece: sorted(others - {piece}) for piece, others in sorted(found.items())}


def _forums(gathered: Gathered, registry: Registry) -> frozenset[str]:
    """Publishers all of whose items anybody may have written."""
    by: dict[str, set[bool]] = defaultdict(set)
    for item, names in gathered.names.items():
        by[registry.source(names.publisher)].add(item in gathered.forums and names.credit is None)
    return frozenset(source for source, found in by.items() if found == {True})


def _cited(gathered: Gathered, registry: Registry) -> dict[int, tuple[str, ...]]:
    """piece -> outlets of the case that its text cites."""
    out: dict[int, tuple[str, ...]] = {}
    for item, outlets in gathered.cited.items():
        piece = gathered.piece_of[item]
        if gathered.pieces[piece].items[0] == item:
            nodes = [node for node in map(registry.publisher, outlets) if node is not None]
            out[piece] = tuple(dict.fromkeys(registry.source(node) for node in nodes))
    return out


def _roots(pieces: Sequence[Piece], copies: Sequence[int], relations: Sequence[Relation]) -> dict[int, int]:
    """Each piece -> the one in its family of copies that speaks for all: an agency's text, else one that copies none.
    """
    children = {relation.child for relation in relations if relation.kind in STRONG_KINDS}
    best: dict[int, int] = {}
    for piece, family in enumerate(copies):
        held = best.get(family)
        rank = (pieces[piece].credit is None, piece in children, piece)
        if held is None or rank < (pieces[held].credit is None, held in children, held):
            best[family] = piece
    return {piece: best[family] for piece, family in enumerate(copies)}


def _rest_of_claims(world: World, registry: Registry) -> None:
    """Adds what claims on a report's method say it rests on."""
    for piece in sorted(world.told):
        for one in world.told[piece]:
            if one.claim.kind == "method":
                nodes = [v.node for v in one.voices if v.role == "report" and v.node is not None]
                pairs = zip(one.claim.attribution, one.voices, strict=True)
                bases = [edge_basis(edge) for edge, said in pairs if said.role == "base"]
                for node in nodes[:1]:
                    world.rest.setdefault(registry.source(node), []).extend(bases)


def _rest(gathered: Gathered, registry: Registry, told: dict[int, list[Told]]) -> dict[str, list[Basis]]:
    """source -> what texts that describe it say it rests on."""
    out: dict[str, list[Basis]] = defaultdict(list)
    for item in sorted(gathered.methods):
        names = gathered.names[item]
        for at, basis in gathered.methods[item]:
            before = [node for report, node in zip(names.reports, names.report_nodes, strict=True) if report.at <= at]
            nodes = before[-1:] or names.report_nodes[:1]
            if nodes:
                out[registry.source(nodes[0])].append(basis)
    return dict(out)
