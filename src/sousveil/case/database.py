"""Opening the database of a case. What differs between SQLite and PostgreSQL is closed here and in search.py."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError, ProgrammingError

from sousveil.errors import SousveilError

SCHEMA = "0003"
"""The newest revision in ``migrations/versions``; a test holds the two together."""

BUSY_MILLISECONDS = 30_000


def sqlite_address(path: Path) -> str:
    """The SQLAlchemy address of the SQLite file ``path``."""
    return f"sqlite:///{path}"


def open_engine(address: str) -> Engine:
    """An engine on ``address`` with the pragmas this program relies on."""
    if not address.startswith("sqlite"):
        try:
            return create_engine(address, pool_pre_ping=True)
        except (ArgumentError, ImportError) as error:
            raise SousveilError(
                f"The setting `database` names no database that can be used here ({str(error).splitlines()[0]}).",
                "It looks like postgresql+psycopg://USER@HOST/NAME and needs `pip install 'sousveil[postgres]'`.",
            ) from error
    engine = create_engine(address)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        # SQLAlchemy's own begin is used instead of sqlite3's implicit one, which starts transactions too late.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_MILLISECONDS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON",
            "secure_delete=ON", "cache_size=-32000",
        ):  # fmt: skip
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its lock at once: upgrading a read lock later fails without waiting.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that will write; it is on the disk when the block ends, or undone when it raises.

    Raises:
        SousveilError: the disk is full, or another process holds the database too long.
    """
    try:
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection
    except DatabaseError as error:
        if isinstance(error, OUR_OWN):
            raise
        raise database_error(error) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for reading one consistent state.

    Raises:
        SousveilError: the database is damaged or out of reach.
    """
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                # SQLite's WAL gives one state for as long as a reader reads; PostgreSQL has to be asked.
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
    except DatabaseError as error:
        if isinstance(error, OUR_OWN):
            raise
        raise database_error(error) from error


OUR_OWN = (IntegrityError, DataError, ProgrammingError)
"""Errors that say that what was asked for is wrong, and not that the disk, the file or the server is."""


def database_error(error: DatabaseError) -> SousveilError:
    """The sentence for an error of the database."""
    words = str(error.orig).lower()
    if "full" in words or "no space" in words:
        return SousveilError(
            "The disk is full, so the case's database could not be written.",
            "Free some space and run the same command again; what was already stored is safe.",
        )
    if "locked" in words or "busy" in words:
        return SousveilError(
            "Another program holds the case's database.", "Close it, or wait for the other command, then try again."
        )
    if "readonly" in words or "unable to open" in words:
        return SousveilError("The case's database may not be written.", "Check who owns the case folder.")
    if "not a database" in words or "malformed" in words:
        return SousveilError("The case's database is damaged.", "Restore the newest backup with `sousveil restore`.")
    reason = (str(error.orig).splitlines() or ["no reason given"])[0]
    return SousveilError(f"The case's database refused: {reason}.", "Restore a backup if this does not go away.")


def ensure_schema(engine: Engine, path: Path | None) -> None:
    """Brings the schema to the newest revision; a SQLite file is copied beside itself before it is changed.

    Raises:
        SousveilError: the case was written by a newer version, or the file is no database.
    """
    try:
        with engine.connect() as connection:
            present = inspect(connection).has_table("alembic_version")
            found = connection.execute(text("select version_num from alembic_version")).scalar() if present else None
    except DatabaseError as error:
        raise database_error(error) from error
    if found == SCHEMA:
        return
    # Imported only when there is something to migrate: it costs more than most commands take.
    from alembic import command
    from alembic.script import ScriptDirectory

    from .migrations import config

    settings = config()
    if found is not None:
        known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
        if found not in known:
            raise SousveilError(
                f"This case was written by a newer sousveil (schema {found}, here {SCHEMA}).",
                "Install the newer version; the case was not changed.",
            )
        if path is not None and path.exists():
            copy_sqlite(path, path.with_name(f"{path.name}.before-{SCHEMA}"))
    with writing(engine) as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy of a SQLite database that may be in use."""
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)


def shrink(engine: Engine) -> None:
    """Writes a SQLite database anew, so that no freed page or log still holds what was removed from it.

    Raises:
        SousveilError: another program reads the database, or there is no room for the copy.
    """
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        connection.rollback()
        try:
            raw.execute("INSERT INTO search(search) VALUES('optimize')")
            raw.execute("VACUUM")
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.Error as error:
            raise SousveilError(
                f"What was removed could not be wiped out of the database file yet ({error}).",
                "Make room on the disk; the next command on the case tries again.",
            ) from error
        if busy:
            raise SousveilError(
                "What was removed could not be wiped out of the database file yet: another program reads it.",
                "Close that program; the next command on the case tries again.",
            )
