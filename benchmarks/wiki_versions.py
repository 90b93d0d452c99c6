"""Versions of one page among the versions of 221: which texts belong together, and which of two came first.

Items are the revisions. Every pair of two revisions with four words or more counts; a pair is right when both are
revisions of one page (all within-page pairs, near and far apart), wrong when they are of two (all cross-page pairs,
many of them on neighbouring matters). The pages are halved by the SHA-256 of their names; thresholds and weights were
chosen on the first half, and the second is reported beside it. ``--fit`` prints the weights of trace/direction.py
fitted on the first half.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable

import numpy as np
from _common import EVALUATION, keep, table

from sousveil.trace.align import overlap
from sousveil.trace.direction import DECIDED, WEIGHTS, by_text, signs
from sousveil.trace.relate import Piece, families, relate
from sousveil.trace.reuse import ReuseIndex
from sousveil.trace.text import Tokens, tokens

DATA = EVALUATION / "data/text/lineage/wiki_versions.jsonl.gz"
HALVES = ("tuned on", "held out")


def _halves() -> list[dict[str, list[str]]]:
    halves: list[dict[str, list[str]]] = [defaultdict(list), defaultdict(list)]
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            halves[hashlib.sha256(row["page"].encode()).digest()[0] & 1][row["page"]].append(row["text"])
    return halves


def _score(pages: list[str], joined: Callable[[int, int], bool]) -> tuple[float, float, float]:
    right = found = true = 0
    for one, two in itertools.combinations(range(len(pages)), 2):
        same, said = pages[one] == pages[two], joined(one, two)
        right += same and said
        found += said
        true += same
    return 2 * right / max(1, found + true), right / max(1, found), right / max(1, true)


def _ours(of: list[Tokens]) -> tuple[Callable[[int, int], bool], Callable[[int, int], bool]]:
    """The program's word on every pair: related directly, or related or of one family."""
    index = ReuseIndex()
    number = [index.add(str(place), one) for place, one in enumerate(of)]
    first = [int(members[0]) for members in index.members]
    pieces = [Piece([str(place)], length=len(of[place])) for place in first]
    relations = []
    for one, two in index.candidates(range(len(first))):
        relation = relate(pieces, one, two, overlap(of[first[one]], of[first[two]]))
        if relation is not None:
            relations.append(relation)
    family = families(pieces, relations)
    direct = {frozenset((relation.child, relation.parent)) for relation in relations}

    def related(one: int, two: int) -> bool:
        a, b = number[one], number[two]
        return a is not None and b is not None and (a == b or frozenset((a, b)) in direct)

    def kin(one: int, two: int) -> bool:
        a, b = number[one], number[two]
        return related(one, two) or (a is not None and b is not None and family[a] == family[b])

    return related, kin


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


def _best(tune: tuple[np.ndarray, np.ndarray], test: tuple[np.ndarray, np.ndarray]) -> tuple[float, list[float]]:
    """The threshold that is best on the first half, and F on both."""
    scores, same = tune
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(same[order])
    f = 2 * right / (np.arange(1, len(order) + 1) + same.sum())
    threshold = float(scores[order][f.argmax()])
    out = []
    for values, truth in (tune, test):
        said = values >= threshold
        out.append(2 * float((said & truth).sum()) / float(said.sum() + truth.sum()))
    return threshold, out


def _peers(halves: list[tuple[list[str], list[str]]]) -> list[list[str]]:
    from datasketch import MinHash, MinHashLSH

    containment, fingerprints = [], []
    lsh: dict[float, list[float]] = {0.3: [], 0.5: [], 0.7: []}
    for pages, texts in halves:
        sets = [_shingles(text) for text in texts]
        minhashes = MinHash.bulk([{" ".join(three).encode() for three in one} for one in sets], num_perm=128)
        for threshold, out in lsh.items():
            index = MinHashLSH(threshold=threshold, num_perm=128)
            for number, one in enumerate(minhashes):
                index.insert(number, one)
            beside = [set(index.query(one)) for one in minhashes]
            out.append(_score(pages, lambda one, two, beside=beside: two in beside[one])[0])
        prints = [_simhash(one) for one in sets]
        pairs = list(itertools.combinations(range(len(texts)), 2))
        same = np.array([pages[one] == pages[two] for one, two in pairs])
        shares = [len(sets[a] & sets[b]) / max(1, min(len(sets[a]), len(sets[b]))) for a, b in pairs]
        containment.append((np.array(shares), same))
        fingerprints.append((np.array([64.0 - (prints[a] ^ prints[b]).bit_count() for a, b in pairs]), same))
    rows = []
    for name, values in (("three-word containment", containment), ("simhash, 64 bits", fingerprints)):
        threshold, f = _best(values[0], values[1])
        rows.append([f"{name}, threshold {threshold:.3g}", *(f"{100 * one:.1f}" for one in f), "", ""])
    for threshold, f in lsh.items():
        rows.append([f"datasketch MinHashLSH, {threshold}", *(f"{100 * one:.1f}" for one in f), "", ""])
    return rows


def _simhash(shingles: set[tuple[str, ...]]) -> int:
    if not shingles:
        return 0
    digests = [hashlib.blake2b(" ".join(one).encode(), digest_size=8).digest() for one in shingles]
    hashes = np.array([int.from_bytes(digest, "big") for digest in digests], np.uint64)
    bits = (hashes[:, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)
    return sum(1 << place for place, up in enumerate(bits.sum(0) * 2 > len(hashes)) if up)


def _direction(half: dict[str, list[str]]) -> list[tuple[bool, float, float, float, bool | None]]:
    """For each pair of a page's different versions: neighbours?, our log-odds, the difference in characters and in
    tokens, and what the program itself says. The earlier one is given first and second in turn, so that an answer that
    depends on the order in which texts are given gains nothing."""
    out = []
    for number, page in enumerate(sorted(half)):
        of = [tokens(text) for text in half[page]]
        for a, b in itertools.combinations(range(len(of)), 2):
            if of[a].text == of[b].text:
                continue
            turn = (number + a + b) % 2
            one, two = (of[b], of[a]) if turn else (of[a], of[b])
            sign = -1 if turn else 1
            first, second = Piece(["1"], outlet="An encyclopedia"), Piece(["2"], outlet="An encyclopedia")
            said = by_text(first, second, one, two)[0]
            out.append((b == a + 1, sign * signs(one, two).score(), float(len(of[b].text) - len(of[a].text)),
                        float(len(of[b]) - len(of[a])), None if said is None else said == (not turn)))  # fmt: skip
    return out


def _right(values: list[float]) -> str:
    return f"{100 * sum((value > 0) + 0.5 * (value == 0) for value in values) / len(values):.1f}"


def fit() -> None:
    """Prints weights fitted on the first half; neighbours count three times."""
    from sklearn.linear_model import LogisticRegression

    rows, weights = [], []
    for _, texts in sorted(_halves()[0].items()):
        of = [tokens(text) for text in texts]
        for a, b in itertools.combinations(range(len(of)), 2):
            if of[a].text != of[b].text:
                found = signs(of[a], of[b])
                rows.append([getattr(found, name) for name in WEIGHTS])
                weights.append(3.0 if b == a + 1 else 1.0)
    values = np.array(rows)
    scale = np.sqrt((values**2).mean(0)) + 1e-9
    model = LogisticRegression(fit_intercept=False, C=0.1, max_iter=3000)
    both = np.vstack([values / scale, -values / scale])
    model.fit(both, np.r_[np.ones(len(rows)), np.zeros(len(rows))], sample_weight=np.r_[weights, weights])
    print({name: round(float(weight), 2) for name, weight in zip(WEIGHTS, model.coef_[0] / scale, strict=True)})


def main() -> None:
    """Runs and keeps the result."""
    if not DATA.exists():
        keep("wiki_versions", "The page versions are not on this machine: not run.")
        return
    halves = _halves()
    flat = [([page for page, texts in half.items() for _ in texts], [text for texts in half.values() for text in texts])
            for half in halves]  # fmt: skip
    found = [[_score(pages, said) for said in _ours([tokens(text) for text in texts])] for pages, texts in flat]
    rows = []
    for place, name in enumerate(("sousveil: related directly", "sousveil: related or of one family")):
        scores = [half[place] for half in found]
        rows.append([name, *(f"{100 * f:.1f}" for f, _, _ in scores), f"{scores[1][1]:.3f}", f"{scores[1][2]:.3f}"])
    rows += _peers(flat)
    text = f"{len(halves[0])} pages to tune on, {len(halves[1])} held out.\n\n"
    text += table(["pairs of one page, F", *HALVES, "held out P", "held out R"], rows)
    told = [_direction(half) for half in halves]
    lines = []
    for name, place in (("sousveil, forced to choose", 1), ("more characters is later", 2), ("more words is later", 3)):
        cells = []
        for pairs in told:
            cells += [_right([row[place] for row in pairs]), _right([row[place] for row in pairs if row[0]])]
        lines.append([name, *cells])
    text += "\n\n" + table(["which came first, % right", "tuned on: all pairs", "neighbours", "held out: all pairs",
                            "neighbours"], lines)  # fmt: skip
    text += f"\n\nLeft free, the program decides (log-odds of {DECIDED} or more) on"
    for name, pairs in zip(HALVES, told, strict=True):
        for which, some in (("all pairs", pairs), ("neighbours", [row for row in pairs if row[0]])):
            said = [row[4] for row in some if row[4] is not None]
            text += f" {100 * len(said) / len(some):.0f} % of {which} ({name})"
            text += f" and is right in {100 * sum(said) / max(1, len(said)):.1f} %;"
    text = text.rstrip(";") + ". The others it calls undecided. Dates are withheld."
    keep("wiki_versions", text, ["numpy", "datasketch"])


if __name__ == "__main__":
    fit() if "--fit" in sys.argv else main()
