"""What turns a claim round, and what only seems to end a system; voices without a name; one noun, one claim."""

from __future__ import annotations

import pytest

from sousveil.records import Claim

from .build import read

# sentence | technology | aspect | status | certainty | kind
TABLE = """
en|It is false that facial recognition is used in Kenya.|facial-recognition|deployment|in-use|CT-|fact
en|It is not true that Kenya uses facial recognition.|facial-recognition|deployment|in-use|CT-|fact
en|It is untrue that Kenya does not use facial recognition.|facial-recognition|deployment|in-use|CT+|fact
en|Reports that Kenya uses facial recognition are untrue, the ministry said.|facial-recognition|deployment|in-use|CT-|fact
en|The mayor denied that facial recognition is used in Kenya.|facial-recognition|deployment|in-use|CT-|fact
en|The ministry dismissed claims that Kenya uses facial recognition.|facial-recognition|deployment|in-use|CT-|fact
en|Plans to install 200 surveillance cameras in Plauen were dropped.|video-surveillance|deployment|announced|CT-|fact
en|The city shelved plans to install surveillance cameras.|video-surveillance|deployment|announced|CT-|fact
en|Kenya suspended its facial recognition programme.|facial-recognition|deployment|abandoned|CT+|fact
en|Surveillance cameras were dismantled in Plauen.|video-surveillance|deployment|abandoned|CT+|fact
en|Kenya has banned the use of facial recognition.|facial-recognition|policy|unknown|CT+|fact
en|Kenya will ban facial recognition.|facial-recognition|policy|unknown|CT+|forecast
en|Surveillance cameras in Zomba are often switched off by power cuts.|video-surveillance|constraint|unknown|CT+|fact
en|The pilot of facial recognition in Hue has been running since May.|facial-recognition|deployment|in-use|CT+|fact
en|The facial recognition boxes could also tell whether a driver held a phone.|facial-recognition|capability|unknown|CT+|fact
en|Police have bought 20 drones.|drones|procurement|procured|CT+|fact
en|The minister said drones will be used next year.|drones|deployment|announced|CT+|forecast
en|Bergen has no surveillance cameras.|video-surveillance|deployment|in-use|CT-|fact
ko|케냐 정부가 얼굴인식을 사용한다는 것은 사실이 아니다.|facial-recognition|deployment|in-use|CT-|fact
ko|경찰이 얼굴인식 사용을 금지했다.|facial-recognition|policy|unknown|CT+|fact
ko|정전으로 CCTV 가동이 중단됐다.|video-surveillance|constraint|unknown|CT+|fact
zh|关于肯尼亚使用人脸识别的说法不属实。|facial-recognition|deployment|in-use|CT-|fact
zh|肯尼亚禁止警方使用人脸识别技术。|facial-recognition|policy|unknown|CT+|fact
zh|由于停电，监控摄像头停用。|video-surveillance|constraint|unknown|CT+|fact
zh|警方取消了安装监控摄像头的计划。|video-surveillance|deployment|announced|CT-|fact
"""


def _row(claim: Claim) -> tuple[str, str, str, str]:
    return claim.aspect, claim.status, claim.certainty, claim.kind


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_a_turned_sentence(row: str) -> None:
    language, sentence, technology, *told = row.split("|")
    claims, _ = read(sentence, language)
    assert [_row(c) for c in claims if c.technology == technology] == [tuple(told)]


def test_the_boxes_just_spoken_of_can_do_something() -> None:
    claims, _ = read("Facial recognition is used in Hue.\nThe boxes could also tell men from women.")
    assert [(c.aspect, c.status, c.capability_status) for c in claims[1:]] == [("capability", "unknown", "possible")]


def test_a_drone_that_bombs_is_none_even_where_a_minister_speaks() -> None:
    assert read("The minister said 40 drones were intercepted over the capital.")[0] == []


VOICES = [
    ("ko", "전문가들은 북한이 안면인식 기술을 사용하고 있다고 말했다.", "experts"),
    ("ko", "분석가들에 따르면 북한은 CCTV를 설치했다.", "experts"),
    ("ko", "한 연구소는 북한이 CCTV를 설치했다고 밝혔다.", "unnamed"),
    ("ko", "통일연구소는 북한이 CCTV를 설치했다고 밝혔다.", "organisation"),
    ("ko", "외신은 케냐가 CCTV를 설치했다고 보도했다.", "unnamed"),
    ("ko", "주민들은 혜산시에 CCTV가 설치됐다고 말했다.", "witnesses"),
    ("zh", "专家表示，朝鲜正在使用人脸识别技术。", "experts"),
    ("zh", "據專家表示，朝鮮正在使用人脸识别技术。", "experts"),
    ("zh", "分析人士说，朝鲜已安装监控摄像头。", "experts"),
    ("zh", "一家研究所表示，朝鲜已安装监控摄像头。", "unnamed"),
    ("zh", "居民说，朝鲜已安装监控摄像头。", "witnesses"),
]


@pytest.mark.parametrize(("language", "sentence", "kind"), VOICES)
def test_a_voice_without_a_name(language: str, sentence: str, kind: str) -> None:
    claims, _ = read(sentence, language)
    assert [c.attribution[-1].kind for c in claims] == [kind]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ko", "평양에 얼굴인식 카메라가 설치됐다."),
        ("ko", "평양에 얼굴인식 기능을 갖춘 감시카메라가 설치됐다."),
        ("zh", "平壤已安装人脸识别摄像头。"),
        ("en", "Face recognition enabled surveillance cameras were installed in Pyongyang."),
    ],
)
def test_one_noun_is_one_claim(language: str, sentence: str) -> None:
    assert [c.technology for c in read(sentence, language)[0]] == ["facial-recognition"]


def test_two_things_stay_two_claims() -> None:
    claims, _ = read("경찰은 얼굴인식을 사용하고 카메라 30대도 설치했다.", "ko")
    assert [c.technology for c in claims] == ["facial-recognition", "video-surveillance"]


@pytest.mark.parametrize(
    ("line", "outlet"), [("环洋晚报 2025年6月30日 评论员", "环洋晚报"), ("한빛일보 2025.06.30 | 홍길동 기자", "한빛일보")]
)
def test_the_line_with_the_date_names_the_outlet(line: str, outlet: str) -> None:
    claims, _ = read(f"平壤已安装人脸识别系统\n{line}\n平壤已安装人脸识别系统。", "zh", source=None)
    assert {(c.attribution[0].source, c.attribution[0].kind) for c in claims} == {(outlet, "outlet")}
