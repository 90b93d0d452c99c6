"""How two items hang together: a copy, an excerpt, a rewrite, or nothing; which came first, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sousveil.records import Alignment

from .agencies import Credit
from .align import Block, Overlap, mirrored
from .direction import bounds, by_text, order
from .text import CHARACTER_RUN, Tokens

__all__ = ["STRONG_KINDS", "Piece", "Relation", "bounds", "families", "order", "relate", "strongest"]

COPY_SHARE = 0.8
"""The fuller match covers this much of one text, and COPY_OTHER of the other: a copy with small changes."""

COPY_OTHER = 0.6
EXCERPT_SHARE = 0.6
"""This much of the shorter text stands word for word in the longer one."""

LONGER = 1.25
"""A text so much longer than another that it holds can be held to be what the other was cut from."""

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

PASSAGE, PASSAGE_WEIGHT = 25, 10
"""One unbroken passage of so many tokens, with so many content words that are no names, not quoted and no formula, was
lifted from one text into the other. Set by hand."""

SENTENCE, SENTENCE_WEIGHT = 15, 4
"""A shorter passage, a sentence long, tells as much where both texts claim the same of the same place. Set by hand."""

BRIEF_SHARE, BRIEF_WEIGHT = 0.8, 6
"""So does a brief nearly all of whose words stand in the other text, in stretches with so many content words."""

PAIR_SHARE, PAIRS = 0.15, 10
"""This much of the lesser text's word pairs, by weight, and so many: one was reworked from the other. Set on half of
the pages of benchmarks/wiki_versions.py."""

STRETCHES = 2
"""So many shared stretches, none of them with half of those pairs: one sentence that two texts share is not enough."""

FAMILY_SHARE = 0.3
"""Relations whose overlap is this much of the shorter text carry a family: what hangs together through such links comes
from one text, even where its ends share little."""

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
    marks: see crosslingual.weights.marks. claimed: where the sentences of its claims stand.
    cites: whom it names as its sources (direction.plain_name).
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
    marks: tuple[int, ...] = ()
    claimed: tuple[tuple[int, int], ...] = ()
    cites: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Relation:
    """``child`` and ``parent`` are numbers of pieces. overlap: seen from the child. passages: between two languages,
    the sentences that answer each other."""

    child: int
    parent: int
    kind: str
    reasons: tuple[str, ...]
    direction: str
    overlap: Overlap
    passages: tuple[Alignment, ...] = ()


def relate(
    pieces: Sequence[Piece], one: int, two: int, found: Overlap, texts: tuple[Tokens, Tokens] | None = None
) -> Relation | None:  # fmt: skip
    """What two bodies with these shared stretches are to each other, or None. texts: their tokens, asked only where
    dates and credits do not tell the order."""
    if found.cleared and _one_house(pieces[one], pieces[two]):
        # One house writes of one matter in the same words again and again: word pairs say nothing there.
        found = replace(found, pair_share=0.0, pairs=0)
    if texts is not None:
        found = _without_frame(pieces[one], pieces[two], found, texts)
    kind, reasons = _kind(pieces[one], pieces[two], found)
    if kind is None or (_one_house(pieces[one], pieces[two]) and _house_style(pieces[one], pieces[two], found)):
        return None
    first, direction = order(pieces[one], pieces[two])
    if first is None and kind == "rewrite" and pieces[one].credits_report != pieces[two].credits_report:
        first = pieces[one].credits_report
        direction = "undecided by date; the parent says where its matter comes from, the child does not"
    lengths = sorted((pieces[one].length, pieces[two].length))
    cut = kind == "excerpt" and lengths[1] >= LONGER * lengths[0]
    versions = pieces[one].outlet is not None and pieces[one].outlet == pieces[two].outlet
    if first is None and texts is not None and (versions or not cut):
        first, direction = by_text(pieces[one], pieces[two], *texts)
    if first is None and cut:
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
    own = agency is not None and pieces[child].outlet == agency.agency
    if kind == "copy" and agency and not own and _from_agency(pieces[parent], agency.agency):
        kind = "wire-copy"
        reasons = (*reasons, f"The child credits {agency.agency}: “{agency.words}”.")
    return Relation(child, parent, kind, reasons, direction, seen)


EDGE = 3
"""A passage that begins or ends so few tokens from a text's edge opens or closes it."""


def _without_frame(one: Piece, two: Piece, found: Overlap, texts: tuple[Tokens, Tokens]) -> Overlap:
    """Leaves out whole paragraphs that open or close both texts, where no claim of either stands in them and nothing
    else is shared: a house's or a syndicate's note on itself joins nothing, however long."""
    if not one.claimed or not two.claimed:
        return found
    frame = [block for block in found.blocks if _is_frame(one, two, block, texts)]
    if not frame or any(block.weight >= STRONG for block in found.blocks if block not in frame):
        return found
    tokens = sum(block.length for block in frame)
    shares = [max(0.0, share - tokens / max(1, len(of)))
              for share, of in zip((found.one_share, found.two_share), texts, strict=True)]  # fmt: skip
    left = tuple(block for block in found.blocks if block not in frame)
    return Overlap(left, shares[0], shares[1], cleared=found.cleared)


def _is_frame(one: Piece, two: Piece, block: Block, texts: tuple[Tokens, Tokens]) -> bool:
    sides = [(one, block.a, texts[0]), (two, block.b, texts[1])]
    closes = all(len(of) - at - block.length <= EDGE and _breaks(of, at) for _, at, of in sides)
    opens = all(at <= EDGE and _breaks(of, at + block.length) for _, at, of in sides)
    if not closes and not opens:
        return False
    return not any(
        start < of.ends[at + block.length - 1] and of.starts[at] < end
        for piece, at, of in sides for start, end in piece.claimed
    )  # fmt: skip


def _breaks(of: Tokens, at: int) -> bool:
    """Whether a paragraph begins at a token: a stretch that takes in a chance word before it counts too."""
    near = range(max(1, at - EDGE), min(len(of), at + EDGE + 1))
    return any("\n" in of.text[of.ends[n - 1] : of.starts[n]] for n in near)


LEAD = 40
"""Tokens at a text's beginning: two stories that one house printed on different matters differ there ..."""

LEAD_SHARED = 10
"""... and share less of it than this."""


SHORT = 80
"""A notice shorter than this shares names and titles with others of its house that tell of other events."""


def _one_house(one: Piece, two: Piece) -> bool:
    if one.outlet is not None and one.outlet == two.outlet:
        return True
    return one.credit is not None and two.credit is not None and one.credit.agency == two.credit.agency


def _house_style(one: Piece, two: Piece, found: Overlap) -> bool:
    """Whether what two texts of one house share is only its boilerplate: the note at the end, the background paragraph,
    a stock quotation. Their beginnings differ and they claim different things. Where the house's set phrases are
    known, a long passage that is none of them is no boilerplate."""
    if found.cleared:
        weight = sum(k.weight for k in found.blocks)
        if min(one.length, two.length) < SHORT and weight < 2 * PASSAGE_WEIGHT:
            # "A delegation led by X arrived" and "left": the same names and titles, another event.
            return True
        passage = any(k.weight >= PASSAGE_WEIGHT and k.length >= PASSAGE for k in found.blocks)
        most = max(found.one_share, found.two_share) >= EXCERPT_SHARE
        if passage or (most and weight >= 2 * PASSAGE_WEIGHT):
            return False
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
    passage = max(found.blocks, key=lambda block: (block.weight, block.length), default=None)
    if passage is not None and passage.weight >= PASSAGE_WEIGHT and passage.length >= PASSAGE:
        what = "words" if passage.weight * 2 != passage.length else "letters"
        return "rewrite", (f"One passage of {passage.length} {what} stands word for word in both texts.",)
    if one.spots & two.spots and not _one_house(one, two):
        if shorter >= BRIEF_SHARE and sum(block.weight for block in found.blocks) >= BRIEF_WEIGHT:
            return "excerpt", (shares, "Both claim the same of the same place.")
        least = 2 * SENTENCE if one.language in ("zh", "ja") else SENTENCE
        if passage is not None and passage.weight >= SENTENCE_WEIGHT and passage.length >= least:
            what = "words" if least == SENTENCE else "letters"
            whole = f"One passage of {passage.length} {what} stands word for word in both texts."
            return "rewrite", (whole, "Both claim the same of the same place.")
    longest = max((block.length for block in found.blocks), default=0)
    spread = 2 * longest <= found.pairs and stretches >= STRETCHES
    if found.pair_share >= PAIR_SHARE and found.pairs >= PAIRS and spread:
        share = f"{found.pair_share:.0%} of the lesser text's by weight"
        why = f"{found.pairs} pairs of neighbouring words stand in both texts, {share}:"
        return "rewrite", (f"{why} one seems to have been reworked from the other.",)
    return None, ()


def families(pieces: Sequence[Piece], relations: Sequence[Relation]) -> list[int]:
    """Each piece -> the first piece of its family: those that hang together through substantial relations, one after
    another (FAMILY_SHARE)."""
    root = list(range(len(pieces)))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for relation in relations:
        if relation.kind in STRONG_KINDS or _shorter_share(pieces, relation) >= FAMILY_SHARE:
            left, right = find(relation.child), find(relation.parent)
            root[max(left, right)] = min(left, right)
    return [find(number) for number in range(len(pieces))]


def _shorter_share(pieces: Sequence[Piece], relation: Relation) -> float:
    child, parent = pieces[relation.child], pieces[relation.parent]
    return relation.overlap.one_share if child.length <= parent.length else relation.overlap.two_share


def strongest(relations: Sequence[Relation], most: int = 3) -> list[Relation]:
    """At most ``most`` relations of one child: the earliest of those that explain most of its text, then any that adds
    a tenth, or a whole passage."""
    most_shared = max((r.overlap.one_share for r in relations), default=0.0)
    kept: list[Relation] = []
    covered: set[int] = set()
    for relation in sorted(relations, key=lambda r: (r.overlap.one_share < NEARLY * most_shared, r.parent, r.kind)):
        ground = {i for block in relation.overlap.blocks for i in range(block.a, block.a + block.length)}
        new = len(ground - covered)
        enough = new * 10 >= max(len(covered), CHARACTER_RUN * 5) or new >= PASSAGE
        if not kept or (len(kept) < most and enough):
            kept.append(relation)
            covered |= ground
    return kept
