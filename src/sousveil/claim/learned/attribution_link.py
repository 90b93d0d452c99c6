"""Which cue and which source go with a content: each pair is described by its place in tree and order, and scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .attribution_features import Lexicon, quotes, sentence_bounds
from .attribution_parse import Parsed
from .attribution_spans import _DEP_CODE, _TAG_CODE

REACH = 3
"""How many paragraphs back a source may stand: "he" of a quoted paragraph was named before."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A span by its paragraph and tokens [first, last)."""

    kind: str
    paragraph: int
    first: int
    last: int


class Linker:
    """Describes pairs of one text's spans. parsed: the text's paragraphs. pieces: all its spans, in reading order."""

    def __init__(self, parsed: Sequence[Parsed], pieces: Sequence[Piece], lexicon: Lexicon) -> None:
        self._parsed, self._lexicon = parsed, lexicon
        self._here: list[list[Piece]] = [[] for _ in parsed]
        for piece in pieces:
            self._here[piece.paragraph].append(piece)
        self._states = [quotes(one)[0] for one in parsed]
        self._bounds = [sentence_bounds(one) for one in parsed]

    def partners(self, content: Piece, kind: str) -> list[Piece]:
        """The pieces of ``kind`` that may go with ``content``: those of its paragraph, and for a source the last ones
        of the paragraphs before."""
        found = [one for one in self._here[content.paragraph] if one.kind == kind]
        if kind == "source":
            for back in range(1, REACH + 1):
                if content.paragraph - back < 0:
                    break
                before = [one for one in self._here[content.paragraph - back] if one.kind == "source"]
                found += before[-1:]
        return found

    def row(self, content: Piece, other: Piece, partners: Sequence[Piece]) -> list[float]:
        """The pair in numbers."""
        away = content.paragraph - other.paragraph
        parsed = self._parsed[content.paragraph]
        theirs = self._parsed[other.paragraph]
        here = self._here[content.paragraph]
        head, their_head = _head(parsed, content), _head(theirs, other)
        a, b, c, d = content.first, content.last, other.first, other.last
        cues = [one for one in here if one.kind == "cue"]
        cue = min(cues, key=lambda one: (_gap(one, content), one.first), default=None)
        ruling = next((one for one in cues if one.first <= parsed.head[head] < one.last), None)
        sources_after = sum(one.kind == "source" and one.first >= b for one in here)
        row = [
            float(away), float(len(here)), float(parsed.sentence[a]), float(a), float(len(parsed) - b),
            _DEP_CODE.get(parsed.dep[head], 0.0), _TAG_CODE.get(parsed.tag[parsed.head[head]], 0.0),
            float("OBIE".index(self._states[content.paragraph][a])), float(b - a), float(d - c),
            _DEP_CODE.get(theirs.dep[their_head], 0.0), _TAG_CODE.get(theirs.tag[their_head], 0.0),
            self._lexicon.rate("source", theirs.lemma[their_head]), self._lexicon.rate("cue", theirs.lemma[their_head]),
            float("OBIE".index(self._states[other.paragraph][c])), float(theirs.sentence[c]), float(sources_after),
            float(ruling is not None), float(len(partners)), float(len(cues)),
        ]  # fmt: skip
        if away:
            return [*row, *([-1.0] * 25)]
        low, high = min(b, d), max(a, c)
        between = [one for one in here if low <= one.first and one.last <= high and one not in (content, other)]
        nearer = sum(_gap(one, content) < _gap(other, content) for one in partners if one.paragraph == other.paragraph)
        up, down = _path(parsed, head, their_head)
        sentences = parsed.sentence[c] - parsed.sentence[a]
        row += [
            float(c < a), float(_gap(other, content)), float(sentences), float(nearer),
            *(float(sum(one.kind == kind for one in between)) for kind in ("source", "cue", "content")),
            float(up), float(down), float(c <= parsed.head[head] < d), float(a <= parsed.head[their_head] < b),
            float(parsed.head[head] == parsed.head[their_head]),
        ]  # fmt: skip
        for one in (cue, ruling):
            if one is None:
                row += [-1.0] * 6
            else:
                held = one.first <= parsed.head[their_head] < one.last
                way = _path(parsed, their_head, _head(parsed, one))
                row += [
                    float(one.first - a), float(_gap(one, other)), float(held), float(sum(way)),
                    float(one.first - c), float(one == other),
                ]  # fmt: skip
        row.append(float(any(parsed.word[i] in (".", "?", "!") for i in range(low, high))))
        return row


def _gap(one: Piece, other: Piece) -> int:
    return max(other.first - one.last, one.first - other.last, 0)


def _head(parsed: Parsed, piece: Piece) -> int:
    a, b = piece.first, piece.last
    outer = [i for i in range(a, b) if parsed.head[i] == i or not a <= parsed.head[i] < b]
    return next((i for i in outer if parsed.dep[i] != "punct"), outer[0])


def _path(parsed: Parsed, one: int, other: int) -> tuple[int, int]:
    """Steps up from ``one`` and down to ``other`` by their lowest common ancestor; 20 and 20 when there is none."""
    above = {one: 0}
    at = one
    while parsed.head[at] != at and len(above) < 60:
        at = parsed.head[at]
        if at in above:
            break
        above[at] = len(above)
    steps, at = 0, other
    while at not in above:
        if parsed.head[at] == at or steps > 60:
            return 20, 20
        at = parsed.head[at]
        steps += 1
    return min(above[at], 20), min(steps, 20)
