"""`sousveil table` as a researcher uses it, and that a changed map works on no other item."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sousveil import workflow
from sousveil.case.backup import backup, restore
from sousveil.case.case import Case
from sousveil.cli.main import cli
from sousveil.records import Claim, Item

TRADE = """Year,Partner,HS code,Goods,Quantity,Unit,Value (1000 USD)
2017,China,852580,Television cameras,100,units,5.0
2018,China,852580,CCTV surveillance cameras,120,units,6.1
2020,China,852580,Television cameras,90,units,45.0
2021,China,852580,Television cameras,110,units,5.4
"""
OTHER = "name,city\nOne,Seoul\nTwo,Busan\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "material").mkdir()
    (folder / "material" / "trade.csv").write_text(TRADE, encoding="utf-8")
    (folder / "material" / "other.csv").write_text(OTHER, encoding="utf-8")
    with Case.create(folder / "case") as opened:
        workflow.add(opened, [folder / "material"])
        workflow.build(opened, engine="inline")
    return folder / "case"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["table", *arguments], standalone_mode=False)


def _build(case: Path) -> dict[str, int]:
    with Case.open(case) as opened:
        return workflow.build(opened, engine="inline").steps.done


def test_show_map_build_check(case: Path, tmp_path: Path) -> None:
    shown = _run("show", str(case), "trade.csv")
    assert "Suggested" in shown.output and "--hs 'HS code'" in shown.output and "--kind trade" in shown.output
    row = json.loads(_run("show", str(case), "trade.csv", "--json").output)
    assert row["suggested"]["value"] == ["Value (1000 USD)"] and row["map"] is None
    columns = [part for field, heads in row["suggested"].items() for head in heads for part in (f"--{field}", head)]

    mapped = _run("map", str(case), "trade.csv", "--kind", "trade", *columns, "--set", "flow=import", "--set", "reporter=Laos")
    assert mapped.exception is None, mapped.exception
    assert "1,000 times" in mapped.output and (case / "tables" / "trade.yaml").is_file()
    assert _build(case)["claim"] == 1
    assert _build(case) == {"read": 0, "claim": 0, "trace": 0, "assess": 0}
    with Case.open(case) as opened:
        items = {i.id: i.name for i in opened.read(Item)}
        claims = [c for c in opened.read(Claim) if items[c.item] == "trade.csv"]
    assert [c.technology for c in claims] == [None, "video-surveillance", None, None]
    assert {c.seller for c in claims} == {"China"}

    picture = tmp_path / "check.svg"
    checked = _run("check", str(case), "trade.csv", "--plot", str(picture))
    assert "No rows for 2019" in checked.output and "Row 4 (2020)" in checked.output and "general trade" in checked.output
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    told = json.loads(_run("check", str(case), "trade.csv", "--json").output)
    assert told["missing"] == [2019] and told["general"] == 4

    again = _run("map", str(case), "trade.csv", "--kind", "trade", "--year", "Year", "--description", "Goods")
    assert again.exception is not None and "already" in str(again.exception)
    changed = _run("map", str(case), "trade.csv", "--kind", "trade", "--year", "Year", "--description", "Goods", "--replace")
    assert changed.exception is None
    assert _build(case)["claim"] == 1  # the other item is not touched
    assert "1 column map" in _run("show", str(case)).output

    with Case.open(case) as opened, opened.exclusive("backup"):
        backup(opened, tmp_path / "b.tar")
    restore(tmp_path / "b.tar", tmp_path / "back")
    assert (tmp_path / "back" / "tables" / "trade.yaml").read_bytes() == (case / "tables" / "trade.yaml").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("map", "trade.csv", "--kind", "trade", "--year", "Jahr"), "no column with the heading 'Jahr'"),
        (("map", "trade.csv", "--kind", "trade"), "No column was named"),
        (("map", "trade.csv", "--kind", "trade", "--year", "Year", "--set", "flow"), "FIELD=VALUE"),
        (("show", "trade.csv", "--table", "9"), "no table 9"),
        (("show", "absent.csv"), "absent.csv"),
        (("check", "other.csv"), "No column map fits"),
    ],
)
def test_a_mistake_is_one_sentence(case: Path, arguments: tuple[str, ...], words: str) -> None:
    done = _run(arguments[0], str(case), *arguments[1:])
    assert done.exception is not None and words in str(done.exception)
