"""A set of words written as one string, so that long lists stay readable."""

from __future__ import annotations


def words(*lines: str) -> frozenset[str]:
    """Every word of ``lines``, parted by space."""
    return frozenset(word for line in lines for word in line.split())
