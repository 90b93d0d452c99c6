"""Who may be speaking where: one way to ask the rules that ship and a model that the user has trained.

A proposal is three stretches of the text: the source, the cue ("said", "according to") and the content. The rules'
graph of voices stays what a claim rests on; a model of the user's own is one more voice, asked where the rules found
nobody but the outlet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from sousveil.records import Edge, Passage

from . import attribution as en
from .learned.attribution_model import Model, load_model, model_mark
from .plain import plain
from .speech import Speech
from .voices import Voices

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """``source`` says ``content`` by the words ``cue``; each [start, end) in code points, None where the text does not
    name it. score: 0 to 1; rules give 1."""

    source: Span | None
    cue: Span | None
    content: Span
    score: float


class Proposer(Protocol):
    """Anything that can tell who speaks in a stretch of text."""

    def propose(self, text: str, start: int, end: int) -> list[Proposal]:
        """The proposals for [start, end) of ``text``, in order of their contents."""
        ...


class RuleProposer:
    """The rules that ship. passages: of the whole text, which has to be the text that is asked about."""

    def __init__(self, passages: Sequence[Passage], longest: int = 2000) -> None:
        self._passages = sorted(passages, key=lambda p: p.ordinal)
        self._longest = longest

    def propose(self, text: str, start: int, end: int) -> list[Proposal]:
        low = plain(text)
        voices = Voices(text, low, None, (), self._passages, self._longest)
        found: list[Proposal] = []
        for passage in self._passages:
            if passage.furniture is not None or passage.language not in ("en", "ko", "zh"):
                continue
            for a, b in passage.sentences:
                if b > end:
                    break
                if b - a > self._longest:
                    continue
                # Every sentence from the first on is heard: "he" may have been named before ``start``.
                speeches = voices.hear(a, b, passage.language)
                if a >= start:
                    for speech in speeches:
                        found += _of_speech(speech, low, a, b)
        return found


def _of_speech(speech: Speech, low: str, start: int, end: int) -> list[Proposal]:
    """A speech of one sentence as stretches of text: its reach without the words that name source and cue."""
    here = speech.start is not None and speech.end is not None and start <= speech.start and speech.end <= end
    source = (speech.start, speech.end) if here and speech.start is not None and speech.end is not None else None
    cue = _cue(low, speech, start, end)
    if source is None and cue is not None and speech.start is not None:
        source = _mention(low, speech.source, cue, start, end)
    cuts = sorted(span for span in (source, cue) if span is not None)
    pieces, left = [], speech.reach_start
    for a, b in cuts:
        pieces.append((left, a))
        left = max(left, b)
    pieces.append((left, speech.reach_end))
    inside = [trimmed(low, max(a, speech.reach_start), min(b, speech.reach_end)) for a, b in pieces]
    content = max(inside, key=lambda span: (span[1] - span[0], -span[0]))
    return [Proposal(source, cue, content, 1.0)] if content[0] < content[1] else []


def _cue(low: str, speech: Speech, start: int, end: int) -> Span | None:
    """Where the verb or phrase stands that brings the speech in: the occurrence nearest to its source."""
    for left, right, _, phrase in en.according(low, start, end):
        if speech.start is not None and left <= speech.start < right:
            at = low.rfind(phrase, start, left)
            return (at, at + len(phrase)) if at >= 0 else None
    word = plain(speech.verb).strip()
    if not word:
        return None
    near = speech.start if speech.start is not None and start <= speech.start < end else speech.reach_start
    edges = (r"(?<!\w)", r"(?!\w)") if word.isascii() else ("", "")
    found = [m.span() for m in re.finditer(edges[0] + re.escape(word) + edges[1], low[start:end])]
    best = min(found, key=lambda span: (abs(span[0] + start - near), span[0]), default=None)
    return None if best is None else (best[0] + start, best[1] + start)


_REFERRING = re.compile(r"\b(?:he|she|they|it|the [a-z]+)$")
_NEAR = 40


def _mention(low: str, name: str, cue: Span, start: int, end: int) -> Span | None:
    """Where a sentence refers to a source that another sentence names: by the last word of the name beside the cue, or
    by a pronoun or "the report" right before it."""
    word = plain(name).rpartition(" ")[2]
    left, right = max(start, cue[0] - _NEAR), min(end, cue[1] + _NEAR)
    if word and (at := low.rfind(word, left, cue[0])) >= 0:
        return at, at + len(word)
    if m := _REFERRING.search(low[left : cue[0]].rstrip()):
        return left + m.start(), left + m.end()
    if word and (at := low.find(word, cue[1], right)) >= 0:
        return at, at + len(word)
    return None


_LEAD = re.compile(r"(?:[\s,;:.\-]|that\b)+")


def trimmed(low: str, start: int, end: int) -> Span:
    """[start, end) without white space, commas and "that" in front and punctuation behind; quotation marks stay."""
    m = _LEAD.match(low, start, end)
    if m:
        start = m.end()
    while end > start and (low[end - 1].isspace() or low[end - 1] in ",;:.-"):
        end -= 1
    return start, end


class LearnedProposer:
    """A model that the user trained. mark: what a record drawn with it says of it.

    deep: also look for speakers inside each content ("the report says that escapees said"), which the material a model
    is trained on may not mark.
    """

    def __init__(self, model: Model, mark: str = "", deep: bool = True) -> None:
        self._model, self.mark, self._deep = model, mark, deep

    def propose(self, text: str, start: int, end: int) -> list[Proposal]:
        found = [Proposal(*one) for one in self._model.attributions(text, start, end)]
        if self._deep:
            for outer in tuple(found):
                a, b = trimmed(text, *outer.content)
                if b - a < end - start:
                    inner = (Proposal(*one) for one in self._model.attributions(text, a, b))
                    found += [replace(one, score=one.score * outer.score) for one in inner if one.source is not None]
        return sorted(found, key=lambda one: (one.content, one.source or (-1, -1), one.cue or (-1, -1)))


_BACK = 2
"""Passages before the one in question that are read with it: "he" was named there, a quotation began there."""


class SecondVoice:
    """What a learned proposer adds to one document's claims. It reads only the passages that it is asked about."""

    def __init__(self, proposer: LearnedProposer, text: str, passages: Iterable[Passage]) -> None:
        self._proposer, self._text = proposer, text
        kept = [p for p in passages if p.language == "en" and p.furniture is None]
        self._passages = sorted(kept, key=lambda p: (p.start, p.ordinal))
        self._starts = [p.start for p in self._passages]
        self._found: dict[int, list[Proposal]] = {}

    @property
    def mark(self) -> str:
        """What a record drawn with the model says of it."""
        return self._proposer.mark

    def edge(self, position: int, certainty: str, under: int) -> Edge | None:
        """The edge from the innermost speaker whose content covers ``position``; None where the model names nobody, or
        names a pronoun that nobody was named for."""
        number = bisect_right(self._starts, position) - 1
        if number < 0 or position >= self._passages[number].end:
            return None
        found = self._proposals(number)
        covering = [one for one in found if one.content[0] <= position < one.content[1] and one.source]
        best = min(covering, key=lambda one: (one.content[1] - one.content[0], one.content), default=None)
        source = self._named(best.source, found) if best and best.source else None
        if best is None or source is None:
            return None
        a, b = source
        words = self._text[a:b]
        kind, left, right = en.classify(words, plain(words)) or ("unnamed", 0, b - a)
        verb = " ".join(self._text[best.cue[0] : best.cue[1]].split()) if best.cue else "said"
        basis = en.basis_of(kind, plain(words))
        return Edge(self._text[a + left : a + right], kind, verb, basis, certainty, a + left, a + right, under)

    def _proposals(self, number: int) -> list[Proposal]:
        if number not in self._found:
            first = number
            while first > max(0, number - _BACK) and self._adjoins(first):
                first -= 1
            a, b = self._passages[first].start, self._passages[number].end
            self._found[number] = self._proposer.propose(self._text, a, b)
        return self._found[number]

    def _adjoins(self, number: int) -> bool:
        """Whether nothing, not even page furniture, stands between a passage and the one before."""
        return not self._text[self._passages[number - 1].end : self._passages[number].start].strip()

    def _named(self, source: Span, found: Iterable[Proposal]) -> Span | None:
        def is_name(span: Span) -> bool:
            return _PRONOUN.fullmatch(self._text[slice(*span)].strip()) is None

        if is_name(source):
            return source
        before = (one.source for one in found if one.source and one.source[1] <= source[0] and is_name(one.source))
        return max(before, default=None)


_PRONOUN = re.compile(r"(?i:i|we|you|he|she|it|they|him|her|them|who|which|that|this|one|his|its|their|my|our)")


@lru_cache(maxsize=1)
def proposer_at(path: str) -> LearnedProposer:
    """The proposer of the model in the file ``path``, loaded once in a process.

    Raises:
        SousveilError: it cannot be read, is no such model, or the extra ``train`` is not installed.
    """
    return LearnedProposer(load_model(Path(path)), f"attribution {model_mark(Path(path))[:16]}")


def second_voice(path: str | None, text: str, passages: Sequence[Passage]) -> SecondVoice | None:
    """What the setting ``attribution_model`` adds for one text; None when it is empty."""
    return SecondVoice(proposer_at(path), text, passages) if path else None
