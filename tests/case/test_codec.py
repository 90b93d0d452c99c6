"""The seam: with a codec that is not plain, what a case writes goes through it, and comes back through it."""

from __future__ import annotations

import base64
import io
import shutil
import zipfile
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from sqlalchemy import insert, select, text

from sousveil.case.audit import audit
from sousveil.case.backup import backup, restore
from sousveil.case.case import Case
from sousveil.case.codec import PlainCodec
from sousveil.case.database import reading, shrink, writing
from sousveil.case.merge import merge
from sousveil.case.remove import remove
from sousveil.case.tables import RECORDS, custody
from sousveil.errors import SousveilError
from sousveil.records import Claim, Item, Judgement, Searched, Text
from tests.case.conftest import Maker
from tests.case.helpers import draw, dump, found_in, judge, put

KEY = bytes(range(128, 256))


def _mix(data: bytes, at: int = 0) -> bytes:
    return bytes(byte ^ KEY[(at + i) % len(KEY)] for i, byte in enumerate(data))


class _Writer(io.RawIOBase):
    """Holds everything back until it is closed, as a sealing writer holds its last block."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink, self._held = sink, b""

    def write(self, data: Any) -> int:
        self._held += bytes(data)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._sink.write(b"toy:" + _mix(self._held))
        super().close()


class ToyCodec:
    """Exclusive or with a fixed key: protects nothing, but no plain word survives it."""

    name = "toy"
    transparent = False

    def seal(self, plain: bytes, context: str) -> bytes:
        return _mix(plain)

    def open(self, stored: bytes, context: str) -> bytes:
        return _mix(stored)

    def seal_text(self, plain: str, context: str) -> str:
        """Bound to its place: opened under another context it gives nonsense."""
        return base64.b85encode(_mix(f"{context}\n{plain}".encode())).decode()

    def open_text(self, stored: str, context: str) -> str:
        where, _, plain = _mix(base64.b85decode(stored)).decode().partition("\n")
        if where != context:
            raise ValueError(f"sealed as {where}, opened as {context}")
        return plain

    def writer(self, sink: BinaryIO, context: str) -> BinaryIO:
        return cast(BinaryIO, _Writer(sink))

    def reader(self, source: BinaryIO, context: str) -> BinaryIO:
        stored = source.read()
        assert stored[:4] == b"toy:"
        return io.BytesIO(_mix(stored[4:]))


WORDS = "Canarytext said that cameras stand here."
NOTE = "Canarynote of a coder"
WHERE = "Canaryarchive in the north"


@pytest.fixture
def sealed(make: Maker) -> Case:
    case = make("sealed", ToyCodec())
    item = put(case, WORDS, "a.txt", note="Canarystated by who brought it", title="Canarytitle").item
    claim = draw(case, item.id, WORDS)
    judge(case, claim.id, NOTE)
    case.append(Searched("s-1", "Canarywhat", WHERE, "2026", "Canaryperson", 0))
    return case


def test_no_word_of_a_record_an_original_or_the_log_stands_in_any_file_of_the_case(sealed: Case) -> None:
    # Not through the codec yet: the search index's terms and rows, the columns beside a record's body (an item's name,
    # a claim's technology, a look's place, every id and hash), what `custody` holds beside its body (kind, time,
    # subject, salt), the tables `meta`, `ledger`, `salts` and `erasures`, case.yaml, vocabulary/, and files in spool/
    # while a container is unpacked or an item is read.
    with writing(sealed.database) as connection:
        connection.execute(text("delete from search"))
    shrink(sealed.database)
    canaries = ("Canarytext said", "Canarynote", "Canarystated", "Canarytitle", "Canarywhat", "Canaryarchive",
                "Canaryperson")  # fmt: skip
    assert found_in(sealed.layout.root, *canaries, "cameras stand") == []
    with reading(sealed.database) as connection:
        bodies = [row for table in RECORDS.values() for row in connection.execute(select(table.c.body)).scalars()]
        bodies += connection.execute(select(custody.c.body)).scalars().all()
    assert len(bodies) >= 10
    assert not any("Canary" in body or "{" in body[:1] for body in bodies)


def test_what_was_sealed_is_read_and_audited_as_ever(sealed: Case) -> None:
    assert [t.text for t in sealed.read(Text)] == [WORDS]
    assert [j.note for j in sealed.read(Judgement)] == [NOTE]
    item = next(iter(sealed.read(Item)))
    assert item.media_type == "text/plain"
    with sealed.blobs.open(item.id) as original:
        assert original.read() == WORDS.encode()
    assert audit(sealed) == []
    assert put(sealed, WORDS, "again.txt").fresh is False
    with pytest.raises(NotImplementedError):
        sealed.blobs.path(item.id)


def test_a_type_that_needs_a_look_inside_is_told_through_the_codec(make: Maker) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    added = put(make("sealed", ToyCodec()), packed.getvalue(), "a.docx")
    assert added.item.media_type.endswith("wordprocessingml.document")


def test_a_body_moved_to_another_place_is_noticed(sealed: Case) -> None:
    with writing(sealed.database) as connection:
        body = connection.execute(select(custody.c.body).where(custody.c.seq == 0)).scalar_one()
        connection.execute(custody.update().where(custody.c.seq == 1).values(body=body))
        table = RECORDS[Judgement]
        row = dict(connection.execute(select(table)).one()._mapping) | {"id": "j-elsewhere"}
        connection.execute(insert(table), [row])
    faults = audit(sealed)
    assert any("entry 1 is not what was committed to" in fault for fault in faults)
    assert any("j-elsewhere" in fault for fault in faults)


def test_a_sealed_case_is_not_opened_as_a_plain_one(sealed: Case) -> None:
    sealed.close()
    with pytest.raises(SousveilError, match="codec 'toy'"):
        Case.open(sealed.layout.root)
    with Case.open(sealed.layout.root, ToyCodec()) as again:
        assert len(list(again.read(Claim))) == 1


def test_a_sealed_case_is_backed_up_sealed(sealed: Case, tmp_path: Path) -> None:
    with writing(sealed.database) as connection:
        connection.execute(text("delete from search"))
    shrink(sealed.database)
    backup(sealed, tmp_path / "out" / "b.tar")
    plain = "Canarytext said", "Canarynote", "Canaryarchive"
    assert sealed.settings.database or found_in(tmp_path / "out", *plain) == []
    with pytest.raises(SousveilError, match="codec"):
        restore(tmp_path / "out" / "b.tar", tmp_path / "no")
    assert not (tmp_path / "no").exists()
    restore(tmp_path / "out" / "b.tar", tmp_path / "back", ToyCodec())
    with Case.open(tmp_path / "back", ToyCodec()) as back:
        assert dump(back) == dump(sealed)


def test_sealed_copies_merge_and_forget(tmp_path: Path) -> None:
    here = Case.create(tmp_path / "here", codec=ToyCodec())
    gone = put(here, "to be removed", "gone.txt").item.id
    here.close()
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    there = Case.open(tmp_path / "there", ToyCodec())
    put(there, "new over there", "new.txt")
    here = Case.open(tmp_path / "here", ToyCodec())
    remove(here, [gone], "added by mistake", "ann")
    done = merge(here, there, "ann")
    assert (done.items, done.removed_here) == (1, 1)
    assert audit(here) == []
    here.close()
    there.close()


def test_the_plain_codec_changes_nothing() -> None:
    codec, held = PlainCodec(), io.BytesIO(b"x")
    assert codec.open(codec.seal(b"x", "c"), "c") == b"x" and codec.seal(b"x", "c") == b"x"
    assert codec.open_text(codec.seal_text("x", "c"), "c") == "x"
    assert codec.writer(held, "c") is held and codec.reader(held, "c") is held
