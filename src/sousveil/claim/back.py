"""What "the system", "they" and "similar systems" mean: the technology that was spoken of just before."""

from __future__ import annotations

import re

from .ground import Ground
from .lexicon import Hit

_BACK = {
    "en":
        "this has been|these have been|they have been|it has been|they are|they were|this is|these are|"
        "it is being|they monitor|they watch|it collects|they can|it can",
    "ko": "이는 |이것은 |이들은 ", "zh": "它们|这些设备|这些系统|该系统",
}  # fmt: skip


_NOUNS = {
    "en": re.compile(
        r"\b(?:the|this|that|these|those|its) (?:same |new |whole )?(?P<noun>systems?|app|apps|technology|"
            r"software|tools?|equipment|devices?|scanners?|boxes|box|machines?|gates|terminals?|kiosks?|readers?)\b"
    ),
    "ko": re.compile(r"(?:이|그|해당|이런|이러한) ?(?P<noun>시스템|체계|기술|앱|장비|장치|기기|프로그램)"),
    "zh": re.compile(r"(?:该|这一|这套|这种|这些|此)(?P<noun>系统|技术|应用|设备|软件|装置)"),
}  # fmt: skip
ABLE = re.compile(r" (?:can|could|(?:is|are|was|were) able to) ")
""" "The boxes could also tell": the thing itself is able."""
_ALIKE = {
    "en": re.compile(
        r"\b(?:(?:similar|such|comparable|identical) (?:[a-z]+ )?(?:systems?|technolog(?:y|ies)|equipment|"
        r"tools?|cameras?|schemes?|programmes?|programs?))\b"
    ),
    "ko": re.compile(
        r"(?:비슷한|유사한|같은) ?(?:시스템|체계|기술|장비)"
    ), "zh": re.compile(
        r"(?:类似|同类|相似)的?(?:监控)?(?:系统|技术|设备)"
    ),
}  # fmt: skip


_SOFTWARE = frozenset(
    {
        "facial-recognition", "plate-reading", "predictive-policing", "smartphone-control", "gunshot-detection",
        "national-intranet",
    }
)  # fmt: skip
_APP = frozenset({"smartphone-control", "predictive-policing"})
_AGREES = (
    ("software", _SOFTWARE), ("软件", _SOFTWARE), ("프로그램", _SOFTWARE), ("app", _APP), ("应用", _APP), ("앱", _APP),
    ("scanner", frozenset({"facial-recognition", "biometric-database"})),
)  # fmt: skip
"""Nouns that fit only some technologies: "the software" is not the cameras."""


def pronoun_hits(low: str, start: int, end: int, language: str, ground: Ground, topical: bool) -> list[Hit]:
    """ "This has been installed in ...": the pronoun means the one technology of the sentence before. "The system" may
    reach one sentence further back; "similar systems" are of no kind that could be told."""
    before = ground.technologies[-1] if ground.technologies else frozenset()
    if len(before) == 1:
        for opening in _BACK[language].split("|"):
            if low.startswith(opening, start):
                word = opening.split(" ")[0]
                return [Hit(start, start + len(word), next(iter(before)), "technology", True)]
    if not topical:
        return []
    if m := _ALIKE[language].search(low, start, end):
        return [Hit(m.start(), m.end(), "digital-surveillance", "umbrella", True)]
    if m := _NOUNS[language].search(low, start, end):
        fits = next((names for noun, names in _AGREES if m["noun"].startswith(noun)), None)
        if fits is not None:
            held = next((t & fits for t in reversed(ground.technologies[-8:]) if t & fits), frozenset())
        else:
            held = before or frozenset().union(*ground.technologies[-3:])
        if len(held) == 1:
            return [Hit(m.start(), m.end(), next(iter(held)), "technology", True)]
        if len(held) > 1:
            return [Hit(m.start(), m.end(), "digital-surveillance", "umbrella", True)]
    return []
