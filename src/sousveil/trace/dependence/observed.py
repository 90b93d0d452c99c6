"""Observations as arrays: who says what about which object, and how the values of one object stand to each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .values import EQUAL, LESS, OTHER, Kind, most_given

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST_VALUES = 64
"""Values of one object that may be true; rarer ones only count as another value. It bounds the square below."""


@dataclass(frozen=True, slots=True)
class Observation:
    """``source`` says that ``value`` holds of ``object``. The value is normalised (see ``values``)."""

    source: str
    object: str
    value: Hashable


@dataclass(frozen=True)
class Table:
    """n observations, one for each source and object, sorted by object, then source.

    sources, objects: their names in order. source, object, value: (n,) indexes; ``value`` counts through all values of
    all objects. values: (m,) the values themselves. value_object: (m,) object of each. cell_value, cell_truth,
    cell_relation: (k,) for each value and each value of the same object that may be the truth, how the first would
    stand to the second. cell_alike: (k,) 0..1, how alike the two are where they are not the same. truth_room: (m,)
    whether a part of the value could be given for it. eligible: (m,) whether it may be the truth.
    """

    sources: tuple[str, ...]
    objects: tuple[str, ...]
    source: Ints
    object: Ints
    value: Ints
    values: tuple[Hashable, ...]
    value_object: Ints
    cell_value: Ints
    cell_truth: Ints
    cell_relation: Ints
    cell_alike: Floats
    truth_room: NDArray[np.bool_]
    eligible: NDArray[np.bool_]
    graded: bool


def total(index: Ints, size: int, weights: Floats | None = None) -> Floats:
    """(size,): the sum of the weights (1 each if none) that fall to each index."""
    return np.bincount(index, weights=weights, minlength=size).astype(np.float64)


def tabulate(
    observations: Iterable[Observation], kind: Kind, similarity: Callable[[Hashable, Hashable], float] | None = None
) -> Table:
    """Observations as a Table. A source that gives several values of one object counts once, with what it gives most.

    similarity: 0..1, how alike two values are that are not the same; none are if it is not given.
    """
    given: dict[str, dict[str, list[Hashable]]] = defaultdict(lambda: defaultdict(list))
    for one in observations:
        given[one.object][one.source].append(one.value)
    objects = tuple(sorted(given))
    sources = tuple(sorted({source for by in given.values() for source in by}))
    number = {source: i for i, source in enumerate(sources)}
    rows: list[tuple[int, int, int]] = []
    values: list[Hashable] = []
    value_object: list[int] = []
    eligible: list[bool] = []
    cells: list[tuple[int, int, int]] = []
    alike: list[float] = []
    known: dict[tuple[Hashable, Hashable], tuple[int, float]] = {}
    for at, name in enumerate(objects):
        by = _settled({source: most_given(found) for source, found in given[name].items()}, kind)
        counts = Counter(by.values())
        # Most given first: with too many values the rare ones go; the order is the same on every machine.
        order = sorted(counts, key=lambda v: (-counts[v], repr(v)))
        first = len(values)
        index = {value: first + i for i, value in enumerate(order)}
        values += order
        value_object += [at] * len(order)
        eligible += [i < MOST_VALUES for i in range(len(order))]
        for value in order:
            for truth in order[:MOST_VALUES]:
                key = (value, truth)
                if key not in known:
                    relation = EQUAL if value == truth else kind.relation(value, truth)
                    near = similarity(value, truth) if similarity and relation == OTHER else 0.0
                    known[key] = relation, min(1.0, max(0.0, near))
                cells.append((index[value], index[truth], known[key][0]))
                alike.append(known[key][1])
        rows += [(at, number[source], index[value]) for source, value in by.items()]
    rows.sort()
    table: Any = np.array(rows, dtype=np.int64).reshape(-1, 3)
    square: Any = np.array(cells, dtype=np.int64).reshape(-1, 3)
    return Table(
        sources, objects, table[:, 1].copy(), table[:, 0].copy(), table[:, 2].copy(), tuple(values),
        np.array(value_object, dtype=np.int64), square[:, 0].copy(), square[:, 1].copy(), square[:, 2].copy(),
        np.array(alike, dtype=np.float64),
        np.array([kind.graded and kind.room(value) for value in values], dtype=np.bool_),
        np.array(eligible, dtype=np.bool_), kind.graded,
    )  # fmt: skip


def _settled(by: Mapping[str, Hashable], kind: Kind) -> dict[str, Hashable]:
    same = kind.settle(Counter(by.values()))
    return {source: same.get(value, value) for source, value in by.items()}


__all__ = ["EQUAL", "LESS", "OTHER", "Floats", "Ints", "Observation", "Table", "tabulate", "total"]
