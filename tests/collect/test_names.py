"""Names of strangers: shown harmless, guessed honestly."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.collect.names import clean_name, guess_encoding, safe_path


@given(st.text(alphabet=st.characters(codec=None), max_size=600))
def test_a_shown_name_has_no_character_that_can_deceive(raw: str) -> None:
    shown = clean_name(raw)
    assert shown and len(shown) <= 400
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in shown)


@given(st.lists(st.sampled_from(["..", ".", "", "a", "C:", "\\", "/", "\0", "보고서", "x\u202etxt"]), max_size=12))
def test_a_member_path_never_climbs(parts: list[str]) -> None:
    shown = safe_path("/".join(parts)).shown
    assert not shown.startswith("/") and "\\" not in shown
    assert ".." not in shown.split("/")


@pytest.mark.parametrize(
    ("raw", "shown", "trick"),
    [
        ("a/b.txt", "a/b.txt", None),
        ("../../etc/x", "etc/x", "climbs"),
        ("..\\..\\Temp\\x", "Temp/x", "climbs"),
        ("/etc/x", "etc/x", "absolute"),
        ("C:\\x.txt", "x.txt", "drive"),
        ("a..b/c", "a..b/c", None),
        ("../..", "(no name)", "climbs"),
    ],
)
def test_tricks_are_named(raw: str, shown: str, trick: str | None) -> None:
    named = safe_path(raw)
    assert named.shown == shown
    assert (trick in (named.trick or "")) if trick else named.trick is None


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        (["보고서.html", "감시 카메라 설치.txt"], "cp949"),
        (["평양시 소식.txt"], "cp949"),
        (["视频监控系统采购公告.html", "朝鲜.txt"], "gb18030"),
        (["通知.txt", "关于建设人脸识别系统的报告.docx"], "gb18030"),
        (["café résumé.txt", "Übersicht.doc"], "cp437"),
        (["보고서.html", "视频.txt"], "utf-8"),
    ],
)
def test_encodings_of_names_are_guessed_together(names: list[str], encoding: str) -> None:
    assert guess_encoding([name.encode(encoding) for name in names]) == encoding


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_guessing_never_fails(names: list[bytes]) -> None:
    encoding = guess_encoding(names)
    for name in names:
        name.decode(encoding)  # what was guessed can read every one of them
