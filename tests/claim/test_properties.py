"""What must hold for every text whatsoever."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.claim.plain import plain
from sousveil.claim.quantity import cjk_number
from sousveil.claim.step import claim_item
from sousveil.claim.times import edtf_of
from sousveil.read.step import read_item
from sousveil.records import Claim, Item, Passage, Sentence, Text
from sousveil.records.claim import ASPECTS, BASES, CERTAINTIES, KINDS, SOURCE_KINDS, STATUSES
from sousveil.records.ids import sha256_hex
from sousveil.records.time import is_edtf
from sousveil.run.step import Work

from .build import work

_WORDS = st.sampled_from(
    [
        "surveillance cameras", "CCTV", "facial recognition", "are installed", "will install", "has not", "may", "reportedly",
        "a report said", "according to one report,", "said Jane Doe", "North Korea", "China", "in schools", "\u201c", "\u201d",
        ".", ", and", "the report", "it", "He said", "fingerprints", "is unclear whether", "\u2014 AP", "북한", "감시카메라",
        "설치했다고", "보고서가 밝혔다.", "평양에", "것으로 알려졌다", "朝鲜", "监控摄像头", "据报道，", "报告称，", "已安装", "可能", "。",
        "12,000", "last year", "İ", "\u00a0", "\n", "🙂", "state media", "which",
    ]
)  # fmt: skip
_ODD = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs",)),
        # Marks that join, hide or turn letters round, spaces of every width, letters whose lower case is longer.
        st.sampled_from("\u200b\u200d\u00ad\u2060\ufeff\u202a\u202b\u202e\u202c\u2066\u2069\u200f\u0301\u0336\u3000\u2009\u2028\x85İßﬁǅŉ"
                        "\U0001f3fd\U000e0067\ufe0f\u20e3\ufffd\x00ـًא٣३０ｃ"),
    ),
    max_size=12,
)  # fmt: skip
_SENTENCE = st.sampled_from(
    [
        "Police installed 20 surveillance cameras in Nairobi, the ministry said.",
        "\u201cThe cameras may have been installed in Lagos last year,\u201d said Jane Doe, a researcher at the Institute.",
        "According to one report, facial recognition is not yet in use in schools.",
        "He also says that the system can recognise faces.", "A 2024 report by Human Rights Watch found that drones are used.",
        "The resident, who asked not to be named, said that CCTV was everywhere.", "It cost more than $1 billion.",
        "경찰이 평양에 감시카메라 20대를 설치했다고 당국이 밝혔다.", "보고서는 “얼굴 인식 기술이 사용될 예정”이라고 전했다.",
        "소식통에 따르면 국경에 감시카메라가 설치된 것으로 알려졌다.", "김 연구원은 그 시스템이 아직 사용되지 않는다고 말했다.",
        "据警方称，平壤已安装20个监控摄像头。", "报告说：“学校将使用人脸识别系统。”", "消息人士表示，该系统可能尚未投入使用。",
        "研究人员王明指出，边境地区安装了摄像头。",
    ]
)  # fmt: skip
_MIXED = st.lists(st.one_of(_SENTENCE, _SENTENCE, _WORDS, _ODD), max_size=14).flatmap(
    lambda pieces: st.sampled_from(["", " ", "\n", " \u200f"]).map(lambda joint: joint.join(pieces))
)
_TEXT = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join), _MIXED)


@settings(max_examples=200, deadline=None)
@given(text=_TEXT, language=st.sampled_from(["en", "ko", "zh", "fr"]))
def test_offsets_hold_and_every_sentence_is_accounted_for(text: str, language: str) -> None:
    _holds(text, language)


@settings(max_examples=150, deadline=None)
@given(text=_MIXED)
def test_the_same_holds_when_the_reader_finds_passages_and_languages(text: str) -> None:
    given_work = as_read(text)
    if given_work is not None:
        _all_holds(given_work)


def _holds(text: str, language: str) -> None:
    _all_holds(work(text, language))


def as_read(text: str) -> Work | None:
    """The claim step's work for a plain file that holds ``text``, as the read step makes it; None if it cannot be
    read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(text.encode("utf-8"))
        item = Item(sha256_hex(path.read_bytes()), "a.txt", path.stat().st_size, "text/plain", "2025-01-01T00:00:00Z")
        records: dict[type, list[object]] = {}
        for record in read_item(Work(item, (), {}, path, {"ocr": "off"})).records:
            records.setdefault(type(record), []).append(record)
    return Work(item, (), records) if Text in records else None


def _all_holds(asked: Work) -> None:
    given = claim_item(asked)
    assert claim_item(asked) == given
    assert not given.failures
    text = asked.all(Text)[0].text
    claims = [r for r in given.records if isinstance(r, Claim)]
    account = [r for r in given.records if isinstance(r, Sentence)]
    given_sentences = [s for p in sorted(asked.all(Passage), key=lambda p: p.ordinal) for s in p.sentences]
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
        assert c.statement.strip()
        assert (c.start, c.end) in given_sentences
        assert c.kind in KINDS and c.status in STATUSES and c.aspect in ASPECTS and c.certainty in CERTAINTIES
        assert c.attribution
        assert all(c.start <= a < b <= c.end for a, b in c.terms)
        for index, edge in enumerate(c.attribution):
            assert edge.kind in SOURCE_KINDS and edge.certainty in CERTAINTIES and edge.basis in BASES
            assert edge.source.strip()
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
