"""Which items may share text: an inverted index of k-gram hashes, kept small enough for a laptop.

Near linear: every k-gram costs twelve bytes; a k-gram that stands in many bodies gives one pair a body (with the
earliest that has it), not all pairs; one that stands in very many gives none. Identical bodies are indexed once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from .text import CHARACTER_RUN, Tokens, digest, grams

SHARDS = 64
ALL_PAIRS = 8
"""A k-gram in at most this many bodies gives every pair of them."""

MOST_BODIES = 400
"""A k-gram in more bodies than this, and in more than one of fifty, is a formula of the genre and gives no pair."""

LEAST_SHARED = 4
"""Fewer shared rare k-grams than this is chance: three unusual phrases already have as many."""

COMMON_SHARE = 0.25
"""K-grams that many bodies have count only when they are this much of the smaller body: that is one story in many
outlets. Less is the genre's formulas."""

CANDIDATES = 6
"""How many partners of one body are compared word by word."""

LEAST_TOKENS = 12
"""A body shorter than this is compared with others as a whole only: its phrases are too few to tell a copy."""

LEAST_WORDS, LEAST_LETTERS = 4, 8
"""A body with fewer words, or letters of a script without word spaces, says nothing ("Video unavailable."): two such
are no copies of each other."""

_SHIFT = 32
_TOTAL = (1 << _SHIFT) - 1


class ReuseIndex:
    """Bodies are added one by one; only hashes are kept."""

    def __init__(self) -> None:
        self._hashes = [array("Q") for _ in range(SHARDS)]
        self._bodies = [array("L") for _ in range(SHARDS)]
        self._by_digest: dict[bytes, int] = {}
        self._grams = array("L")
        self.members: list[list[str]] = []

    def add(self, item: str, of: Tokens) -> int | None:
        """Adds the body of ``item`` and gives its number; identical bodies share one, however short they
        are. None: it says nothing."""
        if len(of) < (LEAST_LETTERS if of.run == CHARACTER_RUN else LEAST_WORDS):
            return None
        key = digest(of)
        number = self._by_digest.get(key)
        if number is not None:
            self.members[number].append(item)
            return number
        number = len(self.members)
        self._by_digest[key] = number
        self.members.append([item])
        values = {value for _, value in grams(of)} if len(of) >= LEAST_TOKENS else set()
        self._grams.append(len(values))
        for value in values:
            shard = value & (SHARDS - 1)
            self._hashes[shard].append(value)
            self._bodies[shard].append(number)
        return number

    def candidates(self, rank: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs of body numbers that are worth comparing, sorted. ``rank`` gives each body's place in time."""
        counts = self._counts(rank)
        partners: dict[int, list[tuple[int, int, int]]] = {}
        size = len(self.members)
        for key, packed in counts.items():
            count, rare = packed & _TOTAL, packed >> _SHIFT
            one, two = divmod(key, size)
            smaller = min(self._grams[one], self._grams[two])
            if rare < LEAST_SHARED and count < max(2.0, COMMON_SHARE * smaller):
                continue
            partners.setdefault(one, []).append((-count, rank[two], two))
            partners.setdefault(two, []).append((-count, rank[one], one))
        kept: set[tuple[int, int]] = set()
        for body, others in partners.items():
            for _, _, other in sorted(others)[:CANDIDATES]:
                kept.add((min(body, other), max(body, other)))
        return sorted(kept)

    def _counts(self, rank: Sequence[int]) -> dict[int, int]:
        size = len(self.members)
        most = max(MOST_BODIES, size // 50)
        counts: dict[int, int] = {}
        for hashes, bodies in zip(self._hashes, self._bodies, strict=True):
            first: dict[int, int] = {}
            again: dict[int, list[int]] = {}
            for value, body in zip(hashes, bodies, strict=True):
                before = first.setdefault(value, body)
                if before != body:
                    again.setdefault(value, [before]).append(body)
            for group in again.values():
                if len(group) <= most:
                    self._count_pairs(group, rank, counts, size)
        return counts

    def _count_pairs(self, group: list[int], rank: Sequence[int], counts: dict[int, int], size: int) -> None:
        step = 1
        if len(group) <= ALL_PAIRS:
            step += 1 << _SHIFT
            pairs = [(one, two) for i, one in enumerate(group) for two in group[i + 1 :]]
        else:
            anchor = min(group, key=lambda body: rank[body])
            pairs = [(min(anchor, body), max(anchor, body)) for body in group if body != anchor]
        for one, two in pairs:
            key = one * size + two
            counts[key] = counts.get(key, 0) + step
