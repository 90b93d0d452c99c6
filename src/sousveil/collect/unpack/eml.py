"""E-mails: what is attached to them. The words of the mail itself are read where documents are read."""

from __future__ import annotations

import contextlib
import email
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from pathlib import Path

from ..names import clean_name, decode_name, guess_encoding
from .members import Shelf, TooMuch, counted
from .warc import SMALLEST_PICTURE

LARGEST = 256 * 1024 * 1024
"""Bytes of a mail that is taken apart: mail servers stop at 150 MB, and the parser holds it several times in memory."""

_DEEPEST = 50

_MALFORMED = (MessageError, ValueError, LookupError, TypeError, AttributeError)
"""What the standard library's mail parser raises on headers and parts that are not well formed."""


def unpack_eml(original: Path, shelf: Shelf) -> None:
    """Puts every attachment on ``shelf``: attached files and mails, and pictures in the text from 10 kB up.

    A mail inside a mail is written anew by the parser, so its bytes may differ in line ends from what was sent.

    Raises:
        TooMuch: the mail is too large.
    """
    if original.stat().st_size > LARGEST:
        raise TooMuch("a mail of more than 256 MB is not taken apart", whole=True)
    with original.open("rb") as file:
        message = email.message_from_binary_file(file, policy=compat32)
    subject = _words(message.get("Subject"))
    note = f"attached to the e-mail “{clean_name(subject)}”" if subject else "attached to an e-mail"
    small = 0
    for number, part in enumerate(_leaves(message, 0), start=1):
        try:
            small += _part(part, number, note, shelf)
        except _MALFORMED as error:
            shown = f"Part {number} of the e-mail"
            reason = clean_name(str(error)).rstrip(".")
            shelf.fail(f"{shown} is not well formed and was not read ({reason}).", "Open it in a mail program.", shown)
    if small:
        pictures = counted(small, "small picture", "small pictures")
        shelf.notes.append(f"Left aside: {pictures} in the text of the e-mail (logos, as a rule).")


def _part(part: Message, number: int, note: str, shelf: Shelf) -> int:
    """Puts one part on the shelf if it is an attachment. Returns 1 for a small picture left aside, else 0."""
    kind = part.get_content_type()
    name = _words(part.get_filename())
    placed = part.get_content_disposition()
    if kind == "message/rfc822":
        inner = part.get_payload()
        held = inner[0] if isinstance(inner, list) and inner else None
        if isinstance(held, Message):
            shelf.put(name or f"{_words(held.get('Subject')) or f'mail {number}'}.eml", iter([_flat(held)]), note=note)
        return 0
    if placed != "attachment" and not name and (kind in ("text/plain", "text/html") or not part.get_payload()):
        return 0
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise ValueError("it cannot be decoded")
    if kind.startswith("image/") and placed != "attachment" and len(data) < SMALLEST_PICTURE:
        return 1
    if part.defects:
        shelf.warn(
            f"The attachment {clean_name(name or str(number))} is not well formed; it may be incomplete.",
            "Compare it with what a mail program shows.", clean_name(name) if name else None,
        )  # fmt: skip
    shelf.put(name or f"part {number}.{part.get_content_subtype()}", iter([data]), note=note)
    return 0


def _leaves(part: Message, depth: int) -> Iterator[Message]:
    """The parts that are not mere wrappers, in order, without entering an attached mail."""
    if depth > _DEEPEST:
        raise TooMuch(f"its parts are nested more than {_DEEPEST} deep", whole=True)
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        for inner in part.get_payload():
            if isinstance(inner, Message):
                yield from _leaves(inner, depth + 1)
    else:
        yield part


def _flat(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except _MALFORMED:
        return str(message).encode("utf-8", "surrogateescape")


def _words(value: object) -> str:
    """A header as it should be read: coded words decoded, raw bytes guessed."""
    if value is None:
        return ""
    text = str(value)
    with contextlib.suppress(*_MALFORMED):  # coded words of an unknown character set stay as they are
        text = str(make_header(decode_header(text)))
    raw = text.encode("utf-8", "surrogateescape") if _has_surrogates(text) else None
    if raw is not None:
        text = decode_name(raw, guess_encoding([raw]))
    return " ".join(text.split())


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
