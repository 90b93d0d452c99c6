"""How two items hang together: a copy, an excerpt, a rewrite, or nothing; which came first, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sousveil.records.time import edtf_bounds

from .agencies import Credit
from .align import Overlap, mirrored
from .text import CHARACTER_RUN

COPY_SHARE = 0.8
"""The fuller match covers this much of one text, and COPY_OTHER of the other: a copy with small changes."""

COPY_OTHER = 0.6
EXCERPT_SHARE = 0.6
"""This much of the shorter text stands word for word in the longer one."""

REWRITE_SHARE = 0.3
"""Set by hand between two marks: measured as 5-gram containment in 612 real articles on one event, .5 joined copies and
at .1 boilerplate merged stories. The share here is of tokens in shared stretches, a little more than that."""

STRONG = 3
"""Content words (names apart) in a shared stretch that two writers do not often choose alike."""

PHRASES, PHRASE_WEIGHT, PHRASE_SHARE = 3, 10, 0.08
"""So many strong stretches with so many content words, covering this much of the shorter text, and the same
propositions: a rewrite without credit."""

PHRASES_ALONE, PHRASE_WEIGHT_ALONE, PHRASE_SHARE_ALONE = 5, 20, 0.15
"""The same, where no propositions are there to compare. Set by hand after looking at the shared phrases of 16 pairs in
900 English news articles: below it most pairs shared formulas and quotations. Not measured on labelled rewrites."""

PROPOSITIONS = 0.5
"""How much of the shorter list of propositions (technology, country, place class) must be shared, two at least."""

NEARLY = 0.9
"""Parents that explain this much of what the best one does are its copies: the earliest is the parent."""

STRONG_KINDS = ("exact-copy", "copy", "wire-copy", "excerpt", "translation")
"""Kinds whose child says what its parent says: its claims have the parent's origins."""


@dataclass
class Piece:
    """What trace knows of one distinct body. items: those that have it, the first in time first. length: tokens.

    propositions: (technology, country, place class) of its claims. spots: (technology, place inside a country, sign).
    credits_report: whether it names where its matter comes from; credits_outside: the same, officials and speakers
    aside. published: EDTF or None. outlet: who published it, or None. numbers: see numbers.telling_numbers.
    """

    items: list[str]
    length: int = 0
    published: str | None = None
    outlet: str | None = None
    credit: Credit | None = None
    propositions: frozenset[tuple[str, str, str]] = field(default_factory=frozenset)
    credits_report: bool = False
    credits_outside: bool = False
    language: str = "und"
    spots: frozenset[tuple[str, str, str]] = field(default_factory=frozenset)
    numbers: tuple[float, ...] = ()


@dataclass(frozen=True)
class Relation:
    """``child`` and ``parent`` are numbers of pieces. overlap: seen from the child."""

    child: int
    parent: int
    kind: str
    reasons: tuple[str, ...]
    direction: str
    overlap: Overlap


def bounds(edtf: str | None) -> tuple[date, date] | None:
    """First and last day of an EDTF date, or None."""
    return edtf_bounds(edtf) if edtf else None


def order(one: Piece, two: Piece) -> tuple[bool | None, str]:
    """Whether ``one`` came before ``two`` (None: undecided) and the reason as a sentence's end."""
    left, right = bounds(one.published), bounds(two.published)
    if left and right:
        if left[1] < right[0]:
            return True, f"published earlier ({one.published} against {two.published})"
        if right[1] < left[0]:
            return False, f"published earlier ({two.published} against {one.published})"
    for first, second, answer in ((one, two, True), (two, one, False)):
        if (
            second.credit
            and first.outlet
            and first.outlet != second.outlet
            and second.credit.agency.casefold() == first.outlet.casefold()
        ):
            return answer, f"credited by the other ({second.credit.agency})"
    return None, "undecided"


def relate(pieces: Sequence[Piece], one: int, two: int, found: Overlap) -> Relation | None:
    """What two bodies with these shared stretches are to each other, or None."""
    kind, reasons = _kind(pieces[one], pieces[two], found)
    if kind is None or (_one_house(pieces[one], pieces[two]) and _house_style(pieces[one], pieces[two], found)):
        return None
    first, direction = order(pieces[one], pieces[two])
    if first is None and kind == "rewrite" and pieces[one].credits_report != pieces[two].credits_report:
        first = pieces[one].credits_report
        direction = "undecided by date; the parent says where its matter comes from, the child does not"
    if first is None and kind == "excerpt":
        first = pieces[one].length >= pieces[two].length
        direction = "undecided by date; the longer text holds nearly all of the shorter one"
    if first is None:
        # Some order is needed to draw the link; it carries no meaning and the reader is told so.
        first = (-pieces[one].length, pieces[one].items[0]) < (-pieces[two].length, pieces[two].items[0])
        direction = "undecided"
    child, parent, seen = (two, one, mirrored(found)) if first else (one, two, found)
    if kind == "excerpt" and pieces[child].length > pieces[parent].length:
        kind = "copy"
        reasons = (*reasons, "The later text is the longer one: it takes in the earlier one and adds to it.")
    agency = pieces[child].credit
    if kind == "copy" and agency and _from_agency(pieces[parent], agency.agency):
        kind = "wire-copy"
        reasons = (*reasons, f"The child credits {agency.agency}: “{agency.words}”.")
    return Relation(child, parent, kind, reasons, direction, seen)


LEAD = 40
"""Tokens at a text's beginning: two stories that one house printed on different matters differ there ..."""

LEAD_SHARED = 10
"""... and share less of it than this."""


def _one_house(one: Piece, two: Piece) -> bool:
    if one.outlet is not None and one.outlet == two.outlet:
        return True
    return one.credit is not None and two.credit is not None and one.credit.agency == two.credit.agency


def _house_style(one: Piece, two: Piece, found: Overlap) -> bool:
    """Whether what two texts of one house share is only its boilerplate: the note at the end, the background paragraph,
    a stock quotation. Their beginnings differ and they claim different things."""
    if max(found.one_share, found.two_share) >= COPY_SHARE and min(found.one_share, found.two_share) >= COPY_OTHER:
        return False
    topics = [{(technology, country) for technology, country, _ in piece.propositions} for piece in (one, two)]
    if topics[0] & topics[1]:
        return False
    first = sum(max(0, min(block.a + block.length, LEAD) - block.a) for block in found.blocks)
    second = sum(max(0, min(block.b + block.length, LEAD) - block.b) for block in found.blocks)
    return max(first, second) < LEAD_SHARED


def _from_agency(piece: Piece, agency: str) -> bool:
    return (piece.credit is not None and piece.credit.agency == agency) or (piece.outlet or "") == agency


def _kind(one: Piece, two: Piece, found: Overlap) -> tuple[str | None, tuple[str, ...]]:
    most, least = max(found.one_share, found.two_share), min(found.one_share, found.two_share)
    shorter = found.one_share if one.length <= two.length else found.two_share
    stretches = len(found.blocks)
    said = f"{stretches} shared stretch{'es' if stretches != 1 else ''} cover{'s' if stretches == 1 else ''}"
    shares = f"{said} {most:.0%} of one text and {least:.0%} of the other."
    if most >= COPY_SHARE and least >= COPY_OTHER:
        return "copy", (shares,)
    strong = [block for block in found.blocks if block.weight >= STRONG]
    weight = sum(block.weight for block in strong)
    if shorter >= EXCERPT_SHARE and weight >= 2 * STRONG:
        return "excerpt", (shares,)
    if most >= REWRITE_SHARE and len(strong) >= 2:
        return "rewrite", (shares,)
    if not found.blocks:
        return None, ()
    shared = one.propositions & two.propositions
    fewer = min(len(one.propositions), len(two.propositions))
    same = len(shared) >= 2 and fewer > 0 and len(shared) / fewer >= PROPOSITIONS
    if len(strong) >= PHRASES and weight >= PHRASE_WEIGHT and shorter >= PHRASE_SHARE and same:
        return "rewrite", (
            f"{len(strong)} unusual phrases stand word for word in both texts.",
            f"Both state the same {len(shared)} things (technology, country and kind of place).",
        )
    if len(strong) >= PHRASES_ALONE and weight >= PHRASE_WEIGHT_ALONE and shorter >= PHRASE_SHARE_ALONE:
        return "rewrite", (f"{len(strong)} unusual phrases stand word for word in both texts.",)
    return None, ()


def strongest(relations: Sequence[Relation], most: int = 3) -> list[Relation]:
    """At most ``most`` relations of one child: the earliest of those that explain most of its text, then any that adds
    a tenth."""
    most_shared = max((r.overlap.one_share for r in relations), default=0.0)
    kept: list[Relation] = []
    covered: set[int] = set()
    for relation in sorted(relations, key=lambda r: (r.overlap.one_share < NEARLY * most_shared, r.parent, r.kind)):
        ground = {i for block in relation.overlap.blocks for i in range(block.a, block.a + block.length)}
        new = len(ground - covered)
        if not kept or (len(kept) < most and new * 10 >= max(len(covered), CHARACTER_RUN * 5)):
            kept.append(relation)
            covered |= ground
    return kept
