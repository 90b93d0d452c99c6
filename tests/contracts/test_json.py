"""What ``--json`` prints has exactly the documented fields, in the documented order."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from sousveil.cli.main import cli

from .test_house import tool

WIRE = (
    "Cameras in the capital\n\nPYONGYANG (AP) - The ministry has installed 200 surveillance cameras in Pyongyang, a"
    " report by the Example Institute said on Monday. Residents said that the cameras watch every school there. The"
    " cameras were bought from a company in China, according to the report, which rests on 40 interviews.\n"
)
COPY = WIRE + "\nThe city has two million inhabitants.\n"

Rows = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """A small built case, judged and searched once; calling it runs a command and gives its rows."""
    folder = tmp_path_factory.mktemp("json")
    material, case = folder / "in", folder / "case"
    material.mkdir()
    (material / "wire.txt").write_text(WIRE, encoding="utf-8")
    (material / "copy.txt").write_text(COPY, encoding="utf-8")
    (material / "empty.txt").write_bytes(b"")

    def run(command: str, *words: str) -> list[dict[str, Any]]:
        result = CliRunner().invoke(cli, [command, str(case), *words], standalone_mode=False)
        assert result.exception is None, result.output
        return [json.loads(line) for line in result.stdout.splitlines()] if "--json" in words else []

    run("new")
    run("add", str(material), "--yes", "--date", "2024-05-06")
    run("build", "--engine", "inline")
    claim = run("claims", "--json")[0]
    run("judge", claim["id"], "accept", "--by", "A. Reader")
    run("searched", "drones", "--in", "the agency's archive", "--found", "0")
    return run


@pytest.mark.parametrize(
    "command", ["claims", "findings", "sentences", "sources", "lineage", "searched", "judge", "suggest", "vocabulary", "llm"]
)
def test_a_listing_has_its_documented_fields(rows: Rows, command: str) -> None:
    documented = list(tool("field_meanings").ROWS[command][0])
    printed = rows(command, "--json")
    assert printed
    assert all(list(row) == documented for row in printed)


def test_search_has_its_documented_fields(rows: Rows) -> None:
    (found, *_) = rows("search", "cameras", "--json")
    assert list(found) == list(tool("field_meanings").SEARCH)
    assert "cameras" in found["text"].lower()


def test_status_has_its_documented_fields(rows: Rows) -> None:
    fields = tool("field_meanings")
    first, *others = rows("status", "--json")
    assert list(first) == list(fields.STATUS_CASE) and first["row"] == "case"
    for kind, documented in (("item", fields.STATUS_ITEM), ("failure", fields.STATUS_FAILURE)):
        found = [row for row in others if row["row"] == kind]
        assert found and all(list(row) == list(documented) for row in found)


def test_custody_has_its_documented_fields(rows: Rows) -> None:
    fields = tool("field_meanings")
    *entries, last = rows("custody", "--json")
    assert entries and all(list(entry) == list(fields.CUSTODY) for entry in entries)
    assert list(last) == list(fields.CUSTODY_HEAD)
    assert last["head"]["size"] == len(entries) and last["faults"] == []


def test_offsets_are_code_points_of_the_extracted_text(rows: Rows) -> None:
    for row in rows("claims", "--json"):
        assert row["end"] - row["start"] == len(row["quote"])


def test_every_listing_command_is_documented() -> None:
    """A command that takes ``--json`` and lists has its section; the others print one line on what they did."""
    documented = {name.partition(",")[0] for name in tool("field_meanings").ROWS}
    context = cli.make_context("sousveil", ["status", "."], resilient_parsing=True)
    listing = set()
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        below = getattr(command, "commands", {})
        # A group that lists by default is called by its own name alone.
        called = {f"{name} {n}".removesuffix(" list"): c for n, c in below.items()} if "list" in below else {name: command}
        listing |= {n for n, c in called.items() if any(parameter.name == "as_json" for parameter in c.params)}
    assert documented <= listing
    assert listing - documented <= {"add", "build", "report", "publish", "verify", "doctor", "demo", "merge", "remove"}
