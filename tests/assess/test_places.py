"""What is said of no known place, of two places, and of a place that no claim is for."""

from __future__ import annotations

from typing import Any

import pytest

from sousveil.assess.step import assess_case
from sousveil.records import Finding, Item, Link, Place, Quantity
from sousveil.run.step import MemoryView
from sousveil.trace.step import trace_case
from tests.trace.helpers import NK, claim, item

from .test_findings import TOWN, case, findings, the

OTHER = Place("Dale Town", "city", "XN")


def every(records: list[Any]) -> list[Finding]:
    traced = trace_case(MemoryView(records))
    return [r for r in assess_case(MemoryView([*records, *traced.records])).records if isinstance(r, Finding)]


def counted(number: float, **fields: Any) -> dict[str, Any]:
    return {"quantity": Quantity(number, number, "cameras", f"{number:,.0f} cameras"), **fields}


@pytest.mark.parametrize("places", [(), (Place("schools", "site-class"),), (Place("the market", "site"),)])
def test_claims_without_a_place_never_bear_each_other_out_across_documents(places: tuple[Place, ...]) -> None:
    found = every(case(*((f"Paper {n}", {"places": places}) for n in range(4))))
    assert len(found) == 4 == len({f.id for f in found})
    for finding in found:
        assert len(finding.claims) == 1 and finding.origins.gateways_at_most == 1
        assert finding.likelihood is not None and finding.likelihood.term == "likely"
        assert finding.sentence == "Video surveillance is likely in use at a place that could not be told."
        assert ("The claims do not say where." in finding.missing) == (not places)


def test_claims_without_a_place_never_contradict_each_other_across_documents() -> None:
    found = every(case(("Paper", counted(12000, places=())), ("Radio", counted(61, places=())),
                       ("News", {"places": (), "certainty": "CT-"})))  # fmt: skip
    assert len(found) == 3
    assert all(not f.contradictions and not (f.claims and f.against) for f in found)


def test_retellings_without_a_place_share_one_finding_with_their_own_gateways() -> None:
    records = case(("Paper", {"places": ()}), ("Radio", {"places": ()}), ("News", {"places": ()}))
    one, two, _ = (r.id for r in records if isinstance(r, Item))
    records.append(Link("l1", two, one, None, "copy", ("The same words.",), "undecided"))
    found = every(records)
    assert sorted(len(f.claims) for f in found) == [1, 2]


def test_a_town_of_no_known_country_has_a_finding_and_no_placeless_one() -> None:
    found = findings(case(*((f"Paper {n}", {"places": (Place(n, "city"),)}) for n in ("Hue", "Zomba"))))
    assert sorted(place for _, place in found) == ["Hue", "Zomba"]
    assert all(f.origins.gateways_at_most == 1 for f in found.values())


@pytest.mark.parametrize(("here", "there"), [
    ((NK, TOWN), (NK, OTHER)), ((TOWN,), (OTHER,)), ((Place("Hue", "city"),), (Place("Zomba", "city"),)),
    ((NK, TOWN), (NK,)), ((NK, Place("schools", "site-class", "XN")), (NK,)),
])  # fmt: skip
def test_claims_on_two_places_never_contradict_each_other(here: tuple[Place, ...], there: tuple[Place, ...]) -> None:
    denied = every(case(("Paper", {"places": here, "certainty": "CT-"}), ("Radio", {"places": there})))
    assert [f.contradictions for f in denied if f.contradictions] == []
    assert all(not f.against for f in denied if f.claims)
    counts = every(case(("Paper", counted(61, places=here)), ("Radio", counted(12000, places=there))))
    assert [f.contradictions for f in counts if f.contradictions] == []


@pytest.mark.parametrize("places", [(NK,), (NK, TOWN), (Place("Hue", "city"),)])
def test_claims_on_the_same_place_do_contradict_each_other(places: tuple[Place, ...]) -> None:
    denied = every(case(("Paper", {"places": places, "certainty": "CT-"}), ("Radio", {"places": places})))
    assert {c.kind for f in denied for c in f.contradictions} == {"denial"}
    counts = every(case(("Paper", counted(61, places=places)), ("Radio", counted(12000, places=places))))
    assert {c.kind for f in counts for c in f.contradictions} == {"count"}


def test_a_denial_for_the_same_kind_of_site_is_a_contradiction() -> None:
    places = (NK, Place("schools", "site-class", "XN"))
    denied = every(case(("Paper", {"places": places, "certainty": "CT-"}), ("Radio", {"places": places})))
    assert {c.kind for f in denied for c in f.contradictions} == {"denial"}


@pytest.mark.parametrize(("status", "outlets", "sentence"), [
    ("installed", 1, ("One source denies that video surveillance is installed in Northland; "
                     "no claim in this case says that it is.")),
    ("procured", 2, ("Two sources deny that video surveillance has been bought for Northland; "
                    "no claim in this case says that it has.")),
    ("unknown", 1, ("One source denies that video surveillance is present in some form in Northland; "
                   "no claim in this case says that it is.")),
])  # fmt: skip
def test_denials_alone_bear_no_likelihood(status: str, outlets: int, sentence: str) -> None:
    fields = {"certainty": "CT-", "status": status}
    for standard in ("icd-203", "reasonable-grounds"):
        finding = the(case(*((f"Paper {n}", dict(fields)) for n in range(outlets))), standard=standard)
        assert finding.likelihood is None and finding.sentence == sentence
        assert (finding.confidence, finding.grade.credibility, finding.grade.reliability) == ("low", "6", "F")
        assert len(finding.against) == outlets and not finding.contradictions


def test_a_denial_for_a_town_alone_makes_no_finding_for_the_country() -> None:
    found = findings(case(("Paper", {"places": (NK, TOWN), "certainty": "CT-", "status": "installed"})))
    assert [place for _, place in found] == ["Hill Town"]


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"kind": "forecast"}, "Drones are expected in Northland: no claim in this case says that they are there yet."),
    ({"capability_status": "planned", "aspect": "capability"},
     "Drones are said to be planned for Northland: no claim in this case says that they are there yet."),
    ({"capability_status": "product-feature", "aspect": "capability"},
     "It is said what drones can do; no claim in this case says that they are used in Northland."),
    ({"capability_status": "possible", "aspect": "capability"},
     "It is said what drones can do; no claim in this case says that they are used in Northland."),
    ({"kind": "question", "certainty": "U", "status": "unknown"},
     "It is asked whether drones are present in some form in Northland; no claim in this case says that they are."),
    ({"kind": "opinion"},
     "Claims speak of drones; no claim in this case says that they are present in some form in Northland."),
])  # fmt: skip
def test_what_no_claim_is_for_is_told_in_plain_words(fields: dict[str, Any], sentence: str) -> None:
    finding = the(case(("Paper", {"technology": "drones", **fields})))
    assert finding.sentence == sentence and finding.likelihood is None


def test_one_unnamed_source_for_and_a_denial_is_a_real_conflict() -> None:
    finding = the(case(("Paper", {"edges": [("Paper", "outlet"), ("an expert", "experts")]}),
                       ("Radio", {"certainty": "CT-"})))  # fmt: skip
    assert finding.likelihood is not None and [c.kind for c in finding.contradictions] == ["denial"]


@pytest.mark.parametrize("name", ["국경", "the frontier", "installed on the border", "Areas bordering Westland"])
def test_a_border_in_any_words_reads_as_english(name: str) -> None:
    found = findings(case(("Paper", {"places": (NK, Place(name, "province", "XN")), "status": "installed"})))
    border = found["video-surveillance", "the border of Northland"]
    assert border.sentence == "Video surveillance is likely installed at the border of Northland."


@pytest.mark.parametrize("name", ["Schools", "The Capital", "the main streets", "학교", "주요 도시", "城市"])
def test_a_word_for_a_kind_of_place_is_no_place(name: str) -> None:
    found = findings(case(("Paper", {"places": (NK, Place(name, "site", "XN"))})))
    assert [place for _, place in found] == ["Northland"]


def test_one_source_that_gives_two_numbers_in_one_text_does_not_contradict_itself() -> None:
    text = "There are 61 cameras in the first place. There are 12,000 cameras in the second place and beyond it."
    records: list[Any] = [*item("x", text, outlet="Paper")]
    for quote, number in ((text.split(". ")[0], 61), (text.split(". ")[1], 12000)):
        records.append(claim("x", text, quote, [("Paper", "outlet")], **counted(number)))
    assert [f.contradictions for f in every(records) if f.contradictions] == []
