# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""What stands in a cell: numbers with their marks, times, units and currencies."""

from __future__ import annotations

import re
from datetime import date

from sousveil.claim.plain import plain
from sousveil.claim.quantity import cjk_number
from sousveil.claim.times import edtf_of

_MISSING = frozenset(
    {
        "",
        "-",
        "\u2013",
        "\u2014",
        "..",
        "...",
        "\u2026",
        "n/a",
        "na",
        "n.a.",
        "nil",
        "none",
        "null",
        ":",
        "x",
        "없음",
        "无",
    }
)
_NUMBER = re.compile(r"[-+\u2212]?\d[\d.,'\u2019 \u00a0\u202f]*")
_MARKS = re.compile(r"^(?:us\$|[$€£¥￥₩₽₹]|usd|eur|rmb|cny|krw|rub|약|约|c\.|ca\.|~)?\s*|\s*(?:[*†‡]|\(?(?:e|p|r|est\.?)\)?)$", re.IGNORECASE)  # fmt: skip

SCALE_WORDS = (
    ("trillion", 1e12, ("trillion", "tn", "조", "万亿", "兆")),
    ("billion", 1e9, ("billion", "bn", "十亿", "십억", "млрд")),
    ("hundred million", 1e8, ("억", "亿", "億")),
    ("million", 1e6, ("million", "millions", "mn", "mln", "백만", "百万", "млн")),
    ("ten thousand", 1e4, ("만", "万", "萬")),
    ("thousand", 1e3, ("thousand", "thousands", "000s", "'000", "’000", "000", "천", "千", "тыс")),
)
CURRENCIES = (
    ("USD", ("usd", "us$", "$", "dollar", "dollars", "달러", "불", "美元", "美金")), ("CNY", ("cny", "rmb", "yuan", "renminbi", "위안", "人民币")),
    ("EUR", ("eur", "€", "euro", "euros", "유로", "欧元")), ("KRW", ("krw", "₩", "韩元")), ("JPY", ("jpy", "yen", "엔", "日元")),
    ("GBP", ("gbp", "£", "pound", "pounds", "英镑")), ("RUB", ("rub", "₽")), ("won", ("won", "원")), ("rouble", ("rouble", "roubles", "ruble", "rubles", "루블", "卢布")),
    ("crown", ("crowns", "crown")), ("INR", ("inr", "₹")), ("CNY", ("元",)),
)  # fmt: skip


def number_in(words: str, decimal: str = ".") -> float | None:
    """The number that a cell holds, or None: "1,234.5", "1.234,5" with ``decimal`` ",", "(12)" is -12, "3만 5천"."""
    bare = words.strip()
    if bare.casefold() in _MISSING:
        return None
    negative = bare.startswith("(") and bare.endswith(")")
    bare = _MARKS.sub("", bare.strip("()").strip()).strip()
    if _NUMBER.fullmatch(bare):
        digits = re.sub(r"['\u2019 \u00a0\u202f]", "", bare).replace("\u2212", "-")
        thousands = "." if decimal == "," else ","
        if digits.count(decimal) > 1:
            return None
        try:
            value = float(digits.replace(thousands, "").replace(decimal, "."))
        except ValueError:
            return None
        return -value if negative else value
    return cjk_number(bare.replace(",", "")) if re.search("[십백천만억조十百千万亿萬億]", bare) else None


def decimal_mark(cells: list[str]) -> str:
    """ "," when the numbers of a column can only be read with a decimal comma, else "."."""
    comma = sum(bool(re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d+,\d{1,2}", cell.strip())) for cell in cells)
    point = sum(bool(re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+", cell.strip())) for cell in cells)
    return "," if comma > point else "."


def time_in(words: str) -> str | None:
    """The EDTF time in a cell: 2019, 2019-03, 201903, 2019/20, 20190304, 2019-03-04, 4.3.2019, "March 2019", 2019년 3월."""
    bare = words.strip()
    if m := re.fullmatch(r"(?:fy|FY|회계연도)? ?((?:19|20)\d\d)(?:\.0)?", bare):
        return m[1]
    if m := re.fullmatch(r"((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])", bare):
        return f"{m[1]}-{m[2]}"
    if m := re.fullmatch(r"(?:fy|FY)? ?((?:19|20)\d\d)[/\u2013-](\d\d|\d{4})", bare):
        last = m[2] if len(m[2]) == 4 else m[1][:2] + m[2]
        return f"{m[1]}/{last}" if last > m[1] else None
    for pattern, order in (
        (r"((?:19|20)\d\d)[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[T ].*)?", "ymd"),
        (r"(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)", "?"),
    ):
        if m := re.fullmatch(pattern, bare):
            year, month, day = (
                (int(m[1]), int(m[2]), int(m[3])) if order == "ymd" else (int(m[3]), int(m[2]), int(m[1]))
            )
            if order == "?" and "/" in bare and day <= 12 and month <= 12:
                # 03/04/2019 is March or April, by country: the year is what is sure.
                return str(year) if day != month else f"{year}-{month:02d}-{day:02d}"
            if order == "?" and month > 12:
                month, day = day, month
            try:
                return date(year, month, day).isoformat()
            except ValueError:
                return str(year)
    return edtf_of(plain(bare), None)


def year_in(words: str) -> int | None:
    """The year that a cell begins with or holds, as a number."""
    edtf = time_in(words)
    m = re.match(r"/?(\d{4})", edtf or "")
    return int(m[1]) if m else None


def scale_in(heading: str) -> float:
    """The factor that a heading sets: 1000 for "Value (1000 USD)", 10000 for "金额（万元）"; 1 without one."""
    low = heading.casefold()
    inside = " ".join(re.findall(r"[(（\[]([^)）\]]*)", low)) or low
    for _, factor, words in SCALE_WORDS:
        for word in words:
            ascii_word = word.isascii() and word.isalpha()
            pattern = rf"\b{re.escape(word)}\b" if ascii_word else re.escape(word)
            if not ascii_word and word.isascii():
                pattern = rf"(?<![\d,.])(?:1,?)?{re.escape(word)}(?!\d)"
            if re.search(pattern, inside if not ascii_word else low):
                return factor
    return 1.0


def currency_in(heading: str) -> str | None:
    """The currency that a heading names."""
    low = heading.casefold()
    for code, words in CURRENCIES:
        for word in words:
            if re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word), low):
                return code
    return None
