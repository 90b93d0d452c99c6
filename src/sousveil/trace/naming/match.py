"""Whether two names are one: how likely, held to be so or only possible, and why, in words.

The model only says how alike two names are. Whether they are taken for one without asking is for rules that anyone can
read: a difference that usually tells two bearers apart (another number, another legal form, another syllable of a
Korean given name) is never overruled by likeness. What is likely and not held is shown as possible, for a person to
decide.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import JaroWinkler

from sousveil.case.vocabulary.load import load_vocabulary

from .compare import Comparison, Pair, acronym, compare, measures, skeleton
from .lists import GENERIC, PARTICLES
from .parts import Name, parse
from .script import is_korean_surname, simplified
from .weights import ORGANISATION, PERSON

LIKELY = 0.5
"""From this likelihood on, two names may be one: the threshold at which the model is measured."""

LETTERS = 5
"""A word needs this many letters for one different vowel to be a slip and not another name: Tim and Tom are two."""

_DISTINCT = (frozenset(("frances", "francis")), frozenset(("marian", "marion")), frozenset(("julian", "julien")))
_ASIAN = frozenset(["li", "wang", "zhang", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu", "xu", "sun", "hu",
                     "zhu", "gao", "lin", "he", "guo", "ma", "luo", "wong", "chan"])  # fmt: skip
_EQUAL = ("romanisation", "pinyin", "Wade-Giles", "the same characters, simplified and traditional")


@dataclass(frozen=True)
class Verdict:
    """outcome: ``same``, ``possible`` or ``different``. score: 0..1. reasons: each a short phrase."""

    outcome: str
    score: float
    reasons: tuple[str, ...]


def likeness(one: str, two: str, person: bool) -> float:
    """How likely two names are to be one, 0..1: logistic over ``compare.measures``, with the shipped weights."""
    return _likely(compare(parse(one, person), parse(two, person), person))


def _likely(found: Comparison) -> float:
    if found.across in _EQUAL:
        return 0.97
    if found.across == "sound":
        return 0.8 if "hangul" in (found.one.script, found.two.script) else 0.6
    one, two = found.one, found.two
    if (one.words, one.legal, one.script) == (two.words, two.legal, two.script):
        native = one.script in ("han", "hangul")
        if not native or simplified(one.text) == simplified(two.text):
            return 1.0
    weights = PERSON if found.person else ORGANISATION
    held = measures(found)
    total = sum(weight * held[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=100_000)
def judge(one: str, two: str, person: bool, shared: tuple[str, ...] = ()) -> Verdict:
    """Whether ``one`` and ``two`` name the same person or organisation.

    shared: organisations with which both are introduced; they let a short name or an initial count.
    """
    one, two = sorted((one, two))
    if not person and (place := _places().get(_bare(one))) and place == _places().get(_bare(two)):
        return Verdict("same", 1.0, (f"both are spellings of {place} in the vocabulary",))
    left, right = parse(one, person), parse(two, person)
    if not left.words or not right.words:
        return Verdict("different", 0.0, ("nothing to compare",))
    found = compare(left, right, person)
    score = _likely(found)
    against, reasons = (_person if person else _organisation)(found, shared)
    if shared:
        reasons.append(f"both introduced with {', '.join(shared[:2])}")
    if not against and score >= LIKELY:
        return Verdict("same", round(score, 2), tuple(reasons))
    short = not person and acronym(left, right)
    if score >= LIKELY or short or (found.across and not person) or (found.across and len(left.words) > 1):
        return Verdict("possible", round(max(score, LIKELY), 2), tuple(reasons + against))
    return Verdict("different", round(score, 2), tuple(reasons + against))


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    """Folded spelling, in any script -> the place of the shipped vocabulary that it is."""
    return {
        _bare(spelling): place.name
        for _, place in sorted(load_vocabulary().places.items())
        for group in ((place.name,), *place.names.values())
        for spelling in group
    }


def _bare(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _person(found: Comparison, shared: Sequence[str]) -> tuple[list[str], list[str]]:
    """What speaks against holding two people's names to be one, and what for it."""
    one, two = found.one, found.two
    if found.across in _EQUAL:
        return [], [f"{one.text} in Latin letters ({found.across})" if one.script != "latin" else
                    f"{two.text} in Latin letters ({found.across})" if two.script != "latin" else
                    f"the same name in another spelling ({found.across})"] if one.script != two.script or \
            one.script == "latin" else [found.across]  # fmt: skip
    if found.across:
        return [f"only the {found.across} agrees; the given name cannot be compared"], []
    if one.script == two.script and one.script in ("han", "hangul", "kana"):
        same = simplified("".join(one.text.split())) == simplified("".join(two.text.split()))
        return ([], ["the same characters"]) if same else (["a character differs"], [])
    against: list[str] = []
    reasons: list[str] = []
    if min(len(one.core), len(two.core), len(one.text.split()), len(two.text.split())) < 2:
        against.append("a single word is not a full name")
    asian = _asian(one) or _asian(two)
    alone = [[word for word in group if word not in PARTICLES] for group in found.alone]
    if alone[0] and alone[1]:
        against.append(f"{' '.join(alone[0])} against {' '.join(alone[1])}")
    elif (alone[0] or alone[1]) and asian:
        against.append(f"{' '.join(alone[0] or alone[1])} is missing from one of them")
    elif alone[0] or alone[1]:
        # "Baker" against "Baker Lane": a further family name is another matter than a missing middle one.
        if not _ends(found):
            against.append(f"{' '.join(alone[0] or alone[1])} is missing from one of them")
        elif len(alone[0] or alone[1]) > 1:
            against.append(f"{' '.join(alone[0] or alone[1])} are missing from one of them")
        else:
            reasons.append(f"without the middle name {' '.join(alone[0] or alone[1]).title()}")
    turned = any(a.at[1] > b.at[1] for a, b in pairwise(found.pairs))
    if turned:
        (reasons if asian else against).append("the words in another order")
    last = (len(one.words) - 1, len(two.words) - 1)
    family = [p for p in found.pairs if (p.at == last or (asian and is_korean_surname(p.one))) and p.how == "same"]
    if family:
        reasons.insert(0, f"same family name {family[0].one.title()}")
    if sum(p.how == "alike" for p in found.pairs) > 1:
        against.append("more than one word differs")
    if sum(p.how == "initial" for p in found.pairs) > len(found.pairs) - 1:
        against.append("initials alone name nobody")
    for pair in found.pairs:
        _word(pair, pair.at == last, asian, bool(shared), against, reasons)
    return against, reasons or ([] if against else ["the same words"])


def _word(pair: Pair, family: bool, asian: bool, shared: bool, against: list[str], reasons: list[str]) -> None:
    told = f"{pair.one.title()}/{pair.two.title()}"
    if pair.how == "initial":
        reasons.append(f"initial {told}")
        if asian and not shared:
            against.append("an initial says little beside so common a family name")
    elif pair.how == "short":
        close = pair.one[:3] == pair.two[:3] or skeleton(pair.one) == skeleton(pair.two)
        reasons.append(f"{told} are forms of one given name")
        if not close and not shared:
            against.append(f"{told} are not spelt alike")
    elif pair.how == "spelt":
        reasons.append(f"{told} are romanisations of one word")
    elif pair.how == "alike":
        reasons.append(f"{'family' if family else 'given'} names {told} alike {_alike(pair):.2f}")
        fault = _differs(pair, family, asian)
        if fault:
            against.append(fault)


def _alike(pair: Pair) -> float:
    return float(JaroWinkler.similarity(pair.one, pair.two))


def _differs(pair: Pair, family: bool, asian: bool) -> str | None:
    one, two = sorted((pair.one, pair.two), key=len)
    told = f"{pair.one.title()} and {pair.two.title()}"
    if asian and max(len(one), len(two)) <= 6:
        return f"{told} may be different syllables"
    if pair.edits > 1 or max(len(one), len(two)) < LETTERS:
        return f"{told} differ too much to be a slip"
    if skeleton(one) != skeleton(two) and one != two[:-1]:
        return f"{told} differ in a consonant"
    if not family:
        if one[-1] != two[-1] and (one[-1] in "aeio" or two[-1] in "aeio"):
            return f"{told} may be two given names"
        if frozenset((one, two)) in _DISTINCT:
            return f"{told} are two given names"
    return None


def _asian(name: Name) -> bool:
    """Whether a Latin name has the look of a Korean or Chinese one, whose syllables tell people apart."""
    ends = (name.words[0], name.words[-1])
    short = all(len(word) <= 7 for word in name.words)
    return short and len(name.words) <= 4 and any(is_korean_surname(w) or w in _ASIAN for w in ends)


def _ends(found: Comparison) -> bool:
    at = {p.at for p in found.pairs}
    return (0, 0) in at and (len(found.one.words) - 1, len(found.two.words) - 1) in at


def _organisation(found: Comparison, shared: Sequence[str]) -> tuple[list[str], list[str]]:
    """What speaks against holding two organisations' names to be one, and what for it."""
    one, two = found.one, found.two
    against: list[str] = []
    reasons: list[str] = []
    if one.numbers != two.numbers:
        against.append("the numbers differ")
    if one.legal and two.legal and one.legal.isdisjoint(two.legal):
        against.append(f"other legal forms ({'/'.join(sorted(one.legal))}, {'/'.join(sorted(two.legal))})")
    if found.across in _EQUAL:
        return against, [f"the same name in another script ({found.across})"]
    if found.across == "sound":
        reasons.append("the same kind of body, and its name sounds the same")
        hangul = "hangul" in (one.script, two.script)
        if not hangul:
            against.append("Chinese characters give the sound only roughly")
        return against, reasons
    if one.script == two.script and one.script in ("han", "hangul", "kana"):
        same = simplified("".join(one.text.split())) == simplified("".join(two.text.split()))
        return (against, ["the same characters"]) if same else ([*against, "a character differs"], reasons)
    alone = [word for group in found.alone for word in group if word not in PARTICLES]
    if alone:
        against.append(f"{' '.join(alone)} stands in one of them only")
    if any(a.at[1] > b.at[1] for a, b in pairwise(found.pairs)):
        against.append("the words in another order")
    alike = [p for p in found.pairs if p.how in ("alike", "joined")]
    for pair in alike:
        reasons.append(f"{pair.one}/{pair.two} alike {_alike(pair):.2f}")
        if pair.how == "joined" and pair.edits == 0:
            continue
        if pair.edits > 1 or max(len(pair.one), len(pair.two)) < LETTERS + 1:
            against.append(f"{pair.one} and {pair.two} differ too much to be a slip")
        elif skeleton(pair.one) != skeleton(pair.two) and sorted(pair.one) != sorted(pair.two):
            against.append(f"{pair.one} and {pair.two} differ in a consonant")
    if len(alike) > 1:
        against.append("more than one word differs")
    own = [p.one for p in found.pairs if p.one not in GENERIC and p.one not in PARTICLES]
    if not own and alike:
        against.append("they share only words that many organisations have")
    if acronym(one, two):
        reasons.append("one may be the other's initials")
    return against, reasons or ([] if against else ["the same words; only spelling, articles or legal form differ"])
