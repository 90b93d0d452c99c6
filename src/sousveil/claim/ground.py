"""The ground a sentence stands on: what its clauses name besides technologies, and where what they tell of is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sousveil.records import Place

from . import actors, facets
from .places import STATE_WORDS, Gazetteer, Mention, borders, with_unlisted
from .unlisted import UnlistedPlaces

_NATIONWIDE = {
    "en": re.compile(
        r"\b(?:(?:across|throughout|all over|around) (?:the|its) (?:whole |entire )?country|nationwide|countrywide)\b"
    ),
    "ko": re.compile(r"전국"), "zh": re.compile(r"全国|全國"),
}  # fmt: skip
"""Words that spread a class of sites over the whole country."""


@dataclass
class Ground:
    """What a sentence stands on: the document's country and the one just spoken of."""

    main: str | None = None
    topic: str | None = None
    topic_run: int = 0
    dominant: bool = True
    topic_passage: int = -1
    topic_first: bool = False
    passage: int = -1
    technologies: list[frozenset[str]] = field(default_factory=list)
    named: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause names besides technologies: asked for once, whatever the number of technologies in it."""

    sites: list[tuple[int, int, str]]
    borders: list[tuple[int, int]]
    purpose: re.Match[str] | None
    target: tuple[int, int] | None
    seller: tuple[int, int] | None
    maker: tuple[int, int] | None
    operator: tuple[int, int] | None
    product: tuple[int, int] | None = None
    integrator: tuple[int, int] | None = None
    affected: tuple[int, int] | None = None


class Grounded:
    """Reads one text's clauses for what they name besides technologies: places, purposes, sellers and the like."""

    def __init__(
        self, text: str, low: str, gazetteer: Gazetteer, ground: Ground, unlisted: UnlistedPlaces | None = None
    ) -> None:
        self._text, self._low, self._gazetteer, self.ground, self._unlisted = text, low, gazetteer, ground, unlisted
        self.cell = False
        self._kept: tuple[tuple[int, int, str], list[Mention]] = ((-1, -1, ""), [])
        self._searched: dict[tuple[re.Pattern[str], str], re.Match[str] | None] = {}
        self._of_span: tuple[tuple[int, int, str], Clause | None] = ((-1, -1, ""), None)

    def mentions(self, start: int, end: int, language: str) -> list[Mention]:
        """The places named in the sentence [start, end); the last answer is kept, for it is asked for several times."""
        if self._kept[0] != (start, end, language):
            found = self._gazetteer.mentions(self._low, self._text, start, end, language)
            if self._unlisted is not None:
                home = self.country((start, end), language, found)
                found = with_unlisted(found, self._unlisted, self._low, self._text, (start, end), language, home)
            self._kept = ((start, end, language), found)
        return self._kept[1]

    def _search(self, pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
        """``pattern`` in ``words``, remembered through one sentence: a clause with many technologies asks for each."""
        key = (pattern, words)
        if key not in self._searched:
            self._searched[key] = pattern.search(words)
        return self._searched[key]

    def _clause(self, span: tuple[int, int], language: str) -> Clause:
        """What the clause names besides technologies; the last answer is kept."""
        if self._of_span[1] is None or self._of_span[0] != (*span, language):
            low, (start, end), english = self._low, span, language == "en"
            self._of_span = ((*span, language), Clause(
                self._gazetteer.sites(low, start, end, language), borders(low, start, end, language),
                facets.PURPOSE[language].search(low, start, end), facets.target_of(low, start, end, language),
                facets.seller_of(low, start, end) if english else None,
                facets.maker_of(low, start, end) if english else None,
                facets.operator_of(low, start, end) if english else None,
                actors.product_of(self._text, start, end) if english else None,
                actors.integrator_of(self._text, start, end) if english else None,
                actors.affected_of(self._text, start, end) if english else None,
            ))  # fmt: skip
        assert self._of_span[1] is not None
        return self._of_span[1]

    def country(self, sentence: tuple[int, int], language: str, mentions: list[Mention]) -> str | None:
        """The country the sentence is about: one it names as such, else the one just spoken of, else the document's."""
        named = [m for m in mentions if m.country and m.role in ("at", "demonym")]
        firm = [m for m in named if m.role == "at"] or named
        if firm:
            codes = [m.country for m in firm]
            if self.ground.main in codes and len(set(codes)) > 1:
                return self.ground.main if codes[0] == self.ground.main else codes[0]
            return codes[0]
        words = self._low[sentence[0] : sentence[1]]
        ground = self.ground
        if not ground.dominant and ground.topic:
            return ground.topic
        if re.search(r"\bthe (?:state|regime|country|isolated country|north)\b|meanwhile", words) or (
            STATE_WORDS.search(words) and ground.topic_run < 2
        ):
            return ground.main
        if ground.topic and ground.topic != ground.main and ground.topic_run >= 2:
            return ground.topic
        if ground.topic and ground.topic_first and ground.topic_passage == ground.passage:
            return ground.topic
        return ground.main

    def places(
        self, span: tuple[int, int], sentence: tuple[int, int], language: str, mentions: list[Mention],
        reserved: Callable[[int], bool],
    ) -> tuple[Place, ...]:  # fmt: skip
        """Where the clause says it is; else its sentence's country; else the document's."""
        country = self.country(sentence, language, mentions)
        here = [m for m in mentions if span[0] <= m.start < span[1] and m.role in ("at", "demonym")]
        code = country
        firm = [m for m in here if m.role == "at" and m.country]
        if firm:
            code = firm[0].country if not any(m.country == country for m in firm) else country
        found: list[tuple[int, Place]] = []
        spoken = {m.start for m in here}
        for m in here:
            if (m.role == "at" and (m.place.kind != "country" or m.country == code)) or (
                m.role == "demonym" and m.country == code
            ):
                found.append((m.start, m.place))
        home = self._gazetteer.country_place(code) if code else None
        for left, right, name in self._clause(span, language).sites:
            if left not in spoken and not reserved(left) and not any(m.start <= left < m.end for m in mentions):
                found.append((left, Place(name, "site-class", home.country if home else None)))
            del right
        for left, right in self._clause(span, language).borders:
            words = " ".join(self._text[left:right].split())
            if not any(p.kind == "site-class" and left <= at < right for at, p in found):
                found.append((left, Place(words, "border", home.country if home else None)))
        places: list[Place] = []
        for _, place in sorted(found, key=lambda pair: pair[0]):
            if place not in places:
                places.append(place)
        wide = _NATIONWIDE[language].search(self._low, *span) is not None
        if home is not None and (
            (wide and home not in places) or not any(p.kind == "country" or p.country == home.country for p in places)
        ):
            places.insert(0, home)
        if not places and home is None:
            # Better the town of the sentence's other clause, or the only one of the document, than nowhere.
            places = list(dict.fromkeys(m.place for m in mentions if m.role == "at"))
            if not places and self.ground.main is None and self._unlisted is not None and self._unlisted.only:
                places = [self._unlisted.only]
        return tuple(places)
