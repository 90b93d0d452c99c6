"""What mail and saved pages (both MIME) have in common."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, Message
from pathlib import Path

from sousveil.errors import Unreadable

from .decode import decode
from .reading import storable, too_long

LARGEST = 200_000_000
"""Bytes of a message read at most (attachments included)."""


def parse_message(original: Path, limit: int) -> EmailMessage:
    """The message in a file.

    Raises:
        Unreadable: empty, too large, or no message.
    """
    size = original.stat().st_size
    if size == 0:
        raise Unreadable("The file is empty.", "Get it again from where it came, or remove it from the case.")
    if size > LARGEST:
        raise too_long(limit)
    message = email.message_from_bytes(original.read_bytes(), policy=email.policy.default)
    if not message.keys():
        raise Unreadable("The file has no mail headers.", "Save the message again as EML from the mail program.")
    return message


def body_text(part: Message, limit: int) -> tuple[str, list[str]]:
    """The characters of one text part, with doubts about its encoding."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if len(data) > 4 * limit:
        raise too_long(limit)
    charset = part.get_param("charset")
    text, doubts = decode(data, charset if isinstance(charset, str) else None)
    return storable(text), doubts


def header(message: EmailMessage, name: str) -> str:
    """A header's decoded words; empty when it is missing or broken."""
    try:
        value = message.get(name)
    except Exception:  # the header parser fails on malformed fields in many ways
        return ""
    return storable(" ".join(str(value).split()))[:2000] if value is not None else ""
