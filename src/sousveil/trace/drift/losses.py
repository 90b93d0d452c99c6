# ruff: noqa: E501 - a sentence for the reader reads better on one line
"""What a stretch lost, gained or had changed: hedges, denials, quantities, statuses, causes, emphasis, numbers, dates.

A word counts as lost only where the words around it were kept: then whoever retold it had it before their eyes. The
more of its neighbourhood stands in the other text, in the same order, the surer the mark.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from functools import cached_property

from .edits import Token, tokens
from .pairing import Half, Mark, Pairing
from .scales import Cue
from .sides import STOP, Span, words
from .swaps import only
from .values import Number, same

SURE, LIKELY = 0.75, 0.65
TELLING = 6
"""A word of this many letters stands for the hedge that holds it."""
NEIGHBOURS = 4
"""Content words on either side of a cue that make up its neighbourhood."""


class Neighbourhood:
    """Where each place of one stretch is found in the other."""

    def __init__(self, own: Half, other: Half) -> None:
        self._own, self._other = own, other

    @cached_property
    def _one(self) -> list[Token]:
        return tokens(self._own)

    @cached_property
    def _two(self) -> list[Token]:
        return tokens(self._other)

    @cached_property
    def _pair(self) -> dict[int, int]:
        return _matched(self._one, self._two)

    @cached_property
    def _loose(self) -> frozenset[str]:
        return frozenset(t.key for t in self._two)

    def around(self, place: Span) -> tuple[float, Span]:
        """(0..1, how much of what stands next to ``place`` is the same in the other; the place there that answers)."""
        inside = [n for n, t in enumerate(self._one) if t.start < place[1] and place[0] < t.end]
        if not inside:
            inside = [next((n for n, t in enumerate(self._one) if t.start >= place[0]), len(self._one))]
            left, right = inside[0] - 1, inside[0]
        else:
            left, right = inside[0] - 1, inside[-1] + 1
        score = full = 0.0
        answers: list[tuple[int, int, int]] = []
        for step, numbers in ((-1, range(left, max(-1, left - NEIGHBOURS), -1)), (1, range(right, min(len(self._one), right + NEIGHBOURS)))):
            for far, number in enumerate(numbers):
                token = self._one[number]
                if not token.key[0].isalnum():
                    continue
                weight = (0.3 if token.key in STOP else 1.0) / (1 + far)
                full += weight
                if number in self._pair:
                    score += weight
                    answers.append((far, step, self._pair[number]))
                elif token.key in self._loose:
                    score += 0.3 * weight
        there = self._other.whole[0], self._other.whole[0]
        if answers:
            _, step, number = min(answers)
            token = self._two[number]
            at = token.start if step > 0 else token.end
            if step < 0 and number + 1 < len(self._two):
                at = self._two[number + 1].start
            there = at, at
        return (score / full if full else 0.0), there


PASSES = 3


def _matched(one: Sequence[Token], two: Sequence[Token]) -> dict[int, int]:
    """Which tokens are the same ones, clauses that changed places too: what one pass leaves over is matched again."""
    pair: dict[int, int] = {}
    left, right = list(range(len(one))), list(range(len(two)))
    for _ in range(PASSES):
        matcher = difflib.SequenceMatcher(
            None, [one[n].key for n in left], [two[n].key for n in right], autojunk=False
        )
        found = {left[a + i]: right[b + i] for a, b, size in matcher.get_matching_blocks() for i in range(size)}
        if not found:
            break
        pair.update(found)
        used = set(found.values())
        left, right = [n for n in left if n not in found], [n for n in right if n not in used]
    return pair


def _word(score: float) -> str | None:
    return "sure" if score >= SURE else "likely" if score >= LIKELY else None


def losses(pairing: Pairing) -> Iterator[Mark]:
    """All losses, gains and changes between two stretches in one language."""
    down = Neighbourhood(pairing.parent, pairing.child)
    up = Neighbourhood(pairing.child, pairing.parent)
    yield from _hedges(pairing, down, up)
    yield from _denials(pairing, down, up)
    yield from _scopes(pairing, down, up)
    yield from _statuses(pairing, down, up)
    yield from _causes(pairing, down, up)
    yield from _emphases(pairing, down, up)
    yield from _numbers(pairing, down, up)
    yield from _dates(pairing, down, up)


def _span(cue: Cue) -> Span:
    return cue.start, cue.end


def _hedges(pairing: Pairing, down: Neighbourhood, up: Neighbourhood) -> Iterator[Mark]:
    one, two = pairing.child.cues("hedge"), pairing.parent.cues("hedge")
    for own, other, way, half, near in ((two, one, "dropped", pairing.parent, down), (one, two, "added", pairing.child, up)):
        if other and len(other) >= len(own):
            continue
        for cue in own:
            score, there = near.around(_span(cue))
            certainty = _word(score)
            rest = pairing.child if way == "dropped" else pairing.parent
            if certainty is None or _answered(cue, other, there) or _has(rest, half.said(_span(cue))):
                continue
            said = half.said(_span(cue))
            if way == "dropped":
                yield Mark("hedge", way, there, _span(cue), certainty, f"The hedge “{said}” is gone: what was not certain is now stated as a fact.")
            else:
                yield Mark("hedge", way, _span(cue), there, certainty, f"The hedge “{said}” is new: the source states it without one.")


def _has(half: Half, said: str) -> bool:
    """Whether a stretch has the very words, or the stem of an adverb: "sharply" is kept by "a sharp turn"."""
    telling = [word for word in said.casefold().split() if len(word) >= TELLING and word.isascii()]
    said = telling[-1] if telling else said.casefold()  # "is believed to" is kept by "believed to"
    said = said.removesuffix("ly")
    return any(said in half.text[slice(*span)].casefold() for span in half.spans)


def _answered(cue: Cue, others: Sequence[Cue], there: Span) -> bool:
    """Whether another cue stands so near to the place that it may be the answer."""
    return any(abs(other.start - there[0]) <= 40 for other in others)


def _denials(pairing: Pairing, down: Neighbourhood, up: Neighbourhood) -> Iterator[Mark]:
    one, two = pairing.child.cues("denial"), pairing.parent.cues("denial")
    unknown = any(cue.level == 3 for half in (pairing.child, pairing.parent) for cue in half.cues("hedge"))
    if len(one) == len(two) or unknown:  # "not confirmed" denies nothing
        return
    for own, other, way, half, near in ((two, one, "dropped", pairing.parent, down), (one, two, "added", pairing.child, up)):
        if len(own) < len(other):
            continue
        for cue in own:
            score, there = near.around(_span(cue))
            rest = pairing.child if way == "dropped" else pairing.parent
            if score < SURE or _answered(cue, other, there) or not _negated(half, cue) & _keys(rest):
                continue
            said = half.said(_span(cue))
            text = f"The denial “{said}” is gone: the statement now says the opposite." if way == "dropped" else f"The denial “{said}” is new: the source says the opposite."
            places = (there, _span(cue)) if way == "dropped" else (_span(cue), there)
            yield Mark("denial", way, *places, "likely", text)


def _keys(half: Half) -> frozenset[str]:
    """All its words; in Chinese its pairs of characters; in Korean the first two syllables, which verbs keep."""
    found: set[str] = set()
    for span in half.spans:
        for word in words(half.text, span, half.side.language):
            found |= _parts(word.key, half.side.language)
    return frozenset(found)


def _parts(key: str, language: str) -> set[str]:
    if language == "zh":
        return {key[i : i + 2] for i in range(max(1, len(key) - 1))}
    return {key[:2]} if language == "ko" else {key}


def _negated(half: Half, cue: Cue) -> frozenset[str]:
    """What a denial denies: the word after it, in Korean the one it stands in or after."""
    language = half.side.language
    held = words(half.text, half.sentence_of((cue.start, cue.end)), language)
    if language == "ko":
        found = [w for w in held if w.start < cue.end][-1:]
    elif language == "zh":
        return frozenset(_parts(half.text[cue.end : cue.end + 2], language))
    else:
        found = [w for w in held if w.start >= cue.end][:1]
    return frozenset(part for w in found for part in _parts(w.key, language))


def _scopes(pairing: Pairing, down: Neighbourhood, up: Neighbourhood) -> Iterator[Mark]:
    one, two = pairing.child.cues("scope"), pairing.parent.cues("scope")
    bands, parent_bands = {_band(cue.level) for cue in one}, {_band(cue.level) for cue in two}
    used: set[Cue] = set()
    for cue in two:
        if _band(cue.level) in bands:
            continue
        score, there = down.around(_span(cue))
        certainty = _word(score)
        answer = next((o for o in one if o not in used and _band(o.level) not in parent_bands and abs(o.start - there[0]) <= 30), None)
        said = pairing.parent.said(_span(cue))
        if answer is not None and score >= 0.4:
            used.add(answer)
            wider = "wider" if answer.level > cue.level else "narrower"
            yield Mark("scope", "changed", _span(answer), _span(cue), certainty or "possible", f"“{said}” has become “{pairing.child.said(_span(answer))}”: the statement is {wider} than its source.")
        elif certainty and cue.level <= 3 and not only(pairing.child) and all(_band(o.level) in parent_bands for o in one):
            yield Mark("scope", "dropped", there, _span(cue), certainty, f"“{said}” is gone: what held for a part is now said of the whole.")
    for cue in one:
        if cue in used or _band(cue.level) in parent_bands:
            continue
        score, there = up.around(_span(cue))
        certainty = _word(score)
        after = _negated(pairing.child, cue)
        if certainty == "sure" and cue.level >= 6 and after & _keys(pairing.parent):
            yield Mark("scope", "added", _span(cue), there, "likely", f"“{pairing.child.said(_span(cue))}” is new: the source does not say of how many it holds.")


def _band(level: int) -> str:
    return "part" if level <= 5 else "most" if level <= 7 else "all"


_TIER = {1: 1, 3: 1, 2: 2, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9}


def _statuses(pairing: Pairing, down: Neighbourhood, up: Neighbourhood) -> Iterator[Mark]:
    one, two = pairing.child.cues("status"), pairing.parent.cues("status")
    for cue in two:
        if any(_TIER[cue.level] == _TIER[other.level] for other in one):
            continue
        score, there = down.around(_span(cue))
        if score < 0.4:
            continue
        fresh = [o for o in one if all(_TIER[o.level] != _TIER[p.level] for p in two) and abs(o.start - there[0]) <= 40]
        if not fresh:
            continue
        answer = min(fresh, key=lambda o: (abs(o.start - there[0]), o.start))
        back, _ = up.around(_span(answer))
        both = (score + back) / 2
        if {cue.level, answer.level} <= {6, 7}:
            if both < SURE:
                continue
            certainty = "possible"
        else:
            certainty = _word(both) or "possible"
        if certainty == "possible" and both < 0.45:
            continue
        old, new = pairing.parent.said(_span(cue)), pairing.child.said(_span(answer))
        further = "further on" if _TIER[answer.level] > _TIER[cue.level] else "less far"
        text = f"“{old}” has become “{new}”: the system is now {further} than the source says."
        if 9 in (cue.level, answer.level):
            text = f"“{old}” has become “{new}”: whether it was given up is told differently."
        yield Mark("status", "changed", _span(answer), _span(cue), certainty, text)


def _causes(pairing: Pairing, down: Neighbourhood, up: Neighbourhood) -> Iterator[Mark]:
    one, two = pairing.child.cues("cause"), pairing.parent.cues("cause")
    top, source = max((c.level for c in one), default=0), max((c.level for c in two), default=0)
    if not one or not two or top == source or abs(top - source) < 2:
        return
    answer, cue = next(c for c in one if c.level == top), next(c for c in two if c.level == source)
    back, _ = up.around(_span(answer))
    score, _ = down.around(_span(cue))
    both = (score + back) / 2
    if both < 0.35:
        return
    old, new = pairing.parent.said(_span(cue)), pairing.child.said(_span(answer))
    what = "is now given as the cause" if top > source else "is no longer given as the cause"
    yield Mark("cause", "changed", _span(answer), _span(cue), "likely" if both >= LIKELY else "possible", f"“{old}” has become “{new}”: what came together {what}.")


def _emphases(pairing: Pairing, down: Neighbourhood, up: Neighbourhood) -> Iterator[Mark]:
    one, two = pairing.child.cues("emphasis"), pairing.parent.cues("emphasis")
    used: set[Cue] = set()
    for cue in two:
        if any(o.level == cue.level for o in one) or (cue.level < 0 and only(pairing.child)):
            continue
        score, there = down.around(_span(cue))
        if score < SURE or _has(pairing.child, pairing.parent.said(_span(cue))):
            continue
        answer = next((o for o in one if o not in used and abs(o.start - there[0]) <= 20), None)
        said = pairing.parent.said(_span(cue))
        if answer is not None:
            used.add(answer)
            yield Mark("emphasis", "changed", _span(answer), _span(cue), "likely", f"“{said}” has become “{pairing.child.said(_span(answer))}”: the weight of the statement has turned.")
        else:
            yield Mark("emphasis", "dropped", there, _span(cue), "likely", f"“{said}” is gone: the statement weighs differently without it.")
    for cue in one:
        if cue in used or any(o.level == cue.level for o in two) or (cue.level < 0 and only(pairing.parent)):
            continue
        score, there = up.around(_span(cue))
        if score >= SURE and not _has(pairing.parent, pairing.child.said(_span(cue))):
            yield Mark("emphasis", "added", _span(cue), there, "likely", f"“{pairing.child.said(_span(cue))}” is new: the source does not stress it so.")


def _head(half: Half, number: Number) -> tuple[str, ...]:
    """The content words that a number counts: after it, up to two (English); a counter word and the noun around it."""
    span = half.sentence_of((number.start, number.end))
    held = words(half.text, span, half.side.language)
    after = [w.key for w in held if w.start >= number.end and w.start - number.end <= 25][:2]
    before = [w.key for w in held if w.end <= number.start and number.start - w.end <= 6][-1:]
    return tuple(after + (before if half.side.language != "en" else []))


def _numbers(pairing: Pairing, down: Neighbourhood, up: Neighbourhood) -> Iterator[Mark]:
    one, two = pairing.child.numbers, pairing.parent.numbers
    fresh = [n for n in one if not any(same(n, other) for other in two)]
    gone = [n for n in two if not any(same(n, other) for other in one)]
    used: set[Number] = set()
    for number in fresh:
        score, there = up.around((number.start, number.end))
        best: tuple[float, Number] | None = None
        for other in gone:
            if other in used:
                continue
            back, _ = down.around((other.start, other.end))
            near = 0.5 if abs(other.start - there[0]) <= 25 else 0.0
            head = set(_head(pairing.child, number)) & set(_head(pairing.parent, other))
            total = (score + back) / 2 + near + (0.4 if head else 0.0)
            if (head or near) and (best is None or total > best[0]):
                best = total, other
        if best is None or best[0] < 0.7:
            continue
        other = best[1]
        used.add(other)
        at, parent_at = (number.start, number.end), (other.start, other.end)
        certainty = "sure" if best[0] >= 1.25 else "likely" if best[0] >= 0.95 else "possible"
        kind = "unit" if number.value == other.value and number.unit != other.unit else "number"
        if kind == "unit":
            at, parent_at = (number.start, number.stop), (other.start, other.stop)
        yield Mark(kind, "changed", at, parent_at, certainty, f"“{pairing.parent.said(parent_at)}” has become “{pairing.child.said(at)}”.")


def _dates(pairing: Pairing, down: Neighbourhood, up: Neighbourhood) -> Iterator[Mark]:
    one, two = pairing.child.dates, pairing.parent.dates
    fresh = [d for d in one if not any(d.alike(other) for other in two)]
    gone = [d for d in two if not any(d.alike(other) for other in one)]
    for day in fresh:
        answers = [other for other in gone if day.differs(other)]
        score, there = up.around((day.start, day.end))
        answers = [other for other in answers if abs(other.start - there[0]) <= 25]
        if not answers:
            continue
        other = min(answers, key=lambda o: (abs(o.start - there[0]), o.start))
        back, _ = down.around((other.start, other.end))
        both = (score + back) / 2
        certainty = _word(both)
        if certainty:
            at, parent_at = (day.start, day.end), (other.start, other.end)
            yield Mark("date", "changed", at, parent_at, certainty, f"“{pairing.parent.said(parent_at)}” has become “{pairing.child.said(at)}”.")
