"""Engines: how many items are worked on at once, and where. All give the same records.

An engine takes jobs and gives outcomes in any order; it knows neither the case nor what a job means. Every job runs in
a guard, whichever engine it is, so an item that kills its process costs one item.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from sousveil.errors import SousveilError

from .guard import Guard, Outcome
from .jobs import Engine, Job, available_cores, in_groups, in_guard


class InlineEngine:
    """One job after another."""

    name = "inline"

    def __init__(self, spool: Path) -> None:
        self._guard = Guard(spool)

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        for group in in_groups(jobs):
            yield from in_guard(self._guard, group)

    def close(self) -> None:
        self._guard.close()


class ThreadsEngine:
    """As many jobs at once as this machine has cores, each thread with its own guard."""

    name = "threads"

    def __init__(self, spool: Path, workers: int = 0) -> None:
        self.workers = workers or available_cores()
        self._guards = [Guard(spool) for _ in range(self.workers)]

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        todo: queue.Queue[list[Job] | None] = queue.Queue(maxsize=self.workers)
        done: queue.Queue[list[tuple[Job, Outcome]] | BaseException] = queue.Queue()

        def work(guard: Guard) -> None:
            while (group := todo.get()) is not None:
                try:
                    done.put(in_guard(guard, group))
                except BaseException as error:
                    done.put(error)

        threads = [threading.Thread(target=work, args=(guard,), daemon=True) for guard in self._guards]
        for thread in threads:
            thread.start()
        waiting = 0
        try:
            for group in in_groups(jobs):
                # The queue is filled only as far as results are taken, so memory does not grow with the case.
                while waiting >= 2 * self.workers:
                    yield from self._take(done)
                    waiting -= 1
                todo.put(group)
                waiting += 1
            while waiting:
                yield from self._take(done)
                waiting -= 1
        finally:
            for _ in threads:
                todo.put(None)
            for thread in threads:
                thread.join()

    @staticmethod
    def _take(done: queue.Queue[list[tuple[Job, Outcome]] | BaseException]) -> list[tuple[Job, Outcome]]:
        result = done.get()
        if isinstance(result, BaseException):
            raise result
        return result

    def close(self) -> None:
        for guard in self._guards:
            guard.close()


def make_engine(name: str, spool: Path, workers: int = 0, address: str = "") -> Engine:
    """The engine called ``name``.

    Raises:
        SousveilError: there is none of that name, or what it needs is not installed.
    """
    if name == "inline":
        return InlineEngine(spool)
    if name == "threads":
        return ThreadsEngine(spool, workers)
    if name == "dask":
        try:
            from .dask_engine import DaskEngine
        except ImportError as error:
            raise SousveilError(
                "The engine `dask` is not installed.", "Run `pip install 'sousveil[dask]'`, or use another engine."
            ) from error
        return DaskEngine(spool, workers, address)
    raise SousveilError(f"There is no engine {name!r}.", "Choose inline, threads or dask.")
