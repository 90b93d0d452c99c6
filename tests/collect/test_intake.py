"""Taking material in: preserved first, containers opened level by level, and nothing lost or dropped silently."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from sousveil.case.audit import audit
from sousveil.case.case import Case
from sousveil.case.remove import remove
from sousveil.collect import intake as intake_module
from sousveil.collect.intake import SIDECAR_TYPE, Intake, IntakeReport
from sousveil.collect.stated import Stated
from sousveil.errors import SousveilError
from sousveil.records import Collection, Failure, Item
from sousveil.run.guard import Guard, Outcome


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "case") as made:
        yield made


@pytest.fixture(scope="module")
def guard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guard]:
    with Guard(tmp_path_factory.mktemp("spool")) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "material"
    made.mkdir()
    return made


def take(case: Case, guard: Guard, *paths: Path, stated: Stated | None = None) -> IntakeReport:
    return Intake(case, "tester", guard).take(paths, stated=stated)


def names(case: Case) -> set[str]:
    return {item.name for item in case.read(Item)}


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_folder_is_preserved_with_what_is_stated_about_it(case: Case, guard: Guard, folder: Path) -> None:
    (folder / "a.txt").write_text("one")
    (folder / "deep").mkdir()
    (folder / "deep" / "b.html").write_text("<html>two")
    (folder / ".hidden").write_text("no")
    (folder / "sousveil.csv").write_text("file,source,published\na.txt,An Outlet,2024-05\n")
    report = take(case, guard, folder, stated=Stated(origin="https://example.org/"))
    assert names(case) == {"a.txt", "deep/b.html", "sousveil.csv"}
    assert (len(report.fresh), report.again, len(report.skipped), report.failures) == (3, [], 1, [])
    told = {c.name: c for c in case.read(Collection)}
    assert (told["a.txt"].source, told["a.txt"].published) == ("An Outlet", "2024-05")
    assert {c.origin for c in told.values()} == {"https://example.org/"}
    assert {(c.method, c.collector) for c in told.values()} == {("folder", "tester")}
    assert {i.name: i.media_type for i in case.read(Item)} == {
        "a.txt": "text/plain", "deep/b.html": "text/html", "sousveil.csv": SIDECAR_TYPE
    }  # fmt: skip
    assert audit(case) == []


def test_the_same_bytes_under_two_names_are_one_item(case: Case, guard: Guard, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("same")
    report = take(case, guard, folder)
    assert (len(report.fresh), len(report.again)) == (1, 1)
    assert len(list(case.read(Item))) == 1 and len(list(case.read(Collection))) == 2


def test_containers_are_opened_level_by_level(case: Case, guard: Guard, folder: Path) -> None:
    inner = packed({"deep.txt": b"deep", "same.txt": b"same"})
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "a@example.org", "s", "Mon, 1 Jan 2024 00:00:00 +0000"
    mail.set_content("the letter itself")
    mail.add_attachment(packed({"in-mail.txt": b"in mail"}), maintype="application", subtype="zip", filename="m.zip")
    (folder / "outer.zip").write_bytes(packed({"inner.zip": inner, "top.txt": b"top", "m.eml": mail.as_bytes()}))
    (folder / "same.txt").write_text("same")
    report = take(case, guard, folder)
    assert names(case) == {
        "outer.zip", "outer.zip/inner.zip", "outer.zip/top.txt", "outer.zip/m.eml", "outer.zip/m.eml/m.zip",
        "outer.zip/inner.zip/deep.txt", "outer.zip/m.eml/m.zip/in-mail.txt", "same.txt",
    }  # fmt: skip
    assert report.unpacked == 7 and report.failures == []
    item = {i.name: i for i in case.read(Item)}
    assert item["outer.zip/inner.zip/deep.txt"].container == item["outer.zip/inner.zip"].id
    assert {c.member for c in case.read(Collection, item=item["same.txt"].id)} == {None, "same.txt"}
    assert not list(case.layout.spool.glob("*")) and audit(case) == []
    # Nothing is opened a second time.
    assert Intake(case, "tester", guard).open_containers() == 0


def test_a_table_inside_a_container_tells_of_its_neighbours(case: Case, guard: Guard, folder: Path) -> None:
    (folder / "p.zip").write_bytes(packed({"a.txt": b"a", "sousveil.csv": b"file,title\na.txt,Its title\nno.txt,x\n"}))
    report = take(case, guard, folder)
    told = {c.name: c for c in case.read(Collection)}
    assert told["p.zip/a.txt"].title == "Its title"
    assert len(report.failures) == 1 and "no.txt" in report.failures[0].reason
    assert {i.media_type for i in case.read(Item)} == {"application/zip", "text/plain", SIDECAR_TYPE}


def test_containers_too_deep_are_preserved_closed_and_told(case: Case, guard: Guard, folder: Path) -> None:
    data = b"at the bottom"
    for n in range(6):
        data = packed({f"{n}.zip" if n else "x.txt": data})
    (folder / "deep.zip").write_bytes(data)
    report = take(case, guard, folder)
    assert len(names(case)) == 4
    assert any("containers deep" in failure.reason for failure in report.failures)
    assert any("containers deep" in failure.reason for failure in case.read(Failure))


def test_a_broken_container_costs_one_item(case: Case, guard: Guard, folder: Path) -> None:
    whole = packed({"a.txt": b"a" * 1000})
    (folder / "broken.zip").write_bytes(whole[: len(whole) // 2])
    (folder / "evil.zip").write_bytes(packed({"../../evil.txt": b"evil", "/abs.txt": b"abs"}))
    (folder / "good.txt").write_text("good")
    report = take(case, guard, folder)
    assert {"broken.zip", "evil.zip", "good.txt"} <= names(case)
    assert [f for f in report.failures if f.name == "broken.zip"]
    assert not (case.layout.root.parent / "evil.txt").exists() and not Path("/abs.txt").exists()
    assert audit(case) == []


@pytest.mark.parametrize(
    "outcome", [Outcome("timeout"), Outcome("killed"), Outcome("done", {"members": 3}), Outcome("lost")]
)
def test_an_unpacker_that_dies_or_lies_costs_one_container(
    case: Case, folder: Path, outcome: Outcome, monkeypatch: pytest.MonkeyPatch, guard: Guard
) -> None:
    (folder / "p.zip").write_bytes(packed({"a.txt": b"a"}))
    monkeypatch.setattr(guard, "call", lambda *_: outcome)
    report = take(case, guard, folder)
    assert names(case) == {"p.zip"} and len(report.failures) == 1
    assert [f.item for f in case.read(Failure)] == [next(iter(case.read(Item))).id]


def test_what_is_missing_or_unreadable_is_told_and_kept_until_it_is_tried_again(
    case: Case, guard: Guard, folder: Path
) -> None:
    (folder / "link").symlink_to(folder / "nowhere")
    (folder / "good.txt").write_text("good")
    report = take(case, guard, folder / "missing", folder)
    assert names(case) == {"good.txt"} and len(report.failures) == 2
    # A mistyped path missed nothing, so the case does not keep it.
    assert [failure.name for failure in case.read(Failure)] == ["link"]
    (folder.parent / "other.txt").write_text("other")
    take(case, guard, folder.parent / "other.txt")
    assert len(list(case.read(Failure))) == 1  # adding something else forgets nothing
    (folder / "link").unlink()
    (folder / "missing").write_text("here now")
    take(case, guard, folder / "missing", folder)
    assert list(case.read(Failure)) == []


def test_a_file_that_fails_in_the_middle_costs_one_item(
    case: Case, guard: Guard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "bad.txt", "c.txt"):
        (folder / name).write_text(name)
    real = Case.preserve

    def torn(self: Case, source: io.BufferedReader, name: str) -> object:
        if name == "bad.txt":
            raise OSError(5, "Input/output error")
        return real(self, source, name)

    monkeypatch.setattr(Case, "preserve", torn)
    report = take(case, guard, folder)
    assert names(case) == {"a.txt", "c.txt"}
    assert [f.reason for f in report.failures] == ["bad.txt could not be read to its end (Input/output error)."]


def test_a_disk_that_fills_up_keeps_what_was_entered_and_goes_on_later(
    case: Case, guard: Guard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(10):
        (folder / f"{n}.txt").write_text(f"text {n}")
    real = Case.preserve

    def full(self: Case, source: io.BufferedReader, name: str) -> object:
        if name == "7.txt":
            raise SousveilError("The disk is full.", "Free some space.")
        return real(self, source, name)

    monkeypatch.setattr(intake_module, "BATCH", 3)
    with monkeypatch.context() as patch, pytest.raises(SousveilError, match="full"):
        patch.setattr(Case, "preserve", full)
        take(case, guard, folder)
    assert names(case) == {f"{n}.txt" for n in range(7)} and audit(case) == []
    report = take(case, guard, folder)
    assert (len(report.fresh), len(report.again)) == (3, 7) and audit(case) == []


def test_unpacking_that_was_cut_off_is_taken_up_as_the_same_act(
    case: Case, guard: Guard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    members = {f"{n}.txt": f"text {n}".encode() for n in range(9)}
    (folder / "p.zip").write_bytes(packed(members))
    monkeypatch.setattr(intake_module, "BATCH", 4)
    real, calls = Case.add, []

    def die_later(self: Case, arrivals: list[object], method: str, collector: str) -> object:
        calls.append(method)
        if calls.count("unpacked") == 2:
            raise Killed
        return real(self, arrivals, method, collector)  # type: ignore[arg-type]

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(Case, "add", die_later)
        take(case, guard, folder)
    assert len(names(case)) == 5
    Intake(case, "tester", guard).open_containers()
    assert len(names(case)) == 10 and len(list(case.read(Collection))) == 10
    assert audit(case) == []


def test_a_removed_container_goes_with_what_came_out_of_it(case: Case, guard: Guard, folder: Path) -> None:
    (folder / "p.zip").write_bytes(packed({"a.txt": b"a", "own.txt": b"own", "in.zip": packed({"b.txt": b"b"})}))
    (folder / "own.txt").write_text("own")
    take(case, guard, folder)
    assert len(names(case)) == 5
    remove(case, ["p.zip"], "mistake", "ann")
    assert names(case) == {"own.txt"} and audit(case) == []
    assert Intake(case, "tester", guard).open_containers() == 0


def test_names_that_are_no_text_are_shown_and_kept(case: Case, guard: Guard, folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("latin")
    (folder / "카메라\u202e.txt").write_text("marks")
    take(case, guard, folder)
    assert len(names(case)) == 2 and not any("\u202e" in name or "\udce9" in name for name in names(case))
    assert audit(case) == []
