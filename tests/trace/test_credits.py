"""Wire credits: datelines, bylines and tails in three languages; a picture's credit is not the text's."""

from __future__ import annotations

import pytest

from sousveil.trace.credits import credit, without

EN = "Cameras now watch the square of the old town, officials of the province said on Monday. More were bought."
KO = "북국이 수도의 광장에 감시 카메라를 설치했다고 관계자가 월요일 밝혔다. 카메라는 더 늘어날 전망이다."
ZH = "北国在首都广场安装了监控摄像头，官员周一表示。摄像头数量还将增加。"

AGENCIES = {"AP": "Associated Press", "Reuters": "Reuters", "AFP": "Agence France-Presse", "Yonhap": "Yonhap",
            "KCNA": "Korean Central News Agency", "Xinhua": "Xinhua"}  # fmt: skip
ENGLISH = (
    "OLD TOWN ({0}) — {1}", "OLD TOWN, March 3 ({0}) -- {1}", "OLD TOWN, March 3 ({0}) {1}", "{1} — {0}",
    "{1}\n({0})", "{1} ({0})", "{1} /{0}", "By {0}\n{1}", "By Jane Roe, {0}\n{1}", "By Jane Roe | {0}\n{1}",
    "Source: {0}\n{1}", "{1}\nSource: {0}", "{0} - {1}", "{0} |\n{1}", "{1}\n{0}",
)  # fmt: skip
KOREAN = {
    "(서울=연합뉴스) 홍아무 기자 = {0}": "Yonhap", "{0} (연합뉴스)": "Yonhap", "{0}\n연합뉴스": "Yonhap",
    "{0}\n출처: 연합뉴스": "Yonhap", "홍아무 기자 | 연합뉴스\n{0}": "Yonhap", "[연합뉴스] {0}": "Yonhap",
    "{0} <연합뉴스>": "Yonhap", "(평양 1월 1일발 조선중앙통신) {0}": "Korean Central News Agency",
    "평양 1월 1일발 조선중앙통신\n{0}": "Korean Central News Agency",
    "【평양 1월 1일 조선중앙통신】{0}": "Korean Central News Agency", "(워싱턴 로이터) {0}": "Reuters",
    "{0} /로이터": "Reuters", "{0} [로이터]": "Reuters", "【도쿄=AP】 {0}": "Associated Press",
    "[파리=AFP] {0}": "Agence France-Presse", "(서울 AFP=연합뉴스) {0}": "Yonhap", "(베이징 신화통신) {0}": "Xinhua",
    "{0} (신화통신)": "Xinhua",
}  # fmt: skip
CHINESE = {
    "新华社平壤1月1日电 {0}": "Xinhua", "新华社平壤1月1日电（记者某某）{0}": "Xinhua", "（新华社平壤1月1日电）{0}": "Xinhua",
    "【新华社】{0}": "Xinhua", "{0}（新华社）": "Xinhua", "来源：新华社\n{0}": "Xinhua", "{0}\n来源：新华网": "Xinhua",
    "据新华社电 {0}": "Xinhua", "新华社记者 李某\n{0}": "Xinhua", "本文转自：新华社\n{0}": "Xinhua",
    "新華社平壤1月1日電 {0}": "Xinhua", "朝中社平壤1月1日电 {0}": "Korean Central News Agency",
    "（法新社巴黎3日电）{0}": "Agence France-Presse", "{0}（来源：法新社）": "Agence France-Presse",
    "路透社首尔3月1日电 {0}": "Reuters", "{0}（路透社）": "Reuters", "(路透社) {0}": "Reuters",
    "美联社首尔3月1日电 {0}": "Associated Press", "（美聯社首爾3日電）{0}": "Associated Press",
    "韩联社首尔3月1日电 {0}": "Yonhap",
}  # fmt: skip
NOT_OF_THE_TEXT = (
    f"Photo: Reuters\n{EN}", f"A camera in the square. (Reuters/Jane Roe)\n{EN}", f"Guards in the square. Photo by AFP\n{EN}",
    f"(AP Photo/Jane Roe)\n{EN}", f"A camera is seen on March 3, 2024. (Yonhap)\n{EN}\n{EN}\n{EN}", f"© Reuters\n{EN}",
    f"(C) Reuters\n{EN}", f"Image credit: AFP\n{EN}", f"{EN}\nAFP PHOTO / Jane Roe", f"Getty Images / AFP\n{EN}",
    f"{EN}\nPhoto: AP", f"{EN} Residents told Reuters that it was new. {EN}", f"{EN} The Reuters report was denied.",
    f"사진=연합뉴스\n{KO}", f"광장의 감시 카메라 [사진=AP 연합뉴스]\n{KO}", f"/연합뉴스 제공\n{KO}",
    f"광장 모습. 연합뉴스 자료사진\n{KO}", f"로이터=연합뉴스\n{KO}", f"{KO} 연합뉴스에 따르면 그렇다. {KO}",
    f"图片来源：新华社\n{ZH}", f"新华社记者李某摄\n{ZH}", f"图为首都广场。新华社发\n{ZH}", f"{ZH}据新华社此前报道，该系统已启用。{ZH}",
)  # fmt: skip


def found(text: str) -> str | None:
    held = credit(text, [(0, len(text))])
    assert held is None or text[held.start : held.end]
    return held.agency if held else None


@pytest.mark.parametrize("form", ENGLISH)
@pytest.mark.parametrize("name", AGENCIES)
def test_english_forms(name: str, form: str) -> None:
    assert found(form.format(name, EN)) == AGENCIES[name]


@pytest.mark.parametrize("form", KOREAN)
def test_korean_forms(form: str) -> None:
    assert found(form.format(KO)) == KOREAN[form]


@pytest.mark.parametrize("form", CHINESE)
def test_chinese_forms(form: str) -> None:
    assert found(form.format(ZH)) == CHINESE[form]


@pytest.mark.parametrize("text", NOT_OF_THE_TEXT)
def test_a_picture_or_a_citation_credits_no_text(text: str) -> None:
    assert found(text) is None


def test_a_caption_is_not_read() -> None:
    text = f"{EN}\n(Reuters)"
    assert credit(text, [(0, len(text))], captions=[(len(EN) + 1, len(text))]) is None


def test_spans_without_holes() -> None:
    assert without([(0, 10), (12, 20)], [(3, 5), (9, 14)]) == [(0, 3), (5, 9), (14, 20)]
    assert without([(0, 4)], [(0, 4)]) == []
