"""The same words at two places: shared stretches of two bodies, with offsets on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sousveil.records import Alignment

from .text import WORD_RUN, Tokens, grams

MOST_PLACES = 6
"""How many places of one k-gram in the second text are tried; a refrain costs no more than this."""


@dataclass(frozen=True)
class Block:
    """Tokens one[a : a + length] and two[b : b + length] are the same.

    weight: its content words that are no names and not quoted: two reporters quote one speaker alike.
    """

    a: int
    b: int
    length: int
    weight: int


@dataclass(frozen=True)
class Overlap:
    """What two bodies share. one_share, two_share: 0..1, how much of each one's tokens the blocks cover.

    pair_share: 0..1, how much of the lesser text's word pairs, by weight (Tokens.pairs), stand in the other too; it
    sees a text that was reworked until few longer stretches are left. pairs: how many those are. cleared: whether set
    phrases of a house were known and left out.
    """

    blocks: tuple[Block, ...]
    one_share: float
    two_share: float
    pair_share: float = 0.0
    pairs: int = 0
    cleared: bool = False


def gram_places(of: Tokens) -> dict[int, list[int]]:
    """Where each k-gram with content stands, at most MOST_PLACES of them."""
    places: dict[int, list[int]] = {}
    for position, value in grams(of):
        found = places.setdefault(value, [])
        if len(found) < MOST_PLACES:
            found.append(position)
    return places


def overlap(one: Tokens, two: Tokens, places: dict[int, list[int]] | None = None) -> Overlap:
    """The longest shared stretches, from left to right in ``one``; each holds at least one k-gram with content.

    places: ``gram_places(two)``, when it is at hand.
    """
    if one.run != two.run:
        return Overlap((), 0.0, 0.0)
    places = gram_places(two) if places is None else places
    blocks: list[Block] = []
    covered = bytearray(len(two))
    done = 0
    for position, value in grams(one):
        if position < done:
            continue
        best: tuple[int, int, int] | None = None
        for place in places.get(value, ()):
            block = _extend(one, two, position, place, done)
            # The longest; between equals the one that covers new ground, then the first.
            if best is None or (block[2], -covered[block[1]]) > (best[2], -covered[best[1]]):
                best = block
        if best is not None and best[2] >= one.run:
            a, b, length = best
            shared = Block(a, b, length, _weight(one, two, a, b, length))
            if not _only_formula(one, shared):
                blocks.append(shared)
            covered[b : b + length] = b"\x01" * length
            done = a + length
    share, pairs = pair_share(one, two)
    return Overlap(tuple(blocks), *_shares(one, two, blocks), share, pairs, bool(one.formula or two.formula))


FORMULA = 0.8
"""A stretch this much of which is a house's set phrase is no shared stretch."""

LEAST_OWN = 12
"""A text with fewer tokens of its own, formulas aside, is measured as if it had so many."""


def _only_formula(one: Tokens, block: Block) -> bool:
    return bool(one.formula) and sum(one.formula[block.a : block.a + block.length]) >= FORMULA * block.length


def _shares(one: Tokens, two: Tokens, blocks: Sequence[Block]) -> tuple[float, float]:
    """How much of each text's own tokens, formulas aside, the blocks cover."""
    out = []
    for of, spans in ((one, [(k.a, k.length) for k in blocks]), (two, [(k.b, k.length) for k in blocks])):
        own = bytearray(b"\x01") * len(of)
        for number, formula in enumerate(of.formula):
            own[number] = not formula
        total = sum(own)
        for start, length in spans:
            own[start : start + length] = bytes(length)
        least = LEAST_OWN if of.formula else 1
        out.append((total - sum(own)) / max(least, total))
    return out[0], out[1]


LEAST_PAIR_WEIGHT = 50.0
"""A text whose word pairs weigh less (one or two of them) is measured as if they weighed this."""


def pair_share(one: Tokens, two: Tokens) -> tuple[float, int]:
    """How much of the lesser text's word pairs, by weight, stand in both; and how many do."""
    left, left_weights = one.pairs
    right, right_weights = two.pairs
    _, at, other = np.intersect1d(left, right, assume_unique=True, return_indices=True)
    # One pair can weigh differently at two places (a long genitive, a full-width form): the lesser weight counts.
    shared = float(np.minimum(left_weights[at], right_weights[other]).sum())
    lesser = min(float(left_weights.sum()), float(right_weights.sum()))
    return shared / max(lesser, LEAST_PAIR_WEIGHT), len(at)


def _extend(one: Tokens, two: Tokens, a: int, b: int, done: int) -> tuple[int, int, int]:
    left, right = one.ids, two.ids
    end = 0
    while a + end < len(left) and b + end < len(right) and left[a + end] == right[b + end]:
        end += 1
    back = 0
    while a - back > done and b - back > 0 and left[a - back - 1] == right[b - back - 1]:
        back += 1
    return a - back, b - back, end + back


def _weight(one: Tokens, two: Tokens, a: int, b: int, length: int) -> int:
    free = [i for i in range(length) if not (one.quoted[a + i] and two.quoted[b + i])]
    if one.formula:
        free = [i for i in free if not one.formula[a + i]]
    if one.run > WORD_RUN:
        return len(free) // 2
    return sum(1 for i in free if one.heavy[a + i] and not (one.proper[a + i] and two.proper[b + i]))


def alignments(blocks: tuple[Block, ...], child: Tokens, parent: Tokens, most: int = 20) -> tuple[Alignment, ...]:
    """The ``most`` longest blocks as character spans, in reading order of the child."""
    longest = sorted(sorted(blocks, key=lambda block: (-block.length, block.a))[:most], key=lambda block: block.a)
    return tuple(
        Alignment(
            (child.starts[block.a], child.ends[block.a + block.length - 1]),
            (parent.starts[block.b], parent.ends[block.b + block.length - 1]),
        )
        for block in longest
    )


def mirrored(found: Overlap) -> Overlap:
    """The same overlap seen from the other side."""
    turned = tuple(sorted((Block(k.b, k.a, k.length, k.weight) for k in found.blocks), key=lambda k: (k.a, k.b)))
    return replace(found, blocks=turned, one_share=found.two_share, two_share=found.one_share)
