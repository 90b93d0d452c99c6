"""One pass over the case: of each item only what tracing needs is kept (hashes, names, credits), never its text."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sousveil.case.vocabulary.load import Vocabulary
from sousveil.records import Claim, Collection, Document, Edge, Text
from sousveil.run.step import View

from .addresses import normal_url
from .agencies import Credit, known, publisher_kind
from .align import gram_places
from .bases import Basis
from .batch import Numbers
from .cast import ItemNames
from .credits import Agencies, without
from .crosslingual.anchors import LANGUAGES, Finder
from .mend import Clues, cut_short
from .names import key
from .outlets import is_forum
from .readings import Papers, Reader, Reading, pairs
from .relate import Piece, bounds
from .reuse import Formulas, ReuseIndex
from .text import Tokens, body_spans, tokens, with_formulas

HELD_TEXTS = 64
"""Texts kept at hand while pairs are compared; candidate pairs come sorted, so neighbours repeat."""


@dataclass
class Gathered:
    """What one pass brought together. pieces: distinct bodies. piece_of: item -> its piece. names: by item. methods:
    item -> (place in the text, category, words) of what a report there rests on. links: item -> URLs it points to.
    pages: URL -> items that were at it. formulas: the set phrases of the case's houses. clues: item -> what its text
    tells of its sources' names. cited: item -> outlets of the case that it names where it says whence it has its
    matter. captions: item -> (start, end) of the lines beneath pictures. cells, headings: item -> where the cells of
    its tables, and its headings, begin. forums: items that anybody may have written. match: the outlet of the case that
    a name means. country: the country that a name tells. bodies: item -> what stands for its text and layout.
    set_phrases: piece -> what stands for the set phrases in it, of those among the candidates."""

    pieces: list[Piece] = field(default_factory=list)
    piece_of: dict[str, int] = field(default_factory=dict)
    names: dict[str, ItemNames] = field(default_factory=dict)
    methods: dict[str, list[tuple[int, Basis]]] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pages: dict[str, list[str]] = field(default_factory=dict)
    furniture: dict[str, array[int]] = field(default_factory=dict)
    captions: dict[str, array[int]] = field(default_factory=dict)
    cells: dict[str, set[int]] = field(default_factory=dict)
    headings: dict[str, set[int]] = field(default_factory=dict)
    candidates: list[tuple[int, int]] = field(default_factory=list)
    formulas: Formulas | None = None
    languages: dict[str, str] = field(default_factory=dict)
    clues: dict[str, Clues] = field(default_factory=dict)
    cited: dict[str, list[str]] = field(default_factory=dict)
    forums: set[str] = field(default_factory=set)
    match: Callable[[str], str | None] = field(default=lambda name: None)
    country: Callable[[str], str | None] = field(default=lambda name: None)
    bodies: dict[str, str] = field(default_factory=dict)
    set_phrases: dict[int, str] = field(default_factory=dict)

    def spans(self, text: Text) -> list[tuple[int, int]]:
        """The body of a text: what is not furniture."""
        return body_spans(len(text.text), pairs(self.furniture.get(text.item, array("L"))))

    def prose(self, text: Text) -> list[tuple[int, int]]:
        """The body of a text without the lines beneath its pictures."""
        return without(self.spans(text), pairs(self.captions.get(text.item, array("L"))))


def gather(view: View, vocabulary: Vocabulary, stored: View | None = None) -> Gathered:
    """Goes through the case once and compares nothing yet; ``candidates`` says which pieces to compare.

    stored: the records as they are stored, where ``view`` changes claims.
    """
    stored = stored or view
    out = Gathered()
    titles = {item.id: item.name for item in view.items()}
    items = list(titles)
    published, outlets = _stated(view, titles, out)
    places = _Places(vocabulary)
    agencies = Agencies(outlets.values())
    papers = Papers(list(outlets.values()), vocabulary)
    out.match, out.country = papers.match, places.country
    # A case in one language has no translations to look for.
    finder = Finder(vocabulary) if len(set(LANGUAGES).intersection(out.languages.values())) > 1 else None
    reader = Reader(
        stored, stored.memo, vocabulary, places, agencies, papers,
        {item: names.outlet for item, names in out.names.items()}, out.languages, _cut_short(view), finder,
    )  # fmt: skip
    readings, out.bodies = reader.readings(items)
    index = ReuseIndex()
    bodies: dict[str, int | None] = {}
    houses = set(outlets.values())
    for item in sorted(readings):
        one, name = readings[item], out.names[item]
        bodies[item] = index.add_print(item, one.body)
        name.credit = one.credit
        if name.credit and name.outlet and name.credit.agency != name.outlet and name.credit.agency not in houses:
            name.credit = _self_credit(name.credit, name.outlet)
        name.reports, name.aliases, name.changed = one.reports, one.aliases, one.changed
        name.bodies = one.bodies
        _enter(out, item, one)
    _pieces(out, items, index, bodies, {item: one.body.length for item, one in readings.items()}, published, outlets)
    for piece in out.pieces:
        first = readings.get(piece.items[0])
        piece.numbers = first.numbers if first else ()
        piece.marks = (first.marks or ()) if first else ()
        piece.language = out.languages.get(piece.items[0], "und")
    told = {number for pair in out.candidates for number in pair}
    out.set_phrases = {number: _set_phrases(out.formulas, readings[out.pieces[number].items[0]].body.grams)
                       for number in sorted(told)}  # fmt: skip
    return out


def _set_phrases(formulas: Formulas | None, grams: Numbers) -> str:
    """What stands for the set phrases in a body with these k-grams; "" where there is none."""
    if formulas is None or not len(formulas.values):
        return ""
    found = grams[formulas.known(grams)]
    return hashlib.blake2b(found.astype("<u8").tobytes(), digest_size=16).hexdigest() if len(found) else ""


def _enter(out: Gathered, item: str, one: Reading) -> None:
    layout = one.layout
    for flat, held in ((layout.furniture, out.furniture), (layout.captions, out.captions)):
        if flat:
            held[item] = array("L", flat)
    for starts, places in ((layout.cells, out.cells), (layout.headings, out.headings)):
        if starts:
            places[item] = set(starts)
    if one.methods:
        out.methods[item] = one.methods
    if one.full or one.turns:
        out.clues[item] = Clues(one.full, one.turns, outlet=out.names[item].outlet or "")
    if one.cited:
        out.cited[item] = one.cited
    if one.thread:
        out.forums.add(item)


def _cut_short(view: View) -> Mapping[str, Sequence[Edge]]:
    found: dict[str, list[Edge]] = {}
    for claim in view.all(Claim):
        for edge in claim.attribution:
            if cut_short(edge):
                found.setdefault(claim.item, []).append(edge)
    return found


def _self_credit(found: Credit, outlet: str) -> Credit | None:
    """A state agency's or a wire's own dateline ("塔国社…电") credits nobody else, whatever language it is in."""
    if known(found.agency) is None and publisher_kind(outlet) in ("wire", "state-media"):
        return None
    return found


def _stated(view: View, titles: dict[str, str], out: Gathered) -> tuple[dict[str, str], dict[str, str]]:
    """Dates and outlets, as the researcher stated them or else as the document itself says."""
    published: dict[str, str] = {}
    outlets: dict[str, str] = {}
    origins: dict[str, set[str]] = {}
    for collection in sorted(view.all(Collection), key=lambda c: (c.item, c.collected_at, c.id)):
        if collection.item not in titles:
            continue
        if collection.published:
            published.setdefault(collection.item, collection.published)
        if collection.source:
            outlets.setdefault(collection.item, collection.source)
        if collection.origin:
            origins.setdefault(collection.item, set()).add(normal_url(collection.origin))
    for document in view.all(Document):
        if document.item not in titles:
            continue
        if document.published:
            published.setdefault(document.item, document.published)
        if document.outlet:
            outlets.setdefault(document.item, document.outlet)
        out.languages[document.item] = document.language
        if document.title:
            titles[document.item] = document.title
        if document.links:
            out.links[document.item] = document.links
    by_title = {key(outlet): outlet for outlet in sorted(set(outlets.values()))}
    for item in titles:
        urls = sorted(origins.get(item, ()))
        # A page without a record of its outlet may carry nothing but the outlet's name as its title.
        outlet = outlets.get(item) or (_host(urls[0]) if urls else by_title.get(key(titles[item])))
        if any(is_forum(None, url) for url in urls) or is_forum(outlet):
            out.forums.add(item)
        body = known(outlet) if outlet else None
        out.names[item] = ItemNames(item, body.name if body else outlet, titles.get(item, ""))
        if outlet:
            outlets[item] = body.name if body else outlet
        for url in urls:
            out.pages.setdefault(url, []).append(item)
    return published, outlets


def _host(url: str) -> str | None:
    return url.partition("/")[0].partition("?")[0] or None


class _Places:
    """Whether a name is a place's, whatever its case."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._keys = {
            key(name)
            for place in vocabulary.places.values()
            for group in (place.names, place.demonyms, {"": (place.name,)})
            for names in group.values()
            for name in names
        }

        self._countries = {
            name.casefold(): place.country or place.name
            for _, place in sorted(vocabulary.places.items())
            if place.kind == "country"
            for group in (place.names, place.demonyms, {"": (place.name,)})
            for names in group.values()
            for name in names
        }
        self._any = re.compile("|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
                               for name in sorted(self._countries, key=lambda n: (-len(n), n))) or r"(?!)")  # fmt: skip

    def __call__(self, name: str) -> bool:
        return key(name) in self._keys

    def country(self, name: str) -> str | None:
        """The code (else the name) of the country that a name such as "State Radio of Northland" tells."""
        found = self._any.search(name.casefold())
        return self._countries[found.group()] if found else None


def _pieces(
    out: Gathered, items: list[str], index: ReuseIndex, bodies: dict[str, int | None], lengths: dict[str, int],
    published: dict[str, str], outlets: dict[str, str],
) -> None:  # fmt: skip
    def first(item: str) -> tuple[str, bool, str, str]:
        when = bounds(published.get(item))
        names = out.names[item]
        passed_on = names.credit is not None and names.credit.agency != names.outlet
        # Where no date tells, the outlet's name decides and not the id: it says nothing of who was first.
        return (when[0].isoformat() if when else "9999", passed_on, names.outlet or "\uffff", item)

    groups = [sorted(members, key=first) for members in index.members]
    order = sorted(range(len(groups)), key=lambda body: first(groups[body][0]))
    rank = [0] * len(groups)
    for place, body in enumerate(order):
        rank[body] = place
    for body in order:
        _piece(out, groups[body], lengths, published, outlets)
    for item in items:
        if bodies.get(item) is None:
            _piece(out, [item], lengths, published, outlets)
    houses = _houses(out, groups, outlets)
    out.formulas = index.formulas(rank, houses)
    # Pieces are numbered in time, so that nothing below depends on the order in which items came in.
    out.candidates = sorted(
        (min(rank[one], rank[two]), max(rank[one], rank[two])) for one, two in index.candidates(rank, out.formulas)
    )


def _houses(out: Gathered, groups: Sequence[Sequence[str]], outlets: Mapping[str, str]) -> list[int]:
    """For each body the number of the house whose set phrases it may be full of: its outlet, else the agency that it
    credits; -1: not known."""
    names: list[str | None] = []
    for members in groups:
        found = out.names[members[0]].credit
        names.append(outlets.get(members[0]) or (found.agency if found else None))
    numbers = {name: number for number, name in enumerate(sorted({name for name in names if name}))}
    return [numbers[name] if name else -1 for name in names]


def _piece(
    out: Gathered, members: list[str], lengths: dict[str, int], published: dict[str, str], outlets: dict[str, str]
) -> None:
    names = out.names[members[0]]
    for item in members:
        out.piece_of[item] = len(out.pieces)
    out.pieces.append(
        Piece(
            items=members, length=lengths.get(members[0], 0), published=published.get(members[0]),
            outlet=outlets.get(members[0]), credit=names.credit,
        )
    )  # fmt: skip


class Shelf:
    """The tokens of items, read again from the case when a pair is compared; only a few are held."""

    def __init__(self, view: View, gathered: Gathered) -> None:
        self._view = view
        self._gathered = gathered
        self._held: OrderedDict[str, Tokens] = OrderedDict()
        self._places: tuple[str, dict[int, list[int]]] = ("", {})

    def places(self, item: str) -> dict[int, list[int]]:
        """Where the k-grams of the item's body stand; the last one asked for is held (pairs come sorted)."""
        if self._places[0] != item:
            self._places = (item, gram_places(self.tokens(item)))
        return self._places[1]

    def tokens(self, item: str) -> Tokens:
        """The tokens of the item's body."""
        if item in self._held:
            self._held.move_to_end(item)
            return self._held[item]
        text = next(self._view.all(Text, item))
        found = tokens(text.text, self._gathered.spans(text))
        if self._gathered.formulas is not None:
            found = with_formulas(found, self._gathered.formulas)
        self._held[item] = found
        if len(self._held) > HELD_TEXTS:
            self._held.popitem(last=False)
        return found
