"""A step for tests of engines that goes by the item's name, in an importable module."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from sousveil.records import Document, Failure, Passage
from sousveil.run.step import Given, Step, Work


def read(work: Work) -> Given:
    """Gives a document; some names do harm instead."""
    name = work.item.name
    if name == "KILL":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "KILLWORKER":
        # The parent is the guard's zygote; its parent is whoever holds the guard: on Dask, the worker.
        fields = Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()
        os.kill(int(fields[1]), signal.SIGKILL)
        time.sleep(30)
    if name == "SLOW":
        time.sleep(0.3)
    return Given([Document(work.item.id, "en", str(os.getpid()), len(name))])


READ = Step("read", "1", (), (Document,), "item", "tests.run.enginesteps:read", isolation="item", seconds=20)


def forge(work: Work) -> Given:
    """Gives records that are well-formed and still not to be stored."""
    name, item = work.item.name, work.item.id
    fine = Document(item, "en", "test", 1)
    if name == "OTHER":
        return Given([Document("another item", "en", "test", 1)])
    if name == "OTHERS-FAILURE":
        return Given([fine], [Failure("f-1", "another item", "x", "forge", "It broke.", "Mend it.")])
    if name == "TWICE":
        return Given([_passage("p-twice", item), _passage("p-twice", item)])
    if name in ("TAKEN-1", "TAKEN-2"):
        return Given([fine, _passage("p-taken", item)])
    if name == "LONG":
        return Given([fine, _passage("p" * 500, item)])
    if name == "SURROGATE":
        return Given([fine, _passage("p-\ud800", item)])
    if name == "NUL":
        return Given([fine, _passage("p-\x00", item)])
    if name == "NAN":
        return Given([fine, replace(_passage(f"p-{item}", item), confidence=float("nan"))])
    if name == "RAISE":
        raise ValueError("half a pair: \udcff, a NUL: \x00, a line\nand another")
    return Given([fine, _passage(f"p-{item}", item)])


def _passage(key: str, item: str) -> Passage:
    return Passage(key, item, 0, 0, 1, "paragraph", "en", ())


FORGE = Step(
    "forge", "1", (), (Document, Passage), "item", "tests.run.enginesteps:forge", isolation="item", seconds=20
)
