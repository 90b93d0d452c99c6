"""Two names laid side by side, and what is alike and what differs: the measures that the model weighs.

Every measure can be told in words; none looks at anything but the two names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from .lists import ACROSS, GENERIC, LEGAL, PARTICLES, SHORT_OF
from .parts import Name
from .script import cantonese_family, is_korean_surname, korean_spellings, korean_word, latin, pinyin, simplified, wade

ALIKE = 0.6
"""Words less alike than this are not laid beside each other."""


LEAST_SOUNDS = 3
"""Consonants that must agree for two names in different scripts to sound the same, beside the kind of body."""


@dataclass(frozen=True)
class Pair:
    """One word of each name laid beside each other. how: ``same``, ``short`` (nickname), ``initial``, ``spelt``
    (another romanisation), ``alike`` or ``joined`` (written together in one)."""

    one: str
    two: str
    at: tuple[int, int]
    alike: float
    edits: int
    how: str


@dataclass(frozen=True)
class Comparison:
    """What two names have in common. pairs: words laid side by side. alone: words of either without a partner.
    across: how a name in another script is the same ("romanisation", "Wade-Giles" ...), or nothing."""

    one: Name
    two: Name
    pairs: tuple[Pair, ...]
    alone: tuple[tuple[str, ...], tuple[str, ...]]
    across: str
    person: bool


_CLASSES = {"b": "p", "p": "p", "f": "f", "v": "f", "d": "t", "t": "t", "g": "k", "k": "k", "c": "k", "s": "s",
            "z": "s", "l": "l", "r": "r", "m": "m", "n": "n"}  # fmt: skip


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """What a word keeps through transliterations: consonants in classes, no doubles."""
    word = re.sub(r"ng(?![aeiou])", "n", re.sub(r"ph", "f", word))
    word = re.sub(r"kh|gh|q|ck", "k", word)
    word = re.sub(r"sh|zh|ch|tch|dj|j", "s", word)
    word = word.replace("x", "ks").replace("w", "v").replace("th", "t").replace("dh", "d")
    word = re.sub(r"c(?=[eiy])", "s", word)
    out = ""
    for letter in word:
        mark = _CLASSES.get(letter, letter if letter.isdigit() else "")
        if mark and not out.endswith(mark):
            out += mark
    return out


def _short(one: str, two: str) -> bool:
    return not SHORT_OF.get(one, frozenset()).isdisjoint(SHORT_OF.get(two, frozenset()))


@lru_cache(maxsize=200_000)
def word_pair(one: str, two: str, person: bool) -> tuple[float, int, str]:
    """(likeness 0..1, letters to change, how) of two words."""
    if one == two:
        return 1.0, 0, "same"
    edits = OSA.distance(one, two)
    if person and (len(one) == 1 or len(two) == 1):
        return (0.85, 0, "initial") if one[0] == two[0] else (0.0, edits, "")
    if person and _short(one, two):
        return 0.92, min(edits, 1), "short"
    if min(len(one), len(two)) >= 4 and wade(one) is not None and (wade(one) == two or wade(two) == one):
        return 0.95, 0, "spelt"
    if not person and one.isdigit() != two.isdigit():
        return 0.0, edits, ""
    alike = 1 - edits / max(len(one), len(two))
    sound = skeleton(one) == skeleton(two) and len(skeleton(one)) >= 2
    alike = max(alike, 0.5 * alike + 0.5 * JaroWinkler.similarity(one, two))
    if sound:
        alike = max(alike, 0.6 + 0.4 * alike)
    return alike, edits, "alike"


def _align(one: Sequence[str], two: Sequence[str], person: bool) -> tuple[list[Pair], list[int], list[int]]:
    """Greedy: words written together first, then the most alike words, then words written together with a slip."""
    left, right = set(range(len(one))), set(range(len(two)))
    pairs: list[Pair] = []
    _together(one, two, left, right, pairs, slips=False)
    scored = sorted(
        ((*word_pair(a, b, person), i, j) for i, a in enumerate(one) for j, b in enumerate(two)),
        key=lambda s: (-s[0], abs(s[3] - s[4]), s[3], s[4]),
    )
    for alike, edits, how, i, j in scored:
        if alike >= ALIKE and i in left and j in right:
            pairs.append(Pair(one[i], two[j], (i, j), alike, edits, how))
            left.discard(i)
            right.discard(j)
    _together(one, two, left, right, pairs, slips=True)
    return pairs, sorted(left), sorted(right)


def _together(
    one: Sequence[str], two: Sequence[str], left: set[int], right: set[int], pairs: list[Pair], slips: bool
) -> None:
    """Pairs a word with two or three that stand side by side in the other name: "Goodwill", "Good Will"."""
    for single, many, words, others, turned in ((left, right, one, two, False), (right, left, two, one, True)):
        for i in sorted(single):
            run, whole, edits = _run(words[i], others, many, slips)
            if run:
                alike = 1 - edits / max(len(whole), len(words[i]))
                spaced = " ".join(others[j] for j in run)
                pair = (spaced, words[i], (run[0], i)) if turned else (words[i], spaced, (i, run[0]))
                pairs.append(Pair(*pair, alike, edits, "joined"))
                single.discard(i)
                many.difference_update(run)


def _run(word: str, others: Sequence[str], free: set[int], slips: bool) -> tuple[tuple[int, ...], str, int]:
    if len(word) >= 4:
        for start in sorted(free):
            for length in (3, 2):
                run = tuple(range(start, start + length))
                if free.issuperset(run):
                    whole = "".join(others[j] for j in run)
                    allowed = max(1, len(whole) // 6) if slips else 0
                    if len(whole) >= 5 and abs(len(whole) - len(word)) <= allowed:
                        edits = OSA.distance(word, whole)
                        if edits <= allowed:
                            return run, whole, edits
    return (), "", 0


def compare(one: Name, two: Name, person: bool) -> Comparison:
    """Lays ``one`` and ``two`` side by side. person: names of people, not of organisations."""
    pairs, left, right = _align(one.words, two.words, person)
    alone = tuple(one.words[i] for i in left), tuple(two.words[j] for j in right)
    return Comparison(one, two, tuple(sorted(pairs, key=lambda p: p.at)), alone, _across(one, two, person), person)


def _across(one: Name, two: Name, person: bool) -> str:
    """How two names in different scripts (or romanisations) are one name; "" if that cannot be told."""
    for left, right in ((one, two), (two, one)):
        if left.script == "hangul" and right.script == "latin":
            if person:
                found = korean_spellings(left.text)
                if found and any(pattern.fullmatch(right.joined) for pattern in found):
                    return "romanisation"
            elif (body := _body(left.text, 1, right)) and korean_word(body[0]).fullmatch(body[1]):
                return "romanisation"
        if left.script == "han" and right.script == "latin":
            syllables = pinyin(left.text) if person else ()
            turned = syllables[1:] + syllables[:1]
            if len(syllables) > 1 and right.joined in ("".join(syllables), "".join(turned)):
                return "pinyin"
            spelt = [wade("".join(order)) for order in (syllables, turned)] if len(syllables) > 1 else []
            if right.joined in spelt:
                return "Wade-Giles"
            if person and len(syllables) > 1 and cantonese_family(left.text) in right.words:
                return "Cantonese family name"
            if not person and (body := _body(left.text, 2, right)):
                mine = skeleton("".join(pinyin(body[0])))
                if len(mine) >= body[2] and OSA.normalized_similarity(mine, skeleton(body[1])) >= 0.75:
                    return "sound"
        if left.script == "hangul" and right.script == "latin" and not person and (body := _body(left.text, 1, right)):
            mine = skeleton(_sounds(body[0]))
            if len(mine) >= body[2] and mine == skeleton(body[1]):
                return "sound"
    if one.script == two.script == "han" and simplified(one.text) == simplified(two.text):
        return "the same characters, simplified and traditional"
    if person and one.script == two.script == "latin" and one.joined != two.joined:
        for left, right in ((one, two), (two, one)):
            if right.joined in (wade(left.joined), wade("".join(left.words[-1:] + left.words[:-1]))):
                return "Wade-Giles"
    return ""


def _sounds(hangul: str) -> str:
    """A Korean word for a foreign one in Latin letters, without the vowel that only carries a consonant."""
    return "".join(latin(c).removesuffix("eu") if latin(c).endswith("eu") and len(latin(c)) > 2 else latin(c)
                   for c in hangul if not c.isspace())  # fmt: skip


def _body(name: str, column: int, latin_name: Name) -> tuple[str, str, int] | None:
    """(what a Korean or Chinese organisation is called, what the Latin one is called, consonants that must agree).

    Both without what says which kind of body they are, where they say the same: 스팀슨센터 and Stimson Center give
    스팀슨 and "stimson". Otherwise whole, and more has to agree.
    """
    bare = re.sub(r"\s", "", simplified(name) if column == 2 else name)
    for entry in ACROSS:
        for ending in entry[column]:
            if bare.endswith(ending) and len(bare) > len(ending) and entry[0] in latin_name.words:
                rest = "".join(word for word in latin_name.words if word != entry[0])
                return (bare.removesuffix(ending), rest, LEAST_SOUNDS) if rest else None
    return (bare, latin_name.joined, LEAST_SOUNDS + 2) if len(bare) >= 2 else None


def acronym(one: Name, two: Name) -> bool:
    """Whether one name may be the initials of the other."""
    for short, long in ((one, two), (two, one)):
        letters = short.joined
        words = [w for w in re.split(r"[^A-Za-z]+", long.text.casefold()) if w]
        full = [w for w in words if w not in ("of", "the", "for", "and")]
        initials = {"".join(w[0] for w in some) for some in (full, words)}
        if 2 <= len(letters) <= 6 and len(short.words) <= 1 and letters in initials:
            return True
    return False


FEATURES = (
    "bias", "alike_all", "worst", "worst_sq", "edits", "edits_many", "edit_share", "missing_one", "missing_two",
    "swapped",
    "swapped_share", "first_differs", "last_differs", "initials", "short", "spelt", "joined", "order", "across",
    "numbers",
    "legal", "acronym", "single", "skeleton", "jw", "wratio", "sort", "generic_only", "native", "cjk_differ",
    "covered",
    "particles", "no_pair",
)  # fmt: skip


def measures(c: Comparison) -> dict[str, float]:
    """The measures by name, each about 0..1; those for organisations apart from those for people by the model."""
    one, two = c.one, c.two
    pairs, alone = c.pairs, c.alone
    weight = _weigher(c.person)
    content = [p for p in pairs if weight(p.one) > 0.3 or weight(p.two) > 0.3] or list(pairs)
    total = sum(weight(p.one) + weight(p.two) for p in pairs) + sum(weight(w) for group in alone for w in group)
    covered = sum((weight(p.one) + weight(p.two)) * p.alike for p in pairs) / total if total else 0.0
    worst = min((p.alike for p in content), default=0.0)
    edits = sum(p.edits for p in content if p.how in ("alike", "joined"))
    longest = max(len(one.joined), len(two.joined), 1)
    left, right = (sum(weight(w) for w in group) for group in alone)
    swapped = min(left, right)
    heads = {p.at[0]: p for p in pairs}, {p.at[1]: p for p in pairs}
    first = 0 in heads[0] and heads[0][0].at[1] == 0
    final = len(one.words) - 1 in heads[0] and heads[0][len(one.words) - 1].at[1] == len(two.words) - 1
    inversions = sum(1 for a, b in pairwise(pairs) if a.at[1] > b.at[1])
    native = one.script == two.script and one.script != "latin"
    bare = ("".join(one.text.split()), "".join(two.text.split()))
    sharing = {p.one for p in pairs if p.one in GENERIC or p.one in PARTICLES}
    return {
        "bias": 1.0,
        "alike_all": OSA.normalized_similarity(" ".join(sorted(one.words)), " ".join(sorted(two.words))),
        "worst": worst, "worst_sq": worst * worst,
        "edits": min(edits, 4) / 4, "edits_many": float(edits >= 3),
        "edit_share": min(1.0, edits / longest * 4),
        "missing_one": min(3.0, max(left, right) - swapped) / 3,
        "missing_two": float(max(left, right) - swapped > 0.9),
        "swapped": min(1.0, swapped), "swapped_share": min(1.0, 2 * swapped / max(total / 2, 0.1)),
        "first_differs": 0.0 if first else 1.0, "last_differs": 0.0 if final else 1.0,
        "initials": float(any(p.how == "initial" for p in pairs)),
        "short": float(any(p.how == "short" for p in pairs)),
        "spelt": float(any(p.how == "spelt" for p in pairs)),
        "joined": float(any(p.how == "joined" for p in pairs) or (one.joined == two.joined and one.words != two.words)),
        "order": float(inversions > 0 and not (one.family_first or two.family_first)),
        "across": 0.0 if not c.across else 0.3 if c.across.startswith("Cantonese") else 1.0,
        "numbers": float(one.numbers != two.numbers),
        "legal": float(bool(one.legal) and bool(two.legal) and one.legal.isdisjoint(two.legal)),
        "acronym": float(not c.person and acronym(one, two)),
        "single": float(min(len(one.core), len(two.core)) == 1),
        "skeleton": float(skeleton(one.joined) == skeleton(two.joined)),
        "jw": JaroWinkler.similarity(one.joined, two.joined),
        "wratio": fuzz.WRatio(" ".join(one.words), " ".join(two.words)) / 100,
        "sort": fuzz.token_sort_ratio(" ".join(one.words), " ".join(two.words)) / 100,
        "generic_only": float(bool(pairs) and len(sharing) == len(pairs)),
        "native": float(native),
        "cjk_differ": float(native and one.script in ("han", "hangul") and simplified(bare[0]) != simplified(bare[1])),
        "covered": covered,
        "particles": min(1.0, sum(w in PARTICLES for group in alone for w in group) / 2),
        "no_pair": float(not pairs),
    }  # fmt: skip


def _weigher(person: bool) -> Callable[[str], float]:
    def weight(word: str) -> float:
        if word in PARTICLES:
            return 0.1
        if not person and (word in GENERIC or word in LEGAL):
            return 0.4
        return 1.0

    return weight


__all__ = ["FEATURES", "Comparison", "Pair", "compare", "is_korean_surname", "measures", "skeleton", "word_pair"]
