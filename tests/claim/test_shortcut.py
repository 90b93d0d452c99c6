"""A document without a term of the vocabulary is not read closely; that must change no claim."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.claim import step
from sousveil.records import Claim

from .build import read

_WORDS = st.sampled_from(
    [
        "The ministry said", "a report by the Halden Institute said", "the system", "has been installed", "It was used",
        "surveillance cameras", "in Ostrell", "interviews with 27 people", "The study draws on", "according to one report,",
        "they", "the police", ". The", "이 시스템은", "보고서가 밝혔다.", "감시카메라를 설치했다.", "该系统", "报告称，", "监控摄像头", "。",
    ]
)  # fmt: skip


def plainly(text: str, language: str) -> list[Claim]:
    """The claims of ``text`` with every document read closely."""
    kept = step._Reader.__init__

    def closely(self: object, *arguments: object, **more: object) -> None:
        kept(self, *arguments, **{**more, "shortcut": False})  # type: ignore[arg-type]

    with mock.patch.object(step._Reader, "__init__", closely):
        return read(text, language)[0]


@settings(max_examples=80, deadline=None)
@given(text=st.lists(_WORDS, max_size=30).map(" ".join), language=st.sampled_from(["en", "ko", "zh"]))
def test_the_shortcut_changes_no_claim(text: str, language: str) -> None:
    assert read(text, language)[0] == plainly(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "A report by the Halden Institute said prices rose.\nThe study draws on interviews with 27 people who left.",
        "The system has been installed in Ostrell, the report said.",
    ],
)
def test_a_document_without_a_term_gives_no_claim_either_way(text: str) -> None:
    assert read(text)[0] == plainly(text, "en") == []
