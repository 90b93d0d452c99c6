"""`sousveil weigh`, `drift`, `dependence` and the ways to look into a finding's weighing, on a small built case."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sousveil.case import ledger
from sousveil.case.case import Case
from sousveil.case.database import writing
from sousveil.cli.drift import excerpt
from sousveil.cli.main import cli
from sousveil.cli.weigh import fields_of
from sousveil.errors import SousveilError

REPORT = """The Ridge Institute said in a report that police in Harwick may have installed 40 cameras at the station.

The institute interviewed 12 residents for it.
"""
PAPER = """Police in Harwick have installed 400 cameras at the station, the Ridge Institute said in a report.
"""


def run(*words: str, fails: bool = False) -> str:
    done = CliRunner().invoke(cli, list(words), standalone_mode=False)
    assert (done.exception is not None) == fails, (words, done.output, done.exception)
    return done.output


def rows(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words, "--json").splitlines()]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("weigh")
    for name, text in (("first.txt", REPORT), ("second.txt", PAPER)):
        (folder / name).write_text(text, "utf-8")
    made = str(folder / "case")
    run("new", made)
    for name, outlet, day in (("first.txt", "Harwick Herald", "2024-03-01"), ("second.txt", "Daily Coast", "2024-03-04")):
        run("add", made, str(folder / name), "--source", outlet, "--date", day, "--yes")
    run("build", made)
    return made


def test_an_override_is_a_judgement_with_a_reason_and_can_be_withdrawn(case: str) -> None:
    finding = next(f for f in rows("findings", case) if f["likelihood"] and f["facet"] == "present")
    before = finding["likelihood"]["term"]
    run("weigh", case, finding["id"], "--set", "likelihood=unlikely", fails=True)  # no reason
    made = rows("weigh", case, finding["id"], "--set", "likelihood=unlikely", "--note", "I know the camera shop.")[0]
    run("build", case)
    after = rows("findings", case, "--finding", finding["id"])[0]
    assert after["likelihood"]["term"] == "unlikely" and after["overrides"] == [made["id"]]
    assert before in json.dumps(after), "the program's own word stays visible"
    assert "unlikely" in after["sentence"] or "not" in after["sentence"]
    assert made["id"] in run("weigh", case)
    run("judge", case, made["id"], "withdraw-judgement")
    run("build", case)
    assert rows("findings", case, "--finding", finding["id"])[0] == finding


def test_a_witness_is_never_graded_and_a_published_source_is(case: str) -> None:
    sources = {s["kind"]: s for s in rows("sources", case)}
    published = next(s for kind, s in sources.items() if kind in ("report", "outlet", "organisation"))
    made = rows("weigh", case, published["id"], "--set", "reliability=B", "--note", "Right before.")[0]
    run("build", case)
    letters = {
        line["reliability"] for f in rows("findings", case) for line in f["ledger"] if line["source"] == published["id"]
    }
    assert letters <= {"B"}
    run("judge", case, made["id"], "withdraw-judgement")
    run("weigh", case, published["id"], "--set", "reliability=G", "--note", "x", fails=True)
    run("weigh", case, "s-nobody", "--set", "reliability=B", "--note", "x", fails=True)


def test_drift_shows_the_lost_hedge_and_the_changed_number_at_the_word(case: str) -> None:
    found = {(d["kind"], d["way"]): d for d in rows("drift", case)}
    assert ("hedge", "dropped") in found and ("number", "changed") in found, found
    number = found["number", "changed"]
    assert ("40" in number["parent_said"]) and "400" in number["said"]
    told = run("drift", case, "--kind", "number")
    assert "»" in told and "second.txt against first.txt" in told
    assert run("drift", case, "--item", "first.txt").startswith("No drift")


def test_the_way_of_a_claim_to_its_origins_is_told_step_by_step(case: str) -> None:
    claim = next(c for c in rows("claims", case) if c["origins"] and c["origins"]["gateways"]["names"])
    told = rows("lineage", case, "--claim", claim["id"])[0]
    assert told["path"] and all(hop["reason"] for hop in told["path"])
    assert "Independent origins: " in run("lineage", case, "--claim", claim["id"])
    run("lineage", case, "--claim", "c-nothing", fails=True)


def test_a_finding_is_told_with_its_ledger_and_hypotheses(case: str) -> None:
    finding = next(f for f in rows("findings", case) if f["likelihood"] and f["facet"] == "present")
    told = run("findings", case, "--finding", finding["id"])
    assert "what each source adds:" in told and "competing hypotheses" in told and finding["id"] in told
    assert "No two sources" in run("dependence", case)
    run("findings", case, "--finding", "n-nothing", fails=True)


@pytest.mark.parametrize(
    ("words", "fields"),
    [(["reliability=B"], {"reliability": "B"}), (["counts=false"], {"counts": False}),
     (["apart_from=s-1, s-2"], {"apart_from": ["s-1", "s-2"]}),
     (["cells.absent.s-1=II", "hypotheses.show=It is a show."],
      {"cells": {"absent": {"s-1": "II"}}, "hypotheses": {"show": "It is a show."}}),
     (["hypotheses={\"a\": \"b\"}"], {"hypotheses": {"a": "b"}})],
)  # fmt: skip
def test_words_become_fields(words: list[str], fields: dict[str, object]) -> None:
    assert fields_of(words) == fields


@pytest.mark.parametrize("words", [["likelihood"], ["=x"], ["cells.a.=II"], ["cells={", ], ["cells=x", "cells.a.b=C"]])
def test_words_that_cannot_be_fields_are_refused(words: list[str]) -> None:
    with pytest.raises(SousveilError):
        fields_of(words)


def test_an_excerpt_marks_words_and_gaps() -> None:
    assert excerpt("He may go.", (0, 10), (3, 6)) == "He »may« go."
    assert excerpt("He goes.", (0, 8), (3, 3)) == "He ‸goes."
    assert excerpt("a" * 300 + "X" + "b" * 300, (0, 601), (300, 301)) == "…" + "a" * 90 + "»X«" + "b" * 90 + "…"


def test_nothing_is_released_of_a_build_that_broke_off(tmp_path: Path, case: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(case, copy)
    with Case.open(copy) as opened, writing(opened.database) as connection:
        ledger.forget(connection, step="assess")
    done = CliRunner().invoke(cli, ["publish", str(copy), "--out", str(tmp_path / "out")], standalone_mode=False)
    assert isinstance(done.exception, SousveilError) and "did not come to its end" in str(done.exception)
    assert not (tmp_path / "out").exists()
