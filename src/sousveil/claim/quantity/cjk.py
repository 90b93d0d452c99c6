# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Counts, sums and shares in Korean and Chinese."""

from __future__ import annotations

import re

from sousveil.records import Quantity

from .measured import SEVERAL, Measured, interval, step_of
from .numerals import BIG, DIGITS, HANGUL, NATIVE, TENS, cjk_number, native_number

_BEFORE = {
    "about": "약|대략|추정|大约|大約|约为|约|約|大概|估计",
    "nearly": "거의|将近|將近|接近|近",
    "least": "최소한|최소|적어도|超过|超過|超|逾|至少|最少|不少于|不低于|高于|突破|上(?=[百千万])",
    "most": "최대|많게는|至多|最多|不超过|不超過|不足|不到|少于|低于|多达|高达|多達|高達",
}  # fmt: skip
_AFTER = {
    "about": "가량|정도|쯤|안팎|내외|左右|上下|前后",
    "nearly": "에 육박|에 가까운|에 달할",
    "least": "이상|초과|(?:이|가|을|를)? ?넘(?:는|게|은|어|었)|(?:을|를) 초과|以上|之多",
    "most": "이하|미만|이내|以下|以内|之内",
}  # fmt: skip
_KINDS = tuple((kind, re.compile(words)) for table in (_BEFORE, _AFTER) for kind, words in table.items())
_MONEY = {
    "달러": "USD", "미국 달러": "USD", "위안": "CNY", "위안화": "CNY", "엔": "JPY", "유로": "EUR", "루블": "rouble", "파운드": "GBP", "원": "won", "한국 원": "KRW",
    "북한 원": "KPW", "美元": "USD", "美金": "USD", "元人民币": "CNY", "人民币": "CNY", "元": "CNY", "欧元": "EUR", "歐元": "EUR", "日元": "JPY", "韩元": "KRW", "韓元": "KRW",
    "朝鲜元": "KPW", "朝元": "KPW", "卢布": "rouble", "盧布": "rouble", "英镑": "GBP", "港元": "HKD", "港币": "HKD", "新台币": "TWD", "台币": "TWD", "卢比": "rupee",
    "越南盾": "VND", "里亚尔": "rial", "坚戈": "KZT",
}  # fmt: skip
_COUNTED = {
    "ko": "대|개소|개국|개|명|곳|건|가구|세대|군데|채|종|회|번|인|척|마리|권|장|기(?=[를가는의로 ,.]|$)|km|킬로미터|미터|화소|%|퍼센트|프로(?![가-힣])",
    "zh": "台|個|个|部|名|人|处|處|套|支|架|座|只|枚|辆|輛|户|戶|家|所|条|條|次|件|张|張|份|项|項|种|種|组|組|路|根|块|具|位|公里|千米|像素|%|％",
}  # fmt: skip
_EXTENT = {"ko": "개월|시간|일간|년간|주간|분간|일 동안|년 동안|km|킬로미터|미터|화소", "zh": "个月|個月|小时|小時|天|分钟|秒|公里|千米|像素|周"}  # fmt: skip
_MONEY_WORDS = "|".join(sorted(_MONEY, key=len, reverse=True))
_SCALE = "[" + "".join((*TENS, *BIG)) + "]"
_BIG = "[" + "".join(BIG) + "]"
_HAN = "[" + "".join((*DIGITS, *(s for s in (*TENS, *BIG) if s not in "십백천만억조"))) + "]"
_SINO = "[" + "".join((*HANGUL, *"십백천만억조")) + "]"
_ARABIC = rf"\d[\d,]*(?:\.\d+)?(?: ?{_SCALE}+ ?\d[\d,]*(?:\.\d+)?)*(?: ?{_SCALE}+(?![가-힣]*(?:족|주의)))?"

_NUMBERS = {
    "ko": rf"(?P<some>수|몇 ?|여러 ?)(?P<of>[십백천만억조]*)|(?P<pair>한두|두세|두서너|서너|너댓|네댓|대여섯|예닐곱|일고여덟)|(?P<native>(?<![가-힣]){NATIVE})|(?P<number>{_ARABIC}|(?<![가-힣0-9]){_SINO}+)",
    "zh": rf"(?P<some>数|數|几|幾|好几)(?P<of>[十百千万亿萬億]*)|(?P<teens>十几|十多|十余)|(?P<pair>(?:一两|两三|二三|三四|三五|四五|五六|六七|七八|八九)(?:[十百千万亿]*))(?=[^一二三四五六七八九十])|(?P<native>\x00)|(?P<number>{_ARABIC}|(?<![第每这那一二三四五六七八九十]){_HAN}+)",
}  # fmt: skip
_PATTERNS = {
    language: re.compile(
        rf"(?P<before>{'|'.join(_BEFORE.values())})? ?(?P<sign>us\$|\$|€|£|￥|¥|미화 |人民币)?(?:(?P<first>{_ARABIC})(?P<firstunit>台|个|人|대|개|명|元|달러|원|%|％)? ?(?P<join>~|\u2013|\u2014|-|에서|至|到|―|～|〜|∼|(?<=\d) (?=\d)) ?)?"
        rf"(?:{numbers})(?P<plus>여|餘|余|多)?(?P<big>{_BIG})?(?P<plus2>여|餘|余|多|남짓(?: 된)?)? ?"
        rf"(?P<unit>{_MONEY_WORDS}|{_EXTENT[language]}|{_COUNTED[language]}|(?<=[$€£￥¥])(?=\x00))(?P<tail>人民币)?(?: ?(?P<after>{'|'.join(_AFTER.values())}))?"
    )
    for language, numbers in _NUMBERS.items()
}
_SIGNED = re.compile(rf"(?P<sign>us\$|\$|€|£|￥|¥) ?(?P<number>{_ARABIC})")
_SIGNS = {"us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "¥", "￥": "¥"}
_SHARES = {
    "ko": re.compile(r"(?P<before>약 ?|거의 ?|최소 ?)?(?:(?P<bottom>\d+|[이삼사오육칠팔구십]+) ?분의 ?(?P<top>\d+|[일이삼사오육칠팔구]+)|(?P<half>절반|과반(?:수)?)|(?P<tenths>[1-9]) ?할)(?P<after> ?(?:이상|이하|미만|가량|정도|이 넘는|을 넘는))?"),
    "zh": re.compile(r"(?P<before>大约|约|近|将近|超过|逾|至少|不到|不足|超)?(?:(?P<bottom>\d+|[二三四五六七八九十百千]+)分之(?P<top>\d+(?:\.\d+)?|[一二三四五六七八九十百零两]+(?:点[一二三四五六七八九零]+)?)|(?P<half>半数|一半|过半|過半)|(?P<tenths>[1-9一二三四五六七八九])成(?![为為立本员功绩就果长年交]))(?P<after>以上|以下|左右|多)?"),
}  # fmt: skip
_PAIRS = {
    "한두": (1, 2), "두세": (2, 3), "두서너": (2, 4), "서너": (3, 4), "너댓": (4, 5), "네댓": (4, 5), "대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8),
}  # fmt: skip
_AGES = re.compile(r" ?(?:남|여|청|들|주민|의 ?(?:남|여|청|젊|주민)|초반|중반|후반|이상 남|노|부부|딸|아들|와|로|학생|군인|간부|젊은)")
_NETWORK = re.compile(r" ?(?:이동|통신|네트워크|망|무선|LTE|기술)", re.IGNORECASE)
_THEN = re.compile(r" ?(?:전|후|만에|뒤|째|차|前|后|後|来|內|以来)")
_NOT_COUNT = re.compile(r"[年月日号號년월일세시도층]")


def measures(text: str, low: str, start: int, end: int, language: str) -> tuple[Measured, ...]:
    """Everything counted in [start, end), in reading order."""
    found: list[Measured] = []
    for part in _SHARES[language].finditer(low, start, end):
        if (share := _share(text, low, part)) is not None:
            found.append(share)
    for pattern, reader in ((_PATTERNS[language], _count), (_SIGNED, _sum)):
        at = start
        while at < end and (hit := pattern.search(low, at, end)):
            m, read = hit, reader(text, low, hit, language)
            if read is not None and not any(read.start < o.end and o.start < read.end for o in found):
                found.append(read)
            at = max(m.start() + 1, read.end if read else m.start() + 1)
            if read is None and low[m.start()].isdecimal():
                while at < end and low[at].isdecimal():
                    at += 1  # not into the middle of the number that was refused
    return tuple(sorted(found, key=lambda m: m.start))


def _kind(low: str, m: re.Match[str]) -> str:
    """The bound that the hedge before or behind the number sets."""
    for group in ("before", "after"):
        start = m.start(group)
        while 0 <= start < m.end(group) and low[start] == " ":
            start += 1
        for kind, pattern in _KINDS:
            if start >= 0 and pattern.match(low, start):
                return kind
    return ""


def _made(text: str, start: int, stop: int, bounds: tuple[float | None, float | None], unit: str, extent: bool = False) -> Measured:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    while start < stop and text[start].isspace():
        start += 1
    return Measured(Quantity(*bounds, unit, text[start:stop]), start, stop, extent)


def _sum(text: str, low: str, m: re.Match[str], language: str) -> Measured | None:
    value = cjk_number(m["number"])
    return None if value is None else _made(text, m.start(), m.end(), (value, value), _SIGNS[m["sign"]])


def _count(text: str, low: str, m: re.Match[str], language: str) -> Measured | None:
    unit = m["unit"]
    extent = unit in _EXTENT[language].split("|")
    factor = BIG[m["big"]] if m["big"] else 1.0
    plus = m["plus"] or m["plus2"]
    groups = m.groupdict()
    if m["some"]:
        words = m["of"]
        if words in ("",) and m["some"] in ("수", "数", "數"):
            return None if language == "ko" else _named(text, m, SEVERAL, unit, extent)
        base = cjk_number(words) if words else 1.0
        if base is None:
            return None
        bounds: tuple[float | None, float | None] = (2 * base * factor, 10 * base * factor)
    elif groups.get("teens"):
        bounds = (11 * factor, 19 * factor)
    elif m["pair"]:
        pair = _pair(m["pair"])
        if pair is None:
            return None
        bounds = (pair[0] * factor, pair[1] * factor)
    else:
        number = native_number(m["native"]) if m["native"] else cjk_number(m["number"])
        if number is None or not _plausible(low, m, language, extent):
            return None
        bound = _kind(low, m)
        if plus and not bound:
            bounds = (number * factor, (number + step_of(number)) * factor)
        else:
            bounds = interval(number * factor, bound)
        if m["first"] is not None:
            ranged = None if text[m.start("join")] == " " else _ranged(m, number * factor, factor)
            if ranged is None:
                begin = m.start("number") if m["number"] else m.start("native")
                return _made(text, begin, m.end(), (number * factor, number * factor), _unit(m), extent)
            bounds = ranged
    return _named(text, m, bounds, unit, extent)


def _named(text: str, m: re.Match[str], bounds: tuple[float | None, float | None], unit: str, extent: bool) -> Measured:
    return _made(text, m.start(), m.end(), bounds, _unit(m), extent)


def _unit(m: re.Match[str]) -> str:
    if m["unit"] in ("%", "％", "퍼센트", "프로"):
        return "%"
    return "KRW" if m["unit"] == "원" and m["sign"] == "한국" else _MONEY.get(m["unit"], m["unit"])


def _pair(words: str) -> tuple[float, float] | None:
    if words in _PAIRS:
        return _PAIRS[words]
    scale = cjk_number(words[2:]) if len(words) > 2 else 1.0
    first, second = DIGITS.get(words[0]), DIGITS.get(words[1])
    return None if scale is None or first is None or second is None else (first * scale, second * scale)


def _ranged(m: re.Match[str], high: float, factor: float) -> tuple[float, float] | None:
    """The lower number of "10~20대". "2万至3万" has its scale, "2至3万" takes the other's."""
    low = cjk_number(m["first"])
    if low is None:
        return None
    scaled = re.search(_BIG + "$", m["number"] or "")
    own = re.search(_BIG, m["first"])
    if not own:
        low *= factor * (BIG[scaled.group()] if scaled else 1.0)
    return (low, high) if low <= high else None


def _plausible(low: str, m: re.Match[str], language: str, extent: bool) -> bool:
    """Whether the number counts: no age, ordinal, date, network generation or indefinite article."""
    words, unit, after = m["number"] or m["native"], m["unit"], m.end()
    before = low[max(0, m.start() - 2) : m.start()]
    hedged = bool(m["before"] or m["after"] or m["plus"] or m["plus2"] or m["big"])
    if before.endswith(("第", "제", ".", "-")) and not hedged:
        return False
    if extent and _THEN.match(low, after):
        return False
    if language == "ko":
        if unit == "대" and re.fullmatch(r"[1-9]0|십", words) and not hedged and _AGES.match(low, after):
            return False
        if unit == "세대" and _NETWORK.match(low, after):
            return False
        if m["number"] and not words[0].isdecimal():
            # One syllable alone is a particle or a pronoun far more often than a number: 이, 일, 사, 만.
            if len(words) == 1 and not (hedged or words in "백천만"):
                return False
            if len(words) > 1 and not re.search("[십백천만억조]", words):
                return False
        if m["native"] and unit in ("대", "기", "인", "%") and words in ("세", "네") and not hedged:
            return unit == "대" and low[m.end("native")] == " "  # 세대 is a household, 네 대 four of them
        if m["native"] and words == "한" and not hedged:
            return False  # an article: "한 개", "한 명"
        return not (unit == "인" and not words[0].isdecimal())
    if words in ("一", "1") and not hedged and unit in ("个", "個", "名", "人", "种", "種", "次", "家", "位", "项", "件", "些"):
        return words == "1" and unit != "人"
    return not (unit in ("次", "周", "路", "号") and words in ("一", "二", "三", "四", "五") and not hedged)


def _share(text: str, low: str, m: re.Match[str]) -> Measured | None:
    if m["half"]:
        share = 50.0
    elif m["tenths"]:
        share = 10 * (cjk_number(m["tenths"]) or 0.0)
    else:
        whole, dot, part = m["top"].partition("点")
        top, bottom = cjk_number(whole), cjk_number(m["bottom"])
        if dot and top is not None:
            top += float("0." + "".join(str(DIGITS[c]) for c in part))
        if not top or not bottom or top > bottom:
            return None
        share = float(f"{100 * top / bottom:.6g}")
    bound = _kind(low, m)
    after = (m["after"] or "").strip()
    if after == "多":
        bounds: tuple[float | None, float | None] = (share, share + 10)
    elif m["half"] in ("过半", "過半", "과반", "과반수"):
        bounds = (50.0, None)
    elif bound in ("about", "nearly"):
        bounds = (round(share * 0.9, 4), share if bound == "nearly" else round(share * 1.1, 4))
    else:
        bounds = interval(share, bound)
    return _made(text, m.start(), m.end(), bounds, "%")
