"""A trade table of 20,000 rows: how fast it is read, mapped to claims and checked; pandas' sums beside it if installed.

The table is generated: trade in eight kinds of goods with six partners, with planted unit jumps and wrong totals, so
that what the check finds can be counted.
"""

from __future__ import annotations

import csv
import json
import random
import shutil
import tempfile
import time
from pathlib import Path

from _common import keep, sousveil, table, timed

ROWS = 19_950
JUMPS = 40
HEADER = ["Year", "Partner", "HS code", "Goods", "Quantity", "Unit", "Value (1000 USD)"]
GOODS = [
    ("852580", "Television cameras, digital cameras", 0.05), ("852589", "CCTV surveillance cameras", 0.06),
    ("852110", "Video recorders", 0.04), ("847130", "Portable computers", 0.4), ("852692", "Radio remote control", 0.1),
    ("020130", "Bovine meat, boneless", 0.006), ("610910", "T-shirts of cotton", 0.002), ("870323", "Motor cars", 9.0),
]  # fmt: skip
PARTNERS = ["China", "Russia", "Malaysia", "Viet Nam", "Thailand", "Germany"]
YEARS = range(2001, 2025)


def write(path: Path, seed: int = 3) -> tuple[set[int], set[int]]:
    """Writes the table; returns the rows with a planted jump and those with a wrong total."""
    draw = random.Random(seed)
    jumps, totals, number = set(), set(), 1
    chosen = set(draw.sample(range(ROWS), JUMPS))
    done = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for index, year in enumerate(YEARS):
            count = ROWS // len(YEARS) + (index < ROWS % len(YEARS))
            total = 0.0
            for _ in range(count):
                code, goods, price = draw.choice(GOODS)
                quantity = draw.randint(50, 9000)
                value = quantity * price * draw.lognormvariate(0, 0.15)
                number += 1
                if done in chosen:
                    value *= draw.choice((10, 0.1, 100))
                    jumps.add(number)
                done += 1
                shown = f"{value:.3f}"
                total += float(shown)
                out.writerow([year, draw.choice(PARTNERS), code, goods, f"{quantity:,}", "units", shown])
            number += 1
            if index % 8 == 5:
                total *= 1.1
                totals.add(number)
            out.writerow([year, "Total", "", "", "", "", f"{total:.3f}"])
    return jumps, totals


def pandas_seconds(path: Path) -> str:
    """How long pandas takes to read the table and sum it by year, for scale."""
    try:
        import pandas  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        return "not installed"
    started = time.perf_counter()
    frame = pandas.read_csv(path, thousands=",")
    frame[frame.Partner != "Total"].groupby(["Year", "Partner"])["Value (1000 USD)"].sum()
    return f"{time.perf_counter() - started:.2f} s"


def main() -> None:
    """Runs and keeps the result."""
    folder = Path(tempfile.mkdtemp(prefix="tables-"))
    try:
        jumps, totals = write(folder / "trade.csv")
        case = str(folder / "case")
        sousveil("new", case)
        sousveil("add", case, str(folder / "trade.csv"), "--yes")
        before, _, _ = timed("build", case)
        sousveil(
            "table", "map", case, "trade.csv", "--kind", "trade", "--year", "Year", "--partner", "Partner",
            "--hs", "HS code", "--description", "Goods", "--quantity", "Quantity", "--unit", "Unit",
            "--value", "Value (1000 USD)", "--set", "flow=import", "--set", "reporter=Laos",
        )  # fmt: skip
        wall, cpu, peak = timed("build", case)
        again, _, _ = timed("build", case)
        checked, _, check_peak = timed("table", "check", case, "trade.csv", "--json")
        result = json.loads(sousveil("table", "check", case, "trade.csv", "--json").stdout)
        claims = [json.loads(line) for line in sousveil("claims", case, "--json").stdout.splitlines()]
        jumped, missed = (
            {row for remark in result["remarks"] if remark["kind"] == kind for row in remark["rows"]}
            for kind in ("jump", "total")
        )
        named = sum(c["technology"] is not None for c in claims)
        rows = [
            ["rows", f"{ROWS:,}"],
            ["first build, columns not mapped", f"{before:.1f} s"],
            ["build after mapping, traced and assessed", f"{wall:.1f} s, {ROWS / wall:.0f} rows/s"],
            ["CPU; peak memory of it", f"{cpu:.1f} s; {peak:.0f} MB"],
            ["build with nothing new", f"{again:.1f} s"],
            ["table check, whole command", f"{checked:.1f} s; {check_peak:.0f} MB"],
            ["pandas, read and sums only", pandas_seconds(folder / "trade.csv")],
            ["claims; of them surveillance by their words", f"{len(claims)}; {named}"],
            ["planted unit jumps found", f"{len(jumped & jumps)} of {len(jumps)}; {len(jumped - jumps)} false"],
            ["planted wrong totals found", f"{len(missed & totals)} of {len(totals)}; {len(missed - totals)} false"],
        ]  # fmt: skip
        keep("tables", table(["what", "measured"], rows))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
