"""Overrides: a person may set any part, with a reason; the program's own value stays to be seen."""

from __future__ import annotations

from typing import Any

import pytest

from sousveil.assess.weighing import Independence, Overrides, Voice, fault_of, overrides_of, weigh
from sousveil.records import Judgement, Source

SOURCES = {
    "s1": Source("s1", "Dale Radio", "outlet", ("Dale Radio",), ("i1",)),
    "s2": Source("s2", "Hill Institute", "organisation", ("Hill Institute",)),
    "w1": Source("w1", "residents", "witnesses", ("residents",), local=True),
}
HELD = [Voice("s1", basis="saw"), Voice("s2", basis="saw")]
TWO = Independence(2, 2, 2)


def judge(target: str, at: int, note: str | None = "Checked by hand.", verdict: str = "weigh", **fields: Any) -> Judgement:
    return Judgement(f"j{at}", target, verdict, "someone", "editor", f"2026-01-{at:02d}T00:00:00Z", note, fields)


def read(*judgements: Judgement, standard: str = "icd-203") -> Overrides:
    return overrides_of(judgements, SOURCES, {"c1", "c2"}, standard)


def test_a_word_that_a_person_set_stands_and_the_programs_own_is_told() -> None:
    found = read(judge("n1", 1, likelihood="unlikely", confidence="low", credibility="5"))
    own = weigh(HELD, TWO, "icd-203")
    result = weigh(HELD, TWO, "icd-203", override=found.findings["n1"])
    assert own.likelihood is not None and result.likelihood is not None
    assert (result.likelihood.term, result.confidence, result.grade.credibility) == ("unlikely", "low", "5")
    assert result.chance == own.chance and result.ledger == own.ledger
    assert f"The program's own word was “{own.likelihood.term}”." in result.notes[0]
    # The reason may name people and stays with the judgement; notes may be published.
    assert not any("Checked by hand." in note for note in result.notes) and len(result.notes) == 3
    assert result.overrides == ("j1",)
    for note in result.notes:
        assert not ("likelihood" in note and "confidence" in note)


def test_the_latest_standing_judgement_holds_field_by_field() -> None:
    first = judge("n1", 1, likelihood="unlikely", confidence="low")
    second = judge("n1", 2, likelihood="likely")
    one = read(second, first).findings["n1"]
    assert (one.likelihood, one.confidence) == ("likely", "low")
    assert (one.by("likelihood"), one.by("confidence")) == ("j2", "j1")


def test_a_withdrawn_override_vanishes_and_the_one_before_it_holds_again() -> None:
    first, second = judge("n1", 1, likelihood="unlikely"), judge("n1", 2, likelihood="likely")
    gone = judge("j2", 3, verdict="withdraw-judgement")
    assert read(first, second, gone).findings["n1"].likelihood == "unlikely"
    assert read(second, gone).findings == {}


def test_letters_pairs_and_claims_left_out() -> None:
    found = read(judge("s1", 1, reliability="B"), judge("s1", 2, together_with=["s2"]), judge("c1", 3, counts=False),
                 judge("c2", 4, counts=False), judge("c2", 5, counts=True))  # fmt: skip
    assert found.reliability == {"s1": "B"} and found.together == {frozenset(("s1", "s2"))}
    assert found.uncounted == {"c1"} and not found.faults
    turned = read(judge("s1", 2, together_with=["s2"]), judge("s2", 6, apart_from=["s1"]))
    assert turned.apart == {frozenset(("s1", "s2"))} and not turned.together
    assert turned.by[frozenset(("s1", "s2"))] == "j6"


def test_own_hypotheses_and_cells_gather() -> None:
    found = read(judge("n1", 1, hypotheses={"dummies": "They are dummies."}),
                 judge("n1", 2, cells={"dummies": {"s1": "CC"}}),
                 judge("n1", 3, cells={"dummies": {"s2": "I"}, "in-use": {"s1": "N"}}))  # fmt: skip
    one = found.findings["n1"]
    assert one.hypotheses == {"dummies": "They are dummies."}
    assert one.cells == {"dummies": {"s1": "CC", "s2": "I"}, "in-use": {"s1": "N"}}


@pytest.mark.parametrize(("judgement", "words"), [
    (judge("n1", 1, note=None, likelihood="likely"), "needs a note"),
    (judge("n1", 1, note="  ", likelihood="likely"), "needs a note"),
    (judge("n1", 1), "changes nothing"),
    (judge("n1", 1, likelihood="certain"), "is no likelihood"),
    (judge("n1", 1, likelihood=["likely"]), "is no likelihood"),
    (judge("n1", 1, credibility=1), "is no credibility"),
    (judge("n1", 1, status="gone"), "is no status"),
    (judge("n1", 1, confidence="sure"), "is no confidence"),
    (judge("n1", 1, reliability="A"), "has no field 'reliability'"),
    (judge("n1", 1, hypotheses=["x"]), "a sentence for each id"),
    (judge("n1", 1, cells={"in-use": {"s1": "yes"}}), "A fit is one of"),
    (judge("n1", 1, cells={"in-use": "CC"}), "A fit is one of"),
    (judge("s1", 1, reliability="G"), "letter from A to F"),
    (judge("s1", 1, likelihood="likely"), "has no field 'likelihood'"),
    (judge("s1", 1, apart_from="s2"), "list of ids"),
    (judge("s1", 1, apart_from=["s1"]), "no other source"),
    (judge("s1", 1, apart_from=["s9"]), "no other source"),
    (judge("s1", 1, apart_from=["s2"], together_with=["s2"]), "cannot be both"),
    (judge("w1", 1, reliability="B"), "never graded"),
    (judge("w1", 1, together_with=["s1"]), "never linked"),
    (judge("s1", 1, together_with=["w1"]), "never linked"),
    (judge("c1", 1, counts="no"), "true or false"),
    (judge("c1", 1, likelihood="likely"), "has no field 'likelihood'"),
])  # fmt: skip
def test_what_does_not_fit_is_named_in_a_sentence_and_left_aside(judgement: Judgement, words: str) -> None:
    fault = fault_of(judgement, SOURCES, {"c1"}, "icd-203")
    assert fault is not None and words in fault and fault.endswith(".")
    found = read(judgement)
    assert found.faults == ((judgement, fault),)
    assert not (found.findings or found.reliability or found.apart or found.together or found.uncounted)


def test_a_word_of_the_other_standard_is_refused() -> None:
    assert read(judge("n1", 1, likelihood="likely"), standard="reasonable-grounds").faults
    assert not read(judge("n1", 1, likelihood="not established"), standard="reasonable-grounds").faults


def test_an_override_of_what_is_not_there_any_more_is_named() -> None:
    found = read(judge("n1", 1, likelihood="likely"), judge("n2", 2, confidence="low", credibility="3"))
    assert [(j.id, "n2" in why) for j, why in found.unmatched({"n1"})] == [("j2", True)]


def test_a_letter_that_a_person_gave_weighs_and_is_told_in_the_ledger() -> None:
    plain = weigh([Voice("s1")], Independence(1, 1, 1), "icd-203")
    better = weigh([Voice("s1", reliability="A", graded_by="j1")], Independence(1, 1, 1), "icd-203")
    worse = weigh([Voice("s1", reliability="E", graded_by="j1")], Independence(1, 1, 1), "icd-203")
    assert worse.free < plain.free < better.free
    assert "A person graded it A." in better.ledger[0].why and better.grade.reliability == "A"
