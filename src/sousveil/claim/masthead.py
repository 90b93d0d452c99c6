"""The paper that a line at the head of an article names beside a date or an office: "环洋晚报 2025年6月30日 评论员"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sousveil.records import Passage

_ZH = (
    r"[\u4e00-\u9fff]{1,7}(?:报|報|新闻网|新聞網|新闻社|新聞社|通讯社|通訊社|电视台|電視台|周刊)"
)
_KO = r"[가-힣A-Za-z]{2,10}(?:일보|신문|뉴스|타임스|방송|통신|저널|매일)"
_LINE = re.compile(
    rf"(?:来源[:：] ?)?(?P<name>{_ZH}|{_KO})(?:[ \u3000|｜/·,，]+)"
    r"(?:\d{4}|[가-힣]{2,4} ?(?:기자|특파원|논설위원)|记者|記者|评论员|評論員|编辑|特约)"
)
_HEAD = 6
"""Passages from the top of the document in which such a line is looked for."""


def outlet_line(text: str, body: Sequence[Passage]) -> tuple[int, int] | None:
    """Where a short line at the head of the document names its outlet; None if none does."""
    for passage in body[:_HEAD]:
        if passage.end - passage.start <= 80 and (m := _LINE.match(text[passage.start : passage.end])):
            return passage.start + m.start("name"), passage.start + m.end("name")
    return None
