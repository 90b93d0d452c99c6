"""What two texts in two languages are to each other, by how much of each is found again in order in the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sousveil.records import Alignment

from ..numbers import LEAST
from .anchors import Anchored
from .compare import Likeness, Match, compare
from .weights import Weights

RETOLD = 0.45
"""This much of one text's anchors, by weight, is found again in the sentences that answer: it retells the other, or
both retell a third. Set on the odd files of benchmarks/translation_set, between .30, the most that an independent text
had, and .61, the least that a retelling had."""

WHOLE = 0.5
"""This much of both: the one translates the other."""

MOSTLY = 0.62
"""This much of the shorter one only: an excerpt; less is a rewrite."""

LEAST_WEIGHT, LEAST_PAIRS = 9.0, 3
"""Below this much shared matter, or so few sentences that answer each other, nothing is said."""

FIGURES, FIGURES_SHARED = 4, 0.34
"""Two texts with so many telling numbers each, of which no more than this are the same, tell of different things."""

LETTERS = {"en": 1.0, "ko": 0.44, "zh": 0.28}
"""Letters that the same matter takes, English being 1. Measured on the odd files of benchmarks/translation_set."""

SHORTER = 0.76
"""A text that would be shorter than this share of the other, were both in one language, is no whole translation. Odd
files: whole ones .85 and more, abridged ones .75 and less; in the sample case whole ones have .79 and more."""

MOST_SHOWN, MOST_PASSAGES = 8, 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """kind: ``translation``, ``excerpt`` or ``rewrite``. one_share, two_share: 0..1. weight: of all that is shared.
    as_long: whether one may be as long as the other, were both in one language. reasons: plain sentences. passages:
    sentences that answer each other, ``child`` being the first text's."""

    kind: str
    one_share: float
    two_share: float
    weight: float
    as_long: bool
    reasons: tuple[str, ...]
    passages: tuple[Alignment, ...]


def decide(one: Anchored, two: Anchored, weights: Weights) -> tuple[Verdict | None, Likeness]:
    """The verdict on two texts, or None: they are strangers, or too short to say."""
    found = compare(one, two, weights)
    pairs = [pair for pair in found.pairs if len(pair.shared) > 1 or pair.weight >= 2]
    most, least = max(found.one_share, found.two_share), min(found.one_share, found.two_share)
    few, same = found.figures
    if most < RETOLD or found.weight < LEAST_WEIGHT or len(pairs) < LEAST_PAIRS:
        return None, found
    if few >= FIGURES and same <= FIGURES_SHARED * few:
        return None, found
    sizes = [max(1.0, text.letters / LETTERS[text.language]) for text in (one, two)]
    alike = min(sizes) / max(sizes)
    shorter = found.one_share if sizes[0] <= sizes[1] else found.two_share
    if least >= WHOLE and alike >= SHORTER:
        kind = "translation"
    else:
        kind = "excerpt" if shorter >= MOSTLY and alike < SHORTER else "rewrite"
    shared = [match for pair in pairs for match in pair.shared]
    count = max(sum(pair.one[1] - pair.one[0] for pair in pairs), sum(pair.two[1] - pair.two[0] for pair in pairs))
    order = "in the same order" if found.chains == 1 else f"in {found.chains} stretches of the same order"
    reasons = [
        (f"{count} sentences answer each other {order}, in two languages. Of the names, numbers, dates and words that"
         f" survive translation, {most:.0%} of one text's and {least:.0%} of the other's are found again there."),
        *_named(shared),
    ]  # fmt: skip
    passages = tuple(
        Alignment((one.sentences[p.one[0]].start, one.sentences[p.one[1] - 1].end),
                  (two.sentences[p.two[0]].start, two.sentences[p.two[1] - 1].end))
        for p in pairs
    )[:MOST_PASSAGES]  # fmt: skip
    verdict = Verdict(
        kind, found.one_share, found.two_share, found.weight, alike >= SHORTER, tuple(reasons), passages
    )  # fmt: skip
    return verdict, found


def _named(shared: Sequence[Match]) -> list[str]:
    """Sentences that name the most telling anchors: numbers, names, then the rest."""
    out = []
    numbers = _best(m for m in shared if m[0].kind == "number" and float(m[0].keys[0][2:]) >= LEAST)
    if numbers:
        out.append(f"The same number{'s stand' if len(numbers) > 1 else ' stands'} in both: {'; '.join(numbers)}.")
    names = _best(m for m in shared if m[0].kind in ("name", "place", "agency"))
    if names:
        many = "Names that sound or mean the same stand" if len(names) > 1 else (
            "A name that sounds or means the same stands")  # fmt: skip
        out.append(f"{many} in both: {'; '.join(names)}.")
    others = _best(m for m in shared if m[0].kind in ("word", "technology", "date"))
    if others:
        out.append(f"Words and dates that mean the same stand in both: {'; '.join(others)}.")
    return out


def _best(matches: Iterable[Match]) -> list[str]:
    held: dict[str, float] = {}
    for one, two, weight in matches:
        shown = one.shown if one.shown == two.shown else f"{one.shown} / {two.shown}"
        held[shown] = max(held.get(shown, 0.0), weight)
    return sorted(held, key=lambda shown: (-held[shown], shown))[:MOST_SHOWN]
