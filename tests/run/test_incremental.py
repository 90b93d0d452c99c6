"""Steps over the whole case: only rows that differ are written, and memos change nothing but the time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sousveil.case.case import Case
from sousveil.case.database import reading, writing
from sousveil.case.memos import Memos, forget_memos
from sousveil.case.order import GAP, numbers
from sousveil.case.tables import RECORDS
from sousveil.records import Failure, Source
from sousveil.run.step import DictMemo, digest_of

IDS = st.lists(st.text("abcdef", min_size=1, max_size=3), max_size=12, unique=True)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "case") as opened:
        yield opened


@settings(max_examples=200, deadline=None)
@given(st.lists(IDS, min_size=1, max_size=6))
def test_numbers_always_sort_into_the_order_given(rounds: list[list[str]]) -> None:
    held: dict[str, int] = {}
    for ids in rounds:
        found = numbers(ids, held)
        held = dict(zip(ids, found, strict=True))
        assert sorted(ids, key=lambda name: (held[name], name)) == ids


def test_one_more_record_in_the_middle_moves_no_other() -> None:
    ids = ["c", "a", "b"]
    held = dict(zip(ids, numbers(ids, {}), strict=True))
    again = dict(zip(["c", "new", "a", "b"], numbers(["c", "new", "a", "b"], held), strict=True))
    assert {name: again[name] for name in ids} == held
    assert held["c"] < again["new"] < held["a"] and held["a"] - held["c"] == GAP


def revise(case: Case, sources: list[Source], failures: tuple[Failure, ...] = ()) -> int:
    with writing(case.database) as connection:
        return case.store.revise(connection, "trace", "case", (Source,), [*sources, *failures])


def test_only_rows_that_differ_are_written(case: Case) -> None:
    sources = [Source(f"s-{n:02}", f"name {n}", "outlet") for n in range(0, 20, 2)]
    failure = Failure("f-1", None, "x", "trace", "It is idle.", "Nothing.", "warning")
    assert revise(case, sources, (failure,)) >= 11
    assert revise(case, sources, (failure,)) == 0
    more = sorted([*sources, Source("s-05", "new", "outlet")], key=lambda s: s.id)
    assert revise(case, more, (failure,)) == 1
    changed = [Source(s.id, "renamed", "outlet") if s.id == "s-08" else s for s in more if s.id != "s-00"]
    assert revise(case, changed) == 3  # one renamed, one gone, one failure gone
    assert list(case.read(Source)) == changed and list(case.read(Failure)) == []


def test_what_is_revised_is_what_would_be_written_afresh(case: Case, tmp_path: Path) -> None:
    def rows(one: Case) -> list[tuple[object, ...]]:
        table = RECORDS[Source]
        with reading(one.database) as connection:
            query = select(table.c.id, table.c.kind, table.c.body)
            return [tuple(row) for row in connection.execute(query.order_by(table.c.id))]

    for names in (["b", "c"], ["a", "b", "c"], ["a", "c", "d"]):
        revise(case, [Source(f"s-{n}", n * len(names), "outlet") for n in names])
    with Case.create(tmp_path / "fresh") as fresh:
        revise(fresh, [Source(f"s-{n}", n * 3, "outlet") for n in ["a", "c", "d"]])
        assert rows(case) == rows(fresh)


def test_a_memo_outlives_the_run_that_used_it_and_no_other(case: Case) -> None:
    def run(salt: str = "1") -> tuple[object, object]:
        with reading(case.database) as connection:
            memos = Memos(case.codec, connection, "trace", salt)
            return memos.get("pair", digest_of("a", 1)), memos.get("pair", digest_of("b", 2))

    def put(keys: dict[str, object], use: tuple[str, ...] = ()) -> None:
        with reading(case.database) as connection:
            memos = Memos(case.codec, connection, "trace", "1")
            memos.many("pair", use)
            for key, value in keys.items():
                memos.put("pair", key, value)
        with writing(case.database) as connection:
            memos.store(connection)

    put({digest_of("a", 1): {"x": [1.5, "\x00\ud800"]}, digest_of("b", 2): 7})
    assert run() == ({"x": [1.5, "\x00\ud800"]}, 7)
    assert run("2") == (None, None)  # another version, other settings
    put({}, use=(digest_of("b", 2),))
    assert run() == (None, 7)
    with writing(case.database) as connection:
        forget_memos(connection)
    assert run() == (None, None)


def test_memos_in_memory_give_what_stored_ones_give() -> None:
    memo = DictMemo()
    memo.put("k", "a", (1, [2.5]))
    assert memo.get("k", "a") == [1, [2.5]] and memo.get("other", "a") is None
    assert memo.many("k", ["a", "b"]) == {"a": [1, [2.5]]}
