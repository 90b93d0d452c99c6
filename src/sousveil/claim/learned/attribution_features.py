"""What a token tells about who says what: its words, its place in the tree, in quotation marks, and near verbs of
saying. Each feature is a string; its weight is learnt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .attribution_parse import Parsed

_OPEN, _CLOSE, _EITHER = {"“", "``", "«", "„"}, {"”", "''", "»"}, {'"'}
_NONE = "-"


@dataclass
class Lexicon:
    """How often a lemma heads a cue or a source in the material trained on: (times so, times in all)."""

    cue: Counter[str] = field(default_factory=Counter)
    source: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)

    def minus(self, other: Lexicon) -> Lexicon:
        """Without one document's counts: what a document's words would be worth had it not been seen."""
        return Lexicon(*(_Less(mine, theirs) for mine, theirs in (
            (self.cue, other.cue), (self.source, other.source), (self.seen, other.seen))))  # fmt: skip

    def rate(self, of: str, lemma: str) -> float:
        """The share of ``lemma`` that heads a cue or source, drawn towards .02 where it was seldom seen."""
        table = self.cue if of == "cue" else self.source
        return (table[lemma] + 0.04) / (self.seen[lemma] + 2.0)


class _Less(Counter[str]):
    """A view of one counter less another, without a copy."""

    def __init__(self, base: Counter[str], less: Counter[str]) -> None:
        self._base, self._less = base, less

    def __getitem__(self, key: str) -> int:
        return self._base[key] - self._less[key]


def bucket(rate: float) -> int:
    """A rate from 0 to 1 in seven steps that are finer where verbs of saying lie."""
    for step, limit in enumerate((0.01, 0.04, 0.12, 0.3, 0.55, 0.8)):
        if rate < limit:
            return step
    return 6


@dataclass(frozen=True, slots=True)
class Around:
    """What lies before a paragraph. open: a quotation is still open. said: the paragraph before held a likely cue.
    first: the text begins here. quoted: the paragraph before held a quotation."""

    open: bool = False
    said: bool = False
    first: bool = False
    quoted: bool = False


def quotes(parsed: Parsed, still_open: bool = False) -> tuple[list[str], bool]:
    """For each token, whether it stands outside (O), opens (B), lies in (I) or closes (E) a quotation; and whether the
    paragraph ends with one open. A paragraph that begins with an opening mark begins anew."""
    states: list[str] = []
    inside = still_open
    for word in parsed.word:
        opens = word in _OPEN or (word in _EITHER and not inside)
        if opens:
            inside = True
            states.append("B")
        elif word in _CLOSE or word in _EITHER:
            states.append("E" if inside else "O")
            inside = False
        else:
            states.append("I" if inside else "O")
        if len(states) == 1 and still_open and word not in _OPEN | _EITHER:
            inside = False  # the mark was forgotten: a continued quotation begins with one
            states[0] = "O"
        elif len(states) == 1 and still_open and word in _EITHER:
            inside, states[0] = True, "B"
    return states, inside


def shape(word: str) -> str:
    """Upper, lower, digit and other, runs made one."""
    out = ""
    for char in word[:12]:
        kind = "X" if char.isupper() else "x" if char.islower() else "d" if char.isdigit() else char
        if out[-1:] != kind:
            out += kind
    return out


def distance(number: int) -> str:
    """A number of tokens in a few steps."""
    size = abs(number)
    step = size if size < 4 else 4 if size < 7 else 7 if size < 12 else 12 if size < 25 else 25
    return f"{'-' if number < 0 else '+'}{step}"


def _cap(index: int, length: int) -> bool:
    return 0 <= index < length


def basic(parsed: Parsed, lexicon: Lexicon, around: Around) -> list[list[str]]:
    """The features of each token of a paragraph."""
    size = len(parsed)
    lows = [w.lower() for w in parsed.word]
    cue = [bucket(lexicon.rate("cue", lemma)) for lemma in parsed.lemma]
    source = [bucket(lexicon.rate("source", lemma)) for lemma in parsed.lemma]
    state, _ = quotes(parsed, around.open)
    governors = [_governor(parsed, i, cue) for i in range(size)]
    bounds = sentence_bounds(parsed)
    near_left, near_right = _nearest(cue, bounds, parsed)
    quoted = ["q" if any(s != "O" for s in state[a:b]) else "n" for a, b in bounds]
    mains = [max(cue[a:b]) for a, b in bounds]
    roots = [next((i for i in range(a, b) if parsed.head[i] == i), a) for a, b in bounds]
    under = _children(parsed)
    rows: list[list[str]] = []
    for i in range(size):
        s = parsed.sentence[i]
        first, last = bounds[s]
        lemma, tag, dep, head = parsed.lemma[i], parsed.tag[i], parsed.dep[i], parsed.head[i]
        row = [
            "b", "w0=" + lows[i], "l0=" + lemma, "t0=" + tag, "d0=" + dep, "sh=" + shape(parsed.word[i]),
            "s3=" + lows[i][-3:], "e0=" + parsed.entity[i], f"c0={cue[i]}", f"o0={source[i]}", "q0=" + state[i],
            f"td={tag} {dep}", f"hd={dep} {parsed.lemma[head]}", f"ht={dep} {parsed.tag[head]} {distance(head - i)}",
            f"hc={dep} {cue[head]}", f"tc={tag} {cue[i]} {dep}",
        ]  # fmt: skip
        for k in (-3, -2, -1, 1, 2, 3):
            j = i + k
            if not _cap(j, size):
                row.append(f"x{k}")
                continue
            row += (f"w{k}={lows[j]}", f"t{k}={parsed.tag[j]}", f"c{k}={cue[j]}", f"q{k}={state[j]}")
            if abs(k) < 3:
                row += (f"d{k}={parsed.dep[j]}", f"o{k}={source[j]}")
        if i:
            row.append(f"ww={lows[i - 1]} {lows[i]}")
            row.append(f"tt={parsed.tag[i - 1]} {tag}")
            row.append(f"ls={parsed.sentence[i - 1] == s}")
        if i + 1 < size:
            row.append(f"wn={lows[i]} {lows[i + 1]}")
            row.append(f"tn={tag} {parsed.tag[i + 1]}")
        grand = parsed.head[head]
        row.append(f"gd={dep} {parsed.dep[head]} {parsed.lemma[grand]}")
        row.append(f"gt={tag} {parsed.dep[head]} {parsed.dep[grand]}")
        row += _governed(parsed, i, governors[i], cue, state, "g")
        if i + 1 < size and governors[i + 1] != governors[i]:
            row.append("gn=" + _link(parsed, governors[i + 1], cue))
        if i and governors[i - 1] != governors[i]:
            row.append("gp=" + _link(parsed, governors[i - 1], cue))
        for side, spot in (("L", near_left[i]), ("R", near_right[i])):
            if spot is None:
                row.append("n" + side)
            else:
                row.append(f"n{side}={cue[spot]} {distance(spot - i)}")
                row.append(f"m{side}={parsed.lemma[spot]} {parsed.dep[i]}")
        children = under[i]
        row.append(f"ch={tag} {children}")
        if cue[i] >= 2:
            row.append(f"cc={lemma} {children}")
            row.append(f"cq={cue[i]} {quoted[s]} {children}")
        row.append(f"sq={quoted[s]} {state[i]} {mains[s]}")
        row.append(f"sr={parsed.lemma[roots[s]]} {'<' if i < roots[s] else '>' if i > roots[s] else '='}")
        row.append(f"sc={cue[roots[s]]} {dep} {'<' if i < roots[s] else '>'}")
        row.append(f"ps={min(s, 3)} {min(i - first, 3)} {min(last - 1 - i, 3)}")
        row.append(f"pq={state[i]} {'q' if around.quoted else 'n'} {'o' if around.open else 'c'} {around.said}")
        if s:
            row.append(f"bs={mains[s - 1]} {quoted[s - 1]} {quoted[s]} {state[i]}")
        if s + 1 < len(bounds):
            row.append(f"ns={mains[s + 1]} {quoted[s + 1]} {quoted[s]} {state[i]}")
        if around.first:
            row.append("first")
        rows.append(row)
    return rows


def sentence_bounds(parsed: Parsed) -> list[tuple[int, int]]:
    """First and one past the last token of each sentence."""
    bounds: list[tuple[int, int]] = []
    for i, number in enumerate(parsed.sentence):
        if number == len(bounds):
            bounds.append((i, i + 1))
        else:
            bounds[-1] = (bounds[-1][0], i + 1)
    return bounds


def _governor(parsed: Parsed, i: int, cue: Sequence[int]) -> tuple[int, int] | None:
    """The nearest ancestor that may be a cue, and the child through which one comes down to the token."""
    child = i
    for _ in range(40):
        above = parsed.head[child]
        if above == child:
            return None
        if cue[above] >= 3:
            return above, child
        child = above
    return None


def _nearest(
    cue: Sequence[int], bounds: Sequence[tuple[int, int]], parsed: Parsed
) -> tuple[list[int | None], list[int | None]]:
    left: list[int | None] = [None] * len(cue)
    right: list[int | None] = [None] * len(cue)
    for a, b in bounds:
        spot = None
        for i in range(a, b):
            left[i] = spot
            if cue[i] >= 3:
                spot = i
        spot = None
        for i in range(b - 1, a - 1, -1):
            right[i] = spot
            if cue[i] >= 3:
                spot = i
    return left, right


def _link(parsed: Parsed, governor: tuple[int, int] | None, cue: Sequence[int]) -> str:
    return _NONE if governor is None else f"{parsed.dep[governor[1]]} {cue[governor[0]]}"


def _governed(
    parsed: Parsed, i: int, governor: tuple[int, int] | None, cue: Sequence[int], state: Sequence[str], name: str
) -> list[str]:
    """How the token hangs from its governing cue, and whether it stands at an edge of the part that hangs there."""
    if governor is None:
        return [f"{name}0"]
    above, child = governor
    dep = parsed.dep[child]
    side = "<" if i < above else ">"
    left, right = parsed.left[child], parsed.right[child]
    edge = ("L" if i == left else "") + ("R" if i == right else "")
    edge = edge or ("l" if i == left + 1 else "") + ("r" if i == right - 1 else "")
    mark = parsed.word[i].lower() if parsed.dep[i] in ("mark", "punct", "prep") else parsed.dep[i]
    return [
        f"{name}d={dep} {cue[above]} {side}", f"{name}l={dep} {parsed.lemma[above]} {side}",
        f"{name}e={dep} {edge} {side} {parsed.tag[i]}", f"{name}q={dep} {side} {state[i]} {edge}",
        f"{name}m={dep} {mark} {edge}", f"{name}c={dep} {parsed.tag[child]} {side} {cue[above]}",
        f"{name}x={parsed.lemma[above]} {dep} {edge}",
    ]  # fmt: skip


def _children(parsed: Parsed) -> list[str]:
    """For each token the relations of its children, those that matter, in a fixed order."""
    found: list[set[str]] = [set() for _ in parsed.word]
    for i, head in enumerate(parsed.head):
        if head != i:
            found[head].add(parsed.dep[i])
    return [",".join(d for d in _CHILDREN if d in deps) for deps in found]


_CHILDREN = ("nsubj", "nsubjpass", "ccomp", "xcomp", "dobj", "pobj", "agent", "prep", "pcomp", "acl", "relcl")


def label_spans(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """The (kind, first token, one past the last) that B-/I- labels spell; an I- that continues nothing is no span."""
    spans: list[tuple[str, int, int]] = []
    kind, first = "", -1
    for i, label in enumerate([*labels, "O"]):
        if label == "I-" + kind and first >= 0:
            continue
        if first >= 0:
            spans.append((kind, first, i))
        kind, first = (label[2:], i) if label.startswith("B-") else ("", -1)
    return spans


def chain(parsed: Sequence[Parsed], lexicon: Lexicon) -> list[Around]:
    """What lies before each of a text's paragraphs, given in reading order."""
    found, here = [], Around(first=True)
    for one in parsed:
        found.append(here)
        states, still_open = quotes(one, here.open)
        said = any(bucket(lexicon.rate("cue", lemma)) >= 5 for lemma in one.lemma)
        here = Around(still_open, said, False, any(state != "O" for state in states))
    return found
