"""The origins of claims: what counts as a gateway, what lies beneath it, and what adds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.assess.step import assess_case
from sousveil.records import Claim, ClaimOrigins, Finding, Link, Place, Source
from sousveil.run.step import MemoryView
from sousveil.trace.step import trace_case

from .helpers import NK, claim, item, item_id

ONE = (
    "Northland is fitting surveillance cameras into libraries and harbours, a report said.\n"
    "The system is not as pervasive as abroad, according to this report, which the Northland-focused website "
    "Ridge Watch published.\n"
    "“The fence will stay,” said Maryn Hollis, an analyst who co-wrote the report with Tova Lindqvist.\n"
    "The researchers said they interviewed 40 Northland escapees and surveyed 100 current residents.\n"
    "The cards require a blood test, at least according to one report. — AP"
)
TWO = (
    "Researchers Marin Hollis and Tova Lindqvist from the Ridge Watch project at the think tank Alder Center "
    "described this in a report released on Monday and based on interviews with people who fled.\n"
    "According to the report, cameras are spreading in cities of Northland.\n"
    "The report also said that face recognition has been introduced in Northland."
)
THREE = (
    "(C) Alder Center\n"
    "Northland is said to be fitting surveillance cameras into libraries and harbours on a grand and costly scale.\n"
    "Nothing is known of what the system can do to the people who live there."
)


def origins_of(records: Sequence[Any]) -> dict[str, ClaimOrigins]:
    return {r.claim: r for r in trace_case(MemoryView(records)).records if isinstance(r, ClaimOrigins)}


def findings_of(records: Sequence[Any]) -> list[Finding]:
    traced = trace_case(MemoryView(records))
    return [r for r in assess_case(MemoryView([*records, *traced.records])).records if isinstance(r, Finding)]


def retellings() -> list[Any]:
    report = ("Ridge Watch", "report")
    return [
        *item("one", ONE),
        *item("two", TWO, outlet="The Second Paper"),
        *item("three", THREE, outlet="Third News", furniture=[("(C) Alder Center", "image credit")]),
        claim("one", ONE, ONE.split("\n")[0], [("AP", "wire"), report], status="being-installed"),
        claim("one", ONE, ONE.split("\n")[2], [("AP", "wire"), ("Maryn Hollis", "person")], status="installed"),
        claim("one", ONE, "The cards require a blood test, at least according to one report.",
              [("AP", "wire"), report, ("one report", "unnamed")], technology="biometric-database", certainty="PS+"),
        claim("two", TWO, TWO.split("\n")[1], [("The Second Paper", "outlet"), ("the report", "report")],
              status="expanding"),
        claim("two", TWO, TWO.split("\n")[2], [("The Second Paper", "outlet"), ("Alder Center", "organisation")],
              technology="facial-recognition"),
    ]  # fmt: skip


def test_a_report_named_differently_is_one_gateway_with_its_bases_beneath() -> None:
    found = findings_of(retellings())
    cameras = next(f for f in found if f.technology == "video-surveillance")
    assert (cameras.origins.gateways_at_least, cameras.origins.gateways_at_most) == (1, 1)
    assert cameras.origins.retellings == 2
    assert any("40 Northland escapees" in basis for basis in cameras.origins.bases)
    assert any("survey of 100" in basis for basis in cameras.origins.bases)
    assert len([f for f in found if f.origins.gateways == cameras.origins.gateways]) >= 2


def test_the_spellings_of_one_report_and_its_authors_are_one_source() -> None:
    sources = [r for r in trace_case(MemoryView(retellings())).records if isinstance(r, Source)]
    report = [s for s in sources if "Ridge Watch" in s.names]
    assert len(report) == 1
    assert {"Maryn Hollis", "Marin Hollis", "Tova Lindqvist", "Alder Center"} <= set(report[0].names)
    assert report[0].kind == "report" and not report[0].inside and report[0].mentions == 2


def test_an_unnamed_report_counts_none_to_one_and_adds_nothing_to_what_passed_it_on() -> None:
    records = retellings()
    blood = next(r for r in records if isinstance(r, Claim) and r.technology == "biometric-database")
    held = origins_of(records)[blood.id].origins
    assert (held.gateways_at_least, held.gateways_at_most) == (0, 1)
    more = claim("one", ONE, ONE.split("\n")[1], [("AP", "wire"), ("Ridge Watch", "report")],
                 technology="biometric-database")  # fmt: skip
    finding = next(f for f in findings_of([*records, more]) if f.technology == "biometric-database")
    assert (finding.origins.gateways_at_least, finding.origins.gateways_at_most) == (1, 1)


def test_an_image_credit_makes_nobody_a_source() -> None:
    text = THREE.split("\n")[1]
    records = [*item("three", THREE, outlet="Third News", furniture=[("(C) Alder Center", "image credit")]),
               claim("three", THREE, text, [("Third News", "outlet")])]  # fmt: skip
    sources = [r for r in trace_case(MemoryView(records)).records if isinstance(r, Source)]
    assert [s.name for s in sources] == ["Third News"]


FULL = (
    "Northland is fitting surveillance cameras into libraries and harbours, said a report by Ridge Watch.\n"
    "The cameras run from plain picture boxes to clever counting models bought abroad from three competing vendors.\n"
    "It gathers thumb prints, portraits and further body data of every adult without asking anyone.\n"
    "The border stayed shut under harsh rules before a careful opening last spring."
)
RETOLD = (
    "A small country keeps its people under the lens.\n"
    "Libraries and harbours have cameras that run from plain picture boxes to clever counting models with new features.\n"
    "Every office gathers thumb prints, portraits and further body data of every adult and visitor.\n"
    "After harsh rules there was a careful opening last spring for goods and trains."
)


def full_and_retold() -> list[Any]:
    """A story with its report, and another outlet's rewrite that names no source."""
    schools = Place("schools", "site-class", "XN")
    first, second = FULL.split("\n")[0], RETOLD.split("\n")[1]
    return [
        *item("full", FULL, outlet="First Paper"), *item("retold", RETOLD, outlet="Other Site"),
        claim("full", FULL, first, [("First Paper", "outlet"), ("Ridge Watch", "report")], places=(NK, schools)),
        claim("full", FULL, FULL.split("\n")[2], [("First Paper", "outlet"), ("Ridge Watch", "report")],
              technology="biometric-database"),
        claim("retold", RETOLD, second, [("Other Site", "outlet")], places=(NK, schools)),
        claim("retold", RETOLD, RETOLD.split("\n")[2], [("Other Site", "outlet")], technology="biometric-database"),
    ]  # fmt: skip


def test_an_uncredited_rewrite_takes_the_gateway_of_what_it_rewrites() -> None:
    records = full_and_retold()
    links = [r for r in trace_case(MemoryView(records)).records if isinstance(r, Link) and r.kind == "rewrite"]
    assert [(link.child, link.parent) for link in links] == [(item_id("retold"), item_id("full"))]
    assert all(RETOLD[a.child[0] : a.child[1]].casefold() == FULL[a.parent[0] : a.parent[1]].casefold()
               for a in links[0].alignments)  # fmt: skip
    for finding in findings_of(records):
        assert finding.origins.gateways == ("Ridge Watch report",)
        assert finding.origins.gateways_at_most == 1


def two_sources() -> list[Any]:
    near = "Reporters of the Valley Courier counted 61 cameras on the main street of Northland on Monday morning."
    far = "Cameras now hang in Northland, said Ridge Watch in a report that rests on satellite images of two towns."
    return [
        *item("near", near, outlet="Valley Courier"), *item("far", far, outlet="Far Gazette"),
        claim("near", near, near, [("Valley Courier", "outlet", "wrote", "saw")]),
        claim("far", far, far, [("Far Gazette", "outlet"), ("Ridge Watch", "report")]),
    ]  # fmt: skip


def test_two_papers_with_their_own_evidence_are_two_gateways() -> None:
    finding = findings_of(two_sources())[0]
    assert (finding.origins.gateways_at_least, finding.origins.gateways_at_most) == (2, 2)
    assert finding.likelihood.term == "very likely"


def test_outlets_that_name_only_each_other_are_a_circle_and_count_at_most_once() -> None:
    left = "Phones in Northland take pictures of their own screens every five minutes, the Harbour Monitor reports."
    right = "As the Evening Lamp writes, phones sold in Northland take pictures of their screens all day long."
    records = [
        *item("left", left, outlet="The Evening Lamp"), *item("right", right, outlet="Harbour Monitor"),
        claim("left", left, left, [("The Evening Lamp", "outlet"), ("the Harbour Monitor", "outlet")]),
        claim("right", right, right, [("Harbour Monitor", "outlet"), ("the Evening Lamp", "outlet")]),
    ]  # fmt: skip
    held = findings_of(records)[0].origins
    assert (held.gateways_at_least, held.gateways_at_most) == (0, 1)
    assert any("Circular" in note for note in held.notes)


def test_a_wire_credit_makes_the_agency_the_gateway_of_every_outlet_that_prints_it() -> None:
    story = "Cameras watch every street of the capital of Northland, a reporter who walked there for a week found out. "
    first, second = story + "(Reuters)", "SEOUL (Reuters) — " + story.strip()
    records = [
        *item("a", first, outlet="Paper A"), *item("b", second, outlet="Paper B"),
        claim("a", first, story.strip(), [("Paper A", "outlet")]),
        claim("b", second, story.strip(), [("Paper B", "outlet")]),
    ]  # fmt: skip
    held = findings_of(records)[0].origins
    assert held.gateways == ("Reuters",) and held.gateways_at_most == 1


def test_people_who_were_not_named_are_never_one_source_in_two_items() -> None:
    one, two = "Residents told the Post that cameras watch the square.", "Residents told the Star of cameras in a lane."
    records = [
        *item("p", one, outlet="The Post"), *item("s", two, outlet="The Star"),
        claim("p", one, one, [("The Post", "outlet"), ("Residents", "witnesses")]),
        claim("s", two, two, [("The Star", "outlet"), ("Residents", "witnesses")]),
    ]  # fmt: skip
    given_records = trace_case(MemoryView(records)).records
    witnesses = [r for r in given_records if isinstance(r, Source) and r.kind == "witnesses"]
    assert len(witnesses) == 2 and all(w.mentions == 1 for w in witnesses)


def test_a_translation_has_the_origins_of_what_it_translates() -> None:
    english = (
        "Northland bought 12,000 cameras for its capital, said Ridge Watch in a report that asked 34 people.\n"
        "It surveyed 80 more, 51 of whom gave fingerprints, and read 212 contracts."
    )
    korean = (
        "북국이 수도에 카메라 1만2000대를 샀다고 능선감시가 34명을 인터뷰한 보고서에서 밝혔다.\n"
        "80명을 설문했고 51명이 지문을 냈으며 계약서 212건을 읽었다."
    )
    records = [
        *item("en", english, outlet="Old Paper", published="2025-03-13"),
        *item("ko", korean, outlet="새신문", published="2025-03-14", language="ko"),
        claim("en", english, english.split("\n")[0], [("Old Paper", "outlet"), ("Ridge Watch", "report")]),
        claim("ko", korean, korean.split("\n")[0], [("새신문", "outlet"), ("보고서", "report")]),
    ]  # fmt: skip
    links = [r for r in trace_case(MemoryView(records)).records if isinstance(r, Link) and r.kind == "translation"]
    assert [(link.child, link.parent) for link in links] == [(item_id("ko"), item_id("en"))]
    assert findings_of(records)[0].origins.gateways_at_most == 1


CASES = [retellings, two_sources]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(CASES), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(make: Any, draw: Any) -> None:
    records = make()
    shuffled = list(records)
    draw.shuffle(shuffled)
    first, second = trace_case(MemoryView(records)).records, trace_case(MemoryView(shuffled)).records
    assert list(first) == list(second)
    after = [assess_case(MemoryView([*held, *first])).records for held in (records, shuffled)]
    assert list(after[0]) == list(after[1])


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(CASES), st.integers(0, 2), st.sampled_from([None, "2001-01-01", "2030-05-05"]),
       st.sampled_from(["Copy Cat News", None]))  # fmt: skip
def test_a_verbatim_copy_never_raises_what_a_finding_rests_on(
    make: Any, which: int, published: str | None, outlet: str | None
) -> None:
    records = make()
    names = sorted({r.name for r in records if type(r).__name__ == "Item"})
    name = names[which % len(names)]
    text = next(r.text for r in records if type(r).__name__ == "Text" and r.item == item_id(name))
    copied: list[Any] = [*records, *item("copy", text, outlet=outlet, published=published)]
    for held in [r for r in records if isinstance(r, Claim) and r.item == item_id(name)]:
        edges = [(e.source, e.kind, e.verb, e.basis, e.certainty) for e in held.attribution]
        edges[0] = (outlet or "the document", "outlet" if outlet else "document", *edges[0][2:])
        copied.append(claim("copy", text, held.quote, edges, technology=held.technology or "", status=held.status,
                            certainty=held.certainty, places=held.places))  # fmt: skip
    before = {(f.technology, f.place): f.origins for f in findings_of(records)}
    for finding in findings_of(copied):
        was = before[finding.technology, finding.place]
        assert finding.origins.gateways_at_least <= was.gateways_at_least
        assert finding.origins.gateways_at_most <= was.gateways_at_most
