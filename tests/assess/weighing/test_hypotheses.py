"""Competing hypotheses: a view over the same evidence, with the least contradicted first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sousveil.assess.weighing import Statement, diagnosticity, hypotheses
from sousveil.records import Bearing, Hypothesis
from sousveil.records.claim import STATUSES
from sousveil.records.finding import EFFECTS, FITS


def ledger(**effects: str) -> list[Bearing]:
    return [Bearing(source, "for", "CT", "saw", "F", effect) for source, effect in effects.items()]


def row(found: tuple[Hypothesis, ...], name: str) -> Hypothesis:
    return next(one for one in found if one.id == name)


def fits(found: tuple[Hypothesis, ...], source: str) -> dict[str, str]:
    return {one.id: cell.fit for one in found for cell in one.cells if cell.source == source}


def test_use_speaks_against_all_that_is_not_use() -> None:
    found = hypotheses([Statement("a", "in-use", "CT")], ledger(a="strong"))
    assert found[0].id == "in-use" and found[0].inconsistency == 0
    assert fits(found, "a") == {"in-use": "CC", "installed": "I", "abandoned": "I", "absent": "II", "announced": "II"}


def test_a_denial_speaks_for_absence_and_a_plan_does_not_speak_against_use() -> None:
    denied = hypotheses([Statement("a", "in-use", "CT", denies=True)], ledger(a="strong"))
    assert denied[0].id == "absent" and fits(denied, "a")["in-use"] == "II"
    planned = fits(hypotheses([Statement("a", "procured", "CT")], ledger(a="strong")), "a")
    assert planned["announced"] == "CC" and planned["in-use"] == "C" and planned["absent"] == "I"


def test_what_is_only_possible_or_left_open_is_weaker() -> None:
    sure, may, open_ = (fits(hypotheses([Statement("a", "in-use", level)], ledger(a="weak")), "a")
                        for level in ("CT", "PS", "U"))  # fmt: skip
    for name in sure:
        assert abs(FITS.index(may[name]) - 2) <= abs(FITS.index(sure[name]) - 2)
    assert set(open_.values()) == {"N"}


def test_a_source_that_adds_nothing_counts_for_nothing() -> None:
    told = [Statement("a", "in-use", "CT"), Statement("b", "in-use", "CT", denies=True)]
    found = hypotheses(told, ledger(a="strong", b="none"))
    assert row(found, "in-use").inconsistency == 0 and row(found, "absent").inconsistency == 2.0
    both = hypotheses(told, ledger(a="strong", b="strong"))
    assert row(both, "in-use").inconsistency == row(both, "absent").inconsistency == 2.0


def test_a_persons_own_hypothesis_and_cells_stand() -> None:
    found = hypotheses(
        [Statement("a", "in-use", "CT"), Statement("b", "installed", "CT")], ledger(a="strong", b="moderate"),
        own={"dummies": "The cameras are dummies."}, cells={"dummies": {"a": "II"}, "in-use": {"b": "I"}},
    )  # fmt: skip
    own = row(found, "dummies")
    assert own.own and own.sentence == "The cameras are dummies." and own.inconsistency == 2.0
    assert [(c.source, c.fit, c.judged) for c in own.cells] == [("a", "II", True), ("b", "N", False)]
    assert row(found, "in-use").inconsistency == 0.67
    assert [c.judged for c in row(found, "in-use").cells] == [False, True]


def test_evidence_that_fits_everything_alike_decides_nothing() -> None:
    found = hypotheses([Statement("a", "unknown", "U"), Statement("b", "in-use", "CT")], ledger(a="none", b="strong"))
    assert diagnosticity(found) == {"a": 0, "b": 4}


@given(st.lists(st.builds(Statement, st.sampled_from("abc"), st.sampled_from(STATUSES),
                          st.sampled_from(["CT", "PR", "PS", "U"]), st.booleans()), max_size=6),
       st.dictionaries(st.sampled_from("abcd"), st.sampled_from(EFFECTS)))  # fmt: skip
def test_every_source_has_a_cell_in_each_and_the_least_contradicted_stands_first(
    told: list[Statement], effects: dict[str, str]
) -> None:
    found = hypotheses(told, ledger(**effects))
    names = sorted({s.source for s in told} | set(effects))
    assert {one.id for one in found} == {"absent", "announced", "installed", "in-use", "abandoned"}
    assert all([c.source for c in one.cells] == names and all(c.fit in FITS for c in one.cells) for one in found)
    assert [one.inconsistency for one in found] == sorted(one.inconsistency for one in found)
    assert hypotheses(told[::-1], ledger(**effects)) == found
