"""Mapped tables: exact cells, what is surveillance and what is general trade, and checks that find planted faults."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.claim.step import claim_item
from sousveil.claim.tabular.check import check
from sousveil.claim.tabular.codes import heading_of, headings
from sousveil.claim.tabular.columns import FIELDS, suggest, suggest_kind
from sousveil.claim.tabular.entries import Entry, entries_of
from sousveil.claim.tabular.grid import gaps, likely_header, name_of, tables_of
from sousveil.claim.tabular.maps import check_map, dump_map, fitting, load_maps
from sousveil.claim.tabular.marks import mark_of
from sousveil.claim.tabular.plot import plot
from sousveil.claim.tabular.values import currency_in, decimal_mark, number_in, scale_in, time_in
from sousveil.errors import SousveilError
from sousveil.records import Claim, Collection, Document, Item, Passage, Sentence, Text
from sousveil.records.ids import sha256_hex
from sousveil.run.step import Work

HEADER = ["Year", "Partner", "HS code", "Goods", "Quantity", "Unit", "Value (1000 USD)"]
COLUMNS = {"year": "Year", "partner": "Partner", "hs": "HS code", "description": "Goods", "quantity": "Quantity",
           "unit": "Unit", "value": "Value (1000 USD)"}  # fmt: skip
IMPORTS = {"flow": "import", "reporter": "North Korea"}


def _work(rows: Sequence[Sequence[str]], folder: Path | None = None, language: str = "en") -> Work:
    """An item that is one table, laid out as the readers lay it out: tabs and line ends, no passage for an empty cell."""
    parts, passages, at = [], [], 0
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell:
                span = (at, at + len(cell))
                passages.append(Passage(f"p{number}.{column}", "", len(passages), *span, "cell", language, (span,), None,
                                        row=number, column=column))  # fmt: skip
            parts.append(cell + ("\t" if column < len(row) else "\n"))
            at += len(parts[-1])
    text = "".join(parts)
    ident = sha256_hex(text.encode())
    held = Collection("k", ident, "t.csv", "2025-01-01T00:00:00Z", "someone", "file", source="Customs Office")
    item = Item(ident, "t.csv", len(text), "text/csv", "2025-01-01T00:00:00Z")
    records = {Document: [Document(ident, language, "table", len(text))], Text: [Text(ident, text)], Passage: passages}
    return Work(item, (held,), records, None, {"tables": str(folder) if folder else None})


def _map(folder: Path, header: Sequence[str], columns: dict[str, object], kind: str = "trade", **more: object) -> Path:
    folder.mkdir(exist_ok=True)
    one = check_map("m", {"kind": kind, "header": [name_of(h) for h in header], "columns": columns, **more}, "m.yaml")
    (folder / "m.yaml").write_text(dump_map(one), encoding="utf-8")
    return folder


def _drawn(work: Work) -> tuple[list[Claim], list[Sentence], str]:
    records = claim_item(work).records
    text = work.one(Text)
    assert text is not None
    return [r for r in records if isinstance(r, Claim)], [r for r in records if isinstance(r, Sentence)], text.text


def _entries(rows: Sequence[Sequence[str]], columns: dict[str, object], kind: str = "trade", **more: object) -> list[Entry]:
    work = _work(rows)
    text = work.one(Text)
    assert text is not None
    one = check_map("m", {"kind": kind, "header": [name_of(h) for h in rows[0]], "columns": columns, **more}, "m")
    table = tables_of(text.text, work.all(Passage))[0]
    found = fitting(table, [one])
    assert found is not None
    return list(entries_of(table, found[1], one, found[2]))


TRADE = [
    HEADER,
    ["2019", "China", "852580", "Television cameras, digital cameras", "1,200", "units", "60.0"],
    ["2019", "China", "852580", "CCTV surveillance cameras", "300", "units", "18.0"],
    ["2019", "China", "020130", "Bovine meat", "9,000", "kg", "45"],
    ["2019", "Total", "", "", "", "", "123"],
]


def test_rows_become_claims_with_their_cells(tmp_path: Path) -> None:
    folder = _map(tmp_path / "tables", HEADER, COLUMNS, set=IMPORTS, value_scale=1000)
    claims, account, text = _drawn(_work(TRADE, folder))
    assert [c.technology for c in claims] == [None, "video-surveillance"]
    general, cameras = claims
    assert [text[a:b] for a, b in cameras.spans] == TRADE[2]
    assert cameras.quote == "\t".join(TRADE[2])
    assert cameras.statement.startswith("Year: 2019; Partner: China; HS code: 852580; Goods: CCTV")
    assert (cameras.aspect, cameras.status, cameras.true_when, cameras.certainty) == ("procurement", "procured", "2019", "CT+")
    assert (cameras.seller, cameras.operator) == ("China", "North Korea")
    assert [p.country for p in cameras.places] == ["KP"]
    assert cameras.quantity is not None
    assert (cameras.quantity.low, cameras.quantity.unit, cameras.quantity.text) == (300, "units", "Quantity: 300")
    assert text[slice(*cameras.terms[0])].startswith("CCTV")
    assert cameras.attribution[0].source == "Customs Office" and not cameras.relations
    # General trade is never a claim about a technology, and says so in its own words.
    assert "dual use" in general.statement and general.relations[0].text in general.statement
    outcomes = {text[s.start : s.end]: (s.outcome, s.reason, s.claims) for s in account}
    assert outcomes["Bovine meat"][0] == "declined" and "general trade" in str(outcomes["Bovine meat"][1])
    assert outcomes["Total"][:2] == ("declined", "context only: a total; `sousveil table check` compares it with its rows")
    assert outcomes["Goods"][0] == "declined" and "heading" in str(outcomes["Goods"][1])
    assert outcomes["CCTV surveillance cameras"][2] == (cameras.id,)
    assert len(account) == sum(bool(cell) for row in TRADE for cell in row)


def test_without_a_flow_nobody_is_made_a_seller(tmp_path: Path) -> None:
    folder = _map(tmp_path / "tables", HEADER, COLUMNS)
    claims, _, _ = _drawn(_work(TRADE, folder))
    assert claims and all(c.seller is None and c.operator is None and not c.places for c in claims)


def test_a_map_for_another_header_changes_nothing(tmp_path: Path) -> None:
    folder = _map(tmp_path / "tables", ["A", *HEADER[1:]], {"partner": "Partner"})
    assert claim_item(_work(TRADE, folder)).records == claim_item(_work(TRADE)).records


def test_tenders_say_how_far_they_came(tmp_path: Path) -> None:
    header = ["공고명", "상태", "낙찰업체", "발주기관", "금액(천원)"]
    rows = [
        header,
        ["방범용 CCTV 카메라 120대 구매", "계약", "한빛정보", "서울시", "3,400"],
        ["얼굴인식 단말기 구매", "유찰", "", "경찰청", "450"],
        ["청사 지붕 보수", "공고", "", "서울시", "90"],
    ]
    columns = {"description": "공고명", "status": "상태", "seller": "낙찰업체", "buyer": "발주기관", "value": "금액(천원)"}
    folder = _map(tmp_path / "tables", header, columns, kind="tender", value_scale=1000)
    claims, account, text = _drawn(_work(rows, folder, "ko"))
    assert [(c.technology, c.status, c.certainty) for c in claims] == [
        ("video-surveillance", "procured", "CT+"), ("facial-recognition", "announced", "CT-"),
    ]  # fmt: skip
    assert claims[0].quantity is not None and (claims[0].quantity.low, claims[0].quantity.unit) == (120, "대")
    assert claims[1].quantity is not None and (claims[1].quantity.low, claims[1].quantity.unit) == (450_000, "won")
    assert next(s.reason for s in account if text[s.start : s.end] == "청사 지붕 보수") == "no surveillance content: no word of this row names a technology"


def test_a_budget_with_a_column_for_each_year(tmp_path: Path) -> None:
    header = ["项目", "2024年预算（万元）", "2025年预算（万元）"]
    rows = [header, ["视频监控系统维护", "120", "300"], ["办公用品", "8", "9"]]
    folder = _map(tmp_path / "tables", header, {"description": "项目", "value": header[1:]}, kind="budget", value_scale=10_000)
    claims, _, text = _drawn(_work(rows, folder, "zh"))
    assert [(c.aspect, c.status, c.true_when, c.quantity.low if c.quantity else None) for c in claims] == [
        ("cost", "announced", "2024", 1_200_000), ("cost", "announced", "2025", 3_000_000),
    ]  # fmt: skip
    assert [[text[a:b] for a, b in c.spans] for c in claims] == [[rows[1][0], "120"], [rows[1][0], "300"]]
    assert len({c.id for c in claims}) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["", "CCTV cameras", "8525.80", "1,200", "2019", "n/a", "Total", "감시카메라", "3만", "x y"]), min_size=7, max_size=7),
        max_size=8,
    )
)  # fmt: skip
def test_any_table_keeps_its_places(tmp_path_factory: pytest.TempPathFactory, body: list[list[str]]) -> None:
    folder = _map(tmp_path_factory.mktemp("case") / "tables", HEADER, COLUMNS, set=IMPORTS)
    claims, account, text = _drawn(_work([HEADER, *body], folder))
    known = {c.id for c in claims}
    assert len(known) == len(claims)
    for claim in claims:
        assert claim.quote == text[claim.spans[0][0] : claim.spans[-1][1]]
        assert all(claim.start <= a < b <= claim.end for a, b in (*claim.spans, *claim.terms))
    assert {i for s in account for i in s.claims} == known
    assert all(s.claims if s.outcome == "claims" else s.reason for s in account)


def test_planted_faults_are_found() -> None:
    rows = [HEADER]
    for year in (2014, 2015, 2016, 2018, 2019):
        for place, partner in enumerate(("China", "Russia")):
            value = 60 + place if (year, partner) != (2018, "Russia") else 610
            rows.append([str(year), partner, "852580", "Cameras", "1,000", "kg" if year == 2019 and place else "units", f"{value}"])
        total = 121 if year != 2016 else 300
        rows.append([str(year), "Total", "", "", "", "", str(total if year != 2018 else 670)])
    rows.append(rows[1])
    result = check(_entries(rows, COLUMNS, value_scale=1000))
    said = {kind: [r for r in result.remarks if r.kind == kind] for kind in ("gap", "duplicate", "total", "jump", "unit")}
    assert result.missing == [2017] and "2017" in said["gap"][0].sentence
    assert said["duplicate"][0].rows == (2, len(rows))
    assert [r.rows for r in said["total"]] == [(10,)]
    assert [r.rows for r in said["jump"]] == [(12,)] and "10 times" in said["jump"][0].sentence
    assert [r.rows for r in said["unit"]] == [(15,)]
    assert result.rows == 11 and result.totals == 5 and result.general == 11
    assert result.years[0].value == {"USD": 181_000.0}
    picture = ET.fromstring(plot(result, "A <table> & its check"))
    words = "".join(picture.itertext())
    assert "A <table> & its check" in words and "row 12" in words and "no rows" in words


def test_a_clean_table_raises_nothing() -> None:
    rows = [HEADER, *([str(y), "China", "852580", "Cameras", "10", "units", str(5 + y % 3)] for y in range(2010, 2020))]
    assert check(_entries(rows, COLUMNS)).remarks == []


def test_an_empty_check_still_draws() -> None:
    assert "nothing to plot" in plot(check([]), "\x00\ud800")


@pytest.mark.parametrize(
    ("heading", "scale", "currency"),
    [
        ("Value (1000 USD)", 1000, "USD"), ("Trade Value (US$ Thousand)", 1000, "USD"), ("금액(천원)", 1000, "won"),
        ("금액(백만원)", 1e6, "won"), ("金额（万元）", 1e4, "CNY"), ("金额（亿元）", 1e8, "CNY"), ("Value", 1, None),
        ("value in thousand crowns", 1000, "crown"), ("Amount, million euros", 1e6, "EUR"), ("2024 (thousand crowns)", 1000, "crown"),
    ],
)  # fmt: skip
def test_headings_tell_scale_and_currency(heading: str, scale: float, currency: str | None) -> None:
    assert (scale_in(heading), currency_in(heading)) == (scale, currency)


def test_numbers_and_times_of_cells() -> None:
    told = {"1,234.5": 1234.5, "(12)": -12, "-3": -3, "$1,000": 1000, "n/a": None, "..": None, "1 234": 1234, "3만 5천": 35_000, "1.2亿": 1.2e8, "120 (e)": 120, "": None, "two": None}  # fmt: skip
    assert {words: number_in(words) for words in told} == told
    assert number_in("1.234,5", ",") == 1234.5
    assert decimal_mark(["1.234,50", "12,5"]) == "," and decimal_mark(["1,234.50"]) == "."
    times = {"2019": "2019", "201903": "2019-03", "2019-03": "2019-03", "2019/20": "2019/2020", "20190304": "2019-03-04", "4.3.2019": "2019-03-04",
             "03/04/2019": "2019", "12/27/2012": "2012-12-27", "2019년 3월": "2019-03", "March 2019": "2019-03", "soon": None}  # fmt: skip
    assert {words: time_in(words) for words in times} == times


@given(st.integers(-(10**12), 10**12))
def test_a_number_with_marks_reads_back(n: int) -> None:
    assert number_in(f"{n:,}") == n
    assert number_in(f"{n:,}".replace(",", "."), ",") == n


def test_codes_are_dual_use_by_edition() -> None:
    assert heading_of("8525.80.30") is not None
    assert (heading_of("HS 852589", 2023) or headings()[0]).goods.startswith("other television")
    assert heading_of("020130") is None and heading_of("TOTAL") is None
    assert (heading_of("8525.80", 2023) or headings()[0]).code == "8525"


def test_suggestions_in_three_languages() -> None:
    for names in (HEADER, ["연도", "상대국", "HS코드", "품명", "수량", "단위", "금액(천달러)"], ["年份", "贸易伙伴", "海关编码", "商品名称", "数量", "单位", "金额（千美元）"]):
        found = suggest(dict(enumerate(names, 1)))
        assert {field: columns[0] for field, columns in found.items()} == {field: n for n, field in enumerate(
            ("year", "partner", "hs", "description", "quantity", "unit", "value"), 1)}  # fmt: skip
        assert suggest_kind(found, dict(enumerate(names, 1))) == "trade"
    yearly = {1: "item", 2: "2024 (thousand crowns)", 3: "2025 (thousand crowns)"}
    assert suggest(yearly)["value"] == (2, 3) and suggest_kind(suggest(yearly), yearly) == "budget"


def test_a_header_is_found_below_a_title() -> None:
    work = _work([["Imports of cameras"], [], ["Year", "Partner", "Value"], ["2019", "China", "3"]])
    text = work.one(Text)
    assert text is not None
    tables = tables_of(text.text, work.all(Passage))
    assert len(tables) == 1 and likely_header(tables[0]) == 3


def test_two_tables_in_a_row_are_two() -> None:
    first, second = _work([["a", "b"], ["1", "2"]]), 2
    cells = list(first.all(Passage))
    text = first.one(Text)
    assert text is not None
    assert len(tables_of(text.text, cells + cells)) == second


def test_marks_follow_the_maps_that_fit(tmp_path: Path) -> None:
    work = _work(TRADE)
    text = work.one(Text)
    assert text is not None
    cells = work.all(Passage)
    one = load_maps(_map(tmp_path / "a", HEADER, COLUMNS))
    changed = load_maps(_map(tmp_path / "b", HEADER, {"year": "Year"}))
    other = load_maps(_map(tmp_path / "c", ["x", "y"], {"year": "x"}))
    marks = [mark_of(maps, text.text, cells) for maps in (one, changed, other, ())]
    assert marks[0] and marks[1] and marks[0] != marks[1] and marks[2:] == [None, None]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ([], "needs kind"), ({"kind": "trade"}, "needs kind"), ({"kind": "x", "header": [], "columns": {}}, "kind 'x'"),
        ({"kind": "trade", "header": [], "columns": {"colour": "A"}}, "colour"),
        ({"kind": "trade", "header": [], "columns": {"year": "A"}, "set": {"year": "2019"}}, "twice"),
        ({"kind": "trade", "header": [], "columns": {"year": ["A", "B"]}}, "several columns"),
        ({"kind": "trade", "header": [], "columns": {}, "set": {"flow": "sideways"}}, "sideways"),
        ({"kind": "trade", "header": [], "columns": {}, "set": {"value": "3"}}, "value"),
        ({"kind": "trade", "header": [], "columns": {}, "value_scale": 0}, "scales"),
    ],
)  # fmt: skip
def test_a_broken_map_is_named(content: object, word: str) -> None:
    with pytest.raises(SousveilError, match=word):
        check_map("m", content, "m.yaml")


def test_a_map_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("kind: [", encoding="utf-8")
    with pytest.raises(SousveilError, match=r"odd\.yaml"):
        load_maps(tmp_path)


def test_gaps_and_fields() -> None:
    assert gaps([2014, 2016, 2016, 2019]) == [2015, 2017, 2018]
    assert set(COLUMNS) <= set(FIELDS)
