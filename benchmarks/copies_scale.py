"""Copies among 10,000, 100,000 and 1,000,000 generated articles: the program's index beside datasketch's MinHashLSH.

Each run is a process of its own that reads nothing but generated text: words by Zipf's law, set phrases, paragraphs
that many articles share, and planted copies whose truth is known. Timed is everything from the texts to the list of
candidate pairs; making the texts is not. Usage: ``./dev bench copies_scale [10000 100000 1000000]``
"""

from __future__ import annotations

import itertools
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from _common import keep, table

SIZES = (10_000, 100_000, 1_000_000)
PEER_UP_TO = 100_000
SETTINGS = (0.5, 0.3)
"""Thresholds of the peer: 0.5 is its usual one; at 0.3 it finds more and costs more."""

BLOCK = 2_000
PLANTED = {"exact": 0.02, "near": 0.03, "revised": 0.02, "reordered": 0.02, "partial": 0.03}
"""exact: word for word. near: 3 % of the words changed. revised: 15 %. reordered: the sentences in another order.
partial: one passage of 70 words of the original stands in an article of its own."""

BOILERPLATES, BOILERPLATED = 60, 0.3
PHRASES, PHRASED = 4_000, 0.12


@dataclass
class Truth:
    """family: article -> the original it has words from. kind: of each planted copy."""

    family: dict[int, int] = field(default_factory=dict)
    kind: dict[int, str] = field(default_factory=dict)


class Articles:
    """A stream of articles, the same for the same seed and size."""

    def __init__(self, size: int, seed: int = 4) -> None:
        self.size, self.truth = size, Truth()
        self._draw = np.random.default_rng(seed)
        letters = np.array(list("etaoinshrdlucmfwypvbgkjqxz"))
        count = 60_000
        lengths = self._draw.integers(2, 11, count)
        self._words = np.array(sorted({"".join(self._draw.choice(letters[:20], n)) for n in lengths}))
        self._draw.shuffle(self._words)
        self._sum = np.cumsum(1 / (np.arange(len(self._words)) + 3.0))
        self._phrases = [self._zipf(int(n)) for n in self._draw.integers(3, 7, PHRASES)]
        self._plates = [self._zipf(int(n)) for n in self._draw.integers(15, 60, BOILERPLATES)]
        self._kept: dict[int, np.ndarray] = {}

    def _zipf(self, count: int) -> np.ndarray:
        return np.searchsorted(self._sum, self._draw.random(count) * self._sum[-1])

    def __iter__(self) -> Iterator[list[tuple[str, str]]]:
        """Blocks of (id, text)."""
        shares = np.cumsum(list(PLANTED.values()))
        kinds = list(PLANTED)
        for first in range(0, self.size, BLOCK):
            block = []
            for number in range(first, min(first + BLOCK, self.size)):
                at = int(np.searchsorted(shares, self._draw.random()))
                if at < len(kinds) and self._kept:
                    body = self._copy(number, kinds[at])
                else:
                    body = self._original()
                    if self._draw.random() < 0.1 and len(body) >= 120:
                        self._keep(number, body)
                if self._draw.random() < BOILERPLATED and self.truth.kind.get(number) != "exact":
                    plate = self._plates[int(self._draw.integers(BOILERPLATES))]
                    body = np.concatenate([body, plate])
                block.append((str(number), self._text(body)))
            yield block

    def _keep(self, number: int, body: np.ndarray) -> None:
        self._kept[number] = body
        if len(self._kept) > 4_000:
            del self._kept[next(iter(self._kept))]

    def _original(self) -> np.ndarray:
        length = int(self._draw.integers(80, 420))
        parts, have = [], 0
        while have < length:
            if self._draw.random() < PHRASED * 4:
                rank = int(PHRASES * self._draw.random() ** 3)
                parts.append(self._phrases[rank])
                have += len(parts[-1])
            parts.append(self._zipf(int(self._draw.integers(8, 28))))
            have += len(parts[-1])
        return np.concatenate(parts)

    def _copy(self, number: int, kind: str) -> np.ndarray:
        keys = list(self._kept)
        parent = keys[int(self._draw.integers(len(keys)))]
        old = self._kept[parent]
        self.truth.family[parent], self.truth.family[number] = parent, parent
        self.truth.kind[number] = kind
        if kind == "exact":
            return old
        if kind == "partial":
            start = int(self._draw.integers(0, len(old) - 70))
            own = self._original()
            cut = int(self._draw.integers(0, len(own)))
            return np.concatenate([own[:cut], old[start : start + 70], own[cut:]])
        if kind == "reordered":
            edges = np.sort(self._draw.choice(np.arange(10, len(old) - 5), len(old) // 25, replace=False))
            parts = np.split(old, edges)
            return np.concatenate([parts[i] for i in self._draw.permutation(len(parts))])
        new = old.copy()
        changed = self._draw.random(len(old)) < (0.03 if kind == "near" else 0.15)
        new[changed] = self._zipf(int(changed.sum()))
        return new

    def _text(self, body: np.ndarray) -> str:
        words = self._words[body].tolist()
        for start in range(0, len(words), 17):
            words[start] = words[start].capitalize()
        return ". ".join(" ".join(words[start : start + 17]) for start in range(0, len(words), 17)) + "."


def _ours(articles: Articles) -> tuple[float, list[tuple[int, int]]]:
    from sousveil.trace.reuse import ReuseIndex

    index = ReuseIndex()
    spent = 0.0
    for block in articles:
        start = time.process_time()
        index.add_texts([(name, text, None) for name, text in block])
        spent += time.process_time() - start
    start = time.process_time()
    found = index.candidates(range(len(index.members)))
    spent += time.process_time() - start
    pairs = [(int(a), int(b)) for one, two in found for a in index.members[one] for b in index.members[two]]
    pairs += [(int(group[0]), int(other)) for group in index.members for other in group[1:]]
    return spent, pairs


def _peer(articles: Articles, threshold: float) -> tuple[float, list[tuple[int, int]]]:
    """MinHashLSH over three-word shingles, 128 permutations, signatures in bulk, a cheap hash in the place of SHA-1."""
    import re
    import zlib

    from datasketch import MinHash, MinHashLSH

    word = re.compile(r"\w+")
    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    pairs: list[tuple[int, int]] = []
    spent = 0.0
    for block in articles:
        start = time.process_time()
        shingles = []
        for _, text in block:
            words = [found.encode() for found in word.findall(text.lower())]
            shingles.append({b" ".join(three) for three in zip(words, words[1:], words[2:], strict=False)})
        for (name, _), signature in zip(block, MinHash.bulk(shingles, num_perm=128, hashfunc=zlib.crc32), strict=True):
            pairs += [(int(other), int(name)) for other in lsh.query(signature)]
            lsh.insert(name, signature, check_duplication=False)
        spent += time.process_time() - start
    return spent, pairs


def _child(size: int, who: str) -> None:
    articles = Articles(size)
    spent, pairs = _ours(articles) if who == "ours" else _peer(articles, float(who))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    truth = articles.truth
    together = {frozenset(pair) for pair in pairs}
    found: dict[str, list[int]] = {kind: [0, 0] for kind in PLANTED}
    beside: dict[int, set[int]] = {}
    for one, two in pairs:
        beside.setdefault(one, set()).add(two)
        beside.setdefault(two, set()).add(one)
    for number, kind in truth.kind.items():
        # Found when it is joined to its original, or to another copy of it.
        kin = {other for other in beside.get(number, ()) if truth.family.get(other) == truth.family[number]}
        found[kind][0] += bool(kin)
        found[kind][1] += 1
    right = sum(1 for pair in together if len({truth.family.get(n, -n - 1) for n in pair}) == 1)
    print(json.dumps({"seconds": spent, "peak": peak, "found": found, "pairs": len(together), "right": right}))


def _run(size: int, who: str) -> dict[str, object]:
    done = subprocess.run([sys.executable, __file__, "--child", str(size), who], capture_output=True, text=True,
                          check=False)  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    return dict(json.loads(done.stdout))


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Runs and keeps the result."""
    rows, took = [], {}
    for size in sizes:
        for who in ("ours", *(map(str, SETTINGS) if size <= PEER_UP_TO else ())):
            result = _run(size, who)
            found = result["found"]
            took[size, who] = result["seconds"]
            times = took[size, who] / took[size, "ours"]
            recall = sum(have for have, _ in found.values()) / max(1, sum(of for _, of in found.values()))
            rows.append([
                f"{size:,}", "sousveil" if who == "ours" else f"datasketch, {who}", f"{result['seconds']:.1f}",
                f"{times:.1f}", f"{recall:.3f}", *(f"{have / max(1, of):.3f}" for have, of in found.values()),
                f"{result['right'] / max(1, result['pairs']):.3f}", f"{result['peak']:,.0f}",
            ])  # fmt: skip
            print(rows[-1], flush=True)
    text = table(["articles", "index", "CPU s", "x ours", "recall", *PLANTED, "precision", "peak MB"], rows)
    text += (
        "\n\nCPU seconds from texts to candidate pairs, each run in a process of its own on one core; the texts are"
        " generated and not timed. Recall: planted copies joined to their original or to another copy of it. Precision:"
        " candidate pairs of one family; the program compares each of its pairs word by word afterwards, and so has the"
        " last word on them. datasketch: MinHashLSH, 128 permutations, three-word shingles, signatures in bulk, CRC-32"
        f" instead of SHA-1, the threshold given. Above {PEER_UP_TO:,} articles datasketch was not run."
    )
    for small, large in itertools.pairwise(sizes):
        exponent = math.log(took[large, "ours"] / took[small, "ours"]) / math.log(large / small)
        text += f"\n\nGrowth of time from {small:,} to {large:,}: exponent {exponent:.2f} (target: at most 1.1)."
    keep("copies_scale", text, ["numpy", "datasketch"])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(int(sys.argv[2]), sys.argv[3])
    else:
        main(tuple(map(int, sys.argv[1:])) or SIZES)
