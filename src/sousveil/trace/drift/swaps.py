# ruff: noqa: E501 - a sentence for the reader reads better on one line
"""Values that changed places: the same words in both texts, bound to each other in another way.

Every test compares two rows over the words that both texts have: how firmly each belongs to the one value rather than to
the other, in the parent and in the child. Rows that turn round are a swap; a retelling in another order or voice leaves
them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .bind import Anchor, Field, correlation
from .endings import NAMED
from .pairing import Half, Mark, Pairing
from .roles import role
from .scales import Cue
from .sides import Span
from .values import same

TURNED = -0.35
"""A correlation below this is a swap."""
LEAST = 0.12
"""The least sum of products: rows that are all but flat tell nothing."""
LEAST_NAMES = 0.02
"""The same for two names of one sort: nothing else competes."""
MOST_ANCHORS = 24
LEAST_NEAR = 0.8
"""Two stretches must share this much before two names of theirs are held to have changed places."""

_ONLY = {
    "en": re.compile(r"\b(?:only|just|alone|limited to|limits? \w+ \w+ \w+ to|an? (?:third|quarter|fifth|tenth)|one in \w+)\b", re.IGNORECASE),
    "ko": re.compile(r"에게만|에만|만(?= |을|이|$)|뿐|한해|한정|[셋넷3-9]분의 ?1|분의 ?1|하나꼴|중 하나"),
    "zh": re.compile(r"只(?=[有在对限要见检])|仅|仅限|[二三四五]分之一|台中约?有?一"),
}  # fmt: skip
_ALL = {
    "en": re.compile(r"\b(?:almost (?:all|every)|nearly (?:all|every))\b", re.IGNORECASE),
    "ko": re.compile(r"거의 (?:다|모두|전부)|전원|전부|누구나|전 차량|전체|모두|마다"),
    "zh": re.compile(r"几乎|人人|一律|全体|每[名辆个所一台]"),
}
@dataclass(frozen=True, slots=True)
class Turn:
    """How clearly two rows turned round; from most to least when sorted by ``weight``."""

    weight: float
    turned: float


def _rows(pairing: Pairing, child: Callable[[Anchor], float], parent: Callable[[Anchor], float], held: Sequence[Anchor]) -> Turn:
    one = {anchor.key: child(anchor) for anchor in held}
    two = {anchor.key: parent(anchor) for anchor in held}
    both, turned = correlation(one, two)
    return Turn(-both, turned)


def swaps(pairing: Pairing) -> Iterator[Mark]:
    """The swaps between two stretches in one language."""
    found = [
        mark for test in (_numbers, _hedges, _scopes, _statuses, _denials, _roles) for mark in test(pairing)
    ]
    yield from found
    if not found:
        yield from _names(pairing)


def _free(pairing: Pairing, child: Sequence[Span], parent: Sequence[Span]) -> list[Anchor]:
    """The anchors that no value itself covers."""

    def meets(spans: Sequence[Span], others: Sequence[Span]) -> bool:
        return any(a < d and c < b for a, b in spans for c, d in others)

    return [a for a in pairing.anchors if not meets(a.child, child) and not meets(a.parent, parent)][:MOST_ANCHORS]


def _numbers(pairing: Pairing) -> Iterator[Mark]:
    one, two = pairing.child.numbers, pairing.parent.numbers
    matched = []
    for number in one:
        partners = [other for other in two if same(number, other)]
        if len(partners) == 1 and sum(same(other, partners[0]) for other in one) == 1:
            matched.append((number, partners[0]))
    best: tuple[float, Mark] | None = None
    for (a, b), (c, d) in combinations(matched, 2):
        if a.value == c.value:
            continue
        spans = [(n.start, n.end) for n in (a, c)], [(n.start, n.end) for n in (b, d)]
        found = _moved(pairing, [spans[0][0]], [spans[0][1]], [spans[1][0]], [spans[1][1]])
        if found is not None and (best is None or found.weight > best[0]):
            said, other = pairing.child.said(spans[0][0]), pairing.child.said(spans[0][1])
            text = f"The numbers {said} and {other} have changed places: each now counts what the other counted."
            best = found.weight, Mark("number", "changed", spans[0][0], spans[1][0], found.certainty, text)
    if best:
        yield best[1]


@dataclass(frozen=True, slots=True)
class Moved:
    """A value that belongs to another word now. told: words for a reader, with the two names where there are two.
    places: whether these are names of places."""

    weight: float
    certainty: str
    told: str
    places: bool = False


APART = 0.08
"""By how much a value must belong to the one name rather than to the other."""


def _moved(
    pairing: Pairing, one: Sequence[Span], two: Sequence[Span], parent_one: Sequence[Span], parent_two: Sequence[Span],
) -> Moved | None:  # fmt: skip
    """Whether a value (or one value rather than another) went from one word to another. Two names of one sort tell it
    best: the one that the value belongs to in the parent is not the one in the child. Without such names all words that
    both texts have are asked."""

    def signal(half: Half, left: Sequence[Span], right: Sequence[Span], places: Sequence[Span]) -> float:
        return (half.field.pull(left, places) if left else 0.0) - (half.field.pull(right, places) if right else 0.0)

    free = {anchor.key for anchor in _free(pairing, [*one, *two], [*parent_one, *parent_two])}
    best: Moved | None = None
    steady = 0.0
    for a, b in parallels(pairing):
        if a.key not in free or b.key not in free:
            continue
        child = signal(pairing.child, one, two, a.child) - signal(pairing.child, one, two, b.child)
        parent = signal(pairing.parent, parent_one, parent_two, a.parent) - signal(
            pairing.parent, parent_one, parent_two, b.parent
        )
        weight = min(abs(child), abs(parent))
        if weight < APART:
            continue
        if child * parent > 0:
            steady = max(steady, weight)
            pairing.steady.add((a.key, b.key))
        elif best is None or weight > best.weight:
            names = pairing.child.said(a.child[0]), pairing.child.said(b.child[0])
            best = Moved(weight, "likely", f" (“{names[0]}” and “{names[1]}” have changed places)", _sort(pairing, a) == "place")
    if best is not None or steady:
        return best if best is not None and best.weight > steady else None
    turn = _against(pairing, one, two, parent_one, parent_two)
    return Moved(turn.weight, "possible", "") if turn.turned < TURNED and turn.weight > LEAST else None


def parallels(pairing: Pairing) -> list[tuple[Anchor, Anchor]]:
    """Pairs of names of one sort, which may have changed places."""
    sorts = [(anchor, _sort(pairing, anchor)) for anchor in pairing.anchors[:MOST_ANCHORS]]
    named = [(anchor, sort) for anchor, sort in sorts if sort]
    return [
        (a, b) for (a, one), (b, two) in combinations(named, 2)
        if one == two or ("either" in (one, two) and "agency" not in (one, two))
    ]  # fmt: skip


_AGENCY = re.compile(
    r"\b(?:ministry|authority|authorities|guards?|police|services?|bureau|regulator|agency|department|army|navy|council|court|company|office|commission|institute|directorate|inspectorate|administration|board|unit|force|corps|patrol|registry|customs|fund|tribunal|ombudsman|prosecutors?|brigade|committee|secretariat|division|university|operator|parliament|government|union|party|command|institution|association|laborator(?:y|ies))$"
)
_LOCATIVE = re.compile(r"\b(?:in|at|near|around|across|inside|outside|within|throughout|leaving|from)\s+(?:the )?(?:neighbou?ring |nearby |central |downtown )?$", re.IGNORECASE)
_NO_NAME = re.compile(r"^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$", re.IGNORECASE)


def _sort(pairing: Pairing, anchor: Anchor) -> str:
    """What sort of name an anchor is; "" for none."""
    said = pairing.parent.said((anchor.parent[0][0], anchor.parent[0][1]))
    language = pairing.child.side.language
    if language == "en":
        if _NO_NAME.match(said):
            return ""
        if _AGENCY.search(said.lower()) and (" " in said or anchor.name):
            return "agency"
        if not anchor.name:
            return ""
        places = [
            bool(_LOCATIVE.search(half.text[max(0, place[0] - 24) : place[0]]))
            for half, held in ((pairing.child, anchor.child), (pairing.parent, anchor.parent))
            for place in held
        ]
        return "place" if all(places) else "either" if any(places) else "name"
    pattern = NAMED.get(language)
    found = pattern.search(said) if pattern else None
    if not found or len(said) - len(found.group()) < (1 if len(found.group()) > 1 else 2):
        return ""
    return "place" if found["place"] else "agency"


def _against(
    pairing: Pairing, one: Sequence[Span], two: Sequence[Span], parent_one: Sequence[Span], parent_two: Sequence[Span],
    extra: Sequence[Anchor] = (),
) -> Turn:  # fmt: skip
    held = [*_free(pairing, [*one, *two], [*parent_one, *parent_two]), *extra]

    def row(field: Field, left: Sequence[Span], right: Sequence[Span], places: Sequence[Span]) -> float:
        return (field.pull(left, places) if left else 0.0) - (field.pull(right, places) if right else 0.0)

    return _rows(
        pairing, lambda a: row(pairing.child.field, one, two, a.child),
        lambda a: row(pairing.parent.field, parent_one, parent_two, a.parent), held,
    )  # fmt: skip


def _spans(cues: Sequence[Cue]) -> list[Span]:
    return [(cue.start, cue.end) for cue in cues]


def _hedges(pairing: Pairing) -> Iterator[Mark]:
    one, two = pairing.child.cues("hedge"), pairing.parent.cues("hedge")
    if not one or not two:
        return
    found = _moved(pairing, _spans(one), [], _spans(two), [])
    if found is not None:
        at, parent_at = _spans(one)[0], _spans(two)[0]
        said, old = pairing.child.said(at), pairing.parent.said(parent_at)
        text = f"The hedge “{said}” now stands with another part of the statement than “{old}” did{found.told}."
        yield Mark("hedge", "changed", at, parent_at, found.certainty, text)


def _denials(pairing: Pairing) -> Iterator[Mark]:
    one, two = pairing.child.cues("denial"), pairing.parent.cues("denial")
    if len(one) != 1 or len(two) != 1:
        return
    found = _moved(pairing, _spans(one), [], _spans(two), [])
    if found is not None and found.certainty == "likely":
        at, parent_at = _spans(one)[0], _spans(two)[0]
        text = f"The denial “{pairing.child.said(at)}” now stands with another part of the statement{found.told}."
        yield Mark("denial", "changed", at, parent_at, "possible", text)


def _quantities(half: Half) -> tuple[list[Span], list[Span]]:
    """Places of words for all or nearly all, and of words for a part."""
    every: list[Span] = []
    part: list[Span] = []
    taken: list[Span] = []
    for pattern, into in ((_ALL, every), (_ONLY, part)):
        found = pattern.get(half.side.language)
        for match in found.finditer(half.text, *half.whole) if found else ():
            if not any(match.start() < b and a < match.end() for a, b in taken):
                into.append(match.span())
                taken.append(match.span())
    for cue in half.cues("scope"):
        if not any(cue.start < b and a < cue.end for a, b in taken):
            (every if cue.level >= 7 else part).append((cue.start, cue.end))
    return sorted(every), sorted(part)


def only(half: Half) -> bool:
    """Whether a stretch limits something by "only" or the like."""
    pattern = _ONLY.get(half.side.language)
    return pattern is not None and pattern.search(half.text, *half.whole) is not None


def _scopes(pairing: Pairing) -> Iterator[Mark]:
    (every, part), (parent_every, parent_part) = _quantities(pairing.child), _quantities(pairing.parent)
    both_every, both_part = bool(every and parent_every), bool(part and parent_part)
    if (not both_every and not both_part) or not (every or parent_every) or not (part or parent_part):
        return
    found = _moved(
        pairing, every if both_every else [], part if both_part else [], parent_every if both_every else [],
        parent_part if both_part else [],
    )  # fmt: skip
    if found is not None:
        at, parent_at = (every[0], parent_every[0]) if both_every else (part[0], parent_part[0])
        text = f"“{pairing.child.said(at)}” is now said of something else than “{pairing.parent.said(parent_at)}” was{found.told}."
        yield Mark("scope", "changed", at, parent_at, found.certainty, text)


TIERS = {1: "tested", 3: "in development", 2: "planned", 4: "bought", 5: "being installed", 6: "in place", 7: "in place", 8: "expanding", 9: "given up"}  # fmt: skip


def _tiers(half: Half) -> dict[str, list[Span]]:
    out: dict[str, list[Span]] = {}
    for cue in half.cues("status"):
        out.setdefault(TIERS[cue.level], []).append((cue.start, cue.end))
    return out


def _statuses(pairing: Pairing) -> Iterator[Mark]:
    one, two = _tiers(pairing.child), _tiers(pairing.parent)
    common = [tier for tier in one if tier in two]
    # What is in place is the rule: standing alone it parts nothing from anything.
    tests = [*combinations(common, 2)] if len(common) > 1 else [(tier, "") for tier in common if tier != TIERS[6]]
    best: tuple[float, Mark] | None = None
    for tier, other in tests:
        if not other and (len(one[tier]) > 1 or len(two[tier]) > 1 or not parallels(pairing)):
            continue
        found = _moved(pairing, one[tier], one.get(other, []), two[tier], two.get(other, []))
        if found is not None and (best is None or found.weight > best[0]):
            at, parent_at = one[tier][0], two[tier][0]
            text = f"“{pairing.child.said(at)}” ({tier}) is now said of something else than in the source{found.told}."
            kind = "status"
            if not other and tier == TIERS[1] and found.places:
                kind, text = "place", f"“{pairing.child.said(at)}”: this is now told of another place than in the source{found.told}."
            best = found.weight, Mark(kind, "changed", at, parent_at, found.certainty, text)
    if best:
        yield best[1]


def _roles(pairing: Pairing) -> Iterator[Mark]:
    best: tuple[float, Mark] | None = None
    for a, b in parallels(pairing):
        if max(map(len, (a.child, a.parent, b.child, b.parent))) > 2 or (a.key, b.key) in pairing.steady:
            continue
        child = _role(pairing.child, a.child) - _role(pairing.child, b.child)
        parent = _role(pairing.parent, a.parent) - _role(pairing.parent, b.parent)
        held = [*(_role(half, places) for half, one, two in ((pairing.child, a.child, b.child), (pairing.parent, a.parent, b.parent)) for places in (one, two))]
        if _sort(pairing, a) == "place" and not all(held):
            continue  # a place that only tells where
        weight = min(abs(child), abs(parent))
        if child * parent > 0 and weight >= 1:
            pairing.steady.add((a.key, b.key))
        if child * parent < 0 and weight >= 0.5 and (best is None or weight > best[0]):
            one, two = pairing.child.said(a.child[0]), pairing.child.said(b.child[0])
            text = f"“{one}” and “{two}” have changed roles: who acts, or gives, is now the other."
            best = weight, Mark("role", "changed", a.child[0], a.parent[0], "likely" if weight > 1 else "possible", text)
    if best:
        yield best[1]


def _role(half: Half, places: Sequence[Span]) -> float:
    return role(half.side, half.sentence_of(places[0]), places[0])


def _names(pairing: Pairing) -> Iterator[Mark]:
    best: tuple[float, Mark] | None = None
    one, two = _tiers(pairing.child), _tiers(pairing.parent)
    extra = [Anchor(f"status:{tier}", tuple(one[tier]), tuple(two[tier]), False) for tier in one if tier in two]
    for a, b in parallels(pairing)[:20]:
        if (a.key, b.key) in pairing.steady or pairing.near < LEAST_NEAR:
            continue
        turn = _against(pairing, a.child, b.child, a.parent, b.parent, extra)
        if turn.turned < TURNED and turn.weight > LEAST_NAMES and (best is None or turn.weight > best[0]):
            left, right = pairing.child.said(a.child[0]), pairing.child.said(b.child[0])
            text = f"“{left}” and “{right}” have changed places: what is said of the one was said of the other."
            best = turn.weight, Mark("place", "changed", a.child[0], a.parent[0], "possible", text)
    if best:
        yield best[1]
