"""What must hold for every text whatsoever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.claim.plain import plain
from sousveil.claim.quantity import cjk_number
from sousveil.claim.times import edtf_of
from sousveil.records import Passage
from sousveil.records.claim import ASPECTS, CERTAINTIES, KINDS, SOURCE_KINDS, STATUSES
from sousveil.records.time import is_edtf

from .build import read, work

_WORDS = st.sampled_from(
    [
        "surveillance cameras", "CCTV", "facial recognition", "are installed", "will install", "has not", "may", "reportedly",
        "a report said", "according to one report,", "said Jane Doe", "North Korea", "China", "in schools", "\u201c", "\u201d",
        ".", ", and", "the report", "it", "He said", "fingerprints", "is unclear whether", "\u2014 AP", "북한", "감시카메라",
        "설치했다고", "보고서가 밝혔다.", "평양에", "것으로 알려졌다", "朝鲜", "监控摄像头", "据报道，", "报告称，", "已安装", "可能", "。",
        "12,000", "last year", "İ", "\u00a0", "\n", "🙂", "state media", "which",
    ]
)  # fmt: skip
_TEXT = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(text=_TEXT, language=st.sampled_from(["en", "ko", "zh", "fr"]))
def test_offsets_hold_and_every_sentence_is_accounted_for(text: str, language: str) -> None:
    claims, account = read(text, language)
    given_sentences = [s for p in work(text, language).all(Passage) for s in p.sentences]
    assert [(s.start, s.end) for s in account] == given_sentences
    assert len({s.id for s in account}) == len(account)
    assert len({c.id for c in claims}) == len(claims)
    drawn = [ident for s in account for ident in s.claims]
    assert drawn == [c.id for c in claims]
    for s in account:
        assert (s.outcome == "claims") == bool(s.claims)
        assert s.outcome == "claims" or s.reason
    for c in claims:
        assert c.quote == text[c.start : c.end]
        assert (c.start, c.end) in given_sentences
        assert c.kind in KINDS and c.status in STATUSES and c.aspect in ASPECTS and c.certainty in CERTAINTIES
        assert c.attribution
        assert all(c.start <= a < b <= c.end for a, b in c.terms)
        for index, edge in enumerate(c.attribution):
            assert edge.kind in SOURCE_KINDS and edge.certainty in CERTAINTIES
            assert edge.under is None or edge.under < index
            assert (edge.start is None) == (edge.end is None)
            if edge.start is not None:
                assert text[edge.start : edge.end] == edge.source
        assert c.true_when is None or is_edtf(c.true_when)


@given(text=st.text(max_size=300))
def test_the_plain_text_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(
    words=st.text(alphabet="0123456789 년月年日월lasty-/ sincebymg", max_size=40),
    published=st.sampled_from([None, "2024", "2024-05", "2024-05-02"]),
)
def test_a_time_is_edtf_or_nothing(words: str, published: str | None) -> None:
    found = edtf_of(words, published)
    assert found is None or is_edtf(found)


def test_numerals() -> None:
    assert cjk_number("1만2천") == 12000
    assert cjk_number("三万五千") == 35000
    assert cjk_number("2.5亿") == 250_000_000
    assert cjk_number("十二") == 12
    assert cjk_number("abc") is None
