"""Numbers and dates of a sentence as values, written in digits or in words, small ones too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..numbers import NUMBER, SCALE, TOUCH

_MONTHS = {name: number for number, names in enumerate((
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec"), 1) for name in names.split()}  # fmt: skip
_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_NAMES = _MONTH.split("|")[:12]
_EN_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?(?:of )?(?P<month>{_MONTH})\b\.?"
    r"(?: (?P<after>\d{1,2})\b(?!\d|,\d{3}))?"
)
_BEFORE_MAY = re.compile(r"\b(?:in|of|since|by|until|from|last|next|and|to|this|late|early|mid) $")
_EAST_DATE = re.compile(
    r"(?<!\d)(?P<month>1[0-2]|[1-9])\s?[월月](?!\s?[个個])(?:\s?(?P<day>[12]\d|3[01]|[1-9])\s?[일日号])?"
)
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?!\d|[.,]\d|[년年]?\s?(?:대|辆|名|명|件))")
_WEEKDAYS = {"Monday": 1, "Tuesday": 2, "Wednesday": 3, "Thursday": 4, "Friday": 5, "Saturday": 6, "Sunday": 7}
_EN_WEEKDAY = re.compile("|".join(rf"\b{name}\b" for name in _WEEKDAYS))
_KO_WEEKDAY = re.compile("([월화수목금토일])요일")
_ZH_WEEKDAY = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")

_EN_ROW = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty"
)
_EN_WORDS = {word: number for number, word in enumerate(_EN_ROW.split(), 2)} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
    "twice": 2,
}  # fmt: skip
_EN_NUMBER = re.compile(rf"\b(?:{'|'.join(_EN_WORDS)})\b", re.IGNORECASE)
_KO_WORDS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스무": 20}
_KO_NUMBER = re.compile(
    rf"(?<![가-힣])(?P<word>{'|'.join(_KO_WORDS)}) ?"
    r"(?=명|번|대|곳|개|달|살|마리|시간|차례|사람|가지|배|부분|건|주|줄|나라)"
    r"|(?<![가-힣])(?P<days>이틀|사흘|나흘|닷새|열흘)"
)
_KO_DAYS = {"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "열흘": 10}
_ZH_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ZH_NUMBER = re.compile(
    "(?<![一二三四五六七八九十百千第周期])([一二两三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九])"
    "(成)?(?=个|名|人|家|条|台|次|天|年|周|架|套|位|座|所|辆|件|张|岁|倍|号线|分|种|段|期|小时|公里|部分|国|份|只|百|千|间|代|支|成)"
)


def of(words: str, language: str) -> Iterator[tuple[str, str, str]]:
    """(kind, key, words for a reader) of each number and date of a sentence; kind: ``number`` or ``date``."""
    yield from _dates(words, language)
    years = {match[1] for match in _YEAR.finditer(words)}
    for match in NUMBER.finditer(TOUCH.sub(" ", words)):
        if match["after"] or match["month"]:
            continue
        value = float(match["digits"].replace(",", ""))
        if match["scale"]:
            value = value * SCALE[match["scale"]] + float(match["rest"] or 0)
        elif match["digits"] in years:
            continue
        if value >= 2 or value != int(value):
            yield _number(value)
    yield from _worded(words, language)


def _number(value: float) -> tuple[str, str, str]:
    return "number", f"n:{value:.10g}", f"{value:,.10g}"


def _worded(words: str, language: str) -> Iterator[tuple[str, str, str]]:
    if language == "en":
        for match in _EN_NUMBER.finditer(words):
            yield _number(_EN_WORDS[match.group().lower()])
    elif language == "ko":
        for match in _KO_NUMBER.finditer(words):
            yield _number(_KO_WORDS[match["word"]] if match["word"] else _KO_DAYS[match["days"]])
    else:
        for match in _ZH_NUMBER.finditer(words):
            tens, ten, ones = match[1].rpartition("十")
            value = (_ZH_DIGITS.get(tens, 1) * 10 if ten else 0) + _ZH_DIGITS.get(ones, 0)
            yield _number(value * 10 if match[2] else value)


def _dates(words: str, language: str) -> Iterator[tuple[str, str, str]]:
    if language == "en":
        for match in _EN_DATE.finditer(words):
            day = match["day"] or match["after"]
            if match["month"] == "May" and not day and not _BEFORE_MAY.search(words[: match.start()]):
                continue
            yield from _day(_MONTHS[match["month"].lower()], day)
        for match in _EN_WEEKDAY.finditer(words):
            yield "date", f"wd:{_WEEKDAYS[match.group()]}", match.group()
    else:
        for match in _EAST_DATE.finditer(words):
            yield from _day(int(match["month"]), match["day"])
        pattern = _KO_WEEKDAY if language == "ko" else _ZH_WEEKDAY
        for match in pattern.finditer(words):
            number = "월화수목금토일".find(match[1]) + 1 or "一二三四五六日".find(match[1].replace("天", "日")) + 1
            yield "date", f"wd:{number}", list(_WEEKDAYS)[number - 1]
    for match in _YEAR.finditer(words):
        yield "date", f"y:{match[1]}", match[1]


def _day(month: int, day: str | None) -> Iterator[tuple[str, str, str]]:
    name = _NAMES[month - 1]
    yield "date", f"mo:{month:02}", name
    if day:
        yield "date", f"d:{month:02}-{int(day):02}", f"{int(day)} {name}"
