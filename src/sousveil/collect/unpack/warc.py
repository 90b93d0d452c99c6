"""Web archives (WARC, ISO 28500; warcio reads them): the pages and documents in them, with address and capture time.

Kept: successful answers and resources that can carry evidence: pages, text, PDF and office files, archives, video,
sound, and pictures from `SMALLEST_PICTURE` up (below are icons and trackers). Left aside and counted in the notes:
style sheets, scripts, fonts, data answers (JSON, XML), redirects, errors, empty answers, and what a crawler wrote
itself. All of them stay in the preserved archive.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import io
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote_to_bytes, urlsplit

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.bufferedreaders import DecompressingBufferedReader  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from ..names import clean_name, decode_name, guess_encoding
from . import http, inflate
from .members import DAMAGED, Damaged, Shelf, TooMuch, counted, file_chunks

SMALLEST_PICTURE = 10_000
"""Bytes. Smaller ones are icons, buttons and tracking pixels as a rule; a news photograph has 20 kB or more."""

_EXTENSIONS = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "text/markdown": "md", "text/csv": "csv",
    "application/pdf": "pdf", "message/rfc822": "eml", "multipart/related": "mhtml", "text/vtt": "vtt",
    "application/x-subrip": "srt", "application/zip": "zip", "image/jpeg": "jpg", "image/png": "png",
    "image/webp": "webp", "image/gif": "gif", "video/mp4": "mp4", "audio/mpeg": "mp3",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.text": "odt",
}  # fmt: skip
_ASIDE = (
    (re.compile(r"text/css"), "style sheets"),
    (re.compile(r"(?:text|application)/(?:x-)?(?:java|ecma)script|application/wasm"), "scripts"),
    (re.compile(r"font/|application/(?:x-)?font|application/vnd\.ms-fontobject"), "fonts"),
    (re.compile(r"application/(?:[\w.+-]*\+)?(?:json|xml)$|text/xml|application/x-ndjson|application/x-protobuf"),
     "data answers (JSON, XML)"),
    (re.compile(r"application/(?:vnd\.apple\.mpegurl|x-mpegurl|dash\+xml)"), "playlists"),
)  # fmt: skip
_BY_URL = (
    (re.compile(r"\.css$"), "style sheets"),
    (re.compile(r"\.m?js$"), "scripts"),
    (re.compile(r"\.(?:woff2?|ttf|otf|eot)$"), "fonts"),
    (re.compile(r"/robots\.txt$"), "robots.txt files"),
)


@dataclass
class _Tally:
    aside: Counter[str] = field(default_factory=Counter)
    digests: set[str] = field(default_factory=set)
    revisits: list[tuple[str, str]] = field(default_factory=list)


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]
    """warcio's reader with bounded headers: it would hold one of any length in memory."""

    _lines = 0

    def read(self, length: int | None = None) -> bytes:
        self._lines = 0
        data: bytes = super().read(length)
        return data

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(min(length, http.LONGEST_HEAD) if length else http.LONGEST_HEAD)
        self._lines += len(line)
        if self._lines >= http.LONGEST_HEAD:
            raise TooMuch("one of its headers never ends", whole=True)
        return line


def unpack_warc(original: Path, shelf: Shelf, titles: Mapping[str, str] | None = None, called: str = "") -> None:
    """Puts the pages and documents of the archive on ``shelf``.

    titles: of pages, by address. called: its name, when it is itself part of something.
    Digests are checked over the body as stored, freed of chunks, and freed of content coding, because crawlers differ
    in which of these they mean; only when none fits is it reported.

    Raises:
        TooMuch, OSError: as `Shelf.put`.
    """
    with original.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    chunks: Iterator[bytes] = file_chunks(original)
    if packed:
        # Inflated here and not by warcio, so that bounds hold and one gzip stream around all records is read as well.
        chunks = inflate.inflate(chunks, inflate.gzip, shelf.limits, many=True)
    source = inflate.Poured(chunks, shelf.limits.total_bytes)
    tally = _Tally()
    where = f"The web archive {called}" if called else "The web archive"
    whole = 0
    try:
        for record in _records(source):
            if _record(record, shelf, tally, titles or {}):
                whole += 1
            else:
                raise Damaged("a record ends before its stated length")
        if whole == 0:
            raise Damaged("it has no records")
    except (Damaged, ArchiveLoadFailed, EOFError, ValueError, AttributeError, TypeError, KeyError, IndexError) as error:
        said = clean_name(str(error)).strip().rstrip(".")[:200] or type(error).__name__
        shelf.fail(
            f"{where} breaks off or is damaged after {counted(whole, 'whole record', 'whole records')} ({said}); "
            "nothing after that could be read.",
            DAMAGED,
        )
    except TooMuch as error:
        raise TooMuch(error.reason, whole=True) from error
    finally:
        _say(tally, shelf, where)


def _records(source: io.RawIOBase) -> Iterator[Any]:
    with contextlib.redirect_stderr(io.StringIO()):  # warcio prints its doubts; ours are in the account
        records = ArchiveIterator(source, no_record_parse=True)
        records.reader = _Reader(source)
        yield from records
        if records.err_count:
            raise Damaged("a record is longer than its stated length")


def _record(record: Any, shelf: Shelf, tally: _Tally, titles: Mapping[str, str]) -> bool:
    """Reads one record to its end; whether it was whole."""
    kind = record.rec_type
    uri = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if kind == "revisit":
        tally.revisits.append((uri, _digest_key(record.rec_headers.get_header("WARC-Payload-Digest"))))
    if kind not in ("response", "resource", "conversion") or record.format != "warc":
        while record.raw_stream.read(65536):
            pass
        if record.format != "warc":
            tally.aside["records in the old ARC format"] += 1
        return _is_whole(record)
    with tempfile.TemporaryFile(dir=shelf.into) as block:
        size, sums = 0, {name: hashlib.new(name) for name in ("sha1", "sha256", "md5")}
        broken: Damaged | None = None
        try:
            while chunk := record.raw_stream.read(65536):
                size += len(chunk)
                if size > shelf.limits.member_bytes:
                    raise TooMuch("one of its records is larger than a member may be", whole=True)
                block.write(chunk)
                for one in sums.values():
                    one.update(chunk)
        except Damaged as error:
            broken = error
        if not _is_whole(record):
            raise Damaged(f"in the middle of {clean_name(uri)[:120]}, which is lost") from broken
        _keep(record, uri, block, {name: one.digest() for name, one in sums.items()}, shelf, tally, titles)
    return True


def _is_whole(record: Any) -> bool:
    return record.length is not None and getattr(record.raw_stream, "limit", 0) == 0


def _keep(
    record: Any, uri: str, block: IO[bytes], sums: Mapping[str, bytes], shelf: Shelf, tally: _Tally,
    titles: Mapping[str, str],
) -> None:  # fmt: skip
    headers = record.rec_headers
    head: http.Head | None = None
    if record.rec_type == "response":
        if not uri.startswith(("http:", "https:")):
            tally.aside["answers that are not web pages (DNS and the like)"] += 1
            return
        head = http.read_head(block)
        if head is None:
            shelf.fail(f"{clean_name(uri)} has no readable HTTP header.", DAMAGED, clean_name(uri))
            return
    content_type = head.content_type if head else str(headers.get_header("Content-Type") or "")
    offset = head.body if head else 0
    tally.digests.add(_digest_key(headers.get_header("WARC-Payload-Digest")))
    doubts = _doubts(headers, block, head, sums, shelf)
    why = _aside(uri, content_type, head)
    if why is not None:
        tally.aside[why] += 1
        return
    if block.seek(0, io.SEEK_END) == offset:
        tally.aside["empty answers"] += 1
        return
    media = http.media_type_of(content_type)
    pieces = http.body(block, head, shelf.limits) if head else http.stream(block, 0)
    captured, date_doubt = _instant(headers.get_header("WARC-Date"))
    failures = len(shelf.failures)
    member = shelf.put(
        _name(uri, media), pieces, least=SMALLEST_PICTURE if media.startswith("image/") else 1,
        origin="".join(c if c.isprintable() else "\ufffd" for c in uri) or None,
        captured_at=captured, title=titles.get(uri),
        note=f"served as {clean_name(content_type)}" if content_type else None,
    )  # fmt: skip
    if member is None:
        if len(shelf.failures) == failures:
            tally.aside["small pictures" if media.startswith("image/") else "empty answers"] += 1
        return
    for doubt in (*doubts, *date_doubt):
        shelf.warn(f"{clean_name(uri)}: {doubt}.", "Read it with doubt, and look for another capture.", member.name)


def _aside(uri: str, content_type: str, head: http.Head | None) -> str | None:
    if head is not None and head.status != 200:
        if 300 <= head.status < 400:
            return "redirects"
        if head.status == 206:
            return "partial answers"
        if not 200 <= head.status < 300:
            return "error answers"
    if uri.startswith(("urn:pageinfo:", "urn:text:")) or "warcinfo" in content_type or "warc-fields" in content_type:
        return "texts and notes that the crawler wrote itself"
    media = http.media_type_of(content_type)
    for pattern, what in _ASIDE:
        if pattern.match(media):
            return what
    path = urlsplit_safe(uri).lower()
    for pattern, what in _BY_URL:
        if pattern.search(path) and media in ("", "text/plain", "application/octet-stream", "binary/octet-stream"):
            return what
    return None


def urlsplit_safe(uri: str) -> str:
    """The path of an address, or what stands in its place where the address is malformed."""
    try:
        return urlsplit(uri).path
    except ValueError:
        return uri


def _name(uri: str, media: str) -> str:
    """Host, path and query, with the extension that its type asks for, so that it is recognised later."""
    try:
        parts = urlsplit(uri)
        host, path, query = parts.netloc.rpartition("@")[2], parts.path, parts.query
    except ValueError:
        host, path, query = "", uri, ""
    raw = unquote_to_bytes(path or "/")
    path = decode_name(raw, guess_encoding([raw]))
    if path.endswith("/"):
        path += "index"
    if query:
        path += "?" + query[:80].replace("/", "_")
    wanted = _EXTENSIONS.get(media)
    if wanted and not path.lower().endswith((f".{wanted}", ".htm" if wanted == "html" else f".{wanted}")):
        path += f".{wanted}"
    return f"{host}{path}" if host else path


def _instant(value: str | None) -> tuple[str | None, list[str]]:
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z", (value or "").strip())
    if match:
        return f"{match[1]}Z", []
    return None, [f"its capture time “{clean_name(value or '')[:40]}” is missing or makes no sense"]


def _digest_key(value: str | None) -> str:
    return (value or "").strip().lower()


def _doubts(
    headers: Any, block: IO[bytes], head: http.Head | None, sums: Mapping[str, bytes], shelf: Shelf
) -> list[str]:
    """What the record's own digests say against it."""
    doubts = []
    if (stated := _digest(headers.get_header("WARC-Block-Digest"))) and sums.get(stated[0]) not in (None, stated[1]):
        doubts.append("its record does not match the digest that the web archive states")
    stated = _digest(headers.get_header("WARC-Payload-Digest"))
    if stated is not None and stated[0] in sums:
        offset = head.body if head else 0
        ways = [lambda: http.stream(block, offset)]
        if head is not None:
            if head.chunked:
                ways.append(lambda: http.dechunked(block, offset))
            if head.codings:
                ways.append(lambda: http.body(block, head, shelf.limits))
        if not any(_sum(stated[0], way, shelf.limits.member_bytes) == stated[1] for way in ways):
            doubts.append("its content does not match the digest that the web archive states")
    return doubts


def _sum(name: str, way: Callable[[], Iterator[bytes]], most: int) -> bytes | None:
    total = hashlib.new(name)
    try:
        for chunk in way():
            total.update(chunk)
            most -= len(chunk)
            if most < 0:
                return None
    except (Damaged, TooMuch):
        return None
    return total.digest()


def _digest(value: str | None) -> tuple[str, bytes] | None:
    """``sha1:BASE32`` (or hexadecimal, or Base64) as name and bytes; None when missing or of an unknown kind."""
    name, _, text = (value or "").strip().partition(":")
    name = name.lower().replace("-", "")
    lengths = {"sha1": 20, "sha256": 32, "md5": 16}
    if name not in lengths:
        return None
    size = lengths[name]
    for decode in (bytes.fromhex, _base32, _base64):
        try:
            raw = decode(text)
        except (ValueError, binascii.Error):
            continue
        if len(raw) == size:
            return name, raw
    return None


def _base32(text: str) -> bytes:
    return base64.b32decode(text + "=" * (-len(text) % 8), casefold=True)


def _base64(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_" if set(text) & set("-_") else None)


def _say(tally: _Tally, shelf: Shelf, where: str) -> None:
    if tally.aside:
        parts = [f"{count} {what}" for what, count in sorted(tally.aside.items())]
        shelf.notes.append(f"{where}: left aside, but preserved inside it: {', '.join(parts)}.")
    if tally.revisits:
        shelf.notes.append(
            f"{where}: met again unchanged and not stored again: "
            f"{counted(len(tally.revisits), 'page', 'pages')}."
        )
        lost = sorted({uri for uri, digest in tally.revisits if not digest or digest not in tally.digests})
        if lost:
            names = ", ".join(clean_name(uri) for uri in lost[:5])
            shelf.warn(
                f"{where} refers for {counted(len(lost), 'page', 'pages')} to an earlier capture that is not in it: "
                f"{names}{' and others' if len(lost) > 5 else ''}.",
                "Add the web archive with the earlier capture.",
            )
