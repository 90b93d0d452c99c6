"""What was looked for: told with its reach, and never as a proof that something is not there."""

from __future__ import annotations

from typing import Any

import pytest

from sousveil.assess.wording import looked_for
from sousveil.case.vocabulary.load import load_vocabulary
from sousveil.records import Finding, Place, Searched

from .test_findings import case, the
from .test_places import every

ENTRIES = load_vocabulary().technologies
KP = Place("North Korea", "country", "KP", gazetteer="geonames:1873107")
CAPITAL = Place("Pyongyang", "city", "KP", gazetteer="geonames:1871856")


def look(number: int, technology: str | None, place: str | None, found: int = 0, where: str = "the tender portal") -> Searched:
    return Searched(f"q{number}", "tenders", where, f"2025-05-{number:02d}", "someone", found, technology, place)


def one(records: list[Any], place: str, technology: str = "video-surveillance") -> Finding:
    return next(f for f in every(records) if (f.technology, f.place, f.facet) == (technology, place, "present"))


def test_a_look_in_the_country_was_one_for_its_towns_and_for_the_narrower() -> None:
    records = [*case(("Paper", {"places": (CAPITAL,), "technology": "traffic-camera"})),
               look(1, "video-surveillance", "KP")]  # fmt: skip
    for place in ("North Korea", "Pyongyang"):
        assert "Looked for tenders in the tender portal on 2025-05-01: not found." in one(
            records, place, "traffic-camera"
        ).missing


@pytest.mark.parametrize("name", ["Pyongyang", "평양", "平壤"])
def test_a_look_in_one_town_is_told_as_such(name: str) -> None:
    records = [*case(("Paper", {"places": (KP, CAPITAL)})), look(1, "video-surveillance", name)]
    town, country = one(records, "Pyongyang").missing, one(records, "North Korea").missing
    assert "Looked for tenders in the tender portal on 2025-05-01: not found." in town
    assert "Looked for tenders in the tender portal on 2025-05-01, for Pyongyang only: not found." in country


def test_a_look_elsewhere_or_for_the_wider_place_s_part_says_nothing() -> None:
    records = [*case(("Paper", {"places": (Place("Hamhung", "city", "KP"),)})), look(1, "video-surveillance", "평양"),
               look(2, "drones", "KP"), look(3, None, None), look(4, "video-surveillance", "FR")]  # fmt: skip
    assert not any("Looked for" in line for line in one(records, "Hamhung").missing)


def test_what_was_looked_for_and_never_claimed_has_a_finding() -> None:
    found = one([*case(("Paper", {})), look(1, "drones", "KP"), look(2, "drones", "KP", where="satellite images")],
                "North Korea", "drones")  # fmt: skip
    assert found.status == "unknown" and found.likelihood is None and found.claims == ()
    assert found.sentence == (
        "Looked for drones in North Korea and not found in the tender portal and satellite images; "
        "this does not show that they are not there."
    )
    assert sum("not found" in line for line in found.missing if line.startswith("Looked")) == 2


def test_its_id_is_that_of_the_finding_that_claims_would_have() -> None:
    before = one([look(1, "video-surveillance", "KP")], "North Korea")
    after = one([*case(("Paper", {"places": (KP,)})), look(1, "video-surveillance", "KP")], "North Korea")
    assert before.id == after.id and after.claims


def test_what_was_found_is_not_called_not_found() -> None:
    found = one([look(1, "drones", "KP", 3)], "North Korea", "drones")
    assert "not found" not in found.sentence and "found something in the tender portal" in found.sentence


def test_a_place_that_no_list_knows_is_kept_by_its_name() -> None:
    records = [*case(("Paper", {})), look(1, "video-surveillance", "Northland"), look(2, "drones", "Nowhere Hill")]
    assert any(line.startswith("Looked for tenders") for line in the(records).missing)
    assert one(records, "Nowhere Hill", "drones").country is None


@pytest.mark.parametrize("technology", sorted(ENTRIES))
def test_no_sentence_ever_says_absent(technology: str) -> None:
    for found in ([0], [2], [0, 1], [0, 0, 0, 0, 0]):
        words = looked_for(ENTRIES[technology], technology, "Northland", "country",
                           [(f"archive {n}", number) for n, number in enumerate(found)])  # fmt: skip
        assert "absent" not in words.lower() and words.endswith(".") and "likely" not in words


@pytest.mark.parametrize(("note", "limits"), [
    ("language ko", ", in the language “ko” only"), ("period 2015/2020", ", for the time 2015/2020 only"),
    ("language zh; period 2019. By hand", ", in the language “zh” only, for the time 2019 only"),
    ("By hand, at the library", ""), ("languages of the region", ""), (None, ""),
])  # fmt: skip
def test_what_a_look_was_limited_to_is_told_and_the_rest_of_the_note_is_not(note: str | None, limits: str) -> None:
    entry = Searched("q1", "tenders", "the archive", "2025-05-01", "someone", 0, "video-surveillance", "Northland", note)
    told = [line for line in the([*case(("Paper", {})), entry]).missing if line.startswith("Looked")]
    assert told == [f"Looked for tenders in the archive on 2025-05-01{limits}: not found."]
