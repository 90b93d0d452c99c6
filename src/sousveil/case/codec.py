"""The seam through which every byte of a case is written and read.

Today there is one codec, the plain one. A sealed compartment later gives the case another; nothing else in the case
knows the difference. ``context`` names what the bytes are ("original/<id>", "claims/<id>"), so that a sealing codec can
bind a ciphertext to its place and notice one that was moved.
"""

from __future__ import annotations

from typing import BinaryIO, Protocol


class Codec(Protocol):
    """Turns plain bytes into stored bytes and back."""

    name: str
    transparent: bool
    """Whether stored bytes are the plain bytes, so that a stored file may be read where it lies."""

    def seal(self, plain: bytes, context: str) -> bytes:
        """The stored form of ``plain``."""
        ...

    def open(self, stored: bytes, context: str) -> bytes:
        """The plain form of ``stored``."""
        ...

    def seal_text(self, plain: str, context: str) -> str:
        """The stored form of a record's JSON, for a text column."""
        ...

    def open_text(self, stored: str, context: str) -> str:
        """The JSON that ``seal_text`` stored."""
        ...

    def writer(self, sink: BinaryIO, context: str) -> BinaryIO:
        """A file to write plain bytes to; the stored ones go to ``sink``. Unless it is ``sink`` itself, it is closed
        when all was written, and that does not close ``sink``."""
        ...

    def reader(self, source: BinaryIO, context: str) -> BinaryIO:
        """A file that reads plain bytes out of the stored ones in ``source``, seekable."""
        ...


class PlainCodec:
    """Stores bytes as they are."""

    name = "plain"
    transparent = True

    def seal(self, plain: bytes, context: str) -> bytes:
        return plain

    def open(self, stored: bytes, context: str) -> bytes:
        return stored

    def seal_text(self, plain: str, context: str) -> str:
        return plain

    def open_text(self, stored: str, context: str) -> str:
        return stored

    def writer(self, sink: BinaryIO, context: str) -> BinaryIO:
        return sink

    def reader(self, source: BinaryIO, context: str) -> BinaryIO:
        return source
