"""One spelling for an address, whatever wrapper, host, view or tracking mark it comes with."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.trace.addresses import addresses_in, is_address, normal_url

SAME = [
    (
        "https://example.org/a/report",
        "http://www.example.org/a/report/", "//example.org/a/report", "example.org:443/a/report",
        "http://example.org:80/a/report#page=3", "https://EXAMPLE.org/a/./b/../report?utm_source=x&fbclid=1",
        "https://m.example.org/a/report/amp", "https://web.archive.org/web/20200102030405/https://example.org/a/report",
        "https://web.archive.org/web/20200102030405id_/http://www.example.org:80/a/report/",
        "http://archive.ph/20200102030405/https://example.org/a/report",
        "https://archive.today/2020.01.02-030405/http://example.org/a/report",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa%2Freport&usg=abc",
        "https://www.google.co.uk/amp/s/example.org/a/report",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%2Freport&h=x",
        "https://docs.google.com/viewer?url=http%3A%2F%2Fexample.org%2Fa%2Freport&embedded=true",
        "https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fexample.org%2Fa%2Freport",
        "https://webcache.googleusercontent.com/search?q=cache:abcdefghij:https://example.org/a/report+x",
        " <https://example.org/a/report> ", "https://example.org/a/report/index.html",
    ),
    (
        "https://www.google.com/maps/d/viewer?mid=1aBcD_eF-g",
        "https://www.google.com/maps/d/u/0/viewer?mid=1aBcD_eF-g&ll=36.1%2C-103.9&z=11",
        "https://google.com/maps/d/edit?mid=1aBcD_eF-g&usp=sharing", "http://maps.google.de/maps/d/embed?mid=1aBcD_eF-g",
        "https://mapsengine.google.com/map/viewer?mid=1aBcD_eF-g", "https://www.google.com/maps/d/kml?mid=1aBcD_eF-g",
    ),
    (
        "https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKl/edit#gid=4",
        "https://docs.google.com/spreadsheets/u/1/d/1AbCdEfGhIjKl/htmlview",
        "https://drive.google.com/file/d/1AbCdEfGhIjKl/view?usp=sharing",
        "https://drive.google.com/open?id=1AbCdEfGhIjKl",
    ),
    (
        "https://town.maps.arcgis.com/apps/webappviewer/index.html?id=0123456789abcdef0123456789ABCDEF",
        "https://www.arcgis.com/home/item.html?id=0123456789abcdef0123456789abcdef",
        "https://experience.arcgis.com/experience/0123456789abcdef0123456789abcdef/page/one",
    ),
    (
        "https://www.documentcloud.org/documents/123456-the-policy.html#document/p3",
        "https://assets.documentcloud.org/documents/123456/the-policy.pdf",
        "https://embed.documentcloud.org/documents/123456-the-policy/",
    ),
    ("https://youtu.be/abcDEF12345?t=9", "https://m.youtube.com/watch?v=abcDEF12345&feature=share",
     "https://www.youtube.com/embed/abcDEF12345"),
    ("https://twitter.com/some_one/status/123456?s=20", "https://x.com/i/web/status/123456",
     "https://mobile.twitter.com/some_one/status/123456/photo/1"),
    ("https://dx.doi.org/10.1000/ABC.1", "https://doi.org/10.1000/abc.1"),
    ("https://en.m.wikipedia.org/wiki/Camera", "https://en.wikipedia.org/wiki/Camera#History"),
    ("https://example.org/경로?b=2&a=1", "https://example.org/%ea%b2%bd%eb%a1%9c?a=1&b=2"),
    ("https://한국.kr/a", "https://xn--3e0b707e.kr/a"),
    ("https://umap.openstreetmap.fr/en/map/cameras_12345#6/51/2", "https://umap.openstreetmap.fr/fr/map/other_12345"),
]  # fmt: skip


@pytest.mark.parametrize("spellings", SAME, ids=[group[0][:40] for group in SAME])
def test_spellings_of_one_document_are_one(spellings: tuple[str, ...]) -> None:
    assert {normal_url(one) for one in spellings} == {normal_url(spellings[0])}
    assert all(is_address(one.strip(" <>")) for one in spellings)


@pytest.mark.parametrize("one, two", [
    ("https://example.org/a", "https://example.org/b"), ("https://example.org/a", "https://example.com/a"),
    ("https://example.org/a?id=1", "https://example.org/a?id=2"), ("https://example.org/A", "https://example.org/a"),
    ("https://example.org:8080/a", "https://example.org/a"), ("https://a.example.org/x", "https://b.example.org/x"),
    ("https://google.com/maps/d/viewer?mid=aaaaaaaaaa", "https://google.com/maps/d/viewer?mid=bbbbbbbbbb"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://example.org/#/map/one", "https://example.org/#/map/two"),
    ("https://archive.ph/AbCdE", "https://archive.ph/FgHiJ"),
    ("https://www.documentcloud.org/documents/1-a", "https://www.documentcloud.org/documents/2-a"),
])  # fmt: skip
def test_different_documents_stay_apart(one: str, two: str) -> None:
    assert normal_url(one) != normal_url(two)


@pytest.mark.parametrize("words", ["a report by Ridge Watch", "mailto:a@example.org", "report", "", "12/2020", "and/or",
                                   "38 North", "U.S./China", "no. 4/5"])  # fmt: skip
def test_words_that_are_no_address(words: str) -> None:
    assert not is_address(words)
    assert addresses_in(words) == ()


def test_addresses_are_found_in_a_cell_without_the_punctuation_around_them() -> None:
    cell = "See (https://example.org/a_(b)), www.example.org/c; https://example.org/d.\nhttps://example.org/d."
    assert addresses_in(cell) == ("https://example.org/a_(b)", "www.example.org/c", "https://example.org/d")


_PART = st.text("abcdefghijklmnopqrstuvwxyzABC0123456789-_.~ü경中 %", min_size=1, max_size=8).filter(
    lambda part: part.strip(". ") and "%" not in part
)
_URLS = st.builds(
    lambda host, parts, query: f"https://{host}.example.org/{'/'.join(quote(p) for p in parts)}"
    + ("?" + "&".join(f"{k}={quote(v)}" for k, v in query) if query else ""),
    st.sampled_from(["data", "news", "files2"]), st.lists(_PART, min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from(["id", "page", "q", "item"]), _PART), max_size=3),
)  # fmt: skip


@given(_URLS)
def test_one_spelling_is_its_own(url: str) -> None:
    assert normal_url(normal_url(url)) == normal_url(url)


@given(_URLS, st.sampled_from(["http", "www", "tracking", "fragment", "archive", "google", "order"]))
def test_wrappers_and_marks_change_nothing(url: str, how: str) -> None:
    rest = url.removeprefix("https://")
    path, _, query = rest.partition("?")
    other = {
        "http": f"http://{rest}", "www": f"https://www.{rest}", "fragment": f"{url}#part-2",
        "tracking": f"{url}{'&' if query else '?'}utm_campaign=x&gclid=y",
        "archive": f"https://web.archive.org/web/20210101000000/{url}",
        "google": f"https://www.google.com/url?q={quote(url, safe='')}&sa=D",
        "order": f"https://{path}?{'&'.join(reversed(query.split('&')))}" if query else url,
    }[how]  # fmt: skip
    assert normal_url(other) == normal_url(url)


@given(st.text(max_size=60))
def test_any_words_are_read_without_a_fault(words: str) -> None:
    found = normal_url(words)
    assert normal_url(found) == normal_url(normal_url(found))
    is_address(words)
    addresses_in(words)
