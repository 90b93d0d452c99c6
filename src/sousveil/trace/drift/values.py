# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Numbers and dates of a text as values, with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .sides import Span

_SMALL = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    )
} | {word: 10 * number for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_SCALE = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0, "m": 1e6,
    "bn": 1e9, "k": 1e3, "백": 1e2, "천": 1e3, "만": 1e4, "십만": 1e5, "백만": 1e6, "천만": 1e7, "억": 1e8, "조": 1e12,
    "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "萬": 1e4, "億": 1e8, "兆": 1e12,
}  # fmt: skip
_DIGITS = r"(?<![\w.,])(?:US)?[$£€¥₩]?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_DIGITS_EAST = r"(?<![\d.,A-Za-z])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_EN = re.compile(_DIGITS + r"(?![\d]|(?:st|nd|rd|th)\b)(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|m|bn|k)\b)?(?P<percent> ?%| per ?cent\b)?")
_EN_WORDS = re.compile(
    rf"\b(?P<tens>{'|'.join(w for w, n in _SMALL.items() if n >= 20)})[- ](?P<ones>{'|'.join(w for w, n in _SMALL.items() if 0 < n < 10)})\b"
    rf"(?: (?P<scale>hundred|thousand|million|billion|dozen)\b)?(?P<percent> per ?cent\b)?"
    rf"|\b(?P<word>{'|'.join(w for w, n in _SMALL.items() if n >= 2)}|a(?= (?:hundred|thousand|million|billion|dozen)\b))\b"
    rf"(?: (?P<scale2>hundred|thousand|million|billion|dozen)\b)?(?P<percent2> per ?cent\b)?", re.IGNORECASE)  # fmt: skip
_KO = re.compile(_DIGITS_EAST + r" ?(?P<scale>십만|백만|천만|만|억|조|천|백)?(?: ?(?P<rest>\d[\d,]*)(?P<restscale>만|천|백)?)?(?P<percent> ?(?:%|퍼센트|프로))?")
_ZH = re.compile(_DIGITS_EAST + r" ?(?P<scale>十万|百万|千万|万|亿|萬|億|兆|千|百)?(?P<percent> ?%)?")
_KO_WORDS = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
             "스무": 20}  # fmt: skip
_KO_WORD = re.compile(rf"(?<![가-힣])(?P<word>{'|'.join(w for w in _KO_WORDS if w != '한')}) ?(?=명|번|대|곳|개|달|살|마리|시간|차례|사람|가지|배|건|나라|주)")
_ZH_ONES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ZH_WORD = re.compile(r"(?<![一二两三四五六七八九十百千万第])(?P<han>[一二两三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九])(?P<scale>[百千万亿])?(?=个|名|人|家|条|台|次|天|年|架|套|位|座|所|辆|件|部|万|小时|公里|成)")

_MONTHS = {name: number for number, names in enumerate((
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec"), 1) for name in names.split()}  # fmt: skip
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_EN_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<month>{_MONTH})\b\.?(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d{{3}}))?(?:,? (?P<year>(?:19|20)\d\d)\b)?"
)
_EAST_DATE = re.compile(r"(?:(?P<year>(?:19|20)\d\d) ?[년年] ?)?(?<!\d)(?P<month>1[0-2]|[1-9]) ?[월月](?! ?[个個])(?: ?(?P<day>[12]\d|3[01]|[1-9]) ?[일日号])?")
_YEAR = re.compile(r"(?<![\d.,$£€])(?P<year>(?:19|20)\d\d)(?![\d,.]\d|\d| ?[대대辆名명件台])(?P<mark> ?[년年])?")
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_WEEKDAYS = {"en": re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"), "ko": re.compile("([월화수목금토일])요일"),
             "zh": re.compile("(?:周|星期|礼拜)([一二三四五六日天])")}  # fmt: skip
_WEEK = {"Mon": 1, "Tues": 2, "Wednes": 3, "Thurs": 4, "Fri": 5, "Satur": 6, "Sun": 7} | {
    char: number for chars in ("월화수목금토일", "一二三四五六日") for number, char in enumerate(chars, 1)
} | {"天": 7}  # fmt: skip
_BEFORE_MAY = re.compile(r"\b(?:in|of|since|by|until|from|last|next|this|early|late|mid|and|to|on|during|before|after)\W$|-$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|approximately|nearly|almost|over|more than|at least|up to|an estimated|estimated|close to|fewer than|less than|under|as many as)(?: an?| the)? ?[$£€¥₩]?$"
    r"|(?:약|대략|거의|최소|최대|적어도|이상|가까이) ?$|(?:约|大约|近|超过|至少|最多|将近|逾|多达) ?$", re.IGNORECASE)  # fmt: skip
_ABOUT_AFTER = re.compile(r" ?(?:여|남짓|가량|정도|이상|미만|안팎|多|余|左右|以上)| or (?:so|more)\b|\+|-odd\b")

UNITS = {
    "km": ("length", 1000.0, r"k(?:ilo)?m(?:et(?:re|er)s?)?\b|킬로미터|km|公里|千米"),
    "mile": ("length", 1609.344, r"miles?\b|마일|英里"),
    "metre": ("length", 1.0, r"met(?:re|er)s?\b|m\b(?!il)|미터|米"),
    "foot": ("length", 0.3048, r"f(?:ee|oo)t\b|피트|英尺"),
    "tonne": ("mass", 1000.0, r"tonn?es?\b|tons?\b|톤|吨"),
    "kg": ("mass", 1.0, r"k(?:ilo)?g(?:ram)?s?\b|킬로그램|公斤|千克"),
    "pound": ("mass", 0.4536, r"(?:pounds?|lbs?)\b(?! sterling)"),
    "hectare": ("area", 1e4, r"hectares?\b|헥타르|公顷"),
    "acre": ("area", 4046.86, r"acres?\b|에이커|英亩"),
    "hour": ("time", 3600.0, r"hours?\b|시간|小时"),
    "minute": ("time", 60.0, r"minutes?\b|분(?=[^가-힣]|간|마다)|分钟"),
    "second": ("time", 1.0, r"seconds?\b|초(?=[^가-힣])|秒"),
    "day": ("time", 86400.0, r"days?\b|일간?(?=[^가-힣]|간|마다)|天"),
    "week": ("time", 604800.0, r"weeks?\b|주간?(?=[^가-힣]|간)|周"),
    "month": ("time", 2629800.0, r"months?\b|개월|个月"),
    "year": ("time", 31557600.0, r"years?\b|년간?|年"),
    "dollar": ("money", 1.0, r"(?:US )?dollars?\b|USD\b|달러|美元"),
    "euro": ("money", 1.1, r"euros?\b|EUR\b|유로|欧元"),
    "won": ("money", 0.00075, r"won\b|KRW\b|원(?=[^가-힣]|을|이|의|에)|韩元"),
    "yuan": ("money", 0.14, r"yuan\b|RMB\b|renminbi\b|위안|元|人民币"),
    "sterling": ("money", 1.3, r"pounds? sterling|GBP\b"),
    "point": ("percent", 1.0, r"(?:percentage )?points?\b|%?포인트|个百分点"),
}  # fmt: skip
"""name -> (dimension, size in the dimension's base unit, how it is written). Rates of money are rough: they only keep a
converted sum from counting as a changed one."""
_UNITS = tuple((name, re.compile(r"[ -]?(?:square )?(?:" + pattern + ")", re.IGNORECASE)) for name, (_, _, pattern) in UNITS.items())
_SIGNS = {"$": "dollar", "€": "euro", "£": "sterling", "₩": "won", "¥": "yuan"}


@dataclass(frozen=True, slots=True)
class Number:
    """value: with its scale; percent as it stands ("70 %" is 70). unit: of UNITS, ``%`` or "". about: whether the text
    gives it as a round or a bounding one. step: what its last written digit counts. stop: end with its unit."""

    value: float
    unit: str
    about: bool
    start: int
    end: int
    stop: int
    step: float


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is given; week: of the week, 1..7."""

    year: int | None
    month: int | None
    day: int | None
    week: int | None
    start: int
    end: int

    def differs(self, other: Day) -> bool:
        """Whether both give the same part of a date and differ in it."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day), (self.week, other.week))
        return any(a is not None and b is not None and a != b for a, b in pairs)

    def alike(self, other: Day) -> bool:
        """Whether both give some part, and none that both give differs."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day), (self.week, other.week))
        return any(a is not None and a == b for a, b in pairs) and not self.differs(other)


def dates(text: str, span: Span, language: str) -> list[Day]:
    """The dates of a stretch of text, in order."""
    out: list[Day] = []

    def free(start: int, end: int) -> bool:
        return not any(start < day.end and day.start < end for day in out)

    for match in _ISO.finditer(text, *span):
        out.append(Day(int(match["year"]), int(match["month"]), int(match["day"]), None, *match.span()))
    if language == "en":
        for match in _EN_DATE.finditer(text, *span):
            day = match["day"] or match["after"]
            if match["month"] == "May" and not day and not match["year"] and not _BEFORE_MAY.search(text[max(span[0], match.start() - 8) : match.start()]):
                continue
            if match["month"] in ("March", "Mar", "Jan", "Jun") and not day and not match["year"] and match.start() == span[0]:
                continue
            if free(*match.span()):
                out.append(Day(int(match["year"]) if match["year"] else None, _MONTHS[match["month"].lower()], int(day) if day else None, None, *match.span()))
    else:
        for match in _EAST_DATE.finditer(text, *span):
            if free(*match.span()):
                out.append(Day(int(match["year"]) if match["year"] else None, int(match["month"]), int(match["day"]) if match["day"] else None, None, *match.span()))
    for match in _YEAR.finditer(text, *span):
        if free(*match.span()):
            out.append(Day(int(match["year"]), None, None, None, *match.span()))
    pattern = _WEEKDAYS.get(language)
    if pattern is not None:
        for match in pattern.finditer(text, *span):
            if free(*match.span()):
                out.append(Day(None, None, None, _WEEK[match[1]], *match.span()))
    return sorted(out, key=lambda day: day.start)


def numbers(text: str, span: Span, language: str) -> list[Number]:
    """The numbers of a stretch of text that are no dates, in order."""
    held = [(day.start, day.end) for day in dates(text, span, language)]
    out: list[Number] = []
    for value, step, percent, start, end in _raw(text, span, language):
        if any(start < b and a < end for a, b in held) or any(start < n.end and n.start < end for n in out):
            continue
        unit, stop = ("%", end) if percent else _unit(text, end)
        while start > span[0] and text[start - 1] in "$£€¥₩":
            start -= 1
        if not unit and text[start] in _SIGNS:
            unit = _SIGNS[text[start]]
        about = bool(_ABOUT.search(text[max(span[0], start - 20) : start]) or _ABOUT_AFTER.match(text, end))
        out.append(Number(value, unit, about, start, end, stop, step))
    return sorted(out, key=lambda number: number.start)


def _unit(text: str, at: int) -> tuple[str, int]:
    for name, pattern in _UNITS:
        match = pattern.match(text, at)
        if match:
            return name, match.end()
    return "", at


def _step(digits: str, scale: float) -> float:
    plain = digits.replace(",", "")
    _, dot, after = plain.partition(".")
    if dot:
        return scale * 10.0 ** -len(after)
    return scale * 10.0 ** (len(plain) - len(plain.rstrip("0"))) if plain.strip("0") else scale


def _raw(text: str, span: Span, language: str) -> Iterator[tuple[float, float, bool, int, int]]:
    """(value, step, whether percent, start, end)."""
    pattern = {"ko": _KO, "zh": _ZH}.get(language, _EN)
    for match in pattern.finditer(text, *span):
        digits = match["digits"]
        scale = _SCALE[match["scale"].lower()] if match["scale"] else 1.0
        value = float(digits.replace(",", "")) * scale
        step = _step(digits, scale)
        end = match.end()
        if language == "ko" and match["rest"]:
            if match["scale"] and match["scale"] != "백":
                more = float(match["rest"].replace(",", "")) * (_SCALE[match["restscale"]] if match["restscale"] else 1.0)
                value, step = value + more, _step(match["rest"], _SCALE[match["restscale"]] if match["restscale"] else 1.0)
            else:
                end = match.start("rest") - (1 if text[match.start("rest") - 1] == " " else 0)
        said = text[match.start() : end]
        yield value, step, bool(match["percent"]), match.start(), match.start() + len(said.rstrip())
    if language == "en":
        for match in _EN_WORDS.finditer(text, *span):
            if match["tens"]:
                value = float(_SMALL[match["tens"].lower()] + _SMALL[match["ones"].lower()])
                scale_word, percent = match["scale"], match["percent"]
            else:
                value = float(_SMALL.get(match["word"].lower(), 1))
                scale_word, percent = match["scale2"], match["percent2"]
            scale = _SCALE[scale_word.lower()] if scale_word else 1.0
            yield value * scale, scale, bool(percent), *match.span()
    elif language == "ko":
        for match in _KO_WORD.finditer(text, *span):
            yield float(_KO_WORDS[match["word"]]), 1.0, False, match.start(), match.end("word")
    elif language == "zh":
        for match in _ZH_WORD.finditer(text, *span):
            tens, ten, ones = match["han"].rpartition("十")
            value = float((_ZH_ONES.get(tens, 1) * 10 if ten else 0) + _ZH_ONES.get(ones, 0))
            scale = _SCALE[match["scale"]] if match["scale"] else 1.0
            yield value * scale, scale, False, *match.span()


def same(one: Number, two: Number) -> bool:
    """Whether two numbers may be one: equal, rounded, or converted into another unit."""
    if (one.unit == "%" and two.unit == "") or (one.unit == "" and two.unit == "%"):
        return abs(one.value - two.value) < 1e-9
    if {one.unit, two.unit} == {"pound", "sterling"}:
        return close(one, two)
    a, b = UNITS.get(one.unit), UNITS.get(two.unit)
    if a and b and one.unit != two.unit:
        if a[0] != b[0]:
            return False
        slack = 0.35 if a[0] == "money" else 0.12
        left, right = one.value * a[1], two.value * b[1]
        return abs(left - right) <= slack * max(left, right)
    return close(one, two)


def close(one: Number, two: Number) -> bool:
    """Whether one number is the other, rounded to the digits it is written with, or named as about it."""
    far = abs(one.value - two.value)
    if far <= 1e-9 * max(1.0, one.value):
        return True
    most = max(one.value, two.value)
    for rough, fine in ((one, two), (two, one)):
        if rough.step > fine.step and far <= rough.step / 2 and far <= 0.06 * most:
            return True
        if rough.about and far <= 0.1 * most and rough.step >= fine.step:
            return True
    return False
