"""The model: copies move nothing, agreement saturates, and every further doubt only makes the words weaker."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.assess.weighing import ICD_203, Independence, Voice, apart, likelihood, model, weigh
from sousveil.assess.weighing.model import BASIS, CERTAINTY, RELIABILITY, copied, log_odds, posterior, right
from sousveil.records.claim import BASES

LETTERS = [*RELIABILITY, None]
WORDS = st.tuples(st.sampled_from(["CT", "PR", "PS"]), st.sampled_from(sorted(BASIS)), st.sampled_from(LETTERS),
                  st.booleans())  # fmt: skip
LISTS = st.lists(WORDS, max_size=6)


def voices(words: list[tuple[str, str, str | None, bool]], side: str = "for") -> list[Voice]:
    return [Voice(f"{side} {n}", side, c, b, letter, sure) for n, (c, b, letter, sure) in enumerate(words)]


def chance(*held: Voice, **more: object) -> float:
    return weigh(held, apart([v for v in held if v.side == "for"]), "icd-203", **more).free  # type: ignore[arg-type]


def test_every_basis_and_every_certainty_has_its_number() -> None:
    assert set(BASIS) == set(BASES) and set(CERTAINTY) == {"CT", "PR", "PS", "U"}
    assert all(0 < worth <= 1 for worth in BASIS.values()) and CERTAINTY["U"] == 0


@pytest.mark.parametrize("letter", list(RELIABILITY))
def test_the_nodes_of_reliability_have_the_mean_of_their_beta_distribution(letter: str) -> None:
    first, second = RELIABILITY[letter]
    nodes = right(Voice("a", basis="saw", reliability=letter))
    assert math.isclose(float(nodes.mean()), first / (first + second), abs_tol=0.006)
    assert (nodes[1:] > nodes[:-1]).all()


def test_one_voice_alone_bears_what_bayes_rule_by_hand_gives() -> None:
    mean = float(right(Voice("a", basis="saw")).mean())
    takes = sum(model.JOINING) / len(model.JOINING) * model.HIDDEN
    true, false = ((1 - takes) * r + takes / 2 for r in (mean, 1 - mean))
    for_it = [model.YES + (1 - model.YES) * p for p in (true, false)]
    by_hand = for_it[0] / sum(for_it)
    assert math.isclose(posterior([(Voice("a", basis="saw"), 0.0)], [])[0], by_hand, abs_tol=1e-6)
    denied = posterior([], [(Voice("a", "against", basis="saw"), 0.0)])[0]
    assert math.isclose(denied, false / (true + false), abs_tol=1e-6)


def test_a_better_letter_a_surer_word_and_a_nearer_basis_weigh_more() -> None:
    by_letter = [chance(Voice("a", reliability=letter)) for letter in "EDCBA"]
    assert by_letter == sorted(by_letter) and by_letter[0] == 0.5
    by_word = [chance(Voice("a", certainty=level)) for level in ("U", "PS", "PR", "CT")]
    assert by_word == sorted(by_word) and by_word[0] == 0.5
    by_basis = [chance(Voice("a", basis=name)) for name in ("inferred", "heard", "reported", "saw")]
    assert by_basis == sorted(by_basis) and len(set(by_basis)) == 4


def test_ten_agreeing_gateways_are_not_certain() -> None:
    ten = [Voice(f"s{n}", basis="saw") for n in range(10)]
    hundred = [Voice(f"s{n}", basis="saw") for n in range(100)]
    assert 0.8 < chance(*ten) < 0.97 and chance(*ten) <= chance(*hundred) < 0.97
    assert chance(*(replace(v, reliability="A") for v in hundred)) < 0.995


@given(LISTS.filter(bool), LISTS, WORDS)
@settings(max_examples=150, deadline=None)
def test_a_copy_moves_nothing(yes: list[tuple], no: list[tuple], copy: tuple) -> None:
    ayes, noes = copied(voices(yes), apart(voices(yes))), copied(voices(no, "against"), apart(voices(no, "against")))
    before = posterior(ayes, noes)
    extra = (Voice("copy", "for", *copy[:3]), 1.0)
    for place in range(len(ayes) + 1):
        assert posterior([*ayes[:place], extra, *ayes[place:]], noes) == before


@given(LISTS.filter(bool), st.integers(1, 6))
@settings(max_examples=150, deadline=None)
def test_a_voice_that_is_surely_one_with_another_moves_nothing(yes: list[tuple], letters: int) -> None:
    held = [replace(v, sure=True) for v in voices(yes)]
    twin = replace(held[0], source="zz twin")
    one = apart(held)
    pairs = {frozenset((held[0].source, "zz twin")): 1.0}
    many = Independence(len(held), len(held) + 1, len(held), pairs)
    alone, both = weigh(held, one, "icd-203"), weigh([*held, twin], many, "icd-203")
    assert both.chance <= alone.chance + 1e-9 and math.isclose(both.free, alone.free, abs_tol=1e-9)
    assert sum(b.counted for b in both.ledger) == len(held)


@given(LISTS.filter(bool), LISTS, st.floats(0, 1))
@settings(max_examples=100, deadline=None)
def test_doubt_about_independence_never_raises_the_chance_of_what_nobody_denies(
    yes: list[tuple], no: list[tuple], doubt: float
) -> None:
    held = [replace(v, sure=True) for v in voices(yes)]
    pairs = {frozenset((a.source, b.source)): doubt for a in held for b in held if a.source < b.source}
    full = apart(held)
    apart_chance = weigh(held, full, "icd-203").free
    assert weigh(held, replace(full, pairs=pairs), "icd-203").free <= apart_chance + 1e-9
    fewer = replace(full, shown=1)
    assert weigh(held, fewer, "icd-203").free <= apart_chance + 1e-9
    assert weigh(held, Independence(1, len(held), 1), "icd-203").chance <= 0.799
    assert weigh([*held, *voices(no, "against")], full, "icd-203").free <= apart_chance + 1e-9


@given(LISTS.filter(bool), LISTS)
@settings(max_examples=100, deadline=None)
def test_but_for_the_leaning_to_yes_true_and_false_are_treated_alike(yes: list[tuple], no: list[tuple]) -> None:
    ayes, noes = voices(yes), voices(no, "against")
    turned = [replace(v, side="against") for v in ayes], [replace(v, side="for") for v in noes]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "YES", 0.0)
        up = posterior(copied(ayes, apart(ayes)), copied(noes, apart(noes)), 0.4)[0]
        down = posterior(copied(turned[1], apart(turned[1])), copied(turned[0], apart(turned[0])), 0.6)[0]
    assert math.isclose(up, 1 - down, abs_tol=1e-6)


@given(LISTS.filter(bool), LISTS)
@settings(max_examples=100, deadline=None)
def test_the_bounds_hold_the_chance_and_the_order_of_voices_does_not_matter(yes: list[tuple], no: list[tuple]) -> None:
    held = [*voices(yes), *voices(no, "against")]
    one = weigh(held, apart(held[: len(yes)]), "icd-203")
    assert 0 < one.low <= one.chance <= one.high < 1
    assert weigh(held[::-1], apart(held[: len(yes)]), "icd-203") == one


@given(LISTS.filter(bool), LISTS, st.integers(0, 6))
@settings(max_examples=150, deadline=None)
def test_words_never_say_more_than_independence_bears(yes: list[tuple], no: list[tuple], least: int) -> None:
    ayes, noes = voices(yes), voices(no, "against")
    least = min(least, sum(v.sure for v in ayes))
    held = Independence(least, len(ayes), least)
    result = weigh([*ayes, *noes], held, "icd-203")
    assert result.likelihood is not None
    term = [name for name, _, _ in ICD_203].index(result.likelihood.term)
    assert term <= {0: 3, 1: 4, 2: 5}.get(least, 6)
    assert result.grade.credibility not in "12" or least >= 2
    assert result.grade.credibility != "1" or not noes
    more = weigh([*ayes, *noes, Voice("one more", "against", "CT", "saw")], held, "icd-203")
    assert more.chance <= result.chance + 1e-9


@given(LISTS.filter(bool), WORDS)
@settings(max_examples=150, deadline=None)
def test_a_further_independent_voice_for_it_never_makes_it_less_likely(yes: list[tuple], more: tuple) -> None:
    held = [replace(v, sure=True) for v in voices(yes)]
    extra = Voice("more", "for", more[0], more[1], more[2])
    assert chance(*held, extra) >= chance(*held) - 0.002


def test_the_prior_is_a_start_and_no_evidence() -> None:
    low, high = (chance(Voice("a"), prior=prior) for prior in (0.3, 0.7))
    assert low < chance(Voice("a")) < high
    assert math.isclose(log_odds(high) - log_odds(0.7), log_odds(low) - log_odds(0.3), abs_tol=1e-6)


def test_a_source_that_says_both_counts_on_neither_side() -> None:
    held = [Voice("a"), Voice("b"), Voice("a", "against")]
    result = weigh(held, Independence(2, 2, 2), "icd-203")
    assert result.free == weigh([Voice("b")], Independence(1, 1, 1), "icd-203").free
    both = [b for b in result.ledger if b.source == "a"]
    assert len(both) == 2 and all(not b.counted and "neither side" in b.why for b in both)
    assert result.likelihood is not None and result.likelihood.term == "likely"


def test_a_source_that_is_surer_on_one_side_counts_there_for_less() -> None:
    both = weigh([Voice("a"), Voice("a", "against", "PR")], Independence(1, 1, 1), "icd-203")
    assert both.free == weigh([Voice("a", certainty="PR")], Independence(1, 1, 1), "icd-203").free
    lines = {line.side: line for line in both.ledger}
    assert lines["for"].counted and not lines["against"].counted and "more surely" in lines["against"].why
    turned = weigh([Voice("b"), Voice("a", certainty="PS"), Voice("a", "against")], Independence(2, 2, 2), "icd-203")
    assert turned.free < weigh([Voice("b")], Independence(1, 1, 1), "icd-203").free


def test_nobody_for_it_bears_no_word() -> None:
    for held in ([], [Voice("a", "against")], [Voice("a", "silent", "U")]):
        result = weigh(held, Independence(0, 0, 0), "icd-203")
        assert result.likelihood is None and (result.confidence, result.grade.credibility) == ("low", "6")


def test_the_ledger_says_what_each_gateway_adds_and_why_it_counts_for_less() -> None:
    held = [Voice("a", basis="saw"), Voice("b", certainty="PS"), Voice("c", sure=False), Voice("d", "against"),
            Voice("e", "silent", "U"), Voice("f")]  # fmt: skip
    result = weigh(held, Independence(3, 4, 2), "icd-203")
    ledger = {b.source: b for b in result.ledger}
    assert set(ledger) == set("abcdef") and not ledger["e"].counted
    assert ledger["a"].effect in ("strong", "moderate") and ledger["a"].why == ""
    assert "possible" in ledger["b"].why and ledger["b"].effect in ("weak", "none")
    assert "0 to 1" in ledger["c"].why and ledger["c"].counted
    assert ledger["d"].side == "against" and ledger["d"].effect in ("strong", "moderate")
    assert [b.side for b in result.ledger] == ["for"] * 4 + ["against", "silent"]


def test_a_source_that_may_have_its_word_from_another_is_told_so() -> None:
    held = [Voice("a", basis="saw"), Voice("b", basis="saw"), Voice("c", basis="saw")]
    whys = {b.source: b.why for b in weigh(held, Independence(3, 3, 3, {frozenset("ac"): 0.6}), "icd-203").ledger}
    assert whys["b"] == "" and "may have its word from a source already counted" in whys["c"]


def test_the_grade_of_published_sources_is_the_lowest_that_a_person_gave() -> None:
    def graded(*letters: str | None) -> str:
        held = [Voice(f"s{n}", reliability=letter) for n, letter in enumerate(letters)]
        return weigh(held, apart(held), "icd-203").grade.reliability

    assert graded("B", "A") == "B" and graded("B", None) == "B" and graded("B", "F") == "F" and graded(None) == "F"


def test_reasonable_grounds_to_believe_needs_two_that_are_shown_to_be_apart() -> None:
    held = [Voice("a", basis="saw"), Voice("b", basis="saw")]
    assert weigh(held, Independence(2, 2, 2), "reasonable-grounds").likelihood == likelihood(0.9, 2, "reasonable-grounds")
    one = weigh(held, Independence(2, 2, 1), "reasonable-grounds")
    assert one.likelihood is not None and one.likelihood.term == "reasonable grounds to suspect"
