"""What kind of file something is, by its first bytes and then by its name. Nothing here parses content.

Both `collect` (is it a container?) and `read` (which reader?) ask this one place, so that they agree.
"""

from __future__ import annotations

import re
import tarfile
import zipfile
from pathlib import Path
from typing import BinaryIO

HEAD = 8192
"""Bytes looked at. Every signature below lies within the first 600; the rest tells text from noise."""

UNKNOWN = "application/octet-stream"

MOST_LISTING = 16 << 20
"""Bytes of a zip's list of entries that are looked at: some 200,000 entries, far more than an office file has."""

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"WARC/", "application/warc"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"OggS", "application/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"FLV\x01", "video/x-flv"),
    (0, b"\x00\x00\x01\xba", "video/mpeg"),
    (0, b"\x00\x00\x01\xb3", "video/mpeg"),
    (257, b"ustar", "application/x-tar"),
)

_FTYP_IMAGES = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heif", b"avif": "image/avif"}

_BY_EXTENSION = {
    "txt": "text/plain", "text": "text/plain", "log": "text/plain", "md": "text/markdown", "markdown": "text/markdown",
    "html": "text/html", "htm": "text/html", "xhtml": "text/html", "shtml": "text/html", "mhtml": "multipart/related",
    "mht": "multipart/related", "eml": "message/rfc822", "csv": "text/csv", "tsv": "text/tab-separated-values",
    "tab": "text/tab-separated-values", "json": "application/json", "jsonl": "application/x-ndjson",
    "ndjson": "application/x-ndjson", "geojson": "application/json", "srt": "application/x-subrip",
    "vtt": "text/vtt", "xml": "application/xml", "yaml": "text/plain", "yml": "text/plain",
}  # fmt: skip

_BINARY_EXTENSION = {
    "mp3": "audio/mpeg", "wav": "audio/x-wav", "mp4": "video/mp4", "mkv": "video/x-matroska", "mpg": "video/mpeg",
    "mpeg": "video/mpeg", "ts": "video/mp2t", "wmv": "video/x-ms-wmv", "aac": "audio/aac",
}  # fmt: skip

_ZIP_FALLBACK = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "wacz": "application/wacz",
}

_HTML_START = re.compile(rb"^\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)  # fmt: skip  # noqa: E501
_HEADER_LINE = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?[^\r\n]*\r?\n")
_MAIL_HEADERS = re.compile(rb"^(?:from|to|subject|date|received|message-id|return-path|mime-version|delivered-to):", re.I | re.M)  # fmt: skip  # noqa: E501
_MHTML_TYPE = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)
_SRT_START = re.compile(rb"^\s*\d+\s*\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->")


def extension(name: str) -> str:
    """The last extension of ``name``, lower case, without its dot; empty when there is none."""
    last = name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    stem, dot, end = last.rpartition(".")
    return end.lower() if dot and stem and len(end) <= 8 else ""


def mediatype(path: Path, name: str) -> str:
    """The media type of the file at ``path`` which came under ``name``.

    Bytes decide; the name only tells apart what looks alike (csv or text, markdown or text). A file that claims by its
    name to be text and is not text is still given that type: its reader refuses it in words that say so.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        return stream_type(stream, name)


def stream_type(stream: BinaryIO, name: str) -> str:
    """The same for an open file, which has to be seekable; it is left at any place."""
    kind = sniff(stream.read(HEAD), name)
    if kind == "application/zip":
        return _zip_type(stream, name)
    if kind == "application/gzip" and name.lower().endswith((".warc.gz", ".warc")):
        return "application/warc+gzip"
    if kind == UNKNOWN and extension(name) == "tar" and _is_old_tar(stream):
        return "application/x-tar"
    return kind


def sniff(head: bytes, name: str) -> str:
    """The media type by the first bytes (at most `HEAD` are looked at) and the name. Zip-based types say zip."""
    head = head[:HEAD]
    end = extension(name)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return "application/zip"
    for offset, magic, kind in _SIGNATURES:
        if head[offset : offset + len(magic)] == magic:
            return kind
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo", b"WAVE": "audio/x-wav"}.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _FTYP_IMAGES.get(head[8:12], "video/quicktime" if head[8:12] == b"qt  " else "video/mp4")
    if (
        head[:2] == b"BM"
        and len(head) >= 26
        and head[14:18] in (b"\x28\0\0\0", b"\x0c\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0")
    ):
        return "image/bmp"
    if b"%PDF-" in head[:1024] and end in ("pdf", ""):
        return "application/pdf"
    if end in _BINARY_EXTENSION and not looks_like_text(head):
        return _BINARY_EXTENSION[end]
    return _text_type(head, end)


def _text_type(head: bytes, end: str) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf")
    if text.startswith(b"WEBVTT"):
        return "text/vtt"
    if _HTML_START.match(text):
        return "text/html"
    if end in _BY_EXTENSION:
        kind = _BY_EXTENSION[end]
        if kind == "message/rfc822" and _MHTML_TYPE.search(text):
            return "multipart/related"
        return kind
    if _HEADER_LINE.match(text) and len(_MAIL_HEADERS.findall(text)) >= 2:
        return "multipart/related" if _MHTML_TYPE.search(text) else "message/rfc822"
    if _SRT_START.match(text):
        return "application/x-subrip"
    return "text/plain" if text and looks_like_text(head) else UNKNOWN


def looks_like_text(head: bytes) -> bool:
    """Whether these first bytes could be text in some encoding: hardly any control characters."""
    if not head:
        return False
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    controls = sum(head.count(byte) for byte in _CONTROLS)
    if controls * 100 <= len(head):
        return True
    # UTF-16 without a mark: every other byte of Western text is zero.
    zeros = max(head[0::2].count(0), head[1::2].count(0))
    return zeros * 10 >= len(head) * 3 and controls - zeros < max(2, len(head) // 50)


_CONTROLS = tuple(bytes([code]) for code in (*range(9), 11, *range(14, 27), *range(28, 32), 127))


def _zip_type(stream: BinaryIO, name: str) -> str:
    end = extension(name)
    if _listing_bytes(stream) > MOST_LISTING:
        return "application/zip"
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()[:20000]
            names = {entry.filename for entry in entries}
            if "mimetype" in names:
                entry = archive.getinfo("mimetype")
                if entry.file_size <= 200 and entry.compress_type == zipfile.ZIP_STORED:
                    declared = archive.read(entry).decode("ascii", "replace").strip()
                    if re.fullmatch(r"application/[\w.+-]{1,100}", declared):
                        return declared
    except Exception:
        # A broken archive keeps what its name claims, so that the reader in charge says what is wrong with it.
        return _ZIP_FALLBACK.get(end, "application/zip")
    if "word/document.xml" in names:
        return _ZIP_FALLBACK["docx"]
    if "xl/workbook.xml" in names:
        return _ZIP_FALLBACK["xlsx"]
    if "ppt/presentation.xml" in names:
        return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    if "content.xml" in names and end == "odt":
        return _ZIP_FALLBACK["odt"]
    if "datapackage.json" in names and any(entry.startswith("archive/") for entry in names):
        return "application/wacz"
    if "[Content_Types].xml" in names and end in ("docx", "xlsx"):
        return _ZIP_FALLBACK[end]
    return "application/zip"


def _listing_bytes(stream: BinaryIO) -> int:
    """How long a zip says its list of entries is (its end record, APPNOTE 4.3.16); 0 without an end record.

    This runs outside the guard, and the library reads the list whole: a list of gigabytes must not get there.
    """
    stream.seek(0, 2)
    stream.seek(-min(stream.tell(), 65_557), 2)
    tail = stream.read(65_557)
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _is_old_tar(stream: BinaryIO) -> bool:
    try:
        stream.seek(0)
        return tarfile.is_tarfile(stream)
    except (OSError, tarfile.TarError, ValueError):
        return False
