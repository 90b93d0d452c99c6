"""Items (preserved originals), how each came in, and what went wrong with one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One preserved original, byte for byte.

    id: SHA-256 of the bytes, 64 hex digits. name: the first file name it came under, cleaned for display.
    size: bytes. media_type: as sniffed from the bytes and the name, never trusted by a parser.
    container: the item it was unpacked from, if any. added_at: UTC instant.
    """

    id: str
    name: str
    size: int
    media_type: str
    added_at: str
    container: str | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """How one item came into the case once (a Berkeley-Protocol collection record).

    The same bytes added twice are one item with two of these. Everything but ``id``, ``item``, ``collected_at``,
    ``collector``, ``method`` and ``name`` is what the researcher stated and may be missing.
    name: the file name (or path inside a container). origin: the URL it came from. source: the outlet or organisation
    that published it. author, title: as stated. published: EDTF. captured_at: when the page was captured (EDTF or an
    instant), e.g. from a web archive's own header. container, member: the item and path it was unpacked from.
    method: ``file``, ``folder``, ``unpacked``. note: free words.
    """

    id: str
    item: str
    name: str
    collected_at: str
    collector: str
    method: str
    origin: str | None = None
    source: str | None = None
    author: str | None = None
    title: str | None = None
    published: str | None = None
    captured_at: str | None = None
    container: str | None = None
    member: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done with one item: what, where, and what to do about it.

    item: None when nothing was preserved (a missing path). name: what the researcher knows it by. step: which step.
    reason: one clear sentence. advice: what to do. severity: ``failed`` (nothing came of it) or ``warning`` (came
    through, but read with doubt).
    """

    id: str
    item: str | None
    name: str
    step: str
    reason: str
    advice: str
    severity: str = "failed"
