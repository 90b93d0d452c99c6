"""Two reports of one organisation: kept apart where titles or years tell them apart, one to two where they do not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.records import Judgement, NameMatch, Source
from sousveil.run.step import MemoryView
from sousveil.trace.editions import Marks, apart, editions, marks_near, together, which
from sousveil.trace.step import trace_case

from .helpers import claim, item
from .test_origins import findings_of

OLD = "Northland hangs cameras in every school, said Ridge Watch in its 2019 report.\nMore will come."
NEW = "Northland hangs cameras in every school, Ridge Watch said in a report published in May 2023.\nNobody asked."
PLAIN = "Cameras hang in schools of Northland, according to a report by Ridge Watch.\nIt is known to all."
EYES = "Ridge Watch said in the report “Eyes on Every Corner” that Northland hangs cameras in schools.\nSo it is."
PHONES = "Ridge Watch, in a study titled “Phones That Tell”, said that Northland hangs cameras in schools.\nOdd."


def records(*texts: str) -> list[Any]:
    out: list[Any] = []
    for number, text in enumerate(texts):
        outlet = f"Paper {chr(65 + number)}"
        out += item(f"item {number}", text, outlet=outlet)
        out.append(claim(f"item {number}", text, text.split("\n")[0], [(outlet, "outlet"), ("Ridge Watch", "report")]))
    return out


def span(*texts: str, more: tuple[Any, ...] = ()) -> tuple[int, int]:
    held = findings_of([*records(*texts), *more])[0].origins
    return held.gateways_at_least, held.gateways_at_most


def test_years_and_titles_tell_two_reports_apart() -> None:
    assert span(OLD, NEW) == (2, 2)
    assert span(EYES, PHONES) == (2, 2)


def test_one_report_stays_one() -> None:
    assert span(PLAIN, OLD) == (1, 1)
    assert span(OLD, OLD.replace("every school", "many schools").replace("More", "Much more")) == (1, 1)
    assert span(EYES, PLAIN, EYES.replace("So it is", "It may be")) == (1, 1)


def test_a_mention_that_may_be_either_never_counts_as_one_more_for_sure() -> None:
    least, most = span(OLD, NEW, PLAIN)
    assert least <= 2 <= most
    least, most = span(OLD, PLAIN.replace("Cameras hang", "Cameras are hung"), NEW)
    assert least <= 2


def judged(verdict: str) -> Judgement:
    return Judgement("j", "n", verdict, "tester", "coder", "2026-01-01T00:00:00Z",
                     fields={"one": "Ridge Watch", "two": "Ridge Watch report of 2019", "kind": "organisation"})  # fmt: skip


@pytest.mark.parametrize("verdict, outcome", [("same", "joined"), ("distinct", "kept-apart"), (None, "possible")])
def test_a_person_can_say_which_one_is_meant(verdict: str | None, outcome: str) -> None:
    more = [judged(verdict)] if verdict else []
    given_records = trace_case(MemoryView([*records(OLD, NEW, PLAIN), *more]))
    matches = {
        match.two: match
        for source in given_records.records if isinstance(source, Source)
        for match in source.matches if isinstance(match, NameMatch)
    }  # fmt: skip
    assert matches["Ridge Watch report of 2019"].outcome == outcome
    assert matches["Ridge Watch report of 2023"].outcome == "possible"
    assert not given_records.failures


@pytest.mark.parametrize("sentence, title, year", [
    ("A report by Ridge Watch titled “Eyes Everywhere” says so.", "eyes everywhere", ""),
    ("The 2021 study by Ridge Watch says so.", "", "2021"),
    ("According to the report by Ridge Watch, released on 3 May 2022, it is so.", "", "2022"),
    ("능선감시가 2021년 3월 발표한 보고서에 따르면 그렇다.", "", "2021"),
    ("능선감시는 「눈과 귀」라는 제목의 보고서에서 그렇게 밝혔다.", "눈과 귀", ""),
    ("据山脊观察2022年发布的报告，确实如此。", "", "2022"), ("山脊观察在题为《眼睛与耳朵》的报告中指出如此。", "眼睛与耳朵", ""),
    ("Ridge Watch said in a report that 2,021 cameras were bought in 2019.", "", ""),
])  # fmt: skip
def test_titles_and_years_are_read_in_three_languages(sentence: str, title: str, year: str) -> None:
    found = marks_near(sentence, 0)
    assert found == Marks(frozenset({title} - {""}), frozenset({year} - {""}))


def test_titles_in_two_scripts_say_nothing_and_one_title_settles_it() -> None:
    one, two = Marks(frozenset({"eyes everywhere"})), Marks(frozenset({"눈과 귀"}))
    assert not apart(one, two) and not together(one, two)
    old, new = Marks(frozenset({"eyes everywhere"}), frozenset({"2019"})), Marks(one.titles, frozenset({"2021"}))
    assert together(old, new) and not apart(old, new)


_MARKS = st.builds(Marks, st.frozensets(st.sampled_from(["eyes on all", "phones that tell", "눈과 귀"]), max_size=1),
                   st.frozensets(st.sampled_from(["2019", "2021", "2023"]), max_size=1))  # fmt: skip


@given(st.lists(_MARKS, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_mentions_changes_nothing(met: list[Marks], draw: Any) -> None:
    other = list(met)
    draw.shuffle(other)
    held = editions(met)
    assert held == editions(other)
    assert which(Marks(), held) is None
    assert all(apart(a, b) == apart(b, a) and together(a, b) == together(b, a) for a in met for b in met)


def test_two_speakers_under_a_part_of_a_name_are_one_to_two() -> None:
    one = "Kim, a trader, said that cameras hang in the market of Northland.\nNobody else spoke."
    two = "A trader named Kim said cameras in Northland hang over the market.\nThe rest was silence."
    held: list[Any] = []
    for name, text, outlet in (("one", one, "Paper A"), ("two", two, "Paper B")):
        held += item(name, text, outlet=outlet)
        held.append(claim(name, text, text.split("\n")[0], [(outlet, "outlet"), ("Kim", "person")]))
    found = findings_of(held)[0].origins
    assert (found.gateways_at_least, found.gateways_at_most) == (1, 2)
