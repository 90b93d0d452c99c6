"""Names: pairs of names labelled the same or not, against string likeness and name matchers in use today.

``python benchmarks/names.py --train`` writes the weights that ship. The labelled pairs are MIT-licensed (OpenSanctions,
nomenklatura, name_bench); they are not part of the project, the weights learnt from them are, with the notice.
"""

from __future__ import annotations

import csv
import math
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from _common import EVALUATION, HERE, keep, table

from sousveil.trace.naming.block import candidates
from sousveil.trace.naming.compare import FEATURES, compare, measures
from sousveil.trace.naming.match import judge
from sousveil.trace.naming.parts import parse

CASES = EVALUATION / "data" / "text" / "names" / "cases.csv"
WEIGHTS = HERE.parent / "src" / "sousveil" / "trace" / "naming" / "weights.py"
RIDGE = 0.33
"""Strength of the L2 penalty; the intercept has none."""
FOLDS = 5
SEED = 20240501

Case = tuple[str, str, bool, bool]


def rows(path: Path = CASES) -> list[Case]:
    """(name, name, whether they are people, whether they are one) of every labelled pair."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row["name1"], row["name2"], row["schema"] == "Person", row["is_match"] == "true")
            for row in csv.DictReader(file)
        ]


def groups(cases: Sequence[Case]) -> list[int]:
    """One number for all pairs that share a name, however it is cased: they never stand in two folds."""
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            name = parent[name]
        return name

    folded = [(re.sub(r"\W", "", one.casefold()), re.sub(r"\W", "", two.casefold())) for one, two, _, _ in cases]
    for one, two in folded:
        parent[find(one)] = find(two)
    numbers = {name: number for number, name in enumerate(sorted({find(one) for one, _ in folded}))}
    return [numbers[find(one)] for one, _ in folded]


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss elimination with pivots."""
    size = len(right)
    rows_ = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(size):
        best = max(range(at, size), key=lambda r: abs(rows_[r][at]))
        rows_[at], rows_[best] = rows_[best], rows_[at]
        for other in range(at + 1, size):
            factor = rows_[other][at] / rows_[at][at]
            if factor:
                rows_[other] = [b - factor * a for a, b in zip(rows_[at], rows_[other], strict=True)]
    out = [0.0] * size
    for at in range(size - 1, -1, -1):
        out[at] = (rows_[at][size] - sum(rows_[at][k] * out[k] for k in range(at + 1, size))) / rows_[at][at]
    return out


def fit(x: Sequence[Sequence[float]], y: Sequence[bool]) -> list[float]:
    """Logistic regression by Newton's steps, with an L2 penalty."""
    size = len(x[0])
    weights = [0.0] * size
    for _ in range(12):
        gradient = [-RIDGE * w if i else -1e-3 * w for i, w in enumerate(weights)]
        hessian = [[0.0] * size for _ in range(size)]
        for line, label in zip(x, y, strict=True):
            p = chance(weights, line)
            slack, curve = label - p, max(p * (1 - p), 1e-9)
            held = [(i, v) for i, v in enumerate(line) if v]
            for i, v in held:
                gradient[i] += slack * v
                row, factor = hessian[i], curve * v
                for j, u in held:
                    row[j] += factor * u
        for i in range(size):
            hessian[i][i] += RIDGE if i else 1e-3
        step = solve(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights


def chance(weights: Sequence[float], line: Sequence[float]) -> float:
    """The logistic of a weighted sum."""
    total = sum(w * v for w, v in zip(weights, line, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def lines(cases: Sequence[Case]) -> list[list[float]]:
    """The measures of each pair, in the order of FEATURES."""
    out = []
    for one, two, person, _ in cases:
        held = measures(compare(parse(one, person), parse(two, person), person))
        out.append([held[name] for name in FEATURES])
    return out


def crossed(cases: Sequence[Case], seed: int = SEED) -> list[float]:
    """The likelihood of each pair by weights that were fitted without its fold."""
    x, marks = lines(cases), groups(cases)
    order = sorted(set(marks))
    random.Random(seed).shuffle(order)
    fold = {mark: place % FOLDS for place, mark in enumerate(order)}
    out = [0.0] * len(cases)
    for number in range(FOLDS):
        for person in (True, False):
            train = [i for i, c in enumerate(cases) if c[2] == person and fold[marks[i]] != number]
            weights = fit([x[i] for i in train], [cases[i][3] for i in train])
            for i, case in enumerate(cases):
                if case[2] == person and fold[marks[i]] == number:
                    out[i] = chance(weights, x[i])
    return out


def threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The threshold of best F1."""
    return max(sorted(set(scores)), key=lambda t: f1(scores, labels, t)[2])


def f1(scores: Sequence[float], labels: Sequence[bool], at: float) -> tuple[float, float, float]:
    """(precision, recall, F1) of "one" from ``at`` on, in percent."""
    hit = sum(1 for s, y in zip(scores, labels, strict=True) if s >= at and y)
    said, there = sum(1 for s in scores if s >= at), sum(labels)
    precision, recall = (hit / said if said else 0.0), (hit / there if there else 0.0)
    return 100 * precision, 100 * recall, 100 * (2 * precision * recall / (precision + recall) if hit else 0.0)


def interval(scores: Sequence[float], labels: Sequence[bool], at: float, marks: Sequence[int]) -> str:
    """95 % of 1,000 bootstrap samples of groups."""
    by: dict[int, list[int]] = {}
    for i, mark in enumerate(marks):
        by.setdefault(mark, []).append(i)
    keys, draw, found = sorted(by), random.Random(SEED), []
    for _ in range(1000):
        sample = [i for key in draw.choices(keys, k=len(keys)) for i in by[key]]
        found.append(f1([scores[i] for i in sample], [labels[i] for i in sample], at)[2])
    found.sort()
    return f"{found[25]:.1f}-{found[975]:.1f}"


def peers() -> dict[str, Callable[[str, str], float]]:
    """Other ways to compare names, those that are installed here."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import JaroWinkler, Levenshtein

    out: dict[str, Callable[[str, str], float]] = {
        "Levenshtein": lambda a, b: Levenshtein.normalized_similarity(a.casefold(), b.casefold()),
        "Jaro-Winkler": lambda a, b: JaroWinkler.similarity(a.casefold(), b.casefold()),
        "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(a.casefold(), b.casefold()),
        "rapidfuzz token_sort": lambda a, b: fuzz.token_sort_ratio(a.casefold(), b.casefold()),
    }
    return out


def train(cases: Sequence[Case]) -> str:
    """The source of weights.py, fitted on all pairs."""
    x = lines(cases)
    text = (
        '"""Weights of the measures in compare.py, fitted by logistic regression to the labelled pairs of names of\n'
        "nomenklatura's name_bench (OpenSanctions, MIT licence; see NOTICE). Written by\n"
        "``benchmarks/names.py --train``: do not edit.\n"
        '"""\n\nfrom __future__ import annotations\n'
    )
    for title, person in (("PERSON", True), ("ORGANISATION", False)):
        chosen = [i for i, c in enumerate(cases) if c[2] == person]
        weights = fit([x[i] for i in chosen], [cases[i][3] for i in chosen])
        held = {name: round(w, 3) for name, w in zip(FEATURES, weights, strict=True) if abs(w) >= 0.0005}
        body = "\n".join(f'    "{name}": {value},' for name, value in held.items())
        text += f"\n{title}: dict[str, float] = {{\n{body}\n}}\n"
    return text


def invented(count: int) -> list[str]:
    """Names of nobody, many sharing family names, for speed alone."""
    draw = random.Random(SEED)
    first = [a + b for a in ("mar", "jo", "la", "ke", "ni", "so", "vi", "da", "re", "tu")
             for b in ("tin", "nas", "lia", "vor", "da", "sel", "ran", "mo")]  # fmt: skip
    last = [a + b + c for a in ("hol", "wil", "tra", "ber", "kos", "dun", "mer", "sla")
            for b in ("li", "ma", "ro", "ve", "da")
            for c in ("ms", "son", "sky", "ter", "ns", "vic", "ng", "ck")]  # fmt: skip
    found: dict[str, None] = {}
    while len(found) < count:
        middle = f" {draw.choice(first).title()}" if draw.random() < 0.5 else ""
        found[f"{draw.choice(first).title()}{middle} {draw.choice(last).title()}"] = None
    return list(found)


def main() -> None:
    """Runs and keeps the result, or writes the weights."""
    if not CASES.is_file():
        print("The labelled names are not here; nothing was measured.")
        return
    cases = rows()
    if "--train" in sys.argv[1:]:
        WEIGHTS.write_text(train(cases), encoding="utf-8")
        print(f"Wrote {WEIGHTS}.")
        return
    labels, marks = [c[3] for c in cases], groups(cases)
    out = []
    for name, way in peers().items():
        scores = [way(one, two) for one, two, _, _ in cases]
        at = threshold(scores, labels)
        began = time.process_time()
        for one, two, _, _ in cases:
            way(one, two)
        speed = len(cases) / (time.process_time() - began)
        p, r, f = f1(scores, labels, at)
        out.append([f"{name}, its best threshold on these very pairs ({at:.2f})", f"{p:.1f}", f"{r:.1f}", f"{f:.1f}",
                    interval(scores, labels, at, marks), f"{speed:,.0f}"])  # fmt: skip
    out.append(["nomenklatura logic-v2, as published with the pairs", "76.2", "82.1", "79.0", "", ""])
    runs = [crossed(cases, SEED + k) for k in range(3)]
    mean = statistics.mean(f1(run, labels, 0.5)[2] for run in runs)
    began = time.process_time()
    lines([(a + " ", b, p, y) for a, b, p, y in cases])
    speed = len(cases) / (time.process_time() - began)
    p, r, f = f1(runs[0], labels, 0.5)
    out.append([f"sousveil, {FOLDS} folds, no name in two of them (mean F1 of 3 shuffles {mean:.1f})", f"{p:.1f}",
                f"{r:.1f}", f"{f:.1f}", interval(runs[0], labels, 0.5, marks), f"{speed:,.0f}"])  # fmt: skip
    for person, what in ((True, "people"), (False, "organisations and vessels")):
        at = [i for i, c in enumerate(cases) if c[2] == person]
        p, r, f = f1([runs[0][i] for i in at], [labels[i] for i in at], 0.5)
        out.append([f"- {what} ({len(at)})", f"{p:.1f}", f"{r:.1f}", f"{f:.1f}", "", ""])
    held = [float(judge(one, two, person).outcome == "same") for one, two, person, _ in cases]
    p, r, f = f1(held, labels, 0.5)
    out.append(["held to be one without asking (rules; weights fitted on all pairs)", f"{p:.1f}", f"{r:.1f}",
                f"{f:.1f}", interval(held, labels, 0.5, marks), ""])  # fmt: skip
    many = invented(20_000)
    began = time.process_time()
    pairs = candidates(many, True)
    blocked = time.process_time() - began
    for a, b in pairs:
        judge(many[a], many[b], True)
    whole = time.process_time() - began
    text = table(["way", "precision", "recall", "F1", "95 % interval", "pairs/s"], out)
    text += (
        f"\n\n{len(cases)} labelled pairs. The labels were read while the measures were designed; only the weights are"
        f" cross-validated. 20,000 invented names: {len(pairs):,} pairs chosen in {blocked:.1f} s, all judged after"
        f" {whole:.1f} s."
    )
    keep("names", text, ["rapidfuzz", "anyascii"])


if __name__ == "__main__":
    main()
