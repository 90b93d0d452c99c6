"""Tar archives, plain or compressed, read once from front to back; and single compressed files."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path, PurePosixPath

from ..names import clean_name, decode_name, guess_encoding
from . import inflate
from .members import DAMAGED, Damaged, Limits, Shelf, TooMuch, counted, file_chunks

_DECODERS: dict[str, Callable[[], inflate.Decoder]] = {
    "application/gzip": inflate.gzip,
    "application/x-bzip2": inflate.bzip2,
    "application/x-xz": inflate.xz,
}
_ODD = {
    tarfile.SYMTYPE: "a link",
    tarfile.LNKTYPE: "a hard link",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a pipe",
}
_NAME_BLOCKS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip


def unpack_tar(original: Path, shelf: Shelf) -> None:
    """Puts every plain file of the tar archive on ``shelf``."""
    _untar(file_chunks(original), shelf)


def unpack_compressed(original: Path, media_type: str, name: str, shelf: Shelf) -> bytes | None:
    """A gzip, bzip2 or xz file: the tar archive inside, or the one file inside.

    Returns:
        None when it is done; the first bytes when they are those of a WARC, which the caller then has to read.

    Raises:
        TooMuch: it swells beyond the bounds.
    """
    pieces = inflate.inflate(file_chunks(original), _DECODERS[media_type], shelf.limits, many=True)
    head = b""
    try:
        for piece in pieces:
            head += piece
            if len(head) >= 512:
                break
    except Damaged as error:
        shelf.fail(f"{clean_name(name) if name else 'It'} cannot be inflated: {error}.", DAMAGED)
        return None
    if head.startswith(b"WARC/"):
        return head
    if _is_tar(head[:512]):
        _untar(chain([head], pieces), shelf)
        return None
    shelf.put(_inner_name(original, media_type, name), chain([head], pieces))
    return None


def _is_tar(block: bytes) -> bool:
    if len(block) < 512:
        return False
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _inner_name(original: Path, media_type: str, name: str) -> str:
    """The name of the file inside: gzip may carry it; else the outer one without its last suffix."""
    if media_type == "application/gzip":
        head = next(file_chunks(original), b"")
        if len(head) > 10 and head[3] & 0x08 and not head[3] & 0x04:
            raw = head[10:].split(b"\0", 1)[0][:1024]
            if raw:
                return decode_name(raw, guess_encoding([raw]))
    stem = re.sub(r"\.(gz|bz2|xz|lzma)$", "", PurePosixPath(name).name, flags=re.IGNORECASE)
    return stem or "content"


class _Reading:
    """How far the library got; it ends silently at a header that makes no sense, and that must be said."""

    def __init__(self, limits: Limits) -> None:
        self.ended: str | None = "there is no end mark"
        reading = self

        class Header(tarfile.TarInfo):
            """A header whose name blocks are bounded, because the library reads them whole."""

            @classmethod
            def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Header:
                try:
                    header = super().frombuf(buf, encoding, errors)
                except tarfile.HeaderError as error:
                    said = clean_name(str(error))
                    reading.ended = None if "end of file header" in said else said
                    raise
                if header.type in _NAME_BLOCKS and header.size > limits.name_bytes:
                    raise TooMuch("a header claims a name of more than a megabyte", whole=True)
                if header.size < 0:
                    raise Damaged("a header claims a negative size")
                return header

        self.header = Header


def _untar(chunks: Iterable[bytes], shelf: Shelf) -> None:
    reading = _Reading(shelf.limits)
    source = inflate.Poured(chunks, shelf.limits.total_bytes)
    met = 0
    try:
        with tarfile.open(
            fileobj=source, mode="r|", tarinfo=reading.header, encoding="utf-8", errors="surrogateescape"
        ) as archive:
            for info in archive:
                met += 1
                if met > shelf.limits.members:
                    raise TooMuch(f"it holds more than {shelf.limits.members:,} entries", whole=True)
                _put(archive, info, shelf)
                archive.members = []  # type: ignore[attr-defined]  # else it remembers every header
    except TooMuch as error:
        raise TooMuch(error.reason, whole=True) from error
    except (tarfile.TarError, Damaged, OSError, ValueError, OverflowError, IndexError, KeyError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        reading.ended = clean_name(str(error)) or type(error).__name__
    if reading.ended is None:
        return
    if shelf.members or met:
        shelf.fail(
            f"The archive breaks off after {counted(met, 'entry', 'entries')} ({reading.ended}); "
            "what came after is lost.",
            DAMAGED,
        )
    else:
        shelf.fail(f"It cannot be read as a tar archive ({reading.ended}).", DAMAGED)


def _put(archive: tarfile.TarFile, info: tarfile.TarInfo, shelf: Shelf) -> None:
    raw = info.name.encode("utf-8", "surrogateescape")
    name = decode_name(raw, guess_encoding([raw]))
    shown = clean_name(name)
    if info.isdir():
        return
    if not info.isfile():
        what = _ODD.get(info.type, f"of an unknown kind ({clean_name(repr(info.type))})")
        reason = f"{shown} is {what}, not a file; it was not unpacked."
        shelf.warn(reason, "Add what it stands for, if it matters.", shown)
        return
    if info.size > shelf.limits.member_bytes:
        shelf.fail(
            f"{shown} was not unpacked: it claims {info.size:,} bytes.",
            "If you trust the file, unpack it yourself and add what you need of it.", shown,
        )  # fmt: skip
        return
    before = len(shelf.failures)
    shelf.put(name, _content(archive, info), note="a sparse file, its holes filled with zeros" if info.sparse else None)
    if any(f.severity == "failed" for f in shelf.failures[before:]):
        raise Damaged("the bytes end there")


def _content(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    file = archive.extractfile(info)
    if file is None:
        raise Damaged("it has no content")
    left = info.size
    while left > 0:
        try:
            chunk = file.read(min(65536, left))
        except tarfile.TarError as error:
            raise Damaged("it is cut short") from error
        if not chunk:
            raise Damaged("it is cut short")
        left -= len(chunk)
        yield chunk
