"""Drift: what moved between a text and its retelling, against those who know nothing of meaning.

The set is our own (benchmarks/_drift_set.py): a changed pair counts as found where a mark of its kind is given, of any
certainty; a faithful pair counts as passed only where no mark of any kind is. Words and rules were written with the
odd templates in view; the even ones and those written by hand were only scored, the even ones again and again while
the rules were widened, so that their figures flatter a little. Then press releases against the
abstracts they report on (exaggerates, downplays, same), where that data is at hand, and how long a pair of articles
takes.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from _common import EVALUATION, keep, table
from _drift_set import KINDS, LANGUAGES, Half, HandPair, Pair, apart, balanced, hand, pairs, threshold, unlike, words

from sousveil.trace.drift.cases import drift_between
from sousveil.trace.drift.sides import side

PRESS = EVALUATION / "data/text/drift/insciout_train.jsonl"
SEEDS = range(3)
LABELS = ("same", "exaggerates", "downplays")


def kinds(parent: str, child: str, language: str) -> set[str]:
    """The kinds of the marks between two texts."""
    return {drift.kind for drift in drift_between(side(child, language, "child"), side(parent, language, "parent"))}


def right(pair: Pair | HandPair, found: set[str]) -> bool:
    """Whether a pair was told rightly; places and names count as one kind."""
    if not pair.changed:
        return not found
    return bool(found & ({"place", "name"} if pair.kind in ("place", "name") else {pair.kind}))


def absent(pair: Pair | HandPair) -> bool:
    """Whether the child has a number or a capitalised word that the parent lacks."""
    tokens = re.findall(r"\d[\d.,]*|\b[A-Z]\w+" if pair.language == "en" else r"\d[\d.,]*|[A-Z]\w+", pair.child)
    return any(token.strip(".,").casefold() not in pair.parent.casefold() for token in tokens)


def _generated(half: Half) -> list[Sequence[object]]:
    held = [pair for seed in SEEDS for pair in pairs(half, seed)]
    seen = [pair for seed in SEEDS for pair in pairs("odd", seed)]
    truth = [pair.changed for pair in seen]
    found = [kinds(pair.parent, pair.child, pair.language) for pair in held]
    peers: list[list[bool]] = [[absent(pair) for pair in held]]
    scorers: list[Callable[[Pair | HandPair], float]] = [lambda pair: apart(pair, words), unlike]
    for score in scorers:
        cut = threshold([score(pair) for pair in seen], truth)
        peers.append([score(pair) >= cut for pair in held])
    rows: list[Sequence[object]] = []
    for language in LANGUAGES:
        for kind in (*KINDS, "all"):
            places = [i for i, p in enumerate(held) if p.language == language and kind in (p.kind, "all")]
            shares = []
            for changed in (True, False):
                group = [i for i in places if held[i].changed == changed]
                shares.append(sum(right(held[i], found[i]) for i in group) / len(group))
            other = [
                f"{balanced([said[i] for i in places], [held[i].changed for i in places]):.2f}" for said in peers
            ]
            own = [f"{sum(shares) / 2:.2f}", *map("{:.2f}".format, shares)]
            rows.append((half, language, kind, len(places), *own, *other))
    return rows


def _by_hand() -> str:
    held = hand()
    found = [kinds(pair.parent, pair.child, pair.language) for pair in held]
    rows = []
    for language in (*LANGUAGES, "all"):
        group = [(p, f) for p, f in zip(held, found, strict=True) if language in (p.language, "all")]
        changed = [right(p, f) for p, f in group if p.changed]
        any_mark = [bool(f) for p, f in group if p.changed]
        same = [right(p, f) for p, f in group if not p.changed]
        score = (sum(changed) / len(changed) + sum(same) / len(same)) / 2
        counts = [f"{sum(one)}/{len(one)}" for one in (changed, any_mark, same)]
        rows.append((language, len(group), f"{score:.2f}", *counts))
    return table(("by hand", "pairs", "balanced", "right kind", "any mark", "faithful passed"), rows)


def told(parent: str, child: str) -> str:
    """``exaggerates`` where a press release lost a hedge or gained a cause, ``downplays`` where it is the reverse."""
    score = 0
    for drift in drift_between(side(child, "en", "child"), side(parent, "en", "parent")):
        if drift.kind == "hedge":
            score += {"dropped": 1, "added": -1}.get(drift.way, 0)
        elif drift.kind == "cause":
            score += 1 if "is now given as the cause" in drift.sentence else -1
    return "exaggerates" if score > 0 else "downplays" if score < 0 else "same"


def macro(said: Sequence[str], truth: Sequence[str]) -> float:
    """The mean F1 of the three labels."""
    out = 0.0
    for label in LABELS:
        both = sum(s == t == label for s, t in zip(said, truth, strict=True))
        out += 2 * both / max(1, said.count(label) + truth.count(label))
    return out / len(LABELS)


def _press() -> str:
    if not PRESS.exists():
        return "The press releases are not at hand; nothing was measured on them."
    rows = [json.loads(line) for line in PRESS.read_text(encoding="utf-8").splitlines()]
    truth = [row["exaggeration_label"] for row in rows]
    said = [told(row["abstract_conclusion"], row["press_release_conclusion"]) for row in rows]
    counts = Counter(zip(truth, said, strict=True))
    lines = [(label, *(counts[label, other] for other in LABELS)) for label in LABELS]
    return (
        f"{len(rows)} press releases against their abstracts: macro-F1 {macro(said, truth):.2f}; always “same”"
        f" {macro(['same'] * len(rows), truth):.2f}. Nothing was tuned on them.\n\n" + table(("truth", *LABELS), lines)
    )


def _speed() -> str:
    held = [pair for pair in pairs("odd", 0) if pair.language == "en"]
    by_template: dict[str, Pair] = {pair.template: pair for pair in held if not pair.changed}
    changed = {pair.template: pair for pair in held if pair.changed}
    order = sorted(by_template)
    parent = side("\n".join(by_template[name].parent for name in order), "en", "parent")
    texts = {
        "every sentence rewritten": "\n".join(by_template[name].child for name in order),
        "every third sentence rewritten": "\n".join(
            (changed if i % 3 == 0 else by_template)[name].child if i % 3 == 0 else by_template[name].parent
            for i, name in enumerate(order)
        ),
    }
    rows = []
    for name, text in texts.items():
        child = side(text, "en", "child")
        times = []
        for _ in range(5):
            start = time.perf_counter()
            drift_between(child, parent)
            times.append(time.perf_counter() - start)
        rows.append((name, len(child.sentences), f"{1000 * min(times):.0f} ms"))
    return table(("a pair of texts", "sentences", "time"), rows)


def main() -> None:
    """Runs everything and keeps the result."""
    head = (
        "half", "language", "kind", "pairs", "balanced", "changed found", "faithful passed", "absent", "bag", "difflib",
    )  # fmt: skip
    rows = [*_generated("odd"), *_generated("even")]
    means: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row[2] != "all":
            means[str(row[0])].append(float(str(row[4])))
    held = [row for row in rows if row[0] == "even" and row[2] != "all"]
    below = [f"{row[1]} {row[2]} {row[4]}" for row in held if float(str(row[4])) < 0.8]
    text = "\n\n".join((
        table(head, rows),
        (
            f"Mean over kinds and languages: odd {sum(means['odd']) / len(means['odd']):.2f}, even"
            f" {sum(means['even']) / len(means['even']):.2f}. Below .80 on even: {', '.join(below) or 'none'}."
        ),
        _by_hand(), _press(), _speed(),
    ))  # fmt: skip
    keep("drift", text)


if __name__ == "__main__":
    main()
