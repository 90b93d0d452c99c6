"""Which of two texts came first, where no date tells: by what was put in, mended and mentioned; else undecided."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.trace.agencies import Credit
from sousveil.trace.direction import by_text, order, signs
from sousveil.trace.relate import Piece
from sousveil.trace.text import tokens

from .helpers import prose

HOUSE = Piece(["1"], outlet="An encyclopedia")
CREDIT = Credit("Reuters", "wire", 0, 9, "(Reuters)")
OTHER = Piece(["2"], outlet="Another paper")


def grown(seed: int) -> tuple[str, str]:
    """A text, and one with passages put into it and a few words that belong to a later day."""
    parts = [prose(seed + n, 40) for n in range(4)]
    later = [part for n, old in enumerate(parts) for part in (old, prose(seed + 40 + n, 30))]
    return " ".join(parts), " ".join(later) + " By 2021 the cameras had been replaced, and in 2022 removed."


@pytest.mark.parametrize("seed", [1, 100, 1000])
def test_a_text_that_was_worked_over_is_the_later_one_whichever_is_given_first(seed: int) -> None:
    old, new = (tokens(text) for text in grown(seed))
    for one, two, answer in ((old, new, True), (new, old, False)):
        first, reason = by_text(HOUSE, HOUSE, one, two)
        assert first is answer and reason.startswith("undecided by date; the texts suggest it:") and "passages" in reason


def test_between_two_houses_growing_tells_nothing() -> None:
    old, new = (tokens(text.replace("2021", "that").replace("2022", "this")) for text in grown(7))
    assert by_text(HOUSE, OTHER, old, new) == (None, "undecided")
    assert by_text(Piece(["1"]), Piece(["2"]), old, new) == (None, "undecided")


def test_mended_spelling_tells_between_houses_too() -> None:
    text = " ".join(f"{prose(60 + n, 14)} The government renewed surveillance equipment again." for n in range(5))
    head, _, tail = text.partition("The government renewed surveillance")
    faulty = f"{head}The govermnent renewed surveilance{tail}"
    found = signs(tokens(faulty), tokens(text))
    assert found.spelling > 0
    first, reason = by_text(HOUSE, OTHER, tokens(faulty), tokens(text))
    assert first is True and "misspelt words of the earlier one are mended" in reason


def test_equal_texts_and_texts_without_anything_shared_are_undecided() -> None:
    one, two = tokens(prose(3, 60)), tokens(prose(4, 60))
    assert by_text(HOUSE, HOUSE, one, one)[0] is None
    assert signs(tokens(""), two).score() == 0
    assert by_text(HOUSE, HOUSE, tokens(""), two) == (None, "undecided")


def test_dates_go_before_credits_and_credits_before_all_else() -> None:
    agency = Piece(["a"], outlet="Reuters", published="2025-01-03")
    paper = Piece(["b"], outlet="The Paper", published="2025-01-01", credit=CREDIT)
    assert order(agency, paper)[0] is False
    paper.published = None
    assert order(agency, paper) == (True, "credited by the other (Reuters)")
    paper.credit = None
    assert order(agency, paper) == (None, "undecided")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=60))
def test_swapping_the_texts_turns_every_sign(one: str, two: str, shared: str) -> None:
    body = f"{shared} {prose(8, 20)}"
    left, right = tokens(f"{one} {body} {two}"), tokens(f"{two} {body} {one} {shared}")
    there, back = signs(left, right), signs(right, left)
    for name in vars(there):
        assert getattr(there, name) == pytest.approx(-getattr(back, name), abs=1e-9)
