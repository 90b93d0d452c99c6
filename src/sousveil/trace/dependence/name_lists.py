"""Lists of names as catalogues write them, read into sets that can be compared.

One list is written in many ways: "Family, Given; ...", "Given Family, Given Family", "FAMILY, GIVEN FAMILY, GIVEN" with
no mark between two names, roles in brackets, names run together, cut off or misspelt. Which word is a family name is
learnt from the plainly written lists of the same data, with no labels; the others are read in the way that fits best.
Names are compared within one object only (the authors of one book, the makers of one camera), never across objects.
"""

from __future__ import annotations

import html
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from anyascii import anyascii
from rapidfuzz.distance import OSA

NOBODY = frozenset({
    "", "na", "n a", "not available", "unavailable", "unknown", "none", "null", "nan", "various", "various authors",
    "anonymous", "anon", "staff", "author", "authors", "author unknown", "no author", "unknown author", "not known",
    "not specified", "not stated", "tba", "tbd", "see description", "multiple", "misc", "miscellaneous", "others",
    "other", "various artists",
})  # fmt: skip
"""What stands in a catalogue where no name is given (compared without punctuation)."""

SUFFIXES = frozenset({
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "msc", "bsc", "ma", "ba", "dr", "prof", "professor", "mr", "mrs", "ms",
    "sir", "mba", "cpa", "esq", "ed", "eds", "editor", "editors", "author", "authors", "al", "et", "by", "unknown",
})  # fmt: skip
PARTICLES = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "du", "la", "le", "los", "las", "el", "al", "bin",
    "ibn", "ten", "ter", "st", "san", "mc", "mac", "o",
})  # fmt: skip
_ASIDE = re.compile(
    r"foreword|preface|introd|afterword|illustrat|translat|photograph|narrat|designed|cover|read by|with cd",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[{]([^)\]}]*)(?:[)\]}]|$)")
_LABEL = re.compile(
    r"\b(?:written\s+)?by\b\s*:?|\b(?:co-?|joint\s+)?(?:authors?|editors?|edited by|eds?\.)\s*:|<[^>]*>", re.IGNORECASE
)
_LEADING_ASIDE = re.compile(
    r"\b(?:foreword|preface|introduction|afterword|illustrated|translated|photographs?)\s+by\b[^;/|]*", re.IGNORECASE
)
_ETC = re.compile(r"\bet\.?\s*al\b\.?|\band others\b|\.\.\.+", re.IGNORECASE)
_MARK = re.compile(r"\s*(?:[;/|&+\n]|\s-+\s|(?<=[a-z.])BR(?=[A-Z])|<br\s*/?>|\b(?:and|AND|with|und|et)\b)\s*")
_RUN_ON = re.compile(r"(?<![A-Za-z])([A-Z][a-z]{2,})([A-Z][a-z]{2,})(?![a-z]*[A-Z])")
_PREFIX = frozenset({
    "Mc", "Mac", "De", "Del", "Della", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Fitz", "San", "St",
})  # fmt: skip
# "M.D." stays: it may be two initials.
_DEGREE = re.compile(r",\s*(?:Ph\.?\s?D|M\.?B\.?A|[BM]\.?\s?Sc|Ed\.?\s?D|Esq)\.?(?=\s*(?:[,;/]|$))", re.IGNORECASE)
_WORD = re.compile(r"[^a-z0-9 ]+")

MOST_WORDS = 40
"""A list of more words than this is text, not names; the rest is left."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """One name of a list. family: folded, particles joined on. given: folded given names and initials, may be empty."""

    family: str
    given: tuple[str, ...] = ()

    @property
    def initial(self) -> str:
        return self.given[0][0] if self.given else ""


@dataclass
class _Roles:
    """How often a word stood as family name and as given name in plainly written lists."""

    family: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)

    def add(self, name: PersonName) -> None:
        self.family[name.family] += 1
        for word in name.given:
            if len(word) > 1:
                self.given[word] += 1

    def score(self, name: PersonName, pool: Counter[str]) -> float:
        """Log-probability of these words in these roles; ``pool``: family names met plainly on the same object."""
        if len(name.family) < 2:
            return -6.0
        total = self.family[name.family] + self.given[name.family] + 1
        out = math.log((self.family[name.family] + 0.5) / total)
        for word in name.given:
            if len(word) > 1:
                total = self.family[word] + self.given[word] + 1
                out += math.log((self.given[word] + 0.5) / total)
                # A word that is a family name on this very object is hardly a given name here.
                out -= 2.5 if pool[word] and not pool[name.family] else 0.0
        out += 2.0 if pool[name.family] else 0.0
        return out - 1.0 - (0.7 if not name.given else 0.0)


def segments(text: str) -> list[str]:
    """``text`` cut at every plain mark between names; asides (forewords, illustrators) and labels are taken out."""
    plain = _DEGREE.sub("", html.unescape(text).replace("’", "'").replace("`", "'"))
    plain = _ETC.sub(" ; ", _LEADING_ASIDE.sub(" ; ", _ETC.sub(" ; ", plain)))
    out, at = "", 0
    for match in _BRACKET.finditer(plain):
        out += plain[at : match.start()]
        if _ASIDE.search(match[1]):  # the name before the bracket is not one of the list's
            out = re.split(r"(.*[;/|\x00])", out, maxsplit=1)[1] if re.search(r"[;/|\x00]", out) else ""
        elif not re.search(r"author|editor|\bed", match[1], re.IGNORECASE) and match[1].count(",") >= 1:
            out += "" if "," in out or len(match[1].split()) > 6 else ";" + match[1]
        out += " \x00 "
        at = match.end()
    out += plain[at:]
    out = _LABEL.sub(" ; ", out.replace("\x00", ";"))
    out = _RUN_ON.sub(lambda m: m[0] if m[1] in _PREFIX else f"{m[1]} ; {m[2]}", out)
    out = re.sub(r"(?<=\w)-\s+(?=\w)", ", ", out)  # "Family- Given"
    return [part.strip(" ,.;:-") for part in _MARK.split(out) if part and part.strip(" ,.;:-")]


def _tokens(part: str) -> list[str]:
    """The folded words of one piece of a list: no accents, apostrophes closed, suffixes and titles left out."""
    folded = anyascii(part).casefold().replace("'", "").replace(".", " ").replace("-", "")
    words = _WORD.sub(" ", folded).split()
    kept = [word for word in words if word not in SUFFIXES and not word.isdigit()]
    return kept[:MOST_WORDS]


def _natural(words: Sequence[str]) -> PersonName | None:
    """ "Given Family", with the particles before the family name joined to it."""
    if not words:
        return None
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    return PersonName("".join(words[at:]), tuple(words[:at]))


def _turned(words: Sequence[str]) -> PersonName | None:
    """ "Family Given"."""
    if not words:
        return None
    at = 1
    while at < len(words) - 1 and words[at - 1] in PARTICLES:
        at += 1
    return PersonName("".join(words[:at]), tuple(words[at:]))


def _comma(family: Sequence[str], given: Sequence[str]) -> PersonName | None:
    return PersonName("".join(family), tuple(given)) if family else None


def plain_name(part: str) -> PersonName | None:
    """The one name of a piece that can hardly be read in two ways, or None."""
    pieces = [words for words in map(_tokens, part.split(",")) if words]
    if len(pieces) == 2 and len([w for w in pieces[0] if w not in PARTICLES]) == 1 and len(pieces[1]) <= 2:
        return _comma(*pieces)
    if len(pieces) == 1 and "," not in part and 2 <= len(pieces[0]) <= 3 and len(pieces[0][-1]) > 1:
        middle = pieces[0][1:-1]
        return _natural(pieces[0]) if all(len(w) == 1 or w in PARTICLES for w in middle) else None
    return None


def _cuts(words: Sequence[str]) -> Iterator[list[list[str]]]:
    """Ways to cut words into names of two to four words."""
    if len(words) <= 4:
        yield [list(words)]
    if len(words) > 12:
        return
    for size in (2, 3, 4):
        if len(words) - size >= 2:
            for rest in _cuts(words[size:]):
                yield [list(words[:size]), *rest]


def readings(part: str) -> list[list[PersonName]]:
    """Every way to read one piece as names, plainest first."""
    pieces = [words for words in map(_tokens, part.split(",")) if words]
    out: list[list[PersonName | None]] = []
    if not pieces:
        return []
    if len(pieces) == 1:
        words = pieces[0]
        out += [[_natural(words)], [_turned(words)]]
        if len(words) >= 4:
            for cut in _cuts(words):
                out += [[_natural(one) for one in cut], [_turned(one) for one in cut]]
    else:
        if len(pieces) == 2:
            out.append([_comma(*pieces)])
        if len(pieces) % 2 == 0:
            out.append([_comma(pieces[i], pieces[i + 1]) for i in range(0, len(pieces), 2)])
        out += [[_natural(words) for words in pieces], [_turned(words) for words in pieces]]
        # "Family, Given Family, Given": the last word of each middle piece begins the next name.
        for tail in (1, 2):
            if all(len(words) > tail for words in pieces[1:-1]):
                run: list[PersonName | None] = []
                family = pieces[0]
                for words in pieces[1:-1]:
                    run.append(_comma(family, words[:-tail]))
                    family = words[-tail:]
                run.append(_comma(family, pieces[-1]))
                out.append(run)
        # "Family, Given, Given Family, Given Family": one turned name, then natural ones.
        if len(pieces) > 2:
            out.append([_comma(pieces[0], pieces[1]), *[_natural(words) for words in pieces[2:]]])
        if len(pieces) % 2 == 1 and len(pieces) >= 3:
            even = [_comma(pieces[i], pieces[i + 1]) for i in range(0, len(pieces) - 1, 2)]
            out.append([*even, _natural(pieces[-1])])
    return [[name for name in reading if name is not None] for reading in out]


class NameLists:
    """Reads the lists of many objects together, so that plainly written ones explain the others.

    It is made from all (object, text) pairs. ``names`` gives the names of one text; ``value`` the set that is compared:
    a sorted tuple of ``family`` or ``family initial``, with misspelt and shortened names drawn to the object's most
    used spelling, or None where no name is given.
    """

    def __init__(self, observed: Iterable[tuple[str, str]]) -> None:
        self._roles = _Roles()
        self._pool: dict[str, Counter[str]] = defaultdict(Counter)
        self._read: dict[tuple[str, str], tuple[PersonName, ...]] = {}
        seen = Counter(observed)
        parts = {key: segments(key[1]) for key in sorted(seen)}
        # A comma tells which word is the family name; names without one are then read in the light of those.
        for commas in (True, False):
            met = []
            for key, pieces in parts.items():
                for part in pieces:
                    name = plain_name(part) if ("," in part) == commas else None
                    if name is not None:
                        met.append((key[0], name if commas else self._way(key[0], part, name)))
            for about, name in met:
                self._roles.add(name)
                self._pool[about][name.family] += 1
        for key, pieces in parts.items():
            self._read[key] = self._best(key[0], pieces)
        self._same = self._spellings(seen)

    def _way(self, about: str, part: str, name: PersonName) -> PersonName:
        """``name``, or the same words with the family name first where they fit better so."""
        turned = _turned(_tokens(part))
        pool = self._pool[about]
        if turned is None or self._roles.score(turned, pool) <= self._roles.score(name, pool):
            return name
        return turned

    def _best(self, about: str, pieces: Sequence[str]) -> tuple[PersonName, ...]:
        pool = self._pool.get(about, Counter())
        out: list[PersonName] = []
        for part in pieces:
            if " ".join(_WORD.sub(" ", part.casefold()).split()) in NOBODY:
                continue
            best: tuple[float, list[PersonName]] | None = None
            for reading in readings(part):
                score = sum(self._roles.score(name, pool) for name in reading)
                if best is None or score > best[0] + 1e-9:
                    best = (score, reading)
            if best is not None:
                out += [name for name in best[1] if len(name.family) > 1]
        return tuple(dict.fromkeys(out))

    def names(self, about: str, text: str) -> tuple[PersonName, ...]:
        """The names of a text that was learnt, in its order."""
        return self._read[about, text]

    def _spellings(self, seen: Mapping[tuple[str, str], int]) -> dict[tuple[str, PersonName], PersonName | None]:
        """(object, name as read) -> the name it stands for on that object."""
        counts: dict[str, Counter[PersonName]] = defaultdict(Counter)
        for (about, text), times in sorted(seen.items()):
            for name in self._read[about, text]:
                counts[about][name] += times
        out: dict[tuple[str, PersonName], PersonName | None] = {}
        for about, names in counts.items():
            out.update({(about, name): kept for name, kept in _merge(names).items()})
        return out

    def value(self, about: str, text: str, initials: bool = False) -> tuple[str, ...] | None:
        """The set of a text as a sorted tuple; None where it names nobody."""
        found = {self._same.get((about, name), name) for name in self._read[about, text]}
        out = {f"{n.family} {n.initial}".strip() if initials else n.family for n in found if n is not None}
        return tuple(sorted(out)) or None


def _merge(names: Mapping[PersonName, int]) -> dict[PersonName, PersonName]:
    """Each spelling -> the one it stands for: most used first; a later one joins an earlier one that it is alike to."""
    families: Counter[str] = Counter()
    for name, times in names.items():
        families[name.family] += times
    kept_family: list[str] = []
    family_of: dict[str, str] = {}
    for family in sorted(families, key=lambda f: (-families[f], f)):
        near = [other for other in kept_family if _misspelt(family, other)]
        family_of[family] = near[0] if near else family
        if not near:
            kept_family.append(family)
    # A family name that is another's given name on the same object was read the wrong way round.
    kept: dict[str, list[PersonName]] = defaultdict(list)
    out: dict[PersonName, PersonName] = {}
    full = Counter({name: names[name] for name in names if name.given})
    for name in sorted(full, key=lambda n: (-full[n], n.family, n.given)):
        family = family_of[name.family]
        turned = [
            other for word in name.given if len(word) > 1
            for other in kept.get(family_of.get(word, word), ())
            if name.family in other.given or name.family == other.initial
        ]  # fmt: skip
        same = [other for other in kept[family] if other.initial == name.initial]
        other_initials = [other for other in kept[family] if name.initial in {word[0] for word in other.given}]
        first = [*turned, *same, *other_initials]
        if first:
            out[name] = first[0]
        else:
            out[name] = PersonName(family, name.given)
            kept[family].append(out[name])
    for name in sorted((n for n in names if not n.given), key=lambda n: n.family):
        family = family_of[name.family]
        if not kept[family]:
            turned = [o for some in kept.values() for o in some if name.family in o.given]
            out[name] = turned[0] if turned else PersonName(family)
        else:
            out[name] = kept[family][0]
    return out


def _misspelt(one: str, two: str) -> bool:
    """Whether two family names of one object are one, misspelt: one slip in five letters, two in nine, or cut off."""
    longest, shortest = max(len(one), len(two)), min(len(one), len(two))
    slips = 2 if longest >= 9 else 1 if longest >= 5 else 0
    if slips and one[0] == two[0] and OSA.distance(one, two, score_cutoff=slips) <= slips:
        return True
    return shortest >= 5 and (one.startswith(two) or two.startswith(one)) and longest - shortest <= 3
