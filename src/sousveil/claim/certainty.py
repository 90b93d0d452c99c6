# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""How surely the innermost holder says it, on the FactBank scale, by cues whose reach is the clause they stand in."""

from __future__ import annotations

import re

UNKNOWN = {
    "en": re.compile(r"\b(?:uncertain|unclear|unknown|not (?:yet )?(?:known|clear|certain)|whether|remains? to be seen|(?:could|can) ?not be (?:independently )?(?:verified|confirmed|determined|established)|no information|neither confirm(?:ed|s)? nor den(?:y|ied|ies)|(?:declined|refused) to (?:confirm|say|comment)|(?:has|have|had|did|does|do)(?: not|n't) (?:yet |publicly |officially )?(?:acknowledged?|confirm(?:ed)?|admit(?:ted)?|comment(?:ed)?|disclosed?|announced?|reveal(?:ed)?|specif(?:y|ied)|say)\b|do(?:es)? not (?:know|say)|did not say|hard to (?:say|know|tell)|how (?:many|much|far|widely) .{0,60}? is (?:not|un))\b"),
    "ko": re.compile(r"불확실|불분명|알 수 없|알려지지 않|확인되지 않|확인하지 못|여부|미지수|확실하지 않|명확하지 않|분명하지 않|밝혀지지 않"),
    "zh": re.compile(r"不清楚|尚不明|不明确|不确定|不得而知|是否|未知|未经证实|无法证实|未能证实|未能确认|无法确认|尚未证实|難以確認|难以确认|不明朗"),
}  # fmt: skip
POSSIBLE = {
    "en": re.compile(r"\b(?:may|might|could|possibly|perhaps|potentially|possible that|conceivabl[ey]|speculat\w+|rumou?rs?|rumou?red|at least according to|suspicions?|the risk of|risks? of|cannot be ruled out|threaten(?:s|ed|ing)? to|maybe|not impossible|(?:is|are|was|were|been) (?:also )?(?:considering|weighing|mulling|exploring|studying whether|in talks)|considers|mulls)\b"),
    "ko": re.compile(r"수도 있|수 있다|가능성이 있|가능성도|가능성을|지도 모|소문|의혹|우려"),
    "zh": re.compile(r"可能|或许|也许|或将|传闻|据传|不排除|恐怕|疑似|恐将|恐会"),
}  # fmt: skip
PROBABLE = {
    "en": re.compile(r"\b(?:likely|probably|presumably|apparently|seemingly|appears?|appeared|seems?|seemed|(?:is|are|was|were) (?:widely |generally )?(?:believed|thought|understood|assumed|suspected|estimated|considered)|suggests?|suggested|i think|we think|i believe|we believe|reportedly|allegedly|alleged|purportedly|supposedly|expected to|mostly likely|in all likelihood|estimated|rumored)\b"),
    "ko": re.compile(r"것으로 보인|것으로 보이|것으로 추정|추정된|추정되|것으로 예상|것으로 판단|것으로 관측|듯하|듯 하|것 같|가능성이 (?:높|크|커)|아마|예상된|것으로 알려|전해졌|전해진|고 한다"),
    "zh": re.compile(r"很可能|大概|估计|似乎|看来|据信|应该是|推测|预计|被认为|据悉|据称|据说|据报"),
}  # fmt: skip
NEGATION = {
    "en": re.compile(r"\b(?:not(?! only| just| merely| simply)|never|no(?= (?:[a-z]+ ){0,2}?(?:evidence|sign|indication|cameras?|surveillance|cctv|plans?|facial|such|records?|biometric|blood|samples?|fingerprints?|drones?|systems?|data|photographs?|images|readers?|one|resident|software|equipment)\b)|none|neither|nor|without any|n't|cannot|denied|denies|lacks?|failed to|refused to|yet to|far from)\b|n't\b"),
    "ko": re.compile(r"지 ?않|지 ?못|지는 않|없다|없는 것|없었|않았|않고|아니다|부인|아직 (?:없|안)|안 (?:됐|된|했)"),
    "zh": re.compile(r"没有|沒有|尚未|未(?!来|經证|经证|知)|并非|並非|不存在|否认|否認|并未|從未|从未|不会|不再|无人(?!机|驾驶|值守|看守|航)|无法(?!证实|确认|核实|知)"),
}  # fmt: skip
WEAK_NEGATION = re.compile(r"\bno (?:evidence|sign|indication)\b|\b(?:did not|could not|didn't|couldn't) (?:find|see|spot)\b|\b(?:found|saw) no(?:ne)?\b|没有证据|没有迹象|증거는? 없|정황은? 없")
"""To find no evidence is not to say that there is none: it lowers to probable, not to certain."""

_TELLS = re.compile(r"\b(?:can|could|able to)(?: also| even)? (?:tell|see|detect|show|check|determine|recogni[sz]e|learn|find out|establish) whether\b")
"""What a machine can tell is no question of the text."""

_LEVELS = ("U", "PS", "PR", "CT")
_RANK = {level: rank for rank, level in enumerate(_LEVELS)}


def certainty(words: str, language: str, *, ignore_negation: bool = False) -> str:
    """The certainty that the plain ``words`` (a cue's reach: its clause up to and with the verb) give."""
    if UNKNOWN[language].search(_TELLS.sub(" ", words)):
        return "U"
    if POSSIBLE[language].search(words):
        level = "PR" if language == "zh" and "很可能" in words else "PS"
    elif PROBABLE[language].search(words):
        level = "PR"
    else:
        level = "CT"
    negative = not ignore_negation and NEGATION[language].search(words) is not None
    if negative and WEAK_NEGATION.search(words):
        level = weakest(level, "PR")
    return level + ("-" if negative else "+")


def weakest(one: str, other: str) -> str:
    """The less certain of two levels or values; the sign of the first is kept."""
    first, second = one.rstrip("+-"), other.rstrip("+-")
    low = first if _RANK[first] <= _RANK[second] else second
    sign = one[len(first):] or other[len(second):]
    return low if low == "U" or (not one[len(first):] and not other[len(second):]) else low + sign
