"""Small exchanges in words that were otherwise taken over: the surest drift there is.

The two stretches are held together token by token (Ratcliff & Obershelp's matching, difflib); what stands between the
same words on both sides and differs is a place where somebody changed the text.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .pairing import Half, Pairing
from .sides import STOP, Span, stem_en, stem_ko

CONTEXT = 4
"""How many tokens on either side are asked whether they are the same."""
_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[A-Za-z]+(?:[-'’][A-Za-z]+)*|[가-힣]+|[\u4e00-\u9fff]|[^\s\w]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, Chinese character or mark at its place."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """child and parent: the differing stretches, either may be empty. same: 0..1, how much of the neighbourhood is the
    same in both; before, after: tokens of it that directly adjoin and are the same."""

    child: Span
    parent: Span
    before: int
    after: int


def tokens(half: Half) -> list[Token]:
    """The tokens of a stretch; the key of a word is its stem."""
    out = []
    for span in half.spans:
        for match in _TOKEN.finditer(half.text, *span):
            said = match.group()
            if said[0].isdigit():
                key = said.replace(",", "")
            elif said[0].isascii():
                key = said.lower() if said.lower() in STOP else stem_en(said)
            else:
                key = stem_ko(said) if "가" <= said[0] <= "힣" else said
            out.append(Token(key, match.start(), match.end()))
    return out


def edits(pairing: Pairing) -> list[Edit]:
    """The exchanges, in the child's order."""
    one, two = tokens(pairing.child), tokens(pairing.parent)
    matcher = difflib.SequenceMatcher(None, [t.key for t in one], [t.key for t in two], autojunk=False)
    codes = matcher.get_opcodes()
    out = []
    for number, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            continue
        before = codes[number - 1][2] - codes[number - 1][1] if number else 0
        after = codes[number + 1][2] - codes[number + 1][1] if number + 1 < len(codes) else 0
        begin, end = number == 0, number + 1 == len(codes)
        out.append(
            Edit(_place(one, a, b, pairing.child.whole), _place(two, c, d, pairing.parent.whole),
                 CONTEXT if begin and a == c == 0 else before, CONTEXT if end else after)
        )  # fmt: skip
    return out


def _place(held: Sequence[Token], start: int, end: int, whole: Span) -> Span:
    if start < end:
        return held[start].start, held[end - 1].end
    if start < len(held):
        return held[start].start, held[start].start
    return (held[-1].end, held[-1].end) if held else (whole[0], whole[0])
