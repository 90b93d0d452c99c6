"""Backups: put back whole and equal, or refused with nothing left behind."""

from __future__ import annotations

import io
import json
import random
import shutil
import tarfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from sousveil.case.audit import audit
from sousveil.case.backup import backup, restore
from sousveil.case.case import Case
from sousveil.case.database import reading, writing
from sousveil.case.search import find
from sousveil.errors import SousveilError
from sousveil.records import Searched
from tests.case.helpers import draw, dump, judge, put


@pytest.fixture
def full(case: Case) -> Case:
    for n in range(3):
        words = f"카메라 number {n} stands here"
        draw(case, put(case, words, f"{n}.txt").item.id, words)
    put(case, bytes(range(256)) * 20, "binary.bin")
    judge(case, "target", "as it should be \x00")
    case.append(Searched("s", "what", "where", "2026", "ann", 0))
    (case.layout.vocabulary / "technologies.yaml").write_text("own: words\n")
    return case


def test_a_backup_put_back_is_the_same_case_in_a_folder_of_its_own(full: Case, tmp_path: Path) -> None:
    with reading(full.database) as connection:
        head = full.custody.head(connection)
    wrote = backup(full, tmp_path / "out" / "b.tar")
    assert wrote.head == (head.size, head.root) and wrote.files == 3 + 1 + 4
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["b.tar"]
    assert not list(full.layout.spool.glob("*"))
    back = restore(tmp_path / "out" / "b.tar", tmp_path / "back")
    assert back == wrote
    with Case.open(tmp_path / "back") as case:
        assert dump(case) == dump(full)
        assert case.settings.database == "" and case.settings.title == full.settings.title
        assert case.value("case") == full.value("case") and case.release_key == full.release_key
        assert audit(case) == []
        assert (case.layout.vocabulary / "technologies.yaml").read_text() == "own: words\n"
        with reading(case.database) as connection:
            assert len(find(connection, "카메라")) == 3
            assert case.custody.check_head(connection, head.size, head.root).ok
        put(case, "it goes on", "more.txt")


def test_a_backup_may_be_put_back_into_an_empty_folder_and_no_other(full: Case, tmp_path: Path) -> None:
    backup(full, tmp_path / "b.tar")
    (tmp_path / "empty").mkdir()
    restore(tmp_path / "b.tar", tmp_path / "empty")
    with pytest.raises(SousveilError, match="not an empty folder"):
        restore(tmp_path / "b.tar", tmp_path / "empty")
    with pytest.raises(SousveilError, match="There is no backup at"):
        restore(tmp_path / "none.tar", tmp_path / "x")
    with pytest.raises(SousveilError, match="is a folder"):
        backup(full, tmp_path)


def test_a_damaged_case_is_not_backed_up_over_a_good_backup(full: Case, tmp_path: Path) -> None:
    backup(full, tmp_path / "b.tar")
    good = (tmp_path / "b.tar").read_bytes()
    item = full.blobs.path(sha256(bytes(range(256)) * 20).hexdigest())
    item.write_bytes(b"changed")
    with pytest.raises(SousveilError, match="exists already and was not overwritten"):
        backup(full, tmp_path / "b.tar")
    with pytest.raises(SousveilError, match="is damaged"):
        backup(full, tmp_path / "c.tar")
    item.unlink()
    with pytest.raises(SousveilError, match="is missing from the case"):
        backup(full, tmp_path / "c.tar")
    with pytest.raises(SousveilError, match="lies inside the case"):
        backup(full, full.layout.root / "in.tar")
    assert (tmp_path / "b.tar").read_bytes() == good
    assert {p.name for p in tmp_path.iterdir()} == {"b.tar", "case"}


@pytest.fixture(scope="module")
def tar(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, dict[str, bytes]]:
    """A small backup and its files, but without the many pages of an empty search index."""
    folder = tmp_path_factory.mktemp("small")
    with Case.create(folder / "case") as case:
        put(case, "카메라 words", "a.txt")
        judge(case, "target", "as it should be")
        backup(case, folder / "b.tar")
    data = (folder / "b.tar").read_bytes()
    return data, contents(data)


def contents(data: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        held = {info.name: archive.extractfile(info) for info in archive}
        return {name: file.read() for name, file in held.items() if file is not None}


def refused(folder: Path, data: bytes) -> str | None:
    """Why a backup of these bytes is not put back, or None when it is; nothing else may lie about then."""
    (folder / "b.tar").write_bytes(data)
    try:
        restore(folder / "b.tar", folder / "back")
    except SousveilError as error:
        assert {p.name for p in folder.iterdir()} == {"b.tar"}
        assert "\n" not in error.message
        return str(error)
    return None


def test_a_flipped_byte_is_refused_wherever_it_says_anything(
    tar: tuple[bytes, dict[str, bytes]], tmp_path: Path
) -> None:
    data, files = tar
    chance = random.Random(7)
    places = [chance.randrange(len(data)) for _ in range(40)]
    for _, content in files.items():
        begin = data.index(content)
        places += [begin, begin + len(content) - 1, begin + len(content) // 2, begin - 512, begin - 400]
    silent = 0
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        if refused(tmp_path, bytes(changed)) is not None:
            continue
        # Only what stands for nothing may differ: the filling after a file, and the time in the list of files.
        same = contents(bytes(changed))
        stated, before = json.loads(same.pop("backup.json")), json.loads(files["backup.json"])
        assert stated | {"made": ""} == before | {"made": ""}
        assert same == {name: content for name, content in files.items() if name != "backup.json"}, place
        shutil.rmtree(tmp_path / "back")
        silent += 1
    assert silent < len(places) // 3


def test_a_backup_that_was_cut_short_is_refused(tar: tuple[bytes, dict[str, bytes]], tmp_path: Path) -> None:
    data, _ = tar
    for length in (0, 100, 512, 5000, len(data) // 2, len(data) - 10240 - 512):
        assert refused(tmp_path, data[:length]), length
    assert refused(tmp_path, random.Random(1).randbytes(20_000))


def packed(files: dict[str, bytes], *extra: tarfile.TarInfo, restate: bool = True) -> bytes:
    """A backup of ``files`` with further members; restate: with a list of files that fits them."""
    if restate and "backup.json" in files:
        stated = json.loads(files["backup.json"])
        stated["files"] = {n: sha256(d).hexdigest() for n, d in files.items() if n != "backup.json"}
        files = {**files, "backup.json": json.dumps(stated).encode()}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in extra:
            archive.addfile(info)
    return out.getvalue()


def member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


HOSTILE: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "a way up": lambda f: packed({"../evil": b"x", **f}),
    "a way up inside": lambda f: packed({**f, "originals/../../evil": b"x"}),
    "an absolute path": lambda f: packed({**f, "/nowhere/sousveil-evil": b"x"}),
    "a folder of another kind": lambda f: packed({**f, "spool/x": b"x"}),
    "a hidden file": lambda f: packed({**f, ".lock": b"x"}),
    "a write-ahead log": lambda f: packed({**f, "case.sqlite-wal": b"x"}),
    "a vocabulary that is none": lambda f: packed({**f, "vocabulary/x.py": b"x"}),
    "a member twice": lambda f: packed(f, member("case.yaml", tarfile.REGTYPE)),
    "two lists of files": lambda f: packed(f, member("backup.json", tarfile.REGTYPE)),
    "a symbolic link": lambda f: packed(f, member("vocabulary/x.yaml", tarfile.SYMTYPE, "/etc/passwd")),
    "a hard link": lambda f: packed(f, member("vocabulary/x.yaml", tarfile.LNKTYPE, "case.yaml")),
    "a device": lambda f: packed(f, member("vocabulary/x.yaml", tarfile.CHRTYPE)),
    "a pipe": lambda f: packed(f, member("vocabulary/x.yaml", tarfile.FIFOTYPE)),
    "a folder as a file": lambda f: packed(f, member("vocabulary/x.yaml", tarfile.DIRTYPE)),
    "an original more": lambda f: packed({**f, "originals/00/" + "0" * 64: b"x"}, restate=False),
    "no list of files": lambda f: packed({n: d for n, d in f.items() if n != "backup.json"}),
    "no database": lambda f: packed({n: d for n, d in f.items() if n != "case.sqlite"}),
    "no settings": lambda f: packed({n: d for n, d in f.items() if n != "case.yaml"}),
    "an original less": lambda f: packed({n: d for n, d in f.items() if not n.startswith("originals")}),
    "another original": lambda f: packed({n: b"x" if n.startswith("originals") else d for n, d in f.items()}),
    "a list that is no JSON": lambda f: packed({**f, "backup.json": b"{"}, restate=False),
    "a list that is a list": lambda f: packed({**f, "backup.json": b"[]"}, restate=False),
    "a list that is too deep": lambda f: packed({**f, "backup.json": b"[" * 100_000}, restate=False),
    "no custody in the list": lambda f: packed({**f, "backup.json": b'{"format": "sousveil-backup-1", "case": "x"}'}),
    "a database that is none": lambda f: packed({**f, "case.sqlite": b"x" * 5000}),
    "settings that are none": lambda f: packed({**f, "case.yaml": b"\xff"}),
    "settings of a server": lambda f: packed({**f, "case.yaml": b"database: nonsense\nunknown: x\n"}),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_no_backup_has_is_refused(tar: tuple[bytes, dict[str, bytes]], tmp_path: Path, what: str) -> None:
    assert refused(tmp_path, packed(tar[1])) is None
    shutil.rmtree(tmp_path / "back")
    assert refused(tmp_path, HOSTILE[what](tar[1])), what
    assert not Path("/nowhere/sousveil-evil").exists()


def test_a_backup_with_an_altered_log_or_record_is_refused(
    tar: tuple[bytes, dict[str, bytes]], tmp_path: Path
) -> None:
    (tmp_path / "work").mkdir()
    for statement in (
        "update custody set body = replace(body, 'should', 'would')",
        "delete from custody where seq = (select max(seq) from custody)",
        "update items set body = '{}'",
        "update meta set value = 'another' where key = 'case'",
    ):
        assert refused(tmp_path / "work", tar[0]) is None
        with Case.open(tmp_path / "work" / "back") as case, writing(case.database) as connection:
            connection.execute(text(statement))
        changed = {**tar[1], "case.sqlite": (tmp_path / "work" / "back" / "case.sqlite").read_bytes()}
        shutil.rmtree(tmp_path / "work" / "back")
        assert refused(tmp_path / "work", packed(changed)), statement
