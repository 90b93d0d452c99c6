"""Gates: pinned scores of the work on lineage; they may rise and must not fall."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
EVALUATION = BENCHMARKS.parent.parent / "shared"


@pytest.fixture(scope="module", autouse=True)
def _benchmarks() -> object:
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


def test_translations_are_found_in_both_halves_of_the_set() -> None:
    from translations import measure

    for half, least in ((1, 0.97), (0, 0.95)):
        rows, misses = measure(half)
        last = next(row for row in rows if "anchors" in str(row[1]))
        precision, f1 = float(str(last[2]).split()[0]), float(str(last[4]))
        assert precision >= 0.95 and f1 >= least, misses


def test_truth_from_dependent_shops() -> None:
    from books import FOLDER, _marks, gold, ours, plainly, read, rows

    if not FOLDER.exists():
        pytest.skip(f"the evaluation data of {FOLDER.name} is not on this machine")
    true = gold(FOLDER)
    best, _ = ours(read(rows(FOLDER), lambda _, text: plainly(text)), True, True)
    right = float(str(_marks("plain", "ours", best, true, 0.0)[2]).split()[0])
    assert right >= 0.90, right
