
"""The shipped vocabulary is complete, and a case may lay its own over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.case.vocabulary import load_vocabulary
from sousveil.errors import SousveilError
from sousveil.records.claim import STATUSES

NEEDED = ["video-surveillance", "facial-recognition", "biometric-database", "identity-card", "smartphone-control", "iptv", "mobile-network", "border-monitoring", "informant-network", "electricity", "connectivity", "digital-surveillance", "traffic-camera", "plate-reading", "national-intranet", "location-tracking", "drones", "radio-signal-detection", "gunshot-detection", "predictive-policing", "camera-registry", "fusion-centre", "hardware-supply", "storage", "staff", "money", "law"]


def test_every_entry_has_a_definition_labels_and_terms_in_three_languages() -> None:
    vocabulary = load_vocabulary()
    assert not set(NEEDED) - set(vocabulary.technologies)
    for entry in vocabulary.technologies.values():
        assert entry.definition.endswith(".")
        assert set(entry.labels) == {"ko", "zh"}, entry.id
        assert all(entry.terms.get(language) for language in ("en", "ko", "zh")), entry.id
        assert entry.broader is None or entry.broader in vocabulary.technologies
        assert set(entry.context) <= {"en", "ko", "zh"}


def test_statuses_are_those_of_the_record() -> None:
    assert set(load_vocabulary().statuses) == set(STATUSES)


def test_countries_have_codes_and_no_boolean_slipped_in() -> None:
    places = load_vocabulary().places
    countries = [p for p in places.values() if p.kind == "country"]
    assert len({p.country for p in countries}) == len(countries) > 190
    assert places["norway"].country == "NO"
    assert all(p.within in places for p in places.values() if p.within)
    assert "평양" in places["pyongyang"].names["ko"]


def test_no_term_means_two_technologies() -> None:
    seen: dict[tuple[str, str], str] = {}
    for entry in load_vocabulary().technologies.values():
        if entry.kind == "umbrella":
            continue
        for language, terms in entry.terms.items():
            for term in terms:
                assert seen.setdefault((language, term.casefold()), entry.id) == entry.id, term


def test_a_case_adds_and_replaces(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "technologies:\n  drones: {label: Kites, definition: A kite., terms: {en: [spy kite]}}\n", encoding="utf-8"
    )
    own = load_vocabulary(tmp_path)
    assert own.technologies["drones"].label == "Kites"
    assert own.digest != load_vocabulary().digest


def test_a_misspelt_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "technologies:\n  kite: {label: K, definition: D., termz: {}}\n", encoding="utf-8"
    )
    with pytest.raises(SousveilError, match=r"kite.*termz"):
        load_vocabulary(tmp_path)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("technologies:\n  kite:\n    label: K\n    definition: 'D\n", "own.yaml is not readable YAML, line 5"),
        ("technologies:\n  hawk: {label: H, definition: D.}\n  kite: {label: K}\n", "line 3, has no definition"),
        ("technologies:\n  kite: {label: K, definition: D., terms: [kite]}\n", "line 2, has terms without a language"),
        ("technologies:\n  kite: {label: K, definition: D., terms: {xx: [kite]}}\n", "unknown language 'xx'"),
        ("technologies:\n  kite: {label: K, definition: D., terms: {en: [{a: b}]}}\n", "no plain words"),
        ("technologies:\n  kite: {label: K, definition: D., examples: [{A man said: b}]}\n", "no sentences"),
        ("technologies:\n  no: {label: K, definition: D.}\n", "is no word"),
        ("technologies: [kite]\n", "should be entries by their ids"),
        ("places:\n\n  town: {name: T}\n", "line 3, has no kind"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_with_its_line(tmp_path: Path, body: str, words: str) -> None:
    (tmp_path / "own.yaml").write_text(body, encoding="utf-8")
    with pytest.raises(SousveilError) as caught:
        load_vocabulary(tmp_path)
    assert words in caught.value.message
    assert caught.value.message.endswith(".") and "\n" not in caught.value.message


def test_examples_are_read_by_script_and_change_no_digest(tmp_path: Path) -> None:
    body = "technologies:\n  kite:\n    label: K\n    definition: D.\n    terms: {en: [spy kite]}\n"
    (tmp_path / "own.yaml").write_text(body, encoding="utf-8")
    before = load_vocabulary(tmp_path).digest
    more = "    examples: [A spy kite flew., 연이 날았다., 风筝飞了。]\n    not: {en: [A kite flew.]}\n"
    (tmp_path / "own.yaml").write_text(body + more, encoding="utf-8")
    after = load_vocabulary(tmp_path)
    assert after.digest == before
    entry = after.technologies["kite"]
    assert entry.examples == {"en": ("A spy kite flew.",), "ko": ("연이 날았다.",), "zh": ("风筝飞了。",)}
    assert entry.not_examples == {"en": ("A kite flew.",)}
