"""MHTML: a page that a browser saved whole. Its own page is read; pictures and frames in it are not."""

from __future__ import annotations

from pathlib import Path

from sousveil.errors import Unreadable

from .html import read_source
from .messages import body_text, parse_message
from .reading import Reading


def read(original: Path, limit: int) -> Reading:
    """A saved page. The message's own date is when it was saved, so it does not date the page.

    Raises:
        Unreadable: there is no HTML part.
    """
    message = parse_message(original, limit)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise Unreadable("The saved page holds no HTML.", "Save it again from the browser, as MHTML or PDF.")
    page = pages[0]
    source, doubts = body_text(page, limit)
    base = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "") or None
    reading = read_source(source, limit, base if base and base.startswith("http") else None)
    reading.reader = "MHTML"
    reading.doubts[:0] = doubts
    if len(pages) > 1:
        reading.doubts.append(f"The saved page holds {len(pages) - 1} more frames, which were not read.")
    return reading
