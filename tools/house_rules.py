"""Rules of the house that no linter knows: file length, and words that may stand in no file of the project.

Run by ``./dev check``. Prints one line for each breach and exits 1 if there is any.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 500
"""Lines of code in one file; beyond that it is more than one room."""

# Written so that no pattern matches this file itself.
HOSTS = re.compile(
    r"(?:py)pi\.(?:org|python)|(?:files\.)pythonhosted\.|(?:registry)\.npmjs|(?:deb|security)\.debian\.org"
    r"|(?:index)\.crates|(?:conda)\.anaconda|(?:proxy)\.golang"
)
MACHINE = re.compile(r"(?<![\w.~-])/(?:root|work|home/(?!someone/)\w+|Users/(?!someone/)\w+)/")
"""Folders of a person's own machine; tests that need such a path call the person ``someone``."""
OUTSIDE = re.compile(r"\.\./(?:shared)\b")
"""The evaluation material beside the project: no document may lead a reader there."""


def project_files() -> list[Path]:
    """Every file that is or would be committed, relative to the root, sorted; without git, all that is not made."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True,
        ).stdout.decode().split("\0")  # fmt: skip
        found = [Path(name) for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
        found = [path for path in found if not any(made(part) for part in path.parts)]
    return sorted(path for path in found if (ROOT / path).is_file())


def made(name: str) -> bool:
    """Whether a folder or file of this name is made by a tool rather than written by somebody."""
    return name in ("__pycache__", "dist", "build") or (name.startswith(".") and name not in (".ci", ".gitignore"))


def breaches(path: Path, data: bytes) -> Iterator[str]:
    """What is wrong with the file ``path`` (relative to the root) whose bytes are ``data``, one sentence each."""
    name = path.as_posix()
    if b"\0" in data[:8192]:
        return
    text = data.decode("utf-8", errors="replace")
    lines = text.splitlines()
    if path.suffix == ".py" and len(lines) > LONGEST:
        yield f"{name}: {len(lines)} lines, more than {LONGEST}; is it still one room?"
    for number, line in enumerate(lines, 1):
        if HOSTS.search(line):
            yield f"{name}:{number}: names the host of a package registry."
        if MACHINE.search(line):
            yield f"{name}:{number}: names a folder of somebody's machine."
        if OUTSIDE.search(line) and not name.startswith("tests/"):
            yield f"{name}:{number}: leads to material that does not ship with the project."


def main() -> int:
    """Checks every file of the project."""
    found = [breach for path in project_files() for breach in breaches(path, (ROOT / path).read_bytes())]
    for breach in found:
        print(breach)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
