"""What a report says it rests on, read from the sentences that describe its method."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sousveil.records import Edge

_STOP = "about|among|including|in|who|and|on|via|from|through|between|with|for|as|since|over the"
_NP = rf"(?:(?!(?:{_STOP})\b)[\w’'-]+,? ?){{1,6}}"
_PEOPLE = (
    "residents|people|citizens|adults|respondents|households|users|workers|traders|students|escapees|defectors|refugees"
)
_ASKED = rf"(?P<x>(?:[\w’'-]+ ){{0,5}}?(?:{_PEOPLE}))"
_WORKS = (
    r"(?:research|papers|articles|studies)"
    r"(?: (?:at|by|from) (?:[\w-]+ ){0,4}?(?:universities|institutes|organi[sz]ations))?"
)
_PAPERS = "(?:records|documents|contracts|data|notices|files)"
_KO_WHO = r"(?P<x>(?:[가-힣]+ )?(?:탈북민|탈북자|주민|시민|전문가|관계자|난민|응답자)[가-힣]{0,8} ?\d*여? ?명?)"
_PATTERNS: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (category, re.compile(pattern, re.IGNORECASE), wording)
    for category, pattern, wording in (
        ("interviews", rf"\binterview(?:ed|ing|s with|s of) (?:with )?(?P<x>{_NP})", "interviews with {x}"),
        ("interviews", rf"\bspoke (?:to|with) (?P<x>\d[\d,]* {_NP})", "interviews with {x}"),
        ("survey", rf"\b(?:surveyed|surveying|polled) {_ASKED}", "survey of {x}"),
        ("survey", rf"\bsurvey of {_ASKED}", "survey of {x}"),
        ("state media", r"\bstate[- ](?:run )?(?:media|television|tv|broadcasts?)\b", "state media"),
        ("media coverage", r"\b(?:(?:domestic|foreign|international|local)(?: and )?){1,2} media coverage", "{0}"),
        ("papers", rf"\b(?:publicly[- ]announced |published |academic |scientific ){_WORKS}", "{0}"),
        ("satellite", r"\bsatellite (?:images?|imagery|photographs?)", "{0}"),
        ("procurement", rf"\b(?:\d[\d,]* )?(?:public )?(?:procurement|tender|customs|trade|shipping) {_PAPERS}", "{0}"),
        ("documents", r"\b(?:leaked|internal|classified) (?:documents|files|records|memos)", "{0}"),
        ("interviews", _KO_WHO + r"[^.\n]{0,12}?(?:인터뷰|면담|면접)", "{x} (인터뷰)"),
        ("interviews", r"(?:탈북민|탈북자|주민|시민) (?:인터뷰|면담|증언)", "{0}"),
        ("survey", _KO_WHO + r"[^.\n]{0,14}?(?:설문|여론조사)", "{x} (설문조사)"),
        ("state media", r"관영 ?(?:매체|언론|TV|방송)", "{0}"),
        ("procurement", r"조달 ?기록(?: \d+건)?", "{0}"),
        ("satellite", r"위성 ?사진", "{0}"),
        ("interviews", r"(?:采访|访谈)了?(?P<x>[^，。；]{0,8}?\d*余?[名位][^，。；和及与]{1,10})", "{x}（访谈）"),
        ("survey", r"(?:对|向)?(?P<x>\d+余?[名位][^，。；和及与]{1,8}?)(?:进行|开展|做)?了?(?:问卷|抽样)?调查",
         "{x}（问卷）"),
        ("procurement", r"\d*份?采购记录", "{0}"),
        ("state media", r"官方媒体|国家媒体|官媒", "{0}"),
        ("satellite", r"卫星(?:图像|照片|影像)", "{0}"),
    )
)  # fmt: skip

_METHOD = re.compile(
    r"\b(?:interview|survey(?:ed|ing)|surveys? of|based on|drawing on|draws on|drew on|examined|analy[sz]ed"
    r"|analysis of|"
    r"reviewed|relies on|relied on|gathered|rests on|polled|spoke (?:to|with)|read \d)|인터뷰|면담|설문|바탕으로|토대로"
    r"|분석|采访|访谈|问卷|调查了|根据对|分析",
    re.IGNORECASE,
)
_BY_REPORT = re.compile(
    r"\b(?:report|study|paper|survey|analysis|investigation|researchers?|authors?|research|team|findings|they|organi[sz]ation|institute|group|ngo)\b|보고서|연구|报告|研究",
    re.IGNORECASE,
)
_BARE = {"media", "them", "the media", "him", "her", "us", "reporters", "journalists", "it"}


Basis = tuple[str, str]
"""(category, words): categories keep one report's two descriptions of one survey from counting twice."""


def method_bases(sentence: str) -> list[tuple[str, str]]:
    """(category, words) of what a sentence says a report rests on; nothing when it does not speak of its method."""
    if not _METHOD.search(sentence) or not _BY_REPORT.search(sentence):
        return []
    found: list[tuple[int, str, str]] = []
    for category, pattern, wording in _PATTERNS:
        for match in pattern.finditer(sentence):
            inner = (match.groupdict().get("x") or "").strip(" ,")
            if "{x}" in wording and (not inner or inner.casefold() in _BARE):
                continue
            words = wording.format(" ".join(match.group().split()), x=" ".join(inner.split()))
            found.append((match.start(), category, words))
    return [(category, words) for _, category, words in sorted(found)]


def edge_basis(edge: Edge) -> tuple[str, str]:
    """(category, words) of a source that stands beneath a gateway."""
    name = " ".join(edge.source.split())
    low = name.casefold()
    if edge.kind == "survey":
        return "survey", name if "survey" in low or "조사" in name or "调查" in name else f"survey of {name}"
    if edge.kind == "witnesses":
        return "interviews", name if "interview" in low or "인터뷰" in name else f"{name} (interviews)"
    if edge.kind == "state-media":
        return "state media", name
    if edge.kind == "papers":
        return "papers", name
    return f"{edge.kind}:{low}", name


def distinct(bases: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """One wording for each category: the one with a number, else the longest, else the first by spelling."""
    best: dict[str, str] = {}
    for category, words in bases:
        held = best.get(category)
        if held is None or _rank(words) < _rank(held):
            best[category] = words
    return tuple(sorted(best.values(), key=lambda words: (words.casefold(), words)))


def _rank(words: str) -> tuple[bool, int, str]:
    return not any(c.isdigit() for c in words), -len(words), words
