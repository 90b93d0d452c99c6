"""One name in three scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.trace.crosslingual import sounds


@pytest.mark.parametrize(
    ("latin", "hangul", "han"),
    [("Brandenko", "브란덴코", "布兰登科"), ("Salvatori", "살바토리", "萨尔瓦托里"), ("Kerstin", "케르스틴", "凯尔斯廷"),
     ("Mombasa", "몸바사", "蒙巴萨")],
)  # fmt: skip
def test_a_foreign_name_has_one_skeleton_in_three_scripts(latin: str, hangul: str, han: str) -> None:
    keys = set(sounds.of_latin(latin))
    assert keys & set(sounds.of_hangul(hangul))
    assert keys & set(sounds.of_transcription(han))


def test_two_names_that_sound_apart_share_nothing() -> None:
    names = ["Brandenko", "Salvatori", "Kerstin", "Halvorsen", "Mikulas"]
    for one in names:
        for two in names:
            if one != two:
                assert not set(sounds.of_latin(one)) & set(sounds.of_latin(two))


@pytest.mark.parametrize("name", ["Lee", "Ai", "Bo", "이오", "阿尔"])
def test_a_name_of_few_consonants_has_no_skeleton(name: str) -> None:
    assert not sounds.of_latin(name)
    assert not sounds.of_hangul(name)
    assert not sounds.of_transcription(name)


@pytest.mark.parametrize(
    ("han", "pinyin", "hangul"),
    [("王建国", "Wang Jianguo", "왕젠궈"), ("徐晓燕", "Xu Xiaoyan", "쉬샤오옌"), ("张志强", "Zhang Zhiqiang", "장즈창"),
     ("朱元", "Zhu Yuan", "주위안"), ("刘永", "Liu Yong", "류융"), ("崔文会", "Cui Wenhui", "추이원후이"),
     ("长春", "Changchun", "창춘"), ("宁波", "Ningbo", "닝보")],
)  # fmt: skip
def test_a_chinese_name_reads_alike_in_pinyin_and_in_hangul(han: str, pinyin: str, hangul: str) -> None:
    assert sounds.of_han(han) == hangul
    assert hangul in sounds.of_pinyin(pinyin)


@pytest.mark.parametrize("word", ["Kingston", "Osterwald", "Smith", ""])
def test_what_is_no_pinyin_has_no_reading(word: str) -> None:
    assert sounds.of_pinyin(word) == ()


@given(st.text(max_size=30))
def test_any_text_gives_keys_of_the_seven_classes_only(text: str) -> None:
    for key in (*sounds.of_latin(text), *sounds.of_hangul(text), *sounds.of_transcription(text)):
        assert len(key) >= sounds.LEAST
        assert set(key) <= set("PTKSMNL")
    sounds.of_pinyin(text)
    sounds.of_han(text)
