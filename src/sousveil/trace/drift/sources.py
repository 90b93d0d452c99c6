# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Who is said to say it, and names: an attribution that was lost, a name or a place that was replaced by another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sousveil.case.gazetteer.atlas import Spot, atlas

from ..names import key, same_organisation
from .edits import edits
from .endings import NAMED
from .pairing import Half, Mark, Pairing
from .scales import LANGUAGES
from .sides import STOP, Span, words

LEAST_ANCHORS = 3
LEAST_CONTEXT = 3
"""How many tokens next to an exchanged name must be the same."""
MOST_NAME = 4

_SAYING = {language: re.compile(table.SAYING, re.IGNORECASE) for language, table in LANGUAGES.items()}
_VERB_EN = re.compile(
    r"\b(?:according to|said|says|told|tells|claim(?:s|ed)?(?= )|reported(?! to\b)|announced|wrote|writes|argu(?:es|ed)|explained|noted"
    r"|warned|acknowledged|admitted|quoted|cit(?:es|ed|ing)|(?:state|report|note|warn|confirm|believe|estimate|add)(?:s|d|ed)? that)\b",
    re.IGNORECASE,
)
"""Saying as a verb: "the United States" and "the commission's reports" attribute nothing."""
_EVIDENCE = {
    "en": re.compile(r"\b(?:show(?:s|ed|n|ing)?|found|finds?|prov(?:es?|ed|en)|establish(?:ed|es)|reveal(?:s|ed)|learn(?:t|ed)|seen by|put(?:s)? the|figures?|document(?:s|ed)?|records?|heard|told|interview\w*|quot\w+)\b", re.IGNORECASE),
    "ko": re.compile(r"보면|보고서|자료|문서|나타났|드러났|집계|조사|인용|통해|밝|알려|전해|한다\.|말|소식통"),
    "zh": re.compile(r"显示|据|表明|证明|查明|发现|消息|报告|文件|资料|记录|记载|指责"),
}  # fmt: skip
"""Words by which a text tells that it has a source, in another way than by a verb of saying."""


def sources(pairing: Pairing) -> Iterator[Mark]:
    """Attributions dropped, and names and places replaced, between two stretches in one language."""
    yield from _attributions(pairing)
    yield from _names(pairing)


def _sayings(half: Half) -> list[Span]:
    pattern = _SAYING.get(half.side.language)
    return [m.span() for span in half.spans for m in pattern.finditer(half.text, *span)] if pattern else []


def told(half: Half) -> bool:
    """Whether a stretch names a source in any way."""
    pattern = _EVIDENCE.get(half.side.language)
    return bool(_sayings(half)) or (pattern is not None and any(pattern.search(half.text, *s) for s in half.spans))


def _attributions(pairing: Pairing) -> Iterator[Mark]:
    two = _sayings(pairing.parent)
    if pairing.parent.side.language == "en":
        two = [m.span() for span in pairing.parent.spans for m in _VERB_EN.finditer(pairing.parent.text, *span)]
    if not two or told(pairing.child) or sum(1 + a.key.count("|") for a in pairing.anchors) < LEAST_ANCHORS:
        return
    two = [span for span in two if not _speaker(pairing.parent, span) & _words(pairing.child)]
    if not two:
        return
    end = pairing.child.whole[1]
    while end > pairing.child.whole[0] and not pairing.child.text[end - 1].isalnum():
        end -= 1
    said = pairing.parent.said(two[0])
    text = f"“{said}” is gone: who says so is no longer told in this sentence."
    yield Mark("attribution", "dropped", (end, end), two[0], "likely" if _before(pairing.child) else "possible", text)


def _words(half: Half) -> set[str]:
    return {word.key for span in half.spans for word in words(half.text, span, half.side.language)}


def _speaker(half: Half, place: Span) -> set[str]:
    """The words on either side of a verb of saying: one of them is whoever says it."""
    held = words(half.text, half.sentence_of(place), half.side.language)
    before = [w.key for w in held if w.end <= place[0]][-1:]
    return {*before, *[w.key for w in held if w.start >= place[1]][:1]}


def _before(half: Half) -> bool:
    """Whether the sentence before it names no source that might still be speaking."""
    held = [span for span in half.side.sentences if span[1] <= half.whole[0]][-1:]
    return not held or not told(Half(half.side, held))


def _names(pairing: Pairing) -> Iterator[Mark]:
    for edit in edits(pairing):
        if edit.child[0] == edit.child[1] or edit.parent[0] == edit.parent[1]:
            continue
        one, two = pairing.child.said(edit.child), pairing.parent.said(edit.parent)
        if edit.before + edit.after < LEAST_CONTEXT or not edit.after or not _name(one, pairing) or not _name(two, pairing):
            continue
        # A name that the other text has too was only moved, or left for another that both know.
        if one in pairing.parent.text or two in pairing.child.text or _akin(one, two):
            continue
        kind = _kind(one, two)
        if kind is not None:
            certainty = "likely" if kind == "name" or edit.before + edit.after < 2 * LEAST_CONTEXT else "sure"
            yield Mark(kind, "changed", edit.child, edit.parent, certainty, f"“{two}” has become “{one}”.")


def _name(said: str, pairing: Pairing) -> bool:
    language = pairing.child.side.language
    if language == "en":
        parts = said.split()
        return 0 < len(parts) <= MOST_NAME and all(
            p[0].isupper() and p[1:2].islower() and p.lower() not in STOP for p in parts
        )
    pattern = NAMED.get(language)
    return pattern is not None and 3 <= len(said) <= 12 and " " not in said and bool(pattern.search(said))


def _akin(one: str, two: str) -> bool:
    left, right = set(key(one).split()), set(key(two).split())
    return bool(left & right) or same_organisation(one, two) or one.casefold()[:4] == two.casefold()[:4]


def _kind(one: str, two: str) -> str | None:
    """``place`` for two places of which neither lies in the other, None where one does, else ``name``."""
    spots = _spots(one), _spots(two)
    if not spots[0] or not spots[1]:
        return "name"
    for a in spots[0]:
        for b in spots[1]:
            if a.id == b.id or any(up.id == b.id for up in atlas().up(a)) or any(up.id == a.id for up in atlas().up(b)):
                return None
    return "place"


def _spots(name: str) -> tuple[Spot, ...]:
    return atlas().named(name)[:8]
