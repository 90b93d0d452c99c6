"""Names of any script in Latin letters, and the spellings that one Korean or Chinese name has in Latin."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_INITIAL = ("g|k", "kk|k|gg", "n", "d|t", "tt|dd", "r|l|n", "m", "b|p", "pp|bb", "s|sh", "ss|s", "", "j|ch|z",
            "jj|tch", "ch|tch", "k|kh", "t|th", "p|ph|f", "h")  # fmt: skip
_VOWEL = ("a|ah", "ae|ai", "ya|yah", "yae", "eo|o|u|uh|oh", "e", "yeo|yo|you|yu", "ye", "o|oh", "wa", "wae",
    "oe|oi|we",
          "yo", "u|oo|ou|woo", "wo|weo", "we", "wi|wee", "yu|yoo|you", "eu|u|oo", "ui|eui|hui|i",
          "i|ee|ie|y")  # fmt: skip
_FINAL = ("", "k|g|ck|c", "k|kk|g", "k", "n", "n", "n", "t|d", "l|r", "k|lk", "m|lm", "l|p", "l", "l", "l", "l", "m",
          "p|b", "p", "t|s", "t", "ng", "t", "t", "k", "t", "p", "t|h")  # fmt: skip
"""Spellings of the parts of a Hangul syllable: Revised Romanisation, McCune-Reischauer without marks, and what people
write on their cards. In the order of Unicode 3.12."""

_SURNAMES_KO = {
    "김": "kim|gim", "이": "lee|yi|i|li|rhee|rhi|yee|ri|leigh", "리": "ri|lee|li|yi|rhee",
    "박": "park|pak|bak|bahk|pahk",
    "최": "choe|choi|choy|chey", "정": "jung|jeong|chung|chong|jong|cheong|jeung|joung", "강": "kang|gang",
    "조": "cho|jo|joe|joh", "윤": "yoon|yun|youn", "장": "jang|chang|zhang", "임": "lim|im|yim|rim|leem",
    "림": "rim|lim", "오": "oh|o", "한": "han|hahn", "신": "shin|sin", "서": "seo|suh|so|sur|sea",
    "권": "kwon|gwon|kwun",
    "황": "hwang|whang", "안": "ahn|an", "송": "song", "류": "ryu|ryoo|yoo|yu|lyu|ryou", "유": "yoo|yu|you|ryu",
    "홍": "hong", "고": "ko|go|koh|goh", "문": "moon|mun", "양": "yang|ryang", "량": "ryang|yang", "손": "son|sohn",
    "배": "bae|pae|bai", "백": "baek|paek|paik|baik|back", "허": "heo|huh|ho|hur|her", "남": "nam|nahm",
    "심": "shim|sim",
    "노": "roh|noh|no|rho|ro", "로": "ro|roh", "하": "ha|hah", "곽": "kwak|gwak", "성": "sung|seong|song", "차": "cha",
    "주": "joo|ju|chu|choo", "우": "woo|u|wu", "구": "koo|ku|gu|goo", "나": "na|ra|nah", "라": "ra|na", "민": "min",
    "전": "jeon|jun|chun|chon|cheon", "진": "jin|chin", "지": "ji|chi|jee", "엄": "um|eom|om|uhm", "원": "won",
    "천": "cheon|chon|chun", "방": "bang|pang", "공": "kong|gong", "현": "hyun|hyeon|hyon",
    "변": "byun|byeon|pyon|byon",
    "염": "yeom|yum|ryom|youm", "여": "yeo|yuh|ryo", "추": "choo|chu", "석": "seok|suk|sok", "선": "sun|seon|son",
    "설": "seol|sul|sol", "길": "gil|kil", "연": "yeon|yon", "명": "myung|myong|myeong", "기": "ki|gi|kee",
    "반": "ban|pan",
    "왕": "wang", "금": "keum|kum|geum", "옥": "ok|oak", "인": "in", "맹": "maeng", "제": "je|che", "탁": "tak",
    "국": "kook|kuk|guk", "태": "tae|thae", "렴": "ryom", "마": "ma", "도": "do|to", "봉": "bong|pong",
}  # fmt: skip
"""Family names and how people of that name spell them: common usage, South and North."""

_TWO_SYLLABLES = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문")

_CANTONESE = {
    "陈": "chan", "黄": "wong", "李": "lee", "张": "cheung", "林": "lam", "吴": "ng", "刘": "lau", "梁": "leung",
    "何": "ho",
    "郑": "cheng", "郭": "kwok", "周": "chow", "叶": "yip", "罗": "law", "谢": "tse", "许": "hui", "邓": "tang",
    "冯": "fung",
    "曾": "tsang", "蔡": "choi", "徐": "tsui", "苏": "so", "杨": "yeung", "朱": "chu", "关": "kwan", "胡": "wu",
    "余": "yu",
    "卢": "lo", "伍": "ng", "赵": "chiu", "潘": "poon", "谭": "tam", "黎": "lai", "方": "fong", "钟": "chung",
    "莫": "mok",
    "姚": "yiu", "麦": "mak", "江": "kong", "施": "sze", "简": "kan", "石": "shek", "温": "wan", "孙": "suen",
    "高": "ko",
    "王": "wong", "区": "au", "袁": "yuen", "董": "tung", "廖": "liu", "邱": "yau", "彭": "pang", "程": "ching",
}  # fmt: skip
"""Chinese family names in their usual Hong Kong spelling."""

_SIMPLE = str.maketrans(
    "陳黃張吳劉鄭葉羅謝許鄧馮蘇楊關盧趙譚鍾麥簡溫孫區習國華東學軍偉強麗亞蘭龍馬鳳寶慶"
    "韓島衛總網絡員會團體廣電臺報時業銀發銳導視雲訊質檢視創寧諾維鴻濤澤",
    "陈黄张吴刘郑叶罗谢许邓冯苏杨关卢赵谭钟麦简温孙区习国华东学军伟强丽亚兰龙马凤宝庆"
    "韩岛卫总网络员会团体广电台报时业银发锐导视云讯质检视创宁诺维鸿涛泽",
)

_HANGUL = re.compile(r"[가-힣]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_PINYIN = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en"
    r"|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v)(?:(?=[^aeiouv])|$)"
)


def simplified(text: str) -> str:
    """Traditional characters common in names, in their simplified form; others stay."""
    return text.translate(_SIMPLE)


def script(name: str) -> str:
    """``hangul``, ``han``, ``kana``, ``latin`` or ``other``: the script that tells how a name is spelt."""
    if _HANGUL.search(name):
        return "hangul"
    if _KANA.search(name):
        return "kana"
    if _HAN.search(name):
        return "han"
    letters = [c for c in name if c.isalpha()]
    return "latin" if all("LATIN" in unicodedata.name(c, "") for c in letters) else "other"


@lru_cache(maxsize=50_000)
def latin(name: str) -> str:
    """``name`` in lower-case ASCII letters. Hangul and Chinese characters come one syllable after another."""
    folded = unicodedata.normalize("NFKC", name)
    if _HANGUL.search(folded):
        folded = "".join(f" {_revised(c)} " if "가" <= c <= "힣" else c for c in folded)
    out = "".join(f"{anyascii(c)}" for c in folded)
    return " ".join(out.casefold().split())


_RR_INITIAL = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_RR_VOWEL = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
    "yu", "eu", "ui", "i"]
_RR_FINAL = ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t",
    "ng", "t", "t", "k", "t", "p", "t"]


def _revised(syllable: str) -> str:
    code = ord(syllable) - 0xAC00
    return _RR_INITIAL[code // 588] + _RR_VOWEL[code // 28 % 21] + _RR_FINAL[code % 28]


def _syllable(syllable: str) -> str:
    code = ord(syllable) - 0xAC00
    first, vowel, last = code // 588, code // 28 % 21, code % 28
    parts = (_INITIAL[first], _RR_INITIAL[first]), (_VOWEL[vowel], _RR_VOWEL[vowel]), (_FINAL[last], _RR_FINAL[last])
    return "".join(f"(?:{usual}|{revised})" for usual, revised in parts if usual or revised)


@lru_cache(maxsize=20_000)
def korean_spellings(hangul: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Patterns of a Korean name's Latin spellings (without spaces and hyphens), family name first and last; None: it
    is not the name of a person."""
    bare = re.sub(r"[^가-힣]", "", hangul)
    cut = 2 if bare[:2] in _TWO_SYLLABLES else 1
    if not 2 <= len(bare) <= 4 or len(bare) <= cut or len(bare) != len(re.sub(r"\s", "", hangul)):
        return None
    family = bare[:cut]
    spelt = _SURNAMES_KO.get(family) or "".join(_syllable(c) for c in family)
    given = "".join(_syllable(c) for c in bare[cut:])
    return re.compile(rf"(?:{spelt}){given}"), re.compile(rf"{given}(?:{spelt})")


def korean_word(hangul: str) -> re.Pattern[str]:
    """The Latin spellings of any Korean word: 평양 as "pyeongyang", "pyongyang"."""
    return re.compile("".join(_syllable(c) if "가" <= c <= "힣" else re.escape(c.casefold()) for c in hangul))


def is_korean_surname(word: str) -> bool:
    """Whether a Latin word is a usual spelling of a Korean family name."""
    return word in _korean_surnames()


@lru_cache(maxsize=1)
def _korean_surnames() -> frozenset[str]:
    return frozenset(s for spelt in _SURNAMES_KO.values() for s in spelt.split("|") if s)


def pinyin(han: str) -> tuple[str, ...]:
    """The syllables of a name in Chinese characters, in pinyin without tones (one reading each)."""
    return tuple(re.sub("[^a-z]", "", anyascii(c).casefold()) for c in simplified(han) if _HAN.match(c))


def cantonese_family(han: str) -> str | None:
    """The Hong Kong spelling of the family name of a name in Chinese characters, if it is a common one."""
    return _CANTONESE.get(simplified(han)[:1])


_WADE_INITIAL = {"zh": "ch", "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts",
    "r": "j"}


@lru_cache(maxsize=20_000)
def wade(syllables: str) -> str | None:
    """A pinyin word in Wade-Giles without marks ("zedong" gives "tsetung"); None: it is not pinyin."""
    out, at = "", 0
    while at < len(syllables):
        found = _PINYIN.match(syllables, at)
        if found is None:
            return None
        out += _wade_syllable(found[0])
        at = found.end()
    return out or None


def _wade_syllable(syllable: str) -> str:
    found = re.match(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcs]", syllable)
    initial = found[0] if found else ""
    final = syllable[len(initial) :]
    if final == "i" and initial in ("zh", "ch", "sh", "r"):
        final = "ih"
    elif final == "i" and initial in ("z", "c", "s"):
        return {"z": "tzu", "c": "tzu", "s": "ssu"}[initial]
    elif (final == "e" and initial in ("g", "k", "h")) or (final == "uo" and initial not in ("g", "k", "h")):
        final = "o"
    elif final == "ui" and initial in ("g", "k"):
        final = "uei"
    else:
        final = {"ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "ue": "ueh", "yan": "yen", "ye": "yeh",
                 "yi": "i", "you": "yu", "yong": "yung", "er": "erh"}.get(final, final)  # fmt: skip
    return _WADE_INITIAL.get(initial, initial) + final
