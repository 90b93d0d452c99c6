"""Which judgements bear on lineage: others change findings alone, and nothing is traced anew for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sousveil.case.judged import is_suggestion, standing
from sousveil.records import Claim, Judgement

NAMES_AND_CLAIMS = ("same", "distinct", "add")
ON_CLAIMS = ("accept", "reject", "amend")


def heeded(judgements: Iterable[Judgement], claim_of: Callable[[str], Claim | None]) -> list[Judgement]:
    """Those that stand and that tracing asks for, oldest first: on names, claims made by hand, and what was decided
    about claims that a language model suggested, since those count only once they are accepted."""
    out = []
    for judgement in standing(judgements):
        claim = claim_of(judgement.target) if judgement.verdict in ON_CLAIMS else None
        if judgement.verdict in NAMES_AND_CLAIMS or (claim is not None and is_suggestion(claim)):
            out.append(judgement)
    return out
