"""Search: every two characters of a CJK word and every Latin word is found, as a scan of the texts would find it."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.case import search
from sousveil.case.case import Case
from sousveil.case.database import reading, writing

PASSAGES = {
    "p1": "평양시 거리에 감시카메라가 설치되였다. CCTV cameras were installed in Pyongyang.",
    "p2": "人脸识别系统在边境口岸投入使用，監視カメラも設置された。",
    "p3": "The facial-recognition pilot, said an official, 'is less common than in China'.",
    "p4": "Überwachung in Łódź: naïve façade, STRASSE straße, 3G/4G networks and e-mail@example.org.",
    "p5": "얼굴인식 기술과 손전화 감시. 𠮷野家で撮影、㍿・カメラ 一二三。 𬀀𬀁 rare ideographs",
    "p6": "Snake_case WORDS don't break; x86-64 and C++ do: 100% “quoted” — done.",
    "p7": "카메라",
    "p8": "监",
}
CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+")
QUIET = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def indexed(case: Case) -> Case:
    with writing(case.database) as connection:
        for passage, words in PASSAGES.items():
            search.add_passages(connection, f"item-{passage}", [(passage, words)])
    return case


def found(case: Case, words: str, limit: int = 1000) -> set[str]:
    with reading(case.database) as connection:
        hits = search.find(connection, words, limit)
    assert len({hit.passage for hit in hits}) == len(hits)
    assert all(hit.item.endswith(hit.passage) for hit in hits)
    return {hit.passage for hit in hits}


def scan(words: str) -> set[str]:
    """Passages that hold ``words`` as they stand, folded alike."""
    return {passage for passage, text in PASSAGES.items() if search.fold(words) in search.fold(text)}


def test_every_part_of_a_cjk_word_is_found_where_a_scan_finds_it(indexed: Case) -> None:
    tried = 0
    for text in PASSAGES.values():
        for run in CJK.findall(search.fold(text)):
            for length in (1, 2, 3, len(run)):
                for start in range(max(0, len(run) - length + 1)):
                    part = run[start : start + length]
                    assert found(indexed, part) == scan(part), part
                    tried += 1
    assert tried > 150


def test_every_latin_word_is_found_and_no_part_of_one(indexed: Case) -> None:
    for passage, text in PASSAGES.items():
        for word in re.findall(r"[^\W_]+", search.fold(text)):
            if not CJK.search(word):
                assert passage in found(indexed, word), word
                assert passage in found(indexed, word.upper()), word
    assert found(indexed, "camera") == set() and found(indexed, "camera*") == {"p1"}
    assert found(indexed, "strasse") == {"p4"} and found(indexed, "uberwachung") == {"p4"}


def test_words_are_joined_by_and_and_quotes_keep_their_order(indexed: Case) -> None:
    assert found(indexed, "CCTV Pyongyang") == {"p1"}
    assert found(indexed, "CCTV China") == set()
    assert found(indexed, '"installed in Pyongyang"') == {"p1"}
    assert found(indexed, '"in installed Pyongyang"') == set()
    assert found(indexed, "감시 손전화") == {"p5"}
    assert found(indexed, "facial-recognition") == {"p3"}


def test_an_empty_question_finds_nothing(indexed: Case) -> None:
    assert not any(found(indexed, words) for words in ("", " ", "*", '""', "—", "\x00", '"'))


HOSTILE = [
    '"', "AND", "OR", "NOT", "NEAR", "NEAR(", "(", ")", ":", "^", "*", "-", "+", "{", "}", "terms:", "rowid", "'",
    "\\", "&", "|", "!", "<->", "<2>", ";", "--", "%", "\x00", "\ud800", "감", "감시", "a", "é", " ",
    "\t",
]  # fmt: skip


@QUIET
@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=5)), max_size=12).map("".join))
def test_no_question_raises(indexed: Case, words: str) -> None:
    found(indexed, words)
    list(search.snippet("some words 감시 here", words))


@pytest.mark.parametrize(
    "words", ["a " * 5000, "감시" * 3000, "x" * 100_000, '"' * 999, "*" * 999, "(" * 999, "a:b" * 500]
)
def test_a_long_question_does_not_raise(indexed: Case, words: str) -> None:
    found(indexed, words)


@QUIET
@given(
    st.lists(
        st.text(st.sampled_from("감시카메라人脸识别ab é_.\u0301\U0002a6d6\U00030000ーｶ①"), min_size=1, max_size=30),
        min_size=1, max_size=6,
    ),
    st.data(),
)  # fmt: skip
def test_what_stands_in_a_generated_passage_is_found(case: Case, texts: list[str], data: st.DataObject) -> None:
    with writing(case.database) as connection:
        for n, words in enumerate(texts):
            search.drop_item(connection, f"item-{n}")
            search.add_passages(connection, f"item-{n}", [(str(n), words)])
    folded = [search.fold(words) for words in texts]
    for n, words in enumerate(folded):
        runs = re.findall(r"[^\W_]+", words)
        if runs:
            word = data.draw(st.sampled_from(runs))
            assert str(n) in found(case, word)
            for run in CJK.findall(word):
                start = data.draw(st.integers(0, len(run) - 1))
                assert str(n) in found(case, run[start : start + 2])
    with writing(case.database) as connection:
        for n in range(len(texts)):
            search.drop_item(connection, f"item-{n}")


def test_a_long_passage_is_searched_to_its_end(case: Case) -> None:
    """Longer than PostgreSQL counts, with a pair oftener than it keeps places of: nothing at the end is lost."""
    words = "감시 감독 " * 9000 + "x" * 5000 + " 감시카메라 the very last words"
    with writing(case.database) as connection:
        search.add_passages(connection, "item-p", [("p", words)])
    for query in ("감시카메라", '"very last words"', "감독 last", "x" * 5000, "감시카메라 감독"):
        assert found(case, query) == {"p"}, query
    assert found(case, '"last very words"') == set()


def test_a_phrase_across_the_seam_of_two_parts_is_found(case: Case) -> None:
    words = " ".join(f"w{n}" for n in range(1000))
    with writing(case.database) as connection:
        search.add_passages(connection, "item-p", [("p", words)])
    terms = words.split()
    for start in range(0, 970, 7):
        assert found(case, '"' + " ".join(terms[start : start + 30]) + '"') == {"p"}
    assert found(case, '"' + " ".join(terms[100:300]) + '"') == {"p"}


def test_a_dropped_item_is_found_no_more(indexed: Case) -> None:
    assert found(indexed, "카메라") == {"p1", "p7"}
    with writing(indexed.database) as connection:
        search.drop_item(connection, "item-p1")
    assert found(indexed, "카메라") == {"p7"}
    assert found(indexed, "CCTV") == set()


def test_better_hits_come_first_and_the_limit_holds(case: Case) -> None:
    with writing(case.database) as connection:
        search.add_passages(connection, "item-1", [("1", "camera " + "other " * 200)])
        search.add_passages(connection, "item-2", [("2", "camera camera camera")])
    with reading(case.database) as connection:
        hits = search.find(connection, "camera")
        assert [hit.passage for hit in hits] == ["2", "1"] and hits[0].rank > hits[1].rank
        assert len(search.find(connection, "camera", limit=1)) == 1


def test_a_snippet_shows_the_match_and_says_what_was_cut() -> None:
    words = "before " * 40 + "the Camera stands here " + "after " * 40
    parts = list(search.snippet(words, "camera"))
    assert [part for part, match in parts if match] == ["Camera"]
    assert parts[0] == ("…", False) and parts[-1][0].endswith("…")
    assert "".join(part for part, _ in parts).strip("…") in words
