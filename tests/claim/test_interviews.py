"""Interviews and quotations over several sentences in Korean and Chinese."""

from __future__ import annotations

import pytest

from sousveil.claim.interviews_cjk import still_quoted

from .build import read

KOREAN = (
    "2019년에 나온 전직 기사 문석진(가명) 씨를 만났다.\n― 거리에 카메라가 있었습니까?\n"
    "네, 역 앞에 감시카메라를 달아 놓았어요. 밤에도 돌아갔습니다.\n― 누가 보나요?\n감시카메라는 보안원이 보고 있었어요.\n"
    "문 씨는 감시카메라가 더 늘었다고 들었다고 했다."
)
CHINESE = "公安局发言人林少川表示：“市区已安装三百个监控摄像头。监控摄像头仅用于治安。”\n另有居民说，监控摄像头已损坏。"


def test_who_answers_speaks_in_the_answers_only() -> None:
    claims, _ = read(KOREAN, "ko")
    inner = {c.quote: c.attribution[-1].source for c in claims}
    assert inner["네, 역 앞에 감시카메라를 달아 놓았어요."] == "문석진"
    assert inner["감시카메라는 보안원이 보고 있었어요."] == "문석진"


def test_without_marked_questions_there_is_no_interview() -> None:
    claims, _ = read("문석진 씨를 만났다.\n역 앞에 감시카메라를 설치했다.", "ko")
    assert [e.source for e in claims[0].attribution] == ["The Outlet"]


def test_a_quotation_goes_on_until_it_is_closed() -> None:
    claims, _ = read(CHINESE, "zh")
    inner = {c.quote: c.attribution[-1].source for c in claims}
    going_on = [source for quote, source in inner.items() if "仅用于治安" in quote]
    assert going_on
    assert all("林少川" in source for source in going_on)


@pytest.mark.parametrize(("text", "at", "expected"), [("“甲。乙。”丙", 3, 0), ("“甲。”乙。丙", 6, None), ("甲「乙。丙」", 4, 1)])
def test_what_is_still_quoted(text: str, at: int, expected: int | None) -> None:
    assert still_quoted(text, 0, at) == expected
