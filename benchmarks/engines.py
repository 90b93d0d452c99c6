"""The engines beside each other: the same generated documents, the same records, the time and memory each takes."""

from __future__ import annotations

import shutil
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from _common import keep, sousveil, table, timed
from _generate import corpus
from kill import records

DOCUMENTS = 1_000


def main(documents: int = DOCUMENTS) -> None:
    """Runs and keeps the result."""
    folder = Path(tempfile.mkdtemp(prefix="engines-"))
    try:
        corpus(folder / "material", documents)
        sousveil("new", str(folder / "case"))
        sousveil("add", str(folder / "case"), str(folder / "material"), "--yes")
        rows, plain = [], 0.0
        for engine in ("inline", "threads", "dask"):
            shutil.copytree(folder / "case", folder / engine)
            wall, cpu, peak = timed("build", str(folder / engine), "--engine", engine)
            plain = plain or wall
            digest = sha256(repr(sorted(records(folder / engine).items())).encode()).hexdigest()[:12]
            rows.append([engine, f"{wall:.1f}", f"{wall / plain:.2f}", f"{cpu:.1f}", f"{peak:.0f}", digest])
            shutil.rmtree(folder / engine)
        same = "All engines gave the same records." if len({row[-1] for row in rows}) == 1 else "THE RECORDS DIFFER."
        heads = ["engine", "build s", "x inline", "CPU s", "peak MB of one process", "digest of the records"]
        keep("engines", f"{documents:,} documents.\n\n{table(heads, rows)}\n\n{same}", ["distributed"])
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
