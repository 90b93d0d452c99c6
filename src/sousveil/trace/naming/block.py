"""Which names are worth comparing: those that share a key. All pairs of 20,000 names would be 200 million."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from .compare import skeleton
from .lists import ACROSS, GENERIC, PARTICLES, SHORT_OF
from .parts import Name, parse
from .script import is_korean_surname, pinyin, simplified, wade

CROWDED = 60
"""A key with more names than this is split by a finer one; names that also share that are compared."""

NEAR = ("family", "rare")
LEAST = 72.0
"""Names that share only a family name and an initial, or one rare word, must also be this alike (Indel, 0..100)."""

_Key = tuple[str, ...]


def candidates(names: Sequence[str], person: bool) -> list[tuple[int, int]]:
    """Pairs of indexes into ``names`` worth comparing, sorted. Linear in the number of names but for full keys."""
    parsed = [parse(name, person) for name in names]
    counts = Counter(word for name in parsed for word in set(name.words))
    blocks: dict[_Key, list[int]] = {}
    for number, name in enumerate(parsed):
        keys = _of_person(name) if person else _of_organisation(name, counts)
        for key in sorted(set(keys)):
            blocks.setdefault(key, []).append(number)
    pairs: set[tuple[int, int]] = set()
    spelt = [" ".join(sorted(name.words)) for name in parsed]
    for key in sorted(blocks):
        for group in _split(blocks[key], parsed):
            near = key[0] in NEAR
            pairs.update(
                (a, b) for at, a in enumerate(group) for b in group[at + 1 :]
                if not near or fuzz.ratio(spelt[a], spelt[b], score_cutoff=LEAST)
            )  # fmt: skip
    return sorted(pairs)


def _split(block: list[int], parsed: Sequence[Name]) -> Iterable[list[int]]:
    if len(block) <= CROWDED:
        return [block]
    finer: dict[str, list[int]] = {}
    for number in block:
        finer.setdefault(skeleton("".join(sorted(parsed[number].core))), []).append(number)
    return [group[:CROWDED] for _, group in sorted(finer.items()) if len(group) > 1]


def _of_person(name: Name) -> list[_Key]:
    if not name.words:
        return []
    words = name.core
    keys: list[_Key] = [("all", skeleton("".join(sorted(words)))), ("joined", skeleton(name.joined))]
    for family, given in ((words[-1], words[0]), (words[0], words[-1])):
        keys.append(("family", skeleton(family), given[:1]))
        keys += [("short", skeleton(family), str(group)) for group in sorted(SHORT_OF.get(given, ()))]
        if is_korean_surname(family):
            rest = words[:-1] if family == words[-1] else words[1:]
            keys.append(("given", skeleton("".join(rest))))
    if name.script == "hangul":
        keys.append(("given", skeleton("".join(name.words[1:]))))
    elif name.script == "han":
        syllables = pinyin(name.text)
        for order in (syllables, syllables[1:] + syllables[:1]):
            keys += [("joined", skeleton("".join(order))), ("wade", wade("".join(order)) or "")]
    if name.script == "latin":
        keys.append(("wade", name.joined))
        keys += [("wade", spelt) for spelt in (wade(name.joined),) if spelt]
    return keys


def _of_organisation(name: Name, counts: Counter[str]) -> list[_Key]:
    words = [word for word in name.words if word not in PARTICLES] or list(name.words)
    own = sorted((w for w in words if w not in GENERIC), key=lambda w: (counts[w], w)) or words
    keys: list[_Key] = [("all", skeleton("".join(sorted(words)))), ("joined", skeleton(name.joined))]
    keys += [("rare", skeleton(word) or word) for word in own[:2]]
    if len(name.words) == 1 and 2 <= len(name.joined) <= 6:
        keys.append(("letters", name.joined))
    elif len(words) > 1:
        keys += [("letters", "".join(w[0] for w in words)), ("letters", "".join(w[0] for w in name.words))]
    bare = re.sub(r"\s", "", simplified(name.text))
    for entry, korean, chinese in ACROSS:
        if entry in name.words:
            rest = skeleton("".join(w for w in name.words if w != entry))
            keys.append(("across", entry, rest[:1]))
        elif name.script in ("hangul", "han"):
            for ending in korean if name.script == "hangul" else chinese:
                if bare.endswith(ending) and len(bare) > len(ending):
                    body = parse(bare.removesuffix(ending), False).joined
                    keys.append(("across", entry, skeleton(body)[:1]))
    return keys
