"""How far the two labellers of the gold set agreed before their differences were settled.

F1 of entries (same sentence, same technology; an entry that both call optional, or that only one wrote and called
optional, is left out), and on the entries that both wrote Cohen's kappa of status, certainty and kind, and the share of
same sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from _common import keep, table
from _gold import LANGUAGES, _list, flat, key, same_name


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two labellers' values."""
    if not pairs:
        return 1.0
    seen = sum(a == b for a, b in pairs) / len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[v] * second[v] for v in first) / len(pairs) ** 2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def _pairs(one: dict[str, Any], other: dict[str, Any]) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], int, int]:
    """Entries of both, and how many only one wrote (required ones)."""
    left, right = list(one["entries"] or []), list(other["entries"] or [])
    both = []
    for entry in list(left):
        for candidate in right:
            one_words, other_words = flat(entry["sentence"]), flat(candidate["sentence"])
            same = one_words in other_words or other_words in one_words
            if same and set(_list(entry["technology"])) & set(_list(candidate["technology"])):
                both.append((entry, candidate))
                left.remove(entry)
                right.remove(candidate)
                break
    return both, sum(not e.get("optional") for e in left), sum(not e.get("optional") for e in right)


def _agreed(a: dict[str, Any], b: dict[str, Any], name: str) -> tuple[str, str]:
    """The two values of a field; where one gave a list that holds the other's, they agree."""
    first, second = _list(a[name]), _list(b[name])
    common = [v for v in first if v in second]
    return (common[0], common[0]) if common else (first[0], second[0])


def _same_source(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return any(v == w or same_name(v, w) for v in _list(a["innermost"]) for w in _list(b["innermost"]))


def rows() -> list[list[object]]:
    """Language, entries of each, F1, kappas, share of same innermost sources."""
    first, second = key("labels-a"), key("labels-b")
    out: list[list[object]] = []
    for language in LANGUAGES:
        both: list[tuple[dict[str, Any], dict[str, Any]]] = []
        only_a = only_b = 0
        for name in sorted(set(first) & set(second)):
            if name.startswith(language):
                pairs, a, b = _pairs(first[name], second[name])
                both += [p for p in pairs if not (p[0].get("optional") and p[1].get("optional"))]
                only_a, only_b = only_a + a, only_b + b
        if not both:
            continue
        kappas = [f"{kappa([_agreed(a, b, n) for a, b in both]):.2f}" for n in ("status", "certainty", "kind")]
        same = sum(_same_source(a, b) for a, b in both) / len(both)
        f1 = 2 * len(both) / (2 * len(both) + only_a + only_b)
        out.append([
            language, len(both) + only_a, len(both) + only_b, f"{f1:.2f}", *kappas, f"{same:.2f}",
        ])  # fmt: skip
    return out


def main() -> None:
    """Runs and keeps the result."""
    headings = [
        "language", "entries of A", "entries of B", "F1 of entries", "kappa status", "kappa certainty", "kappa kind",
        "same innermost source",
    ]  # fmt: skip
    keep("gold set: agreement of the two labellers", table(headings, rows()))


if __name__ == "__main__":
    main()
