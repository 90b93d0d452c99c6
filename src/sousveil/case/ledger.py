"""The ledger of work: which step was done for which unit, on what input, with what outcome.

``digest`` stands for everything the outcome depends on: the step and its version, its settings, and the digests of what
it took. Work is done again exactly when its digest has changed, so a build is incremental and can be stopped anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from .tables import ledger

DONE = "done"
FAILED = "failed"
CASE_UNIT = "case"


@dataclass(frozen=True)
class Done:
    """One line of the ledger. given: how many records. started, finished: UTC instants."""

    step: str
    unit: str
    version: str
    digest: str
    state: str
    given: int
    started: str
    finished: str
    seconds: float


def digests(connection: Connection, step: str) -> dict[str, str]:
    """The digest of each unit that ``step`` has dealt with, failures included."""
    rows = connection.execute(select(ledger.c.unit, ledger.c.digest).where(ledger.c.step == step))
    return {row.unit: row.digest for row in rows}


def outcomes(connection: Connection, step: str) -> dict[str, str]:
    """What later work depends on, by unit: the digest with how it came out, since a retry may come out otherwise."""
    rows = connection.execute(
        select(ledger.c.unit, ledger.c.digest, ledger.c.state, ledger.c.given).where(ledger.c.step == step)
    )
    return {row.unit: f"{row.digest} {row.state} {row.given}" for row in rows}


def write(connection: Connection, lines: Iterable[Done]) -> None:
    """Puts ``lines`` in the place of earlier ones for the same step and unit."""
    rows = [
        {
            "step": d.step, "unit": d.unit, "version": d.version, "digest": d.digest, "state": d.state,
            "given": d.given, "started": d.started, "finished": d.finished, "seconds": d.seconds,
        }
        for d in lines
    ]  # fmt: skip
    for row in rows:
        connection.execute(delete(ledger).where(ledger.c.step == row["step"], ledger.c.unit == row["unit"]))
    if rows:
        connection.execute(insert(ledger), rows)


def forget(
    connection: Connection, *, step: str | None = None, unit: str | None = None, state: str | None = None
) -> int:
    """Drops lines, so that their work is done again; returns how many."""
    statement = delete(ledger)
    if step is not None:
        statement = statement.where(ledger.c.step == step)
    if unit is not None:
        statement = statement.where(ledger.c.unit == unit)
    if state is not None:
        statement = statement.where(ledger.c.state == state)
    return connection.execute(statement).rowcount


def lines(connection: Connection) -> list[Done]:
    """The whole ledger, by step and unit."""
    rows = connection.execute(select(ledger).order_by(ledger.c.step, ledger.c.unit))
    return [Done(**row._mapping) for row in rows]
