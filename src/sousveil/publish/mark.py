"""Where quotations stand in a passage, as a run of openings, words and closings that a template can print."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sousveil.records import Claim, Drift


@dataclass(frozen=True)
class Piece:
    """One step of a marked text.

    kind: ``open`` (a quotation begins), ``text``, ``gap`` (words of the parent are missing here) or ``close``. anchor:
    the claim's id, at the first opening of each claim only. text: the words. term: whether they are the words that made
    a claim. drift: id of the drift that changed these words or lost some here.
    """

    kind: Literal["open", "text", "gap", "close"]
    text: str = ""
    anchor: str | None = None
    term: bool = False
    drift: str | None = None


def mark(
    text: str, start: int, end: int, claims: Sequence[Claim], anchored: set[str], drifts: Sequence[Drift] = ()
) -> list[Piece]:
    """``text[start:end]`` with the quotes of ``claims`` marked, always properly nested, and the words of ``drifts``.

    A quote that runs past the end is cut there, and goes on in the next call without an anchor. anchored: ids that have
    their anchor already; filled.
    """
    if start >= end:
        return []
    spans = sorted(
        ((max(claim.start, start), min(claim.end, end), claim.id) for claim in claims
         if claim.start < end and claim.end > start),
        key=lambda span: (span[0], -span[1], span[2]),
    )  # fmt: skip
    terms = _merged((max(a, start), min(b, end)) for claim in claims for a, b in claim.terms if a < end and b > start)
    cuts = {start, end}
    for a, b, _ in spans:
        cuts |= {a, b}
    for a, b in terms:
        cuts |= {a, b}
    changed = [
        (max(d.words[0], start), min(d.words[1], end), d.id)
        for d in drifts if d.words[0] < d.words[1] and d.words[0] < end and d.words[1] > start
    ]  # fmt: skip
    lost = {d.words[0]: d.id for d in reversed(drifts) if d.words[0] == d.words[1] and start <= d.words[0] < end}
    cuts |= {a for a, _, _ in changed} | {b for _, b, _ in changed} | set(lost)
    points = sorted(cuts)
    pieces: list[Piece] = []
    stack: list[tuple[int, str]] = []
    waiting = list(reversed(spans))
    for here, there in itertools.pairwise(points):
        _close(pieces, stack, here)
        while waiting and waiting[-1][0] == here:
            _, stop, claim = waiting.pop()
            pieces.append(Piece("open", anchor=None if claim in anchored else claim))
            anchored.add(claim)
            stack.append((stop, claim))
        if here in lost:
            pieces.append(Piece("gap", drift=lost[here]))
        moved = next((name for a, b, name in changed if a <= here and there <= b), None)
        term = any(a <= here and there <= b for a, b in terms)
        pieces.append(Piece("text", text[here:there], term=term, drift=moved))
    _close(pieces, stack, end)
    return pieces


def _close(pieces: list[Piece], stack: list[tuple[int, str]], here: int) -> None:
    ending = sum(1 for stop, _ in stack if stop <= here)
    reopened: list[tuple[int, str]] = []
    while ending:
        stop, claim = stack.pop()
        pieces.append(Piece("close"))
        if stop <= here:
            ending -= 1
        else:
            reopened.append((stop, claim))
    for stop, claim in reversed(reopened):
        pieces.append(Piece("open"))
        stack.append((stop, claim))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        elif b > a:
            merged.append((a, b))
    return merged


def quoted_spans(claims: Iterable[Claim]) -> list[tuple[int, int]]:
    """The stretches of a text that ``claims`` quote, merged, in order. Stretches that only touch stay apart."""
    merged: list[tuple[int, int]] = []
    for a, b in sorted({(claim.start, claim.end) for claim in claims}):
        if merged and a < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged
