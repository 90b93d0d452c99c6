"""The gate: silence is not a yes, and an allowance has a name and a reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from sousveil.errors import SousveilError
from sousveil.protect.gate import Candidate, Gate, Held, Risk


@dataclass(frozen=True)
class Says:
    name: str
    risks: tuple[Risk, ...] = ()
    question: str = "Is it so?"

    def run(self, candidate: Candidate) -> list[Risk]:
        return list(self.risks)


@dataclass(frozen=True)
class Breaks(Says):
    def run(self, candidate: Candidate) -> list[Risk]:
        raise ValueError("no such file")


HOLD, NOTE = Risk("hold", "A name.", "a.html"), Risk("note", "A word.", "b.html")
NOTHING = Candidate(Path(), ())


def test_open_without_risks_and_with_notes() -> None:
    report = Gate([Says("one"), Says("two", (NOTE,))]).examine(NOTHING)
    assert report.open and [risk.check for risk in report.notes] == ["two"]
    assert [answer.check for answer in report.answers] == ["one", "two"]


def test_a_hold_closes_it_unless_that_check_is_allowed() -> None:
    gate = Gate([Says("one", (HOLD,)), Says("two", (HOLD, NOTE))])
    assert not gate.examine(NOTHING).open
    assert not gate.examine(NOTHING, {"one": "public anyway"}).open
    report = gate.examine(NOTHING, {"one": "public anyway", "two": "hers"})
    assert report.open and report.holds == () and len(report.notes) == 3
    assert [answer.allowed for answer in report.answers] == ["public anyway", "hers"]


def test_an_allowance_needs_a_known_name_and_a_reason() -> None:
    gate = Gate([Says("one", (HOLD,))])
    with pytest.raises(SousveilError, match="no check called 'on'"):
        gate.examine(NOTHING, {"on": "because"})
    with pytest.raises(SousveilError, match="without a reason"):
        gate.examine(NOTHING, {"one": "  "})


def test_a_check_that_breaks_holds_and_cannot_be_allowed() -> None:
    report = Gate([Breaks("one")]).examine(NOTHING, {"one": "never mind"})
    assert not report.open and "no such file" in report.holds[0].sentence


def test_an_unneeded_allowance_is_not_recorded_as_used() -> None:
    assert Gate([Says("one", (NOTE,))]).examine(NOTHING, {"one": "just in case"}).answers[0].allowed is None


def test_names_are_unique() -> None:
    with pytest.raises(ValueError, match="one name"):
        Gate([Says("one"), Says("one")])


def test_the_error_names_check_reason_and_place() -> None:
    report = Gate([Says("one", (HOLD,) * 9)]).examine(NOTHING)
    message = str(Held(report))
    assert "[one] A name. (a.html)" in message and "4 more" in message and "nothing was written" in message
