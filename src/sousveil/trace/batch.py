"""Many texts as tokens and k-grams at once: the same numbers as ``text`` gives for each alone, many times as fast.

The texts of a batch stand one after another as code points. Words are hashed from one prefix sum, k-grams from shifted
copies of the words' hashes; words with unusual letters go through ``text.word_hash`` one by one. ``text`` is the
definition; a test holds the two equal.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .text import (
    _IS_CJK,
    BASE,
    CHARACTER_RUN,
    COMMON,
    MASK,
    MIX_ONE,
    MIX_TWO,
    SALT,
    WORD_RUN,
    word_hash,
)  # fmt: skip

Numbers = NDArray[np.uint64]

LETTERS = 1 << 16
"""Code points of a batch that fit a processor's cache; callers cut their material into batches of about this many."""

_OTHER, _WORD, _CJK_LETTER, _APOSTROPHE = 0, 1, 2, 3
_ODD = 0
"""In the table of folded letters: this one must be folded with its word."""

SIMPLE = ((0x20, 0x250), (0x370, 0x530), (0x2019, 0x201A), (0x3041, 0x3100), (0x4E00, 0xA000), (0xAC00, 0xD7A4))
"""Letters that fold one by one, whatever stands beside them (no composition across letters in these blocks)."""

SHORT_WORD = 48
"""Longer words, counted before folding, go one by one (text.LONG_WORD counts after it; folding may lengthen)."""


@dataclass(frozen=True)
class Batch:
    """The tokens of several texts in order. bounds: text i has the tokens bounds[i] : bounds[i + 1]. ids, heavy: as in
    Tokens. runs: the length of each text's k-grams."""

    bounds: NDArray[np.int64]
    ids: Numbers
    heavy: NDArray[np.bool_]
    runs: NDArray[np.int64]

    def digest(self, number: int) -> bytes:
        """As ``text.digest`` of that text."""
        ids = self.ids[self.bounds[number] : self.bounds[number + 1]]
        return hashlib.blake2b(ids.tobytes(), digest_size=16).digest()


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """For every code point what it is in a text, and what it folds to."""
    kinds = np.zeros(0x110000, np.uint8)
    for point in range(0x110000):
        if chr(point).isalnum():
            kinds[point] = _WORD
    for match in re.finditer(r"(.)-(.)|(.)", _IS_CJK.pattern[1:-1], re.DOTALL):
        low = match[1] or match[3]
        kinds[ord(low) : ord(match[2] or low) + 1] = _CJK_LETTER
    kinds[[ord("'"), ord("’")]] = _APOSTROPHE
    folded = np.full(0x110000, _ODD, np.uint32)
    for first, end in SIMPLE:
        for point in range(first, end):
            letter = chr(point)
            lower = letter.casefold()
            if len(lower) == 1 and unicodedata.normalize("NFKC", letter) == letter:
                folded[point] = ord(lower)
    folded[ord("’")] = ord("'")
    folded[:0x20] = ord(" ")
    return kinds, folded


@lru_cache(maxsize=1)
def _common() -> tuple[Numbers, NDArray[np.uint8]]:
    """The hashes of the common words, and for the last bits of a hash which of them it can be."""
    known = np.array(sorted(word_hash(word)[0] for word in COMMON), np.uint64)
    bits = 8
    while len(np.unique(known & np.uint64((1 << bits) - 1))) < len(known):
        bits += 1
    slots = np.zeros(1 << bits, np.uint8)
    slots[known & np.uint64((1 << bits) - 1)] = np.arange(len(known))
    return known, slots


_powers: list[Numbers] = []


def _power_tables(length: int) -> tuple[Numbers, Numbers]:
    """BASE^i and BASE^-i mod 2^64 for i < length."""
    if not _powers or len(_powers[0]) < length:
        size = max(length, LETTERS * 2)
        tables = []
        for base in (BASE, pow(BASE, -1, 1 << 64)):
            table = np.full(size, base, np.uint64)
            table[0] = 1
            tables.append(np.multiply.accumulate(table, dtype=np.uint64))
        _powers[:] = tables
    return _powers[0], _powers[1]


def batch(texts: Sequence[tuple[str, Sequence[tuple[int, int]] | None]]) -> Batch:
    """The tokens of ``texts``: each a text and the spans to take of it (None: all)."""
    bodies = [text if spans is None else "\n".join([text[a:b] for a, b in spans]) for text, spans in texts]
    joined = "\n".join(["", *bodies, ""])
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kind_of, folded_of = _tables()
    kinds = kind_of[points]
    word = kinds == _WORD
    inner = np.flatnonzero(kinds == _APOSTROPHE)
    inner = inner[word[inner - 1] & word[inner + 1]]
    word[inner] = True  # An apostrophe between two letters belongs to the word.
    # The batch begins and ends with a line break, so that edges of words come in pairs.
    change = np.flatnonzero(word[1:] != word[:-1]) + 1
    starts, ends = change[0::2], change[1::2]
    cjk = np.flatnonzero(kinds == _CJK_LETTER)
    if len(cjk):
        starts, ends = np.concatenate([starts, cjk]), np.concatenate([ends, cjk + 1])
        place = np.argsort(starts, kind="stable")
        starts, ends = starts[place], ends[place]
    edges = np.cumsum([1] + [len(body) + 1 for body in bodies])
    bounds = np.searchsorted(starts, edges).astype(np.int64)
    first = points[starts]
    ids, heavy = _words(joined, points, folded_of, starts, ends, kinds[starts] == _CJK_LETTER)
    single = (ends - starts == 1) & (first > 0x10FF)
    so_far = np.concatenate([[0], np.cumsum(single)])
    many = (so_far[bounds[1:]] - so_far[bounds[:-1]]) * 2 > np.diff(bounds)
    return Batch(bounds, ids, heavy, np.where(many, CHARACTER_RUN, WORD_RUN))


def _words(
    joined: str, points: NDArray[np.uint32], folded_of: NDArray[np.uint32], starts: NDArray[np.int64],
    ends: NDArray[np.int64], cjk: NDArray[np.bool_],
) -> tuple[Numbers, NDArray[np.bool_]]:  # fmt: skip
    folded = folded_of[points]
    up, down = _power_tables(len(points) + 1)
    sums = np.zeros(len(points) + 1, np.uint64)
    np.cumsum(folded * up[: len(points)], out=sums[1:], dtype=np.uint64)
    strange = ends - starts > SHORT_WORD
    odd = np.flatnonzero(folded == _ODD)
    if len(odd) and len(starts):
        owner = np.maximum(np.searchsorted(starts, odd, "right") - 1, 0)
        strange[owner[(starts[owner] <= odd) & (odd < ends[owner])]] = True
    genitive = (folded[ends - 1] == ord("s")) & (folded[ends - 2] == ord("'")) & (ends - starts > 2)
    last = ends - 2 * genitive
    size = last - starts
    value = (sums[last] - sums[starts]) * down[starts] + size.astype(np.uint64) * np.uint64(SALT)
    value = (value ^ value >> np.uint64(30)) * np.uint64(MIX_ONE)
    value = (value ^ value >> np.uint64(27)) * np.uint64(MIX_TWO)
    value ^= value >> np.uint64(31)
    known, slots = _common()
    short = (folded[starts] - np.uint32(ord("0")) < 10) & (folded[last - 1] - np.uint32(ord("0")) < 10)
    heavy = ((size > 2) | short) & (known[slots[value & np.uint64(len(slots) - 1)]] != value) | cjk
    for number in np.flatnonzero(strange):
        value[number], heavy[number] = word_hash(joined[starts[number] : ends[number]])
    return value, heavy


def batch_grams(of: Batch) -> tuple[NDArray[np.int64], Numbers]:
    """Of every k-gram that carries content: the number of its text, and its hash; as ``text.grams``, text by text."""
    owner = np.repeat(np.arange(len(of.runs)), np.diff(of.bounds))
    weight = np.zeros(len(of.ids) + 1, np.int64)
    np.cumsum(of.heavy, out=weight[1:])
    owners, values = [], []
    for run in sorted(set(of.runs.tolist())):
        count = len(of.ids) - run + 1
        if count <= 0:
            continue
        good = owner[:count] == owner[run - 1 :]
        good &= weight[run:] - weight[:-run] >= 2
        if len(set(of.runs.tolist())) > 1:
            good &= of.runs[owner[:count]] == run
        value = of.ids[:count].copy()
        for step in range(1, run):
            value *= np.uint64(BASE & MASK)
            value += of.ids[step : step + count]
        owners.append(owner[:count][good])
        values.append(value[good])
    if not owners:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    return np.concatenate(owners), np.concatenate(values)
