"""The rules behind the same seam as a trained model, and the command that trains one."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claim.build import work
from tests.claim.learned.attribution_corpus_made import write

from sousveil.claim.proposers import Proposal, RuleProposer, SecondVoice, trimmed
from sousveil.cli.train import train
from sousveil.records import Passage


def proposed(text: str) -> list[tuple[str | None, str | None, str]]:
    found = RuleProposer(work(text).all(Passage)).propose(text, 0, len(text))
    return [(text[slice(*p.source)] if p.source else None, text[slice(*p.cue)] if p.cue else None, text[slice(*p.content)])
            for p in found]  # fmt: skip


def test_the_rules_name_source_cue_and_content() -> None:
    assert proposed("According to Martin Weber, cameras watch the border.") == [
        ("Martin Weber", "According to", "cameras watch the border")
    ]
    assert proposed("Martin Weber said that cameras watch the border.") == [
        ("Martin Weber", "said", "cameras watch the border")
    ]
    assert proposed("Cameras reportedly watch the border.") == [(None, "reportedly", "watch the border")]


def test_a_source_named_before_is_found_where_the_sentence_refers_to_it() -> None:
    told = proposed("Martin Weber said that cameras watch. Weber warned that more will come. He added that it rains.")
    assert [(source, cue) for source, cue, _ in told] == [("Martin Weber", "said"), ("Weber", "warned"), ("He", "added")]


def test_only_what_is_asked_about_is_answered() -> None:
    text = "Martin Weber said that cameras watch the border. Ana Ruiz said that nobody came."
    passages = work(text).all(Passage)
    second = passages[0].sentences[1]
    found = RuleProposer(passages).propose(text, *second)
    assert [text[slice(*p.source)] for p in found if p.source] == ["Ana Ruiz"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(
    ["Martin Weber ", "said ", "that ", "cameras ", "watch. ", "“", "”", "he ", "according to ", "the report, ", "\n",
     "reportedly ", "🙂", "İ", "said, "]), max_size=25).map("".join))  # fmt: skip
def test_rules_propose_only_stretches_of_the_text(text: str) -> None:
    for one in RuleProposer(work(text).all(Passage)).propose(text, 0, len(text)):
        for span in (one.source, one.cue, one.content):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        assert text[slice(*one.content)] == text[slice(*one.content)].strip()


@given(st.text(alphabet="that ,.;x\n", max_size=20))
def test_trimming_stays_inside(words: str) -> None:
    a, b = trimmed(words, 0, len(words))
    assert 0 <= a <= len(words) and b <= len(words)
    assert a >= b or not (words[a].isspace() or words[b - 1].isspace())


class _Fixed:
    """Stands in for a trained model."""

    mark = "attribution 0"

    def __init__(self, *found: Proposal) -> None:
        self._found = list(found)

    def propose(self, text: str, start: int, end: int) -> list[Proposal]:
        return [one for one in self._found if start <= one.content[0] and one.content[1] <= end]


def second(text: str, *found: tuple[str | None, str | None, str]) -> SecondVoice:
    def at(words: str | None) -> tuple[int, int] | None:
        return None if words is None else (text.index(words), text.index(words) + len(words))

    spans = [Proposal(at(s), at(c), at(w) or (0, 0), 0.9) for s, c, w in found]
    return SecondVoice(_Fixed(*spans), text, work(text).all(Passage))  # type: ignore[arg-type]


def test_a_pronoun_is_the_last_speaker_named_and_nobody_where_there_is_none() -> None:
    text = "Ana Ruiz said so. Later she added that cameras work."
    voice = second(text, ("Ana Ruiz", "said", "so"), ("she", "added", "that cameras work"))
    edge = voice.edge(text.index("cameras"), "CT+", 0)
    assert edge is not None and (edge.source, edge.verb, edge.kind) == ("Ana Ruiz", "added", "person")
    assert text[edge.start : edge.end] == "Ana Ruiz"
    alone = "She added that cameras work."
    assert second(alone, ("She", "added", "that cameras work")).edge(alone.index("cameras"), "CT+", 0) is None


def test_the_innermost_content_counts_and_what_is_outside_has_no_edge() -> None:
    text = "Ana Ruiz wrote that Jan Novak saw cameras. It rained."
    voice = second(text, ("Ana Ruiz", "wrote", "that Jan Novak saw cameras"), ("Jan Novak", "saw", "cameras"))
    inner = voice.edge(text.index("cameras"), "CT+", 0)
    assert inner is not None and inner.source == "Jan Novak"
    assert voice.edge(text.index("rained"), "CT+", 0) is None


def test_the_command_trains_prints_and_saves(tmp_path: Path) -> None:
    if not all(importlib.util.find_spec(name) for name in ("spacy", "pycrfsuite", "lightgbm")):
        pytest.skip("the extra `train` is not installed")
    out = tmp_path / "made.model"
    folder = write(tmp_path / "made", texts=6)
    result = CliRunner().invoke(train, ["attribution", str(folder), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert out.is_file() and f"attribution_model: {out}" in result.output and "Do not publish it" in result.output


def test_the_command_refuses_a_folder_that_is_not_there_before_it_trains(tmp_path: Path) -> None:
    folder = write(tmp_path / "made", texts=6)
    out = str(tmp_path / "none" / "made.model")
    result = CliRunner().invoke(train, ["attribution", str(folder), "--out", out])
    assert "There is no folder" in str(result.exception)
