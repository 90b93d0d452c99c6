"""Whole spans out of what the sequence model thinks of single tokens: every span that may be one, and the best set.

The model's marginals form a Markov chain, so the probability of exactly one span [a, b) is the chance that it begins at
a, times that it goes on at each token, times that it does not at b. The set that is kept is the one with the greatest
sum of (probability - threshold) among sets in which no token serves twice: for F1 that beats the most probable labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from .attribution_corpus import KINDS
from .attribution_features import Lexicon, label_spans, quotes, sentence_bounds
from .attribution_parse import Parsed

FLOOR = 0.015
"""Spans less probable than this are not looked at."""
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Marginals:
    """For each kind and token: how probably a span begins there, and how probably one goes on there."""

    labels: list[str]
    begin: dict[str, list[float]]
    inside: dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """The tokens [first, last) may be a span of ``kind``. score: 0 to 1."""

    kind: str
    first: int
    last: int
    score: float


def candidates(parsed: Parsed, marginals: Marginals, floor: float = FLOOR) -> list[Candidate]:
    """Every span at least as probable as ``floor``, and those that the tree suggests beside a likely cue."""
    found = [one for kind in KINDS for one in _probable(marginals, kind, floor)]
    have = {(one.kind, one.first, one.last) for one in found}
    for kind, a, b in _from_tree(parsed, marginals):
        if (kind, a, b) not in have and 0 <= a < b <= len(parsed) and b - a <= _LONGEST:
            have.add((kind, a, b))
            found.append(Candidate(kind, a, b, _chance(marginals, kind, a, b)))
    return found


def _probable(marginals: Marginals, kind: str, floor: float) -> Iterator[Candidate]:
    begin, inside = marginals.begin[kind], marginals.inside[kind]
    size = len(begin)
    for a in range(size):
        chance = begin[a]
        for b in range(a, min(size, a + _LONGEST)):
            if chance < floor:
                break
            on = _goes_on(begin, inside, b)
            if chance * (1 - on) >= floor:
                yield Candidate(kind, a, b + 1, chance * (1 - on))
            chance *= on


def _goes_on(begin: Sequence[float], inside: Sequence[float], i: int) -> float:
    """The chance that a span which holds token ``i`` holds the next one too."""
    total = begin[i] + inside[i]
    return min(1.0, inside[i + 1] / total) if i + 1 < len(begin) and total > 0 else 0.0


def _chance(marginals: Marginals, kind: str, a: int, b: int) -> float:
    begin, inside = marginals.begin[kind], marginals.inside[kind]
    chance = begin[a]
    for i in range(a, b - 1):
        chance *= _goes_on(begin, inside, i)
    return chance * (1 - _goes_on(begin, inside, b - 1))


_LIKELY_CUE = 0.2
_STOPS = frozenset({",", ".", ";", ":", "-", "--", "—", "–"})
_QUOTES = frozenset({'"', "''", "”"})
_CONTENT_DEPS = frozenset(
    {
        "ccomp", "xcomp", "dobj", "pobj", "pcomp", "advcl", "parataxis", "acl", "attr", "acomp", "oprd", "prep",
        "conj", "dep", "relcl",
    }
)  # fmt: skip
_THROUGH = frozenset(["prep", "agent", "prt", "dobj", "acomp", "attr", "xcomp"])
_TAIL_DEPS = frozenset(["advcl", "prep", "relcl", "conj", "punct", "cc", "acl", "npadvmod"])
_SOURCE_DEPS = frozenset(["nsubj", "nsubjpass", "pobj", "poss", "dobj"])
_NAME_TAILS = frozenset(["relcl", "appos", "punct", "acl", "prep"])


def _from_tree(parsed: Parsed, marginals: Marginals) -> Iterator[tuple[str, int, int]]:
    """Clauses and phrases that hang from a likely cue, whole and cut before what trails behind them."""
    size = len(parsed)
    children: list[list[int]] = [[] for _ in range(size)]
    for i, head in enumerate(parsed.head):
        if head != i:
            children[head].append(i)
    for cue in range(size):
        if marginals.begin["cue"][cue] + marginals.inside["cue"][cue] < _LIKELY_CUE:
            continue
        below = list(children[cue])
        for child in children[cue]:
            if parsed.dep[child] in _THROUGH:
                below += children[child]
        for child in below:
            left, right = parsed.left[child], parsed.right[child] + 1
            if parsed.dep[child] in _CONTENT_DEPS:
                ends = [right, *(parsed.left[j] for j in children[child] if j > child and parsed.dep[j] in _TAIL_DEPS)]
                for end in ends:
                    yield from (("content", a, b) for a, b in _trimmed(parsed.word, left, end))
            if parsed.dep[child] in _SOURCE_DEPS:
                yield "source", left, right
                yield "source", left, child + 1
                for j in children[child]:
                    if j > child and parsed.dep[j] in _NAME_TAILS:
                        yield "source", left, parsed.left[j]


def _trimmed(words: Sequence[str], a: int, b: int) -> Iterator[tuple[int, int]]:
    """The span as it is, and with its edges at punctuation, quotation marks and "that" moved."""
    yield a, b
    while b > a and words[b - 1] in _STOPS:
        b -= 1
    yield a, b
    if a < b and (words[a] == "that" or words[a] in _STOPS):
        yield a + 1, b
    if b < len(words) and words[b] in _QUOTES:
        yield a, b + 1
    elif b + 1 < len(words) and words[b] in ",.?!" and words[b + 1] in _QUOTES:
        yield a, b + 2
    if a and words[a - 1] in ("\"", "``", "“"):
        yield a - 1, b


def best_set(found: Iterable[Candidate], threshold: dict[str, float], size: int) -> list[Candidate]:
    """The spans to keep, in order: disjoint, with the greatest sum of (score - threshold)."""
    ends: list[list[Candidate]] = [[] for _ in range(size + 1)]
    for one in found:
        if one.score > threshold[one.kind]:
            ends[one.last].append(one)
    best: list[float] = [0.0] * (size + 1)
    back: list[Candidate | None] = [None] * (size + 1)
    for end in range(1, size + 1):
        best[end] = best[end - 1]
        for one in ends[end]:
            value = best[one.first] + one.score - threshold[one.kind]
            if value > best[end] + 1e-12:
                best[end], back[end] = value, one
    kept: list[Candidate] = []
    end = size
    while end > 0:
        chosen = back[end]
        if chosen is None:
            end -= 1
        else:
            kept.append(chosen)
            end = chosen.first
    return kept[::-1]


_TAGS = (
    "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "IN", "TO", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "JJ",
    "JJR", "JJS", "RB", "RBR", "RP", "CC", "CD", "WDT", "WP", "WRB", "EX", "POS", ",", ".", ":", "``", "''", "-LRB-",
    "-RRB-", "HYPH", "UH", "FW", "PDT", "NFP", "$",
)  # fmt: skip
_DEPS = (
    "ROOT", "nsubj", "nsubjpass", "ccomp", "xcomp", "dobj", "pobj", "agent", "prep", "pcomp", "acl", "relcl", "advcl",
    "conj", "appos", "attr", "compound", "amod", "npadvmod", "parataxis", "poss", "oprd", "dep", "csubj", "advmod",
    "aux", "auxpass", "mark", "punct", "intj", "dative", "nummod", "det", "prt", "cc", "acomp", "neg",
)  # fmt: skip
_TAG_CODE = {tag: float(i) for i, tag in enumerate(_TAGS, 1)}
_DEP_CODE = {dep: float(i) for i, dep in enumerate(_DEPS, 1)}
_WORDS = (
    "that", "to", "the", "a", "for", "of", "about", "as", "by", "on", "in", "with", "from", "at", "it", "he", "she",
    "they", "we", "i", "you", "his", "her", "their", "its", "this", "these", "those", "what", "whether", "how", "why",
    "who", "which", "if", "when", "where", "because", "and", "but", "or", "so", "not", "n't", "is", "was", "be", "are",
    "were", "has", "have", "had", "will", "would", "could", "should", "may", "might", "can", "there", "mr.", "mrs.",
    "him", "them", "me", "us", "no", "more", "than", "over", "against", "said", "says", "say", "according", "also",
)  # fmt: skip
_WORD_CODE = {word: float(i) for i, word in enumerate(_WORDS, 1)}
_MARKS = {
    mark: float(code)
    for code, marks in enumerate(("“ ``", '"', "” ''", ",", ".", "? !", ":", ";", "- -- — –", "(", ")", "' ’ ‘"), 1)
    for mark in marks.split()
}


def _at(values: Sequence[float], index: int) -> float:
    return values[index] if 0 <= index < len(values) else 0.0


class Paragraph:
    """What all candidates of one paragraph share."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, marginals: Marginals, still_open: bool) -> None:
        self.parsed, self.marginals = parsed, marginals
        size = len(parsed)
        self.size = size
        self.bounds = sentence_bounds(parsed)
        self.state, _ = quotes(parsed, still_open)
        self.any = {k: [b + i for b, i in zip(marginals.begin[k], marginals.inside[k], strict=True)] for k in KINDS}
        self.cue_rate = [lexicon.rate("cue", lemma) for lemma in parsed.lemma]
        self.source_rate = [lexicon.rate("source", lemma) for lemma in parsed.lemma]
        self.tags = [_TAG_CODE.get(tag, 0.0) for tag in parsed.tag]
        self.deps = [_DEP_CODE.get(dep, 0.0) for dep in parsed.dep]
        lows = [word.lower() for word in parsed.word]
        self.words = [_WORD_CODE.get(word, 0.0) for word in lows]
        self.marks = [_MARKS.get(word, 0.0) for word in parsed.word]
        self.viterbi = {(kind, a, b) for kind, a, b in label_spans(marginals.labels)}
        self.sums: dict[str, list[float]] = {}
        for kind in KINDS:
            total, running = [0.0], 0.0
            for value in marginals.begin[kind]:
                running += value
                total.append(running)
            self.sums[kind] = total
        self.opens = _running(state == "B" for state in self.state)
        self.closes = _running(state == "E" for state in self.state)

    def rows(self, found: Sequence[Candidate]) -> list[list[float]]:
        """A row of numbers for each candidate, given all candidates of the paragraph."""
        by_begin: dict[tuple[str, int], float] = {}
        by_end: dict[tuple[str, int], float] = {}
        tops = {kind: [0.0] * self.size for kind in KINDS}
        for one in found:
            by_begin[one.kind, one.first] = max(one.score, by_begin.get((one.kind, one.first), 0.0))
            by_end[one.kind, one.last] = max(one.score, by_end.get((one.kind, one.last), 0.0))
            top = tops[one.kind]
            for i in range(one.first, one.last):
                top[i] = max(top[i], one.score)
        return [self._row(one, by_begin, by_end, tops) for one in found]

    def _row(
        self, one: Candidate, by_begin: dict[tuple[str, int], float], by_end: dict[tuple[str, int], float],
        tops: dict[str, list[float]],
    ) -> list[float]:  # fmt: skip
        p, m, kind, a, b = self.parsed, self.marginals, one.kind, one.first, one.last
        own = self.any[kind]
        inside = own[a:b]
        sentence = p.sentence[a]
        first, last = self.bounds[sentence]
        outer = [i for i in range(a, b) if p.head[i] == i or not a <= p.head[i] < b]
        strong = [i for i in outer if p.dep[i] != "punct"] or outer
        head = strong[0]
        above = p.head[head]
        rival = max(max(tops[k][a:b]) for k in KINDS if k != kind)
        same = max(tops[kind][a:b])
        row = [
            one.score, log(one.score + 1e-6), m.begin[kind][a], min(inside), sum(inside) / len(inside), rival,
            same - one.score, by_begin[kind, a] - one.score, by_end[kind, b] - one.score,
            _at(m.begin[kind], a - 1) + _at(m.inside[kind], a - 1), _at(m.inside[kind], b),
            float((kind, a, b) in self.viterbi), float(b - a), float(a - first), float(last - b),
            float(p.sentence[b - 1] - sentence), float(last - first), float(sentence), float(len(self.bounds)),
            float(self.size), float(len(strong)), float(p.left[head] - a), float(p.right[head] - b + 1),
            float(sum(p.left[i] < a or p.right[i] >= b for i in strong)),
            self.deps[head], self.deps[above] if above != head else 0.0, self.tags[head], self.tags[above],
            self.cue_rate[head], self.cue_rate[above], self.any["cue"][above], self.any["cue"][head],
            self.source_rate[head], float(max(-20, min(20, above - head))), float(above < a) - float(above >= b),
        ]  # fmt: skip
        for i in (a - 2, a - 1, a, a + 1, b - 2, b - 1, b, b + 1):
            row += (_at(self.tags, i), _at(self.words, i), _at(self.marks, i))
        for i in (a - 1, a, b - 1, b):
            row.append(_at(self.deps, i))
        opened, closed = self.opens[b] - self.opens[a], self.closes[b] - self.closes[a]
        row += (
            float(opened), float(closed), float(self.state[a] == "I"), float(self.state[b - 1] == "I"),
            float("OBIE".index(self.state[a])), float("OBIE".index(self.state[b - 1])),
            float("OBIE".index(self.state[b])) if b < self.size else -1.0,
            float("OBIE".index(self.state[a - 1])) if a else -1.0,
        )  # fmt: skip
        for k in KINDS:
            total = self.sums[k]
            row += (
                total[a] - total[first], total[max(last, b)] - total[b], total[b] - total[a],
                by_end.get((k, a), 0.0), by_begin.get((k, b), 0.0), by_end.get((k, a - 1), 0.0),
                by_begin.get((k, b + 1), 0.0), total[-1],
            )  # fmt: skip
            row += self._nearest(k, a, b, first, max(last, b))
        return row

    def _nearest(self, kind: str, a: int, b: int, first: int, last: int) -> tuple[float, ...]:
        """The likeliest token of ``kind`` before and after the span in its sentence: how likely, how far."""
        line = self.any[kind]
        left = max(range(first, a), key=lambda i: (line[i], i), default=None)
        right = max(range(b, last), key=lambda i: (line[i], -i), default=None)
        return (
            line[left] if left is not None else 0.0, float(a - left) if left is not None else -1.0,
            self.cue_rate[left] if left is not None else 0.0,
            line[right] if right is not None else 0.0, float(right - b) if right is not None else -1.0,
            self.cue_rate[right] if right is not None else 0.0,
        )  # fmt: skip


def _running(flags: Iterable[bool]) -> list[int]:
    total = [0]
    for flag in flags:
        total.append(total[-1] + flag)
    return total
