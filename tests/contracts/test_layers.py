"""The rooms import only what stands below them."""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter import cli

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sousveil"


def imported(path: Path) -> set[str]:
    """The modules that a file imports, anywhere in it; relative ones as ``.name``."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


def test_import_contracts_are_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = cli.lint_imports()
    assert status == 0, capsys.readouterr().out


def test_every_room_stands_in_the_contract() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (contract,) = tools["importlinter"]["contracts"]
    named = {word.strip("() ") for layer in contract["layers"] for word in layer.replace(":", "|").split("|")}
    rooms = {path.stem for path in SOURCE.glob("[a-z]*") if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms == named


@pytest.mark.parametrize("path", sorted((SOURCE / "records").glob("*.py")), ids=lambda path: path.name)
def test_records_use_the_standard_library_alone(path: Path) -> None:
    absolute = {name for name in imported(path) if not name.startswith((".", "sousveil.records"))}
    assert {name for name in absolute if name.partition(".")[0] not in sys.stdlib_module_names} == set()


ONE_CLIENT = {"claim/llm/client.py": {"http.client"}}
"""The one file that opens a connection: to the language model whose address the user named, and only then."""


def test_no_room_imports_code_that_reaches_the_network() -> None:
    """Nothing in the program fetches: no HTTP client stands in any room but the engine's Dask."""
    clients = {"http.client", "urllib.request", "requests", "httpx", "aiohttp", "urllib3", "ftplib", "smtplib"}
    guilty = {path.relative_to(SOURCE).as_posix(): imported(path) & clients for path in SOURCE.rglob("*.py")}
    assert {name: found for name, found in guilty.items() if found} == ONE_CLIENT
