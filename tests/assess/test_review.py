"""What a fresh reader found: ends that reach the wider place, words a person set, lives that are no contradictions."""

from __future__ import annotations

from sousveil.assess.weighing import Independence, Voice, weigh
from sousveil.assess.weighing.standards import grade


def test_two_sources_that_nobody_linked_are_not_confirmed() -> None:
    told = [Voice("a", basis="reported"), Voice("b", basis="reported")]
    assert weigh(told, Independence(2, 2, 2), "icd-203").grade.credibility == "2"
    seen = [Voice("a", basis="saw"), Voice("b", basis="own-measurement")]
    assert grade(seen, [], 2, 0.85).credibility == "1"
    assert grade(seen, [], 2, 0.70).credibility == "2", "a word below very likely confirms nothing"
    assert grade(seen, [], 2, 0.50).credibility == "3"
    assert grade(told, [], 2, 0.85, {"a", "b"}).credibility == "1", "a person holds them apart"


def test_letters_of_bad_sources_never_confirm() -> None:
    bad = [Voice("a", basis="saw", reliability="E"), Voice("b", basis="saw", reliability="E")]
    assert weigh(bad, Independence(2, 2, 2), "icd-203").grade.credibility != "1"
