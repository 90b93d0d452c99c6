"""A case built step by step holds what one that is built at once from the same material and judgements holds."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sousveil import workflow
from sousveil.case.case import Case
from sousveil.case.database import reading
from sousveil.case.judged import standing
from sousveil.case.remove import remove
from sousveil.case.tables import memos
from sousveil.records import (
    Claim,
    ClaimOrigins,
    Dependence,
    Document,
    Drift,
    Failure,
    Finding,
    Fingerprint,
    Item,
    Judgement,
    Link,
    Passage,
    Searched,
    Source,
    Text,
)
from sousveil.records import Collection as Collected
from sousveil.records.ids import record_id
from sousveil.records.serialise import to_plain
from sousveil.run.step import DictMemo, MemoryView
from sousveil.settings import Settings
from tests.case.helpers import dump

KINDS = (Source, Link, ClaimOrigins, Drift, Dependence, Finding)
HOUSES = ("Harbour Post", "Hill Courier", "River Gazette", "Plain Observer", "Delta Wire")
TOWNS = ("Lagos", "Nairobi", "Lima")
REPORT = (
    "A report by the Open Streets Institute says that {n} surveillance cameras may have been installed in {town}.",
    "Researchers spent three winters counting lamp posts, rooftops and market gates before they wrote it down.",
    "The institute said that facial recognition is being tested at the central bus station of {town}.",
    "Nobody at the city council answered the questions that the authors had sent them in writing.",
    "Some schools in {town} use fingerprint scanners, according to two teachers who asked not to be named.",
    "The footage is kept for thirty days and then written over, a technician told the authors.",
)
OWN = (
    "Our reporter walked along the harbour on a rainy morning and met fishermen mending their nets.",
    "The price of bread has risen for the third month, and the bakers blame the cost of imported flour.",
    "A choir festival drew more visitors to the old theatre than the organisers had dared to hope.",
)
KOREAN = (
    "열린거리연구소 보고서에 따르면 {town}에 감시카메라 {n}대가 설치되었다.",
    "연구원들은 세 번의 겨울 동안 가로등과 지붕과 시장의 문을 세었다.",
    "당국은 중앙 버스 정류장에서 얼굴 인식을 시험하고 있다고 밝혔다.",
)
CHINESE = (
    "据开放街道研究所的报告，{town}已安装了{n}个监控摄像头。",
    "研究人员用了三个冬天清点路灯、屋顶和市场的大门。",
    "当局表示，正在中央汽车站测试人脸识别技术。",
)
TAKEN = (Item, Collected, Document, Text, Passage, Claim, Fingerprint, Judgement, Searched)
SHAPES = ("report", "copy", "retelling", "altered", "table", "circle", "korean", "chinese", "own", "credit")
ALL = range(2 * len(SHAPES))


def document(number: int) -> tuple[str, str]:
    """Name and content of the document of that number: each of another shape, several on one town."""
    draw = random.Random(number)
    shape, town = SHAPES[number % len(SHAPES)], TOWNS[number // len(SHAPES) % len(TOWNS)]
    house = HOUSES[number % len(HOUSES)]
    base = [line.format(n=240, town=town) for line in REPORT]
    day = f"2023-0{1 + number % 9}-1{number % 7}"
    if shape == "table":
        rows = "".join(f"{agency},{t},{kind},{'Hill Optics' if n % 3 else 'Vale Systems'}\n"
                       for n, (agency, t, kind) in enumerate(
                           (f"{t} Police", t, kind) for t in TOWNS
                           for kind in ("surveillance cameras", "facial recognition", "drones")))  # fmt: skip
        return f"{number:02}.csv", f"Agency,City,Technology,Vendor\n{rows}{house},{town},drones,Hill Optics\n"
    lines = {
        "report": base,
        "copy": base,
        "credit": [f"{town} (Reuters) - {base[0]}", *base[1:], "(Reporting by Reuters.)"],
        "retelling": [OWN[number % 3], base[0], base[2], base[3], base[4]],
        "altered": [base[0].replace("may have been", "have been").replace("240", "420"), base[1], base[2],
                    base[4].replace("Some schools", "Schools"), base[5]],
        "circle": [f"The {HOUSES[(number + 1) % 5]} reported that drones watch the market of {town}.", OWN[number % 3],
                   f"According to the {HOUSES[(number + 2) % 5]}, the police in {town} have bought drones."],
        "korean": [line.format(n=240, town={"Lagos": "라고스", "Nairobi": "나이로비", "Lima": "리마"}[town])
                   for line in KOREAN],
        "chinese": [line.format(n=240, town={"Lagos": "拉各斯", "Nairobi": "内罗毕", "Lima": "利马"}[town])
                    for line in CHINESE],
        "own": [OWN[0], f"{draw.randint(3, 90)} drones were bought by the police of {town}, officials said.", OWN[1]],
    }[shape]  # fmt: skip
    head = f'<meta property="og:site_name" content="{house}"><meta property="article:published_time" content="{day}">'
    language = {"korean": "ko", "chinese": "zh"}.get(shape, "en")
    body = "".join(f"<p>{line}</p>" for line in lines)
    title = f"Paper {number}" if shape != "copy" else f"Copy {number}"
    return f"{number:02}.html", (f'<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}'
                                 f"</head><body><article>{body}</article></body></html>")  # fmt: skip


@dataclass
class Story:
    """A case and what its makers did to it. held: numbers of the documents in it."""

    root: Path
    held: set[int] = field(default_factory=set)

    def add(self, case: Case, numbers: list[int]) -> None:
        folder = Path(tempfile.mkdtemp(dir=self.root))
        for number in numbers:
            name, content = document(number)
            (folder / name).write_text(content, encoding="utf-8")
        workflow.add(case, [folder])

    def judge(self, case: Case, target: str, verdict: str, fields: dict[str, Any], at: int) -> None:
        when = f"2026-01-01T00:{at // 60:02}:{at % 60:02}Z"
        made = Judgement(record_id("j", target, verdict, at), target, verdict, "ann", "coder", when, "A reason.", fields)
        case.append(made)


def account(case: Case) -> dict[str, list[Any]]:
    """What was worked out, kind by kind."""
    return _account([record for kind in (*KINDS, Failure) for record in case.read(kind)])


def _account(records: list[Any]) -> dict[str, list[Any]]:
    """Whole bodies by id, the findings in reading order too."""
    out: dict[str, list[Any]] = {}
    for kind in KINDS:
        held = [to_plain(record) for record in records if isinstance(record, kind)]
        out[kind.__name__] = sorted(held, key=lambda one: str(one.get("id") or one.get("claim")))
    out["order"] = [finding.id for finding in records if isinstance(finding, Finding)]
    out["failures"] = sorted({(one.step, one.reason, one.name) for one in records if isinstance(one, Failure)})
    return out


def act(case: Case, story: Story, action: str, draw: random.Random, at: int) -> None:
    """Does one thing to the case."""
    claims = sorted(case.read(Claim), key=lambda one: one.id)
    sources = sorted((s for s in case.read(Source) if s.kind not in ("witnesses", "person", "unnamed", "survey")),
                     key=lambda one: one.id)  # fmt: skip
    findings = list(case.read(Finding))
    if action == "add":
        fresh = [n for n in ALL if n not in story.held]
        story.add(case, chosen := draw.sample(fresh, min(len(fresh), draw.randint(1, 2))))
        story.held.update(chosen)
    elif action == "remove" and len(story.held) > 2:
        gone = draw.choice(sorted(story.held))
        remove(case, [document(gone)[0]], "a mistake", "ann")
        story.held.discard(gone)
    elif action in ("accept", "reject") and claims:
        story.judge(case, draw.choice(claims).id, action, {}, at)
    elif action == "amend" and claims:
        fields = draw.choice([{"status": "denied"}, {"status": "announced"}, {"technology": "drones"},
                              {"certainty": "PS+"}, {"no_such_field": 1}])  # fmt: skip
        story.judge(case, draw.choice(claims).id, "amend", fields, at)
    elif action in ("same", "distinct") and len(sources) > 1:
        one, two = draw.sample(sources, 2)
        fields = {"one": one.name, "two": two.name, "kind": "organisation"}
        story.judge(case, record_id("n", one.name, two.name), action, fields, at)
    elif action == "weigh":
        targets: list[tuple[str, dict[str, Any]]] = [(c.id, {"counts": False}) for c in claims]
        targets += [(s.id, {"reliability": "B"}) for s in sources] + [(f.id, {"status": "procured"}) for f in findings]
        if targets:
            target, fields = draw.choice(targets)
            story.judge(case, target, "weigh", fields, at)
    elif action == "withdraw":
        held = standing(case.read(Judgement))
        if held:
            story.judge(case, draw.choice(held).id, "withdraw-judgement", {}, at)


def afresh(case: Case) -> dict[str, list[Any]]:
    """The account that tracing and assessing everything anew gives for what the case's items hold."""
    given: list[Any] = [record for kind in TAKEN for record in case.read(kind)]
    values, _ = workflow.step_settings(case)
    steps = {step.name: step for step in workflow.steps()}
    for name in ("trace", "assess"):
        wanted = {key: values.get(key) for key in steps[name].settings}
        made = steps[name].load()(MemoryView(list(given), wanted, DictMemo()))
        given += [*made.records, *made.failures]
    return _account(given)


def anew(case: Case, story: Story) -> dict[str, list[Any]]:
    """The account of a new case of the same documents and judgements, built once."""
    with Case.create(Path(tempfile.mkdtemp(dir=story.root)) / "fresh", case.settings) as fresh:
        story.add(fresh, sorted(story.held))
        for judgement in case.read(Judgement):
            fresh.append(judgement)
        workflow.build(fresh, engine="inline")
        return account(fresh)


ACTIONS = ("add", "add", "remove", "accept", "reject", "amend", "same", "distinct", "weigh", "withdraw")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built case of all the documents."""
    root = tmp_path_factory.mktemp("library")
    with Case.create(root / "case", Settings(title="Steps")) as case:
        Story(root).add(case, list(ALL))
        workflow.build(case, engine="inline")
    return root / "case"


def play(library: Path, root: Path, seed: int, actions: Sequence[str], start: Collection[int]) -> tuple[Case, Story]:
    """Does ``actions`` one after another to a case of the documents ``start``; after each, what is built holds what
    is worked out from scratch."""
    draw = random.Random(seed)
    story = Story(root, set(start))
    shutil.copytree(library, root / "case")
    case = Case.open(root / "case")
    remove(case, [document(number)[0] for number in ALL if number not in story.held], "not yet", "ann")
    workflow.build(case, engine="inline")
    for at, action in enumerate(actions):
        act(case, story, action, draw, at)
        workflow.build(case, engine="inline")
        now, then = account(case), afresh(case)
        for name in now:
            assert now[name] == then[name], f"{name} differ after {actions[: at + 1]}, seed {seed}"
    return case, story


def test_the_documents_show_what_they_are_meant_to(library: Path) -> None:
    with Case.open(library) as case:
        held = account(case)
        assert {"copy", "citation", "wire-copy"} <= {link["kind"] for link in held["Link"]}
        assert {drift["kind"] for drift in held["Drift"]} >= {"hedge", "number"}
        assert len(held["Finding"]) > 5 and len(held["ClaimOrigins"]) > 50
        assert held == afresh(case)


def test_a_judgement_on_a_claim_traces_nothing_anew(library: Path, tmp_path: Path) -> None:
    shutil.copytree(library, tmp_path / "case")
    with Case.open(tmp_path / "case") as case:
        story, claim = Story(tmp_path), min(one for finding in case.read(Finding) for one in finding.claims)
        before = account(case)
        for at, verdict in enumerate(("reject", "amend")):
            story.judge(case, claim, verdict, {"status": "denied"} if verdict == "amend" else {}, at)
            done = workflow.build(case, engine="inline").steps.done
            assert (done["trace"], done["assess"]) == (0, 1)
            assert account(case) == afresh(case) != before


def test_a_run_that_breaks_off_leaves_what_was_there(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def state(case: Case) -> tuple[object, object]:
        with reading(case.database) as connection:
            kept = sorted(tuple(row) for row in connection.execute(select(memos)))
        return dump(case), kept

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    shutil.copytree(library, tmp_path / "case")
    with Case.open(tmp_path / "case") as case:
        one, two = sorted(s.name for s in case.read(Source) if s.kind == "outlet")[:2]
        names = {"one": one, "two": two, "kind": "organisation"}
        Story(tmp_path).judge(case, record_id("n", one, two), "same", names, 1)
        before = state(case)
        for place in ("sousveil.run.runner.ledger.write", "sousveil.case.memos.Memos.store"):
            with monkeypatch.context() as patched:
                patched.setattr(place, broken)
                with pytest.raises(KeyboardInterrupt):
                    workflow.build(case, engine="inline")
            assert state(case) == before
        workflow.build(case, engine="inline")
        assert state(case) != before and account(case) == afresh(case)


@pytest.mark.parametrize("seed", [1, 2])
def test_step_by_step_is_the_same_as_at_once(library: Path, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    case, story = play(library, tmp_path, seed, draw.sample(ACTIONS, 6), draw.sample(ALL, 8))
    with case:
        assert workflow.build(case, engine="inline").steps.worked == 0
        built, fresh = account(case), anew(case, story)
        for name in built:
            assert built[name] == fresh[name], name


@given(st.integers(0, 10**6), st.lists(st.sampled_from(ACTIONS), min_size=2, max_size=4),
       st.sets(st.sampled_from(ALL), min_size=5, max_size=9))  # fmt: skip
@settings(max_examples=3, deadline=None)
def test_any_steps_are_the_same_as_at_once(library: Path, seed: int, actions: list[str], start: set[int]) -> None:
    with tempfile.TemporaryDirectory() as root:
        play(library, Path(root), seed, actions, start)[0].close()
