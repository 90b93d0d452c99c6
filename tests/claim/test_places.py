"""Which place a text means, where it stands, and when a place's name is no place."""

from pathlib import Path

import pytest

from sousveil.case.vocabulary import load_vocabulary
from sousveil.claim.places import gazetteer_for

from .place_sentences import SENTENCES, UNSEEN, Expected
from .placing import fresh, mentions_in


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_a_labelled_sentence(language: str, text: str, expected: Expected) -> None:
    found = [(text[m.start : m.end], m.country, m.place.latitude is not None) for m in mentions_in(text, language)]
    assert found == list(expected)


def test_unseen_sentences_stay_as_good_as_they_were() -> None:
    right = wrong = due = 0
    for language, text, expected in UNSEEN:
        found = [(text[m.start : m.end], m.country, m.place.latitude is not None) for m in mentions_in(text, language)]
        right += len(set(found) & set(expected))
        wrong += len(set(found) - set(expected))
        due += len(set(expected))
    assert right / due >= 0.93
    assert wrong <= 3


@pytest.mark.parametrize(("language", "text", "expected"), (*SENTENCES, *UNSEEN))
def test_a_point_has_a_precision_and_an_id(language: str, text: str, expected: Expected) -> None:
    del expected
    for mention in mentions_in(text, language):
        place = mention.place
        assert (place.latitude is None) == (place.longitude is None) == (place.precision is None)
        assert place.latitude is None or place.gazetteer is not None


def test_the_same_town_in_three_scripts() -> None:
    texts = (("en", "Cameras stand in Hyesan."), ("ko", "혜산에 카메라가 있다."), ("zh", "惠山有摄像头。"))
    ids = {mentions_in(text, language)[0].place.gazetteer for language, text in texts}
    assert len(ids) == 1 and None not in ids


def test_a_town_abroad_is_not_laid_at_the_countrys_door() -> None:
    abroad = mentions_in("North Korea has many cameras. North Korea buys more. In Munich, cameras are few.", "en")[-1]
    assert (abroad.country, abroad.guessed) == ("DE", False)


def test_the_cases_own_places_win(tmp_path: Path) -> None:
    (tmp_path / "places.yaml").write_text(
        "places:\n  munich: {name: Munich, kind: city, country: XA, latitude: 1, longitude: 2}\n"
        "  northland: {name: Northland, kind: country, country: XA}\n", encoding="utf-8",
    )  # fmt: skip
    held = fresh(load_vocabulary(tmp_path))
    [mention] = mentions_in("Cameras stand in Munich.", "en", held)
    assert (mention.country, mention.place.gazetteer, mention.place.latitude) == ("XA", "case:munich", 1.0)


def test_an_invented_country_has_its_own_towns(tmp_path: Path) -> None:
    (tmp_path / "places.yaml").write_text("places:\n  northland: {name: Northland, kind: country}\n", encoding="utf-8")
    held = fresh(load_vocabulary(tmp_path))
    found = mentions_in("Northland has cameras. Cameras stand in Valtora.", "en", held)
    assert [(m.place.name, m.country, m.place.gazetteer) for m in found] == [("Northland", "Northland", None), ("Valtora", "Northland", None)]


def test_a_government_is_its_country_and_no_town() -> None:
    [mention] = mentions_in("Beijing denied that cameras are used for this.", "en")
    assert (mention.place.kind, mention.place.name, mention.role) == ("country", "China", "demonym")


def test_a_country_has_a_point_of_its_own_precision() -> None:
    place = gazetteer_for(load_vocabulary(), None).country_place("KP")
    assert (place.name, place.precision) == ("North Korea", "country")
    assert place.latitude is not None and 37 < place.latitude < 43
