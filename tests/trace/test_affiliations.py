"""Who speaks for whom: a spokesman and his body are one source, a hidden witness is nobody's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sousveil.assess.step import assess_case
from sousveil.case.state_media import country_of
from sousveil.records import ClaimOrigins, Finding, Source
from sousveil.run.step import MemoryView
from sousveil.trace.affiliations import affiliations, body_inside, body_of
from sousveil.trace.reports import reports
from sousveil.trace.step import trace_case

from .helpers import claim, item, item_id

INTRODUCED = [
    ("Cameras watch the quay, said Anna Berg, a senior researcher at the Ridge Institute.", "Anna Berg", "Ridge Institute"),
    ("Ridge Institute director Anna Berg said so.", "Anna Berg", "Ridge Institute"),
    ("The Ridge Institute's executive director, Anna Berg, said so.", "Anna Berg", "Ridge Institute"),
    ("They are there, says Anna Berg of Hill Weekly.", "Anna Berg", "Hill Weekly"),
    ("Carl Dahl, a spokesman for the Ministry of Posts, denied it.", "Carl Dahl", "Ministry of Posts"),
    ("이민수 산마루연구소 소장은 말했다.", "이민수", "산마루연구소"), ("산마루연구소 소장 이민수 씨는 말했다.", "이민수", "산마루연구소"),
    ("산마루연구소의 이민수 소장은 말했다.", "이민수", "산마루연구소"), ("此事属实，山脊研究所所长李明在采访中说。", "李明", "山脊研究所"),
    ("据山脊研究所研究员李明介绍，已安装。", "李明", "山脊研究所"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "person", "body"), INTRODUCED)
def test_the_body_beside_a_name_is_read(text: str, person: str, body: str) -> None:
    assert body_of(person, affiliations(text, [(0, len(text))])) == body


@pytest.mark.parametrize("text", [
    "Anna Berg, a former researcher at the Ridge Institute, said so.", "Security expert Anna Berg said so.",
    "Anna Berg, a professor of law, said so.", "Anna Berg of Harbour said so.", "소장 이민수 씨는 말했다.",
])  # fmt: skip
def test_who_has_left_or_is_of_no_body_speaks_for_none(text: str) -> None:
    assert body_of("Anna Berg" if "Berg" in text else "이민수", affiliations(text, [(0, len(text))])) is None


def test_a_title_is_no_part_of_a_name() -> None:
    assert body_inside("이민수 산마루연구소") == body_inside("이민수 산마루연구소 소장") == ("이민수", "산마루연구소")
    assert body_inside("“山脊研究所所长李明") == ("李明", "山脊研究所")
    assert body_inside("a spokesman for the Ministry of Posts") == ("", "Ministry of Posts")
    assert body_inside("주민 이민수") is None and body_inside("an official") is None


def _case(*texts: tuple[str, str, list[tuple[str, str]]]) -> list[Any]:
    """(outlet, sentence, sources within the outlet) of items of one case, all on one matter."""
    held: list[Any] = []
    for number, (outlet, text, sources) in enumerate(texts):
        held += item(f"{number}.txt", text, outlet=outlet or None, published=f"2025-01-0{number + 1}")
        outer = (outlet, "outlet") if outlet else ("the document", "document")
        held.append(claim(f"{number}.txt", text, text, [outer, *sources]))
    return held


def _range(records: list[Any]) -> tuple[int, int]:
    traced = trace_case(MemoryView(records)).records
    found = [r for r in assess_case(MemoryView([*records, *traced])).records if isinstance(r, Finding)]
    origins = next(f for f in found if f.facet == "present").origins
    return origins.gateways_at_least, origins.gateways_at_most


def test_a_spokesman_and_his_institute_are_one_source() -> None:
    records = _case(
        ("Amber Post", "Cameras watch the quay in Northland, said Anna Berg, a researcher at the Ridge Group.",
         [("Anna Berg", "person")]),
        ("Birch Herald", "The quay in Northland has cameras, the Ridge Group said.", [("Ridge Group", "organisation")]),
        ("Cedar Times", "Lenses hang over the Northland quay, Anna Berg told the paper.", [("Anna Berg", "person")]),
    )  # fmt: skip
    assert _range(records) == (1, 1)
    traced = trace_case(MemoryView(records)).records
    assert {r.origins.gateways for r in traced if isinstance(r, ClaimOrigins)} == {("Ridge Group",)}
    half = _case(("Amber Post", records[3].text, [("Anna Berg", "person")]),
                 ("Cedar Times", "Lenses hang over the Northland quay, Berg said.", [("Berg", "person")]))  # fmt: skip
    assert _range(half) == (1, 2)


def test_two_bodies_and_two_named_people_stay_two() -> None:
    two = _case(
        ("Amber Post", "Cameras watch the quay, said Anna Berg, a researcher at the Ridge Group.",
         [("Anna Berg", "person")]),
        ("Birch Herald", "The quay has cameras, said Carl Dahl, an analyst at Harbour Watch.", [("Carl Dahl", "person")]),
    )  # fmt: skip
    assert _range(two) == (2, 2)
    people = _case(("Amber Post", "Cameras watch the quay, Anna Berg said.", [("Anna Berg", "person")]),
                   ("Birch Herald", "The quay has lenses, Carl Dahl said.", [("Carl Dahl", "person")]),
                   ("Cedar Times", "A camera hangs there, Mills said.", [("Mills", "person")]))  # fmt: skip
    assert _range(people) == (2, 3)


def test_a_witness_under_an_alias_is_never_joined_with_a_body() -> None:
    text = "Cameras watch the quay, said Anna Berg (not her real name), a researcher at the Ridge Group."
    plain = "Cameras hang over the quay, said Anna Berg."
    records = _case(("Amber Post", text, [("Anna Berg", "person")]), ("Birch Herald", plain, [("Anna Berg", "person")]))
    traced = trace_case(MemoryView(records)).records
    gateways = {r.item: r.origins.gateways for r in traced if isinstance(r, ClaimOrigins)}
    assert gateways == {item_id("0.txt"): ("Amber Post",), item_id("1.txt"): ("Birch Herald",)}
    spelt = [r for r in traced if isinstance(r, Source) and "Anna Berg" in r.names]
    assert len(spelt) == 2 and all(r.local and r.kind == "witnesses" for r in spelt)


def test_an_interview_with_an_outlets_journalist_is_the_outlets_word() -> None:
    records = _case(
        ("Hill Weekly", "Cameras watch the quay, our correspondent saw.", []),
        ("Review of Maps", "The quay has cameras, says Anna Berg of Hill Weekly.", [("Anna Berg", "person")]),
    )
    assert _range(records) == (1, 1)


def test_a_ministrys_spokesman_is_the_ministrys_word() -> None:
    records = _case(
        ("Birch Herald", "The quay has cameras, the Ministry of Posts said.", [("Ministry of Posts", "official")]),
        ("Cedar Times", "Lenses watch it, a spokesman for the Ministry of Posts said.", [("a spokesman", "unnamed")]),
    )
    said = records[-1]
    start = said.quote.index("a spokesman")
    edge = replace(said.attribution[1], start=start, end=start + len("a spokesman"))
    records[-1] = replace(said, attribution=(said.attribution[0], edge))
    assert _range(records) == (1, 1)
    assert body_inside("a spokesman") is None


def test_one_unnamed_witness_of_two_outlets_may_be_the_same() -> None:
    records = _case(("Amber Post", "Cameras watch the quay, a trader told us.", [("a trader", "witnesses")]),
                    ("Birch Herald", "The quay has lenses, a defector said.", [("a defector", "witnesses")]))  # fmt: skip
    assert _range(records) == (1, 2)
    crowd = _case(("Amber Post", "Cameras watch the quay, 24 traders told us.", [("24 traders", "witnesses")]),
                  ("Birch Herald", "The quay has lenses, our reporter saw.", []))  # fmt: skip
    assert _range(crowd) == (2, 2)


def test_files_of_no_known_publisher_may_be_one_authors() -> None:
    records = _case(("", "Cameras watch the quay in the north.", []), ("", "Lenses hang above the pier since spring.", []),
                    ("", "Video surveillance came to the harbour.", []))  # fmt: skip
    assert _range(records) == (1, 3)


def test_what_one_state_medium_passes_on_from_another_state_is_that_others() -> None:
    records = _case(
        ("Xinhua", "Cameras watch the quay, KCNA reported.", [("KCNA", "state-media")]),
        ("TASS", "The quay has lenses, our correspondent saw.", []),
    )
    traced = trace_case(MemoryView(records)).records
    assert {r.origins.gateways for r in traced if isinstance(r, ClaimOrigins)} == {
        ("Korean Central News Agency",), ("TASS",)
    }
    assert _range(records) == (2, 2)
    assert [country_of(name) for name in ("新华社", "The KCNA", "TASS", "Hill Weekly")] == ["CN", "KP", "RU", None]


def test_a_known_name_inside_a_longer_one_is_another_bodys() -> None:
    for text, known in (("塞尔诺人权观察站发布报告称已安装。", False), ("据人权观察发布的报告，已安装。", True),
                        ("산골휴먼라이츠워치센터가 발표한 보고서", False), ("휴먼라이츠워치가 발표한 보고서", True)):  # fmt: skip
        found = reports(text, [(0, len(text))], lambda name: False)
        assert any("Human Rights Watch" in report.orgs for report in found) == known, text


def test_a_chinese_report_is_named_without_what_stands_around_its_makers() -> None:
    text = "据山脊人权研究所6月3日发布的报告，已安装。报告基于采访。"
    assert [report.orgs for report in reports(text, [(0, len(text))], lambda name: False)] == [["山脊人权研究所"]]
