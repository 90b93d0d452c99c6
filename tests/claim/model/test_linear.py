"""The classifiers: whole-number sums, shares that add up, a file that comes back as it went."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.claim.model.linear import PARTS, SCALE, Linear, loads, shipped

THREE = Linear(("a", "b", "c"), (0, SCALE, 0), {"x": (2 * SCALE, 0, 0), "y": (0, 0, SCALE), "z": (0, -SCALE, 0)})


@given(features=st.lists(st.sampled_from("xyzuvw")))
def test_sums_do_not_depend_on_order_or_repetition(features: list[str]) -> None:
    assert THREE.sums(features) == THREE.sums(list(reversed(features))) == THREE.sums(features * 2)
    assert all(isinstance(value, int) for value in THREE.sums(features))


@given(features=st.lists(st.sampled_from("xyzuvw")))
def test_shares_are_probabilities_and_the_best_has_the_largest(features: list[str]) -> None:
    shares = THREE.shares(features)
    assert sum(shares.values()) == pytest.approx(1)
    assert shares[THREE.best(features)] == max(shares.values())


def test_unknown_features_count_nothing() -> None:
    assert THREE.sums(["nothing"]) == list(THREE.bias)


def test_a_file_comes_back_as_it_went() -> None:
    part = {"classes": ["no", "yes"], "bias": [-3, 3], "weights": {"f": [1, -1]}}
    raw = gzip.compress(json.dumps({**dict.fromkeys(PARTS, part), "thresholds": {"en:drawn": 0.4}}).encode())
    model = loads(raw)
    assert model.keep.weights == {"f": (1, -1)}
    assert model.thresholds == {"en:drawn": 0.4}
    assert loads(raw).digest == model.digest


def test_the_shipped_model_is_whole() -> None:
    model = shipped()
    assert model is not None
    assert set(model.keep.classes) == {"no", "yes"}
    groups = {f"{language}:{group}" for language in ("en", "ko", "zh") for group in ("named", "unnamed")}
    assert groups <= set(model.thresholds)
    for name in PARTS:
        part = getattr(model, name)
        assert part.weights
        assert all(len(row) == len(part.classes) for row in part.weights.values())


TWO = Linear(("no", "yes"), (SCALE, 0), {"x": (-SCALE, SCALE), "y": (3, -3), "z": (0, 700)})


@given(one=st.sets(st.sampled_from("xu")), other=st.sets(st.sampled_from("yzv")))
def test_the_quick_way_gives_what_the_plain_one_gives(one: set[str], other: set[str]) -> None:
    quick = TWO.share_of(TWO.lead(one) + TWO.lead(other))
    assert quick == pytest.approx(TWO.shares([*one, *other])["yes"])
