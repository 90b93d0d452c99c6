"""How the pieces of a case hang together, pair by pair; what was compared before is taken from memos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from sousveil.records import Alignment
from sousveil.records.serialise import to_plain
from sousveil.run.step import Memo, View, digest_of

from .align import Block, Overlap, alignments, mirrored, overlap
from .gather import Gathered, Shelf
from .relate import Piece, Relation, relate, strongest


def relations_of(view: View, gathered: Gathered, memo: Memo) -> list[Relation]:
    """Copies, excerpts and rewrites in one language among the candidates, by child; ``passages`` are the shared
    stretches as places in both texts."""
    states = {number: _state(gathered, number) for number in sorted({n for pair in gathered.candidates for n in pair})}
    keys = {pair: digest_of(states[pair[0]], states[pair[1]]) for pair in gathered.candidates}
    known = memo.many("pair", sorted(set(keys.values())))
    shelf = Shelf(view, gathered)
    by_child: dict[int, list[Relation]] = defaultdict(list)
    for pair in gathered.candidates:
        held = known.get(keys[pair])
        if held is None:
            relation = _compared(gathered.pieces, *pair, shelf)
            memo.put("pair", keys[pair], {"none": True} if relation is None else _plain(relation, pair))
        else:
            relation = _restored(held, pair)
        if relation is not None:
            by_child[relation.child].append(relation)
    return [relation for child in sorted(by_child) for relation in strongest(by_child[child])]


NOT_ASKED = ("items", "numbers", "marks")
"""Fields of a piece that no comparison of two texts in one language asks for."""


def _state(gathered: Gathered, number: int) -> str:
    """What stands for everything that a comparison may ask of a piece."""
    piece = gathered.pieces[number]
    asked = [getattr(piece, one.name) for one in fields(piece) if one.name not in NOT_ASKED]
    plain = [sorted(value) if isinstance(value, frozenset) else to_plain(value) for value in asked]
    return digest_of(piece.items[0], gathered.bodies[piece.items[0]], gathered.set_phrases[number], plain)


def _compared(pieces: Sequence[Piece], one: int, two: int, shelf: Shelf) -> Relation | None:
    left, right = pieces[one].items[0], pieces[two].items[0]
    found = mirrored(overlap(shelf.tokens(right), shelf.tokens(left), shelf.places(left)))
    relation = relate(pieces, one, two, found, (shelf.tokens(left), shelf.tokens(right)))
    if relation is None:
        return None
    child, parent = (shelf.tokens(pieces[number].items[0]) for number in (relation.child, relation.parent))
    return replace(relation, passages=alignments(relation.overlap.blocks, child, parent))


def _plain(one: Relation, pair: tuple[int, int]) -> dict[str, Any]:
    shared = one.overlap
    return {
        "child": pair.index(one.child), "kind": one.kind, "reasons": list(one.reasons), "direction": one.direction,
        "blocks": [[k.a, k.b, k.length, k.weight] for k in shared.blocks], "cleared": shared.cleared,
        "shares": [shared.one_share, shared.two_share, shared.pair_share, shared.pairs],
        "passages": [[*passage.child, *passage.parent] for passage in one.passages],
    }  # fmt: skip


def _restored(held: Mapping[str, Any], pair: tuple[int, int]) -> Relation | None:
    if "none" in held:
        return None
    blocks = tuple(Block(*block) for block in held["blocks"])
    one_share, two_share, pair_share, count = held["shares"]
    return Relation(
        pair[held["child"]], pair[1 - held["child"]], held["kind"], tuple(held["reasons"]), held["direction"],
        Overlap(blocks, one_share, two_share, pair_share, count, held["cleared"]),
        tuple(Alignment((a, b), (c, d)) for a, b, c, d in held["passages"]),
    )  # fmt: skip
