"""The walk: sorted, careful, and with a word on everything met."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from sousveil.collect.dates import stated_date
from sousveil.collect.gather import Found, gather
from sousveil.collect.stated import Stated
from sousveil.errors import SousveilError
from sousveil.records import Failure


def _found(*paths: Path, **options: object) -> list[Found]:
    return [thing for thing in gather(paths, **options) if isinstance(thing, Found)]  # type: ignore[arg-type]


def _failures(*paths: Path, **options: object) -> list[Failure]:
    return [thing for thing in gather(paths, **options) if isinstance(thing, Failure)]  # type: ignore[arg-type]


def test_files_come_sorted_and_named_relative_to_the_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c.txt", "B.txt", "소식.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [f.name for f in _found(tmp_path)] == ["B.txt", "a/c.txt", "a/z.txt", "b.txt", "소식.txt"]


def test_a_file_given_by_itself_and_in_its_folder_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (only,) = _found(tmp_path / "a.txt", tmp_path)
    assert (only.name, only.method) == ("a.txt", "file")


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "~$report.docx", ".hidden", "._a.jpg", ".~lock.a.odt#"])
def test_litter_is_listed_with_a_reason_not_taken(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    (thing,) = _found(tmp_path)
    assert thing.skipped


def test_a_hidden_folder_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    assert [(f.name, bool(f.skipped)) for f in _found(tmp_path)] == [(".git", True)]


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "real.txt").write_text("x")
    (folder / "inner").symlink_to(folder / "real.txt")
    (folder / "out").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere").symlink_to(folder / "gone")
    assert [f.name for f in _found(folder) if not f.skipped] == ["real.txt"]
    assert [f.name for f in _found(folder) if f.skipped] == ["inner", "loop"]
    reasons = {f.name: f.reason for f in _failures(folder)}
    assert "out of the folder" in reasons["out"] and "nowhere" in reasons["nowhere"]


def test_pipes_and_sockets_are_refused_without_being_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)  # a socket's path may have only about 100 bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("plug")
        reasons = [f.reason for f in _failures(tmp_path)]
    assert len(reasons) == 2 and "a pipe" in reasons[0] and "a socket" in reasons[1]
    assert "a pipe" in _failures(tmp_path / "pipe")[0].reason


def test_a_missing_path_is_one_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    things = list(gather([tmp_path / "gone", tmp_path / "a.txt"]))
    assert isinstance(things[0], Failure) and "nothing at" in things[0].reason
    assert isinstance(things[1], Found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "a.txt").chmod(0)
    (failure,) = _failures(tmp_path)
    assert "cannot be opened" in failure.reason


def test_odd_names_are_cleaned_for_display_only(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\u202e.txt").write_text("x")
    raw = os.fsencode(tmp_path) + b"/" + "보고서.txt".encode("cp949")
    with open(raw, "wb") as file:  # noqa: PTH123 - a name that is not UTF-8
        file.write(b"x")
    things = _found(tmp_path)
    assert sorted(f.name for f in things) == ["a\ufffd[31m\ufffd.txt", "보고서.txt"]
    assert all(f.path.exists() for f in things)


def test_what_is_stated_goes_with_every_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (thing,) = _found(tmp_path, stated=Stated(origin=" https://example.org/a ", published="16 April 2024"))
    assert thing.stated.origin == "https://example.org/a"
    assert thing.stated.published == "2024-04-16"


def test_a_bad_date_is_refused_in_words() -> None:
    with pytest.raises(SousveilError, match="cannot be read in one way"):
        Stated(published="04/05/2024")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2024-04-16", "2024-04-16"), ("2019~", "2019~"), ("2019/2021", "2019/2021"), ("2024/4/6", "2024-04-06"),
        ("2024.04.16.", "2024-04-16"), ("20240416", "2024-04-16"), ("2024년 4월 16일", "2024-04-16"),
        ("2024年4月", "2024-04"), ("Apr. 16, 2024", "2024-04-16"), ("16th May 2024", "2024-05-16"),
        ("April 2024", "2024-04"), ("4/16/2024", "2024-04-16"), ("16.4.2024", "2024-04-16"), ("2024-04-16T10:00Z",
        "2024-04-16"), ("3/3/2024", "2024-03-03"), ("04/05/2024", None), ("31 February 2024", None), ("soon", None),
        ("20241341", None), ("", None), ("20/20/2024", None),
    ],
)  # fmt: skip
def test_dates_are_read_only_when_they_can_be_read_one_way(text: str, edtf: str | None) -> None:
    assert stated_date(text) == edtf
