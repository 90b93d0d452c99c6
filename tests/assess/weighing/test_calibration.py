"""Gate: how far the stated chances may be from the truth in four of the benchmark's invented worlds, at a sixteenth of
their size. Bins of so few findings are rough, so the pins stand just above what was measured at this size (.024 and
.093, .021 and .047, .049 and .101, .034 and .051); the benchmark's own figures are in RESULTS.md."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture(scope="module", autouse=True)
def _benchmarks() -> object:
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


@pytest.mark.parametrize(
    ("name", "error", "over"),
    [("model holds, 0% copies", 0.03, 0.10), ("model holds, 90% copies", 0.03, 0.06),
     ("hidden copying 60 %", 0.06, 0.11), ("20 % liars in concert", 0.045, 0.07)],
)  # fmt: skip
def test_stated_chances_keep_near_the_truth(name: str, error: float, over: float) -> None:
    from calibration import BROKEN, HELD, METHODS, world_scores

    world = next(one for one in (*HELD, *BROKEN) if one.name == name)
    count, scores = world_scores((world, 1500, 11))
    ours = scores[METHODS.index("sousveil")]
    assert count > 700
    assert ours.ece <= error, ours.ece
    assert ours.over <= over, ours.over
    counting = scores[METHODS.index("counting outlets")]
    assert counting.ece > ours.ece + 0.05, "the baseline that everybody uses is far worse"
