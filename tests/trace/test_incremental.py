"""Tracing with memos: nothing that is known is worked out again, and what a text means anew is read anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.records import DrawnBy, Judgement
from sousveil.records.ids import record_id
from sousveil.run.step import DictMemo, MemoryView
from sousveil.trace.crosslingual.weights import Weights
from sousveil.trace.heeds import heeded
from sousveil.trace.reuse import ReuseIndex, prints
from sousveil.trace.step import trace_case
from sousveil.trace.text import tokens

from .helpers import claim, item_id, prose
from .helpers import item as entry

REPORT = (
    "A report by the Open Streets Institute says that cameras stand in Northport. Its authors counted lamp posts,"
    " rooftops and market gates for three winters before they wrote it down. Nobody at the council answered the"
    " questions that were sent in writing. The footage is kept for thirty days and then written over."
)
ASIDE = "The market sells fish, cloth and bread. A choir drew more visitors than the hosts had hoped for."


class Counting(DictMemo):
    """A memo that knows what was put into it."""

    def __init__(self) -> None:
        super().__init__()
        self.written: Counter[str] = Counter()
        self.bodies: list[str] = []

    def put(self, kind: str, key: str, value: Any) -> None:
        self.written[kind] += 1
        self.bodies.append(str(value))
        super().put(kind, key, value)


def item(name: str, text: str, outlet: str | None = None, quote: str | None = None) -> list[Any]:
    records = entry(name, text, outlet=outlet)
    if quote:
        records.append(claim(name, text, quote, [(outlet or "outlet", "outlet"), ("the report", "report")]))
    return records


def small_case() -> list[Any]:
    said = "A report by the Open Streets Institute says that cameras stand in Northport."
    return [
        *item("one", REPORT, "Hill Courier", said), *item("two", f"{REPORT} {ASIDE}", "River Post", said),
        *item("three", f"{ASIDE} According to the Hill Courier, the police have bought drones.", "Plain Voice"),
    ]  # fmt: skip


def traced(records: list[Any], memo: DictMemo) -> list[Any]:
    return list(trace_case(MemoryView(records, {}, memo)).records)


def test_nothing_new_reads_and_compares_nothing_again() -> None:
    memo = Counting()
    first = traced(small_case(), memo)
    written = memo.written.copy()
    assert written["text"] == 3 and written["pair"] > 0
    assert traced(small_case(), memo) == first and memo.written == written


def test_one_more_text_is_the_only_one_that_is_read() -> None:
    memo = Counting()
    traced(small_case(), memo)
    before = memo.written.copy()
    more = [*small_case(), *item("four", prose(4, 200), "River Post")]
    assert traced(more, memo) == traced(more, DictMemo())
    assert memo.written["text"] - before["text"] == 1 and memo.written["pair"] == before["pair"]


def test_an_outlet_that_comes_is_found_in_the_texts_that_name_it_already() -> None:
    memo = Counting()
    gone = item_id("one")
    without = [r for r in small_case() if gone not in (getattr(r, "id", None), getattr(r, "item", None))]
    assert len(without) < len(small_case())
    traced(without, memo)
    before = memo.written["text"]
    links = [link for link in traced(small_case(), memo) if type(link).__name__ == "Link"]
    assert any("names Hill Courier where it says who reports it" in reason for link in links for reason in link.reasons)
    # The one that came and the one that names it; the third text has nothing to do with either name.
    assert memo.written["text"] - before == 2
    assert traced(small_case(), memo) == traced(small_case(), DictMemo())


def test_a_text_that_marks_an_alias_is_kept_in_no_memo() -> None:
    memo = Counting()
    secret = "Mirel Tasz (not her real name) counted the cameras at the gate of the harbour for many weeks."
    records = [*small_case(), *item("four", secret, "River Post")]
    traced(records, memo)
    assert memo.written["text"] == 3
    assert not any("Mirel" in body or "Tasz" in body for body in memo.bodies)


def test_a_memo_holds_no_sentence_of_a_text() -> None:
    memo = Counting()
    traced(small_case(), memo)
    readings = [body for body in memo.bodies if "layout" in body]
    assert len(readings) == 3
    assert not any(words in body for body in readings for words in ("lamp posts", "fish, cloth", "thirty days"))


WORDS = st.lists(st.sampled_from(["camera", "the", "Hill", "harbour", "of", "감시카메라", "监控", "2,400"]), max_size=60)


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_fingerprints_give_the_index_that_texts_give(bodies: list[list[str]]) -> None:
    texts = [(f"i{number}", " ".join(words), None) for number, words in enumerate(bodies)]
    whole, printed, one = ReuseIndex(), ReuseIndex(), ReuseIndex()
    numbers = [number for number, _ in whole.add_texts(texts)]
    made = prints([(text, None) for _, text, _ in texts])
    assert [printed.add_print(name, of) for (name, _, _), of in zip(texts, made, strict=True)] == numbers
    assert [one.add(name, tokens(text)) for name, text, _ in texts] == numbers
    assert printed.members == whole.members == one.members
    rank = list(range(len(whole.members)))
    for other in (printed, one):
        for left, right in zip(vars(whole.pairs(rank)).values(), vars(other.pairs(rank)).values(), strict=True):
            assert np.array_equal(left, right)


def test_one_text_more_leaves_nearly_all_weights_as_they_are() -> None:
    texts = [[number % 7, 100 + number % 40, 1000 + number] for number in range(400)]
    before, after = Weights.of(texts), Weights.of([*texts, [3, 110, 2000]])
    marks = sorted({mark for text in texts for mark in text})
    moved = [mark for mark in marks if before.rarity(mark) != after.rarity(mark)]
    assert len(moved) <= 2, moved
    assert before.rarity(1001) > before.rarity(101) > before.rarity(1)


def judgement(target: str, verdict: str, at: int) -> Judgement:
    return Judgement(record_id("j", target, verdict), target, verdict, "ann", "coder", f"2026-01-0{at}T00:00:00Z")


@pytest.mark.parametrize(("verdict", "counts"), [
    ("accept", False), ("reject", False), ("amend", False), ("weigh", False), ("note", False),
    ("same", True), ("distinct", True), ("add", True),
])  # fmt: skip
def test_only_judgements_that_bear_on_lineage_are_heeded(verdict: str, counts: bool) -> None:
    drawn = claim("one", REPORT, REPORT[:40], [("outlet", "outlet")])
    made = judgement(drawn.id, verdict, 1)
    assert heeded([made], {drawn.id: drawn}.get) == ([made] if counts else [])
    undone = judgement(made.id, "withdraw-judgement", 2)
    assert heeded([made, undone], {drawn.id: drawn}.get) == []


def test_what_is_decided_about_a_suggestion_bears_on_lineage() -> None:
    suggested = replace(claim("one", REPORT, REPORT[:40], [("outlet", "outlet")]), drawn_by=DrawnBy("llm", "1", "m"))
    for verdict in ("accept", "reject", "amend"):
        made = judgement(suggested.id, verdict, 1)
        assert heeded([made], {suggested.id: suggested}.get) == [made]
