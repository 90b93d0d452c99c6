"""Holding what the program found in the sample case against the sample's key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


def flat(words: str) -> str:
    """``words`` with every white space as one space."""
    return re.sub(r"\s+", " ", words).strip()


def among(value: Any, expected: Any) -> bool:
    """Whether ``value`` is ``expected``, or one of them."""
    return value in expected if isinstance(expected, list) else value == expected


@dataclass
class Score:
    """Counts of what was asked and what was right, with the misses in words."""

    asked: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    def note(self, hit: bool, words: str) -> None:
        """Counts one question."""
        self.asked += 1
        self.right += hit
        if not hit:
            self.misses.append(words)

    @property
    def share(self) -> float:
        """0..1."""
        return self.right / max(1, self.asked)


def same_place(sentence: str, quote: str) -> bool:
    """Whether a key's sentence and a claim's quote speak of one place in the text."""
    wanted, found = flat(sentence), flat(quote)
    return wanted in found or found in wanted


def fits(claim: Mapping[str, Any], entry: Mapping[str, Any]) -> list[str]:
    """The fields of ``entry`` that ``claim`` has otherwise."""
    wrong = [f for f in ("technology", "status", "certainty", "kind") if f in entry and not among(claim[f], entry[f])]
    names = {place["name"] for place in claim["places"]}
    if "places" in entry and not set(entry["places"]) <= names:
        wrong.append("places")
    if "places_any" in entry and not set(entry["places_any"]) & names:
        wrong.append("places_any")
    graph = claim["attribution"]
    for name, edge in (("outermost", graph[0]), ("innermost", graph[-1])):
        if name in entry and not any(_named(edge["source"], w) for w in _list(entry[name])):
            wrong.append(name)
    return wrong


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _named(source: str, wanted: str) -> bool:
    a, b = source.casefold().removeprefix("the "), str(wanted).casefold().removeprefix("the ")
    return a in b or b in a


def score_claims(claims: Sequence[Mapping[str, Any]], entries: Iterable[Mapping[str, Any]]) -> dict[str, Score]:
    """How many of the key's claims were found (right technology at the right place), and of those how many fields hold."""
    scores: dict[str, Score] = {}
    by_name: dict[str, list[Mapping[str, Any]]] = {}
    for claim in claims:
        by_name.setdefault(claim["item_name"], []).append(claim)
    for entry in entries:
        here = [c for c in by_name.get(entry["file"], ()) if same_place(entry["sentence"], c["quote"])]
        right = [c for c in here if "technology" not in entry or among(c["technology"], entry["technology"])]
        words = f"{entry['id']} {entry['file']}: {entry['sentence'][:80]}"
        scores.setdefault("found", Score()).note(bool(right), words)
        if not right:
            continue
        best = min(right, key=lambda c: len(fits(c, entry)))
        wrong = fits(best, entry)
        for name in ("status", "certainty", "kind", "places", "places_any", "outermost", "innermost"):
            if name in entry:
                got = best.get(name) or [p["name"] for p in best["places"]] or ""
                if name in ("outermost", "innermost"):
                    got = best["attribution"][0 if name == "outermost" else -1]["source"]
                scores.setdefault(name, Score()).note(name not in wrong, f"{words} | {name}: {got} not {entry[name]}")
        scores.setdefault("whole", Score()).note(not wrong, f"{words} | {wrong}")
    return scores
