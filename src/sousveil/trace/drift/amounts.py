# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Numbers with their units, and dates, in English, Korean and Chinese, so far as two texts can be held side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SMALL = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "one": 1,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0, "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9,
    "십": 10.0, "백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12, "十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8,
}  # fmt: skip
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_HANGUL = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50}
_WORDS = "|".join(_SMALL)
_LOOSE_BEFORE = re.compile(r"(?:about|around|some|roughly|approximately|nearly|almost|over|more than|at least|up to|fewer than|less than|under|an estimated|estimated|close to|as many as|as much as|just|circa|약|대략|거의|최소|최대|적어도|무려|约|大约|近|将近|超过|逾|至少|至多|最多|不到|约为|大概|达|多达)\s*(?:us\$|[$€£¥])?$")
_LOOSE_AFTER = re.compile(r"\s?(?:or so|or more|-odd|가량|정도|쯤|이상|이하|미만|넘|안팎|左右|以上|以下|上下)")

_MONTHS = {m: i + 1 for i, m in enumerate(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"])}
_MONTHS |= {m[:3]: i for m, i in _MONTHS.items()} | {"sept": 9}
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTH = "|".join(sorted((m for m in _MONTHS if m not in ("may", "mar", "jun", "jul", "dec", "sep", "oct", "nov", "jan", "feb", "apr", "aug")), key=len, reverse=True)) + "|may(?= \\d)|(?<=in )may|(?<=since )may|(?<=of )may|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)(?=\\.? \\d)"
_DATES = {
    "en": re.compile(rf"\b(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)|(?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH})\b\.?(?:,? (?P<y2>(?:19|20)\d\d))?|(?P<m3>{_MONTH})\b\.?(?: (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b)?(?:,? (?P<y3>(?:19|20)\d\d))?|(?P<day>{_DAYS})|(?<![\d,.$€£#-])(?P<y4>(?:19|20)\d\d)(?![\d,]*\d|\.\d| (?:cameras?|people|devices|units|drones|readers|households|schools|homes|buildings|vehicles|persons|phones|km|kilomet|miles|sensors|checkpoints|officers|percent|euros|dollars)|-)s?)\b"),
    "ko": re.compile(r"(?:(?P<y1>(?:19|20)\d\d)년)?(?:\s?(?P<m1>\d{1,2})월(?!\s?(?:간|동안)))?(?:\s?(?P<d1>\d{1,2})일(?!\s?(?:간|동안)))?(?P<day>[월화수목금토일]요일)?"),
    "zh": re.compile(r"(?:(?P<y1>(?:19|20)\d\d)年)?(?:(?P<m1>\d{1,2}|[一二三四五六七八九十]{1,2})月(?!的时间))?(?:(?P<d1>\d{1,2})[日号])?(?P<day>(?:星期|周|礼拜)[一二三四五六日天])?"),
}  # fmt: skip

_UNITS = {
    "%": "%", "percent": "%", "per cent": "%", "퍼센트": "%", "프로": "%", "％": "%",
    "km": "km", "kilometre": "km", "kilometer": "km", "kilometres": "km", "kilometers": "km", "킬로미터": "km", "公里": "km", "千米": "km",
    "mile": "mile", "miles": "mile", "마일": "mile", "英里": "mile", "metre": "m", "meter": "m", "metres": "m", "meters": "m", "미터": "m", "米": "m",
    "foot": "ft", "feet": "ft", "hour": "hour", "hours": "hour", "시간": "hour", "小时": "hour", "day": "day", "days": "day", "일": "day", "天": "day",
    "week": "week", "weeks": "week", "주": "week", "周": "week", "month": "month", "months": "month", "개월": "month", "个月": "month", "달": "month",
    "year": "year", "years": "year", "년": "year", "年": "year", "minute": "minute", "minutes": "minute", "분": "minute", "分钟": "minute", "second": "second", "seconds": "second", "초": "second", "秒": "second",
    "dollar": "$", "dollars": "$", "달러": "$", "美元": "$", "euro": "€", "euros": "€", "유로": "€", "欧元": "€", "won": "won", "원": "won", "韩元": "won", "yuan": "yuan", "위안": "yuan", "元": "yuan", "pound": "£", "pounds": "£", "kg": "kg", "kilograms": "kg", "公斤": "kg",
    "대": "unit", "台": "unit", "개": "unit", "个": "unit", "部": "unit", "架": "unit", "辆": "unit", "套": "unit", "支": "unit", "명": "people", "名": "people", "人": "people", "인": "people", "people": "people", "persons": "people", "位": "people",
    "곳": "place", "군데": "place", "개소": "place", "处": "place", "건": "case", "회": "times", "번": "times", "次": "times", "times": "times", "所": "place", "家": "place", "户": "home", "가구": "home", "세대": "home", "起": "case", "件": "case", "种": "kind", "종": "kind", "배": "fold", "倍": "fold", "条": "unit", "座": "unit", "根": "unit", "只": "unit", "枚": "unit", "项": "case", "份": "case", "万元": "yuan", "岁": "year old", "세": "year old", "살": "year old",
}  # fmt: skip
_SIGNS = {"$": "$", "us$": "$", "€": "€", "£": "£", "¥": "yuan", "￥": "yuan"}
_TO = {"mile": ("km", 1.609344), "ft": ("m", 0.3048), "week": ("day", 7.0), "hour": ("day", 1 / 24), "minute": ("day", 1 / 1440), "month": ("day", 30.4), "year": ("day", 365.0), "m": ("km", 0.001)}
COUNTED = frozenset(("", "unit", "people", "place", "case", "home", "kind", "times"))
"""Units that say no more than that things are counted."""

_CJK_UNITS = "|".join(sorted((u for u in _UNITS if not u.isascii()), key=len, reverse=True))
_NUMBERS = {
    "en": re.compile(rf"(?P<sign>us\$|[$€£¥])?\s?(?<![\w.,-])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d|[:/]\d|(?:st|nd|rd|th)\b)(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|bn\b|mn\b|k\b|m\b))?(?:[ -]?(?P<unit>%|per ?cent\b|[a-z]+))?|\b(?P<words>(?:(?:{_WORDS}|an?|half an?)(?:[ -](?:and )?(?:{_WORDS}|hundred|thousand|million|billion|dozen))*))\b(?:[ -](?P<wunit>[a-z]+))?"),
    "ko": re.compile(rf"(?P<sign>us\$|[$€£¥])?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<big>(?:\s?[십백천만억조]\s?\d[\d,]*(?:\.\d+)?)*\s?[십백천만억조]{{0,2}})(?P<plus>여)?\s?(?P<unit>%|{_CJK_UNITS}|km)?|(?<![가-힣])(?P<words>{'|'.join(_HANGUL)})\s?(?P<wunit>대|개|명|곳|군데|배|건|달|시간|가구)(?![가-힣]*(?:의적))"),
    "zh": re.compile(rf"(?P<sign>us\$|[$€£¥￥])?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<big>(?:[十百千万亿]\d[\d,]*(?:\.\d+)?)*[十百千万亿]{{0,2}})(?P<plus>多|余)?(?P<unit>%|％|{_CJK_UNITS}|km)?|(?<![第每一二三四五六七八九十周期星这那任唯同])(?P<words>[一二两三四五六七八九十百千万亿零〇]+)(?P<wplus>多|余)?(?P<wunit>{_CJK_UNITS})"),
}  # fmt: skip
_SHARES = {
    "en": re.compile(r"\b(?:(?P<half>half)|(?P<top>one|two|three|four|five|six|seven|eight|nine|a|\d+)[ -](?P<bottom>third|quarter|fifth|tenth)s?|(?P<n>one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of)(?: every)? (?P<m>two|three|four|five|six|seven|eight|nine|ten|\d+))\b(?! (?:a|an) )"),
    "ko": re.compile(r"(?P<half>절반)|(?P<m>[이삼사오육칠팔구십]|\d+)분의 ?(?P<n>[일이삼사오육칠팔구]|\d+)|(?P<tenth>[1-9]) ?할"),
    "zh": re.compile(r"(?P<half>一半|半数)|(?P<m>[二三四五六七八九十]|\d+)分之(?P<n>[一二三四五六七八九]|\d+)|(?P<tenth>[一二三四五六七八九])成(?![为立本员功绩就果])"),
}
_BOTTOM = {"third": 3.0, "quarter": 4.0, "fifth": 5.0, "tenth": 10.0}
_SINO = {c: i for i, c in enumerate("영일이삼사오육칠팔구")} | {"십": 10}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at [start, end). unit: a common name, the noun as written, or "". loose: the text says "about"."""

    value: float
    unit: str
    start: int
    end: int
    loose: bool = False
    last: int = 0
    """One past the unit."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date at [start, end): what of year, month, day and weekday the text gives; 0 and "" for what it does not."""

    year: int
    month: int
    day: int
    weekday: str
    start: int
    end: int


def days(low: str, start: int, end: int, language: str) -> list[Day]:
    """The dates in [start, end) of the plain text."""
    out: list[Day] = []
    for m in _DATES[language].finditer(low, start, end):
        if m.end() == m.start():
            continue
        held = {k: v for k, v in m.groupdict().items() if v}
        year = next((int(held[k]) for k in ("y1", "y2", "y3", "y4") if k in held), 0)
        month = next((_month(held[k]) for k in ("m1", "m2", "m3") if k in held), 0)
        day = next((int(held[k]) for k in ("d1", "d2", "d3") if k in held), 0)
        weekday = held.get("day", "")
        if language != "en" and not (year or month or weekday):
            if not day:
                continue
        if month > 12 or day > 31:
            continue
        out.append(Day(year, month, day, weekday[-1] if language == "zh" and weekday else weekday, m.start(), m.end()))
    return out


def _month(words: str) -> int:
    if words.isdecimal():
        return int(words)
    return _MONTHS.get(words) or int(_cjk(words) or 0)


def _cjk(words: str) -> float | None:
    total = section = current = 0.0
    seen = False
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|\S", words):
        if token[0].isdecimal():
            current, seen = float(token.replace(",", "")), True
        elif token in _HAN:
            current, seen = current * 10 + _HAN[token], True
        elif token in _SCALES:
            scale = _SCALES[token]
            if scale >= 1e4:
                total += (section + current or 1.0) * scale
                section = 0.0
            else:
                section += (current or 1.0) * scale
            current, seen = 0.0, True
        else:
            return None
    return total + section + current if seen else None


def _english(words: str) -> float | None:
    total = current = 0.0
    parts = [w for w in re.split(r"[ -]", words) if w != "and"]
    if parts[0] in ("a", "an", "half"):
        if len(parts) < 2 or parts[-1] not in _SCALES:
            return None
        current = 0.5 if parts[0] == "half" else 1.0
        parts = [p for p in parts if p not in ("a", "an", "half")]
    elif parts == ["one"]:
        return None
    for part in parts:
        if part in _SMALL:
            current += _SMALL[part]
        elif part in ("hundred", "dozen"):
            current = (current or 1.0) * _SCALES[part]
        elif part in _SCALES:
            total += (current or 1.0) * _SCALES[part]
            current = 0.0
    return total + current


_NO_UNIT = frozenset(["and", "or", "of", "in", "on", "at", "to", "for", "from", "by", "with", "was", "were", "is", "are", "the", "a", "an", "per", "has", "have", "had", "that", "which", "who", "more", "times", "as", "than", "new", "of", "other", "additional", "further", "such", "s"])


def amounts(low: str, start: int, end: int, language: str) -> list[Amount]:
    """The numbers in [start, end) of the plain text, in reading order; dates and years left out."""
    taken = [(d.start, d.end) for d in days(low, start, end, language)]
    out: list[Amount] = []
    for m in _SHARES[language].finditer(low, start, end):
        value = _share(m.groupdict())
        if value is not None and not _meets(m.span(), taken):
            taken.append(m.span())
            out.append(Amount(value, "%", m.start(), m.end(), True, m.end()))
    for m in _NUMBERS[language].finditer(low, start, end):
        if _meets(m.span("digits") if m["digits"] else m.span("words"), taken):
            continue
        if m["digits"]:
            if language == "en":
                value = float(m["digits"].replace(",", "")) * (_SCALES[m["scale"]] if m["scale"] else 1.0)
                last = m.end("scale") if m["scale"] else m.end("digits")
                unit = m["unit"] or ""
            else:
                read = _cjk(m["digits"] + (m["big"] or ""))
                if read is None:
                    continue
                value, unit, last = read, m["unit"] or "", m.end("plus") if m["plus"] else m.end("big")
            begin = m.start("sign") if m["sign"] else m.start("digits")
        else:
            words = m["words"]
            read = _english(words) if language == "en" else float(_HANGUL[words]) if language == "ko" else _cjk(words)
            if read is None:
                continue
            value, unit, begin, last = read, m["wunit"] or "", m.start("words"), m.end("words")
            if language == "zh" and words in ("一",) and unit in ("个", "名", "人", "种", "位", "项", "次", "家", "处", "件", "起", "天", "年", "条", "座", "部", "台", "份", "支", "套"):
                continue
            if language == "ko" and words == "한":
                continue
        if language == "en" and unit in _NO_UNIT:
            unit = ""
        while last > begin and low[last - 1] == " ":
            last -= 1
        loose = bool(_LOOSE_BEFORE.search(low, max(0, begin - 16), begin) or _LOOSE_AFTER.match(low, m.end()) or _LOOSE_AFTER.match(low, last))
        name = _SIGNS[m["sign"]] if m["sign"] else _UNITS.get(unit, unit)
        groups = m.groupdict()
        out.append(Amount(value, name, begin, last, loose or bool(groups.get("plus") or groups.get("wplus")), max(last, m.end())))
    return sorted(out, key=lambda a: a.start)


def _meets(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < b and a < span[1] for a, b in taken)


def _share(held: dict[str, str | None]) -> float | None:
    def number(words: str | None) -> float:
        if words is None:
            return 0.0
        if words.isdecimal():
            return float(words)
        return float({"a": 1}.get(words) or _SMALL.get(words) or _HAN.get(words) or _SINO.get(words) or {"十": 10}.get(words, 0))

    if held.get("half"):
        return 50.0
    if held.get("tenth"):
        return 10.0 * number(held["tenth"])
    top = number(held.get("top") or held.get("n"))
    bottom = _BOTTOM[str(held["bottom"])] if held.get("bottom") else number(held.get("m"))
    return 100.0 * top / bottom if 0 < top < bottom <= 1000 else None


def same_amount(one: Amount, two: Amount) -> bool:
    """Whether two numbers can be one: equal, rounded, or in another unit."""
    a, b = one.value, two.value
    if one.unit != two.unit:
        left, right = _TO.get(one.unit), _TO.get(two.unit)
        base_one, base_two = left[0] if left else one.unit, right[0] if right else two.unit
        if base_one == base_two:
            a, b = a * (left[1] if left else 1.0), b * (right[1] if right else 1.0)
            return abs(a - b) <= 0.08 * max(a, b)
    if a == b:
        return True
    high = max(a, b)
    near = abs(a - b) <= 0.1 * high
    return near and high >= 10 and (one.loose or two.loose or _digits(a) != _digits(b)) and abs(a - b) <= _step(a, b)


def _digits(value: float) -> int:
    """How many digits of ``value`` stand before its closing zeros."""
    return len(f"{value:.6g}".replace(".", "").strip("0")) if value < 1e6 else len(f"{value:.0f}".rstrip("0"))


def _step(a: float, b: float) -> float:
    """Half a step of the rounder one, or a little more: 1,024 is "about 1,000", 1,400 is not."""
    rounder = a if _digits(a) <= _digits(b) else b
    step = 1.0
    while rounder % (step * 10) == 0 and step * 10 <= rounder:
        step *= 10
    return max(step * 0.5, 0.02 * rounder)


def compatible(one: str, two: str) -> bool:
    """Whether two units may count the same thing."""
    return one == two or one in COUNTED or two in COUNTED
