"""Opening, holding and damaging a case."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text, update

from sousveil.case import case as case_module
from sousveil.case.audit import audit
from sousveil.case.case import Case
from sousveil.case.database import SCHEMA, ensure_schema, open_engine, reading, sqlite_address, writing
from sousveil.case.migrations import config
from sousveil.case.tables import RECORDS, custody, metadata
from sousveil.errors import SousveilError
from sousveil.records import Collection, Failure, Item, Judgement, Release, Searched
from sousveil.settings import Settings
from tests.case.conftest import Maker
from tests.case.helpers import draw, dump, judge, put

# Making and opening


def test_a_new_case_is_a_whole_folder(case: Case) -> None:
    root = case.layout.root
    assert {p.name for p in root.iterdir()} >= {"case.yaml", "README.txt", "originals", "vocabulary"}
    assert (root / "case.sqlite").exists() is not bool(case.settings.database)
    assert len(case.value("case")) == 36 and len(case.release_key) == 32
    case.close()
    with Case.open(root) as again:
        assert again.settings == case.settings and again.value("case") == case.value("case")


def test_a_case_is_not_made_over_anything(local: Case, tmp_path: Path) -> None:
    with pytest.raises(SousveilError, match="not an empty folder"):
        Case.create(local.layout.root)
    (tmp_path / "file").write_text("x")
    with pytest.raises(SousveilError, match="not an empty folder"):
        Case.create(tmp_path / "file")
    with pytest.raises(SousveilError, match="could not be made"):
        Case.create(tmp_path / "file" / "case")
    with pytest.raises(SousveilError, match="There is no case in"):
        Case.open(tmp_path)


def test_two_cases_do_not_share_a_database(databases: Callable[[], str], tmp_path: Path) -> None:
    address = databases()
    with Case.create(tmp_path / "one", Settings(database=address)) as one:
        put(one, "words")
        with pytest.raises(SousveilError, match="holds a case already"):
            Case.create(tmp_path / "two", Settings(database=address))
        assert not (tmp_path / "two" / "case.yaml").exists()
        assert len(list(one.read(Item))) == 1


@pytest.mark.parametrize("address", ["nonsense", "postgresql+nothing://x/y", "postgresql+psycopg://x@127.0.0.1:1/y"])
def test_a_database_that_cannot_be_reached_is_one_sentence(tmp_path: Path, address: str) -> None:
    if "psycopg" in address:
        pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
    with pytest.raises(SousveilError) as refused:
        Case.create(tmp_path / "case", Settings(database=address))
    assert "\n" not in refused.value.message


# Damage


def test_a_lost_database_is_not_replaced_by_an_empty_one(local: Case) -> None:
    put(local, "words")
    local.close()
    for damage in (lambda p: p.unlink(), lambda p: p.write_bytes(b"")):
        damage(local.layout.database)
        with pytest.raises(SousveilError, match=r"has lost its database.*Restore"):
            Case.open(local.layout.root)
        assert not local.layout.database.exists() or local.layout.database.stat().st_size == 0


def test_a_database_without_a_case_is_refused(local: Case) -> None:
    with writing(local.database) as connection:
        connection.execute(text("delete from meta"))
    local.close()
    with pytest.raises(SousveilError, match="holds no case"):
        Case.open(local.layout.root)


@pytest.mark.parametrize("damage", ["noise", "half", "header", "pages"])
def test_a_damaged_database_is_one_sentence(local: Case, damage: str) -> None:
    for n in range(60):
        put(local, f"words {n}" * 50, f"{n}.txt")
    local.close()
    path, noise = local.layout.database, random.Random(1).randbytes
    data = path.read_bytes()
    if damage == "noise":
        path.write_bytes(noise(len(data)))
    elif damage == "half":
        path.write_bytes(data[: len(data) // 3])
    elif damage == "header":
        path.write_bytes(noise(100) + data[100:])
    else:
        path.write_bytes(data[:8192] + noise(len(data) - 8192))
    with pytest.raises(SousveilError) as refused, Case.open(local.layout.root) as case:
        # Whichever look finds it first.
        dump(case)
        list(case.read(Item))
        with reading(case.database) as connection:
            case.custody.head(connection)
        put(case, "more")
    assert "\n" not in str(refused.value) and "estore" in str(refused.value)


# The schema


def test_the_migrated_schema_is_the_one_the_tables_describe(case: Case) -> None:
    def ours(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
        table = thing if kind == "table" else getattr(thing, "table", None)
        return table is None or not (table.name.startswith("search") and table.name != "search_rows")

    with case.database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert inspect(connection).has_table("search")


def test_the_newest_revision_is_the_one_the_program_expects() -> None:
    scripts = ScriptDirectory.from_config(config())
    assert scripts.get_current_head() == SCHEMA
    assert {script.revision for script in scripts.walk_revisions()} >= {"0001", "0002", "0003"}


def test_a_case_of_a_newer_program_is_left_alone(case: Case) -> None:
    with writing(case.database) as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    before = dump(case)
    case.close()
    with pytest.raises(SousveilError, match=r"written by a newer sousveil \(schema 9999, here 0003\)\. Install"):
        Case.open(case.layout.root)
    assert dump(case) == before


def test_making_the_schema_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(sqlite_address(tmp_path / "x.sqlite"))
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr("sousveil.case.search.text", lambda _: 1 / 0)
        ensure_schema(engine, tmp_path / "x.sqlite")
    assert inspect(engine).get_table_names() == []
    ensure_schema(engine, tmp_path / "x.sqlite")
    assert inspect(engine).has_table("items")
    engine.dispose()


# Holding it

HOLD = """
import sys, time
from pathlib import Path
from sousveil.case.case import Case
with Case.open(Path(sys.argv[1])) as case, case.exclusive("build"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_commands_do_not_write_at_once_and_the_second_is_told_who_does(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_module, "LOCK_SECONDS", 0.3)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(case.layout.root)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(SousveilError) as refused, case.exclusive("add"):
            raise AssertionError("got in")
        assert refused.value.message == f"This case is in use by `sousveil build` (process {holder.pid})."
        assert put(case, "reading goes on").fresh
    finally:
        holder.kill()
        holder.wait()
    with case.exclusive("add"):  # one who was killed holds nothing
        assert str(os.getpid()) in case.layout.lock.read_text()
    assert case.layout.lock.read_text() == ""


def test_the_second_waits_a_little_for_the_first(local: Case) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD.replace("sleep(60)", "sleep(0.5)"), str(local.layout.root)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    begin = time.monotonic()
    with local.exclusive("add"):
        assert time.monotonic() - begin > 0.2
    holder.wait()


# What people add


def test_what_people_decide_is_appended_once_and_logged(case: Case) -> None:
    item = put(case, "words").item.id
    claim = draw(case, item, "words")
    judgement = judge(case, claim.id, "good", "accept")
    case.append(judgement)
    case.append(Searched("s", "what", "where", "2026", "ann", 0))
    case.append(Release("r", "2026-01-01T00:00:00Z", "t", "0" * 64, 3, "0" * 64))
    assert list(case.read(Judgement)) == [judgement]
    with reading(case.database) as connection:
        kinds = [(e.kind, e.subject) for e in case.custody.entries(connection)]
    assert kinds[2:] == [("judged", claim.id), ("searched", None), ("released", None)]


def test_a_failure_of_nothing_preserved_is_kept_once(case: Case) -> None:
    failure = Failure("f", None, "x", "collect", "There is nothing at x.", "Check it.")
    case.note_failures("add", [failure])
    case.note_failures("add", [failure])
    assert list(case.read(Failure)) == [failure]


def test_a_commitment_is_made_once_and_confirms_no_guess(case: Case) -> None:
    item = put(case, "words").item.id
    made = case.commitment(item)
    assert made == case.commitment(item) and len(made) == 64
    assert made != sha256(bytes.fromhex(item)).hexdigest()


# Audit: every kind of tampering is named


def _edit(kind: type, old: str, new: str) -> Callable[[Case], None]:
    def edit(case: Case) -> None:
        table = RECORDS[kind]
        with writing(case.database) as connection:
            key, body = connection.execute(text(f"select id, body from {table.name} order by id limit 1")).one()
            assert old in body
            connection.execute(update(table).where(table.c.id == key).values(body=body.replace(old, new)))

    return edit


def _delete(kind: type) -> Callable[[Case], None]:
    def drop(case: Case) -> None:
        with writing(case.database) as connection:
            connection.execute(RECORDS[kind].delete())

    return drop


def _item_path(case: Case) -> Path:
    return case.blobs.path(next(iter(case.read(Item))).id)


TAMPERING: dict[str, tuple[Callable[[Case], Any], str]] = {
    "original changed": (lambda c: _item_path(c).write_bytes(b"other"), "The original of a.txt .* was changed"),
    "original missing": (lambda c: _item_path(c).unlink(), "The original of a.txt .* is missing"),
    "original added": (lambda c: _item_path(c).with_name("x" * 64).write_text("x"), "belongs to no item"),
    "collection edited": (_edit(Collection, "an outlet", "no outlet"), "collection record .* is not what"),
    "collector edited": (_edit(Collection, "tester", "nobody"), "collection record .* is not what"),
    "collection unreadable": (_edit(Collection, "{", "["), "The record .*Collection.* is damaged"),
    "item size edited": (_edit(Item, '"size":5', '"size":6'), "states another size"),
    "item swapped": (_edit(Item, '"id":"', '"id":"0'), "is another one's"),
    "item deleted": (_delete(Item), "The custody log knows the item"),
    "judgement edited": (_edit(Judgement, "good", "evil"), "The judgement .* is not what was logged"),
    "judgement deleted": (_delete(Judgement), "The record j-.* was logged and is gone"),
    "look edited": (_edit(Searched, '"found":0', '"found":7'), "The look .* is not what was logged"),
    "release edited": (_edit(Release, "0" * 64, "1" * 64), "The release r is not what was logged"),
}  # fmt: skip


@pytest.fixture
def full(case: Case) -> Case:
    item = put(case, "words", "a.txt", source="an outlet").item.id
    judge(case, draw(case, item, "words").id, "good", "accept")
    case.append(Searched("s", "what", "where", "2026", "ann", 0))
    case.append(Release("r", "2026-01-01T00:00:00Z", "t", "0" * 64, 3, "0" * 64, (item,)))
    assert audit(case) == []
    return case


@pytest.mark.parametrize("kind", TAMPERING)
def test_every_kind_of_tampering_is_named(full: Case, kind: str) -> None:
    tamper, says = TAMPERING[kind]
    tamper(full)
    faults = audit(full)
    assert any(re.search(says, fault) for fault in faults), faults
    assert all("\n" not in fault for fault in faults)


def test_an_entry_emptied_without_a_removal_is_named(full: Case) -> None:
    with writing(full.database) as connection:
        connection.execute(
            update(custody).where(custody.c.kind == "collected").values(body=None, salt=None, subject=None)
        )
    assert any("The custody log has no entry for a.txt" in fault for fault in audit(full))


def test_making_a_second_case_on_each_database_works(make: Maker) -> None:
    one, two = make("one"), make("two")
    assert one.value("case") != two.value("case")
