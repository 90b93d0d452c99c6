"""Constructions in which English tells how far a system has come, each in several wordings."""

from __future__ import annotations

import pytest

from sousveil.claim import step
from sousveil.claim.actors import affected_of, integrator_of, product_of
from sousveil.claim.binding import main_cue
from sousveil.claim.lexicon import lexicon_for
from sousveil.claim.mere import without_occasions
from sousveil.claim.plain import plain
from sousveil.claim.turns import grew

from .build import read

# sentence | technology | status | certainty
ASKED = """
The tender asks for 480 surveillance cameras on the ring road.|video-surveillance|announced|CT+
The notice calls for a control room with twelve screens.|fusion-centre|announced|CT+
Bidders must offer number plate recognition at every gate.|plate-reading|announced|CT+
The mayor promised 900 surveillance cameras to the outer districts.|video-surveillance|announced|CT+
The ministry has promised police drones to the border districts.|drones|announced|CT+
The council is evaluating gunshot detection for the port.|gunshot-detection|announced|CT+
"""
STANDS = """
North Korea has built 140 new watchtowers along the Yalu since 2021.|border-monitoring|installed|CT+
The control room was built in 2013.|fusion-centre|installed|CT+
A surveillance camera was bolted to the church in March.|video-surveillance|installed|CT+
Security cameras went up outside the market overnight.|video-surveillance|installed|CT+
The surveillance cameras were out of order all winter.|video-surveillance|installed|CT+
Police in Banja Luka have had automatic plate readers for years.|plate-reading|installed|CT+
"""
GROWN = """
The authors counted 61 surveillance cameras on the avenue, against 19 in 2015.|video-surveillance|expanding|CT+
Officials counted 90 security cameras in the square, up from 12 a year earlier.|video-surveillance|expanding|CT+
The city has 4,300 surveillance cameras, compared with 1,900 in 2019.|video-surveillance|expanding|CT+
"""
ENDED = """
The body cameras were disconnected in May.|body-worn-camera|abandoned|CT+
The council let its contract for gunshot detection lapse.|gunshot-detection|abandoned|CT+
The school has disabled the facial recognition gates.|facial-recognition|abandoned|CT+
The city will not renew its contract for gunshot detection.|gunshot-detection|abandoned|CT+
The facial recognition module was deactivated after a complaint.|facial-recognition|abandoned|CT+
"""
RUNS = """
The national police searched phones at the border: the phones were searched one by one.|smartphone-control|in-use|CT+
Drones were seen over the allotments in May.|drones|in-use|CT+
Fingerprints are compared with those of wanted men.|biometric-database|in-use|CT+
The control room receives 210 feeds.|fusion-centre|in-use|CT+
"""


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "shipped", lambda: None)


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in table.splitlines() if line]


@pytest.mark.parametrize("row", rows(ASKED + STANDS + GROWN + ENDED + RUNS), ids=lambda row: row[0][:40])
def test_a_construction_tells_how_far_it_is(row: tuple[str, ...]) -> None:
    sentence, technology, status, level = row
    found = [(c.status, c.certainty) for c in read(sentence)[0] if c.technology == technology]
    assert (status, level) in found, found


@pytest.mark.parametrize(
    "sentence",
    [
        "The system flags abandoned objects with security cameras.",
        "Security cameras recorded abandoned luggage at the airport.",
        "Surveillance cameras watch abandoned vehicles in the lot.",
    ],
)
def test_abandoned_things_are_no_abandoned_cameras(sentence: str) -> None:
    assert {c.status for c in read(sentence)[0]} == {"in-use"}


def test_what_a_booklet_suffered_is_not_said_of_the_camera() -> None:
    (claim,) = read("Security cameras watch a booth whose windows were bolted to the frame.")[0]
    assert claim.status == "in-use"


@pytest.mark.parametrize(
    "sentence",
    [
        "Clerks take fingerprints from adults who renew a residence permit.",
        "Applicants for a travel permit must give fingerprints.",
        "Fingerprints are taken when residents apply for a national ID card.",
        "Iris scans are required to obtain an identity card.",
    ],
)
def test_the_paper_is_only_the_occasion(sentence: str) -> None:
    assert {c.technology for c in read(sentence)[0]} == {"biometric-database"}


def test_an_occasion_stays_where_nothing_else_is_named() -> None:
    lexicon, _ = lexicon_for(None)
    low = plain("Residents who renew a residence permit wait in line.")
    hits = lexicon.hits(low, 0, len(low), lexicon.spots(low, "en"), "en")
    assert [h.entry for h in hits] == ["identity-card"]
    assert without_occasions(hits, low, 0, "en") == hits


def test_hints_bring_an_entry_to_mind_but_count_as_no_hit() -> None:
    lexicon, _ = lexicon_for(None)
    low = plain("The bracelet sends its place to a screen.")
    assert not lexicon.hits(low, 0, len(low), lexicon.spots(low, "en"), "en")
    found = lexicon.hinted(low, 0, len(low), "en")
    assert low[found["location-tracking"] :].startswith("bracelet")
    assert low[found["fusion-centre"] :].startswith("screen")


def test_a_term_without_its_context_is_left_to_the_review() -> None:
    lexicon, _ = lexicon_for(None)
    low = plain("She had a camera and a phone.")
    spots = lexicon.spots(low, "en")
    assert not lexicon.hits(low, 0, len(low), spots, "en")
    assert {h.entry for h in lexicon.uncounted(low, spots, len(low), ())} == {"video-surveillance", "smartphone-control"}
    assert {h.entry for h in lexicon.uncounted(low, spots, len(low), ("smartphone-control",))} == {"video-surveillance"}


def test_a_sentence_has_a_leading_status_even_without_a_term() -> None:
    low = plain("The rest will follow next year.")
    assert ("main:announced", True) in main_cue(low, 0, len(low), "en")
    low = plain("They may have been bought abroad.")
    assert ("level:PS+", False) in main_cue(low, 0, len(low), "en")
    assert ("main:none", False) in main_cue("so it goes.", 0, 11, "en")


def test_a_number_of_earlier_makes_it_growth_only_where_it_stands_or_runs() -> None:
    low = "we counted 61, against 19 in 2015."
    assert grew("installed", low, (0, len(low)), "en")
    assert not grew("procured", low, (0, len(low)), "en")
    assert not grew("installed", "from 3 march on there were nine.", (0, 32), "en")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The ministry runs a system called Sentinel at the port.", "Sentinel"),
        ('The "Safe Lane" platform joins forty cameras.', "Safe Lane"),
        ("An app by the name of Red Kite lists the pages.", "Red Kite"),
        ("Where bandwidth is scarce, the EdgeStore module keeps footage.", "EdgeStore"),
        ("A man called Ko Zaw keeps the pictures.", None),
        ('One of them called it "three years behind".', None),
    ],
)
def test_products_by_their_own_names(sentence: str, name: str | None) -> None:
    span = product_of(sentence, 0, len(sentence))
    assert (sentence[slice(*span)] if span else None) == name


def test_who_put_it_in_place_and_whom_it_fell_upon() -> None:
    words = "The cameras were installed by Brightfield Systems, and 112 people were arrested within a month."
    integrator, affected = integrator_of(words, 0, len(words)), affected_of(words, 0, len(words))
    assert integrator is not None and words[slice(*integrator)] == "Brightfield Systems"
    assert affected is not None and words[slice(*affected)] == "112 people"
    assert integrator_of("The cameras were installed by the police.", 0, 41) is None
    (claim,) = read("Security cameras were installed by Brightfield Systems in Lima.")[0]
    assert claim.integrator == "Brightfield Systems"
