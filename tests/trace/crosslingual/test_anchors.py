"""What of a sentence survives translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.case.vocabulary.load import load_vocabulary
from sousveil.trace.crosslingual.anchors import Anchored, Finder
from sousveil.trace.crosslingual.figures import of
from sousveil.trace.crosslingual.glossary import concepts, stem
from sousveil.trace.crosslingual.weights import Weights, mark, marks, special, weight_of

FINDER = Finder(load_vocabulary(None))


def keys(sentence: str, language: str) -> set[str]:
    return {key for anchor in found(sentence, language).sentences for a in anchor.anchors for key in a.keys}


def found(text: str, language: str) -> Anchored:
    return FINDER.find(text, [(0, len(text))], language)


@pytest.mark.parametrize(
    ("en", "ko", "zh", "key"),
    [
        ("It bought 3.7 million units.", "370만 개를 샀다.", "购买了370万件。", "n:3700000"),
        ("Some 245,000 people signed.", "24만5000명이 서명했다.", "24.5万人签名。", "n:245000"),
        ("Prices rose by 8.5 percent.", "가격이 8.5% 올랐다.", "价格上涨8.5%。", "n:8.5"),
        ("It lasted four years.", "네 번 열렸다.", "持续四年。", "n:4"),
        ("On 23 September it rained.", "9월 23일 비가 왔다.", "9月23日下雨。", "d:09-23"),
        ("It began on August 9.", "8월 9일 시작됐다.", "8月9日开始。", "d:08-09"),
        ("The rule dates from 2017.", "이 규칙은 2017년 것이다.", "该规则制定于2017年。", "y:2017"),
        ("They met on Thursday.", "목요일에 만났다.", "他们周四见面。", "wd:4"),
        ("The prosecutor spoke.", "검찰이 말했다.", "检察官说。", "w:prosecutor"),
        ("Bolivia has no such law.", "볼리비아에는 그런 법이 없다.", "玻利维亚没有这样的法律。", "p:bolivia"),
        ("A facial recognition gate.", "안면 인식 출입문.", "人脸识别闸机。", "t:facial-recognition"),
        ("He reads the Reuters report.", "그는 로이터 보도를 읽는다.", "他读路透社报道。", "a:Reuters"),
    ],
)
def test_one_thing_has_one_key_in_three_languages(en: str, ko: str, zh: str, key: str) -> None:
    assert key in keys(en, "en")
    assert key in keys(ko, "ko")
    assert key in keys(zh, "zh")


def test_latin_names_in_korean_and_chinese_text_are_the_english_name() -> None:
    english = keys("Workers of the firm Skyhook left.", "en")
    assert "l:skyhook" in english & keys("Skyhook사의 노동자들이 떠났다.", "ko") & keys("Skyhook公司的工人离开。", "zh")


def test_a_word_at_a_sentences_beginning_is_no_name_unless_it_is_one_elsewhere() -> None:
    assert "l:cheese" not in keys("Cheese is sold there.", "en")
    text = "Vandermeer spoke. Later Vandermeer left."
    assert "l:vandermeer" in FINDER.find(text, [(0, 17), (18, 40)], "en").keys


def test_a_mere_guess_is_marked_as_one() -> None:
    anchors = found("주민들은 브란덴코 광장에 모였다.", "ko").sentences[0].anchors
    assert all(anchor.maybe for anchor in anchors if any(key.startswith("s:") for key in anchor.keys))
    assert not any(anchor.maybe for anchor in anchors if anchor.kind == "word")


@pytest.mark.parametrize("language", ["de", "und", ""])
def test_a_language_that_is_not_known_has_no_anchors(language: str) -> None:
    assert found("Die Polizei kaufte 340 Kameras.", language).sentences == ()


def test_the_glossary_has_each_concept_once_in_three_languages() -> None:
    names = [concept.name for concept in concepts()]
    assert len(names) == len(set(names))
    assert all(concept.en and all(concept.en) and concept.ko and concept.zh for concept in concepts())
    assert all(word for concept in concepts() for word in (*concept.ko, *concept.zh))


@pytest.mark.parametrize(("one", "two"), [("cities", "city"), ("searched", "searching"), ("cameras", "camera"),
                                          ("installation", "installations")])  # fmt: skip
def test_the_usual_forms_of_a_word_have_one_stem(one: str, two: str) -> None:
    assert stem(one) == stem(two)


def test_marks_carry_their_weight_and_rarity_falls_with_frequency() -> None:
    for key in ("n:8.5", "n:4", "s:PLNTNK", "s:PTK", "w:police", "p:bolivia"):
        assert weight_of(mark(key)) == pytest.approx(special(key), abs=0.13)
    common, rare = mark("w:police"), mark("w:goat")
    weights = Weights.of([[common]] * 40 + [[common, rare]])
    assert weights.rarity(rare) == 1.0
    assert weights.rarity(common) < 0.3
    assert list(marks(found("It bought 340 cameras.", "en"))) == sorted(marks(found("It bought 340 cameras.", "en")))


@given(st.text(max_size=60), st.sampled_from(["en", "ko", "zh"]))
def test_any_sentence_is_read(text: str, language: str) -> None:
    for kind, key, shown in of(text, language):
        assert kind in ("number", "date")
        assert key
        assert shown
    FINDER.find(text, [(0, len(text))], language)
