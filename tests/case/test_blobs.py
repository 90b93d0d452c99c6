"""Originals on the disk: whole or not at all, on a full disk too."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from sousveil.case import blobs as blobs_module
from sousveil.case import disk
from sousveil.case.audit import audit
from sousveil.case.case import Arrival, Case
from sousveil.errors import SousveilError
from sousveil.records import Collection, Item
from tests.case.helpers import found_in, put


def files(case: Case) -> list[str]:
    return sorted(p.name for p in case.layout.originals.rglob("*") if p.is_file())


def test_an_original_is_kept_byte_for_byte_under_its_hash(local: Case) -> None:
    data = os.urandom(3 * blobs_module.CHUNK + 17)
    key, size = local.blobs.store(io.BytesIO(data))
    assert (key, size) == (sha256(data).hexdigest(), len(data))
    path = local.layout.originals / key[:2] / key
    assert path.read_bytes() == data and path.stat().st_mode & 0o077 == 0
    assert local.blobs.has(key) and local.blobs.digest(key) == key and local.blobs.path(key) == path
    assert local.blobs.digest("0" * 64) is None and not local.blobs.has("0" * 64)
    with pytest.raises(FileNotFoundError), local.blobs.open("0" * 64):
        pass


def test_the_same_bytes_twice_are_one_item_with_two_collection_records(local: Case) -> None:
    first = put(local, "same", "a.txt", source="an outlet")
    again = put(local, "same", "b.txt")
    assert first.fresh and not again.fresh and again.item == first.item
    assert len(files(local)) == 1 and len(list(local.read(Item))) == 1
    assert [(c.name, c.source) for c in local.read(Collection)] == [("a.txt", "an outlet"), ("b.txt", None)]
    assert audit(local) == []


def test_bytes_already_there_are_not_written_again_but_half_a_file_is_mended(local: Case) -> None:
    key = put(local, "words").item.id
    before = local.blobs.path(key).stat()
    put(local, "words", "b.txt")
    assert local.blobs.path(key).stat().st_ino == before.st_ino
    local.blobs.path(key).write_bytes(b"wor")
    put(local, "words", "c.txt")
    assert local.blobs.digest(key) == key


class Torn(io.BytesIO):
    """A medium that fails in the middle."""

    def read(self, *arguments: Any) -> bytes:
        if self.tell():
            raise OSError(errno.EIO, "Input/output error")
        return super().read(5)


def test_a_source_that_cannot_be_read_to_its_end_leaves_nothing(local: Case) -> None:
    with pytest.raises(OSError, match="Input/output"):
        local.blobs.store(Torn(b"0123456789"))
    assert files(local) == [] and found_in(local.layout.spool, "01234") == []


def test_a_kill_between_writing_and_naming_leaves_nothing_under_originals(
    local: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(blobs_module, "settle", die)
    with pytest.raises(Killed):
        local.blobs.store(io.BytesIO(b"words"))
    assert files(local) == []


def test_what_a_crash_left_in_the_spool_goes_with_the_next_command(local: Case) -> None:
    local.layout.spool.mkdir()
    (local.layout.spool / "writing-torn").write_bytes(b"half of")
    local.clear_spool()
    assert not local.layout.spool.exists()
    local.clear_spool()
    assert put(local, "words").fresh


def test_bytes_of_an_add_that_was_cut_off_are_named_and_taken_up_again(local: Case) -> None:
    preserved = local.preserve(io.BytesIO(b"words"), "a.txt")
    assert any("belongs to no item" in fault for fault in audit(local))
    local.add([Arrival(preserved, {})], "file", "tester")
    assert audit(local) == []


def test_erasing_twice_is_no_error_and_leaves_no_folder(local: Case) -> None:
    key = put(local, "words").item.id
    local.blobs.erase(key)
    local.blobs.erase(key)
    assert list(local.layout.originals.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "is full"), (errno.EDQUOT, "is full"), (errno.EACCES, "may not be written"),
        (errno.EROFS, "may not be written"), (errno.EIO, "could not be written"),
    ],
)  # fmt: skip
def test_each_error_of_the_disk_has_its_sentence(number: int, says: str) -> None:
    error = disk.disk_error(OSError(number, os.strerror(number)), Path("folder/file"))
    assert says in error.message and error.advice


def test_writing_is_atomic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "deep" / "file"
    disk.write_atomically(target, b"old")
    with monkeypatch.context() as patch, pytest.raises(SousveilError, match="is full"):
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left")))
        disk.write_atomically(target, b"new")
    assert target.read_bytes() == b"old" and [p.name for p in target.parent.iterdir()] == ["file"]
    disk.write_atomically(target, b"new")
    assert target.read_bytes() == b"new"


FILL = """
import io, os, sys
from pathlib import Path
from sousveil.case.audit import audit
from sousveil.case.case import Arrival, Case
from sousveil.errors import SousveilError
from sousveil.records import Item

root = Path(sys.argv[1]) / "case"
case = Case.create(root)
said, entered = [], []
for n in range(400):
    try:
        with case.exclusive("add"):
            preserved = case.preserve(io.BytesIO(os.urandom(20_000)), f"{n}.bin")
            case.add([Arrival(preserved, {})], "file", "tester")
        entered.append(preserved.id)
    except SousveilError as error:
        said.append(str(error))
    if len(said) > 3:
        break
case.close()
print(len(entered), said[0] if said else "")
assert said and all("full" in words for words in said), said
for path in (root / "spool").glob("*"):
    raise AssertionError(f"left behind: {path}")
with Case.open(root) as again:
    held = {item.id for item in again.read(Item)}
    assert held == set(entered), (len(held), len(entered))
    faults = [fault for fault in audit(again) if "belongs to no item" not in fault]
    assert not faults, faults
    # Room again: the same case goes on.
    for path in again.blobs.strays(held):
        path.unlink()
    (Path(sys.argv[1]) / "ballast").unlink()
    preserved = again.preserve(io.BytesIO(b"small"), "small.txt")
    again.add([Arrival(preserved, {})], "file", "tester")
    assert len(list(again.read(Item))) == len(entered) + 1
"""


def test_a_full_disk_is_one_sentence_and_what_was_entered_stays(tmp_path: Path) -> None:
    program = tmp_path / "fill.py"
    program.write_text(FILL)
    # A small disk of its own, in a mount namespace that goes with the process.
    script = (
        'mount -t tmpfs -o size=3m tmpfs "$1" || exit 77; head -c 400000 /dev/zero >"$1/ballast"; exec "$2" "$3" "$1"'
    )
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["bash", "-c", script, "small-disk", str(folder), sys.executable, str(program)]
    for flags in (["-m"], ["-rm"]):
        try:
            inside = ["unshare", *flags, *command]
            done = subprocess.run(inside, capture_output=True, text=True, timeout=120, check=False)
        except FileNotFoundError:
            pytest.skip("there is no unshare here")
        if done.returncode == 0:
            assert int(done.stdout.split()[0]) > 10
            return
        if "Traceback" in done.stderr:
            pytest.fail(done.stderr[-3000:])
    pytest.skip("this machine lets no test mount a small disk of its own")


LIMITED = """
import io, resource, sys
from pathlib import Path
from sousveil.case.case import Case
from sousveil.errors import SousveilError

with Case.create(Path(sys.argv[1])) as case:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        case.blobs.store(io.BytesIO(bytes(500_000)))
    except SousveilError as error:
        print(error)
    assert not list(case.layout.spool.glob("*")), "left behind"
    assert not list(case.layout.originals.rglob("*")), "half an original"
"""


def test_a_file_that_may_not_grow_is_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "case")], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "could not be written: File too large" in done.stdout
