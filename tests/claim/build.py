
"""Small documents for the tests of the claim room: one line is a passage, a very plain splitter makes its sentences."""

from __future__ import annotations

import re
from unittest import mock

from sousveil.claim import step
from sousveil.claim.model.linear import Review
from sousveil.records import Claim, Collection, Document, Item, Passage, Sentence, Text
from sousveil.records.ids import sha256_hex
from sousveil.run.step import Work

_ENDS = {
    "en": re.compile(r"[.!?][\"\u201d]?(?=\s+[A-Z\"\u201c])"),
    "ko": re.compile(r"[.!?][\"\u201d]?(?=\s)"),
    "zh": re.compile(r"[。！？][\"\u201d]?"),
}


def work(
    text: str, language: str = "en", *, source: str | None = "The Outlet", published: str | None = "2024-05-02",
    furniture: tuple[str, ...] = (),
) -> Work:  # fmt: skip
    """The work of one item with ``text``; lines that start with one of ``furniture`` are furniture."""
    ident = sha256_hex(text.encode("utf-8", "surrogatepass"))
    passages, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = position + len(line) - len(line.lstrip())
            end = position + len(line.rstrip())
            mark = "menu" if line.startswith(furniture) and furniture else None
            passages.append(
                Passage(
                    f"p{len(passages)}",
                    ident,
                    len(passages),
                    start,
                    end,
                    "paragraph",
                    language,
                    _split(text, start, end, language),
                    mark,
                )
            )
        position += len(line) + 1
    item = Item(ident, "item.txt", len(text), "text/plain", "2025-01-01T00:00:00Z")
    held = (
        Collection(
            "k", ident, "item.txt", "2025-01-01T00:00:00Z", "someone", "file", source=source, published=published
        ),
    )
    return Work(
        item,
        held,
        {Document: [Document(ident, language, "test", len(text))], Text: [Text(ident, text)], Passage: passages},
    )


def _split(text: str, start: int, end: int, language: str) -> tuple[tuple[int, int], ...]:
    found, left = [], start
    ends = _ENDS.get(language, _ENDS["en"])
    for m in ends.finditer(text, start, end):
        found.append((left, m.end()))
        left = m.end()
        while left < end and text[left].isspace():
            left += 1
    if left < end:
        found.append((left, end))
    return tuple(found)


def read(
    text: str, language: str = "en", *, model: Review | None = None, **more: object
) -> tuple[list[Claim], list[Sentence]]:
    """The claims and the account of ``text``, by the rules alone unless a model of the review is given."""
    with mock.patch.object(step, "shipped", lambda: model):
        given = step.claim_item(work(text, language, **more))  # type: ignore[arg-type]
    return [r for r in given.records if isinstance(r, Claim)], [r for r in given.records if isinstance(r, Sentence)]
