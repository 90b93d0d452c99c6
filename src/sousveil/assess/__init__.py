"""Claims and lineage into findings."""

STEP_VERSION = "7"
"""Raised whenever the same input would give other records. It stands here so that listing steps loads no rules."""
