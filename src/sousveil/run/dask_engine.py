"""The Dask engine: the same guarded jobs on Dask workers, here or on other machines that see the case folder.

Jobs carry the item's hash and path, never its bytes. Dask gives up on a job whose worker died again and again, and can
wait for ever when workers keep dying, so the driver also watches the clock.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import dask
from distributed import Client, LocalCluster, wait
from distributed.scheduler import KilledWorker

from .guard import Guard, Outcome
from .jobs import Job, available_cores, in_groups, in_guard

KILLS_ALLOWED = 2
"""A job is tried once more after its worker died; after the second death it is quarantined."""

GRACE_SECONDS = 60.0
"""Beyond a job's own limit, for starting a worker anew; then the driver gives the job up."""

RESULT_SECONDS = 5.0
"""For carrying a finished answer over; a worker can die between finishing and that."""

_guards: dict[str, Guard] = {}


def run_group(spool: str, jobs: list[Job]) -> list[tuple[str, str, Any, str]]:
    """Runs in a worker: guarded outcomes as (unit, state, value, message)."""
    guard = _guards.setdefault(spool, Guard(Path(spool)))
    return [(job.unit, o.state, o.value, o.message) for job, o in in_guard(guard, jobs)]


class DaskEngine:
    """Jobs on Dask workers. Without an address, workers are started on this machine, on loopback only."""

    name = "dask"

    def __init__(self, spool: Path, workers: int = 0, address: str = "") -> None:
        self._spool = str(spool)
        self._cluster: LocalCluster | None = None
        settings = {
            "distributed.scheduler.allowed-failures": KILLS_ALLOWED,
            "distributed.worker.daemon": False,
            "distributed.admin.tick.limit": "60s",
            "distributed.scheduler.worker-saturation": 1.0,
        }
        self._config = dask.config.set(settings)
        if address:
            self._client = Client(address, timeout="20s")
        else:
            self._cluster = LocalCluster(
                n_workers=workers or available_cores(), threads_per_worker=1, processes=True, host="127.0.0.1",
                dashboard_address=None, silence_logs=50,
            )  # fmt: skip
            self._client = Client(self._cluster)

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        running: dict[Any, tuple[list[Job], float]] = {}
        room = 4 * max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
        groups = in_groups(jobs)
        more = True

        def start(group: list[Job]) -> None:
            # A key of Dask's own choosing would merge jobs that look alike; each is wanted once.
            future = self._client.submit(run_group, self._spool, group, pure=False)
            limit = sum(job.seconds for job in group) * (KILLS_ALLOWED + 1) * room + GRACE_SECONDS
            running[future] = (group, time.monotonic() + limit)

        while more or running:
            while more and len(running) < room:
                group = next(groups, None)
                if group is None:
                    more = False
                else:
                    start(group)
            for future in self._ended(running):
                group, _ = running[future]
                answer = self._answer(future)
                if answer is None:
                    continue  # the worker that held it has died since; it is being worked on anew
                del running[future]
                if isinstance(answer, dict):
                    yield from ((job, answer[job.unit]) for job in group)
                elif answer.state == "killed" and len(group) > 1:
                    # One of them kills its worker: each again on its own, so that only that one is lost.
                    for job in group:
                        start([job])
                else:
                    yield from ((job, answer) for job in group)
            for future in [f for f, (_, deadline) in running.items() if time.monotonic() > deadline]:
                group, _ = running.pop(future)
                future.cancel()
                yield from ((job, Outcome("lost")) for job in group)

    @staticmethod
    def _ended(running: Mapping[Any, object]) -> list[Any]:
        """Those that are no longer waited for, in the order in which they began; at most a second is spent."""
        if running:
            with contextlib.suppress(TimeoutError, CancelledError):
                wait(list(running), timeout=1.0, return_when="FIRST_COMPLETED")
        return [future for future in running if future.status != "pending"]

    @staticmethod
    def _answer(future: Any) -> dict[str, Outcome] | Outcome | None:
        """Outcomes by unit; or one for the whole group, ``killed`` or ``lost``; or None when there is none yet."""
        try:
            answers = future.result(timeout=RESULT_SECONDS)
        except KilledWorker:
            return Outcome("killed")
        except TimeoutError:
            return None
        except Exception:
            # The scheduler went, or the answer could not be carried over: whatever it is, the others go on.
            return Outcome("lost") if future.status != "pending" else None
        return {unit: Outcome(state, value, message) for unit, state, value, message in answers}

    def close(self) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()
