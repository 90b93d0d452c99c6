"""Which claims speak for a proposition, which against it, and which only say that it is not known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sousveil.case.vocabulary.load import Vocabulary
from sousveil.records import Claim, Place

LADDER = (
    "unknown", "researched", "announced", "in-development", "procured", "being-installed", "installed", "in-use",
    "expanding",
)  # fmt: skip
"""A deployment's life. A later stage supports every earlier one ("in use" supports "installed"), never the reverse."""

STAGES = (
    ("expanding", "in-use"), ("installed", "being-installed"), ("procured", "in-development", "announced"),
    ("researched",), ("unknown",),
)  # fmt: skip

ABOUT_PRESENCE = ("deployment", "development", "procurement", "capability")
"""Aspects whose denial denies that the thing is there. "Citizens hardly know of it" does not."""

PRESUPPOSING = ("deployment", "effect", "purpose", "awareness")
"""Aspects that speak of a thing as being there, though no status is told. A budget line or a price does not."""

FINER = ("province", "city", "district", "border", "site")
_BORDER = re.compile(r"\bborders?\b|\bbordering\b|\bfrontier\b|국경|접경|边境|国境|邊境|國境", re.IGNORECASE)
NO_PLACE = "place not stated"

_COMMON = frozenset((
    "airport", "airports", "area", "areas", "building", "buildings", "campus", "capital", "centre", "center", "city",
    "cities", "district", "districts", "downtown", "factory", "factories", "hospital", "market", "markets", "office",
    "offices", "port", "prison", "prisons", "province", "provinces", "region", "regions", "road", "roads", "school",
    "schools", "square", "station", "stations", "street", "streets", "town", "towns", "university", "village",
    "villages", "main", "central", "local", "nearby", "several", "some", "major", "all", "public", "its", "their",
))  # fmt: skip
_COMMON_CJK = re.compile(
    r"^(?:도시|대도시|주요 ?도시|수도|시장|학교|거리|마을|공항|역|지방|농촌"
    r"|시내|도심|공장|병원|대학|건물|지역|광장|도로)(?:들|마다)?$"
    r"|^(?:首都|城市|各大城市|主要城市|学校|街道|街头|市场|机场|车站|农村|村庄|市中心|工厂|医院|大学|大楼|地区|广场|道路)$"
)


@dataclass
class Case:
    """The claims on one technology at one place. level: ``country`` or a finer kind.

    group: where no place is known, the first of the documents that retell each other; such claims of other documents
    may be about anywhere, so they neither bear each other out nor contradict each other.
    """

    technology: str
    place: str
    country: str | None
    level: str
    group: str = ""
    supports: list[Claim] = field(default_factory=list)
    against: list[Claim] = field(default_factory=list)
    unknown: list[Claim] = field(default_factory=list)


def rung(status: str) -> int:
    """Where a status stands on the ladder; 0 for unknown, and for abandoned, which is no rung."""
    return LADDER.index(status) if status in LADDER else 0


def side(claim: Claim) -> str:
    """``for``, ``against`` or ``unknown``: how a claim bears on its technology being where it says.

    A product's features are no sign that they are used; questions, forecasts and opinions are no evidence.
    """
    if claim.kind in ("question", "forecast", "opinion", "method") or claim.certainty == "U":
        return "unknown"
    if claim.capability_status in ("product-feature", "possible", "planned"):
        return "unknown"
    if claim.status == "abandoned" and claim.certainty.endswith("+"):
        return "against"
    if claim.certainty.endswith("-"):
        denies = claim.kind != "comparison" and claim.comparator is None and claim.aspect in ABOUT_PRESENCE
        return "against" if denies else "unknown"
    return "for"


def cases(claims: Sequence[Claim], vocabulary: Vocabulary, groups: Mapping[str, str]) -> list[Case]:
    """The claims by technology and place: one case for each country, and one for each finer place that is named.

    What holds in Pyongyang holds in North Korea, so a finer place's claims stand in the country's case too. Claims
    without any known place have one case for each of ``groups`` (item -> the first of its copies and retellings).
    """
    held: dict[tuple[str, str, str, str], Case] = {}
    names = _countries(vocabulary)
    told = {(p.name, p.country) for c in claims for p in c.places if p.kind == "country" and p.country}
    for name, code in sorted(told):
        names.setdefault(code, name)  # a country that only the case knows
    for claim in claims:
        if claim.technology is None:
            continue
        for level, place, country in _places(claim, names):
            group = groups.get(claim.item, claim.item) if place == NO_PLACE else ""
            key = (claim.technology, place, country or "", group)
            case = held.setdefault(key, Case(claim.technology, place, country, level, group))
            getattr(
                case, {"for": "supports", "against": "against", "unknown": "unknown"}[_side_at(claim, level)]
            ).append(claim)
    fine = {(key[0], key[2], claim.id) for key, case in held.items() if case.level != "country"
            for claim in (*case.supports, *case.against, *case.unknown)}  # fmt: skip
    return [held[key] for key in sorted(held) if not _told_of_a_part(held[key], fine)]


def _told_of_a_part(case: Case, fine: set[tuple[str, str, str]]) -> bool:
    """Whether a country's case has nothing but denials for places inside it, which have cases of their own."""
    if case.level != "country" or case.supports or case.against:
        return False
    return all(
        side(claim) == "against" and (case.technology, case.country or "", claim.id) in fine for claim in case.unknown
    )


def _side_at(claim: Claim, level: str) -> str:
    """A denial for one town does not deny the country, nor one for the schools of a town the town."""
    bears = side(claim)
    if bears != "against":
        return bears
    part = ("site-class",) if level != "country" else (*FINER, "site-class")
    return "unknown" if any(place.kind in part for place in claim.places) and claim.places else bears


def in_a_place(claim: Claim) -> bool:
    """Whether a claim names a place inside a country."""
    return any(place.kind in FINER for place in claim.places)


def part(claim: Claim, level: str) -> frozenset[str]:
    """Which part of a case's place a claim speaks of, as the text names it; empty: the whole of it."""
    kinds = {"country": (*FINER, "site-class"), "border": ("border", "site-class")}.get(level, ("site-class",))
    return frozenset(place.name.casefold() for place in claim.places if place.kind in kinds)


def spot(claim: Claim) -> tuple[str, ...]:
    """The finest places that a claim names: claims of different ones do not contradict each other."""
    fine = {place.name.casefold() for place in claim.places if place.kind in (*FINER, "site-class")}
    return tuple(sorted(fine or {place.name.casefold() for place in claim.places}))


def _countries(vocabulary: Vocabulary) -> dict[str, str]:
    return {
        entry.country: entry.name
        for _, entry in sorted(vocabulary.places.items())
        if entry.kind == "country" and entry.country
    }  # fmt: skip


def _places(claim: Claim, names: dict[str, str]) -> list[tuple[str, str, str | None]]:
    found: set[tuple[str, str, str | None]] = set()
    for place in claim.places:
        fine = _fine_name(place, names)
        if fine:
            at_border = fine.startswith("the border of ")
            found.add(("border" if at_border else place.kind, fine, place.country))
        country = _country_name(place, names)
        if country != NO_PLACE:
            found.add(("country", country, place.country))
    if not found:
        return [("country", NO_PLACE, None)]
    return sorted(found, key=lambda one: (one[0], one[1], one[2] or ""))


def _fine_name(place: Place, names: dict[str, str]) -> str | None:
    """What a finding calls a place inside a country; None where the words name no place of their own.

    "Areas bordering China", "국경" and "the frontier" are all one: the border of the country. A town or site that is
    written without a capital ("the market") is no place that another text could mean too.
    """
    if place.kind not in FINER:
        return None
    if place.kind == "border" or _BORDER.search(place.name):
        country = _country_name(place, names)
        return None if country == NO_PLACE else f"the border of {country}"
    if _COMMON_CJK.match(place.name.strip()):
        return None
    words = re.findall(r"\w+", re.sub(r"^(?:the|a|an|its|their)\s+", "", place.name, flags=re.IGNORECASE))
    if all(word.casefold() in _COMMON for word in words):
        return None  # "Schools", "The Capital"
    cased = [letter for word in words for letter in word if letter.lower() != letter.upper()]
    return None if cased and not any(letter.isupper() for letter in cased) else place.name


def _country_name(place: Place, names: dict[str, str]) -> str:
    if place.country:
        return names.get(place.country) or (place.name if place.kind == "country" else place.country)
    return place.name if place.kind == "country" else NO_PLACE
