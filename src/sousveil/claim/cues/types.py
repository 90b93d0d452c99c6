"""What a cue of certainty is."""

from __future__ import annotations

import re
from dataclasses import dataclass

CUE_KINDS = (
    "modal", "adverb", "verb", "hearsay", "unknown", "question", "conditional", "negation", "denial", "falsehood",
    "rule", "future", "comparative",
)  # fmt: skip
"""modal: may, 수도 있다, 可能. adverb: probably, 아마, 似乎. verb: appears to, is believed. hearsay: the author
passes on what somebody unnamed says (reportedly, 据称, 것으로 알려졌다). unknown: nobody knows or says.
negation, denial: not so. falsehood: what stands beside it is called untrue. rule: a law's "may" or "may not".
future: will, 예정, 将. comparative: "not as pervasive as"."""

_VERBS = ("denial", "falsehood", "verb")


@dataclass(frozen=True, slots=True)
class ScopedCue:
    """Words that say how surely something is said, and what they bear on.

    start, end: the cue; scope_start, scope_end: the stretch it bears on (all code points of the text it was found in).
    level: what it leaves of a plain statement, on the FactBank scale: "CT+" (future, rule, comparative: they change the
    kind, not the certainty), "PR+", "PS+", "U", "CT-", "PR-", "PS-".
    """

    kind: str
    start: int
    end: int
    scope_start: int
    scope_end: int
    level: str

    def covers(self, position: int) -> bool:
        """Whether what stands at ``position`` is within the cue's scope. A verb ("denied") is not in its own."""
        if self.kind in _VERBS and self.start <= position < self.end:
            return False
        return self.scope_start <= position < self.scope_end


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a language's table. ``kind`` None: words that look like a cue and are none; they are only passed over.

    reach: "clause" (the whole clause), "after" (from the cue to the clause's end), "before" (what precedes the cue in
    its clause), "sentence". context: what the sentence must hold for the row to apply, if anything.
    """

    kind: str | None
    level: str
    reach: str
    pattern: re.Pattern[str]
    context: re.Pattern[str] | None = None


def entry(kind: str | None, level: str, reach: str, pattern: str, context: str | None = None) -> Entry:
    """A row with its patterns compiled; they are matched on plain (lower-case) text."""
    return Entry(kind, level, reach, re.compile(pattern), re.compile(context) if context else None)
