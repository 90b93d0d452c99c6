"""Times, as EDTF, against the day of publication; without one nothing relative is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.claim.plain import plain
from sousveil.claim.times import PANDEMIC, edtf_of, times_of
from sousveil.records.time import is_edtf

ABSOLUTE = [
    ("installed in early 2023", "2023-01~/2023-04~"), ("since the 1960s", "196X/.."), ("by the end of 2025", "/2025"),
    ("between 2015 and 2019", "2015/2019"), ("2015-2019", "2015/2019"), ("on March 3, 2021", "2021-03-03"),
    ("3 March 2021", "2021-03-03"), ("in the first half of 2022", "2022-01/2022-06"), ("since March 2020", "2020-03/.."),
    ("the third quarter of 2021", "2021-07/2021-09"), ("in the early 1990s", "1990~/1993~"), ("from 2019", "2019/.."),
    ("the mid-2000s", "2004~/2006~"), ("during the COVID-19 pandemic", PANDEMIC), ("before the pandemic", "/2020~"),
    ("since the pandemic", "2020~/.."), ("in the spring of 2021", "2021-21"), ("Juche 112", "2023"),
    ("from March to June 2023", "2023-03/2023-06"), ("2023년 상반기", "2023-01/2023-06"), ("2019년부터", "2019/.."),
    ("1990년대", "199X"), ("90년대 초반", "1990~/1993~"), ("코로나 기간", PANDEMIC), ("주체112(2023)년", "2023"),
    ("2015년부터 2019년까지", "2015/2019"), ("2025년까지", "/2025"), ("2023년 5월 3일", "2023-05-03"),
    ("上世纪九十年代", "199X"), ("20世纪90年代", "199X"), ("2023年底", "2023-12~"), ("到2025年底", "/2025"),
    ("自2019年以来", "2019/.."), ("二〇二三年", "2023"), ("疫情期间", PANDEMIC), ("2023年第三季度", "2023-07/2023-09"),
]  # fmt: skip
RELATIVE = [
    ("last year", "2023"), ("next March", "2025-03"), ("next June", "2024-06?"), ("last March", "2024-03?"),
    ("last December", "2023-12"), ("at the end of last month", "2024-04"), ("since last year", "2023/.."),
    ("in March last year", "2023-03"), ("in March", "2024-03"), ("it will open in March", "2025-03"),
    ("three years ago", "2021~"), ("a decade ago", "2014~"), ("over the past five years", "2019~/2024"),
    ("early next year", "2025-01~/2025-04~"), ("by next year", "/2025"), ("late last year", "2023-09~/2023-12~"),
    ("지난해", "2023"), ("내년", "2025"), ("올해 말", "2024-12~"), ("지난해 3월", "2023-03"), ("올해부터", "2024/.."),
    ("3년 전", "2021~"), ("지난 5년간", "2019~/2024"), ("다음 달", "2024-06"), ("내년 상반기", "2025-01/2025-06"),
    ("작년 가을", "2023-23"), ("去年", "2023"), ("明年上半年", "2025-01/2025-06"), ("今年3月", "2024-03"),
    ("三年前", "2021~"), ("过去五年", "2019~/2024"), ("上个月", "2024-04"), ("去年底", "2023-12~"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "edtf"), ABSOLUTE)
def test_a_time_that_stands_for_itself(words: str, edtf: str) -> None:
    assert edtf_of(plain(words), None) == edtf
    assert edtf_of(plain(words), "2024-05-02") == edtf


@pytest.mark.parametrize(("words", "edtf"), RELATIVE)
def test_a_time_counted_from_publication(words: str, edtf: str) -> None:
    assert edtf_of(plain(words), "2024-05-02") == edtf
    assert edtf_of(plain(words), None) is None


@pytest.mark.parametrize("words", ["recently", "may be used", "they march on", "more than 2000 residents", "2000 cameras", "2023年代"])
def test_what_is_no_time(words: str) -> None:
    assert edtf_of(plain(words), "2024-05-02") is None


def test_no_finer_than_the_publication_date() -> None:
    assert edtf_of("last month", "2024") is None
    assert edtf_of("next march", "2024") is None
    assert edtf_of("last year", "2024") == "2023"
    assert edtf_of("last year", "202X") is None


def test_all_times_with_their_places() -> None:
    words = "bought last year and installed in early 2023"
    found = times_of(words, "2024-05-02")
    assert [(words[t.start : t.end], t.edtf, t.relative) for t in found] == [
        ("last year", "2023", True), ("in early 2023", "2023-01~/2023-04~", False),
    ]  # fmt: skip


_PIECES = st.sampled_from(["since ", "the ", "1990", "s", "년", "年", "13", "31", "月", "월", "日", " last year", "next ", "march", "代", "까지", "부터", "early ", "-", "去年", "말", "feb", " 30, ", "2023", "前", "전", "3", " ago", "years"])  # fmt: skip


@given(st.lists(_PIECES, max_size=10).map("".join), st.sampled_from([None, "2024", "2024-05", "2024-05-02", "1000-01"]))
def test_a_time_is_edtf_and_lies_where_it_says(words: str, published: str | None) -> None:
    low = plain(words)
    for stated in times_of(low, published):
        assert is_edtf(stated.edtf) and 0 <= stated.start < stated.end <= len(low)
