# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""What turns a claim round: "it is false that", a plan that was dropped, a power cut that is no end, a pilot that runs."""

from __future__ import annotations

import re

_STORY = r"(?:claims?|reports?|rumou?rs?|allegations?|accusations?|suggestions?|stor(?:y|ies)|assertions?|notion|idea)"
_UNTRUE = r"(?:false|untrue|not true|incorrect|a lie|lies|fake|baseless|unfounded|groundless|fabricated|a myth|a hoax|nonsense|not the case)"
_FALSE = {
    "en": re.compile(
        rf"\bit(?: is|'s| was) (?:simply |also |quite |therefore |completely |totally )?(?:{_UNTRUE}|wrong)(?:, [^,]{{3,40}},)? (?:that|to say that|to claim that)\b"
        rf"|\b(?:den(?:ied|ies|y|ying)|reject(?:ed|s|ing)?|dismiss(?:ed|es|ing)?|refut(?:ed|es|ing)|disput(?:ed|es|ing)|debunk(?:ed|s|ing)) (?:as (?:false|untrue|baseless) )?(?:the |a |all |any |these |those |media |earlier |press |local |online )*{_STORY} (?:that|of|about)\b"
        rf"|\b(?:false|untrue|baseless|unfounded|fake|fabricated) {_STORY} (?:that|of|about)\b"
        rf"|(?<!nor )(?<!or )(?<!not )\b(?:den(?:ied|ies|y|ying)) (?:that|using|having|the (?:use|existence|presence|installation|deployment|purchase)|any (?:use|plans?|deployment))\b"
    ),
    "ko": re.compile(r"사실(?:이|은) 아니|사실무근|사실과 다르|거짓(?:이|말|으로|이라고)|허위(?:이|라고|다|로)|낭설"),
    "zh": re.compile(r"(?:并非|并不是|不是|并不属于|不属)(?:事实|实)|不属实|不实|是假的|纯属(?:谣言|虚构|捏造)|是谎言|是谣言|虚假(?:的|报道|消息)|子虚乌有|不符(?:合)?事实|与事实不符"),
}  # fmt: skip
_FALSE_AFTER = re.compile(rf"\b{_STORY} (?:that|of|about)\b[^.;]{{5,160}}? (?:is|are|was|were|proved|turned out to be) (?:[a-z]+ly |all |just )?(?:{_UNTRUE}|wrong)\b")
_TO_MASK = re.compile(r"\b(?:not true|not the case|den(?:ied|ies|y|ying))\b|사실(?:이|은) 아니\S*|并非事实|并不是事实|不是事实|不属实|不实|(?<=[与和])事实不符|不符合?事实")
"""The words of the turn itself: they deny once, not twice."""


def falsehood(low: str, span: tuple[int, int], at: int, language: str) -> bool:
    """Whether what stands at ``at`` in the clause ``span`` is called untrue."""
    if language != "en":
        return _FALSE[language].search(low, *span) is not None
    if any(m.end() <= at for m in _FALSE["en"].finditer(low, *span)):
        return True
    return any(m.start() < at < m.end() for m in _FALSE_AFTER.finditer(low, *span))


def unmarked(words: str) -> str:
    """``words`` without those that call the rest untrue, so that they are not read as a denial within it."""
    return _TO_MASK.sub(" ", words)


def turned(level: str) -> str:
    """The level with its sign the other way round; U stays."""
    return level if level == "U" else level[:-1] + ("-" if level.endswith("+") else "+")


_END = r"(?:cancel(?:s|l?ed|l?ing)|scrap(?:s|ped|ping)|shelv(?:e|es|ed|ing)|drop(?:s|ped|ping)?|abandon(?:s|ed|ing)?|halt(?:s|ed|ing)?|suspend(?:s|ed|ing)?|withdr[ae]wn?|withdrew|gave up|given up|giving up|call(?:s|ed|ing) off|put on hold|ditch(?:es|ed|ing)?|axed|paused)"
_PLAN = r"(?:plans?|proposals?|tenders?|bids?|idea|intentions?|purchases?|orders?)"
_DROPPED = {
    "en": re.compile(
        rf"\b{_END} (?:(?:a|an|the|its|their|his|her|all|any|these|those) )?(?:[a-z\d.,$]+ ){{0,4}}?{_PLAN}\b"
        rf"|\b{_PLAN}\b[^;]{{0,160}}? (?:was|were|is|are|been|be|being) (?:[a-z]+ly |later |then |now |since )?{_END}\b"
    ),
    "ko": re.compile(r"(?:계획|방안|구상|입찰|도입 ?안|예정)(?:안)?(?:을|를|이|은|는|도|은)? ?(?:[가-힣]+ ){0,2}?(?:전면 ?)?(?:중단|취소|폐기|포기|백지화|철회|접었)"),
    "zh": re.compile(r"(?:取消|放弃|搁置|撤回|撤销|终止|暂停|中止|叫停)[^，。；]{0,25}(?:计划|方案|提案|招标|打算)|(?:计划|方案|提案|招标)[^，。；]{0,25}(?:取消|放弃|搁置|撤回|撤销|叫停|终止|中止)"),
}  # fmt: skip
_OTHER_THING = r"criticisms?|objections?|appeals?|challenges?|opposition|complaints?|petitions?|motions?|calls|claims?|reports?|amendments?|concerns?|fears|bans?|moratori\w+"
_TO_STOP = r"(?! to (?:ban|stop|block|halt|scrap|end|limit|restrict|curb|drop|abandon|remove|dismantle)\b)"
_NO = r"(?:reject(?:s|ed|ing)?|vot(?:es|ed|ing) (?:down|against)|turn(?:s|ed|ing) down|vetoe[sd]|vetoing|threw out|thrown out|defeat(?:s|ed)|refus(?:es|ed) to (?:approve|back|fund|support)|declin(?:es|ed) to (?:approve|back|fund|support)|block(?:s|ed)|struck down|rul(?:es|ed) out)"
_REFUSED = re.compile(
    rf"\b{_NO} (?:(?:a|an|the|its|their|his|her|all|any|these|those) )?(?:(?!(?:{_OTHER_THING})\b)[\w.,$'-]+ ){{0,4}}?{_PLAN}\b{_TO_STOP}"
    rf"|\b{_PLAN}\b{_TO_STOP}[^;]{{0,160}}? (?:was|were|is|are|been|be|being) (?:[a-z]+ly |later |then |now |since |also )?(?:{_NO}|denied|refused)\b"
)
_NEVER_CAME = re.compile(
    rf"\b(?:{_PLAN}|planned|intended|wanted|hoped|promised|announced|proposed|vowed|pledged|was to|were to|would)\b[^;]{{3,160}}? (?:(?:but|yet|though|although|which|that) )(?:(?:it|they|he|she|the [a-z]+|has|have|had|this|that|work|nothing) ){{0,3}}?(?:never (?:did\b|happened|came (?:to|about|off)|went (?:ahead|through|forward)|material\w+|got (?:round|around|to)|(?:was|were) (?:[a-z]+ )?(?:built|bought|installed|implemented|carried out|done)|(?:bought|built|installed|deployed)(?= (?:it|them|any|one)\b|[ .,]*$)|carried|followed through|began|started)|did(?: not|n't)(?: do so)?(?=[ .,]*$)|came to nothing|fell through)"
    rf"|\b{_PLAN}\b[^;]{{0,160}}? (?:(?:have |has |had )?(?:never (?:happened|came (?:to|about|off)|went (?:ahead|through|forward)|material\w+|left)|came to nothing|fell through))"
)
_OUTAGE = {
    "en": re.compile(
        r"\b(?:switch\w*|turn\w*|shut|go(?:es)?|went|stop\w*|suspend\w*|halt\w*|knock\w*|out of service|no longer)\b[^.;]{0,50}?\b(?:by|due to|because of|during|when|whenever|owing to|for lack of|amid|after|for want of)\b[^.;]{0,30}?\b(?:power (?:cuts?|outages?|failures?|shortages?|supply|losses)|(?:lack|loss|shortage) of power|electricity|outages?|blackouts?|load shedding|brownouts?|storms?|fuel)\b"
        r"|\b(?:power (?:cuts?|outages?|failures?|shortages?)|electricity|outages?|blackouts?|load shedding)\b[^.;]{0,40}?\b(?:switch|turn|shut|knock|take|put)\w*\b"
        r"|\b(?:often|frequently|regularly|sometimes|usually|temporarily|occasionally|at night) (?:are |is |were |was |be |being )?(?:switched|turned|shut) (?:off|down)\b"
    ),
    "ko": re.compile(r"정전|전력난|전력 ?부족|전기 ?부족|전압"), "zh": re.compile(r"停电|断电|电力不足|缺电|电力短缺|限电"),
}  # fmt: skip
_PILOT = re.compile(
    r"\b(?:pilots?|trials?)\b[^.;]{0,80}?\b(?:has|have|had|is|are|was|were)(?: been)? (?:already |now |still |up and )?(?:running|under ?way|in operation|operating|operational|live|in use|going on|ongoing|active)\b"
    r"|\b(?:run|runs|running|ran) (?:a|the|its|their) (?:[a-z\d]+ ){0,3}?(?:pilot|trial)\b"
)
_STUDIED = re.compile(r"\b(?:universit(?:y|ies)|laborator(?:y|ies)|labs?|institutes?|researchers|academics|scientists)\b")


def _came_to_nothing(low: str, span: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether the plan of the clause was refused, or "but it never did" in the next clause speaks of it."""
    if _REFUSED.search(low, *span):
        return True
    return any(span[0] <= m.start() < span[1] for m in _NEVER_CAME.finditer(low, *sentence))


def ended(status: str, low: str, span: tuple[int, int], sentence: tuple[int, int], language: str) -> str:
    """What an "abandoned" or "researched" of the clause ``span`` of a sentence truly is: ``plan`` (a plan was dropped or refused),
    ``outage`` (it stands still for want of power), ``pilot`` (a trial that runs on the street), or ``status`` itself."""
    if status == "abandoned":
        if _OUTAGE[language].search(low, *(span if language == "en" else sentence)):
            return "outage"
        return "plan" if _DROPPED[language].search(low, *span) else status
    if status == "announced" and language == "en" and _came_to_nothing(low, span, sentence):
        return "plan"
    if status == "researched" and language == "en" and _PILOT.search(low, *span) and not _STUDIED.search(low, *span):
        return "pilot"
    return status


_GREW = re.compile(
    r"\b(?:up from|against|compared (?:with|to)|as against|from) (?:just |only |about |some |around )?(?!(?:1[5-9]|20)\d\d\b)(?:[\d,.]+|none|one|two|three|four|five|six|seven|eight|nine|ten)\b(?! (?:to|by|of|march|april|may|june|july)\b)[^.;]{0,30}?(?:\b(?:in|on|earlier|before|a year|last|the year)\b|$|[.,;])"
    r"|\bfrom (?!(?:1[5-9]|20)\d\d\b)[\d,.]+ (?:[a-z]+ )?to [\d,.]+\b"
)


def grew(status: str, low: str, span: tuple[int, int], language: str) -> bool:
    """Whether what stands or runs is told beside a smaller number of earlier: "61 cameras, against 19 in 2015"."""
    return language == "en" and status in ("installed", "in-use") and _GREW.search(low, *span) is not None
