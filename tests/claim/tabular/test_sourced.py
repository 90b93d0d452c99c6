"""Rows that name their source and its address: edges of attribution, one for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.claim.tabular.columns import suggest
from sousveil.claim.tabular.maps import check_map, dump_map
from sousveil.errors import SousveilError
from sousveil.records import Claim

from .test_tables import _drawn, _map, _work

HEADER = ["Agency", "What", "Link 1", "Link 1 Source", "Link 2", "Link 2 Source"]
COLUMNS: dict[str, object] = {"buyer": "Agency", "description": "What", "link": ["Link 1", "Link 2"],
                              "source": ["Link 1 Source", "Link 2 Source"]}  # fmt: skip
ROWS = [
    HEADER,
    ["Elm Police", "plate readers", "https://example.org/a", "Elm Post", "https://example.org/b?x=1", "Elm City"],
    ["Oak Police", "plate readers", "https://example.org/a", "Elm Post"],
    ["Ash Police", "plate readers", "", "Ash Gazette"],
    ["Fir Police", "plate readers", "n/a", "none"],
    ["Yew Police", "plate readers", "see https://example.org/c and https://example.org/d.", ""],
]


def _claims(tmp_path: Path, columns: dict[str, object] = COLUMNS, **more: object) -> tuple[list[Claim], str]:
    folder = _map(tmp_path / "tables", HEADER, columns, "register", **more)
    claims, _, text = _drawn(_work(ROWS, folder))
    return sorted(claims, key=lambda one: one.start), text


def _inner(one: Claim) -> list[tuple[str, str, int | None]]:
    return [(edge.source, edge.kind, edge.under) for edge in one.attribution[1:]]


def test_each_source_and_each_address_of_a_row_is_an_edge(tmp_path: Path) -> None:
    claims, text = _claims(tmp_path)
    assert [_inner(one) for one in claims] == [
        [("Elm Post", "organisation", 0), ("https://example.org/a", "report", 1), ("Elm City", "organisation", 0),
         ("https://example.org/b?x=1", "report", 3)],
        [("Elm Post", "organisation", 0), ("https://example.org/a", "report", 1)],
        [("Ash Gazette", "organisation", 0)],
        [],
        [("https://example.org/c", "report", 0), ("https://example.org/d", "report", 0)],
    ]  # fmt: skip
    for one in claims:
        for edge in one.attribution[1:]:
            assert edge.start is not None and text[edge.start : edge.end] == edge.source


def test_what_a_row_rests_on_is_accounted_for_and_no_part_of_what_it_states(tmp_path: Path) -> None:
    folder = _map(tmp_path / "tables", HEADER, COLUMNS, "register")
    claims, sentences, text = _drawn(_work(ROWS, folder))
    assert all("example.org" not in one.statement for one in claims)
    links = [s for s in sentences if "example.org" in text[s.start : s.end]]
    assert links and all(s.outcome == "declined" and "rests on" in (s.reason or "") for s in links)


def test_one_source_may_hold_for_every_row(tmp_path: Path) -> None:
    fixed = {"set": {"source": "Elm Atlas", "link": "https://example.org/atlas"}}
    claims, _ = _claims(tmp_path, {"buyer": "Agency", "description": "What"}, **fixed)
    assert {tuple(_inner(one)) for one in claims} == {
        (("Elm Atlas", "organisation", 0), ("https://example.org/atlas", "report", 1))
    }
    assert all(edge.start is None for one in claims for edge in one.attribution[1:])


def test_sources_and_links_go_in_pairs() -> None:
    with pytest.raises(SousveilError, match="2 columns of sources and 3 of links"):
        check_map("m", {"kind": "register", "header": ["a"], "columns": {"source": ["#1", "#2"],
                                                                         "link": ["#3", "#4", "#5"]}}, "m.yaml")  # fmt: skip
    one = check_map("m", {"kind": "register", "header": ["a"], "columns": {"link": ["#3", "#4"], "source": "#1"}}, "m")
    assert one.columns["link"] == ("#3", "#4") and "link" in dump_map(one)
    with pytest.raises(SousveilError, match="several columns"):
        check_map("m", {"kind": "register", "header": ["a"], "columns": {"buyer": ["#1", "#2"]}}, "m.yaml")


def test_headings_suggest_them() -> None:
    heads = dict(enumerate(["Agency", "Link 1", "Link 1 Source", "Link 1 Date", "Link 2", "Link 2 Source"], 1))
    found = suggest(heads)
    assert found["link"] == (2, 5) and found["source"] == (3, 6)
    assert suggest({1: "기관", 2: "출처", 3: "링크"})["source"] == (2,)
    assert suggest({1: "单位", 2: "来源", 3: "链接"})["link"] == (3,)
    assert "link" not in suggest({1: "Agency", 2: "Linked accounts", 3: "Resources"})
