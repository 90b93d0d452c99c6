"""Which documents a case's own vocabulary can bear on, so that a change of it costs work on those alone.

Rather too many than too few: a document that is left out here must give the same claims with the entry as without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from sousveil.case.vocabulary import Entry, PlaceEntry, Vocabulary, load_vocabulary
from sousveil.records.ids import canonical_json, sha256_hex

from .lexicon import LANGUAGES, english_forms, trie_pattern
from .plain import plain


class Touch:
    """A case's own entries, and where they show.

    pinned: ids that bear on every document by other ways than their words (a column map that sets one).
    """

    def __init__(self, own: Vocabulary, pinned: Iterable[str] = ()) -> None:
        shipped = load_vocabulary()
        before: Mapping[str, Entry | PlaceEntry] = {**shipped.technologies, **shipped.places}
        after: Mapping[str, Entry | PlaceEntry] = {**own.technologies, **own.places}
        changed = {name: entry for name, entry in after.items() if before.get(name) != entry}
        self.entries: dict[str, Entry | PlaceEntry] = changed
        held = frozenset(pinned)
        self.everywhere = sorted(
            name for name, entry in changed.items()
            # One that replaces a shipped entry may be what other entries lean on, and a country is meant without its
            # name too.
            if name in before or entry.kind == "country" or name in held
        )  # fmt: skip
        own_words = {word for name, entry in changed.items() for word in _english_words(entry)}
        shipped_words = {word for entry in shipped.technologies.values() for word in _english_words(entry)}
        self._by_surface: dict[str, set[str]] = {}
        for name, entry in changed.items():
            for surface in _surfaces(entry):
                self._by_surface.setdefault(surface, set()).add(name)
        for longer in self._by_surface:
            # The longest wording at a place is found first; those that it begins with stand there too.
            for shorter in self._by_surface:
                if longer.startswith(shorter):
                    self._by_surface[longer] |= self._by_surface[shorter]
        self._finder = re.compile(trie_pattern(sorted(self._by_surface)) or r"(?!)")
        # A capital makes no place of a word that a term holds ("Counter Street"): such words bear on names as well.
        self._capitals = re.compile(
            rf"(?<![a-z0-9])(?:{trie_pattern(sorted(own_words - shipped_words)) or '(?!)'})(?![a-z0-9])"
        )
        self._of_word = {
            word: sorted(name for name, entry in changed.items() if word in _english_words(entry)) for word in own_words
        }  # fmt: skip

    def of(self, text: str) -> tuple[str, ...]:
        """The ids of the own entries that can change what is drawn from ``text``, sorted."""
        low = plain(text)
        found = set(self.everywhere)
        at = 0
        while (match := self._finder.search(low, at)) is not None:
            found |= self._by_surface[" ".join(match.group().split())]
            at = match.start() + 1
        for match in self._capitals.finditer(low):
            if text[match.start()].isupper():
                found.update(self._of_word[match.group()])
        return tuple(sorted(found))

    def mark(self, text: str) -> str:
        """What changes when anything in the entries that bear on ``text`` does."""
        return self._digest(self.of(text))

    def _digest(self, names: tuple[str, ...]) -> str:
        if not names:
            return ""
        bodies = []
        for name in names:
            chain: list[object] = []
            seen: set[str] = set()
            at: str | None = name
            while at is not None and at in self.entries and at not in seen:
                seen.add(at)
                entry = self.entries[at]
                body = asdict(entry)
                chain.append({key: value for key, value in body.items() if key not in ("examples", "not_examples")})
                at = entry.within if isinstance(entry, PlaceEntry) else entry.broader
            bodies.append(chain)
        return sha256_hex(canonical_json(bodies).encode("utf-8", "replace"))


def marks_of(touch: Touch, base: str, texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The mark of each item out of (item, text): ``base``, and what of the case's own bears on it."""
    return {item: f"{base} {touch.mark(text)}".strip() for item, text in texts}


def _surfaces(entry: Entry | PlaceEntry) -> set[str]:
    """Every wording under which the entry may be found, in plain form."""
    if isinstance(entry, PlaceEntry):
        names = [entry.name, *(n for group in (entry.names, entry.demonyms) for words in group.values() for n in words)]
        return {" ".join(plain(name).split()) for name in names} - {""}
    # A table's cell may name the entry by its id or label.
    out = {" ".join(plain(words).split()) for words in (entry.id, entry.label, *entry.labels.values())}
    for language in LANGUAGES:
        for group in (entry.terms, entry.context, entry.hints):
            for term in group.get(language, ()):
                base = " ".join(plain(term).split())
                out.update(english_forms(base) if language == "en" else (base,))
    return out - {""}


def _english_words(entry: Entry | PlaceEntry) -> set[str]:
    if isinstance(entry, PlaceEntry):
        return set()
    terms = (*entry.terms.get("en", ()), *entry.context.get("en", ()))
    return {word for term in terms for form in english_forms(plain(term)) for word in form.split()}
