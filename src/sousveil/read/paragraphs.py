"""Plain text into paragraphs, whether lines were wrapped by hand or stand for paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from .reading import Block

_LINE = re.compile(r"[^\n\f]+")
_HARD_END = re.compile(r"[.!?。！？:：…][\"'”’」』)\]]*$")
_BULLET = re.compile(r"\s*(?:[-*•‣▪◦·●○■□▲△▶※]|\(?\d{1,3}[.)]|[①-⑳])\s+\S")
_RULE = re.compile(r"^[\s=_*~#-]{3,}$")
_DATE_LINE = re.compile(r"\s*\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일](?:\s?[（(].[）)])?\s*$")
WIDEST = 120
"""Lines longer than this were not wrapped by hand."""


def paragraphs(text: str, offset: int = 0) -> list[Block]:
    """The paragraphs of ``text``, their offsets raised by ``offset``.

    A run of lines without an empty line between them is one paragraph only when its lines look wrapped at a margin;
    otherwise each line is one, as in text copied from a page.
    """
    blocks: list[Block] = []
    group: list[tuple[int, int]] = []
    previous_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.strip()
        gap = text.count("\n", previous_end, match.start()) + text.count("\f", previous_end, match.start())
        dated = _DATE_LINE.match(line) is not None
        if group and (gap > 1 or not bare or dated or _DATE_LINE.match(text[group[-1][0] : group[-1][1]])):
            blocks += _group(text, group, offset)
            group = []
        previous_end = match.end()
        if bare and not _RULE.match(bare):
            left = match.start() + len(line) - len(line.lstrip())
            group.append((left, left + len(bare)))
        elif bare:
            blocks += _group(text, group, offset)
            group = []
            left = match.start() + len(line) - len(line.lstrip())
            blocks.append(Block(left + offset, left + len(bare) + offset, "other", furniture="rule"))
    blocks += _group(text, group, offset)
    return blocks


def _group(text: str, lines: list[tuple[int, int]], offset: int) -> list[Block]:
    if not lines:
        return []
    if len(lines) > 1 and _wrapped(text, lines):
        pieces: list[list[tuple[int, int]]] = [[lines[0]]]
        for line in lines[1:]:
            if _BULLET.match(text, line[0], line[1]):
                pieces.append([line])
            else:
                pieces[-1].append(line)
        return [_block(text, piece[0][0], piece[-1][1], offset) for piece in pieces]
    return [_block(text, start, end, offset) for start, end in lines]


def _block(text: str, start: int, end: int, offset: int) -> Block:
    kind = "list" if _BULLET.match(text, start, end) else "paragraph"
    return Block(start + offset, end + offset, kind)


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether these lines are one paragraph wrapped at a margin.

    At a wrapped break the next line's first word would not have fitted on the line before it.
    """
    widths = [end - start for start, end in lines]
    margin = max(widths)
    if margin > WIDEST or margin < 20:
        return False
    evidence = 0
    for (start, end), (next_start, next_end) in pairwise(lines):
        following = text[next_start:next_end]
        word = following.split(maxsplit=1)[0] if following else ""
        full = (end - start) + 1 + len(word) > margin
        continues = following[:1].islower() or not _HARD_END.search(text[max(start, end - 4) : end])
        evidence += (full and continues) or following[:1].islower() or (full and end - start >= 0.8 * margin)
    if len(lines) == 2:
        return text[lines[1][0]].islower() or (evidence == 1 and widths[0] >= 55 and widths[0] >= widths[1])
    return evidence >= 0.7 * (len(lines) - 1)
