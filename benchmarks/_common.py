"""What the benchmarks share: tables, the machine's description, and the file that keeps the latest results."""

from __future__ import annotations

import os
import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # the tests' helpers, so that a benchmark compares as the tests do
RESULTS = HERE / "RESULTS.md"
EVALUATION = HERE.parent.parent / "shared"
"""Real material that is not part of the project; benchmarks use it where it is and say where it is not."""


def machine() -> str:
    """This machine in one line."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{model}, {cores} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    cells = [[str(cell) for cell in row] for row in [headings, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(headings))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def keep(title: str, text: str, packages: Sequence[str] = ()) -> None:
    """Prints a result and puts it into RESULTS.md in the place of the earlier one with the same title."""
    versions = ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in packages)])
    day = time.strftime("%Y-%m-%d")
    section = f"## {title}\n\n{day}; {versions}; {machine()}\n\n{text.strip()}\n"
    print("\n" + section)
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    head = (
        "# Results\n\nThe latest run of each benchmark (`./dev bench NAME`). The machines are shared and noisy: read"
        " ratios, not seconds.\n"
    )
    sections = dict(re.findall(r"^(## .*?)$\n(.*?)(?=^## |\Z)", old, re.MULTILINE | re.DOTALL))
    sections[f"## {title}"] = section.partition("\n")[2]
    body = "\n".join(f"{name}\n{content.rstrip()}\n" for name, content in sorted(sections.items()))
    RESULTS.write_text(head + "\n" + body, encoding="utf-8")


def sousveil(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs the command line in a process of its own."""
    command = [sys.executable, "-m", "sousveil.cli.main", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if check and done.returncode == 2:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr}")
    return done


def timed(*arguments: str) -> tuple[float, float, float]:
    """Runs the command line; returns wall seconds, CPU seconds of it and its children, and its peak memory in MB."""
    code = (
        "import resource,subprocess,sys,time;t=time.monotonic();"
        "p=subprocess.run([sys.executable,'-m','sousveil.cli.main',*sys.argv[1:]],stdout=subprocess.DEVNULL,"
        "stderr=subprocess.PIPE,text=True);u=resource.getrusage(resource.RUSAGE_CHILDREN);"
        "sys.exit(p.stderr) if p.returncode==2 else None;"
        "print(time.monotonic()-t,u.ru_utime+u.ru_stime,u.ru_maxrss/1024)"
    )
    out = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True).stdout
    wall, cpu, peak = out.split()
    return float(wall), float(cpu), float(peak)


def peak_memory() -> float:
    """This process's peak memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
