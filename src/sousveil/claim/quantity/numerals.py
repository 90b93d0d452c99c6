"""Numbers in words: English, Korean (Sino-Korean and native) and Chinese."""

from __future__ import annotations

import re

SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12,
}  # fmt: skip
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}

_ANY = "|".join(sorted((*SMALL, *SCALES), key=len, reverse=True))
ENGLISH = rf"(?:(?:half )?an? (?:{'|'.join(SCALES)})|(?:{'|'.join(SMALL)}))(?: and a half)?(?:(?: and)? (?:{_ANY})\b)*"
"""A pattern for a number in English words, in lower case with spaces for hyphens."""

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0, "壹": 1, "贰": 2, "叁": 3,
          "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}  # fmt: skip
HANGUL = {c: i for i, c in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
TENS = {"십": 10, "十": 10, "拾": 10, "백": 100, "百": 100, "佰": 100, "천": 1000, "千": 1000, "仟": 1000}
BIG = {"만": 1e4, "万": 1e4, "萬": 1e4, "억": 1e8, "亿": 1e8, "億": 1e8, "조": 1e12, "兆": 1e12}

NATIVE_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
NATIVE_TENS = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
NATIVE = rf"(?:(?:{'|'.join(NATIVE_TENS)}) ?(?:{'|'.join(NATIVE_ONES)})?|(?:{'|'.join(NATIVE_ONES)}))"

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|.")


def english_number(words: str) -> float | None:
    """ "twenty five thousand three hundred" is 25300, "half a million" 500000, "two and a half" 2.5; None if it is no
    number. Expects lower case with spaces for hyphens."""
    tokens = [t for t in words.split() if t != "and"]
    if not tokens:
        return None
    total = section = 0.0
    pending = False
    factor = 1.0
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token == "half" and index + 1 < len(tokens) and tokens[index + 1] in ("a", "an"):
            factor, index = 0.5, index + 2
            section, pending = 1.0, True
            continue
        if token in ("a", "an"):
            if index + 1 < len(tokens) and tokens[index + 1] == "half":
                section, index = section + 0.5, index + 2
                continue
            section, pending = section + 1, True
        elif token in SMALL:
            section, pending = section + SMALL[token], True
        elif token in ("dozen", "hundred"):
            section = (section or 1.0) * SCALES[token]
        elif token in SCALES:
            total += (section or 1.0) * SCALES[token]
            section = 0.0
        else:
            return None
        index += 1
    return (total + section) * factor if pending or total or section else None


def native_number(words: str) -> float | None:
    """Native Korean numerals: "스물다섯" is 25, "두" 2; None if it is none."""
    rest, value = words.replace(" ", ""), 0
    for numerals in (NATIVE_TENS, NATIVE_ONES):
        for name in sorted(numerals, key=len, reverse=True):
            if rest.startswith(name):
                value, rest = value + numerals[name], rest[len(name) :]
                break
    return float(value) if value and not rest else None


def cjk_number(words: str) -> float | None:
    """ "1만2천" is 12000, "三万五千" 35000, "2.5亿" 250000000, "삼백오" 305; None if it is no number.

    A final Chinese digit right behind a hundred or more counts in the next lower place, as in speech: "三百五" is 350,
    "三百零五" 305.
    """
    total = section = 0.0
    current: float | None = None
    highest = smallest = 0.0
    positional = zero = False
    shorthand = 0.0
    words = words.replace(" ", "")
    for token in _TOKEN.findall(words):
        digit = DIGITS.get(token, HANGUL.get(token))
        if token[0].isdecimal():
            try:
                current = float(token.replace(",", ""))
            except ValueError:
                return None
            shorthand = 0.0
        elif digit is not None:
            positional = positional or current is not None
            current = (current or 0) * 10 + digit
            zero = zero or digit == 0
            if zero or token not in DIGITS:
                shorthand = 0.0
        elif token in TENS:
            section += (1 if current is None else current) * TENS[token]
            current, zero = None, False
            smallest = shorthand = float(TENS[token])
        elif token in BIG:
            scale = BIG[token]
            held = section + (current or 0)
            if highest and scale > highest:
                total = (total + held) * scale  # 3万5千亿: everything before counts in it
            else:
                total += (held or 1) * scale
            section, current, zero = 0.0, None, False
            highest, smallest, shorthand = max(highest, scale), scale, scale
        else:
            return None
    if not words:
        return None
    last = current or 0
    if current is not None and shorthand >= 100 and smallest == shorthand and not positional and not zero:
        last = current * shorthand / 10
    return total + section + last
