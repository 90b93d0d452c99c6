"""Plate readers in North Carolina: what a survey of agencies counts against what the vendor's portals state.

Both files go through the program as a user would bring them in: new, add, build, table map, build. The reference beside
it is a join by hand of the survey's own two columns, which the program never sees together: it reads the agencies'
count from the survey alone and the portals' count from the national portal file alone.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from _common import EVALUATION, keep, sousveil, table, timed

FOLDER = EVALUATION / "data" / "cameras"
SURVEY, PORTALS = "privateeyes_nc_agency_survey20240430.csv", "privateeyes_latest_usage04262023.csv"


def reference() -> tuple[set[str], set[str]]:
    """By the survey's own two columns: the agencies that have both counts, and those whose counts differ."""
    both, differ = set(), set()
    with (FOLDER / SURVEY).open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["cams_confirmed"].isdigit() and row["cams_portal"].isdigit():
                both.add(row["name"])
                if row["cams_confirmed"] != row["cams_portal"]:
                    differ.add(row["name"])
    return both, differ


def joined() -> set[str]:
    """What a spreadsheet's lookup of one file's names in the other finds: the names must be spelt alike."""
    with (FOLDER / PORTALS).open(newline="", encoding="utf-8") as file:
        portal = {row["agency"]: row["number_of_owned_cameras"] for row in csv.DictReader(file)}
    with (FOLDER / SURVEY).open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["cams_confirmed"].isdigit()]
    counts = {row["name"]: (row["cams_confirmed"], portal.get(row["name"], "")) for row in rows}
    return {name for name, (one, two) in counts.items() if two.isdigit() and one != two}


def lines(*arguments: str) -> list[Mapping[str, object]]:
    """A listing as JSON lines."""
    return [json.loads(line) for line in sousveil(*arguments, "--json").stdout.splitlines()]


def main() -> None:
    """Runs and keeps the result."""
    if not (FOLDER / SURVEY).is_file() or not (FOLDER / PORTALS).is_file():
        keep("plates", "The survey and the portal file are not here, so nothing was measured.")
        return
    folder = Path(tempfile.mkdtemp(prefix="plates-"))
    try:
        case = str(folder / "case")
        sousveil("new", case)
        sousveil("add", case, str(FOLDER / SURVEY), str(FOLDER / PORTALS), "--yes")
        sousveil("build", case)
        same = ("--kind", "register", "--set", "technology=plate-reading", "--set", "unit=cameras")
        sousveil("table", "map", case, SURVEY, *same, "--buyer", "name", "--quantity", "cams_confirmed",
                 "--set", "place=North Carolina", "--set", "year=2024-04")  # fmt: skip
        sousveil("table", "map", case, PORTALS, *same, "--buyer", "agency", "--quantity", "number_of_owned_cameras",
                 "--set", "place=United States", "--year", "updated")  # fmt: skip
        wall, _, _ = timed("build", case)
        claims = {str(c["id"]): c for c in lines("claims", case)}
        findings = lines("findings", case)
        survey = {str(c["operator"]) for c in claims.values() if c["item_name"] == SURVEY}
        clashes: set[frozenset[str]] = set()
        for finding in findings:
            for clash in finding["contradictions"]:  # type: ignore[attr-defined]
                clashes.add(frozenset(clash["claims"]))
        found = {
            next((str(claims[c]["operator"]) for c in ids if str(claims[c]["operator"]) in survey), "another")
            for ids in clashes
        }  # fmt: skip
        both, differ = reference()
        told = [m for f in findings for m in f["missing"] if "count the same thing" in str(m)]  # type: ignore[attr-defined]
        status = sousveil("status", case).stdout
        broken = [line.strip(" !") for line in status.splitlines() if "-Infinity" in line]
        lookup = joined()
        rows = [
            ["agencies with both counts, by the survey's own columns", len(both)],
            ["of them that differ", len(differ)],
            ["contradictions the program finds between the two files", len(clashes)],
            ["of them right; missed; false", f"{len(found & differ)}; {len(differ - found)}; {len(found - differ)}"],
            ["a spreadsheet's lookup by name: right; missed; false",
             f"{len(lookup & differ)}; {len(differ - lookup)}; {len(lookup - differ)}"],
            ["what the finding says", " ".join(map(str, told)) or "nothing"],
            ["“-Infinity days”", " ".join(broken) or "NOT REPORTED"],
            ["claims; findings; build after mapping", f"{len(claims)}; {len(findings)}; {wall:.1f} s"],
        ]  # fmt: skip
        keep("plates", table(["what", "measured"], rows))
        if found != differ or len(clashes) != len(differ) or not broken:
            raise SystemExit("plates: not all contradictions, or others too, or the broken cells are not reported")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
