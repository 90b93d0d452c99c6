"""Counts, dates and denials that cannot all hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.assess.units import disjoint, from_a_record, meant, same_unit, unit_class
from sousveil.records import Place, Quantity
from tests.trace.helpers import NK

from .test_findings import TOWN, case, the


def counted(low: float | None, high: float | None, unit: str = "cameras", **fields: Any) -> dict[str, Any]:
    return {"quantity": Quantity(low, high, unit, f"{low}-{high} {unit}"), **fields}


def kinds(*claims: tuple[str, dict[str, Any]]) -> list[str]:
    return [c.kind for c in the(case(*claims)).contradictions]


@pytest.mark.parametrize("unit", ["cameras", "CCTV cameras", "units", "대", "台", "감시카메라", "摄像头", "방범용 감시카메라"])
def test_counts_are_compared_in_any_language(unit: str) -> None:
    assert kinds(("Paper", counted(61, 61)), ("Radio", counted(75, 75, unit))) == ["count"]
    assert kinds(("Paper", counted(61, 61)), ("Radio", counted(61, 61, unit))) == []


@pytest.mark.parametrize("unit", ["people", "명", "USD", "km", "%", "households", "contracts"])
def test_counts_of_other_things_are_not_compared(unit: str) -> None:
    assert kinds(("Paper", counted(61, 61)), ("Radio", counted(75, 75, unit))) == []


@pytest.mark.parametrize(("one", "two", "differ"), [
    ((61, 61), (62, 62), True), ((1200, 1200), (1250, 1250), False), ((1200, 1200), (1300, 1300), True),
    ((12000, 12000), (1200, 1200), True), ((100, None), (120, 120), False), ((100, None), (80, 80), True),
    ((None, 50), (60, 60), True), ((90, 110), (105, 105), False), ((10, 10), (11, 11), True), ((0, 0), (3, 3), True),
])  # fmt: skip
def test_ranges_and_rounding(one: tuple[float, float], two: tuple[float, float], differ: bool) -> None:
    assert kinds(("Paper", counted(*one)), ("Radio", counted(*two))) == (["count"] if differ else [])


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_rounding_is_symmetric_and_every_number_fits_itself(one: int, two: int) -> None:
    first, second = (meant(Quantity(n, n, "cameras", str(n)), False) for n in (one, two))
    assert disjoint(first, second) == disjoint(second, first)
    assert not disjoint(first, first) and first[0] is not None and first[0] <= one <= (first[1] or 0)
    assert not disjoint(first, second) or one != two
    exact = [meant(Quantity(n, n, "cameras", str(n)), True) for n in (one, two)]
    assert disjoint(*exact) == (one != two)


def test_a_table_s_figure_is_exact_and_running_text_is_not() -> None:
    assert from_a_record(Quantity(1200, 1200, "cameras", "Number of cameras: 1,200"), 3)
    assert not from_a_record(Quantity(1200, 1200, "cameras", "1,200 cameras"), 1)


@given(st.text(max_size=12), st.text(max_size=12))
def test_units_compare_both_ways(one: str, two: str) -> None:
    assert same_unit(one, two) == same_unit(two, one) and same_unit(one, one)


def test_units_of_every_language_have_one_class() -> None:
    assert {unit_class(u) for u in ("camera", "Cameras", "surveillance cameras", "카메라", "摄像头")} == {"camera"}
    assert {unit_class(u) for u in ("units", "대", "台", "个")} == {"#"}
    assert not same_unit("drones", "cameras") and not same_unit("people", "대")


@pytest.mark.parametrize(("one", "two", "differ"), [
    ({"operator": "Hill PD (NC)"}, {"operator": "Hill NC PD"}, True),
    ({"operator": "Hill PD"}, {"operator": "Dale PD"}, False),
    ({"operator": "Hill PD"}, {}, False),
    ({"operator": "the police"}, {}, True),
    ({"operator": "Hill PD", "places": (NK, TOWN)}, {"operator": "Hill PD"}, True),
    ({"operator": "Hill PD", "places": (NK, TOWN)},
     {"operator": "Hill PD", "places": (NK, Place("Dale", "city", "XN"))}, False),
    ({"product": "Model A"}, {"product": "Model B"}, False),
    ({"status": "announced"}, {"status": "in-use"}, False),
    ({"true_when": "2012"}, {"true_when": "2020"}, False),
    ({"true_when": "2020-04"}, {"true_when": "2020-05-03"}, True),
    ({"published": "2015-01-01"}, {"published": "2019-01-01"}, False),
    ({"published": "2019-01-01"}, {"published": "2019-05-01"}, True),
])  # fmt: skip
def test_only_counts_of_one_thing_at_one_time_contradict(
    one: dict[str, Any], two: dict[str, Any], differ: bool
) -> None:
    assert kinds(("Paper", counted(61, 61, **one)), ("Radio", counted(75, 75, **two))) == (["count"] if differ else [])


def test_how_many_operators_disagree_is_told() -> None:
    pairs = [("Hill PD", 4, 4), ("Dale PD", 2, 3), ("Lake PD", 10, 10), ("Moor PD", 0, 1)]
    claims = []
    for name, one, two in pairs:
        claims += [("Paper", counted(one, one, operator=name)), ("Radio", counted(two, two, operator=name))]
    finding = the(case(*claims))
    assert [c.kind for c in finding.contradictions] == ["count", "count"]
    assert any("for 4 operators; for 2 of them the counts differ" in line for line in finding.missing)


def test_use_before_installation_is_a_contradiction_in_time() -> None:
    late = {"status": "installed", "true_when": "2018"}
    assert kinds(("Paper", {"true_when": "2015"}), ("Radio", late)) == ["time"]
    assert kinds(("Paper", {"true_when": "2019"}), ("Radio", dict(late))) == []
    assert kinds(("Paper", {"status": "installed", "true_when": "2014"}), ("Radio", dict(late))) == ["time"]


def test_a_denial_of_another_time_is_no_contradiction() -> None:
    assert kinds(("Paper", {"true_when": "2015", "certainty": "CT-"}), ("Radio", {"true_when": "2017"})) == []
    assert kinds(("Paper", {"true_when": "2017", "certainty": "CT-"}), ("Radio", {"true_when": "2017"})) == ["denial"]
