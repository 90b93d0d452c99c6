# ruff: noqa: E501, SIM905 - a table of words reads better with one class on one line
"""The persons whom an English document names, so that "she", "the minister" and a bare surname find their names again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from .phrases_en import _CALENDAR, kind_of_noun, named_kind, singular
from .speakers_en import HE, NEVER, SHE, SINGULAR_PERSONS, TITLES

_PART = r"[A-Z\u00c0-\u00de][\w'\u2019-]*[\w]"
_TITLE = r"(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Brig|Capt|Sgt|Lt|Rep|Sen|Gov|Rev|Maj)\.?"
_NAME = re.compile(
    rf"(?:{_TITLE} ){{0,3}}(?:{_PART}|[A-Z]\.)(?:(?: (?:al|el|de|van|von|bin|der|la|di|da|ibn))? (?:{_PART}|[A-Z]\.)){{0,5}}"
)
_AFTER = re.compile(
    r"(?:, (?P<told>who|whose|(?:an?|the|its|their|one|now|head|chief|director|deputy|former|\d\d\b)?[^,.;:\"\u201c]{0,60}?)[,.;]| \((?P<age>\d\d|[a-z][\w ]{3,40})\))"
)
_BEFORE = re.compile(r"([\w'\u2019-]+(?: [\w'\u2019-]+){0,3})(,)? $")
_ACRONYM = re.compile(r"\((?P<short>[A-Z][A-Za-z]{1,7})\)")
_JOINTS = frozenset(("of", "for", "on", "and", "the", "in"))
_SMALL = frozenset("the a an in on at but and for if when after as it he she they we this that there".split())

_ALIKE = (
    frozenset("spokesman spokeswoman spokesperson".split()),
    frozenset("expert analyst researcher scholar academic scientist specialist professor fellow lecturer".split()),
    frozenset("lawmaker legislator mp senator congressman congresswoman parliamentarian".split()),
    frozenset("journalist reporter correspondent".split()),
)
"""Nouns that one text uses for one role."""


@dataclass(frozen=True, slots=True)
class Person:
    """One mention of a person. roles: nouns that describe him or her there; gender: "he", "she" or ""."""

    start: int
    end: int
    name: str
    roles: tuple[str, ...]
    gender: str
    opens: bool
    """Whether the sentence begins with this mention."""


class People:
    """The persons of one document. spans: its English sentences in reading order."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._full: dict[str, list[tuple[int, int]]] = {}
        self._short: dict[str, tuple[int, int]] = {}
        self._mentions: list[Person] = []
        self._surnames: dict[str, Person] = {}
        for start, end in spans:
            self._scan(start, end)
        self._starts = [p.start for p in self._mentions]

    def _scan(self, start: int, end: int) -> None:
        text = self._text
        for m in _ACRONYM.finditer(text, start, end):
            words = text[max(start, m.start() - 90) : m.start()].split(" ")
            index = len(words) - 1
            while index > 0 and (words[index - 1][:1].isupper() or words[index - 1] in _JOINTS):
                index -= 1
            while index < len(words) and not words[index][:1].isupper():
                index += 1
            name = " ".join(words[index:]).rstrip()
            if " " in name:
                left = m.start() - len(" ".join(words[index:]))
                self._short.setdefault(m["short"], (left, left + len(name)))
        for m in _NAME.finditer(text, start, end):
            words = m.group().split(" ")
            at, titles = m.start(), []
            while words and (words[0].lower().rstrip(".") in TITLES or (words[0].lower() in _SMALL)):
                if words[0].lower() not in _SMALL:
                    titles.append(words[0].lower().rstrip("."))
                at += len(words.pop(0)) + 1
            if not words:
                continue
            for index in range(len(words) - 1, 0, -1):  # "Interior Minister Jorun Vasa"
                if words[index - 1].lower() in TITLES:
                    titles += [w.lower() for w in words[:index]]
                    at += len(" ".join(words[:index])) + 1
                    words = words[index:]
                    break
            name = re.sub(r"['\u2019]s?$", "", " ".join(words))
            if len(name) < 2 or words[0] in _CALENDAR or words[-1] in _CALENDAR or (name.isupper() and len(name) > 3):
                continue
            stop = at + len(name)
            known = len(words) == 1 and name in self._surnames
            if not known and named_kind(name, "") != "person":
                continue
            roles = [t for t in titles if t not in ("dr", "mr", "mrs", "ms", "miss", "prof", "sir", "lady", "lord")]
            before = _BEFORE.search(text, max(start, m.start() - 60), m.start())
            if before and not titles:
                last = before.group(1).split(" ")[-1].lower()
                if singular(last) in SINGULAR_PERSONS and kind_of_noun(last) != "unnamed" and last not in NEVER:
                    roles.append(last)
            after = _AFTER.match(text, stop, min(end, stop + 90))
            if after and after["told"] is not None:
                told = re.findall(r"[a-z][\w-]*", after["told"])
                cut = next(
                    (
                        i
                        for i, w in enumerate(told)
                        if i and w in ("of", "at", "for", "in", "with", "from", "to", "who", "and")
                    ),
                    len(told),
                )
                told = told[:cut]
                if (
                    after["told"].startswith(("who", "whose"))
                    or (
                        told
                        and (
                            (singular(told[-1]) in SINGULAR_PERSONS or told[-1] in SINGULAR_PERSONS)
                            and kind_of_noun(told[-1]) != "unnamed"
                        )
                    )
                    or re.match(r"\d\d$", after["told"])
                ):
                    roles += told[-1:] or ["who"]
                elif not roles or (told and kind_of_noun(told[-1]) == "unnamed"):
                    after = None
            evident = bool(titles or roles or known or (after and (after["told"] is not None or after["age"])))
            if len(words) > 1:
                for part in dict.fromkeys((words[-1], words[0])):
                    self._full.setdefault(re.sub(r"['\u2019]s?$", "", part), []).append((at, stop))
            if not evident:
                continue
            gender = "she" if set(titles + roles) & SHE else "he" if set(titles + roles) & HE else ""
            if known:
                full = self._surnames[name]
                person = Person(
                    full.start, full.end, full.name, full.roles, gender or full.gender, m.start() <= start + 2
                )
                self._mentions.append(Person(at, stop, person.name, person.roles, person.gender, person.opens))
                continue
            person = Person(at, stop, name, tuple(roles), gender, m.start() <= start + 2)
            self._surnames[words[-1] if len(words) > 1 else name] = person
            self._mentions.append(person)

    def full(self, name: str, at: int) -> tuple[int, int] | None:
        """Where the full form of a surname, first name or acronym stands that was given before ``at``; the latest."""
        if name in self._short and self._short[name][0] < at:
            return self._short[name]
        if " " in name:
            return None
        held = [span for span in self._full.get(name, ()) if span[0] < at]
        return held[-1] if held else None

    def before(self, at: int, pronoun: str = "") -> Person | None:
        """The person last mentioned before ``at`` whom "he" or "she" may mean."""
        for index in range(bisect_left(self._starts, at) - 1, -1, -1):
            person = self._mentions[index]
            if not pronoun or not person.gender or person.gender == pronoun:
                return person
        return None

    def gender(self, name: str) -> str:
        """ "he" or "she" where a title or a noun told it of that name, else ""."""
        held = self._surnames.get(name.split(" ")[-1])
        return held.gender if held else ""

    def known(self, name: str) -> bool:
        """Whether the document presents somebody of that name: by a title, a description, or a first name and a surname."""
        last = name.split(" ")[-1]
        return (
            last in self._surnames
            or (last in self._full and " " not in name)
            or (" " in name and len(self._full.get(last, ())) > 0)
        )

    def called(self, noun: str, at: int) -> Person | None:
        """The person last described by ``noun`` before ``at``: "the minister" is Interior Minister Jorun Vasa."""
        alike = next((group for group in _ALIKE if noun in group), frozenset((noun,)))
        for index in range(bisect_left(self._starts, at) - 1, -1, -1):
            if alike.intersection(self._mentions[index].roles):
                return self._mentions[index]
        return None

    def span(self, person: Person) -> tuple[int, int]:
        """Where the person's fullest name stands."""
        found = self.full(person.name.split(" ")[-1], person.start + 1)
        if self._text[person.start : person.end] == person.name or found is None:
            return person.start, person.end
        return found
