"""Which items may share text: an inverted index of k-gram hashes, kept small enough for a laptop.

Near linear: every k-gram costs eight bytes (its hash's upper 40 bits and its body's number, sorted); a k-gram that
stands in many bodies gives one pair a body (with the earliest that has it), not all pairs; one that stands in very many
gives none. Identical bodies are indexed once. Every k-gram is kept up to MOST_KEPT; beyond it only those whose hash is
even, then divisible by four and so on, the same ones in every body.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .batch import LETTERS, Numbers, batch, batch_grams
from .text import CHARACTER_RUN, Tokens, digest, grams

BODY_BITS = 24
"""Bits of a posting that number the body; the other 40 are the k-gram's. Two k-grams of 10^8 share them with another
so rarely that four shared by chance do not happen."""

MOST_KEPT = 1 << 28
"""Postings kept whole (2 GiB); 1,000,000 articles of 250 words have about as many."""

CHUNK = 1 << 22
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

FORMULA_STORIES = 4
"""A k-gram in so many stories of one house is a set phrase of that house: a dateline, a title, a closing note."""

LEAST_TOKENS = 12
"""A body shorter than this is compared with others as a whole only: its phrases are too few to tell a copy."""

LEAST_WORDS, LEAST_LETTERS = 4, 8
"""A body with fewer words, or letters of a script without word spaces, says nothing ("Video unavailable."): two such
are no copies of each other."""

_BODY = np.uint64((1 << BODY_BITS) - 1)
_SHIFT = np.uint64(BODY_BITS)


@dataclass(frozen=True)
class Pairs:
    """Pairs of bodies that share k-grams. one < two: their numbers. shared: how many k-grams both have; rare: how many
    of those few bodies have (at most ALL_PAIRS)."""

    one: NDArray[np.int64]
    two: NDArray[np.int64]
    shared: NDArray[np.int64]
    rare: NDArray[np.int64]


@dataclass(frozen=True)
class Formulas:
    """Set phrases of houses, as the upper bits of their k-grams' hashes, sorted."""

    values: Numbers

    def __call__(self, grams: Sequence[int]) -> list[bool]:
        """Whether each of these k-gram hashes is one."""
        return list(self.known(np.array(grams, np.uint64) >> _SHIFT).tolist()) if len(grams) else []

    def known(self, values: Numbers) -> NDArray[np.bool_]:
        """The same for hashes that are cut already."""
        if not len(self.values):
            return np.zeros(len(values), np.bool_)
        place = np.minimum(np.searchsorted(self.values, values), len(self.values) - 1)
        return np.asarray(self.values[place] == values)


@dataclass(frozen=True)
class Print:
    """A body's fingerprint. digest: of its tokens. length: tokens. run: length of its k-grams. grams: the upper bits of
    their hashes, sorted, each once; none where the body is too short."""

    digest: bytes
    length: int
    run: int
    grams: Numbers


def prints(texts: Sequence[tuple[str, Sequence[tuple[int, int]] | None]]) -> list[Print]:
    """The fingerprints of (text, spans of its body), for ``ReuseIndex.add_print``."""
    out: list[Print] = []
    for some in _batches([("", text, spans) for text, spans in texts]):
        of = batch([(text, spans) for _, text, spans in some])
        lengths, runs = np.diff(of.bounds).tolist(), of.runs.tolist()
        owners, values = batch_grams(of)
        order = np.argsort(owners, kind="stable")
        edges = np.searchsorted(owners[order], np.arange(len(some) + 1))
        values = values[order] >> _SHIFT
        for place in range(len(some)):
            own = values[edges[place] : edges[place + 1]] if lengths[place] >= LEAST_TOKENS else values[:0]
            out.append(Print(of.digest(place), lengths[place], runs[place], np.unique(own)))
    return out


class ReuseIndex:
    """Bodies are added one by one or many at once; only hashes are kept."""

    def __init__(self) -> None:
        self._chunks: list[Numbers] = []
        self._fresh: list[Numbers] = []
        self._held = 0
        self._thinned = 0
        self._by_digest: dict[bytes, int] = {}
        self._grams = np.zeros(0, np.int64)
        self.members: list[list[str]] = []

    def add(self, item: str, of: Tokens) -> int | None:
        """Adds the body of ``item`` and gives its number; identical bodies share one, however short they
        are. None: it says nothing."""
        number, new = self._number(item, digest(of), len(of), of.run)
        if number is not None and new and len(of) >= LEAST_TOKENS:
            values = np.fromiter((value for _, value in grams(of)), np.uint64)
            self._keep(values, np.full(len(values), number, np.uint64))
        return number

    def add_texts(
        self, texts: Sequence[tuple[str, str, Sequence[tuple[int, int]] | None]]
    ) -> list[tuple[int | None, int]]:
        """Adds many bodies, (item, text, spans of its body) each, and gives the number and the length in tokens of
        each; the same as ``add``, many times as fast."""
        out: list[tuple[int | None, int]] = []
        for some in _batches(texts):
            of = batch([(text, spans) for _, text, spans in some])
            lengths = np.diff(of.bounds).tolist()
            indexed = np.full(len(some), -1, np.int64)
            for place, (item, _, _) in enumerate(some):
                number, new = self._number(item, of.digest(place), lengths[place], int(of.runs[place]))
                out.append((number, lengths[place]))
                if number is not None and new and lengths[place] >= LEAST_TOKENS:
                    indexed[place] = number
            owners, values = batch_grams(of)
            bodies = indexed[owners]
            kept = bodies >= 0
            self._keep(values[kept], bodies[kept].astype(np.uint64))
        return out

    def add_print(self, item: str, of: Print) -> int | None:
        """As ``add``, for a body of which only the fingerprint is at hand."""
        number, new = self._number(item, of.digest, of.length, of.run)
        if number is not None and new and len(of.grams):
            self._keep(of.grams << _SHIFT, np.full(len(of.grams), number, np.uint64))
        return number

    def _number(self, item: str, key: bytes, length: int, run: int) -> tuple[int | None, bool]:
        if length < (LEAST_LETTERS if run == CHARACTER_RUN else LEAST_WORDS):
            return None, False
        number = self._by_digest.get(key)
        if number is not None:
            self.members[number].append(item)
            return number, False
        number = len(self.members)
        if number > int(_BODY):
            raise OverflowError(f"More than {int(_BODY):,} different texts in one case cannot be compared.")
        self._by_digest[key] = number
        self.members.append([item])
        return number, True

    def _keep(self, values: Numbers, bodies: Numbers) -> None:
        if self._thinned:
            few = values >> _SHIFT & np.uint64((1 << self._thinned) - 1) == 0
            values, bodies = values[few], bodies[few]
        self._fresh.append((values & ~_BODY) | bodies)
        self._held += len(values)
        if self._held >= CHUNK:
            self._settle()

    def _settle(self) -> None:
        """Sorts what came in since the last time; a k-gram counts once in each body."""
        if self._fresh:
            chunk = np.concatenate(self._fresh)
            chunk.sort()
            self._chunks.append(_unique(chunk))
            self._fresh, self._held = [], 0
        while sum(map(len, self._chunks)) > MOST_KEPT:
            self._thinned += 1
            odd = np.uint64(1 << BODY_BITS + self._thinned - 1)
            self._chunks = [chunk[chunk & odd == 0] for chunk in self._chunks]

    def candidates(self, rank: Sequence[int], formulas: Formulas | None = None) -> list[tuple[int, int]]:
        """Pairs of body numbers that are worth comparing, sorted. ``rank`` gives each body's place in time; formulas:
        k-grams that do not count (``formulas``)."""
        pairs = self.pairs(rank, formulas)
        place = np.asarray(rank, np.int64)
        one = np.concatenate([pairs.one, pairs.two])
        two = np.concatenate([pairs.two, pairs.one])
        shared = np.concatenate([pairs.shared, pairs.shared])
        order = np.lexsort((place[two], -shared, one)) if len(one) else np.zeros(0, np.int64)
        one, two = one[order], two[order]
        first = np.flatnonzero(np.concatenate([[True], one[1:] != one[:-1]])) if len(one) else one
        nth = np.arange(len(one)) - np.repeat(first, np.diff(np.append(first, len(one))))
        one, two = one[nth < CANDIDATES], two[nth < CANDIDATES]
        low, high = np.minimum(one, two), np.maximum(one, two)
        keys = np.unique(low << BODY_BITS | high)
        return list(zip((keys >> BODY_BITS).tolist(), (keys & int(_BODY)).tolist(), strict=True))

    def formulas(self, rank: Sequence[int], houses: Sequence[int]) -> Formulas:
        """The set phrases of houses: k-grams that stand in FORMULA_STORIES stories of one house. houses: for each body
        the number of the house that published it, below zero where it is not known. Bodies of one house that share
        half of their k-grams are one story, so that a story printed in many versions is no formula."""
        self._settle()
        house = np.asarray(houses, np.int64)
        if len(house) < FORMULA_STORIES or np.bincount(house[house >= 0], minlength=1).max() < FORMULA_STORIES:
            return Formulas(np.zeros(0, np.uint64))
        found = self.pairs(rank)
        sizes = self._sizes()
        story = list(range(len(house)))

        def first(number: int) -> int:
            while story[number] != number:
                story[number] = story[story[number]]
                number = story[number]
            return number

        one_story = 2 * found.shared >= np.minimum(sizes[found.one], sizes[found.two])
        one_story &= house[found.one] == house[found.two]
        for one, two in zip(found.one[one_story].tolist(), found.two[one_story].tolist(), strict=True):
            left, right = first(one), first(two)
            story[max(left, right)] = min(left, right)
        stories = np.array([first(number) for number in range(len(house))], np.int64)
        return Formulas(np.concatenate([np.zeros(0, np.uint64)] + [
            _formula_values(part, house, stories) for part in self._shards()
        ]))  # fmt: skip

    def _sizes(self) -> NDArray[np.int64]:
        """How many distinct k-grams of each body are kept."""
        size = len(self.members)
        sizes = np.zeros(size, np.int64)
        for chunk in self._chunks:
            sizes += np.bincount((chunk & _BODY).astype(np.int64), minlength=size)[:size]
        return sizes

    def pairs(self, rank: Sequence[int], formulas: Formulas | None = None) -> Pairs:
        """All pairs that share enough k-grams, sorted; see LEAST_SHARED and COMMON_SHARE."""
        self._settle()
        size = len(self.members)
        sizes = self._sizes()
        place = np.asarray(rank, np.int64)
        rare: list[Numbers] = []
        common: list[Numbers] = []
        for part in self._shards():
            few, many = _pair_keys(part, place, max(MOST_BODIES, size // 50), formulas)
            rare.append(few)
            common.append(many)
        found: list[tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]] = []
        for low, high in _ranges(size):
            keys, counts, fewer = _count(_between(rare, low, high), _between(common, low, high))
            one, two = (keys >> _SHIFT).astype(np.int64), (keys & _BODY).astype(np.int64)
            smaller = np.minimum(sizes[one], sizes[two])
            least = LEAST_SHARED >> self._thinned if self._thinned < 2 else 1
            good = (fewer >= max(least, 1)) | (counts >= np.maximum(2.0, COMMON_SHARE * smaller))
            found.append((keys[good], counts[good], fewer[good]))
        keys = np.concatenate([part[0] for part in found]) if found else np.zeros(0, np.uint64)
        shared = np.concatenate([part[1] for part in found]) if found else np.zeros(0, np.int64)
        fewer = np.concatenate([part[2] for part in found]) if found else np.zeros(0, np.int64)
        return Pairs((keys >> _SHIFT).astype(np.int64), (keys & _BODY).astype(np.int64), shared, fewer)

    def _shards(self) -> Iterator[Numbers]:
        """The postings in order, in parts that fit the memory; all of one k-gram in one part."""
        total = sum(map(len, self._chunks))
        shards = max(1, min(SHARDS * 4, total // CHUNK))
        for shard in range(shards):
            low = np.uint64((shard << 64) // shards) & ~_BODY
            high = None if shard + 1 == shards else np.uint64(((shard + 1) << 64) // shards) & ~_BODY
            parts = [
                chunk[np.searchsorted(chunk, low) : None if high is None else np.searchsorted(chunk, high)]
                for chunk in self._chunks
            ]
            if parts:
                whole = np.concatenate(parts)
                whole.sort()
                yield whole


def _batches(
    texts: Sequence[tuple[str, str, Sequence[tuple[int, int]] | None]],
) -> Iterator[Sequence[tuple[str, str, Sequence[tuple[int, int]] | None]]]:
    start = letters = 0
    for number, (_, text, _) in enumerate(texts):
        if letters and letters + len(text) > LETTERS:
            yield texts[start:number]
            start, letters = number, 0
        letters += len(text)
    if start < len(texts):
        yield texts[start:]


def _unique(ordered: Numbers) -> Numbers:
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def _pair_keys(
    part: Numbers, place: NDArray[np.int64], most: int, formulas: Formulas | None = None
) -> tuple[Numbers, Numbers]:  # fmt: skip
    """(one << BODY_BITS | two) for each k-gram that both have, sorted: first of the k-grams that few bodies have, then
    of those that more than ALL_PAIRS but at most ``most`` have."""
    value = part >> _SHIFT
    twice = value[1:] == value[:-1]
    some = np.flatnonzero(np.concatenate([twice, [False]]) | np.concatenate([[False], twice])) if len(part) else twice
    part, value = part[some], value[some]  # Most k-grams stand in one body alone.
    edge = np.flatnonzero(np.concatenate([[True], value[1:] != value[:-1], [True]])) if len(part) else np.zeros(1, int)
    starts, counts = edge[:-1], np.diff(edge)
    if formulas is not None and len(formulas.values):
        own = ~formulas.known(value[starts])
        starts, counts = starts[own], counts[own]
    bodies = part & _BODY
    few: list[Numbers] = []
    for size in range(2, ALL_PAIRS + 1):
        at = starts[counts == size]
        for i in range(size - 1):
            for j in range(i + 1, size):
                few.append(bodies[at + i] << _SHIFT | bodies[at + j])
    keys = np.concatenate(few) if few else np.zeros(0, np.uint64)
    keys.sort()
    wide = (counts > ALL_PAIRS) & (counts <= most)
    at, long = starts[wide], counts[wide]
    if not len(at):
        return keys, np.zeros(0, np.uint64)
    within = np.arange(int(long.sum())) - np.repeat(np.cumsum(long) - long, long)
    members = bodies[np.repeat(at, long) + within].astype(np.int64)
    earliest = np.minimum.reduceat(place[members], np.cumsum(long) - long)
    body_at = np.empty(len(place), np.int64)
    body_at[place] = np.arange(len(place))
    anchor = np.repeat(body_at[earliest], long)
    other = members != anchor
    low, high = np.minimum(anchor, members)[other], np.maximum(anchor, members)[other]
    many = (low << BODY_BITS | high).astype(np.uint64)
    many.sort()
    return keys, many


def _formula_values(part: Numbers, house: NDArray[np.int64], stories: NDArray[np.int64]) -> Numbers:
    """The k-grams of ``part`` (sorted postings) that stand in FORMULA_STORIES stories of one house."""
    value, body = part >> _SHIFT, (part & _BODY).astype(np.int64)
    edge = np.flatnonzero(np.concatenate([[True], value[1:] != value[:-1], [True]])) if len(part) else np.zeros(1, int)
    counts = np.diff(edge)
    many = np.repeat(counts >= FORMULA_STORIES, counts) & (house[body] >= 0)
    value, body = value[many], body[many]
    order = np.lexsort((stories[body], house[body], value))
    value, home, story = value[order], house[body][order], stories[body][order]
    if not len(value):
        return value
    new_home = np.concatenate([[True], (value[1:] != value[:-1]) | (home[1:] != home[:-1])])
    new_story = new_home | np.concatenate([[True], story[1:] != story[:-1]])
    told = np.add.reduceat(new_story.astype(np.int64), np.flatnonzero(new_home))
    return np.unique(value[new_home][told >= FORMULA_STORIES])


def _ranges(size: int) -> Iterator[tuple[np.uint64, np.uint64]]:
    """Ranges of keys, so that the pairs of a large case are counted part by part."""
    step = max(1, size // 16 + 1)
    for low in range(0, size, step):
        yield np.uint64(low << BODY_BITS), np.uint64((low + step) << BODY_BITS)


def _between(parts: Sequence[Numbers], low: np.uint64, high: np.uint64) -> Numbers:
    cut = [part[np.searchsorted(part, low) : np.searchsorted(part, high)] for part in parts]
    whole = np.concatenate(cut) if cut else np.zeros(0, np.uint64)
    whole.sort()
    return whole


def _count(rare: Numbers, common: Numbers) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
    """The distinct keys, how often each stands in both lists, and how often in the first."""
    few, fewer = np.unique(rare, return_counts=True)
    many, more = np.unique(common, return_counts=True)
    keys = np.union1d(few, many)
    rare_counts, counts = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
    rare_counts[np.searchsorted(keys, few)] = fewer
    counts[np.searchsorted(keys, many)] = more
    return keys, counts + rare_counts, rare_counts
