"""What articles from other countries taught: one sentence or short document for each general lesson, of our own wording."""

from __future__ import annotations

import time

import pytest

from sousveil.records import Claim

from .build import read

# sentence | technology | status | certainty | kind | innermost source | a place
EN = """
Ghana plans to require drivers to be registered with a national ID card.|identity-card|announced|CT+|forecast|The Outlet|Ghana
Oslo police said they will stop using drones next year.|drones|abandoned|CT+|forecast|police|Oslo
Peru was weighing not only plate readers but also police drones for its ports.|drones|announced|PS+|forecast|The Outlet|Peru
Men who do not pay the fare are tracked by surveillance cameras in Lima.|video-surveillance|in-use|CT+|fact|The Outlet|Lima
A police drone is thought to have been flown over a rally in Accra.|drones|in-use|PR+|fact|The Outlet|Accra
Togo has no facial recognition.|facial-recognition|in-use|CT-|fact|The Outlet|Togo
Kuwait turned its face recognition gates off in 2021.|facial-recognition|abandoned|CT+|fact|The Outlet|Kuwait
CCTV cameras hang above the gates of a mosque in Kano.|video-surveillance|installed|CT+|fact|The Outlet|Kano
Ann Ode, who heads a legal clinic, said Nepal uses facial recognition.|facial-recognition|in-use|CT+|fact|Ann Ode|Nepal
"We watch nobody," a spokesman, Omar Haddad, said, adding that Jordan uses no facial recognition.|facial-recognition|in-use|CT-|fact|Omar Haddad|Jordan
Leaked contracts seen by Le Monde show that Chad bought surveillance cameras.|video-surveillance|procured|CT+|fact|Leaked contracts|Chad
Bolivia bought surveillance cameras in 2020, Reuters reported, citing people briefed on the deal.|video-surveillance|procured|CT+|fact|people|Bolivia
Refugees now in Turkey said that checkpoints in Aleppo are fitted with facial recognition.|facial-recognition|installed|CT+|fact|Refugees|Aleppo
Interior Minister Lena Ruiz told parliament that Panama uses body-worn cameras.|body-worn-camera|in-use|CT+|fact|Lena Ruiz|Panama
Mali neither confirmed nor denied that it uses IMSI catchers.|cell-site-simulator|unknown|U|question|The Outlet|Mali
Qatar has not acknowledged buying facial recognition.|facial-recognition|unknown|U|question|The Outlet|Qatar
If the budget is passed, surveillance cameras could be installed in Quito.|video-surveillance|unknown|PS+|forecast|The Outlet|Quito
China has exported surveillance cameras to Zambia.|video-surveillance|procured|CT+|fact|The Outlet|Zambia
Officers in Nairobi wear body-worn cameras.|body-worn-camera|in-use|CT+|fact|The Outlet|Nairobi
Activists mapped 900 surveillance cameras in Novi Sad.|video-surveillance|installed|CT+|fact|Activists|Novi Sad
A notice seen by The New York Times says that residents of Kashgar must swipe their identity cards.|identity-card|in-use|CT+|fact|notice|Kashgar
Smugglers say signal detectors have become more common and a call to China lasts a minute in Hyesan.|radio-signal-detection|expanding|CT+|fact|Smugglers|Hyesan
"""
KO = """
에스토니아 경찰이 표를 사지 않은 승객을 찾기 위해 CCTV를 설치했다.|video-surveillance|installed|CT+|fact|The Outlet|Estonia
세네갈 경찰이 차량 번호판을 인식하고 있다고 국제앰네스티가 밝혔다.|plate-reading|in-use|CT+|fact|국제앰네스티|Senegal
페루 정부는 감시 드론 도입 계획을 취소했다.|drones|announced|CT-|fact|The Outlet|Peru
케냐 공항에서 얼굴인식 기술이 이미 쓰이고 있을 수 있다.|facial-recognition|in-use|PS+|fact|The Outlet|Kenya
"""
ZH = """
肯尼亚取消了警用无人机巡逻项目。|drones|abandoned|CT+|fact|The Outlet|Kenya
秘鲁政府计划在明年前将各省的监控摄像头接入统一平台。|video-surveillance|announced|CT+|forecast|The Outlet|Peru
与英国相比，肯尼亚的监控网络规模较小。|digital-surveillance|unknown|CT+|comparison|The Outlet|Kenya
秘鲁已安装三千个监控摄像头，卡斯蒂略说。|video-surveillance|installed|CT+|fact|卡斯蒂略|Peru
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
    assert place in [p.name for p in mine[0].places]


DECLINED = [
    ("en", "Related: Facial recognition arrests the wrong man in Detroit"),
    ("en", "Read more: Police drones fly over Chicago"),
    ("en", "Drone strikes on the port of Odesa killed two people."),
    ("en", "She paid for the ticket with her credit card, like other citizens."),
    ("en", "The law enforcement agencies of both states met on Monday."),
    ("ko", "많이 본 뉴스: 서울시, CCTV 1만대 설치"),
    ("zh", "相关阅读：警方在街头安装人脸识别系统"),
]


@pytest.mark.parametrize(("language", "sentence"), DECLINED)
def test_a_teaser_or_another_thing_is_declined(language: str, sentence: str) -> None:
    claims, account = read(sentence, language)
    assert claims == []
    assert [s.outcome for s in account] == ["declined"]


def _of(text: str, words: str, language: str = "en") -> list[Claim]:
    return [c for c in read(text, language)[0] if words in c.quote]


def _countries(claims: list[Claim]) -> set[str | None]:
    return {p.country for c in claims for p in c.places}


def test_what_firms_sell_abroad_is_not_bought_at_home_or_here() -> None:
    text = "Kenya uses facial recognition.\nChinese firms export surveillance technology to many countries."
    [sold] = _of(text, "Chinese")
    assert (sold.aspect, sold.status) == ("procurement", "unknown")
    assert _countries([sold]) == {"CN"}


def test_what_can_be_done_is_not_done() -> None:
    [able] = _of("Kenya installed CCTV.\nPolice can use the cameras to track crowds.", "can use")
    assert (able.aspect, able.status, able.capability_status) == ("capability", "unknown", "possible")


def test_of_two_countries_the_one_just_named_is_meant() -> None:
    text = (
        "Peru issues a digital identity card.\n"
        "Nepal issues a digital identity card to all.\nThe digital identity card requires fingerprints."
    )
    assert _countries(_of(text, "requires")) == {"NP"}


def test_similar_systems_are_of_no_kind_that_could_be_told() -> None:
    text = (
        "Police in Kenya use facial recognition. CCTV is used too.\nZambia has bought similar systems from a company."
    )
    [alike] = _of(text, "similar")
    assert (alike.technology, alike.status) == ("digital-surveillance", "procured")
    assert _countries([alike]) == {"ZM"}


def test_the_system_is_the_one_just_spoken_of() -> None:
    text = "Kenya has facial recognition cameras and CCTV.\nKenya uses facial recognition.\nThe system was used in May."
    [claim] = _of(text, "The system")
    assert (claim.technology, claim.status) == ("facial-recognition", "in-use")


def test_the_software_is_not_the_cameras() -> None:
    text = "Kenya uses facial recognition.\nCCTV cameras are installed in Nairobi.\nThe software was used in May."
    [claim] = _of(text, "The software")
    assert claim.technology == "facial-recognition"


def test_papers_that_were_looked_at_do_not_go_on_speaking() -> None:
    text = "Documents seen by The Star show that Kenya bought CCTV.\nKenya also uses facial recognition."
    [bought] = _of(text, "bought")
    assert bought.attribution[-1].source == "Documents"
    [used] = _of(text, "also uses")
    assert [e.source for e in used.attribution] == ["The Outlet"]


def test_a_cousin_is_a_source_without_a_name() -> None:
    text = "A friend's cousin works at a bank and he says Kenya collects fingerprints."
    [heard] = _of(text, "cousin")
    assert (heard.attribution[-1].kind, heard.certainty) == ("unnamed", "CT+")


def test_a_plan_beside_a_purchase_is_a_claim_of_its_own() -> None:
    claims = _of("Peru bought 40 CCTV cameras and plans to install 60 more.", "Peru")
    assert [(c.status, c.kind) for c in claims] == [("procured", "fact"), ("announced", "forecast")]


def test_a_plan_that_was_dropped_is_no_plan() -> None:
    claims = _of("페루 당국은 CCTV 도입 계획을 취소했다.", "페루", "ko")
    assert [(c.status, c.certainty) for c in claims] == [("announced", "CT-")]


def test_a_dense_sentence_takes_no_time_that_a_reader_would_feel() -> None:
    text = (
        "surveillance cameras, facial recognition, drones and fingerprints are used in schools and in shops, " * 30
    )[:1990]
    begin = time.perf_counter()
    claims, _ = read(text + ".")
    assert claims
    assert time.perf_counter() - begin < 2.0
