"""The custody log: what it notices, what it forgets when told to, and what an exported head shows."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from sousveil.case.audit import audit
from sousveil.case.case import Case
from sousveil.case.custody import MAIN, Head, commit
from sousveil.case.database import reading, writing
from sousveil.case.tables import custody
from tests.case.conftest import Maker
from tests.case.helpers import judge, put


@pytest.fixture
def logged(case: Case) -> Case:
    """A case with four entries: created, two collected, one judged."""
    put(case, "first", "a.txt")
    put(case, "second", "b.txt")
    judge(case, "target-1", "as it should be")
    return case


def head(case: Case) -> Head:
    with reading(case.database) as connection:
        return case.custody.head(connection)


def faults(case: Case) -> list[str]:
    with reading(case.database) as connection:
        return case.custody.check_entries(connection)


def change(case: Case, number: int, **values: Any) -> None:
    with writing(case.database) as connection:
        connection.execute(update(custody).where(custody.c.seq == number).values(**values))


def row(case: Case, seq: int) -> Any:
    with reading(case.database) as connection:
        return connection.execute(select(custody).where(custody.c.seq == seq)).one()


def test_entries_are_numbered_and_say_what_happened(logged: Case) -> None:
    with reading(logged.database) as connection:
        entries = logged.custody.entries(connection)
        assert logged.custody.logs(connection) == [MAIN]
    assert [(e.seq, e.kind) for e in entries] == [(0, "created"), (1, "collected"), (2, "collected"), (3, "judged")]
    assert entries[3].body is not None and entries[3].body["record"]["note"] == "as it should be"
    assert faults(logged) == [] and audit(logged) == []


def test_what_people_type_may_hold_half_a_surrogate_pair(logged: Case) -> None:
    judge(logged, "target-2", "from a terminal \udcff \x00 \u202e")
    assert faults(logged) == [] and audit(logged) == []


@pytest.mark.parametrize(
    "values",
    [
        {"body": "{}"},
        {"body": "no JSON"},
        {"body": "[" * 5000},
        {"kind": "removed"},
        {"at": "2020-01-01T00:00:00Z"},
        {"subject": "0" * 64},
        {"subject": None},
        {"salt": b"\x00" * 32},
        {"salt": None},
        {"body": None},
        {"body": None, "salt": None},
        {"commitment": b"\x00" * 32},
    ],
    ids=lambda values: " and ".join(f"{k} {str(v)[:8]}" for k, v in values.items()),
)
def test_a_changed_column_is_noticed_and_the_entry_named(logged: Case, values: dict[str, Any]) -> None:
    change(logged, 2, **values)
    found = faults(logged)
    assert len(found) == 1 and "entry 2" in found[0]
    assert any("entry 2" in fault for fault in audit(logged))


def test_a_changed_word_in_a_body_is_noticed(logged: Case) -> None:
    body = json.loads(row(logged, 3).body)
    body["record"]["note"] = "as it should not be"
    change(logged, 3, body=json.dumps(body, sort_keys=True, separators=(",", ":")))
    assert faults(logged) == ["Custody log main: entry 3 is not what was committed to."]


def test_a_body_with_a_new_salt_and_commitment_is_caught_by_a_head_alone(logged: Case) -> None:
    kept = head(logged)
    body = row(logged, 3).body.replace("as it should be", "as it shouldn't")
    salt = secrets.token_bytes(32)
    change(logged, 3, body=body, salt=salt, commitment=commit(salt, body.encode()))
    assert faults(logged) == []
    assert "altered" in check(logged, kept).sentence


def test_entries_that_changed_places_are_noticed(logged: Case) -> None:
    change(logged, 1, seq=99)
    change(logged, 2, seq=1)
    change(logged, 99, seq=2)
    assert [f"entry {n}" in fault for n, fault in zip((1, 2), faults(logged), strict=True)] == [True, True]


@pytest.mark.parametrize("seq", [0, 1, 2])
def test_a_deleted_entry_is_noticed(logged: Case, seq: int) -> None:
    with writing(logged.database) as connection:
        connection.execute(delete(custody).where(custody.c.seq == seq))
    assert faults(logged) == [f"Custody log main: entry {seq} is missing."]


def test_erasing_forgets_the_words_and_keeps_the_tree(logged: Case) -> None:
    kept = head(logged)
    item = row(logged, 1).subject
    with writing(logged.database) as connection:
        assert logged.custody.erase(connection, [item, "not there"]) == 1
    emptied = row(logged, 1)
    assert (emptied.body, emptied.salt, emptied.subject) == (None, None, None)
    assert head(logged).root == kept.root
    assert faults(logged) == []
    assert check(logged, kept).ok
    with reading(logged.database) as connection:
        assert [opening[0] for opening in logged.custody.openings(connection)] == [2]


def check(case: Case, kept: Head) -> Any:
    with reading(case.database) as connection:
        return case.custody.check_head(connection, kept.size, kept.root)


def test_a_head_is_a_beginning_of_the_log_for_ever(logged: Case) -> None:
    heads = [head(logged)]
    for n in range(9):
        judge(logged, f"target-{n}", "more")
        heads.append(head(logged))
    for n, kept in enumerate(heads):
        found = check(logged, kept)
        assert found.ok and found.log == MAIN
        assert f"{9 - n} {'entry was' if n == 8 else 'entries were'} added since" in found.sentence


def test_a_log_that_was_cut_off_or_put_back_is_told_from_one_that_was_altered(logged: Case, make: Maker) -> None:
    judge(logged, "target-2", "one more")
    kept = head(logged)
    with writing(logged.database) as connection:
        connection.execute(delete(custody).where(custody.c.seq >= 3))
    assert faults(logged) == []  # nothing inside a shorter log says that it was longer
    assert "cut off" in check(logged, kept).sentence and not check(logged, kept).ok

    other = make("other")
    for n in range(kept.size):
        judge(other, f"target-{n}", "another case's")
    assert "another case" in check(other, kept).sentence and not check(other, kept).ok


@pytest.mark.parametrize(("size", "root"), [(0, "00" * 32), (-1, "00" * 32), (2, "no hex"), (2, "00"), (2, "00" * 32)])
def test_a_head_that_is_none_proves_nothing(logged: Case, size: int, root: str) -> None:
    with reading(logged.database) as connection:
        assert not logged.custody.check_head(connection, size, root).ok


def test_a_guess_is_not_confirmed_by_what_an_erased_entry_leaves(logged: Case) -> None:
    entry = row(logged, 1)
    body = entry.body
    with writing(logged.database) as connection:
        logged.custody.erase(connection, [entry.subject])
    left = row(logged, 1)
    assert bytes(left.commitment) not in (commit(b"", body.encode()), commit(bytes(32), body.encode()))


def test_a_second_writer_cannot_take_the_same_place(logged: Case) -> None:
    from sqlalchemy.exc import IntegrityError

    held = dict(row(logged, 3)._mapping)
    with pytest.raises(IntegrityError), writing(logged.database) as connection:
        connection.execute(insert(custody).values(**held))
