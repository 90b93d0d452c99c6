"""What lies within what: the case's places and the gazetteer's as one tree, from a site up to its country."""

from __future__ import annotations

from sousveil.case.vocabulary import PlaceEntry, Vocabulary
from sousveil.records import Place

from .atlas import Atlas, Spot, atlas

_RESOLVED = ("country", "province", "city", "district")
"""Kinds of entry that the gazetteer may know. A site or a border has no point but one that the case gives."""


def resolve_entry(entry: PlaceEntry, held: Atlas) -> Place:
    """The vocabulary's ``entry`` as a place. A point of its own wins; else that of the gazetteer's place with its
    ``gazetteer`` id, or with its name, country and kind; else none."""
    if entry.latitude is not None:
        own = entry.gazetteer or f"case:{entry.id}"
        return Place(entry.name, entry.kind, entry.country, entry.latitude, entry.longitude, entry.precision, own)
    spot = _spot_of(entry, held)
    return pointed(Place(entry.name, entry.kind, entry.country), spot)


def pointed(place: Place, spot: Spot | None) -> Place:
    """``place`` with the point, precision and id of ``spot``; as it is where there is none."""
    if spot is None:
        return place
    precise = spot.precision if spot.latitude is not None else None
    return Place(place.name, place.kind, place.country, spot.latitude, spot.longitude, precise, spot.id)


def _spot_of(entry: PlaceEntry, held: Atlas) -> Spot | None:
    if entry.gazetteer is not None:
        return held.get(entry.gazetteer)
    if entry.country is None or len(entry.country) != 2 or entry.kind not in _RESOLVED:
        return None
    if entry.kind == "country":
        return held.country(entry.country)
    for name in dict.fromkeys((entry.name, *(n for names in entry.names.values() for n in names))):
        # "Cali, Colombia" is how a text must write a name that is also a word; the gazetteer has the first half.
        spot = held.resolve(name.partition(",")[0], entry.country, entry.kind)
        if spot is not None:
            return spot
    return None


def around(place: Place, vocabulary: Vocabulary, held: Atlas | None = None) -> tuple[Place, ...]:
    """The places that ``place`` lies in, from the nearest to its country.

    The case's own ``within`` goes first and then the gazetteer's divisions, so that Kim Il Sung Square lies in
    Pyongyang and that in North Korea. A place that neither knows lies in its country, if it has one.
    """
    tree = _tree(vocabulary, held)
    found: list[Place] = []
    seen = {_mark(place)}
    at: Place | None = place
    while at is not None and len(found) < 12:
        at = tree.above(at)
        if at is None or _mark(at) in seen:
            break
        seen.add(_mark(at))
        found.append(at)
    return tuple(found)


def lies_within(place: Place, area: Place, vocabulary: Vocabulary, held: Atlas | None = None) -> bool:
    """Whether ``place`` is ``area`` or lies in it; what holds of Pyongyang then holds somewhere in North Korea."""
    marks = _marks(area)
    return any(not marks.isdisjoint(_marks(one)) for one in (place, *around(place, vocabulary, held)))


class _Tree:
    def __init__(self, vocabulary: Vocabulary, held: Atlas) -> None:
        self._entries, self._held = vocabulary.places, held
        self._by_name = {(e.name.casefold(), e.country): e for e in vocabulary.places.values()}
        self._by_country: dict[str, list[PlaceEntry]] = {}
        for entry in vocabulary.places.values():
            if entry.country:
                self._by_country.setdefault(entry.country, []).append(entry)
        self._listed: dict[str, dict[str, Place]] = {}

    def above(self, place: Place) -> Place | None:
        """The place right around ``place``."""
        if place.kind == "country":
            return None
        entry = self._by_name.get((place.name.casefold(), place.country))
        over = self._entries.get(entry.within) if entry is not None and entry.within else None
        spot = self._held.get(place.gazetteer) if place.gazetteer else None
        if spot is not None and (over is None or over.kind == "country"):
            # The list of places often says no more than the country: the gazetteer has the province between.
            for first in self._held.up(spot)[:1]:
                if first.kind != "country":
                    return self._known(first.country).get(first.id) or pointed(
                        Place(first.name, first.kind, first.country), first
                    )
        if over is None:
            homes = [e for e in self._by_country.get(place.country or "", ()) if e.kind == "country"]
            over = homes[0] if homes else None
        return resolve_entry(over, self._held) if over is not None else None

    def _known(self, country: str) -> dict[str, Place]:
        """The vocabulary's places in a country, by the gazetteer's id."""
        if country not in self._listed:
            places = [resolve_entry(e, self._held) for e in self._by_country.get(country, ()) if e.kind in _RESOLVED]
            self._listed[country] = {p.gazetteer: p for p in places if p.gazetteer}
        return self._listed[country]


def _mark(place: Place) -> str:
    return place.gazetteer or f"{place.name.casefold()}|{place.country}"


def _marks(place: Place) -> set[str]:
    marks = {f"{place.kind}|{place.name.casefold()}|{place.country}"}
    if place.kind == "country" and place.country:
        marks.add(f"country|{place.country}")
    if place.gazetteer:
        marks.add(place.gazetteer)
    return marks


_TREES: dict[tuple[str, int], _Tree] = {}


def _tree(vocabulary: Vocabulary, held: Atlas | None) -> _Tree:
    known = held or atlas()
    key = (vocabulary.digest, id(known))
    if key not in _TREES:
        if len(_TREES) >= 4:
            _TREES.clear()
        _TREES[key] = _Tree(vocabulary, known)
    return _TREES[key]
