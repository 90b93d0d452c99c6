"""Coding by keys: each key is a judgement, and what a person made by hand is in the findings and in the release."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sousveil import workflow
from sousveil.case import ledger
from sousveil.case.case import Case
from sousveil.case.remove import remove
from sousveil.cli.main import cli
from sousveil.records import Judgement

TEXT = (
    "The ministry has installed 200 surveillance cameras in Pyongyang, a report by the Example Institute said.\n\n"
    "Residents said that drones watch the border in Sinuiju. A tread mat was put up at the station.\n\n"
    "The police use facial recognition at the airport, the report said.\n\n"
    "The police installed surveillance cameras in Busan. The police installed surveillance cameras in Seoul.\n\n"
    "The police installed surveillance cameras in Incheon. The police installed surveillance cameras in Daegu.\n"
)
Run = Callable[..., Any]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("It rained in Busan all day and nothing else was to be told.\n", encoding="utf-8")
    run("new", tmp_path / "case")
    run("add", tmp_path / "case", tmp_path / "a.txt", tmp_path / "b.txt", "--yes", "--source", "The Outlet", "--date", "2024-05-06")
    run("build", tmp_path / "case", "--engine", "inline")
    return tmp_path / "case"


def run(*words: object, keys: str | None = None) -> Any:
    result = CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False, input=keys)
    if result.exception is not None:
        raise result.exception
    return result


def rows(command: str, case: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(command, case, "--json").stdout.splitlines()]


def verdicts(case: Path) -> list[str]:
    with Case.open(case) as opened:
        return [j.verdict for j in opened.read(Judgement)]


def test_one_key_accepts_rejects_and_undoes(case: Path) -> None:
    first, second, *_ = rows("suggest", case)
    run("code", case, "--by", "A", keys="ar")
    left = {row["id"] for row in rows("suggest", case)}
    assert not left & {first["id"], second["id"]}
    run("code", case, keys="aunwhy is this\nsq")
    assert verdicts(case) == ["accept", "reject", "accept", "withdraw-judgement", "note"]
    assert {row["id"] for row in rows("suggest", case)} == left


def test_fields_are_changed_by_keys_and_nothing_is_kept_of_what_was_left(case: Path) -> None:
    first = rows("suggest", case)[0]
    run("code", case, keys="es1-q")  # left without saving
    assert verdicts(case) == []
    run("code", case, keys="2S.q")  # status "announced" and certainty "possible", at once
    claim = next(c for c in rows("claims", case) if c["id"] == first["id"])
    assert (claim["status"], claim["certainty"], claim["attribution"][-1]["certainty"]) == ("announced", "PS+", "PS+")
    assert claim["judgement"]["verdict"] == "amend"
    run("code", case, keys="eptSinuiju\n.q")  # "p" asks for the place; what is typed begins with its own letter
    run("code", case, keys="epSinuiju\nwKim Minister\n1.q")
    assert any(c["places"] and c["places"][0]["name"] == "Sinuiju" and c["attribution"][-1]["source"] == "Kim Minister" for c in rows("claims", case))


def by_hand(case: Path) -> dict[str, Any]:
    """Makes a claim from the sentence that the program drew none from."""
    output = run("code", case, "--item", "a.txt", "--by", "A", keys="m").stdout
    key = next(line.split()[0] for line in output.splitlines() if line.strip()[1:].startswith(" A tread mat"))
    run("code", case, "--item", "a.txt", "--by", "A", keys=f"m{key}plate\n6.q")
    return next(c for c in rows("claims", case) if c["drawn_by"]["model"] == "person")


def test_a_claim_made_by_hand_survives_a_rebuild_and_is_weighed_and_released(case: Path, tmp_path: Path) -> None:
    made = by_hand(case)
    assert (made["quote"], made["technology"], made["status"]) == ("A tread mat was put up at the station.", "plate-reading", "installed")
    assert TEXT[made["start"] : made["end"]] == made["quote"]
    with Case.open(case) as opened, opened.database.begin() as connection:
        for name in ("read", "claim"):
            ledger.forget(connection, step=name)
    run("build", case, "--engine", "inline")
    assert next(c for c in rows("claims", case) if c["id"] == made["id"])["origins"] is not None
    finding = next(f for f in rows("findings", case) if f["technology"] == "plate-reading")
    assert made["id"] in finding["claims"]
    sentence = next(s for s in rows("sentences", case) if s["text"] == made["quote"])
    assert (sentence["outcome"], sentence["claims"]) == ("claims", [made["id"]])
    run("judge", case, made["id"], "amend", "--set", "status=in-use")
    run("build", case, "--engine", "inline")
    assert next(f for f in rows("findings", case) if f["technology"] == "plate-reading")["status"] == "in-use"

    with Case.open(case) as opened:
        workflow.report(opened, tmp_path / "report")
    told = (tmp_path / "report" / "data" / "claims.jsonl").read_text(encoding="utf-8")
    assert sum(json.loads(line)["technology"] == "plate-reading" for line in told.splitlines()) == 1


def test_it_goes_with_its_document(case: Path) -> None:
    made = by_hand(case)
    run("judge", case, made["id"], "accept")
    with Case.open(case) as opened:
        remove(opened, ["a.txt"], "asked", "A")
        assert list(opened.read(Judgement)) == []
        kept = [e.body for e in opened.custody.entries(opened.database.connect()) if e.kind == "judged"]
    assert kept and all(body is None for body in kept)


def test_a_document_without_a_suggestion_can_be_coded_by_hand(case: Path) -> None:
    run("code", case, "--item", "b.txt", keys="dm1drones\n.q")
    made = next(c for c in rows("claims", case) if c["item_name"] == "b.txt")
    assert made["technology"] == "drones" and made["attribution"][0]["source"] == "The Outlet"
    run("code", case, "--item", "b.txt", keys="mzm1zzz\nq")
    assert len(verdicts(case)) == 1


def test_the_order_says_how_well_it_does(case: Path) -> None:
    assert "In the order of reading" in run("suggest", case).stdout
    assert run("suggest", case, "--limit", "1").stdout.count("“") == 1
