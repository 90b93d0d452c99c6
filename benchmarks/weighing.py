"""Everything that is said of weighing: dependent sources, contradictions and calibration, peers in the same run."""

from __future__ import annotations

import sys

from claims import run_parts

PARTS = ("books", "dependence_worlds", "plates", "calibration")


if __name__ == "__main__":
    run_parts(sys.argv[1:] or PARTS)
