"""EDTF as the record uses it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.records.time import edtf_bounds, is_edtf, now


@pytest.mark.parametrize(
    "text",
    ["2024", "2024-04", "2024-04-16", "2024~", "2024-04?", "202X", "20XX", "2024-XX", "2024-22", "2023/2024", "2023/..",
     "../2024", "2024/", "1985-04-12/.."],
)  # fmt: skip
def test_dates_of_the_record_are_accepted(text: str) -> None:
    assert is_edtf(text)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "2024-00", "April", "/", "../..", "2024-22-01", "2024-4"])
def test_what_is_no_date_is_not(text: str) -> None:
    assert not is_edtf(text)
    assert edtf_bounds(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("2024-22", date(2024, 6, 1), date(2024, 8, 31)),
        ("2019~/2021-03", date(2019, 1, 1), date(2021, 3, 31)),
    ],
)
def test_bounds(text: str, low: date, high: date) -> None:
    assert edtf_bounds(text) == (low, high)


def test_an_open_end_has_no_bounds() -> None:
    assert edtf_bounds("2023/..") is None


@given(st.dates())
def test_every_day_is_a_date_with_itself_as_bounds(day: date) -> None:
    assert edtf_bounds(day.isoformat()) == (day, day)


def test_now_is_an_instant_in_utc() -> None:
    assert now().endswith("Z") and len(now()) == 20
