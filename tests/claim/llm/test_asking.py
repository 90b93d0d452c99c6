"""A case and a language model: nothing is sent unless it is named, nothing twice, and nothing counts unaccepted."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sousveil import workflow
from sousveil.case.case import Case
from sousveil.case.database import reading
from sousveil.case.remove import remove
from sousveil.claim.llm.gate import may_send
from sousveil.cli.main import cli
from sousveil.collect.intake import UNREAD
from sousveil.publish.fill import account_of
from sousveil.records import Answer, Claim, Failure, Finding, Item, Judgement, Source
from sousveil.records.ids import record_id
from sousveil.settings import Settings, dump_settings

from .stub import Reply, said, serving

ONE = (
    "Port authority opens the new quay\n\nThe authority put up humming poles along the quay in Mombasa. "
    "Harbour master Joan Kilele said that they note every boat.\n\nThe ferry runs on Sundays.\n"
)
TWO = "The ferry runs on Sundays.\n"


@dataclass(frozen=True)
class _MarkedItem(Item):
    sealed: object = True


def proposes(body: dict[str, Any]) -> Reply:
    words = body["messages"][-1]["content"]
    if "humming poles" not in words:
        return said({"proposals": []})
    sentence = "The authority put up humming poles along the quay in Mombasa."
    good = {
        "sentence": sentence, "quote": "humming poles", "technology": "video-surveillance", "status": "installed", "certainty": "CT+",
        "source": "",
    }  # fmt: skip
    return said({"proposals": [good, {**good, "quote": "cameras"}]})


def made(folder: Path, url: str = "", **files: str) -> Case:
    material = folder / "material"
    material.mkdir(parents=True)
    for name, words in (files or {"one": ONE, "two": TWO}).items():
        (material / f"{name}.txt").write_text(words)
    case = Case.create(folder / "case", Settings(title="T"))
    workflow.add(case, [material])
    return named(case, url)


def named(case: Case, url: str, **more: Any) -> Case:
    stated = {"llm_url": url, "llm_model": "tiny" if url else "", "llm_seconds": 5.0, **more}
    settings = replace(case.settings, **stated)
    case.layout.config.write_text(dump_settings(settings))
    case.close()
    return Case.open(case.layout.root)


def suggested(case: Case) -> list[Claim]:
    return [claim for claim in case.read(Claim) if claim.drawn_by.step == "llm"]


def judge(case: Case, target: str, verdict: str, at: str) -> None:
    case.append(Judgement(record_id("j", target, verdict, at), target, verdict, "ann", "coder", at))


def sendings(case: Case) -> list[dict[str, Any]]:
    with reading(case.database) as connection:
        return [e.body for e in case.custody.entries(connection, "main") if e.kind == "sent" and e.body]


ITEM = Item("0" * 64, "a.txt", 1, "text/plain", "2025-01-01T00:00:00Z")
ON = Settings(llm_url="http://127.0.0.1", llm_model="m")


def test_the_gate() -> None:
    assert may_send(ITEM, ON)
    assert not may_send(ITEM, Settings())
    assert not may_send(ITEM, Settings(llm_url="http://127.0.0.1"))
    assert not may_send(ITEM, Settings(llm_model="m"))
    assert not may_send(ITEM, ON, sealed_case=True)
    for mark in (True, 1, "yes", None, 0, ""):  # whatever is not a plain False
        sealed = _MarkedItem("1" * 64, "b.txt", 1, "text/plain", "2025-01-01T00:00:00Z", sealed=mark)
        assert not may_send(sealed, ON)
        assert not may_send(ITEM, ON, [ITEM, sealed])
    assert may_send(replace(_MarkedItem(*("2" * 64, "c", 1, "t", "x")), sealed=False), ON)


def test_without_an_address_nothing_is_sent(tmp_path: Path) -> None:
    with serving(proposes) as stub, made(tmp_path) as case:
        built = workflow.build(case, engine="inline")
        assert built.asked.sent == 0 and stub.asked == [] and suggested(case) == [] and sendings(case) == []
        report = workflow.model_report(case)
        assert report.address == "" and report.waiting == (0, 0, 0)


def test_asked_once_kept_and_counted_only_when_accepted(tmp_path: Path) -> None:
    with serving(proposes) as stub, made(tmp_path, stub.url) as case:
        built = workflow.build(case, engine="inline")
        assert (built.asked.sent, built.asked.reused) == (len(stub.asked), 1)
        assert stub.words().count("The ferry runs on Sundays.") == 1
        assert not any("Port authority opens" in words for words in stub.words())
        (one,) = suggested(case)
        assert one.quote == "The authority put up humming poles along the quay in Mombasa."
        assert one.technology == "video-surveillance" and [p.name for p in one.places] == ["Mombasa"]
        assert one.drawn_by.model is not None and one.drawn_by.model.startswith("tiny prompt ")
        # One entry for each item of which something left, with where it went.
        assert [(e["address"], e["model"]) for e in sendings(case)] == [(stub.url.removesuffix("/v1"), "tiny")]
        assert list(case.read(Finding)) == []
        assert not any("humming" in s.name for s in case.read(Source))
        # Again: nothing is sent.
        sent = len(stub.asked)
        assert workflow.build(case, engine="inline").asked.sent == 0
        assert len(stub.asked) == sent
        # A person decides.
        judge(case, one.id, "accept", "2025-01-02T00:00:00Z")
        workflow.build(case, engine="inline")
        findings = list(case.read(Finding))
        assert findings and {finding.claims for finding in findings} == {(one.id,)}
        judge(case, one.id, "reject", "2025-01-03T00:00:00Z")
        workflow.build(case, engine="inline")
        assert list(case.read(Finding)) == []
        report = workflow.model_report(case)
        assert report.outcomes == {"suggested": 1, "words": 1}
        assert report.judged == {"reject": 1} and report.waiting == (0, 0, 0)
        done = CliRunner().invoke(cli, ["llm", str(case.layout.root)])
        assert done.exit_code == 0 and "2 proposals: 1 kept as suggestions." in done.output
        assert "1 refused: words that do not stand in the passage" in done.output
        row = json.loads(CliRunner().invoke(cli, ["llm", str(case.layout.root), "--json"]).output)
        assert row["proposals"] == {"suggested": 1, "words": 1} and row["suggestions"] == {"reject": 1}
        listed = CliRunner().invoke(cli, ["claims", str(case.layout.root)]).output
        assert "suggested by tiny prompt" in listed
    with Case.open(tmp_path / "case") as case:
        # The address is taken away: what was answered stays, and an unreachable server is not even tried.
        case = named(case, "")
        assert workflow.build(case, engine="inline").asked.sent == 0
        assert [c.id for c in suggested(case)] == [one.id]
        assert "2 answers dropped" not in CliRunner().invoke(cli, ["llm", str(case.layout.root)]).output
        assert CliRunner().invoke(cli, ["llm", str(case.layout.root), "--forget"]).exit_code == 0
        assert list(case.read(Answer)) == []
        workflow.build(case, engine="inline")
        assert suggested(case) == []


def test_what_was_answered_goes_with_its_item(tmp_path: Path) -> None:
    with serving(proposes) as stub, made(tmp_path, stub.url) as case:
        workflow.build(case, engine="inline")
        gone = next(item for item in case.read(Item) if item.name.endswith("one.txt")).id
        remove(case, [gone], "a mistake", "ann")
        assert gone not in {answer.item for answer in case.read(Answer)}
        assert "humming" not in json.dumps(sendings(case)) and suggested(case) == []


def test_sealed_material_never_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Item, "sealed", True, raising=False)
    with serving(proposes) as stub, made(tmp_path, stub.url) as case:
        workflow.build(case, engine="inline")
        assert stub.asked == [] and sendings(case) == [] and list(case.read(Answer)) == []


def test_a_server_that_fails_costs_a_warning_and_no_build(tmp_path: Path) -> None:
    many = {f"d{n}": f"Paper {n}\n\nThe poles of pier {n} hum all night.\n" for n in range(5)}
    with serving(lambda _: Reply(302, b"", {"Location": "http://192.0.2.1/"})) as stub:
        case = made(tmp_path, stub.url, **many)
        built = workflow.build(case, engine="inline")
        assert (built.asked.sent, built.asked.unanswered, built.asked.left) == (0, 3, 2)
        assert len(stub.asked) == 3
        warned = [f for f in case.read(Failure) if f.step == "llm"]
        assert {f.severity for f in warned} == {"warning"} and len(warned) == 4
        assert any("stopped answering; 2 parts" in f.reason for f in warned)
        assert not any(f.step == "llm" for f in account_of(case, UNREAD).failures)
        # Once it answers, the rest is asked, and the warnings are gone.
        stub.answer = proposes
        assert workflow.build(case, engine="inline").asked.sent == 5
        assert [f for f in case.read(Failure) if f.step == "llm"] == []
        case.close()


def test_an_answer_that_is_no_json_is_kept_and_not_asked_again(tmp_path: Path) -> None:
    with serving(lambda _: said("I think there are poles.")) as stub, made(tmp_path, stub.url, one=ONE) as case:
        workflow.build(case, engine="inline")
        sent = len(stub.asked)
        assert workflow.build(case, engine="inline").asked.sent == 0 and len(stub.asked) == sent
        assert workflow.model_report(case).outcomes == {"malformed": sent}
        assert f"{sent} refused: not the JSON" in CliRunner().invoke(cli, ["llm", str(case.layout.root)]).output
        assert f"{sent} answer" in CliRunner().invoke(cli, ["status", str(case.layout.root)]).output
        assert suggested(case) == []


def test_a_slip_in_the_address_is_told_before_any_work(tmp_path: Path) -> None:
    with made(tmp_path, "http://models.example.org/v1") as case:
        from sousveil.errors import SousveilError

        with pytest.raises(SousveilError, match="unencrypted"):
            workflow.build(case, engine="inline")
        assert list(case.read(Claim)) == []


@pytest.mark.skipif("SOUSVEIL_TEST_LLM" not in os.environ, reason="SOUSVEIL_TEST_LLM names no server")
def test_a_real_server(tmp_path: Path) -> None:
    """Plumbing only: whatever the model says, what comes out stands in the text. Nothing is said of its quality."""
    case = named(made(tmp_path), os.environ["SOUSVEIL_TEST_LLM"], llm_seconds=300.0)
    built = workflow.build(case, engine="inline")
    assert built.asked.sent + built.asked.unanswered > 0
    for claim in suggested(case):
        assert claim.quote in ONE + TWO
    print(workflow.model_report(case))
    case.close()
