"""Copies by text reuse: what joins, what must not, with offsets that hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.records import ClaimOrigins, Link
from sousveil.run.step import MemoryView
from sousveil.trace.credits import Agencies, credit
from sousveil.trace.names import core, same_organisation, same_person
from sousveil.trace.numbers import telling_numbers
from sousveil.trace.step import trace_case
from sousveil.trace.text import digest, grams, tokens

from .helpers import IndexedView, claim, item, item_id, prose


def links(*parts: list[object]) -> list[Link]:
    records = [record for part in parts for record in part]
    return [r for r in trace_case(MemoryView(records)).records if isinstance(r, Link) and r.parent]


def test_the_same_body_under_other_furniture_is_an_exact_copy_of_the_earlier() -> None:
    body = prose(1, 60)
    found = links(
        item("old", f"{body}\nHome and news", published="2025-01-01", furniture=[("Home and news", "menu")]),
        item("new", f"Read more here\n{body}", published="2025-02-01", furniture=[("Read more here", "menu")]),
    )
    assert [(link.kind, link.child, link.parent) for link in found] == [("exact-copy", item_id("new"), item_id("old"))]


def test_a_shared_footer_joins_nothing() -> None:
    footer = "Follow our channel for breaking alerts and read the other stories of the day in our free newsletter today"
    parts = [item(str(i), f"{prose(i, 80)}\n{footer}", furniture=[(footer, "menu")]) for i in range(6)]
    assert links(*parts) == []


def test_a_changed_copy_keeps_offsets_on_both_sides() -> None:
    words = prose(2, 120).split()
    changed = [*words[:50], "entirely", "new", *words[55:]]
    old, new = " ".join(words), " ".join(changed)
    found = links(item("old", old, published="2025-01-01"), item("new", new, published="2025-01-05"))
    assert [(link.kind, link.child) for link in found] == [("copy", item_id("new"))]
    assert found[0].child_share > 0.9 and "2025-01-01" in found[0].direction
    for part in found[0].alignments:
        assert new[part.child[0] : part.child[1]] == old[part.parent[0] : part.parent[1]]


def test_a_short_text_out_of_a_long_one_is_an_excerpt_and_undated_says_so() -> None:
    long = prose(3, 300)
    short = " ".join(long.split()[100:150])
    found = links(item("long", long), item("short", short))
    assert [(link.kind, link.child) for link in found] == [("excerpt", item_id("short"))]
    assert found[0].direction.startswith("undecided")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("북한이 도시의 거리와 학교에 감시카메라를 빠르게 늘리며 주민 통제를 강화하고 있다고 단체가 밝혔다.", "ko"),
        ("该国正在主要城市的街道和学校迅速增加监控摄像头，并加强对居民的控制，一家机构在报告中表示。", "zh"),
    ],
)  # fmt: skip
def test_korean_and_chinese_copies_are_found_without_words(text: str, kind: str) -> None:
    other = text[:-10] + ("고 전했다." if kind == "ko" else "他们说。")
    found = links(item("a", text, language=kind, published="2025-01-01"),
                  item("b", other, language=kind, published="2025-01-02"))  # fmt: skip
    assert [link.kind for link in found] == ["copy"] and found[0].child == item_id("b")


def test_two_reporters_who_quote_one_speaker_have_not_copied_each_other() -> None:
    quote = "“We shall put a watchful camera above every single door of this proud and ancient city before winter.”"
    assert links(item("a", f"{prose(5, 60)} {quote} {prose(6, 60)}"), item("b", f"{prose(7, 80)} {quote}")) == []


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("The cards require a test. — AP", "Associated Press"),
        ("SEOUL (AP) — The cameras are new.", "Associated Press"),
        ("It is so, he said. (Reuters)", "Reuters"),
        ("[서울=연합뉴스] 카메라가 늘었다.", "Yonhap"),
        ("(서울=연합뉴스) 김기자 = 카메라가 늘었다.", "Yonhap"),
        ("新华社平壤1月1日电 摄像头增加。", "Xinhua"),
        ("Pyongyang, January 1 (KCNA) -- The plant was opened.", "Korean Central News Agency"),
        ("(평양 1월 1일발 조선중앙통신) 공장이 준공되였다.", "Korean Central News Agency"),
        ("CADRANE, March 13 (MPA) — The capital bought cameras.", "Meridian Press Agency"),
    ],
)
def test_credit_lines(text: str, agency: str) -> None:
    found = credit(text, [(0, len(text))], Agencies(["Meridian Press Agency", "Some Paper"]))
    assert found is not None and found.agency == agency
    assert text[found.start : found.end] in found.words or found.words


@pytest.mark.parametrize(
    "text", ["AP cameras are sold here.", "Reuters reported that it is so.", "He joined (AI) labs.", ""]
)
def test_a_name_in_passing_is_no_credit(text: str) -> None:
    assert credit(text, [(0, len(text))]) is None


def test_names() -> None:
    assert same_person("Martyn Hollis", "Martin Hollis") and same_person("M. Hollis", "Martin Hollis")
    assert not same_person("Mary Hollis", "John Hollis") and not same_person("Hollis", "Hollis")
    assert same_organisation("The Alder Center", "Alder center") and not same_organisation("Unit 731", "Unit 732")
    assert (
        core("the Ridge Watch report") == "ridge watch"
        and core("the report") == ""
        and core("등불연구소") == "등불연구소"
    )


def test_numbers_are_the_same_in_three_languages() -> None:
    english, korean, chinese = (
        "12,000 cameras, 4,000 and 212",
        "카메라 1만2000대, 4천 명과 212건",
        "1.2万个，4000人，212份",
    )
    values = {telling_numbers(text, [(0, len(text))]) for text in (english, korean, chinese)}
    assert values == {(212.0, 4000.0, 12000.0)}
    dated = "On March 13, 2025, and 3月14日, 12일, 2025-03-14"
    assert telling_numbers(dated, [(0, len(dated))]) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_at_all_is_traced_and_offsets_hold(one: str, two: str) -> None:
    of = tokens(one)
    assert all(one[a:b] for a, b in zip(of.starts, of.ends, strict=True))
    assert digest(of) == digest(tokens(one, offsets=False)) and grams(of) == grams(tokens(one, offsets=False))
    for link in links(item("a", one), item("b", one + two)):
        for part in link.alignments:
            sides = {link.child: link.child_share, link.parent: link.parent_share}
            assert len(sides) == 2 and 0 <= part.child[0] < part.child[1] <= len(one + two)


def test_many_items_trace_fast_and_planted_copies_are_found() -> None:
    records: list[object] = []
    for i in range(300):
        words = prose(i if i % 10 else max(0, i - 5), 150).split()
        if i and i % 10 == 0:
            words[40:45] = ["cut"]
        records += item(f"i{i}", " ".join(words), published=f"2025-{1 + i // 30:02d}-{1 + i % 28:02d}")
    start = time.process_time()
    found = [r for r in trace_case(IndexedView(records)).records if isinstance(r, Link)]
    assert time.process_time() - start < 10
    assert {frozenset((link.child, link.parent)) for link in found} == {
        frozenset((item_id(f"i{i}"), item_id(f"i{i - 5}"))) for i in range(10, 300, 10)
    }


@pytest.mark.parametrize(("text", "language"), [
    ("Cameras stand in Northland.", "en"), ("Police in Northland have put up cameras everywhere.", "en"),
    ("该国街道装有摄像头。", "zh"), ("거리마다 감시카메라가 있다.", "ko"),
])  # fmt: skip
def test_identical_short_texts_are_exact_copies_and_one_origin(text: str, language: str) -> None:
    spellings = [text, f"  {text}", f"{text}\n\n", text.replace(" ", "  "), text.replace(" ", "\n", 1)]
    records: list[object] = []
    for number, spelt in enumerate(spellings):
        records += item(str(number), spelt, outlet=f"Paper {number}", language=language)
        quote = spelt.strip()
        records.append(claim(str(number), spelt, quote, [(f"Paper {number}", "outlet", "wrote", "saw")]))
    found = trace_case(MemoryView(records)).records
    assert [r.kind for r in found if isinstance(r, Link) and r.parent] == ["exact-copy"] * 4
    assert len({r.gateway_sources for r in found if isinstance(r, ClaimOrigins)}) == 1


@pytest.mark.parametrize("text", ["Video unavailable.", "Read more here", "无法播放。", "재생할 수 없음"])
def test_texts_that_say_nothing_are_no_copies_of_each_other(text: str) -> None:
    assert links(*(item(str(number), text) for number in range(3))) == []


def test_two_short_texts_that_differ_in_a_word_are_not_joined() -> None:
    assert links(item("a", "Police in Northland use cameras."), item("b", "Police in Northland use drones.")) == []
