"""Finding the vocabulary's terms: longest match, plurals in English, particles and compounds in Korean and Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from sousveil.case.vocabulary import Entry, Vocabulary, load_vocabulary

from .plain import plain

LANGUAGES = ("en", "ko", "zh")
"""Languages with rules. Sentences in any other are declined, by name."""

ANOTHER_CAMERA = re.compile(
    r"photographer|cameram[ae]n|camera crew|film crew|(?:tv|television|movie|film|news|phone|selfie|digital) cameras?\b"
    r"|on camera\b|off camera\b|webcam|camera phone|(?<!of )camera operator|사진기자|카메라맨|촬영기자|"
    r"摄影师|摄影记者|攝影師|相机"
)
"""Words of a camera that watches nobody: a photographer's, a film crew's, a telephone's own."""

SEEING = frozenset({"facial-recognition", "plate-reading", "traffic-camera", "body-worn-camera"})
"""What works only with cameras: a document that names one of these means such cameras by "cameras"."""

WAR_DRONE = re.compile(
    r"\b(?:strikes?|struck|attack(?:s|ed)?|missiles?|bomb(?:s|ed)?|killed|shot down|warhead|explosives?|"
    r"kamikaze|shahed|downed|intercepted|air defen[cs]es?|frontline|front line|"
    r"deliver(?:y|ies)|racing|hobby|light show)\b"
    r"|공습|자폭|공격|폭격|격추|택배|袭击|轰炸|自杀式|击落|快递|送货"
)
"""A drone that carries bombs or parcels watches nobody."""

OTHER_CARD = re.compile(
    r"\b(?:credit|debit|sim|bank|memory|greeting|business|red|yellow|green|graphics|press|gift|report|sd|score|"
    r"payment|playing|wild) $"
)

_BARE = frozenset({"video-surveillance", "drones"})
"""Technologies that a document, having named them once, goes on calling "cameras" or "drones" without an article."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of the vocabulary at [start, end) of the text. loose: it counted only by the words around it."""

    start: int
    end: int
    entry: str
    kind: str
    loose: bool = False


@dataclass(frozen=True)
class _Meaning:
    entry: str | None = None
    loose: tuple[str, ...] = ()


def trie_pattern(words: Iterable[str]) -> str:
    """A regular expression that matches exactly ``words``, the longest where several fit. A space matches several."""
    root: dict[str, object] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})  # type: ignore[assignment]
        node[""] = {}
    return _render(root)


def _render(node: dict[str, object]) -> str:
    branches = []
    for letter in sorted(key for key in node if key):
        child = node[letter]
        assert isinstance(child, dict)
        branches.append((" +" if letter == " " else re.escape(letter)) + _render(child))
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
    return f"(?:{joined})?" if "" in node else joined


def english_forms(term: str) -> tuple[str, ...]:
    """A term with its plurals: "camera", "cameras"; "identity", "identities"."""
    if re.search(r"[^aeiou]y$", term):
        return term, term[:-1] + "ies"
    if re.search(r"(?:s|x|ch|sh)$", term):
        return term, term + "es"
    return term, term + "s", term + "'s"


class Lexicon:
    """The technologies and conditions of a vocabulary, ready to be found in text of one of LANGUAGES."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.entries: Mapping[str, Entry] = vocabulary.technologies
        self._meanings: dict[str, dict[str, _Meaning]] = {}
        self._finders: dict[str, re.Pattern[str]] = {}
        self._needs: dict[tuple[str, str], re.Pattern[str]] = {}
        self._hints: dict[str, tuple[re.Pattern[str], dict[str, list[str]]]] = {}
        for language in LANGUAGES:
            self._prepare(language)

    def _prepare(self, language: str) -> None:
        meanings: dict[str, _Meaning] = {}
        for entry in self.entries.values():
            for surface in self._surfaces(entry.terms.get(language, ()), language):
                held = meanings.get(surface, _Meaning())
                if held.entry is None or self.entries[held.entry].kind == "umbrella":
                    meanings[surface] = _Meaning(entry.id, held.loose)
            for surface in self._surfaces(entry.context.get(language, ()), language):
                held = meanings.get(surface, _Meaning())
                meanings[surface] = _Meaning(held.entry, (*held.loose, entry.id))
            words = [plain(word) for word in entry.needs.get(language, ())]
            if words:
                self._needs[entry.id, language] = re.compile(_bounded(trie_pattern(words), language))
        hints: dict[str, list[str]] = {}
        for entry in self.entries.values():
            for surface in self._surfaces(entry.hints.get(language, ()), language):
                hints.setdefault(surface, []).append(entry.id)
        self._hints[language] = (re.compile(_bounded(trie_pattern(hints) or r"(?!)", language)), hints)
        self._meanings[language] = meanings
        self._finders[language] = re.compile(_bounded(trie_pattern(meanings) or r"(?!)", language))

    @cached_property
    def english_words(self) -> frozenset[str]:
        """The words of all English terms in plain form: a capital makes no name of them."""
        terms = (t for e in self.entries.values() for t in (*e.terms.get("en", ()), *e.context.get("en", ())))
        return frozenset(word for term in terms for form in english_forms(plain(term)) for word in form.split())

    @staticmethod
    def _surfaces(terms: Iterable[str], language: str) -> Iterable[str]:
        for term in terms:
            base = " ".join(plain(term).split())
            yield from english_forms(base) if language == "en" else (base,)

    def spots(self, low: str, language: str) -> list[tuple[int, int, _Meaning]]:
        """Every place in the plain text ``low`` where a term stands, before its context is looked at."""
        finder, meanings = self._finders[language], self._meanings[language]
        return [(m.start(), m.end(), meanings[" ".join(m.group().split())]) for m in finder.finditer(low)]

    def hits(
        self, low: str, start: int, end: int, spots: list[tuple[int, int, _Meaning]], language: str,
        recent: frozenset[str] = frozenset(), topical: bool = False,
    ) -> list[Hit]:  # fmt: skip
        """The terms that count in the sentence [start, end). recent: technologies the document has already
        spoken of, to which "the cameras" may refer back. topical: the document is plainly about surveillance, so
        that a bare "camera" or "drone" in it is one that watches."""
        found = []
        sentence = low[start:end]
        other = ANOTHER_CAMERA.search(sentence)
        for left, right, meaning in spots:
            chosen, loose = meaning.entry, False
            for name in meaning.loose:
                broader = self.entries[name].broader
                if chosen is not None and broader != chosen:
                    continue
                needs = self._needs.get((name, language))
                around = low[start:left] + "\x00" + low[right:end]
                back = (
                    name in recent
                    and name != "smartphone-control"
                    and (
                        (name in _BARE and low[left:right] not in ("lens", "镜头", "鏡頭"))
                        or _refers_back(low[max(start, left - 24) : left], language)
                    )
                )
                if other is not None and name == "video-surveillance":
                    continue
                if name == "drones" and WAR_DRONE.search(sentence):
                    continue
                if name == "identity-card" and OTHER_CARD.search(low, max(start, left - 14), left):
                    continue
                back = back or (topical and name in _BARE)
                if back or (needs is not None and needs.search(around)):
                    chosen, loose = name, True
            if chosen is not None:
                found.append(Hit(left, right, chosen, self.entries[chosen].kind, loose))
        return [h for h in found if not any(_one_thing(o, h, low, language) for o in found)]

    def uncounted(
        self, low: str, spots: Iterable[tuple[int, int, _Meaning]], end: int, named: Iterable[str]
    ) -> list[Hit]:  # fmt: skip
        """The terms before ``end`` that ``hits`` did not count for want of context, but of what is ``named``."""
        held = set(named)
        return [
            Hit(left, right, name, self.entries[name].kind, True)
            for left, right, meaning in spots if right <= end for name in meaning.loose
            if name not in held and not (name == "identity-card" and OTHER_CARD.search(low, max(0, left - 14), left))
        ]  # fmt: skip

    def hinted(self, low: str, start: int, end: int, language: str) -> dict[str, int]:
        """What the hints in [start, end) bring to mind, and where the first of each stands."""
        finder, hints = self._hints[language]
        found: dict[str, int] = {}
        for m in finder.finditer(low, start, end):
            for name in hints[" ".join(m.group().split())]:
                found.setdefault(name, m.start())
        return found


_BETWEEN = {
    "en": re.compile(r" ?(?:(?:enabled|capable|equipped|powered|based|surveillance|security|smart|ai|cctv) )*"),
    "ko": re.compile(r" ?(?:(?:용|형|기능|기능이|기능을|탑재|탑재한|탑재된|갖춘|있는|가진|적용|인공지능|AI|ai) ?)*"),
    "zh": re.compile(r"(?:功能|智能|的|型|用)*"),
}


def _one_thing(first: Hit, camera: Hit, low: str, language: str) -> bool:
    """Whether ``camera`` is the head of a noun whose other part, ``first``, says what it does: "얼굴인식 카메라"."""
    if camera.entry != "video-surveillance" or first.entry not in ("facial-recognition", "plate-reading"):
        return False
    gap = camera.start - first.end
    return 0 <= gap <= 30 and _BETWEEN[language].fullmatch(low, first.end, camera.start) is not None


def _bounded(pattern: str, language: str) -> str:
    if language == "en":
        return rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])"
    return rf"(?<![a-z0-9])(?:{pattern})"


_BACK = {
    "en": re.compile(r"(?:^|\b)(?:the|these|those|such|this|its|their|of the|more|new) (?:new |same |many )?$"),
    "ko": re.compile(r"(?:이|그|해당|이런|이러한|이들) ?$|^$"),
    "zh": re.compile(r"(?:这些|该|这种|此类|这批|這些)(?:新|个)?$|^$"),
}


def _refers_back(before: str, language: str) -> bool:
    return _BACK[language].search(before) is not None


@lru_cache(maxsize=4)
def _lexicon(digest: str, extra: str | None) -> Lexicon:
    return Lexicon(load_vocabulary(extra))


def lexicon_for(extra: str | Path | None) -> tuple[Lexicon, Vocabulary]:
    """The lexicon and vocabulary of a case; ``extra`` is its own vocabulary folder or None."""
    vocabulary = load_vocabulary(extra)
    return _lexicon(vocabulary.digest, None if extra is None else str(extra)), vocabulary
