"""Everything that is said of the claim step, peers in the same run: one table after the other, kept in RESULTS.md."""

from __future__ import annotations

import importlib
import sys

PARTS = ("agreement", "gold_run", "polnear", "certainty", "names", "noise", "actions", "throughput")


def main() -> None:
    """Runs the parts, or those named as arguments."""
    for name in sys.argv[1:] or PARTS:
        module = importlib.import_module(name)
        print(f"-- {name}")
        run = getattr(module, "keep_results", None) or module.main
        kept, sys.argv[1:] = sys.argv[1:], []
        try:
            run()
        finally:
            sys.argv[1:] = kept


if __name__ == "__main__":
    main()
