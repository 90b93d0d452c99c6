"""Backups: one file that holds the whole case, checked byte for byte when it is put back."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from sqlalchemy import insert, select
from sqlalchemy.exc import DatabaseError

from sousveil.errors import SousveilError
from sousveil.records import Item
from sousveil.records.ids import canonical_json
from sousveil.records.time import now

from .blobs import CHUNK
from .case import Case
from .codec import Codec
from .database import copy_sqlite, ensure_schema, open_engine, sqlite_address
from .disk import disk_error, settle, sync_folder, temporary
from .layout import Layout
from .tables import metadata

MANIFEST = "backup.json"
FORMAT = "sousveil-backup-1"
_MEMBER = re.compile(
    r"backup\.json|case\.sqlite|case\.yaml|README\.txt|(?:vocabulary|tables)/[^/\x00]+\.yaml|originals/[0-9a-f]{2}/[0-9a-f]{64}"
)


@dataclass(frozen=True)
class BackupReport:
    """files: how many; size: bytes of content; head: size and root of the custody log inside."""

    files: int
    size: int
    head: tuple[int, str]


class _Hashing:
    """A file that hashes what is read from it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, count: int = -1) -> bytes:
        data = self._source.read(count)
        self.digest.update(data)
        self.size += len(data)
        return data


def backup(case: Case, target: Path) -> BackupReport:
    """Writes the case, held by the caller, to the tar file ``target``; whole or not at all.

    Raises:
        SousveilError: an original is missing or damaged, or the disk is full.
    """
    if target.is_dir():
        raise SousveilError(f"{target} is a folder.", "Name the file that the backup should become.")
    if target.exists():
        raise SousveilError(f"{target} exists already and was not overwritten.", "Name a new file.")
    if target.resolve().is_relative_to(case.layout.root.resolve()):
        raise SousveilError(f"{target} lies inside the case.", "Name a file elsewhere, best on another disk.")
    files: dict[str, str] = {}
    size = 0
    case.layout.spool.mkdir(exist_ok=True)
    try:
        with (
            tempfile.TemporaryDirectory(dir=case.layout.spool) as folder,
            temporary(target.resolve().parent) as (
                file,
                path,
            ),
        ):
            database = Path(folder) / "case.sqlite"
            _copy_database(case, database)
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
                members = [
                    (database, "case.sqlite"),
                    (case.layout.config, "case.yaml"),
                    (case.layout.readme, "README.txt"),
                ]
                members += [(p, f"vocabulary/{p.name}") for p in sorted(case.layout.vocabulary.glob("*.yaml"))]
                members += [(p, f"tables/{p.name}") for p in sorted(case.layout.tables.glob("*.yaml"))]
                members += [(case.layout.original(i.id), f"originals/{i.id[:2]}/{i.id}") for i in case.read(Item)]
                for source, name in members:
                    if not source.is_file():
                        raise SousveilError(f"{name} is missing from the case.", "Run `sousveil custody CASE --check`.")
                    digest, length = _put(archive, source, name)
                    if name.startswith("originals/") and case.codec.transparent and digest != PurePosixPath(name).name:
                        raise SousveilError(
                            f"The original {name} is damaged.", "Restore it from an older backup; none was written now."
                        )
                    files[name] = digest
                    size += length
                with case.database.connect() as connection:
                    head = case.custody.head(connection)
                manifest = {
                    "format": FORMAT, "case": case.value("case"), "made": now(), "files": files,
                    "custody": {"size": head.size, "root": head.root},
                }  # fmt: skip
                body = canonical_json(manifest).encode()
                info = tarfile.TarInfo(MANIFEST)
                info.size = len(body)
                archive.addfile(info, io.BytesIO(body))
            settle(file, path, target.resolve())
    except OSError as error:
        raise disk_error(error, target.resolve()) from error
    return BackupReport(len(files), size, (head.size, head.root))


def _put(archive: tarfile.TarFile, source: Path, name: str) -> tuple[str, int]:
    info = tarfile.TarInfo(name)
    info.size = source.stat().st_size
    info.mode = 0o600
    with source.open("rb") as file:
        hashing = _Hashing(file)
        archive.addfile(info, hashing)
    return hashing.digest.hexdigest(), hashing.size


def _copy_database(case: Case, target: Path) -> None:
    """The case's records as a SQLite file, whatever database they are in."""
    if not case.settings.database:
        copy_sqlite(case.layout.database, target)
        return
    copy_rows(case, target)


def copy_rows(case: Case, target: Path) -> None:
    """Copies every row of any database into a new SQLite file, and builds its search index."""
    engine = open_engine(sqlite_address(target))
    try:
        ensure_schema(engine, None)
        with case.database.connect() as source, engine.begin() as sink:
            for table in metadata.sorted_tables:
                if table.name == "search_rows":
                    continue
                rows = source.execution_options(yield_per=500).execute(select(table))
                for part in rows.partitions(500):
                    sink.execute(insert(table), [dict(row._mapping) for row in part])
            rebuild_search(case, sink)
    finally:
        engine.dispose()


def rebuild_search(case: Case, connection: object) -> None:
    """Fills an empty search index on ``connection`` from the passages of ``case``."""
    from sqlalchemy import Connection

    from sousveil.records import Passage, Text

    from . import search

    assert isinstance(connection, Connection)
    for text in case.read(Text):
        passages = [(p.id, text.text[p.start : p.end]) for p in case.read(Passage, item=text.item)]
        search.add_passages(connection, text.item, passages)


def restore(source: Path, root: Path, codec: Codec | None = None) -> BackupReport:
    """Puts the backup ``source`` back as the new folder ``root``.

    Every file is checked against the backup's own list, and every original against its name, before the folder gets
    its name: an incomplete restore leaves nothing behind.

    Raises:
        SousveilError: the file is no backup or is damaged, or the folder holds something.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise SousveilError(f"{root} is not an empty folder.", "Name a folder that does not exist yet.")
    if not source.is_file():
        raise SousveilError(f"There is no backup at {source}.", "Check the path.")
    root.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{root.name}-restoring-", dir=root.parent.resolve()))
    try:
        found, size, manifest = _extract(source, folder)
        stated = manifest.get("files")
        if manifest.get("format") != FORMAT or not isinstance(stated, dict) or found != stated:
            raise SousveilError(
                f"{source} is damaged or no backup of sousveil.", "Use another backup; nothing was restored."
            )
        layout = Layout(folder)
        layout.originals.mkdir(exist_ok=True)
        layout.vocabulary.mkdir(exist_ok=True)
        _keep_records_here(layout)
        with Case.open(folder, codec) as case:
            for item in case.read(Item):
                if case.blobs.digest(item.id) != item.id:
                    raise SousveilError(f"The original of {item.name} is damaged in {source}.", "Use another backup.")
            with case.database.connect() as connection:
                faults = case.custody.check_entries(connection)
                head = case.custody.head(connection)
            held = manifest["custody"]
            if case.value("case") != manifest["case"]:
                raise SousveilError(f"{source} names another case than it holds.", "Use another backup.")
            if faults or (head.size, head.root) != (held["size"], held["root"]):
                raise SousveilError("The custody log in the backup does not hold.", " ".join(faults[:3]))
        os.sync()  # every file at once, before the folder gets its name
        if root.exists():
            root.rmdir()
        folder.replace(root)
        sync_folder(root.parent.resolve())
        return BackupReport(len(found), size, (head.size, head.root))
    except (OSError, tarfile.TarError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise disk_error(error, root) from error
        raise SousveilError(f"{source} cannot be read as a backup ({error}).", "Use another backup.") from error
    except (ValueError, KeyError, TypeError, RecursionError, DatabaseError) as error:
        raise SousveilError(
            f"{source} is damaged or no backup of sousveil.", "Use another backup; nothing was restored."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _keep_records_here(layout: Layout) -> None:
    """A restored case keeps its records in its folder, even when it came from a server's database."""
    from dataclasses import replace

    from sousveil.settings import dump_settings, load_settings

    settings = load_settings(layout.config, {})
    if settings.database:
        layout.config.write_text(dump_settings(replace(settings, database="")), encoding="utf-8")


def _extract(source: Path, folder: Path) -> tuple[dict[str, str], int, dict[str, Any]]:
    found: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    size = 0
    with tarfile.open(source, mode="r:") as archive:
        seen: set[str] = set()
        for info in archive:
            # A plain file and nothing that unfolds (a link, a device, a sparse file), once, under a name of ours.
            safe = info.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not info.issparse() and info.name not in seen
            reader = archive.extractfile(info) if safe and _MEMBER.fullmatch(info.name) else None
            seen.add(info.name)
            if reader is None:
                raise SousveilError(f"{source} holds {info.name!r}, which no backup has.", "Use another backup.")
            if info.name == MANIFEST:
                manifest = json.loads(reader.read(64 << 20))
                if not isinstance(manifest, dict):
                    raise ValueError("the list of files is none")
                continue
            target = folder / info.name
            target.parent.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256()
            with target.open("xb") as file:
                while chunk := reader.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    file.write(chunk)
                file.flush()
            found[info.name] = digest.hexdigest()
    return found, size, manifest
