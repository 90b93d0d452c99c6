"""Writing files so that a crash leaves the old file or the new one, never half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sousveil.errors import SousveilError


def sync_folder(folder: Path) -> None:
    """Makes renames inside ``folder`` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def temporary(folder: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file in ``folder``, only for its owner; it is removed unless the caller renames it away."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix="writing-")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file, path
    finally:
        path.unlink(missing_ok=True)


def settle(file: BinaryIO, temporary_path: Path, target: Path) -> None:
    """Makes what was written to ``file`` durable under the name ``target``."""
    file.flush()
    os.fsync(file.fileno())
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary_path.replace(target)
    sync_folder(target.parent)


def write_atomically(target: Path, data: bytes) -> None:
    """Writes ``data`` to ``target``, whole or not at all.

    Raises:
        SousveilError: the disk is full.
    """
    try:
        with temporary(target.parent) as (file, path):
            file.write(data)
            settle(file, path, target)
    except OSError as error:
        raise disk_error(error, target) from error


def disk_error(error: OSError, where: Path) -> SousveilError:
    """The sentence for an error of the disk."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return SousveilError(
            f"The disk that holds {where.parent} is full, so {where.name} was not written.",
            "Free some space and run the same command again; what was already stored is safe.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return SousveilError(f"{where} may not be written ({error.strerror}).", "Check who owns the folder.")
    return SousveilError(f"{where} could not be written: {error.strerror or error}.", "Check the disk, then try again.")
