"""Retellings in one language that keep hardly a phrase: the same rare facts about the same thing at the same place.

Two texts that claim the same of one place, and give the same odd numbers, days and names beside it, are no two
reports. Where few agree the program does not say that one retells the other, only that it may: then they are not
counted as two for certain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sousveil.records import Alignment
from sousveil.run.step import Memo, digest_of

from .align import Overlap
from .crosslingual.anchors import Anchor, Anchored
from .crosslingual.block import near
from .crosslingual.compare import compare
from .crosslingual.weights import Weights, special
from .numbers import LEAST
from .relate import Piece, Relation, bounds, order
from .translate import Anchors

RETOLD, RETOLD_SHARE = 4, 0.6
"""So many rare facts in common, MEASURES of them, and this much of what the text with fewer has: a rewrite. Set by hand
above the most that texts of benchmarks/translation_set in one language on other events, or on one event by own
reporters, have in common (2)."""

MEASURES = 2
"""So many of them must be numbers or days: names alone are shared by all that is written of a place."""

PERHAPS, PERHAPS_SHARE = 3, 0.5
"""So many, one of them a number or a day: it may be a retelling."""

MOST_EACH = 12
"""Earlier texts on the same thing at the same place that one is compared with: the latest ones."""

MOST_PASSAGES = 20

Spot = tuple[str, str]


@dataclass(frozen=True)
class Retold:
    """relations: rewrites. perhaps: piece -> the earlier pieces that it may retell."""

    relations: list[Relation] = field(default_factory=list)
    perhaps: dict[int, list[int]] = field(default_factory=dict)


def retellings(
    pieces: Sequence[Piece], related: Collection[tuple[int, int]], read: Anchors, bodies: Sequence[str], memo: Memo
) -> Retold:  # fmt: skip
    """Retellings in one language. related: (child, parent) of which more is known already. bodies: what stands for the
    text of each piece."""
    known = {frozenset(pair) for pair in related}
    pairs = [pair for pair in _pairs(pieces) if frozenset(pair) not in known]
    keys = {pair: digest_of(*(_state(pieces[n], bodies[n]) for n in pair)) for pair in pairs}
    held = memo.many("retold", sorted(set(keys.values())))
    out = Retold()
    best: dict[int, tuple[int, Relation]] = {}
    for pair in pairs:
        found = held.get(keys[pair])
        if found is None:
            capitals = read.capitals(pair[0]), read.capitals(pair[1])
            found = _compared(read(pair[0]), read(pair[1]), _shared_places(pieces, *pair), capitals)
            memo.put("retold", keys[pair], found)
        facts, measures, fewer = found["facts"], found["measures"], found["fewer"]
        if len(facts) >= RETOLD and measures >= MEASURES and len(facts) >= RETOLD_SHARE * fewer:
            relation = _rewrite(pieces, *pair, facts, found["shares"], found["passages"])
            if relation.child not in best or len(facts) > best[relation.child][0]:
                best[relation.child] = len(facts), relation
        elif len(facts) >= PERHAPS and measures and len(facts) >= PERHAPS_SHARE * fewer:
            first, _ = order(pieces[pair[0]], pieces[pair[1]])
            child, parent = pair if first is False else pair[::-1]
            out.perhaps.setdefault(child, []).append(parent)
    out.relations.extend(best[child][1] for child in sorted(best))
    return out


def _state(piece: Piece, body: str) -> str:
    return digest_of(body, piece.language, sorted(piece.spots))


def _spots(piece: Piece) -> set[Spot]:
    return {(technology, place) for technology, place, _ in piece.spots}


def _shared_places(pieces: Sequence[Piece], one: int, two: int) -> frozenset[str]:
    return frozenset(place for _, place in _spots(pieces[one]) & _spots(pieces[two]))


def _pairs(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """(earlier, later) of two houses that claim the same at one place in one language, with a number in common."""
    by_spot: dict[tuple[str, Spot], list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for number, piece in enumerate(pieces):
        for spot in sorted(_spots(piece)):
            earlier = by_spot[piece.language, spot]
            for other in earlier[-MOST_EACH:]:
                if _worth(pieces[other], piece):
                    found.add((other, number))
            earlier.append(number)
    return sorted(found)


def _worth(one: Piece, two: Piece) -> bool:
    if one.outlet is None or two.outlet is None or one.outlet == two.outlet:
        return False
    if not near(bounds(one.published), bounds(two.published)):
        return False
    return not set(one.numbers).isdisjoint(two.numbers)


def _compared(
    one: Anchored, two: Anchored, places: Collection[str], capitals: tuple[frozenset[str], frozenset[str]]
) -> dict[str, Any]:  # fmt: skip
    """What two texts have in common, as plain values for a memo."""
    left, right = _facts(one, places), _facts(two, places)
    shared = {key: anchor for key, anchor in left.items() if key in right}
    # A name at the beginning of a sentence is no anchor there: it counts where the other text has it as one.
    shared |= {key: anchor for key, anchor in left.items() if key.startswith("l:") and key[2:] in capitals[1]}
    shared |= {key: anchor for key, anchor in right.items() if key.startswith("l:") and key[2:] in capitals[0]}
    facts = _distinct(shared)
    fewer = min(len(_distinct(left)), len(_distinct(right)))
    measures = sum(kind in ("number", "date") for kind in facts.values())
    likeness = compare(one, two, Weights({}, 0))
    passages = [
        [one.sentences[p.one[0]].start, one.sentences[p.one[1] - 1].end,
         two.sentences[p.two[0]].start, two.sentences[p.two[1] - 1].end]
        for p in likeness.pairs if len(p.shared) > 1
    ][:MOST_PASSAGES]  # fmt: skip
    return {"facts": sorted(facts), "measures": measures, "fewer": fewer,
            "shares": [likeness.one_share, likeness.two_share], "passages": passages}  # fmt: skip


def _facts(text: Anchored, places: Collection[str]) -> dict[str, Anchor]:
    """key -> the anchor, of what few texts share: numbers that are no small or round ones, days, names; ``places``, of
    which both texts are known to tell, aside."""
    out: dict[str, Anchor] = {}
    for sentence in text.sentences:
        for anchor in sentence.anchors:
            if anchor.maybe or anchor.kind not in ("number", "date", "place", "name") or anchor.shown in places:
                continue
            for key in anchor.keys:
                kind, _, rest = key.partition(":")
                rare = kind == "n" and float(rest) >= LEAST and special(key) > 1
                if rare or kind in ("d", "p", "l"):
                    out[key] = anchor
    return out


def _distinct(held: Mapping[str, Anchor]) -> dict[str, str]:
    """shown -> kind, of each fact once: a name within a longer one is the same."""
    kinds = {anchor.shown: anchor.kind for _, anchor in sorted(held.items())}
    names = [shown for shown, kind in kinds.items() if kind in ("name", "place")]
    return {
        shown: kind for shown, kind in kinds.items()
        if kind not in ("name", "place") or not any(shown != other and shown in other for other in names)
    }  # fmt: skip


def _rewrite(
    pieces: Sequence[Piece], one: int, two: int, facts: Sequence[str], shares: Sequence[float],
    passages: Sequence[Sequence[int]],
) -> Relation:  # fmt: skip
    first, direction = order(pieces[one], pieces[two])
    places = ", ".join(sorted(_shared_places(pieces, one, two)))
    reasons = (
        f"Both claim the same of {places}.",
        f"The same numbers, days and names stand in both: {'; '.join(facts[:MOST_PASSAGES])}.",
    )
    found = [Alignment((a, b), (c, d)) for a, b, c, d in passages]
    if first is False:
        return Relation(one, two, "rewrite", reasons, direction, Overlap((), shares[0], shares[1]), tuple(found))
    turned = tuple(Alignment(passage.parent, passage.child) for passage in found)
    return Relation(two, one, "rewrite", reasons, direction, Overlap((), shares[1], shares[0]), turned)
