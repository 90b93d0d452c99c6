"""Cells in which a computation left its error behind are reported with their place, mapped or not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from sousveil.claim.step import claim_item
from sousveil.claim.tabular.faults import faults
from sousveil.records import Claim, Passage, Text
from sousveil.run.step import Work

from .test_tables import _map, _work

HEADER = ["Agency", "Kept for", "Cameras"]


def found(rows: Sequence[Sequence[str]]) -> list[tuple[int, str, str, tuple[int, ...]]]:
    work = _work([HEADER, *rows])
    text = work.one(Text)
    assert text is not None
    return [(one.column, one.heading, one.words, one.rows) for one in faults(text.text, work.all(Passage))]


@pytest.mark.parametrize("words", ["-Infinity days", "-inf", "+Infinity", "∞", "#DIV/0!", "#REF!", "[object Object]"])
def test_what_is_surely_no_value_is_reported_anywhere(words: str) -> None:
    assert found([["Hill PD", "a month", "12"], ["Dale PD", words, "3"]]) == [(2, "Kept for", words, (3,))]


@pytest.mark.parametrize("words", ["NaN", "inf", "Infinity", "undefined", "nan days"])
def test_a_bare_word_is_an_error_among_numbers_and_a_name_among_names(words: str) -> None:
    rows = [["Hill PD", "30 days", "12"], ["Dale PD", words, "3"], ["Lake PD", "60 days", "7"]]
    assert found(rows) == [(2, "Kept for", words, (3,))]
    assert found([["Hill PD", "Oslo", "12"], ["Dale PD", words, "3"], ["Lake PD", "Bergen", "7"]]) == []


@pytest.mark.parametrize("words", ["NA", "n/a", "-", "unknown", "Nan Province", "Infinity Systems Ltd", "-5", "30 days"])
def test_missing_marks_names_and_numbers_are_no_errors(words: str) -> None:
    assert found([["Hill PD", "30 days", "12"], ["Dale PD", words, "3"]]) == []


def test_the_step_warns_once_for_each_column_and_still_draws_the_rows(tmp_path: Path) -> None:
    rows = [HEADER, ["Hill PD", "-Infinity days", "12"], ["Dale PD", "30 days", "3"], ["Lake PD", "-Infinity days", "7"]]
    folder = _map(tmp_path / "tables", HEADER, {"buyer": "Agency", "quantity": "Cameras"}, "register",
                  set={"technology": "plate-reading", "unit": "cameras", "place": "North Carolina"})  # fmt: skip
    work: Work = _work(rows, folder)
    given = claim_item(work)
    assert len([r for r in given.records if isinstance(r, Claim)]) == 3
    assert [f.severity for f in given.failures] == ["warning"]
    assert "column 2 “Kept for”, rows 2, 4: “-Infinity days”" in given.failures[0].reason and given.failures[0].advice


def test_a_state_s_name_in_a_cell_is_that_state(tmp_path: Path) -> None:
    folder = _map(tmp_path / "tables", HEADER, {"buyer": "Agency", "quantity": "Cameras"}, "register",
                  set={"technology": "plate-reading", "place": "North Carolina"})  # fmt: skip
    claims = [r for r in claim_item(_work([HEADER, ["Hill PD", "30", "12"]], folder)).records if isinstance(r, Claim)]
    assert [(p.name, p.kind, p.country) for p in claims[0].places] == [("North Carolina", "province", "US")]
