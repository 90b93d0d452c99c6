"""Mail (EML): its subject, headers as metadata, and its body. Attachments are items of their own."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from pathlib import Path

from sousveil.errors import Unreadable

from .html import read_source
from .messages import body_text, header, parse_message
from .paragraphs import paragraphs
from .reading import Block, Layout, Reading

_QUOTED = re.compile(r"(?:^[ \t]*>.*\n?)+", re.M)
_SIGNATURE = re.compile(r"^-- ?$", re.M)


def read(original: Path, limit: int) -> Reading:
    """One message.

    Raises:
        Unreadable: it holds no text.
    """
    message = parse_message(original, limit)
    subject = header(message, "Subject")
    part = message.get_body(preferencelist=("plain", "html"))
    doubts: list[str] = []
    links: list[str] = []
    layout = Layout(limit)
    title = layout.add(subject, "title")
    if title is not None:
        title.settled = True
    if part is not None and part.get_content_type() == "text/html":
        source, doubts = body_text(part, limit)
        page = read_source(source, limit)
        _append(layout, page.text, page.blocks)
        links = page.links
    elif part is not None:
        body, doubts = body_text(part, limit)
        _append(layout, body.strip("\n"), _plain(body.strip("\n")))
    if not layout.blocks:
        raise Unreadable("The message has no text.", "Its attachments, if it has any, are read as items of their own.")
    reading = Reading("mail", layout.text, layout.blocks, title=subject or None, doubts=doubts, links=links)
    # The sender is not taken for an author: a mail is not public speech, and authors are named in releases.
    try:
        reading.published = parsedate_to_datetime(header(message, "Date")).date().isoformat()
        reading.published_from = "Date header"
    except (ValueError, TypeError, IndexError):
        reading.doubts.append("The message has no readable date.")
    attached = sum(1 for inner in message.walk() if inner.get_content_disposition() == "attachment")
    if attached:
        reading.doubts.append(f"{attached} attachments are not part of this text.")
    return reading


def _append(layout: Layout, text: str, blocks: list[Block]) -> None:
    if layout.blocks:
        layout.append("\n\n")
    offset = layout.length
    layout.append(text)
    for block in blocks:
        block.start += offset
        block.end += offset
        layout.blocks.append(block)


def _plain(body: str) -> list[Block]:
    blocks: list[Block] = []
    signature = _SIGNATURE.search(body)
    end = signature.start() if signature else len(body)
    at = 0
    for match in [*_QUOTED.finditer(body[:end])]:
        blocks += paragraphs(body[at : match.start()], at)
        for block in paragraphs(match.group(), match.start()):
            block.kind = "quote"
            blocks.append(block)
        at = match.end()
    blocks += paragraphs(body[at:end], at)
    if signature:
        for block in paragraphs(body[end:], end):
            block.furniture = "signature"
            blocks.append(block)
    return blocks
