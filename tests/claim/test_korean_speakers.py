
"""Who speaks in Korean sentences, whatever the verb and wherever the subject stands."""

from __future__ import annotations

import time

import pytest

from sousveil.claim import attribution_cjk as cjk
from sousveil.claim.certainty import certainty
from sousveil.claim.plain import plain
from sousveil.claim.speakers_ko import head_of, is_thing, speakers

NAMED = """
강릉시는 방범용 카메라 40대를 새로 달았다고 12일 밝혔다.|강릉시
시 교통공사가 개찰구에 단말기 부착을 끝냈다고 3일(현지시간) 발표했다.|교통공사
검문소에서 전화기를 뒤지는 일이 잦다고 상인들이 하소연하고 있다.|상인들
카메라가 정전 때마다 꺼진다고 한 서방 외교관은 귀띔했다.|서방 외교관
이번 조사를 이끈 표라온 연구위원은 "기둥이 두 배로 늘었다"며 고개를 저었다.|표라온 연구위원
내부 사정에 밝은 소식통은 초소마다 감지기가 놓였다고 전해왔다.|소식통
시장을 오가는 중국인 무역상은 6일 "지난달부터 단속이 심해졌다"고 말했다.|무역상
경찰은 대금을 치르지 못했다고 감사원은 적었다.|감사원
당국의 집계에 따르면 카메라는 모두 3천 대다.|당국의 집계
카메라 열 대 가운데 셋은 멈춰 있다는 것이 감사원의 판단이다.|감사원
화면을 스물네 시간 지켜본다는 경비원의 증언이 나왔다.|경비원
장비를 사들인 사실이 통신사 회신으로 확인됐다.|통신사 회신
계약서에는 단말기 300대를 납품한다는 조항이 적혀 있다.|계약서
남조선의 한 신문이 전한데 의하면 촬영기가 2만대를 넘었다.|남조선의 한 신문
연구사 리명식은 체계가 완성단계에 이르렀다고 하였다.|연구사 리명식
국방부는 구매 의혹을 전면 부인했다.|국방부
공급사는 정확도가 97%라고 선전한다.|공급사
"""
NOBODY = """
감시카메라가 역 앞에 여섯 대 설치됐다.
카메라는 이제 골목마다 달려 있다.
경찰이 얼굴인식 단말기를 사들였다.
휴대전화를 압수하는 일이 늘었다.
"""


@pytest.mark.parametrize("row", NAMED.strip().splitlines())
def test_the_speaker_is_named(row: str) -> None:
    text, wanted = row.split("|")
    found = [s for s in cjk.speeches(text, plain(text), 0, len(text), "ko") if s.source]
    assert wanted in [s.source for s in found] or any(wanted in s.source for s in found), [s.source for s in found]
    for speech in found:
        assert speech.start is None or text[speech.start : speech.end] == speech.source


@pytest.mark.parametrize("text", NOBODY.strip().splitlines())
def test_a_plain_statement_has_no_speaker(text: str) -> None:
    assert cjk.speeches(text, plain(text), 0, len(text), "ko") == []


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("그는 내년에 더 세운다고 덧붙였다.", "pronoun"),
        ("이 단체는 서버가 해외에 있다고 주장했다.", "institution"),
        ("회사 측은 외부로 보내지 않는다고 해명했다.", "institution"),
        ("내년에는 두 배로 늘린다고 했다.", "left out"),
        ("추적 기능은 없다는 것이다.", "left out"),
        ("카메라가 곧 바뀐다고 한다.", "hearsay"),
        ("초소에 감지기가 놓였다는 소문이 있지만 취재진은 이를 확인하지 못했다.", "hearsay"),
    ],
)
def test_who_is_not_named_anew(text: str, sort: str) -> None:
    assert [s.sort for s in speakers(text, plain(text), 0, len(text), lambda words: cjk.kind_of(words, "ko"))] == [sort]


def test_clauses_before_the_noun_are_no_part_of_the_name() -> None:
    words = "익명을 요구한 혜산의 한 주민"
    assert words[head_of(words, 0, len(words)) :] == "혜산의 한 주민"
    assert is_thing("새 감시 시스템")
    assert not is_thing("경제학 교수")


def test_a_surname_is_given_its_first_mention() -> None:
    text = "주민 염 모 씨는 문이 잠겼다고 했다. 염 씨는 기다렸다고 말했다."
    full = cjk.longer_name(text, "염 씨", 25)
    assert full is not None
    assert text[full[0] : full[1]] == "염 모"


def test_long_sentences_are_read_in_time() -> None:
    text = "관계자는 " + "카메라가 있다고 보고서에 적은 " * 110 + "말했다."
    begun = time.perf_counter()
    cjk.speeches(text, plain(text), 0, len(text), "ko")
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("김정은 위원장은 국경에 감시 카메라를 설치하라고 말했다.", "김정은 위원장"),
        ("김성은 목사는 국경에 감시 카메라가 설치됐다고 말했다.", "김성은 목사"),
        ("박지은 연구원은 국경에서 감시 카메라가 늘었다고 밝혔다.", "박지은 연구원"),
        ("이가은 교수는 얼굴 인식 기술이 쓰인다고 주장했다.", "이가은 교수"),
        ("서하이 국장이 카메라가 늘었다고 밝혔다.", "서하이 국장"),
        ("강나은 선임연구원은 카메라가 늘었다고 말했다.", "강나은 선임연구원"),
        ("최고은 국경감시연구소 소장은 카메라가 늘었다고 말했다.", "최고은 국경감시연구소 소장"),
        ("단둥에서 활동한 김성은 목사에 따르면 카메라가 늘었다.", "김성은 목사"),
        ("경찰은 대표가 카메라를 샀다고 밝혔다.", "경찰"),
        ("주민은 목사가 카메라를 봤다고 말했다.", "주민"),
    ],
)
def test_before_a_title_the_end_of_a_name_is_no_particle(text: str, wanted: str) -> None:
    assert [s.source for s in cjk.speeches(text, plain(text), 0, len(text), "ko")] == [wanted]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("국경연구소에 따르면 무산에서 지문을 수집한다.", "CT+"),
        ("경우에는 지문을 수집한다.", "CT+"),
        ("입국하면 얼굴을 수시로 촬영한다.", "CT+"),
        ("역에는 카메라를 보는 교수도 있다.", "CT+"),
        ("카메라를 설치할 수도 있다.", "PS+"),
        ("이미 설치했을 수도 있다.", "PS+"),
        ("예산이 나오면 카메라를 설치할 수 있다.", "PS+"),
    ],
)
def test_only_the_word_su_makes_it_possible(text: str, level: str) -> None:
    assert certainty(plain(text), "ko") == level
