"""Records to plain values and back: whole, and strict about what comes in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.records import Claim, Collection, DrawnBy, Edge, Finding, Judgement, Passage, Place, Quantity
from sousveil.records.serialise import MalformedRecord, from_plain, to_plain

CLAIM = Claim(
    "c-1", "a" * 64, ((0, 5), (9, 12)), "Hello", "It is.", "en", "fact", "video-surveillance", "deployment", "in-use", "CT+",
    (Edge("the document", "document", "wrote", "unknown", "CT+"),), DrawnBy("claim", "1"),
    places=(Place("Seoul", "city", "KR"),), quantity=Quantity(1, None, "cameras", "more than one"),
)  # fmt: skip


def through_json(record: object) -> object:
    return json.loads(json.dumps(to_plain(record)))


def test_a_claim_comes_back_the_same() -> None:
    assert from_plain(Claim, through_json(CLAIM)) == CLAIM


@given(st.builds(Passage))
def test_every_passage_comes_back_the_same(passage: Passage) -> None:
    assert from_plain(Passage, through_json(passage)) == passage


@given(st.builds(Collection))
def test_every_collection_record_comes_back_the_same(collection: Collection) -> None:
    assert from_plain(Collection, through_json(collection)) == collection


def test_missing_fields_take_their_default_and_needed_ones_are_asked_for() -> None:
    edge = from_plain(Edge, {"source": "x", "kind": "outlet", "verb": "v", "basis": "b", "certainty": "U"})
    assert edge.under is None
    with pytest.raises(MalformedRecord, match=r"Edge\.certainty is missing"):
        from_plain(Edge, {"source": "x", "kind": "outlet", "verb": "v", "basis": "b"})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": "5"}, "Passage.start should be int, not str"),
        ({"start": True}, "Passage.start should be int, not bool"),
        ({"sentences": [[1, 2, 3]]}, "should have 2 parts, not 3"),
        ({"sentences": "no"}, "should be a list, not str"),
        ({"evil": 1}, r"unknown fields \['evil'\]"),
        ({"box": []}, "should be an object, not list"),
        ({"confidence": "high"}, "should be float, not str"),
    ],
)
def test_a_wrong_type_is_named(change: dict[str, object], words: str) -> None:
    good = to_plain(Passage("p", "i", 0, 0, 5, "paragraph", "en", ((0, 5),)))
    with pytest.raises(MalformedRecord, match=words):
        from_plain(Passage, good | change)


def test_something_that_is_no_object_is_refused() -> None:
    with pytest.raises(MalformedRecord):
        from_plain(Finding, [])


def test_free_fields_are_kept_as_they_are() -> None:
    judgement = Judgement("j", "c-1", "amend", "me", "coder", "2024", fields={"places": [{"name": "Seoul"}], "status": None})
    assert from_plain(Judgement, through_json(judgement)) == judgement
