"""Records that a process which parsed hostile bytes gave: what cannot be stored costs its item and no other."""

from __future__ import annotations

import io

import pytest

from sousveil.case.audit import audit
from sousveil.case.case import Arrival, Case
from sousveil.records import Document, Failure, Passage
from sousveil.run.engines import InlineEngine
from sousveil.run.runner import BuildReport, Runner
from tests.run.enginesteps import FORGE


def build(case: Case) -> BuildReport:
    engine = InlineEngine(case.layout.spool)
    try:
        return Runner(case, (FORGE,), engine, {"item_seconds": 20, "item_megabytes": 1024}, {}).run()
    finally:
        engine.close()


def put(case: Case, *names: str) -> None:
    arrivals = [Arrival(case.preserve(io.BytesIO(name.encode()), name), {}) for name in names]
    case.add(arrivals, "file", "tester")


@pytest.mark.parametrize("name", ["OTHER", "OTHERS-FAILURE", "TWICE", "LONG", "SURROGATE", "NAN", "RAISE"])
def test_one_bad_item_costs_one_item(case: Case, name: str) -> None:
    put(case, "fine", name, "good")
    build(case)
    assert [f.name for f in case.read(Failure)] == [name]
    assert len(list(case.read(Document))) == len(list(case.read(Passage))) == 2
    assert build(case).worked == 0 and audit(case) == []


def test_an_id_that_another_item_took_costs_one_of_the_two(case: Case) -> None:
    put(case, "TAKEN-1", "fine", "TAKEN-2")
    build(case)
    failures = list(case.read(Failure))
    assert len(failures) == 1 and failures[0].name.startswith("TAKEN") and "\n" not in failures[0].reason
    assert len(list(case.read(Passage))) == 2


def test_what_one_database_takes_and_the_other_does_not_stops_neither(case: Case) -> None:
    put(case, "fine", "NUL", "good")
    build(case)
    assert {f.name for f in case.read(Failure)} <= {"NUL"}
    assert len(list(case.read(Document))) >= 2
