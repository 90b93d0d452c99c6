"""Two texts in two languages held together: which sentences answer each other in order, and on what grounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .anchors import Anchor, Anchored, Sentence

LEAST_GAIN = 1.0
"""What a pair of sentences must share, by weight, before it counts at all: two stray words are in any two sentences."""

STEPS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
"""How many sentences of one text may answer how many of the other (Gale & Church 1993, with 1:3 added)."""

MERGED = 0.6
"""Taken off for each sentence more than one on a side. Twice this is more than LEAST_GAIN, so that two sentences and
two are only put together where their matter crosses."""


Match = tuple[Anchor, Anchor, float]
"""An anchor as one text has it, as the other has it, and its weight."""

CHAIN, MOST_CHAINS = 4.0, 4
"""What a further chain of sentences, out of the first one's order, must gain, and how many chains are looked for."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences one[0]..one[1]-1 of one text answer two[0]..two[1]-1 of the other. shared: the anchors as either text
    has them, with what they weigh. weight: of all together."""

    one: tuple[int, int]
    two: tuple[int, int]
    shared: tuple[Match, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """pairs: in the order of the first text. one_share, two_share: 0..1, how much of each text's anchors, by weight,
    are found again in the sentence that answers. weight: of all shared anchors. figures: how many telling numbers the
    text with fewer has, and how many of them the other has too. chains: in how many stretches the pairs keep the order
    of both."""

    pairs: tuple[Pair, ...]
    one_share: float
    two_share: float
    weight: float
    figures: tuple[int, int]
    chains: int = 1


Weight = Callable[[Anchor, str], float]
"""The weight of an anchor that is found again by that key ("": that is not found again)."""


def compare(one: Anchored, two: Anchored, weight: Weight) -> Likeness:
    """The best way to pair the sentences of two texts in order (dynamic programming, as in Gale & Church 1993); then,
    as long as it is worth CHAIN, the best way to pair those that are left: a retelling moves whole paragraphs."""
    cells = _cells(one.sentences, two.sentences, weight)
    pairs: list[Pair] = []
    rows: set[int] = set()
    columns: set[int] = set()
    chains = 0
    for number in range(MOST_CHAINS):
        gain, chain = _chain(cells, rows, columns, len(two.sentences))
        if not chain or (number and gain < CHAIN):
            break
        chains += 1
        pairs += chain
        rows.update(row for pair in chain for row in range(*pair.one))
        columns.update(column for pair in chain for column in range(*pair.two))
    pairs.sort(key=lambda pair: pair.one)
    total = sum(pair.weight for pair in pairs)
    return Likeness(
        tuple(pairs), _share(one, pairs, False, weight, total), _share(two, pairs, True, weight, total), total,
        _figures(one, two), chains,
    )  # fmt: skip


def _chain(
    cells: Sequence[Sequence[Cell]], taken_rows: set[int], taken_columns: set[int], width: int
) -> tuple[float, list[Pair]]:
    """The chain of pairs, in the order of both texts, that gains most, and its gain; taken sentences are left out."""

    def free(taken: set[int], start: int, end: int) -> bool:
        return not taken or taken.isdisjoint(range(start, end))

    height = len(cells)
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(height + 1):
        for j in range(width + 1):
            if i and best[i - 1][j] > best[i][j]:
                best[i][j], back[i, j] = best[i - 1][j], (1, 0)
            if j and best[i][j - 1] > best[i][j]:
                best[i][j], back[i, j] = best[i][j - 1], (0, 1)
            for a, b in STEPS:
                if a > i or b > j or not free(taken_rows, i - a, i) or not free(taken_columns, j - b, j):
                    continue
                gain = _together(cells, i - a, i, j - b, j) - LEAST_GAIN - MERGED * (a + b - 2)
                if gain > 0 and best[i - a][j - b] + gain > best[i][j] + 1e-9:
                    best[i][j], back[i, j] = best[i - a][j - b] + gain, (a, b)
    chain: list[Pair] = []
    i, j = height, width
    while i and j:
        a, b = back.get((i, j), (1, 0))
        if a and b:
            shared = _pair(cells, i - a, i, j - b, j)
            chain.append(Pair((i - a, i), (j - b, j), shared, sum(value for _, _, value in shared)))
        i, j = i - a, j - b
    return best[height][width], chain


def _pair(cells: Sequence[Sequence[Cell]], top: int, bottom: int, left: int, right: int) -> tuple[Match, ...]:
    found: dict[tuple[str, ...], Match] = {}
    for row in range(top, bottom):
        for column in range(left, right):
            for match in cells[row][column]:
                if match[0].keys not in found or found[match[0].keys][2] < match[2]:
                    found[match[0].keys] = match
    return tuple(found.values())


Cell = Sequence[Match]


def _cells(one: Sequence[Sentence], two: Sequence[Sentence], weight: Weight) -> list[list[Cell]]:
    """For each two sentences the anchors that both have, each by the weightiest key that finds it, none used twice."""
    where: dict[str, list[tuple[int, int]]] = {}
    for column, sentence in enumerate(two):
        for number, anchor in enumerate(sentence.anchors):
            for key in anchor.keys:
                where.setdefault(key, []).append((column, number))
    cells: list[list[Cell]] = []
    for sentence in one:
        met: dict[int, dict[tuple[int, int], float]] = {}
        for number, anchor in enumerate(sentence.anchors):
            for key in anchor.keys:
                value = weight(anchor, key) if key in where else 0.0
                for column, other in where.get(key, ()):
                    held = met.setdefault(column, {})
                    held[number, other] = max(held.get((number, other), 0.0), value)
        row: list[Cell] = [()] * len(two)
        for column, held in met.items():
            row[column] = _once(held, sentence, two[column])
        cells.append(row)
    return cells


def _once(held: Mapping[tuple[int, int], float], one: Sentence, two: Sentence) -> Cell:
    out: list[Match] = []
    used: tuple[set[int], set[int]] = set(), set()
    for (left, right), value in sorted(held.items(), key=lambda entry: (-entry[1], entry[0])):
        if left not in used[0] and right not in used[1]:
            used[0].add(left)
            used[1].add(right)
            out.append((one.anchors[left], two.anchors[right], value))
    return out


def _together(cells: Sequence[Sequence[Cell]], top: int, bottom: int, left: int, right: int) -> float:
    if bottom - top == 1 and right - left == 1:
        return sum(value for _, _, value in cells[top][left])
    found: dict[tuple[str, ...], float] = {}
    for row in range(top, bottom):
        for column in range(left, right):
            for anchor, _, value in cells[row][column]:
                found[anchor.keys] = max(found.get(anchor.keys, 0.0), value)
    return sum(found.values())


def _share(text: Anchored, pairs: Sequence[Pair], second: bool, weight: Weight, total: float) -> float:
    """``total`` of what could have been found again: every anchor that is no mere guess, and guesses that came true."""
    whole = sum(weight(anchor, "") for sentence in text.sentences for anchor in sentence.anchors if not anchor.maybe)
    # An anchor that came true by a better key than was expected of it weighs as much below the line as above it.
    for pair in pairs:
        for match in pair.shared:
            own = match[1] if second else match[0]
            whole += match[2] if own.maybe else max(0.0, match[2] - weight(own, ""))
    return min(1.0, total / whole) if total else 0.0


def _figures(one: Anchored, two: Anchored) -> tuple[int, int]:
    held = [{key for key in text.keys if key.startswith("n:") and float(key[2:]) >= 13} for text in (one, two)]
    return min(len(held[0]), len(held[1])), len(held[0] & held[1])
