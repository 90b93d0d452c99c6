"""How far a system has come, by verb, tense and modality: "will install" is not installed.

A cue is a pattern with a status, an aspect and the side on which the thing stands: ``obj`` (the term follows:
"installing cameras"), ``subj`` (the term precedes: "cameras were installed"), ``any``. Where several cues overlap, the
earlier in the list wins, so the list runs from the most to the least specific.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from . import status_en, status_ko, status_zh


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found at [start, end). future: it speaks of what is to come. reduced: a participle that hangs on a noun
    ("cameras installed on the border"): what is said of the main verb is not said of it. faint: an
    everyday verb ("sends"), which counts only for want of another."""

    start: int
    end: int
    status: str
    aspect: str
    side: str
    future: bool = False
    reduced: bool = False
    faint: bool = False


_TABLES = {"en": status_en.CUES, "ko": status_ko.CUES, "zh": status_zh.CUES}
_COMPILED = {
    language: tuple((re.compile(p), status, aspect, side, flags) for p, status, aspect, side, flags in table)
    for language, table in _TABLES.items()
}


def cues(low: str, start: int, end: int, language: str) -> list[Cue]:
    """The status cues in [start, end) of the plain text, in reading order, none overlapping an earlier-listed one."""
    return [
        replace(cue, start=cue.start + start, end=cue.end + start) if start else cue
        for cue in _found(low[start:end], language)
    ]


@lru_cache(maxsize=512)
def _found(words: str, language: str) -> tuple[Cue, ...]:
    """The cues of a sentence, kept because several stages of its reading ask for them."""
    taken: list[Cue] = []
    for pattern, status, aspect, side, flags in _COMPILED[language]:
        for m in pattern.finditer(words):
            if m.end() > m.start() and not any(m.start() < c.end and c.start < m.end() for c in taken):
                cue = Cue(
                    m.start(), m.end(), status, aspect, side, "future" in flags, "reduced" in flags, "faint" in flags
                )
                taken.append(cue)
    return tuple(sorted(taken, key=lambda cue: cue.start))
