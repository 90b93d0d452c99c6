"""Names in attribution graphs: cut short, with an office before them, said in a dialogue; and outlets by any name."""

from __future__ import annotations

import pytest

from sousveil.case.vocabulary.load import PlaceEntry, Vocabulary
from sousveil.records import Claim, ClaimOrigins, Edge, Link, Source
from sousveil.run.step import MemoryView
from sousveil.trace.mend import in_full, plain, turns
from sousveil.trace.names import core, same_person
from sousveil.trace.outlets import Outlets, is_forum, is_thread, sounds
from sousveil.trace.step import trace_case

from .helpers import claim, item, item_id

PLACES = {
    "xa-hill": PlaceEntry("xa-hill", "Hillford", "city", "XA", None,
                          {"en": ("Hillford",), "ko": ("힐포드",), "zh": ("希尔福德",)}),
}  # fmt: skip
VOCABULARY = Vocabulary({}, {}, PLACES, "")


@pytest.mark.parametrize(
    ("text", "named", "whole"),
    [
        ("the Institute for Open Streets writes", "the Institute", "the Institute for Open Streets"),
        ("the Ministry of Public Safety and Order said", "the Ministry", "the Ministry of Public Safety and Order"),
        ("writes the Oslo-based group LAMP 12 in its study", "Oslo-based", "LAMP 12"),
        ("the Institute said so", "the Institute", None),
    ],
)
def test_a_name_that_is_cut_short_is_read_on(text: str, named: str, whole: str | None) -> None:
    at = text.index(named)
    assert in_full(text, Edge(named, "organisation", "said", "reported", "CT+", at, at + len(named), 0)) == whole


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("Affairs Anton Brekke", "official", "Anton Brekke"), ("As The Evening Bell", "outlet", "The Evening Bell"),
        ("안톤 브레케 장관", "official", "안톤 브레케"), ("副部长安东·布雷克", "official", "安东·布雷克"),
        ("《希尔福德信使报》", "organisation", "希尔福德信使报"), ("국제 인권단체 등대감시", "organisation", "등대감시"),
        ("인권단체 등대감시가 4일 발표한 보고서", "report", "등대감시"), ("the Ministry of Order", "official", "Ministry of Order"),
        ("Kim", "person", "Kim"), ("the report", "report", "the report"),
    ],
)  # fmt: skip
def test_what_only_stands_beside_a_name_is_left_out(source: str, kind: str, name: str) -> None:
    assert plain(source, kind) == name


def test_a_place_and_a_number_of_pages_name_no_report() -> None:
    text = "A group says so, according to research by some people in Hat Bay this week."
    at = text.index("Hat Bay")
    assert in_full(text, Edge("Hat Bay", "report", "said", "reported", "CT+", at, at + 7, 0)) == "the report"
    assert core("a 70-page study") == "" and core("70-page") == ""
    assert same_person("Dora Awae", "Dora Awaeh") and not same_person("Dora Awae", "Nora Awaeh")


def test_a_dialogue_has_two_speakers_who_come_back() -> None:
    text = "Post: What is new?\nBrekke: The cameras.\nPost: Where?\nBrekke: In town.\nNote: see page 4."
    lines = [(0, 18), (19, 39), (40, 52), (53, 69), (70, 87)]
    assert [(text[a:b], name) for a, b, name in turns(text, lines)][1] == ("Brekke: The cameras.", "Brekke")
    assert {name for _, _, name in turns(text, lines)} == {"Post", "Brekke"}
    assert turns("Warning: cameras here.\nNotice: none there.", [(0, 22), (23, 42)]) == []


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [("Northgate Daily", "노스게이트데일리"), ("Washington Post", "워싱턴포스트"), ("The Evening Lantern", "이브닝랜턴"),
     ("Northbridge Monitor", "노스브리지 모니터")],
)  # fmt: skip
def test_a_name_sounds_the_same_in_two_scripts(latin: str, hangul: str) -> None:
    assert sounds(latin) == sounds(hangul) and len(sounds(latin)) >= 5


def test_an_outlet_is_known_by_its_names_in_other_languages_and_no_other_is() -> None:
    outlets = Outlets(["Hillford Courier", "Northgate Daily", "Hill Talk (forum)", "The Sun"], VOCABULARY)
    assert outlets.match("《希尔福德信使报》") == "Hillford Courier"
    assert outlets.match("노스게이트데일리") == "Northgate Daily"
    assert outlets.match("Hill Talk") == "Hill Talk (forum)"
    assert outlets.match("希尔福德日报") is None and outlets.match("노스브리지모니터") is None
    cited = [
        "As Northgate Daily reports, it is so.", "Users of the forum Hill Talk say so.", "据《希尔福德信使报》报道，有摄像头。",
        "노스게이트데일리 보도를 옮김", "据Hill Talk论坛网友称，有摄像头。",
    ]  # fmt: skip
    assert [len(outlets.cited(text, [(0, len(text))], None)) for text in cited] == [1] * 5
    silent = "She walked from Hillford Courier Street to a northgate daily market and the sun says nothing."
    assert outlets.cited(silent, [(0, len(silent))], None) == []
    assert outlets.cited(cited[0], [(0, len(cited[0]))], "Northgate Daily") == []


def test_forums_are_known_by_name_address_or_layout_and_newspapers_are_none() -> None:
    assert is_forum("Hill Talk (forum)") and is_forum("天涯论坛") and is_forum("자유게시판")
    assert is_forum(None, "talk.example/forum/12") and is_thread("**ann** wrote on 2 May:\n\nx\n\nbob replied:\n\ny")
    assert not is_forum("The Roman Forward", "paper.example/boarding/1") and not is_thread("She replied: no.")


FORUM = "New cards in Northland have a chip, a friend of my cousin says. Nobody knows more than that about it at all."
PASSED_ON = "Cards in Northland are said to carry a chip. The forum Hill Talk is full of posts on it since last Monday."


def rumour() -> list[object]:
    return [
        *item("forum", FORUM, outlet="Hill Talk (forum)"), *item("paper", PASSED_ON, outlet="The Bright Side"),
        claim("forum", FORUM, FORUM.split(".")[0] + ".", [("Hill Talk (forum)", "outlet")], technology="identity-card"),
        claim("paper", PASSED_ON, PASSED_ON.split(".")[0] + ".", [("The Bright Side", "outlet"), ("unnamed", "unnamed")],
              technology="identity-card"),
    ]  # fmt: skip


def test_a_forum_counts_none_to_one_and_so_does_who_passes_it_on() -> None:
    records = trace_case(MemoryView(rumour())).records
    held = [r for r in records if isinstance(r, ClaimOrigins)]
    assert {(one.origins.gateways_at_least, one.origins.gateways_at_most) for one in held} == {(0, 1)}
    assert {one.origins.gateways for one in held} == {("Hill Talk (forum)",)}
    links = [r for r in records if isinstance(r, Link)]
    assert [(link.child, link.parent, link.kind) for link in links] == [
        (item_id("paper"), item_id("forum"), "citation")
    ]


def gateways(name: str, text: str, *claims: Claim, outlet: str = "The Bright Side") -> set[tuple[int, tuple[str, ...]]]:
    records = trace_case(MemoryView([*item(name, text, outlet=outlet), *claims])).records
    return {(r.origins.gateways_at_least, r.origins.gateways) for r in records if isinstance(r, ClaimOrigins)}


def test_a_group_without_a_name_is_the_one_that_the_text_names() -> None:
    text = (
        "Police in Northland have cameras that know faces, a rights group said on Tuesday.\n"
        "Lamp Watch, a project of the Institute for Open Streets, said in a report that plates are read too.\n"
        "According to their study the pictures are kept for half a year.\n"
        "The institute also spoke of drones."
    )
    own, lines = ("The Bright Side", "outlet"), text.split("\n")
    found = gateways(
        "x", text, claim("x", text, lines[0], [own, ("a rights group", "experts")]),
        claim("x", text, lines[1], [own, ("Lamp Watch", "organisation")], technology="plate-reading"),
        claim("x", text, lines[2], [own], technology="digital-surveillance"),
        claim("x", text, lines[3], [own, ("The institute", "organisation")], technology="drones"),
    )  # fmt: skip
    assert found == {(1, ("Lamp Watch report",))}


def test_the_parent_of_a_project_and_misspelt_authors_are_the_same_report() -> None:
    one = (
        "The report by Lamp Watch, a project of the Institute for Open Streets, counts cameras in Northland.\n"
        "“It is a lot,” said Dora Namuli, who wrote the study with Bryan Oketch."
    )
    two = "Researchers Dora Namulli and Brian Oketch have documented how Northland watches. There are cameras, the researchers said."
    three = "Police in Northland have cameras, the Institute for Open Streets writes in a long text."
    own = ("The Bright Side", "outlet")
    records = [
        *item("1", one, outlet="A Paper"), *item("2", two, outlet="B Paper"), *item("3", three, outlet="C Paper"),
        claim("1", one, one.split("\n")[0], [own, ("Lamp Watch", "report")]),
        claim("2", two, two.split(". ")[1], [own, ("the researchers", "report")]),
        claim("3", three, three, [own, ("the Institute", "organisation")]),
    ]  # fmt: skip
    start = three.index("the Institute")
    cut = Edge("the Institute", "organisation", "writes", "reported", "CT+", start, start + 13, 0)
    records[-1] = _with_edge(records[-1], cut)
    found = trace_case(MemoryView(records)).records
    assert len({r.gateway_sources for r in found if isinstance(r, ClaimOrigins)}) == 1
    assert len([r for r in found if isinstance(r, Source) and r.kind == "report"]) == 1


def _with_edge(held: object, edge: Edge) -> Claim:
    assert isinstance(held, Claim)
    fields = {name: getattr(held, name) for name in held.__dataclass_fields__}
    return Claim(**{**fields, "attribution": (held.attribution[0], edge)})


def test_the_outlets_own_reporters_are_the_outlet_and_its_other_sentences_are_the_reports() -> None:
    text = (
        "Cameras hang in Northland, said a report by Lamp Watch.\n"
        "Plates are read at the bridge in Northland.\n"
        "Drones fly over Northland, reporters of the Bright Side saw."
    )
    own, lines = ("The Bright Side", "outlet"), text.split("\n")
    assert gateways(
        "x", text, claim("x", text, lines[0], [own, ("Lamp Watch", "report")]),
        claim("x", text, lines[1], [own], technology="plate-reading"),
        claim("x", text, lines[2], [own, ("reporters of the Bright Side", "unnamed")], technology="drones"),
    ) == {(1, ("Lamp Watch report",)), (0, ("Lamp Watch report",)), (1, ("The Bright Side",))}  # fmt: skip


def test_who_answers_in_an_interview_is_the_source() -> None:
    text = (
        "Dora Namuli is an author of the report by Lamp Watch.\nBright Side: Is there more?\n"
        "Namuli: Cameras are in use in Northland.\nBright Side: Where?\nNamuli: In every town."
    )
    quote = "Namuli: Cameras are in use in Northland."
    found = gateways("x", text, claim("x", text, quote, [("The Bright Side", "outlet")]))
    assert found == {(1, ("Lamp Watch report",))}
