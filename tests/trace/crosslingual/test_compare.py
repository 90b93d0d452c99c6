"""Two texts in two languages, held together sentence by sentence."""

from __future__ import annotations

import random
from datetime import date

import pytest

from sousveil.case.vocabulary.load import load_vocabulary
from sousveil.trace.crosslingual.anchors import Anchor, Anchored, Finder, Sentence
from sousveil.trace.crosslingual.block import MOST_TEXTS, Marked, candidates, near
from sousveil.trace.crosslingual.compare import compare
from sousveil.trace.crosslingual.decide import decide
from sousveil.trace.crosslingual.weights import Weights, mark, marks

FINDER = Finder(load_vocabulary(None))

ENGLISH = [
    "The mayor of Brandenko wants cameras at the stadium.",
    "The contract with the supplier Ostrava Lens was signed in secret, said the lawyer Mirta Salvatori.",
    "A journalist asked the police for the document.",
    "Students and nurses protested in front of the library on Friday.",
    "The court will decide in September whether the recordings are deleted.",
]
KOREAN = [
    "브란덴코 시장은 경기장에 카메라를 원한다.",
    "공급업체 오스트라바 렌즈와의 계약은 비밀리에 서명됐다고 변호사 미르타 살바토리가 말했다.",
    "한 기자가 경찰에 문서를 요청했다.",
    "학생과 간호사들이 금요일 도서관 앞에서 시위했다.",
    "법원은 녹화물을 삭제할지 9월에 결정한다.",
]
OTHER = [
    "브란덴코 공항이 새 주차장을 열었다.",
    "승객들은 카메라 덕분에 안전하다고 말했다.",
    "경찰은 주차장에서 도난이 줄었다고 발표했다.",
    "공항 직원은 겨울에도 순찰을 계속한다고 설명했다.",
    "택시 운전사들은 요금에 반대한다.",
]


def anchored(lines: list[str], language: str) -> Anchored:
    text, spans = "", []
    for line in lines:
        spans.append((len(text), len(text) + len(line)))
        text += line + " "
    return FINDER.find(text, spans, language)


def weights(*texts: Anchored) -> Weights:
    return Weights.of(marks(text) for text in texts)


EN, KO, APART = anchored(ENGLISH, "en"), anchored(KOREAN, "ko"), anchored(OTHER, "ko")


def test_a_translation_without_numbers_is_found_with_its_sentences_side_by_side() -> None:
    verdict, found = decide(EN, KO, weights(EN, KO, APART))
    assert verdict is not None
    assert verdict.kind == "translation"
    assert [(pair.one, pair.two) for pair in found.pairs] == [((n, n + 1), (n, n + 1)) for n in range(5)]
    for passage, one, two in zip(verdict.passages, EN.sentences, KO.sentences, strict=True):
        assert (passage.child, passage.parent) == ((one.start, one.end), (two.start, two.end))
    said = " ".join(verdict.reasons)
    assert "Salvatori" in said
    assert "살바토리" in said
    assert "in the same order" in said


def test_another_story_of_the_same_town_is_a_stranger() -> None:
    verdict, found = decide(EN, APART, weights(EN, KO, APART))
    assert verdict is None
    assert max(found.one_share, found.two_share) < 0.3


def test_both_ways_round_give_one_answer() -> None:
    held = weights(EN, KO, APART)
    there, back = compare(EN, KO, held), compare(KO, EN, held)
    assert there.weight == pytest.approx(back.weight)
    assert (there.one_share, there.two_share) == pytest.approx((back.two_share, back.one_share))


def test_a_part_of_a_text_is_no_whole_translation() -> None:
    long = anchored([*ENGLISH, *(
        "Hunters in the mountains have seen more wolves this winter than in any year before and they blame the dry summer.",
        "Bakers in the old town say that flour has become dear and that they may have to close before the holiday season.",
        "A choir from the valley sang in the cathedral and collected money for the repair of its organ and its bells.",
    )], "en")  # fmt: skip
    verdict, _ = decide(long, KO, weights(long, KO, APART))
    assert verdict is not None
    assert verdict.kind in ("excerpt", "rewrite")
    assert verdict.two_share > verdict.one_share


def test_moved_paragraphs_are_found_as_further_stretches() -> None:
    swapped = anchored([*KOREAN[3:], *KOREAN[:3]], "ko")
    _, found = decide(EN, swapped, weights(EN, swapped, APART))
    assert found.chains > 1
    assert {pair.one for pair in found.pairs} >= {(0, 1), (1, 2), (4, 5)}
    rows = [row for pair in found.pairs for row in range(*pair.one)]
    assert len(rows) == len(set(rows)), "no sentence answers twice"


def test_many_different_figures_tell_two_things_apart() -> None:
    """The same words with other numbers are another year's report."""
    def lines(shift: int) -> list[str]:
        return [f"{line[:-1]} and {number + shift} others were there."
                for number, line in zip((211, 347, 519, 823, 677), ENGLISH, strict=True)]  # fmt: skip

    numbers = [f"{line[:-1]} {number}명." for number, line in zip((211, 347, 519, 823, 677), KOREAN, strict=True)]
    same, other, korean = anchored(lines(0), "en"), anchored(lines(5), "en"), anchored(numbers, "ko")
    held = weights(same, other, korean)
    assert decide(same, korean, held)[0] is not None
    assert decide(other, korean, held)[0] is None


def test_texts_of_few_sentences_say_nothing() -> None:
    one, two = anchored(ENGLISH[:2], "en"), anchored(KOREAN[:2], "ko")
    assert decide(one, two, weights(one, two))[0] is None
    empty = Anchored("en")
    assert compare(empty, KO, weights(KO)).pairs == ()
    assert decide(empty, KO, weights(KO))[0] is None


def text(language: str, keys: list[str], day: int | None = 1) -> Marked:
    when = date(2025, 1, day) if day else None
    return Marked(language, sorted(mark(key) for key in keys), (when, when) if when else None)


RARE = ["n:4711", "n:913", "l:skyhook"]


def test_rare_marks_bring_texts_of_two_languages_together() -> None:
    texts = [text("en", RARE), text("en", RARE), text("ko", RARE), text("ko", ["n:88"])]
    assert candidates(texts, Weights.of(t.marks for t in texts)) == [(0, 2), (1, 2)]


def test_a_date_far_off_keeps_texts_apart_and_a_missing_one_does_not() -> None:
    far = [text("en", RARE), Marked("ko", text("ko", RARE).marks, (date(2025, 6, 1), date(2025, 6, 1)))]
    assert candidates(far, Weights.of(t.marks for t in far)) == []
    undated = [text("ko", RARE, None), text("en", RARE)]
    assert candidates(undated, Weights.of(t.marks for t in undated)) == [(0, 1)]
    assert near(None, (date(2025, 1, 1), date(2025, 1, 1)))


def test_what_many_texts_of_one_month_have_brings_none_together() -> None:
    crowd = [text("en" if n % 2 else "ko", RARE, 1 + n % 28) for n in range(3 * MOST_TEXTS)]
    assert len(candidates(crowd, Weights.of(t.marks for t in crowd))) < 3 * MOST_TEXTS


def test_the_order_of_the_texts_does_not_matter() -> None:
    chance = random.Random(7)
    texts = [text(chance.choice(["en", "ko", "zh"]), chance.sample([f"n:{n}" for n in range(1013, 1060)], 9),
                  chance.randint(1, 28)) for _ in range(60)]  # fmt: skip
    held = Weights.of(t.marks for t in texts)
    there = {(id(texts[one]), id(texts[two])) for one, two in candidates(texts, held)}
    turned = texts[::-1]
    back = {(id(turned[two]), id(turned[one])) for one, two in candidates(turned, held)}
    assert {frozenset(pair) for pair in there} == {frozenset(pair) for pair in back}


def test_no_anchor_is_counted_twice() -> None:
    word = Anchor("number", ("n:4711",), "4,711")
    one = Anchored("en", (Sentence(0, 9, (word,)),), 9, ("n:4711",))
    two = Anchored("ko", (Sentence(0, 9, (word, Anchor("number", ("n:4711", "n:2"), "x"))),), 9, ("n:2", "n:4711"))
    assert compare(one, two, Weights.of([[mark("n:4711")]])).weight == pytest.approx(3.0)
