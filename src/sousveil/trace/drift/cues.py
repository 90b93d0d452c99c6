"""Words that carry a statement's strength: hedges, denials, quantifiers, statuses, causes, emphasis, and where they stand.

Every table is tried from its first row on; a row of level 0 takes words that only look like a cue, so that no later row
finds them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import words_en, words_ko, words_zh

LANGUAGES = ("en", "ko", "zh")
KINDS = ("hedge", "denial", "scope", "status", "cause", "emphasis")
_MODULES = {"en": words_en, "ko": words_ko, "zh": words_zh}
_TABLES = {
    language: {
        kind: tuple((level, re.compile(pattern)) for level, pattern in table)
        for kind, table in zip(
            KINDS,
            (held.HEDGES, held.DENIALS, held.SCOPES, held.STATUSES, held.CAUSES, held.EMPHASES),
            strict=True,
        )
    }
    for language, held in _MODULES.items()
}
_CUTS = {language: tuple((w, re.compile(p)) for w, p in held.CUTS) for language, held in _MODULES.items()}
SAYING = {language: re.compile(held.SAYING) for language, held in _MODULES.items()}
GIVE = {language: re.compile(held.GIVE) for language, held in _MODULES.items()}
TAKE = {language: re.compile(held.TAKE) for language, held in _MODULES.items()}

_SIMPLE = str.maketrans(
    "據稱說傳悉報導聞許將疑證實認為確似計測斷預應該個數處幾無從並設裝備購進採買賣試點驗開發製擴擬劃對導與際還沒會"
    "權員關於後時間學縣區東廣灣門島國華衛網絡團體電臺業銀視訊監攝鏡頭識別臉歲輛臺萬億條件檢查給當現線頻過運產電",
    "据称说传悉报导闻许将疑证实认为确似计测断预应该个数处几无从并设装备购进采买卖试点验开发制扩拟划对导与际还没会"
    "权员关于后时间学县区东广湾门岛国华卫网络团体电台业银视讯监摄镜头识别脸岁辆台万亿条件检查给当现线频过运产电",
)


def plain(text: str, language: str) -> str:
    """``text`` in lower case, with straight apostrophes and simplified characters; every offset stays."""
    low = "".join(c if len(k := c.lower()) != 1 else k for c in text).replace("’", "'")
    return low.translate(_SIMPLE) if language == "zh" else low


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at [start, end) of the text. level: on its kind's scale, see words_en.py."""

    kind: str
    level: int
    start: int
    end: int


def cues(low: str, start: int, end: int, language: str, kind: str) -> list[Cue]:
    """The cues of one kind in [start, end) of the plain text, in reading order."""
    taken: list[Cue] = []
    for level, pattern in _TABLES[language][kind]:
        for m in pattern.finditer(low, start, end):
            if m.end() > m.start() and not any(m.start() < c.end and c.start < m.end() for c in taken):
                taken.append(Cue(kind, level, m.start(), m.end()))
    return sorted((c for c in taken if c.level), key=lambda c: c.start)


def cuts(low: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """(offset, weight) of the places where a word's reach ends or weakens, none twice."""
    found: dict[int, int] = {}
    taken: list[tuple[int, int]] = []
    for weight, pattern in _CUTS[language]:
        for m in pattern.finditer(low, start, end):
            if not any(m.start() < b and a < m.end() for a, b in taken):
                taken.append((m.start(), m.end()))
                found[m.start()] = weight
    return sorted(found.items())
