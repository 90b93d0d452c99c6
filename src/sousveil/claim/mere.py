"""Terms that a sentence only mentions: the paper for which fingerprints are taken is not what watches."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .lexicon import Hit

_FOR_A_PAPER = re.compile(
    r"\b(?:who (?:[a-z]+ )?|when (?:they |people |residents |you |he |she |we )?(?:[a-z]+ )?|(?:in order )?to "
    r"|before |after |on |for |by )?(?:renew(?:s|ed|ing|al of)?|appl(?:y|ies|ied|ying) for|applications? for"
    r"|applicants? for|holders? of|hold(?:s|ing)?|obtain(?:s|ed|ing)?|get(?:s|ting)?|want(?:s|ed|ing)?"
    r"|need(?:s|ed|ing)?|request(?:s|ed|ing)?|collect(?:s|ed|ing)?) (?:an? |the |their |his |her |new |any )*$"
)
"""Words right before a paper that is only the occasion: "adults who renew a residence permit"."""
_TAKEN = frozenset({"biometric-database", "facial-recognition", "location-tracking", "smartphone-control"})


def without_occasions(hits: Iterable[Hit], low: str, start: int, language: str) -> list[Hit]:
    """``hits`` of one sentence without identity papers that are only the occasion on which something else of the
    sentence is taken or recorded. Where they are all that the sentence names, they stay."""
    found = list(hits)
    if language != "en" or not any(h.entry in _TAKEN for h in found):
        return found
    return [
        h for h in found
        if h.entry != "identity-card" or not _FOR_A_PAPER.search(low, max(start, h.start - 60), h.start)
    ]  # fmt: skip
