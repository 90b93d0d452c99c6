"""WARC and WACZ: pages with their address and capture time, and a word on whatever does not fit."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import random
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.collect.unpack import Limits, Unpacked, member_file, unpack

PAGE = "<html><title>감시</title><p>카메라</p></html>".encode("euc_kr")
DATE = "2024-04-16T10:11:12Z"


def _sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def _record(kind: str, uri: str, block: bytes, **fields: str) -> bytes:
    head = {"WARC-Type": kind, "WARC-Target-URI": uri, "WARC-Date": DATE, "Content-Length": str(len(block)),
            "WARC-Record-ID": f"<urn:uuid:{uri}>"}  # fmt: skip
    head |= {key.replace("_", "-"): value for key, value in fields.items()}
    lines = "".join(f"{key}: {value}\r\n" for key, value in head.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def _answer(
    uri: str, body: bytes, kind: str = "text/html; charset=euc-kr", status: str = "200 OK", extra: str = "",
    digest: str | None = None,
) -> bytes:  # fmt: skip
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    return _record("response", uri, block, WARC_Payload_Digest=digest or _sha1(body), WARC_Block_Digest=_sha1(block))


def _chunked(body: bytes) -> bytes:
    parts = [body[i : i + 10] for i in range(0, len(body), 10)]
    return b"".join(f"{len(p):x};x=y\r\n".encode() + p + b"\r\n" for p in parts) + b"0\r\n\r\n"


def _packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def _run(place: Path, data: bytes, kind: str = "application/warc", limits: Limits | None = None) -> tuple[
    Unpacked, list[bytes]
]:  # fmt: skip
    place.mkdir(parents=True, exist_ok=True)
    original = place / "original"
    original.write_bytes(data)
    into = place / "into"
    given = unpack(original, kind, into, limits or Limits())
    assert sorted(p.name for p in into.iterdir()) == sorted(m.file for m in given.members)
    return given, [member_file(into, m).read_bytes() for m in given.members]


def _reasons(given: Unpacked) -> str:
    return "\n".join(f"{f.severity} {f.reason}" for f in given.failures)


INFO = _record("warcinfo", "", b"software: test\r\n", Content_Type="application/warc-fields")


@pytest.mark.parametrize("packing", ["plain", "records", "one stream"])
def test_a_page_comes_with_address_time_and_served_type(tmp_path: Path, packing: str) -> None:
    records = [INFO, _record("request", "https://e.org/a", b"GET /a HTTP/1.1\r\n\r\n"),
               _answer("https://e.org/news/1", PAGE), _answer("https://e.org/?id=2", PAGE + b"2")]  # fmt: skip
    data = {"plain": b"".join(records), "records": _packed(*records), "one stream": gzip.compress(b"".join(records))}
    for kind in ("application/warc", "application/warc+gzip") if packing == "plain" else ("application/gzip",):
        given, contents = _run(tmp_path / kind.replace("/", "-"), data[packing], kind)
        assert contents == [PAGE, PAGE + b"2"] and given.failures == ()
        page = given.members[0]
        assert (page.origin, page.captured_at, page.name) == ("https://e.org/news/1", DATE, "e.org/news/1.html")
        assert page.note == "served as text/html; charset=euc-kr"
        assert given.members[1].name == "e.org/index?id=2.html"


def test_codings_are_undone_and_digests_fit_whichever_way_they_were_taken(tmp_path: Path) -> None:
    squeezed = gzip.compress(PAGE)
    records = []
    for number, (body, extra) in enumerate([
        (_chunked(PAGE), "Transfer-Encoding: chunked\r\n"),
        (squeezed, "Content-Encoding: gzip\r\n"),
        (_chunked(squeezed), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
        (zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate\r\n"),
        (PAGE, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    ]):  # fmt: skip
        for digest in (_sha1(body), _sha1(PAGE)):
            records.append(_answer(f"https://e.org/{number}.html", body, extra=extra, digest=digest))
    given, contents = _run(tmp_path, b"".join(records))
    assert contents == [PAGE] * 12 and given.failures == ()


def test_what_is_not_evidence_is_left_aside_and_counted(tmp_path: Path) -> None:
    photo, icon = random.Random(1).randbytes(12_000), random.Random(2).randbytes(900)
    data = _packed(
        _answer("https://e.org/a.css", b"p{}", "text/css"), _answer("https://e.org/a.js", b"x()", "text/javascript"),
        _answer("https://e.org/f.woff2", b"font", "application/octet-stream"),
        _answer("https://e.org/api", b"{}", "application/json"), _answer("https://e.org/old", b"", status="301 Moved"),
        _answer("https://e.org/gone", PAGE, status="404 Not Found"), _answer("https://e.org/e", b""),
        _answer("https://e.org/icon.png", icon, "image/png"), _answer("https://e.org/photo.jpg", photo, "image/jpeg"),
        _answer("https://e.org/r.pdf", b"%PDF-1.4", "application/pdf"),
    )  # fmt: skip
    given, contents = _run(tmp_path, data)
    assert contents == [photo, b"%PDF-1.4"] and given.failures == ()
    (note,) = given.notes
    for what in ("style sheets", "scripts", "fonts", "data answers", "redirects", "error answers", "empty answers",
                 "small pictures"):  # fmt: skip
        assert f"1 {what}" in note


def test_a_resource_record_is_taken_and_a_revisit_told(tmp_path: Path) -> None:
    data = b"".join([
        _record("resource", "https://e.org/report.pdf", b"%PDF-1.7", Content_Type="application/pdf"),
        _answer("https://e.org/a", PAGE),
        _record("revisit", "https://e.org/a", b"", WARC_Payload_Digest=_sha1(PAGE)),
        _record("revisit", "https://e.org/elsewhere", b"", WARC_Payload_Digest=_sha1(b"other")),
    ])  # fmt: skip
    given, contents = _run(tmp_path, data)
    assert contents == [b"%PDF-1.7", PAGE]
    assert "2 pages" in given.notes[0]
    assert "https://e.org/elsewhere" in _reasons(given) and "1 page " in _reasons(given)


def test_a_false_digest_is_reported_and_the_page_kept(tmp_path: Path) -> None:
    data = _answer("https://e.org/a", PAGE).replace("카메라".encode("euc_kr"), "카메러".encode("euc_kr"))
    given, contents = _run(tmp_path, data)
    assert len(contents) == 1
    assert "record does not match the digest" in _reasons(given) and "content does not match" in _reasons(given)
    given, contents = _run(tmp_path / "odd", _answer("https://e.org/a", PAGE, digest="sha1:not a digest"))
    assert contents == [PAGE] and given.failures == ()


@pytest.mark.parametrize("packed", [False, True])
def test_a_truncated_archive_gives_the_records_before(tmp_path: Path, packed: bool) -> None:
    noise = random.Random(3).randbytes(5000)
    records = [_answer("https://e.org/a", PAGE), _answer("https://e.org/b", noise, "application/pdf")]
    data = _packed(*records) if packed else b"".join(records)
    given, contents = _run(tmp_path, data[:-2000])
    assert contents == [PAGE]
    assert "https://e.org/b, which is lost" in _reasons(given) and "after 1 whole record " in _reasons(given)


@pytest.mark.parametrize("data", [b"", b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n", b"\x1f\x8b", b"WARC/9\r\nx: y\r\n\r\n"])
def test_what_is_no_archive_is_one_failure(tmp_path: Path, data: bytes) -> None:
    given, contents = _run(tmp_path, data)
    assert contents == [] and len(given.failures) == 1


def test_bombs_inside_web_archives_stop(tmp_path: Path) -> None:
    tight = Limits(ratio=100, ratio_from=100_000, member_bytes=500_000, total_bytes=5_000_000)
    bomb = _answer("https://e.org/bomb", gzip.compress(bytes(3_000_000)), extra="Content-Encoding: gzip\r\n")
    given, contents = _run(tmp_path / "coding", bomb + _answer("https://e.org/a", PAGE), limits=tight)
    assert contents == [PAGE] and "bomb" in _reasons(given)
    endless = b"WARC/1.0\r\n" + b"a: b\r\n" * 100_000
    given, contents = _run(tmp_path / "header", endless, limits=tight)
    assert contents == [] and "header" in _reasons(given)
    given, contents = _run(tmp_path / "gz", gzip.compress(endless * 20), limits=tight)
    assert contents == [] and given.failures


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_mangled_web_archives_never_raise(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    records = [INFO, _answer("https://e.org/a", _chunked(PAGE), extra="Transfer-Encoding: chunked\r\n")]
    mangled = bytearray(b"".join(records))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(mangled) - 1))
        mangled[at : at + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
    _run(tmp_path_factory.mktemp("mangled"), bytes(mangled) if data.draw(st.booleans()) else _packed(bytes(mangled)))


def _wacz(warc: bytes, *, spoil: bool = False, listed: bool = True, extra: dict[str, bytes] | None = None) -> bytes:
    pages = b'{"format": "json-pages-1.0"}\n{"url": "https://e.org/a", "title": "Cameras  everywhere"}\nnot json\n'
    resources = [{"path": "archive/data.warc.gz", "hash": f"sha256:{hashlib.sha256(warc).hexdigest()}"}]
    package = json.dumps({"profile": "data-package", "resources": resources if listed else []}).encode()
    digest = json.dumps({"hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("archive/data.warc.gz", warc[:-1] + b"\x07" if spoil else warc)
        archive.writestr("pages/pages.jsonl", pages)
        archive.writestr("datapackage.json", package)
        archive.writestr("datapackage-digest.json", digest)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["application/wacz", "application/zip"])
def test_a_wacz_gives_pages_with_their_titles(tmp_path: Path, kind: str) -> None:
    given, contents = _run(tmp_path, _wacz(_packed(_answer("https://e.org/a", PAGE))), kind)
    assert contents == [PAGE] and given.members[0].title == "Cameras  everywhere"
    assert [f.severity for f in given.failures] == ["warning"] and "1 line " in given.failures[0].reason


def test_a_wacz_that_was_changed_is_reported(tmp_path: Path) -> None:
    warc = b"".join([_answer("https://e.org/a", PAGE), b""])
    given, contents = _run(tmp_path / "hash", _wacz(warc, spoil=True), "application/wacz")
    assert contents == [PAGE] and "was changed after the file was made" in _reasons(given)
    given, _ = _run(tmp_path / "added", _wacz(warc, listed=False), "application/wacz")
    assert "put in later" in _reasons(given)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("x.txt", "x")
    given, contents = _run(tmp_path / "none", buffer.getvalue(), "application/wacz")
    assert contents == [] and "no web archive" in _reasons(given) and "cannot be checked" in _reasons(given)
