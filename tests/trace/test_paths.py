"""The way from a claim to its gateways, circular reporting, and what must not change the origins."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.records import Claim, ClaimOrigins, Hop, Item, Link, Source, Text
from sousveil.run.step import MemoryView
from sousveil.trace.step import trace_case

from .helpers import claim, item, item_id
from .test_origins import ONE, full_and_retold, retellings, two_sources


def traced(records: list[Any]) -> tuple[dict[str, ClaimOrigins], dict[str, Source]]:
    given_records = trace_case(MemoryView(records)).records
    return ({r.claim: r for r in given_records if isinstance(r, ClaimOrigins)},
            {r.id: r for r in given_records if isinstance(r, Source)})  # fmt: skip


def leads(one: ClaimOrigins) -> bool:
    """Whether hops lead from the claim's item to each of its gateways, and every hop lies on a way from the item."""
    reached = {one.item}
    for _ in one.path:
        reached |= {hop.parent for hop in one.path if hop.child in reached}
    return set(one.gateway_sources) <= reached and all(hop.child in reached for hop in one.path)


def one_claim(name: str, text: str, outlet: str, *edges: tuple[str, ...], **more: Any) -> list[Any]:
    return [*item(name, text, outlet=outlet, **more), claim(name, text, text, [(outlet, "outlet"), *edges])]


def ring(*names: tuple[str, str], language: str = "en") -> list[Any]:
    """Outlets that each give the next one as their source, the last one the first."""
    out: list[Any] = []
    for number, (name, words) in enumerate(names):
        cited = names[(number + 1) % len(names)][0]
        text = f"{words} Phones in Northland film their own screens, the {cited} reports."
        out += one_claim(f"item {number}", text, f"The {name}", (f"the {cited}", "outlet"), language=language)
    return out


def test_every_claim_has_a_way_to_each_of_its_gateways() -> None:
    for records in (retellings(), two_sources()):
        origins, _ = traced(records)
        assert origins
        assert all(one.path and leads(one) for one in origins.values())
        assert all(hop.reason.endswith((".", "”.")) for one in origins.values() for hop in one.path)


def test_a_way_goes_over_the_agency_and_the_report_to_what_the_report_passes_on() -> None:
    records = retellings()
    blood = next(r for r in records if isinstance(r, Claim) and r.technology == "biometric-database")
    origins, sources = traced(records)
    names = [sources[hop.parent].name for hop in origins[blood.id].path]
    assert names == ["Associated Press", "Ridge Watch report", "one report"]
    reasons = [hop.reason for hop in origins[blood.id].path]
    assert "credits" in reasons[0] and "not in this case" in reasons[1] and "no name" in reasons[2]


def test_a_way_goes_over_the_text_that_is_retold() -> None:
    records = full_and_retold()
    origins, sources = traced(records)
    for one in origins.values():
        if one.item == item_id("retold"):
            assert [hop.parent for hop in one.path] == [item_id("full"), *one.gateway_sources]
            assert sources[one.gateway_sources[0]].name == "Ridge Watch report"


def test_an_outlets_own_word_leads_to_the_outlet() -> None:
    text = "Cameras hang in Northland, and there are many of them."
    origins, sources = traced(one_claim("own", text, "Valley Courier"))
    (one,) = origins.values()
    assert [(hop.child, sources[hop.parent].name) for hop in one.path] == [(item_id("own"), "Valley Courier")]
    assert "own word" in one.path[0].reason and not one.circular


@pytest.mark.parametrize("size", [2, 3, 4])
def test_a_circle_is_told_and_each_member_comes_to_the_same_answer(size: int) -> None:
    names = [("Evening Lamp", "As was heard."), ("Harbour Monitor", "It is so."), ("Ridge Herald", "Few doubt it."),
             ("Valley Courier", "No one knows.")][:size]  # fmt: skip
    origins, _ = traced(ring(*names))
    assert len(origins) == size
    assert all(one.circular and leads(one) for one in origins.values())
    assert len({one.gateway_sources for one in origins.values()}) == 1
    assert {(o.origins.gateways_at_least, o.origins.gateways_at_most) for o in origins.values()} == {(0, 1)}
    assert all("Circular" in " ".join(one.origins.notes) for one in origins.values())


def test_who_only_leads_into_a_circle_comes_to_the_circle() -> None:
    records = ring(("Evening Lamp", "As was heard."), ("Harbour Monitor", "It is so."))
    records += one_claim("outside", "In Northland phones film screens, as the Harbour Monitor says.", "Aardvark News",
                         ("the Harbour Monitor", "outlet"))  # fmt: skip
    origins, _ = traced(records)
    assert len({one.gateway_sources for one in origins.values()}) == 1
    assert all(one.circular for one in origins.values())


def test_a_retelling_of_a_member_is_in_the_circle_too() -> None:
    records = ring(("Evening Lamp", "As was heard."), ("Harbour Monitor", "It is so."))
    text = next(r.text for r in records if isinstance(r, Text) and r.item == item_id("item 0"))
    records += one_claim("copy", text, "Copy Cat News", ("the Harbour Monitor", "outlet"))
    origins, _ = traced(records)
    assert len({one.gateway_sources for one in origins.values()}) == 1
    assert all(one.circular and one.origins.gateways_at_least == 0 for one in origins.values())


def test_a_circle_runs_across_languages() -> None:
    english = "Phones in Northland film their own screens, the Northgate Daily reports."
    korean = "북국의 손전화가 화면을 찍는다고 킹스턴트리뷴이 보도했다."
    records = [
        *one_claim("en", english, "Kingston Tribune", ("the Northgate Daily", "outlet")),
        *one_claim("ko", korean, "노스게이트데일리", ("킹스턴트리뷴", "outlet"), language="ko"),
    ]
    origins, _ = traced(records)
    assert all(one.circular for one in origins.values())
    assert len({one.gateway_sources for one in origins.values()}) == 1


def test_a_chain_that_ends_is_no_circle() -> None:
    records = [
        *one_claim("a", "Phones film screens in Northland, the Harbour Monitor reports.", "The Evening Lamp",
                   ("the Harbour Monitor", "outlet")),
        *one_claim("b", "Northland's phones film all screens, the Ridge Herald says.", "Harbour Monitor",
                   ("the Ridge Herald", "outlet")),
        *one_claim("c", "Our reporters saw phones in Northland that film their screens.", "Ridge Herald"),
    ]  # fmt: skip
    origins, sources = traced(records)
    assert {sources[g].name for one in origins.values() for g in one.gateway_sources} == {"Ridge Herald"}
    assert not any(one.circular for one in origins.values())
    longest = max(origins.values(), key=lambda one: len(one.path))
    assert [sources[hop.parent].name for hop in longest.path if hop.parent in sources] == ["Harbour Monitor", "Ridge Herald"]


SPEAKER = (
    "Cameras hang in many streets of Northland now, people say there.\n"
    "Maryn Hollis, a lawyer, said that cameras in Northland are everywhere.\n"
    "They are cheap, and Northland buys more cameras.\n" + "Goats graze on the hills above the old town. " * 30 + "\n"
    "Northland has put cameras into its harbours as well."
)


def test_a_speaker_does_not_go_on_past_the_matter_nor_speak_before_being_named() -> None:
    lines = SPEAKER.split("\n")
    records = [
        *item("speaker", SPEAKER, outlet="The Paper"),
        claim("speaker", SPEAKER, lines[0], [("The Paper", "outlet")]),
        claim("speaker", SPEAKER, lines[1], [("The Paper", "outlet"), ("Maryn Hollis", "person")]),
        claim("speaker", SPEAKER, lines[2], [("The Paper", "outlet")]),
        claim("speaker", SPEAKER, lines[4], [("The Paper", "outlet")]),
    ]
    origins, sources = traced(records)
    named = {r.start: sources[origins[r.id].gateway_sources[0]].name for r in records if isinstance(r, Claim)}
    assert [named[start] for start in sorted(named)] == ["The Paper", "Maryn Hollis", "Maryn Hollis", "The Paper"]
    at_least = {r.start: origins[r.id].origins.gateways_at_least for r in records if isinstance(r, Claim)}
    assert [at_least[start] for start in sorted(at_least)] == [0, 1, 0, 0]


@pytest.mark.parametrize("line", ["(C) Alder Center", "Photo: Reuters", "Cameras in the square. (Yonhap)"])
def test_a_pictures_credit_names_no_source(line: str) -> None:
    words = "Northland is fitting cameras into every harbour that it has, and into most of its schools."
    text = f"{line}\n{words} Nothing more is known of it. Some doubt that they work at all."
    records = [*item("p", text, outlet="Third News"), claim("p", text, words, [("Third News", "outlet")])]
    _, sources = traced(records)
    assert [one.name for one in sources.values()] == ["Third News"]


def _cases() -> list[list[Any]]:
    return [retellings(), two_sources(), ring(("Evening Lamp", "As was heard."), ("Harbour Monitor", "It is so."))]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2), st.integers(0, 5), st.sampled_from([None, "2001-01-01", "2030-05-05"]),
       st.sampled_from(["Copy Cat News", "A Paper", None]))  # fmt: skip
def test_a_verbatim_copy_never_raises_the_least_of_any_claim(
    which: int, place: int, published: str | None, outlet: str | None
) -> None:
    records = _cases()[which]
    names = sorted(r.name for r in records if isinstance(r, Item))
    name = names[place % len(names)]
    text = next(r.text for r in records if isinstance(r, Text) and r.item == item_id(name))
    more: list[Any] = [*records, *item("copy", text, outlet=outlet, published=published)]
    for held in [r for r in records if isinstance(r, Claim) and r.item == item_id(name)]:
        edges = [(e.source, e.kind, e.verb, e.basis, e.certainty) for e in held.attribution]
        edges[0] = (outlet or "the document", "outlet" if outlet else "document", *edges[0][2:])
        more.append(claim("copy", text, held.quote, edges, technology=held.technology or "", status=held.status,
                          certainty=held.certainty, places=held.places))  # fmt: skip
    before, _ = traced(records)
    after, _ = traced(more)
    for key, one in after.items():
        assert leads(one)
        if key in before:
            assert one.origins.gateways_at_least <= before[key].origins.gateways_at_least
            assert one.origins.gateways_at_most <= before[key].origins.gateways_at_most


def _renamed(records: list[Any], salt: str) -> list[Any]:
    """The same case with other ids for its items and, by that, another order."""
    names = {item_id(r.name): r.name for r in records if isinstance(r, Item)}
    outlets = {r.item: r.source for r in records if type(r).__name__ == "Collection"}
    furniture = {(r.item, r.start): r.furniture for r in records if type(r).__name__ == "Passage" and r.furniture}
    out: list[Any] = []
    for held, name in names.items():
        text = next(r.text for r in records if isinstance(r, Text) and r.item == held)
        marked = [(line, furniture[held, text.index(line)]) for line in text.split("\n")
                  if line and (held, text.index(line)) in furniture]  # fmt: skip
        out += item(name + salt, text, outlet=outlets[held], furniture=marked)
        for one in [r for r in records if isinstance(r, Claim) and r.item == held]:
            edges = [(e.source, e.kind, e.verb, e.basis, e.certainty) for e in one.attribution]
            out.append(claim(name + salt, text, one.quote, edges, technology=one.technology or "", status=one.status,
                             certainty=one.certainty, places=one.places))  # fmt: skip
    return out


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2), st.text("abcdef", min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_other_ids_and_another_order_change_no_origins(which: int, salt: str, draw: Any) -> None:
    def told(records: list[Any]) -> list[Any]:
        origins, sources = traced(records)
        claims = {r.id: r for r in records if isinstance(r, Claim)}
        names = {r.id: r.name.partition("~")[0] for r in records if isinstance(r, Item)}
        shown = names | {key: one.name for key, one in sources.items()}

        def way(hops: tuple[Hop, ...]) -> list[tuple[str, str, str]]:
            return [(shown[hop.child], shown[hop.parent], hop.reason) for hop in hops]

        return sorted(
            (claims[key].quote, claims[key].technology or "", names[one.item], one.origins, one.circular, way(one.path))
            for key, one in origins.items()
        )

    first = _renamed(_cases()[which], "")
    second = _renamed(_cases()[which], f"~{salt}")
    draw.shuffle(second)
    assert told(first) == told(second)


def test_the_sample_of_the_first_article_keeps_its_wire_credit_once() -> None:
    records = [*item("one", ONE, outlet="The Paper"),
               claim("one", ONE, ONE.split("\n")[0], [("The Paper", "outlet")])]  # fmt: skip
    given_records = trace_case(MemoryView(records)).records
    assert len([r for r in given_records if isinstance(r, Link) and r.kind == "wire-copy"]) == 1
