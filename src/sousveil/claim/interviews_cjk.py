# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Interviews in Korean and Chinese: who answers, and which quotation is still open where a sentence begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sousveil.records import Passage

from .speech import Speech

_QUESTION = re.compile(r"^(?:[―—–\-◇◆▲■]|(?:Q\d*|문|질문|기자|问|問|记者|記者|本刊|本报)\s*[.:：])\s*.{2,200}?(?:[?？]|습니까\.?|나요\.?|까요\.?)\s*$")
_NAME = re.compile(
    r"(?P<ko>[가-힣]{2,4})(?:\(가명\))? ?(?:씨|교수|소장|연구원|연구위원|대표|박사|목사|위원|변호사|국장)(?:를|을|가|는|은|이|와|과|의|에게|도)?(?![가-힣])"
    r"|(?P<zh>[\u4e00-\u9fff]{2,4})（?(?:化名)?）?(?:先生|女士|教授|博士|研究员|研究員|牧师|律师|主任)"
)
_OPEN = {"“": "”", "「": "」", "『": "』", "《": "》"}


def answers(text: str, body: Sequence[Passage]) -> list[tuple[int, int, Speech]]:
    """The passages in which somebody answers, each with the one who does.

    An interview is told by two or more passages that are marked as questions and end as such; who answers is the first
    person named before them. A passage that speaks of that person by name again is told by the outlet.
    """
    held = [p for p in body if p.language in ("ko", "zh")]
    asked = [i for i, p in enumerate(held) if _QUESTION.match(text[p.start : p.end].strip())]
    if len(asked) < 2:
        return []
    head = text[held[0].start : held[asked[0]].start]
    named = _NAME.search(head)
    if named is None:
        return []
    left, right = (held[0].start + at for at in named.span("ko" if named["ko"] else "zh"))
    name = text[left:right]
    family = re.compile(rf"{re.escape(name)}|{re.escape(name[0])} ?씨|{re.escape(name[0])}(?:先生|女士)")
    speech = Speech(name, "person", "answered", "unknown", "CT", left, right, 0, 0)
    out = []
    for number, passage in enumerate(held):
        if number < asked[0] or number in asked or family.search(text[passage.start : passage.end]):
            continue
        if number > asked[-1] + 3:
            break
        out.append((passage.start, passage.end, speech))
    return out


def still_quoted(text: str, passage_start: int, start: int) -> int | None:
    """Where the quotation mark stands that is still open at ``start``, within its passage; None if none is."""
    stack: list[int] = []
    for at in range(passage_start, start):
        if text[at] in _OPEN:
            stack.append(at)
        elif stack and text[at] == _OPEN[text[stack[-1]]]:
            stack.pop()
    return stack[0] if stack else None


def going_on(speech: Speech, start: int, end: int) -> Speech:
    """The same source, speaking over the whole sentence [start, end)."""
    return replace(speech, reach_start=start, reach_end=end)
