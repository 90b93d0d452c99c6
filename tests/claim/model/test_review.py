"""What the review may do to the rules' claims, and what it must leave alone."""

from __future__ import annotations

import pytest

from sousveil.claim.model.linear import SCALE, Linear, Review
from sousveil.records import Claim

from ..build import read

TEXT = (
    "Police have installed 40 surveillance cameras in Ostrell, Mira Doss said.\nThe weather was fine.\n"
    "Eleven of them look onto the river."
)
GROUPS = {f"{language}:{group}": 0.5 for language in ("en", "ko", "zh") for group in ("named", "unnamed")}
NOTHING = Linear(("digital-surveillance",), (-20 * SCALE,), {})


def model(keep: Linear, status: Linear | None = None) -> Review:
    """A model whose other classifiers always say the same."""
    installed = status or Linear(("in-use", "installed"), (0, SCALE), {})
    certain = Linear(("CT+", "PS+"), (SCALE, 0), {})
    return Review(NOTHING, keep, installed, certain, GROUPS, "0" * 64)


def with_model(held: Review | None, text: str = TEXT) -> list[Claim]:
    return read(text, model=held)[0]


ALL = Linear(("no", "yes"), (0, SCALE), {})
NONE = Linear(("no", "yes"), (SCALE, 0), {})


def test_without_a_model_the_rules_stand_alone() -> None:
    claims = with_model(None)
    assert [c.quote for c in claims] == [TEXT.split("\n")[0]]
    assert claims[0].drawn_by.model is None


def test_what_a_rule_drew_is_never_dropped() -> None:
    claims, account = read(TEXT, model=model(NONE))
    assert [c.quote for c in claims] == [c.quote for c in read(TEXT)[0]]
    assert account[0].outcome == "claims"


def test_an_added_claim_says_that_the_review_added_it() -> None:
    river = Linear(
        ("no", "yes"),
        (3 * SCALE, 0),
        {"t=video-surveillance": (0, 2 * SCALE), "state=firm/drew": (0, 3 * SCALE), "w=en:eleven": (0, 3 * SCALE)},
    )
    claims = with_model(model(river))
    assert [c.quote for c in claims] == [TEXT.split("\n")[0], TEXT.split("\n")[2]]
    added = claims[1]
    assert added.technology == "video-surveillance"
    assert added.drawn_by.model == "review 000000000000"
    assert added.quote == TEXT[added.start : added.end]
    for edge in added.attribution:
        assert edge.start is None or TEXT[edge.start : edge.end] == edge.source


def test_an_unchanged_claim_is_the_rules_own() -> None:
    claims = with_model(model(ALL))
    assert claims[0].status == "installed"
    assert claims[0].drawn_by.model is None


def test_what_a_rule_drew_keeps_its_status_and_certainty() -> None:
    bought = Linear(("in-use", "procured"), (0, SCALE), {})
    claims = with_model(model(ALL, status=bought))
    assert (claims[0].status, claims[0].certainty, claims[0].drawn_by.model) == ("installed", "CT+", None)


def test_an_added_claim_has_the_status_of_the_review_and_its_aspect() -> None:
    bought = Linear(("in-use", "procured"), (0, SCALE), {})
    text = "Surveillance cameras stand in Ostrell.\nThe weather was fine and dry."
    claims = with_model(model(ALL, status=bought), text)
    assert (claims[1].status, claims[1].aspect) == ("procured", "procurement")


def test_nobody_knows_is_never_overruled() -> None:
    text = "Surveillance cameras stand in Ostrell.\nIt is unclear whether any of this works."
    claims = with_model(model(ALL), text)
    assert [(c.certainty, c.kind) for c in claims[1:]] == [("U", "question")] * len(claims[1:])
    assert len(claims) > 1


@pytest.mark.parametrize("text", ["", "?", "Cameras.", "\n".join(["It has cameras."] * 30)])
def test_the_review_bears_any_text(text: str) -> None:
    for claim in with_model(model(ALL), text):
        assert claim.quote == text[claim.start : claim.end]
