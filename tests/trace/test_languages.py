"""One house in several languages, retellings across languages, and the boilerplate of one house."""

from __future__ import annotations

from typing import Any

from sousveil.records import Claim, ClaimOrigins, Link, Place, Source
from sousveil.run.step import MemoryView
from sousveil.trace.step import trace_case

from .helpers import NK, claim, item, item_id, prose

TOWN, PORT = Place("Hill Town", "city", "XN"), Place("Old Port", "city", "XN")


def links(records: list[Any]) -> set[tuple[str, str, str]]:
    names = {item_id(name): name for name in ("en", "ko", "zh", "a", "b")}
    return {(names[r.child], names[r.parent], r.kind) for r in trace_case(MemoryView(records)).records
            if isinstance(r, Link) and r.parent}  # fmt: skip


def told(name: str, text: str, *spots: tuple[str, Place], outlet: str = "X") -> list[Claim]:
    return [claim(name, text, text, [(outlet, "outlet")], technology=technology, places=(NK, place))
            for technology, place in spots]  # fmt: skip


def state_agency(ko_outlet: str = "State News of Northland", ko_date: str = "2025-02-03") -> list[Any]:
    english = "The ministry will extend the network to all districts and offers 340 pages to the people of the capital."
    korean = "부서는 전국 모든 구역으로 망을 넓히고 수도 주민에게 홈페이지 340곳을 제공한다고 국영통신이 보도하였다."
    return [
        *item("en", english, outlet="State News of Northland", published="2025-02-03"),
        *item("ko", korean, outlet=ko_outlet, published=ko_date, language="ko"),
        *told("en", english, ("national-intranet", TOWN)), *told("ko", korean, ("national-intranet", TOWN)),
    ]  # fmt: skip


def test_one_house_on_one_day_needs_one_number_and_its_own_language_comes_first() -> None:
    assert links(state_agency()) == {("ko", "en", "translation")}


def test_another_house_or_another_week_needs_more() -> None:
    assert links(state_agency(ko_outlet="다른신문")) == set()
    assert links(state_agency(ko_date="2025-02-20")) == set()


def retelling(credit: bool, places: tuple[Place, Place] = (TOWN, PORT)) -> list[Any]:
    english = "The capital bought 12,000 cameras. Faces are known at the station of Hill Town and drones fly at Old Port."
    chinese = "该国首都购买了1.2万个摄像头。山城车站启用了人脸识别，旧港上空有无人机在飞行，居民对此议论纷纷。"
    spots = (("facial-recognition", places[0]), ("drones", places[1]))
    edges = [("远方网", "outlet"), ("灯火研究所", "organisation")] if credit else [("远方网", "outlet")]
    return [
        *item("en", english, outlet="First Paper", published="2025-03-01"),
        *item("zh", chinese, outlet="远方网", published="2025-03-04", language="zh"),
        *told("en", english, ("facial-recognition", TOWN), ("drones", PORT)),
        *(claim("zh", chinese, chinese, edges, technology=technology, places=(NK, place))
          for technology, place in spots),
    ]  # fmt: skip


def test_a_retelling_in_another_language_shares_a_number_and_claims_at_the_same_places() -> None:
    assert links(retelling(False)) == {("zh", "en", "rewrite")}
    assert links(retelling(True)) == set(), "a text that says where it has its matter needs no guess"
    assert links(retelling(False, (PORT, TOWN))) == set()


def test_one_state_agency_under_its_names_in_two_languages_is_one_source() -> None:
    english = "The Ministry put 2,340 cameras at crossings, 860 will follow, 145 people work there."
    korean = "내무성은 교차로에 카메라 2340대를 설치했고 860대를 더 설치하며 145명이 일한다."
    north = Place("North Korea", "country", "KP")
    records = [
        *item("en", english, outlet="State News Agency of North Korea", published="2025-04-08"),
        *item("ko", korean, outlet="북한 국영통신", published="2025-04-09", language="ko"),
        claim("en", english, english, [("State News Agency of North Korea", "outlet")], places=(north,)),
        claim("ko", korean, korean, [("북한 국영통신", "outlet")], places=(north,)),
    ]  # fmt: skip
    found = trace_case(MemoryView(records)).records
    assert len([r for r in found if isinstance(r, Source) and r.kind == "state-media"]) == 1
    assert len({r.gateway_sources for r in found if isinstance(r, ClaimOrigins)}) == 1


FOOTER = (
    "The Bright Side is an independent weekly about power and machines on five continents and if you value the work of "
    "its small newsroom please become a member today because readers like you pay for every single story that we print."
)


def test_the_closing_note_of_one_house_joins_nothing_and_a_real_copy_is_found() -> None:
    one, two = f"{prose(21, 45)}\n{FOOTER}", f"{prose(22, 45)}\n{FOOTER}"
    apart = [*item("a", one, outlet="The Bright Side", published="2025-01-01"),
             *item("b", two, outlet="The Bright Side", published="2025-03-01")]  # fmt: skip
    assert links(apart) == set()
    words = one.split(" ")
    again = " ".join([*words[:20], "entirely", *words[20:]])
    same = [*item("a", one, outlet="The Bright Side", published="2025-01-01"),
            *item("b", again, outlet="The Bright Side", published="2025-03-01")]  # fmt: skip
    assert links(same) == {("b", "a", "copy")}


def test_two_stories_of_one_agency_with_one_background_paragraph_are_two() -> None:
    left, right = f"CAPE TOWN (AFP) - {prose(31, 40)}\n{FOOTER}", f"CAPE TOWN (AFP) - {prose(32, 40)}\n{FOOTER}"
    records = [*item("a", left, outlet="Cape Paper", published="2025-01-01"),
               *item("b", right, outlet="Harbour Paper", published="2025-05-01")]  # fmt: skip
    assert links(records) == set()


STORY = [
    "The mayor of Brandenko wants cameras at the stadium.",
    "The contract with the supplier Ostrava Lens was signed in secret, said the lawyer Mirta Salvatori.",
    "A journalist asked the police for the document.",
    "Students and nurses protested in front of the library on Friday.",
    "The court will decide in September whether the recordings are deleted.",
]
RETOLD = [
    "브란덴코 시장은 경기장에 카메라를 원한다.",
    "공급업체 오스트라바 렌즈와의 계약은 비밀리에 서명됐다고 변호사 미르타 살바토리가 말했다.",
    "한 기자가 경찰에 문서를 요청했다.",
    "학생과 간호사들이 금요일 도서관 앞에서 시위했다.",
    "법원은 녹화물을 삭제할지 9월에 결정한다.",
]


def story(text: list[str], language: str, name: str, published: str | None) -> list[Any]:
    return item(name, "\n".join(text), outlet=f"{name} Paper", published=published, language=language)


def test_a_translation_without_numbers_or_claims_is_found_with_both_passages() -> None:
    records = [*story(STORY, "en", "en", "2025-03-01"), *story(RETOLD, "ko", "ko", "2025-03-04")]
    found = [r for r in trace_case(MemoryView(records)).records if isinstance(r, Link) and r.parent]
    assert [(r.child, r.parent, r.kind) for r in found] == [(item_id("ko"), item_id("en"), "translation")]
    assert found[0].direction.startswith("published earlier")
    assert min(found[0].child_share, found[0].parent_share) > 0.5
    child, parent = "\n".join(RETOLD), "\n".join(STORY)
    pairs = [(child[slice(*a.child)], parent[slice(*a.parent)]) for a in found[0].alignments]
    assert pairs == list(zip(RETOLD, STORY, strict=True))


def test_the_earlier_text_is_the_parent_whatever_its_language() -> None:
    records = [*story(STORY, "en", "en", "2025-03-04"), *story(RETOLD, "ko", "ko", "2025-03-01")]
    assert links(records) == {("en", "ko", "translation")}
    undated = [*story(STORY, "en", "en", None), *story(RETOLD, "ko", "ko", None)]
    found = [r for r in trace_case(MemoryView(undated)).records if isinstance(r, Link) and r.parent]
    assert len(found) == 1
    assert "undecided" in found[0].direction


def test_months_apart_or_another_story_join_nothing() -> None:
    late = [*story(STORY, "en", "en", "2025-03-01"), *story(RETOLD, "ko", "ko", "2025-08-01")]
    assert links(late) == set()
    other = [
        "브란덴코 공항이 새 주차장을 열었다.",
        "승객들은 카메라 덕분에 안전하다고 말했다.",
        "경찰은 주차장에서 도난이 줄었다고 발표했다.",
        "공항 직원은 겨울에도 순찰을 계속한다고 설명했다.",
    ]
    apart = [*story(STORY, "en", "en", "2025-03-01"), *story(other, "ko", "ko", "2025-03-02")]
    assert links(apart) == set()


def test_an_alias_is_no_ground_for_a_link_between_languages() -> None:
    """The name is kept out of the reasons, and out of what tells one text in another."""
    text = [*STORY[:1], "The contract was signed in secret, said Mirta Salvatori (not her real name).", *STORY[2:]]
    records = [*story(text, "en", "en", "2025-03-01"), *story(RETOLD, "ko", "ko", "2025-03-04")]
    said = " ".join(reason for r in trace_case(MemoryView(records)).records if isinstance(r, Link) for reason in r.reasons)
    assert "Brandenko" in said
    assert "Salvatori" not in said
    assert "살바토리" not in said
