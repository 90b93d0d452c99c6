"""Translations and retellings in another language.

First by what survives translation, in order (crosslingual): names, numbers, dates, places, plain words. Texts too short
for that are known by the same numbers and the same propositions, within a few days.
"""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sousveil.case.vocabulary.load import Vocabulary
from sousveil.records import Alignment, Passage, Text
from sousveil.records.serialise import from_plain, to_plain
from sousveil.run.step import Memo, View, digest_of

from .align import Overlap
from .crosslingual.anchors import Anchored, Finder
from .crosslingual.block import Marked, candidates
from .crosslingual.decide import RETOLD, Verdict, decide
from .crosslingual.hidden import hides
from .crosslingual.weights import Weights
from .gather import Gathered
from .relate import Piece, Relation, bounds, order

LEAST_NUMBERS = 3
"""So many telling numbers in common, one of them of three digits or more ..."""

SHARE = 0.6
"""... and this much of the shorter list."""

DAYS = 10
SAME_DAYS = 2
"""One house that prints a story in two languages does so within these days; then one number of three digits is enough.
"""

LEAST_SPOTS, LEAST_TECHNOLOGIES, SPOT_SHARE = 2, 2, 0.5
"""A retelling in another language: a number of three digits or more, and so many claims on the same technology at the
same place, of so many technologies, this much of what the shorter text claims."""

MOST_BODIES = 50
"""A number in more bodies than this tells nothing."""

_SCRIPTS = {"ko": re.compile("[가-힣]"), "zh": re.compile("[\u4e00-\u9fff]"), "en": re.compile("[A-Za-z]")}


LONG = 5
"""Texts of so many sentences each must agree in more than numbers: below half of RETOLD, numbers alone join nothing."""

_CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")

HELD = 256
"""Texts whose anchors are kept at hand while pairs are compared."""

Read = Callable[[int], Anchored]


class Anchors:
    """The anchors of pieces, found again in the case's texts when a pair is compared; only a few are held."""

    def __init__(self, view: View, gathered: Gathered, vocabulary: Vocabulary) -> None:
        self._view = view
        self._gathered = gathered
        self._vocabulary = vocabulary
        self._finder: Finder | None = None
        self._held: OrderedDict[int, Anchored] = OrderedDict()
        self._words: dict[int, frozenset[str]] = {}

    def __call__(self, number: int) -> Anchored:
        """The anchors of the piece ``number``."""
        if number in self._held:
            self._held.move_to_end(number)
            return self._held[number]
        if self._finder is None:
            self._finder = Finder(self._vocabulary)
        piece = self._gathered.pieces[number]
        item = piece.items[0]
        text = next(self._view.all(Text, item), None)
        if text is None:
            return Anchored(piece.language)
        lines = [
            sentence
            for passage in self._view.all(Passage, item)
            if passage.furniture is None and passage.kind not in ("caption", "cell")
            for sentence in passage.sentences
        ]
        names = self._gathered.names[item]
        lines, hidden = lines or self._gathered.prose(text), hides(names.aliases, names.changed)
        found = self._finder.find(text.text, lines, piece.language, hidden)
        self._held[number] = found
        words = {word for start, end in lines for word in _CAPITAL.findall(text.text, start, end)}
        self._words[number] = frozenset(word.lower() for word in words if hidden is None or not hidden(word))
        if len(self._held) > HELD:
            del self._words[self._held.popitem(last=False)[0]]
        return found

    def capitals(self, number: int) -> frozenset[str]:
        """The words of the piece that begin with a capital letter, in small ones; aliases aside."""
        self(number)
        return self._words.get(number, frozenset())


def translations(
    pieces: Sequence[Piece], copies: frozenset[int] = frozenset(), rewrites: frozenset[int] = frozenset(),
    read: Read | None = None, bodies: Sequence[str] = (), memo: Memo | None = None,
) -> list[Relation]:  # fmt: skip
    """For each piece the one in another language that it shares most with, when that is enough to say so.

    copies: pieces that copy one in their own language; they are not looked at as translations too. rewrites: those that
    rewrite one; they may be translations, but no other retelling is looked for. read: the anchors of a piece; without
    it only numbers and propositions are compared. bodies: what stands for the text of each piece. memo: what was
    compared before; asked for only with ``bodies``.
    """
    found: list[tuple[float, Relation]] = []
    weights = Weights.of(piece.marks for piece in pieces if piece.marks)
    marked = [Marked(piece.language, piece.marks, bounds(piece.published)) for piece in pieces]
    near, numbered = candidates(marked, weights), _by_numbers(pieces)
    aligned: dict[tuple[int, int], tuple[Verdict | None, float]] = {}
    if read is not None:
        wanted = {*near, *((one, two) for one, two, _ in numbered)}
        wanted = {(one, two) for one, two in wanted if pieces[one].marks and pieces[two].marks}
        aligned = _aligned(sorted(wanted), pieces, weights, read, bodies, memo if bodies else None)
    for one, two in near:
        verdict, _ = aligned.get((one, two), (None, 1.0))
        if verdict is not None:
            found.append((verdict.weight, _retold(pieces, one, two, verdict)))
    for one, two, count in numbered:
        verdict, most = aligned.get((one, two), (None, 1.0))
        if verdict is None and most >= RETOLD / 2:
            relation = _translation(pieces, one, two) or _retelling(pieces, one, two)
            if relation is not None:
                found.append((float(count), relation))
    return _best([
        (weight, relation) for weight, relation in found
        if relation.child not in copies and (relation.kind == "translation" or relation.child not in rewrites)
    ], pieces)  # fmt: skip


def _aligned(
    pairs: Sequence[tuple[int, int]], pieces: Sequence[Piece], weights: Weights, read: Read, bodies: Sequence[str],
    memo: Memo | None,
) -> dict[tuple[int, int], tuple[Verdict | None, float]]:  # fmt: skip
    """pair -> the verdict, and how much of the text that is found again the more is (1: too short to say)."""
    keys: dict[tuple[int, int], str] = {}
    if memo is not None:
        states = {
            number: digest_of(bodies[number], pieces[number].language, pieces[number].marks,
                              [weights.rarity(mark) for mark in pieces[number].marks])
            for number in sorted({number for pair in pairs for number in pair})
        }  # fmt: skip
        keys = {(one, two): digest_of(states[one], states[two]) for one, two in pairs}
    known = memo.many("translation", sorted(set(keys.values()))) if memo is not None else {}
    out: dict[tuple[int, int], tuple[Verdict | None, float]] = {}
    for pair in pairs:
        held = known.get(keys[pair]) if memo is not None else None
        if held is not None:
            out[pair] = _restored(held["verdict"]), held["most"]
            continue
        left, right = read(pair[0]), read(pair[1])
        verdict, likeness = decide(left, right, weights)
        short = min(len(left.sentences), len(right.sentences)) < LONG
        out[pair] = verdict, 1.0 if short else max(likeness.one_share, likeness.two_share)
        if memo is not None:
            memo.put("translation", keys[pair], {"verdict": to_plain(verdict), "most": out[pair][1]})
    return out


def _restored(plain: Any) -> Verdict | None:
    return None if plain is None else from_plain(Verdict, plain)


def _by_numbers(pieces: Sequence[Piece]) -> list[tuple[int, int, int]]:
    """(one, two, how many telling numbers both have) of pieces in two languages, sorted."""
    by_number: dict[float, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        for value in piece.numbers:
            by_number[value].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for bodies in by_number.values():
        if len(bodies) <= MOST_BODIES:
            for place, one in enumerate(bodies):
                for two in bodies[place + 1 :]:
                    if pieces[one].language != pieces[two].language:
                        shared[one, two] += 1
    return [(one, two, count) for (one, two), count in sorted(shared.items())]


def _best(found: Sequence[tuple[float, Relation]], pieces: Sequence[Piece]) -> list[Relation]:
    """Of each child's relations the one to keep: a translation before all, then what its credit says, then a text that
    is no translation itself, then the one with most in common."""
    translated = {relation.child for _, relation in found if relation.kind == "translation"}
    by_child: dict[int, list[tuple[tuple[bool, bool, bool, bool, float, int], Relation]]] = defaultdict(list)
    for weight, relation in found:
        child, parent = pieces[relation.child], pieces[relation.parent]
        from_credited = child.credit is not None and parent.outlet == child.credit.agency
        from_wire = child.credit is not None and parent.credit is not None
        rank = (relation.kind != "translation", not from_credited, not from_wire, relation.parent in translated,
                -round(weight, 6), relation.parent)  # fmt: skip
        by_child[relation.child].append((rank, relation))
    return [min(held, key=lambda pair: pair[0])[1] for _, held in sorted(by_child.items())]


def _retold(pieces: Sequence[Piece], one: int, two: int, verdict: Verdict) -> Relation:
    """The relation of two texts whose sentences answer each other, seen from the one that came later."""
    # The rule for short texts knows a translation by its numbers and claims; both grounds together are better than one.
    known = _translation(pieces, one, two) if verdict.as_long and verdict.kind != "translation" else None
    reasons = verdict.reasons + (known.reasons[1:] if known else ())
    plain = _relation(pieces, one, two, "translation" if known else verdict.kind, reasons)
    shares, passages = (verdict.one_share, verdict.two_share), verdict.passages
    if plain.child != one:
        shares = shares[1], shares[0]
        passages = tuple(Alignment(passage.parent, passage.child) for passage in passages)
    kind = plain.kind
    if kind == "excerpt" and shares[0] < shares[1]:
        kind = "rewrite"  # the later text is the longer one: it takes in the earlier one and adds to it
    return Relation(plain.child, plain.parent, kind, plain.reasons, plain.direction, Overlap((), *shares), passages)


def _topics(piece: Piece) -> set[tuple[str, str]]:
    return {(technology, country) for technology, country, _ in piece.propositions}


def _translation(pieces: Sequence[Piece], one: int, two: int) -> Relation | None:
    left, right = pieces[one], pieces[two]
    common = sorted(set(left.numbers) & set(right.numbers))
    if not common or common[-1] < 100:
        return None
    house = left.outlet is not None and left.outlet == right.outlet
    days = SAME_DAYS if house and len(common) < LEAST_NUMBERS else DAYS
    if len(common) < (1 if house else LEAST_NUMBERS) or not _near(left, right, days, house):
        return None
    if len(common) < SHARE * min(len(left.numbers), len(right.numbers)):
        return None
    topics = _topics(left) & _topics(right)
    if not topics or len(topics) < 0.5 * min(len(_topics(left)), len(_topics(right))):
        return None
    reasons = [
        _numbers(common),
        f"Both make claims on the same {len(topics)} technolog{'ies' if len(topics) != 1 else 'y'} and country.",
    ]
    if house:
        reasons.append(f"Both were published by {left.outlet}.")
    return _relation(pieces, one, two, "translation", tuple(reasons))


def _retelling(pieces: Sequence[Piece], one: int, two: int) -> Relation | None:
    """A text that claims the same at the same places, with a number of the other, and is shorter or longer than it."""
    left, right = pieces[one], pieces[two]
    common = sorted(value for value in set(left.numbers) & set(right.numbers) if value >= 100)
    spots = left.spots & right.spots
    if not common or len(spots) < LEAST_SPOTS or len({spot[0] for spot in spots}) < LEAST_TECHNOLOGIES:
        return None
    if len(spots) < SPOT_SHARE * min(len(left.spots), len(right.spots)) or not _near(left, right, DAYS, False):
        return None
    found = _relation(pieces, one, two, "rewrite", (
        _numbers(common),
        f"Both claim the same of {len({spot[0] for spot in spots})} technologies at the same places.",
    ))  # fmt: skip
    # A text that says where it has its matter needs no guess.
    return None if pieces[found.child].credits_outside else found


def _numbers(common: Sequence[float]) -> str:
    many = "number stands" if len(common) == 1 else "numbers stand"
    return f"The same {many} in both, in two languages: {', '.join(f'{value:,.10g}' for value in common[:12])}."


def _relation(pieces: Sequence[Piece], one: int, two: int, kind: str, reasons: tuple[str, ...]) -> Relation:
    first, direction = order(pieces[one], pieces[two])
    own = [_in_own_language(pieces[number]) for number in (one, two)]
    if first is None and own[0] != own[1]:
        first = own[0]
        direction = "undecided by date; the publisher's own name is in the parent's language"
    if first is None:
        # Pieces stand in the order of time and then of ids; between equals it carries no meaning.
        first, direction = True, "undecided"
    child, parent = (two, one) if first else (one, two)
    return Relation(child, parent, kind, reasons, direction, Overlap((), 0.0, 0.0))


def _in_own_language(piece: Piece) -> bool:
    script = _SCRIPTS.get(piece.language)
    return bool(script and piece.outlet and script.search(piece.outlet))


def _near(left: Piece, right: Piece, days: int, dated: bool) -> bool:
    one, two = bounds(left.published), bounds(right.published)
    if one is None or two is None:
        return not dated
    return _between(one, two) <= days


def _between(one: tuple[date, date], two: tuple[date, date]) -> int:
    return (max(one[0], two[0]) - min(one[1], two[1])).days
