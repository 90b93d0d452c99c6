"""Drift between two small texts: each kind, in three languages, and what must not be marked."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.records import Drift
from sousveil.records.lineage import DRIFT_KINDS, DRIFT_WAYS
from sousveil.trace.drift.cases import drift_between
from sousveil.trace.drift.sides import side


def drifts(parent: str, child: str, language: str = "en", other: str | None = None) -> list[Drift]:
    return drift_between(side(child, language, "child"), side(parent, other or language, "parent"))


CHANGED = [
    ("en", "hedge", "dropped", "The city may have installed cameras at the harbour.",
     "The city has installed cameras at the harbour.", "", "may"),
    ("en", "hedge", "added", "Police use drones over the old market.",
     "Police reportedly use drones over the old market.", "reportedly", ""),
    ("en", "number", "changed", "Police bought 40 drones for the harbour.", "Police bought 400 drones for the harbour.",
     "400", "40"),
    ("en", "unit", "changed", "The fence with its sensors is 12 km long in the north.",
     "The fence with its sensors is 12 miles long in the north.", "12 miles", "12 km"),
    ("en", "date", "changed", "The cameras were switched on at the port in March 2021.",
     "The cameras were switched on at the port in June 2021.", "June 2021", "March 2021"),
    ("en", "scope", "dropped", "Cameras hang at some schools in the valley.", "Cameras hang at schools in the valley.",
     "", "some"),
    ("en", "scope", "changed", "Some schools in the valley have cameras.", "All schools in the valley have cameras.",
     "All", "Some"),
    ("en", "status", "changed", "The ministry is testing face recognition at the border station.",
     "The ministry is using face recognition at the border station.", "using", "testing"),
    ("en", "denial", "dropped", "The council has not installed cameras in the park.",
     "The council has installed cameras in the park.", "", "not"),
    ("en", "cause", "changed", "Thefts fell after the cameras were installed in the market.",
     "Thefts fell because the cameras were installed in the market.", "because", "after"),
    ("en", "emphasis", "dropped", "Cameras play a much bigger role in the capital than before.",
     "Cameras play a bigger role in the capital than before.", "", "much"),
    ("en", "place", "changed", "The new drones now fly over Busan at night, a trader said.",
     "The new drones now fly over Daegu at night, a trader said.", "Daegu", "Busan"),
    ("en", "attribution", "dropped", "Cameras watch the harbour and the market, a trader said.",
     "Cameras watch the harbour and the market.", "", "said"),
    ("ko", "hedge", "dropped", "하람시는 항구에 카메라를 설치한 것으로 알려졌다.", "하람시는 항구에 카메라를 설치했다.", "",
     "것으로 알려"),
    ("ko", "number", "changed", "하람시는 항구에 카메라 40대를 설치했다.", "하람시는 항구에 카메라 400대를 설치했다.", "400", "40"),
    ("ko", "scope", "changed", "하람시의 일부 학교에 카메라가 설치됐다.", "하람시의 모든 학교에 카메라가 설치됐다.", "모든", "일부"),
    ("zh", "hedge", "dropped", "云溪市可能在港口安装了摄像头。", "云溪市在港口安装了摄像头。", "", "可能"),
    ("zh", "number", "changed", "云溪市在港口安装了40个摄像头。", "云溪市在港口安装了400个摄像头。", "400", "40"),
    ("zh", "scope", "changed", "云溪市的部分学校安装了摄像头。", "云溪市的所有学校安装了摄像头。", "所有", "部分"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "kind", "way", "parent", "child", "said", "parent_said"), CHANGED)
def test_what_changed_is_marked_at_the_word(
    language: str, kind: str, way: str, parent: str, child: str, said: str, parent_said: str
) -> None:
    found = {(d.kind, d.way): d for d in drifts(parent, child, language)}
    assert (kind, way) in found, found
    drift = found[kind, way]
    assert said == drift.said and parent_said in drift.parent_said
    assert drift.certainty in ("sure", "likely")


SWAPPED = [
    ("en", "role", "Oculane sold cameras to Tessaro.", "Cameras were sold to Oculane by Tessaro."),
    ("ko", "role", "내무부는 보안국에 영상을 넘겼다.", "보안국은 내무부에 영상을 넘겼다."),
    ("zh", "role", "内政部把录像交给边防局。", "边防局把录像交给内政部。"),
    ("en", "number", "Ashvale runs 12 cameras and Dunmere runs 90.", "In Dunmere there are 12 cameras, and 90 in Ashvale."),
    ("en", "hedge", "Ashvale may have bought drones, while Dunmere has bought drones.",
     "Dunmere may have bought drones, while Ashvale has bought drones."),
    ("ko", "scope", "북문시의 모든 학교와 동포시의 일부 학교에 카메라가 있다.", "동포시의 모든 학교와 북문시의 일부 학교에 카메라가 있다."),
    ("zh", "status", "北关市正在测试无人机，东埠市已经使用无人机。", "东埠市正在测试无人机，北关市已经使用无人机。"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "kind", "parent", "child"), SWAPPED)
def test_what_changed_places_is_seen_where_the_words_are_the_same(language: str, kind: str, parent: str, child: str) -> None:
    assert kind in {d.kind for d in drifts(parent, child, language)}


FAITHFUL = [
    ("en", "The ministry sold drones to Ashvale in March.", "In March, drones were sold to Ashvale by the ministry."),
    ("en", "Police bought 1,012 cameras for the harbour.", "Police bought about 1,000 cameras for the harbour."),
    ("en", "Police bought forty cameras for the harbour.", "Police bought 40 cameras for the harbour."),
    ("en", "The camera line is 5 miles long.", "The camera line is 8 km long."),
    ("en", "The city may have installed cameras.", "The city might have installed cameras."),
    ("en", "Ashvale has 12 cameras and Dunmere 90.", "Dunmere has 90 cameras and Ashvale 12."),
    ("en", "New drones fly over Pyongyang at night, traders told us.", "New drones fly over North Korea at night, traders told us."),
    ("ko", "내무부는 보안국에 영상을 넘겼다.", "보안국은 내무부로부터 영상을 넘겨받았다."),
    ("ko", "하람시는 카메라를 설치한 것으로 알려졌다.", "하람시는 카메라를 설치한 것으로 전해졌다."),
    ("zh", "内政部把录像交给边防局。", "边防局从内政部接收录像。"),
    ("zh", "云溪市可能安装了摄像头。", "云溪市或许安装了摄像头。"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "parent", "child"), FAITHFUL)
def test_a_faithful_retelling_bears_no_mark(language: str, parent: str, child: str) -> None:
    assert [d for d in drifts(parent, child, language) if d.certainty != "possible"] == []


def test_a_slip_of_ten_thousand_between_languages_is_a_mistranslation() -> None:
    found = drifts("Police in Seoul installed 40,000 surveillance cameras in 2021.", "2021년 서울 경찰은 감시 카메라 4만 대를 설치했다.", "ko", "en")
    assert not [d for d in found if d.kind in ("number", "mistranslation")]
    found = drifts("Police in Seoul installed 40,000 surveillance cameras in 2021.", "2021년 서울 경찰은 감시 카메라 4000대를 설치했다.", "ko", "en")
    assert [d.kind for d in found if d.said == "4000"] == ["mistranslation"]


def test_a_hedge_lost_in_translation_is_marked() -> None:
    found = drifts("Police in Seoul may have installed 412 surveillance cameras in 2021.", "2021年首尔警方安装了412个监控摄像头。", "zh", "en")
    assert ("hedge", "dropped") in {(d.kind, d.way) for d in found}


VOCABULARY = (
    "may some all not 40 400 cameras Ashvale Dunmere bought installed testing because after said police in the by to was"
    " 4월 일부 카메라 설치했다 하람시는 것으로 알려졌다 , . 可能 云溪市 部分 摄像头 。 “ 9% 12 km"
)
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)
LANGUAGES = st.sampled_from(["en", "ko", "zh", "fr", "und"])


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, LANGUAGES, LANGUAGES)
def test_every_mark_stands_where_it_says(one: str, two: str, language: str, other: str) -> None:
    for drift in drift_between(side(one, language, "child"), side(two, other, "parent"), "link"):
        assert drift.kind in DRIFT_KINDS and drift.way in DRIFT_WAYS
        for text, span, words, said in (
            (one, drift.span, drift.words, drift.said), (two, drift.parent_span, drift.parent_words, drift.parent_said)
        ):  # fmt: skip
            assert 0 <= span[0] <= words[0] <= words[1] <= span[1] <= len(text)
            assert text[words[0] : words[1]] == said
        if drift.way == "dropped":
            assert not drift.said and drift.parent_said
        if drift.way == "added":
            assert drift.said and not drift.parent_said
        assert drift.sentence.endswith((".", "?")) and drift.link == "link"


@settings(max_examples=80, deadline=None)
@given(TEXTS, LANGUAGES)
def test_nothing_moves_between_a_text_and_itself(text: str, language: str) -> None:
    assert drifts(text, text, language) == []


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_the_same_texts_give_the_same_marks(one: str, two: str) -> None:
    assert drifts(one, two) == drifts(one, two)


def test_an_ordinary_pair_of_articles_takes_milliseconds() -> None:
    names = ["Ashvale", "Dunmere", "Harlow", "Kestrel", "Marrow", "Stonefall", "Eastmere", "Northgate"]
    lines = [f"Police in {names[i % 8]} installed {i + 13} cameras at gate {chr(65 + i % 26)} near the {i}th bridge, a trader said." for i in range(40)]
    child = [line.replace("installed", "may have installed") if i % 4 == 0 else line for i, line in enumerate(lines)]
    start = time.perf_counter()
    found = drifts(" ".join(lines), " ".join(child))
    assert time.perf_counter() - start < 1.0  # 30 ms where the machine is free
    assert len([d for d in found if d.kind == "hedge" and d.way == "added"]) == 10
