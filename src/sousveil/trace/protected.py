"""Names that are an alias somewhere in the case: treated as one in every item, so that nobody is followed by it.

A witness whom one report calls "Jane Doe (not her real name)" may stand as plain "Jane Doe" in the next. Joining them
would follow a hidden person from text to text. A name counts here as soon as one item marks it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from .agencies import known
from .aliases import Mark, aliased, bare_name, bears_mark, without_role
from .naming.lists import TITLES
from .naming.script import korean_spellings, pinyin, script, simplified, wade

_LATIN = re.compile(r"(?:[^\W\d_a-z][\w’'.-]*)(?: [^\W\d_a-z][\w’'.-]*)*")
_CJK_RUN = re.compile(r"[가-힣]+|[\u4e00-\u9fff·]+")
_LONGEST_CJK = 4
"""Characters of a Korean or Chinese name: beside a mark nothing tells where it begins but the sentence."""

PERSONAL = ("person", "author", "experts")


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """One spelling of a person's name for comparing: without marks, honorifics, case, signs and the order of its words.

    Latin names give their letters in the order of the alphabet: "Kim Min-ju", "Minju Kim" and "Ms Kim Min Ju" are one.
    """
    plain = unicodedata.normalize("NFKC", without_role(bare_name(name))).casefold()
    if script(plain) in ("hangul", "han", "kana"):
        return re.sub(r"[\W_]", "", simplified(plain))
    words = [re.sub(r"[\W_]", "", word) for word in re.sub(r"['’]s?$", "", plain).split()]
    return "".join(sorted("".join(word for word in words if word not in TITLES)))


class Protected:
    """The names of a case that are an alias in one of its items."""

    def __init__(self) -> None:
        self._sure: set[str] = set()
        self._loose: set[str] = set()
        self._korean: dict[str, Sequence[re.Pattern[str]]] = {}
        self._joined: set[str] = set()
        self._latin: set[str] = set()
        self._held: dict[tuple[str, bool], bool] = {}

    def marks(self, around: Iterable[Mark]) -> None:
        """Takes in the names beside the marks of one item. Marks of anonymity alone ("asked not to be named", "for
        security reasons") say nothing of a name in the next document."""
        for mark in around:
            if mark.named and mark.last:
                for name in _at_end(mark.words):
                    self._add(name)
            elif mark.named:
                self._held.clear()
                self._loose.update(filter(None, map(folded, _inside(mark.words))))

    def speaker(self, source: str, around: Sequence[Mark], changed: bool, personal: bool) -> None:
        """Takes in one speaker of an item, if the item hides that name. changed: the item says that it changed names.
        personal: the name is held to be a person's."""
        beside = [mark for mark in around if mark.named and mark.last]
        if bears_mark(source) or (personal and known(source) is None and (changed or aliased(source, beside))):
            self._add(source)

    def _add(self, name: str) -> None:
        plain = folded(name)
        if len(plain) < 2:
            return
        self._held.clear()
        self._sure.add(plain)
        written = script(plain)
        if written == "hangul":
            self._korean[plain] = korean_spellings(plain) or ()
        elif written == "han":
            self._joined.update(_romanised(plain))
        else:
            self._latin.update(_orders(name))

    def holds(self, name: str, personal: bool) -> bool:
        """Whether ``name`` is an alias somewhere in the case. personal: it is held to be a person's."""
        if (name, personal) not in self._held:
            self._held[name, personal] = self._find(name, personal)
        return self._held[name, personal]

    def _find(self, name: str, personal: bool) -> bool:
        plain = folded(name)
        if not plain or known(name) is not None:
            return False
        if plain in self._sure or (personal and plain in self._loose):
            return True
        return personal and self._in_another_script(name, plain)

    def _in_another_script(self, name: str, plain: str) -> bool:
        written = script(plain)
        if written == "hangul":
            found = korean_spellings(plain) or ()
            return any(pattern.fullmatch(latin) for pattern in found for latin in self._latin)
        if written == "han":
            return not self._latin.isdisjoint(_romanised(plain))
        orders = _orders(name)
        if not self._joined.isdisjoint(orders):
            return True
        return any(one.fullmatch(joined) for some in self._korean.values() for one in some for joined in orders)


def _orders(name: str) -> set[str]:
    """A Latin name written together, its first word first and last."""
    words = [re.sub(r"[\W_]", "", word) for word in without_role(bare_name(name)).casefold().split()]
    words = [word for word in words if word and word not in TITLES]
    if len(words) < 2:
        return set()
    return {"".join(words), "".join(words[1:] + words[:1]), "".join(words[-1:] + words[:-1])}


def _romanised(han: str) -> set[str]:
    syllables = pinyin(han)
    if len(syllables) < 2:
        return set()
    plain = {"".join(syllables), "".join(syllables[1:] + syllables[:1])}
    return plain | {spelt for spelt in map(wade, plain) if spelt}


def _at_end(words: str) -> list[str]:
    """The names that may stand at the end of ``words``."""
    words = words.rstrip(" \"'”’")
    runs = [found for found in _CJK_RUN.finditer(words) if found.end() == len(words)]
    if runs:
        run = runs[0][0]
        spaced = re.search(r"(?:^|\s)([가-힣]{1,2}) ([가-힣]{1,3})$", words)
        return [run[-length:] for length in range(2, min(len(run), _LONGEST_CJK) + 1)] + (
            ["".join(spaced.groups())] if spaced else []
        )
    last = [found[0] for found in _LATIN.finditer(words) if found.end() == len(words)]
    parts = last[0].split() if last else []
    # "Yesterday Jane Doe (not her real name)": what begins the sentence is no part of the name.
    return [" ".join(parts[at:]) for at in range(len(parts)) if at == 0 or len(parts) - at > 1]


def _inside(words: str) -> list[str]:
    """The whole names that may stand anywhere in ``words``: two words or more in Latin letters."""
    out: list[str] = []
    for found in _LATIN.finditer(words):
        parts = found[0].split()[:8]
        out += [" ".join(parts[a:b]) for a in range(len(parts)) for b in range(a + 2, min(a + 4, len(parts)) + 1)]
    for found in _CJK_RUN.finditer(words):
        run = found[0]
        starts = range(len(run)) if ord(run[0]) < 0xAC00 else range(1)
        out += [run[a : a + size] for a in starts for size in range(2, _LONGEST_CJK + 1) if a + size <= len(run)]
    return out
