"""The three real articles of the model case: time to build, and what the report may and may not say.

They are publishers' text and not part of the project; without them this benchmark says so and ends.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from _common import EVALUATION, keep, sousveil, table, timed

from sousveil.case.case import Case
from sousveil.records import ClaimOrigins, Item, Source

SECONDS = 60.0


def main() -> None:
    """Runs and keeps the result."""
    articles = EVALUATION / "articles"
    if not articles.is_dir():
        print("The evaluation articles are not here; nothing was measured.")
        return
    folder = Path(tempfile.mkdtemp(prefix="articles-"))
    try:
        case = str(folder / "case")
        sousveil("new", case)
        sousveil("add", case, str(articles), "--yes")
        wall, cpu, peak = timed("build", case)
        claims, findings, sentences = (
            [json.loads(line) for line in sousveil(name, case, "--json").stdout.splitlines()]
            for name in ("claims", "findings", "sentences")
        )
        furniture = [(s["item"], s["start"], s["end"]) for s in sentences if s["outcome"] == "furniture"]
        in_furniture = sum(
            1 for c in claims for item, a, b in furniture if c["item"] == item and c["start"] < b and a < c["end"]
        )
        rows = [
            ["build, two cores", f"{wall:.1f} s", f"under {SECONDS:.0f} s"],
            ["CPU; peak memory", f"{cpu:.1f} s; {peak:.0f} MB", ""],
            ["sentences accounted for", f"{len(sentences)}", "all"],
            ["claims; findings", f"{len(claims)}; {len(findings)}", ""],
            ["claims that overlap page furniture", in_furniture, "0"],
            *_origins(claims, findings),
        ]
        keep("articles", table(["what", "measured", "target"], rows) + "\n\n" + _paths(Path(case)))
    finally:
        shutil.rmtree(folder)


def _origins(claims: list[dict[str, Any]], findings: list[dict[str, Any]]) -> list[list[object]]:
    """What the findings on North Korea, those on face recognition in China, and the blood test rest on."""
    korea = [f for f in findings if f["country"] == "KP" and f["facet"] == "present" and f["likelihood"]]
    named = sorted({name for f in korea for name in f["origins"]["gateways"]["names"]})
    most = max((f["origins"]["gateways"]["at_most"] for f in korea), default=0)
    sure = {name for f in korea if f["origins"]["gateways"]["at_least"] for name in f["origins"]["gateways"]["names"]}
    bases = sorted({basis for f in korea for basis in f["origins"]["bases"]})
    china = [f for f in findings if f["country"] == "CN" and f["technology"] == "facial-recognition"
             and f["facet"] == "present"]  # fmt: skip
    people = {e["source"] for c in claims for e in c["attribution"] if e["kind"] == "person"}
    blood = [c for c in claims if [d for d in c["data_captured"] if "blood" in d] == c["data_captured"] != []]
    return [
        ["gateways of any North Korea finding, at most", most, "1"],
        ["gateways that North Korea findings surely have", _list(sure), "38 North report"],
        ["… and those they may have", _list(set(named) - sure), ""],
        ["bases beneath it, by kind", _list(_kinds(bases)), "interviews, media, papers, state media, survey"],
        ["face recognition in China: gateways", "; ".join(f"{_range(f)}: {_list(_shown(f, people))}" for f in china),
         "2: Radio Free Asia report, a person"],
        ["the blood test's gateways", "; ".join(sorted({f"{_range(c)}: {_list(c['origins']['gateways']['names'])}"
                                                        for c in blood})), "0 to 1: one report"],
    ]  # fmt: skip


KINDS = (("interviews", "interview"), ("survey", "survey"), ("state media", "state media"), ("media", "coverage"),
         ("papers", "research"), ("an unnamed report", "one report"))  # fmt: skip


def _kinds(bases: Iterable[str]) -> set[str]:
    """Bases by kind: their words are the articles' own."""
    return {next((kind for kind, word in KINDS if word in basis.casefold()), "other") for basis in bases}


def _shown(record: dict[str, Any], people: set[str]) -> list[str]:
    return ["a person" if name in people else name for name in record["origins"]["gateways"]["names"]]


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _range(record: dict[str, Any]) -> str:
    held = record["origins"]["gateways"]
    low, high = held["at_least"], held["at_most"]
    return str(low) if low == high else f"{low} to {high}"


def _paths(case: Path) -> str:
    """The ways from the items to the gateways, each kind of way once, without a word of the articles' own text."""
    with Case.open(case) as opened:
        names = {item.id: f"article {n}" for n, item in enumerate(sorted(opened.read(Item), key=lambda i: i.name), 1)}
        # Of the articles' own words nothing is printed: people stand by what they are.
        names |= {one.id: "a person" if one.kind == "person" else one.name for one in opened.read(Source)}
        origins = list(opened.read(ClaimOrigins))
    ways = Counter(" → ".join([names[one.item], *(names[hop.parent] for hop in one.path)]) for one in origins)
    rows = [[way, count] for way, count in sorted(ways.items(), key=lambda pair: (-pair[1], pair[0]))]
    missing = sum(not one.path for one in origins)
    title = f"Ways from the articles to their gateways ({missing} claims without one).\n\n"
    return title + table(["way", "claims"], rows)


if __name__ == "__main__":
    main()
