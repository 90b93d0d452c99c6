"""Which sentences of a child answer which of its parent: by the rare words, numbers and names that both have."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .sides import Side, Span, words

MOST = 400
"""Sentences of either text that are looked at."""
LEAST_COVER = 0.3
"""How much of the smaller sentence's weight the other must have, for the two to answer each other."""
FAR = 0.15
"""What standing at quite another place of its text takes off a sentence's likeness."""
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences child[0].. of one text answer sentences parent[0].. of the other. cover: 0..1, how much they share."""

    child: tuple[int, ...]
    parent: tuple[int, ...]
    cover: float


def tokens(side: Side, span: Span) -> frozenset[str]:
    """What of a sentence is looked for in the other text: stems, numbers; pairs of characters in Chinese."""
    found = {match.group().replace(",", "") for match in _NUMBER.finditer(side.text, *span)}
    for word in words(side.text, span, side.language):
        if side.language == "zh" and not word.key.isascii():
            found.update(word.key[i : i + 2] for i in range(max(1, len(word.key) - 1)))
        else:
            found.add(word.key)
    return frozenset(found)


def align(child: Side, parent: Side) -> list[Block]:
    """Blocks in the child's order. Each child's sentence goes to the parent's sentence it shares most with; those that
    share a parent stand in one block, and so do parents that one child's sentence covers."""
    left = [tokens(child, span) for span in child.sentences[:MOST]]
    right = [tokens(parent, span) for span in parent.sentences[:MOST]]
    many = Counter(token for group in (left, right) for one in group for token in one)
    size = len(left) + len(right) + 1
    weight = {token: math.log(1 + size / count) for token, count in many.items()}
    where: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(right):
        for token in one:
            where[token].append(number)
    full_left = [math.fsum(sorted(weight[t] for t in one)) for one in left]
    full_right = [math.fsum(sorted(weight[t] for t in one)) for one in right]
    common = max(8, size // 20)
    pairs: list[tuple[float, int, int]] = []
    for i, one in enumerate(left):
        shared: dict[int, float] = defaultdict(float)
        for token in sorted(one):
            if len(where[token]) <= common:
                for j in where[token]:
                    shared[j] += weight[token]
        for j in shared:
            both = math.fsum(sorted(weight[t] for t in one & right[j]))
            cover = both / max(1e-9, min(full_left[i], full_right[j]))
            whole = both / max(1e-9, full_left[i] + full_right[j] - both)
            far = abs(i / max(1, len(left)) - j / max(1, len(right))) if size > 8 else 0.0
            if cover >= LEAST_COVER and len(one & right[j]) >= 2:
                pairs.append((round(cover + whole - FAR * far, 9), i, j))
    best_child: dict[int, float] = {}
    best_parent: dict[int, float] = {}
    for score, i, j in pairs:
        best_child[i], best_parent[j] = max(score, best_child.get(i, 0.0)), max(score, best_parent.get(j, 0.0))
    # A sentence that is all but taken over is no part of a block with others.
    group_of: dict[tuple[str, int], int] = {}
    groups: list[tuple[set[int], set[int], float]] = []
    for score, i, j in sorted(pairs, key=lambda row: (-row[0], row[1], row[2])):
        one_to_one = score == best_child[i] and score == best_parent[j]
        if score not in (best_child[i], best_parent[j]):
            continue
        a, b = group_of.get(("c", i)), group_of.get(("p", j))
        if a is None and b is None:
            group_of["c", i] = group_of["p", j] = len(groups)
            groups.append(({i}, {j}, score))
        elif one_to_one or (a is not None and b is not None):
            continue
        elif a is None and b is not None and len(groups[b][0]) < 3 and groups[b][2] < 1.8 and _beside(groups[b][0], i):
            groups[b][0].add(i)
            group_of["c", i] = b
        elif b is None and a is not None and len(groups[a][1]) < 3 and groups[a][2] < 1.8 and _beside(groups[a][1], j):
            groups[a][1].add(j)
            group_of["p", j] = a
    blocks = [Block(tuple(sorted(c)), tuple(sorted(p)), min(1.0, score / 2)) for c, p, score in groups]
    return sorted(blocks, key=lambda block: (block.child, block.parent))


def _beside(group: Sequence[int] | set[int], number: int) -> bool:
    return min(abs(number - other) for other in group) <= 1
