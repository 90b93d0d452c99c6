from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.case.mediatype import extension, looks_like_text, mediatype, sniff


def zipped(*names: str, kind: str | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if kind:
            archive.writestr("mimetype", kind)
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(("data", "name", "kind"), [
    (b"%PDF-1.7\n", "a.txt", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "a", "image/png"),
    (b"\xff\xd8\xff\xe0", "a.png", "image/jpeg"),
    (b"RIFF\0\0\0\0WEBPVP8 ", "a", "image/webp"),
    (b"\0\0\0\x18ftypmp42", "a.mp4", "video/mp4"),
    (b"<!-- x -->\n<!DOCTYPE html><html>", "a.txt", "text/html"),
    (b"\xef\xbb\xbfWEBVTT\n", "a.txt", "text/vtt"),
    (b"1\n00:00:01,000 --> 00:00:02,000\nx", "a", "application/x-subrip"),
    (b"From: a\nTo: b\nSubject: c\n\nx", "a", "message/rfc822"),
    (b"From: a\nSubject: c\nContent-Type: multipart/related; x\n\n", "a", "multipart/related"),
    (b"Subject: just a title\n\nwords", "a.txt", "text/plain"),
    (b"a,b\n1,2\n", "a.csv", "text/csv"),
    (b"# T\n", "a.md", "text/markdown"),
    (b"{}", "a.json", "application/json"),
    (b"\x1f\x8b\x08", "a.warc.gz", "application/warc+gzip"),
    (b"\x1f\x8b\x08", "a.gz", "application/gzip"),
    (b"WARC/1.0\r\n", "a", "application/warc"),
    (bytes(range(256)) * 4, "a.html", "text/html"),
    (bytes(range(256)) * 4, "a", "application/octet-stream"),
    (b"", "a", "application/octet-stream"),
    (zipped("word/document.xml"), "a.zip", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (zipped("xl/workbook.xml"), "a", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (zipped("content.xml", kind="application/vnd.oasis.opendocument.text"), "a", "application/vnd.oasis.opendocument.text"),
    (zipped("datapackage.json", "archive/data.warc.gz"), "a", "application/wacz"),
    (zipped("a.txt"), "a.docx", "application/zip"),
    (zipped("a.txt")[:20], "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
])  # fmt: skip
def test_kinds(tmp_path: Path, data: bytes, name: str, kind: str) -> None:
    path = tmp_path / "original"
    path.write_bytes(data)
    assert mediatype(path, name) == kind


def test_tar(tmp_path: Path) -> None:
    path = tmp_path / "original"
    with tarfile.open(path, "w") as archive:
        archive.addfile(tarfile.TarInfo("a"), None)
    assert mediatype(path, "a.tar") == "application/x-tar"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp949", "gb18030"])
def test_text_in_any_encoding_looks_like_text(encoding: str) -> None:
    assert looks_like_text("Cameras 카메라 are on all day. ".encode(encoding) * 20)


@given(st.binary(max_size=600), st.text(max_size=20))
def test_sniffing_always_answers(data: bytes, name: str) -> None:
    assert "/" in sniff(data, name)


@pytest.mark.parametrize(
    ("name", "end"), [("a.TXT", "txt"), ("a", ""), (".hidden", ""), ("a/b.c/d", ""), ("x.tar.gz", "gz")]
)
def test_extension(name: str, end: str) -> None:
    assert extension(name) == end
