"""Matches of names in a real case: shown with reasons, reversed by a judgement, and still so after a rebuild."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sousveil.cli.main import cli
from sousveil.errors import SousveilError

TEXTS = {
    "one.txt": "Cameras in Pyongyang\n\nThe ministry has installed cameras in Pyongyang, said Martyn Hollis, an analyst at the"
    " Alder Center. The cameras watch every school there, said Kim Min-ju, which is not her real name.\n",
    "three.txt": "평양의 감시 카메라\n\n북한 당국이 평양의 모든 학교에 감시 카메라를 설치했다고 김철수(가명) 씨가 말했다. 증인 B는 평양에 감시 카메라가"
    " 있다고 말했다.\n",
    "four.txt": "평양 카메라 증언\n\n김철수 씨는 평양의 학교에 감시 카메라가 설치됐다고 말했다. 증인 B는 평양에 감시 카메라가 많다고 증언했다.\n",
    "two.txt": "What the cameras see\n\nSurveillance cameras are in use in schools in Pyongyang, said Martin Hollis, an analyst at"
    " the Alder Centre. Cameras watch the market in Pyongyang, said Kim Min-ju, a pseudonym.\n",
}

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A built case of two texts; calling it runs a command on it."""
    material, case = tmp_path / "in", tmp_path / "case"
    material.mkdir()
    for name, text in TEXTS.items():
        (material / name).write_text(text, encoding="utf-8")

    def run(command: str, *words: str) -> Any:
        result = CliRunner().invoke(cli, [command, str(case), *words], standalone_mode=False)
        if "--json" in words:
            assert result.exception is None, result.output
            return [json.loads(line) for line in result.stdout.splitlines()]
        return result

    run("new")
    run("add", str(material), "--yes", "--date", "2024-05-06")
    assert run("build", "--engine", "inline").exception is None
    return run


def _pair(run: Run) -> dict[str, Any]:
    found = [row for row in run("sources", "--names", "--json") if "Hollis" in row["one"]]
    assert len(found) == 1
    return dict(found[0])


def test_a_match_is_shown_and_undone_and_stays_undone(run: Run) -> None:
    pair = _pair(run)
    assert pair["outcome"] == "joined" and any("Martin/Martyn" in reason for reason in pair["reasons"])
    shown = run("sources", "--names").output
    assert pair["id"] in shown and "same family name Hollis" in shown

    assert run("judge", pair["id"], "distinct", "--by", "A").exception is None
    assert run("build", "--engine", "inline").exception is None
    apart = _pair(run)
    assert (apart["outcome"], apart["judged"], apart["id"]) == ("kept-apart", True, pair["id"])

    assert run("judge", pair["id"], "withdraw-judgement", "--by", "A").exception is None
    run("build", "--engine", "inline")
    assert _pair(run)["outcome"] == "joined"

    run("judge", "--names", "Martin Hollis", "Martyn Hollis", "distinct", "--by", "A")
    run("build", "--engine", "inline")
    assert _pair(run)["outcome"] == "kept-apart"


def test_a_witness_under_an_alias_is_in_no_pair_and_cannot_be_put_in_one(run: Run) -> None:
    assert not any("Min-ju" in row["one"] + row["two"] for row in run("sources", "--names", "--json"))
    held = [row for row in run("sources", "--json") if any("Min-ju" in name for name in row["names"])]
    assert held and all(row["mentions"] <= 1 for row in held)
    refused = run("judge", "--names", "Kim Min-ju", "Martin Hollis", "same")
    assert "never linked" in f"{refused.exception} {getattr(refused.exception, 'advice', '')}"
    assert "No source" in str(run("judge", "--names", "Nobody Atall", "Martin Hollis", "same").exception)
    assert run("judge", "n-0000", "same").exception is not None


def test_the_mark_inside_a_name_hides_it_in_every_document(run: Run) -> None:
    rows = run("sources", "--json")
    for name in ("김철수(가명) 씨", "김철수 씨", "증인 B"):
        held = [row for row in rows if name in row["names"]]
        assert held and all(row["kind"] == "witnesses" and row["mentions"] == 1 for row in held), name
    assert not any("김철수" in row["one"] + row["two"] for row in run("sources", "--names", "--json"))
    for pair in (("김철수(가명) 씨", "김철수 씨"), ("김철수 씨", "Martin Hollis"), ("Martin Hollis", "증인 B")):
        refused = run("judge", "--names", *pair, "same").exception
        assert isinstance(refused, SousveilError) and "never linked" in refused.message and not refused.advice
    assert run("judge", "--json") == []


def test_removing_the_only_document_of_a_name_removes_what_was_judged_of_it(run: Run) -> None:
    run("judge", _pair(run)["id"], "distinct", "--by", "A")
    assert run("judge", "--json")
    removed = run("remove", "one.txt", "--reason", "asked to", "--yes")
    assert removed.exception is None, removed.output
    assert run("judge", "--json") == []
