"""The gold set of our own: reading it, running the program on it, and scoring the claims.

A document has a text in ``gold/LANG``, and settled labels in ``gold/key``; docs/labelling.md is the guide that both
labellers followed. Documents with odd numbers may be looked at; those with even numbers are only ever scored.
"""

from __future__ import annotations

import html
import random
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

GOLD = Path(__file__).resolve().parent / "gold"
LANGUAGES = ("en", "ko", "zh")
FIELDS = ("status", "certainty", "outermost", "innermost")
"""With the technology, what a claim must have right to count as found."""


def flat(words: str) -> str:
    """``words`` with every run of white space as one space, and one kind of quotation mark."""
    plain = words.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"').replace("\u201d", '"')
    return re.sub(r"\s+", " ", plain).strip()


def key(folder: str = "key") -> dict[str, dict[str, Any]]:
    """The labels under gold/``folder`` by file name."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    out: dict[str, dict[str, Any]] = {}
    for path in sorted((GOLD / folder).glob("*.yaml")):
        document = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - a safe loader, C or not
        out[document["file"]] = document
    return out


def texts() -> dict[str, Path]:
    """The documents by file name."""
    return {p.name: p for language in LANGUAGES for p in sorted((GOLD / language).glob(f"{language}*.*"))}


def held_out(name: str) -> bool:
    """Whether a document is one that is only ever scored."""
    return int(re.sub(r"\D", "", name.split(".")[0])) % 2 == 0


def visible(path: Path) -> str:
    """A document's words without its markup, white space folded."""
    words = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        words = html.unescape(re.sub(r"<[^>]+>", " ", words))
    return flat(words)


def _list(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def _name(words: str) -> str:
    folded = flat(words).casefold().strip("\"'.,「」『』《》〈〉 ")
    return re.sub(r"^(?:the|a|an|its|their|his|her) ", "", folded)


def same_name(found: str, wanted: str) -> bool:
    """Whether two wordings of a source are one: the same, or the shorter one stands as whole words in the longer."""
    a, b = sorted((_name(found), _name(wanted)), key=len)
    if not a:
        return False
    if re.search(r"[가-힣\u3400-\u9fff]", a):
        return len(a) > 1 and a in b
    return re.search(rf"(?<!\w){re.escape(a)}(?!\w)", b) is not None


_OUTER_KINDS = ("outlet", "author", "wire", "state-media", "document")


def wrong_fields(claim: Mapping[str, Any], entry: Mapping[str, Any], outermost: Any) -> list[str]:
    """Which of FIELDS ``claim`` has otherwise than the key's ``entry``."""
    wrong = [name for name in ("status", "certainty") if claim[name] not in _list(entry[name])]
    chain = claim["attribution"]
    if not any(same_name(chain[0]["source"], o) for o in _list(outermost)):
        wrong.append("outermost")
    inner = chain[-1]
    right = False
    for wanted in _list(entry["innermost"]):
        if wanted in ("OUTER", "reportedly"):
            right |= all(e["kind"] in _OUTER_KINDS or e["source"] == "unnamed" for e in chain)
        else:
            right |= same_name(inner["source"], wanted)
    if not right:
        wrong.append("innermost")
    return wrong


@dataclass
class Tally:
    """What one document gave. keyed: entries that had to be found. drawn: claims that were scored. found: matched with
    the right technology. whole: those with every field right. wrong: how often a field was not."""

    keyed: int = 0
    drawn: int = 0
    found: int = 0
    whole: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Adds another document's counts."""
        self.keyed, self.drawn = self.keyed + other.keyed, self.drawn + other.drawn
        self.found, self.whole = self.found + other.found, self.whole + other.whole
        for name, count in other.wrong.items():
            self.wrong[name] += count
        self.misses += other.misses
        self.false += other.false
        self.faults += other.faults

    def f1(self, hits: int) -> float:
        """F1 with ``hits`` right ones."""
        return 2 * hits / max(1, self.keyed + self.drawn)


def score(document: Mapping[str, Any], claims: Sequence[Mapping[str, Any]]) -> Tally:
    """Holds the claims of one document against its labels, one to one, the best fits first.

    claims: as ``sousveil claims --json`` gives them, without those of headlines. Claims of how a study was made
    (kind ``method``) are not scored: the guide gives them no entry.
    """
    name, entries = document["file"], document["entries"] or []
    scored = [c for c in claims if c["kind"] != "method" and c["technology"] is not None]
    quotes = [flat(c["quote"]) for c in scored]
    pairs = []
    for i, entry in enumerate(entries):
        sentence = flat(entry["sentence"])
        for j, claim in enumerate(scored):
            if claim["technology"] in _list(entry["technology"]) and (sentence in quotes[j] or quotes[j] in sentence):
                wrong = wrong_fields(claim, entry, document["outermost"])
                pairs.append((len(wrong), bool(entry.get("optional")), i, j, wrong))
    tally = Tally(keyed=sum(not e.get("optional") for e in entries), drawn=len(scored))
    taken_entries: set[int] = set()
    taken_claims: set[int] = set()
    for _, optional, i, j, wrong in sorted(pairs, key=lambda p: p[:4]):
        if i in taken_entries or j in taken_claims:
            continue
        taken_entries.add(i)
        taken_claims.add(j)
        if optional:
            tally.drawn -= 1
            continue
        tally.found += 1
        tally.whole += not wrong
        for one in wrong:
            tally.wrong[one] += 1
            place = 0 if one == "outermost" else -1
            got = scored[j][one] if one in scored[j] else scored[j]["attribution"][place]["source"]
            want = document["outermost"] if one == "outermost" else entries[i][one]
            words = f"{name} [{entries[i]['technology']}] {one}: {got!r} not {want!r}: {entries[i]['sentence']}"
            tally.faults.append(words)
    for i, entry in enumerate(entries):
        if i not in taken_entries and not entry.get("optional"):
            tally.misses.append(f"{name} [{entry['technology']} {entry['status']}] {entry['sentence']}")
    for j, claim in enumerate(scored):
        if j not in taken_claims:
            tally.false.append(f"{name} [{claim['technology']} {claim['status']} {claim['aspect']}] {quotes[j]}")
    return tally


def interval(tallies: Iterable[Tally], what: str, *, draws: int = 1000, seed: int = 0) -> tuple[float, float, float]:
    """F1 of ``what`` ("whole" or "found") over documents, with the 2.5 % and 97.5 % of a bootstrap by document."""
    held = list(tallies)
    chance = random.Random(seed)

    def of(sample: Sequence[Tally]) -> float:
        total = sum(t.keyed + t.drawn for t in sample)
        return 2 * sum(getattr(t, what) for t in sample) / max(1, total)

    values = sorted(of([chance.choice(held) for _ in held]) for _ in range(draws))
    return of(held), values[int(draws * 0.025)], values[int(draws * 0.975)]


def material(folder: Path) -> Path:
    """Copies the documents with their collection records into ``folder``, ready for ``sousveil add``."""
    for language in LANGUAGES:
        shutil.copytree(GOLD / language, folder / language)
    return folder
