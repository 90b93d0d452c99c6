"""Kills a build at random moments and compares what a later, undisturbed run leaves with a build that was never killed.

The target: byte-identical records after 50 kills (times in the ledger and the custody log aside), nothing lost.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from _common import keep, sousveil, table
from _generate import corpus
from tests.case.helpers import dump

from sousveil.case.case import Case

KILLS = 50
DOCUMENTS = 300


def records(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every stored record of the case in ``folder``."""
    with Case.open(folder) as case:
        return dump(case)


def main(kills: int = KILLS) -> None:
    """Runs and keeps the result."""
    folder = Path(tempfile.mkdtemp(prefix="kill-"))
    draw = random.Random(7)
    try:
        corpus(folder / "material", DOCUMENTS, relevant=0.5)
        sousveil("new", str(folder / "case"))
        sousveil("add", str(folder / "case"), str(folder / "material"), "--yes")
        shutil.copytree(folder / "case", folder / "calm")
        begin = time.monotonic()
        sousveil("build", str(folder / "calm"))
        whole = time.monotonic() - begin
        wanted = records(folder / "calm")
        different, killed, moments = 0, 0, []
        command = [sys.executable, "-m", "sousveil.cli.main", "build", str(folder / "victim")]
        while killed < kills:
            if not (folder / "victim").exists():
                shutil.copytree(folder / "case", folder / "victim")
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            moment = draw.uniform(0.2, whole)
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
                moments.append(moment)
            # About one time in four the build is let run to its end and compared, then begun anew.
            if draw.random() < 0.25 or killed == kills:
                sousveil("build", str(folder / "victim"))
                different += records(folder / "victim") != wanted
                shutil.rmtree(folder / "victim")
        held = sum(len(found) for found in wanted.values())
        rows = [
            [DOCUMENTS, held, killed, f"{min(moments):.2f} to {max(moments):.2f}", f"{whole:.1f}", different],
        ]
        keep(
            "kill",
            table(["documents", "records", "kills", "moments s", "undisturbed build s", "builds that differ"], rows)
            + "\n\nTarget: 0 builds that differ.",
        )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else KILLS)
