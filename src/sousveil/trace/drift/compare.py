"""Two sides held together: every block of sentences through every test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sousveil.case.vocabulary.load import Vocabulary

from .align import align, tokens
from .languages import marks_between, pairings_between
from .losses import losses
from .pairing import Half, Mark, Pairing
from .sides import Side
from .sources import sources
from .swaps import swaps

SHORT = 3
"""Texts of so few sentences each are one block."""
SHORT_SHARED = 0.2
"""How much of the shorter one's words two such texts must share."""
LEAST_NEAR, FIRM_NEAR = 0.3, 0.45
"""Stretches that share less (see align.Block.cover) speak of other things, or in so many other words that no mark
between them is sure. Set by eye on the three articles, all of whose marks below .3 were wrong, and the sample case."""


def pairings(child: Side, parent: Side) -> list[Pairing]:
    """The stretches of two texts in one language that answer each other."""
    if 0 < len(child.sentences) <= SHORT and 0 < len(parent.sentences) <= SHORT:
        one, two = ({t for span in half.sentences for t in tokens(half, span)} for half in (child, parent))
        if len(one & two) < SHORT_SHARED * min(len(one), len(two)):
            return []
        return [Pairing(Half(child, child.sentences), Half(parent, parent.sentences))]
    out = []
    for block in align(child, parent):
        left, right = [child.sentences[i] for i in block.child], [parent.sentences[j] for j in block.parent]
        out.append(Pairing(Half(child, left), Half(parent, right), block.cover))
    return out


def marks(child: Side, parent: Side, vocabulary: Vocabulary | None = None) -> Iterator[tuple[Pairing, Mark]]:
    """Everything that moved between two texts."""
    if child.language != parent.language:
        for pairing in pairings_between(child, parent, vocabulary):
            yield from ((pairing, mark) for mark in marks_between(pairing))
        return
    for pairing in pairings(child, parent):
        if _verbatim(pairing) or pairing.near < LEAST_NEAR:
            continue
        for mark in (*swaps(pairing), *losses(pairing), *sources(pairing)):
            if pairing.near < FIRM_NEAR and mark.certainty == "sure":
                mark = replace(mark, certainty="likely")
            yield pairing, mark


def _verbatim(pairing: Pairing) -> bool:
    one, two = (" ".join(half.said(span) for span in half.spans).split() for half in (pairing.child, pairing.parent))
    return one == two
