"""A folder of bad input: each thing costs one clear sentence and no other item."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

GOOD = "Police installed 20 surveillance cameras in Nairobi, the ministry said.\n"
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
    b"WARC-Target-URI: http://example.org/a\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: 5000\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>Cut off"
)
LOCKED = (
    "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> "
    "endobj\n3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >> endobj\ntrailer << /Root 1 0 R /Encrypt << "
    f"/Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{'11' * 32}> /U <{'22' * 32}> >> /ID [<{'33' * 16}><{'33' * 16}>] "
    ">>\n%%EOF\n"
)


def run(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sousveil.cli.main", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=280, check=False)


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "empty.txt").touch()
    (folder / "noise.html").write_bytes(bytes((i * 7919 + i * i) % 256 for i in range(20_000)))
    (folder / "locked.pdf").write_text(LOCKED)
    (folder / "cut.warc").write_bytes(WARC)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", bytes(120 << 20))
    # Sparse: 300 MB that no disk has to hold.
    with (folder / "huge.txt").open("wb") as file:
        file.write(b"All work and no play. " * 1_200_000)
        file.truncate(300 << 20)
    (folder / "korean.csv").write_bytes("날짜,내용\n2024,감시카메라 설치\n".encode("cp949"))
    (folder / "red\x1b[31m\x07.txt").write_text(GOOD)
    (folder / "good.txt").write_text(GOOD.replace("Nairobi", "Lagos"))
    return folder


def test_each_costs_one_sentence_and_no_other_item(bad: Path, tmp_path: Path) -> None:
    case = str(tmp_path / "case")
    assert run("new", case).returncode == 0
    added = run("add", case, str(bad), str(bad / "missing"), "--yes")
    assert added.returncode == 1
    assert "There is nothing at" in added.stdout
    assert "\x1b[31m" not in added.stdout + added.stderr
    built = run("build", case)
    assert built.returncode == 1, built.stderr
    assert "Traceback" not in built.stderr + built.stdout
    status = rows(run("status", case, "--json"))
    failures: dict[str, list[str]] = {}
    for row in status:
        if row["row"] == "failure" and row["severity"] == "failed":
            assert row["reason"].endswith(".") and row["advice"], row
            failures.setdefault(row["item_name"], []).append(row["reason"])
    expected = {"empty.txt", "noise.html", "locked.pdf", "cut.warc", "bomb.zip", "huge.txt"}
    assert {name for name in failures if "missing" not in name} == expected
    assert {name: len(reasons) for name, reasons in failures.items()} == dict.fromkeys(failures, 1), failures
    assert "empty" in failures["empty.txt"][0]
    assert "password" in failures["locked.pdf"][0]
    assert "breaks off" in failures["cut.warc"][0]
    assert "bomb" in failures["bomb.zip"][0]
    states = {row["item_name"]: row["state"] for row in status if row["row"] == "item"}
    assert states["good.txt"] == "read"
    assert states["korean.csv"] == "read"
    assert [state for name, state in states.items() if name.startswith("red")] == ["read"]
    found = rows(run("search", case, "카메", "--json"))
    assert [row["item_name"] for row in found] == ["korean.csv"]
    places = {place["name"] for row in rows(run("claims", case, "--json")) for place in row["places"]}
    assert {"Nairobi", "Lagos"} <= places


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_no_file_is_refused_and_the_rest_added(tmp_path: Path) -> None:
    folder = tmp_path / "material"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "good.txt").write_text(GOOD)
    (folder / "loop").symlink_to(folder)
    case = str(tmp_path / "case")
    run("new", case)
    added = run("add", case, str(folder), "--yes")
    assert added.returncode == 1
    assert "is a pipe" in added.stdout
    assert "Added 1 new item." in added.stdout


def test_a_missing_case_and_a_wrong_command_could_not_run(tmp_path: Path) -> None:
    for arguments in (("build", str(tmp_path / "none")), ("findings", str(tmp_path / "none")), ("nonsense",)):
        done = run(*arguments)
        assert done.returncode == 2
        assert done.stderr.strip() and "Traceback" not in done.stderr


def test_a_changed_or_missing_original_is_never_drawn_from_nor_released(tmp_path: Path) -> None:
    material, case = tmp_path / "material", tmp_path / "case"
    material.mkdir()
    (material / "a.txt").write_text(GOOD)
    run("new", str(case))
    run("add", str(case), str(material), "--yes")
    original = next(p for p in (case / "originals").rglob("*") if p.is_file())
    whole = original.read_bytes()
    original.write_bytes(whole.replace(b"Nairobi", b"Mombasa"))
    built = run("build", str(case))
    assert built.returncode == 1
    assert "was changed after it was added" in built.stdout
    assert rows(run("claims", str(case), "--json")) == []
    original.write_bytes(whole)
    assert run("build", str(case), "--retry").returncode == 0
    assert rows(run("claims", str(case), "--json"))
    original.unlink()
    for command in ("status", "build"):
        done = run(command, str(case))
        assert done.returncode == 1 and "original is missing" in done.stdout, done
    held = run("publish", str(case), "--out", str(tmp_path / "release"))
    assert held.returncode == 2 and not (tmp_path / "release").exists()
    assert "is missing" in held.stderr


def test_a_case_does_not_swallow_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    run("new", "case", folder=tmp_path)
    added = run("add", "case", ".", "--yes", folder=tmp_path)
    assert added.returncode == 0 and "Added 1 new item." in added.stdout
    assert "a sousveil case, not material" in added.stdout
