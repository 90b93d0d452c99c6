"""Every table of a case, for SQLite and PostgreSQL alike.

A record's table holds the whole record as JSON in ``body`` (through the codec), and beside it only what is asked for by
value. ``unit`` is what the step worked on: an item's id, or ``case``; ``ord`` keeps the order the step gave.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

from sousveil import records as r

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"})

ID_LIMIT = 200
"""No id is longer: PostgreSQL's b-tree refuses entries above about 2,700 bytes, SQLite none, so the limit is ours."""

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

ledger = Table(
    "ledger", metadata,
    Column("step", Text, primary_key=True),
    Column("unit", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("given", Integer, nullable=False),
    Column("started", Text, nullable=False),
    Column("finished", Text, nullable=False),
    Column("seconds", Float, nullable=False),
)  # fmt: skip

custody = Table(
    "custody", metadata,
    Column("log", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("subject", Text, index=True),
    Column("body", Text),
    Column("salt", LargeBinary),
    Column("commitment", LargeBinary, nullable=False),
)  # fmt: skip

salts = Table("salts", metadata, Column("item", Text, primary_key=True), Column("salt", LargeBinary, nullable=False))

erasures = Table("erasures", metadata, Column("item", Text, primary_key=True))
"""Originals whose records are gone and whose bytes still have to go: written with the removal, emptied after it."""

search_rows = Table(
    "search_rows", metadata,
    Column("rowid", Integer, primary_key=True),
    Column("passage", Text, nullable=False),
    Column("item", Text, nullable=False, index=True),
)  # fmt: skip
"""Row numbers of the full-text index, whose own table differs between the two databases (search.py)."""


memos = Table(
    "memos", metadata,
    Column("step", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("body", Text, nullable=False),
)  # fmt: skip
"""What a case step worked out from given inputs (the key is their digest) and need not work out again. Through the
codec like every record; emptied when an item is removed, so that a withdrawn text leaves nothing behind."""


def _records(name: str, *columns: str) -> Table:
    table = Table(
        name, metadata,
        Column("id", Text, primary_key=True),
        Column("item", Text),
        Column("step", Text, nullable=False),
        Column("unit", Text, nullable=False),
        Column("ord", Integer, nullable=False),
        *(Column(column, Text) for column in columns),
        Column("body", Text, nullable=False),
    )  # fmt: skip
    Index(f"ix_{name}_item", table.c.item, table.c.ord)
    Index(f"ix_{name}_unit", table.c.unit, table.c.step)
    return table


RECORDS: dict[type, Table] = {
    r.Item: _records("items", "name", "container"),
    r.Collection: _records("collections", "container"),
    r.Document: _records("documents", "language"),
    r.Text: _records("texts"),
    r.Passage: _records("passages"),
    r.Sentence: _records("sentences", "outcome"),
    r.Claim: _records("claims", "technology", "status", "kind"),
    r.Source: _records("sources", "kind"),
    r.Link: _records("links", "child", "parent", "kind"),
    r.ClaimOrigins: _records("claim_origins", "claim"),
    r.Drift: _records("drifts", "parent", "kind"),
    r.Dependence: _records("dependences"),
    r.Fingerprint: _records("fingerprints", "kind"),
    r.Finding: _records("findings", "technology", "place", "status"),
    r.Failure: _records("failures", "severity"),
    r.Judgement: _records("judgements", "target", "verdict"),
    r.Searched: _records("searched", "technology", "place"),
    r.Release: _records("releases"),
    r.Answer: _records("answers", "key"),
}
"""Record type -> its table. A column beyond the common ones holds the record's field of that name."""

BY_NAME = {kind.__name__: kind for kind in RECORDS}

COMMON = ("id", "item", "step", "unit", "ord", "body")


def key_columns(kind: type) -> tuple[str, ...]:
    """The fields of ``kind`` that its table holds beside the body."""
    return tuple(column.name for column in RECORDS[kind].columns if column.name not in COMMON)


def record_key(record: object) -> str:
    """The primary key of a record: its id, or its item's where there is one per item."""
    key = getattr(record, "id", None) or getattr(record, "claim", None) or getattr(record, "item", None)
    assert isinstance(key, str)
    return key
