"""Truth and copying in invented worlds."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.trace.dependence.analyse import analyse
from sousveil.trace.dependence.observed import Observation
from sousveil.trace.dependence.values import Names, Number

from .worlds import World, make


def pairs_found(world: World, **options: object) -> tuple[int, int, int]:
    """True pairs found, false pairs found, true pairs missed."""
    found = {(pair.one, pair.two) for pair in analyse(world.observations, **options).pairs}  # type: ignore[arg-type]
    names = sorted({one.source for one in world.observations})
    true = {pair for pair in combinations(names, 2) if world.dependent(*pair)}
    return len(found & true), len(found - true), len(true - found)


def right(world: World, copies: bool = True) -> float:
    result = analyse(world.observations, copies=copies)
    return sum(result.best(about) == "true" for about in result.truth) / len(result.truth)


@pytest.mark.parametrize(
    ("options", "least"),
    # Of an original that is nearly always right there is little to know its copiers by in a hundred objects.
    [({}, 0.9), ({"shape": "hidden"}, 0.9), ({"difficulty": 0.2}, 0.9), ({"objects": 100}, 0.65)],
)
def test_planted_copiers_are_found_and_others_are_not(options, least):
    hit = wrong = missed = 0
    for seed in (11, 12, 13):
        one, two, three = pairs_found(make(seed, **options))
        hit, wrong, missed = hit + one, wrong + two, missed + three
    assert hit / (hit + missed) > least
    assert wrong <= 0.03 * (hit + wrong)


@pytest.mark.parametrize("accuracy", [(0.55, 0.9), (0.8, 0.9), (0.95, 0.999)])
def test_independent_sources_are_not_called_copiers(accuracy):
    wrong = sum(pairs_found(make(seed, copiers=0, accuracy=accuracy))[1] for seed in range(4))
    assert wrong <= 4 * 276 * 0.005


def test_a_mistake_that_many_make_joins_few():
    wrong = sum(pairs_found(make(seed, copiers=0, favourite=0.7, difficulty=0.2))[1] for seed in range(4))
    assert wrong <= 4 * 276 * 0.02


def test_clones_of_a_bad_source_do_not_flip_the_truth():
    rng = random.Random(4)
    observations = []
    for about in range(150):
        for honest in range(6):
            value = "true" if rng.random() < 0.85 else f"false {rng.randrange(10)}"
            observations.append(Observation(f"honest {honest}", f"o{about}", value))
        bad = "true" if rng.random() < 0.4 else f"false {rng.randrange(10)}"
        observations += [Observation(f"clone {i}", f"o{about}", bad) for i in range(8)]
    result = analyse(observations)
    counted = analyse(observations, copies=False)
    assert sum(result.best(f"o{i}") == "true" for i in range(150)) >= 140
    assert sum(counted.best(f"o{i}") == "true" for i in range(150)) < 100
    joined = {frozenset((pair.one, pair.two)) for pair in result.pairs}
    assert joined == {frozenset(p) for p in combinations([f"clone {i}" for i in range(8)], 2)}


def test_most_sources_copying_one_bad_one_do_less_harm():
    options = {"copiers": 0.7, "original_accuracy": (0.35, 0.4), "copier_accuracy": (0.5, 0.7)}
    world = [make(seed, **options) for seed in (100, 101, 102)]
    assert sum(map(right, world)) / 3 > sum(right(one, copies=False) for one in world) / 3 + 0.1


def test_the_copier_is_named_where_it_errs_otherwise_on_its_own():
    named = correct = 0
    for seed in range(6):
        world = make(seed, original_accuracy=(0.85, 0.9), copier_accuracy=(0.4, 0.5), share=(0.4, 0.6), coverage=(0.8, 1.0))
        for pair in analyse(world.observations).pairs:
            copier = world.copier(pair.one, pair.two)
            if copier is not None and pair.copier != "undecided":
                named += 1
                correct += (pair.one if pair.copier == "one" else pair.two) == copier
    assert named >= 20
    assert correct / named >= 0.9


def test_two_sources_alone_that_agree_are_not_copiers():
    """Without a third voice, what both say may simply be true."""
    rng = random.Random(1)
    values = [rng.randrange(2, 60) for _ in range(40)]
    observations = [Observation(s, f"o{i}", float(v)) for s in "ab" for i, v in enumerate(values)]
    for i in range(7):
        observations[40 + i] = Observation("b", f"o{i}", float(values[i] + 5))
    assert analyse(observations, Number(0.0)).pairs == ()


def test_few_common_objects_are_not_judged():
    observations = [Observation(s, f"o{i}", "odd" if s in "ab" else f"{s}") for s in "abcdefg" for i in range(4)]
    assert analyse(observations, least_shared=5).pairs == ()


def test_a_list_that_leaves_out_a_name_is_a_smaller_fault():
    """Most list the first author only; who lists both is right."""
    rng = random.Random(2)
    observations = []
    for about in range(60):
        whole = (f"a{about}", f"b{about}") if about % 2 else (f"a{about}",)
        for source in range(10):
            value = whole[:1] if source < 6 and rng.random() < 0.8 else whole
            if rng.random() < 0.04:
                value = (f"z{rng.randrange(50)}",)
            observations.append(Observation(f"s{source}", f"o{about}", value))
    result = analyse(observations, Names(), copies=False)
    correct = sum(result.best(f"o{i}") == ((f"a{i}", f"b{i}") if i % 2 else (f"a{i}",)) for i in range(60))
    assert correct >= 57
    assert result.accuracy["s0"].part > 0.6 > 0.3 > result.accuracy["s9"].part


def test_like_values_support_each_other():
    observations = [Observation("a", "o", "hikvision"), Observation("b", "o", "hikvison"), Observation("c", "o", "dahua"),
                    Observation("d", "o", "dahua")]  # fmt: skip
    observations += [Observation(s, "o", "hikvisiom") for s in "e"]
    close = {frozenset(p) for p in combinations(("hikvision", "hikvison", "hikvisiom"), 2)}
    plain = analyse(observations, copies=False)
    near = analyse(observations, similarity=lambda one, two: 0.9 * (frozenset((one, two)) in close), copies=False)
    assert plain.best("o") == "dahua"
    assert str(near.best("o")).startswith("hik")


def test_what_two_copiers_share_is_laid_to_their_original():
    world = make(3, sources=16, objects=300, copiers=0.5, original_accuracy=(0.5, 0.55), share=(0.6, 0.7))
    through = [pair for pair in analyse(world.observations).pairs if world.copier(pair.one, pair.two) is None]
    assert len(through) >= 5
    named = [pair for pair in through if pair.through is not None]
    assert len(named) >= 0.7 * len(through)
    assert all(pair.through in world.line(pair.one) for pair in named)


def test_examples_are_rare_values_that_both_give():
    world = make(5)
    said = {(one.source, one.object): one.value for one in world.observations}
    for pair in analyse(world.observations).pairs[:10]:
        assert pair.examples
        for example in pair.examples:
            assert said[pair.one, example.object] == said[pair.two, example.object] == example.value
            assert example.givers >= 2


def test_the_order_of_observations_changes_nothing():
    world = make(7, sources=12, objects=60)
    mixed = list(world.observations)
    random.Random(0).shuffle(mixed)
    assert analyse(world.observations) == analyse(mixed)


def test_nothing_observed_gives_nothing():
    result = analyse([])
    assert (result.truth, result.pairs) == ({}, ())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz"), st.sampled_from("123")), max_size=60))
def test_probabilities_sum_to_one(rows):
    result = analyse([Observation(*row) for row in rows], least_shared=2, least_probability=0.0)
    for values in result.truth.values():
        assert sum(values.values()) == pytest.approx(1)
    assert all(0 <= pair.probability <= 1 and pair.agreed <= pair.shared for pair in result.pairs)
    assert all(0 <= chance <= 1 for chance in result.independent.values())
