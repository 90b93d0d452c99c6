"""The draft of a claim: what a sentence says of one technology, before it has an id, a voice and a date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sousveil.records import Comparator, Place, Quantity

from .lexicon import Hit
from .model.review import Verdict
from .places import Gazetteer, Mention
from .status import Cue


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it has an id, a voice and a date. at: the position whose speakers speak for it."""

    technology: str
    aspect: str
    status: str
    kind: str
    level: str
    at: int
    reach: tuple[int, int]
    terms: tuple[tuple[int, int], ...]
    places: tuple[Place, ...] = ()
    capability_status: str | None = None
    quantity: Quantity | None = None
    comparator: Comparator | None = None
    purpose: tuple[int, int] | None = None
    target: tuple[int, int] | None = None
    seller: tuple[int, int] | None = None
    maker: tuple[int, int] | None = None
    operator: tuple[int, int] | None = None
    data: tuple[str, ...] = ()
    cause: tuple[int, int] | None = None
    product: tuple[int, int] | None = None
    integrator: tuple[int, int] | None = None
    affected: tuple[int, int] | None = None


_EXPORT = re.compile(r"^(?:export\w*|.*수출.*|.*出口.*)$")
_SUPPLY = re.compile(r"^(?:suppl\w+|sells?|selling|sold|shipped|shipping|deliver\w*|donat\w+|provided)$")
_ABROAD = re.compile(
    r"\b(?:abroad|overseas|worldwide|around the world|(?:other|foreign|[\d]+|many|more|dozens of) (?:countries|"
    r"governments|states)|countries|police forces|governments)\b"
)


def sold(
    draft: Draft, cue: Cue, group: list[Hit], span: tuple[int, int], mentions: list[Mention], low: str,
    gazetteer: Gazetteer,
) -> Draft:  # fmt: skip
    """What a country or firm sells abroad is bought where it goes, and nowhere if that is not said."""
    word = low[cue.start : cue.end]
    after = low[max(cue.end, group[-1].end) : span[1]]
    inside = [m for m in mentions if span[0] <= m.start < span[1]]
    goes = [
        m for m in inside
        if m.start > cue.start and m.role in ("at", "demonym", "compare")
        and re.search(
            r"\bto (?:[a-z']+ ){0,3}$|\bto [^;]{0,60}(?:, | and )(?:the )?$", low[max(cue.end, m.start - 80) : m.start])
    ]  # fmt: skip
    abroad = bool(goes) or (" to " in after and _ABROAD.search(after) is not None)
    if not (_EXPORT.match(word) or (_SUPPLY.match(word) and abroad)):
        return draft
    before = [m for m in inside if m.start < cue.start and m.country]
    if goes:
        places = tuple(dict.fromkeys(m.place for m in goes))
        return replace(draft, places=places, operator=None)
    home = tuple(gazetteer.country_place(m.country) for m in before[:1] if m.country)
    return replace(draft, status="unknown", places=home or draft.places, operator=None)


def drop_umbrella(drafts: list[Draft]) -> list[Draft]:
    """The umbrella adds nothing where the same sentence says the same of a technology by name."""
    named = {(d.aspect, d.status) for d in drafts if d.technology != "digital-surveillance"}
    return [d for d in drafts if d.technology != "digital-surveillance" or (d.aspect, d.status) not in named]


_ASPECT_OF = {
    "procured": "procurement", "researched": "development", "in-development": "development",
}  # fmt: skip


def reviewed(draft: Draft, verdict: Verdict) -> Draft:
    """The draft with the status and certainty of the review, and with the aspect and kind that go with them."""
    if (draft.status, draft.level) == (verdict.status, verdict.level):
        return draft
    aspect, kind, ability = draft.aspect, draft.kind, draft.capability_status
    if verdict.status != draft.status:
        if verdict.status != "unknown":
            aspect = _ASPECT_OF.get(verdict.status, "deployment")
            ability = None
            kind = (
                "forecast" if verdict.status == "announced" else "fact" if kind in ("forecast", "comparison") else kind
            )
        elif aspect in ("deployment", "procurement", "development"):
            aspect = "capability"
    if verdict.level == "U":
        kind = "question"
    elif kind == "question":
        kind = "fact"
    return replace(
        draft, status=verdict.status, level=verdict.level, aspect=aspect, kind=kind, capability_status=ability
    )
