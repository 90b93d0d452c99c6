"""Reading everything again that the custody log vouches for, and saying what no longer fits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, TypeVar

from sqlalchemy import select

from sousveil.errors import SousveilError
from sousveil.records import Collection, Failure, Item, Judgement, Release, Searched
from sousveil.records.ids import record_id
from sousveil.records.serialise import to_plain

from .case import UNFINISHED, Case
from .database import reading
from .store import Store
from .tables import RECORDS

R = TypeVar("R")
WORDS: dict[type[Judgement] | type[Searched] | type[Release], str] = {
    Judgement: "judgement", Searched: "look that was taken", Release: "release"
}  # fmt: skip


def damaged(case: Case) -> list[Failure]:
    """Originals that are missing or of another size than was preserved, as failures. A quick look: contents are read by
    ``audit`` alone."""
    found = []
    root = os.fspath(case.layout.originals)
    for item in case.read(Item):
        if case.codec.transparent:
            reason = ""
            try:
                size = os.stat(f"{root}/{item.id[:2]}/{item.id}").st_size  # noqa: PTH116 - ten thousand times a build
            except OSError:
                size = -1
            if size < 0:
                reason = "The preserved original is missing."
            elif size != item.size:
                reason = "The preserved original was changed after it was added."
            if reason:
                key = record_id("f", item.id, "preserve", reason)
                advice = "Restore the case from a backup; `sousveil custody CASE --check` names every such file."
                found.append(Failure(key, item.id, item.name, "preserve", reason, advice))
    return found


def audit(case: Case) -> list[str]:
    """What is wrong with originals, the records people made and custody entries, one sentence each; empty when all
    hold. What machines drew is not looked at: `sousveil build` can draw it again."""
    with reading(case.database) as connection:
        faults = case.custody.check_entries(connection)
        collected: dict[str, set[tuple[Any, Any]]] = {}
        stated: dict[str, list[Any]] = {}
        for log in case.custody.logs(connection):
            for entry in case.custody.entries(connection, log):
                body = entry.body or {}
                if entry.kind == "collected" and entry.subject and body:
                    collected.setdefault(entry.subject, set()).add((body.get("collection"), body.get("size")))
                if isinstance(body.get("record"), dict):
                    stated.setdefault(str(body["record"].get("id")), []).append(body["record"])
    known = _items(case, collected, faults)
    for collection in _records(case, Collection, faults):
        if case.collection_commitment(collection) not in {seal for seal, _ in collected.get(collection.item, ())}:
            faults.append(f"The collection record {collection.id} of {collection.name} is not what was logged.")
    kept = set()
    for kind, words in WORDS.items():
        for record in _records(case, kind, faults):
            kept.add(record.id)
            if _as_stored(case.store, record) not in stated.get(record.id, ()):
                faults.append(f"The {words} {record.id} is not what was logged.")
    faults += [
        f"The record {key} was logged and is gone. Restore it from a backup." for key in sorted(set(stated) - kept)
    ]
    faults += [
        f"The custody log knows the item {item[:12]}, the case no longer does. Restore it from a backup."
        for item in sorted(set(collected) - known)
    ]
    for stray in case.blobs.strays(known):
        faults.append(f"The file originals/{stray.parent.name}/{stray.name} belongs to no item (adding was cut off).")
    if case.value(UNFINISHED):
        faults.append("A removal is not finished. Run any command on the case while nothing else uses it.")
    return faults


def _items(case: Case, collected: dict[str, set[tuple[Any, Any]]], faults: list[str]) -> set[str]:
    known = set()
    for item in _records(case, Item, faults):
        known.add(item.id)
        found = case.blobs.digest(item.id)
        if found is None:
            faults.append(f"The original of {item.name} ({item.id[:12]}) is missing. Restore it from a backup.")
        elif found != item.id:
            faults.append(f"The original of {item.name} ({item.id[:12]}) was changed. Restore it from a backup.")
        if item.id not in collected:
            faults.append(f"The custody log has no entry for {item.name} ({item.id[:12]}).")
        elif {size for _, size in collected[item.id]} != {item.size}:
            faults.append(f"The record of {item.name} ({item.id[:12]}) states another size than was logged.")
    return known


def _records(case: Case, kind: type[R], faults: list[str]) -> Iterator[R]:
    """Every record of ``kind``, one by one, so that a damaged one is named and the others are still looked at."""
    with reading(case.database) as connection:
        table = RECORDS[kind]
        for key in connection.execute(select(table.c.id).order_by(table.c.id)).scalars().all():
            try:
                record = case.store.get(connection, kind, key)
            except SousveilError as error:
                faults.append(error.message)
                continue
            if record is None or getattr(record, "id", None) != key:
                faults.append(f"The record {key} ({kind.__name__}) in the case's database is another one's.")
            else:
                yield record


def _as_stored(store: Store, record: Any) -> Any:
    return to_plain(store.decode(type(record), record.id, store.body(record)))
