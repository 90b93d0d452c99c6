"""What would change a finding: the origin that it hangs on, and public material that would help."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.assess.weighing import Gaps, Independence, Voice, apart, weigh, what_would_change
from sousveil.case.vocabulary.load import load_vocabulary
from sousveil.records import Source
from sousveil.records.claim import STATUSES
from sousveil.records.finding import FACETS

SOURCES = {
    "r": Source("r", "The Hill Report", "report"),
    "o": Source("o", "Dale Radio", "outlet"),
    "w": Source("w", "Ms. K.", "person", local=True),
    "u": Source("u", "a source", "unnamed", local=True),
}


def test_the_origin_whose_loss_moves_it_most_is_named_with_what_would_be_said() -> None:
    held = [Voice("r", basis="own-measurement"), Voice("o", certainty="PS")]
    change = what_would_change(held, Independence(2, 2, 2), "icd-203", sources=SOURCES)
    before, after = weigh(held, apart(held), "icd-203"), weigh(held[1:], apart(held[1:]), "icd-203")
    assert before.likelihood is not None and after.likelihood is not None
    assert change.weakest == "r"
    assert change.loss == (f"Without The Hill Report the word would be “{after.likelihood.term}” instead of "
                           f"“{before.likelihood.term}”.")  # fmt: skip


def test_the_loss_of_a_denial_can_be_what_moves_it_most() -> None:
    held = [Voice("o", basis="saw"), Voice("w", basis="saw"), Voice("r", "against", basis="saw")]
    change = what_would_change(held, Independence(2, 2, 2), "icd-203", sources=SOURCES)
    assert change.weakest in ("o", "r", "w") and change.loss


def test_a_finding_on_one_origin_falls_with_it() -> None:
    change = what_would_change([Voice("o")], Independence(1, 1, 1), "reasonable-grounds", sources=SOURCES)
    assert change.weakest == "o" and change.loss == "Without Dale Radio no source in this case would say that it is so."


def test_people_and_sources_without_a_name_are_spoken_of_by_role() -> None:
    for one, words in (("w", "one witness"), ("u", "the source without a name")):
        change = what_would_change([Voice(one, reliability=None)], Independence(1, 1, 1), "icd-203", sources=SOURCES)
        assert words in change.loss and SOURCES[one].name not in change.loss


def test_nobody_for_it_has_no_loss_and_still_something_that_would_help() -> None:
    change = what_would_change([Voice("o", "against")], Independence(0, 0, 0), "icd-203", sources=SOURCES)
    assert change.weakest is None and change.loss == "" and change.helps


def test_the_cited_report_comes_first_where_it_would_move_it_most() -> None:
    gaps = Gaps("video-surveillance", "in-use", reports={"r": "The Hill Report"})
    held = [Voice("r", certainty="PS", basis="unknown")]
    change = what_would_change(held, Independence(1, 1, 1), "icd-203", sources=SOURCES, gaps=gaps)
    assert change.helps[0] == "The report itself, which is published: The Hill Report." or any(
        "The Hill Report" in line for line in change.helps
    )


def test_what_would_help_follows_the_technology_and_the_status() -> None:
    def helps(technology: str, status: str, facet: str = "present") -> str:
        gaps = Gaps(technology, status, facet)
        return " ".join(what_would_change([Voice("o")], Independence(1, 1, 1), "icd-203", sources=SOURCES,
                                          gaps=gaps).helps)  # fmt: skip

    assert "Satellite imagery" in helps("border-monitoring", "in-use")
    assert "Satellite imagery" not in helps("smartphone-control", "in-use")
    assert "Pictures and footage" in helps("video-surveillance", "in-use")
    assert "Pictures and footage" not in helps("video-surveillance", "procured")
    assert "customs" in helps("video-surveillance", "procured") and "maker's" in helps("drones", "in-use", "supplier")


INSIDE = re.compile(r"\b(?:ask|interview|contact|send|visit|resident|witness|escapee|defector|informant|insider"
                    r"|go and|inside|go there|smuggle|leak)", re.IGNORECASE)  # fmt: skip
WHAT = st.builds(Gaps, st.sampled_from(sorted(load_vocabulary().technologies)), st.sampled_from(STATUSES),
                 st.sampled_from(FACETS), st.sampled_from([None, {"r": "The Hill Report"}]), st.booleans(),
                 st.booleans())  # fmt: skip
HELD = st.lists(st.builds(Voice, st.sampled_from("rowu"), st.sampled_from(["for", "against"]),
                          st.sampled_from(["CT", "PR", "PS"]), st.sampled_from(["saw", "reported", "heard"]),
                          st.just(None), st.booleans()), max_size=4, unique_by=lambda v: v.source)  # fmt: skip


@given(HELD, WHAT, st.sampled_from(["icd-203", "reasonable-grounds"]))
def test_nothing_that_would_help_puts_a_person_inside_at_risk(held: list[Voice], gaps: Gaps, standard: str) -> None:
    independence = apart([v for v in held if v.side == "for"])
    change = what_would_change(held, independence, standard, sources=SOURCES, gaps=gaps)
    assert len(change.helps) <= 4
    for line in change.helps:
        assert not INSIDE.search(line), line
        assert line.endswith(".") and re.search(r"publi|imagery|customs", line), line
    assert "absent" not in change.loss and not re.search(r"\d", change.loss)


@pytest.mark.parametrize("standard", ["icd-203", "reasonable-grounds"])
def test_a_loss_that_changes_no_word_says_so(standard: str) -> None:
    held = [Voice(f"s{n}", basis="saw") for n in range(6)]
    change = what_would_change(held, Independence(6, 6, 6), standard, sources={})
    assert change.weakest is None or "stay" in change.loss
