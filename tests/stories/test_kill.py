"""kill -9 at any moment: nothing acknowledged is lost, and going on gives what an undisturbed run gives.

SOUSVEIL_TEST_KILLS asks for more kills than the few of an ordinary run, SOUSVEIL_TEST_SEED for other moments.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from sousveil.case.audit import audit
from sousveil.case.case import Case
from sousveil.case.database import reading
from sousveil.records import Collection, Failure, Item, Passage
from tests.case.helpers import dump

KILLS = int(os.environ.get("SOUSVEIL_TEST_KILLS", "6"))
SEED = int(os.environ.get("SOUSVEIL_TEST_SEED", "1"))
TOWNS = ("Northport", "Eastmark", "Redfield", "Stonebridge")
SENTENCES = (
    "Officials in {0} said on {1} May 2024 that {1} new surveillance cameras had been installed at the station.",
    "According to the Example Times, facial recognition has been in use in {0} since 2021.",
    "It is unclear how long the footage from {0} is kept, residents told the paper.",
    "Electricity in {0} is available for {1} hours a day, which limits the network.",
    "The market in {0} sells fish, cloth and bread.",
)


def sousveil(*words: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "sousveil.cli.main", *map(str, words)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def finish(*words: str | Path) -> float:
    """Runs a command to its end; how long it took. Exit code 1 stands for failures that are listed."""
    begin = time.monotonic()
    process = sousveil(*words)
    said, _ = process.communicate(timeout=240)
    assert process.returncode in (0, 1), said.decode()
    assert b"Traceback" not in said, said.decode()
    return time.monotonic() - begin


def killed(after: float, *words: str | Path) -> bool:
    """Runs a command and kills it; whether it was still running."""
    process = sousveil(*words)
    try:
        said, _ = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    assert process.returncode in (0, 1), said.decode()
    return False


def page(number: int) -> str:
    chance = random.Random(number)
    count = chance.randrange(4, 9)
    lines = [chance.choice(SENTENCES).format(chance.choice(TOWNS), chance.randrange(2, 28)) for _ in range(count)]
    paragraphs = "".join(f"<p>{line} {chance.choice(SENTENCES).format('Redfield', 3)}</p>" for line in lines)
    return f"<html><head><title>Report {number}</title></head><body><article>{paragraphs}</article></body></html>"


def material(folder: Path, first: int, count: int) -> Path:
    """Pages, a container of pages, and some that cannot be read."""
    folder.mkdir()
    for n in range(first, first + count):
        (folder / f"{n}.html").write_text(page(n), encoding="utf-8")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n in range(first + count, first + count + 6):
            archive.writestr(f"{n}.html", page(n))
    (folder / "packed.zip").write_bytes(packed.getvalue())
    (folder / "broken.zip").write_bytes(packed.getvalue()[:700])
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + random.Random(first).randbytes(500))
    return folder


def indexed(case: Case) -> list[tuple[str, str]]:
    with reading(case.database) as connection:
        query = "select r.item, r.passage from search_rows r join search s on s.rowid = r.rowid"
        rows = connection.execute(text(query))
        return sorted((item, passage) for item, passage in rows)


@pytest.mark.slow
def test_a_build_killed_again_and_again_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    finish("new", tmp_path / "case")
    finish("add", tmp_path / "case", material(tmp_path / "material", 0, 16), "--yes")
    shutil.copytree(tmp_path / "case", tmp_path / "twin")
    whole = finish("build", tmp_path / "twin", "--engine", "inline")
    chance = random.Random(SEED)
    hit = 0
    for _ in range(KILLS):
        hit += killed(chance.uniform(0.3, 0.9) * whole, "build", tmp_path / "case")
        with Case.open(tmp_path / "case") as case:
            assert audit(case) == []
    assert hit, "every build ended before it was killed"
    finish("build", tmp_path / "case")
    with Case.open(tmp_path / "case") as case, Case.open(tmp_path / "twin") as twin:
        assert len(list(twin.read(Passage))) > 50 and list(twin.read(Failure))
        assert dump(case) == dump(twin), f"seed {SEED}"
        assert indexed(case) == indexed(twin)
        assert audit(case) == []
        assert not case.layout.spool.exists()


@pytest.mark.slow
def test_what_add_acknowledged_is_never_lost(tmp_path: Path) -> None:
    root = tmp_path / "case"
    finish("new", root)
    folders = [material(tmp_path / f"m{n}", 100 * n, 10) for n in range(3)]
    whole = finish("add", root, folders[0], "--yes")
    with Case.open(root) as case:
        safe = {item.id for item in case.read(Item)}
        records = {c.id for c in case.read(Collection)}
    chance = random.Random(SEED)
    hit = 0
    for n in range(KILLS):
        hit += killed(chance.uniform(0.3, 1.0) * whole, "add", root, folders[1 + n % 2], "--yes")
        with Case.open(root) as case:
            now_there = {item.id for item in case.read(Item)}
            assert safe <= now_there and records <= {c.id for c in case.read(Collection)}
            assert [f for f in audit(case) if "belongs to no item" not in f] == []
            safe = now_there
            records = {c.id for c in case.read(Collection)}
    assert hit, "every add ended before it was killed"
    for folder in folders[1:]:
        finish("add", root, folder, "--yes")
    with Case.open(root) as case:
        # 10 pages, 6 in the container, the container and two broken files, three times over.
        assert len(list(case.read(Item))) == 3 * 19
        assert audit(case) == []
