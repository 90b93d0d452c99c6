"""XML of any kind: its words, element by element."""

from __future__ import annotations

from pathlib import Path

from sousveil.errors import Unreadable

from .packages import xml
from .reading import Layout, Reading, too_long

LARGEST = 40_000_000
"""Bytes of XML read at most."""


def read(original: Path, limit: int) -> Reading:
    """An XML file (a feed, an export). Each element's own words are a passage.

    Raises:
        Unreadable: not well formed, with a document type, or without words.
    """
    size = original.stat().st_size
    if size == 0:
        raise Unreadable("The file is empty.", "Get it again from where it came, or remove it from the case.")
    if size > LARGEST:
        raise too_long(LARGEST)
    layout = Layout(limit)
    for element in xml(original.read_bytes(), "XML").iter():
        for words in (element.text, element.tail):
            if words and words.strip():
                layout.add(" ".join(words.split()), "other")
    if not layout.blocks:
        raise Unreadable("The XML file has no words in it.", "Save its text as a plain text file and add that.")
    return Reading("XML", layout.text, layout.blocks, prose=False)
