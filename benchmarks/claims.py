"""Everything that is said of the claim step, peers in the same run: one table after the other, kept in RESULTS.md."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

PARTS = ("agreement", "gold_run", "polnear", "certainty", "names", "noise", "actions", "throughput")


def run_parts(parts: Sequence[str]) -> None:
    """Runs the benchmarks of these names, one after the other."""
    for name in parts:
        module = importlib.import_module(name)
        print(f"-- {name}")
        run = getattr(module, "keep_results", None) or module.main
        kept, sys.argv[1:] = sys.argv[1:], []
        try:
            run()
        finally:
            sys.argv[1:] = kept


if __name__ == "__main__":
    run_parts(sys.argv[1:] or PARTS)
