"""Finding the cues of a sentence and the stretch each of them bears on."""

from __future__ import annotations

import re
from types import ModuleType

from . import chinese, english, korean
from .types import Entry, ScopedCue

_LANGUAGES: dict[str, ModuleType] = {"en": english, "ko": korean, "zh": chinese}
_ASIDE = re.compile(r", (?:which|who|where|whose) $")
"""", which do not record sound, ": what follows the second comma is the main clause again."""
_BEFORE_VERB = re.compile(r".*(?:^|[ ,])(?P<cut>(?:and|or|but|then)) (?:(?:also|then|now|still|later|further) )*$")
_RELATIVE = re.compile(r".*?(?P<cut>\b(?:which|who|that|where|whose) (?:[a-z']+ ){0,3}?)$")


def scoped_cues(low: str, start: int, end: int, language: str) -> list[ScopedCue]:
    """The cues of certainty in the sentence (or clause) [start, end) of the plain text ``low``, in reading order.

    A language without a table has none. Two cues never share a character: the more special one keeps it.
    """
    module = _LANGUAGES.get(language)
    if module is None or start >= end:
        return []
    table: tuple[Entry, ...] = module.TABLE
    words = low[start:end]
    taken = bytearray(len(words))
    found: list[ScopedCue] = []
    for row in table:
        if row.context is not None and not row.context.search(words):
            continue
        for m in row.pattern.finditer(words):
            if m.start() == m.end() or any(taken[m.start() : m.end()]):
                continue
            taken[m.start() : m.end()] = b"\x01" * (m.end() - m.start())
            if row.kind is not None:
                level = row.level
                if row.kind == "conditional" and module.CONDITION_BITES.search(words):
                    level = "PS+"
                left, right = _scope(words, m.start(), m.end(), row.reach, language, module.CUT)
                cue = (start + m.start(), start + m.end())
                found.append(ScopedCue(row.kind, *cue, start + left, start + right, level))
    asked = module.QUESTION.search(words)
    if asked and asked.end() > asked.start():
        found.append(ScopedCue("question", start + asked.start(), end, start, end, "U"))
    return sorted(found, key=lambda cue: (cue.start, cue.end, cue.kind))


def _scope(words: str, left: int, right: int, reach: str, language: str, cut: re.Pattern[str]) -> tuple[int, int]:
    """From where to where a cue at [left, right) of ``words`` bears."""
    if reach == "sentence":
        return 0, len(words)
    begin = max((m.end() for m in cut.finditer(words, 0, left) if m.end() <= left), default=0)
    after = next((m.start() for m in cut.finditer(words, right) if m.start() >= right), len(words))
    if language == "zh" and words[right : right + 1] == "，" and not words[begin:left].strip("，,。 \"“「"):
        # "据悉，...": set off at the head of the sentence, it speaks for all of it.
        return begin, len(words)
    if language == "ko":
        # What stands before the ending is what it bears on; adverbs and hearsay stand first and reach to the end.
        return begin, max(right, after if words[right:].strip() else len(words))
    if language == "en":
        for pattern in (_BEFORE_VERB, _RELATIVE):
            m = pattern.match(words[begin:left])
            if m:
                begin += m.start("cut")
        if _ASIDE.search(words, 0, begin) and (comma := words.find(", ", right, after)) >= 0:
            after = comma
    if reach == "before":
        return begin, right
    return (left, after) if reach == "after" else (begin, after)
