"""Which reader takes which media type. A new format is one file here and one line in this list.

A reader is a module with ``read(original: Path, limit: int) -> Reading`` that raises `sousveil.errors.Unreadable`
with a sentence for the researcher. Modules are imported only when a file of theirs comes up.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import cast

from .reading import Reading

READERS: dict[str, str] = {
    "text/plain": "plain",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "multipart/related": "mhtml",
    "message/rfc822": "mail",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/csv": "delimited",
    "text/tab-separated-values": "delimited",
    "application/json": "jsontext",
    "application/x-ndjson": "jsontext",
    "application/x-subrip": "subtitles",
    "text/vtt": "subtitles",
    "application/xml": "markup",
    "image/png": "picture",
    "image/jpeg": "picture",
    "image/tiff": "picture",
    "image/webp": "picture",
    "image/bmp": "picture",
    "image/gif": "picture",
}

CONTAINERS = frozenset({
    "application/zip", "application/x-tar", "application/gzip", "application/x-bzip2", "application/x-xz",
    "application/warc", "application/warc+gzip", "application/wacz",
})  # fmt: skip
"""Unpacked when they are collected; what they hold is read as items of its own."""

ADVICE = {
    "application/x-ole-storage": "Open it in LibreOffice and save it as DOCX, XLSX or PDF.",
    "application/rtf": "Open it in LibreOffice and save it as DOCX or PDF.",
    "application/vnd.rar": "Unpack it and add the files in it.",
    "application/x-7z-compressed": "Unpack it and add the files in it.",
    "image/heic": "Save it as JPEG or PNG and add that as well.",
    "image/heif": "Save it as JPEG or PNG and add that as well.",
    "image/avif": "Save it as JPEG or PNG and add that as well.",
}


def reader(media_type: str) -> Callable[[Path, int], Reading] | None:
    """The function that reads this media type, or None when there is none."""
    name = READERS.get(media_type)
    if name is None:
        return None
    module = importlib.import_module(f"{__package__}.{name}")
    return cast("Callable[[Path, int], Reading]", module.read)
