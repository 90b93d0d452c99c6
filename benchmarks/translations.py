"""Texts known again in another language: our set of 24 stories, the odd half looked at, the even half held out.

Every text of a half lies in one case. A text that was made from another is found when the program links it to a text of
its own story; every other link between two languages is wrong. Beside it stand the rule that came before (shared
numbers and propositions) and a plain baseline: most numbers and Latin words in common, within ten days.
"""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from _common import HERE, keep, table

from sousveil import workflow
from sousveil.case.case import Case
from sousveil.case.vocabulary.load import load_vocabulary
from sousveil.records import Claim, Collection, Document, Item, Judgement, Passage, Text
from sousveil.run.step import MemoryView
from sousveil.settings import Settings
from sousveil.trace.gather import gather
from sousveil.trace.relate import Piece, Relation
from sousveil.trace.step import _outlets_of_claims, _propositions
from sousveil.trace.translate import Anchors, translations

SET = HERE / "translation_set"
TARGET = "F1 >= .85, precision >= .95"


@dataclass(frozen=True)
class Told:
    """A text of the set. role: ``source``, ``translation``, ``abridged`` or why it is none of them."""

    name: str
    story: str
    role: str
    few: bool
    text: dict[str, Any]

    @property
    def child(self) -> bool:
        return self.role in ("translation", "abridged")


def load(half: int) -> list[Told]:
    """The texts of the files whose number is odd (1) or even (0)."""
    out: list[Told] = []
    for path in sorted(SET.glob("*.yaml")):
        if int(path.stem) % 2 != half:
            continue
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        few = held["numbers"] == "few"
        texts = [("source", held["source"]), *((v["kind"], v) for v in held["versions"]),
                 *((v["why"], v) for v in held["others"])]  # fmt: skip
        out += [Told(f"{path.stem}-{n}.txt", path.stem, role, few, text) for n, (role, text) in enumerate(texts)]
    return out


def case_of(texts: Iterable[Told], folder: Path) -> MemoryView:
    """A case that holds these texts, read and drawn from."""
    material = folder / "material"
    material.mkdir(parents=True)
    rows = []
    for told in texts:
        (material / told.name).write_text(told.text["text"], encoding="utf-8")
        rows.append([told.name, told.text["outlet"], str(told.text["published"])])
    with (material / "sousveil.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["file", "source", "published"], *rows])
    with Case.create(folder / "case", Settings(title="Translations")) as case:
        workflow.add(case, [material])
        workflow.build(case)
        kinds = (Item, Collection, Document, Text, Passage, Claim, Judgement)
        return MemoryView([record for kind in kinds for record in case.read(kind)])


def plain(pieces: list[Piece], texts: list[str]) -> list[Relation]:
    """The baseline: each text's best partner in another language by the share of numbers and Latin words of the text
    that has fewer, half of them and two at least, within ten days."""
    tokens = [set(re.findall(r"\d[\d.,]*\d|\d|[A-Za-z]{2,}", text)) for text in texts]
    many = Counter(token for held in tokens for token in held)
    tokens = [{token for token in held if many[token] < len(texts) / 3} for held in tokens]
    out = []
    for child, piece in enumerate(pieces):
        best: tuple[float, int] | None = None
        for parent in range(child):
            other = pieces[parent]
            if not (piece.published and other.published):
                continue
            days = abs((date.fromisoformat(piece.published) - date.fromisoformat(other.published)).days)
            shared = len(tokens[child] & tokens[parent])
            share = shared / max(1, min(len(tokens[child]), len(tokens[parent])))
            if piece.language != other.language and days <= 10 and shared >= 2 and share >= 0.5:
                best = max(best or (0.0, 0), (share, -parent))
        if best is not None:
            out.append(Relation(child, -best[1], "translation", (), "", None))  # type: ignore[arg-type]
    return out


def moved(texts: list[Told]) -> list[Told]:
    """Every retelling with its paragraphs below the first two in reverse order."""
    def change(told: Told) -> str:
        lines = told.text["text"].strip().split("\n")
        return "\n".join([*lines[:2], *reversed(lines[2:])])
    return _changed(texts, change)


def padded(texts: list[Told]) -> list[Told]:
    """Every retelling with a paragraph of another story's text in its language, not its own, before and after it."""
    def change(told: Told) -> str:
        language = told.text["language"]
        others = [t for t in texts if t.text["language"] == language and t.story != told.story and not t.child]
        one, two = others[int(told.story) % len(others)], others[(int(told.story) + 3) % len(others)]
        lines = told.text["text"].strip().split("\n")
        before, after = (t.text["text"].strip().split("\n") for t in (one, two))
        return "\n".join([lines[0], before[1], *lines[1:], after[-1]])
    return _changed(texts, change)


def halved(texts: list[Told]) -> list[Told]:
    """Every retelling without every second sentence."""
    def change(told: Told) -> str:
        lines = told.text["text"].strip().split("\n")
        parts = [[s for s in re.split(r"(?<=[.!?])(?:[\"”])? |(?<=[。！？])(?!”)", line) if s] for line in lines]
        return "\n".join(line for line in (" ".join(part[::2]) for part in parts) if line)
    return _changed(texts, change)


def _changed(texts: list[Told], change: Callable[[Told], str]) -> list[Told]:
    return [replace(told, text={**told.text, "text": change(told)}) if told.child else told for told in texts]


VARIANTS: dict[str, Callable[[list[Told]], list[Told]]] = {
    "as written": lambda texts: texts, "paragraphs moved": moved, "matter of two other stories put in": padded,
    "every second sentence cut": halved,
}  # fmt: skip


def measure(half: int, variant: str = "as written") -> tuple[list[list[object]], list[str]]:
    """Rows of the table, and what went wrong under the present rule."""
    texts = VARIANTS[variant](load(half))
    by_name = {told.name: told for told in texts}
    folder = Path(tempfile.mkdtemp(prefix="translations-"))
    try:
        view = case_of(texts, folder)
        vocabulary = load_vocabulary(None)
        gathered = gather(view, vocabulary)
        _outlets_of_claims(view, gathered)
        _propositions(view, gathered)
        names = {item.id: item.name for item in view.items()}
        pieces = gathered.pieces
        none = Told("", "", "no text of the set", False, {"text": ""})  # the list of sources is an item too
        at = [by_name.get(names[piece.items[0]], none) for piece in pieces]
        start = time.perf_counter()
        ours = translations(pieces, read=Anchors(view, gathered, vocabulary))
        seconds = time.perf_counter() - start
        runs = [("numbers and Latin words", plain(pieces, [told.text["text"] for told in at])),
                ("the rule before: numbers and claims", translations(pieces)),
                ("now: anchors in order", ours)]  # fmt: skip
    finally:
        shutil.rmtree(folder)
    label = "odd, looked at" if half else "even, held out"
    rows = []
    wrong: list[str] = []
    for name, relations in runs:
        right = [r for r in relations if at[r.child].story == at[r.parent].story and at[r.child].child
                 and (at[r.parent].child or at[r.parent].role == "source")]  # fmt: skip
        children = [told for told in texts if told.child]
        found = {at[r.child].name for r in right}
        few = [told for told in children if told.few]
        precision, recall = len(right) / max(1, len(relations)), len(found) / len(children)
        kinds = sum((r.kind == "translation") == (at[r.child].role == "translation") for r in right)
        rows.append([
            label, name, f"{precision:.3f} ({len(right)} of {len(relations)})",
            f"{recall:.3f} ({len(found)} of {len(children)})",
            f"{2 * precision * recall / max(1e-9, precision + recall):.3f}",
            f"{sum(told.name in found for told in few)} of {len(few)}", f"{kinds} of {len(right)}",
            f"{sum(at[r.parent].role == 'source' for r in right)} of {len(right)}",
        ])  # fmt: skip
        if relations is ours:
            wrong += [f"- wrong: {at[r.child].name} ({at[r.child].role}) from {at[r.parent].name}"
                      for r in relations if r not in right]  # fmt: skip
            wrong += [f"- missed: {told.name} ({told.role}, {told.text['language']})"
                      for told in children if told.name not in found]  # fmt: skip
            wrong += [f"- kind: {at[r.child].name} ({at[r.child].role}) called {r.kind}" for r in right
                      if (r.kind == "translation") != (at[r.child].role == "translation")]  # fmt: skip
            print(f"{label}: {len(texts)} texts, {seconds:.2f} s to compare")
    return rows, wrong


def main() -> None:
    """Runs both halves and keeps the result."""
    headings = ["half", "by", "precision", "recall", "F1", "found of those with few numbers", "kind right",
                "from the source itself"]  # fmt: skip
    rows: list[list[object]] = []
    notes: list[str] = []
    for half in (1, 0):
        more, wrong = measure(half)
        rows += more
        notes += [f"{'Odd' if half else 'Even'} half:", *(wrong or ["- nothing wrong or missed"]), ""]
    harder: list[list[object]] = []
    for variant in [name for name in VARIANTS if name != "as written"]:
        for half in (1, 0):
            found, wrong = measure(half, variant)
            harder += [[variant, *row[:6]] for row in found]
            lines = "; ".join(line[2:] for line in wrong if "kind:" not in line)
            notes += [f"{variant}, {'odd' if half else 'even'}: {lines or 'nothing wrong or missed'}", ""]
    note = (
        f"Target for the held-out half: {TARGET}. 24 stories written for this (benchmarks/translation_set): 37"
        " translations and abridged retellings between English, Korean and Chinese, and 24 texts that only look like"
        " them. One writer made both halves and the glossary; words known to come from the even half were taken out of"
        " the glossary before anything was scored."
    )
    keep("Translations and retellings across languages", (
        f"{note}\n\n{table(headings, rows)}\n\n### The retellings made harder by rule\n\n"
        f"{table(['retellings', *headings[:6]], harder)}\n\n" + "\n".join(notes)
    ))


if __name__ == "__main__":
    main()
