"""Kinds of value: what is the same, a part, more, or another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.trace.dependence.values import (
    EQUAL,
    LESS,
    MORE,
    OTHER,
    Day,
    Exact,
    Kind,
    Mixed,
    Names,
    Number,
    most_given,
)


def test_words_are_one_whatever_their_case_accents_and_marks():
    kind = Exact()
    assert kind.read("Hikvision Digital Technology Co., Ltd.") == kind.read("HIKVISION digital technology co ltd")
    assert kind.read("Société Générale") == kind.read("societe generale")
    assert kind.read("Hikvision") != kind.read("Dahua")


@pytest.mark.parametrize("text", ["", " ", "N/A", "Not Available", "unknown", "-", "null", "NaN"])
def test_nothing_said_is_no_value(text):
    assert Exact().read(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("36", 36.0), ("1,200", 1200.0), ("30 days", 30.0), ("12.5%", 12.5), ("$ 4 000", 4000.0), ("-3", -3.0), ("2e3", 2000.0)],
)
def test_numbers_are_read(text, value):
    assert Number().read(text) == value


@pytest.mark.parametrize("text", ["-Infinity days", "inf", "NaN", "about many", "", "1e999", "3 of 5"])
def test_what_is_no_number_is_nothing(text):
    assert Number().read(text) is None


def test_a_rounded_number_is_a_part_of_the_exact_one():
    kind = Number()
    assert kind.relation(30.0, 29.6) == LESS
    assert kind.relation(29.6, 30.0) == MORE
    assert kind.relation(40.0, 29.6) == OTHER
    assert kind.relation(12000.0, 12345.0) == LESS
    assert kind.room(29.6) and not kind.room(7.0)


def test_numbers_within_the_tolerance_settle_on_the_most_given():
    kind = Number(tolerance=0.01)
    same = kind.settle({100.0: 5, 100.5: 2, 103.0: 1})
    assert same == {100.5: 100.0}


def test_sets_of_names():
    kind = Names()
    assert kind.relation(("a", "b"), ("a", "b", "c")) == LESS
    assert kind.relation(("a", "b", "c"), ("a", "b")) == MORE
    assert kind.relation(("a", "d"), ("a", "b")) == OTHER
    assert kind.room(("a", "b")) and not kind.room(("a",))
    assert kind.read("Dahua; Hikvision and Huawei") == ("dahua", "hikvision", "huawei")


def test_a_year_is_a_part_of_its_day():
    kind = Day()
    assert kind.relation("2019", "2019-05-03") == LESS
    assert kind.relation("2019-05-03", "2019-05") == MORE
    assert kind.relation("2019", "2018") == OTHER
    assert kind.read("2019-05~") == "2019-05"
    assert kind.read("May") is None


def test_kinds_side_by_side():
    kind = Mixed({"n": Number(), "w": Exact()})
    assert kind.relation(("n", 30.0), ("n", 29.6)) == LESS
    assert kind.relation(("w", "a"), ("w", "a")) == EQUAL
    assert kind.relation(("w", "a"), ("n", 1.0)) == OTHER
    assert kind.settle({("n", 100.0): 3, ("n", 100.2): 1, ("w", "a"): 1}) == {("n", 100.2): ("n", 100.0)}


@given(st.floats(0.01, 1e6).map(lambda x: float(f"{x:.4g}")), st.floats(0.01, 1e6).map(lambda x: float(f"{x:.3g}")))
def test_part_and_more_are_each_others_mirror(one, two):
    kind: Kind = Number()
    mirror = {EQUAL: EQUAL, LESS: MORE, MORE: LESS, OTHER: OTHER}
    assert kind.relation(two, one) == mirror[kind.relation(one, two)]
    assert kind.relation(one, one) == EQUAL


def test_a_source_that_gives_several_values_counts_with_its_commonest():
    assert most_given(["a", "b", "a"]) == "a"
    assert most_given([("x",), ("x", "y")]) == ("x", "y")
