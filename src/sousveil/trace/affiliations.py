"""For which body a public speaker speaks: "Anna Berg, a researcher at the Ridge Institute", "Ridge Institute director
Anna Berg", 山脊研究所所长李明, "이민수 산마루연구소 소장".

Who speaks for a body is that body's word. Counted apart, a spokesman and his institute would be two sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .agencies import known, publisher_kind
from .names import core, key, words

LONGEST = 1500
"""Code points of a sentence that are read; a longer "sentence" is a list or noise."""

Pair = tuple[str, str]
"""(person, body), as written."""

_WORD = r"[A-Z][\w&’'-]*"
_BODY = rf"{_WORD}(?: (?:(?:of|for|on|and|the|in|&) ){{0,2}}{_WORD}){{0,7}}(?: \d{{1,3}}\b)?"
_NAME = r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+|(?:de|van|von|bin|al|el) [A-Z][\w’'-]+)){1,3}"
_SPOKES = r"spokes(?:man|woman|person|people)"
# Those who lead a body or speak for it: "X of the body". Others work at it: "a professor of law" is of no body.
_LEADS = (
    rf"{_SPOKES}|directors?|heads?|chiefs?|presidents?|chair(?:man|woman|person)?|(?:co-?)?founders?"
    r"|chief executive"
    r"|ceo|secretary[- ]general|members?|leaders?|editors?|reporters?|correspondents?|journalists?|managers?|officers?"
)
_WORKS = (
    r"(?:research )?(?:researchers?|analysts?|fellows?|scholars?|experts?|specialists?|advis[eo]rs?|lawyers?|staff"
    r"|campaigners?|activists?|coordinators?|investigators?|associates?|consultants?|engineers?|writers?|counsel"
    r"|scientists?|professors?|lecturers?|economists?)"
)
_LOW = r"(?:(?!(?:at|of|for|with|from|who|and|in) )[a-z][\w’'-]* ){0,4}?"
_AT = (
    rf"(?:(?:{_LEADS})(?: [a-z]+){{0,3}}? (?:at|of|for|with|from)"
    rf"|(?:{_WORKS})(?: [a-z]+){{0,3}}? (?:at|for|with|from))"
)
_ENGLISH = (
    # "Anna Berg, a senior researcher at the Ridge Institute"
    re.compile(
        rf"(?P<name>{_NAME}),? (?:who is |is |was )?(?:an? |the |its |one of the )?{_LOW}{_AT} (?:the )?"
        rf"(?P<body>{_BODY})"
    ),
    # "Ridge Institute director Anna Berg", "the Ridge Institute's executive director, Anna Berg"
    re.compile(rf"(?P<body>{_BODY})(?:['’]s?)? {_LOW}(?:{_LEADS}|{_WORKS}),? (?P<name>{_NAME})"),
    # "Anna Berg of the Ridge Institute"
    re.compile(rf"(?P<name>{_NAME}),? (?:of|from|at|with) (?:the )?(?P<body>{_BODY})"),
)
_SPOKESMAN = (
    re.compile(
        rf"^(?:an? |the |its )?(?:[a-z-]+ ){{0,2}}{_SPOKES} (?:of|for|from|at|with) (?:the )?(?P<body>{_BODY})$"
    ),
    re.compile(rf"^(?:an? |the )?(?P<body>{_BODY})(?:['’]s?)? (?:[a-z-]+ ){{0,1}}{_SPOKES}$"),
)
_LEAD_IN = re.compile(
    r"^(?:(?:According|Mr|Ms|Mrs|Dr|Prof|Professor|The|A|An|But|And|As|In|On|At|Researchers?|Analysts?|Directors?"
    r"|Spokes\w+|Editors?|Reporters?|Activists?|Lawyers?|President|Scholars?|Experts?)\b\.? ?)+"
)

_KO_TITLE = (
    "연구소장|사무국장|사무총장|이사장|센터장|편집장|편집국장|연구위원|선임연구원|연구원|위원장|소장|원장|대표|국장"
    "|대변인|회장|부장|실장|팀장|이사|간사|활동가|기자|특파원"
)
_KO_NAME = r"[가-힣]{2,4}"
_KO_BODY = r"[가-힣A-Za-z0-9]{2,24}"
_KOREAN = (
    re.compile(
        rf"(?<![가-힣])(?P<name>{_KO_NAME}) (?P<body>{_KO_BODY}?)(?: |(?<=[소터])(?=장))"
        rf"(?:{_KO_TITLE}|장)(?![가-힣]{{3}})"
    ),
    re.compile(
        rf"(?<![가-힣])(?P<body>{_KO_BODY}?)의? (?:(?:{_KO_TITLE})인? )(?P<name>{_KO_NAME}?)"
        r"(?= ?씨|[은는이가도의,.]|$| )"
    ),
    re.compile(rf"(?<![가-힣])(?P<body>{_KO_BODY}?)의? (?P<name>{_KO_NAME}) (?:{_KO_TITLE})"),
)
_KO_BARE = re.compile(rf"^(?P<name>{_KO_NAME}) (?P<body>{_KO_BODY})$")
_ZH_TITLE = (
    "执行所长|副所长|所长|副主任|主任|副院长|院长|会长|理事长|秘书长|负责人|发言人|代表|创始人|高级研究员|研究员|分析师|总编辑|主编"
    "|特派记者|记者|部长|局长|司长"
)
_ZH_BODY = r"[\u4e00-\u9fffA-Za-z0-9]{2,16}?"
_CHINESE = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[据由对向]))(?!据|由|对|向)(?P<body>{_ZH_BODY})的?(?:{_ZH_TITLE})"
    r"(?P<name>[\u4e00-\u9fff·]{2,12}?)"
    r"(?=(?:近日|日前|\d+日)?(?:在|说|表示|称|对|向|告诉|指出|认为|透露|介绍|接受|强调)|[，。、；：,（(“\s]|$)"
)

_HEADS = (
    r"Ministry|Institut\w+|Department|Cent(?:er|re)|Office|Bureau|Agency|Committee|Commission|Council|Foundation"
    r"|Association|Federation|Network|Observatory|Union|Authority|Directorate|Board|Society|Campaign|Coalition"
    r"|Initiative|Project|Fund|Service|Forum|Group|Watch|Lab|Monitor|Alliance|Movement|Trust|Party|Company|Inc|Ltd"
    r"|Organi[sz]ation|Corporation|Collective|News|Post|Times|Weekly|Herald|Daily|Radio|Police|Press"
)
_IS_BODY = re.compile(
    rf"\b(?:{_HEADS})\b"
    r"|(?:연구소|연구원|센터|재단|협회|연합회?|단체|연대|위원회|네트워크|신문|일보|방송|통신|기구|감시단|관측소|본부|공사|당|부|청|처|성)$"
    r"|(?:研究所|研究院|中心|基金会|协会|组织|观察站|观察|监督站|智库|联盟|委员会|机构|公司|集团|部|局|署|社|报|周刊|电台|电视台|网)$"
)
_SCHOOL = re.compile(r"\b(?:Universit\w+|College|School|Academy|Polytechnic)\b|대학교?$|大学$|学院$|大學$|學院$")


def affiliations(text: str, sentences: Iterable[tuple[int, int]]) -> list[Pair]:
    """(person, body) of those whom the ``sentences`` of ``text`` introduce with the body that they speak for, in order,
    each pair once. A name is kept only in full: two words, or a Korean or Chinese name."""
    found: dict[Pair, None] = {}
    for start, end in sentences:
        sentence = " ".join(text[start : min(end, start + LONGEST)].split())
        for pattern in (*_ENGLISH, *_KOREAN, _CHINESE):
            for match in pattern.finditer(sentence):
                pair = _pair(match["name"], match["body"])
                if pair is not None and not _FORMER.search(match.group()) and _fits(pattern, pair[1]):
                    found.setdefault(pair)
    return list(found)


def _fits(pattern: re.Pattern[str], body: str) -> bool:
    """Whether the words are strong enough for the name: "Security expert Anna Berg" and "Anna Berg of Harbour" name no
    body."""
    if pattern is _ENGLISH[1]:
        return is_body(body) or len(body.split()) > 1
    return pattern is not _ENGLISH[2] or is_body(body)


def _pair(name: str, body: str) -> Pair | None:
    person = re.sub(r"['’]s?$", "", _LEAD_IN.sub("", name.strip()))
    body = re.sub(r"['’]s?$", "", _LEAD_IN.sub("", body.strip()))
    if not core(body) or _IS_BODY.search(person) or _SCHOOL.search(person) or known(person):
        return None
    asian = any(ord(c) > 0x10FF for c in person)
    if asian and _KO_NO_NAME.search(person):
        return None
    return (person, body) if asian or len(words(person)) > 1 else None


_FORMER = re.compile(r"\b(?:former|ex|late)\b|(?:^|\s)전(?:직)? |前", re.IGNORECASE)
"""Who has left a body no longer speaks for it."""

_KO_NO_NAME = re.compile(
    rf"^(?:{_KO_TITLE})$|^(?:같은|해당|이날|지난|최근|현재|당시|모든)|(?:에서|에게|으로|하는|했던|라는)$"
)


@lru_cache(maxsize=50_000)
def is_body(name: str) -> bool:
    """Whether a name is that of an organisation by its look, or known to be one."""
    return known(name) is not None or publisher_kind(name) != "outlet" or bool(_IS_BODY.search(name))


@lru_cache(maxsize=50_000)
def is_school(name: str) -> bool:
    """Whether it is a place of learning, whose scholars each speak for themselves."""
    return bool(_SCHOOL.search(name)) and known(name) is None


@lru_cache(maxsize=50_000)
def body_inside(source: str) -> Pair | None:
    """The person and the body that the words for one source name together: 山脊研究所所长李明, "이민수 산마루연구소".

    A spokesman without a name has the person "": "a spokesman for the Ministry of Posts". None: it names no body.
    """
    text = " ".join(source.split()).strip("“”‘’\"'「」『』《》 ")
    for pattern in _SPOKESMAN:
        if found := pattern.match(text):
            return "", found["body"]
    for pattern in (*_ENGLISH, *_KOREAN, _CHINESE, _KO_BARE):
        found = pattern.fullmatch(text)
        pair = _pair(found["name"], found["body"]) if found else None
        if pair is not None and (pattern is not _KO_BARE or is_body(pair[1])):
            return pair
    return None


def body_of(person: str, pairs: Iterable[Pair]) -> str | None:
    """The one body that ``pairs`` introduce this person with, by the name in full; None: none or several."""
    folded = key(person)
    found = {key(body): body for name, body in pairs if key(name) == folded}
    return next(iter(found.values())) if len(found) == 1 else None
