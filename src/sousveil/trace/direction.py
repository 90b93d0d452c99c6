"""Which of two texts came first: by date, then by credit, then by what the texts themselves show.

Dates and credits decide wherever they can. Without them, versions of one text that one house keeps tell it by how they
were worked over: whole passages come in more often than they go, small words are put in, later years come to be
mentioned, misspelt words are mended. Between houses passages say nothing (a desk cuts as well as adds), and only
mended spelling and later years count. Below DECIDED the program says "undecided".
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sousveil.records.time import edtf_bounds

from .align import Block, overlap
from .text import Tokens

if TYPE_CHECKING:
    from datetime import date

    from .relate import Piece

PASSAGE = 12
"""More tokens than this between two shared stretches, on one side only, are a passage that came in or went."""

SMALL = 30
"""Gaps shorter than this on both sides are compared word by word, for mended spelling."""

WEIGHTS = {
    "passages": 1.05, "insertions": 0.35, "matter": 0.6, "recent": 0.25, "spelling": 1.35, "hedges": -0.4,
    "letters": 1.75, "latest": 0.3, "numbers": 0.1,
}  # fmt: skip
"""Weights of the signs below in a logistic model without intercept: log-odds = sum of weight * sign. Fitted by
``benchmarks/wiki_versions.py --fit`` on half of its pages and rounded; the benchmark reports the other half."""

MOST_STRETCHES = 200
"""The longest shared stretches are looked at; more say nothing new."""

BETWEEN_HOUSES = ("recent", "spelling", "latest")
DECIDED = 1.1
"""Log-odds from which the program decides: three to one. On the pages that the weights were not fitted on it was right
far more often than that; other texts than an encyclopedia's have not been measured."""

RECENT = 1990
_YEAR = re.compile(r"(?<![\dA-Za-z.,])(?:1[5-9]\d\d|20[0-4]\d)(?![\dA-Za-z,])")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{5,}")
HEDGES = frozenset(
    ["perhaps", "probably", "maybe", "possibly", "might", "may", "some", "many", "very", "seems", "apparently"]
)


@dataclass(frozen=True)
class Signs:
    """What tells that ``two`` is the later one (above zero) or ``one`` (below).

    passages: log ratio of passages that only ``two`` has to those that only ``one`` has; insertions: the same of words
    put in; matter: of all tokens that only one side has; recent: of mentions of recent years there; spelling: signed
    log of misspelt words that the other side has mended; hedges: log ratio of hedges in what only one side has;
    letters: by how many letters the mean word is longer; latest: signed log of the years between the latest ones
    mentioned; numbers: log ratio of the numbers given.
    """

    passages: float = 0.0
    insertions: float = 0.0
    matter: float = 0.0
    recent: float = 0.0
    spelling: float = 0.0
    hedges: float = 0.0
    letters: float = 0.0
    latest: float = 0.0
    numbers: float = 0.0

    def score(self, only: Sequence[str] = tuple(WEIGHTS)) -> float:
        """Log-odds that ``two`` is the later one."""
        return float(sum(WEIGHTS[name] * getattr(self, name) for name in only))


def bounds(edtf: str | None) -> tuple[date, date] | None:
    """First and last day of an EDTF date, or None."""
    return edtf_bounds(edtf) if edtf else None


DAYS_OFF = 1
"""A text that credits another comes after it, even where it is dated a day before: time zones, embargoes and
pages that carry the day of their first version."""


def plain_name(name: str) -> str:
    """A publisher's name as texts that cite it are compared by it."""
    return name.casefold().removeprefix("the ").strip()


def order(one: Piece, two: Piece) -> tuple[bool | None, str]:
    """Whether ``one`` came before ``two`` (None: undecided) by credit, date or citation, and the reason as a sentence's
    end."""
    named, why = _named(one, two)
    left, right = bounds(one.published), bounds(two.published)
    for first, second, answer in ((one, two, True), (two, one, False)):
        early, late = (left, right) if answer else (right, left)
        if early and late and early[1] < late[0]:
            if named is not None and named is not answer and (late[0] - early[1]).days <= DAYS_OFF:
                return named, f"{why}, though dated later ({second.published} against {first.published})"
            return answer, f"published earlier ({first.published} against {second.published})"
    return named, why


def _named(one: Piece, two: Piece) -> tuple[bool | None, str]:
    """Which of two texts the other gives as its source: by credit, else by citation; None where both or none do."""
    for first, second, answer in ((one, two, True), (two, one, False)):
        if (
            second.credit
            and first.outlet
            and first.outlet != second.outlet
            and second.credit.agency.casefold() == first.outlet.casefold()
        ):
            return answer, f"credited by the other ({second.credit.agency})"
    if one.outlet and two.outlet and plain_name(one.outlet) != plain_name(two.outlet):
        by_two, by_one = plain_name(one.outlet) in two.cites, plain_name(two.outlet) in one.cites
        if by_one != by_two:
            return by_two, f"cited by the other ({one.outlet if by_two else two.outlet})"
    return None, "undecided"


def by_text(one: Piece, two: Piece, left: Tokens, right: Tokens) -> tuple[bool | None, str]:
    """The same by the texts themselves; ``left`` and ``right`` are the tokens of ``one`` and ``two`` with offsets."""
    house = one.outlet is not None and one.outlet == two.outlet
    told = signs(left, right)
    used = tuple(WEIGHTS) if house else BETWEEN_HOUSES
    score = told.score(used)
    if abs(score) < DECIDED:
        return None, "undecided"
    reasons = [
        sentence
        for name, sentence in _SENTENCES.items()
        if name in used and WEIGHTS[name] * getattr(told, name) * math.copysign(1, score) > 0.3
    ]
    why = ", ".join(reasons) or "many small signs"
    return score > 0, f"undecided by date; the texts suggest it: {why}"


_SENTENCES = {
    "passages": "the later one has passages that the earlier lacks, and hardly the other way round",
    "insertions": "words were put in rather than taken out",
    "matter": "the later one has more matter of its own",
    "recent": "the later one speaks more of recent years",
    "spelling": "misspelt words of the earlier one are mended",
    "hedges": "vague words of the earlier one are gone",
    "letters": "its words are longer",
    "latest": "the later one mentions a later year",
    "numbers": "the later one gives more numbers",
}


def signs(one: Tokens, two: Tokens) -> Signs:
    """The signs of two texts; swapping the texts turns every sign."""
    if not one.starts or not two.starts:
        return Signs()
    # Which stretches are found can depend on the side one starts from: both sides are heard.
    there, back = _aligned(one, two), _aligned(two, one)
    years = [[int(year) for year in _YEAR.findall(of.text)] for of in (one, two)]
    gap = max(years[1], default=0) - max(years[0], default=0) if all(years) else 0
    return Signs(
        **{name: (there[name] - back[name]) / 2 for name in there},
        letters=_letters(two) - _letters(one), latest=math.copysign(math.log1p(abs(gap)), gap),
        numbers=_ratio(len(_NUMBER.findall(two.text)), len(_NUMBER.findall(one.text))),
    )  # fmt: skip


def _letters(of: Tokens) -> float:
    return sum(end - start for start, end in zip(of.starts, of.ends, strict=True)) / max(1, len(of))


def _aligned(one: Tokens, two: Tokens) -> dict[str, float]:
    blocks = overlap(one, two).blocks
    own_one, own_two = _own(one, blocks, False), _own(two, blocks, True)
    gaps = _gaps(blocks)
    longer_two = sum(1 for gap in gaps if gap.two - gap.one > PASSAGE)
    longer_one = sum(1 for gap in gaps if gap.one - gap.two > PASSAGE)
    put_two = sum(1 for gap in gaps if gap.one == 0 < gap.two)
    put_one = sum(1 for gap in gaps if gap.two == 0 < gap.one)
    size_one, size_two = sum(end - start for start, end in own_one), sum(end - start for start, end in own_two)
    text_one, text_two = _texts(one, own_one), _texts(two, own_two)
    mended = _mended(one, two, gaps)
    return {
        "passages": _ratio(longer_two, longer_one), "insertions": _ratio(put_two, put_one),
        "matter": math.log((size_two + 3) / (size_one + 3)),
        "recent": _ratio(_recent(text_two), _recent(text_one)),
        "spelling": math.copysign(math.log1p(abs(mended)), mended),
        "hedges": _ratio(_hedges(text_two), _hedges(text_one)),
    }  # fmt: skip


def _recent(text: str) -> int:
    return sum(1 for year in _YEAR.findall(text) if int(year) >= RECENT)


def _ratio(two: int, one: int) -> float:
    return math.log((two + 1) / (one + 1))


def _hedges(text: str) -> int:
    return sum(1 for word in re.findall(r"[a-z]+", text.lower()) if word in HEDGES)


def _own(of: Tokens, blocks: Sequence[Block], second: bool) -> list[tuple[int, int]]:
    """Runs of tokens that no shared stretch covers."""
    out, at = [], 0
    for start, length in sorted((k.b if second else k.a, k.length) for k in blocks):
        if start > at:
            out.append((at, start))
        at = max(at, start + length)
    if at < len(of):
        out.append((at, len(of)))
    return out


def _texts(of: Tokens, runs: Sequence[tuple[int, int]]) -> str:
    return "\n".join(of.text[of.starts[start] : of.ends[end - 1]] for start, end in runs)


@dataclass(frozen=True)
class _Gap:
    """What stands between two neighbouring stretches: a, b: where it begins; one, two: how many tokens."""

    a: int
    b: int
    one: int
    two: int


def _gaps(blocks: Sequence[Block]) -> list[_Gap]:
    """What stands between the stretches that keep their order in both texts."""
    kept = _chain(sorted(blocks, key=lambda k: (-k.length, k.a + k.b, abs(k.a - k.b)))[:MOST_STRETCHES])
    out = []
    for first, second in pairwise(kept):
        a, b = first.a + first.length, first.b + first.length
        out.append(_Gap(a, b, second.a - a, second.b - b))
    return out


def _chain(blocks: Sequence[Block]) -> list[Block]:
    """Stretches that stand in the same order in both texts and together are longest."""
    ordered = sorted(blocks, key=lambda k: (k.a + k.b, abs(k.a - k.b)))
    best: list[tuple[int, int]] = []  # covered so far, the stretch before
    for number, block in enumerate(ordered):
        covered, before = 0, -1
        for other in range(number):
            held = ordered[other]
            fits = held.a + held.length <= block.a and held.b + held.length <= block.b
            if fits and best[other][0] > covered:
                covered, before = best[other][0], other
        best.append((covered + block.length, before))
    at = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    out = []
    while at >= 0:
        out.append(ordered[at])
        at = best[at][1]
    return out[::-1]


def _mended(one: Tokens, two: Tokens, gaps: Sequence[_Gap]) -> int:
    """How many misspelt words of ``one`` are mended in ``two``, less those the other way round.

    A word counts as misspelt when it stands once in its text and nowhere in the other, and in the gap's other side
    stands one at most two letters away that the texts have elsewhere too.
    """
    small = [gap for gap in gaps if 0 < gap.one < SMALL and 0 < gap.two < SMALL]
    if not small:
        return 0
    left, right = (Counter(word.lower() for word in _WORD.findall(of.text)) for of in (one, two))
    total = 0
    for gap in small:
        mine = _WORD.findall(one.text[one.starts[gap.a] : one.ends[gap.a + gap.one - 1]].lower())
        other = _WORD.findall(two.text[two.starts[gap.b] : two.ends[gap.b + gap.two - 1]].lower())
        for u in mine:
            for v in other:
                if u != v and _close(u, v):
                    total += _odd(u, left, right) and left[v] + right[v] >= 2
                    total -= _odd(v, right, left) and left[u] + right[u] >= 2
    return total


def _odd(word: str, mine: Counter[str], other: Counter[str]) -> bool:
    return mine[word] == 1 and not other[word]


def _close(one: str, two: str) -> bool:
    """Whether two words differ in one place by at most two letters, and not only in a plural or an ending."""
    if abs(len(one) - len(two)) > 2 or one[0] != two[0]:
        return False
    least = min(len(one), len(two))
    head = 0
    while head < least and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < least - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    return max(len(one), len(two)) - head - tail <= 2 and tail > 0
