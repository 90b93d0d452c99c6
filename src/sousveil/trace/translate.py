"""Translations and retellings in another language: the same numbers and the same propositions, within a few days.

Cautious by design: one without numbers of its own is not found, and the docs say so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from .align import Overlap
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


def translations(
    pieces: Sequence[Piece], copies: frozenset[int] = frozenset(), rewrites: frozenset[int] = frozenset()
) -> list[Relation]:
    """For each piece the one in another language that it shares most with, when that is enough to say so.

    copies: pieces that copy one in their own language; they are not looked at as translations too. rewrites: those that
    rewrite one; they may be translations, but no other retelling is looked for.
    """
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
    found: list[tuple[int, Relation]] = []
    for (one, two), count in sorted(shared.items()):
        relation = _translation(pieces, one, two) or _retelling(pieces, one, two)
        if relation is None or relation.child in copies:
            continue
        if relation.kind == "translation" or relation.child not in rewrites:
            found.append((count, relation))
    translated = {relation.child for _, relation in found if relation.kind == "translation"}
    by_child: dict[int, list[tuple[tuple[bool, bool, bool, bool, int, int], Relation]]] = defaultdict(list)
    for count, relation in found:
        child, parent = pieces[relation.child], pieces[relation.parent]
        from_credited = child.credit is not None and parent.outlet == child.credit.agency
        from_wire = child.credit is not None and parent.credit is not None
        rank = (relation.kind != "translation", not from_credited, not from_wire, relation.parent in translated, -count,
                relation.parent)  # fmt: skip
        by_child[relation.child].append((rank, relation))
    return [min(held, key=lambda pair: pair[0])[1] for _, held in sorted(by_child.items())]


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
