"""The sidecar table: any encoding, any order, and a word on every row that fits nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.collect.gather import Found, gather
from sousveil.errors import SousveilError
from sousveil.records import Failure


def _run(folder: Path, sidecar: Path | None = None) -> tuple[dict[str, Found], list[Failure]]:
    things = list(gather([folder], sidecar=sidecar))
    return {f.name: f for f in things if isinstance(f, Found)}, [f for f in things if isinstance(f, Failure)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "material"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.html").write_text("a")
    (folder / "sub" / "b.html").write_text("b")
    (folder / "sub" / "보고서.txt").write_text("c")
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_every_encoding_and_separator(folder: Path, encoding: str, mark: str) -> None:
    rows = [
        ["File", "Outlet", "LINK", "Date", "Title"],
        ["sub/보고서.txt", "조선일보", "https://example.org/1", "2024년 4월 16일", "평양의 감시 카메라"],
    ]
    (folder / "sousveil.csv").write_bytes("\r\n".join(mark.join(row) for row in rows).encode(encoding))
    found, failures = _run(folder)
    stated = found["sub/보고서.txt"].stated
    assert (stated.source, stated.origin, stated.published) == ("조선일보", "https://example.org/1", "2024-04-16")
    assert stated.title == "평양의 감시 카메라"
    assert found["sousveil.csv"].role == "metadata" and found["a.html"].role == "material"
    assert [f.severity for f in failures] == (["warning"] if encoding == "cp949" else [])


def test_chinese_in_gb18030(folder: Path) -> None:
    table = "文件,来源,标题\na.html,新华社,关于建设视频监控系统的通知\n"
    (folder / "sousveil.csv").write_bytes(table.encode("gb18030"))
    found, failures = _run(folder)
    assert found["a.html"].stated.source == "新华社"
    assert "gb18030" in failures[0].reason


def test_rows_that_fit_nothing_are_reported_with_their_number(folder: Path) -> None:
    (folder / "sub" / "a.html").write_text("another")
    (folder / "sousveil.csv").write_text(
        "file,date,colour\n"
        "gone.html,2024\n"
        "a.html,04/05/2024\n"
        "a.html,2024\n"
        ",2024\n"
        "B.HTML,2023-02,red,more\n"
    )
    found, failures = _run(folder)
    reasons = "\n".join(f.reason for f in failures)
    assert "colour" in reasons
    assert "Row 2" in reasons and "no file" in reasons
    assert "Row 3" in reasons and "04/05/2024" in reasons
    assert "Row 4" in reasons and "row 3" in reasons
    assert "Row 5" in reasons and "names no file" in reasons
    assert "Row 6" in reasons and "more cells" in reasons
    assert len(failures) == 6 and {f.severity for f in failures} == {"warning"}
    assert found["sub/b.html"].stated.published == "2023-02"
    assert found["a.html"].stated.published is None


def test_a_name_that_two_files_bear_is_not_guessed(folder: Path) -> None:
    (folder / "sub" / "two").mkdir()
    (folder / "sub" / "two" / "b.html").write_text("another")
    (folder / "sousveil.csv").write_text("file,source\nb.html,X\nsub\\two\\b.html,Y\n")
    found, failures = _run(folder)
    assert found["sub/b.html"].stated.source is None and found["sub/two/b.html"].stated.source == "Y"
    assert "2 files" in failures[0].reason


def test_a_named_table_elsewhere_is_used_and_preserved(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("file,author\nmaterial/a.html,Kim\n")
    found, failures = _run(folder, table)
    assert found["a.html"].stated.author == "Kim" and found["table.csv"].role == "metadata" and not failures


def test_a_table_that_is_none_is_said_and_the_files_still_come(folder: Path) -> None:
    (folder / "sousveil.csv").write_text("colour,size\nred,3\n")
    found, failures = _run(folder)
    assert "no column" in failures[0].reason and "a.html" in found
    with pytest.raises(SousveilError, match="no column"):
        _run(folder, folder / "sousveil.csv")
    (folder / "sousveil.csv").write_bytes(b"")
    assert "is empty" in _run(folder)[1][0].reason


def test_an_open_quote_costs_the_rest_and_is_said(folder: Path) -> None:
    (folder / "sousveil.csv").write_text('file,title\na.html,"never closed\n' + "x" * 200_000)
    found, failures = _run(folder)
    assert "cannot be read after line" in failures[0].reason and "a.html" in found
