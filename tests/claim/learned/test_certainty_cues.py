"""Cues learnt from marked sentences: exact places, a model that finds them again, and hostile files."""

from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.claim.learned.certainty_cues import CueModel, cue_features, labels_of, read_bioscope, train_cues
from sousveil.errors import SousveilError


def _xml(sentences: list[str]) -> str:
    body = "".join(f"<sentence>{s}</sentence>" for s in sentences)
    return f"<Annotation><DocumentSet><Document><DocID>7</DocID>{body}</Document></DocumentSet></Annotation>"


MARKED = [
    f'The {thing} <xcope><cue type="{kind}">{cue}</cue> bind the {other}</xcope>.'
    for thing in ("valve", "lamp", "pump", "gate", "relay")
    for other in ("tube", "lens", "wire")
    for cue, kind in (
        ("may", "speculation"),
        ("might", "speculation"),
        ("does not", "negation"),
        ("cannot", "negation"),
    )
]
PLAIN = [f"The {thing} binds the {other}." for thing in ("valve", "lamp", "pump", "gate") for other in ("tube", "lens")]


def test_places_of_cues_are_exact(tmp_path: Path) -> None:
    path = tmp_path / "marked.xml"
    path.write_text(
        _xml(
            [
                'A\n <xcope><cue type="negation">not</cue> é <xcope><cue type="speculation">may\tbe</cue></xcope></xcope> b'
            ]
        )
    )
    (sentence,) = read_bioscope(path)
    assert [(sentence.text[a:b], kind) for a, b, kind in sentence.cues] == [
        ("not", "negation"),
        ("may be", "speculation"),
    ]
    assert sentence.document == "7"


def test_a_model_finds_cues_in_sentences_it_has_not_seen(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    path = tmp_path / "marked.xml"
    path.write_text(_xml(MARKED + PLAIN), encoding="utf-8")
    sentences = read_bioscope(path)
    docs = [nlp(s.text) for s in sentences]
    train_cues(
        [cue_features(d) for d in docs],
        [labels_of(d, s.cues) for d, s in zip(docs, sentences, strict=True)],
        tmp_path / "m",
    )
    model = CueModel(tmp_path / "m")
    for text, wanted in (
        ("The motor may bind the rod.", "speculation"),
        ("The motor does not bind the rod.", "negation"),
    ):
        chances = model.chances(cue_features(nlp(text)))
        assert chances[wanted] > 0.5 and max(v for k, v in chances.items() if k != wanted) < 0.5
    assert max(model.chances(cue_features(nlp("The motor binds the rod."))).values()) < 0.5
    assert model.chances([]) == {"speculation": 0.0, "negation": 0.0}


def test_files_that_are_something_else_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for content in ("no xml", "<a/>"):
        path.write_text(content)
        with pytest.raises(SousveilError, match="BioScope"):
            read_bioscope(path)
    pytest.importorskip("pycrfsuite")
    with pytest.raises(SousveilError, match="not a model of cues"):
        CueModel(path)


def test_no_entity_is_followed(tmp_path: Path) -> None:
    secret, path = tmp_path / "secret", tmp_path / "x.xml"
    secret.write_text("hidden")
    path.write_text(f'<!DOCTYPE a [<!ENTITY e SYSTEM "file://{secret}">]>' + _xml(["one &e; two"]))
    assert all("hidden" not in s.text for s in read_bioscope(path))
