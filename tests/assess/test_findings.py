"""Findings: what the claims on one technology and place together bear, in words that the origins can carry."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.assess.step import assess_case
from sousveil.assess.weighing import ICD_203, Independence, Voice, weigh
from sousveil.case.judged import apply_judgements, faulty_judgements
from sousveil.records import Claim, Failure, Finding, Item, Judgement, Link, Place, Quantity, Searched
from sousveil.run.step import MemoryView
from sousveil.trace.step import trace_case
from tests.trace.helpers import NK, claim, item

TOWN = Place("Hill Town", "city", "XN")


def case(*claims: tuple[str, dict[str, Any]]) -> list[Any]:
    """One item and one claim for each (outlet, fields)."""
    records: list[Any] = []
    for number, (outlet, fields) in enumerate(claims):
        text = f"Statement number {number} of {outlet} on what its own reporters saw in the streets of the town."
        records += item(f"item {number}", text, outlet=outlet)
        records.append(
            claim(f"item {number}", text, text, fields.pop("edges", [(outlet, "outlet", "wrote", "saw")]), **fields)
        )
    return records


def findings(records: list[Any], **settings: Any) -> dict[tuple[str, str], Finding]:
    traced = trace_case(MemoryView(records))
    given_records = assess_case(MemoryView([*records, *traced.records], settings)).records
    return {(f.technology, f.place): f for f in given_records if f.facet == "present"}


def the(records: list[Any], **settings: Any) -> Finding:
    return next(f for (_, place), f in findings(records, **settings).items() if place == "Northland")


def test_a_town_supports_its_country_and_has_a_finding_of_its_own() -> None:
    found = findings(case(("Paper", {"places": (NK, TOWN)})))
    assert set(found) == {("video-surveillance", "Northland"), ("video-surveillance", "Hill Town")}
    assert {f.claims for f in found.values()} == {found["video-surveillance", "Northland"].claims}


def test_one_source_is_never_more_than_likely_and_never_confirmed() -> None:
    finding = the(case(("Paper", {})))
    assert finding.sentence == "Video surveillance is likely in use in Northland."
    assert finding.likelihood.term == "likely" and finding.grade.credibility == "3"
    assert "No second independent source." in finding.missing


def test_two_sources_with_documents_of_their_own_are_very_likely() -> None:
    finding = the(case(("Paper", {}), ("Radio", {})))
    assert finding.likelihood.term == "very likely" and finding.grade.credibility == "1"


def test_two_sources_in_one_document_are_two_but_not_shown_to_be_apart() -> None:
    text = "Anna Berg said that cameras stand there. Carl Dahl said that cameras stand there too and many of them."
    records = [*item("x", text, outlet="Paper")]
    for name in ("Anna Berg", "Carl Dahl"):
        quote = next(part for part in text.split(". ") if part.startswith(name))
        records.append(claim("x", text, quote, [("Paper", "outlet"), (name, "person")]))
    finding = the(records)
    assert finding.origins.gateways_at_least == 2
    assert finding.likelihood.term == "likely" and finding.grade.credibility == "3"


def test_later_stages_support_earlier_ones_and_not_the_reverse() -> None:
    finding = the(case(("Paper", {"status": "procured"}), ("Radio", {"status": "in-use"})))
    assert finding.status == "in-use" and finding.origins.gateways_at_least == 2
    assert finding.likelihood.term == "likely"
    assert any("say less" in m for m in finding.missing)


@pytest.mark.parametrize("fields", [{"kind": "question", "certainty": "U"}, {"kind": "forecast"}, {"kind": "opinion"},
                                    {"capability_status": "product-feature", "aspect": "capability"}])  # fmt: skip
def test_questions_forecasts_opinions_and_product_features_support_nothing(fields: dict[str, Any]) -> None:
    finding = the(case(("Paper", dict(fields))))
    assert finding.claims == () and len(finding.unknowns) == 1
    assert finding.likelihood is None and "No claim in this case says that it is so." in finding.missing
    assert (finding.confidence, finding.grade.credibility) == ("low", "6")
    assert "no claim in this case says that it is" in finding.sentence and "likely" not in finding.sentence


def test_a_denial_is_a_contradiction_and_weighs_against() -> None:
    finding = the(case(("Paper", {}), ("Radio", {"certainty": "CT-"})))
    assert [c.kind for c in finding.contradictions] == ["denial"] and len(finding.against) == 1
    assert finding.likelihood.term in ("roughly even chance", "unlikely")
    assert finding.grade.credibility == "4"


def test_counts_that_differ_are_shown_and_rounding_is_not() -> None:
    def counted(low: float, text: str) -> dict[str, Any]:
        return {"quantity": Quantity(low, low, "cameras", text)}

    finding = the(
        case(("Paper", counted(1200, "1,200")), ("Radio", counted(12000, "12,000")), ("News", counted(1250, "1,250")))
    )
    assert [c.kind for c in finding.contradictions] == ["count", "count"]
    assert all("12,000" in c.sentence for c in finding.contradictions)


def test_given_up_is_a_status_of_its_own_and_a_contradiction_when_others_still_see_it() -> None:
    ended = the(case(("Paper", {"status": "abandoned"})))
    assert ended.status == "abandoned" and ended.sentence == "Video surveillance was likely abandoned or ended in Northland."
    both = the(case(("Paper", {"status": "abandoned"}), ("Radio", {})))
    assert "status" in {c.kind for c in both.contradictions}


def test_only_an_unnamed_source_is_never_likely() -> None:
    finding = the(case(("Paper", {"edges": [("Paper", "outlet"), ("a source", "unnamed")]})))
    assert (finding.origins.gateways_at_least, finding.origins.gateways_at_most) == (0, 1)
    assert finding.likelihood.high <= 0.55 and finding.grade.credibility == "6" and finding.confidence == "low"


def test_bodies_of_one_state_do_not_confirm_each_other() -> None:
    finding = the(case(("Ministry of Order", {}), ("Northland State Television", {})))
    assert (finding.origins.gateways_at_least, finding.origins.gateways_at_most) == (1, 2)
    assert finding.likelihood.term == "likely"


def test_a_body_whose_name_tells_no_country_belongs_to_the_state_that_it_speaks_of() -> None:
    finding = the(case(("Ministry of Order", {}), ("Ministry of Finance", {}), ("National Assembly", {})))
    assert (finding.origins.gateways_at_least, finding.origins.gateways_at_most) == (1, 2)


def test_every_wording_of_a_border_is_the_border_of_its_country() -> None:
    spots = [Place("areas bordering Westland", "border", "XN"), Place("국경", "border", "XN"),
             Place("installed on the border", "site", "XN")]  # fmt: skip
    found = findings(case(*((f"Paper {n}", {"places": (NK, spot)}) for n, spot in enumerate(spots))))
    assert {place for _, place in found} == {"Northland", "the border of Northland"}
    border = found["video-surveillance", "the border of Northland"]
    assert len(border.claims) == 3 and border.sentence.endswith("in use at the border of Northland.")


def test_a_place_without_a_name_of_its_own_has_no_finding_of_its_own() -> None:
    found = findings(case(("Paper", {"places": (NK, Place("the market by the river", "site", "XN"))}),
                          ("Radio", {"places": (NK, Place("언덕시", "city", "XN"))})))  # fmt: skip
    assert {place for _, place in found} == {"Northland", "언덕시"}


def test_a_document_of_nobody_known_is_not_shown_to_be_independent() -> None:
    records = case(("Paper", {}))
    text = "A page without any publisher tells that there are cameras to be seen in each street of the whole country."
    records += item("loose", text)
    records.append(claim("loose", text, text, [("the document", "document")]))
    finding = the(records)
    assert finding.likelihood.term == "likely" and finding.grade.credibility == "3"
    assert any("not shown to be independent" in line for line in finding.missing)


def test_a_retelling_is_no_path_of_its_own() -> None:
    records = case(("Paper", {}), ("Radio", {}))
    assert the(records).grade.credibility == "1"
    one, two = (r.id for r in records if isinstance(r, Item))
    records.append(Link("l1", two, one, None, "rewrite", ("The same phrases.",), "undecided"))
    finding = the(records)
    assert finding.origins.gateways_at_least == 2 and finding.grade.credibility == "3"


def test_what_was_looked_for_is_listed_and_never_called_absent() -> None:
    records = case(("Paper", {}))
    looked = [Searched("q1", "tenders for cameras", "the tender portal", "2025-05-01", "someone", 0,
                       "video-surveillance", "XN"),
              Searched("q2", "drones", "satellite images", "2025-05-02", "someone", 0, "drones")]  # fmt: skip
    missing = the([*records, *looked]).missing
    assert "Looked for tenders for cameras in the tender portal on 2025-05-01: not found." in missing
    assert not any("drones" in line or "absent" in line for line in missing)


def test_the_human_rights_standard_asks_two_sources_for_belief() -> None:
    one = the(case(("Paper", {})), standard="reasonable-grounds")
    assert one.sentence == "There are reasonable grounds to suspect that video surveillance is in use in Northland."
    two = the(case(("Paper", {}), ("Radio", {})), standard="reasonable-grounds")
    assert two.likelihood.term == "reasonable grounds to believe"


def test_likelihood_and_confidence_never_share_a_sentence() -> None:
    for finding in findings(case(("Paper", {}), ("Radio", {"certainty": "PS+"}))).values():
        assert "confidence" not in finding.sentence


LEVELS = st.tuples(
    st.sampled_from(["CT", "PR", "PS", "U"]), st.sampled_from(["saw", "reported", "heard"]), st.booleans()
)


def voices(side: str, words: list[tuple[str, str, bool]]) -> list[Voice]:
    return [Voice(f"{side} {n}", side, level, basis, "F", sure) for n, (level, basis, sure) in enumerate(words)]


@given(st.lists(LEVELS, min_size=1, max_size=6), st.lists(LEVELS, max_size=4), st.integers(0, 6))
def test_words_never_say_more_than_independence_bears(yes: list[Any], no: list[Any], least: int) -> None:
    least = min(least, sum(sure for _, _, sure in yes))
    held, apart = [*voices("for", yes), *voices("against", no)], Independence(least, len(yes), least)
    weighed = weigh(held, apart, "icd-203")
    assert weighed.likelihood is not None
    term = [name for name, _, _ in ICD_203].index(weighed.likelihood.term)
    assert term <= {0: 3, 1: 4, 2: 5}.get(least, 6)
    assert weighed.grade.credibility not in "12" or least >= 2
    denied = weigh([*held, Voice("one more", "against", "CT", "saw")], apart, "icd-203")
    assert denied.chance <= weighed.chance


def judge(target: str, verdict: str, at: int, **fields: Any) -> Judgement:
    return Judgement(f"j{at}", target, verdict, "someone", "coder", f"2025-01-{at:02d}T00:00:00Z", None, fields)


def one_claim() -> Claim:
    return next(r for r in case(("Paper", {})) if isinstance(r, Claim))


def test_later_judgements_win_field_by_field() -> None:
    held = one_claim()
    later = judge(held.id, "amend", 2, status="installed")
    earlier = judge(held.id, "amend", 1, status="procured", operator="the police")
    amended = apply_judgements([held], [later, earlier])[0]
    assert (amended.status, amended.operator, amended.quote) == ("installed", "the police", held.quote)


def test_rejected_claims_leave_and_a_withdrawn_rejection_brings_them_back() -> None:
    held = one_claim()
    reject = judge(held.id, "reject", 1)
    assert apply_judgements([held], [reject]) == []
    for target in (reject.id, held.id):
        assert apply_judgements([held], [reject, judge(target, "withdraw-judgement", 2)]) == [held]
    assert apply_judgements([held], [reject, judge(held.id, "accept", 3)]) == [held]


@pytest.mark.parametrize("fields", [{"quote": "other"}, {"nonsense": 1}, {"status": 3}, {"places": "here"}])
def test_an_amendment_that_does_not_fit_is_named_and_not_applied(fields: dict[str, Any]) -> None:
    held, wrong = one_claim(), judge(one_claim().id, "amend", 1, **fields)
    assert apply_judgements([held], [wrong]) == [held]
    assert [judgement for judgement, _ in faulty_judgements([held], [wrong])] == [wrong]
    failures = assess_case(MemoryView([*case(("Paper", {})), wrong])).failures
    assert len(failures) == 1 and isinstance(failures[0], Failure) and "j1" in failures[0].reason


def test_a_rejected_claim_supports_no_finding() -> None:
    records = case(("Paper", {}))
    held = next(r for r in records if isinstance(r, Claim))
    assert findings([*records, judge(held.id, "reject", 1)]) == {}
