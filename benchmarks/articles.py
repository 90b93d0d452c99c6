"""The three real articles of the model case: time to build, and what the report may and may not say.

They are publishers' text and not part of the project; without them this benchmark says so and ends.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from _common import EVALUATION, keep, sousveil, table, timed

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
        korea = [f for f in findings if f["country"] == "KP"]
        most = max((f["origins"]["gateways"]["at_most"] for f in korea), default=0)
        ones = sum(
            1 for f in korea if f["origins"]["gateways"] == {**f["origins"]["gateways"], "at_least": 1, "at_most": 1}
        )
        blood = [c for c in claims if [d for d in c["data_captured"] if "blood" in d] == c["data_captured"] != []]
        ranges = sorted({(c["origins"]["gateways"]["at_least"], c["origins"]["gateways"]["at_most"]) for c in blood})
        rows = [
            ["build, two cores", f"{wall:.1f} s", f"under {SECONDS:.0f} s"],
            ["CPU; peak memory", f"{cpu:.1f} s; {peak:.0f} MB", ""],
            ["sentences accounted for", f"{len(sentences)}", "all"],
            ["claims; findings", f"{len(claims)}; {len(findings)}", ""],
            ["claims that overlap page furniture", in_furniture, "0"],
            ["gateways of any North Korea finding, at most", most, "1"],
            ["North Korea findings with exactly one gateway", f"{ones} of {len(korea)}", ""],
            ["the blood test's gateways", str(ranges), "[(0, 1)]"],
        ]
        keep("articles", table(["what", "measured", "target"], rows))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
