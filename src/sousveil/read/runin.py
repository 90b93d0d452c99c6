"""Furniture and headings that scraping ran into a paragraph: they become blocks of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from .phrases import ACCOUNT, CREDIT, MENU, TAGS, alone
from .reading import Block
from .sentences import sentences

_LABEL = re.compile(r"(?:[A-Z][\w’'-]*|An?|The|of|and|in|on|for|to|&|[0-9]+)(?:\s+(?:[A-Z][\w’'-]*|of|and|in|on|for|to|the|a|an|&|[0-9]+)){1,6}")  # fmt: skip  # noqa: E501
_RESTART = re.compile(
    r"(?P<label>(?:[A-Z0-9][\w’'-]*|An?|The)(?:\s+(?:[A-Z0-9][\w’'-]*|of|and|in|on|for|to|the|a|an|&)){0,5}?\s+[A-Z0-9][\w’'-]*|[A-Z][\w’'-]{5,})\s+"
    r"(?P<rest>(?:The|This|These|Those|A|An|It|In|On|At|According|Despite|Although|While|However|As|But|They|He|She|We|There|"
    r"With|Since|Some|Many|Most|Experts|Researchers|Officials|Its|Their|Under|For|When|After|Before|Even|To|By|From|One|Last)"
    r"\s+[^.!?]{12,})"
)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_FINISHED = re.compile(r"[.!?。！？:：…][\"'”’」』)\]]*$")
_LOWER = re.compile(r"\s[a-z]{3,}")


def split_inline(text: str, blocks: list[Block], language: str) -> list[Block]:
    """``blocks`` with furniture at the end of a paragraph, and headings run into its start, as blocks of their own."""
    whole = [piece for block in blocks for piece in _lines(text, block)]
    return _headings(text, [piece for block in whole for piece in _tail(text, block, language)])


def _lines(text: str, block: Block) -> list[Block]:
    """A block of several lines, with those lines that are furniture as blocks of their own.

    Not a line that may be the rest of a wrapped sentence: the one before it must be short or finished.
    """
    if block.kind not in ("paragraph", "list") or block.furniture is not None or block.settled:
        return [block]
    if block.end - block.start > 1200 or "\n" not in text[block.start : block.end]:
        return [block]
    spans = [match.span() for match in _LINE.finditer(text, block.start, block.end)]
    pieces: list[Block] = []
    before = ""
    for start, end in spans:
        words = text[start:end]
        apart = not before or len(before) < 40 or _FINISHED.search(before) is not None
        reason = alone(" ".join(words.split())) if apart and " " in words and not words[0].islower() else None
        before = words
        if reason is None and pieces and pieces[-1].furniture is None:
            pieces[-1] = replace(pieces[-1], end=end)
        else:
            pieces.append(replace(block, start=start, end=end, furniture=reason))
    return pieces if any(piece.furniture for piece in pieces) and len(pieces) > 1 else [block]


def _tail(text: str, block: Block, language: str) -> list[Block]:
    """A paragraph and the last sentences of it that are nothing but furniture ("... said. Follow us on Facebook!").

    Only at the end: in the middle of a paragraph such a sentence is more likely somebody's words.
    """
    if block.kind != "paragraph" or block.furniture is not None or block.settled or block.end - block.start < 80:
        return [block]
    cut = sentences(text, max(block.start, block.end - 600), block.end, language)
    tail: list[Block] = []
    end = block.end
    for start, finish in reversed(cut[1:]):
        reason = alone(" ".join(text[start:finish].split())) if finish - start <= 300 else None
        # A menu word or a name is a sentence too easily; what begs, notifies or claims rights is not.
        if reason is None or reason in (MENU, TAGS, ACCOUNT, CREDIT):
            break
        tail.insert(0, replace(block, start=start, end=finish, furniture=reason))
        end = start
    if not tail:
        return [block]
    body = text[block.start : end].rstrip()
    return [replace(block, end=block.start + len(body)), *tail]


def _headings(text: str, blocks: list[Block]) -> list[Block]:
    """``blocks`` with run-in headings as blocks of kind ``heading``.

    "Border Control The state has ..." is a heading and a sentence. One such line could be a name ("President Kim The
    ..."): it takes two in a document before any is split.
    """
    found: dict[int, int] = {}
    strong = 0
    paragraphs = [
        n
        for n, block in enumerate(blocks)
        if block.kind == "paragraph" and block.furniture is None and not block.settled
    ]
    for n in paragraphs:
        cut = _restart(text, blocks[n])
        if cut:
            found[n] = cut
            strong += 1
    if strong < 2:
        return blocks
    for n in paragraphs:
        if n not in found:
            cut = _before_known_name(text, blocks, n)
            if cut:
                found[n] = cut
    result: list[Block] = []
    for n, block in enumerate(blocks):
        if n not in found:
            result.append(block)
            continue
        cut = found[n]
        head = text[block.start : cut].rstrip()
        result.append(replace(block, end=block.start + len(head), kind="heading"))
        result.append(replace(block, start=cut))
    return result


def _restart(text: str, block: Block) -> int | None:
    match = _RESTART.match(text, block.start, min(block.end, block.start + 400))
    if match is None or not _LOWER.search(match["rest"]):
        return None
    first = match["label"].split()[0]
    if first in ("In", "On", "At", "As", "By", "For", "From", "According", "But", "When", "While", "After", "Since"):
        return None
    return match.start("rest")


def _before_known_name(text: str, blocks: list[Block], n: int) -> int | None:
    """Where a run of capitals turns into a name that begins sentences elsewhere in this document."""
    block = blocks[n]
    words = list(re.finditer(r"\S+", text[block.start : min(block.end, block.start + 160)]))
    run = 0
    while run < len(words) and (
        words[run].group()[0].isupper() or words[run].group() in ("of", "and", "the", "in", "on")
    ):
        run += 1
    if run < 3 or run >= len(words):
        return None
    for k in range(1, min(run, 7)):
        name = " ".join(word.group() for word in words[k:run])
        name = re.sub(r"[’']s?$", "", name)
        others = sum(
            text.startswith(name, other.start) or f". {name} " in text[other.start : other.end]
            for m, other in enumerate(blocks)
            if m != n and other.furniture is None
        )
        label = words[k - 1].group()
        if (
            others
            and len(name) >= 4
            and (k >= 2 or len(label) >= 6)
            and words[k - 1].group() not in ("of", "and", "the", "in", "on")
        ):
            return block.start + words[k].start()
    return None
