"""The HTTP part of a web archive's record: its head, and its body freed of transfer and content coding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from typing import IO

from . import inflate
from .members import Damaged, Limits

LONGEST_HEAD = 256 * 1024
"""Bytes. Servers and browsers refuse heads beyond 8-64 kB; this leaves room for an archive's own additions."""

_CODINGS: dict[str, Callable[[], inflate.Decoder]] = {"gzip": inflate.gzip, "x-gzip": inflate.gzip}


@dataclass(frozen=True, slots=True)
class Head:
    """status: the number. media_type: lower case, without parameters, empty when not given. content_type: as sent.
    body: offset of the body in the block."""

    status: int
    media_type: str
    content_type: str
    codings: tuple[str, ...]
    chunked: bool
    body: int


def media_type_of(content_type: str) -> str:
    """``Text/HTML; charset=x`` as ``text/html``."""
    return content_type.split(";", 1)[0].strip().lower()


def read_head(block: IO[bytes]) -> Head | None:
    """The head at the start of ``block``, or None when there is none."""
    block.seek(0)
    raw = block.read(LONGEST_HEAD)
    match = re.search(rb"\r?\n\r?\n", raw)
    first = re.match(rb"HTTP/\d(?:\.\d)? +(\d{3})", raw)
    if match is None or first is None:
        return None
    fields = Message()
    for line in re.split(rb"\r?\n(?![ \t])", raw[: match.start()])[1:2000]:
        key, _, value = line.decode("latin-1").partition(":")
        if re.fullmatch(r"[!-9;-~]+", key.strip()):
            fields[key.strip()] = " ".join(value.split())
    content_type = str(fields.get("content-type", ""))
    codings = ",".join(fields.get_all("content-encoding", [])).lower()
    return Head(
        int(first[1]), media_type_of(content_type), content_type,
        tuple(part.strip() for part in codings.split(",") if part.strip() not in ("", "identity")),
        "chunked" in str(fields.get("transfer-encoding", "")).lower(), match.end(),
    )  # fmt: skip


def stream(block: IO[bytes], start: int) -> Iterator[bytes]:
    """The bytes of ``block`` from ``start``."""
    block.seek(start)
    while chunk := block.read(65536):
        yield chunk


def dechunked(block: IO[bytes], start: int) -> Iterator[bytes]:
    """The body without chunk sizes. A body that never was chunked is given as it is, as archives store such too.

    Raises:
        Damaged: it stops in the middle.
    """
    block.seek(start)
    first = True
    while True:
        at = block.tell()
        line = block.readline(256)
        match = re.fullmatch(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n", line)
        if match is None:
            if first:
                yield from stream(block, at)
                return
            raise Damaged("its chunks do not fit together")
        left = int(match[1], 16)
        if left == 0:
            return
        first = False
        while left > 0:
            part = block.read(min(65536, left))
            if not part:
                raise Damaged("it is cut short")
            left -= len(part)
            yield part
        block.readline(256)


def body(block: IO[bytes], head: Head, limits: Limits) -> Iterator[bytes]:
    """The body as the page's author wrote it.

    Raises:
        Damaged: a coding that is not known (Brotli needs a library of its own), or bytes that do not fit it.
        TooMuch: it swells like a bomb.
    """
    pieces = dechunked(block, head.body) if head.chunked else stream(block, head.body)
    for coding in reversed(head.codings):
        first = next(pieces, b"")
        if not first:
            return
        pieces = _rejoined(first, pieces)
        if coding in _CODINGS and not first.startswith(b"\x1f\x8b"):
            continue  # archives often store the body decoded and leave the header as it was
        if coding in _CODINGS:
            pieces = inflate.inflate(pieces, _CODINGS[coding], limits, many=True)
        elif coding == "deflate":
            # RFC 9110 means zlib; some servers send raw deflate. RFC 1950 tells the two apart by the first two bytes.
            zlibbed = first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
            pieces = inflate.inflate(pieces, inflate.zlibbed if zlibbed else inflate.deflate, limits)
        else:
            raise Damaged(f"it is coded as “{coding[:20]}”, which this program does not read")
    yield from pieces


def _rejoined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
