"""The runner: does what the ledger says is missing, step by step, and stores what it gives.

Each unit's records, its failures and its line in the ledger go into one transaction. So a kill at any moment leaves
units that are done and units that are not, and the next run does the latter. A step over the whole case is done whole,
but with what it worked out before at hand (memos), and of its records only the rows that changed are written.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import DataError, IntegrityError

from sousveil.case import ledger
from sousveil.case.case import Case
from sousveil.case.database import reading, writing
from sousveil.case.ledger import CASE_UNIT, DONE, FAILED, Done
from sousveil.case.memos import AT_ONCE, Memos
from sousveil.case.store import DuplicateRecord
from sousveil.case.tables import RECORDS
from sousveil.records import Answer, Claim, Collection, Failure, Fingerprint, Item, Judgement
from sousveil.records.ids import canonical_json, sha256_hex
from sousveil.records.serialise import MalformedRecord
from sousveil.records.time import now

from .call import pack_work, unpack_given
from .guard import Outcome
from .jobs import Engine, Job
from .progress import Progress, Silent
from .step import DictMemo, Given, Memo, Step, Work, check_order, item_failure

R = TypeVar("R")
COMMIT_SECONDS = 0.5
COMMIT_UNITS = 64
PEOPLE = frozenset({"Judgement", "Searched"})
"""Record types that people add; a case step that takes them depends on which there are."""
STATED = (Collection, Answer)
"""Record types that no step gives and that belong to an item; an item step that takes them depends on which there
are."""


@dataclass
class BuildReport:
    """What a run did. done, failed: units by step; seconds: by step; rows: rows of records that a step over the whole
    case changed."""

    done: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def worked(self) -> int:
        """Units on which anything was done."""
        return sum(self.done.values()) + sum(self.failed.values())


class CaseView:
    """What a case step sees: the records of one consistent state of the database."""

    def __init__(
        self, case: Case, connection: Connection, settings: Mapping[str, Any], skip: frozenset[str],
        memo: Memo | None = None,
    ) -> None:  # fmt: skip
        self.settings = settings
        self.memo: Memo = DictMemo() if memo is None else memo
        self._case = case
        self._connection = connection
        self._skip = skip
        self._digests: dict[type, Mapping[str, str]] = {}

    def items(self) -> Iterator[Item]:
        """Every item that a reader may have read, by id."""
        for item in self._case.store.all(self._connection, Item):
            if item.media_type not in self._skip:
                yield item

    def all(self, kind: type[R], item: str | None = None) -> Iterator[R]:
        """Every record of type ``kind``, or those of one item."""
        return self._case.store.all(self._connection, kind, item=item)

    def some(self, kind: type[R], items: Sequence[str]) -> Iterator[R]:
        """The records of type ``kind`` of several items, by item id."""
        wanted = sorted(items)
        for first in range(0, len(wanted), AT_ONCE):
            part = wanted[first : first + AT_ONCE]
            for key, body in self._case.store.bodies(self._connection, kind, items=part):
                yield self._case.store.decode(kind, key, body)

    def digests(self, kind: type) -> Mapping[str, str]:
        """item -> what stands for all its records of type ``kind``, taken of their bodies as they are stored."""
        if kind not in self._digests:
            self._digests[kind] = self._taken(kind)
        return self._digests[kind]

    def _taken(self, kind: type) -> dict[str, str]:
        out: dict[str, str] = {}
        rows = self._case.store.item_bodies(self._connection, kind)
        for item, held in groupby(rows, key=lambda row: row[0]):
            digest = hashlib.blake2b(digest_size=16)
            for _, key, body in held:
                plain = body.encode("utf-8", "surrogatepass")
                digest.update(f"{key} {len(plain)} ".encode() + plain)
            if item is not None:
                out[item] = digest.hexdigest()
        return out


class Runner:
    """Runs ``steps`` over a case.

    settings: plain values that steps read by name. marks: for a setting whose value does not say whether its meaning
    changed (a folder), what does (a digest of its content). item_marks: the same for a setting that bears on some
    items only: it gives the mark of each of those, so that a change works on them alone. skip: media types of mere
    containers, which no item step gets. before: what is called, in this process, before the step of that name.
    """

    def __init__(
        self,
        case: Case,
        steps: Sequence[Step],
        engine: Engine,
        settings: Mapping[str, Any],
        marks: Mapping[str, str],
        skip: frozenset[str] = frozenset(),
        progress: Progress | None = None,
        item_marks: Mapping[str, Callable[[Connection], Mapping[str, str]]] | None = None,
        before: Mapping[str, Callable[[], None]] | None = None,
    ) -> None:
        check_order(steps, given=(Item, *STATED, Fingerprint, *(kind for kind in RECORDS if kind.__name__ in PEOPLE)))
        self._case = case
        self._steps = steps
        self._engine = engine
        self._settings = settings
        self._marks = marks
        self._skip = skip
        self._item_marks = item_marks or {}
        self._before = before or {}
        self._progress = progress or Silent()
        self._held: list[Item] | None = None

    def run(self) -> BuildReport:
        """Does everything that is missing or out of date."""
        report = BuildReport()
        self._held = None
        for step in self._steps:
            started = time.monotonic()
            if step.name in self._before:
                self._before[step.name]()
            if step.scope == "item":
                self._run_items(step, report)
            else:
                self._run_case(step, report)
            report.seconds[step.name] = time.monotonic() - started
        return report

    # What the work depends on

    def _base(self, step: Step) -> list[Any]:
        used = {name: self._marks.get(name, self._settings.get(name)) for name in step.settings}
        for name in self._item_marks if step.scope == "item" else ():
            used.pop(name, None)
        return [step.name, step.version, used]

    def _givers(self, step: Step) -> list[str]:
        return [s.name for s in self._steps if s.name != step.name and set(s.gives) & set(step.takes)]

    def _wanted(self, step: Step, connection: Connection) -> dict[str, str]:
        """The digest that each unit of an item step should have."""
        before = [ledger.outcomes(connection, giver) for giver in self._givers(step)]
        stated: dict[str, list[str]] = {}
        for kind in STATED:
            if kind in step.takes:
                table = RECORDS[kind]
                for item, key in connection.execute(select(table.c.item, table.c.id).order_by(table.c.id)):
                    stated.setdefault(item, []).append(key)
        base = self._base(step)
        marked = [(name, self._item_marks[name](connection)) for name in step.settings if name in self._item_marks]
        own: dict[str, list[list[str]]] = {}
        for name, marks in marked:
            for item_id, mark in marks.items():
                own.setdefault(item_id, []).append([name, mark])
        return {
            item.id: _digest([*base, item.id, item.name, stated.get(item.id, []), [d.get(item.id) for d in before],
                              *own.get(item.id, [])])
            for item in self._items(connection)
        }

    def _items(self, connection: Connection) -> list[Item]:
        """The items that item steps get. Read once: the case is held, so none comes or goes during a run."""
        if self._held is None:
            items = self._case.store.all(connection, Item)
            self._held = [item for item in items if item.media_type not in self._skip]
        return self._held

    # Item steps

    def _run_items(self, step: Step, report: BuildReport) -> None:
        with reading(self._case.database) as connection:
            wanted = self._wanted(step, connection)
            have = ledger.digests(connection, step.name)
        missing = [unit for unit, digest in wanted.items() if have.get(unit) != digest]
        gone = [unit for unit in have if unit not in wanted]
        if gone:
            self._forget(step, gone)
        report.done[step.name] = report.failed[step.name] = 0
        if not missing:
            return
        self._progress.begin(step.name, len(missing))
        pending: list[tuple[Done, Given]] = []
        last = time.monotonic()
        started = now()
        for job, outcome in self._engine.run(self._jobs(step, missing)):
            name = job.packed["item"]["name"]
            given, state = self._given(step, job, outcome, name)
            reasons = [failure.reason for failure in given.failures if failure.severity == "failed"]
            self._progress.advance(step.name, name, reasons[0] if reasons else None)
            (report.failed if reasons else report.done)[step.name] += 1
            line = Done(
                step.name, job.unit, step.version, wanted[job.unit], state, len(given.records), started, now(), 0.0
            )
            pending.append((line, given))
            if len(pending) >= COMMIT_UNITS or time.monotonic() - last > COMMIT_SECONDS:
                self._commit(step, pending)
                pending, last = [], time.monotonic()
        self._commit(step, pending)
        self._progress.end(step.name)

    def _jobs(self, step: Step, units: Iterable[str]) -> Iterator[Job]:
        kinds = [kind for kind in step.takes if kind not in (Item, Collection)]
        limits = (min(step.seconds, self._limit("item_seconds", step.seconds)),
                  int(min(step.megabytes, self._limit("item_megabytes", step.megabytes))))  # fmt: skip
        values = {name: self._settings.get(name) for name in step.settings}
        for unit in units:
            with reading(self._case.database) as connection:
                store = self._case.store
                item = store.get(connection, Item, unit)
                if item is None:
                    continue
                stated = store.all(connection, Collection, item=unit) if Collection in step.takes else ()
                work = Work(
                    item, tuple(stated), {kind: tuple(store.all(connection, kind, item=unit)) for kind in kinds},
                    self._case.blobs.path(unit) if step.original else None, values,
                )  # fmt: skip
            yield Job(unit, pack_work(step, work), *limits, batch=step.isolation == "batch")

    def _limit(self, name: str, default: float) -> float:
        return float(self._settings.get(name, default))

    def _given(self, step: Step, job: Job, outcome: Outcome, name: str) -> tuple[Given, str]:
        if outcome.state == "done":
            try:
                given = unpack_given(step, outcome.value)
                keys = [(type(r), getattr(r, "id", None)) for r in given.records if getattr(r, "id", None)]
                if len(keys) != len(set(keys)):
                    raise DuplicateRecord("two records with one id")
                if any(getattr(r, "item", job.unit) != job.unit for r in (*given.records, *given.failures)):
                    raise MalformedRecord("it returned records about another item")
            except (MalformedRecord, DuplicateRecord) as error:
                outcome = Outcome("error", message=str(error))
            else:
                failed = any(f.severity == "failed" for f in given.failures)
                return given, FAILED if failed else DONE
        reason, advice = outcome.sentence(job.seconds, job.megabytes)
        return Given(failures=[item_failure(job.unit, name, step.name, reason, advice)]), FAILED

    def _commit(self, step: Step, pending: list[tuple[Done, Given]]) -> None:
        if not pending:
            return
        try:
            with writing(self._case.database) as connection:
                for line, given in pending:
                    records = [*given.records, *_unique(given.failures)]
                    self._case.store.replace(connection, step.name, line.unit, step.gives, records)
                ledger.write(connection, [line for line, _ in pending])
        except (ValueError, IntegrityError, DataError) as error:
            # Records that cannot be stored (an id that is taken or too long, a number that is none).
            if len(pending) > 1:
                for one in pending:
                    self._commit(step, [one])
                return
            line, given = pending[0]
            why = str(error).splitlines()[0][:200].encode("ascii", "backslashreplace").decode()
            reason = f"What reading it gave cannot be stored ({why})."
            advice = "The file is damaged or made to harm; get a clean copy. The original is preserved."
            failure = item_failure(line.unit, self._name(line.unit), step.name, reason, advice)
            self._commit(step, [(replace(line, state=FAILED, given=0), Given(failures=[failure]))])

    def _name(self, unit: str) -> str:
        item = self._case.get(Item, unit)
        return unit[:12] if item is None else item.name

    def _forget(self, step: Step, units: list[str]) -> None:
        """Drops what a step gave for items that are no longer there or no longer its business."""
        with writing(self._case.database) as connection:
            for unit in units:
                self._case.store.clear(connection, step.name, unit, step.gives)
                ledger.forget(connection, step=step.name, unit=unit)

    # Case steps

    def _run_case(self, step: Step, report: BuildReport) -> None:
        report.done[step.name] = report.failed[step.name] = 0
        with reading(self._case.database) as connection:
            wanted = self._case_digest(step, connection)
            if ledger.digests(connection, step.name).get(CASE_UNIT) == wanted:
                return
            self._progress.begin(step.name, 1)
            started, clock = now(), time.monotonic()
            values = {name: self._settings.get(name) for name in step.settings}
            memos = Memos(self._case.codec, connection, step.name, _digest(self._base(step))[:16])
            given = step.load()(CaseView(self._case, connection, values, self._skip, memos))
        failed = any(f.severity == "failed" for f in given.failures)
        seconds = time.monotonic() - clock
        line = Done(
            step.name, CASE_UNIT, step.version, wanted, FAILED if failed else DONE, len(given.records), started, now(),
            seconds,
        )  # fmt: skip
        with writing(self._case.database) as connection:
            records = [*given.records, *_unique(given.failures)]
            report.rows[step.name] = self._case.store.revise(connection, step.name, CASE_UNIT, step.gives, records)
            memos.store(connection)
            ledger.write(connection, [line])
        (report.failed if failed else report.done)[step.name] += 1
        self._progress.advance(step.name, "the whole case", given.failures[0].reason if failed else None)
        self._progress.end(step.name)

    def _case_digest(self, step: Step, connection: Connection) -> str:
        parts = self._base(step)
        for giver in self._givers(step):
            parts.append(sorted(ledger.outcomes(connection, giver).items()))
        store = self._case.store
        for kind in (Item, Collection, *(k for k in step.takes if k.__name__ in PEOPLE)):
            if kind is Judgement and step.heeds:
                made = list(store.all(connection, Judgement))
                heeded = step.heeded(made, partial(store.get, connection, Claim))
                parts.append([judgement.id for judgement in heeded])
                continue
            table = RECORDS[kind]
            parts.append(list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars()))
        return _digest(parts)


def _digest(parts: Any) -> str:
    return sha256_hex(canonical_json(parts).encode("utf-8"))


def _unique(failures: Sequence[Failure]) -> list[Failure]:
    return list({failure.id: failure for failure in failures}.values())
