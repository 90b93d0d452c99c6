"""Marking keeps every letter, nests properly and anchors each quotation once."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sousveil.publish.mark import mark, quoted_spans
from sousveil.records import Claim, DrawnBy, Drift, Edge

SPAN = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: (p[0], p[0] + p[1]))


def a_claim(number: int, start: int, end: int, text: str) -> Claim:
    return Claim(f"c-{number}", "i", ((start, end),), text[start:end], "s", "en", "fact", None, "deployment", "unknown",
                 "CT+", (Edge("x", "outlet", "says", "unknown", "CT+"),), DrawnBy("claim", "1"),
                 terms=((start, start + 1),))  # fmt: skip


def a_drift(number: int, a: int, b: int) -> Drift:
    return Drift(f"v-{number}", "i", "p", "hedge", "changed", (0, 52), (0, 1), (a, b), (0, 1), "", "", "It changed.")


MOVED = st.tuples(st.integers(0, 51), st.integers(0, 6)).map(lambda p: (p[0], min(52, p[0] + p[1])))


@given(st.lists(SPAN, max_size=6), st.integers(0, 50), st.integers(0, 52), st.lists(MOVED, max_size=4))
def test_marked_text_is_the_text_and_nests(
    spans: list[tuple[int, int]], a: int, b: int, moved: list[tuple[int, int]]
) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(52))
    start, end = min(a, b), max(a, b)
    claims = [a_claim(n, *span, text) for n, span in enumerate(spans)]
    anchored: set[str] = set()
    drifts = [a_drift(number, *words) for number, words in enumerate(moved)]
    pieces = mark(text, start, end, claims, anchored, drifts)
    assert "".join(p.text for p in pieces) == text[start:end]
    inside_words = {i for x, y in moved for i in range(max(x, start), min(y, end))}
    assert "".join(text[i] for i in sorted(inside_words)) == "".join(p.text for p in pieces if p.drift)
    gaps = {x for x, y in moved if x == y and start <= x < end}
    assert sum(p.kind == "gap" for p in pieces) == len(gaps)
    depth = 0
    inside: dict[str, bool] = {}
    at = start
    for piece in pieces:
        depth += {"open": 1, "close": -1, "text": 0, "gap": 0}[piece.kind]
        assert depth >= 0
        if piece.anchor:
            assert piece.anchor not in inside
            inside[piece.anchor] = True
            claim = next(c for c in claims if c.id == piece.anchor)
            assert at == max(claim.start, start)
        at += len(piece.text)
        if piece.kind == "text" and piece.text:
            covered = any(c.start <= at - len(piece.text) and at <= c.end for c in claims)
            assert (depth > 0) == covered
    assert depth == 0
    assert set(inside) == anchored == {c.id for c in claims if start < end and c.start < end and c.end > start}


@given(st.lists(SPAN, max_size=8))
def test_quoted_spans_cover_the_quotes_and_nothing_else(spans: list[tuple[int, int]]) -> None:
    text = "x" * 60
    merged = quoted_spans(a_claim(n, *span, text) for n, span in enumerate(spans))
    assert {i for a, b in merged for i in range(a, b)} == {i for a, b in spans for i in range(a, b)}
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(merged))
