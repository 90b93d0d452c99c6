"""The rules over a model's proposals: words of the passage and ids of closed lists, or nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.claim.llm.prompt import key_of, parts
from sousveil.claim.llm.weigh import MOST, REFUSALS, SUGGESTED, Proposal, weigh
from sousveil.claim.step import claim_item
from sousveil.records import Answer, Claim, Passage, Text
from sousveil.records.claim import CERTAINTIES, STATUSES
from sousveil.run.step import Work

from ..build import work

TEXT = (
    "The harbour office put up sensor poles along the quay. Mayor Ana Brull said that the poles note every boat. "
    "Nobody knows more.\nMenu poles poles\nThe poles stand."
)
FIRST = "The harbour office put up sensor poles along the quay."
SECOND = "Mayor Ana Brull said that the poles note every boat."
KNOWN = ("video-surveillance", "drones")


def proposal(**changes: Any) -> dict[str, Any]:
    good = {
        "sentence": FIRST, "quote": "sensor poles", "technology": "video-surveillance", "status": "installed", "certainty": "CT+",
        "source": "",
    }  # fmt: skip
    return {**good, **changes}


def weighed(reply: Any, text: str = TEXT, language: str = "en", **more: Any) -> list[Proposal]:
    """What becomes of one reply to every part of ``text``."""
    held = work(text, language, furniture=("Menu",))
    passages = held.all(Passage)
    words = reply if isinstance(reply, str) else json.dumps({"proposals": reply})
    answers = [
        Answer(f"a{n}", held.item.id, key_of("m", "p", text[a:b]), "m", "p", words, "2025-01-01T00:00:00Z")
        for n, (_, a, b) in enumerate(parts(passages))
    ][:1]
    return weigh(text, passages, answers, more.get("claims", ()), more.get("account", ()), KNOWN)


def outcomes(*listed: Any, **more: Any) -> list[str]:
    return [one.outcome for one in weighed(list(listed), **more)]


def test_a_good_one_is_kept_as_places_in_the_text() -> None:
    (one,) = weighed([proposal(sentence=SECOND, quote="poles", source="Ana Brull")])
    assert one.outcome == SUGGESTED
    assert TEXT[one.start : one.end] == SECOND
    assert TEXT[slice(*one.quote)] == "poles" and one.start <= one.quote[0] < one.quote[1] <= one.end
    assert one.source is not None and TEXT[slice(*one.source)] == "Ana Brull"
    assert (one.technology, one.status, one.certainty) == ("video-surveillance", "installed", "CT+")


def test_offsets_may_stand_beside_the_words() -> None:
    assert outcomes(proposal(start=0, end=len(FIRST))) == [SUGGESTED]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"sentence": "The harbour office installed sensor poles along the quay."}, "words"),
        ({"sentence": ""}, "words"),
        ({"sentence": 7}, "words"),
        ({"sentence": "The poles stand."}, "words"),  # of another passage
        ({"quote": "cameras"}, "words"),
        ({"quote": "every boat"}, "words"),  # of another sentence
        ({"quote": None}, "words"),
        ({"sentence": f"{FIRST} {SECOND}"}, "several"),
        ({"sentence": "sensor poles"}, "several"),
        ({"start": 1, "end": len(FIRST)}, "offsets"),
        ({"start": 0, "end": 10_000}, "offsets"),
        ({"start": -3, "end": 4}, "offsets"),
        ({"start": 0}, "offsets"),
        ({"start": True, "end": 5}, "offsets"),
        ({"technology": "mind-reading"}, "technology"),
        ({"technology": ["drones"]}, "technology"),
        ({"status": "deployed"}, "status"),
        ({"certainty": "sure"}, "certainty"),
        ({"source": "the Ministry of Ports"}, "source"),
        ({"source": "  "}, "source"),
        ({"source": "."}, "source"),
    ],
)
def test_each_fault_is_refused_under_its_name(changes: dict[str, Any], why: str) -> None:
    assert outcomes(proposal(**changes)) == [why]
    assert why in REFUSALS


@pytest.mark.parametrize(
    "reply",
    ["", "none", '{"proposals": [', "[]", '{"proposals": {}}', '```json\n{"proposals": []}\n```', "[" * 100_000, "NaN"],
)
def test_json_is_taken_as_it_is_or_not_at_all(reply: str) -> None:
    assert [one.outcome for one in weighed(reply)] == ["malformed"]


def test_items_of_no_shape_and_too_many() -> None:
    assert outcomes(None, "x", [1]) == ["malformed"] * 3
    assert outcomes(*[None] * (MOST + 2)) == ["malformed"] * MOST + ["too many"] * 2


def test_nothing_is_claimed_twice_nor_against_the_rules() -> None:
    assert outcomes(proposal(), proposal(status="in-use"), proposal(technology="drones")) == [
        SUGGESTED, "claimed", SUGGESTED,
    ]  # fmt: skip
    given = claim_item(work("Police installed 20 CCTV cameras in Nairobi.", source="The Outlet"))
    claims = [r for r in given.records if isinstance(r, Claim)]
    assert claims
    one = proposal(sentence="Police installed 20 CCTV cameras in Nairobi.", quote="CCTV cameras")
    technology = claims[0].technology
    text = "Police installed 20 CCTV cameras in Nairobi."
    assert technology == "video-surveillance"
    assert outcomes(one, text=text, claims=claims) == ["claimed"]


def test_a_sentence_that_the_rules_hold_to_be_another_matter_stays_so() -> None:
    held = work(TEXT, furniture=("Menu",))
    account = [r for r in claim_item(held).records if type(r).__name__ == "Sentence"]
    other = [replace(s, reason="another matter: the document calls itself fiction or satire") for s in account]
    assert outcomes(proposal(), account=account) == [SUGGESTED]
    assert outcomes(proposal(), account=other) == ["other matter"]


def test_only_whole_sentences_of_readable_passages_are_sent() -> None:
    long = "word " * 600
    held = work(
        f"{TEXT}\n{long}\n" + " ".join(f"Sentence number {n} stands here." for n in range(400)), furniture=("Menu",)
    )
    text = held.all(Text)[0].text
    sent = [text[a:b] for _, a, b in parts(held.all(Passage))]
    assert all(len(words) <= 4000 for words in sent)
    assert not any("Menu" in words or "word word" in words for words in sent)
    assert sum(words.count("stands here") for words in sent) == 400
    assert list(parts(work("De kamera's hangen overal in de stad.", "nl").all(Passage))) == []


pieces = st.sampled_from([FIRST, SECOND, "sensor poles", "poles", "Ana Brull", "", "drones", "CT+", "installed", "x"])
values = st.one_of(
    pieces, st.text(max_size=8), st.integers(-5, 200), st.none(), st.booleans(), st.lists(pieces, max_size=2)
)
fields = st.sampled_from(["sentence", "quote", "technology", "status", "certainty", "source", "start", "end", "more"])


@given(
    listed=st.lists(
        st.one_of(
            st.builds(lambda changes: proposal(**changes), st.dictionaries(fields, values, max_size=3)),
            st.dictionaries(fields, values), values,
        ), max_size=5,
    )
)  # fmt: skip
def test_whatever_it_says_only_places_and_listed_ids_come_out(listed: list[Any]) -> None:
    got = weighed(listed)
    assert len(got) == len(listed)
    sentences = {span for p in work(TEXT, furniture=("Menu",)).all(Passage) for span in p.sentences}
    for one in got:
        assert one.outcome == SUGGESTED or one.outcome in REFUSALS
        if one.outcome == SUGGESTED:
            assert (one.start, one.end) in sentences
            assert one.technology in KNOWN and one.status in STATUSES and one.certainty in CERTAINTIES
            assert one.start <= one.quote[0] < one.quote[1] <= one.end


@given(reply=st.text(max_size=80))
def test_no_reply_raises(reply: str) -> None:
    assert all(one.outcome in REFUSALS or one.outcome == SUGGESTED for one in weighed(reply))


def test_the_claim_step_gives_suggestions_with_their_mark() -> None:
    held = work(TEXT, furniture=("Menu",))
    passages = held.all(Passage)
    start, end = next((a, b) for _, a, b in parts(passages))
    reply = json.dumps({"proposals": [
        proposal(sentence=SECOND, quote="poles", source="Ana Brull", technology="border-monitoring"),
        proposal(sentence=SECOND, quote="poles", source="Ana Brull"), proposal(technology="no such"),
    ]})  # fmt: skip
    answer = Answer("a", held.item.id, key_of("m", "p", TEXT[start:end]), "m", "p", reply, "2025-01-01T00:00:00Z")
    asked = Work(held.item, held.collections, {**held.records, Answer: [answer]})
    given = claim_item(asked)
    assert claim_item(asked) == given
    claims = [r for r in given.records if isinstance(r, Claim) and r.drawn_by.step == "llm"]
    assert claims and [c.technology for c in claims][-1] == "video-surveillance"
    one = claims[-1]
    assert one.drawn_by.model == "m prompt p"
    assert one.quote == TEXT[one.start : one.end] == SECOND
    assert [e.source for e in one.attribution] == ["The Outlet", "Ana Brull"]
    edge = one.attribution[1]
    assert edge.start is not None and TEXT[edge.start : edge.end] == "Ana Brull" and edge.under == 0
    assert not given.failures
    # Without answers nothing differs but what was suggested.
    plain = claim_item(held)
    assert [r for r in given.records if r not in claims] == list(plain.records)
