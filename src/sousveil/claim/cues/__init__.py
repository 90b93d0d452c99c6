"""Cues of certainty: what they are, the stretch of the sentence each bears on, and the tables of three languages."""

from __future__ import annotations

from .find import scoped_cues
from .types import CUE_KINDS, ScopedCue

__all__ = ["CUE_KINDS", "ScopedCue", "scoped_cues"]
