"""Runs the program on the gold set and prints how each language fares; with ``--look`` the faults of the open half.

``--keep`` keeps the figures, as ``./dev bench claims`` does.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from _common import keep, table
from _gold import FIELDS, LANGUAGES, Tally, held_out, interval, key, material, score

from sousveil import workflow
from sousveil.case.case import Case
from sousveil.case.rows import claim_row
from sousveil.claim.model.linear import loads
from sousveil.claim.step import claim_item
from sousveil.records import Claim, Collection, Document, Item, Passage, Sentence, Text
from sousveil.run.step import Work
from sousveil.settings import Settings
from sousveil.steps import STEPS


def claims_of(folder: Path, paths: list[Path]) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """The program's claims by file name, without those of headlines; and those drawn from furniture, in words.

    The documents are added and read as ever; the claim step is then called here, so that the rules can be run alone.
    """
    reading = mock.patch("sousveil.workflow.steps", lambda: STEPS[:1])
    with Case.create(folder / "case", Settings(title="Gold")) as case, reading:
        workflow.add(case, paths)
        workflow.build(case, engine="inline")
        held: dict[str, dict[type, list[Any]]] = {}
        for kind in (Collection, Document, Text, Passage):
            for record in case.read(kind):
                held.setdefault(record.item, {}).setdefault(kind, []).append(record)
        items = list(case.read(Item))
    out: dict[str, list[dict[str, Any]]] = {Path(item.name).name: [] for item in items}
    stray: list[str] = []
    for item in items:
        name, mine = Path(item.name).name, held.get(item.id, {})
        given = claim_item(Work(item, tuple(mine.pop(Collection, ())), mine))
        heads = [(p.start, p.end) for p in mine.get(Passage, ()) if p.kind in ("title", "heading", "caption")]
        furniture = [(s.start, s.end) for s in given.records if isinstance(s, Sentence) and s.outcome == "furniture"]
        for claim in given.records:
            if not isinstance(claim, Claim):
                continue
            if any(a < claim.end and claim.start < b for a, b in furniture):
                stray.append(f"{name}: {claim.quote}")
            if not any(a <= claim.start and claim.end <= b for a, b in heads):
                out[name].append(claim_row(claim, name, None, None))
    return out, stray


def run(folder: str = "key") -> tuple[dict[str, Tally], list[str]]:
    """One tally for each labelled document, and the claims drawn from furniture."""
    with tempfile.TemporaryDirectory(prefix="gold-") as temporary:
        home = Path(temporary)
        folder_of = material(home / "material")
        claims, stray = claims_of(home, [folder_of / language for language in LANGUAGES])
    return {name: score(document, claims.get(name, [])) for name, document in key(folder).items()}, stray


TARGETS = {"en": 0.75, "ko": 0.65, "zh": 0.65}


def keep_results() -> None:
    """Runs and keeps the figures of both halves, with what the rules alone give."""
    rows: list[list[object]] = []
    reviewed, stray = run()
    with mock.patch("sousveil.claim.step.shipped", lambda: None):
        alone, _ = run()
    for language in LANGUAGES:
        for half, words in ((True, "only scored"), (False, "looked at")):
            names = [n for n in reviewed if n.startswith(language) and held_out(n) == half]
            total = Tally()
            for name in names:
                total.add(reviewed[name])
            whole, low, high = interval([reviewed[n] for n in names], "whole")
            found = interval([reviewed[n] for n in names], "found")[0]
            share = {f: 1 - total.wrong.get(f, 0) / max(1, total.found) for f in FIELDS}
            rows.append([
                language, words, len(names), total.keyed, total.drawn, f"{whole:.2f} [{low:.2f}, {high:.2f}]",
                f">= {TARGETS[language]:.2f}", f"{interval([alone[n] for n in names], 'whole')[0]:.2f}", f"{found:.2f}",
                f"{interval([alone[n] for n in names], 'found')[0]:.2f}", *(f"{share[f]:.2f}" for f in FIELDS),
            ])  # fmt: skip
    headings = [
        "language", "half", "documents", "labels", "drawn", "all right, F1", "target", "rules alone", "found, F1",
        "rules alone", *(f"{f} right of found" for f in FIELDS),
    ]  # fmt: skip
    text = table(headings, rows)
    text += f"\n\nClaims drawn from page furniture: {len(stray)} (target 0). Brackets: 95 % of a bootstrap by document."
    keep("claims: our own gold set", text)


def main() -> None:
    """Prints the table, and with ``--look`` every fault in the documents that may be looked at."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--look", nargs="*", metavar="NAME", help="languages or documents whose faults are shown")
    parser.add_argument("--key", default="key")
    parser.add_argument("--keep", action="store_true", help="keep the figures in RESULTS.md instead")
    parser.add_argument("--model", type=Path, help="another model of the review than the one that ships")
    parser.add_argument("--alone", action="store_true", help="the rules alone, without the review")
    options = parser.parse_args()
    if options.alone:
        mock.patch("sousveil.claim.step.shipped", lambda: None).start()
    if options.model is not None:
        other = loads(options.model.read_bytes())
        mock.patch("sousveil.claim.step.shipped", lambda: other).start()
    if options.keep:
        keep_results()
        return
    tallies, stray = run(options.key)
    for language in LANGUAGES:
        for half in (False, True):
            mine = {n: t for n, t in tallies.items() if n.startswith(language) and held_out(n) == half}
            if not mine:
                continue
            total = Tally()
            for one in mine.values():
                total.add(one)
            whole, low, high = interval(mine.values(), "whole")
            found = interval(mine.values(), "found")[0]
            wrong = ", ".join(f"{k} {v}" for k, v in sorted(total.wrong.items()))
            print(
                f"{language} {'held' if half else 'open'}: whole F1 {whole:.3f} [{low:.2f}, {high:.2f}];"
                f" found F1 {found:.3f};"
                f" keyed {total.keyed}, drawn {total.drawn}, found {total.found}, whole {total.whole}; wrong: {wrong}"
            )
    print("claims from furniture:", len(stray))
    if options.look is not None:
        for name, tally in tallies.items():
            if held_out(name) or (options.look and not any(name.startswith(o) for o in options.look)):
                continue
            print(f"\n== {name}: keyed {tally.keyed}, drawn {tally.drawn}, found {tally.found}, whole {tally.whole}")
            for title, lines in (("MISSED", tally.misses), ("FALSE", tally.false), ("WRONG", tally.faults)):
                for line in lines:
                    print(f"  {title} {line}")
        for line in stray:
            if not held_out(line.split(":")[0]):
                print("  FURNITURE", line)


if __name__ == "__main__":
    main()
