"""How names sound: keys under which one name is found again in another script.

Two kinds. A *skeleton* is the row of a name's consonants in seven classes, the same for "Osterwald", 오스터발트 and
奥斯特瓦尔德: transcription into Hangul or Chinese characters adds vowels and blurs voice, but keeps the consonants in
their order.
A *reading* is a Chinese word's Mandarin sound written in Hangul by the rules of the National Institute of Korean
Language (1986), so that 周海涛, "Zhou Haitao" and 저우하이타오 are one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from anyascii import anyascii

LEAST = 3
"""Consonants that a skeleton needs; fewer sound like anything."""

MOST_KEYS = 8

_TRANSCRIBED = {
    "P": (
        "彼布伯博贝比巴鲍邦班本宾彭普帕佩皮波坡庞潘平蓬珀泊毕弗夫法菲福富方芬丰维瓦韦沃威文温万旺翁武伍佛"
        "费范"
    ),
    "T": "德达戴迪代丹登丁东多杜敦顿特塔泰蒂提图托陶唐坦滕廷通汤腾邓道都堤铁娣",
    "K": "克卡凯科库考坎肯孔康格加盖戈古高甘根冈贡哥圭夸瓜基金吉奎葛",
    "S": (
        "斯萨赛西索苏绍桑森辛松逊兹扎泽齐佐祖曾宗沙谢夏肖舍舒尚欣雪施切奇查乔丘琴琼詹杰贾朱焦津什瑟塞茨蔡"
        "茜热若茹"
    ),
    "M": "姆马玛梅米莫穆毛曼门明蒙麦默",
    "N": "纳娜内尼诺努瑙南嫩宁农奈涅",
    "L": "勒拉莱利洛卢劳兰伦林隆良尔里罗鲁雷朗龙列莉丽琳蕾露伊",
    "": "阿埃伊奥乌亚耶约尤艾赫哈海希霍胡豪惠怀欧安恩因昂英汉亨洪杭扬延翁",
}
"""Characters in use for foreign names and the class of the sound they stand for."""

_CLASS = {character: kind for kind, row in _TRANSCRIBED.items() for character in reversed(row)}
FOREIGN = re.compile(f"[{''.join(sorted(_CLASS))}]{{2,}}(?:·[{''.join(sorted(_CLASS))}]+)*")
_NASAL = frozenset(
    "邦班本宾彭庞潘平蓬方芬丰文温万旺翁丹登丁东敦顿唐坦滕廷通汤腾邓坎肯孔康甘根冈贡金桑森辛松逊曾宗尚"
    "欣琴琼詹津曼门明蒙南嫩宁农兰伦林隆良朗龙琳安恩因昂英汉亨洪杭扬延范"
)

_LATIN = (
    (re.compile("tch|sch|sh|ch|zh|cz|dj|dz|ts|tz|j|z|s|x(?=[aeiou]*$)"), "S"),
    (re.compile("ck|kh|gh|qu|q|k"), "K"),
    (re.compile("c(?=[eiy])"), "S"),
    (re.compile("c"), "K"),
    (re.compile("ph|pf|bh|b|p|f|v"), "P"),
    (re.compile("th|dh|t|d"), "T"),
    (re.compile("m"), "M"),
    (re.compile("n"), "N"),
    (re.compile("rh|ll|r|l"), "L"),
)
_HANGUL_FIRST = "KKNTTLMPPSS SSSKTP "  # the nineteen initials in the order of Unicode 3.12; blank: none, or h
_HANGUL_LAST = ("", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "P", "L", "M", "P", "P", "T", "T",
                "N", "T", "T", "K", "T", "P", "T")  # fmt: skip


def _collapse(classes: str) -> str:
    # Before a lip sound an n is heard as m: 蒙巴萨 is Mombasa.
    return re.sub(r"(.)\1+", r"\1", classes).replace("MNP", "MP")


@lru_cache(maxsize=50_000)
def of_latin(name: str) -> tuple[str, ...]:
    """The skeletons that a name in Latin letters may have, the likeliest first; empty: too short."""
    word = re.sub("[^a-z]", "", anyascii(name).lower())
    parts: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        rest = word[at:]
        if rest.startswith("ng"):
            parts.append(("N", "NK"))
            at += 2
        elif rest[0] == "g":
            parts.append(("K", "S") if rest[1:2] in ("e", "i", "y") else ("K",))
            at += 1
        elif rest == "c":
            parts.append(("S", "K"))  # as in "Petrovic"
            at += 1
        elif rest[0] == "x":
            parts.append(("KS",) if at else ("S",))
            at += 1
        elif rest[0] == "r" and (len(rest) == 1 or rest[1] not in "aeiouyh"):
            parts.append(("L", ""))  # an r at a syllable's end is often not heard
            at += 1
        elif rest[0] == "w":
            parts.append(("", "P"))
            at += 1
        else:
            for pattern, kind in _LATIN:
                found = pattern.match(rest)
                if found:
                    parts.append((kind,))
                    at += found.end()
                    break
            else:
                at += 1
    choices = 1
    kept: list[tuple[str, ...]] = []
    for part in parts:
        choices *= len(part)
        kept.append(part if choices <= MOST_KEYS else part[:1])
    found_keys = dict.fromkeys(_collapse("".join(row)) for row in product(*kept))
    return tuple(key for key in found_keys if len(key) >= LEAST)[:MOST_KEYS]


@lru_cache(maxsize=50_000)
def of_hangul(name: str) -> tuple[str, ...]:
    """The skeleton of a name in Hangul; empty: too short."""
    out = []
    for character in name:
        if "가" <= character <= "힣":
            code = ord(character) - 0xAC00
            out.append(_HANGUL_FIRST[code // 588].strip() + _HANGUL_LAST[code % 28])
    key = _collapse("".join(out))
    return (key,) if len(key) >= LEAST else ()


@lru_cache(maxsize=50_000)
def of_transcription(name: str) -> tuple[str, ...]:
    """The skeleton of a foreign name in Chinese characters; empty: too short."""
    key = _collapse("".join(_CLASS.get(c, "") + ("N" if c in _NASAL else "") for c in name))
    return (key,) if len(key) >= LEAST else ()


_FIRST = {
    "b": "ㅂ", "p": "ㅍ", "m": "ㅁ", "f": "ㅍ", "d": "ㄷ", "t": "ㅌ", "n": "ㄴ", "l": "ㄹ", "g": "ㄱ",
    "k": "ㅋ", "h": "ㅎ", "j": "ㅈ", "q": "ㅊ", "x": "ㅅ", "zh": "ㅈ", "ch": "ㅊ", "sh": "ㅅ", "r": "ㄹ",
    "z": "ㅉ", "c": "ㅊ", "s": "ㅆ", "": "ㅇ", "y": "ㅇ", "w": "ㅇ",
}  # fmt: skip
_REST = {
    "a": "ㅏ", "o": "ㅗ", "e": "ㅓ", "ai": "ㅏ|이", "ei": "ㅔ|이", "ao": "ㅏ|오", "ou": "ㅓ|우",
    "an": "ㅏㄴ", "en": "ㅓㄴ", "ang": "ㅏㅇ", "eng": "ㅓㅇ", "i": "ㅣ", "ia": "ㅑ", "ie": "ㅖ",
    "iao": "ㅑ|오", "iu": "ㅠ", "ian": "ㅖㄴ", "in": "ㅣㄴ", "iang": "ㅑㅇ", "ing": "ㅣㅇ", "u": "ㅜ",
    "ua": "ㅘ", "uo": "ㅝ", "uai": "ㅘ|이", "ui": "ㅜ|이", "uan": "ㅘㄴ", "un": "ㅜㄴ", "uang": "ㅘㅇ",
    "ong": "ㅜㅇ", "iong": "ㅠㅇ", "v": "ㅟ", "ve": "ㅞ", "van": "ㅟ|안", "vn": "ㅟㄴ", "er": "ㅓㄹ",
}  # fmt: skip
_SHORT = {
    "yi": "i", "ya": "ia", "ye": "ie", "yao": "iao", "you": "iu", "yan": "ian", "yin": "in", "yang": "iang",
    "ying": "ing", "yong": "iong", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn", "wu": "u", "wa": "ua",
    "wo": "uo", "wai": "uai", "wei": "uei", "wan": "uan", "wen": "uen", "wang": "uang", "weng": "ueng",
}  # fmt: skip
_PLAIN = {"ㅑ": "ㅏ", "ㅖ": "ㅔ", "ㅠ": "ㅜ"}
"""After ㅈ and ㅊ Hangul writes no glide."""

_V = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_C = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_F = {"": 0, "ㄴ": 4, "ㄹ": 8, "ㅇ": 21}
_SYLLABLE = re.compile(
    r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|er|in|un|ia|ie"
    r"|iu|ua|uo|ui|ue|a|o|e|i|u|v)"
)


@lru_cache(maxsize=2000)
def _written(syllable: str) -> str | None:
    """One pinyin syllable in Hangul."""
    found = _SYLLABLE.fullmatch(syllable)
    if found is None:
        return None
    first, rest = found[1] or "", found[2]
    if first in ("y", "w"):
        first, rest = "", _SHORT.get(syllable, rest)
    if rest in ("uei", "uen", "ueng"):
        return {"uei": "웨이", "uen": "원", "ueng": "웡"}[rest]
    if first in ("j", "q", "x") and rest.startswith("u"):
        rest = {"u": "v", "ue": "ve", "uan": "van", "un": "vn"}.get(rest, rest)
    elif rest == "ue":
        rest = "ve"
    if rest == "i" and first in ("zh", "ch", "sh", "r", "z", "c", "s"):
        vowel, last, tail = "ㅡ", "", ""
    elif rest in _REST:
        row, _, tail = _REST[rest].partition("|")
        vowel, last = row[0], row[1:]
    else:
        return None
    start = _FIRST[first]
    if start in "ㅈㅊㅉ":
        vowel = _PLAIN.get(vowel, vowel)
        if rest in ("v",):
            vowel = "ㅟ"
    if first == "x" and rest == "ian":
        vowel = "ㅖ"
    if first == "" and rest == "iong":
        vowel = "ㅠ"
    return chr(0xAC00 + _C.index(start) * 588 + _V.index(vowel) * 28 + _F[last]) + tail


_READ = {"长": "chang", "重": "chong", "曾": "zeng", "仇": "qiu", "查": "zha", "解": "xie", "乐": "le", "朴": "piao"}
"""Characters of two readings, with the one that they have in names."""


@lru_cache(maxsize=20_000)
def of_han(word: str) -> str | None:
    """The reading of Chinese characters, in Hangul."""
    out = [_written(_READ.get(c) or re.sub("[^a-z]", "", anyascii(c).lower())) for c in word]
    return "".join(part for part in out if part) if all(out) else None


@lru_cache(maxsize=20_000)
def of_pinyin(word: str) -> tuple[str, ...]:
    """The readings of a name in pinyin ("Zhou Haitao", "Xi'an"), in Hangul; empty: it is no pinyin, or too short."""
    rows = [""]
    for part in re.split(r"[\s'’-]+", word.lower()):
        grown: dict[str, None] = {}
        for syllables in _splits(part):
            written = "".join(_written(s) or "" for s in syllables)
            grown.update(dict.fromkeys(row + written for row in rows))
        rows = list(grown)[:MOST_KEYS]
        if not rows:
            return ()
    whole = len(re.sub(r"[\s'’-]+", "", word))
    return tuple(rows) if whole >= 5 or len(rows[0]) >= 3 else ()


@lru_cache(maxsize=20_000)
def _splits(word: str) -> tuple[tuple[str, ...], ...]:
    """Every way to cut a word into pinyin syllables, few syllables first; at most MOST_KEYS."""
    if not word.isascii() or not word.isalpha() or len(word) > 24:
        return ()
    ways: list[list[tuple[str, ...]]] = [[] for _ in range(len(word) + 1)]
    ways[0].append(())
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            syllable = word[start:end]
            if ways[start] and _SYLLABLE.fullmatch(syllable) and _written(syllable):
                ways[end] += [(*way, syllable) for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:MOST_KEYS]
    return tuple(ways[len(word)])
