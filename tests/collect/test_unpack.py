"""Archives: everything whole comes out, nothing leaves its place, every bound holds."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import json
import lzma
import random
import struct
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.collect.unpack import Limits, Member, Unpacked, is_container, member_file, unpack
from sousveil.collect.unpack import zip as zip_module
from sousveil.collect.unpack.zip import Entry
from sousveil.records.serialise import from_plain, to_plain

TIGHT = Limits(members=20, member_bytes=1_000_000, total_bytes=3_000_000, ratio=100, ratio_from=200_000)


def _zip(files: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def _tar(files: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def _run(place: Path, data: bytes, kind: str, limits: Limits = TIGHT, name: str = "") -> tuple[Unpacked, list[bytes]]:
    """Unpacks and checks what always holds: plain numbered files in ``into``, nothing beside it."""
    box = place / "box"
    box.mkdir(parents=True, exist_ok=True)
    original = place / "original"
    original.write_bytes(data)
    into = box / "into"
    given = unpack(original, kind, into, limits, name)
    assert sorted(p.name for p in into.iterdir()) == sorted(m.file for m in given.members)
    assert [p for p in box.rglob("*") if p.parent != into and p != into] == []
    assert not any(p.is_symlink() for p in box.rglob("*"))
    return given, [member_file(into, m).read_bytes() for m in given.members]


def _reasons(given: Unpacked) -> str:
    return "\n".join(f"{f.severity} {f.reason}" for f in given.failures)


FILES = [("a.txt", b"first"), ("sub/b.txt", b"second" * 1000), ("a.txt", b"third"), ("empty.txt", b"")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip_gives_everything_in_order_and_keeps_namesakes_apart(tmp_path: Path, method: int) -> None:
    given, contents = _run(tmp_path, _zip(FILES, method), "application/zip")
    assert [m.name for m in given.members] == ["a.txt", "sub/b.txt", "a.txt", "empty.txt"]
    assert contents == [data for _, data in FILES]
    assert "entry 2 of this name" in (given.members[2].note or "") and given.failures == ()


def test_tar_gives_everything_compressed_or_not(tmp_path: Path) -> None:
    raw = _tar(FILES)
    packed = {
        "application/x-tar": raw, "application/gzip": gzip.compress(raw), "application/x-bzip2": bz2.compress(raw),
        "application/x-xz": lzma.compress(raw),
    }  # fmt: skip
    for kind, data in packed.items():
        given, contents = _run(tmp_path / kind.replace("/", "-"), data, kind)
        assert contents == [data for _, data in FILES], kind
        assert given.failures == (), kind


@pytest.mark.parametrize(
    ("kind", "make", "ending"),
    [("application/gzip", gzip.compress, ".gz"), ("application/x-bzip2", bz2.compress, ".bz2"),
     ("application/x-xz", lzma.compress, ".xz")],
)  # fmt: skip
def test_a_single_compressed_file(tmp_path: Path, kind: str, make: object, ending: str) -> None:
    data = b"words " * 3000
    packed = make(data) + make(b"and more")  # type: ignore[operator]
    given, contents = _run(tmp_path, packed, kind, name=f"log.txt{ending}")
    assert contents == [data + b"and more"] and given.members[0].name == "log.txt"
    broken, rest = _run(tmp_path / "cut", make(data)[:-9], kind, name=f"log.txt{ending}")  # type: ignore[operator]
    assert rest == [] and "damaged: it is cut short" in _reasons(broken)


_PARTS = st.sampled_from(["..", ".", "", "a", "b.txt", "C:", "보고서", "\\..\\x", "\u202e", "nul", "~"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.lists(_PARTS, min_size=1, max_size=6).map("/".join), min_size=1, max_size=5))
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_no_name_leads_out(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    files = [(name or "x", b"data") for name in names]
    for kind, data in (("application/zip", _zip(files)), ("application/x-tar", _tar(files))):
        given, contents = _run(tmp_path_factory.mktemp("slip"), data, kind)
        assert all(content == b"data" for content in contents)
        for member in given.members:
            assert ".." not in member.name.split("/") and not member.name.startswith("/")


def test_a_climbing_name_is_read_and_reported(tmp_path: Path) -> None:
    for kind, data in (("application/zip", _zip([("../../evil.txt", b"x")])),
                       ("application/x-tar", _tar([("/etc/evil.txt", b"x")]))):  # fmt: skip
        given, contents = _run(tmp_path / kind.replace("/", "-"), data, kind)
        assert contents == [b"x"] and given.failures[0].severity == "warning"
        assert "in its name" in given.failures[0].reason


def test_links_and_devices_are_never_made(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, b"Q")):
            info = tarfile.TarInfo(f"odd{number}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("odd0")
        info.size = 4
        archive.addfile(info, io.BytesIO(b"real"))
    given, contents = _run(tmp_path, buffer.getvalue(), "application/x-tar")
    assert contents[-1] == b"real" and sum("not unpacked" in f.reason for f in given.failures) == 5
    link = zipfile.ZipInfo("link")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    given, contents = _run(tmp_path / "zip", buffer.getvalue(), "application/zip")
    assert contents == [] and "a link" in _reasons(given)


def test_bombs_stop_while_inflating(tmp_path: Path) -> None:
    zeros = bytes(2_000_000)
    files = [("small.txt", b"kept"), ("bomb", zeros), ("after.txt", b"kept too")]
    given, contents = _run(tmp_path / "zip", _zip(files), "application/zip")
    assert contents == [b"kept", b"kept too"] and "swells more than 100 times" in _reasons(given)
    given, contents = _run(tmp_path / "gz", gzip.compress(zeros), "application/gzip")
    assert contents == [] and "swells" in _reasons(given)
    noise = random.Random(1).randbytes(1_200_000)
    given, contents = _run(tmp_path / "big", _zip([("big", noise), ("a", b"a")]), "application/zip")
    assert contents == [b"a"] and "more than" in _reasons(given)
    many = [(f"{i}", noise[:900_000]) for i in range(5)]
    given, contents = _run(tmp_path / "total", _zip(many, zipfile.ZIP_STORED), "application/zip")
    assert len(contents) == 3 and "stopped because it unpacks to more than 3 MB" in _reasons(given)
    given, contents = _run(tmp_path / "count", _tar([(f"{i}", b"x") for i in range(30)]), "application/x-tar")
    assert len(contents) == 20 and "more than 20 entries" in _reasons(given)
    given, contents = _run(tmp_path / "count2", _zip([(f"{i}", b"x") for i in range(30)]), "application/zip")
    assert contents == [] and "more than 20" in _reasons(given)


def _overlapping(entries: int, size: int) -> bytes:
    """One kernel of zeros under many names (Fifield: every entry points to one local header)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(bytes(size)) + packer.flush()
    crc = zlib.crc32(bytes(size))
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(packed), size, 1, 0) + b"0" + packed
    listed = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(packed), size, 5, 0, 0, 0, 0, 0, 0)
        + f"{i:05d}".encode()
        for i in range(entries)
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, entries, entries, len(listed), len(local), 0)
    return local + listed + end


def test_entries_that_share_bytes_are_refused_at_once(tmp_path: Path) -> None:
    data = _overlapping(15_000, 5_000_000)
    begin = time.perf_counter()
    given, contents = _run(tmp_path, data, "application/zip", Limits())
    assert time.perf_counter() - begin < 1.0
    assert contents == [] and "share the same bytes" in _reasons(given)


def test_a_zip_without_its_list_gives_what_is_whole(tmp_path: Path) -> None:
    noise = random.Random(2).randbytes(5000)
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        whole = _zip([("a.txt", b"alpha"), ("b.txt", b"beta" * 50), ("c.bin", noise)], method)
        cut = whole[: whole.index(b"PK\x01\x02") - 700]
        given, contents = _run(tmp_path / str(method), cut, "application/zip")
        assert contents == [b"alpha", b"beta" * 50]
        assert "front to back" in _reasons(given) and "c.bin" in _reasons(given)
    given, contents = _run(tmp_path / "noise", noise, "application/zip")
    assert contents == [] and "cannot be read as a zip" in _reasons(given)


def test_an_empty_archive_and_a_flood_of_faults_are_said_briefly(tmp_path: Path) -> None:
    for kind, data in (("application/zip", _zip([])), ("application/x-tar", bytes(10_240))):
        given, _ = _run(tmp_path / kind.replace("/", "-"), data, kind)
        assert [f.reason for f in given.failures] == ["There are no files in it."]
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for number in range(300):
            info = tarfile.TarInfo(f"link{number}")
            info.type, info.linkname = tarfile.SYMTYPE, "elsewhere"
            archive.addfile(info)
    given, contents = _run(tmp_path / "flood", buffer.getvalue(), "application/x-tar", Limits())
    assert contents == [] and len(given.failures) == 201 and "more entries" in given.failures[-1].reason


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    data = bytearray(_zip([("a.txt", b"unmistakable")], zipfile.ZIP_STORED))
    data[data.index(b"unmistakable")] ^= 1
    given, contents = _run(tmp_path, bytes(data), "application/zip")
    assert len(contents) == 1 and "does not match its checksum" in _reasons(given)


def test_an_encrypted_entry_is_reported(tmp_path: Path) -> None:
    data = bytearray(_zip([("a.txt", b"secret"), ("b.txt", b"open")], zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    given, contents = _run(tmp_path, bytes(data), "application/zip")
    assert contents == [b"open"] and "a.txt is encrypted" in _reasons(given)


def test_an_entry_that_calls_itself_otherwise_is_reported(tmp_path: Path) -> None:
    data = bytearray(_zip([("a.txt", b"x")]))
    data[30:35] = b"b.exe"
    given, _ = _run(tmp_path, bytes(data), "application/zip")
    assert "b.exe" in _reasons(given)


def test_names_without_a_word_on_their_encoding_are_guessed(tmp_path: Path) -> None:
    raw = "감시 카메라 보고서.txt".encode("cp949")
    data = _zip([("x" * len(raw), b"x")]).replace(b"x" * len(raw), raw)
    given, _ = _run(tmp_path, data, "application/zip")
    assert given.members[0].name == "감시 카메라 보고서.txt" and "Korean" in _reasons(given)


def test_a_truncated_tar_gives_what_is_whole_and_says_so(tmp_path: Path) -> None:
    whole = _tar([("a.txt", b"alpha"), ("b.txt", b"b" * 3000)])
    for cut in (whole[:2000], gzip.compress(whole[:2000])):
        kind = "application/x-tar" if cut[:2] != b"\x1f\x8b" else "application/gzip"
        given, contents = _run(tmp_path / kind.replace("/", "-"), cut, kind)
        assert contents == [b"alpha"] and "cut short" in _reasons(given) and "lost" in _reasons(given)
    broken = bytearray(whole)
    broken[1024 + 148] ^= 0xFF  # the second header's checksum: the library would end there without a word
    given, contents = _run(tmp_path / "header", bytes(broken), "application/x-tar")
    assert contents == [b"alpha"] and "breaks off after 1 entry" in _reasons(given)


def test_a_tar_header_cannot_claim_memory_or_disk(tmp_path: Path) -> None:
    info = tarfile.TarInfo("long")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1 << 40
    given, contents = _run(tmp_path / "name", info.tobuf(tarfile.GNU_FORMAT) + bytes(10_240), "application/x-tar")
    assert contents == [] and "name of more than a megabyte" in _reasons(given)
    info = tarfile.TarInfo("huge")
    info.size = 1 << 60
    given, contents = _run(tmp_path / "huge", info.tobuf(tarfile.GNU_FORMAT) + bytes(10_240), "application/x-tar")
    assert contents == [] and "claims" in _reasons(given)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_mangled_archives_never_raise(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    kind, raw = data.draw(st.sampled_from([
        ("application/zip", _zip(FILES)), ("application/zip", _zip(FILES, zipfile.ZIP_LZMA)),
        ("application/x-tar", _tar(FILES)), ("application/gzip", gzip.compress(_tar(FILES), mtime=0)),
        ("application/x-xz", lzma.compress(_tar(FILES))), ("application/x-bzip2", bz2.compress(b"x" * 500)),
    ]))  # fmt: skip
    mangled = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 5))):
        mangled[data.draw(st.integers(0, len(mangled) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del mangled[data.draw(st.integers(1, len(mangled))) :]
    _run(tmp_path_factory.mktemp("mangled"), bytes(mangled), kind)


def test_the_same_archive_gives_the_same_account(tmp_path: Path) -> None:
    data = _zip(FILES[:2])
    assert _run(tmp_path / "1", data, "application/zip")[0] == _run(tmp_path / "2", data, "application/zip")[0]


def test_the_account_travels_as_plain_values(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(_zip([("../a", b"x")]))
    given = unpack(tmp_path / "a.zip", "application/zip", tmp_path / "into")
    assert given.members[0].name == "a" and given.failures
    assert from_plain(Unpacked, json.loads(json.dumps(to_plain(given)))) == given
    assert from_plain(Limits, to_plain(TIGHT)) == TIGHT


def test_a_full_disk_is_one_sentence_and_what_came_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(original: Path, entry: Entry, limits: Limits) -> Iterator[bytes]:
        if entry.name != "a.txt":
            raise OSError(errno.ENOSPC, "No space left on device")
        yield b"whole"

    monkeypatch.setattr(zip_module, "_inflated", full)
    given, contents = _run(tmp_path, _zip([("a.txt", b"whole"), ("b.txt", b"lost")]), "application/zip")
    assert contents == [b"whole"] and "the disk is full; what came before was kept (1 entry)" in _reasons(given)


def test_a_sparse_header_that_never_ends_stops(tmp_path: Path) -> None:
    info = tarfile.TarInfo("sparse")
    info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "99"}
    info.size = 512
    data = info.tobuf(tarfile.PAX_FORMAT) + b"99999999\n1\n".ljust(512, b"1")
    given, contents = _run(tmp_path, data, "application/x-tar")
    assert contents == [] and len(given.failures) == 1


@pytest.mark.parametrize("name", ["../original", "/etc/passwd", "000002.bin", "000001.bin/..", "link.bin"])
def test_a_child_cannot_point_elsewhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "into").mkdir()
    (tmp_path / "original").write_bytes(b"x")
    with pytest.raises(ValueError, match="not a file of its own"):
        member_file(tmp_path / "into", Member(name, "a", 1))


def test_what_is_a_container() -> None:
    assert is_container("application/zip") and is_container("message/rfc822") and is_container("application/wacz")
    assert not is_container("multipart/related") and not is_container("application/pdf")
