"""Who each edge of each attribution graph speaks for: edges to sources, item by item."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sousveil.records import Edge

from .addresses import is_address
from .affiliations import body_inside, body_of, is_body, is_school
from .agencies import Credit, known, publisher_kind
from .aliases import Mark, aliased, bears_mark, coded, full_name
from .cast_words import (
    ANY_REPORT,
    AUTHORITY,
    BODY_CJK,
    CROWD,
    DATASET,
    INDEFINITE,
    ITS_MAKERS,
    ITS_OFFICE,
    MEDIA,
    NOBODYS,
    OF_A_PLACE,
    OFFICE,
    OWN_REPORTERS,
    PUBLIC_BODY,
    RECORDS,
    ROLES,
    SELF,
    SOME_INSTITUTE,
    STATE_MEDIA,
)
from .editions import Marks, apart, editions, label, which
from .nameless import nameless, simplified, speaks_as_expert
from .names import core, key, names_a_report, same_person, words
from .protected import PERSONAL, Protected
from .reports import Report
from .sources import Registry

PEOPLE = ("person", "official", "organisation", "author", "experts")


@dataclass(frozen=True)
class Voice:
    """What one edge is. role: ``own`` (the document itself), ``named``, ``report`` (a named one), ``base``,
    ``dataset`` (a named one), ``unnamed-report``, ``unnamed``, ``hearsay`` ("it is said") or ``experts``. node: in the
    registry, if it has one."""

    role: str
    node: int | None


@dataclass
class ItemNames:
    """What an item's text and records say about who speaks. outlet: its publisher. title: its own or its file's.
    aliases: the words beside each mark of an alias. changed: whether it says that it changed names at large.
    protected: the names that are an alias somewhere in the case. bodies: (person, body) of who speaks for whom."""

    item: str
    outlet: str | None = None
    title: str = ""
    credit: Credit | None = None
    reports: list[Report] = field(default_factory=list)
    report_nodes: list[int] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    publisher: int = -1
    root: str = ""
    aliases: tuple[Mark, ...] = ()
    changed: bool = False
    protected: Protected = field(default_factory=Protected)
    bodies: list[tuple[str, str]] = field(default_factory=list)

    @property
    def speaks_for(self) -> str:
        """The item whose unnamed sources these are: a copy's are those of what it copies."""
        return self.root or self.item


OUTLETS = ("outlet", "wire", "state-media", "organisation", "official", "report")


def outlet_from(edge: Edge) -> str | None:
    """The publisher that an outermost edge names, for an item whose records name none."""
    return edge.source if edge.kind in OUTLETS and (known(edge.source) or is_named(edge.source)) else None


def several_reports(items: Iterable[ItemNames]) -> dict[str, list[Marks]]:
    """Folded name of an organisation -> its reports, where the texts of the case show that they speak of several."""
    met: dict[str, set[Marks]] = {}
    for names in items:
        for report in names.reports:
            for org in report.orgs:
                met.setdefault(key(_canonical(org)), set()).add(report.marks)
    found = {org: editions(marks) for org, marks in met.items()}
    return {org: held for org, held in found.items() if held}


def enrol(names: ItemNames, registry: Registry, several: Mapping[str, Sequence[Marks]] | None = None) -> None:
    """Enters the item's publisher and the reports its text names. several: see `several_reports`."""
    if names.outlet:
        outlet = registry.name(names.outlet, publisher_kind(names.outlet), names.item, publishes=True)
    else:
        outlet = registry.local(names.title or "the document", "document", names.item, publishes=True)
    names.publisher = outlet
    if names.credit:
        names.publisher = registry.name(names.credit.agency, names.credit.kind, names.item)
    for report in names.reports:
        names.report_nodes.append(_report_node(report, names, registry, several or {}))
        names.people += report.authors
    for person, body in names.bodies:
        if not (names.changed or _hidden(person, names)):
            names.people.append(person)
            registry.bodies.setdefault(key(person), []).append((person, body))


def _report_node(report: Report, names: ItemNames, registry: Registry, several: Mapping[str, Sequence[Marks]]) -> int:
    item = names.item
    held = next((several[key(_canonical(org))] for org in report.orgs if key(_canonical(org)) in several), None)
    if held is not None:
        return _edition(report, names, registry, held)
    nodes = [(org, registry.name(org, "report", item)) for org in report.orgs]
    authors = []
    for author in report.authors:
        if _hidden(author, names) or not full_name(author):
            authors.append(registry.local(author, "author", item))
            continue
        authors.append(registry.name(author, "author", item))
        for org in report.orgs:
            registry.beside(authors[-1], _canonical(org))
    if not nodes:
        first = authors[0] if authors else registry.local("the report", "report", item)
    else:
        first = nodes[0][1]
        for (one, left), (two, right) in itertools.pairwise(nodes):
            if not (_is_media(one) and _is_media(two)):
                registry.join(left, right)
    for short, long in sorted(report.acronyms.items()):
        registry.join(registry.name(short, "report", item), registry.name(long, "report", item))
    for node in authors:
        registry.join(first, node)
    return first


UNCLEAR = "the text does not say which of the reports is meant"


def _edition(report: Report, names: ItemNames, registry: Registry, held: Sequence[Marks]) -> int:
    """The node of one of several reports of the same makers. Its authors and makers by themselves may speak for any."""
    org = min((_canonical(org) for org in report.orgs), key=lambda name: (known(name) is None, len(name), name))
    plain = registry.name(org, "report", names.item)
    for other in report.orgs:
        if not (_is_media(org) and _is_media(other)):
            registry.join(plain, registry.name(other, "report", names.item))
    number = which(report.marks, held)
    nodes = [registry.edition(org, label(one), names.item if n == number else "") for n, one in enumerate(held)]
    for node in nodes:
        registry.maybe(plain, node, UNCLEAR)
    for (one, left), (two, right) in itertools.combinations(zip(held, nodes, strict=True), 2):
        if not apart(one, two):
            registry.maybe(left, right, "nothing shows that the two reports are not one")
    for author in report.authors:
        if full_name(author) and not _hidden(author, names):
            registry.join(plain, registry.name(author, "author", names.item))
    return plain if number is None else nodes[number]


def _is_media(name: str) -> bool:
    body = known(name)
    return body is not None and body.kind in MEDIA


@lru_cache(maxsize=50_000)
def is_named(source: str) -> bool:
    """Whether a source is written as a name: a capital inside, or a script without capitals and not a mere role."""
    plain = core(source)
    if not plain or nameless(source):
        return False
    if any(ord(c) > 0x10FF for c in plain):
        return True
    parts = source.split()
    rest = parts[1:] if parts and parts[0].casefold() in ("the", "a", "an") else parts
    if not rest:
        return False
    if len(rest) > 1 and not rest[0].isupper() and not rest[0][:1].isdigit():
        # A capital that only begins the sentence ("State media", "Police officials") names nobody.
        return rest[0][:1].isupper() and any(c.isupper() or c.isdigit() for part in rest[1:] for c in part)
    return (rest[0][:1].isupper() or rest[0][:1].isdigit()) and rest[0].casefold() not in ROLES


def voice(edge: Edge, outermost: bool, names: ItemNames, registry: Registry, place: str) -> Voice:
    """What ``edge`` of one of the item's claims speaks for. place: the country of the claim, to tell "state media" of
    one from those of another."""
    item = names.item
    if not outermost and is_address(edge.source):
        inside = registry.inside(edge.source)
        return Voice("named" if inside else "report", registry.address(edge.source, item))
    if outermost or edge.kind == "document" or edge.source.casefold() in SELF:
        return Voice("own", names.publisher)
    if edge.kind == "wire" and names.credit and _canonical(edge.source) == names.credit.agency:
        registry.name(edge.source, "wire", item)
        return Voice("own", names.publisher)
    if _own_reporters(edge.source, names.outlet):
        return Voice("own", names.publisher)
    if edge.kind in PEOPLE and CROWD.search(edge.source):
        return Voice("base", registry.local(edge.source, "witnesses", item))
    if edge.kind in ("survey", "papers", "report") and is_named(edge.source) and DATASET.search(edge.source):
        return Voice("dataset", registry.name(edge.source, "papers", item))
    if edge.kind in ("witnesses", "survey", "papers"):
        return Voice("base", registry.local(edge.source, edge.kind, item))
    if edge.kind == "report" and RECORDS.search(edge.source) and not is_named(edge.source):
        return Voice("base", registry.local(edge.source, "papers", item))
    if _witness(edge, names):
        return Voice("base", registry.local(edge.source, "witnesses", item))
    authority = edge.kind in ("official", "unnamed", "organisation") and AUTHORITY.search(edge.source)
    if authority and not INDEFINITE.search(edge.source):
        return _authorities(edge, item, registry, place)
    held = body_inside(edge.source) if edge.kind in (*PEOPLE, "unnamed") else None
    if edge.kind == "unnamed" and held is None and _of_the_items_reports(edge, names, registry) is None:
        role = "unnamed-report" if names_a_report(edge.source) else "hearsay" if _faceless(edge.source) else "unnamed"
        return Voice(role, registry.local(_folded(edge.source), "unnamed", names.speaks_for))
    own_report = _of_the_items_reports(edge, names, registry)
    if own_report is not None:
        return Voice("report", own_report)
    if edge.kind == "author" and edge.under == 0:
        return Voice("own", names.publisher)
    if edge.kind == "report":
        if is_named(edge.source):
            return Voice("report", registry.name(edge.source, "report", item))
        return Voice("unnamed-report", registry.local(_folded(edge.source), "unnamed", names.speaks_for))
    if edge.kind == "state-media":
        generic = STATE_MEDIA.search(edge.source) or not (is_named(edge.source) or known(edge.source))
        country = registry.country(edge.source) or place or "country not stated"
        name = f"state media ({country})" if generic else edge.source
        return Voice("state-media", registry.name(name, "state-media", item, spelling=edge.source))
    published = registry.publisher(edge.source)
    if published is not None:
        registry.spelt(published, edge.source, item)
        return Voice("named", published)
    if edge.kind in PEOPLE and nameless(edge.source) and held is None:
        role = "experts" if speaks_as_expert(edge.source) else "unnamed"
        return Voice(role, registry.local(_folded(simplified(edge.source)), role, names.speaks_for))
    spoken_for = _speaks_for(edge, names, registry, place)
    if spoken_for is not None:
        return spoken_for
    office = _office(edge, names, registry, place)
    if office is not None:
        return office
    if is_named(edge.source):
        kind, name = edge.kind, edge.source
        if kind in PERSONAL:
            name = _full_name(edge.source, names.people)
            # Unnamed experts were told apart above: this one has a name.
            kind = "person" if kind == "experts" else kind
            if known(name) is None:
                writes = any(same_person(name, author) for report in names.reports for author in report.authors)
                if _hidden(name, names) or (names.changed and not writes):
                    # Whoever speaks under an alias is a basis of whoever asked them, and of this document alone.
                    return Voice("base", registry.local(edge.source, "witnesses", item))
                if not full_name(name):
                    return Voice("named", registry.local(name, kind, names.speaks_for))
        elif kind == "official" and known(name) is None and publisher_kind(name) == "official":
            # Two countries may each have a Ministry of Public Security.
            spelling, name = name, name if registry.country(name) else f"{name} ({place or 'country not stated'})"
            return Voice("named", registry.name(name, kind, item, spelling=spelling))
        return Voice("named", registry.name(name, kind, item))
    if edge.kind == "experts":
        return Voice("experts", registry.local(_folded(edge.source), "experts", names.speaks_for))
    return Voice("unnamed", registry.local(_folded(edge.source), "unnamed", names.speaks_for))


def name_pages(edges: Sequence[Edge], voices: Sequence[Voice], registry: Registry) -> None:
    """Notes of every document cited by its address who is said to have published it."""
    for edge, said in zip(edges, voices, strict=True):
        if edge.under and said.node is not None and is_address(edge.source) and not registry.inside(edge.source):
            outer = edges[edge.under].source
            if not is_address(outer):
                registry.beside(said.node, " ".join(outer.split()))


def _hidden(name: str, names: ItemNames) -> bool:
    return aliased(name, names.aliases) or names.protected.holds(name, True)


def _witness(edge: Edge, names: ItemNames) -> bool:
    """Whether the edge is a witness by its words alone, whatever kind it was taken for: under a marked alias, a name
    that is an alias elsewhere in the case, a letter."""
    if edge.kind not in (*PEOPLE, "outlet", "report", "unnamed") or known(edge.source) is not None:
        return False
    if bears_mark(edge.source) or names.protected.holds(edge.source, edge.kind in PERSONAL):
        return True
    return edge.kind in (*PERSONAL, "organisation") and coded(edge.source) and not nameless(edge.source)


def _speaks_for(edge: Edge, names: ItemNames, registry: Registry, place: str) -> Voice | None:
    """The body for which somebody speaks in public: as the source itself says, as the text introduces him, or as the
    only text of the case does that introduces the same full name. None: none is named, or he is to be hidden.

    Scholars of one university each speak for themselves.
    """
    own = body_inside(edge.source)
    if names.changed or (edge.kind not in PEOPLE and own is None):
        return None
    person = own[0] if own else _full_name(edge.source, names.people)
    if own is not None and registry.country(own[1]) and not is_body(own[1]):
        own = None  # "Anna Berg, president of Northland"
    if person and ((edge.kind not in PERSONAL and own is None) or _hidden(person, names)):
        return None
    body = own[1] if own else body_of(person, names.bodies)
    if body is None and full_name(person):
        body = body_of(person, registry.bodies.get(key(person), ()))
    if body is None:
        return None
    if person and full_name(person):
        # The name is still matched with its other spellings, for whoever looks through the names.
        registry.beside(registry.name(person, "person", names.item), _canonical(body))
    published = registry.publisher(body)
    if published is not None:
        registry.spelt(published, body, names.item)
        return Voice("named", published)
    if is_school(body) or not (is_body(body) or body.isascii()):
        return None
    if known(body) is None and publisher_kind(body) == "official":
        name = body if registry.country(body) else f"{body} ({place or 'country not stated'})"
        return Voice("named", registry.name(name, "official", names.item, spelling=body))
    return Voice("named", registry.name(body, "organisation", names.item))


def _office(edge: Edge, names: ItemNames, registry: Registry, place: str) -> Voice | None:
    """A titled office or a public body that the text identifies without a person's name; None: something else.

    "The mayor of Hill Town" is one source wherever it is met, "its director" one of its document. "An official" and a
    crowd of "officials" are nobody.
    """
    source, item = edge.source, names.item
    if edge.kind not in ("official", "person", "organisation"):
        return None
    if OF_A_PLACE.match(source):
        named = source[0].upper() + source[1:]
        return Voice("named", registry.name(re.sub(r"^The ", "", named), "official", item, spelling=source))
    if edge.kind != "official" and not (edge.kind == "person" and ITS_OFFICE.match(source)):
        return None
    cjk = any(ord(c) > 0x10FF for c in source)
    if not cjk and source[:1].isupper() and is_named(source):
        return None
    if cjk and BODY_CJK.search(source):
        name = f"{source} ({place or 'country not stated'})"
        return Voice("named", registry.name(name, "official", item, spelling=source))
    told = (OFFICE.search(source) or PUBLIC_BODY.search(source)) and not source.endswith("officials")
    if told and not INDEFINITE.search(source) and (PUBLIC_BODY.search(source) or not source.endswith("s")):
        return Voice("named", registry.local(_folded(source), "official", names.speaks_for))
    return Voice("unnamed", registry.local(_folded(source), "unnamed", names.speaks_for))


def _authorities(edge: Edge, item: str, registry: Registry, place: str) -> Voice:
    # "The government" of one country is one source, however many texts quote it.
    name = f"the authorities ({place or 'country not stated'})"
    return Voice("named", registry.name(name, "official", item, spelling=edge.source))


def _own_reporters(source: str, outlet: str | None) -> bool:
    """Whether these are the outlet's own people: "our correspondent", "the Courier's reporters" in the Courier."""
    found = OWN_REPORTERS.match(source)
    if found is None:
        return False
    whose = words(found["whose"] or "") + words(found["of"] or "")
    mine = words(outlet or "")
    return all(word in NOBODYS or word in mine for word in whose)


def _canonical(name: str) -> str:
    body = known(name)
    return body.name if body else name


def _folded(source: str) -> str:
    # "The report" and "the report" of one text are one.
    return source[:1].lower() + source[1:] if source[1:2].islower() or source[1:2] == " " else source


def _faceless(source: str) -> bool:
    """Whether nobody at all is named: "it is said", "reportedly", "unnamed"."""
    return len(words(source)) <= 1 or not re.search(
        r"source|official|witness|insider|소식통|관계자|消息人士|知情", source
    )


def _of_the_items_reports(edge: Edge, names: ItemNames, registry: Registry) -> int | None:
    """The node of the report that the edge stands for: by its name, by one of its authors, or as "the report"."""
    plain = core(edge.source)
    if edge.kind in ("report", "outlet", "unnamed", *PEOPLE) and plain:
        for report, node in zip(names.reports, names.report_nodes, strict=True):
            bodies = [body for body in map(known, report.orgs) if body]
            spelt = [core(org) for org in report.orgs] + [core(short) for short in report.acronyms]
            spelt += [core(name) for body in bodies for name in body.names]
            if plain in spelt or (edge.kind == "report" and any(one and one in plain for one in spelt)):
                return node
    if edge.kind in PEOPLE and plain:
        for report, node in zip(names.reports, names.report_nodes, strict=True):
            if any(_is_author(edge.source, author) for author in report.authors):
                return node
    some = edge.kind in ("organisation", "experts", "unnamed") and SOME_INSTITUTE.search(edge.source)
    if some and len({registry.root(node) for node in names.report_nodes}) == 1:
        return names.report_nodes[0]
    is_it = edge.kind == "report" or ITS_MAKERS.search(edge.source)
    if edge.kind in ("report", *PEOPLE) and not plain and is_it and not ANY_REPORT.search(edge.source):
        before = [node for report, node in zip(names.reports, names.report_nodes, strict=True)
                  if edge.start is None or report.at <= edge.start]  # fmt: skip
        if before or names.report_nodes:
            return before[-1] if before else names.report_nodes[0]
    return None


def _is_author(source: str, author: str) -> bool:
    # "Martyn Williams and Natalia Slavney" may stand in one edge; "Williams" alone is the author of the same text.
    for part in re.split(r",| and |和|및|·", source):
        name = part.strip()
        if same_person(name, author) or (len(words(name)) == 1 and words(name) == words(author)[-1:]):
            return True
    return False


def _full_name(source: str, people: Sequence[str]) -> str:
    """The one full name in the item that a family name alone stands for; else the name as it is."""
    parts = words(source)
    if len(parts) != 1:
        return source
    full = sorted({name for name in people if len(words(name)) > 1 and parts[0] in (words(name)[-1], words(name)[0])})
    return full[0] if len({key(name) for name in full}) == 1 else source
