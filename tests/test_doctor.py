"""The doctor says what is missing, what it unlocks and how to get it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sousveil import doctor
from sousveil.doctor import Part, describe, examine
from sousveil.errors import SousveilError


def test_a_bare_machine_lacks_every_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doctor, "DEBIAN_POSTGRES", str(tmp_path / "none"))
    monkeypatch.setattr(doctor, "FONT_FOLDERS", (str(tmp_path),))
    monkeypatch.setattr("sousveil.doctor.sys.platform", "linux")
    missing = {part.name for part in examine() if not part.present}
    assert missing >= {"tesseract", "tesseract: Korean", "tesseract: Chinese", "Korean and Chinese fonts", "PostgreSQL",
                       "Chromium"}  # fmt: skip


def program(folder: Path, name: str, prints: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{prints}\nEND\n", encoding="utf-8")
    path.chmod(0o755)


def test_languages_of_tesseract_are_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "tesseract", "List of available languages in /kor/ (2):\neng\nchi_sim")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    present = {part.name: part.present for part in examine()}
    assert present["tesseract"] and present["tesseract: Chinese"]
    assert not present["tesseract: Korean"]


def test_a_program_that_fails_counts_as_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tesseract").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not any(part.present for part in examine() if part.name.startswith("tesseract"))


def test_a_missing_part_is_said_with_what_it_unlocks_and_how_to_get_it() -> None:
    lens = Part("lens", "apt-get install lens", "small print is read", False)
    text = describe([lens, Part("lamp", "", "", True, "lit")])
    assert "  lamp (lit)" in text
    assert "  lens\n    unlocks: small print is read\n    get it:  apt-get install lens" in text
    assert "The core runs without the missing parts." in text


def test_nothing_missing_is_said_too() -> None:
    assert describe([Part("lamp", "", "", True, "lit")]).endswith("Nothing is missing.")


def test_a_core_that_cannot_run_exits_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Bare:
        def execute(self, statement: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr("sousveil.doctor.sqlite3.connect", lambda name: Bare())
    with pytest.raises(SousveilError, match="FTS5"):
        doctor.check_core()
    assert doctor.main(lambda: ()) == 2
    assert "Debian's own does" in capsys.readouterr().err


def test_this_machine_can_run_the_core(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main(lambda: (Part("lamp", "buy one", "light", False),)) == 0
    assert "lamp" in capsys.readouterr().out
