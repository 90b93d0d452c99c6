"""Faults that reviewers of whole articles found in the rules: a wrong speaker, a refused plan, a tale, a chain."""

from __future__ import annotations

import pytest

from sousveil.claim.reasons import calls_itself_fiction, retells
from sousveil.read.language import of_document

from .build import read


def _last(text: str, language: str = "en") -> tuple[str, str, list[str]]:
    """Status, certainty and sources (from the document inwards) of the last claim of ``text``."""
    claims, account = read(text, language)
    assert claims, [s.reason for s in account]
    return claims[-1].status or "", claims[-1].certainty, [e.source for e in claims[-1].attribution]


@pytest.mark.parametrize("before", ["The governor of Lagos", "Governor Ada Obi", "Ada Obi, a resident,"])
@pytest.mark.parametrize(
    ("who", "kind"),
    [("vendor", "organisation"), ("minister", "official"), ("president", "official"), ("mayor", "official")],
)
def test_a_role_that_nobody_was_introduced_with_is_a_new_source(before: str, who: str, kind: str) -> None:
    text = f"{before} said the city bought 200 cameras. The {who} denied that police use facial recognition."
    claims, _ = read(text)
    inner = claims[-1].attribution[-1]
    assert (inner.source, inner.kind) == (f"The {who}", kind)
    assert claims[-1].certainty == "CT-"


@pytest.mark.parametrize(
    ("first", "again", "name"),
    [
        ("Interior Minister Jorun Vasa", "The minister", "Jorun Vasa"),
        ("Ana Roe, a spokeswoman,", "The spokesperson", "Ana Roe"),
        ("Ada Obi", "The woman", "Ada Obi"),
    ],
)
def test_a_role_somebody_was_introduced_with_is_that_person(first: str, again: str, name: str) -> None:
    assert _last(f"{first} said police use CCTV. {again} said police use facial recognition.")[2][-1] == name


def test_a_vendor_on_the_street_is_a_person() -> None:
    claims, _ = read("A street vendor said police use CCTV. The vendor said police use facial recognition.")
    assert claims[-1].attribution[-1].kind == "witnesses"


@pytest.mark.parametrize(
    "sentence",
    [
        "The police will not install facial recognition in Lagos.",
        "The city won't install facial recognition.",
        "The ministry has no plans to install facial recognition cameras.",
        "The council rejected a plan to buy drones.",
        "The parliament voted down the plan to install CCTV cameras in schools.",
        "The council's plan to buy drones was voted down.",
        "The city once had a plan to install facial recognition but it never did.",
        "The city planned to install CCTV cameras but never did.",
        "The plan to install CCTV cameras never materialised.",
        "Plans to install facial recognition cameras were denied by the ministry.",
    ],
)
def test_a_plan_refused_or_never_carried_out_is_denied(sentence: str) -> None:
    status, certainty, _ = _last(sentence)
    assert status in ("announced", "abandoned")
    assert certainty == "CT-"


@pytest.mark.parametrize(
    "sentence",
    [
        "The council rejected criticism of its plan to buy drones.",
        "The council rejected a motion to stop the plan to buy drones.",
        "The council voted down a ban on its plan to buy drones.",
        "The city plans to install cameras but has never published the cost.",
    ],
)
def test_a_plan_whose_critics_are_refused_stands(sentence: str) -> None:
    assert _last(sentence)[:2] == ("announced", "CT+")


@pytest.mark.parametrize(
    "words",
    ["Satire", "SATIRE: Mayor hires pigeons", "[소설] 감시", "Fiction: The Lamp", "[Satire] Pigeons", "【小说】眼睛",
     "This article is satire.", "This is a work of fiction.", "이 글은 허구입니다.", "本故事纯属虚构", "短篇小说",
     "Everything in The Morning Pigeon is made up. Please do not write to us."],
)  # fmt: skip
def test_a_label_or_a_note_on_the_text_makes_it_invented(words: str) -> None:
    assert calls_itself_fiction(words)


@pytest.mark.parametrize(
    "words",
    ["소설 속 주인공은 감시 카메라를 피한다.", "A satirical site joked that drones watch cows.",
     "Satire has a long history in Lagos.", "His book is a work of fiction.", "그의 책(소설)은 감시를 다룬다.",
     '"This report is fiction," the minister said.', "外交部称该报道纯属虚构。", "小说里，无人机监视着每一个孩子。",
     "Nothing in the report is true, the ministry wrote."],
)  # fmt: skip
def test_a_sentence_about_a_work_does_not(words: str) -> None:
    assert not calls_itself_fiction(words)


def test_other_sentences_of_a_text_that_speaks_of_satire_give_claims() -> None:
    assert _last("A satirical site joked that drones watch cows.\nPolice use CCTV in Lagos.")[0] == "in-use"


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("The novel The Glass Square, set in 2060 Nairobi, imagines drones that watch every child.", "en"),
        ("In the novel, drones watch every child.", "en"),
        ("소설 속 주인공은 거리에 설치된 감시 카메라를 피한다.", "ko"),
        ("小说里，无人机监视着每一个孩子。", "zh"),
    ],
)
def test_a_tale_gives_no_claim(sentence: str, language: str) -> None:
    claims, account = read(sentence, language)
    assert not claims
    assert account[-1].reason == "another matter: a tale"


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("police use a novel system of facial recognition cameras that follows a suspect.", "en"),
        ("soldiers searched phones for south korean films and installed spyware.", "en"),
        ("the documentary film depicts police using facial recognition.", "en"),
        ("보위부는 한국 드라마 속 말투를 쓰는지 휴대전화를 검열했다.", "ko"),
        ("当局在电影院里安装了摄像头。", "zh"),
        ("当局在电影中心安装了摄像头。", "zh"),
    ],
)
def test_to_name_a_work_is_not_to_tell_it(sentence: str, language: str) -> None:
    assert not retells(sentence, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Police installed CCTV cameras in Nairobi.", "en"),
        ("Drones monitored Lagos protesters.", "en"),
        ("Soldiers checked mobile phones at Hyesan.", "en"),
        ("Policie instalovala kamery v Praze.", "cs"),
        ("De politie in Utrecht zet drones in.", "nl"),
        ("In Berlin hat die Polizei Drones im Einsatz.", "de"),
        ("La surveillance des citoyens a Paris.", "fr"),
    ],
)
def test_the_language_of_one_short_sentence(text: str, language: str) -> None:
    assert of_document(text) == language


def test_who_is_cited_stands_within_who_cites() -> None:
    text = "According to UN experts, cited by Reuters, police use facial recognition in Lagos."
    assert _last(text)[2] == ["The Outlet", "Reuters", "UN experts"]


@pytest.mark.parametrize("lead", ["No", "The report says no", "There is no"])
def test_no_registry_that_links_is_no_use(lead: str) -> None:
    status, certainty, _ = _last(f"{lead} registry of SIM cards links to biometric data.")
    assert (status, certainty) != ("in-use", "CT+")
    assert certainty.endswith("-")
