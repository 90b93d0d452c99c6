"""A document that contradicts itself: two of its sentences that say the same but for one number, or for a denial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .align import tokens
from .losses import Neighbourhood
from .pairing import Half, Mark, Pairing
from .sides import Side, words
from .values import same

LEAST_COMMON = 0.75
"""How much of both sentences' words must be the same."""
LEAST_WORDS = 4
MOST_HOLDERS = 12
"""A token in more sentences than this joins none."""


def contradictions(side: Side) -> Iterator[tuple[Pairing, Mark]]:
    """The marks of a document against itself: the later sentence is the child."""
    if side.language not in ("en", "ko", "zh"):
        return
    held = [frozenset(t for t in tokens(side, span) if not t[0].isdigit()) for span in side.sentences]
    where: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(held):
        for token in sorted(one):
            where[token].append(number)
    pairs = {
        (a, b)
        for numbers in where.values() if 1 < len(numbers) <= MOST_HOLDERS
        for a in numbers for b in numbers if a < b
    }
    for a, b in sorted(pairs):
        both = held[a] & held[b]
        if len(both) < LEAST_WORDS or len(both) < LEAST_COMMON * len(held[a] | held[b]):
            continue
        pairing = Pairing(Half(side, [side.sentences[b]]), Half(side, [side.sentences[a]]))
        mark = _mark(pairing)
        if mark is not None:
            yield pairing, mark


def _mark(pairing: Pairing) -> Mark | None:
    one, two = pairing.child, pairing.parent
    if [(d.year, d.month, d.day, d.week) for d in one.dates] != [(d.year, d.month, d.day, d.week) for d in two.dates]:
        return None
    names = [
        {w.key for span in half.spans for w in words(half.text, span, half.side.language) if w.name}
        for half in (one, two)
    ]
    if names[0] != names[1]:
        return None
    fresh = [n for n in one.numbers if not any(same(n, other) for other in two.numbers)]
    gone = [n for n in two.numbers if not any(same(n, other) for other in one.numbers)]
    if len(one.numbers) == len(two.numbers) and len(fresh) == len(gone) == 1 and fresh[0].unit == gone[0].unit:
        at, parent_at = (fresh[0].start, fresh[0].stop), (gone[0].start, gone[0].stop)
        score, _ = Neighbourhood(one, two).around(at)
        if score < 0.75:
            return None
        text = f"The document says “{two.said(parent_at)}” in one place and “{one.said(at)}” in another."
        return Mark("self-contradiction", "changed", at, parent_at, "likely", text)
    return None
