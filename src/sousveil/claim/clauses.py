# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Cutting a sentence into the clauses within which a cue reaches."""

from __future__ import annotations

import re
from itertools import pairwise

_CUTS = {
    "en": re.compile(
        r"(?:; |, (?:and |but |while |whereas |although |yet |so |which |where )(?=(?:also |it |he |she |they |the |this |these |those |that |there |some |many |most |citizens|residents|[a-z]+ (?:is|are|was|were|has|have|said|noted)\b))"
        r"|, (?:but|while|whereas|although|though) |\" (?:and|but) |,\" (?:and|but)? ?|: (?=\")|\.\" )"
    ),
    "ko": re.compile(r"(?:(?<![다라])(?:으며|며)|지만|으나|는데),? |(?<![다라냐자려])고,? (?!있|없|싶|나서|한다|말|밝|전|했|덧)|[;] ?|, (?=\S+(?:은|는|이|가) )|다\"(?:고|며|라고) "),
    "zh": re.compile(r"[；;]|，(?=(?:但|而|不过|然而|并且?|同时|此外|还|也|且|却|以及|另))|(?<!相比)(?<!类似)(?<!一样)，"),
}  # fmt: skip
_FRONTED = re.compile(r"^(?:as|while|although|though|since|because|when|if|despite|with|considering|given|in addition to) [^,]{8,160}?, (?=[a-z\"])")


def clauses(low: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """The clauses of the sentence [start, end), in order, covering it."""
    cuts = [m.end() for m in _CUTS[language].finditer(low, start, end)]
    if language == "en" and (m := _FRONTED.match(low[start:end])):
        cuts.append(start + m.end())
    edges = [start, *sorted({c for c in cuts if start < c < end}), end]
    return [(a, b) for a, b in pairwise(edges) if low[a:b].strip()]
