"""Sentences of our own writing, each labelled as a careful researcher would."""

from __future__ import annotations

import pytest

from .build import read

# sentence | technology | status | certainty | kind | innermost source | a place or country
EN = """
Officials said the city will install 500 surveillance cameras at metro stations.|video-surveillance|announced|CT+|forecast|Officials|railway stations
Iran has not installed surveillance cameras at the mosque, the ministry said.|video-surveillance|installed|CT-|fact|ministry|Iran
The police of Serbia denied that they use facial recognition.|facial-recognition|in-use|CT-|fact|police|Serbia
Human Rights Watch said Moscow has used facial recognition since 2020.|facial-recognition|in-use|CT+|fact|Human Rights Watch|Moscow
Residents told reporters that more than 1,000 CCTV cameras have been installed in Hyesan.|video-surveillance|installed|CT+|fact|Residents|Hyesan
It is unclear whether drones are used for surveillance in Kenya.|drones|unknown|U|question|The Outlet|Kenya
Kenyan police may be using IMSI catchers, activists said.|cell-site-simulator|in-use|PS+|fact|activists|Kenya
Uganda bought facial recognition technology from Huawei in 2019.|facial-recognition|procured|CT+|fact|The Outlet|Uganda
The ministry allegedly collects DNA samples from residents in Xinjiang.|biometric-database|in-use|PR+|fact|unnamed|Xinjiang
China is building a facial recognition system in Tibet, according to state media.|facial-recognition|in-development|CT+|fact|state media|Tibet
Security cameras are becoming more common at schools in Pyongyang.|video-surveillance|expanding|CT+|fact|The Outlet|schools
Authorities in Belarus cancelled plans to deploy body-worn cameras.|body-worn-camera|announced|CT-|fact|The Outlet|Belarus
North Korea reportedly imports surveillance cameras from China.|video-surveillance|procured|PR+|fact|unnamed|North Korea
Surveillance cameras are being installed on streets in Sinuiju.|video-surveillance|being-installed|CT+|fact|The Outlet|Sinuiju
Cairo has probably deployed number plate recognition on its highways, experts said.|plate-reading|installed|PR+|fact|experts|Cairo
Researchers at a university in Hanoi are testing gunshot detection.|gunshot-detection|researched|CT+|fact|The Outlet|Hanoi
The army of Myanmar plans to buy surveillance drones.|drones|announced|CT+|forecast|The Outlet|Myanmar
Venezuela requires citizens to carry a digital identity card.|identity-card|in-use|CT+|fact|The Outlet|Venezuela
Inspectors check the screenshots stored on every phone in Wonsan, a trader said.|smartphone-control|in-use|CT+|fact|trader|Wonsan
"The inminban reports everything," said Park Ji Won, a defector from Chongjin who uses her own name, adding that informants were paid.|informant-network|in-use|CT+|fact|Park Ji Won|North Korea
Ecuador has installed 4,300 surveillance cameras, state television reported.|video-surveillance|installed|CT+|fact|state television|Ecuador
"""
KO = """
북한이 평양의 학교와 공장에 감시카메라를 설치하고 있다고 보고서가 밝혔다.|video-surveillance|being-installed|CT+|fact|보고서|Pyongyang
북한 당국이 국경 지역에 CCTV를 추가로 설치할 예정이라고 데일리NK가 보도했다.|video-surveillance|announced|CT+|forecast|데일리NK|국경 지역
소식통에 따르면 혜산시에 감시카메라 1만2천대가 설치된 것으로 알려졌다.|video-surveillance|installed|PR+|fact|소식통|Hyesan
북한은 아직 안면인식 기술을 사용하지 않고 있다.|facial-recognition|in-use|CT-|fact|The Outlet|North Korea
북한이 주민들의 지문을 수집하고 있는 것으로 추정된다.|biometric-database|in-use|PR+|fact|The Outlet|North Korea
북한은 중국에서 감시카메라를 수입했다고 전문가가 말했다.|video-surveillance|procured|CT+|fact|전문가|North Korea
평양 거리에 얼굴인식 카메라가 있는지는 확인되지 않았다.|facial-recognition|unknown|U|question|The Outlet|Pyongyang
북한 당국이 전파탐지기를 이용해 손전화 통화를 감시하고 있다고 소식통이 전했다.|radio-signal-detection|in-use|CT+|fact|소식통|North Korea
"""
ZH = """
据路透社报道，朝鲜正在学校和工厂安装监控摄像头。|video-surveillance|being-installed|CT+|fact|路透社|North Korea
报告称，朝鲜当局正在收集居民的指纹。|biometric-database|in-use|CT+|fact|报告|North Korea
平壤街头可能已安装人脸识别系统。|facial-recognition|installed|PS+|fact|The Outlet|Pyongyang
朝鲜尚未使用人脸识别技术，专家表示。|facial-recognition|in-use|CT-|fact|专家|North Korea
朝鲜计划明年在边境地区安装三万个监控摄像头。|video-surveillance|announced|CT+|forecast|The Outlet|North Korea
据悉，朝鲜从中国采购监控摄像头。|video-surveillance|procured|PR+|fact|unnamed|North Korea
目前尚不清楚平壤是否使用人脸识别技术。|facial-recognition|unknown|U|question|The Outlet|Pyongyang
新疆的监控摄像头越来越多，居民说。|video-surveillance|expanding|CT+|fact|居民|Xinjiang
"""


def _rows(table: str, language: str) -> list[tuple[str, ...]]:
    return [(language, *line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(
    ("language", "sentence", "technology", "status", "certainty", "kind", "innermost", "place"),
    [*_rows(EN, "en"), *_rows(KO, "ko"), *_rows(ZH, "zh")],
)
def test_a_labelled_sentence(
    language: str, sentence: str, technology: str, status: str, certainty: str, kind: str, innermost: str, place: str
) -> None:
    claims, _ = read(sentence, language)
    mine = [c for c in claims if c.technology == technology]
    assert mine, [c.technology for c in claims]
    assert (mine[0].status, mine[0].certainty, mine[0].kind) == (status, certainty, kind)
    assert innermost.lower() in mine[0].attribution[-1].source.lower()
    assert mine[0].attribution[0].source == "The Outlet"
    assert place in [p.name for p in mine[0].places]


TRAPS = [
    ("en", "A photographer's camera was stolen in front of the school."),
    ("en", "The television crew filmed the square with three cameras."),
    ("en", "The government imposed stringent border controls during the pandemic."),
    ("en", "Crossing the river will be harder for families next winter."),
    ("en", "The minister visited a school and praised its teachers."),
    ("en", "Electricity was cut in the capital for six hours."),
    ("ko", "사진기자의 카메라가 학교 앞에서 도난당했다."),
    ("ko", "장관이 학교를 방문했다."),
    ("zh", "摄影师的相机在学校门口被偷了。"),
    ("zh", "部长参观了一所学校。"),
]


@pytest.mark.parametrize(("language", "sentence"), TRAPS)
def test_a_trap_is_declined_with_a_reason(language: str, sentence: str) -> None:
    claims, account = read(sentence, language)
    assert claims == []
    assert [s.outcome for s in account] == ["declined"]
    assert account[0].reason


def test_a_document_that_calls_itself_fiction_gives_no_claims() -> None:
    claims, account = read("[Short story] This piece is fiction.\nFacial recognition is used on every street in Seoul.")
    assert claims == []
    assert account[-1].reason == "another matter: the document calls itself fiction or satire"


def test_a_language_without_rules_is_named() -> None:
    claims, account = read("Камеры установлены в школах.", "ru")
    assert claims == []
    assert account[0].reason == "no rules for language ru"
