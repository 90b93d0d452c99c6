"""Trains the model with which the claim step reviews what its rules propose, from the labelled documents of our own.

    .venv/bin/python tools/train_review.py            cross-validates, trains on everything, writes the model
    .venv/bin/python tools/train_review.py --try      cross-validates only

The documents lie in benchmarks/training/PART with their labels in PART/labels, in the form of the gold set. The gold
set itself is never trained on. The rules' own proposals are features, so the model is trained anew after the rules
change; the same rules and documents give the same file.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT)]

from _gold import _list, flat  # noqa: E402

from sousveil import workflow  # noqa: E402
from sousveil.case.case import Case  # noqa: E402
from sousveil.claim.lexicon import lexicon_for  # noqa: E402
from sousveil.claim.model.features import Scene, topic_features  # noqa: E402
from sousveil.claim.model.linear import PARTS, SCALE, Linear, Review, loads  # noqa: E402
from sousveil.claim.model.review import Observer, Seen, group_of  # noqa: E402
from sousveil.claim.places import gazetteer_for  # noqa: E402
from sousveil.claim.step import _Reader  # noqa: E402
from sousveil.records import Collection, Document, Item, Passage, Text  # noqa: E402
from sousveil.settings import Settings  # noqa: E402

TRAINING = ROOT / "benchmarks" / "training"
MODEL = ROOT / "src" / "sousveil" / "claim" / "model" / "review.json.gz"
FOLDS = 5
LANGUAGE = {"ta": "en", "tb": "en", "tk": "ko", "tj": "ko", "tz": "zh", "ty": "zh"}
"""The language of a training document by the beginning of its name."""
COSTS = {"topic": 1.0, "keep": 0.05, "status": 0.12, "certainty": 0.12}
"""Inverse strength of the L2 penalty of each classifier."""
SEEN_IN = 2
"""Documents in which a feature must stand to be kept."""


@dataclass
class Example:
    """One training document: what the review looked at, and its labels."""

    name: str
    entries: list[dict[str, Any]]
    text: str
    seen: list[Seen] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)


def labels(folder: Path) -> dict[str, dict[str, Any]]:
    """The labels in ``folder`` by file name."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    texts = (p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.yaml")))
    held = (yaml.load(text, loader) for text in texts)  # noqa: S506 - a safe loader, in C or not
    return {document["file"]: document for document in held}


@dataclass
class Material:
    """One training document as read, before any claim."""

    name: str
    entries: list[dict[str, Any]]
    item: str
    held: dict[type, list[Any]]

    def look(self, topic: Linear | None = None) -> Example:
        """What the review would look at in it, given a classifier of topics."""
        lexicon, vocabulary = lexicon_for(None)
        observer, held = Observer(), self.held
        reader = _Reader(
            self.item, held[Text][0].text, held[Document][0], held.get(Collection, ()),
            sorted(held[Passage], key=lambda p: p.ordinal), lexicon, gazetteer_for(vocabulary, None),
            observer=observer, topic=topic,
        )  # fmt: skip
        reader.read()
        heads = [(p.start, p.end) for p in held[Passage] if p.kind in ("title", "heading", "caption") or p.furniture]

        def body(start: int, end: int) -> bool:
            return not any(a <= start and end <= b for a, b in heads)

        return Example(
            self.name, self.entries, held[Text][0].text, [s for s in observer.seen if body(s.start, s.end)],
[s for s in observer.scenes if body(s.start, s.end)],
        )  # fmt: skip


def read(parts: Sequence[Path], keys: Mapping[str, Mapping[str, Any]]) -> Iterator[Material]:
    """Reads the documents under ``parts`` with the program."""
    from sousveil.steps import STEPS

    kept = workflow.steps
    workflow.steps = lambda: STEPS[:1]
    try:
        with tempfile.TemporaryDirectory(prefix="training-") as home:  # noqa: SIM117 - the case is closed before its folder goes
            with Case.create(Path(home) / "case", Settings(title="Training")) as case:
                workflow.add(case, list(parts))
                workflow.build(case, engine="inline")
                by_item: dict[str, dict[type, list[Any]]] = {}
                for kind in (Collection, Document, Text, Passage):
                    for record in case.read(kind):
                        by_item.setdefault(record.item, {}).setdefault(kind, []).append(record)
                for item in sorted(case.read(Item), key=lambda i: i.name):
                    name = Path(item.name).name
                    if name not in keys:
                        continue
                    yield Material(name, list(keys[name]["entries"] or []), item.id, by_item[item.id])
    finally:
        workflow.steps = kept


Row = tuple[list[str], str, float]


def rows_of(one: Example) -> dict[str, list[Row]]:
    """Features, right answer and weight for each classifier, from one document."""
    out: dict[str, list[Row]] = {"keep": [], "status": [], "certainty": []}
    quotes: dict[tuple[int, int], str] = {}
    taken: set[int] = set()
    for seen in one.seen:
        place = (seen.start, seen.end)
        quotes.setdefault(place, flat(one.text[seen.start : seen.end]))
        entry = _entry(one.entries, quotes[place], seen, taken)
        if entry is None:
            out["keep"].append((seen.keep, "no", 1.0))
            continue
        taken.add(id(entry))
        if not entry.get("optional"):
            out["keep"].append((seen.keep, "yes", 1.0))
        weight = 0.5 if entry.get("optional") else 1.0
        for name, features, values in (
            ("status", seen.status, _list(entry["status"])), ("certainty", seen.certainty, _list(entry["certainty"]))
        ):  # fmt: skip
            rule = seen.candidate.status if name == "status" else seen.candidate.level
            chosen = [rule] if rule in values else values
            for value in chosen:
                out[name].append((features, str(value), weight / len(chosen)))
    return out


def _fits(entry: Mapping[str, Any], quote: str) -> bool:
    sentence = flat(entry["sentence"])
    return sentence in quote or quote in sentence


def _entry(entries: Sequence[dict[str, Any]], quote: str, seen: Seen, taken: set[int]) -> dict[str, Any] | None:
    """The label that the candidate answers to; of several the one with the rules' status."""
    fitting = [
        e
        for e in entries
        if id(e) not in taken and seen.candidate.technology in _list(e["technology"]) and _fits(e, quote)
    ]
    same = [e for e in fitting if seen.candidate.status in _list(e["status"])]
    return (same or fitting or [None])[0]


def fit(examples: Sequence[Mapping[str, list[Row]]], which: str) -> Linear:
    """Trains one classifier on the rows of some documents."""
    spread = Counter(f for rows in examples for f in {f for features, _, _ in rows[which] for f in features})
    names = sorted(f for f, count in spread.items() if count >= SEEN_IN)
    index = {name: i for i, name in enumerate(names)}
    data = [row for rows in examples for row in rows[which]]
    pointers, columns = [0], []
    for features, _, _ in data:
        columns += sorted({index[f] for f in features if f in index})
        pointers.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(data), len(names)))
    several = len({a for _, a, _ in data}) > 2
    model = LogisticRegression(C=COSTS[which], max_iter=1000, tol=1e-4, solver="lbfgs" if several else "liblinear")
    model.fit(matrix, [a for _, a, _ in data], sample_weight=[w for _, _, w in data])
    classes = tuple(str(c) for c in model.classes_)
    weights, bias = model.coef_, model.intercept_
    if len(classes) == 2:
        weights, bias = np.vstack([-weights[0] / 2, weights[0] / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    whole = np.rint(weights * SCALE).astype(int)
    kept = {name: tuple(int(v) for v in whole[:, i]) for i, name in enumerate(names) if whole[:, i].any()}
    return Linear(classes, tuple(int(v) for v in np.rint(bias * SCALE)), kept)


def fit_topic(examples: Sequence[Example]) -> Linear:
    """Trains, for each technology, whether a sentence's words speak of it."""
    data: list[tuple[list[str], set[str], float]] = []
    for example in examples:
        for scene in example.scenes:
            quote = flat(example.text[scene.start : scene.end])
            named = {t for e in example.entries if _fits(e, quote) for t in _list(e["technology"])}
            data.append((topic_features(scene.language, scene.words), named, 1.0))
    spread = Counter(f for features, _, _ in data for f in set(features))
    names = sorted(f for f, count in spread.items() if count >= SEEN_IN)
    index = {name: i for i, name in enumerate(names)}
    pointers, columns = [0], []
    for features, _, _ in data:
        columns += sorted({index[f] for f in features if f in index})
        pointers.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(data), len(names)))
    classes = sorted(t for t, count in Counter(t for _, named, _ in data for t in named).items() if count >= 3)
    weights, bias = [], []
    for technology in classes:
        model = LogisticRegression(C=COSTS["topic"], solver="liblinear", tol=1e-4)
        model.fit(matrix, [technology in named for _, named, _ in data])
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
    whole = np.rint(np.array(weights) * SCALE).astype(int)
    kept = {name: tuple(int(v) for v in whole[:, i]) for i, name in enumerate(names) if np.abs(whole[:, i]).max() > 12}
    return Linear(tuple(classes), tuple(int(v) for v in np.rint(np.array(bias) * SCALE)), kept)


def folded(materials: Sequence[Material]) -> tuple[list[Example], Linear]:
    """What the review looks at in each document, with topics guessed by a classifier that has not seen it; and the
    classifier trained on all."""
    plain = [m.look() for m in materials]
    out: list[Example | None] = [None] * len(materials)
    for fold in range(FOLDS):
        topic = fit_topic([e for i, e in enumerate(plain) if i % FOLDS != fold])
        for i, material in enumerate(materials):
            if i % FOLDS == fold:
                out[i] = material.look(topic)
    return [e for e in out if e is not None], fit_topic(plain)


def train(rows: Sequence[Mapping[str, list[Row]]], thresholds: Mapping[str, float], topic: Linear) -> Review:
    """All classifiers."""
    return Review(topic, *(fit(rows, name) for name in PARTS[1:]), thresholds, "")


def dumps(model: Review) -> bytes:
    """A model's file; the same model gives the same bytes."""
    held: dict[str, Any] = {
        name: {
            "classes": list(part.classes), "bias": list(part.bias),
            "weights": {f: list(w) for f, w in sorted(part.weights.items())},
        }
        for name, part in ((name, getattr(model, name)) for name in PARTS)
    }  # fmt: skip
    held["thresholds"] = dict(model.thresholds)
    return gzip.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)


BARS = {"named": (8, 18), "unnamed": (10, 18)}
"""Between which twentieths each threshold may lie. What rules drew always stands; what is
added has to be likelier than the best F1 on these documents asks for, since real ones hold more that is no claim."""


@dataclass(frozen=True)
class Try:
    """How one candidate fared in cross-validation. claim: it is one; right: and its status and certainty were right."""

    language: str
    group: str
    chance: float
    claim: bool
    right: bool


def evaluate(examples: Sequence[Example], topic: Linear, folds: int = FOLDS) -> dict[str, float]:
    """Cross-validation by document; prints how each classifier fares against the rules alone, returns thresholds."""
    rows = [rows_of(e) for e in examples]
    tries: list[Try] = []
    counts: Counter[str] = Counter()
    for fold in range(folds):
        model = train([r for i, r in enumerate(rows) if i % folds != fold], {}, topic)
        for example in examples[fold::folds]:
            tries += _tried(example, model, counts)
    wanted: Counter[str] = Counter()
    for example in examples:
        language = LANGUAGE[example.name[:2]]
        wanted[language] += sum(1 for entry in example.entries if not entry.get("optional"))
    thresholds: dict[str, float] = {}
    for language in sorted(wanted):
        mine = [t for t in tries if t.language == language]
        reach = sum(t.claim for t in mine) / max(1, wanted[language])
        best, bars = _thresholds(mine, wanted[language])
        kept = [t for t in mine if t.chance >= bars[t.group]]
        alone = [t for t in mine if t.group == "drawn"]
        found = 2 * sum(t.claim for t in kept) / (len(kept) + wanted[language])
        rules = 2 * sum(t.claim for t in alone) / (len(alone) + wanted[language])
        print(
            f"{language}: labels {wanted[language]}, reach {reach:.2f}; found F1: rules {rules:.3f}, reviewed "
            f"{found:.3f}; with right status and certainty {best:.3f} at {bars}"
        )
        thresholds.update({f"{language}:{group}": bar for group, bar in bars.items()})
    for name in ("status drawn", "status added", "certainty drawn", "certainty added"):
        asked = max(1, counts[f"{name} asked"])
        rule, reviewed = counts[f"{name} rule"] / asked, counts[f"{name} model"] / asked
        print(f"  {name}: rules {rule:.3f}, reviewed {reviewed:.3f} of {asked}")
    return thresholds


def _tried(example: Example, model: Review, counts: Counter[str]) -> Iterator[Try]:
    taken: set[int] = set()
    for seen in example.seen:
        entry = _entry(example.entries, flat(example.text[seen.start : seen.end]), seen, taken)
        if entry is not None:
            taken.add(id(entry))
            if entry.get("optional"):
                continue
        both = True
        if entry is not None:
            for name, part, given, rule in (
                ("status", model.status, seen.status, seen.candidate.status),
                ("certainty", model.certainty, seen.certainty, seen.candidate.level),
            ):
                key, right = (
                    f"{name} {'drawn' if seen.draft is not None else 'added'}",
                    part.best(given) in _list(entry[name]),
                )
                counts[f"{key} asked"] += 1
                counts[f"{key} model"] += right
                counts[f"{key} rule"] += rule in _list(entry[name])
                both = both and (rule in _list(entry[name]) if seen.draft is not None else right)
        language = LANGUAGE[example.name[:2]]
        chance = model.keep.shares(seen.keep)["yes"]
        yield Try(language, group_of(seen.candidate, seen.draft), chance, entry is not None, entry is not None and both)


def _thresholds(tries: Sequence[Try], wanted: int) -> tuple[float, dict[str, float]]:
    """The thresholds with the best F1 of claims with right status and certainty: one group after the other, twice."""
    bars = {"drawn": 0.0, **dict.fromkeys(BARS, 0.4)}

    def score() -> float:
        kept = [t for t in tries if t.chance >= bars[t.group]]
        return 2 * sum(t.right for t in kept) / (len(kept) + wanted)

    for _ in range(2):
        for group in BARS:
            scores = {}
            for step in range(BARS[group][0], BARS[group][1] + 1):
                bars[group] = step / 20
                scores[step / 20] = score()
            bars[group] = max(sorted(scores), key=lambda bar: scores[bar])
    return score(), dict(bars)


def main() -> None:
    """Trains and writes the model, or only tries."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--try", action="store_true", dest="trial")
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    parts = sorted(p.parent for p in TRAINING.glob("*/labels"))
    keys: dict[str, Any] = {}
    for part in parts:
        keys.update(labels(part / "labels"))
    examples, topic = folded(list(read(parts, keys)))
    thresholds = evaluate(examples, topic)
    if options.trial:
        return
    model = train([rows_of(e) for e in examples], thresholds, topic)
    raw = dumps(model)
    assert loads(raw).keep.weights == model.keep.weights
    options.out.write_bytes(raw)
    print(f"{options.out}: {len(raw) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
