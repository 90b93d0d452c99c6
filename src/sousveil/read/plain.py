"""Plain text: the extracted text is the decoded file itself, but for what `storable` says."""

from __future__ import annotations

from pathlib import Path

from sousveil.errors import Unreadable

from .decode import decode
from .paragraphs import paragraphs
from .reading import Reading, storable, too_long


def load(original: Path, limit: int, declared: str | None = None) -> tuple[str, list[str]]:
    """The storable text of a text file, with doubts about its encoding. Reads at most what ``limit`` can need.

    Raises:
        Unreadable: empty, not text, or longer than ``limit`` code points.
    """
    size = original.stat().st_size
    if size == 0:
        raise Unreadable("The file is empty.", "Get it again from where it came, or remove it from the case.")
    # No encoding needs more than 4 bytes for a character: above this, it is too long whatever it holds.
    if size > 4 * limit:
        raise too_long(limit)
    text, doubts = decode(original.read_bytes(), declared)
    text = storable(text)
    if len(text) > limit:
        raise too_long(limit)
    if not text.strip():
        raise Unreadable("The file holds only spaces.", "Get it again from where it came, or remove it from the case.")
    return text, doubts


def read(original: Path, limit: int) -> Reading:
    """A plain text file."""
    text, doubts = load(original, limit)
    return Reading("plain text", text, paragraphs(text), doubts=doubts)
