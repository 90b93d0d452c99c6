"""How surely the innermost holder says it, on the FactBank scale, by cues whose reach is the clause they stand in.

The cues of each language and their scopes are in ``cues/``. A claim's certainty is what the cues that bear on its verb
leave of a plain statement: the weakest of their levels, denied if one of them denies. ``docs/labelling.md`` says
which level is right when.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .cues import ScopedCue, scoped_cues

__all__ = ["WEAK_NEGATION", "ScopedCue", "certainty", "certainty_at", "combined", "cues_at", "scoped_cues", "weakest"]

WEAK_NEGATION = re.compile(
    r"\bno (?:\w+ )?(?:evidence|signs?|indications?|proof|trace)\b|"
    r"\b(?:did not|could not|didn't|couldn't|has not|have not) (?:find|see|spot|found|seen|spotted)\b|"
    r"\b(?:found|saw) no(?:ne)?\b|(?:没有|沒有|并无|並無|缺乏|未见)(?:任何|明确|确凿)?(?:证据|證據|迹象|跡象)|"
    r"(?:증거|정황|징후|흔적)(?:는|은|가|이|도)? (?:전혀 )?없"
)
"""To find no evidence is not to say that there is none: it lowers to probable, not to certain."""

_LEVELS = ("U", "PS", "PR", "CT")
_RANK = {level: rank for rank, level in enumerate(_LEVELS)}
_DENYING = ("negation", "denial", "falsehood")


def combined(cues: Iterable[ScopedCue], *, ignore_negation: bool = False) -> str:
    """The level that ``cues`` together leave of a plain statement: one of CT+ PR+ PS+ U PS- PR- CT-.

    ignore_negation: what is denied is not the thing asked about ("no longer", a limit), so that only hedges count.
    """
    rank, sign = _RANK["CT"], "+"
    for cue in cues:
        if cue.level == "U":
            return "U"
        if cue.kind in _DENYING:
            if ignore_negation:
                continue
            sign = "-"
        rank = min(rank, _RANK[cue.level[:-1]])
    return _LEVELS[rank] + sign


@lru_cache(maxsize=4096)
def certainty(words: str, language: str, *, ignore_negation: bool = False) -> str:
    """The certainty that the plain ``words`` (a cue's reach: its clause up to and with the verb) give.

    "It is false that ..." is not counted here: who draws the claim turns it round as a whole (``turns.falsehood``).
    """
    cues = [cue for cue in scoped_cues(words, 0, len(words), language) if cue.kind != "falsehood"]
    return combined(cues, ignore_negation=ignore_negation)


def cues_at(low: str, start: int, end: int, at: int, language: str) -> list[ScopedCue]:
    """The cues of the sentence [start, end) of the plain text that bear on what stands at ``at`` (a claim's verb)."""
    return [cue for cue in scoped_cues(low, start, end, language) if cue.covers(at)]


def certainty_at(low: str, start: int, end: int, at: int, language: str, *, ignore_negation: bool = False) -> str:
    """The certainty of what stands at ``at`` in the sentence [start, end): by the cues whose scope covers it."""
    return combined(cues_at(low, start, end, at, language), ignore_negation=ignore_negation)


def weakest(one: str, other: str) -> str:
    """The less certain of two levels or values; the sign of the first is kept."""
    first, second = one.rstrip("+-"), other.rstrip("+-")
    low = first if _RANK[first] <= _RANK[second] else second
    sign = one[len(first):] or other[len(second):]
    return low if low == "U" or (not one[len(first):] and not other[len(second):]) else low + sign
