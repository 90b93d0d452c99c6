"""Calling a step on plain JSON values: what crosses a process boundary, in both directions.

Never pickle: what comes back was made by a process that parsed hostile bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sousveil import records
from sousveil.errors import SousveilError
from sousveil.records import Collection, Failure, Item
from sousveil.records.serialise import MalformedRecord, from_plain, to_plain

from .step import Given, Step, Work

LOST = "Restore the case from a backup; `sousveil custody CASE --check` names every such file."


def pack_work(step: Step, work: Work) -> dict[str, Any]:
    """``work`` for ``step`` as JSON values."""
    return {
        "step": step.name,
        "work": step.work,
        "item": to_plain(work.item),
        "collections": to_plain(work.collections),
        "records": {kind.__name__: to_plain(tuple(held)) for kind, held in work.records.items()},
        "original": None if work.original is None else str(work.original),
        "settings": dict(work.settings),
    }


def run_packed(packed: Mapping[str, Any]) -> dict[str, Any]:
    """Does the work that ``packed`` describes; runs in the guarded process.

    An error the step words itself becomes a failure of the item; any other error is left to the guard.
    """
    work = Work(
        item=from_plain(Item, packed["item"]),
        collections=tuple(from_plain(Collection, c) for c in packed["collections"]),
        records={
            getattr(records, name): tuple(from_plain(getattr(records, name), r) for r in held)
            for name, held in packed["records"].items()
        },
        original=None if packed["original"] is None else Path(packed["original"]),
        settings=packed["settings"],
    )
    function = Step("", "", (), (), "item", packed["work"]).load()
    try:
        if work.original is not None:
            check_original(work.original, work.item.id)
        given = function(work)
    except SousveilError as error:
        given = Given(failures=[work.failure(packed["step"], error.message, error.advice)])
    return {
        "records": [[type(record).__name__, to_plain(record)] for record in given.records],
        "failures": to_plain(tuple(given.failures)),
    }


def check_original(path: Path, item: str) -> None:
    """Makes sure that a preserved original is still the bytes that were preserved, before anything is drawn from it.

    Raises:
        SousveilError: it is missing, or its SHA-256 is not ``item``.
    """
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise SousveilError("The preserved original is missing.", LOST) from None
    if found != item:
        raise SousveilError("The preserved original was changed after it was added; nothing was drawn from it.", LOST)


def unpack_given(step: Step, plain: Any) -> Given:
    """The records in what a guarded process returned, each checked against its type and the step's promise.

    Raises:
        MalformedRecord: something is not a record, or of a type that the step does not give.
    """
    allowed = {kind.__name__: kind for kind in step.gives}
    if not isinstance(plain, Mapping):
        raise MalformedRecord("the step returned no object")
    found: list[Any] = []
    for entry in _list(plain.get("records")):
        if not isinstance(entry, list) or len(entry) != 2 or entry[0] not in allowed:
            raise MalformedRecord(f"step {step.name} returned something that it does not give")
        found.append(from_plain(allowed[entry[0]], entry[1]))
    failures = [from_plain(Failure, entry) for entry in _list(plain.get("failures"))]
    return Given(found, failures)


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise MalformedRecord("the step returned no list")
    return value


def run_batch(batch: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Does several pieces of trusted work in one process. Any error ends the batch: each is then tried alone."""
    return [run_packed(packed) for packed in batch]
