"""Engines: an outcome for every job, whatever one of them does, and never more in hand than there is room for."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sousveil.errors import SousveilError
from sousveil.records import Item
from sousveil.run.call import pack_work
from sousveil.run.engines import InlineEngine, ThreadsEngine, make_engine
from sousveil.run.guard import Outcome
from sousveil.run.jobs import BATCH, Engine, Job, available_cores, in_groups
from sousveil.run.step import Work
from tests.run.enginesteps import READ


def job(name: str, number: int = 0, batch: bool = False) -> Job:
    unit = f"{name}-{number}"
    work = Work(Item(unit, name, len(name), "text/plain", ""), ())
    return Job(unit, pack_work(READ, work), READ.seconds, 1024, batch)


def run(engine: Engine, jobs: Sequence[Job]) -> dict[str, Outcome]:
    given = [(done.unit, outcome) for done, outcome in engine.run(iter(jobs))]
    assert len(given) == len({unit for unit, _ in given})
    return dict(given)


def reader(outcome: Outcome) -> str:
    """The process that did the work."""
    return str(outcome.value["records"][0][1]["reader"])


@pytest.fixture(params=["inline", "threads"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(request.param, tmp_path / "spool", 2)
    yield made
    made.close()


def test_every_job_has_its_outcome(engine: Engine) -> None:
    outcomes = run(engine, [job("fine", n) for n in range(30)])
    assert len(outcomes) == 30 and {outcome.state for outcome in outcomes.values()} == {"done"}
    assert run(engine, []) == {}


def test_each_job_has_a_process_of_its_own_and_none_is_this_one(engine: Engine) -> None:
    readers = {reader(outcome) for outcome in run(engine, [job("fine", n) for n in range(6)]).values()}
    assert len(readers) == 6 and str(os.getpid()) not in readers


def test_trusted_jobs_share_a_process_and_one_that_dies_is_singled_out(engine: Engine) -> None:
    outcomes = run(engine, [job("fine", n, batch=True) for n in range(BATCH)])
    assert len({reader(outcome) for outcome in outcomes.values()}) == 1
    jobs = [job("KILL" if n == 5 else "fine", n, batch=True) for n in range(2 * BATCH)]
    outcomes = run(engine, jobs)
    assert {unit: o.state for unit, o in outcomes.items() if o.state != "done"} == {"KILL-5": "killed"}
    assert len(outcomes) == 2 * BATCH


def test_groups_keep_the_order_and_never_mix_trusted_and_hostile_jobs() -> None:
    jobs = [job("a", n, batch=n % 20 != 7) for n in range(50)]
    groups = list(in_groups(jobs))
    assert sorted(j.unit for group in groups for j in group) == sorted(j.unit for j in jobs)
    assert all(len(group) == 1 or all(j.batch for j in group) for group in groups)
    assert max(map(len, groups)) == BATCH


@pytest.mark.parametrize("batch", [False, True])
def test_jobs_are_taken_only_as_there_is_room(tmp_path: Path, batch: bool) -> None:
    """Memory must not grow with the case: between jobs taken and outcomes given there is a bound."""
    engine = ThreadsEngine(tmp_path, 2)
    taken = given = most = 0

    def jobs() -> Iterator[Job]:
        nonlocal taken, most
        for n in range(200 if batch else 60):
            taken += 1
            most = max(most, taken - given)
            yield job("fine", n, batch)

    for _ in engine.run(jobs()):
        given += 1
    engine.close()
    size = BATCH if batch else 1
    assert given == taken and most <= (2 * engine.workers + 2) * size


def test_a_run_that_is_given_up_ends_its_threads(tmp_path: Path) -> None:
    engine = ThreadsEngine(tmp_path, 2)
    before = threading.active_count()
    running = engine.run(job("SLOW", n) for n in range(1000))
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
    assert run(engine, [job("fine")])["fine-0"].state == "done"
    engine.close()


def test_an_error_of_the_engine_itself_is_raised_and_not_swallowed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for engine in (InlineEngine(tmp_path / "file"), ThreadsEngine(tmp_path / "file", 2)):
        with pytest.raises(SousveilError):
            run(engine, [job("fine", n) for n in range(5)])
        engine.close()


def test_threads_work_side_by_side(tmp_path: Path) -> None:
    engine = ThreadsEngine(tmp_path, 4)
    run(engine, [job("fine", n) for n in range(8)])  # the guards are up
    begin = time.monotonic()
    run(engine, [job("SLOW", n) for n in range(8)])
    assert time.monotonic() - begin < 8 * 0.3
    engine.close()


def test_an_engine_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SousveilError, match="There is no engine 'spark'"):
        make_engine("spark", tmp_path)
    assert available_cores() >= 1


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_job_that_kills_its_dask_worker_costs_one_item(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    engine = make_engine("dask", tmp_path / "spool", 2)
    try:
        jobs = [job("fine", n) for n in range(10)]
        jobs.insert(3, job("KILLWORKER"))
        jobs += [job("KILLWORKER" if n == 2 else "fine", 100 + n, batch=True) for n in range(5)]
        outcomes = run(engine, jobs)
    finally:
        engine.close()
    assert len(outcomes) == 16
    bad = {unit: outcome.state for unit, outcome in outcomes.items() if outcome.state != "done"}
    assert bad == {"KILLWORKER-0": "killed", "KILLWORKER-102": "killed"}
