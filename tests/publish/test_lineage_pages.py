"""Drift, circles, dependence and a finding's weighing on the pages, and what a release leaves out of them."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from pathlib import Path

import pytest

from sousveil.publish.account import ReleasePlan
from sousveil.publish.release import as_released, publish_release
from sousveil.publish.report import render_report
from sousveil.publish.weighed import when
from sousveil.records import Drift

from .account_data import COLLECTOR, sample


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("preview") / "out"
    render_report(sample(hostile=False), out)
    return out


def words(path: Path) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", path.read_text("utf-8"))).split())


def test_the_changed_words_are_marked_on_both_sides_and_a_gap_where_words_are_missing(preview: Path) -> None:
    page = (preview / "drift.html").read_text("utf-8")
    assert "<mark>putting cameras</mark>" in page and "<mark>설치하고 있다고</mark>" in page
    assert re.search(r'<mark class="lost"[^>]*>.*?‸.*?</mark>putting cameras', page)
    assert page.index('id="v-1"') and "3 more" not in page


def test_a_finding_shows_its_ledger_timeline_hypotheses_and_what_would_change_it(preview: Path) -> None:
    page = words(preview / "findings" / "video-surveillance.html")
    for said in (
        "between 2024-05-02 and 2024-05-03", "by 2024-05", "by then, from the day of publication",
        "not counted It stands beneath the report.", "Without the Harbour Institute nothing says so.",
        "The report itself, if it can be had.", "They are dummies. added by a person", "contradicts set by a person",
        "A person (editor) set likelihood to “likely”.",
    ):  # fmt: skip
        assert said in page, said
    # What least speaks against stands first.
    assert page.index("They are in use. nothing") < page.index("There are none.") < page.index("They are dummies.")
    assert "They are dummies. added by a person not held against the sources yet" in page


def test_circles_and_sources_that_lean_on_each_other_stand_on_the_page_of_sources(tmp_path: Path) -> None:
    account = sample(hostile=False)
    origins = [dataclasses.replace(o, circular=True) for o in account.claim_origins]
    render_report(dataclasses.replace(account, claim_origins=origins), tmp_path / "out")
    page = words(tmp_path / "out" / "sources.html")
    assert "Circular reporting" in page and "Harbour Institute : Veldania watches its schools" in page
    assert "The Star and Han Wire very likely; the first copies the second 12, 11 alike, 4 rare" in page


def test_what_a_gateway_rests_on_stands_beneath_it_and_is_not_counted(preview: Path) -> None:
    page = words(preview / "sources.html")
    said = "By its own account it rests on: 31 people who left the country . Known through it alone, and not verified"
    assert page.count(said) == 1, page


def test_a_release_shows_only_drift_between_words_that_are_quoted_anyway(tmp_path: Path) -> None:
    account = sample(hostile=False)
    released = as_released(account, ReleasePlan(frozenset()))
    assert [drift.said for drift in released.drifts] == ["putting cameras", ""]
    known = {item.id for item in released.items}
    assert all(drift.item in known and drift.parent in known for drift in released.drifts)
    both = {item.id for item in account.items[:2]}
    assert len(as_released(account, ReleasePlan(frozenset(both))).drifts) == 3
    sealed = dataclasses.replace(account, sealed=frozenset({account.items[1].id}))
    assert as_released(sealed, ReleasePlan(frozenset())).drifts == []


def test_a_release_holds_no_bare_probability_no_old_id_and_no_reason_of_a_researcher(tmp_path: Path) -> None:
    account = sample(hostile=False)
    publish_release(account, tmp_path / "out", ReleasePlan(frozenset()))
    told = "".join(p.read_text("utf-8") for p in sorted((tmp_path / "out").rglob("*")) if p.is_file())
    row = json.loads((tmp_path / "out" / "data" / "dependence.jsonl").read_text("utf-8"))
    assert row["probability"] == "very likely" and "0.93" not in told
    assert COLLECTOR not in told and "knows the report" not in told
    for drift in account.drifts:
        assert drift.id not in told and drift.item not in told
    finding = json.loads((tmp_path / "out" / "data" / "findings.jsonl").read_text("utf-8").splitlines()[0])
    sources = {json.loads(line)["id"] for line in (tmp_path / "out/data/sources.jsonl").read_text("utf-8").splitlines()}
    assert {line["source"] for line in finding["ledger"]} <= sources and finding["change"]["weakest"] in sources


def test_more_drift_than_a_page_holds_is_counted_not_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sousveil.publish.drift_view.MOST", 2)
    render_report(sample(hostile=False), tmp_path / "out")
    assert "1 more change" in words(tmp_path / "out" / "drift.html")


def test_a_drift_in_words_beyond_the_text_breaks_nothing(tmp_path: Path) -> None:
    account = sample(hostile=False)
    first: Drift = account.drifts[0]
    strange = dataclasses.replace(first, id="v-9", span=(0, 10**9), words=(10**8, 10**9))
    render_report(dataclasses.replace(account, drifts=[strange]), tmp_path / "out")
    assert 'id="v-9"' in (tmp_path / "out" / "drift.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [("2019", "2021", "between 2019 and 2021"), ("2019", "2019", "2019"), (None, "2021", "by 2021"),
     ("2019", None, "not before 2019"), (None, None, "date not told")],
)  # fmt: skip
def test_bounds_in_words(earliest: str | None, latest: str | None, said: str) -> None:
    assert when(earliest, latest) == said
