# ruff: noqa: E501, SIM905 - conditions on words read better whole
"""The subject of an English verb of speech: before it, behind an apposition, shared with another verb, or after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .phrases_en import Phrase, Token, is_name, kind_of_noun, parse
from .speakers_en import (
    AS_NOUNS,
    AUXILIARIES,
    BREAKS,
    DETERMINERS,
    MODIFIERS,
    NOT_AFTER_NOUN,
    PREPOSITIONS,
    QUANTIFIERS,
    SHOWING,
    TITLES,
    VERB_FORMS,
)

MARKS = frozenset(',;:"\u201c\u201d()\u2013\u2014\u2026?!.[]')
QUOTES = frozenset('"\u201c\u201d\u00ab\u00bb')
ADVERBS = frozenset(
    (
    "also later further then recently earlier repeatedly publicly first once now still already even itself "
    "himself herself there here themselves too again ever just always often sometimes more both all each soon "
    "since thus therefore though furthermore moreover additionally previously however today yesterday so"
    ).split()
)
_IN_NAMES = frozenset("of for on and the de van von bin al el la der den di da ibn in at from".split())
CLAUSE_WORDS = frozenset("that how whether if what why where who when which".split())
_APART = frozenset(
    (
    "part some most all none dated however meanwhile too though in for on according speaking himself herself "
    "aged now then both who whose which whom"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Said:
    """One act of speech. begins: where the subject's clause begins; verb_at: the verb's offset; reach: what it speaks for;
    seen: perceived rather than said, and so a source only for one who speaks elsewhere too."""

    phrase: Phrase
    lemma: str
    word: str
    verb_at: int
    reach: tuple[int, int]
    head: bool
    negative: bool = False
    seen: bool = False


def before_of(tokens: Sequence[Token], at: int) -> int:
    """The index of what stands before the verb's adverbs and auxiliaries; -1 at the head of the sentence."""
    index = at - 1
    while index >= 0 and (
        tokens[index].low in AUXILIARIES or tokens[index].low in ADVERBS
        or (tokens[index].low.endswith("ly") and not is_name(tokens[index]) and tokens[index].low not in ("family", "assembly", "supply", "ally"))
    ):  # fmt: skip
        index -= 1
    return index


def noun_here(tokens: Sequence[Token], at: int, before: int, ahead: str) -> bool:
    """Whether a word that may be a noun is one here: "the reports of", "police records show"."""
    low = tokens[at].low
    if low not in AS_NOUNS:
        return low == "united"
    if before < 0 or tokens[before].text in MARKS:
        return before < 0 or ahead in NOT_AFTER_NOUN
    if ahead in ("that", "how", "whether"):
        return False
    prev = tokens[_chunk(tokens, before)]
    prev = next(
        (tokens[n - 1] for n in range(_chunk(tokens, before) + 1, before) if tokens[n].low in PREPOSITIONS),
        tokens[before],
    )
    if prev.low == "and" and (ahead in CLAUSE_WORDS or ahead in QUOTES or ahead in ("he", "she", "it", "they")):
        return False
    if (
        tokens[before].low in DETERMINERS
        or tokens[before].low in PREPOSITIONS
        or prev.low in DETERMINERS
        or prev.low in PREPOSITIONS
        or prev.low.endswith("'s")
        or prev.low in ("no", "and", "or", "as")
    ):
        return not (prev.low in ("this", "that", "who", "which") and low.endswith("s"))
    if ahead in NOT_AFTER_NOUN or (ahead in VERB_FORMS and ahead not in ("that",)) or ahead in AUXILIARIES:
        return True
    if low in ("set", "put"):
        return False
    singular_form = low.endswith("s")
    if (
        prev.low in ("they", "we", "i", "you", "both", "people", "police")
        or prev.text[0].isdigit()
        or prev.low in QUANTIFIERS
    ):
        return singular_form and prev.low not in (
            "police",
            "one",
            "each",
            "another",
            "everyone",
            "everybody",
            "nobody",
            "somebody",
        )
    plural = prev.low.endswith("s") and not prev.low.endswith(("ss", "us", "'s"))
    return singular_form == plural and not is_name(prev)


def subject_of(tokens: Sequence[Token], before: int, found: Sequence[Said]) -> tuple[Phrase, int, bool] | None:
    """The subject of a verb, the index of the token at which its clause begins, and whether "who" or "which" joins them."""
    if before < 0:
        return None
    mark = tokens[before]
    if mark.text == ")":
        index = before
        while index >= 0 and tokens[index].text != "(":
            index -= 1
        return subject_of(tokens, index - 1, found) if index > 0 else None
    if mark.low in ("and", "but", "or", "then") or (
        mark.text == "," and before > 0 and tokens[before - 1].low in ("and", "but")
    ):
        return _shared(tokens, before, found)
    if mark.text in (",", "\u2014", "\u2013"):
        return _apposed(tokens, before)
    if mark.text in MARKS:
        return None
    if mark.low in ("who", "which", "that"):
        index = before - 1
        if index >= 0 and tokens[index].text == ",":
            index -= 1
        chunk = _chunk(tokens, index)
        phrase = parse(tokens[chunk : index + 1]) if chunk <= index else None
        return (phrase, chunk, True) if phrase and phrase.kind != "pronoun" else None
    begin = _chunk(tokens, before)
    who = _relative(tokens, begin, before)
    if who is not None:
        whole = _chunk(tokens, who - 1)
        antecedent = parse(tokens[whole:who])
        if antecedent is not None and antecedent.kind != "pronoun":
            return antecedent, whole, False
    phrase = parse(tokens[begin : before + 1])
    if phrase is None and any(t.low in AUXILIARIES for t in tokens[begin:before]):
        return None
    return (phrase, begin, False) if phrase else None


def _relative(tokens: Sequence[Token], begin: int, before: int) -> int | None:
    """The "who" of a clause that stands between the subject and its verb: "Two users who left last year told us"."""
    for index in range(before, 0, -1):
        token = tokens[index]
        if token.text in MARKS:
            return None
        if token.low in ("who", "whose") or (token.low in ("which", "that") and index >= begin - 1):
            after = tokens[index + 1] if index + 1 < len(tokens) else token
            verbal = after.low in AUXILIARIES or after.low in VERB_FORMS or after.low.endswith("ed") or token.low == "whose" or (
                token.low == "who" and after.low not in DETERMINERS and not is_name(after) and after.low not in ("he", "she", "they", "it", "we", "i")
            )  # fmt: skip
            return index if verbal and index < before else None
    return None


def _chunk(tokens: Sequence[Token], last: int) -> int:
    """Where the stretch that holds a subject ending at ``last`` begins."""
    index = last
    while index >= 0:
        token = tokens[index]
        if token.text == ")" and index < last + 1:
            while index >= 0 and tokens[index].text != "(":
                index -= 1
            index -= 1
            continue
        if token.text in MARKS or token.low in AUXILIARIES:
            break
        if token.low == "and":
            joined = 0 < index < last and is_name(tokens[index - 1]) and is_name(tokens[index + 1])
            if not joined:
                break
        elif token.low in BREAKS and not (token.low == "that" and index < last and index == 0):
            break
        index -= 1
    return index + 1


def _shared(tokens: Sequence[Token], before: int, found: Sequence[Said]) -> tuple[Phrase, int, bool] | None:
    """The subject of an earlier verb: "A nephew of mine stayed there and reports"."""
    if (
        found
        and (found[-1].head or found[-1].verb_at < tokens[0].start)
        and not any(t.text == ";" for t in tokens[:before] if t.start > found[-1].verb_at)
    ):
        return found[-1].phrase, before, False
    start = max((n + 1 for n, t in enumerate(tokens[:before]) if t.text in ';:"\u201c\u201d'), default=0)
    for cut in range(start + 1, before):
        low = tokens[cut].low
        finite = (
            low in AUXILIARIES
            or (low.endswith("ed") and len(low) > 4)
            or low in VERB_FORMS
            or low
            in ("went", "came", "left", "ran", "stood", "met", "works", "runs", "lives", "sat", "made", "got", "bought")
        )
        if not finite:
            continue
        phrase = parse(tokens[start:cut])
        if phrase is None or (phrase.end < tokens[cut - 1].end and tokens[cut - 1].text in MARKS):
            return None
        return phrase, before, False
    return None


def _apposed(tokens: Sequence[Token], comma: int) -> tuple[Phrase, int, bool] | None:
    """The subject before an apposition: "Jane Doe, who led the work, said"."""
    begin = comma
    while begin > 0 and tokens[begin - 1].text not in ';:"\u201c\u201d':
        begin -= 1
    cuts = [n for n in range(begin, comma + 1) if tokens[n].text in (",", "\u2014", "\u2013")]
    pieces = list(zip([begin, *(c + 1 for c in cuts[:-1])], cuts, strict=True))
    for index, (left, right) in enumerate(pieces[:-1]):
        rest = pieces[index + 1 :]
        if not all(_apart(tokens[a:b]) for a, b in rest):
            continue
        first = _chunk(tokens, right - 1)
        phrase = parse(tokens[max(left, first) : right]) if right > left else None
        if phrase is None or phrase.kind == "pronoun":
            continue
        a, b = rest[0]
        name = parse(tokens[a:b])
        if (
            name
            and not name.named
            and not name.plural
            and name.kind in ("witnesses", "experts", "official")
            and tokens[max(left, first)].low == "one"
        ):
            return name, max(left, first), False  # "one of those asked, a former supervisor, said"
        if name and name.named and name.kind == "person" and not phrase.named and name.end >= tokens[b - 1].end - 1:
            return name, max(left, first), False  # "a government spokesman, Geng Shuang, said"
        return phrase, max(left, first), False
    return None


def _apart(words: Sequence[Token]) -> bool:
    if not words or len(words) > 30:
        return not words
    first = words[0].low
    return (
        first in _APART or first in DETERMINERS or first in PREPOSITIONS or first in MODIFIERS or first.isdigit() or first in TITLES
        or kind_of_noun(first) is not None or first.endswith(("ing", "ed", "'s")) or first in ("one", "formerly", "also", "co-founder", "vice", "senior", "acting")
        or (is_name(words[0]) and all(is_name(t) or t.low in ("of", "the", "al") for t in words))
        or kind_of_noun(words[-1].low) is not None
    ) and not (first in DETERMINERS and any(t.low in AUXILIARIES for t in words) and not any(t.low in ("who", "which", "whose") for t in words))  # fmt: skip


def forward(tokens: Sequence[Token], at: int) -> tuple[Phrase, int] | None:
    """The noun phrase that begins at ``at``, and the index after it."""
    stop = at
    while (
        stop < len(tokens)
        and tokens[stop].text not in MARKS
        and tokens[stop].low not in AUXILIARIES | (BREAKS - {"and"})
    ):
        low = tokens[stop].low
        if stop > at and (
            low in ("last", "this", "to", "i", "he", "she", "they")
            or (low in VERB_FORMS
            and low not in AS_NOUNS
            and not kind_of_noun(low))
        ):
            break
        named = (
            stop > at
            and is_name(tokens[stop - 1])
            and tokens[stop].text[0].islower()
            and (tokens[stop - 1].low not in DETERMINERS | QUANTIFIERS | PREPOSITIONS)
        )
        if named and low not in _IN_NAMES and not kind_of_noun(low) and not low.startswith("'"):
            break
        if stop > at and kind_of_noun(tokens[stop - 1].low) and not (
            kind_of_noun(low) or is_name(tokens[stop]) or low in PREPOSITIONS or low in MODIFIERS or low in ("and", "the")
        ):  # fmt: skip
            break
        if low == "and" and not (
            stop > at and stop + 1 < len(tokens) and is_name(tokens[stop - 1]) and is_name(tokens[stop + 1])
        ):
            break
        stop += 1
    phrase = parse(tokens[at:stop]) if stop > at else None
    return (phrase, stop) if phrase and phrase.start - tokens[at].start < 40 else None


def inverted_of(tokens: Sequence[Token], at: int, lemma: str, before: int) -> tuple[Phrase, int] | None:
    """ "...," said Jane Doe."""
    if (
        lemma in SHOWING
        or before != at - 1
        or before < 0
        or tokens[before].text not in QUOTES | {",", "\u2014", "\u2013", "?", "!"}
    ):
        return None
    if at + 1 >= len(tokens) or tokens[at + 1].text in MARKS or tokens[at + 1].low in CLAUSE_WORDS:
        return None
    quoted = any(t.text in QUOTES for t in tokens[max(0, before - 1) : before + 1])
    found = forward(tokens, at + 1)
    if found is None or (found[0].kind == "pronoun" and not quoted):
        return None
    if not found[0].named and found[1] + 1 < len(tokens) and tokens[found[1]].text == ",":
        name = forward(tokens, found[1] + 1)
        if name and name[0].kind == "person" and name[0].named:
            found = name  # "said the group's head, Prof. Jane Doe"
    if tokens[at + 1].low in PREPOSITIONS:
        return None
    if not quoted:
        if tokens[at].low in AS_NOUNS or (found[1] < len(tokens) and tokens[found[1]].low in AUXILIARIES):
            return None
        if _apposed(tokens, before) is not None:
            return None
    return found
