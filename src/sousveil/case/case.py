"""The case: one folder, opened."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import hmac
import os
import secrets
import shutil
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, TypeVar

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy import Engine as Database

from sousveil.errors import SousveilError
from sousveil.records import Collection, Failure, Item, Judgement, Release, Searched
from sousveil.records.ids import canonical_json, record_id
from sousveil.records.time import now
from sousveil.settings import Settings, dump_settings, load_settings

from . import mediatype
from .blobs import Blobs
from .codec import Codec, PlainCodec
from .custody import SALT_BYTES, Custody, commit
from .database import ensure_schema, open_engine, reading, shrink, sqlite_address, writing
from .disk import disk_error, write_atomically
from .layout import README, Layout
from .store import Store
from .tables import RECORDS, erasures, meta, salts

R = TypeVar("R")
LOCK_SECONDS = 10.0
UNFINISHED = "unfinished removal"
"""Key in ``meta`` from a removal's transaction until nothing of what was removed is left in any file."""


@dataclass(frozen=True)
class Added:
    """What came of adding one file. fresh: whether its bytes were new to the case."""

    item: Item
    collection: Collection
    fresh: bool


@dataclass(frozen=True)
class Preserved:
    """Bytes that are stored. id: their SHA-256; name: the cleaned file name they came under."""

    id: str
    size: int
    media_type: str
    name: str


@dataclass(frozen=True)
class Arrival:
    """Stored bytes and what is stated about them: any of Collection's origin, source, author, title, published,
    captured_at, container, member, note."""

    preserved: Preserved
    stated: Mapping[str, Any]


class Case:
    """An open case. Use it as a context manager, or call ``close``."""

    def __init__(self, root: Path, settings: Settings, codec: Codec, database: Database) -> None:
        self.layout = Layout(root)
        self.settings = settings
        self.codec = codec
        self.database = database
        self.blobs = Blobs(self.layout, codec)
        self.store = Store(codec)
        self.custody = Custody(codec)

    # Opening and closing

    @classmethod
    def create(cls, root: Path, settings: Settings | None = None, codec: Codec | None = None) -> Case:
        """Makes a new case in the folder ``root``, which must be missing or empty.

        Raises:
            SousveilError: the folder holds something, or cannot be made.
        """
        settings = settings or Settings(title=root.name)
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise SousveilError(f"{root} is not an empty folder.", "Name a folder that does not exist yet.")
        layout = Layout(root)
        try:
            layout.originals.mkdir(parents=True, exist_ok=True)
            layout.vocabulary.mkdir(exist_ok=True)
        except OSError as error:
            raise SousveilError(f"{root} could not be made: {error.strerror}.", "Choose another place.") from error
        write_atomically(layout.readme, README.encode())
        if not settings.database:
            layout.database.touch(mode=0o600)  # before SQLite makes it, readable for everyone
        case = cls._open(root, settings, codec or PlainCodec())
        try:
            case._found()
            # The settings file comes last: a folder with one is a whole case.
            write_atomically(layout.config, dump_settings(settings).encode("utf-8", "replace"))
        except BaseException:
            case.close()
            raise
        return case

    def _found(self) -> None:
        with writing(self.database) as connection:
            if connection.execute(select(meta.c.value).where(meta.c.key == "case")).scalar() is not None:
                raise SousveilError("The database holds a case already.", "Name an empty one as `database`.")
            identity = str(uuid.uuid4())
            values = {
                "case": identity, "created": now(), "release_key": secrets.token_hex(32), "codec": self.codec.name
            }  # fmt: skip
            connection.execute(insert(meta), [{"key": k, "value": v} for k, v in values.items()])
            self.custody.append(connection, "created", None, {"case": identity})

    @classmethod
    def open(cls, root: Path, codec: Codec | None = None) -> Case:
        """Opens the case in the folder ``root``, bringing its schema up to date.

        Raises:
            SousveilError: there is no case there, or its settings or database cannot be read.
        """
        layout = Layout(root)
        if not layout.config.is_file():
            raise SousveilError(f"There is no case in {root}.", "Make one with `sousveil new FOLDER`.")
        settings = load_settings(layout.config)
        if not settings.database and not (layout.database.is_file() and layout.database.stat().st_size):
            # SQLite would make a new, empty one, and the case would seem to hold nothing.
            raise SousveilError(
                f"The case in {root} has lost its database, {layout.database.name}.",
                "Restore the newest backup with `sousveil restore`.",
            )
        case = cls._open(root, settings, codec or PlainCodec())
        try:
            case._check_identity()
            with case._held_if_free() as held:
                if held:
                    # What cannot be finished now (a full disk) must not keep anyone from the rest of the case.
                    with contextlib.suppress(SousveilError):
                        case.finish_erasures()
        except BaseException:
            case.close()
            raise
        return case

    def _check_identity(self) -> None:
        if not self.value("case"):
            raise SousveilError(
                f"The database of the case in {self.layout.root} holds no case.", "Restore the newest backup."
            )
        if (name := self.value("codec")) != self.codec.name:
            raise SousveilError(
                f"The case in {self.layout.root} is stored with the codec {name!r}, which is not at hand.",
                "Open it with the version of sousveil that made it.",
            )

    @classmethod
    def _open(cls, root: Path, settings: Settings, codec: Codec) -> Case:
        layout = Layout(root)
        database = open_engine(settings.database or sqlite_address(layout.database))
        ensure_schema(database, None if settings.database else layout.database)
        return cls(root, settings, codec, database)

    def close(self) -> None:
        """Lets go of the database."""
        self.database.dispose()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def exclusive(self, command: str) -> Iterator[None]:
        """Holds the case for one writing command; others wait a little and then are told who holds it.

        Raises:
            SousveilError: another command holds it.
        """
        with self._lock_file() as lock:
            deadline = time.monotonic() + LOCK_SECONDS
            while not _locked(lock):
                if time.monotonic() > deadline:
                    holder = os.pread(lock, 200, 0).decode("utf-8", "replace").strip() or "another sousveil command"
                    raise SousveilError(
                        f"This case is in use by {holder}.", "Wait until it is done, then run this again."
                    )
                time.sleep(0.1)
            with contextlib.suppress(OSError):  # on a full disk the lock holds, and only its holder has no name
                os.ftruncate(lock, 0)
                os.pwrite(lock, f"`sousveil {command}` (process {os.getpid()})".encode(), 0)
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    os.ftruncate(lock, 0)

    @contextlib.contextmanager
    def _lock_file(self) -> Iterator[int]:
        try:
            descriptor = os.open(self.layout.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise disk_error(error, self.layout.lock) from error
        try:
            yield descriptor
        finally:
            os.close(descriptor)  # and with it the lock

    @contextlib.contextmanager
    def _held_if_free(self) -> Iterator[bool]:
        """Holds the case unless another command does, or the folder cannot be written; whether it does."""
        try:
            descriptor = os.open(self.layout.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            yield False
            return
        try:
            yield _locked(descriptor)
        finally:
            os.close(descriptor)

    # Material in

    def preserve(self, source: BinaryIO, name: str) -> Preserved:
        """Stores the bytes of ``source``; they are on the disk when this returns, but belong to no item yet."""
        key, size = self.blobs.store(source)
        with self.blobs.open(key) as stored:
            return Preserved(key, size, mediatype.stream_type(stored, name), name)

    def add(self, arrivals: Sequence[Arrival], method: str, collector: str) -> list[Added]:
        """Enters preserved originals as items with their collection records, and logs each, in one transaction.

        They are acknowledged when this returns: a crash before leaves no trace of them but bytes that the next `add` of
        the same file takes up again.
        """
        added: list[Added] = []
        with writing(self.database) as connection:
            order = self.store.next_order(connection, Collection)
            for arrival in arrivals:
                added.append(self._enter(connection, arrival, method, collector, order + len(added)))
        return added

    def _enter(self, connection: Connection, arrival: Arrival, method: str, collector: str, order: int) -> Added:
        kept, at = arrival.preserved, now()
        facts = {k: v for k, v in arrival.stated.items() if v is not None}
        collection = Collection(
            id=_collection_id(kept, method, at, facts), item=kept.id, name=kept.name, collected_at=at,
            collector=collector, method=method, **facts,
        )  # fmt: skip
        held = self.store.get(connection, Item, kept.id)
        item = held or Item(kept.id, kept.name, kept.size, kept.media_type, at, facts.get("container"))
        if held is None:
            self.store.insert(connection, "add", kept.id, [item])
        if self.store.get(connection, Collection, collection.id) is None:
            self.store.insert(connection, "add", kept.id, [collection], order)
            entry = {"size": kept.size, "collection": self.collection_commitment(collection)}
            self.custody.append(connection, "collected", kept.id, entry)
        return Added(item, collection, held is None)

    # Reading

    def read(self, kind: type[R], *, item: str | None = None, **columns: str | None) -> Iterator[R]:
        """Records of type ``kind``; see Store.all."""
        with reading(self.database) as connection:
            yield from self.store.all(connection, kind, item=item, **columns)

    def get(self, kind: type[R], key: str) -> R | None:
        """The record with the id ``key``, or None."""
        with reading(self.database) as connection:
            return self.store.get(connection, kind, key)

    def value(self, key: str) -> str:
        """A value of the table ``meta``: ``case``, ``created``, ``release_key``, ``codec``."""
        with reading(self.database) as connection:
            found = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
        return "" if found is None else str(found)

    def collection_commitment(self, collection: Collection) -> str:
        """The salted commitment to a collection record that its custody entry holds, as hex.

        The entry may be opened in a release, to show that an original was in the log; the record names its collector
        and may not. So its salt is its own, made from the case's secret key, and confirms no guessed name.
        """
        salt = hmac.new(self.release_key, collection.id.encode(), hashlib.sha256).digest()
        return commit(salt, canonical_json(_plain(collection)).encode("utf-8", "replace")).hex()

    @property
    def release_key(self) -> bytes:
        """The secret under which ids leave the case."""
        return bytes.fromhex(self.value("release_key"))

    def commitment(self, item: str) -> str:
        """The salted commitment to an item's SHA-256 that stands in releases for an original that stays, as hex.

        The salt is random, made once and kept in the case; whoever is shown it later can check the original.
        """
        with reading(self.database) as connection:
            salt = connection.execute(select(salts.c.salt).where(salts.c.item == item)).scalar()
        if salt is None:
            salt = secrets.token_bytes(SALT_BYTES)
            with writing(self.database) as connection:
                connection.execute(insert(salts).values(item=item, salt=salt))
        return commit(bytes(salt), bytes.fromhex(item)).hex()

    # What people decide

    def append(self, record: Judgement | Searched | Release) -> None:
        """Adds what a person decided, and logs it."""
        kind = {Judgement: "judged", Searched: "searched", Release: "released"}[type(record)]
        subject = getattr(record, "target", None)
        with writing(self.database) as connection:
            if self.store.get(connection, type(record), record.id) is not None:
                return
            order = self.store.next_order(connection, type(record))
            # One unit for all, so that they are read in the order in which they were made.
            self.store.insert(connection, "person", "case", [record], order)
            self.custody.append(connection, kind, subject, {"record": _plain(record)})

    def note_failures(self, step: str, failures: list[Failure], unit: str = "case") -> None:
        """Keeps failures that belong to no item (a missing path), so that `status` lists them."""
        with writing(self.database) as connection:
            for failure in failures:
                if self.store.get(connection, Failure, failure.id) is None:
                    self.store.insert(connection, step, failure.item or unit, [failure])

    # Leaving nothing behind

    def finish_erasures(self) -> None:
        """Removes what is left of items whose records were removed: their bytes, and what freed pages and copies of the
        database still hold. Only while the case is held; after a crash the next opening does it."""
        with reading(self.database) as connection:
            if connection.execute(select(meta.c.value).where(meta.c.key == UNFINISHED)).scalar() is None:
                return
            waiting = list(connection.execute(select(erasures.c.item)).scalars())
            added_again = {item for item in waiting if self.store.get(connection, Item, item) is not None}
        try:
            for item in waiting:
                if item not in added_again:
                    self.blobs.erase(item)
            for copy in self.layout.root.glob(f"{self.layout.database.name}.before-*"):
                copy.unlink()
        except OSError as error:
            raise SousveilError(
                f"The bytes of a removed item could not be deleted ({error.strerror or error}).",
                "Run any command on the case again once that is possible; it finishes the removal first.",
            ) from error
        with writing(self.database) as connection:
            connection.execute(delete(erasures).where(erasures.c.item.in_(waiting)))
        shrink(self.database)
        with writing(self.database) as connection:
            connection.execute(delete(meta).where(meta.c.key == UNFINISHED))

    def clear_spool(self) -> None:
        """Removes work in progress that a crash left behind. Only while the case is held."""
        shutil.rmtree(self.layout.spool, ignore_errors=True)

    def change_item(self, connection: Connection, item: Item, **changes: Any) -> None:
        """Stores ``item`` with changed fields."""
        changed = replace(item, **changes)
        row = self.store.row(changed, "add", item.id, 0)
        connection.execute(update(RECORDS[Item]).where(RECORDS[Item].c.id == item.id).values(**row))


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _collection_id(kept: Preserved, method: str, at: str, facts: Mapping[str, Any]) -> str:
    """Unpacking the same container again is the same act of collection; adding the same file again is another one."""
    when = "" if facts.get("container") else at
    return record_id("k", kept.id, kept.name, method, when, facts)


def _plain(record: object) -> dict[str, Any]:
    from sousveil.records.serialise import to_plain

    plain = to_plain(record)
    assert isinstance(plain, dict)
    return plain
