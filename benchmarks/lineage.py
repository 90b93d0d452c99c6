"""Everything that is said of lineage: copies, direction, origins, drift and scale, peers in the same run."""

from __future__ import annotations

import sys

from claims import run_parts

PARTS = (
    "wiki_versions", "kcna_copies", "translations", "articles", "atlas", "drift", "copies_scale", "incremental",
)  # fmt: skip


if __name__ == "__main__":
    run_parts(sys.argv[1:] or PARTS)
