"""Sentences that answer each other, with what is asked of them again and again; and the marks that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .bind import Anchor, Field, anchors
from .scales import Cue, cues
from .sides import Side, Span
from .values import Day, Number, dates, numbers


@dataclass(frozen=True, slots=True)
class Mark:
    """One drift between two stretches of text; see records.lineage.Drift for kind, way and certainty. at, parent_at:
    the words, or the empty place where they are missing. sentence: what happened."""

    kind: str
    way: str
    at: Span
    parent_at: Span
    certainty: str
    sentence: str


class Half:
    """One of the two stretches: spans of sentences of one side."""

    def __init__(self, side: Side, spans: Sequence[Span]) -> None:
        self.side = side
        self.spans = tuple(spans)
        self.whole = (self.spans[0][0], self.spans[-1][1])
        self._cues: dict[str, list[Cue]] = {}

    @property
    def text(self) -> str:
        """The whole text that offsets count in."""
        return self.side.text

    def cues(self, kind: str) -> list[Cue]:
        """The cues of one kind, in order."""
        if kind not in self._cues:
            self._cues[kind] = [cue for span in self.spans for cue in cues(self.text, span, self.side.language, kind)]
        return self._cues[kind]

    def said(self, span: Span) -> str:
        """The words at a place."""
        return self.text[span[0] : span[1]]

    def sentence_of(self, place: Span) -> Span:
        """The sentence that holds a place."""
        return next((span for span in self.spans if span[0] <= place[0] <= span[1]), self.whole)

    @cached_property
    def field(self) -> Field:
        """Costs between its places."""
        return Field(self.side, self.spans)

    @cached_property
    def numbers(self) -> list[Number]:
        """Its numbers."""
        return [number for span in self.spans for number in numbers(self.text, span, self.side.language)]

    @cached_property
    def dates(self) -> list[Day]:
        """Its dates."""
        return [day for span in self.spans for day in dates(self.text, span, self.side.language)]


class Pairing:
    """A child's sentences and the parent's that they answer. near: 0..1, how much the two share."""

    def __init__(self, child: Half, parent: Half, near: float = 1.0) -> None:
        self.child, self.parent, self.near = child, parent, near
        self.steady: set[tuple[str, str]] = set()
        """Pairs of names that some value was found to tell apart in the same way in both."""

    @cached_property
    def anchors(self) -> list[Anchor]:
        """The words that both have."""
        return anchors(self.child.side, self.child.spans, self.parent.side, self.parent.spans)
