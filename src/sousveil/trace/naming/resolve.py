"""All names of a case: which are held to be one, which only may be, and what people decided about that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from sousveil.records.ids import record_id

from .block import candidates
from .match import Verdict, judge


@dataclass(frozen=True)
class Met:
    """One distinct name. key: folded, of which match ids are made. beside: organisations it is introduced with."""

    key: str
    name: str
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Match:
    """Two names, by their index. outcome: ``joined``, ``possible`` or ``kept-apart``."""

    id: str
    one: int
    two: int
    outcome: str
    score: float
    reasons: tuple[str, ...]
    judged: bool = False


def match_id(one: str, two: str, person: bool) -> str:
    """The id of the question whether two names, by their keys, are one: the same whoever asks and in which order."""
    return record_id("n", "person" if person else "organisation", *sorted((one, two)))


def resolve(names: Sequence[Met], person: bool, decided: Mapping[tuple[int, int], bool]) -> list[Match]:
    """Every match among ``names``, sorted by index.

    decided: pair of indexes, the smaller first -> whether a person said that the two are the same. A name that would
    be joined with two others that are not one ("M. Baker" with Mary and with Mark Baker) is joined with neither: each
    is then only possible.
    """
    found: dict[tuple[int, int], Verdict] = {}
    for a, b in candidates([met.name for met in names], person):
        verdict = _judge(names, a, b, person)
        if verdict.outcome != "different":
            found[a, b] = verdict
    doubted = _doubted(names, found, person)
    matches: list[Match] = []
    for (a, b), verdict in found.items():
        outcome, reasons = ("joined" if verdict.outcome == "same" else "possible"), verdict.reasons
        if (a, b) in doubted:
            outcome, reasons = "possible", (*reasons, f"it may as well be {names[doubted[a, b]].name}")
        matches.append(Match(match_id(names[a].key, names[b].key, person), a, b, outcome, verdict.score, reasons))
    return sorted(_decide(names, matches, person, decided), key=lambda m: (m.one, m.two))


def _judge(names: Sequence[Met], a: int, b: int, person: bool) -> Verdict:
    return judge(names[a].name, names[b].name, person, tuple(sorted(names[a].beside & names[b].beside)))


def _doubted(
    names: Sequence[Met], found: Mapping[tuple[int, int], Verdict], person: bool
) -> dict[tuple[int, int], int]:  # fmt: skip
    """Pairs that are the same by likeness, and the third name that makes each doubtful."""
    kin: dict[int, set[int]] = {}
    for (a, b), verdict in found.items():
        if verdict.outcome == "same":
            kin.setdefault(a, set()).add(b)
            kin.setdefault(b, set()).add(a)
    out: dict[tuple[int, int], int] = {}
    for a, others in sorted(kin.items()):
        for b, c in combinations(sorted(others)[:50], 2):
            known = found.get((b, c)) or _judge(names, b, c, person)
            if known.outcome != "same":
                out.setdefault((min(a, b), max(a, b)), c)
                out.setdefault((min(a, c), max(a, c)), b)
    # Two names that are equal but for case and signs are never doubtful.
    return {pair: third for pair, third in out.items() if found[pair].score < 1.0}


def _decide(
    names: Sequence[Met], matches: Sequence[Match], person: bool, decided: Mapping[tuple[int, int], bool]
) -> list[Match]:  # fmt: skip
    """``matches`` with what people decided in its place; two names kept apart are not joined by way of a third."""
    root = list(range(len(names)))
    members = {number: [number] for number in range(len(names))}
    apart = {pair for pair, same in decided.items() if not same}
    held = {(match.one, match.two): match for match in matches}
    for a, b in sorted(decided.keys() - held.keys()):
        held[a, b] = Match(match_id(names[a].key, names[b].key, person), a, b, "possible", 0.0, ())
    out: list[Match] = []

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for pair in sorted(apart):
        reasons = (*held[pair].reasons, "a person decided that they are not the same")
        out.append(replace(held.pop(pair), outcome="kept-apart", reasons=reasons, judged=True))
    for match in sorted(
        held.values(), key=lambda m: (not decided.get((m.one, m.two), False), -m.score, m.one, m.two)
    ):
        said = decided.get((match.one, match.two), False)
        if match.outcome == "possible" and not said:
            out.append(match)
            continue
        one, two = find(match.one), find(match.two)
        crossing = one != two and bool(apart)
        if crossing and any((min(a, b), max(a, b)) in apart for a in members[one] for b in members[two]):
            reasons = (*match.reasons, "not joined: it would join two names that a person keeps apart")
            out.append(replace(match, outcome="possible", reasons=reasons, judged=said))
            continue
        if one != two:
            root[max(one, two)] = min(one, two)
            members[min(one, two)] += members.pop(max(one, two))
        reasons = (*match.reasons, "a person decided that they are the same") if said else match.reasons
        out.append(replace(match, outcome="joined", reasons=reasons, judged=said))
    return out
