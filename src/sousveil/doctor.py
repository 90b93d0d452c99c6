"""What this machine has and lacks: each missing package with what it would unlock. Standard library only.

The core runs without any of these parts. What is off is said here, and again in the item's own failure record when a
build meets something it cannot read.
"""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sousveil.errors import SousveilError

DEBIAN_POSTGRES = "/usr/lib/postgresql"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")


@dataclass(frozen=True)
class Part:
    """One optional part of the machine.

    name: what it is. install: how to get it on Debian. unlocks: what works once it is there. present: whether it is.
    found: the version or place found, empty when absent. purpose: ``use`` (a researcher gains from it) or
    ``development`` (only the tests and the documents' pictures do).
    """

    name: str
    install: str
    unlocks: str
    present: bool
    found: str = ""
    purpose: str = "use"


def check_core() -> None:
    """Checks what nothing works without.

    Raises:
        SousveilError: this Python's SQLite lacks the full-text index.
    """
    try:
        connection = sqlite3.connect(":memory:")
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        connection.close()
    except sqlite3.Error as error:
        raise SousveilError(
            f"This Python's SQLite {sqlite3.sqlite_version} was built without the full-text index FTS5.",
            "Use a Python whose SQLite has it; Debian's own does.",
        ) from error


def examine() -> tuple[Part, ...]:
    """Every optional part, present or not, always in the same order."""
    tesseract = _version("tesseract", "--version")
    languages = _tesseract_languages() if tesseract else frozenset()
    return (
        _part("tesseract", "apt-get install tesseract-ocr tesseract-ocr-eng",
              "scanned pages and photographed pages in English are read", tesseract if "eng" in languages else ""),
        _part("tesseract: Korean", "apt-get install tesseract-ocr-kor", "scanned pages in Korean are read",
              "kor" if "kor" in languages else ""),
        _part("tesseract: Chinese", "apt-get install tesseract-ocr-chi-sim", "scanned pages in Chinese are read",
              "chi_sim" if "chi_sim" in languages else ""),
        _part("Korean and Chinese fonts", "apt-get install fonts-noto-cjk",
              "a browser on this machine shows Korean and Chinese instead of empty boxes", _cjk_fonts()),
        _part("Dask", "pip install 'sousveil[dask]'", "a build runs on Dask workers, on one machine or many",
              _module("distributed")),
        _part("PostgreSQL driver", "pip install 'sousveil[postgres]'", "a case keeps its records in PostgreSQL",
              _module("psycopg")),
        _part("PostgreSQL", "apt-get install postgresql", "the tests run on PostgreSQL too", _postgres(),
              "development"),
        _part("Chromium", "apt-get install chromium", "the tests open the report in a browser",
              _first_program("chromium", "chromium-browser"), "development"),
        _part("unshare and ip", "apt-get install util-linux iproute2", "./dev test --no-network",
              "both" if shutil.which("unshare") and _ip() else "", "development"),
    )  # fmt: skip


def describe(parts: Iterable[Part]) -> str:
    """``parts`` as plain lines: what is there, then what is missing with what it unlocks and how to get it."""
    parts = tuple(parts)
    lines = [f"Core: Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version} with full-text search."]
    there = [part for part in parts if part.present]
    if there:
        lines += ["", "Present:"] + [f"  {part.name} ({part.found})" for part in there]
    titles = {"use": "Missing:", "development": "Missing, and needed only to develop sousveil:"}
    for purpose, title in titles.items():
        missing = [part for part in parts if not part.present and part.purpose == purpose]
        if missing:
            lines += ["", title]
        for part in missing:
            lines += [f"  {part.name}", f"    unlocks: {part.unlocks}", f"    get it:  {part.install}"]
    if all(part.present for part in parts):
        lines += ["", "Nothing is missing."]
    else:
        lines += ["", "The core runs without the missing parts."]
    return "\n".join(lines)


def _part(name: str, install: str, unlocks: str, found: str, purpose: str = "use") -> Part:
    return Part(name, install, unlocks, bool(found), found, purpose)


def _run(*command: str) -> str:
    """What a program prints, or nothing when it is not there, fails or does not answer in ten seconds."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True, errors="replace")
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout or done.stderr


def _version(program: str, flag: str) -> str:
    lines = _run(program, flag).splitlines() if shutil.which(program) else []
    return lines[0].strip() if lines else ""


def _tesseract_languages() -> frozenset[str]:
    # The first line is a heading that ends with a colon.
    return frozenset(line.strip() for line in _run("tesseract", "--list-langs").splitlines() if not line.endswith(":"))


def _cjk_fonts() -> str:
    if sys.platform in ("darwin", "win32"):
        return "the system's own"
    if shutil.which("fc-list") and all(_run("fc-list", f":lang={language}", "family") for language in ("ko", "zh-cn")):
        return "found by fontconfig"
    for folder in FONT_FOLDERS:
        for font in sorted(Path(folder).glob("**/*CJK*")):
            return font.name
    return ""


def _module(name: str) -> str:
    return f"module {name}" if importlib.util.find_spec(name) is not None else ""


def _first_program(*names: str) -> str:
    return next((name for name in names if shutil.which(name)), "")


def _ip() -> bool:
    # Debian keeps it out of an ordinary user's PATH.
    return shutil.which("ip") is not None or Path("/usr/sbin/ip").exists()


def _postgres() -> str:
    folder = Path(DEBIAN_POSTGRES)
    found = [entry.parent.parent.name for entry in folder.glob("*/bin/initdb")] if folder.is_dir() else []
    if found:
        return f"version {max(found, key=lambda name: (len(name), name))}"
    return "in PATH" if shutil.which("initdb") else ""


def main(examined: Callable[[], tuple[Part, ...]] = examine) -> int:
    """Prints what this machine has and lacks. Returns 0, or 2 when the core itself cannot run."""
    try:
        check_core()
    except SousveilError as error:
        print(error, file=sys.stderr)
        return 2
    print(describe(examined()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
