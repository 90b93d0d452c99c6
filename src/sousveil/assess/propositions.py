"""Which propositions a case raises, and which claims bear on each: technology and place, with both their trees.

What holds in a town holds in its province and country; what holds of a traffic camera holds of video surveillance. So
support flows up and a denial flows down: whoever denies it for the whole country denies it for the town. A denial for a
part does not deny the whole. A proposition is weighed where some claim raises it itself; a country always.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sousveil.case.gazetteer import Atlas, around, atlas, resolve_entry
from sousveil.case.vocabulary.load import PlaceEntry, Vocabulary
from sousveil.records import Claim, Place

from .evidence import FINER, NO_PLACE, Case, country_name, fine_name, of_a_part, side

_WHOLE = re.compile(
    r"\b(?:the (?:whole |entire )?(?:country|nation)|nation ?wide|country ?wide|anywhere|nowhere)\b"
    r"|전국|나라|국내|온 나라|全国|全國|国内|國內|境内",
    re.IGNORECASE,
)
"""Words for a country as a whole."""


class Places:
    """Every spelling of a place as one, and what each lies in. A place that no list knows is its name and country."""

    def __init__(self, vocabulary: Vocabulary, held: Atlas | None = None) -> None:
        self.vocabulary, self.held = vocabulary, held or atlas()
        self.countries = {
            entry.country: entry.name
            for _, entry in sorted(vocabulary.places.items())
            if entry.kind == "country" and entry.country
        }  # fmt: skip
        self._by_spelling: dict[tuple[str, str | None], PlaceEntry | None] = {}
        self._by_id: dict[str, PlaceEntry] = {}
        for _, entry in sorted(vocabulary.places.items()):
            for name in (entry.name, *(n for names in entry.names.values() for n in names)):
                key = (name.casefold(), entry.country)
                # A spelling that two entries share is neither's.
                self._by_spelling[key] = entry if self._by_spelling.get(key, entry) is entry else None
        for _, entry in sorted(vocabulary.places.items()):
            spot = resolve_entry(entry, self.held)
            if spot.gazetteer and entry.kind != "country":
                self._by_id.setdefault(spot.gazetteer, entry)
        self._known: dict[Place, Place] = {}
        self._above: dict[Place, tuple[Place, ...]] = {}
        self._listed: set[Place] = set()
        self._areas: dict[str, set[str]] = {}
        self._called: dict[str, re.Pattern[str]] = {}

    def learn(self, claims: Iterable[Claim]) -> None:
        """Countries that only the case knows, by the names that its claims give them."""
        told = {(p.name, p.country) for c in claims for p in c.places if p.kind == "country" and p.country}
        for name, code in sorted(told):
            self.countries.setdefault(code, name)

    def known(self, place: Place) -> Place:
        """``place`` under the one name that all its spellings share here."""
        if place not in self._known:
            self._known[place] = self._one(place)
        return self._known[place]

    def _one(self, place: Place) -> Place:
        if place.kind in ("country", "site-class", "border"):
            return place
        entry = self._by_id.get(place.gazetteer or "") or self._by_spelling.get((place.name.casefold(), place.country))
        if entry is not None and entry.kind not in ("country", "border"):
            at = resolve_entry(entry, self.held)
            return replace(place, name=entry.name, kind=entry.kind, country=entry.country or place.country,
                           gazetteer=at.gazetteer or place.gazetteer)  # fmt: skip
        spot = self.held.get(place.gazetteer) if place.gazetteer else None
        if spot is None:
            return place
        name = spot.name
        plain = self.held.resolve(name, spot.country, spot.kind)
        if plain is None or plain.id != spot.id:
            # Two towns of one name in one country are told apart by what they lie in.
            over = next((up.name for up in self.held.up(spot) if up.kind != "country"), None)
            name = f"{name}, {over}" if over and over != name else name
        return replace(place, name=name, kind=spot.kind, country=spot.country)

    def above(self, place: Place) -> tuple[Place, ...]:
        """The areas between ``place`` and its country, the nearest first, as ``known`` names them; no country."""
        if place not in self._above:
            found = around(place, self.vocabulary, self.held)
            self._above[place] = tuple(self.known(one) for one in found if one.kind != "country")
        return self._above[place]

    def of_claim(self, claim: Claim) -> Claim:
        """``claim`` with its places as ``known`` names them."""
        places = tuple(dict.fromkeys(self.known(place) for place in claim.places))
        for place in places:
            if place not in self._listed:
                self._listed.add(place)
                areas = self._areas.setdefault(place.name.casefold(), set())
                areas.update(area.name.casefold() for area in self.above(place))
                if place.country and place.kind != "country":
                    areas.add(self.countries.get(place.country, place.country).casefold())
        return claim if places == claim.places else replace(claim, places=places)

    def lies_in(self, name: str, area: str) -> bool:
        """Whether the place of one name, in lower case, lies within that of another, as far as claims named them."""
        return area in self._areas.get(name, ())

    def own(self, claim: Claim) -> list[tuple[str, str, str | None, Place | None]]:
        """The places that a claim's own words raise: (level, name, country, place), the country of each too."""
        found: dict[tuple[str, str, str | None], Place | None] = {}
        for place in claim.places:
            fine = fine_name(place, self.countries)
            if fine:
                level = "border" if fine.startswith("the border of ") else place.kind
                found.setdefault((level, fine, place.country), None if level == "border" else place)
            country = country_name(place, self.countries)
            if country != NO_PLACE:
                found.setdefault(("country", country, place.country), None)
        if not found:
            return [("country", NO_PLACE, None, None)]
        return [(*key, found[key]) for key in sorted(found, key=lambda one: (one[0], one[1], one[2] or ""))]

    def says(self, claim: Claim, area: str, country: str) -> bool:
        """Whether the claim's own words name ``area``, or its country as a whole; a finer area always stands in them.
        """
        if area != self.countries.get(country, country):
            return True
        if country not in self._called:
            entries = [e for e in self.vocabulary.places.values() if e.kind == "country" and e.country == country]
            names = {area, *(e.name for e in entries)}
            names |= {n for e in entries for held in (e.names, e.demonyms) for group in held.values() for n in group}
            self._called[country] = re.compile("|".join(
                rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
                for name in sorted(names, key=lambda n: (-len(n), n))
            ), re.IGNORECASE)  # fmt: skip
        return bool(self._called[country].search(claim.quote) or _WHOLE.search(claim.quote))

    def searched(self, words: str) -> tuple[str, str | None] | None:
        """The place that a search was for, as (name, country): a code, a name in any spelling, or None for the world's
        unknown."""
        code = words.strip().upper()
        if code in self.countries:
            return self.countries[code], code
        low = words.strip().casefold()
        for code, name in sorted(self.countries.items()):
            if name.casefold() == low:
                return name, code
        entries = [e for (name, _), e in sorted(self._by_spelling.items(), key=lambda p: (p[0][0], p[0][1] or ""))
                   if name == low and e is not None]  # fmt: skip
        if entries:
            entry = entries[0]
            if entry.kind == "country":
                return self.countries.get(entry.country or "", entry.name), entry.country
            return entry.name, entry.country
        spot = self.held.resolve(words.strip())
        if spot is None or spot.kind == "country":
            return None
        place = self.known(Place(spot.name, spot.kind, spot.country, gazetteer=spot.id))
        return place.name, place.country

    def named(self, name: str, country: str | None) -> Place | None:
        """A known place by the name and country that ``searched`` gives; None for a country."""
        entry = self._by_spelling.get((name.casefold(), country))
        if entry is not None and entry.kind != "country":
            return self.known(resolve_entry(entry, self.held))
        spot = self.held.resolve(name.partition(",")[0], country)
        return None if spot is None else self.known(Place(spot.name, spot.kind, spot.country, gazetteer=spot.id))


def broader(technology: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The wider technologies, the nearest first. The umbrella ("unspecified") is none: it names what is not known."""
    found: list[str] = []
    entry = vocabulary.technologies.get(technology)
    while entry is not None and entry.broader and entry.broader not in (technology, *found):
        entry = vocabulary.technologies.get(entry.broader)
        if entry is None or entry.kind == "umbrella":
            break
        found.append(entry.id)
    return tuple(found)


Key = tuple[str, str, str, str]


def cases(
    claims: Sequence[Claim], places: Places, groups: Mapping[str, str], uncounted: Collection[str] = ()
) -> list[Case]:
    """The claims by proposition: one case for each technology and place that a claim raises, and for its country.

    Claims without any known place have one case for each of ``groups`` (item -> the first of its copies and
    retellings). ``claims`` are as ``Places.of_claim`` gives them. uncounted: ids of claims that a person left out of
    the weighing: they are listed as saying nothing either way.
    """
    places.learn(claims)
    held: dict[Key, Case] = {}
    owned: dict[str, list[Key]] = {}
    for claim in claims:
        if claim.technology is None:
            continue
        keys = owned[claim.id] = []
        for level, name, country, place in places.own(claim):
            group = groups.get(claim.item, claim.item) if name == NO_PLACE else ""
            key = (claim.technology, name, country or "", group)
            held.setdefault(key, Case(claim.technology, name, country, level, group, place))
            keys.append(key)
    denied: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in owned.get(claim.id, ()):
            case = held[key]
            bears = "unknown" if claim.id in uncounted else side(claim)
            if bears == "against" and (of_a_part(claim, case.level) or _names_inside(claim, case, places)):
                bears = "unknown"
            elif bears == "against" and not case.group:
                denied[key[:3]].append(claim)
            case.put(bears, claim)
        for key in _upwards(claim, owned.get(claim.id, ()), held, places):
            bears = "unknown" if claim.id in uncounted else side(claim)
            if bears == "for" or (key[0] == claim.technology and bears != "for"):
                # What is not known of a town is not known of its province; a denial for it denies a part.
                held[key].put("unknown" if bears == "against" else bears, claim)
    for key, case in held.items():
        if not case.group and case.place != NO_PLACE:
            for technology, area in _downwards(case, places):
                for claim in denied.get((technology, area, key[2]), ()):
                    # A country that a text only speaks of elsewhere is where a sentence is, not what it denies it for.
                    if area == case.place or case.level == "country" or places.says(claim, area, key[2]):
                        case.put("against", claim)
    fine = {(key[0], key[2], claim.id) for key, case in held.items() if case.level != "country"
            for claim in case.every()}  # fmt: skip
    return [held[key] for key in sorted(held) if not _told_of_a_part(held[key], fine)]


def _names_inside(claim: Claim, case: Case, places: Places) -> bool:
    """Whether a claim names a place inside the case's: "none in the town" of a province is no denial for all of it."""
    return case.at is not None and any(
        place.name != case.place and case.place in (area.name for area in places.above(place))
        for place in claim.places
        if place.kind in FINER
    )


def _upwards(claim: Claim, own: Sequence[Key], held: Mapping[Key, Case], places: Places) -> Iterator[Key]:
    """The wider propositions that somebody raised and that ``claim`` lies within."""
    seen = set(own)
    for key in own:
        wider = (key[0], *broader(key[0], places.vocabulary))
        at = held[key].at
        areas = [key[1], *(area.name for area in places.above(at))] if at is not None else [key[1]]
        for technology in wider:
            for area in areas:
                found = (technology, area, key[2], key[3])
                if found not in seen and found in held:
                    seen.add(found)
                    yield found


def _downwards(case: Case, places: Places) -> Iterator[tuple[str, str]]:
    """The (technology, place) whose denial as a whole denies this case."""
    areas = [case.place]
    if case.at is not None:
        areas += [area.name for area in places.above(case.at)]
    if case.level != "country" and case.country:
        areas.append(places.countries.get(case.country, case.country))
    for technology in (case.technology, *broader(case.technology, places.vocabulary)):
        for area in areas:
            if (technology, area) != (case.technology, case.place):
                yield technology, area


def _told_of_a_part(case: Case, fine: set[tuple[str, str, str]]) -> bool:
    """Whether a country's case has nothing but denials for places inside it, which have cases of their own."""
    if case.level != "country" or case.supports or case.against:
        return False
    return all(
        side(claim) == "against" and (case.technology, case.country or "", claim.id) in fine for claim in case.unknown
    )
