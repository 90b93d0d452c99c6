"""Who speaks under a name that is not, or not wholly, their own: such a name is never linked with another item's.

When in doubt a name counts as protected. A link too few can be made by hand; a link too many may expose somebody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .naming.lists import TITLES
from .naming.script import is_korean_surname

_MARKS = re.compile(
    r"\bnot (?:his|her|their|its|the) real (?:first |full )?names?\b|\breal names?\b|\bpseudonym\w*|\balias(?:es)?\b"
    r"|\bnames? (?:has|have|had|was|were|is|are) (?:all )?(?:been )?(?:changed|withheld|altered|invented|fictitious)\b"
    r"|\b(?:names? changed|changed names?)\b|\b(?:false|assumed|fake|fictitious|made-up|different) names?\b"
    r"|\b(?:asked|wished|wanted|requested|preferred) (?:\w+ ){0,3}not (?:to )?be (?:named|identified)\b"
    r"|\banonym(?:ous|ity|ously)\b|\bidentified only (?:as|by)\b|\bknown only as\b"
    r"|\b(?:gave|giving|give|used?|using) only (?:his|her|their|a|one) (?:first |sur|family |last |given )?names?\b"
    r"|\bonly (?:gave|give|used) (?:his|her|their|a|one) (?:first |sur|family |last |given )?names?\b"
    r"|\bdeclined to (?:be (?:named|identified)|give (?:his|her|their) (?:full |real )?names?)\b"
    r"|\bfor (?:security|safety) reasons\b"
    r"|가명|익명|실명(?:이|을|은|도)? ?(?:아니|아닌|밝히지|공개하지|숨)|신변"
    r"|이름을 (?:바꾸|바꿨|바꾼|밝히지|공개하지|숨)"
    r"|본명(?:이|은) 아"
    r"|化名|假名|匿名|非真名|真实姓名|真實姓名|不(?:愿|願|便)(?:意)?(?:透露|公开|公開|具名|披露)|隐去姓名|隱去姓名|应(?:受访者|其)要求",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:all|some|the|interviewees['’]?|witnesses['’]?|escapees['’]?|sources['’]?|their) (?:\w+ ){0,3}?names"
    r" (?:\w+ ){0,6}?(?:have been|were|are|had been) (?:all )?(?:changed|withheld|altered|pseudonyms|fictitious)"
    r"|\bnames of (?:\w+ ){1,6}(?:have been|were|are) (?:changed|withheld|altered)"
    r"|(?:이름|성명)(?:은|을)? ?(?:모두|전부|일부)?\s?(?:가명|바꾸|바꿨|변경)"
    r"|(?:均|皆|都|全部|部分)(?:为|為|系|係|是)?化名|(?:姓名|人名|名字)(?:均|皆|都)?(?:已|经过|經過)?(?:更改|改动|处理|處理)",
    re.IGNORECASE,
)
LONGEST = 160
"""Code points of a sentence, before and after a mark, in which a name may stand that the mark speaks of."""

_ENDS = re.compile(r"(?<=[a-z\d)\]”\"'])[.!?;][”\"')]* (?=[A-Z“\"'])|[。！？；\n]|(?<=[다요])\. ")
_BESIDE = re.compile(
    r"(?P<name>.{2,60}?)(?: ?[(（\[]|, )(?:(?:which|who|this) (?:is|was) |an? |the |his |her )?$", re.DOTALL
)
_NAMED = re.compile(r"(?:[A-Z][\w’'-]+ )+[A-Z][\w’'-]+|(?<=[a-z,] )[A-Z][\w’'-]+")


class Mark(NamedTuple):
    """Words beside a mark. last: the name the mark speaks of stands at their end; else it may stand anywhere in them.
    named: the mark says of a name that it is not the real one, not only that somebody stays unnamed."""

    words: str
    last: bool
    named: bool


_UNNAMED = re.compile(
    r"anonym|security reasons|asked|wished|wanted|requested|preferred|declined|익명|신변|匿名|应|應|不",
    re.IGNORECASE,
)
"""Marks of somebody who stays unnamed: whatever name stands near is often that of whom they spoke to."""

_BRACKET = re.compile(r"\s*[(（\[［〔【]([^()（）\[\]［］〔〕【】]*)[)）\]］〕】]?")
_TAIL = re.compile(r"(?:\s*[,，、;]\s*|\s+[-–—]\s+|\s*[–—]+\s*)(?P<rest>[^,，]*)$")
_SAID_FIRST = re.compile(r"^(?:가명|化名|假名)(?:\s*(?:은|는|을|为|為|叫|的|[:：]))?\s*|(?<=[\w)])\s+(?:가명)$")
_HANGUL_CALLED = re.compile(r"\s*(?:씨|군|양|님|할머니|할아버지|아주머니|아저씨)$")
_HAN_CALLED = re.compile(r"(?:先生|女士|小姐|太太|大妈|大爷|某某|某)$|^(?:小|老|阿)(?=[\u4e00-\u9fff]{1,2}$)")
_ROLE_KO = (
    "탈북민|탈북자|탈북인|탈북여성|탈북 여성|탈북 남성|증인|증언자|목격자|주민|소식통|제보자|피해자|생존자"
    "|수감자|난민|상인|면접자|인터뷰이|응답자|참가자"
    "|여성|남성|대학생|학생|노동자|간부"
)
_ROLE_ZH = (
    "脱北者|脫北者|证人|證人|目击者|目擊者|居民|村民|受访者|受訪者|消息人士|知情者|线人|線人|受害者|幸存者|难民|難民|商贩|商販"
    "|证言者|学生|工人"
    "|女子|男子"
)
_ROLE = (
    "witness|source|interviewee|defector|escapee|resident|survivor|respondent|participant|informant|person|individual"
    "|speaker|worker|trader|woman|man|girl|boy|prisoner|detainee|victim|student|refugee|villager|testifier|insider"
    "|contact|subject|case|mother|father|soldier|patient"
)
_CODED = re.compile(
    rf"^(?:the |an? )?(?:[\w-]+ ){{0,3}}(?:{_ROLE}) (?:no\.? ?|number |#)?"
    r"(?:(?-i:[A-Z])(?:\.|-?\d{1,3})?|[A-Z]{1,2}-?\d{1,4}|\d{1,4}|one|two|three|four|five|six|alpha|beta)$"
    r"|^(?-i:[A-Z])$|^(?-i:(?:[A-Z]\.[ -]?){1,3})$"
    r"|\bsurnamed?\b|\b(?:family|last) name\b"
    rf"|(?:^|[가-힣]\s?)[A-Zㄱ-ㅎ](?:\s?(?:씨|모 ?씨|군|양|님|여인|할머니|할아버지))?$|^(?:{_ROLE_KO})\s?\d{{1,4}}$"
    rf"|(?:{_ROLE_KO})(?:\s[가-힣]|\s?[가-힣]모)\s?(?:씨|군|양|님)$|성이 [가-힣]|[가-힣]씨 성"
    rf"|(?:^|[\u4e00-\u9fff])(?-i:[A-Z])(?:某|先生|女士|小姐|君)?$|(?:{_ROLE_ZH})(?:[甲乙丙丁戊]|\d{{1,4}})$"
    rf"|姓[\u4e00-\u9fff](?:$|的|之|男|女|氏|、|，)|(?:{_ROLE_ZH})(?:小|老|阿)?[\u4e00-\u9fff](?:某+|先生|女士|小姐|氏)$",
    re.IGNORECASE,
)
_ROLE_FIRST = re.compile(
    rf"^.*?\b(?i:{_ROLE}) (?=[A-Z])|^(?:\S+ )*?(?:{_ROLE_KO}) ?(?=[가-힣]{{2,4}}$)"
    rf"|^(?:{_ROLE_ZH})(?=[\u4e00-\u9fff]{{2,4}}$)"
)
_BLANK = re.compile(r"[○●◯〇△▲□◇×＊*]|(?:^|\s)[Xx]{1,3}(?=\s|$)|某|(?<=[가-힣])모(?=\s|씨|$)")
_WORD = re.compile(r"[^\W_][\w’'.-]*")


def marked(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[Mark, ...], bool]:
    """(the words beside each mark of an alias in the body of a text, whether the text says so of its names at large).

    spans: the body, as code points of ``text``. "Anna Berg (not her real name)" speaks of the name before the bracket;
    a mark elsewhere of the names in its sentence, or of those in the one before when its own has none.
    """
    around: list[Mark] = []
    whole = False
    for start, end in spans:
        whole = whole or _ALL.search(text, start, end) is not None
        for found in _MARKS.finditer(text, start, end):
            low, high = _sentence(text, found.start(), found.end(), start, end)
            beside = _BESIDE.search(text, max(low, found.start() - 80), found.start())
            named = _UNNAMED.match(found[0]) is None
            if beside:
                around.append(Mark(beside["name"], True, named))
                continue
            if low > start and not _NAMED.search(text, low, high):
                low = _sentence(text, low - 1, low, start, end)[0]
            around.append(Mark(text[low:high], False, named))
    return tuple(dict.fromkeys(around)), whole


def _sentence(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    before = [found.end() for found in _ENDS.finditer(text, max(start, low - LONGEST), low)]
    after = _ENDS.search(text, high, min(end, high + LONGEST))
    return (before[-1] if before else max(start, low - LONGEST)), (after.start() if after else min(end, high + LONGEST))


@lru_cache(maxsize=50_000)
def bare_name(name: str) -> str:
    """``name`` without brackets and asides that mark an alias, and without a Korean or Chinese honorific.

    "김철수(가명) 씨" gives 김철수, "Jane Doe (not her real name)" gives "Jane Doe", 王某（化名） gives 王某.
    """
    plain = " ".join(name.split())
    plain = _BRACKET.sub(lambda found: " " if _MARKS.search(found[1]) else found[0], plain)
    tail = _TAIL.search(plain)
    if tail and _MARKS.search(tail["rest"]):
        plain = plain[: tail.start()]
    plain = " ".join(_SAID_FIRST.sub("", plain).split())
    return _HAN_CALLED.sub("", _HANGUL_CALLED.sub("", plain)) or plain


def without_role(name: str) -> str:
    """A bare name without what somebody is before it: "North Korean defector Jane Doe", 탈북민 김철수."""
    return _ROLE_FIRST.sub("", name)


def bears_mark(name: str) -> bool:
    """Whether the words of a source hold a name and the mark of an alias: "박민지(가명)씨", "Jane Doe, a pseudonym"."""
    found = _MARKS.search(name)
    if found is None or bare_name(name) == " ".join(name.split()):
        return False
    return re.search(r"[A-Z가-힣\u4e00-\u9fff]", bare_name(name)) is not None


def coded(name: str) -> bool:
    """Whether a witness goes by a letter, a number or a family name alone: "Witness B", "탈북민 A씨", 证人甲,
    "a defector surnamed Lee"."""
    return _CODED.search(" ".join(name.split())) is not None


def full_name(name: str) -> bool:
    """Whether ``name`` is a whole name, by which somebody can speak publicly.

    It is not: one word ("Min-ju", "Mr Kim"), an initial in the family name's place ("Ms K"), a blank (김모 씨, 李某).
    """
    plain = " ".join(name.split())
    if _BLANK.search(plain) or coded(plain) or bears_mark(plain):
        return False
    if re.search("[가-힣]", plain):
        bare = _HANGUL_CALLED.sub("", plain)
        joined = re.sub(r"\s", "", bare)
        return len(joined) >= 3 and not re.search(r"[A-Za-z]", joined)
    if re.search("[\u4e00-\u9fff]", plain):
        bare = _HAN_CALLED.sub("", plain)
        return len(bare) >= 2 and not re.search(r"[A-Za-z]", bare)
    words = [word.strip(".’'-") for word in _WORD.findall(plain)]
    words = [word for word in words if word and word.casefold() not in TITLES]
    if len(words) < 2:
        return False
    long = [word for word in words if len(word) > 1 or ord(word[0]) > 0x24F]
    # "J. Baker" is somebody's name, "Anna B." hides it; in "Kim J." the family name stands first and hides nobody less.
    return bool(long) and len(words[-1]) > 1 and not (len(long) == 1 and is_korean_surname(long[0].casefold()))


def aliased(name: str, around: Sequence[Mark]) -> bool:
    """Whether ``name``, or a telling part of it, stands beside a mark of an alias, or holds the mark itself."""
    if bears_mark(name):
        return True
    plain = bare_name(name)
    parts = [word for word in _WORD.findall(plain) if len(word) > 2 and word.casefold() not in TITLES]
    cjk = any(ord(c) > 0x10FF for c in plain)
    bare = _HAN_CALLED.sub("", _HANGUL_CALLED.sub("", plain)) if cjk else plain
    for words, last, _ in around:
        if cjk:
            found = bool(bare) and (words.rstrip().endswith((bare, plain)) if last else bare in words)
        elif last:
            found = any(re.search(rf"\b{re.escape(part)}[’']?s?$", words.rstrip()) for part in parts[-1:] or [plain])
        else:
            found = any(re.search(rf"\b{re.escape(part)}\b", words) for part in parts or [plain])
        if found:
            return True
    return False
