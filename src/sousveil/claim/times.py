# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Times a sentence states, as EDTF: dates, years, and those counted from the day of publication ("last year").

Conventions, where words leave room:

- Nothing relative is resolved without a publication date, nor finer than that date: "last month" needs its month.
- "Early", "mid" and "late" are thirds of a year, with ``~``: early 2023 is ``2023-01~/2023-04~``; of a decade, 0-3, 4-6
  and 7-9. "The end of" a year is its December, the beginning its January, with ``~``. Thirds of a month are not kept.
- A season is that of the northern hemisphere (EDTF 21 to 24); "first half" is January to June.
- "By the end of 2025" is ``/2025``: an unknown beginning. "Since 2019" is ``2019/..``.
- "The pandemic" is `PANDEMIC`; before it ``/2020~``, since it ``2020~/..``, after it ``2023~/..``.
- "Next March" is the first March after publication, "last March" the latest before; where the year could also be the
  other one the month has a ``?``. A bare "in March" is the latest one, or the next where the words speak of a plan.
- "Three years ago" has a ``~``. Juche and Minguo years count from 1912.
- "Recently", "soon", "now" and days of the week are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sousveil.records.time import edtf_bounds, is_edtf

from .quantity.numerals import cjk_number, native_number

_NAMES = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_SHORT = {name[:3]: number + 1 for number, name in enumerate(_NAMES)}
_MONTH = r"(?:" + "|".join(_NAMES) + r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
            "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "several": 0}  # fmt: skip
_N = r"(?:" + "|".join(n for n in _NUMBERS if n != "several") + r"|\d{1,2})"
_Y = r"(?:1[89]|20)\d\d"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "봄": 21, "여름": 22, "가을": 23, "겨울": 24,
            "春": 21, "夏": 22, "秋": 23, "冬": 24}  # fmt: skip
_SEASON = "spring|summer|autumn|fall|winter"
_PART_WORDS = {
    "early": "early", "mid": "mid", "late": "late", "초반": "early", "초": "first", "중반": "mid", "중순": "mid", "후반": "late", "말": "last", "연말": "last", "연초": "first",
    "初": "first", "年初": "first", "中": "mid", "末": "last", "底": "last", "年底": "last", "年末": "last", "早期": "early", "初期": "early", "中期": "mid", "晚期": "late",
    "末期": "late", "后期": "late", "the end of": "last", "the beginning of": "first", "the start of": "first", "the turn of": "first", "the middle of": "mid",
    "상반기": "h1", "하반기": "h2", "上半": "h1", "下半": "h2", "上半年": "h1", "下半年": "h2", "first half": "h1", "second half": "h2", "the first half of": "h1", "the second half of": "h2",
}  # fmt: skip
_PART = r"(?:early|mid|late|the end of|the beginning of|the start of|the turn of|the middle of|the (?:first|second) half of|the (?:first|second|third|fourth|last) quarter of)"
_KO_PART = "상반기|하반기|초반|중반|후반|중순|연말|연초|초|말|[1-4] ?분기"
_ZH_PART = "上半年|下半年|年初|年底|年末|初|底|末|第?[一二三四1-4]季度"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "一": 1, "二": 2, "三": 3, "四": 4}
_HAN_YEAR = "[一二][〇零○一二三四五六七八九]{3}"
_NOT_COUNTED = r"(?! ?(?:cameras|people|units|residents|won|yuan|대|개|명|个|台|名|人|元|원))"

PANDEMIC = "2020~/2023~"
"""The pandemic as such reports use the word: the WHO's emergency ran from January 2020 to May 2023."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A time that words state. ``words[start:end]`` says it. relative: it was counted from the day of publication."""

    start: int
    end: int
    edtf: str
    relative: bool


@dataclass(frozen=True)
class _Published:
    """What is known of the day of publication. month, day: None where the date does not tell. ahead: the words speak
    of what is to come."""

    year: int | None
    month: int | None
    day: int | None
    ahead: bool


def edtf_of(words: str, published: str | None) -> str | None:
    """The first time that the plain ``words`` state, absolute before relative, or None. Never guessed: "recently" is no
    date. published: EDTF, as known."""
    found = times_of(words, published)
    chosen = next((t for t in found if not t.relative), found[0] if found else None)
    return chosen.edtf if chosen else None


def times_of(words: str, published: str | None) -> tuple[Stated, ...]:
    """Every time that the plain ``words`` state, in reading order; of those that overlap the longest."""
    known = _known(words, published)
    found: list[Stated] = []
    for relative, rules in ((False, _ABSOLUTE), (True, _RELATIVE)):
        if relative and known.year is None:
            continue
        for pattern, read in rules:
            for m in pattern.finditer(words):
                edtf = read(m, known)
                if edtf is not None and is_edtf(edtf):
                    found.append(Stated(m.start(), m.end(), edtf, relative))
    found.sort(key=lambda t: (-(t.end - t.start), t.start, t.edtf))
    kept: list[Stated] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda t: t.start))


def _known(words: str, published: str | None) -> _Published:
    bounds = edtf_bounds(published) if published else None
    if bounds is None or bounds[0].year != bounds[1].year:
        return _Published(None, None, None, False)
    first, last = bounds
    month = first.month if first.month == last.month else None
    ahead = _AHEAD.search(words) is not None
    return _Published(first.year, month, first.day if first == last else None, ahead)


_AHEAD = re.compile(r"\b(?:will|to be|plans?|planned|expected|due|scheduled|set to|going to|upcoming|shall|would)\b|예정|계획|것이다|할 것|将|將|拟|计划|預計|预计")

# ---- pieces of EDTF ------------------------------------------------------------------------------------------------


def _month(name: str) -> int:
    return _SHORT[name[:3]]


def _count(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _ym(year: int, month: int) -> str | None:
    return f"{year:04d}-{month:02d}" if 1 <= month <= 12 and 1 <= year <= 9999 else None


def _ymd(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _moved(year: int, month: int, by: int) -> tuple[int, int]:
    months = year * 12 + month - 1 + by
    return months // 12, months % 12 + 1


def _part(year: int | str, part: str) -> str:
    """A part of a year, or of a decade given as "199"."""
    part = part.strip()
    if isinstance(year, str):
        ends = {"early": (0, 3), "first": (0, 3), "mid": (4, 6), "late": (7, 9), "last": (7, 9)}.get(_PART_WORDS.get(part, ""))
        return f"{year}{ends[0]}~/{year}{ends[1]}~" if ends else f"{year}X"
    if m := re.search(r"(first|second|third|fourth|last) quarter|第?([一二三四1-4])季度|([1-4]) ?분기", part):
        word = m[1] or m[2] or m[3]
        quarter = _ORDINALS.get(word) or int(word)
        return f"{year}-{quarter * 3 - 2:02d}/{year}-{quarter * 3:02d}"
    return {
        "early": f"{year}-01~/{year}-04~", "mid": f"{year}-05~/{year}-08~", "late": f"{year}-09~/{year}-12~",
        "h1": f"{year}-01/{year}-06", "h2": f"{year}-07/{year}-12", "first": f"{year}-01~", "last": f"{year}-12~",
    }.get(_PART_WORDS.get(part, ""), str(year))  # fmt: skip


def _since(edtf: str | None) -> str | None:
    return None if edtf is None else f"{edtf.partition('/')[0]}/.."


def _until(edtf: str | None) -> str | None:
    if edtf is None:
        return None
    end = edtf.rpartition("/")[2]
    # "By the end of 2025" ends with the year: the month that stands for its end would say no more.
    return "/" + re.sub(r"^(\d{4})-12~$", r"\1", end)


def _han_year(digits: str) -> int | None:
    value = cjk_number(digits.replace("○", "〇"))
    return int(value) if value and 1800 <= value <= 2199 else None


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], _Published], str | None]]


def _rule(pattern: str, read: Callable[[re.Match[str], _Published], str | None]) -> _Rule:
    return re.compile(pattern), read


# ---- times that stand for themselves -------------------------------------------------------------------------------


def _cjk_date(m: re.Match[str], known: _Published) -> str | None:
    year = int(m["y"]) if m["y"] else _han_year(m["h"])
    if year is None:
        return None
    if m["d"]:
        edtf = _ymd(year, int(m["m"]), int(m["d"]))
    elif m["m"]:
        edtf = _ym(year, int(m["m"]))
    else:
        edtf = _part(year, m["part"]) if m["part"] else str(year)
    if m["since"]:
        return _since(edtf)
    return _until(edtf) if m["until"] else edtf


def _cjk_decade(m: re.Match[str], known: _Published) -> str | None:
    if m["y"]:
        decade = m["y"][:3]
    else:
        tens = m["t"] or m["k"]
        value = int(cjk_number(tens) or 0)
        century = {"20": "19", "21": "20", "19": "18", "上": "19", "上个": "19", "上個": "19"}.get(m["century"] or "", "19" if value >= 30 else "20")
        if value % 10 or not 0 < value <= 90:
            return None
        decade = f"{century}{value // 10}"
    edtf = _part(decade, m["part"]) if m["part"] else f"{decade}X"
    if m["since"]:
        return _since(edtf)
    return _until(edtf) if m["until"] else edtf


def _years(m: re.Match[str], known: _Published) -> str | None:
    first, last = m["a"], m["b"]
    if len(last) == 2:
        last = first[:2] + last
    return f"{first}/{last}" if first <= last else None


def _months(m: re.Match[str], known: _Published) -> str | None:
    first, last = _ym(int(m["ya"] or m["y"]), _month(m["a"])), _ym(int(m["y"]), _month(m["b"]))
    return f"{first}/{last}" if first and last and first <= last else None


def _pandemic(m: re.Match[str], known: _Published) -> str:
    how = m["how"] or m["how2"] or ""
    if how in ("before", "이전", "전", "之前", "前", "prior to"):
        return "/2020~"
    if how in ("since", "since the start of", "이후", "以来", "以來"):
        return "2020~/.."
    return "2023~/.." if how in ("after", "이후로", "之后", "後", "后", "结束后", "끝난 뒤", "종료 후") else PANDEMIC


_SINCE_KO, _UNTIL_KO = r"부터(?! ?\d)|이후|이래", r"까지|이전"
_SINCE_ZH, _UNTIL_ZH = r"以来|以來|起|开始|開始|之后|以后|后|後", r"之前|以前|前|为止"
_SINCE_CJK = rf"(?P<since> ?(?:{_SINCE_KO}|{_SINCE_ZH}))?(?P<until> ?(?:{_UNTIL_KO}|{_UNTIL_ZH}))?"
_BY = r"\b(?:by|until|till|before|up to|through|as late as) (?:the year )?"
_FROM = r"\b(?:since|from|starting in|beginning in|as of|as early as|after) (?:the |at least |around |about )?"

_ABSOLUTE: tuple[_Rule, ...] = (
    _rule(rf"\b(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>{_Y})\b", lambda m, k: _ymd(int(m["y"]), _month(m["m"]), int(m["d"]))),
    _rule(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{_MONTH}),? (?P<y>{_Y})\b", lambda m, k: _ymd(int(m["y"]), _month(m["m"]), int(m["d"]))),
    _rule(rf"(?<![\d.])(?P<y>{_Y})[ ./](?P<m>\d{{2}})[ ./](?P<d>\d{{2}})(?![\d.])", lambda m, k: _ymd(int(m["y"]), int(m["m"]), int(m["d"]))),
    _rule(rf"\b(?P<m>{_MONTH}),? (?:of )?(?P<y>{_Y})\b", lambda m, k: _ym(int(m["y"]), _month(m["m"]))),
    _rule(rf"{_FROM}(?P<m>{_MONTH}) (?P<y>{_Y})\b(?! (?:to|until|through)\b)", lambda m, k: _since(_ym(int(m["y"]), _month(m["m"])))),
    _rule(rf"{_BY}(?P<m>{_MONTH}) (?P<y>{_Y})\b", lambda m, k: _until(_ym(int(m["y"]), _month(m["m"])))),
    _rule(rf"\b(?:between|from) (?P<a>{_MONTH}) (?P<ya>{_Y})? ?(?:and|to|until|through) (?P<b>{_MONTH}) (?P<y>{_Y})\b", _months),
    _rule(rf"\b(?:between|from) (?P<a>{_Y}) (?:and|to|until|till|through) (?P<b>{_Y})\b", _years),
    _rule(rf"(?<![\d.,])(?P<a>{_Y})(?:[\u2013\u2014/~]| ?~ ?)(?P<b>{_Y}|\d\d)(?![\d/.]){_NOT_COUNTED}", _years),
    _rule(rf"(?<![\d.,])(?P<a>(?:19|20)\d\d) (?P<b>(?:19|20)\d\d)(?![\d.]){_NOT_COUNTED}", _years),
    _rule(rf"(?P<a>{_Y}) ?[년年]? ?(?:부터|에서|[~\u2013\u2014至到-]|～) ?(?P<b>{_Y}) ?[년年](?:까지|间|間|之间|사이)?", _years),
    _rule(rf"\b(?:since|from) (?:the )?(?:(?P<part>early|late|mid) )?(?:about |around |at least )?(?P<y>{_Y})(?P<s>s)?\b(?! (?:to|until|through|and) \d)", lambda m, k: f"{m['y'][:3]}X/.." if m["s"] else _since(_part(int(m["y"]), m["part"] or ""))),
    _rule(rf"{_BY}(?:the end of |end of |late |early |mid )?(?P<y>{_Y})\b{_NOT_COUNTED}", lambda m, k: f"/{m['y']}"),
    _rule(rf"\b(?:in |at |around |by )?(?P<part>{_PART}) (?:the )?(?P<y>{_Y})\b(?!s)", lambda m, k: _until(_part(int(m["y"]), m["part"])) if m.group().startswith("by") else _part(int(m["y"]), m["part"])),
    _rule(r"\b(?:(?:the )?(?P<part>early|mid|late) )?(?:the )?(?P<y>(?:1[89]|20)\d)0s\b", lambda m, k: _part(m["y"], m["part"] or "")),
    _rule(rf"\b(?:in |during |of )?(?:the )?(?P<s>{_SEASON})(?: of|,)? (?P<y>{_Y})\b", lambda m, k: f"{m['y']}-{_SEASONS[m['s']]}"),
    _rule(rf"\bq(?P<q>[1-4]) (?:of )?(?P<y>{_Y})\b", lambda m, k: f"{m['y']}-{int(m['q']) * 3 - 2:02d}/{m['y']}-{int(m['q']) * 3:02d}"),
    _rule(rf"\b(?:in|during|throughout) (?P<y>{_Y})\b(?!s\b)(?! (?:people|residents|won|yuan))", lambda m, k: m["y"]),
    _rule(rf"\b(?:of|for|year|around|about|after|the|dated|fiscal|fy) (?P<y>{_Y})\b(?!s\b){_NOT_COUNTED}", lambda m, k: m["y"] if not m.group().startswith("after") else f"{m['y']}/.."),
    _rule(r"\bjuche (?P<j>\d{2,3})\b|주체 ?(?P<k>\d{2,3})(?:년)?(?!\d)", lambda m, k: str(1911 + int(m["j"] or m["k"]))),
    _rule(r"民[国國] ?(?P<j>\d{2,3}) ?年", lambda m, k: str(1911 + int(m["j"]))),
    _rule(r"\b(?:during|throughout|amid|in) (?:the (?:height of the )?)?(?P<how>)(?P<how2>)(?:(?:covid(?: 19)?|coronavirus) )?pandemic\b|\b(?:during|throughout|amid) (?:covid(?: 19)?)\b", lambda m, k: PANDEMIC),
    _rule(r"\b(?P<how>before|prior to|since the start of|since|after)(?P<how2>) (?:the )?(?:(?:covid(?: 19)?|coronavirus) )?pandemic\b", _pandemic),
    _rule(r"(?:코로나(?: ?19)?|팬데믹|전염병|비루스 ?사태|疫情|新冠(?:疫情)?)(?:가|이|로 인한 국경 봉쇄)? ?(?P<how>기간|시기|사태 동안|사태 이후|사태|이후|이전|끝난 뒤|종료 후|期间|期間|以来|以來|之前|前|之后|结束后|后)(?P<how2>)", lambda m, k: "2020~/.." if m["how"] == "사태 이후" else _pandemic(m, k)),
    _rule(rf"(?:(?P<y>{_Y})|(?P<h>{_HAN_YEAR})) ?[年년](?: ?(?P<m>\d{{1,2}}) ?[月월](?: ?(?P<d>\d{{1,2}}) ?[日일])?| ?(?P<part>{_KO_PART}|{_ZH_PART})(?![가-힣]*기록))?(?!代)(?!대){_SINCE_CJK}", _cjk_date),
    _rule(rf"(?:(?P<century>上个?|上個|19|20|21)(?:世[纪紀]|세기) ?)?(?:(?P<y>(?:1[89]|20)\d0)|(?P<t>[一二三四五六七八九]十|[1-9]0)|(?P<k>(?<!\d)[1-9]0)) ?(?:年代|년대)(?:的| )?(?P<part>初期|中期|末期|后期|早期|晚期|初|中|末|초반|중반|후반|초|말)?{_SINCE_CJK}", _cjk_decade),
    _rule(r"(?:本|21)世[纪紀]初", lambda m, k: "200X"),
    _rule(rf"(?:截至|到|至|在)(?P<y>{_Y})年(?:底|末|年底)?(?:前|之前)", lambda m, k: f"/{m['y']}"),
    _rule(rf"(?:截至|到|至)(?P<y>{_Y})年(?:底|末|年底)?", lambda m, k: f"/{m['y']}"),
    _rule(rf"[自从從](?P<y>{_Y})年(?:(?P<m>\d{{1,2}})月)?(?:以来|以來|起|开始|開始|之后)?", lambda m, k: _since(_ym(int(m["y"]), int(m["m"])) if m["m"] else m["y"])),
)  # fmt: skip

# ---- times counted from the day of publication ---------------------------------------------------------------------

_YEARS_OFF = {
    "last year": -1, "the previous year": -1, "this year": 0, "the current year": 0, "next year": 1, "the coming year": 1, "the year before last": -2,
    "지난해": -1, "작년": -1, "전년": -1, "재작년": -2, "지지난해": -2, "올해": 0, "금년": 0, "내년": 1, "다음해": 1, "내후년": 2,
    "去年": -1, "上一年": -1, "前年": -2, "今年": 0, "本年": 0, "明年": 1, "来年": 1, "后年": 2,
}  # fmt: skip
_MONTHS_OFF = {
    "last month": -1, "the previous month": -1, "this month": 0, "next month": 1, "지난달": -1, "지난 달": -1, "전달": -1, "이번 달": 0, "이번달": 0, "이달": 0,
    "다음 달": 1, "다음달": 1, "내달": 1, "上个月": -1, "上個月": -1, "上月": -1, "本月": 0, "这个月": 0, "這個月": 0, "下个月": 1, "下個月": 1, "下月": 1,
}  # fmt: skip
_EN_OFF = "|".join(sorted((w for w in _YEARS_OFF if w[0].isascii()), key=len, reverse=True))
_CJK_OFF = "|".join(sorted((w for w in _YEARS_OFF if not w[0].isascii()), key=len, reverse=True))
_MONTH_WORDS = "|".join(sorted(_MONTHS_OFF, key=len, reverse=True))


def _year_off(m: re.Match[str], known: _Published) -> str | None:
    assert known.year is not None
    year = known.year + _YEARS_OFF[m["off"]]
    groups = m.groupdict()
    if groups.get("m"):
        name = m["m"]
        number = _month(name) if name[0].isalpha() and name[0].isascii() else int(name)
        day = groups.get("d")
        edtf = _ymd(year, number, int(day)) if day else _ym(year, number)
    elif groups.get("s"):
        edtf = f"{year}-{_SEASONS[m['s']]}"
    else:
        edtf = _part(year, groups.get("part") or "")
    if groups.get("since"):
        return _since(edtf)
    return _until(edtf) if groups.get("until") else edtf


def _month_off(m: re.Match[str], known: _Published) -> str | None:
    if known.year is None or known.month is None:
        return None
    edtf = _ym(*_moved(known.year, known.month, _MONTHS_OFF[m["off"]]))
    return _since(edtf) if m["since"] or m["since2"] else edtf


def _named_month(m: re.Match[str], known: _Published) -> str | None:
    """ "Next March", "last March" and a bare "in March"."""
    assert known.year is not None
    which, month = (m["which"] or "").strip(), _month(m["m"])
    if known.month is None:
        return None
    ahead = which in ("next", "this coming") or (not which and known.ahead)
    if ahead:
        same = month > known.month or (not which and month == known.month)
        unsure = bool(which) and month > known.month
    else:
        same = month < known.month or (not which and month == known.month)
        unsure = bool(which) and month < known.month
    year = known.year if same else known.year + (1 if ahead else -1)
    if m["d"]:
        return _ymd(year, month, int(m["d"]))
    edtf = f"{year}-{month:02d}" + ("?" if unsure else "")
    return f"{edtf}/.." if m["since"] else edtf


def _season_off(m: re.Match[str], known: _Published) -> str | None:
    if known.year is None or known.month is None:
        return None
    code = _SEASONS[m["s"]]
    ended = {21: 5, 22: 8, 23: 11, 24: 12}[code]
    year = known.year
    if m["which"] == "last":
        year -= 0 if ended < known.month else 1
    elif m["which"] == "next":
        year += 0 if {21: 3, 22: 6, 23: 9, 24: 12}[code] > known.month else 1
    return f"{year}-{code}" + ("" if m["which"] == "this" else "?")


def _ago(m: re.Match[str], known: _Published) -> str | None:
    assert known.year is not None
    words, unit = m["n"], m["unit"]
    number = _NUMBERS.get(words) or (int(words) if words.isdecimal() else int(native_number(words) or cjk_number(words) or 0))
    if not number:
        return None
    if unit.startswith(("decade",)):
        number, unit = number * 10, "year"
    if unit.startswith("year") or unit in ("년", "年"):
        return f"{known.year - number}~" if number < known.year else None
    if known.month is None:
        return None
    year, month = _moved(known.year, known.month, -number)
    return f"{year}-{month:02d}~"


def _lately(m: re.Match[str], known: _Published) -> str | None:
    """ "Over the past five years": from so many years before publication until it."""
    assert known.year is not None
    words = m["n"]
    number = 10 if words in ("decade", "10년", "十年") else _NUMBERS.get(words) or (int(words) if words.isdecimal() else int(cjk_number(words) or 0))
    if not 0 < number < known.year:
        return None
    return f"{known.year - number}~/{known.year}"


_RELATIVE: tuple[_Rule, ...] = (
    _rule(rf"\b(?:(?:in )?(?P<part>{_PART}) )?(?P<off>{_EN_OFF})\b", _year_off),
    _rule(rf"\b(?P<since>since )(?:(?P<part>early|mid|late) )?(?P<off>{_EN_OFF})\b", _year_off),
    _rule(rf"\b(?P<until>by |until |before )(?:the end of |late )?(?P<off>{_EN_OFF})\b", _year_off),
    _rule(rf"\b(?P<m>{_MONTH})(?: (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?)?(?: of)? (?P<off>{_EN_OFF})\b", _year_off),
    _rule(rf"\b(?P<s>{_SEASON})(?: of)? (?P<off>{_EN_OFF})\b", _year_off),
    _rule(rf"(?P<off>{_CJK_OFF}) ?(?:(?P<m>\d{{1,2}}) ?[月월](?: ?(?P<d>\d{{1,2}}) ?[日일])?|(?P<part>{_KO_PART}|{_ZH_PART})|(?P<s>봄|여름|가을|겨울|春|夏|秋|冬)[天季]?)?{_SINCE_CJK}", _year_off),
    _rule(rf"(?P<since>\bsince )?(?:\b(?:in |at |by )?(?:early|mid|late|the end of|the beginning of) )?(?<![a-z])(?P<off>{_MONTH_WORDS})(?![a-z])(?P<since2> ?(?:부터|이후|以来|起))?", _month_off),
    _rule(rf"\b(?P<since>since )?(?P<which>next |last |this past |this coming )(?P<m>{_MONTH})(?: (?P<d>\d{{1,2}})(?:st|nd|rd|th)?)?\b(?!,? {_Y})(?! (?:last|this|next) year)", _named_month),
    _rule(rf"\b(?:(?P<since>since) |in |on |during )(?P<which>)(?:early |mid |late )?(?P<m>{_MONTH})(?: (?P<d>\d{{1,2}})(?:st|nd|rd|th)?)?(?=[ ,.;:)]|$)(?!,? (?:of )?{_Y})(?!,? (?:of )?(?:last|this|next) year)", _named_month),
    _rule(rf"\b(?P<which>last|this|next) (?P<s>{_SEASON})\b", _season_off),
    _rule(rf"\b(?:(?:about|around|some|nearly|almost|more than|over) )?(?P<n>{_N}) (?P<unit>years?|months?|decades?) (?:ago|earlier|previously)\b", _ago),
    _rule(r"(?P<n>\d{1,2}|[한두세네]|다섯|여섯|열|[一二两三四五六七八九十]{1,3}) ?(?P<unit>년|개월|달|年|个月|個月) ?(?:여 ?)?(?:전|前|以前|之前)(?!망|체|부)", _ago),
    _rule(rf"\b(?:over|in|during|for|within) (?:the )?(?:past|last) (?:about |some )?(?:(?P<n>{_N}|decade)(?: years)?)\b(?! (?:months?|weeks?|days?|hours?))", _lately),
    _rule(r"(?:지난|최근) ?(?P<n>\d{1,2}) ?년(?:간| 동안| 사이)", _lately),
    _rule(r"(?:过去|過去|近|最近)(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})年(?:来|间|里|內|内|中)?", _lately),
)  # fmt: skip
