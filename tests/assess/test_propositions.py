"""Technology and place as trees: support flows up, a denial flows down, and every spelling of a place is one place."""

from __future__ import annotations

from typing import Any

import pytest

from sousveil.assess.propositions import Places, broader
from sousveil.case.vocabulary.load import load_vocabulary
from sousveil.records import Finding, Place
from tests.trace.helpers import claim, item

from .test_findings import TOWN, case, findings
from .test_places import every

VOCABULARY = load_vocabulary()
KP = Place("North Korea", "country", "KP", gazetteer="geonames:1873107")
CAPITAL = Place("Pyongyang", "city", "KP", gazetteer="geonames:1871856")


def present(records: list[Any]) -> dict[tuple[str, str], Finding]:
    return {(f.technology, f.place): f for f in every(records) if f.facet == "present"}


def test_support_in_a_town_is_support_for_its_province_and_country() -> None:
    lyon, area = Places(VOCABULARY), Place("Auvergne-Rhône-Alpes", "province", "FR")
    spot = lyon.held.resolve("Lyon", "FR", "city")
    assert spot is not None
    town = Place("Lyon", "city", "FR", gazetteer=spot.id)
    names = [up.name for up in lyon.held.up(spot) if up.kind == "province"]
    assert names
    wide = lyon.held.resolve(names[0], "FR", "province")
    assert wide is not None
    area = Place(names[0], "province", "FR", gazetteer=wide.id)
    found = present(case(("Paper", {"places": (town,)}), ("Radio", {"places": (area,)})))
    province = next(f for (_, place), f in found.items() if place == lyon.known(area).name)
    assert len(province.claims) == 2 and len(found["video-surveillance", "France"].claims) == 2
    assert len(found["video-surveillance", "Lyon"].claims) == 1


@pytest.mark.parametrize("name", ["Pyongyang", "평양", "平壤"])
def test_spellings_of_one_place_are_one_place(name: str) -> None:
    found = present(case(("Paper", {"places": (CAPITAL,)}), ("Radio", {"places": (Place(name, "city", "KP"),)})))
    assert set(found) == {("video-surveillance", "Pyongyang"), ("video-surveillance", "North Korea")}
    assert len(found["video-surveillance", "Pyongyang"].claims) == 2


def test_towns_of_one_name_in_one_country_are_told_apart() -> None:
    places = Places(VOCABULARY)
    spots = [s for s in places.held.named("Springfield") if s.country == "US" and s.kind == "city"][:2]
    towns = [Place("Springfield", "city", "US", gazetteer=s.id) for s in spots]
    found = present(case(*((f"{n} Paper", {"places": (town,)}) for n, town in zip(("Red", "Blue"), towns, strict=True))))
    assert len(found) == 3 and all(len(f.claims) == 1 for (_, name), f in found.items() if name != "United States")


@pytest.mark.parametrize(("words", "denies"), [
    ("North Korea has no cameras in its streets at all, its own ministry told the reporters of the paper.", True),
    ("Nowhere in the whole country is there one camera to be seen, its ministry told the reporters.", True),
    ("전국 어디에도 감시카메라가 없다고 그 기관이 이 신문의 기자들에게 밝혔다.", True),
    ("The telephone company told the reporters of the paper that it had no cameras at all to speak of.", False),
])  # fmt: skip
def test_a_denial_for_the_whole_denies_its_parts_where_it_names_the_whole(words: str, denies: bool) -> None:
    records = case(("Radio", {"places": (CAPITAL,)})) + item("x", words, outlet="Paper")
    records.append(claim("x", words, words, [("Paper", "outlet")], places=(KP,), certainty="CT-"))
    found = present(records)
    whole, part = found["video-surveillance", "North Korea"], found["video-surveillance", "Pyongyang"]
    assert len(whole.against) == 1 and [c.kind for c in whole.contradictions] == ["denial"]
    assert bool(part.against) is denies and bool(part.contradictions) is denies


def test_a_denial_for_a_part_denies_neither_the_whole_nor_another_part() -> None:
    found = present(case(("Paper", {"places": (KP, CAPITAL), "certainty": "CT-"}), ("Radio", {"places": (KP,)}),
                         ("News", {"places": (Place("Hamhung", "city", "KP"),)})))  # fmt: skip
    for place in ("North Korea", "Hamhung"):
        assert not found["video-surveillance", place].against
        assert not found["video-surveillance", place].contradictions


def test_support_flows_up_the_tree_of_technologies_and_a_denial_down() -> None:
    narrow, wide = "traffic-camera", "video-surveillance"
    assert wide in broader(narrow, VOCABULARY)
    up = present(case(("Paper", {"technology": narrow}), ("Radio", {"technology": wide})))
    assert len(up[wide, "Northland"].claims) == 2 and len(up[narrow, "Northland"].claims) == 1
    down = present(case(("Paper", {"technology": narrow}), ("Radio", {"technology": wide, "certainty": "CT-"})))
    assert len(down[narrow, "Northland"].against) == 1
    other = present(case(("Paper", {"technology": wide}), ("Radio", {"technology": narrow, "certainty": "CT-"})))
    assert not other[wide, "Northland"].against


def test_the_umbrella_takes_nothing_from_what_it_covers() -> None:
    found = present(case(("Paper", {"technology": "digital-surveillance"}), ("Radio", {})))
    assert all(len(f.claims) == 1 for f in found.values())
    assert all(VOCABULARY.technologies[wide].kind != "umbrella"
               for entry in VOCABULARY.technologies for wide in broader(entry, VOCABULARY))  # fmt: skip


@pytest.mark.parametrize(("status", "denied", "clash"), [
    ("procured", "in-use", False), ("announced", "installed", False), ("installed", "in-use", True),
    ("in-use", "installed", True), ("in-use", "procured", True), ("in-use", "unknown", True), ("unknown", "in-use", True),
    ("in-use", "expanding", False),
])  # fmt: skip
def test_a_denial_denies_its_own_stage_and_all_above(status: str, denied: str, clash: bool) -> None:
    found = present(case(("Paper", {"status": status}), ("Radio", {"status": denied, "certainty": "CT-"})))
    finding = found["video-surveillance", "Northland"]
    assert bool(finding.against) is clash and bool(finding.contradictions) is clash
    assert len(finding.claims) == 1 and len(finding.against) + len(finding.unknowns) == 1


def test_old_claims_do_not_show_how_it_is_now() -> None:
    old = {"true_when": "2009", "status": "in-use"}
    found = present(case(("Paper", old), ("Radio", {"true_when": "2024", "status": "installed"})))
    finding = found["video-surveillance", "Northland"]
    assert finding.status == "installed" and finding.period == "2024" and len(finding.claims) == 2
    assert any("2009" in line and "too early" in line for line in finding.missing)
    assert [stage.status for stage in finding.timeline] == ["installed", "in-use"]
    alone = present(case(("Paper", dict(old))))["video-surveillance", "Northland"]
    assert (alone.status, alone.period) == ("in-use", "2009")


def test_what_was_given_up_before_it_was_seen_in_use_is_in_use() -> None:
    again = present(case(("Paper", {"status": "abandoned", "true_when": "2020"}), ("Radio", {"true_when": "2022"})))
    finding = again["video-surveillance", "Northland"]
    assert finding.status == "in-use" and not finding.against and not finding.contradictions
    ended = present(case(("Paper", {"status": "abandoned", "true_when": "2022"}), ("Radio", {"true_when": "2020"})))
    assert ended["video-surveillance", "Northland"].status == "abandoned"


def test_ids_of_findings_outlive_new_claims() -> None:
    one, two = case(("Paper", {"places": (TOWN,)})), case(("Paper", {"places": (TOWN,)}), ("Radio", {"places": (TOWN,)}))
    assert {f.id for f in findings(one).values()} == {f.id for f in findings(two).values()}
