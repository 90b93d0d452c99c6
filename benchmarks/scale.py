"""Build time and memory per document from 1,000 to 10,000 generated documents, and a second build with nothing new.

The target: flat within 15 %, and the second build under 2 s.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from _common import keep, sousveil, table, timed
from _generate import corpus

SIZES = (1_000, 10_000)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Runs and keeps the result."""
    rows, per = [], {}
    for size in sizes:
        folder = Path(tempfile.mkdtemp(prefix="scale-"))
        try:
            corpus(folder / "material", size)
            sousveil("new", str(folder / "case"))
            add = timed("add", str(folder / "case"), str(folder / "material"), "--yes")
            build = timed("build", str(folder / "case"))
            again = timed("build", str(folder / "case"))
            disk = sum(p.stat().st_size for p in (folder / "case").glob("case.sqlite*")) / 1e6
            per[size] = (build[0] / size, build[1] / size, build[2] / size)
            rows.append([
                f"{size:,}", f"{add[0]:.1f}", f"{build[0]:.1f}", f"{1000 * build[0] / size:.2f}",
                f"{1000 * build[1] / size:.2f}", f"{build[2]:.0f}", f"{1024 * build[2] / size:.0f}", f"{disk:.0f}",
                f"{again[0]:.2f}",
            ])  # fmt: skip
        finally:
            shutil.rmtree(folder)
    first, last = per[sizes[0]], per[sizes[-1]]
    text = table(
        ["documents", "add s", "build s", "ms a document", "CPU ms a document", "peak MB", "peak kB a document",
         "database MB", "second build s"],
        rows,
    )  # fmt: skip
    text += (
        f"\n\nFrom {sizes[0]:,} to {sizes[-1]:,} documents: wall time a document x {last[0] / first[0]:.2f}, CPU x "
        f"{last[1] / first[1]:.2f}, peak memory a document x {last[2] / first[2]:.2f} (target: at most"
        " x 1.15 each).\n\nA second build with nothing new: target under 2 s."
    )
    keep("scale", text, ["sqlalchemy"])


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
