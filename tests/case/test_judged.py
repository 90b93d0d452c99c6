"""What a finding may rest on: what the review added counts only once a person has accepted it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sousveil.case.judged import ADDED_BY_REVIEW, apply_judgements, weighed_claims
from sousveil.records import Claim, DrawnBy, Edge, Judgement

RULE = Claim(
    "c1", "i" * 64, ((0, 5),), "words", "words", "en", "fact", "video-surveillance", "deployment", "in-use", "CT+",
    (Edge("The Outlet", "outlet", "published", "reported", "CT+"),), DrawnBy("claim", "4"),
)  # fmt: skip
ADDED = replace(RULE, id="c2", drawn_by=DrawnBy("claim", "4", f"{ADDED_BY_REVIEW}0123456789ab"))


def judged(verdict: str, **fields: object) -> Judgement:
    return Judgement("j1", "c2", verdict, "A", "coder", "2025-01-01T00:00:00Z", fields=fields)


def test_an_added_claim_is_shown_but_does_not_count() -> None:
    assert apply_judgements([RULE, ADDED], []) == [RULE, ADDED]
    assert weighed_claims([RULE, ADDED], []) == [RULE]


@pytest.mark.parametrize("judgement", [judged("accept"), judged("amend", status="installed")])
def test_a_person_makes_it_count(judgement: Judgement) -> None:
    assert [c.id for c in weighed_claims([RULE, ADDED], [judgement])] == ["c1", "c2"]


@pytest.mark.parametrize("verdict", ["reject", "note"])
def test_nothing_else_does(verdict: str) -> None:
    assert weighed_claims([RULE, ADDED], [judged(verdict)]) == [RULE]


def test_a_withdrawn_acceptance_does_not() -> None:
    taken_back = Judgement("j2", "j1", "withdraw-judgement", "A", "coder", "2025-01-02T00:00:00Z")
    assert weighed_claims([RULE, ADDED], [judged("accept"), taken_back]) == [RULE]
