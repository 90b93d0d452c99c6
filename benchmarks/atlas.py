"""The half of the Atlas of Surveillance that is given: rows that look like many sources, by what they rest on.

Loaded through the program itself (new, add, table map, build). The peer beside it is what a reader of the table would
count: every row, every agency or every address as written as a source of its own. The table is not part of the project;
without it this benchmark says so and ends.
"""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from _common import EVALUATION, keep, sousveil, table

from sousveil.case.case import Case
from sousveil.records import Claim, ClaimOrigins, Finding, Link, Source
from sousveil.trace.addresses import normal_url

NAME = "atlas_of_surveillance_2020_half.csv"
LINKS = [f"Link {n}" for n in (1, 2, 3)]
MAP = ["--kind", "register", "--description", "Summary", "--technology", "Technology", "--place", "State",
       "--buyer", "Agency", "--seller", "Vendor", "--name", "atlas",
       *(part for name in LINKS for part in ("--link", name, "--source", f"{name} Source"))]  # fmt: skip


def main() -> None:
    """Runs and keeps the result."""
    file = EVALUATION / "data" / "cameras" / NAME
    if not file.is_file():
        print("The Atlas is not here; nothing was measured.")
        return
    with file.open(encoding="utf-8-sig", newline="") as held:
        rows = list(csv.DictReader(held))
    folder = Path(tempfile.mkdtemp(prefix="atlas-"))
    try:
        case = str(folder / "case")
        sousveil("new", case)
        sousveil("add", case, str(file), "--yes")
        sousveil("build", case)
        sousveil("table", "map", case, NAME, *MAP)
        started = time.monotonic()
        built = sousveil("build", case)
        wall = time.monotonic() - started
        trace = next(iter(re.findall(r"trace: .* in ([\d.]+) s", built.stdout + built.stderr)), "not told")
        keep("atlas", _measured(rows, Path(case), f"{wall:.1f} s; {trace} s"))
    finally:
        shutil.rmtree(folder)


def _measured(rows: list[dict[str, str]], case: Path, seconds: str) -> str:
    with Case.open(case) as opened:
        sources = {one.id: one for one in opened.read(Source)}
        claims = {one.id: one for one in opened.read(Claim)}
        origins = {one.claim: one for one in opened.read(ClaimOrigins)}
        findings = [one for one in opened.read(Finding) if one.facet == "present"]
        shared = [one for one in opened.read(Link) if one.kind == "shared-dataset"]
    by_url = {normal_url(name): one.id for one in sources.values() for name in one.names if "/" in name}
    row_of = _rows_of(rows, claims)
    wrong = 0
    for name, number in row_of.items():
        due = {by_url.get(normal_url(part)) for link in LINKS for part in rows[number][link].split()}
        wrong += set(origins[name].gateway_sources) != due
    spelt = {part for row in rows for link in LINKS for part in row[link].split()}
    plain = {normal_url(url) for url in spelt}
    of = {name: sum(row["Technology"].startswith(name) for row in rows) for name in ("Ring", "Drones")}
    ring = [name for name, number in row_of.items() if rows[number]["Technology"].startswith("Ring")]
    drones = [name for name, number in row_of.items() if rows[number]["Technology"] == "Drones"]
    figures = [
        ["rows; claims, drawn from so many of them", f"{len(rows):,}",
         f"{len(origins):,} from {len(set(row_of.values())):,}"],
        ["sources: agencies; gateways (documents behind the links)", len({row["Agency"] for row in rows}),
         len({g for one in origins.values() for g in one.gateway_sources})],
        ["addresses as written; gateways they are", f"{len(spelt):,}", f"{len({by_url.get(p) for p in plain}):,}"],
        ["claims whose gateways are not exactly the addresses of their row", "", wrong],
        _one(rows, row_of, origins, sources, ring, f"{of['Ring']} Ring rows"),
        _one(rows, row_of, origins, sources, drones, f"{of['Drones']} drone rows"),
        ["links of kind shared-dataset", "", f"{len(shared):,}"],
        ["build after the map; of it trace", "", seconds],
    ]
    return table(["what", "counted naively", "by gateway"], figures) + "\n\n" + _lost(rows, findings, claims, origins,
                                                                                   row_of)  # fmt: skip


def _rows_of(rows: list[dict[str, str]], claims: dict[str, Claim]) -> dict[str, int]:
    """Claim -> number of its row, by the summary and the agency that it quotes."""
    at: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        at[" ".join(row["Agency"].split()), " ".join(row["Summary"].split()), row["State"]].append(number)
    found: dict[str, int] = {}
    taken: dict[tuple[tuple[int, int], ...], int] = {}
    for name in sorted(claims, key=lambda name: claims[name].start):
        one = claims[name]
        if one.spans in taken:
            found[name] = taken[one.spans]
            continue
        said = dict(part.split(": ", 1) for part in _parts(one.statement))
        held = at.get((said.get("Agency", ""), said.get("Summary", ""), said.get("State", "")))
        if held:
            found[name] = taken[one.spans] = held.pop(0)
    return found


def _parts(statement: str) -> list[str]:
    """The "Heading: words" parts of a row's statement."""
    marks = sorted(at for heading in ("State", "Agency", "Summary", "Technology", "Vendor")
                   for at in (_first(statement, f"{heading}: "),) if at >= 0)  # fmt: skip
    return [statement[a:b].rstrip("; ") for a, b in zip(marks, [*marks[1:], len(statement)], strict=True)]


def _first(statement: str, heading: str) -> int:
    return 0 if statement.startswith(heading) else at + 2 if (at := statement.find(f"; {heading}")) >= 0 else -1


def _one(
    rows: list[dict[str, str]], row_of: dict[str, int], origins: dict[str, ClaimOrigins], sources: dict[str, Source],
    names: list[str], title: str,
) -> list[object]:  # fmt: skip
    by_url = {normal_url(name): one.id for one in sources.values() for name in one.names if "/" in name}
    counts = Counter(g for n in names for g in origins[n].gateway_sources)
    best = min(counts, key=lambda g: (-counts[g], g))
    spelt = {part for n in names for link in LINKS for part in rows[row_of[n]][link].split()
             if by_url.get(normal_url(part)) == best}  # fmt: skip
    held = len({row_of[n] for n in names if best in origins[n].gateway_sources})
    return [f"{title}: spellings of the address behind most of them; rows on that one gateway", len(spelt),
            f"{held} of {len({row_of[n] for n in names})} that drew a claim"]  # fmt: skip


COUNTED: dict[str, Callable[[dict[str, str]], list[str]]] = {
    "rows": lambda row: [row["AOSNUMBER"]],
    "agencies": lambda row: [row["Agency"]],
    "addresses as written": lambda row: [part for link in LINKS for part in row[link].split()],
}


def _lost(
    rows: list[dict[str, str]], findings: list[Finding], claims: dict[str, Claim], origins: dict[str, ClaimOrigins],
    row_of: dict[str, int],
) -> str:  # fmt: skip
    """How many findings have two sources or more to a reader of the table, and one gateway only."""
    groups: dict[str, dict[object, list[str]]] = {
        "technology and state (the program's findings)": {
            one.id: [name for name in one.claims if name in row_of] for one in findings
        },
        "technology and city": defaultdict(list),
    }
    for name, number in row_of.items():
        row, technology = rows[number], claims[name].technology
        groups["technology and city"][technology, row["City"], row["State"]].append(name)
    lines: list[list[object]] = []
    for title, held in groups.items():
        for naive, count in COUNTED.items():
            two = [names for names in held.values() if len({p for n in names for p in count(rows[row_of[n]])}) >= 2]
            one = [names for names in two if len({g for n in names for g in origins[n].gateway_sources}) == 1]
            lines.append([title, naive, len(held), len(two), len(one)])
    title = "Findings that lose their corroboration: two sources or more to a reader of the table, one gateway.\n\n"
    heads = ["findings by", "a source is one of the", "findings", "with 2 sources or more", "of them on one gateway"]
    return title + table(heads, lines)


if __name__ == "__main__":
    main()
