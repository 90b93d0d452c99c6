# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Counts of things: "about 12,000 cameras", "1만2천대", "三万个摄像头"."""

from __future__ import annotations

import re

from sousveil.records import Quantity

_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "a dozen": 12}  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_EN = re.compile(
    r"(?P<hedge>\b(?:about|around|some|nearly|almost|approximately|roughly|an estimated|estimated|more than|over|at least|up to|fewer than|less than|as many as|under) )?"
    r"(?P<money>[$€£¥]|us\$)?(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:" + "|".join(_WORDS) + r")\b)"
    r"(?: (?P<scale>hundred|thousand|million|billion|trillion)\b)?(?P<percent> ?%| per ?cent)? ?"
    r"(?P<unit>(?:(?:new|more|additional|chinese made|chinese|smart|high definition|digital|ip|surveillance|security|cctv|video|traffic|facial recognition|face recognition|thermal|fixed|north korean|current|hidden|networked) ){0,4}(?:cameras?|units?|sets?|devices?|drones?|sensors?|terminals?|escapees|defectors|residents|people|citizens|interviewees|respondents|households|schools|factories|stations?|towers?|cities|phones|smartphones|subscribers|users|boxes|set top boxes|cards|readers|profiles|records|fingerprints|samples|km|kilomet(?:er|re)s|miles|dollars|yuan|won|euros|fps|megapixels?|days|hours|months|years))?"
)  # fmt: skip
_CJK_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_CJK = re.compile(
    r"(?P<hedge>약 ?|대략 ?|최소 ?|최대 ?|无?约|大约|超过|至少|近|逾|超過|約|不到|多达)?"
    r"(?P<number>(?:\d[\d,.]*[만천백억万亿千百億萬]?|[一二三四五六七八九十百千万亿两兩萬]{2,}|[한두세네]?(?=\x00))+)(?P<plus>여|余|多|餘)? ?"
    r"(?P<unit>대|개|명|곳|건|가구|세대|台|个|個|部|名|人|处|套|支|架|万元|元|달러|美元|위안|원|%|퍼센트)"
)  # fmt: skip


def quantity_of(text: str, low: str, start: int, end: int, language: str) -> Quantity | None:
    """The first count with a unit in [start, end), with open ends where the words leave them open."""
    if language == "en":
        for m in _EN.finditer(low, start, end):
            if not (m["unit"] or m["money"] or m["percent"]):
                continue
            number = _WORDS.get(m["number"]) or float(m["number"].replace(",", ""))
            number = number * _SCALES.get(m["scale"] or "", 1.0)
            unit = m["unit"] or (m["money"] and {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY"}[m["money"]]) or "%"
            stop = m.start() + len(m.group().rstrip())
            return _quantity((m["hedge"] or "").strip(), number, unit, text[m.start() : stop])
        return None
    for m in _CJK.finditer(low, start, end):
        value = cjk_number(m["number"])
        if value is not None:
            hedge = (m["hedge"] or "").strip() or ("about" if m["plus"] else "")
            return _quantity(hedge, value, m["unit"], text[m.start() : m.end()])
    return None


def _quantity(hedge: str, number: float, unit: str, words: str) -> Quantity:
    if hedge in ("more than", "over", "at least", "최소", "超过", "至少", "逾", "超過"):
        return Quantity(number, None, unit, words)
    if hedge in ("up to", "fewer than", "less than", "as many as", "under", "최대", "不到", "多达"):
        return Quantity(None, number, unit, words)
    return Quantity(number, number, unit, words)


def cjk_number(words: str) -> float | None:
    """ "1만2천" is 12000, "三万五千" 35000, "2.5亿" 250000000; None if it is no number."""
    scales = {"십": 10, "十": 10, "백": 100, "百": 100, "천": 1000, "千": 1000}
    big = {"만": 1e4, "万": 1e4, "萬": 1e4, "억": 1e8, "亿": 1e8, "億": 1e8}
    total = section = 0.0
    current: float | None = None
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|.", words):
        if token[0].isdigit():
            try:
                current = float(token.replace(",", ""))
            except ValueError:
                return None
        elif token in _CJK_DIGITS:
            current = (current or 0) * 10 + _CJK_DIGITS[token]
        elif token in scales:
            section += (1 if current is None else current) * scales[token]
            current = None
        elif token in big:
            total += ((section + (current or 0)) or 1) * big[token]
            section, current = 0.0, None
        else:
            return None
    return total + section + (current or 0) if words else None
