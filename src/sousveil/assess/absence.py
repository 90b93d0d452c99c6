"""What was looked for: the search log against the findings. "Not found" never says that something is not there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sousveil.case.vocabulary.load import Vocabulary
from sousveil.records import Finding, Grade, Origins, Place, Searched
from sousveil.records.ids import record_id

from .evidence import NO_PLACE, Case
from .propositions import Places, broader
from .wording import looked_for

_LIMITS = re.compile(
    r"^(?=language |period )(?:language (?P<language>[a-z]{2,3})(?:; |(?=\.)|$))?"
    r"(?:period (?P<period>[^\s;]+?))?(?:\. |\.?$)"
)
"""What a look was limited to, at the beginning of its note. The rest of the note stays inside the case."""

NOT_THERE = "“Not found” says only that these looks did not find it."


@dataclass(frozen=True)
class _Look:
    search: Searched
    place: str | None
    country: str | None
    at: Place | None


class Looks:
    """The search log, matched to propositions through both trees: a look for video surveillance in a country was one
    for its traffic cameras and for its towns; a look in one town is told in the country's finding, as of that town."""

    def __init__(self, searches: Sequence[Searched], places: Places) -> None:
        self.places = places
        self._by_technology: dict[str | None, list[_Look]] = defaultdict(list)
        for search in searches:
            found = places.searched(search.place) if search.place else None
            name, country = found if found else (search.place, None)
            is_country = found is not None and found[0] == places.countries.get(country or "")
            at = None if name is None or is_country else places.named(name, country) or Place(name, "city", country)
            self._by_technology[search.technology].append(_Look(search, name, country, at))

    def sentences(self, case: Case) -> list[str]:
        """What was looked for that bears on ``case``, in the order of the log."""
        out: list[tuple[str, str, str]] = []
        for technology in (None, case.technology, *broader(case.technology, self.places.vocabulary)):
            for look in self._by_technology.get(technology, ()):
                scope = self._scope(look, case)
                if scope is not None:
                    out.append((look.search.when, look.search.id, _told(look, scope)))
        told = [words for _, _, words in sorted(out)]
        return [*told, NOT_THERE] if any(": not found" in words for words in told) else told

    def _scope(self, look: _Look, case: Case) -> str | None:
        """ "" for a look that was for all of the case's place, the name of the part it was for, or None for neither."""
        if look.place is None:
            return "" if look.search.technology is not None else None
        if case.place == NO_PLACE:
            return None
        if look.country is not None and case.country is not None and look.country != case.country:
            return None
        if look.place.casefold() == case.place.casefold():
            return ""
        around = [area.name.casefold() for area in self.places.above(case.at)] if case.at is not None else []
        if look.place.casefold() in around or (look.at is None and look.country and look.country == case.country):
            return ""
        if look.at is None:
            return None
        wider = [area.name.casefold() for area in self.places.above(look.at)]
        whole = case.level == "country" and case.country is not None and look.country == case.country
        inside = case.place.casefold() in wider or whole
        return look.place if inside else None

    def untold(self, findings: Sequence[Finding], standard: str, vocabulary: Vocabulary) -> list[Finding]:
        """Findings for what was looked for and of which the case has no claim: status unknown, no likelihood."""
        held = {(f.technology, f.place, f.country) for f in findings if f.facet == "present"}
        wanted: dict[tuple[str, str, str | None], list[_Look]] = defaultdict(list)
        for technology, looks in self._by_technology.items():
            for look in looks:
                if technology is not None and look.place is not None:
                    wanted[technology, look.place, look.country].append(look)
        out = []
        for technology, place, country in sorted(wanted, key=lambda key: (key[0], key[1], key[2] or "")):
            if (technology, place, country) in held:
                continue
            looks = sorted(wanted[technology, place, country], key=lambda look: (look.search.when, look.search.id))
            at = looks[0].at
            level = at.kind if at is not None else "country"
            case = Case(technology, place, country, level, "", at)
            words = looked_for(vocabulary.technologies.get(technology), technology, place, level,
                               [(look.search.where, look.search.found) for look in looks])  # fmt: skip
            told = self.sentences(case)
            out.append(Finding(
                id=record_id("n", technology, place, country), technology=technology, place=place, country=country,
                status="unknown", sentence=words, standard=standard, likelihood=None, confidence="low",
                grade=Grade("F", "6"), origins=Origins(0, 0, 0), claims=(),
                missing=("No claim in this case speaks of it.", *told),
            ))  # fmt: skip
        return out


def _told(look: _Look, scope: str) -> str:
    found = "not found" if look.search.found == 0 else f"{look.search.found} found"
    part = f", for {scope} only" if scope else ""
    limits = _LIMITS.match(look.search.note or "")
    if limits and limits["language"]:
        part += f", in the language “{limits['language']}” only"
    if limits and limits["period"]:
        part += f", for the time {limits['period']} only"
    return f"Looked for {look.search.what} in {look.search.where} on {look.search.when[:10]}{part}: {found}."
