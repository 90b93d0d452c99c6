"""Zip archives. The list comes from the standard library; every byte is read by offset, after the offsets were judged.

Zip says everything twice, and bombs and smugglers live in the difference: entries that overlap (Fifield, *A better zip
bomb*, WOOT 2019), sizes that lie, names that climb. So the ranges of all entries are laid side by side first, sizes
count only while inflating, and an archive without a usable list is read from front to back instead.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..names import clean_name, decode_name, guess_encoding
from . import inflate
from .members import DAMAGED, Damaged, Limits, Shelf, TooMuch, counted, file_chunks

_LOCAL = struct.Struct("<4s5H3L2H")
_SIGNATURE = b"PK\x03\x04"
_LZMA_HEAD = 9
_METHODS = {0: "stored", 8: "deflate", 12: "bzip2", 14: "lzma", 95: "xz"}
_UNKNOWN = {1: "shrink", 6: "implode", 9: "deflate64", 93: "zstandard", 97: "wavpack", 98: "ppmd", 99: "AES encryption"}
_PASSWORD = "Unpack it yourself with the password and add the files."


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, judged. data: offset of its bytes. packed: how many, None when only the stream itself tells.

    size, crc: as the list says, to compare with; None when unknown. doubt: where list and entry disagree. cut: whether
    the archive ends before it does.
    """

    name: str
    data: int
    packed: int | None
    method: int
    encrypted: bool
    kind: int
    size: int | None
    crc: int | None
    doubt: str | None = None
    cut: bool = False


def entries(original: Path, shelf: Shelf) -> list[Entry]:
    """The entries, in the order of the archive's own list; what is wrong with the list goes to ``shelf``.

    Raises:
        TooMuch: too many entries, or entries that overlap.
    """
    try:
        with original.open("rb") as raw, zipfile.ZipFile(_Capped(raw, shelf.limits)) as archive:
            infos = archive.infolist()
            start_dir = archive.start_dir
    except TooMuch:
        raise
    except Exception as error:
        # The library raises a dozen types on a broken list (struct.error, UnicodeDecodeError, NotImplementedError ...);
        # whichever it is, what can be done is the same.
        found = list(_scan(original, shelf.limits))
        reason = clean_name(str(error)).rstrip(".") or type(error).__name__
        if found:
            shelf.warn(
                f"The archive's list of contents is damaged or missing ({reason}); it was read from front to back, "
                f"which found {counted(len(found), 'entry', 'entries')}.",
                "Some of what was in it may be lost. Get the file again if you can.",
            )
        else:
            shelf.fail(f"It cannot be read as a zip archive ({reason}).", DAMAGED)
        return found
    if len(infos) > shelf.limits.members:
        raise TooMuch(f"it lists {len(infos):,} entries, more than {shelf.limits.members:,}", whole=True)
    names = _names(infos, shelf)
    listed: list[Entry] = []
    ranges: list[tuple[int, int, str]] = []
    with original.open("rb") as file:
        size = file.seek(0, 2)
        for info, name in zip(infos, names, strict=True):
            entry, start = _judge(file, size, info, name)
            if isinstance(entry, str):
                shelf.fail(f"{clean_name(name)} cannot be read: {entry}.", DAMAGED, clean_name(name))
                continue
            ranges.append((start, entry.data + (entry.packed or 0), name))
            listed.append(entry)
    _refuse_overlap(ranges, start_dir)
    return listed


def put(original: Path, entry: Entry, shelf: Shelf) -> None:
    """Puts one entry on the shelf, or says why not. Folders are passed over; links and devices are listed only."""
    shown = clean_name(entry.name)
    if stat.S_ISDIR(entry.kind) or (entry.name.replace("\\", "/").endswith("/") and not entry.size):
        return
    # Archives made from a pipe mark their one entry as a pipe although it has content; only empty ones are passed over.
    if stat.S_ISLNK(entry.kind) or (entry.kind and not stat.S_ISREG(entry.kind) and not entry.size):
        what = "a link" if stat.S_ISLNK(entry.kind) else "a device, pipe or socket"
        reason = f"{shown} is {what}, not a file; it was not unpacked."
        shelf.warn(reason, "Add what it stands for, if it matters.", shown)
        return
    if entry.encrypted:
        shelf.fail(f"{shown} is encrypted.", _PASSWORD, shown)
        return
    if entry.cut:
        shelf.fail(f"{shown} is lost: the archive ends in the middle of it.", DAMAGED, shown)
        return
    if entry.method not in _METHODS:
        how = _UNKNOWN.get(entry.method, f"method {entry.method}")
        shelf.fail(
            f"{shown} is compressed with {how}, which this program does not read.",
            "Unpack the archive yourself and add the files.", shown,
        )  # fmt: skip
        return
    check = _Check()
    member = shelf.put(entry.name, check.passing(_inflated(original, entry, shelf.limits)))
    if member is None:
        return
    if entry.doubt:
        shelf.warn(f"{shown}: {entry.doubt}.", "Other programs may show something else in its place.", shown)
    if entry.size is not None and check.size != entry.size:
        shelf.warn(
            f"{shown} has {check.size:,} bytes, but the archive's list says {entry.size:,}.",
            "Read it with doubt: the archive is damaged or was tampered with.", shown,
        )  # fmt: skip
    elif entry.crc is not None and check.crc != entry.crc:
        shelf.warn(
            f"{shown} does not match its checksum.",
            "Read it with doubt: the archive is damaged or was tampered with.", shown,
        )  # fmt: skip


class _Check:
    """Counts and sums what passes."""

    def __init__(self) -> None:
        self.size = 0
        self.crc = 0

    def passing(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            self.crc = zlib.crc32(chunk, self.crc)
            yield chunk


class _Capped:
    """A file whose single reads are bounded, because the library reads the whole list at once, as large as it says."""

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._file = file
        self._most = limits.members * 1024 + 128 * 1024
        self._limits = limits
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise TooMuch(f"its list of contents is longer than {self._limits.members:,} entries need", whole=True)
        return self._file.read(size)


def _names(infos: list[zipfile.ZipInfo], shelf: Shelf) -> list[str]:
    """The entries' names. Where an archive does not say that they are UTF-8, one encoding is guessed for all."""
    raw = [None if info.flag_bits & 0x800 else info.orig_filename.encode("cp437") for info in infos]
    unsaid = [name for name in raw if name is not None and not name.isascii()]
    if not unsaid:
        return [info.orig_filename for info in infos]
    encoding = guess_encoding(unsaid)
    if encoding != "utf-8":
        language = {"cp949": "Korean", "gb18030": "Chinese"}.get(encoding, "Western")
        shelf.warn(
            f"The archive does not say how its file names are written; they were read as {language} ({encoding}).",
            "Look whether the names make sense; the contents are not affected.",
        )
    return [
        info.orig_filename if name is None else decode_name(name, encoding)
        for info, name in zip(infos, raw, strict=True)
    ]


def _judge(file: IO[bytes], size: int, info: zipfile.ZipInfo, name: str) -> tuple[Entry | str, int]:
    """The entry that ``info`` lists, compared with its own header; or what is wrong with it. And where it starts."""
    start = info.header_offset
    if not 0 <= start <= size - _LOCAL.size:
        return "it should begin where the file does not reach", start
    file.seek(start)
    signature, _, flags, method, _, _, crc, _, _, name_size, extra_size = _LOCAL.unpack(file.read(_LOCAL.size))
    if signature != _SIGNATURE:
        return "there is no entry where the list says", start
    local_name = file.read(name_size)
    data = start + _LOCAL.size + name_size + extra_size
    if data + info.compress_size > size:
        return "the archive is cut short in it", start
    doubt = None
    listed = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace")
    if local_name != listed:
        doubt = f"the entry calls itself “{clean_name(local_name.decode('utf-8', 'replace'))}”, the list another name"
    elif method != info.compress_type:
        doubt = "list and entry disagree on how it is compressed; the list was believed"
    elif not flags & 0x08 and crc != info.CRC:
        doubt = "list and entry disagree on its checksum"
    kind = info.external_attr >> 16 if info.create_system == 3 else 0
    return Entry(
        name, data, info.compress_size, info.compress_type, bool((info.flag_bits | flags) & 0x41) or method == 99,
        stat.S_IFMT(kind), info.file_size, info.CRC, doubt,
    ), start  # fmt: skip


def _refuse_overlap(ranges: list[tuple[int, int, str]], start_dir: int) -> None:
    last_end, last_name = 0, ""
    for start, end, name in sorted(ranges):
        if start < last_end:
            raise TooMuch(
                f"its entries “{clean_name(last_name)}” and “{clean_name(name)}” share the same bytes, "
                "as in a bomb or a smuggled file", whole=True,
            )  # fmt: skip
        if end > start_dir:
            reason = f"its entry “{clean_name(name)}” reaches into the list of contents, as in a bomb"
            raise TooMuch(reason, whole=True)
        last_end, last_name = end, name


def _inflated(original: Path, entry: Entry, limits: Limits) -> Iterator[bytes]:
    chunks = file_chunks(original, entry.data, entry.packed)
    if entry.method == 0:
        yield from chunks
        return
    if entry.method == 14:
        head = b"".join(file_chunks(original, entry.data, _LZMA_HEAD))
        if len(head) < _LZMA_HEAD or head[2:4] != b"\x05\x00":
            raise Damaged("its LZMA header makes no sense")
        rest = None if entry.packed is None else entry.packed - _LZMA_HEAD
        chunks = file_chunks(original, entry.data + _LZMA_HEAD, rest)
        yield from _sized(inflate.inflate(chunks, lambda: inflate.zip_lzma(head[4:]), limits, open_end=True), entry)
        return
    make: Callable[[], inflate.Decoder] = {8: inflate.deflate, 12: inflate.bzip2, 95: inflate.xz}[entry.method]
    yield from inflate.inflate(chunks, make, limits)


def _sized(chunks: Iterator[bytes], entry: Entry) -> Iterator[bytes]:
    """LZMA in zip may end without saying so; then only the stated size tells whether all of it came."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        yield chunk
    if entry.size is not None and size < entry.size:
        raise Damaged("it is cut short")


def _scan(original: Path, limits: Limits) -> Iterator[Entry]:
    """Entries found from front to back, for an archive whose list is gone.

    An entry whose header does not know its size is followed through its own stream; a stored one of that kind cannot
    be followed and ends at the next entry, unchecked.
    """
    total = original.stat().st_size
    at, found = _find(original, 0), 0
    while at is not None and found < limits.members:
        head = b"".join(file_chunks(original, at, _LOCAL.size))
        if len(head) < _LOCAL.size:
            return
        _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = _LOCAL.unpack(head)
        raw = b"".join(file_chunks(original, at + _LOCAL.size, name_size))
        data = at + _LOCAL.size + name_size + extra_size
        streamed = bool(flags & 0x08) and not packed
        name = decode_name(raw, "utf-8" if flags & 0x800 else guess_encoding([raw]))
        whole = not streamed and packed != 0xFFFFFFFF and data + packed <= total
        following = data + packed if whole else _find(original, data)
        end = packed if whole else (following if following is not None else total) - data
        found += 1
        cut = not streamed and not whole and following is None
        doubt = None if whole or method else "where it ends was guessed"
        yield Entry(name, data, max(end, 0), method, bool(flags & 0x41), 0, size if whole else None,
                    crc if whole else None, doubt, cut)  # fmt: skip
        at = _find(original, following) if following is not None else None


def _find(original: Path, start: int) -> int | None:
    """Where the next local header stands at or after ``start``."""
    before = b""
    at = start
    for chunk in file_chunks(original, start):
        held = before + chunk
        hit = held.find(_SIGNATURE)
        if hit >= 0:
            return at - len(before) + hit
        at += len(chunk)
        before = held[-3:]
    return None
