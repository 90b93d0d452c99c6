# ruff: noqa: E501 - a list of words reads better on one line
"""Which of the places of its name a text means, and when a place's name is no place: a person's, or a government's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sousveil.case.gazetteer import Atlas, Spot, pointed
from sousveil.records import Place

_NAME_AFTER = re.compile(r",? \(?(?=[A-Z])((?:[^\W\d_]|['\u2019.-])+(?: (?:of |and )?[A-Z](?:[^\W\d_]|['\u2019-])+){0,2})")
_STATES = {
    "Ala.": "Alabama", "Ariz.": "Arizona", "Ark.": "Arkansas", "Calif.": "California", "Colo.": "Colorado", "Conn.": "Connecticut",
    "Fla.": "Florida", "Ga.": "Georgia", "Ill.": "Illinois", "Ind.": "Indiana", "Kan.": "Kansas", "Ky.": "Kentucky", "La.": "Louisiana",
    "Mass.": "Massachusetts", "Md.": "Maryland", "Mich.": "Michigan", "Minn.": "Minnesota", "Miss.": "Mississippi", "Mo.": "Missouri",
    "Neb.": "Nebraska", "Nev.": "Nevada", "N.J.": "New Jersey", "N.M.": "New Mexico", "N.Y.": "New York", "N.C.": "North Carolina",
    "Okla.": "Oklahoma", "Ore.": "Oregon", "Pa.": "Pennsylvania", "S.C.": "South Carolina", "Tenn.": "Tennessee", "Va.": "Virginia",
    "Vt.": "Vermont", "Wash.": "Washington", "Wis.": "Wisconsin", "W.Va.": "West Virginia", "D.C.": "District of Columbia",
}  # fmt: skip

_BODIES = frozenset(
    ["Police", "City", "Council", "Municipality", "Airport", "Station", "Town", "Port", "University", "District", "County", "Province", "Region", "State", "Street", "Road", "River", "Lake", "Bay", "Hospital", "School", "Schools", "Stadium", "Square", "Market", "Metro", "Metropolitan", "International", "General", "High", "Prefecture", "Central", "North", "South", "East", "West", "Government", "Governor", "Mayor", "Department", "Authority", "Institute", "Supreme", "Parliament", "Ministry", "National", "Public", "Court", "Transport", "Transit", "Republic", "Territory", "Post", "Times", "Department's", "Sheriff", "Attorney", "Senate", "House", "Assembly", "Bureau", "And", "In", "On"]
)
_GIVEN = frozenset(
    ["paris", "london", "jordan", "chad", "sydney", "victoria", "florence", "chelsea", "brooklyn", "austin", "dallas", "houston", "madison", "savannah", "charlotte", "lincoln", "jackson", "washington", "israel", "kenya", "india", "georgia", "virginia", "carolina", "milan", "santiago", "diego", "salvador", "adelaide", "alexandria", "troy", "vienna", "hamilton", "kingston", "francisco", "angelina", "asia", "cuba", "china", "tyler", "lima", "roman", "dakota", "denver", "phoenix", "odessa", "valencia", "lourdes", "regina"]
)
"""Places' names that people are called by, given a family name after them."""
_FAMILY = frozenset(
    ["jordan", "washington", "lincoln", "jackson", "houston", "london", "holland", "england", "ireland", "berlin", "israel", "wellington", "perth", "hamilton", "kingston", "bristol", "york", "lancaster", "chester", "warren", "cleveland", "madison", "austin", "dallas", "houston", "sydney", "france", "german", "brazil", "french", "milan", "bahrain", "georgia", "wales", "montana", "bolton", "burton", "preston", "derby", "stafford", "sheffield", "mali", "jamal"]
)
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|President|Minister|General|Colonel|Senator|Judge|Sir|Lady|Rep|Gov)\.? $")
_CAPITALISED = re.compile(r"(?<![\w.'\u2019-])([A-Z][a-z]{2,}|[A-Z]\.) $")
_NOT_GIVEN = frozenset(
    ["The", "In", "At", "From", "Near", "Across", "Throughout", "Around", "Outside", "Inside", "To", "For", "Of", "By", "And", "Or", "But", "As", "On", "With", "When", "While", "After", "Before", "Since", "Like", "Greater", "Downtown", "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "New", "Old", "Upper", "Lower", "Inner", "Outer", "Both", "Now", "Today", "That", "This", "Only", "Even", "Police", "Port", "Fort", "Mount", "Lake", "Cape", "Neighbouring", "Neighboring", "Although", "Because", "If", "Then", "Also", "Unlike", "Though", "Until", "Via", "Under", "Over", "Between", "Than", "Where", "Which", "What", "Is", "Are", "Does", "Did", "Has", "Have", "Why", "How", "Not", "Former"]
)

_SEATS = frozenset(
    ["washington", "beijing", "moscow", "pyongyang", "seoul", "tokyo", "london", "brussels", "tehran", "kyiv", "kiev", "islamabad", "delhi", "ankara", "canberra", "ottawa", "berlin", "paris", "riyadh", "hanoi", "caracas", "havana", "damascus", "baghdad", "taipei", "minsk", "jerusalem", "doha", "jakarta", "manila", "bangkok", "singapore", "rangoon", "naypyidaw", "cairo", "nairobi", "harare", "kampala", "ashgabat", "tashkent", "bishkek", "astana", "madrid", "rome", "budapest", "warsaw", "belgrade"]
) | {"new delhi", "tel aviv", "abu dhabi", "phnom penh"}
_SPEAKS = re.compile(
    r"(?:,? which)?(?: has| have| had)?(?: also| repeatedly| long| since| officially| publicly| now| consistently| never| again| later| itself){0,2}"
    r" (?:said|says|say|denied|denies|deny|insists?|insisted|claims?|claimed|accuse[sd]?|announced|warned|warns|condemned|condemns|reject(?:s|ed)|urged|urges|"
    r"imposed|sanctioned|blamed|blames|argues?|argued|maintain(?:s|ed)|considers|views|sees|wants|wanted|fears|called (?:on|for)|blacklisted|added|vowed|threatened|"
    r"responded|replied|acknowledged|admitted|confirmed|refuses|refused|did not respond|does not (?:admit|acknowledge|comment)|portrays|boasts?|boasted)\b"
)
_PLACED = re.compile(r"\b(?:in|at|from|near|across|throughout|around|outside|inside|to|of|for|over|into|through|central|downtown|greater|and|between|leaving|visit\w*) $", re.IGNORECASE)


def of_a_person(text: str, start: int, end: int, name: str) -> bool:
    """Whether the place's ``name`` (lower case) at [start, end) is part of a person's: "Paris Hilton", "Michael Jordan"."""
    if name in _GIVEN:
        after = re.match(r" ([A-Z][\w'\u2019]+)", text[end : end + 24])
        if after and after[1] not in _BODIES and not after[1].isupper() and not _PLACED.search(text[max(0, start - 14) : start]):
            return True
    if name not in _FAMILY:
        return False
    before = text[max(0, start - 24) : start]
    if _TITLE.search(before):
        return True
    if (m := _CAPITALISED.search(before)) and m[1] not in _NOT_GIVEN and m[1] not in _BODIES:
        return True
    # "Jordan said", once the text has told of a Michael Jordan.
    return not _PLACED.search(before) and _told_of(text, text[start:end])


@lru_cache(maxsize=64)
def _told_of(text: str, name: str) -> bool:
    found = re.finditer(rf"(?<![\w.'\u2019-])([A-Z][a-z]{{2,}}) {re.escape(name)}(?![\w-])", text)
    return any(m[1] not in _NOT_GIVEN and m[1] not in _BODIES for m in found)


def of_a_government(text: str, start: int, end: int, name: str) -> bool:
    """Whether a capital's ``name`` stands for its government: "Beijing denied it"."""
    return name in _SEATS and _SPEAKS.match(text, end) is not None and not _PLACED.search(text[max(0, start - 14) : start])


def area_after(text: str, end: int, held: Atlas) -> tuple[Spot, ...]:
    """The countries and provinces that the words after a name may mean, as in "Paris, Texas"."""
    if text[end : end + 2] != ", " and text[end : end + 2] != " (":
        return ()
    m = _NAME_AFTER.match(text, end)
    if not m:
        return ()
    words = m[1]
    while words:
        spots = held.named(_STATES.get(words, words.rstrip(".")))
        wide = tuple(s for s in spots if s.kind in ("country", "province"))
        if wide:
            return wide
        words = words.rpartition(" ")[0]
    return ()


@lru_cache(maxsize=16)
def twin_of(name: str, country: str, held: Atlas) -> Spot | None:
    """A large province of another country that has a country's name, as Georgia has."""
    twins = [s for s in held.named(name) if s.kind == "province" and s.country != country and s.grade == 0 and s.people > 1_000_000]
    return twins[0] if twins else None


@lru_cache(maxsize=16)
def means_twin(text: str, name: str, country: str, held: Atlas) -> bool:
    """Whether the text's other names lie rather in the province than in the country of its name."""
    twin = twin_of(name, country, held)
    if twin is None:
        return False
    for_twin = len(re.findall(rf"\b{re.escape(name)} (?:state|State)\b|\b(?:state|State) of {re.escape(name)}\b", text))
    for_country = 0
    home = held.country(twin.country)
    for words in dict.fromkeys(re.findall(r"(?<![\w.])(?:U\.S\.|[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?)", text)[:400]):
        if words == name:
            continue
        if words in ("U.S.", "United States", "American"):
            for_twin += 1
        for spot in held.named(words)[:12]:
            if spot.country == country and spot.people >= 20_000:
                for_country += 2
                break
            inside = any(above.number == twin.number for above in held.up(spot))
            if spot.grade == 0 and inside and (spot.people >= 50_000 or spot.kind == "district"):
                for_twin += 2 if spot.people >= 100_000 else 1
                break
            if home is not None and spot.kind == "province" and spot.up == home.number and spot.grade == 0 and spot.people > 1_000_000:
                for_twin += 1
                break
    return for_twin > for_country


@dataclass(frozen=True, slots=True)
class Settled:
    """A name and the place it means. country: as in Mention. guessed: the country is the text's, not the name's own."""

    place: Place
    country: str | None
    guessed: bool
    found: bool


FAMOUS_TIMES = 20
"""How many times the people of its namesake at home a place abroad must have to be meant in a text about home."""


def settle(name: str, kind: str, said: str | None, home: str | None, area: tuple[Spot, ...], held: Atlas) -> Settled:
    """Which place the unlisted ``name`` is. said: the country that the text gives it right there; home: the country
    spoken of; area: see ``area_after``. Where several fit and none stands out, the name stays without a point."""
    hint = kind if kind in ("province", "district", "city") else None
    if area:
        spot = held.resolve(name, said, hint, [s.number for s in area])
        if spot is not None and any(s.number in [up.number for up in held.up(spot)] for s in area):
            return _of(name, kind, spot, False)
    if said is not None:
        spot = held.resolve(name, said, hint) if len(said) == 2 else None
        return _of(name, kind, spot, False) if spot else Settled(Place(name, kind, said), said, False, False)
    here = held.resolve(name, home, hint) if home is not None and len(home) == 2 else None
    if home is not None and len(home) != 2:
        # An invented country has invented towns, whatever else in the world is called so.
        return Settled(Place(name, kind, home), home, True, False)
    anywhere = held.resolve(name, None, hint)
    if anywhere is not None and anywhere.country != home:
        at_home = [s.people for s in held.named(name) if s.country == home and s.kind != "country"]
        if (here is None and not at_home) or anywhere.people >= FAMOUS_TIMES * max(at_home, default=0) + 1:
            return _of(name, kind, anywhere, False)
    if here is not None:
        return _of(name, kind, here, True)
    return Settled(Place(name, kind, home), home, True, False)


def _of(name: str, kind: str, spot: Spot, guessed: bool) -> Settled:
    # What the text calls a town or a province is one; a bare name is of the kind that the gazetteer says.
    place = pointed(Place(name, spot.kind if kind == "site" else kind, spot.country), spot)
    return Settled(place, spot.country, guessed, True)
