"""What a step over the whole case worked out before: values by the digest of what they depend on.

A memo holds nothing that the records do not hold too, and may be thrown away at any time: the step then works it out
again, with the same result. Bodies go through the codec like every record's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from .codec import Codec
from .tables import memos

AT_ONCE = 500
"""Keys in one query: below every database's limit of parameters."""


class Memos:
    """The memos of one step, read through ``connection``; what is put is held until ``store``.

    salt: stands for everything that all values depend on (the step's version, its settings).
    """

    def __init__(self, codec: Codec, connection: Connection, step: str, salt: str) -> None:
        self._codec = codec
        self._connection = connection
        self._step = step
        self._salt = salt
        self._fresh: dict[str, str] = {}
        self._used: set[str] = set()

    def get(self, kind: str, key: str) -> Any:
        """The value put under ``key`` by this run or an earlier one; None when there is none."""
        return self.many(kind, (key,)).get(key)

    def many(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """The values that there are, by key."""
        names = {self._name(kind, key): key for key in keys}
        out: dict[str, Any] = {}
        asked: list[str] = []
        for name, key in names.items():
            if name in self._fresh:
                out[key] = json.loads(self._fresh[name])
            else:
                asked.append(name)
        for part in _parts(asked):
            query = select(memos.c.key, memos.c.body).where(memos.c.step == self._step, memos.c.key.in_(part))
            for name, body in self._connection.execute(query):
                self._used.add(name)
                out[names[name]] = json.loads(self._codec.open_text(body, self._context(name)))
        return out

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keeps ``value`` (JSON values only) under ``key``, a digest of everything it depends on besides the salt."""
        # Escaped, so that half a surrogate pair comes back as it went in.
        self._fresh[self._name(kind, key)] = json.dumps(value, separators=(",", ":"), allow_nan=False)

    def _name(self, kind: str, key: str) -> str:
        return f"{kind}/{self._salt}/{key}"

    def _context(self, name: str) -> str:
        return f"memos/{self._step}/{name}"

    def store(self, connection: Connection) -> int:
        """Writes what was put and drops what this run had no use for; returns how many rows were written."""
        held = set(connection.execute(select(memos.c.key).where(memos.c.step == self._step)).scalars())
        for part in _parts(sorted(held - self._used | held & self._fresh.keys())):
            connection.execute(delete(memos).where(memos.c.step == self._step, memos.c.key.in_(part)))
        for part in _parts(sorted(self._fresh)):
            rows = [
                {"step": self._step, "key": name,
                 "body": self._codec.seal_text(self._fresh[name], self._context(name))}
                for name in part
            ]  # fmt: skip
            connection.execute(insert(memos), rows)
        return len(self._fresh)


def forget_memos(connection: Connection, step: str | None = None) -> None:
    """Drops every memo, or those of one step."""
    connection.execute(delete(memos) if step is None else delete(memos).where(memos.c.step == step))


def _parts(names: Sequence[str]) -> Iterator[list[str]]:
    left = iter(names)
    while part := list(islice(left, AT_ONCE)):
        yield part
