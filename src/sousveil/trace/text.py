"""The body of a text as tokens: words in spaced scripts, single characters in Korean, Chinese and Japanese.

Furniture is left out before anything is counted, so that a shared menu or footer joins nothing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

_CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['’][^\W_{_CJK}]+)*")
_IS_CJK = re.compile(rf"[{_CJK}]")

WORD_RUN = 4
"""Words in a k-gram. Four find a reworded sentence's untouched stretches; function-word runs are left out (below)."""

CHARACTER_RUN = 9
"""Characters in a k-gram where the script has no word spaces: about four Korean or five Chinese words."""

COMMON = frozenset((
    "a", "about", "above", "after", "again", "against", "all", "also", "although", "among", "an", "and", "any", "are",
    "as", "at", "be", "because", "been", "before", "being", "between", "both", "but", "by", "can", "could", "did",
    "do", "does", "during", "each", "either", "even", "ever", "few", "for", "from", "further", "had", "has", "have",
    "he", "her", "here", "him", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "just", "last",
    "like", "made", "make", "many", "may", "me", "might", "more", "most", "much", "must", "my", "near", "new", "no",
    "nor", "not", "now", "of", "off", "on", "once", "one", "only", "or", "other", "our", "out", "over", "own", "per",
    "said", "same", "say", "says", "she", "should", "since", "so", "some", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "though", "through", "to", "told", "too", "two",
    "under", "until", "up", "upon", "us", "was", "we", "were", "what", "when", "where", "which", "while", "who",
    "whom", "whose", "why", "will", "with", "within", "without", "would", "year", "years", "you", "your",
))  # fmt: skip
"""English words that carry no content of their own; a k-gram needs two others."""


BASE = 0x9E3779B97F4A7C15  # odd; the golden ratio's usual 64-bit multiplier
MASK = (1 << 64) - 1
SALT, MIX_ONE, MIX_TWO = 0xD6E8FEB86659FD93, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
PAIR_LETTERS = 4
"""Letters in what stands for a word pair where the script has no word spaces."""

LONGEST_LETTERS = 12
LONG_WORD = 64
"""A word of more letters is hashed by BLAKE2b: long strings can be made to collide under a polynomial mod 2^64."""


@dataclass(frozen=True)
class Tokens:
    """A text's tokens in order. starts, ends: code-point offsets. ids: 64-bit hashes of the folded tokens.

    heavy: for each, whether it carries content (not a common word). proper: whether it is written as a name
    (capitalised). quoted: whether it stands between quotation marks. run: length of a k-gram for this text. text: what
    the offsets point into. formula: whether it belongs to a set phrase of a house (``with_formulas``); empty: none
    does.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    ids: Sequence[int]
    heavy: Sequence[bool]
    proper: Sequence[bool]
    quoted: Sequence[bool]
    run: int
    text: str = ""
    formula: Sequence[bool] = ()

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def pairs(self) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
        """The distinct word pairs (runs of PAIR_LETTERS letters without word spaces), sorted by hash, and their
        weights.

        A pair weighs (letters of its content words)^1.5: longer words are rarer (Zipf 1935), and the power was chosen
        among 1, 1.5 and 2. Pairs of two names, pairs inside quotations and pairs of a formula weigh nothing: two
        reporters who have never seen each other's text share those.
        """
        spread = PAIR_LETTERS if self.run == CHARACTER_RUN else 2
        count = len(self.ids) - spread + 1
        if count < 1 or not len(self.starts):
            return np.zeros(0, np.uint64), np.zeros(0)
        ids = np.array(self.ids, np.uint64)
        letters = np.minimum(np.array(self.ends) - np.array(self.starts), LONGEST_LETTERS) * np.array(self.heavy)
        name, quoted = np.array(self.proper, bool), np.array(self.quoted, bool)
        if len(self.formula):
            quoted |= np.array(self.formula, bool)
        value, weight = ids[:count].copy(), letters[:count].copy()
        named, said = name[:count].copy(), quoted[:count].copy()
        for step in range(1, spread):
            value = value * np.uint64(BASE) + ids[step : step + count]
            weight += letters[step : step + count]
            named &= name[step : step + count]
            said |= quoted[step : step + count]
        told = (weight > 0) & ~named & ~said
        values, first = np.unique(value[told], return_index=True)
        return values, weight[told][first] ** 1.5


@lru_cache(maxsize=300_000)
def _token(word: str) -> tuple[int, bool]:
    return word_hash(word)


def fold(word: str) -> str:
    """One spelling of a word: compatibility forms, case, apostrophes and the English genitive set aside."""
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'").removesuffix("'s")


def word_hash(word: str) -> tuple[int, bool]:
    """64-bit hash of the folded word, and whether it carries content.

    The hash is a polynomial over its code points mod 2^64, mixed (Steele, Lea & Flood 2014, SplitMix64), so that
    ``batch`` can take it from prefix sums; a word too long for that is digested.
    """
    folded = fold(word)
    heavy = bool(_IS_CJK.match(folded)) or (folded not in COMMON and (len(folded) > 2 or folded.isdigit()))
    if len(folded) > LONG_WORD:
        long = hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(long, "big"), heavy
    value, power = 0, 1
    for letter in folded:
        value += ord(letter) * power
        power = power * BASE & MASK
    value = (value + len(folded) * SALT) & MASK
    value = ((value ^ value >> 30) * MIX_ONE) & MASK
    value = ((value ^ value >> 27) * MIX_TWO) & MASK
    return value ^ value >> 31, heavy


def body_spans(length: int, furniture: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a text of ``length`` code points when the ``furniture`` spans are cut out, in order."""
    spans: list[tuple[int, int]] = []
    at = 0
    for start, end in sorted(furniture):
        if start > at:
            spans.append((at, start))
        at = max(at, end)
    if at < length:
        spans.append((at, length))
    return spans


def tokens(text: str, spans: Iterable[tuple[int, int]] | None = None, offsets: bool = True) -> Tokens:
    """The tokens of ``text`` inside ``spans`` (all of it when None); without ``offsets`` in less than half the time."""
    starts: list[int] = []
    ends: list[int] = []
    found: list[str] = []
    for low, high in spans if spans is not None else [(0, len(text))]:
        if offsets:
            places = [match.span() for match in _TOKEN.finditer(text, low, high)]
            starts += [start for start, _ in places]
            ends += [end for _, end in places]
            found += [text[start:end] for start, end in places]
        else:
            found += _TOKEN.findall(text, low, high)
    known = [_token(word) for word in found]
    cjk = sum(1 for word in found if word > "\u10ff" and len(word) == 1)
    return Tokens(
        starts, ends, [number for number, _ in known], [heavy for _, heavy in known],
        [word[0].isupper() for word in found] if offsets else [], _quoted(text, starts) if offsets else [],
        CHARACTER_RUN if cjk * 2 > len(found) else WORD_RUN, text if offsets else "",
    )  # fmt: skip


_QUOTES = re.compile(r"“[^”\n]{1,1500}”|\"[^\"\n]{1,1500}\"|「[^」\n]{1,800}」|«[^»\n]{1,1500}»")


def _quoted(text: str, starts: Sequence[int]) -> list[bool]:
    spans = [match.span() for match in _QUOTES.finditer(text)]
    out: list[bool] = []
    place = 0
    for start in starts:
        while place < len(spans) and spans[place][1] <= start:
            place += 1
        out.append(place < len(spans) and spans[place][0] <= start)
    return out


def grams(of: Tokens) -> list[tuple[int, int]]:
    """(position, 64-bit hash) of every k-gram that carries content: two words that are not common."""
    run, ids, heavy = of.run, of.ids, of.heavy
    found: list[tuple[int, int]] = []
    out = pow(BASE, run, 1 << 64)
    value = 0
    weight = 0
    for i, number in enumerate(ids):
        value = (value * BASE + number) & MASK
        weight += heavy[i]
        if i >= run:
            value = (value - ids[i - run] * out) & MASK
            weight -= heavy[i - run]
        if i >= run - 1 and weight >= 2:
            found.append((i - run + 1, value))
    return found


def with_formulas(of: Tokens, known: Callable[[Sequence[int]], Sequence[bool]]) -> Tokens:
    """The same tokens, with those marked that a known set phrase covers. known: for k-gram hashes, whether each is one
    (``reuse.Formulas``)."""
    found = grams(of)
    marks = bytearray(len(of))
    for (position, _), formula in zip(found, known([value for _, value in found]), strict=True):
        if formula:
            marks[position : position + of.run] = b"\x01" * of.run
    return replace(of, formula=[bool(mark) for mark in marks]) if any(marks) else of


def digest(of: Tokens) -> bytes:
    """The same 16 bytes for texts whose bodies have the same tokens, whatever their case and punctuation."""
    return hashlib.blake2b(array("Q", of.ids).tobytes(), digest_size=16).digest()
