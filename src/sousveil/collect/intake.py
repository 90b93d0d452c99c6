"""Taking material into a case: every file preserved and logged, then containers opened in the guard, level by level."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sousveil.case import ledger
from sousveil.case.case import Added, Arrival, Case
from sousveil.case.database import reading, writing
from sousveil.case.ledger import DONE, FAILED, Done
from sousveil.errors import SousveilError
from sousveil.records import Collection, Failure, Item
from sousveil.records.ids import record_id
from sousveil.records.serialise import MalformedRecord, from_plain, to_plain
from sousveil.records.time import now
from sousveil.run.call import check_original
from sousveil.run.guard import Guard
from sousveil.run.progress import Progress, Silent
from sousveil.run.step import item_failure

from .gather import NOTHING_AT, Found, gather
from .sidecar import SIDECAR_NAME, read_sidecar
from .stated import Stated
from .unpack import CONTAINERS, DEEPEST, Limits, Trouble, Unpacked, is_container, member_file, unpack

STEP = "unpack"
STEP_VERSION = "1"
BATCH = 64
"""Files preserved before they are entered together: one transaction's sync for many."""

SIDECAR_TYPE = "application/vnd.sousveil.sidecar+csv"
"""A sidecar table: preserved like everything, but told apart from material, so that it is not read as such."""

UNREAD = frozenset({SIDECAR_TYPE, *CONTAINERS}) - {"message/rfc822"}
"""Types that no reader gets: mere containers and sidecars. An e-mail is a container and a document."""

SECONDS = 300.0
MEGABYTES = 2048


@dataclass
class IntakeReport:
    """What came of adding. fresh: new items; again: bytes the case had already; skipped: (name, why); unpacked: items
    that came out of containers."""

    fresh: list[Item] = field(default_factory=list)
    again: list[Item] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unpacked: int = 0


def unpack_packed(payload: Mapping[str, Any]) -> Any:
    """Unpacks in a guarded process; JSON in, JSON out."""
    limits = from_plain(Limits, payload["limits"])
    try:
        check_original(Path(payload["original"]), payload["item"])
    except SousveilError as error:
        return to_plain(Unpacked(failures=(Trouble(error.message, error.advice),)))
    return to_plain(
        unpack(Path(payload["original"]), payload["media_type"], Path(payload["into"]), limits, payload["name"])
    )


def _unit(paths: Sequence[Path]) -> str:
    """What failures of adding ``paths`` are kept under: a hash, so that where files lie stays out of the case."""
    return record_id("a", *sorted(os.path.realpath(os.fsencode(path)).hex() for path in paths))


class Intake:
    """Adds material to ``case``, which the caller holds. collector: who collects, as the custody log names them."""

    def __init__(self, case: Case, collector: str, guard: Guard, progress: Progress | None = None) -> None:
        self._case = case
        self._collector = collector
        self._guard = guard
        self._progress = progress or Silent()

    def take(self, paths: Sequence[Path], sidecar: Path | None = None, stated: Stated | None = None) -> IntakeReport:
        """Preserves everything under ``paths`` and opens the containers among it.

        Raises:
            SousveilError: the disk is full or the sidecar unusable; what was entered until then stays.
        """
        report = IntakeReport()
        self._forget_missing(_unit(paths))
        found = [thing for thing in gather(paths, sidecar=sidecar, stated=stated) if self._kept(thing, report)]
        self._progress.begin("add", len(found))
        batch: list[tuple[Arrival, str]] = []
        try:
            for thing in found:
                assert isinstance(thing, Found)
                arrival = self._preserve(thing, report)
                self._progress.advance("add", thing.name, None if arrival else "could not be read")
                if arrival:
                    batch.append((arrival, thing.method))
                if len(batch) >= BATCH:
                    self._enter(batch, report)
                    batch = []
        finally:
            self._enter(batch, report)
        self._progress.end("add")
        report.unpacked += self.open_containers(report)
        if report.failures:
            lasting = [f for f in report.failures if f.step != STEP and not f.reason.startswith(NOTHING_AT)]
            self._case.note_failures("add", lasting, _unit(paths))
        return report

    def _kept(self, thing: Found | Failure, report: IntakeReport) -> bool:
        if isinstance(thing, Failure):
            report.failures.append(thing)
        elif thing.skipped is not None:
            report.skipped.append((thing.name, thing.skipped))
        else:
            return True
        return False

    def _preserve(self, thing: Found, report: IntakeReport) -> Arrival | None:
        try:
            with thing.path.open("rb") as source:
                preserved = self._case.preserve(source, thing.name)
        except SousveilError:
            raise
        except OSError as error:
            reason = f"{thing.name} could not be read to its end ({error.strerror or error})."
            report.failures.append(
                item_failure(
                    None, thing.name, "collect", reason, "Check the disk or medium it lies on, then add it again."
                )
            )
            return None
        if thing.role == "metadata":
            preserved = replace(preserved, media_type=SIDECAR_TYPE)
        facts = {name: value for name, value in to_plain(thing.stated).items() if name != "collector"}
        return Arrival(preserved, facts)

    def _enter(self, batch: Iterable[tuple[Arrival, str]], report: IntakeReport) -> None:
        by_method: dict[str, list[Arrival]] = {}
        for arrival, method in batch:
            by_method.setdefault(method, []).append(arrival)
        for method, arrivals in by_method.items():
            for added in self._case.add(arrivals, method, self._collector):
                (report.fresh if added.fresh else report.again).append(added.item)

    def _forget_missing(self, unit: str) -> None:
        """Failures of an earlier attempt at the same paths are about to be found again, or not."""
        from sqlalchemy import delete

        from sousveil.case.tables import RECORDS

        table = RECORDS[Failure]
        with writing(self._case.database) as connection:
            connection.execute(delete(table).where(table.c.step == "add", table.c.unit == unit))

    # Containers

    def open_containers(self, report: IntakeReport | None = None) -> int:
        """Opens every container that was not opened yet, then those inside, and returns how many items came out.

        Safe to run again after a crash: what had come out already is met again as the same act of collection.
        """
        report = report if report is not None else IntakeReport()
        came = 0
        while waiting := self._waiting():
            self._progress.begin(STEP, len(waiting))
            for item in waiting:
                added, failures = self._open(item)
                came += len(added)
                report.failures += failures
                reasons = [failure.reason for failure in failures if failure.severity == "failed"]
                self._progress.advance(STEP, item.name, reasons[0] if reasons else None)
            self._progress.end(STEP)
        return came

    def _waiting(self) -> list[Item]:
        with reading(self._case.database) as connection:
            done = ledger.digests(connection, STEP)
            items = self._case.store.all(connection, Item)
            return [i for i in items if is_container(i.media_type) and done.get(i.id) != STEP_VERSION]

    def _depth(self, item: Item) -> int:
        depth, seen = 0, {item.id}
        while item.container is not None and item.container not in seen:
            above = self._case.get(Item, item.container)
            if above is None:
                break
            seen.add(above.id)
            depth, item = depth + 1, above
        return depth

    def _open(self, item: Item) -> tuple[list[Added], list[Failure]]:
        started = now()
        added: list[Added] = []
        if self._depth(item) >= DEEPEST:
            failures = [
                item_failure(
                    item.id, item.name, STEP,
                    f"{item.name} lies {DEEPEST} containers deep and was preserved without being opened.",
                    "If it matters, unpack it yourself and add what is inside.",
                )
            ]  # fmt: skip
        else:
            self._case.layout.spool.mkdir(exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix="unpack-", dir=self._case.layout.spool))
            try:
                unpacked, failures = self._unpacked(item, folder / "members")
                added = self._enter_members(item, folder / "members", unpacked, failures)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        failures = list({failure.id: failure for failure in failures}.values())
        state = FAILED if any(failure.severity == "failed" for failure in failures) else DONE
        line = Done(STEP, item.id, STEP_VERSION, STEP_VERSION, state, len(added), started, now(), 0.0)
        with writing(self._case.database) as connection:
            self._case.store.replace(connection, STEP, item.id, (), failures)
            ledger.write(connection, [line])
        return added, failures

    def _unpacked(self, item: Item, into: Path) -> tuple[Unpacked, list[Failure]]:
        payload = {
            "original": str(self._case.blobs.path(item.id)), "item": item.id, "media_type": item.media_type,
            "into": str(into), "name": item.name, "limits": to_plain(Limits()),
        }  # fmt: skip
        outcome = self._guard.call("sousveil.collect.intake:unpack_packed", payload, SECONDS, MEGABYTES)
        try:
            if outcome.state == "done":
                unpacked = from_plain(Unpacked, outcome.value)
                failures = [
                    item_failure(item.id, item.name, STEP, t.reason, t.advice, t.severity) for t in unpacked.failures
                ]
                failures += [
                    item_failure(item.id, item.name, STEP, n, "Nothing to do.", "note") for n in unpacked.notes
                ]
                return unpacked, failures
        except MalformedRecord as error:
            reason, advice = f"Unpacking gave nonsense ({error}).", "Get a clean copy."
        else:
            reason, advice = outcome.sentence(SECONDS, MEGABYTES)
        return Unpacked(), [item_failure(item.id, item.name, STEP, reason, advice)]

    def _enter_members(self, item: Item, into: Path, unpacked: Unpacked, failures: list[Failure]) -> list[Added]:
        above = next(iter(self._case.read(Collection, item=item.id)), None)
        told = self._told(item, into, unpacked, failures)
        added: list[Added] = []
        batch: list[Arrival] = []
        for position, member in enumerate(unpacked.members):
            stated = told.get(position, Stated())
            facts = {
                "origin": stated.origin or member.origin, "source": stated.source or (above.source if above else None),
                "author": stated.author, "title": stated.title or member.title,
                "published": stated.published or member.published, "captured_at": member.captured_at,
                "note": "; ".join(note for note in (stated.note, member.note) if note) or None,
                "container": item.id, "member": member.name,
            }  # fmt: skip
            try:
                path = member_file(into, member)
                with path.open("rb") as source:
                    preserved = self._case.preserve(source, f"{item.name}/{member.name}")
                path.unlink()
            except (ValueError, OSError) as error:
                failures.append(
                    item_failure(
                        item.id, item.name, STEP, f"{member.name} could not be kept ({error}).", "Build again."
                    )
                )
                continue
            if member.name == SIDECAR_NAME:
                preserved = replace(preserved, media_type=SIDECAR_TYPE)
            batch.append(Arrival(preserved, facts))
            if len(batch) >= BATCH:
                added += self._case.add(batch, "unpacked", self._collector)
                batch = []
        return [*added, *self._case.add(batch, "unpacked", self._collector)] if batch else added

    def _told(self, item: Item, into: Path, unpacked: Unpacked, failures: list[Failure]) -> dict[int, Stated]:
        """What a ``sousveil.csv`` at the top of the container says about its neighbours, by position."""
        for member in unpacked.members:
            if member.name != SIDECAR_NAME:
                continue
            try:
                table = read_sidecar(member_file(into, member))
                rows, unmatched = table.match([(into / m.file, m.name) for m in unpacked.members])
            except (ValueError, SousveilError) as error:
                failures.append(item_failure(item.id, item.name, STEP, str(error), "Correct the table.", "warning"))
                return {}
            wrong = [*table.failures, *unmatched]
            failures += [replace(f, item=item.id, step=STEP, id=record_id("f", item.id, f.id)) for f in wrong]
            return dict(rows)
        return {}
