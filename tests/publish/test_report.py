"""The pages: they work from disk, cite what they say, and nothing hostile becomes mark-up."""

from __future__ import annotations

import contextlib
import io
import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest

from sousveil.errors import SousveilError
from sousveil.publish.pages import POLICY
from sousveil.publish.report import render_report
from sousveil.publish.scan import read_markup

from . import account_data as data

VOID = {"meta", "link", "br", "img", "hr", "input"}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "out"
    render_report(data.sample(), out)
    return out


def pages(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.html") if "originals" not in path.parts)


class Strict(HTMLParser):
    """Refuses tags that do not nest and ids that come twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for key, value in attrs if key == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, (tag, self.open[-3:])
        self.open.pop()


def test_every_page_is_sound_markup_with_the_policy_and_without_scripts(report: Path) -> None:
    assert len(pages(report)) >= 14
    for page in pages(report):
        text = page.read_text(encoding="utf-8")
        strict = Strict()
        strict.feed(text)
        strict.close()
        assert strict.open == [] and len(strict.ids) == len(set(strict.ids)), page.name
        tags = read_markup(text).tags
        assert [a["content"] for t, a in tags if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"] == [
            POLICY
        ]
        assert not {t for t, _ in tags} & {"script", "img", "iframe", "object", "style", "base", "form"}, page.name
        for tag, attributes in tags:
            assert not any(key.startswith("on") or key == "style" for key in attributes), (page.name, tag)
        assert sum(1 for t, _ in tags if t == "h1") == 1
        assert next(a for t, a in tags if t == "html")["lang"] == "en"


def test_every_link_resolves_to_a_file_and_an_anchor(report: Path) -> None:
    ids = {page: {a["id"] for _, a in read_markup(page.read_text()).tags if a.get("id")} for page in pages(report)}
    followed = 0
    for page in pages(report):
        for tag, attributes in read_markup(page.read_text()).tags:
            href = attributes.get("href")
            if href is None:
                continue
            parts = urlsplit(href)
            if parts.scheme:
                assert parts.scheme == "https" and tag == "a" and attributes["rel"] == "noreferrer noopener"
                continue
            assert not href.startswith("/")
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file(), (page.name, href)
            if parts.fragment and target in ids:
                assert parts.fragment in ids[target], (page.name, href)
                followed += 1
    assert followed > 30


def test_every_finding_leads_to_its_highlighted_passages(report: Path) -> None:
    account = data.sample()
    by_id = {claim.id: claim for claim in account.claims}
    for finding in account.findings:
        page = next(p for p in pages(report) if f'id="{finding.id}"' in p.read_text())
        text = page.read_text()
        for claim in (*finding.claims, *finding.against, *finding.unknowns):
            alike = [c.id for c in account.claims if (c.item, c.spans) == (by_id[claim].item, by_id[claim].spans)]
            hrefs = [h for c in alike for h in re.findall(rf'href="([^"]+)#{c}"', text)]
            assert hrefs, "no footnote"
            target = (page.parent / hrefs[0]).resolve().read_text()
            assert f'<span class="q" id="{claim}" tabindex="-1">' in target
            shown = read_markup(target[target.index(f'<span class="q" id="{claim}"') :]).words  # from the anchor on
            assert shown.startswith(by_id[claim].quote)


def test_the_whole_text_is_shown_and_furniture_is_marked(report: Path) -> None:
    account = data.sample()
    for number, item in enumerate(account.items, 1):
        words = " ".join(read_markup((report / f"items/{number:03d}.html").read_text()).words.split())
        for passage in account.passages(item.id):
            held = account.texts(item.id)
            assert held is not None and " ".join(held.text[passage.start:passage.end].split()) in words
    assert '<div class="passage kind-other furniture">' in (report / "items/001.html").read_text()


def test_what_came_from_outside_never_becomes_markup(report: Path) -> None:
    for page in pages(report):
        text = page.read_text()
        for bad in ("<script", "<img", "onerror=alert", "<svg onload", "<b>Border</b>", "=\"javascript:", "<i>Someone"):
            assert bad not in text.replace("&lt;img src=x onerror=alert(2)&gt;", ""), (page.name, bad)
        assert "49 the border" not in text  # a template in a document is not evaluated
    assert "\u202e" not in (report / "index.html").read_text()
    assert "&lt;script&gt;alert(5)&lt;/script&gt;" in (report / "index.html").read_text()


def test_originals_lie_beside_the_report_and_none_would_run(report: Path) -> None:
    account = data.sample()
    files = {path.parent.name: path for path in (report / "originals").rglob("*") if path.is_file()}
    assert set(files) == {item.id for item in account.items}
    for item in account.items:
        with account.open_original(item.id) as source:  # type: ignore[misc]
            assert files[item.id].read_bytes() == source.read()
    assert files[account.items[3].id].name.endswith(".html.txt")
    pdf = (report / "findings/video-surveillance.html").read_text()
    assert "wire.pdf#page=2" in pdf
    assert PurePosixPath(files[account.items[0].id].name) == PurePosixPath("star.txt")


def test_the_words_a_reader_must_not_miss(report: Path) -> None:
    matrix, about = (read_markup((report / name).read_text()).words for name in ("matrix.html", "about.html"))
    assert "it is not the same as absent" in matrix and "nothing found in this case, not the same as absent" in matrix
    assert "Low capacity is not safety. Unmapped is not unwatched." in matrix
    assert "1 of 8 statements" in about and "What this does not prove" in about
    finding = read_markup((report / "findings/video-surveillance.html").read_text()).words
    assert "55–80 %" in finding and "The report itself is not in the case." in finding
    assert "Officials denied that any camera stands in a classroom." in finding
    assert "There is no file gone.pdf." in read_markup((report / "failures.html").read_text()).words


def test_the_same_account_gives_the_same_bytes(report: Path, tmp_path: Path) -> None:
    render_report(data.sample(), tmp_path / "again")
    for path in report.rglob("*"):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(report)).read_bytes() == path.read_bytes()


def test_an_empty_case_still_gives_a_report(tmp_path: Path) -> None:
    render_report(data.Builder().account(custody=[]), tmp_path / "out")
    assert "no findings yet" in (tmp_path / "out/index.html").read_text()


def test_only_a_report_of_ours_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    render_report(data.sample(hostile=False), out)
    (out / "stale.html").write_text("old")
    render_report(data.sample(hostile=False), out)
    assert not (out / "stale.html").exists() and [p.name for p in tmp_path.iterdir()] == ["out"]
    other = tmp_path / "letters"
    other.mkdir()
    (other / "dear.txt").write_text("dear")
    with pytest.raises(SousveilError, match="not empty"):
        render_report(data.sample(hostile=False), other)
    assert [p.name for p in other.iterdir()] == ["dear.txt"]


def test_an_original_that_changed_in_the_case_stops_the_report(tmp_path: Path) -> None:
    account = data.sample(hostile=False)
    item = account.items[0].id

    def tampered(wanted: str):  # type: ignore[no-untyped-def]
        return contextlib.nullcontext(io.BytesIO(b"other")) if wanted == item else account.open_original(wanted)  # type: ignore[misc]

    with pytest.raises(SousveilError, match="not the bytes"):
        render_report(data.sample(hostile=False, open_original=tampered), tmp_path / "out")
    assert not (tmp_path / "out").exists()
