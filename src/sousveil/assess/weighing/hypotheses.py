"""Analysis of competing hypotheses: the same evidence, read against each (Heuer, Psychology of Intelligence Analysis,
1999, chapter 8).

It is a view, with no new probability: what counts is what speaks *against* a hypothesis, and whether a source tells
hypotheses apart at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sousveil.records import Bearing, Cell, Hypothesis
from sousveil.records.finding import FITS

STANDING: Mapping[str, str] = {
    "absent": "It is not there.",
    "announced": "It is planned, developed or bought, and not there yet.",
    "installed": "It is there, and not in use.",
    "in-use": "It is in use.",
    "abandoned": "It was there, and has been given up.",
}
"""The five hypotheses on one technology at one place, in the order of a deployment's life."""

_RUNGS: Mapping[str, str] = {
    "researched": "announced", "announced": "announced", "in-development": "announced", "procured": "announced",
    "being-installed": "installed", "installed": "installed", "in-use": "in-use", "expanding": "in-use",
    "abandoned": "abandoned",
}  # fmt: skip
"""Which hypothesis a status says."""

_TABLE: Mapping[str, tuple[int, int, int, int, int]] = {
    # what is said      absent announced installed in-use abandoned
    "announced": (-1, 2, 1, 1, 0),
    "installed": (-2, -1, 2, 1, 0),
    "in-use": (-2, -2, -1, 2, -1),
    "abandoned": (-1, -2, -1, -2, 2),
    "there": (-2, -1, 1, 1, -1),
    "not": (2, 1, -1, -2, 1),
}
"""How a certain statement fits each hypothesis, from -2 (II) to 2 (CC). "Planned" says little against "in use": what is
used now was planned once. "Installed" says nothing about use. Ours."""

WEIGHTS: Mapping[str, float] = {"strong": 1.0, "moderate": 0.67, "weak": 0.33, "none": 0.0}
"""What one inconsistency counts, by the effect of its source on the finding; one that is very inconsistent doubly."""


@dataclass(frozen=True)
class Statement:
    """What one source says: a status and a FactBank certainty without its sign; denies: that it is not so."""

    source: str
    status: str
    certainty: str
    denies: bool = False


def hypotheses(
    statements: Sequence[Statement], ledger: Sequence[Bearing], *, own: Mapping[str, str] | None = None,
    cells: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[Hypothesis, ...]:  # fmt: skip
    """The hypotheses, the one with the least against it first; a source has a cell in each.

    own: a person's own hypotheses, id -> sentence, or other words for one of the five. cells: fits that a person set,
    hypothesis -> source -> fit. A person's own hypothesis is neutral to every source until the person says otherwise.
    """
    sentences = {**STANDING, **(own or {})}
    effects = {bearing.source: bearing.effect for bearing in ledger}
    names = sorted({s.source for s in statements} | set(effects))
    out = []
    for place, (name, sentence) in enumerate(sentences.items()):
        row = []
        for source in names:
            judged = (cells or {}).get(name, {}).get(source)
            told = [s for s in statements if s.source == source]
            fit = judged or (_fit(told, place) if name in STANDING else "N")
            row.append(Cell(source, fit, judged is not None))
        against = sum(max(0, _number(c.fit) * -1) * WEIGHTS[effects.get(c.source, "weak")] for c in row)
        out.append(Hypothesis(name, sentence, tuple(row), round(against, 2), name not in STANDING))
    def rank(one: Hypothesis) -> tuple[bool, float, int]:
        # What nobody has held against the sources yet comes last; between equals what more sources fit comes first.
        blank = one.own and not any(cell.judged for cell in one.cells)
        return blank, one.inconsistency, -sum(max(0, _number(cell.fit)) for cell in one.cells)

    # Python's sort is stable: equals stay in the order of a deployment's life.
    return tuple(sorted(out, key=rank))


def diagnosticity(found: Sequence[Hypothesis]) -> dict[str, int]:
    """source -> 0..4: how far its word tells the hypotheses apart. Evidence that fits them all alike (0) decides
    nothing, however strong it looks (Heuer)."""
    fits: dict[str, list[int]] = {}
    for one in found:
        for cell in one.cells:
            fits.setdefault(cell.source, []).append(_number(cell.fit))
    return {source: max(values) - min(values) for source, values in sorted(fits.items())}


def _number(fit: str) -> int:
    return 2 - FITS.index(fit)


def _fit(told: Sequence[Statement], place: int) -> str:
    """The fit of all that one source says with the hypothesis at ``place``: its strongest word, and its gravest."""
    values = [_softened(_TABLE[_says(one)][place], one.certainty) for one in told]
    if not values:
        return "N"
    worst, best = min(values), max(values)
    return FITS[2 - (worst if worst < 0 else best)]


def _says(one: Statement) -> str:
    if one.denies and one.status != "abandoned":
        return "not"
    return _RUNGS.get(one.status, "there")


def _softened(value: int, certainty: str) -> int:
    """What is probable fits a step less, what is possible is neutral unless it fits or clashes outright."""
    steps = {"CT": 0, "PR": 1, "PS": 1, "U": 2}[certainty]
    if certainty == "PS" and abs(value) < 2:
        return 0
    if certainty == "PR" and abs(value) == 1:
        return value
    return max(0, value - steps) if value > 0 else min(0, value + steps)
