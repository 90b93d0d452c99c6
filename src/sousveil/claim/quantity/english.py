# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Counts, sums and shares in English, found in plain text (lower case, spaces for hyphens)."""

from __future__ import annotations

import re
from collections.abc import Callable

from sousveil.records import Quantity

from .measured import SEVERAL, Measured, interval
from .numerals import ENGLISH, SCALES, SHORT_SCALES, english_number

_BOUNDS = {
    "about": "about|around|some|approximately|roughly|an estimated|estimated|circa|ca\\.?|c\\.|in the region of|in the order of",
    "nearly": "nearly|almost|close to|just under|just short of|approaching",
    "least": "more than|over|at least|upwards? of|no fewer than|no less than|not less than|not fewer than|above|exceeding|in excess of|a minimum of|well over|just over",
    "most": "up to|fewer than|less than|as many as|as much as|under|below|at most|no more than|not more than|a maximum of",
}  # fmt: skip
_BOUND_OF = {word.replace("\\", "").replace("?", ""): kind for kind, words in _BOUNDS.items() for word in words.split("|")}
_HEDGE = r"(?:\b(?P<hedge>" + "|".join(_BOUNDS.values()) + r") (?:the |a total of )?)?"

_COUNTED = (
    "cameras?|cams?|webcams?|units?|sets?|devices?|drones?|uavs?|quadcopters?|sensors?|terminals?|escapees|defectors|refugees|residents|people|persons|citizens|"
    "individuals|interviewees|respondents|participants|households|families|homes|apartments|buildings|schools|classrooms|kindergartens|hospitals|factories|"
    "prisons|camps|stations?|towers?|masts?|poles?|posts?|checkpoints?|gates?|turnstiles?|intersections|junctions|crossings|roads|streets|villages|towns|"
    "cities|districts|counties|provinces|regions|states|countries|phones|smartphones|handsets|telephones|tablets|computers|laptops|servers|routers|switches|"
    "recorders|monitors|screens|lenses|chips|detectors|scanners|readers?|kiosks?|robots?|vehicles|cars|trucks|officers|guards|soldiers|agents|informants?|"
    "informers|staff|employees|workers|operators|engineers|inspectors|detainees|prisoners|suspects|arrests|subscribers|subscriptions|users|customers|"
    "accounts|websites|sites|pages|apps|applications|boxes|set top boxes|cards|profiles|records|images|photos|photographs|faces|fingerprints|samples|"
    "swabs|scans|searches|requests|alerts|hits|plates|licen[cs]es|licen[cs]e plates|contracts?|tenders?|bids|companies|firms|vendors|suppliers|agencies|"
    "departments|ministries|papers|articles|reports|documents|patents|incidents|cases|systems|networks|facilities|locations|places|points|projects|sim cards|passports|"
    "households|shops|stores|markets|banks|buses|trains|carriages|tonnes|tons|kg|kilograms"
)
_EXTENT = (
    "km|kilomet(?:er|re)s?|miles?|met(?:er|re)s|feet|hectares|fps|frames per second|megapixels?|mp|pixels|gb|tb|pb|gigabytes|terabytes|petabytes|megabits|"
    "mbps|gbps|watts?|kilowatts?|megawatts?|kw|mw|gw|volts|hours?|days?|weeks?|months?|years?|minutes?|seconds?|decades?"
)
_MONEY_WORDS = {
    "us dollars": "USD", "u.s. dollars": "USD", "american dollars": "USD", "dollars": "USD", "dollar": "USD", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY",
    "euros": "EUR", "euro": "EUR", "pounds sterling": "GBP", "pounds": "GBP", "yen": "JPY", "rupees": "INR", "south korean won": "KRW",
    "north korean won": "KPW", "won": "won", "roubles": "rouble", "rubles": "rouble", "rouble": "rouble", "ruble": "rouble", "belarusian rubles": "BYN",
    "russian rubles": "RUB", "russian roubles": "RUB", "belarusian roubles": "BYN", "rials": "rial", "rial": "rial", "tomans": "toman", "kyats": "MMK",
    "kyat": "MMK", "dong": "VND", "kip": "LAK", "birr": "ETB", "dinars": "dinar", "dirhams": "dirham", "lira": "lira", "liras": "lira", "tenge": "KZT",
    "reais": "BRL", "real": "BRL", "shillings": "shilling", "pesos": "peso", "francs": "franc", "crowns": "crown", "baht": "THB", "ringgit": "MYR",
    "riyals": "riyal", "naira": "NGN", "rand": "ZAR", "hryvnia": "UAH", "hryvnias": "UAH", "zloty": "PLN",
}  # fmt: skip
_CODES = ("usd|eur|gbp|cny|rmb|jpy|krw|kpw|rub|byn|inr|irr|vnd|mmk|lak|etb|kzt|brl|kes|egp|try|thb|aud|cad|hkd|twd|sgd|chf|uah|ngn|zar|rsd|aed|sar|php|pkr|idr|myr")
_SIGNS = {
    "us$": "USD", "$": "USD", "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nt$": "TWD", "s$": "SGD", "r$": "BRL", "€": "EUR", "£": "GBP", "¥": "¥", "￥": "¥",
    "₩": "won", "₽": "RUB", "₹": "INR", "rs": "rupee", "rs.": "rupee", "₫": "VND", "₺": "TRY", "₸": "KZT",
}  # fmt: skip
_NOT_BETWEEN = r"(?!(?:of|and|in|the|to|a|an|on|for|from|by|with|which|that|who|is|are|were|was|have|has|had|or|at|as|per|out|into|than|its|their|his|her|it|they|more than|will|can|could|would|but|while|when|ago)\b)"
_UNIT = (
    rf"(?: (?:more |of the |of its |of their )?(?P<unit>(?:{_NOT_BETWEEN}[a-z']+(?:,)? ){{0,5}}?(?P<head>{_COUNTED}|{_EXTENT}))\b)"
)
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{ENGLISH})"
_SCALE = rf"(?: ?(?P<scale>{'|'.join(SCALES)})s?\b|(?P<short>bn|mn|mln|tn|k|m|b)\b| (?P<short2>bn|mn|mln|tn|m)\b)"
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_MONEY_WORD = "|".join(sorted(_MONEY_WORDS, key=len, reverse=True))

_COUNT = re.compile(
    rf"{_HEDGE}(?:(?P<sign>(?<![a-z])(?:{_SIGN}|(?:{_CODES})(?= ?\d))) ?)?(?<![\w.,])(?:(?P<from>between|from) )?(?:(?P<first>{_NUMBER})(?P<firstscale> (?:hundred|thousand|million|billion))?"
    rf"(?: ?(?P<join>to|and|or|\u2013|\u2014|~|(?<=\d) (?=\d)|(?<=\d)(?= \d)) ?(?:{_SIGN})?))?(?P<number>{_NUMBER})(?!\d)(?:(?<=\d)|(?![a-z]))(?!(?:th|st|nd|rd|s)\b){_SCALE}?(?P<plus>\+| odd\b| or so\b| plus\b)?"
    rf"(?P<tail>(?P<percent> ?%| ?per ?cent(?:age points?)?\b)|(?: (?P<money>{_MONEY_WORD})\b| ?(?P<code>{_CODES})\b)|{_UNIT})?"
)
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_FRACTION = re.compile(
    rf"{_HEDGE}(?<!\w)(?:(?P<half>half)(?= (?:of|the|its|their|all)\b)(?! of (?:the (?:year|month|century|day)|20|19|last|this|next))"
    rf"|(?P<top>an?|one|two|three|four|five|six|seven|eight|nine) (?P<bottom>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|half)s?(?= (?:of|the)\b)(?! of (?:an? |the year|the century|last|this|next|20|19)))"
    rf"|{_HEDGE.replace('hedge', 'hedge2')}(?<!\w)(?P<n>one|two|three|four|five|six|seven|eight|nine|\d{{1,3}}) (?:in|out of)(?: every)? (?P<m>two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|hundred|\d{{1,3}})(?= (?:of\b|{_COUNTED})|[a-z ]{{1,25}}(?:{_COUNTED})\b)"
)
_ROUND = re.compile(
    rf"(?<!\w)(?P<how>dozens|scores|tens of thousands|tens of millions|tens|hundreds of thousands|hundreds of millions|hundreds|thousands|millions|billions|several (?:hundred thousand|hundred million|hundred|thousand|million|billion|dozen|ten thousand)|a few (?:hundred thousand|hundred|thousand|million|dozen)|several|a few|a handful|a couple)(?: of)?{_UNIT}"
)
_LABEL = re.compile(r"(?:\b(?:no\.?|number|phase|article|articles|section|chapter|version|page|covid|highway|route|bureau|room|line|figure|table|windows|android|series|model|type|class|iphone|galaxy|resolution|law|act|decree|order|order no\.|grade|top|aged?|under|over|channel|boeing|day|part|step|level|group|zone|unit) |[#№h]\.? ?)$")
_IN_YEAR = re.compile(r"(?:\b(?:in|since|by|until|during|after|before|from|early|late|mid|and|to|january|february|march|april|may|june|july|august|september|october|november|december|\d{1,2},) |\d[\u2013/-])$")
_ROSE = re.compile(r"\b(?:rose|rises?|risen|grew|grown?|increas\w+|expand\w+|fell|fallen|drop\w+|declin\w+|went|jump\w+|up|down|doubl\w+|climb\w+|shrank|cut|reduced|raised|raise|scaled)\b[^.;]{0,50}$")
_AGO = re.compile(r" (?:ago|old|earlier|later|after|before|since|in prison|from now)\b")
_SPAN_BEFORE = re.compile(r"\b(?:last|past|next|first|recent|previous|coming|following|the|in|within|after|over the|for the) (?:about |some |nearly |more than )?$")


def measures(text: str, low: str, start: int, end: int) -> tuple[Measured, ...]:
    """Everything counted in [start, end), in reading order; of two that overlap, the one that begins first."""
    found: list[Measured] = []
    finders: tuple[tuple[re.Pattern[str], Callable[[str, str, re.Match[str]], Measured | None]], ...] = (
        (_FRACTION, _share), (_ROUND, _about), (_COUNT, _count),
    )  # fmt: skip
    for pattern, reader in finders:
        at = start
        while at < end and (m := pattern.search(low, at, end)):
            read = reader(text, low, m)
            if read is not None and not any(read.start < o.end and o.start < read.end for o in found):
                found.append(read)
            # What was no quantity may hide one: "in 2019 cameras" ends before "200 cameras" begins.
            at = max(m.start() + 1, read.end if read else (m.end("number") if pattern is _COUNT else m.end()))
    return tuple(sorted(found, key=lambda m: m.start))


def _value(words: str) -> float | None:
    return float(words.replace(",", "")) if words[0].isdigit() else english_number(words)


def _made(text: str, start: int, stop: int, bounds: tuple[float | None, float | None], unit: str, extent: bool = False) -> Measured:
    words = text[start:stop]
    trimmed = len(words.rstrip(" ,"))
    return Measured(Quantity(*bounds, unit, words[:trimmed]), start, start + trimmed, extent)


def _count(text: str, low: str, m: re.Match[str]) -> Measured | None:
    money, head = m["sign"] or m["money"] or m["code"], m["head"]
    if not (money or m["percent"] or head):
        return None
    number = _value(m["number"])
    if number is None:
        return None
    begin = m.start("first") if m["first"] else m.start("number")
    before = low[max(0, begin - 24) : begin]
    if not money and not m["percent"] and not m["hedge"] and (
        _LABEL.search(before) or _year(m, m["first"] or m["number"], before)
    ):
        return None
    short = m["short"] or m["short2"]
    if short in ("m", "b", "k") and not (money or (head and short != "b")):
        return None
    scale = SCALES[m["scale"]] if m["scale"] else SHORT_SCALES[short] if short else 1.0
    number *= scale
    extent = bool(head and not money and re.fullmatch(_EXTENT, head))
    if extent and (head == "hour" or _AGO.match(low, m.end()) or (re.match(r"(?:hour|day|week|month|year|decade)s?$", head) and _SPAN_BEFORE.search(before) and not m["hedge"])):
        return None
    low_end, high_end = interval(number, _BOUND_OF.get(_plain_hedge(m["hedge"]), "") if m["hedge"] else "")
    if m["plus"]:
        low_end, high_end = (number, None) if m["plus"].strip() in ("+", "plus") else interval(number, "odd" if "odd" in m["plus"] else "about")
    start = m.start("hedge") if m["hedge"] else m.start("sign") if m["sign"] else m.start("number")
    if m["first"]:
        first, kind = _first(low, m, scale, short is not None)
        if kind == "range" and first is not None and first <= number:
            start = m.start("hedge") if m["hedge"] else m.start("from") if m["from"] else min(x for x in (m.start("sign"), m.start("first")) if x >= 0)
            low_end, high_end = (first if not m["hedge"] or low_end is not None else None), (number if not m["hedge"] or high_end is not None else None)
        else:
            # "One hundred and one" is one number; "cities and 300 cameras" is not.
            whole = english_number(low[m.start("first") : m.end("number")])
            start = m.start("number" if whole is None else "first")
            if whole is not None and m["hedge"]:
                start = m.start("hedge")
            number = number if whole is None else whole * scale
            low_end, high_end = interval(number, _BOUND_OF.get(_plain_hedge(m["hedge"]), "") if m["hedge"] and whole is not None else "")
    if m["percent"]:
        unit = "%"
    elif m["sign"]:
        unit = _SIGNS.get(m["sign"], _code(m["sign"]))
    elif m["money"]:
        unit = _MONEY_WORDS[m["money"]]
    elif m["code"]:
        unit = _code(m["code"])
    else:
        unit = head or ""
    if unit == "%" and (number > 1000 or number != number):
        return None
    stop = m.end()
    if m["sign"] and head and not (m["money"] or m["code"]):
        stop = m.end("scale") if m["scale"] else m.end("short") if m["short"] else m.end("short2") if m["short2"] else m.end("number")
    return _made(text, start, stop, (low_end, high_end), unit, extent)


def _plain_hedge(hedge: str) -> str:
    return hedge.rstrip(".")


def _code(code: str) -> str:
    return "CNY" if code == "rmb" else code.upper()


def _first(low: str, m: re.Match[str], scale: float, short: bool) -> tuple[float | None, str]:
    """The lower number of "10 to 20", and whether the two are a range. "Rose from 10 to 20" is 20; "3 cameras and 5
    sensors" never comes here, for the first has its own unit."""
    first = _value(m["first"])
    join = m["join"].strip()
    own = SCALES[m["firstscale"].strip()] if m["firstscale"] else 0.0
    if first is None:
        return None, ""
    if join == "and" and m["from"] != "between":
        return None, ""
    if join == "to" and _ROSE.search(low, max(0, m.start() - 60), m.start("first")):
        return None, ""
    if join == "" and not (m["first"][0].isdigit() and m["number"][0].isdigit() and low[m.end("first")] == " "):
        return None, ""
    if own:
        return first * own, "range"
    # "10 to 20 million": the scale counts for both, unless the first is the larger number then.
    value = _value(m["number"]) or 0.0
    return (first * scale if first <= value or short else first), "range"


def _year(m: re.Match[str], number: str, before: str) -> bool:
    if m["scale"] or m["short"] or not re.fullmatch(r"(?:19|20)\d\d", number):
        return False
    return _IN_YEAR.search(before) is not None


def _share(text: str, low: str, m: re.Match[str]) -> Measured | None:
    hedge = m["hedge"] or m["hedge2"]
    if m["n"]:
        top, bottom = english_number(m["n"]) or float(m["n"]), english_number(m["m"]) or float(m["m"])
    elif m["half"]:
        top, bottom = 1.0, 2.0
    else:
        top, bottom = english_number(m["top"]) or 1.0, float(_FRACTIONS[m["bottom"]])
    if not 0 < top <= bottom:
        return None
    share = 100 * top / bottom
    bound = _BOUND_OF.get(_plain_hedge(hedge), "") if hedge else ""
    return _made(text, m.start(), m.end(), _share_interval(share, bound), "%")


def _share_interval(share: float, bound: str) -> tuple[float | None, float | None]:
    """A fraction has no last digit: about a third is within a tenth of it."""
    share = float(f"{share:.6g}")
    if bound in ("about", "nearly"):
        return round(share * 0.9, 4), share if bound == "nearly" else round(share * 1.1, 4)
    return interval(share, bound)


_MANY = {"dozens": (24.0, 100.0), "scores": (40.0, 200.0), "a couple": (2.0, 2.0)}


def _about(text: str, low: str, m: re.Match[str]) -> Measured | None:
    how, head = m["how"], m["head"]
    if how in _MANY:
        bounds = _MANY[how]
    elif how in ("several", "a few", "a handful"):
        bounds = SEVERAL
    else:
        base = 1.0
        for word in re.sub(r"\b(?:several|a few|of)\b", " ", how).split():
            base *= {"ten": 10.0, "tens": 10.0}.get(word) or SCALES[word.removesuffix("s")]
        bounds = (2 * base, 10 * base)
    extent = re.fullmatch(_EXTENT, head) is not None
    if extent and (_AGO.match(low, m.end()) or _SPAN_BEFORE.search(low[max(0, m.start() - 20) : m.start()])):
        return None
    return _made(text, m.start(), m.end(), bounds, head, extent)
