"""Planted copiers in invented worlds: which pairs are found, who is named the copier, and what becomes of the truth.

Beside ours: ACCU with copies (Dong, Berti-Equille & Srivastava 2009) and, for the truth, a vote. Settings were chosen
on other seeds. Then the real plate-reader survey of North Carolina: agencies and the vendor's portal, which nobody
should call copiers of each other.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

from _common import EVALUATION, keep, peak_memory, table
from _truth_peers import accu, vote
from tests.trace.dependence.worlds import World, make

from sousveil.trace.dependence.analyse import Analysis, analyse
from sousveil.trace.dependence.observed import Observation
from sousveil.trace.dependence.values import Number

SEEDS = range(2000, 2006)
LEAST = 5
CAMERAS = EVALUATION / "data" / "cameras"

WORLDS: dict[str, dict[str, object]] = {
    "copiers of a few originals": {},
    "chains (A to B to C)": {"shape": "chain"},
    "a common hidden original": {"shape": "hidden"},
    "a fifth to a half is copied": {"share": (0.2, 0.5)},
    "copiers change 15 in 100": {"liars": 0.15},
    "easy and hard objects": {"difficulty": 0.2},
    "one mistake is common": {"favourite": 0.7},
    "both": {"favourite": 0.7, "difficulty": 0.2},
    "2 false values": {"false_values": 2},
    "60 objects": {"objects": 60},
    "20 objects": {"objects": 20},
    "few objects each": {"coverage": (0.05, 0.3), "objects": 400},
    "70 in 100 copy a bad one": {"copiers": 0.7, "original_accuracy": (0.3, 0.4), "copier_accuracy": (0.5, 0.7)},
    "90 in 100 copy": {"copiers": 0.9, "sources": 40},
    "nobody copies": {"copiers": 0.0},
    "nobody copies, all accurate": {"copiers": 0.0, "accuracy": (0.93, 0.99)},
    "nobody copies, one mistake common": {"copiers": 0.0, "favourite": 0.7, "difficulty": 0.25},
}


def judged(world: World) -> list[tuple[str, str]]:
    """Pairs with enough common objects to be judged."""
    objects: dict[str, set[str]] = {}
    for one in world.observations:
        objects.setdefault(one.source, set()).add(one.object)
    return [pair for pair in combinations(sorted(objects), 2) if len(objects[pair[0]] & objects[pair[1]]) >= LEAST]


class Count:
    """Pairs found, wrongly found and missed; ``direct``: of those where one copies the other at first hand."""

    def __init__(self) -> None:
        self.hit = self.wrong = self.missed = self.direct = self.direct_missed = 0

    def add(self, world: World, found: set[tuple[str, str]]) -> None:
        for pair in judged(world):
            true = world.dependent(*pair)
            self.hit += true and pair in found
            self.wrong += not true and pair in found
            self.missed += true and pair not in found
            if world.parent.get(pair[0]) == pair[1] or world.parent.get(pair[1]) == pair[0]:
                self.direct += 1
                self.direct_missed += pair not in found

    def cells(self) -> list[str]:
        """Precision (or how many were wrongly found), recall, recall of direct pairs."""
        found, true = self.hit + self.wrong, self.hit + self.missed
        precision = f"{self.hit / found:.3f}" if self.hit else f"{self.wrong} wrong"
        recall = f"{self.hit / true:.3f}" if true else "-"
        direct = f"{1 - self.direct_missed / self.direct:.3f}" if self.direct else "-"
        return [precision, recall, direct]


def worlds() -> str:
    """The table of all worlds."""
    lines, bins = [], [[0, 0, 0.0] for _ in range(5)]
    for name, options in WORLDS.items():
        ours, theirs = Count(), Count()
        named = correct = open_ = objects = 0
        right = [0, 0, 0]
        for seed in SEEDS:
            world = make(seed, **options)  # type: ignore[arg-type]
            found = analyse(world.observations, least_probability=0.1)
            ours.add(world, {(pair.one, pair.two) for pair in found.pairs if pair.probability >= 0.5})
            for pair in found.pairs:
                row = bins[min(4, int(pair.probability * 5))]
                row[0] += 1
                row[1] += world.dependent(pair.one, pair.two)
                row[2] += pair.probability
                copier = world.copier(pair.one, pair.two)
                if copier is not None and pair.probability >= 0.5:
                    open_ += pair.copier == "undecided"
                    named += pair.copier != "undecided"
                    correct += pair.copier != "undecided" and (pair.one if pair.copier == "one" else pair.two) == copier
            said = {(one.source, one.object): one.value for one in world.observations}
            peer, depends = accu(said, copies=True, least=LEAST)
            theirs.add(world, {pair for pair, chance in depends.items() if chance >= 0.5})
            best = {about: found.best(about) for about in found.truth}
            for at, answers in enumerate((vote(said), peer, best)):
                right[at] += sum(value == "true" for value in answers.values())
            objects += len(found.truth)
        way = f"{correct}/{named}, {open_} open" if named or open_ else "-"
        lines.append([name, *ours.cells(), way, *theirs.cells()[:2], *(f"{count / objects:.3f}" for count in right)])
    heads = [
        "world", "precision", "recall", "of direct pairs", "copier named rightly", "ACCU: precision", "ACCU: recall",
        "truth: vote", "truth: ACCU + copies", "truth: sousveil",
    ]  # fmt: skip
    given = "; ".join(f"{low:.2f} said, {true / n:.2f} true ({n})" for n, true, sums in bins if n for low in [sums / n])
    return table(heads, lines) + f"\n\nCalibration of the probabilities of pairs from .1 up, all worlds: {given}."


def scale() -> str:
    """Time and memory at 900 sources and at ten times the rows of Books."""
    lines = []
    for sources, objects, coverage in ((900, 1300, 0.03), (900, 2000, 0.08), (38, 20_000, 0.3)):
        world = make(1, sources=sources, objects=objects, coverage=(0.2 * coverage, 1.8 * coverage), copiers=0.2)
        started = time.perf_counter()
        found = analyse(world.observations)
        seconds = time.perf_counter() - started
        rows, pairs = len(world.observations), len(found.pairs)
        lines.append([sources, objects, rows, pairs, f"{seconds:.1f}", f"{peak_memory():.0f}"])
    return table(["sources", "objects", "rows", "pairs found", "seconds", "peak MB so far"], lines)


def plate_readers() -> str:
    """Agencies' own counts, the survey's note of the portal, and the national file of the portal's pages."""
    survey = CAMERAS / "privateeyes_nc_agency_survey20240430.csv"
    if not survey.exists():
        return "North Carolina's plate readers: not run, the data are not on this machine."
    kind = Number(0.0)
    said: dict[str, dict[str, float]] = {"agency": {}, "portal, by the survey": {}, "portal, national file": {}}

    def put(source: str, about: str, text: str) -> None:
        value = kind.read(text)
        if value is not None:
            said[source][about] = value

    for row in _rows(survey):
        put("agency", row["id"], row["cams_confirmed"])
        put("portal, by the survey", row["id"], row["cams_portal"])
    for row in _rows(CAMERAS / "privateeyes_latest_usage04262023.csv"):
        put("portal, national file", row["id"], row["number_of_owned_cameras"])
    found = analyse(_observations(said), kind, least_probability=0.0)
    lines = []
    for one, two in combinations(sorted(said), 2):
        both = said[one].keys() & said[two].keys()
        differ = sum(said[one][about] != said[two][about] for about in both)
        lines.append([one, two, len(both), differ, f"{_chance(found, one, two):.3f}"])
    return table(["one", "other", "agencies with both", "differ", "probability of copying"], lines)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(file))


def _observations(said: Mapping[str, Mapping[str, float]]) -> list[Observation]:
    return [Observation(source, about, value) for source, by in said.items() for about, value in by.items()]


def _chance(found: Analysis, one: str, two: str) -> float:
    return max([pair.probability for pair in found.pairs if {pair.one, pair.two} == {one, two}], default=0.0)


def main() -> None:
    """Runs and keeps the result."""
    text = (
        f"{len(SEEDS)} worlds of each kind, 24 sources and 200 objects unless said (40 where 90 in 100 copy). A pair is"
        " true where the two have an origin in common; direct: one copies the other at first hand. Nobody copies: the"
        f" number of pairs wrongly found, of {len(SEEDS) * 276}.\n\n" + worlds()
    )
    parts = [text, scale(), "Plate readers of North Carolina", plate_readers()]
    keep("copiers in invented worlds", "\n\n".join(parts))


if __name__ == "__main__":
    main()
