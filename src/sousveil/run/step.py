"""What a step is: it declares what it takes and gives, so that an order can be checked before anything runs.

A step is data. Its work is named by an importable path, because it may run in another process or on another machine.
Two scopes: an *item* step is called once for each item with that item's records; a *case* step once with a view of
all. Neither writes anything: it returns records, and the runner stores them in one transaction with the ledger's entry.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from sousveil.records import Collection, Failure, Item
from sousveil.records.ids import record_id

R = TypeVar("R")


@dataclass(frozen=True)
class Step:
    """One step of the way.

    name: unique. version: raised whenever the same input would give other records. takes, gives: record types.
    scope: ``item`` or ``case``. isolation: ``item`` (every item in a process of its own: it parses foreign bytes),
    ``batch`` (many in one child, singled out when it dies) or ``none``. work: ``"package.module:function"``.
    seconds, megabytes: bounds on one item in the guard. needs: programs outside Python that widen what it can do.
    original: whether it reads the preserved bytes. settings: names of the settings that change what it gives.
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

    def load(self) -> Callable[[Any], Given]:
        """The function that does the work.

        Raises:
            ImportError, AttributeError: ``work`` names nothing that exists.
        """
        module, _, name = self.work.partition(":")
        function: Callable[[Any], Given] = getattr(importlib.import_module(module), name)
        return function


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


class View(Protocol):
    """What a case step sees: every record, read only, always in the same order (by item id, then reading order)."""

    settings: Mapping[str, Any]

    def items(self) -> Iterator[Item]:
        """Every item that is not a mere container, by id."""
        ...

    def all(self, kind: type[R], item: str | None = None) -> Iterator[R]:
        """Every record of type ``kind``, or those of one item."""
        ...


@dataclass(frozen=True)
class MemoryView:
    """A view over records held in memory, for tests and small uses."""

    held: Sequence[Any]
    settings: Mapping[str, Any] = field(default_factory=dict)

    def items(self) -> Iterator[Item]:
        return iter(sorted((r for r in self.held if isinstance(r, Item)), key=lambda item: item.id))

    def all(self, kind: type[R], item: str | None = None) -> Iterator[R]:
        for record in self.held:
            if isinstance(record, kind) and (item is None or getattr(record, "item", None) == item):
                yield record


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
