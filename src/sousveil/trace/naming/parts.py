"""A name taken apart: its words in Latin letters, its legal form, its initials, its numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .lists import LEGAL, PARTICLES, SPELLINGS, TENS, TITLES
from .script import latin, script

_SPLIT = re.compile(r"[^0-9a-z&]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b\.?)?|\b(?:[a-z]\.\s?){2,}", re.IGNORECASE)
_LONGEST_LEGAL = max(len(form.split()) for form in LEGAL)


@dataclass(frozen=True)
class Name:
    """One name. words: folded Latin words in order, without legal form and titles. initials: indexes of words that
    are one letter. legal: legal forms met. numbers: figures in it. script: see ``script``. family_first: "Putin,
    Vladimir"."""

    text: str
    words: tuple[str, ...]
    legal: frozenset[str]
    numbers: tuple[str, ...]
    script: str
    family_first: bool
    titled: bool

    @property
    def core(self) -> tuple[str, ...]:
        """The words without particles; all of them where nothing else is left."""
        return tuple(word for word in self.words if word not in PARTICLES) or self.words

    @property
    def joined(self) -> str:
        return "".join(self.words)


@lru_cache(maxsize=50_000)
def parse(text: str, person: bool) -> Name:
    """Takes ``text`` apart. person: whether it names a person (a comma then turns "Putin, Vladimir" round)."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("ʼ", "'").replace("＇", "'")
    kind = script(plain)
    family_first = False
    if person and kind == "latin" and plain.count(",") == 1:
        before, after = (part.strip() for part in plain.split(","))
        if before and after and after.casefold().strip(". ") not in TITLES:
            plain, family_first = f"{after} {before}", True
    if kind == "latin" and not plain.isupper():
        plain = _CAMEL.sub(" ", plain) if person else plain
    plain = _DOTTED.sub(lambda m: m[0].replace(".", "").replace(" ", "") + " " if not person else m[0], plain)
    if person:
        plain = re.sub(r"'(?=[A-Za-z])|'", "", plain)
    folded = re.sub(r"'s\b", "", latin(plain)).replace("int'l", "international").replace("'", "")
    words = [word for word in _SPLIT.split(folded) if word]
    legal: set[str] = set()
    if not person:
        words = [spelt for word in words for spelt in SPELLINGS.get(word, word).split()]
        words = _figures([w for w in words if w not in ("the", "and", "&")] or words)
        words, legal = _without_legal(words)
    titled = False
    if person:
        kept = [word for word in words if word not in TITLES]
        titled = len(kept) < len(words)
        trailing = [w for w in kept if w not in ("llc", "inc", "ltd")]
        words = list(dict.fromkeys(trailing if trailing else kept or words)) if len(trailing) > 2 else trailing or words
    numbers = tuple(sorted(found for word in words for found in re.findall(r"\d+", word)))
    return Name(text, tuple(words), frozenset(legal), numbers, kind, family_first, titled)


def _figures(words: list[str]) -> list[str]:
    out: list[str] = []
    for word in words:
        if out and out[-1] in TENS and word.isdigit() and len(word) == 1:
            out[-1] = str(TENS[out[-1]] + int(word))
        else:
            out.append(word)
    return [str(TENS[word]) if word in TENS else word for word in out]


def _without_legal(words: list[str]) -> tuple[list[str], set[str]]:
    left, forms = list(words), set[str]()
    for length in range(min(_LONGEST_LEGAL, len(words) - 1), 0, -1):
        at = 0
        while at + length <= len(left) and len(left) > length:
            form = LEGAL.get(" ".join(left[at : at + length]))
            # A form stands at the beginning or the end; "Company" in the middle is part of the name.
            edge = at == 0 or at + length == len(left) or length > 1
            if form and edge:
                forms.add(form)
                del left[at : at + length]
                at = 0
            else:
                at += 1
    return left, forms
