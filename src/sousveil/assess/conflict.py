"""Claims that cannot all hold: denials, counts, statuses and dates.

When two counts contradict each other: they count the same thing (one technology, one kind of unit in any language, one
maker or product, one stage, one named operator; without a named operator one spot), neither is of a clearly other time,
and no number fits both. A figure in a table is exact, so any difference counts; in running text a round number of 100
or more stands for its neighbourhood (see ``units.meant``), and "about" and "more than" are in the quantity's range.
Two numbers that one source gives in one document are of two things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sousveil.records import Claim, ClaimOrigins, Contradiction, Quantity

from .dating import When, apart, counted_apart, when
from .evidence import NO_PLACE, Case, denies, in_a_place, none_counted, part, rung, side, spot
from .units import disjoint, from_a_record, meant, same_unit, unit_class

MOST_PAIRS = 200_000
"""Pairs of counts or dates compared in one case. A case that needs more says so."""

_ANYBODY = re.compile(
    r"^(?:the |its |their |local |state )*(?:police|authorit(?:y|ies)|government|officials?|state|regime|company|"
    r"agency|security (?:forces|services?|agenc(?:y|ies)))$|"
    r"^(?:경찰|당국|정부|국가|公安|警方|警察|当局|當局|政府|国家)$",
    re.IGNORECASE,
)
"""Words for an operator that tell none apart from another."""

Inside = Callable[[str, str], bool]
"""Whether the place of one name lies within that of another."""


@dataclass(frozen=True)
class Conflicts:
    """found: the contradictions. counted, differing: named operators for whom two origins give a count, and those of
    them whose counts contradict each other. cut: whether there were more pairs than are compared."""

    found: tuple[Contradiction, ...]
    counted: int = 0
    differing: int = 0
    cut: bool = False


def contradictions(
    case: Case, origins: Mapping[str, ClaimOrigins], label: str, inside: Inside = lambda _one, _area: False
) -> Conflicts:
    """The contradictions among the claims of one case, typed."""
    counts = _Counts(case, origins, inside)
    dates, cut = _dates(case)
    found = [*_denials(case, label, origins), *counts.found.values(), *dates]
    unique = {(one.kind, one.claims): one for one in found}
    return Conflicts(
        tuple(unique[key] for key in sorted(unique)), len(counts.counted), len(counts.differing), counts.cut or cut
    )


def operator_key(name: str | None) -> str:
    """A named operator in whatever order and with whatever marks its words stand: "Hill PD (NC)" is "Hill NC PD".
    Empty for nobody, and for words that name nobody in particular."""
    if not name or _ANYBODY.match(name.strip()):
        return ""
    return " ".join(sorted(word for word in re.findall(r"[^\W_]+", name.casefold()) if word not in ("the", "of")))


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({claim.id for claim in claims}))


def _where(case: Case) -> str:
    return "at a place that could not be told" if case.place == NO_PLACE else case.place


def _some(claims: Sequence[Claim], origins: Mapping[str, ClaimOrigins]) -> str:
    """How many sources stand behind the claims, as far as they are told: a headline and its story are one."""
    told = {g for claim in claims if claim.id in origins for g in origins[claim.id].gateway_sources}
    many = len(told) or len({claim.item for claim in claims})
    said = "1 claim" if len(claims) == 1 else f"{len(claims)} claims"
    return f"{many} source{'s' if many > 1 else ''} ({said})"


def _denials(case: Case, label: str, origins: Mapping[str, ClaimOrigins]) -> list[Contradiction]:
    out = []
    denied = [*case.against, *(claim for claim in case.unknown if side(claim) == "against" and not in_a_place(claim))]
    for kind, ended in (("denial", False), ("status", True)):
        against = [claim for claim in denied if (claim.status == "abandoned") is ended]
        if not against or not case.supports:
            continue
        supports = [claim for claim in case.supports if not ended or rung(claim.status) >= rung("being-installed")]
        pairs = _opposed(against, supports, case)
        if not pairs:
            continue
        no = [claim for claim in against if claim.id in pairs]
        yes = [claim for claim in supports if claim.id in pairs]
        if ended:
            sentence = f"In place according to {_some(yes, origins)}, given up according to {_some(no, origins)}"
        else:
            sentence = f"For it: {_some(yes, origins)}; denied by {_some(no, origins)}"
        out.append(Contradiction(kind, f"{sentence} ({label}, {_where(case)}).", _ids([*yes, *no])))
    return out


def _opposed(against: Sequence[Claim], supports: Sequence[Claim], case: Case) -> set[str]:
    """Ids of the claims on both sides that meet: the same part or the whole, the same time, a stage that is denied."""
    sides: list[dict[tuple[frozenset[str], int, When | None], list[Claim]]] = []
    for claims, height in ((against, denies), (supports, lambda claim: rung(claim.status))):
        held: dict[tuple[frozenset[str], int, When | None], list[Claim]] = defaultdict(list)
        for claim in claims:
            held[part(claim, case.level), height(claim), when(claim)].append(claim)
        sides.append(held)
    met: set[str] = set()
    for (whole, floor, _), no in sides[0].items():
        for (piece, step, _), yes in sides[1].items():
            # "None in the whole country" denies the town; "none in one town" is no claim on another.
            lived = no[0].status == "abandoned" and _over(yes[0], no[0])
            if (not whole or whole == piece) and reached(step, floor) and not apart(no[0], yes[0]) and not lived:
                met.update(claim.id for claim in (*no, *yes))
    return met


def _over(one: Claim, end: Claim) -> bool:
    """Whether the texts say that ``one`` began before ``end``, after which it was given up: that is a life, and no
    contradiction."""
    began, ended = when(one), when(end)
    return bool(began and ended and began.stated and ended.stated and began.low and ended.low and began.low < ended.low)


def reached(step: int, floor: int) -> bool:
    """Whether a claim on rung ``step`` is denied by one that denies from ``floor`` up. One that tells no stage
    speaks of a thing that is there."""
    return step >= floor or (step == 0 and floor <= rung("being-installed"))


def _one_root(one: ClaimOrigins | None, two: ClaimOrigins | None) -> bool:
    return one is not None and two is not None and bool(set(one.gateway_sources) & set(two.gateway_sources))


def _stage(claim: Claim) -> str:
    step = rung(claim.status)
    return "" if step == 0 else "stands" if step >= rung("being-installed") else "comes"


class _Counts:
    """Compares the counts of one case. found: contradictions by their claims' ids."""

    def __init__(self, case: Case, origins: Mapping[str, ClaimOrigins], inside: Inside) -> None:
        self.case, self.origins, self.inside = case, origins, inside
        self.found: dict[tuple[str, ...], Contradiction] = {}
        self.counted: set[str] = set()
        self.differing: set[str] = set()
        self.cut = False
        left = MOST_PAIRS
        for bucket in self._buckets().values():
            values: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
            for claim in bucket:
                quantity = _quantity(claim)
                values[quantity.low, quantity.high, unit_class(quantity.unit), _exact(claim)].append(claim)
            self._agreeing(bucket)
            for one, two in combinations(values.values(), 2):
                left -= len(one) * len(two)
                if left < 0:
                    self.cut = True
                    return
                self._compare(one, two)

    def _buckets(self) -> dict[tuple[str, ...], list[Claim]]:
        """Claims that may count one thing."""
        held: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
        zeros = (claim for claim in self.case.unknown if none_counted(claim))
        for claim in (*self.case.supports, *zeros):
            if claim.quantity is not None and claim.kind not in ("method", "question", "forecast", "opinion"):
                by = operator_key(claim.operator)
                made = (claim.maker or claim.product or "").casefold()
                held[str(claim.technology), by, made, *(() if by else spot(claim))].append(claim)
        return held

    def _agreeing(self, bucket: Sequence[Claim]) -> None:
        by = operator_key(bucket[0].operator)
        if by and by not in self.counted:
            firsts: dict[str, Claim] = {}
            for claim in bucket:
                firsts.setdefault(claim.item, claim)
            if any(self._one_thing(one, two) for one, two in combinations(list(firsts.values())[:40], 2)):
                self.counted.add(by)

    def _one_thing(self, one: Claim, two: Claim) -> bool:
        if one.item == two.item and _one_root(self.origins.get(one.id), self.origins.get(two.id)):
            return False
        stages = {_stage(one), _stage(two)} - {""}
        return (
            same_unit(_quantity(one).unit, _quantity(two).unit)
            and len(stages) < 2
            and self._one_spot(spot(one), spot(two))
            and not counted_apart(one, two)
        )

    def _one_spot(self, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
        """Of one named operator, a count for a town and one for the country around it are of the same thing."""
        if one == two or not one or not two:
            return True
        whole = self.case.place.casefold()
        return any(
            all(here == there or there == whole or self.inside(here, there) for here in left for there in right)
            for left, right in ((one, two), (two, one))
        )

    def _compare(self, ones: Sequence[Claim], twos: Sequence[Claim]) -> None:
        first, second = _quantity(ones[0]), _quantity(twos[0])
        if not disjoint(meant(first, _exact(ones[0])), meant(second, _exact(twos[0]))):
            return
        pairs = [(one, two) for one in ones for two in twos if self._one_thing(one, two)]
        if not pairs:
            return
        where = _where(self.case)
        by = ones[0].operator if operator_key(ones[0].operator) else None
        sentence = f"The counts differ: “{first.text}” against “{second.text}” ({f'{by}, ' if by else ''}{where})."
        if all(_one_root(self.origins.get(one.id), self.origins.get(two.id)) for one, two in pairs):
            sentence += " Both go back to one source, so one of them was changed on the way."
        ids = _ids(claim for pair in pairs for claim in pair)
        self.found[ids] = Contradiction("count", sentence, ids)
        self.differing.add(operator_key(by))


def _quantity(claim: Claim) -> Quantity:
    if claim.quantity is None:
        raise ValueError(f"claim {claim.id} counts nothing")
    return claim.quantity


def _exact(claim: Claim) -> bool:
    return from_a_record(_quantity(claim), len(claim.spans))


def _dates(case: Case) -> tuple[list[Contradiction], bool]:
    """The same event on two days, and what was put in place after it is said to have been in use."""
    dated = [c for c in case.supports if c.true_when and c.quantity is None and when(c) is not None]
    held: dict[tuple[object, ...], dict[tuple[str, str], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in dated:
        if claim.status in ("announced", "installed", "in-use"):
            thing = (claim.technology, operator_key(claim.operator), spot(claim))
            held[thing][claim.status, str(claim.true_when)].append(claim)
    out: list[Contradiction] = []
    left = MOST_PAIRS
    for group in held.values():
        for ((status, _), ones), ((other, _), twos) in combinations(sorted(group.items(), key=lambda p: p[0]), 2):
            left -= len(ones) * len(twos)
            if left < 0:
                return out, True
            sentence = _clash(status, other, ones[0], twos[0], case)
            pairs = [(one, two) for one in ones for two in twos if one.item != two.item]
            if sentence and pairs:
                out.append(Contradiction("time", sentence, _ids(claim for pair in pairs for claim in pair)))
    return out, False


def _clash(status: str, other: str, one: Claim, two: Claim, case: Case) -> str | None:
    if status == other and status != "in-use" and apart(one, two):
        return (
            f"The dates differ for “{status}”: {one.true_when} against {two.true_when} ({_where(case)}); "
            "they may be two events."
        )
    if {status, other} == {"installed", "in-use"}:
        used, put = (one, two) if status == "in-use" else (two, one)
        early, late = when(used), when(put)
        if early and late and early.high and late.low and early.high < late.low:
            return (
                f"In use in {used.true_when}, yet installed in {put.true_when} ({_where(case)}); "
                "it may have been put in place twice."
            )
    return None
