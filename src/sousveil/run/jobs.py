"""Jobs, and how one is run in a guard: what every engine shares."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from .guard import Guard, Outcome

RUN_PACKED = "sousveil.run.call:run_packed"
RUN_BATCH = "sousveil.run.call:run_batch"
BATCH = 16
"""Jobs of a trusted step that share one child: forking costs about as much as claiming one article."""


@dataclass(frozen=True)
class Job:
    """One item's work. unit: its id. packed: see call.pack_work. batch: whether it may share a process."""

    unit: str
    packed: Mapping[str, Any]
    seconds: float
    megabytes: int
    batch: bool = False


class Engine(Protocol):
    """Runs jobs."""

    name: str

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        """An outcome for each job, in any order. Jobs are taken as there is room for them, never all at once."""
        ...

    def close(self) -> None:
        """Ends its processes."""
        ...


def in_guard(guard: Guard, jobs: Sequence[Job]) -> list[tuple[Job, Outcome]]:
    """Runs ``jobs`` in one guarded process; when it dies, each again in one of its own, to find the culprit."""
    first = jobs[0]
    preload, settings = [str(first.packed["work"]).partition(":")[0]], first.packed["settings"]
    if len(jobs) == 1:
        return [(first, guard.call(RUN_PACKED, first.packed, first.seconds, first.megabytes, preload, settings))]
    payload = [job.packed for job in jobs]
    outcome = guard.call(RUN_BATCH, payload, first.seconds * len(jobs), first.megabytes, preload, settings)
    if outcome.state == "done" and isinstance(outcome.value, list) and len(outcome.value) == len(jobs):
        return [(job, Outcome("done", value)) for job, value in zip(jobs, outcome.value, strict=True)]
    return [done for job in jobs for done in in_guard(guard, [job])]


def in_groups(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """Consecutive batch jobs by BATCH, every other job alone."""
    group: list[Job] = []
    for job in jobs:
        if not job.batch:
            yield [job]
            continue
        group.append(job)
        if len(group) == BATCH:
            yield group
            group = []
    if group:
        yield group


def available_cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
