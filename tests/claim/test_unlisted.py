"""Places that no gazetteer lists: found by how the text names them, and never where a firm, a person or a month stands."""

from __future__ import annotations

import time

import pytest

from .build import read


def _places(text: str, language: str = "en") -> list[tuple[str, str, str | None]]:
    claims, _ = read(text, language)
    assert claims
    return [(p.name, p.kind, p.country) for c in claims for p in c.places]


FOUND = [
    ("en", "The city of Orléans has used facial recognition since 2021.", ("Orléans", "city", None)),
    ("en", "Surveillance cameras were installed in Hue last year.", ("Hue", "city", "VN")),
    ("en", "Police in Zomba, Malawi, use facial recognition.", ("Zomba", "city", "MW")),
    ("en", "Trondheim, Norway, has installed 40 surveillance cameras.", ("Trondheim", "city", "NO")),
    ("en", "Norway uses CCTV. Facial recognition is used in Stavanger.", ("Stavanger", "city", "NO")),
    ("en", "CCTV was put up in Lhasa, Gyantse and Medog in 2020.", ("Medog", "site", "CN")),
    ("en", "Residents of Plauen say that facial recognition is used.", ("Plauen", "city", "DE")),
    ("en", "Bergen has no surveillance cameras.", ("Bergen", "site", None)),
    ("en", "Facial recognition is used at Heathrow Airport.", ("Heathrow Airport", "site", None)),
    ("en", "CCTV was installed across the Ashanti region.", ("Ashanti", "province", "GH")),
    ("ko", "김해시에 CCTV가 설치됐다.", ("김해시", "city", "KR")),
    ("ko", "홍성군에서 감시 드론을 사용하고 있다.", ("홍성군", "district", "KR")),
    ("zh", "当局在绍兴市安装了监控摄像头。", ("绍兴市", "city", "CN")),
    ("zh", "浙江省义乌市的街道已安装监控摄像头。", ("义乌市", "city", "CN")),
]


@pytest.mark.parametrize(("language", "text", "place"), FOUND)
def test_a_place_that_no_list_knows(language: str, text: str, place: tuple[str, str, str | None]) -> None:
    assert place in _places(text, language)


NOWHERE = [
    ("en", "In March, police installed surveillance cameras around Christmas."),
    ("en", "Surveillance cameras were installed by a firm named Analytica, and in Analytica phones too."),
    ("en", "Facial recognition was praised in Parliament and is in use, Jane Doe said."),
    ("en", "Facial recognition is used in Windows and at Amazon."),
    ("en", "A researcher at Bellingham said that facial recognition is used."),
    ("en", "The firm Nexa said that facial recognition is used in Nexa."),
    ("en", "Surveillance Cameras Were Installed In Every Corner Of Every Block"),
    ("en", "The Ministry of Defence uses facial recognition."),
    ("ko", "당국이 감시에 얼굴인식을 사용한다. 당시에 정부군에서 활동에 사용했다."),
    ("zh", "该市的小区内和超市里在使用人脸识别。"),
]


@pytest.mark.parametrize(("language", "text"), NOWHERE)
def test_a_capital_makes_no_place(language: str, text: str) -> None:
    assert [p for p in _places(text, language) if p[1] != "site-class"] == []


def test_two_towns_are_never_one_nowhere() -> None:
    assert _places("Facial recognition is used in Hue.") != _places("Facial recognition is used in Zomba.")


def test_a_name_once_told_is_known_everywhere_in_its_text() -> None:
    claims, _ = read("Cameras with facial recognition hang in Voss, Norway.\nVoss also uses surveillance drones.")
    [drones] = [c for c in claims if c.technology == "drones"]
    assert [(p.name, p.country) for p in drones.places] == [("Voss", "NO")]


def test_the_only_town_of_a_text_is_meant_where_no_other_is_named() -> None:
    claims, _ = read("Facial recognition is used in Hue.\nSurveillance drones are used too.")
    assert [[p.name for p in c.places] for c in claims] == [["Hue"], ["Hue"]]


def test_a_long_chain_of_capitals_takes_no_time_that_a_reader_would_feel() -> None:
    begin = time.perf_counter()
    read("In " + "Aa-" * 600 + " facial recognition is used.")
    assert time.perf_counter() - begin < 2.0
