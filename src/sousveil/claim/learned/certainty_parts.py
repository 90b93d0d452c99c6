"""The three regressors whose mean is a certainty: a ridge on names, trees on everything, a kernel on word vectors.

Each trains on one core, in seconds to minutes, and gives the same weights for the same data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
import scipy.linalg
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.sparse.linalg import LinearOperator, cg

Features = dict[str, float]
Numbers = NDArray[np.float64]
PENALTY = 30.0
"""Of the ridge: a first guess that cross-validation on UW and UDS-IH2 train found good enough; not tuned further."""
TREES = 500
TREE_SETTINGS: dict[str, Any] = {
    "objective": "l2", "learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 15, "feature_fraction": 0.2,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63, "num_threads": 1, "verbosity": -1,
    "seed": 1, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
LANDMARKS, WIDTH, KERNEL_PENALTY = 2500, 0.5, 0.3
"""Of the kernel: a Nystroem approximation of Gaussian kernel ridge regression (Williams and Seeger 2001)."""
AXES = 48
"""Principal axes of the word vectors that the trees see."""


def vocabulary(rows: Sequence[Features], at_least: int) -> list[str]:
    """The names seen in at least ``at_least`` rows, sorted."""
    counts = Counter(name for row in rows for name in row)
    return sorted(name for name, count in counts.items() if count >= at_least)


def matrix(rows: Sequence[Features], names: Sequence[str]) -> Any:
    """A sparse matrix (rows, names), float32; names that are not in ``names`` are left out."""
    columns = {name: i for i, name in enumerate(names)}
    ends, places, values = [0], [], []
    for row in rows:
        for name in sorted(row):
            if name in columns:
                places.append(columns[name])
                values.append(row[name])
        ends.append(len(places))
    return sparse.csr_matrix((np.array(values, dtype=np.float32), places, ends), shape=(len(rows), len(names)))


@dataclass(frozen=True)
class Ridge:
    """Linear regression with a penalty on features' names."""

    names: list[str]
    weights: Numbers
    mean: float

    @staticmethod
    def train(rows: Sequence[Features], labels: Numbers) -> Ridge:
        names = vocabulary(rows, 3)
        a = matrix(rows, names).astype(np.float64)
        mean = float(labels.mean())
        normal = LinearOperator(
            (len(names), len(names)), matvec=lambda w: a.T @ (a @ w) + PENALTY * w, dtype=np.float64
        )
        weights, _ = cg(normal, a.T @ (labels - mean), maxiter=150, rtol=1e-4)
        return Ridge(names, weights, mean)

    def predict(self, rows: Sequence[Features]) -> Numbers:
        found: Numbers = matrix(rows, self.names) @ self.weights + self.mean
        return found


@dataclass(frozen=True)
class Trees:
    """Gradient-boosted trees (LightGBM) on names and, where there are any, the first axes of the word vectors."""

    names: list[str]
    centre: NDArray[np.float32]
    axes: NDArray[np.float32]
    booster: lightgbm.Booster

    @staticmethod
    def train(rows: Sequence[Features], labels: Numbers, vectors: NDArray[np.float32] | None) -> Trees:
        names = vocabulary(rows, 8)
        centre = np.zeros(0, dtype=np.float32)
        axes = np.zeros((0, 0), dtype=np.float32)
        if vectors is not None:
            centre = vectors.mean(axis=0)
            # The axes of some thousand rows are those of all, and cheaper.
            _, _, turned = np.linalg.svd((vectors - centre)[:6000], full_matrices=False)
            axes = turned[:AXES].T
        data = lightgbm.Dataset(_beside(matrix(rows, names), vectors, centre, axes), labels)
        return Trees(names, centre, axes, lightgbm.train(dict(TREE_SETTINGS), data, TREES))

    def predict(self, rows: Sequence[Features], vectors: NDArray[np.float32] | None) -> Numbers:
        seen = _beside(matrix(rows, self.names), vectors if self.axes.size else None, self.centre, self.axes)
        return np.asarray(self.booster.predict(seen, num_threads=1), dtype=np.float64)


def _beside(names: Any, vectors: NDArray[np.float32] | None, centre: Any, axes: Any) -> Any:
    if vectors is None:
        return names
    return sparse.hstack([names, sparse.csr_matrix((vectors - centre) @ axes)]).tocsr()


@dataclass(frozen=True)
class Kernel:
    """Gaussian kernel ridge regression on word vectors, over LANDMARKS rows spread evenly through the training data."""

    centre: NDArray[np.float32]
    spread: NDArray[np.float32]
    landmarks: NDArray[np.float32]
    weights: Numbers
    mean: float

    @staticmethod
    def train(vectors: NDArray[np.float32], labels: Numbers) -> Kernel:
        centre, spread = vectors.mean(axis=0), vectors.std(axis=0) + np.float32(1e-3)
        scaled = (vectors - centre) / spread
        chosen = np.unique(np.linspace(0, len(scaled) - 1, min(LANDMARKS, len(scaled))).astype(int))
        marks = scaled[chosen]
        near = _gaussian(scaled, marks)
        gram = (near.T @ near).astype(np.float64) + KERNEL_PENALTY * _gaussian(marks, marks)
        gram[np.diag_indices_from(gram)] += 1e-2
        mean = float(labels.mean())
        weights = scipy.linalg.solve(gram, near.T @ (labels - mean), assume_a="pos")
        return Kernel(centre, spread, marks, np.asarray(weights, dtype=np.float64), mean)

    def predict(self, vectors: NDArray[np.float32]) -> Numbers:
        found: Numbers = _gaussian((vectors - self.centre) / self.spread, self.landmarks) @ self.weights + self.mean
        return found


def _gaussian(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    squares = (one * one).sum(axis=1)[:, None] + (other * other).sum(axis=1)[None] - 2 * one @ other.T
    found: NDArray[np.float32] = np.exp(-np.float32(WIDTH / one.shape[1]) * np.maximum(squares, 0))
    return found
