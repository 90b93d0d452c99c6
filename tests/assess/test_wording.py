"""Every sentence that a finding can have, as it is read."""

from __future__ import annotations

import re

import pytest

from sousveil.assess.evidence import LADDER, NO_PLACE
from sousveil.assess.weighing import GROUNDS, ICD_203
from sousveil.assess.wording import facet_sentence, facet_subject, facet_unsupported, proposition, sentence
from sousveil.case.vocabulary.load import load_vocabulary
from sousveil.records import Likelihood

ENTRIES = load_vocabulary().technologies
TERMS = {term: Likelihood(term, low, high) for term, low, high in (*ICD_203, *GROUNDS)}

PLURALS = (
    "Traffic cameras", "Identity cards and registration", "Set-top boxes and viewing records",
    "Mobile network and interception", "National intranet and filtering", "Informants and neighbourhood watch",
    "Drones", "Cell-site simulators", "Body-worn cameras", "Camera registries and shared private cameras",
    "Control and fusion centres",
)  # fmt: skip


def say(technology: str, status: str, term: str, place: str = "Northland", level: str = "country") -> str:
    standard = "icd-203" if term in {name for name, _, _ in ICD_203} else "reasonable-grounds"
    about = proposition(ENTRIES.get(technology), technology, place, level, status)
    return sentence(about, TERMS[term], standard)


@pytest.mark.parametrize(
    ("status", "one", "many"),
    [
        ("in-use", "is very likely in use in", "are very likely in use in"),
        ("expanding", "is very likely in use and spreading in", "are very likely in use and spreading in"),
        ("installed", "is very likely installed in", "are very likely installed in"),
        ("being-installed", "is very likely being installed in", "are very likely being installed in"),
        ("procured", "has very likely been bought for", "have very likely been bought for"),
        ("in-development", "is very likely being developed in", "are very likely being developed in"),
        ("announced", "is very likely planned for", "are very likely planned for"),
        ("researched", "is very likely being researched in", "are very likely being researched in"),
        ("abandoned", "was very likely abandoned or ended in", "were very likely abandoned or ended in"),
        ("unknown", "is very likely present in some form in", "are very likely present in some form in"),
    ],
)  # fmt: skip
def test_every_status_reads_as_english_at_every_likelihood(status: str, one: str, many: str) -> None:
    for technology, label, said in (("video-surveillance", "Video surveillance", one), ("drones", "Drones", many)):
        plain = f"{label.lower()} {said.replace('very likely ', '')} Northland."
        assert say(technology, status, "very likely") == f"{label} {said} Northland."
        assert say(technology, status, "likely") == f"{label} {said.replace('very ', '')} Northland."
        assert say(technology, status, "almost certain") == f"{label} {said} Northland.".replace(
            "very likely", "almost certainly"
        )
        for term in ("unlikely", "very unlikely"):
            assert say(technology, status, term) == f"It is {term} that {plain}"
        assert say(technology, status, "roughly even chance") == f"There is a roughly even chance that {plain}"
        assert say(technology, status, "almost no chance") == f"There is almost no chance that {plain}"
        assert say(technology, status, "not established") == f"It is not established that {plain}"
        grounds = "reasonable grounds to suspect"
        assert say(technology, status, grounds) == f"There are {grounds} that {plain}"


def test_the_table_above_has_every_status_of_the_ladder() -> None:
    assert len({say("drones", status, "likely") for status in (*LADDER, "abandoned")}) == 10


@pytest.mark.parametrize("technology", sorted(ENTRIES))
def test_subject_and_verb_agree_for_every_entry(technology: str) -> None:
    said = say(technology, "in-use", "likely")
    label = ENTRIES[technology].label.partition(" (")[0]
    verb = said.removeprefix(label).split()[0]
    assert verb == ("are" if label in PLURALS else "is"), said


@pytest.mark.parametrize(
    ("place", "level", "end"),
    [
        (NO_PLACE, "country", "at a place that could not be told."),
        ("the border of North Korea", "border", "at the border of North Korea."),
        ("the border of United States", "border", "at the border of the United States."),
        ("United Kingdom", "country", "in the United Kingdom."),
        ("Dominican Republic", "country", "in the Dominican Republic."),
        ("Hill Town", "city", "in Hill Town."),
        ("Hue", "site", "in Hue."),
        ("Lamp Square", "site", "at Lamp Square."),
    ],
)  # fmt: skip
def test_places_read_as_english(place: str, level: str, end: str) -> None:
    assert say("drones", "in-use", "likely", place, level) == f"Drones are likely in use {end}"


def test_a_condition_is_a_limit_whatever_its_status() -> None:
    assert say("electricity", "in-use", "likely") == "Electricity is likely a limit on surveillance in Northland."
    assert say("electricity", "procured", "unlikely").startswith("It is unlikely that electricity is a limit on")


def test_no_sentence_doubles_a_word() -> None:
    for technology in ENTRIES:
        for status in (*LADDER, "abandoned"):
            for term in TERMS:
                assert not re.search(r"\b(\w+) \1\b", say(technology, status, term))


def facet(facet: str, term: str, several: bool = False, value: str = "Hill Optics") -> str:
    standard = "icd-203" if term in {name for name, _, _ in ICD_203} else "reasonable-grounds"
    subject = facet_subject(ENTRIES["video-surveillance"], "video-surveillance", "Northland", "country", facet, several)
    return facet_sentence(subject, value, TERMS[term], standard)


@pytest.mark.parametrize(("term", "words"), [
    ("likely", "The supplier of video surveillance in Northland is likely Hill Optics."),
    ("almost certain", "The supplier of video surveillance in Northland is almost certainly Hill Optics."),
    ("unlikely", "It is unlikely that the supplier of video surveillance in Northland is Hill Optics."),
    ("roughly even chance",
     "There is a roughly even chance that the supplier of video surveillance in Northland is Hill Optics."),
    ("not established", "It is not established that the supplier of video surveillance in Northland is Hill Optics."),
    ("reasonable grounds to believe",
     "There are reasonable grounds to believe that the supplier of video surveillance in Northland is Hill Optics."),
])  # fmt: skip
def test_a_facet_reads_as_english(term: str, words: str) -> None:
    assert facet("supplier", term) == words
    assert facet("operator", term) == words.replace("supplier", "operator")
    assert facet("kind", term) == words.replace("supplier", "kind")
    assert facet("supplier", term, several=True).lower() == words.replace("The supp", "One supp").replace(
        "that the supp", "that one supp"
    ).lower()


def test_no_published_sentence_says_absent_or_speaks_of_confidence() -> None:
    sentences = [
        say(technology, status, term)
        for technology in ENTRIES for status in (*LADDER, "abandoned") for term in TERMS
    ]  # fmt: skip
    for name in ("supplier", "operator", "kind"):
        sentences += [facet(name, term, several) for term in TERMS for several in (True, False)]
        subject = facet_subject(None, "new-thing", "Northland", "country", name, False)
        sentences += [facet_unsupported(subject, value, denied) for value in ("unknown", "A") for denied in (True, False)]
    for words in sentences:
        assert words.endswith(".") and words[0].isupper()
        assert not re.search(r"absent|absence|confidence", words, re.IGNORECASE), words


@pytest.mark.parametrize(("value", "denied", "words"), [
    ("unknown", False, "It is said that the operator of drones in Northland is not known."),
    ("Hill Police", True, ("It is denied that the operator of drones in Northland is Hill Police; "
                          "no claim in this case says that it is.")),
    ("Hill Police", False, ("It is asked or expected that the operator of drones in Northland is Hill Police; "
                           "no claim in this case says that it is.")),
])  # fmt: skip
def test_a_facet_that_no_claim_is_for_reads_as_english(value: str, denied: bool, words: str) -> None:
    subject = facet_subject(ENTRIES["drones"], "drones", "Northland", "country", "operator", False)
    assert facet_unsupported(subject, value, denied) == words
