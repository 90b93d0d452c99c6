"""Names that are one, may be one, and are two; and names that are never linked."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.records import Judgement, Source
from sousveil.run.step import MemoryView
from sousveil.trace.aliases import aliased, bare_name, bears_mark, coded, full_name, marked
from sousveil.trace.naming.block import candidates
from sousveil.trace.naming.compare import FEATURES, compare, measures
from sousveil.trace.naming.match import judge, likeness
from sousveil.trace.naming.parts import parse
from sousveil.trace.naming.resolve import Met, match_id, resolve
from sousveil.trace.naming.script import korean_spellings, latin, wade
from sousveil.trace.step import trace_case

from .helpers import claim, item

SAME_PEOPLE = [
    ("Martyn Hollis", "Martin Hollis"), ("Marty Hollis", "Martyn Hollis"), ("M. Hollis", "Martin Hollis"),
    ("Hollis, Martin", "Martin Hollis"), ("Dr. Martin Hollis", "Martin J. Hollis"), ("José Álvarez", "Jose Alvarez"),
    ("김성은", "Kim Sung Eun"), ("김성은", "Sung-eun Kim"), ("이재명", "Lee Jae-myung"), ("최룡해", "Choe Ryong Hae"),
    ("习近平", "Xi Jinping"), ("習近平", "习近平"), ("毛泽东", "Mao Tse-tung"), ("Mao Zedong", "Mao Tse-tung"),
    ("Kim Jong-un", "Kim Jong Un"), ("Дмитрий Медведев", "Dmitry Medvedev"),
]  # fmt: skip
TWO_PEOPLE = [
    ("Mary Hollis", "John Hollis"), ("Hollis", "Hollis"), ("Min-ju", "Min-ju"), ("Paul Hollis", "Paula Hollis"),
    ("Tim Hollis", "Tom Hollis"), ("Selena Hollis", "Serena Hollis"), ("Kim Yong-chol", "Kim Yong-chun"),
    ("김정은", "김종은"), ("김성은", "Kim Jong Un"), ("Kim Sung", "Kim Sung Eun"), ("Martin A. Hollis", "Martin B. Hollis"),
    ("M. Kim", "Min Kim"), ("N. N.", "Nora Nadel"),
]  # fmt: skip
SAME_BODIES = [
    ("Alder Center", "The Alder Centre"), ("Alder Systems Ltd", "Alder Systems Limited"), ("Goodwill Bank", "Good Will Bank"),
    ("Alder Institute for Labour", "Alder Institute for Labor"), ("삼성전자", "Samsung Electronics"),
    ("스팀슨센터", "Stimson Center"), ("평양", "Pyongyang"), ("平壤", "Pyongyang"), ("平壤", "평양"),
]  # fmt: skip
TWO_BODIES = [
    ("Unit 731", "Unit 732"), ("Alder GmbH", "Alder AG"), ("Ministry of State Security", "Ministry of Social Security"),
    ("Government of Estonia", "Government of Ethiopia"), ("Alder Institute", "Alder Institute Norway"),
    ("史汀生中心", "Stimson Center"), ("Alder Bank", "Elder Bank"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), SAME_PEOPLE)
def test_two_spellings_of_a_public_name_are_one_with_a_reason(one: str, two: str) -> None:
    verdict = judge(one, two, True)
    assert verdict.outcome == "same" and verdict.score >= 0.5 and all(verdict.reasons)


@pytest.mark.parametrize(("one", "two"), TWO_PEOPLE)
def test_two_people_are_never_joined_unasked(one: str, two: str) -> None:
    assert judge(one, two, True).outcome != "same"


@pytest.mark.parametrize(("one", "two"), SAME_BODIES)
def test_two_spellings_of_an_organisation_are_one(one: str, two: str) -> None:
    assert judge(one, two, False).outcome == "same"


@pytest.mark.parametrize(("one", "two"), TWO_BODIES)
def test_two_organisations_are_never_joined_unasked(one: str, two: str) -> None:
    assert judge(one, two, False).outcome != "same"


def test_the_reason_says_what_is_alike_and_where_both_stand() -> None:
    verdict = judge("Martyn Hollis", "Marty Hollis", True, ("Alder Center",))
    told = "; ".join(verdict.reasons)
    assert "same family name Hollis" in told and "Marty/Martyn" in told and "both introduced with Alder Center" in told
    assert judge("Bill Hollis", "William Hollis", True).outcome == "possible"
    assert judge("Bill Hollis", "William Hollis", True, ("Alder Center",)).outcome == "same"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.booleans())
def test_any_two_texts_are_compared_alike_in_either_order(one: str, two: str, person: bool) -> None:
    assert judge(one, two, person) == judge(two, one, person)
    assert 0.0 <= likeness(one, two, person) <= 1.0
    held = measures(compare(parse(one, person), parse(two, person), person))
    assert set(held) == set(FEATURES) and all(-0.01 <= value <= 1.01 for value in held.values())


@settings(max_examples=100, deadline=None)
@given(st.sampled_from("김이박최정강조윤장임한신서권황안송류홍고"), st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=2, max_size=2))
def test_the_revised_romanisation_of_any_given_name_is_recognised(family: str, rest: str) -> None:
    found = korean_spellings(family + rest)
    given = latin(rest).replace(" ", "")
    usual = {"이": "lee", "박": "park", "최": "choe", "정": "jung", "임": "lim"}.get(family, latin(family))
    assert found and (found[0].fullmatch(usual + given) or family not in "김이박최정강조윤장임") and (
        found[1].fullmatch(given + usual) or family not in "김이박최정강조윤장임"
    )


def test_wade_giles_is_made_from_pinyin() -> None:
    assert [wade(word) for word in ("zedong", "jinping", "xiaoping", "guofeng")] == ["tsetung", "chinping", "hsiaoping", "kuofeng"]
    assert wade("martin") is None or wade("martin") != "martin"


def test_every_pair_that_is_one_is_also_compared() -> None:
    for pairs, person in ((SAME_PEOPLE, True), (SAME_BODIES[:-3], False)):
        for one, two in pairs:
            assert candidates([one, two], person) == [(0, 1)], (one, two)


def test_many_names_are_compared_in_little_time() -> None:
    first = [a + b for a in ("mar", "jo", "la", "ke", "ni") for b in ("tin", "nas", "lia", "vor")]
    last = [a + b + c for a in ("hol", "wil", "tra", "ber") for b in ("li", "ma", "ro", "ve", "da")
            for c in ("ms", "son", "sky", "ter", "ns")]  # fmt: skip
    names = [f"{one} {two}".title() for one in first for two in last]
    began = time.process_time()
    pairs = candidates(names, True)
    assert len(pairs) < 30 * len(names) and time.process_time() - began < 5


def _outcomes(names: list[str], decided: dict[tuple[int, int], bool] | None = None) -> dict[tuple[int, int], str]:
    matches = resolve([Met(name.casefold(), name) for name in names], True, decided or {})
    return {(match.one, match.two): match.outcome for match in matches}


def test_a_name_that_fits_two_people_is_joined_with_neither() -> None:
    found = _outcomes(["Martin Hollis", "M. Hollis", "Marcus Hollis"])
    assert found[0, 1] == "possible" and found[1, 2] == "possible"
    assert _outcomes(["Martin Hollis", "M. Hollis", "Martyn Hollis"]) == {(0, 1): "joined", (0, 2): "joined", (1, 2): "joined"}


def test_what_a_person_decided_goes_before_likeness() -> None:
    names = ["Martin Hollis", "Martyn Hollis", "Marty Hollis"]
    found = _outcomes(names, {(0, 1): False})
    assert found[0, 1] == "kept-apart"
    # Marty may join one of the two, never both: that would join them after all.
    assert sorted((found[0, 2], found[1, 2])) == ["joined", "possible"]
    assert _outcomes(["Anna Berg", "Zoe Quist"], {(0, 1): True}) == {(0, 1): "joined"}
    assert match_id("a", "b", True) == match_id("b", "a", True) != match_id("a", "b", False)


def _case(first: str, second: str, extra: tuple[str, str] = ("", "")) -> list[Any]:
    """Two items that quote one speaker each."""
    held: list[Any] = []
    for number, (speaker, more) in enumerate(zip((first, second), extra, strict=True)):
        text = f"Cameras stand in hall {number}, said {speaker}. {more}"
        held += item(f"{number}.txt", text, outlet=("Tolsk Courier", "Harbour Weekly")[number], published="2025-01-0" + str(number + 1))
        held.append(claim(f"{number}.txt", text, f"Cameras stand in hall {number}",
                          [(("Tolsk Courier", "Harbour Weekly")[number], "outlet"), (speaker, "person")]))  # fmt: skip
    return held


def _speakers(held: list[Any]) -> list[Source]:
    found = [record for record in trace_case(MemoryView(held)).records if isinstance(record, Source)]
    return [source for source in found if source.kind in ("person", "witnesses")]


def _judged(verdict: str, one: str, two: str, at: str = "2026-01-01T00:00:00Z") -> Judgement:
    fields = {"one": one, "two": two, "kind": "person"}
    return Judgement(f"j-{verdict}-{at}", match_id(one.casefold(), two.casefold(), True), verdict, "A", "coder", at, None, fields)


def test_public_speakers_are_one_source_with_its_reason_and_a_judgement_undoes_it() -> None:
    held = _case("Martyn Hollis", "Martin Hollis")
    (source,) = _speakers(held)
    assert source.names == ("Martin Hollis", "Martyn Hollis") and source.mentions == 2 and not source.local
    (match,) = source.matches
    assert match.outcome == "joined" and match.id == match_id("martyn hollis", "martin hollis", True) and match.reasons
    held.append(_judged("distinct", match.one, match.two))
    for _ in range(2):
        two = _speakers(held)
        assert len(two) == 2 and all(one.matches[0].outcome == "kept-apart" and one.matches[0].judged for one in two)
    held.append(Judgement("j-9", match.id, "withdraw-judgement", "A", "coder", "2026-01-02T00:00:00Z"))
    assert len(_speakers(held)) == 1


def test_a_judgement_joins_names_that_nothing_proposed() -> None:
    held = _case("Anna Berg", "Zoe Quist")
    assert len(_speakers(held)) == 2
    (source,) = _speakers([*held, _judged("same", "Anna Berg", "Zoe Quist")])
    assert source.names == ("Anna Berg", "Zoe Quist") and source.matches[0].judged


def test_a_judgement_on_names_that_are_gone_is_told() -> None:
    given_ = trace_case(MemoryView([*_case("Anna Berg", "Zoe Quist"), _judged("same", "Anna Berg", "Nobody Else")]))
    assert [failure.severity for failure in given_.failures] == ["warning"]


HIDDEN = [
    ("Kim Min-ju", ("Kim Min-ju is not her real name.", "")), ("Kim Min-ju", ("", "Kim Min-ju is a pseudonym.")),
    ("Kim Min-ju", ("Her name, like the alias Kim Min-ju, is invented.", "")),
    ("Kim Min-ju", ("All names in this article have been changed.", "")),
    ("김민주", ("김민주(가명)는 2019년에 떠났다.", "")), ("李明华", ("李明华（化名）说。", "")), ("李明华", ("文中人物均为化名。", "")),
    ("Min-ju", ("", "")), ("Ms K", ("", "")), ("Mr Kim", ("", "")), ("김모 씨", ("", "")), ("李某", ("", "")), ("Anna B.", ("", "")),
    ("박○○", ("", "")), ("김 씨", ("", "")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "extra"), HIDDEN)
def test_an_anonymous_or_aliased_witness_is_never_linked_across_items(name: str, extra: tuple[str, str]) -> None:
    """Not by likeness, not by the very same spelling, and not by a judgement either."""
    held = _case(name, name, extra)
    for more in ([], [_judged("same", name, name)], [_judged("same", name, name + " ")]):
        records = trace_case(MemoryView([*held, *more])).records
        sources = [record for record in records if isinstance(record, Source)]
        spelt = [source for source in sources if name in source.names]
        assert all(source.mentions <= 1 for source in spelt), spelt
        assert not any(name in (match.one, match.two) for source in sources for match in source.matches)
        assert any(source.local for source in spelt) or not spelt


def test_a_full_public_name_is_told_from_part_of_one() -> None:
    assert all(full_name(name) for name in ("Martin Hollis", "J. Baker", "김성은", "习近平", "Дмитрий Медведев", "José Álvarez"))
    assert not any(full_name(name) for name in ("Hollis", "Mr. Hollis", "Ms K", "Anna B.", "J. Kim", "김씨", "A씨", "小李", "陈女士", "Mr X"))


def test_the_mark_of_an_alias_speaks_only_of_the_names_beside_it() -> None:
    text = "Kim Min-ju (not her real name) left in 2019.\n" + "x " * 100 + "\nMartin Hollis of the Alder Center wrote the study."
    around, whole = marked(text, [(0, len(text))])
    assert aliased("Kim Min-ju", around) and not aliased("Martin Hollis", around) and not whole
    for text in (
        "Martin Hollis said that Kim Min-ju (not her real name) left.", "Martin Hollis agreed. Kim Min-ju, a pseudonym, left.",
        "Martin Hollis wrote it. Kim Min-ju left in 2019. Her name has been changed.", "마틴 홀리스와 김민주(가명)는 떠났다.",
        "According to Martin Hollis, who met Kim Min-ju (a pseudonym), cameras came.",
    ):  # fmt: skip
        around, whole = marked(text, [(0, len(text))])
        assert aliased("김민주" if "김" in text else "Kim Min-ju", around), text
        assert not aliased("마틴 홀리스" if "김" in text else "Martin Hollis", around) and not whole, text


ELSEWHERE = [
    ("김철수(가명) 씨", "김철수 씨"), ("박민지(가명)씨", "박민지"), ("김민주(가명)", "Kim Min-ju"), ("王明（化名）", "王明"),
    ("王明華（化名）", "王明华先生"), ("王某（化名）", "王某"), ("Jane Doe (not her real name)", "Jane Doe"),
    ("Jane Doe (a pseudonym)", "Ms Jane Doe"), ("Kim Min-ju, not her real name", "Minju Kim"),
    ("Kim Min-ju (not her real name)", "김민주"), ("김철수 (36·가명) 씨", "탈북민 김철수 씨"),
    ("Jane Doe – not her real name", "North Korean defector Jane Doe"),
]  # fmt: skip


@pytest.mark.parametrize(("marked_name", "plain_name"), ELSEWHERE)
def test_an_alias_of_one_item_is_an_alias_in_every_item(marked_name: str, plain_name: str) -> None:
    """The mark inside the source's own words; the plain name twice more, and a judgement that would join them."""
    held = _case(marked_name, plain_name)
    text = f"Cameras stand in hall 3, said {plain_name}."
    held += item("3.txt", text, outlet="Ridge Gazette", published="2025-01-05")
    held.append(claim("3.txt", text, "Cameras stand in hall 3", [("Ridge Gazette", "outlet"), (plain_name, "person")]))
    for more in ([], [_judged("same", marked_name, plain_name)]):
        given_ = trace_case(MemoryView([*held, *more]))
        sources = [record for record in given_.records if isinstance(record, Source)]
        spelt = [source for source in sources if {marked_name, plain_name} & set(source.names)]
        assert len(spelt) == 3 and all(source.local and source.mentions == 1 and not source.matches for source in spelt)
        assert len(given_.failures) == len(more)


def test_an_alias_that_only_the_text_marks_protects_the_name_in_other_items() -> None:
    first = _case("Martin Hollis", "Jane Doe", ("Yesterday Jane Doe (not her real name) left.", ""))
    hidden = [source for source in _speakers(first) if "Jane Doe" in source.names]
    assert [source.kind for source in hidden] == ["witnesses"]
    # Whoever merely stands near somebody who stays unnamed keeps their public name.
    kept = _case("Martin Hollis", "Martin Hollis", ("", "A man who asked not to be named, Martin Hollis said, agreed."))
    assert any(source.kind == "person" for source in _speakers(kept))


LETTERS = ("Witness B", "증인 B", "탈북민 A씨", "a defector surnamed Lee", "Mr. K", "Source 3", "证人甲", "脱北者A", "탈북민 김씨",
           "脱北者李女士", "一名姓李的脱北者", "주민 ㄱ씨", "Interviewee No. 12", "S.K.")  # fmt: skip


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_or_a_family_name_alone_is_linked_with_nobody(name: str) -> None:
    assert not full_name(name)
    for more in ([], [_judged("same", name, "Zoe Quist")]):
        records = trace_case(MemoryView([*_case(name, name), *_case("Zoe Quist", "Zoe Quist"), *more])).records
        sources = [record for record in records if isinstance(record, Source)]
        spelt = [source for source in sources if name in source.names]
        assert all(source.local and source.mentions == 1 and not source.matches for source in spelt)


def test_public_names_and_bodies_are_no_letters_and_bear_no_mark() -> None:
    for name in ("Martin Hollis", "J. Baker", "김성은 씨", "习近平", "Person of Interest Project", "KBS", "조선중앙TV", "华为", "A Company",
                 "Source Code Institute", "Witness Bureau", "최아라 연구원", "Anonymous", "an official who asked not to be named"):  # fmt: skip
        assert not coded(name) and not bears_mark(name), name
    assert bare_name("김철수(가명) 씨") == "김철수" and bare_name("Alder Center (Tolsk)") == "Alder Center (Tolsk)"
