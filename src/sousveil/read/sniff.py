"""Which format an item is in: its bytes first, then its name, then what collecting recorded."""

from __future__ import annotations

from pathlib import Path

from sousveil.case.mediatype import UNKNOWN, mediatype

from .readers import READERS


def kind_of(original: Path, name: str, recorded: str = "") -> str:
    """The media type that decides the reader.

    A page out of a web archive often has a name without an extension; then the type that was recorded for it (its
    HTTP header's) is believed, as long as the bytes do not speak against it.
    """
    found = mediatype(original, name)
    recorded = recorded.partition(";")[0].strip().lower()
    if recorded in READERS and recorded != found and found in ("text/plain", UNKNOWN):
        textual = not recorded.startswith("image/") and recorded != "application/pdf" and "vnd." not in recorded
        if textual and original.stat().st_size:
            return recorded
    return found
