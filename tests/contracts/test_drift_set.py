"""The generated set for drift: complete, balanced, the same on every run, and out of reach of a bag of words."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from sousveil.records.lineage import DRIFT_KINDS, DRIFT_WAYS

FILE = Path(__file__).resolve().parents[2] / "benchmarks" / "_drift_set.py"


@pytest.fixture(scope="module")
def drift_set() -> ModuleType:
    spec = importlib.util.spec_from_file_location("drift_set_of_benchmarks", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("half", ["odd", "even"])
def test_every_kind_and_language_has_as_many_that_changed_as_stayed(drift_set: ModuleType, half: str) -> None:
    pairs = drift_set.pairs(half)
    counted = Counter((pair.language, pair.kind, pair.changed) for pair in pairs)
    assert set(counted) == {(a, b, c) for a in drift_set.LANGUAGES for b in drift_set.KINDS for c in (True, False)}
    assert set(counted.values()) == {24}
    assert len({pair.template for pair in pairs}) == 6 * len(drift_set.KINDS) * len(drift_set.LANGUAGES)
    assert drift_set.pairs(half) == pairs
    assert drift_set.pairs(half, seed=1) != pairs
    assert not [pair for pair in pairs if pair.parent == pair.child or "<" in pair.parent + pair.child]


def test_the_halves_share_no_template_and_no_names(drift_set: ModuleType) -> None:
    for language in drift_set.LANGUAGES:
        (odd, seen), (even, held) = (drift_set.templates(half, language) for half in ("odd", "even"))
        assert not {template.parent for template in odd} & {template.parent for template in even}
        for name in ("town", "company", "agency", "tech"):
            assert not set(seen[name]) & set(held[name])


@pytest.mark.parametrize("half", ["odd", "even"])
def test_every_template_is_retold_in_both_orders_with_all_its_values(drift_set: ModuleType, half: str) -> None:
    for language in drift_set.LANGUAGES:
        for template in drift_set.templates(half, language)[0]:
            assert len(template.retold) >= 3, template.id
            assert {template.turned(text) for text in template.retold} == {True, False}, template.id
            slots = [{m[1] + m[2] for m in drift_set.SLOT.finditer(t)} for t in (template.parent, *template.retold)]
            assert all(one == slots[0] for one in slots), template.id


def test_a_change_moves_no_word_in_or_out_of_the_child(drift_set: ModuleType) -> None:
    pairs = [pair for half in ("odd", "even") for pair in drift_set.pairs(half)]
    for same, changed in zip(pairs[::2], pairs[1::2], strict=True):
        assert (same.changed, changed.changed) == (False, True)
        assert same.parent == changed.parent
        assert same.child != changed.child
        if same.language != "ko":  # Korean particles follow the word before them
            bags = [Counter(drift_set.words(pair.child, pair.language)) for pair in (same, changed)]
            assert bags[0] == bags[1], same.template


def best_bag(drift_set: ModuleType, pairs: list) -> float:
    """The balanced accuracy of the best cut on a bag of words' distance, chosen in hindsight on these very pairs."""
    scores, truth = [drift_set.apart(pair, drift_set.words) for pair in pairs], [pair.changed for pair in pairs]
    cut = drift_set.threshold(scores, truth)
    return drift_set.balanced([score >= cut for score in scores], truth)


@pytest.mark.parametrize("half", ["odd", "even"])
def test_bags_of_words_are_near_chance_even_in_hindsight(drift_set: ModuleType, half: str) -> None:
    every = [pair for seed in range(2) for pair in drift_set.pairs(half, seed)]
    for language in drift_set.LANGUAGES:
        own = [pair for pair in every if pair.language == language]
        assert best_bag(drift_set, own) <= 0.6, language
        for kind in drift_set.KINDS:
            # A Korean word has its particle glued on, which names its role: a bag of such words knows a little.
            limit = 0.65 if language == "ko" else 0.55
            assert best_bag(drift_set, [pair for pair in own if pair.kind == kind]) <= limit, (language, kind)


def test_a_set_that_a_bag_of_words_can_solve_is_noticed(drift_set: ModuleType) -> None:
    chosen = [pair for pair in drift_set.pairs("odd") if (pair.language, pair.kind) == ("en", "hedge")]
    leaky = [replace(pair, child=pair.child + " This is certain.") if pair.changed else pair for pair in chosen]
    assert best_bag(drift_set, leaky) > 0.6  # beyond the limit of 0.55 above


@pytest.mark.parametrize(
    ("word", "particle", "fitted"),
    [("해솔군", "으로", "해솔군으로"), ("동포시", "으로", "동포시로"), ("한울", "으로", "한울로"), ("한울", "은", "한울은"),
     ("보안국", "이었", "보안국이었"), ("통신위원회", "이었", "통신위원회였"), ("법무부", "을", "법무부를")],
)  # fmt: skip
def test_korean_particles_follow_the_word(drift_set: ModuleType, word: str, particle: str, fitted: str) -> None:
    assert drift_set.fill(f"<town1|{particle}>", {"town1": word}, "ko") == fitted


def test_pairs_written_by_hand_name_words_that_stand_in_the_texts(drift_set: ModuleType) -> None:
    pairs = drift_set.hand()
    assert Counter((pair.language, pair.changed) for pair in pairs) == {
        ("en", True): 10, ("en", False): 10, ("ko", True): 5, ("ko", False): 5, ("zh", True): 5, ("zh", False): 5,
    }  # fmt: skip
    assert len({pair.id for pair in pairs}) == len(pairs)
    for pair in pairs:
        if not pair.changed:
            assert (pair.way, pair.words, pair.parent_words) == (None, "", ""), pair.id
            continue
        assert pair.kind in DRIFT_KINDS and pair.way in DRIFT_WAYS, pair.id
        assert pair.words or pair.parent_words, pair.id
        assert pair.words in pair.child and pair.parent_words in pair.parent, pair.id
        assert (pair.way == "dropped") == (not pair.words), pair.id
        assert (pair.way == "added") == (not pair.parent_words), pair.id
    assert len({pair.kind for pair in pairs if pair.changed}) >= 12
