"""Inflating under bounds: pieces in, pieces out, never more in memory than one piece."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from .members import Damaged, Limits, TooMuch

PIECE = 256 * 1024
"""Bytes that one step of inflating may give."""

_LZMA_MEMORY = 128 * 1024 * 1024
"""Bytes; ``xz -9`` needs 65 MB to inflate (xz manual page), anything above is a trap or an oddity."""


class Decoder(Protocol):
    """What bz2 and lzma offer, and `_Zlib` below for zlib."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Zlib:
    """zlib behind the face of bz2 and lzma. wbits: as in zlib."""

    def __init__(self, wbits: int) -> None:
        self._inner = zlib.decompressobj(wbits)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail and not self._full and not self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        self._full = len(out) >= max_length  # more may wait inside although all input is taken
        return out


def deflate() -> Decoder:
    """Raw deflate, as in zip."""
    return _Zlib(-zlib.MAX_WBITS)


def gzip() -> Decoder:
    """One gzip member."""
    return _Zlib(16 + zlib.MAX_WBITS)


def zlibbed() -> Decoder:
    """Deflate with a zlib header, as HTTP means it."""
    return _Zlib(zlib.MAX_WBITS)


def bzip2() -> Decoder:
    """One bzip2 stream."""
    return bz2.BZ2Decompressor()


def xz() -> Decoder:
    """One xz stream or an old .lzma file."""
    return lzma.LZMADecompressor(format=lzma.FORMAT_AUTO, memlimit=_LZMA_MEMORY)


def zip_lzma(properties: bytes) -> Decoder:
    """LZMA as zip has it. properties: the 5 bytes after its version and size fields.

    Raises:
        Damaged: they are no LZMA properties, or ask for too large a dictionary.
    """
    first, size = properties[0], int.from_bytes(properties[1:5], "little")
    if first >= 9 * 5 * 5 or size > _LZMA_MEMORY:
        raise Damaged("its LZMA settings are impossible or ask for too much memory")
    chain = {"id": lzma.FILTER_LZMA1, "dict_size": max(size, 4096), "lc": first % 9, "lp": first // 9 % 5,
             "pb": first // 45}  # fmt: skip
    try:
        return lzma.LZMADecompressor(format=lzma.FORMAT_RAW, filters=[chain])
    except lzma.LZMAError as error:
        raise Damaged("its LZMA settings are impossible") from error


def inflate(
    chunks: Iterable[bytes], make: Callable[[], Decoder], limits: Limits, *, many: bool = False, open_end: bool = False
) -> Iterator[bytes]:
    """The inflated pieces of ``chunks``.

    many: several streams may follow one another (gzip, bzip2, xz files). open_end: the stream need not say that it
    ends (LZMA in zip). What follows the last stream is ignored: padding, mostly.

    Raises:
        Damaged: not inflatable, or cut short; the pieces before that were given.
        TooMuch: out over in exceeds ``limits.ratio``.
    """
    source = iter(chunks)
    decoder = make()
    taken = given = 0
    fresh = True
    pending = b""
    while True:
        if not pending and decoder.needs_input:
            pending = next(source, b"")
            taken += len(pending)
            if not pending:
                if (fresh and given) or open_end:
                    return
                raise Damaged("it is cut short" if given or not fresh else "it is empty")
        try:
            out = decoder.decompress(pending, PIECE)
        except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError) as error:
            if fresh and given:
                return  # padding or junk after a whole stream
            raise Damaged("its compressed bytes make no sense from some point on") from error
        fresh = False
        pending = b""
        given += len(out)
        if given > limits.ratio_from and given > limits.ratio * taken:
            raise TooMuch(f"it swells more than {limits.ratio} times, like a bomb", whole=False)
        if out:
            yield out
        if decoder.eof:
            if not many:
                return
            pending = decoder.unused_data
            decoder, fresh = make(), True
            if not pending:
                pending = next(source, b"")
                taken += len(pending)
            if not pending.strip(b"\0"):
                pending = b""


class Poured(io.RawIOBase):
    """A readable stream over pieces, for libraries that want a file.

    Reading after the end is allowed a few times and then raises, because some parsers loop there for ever.

    Raises (from read):
        TooMuch: more than ``most`` bytes in all.
        whatever the pieces raise.
    """

    def __init__(self, chunks: Iterable[bytes], most: int, reads_after_end: int = 1000) -> None:
        self._source = iter(chunks)
        self._held = b""
        self._at = 0
        self._left = most
        self._most = most
        self._patience = reads_after_end
        self._error: Damaged | TooMuch | None = None
        self.count = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.count

    def _next(self, waiting: bool) -> bytes:
        """The next piece. An error is held back while pieces before it still ``wait`` to be given."""
        if self._error is None:
            try:
                return next(self._source, b"")
            except (Damaged, TooMuch) as error:
                self._error = error
        if waiting:
            return b""
        raise self._error

    def read(self, size: int = -1) -> bytes:
        parts: list[bytes] = []
        wanted = self._left + 1 if size < 0 else size
        while wanted > 0:
            if self._at >= len(self._held):
                self._held, self._at = self._next(bool(parts)), 0
                if not self._held:
                    break
            part = self._held[self._at : self._at + wanted]
            self._at += len(part)
            wanted -= len(part)
            parts.append(part)
        data = b"".join(parts)
        self.count += len(data)
        self._left -= len(data)
        if self._left < 0:
            raise TooMuch(f"it unpacks to more than {self._most // 1024 // 1024} MB", whole=True)
        if not data and size != 0:
            self._patience -= 1
            if self._patience < 0:
                raise Damaged("it ends in the middle of a header")
        return data
