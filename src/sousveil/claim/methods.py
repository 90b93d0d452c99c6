# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Sentences in which a report says what it rests on: kept as claims of kind "method", its bases as branches beneath it."""

from __future__ import annotations

import re

from sousveil.records import Edge

from .speech import Speech

_ACTS = {
    "en": re.compile(r"\b(?:report|study|survey|research|researchers|authors|paper|investigation|they|team|group)\b"),
    "ko": re.compile(r"보고서|연구|조사"), "zh": re.compile(r"报告|研究|调查|報告"),
}  # fmt: skip
_BASES = {
    "en": (
        ("survey", "survey-answer", r"\bsurveyed (?P<who>(?:about |some |more than )?\d[\d,]* [\w ]{3,40}?)(?= (?:in|via|by|through|about|over|between|who|from)\b|[,.;])|(?P<who2>\b(?:a |an )?(?:\w+ )?survey of [\w, ]{3,40}?)(?= (?:in|via|by|through|about|who|from|and|conducted)\b|[,.;])"),
        ("witnesses", "unknown", r"\binterviewed (?!for\b|by\b|in\b|on\b)(?P<who>(?:about |some |more than )?[\d\w][\w, ]{3,50}?)(?= (?:in|via|by|through|about|who|from|between|over|and)\b|[,.;])|\binterviews (?:with|of) (?P<who2>[\w, ]{3,40}?)(?= (?:in|via|by|through|about|who|from|and|conducted)\b|[,.;])|(?P<who4>[\w-]+(?: [\w-]+){0,5}) were interviewed|\btestimon(?:y|ies) (?:of|from) (?P<who3>[\w ]{3,40}?)(?= (?:and|who|in)\b|[,.;])"),
        ("state-media", "official-self-description", r"(?:based on|analy[sz]ed|analysis of|examined|reviewed|through|watched|monitored|from)\b[^.;]{0,110}?\b(?P<who>(?:[A-Z]\w+ )?(?:[A-Z]\w+ )?state (?:media|television|tv)(?: (?:footage|reports|broadcasts|coverage))?|domestic and international media coverage|domestic media(?: coverage)?)"),
        ("papers", "own-measurement", r"(?:based on|analy[sz]ed|analysis of|examined|reviewed|through|from)\b[^.;]{0,200}?\b(?P<who>(?:academic|scientific|research|published|technical) (?:papers|articles|journals|literature)|publicly[ -]announced research(?: at [\w ]{3,60}?)?(?=[,.;]| in | and ))"),
        ("report", "own-measurement", r"(?:based on|analy[sz]ed|analysis of|examined|reviewed|obtained|drew on)\b[^.;]{0,110}?\b(?P<who>satellite (?:imagery|images)|procurement (?:records|documents|notices)|tender documents|customs data|trade data|leaked documents|budget documents)"),
    ),
    "ko": (
        ("survey", "survey-answer", r"(?P<who>[\w가-힣 ]{2,20}\d[\d,]*명)(?:을|를)? (?:대상으로 )?(?:한 )?설문"),
        ("witnesses", "unknown", r"(?P<who>[가-힣 ]{0,12}(?:탈북민|탈북자|주민|거주자|이탈주민)[가-힣 ]{0,4}\d*[\d,]*명?)(?:을|를|과|와|과의|와의)? ?(?:심층 )?(?:인터뷰|면접|면담)"),
        ("state-media", "official-self-description", r"(?P<who>(?:관영|국영|북한) ?(?:매체|방송|TV|텔레비전)[가-힣 ]{0,6}) ?(?:을|를|영상)? ?(?:분석|검토)"),
    ),
    "zh": (
        ("survey", "survey-answer", r"(?:问卷)?调查了(?P<who>\d[\d,]*(?:名|位)[^，。；]{1,12})|对(?P<who2>\d[\d,]*(?:名|位)[^，。；]{1,12})进行(?:了)?(?:问卷)?调查"),
        ("witnesses", "unknown", r"(?:采访|访谈|访问)了?(?P<who>\d*[\d,]*(?:名|位)?[^，。；]{2,14})|对(?P<who2>\d*(?:名|位)?[^，。；]{2,14})的(?:采访|访谈)"),
        ("state-media", "official-self-description", r"分析了?(?P<who>[^，。；]{0,8}(?:官方媒体|国家电视台|官媒)[^，。；]{0,6})"),
    ),
}  # fmt: skip
_COMPILED = {
    language: tuple((kind, basis, re.compile(pattern, re.IGNORECASE)) for kind, basis, pattern in table)
    for language, table in _BASES.items()
}


def method_edges(
    text: str, low: str, start: int, end: int, language: str, report: Speech | None, outer: tuple[Edge, ...]
) -> tuple[Edge, ...] | None:
    """The graph of a sentence on how a report was made: outlet, report, and each basis beneath it; None if it is none."""
    if report is None or not _ACTS[language].search(low, start, end):
        return None
    found: list[tuple[int, int, str, str]] = []
    for kind, basis, pattern in _COMPILED[language]:
        for m in pattern.finditer(text, start, end):
            left, right = next(m.span(name) for name in m.groupdict() if m[name])
            found.append((left, right, kind, basis))
    if not found:
        return None
    edges = [*outer, Edge(report.source, report.kind, "method", report.basis, "CT+", report.start, report.end, len(outer) - 1)]
    for left, right, kind, basis in sorted(found):
        while text[left].isspace():
            left += 1
        edges.append(Edge(text[left:right], kind, "rests on", basis, "CT+", left, right, len(outer)))
    return tuple(edges)
