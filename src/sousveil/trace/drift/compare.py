"""Two sides held together: every block of sentences through every test."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.case.vocabulary.load import Vocabulary

from .align import align
from .languages import marks_between, pairings_between
from .losses import losses
from .pairing import Half, Mark, Pairing
from .sides import Side
from .sources import sources
from .swaps import swaps

SHORT = 3
"""Texts of so few sentences each are one block."""


def pairings(child: Side, parent: Side) -> list[Pairing]:
    """The stretches of two texts in one language that answer each other."""
    if 0 < len(child.sentences) <= SHORT and 0 < len(parent.sentences) <= SHORT:
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
        if not _verbatim(pairing):
            yield from ((pairing, mark) for mark in (*swaps(pairing), *losses(pairing), *sources(pairing)))


def _verbatim(pairing: Pairing) -> bool:
    one, two = (" ".join(" ".join(half.said(span).split()) for span in half.spans) for half in (pairing.child, pairing.parent))
    return one == two
