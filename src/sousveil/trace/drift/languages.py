"""Drift between two languages: through numbers, dates, names and the words that the glossary has in both.

No word can be held against another, so only what both languages mark plainly is compared: whether a statement is
hedged, denied, for some or for all, how far along a system is, and its numbers. A mark needs two sentences that answer
each other by several anchors.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from sousveil.case.vocabulary.load import Vocabulary, load_vocabulary

from ..crosslingual.anchors import LANGUAGES, Anchored, Finder
from ..crosslingual.compare import Pair, compare
from ..crosslingual.weights import Weights, marks
from .pairing import Half, Mark, Pairing
from .scales import Cue
from .sides import Side, Span
from .swaps import TIERS
from .values import Number, same

LEAST_WEIGHT = 2.5
"""Two sentences must share anchors of this weight: about two names, or a name, an odd number and a word."""
FIRM = 5.0
"""From this weight on a mark is likely, below it possible."""

DENIAL_REACH = 8
"""Characters between a denial and the status that it denies."""

_finders: dict[int, tuple[Vocabulary, Finder]] = {}


@lru_cache(maxsize=1)
def _plain() -> Vocabulary:
    return load_vocabulary(None)


def _finder(vocabulary: Vocabulary | None) -> Finder:
    held = vocabulary or _plain()
    found = _finders.get(id(held))
    if found is None or found[0] is not held:
        _finders.clear()
        found = _finders[id(held)] = held, Finder(held)
    return found[1]


def pairings_between(child: Side, parent: Side, vocabulary: Vocabulary | None) -> list[Pairing]:
    """The stretches of two texts in two languages that answer each other; near: see FIRM."""
    if child.language not in LANGUAGES or parent.language not in LANGUAGES:
        return []
    finder = _finder(vocabulary)
    one = finder.find(child.text, child.sentences, child.language)
    two = finder.find(parent.text, parent.sentences, parent.language)
    weights = Weights.of((marks(one), marks(two)))
    return [
        Pairing(Half(child, _spans(one, pair.one)), Half(parent, _spans(two, pair.two)), pair.weight)
        for pair in compare(one, two, weights).pairs
        if pair.weight >= LEAST_WEIGHT and _telling(pair)
    ]


def _telling(pair: Pair) -> bool:
    """Whether the two sentences share more than plain words."""
    return len(pair.shared) >= 2 and any(match[0].kind != "word" for match in pair.shared)


def _spans(text: Anchored, numbers: tuple[int, int]) -> list[Span]:
    return [(s.start, s.end) for s in text.sentences[slice(*numbers)]]


def marks_between(pairing: Pairing) -> Iterator[Mark]:
    """What moved between two stretches in two languages."""
    certainty = "likely" if pairing.near >= FIRM else "possible"
    yield from _hedges(pairing, certainty)
    yield from _denials(pairing)
    yield from _scopes(pairing, certainty)
    yield from _statuses(pairing)
    yield from _numbers(pairing, certainty)


def _gap(half: Half) -> Span:
    """Where a word is missed: before the words that tell how far along the system is, else at the sentence's end."""
    cues = half.cues("status")
    if cues:
        return cues[-1].start, cues[-1].start
    end = half.whole[1]
    while end > half.whole[0] and not half.text[end - 1].isalnum():
        end -= 1
    return end, end


def _hedges(pairing: Pairing, certainty: str) -> Iterator[Mark]:
    one, two = pairing.child.cues("hedge"), pairing.parent.cues("hedge")
    if two and not one:
        at = two[0].start, two[0].end
        text = f"The hedge “{pairing.parent.said(at)}” is gone: what was not certain is now stated as a fact."
        yield Mark("hedge", "dropped", _gap(pairing.child), at, certainty, text)
    elif one and not two:
        at = one[0].start, one[0].end
        text = f"The hedge “{pairing.child.said(at)}” is new: the source states it without one."
        yield Mark("hedge", "added", at, _gap(pairing.parent), certainty, text)


def _denials(pairing: Pairing) -> Iterator[Mark]:
    one, two = _denied(pairing.child), _denied(pairing.parent)
    hedged = [bool(half.cues("hedge")) for half in (pairing.child, pairing.parent)]
    if hedged[0] != hedged[1] or len(one) + len(two) != 1:
        return
    if not (pairing.child.cues("status") and pairing.parent.cues("status")):
        return
    if two:
        at = two[0].start, two[0].end
        text = f"“{pairing.parent.said(at)}” is not found in the other language: is the statement still denied?"
        yield Mark("mistranslation", "dropped", _gap(pairing.child), at, "possible", text)
    else:
        at = one[0].start, one[0].end
        text = f"“{pairing.child.said(at)}” is not found in the source: does it deny the statement?"
        yield Mark("mistranslation", "added", at, _gap(pairing.parent), "possible", text)


def _denied(half: Half) -> list[Cue]:
    """Denials of a status: "not" in "has not installed", not that in "whom we do not name"."""
    held = half.cues("status")
    return [
        cue for cue in half.cues("denial")
        if any(
            -DENIAL_REACH <= status.start - cue.end <= DENIAL_REACH or 0 <= cue.start - status.end <= DENIAL_REACH
            for status in held
        )
    ]  # fmt: skip


def _scopes(pairing: Pairing, certainty: str) -> Iterator[Mark]:
    one, two = pairing.child.cues("scope"), pairing.parent.cues("scope")
    part = [cue for cue in two if cue.level <= 3]
    if not part:
        return
    every = [cue for cue in one if cue.level >= 7]
    at = part[0].start, part[0].end
    said = pairing.parent.said(at)
    if every and not any(cue.level >= 7 for cue in two):
        place = every[0].start, every[0].end
        text = f"“{said}” has become “{pairing.child.said(place)}”: the statement is wider than its source."
        yield Mark("scope", "changed", place, at, certainty, text)
    elif not one:
        text = f"“{said}” is gone: what held for a part is now said of the whole."
        yield Mark("scope", "dropped", _gap(pairing.child), at, "possible", text)


def _statuses(pairing: Pairing) -> Iterator[Mark]:
    one, two = pairing.child.cues("status"), pairing.parent.cues("status")
    tiers, parent_tiers = {TIERS[cue.level] for cue in one}, {TIERS[cue.level] for cue in two}
    if len(tiers) != 1 or len(parent_tiers) != 1 or tiers == parent_tiers:
        return
    at, parent_at = (one[0].start, one[0].end), (two[0].start, two[0].end)
    old, new = pairing.parent.said(parent_at), pairing.child.said(at)
    text = f"“{old}” ({min(parent_tiers)}) has become “{new}” ({min(tiers)})."
    yield Mark("status", "changed", at, parent_at, "possible", text)


def _numbers(pairing: Pairing, certainty: str) -> Iterator[Mark]:
    one, two = pairing.child.numbers, pairing.parent.numbers
    fresh, gone = _alone(one, two), _alone(two, one)
    for number in fresh:
        slipped = [other for other in gone if _slip(number, other)]
        if slipped:
            sure = "sure" if certainty == "likely" else "likely"
            yield _number(pairing, number, slipped[0], "mistranslation", sure)
        elif len(fresh) == len(gone) == 1 and len(one) == len(two):
            yield _number(pairing, number, gone[0], "number", certainty)


def _alone(one: list[Number], two: list[Number]) -> list[Number]:
    return [n for n in one if n.value > 1 and not any(same(n, other) or n.value == other.value for other in two)]


def _slip(one: Number, two: Number) -> bool:
    """Whether the one is the other with zeros more or less: 10,000 read as 만 or 万, or the reverse."""
    power = math.log10(one.value / two.value)
    return abs(power - round(power)) < 1e-9 and round(power) != 0 and max(one.value, two.value) >= 1000


def _number(pairing: Pairing, one: Number, two: Number, kind: str, certainty: str) -> Mark:
    at, parent_at = (one.start, one.end), (two.start, two.end)
    old, new = pairing.parent.said(parent_at), pairing.child.said(at)
    text = f"“{old}” ({two.value:,.10g}) has become “{new}” ({one.value:,.10g})."
    return Mark(kind, "changed", at, parent_at, certainty, text)
