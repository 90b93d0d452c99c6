"""Tracing and assessing a case anew against doing it again after one document more, or after one judgement.

The documents are generated: English, Korean and Chinese, some of them about surveillance, some copied. The document
that comes in tells of surveillance; the judgements reject one claim, and hold two names to be distinct.
The target: after one document more at most 10 % of the time that everything takes, and few rows written.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from _common import keep, sousveil, table
from _generate import corpus, document

from sousveil import workflow
from sousveil.case.case import Case
from sousveil.case.database import writing
from sousveil.case.ledger import forget
from sousveil.case.memos import forget_memos
from sousveil.records import Claim, ClaimOrigins, Dependence, Drift, Finding, Judgement, Link, Source
from sousveil.records.ids import record_id

SIZES = (2_000, 10_000)
STEPS = ("trace", "assess")
GIVEN = (Source, Link, ClaimOrigins, Drift, Dependence, Finding)


def built(case: Case) -> tuple[float, int, float]:
    """Builds; seconds of the steps over the whole case, rows that they wrote, and CPU seconds of this process."""
    cpu = time.process_time()
    report = workflow.build(case).steps
    return sum(report.seconds[name] for name in STEPS), sum(report.rows.values()), time.process_time() - cpu


def judge(case: Case, target: str, verdict: str, **fields: object) -> None:
    """One judgement."""
    at = "2026-01-01T00:00:00Z"
    case.append(Judgement(record_id("j", target, verdict), target, verdict, "ann", "coder", at, "A reason.", fields))


def held(case: Case) -> list[object]:
    """Everything that the steps over the whole case gave."""
    return [record for kind in GIVEN for record in case.read(kind)]


def measure(folder: Path, size: int) -> list[list[object]]:
    """The rows of the table for one size."""
    corpus(folder / "material", size)
    sousveil("new", str(folder / "case"))
    sousveil("add", str(folder / "case"), str(folder / "material"), "--yes")
    out: list[list[object]] = []
    with Case.open(folder / "case") as case:
        whole, rows, _ = built(case)
        out.append([f"{size:,}", "everything", f"{whole:.1f}", "1", f"{rows:,}"])

        def again(what: str) -> None:
            seconds, rows, _ = built(case)
            out.append([f"{size:,}", what, f"{seconds:.2f}", f"{seconds / whole:.3f}", f"{rows:,}"])

        for number in range(3):
            (folder / "more.txt").write_text(document(10**9 + size + number, True, "en"), encoding="utf-8")
            workflow.add(case, [folder / "more.txt"])
            again("one document more")
        claim = min(case.read(Claim), key=lambda one: one.id)
        judge(case, claim.id, "reject")
        again("one claim rejected")
        kinds = ("official", "organisation", "outlet", "wire")
        names = sorted(source.name for source in case.read(Source) if source.kind in kinds)[:2]
        judge(case, record_id("n", *names), "distinct", one=names[0], two=names[1], kind="organisation")
        again("two names held to be distinct")
        after = held(case)
        with writing(case.database) as connection:
            forget_memos(connection)
            for name in STEPS:
                forget(connection, step=name)
        again("everything, once more")
        same = "the same records, byte for byte" if held(case) == after else "OTHER RECORDS"
        out[-1][1] = f"everything, once more: {same}"
    return out


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Runs and keeps the result, size by size."""
    rows: list[list[object]] = []
    for size in sizes:
        folder = Path(tempfile.mkdtemp(prefix="incremental-"))
        try:
            rows += measure(folder, size)
        finally:
            shutil.rmtree(folder)
        text = table(["documents", "what", "trace and assess s", "of everything", "rows written"], rows)
        text += (
            "\n\nTarget for one document more: at most .10 of everything. Reading the new document and drawing its"
            " claims is not in these times."
        )
        keep("incremental", text, ["sqlalchemy", "numpy"])


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
