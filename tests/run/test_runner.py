"""The runner: incremental, resumable, and the same records on every engine."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sousveil.case.case import Arrival, Case
from sousveil.records import Document, Failure, Passage, Source, Text
from sousveil.run.engines import make_engine
from sousveil.run.runner import BuildReport, Runner
from sousveil.run.step import OrderError, Step, check_order
from tests.run.worksteps import GATHER, READ

HARM = ("KILL", "CRASH", "BUG", "EXIT", "REFUSE", "FORGE")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "case") as opened:
        yield opened


def put(case: Case, *texts: str) -> None:
    arrivals = [Arrival(case.preserve(io.BytesIO(t.encode()), f"{t[:8]}.txt"), {}) for t in texts]
    case.add(arrivals, "file", "tester")


def run(case: Case, engine: str = "inline", steps: Sequence[Step] = (READ, GATHER)) -> BuildReport:
    running = make_engine(engine, case.layout.spool, 2)
    try:
        return Runner(case, steps, running, {"item_seconds": 5, "item_megabytes": 600}, {}).run()
    finally:
        running.close()


def everything(case: Case) -> list[object]:
    return [r for kind in (Document, Text, Passage, Source, Failure) for r in case.read(kind)]


def test_a_second_run_with_nothing_new_does_nothing(case: Case) -> None:
    put(case, "one", "two")
    assert run(case).done == {"read": 2, "gather": 1}
    before = everything(case)
    again = run(case)
    assert again.worked == 0
    assert everything(case) == before


def test_only_what_is_new_is_done_and_case_steps_follow(case: Case) -> None:
    put(case, "one", "two")
    run(case)
    put(case, "three")
    assert run(case).done == {"read": 1, "gather": 1}
    assert len(list(case.read(Source))) == 3


def test_a_new_version_of_a_step_is_run_again_and_replaces_its_records(case: Case) -> None:
    put(case, "one", "two")
    run(case)
    assert run(case, steps=(replace(READ, version="2"), GATHER)).done == {"read": 2, "gather": 1}
    assert len(list(case.read(Document))) == 2


def test_each_harmful_item_costs_itself_alone_and_says_why(case: Case) -> None:
    put(case, *HARM, "EAT", "fine", "LITTER")
    report = run(case, "threads")
    assert report.failed["read"] == len(HARM) + 1
    reasons = {f.name.partition(".")[0]: f.reason for f in case.read(Failure)}
    assert "crashed (signal 9)" in reasons["KILL"]
    assert "crashed (signal 11)" in reasons["CRASH"]
    assert "ZeroDivisionError" in reasons["BUG"]
    assert "SystemExit" in reasons["EXIT"]
    assert reasons["REFUSE"] == "This is not a text."
    assert "does not give" in reasons["FORGE"]
    assert "600 MB" in reasons["EAT"]
    assert {d.length for d in case.read(Document)} == {len("fine"), len("LITTER")}
    assert not any(case.layout.spool.rglob("litter"))


def test_an_item_that_hangs_is_stopped(case: Case) -> None:
    put(case, "HANG", "fine")
    quick = (replace(READ, seconds=1.0), GATHER)
    run(case, steps=quick)
    assert [f.reason for f in case.read(Failure)] == ["Took longer than 1 seconds and was stopped."]
    assert len(list(case.read(Document))) == 1


def test_what_failed_is_not_tried_again_by_itself(case: Case) -> None:
    put(case, "BUG")
    run(case)
    assert run(case).worked == 0
    assert len(list(case.read(Failure))) == 1


@pytest.mark.parametrize("engine", ["inline", "threads", "dask"])
def test_every_engine_gives_the_same_records(case: Case, tmp_path: Path, engine: str) -> None:
    if engine == "dask":
        pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    texts = [f"text number {n}" for n in range(12)] + ["KILL", "REFUSE"]
    put(case, *texts)
    run(case, engine)
    with Case.create(tmp_path / "other") as other:
        put(other, *texts)
        run(other, "inline")
        assert everything(case) == everything(other)


def test_steps_that_do_not_fit_together_are_refused_before_anything_runs() -> None:
    with pytest.raises(OrderError, match="takes Document"):
        check_order([GATHER])
    with pytest.raises(OrderError, match="both"):
        check_order([READ, replace(READ, name="again")])
    check_order([READ, GATHER])
