"""Training from a folder, and a trained model's view of a text beside that of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sousveil.claim.certainty import certainty_at
from sousveil.claim.plain import plain
from sousveil.errors import SousveilError

from .attribution_parse import parser
from .certainty_model import (
    CertaintyModel,
    JudgedSentence,
    correlation,
    cross_validated,
    digest,
    examples,
    level,
    parsed,
    read_judged,
)
from .certainty_vectors import Encoder

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HELD_BACK = ("dev", "test")


def train_folder(folder: Path, date: str, vectors: bool, say: Callable[[str], None]) -> CertaintyModel:
    """A model from every .jsonl file in ``folder`` but those whose names begin with "dev" or "test".

    Its card holds what it was trained on and how well it did on parts it had not seen. Raises SousveilError where there
    is nothing to train on, or too little (under 50 events).
    """
    files = sorted(p for p in folder.glob("*.jsonl") if not p.name.startswith(_HELD_BACK))
    if not files:
        raise SousveilError(f"{folder} holds no .jsonl file to train on.", "See docs/how-to/train-certainty.md.")
    sentences: list[JudgedSentence] = []
    for path in files:
        before = sentences[-1].block if sentences else 0
        sentences += [JudgedSentence(s.words, s.events, before + s.block) for s in read_judged(path)]
    count = sum(len(s.events) for s in sentences)
    if count < 50:
        raise SousveilError(f"{folder} holds only {count} judged events: a model needs 50 at the very least.")
    encoder = Encoder() if vectors else None
    say(f"reading {len(sentences):,} sentences with {count:,} events")
    data = examples(sentences, parsed(sentences, parser()), encoder)
    say("cross-validating in three parts")
    held = cross_validated(data)
    say("training on all of it")
    card: dict[str, Any] = {
        "made": date, "files": {path.name: digest(path) for path in files}, "events": count, "vectors": vectors,
        "sentences": len(sentences),
        "notice": "Trained by its user. Do not publish it if the licence of the data forbids that.",
        "cross_validated": {
            "r": round(correlation(held, data.labels), 4),
            "mean_absolute_error": round(float(np.abs(held - data.labels).mean()), 4),
        },
    }  # fmt: skip
    return CertaintyModel.train(data, card)


@dataclass(frozen=True, slots=True)
class Judged:
    """An event of a text (code points), the model's value on -3..3 and level, and the level that the rules give it."""

    start: int
    end: int
    value: float
    level: str
    rule: str


def judge(model: CertaintyModel, text: str) -> list[Judged]:
    """Every verb of the English ``text``, in order, as the model and as the rules see it."""
    doc = parser()(text)
    return list(_judged(model, doc, text)) if len(doc) else []


def _judged(model: CertaintyModel, doc: Doc, text: str) -> Iterator[Judged]:
    encoder = Encoder() if model.kernel is not None else None
    low = plain(text)
    for sent in doc.sents:
        alone = sent.as_doc()
        events = tuple((t.i, 0.0) for t in alone if t.pos_ == "VERB")
        if not events:
            continue
        sentence = JudgedSentence(tuple(t.text for t in alone), events, 0)
        values = model.values(examples([sentence], [alone], encoder))
        for (at, _), value in zip(events, values, strict=True):
            token = doc[sent.start + at]
            rule = certainty_at(low, sent.start_char, sent.end_char, token.idx, "en")
            yield Judged(token.idx, token.idx + len(token), float(value), level(float(value)), rule)
