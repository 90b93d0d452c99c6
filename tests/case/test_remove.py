"""Removal: nothing of what was removed stays in any file, and the log still holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from sousveil.case import case as case_module
from sousveil.case import ledger
from sousveil.case.audit import audit
from sousveil.case.blobs import Blobs
from sousveil.case.case import UNFINISHED, Arrival, Case
from sousveil.case.database import SCHEMA, copy_sqlite, reading, writing
from sousveil.case.ledger import Done
from sousveil.case.remove import OUR_PAGES, find_item, remove
from sousveil.case.search import find
from sousveil.case.tables import BY_NAME, RECORDS
from sousveil.errors import SousveilError
from sousveil.records import (
    Claim,
    ClaimOrigins,
    Collection,
    Failure,
    Item,
    Judgement,
    Link,
    Origins,
    Release,
    Searched,
    Source,
    Text,
)
from tests.case.conftest import Maker
from tests.case.helpers import DRAWN, draw, found_in, judge, put

SECRET = "Canaryvillage is where the Kanarienvogel 카나리아마을 camera stands."
NEEDLES = (
    "Canaryvillage", "canaryvillage", "Kanarienvogel", "카나리아마을", "Canaryname", "Canarynote", "Canaryorigin",
)  # fmt: skip


@pytest.fixture
def full(case: Case) -> Case:
    """A case with an item to be removed, drawn and judged, between two that stay, and something over the whole."""
    for n in range(2):
        draw(case, put(case, f"harmless words {n} " * 30, f"harmless-{n}.txt").item.id, f"harmless words {n} " * 30)
    item = put(case, SECRET, "Canaryname.txt", origin="https://example.org/Canaryorigin", title="Canaryname again").item
    claim = draw(case, item.id, SECRET)
    first = judge(case, claim.id, "Canarynote one")
    judge(case, first.id, "Canarynote: taken back", "withdraw-judgement")
    judge(case, item.id, "Canarynote on the item")
    judge(case, next(c for c in case.read(Claim) if c.item != item.id).id, "stays")
    case.append(Release("r-1", "2026-01-01T00:00:00Z", "title", "0" * 64, 3, "0" * 64, (item.id,)))
    case.append(Searched("s-1", "what", "where", "2026", "ann", 0))
    case.commitment(item.id)
    case.note_failures("add", [Failure("f-1", None, "Canaryname.txt", "collect", "It broke.", "Mend it.")])
    origins = Origins(0, 1, 1, (SECRET,))
    whole = [
        Source("src-1", "Canaryname", "outlet", (), (item.id,)),
        Link("l-1", item.id, None, "src-1", "citation", (SECRET,), "undecided"),
        ClaimOrigins(claim.id, item.id, origins),
    ]
    with writing(case.database) as connection:
        case.store.replace(connection, "trace", "case", (Source, Link, ClaimOrigins), whole)
        units = (("trace", "case"), ("read", item.id))
        ledger.write(connection, [Done(step, unit, "1", "d", "done", 3, "", "", 0.0) for step, unit in units])
    if not case.settings.database:
        # A copy that a change of schema made: it holds what the database held.
        copy_sqlite(case.layout.database, case.layout.database.with_name(f"case.sqlite.before-{SCHEMA}"))
    case.layout.preview.mkdir()
    (case.layout.preview / "index.html").write_bytes(b"<head>" + OUR_PAGES + SECRET.encode())
    case.layout.spool.mkdir(exist_ok=True)
    (case.layout.spool / "writing-torn").write_text(SECRET)
    return case


def key() -> str:
    return sha256(SECRET.encode()).hexdigest()


def everything(case: Case) -> str:
    """All rows of all tables of a database on a server, which no file of the folder holds."""
    with reading(case.database) as connection:
        names = inspect(connection).get_table_names()
        return "\n".join(str(tuple(r)) for name in names for r in connection.execute(text(f'select * from "{name}"')))


def test_no_file_holds_anything_of_what_was_removed(full: Case) -> None:
    assert found_in(full.layout.root, *NEEDLES, key())
    done = remove(full, ["Canaryname.txt"], "added by mistake", "ann")
    assert [item.id for item in done.items] == [key()]
    assert (done.claims, done.judgements, done.releases) == (1, 3, ("r-1",))
    assert found_in(full.layout.root, *NEEDLES, key()) == []
    assert not [needle for needle in (*NEEDLES, key()) if needle in everything(full)]
    full.close()
    assert found_in(full.layout.root, *NEEDLES, key()) == []


def test_what_stays_is_whole_and_what_rested_on_it_is_cleared(full: Case) -> None:
    with reading(full.database) as connection:
        head = full.custody.head(connection)
    remove(full, [key()[:12]], "added by mistake", "ann")
    assert names(full) == {"harmless-0.txt", "harmless-1.txt"}
    assert all(len(list(full.read(kind))) == 2 for kind in DRAWN)
    assert not any(list(full.read(kind)) for kind in (Source, Link, ClaimOrigins, Failure))
    assert [j.note for j in full.read(Judgement)] == ["stays"]
    assert [s.id for s in full.read(Searched)] == ["s-1"]
    assert [(r.id, r.originals) for r in full.read(Release)] == [("r-1", ())]
    assert full.get(Item, key()) is None and full.get(Text, key()) is None
    with reading(full.database) as connection:
        assert ledger.lines(connection) == []
        assert find(connection, "카나리아마을") == [] and len(find(connection, "harmless")) == 2
        assert full.custody.check_head(connection, head.size, head.root).ok
        last = [e for e in full.custody.entries(connection) if e.kind == "removed"]
    assert last[0].body is not None
    assert (last[0].body["items"], last[0].body["reason"], last[0].body["by"]) == (1, "added by mistake", "ann")
    assert audit(full) == []


def test_what_was_removed_may_be_added_again_and_stays(full: Case) -> None:
    remove(full, [key()], "added by mistake", "ann")
    assert put(full, SECRET, "again.txt").fresh
    root = full.layout.root
    full.close()
    with Case.open(root) as again:
        assert again.blobs.digest(key()) == key() and audit(again) == []


class Killed(BaseException):
    pass


@pytest.mark.parametrize("where", ["erase", "shrink"])
def test_a_crash_after_the_records_went_is_finished_by_the_next_opening(
    full: Case, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(Blobs if where == "erase" else case_module, where, die)
        remove(full, [key()], "added by mistake", "ann")
    assert full.get(Item, key()) is None
    assert full.value(UNFINISHED) and any("removal is not finished" in fault for fault in audit(full))
    root = full.layout.root
    full.close()
    with Case.open(root) as again:
        assert not again.value(UNFINISHED) and audit(again) == []
        assert found_in(root, *NEEDLES, key()) == []


def test_bytes_that_cannot_be_deleted_now_are_one_sentence_and_go_later(
    full: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Blobs, "erase", refuse)
        with pytest.raises(SousveilError, match="could not be deleted"):
            remove(full, [key()], "added by mistake", "ann")
        with Case.open(full.layout.root) as again:  # the rest of the case can be worked on
            assert len(list(again.read(Item))) == 2
    with Case.open(full.layout.root):
        assert found_in(full.layout.root, key()) == []


def test_an_opening_beside_a_running_command_erases_nothing(full: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another command is about to add again must not be erased under its hands."""
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(Blobs, "erase", lambda *_: (_ for _ in ()).throw(Killed()))
        remove(full, [key()], "added by mistake", "ann")
    with full.exclusive("add"):
        with Case.open(full.layout.root):
            assert full.blobs.has(key())
        put(full, SECRET, "again.txt")
    with Case.open(full.layout.root) as again:
        assert again.blobs.has(key()) and not again.value(UNFINISHED) and audit(again) == []


def test_a_report_that_is_not_ours_is_left_alone(full: Case) -> None:
    (full.layout.preview / "index.html").write_text("my own notes")
    remove(full, [key()], "added by mistake", "ann")
    assert (full.layout.preview / "index.html").read_text() == "my own notes"


def test_an_item_is_named_by_its_name_or_the_beginning_of_its_id(full: Case) -> None:
    assert find_item(full, "Canaryname.txt").id == find_item(full, key()[:6]).id == key()
    put(full, "other words", "Canaryname.txt")
    for wanted in ("Canaryname.txt", "nowhere.txt", key()[:5], ""):
        with pytest.raises(SousveilError):
            find_item(full, wanted)


# Containers


def container(case: Case, name: str, members: Sequence[tuple[str, str]], above: str | None = None) -> str:
    """Adds a container with what came out of it, as intake does; returns its id."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, words in members:
            archive.writestr(path, words)
    stated: dict[str, Any] = {"container": above} if above else {}
    item = put(case, packed.getvalue(), name, **stated).item
    arrivals = [
        Arrival(case.preserve(io.BytesIO(words.encode()), f"{name}/{path}"), {"container": item.id, "member": path})
        for path, words in members
    ]
    case.add(arrivals, "unpacked", "tester")
    return item.id


def names(case: Case) -> set[str]:
    return {item.name for item in case.read(Item)}


def test_what_came_out_of_a_container_goes_with_it_unless_it_was_added_by_itself(case: Case) -> None:
    put(case, "elsewhere", "bystander.txt")
    members = [("one.txt", "Canaryone"), ("two.txt", "Canarytwo"), ("three.txt", "three stays")]
    packed = container(case, "Canarypack.zip", members)
    put(case, "three stays", "own.txt")
    assert names(case) == {"bystander.txt", "Canarypack.zip", *(f"Canarypack.zip/{path}" for path, _ in members)}
    done = remove(case, ["Canarypack.zip"], "added by mistake", "ann")
    assert len(done.items) == 3
    left = {item.name: item.container for item in case.read(Item)}
    assert left == {"bystander.txt": None, "own.txt": None}
    assert [c.container for c in case.read(Collection)] == [None, None]
    assert found_in(case.layout.root, "Canaryone", "Canarytwo", "Canarypack", packed) == []
    assert audit(case) == []


def test_containers_inside_containers_go_too_and_a_second_container_keeps_what_it_has(case: Case) -> None:
    outer = container(case, "outer.zip", [("x.txt", "x")])
    container(case, "inner.zip", [("deep.txt", "deep"), ("shared.txt", "shared")], outer)
    other = container(case, "other.zip", [("mine.txt", "shared")])
    remove(case, [outer[:12]], "added by mistake", "ann")
    assert names(case) == {"other.zip", "other.zip/mine.txt"}
    assert next(i.container for i in case.read(Item) if i.name == "other.zip/mine.txt") == other
    assert audit(case) == []


def test_every_table_with_an_item_in_it_is_emptied_of_it() -> None:
    """A record type that is added later is thought of here: removal goes by the table's own columns."""
    assert all({"item", "unit", "body"} <= set(RECORDS[kind].columns.keys()) for kind in BY_NAME.values())


def test_removing_from_one_case_leaves_another_alone(make: Maker) -> None:
    one, two = make("one"), make("two")
    for case in (one, two):
        put(case, SECRET, "a.txt")
    remove(one, ["a.txt"], "mistake", "ann")
    assert names(two) == {"a.txt"} and audit(two) == []


def test_the_folder_of_the_item_goes_with_it(full: Case) -> None:
    folder = Path(full.layout.original(key())).parent
    remove(full, [key()], "mistake", "ann")
    assert not folder.exists() or any(folder.iterdir())
