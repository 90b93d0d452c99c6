"""Drift records of a case: every item against each parent that it has in the case."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sousveil.case.vocabulary.load import Vocabulary
from sousveil.records import Claim, Collection, Document, Drift, Link, Passage, Text
from sousveil.records.ids import record_id
from sousveil.records.time import edtf_bounds
from sousveil.run.step import Memo, View, digest_of

from .compare import marks
from .oneself import contradictions
from .pairing import Mark, Pairing
from .sides import Side, Span

HELD = 64
"""Sides kept at hand."""
NO_PROSE = ("cell", "caption", "byline", "subtitle", "other")
KINDS = ("exact-copy", "same-image", "copied-footage", "shared-dataset")
"""Links whose two texts cannot differ in what they say, or have no words in common by kind."""
MOST = 60
"""Drifts of one pair of items that are kept, the surest first: more is another text, not a retelling."""
_ORDER = {"sure": 0, "likely": 1, "possible": 2}


def drift_between(
    child: Side, parent: Side, link: str | None = None, vocabulary: Vocabulary | None = None
) -> list[Drift]:
    """What moved between a child's text and its parent's, in the child's order.

    link: id of the Link between the two. vocabulary: names of technologies and places, for texts in two languages.
    """
    found = [_drift(child, parent, link, pairing, mark) for pairing, mark in marks(child, parent, vocabulary)]
    kept = sorted(_unlike(found), key=lambda d: (_ORDER[d.certainty], d.words, d.parent_words, d.kind, d.id))[:MOST]
    return sorted(kept, key=lambda drift: (drift.words, drift.parent_words, drift.kind, drift.id))


def _unlike(found: Iterable[Drift]) -> list[Drift]:
    """One drift for one change: of several that mark the same words for one kind the surest stays."""
    best: dict[tuple[Any, ...], Drift] = {}
    for drift in found:
        key = (drift.kind, drift.words, drift.parent_words)
        if key not in best or _ORDER[drift.certainty] < _ORDER[best[key].certainty]:
            best[key] = drift
    return list(best.values())


def _drift(child: Side, parent: Side, link: str | None, pairing: Pairing, mark: Mark) -> Drift:
    span = pairing.child.sentence_of(mark.at)
    parent_span = pairing.parent.sentence_of(mark.parent_at)
    return Drift(
        id=record_id("d", child.item, parent.item, mark.kind, mark.way, list(mark.at), list(mark.parent_at)),
        item=child.item, parent=parent.item, kind=mark.kind, way=mark.way, span=span, parent_span=parent_span,
        words=mark.at, parent_words=mark.parent_at, said=child.text[slice(*mark.at)],
        parent_said=parent.text[slice(*mark.parent_at)], sentence=mark.sentence, certainty=mark.certainty,
        claims=_meeting(child, span), parent_claims=_meeting(parent, parent_span), link=link,
    )  # fmt: skip


def _meeting(side: Side, span: Span) -> tuple[str, ...]:
    return tuple(sorted({name for name, spans in side.claims if any(a < span[1] and span[0] < b for a, b in spans)}))


def drifts_of_case(
    view: View, links: Iterable[Link], claims_by_item: Mapping[str, Sequence[Claim]], memo: Memo | None = None,
    vocabulary: Vocabulary | None = None,
) -> list[Drift]:  # fmt: skip
    """The drifts of every item against each parent in the case, sorted by id.

    claims_by_item: the claims whose ids the drifts name. memo: what was worked out before; a pair is compared again
    only when a text or a claim of it changed.
    """
    links = sorted(links, key=lambda one: one.id)
    pairs: dict[tuple[str, str], str] = {}
    for link in links:
        if link.parent is not None and link.parent != link.child and link.kind not in KINDS:
            pairs.setdefault((link.child, link.parent), link.id)
    shelf = _Shelf(view, claims_by_item)
    read = [view.digests(kind) for kind in (Document, Text, Passage)]
    names = {item: [claim.id for claim in held] for item, held in claims_by_item.items()}
    for pair in _siblings(view, links, pairs):
        pairs.setdefault(pair, "")
    for item in claims_by_item:
        if item in read[1]:
            pairs[item, item] = ""
    keys = {
        pair: digest_of(*pair, link, *([[held.get(i, "") for held in read], sorted(names.get(i, ()))] for i in pair))
        for pair, link in pairs.items()
    }
    known = memo.many("drift", keys.values()) if memo is not None else {}
    out: list[Drift] = []
    for pair in sorted(pairs):
        rows = known.get(keys[pair])
        if rows is None:
            sides = shelf(pair[0]), shelf(pair[1])
            found = _found(*sides, pairs[pair], vocabulary)
            if memo is not None:
                memo.put("drift", keys[pair], [_plain(drift) for drift in found])
        else:
            found = [_restored(row) for row in rows]
        out += found
    return sorted(out, key=lambda drift: drift.id)


def _found(child: Side, parent: Side, link: str, vocabulary: Vocabulary | None) -> list[Drift]:
    if child.item == parent.item:
        return sorted((_drift(child, child, None, *one) for one in contradictions(child)), key=lambda drift: drift.id)
    if not child.sentences or not parent.sentences:
        return []
    if link:
        return drift_between(child, parent, link, vocabulary)
    # Two retellings of one source: that the words differ is sure, which of them the source had is not.
    return [
        replace(drift, certainty="likely" if drift.certainty == "sure" else "possible", link=None)
        for drift in drift_between(child, parent, None, vocabulary)
    ]


def _siblings(view: View, links: Sequence[Link], pairs: Mapping[tuple[str, str], str]) -> list[tuple[str, str]]:
    """(later, earliest) of items that retell one source which is not in the case: the earliest stands nearest to it.
    Undated items are left out, and so is whatever is linked already."""
    by_source: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind == "citation" and link.parent is None and link.source is not None:
            by_source[link.source].add(link.child)
    dates: dict[str, date] = {}
    stated = [(one.item, one.published) for one in view.all(Collection)]
    for item, published in (*stated, *((one.item, one.published) for one in view.all(Document))):
        held = edtf_bounds(published) if published else None
        if held is not None:
            dates.setdefault(item, held[0])
    linked = {item for pair in pairs for item in pair}
    out: set[tuple[str, str]] = set()
    for items in by_source.values():
        dated = sorted((dates[item], item) for item in items if item in dates and item not in linked)
        if len(dated) > 1 and dated[0][0] < dated[1][0]:
            out.update((item, dated[0][1]) for _, item in dated[1:])
    return sorted(out)


_SPANS = ("span", "parent_span", "words", "parent_words", "claims", "parent_claims")


def _plain(drift: Drift) -> dict[str, Any]:
    names = Drift.__slots__
    return {name: list(value) if isinstance(value := getattr(drift, name), tuple) else value for name in names}


def _restored(row: Mapping[str, Any]) -> Drift:
    held: dict[str, Any] = {name: tuple(value) if name in _SPANS else value for name, value in row.items()}
    return Drift(**held)


class _Shelf:
    """The sides of items, read again from the case when a pair is compared; only a few are held."""

    def __init__(self, view: View, claims_by_item: Mapping[str, Sequence[Claim]]) -> None:
        self._view = view
        self._claims = claims_by_item
        self._held: OrderedDict[str, Side] = OrderedDict()

    def __call__(self, item: str) -> Side:
        if item in self._held:
            self._held.move_to_end(item)
            return self._held[item]
        text = next(self._view.all(Text, item), None)
        document = next(self._view.all(Document, item), None)
        language = document.language if document is not None else "und"
        passages = [p for p in self._view.all(Passage, item) if p.furniture is None and p.kind not in NO_PROSE]
        sentences = sorted({s for p in passages if p.language in (language, "und") for s in p.sentences})
        held = sorted(self._claims.get(item, ()), key=lambda claim: claim.id)
        claims = tuple((claim.id, tuple(claim.spans)) for claim in held)
        found = Side(item, text.text if text is not None else "", language, tuple(sentences), claims)
        self._held[item] = found
        if len(self._held) > HELD:
            self._held.popitem(last=False)
        return found
