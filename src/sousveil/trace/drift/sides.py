# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""The two texts that are held together, and the words in them that both have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts. language: ``en``, ``ko``, ``zh`` or another code (then only numbers and words are compared).
    sentences: (start, end) of the sentences of the body, in order. claims: (id, its spans) of the claims drawn from
    it."""

    item: str
    text: str
    language: str
    sentences: tuple[Span, ...]
    claims: tuple[tuple[str, tuple[Span, ...]], ...] = field(default=())


_ENDS = re.compile(r"[.!?](?:[\"”’)]*)(?=\s|$)|[。！？](?:[”」』）]*)|\n+")


def side(text: str, language: str, item: str = "") -> Side:
    """A side made of a plain text, split into sentences at their full stops."""
    spans, begin = [], 0
    for match in (*_ENDS.finditer(text), None):
        end = match.end() if match else len(text)
        words = text[begin:end]
        if words.strip():
            spans.append((begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())))
        begin = end
    return Side(item, text, language, tuple(spans))


_STOP = """
a an the of in on at to for from by with as and or but nor while whereas so then than that which who whom
whose this these those it its they them their theirs he she his her him we us our i you your there here is are
was were be been being am do does did done has have had having will would shall should can could may might
must not no yes also too only just both either neither each every all some any such own same other another one
ones into onto out up down off over under about after before since until during between against if whether
when where why how what because said says say according s t don doesn isn aren wasn weren more most less least
very much many few several
"""
STOP = frozenset(_STOP.split())
"""English words that carry no content of their own."""

_KO_ENDINGS = re.compile(
    r"(?:에게서|으로부터|로부터|에서는|에서도|에서만|에서의|에게는|에게도|에게만|에는|에도|에만|에서|에게|한테|까지|부터|으로는|으로도|으로|이라고|이라는|라고|라는"
    r"|이라|이며|이고|이다|이었다|였다|으며|에|은|는|이|가|을|를|의|와|과|도|만|로|뿐이지만|뿐이다|뿐|마다|이나|나)$"
)
_KO_VERBS = re.compile(
    r"(?:하고|하며|하는|하던|했던|했고|했으며|했으나|했다|한다|하다|하지만|하기|하면|하여|해서|해|한|할|함|되고|되며|되는|됐다|됐고|됐으며|됐으나|된다|되다|된|될|돼|받아|받은|받았다|였다|이다"
    r"|들이|들은|들을|들의|들에게|들|했을|됐을|하도록|하면서|하자|하려|하여야|시켰다|시킨|중이며|중이고|중이다)$"
)
_WORD_EN = re.compile(r"[A-Za-z][A-Za-z'’\-]*[A-Za-z]|[A-Za-z]+\d*|\d[\d.,]*\d|\d")
_WORD_KO = re.compile(r"[가-힣]+|[A-Za-z][A-Za-z\d\-]*|\d[\d.,]*\d|\d")
_BREAK_ZH = re.compile(r"[^\u4e00-\u9fffA-Za-z]+|[的了在由把被向从则而和与对及就并将给为于至到上已会也还都其它他她这那]")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word at its place. key: one spelling for all its forms. name: whether it looks like a proper name."""

    key: str
    start: int
    end: int
    name: bool = False


@lru_cache(maxsize=100_000)
def stem_en(word: str) -> str:
    """A rough common form of an English word's inflections."""
    low = word.lower().replace("’", "'")
    if low in ("used", "uses", "using"):
        return "use"
    low = re.sub(r"'s?$", "", low) or low
    for ending, rest in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ers", "er"), ("ed", ""), ("es", ""), ("s", "")):
        if low.endswith(ending) and len(low) - len(ending) + len(rest) >= 3 and not low.endswith("ss"):
            low = low[: len(low) - len(ending)] + rest
            break
    if len(low) > 4 and low[-1] == low[-2] and low[-1] not in "lsz":
        low = low[:-1]
    return (low.removesuffix("e") if len(low) > 3 else low) or word.lower()


@lru_cache(maxsize=100_000)
def stem_ko(word: str) -> str:
    """A Korean word without its particles or verb endings."""
    out = word
    for pattern in (_KO_ENDINGS, _KO_VERBS, _KO_ENDINGS):
        cut = pattern.sub("", out)
        if len(cut) >= 2:
            out = cut
    return out


def words(text: str, span: Span, language: str) -> list[Word]:
    """The content words of a stretch of text, in order. Chinese: runs between function words, to be cut further."""
    begin, end = span
    out: list[Word] = []
    if language == "zh":
        at = begin
        for match in (*_BREAK_ZH.finditer(text, begin, end), None):
            stop = match.start() if match else end
            if stop - at >= 1:
                out.append(Word(text[at:stop], at, stop))
            at = match.end() if match else end
        return out
    pattern = _WORD_KO if language == "ko" else _WORD_EN
    for match in pattern.finditer(text, begin, end):
        said = match.group()
        if said[0].isdigit():
            continue
        if "가" <= said[0] <= "힣":
            key = stem_ko(said)
            if len(key) >= 2:
                out.append(Word(key, match.start(), match.start() + len(key) if said.startswith(key) else match.end()))
        elif said.lower() not in STOP:
            first = match.start() == begin or text[max(begin, match.start() - 2) : match.start()] in (". ", "“", '"')
            out.append(Word(stem_en(said), match.start(), match.end(), said[0].isupper() and not first))
    return out
