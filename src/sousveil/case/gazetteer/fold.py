# ruff: noqa: E501 - tables of characters read better unbroken
"""One spelling for the many of a name: no marks over letters, no apostrophes, no words for "county" and "town"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GONE = dict.fromkeys(map(ord, "'\u2018\u2019\u02bb\u02bc\u00b4`.\u00b7"))
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_TRADITIONAL = "縣區東廣灣龍慶寧陝貴雲遼吉黑爾濱蘇瀋陽長鄭鎮鄉臺灣門島鹽楊潭連錦鐵嶺丹興順葉賓萬達縣衛會豐開劉滄場環義烏麗紹溫諸暨蕪馬鞍銅陵滁撫贛饒濟濰煙棗陰荊黃咸漢張懷婁邵樂瀘綿內資畢節遵銀絲魯齊雙鴨鶴崗雞綏樺圖們琿輝樹農營蓋綿瑪喀則納齊勒臨滬龜滿穩淵羅津鏡"
_SIMPLIFIED = "县区东广湾龙庆宁陕贵云辽吉黑尔滨苏沈阳长郑镇乡台湾门岛盐杨潭连锦铁岭丹兴顺叶宾万达县卫会丰开刘沧场环义乌丽绍温诸暨芜马鞍铜陵滁抚赣饶济潍烟枣阴荆黄咸汉张怀娄邵乐泸绵内资毕节遵银丝鲁齐双鸭鹤岗鸡绥桦图们珲辉树农营盖绵玛喀则纳齐勒临沪龟满稳渊罗津镜"
_HAN = str.maketrans(dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)))
_NOT_WORD = re.compile(r"\W+")
_EAST = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]")

_LATIN_UNITS = frozenset(
    ["si", "gun", "do", "gu", "guyok", "up", "eup", "myon", "myeon", "shi", "sheng", "diqu", "xian", "qu", "city", "province", "county", "district", "prefecture", "region", "oblast", "krai", "governorate", "municipality", "state", "department", "voivodeship"]
)
_KOREAN_UNIT = re.compile(r"^(?P<base>[가-힣]{2,})(?:특별시|광역시|직할시|특별자치도|특별자치시|구역|시|군|구|도|읍|리|동|로동자구|노동자구)$")
_CHINESE_UNIT = re.compile(r"^(?P<base>[\u3400-\u9fff]{2,})(?:自治区|自治州|自治县|特别行政区|地区|省|市|县|区|州|盟)$")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """``name`` as the index holds it: "P'yŏngyang-si" and "pyongyang si" are one, and so are 縣 and 县."""
    if name.isascii():
        return " ".join(_NOT_WORD.sub(" ", name.lower().translate(_GONE)).split())
    name = unicodedata.normalize("NFKC", name)
    if _EAST.search(name):
        # A mark that stood behind a space joins the letter before it, so the whole is composed once more.
        return unicodedata.normalize("NFKC", "".join(name.split())).translate(_HAN)
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", bare.translate(_GONE).translate(_LETTERS)).split())


def bare(key: str) -> str | None:
    """The folded name ``key`` without its word for the kind of place; None where it has none or too little is left."""
    for pattern in (_KOREAN_UNIT, _CHINESE_UNIT):
        if m := pattern.match(key):
            return m["base"]
    first, _, last = key.rpartition(" ")
    return first if last in _LATIN_UNITS and len(first) >= 3 else None


# ---- Korean in Latin letters -----------------------------------------------------------------------------------------

_INITIALS = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_VOWELS = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"]
_FINALS = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"]
_MR_INITIALS = ["k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "ch", "tch", "ch", "k", "t", "p", "h"]
_MR_VOWELS = ["a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui", "i"]
_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "j"}
_FIRST_SOUND = {"랴": "야", "려": "여", "례": "예", "료": "요", "류": "유", "리": "이", "녀": "여", "뇨": "요", "뉴": "유", "니": "이",
                "라": "나", "래": "내", "로": "노", "뢰": "뇌", "루": "누", "르": "느"}  # fmt: skip


def southern(name: str) -> str | None:
    """A northern Korean name as it is written in the south ("룡천" is "용천" there), or None where nothing differs."""
    if not name or not "가" <= name[0] <= "힣":
        return None
    code = ord(name[0]) - 0xAC00
    other = _FIRST_SOUND.get(chr(0xAC00 + code - code % 28))
    return chr(ord(other) + code % 28) + name[1:] if other else None


_DPRK_INITIALS = ["k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "kh", "th", "ph", "h"]
_DPRK_MEDIAL = {"k": "g", "t": "d", "p": "b"}


def _northern(name: str) -> list[str]:
    """The syllables of a Korean name as North Korea's own maps write them: "Phyong", "san"."""
    out = []
    for i, c in enumerate(name):
        code = ord(c) - 0xAC00
        first = _DPRK_INITIALS[code // 588]
        out.append((_DPRK_MEDIAL.get(first, first) if i else first) + _MR_VOWELS[code % 588 // 28] + _FINALS[code % 28])
    return out


def romanised(name: str) -> tuple[str, ...]:
    """A Korean name, folded, in the south's official letters, in McCune-Reischauer's without their marks, and in those
    of North Korea's own maps (a name that begins with a family name also in its parts: "Kim Chaek")."""
    if not name or not all("가" <= c <= "힣" for c in name):
        return ()
    south, north = "", ""
    before = ""  # the sound that the syllable before ends in
    for i, c in enumerate(name):
        code = ord(c) - 0xAC00
        first, vowel, last = code // 588, code % 588 // 28, code % 28
        south_first, north_first = _INITIALS[first], _MR_INITIALS[first]
        if i:
            if south_first in ("n", "m") or (south_first == "r" and before in ("k", "t", "p")):
                change = {"k": "ng", "t": "n", "p": "m"}.get(before)
                if change:
                    south, north = south[: -len(before)] + change, north[: -len(before)] + change
                    before = change
            if south_first == "r":
                south_first = north_first = "l" if before in ("l", "n") else ("n" if before else "r")
                if before == "n":
                    south, north = south[:-1] + "l", north[:-1] + "l"
            elif south_first == "n" and before == "l":
                south_first = north_first = "l"
            if before in ("", "n", "m", "ng", "l") and first in (0, 3, 7, 12):
                north_first = _VOICED[north_first]
            if south_first == "" and before in ("k", "t", "p"):
                voiced = {"k": "g", "t": "d", "p": "b"}[before]
                south, north = south[:-1] + voiced, north[:-1] + voiced
            elif south_first == "" and before == "l":
                south, north = south[:-1] + "r", north[:-1] + "r"
        south += south_first + _VOWELS[vowel]
        north += north_first + _MR_VOWELS[vowel]
        before = _FINALS[last]
        south, north = south + before, north + before
    syllables = _northern(name)
    own = ["".join(syllables)]
    if name[0] == "김" and len(name) <= 3:
        own.append(" ".join(syllables))
    return tuple(dict.fromkeys((south, north, *own)))
