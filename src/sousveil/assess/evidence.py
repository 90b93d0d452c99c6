"""Which claims speak for a proposition, which against it, and which only say that it is not known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(eq=False)
class Case:
    """The claims on one technology at one place. level: ``country`` or a finer kind. at: the place itself, None for a
    country, a border and a place that is not known.

    group: where no place is known, the first of the documents that retell each other; such claims of other documents
    may be about anywhere, so they neither bear each other out nor contradict each other.
    """

    technology: str
    place: str
    country: str | None
    level: str
    group: str = ""
    at: Place | None = None
    supports: list[Claim] = field(default_factory=list)
    against: list[Claim] = field(default_factory=list)
    unknown: list[Claim] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set, repr=False)

    def put(self, bears: str, claim: Claim) -> None:
        """Takes ``claim`` in, once, as ``for``, ``against`` or ``unknown``."""
        if claim.id not in self._ids:
            self._ids.add(claim.id)
            {"for": self.supports, "against": self.against, "unknown": self.unknown}[bears].append(claim)

    def every(self) -> tuple[Claim, ...]:
        """All its claims."""
        return (*self.supports, *self.against, *self.unknown)


def rung(status: str) -> int:
    """Where a status stands on the ladder; 0 for unknown, and for abandoned, which is no rung."""
    return LADDER.index(status) if status in LADDER else 0


def denies(claim: Claim) -> int:
    """The lowest rung that a denial denies: whoever says "not installed" does not say that it was never bought.

    "Has no" and "does not use" are not told apart by the status that a text gives, so a denial of any stage at which it
    stands in place denies all of them; a denial without a status denies the lot.
    """
    if claim.status == "abandoned":
        return 0
    if claim.status in ("being-installed", "installed", "in-use"):
        return LADDER.index("being-installed")
    return rung(claim.status)


def none_counted(claim: Claim) -> bool:
    """Whether a claim counts none: a register's row with a zero says neither that it is there nor, of one body among
    many, that it is nowhere."""
    return claim.quantity is not None and claim.quantity.high == 0


def side(claim: Claim) -> str:
    """``for``, ``against`` or ``unknown``: how a claim bears on its technology being where it says.

    A product's features are no sign that they are used; questions, forecasts and opinions are no evidence.
    """
    if claim.kind in ("question", "forecast", "opinion", "method") or claim.certainty == "U" or none_counted(claim):
        return "unknown"
    if claim.capability_status in ("product-feature", "possible", "planned"):
        return "unknown"
    if claim.status == "abandoned" and claim.certainty.endswith("+"):
        return "against"
    if claim.certainty.endswith("-"):
        denies = claim.kind != "comparison" and claim.comparator is None and claim.aspect in ABOUT_PRESENCE
        return "against" if denies else "unknown"
    return "for"


def of_a_part(claim: Claim, level: str) -> bool:
    """Whether a claim on a place of this ``level`` speaks of a part of it: a town of the country, the schools of a
    town."""
    kinds = ("site-class",) if level != "country" else (*FINER, "site-class")
    return any(place.kind in kinds for place in claim.places)


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


def fine_name(place: Place, names: Mapping[str, str]) -> str | None:
    """What a finding calls a place inside a country; None where the words name no place of their own.

    "Areas bordering China", "국경" and "the frontier" are all one: the border of the country. A town or site that is
    written without a capital ("the market") is no place that another text could mean too.
    """
    if place.kind not in FINER:
        return None
    if place.kind == "border" or _BORDER.search(place.name):
        country = country_name(place, names)
        return None if country == NO_PLACE else f"the border of {country}"
    if _COMMON_CJK.match(place.name.strip()):
        return None
    words = re.findall(r"\w+", re.sub(r"^(?:the|a|an|its|their)\s+", "", place.name, flags=re.IGNORECASE))
    if all(word.casefold() in _COMMON for word in words):
        return None  # "Schools", "The Capital"
    cased = [letter for word in words for letter in word if letter.lower() != letter.upper()]
    return None if cased and not any(letter.isupper() for letter in cased) else place.name


def country_name(place: Place, names: Mapping[str, str]) -> str:
    if place.country:
        return names.get(place.country) or (place.name if place.kind == "country" else place.country)
    return place.name if place.kind == "country" else NO_PLACE
