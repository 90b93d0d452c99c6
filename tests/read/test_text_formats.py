"""Plain text, Markdown, subtitles, JSON, tables, mail and saved pages."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from sousveil.case.mediatype import sniff
from sousveil.read.readers import READERS

from .helpers import failures, given, passages, read_text

KOREAN = "당국이 학교에 감시 카메라를 설치했다. 카메라 영상은 서버로 전송되며 한 달 동안 보관된다고 교사들이 말했다."
CHINESE = "当局在学校里安装了监控摄像头。教师们说，图像传到首都的服务器，保存三十天，这是为了学生的安全。"


def test_the_text_is_the_file_itself() -> None:
    source = "First paragraph here.\r\n\r\nSecond\ufeff one, e\u0301 kept as it is.\r\n"
    _, text, found, _ = passages(source, "a.txt")
    assert text == source.replace("\r\n", "\n")
    assert [text[p.start : p.end] for p in found][1].startswith("Second\ufeff one")


def test_invisible_marks_inside_words_are_left_out() -> None:
    source = "The sur\u00advei\u2060llance cam\ufefferas in Nai\u200drobi are on. "
    for words, name in ((source * 3, "a.txt"), (f"<html><body><p>{source * 3}</p></body></html>", "a.html")):
        _, text, _, _ = passages(words, name)
        assert text.count("The surveillance cameras in Nairobi are on.") == 3
    # Where letters join, a mark that keeps them apart is spelling.
    persian = "می\u200cخواهم که دوربین‌ها را ببینم. " * 4
    assert passages(persian, "b.txt")[1] == persian


def test_nul_becomes_a_replacement_character() -> None:
    text, _ = read_text(b"The cameras\x00 are on. " + b"They are on all day. " * 40, "a.txt")
    assert "\x00" not in text and text.startswith("The cameras\ufffd are on.")


@pytest.mark.parametrize(("encoding", "words", "language"), [
    ("cp949", KOREAN, "ko"), ("euc-kr", KOREAN, "ko"), ("gb18030", CHINESE, "zh"), ("gb2312", CHINESE, "zh"),
    ("big5", "當局在學校裡安裝了監控攝影機。教師們說，這是為了學生的安全，圖像傳到首都的伺服器。", "zh"),
    ("shift_jis", "当局は学校に監視カメラを設置したと発表した。映像はサーバーに送られる。", "ja"),
    ("utf-16", KOREAN, "ko"), ("utf-16-le", "The cameras are on all day and all night, he said.", "en"),
    ("utf-8-sig", KOREAN, "ko"),
    ("cp1251", "Власти установили камеры наблюдения во всех школах города, сообщили учителя в понедельник.", "ru"),
    ("cp1252", "Les autorités ont installé des caméras de surveillance dans toutes les écoles, a déclaré le ministère.", "fr"),
])  # fmt: skip
def test_encodings(encoding: str, words: str, language: str) -> None:
    document, text, _, _ = passages(words.encode(encoding), "a.txt")
    assert text == words
    assert document.language == language
    if encoding not in ("utf-16", "utf-8-sig"):
        assert any("guessed" in doubt for doubt in document.doubts)


def test_a_broken_tail_of_utf8_is_read_and_said() -> None:
    document, text, _, _ = passages(KOREAN.encode()[:-2], "a.txt")
    assert text.startswith("당국이") and text.endswith("\ufffd")
    assert any("could not be decoded" in doubt for doubt in document.doubts)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv", "a.json", "a.md", "a.srt"])
def test_binary_noise_is_refused(name: str) -> None:
    noise = bytes((n * 7919 + (n >> 3) * 104729) % 256 for n in range(5000))
    (failure,) = failures(noise, name)
    assert failure.reason == "The file is not text in any encoding we know."
    assert failure.severity == "failed" and failure.advice


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.docx", "a.csv", "a.json", "a.eml", "a.png", "a", "a.odt", "a.xlsx",
                                  "a.srt", "a.md", "a.mhtml", "a.xml"])  # fmt: skip
def test_an_empty_file_is_one_sentence(name: str) -> None:
    (failure,) = failures(b"", name)
    assert "empty" in failure.reason


def test_too_long_is_one_sentence() -> None:
    (failure,) = failures("word " * 1000, "a.txt", max_characters=2000)
    assert "too long" in failure.reason and "Split" in failure.advice


def test_ids_are_stable() -> None:
    first, second = given(KOREAN, "a.txt"), given(KOREAN, "a.txt")
    assert first == second


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    source = ("The town has put six cameras on its market square, its mayor\nsaid in a letter to the residents. The cameras are on\n"
              "day and night, and the pictures are kept for four weeks by\nthe police.\n")  # fmt: skip
    _, found = read_text(source, "a.txt")
    assert len(found) == 1 and len(found[0].sentences) == 2


def test_lines_of_a_list_stay_apart() -> None:
    _, found = read_text(
        "Cat found in tree\nPrices rise again after a long and dry summer\nRain\nMayor resigns\n", "a.txt"
    )
    assert len(found) == 4


def test_markdown() -> None:
    source = "---\ntitle: The ford\ndate: 2024-05-30\n---\n# Cameras at the ford\n\nSix cameras watch [it](https://example.org/a).\n\n- one\n- two\n\n> Quoted words.\n"
    document, text, found, _ = passages(source, "a.md")
    assert (document.title, document.published, document.links) == (
        "The ford",
        "2024-05-30",
        ("https://example.org/a",),
    )
    kinds = [(p.kind, text[p.start : p.end]) for p in found]
    assert (
        ("title", "Cameras at the ford") in kinds and ("list", "one") in kinds and ("quote", "Quoted words.") in kinds
    )


@pytest.mark.parametrize("source", [
    "1\n00:00:01,500 --> 00:00:03,000\n<i>Cameras</i> are on.\n\n2\n00:01:00,000 --> 00:01:02,250\nThey see\nall.\n",
    "WEBVTT\n\nintro\n00:01.500 --> 00:03.000 align:start\nCameras are on.\n\n00:01:00.000 --> 00:01:02.250\nThey see\nall.\n",
])  # fmt: skip
def test_subtitles(source: str) -> None:
    _, text, found, _ = passages(source, "a.srt")
    assert [(text[p.start : p.end], p.begin, p.finish) for p in found] == [
        ("Cameras are on.", 1.5, 3.0), ("They see\nall.", 60.0, 62.25),
    ]  # fmt: skip


def test_json_and_json_lines() -> None:
    source = json.dumps({"post": [{"text": "They watch us.", "n": 3}], "lone": "\ud800"})
    _, text, found, _ = passages(source, "a.json")
    body = [text[p.start : p.end] for p in found if p.furniture is None]
    assert body == ["They watch us.", "\ufffd"] and "post[0].text: They watch us." in text
    _, text, found, failed = passages('{"t": "one"}\n{broken\n{"t": "two"}\n', "a.jsonl")
    assert "1.t: one" in text and "3.t: two" in text
    assert failed[0].severity == "warning" and "1 of 3 lines" in failed[0].reason


@over(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x, max_size=4) | st.dictionaries(st.text(), x, max_size=4),
        max_leaves=12,
    )
)
@settings(max_examples=40, deadline=None)
def test_any_json_gives_passages_or_one_failure(value: object) -> None:
    result = given(json.dumps(value), "a.json")
    if result.records:
        passages(json.dumps(value), "a.json")
    else:
        assert len(result.failures) == 1


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_tables(mark: str) -> None:
    rows = [["City", "Cameras"], ["Hest", "1 200"], ["Karsk", ""]]
    document, text, found, _ = passages("\n".join(mark.join(row) for row in rows), "a.csv")
    assert text == "City\tCameras\nHest\t1 200\nKarsk\t"
    assert [(p.row, p.column, text[p.start : p.end]) for p in found] == [
        (1, 1, "City"), (1, 2, "Cameras"), (2, 1, "Hest"), (2, 2, "1 200"), (3, 1, "Karsk"),
    ]  # fmt: skip
    assert any("Row 1 was taken for the header." in doubt for doubt in document.doubts)


def test_a_csv_in_the_wrong_encoding() -> None:
    document, text, _, _ = passages("도시,카메라\n하르시,천이백 대의 감시 카메라가 있다\n".encode("cp949"), "a.csv")
    assert "감시 카메라" in text and any("CP949" in doubt for doubt in document.doubts)


def test_mail() -> None:
    source = (b"From: Anna Weld <a@example.org>\r\nTo: b@example.org\r\nDate: Thu, 30 May 2024 08:00:00 +0200\r\n"
              b"Subject: =?utf-8?b?7Lm066mU652865A=?= tender\r\nContent-Type: text/plain; charset=cp949\r\n"
              b"Content-Transfer-Encoding: 8bit\r\n\r\n" + KOREAN.encode("cp949") + b"\r\n\r\n> quoted words\r\n\r\n-- \r\nAnna\r\n")  # fmt: skip
    document, text, found, _ = passages(source, "a.eml")
    assert (document.published, document.published_from, document.authors) == (
        "2024-05-30",
        "Date header",
        (),  # the sender of a mail is no author: see mail.py
    )
    assert KOREAN in text
    assert [p.kind for p in found if text[p.start : p.end] == "> quoted words"] == ["quote"]
    assert found[-1].furniture == "signature"


def test_mhtml_takes_no_date_from_saving() -> None:
    source = ("From: <Saved by a browser>\nSnapshot-Content-Location: https://example.org/page/\nDate: Fri, 31 May 2024 10:00:00 -0000\n"
              "MIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\n"
              "Content-Transfer-Encoding: quoted-printable\nContent-Location: https://example.org/page/\n\n"
              "<html><body><h1>At the ford</h1><p>Six cameras =E2=80=93 no <a href=3D\"more\">more</a> =E2=80=93 watch the ford.</p></body></html>\n--b--\n")  # fmt: skip
    document, text, _, _ = passages(source, "a.mhtml")
    assert document.published is None and document.title == "At the ford"
    assert document.links == ("https://example.org/page/more",)
    assert "Six cameras – no more – watch the ford." in text


def test_footage_is_said_not_to_be_watched() -> None:
    (failure,) = failures(b"\x00\x00\x00\x18ftypisom" + b"\0" * 100, "a.mp4")
    assert failure.severity == "warning" and "not yet watched" in failure.reason


@over(st.binary(max_size=400), st.sampled_from(["txt", "html", "csv", "json", "eml", "mhtml", "md", "srt", "xml", "pdf", "docx", "odt",
                                                "xlsx", "png", "bin"]))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_nothing_escapes(data: bytes, end: str) -> None:
    result = given(data, f"a.{end}")
    container = sniff(data, f"a.{end}").startswith("application/") and not READERS.get(sniff(data, f"a.{end}"))
    assert result.records or result.failures or container


@pytest.mark.parametrize(
    "headline",
    ["Surveillance cameras installed in Accra", "Cameras watch Lagos.", "Police use CCTV.", "Drones over Lima",
     "Bergen has no surveillance cameras."],
)  # fmt: skip
def test_a_short_english_line_is_english(headline: str) -> None:
    document, _, _, _ = passages(headline, "a.txt")
    assert document.language == "en"


@pytest.mark.parametrize(
    ("headline", "language"),
    [("Polizei installiert Kameras", "de"), ("La policia usa camaras", "es"), ("Kamery w Warszawie", "pl")],
)
def test_a_short_line_of_another_language_is_not(headline: str, language: str) -> None:
    document, _, _, _ = passages(headline, "a.txt")
    assert document.language == language


def test_korean_letters_written_apart_are_joined() -> None:
    words = "경찰은 평양에 감시카메라를 설치했다고 밝혔다."
    document, text, found, _ = passages(unicodedata.normalize("NFD", words), "a.txt")
    assert (text, document.language, len(found)) == (words, "ko", 1)
