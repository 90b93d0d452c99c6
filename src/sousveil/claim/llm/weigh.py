"""Holding a model's proposals against the text and the closed lists: the model proposes, rules check.

Nothing that the model wrote itself enters a record: only the places of words that stand in the passage, and ids of
closed lists.
"""

from __future__ import annotations

import json
from collections.abc import Collection as Group
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sousveil.records import Answer, Claim, Passage, Sentence
from sousveil.records.claim import CERTAINTIES, STATUSES

from .prompt import MOST, key_of, parts

SUGGESTED = "suggested"
REFUSALS = {
    "malformed": "not the JSON that was asked for",
    "too many": f"more than {MOST} proposals in one answer",
    "words": "words that do not stand in the passage",
    "offsets": "places that do not hold the words given",
    "several": "words that are not one sentence of the passage",
    "technology": "a technology that is not in the vocabulary",
    "status": "a status that is not in the list",
    "certainty": "a certainty that is not in the list",
    "source": "a source that the passage does not name",
    "claimed": "a claim that is there already",
    "other matter": "a sentence that the rules hold to be page furniture, a teaser or about another matter",
}
"""Why a proposal is refused. Every refused one is counted under one of these."""


@dataclass(frozen=True)
class Proposal:
    """One proposal and what became of it. outcome: ``suggested`` or a key of REFUSALS. start, end: the sentence; quote,
    source: places of the words that name the system and who says so. All None where it was refused."""

    model: str
    prompt: str
    outcome: str
    start: int = -1
    end: int = -1
    quote: tuple[int, int] = (-1, -1)
    source: tuple[int, int] | None = None
    technology: str = ""
    status: str = ""
    certainty: str = ""
    language: str = ""


class _RefusedError(Exception):
    pass


def weigh(
    text: str,
    passages: Sequence[Passage],
    answers: Sequence[Answer],
    claims: Sequence[Claim],
    account: Sequence[Sentence],
    known: Group[str],
) -> list[Proposal]:
    """Every proposal in ``answers`` about the parts of ``passages``, in reading order, with what became of it.

    claims, account: what the rules made of the same text. known: ids of technologies that may be proposed. Answers
    about words that no longer stand in the text are left out.
    """
    held: dict[str, list[Answer]] = {}
    for answer in answers:
        held.setdefault(answer.key, []).append(answer)
    versions = sorted({(a.model, a.prompt) for a in answers})
    taken = {(span, claim.technology) for claim in claims for span in claim.spans}
    closed = {
        (s.start, s.end) for s in account
        if s.outcome == "furniture" or (s.reason or "").startswith(("another matter", "not expressible", "no rules"))
    }  # fmt: skip
    out: list[Proposal] = []
    for passage, start, end in parts(passages):
        for model, prompt in versions:
            for answer in held.get(key_of(model, prompt, text[start:end]), ())[:1]:
                try:
                    listed = _listed(answer.reply)
                except _RefusedError as why:
                    out.append(Proposal(model, prompt, str(why)))
                    continue
                for number, one in enumerate(listed):
                    try:
                        if number >= MOST:
                            raise _RefusedError("too many")
                        found = _checked(one, text, passage, start, end, known)
                        span = (found["start"], found["end"])
                        if span in closed:
                            raise _RefusedError("other matter")
                        if (span, found["technology"]) in taken:
                            raise _RefusedError("claimed")
                        taken.add((span, found["technology"]))
                        out.append(Proposal(model, prompt, SUGGESTED, language=passage.language, **found))
                    except _RefusedError as why:
                        out.append(Proposal(model, prompt, str(why)))
    return out


def _listed(reply: str) -> list[Any]:
    """The proposals in a reply. JSON is taken as it is or not at all: mending it would be guessing."""
    try:
        listed = json.loads(reply)["proposals"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _RefusedError("malformed") from None
    if not isinstance(listed, list):
        raise _RefusedError("malformed")
    return listed


def _checked(
    one: object, text: str, passage: Passage, start: int, end: int, known: Group[str]
) -> dict[str, Any]:  # fmt: skip
    """The places and ids of one proposal."""
    if not isinstance(one, Mapping):
        raise _RefusedError("malformed")
    for name, allowed in (("technology", known), ("status", STATUSES), ("certainty", CERTAINTIES)):
        if not isinstance(one.get(name), str) or one[name] not in allowed:
            raise _RefusedError(name)
    a, b = _sentence(one, text, passage, start, end)
    quote = one.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        raise _RefusedError("words")
    at = text.find(quote.strip(), a, b)
    if at < 0:
        raise _RefusedError("words")
    return {
        "start": a, "end": b, "quote": (at, at + len(quote.strip())), "source": _source(one, text, (a, b), start, end),
        "technology": one["technology"], "status": one["status"], "certainty": one["certainty"],
    }  # fmt: skip


def _sentence(one: Mapping[str, Any], text: str, passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The one sentence whose words the proposal gives, or most of it."""
    words = one.get("sentence")
    if not isinstance(words, str) or not words.strip():
        raise _RefusedError("words")
    words = words.strip()
    inside = [(a, b) for a, b in passage.sentences if start <= a and b <= end]
    if "start" in one or "end" in one:
        a, b = one.get("start"), one.get("end")
        if type(a) is not int or type(b) is not int or not 0 <= a < b <= end - start:
            raise _RefusedError("offsets")
        if text[start + a : start + b].strip() != words:
            raise _RefusedError("offsets")
        fits = [(c, d) for c, d in inside if c <= start + a and start + b <= d]
    else:
        if text.find(words, start, end) < 0:
            raise _RefusedError("words")
        fits = list(_within(words, text, inside))
    # A few words out of a sentence could stand for anything in it.
    if len(fits) != 1 or 2 * len(words) < fits[0][1] - fits[0][0]:
        raise _RefusedError("several")
    return fits[0]


def _within(words: str, text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for a, b in sentences:
        if text.find(words, a, b) >= 0:
            yield a, b


def _source(
    one: Mapping[str, Any], text: str, sentence: tuple[int, int], start: int, end: int
) -> tuple[int, int] | None:  # fmt: skip
    """Where the source is named: in the sentence, else last before it, else after it in the same part."""
    words = one.get("source")
    if words is None or words == "":
        return None
    if not isinstance(words, str) or not (words := words.strip()) or not any(c.isalnum() for c in words):
        raise _RefusedError("source")
    for at in (
        text.find(words, *sentence), text.rfind(words, start, sentence[0]), text.find(words, sentence[1], end),
    ):  # fmt: skip
        if at >= 0:
            return at, at + len(words)
    raise _RefusedError("source")
