"""The gazetteer's index, asked by name and by id. Nothing is held in memory but what was asked for last."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from .fold import bare, fold, romanised
from .index import index
from .layout import Index

NOTICE = (
    "Names and coordinates of places with an id that begins with \u201cgeonames:\u201d are from GeoNames "
    "(geonames.org), licensed under Creative Commons Attribution 4.0 (CC BY 4.0). The point of a country, a province "
    "or a district is that of a town in it."
)
"""What must stand wherever such coordinates are shown."""

LARGE = 100_000
"""People a town must have for its name alone, in no known country, to mean it."""
TOWN = 15_000
"""The same where no other place of the world has the name."""
MANY_TIMES = 20
"""How many times the next place of its name a place must have in people for the name alone to mean it."""
SAME_KM = 60.0
"""A town and a county of one name in one country within this distance are one answer: the county's town."""


_EAST = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]+")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer. id: ``geonames:<number>`` or, for the few divisions that GeoNames lacks,
    ``iso:<code>``. kind: as in records.Place. country: ISO 3166 alpha-2. latitude, longitude: degrees (WGS 84).
    precision: what the point stands for (``city``, ``district``, ``province``, ``country``); a district without a
    listed town stands where its province does. people: by GeoNames; for divisions the sum of their listed towns.
    number, up: its row and that of the place around it. grade: how it was found, 0 by a name of its own, 1 by one
    without the word for its kind, 2 by its Korean name in Latin letters."""

    id: str
    name: str
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    precision: str | None
    people: int
    number: int
    up: int | None
    grade: int = 0


class Atlas:
    """The places of an index. Safe to share between threads and to carry over a fork."""

    def __init__(self, held: Index) -> None:
        self._held = held
        self._named = lru_cache(maxsize=4096)(self._ask)
        self._spot = lru_cache(maxsize=4096)(self._fetch)

    def named(self, name: str) -> tuple[Spot, ...]:
        """Every place of this name, in any script, with or without its word for "county"; the best known first."""
        key = fold(name)
        found = self._named(key)
        short = bare(key)
        if not found and short:
            found = self._named(short)
        if not found and "가" <= key[:1] <= "힣":
            # Villages of the data have names in Latin letters only.
            spelled = dict.fromkeys((*romanised(key), *romanised(short or "")))
            spots = {s.number: s for latin in spelled for s in self._named(latin) if s.country in ("KP", "KR")}
            found = tuple(sorted(spots.values(), key=lambda s: (s.grade, -s.people, s.number)))
        return found

    def get(self, ref: str) -> Spot | None:
        """The place with the id ``ref``."""
        n = self._held.find(ref)
        return self._spot(n) if n is not None else None

    def up(self, spot: Spot) -> tuple[Spot, ...]:
        """The places around ``spot``, from the nearest to its country."""
        found: list[Spot] = []
        number = spot.up
        while number is not None and len(found) < 6:
            above = self._spot(number)
            found.append(above)
            number = above.up
        return tuple(found)

    def country(self, code: str) -> Spot | None:
        """The country with this ISO 3166 code."""
        for n in range(1, self._held.places + 1):
            spot = self._spot(n)
            if spot.kind != "country":  # the countries are the first rows
                break
            if spot.country == code:
                return spot
        return None

    def resolve(
        self, name: str, country: str | None = None, kind: str | None = None, near: Collection[int] = ()
    ) -> Spot | None:
        """The one place that ``name`` means, or None when it may be several or none.

        country: only places of it. kind: ``province``, ``district`` or ``city``, where the text says so. near: numbers
        of places named beside it; one of the name that lies in one of them is meant before all others.
        """
        spots = [s for s in self.named(name) if s.kind != "country" and (country is None or s.country == country)]
        if kind == "province":
            spots = [s for s in spots if s.kind == "province"] or spots
        if kind not in ("province", "district") and not _EAST.fullmatch(name) and "county" not in name.lower():
            # In English a county keeps its word ("Smith" is not Smith County); a district of no known country is none.
            spots = [s for s in spots if s.kind != "district" or not (s.name.endswith(" County") or country is None)]
            spots = [s for s in spots if not s.grade or country is not None or near]
        beside = frozenset(near)
        if beside:
            spots = [s for s in spots if beside.intersection(above.number for above in self.up(s))] or spots
        if not spots:
            return None
        best = min(spot.grade for spot in spots)
        groups = _groups([s for s in spots if s.grade == best] if best == 0 else spots)
        groups.sort(key=lambda group: -max(s.people for s in group))
        first = groups[0]
        most = max(s.people for s in first)
        if len(groups) > 1 and most <= MANY_TIMES * max(s.people for s in groups[1]):
            return None
        if country is None and not beside and most < LARGE and not (len(groups) == 1 and _telling(name, first, most)):
            return None
        return _chief(first, kind)

    def _ask(self, key: str) -> tuple[Spot, ...]:
        found = [replace(self._spot(n), grade=grade) for n, grade in self._held.named(key)]
        return tuple(sorted(found, key=lambda s: (s.grade, -s.people, s.number)))

    def _fetch(self, number: int) -> Spot:
        ref, name, kind, country, up, lat, lon, precise, people = self._held.row(number)
        return Spot(ref, name, kind, country, lat, lon, precise, people, number, up)


def _groups(spots: list[Spot]) -> list[list[Spot]]:
    """``spots`` put together where they are one place: a town, its county and its province of one name."""
    groups: list[list[Spot]] = []
    for spot in spots:
        for group in groups:
            if any(_one(spot, other) for other in group):
                group.append(spot)
                break
        else:
            groups.append([spot])
    return groups


def _one(a: Spot, b: Spot) -> bool:
    if a.country != b.country:
        return False
    if a.up == b.number or b.up == a.number or (a.kind != b.kind and a.up == b.up):
        return True
    return a.kind != b.kind and distance(a, b) <= SAME_KM


def distance(a: Spot, b: Spot) -> float:
    """Kilometres between two places on a sphere; infinite where one has no point."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    one, two = math.radians(a.latitude), math.radians(b.latitude)
    across = math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    half = math.sin((two - one) / 2) ** 2 + math.cos(one) * math.cos(two) * across
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, half)))


def _telling(name: str, group: list[Spot], people: int) -> bool:
    """Whether a name that only one place of the world has is enough: a town of some size, or a county that the text
    writes in full in its own script ("혜산시")."""
    return people >= TOWN or (len(name) >= 3 and _EAST.fullmatch(name) is not None and group[0].kind != "city")


def _chief(group: list[Spot], kind: str | None) -> Spot:
    """The place of a group that a text means: of the kind it says; else a town, and the best known of equals."""
    order = {"city": 0, "province": 1, "district": 2}
    return min(group, key=lambda s: (s.kind != kind, s.latitude is None, order[s.kind], -s.people, s.number))


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The atlas that was installed with this program.

    Raises:
        SousveilError: its index is missing.
    """
    return Atlas(index())
