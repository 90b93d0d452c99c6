from __future__ import annotations

import pytest

from sousveil.read.step import read_item
from sousveil.records import Collection

from .helpers import failures, passages, read_text, work

ARTICLE = "<p>The ministry has mounted cameras at every ford of the river, two ferrymen said on Monday.</p>" * 1


def page(head: str = "", body: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><article><h1>At the ford</h1>{ARTICLE}{body}</article></body></html>"


@pytest.mark.parametrize(("head", "published", "where"), [
    ("<meta property='article:published_time' content='2024-05-30T23:30:00+09:00'>", "2024-05-30", "meta tag article:published_time"),
    (("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\"datePublished\":\"2020-01-01\"},"
     "{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-29\",\"author\":[{\"name\":\"A. Weld\"}],\"publisher\":{\"name\":\"Courier\"}}]}</script>"),
     "2024-05-29", "JSON-LD datePublished"),
    ("<meta name='date' content='soon'>", None, None),
])  # fmt: skip
def test_dates_come_from_metadata(head: str, published: str | None, where: str | None) -> None:
    document = passages(page(head), "a.html")[0]
    assert (document.published, document.published_from) == (published, where)
    if where == "JSON-LD datePublished":
        assert document.authors == ("A. Weld",) and document.outlet == "Courier"


def test_a_time_element_counts_in_the_article_and_not_in_furniture() -> None:
    assert passages(page(body="<time datetime='2024-05-28'>yesterday</time>"), "a.html")[0].published == "2024-05-28"
    aside = "<aside class='related'><time datetime='2019-01-01'>x</time></aside>"
    assert passages(page(body=aside), "a.html")[0].published is None


def test_title_outlet_and_links() -> None:
    head = "<title>At the ford | Courier</title><meta property='og:site_name' content='Courier'><base href='x'>"
    body = "<p>See <a href='/report'>the report</a> and <a href='https://example.org/b'>this</a>.</p><nav><a href='https://example.org/menu'>m</a></nav>"
    document = passages(page(head, body), "a.html")[0]
    assert (document.title, document.outlet) == ("At the ford", "Courier")
    assert document.links == ("https://example.org/b",)


def test_the_site_is_parted_from_its_title() -> None:
    source = "<html><head><title>Cameras at the old ford | The Courier</title></head><body><p>Words of the page.</p></body></html>"
    document = passages(source, "a.html")[0]
    assert (document.title, document.outlet) == ("Cameras at the old ford", "The Courier")


def test_the_collection_record_resolves_relative_links(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "a.html"
    path.write_text(page(body="<p>See <a href='/report'>the report</a>.</p>"), encoding="utf-8")
    record = Collection("c", "i", "a.html", "2024-01-01T00:00:00Z", "r", "file", origin="https://example.org/x/y")
    assert read_item(work(path, None, (record,))).records[0].links == ("https://example.org/report",)


def test_scripts_styles_and_comments_are_no_words() -> None:
    text = passages(page(body="<script>var a='camera'</script><style>p{}</style><!-- hidden -->"), "a.html")[1]
    assert "var" not in text and "p{}" not in text and "hidden" not in text


def test_hidden_words_are_kept_as_furniture() -> None:
    _, text, found, _ = passages(page(body="<p style='display:none'>Secret keywords here.</p>"), "a.html")
    assert [p.furniture for p in found if "Secret" in text[p.start : p.end]] == ["hidden text"]


def test_inline_markup_does_not_break_words() -> None:
    text = passages(page(body="<p>A <b>cam</b>era,<br>on <i>all</i>\n day.</p>"), "a.html")[1]
    assert "A camera,\non all day." in text


def test_table_cells() -> None:
    _, text, found, _ = passages(
        page(body="<table><tr><th>City</th><th>Cameras</th></tr><tr><td>Hest</td><td>1,200</td></tr></table>"), "a.html"
    )
    cells = [(p.row, p.column, text[p.start : p.end]) for p in found if p.kind == "cell"]
    assert cells == [(1, 1, "City"), (1, 2, "Cameras"), (2, 1, "Hest"), (2, 2, "1,200")]
    assert "City\tCameras\nHest\t1,200" in text


def test_declared_encoding_is_used() -> None:
    source = "<html><head><meta charset='euc-kr'></head><body><p>감시 카메라가 있다.</p></body></html>".encode("cp949")
    document, text, _, _ = passages(source, "a.html")
    assert "감시 카메라가 있다." in text and document.language == "ko"
    assert not any("guessed" in doubt for doubt in document.doubts)


@pytest.mark.parametrize("source", [
    "<div>" * 5000 + "<p>deep words are here</p>", "<p>&#xD800;&#0; lone words here</p>", "<html><body><p>x</p><![CDATA[ <p>",
    '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body><p>&b; words</p></body></html>',
    "<?xml version='1.0' encoding='utf-16'?><html><body><p>declared wrongly</p></body></html>",
    "<html><body>" + "<table><tr><td>" * 300 + "words", "<p>" + "<b>" * 3000 + "bold words",
])  # fmt: skip
def test_strange_markup_is_read_or_refused(source: str) -> None:
    passages(source, "a.html") if not failures(source, "a.html") else None


def test_a_page_without_words_is_refused() -> None:
    (failure,) = failures("<html><body><script>app()</script></body></html>", "a.html")
    assert "no words" in failure.reason and "browser" in failure.advice


@pytest.mark.parametrize(("table", "data"), [
    ("<table><tr><th>City</th><th>Cameras</th></tr><tr><td>Arn</td><td>40</td></tr></table>", True),
    ("<table><tr><td>City</td><td>Cameras</td></tr><tr><td><p>Arn</p></td><td><p>40</p></td></tr></table>", True),
    ("<table role=presentation><tr><td>City</td><td>Cameras</td></tr><tr><td>Arn</td><td>40</td></tr></table>", False),
    ("<table><tr><td>heron</td><td>Six cameras hang over the road.</td></tr></table>", False),
    ("<table><tr><td>Good morning to all readers.</td></tr><tr><td>Six cameras hang there.</td></tr></table>", False),
    ("<table><tr><td>Menu</td><td><h1>Six cameras</h1>They hang over the road.</td></tr><tr><td>a</td><td>b</td></tr></table>", False),
])  # fmt: skip
def test_only_cells_of_data_have_a_row_and_column(table: str, data: bool) -> None:
    _, found = read_text(f"<html><body><p>Six cameras hang over the road, a driver said.</p>{table}</body></html>", "a.html")
    assert any(p.row is not None for p in found) == data
    assert all((p.row is not None) == (p.kind == "cell") for p in found)


def test_a_table_of_data_inside_a_table_for_layout() -> None:
    inner = "<table><tr><th>City</th><th>Cameras</th></tr><tr><td>Arn</td><td>40</td></tr></table>"
    text, found = read_text(f"<table><tr><td>Left</td><td>{inner}</td></tr></table>", "a.html")
    cells = {text[p.start : p.end]: (p.row, p.column) for p in found if p.row is not None}
    assert cells == {"City": (1, 1), "Cameras": (1, 2), "Arn": (2, 1), "40": (2, 2)}
