"""Training on made-up sentences, and what a trained model proposes."""

from __future__ import annotations

import importlib.util
import multiprocessing
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claim.build import work
from tests.claim.learned.attribution_corpus_made import write

from sousveil.claim.learned import attribution_model
from sousveil.claim.learned.attribution_corpus import read_standoff
from sousveil.claim.learned.attribution_features import Around, Lexicon, basic, label_spans, quotes
from sousveil.claim.learned.attribution_model import load_model, model_mark
from sousveil.claim.learned.attribution_parse import Parsed, paragraphs
from sousveil.claim.learned.attribution_score import Tally, interval, tally
from sousveil.claim.learned.attribution_spans import Candidate, Marginals, best_set, candidates
from sousveil.claim.learned.attribution_train import train
from sousveil.claim.proposers import LearnedProposer, proposer_at
from sousveil.claim.step import claim_item
from sousveil.errors import SousveilError
from sousveil.records import Claim

INSTALLED = all(importlib.util.find_spec(name) for name in ("spacy", "pycrfsuite", "lightgbm"))
needs_extra = pytest.mark.skipif(not INSTALLED, reason="the extra `train` is not installed")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def saved(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "made.model"
    train(read_standoff(corpus), "2026-01-01", rounds=30).save(path)
    return path


def test_standoff_gives_the_words_it_names(corpus: Path) -> None:
    read = read_standoff(corpus)
    assert [one.document for one in read] == [f"made-{n:02}" for n in range(12)]
    first = read[0]
    words = {kind: [first.text[a:b] for each in first.attributions for a, b in each.spans(kind)]
             for kind in ("source", "cue", "content")}  # fmt: skip
    assert words["source"][0] == "Jane Doe" and words["cue"][0] == "said"
    assert words["content"][0] == "that the cameras work"


def test_fragments_notes_and_a_second_annotator(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("What he pledged to do\r\nis done.", encoding="utf-8", newline="")
    lines = ["T1\tSource 5 7\the", "T2\tCue 8 15\tpledged", "T3\tContent 0 4;16 21\tWhat to do", "#1\tAnnotatorNotes T1\tx",
             "T4\tAttribution 8 15\tpledged", "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3"]  # fmt: skip
    for name in ("a_x.ann", "a_y.ann"):
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    one, two = read_standoff(tmp_path)
    assert (one.name, one.document, two.document) == ("a_x", "a", "a")
    assert one.attributions[0].contents == ((0, 4), (16, 21))


@pytest.mark.parametrize("line", ["T1\tSource 5 900\the", "T1\tSource 7 7\t", "T1\tSource five\the"])
def test_a_span_outside_the_text_is_refused_by_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text("He said so.", encoding="utf-8")
    (tmp_path / "a.ann").write_text(f"#1\tnote\n{line}\n", encoding="utf-8")
    with pytest.raises(SousveilError, match=r"a\.ann, line 2"):
        read_standoff(tmp_path)


def test_nothing_to_train_on_is_said(tmp_path: Path) -> None:
    with pytest.raises(SousveilError, match="holds no annotated texts"):
        read_standoff(tmp_path)
    (tmp_path / "b.ann").write_text("", encoding="utf-8")
    with pytest.raises(SousveilError, match="no text beside it"):
        read_standoff(tmp_path)


@needs_extra
def test_a_trained_model_finds_who_said_what_in_words_it_has_not_seen(saved: Path) -> None:
    text = "It rained. Maria Lopez harrumphed that the old mill is haunted.\n“Trains are late,” the doctor said."
    found = LearnedProposer(load_model(saved)).propose(text, 0, len(text))
    told = [tuple(text[slice(*span)] if span else None for span in (p.source, p.cue, p.content)) for p in found]
    assert ("Maria Lopez", "harrumphed", "that the old mill is haunted") in told
    assert ("the doctor", "said", "“Trains are late,”") in told
    assert not any("rained" in (content or "") for _, _, content in told)


@needs_extra
def test_the_card_says_what_it_was_trained_on_and_how_well_it_does(saved: Path) -> None:
    card = load_model(saved).card
    assert (card["texts"], card["annotations"], card["date"]) == (12, 12, "2026-01-01")
    assert len(card["data_sha256"]) == 64
    assert all(card["scores"][kind]["f1"] > 0.7 for kind in ("source", "cue", "content"))
    assert card["right_source"]["right"] > 0.9


@needs_extra
def test_training_again_gives_the_same_file(corpus: Path, saved: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.model"
    assert train(read_standoff(corpus), "2026-01-01", rounds=30).save(again) == model_mark(saved)
    assert again.read_bytes() == saved.read_bytes()


@needs_extra
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(
    ["“", "”", '"', "said", " that ", "Jane Doe ", "the mayor ", ".", ",", "\n", "\r\n", " ", "he ", "\u202e", "김씨는 ",
     "🙂", "\x00", "e\u0301", "harrumphed ", "according to ", "works "]), max_size=30).map("".join) | st.text(max_size=60))  # fmt: skip
def test_every_proposal_lies_in_the_text_whatever_it_is(saved: Path, text: str) -> None:
    start = len(text) // 4
    for one in proposer_at(str(saved)).propose(text, start, len(text)):
        for span in (one.source, one.cue, one.content):
            if span is not None:
                assert start <= span[0] < span[1] <= len(text)
                assert not text[slice(*span)].isspace()
        assert 0 <= one.score <= 1


def _told(path: str) -> str:
    text = "Maria Lopez warned that the dam may break."
    return repr(proposer_at(path).propose(text, 0, len(text)))


@needs_extra
def test_a_forked_child_gives_the_same(saved: Path) -> None:
    here = _told(str(saved))
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(_told, (str(saved),)).get(timeout=60) == here


@needs_extra
def test_the_claim_step_asks_the_model_where_the_rules_find_nobody(saved: Path) -> None:
    text = "Maria Lopez harrumphed that facial recognition cameras have been installed in schools in Pyongyang."
    plain = work(text)
    alone = [r for r in claim_item(plain).records if isinstance(r, Claim)]
    asked = work(text)
    both = claim_item(type(asked)(asked.item, asked.collections, asked.records, None, {"attribution_model": str(saved)}))
    claims = [r for r in both.records if isinstance(r, Claim)]
    assert [c.id for c in claims] == [c.id for c in alone] and claims
    for before, after in zip(alone, claims, strict=True):
        assert [e.source for e in before.attribution] == ["The Outlet"] and before.drawn_by.model is None
        edge = after.attribution[-1]
        assert (edge.source, edge.verb, edge.under) == ("Maria Lopez", "harrumphed", 0)
        assert text[edge.start : edge.end] == "Maria Lopez"
        assert after.attribution[0].certainty == "CT+"
        assert after.drawn_by.model == f"attribution {model_mark(saved)[:16]}"


@needs_extra
def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"PK no")
    with pytest.raises(SousveilError, match="no attribution model"):
        load_model(tmp_path / "x")
    with pytest.raises(SousveilError, match="cannot be read"):
        model_mark(tmp_path / "none")


def test_a_missing_extra_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attribution_model.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SousveilError, match=r"pip install 'sousveil\[train\]'"):
        model_mark(tmp_path / "any")


def test_too_few_texts_are_refused(corpus: Path) -> None:
    if not INSTALLED:
        pytest.skip("the extra `train` is not installed")
    with pytest.raises(SousveilError, match="2 texts are too few"):
        train(read_standoff(corpus)[:2], "")


spans = st.builds(
    lambda kind, a, size, score: Candidate(kind, a, a + size, score),
    st.sampled_from(["source", "cue", "content"]), st.integers(0, 9), st.integers(1, 4), st.floats(0, 1),
)  # fmt: skip


@given(st.lists(spans, max_size=9))
def test_the_best_set_is_disjoint_and_no_other_is_better(found: list[Candidate]) -> None:
    bar = {"source": 0.2, "cue": 0.3, "content": 0.4}

    def worth(chosen: tuple[Candidate, ...] | list[Candidate]) -> float:
        return sum(one.score - bar[one.kind] for one in chosen)

    def disjoint(chosen: tuple[Candidate, ...] | list[Candidate]) -> bool:
        return all(a.last <= b.first or b.last <= a.first for a, b in combinations(chosen, 2))

    kept = best_set(found, bar, 14)
    assert disjoint(kept) and kept == sorted(kept, key=lambda one: one.first)
    sets = (chosen for size in range(len(found) + 1) for chosen in combinations(found, size) if disjoint(chosen))
    assert worth(kept) == pytest.approx(max(map(worth, sets)))


def _parsed(words: list[str]) -> Parsed:
    size = len(words)
    same = list(range(size))
    return Parsed(same, [n + 1 for n in same], words, words, ["NN"] * size, ["dep"] * size, same, same, same, [""] * size,
                  [0] * size)  # fmt: skip


def test_the_chance_of_a_span_is_that_of_beginning_going_on_and_ending() -> None:
    zero = [0.0, 0.0, 0.0]
    marginals = Marginals(
        ["O"] * 3, {"source": [0.5, 0.1, 0.0], "cue": zero, "content": zero},
        {"source": [0.0, 0.4, 0.1], "cue": zero, "content": zero},
    )  # fmt: skip
    found = {(c.first, c.last): c.score for c in candidates(_parsed(["a", "b", "c"]), marginals, 0.001)}
    assert found[0, 1] == pytest.approx(0.5 * (1 - 0.4 / 0.5))
    assert found[0, 2] == pytest.approx(0.5 * 0.8 * (1 - 0.1 / 0.5))
    assert found[0, 3] == pytest.approx(0.5 * 0.8 * 0.2)
    assert sum(score for (a, _), score in found.items() if a == 0) == pytest.approx(0.5)


def test_labels_spell_spans_as_cofenet_reads_them() -> None:
    labels = ["B-source", "I-source", "I-cue", "B-cue", "B-cue", "O", "I-content", "B-content"]
    assert label_spans(labels) == [("source", 0, 2), ("cue", 3, 4), ("cue", 4, 5), ("content", 7, 8)]


def test_exact_matches_are_counted_and_resampled() -> None:
    none: set[tuple[int, int]] = set()
    counts = tally({"source": {(0, 2)}, "cue": {(3, 4), (5, 6)}, "content": none},
                   {"source": {(0, 1)}, "cue": {(3, 4)}, "content": none})  # fmt: skip
    assert (counts["source"].f1, counts["cue"].f1, counts["content"].f1) == (0.0, pytest.approx(2 / 3), 0.0)
    low, high = interval([Tally(1, 2, 2), Tally(2, 2, 2), Tally(0, 1, 2)], rounds=200)
    assert 0 <= low < 0.6 < high <= 1


def test_a_quotation_that_goes_on_in_the_next_paragraph_begins_with_a_mark() -> None:
    states, still_open = quotes(_parsed(["“", "We", "wait", "."]))
    assert (states, still_open) == (["B", "I", "I", "I"], True)
    assert quotes(_parsed(["“", "And", "hope", "”", "he", "said"]), True) == (["B", "I", "I", "E", "O", "O"], False)
    assert quotes(_parsed(["He", "left"]), True) == (["O", "O"], False)


@given(st.lists(st.sampled_from(["said", '"', "“", "”", "that", "x", "."]), max_size=12))
def test_each_token_gets_its_features(words: list[str]) -> None:
    rows = basic(_parsed(words), Lexicon(), Around())
    assert len(rows) == len(words) and all("b" in row for row in rows)


@given(st.text(alphabet="ab \n\r\t\u2028", max_size=40))
def test_paragraphs_are_the_lines_that_hold_words(text: str) -> None:
    found = paragraphs(text)
    assert all(text[a:b].strip() and "\n" not in text[a:b] for a, b in found)
    assert "".join("".join(text[a:b] for a, b in found).split()) == "".join(text.split())


def test_a_line_without_an_end_is_cut_at_spaces() -> None:
    text = "word " * 5000 + "x" * 25_000
    found = paragraphs(text)
    assert all(b - a <= 10_000 for a, b in found) and len(found) >= 5
    assert "".join(text[a:b] for a, b in found) == text
    assert text[found[0][1]] == " "
