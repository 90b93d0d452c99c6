"""The sample case, from a folder of documents to a verified release, held against its key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sousveil import sample
from sousveil.case.case import Case
from sousveil.cli.main import cli
from sousveil.records import Failure
from tests.stories.scoring import Score, flat, same_place, score_claims

# Pinned: what the rules of today reach. A change that lowers one fails; one that raises it may raise the pin.
PINS = {
    "found": 0.96, "status": 0.98, "certainty": 0.97, "kind": 0.99, "places": 0.93, "outermost": 0.96,
    "innermost": 0.94, "whole": 0.86,
}  # fmt: skip
PIN_COPIES = 0.95
PIN_RANGES = 0.94


@pytest.fixture(scope="module")
def key() -> dict[str, Any]:
    return sample.key()


def rows(case: Case, *arguments: str) -> list[dict[str, Any]]:
    command, *rest = arguments
    done = CliRunner().invoke(cli, [command, str(case.layout.root), "--json", *rest], catch_exceptions=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def show(scores: dict[str, Score]) -> str:
    return "\n".join(
        f"{name}: {s.right}/{s.asked} = {s.share:.3f}\n  " + "\n  ".join(s.misses) for name, s in scores.items()
    )


def test_nothing_failed(case: Case) -> None:
    assert [f for f in case.read(Failure) if f.severity == "failed"] == []


def test_making_the_sample_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = sample.make(tmp_path / "a"), sample.make(tmp_path / "b")
    names = sorted(p.relative_to(first) for p in first.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(second) for p in second.rglob("*") if p.is_file())
    assert all((first / n).read_bytes() == (second / n).read_bytes() for n in names)


def test_every_sentence_is_accounted_for(case: Case) -> None:
    claims = {c["id"] for c in rows(case, "claims")}
    accounted = rows(case, "sentences")
    assert {s["outcome"] for s in accounted} <= {"claims", "declined", "furniture"}
    assert all(s["reason"] for s in accounted if s["outcome"] != "claims")
    assert {c for s in accounted for c in s["claims"]} == claims
    by_item: dict[str, list[tuple[int, int]]] = {}
    for s in accounted:
        by_item.setdefault(s["item"], []).append((s["start"], s["end"]))
    from sousveil.records import Text

    for text in case.read(Text):
        left = list(text.text)
        for start, end in by_item.get(text.item, ()):
            left[start:end] = " " * (end - start)
        # What stands outside every passage is markup (the marks of a heading), never words.
        assert not re.search(r"\w", "".join(left)), f"{text.item[:8]}: {''.join(left).strip()[:200]!r}"


def test_furniture_never_yields_a_claim(case: Case, key: dict[str, Any]) -> None:
    quotes = [(c["item_name"], flat(c["quote"])) for c in rows(case, "claims")]
    for entry in key["furniture"]:
        words = flat(entry["sentence"])
        assert not [q for name, q in quotes if name == entry["file"] and words in q], entry


def stands(claim: dict[str, Any]) -> bool:
    """Whether a claim speaks of something that stands or runs."""
    return claim["status"] in ("in-use", "installed")


def test_the_traps_hold(case: Case, key: dict[str, Any]) -> None:
    claims = rows(case, "claims")
    fell = []
    for trap in key["traps"]:
        here = [c for c in claims if c["item_name"] == trap["file"] and same_place(trap["sentence"], c["quote"])]
        if (
            (trap["expect"] == "declined" and here)
            or (trap["expect"] == "not-in-use" and any(stands(c) for c in here))
            or (trap["expect"] == "other-place" and any(p["country"] == "XA" for c in here for p in c["places"]))
        ):
            fell.append((trap["file"], trap["expect"], trap["sentence"][:90], [c["status"] for c in here]))
    assert not fell, fell


def test_claims_are_found_as_well_as_pinned(case: Case, key: dict[str, Any]) -> None:
    scores = score_claims(rows(case, "claims"), key["claims"])
    print(show(scores))
    for name, least in PINS.items():
        assert scores[name].share >= least, show({name: scores[name]})


def test_no_finding_counts_more_gateways_than_there_are(case: Case, key: dict[str, Any]) -> None:
    found = {(f["technology"], f["place"]): f for f in rows(case, "findings") if f["facet"] == "present"}
    wrong = []
    for entry in key["findings"]:
        finding = found.get((entry["technology"], entry["place"]))
        if finding and finding["origins"]["gateways"]["at_most"] > entry["at_most"]:
            wrong.append((entry["technology"], entry["place"], finding["origins"], entry["at_most"]))
    assert not wrong, wrong


def test_gateway_ranges_are_those_of_the_key(case: Case, key: dict[str, Any]) -> None:
    held = [f for f in rows(case, "findings") if f["facet"] == "present"]
    found = {(f["technology"], f["place"]): f["origins"]["gateways"] for f in held}
    score = Score()
    for entry in key["findings"]:
        gateways = found.get((entry["technology"], entry["place"]), {"at_least": None, "at_most": None})
        hit = (gateways["at_least"], gateways["at_most"]) == (entry["at_least"], entry["at_most"])
        score.note(hit, f"{entry['technology']} {entry['place']}: {gateways} not {entry['at_least']}..{entry['at_most']}")
    print(show({"ranges": score}))
    assert score.share >= PIN_RANGES, show({"ranges": score})


def test_rumours_stay_rumours(case: Case, key: dict[str, Any]) -> None:
    claims = rows(case, "claims")
    wrong = []
    for rumour in key["rumours"]:
        for passage in rumour["passages"]:
            for claim in claims:
                if claim["item_name"] == passage["file"] and same_place(passage["sentence"], claim["quote"]):
                    gateways = claim["origins"]["gateways"]
                    if claim["technology"] == rumour["technology"] and gateways["at_least"] > rumour["at_least"]:
                        wrong.append((rumour["id"], passage["sentence"][:80], gateways))
    assert not wrong, wrong


def test_planted_copies_are_linked(case: Case, key: dict[str, Any]) -> None:
    links = rows(case, "lineage")
    score = Score()
    for copy in key["copies"]:
        kinds = copy["kind"] if isinstance(copy["kind"], list) else [copy["kind"]]
        hit = any(
            link["child_name"] == copy["child"] and link["parent_name"] == copy["parent"] and link["kind"] in kinds
            for link in links
        )
        score.note(hit, f"{copy['child']} <- {copy['parent']} {kinds}")
    print(show({"copies": score}))
    assert score.share >= PIN_COPIES, show({"copies": score})


def test_it_becomes_a_release_that_verifies(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "release"
    run = CliRunner().invoke(cli, ["publish", str(case.layout.root), "--out", str(out), "--all-originals"])
    assert out.is_dir(), run.output
    checked = CliRunner().invoke(cli, ["verify", str(out)], standalone_mode=False)
    assert checked.return_value == 0, checked.output
    page = next(p for p in sorted(out.glob("*.html")) if p.name == "index.html")
    page.write_bytes(page.read_bytes() + b" ")
    assert CliRunner().invoke(cli, ["verify", str(out)], standalone_mode=False).return_value == 1
