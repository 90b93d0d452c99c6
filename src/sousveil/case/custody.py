"""The custody log: what happened to the evidence, in an order that cannot be changed unnoticed.

Each entry is a leaf of an RFC 9162 Merkle tree. The leaf is not the entry but a salted commitment to it,
SHA-256(salt || body), so that an entry can be erased (the body and the salt go, the commitment stays and the tree still
holds) and what stays confirms nobody's guess. The tree's *head* (size and root) can be exported and kept elsewhere: a
later log that does not contain that tree as a prefix has been altered.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sousveil.records.ids import canonical_json
from sousveil.records.time import now

from . import merkle
from .codec import Codec
from .tables import custody

MAIN = "main"
SALT_BYTES = 32


@dataclass(frozen=True)
class Head:
    """The state of a log: size in entries, root as hex, and when it was taken."""

    log: str
    size: int
    root: str
    at: str


@dataclass(frozen=True)
class Entry:
    """One entry. body: None once erased, empty when it cannot be read. subject: the item it is about, None once
    erased."""

    seq: int
    kind: str
    at: str
    subject: str | None
    body: dict[str, Any] | None
    commitment: bytes


@dataclass(frozen=True)
class HeadCheck:
    """What came of holding an exported head against the log. log: in which log it was found, if any."""

    ok: bool
    sentence: str
    log: str | None = None
    proof: tuple[str, ...] = ()


def commit(salt: bytes, body: bytes) -> bytes:
    """The salted commitment to ``body``: SHA-256(salt || body)."""
    return sha256(salt + body).digest()


class Custody:
    """The custody logs of a case: ``main``, and one for each case that was merged into it."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec

    def append(self, connection: Connection, kind: str, subject: str | None, body: dict[str, Any]) -> int:
        """Adds an entry to the main log, inside the caller's writing transaction, and returns its number (from 0)."""
        seq = self.size(connection)
        at = now()
        whole = {"seq": seq, "kind": kind, "at": at, "subject": subject, **body}
        # What people type may hold half a surrogate pair, which no encoding can carry.
        plain = canonical_json(whole).encode("utf-8", "replace").decode("utf-8")
        salt = secrets.token_bytes(SALT_BYTES)
        connection.execute(
            insert(custody).values(
                log=MAIN, seq=seq, kind=kind, at=at, subject=subject,
                body=self._codec.seal_text(plain, f"custody/{seq}"), salt=salt,
                commitment=commit(salt, plain.encode("utf-8")),
            )
        )  # fmt: skip
        return seq

    def size(self, connection: Connection, log: str = MAIN) -> int:
        """How many entries the log has."""
        highest = connection.execute(select(func.max(custody.c.seq)).where(custody.c.log == log)).scalar()
        return 0 if highest is None else int(highest) + 1

    def logs(self, connection: Connection) -> list[str]:
        """The names of the logs, ``main`` first."""
        names = set(connection.execute(select(custody.c.log).distinct()).scalars())
        return [MAIN, *sorted(names - {MAIN})]

    def entries(self, connection: Connection, log: str = MAIN) -> list[Entry]:
        """Every entry of the log, in order."""
        rows = connection.execute(select(custody).where(custody.c.log == log).order_by(custody.c.seq))
        return [
            Entry(
                row.seq, row.kind, row.at, row.subject,
                None if row.body is None else self._stated(row.seq, row.body)[1], bytes(row.commitment),
            )
            for row in rows
        ]  # fmt: skip

    def _stated(self, seq: int, body: str) -> tuple[str, dict[str, Any]]:
        """A stored entry's exact text and what it says; nothing, when it was tampered with beyond reading."""
        try:
            plain = self._codec.open_text(body, f"custody/{seq}")
            stated = json.loads(plain)
        except (ValueError, RecursionError):
            return "", {}
        return plain, stated if isinstance(stated, dict) else {}

    def leaves(self, connection: Connection, log: str = MAIN) -> list[bytes]:
        """The leaf hashes of the log, in order."""
        rows = connection.execute(
            select(custody.c.commitment).where(custody.c.log == log).order_by(custody.c.seq)
        ).scalars()
        return [merkle.leaf_hash(bytes(commitment)) for commitment in rows]

    def openings(self, connection: Connection, log: str = MAIN) -> list[tuple[int, str, bytes, bytes, str]]:
        """Of each entry on a collected item that was not erased: number, item, commitment, salt and exact text."""
        rows = connection.execute(
            select(custody)
            .where(custody.c.log == log, custody.c.kind == "collected", custody.c.body.isnot(None))
            .order_by(custody.c.seq)
        )
        return [
            (
                row.seq,
                row.subject,
                bytes(row.commitment),
                bytes(row.salt),
                self._codec.open_text(row.body, f"custody/{row.seq}"),
            )
            for row in rows
        ]

    def head(self, connection: Connection, log: str = MAIN) -> Head:
        """The head of the log now."""
        leaves = self.leaves(connection, log)
        return Head(log, len(leaves), merkle.root_hash(leaves).hex(), now())

    def erase(self, connection: Connection, subjects: Sequence[str]) -> int:
        """Forgets what the entries about ``subjects`` say, in every log; the commitments stay. Returns how many."""
        gone = 0
        for subject in subjects:
            result = connection.execute(
                update(custody).where(custody.c.subject == subject).values(body=None, salt=None, subject=None)
            )
            gone += result.rowcount
        return gone

    def erase_record(self, connection: Connection, record: str) -> None:
        """Forgets what the entries say that hold the record with the id ``record``, in every log."""
        for row in connection.execute(select(custody).where(custody.c.body.isnot(None))).all():
            held = self._stated(row.seq, row.body)[1].get("record")
            if isinstance(held, dict) and held.get("id") == record:
                here = (custody.c.log == row.log) & (custody.c.seq == row.seq)
                connection.execute(update(custody).where(here).values(body=None, salt=None, subject=None))

    def check_entries(self, connection: Connection) -> list[str]:
        """What is wrong inside the logs, one sentence each: a body that is not what was committed to, a gap."""
        faults = []
        for log in self.logs(connection):
            rows = connection.execute(select(custody).where(custody.c.log == log).order_by(custody.c.seq))
            for expected, row in enumerate(rows):
                if row.seq != expected:
                    faults.append(f"Custody log {log}: entry {expected} is missing.")
                    break
                if row.body is None:
                    if row.salt is not None or row.subject is not None:
                        faults.append(f"Custody log {log}: entry {row.seq} was emptied but not erased.")
                    continue
                plain, stated = self._stated(row.seq, row.body)
                columns = {"seq": row.seq, "kind": row.kind, "at": row.at, "subject": row.subject}
                if (
                    row.salt is None
                    or commit(bytes(row.salt), plain.encode("utf-8", "replace")) != bytes(row.commitment)
                    or {name: stated.get(name) for name in columns} != columns
                ):
                    faults.append(f"Custody log {log}: entry {row.seq} is not what was committed to.")
        return faults

    def check_head(self, connection: Connection, size: int, root: str) -> HeadCheck:
        """Whether a head exported earlier is a prefix of one of the logs.

        size: entries at the time; root: 64 hex digits.
        """
        longest = 0
        for log in self.logs(connection):
            leaves = self.leaves(connection, log)
            longest = max(longest, len(leaves))
            if not 1 <= size <= len(leaves):
                continue
            proof = merkle.consistency_proof(leaves, size)
            try:
                first = bytes.fromhex(root)
            except ValueError:
                return HeadCheck(False, "The head's root is not 64 hex digits; the file is damaged.")
            if merkle.verify_consistency(size, first, len(leaves), merkle.root_hash(leaves), proof):
                later = len(leaves) - size
                where = "" if log == MAIN else f" (in {log}, of a case that was merged into this one)"
                return HeadCheck(
                    True,
                    f"The log{where} still begins with the {size} entries of that head, unchanged; "
                    f"{later} {'entry was' if later == 1 else 'entries were'} added since.",
                    log,
                    tuple(part.hex() for part in proof),
                )
        if size > longest:
            return HeadCheck(
                False,
                f"The head knows {size} entries, the log only {longest}: entries were cut off, or an older copy of the "
                "case was put back.",
            )
        return HeadCheck(
            False, f"The first {size} entries are not those of the head: the log was altered, or this is another case."
        )
