"""Steps for tests of the runner, in an importable module, as real ones are."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from sousveil.errors import Unreadable
from sousveil.records import Document, Passage, Source, Text
from sousveil.records.ids import record_id
from sousveil.run.step import Given, Step, View, Work


def read(work: Work) -> Given:
    """Reads a text; some texts do harm instead."""
    assert work.original is not None
    words = work.original.read_bytes().decode("utf-8")
    if words.startswith("KILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    if words.startswith("CRASH"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if words.startswith("HANG"):
        time.sleep(3600)
    if words.startswith("EAT"):
        hog = [bytearray(1 << 24) for _ in range(100_000)]
        return Given([len(hog)])
    if words.startswith("BUG"):
        raise ZeroDivisionError("division by zero")
    if words.startswith("EXIT"):
        raise SystemExit(0)
    if words.startswith("REFUSE"):
        raise Unreadable("This is not a text.", "Bring another.")
    if words.startswith("FORGE"):
        return Given([Source("s-1", "forged", "outlet")])
    if words.startswith("LITTER"):
        Path(os.environ["TMPDIR"], "litter").write_text("left behind")
    passage = Passage(record_id("p", work.item.id, 0), work.item.id, 0, 0, len(words), "paragraph", "en", ((0, len(words)),))
    return Given([Document(work.item.id, "en", "test", len(words)), Text(work.item.id, words), passage])


def gather(view: View) -> Given:
    """One source for each document, by length."""
    found = []
    for item in view.items():
        for document in view.all(Document, item.id):
            found.append(Source(f"s-{item.id[:8]}", f"{item.name} {document.length}", "outlet"))
    return Given(found)


READ = Step(
    "read", "1", (), (Document, Text, Passage), "item", "tests.run.worksteps:read", isolation="item", seconds=5,
    megabytes=600, original=True,
)  # fmt: skip
GATHER = Step("gather", "1", (Document,), (Source,), "case", "tests.run.worksteps:gather")
