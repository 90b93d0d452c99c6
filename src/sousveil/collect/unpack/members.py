"""What unpacking gives, the bounds it keeps, and the one place that writes a member to disk."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..names import clean_name, safe_path


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one container, counted while inflating; no header is believed.

    members: how many. member_bytes, total_bytes: of what comes out. ratio: out over in, once ``ratio_from`` bytes are
    out; deflate cannot exceed 1032 (zlib's technical details), text seldom reaches 20, a log 100. name_bytes: of one
    header or name block.
    """

    members: int = 20_000
    member_bytes: int = 1024 * 1024 * 1024
    total_bytes: int = 4 * 1024 * 1024 * 1024
    ratio: int = 200
    ratio_from: int = 64 * 1024 * 1024
    name_bytes: int = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One thing that was inside.

    file: its bytes, the bare name of a file in ``into`` (``000001.bin``); open it through `member_file`. name: its path
    inside the container, harmless and for display only. origin: the URL it came from. captured_at: the instant of
    capture, as the archive says. published: EDTF. title: as the archive says. note: what else is worth keeping.
    """

    file: str
    name: str
    size: int
    origin: str | None = None
    captured_at: str | None = None
    published: str | None = None
    title: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that did not come out, or came out doubtful. member: its display name, None for the whole container.

    severity: ``failed`` (nothing came of it) or ``warning`` (it is there, but read it with doubt).
    """

    reason: str
    advice: str
    member: str | None = None
    severity: str = "failed"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """members: in the container's order. failures: see `Trouble`. notes: plain sentences on what was left aside."""

    members: tuple[Member, ...] = ()
    failures: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()


class Damaged(Exception):
    """Bytes that cannot be inflated. The message completes "... is damaged: "."""


class TooMuch(Exception):
    """A bound was reached. The message is a sentence; ``whole`` says whether unpacking as a whole has to stop."""

    def __init__(self, reason: str, whole: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.whole = whole


MOST_FAILURES = 200
"""Listed for one container; a person reads the first few, and a hostile archive could make millions."""

BOMB = "If you trust the file, unpack it yourself and add what you need of it."
DAMAGED = "Get the file again if you can; what could be read of it is here."


def member_file(into: Path, member: Member) -> Path:
    """Where the bytes of ``member`` lie. The child that unpacked may be in a stranger's hands, so its word is checked.

    Raises:
        ValueError: the name is not one that unpacking gives, or no plain file is there.
    """
    path = into / member.file
    if not re.fullmatch(r"\d{6,}\.bin", member.file) or path.is_symlink() or not path.is_file():
        raise ValueError(f"unpacking gave {member.file!r}, which is not a file of its own")
    return path


class Shelf:
    """Writes members into ``into`` as 000001.bin, 000002.bin, ... and keeps the account of what came of each."""

    def __init__(self, into: Path, limits: Limits) -> None:
        self.into = into
        self.limits = limits
        self.members: list[Member] = []
        self.failures: list[Trouble] = []
        self.notes: list[str] = []
        self._total = 0
        self._names: dict[str, int] = {}
        into.mkdir(parents=True, exist_ok=True)

    def put(
        self,
        raw_name: str,
        chunks: Iterable[bytes],
        *,
        least: int = 0,
        origin: str | None = None,
        captured_at: str | None = None,
        title: str | None = None,
        note: str | None = None,
    ) -> Member | None:
        """Writes one member; None when it could not be kept (the account says why) or has fewer than ``least`` bytes.

        Raises:
            TooMuch: with ``whole`` when the container's own bounds are reached; what was written before stays.
            OSError: the disk is full or broken.
        """
        named = safe_path(raw_name)
        if len(self.members) >= self.limits.members:
            raise TooMuch(f"it holds more than {self.limits.members} entries", whole=True)
        path = self.into / f"{len(self.members) + 1:06d}.bin"
        size = 0
        kept = False
        try:
            with path.open("xb") as file:
                for chunk in chunks:
                    size += len(chunk)
                    self._total += len(chunk)
                    if self._total > self.limits.total_bytes:
                        raise TooMuch(f"it unpacks to more than {megabytes(self.limits.total_bytes)}", whole=True)
                    if size > self.limits.member_bytes:
                        raise TooMuch(f"it unpacks to more than {megabytes(self.limits.member_bytes)}", whole=False)
                    file.write(chunk)
            kept = size >= least
        except Damaged as error:
            self.fail(f"{named.shown} is damaged: {error}.", DAMAGED, named.shown)
        except TooMuch as error:
            if error.whole:
                raise
            self.fail(f"{named.shown} was not unpacked: {error.reason}.", BOMB, named.shown)
        finally:
            if not kept:
                path.unlink(missing_ok=True)
        if not kept:
            return None
        member = Member(
            path.name, named.shown, size, origin=origin, captured_at=captured_at, title=title,
            note=self._noted(named.shown, note),
        )  # fmt: skip
        self.members.append(member)
        if named.trick:
            self.warn(
                f"The entry “{clean_name(raw_name)}” has {named.trick} in its name; it was read in its own place.",
                "Be careful with this file outside this program: its maker may have meant harm.",
                named.shown,
            )
        return member

    def fail(self, reason: str, advice: str, member: str | None = None) -> None:
        """Enters something that did not come out."""
        self.failures.append(Trouble(reason, advice, member))

    def warn(self, reason: str, advice: str, member: str | None = None) -> None:
        """Enters something that came out doubtful."""
        self.failures.append(Trouble(reason, advice, member, "warning"))

    def done(self) -> Unpacked:
        """The account. Of a flood of failures the first `MOST_FAILURES` stand, and how many more there were."""
        failures = self.failures[:MOST_FAILURES]
        if more := len(self.failures) - len(failures):
            failures.append(Trouble(f"{more:,} more entries had failures or doubts like these.", DAMAGED))
        return Unpacked(tuple(self.members), tuple(failures), tuple(self.notes))

    def _noted(self, name: str, note: str | None) -> str | None:
        self._names[name] = again = self._names.get(name, 0) + 1
        if again > 1:
            note = "; ".join(part for part in (note, f"entry {again} of this name in its container") if part)
        return note


def stopped(shelf: Shelf, error: Exception) -> None:
    """Enters that unpacking ended early, in words that fit ``error``."""
    kept = counted(len(shelf.members), "entry", "entries")
    so_far = f"what came before was kept ({kept})" if shelf.members else "nothing of it was kept"
    if isinstance(error, TooMuch):
        shelf.fail(f"Unpacking stopped because {error.reason}; {so_far}.", BOMB)
    elif isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        shelf.fail(f"Unpacking stopped because the disk is full; {so_far}.", "Make room and build again.")
    elif isinstance(error, OSError):
        shelf.fail(f"Unpacking stopped because of the disk ({error.strerror}); {so_far}.", "Check the disk.")
    elif isinstance(error, MemoryError | RecursionError):
        shelf.fail(f"Unpacking stopped because it needs too much memory; {so_far}.", BOMB)
    else:
        shelf.fail(f"It is damaged: {error or type(error).__name__}; {so_far}.", DAMAGED)


def counted(number: int, one: str, more: str) -> str:
    """``1 entry``, ``2,000 entries``."""
    return f"{number:,} {one if number == 1 else more}"


def megabytes(size: int) -> str:
    """``size`` bytes for a sentence."""
    return f"{size / 1024 / 1024:,.0f} MB" if size >= 1024 * 1024 else f"{size:,} bytes"


def file_chunks(path: Path, start: int = 0, length: int | None = None) -> Iterator[bytes]:
    """The bytes of ``path`` from ``start``, ``length`` of them (all by default), in pieces of 64 kB or less."""
    with path.open("rb") as file:
        file.seek(start, os.SEEK_SET)
        left = length
        while left is None or left > 0:
            chunk = file.read(65536 if left is None else min(65536, left))
            if not chunk:
                return
            if left is not None:
                left -= len(chunk)
            yield chunk
