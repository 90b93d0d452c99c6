"""Counts, sums and shares: what is open stays open, and every number can be written in words and read back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.claim.plain import plain
from sousveil.claim.quantity import cjk_number, english_number, quantities, quantity_of
from sousveil.claim.quantity.measured import interval, step_of
from sousveil.claim.quantity.numerals import native_number

CASES = [
    ("en", "about 12,000 surveillance cameras", 11_500, 12_500, "cameras"),
    ("en", "more than $1 billion was spent", 1e9, None, "USD"),
    ("en", "some 40 escapees", 36, 44, "escapees"),
    ("en", "up to 600 million cameras", None, 6e8, "cameras"),
    ("en", "between 10 and 20 cameras", 10, 20, "cameras"),
    ("en", "10,000-15,000 cameras", 10_000, 15_000, "cameras"),
    ("en", "the number rose from 500 to 1,000 cameras", 1000, 1000, "cameras"),
    ("en", "a third of the households", 33.3333, 33.3333, "%"),
    ("en", "more than half of the schools", 50, None, "%"),
    ("en", "one in five residents", 20, 20, "%"),
    ("en", "tens of thousands of drones", 20_000, 100_000, "drones"),
    ("en", "dozens of cameras", 24, 100, "cameras"),
    ("en", "several hundred officers", 200, 1000, "officers"),
    ("en", "40-odd cameras", 40, 50, "cameras"),
    ("en", "twenty-five thousand new AI-enabled high definition cameras", 25_000, 25_000, "cameras"),
    ("en", "£1.2m", 1.2e6, 1.2e6, "GBP"),
    ("en", "30 billion won", 3e10, 3e10, "won"),
    ("en", "RMB 300 million", 3e8, 3e8, "CNY"),
    ("en", "in 2021, 300 cameras", 300, 300, "cameras"),
    ("en", "three years ago 20 cameras", 20, 20, "cameras"),
    ("en", "nearly 90 per cent", 80, 90, "%"),
    ("ko", "카메라 1만2천여 대를", 12_000, 13_000, "대"),
    ("ko", "약 3만 대의 감시카메라", 27_000, 33_000, "대"),
    ("ko", "수백만 명", 2e6, 1e7, "명"),
    ("ko", "카메라 100대 이상", 100, None, "대"),
    ("ko", "1000대가 넘는", 1000, None, "대"),
    ("ko", "최대 500대", None, 500, "대"),
    ("ko", "3분의 1", 33.3333, 33.3333, "%"),
    ("ko", "3억 5천만 원", 3.5e8, 3.5e8, "won"),
    ("ko", "100만 달러", 1e6, 1e6, "USD"),
    ("ko", "두세 곳", 2, 3, "곳"),
    ("ko", "스물다섯 명", 25, 25, "명"),
    ("ko", "10~20대의 카메라", 10, 20, "대"),
    ("ko", "40여만 대", 400_000, 500_000, "대"),
    ("zh", "三万多个摄像头", 30_000, 40_000, "个"),
    ("zh", "近两百台", 160, 200, "台"),
    ("zh", "超过3.2亿元人民币", 3.2e8, None, "CNY"),
    ("zh", "几百万人", 2e6, 1e7, "人"),
    ("zh", "上千个", 1000, None, "个"),
    ("zh", "三分之一的家庭", 33.3333, 33.3333, "%"),
    ("zh", "百分之三十", 30, 30, "%"),
    ("zh", "两三百个", 200, 300, "个"),
    ("zh", "30多万个", 300_000, 400_000, "个"),
    ("zh", "50亿韩元", 5e9, 5e9, "KRW"),
    ("zh", "不到一百个", None, 100, "个"),
    ("zh", "1万到2万台", 10_000, 20_000, "台"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "low", "high", "unit"), CASES)
def test_a_phrase_and_its_interval(language: str, words: str, low: float | None, high: float | None, unit: str) -> None:
    found = quantity_of(words, plain(words), 0, len(words), language)
    assert found is not None
    assert (found.low, found.high, found.unit) == (low, high, unit)
    assert found.text in words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "In 2019 cameras were installed"), ("en", "5G base stations"), ("en", "COVID-19 cases"),
        ("en", "the last five years"), ("en", "a 24-hour camera"), ("en", "article 12 units"), ("en", "cameras"),
        ("ko", "20대 남성"), ("ko", "5세대 이동통신"), ("ko", "3개월 전"), ("ko", "이 대"), ("ko", "한 명"),
        ("zh", "第三个"), ("zh", "一个系统"), ("zh", "2023年"), ("fr", "40 cameras"),
    ],
)  # fmt: skip
def test_what_is_no_count(language: str, words: str) -> None:
    assert quantities(words, plain(words), 0, len(words), language) == ()


def test_a_length_of_time_gives_way_to_a_count() -> None:
    words = "kept for 30 days by 12 cameras"
    found = quantity_of(words, plain(words), 0, len(words), "en")
    assert found is not None and found.text == "12 cameras"
    assert [m.quantity.unit for m in quantities(words, plain(words), 0, len(words), "en")] == ["days", "cameras"]


# ---- numbers written out, by rules of their own ---------------------------------------------------------------------

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _english(n: int) -> str:
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= scale:
            rest = f" {_english(n % scale)}" if n % scale else ""
            return f"{_english(n // scale)} {name}{rest}"
    if n >= 100:
        return f"{_ONES[n // 100]} hundred" + (f" and {_english(n % 100)}" if n % 100 else "")
    if n >= 20:
        return _TENS[n // 10] + (f"-{_ONES[n % 10]}" if n % 10 else "")
    return _ONES[n]


def _myriads(n: int, digits: str, tens: str, bigs: str, one: bool) -> str:
    """Chinese (with 零 and 一) or Sino-Korean numerals."""
    parts, zero = [], False
    for place in range(len(bigs), -1, -1):
        group = n // 10 ** (4 * place) % 10000
        if not group:
            zero = zero or bool(parts)
            continue
        words = ""
        gap = bool(parts) and (zero or group < 1000)
        for at in (3, 2, 1, 0):
            digit = group // 10**at % 10
            if digit:
                words += ("零" if gap and one else "") + ("" if digit == 1 and at and not one else digits[digit]) + ("" if not at else tens[at - 1])
                gap = False
            elif words:
                gap = True
        parts.append(words + (bigs[place - 1] if place else ""))
        zero = group % 10 == 0
    return "".join(parts)


@settings(deadline=None)
@given(st.integers(1, 10**11))
def test_english_words_read_back(n: int) -> None:
    words = plain(_english(n))
    assert english_number(words) == n
    sentence = f"{words} cameras"
    found = quantity_of(sentence, sentence, 0, len(sentence), "en")
    assert found is not None and (found.low, found.high, found.text) == (n, n, sentence)


@settings(deadline=None)
@given(st.integers(1, 10**15))
def test_chinese_words_read_back(n: int) -> None:
    assert cjk_number(_myriads(n, "零一二三四五六七八九", "十百千", "万亿兆", True)) == n


@settings(deadline=None)
@given(st.integers(1, 10**15))
def test_korean_words_read_back(n: int) -> None:
    words = _myriads(n, "영일이삼사오육칠팔구", "십백천", "만억조", False)
    assert cjk_number(words) == n
    if n >= 20:
        sentence = f"카메라 {words} 개"
        found = quantity_of(sentence, sentence, 0, len(sentence), "ko")
        assert found is not None and found.low == n


@given(st.integers(1, 99))
def test_native_korean_reads_back(n: int) -> None:
    tens = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]
    ones = ["", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"]
    assert native_number(tens[n // 10] + ones[n % 10]) == n


@given(st.integers(1, 9999), st.sampled_from(["만", "억", "万", "亿"]))
def test_digits_with_a_scale_read_back(n: int, scale: str) -> None:
    factor = 10_000 if scale in "만万" else 100_000_000
    assert cjk_number(f"{n:,}{scale}") == n * factor


def test_shorthand_of_speech() -> None:
    assert [cjk_number(w) for w in ("三百五", "三百零五", "一万五", "삼백오", "3만5천亿", "三百五十")] == [350, 305, 15_000, 305, 3.5e12, 350]


@given(st.floats(0.01, 1e12), st.sampled_from(["", "about", "nearly", "odd", "least", "most"]))
def test_an_interval_holds_its_number(number: float, bound: str) -> None:
    low, high = interval(number, bound)
    assert low is None or low <= number * (1 + 1e-9)
    assert high is None or high >= number * (1 - 1e-9)
    assert (low is None) == (bound == "most") and (high is None) == (bound == "least")


def test_steps() -> None:
    assert [step_of(n) for n in (40, 12_000, 2.5, 7, 0, 120)] == pytest.approx([10, 1000, 0.1, 1, 1, 10])


_PIECES = st.sampled_from(
    ["12,000", "about ", "between ", " and ", "three ", "cameras", "$", "%", "대", "个", "약", "여", "多", "三", "만", "亿", " to ", "half of ", "십", "-", "\u0130", "분의", "分之", " ", "billion", "元", "9" * 30]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=20).map("".join)), st.sampled_from(["en", "ko", "zh"]))
def test_every_place_is_exact_and_none_overlaps(text: str, language: str) -> None:
    found = quantities(text, plain(text), 0, len(text), language)
    for m in found:
        assert text[m.start : m.end] == m.quantity.text and m.start < m.end and m.quantity.unit
        assert m.quantity.low is None or m.quantity.high is None or m.quantity.low <= m.quantity.high
    assert all(one.end <= two.start for one, two in pairwise(found))
