"""Small cases written by hand: items with a text, a date and an outlet, and claims with an attribution graph."""

from __future__ import annotations

import hashlib
import itertools
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sousveil.records import (
    Claim,
    Collection,
    Document,
    DrawnBy,
    Edge,
    Item,
    Passage,
    Place,
    Text,
)  # fmt: skip
from sousveil.records.ids import claim_id, record_id
from sousveil.records.serialise import to_plain
from sousveil.run.step import DictMemo, digest_of

NK = Place("Northland", "country", "XN")


def item_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def item(
    name: str, text: str, *, outlet: str | None = None, published: str | None = None, language: str = "en",
    furniture: Sequence[tuple[str, str]] = (), links: tuple[str, ...] = (), url: str | None = None,
) -> list[Any]:  # fmt: skip
    """The records of one item. Paragraphs are lines; ``furniture``: (line, reason) of those that are furniture."""
    held = item_id(name)
    reasons = dict(furniture)
    records: list[Any] = [
        Item(held, name, len(text), "text/plain", "2026-01-01T00:00:00Z"),
        Collection(record_id("k", held), held, name, "2026-01-01T00:00:00Z", "tester", "file", origin=url,
                   source=outlet, published=published),
        Document(held, language, "plain", len(text), links=links),
        Text(held, text),
    ]  # fmt: skip
    at = 0
    for ordinal, line in enumerate(text.split("\n")):
        end = at + len(line)
        if line.strip():
            sentences: list[tuple[int, int]] = []
            start = at
            for i in range(at, end):
                last = i + 1 == end or text[i + 1] == " "
                if (text[i] in ".!?" and last and not text[max(at, i - 3) : i].endswith("U.S")) or text[i] in "。！？":
                    sentences.append((start, i + 1))
                    start = i + 2 if i + 1 < end and text[i + 1] == " " else i + 1
            if start < end:
                sentences.append((start, end))
            records.append(Passage(record_id("p", held, at), held, ordinal, at, end, "paragraph", language,
                                   tuple(sentences), reasons.get(line)))  # fmt: skip
        at = end + 1
    return records


def claim(
    name: str, text: str, quote: str, edges: Sequence[tuple[Any, ...]], *, technology: str = "video-surveillance",
    status: str = "in-use", certainty: str = "CT+", places: tuple[Place, ...] = (NK,), kind: str = "fact", **more: Any,
) -> Claim:  # fmt: skip
    """A claim on ``quote``. edges: (source, kind[, verb[, basis[, certainty]]]), each beneath the one before it."""
    start = text.index(quote)
    graph = tuple(
        Edge(edge[0], edge[1], edge[2] if len(edge) > 2 else "said", edge[3] if len(edge) > 3 else "reported",
             edge[4] if len(edge) > 4 else "CT+", None, None, number - 1 if number else None)
        for number, edge in enumerate(edges)
    )  # fmt: skip
    spans = ((start, start + len(quote)),)
    return Claim(
        id=claim_id(item_id(name), spans, technology, more.get("aspect", "deployment")), item=item_id(name),
        spans=spans, quote=quote, statement=quote, language="en", kind=kind, technology=technology,
        aspect=more.pop("aspect", "deployment"), status=status, certainty=certainty, attribution=graph,
        drawn_by=DrawnBy("test", "1"), places=places, **more,
    )  # fmt: skip


class IndexedView:
    """A view that finds one item's records at once, as the case's own does; for measuring."""

    def __init__(self, held: Sequence[Any], settings: dict[str, Any] | None = None) -> None:
        self.settings = settings or {}
        self.memo = DictMemo()
        self._by: dict[tuple[type, str], list[Any]] = defaultdict(list)
        self._all: dict[type, list[Any]] = defaultdict(list)
        for record in held:
            self._by[(type(record), getattr(record, "item", ""))].append(record)
            self._all[type(record)].append(record)

    def items(self) -> Iterator[Item]:
        return iter(sorted(self._all[Item], key=lambda one: one.id))

    def all(self, kind: type[Any], item: str | None = None) -> Iterator[Any]:
        return iter(self._all[kind] if item is None else self._by[(kind, item)])

    def some(self, kind: type[Any], items: Sequence[str]) -> Iterator[Any]:
        return (record for item in sorted(items) for record in self._by[(kind, item)])

    def digests(self, kind: type) -> dict[str, str]:
        by_item = {item: held for (one, item), held in self._by.items() if one is kind and held}
        return {item: digest_of([to_plain(record) for record in held]) for item, held in by_item.items()}


_WEIGHTS: dict[int, list[float]] = {}


def prose(seed: int, words: int, vocabulary: int = 20_000) -> str:
    """Words drawn by Zipf's law, in sentences of about twelve; no two seeds share more than chance."""
    draw = random.Random(seed)
    weights = _WEIGHTS.setdefault(vocabulary, list(itertools.accumulate(1 / (rank + 20) for rank in range(vocabulary))))
    out: list[str] = []
    while len(out) < words:
        length = draw.randint(8, 16)
        sentence = [f"w{number}x" for number in draw.choices(range(vocabulary), cum_weights=weights, k=length)]
        sentence[0] = sentence[0].capitalize()
        out += sentence
        out[-1] += "."
    return " ".join(out)
