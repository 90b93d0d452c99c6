"""Claims made by hand: they live in judgements, follow their words, and go with their document."""

from __future__ import annotations

from dataclasses import replace

from sousveil.case.added import BY_HAND, WithAdded, account_with, added_claims, added_fields, hand_made_id
from sousveil.case.judged import apply_judgements
from sousveil.records import Claim, Edge, Judgement, Sentence, Text
from sousveil.records.ids import claim_id
from sousveil.run.step import MemoryView

ITEM = "a" * 64
TEXT = "A line before. Cameras hang at the gate. Another line."
QUOTE = "Cameras hang at the gate."
START = TEXT.index(QUOTE)


def by_hand(text: str = TEXT, **changes: object) -> Claim:
    start = text.index(QUOTE)
    spans = ((start, start + len(QUOTE)),)
    edge = Edge("The Outlet", "outlet", "published", "reported", "CT+")
    inner = Edge("the gate", "person", "said", "unknown", "CT+", start + 20, start + 24, 0)
    claim = Claim(
        id=hand_made_id(ITEM, spans, "video-surveillance", "deployment", 0), item=ITEM, spans=spans, quote=QUOTE, statement=QUOTE,
        language="en", kind="fact", technology="video-surveillance", aspect="deployment", status="installed", certainty="CT+",
        attribution=(edge, inner), drawn_by=BY_HAND,
    )  # fmt: skip
    return replace(claim, **changes)  # type: ignore[arg-type]


def add(claim: Claim, number: int = 0) -> Judgement:
    return Judgement(f"j-{number}", claim.id, "add", "A", "coder", f"2026-01-01T00:00:0{number}Z", None, added_fields(claim))


def test_a_claim_made_by_hand_comes_back_whole_and_can_be_judged() -> None:
    claim = by_hand()
    assert added_claims([add(claim)], {ITEM: TEXT}.get) == ([claim], [])
    amended = Judgement("j-1", claim.id, "amend", "A", "coder", "2026-01-01T00:00:01Z", None, {"status": "in-use"})
    assert [c.status for c in apply_judgements([claim], [add(claim), amended])] == ["in-use"]
    rejected = replace(amended, verdict="reject", fields={})
    assert apply_judgements([claim], [add(claim), rejected]) == []
    withdrawn = replace(amended, verdict="withdraw-judgement", target="j-0", fields={})
    assert added_claims([add(claim), withdrawn], {ITEM: TEXT}.get) == ([], [])


def test_it_follows_its_words_to_another_offset_and_no_further() -> None:
    longer = "A better reader found this.\n" + TEXT
    ((moved,), faults) = added_claims([add(by_hand())], {ITEM: longer}.get)
    assert not faults
    assert longer[moved.start : moved.end] == QUOTE
    edge = moved.attribution[1]
    assert edge.start is not None and longer[edge.start : edge.end] == "gate"
    for text in ("Nothing of it.", longer + " " + QUOTE, None):
        claims, faults = added_claims([add(by_hand())], {ITEM: text}.get)
        assert not claims
        assert len(faults) == 1 and faults[0][1].endswith(".")


def test_what_is_no_claim_is_said_to_be_none() -> None:
    judgement = replace(add(by_hand()), fields={"item": ITEM})
    claims, faults = added_claims([judgement], {ITEM: TEXT}.get)
    assert not claims and "does not fit" in faults[0][1]
    other = replace(add(by_hand()), target="c-another")
    assert added_claims([other], {ITEM: TEXT}.get)[0] == []


def test_its_id_is_never_one_that_a_step_gives() -> None:
    spans = ((0, 5),)
    assert hand_made_id(ITEM, spans, "drones", "deployment", 0) != claim_id(ITEM, spans, "drones", "deployment", 0)


def test_the_account_of_its_sentence_names_it() -> None:
    claim = by_hand()
    declined = Sentence("s-1", ITEM, START, START + len(QUOTE), "declined", (), "context only")
    other = Sentence("s-0", ITEM, 0, START - 1, "declined", (), "no surveillance content")
    first, second = account_with([other, declined], [claim])
    assert first == other
    assert (second.outcome, second.claims, second.reason) == ("claims", (claim.id,), None)


def test_a_case_step_sees_it_among_the_others() -> None:
    claim = by_hand()
    view = WithAdded(MemoryView([Text(ITEM, TEXT), add(claim)]))
    assert list(view.all(Claim)) == [claim] == list(view.all(Claim, item=ITEM))
    assert list(view.all(Claim, item="b" * 64)) == []
    assert [t.text for t in view.all(Text)] == [TEXT]
