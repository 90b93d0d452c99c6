"""Voices that a text does not name: "experts", "a think tank", 专家, 한 연구소. They count as no source or as one.

Taking one of them for a name makes a source too many, and a source too many counts as confirmation.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache

from sousveil.case.vocabulary.load import load_vocabulary

from .agencies import known
from .names import core

_EXPERTS = (
    "experts?|analysts?|professionals?|observers?|critics?|activists?|scholars?|specialists?|campaigners?|academics?"
    "|engineers?|practitioners?|consultants?|technicians?|commentators?|advocates?|insiders?|pundits?|scientists?"
    "|lawyers?|economists?|technologists?|historians?"
)
_BODIES = (
    "institutes?|think[- ]tanks?|groups?|organi[sz]ations?|ngos?|watchdogs?|charit(?:y|ies)|foundations?"
    "|cent(?:er|re)s?|compan(?:y|ies)|firms?|universit(?:y|ies)|agenc(?:y|ies)|newspapers?|outlets?"
    "|websites?|blogs?|magazines?"
)
_OTHERS = "officials?|officers?|sources?|residents?|witnesses|witness|spokes\\w+|employees?|staff|traders?|workers?"
_ANY = rf"\b(?:{_EXPERTS}|{_BODIES}|{_OTHERS})\b"
_EXPERT_HEAD = re.compile(rf"\b(?:{_EXPERTS})\b", re.IGNORECASE)
_SOME = re.compile(
    r"^(?:an?|one|another|some|several|many|most|two|three|four|five|various|other|unnamed|unidentified|anonymous"
    r"|certain|numerous|multiple|a (?:number|group|handful) of)\b",
    re.IGNORECASE,
)
_HEADED = (
    re.compile(rf"^(?P<before>.*?)(?P<head>\b(?:{_EXPERTS})\b)(?P<after>.*)$", re.IGNORECASE),
    re.compile(rf"^(?P<before>.*?)(?P<head>{_ANY})(?P<after>.*)$", re.IGNORECASE),
)
"""Experts first: "Stanford University experts" are experts, not a university."""

_NAME_NEXT = re.compile(r"^(?:, ?|called |named |known as )?[A-Z][\w.’'-]+")
_TITLES = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof|Professor|Sir)\b\.?")
_NAME = re.compile(r"^(?:[A-Z][\w.’'-]*)(?: (?:[a-z]{1,3} ){0,2}[A-Z][\w.’'-]*)+$")

_KO_EXPERTS = "전문가|분석가|분석관|관측통|관측자|활동가|학자|연구자|평론가|기술자|과학자|교수진|업계 ?종사자|종사자"
_KO_BODIES = (
    "연구소|연구원|연구기관|연구 ?단체|싱크탱크|인권 ?단체|시민 ?단체|민간 ?단체|비정부기구|단체|기관"
    "|업체|회사|기업|언론|매체"
)
_KO_OTHERS = "당국자|관계자|관리|공무원|간부|소식통|주민|목격자|직원"
_ZH_EXPERTS = (
    "专家学者|业内人士|专业人士|分析人士|观察人士|活动人士|人士|专家组|专家|分析师|分析员|观察家|学者"
    "|评论员|工程师|科学家|技术人员|从业者|研究人员"
)
_ZH_BODIES = (
    "研究机构|研究所|研究院|研究中心|智库|人权组织|非政府组织|民间组织|公民组织|组织|机构|团体|公司|企业"
    "|媒体"
)
_ZH_OTHERS = "官员|人员|工作人员|知情者|消息人士|居民|目击者|干部|员工"
_KO = re.compile(rf"(?:{_KO_EXPERTS}|{_KO_BODIES}|{_KO_OTHERS})(?:들|진)?")
_ZH = re.compile(rf"(?:{_ZH_EXPERTS}|{_ZH_BODIES}|{_ZH_OTHERS})(?:们)?")
_CJK_EXPERT = re.compile(rf"{_KO_EXPERTS}|{_ZH_EXPERTS}")
_KO_LOOSE = re.compile(
    r"^(?:한|두|세|어느|어떤|이|그|해당|일부|여러|몇|몇몇|많은|다수|다수의|복수의|복수|익명의|익명|현지"
    r"|국내외|국내|국외|해외|외국"
    r"|국제|서방|서방의|유럽|아시아|민간|국책|정부|관련|업계|학계|군사|안보|보안|정보|기술|통신|인권|시민"
    r"|사이버|디지털|인공지능|AI|IT|대북"
    r"|북한 ?문제|문제|분야|분야의|기반|출신|소재|소속|전직|현직|익명을|요구한|요청한|씨|명|명의"
    r"|\d+여?명?의?|와|과|및|의|등|복수의)+$"
)
_ZH_LOOSE = re.compile(
    r"^(?:一位|两位|几位|多位|数位|某位|一名|两名|几名|多名|数名|某名|一些|有些|有的|有|某些|某个|某|该"
    r"|这位|这名|该位|部分|许多|众多|不少|多个|一个"
    r"|一家|两家|某家|多家|一所|某所|一|多|两|数|几|位|名|家|个|匿名|不愿具名|当地|本地|国内外|国内|国外"
    r"|海外|外国|国际|西方|欧洲|亚洲|民间"
    r"|官方|政府|独立|相关|有关|业内|行业|学界|军事|安全|安防|网络|技术|信息|通信|人权|数字|人工智能|问题"
    r"|领域|方面|法律|隐私"
    r"|资深|知名|著名|一组|等|的|和|与|及|、|AI|IT|\d+)+$"
)
_SURNAMES_KO = (
    "김이박최정강조윤장임오신권황안송류홍고문손배백허남심노하곽"
    "성차주우민나지엄채원천방공현함변염추석설길연표명기왕금옥육인맹제"
)
_KO_NAME = re.compile(rf"^(?:[{_SURNAMES_KO}][가-힣]{{2}}|한[가-힣]{{2}}|(?:남궁|황보|제갈|선우|독고)[가-힣]{{1,2}})$")
_KO_NO_NAME = re.compile(r"학$|계$|체$|회$|망$|단$|부$|도$|^신기술$|^정보|^기술|^조사|^한반")
_ZH_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,10}$")
_LETTER = re.compile(r"^[A-Z](?:씨|某|先生|女士)$|^[\u4e00-\u9fff]某某?$|^[가-힣]모 ?씨?$")

_TRADITIONAL = str.maketrans(
    "專學業內觀動組員師評論機構團體國際織們數幾個這",
    "专学业内观动组员师评论机构团体国际织们数几个这",
)


def simplified(name: str) -> str:
    """The few traditional characters of such voices in their simplified form, so that 專家 and 专家 are one wording."""
    return unicodedata.normalize("NFKC", name).translate(_TRADITIONAL)


@lru_cache(maxsize=1)
def _countries() -> re.Pattern[str]:
    """Countries and peoples, as the shipped vocabulary spells them: "Chinese experts" has no name in it."""
    names = {
        name
        for _, place in sorted(load_vocabulary().places.items())
        for group in (place.names, place.demonyms)
        for spellings in group.values()
        for name in spellings
    }
    ordered = sorted(names | {simplified(name) for name in names} | {"Western", "European", "American", "Asian"},
                     key=lambda n: (-len(n), n))  # fmt: skip
    return re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" if n[0] < "\u10ff" else re.escape(n) for n in ordered))


def speaks_as_expert(source: str) -> bool:
    """Whether an unnamed voice speaks as one who knows the field, not as one who was there."""
    return bool(_EXPERT_HEAD.search(source) or _CJK_EXPERT.search(simplified(source)))


@lru_cache(maxsize=50_000)
def nameless(source: str) -> bool:
    """Whether a source is told by what it is alone ("an expert", "a US-based think tank", 多位专家), without a name."""
    text = " ".join(source.split())
    if not text or known(text) or known(core(text)):
        return False
    if any(ord(c) > 0x10FF for c in text):
        return _nameless_cjk(simplified(text))
    found = _HEADED[0].match(text) or _HEADED[1].match(text)
    if found is None:
        return False
    before, head, after = found["before"].strip(" ,"), found["head"], found["after"]
    first = text.partition(",")[0].strip()
    if "," in text and not re.search(_ANY, first, re.IGNORECASE) and _NAME.match(_TITLES.sub("", first).strip()):
        return False  # "Anna Berg, an analyst at ..."
    expert = bool(_EXPERT_HEAD.fullmatch(head))
    if _NAME_NEXT.match(after.lstrip()) and not re.fullmatch(_ANY, after.strip(" ,"), re.IGNORECASE):
        return False  # "analyst Carl Dahl", "a group called Open Streets"
    if expert:
        # Whatever stands before "experts" says of which kind or of whom they are; a known body was told apart above.
        return not (before and _known_inside(before))
    if head[:1].isupper() and not head.isupper() and (before or re.search(r"[A-Z]", after)):
        return False  # "Ridge Institute", "Institute for Open Streets"
    if _SOME.match(text):
        return True
    bare = _countries().sub(" ", re.sub(r"^(?:the|its|their)\b", " ", before, flags=re.IGNORECASE))
    bare = re.sub(r"\b\S+-(?:based|backed|funded|run|led)\b", " ", bare)
    return not re.search(r"[A-Z]", bare)


def _known_inside(words: str) -> bool:
    return known(re.sub(r"(?:['’]s?)$", "", words)) is not None


def _nameless_cjk(text: str) -> bool:
    if _LETTER.match(text):
        return True
    hangul = bool(re.search("[가-힣]", text))
    pattern, loose = (_KO, _KO_LOOSE) if hangul else (_ZH, _ZH_LOOSE)
    heads = list(pattern.finditer(text))
    if not heads:
        return False
    expert = bool(_CJK_EXPERT.search(text))
    before, after = text[: heads[0].start()], text[heads[-1].end() :]
    between = " ".join(text[a.end() : b.start()] for a, b in itertools.pairwise(heads))
    parts = [part for part in re.split(r"[\s,、]+", " ".join((before, between, after))) if part]
    if hangul:
        # A name may stand on either side: "김철수 전문가", "전문가 김철수".
        if any(_KO_NAME.match(part) and not _KO_NO_NAME.search(part) for part in parts if not loose.match(part)):
            return False
    elif after and _ZH_NAME.match(after) and not loose.match(after):
        return False  # 专家李明
    if expert:
        return True
    rest = [part for part in (_countries().sub("", part) for part in parts) if part]
    return all(loose.match(part) or _LETTER.match(part) for part in rest)
