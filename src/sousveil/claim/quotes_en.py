# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Quotations, speakers' labels and questions of an English document: who goes on speaking without being named again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sousveil.records import Passage

from .phrases_en import tokens_of
from .speakers_en import TITLES
from .speech import Speech
from .subjects_en import forward

_TURN = re.compile(
    r"(?P<name>[A-Z][\w.'\u2019-]+(?: (?:of|the|de|van|al|[A-Z][\w.'\u2019-]+)){0,5}): (?=[\"\u201cA-Z])"
)
_LABEL = re.compile(r"(?P<name>[A-Z][a-z]+)(?: \([a-z ]+\))?: (?=[\"\u201cA-Z])")
_NO_TURN = re.compile(
    r"^(?:Note|Question|Answer|Update|Correction|Photo|Image|Source|Sources|Caption|Editor|Read|See|Watch|Also|Summary|Background|Table|Figure|Tip|Warning|Listen|Related|Subject|From|To|Date|Re|Q|A|Item|Price|Pros|Cons|Lot|Contact|Phone|Email|Dear|Verdict|Rating)\b"
)

_CITED_BY = ("cited by", "quoted by", "reported by", "cited in", "quoted in")
_BESIDE = 30
"""Characters between a source and the one who cites it: ", who were quoted by the "."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: [start, end) with its marks, and the passage it stands in."""

    start: int
    end: int


def quotations(low: str, start: int, end: int) -> list[Quote]:
    """The quotations of a passage; one without an end goes on to the passage's."""
    marks = [m.start() for m in re.compile('"').finditer(low, start, end)]
    return [Quote(a, marks[i + 1] + 1 if i + 1 < len(marks) else end) for i, a in list(enumerate(marks))[::2]]


def carries_on(quote: Quote, start: int) -> bool:
    """Whether a quotation opens the sentence, or was open before it."""
    return quote.start <= start + 1


def labelled_turns(text: str, body: Sequence[Passage]) -> dict[int, int]:
    """Where passages, or sentences with a title, open with a speaker's name and a colon, and where the name ends."""
    found: dict[int, int] = {}
    labels: dict[str, list[tuple[int, int]]] = {}
    for passage in body:
        m = _TURN.match(text, passage.start, passage.end) or _LABEL.match(text, passage.start, passage.end)
        if m and not _NO_TURN.match(m["name"]):
            labels.setdefault(m["name"], []).append((passage.start, m.end("name")))
    for places in labels.values():  # a label that returns is a speaker's, whatever it says
        if len(places) > 1:
            found.update(places)
    for passage in body:
        for start, end in passage.sentences:
            m = _TURN.match(text, start, end)
            if not m or _NO_TURN.match(m["name"]) or " " not in m["name"]:
                continue
            titled = m["name"].split(" ")[0].lower().rstrip(".") in TITLES
            got = forward(tokens_of(text, m.start("name"), m.end("name")), 0)
            if got is not None and got[0].kind in ("person", "official") and (titled or start == passage.start):
                found[start] = m.end("name")
    return found


def answers(text: str, body: Sequence[Passage]) -> set[int]:
    """Where the passages begin that answer a passage that asks; none where fewer than two ask."""
    asks = [p for p in body if text[p.start : p.end].rstrip(' "\u201d').endswith("?") and p.end - p.start < 350]
    if len(asks) < 2:
        return set()
    first = asks[0].start
    return {p.start for p in body if p.start > first} - {p.start for p in asks}


def cited_within(found: list[Speech]) -> list[Speech]:
    """One who is cited stands within the reach of the one who cites."""
    out: list[Speech] = []
    for speech in found:
        if (
            speech.verb in ("citing", "quoting", "heard", "learned", "learnt", "hears", "learns")
            and speech.start is not None
        ):
            wider = [s for s in found if s is not speech and s.start is not None and s.start < speech.start
                     and s.reach_end - s.reach_start < speech.reach_end - speech.reach_start and speech.reach_start <= s.reach_start]  # fmt: skip
            if wider:
                speech = replace(speech, reach_start=wider[-1].reach_start, reach_end=wider[-1].reach_end)
        out.append(speech)
    for index, speech in enumerate(out):
        if speech.verb not in _CITED_BY or speech.start is None:
            continue
        for at, other in enumerate(out):
            # "UN experts, cited by Reuters": Reuters passes on what the experts say, so it stands outside them.
            near = other.end is not None and 0 <= speech.start - other.end <= _BESIDE
            if near and other.kind != "outlet" and other.reach_end - other.reach_start > 2:
                a, b = min(speech.reach_start, other.reach_start), max(speech.reach_end, other.reach_end)
                out[index] = replace(speech, reach_start=a, reach_end=b)
                if (other.reach_start, other.reach_end) == (a, b):
                    out[at] = replace(other, reach_end=b - 1)
    return out
