"""What a step is: it declares what it takes and gives, so that an order can be checked before anything runs.

A step is data. Its work is named by an importable path, because it may run in another process or on another machine.
Two scopes: an *item* step is called once for each item with that item's records; a *case* step once with a view of
all. Neither writes anything: it returns records, and the runner stores them in one transaction with the ledger's entry.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar, cast

from sousveil.records import Claim, Collection, Failure, Item, Judgement
from sousveil.records.ids import canonical_json, record_id
from sousveil.records.serialise import to_plain

R = TypeVar("R")


@dataclass(frozen=True)
class Step:
    """One step of the way.

    name: unique. version: raised whenever the same input would give other records. takes, gives: record types.
    scope: ``item`` or ``case``. isolation: ``item`` (every item in a process of its own: it parses foreign bytes),
    ``batch`` (many in one child, singled out when it dies) or ``none``. work: ``"package.module:function"``.
    seconds, megabytes: bounds on one item in the guard. needs: programs outside Python that widen what it can do.
    original: whether it reads the preserved bytes. settings: names of the settings that change what it gives.
    heeds: for a case step that takes judgements, ``"package.module:function"`` that gives those which can change what
    it gives, of all judgements and a function from a claim's id to the claim; "": each of them can.
    """

    name: str
    version: str
    takes: tuple[type, ...]
    gives: tuple[type, ...]
    scope: Literal["item", "case"]
    work: str
    isolation: Literal["item", "batch", "none"] = "none"
    seconds: float = 60.0
    megabytes: int = 2048
    needs: tuple[str, ...] = ()
    original: bool = False
    settings: tuple[str, ...] = ()
    heeds: str = ""

    def load(self) -> Callable[[Any], Given]:
        """The function that does the work.

        Raises:
            ImportError, AttributeError: ``work`` names nothing that exists.
        """
        return cast(Callable[[Any], Given], _named(self.work))

    def heeded(self, judgements: Sequence[Judgement], claim_of: Callable[[str], Claim | None]) -> Sequence[Judgement]:
        """Those of ``judgements`` that can change what the step gives.

        Raises:
            ImportError, AttributeError: ``heeds`` names nothing that exists.
        """
        return cast(Sequence[Judgement], _named(self.heeds)(judgements, claim_of)) if self.heeds else judgements


def _named(path: str) -> Callable[..., Any]:
    module, _, name = path.partition(":")
    return cast(Callable[..., Any], getattr(importlib.import_module(module), name))


@dataclass(frozen=True)
class Given:
    """What a step gives for one item or for the case. Every record's type stands in the step's ``gives``."""

    records: Sequence[Any] = ()
    failures: Sequence[Failure] = ()


@dataclass(frozen=True)
class Work:
    """What an item step gets.

    original: a readable file with the preserved bytes, when the step asked for it. records: by type, in order, those
    that the step takes. settings: plain values.
    """

    item: Item
    collections: tuple[Collection, ...]
    records: Mapping[type, Sequence[Any]] = field(default_factory=dict)
    original: Path | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    def all(self, kind: type[R]) -> Sequence[R]:
        """The records of type ``kind``, in order."""
        return self.records.get(kind, ())

    def one(self, kind: type[R]) -> R | None:
        """The one record of type ``kind``, or None."""
        found = self.all(kind)
        return found[0] if found else None

    def failure(self, step: str, reason: str, advice: str, severity: str = "failed") -> Failure:
        """A failure of this item, worded by the step."""
        return item_failure(self.item.id, self.item.name, step, reason, advice, severity)


class Memo(Protocol):
    """What a case step worked out in earlier runs and need not work out again.

    A key is a digest (``digest_of``) of everything that the value depends on; a value is JSON. So a step that asks here
    first gives what it would have given without, and one that finds nothing here is merely slower.
    """

    def get(self, kind: str, key: str) -> Any:
        """The value put under ``key``; None when there is none."""
        ...

    def many(self, kind: str, keys: Iterable[str]) -> Mapping[str, Any]:
        """The values that there are, by key: one question for all."""
        ...

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keeps ``value`` under ``key``."""
        ...


class DictMemo:
    """Memos in memory. As in a case, a value comes back as its JSON does: a tuple as a list."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], str] = {}

    def get(self, kind: str, key: str) -> Any:
        """The value put under ``key``; None when there is none."""
        body = self._held.get((kind, key))
        return None if body is None else json.loads(body)

    def many(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """The values that there are, by key."""
        return {key: json.loads(self._held[kind, key]) for key in keys if (kind, key) in self._held}

    def put(self, kind: str, key: str, value: Any) -> None:
        """Keeps ``value`` under ``key``."""
        self._held[kind, key] = json.dumps(value, allow_nan=False)


def digest_of(*parts: Any) -> str:
    """32 hex digits that stand for ``parts`` (JSON values): other parts, other digits."""
    plain = canonical_json(list(parts)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(plain, digest_size=16).hexdigest()


class View(Protocol):
    """What a case step sees: every record, read only, always in the same order (by item id, then reading order)."""

    settings: Mapping[str, Any]
    memo: Memo

    def items(self) -> Iterator[Item]:
        """Every item that is not a mere container, by id."""
        ...

    def all(self, kind: type[R], item: str | None = None) -> Iterator[R]:
        """Every record of type ``kind``, or those of one item."""
        ...

    def some(self, kind: type[R], items: Sequence[str]) -> Iterator[R]:
        """The records of type ``kind`` of several items, by item id: one question for all."""
        ...

    def digests(self, kind: type) -> Mapping[str, str]:
        """item -> what stands for all its records of type ``kind``: it changes when one of them does."""
        ...


@dataclass(frozen=True)
class MemoryView:
    """A view over records held in memory, for tests and small uses."""

    held: Sequence[Any]
    settings: Mapping[str, Any] = field(default_factory=dict)
    memo: Memo = field(default_factory=DictMemo)

    def items(self) -> Iterator[Item]:
        return iter(sorted((r for r in self.held if isinstance(r, Item)), key=lambda item: item.id))

    def all(self, kind: type[R], item: str | None = None) -> Iterator[R]:
        for record in self.held:
            if isinstance(record, kind) and (item is None or getattr(record, "item", None) == item):
                yield record

    def some(self, kind: type[R], items: Sequence[str]) -> Iterator[R]:
        by_item: dict[str, list[R]] = {item: [] for item in sorted(items)}
        for record in self.all(kind):
            held = by_item.get(getattr(record, "item", ""))
            if held is not None:
                held.append(record)
        return (record for held in by_item.values() for record in held)

    def digests(self, kind: type) -> Mapping[str, str]:
        by_item: dict[str, list[Any]] = {}
        record: Any
        for record in self.all(kind):
            by_item.setdefault(getattr(record, "item", ""), []).append(to_plain(record))
        return {item: digest_of(plain) for item, plain in by_item.items()}


def item_failure(item: str | None, name: str, step: str, reason: str, advice: str, severity: str = "failed") -> Failure:
    """A failure record; its id depends on item, step and reason, so that a rebuild gives the same one."""
    return Failure(
        id=record_id("f", item, name, step, reason), item=item, name=name, step=step, reason=reason, advice=advice,
        severity=severity,
    )  # fmt: skip


class OrderError(ValueError):
    """The steps do not fit together: something is taken before anything gives it, or given twice."""


def check_order(steps: Iterable[Step], given: Iterable[type] = (Item, Collection)) -> None:
    """Checks that each step takes only what is ``given`` from the start or by an earlier step.

    Raises:
        OrderError: with the names of the step and the record type.
    """
    have = set(given)
    givers: dict[type, str] = {}
    names: set[str] = set()
    for step in steps:
        if step.name in names:
            raise OrderError(f"two steps are called {step.name}")
        names.add(step.name)
        for kind in step.takes:
            if kind not in have:
                raise OrderError(f"step {step.name} takes {kind.__name__}, which no earlier step gives")
        for kind in step.gives:
            if kind in givers:
                raise OrderError(f"both {givers[kind]} and {step.name} give {kind.__name__}")
            givers[kind] = step.name
            have.add(kind)
