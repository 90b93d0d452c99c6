"""One pass over the case: of each item only what tracing needs is kept (hashes, names, credits), never its text."""

from __future__ import annotations

import re
from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sousveil.case.vocabulary.load import Vocabulary
from sousveil.records import Claim, Collection, Document, Edge, Passage, Text
from sousveil.run.step import View

from .agencies import Agencies, Credit, credit, known, publisher_kind
from .aliases import marked
from .align import gram_places
from .bases import Basis, method_bases
from .cast import ItemNames
from .mend import Clues, cut_short, in_full, turns
from .names import key
from .numbers import telling_numbers
from .outlets import Outlets, is_forum, is_thread
from .relate import Piece, bounds
from .reports import LONGEST, reports
from .reuse import ReuseIndex
from .text import Tokens, body_spans, tokens

HELD_TEXTS = 64
"""Texts kept at hand while pairs are compared; candidate pairs come sorted, so neighbours repeat."""

NOT_PROSE = ("caption", "cell")
_LINE = re.compile(r"[^\n]+")


@dataclass
class Gathered:
    """What one pass brought together. pieces: distinct bodies. piece_of: item -> its piece. names: by item. methods:
    item -> (place in the text, category, words) of what a report there rests on. links: item -> URLs it points to.
    pages: URL -> items that were at it. clues: item -> what its text tells of its sources' names. cited: item ->
    outlets of the case that it names where it says whence it has its matter. forums: items that anybody may have
    written. match: the outlet of the case that a name means. country: the country that a name tells."""

    pieces: list[Piece] = field(default_factory=list)
    piece_of: dict[str, int] = field(default_factory=dict)
    names: dict[str, ItemNames] = field(default_factory=dict)
    methods: dict[str, list[tuple[int, Basis]]] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pages: dict[str, list[str]] = field(default_factory=dict)
    furniture: dict[str, array[int]] = field(default_factory=dict)
    candidates: list[tuple[int, int]] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    clues: dict[str, Clues] = field(default_factory=dict)
    cited: dict[str, list[str]] = field(default_factory=dict)
    forums: set[str] = field(default_factory=set)
    match: Callable[[str], str | None] = field(default=lambda name: None)
    country: Callable[[str], str | None] = field(default=lambda name: None)

    def spans(self, text: Text) -> list[tuple[int, int]]:
        """The body of a text: what is not furniture."""
        return body_spans(len(text.text), _pairs(self.furniture.get(text.item, array("L"))))


def gather(view: View, vocabulary: Vocabulary) -> Gathered:
    """Streams the case once and compares nothing yet; ``candidates`` says which pieces to compare."""
    out = Gathered()
    titles = {item.id: item.name for item in view.items()}
    items = list(titles)
    published, outlets = _stated(view, titles, out)
    sentences = _passages(view, out)
    places = _Places(vocabulary)
    agencies = Agencies(outlets.values())
    papers = Outlets(outlets.values(), vocabulary)
    out.match, out.country = papers.match, places.country
    short = _cut_short(view)
    index = ReuseIndex()
    bodies: dict[str, int | None] = {}
    lengths: dict[str, int] = {}
    numbers: dict[str, tuple[float, ...]] = {}
    for text in view.all(Text):
        name = out.names.get(text.item)
        if name is None:
            continue
        spans = out.spans(text)
        body = tokens(text.text, spans, offsets=False)
        lengths[text.item] = len(body)
        bodies[text.item] = index.add(text.item, body)
        name.credit = credit(text.text, spans, agencies)
        if name.credit and name.outlet and name.credit.agency not in (name.outlet, *outlets.values()):
            name.credit = _self_credit(name.credit, name.outlet)
        lines = _pairs(sentences.pop(text.item, array("L"))) or spans
        numbers[text.item] = telling_numbers(text.text, spans)
        name.reports = reports(text.text, lines, places)
        name.aliases, name.changed = marked(text.text, spans)
        found = [
            (start, basis)
            for start, end in lines
            for basis in method_bases(text.text[start : min(end, start + LONGEST)])
        ]
        if found:
            out.methods[text.item] = found
        _clues(out, text, spans, papers, short.get(text.item, ()))
    _pieces(out, items, index, bodies, lengths, published, outlets)
    for piece in out.pieces:
        piece.numbers = numbers.get(piece.items[0], ())
        piece.language = out.languages.get(piece.items[0], "und")
    return out


def _cut_short(view: View) -> Mapping[str, Sequence[Edge]]:
    found: dict[str, list[Edge]] = {}
    for claim in view.all(Claim):
        for edge in claim.attribution:
            if cut_short(edge):
                found.setdefault(claim.item, []).append(edge)
    return found


def _clues(
    out: Gathered, text: Text, spans: list[tuple[int, int]], papers: Outlets, short: Sequence[Edge]
) -> None:  # fmt: skip
    outlet = out.names[text.item].outlet
    full = {}
    for edge in short:
        whole = in_full(text.text, edge)
        if whole is not None and edge.start is not None and edge.end is not None:
            full[edge.start, edge.end] = whole
    lines = [match.span() for start, end in spans for match in _LINE.finditer(text.text, start, end)]
    spoken = turns(text.text, lines)
    if full or spoken:
        out.clues[text.item] = Clues(full, spoken, outlet=outlet or "")
    cited = papers.cited(text.text, spans, outlet)
    if cited:
        out.cited[text.item] = cited
    if is_thread(text.text):
        out.forums.add(text.item)


def _self_credit(found: Credit, outlet: str) -> Credit | None:
    """A state agency's or a wire's own dateline ("塔国社…电") credits nobody else, whatever language it is in."""
    if known(found.agency) is None and publisher_kind(outlet) in ("wire", "state-media"):
        return None
    return found


def _pairs(flat: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(flat[::2], flat[1::2], strict=True))


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


def normal_url(url: str) -> str:
    """One spelling of an address: without scheme, ``www.``, query, fragment and final slash."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" if host else url.strip()


def _host(url: str) -> str | None:
    return url.partition("/")[0] or None


def _passages(view: View, out: Gathered) -> dict[str, array[int]]:
    sentences: dict[str, array[int]] = {}
    for passage in view.all(Passage):
        if passage.furniture is not None:
            out.furniture.setdefault(passage.item, array("L")).extend((passage.start, passage.end))
        elif passage.kind not in NOT_PROSE:
            held = sentences.setdefault(passage.item, array("L"))
            for start, end in passage.sentences:
                held.extend((start, end))
    return sentences


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
    def first(item: str) -> tuple[str, bool, str]:
        when = bounds(published.get(item))
        names = out.names[item]
        passed_on = names.credit is not None and names.credit.agency != names.outlet
        return (when[0].isoformat() if when else "9999", passed_on, item)

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
    # Pieces are numbered in time, so that nothing below depends on the order in which items came in.
    out.candidates = sorted(
        (min(rank[one], rank[two]), max(rank[one], rank[two])) for one, two in index.candidates(rank)
    )


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
        self._held[item] = found
        if len(self._held) > HELD_TEXTS:
            self._held.popitem(last=False)
        return found
