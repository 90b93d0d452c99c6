"""The documents say what the program does: the reference is fresh, links lead somewhere, examples run."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from sousveil import records
from sousveil.cli.main import COMMANDS, cli

from .examples import Block, blocks, matches
from .test_house import tool

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PROSE = [path for path in DOCUMENTS if path.parent.name != "reference"]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as Markdown renderers make them."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_the_reference_is_fresh() -> None:
    assert tool("reference").stale() == [], "run ./dev docs"


def test_every_record_type_is_explained() -> None:
    """The generated table lists each field; the type's own docstring has to say what it is for."""
    for name in records.__all__:
        kind = getattr(records, name)
        assert kind.__doc__ and not kind.__doc__.startswith(f"{name}("), f"{name} has no docstring of its own"
        assert dataclasses.is_dataclass(kind)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target, anchor in LINK.findall(text):
        there = (path.parent / target).resolve() if target else path
        assert there.exists(), f"{name_of(path)} links to {target}"
        assert there.is_relative_to(ROOT), f"{name_of(path)} links out of the project: {target}"
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), f"{name_of(path)} links to {target}#{anchor}"


def test_every_page_can_be_reached_from_the_first() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        targets = LINK.findall(page.read_text(encoding="utf-8"))
        waiting += [(page.parent / target).resolve() for target, _ in targets if target]
    assert [name_of(path) for path in DOCUMENTS if path not in reached] == []


@pytest.mark.parametrize("path", PROSE, ids=name_of)
def test_every_command_in_a_document_exists(path: Path) -> None:
    offered = set(COMMANDS)
    mine = set(re.findall(r"^  (\w+)\) (?:setup|lock)", (ROOT / "dev").read_text(encoding="utf-8"), re.MULTILINE))
    text = path.read_text(encoding="utf-8")
    code = "\n".join([*re.findall(r"`([^`\n]+)`", text), *(block.text for block in blocks(text))])
    assert set(re.findall(r"\bsousveil ([a-z]+)\b", code)) - offered == set()
    assert set(re.findall(r"\./dev ([a-z]+)\b", code)) - mine == set()


@pytest.mark.parametrize("path", PROSE, ids=name_of)
def test_every_option_in_a_document_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = "\n".join([*re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)),
                      *(block.text for block in blocks(text))])  # fmt: skip
    context = cli.make_context("sousveil", ["status", "."], resilient_parsing=True)
    for name, rest in re.findall(r"\bsousveil ([a-z]+)\b([^\n#]*)", code):
        command = cli.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            inner = command.get_command(context, rest.split()[0]) if rest.split() else None
            command = inner or command
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", rest)) - known == set(), f"sousveil {name}{rest}"


def test_every_command_is_in_a_how_to() -> None:
    words = "\n".join(path.read_text(encoding="utf-8") for path in PROSE)
    assert [name for name in COMMANDS if f"sousveil {name}" not in words] == []


def test_the_readme_begins_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first = next(block for block in blocks(text))
    assert [word for word in ("./dev demo", "./dev test") if word not in first.text] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1)) and numbers


RUN = [path for path in PROSE if any(block.run for block in blocks(path.read_text(encoding="utf-8")))]


@pytest.mark.slow
@pytest.mark.parametrize("path", RUN, ids=name_of)
def test_the_examples_of_a_document_run(path: Path, tmp_path: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SOUSVEIL_")},
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "COLUMNS": "100",
    }  # fmt: skip
    for block in blocks(path.read_text(encoding="utf-8")):
        if block.run:
            run_block(block, tmp_path, environment)


def run_block(block: Block, folder: Path, environment: dict[str, str]) -> None:
    for command, expected, status in block.commands():
        done = subprocess.run(
            [shutil.which("bash") or "/bin/bash", "-c", command], cwd=folder, env=environment, capture_output=True,
            text=True, timeout=240, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        printed = done.stdout + done.stderr
        assert done.returncode == status, f"$ {command}\n{printed}"
        assert matches(expected, printed), f"$ {command}\nexpected:\n{expected}\nprinted:\n{printed}"


def test_a_block_is_read_into_commands_and_what_they_print() -> None:
    text = "a\n<!-- run -->\n```console\n$ one \\\n  two\nout ...\n$ three  # exit 1\n```\n```console\n$ four\n```\n"
    marked, other = blocks(text)
    assert marked.run and not other.run
    assert marked.commands() == [("one \\\n  two", "out ...", 0), ("three", "", 1)]
    assert matches("out ...", "before\nout 12 of 13\n") and not matches("out ...", "in 12\n")
    assert matches("...\nlast", "a\nb\nlast") and not matches("a\nb", "b\na")
