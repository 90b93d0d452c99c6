"""Which value of a sentence belongs to which of its words: what a bag of words cannot see.

Both texts share some words (anchors). How near a value stands to each anchor, clause boundaries counted, is a row of
numbers; two values that changed places have exchanged their rows.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from .endings import HEAD_ZH, NAMED
from .scales import barriers
from .sides import Side, Span, Word, words

SMALLEST_ZH = 2
WORD_STEP = 0.25
"""What a word in between costs, where a comma costs 3 and a full stop 8 (words_*.CUTS)."""
REACH = 2.5
"""By how much cost a word's pull falls to 1/e."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word that both texts have. child, parent: where it stands, every time."""

    key: str
    child: tuple[Span, ...]
    parent: tuple[Span, ...]
    name: bool


def anchors(child: Side, spans: Sequence[Span], parent: Side, parent_spans: Sequence[Span]) -> list[Anchor]:
    """The content words that both stretches have, neighbours in both joined into one, in the parent's order."""
    left = [w for span in spans for w in words(child.text, span, child.language)]
    right = [w for span in parent_spans for w in words(parent.text, span, parent.language)]
    if child.language == "zh":
        left, right = _cut_zh(child.text, left, parent.text, right)
    shared = {w.key for w in left} & {w.key for w in right}
    one, two = _joined(left, right, shared), _joined(right, left, shared)
    names = {w.key for w in (*left, *right) if w.name}
    keys = [key for key in two if key in one]
    return [
        Anchor(key, tuple(one[key]), tuple(two[key]), any(part in names for part in key.split("|"))) for key in keys
    ]


def _joined(own: Sequence[Word], other: Sequence[Word], shared: set[str]) -> dict[str, list[Span]]:
    """key -> places; two words that always follow each other in both texts are one."""
    after = _followers(own, shared)
    behind = _followers(other, shared)
    bound = {key for key, nxt in after.items() if len(nxt) == 1 and behind.get(key) == nxt and None not in nxt}
    follows = {next(iter(after[key])) for key in bound}
    before_own, before_other = _followers(own[::-1], shared), _followers(other[::-1], shared)
    firm = {
        key for key in follows
        if key and len(before_own.get(key, ())) == 1 and before_own[key] == before_other.get(key)
    }  # fmt: skip
    out: dict[str, list[Span]] = defaultdict(list)
    number = 0
    while number < len(own):
        word = own[number]
        if word.key not in shared:
            number += 1
            continue
        key, start, end = word.key, word.start, word.end
        while number + 1 < len(own) and own[number].key in bound and own[number + 1].key in firm:
            number += 1
            key, end = f"{key}|{own[number].key}", own[number].end
        out[key].append((start, end))
        number += 1
    return out


def _is_named(word: Word) -> bool:
    return any(pattern.search(word.key) for pattern in NAMED.values()) and len(word.key) > 2


def _followers(own: Sequence[Word], shared: set[str]) -> dict[str, set[str | None]]:
    out: dict[str, set[str | None]] = defaultdict(set)
    for word, nxt in zip_longest(own, own[1:]):
        if word is not None and word.key in shared:
            near = nxt is not None and nxt.key in shared and 0 <= max(nxt.start - word.end, word.start - nxt.end) <= 1
            near = near and nxt is not None and word.name == nxt.name and not _is_named(word) and not _is_named(nxt)
            out[word.key].add(nxt.key if near and nxt is not None else None)
    return out


def _cut_zh(one: str, left: Sequence[Word], two: str, right: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Chinese has no spaces: what both texts have in a row, two characters or more, longest first, is a word."""
    held = [two[w.start : w.end] for w in right]
    pool = "\0".join(held)
    pieces: set[str] = set()
    for run in left:
        said, at = run.key, 0
        while at < len(said):
            size = 0
            while at + size < len(said) and said[at : at + size + 1] in pool:
                size += 1
            if size >= SMALLEST_ZH:
                pieces.add(said[at : at + size])
            at += max(size, 1)
    for piece in sorted(pieces):
        named = HEAD_ZH.match(piece)
        if named:
            pieces.discard(piece)
            pieces.update((named["name"], named["rest"]))
    # A longer piece that holds a shorter one is cut, so that the shorter is met everywhere.
    order = sorted(pieces, key=lambda piece: (len(piece), piece))
    kept: list[str] = []
    for piece in order:
        rest = piece
        for small in kept:
            rest = rest.replace(small, "\0")
        kept += [part for part in rest.split("\0") if len(part) >= SMALLEST_ZH and part not in kept]
    kept.sort(key=lambda piece: (-len(piece), piece))

    def find(text: str, runs: Sequence[Word]) -> list[Word]:
        out: list[Word] = []
        for run in runs:
            taken = [False] * (run.end - run.start)
            for piece in kept:
                at = run.key.find(piece)
                while at >= 0:
                    if not any(taken[at : at + len(piece)]):
                        taken[at : at + len(piece)] = [True] * len(piece)
                        out.append(Word(piece, run.start + at, run.start + at + len(piece)))
                    at = run.key.find(piece, at + 1)
        return sorted(out, key=lambda w: w.start)

    return find(one, left), find(two, right)


class Field:
    """Costs between places of one stretch of text."""

    def __init__(self, side: Side, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._sums: list[float] = [0.0]
        marks: list[tuple[int, float]] = []
        for span in spans:
            marks += [(at, float(weight)) for at, weight in barriers(side.text, span, side.language)]
            for word in words(side.text, span, side.language):
                marks.append((word.start, WORD_STEP * (0.25 * (word.end - word.start) if side.language == "zh" else 1)))
            marks.append((span[1], 8.0))
        for at, weight in sorted(marks):
            self._starts.append(at)
            self._sums.append(self._sums[-1] + weight)

    def cost(self, one: Span, two: Span) -> float:
        """What stands between two places; 0 where they meet."""
        if one[0] > two[0]:
            one, two = two, one
        low, high = bisect_left(self._starts, one[1]), bisect_left(self._starts, two[0])
        return max(0.0, self._sums[max(high, low)] - self._sums[low])

    def pull(self, values: Sequence[Span], places: Sequence[Span]) -> float:
        """0..1: how near the nearest of ``values`` stands to the nearest of ``places``."""
        return max(
            (math.exp(-self.cost(value, place) / REACH) for value in values for place in places), default=0.0
        )


def correlation(one: Mapping[str, float], two: Mapping[str, float]) -> tuple[float, float]:
    """(sum of products of the centred values, correlation) of two rows over their common keys; 0 where either is flat.
    """
    keys = sorted(one.keys() & two.keys())
    if len(keys) < 2:
        return 0.0, 0.0
    left = [one[key] - math.fsum(one[k] for k in keys) / len(keys) for key in keys]
    right = [two[key] - math.fsum(two[k] for k in keys) / len(keys) for key in keys]
    both = math.fsum(a * b for a, b in zip(left, right, strict=True))
    norm = math.sqrt(math.fsum(a * a for a in left) * math.fsum(b * b for b in right))
    return both, both / norm if norm > 1e-9 else 0.0
