"""Copies planted in real news of one agency: found among its formulas, and what the program joins of the real texts.

The texts are a state news agency's English items, many of them re-posted word for word, full of set phrases. Into them
go copies of our own making by rule: sentences inserted, cut, reordered; a paraphrase; one passage lifted into another
story. All goes through the program's own trace step. Usage: ``./dev bench kcna_copies [FILE]``: the file gets 50 of
the real pairs that are not exact copies, to be read by a person.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from _common import EVALUATION, keep, table
from tests.trace.helpers import IndexedView, item, item_id

from sousveil.records import Link
from sousveil.trace.step import trace_case

DATA = EVALUATION / "data/text/lineage/kcna_headlines_2024-11-11.json.gz"
AGENCY = "Korean Central News Agency"
KINDS = ("insert", "cut", "reorder", "paraphrase", "partial")
PLANTS = 80
"""Copies planted of each kind."""

LONG, PASSAGE = 80, (40, 120)
"""Words of a text that copies are made of, and of the passage that is lifted."""

OWN = 0.6
"""This much of the five-word runs of a text, or of a passage, that a copy is made of stands in no other story. What
consists of set phrases is no evidence of copying, and the program is right not to join by it."""

NEAR, KIN = 0.5, 0.15
"""The oracle among the real texts: five-word containment of the shorter text in the longer. At NEAR two are near
copies; pairs of a plant with a text that is this (KIN) near to its original are judged neither right nor wrong."""

COPYING = ("exact-copy", "copy", "wire-copy", "excerpt", "rewrite")

_PAIRS = """
big=large large=huge held=staged said=stated stressed=underlined important=significant people=population began=started
started=began completed=finished built=erected construction=building officials=functionaries workers=labourers
country=nation nation=country developed=advanced development=progress increase=raise increased=raised production=output
great=outstanding new=fresh many=numerous several=various visited=toured also=likewise during=throughout help=aid
helped=aided strong=powerful powerful=mighty area=region areas=regions sent=dispatched received=got expressed=voiced
called=termed showed=displayed made=produced put=placed opened=inaugurated meeting=gathering present=there
various=diverse modern=up-to-date beautiful=splendid recently=lately now=currently work=labour works=projects
effort=endeavour efforts=endeavours war=conflict enemy=foe enemies=foes danger=peril threat=menace reports=accounts
children=youngsters houses=dwellings according=pursuant provided=supplied successfully=triumphantly high=elevated
higher=loftier together=jointly against=opposite world=globe international=worldwide measures=steps
situation=circumstances whole=entire every=each all=everybody first=foremost year=twelvemonth years=twelvemonths
day=date place=spot
"""
SYNONYMS = {old: new for old, _, new in (pair.partition("=") for pair in _PAIRS.split())}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {str(number): word for number, word in enumerate(_WORDS, 1)}
NUMBERS |= {word: digits for digits, word in NUMBERS.items() if digits != "1"}
_PASSIVE = re.compile(
    r"\b(?P<who>(?:[Tt]he|[Aa]) [a-z]+(?: [a-z]+)?) (?P<verb>visited|toured|inspected|opened|built|watched|issued"
    r"|adopted|launched|attended|produced|organized) (?P<what>(?:the|a|an) [A-Za-z ]{4,60}?)(?=[.,;])"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Planted:
    """A copy of our own making: its name, the original, the host it stands in (partial) and its kind."""

    name: str
    original: int
    host: int | None
    kind: str
    text: str


def _texts() -> tuple[list[str], list[str]]:
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    dates = [datetime.fromtimestamp(row["date"] / 1000, UTC).strftime("%Y-%m-%d") for row in rows]
    return [row["story_text"] or "" for row in rows], dates


def _sentences(text: str) -> list[str]:
    return [part for line in text.split("\n") for part in _SENTENCE.split(line) if part.strip()]


def paraphrase(text: str) -> str:
    """Synonyms, number words against digits, and simple active clauses made passive."""
    text = _PASSIVE.sub(lambda m: f"{m['what']} was {m['verb']} by {m['who'][0].lower()}{m['who'][1:]}", text)

    def other(match: re.Match[str]) -> str:
        word = match.group()
        new = SYNONYMS.get(word.lower()) or NUMBERS.get(word.lower())
        return word if new is None else new.capitalize() if word[0].isupper() else new

    return re.sub(r"[A-Za-z]+|\b\d{1,2}\b", other, text)


def plant(texts: list[str], seed: int = 11) -> list[Planted]:
    """PLANTS copies of each kind, of texts that are long enough; the same for the same seed."""
    draw = random.Random(seed)
    oracle = Oracle(texts)
    long = [n for n, text in enumerate(texts) if len(text.split()) >= LONG and oracle.own(n, text) >= OWN]
    everything = list(long)
    draw.shuffle(long)
    out: list[Planted] = []
    used: list[int] = []
    for kind in KINDS:
        made = 0
        while made < PLANTS and long:
            original, host = long.pop(), None
            if any(oracle.share(original, other) >= NEAR for other in used):
                continue
            parts = _sentences(texts[original])
            if len(parts) < 5:
                continue
            if kind == "insert":
                for _ in range(max(2, len(parts) // 3)):
                    parts.insert(draw.randint(0, len(parts)), draw.choice(_sentences(texts[draw.choice(everything)])))
            elif kind == "cut":
                parts = [part for part in parts if draw.random() < 0.6]
            elif kind == "reorder":
                draw.shuffle(parts)
            elif kind == "paraphrase":
                parts = [paraphrase(part) for part in parts]
            else:
                passage = _passage(parts, draw)
                host = draw.choice(everything)
                if passage is None or oracle.share(host, original) >= KIN or oracle.own(original, passage) < OWN:
                    continue
                parts = _sentences(texts[host])
                parts.insert(draw.randint(1, len(parts)), passage)
            text = "\n".join(" ".join(parts[i : i + 3]) for i in range(0, len(parts), 3))
            if len(text.split()) < 40:
                continue
            out.append(Planted(f"planted {kind} {made}", original, host, kind, text))
            used.append(original)
            made += 1
    return out


def _passage(parts: list[str], draw: random.Random) -> str | None:
    starts = list(range(1, len(parts)))
    draw.shuffle(starts)
    for start in starts:
        held = ""
        for part in parts[start:]:
            held = f"{held} {part}".strip()
            if PASSAGE[0] <= len(held.split()) <= PASSAGE[1]:
                return held
    return None


class Oracle:
    """Five-word containment between real texts, by plain counting; knows nothing of the program."""

    def __init__(self, texts: list[str]) -> None:
        self.words = [re.findall(r"\w+", text.casefold()) for text in texts]
        self.grams = [{tuple(words[i : i + 5]) for i in range(len(words) - 4)} for words in self.words]
        self.having: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, grams in enumerate(self.grams):
            for gram in sorted(grams):
                self.having[gram].append(number)

    def own(self, number: int, text: str) -> float:
        """0..1, how many of the five-word runs of ``text``, a part of that real text, stand in no other story."""
        words = re.findall(r"\w+", text.casefold())
        runs = {tuple(words[i : i + 5]) for i in range(len(words) - 4)} & self.grams[number]
        mine = sum(1 for run in runs if all(o == number or self.share(o, number) >= NEAR for o in self.having[run]))
        return mine / max(1, len(runs))

    @cache  # noqa: B019 one oracle lives as long as the run
    def share(self, one: int, two: int) -> float:
        """0..1, how much of the shorter text's five-word runs the other has."""
        smaller = min(len(self.grams[one]), len(self.grams[two]))
        return len(self.grams[one] & self.grams[two]) / smaller if smaller else 0.0

    def exact_groups(self) -> list[list[int]]:
        """Texts with the same words, whatever their case and punctuation; without the empty ones."""
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, words in enumerate(self.words):
            if words:
                groups[tuple(words)].append(number)
        return [group for group in groups.values() if len(group) > 1]


def _joined(texts: list[str], dates: list[str], plants: list[Planted]) -> tuple[list[Link], dict[str, str]]:
    records: list[object] = []
    names: dict[str, str] = {}
    for number, text in enumerate(texts):
        records += item(str(number), text, outlet=AGENCY, published=dates[number])
        names[item_id(str(number))] = str(number)
    for number, one in enumerate(plants):
        # Half come from other papers and undated, half are re-posts of the agency's own.
        outlet = AGENCY if number % 2 else f"Paper {number}"
        records += item(one.name, one.text, outlet=outlet, published="2025-01-01" if number % 2 else None)
        names[item_id(one.name)] = one.name
    links = [r for r in trace_case(IndexedView(records)).records if isinstance(r, Link) and r.parent]
    return [link for link in links if link.kind in COPYING], names


def main(listing: str | None = None) -> None:
    """Runs and keeps the result."""
    if not DATA.exists():
        keep("kcna_copies", "The texts are not on this machine: not run.")
        return
    texts, dates = _texts()
    oracle = Oracle(texts)
    usable = sum(1 for n, text in enumerate(texts) if len(text.split()) >= LONG and oracle.own(n, text) >= OWN)
    groups = oracle.exact_groups()
    same = {number: group[0] for group in groups for number in group}
    plants = plant(texts)
    started = time.perf_counter()
    links, names = _joined(texts, dates, plants)
    seconds = time.perf_counter() - started
    partners: dict[str, set[str]] = defaultdict(set)
    for link in links:
        child, parent = names[link.child], names[str(link.parent)]
        partners[child].add(parent)
        partners[parent].add(child)
    rows, all_found, all_wrong = [], 0, 0
    wrongs: list[tuple[str, str]] = []
    for kind in KINDS:
        found = right = wrong = 0
        mine_all = [one for one in plants if one.kind == kind]
        for one in mine_all:
            mine = {int(other) for other in partners[one.name] if other.isdigit()}
            kin = {o for o in mine if same.get(o, o) == same.get(one.original, one.original)
                   or oracle.share(o, one.original) >= NEAR}  # fmt: skip
            found += bool(kin)
            right += len(kin)
            for other in mine - kin:
                of_host = one.host is not None and (other == one.host or oracle.share(other, one.host) >= KIN)
                if not of_host and oracle.share(other, one.original) < KIN and not _lent(one, other, texts):
                    wrong += 1
                    wrongs.append((one.name, str(other)))
        all_found += found
        all_wrong += wrong
        recall, precision = found / max(1, len(mine_all)), right / max(1, right + wrong)
        rows.append([kind, len(mine_all), f"{recall:.3f}", f"{precision:.3f}"])
    total = len(plants)
    rows.append(["all", total, f"{all_found / total:.3f}", f"{all_found / max(1, all_found + all_wrong):.3f}"])
    real = [link for link in links if names[link.child].isdigit() and names[str(link.parent)].isdigit()]
    kinds = Counter(link.kind for link in real)
    near = [link for link in real if link.kind != "exact-copy"]
    marked = sum(1 for link in near if oracle.share(int(names[link.child]), int(names[str(link.parent)])) >= NEAR)
    empty = sum(1 for text in texts if not text.strip())
    in_exact = {frozenset((names[link.child], names[str(link.parent)])) for link in real if link.kind == "exact-copy"}
    ours = sum(1 for group in groups for other in group[1:] if any(
        frozenset((str(other), str(first))) in in_exact for first in group))  # fmt: skip
    text = table(["planted", "copies", "recall", "precision"], rows)
    later = sum(len(group) - 1 for group in groups)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    text += (
        f"\n\n{len(texts):,} real texts: {empty} have no body and are compared with nothing; {len(groups)} groups of"
        f" {sum(map(len, groups))} texts have the same words, and {ours} of their {later} later members are exact"
        f" copies by the program.\n\nLinks between real texts: {told}; of the {len(near)} that are not exact,"
        f" {marked} share half of the shorter text's five-word runs. Trace took {seconds:.0f} s.\n\n"
        "Recall: the plant is joined to its original or to a re-post or near copy of it. Precision: right joins of"
        " plants to real texts among all that can be judged.\n\n"
        f"Copies are made of the {usable:,} texts of {LONG} words or more of which {OWN:.0%} of the five-word runs"
        " stand in no other story, and a lifted passage is as much its own: what consists of set phrases is no"
        " evidence."
        " Inserted sentences come from other real texts; half of the plants stand under the agency's own name."
    )
    keep("kcna_copies", text, ["numpy"])
    if wrongs:
        print("wrong:", wrongs[:20])
    if listing:
        _list(Path(listing), near, names, texts)


def _lent(one: Planted, other: int, texts: list[str]) -> bool:
    """Whether sentences that were inserted into the plant stand in that text."""
    return one.kind == "insert" and any(
        len(part.split()) >= 12 and part in one.text for part in _sentences(texts[other])
    )


def _list(path: Path, near: list[Link], names: dict[str, str], texts: list[str]) -> None:
    chosen = random.Random(50).sample(near, min(50, len(near)))
    parts = []
    for number, link in enumerate(chosen):
        child, parent = texts[int(names[link.child])], texts[int(names[str(link.parent)])]
        shared = sorted(link.alignments, key=lambda part: part.child[0] - part.child[1])[:4]
        parts.append(
            f"## {number} {link.kind} {link.child_share:.2f} {link.parent_share:.2f} ({names[link.child]},"
            f" {names[str(link.parent)]}) {link.direction}\n{' '.join(link.reasons)}\n\nCHILD: {child[:350]}\n\nPARENT:"
            f" {parent[:350]}\n\n"
            + "\n".join(f"= {child[part.child[0] : part.child[1]][:300]}" for part in shared)
        )
    path.write_text("\n\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
