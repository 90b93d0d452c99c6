"""Records in and out of the database: whole records as JSON through the codec, replaced unit by unit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from sousveil.errors import SousveilError
from sousveil.records import Failure, Passage, Text
from sousveil.records.ids import canonical_json
from sousveil.records.serialise import from_plain, to_plain

from . import search
from .codec import Codec
from .order import numbers
from .tables import ID_LIMIT, RECORDS, key_columns, record_key

R = TypeVar("R")
FETCH = 500


def _storable(words: str) -> str:
    """``words`` for a column of their own. PostgreSQL's text holds no NUL and nothing holds half a surrogate pair; the
    body has both, the NUL escaped."""
    return words.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


class DuplicateRecord(ValueError):
    """A step gave two different records with one id."""


class Store:
    """Reads and writes records through a codec. Every method works inside the caller's transaction."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec

    def body(self, record: object) -> str:
        """The JSON of ``record`` as stored. A lone surrogate, which no encoding can carry, becomes one ``?``."""
        plain = canonical_json(to_plain(record)).encode("utf-8", "replace").decode("utf-8")
        return self._codec.seal_text(plain, f"{type(record).__name__}/{record_key(record)}")

    def row(self, record: Any, step: str, unit: str, order: int) -> dict[str, Any]:
        """The table row of ``record``."""
        kind = type(record)
        key = record_key(record)
        if len(key) > ID_LIMIT:
            raise ValueError(f"an id of {kind.__name__} is longer than {ID_LIMIT} characters")
        row = {
            "id": key, "item": key if kind.__name__ == "Item" else getattr(record, "item", None), "step": step,
            "unit": unit, "ord": order, "body": self.body(record),
        }  # fmt: skip
        for column in key_columns(kind):
            value = getattr(record, column)
            row[column] = None if value is None else _storable(str(value))
        return row

    def insert(self, connection: Connection, step: str, unit: str, records: Iterable[Any], first: int = 0) -> None:
        """Adds ``records``, in order.

        Raises:
            DuplicateRecord: two of them share an id but differ.
        """
        rows: dict[type, dict[str, dict[str, Any]]] = {}
        for order, record in enumerate(records, first):
            row = self.row(record, step, unit, order)
            held = rows.setdefault(type(record), {}).setdefault(row["id"], row)
            if held is not row and held["body"] != row["body"]:
                raise DuplicateRecord(f"two {type(record).__name__} records with the id {row['id']}")
        for kind, by_id in rows.items():
            connection.execute(insert(RECORDS[kind]), list(by_id.values()))

    def replace(
        self, connection: Connection, step: str, unit: str, gives: Sequence[type], records: Sequence[Any]
    ) -> None:
        """Puts ``records`` in the place of everything that ``step`` gave for ``unit`` before."""
        self.clear(connection, step, unit, gives)
        failures = [record for record in records if isinstance(record, Failure)]
        if failures:
            # Two units may fail with one and the same record (a folder step over the same missing file).
            ids = [failure.id for failure in failures]
            connection.execute(delete(RECORDS[Failure]).where(RECORDS[Failure].c.id.in_(ids)))
        self.insert(connection, step, unit, records)
        if Passage in gives:
            self._index(connection, unit, records)

    def revise(
        self, connection: Connection, step: str, unit: str, gives: Sequence[type], records: Sequence[Any]
    ) -> int:
        """Makes what ``step`` gave for ``unit`` be ``records``, and writes only the rows that differ; how many those
        are. Read back, the records come in the order in which they stand here, kind by kind.

        Raises:
            DuplicateRecord: two of them share an id but differ.
        """
        by_kind: dict[type, dict[str, dict[str, Any]]] = {kind: {} for kind in (*gives, Failure)}
        for record in records:
            row = self.row(record, step, unit, 0)
            held = by_kind[type(record)].setdefault(row["id"], row)
            if held is not row and held["body"] != row["body"]:
                raise DuplicateRecord(f"two {type(record).__name__} records with the id {row['id']}")
        return sum(self._revise_kind(connection, kind, step, unit, rows) for kind, rows in by_kind.items())

    def _revise_kind(
        self, connection: Connection, kind: type, step: str, unit: str, rows: Mapping[str, dict[str, Any]]
    ) -> int:
        table = RECORDS[kind]
        query = select(table.c.id, table.c.ord, table.c.body).where(table.c.unit == unit, table.c.step == step)
        # Bodies are compared as they are stored: where a codec gives other bytes each time, opened ones are.
        have = {key: (order, body) for key, order, body in connection.execute(query)}
        for row, order in zip(rows.values(), numbers(list(rows), {k: o for k, (o, _) in have.items()}), strict=True):
            row["ord"] = order
        gone = sorted(have.keys() - rows.keys())
        fresh = [row for key, row in rows.items() if key not in have]
        changed = [row for key, row in rows.items() if key in have and not self._same(kind, key, have[key][1], row)]
        altered = {row["id"] for row in changed}
        moved = [row for key, row in rows.items()
                 if key in have and key not in altered and have[key][0] != row["ord"]]  # fmt: skip
        if kind is Failure and fresh:
            # Two units may fail with one and the same record (a folder step over the same missing file).
            gone += [row["id"] for row in fresh]
        for first in range(0, len(gone), FETCH):
            connection.execute(delete(table).where(table.c.id.in_(gone[first : first + FETCH])))
        if changed:
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in changed[0] if name != "id"}
            statement = update(table).where(table.c.id == bindparam("key")).values(values)
            connection.execute(
                statement, [{"key" if n == "id" else f"new_{n}": value for n, value in row.items()} for row in changed]
            )
        if moved:
            statement = update(table).where(table.c.id == bindparam("key")).values(ord=bindparam("new_ord"))
            connection.execute(statement, [{"key": row["id"], "new_ord": row["ord"]} for row in moved])
        if fresh:
            connection.execute(insert(table), fresh)
        return len(gone) + len(changed) + len(moved) + len(fresh)

    def _same(self, kind: type, key: str, stored: str, row: Mapping[str, Any]) -> bool:
        if stored == row["body"] or self._codec.transparent:
            return bool(stored == row["body"])
        context = f"{kind.__name__}/{key}"
        return self._codec.open_text(stored, context) == self._codec.open_text(row["body"], context)

    def clear(self, connection: Connection, step: str, unit: str, gives: Sequence[type]) -> None:
        """Removes everything that ``step`` gave for ``unit``."""
        for kind in {*gives, Failure}:
            table = RECORDS[kind]
            connection.execute(delete(table).where(table.c.unit == unit, table.c.step == step))
        if Passage in gives:
            search.drop_item(connection, unit)

    def _index(self, connection: Connection, item: str, records: Sequence[Any]) -> None:
        texts = {record.item: record.text for record in records if isinstance(record, Text)}
        passages = [
            (record.id, texts[record.item][record.start : record.end])
            for record in records
            if isinstance(record, Passage) and record.item in texts
        ]
        search.add_passages(connection, item, passages)

    def decode(self, kind: type[R], key: str, body: str) -> R:
        """The record of type ``kind`` in a stored ``body``.

        Raises:
            SousveilError: what is stored is no such record.
        """
        try:
            return from_plain(kind, json.loads(self._codec.open_text(body, f"{kind.__name__}/{key}")))
        except (ValueError, RecursionError) as error:
            raise SousveilError(
                f"The record {key} ({kind.__name__}) in the case's database is damaged.", "Restore the newest backup."
            ) from error

    def all(
        self, connection: Connection, kind: type[R], *, item: str | None = None, **columns: str | None
    ) -> Iterator[R]:
        """Records of type ``kind`` by item and then in the order given, filtered by item or key columns."""
        for key, body in self.bodies(connection, kind, item=item, **columns):
            yield self.decode(kind, key, body)

    def bodies(
        self, connection: Connection, kind: type, *, item: str | None = None, items: Sequence[str] | None = None,
        **columns: str | None,
    ) -> Iterator[tuple[str, str]]:  # fmt: skip
        """(id, stored body) of the records that ``all`` would give, or of those of several ``items``."""
        for _, key, body in self._rows(connection, kind, item, items, columns):
            yield key, body

    def item_bodies(self, connection: Connection, kind: type) -> Iterator[tuple[str | None, str, str]]:
        """(item, id, stored body) of every record of type ``kind``, in the order of ``all``."""
        yield from self._rows(connection, kind, None, None, {})

    def _rows(
        self, connection: Connection, kind: type, item: str | None, items: Sequence[str] | None,
        columns: Mapping[str, str | None],
    ) -> Iterator[tuple[str | None, str, str]]:  # fmt: skip
        table = RECORDS[kind]
        query = select(table.c.item, table.c.id, table.c.body)
        if item is not None:
            query = query.where(table.c.item == item)
        if items is not None:
            query = query.where(table.c.item.in_(items))
        for column, value in columns.items():
            query = query.where(table.c[column] == value)
        # What a step over the whole case gave in the order of its ids all has one number.
        last = (table.c.step, table.c.ord, table.c.id)
        query = query.order_by(*last) if item is not None else query.order_by(table.c.unit, *last)
        # For this query alone: set on the connection, it would ask PostgreSQL for a cursor over every later statement.
        for row in connection.execute(query, execution_options={"yield_per": FETCH}):
            yield row[0], row[1], row[2]

    def get(self, connection: Connection, kind: type[R], key: str) -> R | None:
        """The record with the id ``key``, or None."""
        table = RECORDS[kind]
        body = connection.execute(select(table.c.body).where(table.c.id == key)).scalar()
        return None if body is None else self.decode(kind, key, body)

    def count(self, connection: Connection, kind: type, **columns: str | None) -> int:
        """How many records of type ``kind`` there are."""
        table = RECORDS[kind]
        query = select(func.count()).select_from(table)
        for column, value in columns.items():
            query = query.where(table.c[column] == value)
        return int(connection.execute(query).scalar_one())

    def next_order(self, connection: Connection, kind: type) -> int:
        """The order number after the highest one in use."""
        highest = connection.execute(select(func.max(RECORDS[kind].c.ord))).scalar()
        return 0 if highest is None else int(highest) + 1

    def drop_item(self, connection: Connection, item: str, kinds: Iterable[type]) -> None:
        """Removes every record of ``kinds`` that is about ``item`` or was given for it."""
        for kind in kinds:
            table = RECORDS[kind]
            connection.execute(delete(table).where((table.c.item == item) | (table.c.unit == item)))
