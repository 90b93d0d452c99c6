"""Originals as content-addressed files: written once, never changed, named by the SHA-256 of their bytes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from .codec import Codec
from .disk import disk_error, settle, sync_folder, temporary
from .layout import Layout

CHUNK = 1 << 20


class Blobs:
    """The originals of one case."""

    def __init__(self, layout: Layout, codec: Codec) -> None:
        self._layout = layout
        self._codec = codec

    def store(self, source: BinaryIO) -> tuple[str, int]:
        """Preserves everything in ``source`` and returns its SHA-256 and size in bytes.

        The bytes are on the disk when this returns. Bytes already there are not written again.

        Raises:
            SousveilError: the disk is full or not writable; nothing was stored.
            OSError: ``source`` cannot be read.
        """
        digest, size = sha256(), 0
        try:
            with temporary(self._layout.spool) as (file, path):
                writer = self._codec.writer(file, "original")
                while True:
                    try:
                        chunk = source.read(CHUNK)
                    except OSError as error:
                        raise ReadError(error) from error
                    if not chunk:
                        break
                    digest.update(chunk)
                    size += len(chunk)
                    writer.write(chunk)
                if writer is not file:
                    writer.close()  # a sealing writer has its last block still to write
                target = self._layout.original(digest.hexdigest())
                if not (target.is_file() and target.stat().st_size == path_size(file)):
                    fresh = not target.parent.exists()
                    settle(file, path, target)
                    if fresh:
                        sync_folder(self._layout.originals)
        except ReadError as error:
            raise error.cause from error
        except OSError as error:
            raise disk_error(error, self._layout.originals / "original") from error
        return digest.hexdigest(), size

    def has(self, item: str) -> bool:
        """Whether the bytes of ``item`` are here."""
        return self._layout.original(item).is_file()

    @contextlib.contextmanager
    def open(self, item: str) -> Iterator[BinaryIO]:
        """The plain bytes of ``item``.

        Raises:
            FileNotFoundError: they are not here.
        """
        with self._layout.original(item).open("rb") as source:
            yield self._codec.reader(source, "original")

    def path(self, item: str) -> Path:
        """A file with the plain bytes of ``item``, to be read only."""
        if not self._codec.transparent:
            raise NotImplementedError("a sealed original has no plain file")
        return self._layout.original(item)

    def digest(self, item: str) -> str | None:
        """The SHA-256 of what is stored under ``item`` now, or None when nothing is."""
        total = sha256()
        try:
            with self.open(item) as source:
                while chunk := source.read(CHUNK):
                    total.update(chunk)
        except FileNotFoundError:
            return None
        return total.hexdigest()

    def erase(self, item: str) -> None:
        """Removes the bytes of ``item``; nothing happens when they are gone already."""
        target = self._layout.original(item)
        target.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            sync_folder(target.parent)
            target.parent.rmdir()

    def strays(self, known: set[str]) -> list[Path]:
        """Files among the originals that belong to no item in ``known``."""
        if not self._layout.originals.is_dir():
            return []
        return sorted(path for path in self._layout.originals.rglob("*") if path.is_file() and path.name not in known)


class ReadError(Exception):
    """Reading the source failed, as opposed to writing the copy."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


def path_size(file: BinaryIO) -> int:
    """Bytes written to ``file`` so far."""
    file.flush()
    return os.fstat(file.fileno()).st_size
