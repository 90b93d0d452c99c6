"""Furniture on pages of our own writing, every line of them labelled: ``+`` body, ``-`` furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sousveil.read import furniture

from .helpers import passages, read_text

PAGES = Path(__file__).with_name("pages.txt")


def pages() -> Iterator[tuple[str, str, str]]:
    for section in re.split(r"^### ", PAGES.read_text(encoding="utf-8"), flags=re.M)[1:]:
        head, _, body = section.partition("\n")
        name, kind = head.split()
        yield name, kind, body.rstrip("\n")


def labelled(kind: str, body: str) -> tuple[str, list[tuple[bool, str]]]:
    """The page as a file, and (is it furniture, its words) of every labelled piece."""
    if kind == "html":
        pieces = re.findall(r"«([+-]) ([^»]*)»", body)
        return re.sub(r"«(?:[+-] )?([^»]*)»", r"\1", body), [(mark == "-", words) for mark, words in pieces]
    pieces = [(piece[0], piece[2:].rstrip("\n")) for piece in re.split(r"^(?=[+-] )", body, flags=re.M) if piece]
    gap = "\n" if kind == "txt1" else "\n\n"
    return gap.join(words for _, words in pieces), [(mark == "-", words) for mark, words in pieces]


def judge(kind: str, body: str) -> Iterator[tuple[bool, bool, str]]:
    """(labelled as furniture, marked as furniture, words) for every labelled piece."""
    source, expected = labelled(kind, body)
    text, found = read_text(source, "page.html" if kind == "html" else "page.txt")
    at = 0
    for is_furniture, words in expected:
        start = text.index(words, at)
        end = start + len(words)
        at = end
        over = [passage for passage in found if passage.start < end and passage.end > start]
        assert over, f"no passage holds {words!r}"
        yield is_furniture, all(passage.furniture is not None for passage in over), words


def test_precision_and_recall_over_all_pages() -> None:
    hit = missed = wrong = body = 0
    for name, kind, page in pages():
        for labelled_so, marked, words in judge(kind, page):
            hit += labelled_so and marked
            missed += labelled_so and not marked
            wrong += marked and not labelled_so
            body += not labelled_so
            if labelled_so != marked:
                print(f"{name}: {'missed' if labelled_so else 'wrongly marked'}: {words}")
    assert hit + missed >= 390 and body >= 450
    assert wrong == 0, "a line of an article was marked as furniture"
    assert hit / (hit + missed) >= 0.985


def test_there_are_enough_pages() -> None:
    names = [name for name, _, _ in pages()]
    assert len(names) == len(set(names)) >= 80
    assert {name.split("-")[0] for name in names} == {"en", "ko", "zh"}


def test_no_sentence_of_body_is_lost_by_splitting() -> None:
    for _, kind, page in pages():
        source, _ = labelled(kind, page)
        text, found = read_text(source, "page.html" if kind == "html" else "page.txt")
        covered = "".join(text[p.start : p.end] for p in found)
        assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("words", [
    "The photo shows: a camera over the gate of a school.", "Copyright law was changed in 2020 to allow it.",
    "By using cameras, the state sets the terms of the debate.", "Share prices of the maker fell on Monday.",
    "(c) install cameras in all schools", "More than 40 people were questioned.", "Related costs were not published.",
    "Comments by the minister were cut from the broadcast.", "Watch towers were built along the river.",
    "Most read the notice and signed it.", "Next article 5 of the law was changed.", "Popular anger grew: nobody paid.",
    "많이 본 뉴스는 홍수 소식이었다.", "热门景点也装了摄像头。", "Posts along the border were doubled.",
    "警方未经授权使用人脸识别系统。", "居民须扫描二维码进入小区。", "发表评论的网民被警方传唤。",
    "이웃의 제보는 보안서로 올라간다.", "구독료가 두 배로 올랐다.", "사진은 서버에 저장된다.",
])  # fmt: skip
def test_a_sentence_that_only_mentions_furniture_is_body(words: str) -> None:
    assert furniture.alone(words) is None
    assert not furniture.is_head(words)


@pytest.mark.parametrize(("words", "reason"), [
    ("(C) Harrow Institute", "image credit"), ("[Photo: A. Holm]", "image credit"), ("AFP/Getty Images", "image credit"),
    ("This website uses cookies.", "cookie notice"), ("Follow us on WhatsApp!", "share or follow"),
    ("© 2024 The Courier", "copyright line"), ("ADVERTISEMENT", "advertisement"), ("Read More", "related headline"),
    ("무단 전재 및 재배포 금지", "copyright line"), ("责任编辑：王小明", "contact line"), ("点击进入专题", "related headline"),
    ("Next article: Cat found", "related headline"), ("Most read: Cat found", "related headline"),
    ("많이 본 뉴스: 축제 개막", "related headline"), ("热门：苹果涨价", "related headline"),
    ("Leia também: Gato encontrado", "related headline"), ("이 기사를 카카오톡으로 공유하기", "share or follow"),
    ("(END)", "end mark"), ("You are receiving this email because you signed up.", "newsletter or subscription"),
    ("Sign up for our daily newsletter", "newsletter or subscription"), ("Tags: cameras, police", "tags"),
])  # fmt: skip
def test_phrases_have_their_reason(words: str, reason: str) -> None:
    assert furniture.alone(words) == reason


def test_an_agency_credit_stays_in_the_body() -> None:
    text, found = read_text("Title of it\n\n" + "The cameras in the port were mounted in May, the mayor of the port said. — AP\n\n"
                            + "Cat found\n\nDog lost\n", "a.txt")  # fmt: skip
    body = [text[p.start : p.end] for p in found if p.furniture is None]
    assert body[-1].endswith("— AP")


def test_run_in_headings_are_split_off() -> None:
    page = next(body for name, _, body in pages() if name == "en-runin")
    text, found = read_text(labelled("txt1", page)[0], "a.txt")
    headings = [text[p.start : p.end] for p in found if p.kind == "heading"]
    assert headings == ["Street Cameras", "Phone Checks", "Power Cuts"]


def test_furniture_at_the_end_of_a_paragraph_is_split_off() -> None:
    body = "The cameras in the port were mounted in May, the mayor of the port said. They are on all day."
    text, found = read_text(f"{body} Follow us on Facebook! Read more\n", "a.txt")
    assert [(text[p.start : p.end], p.furniture) for p in found] == [
        (body, None), ("Follow us on Facebook!", "share or follow"), ("Read more", "related headline"),
    ]  # fmt: skip


def test_a_single_capitalised_start_is_not_split() -> None:
    text, found = read_text("President Harrow The Younger spoke at length about the new cameras.\n", "a.txt")
    assert [p.kind for p in found] == ["paragraph"]
    assert text[found[0].start : found[0].end] == text.strip()


def test_furniture_never_dates_a_document() -> None:
    source = ("A tower at the lake\n\nA tower with cameras was built at the lake of Merl, a fisherman said on the phone.\n\n"
              "Related stories\n\nFair opens on 3 May 2023\n\nPublished: 1 January 2020\n\n© 2019 Merl News\n")  # fmt: skip
    document = passages(source, "a.txt")[0]
    assert document.published is None


@pytest.mark.parametrize(("source", "published", "authors"), [
    ("A tower\nBy Kim Vale - 2024.03.21 2:30pm\nLong words: @\nCat found\nJuly 12, 2023\nDog lost\nJune 30, 2023\n", "2024-03-21", ("Kim Vale",)),
    ("Saturday, November 21, 2026\nA tower with cameras at the lake\nLong words: @\n", None, ()),
    ("Published: 3 May 2024\nA tower with cameras at the lake\nLong words: @\n", "2024-05-03", ()),
    ("A tower with cameras at the lake\nUpdated: 4 May 2024\nPublished: 3 May 2024\nLong words: @\n", "2024-05-03", ()),
    ("LAKE MERL, May 3, 2024 (Coast News) -- @\n", "2024-05-03", ()),
    ("호숫가에 감시탑\n박지우 기자\n입력 2024.05.03 09:30\n@\n", "2024-05-03", ("박지우",)),
    ("湖边的监控塔\n2024-05-03 10:30 来源：示例时报 作者：李明\n@\n", "2024-05-03", ("李明",)),
])  # fmt: skip
def test_date_lines(source: str, published: str | None, authors: tuple[str, ...]) -> None:
    body = (
        "A tower with cameras was built at the lake of Merl in the spring, two fishermen said on the phone on Monday."
    )
    if "호숫" in source:
        body = "호숫가에 카메라를 단 감시탑이 세워졌다고 어부 두 명이 말했다. 감시탑은 봄에 지어진 것으로 알려졌다."
    if "湖边" in source:
        body = "两名渔民说，湖边今年春天建起了一座装有摄像头的监控塔，可以看到整个湖面和对岸的村庄以及道路。"
    document = passages(source.replace("@", body), "a.txt")[0]
    assert (document.published, document.authors) == (published, authors)


PORT = (
    "Cameras in the port of Merl were mounted in May, the mayor of the port said on Monday.\n\nThey are on all day, and "
    "the pictures go to the police of the province, two dockers said.\n\nThe mayor said the dockers had agreed to the "
    "cameras in a vote in April that the port office counted.\n\nA docker who asked not to be named said there was no vote at all.\n\n"
)


@pytest.mark.parametrize("between", ["Photo: A crane in the port. (Reuters/Ada Holm)", "Image: Merl Press", ""])
@pytest.mark.parametrize("closing", ["Related: Cat found", "© 2024 Merl News", "Cat found\n\nDog lost\n\nFair opens"])
def test_the_last_sentence_between_a_picture_and_the_teasers_is_body(between: str, closing: str) -> None:
    last = "A town to the south dropped its plans for buses with lenses after parents complained."
    text, found = read_text(f"{PORT}{between}\n\n{last}\n\n{closing}\n", "a.txt")
    assert next(p for p in found if text[p.start : p.end] == last).furniture is None


@pytest.mark.parametrize(("line", "is_furniture"), [
    ("Pianist Teodora Ruiz cancels her autumn tour with the Brennick Philharmonic.", True),
    ("Ernst Vogel, Karl Adam and Otto Reis founded Vantor in 1987.", False),
    ("Elections are due in November.", False), ("Similar lenses hang in Brennick, Ghent and Turin.", False),
])  # fmt: skip
def test_one_unrelated_sentence_at_the_end(line: str, is_furniture: bool) -> None:
    _, found = read_text(f"{PORT}{line}\n", "a.txt")
    assert (found[-1].furniture is not None) == is_furniture


def test_several_sentences_that_are_all_furniture() -> None:
    _, found = read_text(f"{PORT}(c) Agency 2024. Share this story on Facebook.\n", "a.txt")
    assert found[-1].furniture == "copyright line"


def test_the_owner_in_the_copyright_line_is_no_title() -> None:
    document, _, found, _ = passages(f"Merl Evening Mail\nCookie policy\nA vote on cameras\n{PORT}© 2024 Merl Evening Mail\n", "a.txt")
    assert document.title == "A vote on cameras"
    assert found[0].furniture == "site header"


def test_what_a_browser_prints_on_each_page_is_furniture_and_a_repeated_heading_is_not() -> None:
    source = (f"{PORT}Recommendations to the port\n\nhttps://merl.example/a 1/2\n\n5/6/24, 9:10 AM\n\nVote on cameras | Merl News\n\n"
              f"Recommendations to the port\n\n{PORT}https://merl.example/a 2/2\n\n5/6/24, 9:10 AM\n\nVote on cameras | Merl News\n\n"
              "The port has not answered our questions about the vote in April.\n")  # fmt: skip
    text, found = read_text(source, "a.txt")
    marked = [text[p.start : p.end] for p in found if p.furniture is not None]
    assert marked == ["https://merl.example/a 1/2", "5/6/24, 9:10 AM", "Vote on cameras | Merl News",
                      "https://merl.example/a 2/2", "5/6/24, 9:10 AM", "Vote on cameras | Merl News"]  # fmt: skip
