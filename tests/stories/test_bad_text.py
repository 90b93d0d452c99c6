"""Text that is hard to read: what can be read is, every sentence is accounted for, and nothing is invented."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

import pytest

from sousveil import workflow
from sousveil.case.case import Case
from sousveil.records import Claim, Document, Edge, Failure, Item, Passage, Sentence, Text
from sousveil.settings import Settings

CLAIM = "Police installed 20 surveillance cameras in Nairobi, the ministry said."
KOREAN = "경찰이 평양에 감시카메라 20대를 설치했다고 당국이 밝혔다."
CHINESE = "据警方称，平壤已安装20个监控摄像头。"
FRENCH = (
    "La police a installé vingt caméras de surveillance à Nairobi, a déclaré le ministère. La reconnaissance faciale est "
    "utilisée dans toutes les écoles de la ville depuis deux ans, selon un rapport publié mardi."
)
ARABIC = "قالت الوزارة إن الشرطة ركبت عشرين كاميرا مراقبة في نيروبي. وتستخدم المدارس أجهزة التعرف على الوجوه منذ عامين."
HEBREW = "המשטרה התקינה עשרים מצלמות מעקב בניירובי, כך מסר המשרד. בתי הספר משתמשים בזיהוי פנים כבר שנתיים."
RUSSIAN = "Полиция установила двадцать камер наблюдения в Найроби, сообщило министерство. Лица узнают во всех школах."
HARD = {
    "mixed": f"{CLAIM} {KOREAN} {CHINESE} {RUSSIAN}",
    "lines": f"{CLAIM}\n\n{KOREAN}\n\n{CHINESE}\n\n{ARABIC}",
    "embedded": f"\u202b{ARABIC}\u202c The report says that CCTV is in use in Lagos. \u200f{HEBREW}",
    "reversed": f"\u202e{CLAIM[::-1]}\u202c\n\n{CLAIM}",
    "emoji": "🎥📹 Police 👮🏽‍♀️ installed 20 📷 surveillance cameras 🎥 in Nairobi 🇰🇪, the ministry said 💬. 👁️👁️👁️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "marks": "P\u0336o\u0336l\u0336i\u0336c\u0336e\u0336 " + "Z" + "\u0301" * 500 + f"\n\n{CLAIM}",
    "invisible": "Sur\u00adveillance cam\u2060eras were in\ufeffstalled in Nai\u200drobi.\u2028CCTV is in use in Lagos.",
    "wide": "ＣＣＴＶ ｃａｍｅｒａｓ ａｒｅ ｉｎ ｕｓｅ ｉｎ Ｌａｇｏｓ．",
    "private": "\ue000\uf8ff\U000f0000 CCTV is in use in Lagos \U0010fffd\ufffd\ufffe.",
}
WITHOUT_RULES = {"french": FRENCH, "arabic": ARABIC, "hebrew": HEBREW, "russian": RUSSIAN * 2}


@dataclass
class Built:
    texts: dict[str, str]
    documents: dict[str, Document]
    claims: dict[str, list[Claim]]
    account: dict[str, list[Sentence]]
    passages: dict[str, list[Passage]]
    failures: dict[str, list[Failure]]
    seconds: float


def noisy(words: str, rate: float) -> str:
    chance = random.Random(f"{words} {rate}")
    spoilt = ("" if chance.random() < 0.3 else chance.choice("eoclrn10.,~ ") for _ in words)
    return "".join(bad if chance.random() < rate else good for good, bad in zip(words, spoilt, strict=True))


def five_megabytes() -> str:
    """One line without a line end: sentences, two of them claims, then 4 MB without a sentence end, half of it without
    a space."""
    plain = " ".join(f"In {1990 + n % 30} nothing of note happened in ward {n}." for n in range(20_000))
    endless = "Surveillance cameras installed in " * 64_000 + "QUJDREVGR0g" * 190_000
    return f"{CLAIM} {plain} {CLAIM.replace('Nairobi', 'Lagos')} {endless}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("hard")
    material = folder / "material"
    material.mkdir()
    article = "\n\n".join(
        [CLAIM, "The ferry runs on Sundays.", "CCTV is in use in Lagos, a report said.", KOREAN, CHINESE] * 4
    )
    written = {
        **HARD, **WITHOUT_RULES, "line": five_megabytes(), "noise05": noisy(article, 0.05),
        "noise15": noisy(article, 0.15),
    }  # fmt: skip
    for name, words in written.items():
        (material / f"{name}.txt").write_text(words, encoding="utf-8")
    with Case.create(folder / "case", Settings(title="Hard")) as case:
        workflow.add(case, [material])
        started = time.monotonic()
        workflow.build(case, engine="inline")
        seconds = time.monotonic() - started
        names = {item.id: item.name.removesuffix(".txt") for item in case.read(Item)}
        out = Built({}, {}, {n: [] for n in written}, {n: [] for n in written}, {n: [] for n in written}, {}, seconds)
        for text in case.read(Text):
            out.texts[names[text.item]] = text.text
        for document in case.read(Document):
            out.documents[names[document.item]] = document
        for claim in case.read(Claim):
            out.claims[names[claim.item]].append(claim)
        for sentence in case.read(Sentence):
            out.account[names[sentence.item]].append(sentence)
        for passage in case.read(Passage):
            out.passages[names[passage.item]].append(passage)
        for failure in case.read(Failure):
            out.failures.setdefault(names.get(failure.item or "", "case"), []).append(failure)
        return out


def test_nothing_fails_and_every_sentence_is_accounted_for(built: Built) -> None:
    assert {n: f for n, f in built.failures.items() if any(one.severity == "failed" for one in f)} == {}
    for name, text in built.texts.items():
        assert name in built.documents
        sentences = [span for p in sorted(built.passages[name], key=lambda p: p.ordinal) for span in p.sentences]
        assert [(s.start, s.end) for s in built.account[name]] == sentences, name
        # No word stands outside every sentence.
        inside = "".join("".join(text[a:b].split()) for a, b in sentences)
        assert sorted(c for c in inside if c.isalnum()) == sorted(c for c in text if c.isalnum()), name
        for sentence in built.account[name]:
            assert sentence.outcome == "claims" or sentence.reason, name


def test_every_quote_and_source_stands_in_its_text(built: Built) -> None:
    for name, claims in built.claims.items():
        for claim in claims:
            text = built.texts[name]
            assert claim.quote == text[claim.start : claim.end] and claim.statement.strip(), name
            edges: tuple[Edge, ...] = claim.attribution
            for edge in edges:
                assert edge.start is None or text[edge.start : edge.end] == edge.source, name


def test_a_line_of_five_megabytes_is_read_in_bounds(built: Built) -> None:
    assert len(built.texts["line"]) > 5_000_000
    places = [place.name for claim in built.claims["line"] for place in claim.places]
    assert places == ["Nairobi", "Lagos"]
    last = built.account["line"][-1]
    assert last.outcome == "declined" and "without a sentence end; read it by hand" in str(last.reason)
    # Some 15 s on a slow, busy machine; a pattern that looks back from every character would take hours.
    assert built.seconds < 200


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("mixed", {"Nairobi"}), ("lines", {"Nairobi"}), ("reversed", {"Nairobi"}), ("emoji", {"Nairobi"}),
        ("marks", {"Nairobi"}), ("invisible", {"Nairobi", "Lagos"}), ("embedded", {"Lagos"}), ("private", {"Lagos"}),
        ("wide", set()),
    ],
)  # fmt: skip
def test_the_readable_sentence_among_the_hard_ones_is_found(built: Built, name: str, places: set[str]) -> None:
    found = [claim for claim in built.claims[name] if claim.technology == "video-surveillance"]
    assert found and places <= {place.name for claim in found for place in claim.places}, built.account[name]


def test_scripts_side_by_side_are_each_read_by_their_own_rules(built: Built) -> None:
    assert {claim.language for claim in built.claims["lines"]} == {"en", "ko", "zh"}
    reasons = {s.reason for s in built.account["lines"] if s.outcome == "declined"}
    assert reasons == {"no rules for language ar"}


def test_a_foreign_sentence_in_a_readable_document_is_told_apart(built: Built) -> None:
    text = built.texts["embedded"]
    said = {s.reason for s in built.account["embedded"] if s.outcome == "declined"}
    assert said == {"no rules for the script of this sentence"}, [
        text[s.start : s.end] for s in built.account["embedded"]
    ]


@pytest.mark.parametrize(("name", "code"), [("french", "fr"), ("arabic", "ar"), ("hebrew", "he"), ("russian", "ru")])
def test_a_language_without_rules_is_named_and_gives_no_claim(built: Built, name: str, code: str) -> None:
    assert built.documents[name].language == code
    assert built.claims[name] == []
    assert {s.reason for s in built.account[name]} == {f"no rules for language {code}"}


def test_noise_costs_claims_and_makes_none_up(built: Built) -> None:
    few, many = len(built.claims["noise05"]), len(built.claims["noise15"])
    assert many <= few <= 20
    for name in ("noise05", "noise15"):
        for claim in built.claims[name]:
            # What is read from a bad scan is what stands there: a place that the gazetteer knows, or its very letters.
            assert claim.technology == "video-surveillance"
            for place in claim.places:
                known = place.name in {"Nairobi", "Lagos", "Pyongyang", "Kenya", "Nigeria", "North Korea"}
                assert known or (place.latitude is None and place.name in built.texts[name])
