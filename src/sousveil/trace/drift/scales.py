"""Words of a sentence whose loss or gain moves its meaning, each with its level on one scale, whatever the language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

from . import words_en, words_ko, words_zh

Span = tuple[int, int]

LANGUAGES: dict[str, ModuleType] = {"en": words_en, "ko": words_ko, "zh": words_zh}
SCALES = {
    "hedge": "HEDGES", "denial": "DENIALS", "scope": "SCOPES", "status": "STATUSES", "cause": "CAUSES",
    "emphasis": "EMPHASES",
}  # fmt: skip

_SIMPLE = str.maketrans(
    "據稱說傳悉報導聞許將疑證實認為確似計測斷預應該個數處幾無從並設裝備購進採買賣試點驗開發製擴擬劃對導與際還沒會"
    "權員關於後時間學縣區東廣灣門島國華衛網絡團體電臺業銀視訊監攝鏡頭識別臉歲輛臺萬億條件檢查給當現線頻過運產電",
    "据称说传悉报导闻许将疑证实认为确似计测断预应该个数处几无从并设装备购进采买卖试点验开发制扩拟划对导与际还没会"
    "权员关于后时间学县区东广湾门岛国华卫网络团体电台业银视讯监摄镜头识别脸岁辆台万亿条件检查给当现线频过运产电",
)


@lru_cache(maxsize=256)
def plain(text: str, language: str) -> str:
    """``text`` with straight apostrophes, spaces for line breaks and, in Chinese, simplified characters; every offset
    stays."""
    text = text.replace("’", "'").replace("\n", " ").replace("\u00a0", " ")
    return text.translate(_SIMPLE) if language == "zh" else text


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at [start, end) of the text. kind: see SCALES. level: see words_en.py, never 0."""

    kind: str
    level: int
    start: int
    end: int


@lru_cache(maxsize=64)
def _patterns(language: str, kind: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    table = getattr(LANGUAGES[language], SCALES[kind])
    return tuple((level, re.compile(pattern, re.IGNORECASE)) for level, pattern in table)


def cues(text: str, span: Span, language: str, kind: str) -> list[Cue]:
    """The cues of one kind in ``text[span]``, in order. Where two of them meet, the row that comes first in the table
    has the word: a row of level 0 thus sets aside words that only look like a cue."""
    if language not in LANGUAGES:
        return []
    text = plain(text, language)
    taken: list[Span] = []
    out: list[Cue] = []
    for level, pattern in _patterns(language, kind):
        for match in pattern.finditer(text, *span):
            start, end = match.span()
            while end > start and text[end - 1] in " ,，":
                end -= 1
            while start < end and text[start] in " ,，":
                start += 1
            if start < end and not any(start < b and a < end for a, b in taken):
                taken.append((start, end))
                if level:
                    out.append(Cue(kind, level, start, end))
    return sorted(out, key=lambda cue: cue.start)


@lru_cache(maxsize=16)
def _cuts(language: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((weight, re.compile(pattern)) for weight, pattern in LANGUAGES[language].CUTS)


def barriers(text: str, span: Span, language: str) -> list[tuple[int, int]]:
    """(place, weight) of what parts one clause from the next, in order; of several that meet the heaviest counts."""
    found: list[tuple[int, int, int]] = []
    if language in LANGUAGES:
        text = plain(text, language)
        for weight, pattern in _cuts(language):
            for match in pattern.finditer(text, *span):
                if not any(match.start() < b and a < match.end() for a, b, _ in found):
                    found.append((match.start(), max(match.end(), match.start() + 1), weight))
    return sorted((a, weight) for a, _, weight in found)
