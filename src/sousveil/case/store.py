"""Records in and out of the database: whole records as JSON through the codec, replaced unit by unit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select

from sousveil.errors import SousveilError
from sousveil.records import Failure, Passage, Text
from sousveil.records.ids import canonical_json
from sousveil.records.serialise import from_plain, to_plain

from . import search
from .codec import Codec
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
        table = RECORDS[kind]
        query = select(table.c.id, table.c.body)
        if item is not None:
            query = query.where(table.c.item == item)
        for column, value in columns.items():
            query = query.where(table.c[column] == value)
        query = query.order_by(table.c.unit, table.c.ord) if item is None else query.order_by(table.c.step, table.c.ord)
        # For this query alone: set on the connection, it would ask PostgreSQL for a cursor over every later statement.
        for key, body in connection.execute(query, execution_options={"yield_per": FETCH}):
            yield self.decode(kind, key, body)

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
