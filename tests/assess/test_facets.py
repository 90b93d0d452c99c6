"""Kinds, suppliers and operators: weighed apart from whether the thing is there."""

from __future__ import annotations

from typing import Any

import pytest

from sousveil.records import Finding, Place
from tests.trace.helpers import NK, claim, item

from .test_findings import TOWN, case
from .test_places import every


def facets(records: list[Any], facet: str = "supplier", place: str = "Northland") -> dict[str, Finding]:
    return {str(f.value): f for f in every(records) if f.facet == facet and f.place == place}


def test_a_supplier_has_origins_of_its_own() -> None:
    records = case(("Paper", {"maker": "Hill Optics"}), ("Radio", {}), ("News", {}))
    found = facets(records)["Hill Optics"]
    assert found.sentence == "The supplier of video surveillance in Northland is likely Hill Optics."
    assert found.origins.gateways_at_least == 1 and len(found.claims) == 1
    presence = next(f for f in every(records) if f.facet == "present")
    assert presence.origins.gateways_at_least == 3 and presence.id != found.id


def test_two_suppliers_are_no_contradiction_unless_one_is_the_only_one() -> None:
    two = facets(case(("Paper", {"maker": "Hill Optics"}), ("Radio", {"seller": "Dale Vision"})))
    assert set(two) == {"Hill Optics", "Dale Vision"} and not any(f.contradictions for f in two.values())
    assert two["Dale Vision"].sentence.startswith("One supplier of video surveillance in Northland is likely")
    text = "Hill Optics is the sole supplier of the cameras in all the streets of the whole country, it was told."
    records = case(("Radio", {"seller": "Dale Vision"})) + item("x", text, outlet="Paper")
    records.append(claim("x", text, text, [("Paper", "outlet")], maker="Hill Optics"))
    sole = facets(records)
    assert [c.kind for c in sole["Dale Vision"].contradictions] == ["denial"]
    assert len(sole["Dale Vision"].against) == 1 and not sole["Hill Optics"].against


@pytest.mark.parametrize("name", ["Hill Optics Ltd", "Hill Optics Co., Ltd.", "HILL OPTICS", "Hill  Optics, Inc."])
def test_a_company_s_legal_form_makes_no_other_supplier(name: str) -> None:
    found = facets(case(("Paper", {"maker": "Hill Optics"}), ("Radio", {"seller": name})))
    assert len(found) == 1 and next(iter(found.values())).origins.gateways_at_least == 2


@pytest.mark.parametrize("word", ["unknown", "an unidentified company", "undisclosed", "미상", "不明", "N/A"])
def test_unknown_is_allowed_and_bears_no_likelihood(word: str) -> None:
    found = facets(case(("Paper", {"maker": word})))["unknown"]
    assert found.likelihood is None and found.claims == () and len(found.unknowns) == 1
    assert found.sentence == "It is said that the supplier of video surveillance in Northland is not known."


def test_a_country_is_no_supplier() -> None:
    assert facets(case(("Paper", {"seller": "China"}))) == {}


def test_a_denied_supplier_bears_no_likelihood() -> None:
    found = facets(case(("Paper", {"maker": "Hill Optics", "certainty": "CT-"})))["Hill Optics"]
    assert found.likelihood is None and len(found.against) == 1
    assert found.sentence.startswith("It is denied that the supplier of video surveillance in Northland is Hill Optics")
    both = facets(case(("Paper", {"maker": "Hill Optics", "certainty": "CT-"}), ("Radio", {"maker": "Hill Optics"})))
    assert [c.kind for c in both["Hill Optics"].contradictions] == ["denial"]


def test_a_narrower_technology_is_a_kind_of_the_wider() -> None:
    records = case(("Paper", {}), ("Radio", {"technology": "traffic-camera"}))
    found = [f for f in every(records) if f.facet == "kind"]
    assert [(f.technology, f.value) for f in found] == [("video-surveillance", "Traffic cameras")]


def test_a_facet_is_weighed_where_its_claims_place_it() -> None:
    records = case(("Paper", {"operator": "Hill Police", "places": (TOWN,)}))
    assert set(facets(records, "operator", "Hill Town")) == {"Hill Police"}
    assert facets(records, "operator") == {}
    named = case(("Paper", {"operator": "Hill Police", "places": (NK,)}),
                 ("Radio", {"operator": "Hill Police", "places": (Place("Dale", "city", "XN"),)}))  # fmt: skip
    assert len(facets(named, "operator")["Hill Police"].claims) == 2


def test_ids_of_facets_are_stable_and_all_different() -> None:
    records = case(("Paper", {"maker": "Hill Optics", "operator": "Hill Optics", "product": "Hill Optics"}))
    ids = [f.id for f in every(records)]
    assert len(set(ids)) == len(ids) == 4
    more = records + case(("Radio", {"maker": "Hill Optics"}))[-1:]
    assert set(ids) <= {f.id for f in every(more)}
