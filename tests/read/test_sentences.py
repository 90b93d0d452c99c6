"""Sentences: each list is what a careful reader would count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.read.bylines import _authors
from sousveil.read.paragraphs import paragraphs
from sousveil.read.sentences import sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text), language)]


@pytest.mark.parametrize("parts", [
    ["The U.S. think tank published it.", "It has 40 pages."],
    ["Dr. Weld and Gen. Ortiz met at No. 5 Mill Lane.", "They left at 5 p.m. without a word."],
    ["It cost 3.5 million.", "That is 12.4 percent more."],
    ["John F. Kennedy Avenue has cameras.", "So has J. R. Square."],
    ["“Is it safe?” he asked.", "Nobody answered."],
    ["“Is it safe?” Anna Weld asked.", "“No!”", "They laughed."],
    ["“It watches everyone.” the report pointed out.", "The state denied it."],
    ["He said, “It is on.”", "She said it was off."],
    ["They came from the U.S.", "The others stayed."],
    ["The cameras were bought in Sept. 2023 by Acme Inc. for the city.", "It paid late."],
    ["Wait... what is it?", "Nothing."],
    ["Many cameras are broken.[12]", "Some are new."],
    ["1. The first rule is silence.", "2. The second is the same."],
    ["The list (see Fig. 3) is long.", "(It was cut.)", "The end."],
    ["It ends with a colon: the system, e.g. a camera, is on.", "Yes."],
    ["He moved to Washington, D.C. He works there."],
])  # fmt: skip
def test_english(parts: list[str]) -> None:
    found = split(" ".join(parts))
    if parts == ["He moved to Washington, D.C. He works there."]:
        parts = ["He moved to Washington, D.C.", "He works there."]
    assert found == parts


def test_missing_space_after_a_stop() -> None:
    assert split("The cameras record daily.The report says so. See example.com or v2.Net for more.") == [
        "The cameras record daily.", "The report says so.", "See example.com or v2.Net for more.",
    ]  # fmt: skip


def test_an_agency_credit_is_not_part_of_the_last_sentence() -> None:
    assert split("They take a blood test. — AP") == ["They take a blood test.", "— AP"]


@pytest.mark.parametrize("parts", [
    ["당국이 카메라를 설치했다.", "영상은 서버로 전송된다."],
    ["교육청은 “안전을 위한 조치다. 문제가 없다”고 밝혔다.", "교사들은 반대했다."],
    ["그는 “모른다.”라고 말했다.", "더 묻지 않았다."],
    ["비용은 3.5배 늘었다.", "이유는 알려지지 않았다."],
    ["정말입니까?", "그렇습니다."],
])  # fmt: skip
def test_korean(parts: list[str]) -> None:
    assert split(" ".join(parts), "ko") == parts


def test_korean_without_space() -> None:
    assert split("카메라가 있다.영상은 없다.", "ko") == ["카메라가 있다.", "영상은 없다."]


@pytest.mark.parametrize("parts", [
    ["当局安装了摄像头。", "图像传到首都！", "真的吗？"],
    ["他说：“没有问题。”", "她不同意。"],
    ["“这是真的吗？”他问。", "没有人回答。"],
    ["费用增加了3.5倍；", "原因不明。"],
    ["居民说……没有人知道。"],
])  # fmt: skip
def test_chinese(parts: list[str]) -> None:
    assert split("".join(parts), "zh") == parts


def test_a_semicolon_ends_no_korean_sentence() -> None:
    assert len(split("하나； 둘이다.", "ko")) == 1


ALPHABET = st.sampled_from(
    [*"aA bB.!?…。！？；“”\"'’)]다요고 \n\t1,—中国說说", "Dr.", "U.S.", "...", " The ", "”고 ", "\u3000"]
)


@given(st.lists(ALPHABET, max_size=60).map("".join), st.sampled_from(["en", "ko", "zh", "ja", "fr"]), st.integers(0, 5))
@settings(max_examples=300, deadline=None)
def test_sentences_partition_what_is_not_space(text: str, language: str, before: int) -> None:
    whole = "x" * before + text + "yz"
    start, end = before, before + len(text)
    at = start
    for left, right in sentences(whole, start, end, language):
        assert at <= left < right <= end
        assert not whole[at:left].strip()
        assert whole[left:right] == whole[left:right].strip()
        at = right
    assert not whole[at:end].strip()


def test_long_text_without_stops_is_fast() -> None:
    assert len(split("word " * 200_000)) == 1
    assert len(split("“a. " * 20_000, "ko")) >= 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("大街上安装新摄像头\n2024年6月9日\n脱北者李某（化名）说，摄像头很多。", "zh"),
        ("거리에 새 카메라\n2024년 6월 9일\n주민 이 모 씨는 카메라가 많다고 말했다.", "ko"),
    ],
)
def test_a_line_that_is_a_date_is_glued_to_nothing(text: str, language: str) -> None:
    assert split(text, language) == text.split("\n")


def test_a_date_line_above_wrapped_lines_is_a_paragraph_of_its_own() -> None:
    body = "脱北者李某（化名）说，大街上安装了摄像头，居民们十分担\n心，当局今年又在城里安装了许多摄像头，人们不知道原因何\n在。"
    text = f"2024年6月9日（日）\n{body}"
    assert [text[b.start : b.end] for b in paragraphs(text)] == ["2024年6月9日（日）", body]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("记者王明报道", ["王明"]),
        ("本报记者 欧阳小明 报道", ["欧阳小明"]),
        ("记者：王明 李小红", ["王明", "李小红"]),
        ("作者：王明", ["王明"]),
    ],
)
def test_a_chinese_byline_names_people_without_the_word_for_reporting(line: str, names: list[str]) -> None:
    assert _authors(line) == names
