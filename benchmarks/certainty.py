"""How surely events are told: factuality (UW, UDS-IH2), and speculative and negated sentences (BioScope).

The data is not part of the project; without it this benchmark says so and ends. The parts of the model were chosen by
cross-validation on the training halves; the development half is scored. BioScope is split by document with a hash of
its number: seven tenths to train, three tenths to score. Word vectors are used where their package is installed.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from _common import EVALUATION, keep, table

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import numpy as np  # noqa: E402

from sousveil.claim.certainty import certainty_at, scoped_cues  # noqa: E402
from sousveil.claim.learned.attribution_parse import parser  # noqa: E402
from sousveil.claim.learned.certainty_cues import KINDS, CueModel, cue_features, labels_of, read_bioscope, train_cues  # noqa: E402
from sousveil.claim.learned.certainty_model import (  # noqa: E402
    CertaintyModel,
    Examples,
    JudgedSentence,
    correlation,
    examples,
    parsed,
    read_judged,
)
from sousveil.claim.learned.certainty_parts import Ridge  # noqa: E402
from sousveil.claim.learned.certainty_vectors import Encoder, installed  # noqa: E402
from sousveil.claim.plain import plain  # noqa: E402

DATA = EVALUATION / "data" / "text"
TARGETS = {"UW": 0.74, "UDS_IH2": 0.78}
SENTENCE_TARGETS = {"speculation": 86, "negation": 94}
VALUES = {"CT": 3.0, "PR": 2.0, "PS": 1.0}
RESAMPLES = 1000


def interval(score: Callable[[np.ndarray], float], blocks: np.ndarray) -> str:
    """A 95 % bootstrap interval of ``score`` over whole blocks (sentences or documents)."""
    names = np.unique(blocks)
    rows = [np.flatnonzero(blocks == name) for name in names]
    random = np.random.default_rng(1)
    found = []
    for _ in range(RESAMPLES):
        found.append(score(np.concatenate([rows[i] for i in random.integers(0, len(rows), len(rows))])))
    low, high = np.percentile(found, [2.5, 97.5])
    return f"{low:.3f}-{high:.3f}" if high <= 1 else f"{low:.1f}-{high:.1f}"


def by_rules(sentences: Sequence[JudgedSentence]) -> np.ndarray:
    """What ships: the scoped cues at each event."""
    found = []
    for sentence in sentences:
        low = plain(" ".join(sentence.words).replace(" n't", "n't"))
        starts, at = [], 0
        for word in sentence.words:
            at = max(0, low.find(plain(word), at))
            starts.append(at)
        for event, _ in sentence.events:
            level = certainty_at(low, 0, len(low), starts[event], "en")
            found.append(VALUES.get(level[:2], 0.0) * (-1 if level.endswith("-") else 1))
    return np.array(found)


def words_only(sentences: Sequence[JudgedSentence]) -> list[dict[str, float]]:
    """The peer's features: the event's word, and its sentence's words by their distance."""
    rows = []
    for sentence in sentences:
        words = [w.lower() for w in sentence.words]
        for event, _ in sentence.events:
            near = {f"{i - event}={w}": 1.0 for i, w in enumerate(words) if abs(i - event) <= 5}
            rows.append({**near, **{f"bag={w}": 1.0 for w in words}})
    return rows


def rows() -> list[list[object]]:
    """Factuality: set, system, Pearson's r with its interval, mean absolute error, target."""
    found: list[list[object]] = []
    if not (DATA / "factuality").is_dir():
        return found
    encoder = Encoder() if installed() else None
    for name, target in TARGETS.items():
        read = {half: read_judged(DATA / "factuality" / name / f"{half}.jsonl") for half in ("train", "dev")}
        ready = {half: examples(read[half], parsed(read[half], parser()), encoder) for half in read}
        train, dev = ready["train"], ready["dev"]
        bare = {half: Examples(one.rows, None, one.labels, one.blocks) for half, one in ready.items()}
        peer = Ridge.train(words_only(read["train"]), train.labels)
        systems = {
            "the mean of the training labels": np.full(len(dev.labels), train.labels.mean()),
            "what ships: scoped cues": by_rules(read["dev"]),
            "our verb classes, no training": np.array([row["value"] for row in dev.rows]),
            "ridge on the words": peer.predict(words_only(read["dev"])),
            "trained, no word vectors": CertaintyModel.train(bare["train"]).values(bare["dev"]),
        }
        if encoder is not None:
            systems["trained, with word vectors"] = CertaintyModel.train(train).values(dev)
        for system, values in systems.items():
            r = correlation(values, dev.labels)
            error = float(np.abs(values - dev.labels).mean())
            of = interval(lambda c, v=values, t=dev.labels: correlation(v[c], t[c]), dev.blocks)
            found.append([name, system, f"{r:.3f}", of, f"{error:.2f}", f">= {target}" if "trained," in system else ""])
            print(*found[-1], flush=True)
    return found


def sentence_rows() -> list[list[object]]:
    """BioScope: kind, system, precision, recall, F1 with its interval, target."""
    path = DATA / "hedging" / "bioscope_abstracts.xml"
    if not path.is_file():
        return []
    sentences = read_bioscope(path)
    train = np.array([int(hashlib.sha256(s.document.encode()).hexdigest(), 16) % 10 >= 3 for s in sentences])
    documents = np.array([s.document for s in sentences])
    docs = list(parser().pipe((s.text for s in sentences), batch_size=128, disable=["ner"]))
    seen = [cue_features(doc) for doc in docs]
    marks = [labels_of(doc, s.cues) for doc, s in zip(docs, sentences, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cues.crf"
        chosen = np.flatnonzero(train)
        train_cues([seen[i] for i in chosen], [marks[i] for i in chosen], file)
        model = CueModel(file)
        chances = {int(i): model.chances(seen[i]) for i in np.flatnonzero(~train)}
    held = np.flatnonzero(~train)
    found: list[list[object]] = []
    for kind in KINDS:
        truth = np.array([any(k == kind for _, _, k in sentences[i].cues) for i in held])
        words = lexicon([sentences[i] for i in np.flatnonzero(train)], kind)
        systems = {
            "always": np.ones(len(held), dtype=bool),
            "what ships: scoped cues": np.array([_ships(sentences[i].text, kind) for i in held]),
            "lexicon learnt on the same half": np.array([_has(words, sentences[i].text) for i in held]),
            "trained (CRF)": np.array([chances[int(i)][kind] > 0.5 for i in held]),
        }
        for system, given in systems.items():
            hits = int((given & truth).sum())
            exact, full = hits / max(1, int(given.sum())), hits / max(1, int(truth.sum()))
            of = interval(lambda c, g=given, t=truth: _f1(g[c], t[c]), documents[held])
            target = f">= {SENTENCE_TARGETS[kind]}" if system.startswith("trained") else ""
            score = f"{_f1(given, truth):.1f}"
            found.append([kind, system, f"{100 * exact:.1f}", f"{100 * full:.1f}", score, of, target])
            print(*found[-1], flush=True)
    return found


def _f1(given: np.ndarray, truth: np.ndarray) -> float:
    return 200 * float((given & truth).sum()) / max(1.0, float(given.sum() + truth.sum()))


def _ships(text: str, kind: str) -> bool:
    kinds = ("negation", "denial") if kind == "negation" else ("modal", "adverb", "verb", "hearsay", "unknown")
    low = plain(text)
    return any(cue.kind in kinds for cue in scoped_cues(low, 0, len(low), "en"))


def lexicon(sentences: Sequence[object], kind: str) -> set[str]:
    """The peer: cue phrases that, where they occur in the training half, make the sentence one of ``kind`` by half."""
    cues = {s.text[a:b].lower() for s in sentences for a, b, k in s.cues if k == kind}  # type: ignore[attr-defined]
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for sentence in sentences:
        padded = _padded(sentence.text)  # type: ignore[attr-defined]
        marked = any(k == kind for _, _, k in sentence.cues)  # type: ignore[attr-defined]
        for cue in cues:
            if f" {cue} " in padded:
                seen[cue] += 1
                right[cue] += marked
    return {cue for cue in cues if seen[cue] and right[cue] / seen[cue] >= 0.5}


def _padded(text: str) -> str:
    return " " + " ".join("".join(c if c.isalnum() or c in "-/" else " " for c in text.lower()).split()) + " "


def _has(words: set[str], text: str) -> bool:
    padded = _padded(text)
    return any(f" {word} " in padded for word in words)


def main() -> None:
    """Runs and keeps the result."""
    events, sentences = rows(), sentence_rows()
    if not events and not sentences:
        print("The evaluation data is not here; nothing was measured.")
        return
    parts = [
        table(["set (dev)", "system", "r", "95 %", "MAE", "target"], events),
        table(["BioScope sentences", "system", "precision", "recall", "F1", "95 %", "target"], sentences),
    ]
    keep("certainty", "\n\n".join(parts), ["spacy", "lightgbm", "python-crfsuite"])


if __name__ == "__main__":
    main()
