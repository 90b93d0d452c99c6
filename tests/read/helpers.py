"""Small ways to run the read step on bytes made in a test."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sousveil.case.mediatype import mediatype
from sousveil.read.step import read_item
from sousveil.records import Collection, Document, Failure, Item, Passage, Text
from sousveil.records.ids import sha256_hex
from sousveil.run.step import Given, Work


def work(path: Path, name: str | None = None, collections: tuple[Collection, ...] = (), **settings: object) -> Work:
    data = path.read_bytes()
    kind = mediatype(path, name or path.name)
    item = Item(sha256_hex(data), name or path.name, len(data), kind, "2024-01-01T00:00:00Z")
    return Work(item, collections, {}, path, settings)


def given(data: bytes | str, name: str, **settings: object) -> Given:
    """What `read_item` gives for ``data`` that came under ``name``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "original"
        path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        return read_item(work(path, name, **settings))


def one(result: Given, kind: type) -> object:
    return next(record for record in result.records if isinstance(record, kind))


def passages(data: bytes | str, name: str, **settings: object) -> tuple[Document, str, list[Passage], list[Failure]]:
    """Document, text, passages and failures; what holds for every reading is checked on the way."""
    result = given(data, name, **settings)
    assert result.records, [failure.reason for failure in result.failures]
    document, text = result.records[0], result.records[1]
    assert isinstance(document, Document) and isinstance(text, Text)
    found = [record for record in result.records if isinstance(record, Passage)]
    check(text.text, found)
    assert document.length == len(text.text)
    return document, text.text, found, list(result.failures)


def check(text: str, found: list[Passage]) -> None:
    end = 0
    for ordinal, passage in enumerate(found):
        assert passage.ordinal == ordinal
        assert end <= passage.start < passage.end <= len(text)
        words = text[passage.start : passage.end]
        assert words == words.strip()
        end = passage.end
        at = passage.start
        for left, right in passage.sentences:
            assert at <= left < right <= passage.end
            assert not text[at:left].strip()
            at = right
        assert not text[at : passage.end].strip()
    assert len({passage.id for passage in found}) == len(found)
    text.encode("utf-8")


def read_text(data: bytes | str, name: str) -> tuple[str, list[Passage]]:
    _, text, found, _ = passages(data, name)
    return text, found


def failures(data: bytes | str, name: str, **settings: object) -> list[Failure]:
    return list(given(data, name, **settings).failures)
