"""Containers opened safely: every member out as a numbered file, its name kept as words, nothing anywhere else."""

from __future__ import annotations

from pathlib import Path

from .members import DAMAGED, Limits, Member, Shelf, TooMuch, Trouble, Unpacked, member_file, stopped

__all__ = ["DEEPEST", "Limits", "Member", "Trouble", "Unpacked", "is_container", "member_file", "unpack"]

DEEPEST = 3
"""Containers inside containers that the caller opens; deeper ones are preserved closed and listed."""

CONTAINERS = frozenset({
    "application/zip", "application/x-tar", "application/gzip", "application/x-bzip2", "application/x-xz",
    "application/warc", "application/warc+gzip", "application/wacz", "message/rfc822",
})  # fmt: skip
"""Media types that hold other items. mhtml (``multipart/related``) and office files are documents, not containers."""


def is_container(media_type: str) -> bool:
    """Whether items of ``media_type`` are opened for what is inside. An e-mail is both: a document and a container."""
    return media_type in CONTAINERS


def unpack(original: Path, media_type: str, into: Path, limits: Limits | None = None, name: str = "") -> Unpacked:
    """Takes ``original`` apart into the folder ``into`` (made if missing, and to be empty).

    Members lie there as ``000001.bin`` and so on, in the container's order; their names are data in the account.
    Nothing is written outside ``into``, no link or device is made, and no size that a header claims is believed.
    Containers found inside are members like others: the caller collects them and comes back, `DEEPEST` times.
    name: the container's display name, from which a single compressed file takes its own.

    Never raises for what the bytes are: whatever goes wrong is in ``failures``.
    """
    shelf = Shelf(into, limits or Limits())
    try:
        _dispatch(original, media_type, name, shelf)
    except Exception as error:
        # Parsers of foreign bytes raise what they like; nothing that was read until then may be lost.
        stopped(shelf, error)
    if not shelf.members and not shelf.failures and not shelf.notes and media_type != "message/rfc822":
        shelf.warn("There are no files in it.", "Nothing to do, unless you expected some.")
    return shelf.done()


def _dispatch(original: Path, media_type: str, name: str, shelf: Shelf) -> None:
    if media_type == "application/zip":
        from .wacz import looks_like_wacz, unpack_wacz
        from .zip import entries, put

        listed = entries(original, shelf)
        if looks_like_wacz(listed):
            unpack_wacz(original, shelf, listed)
            return
        for entry in listed:
            put(original, entry, shelf)
    elif media_type == "application/wacz":
        from .wacz import unpack_wacz
        from .zip import entries

        unpack_wacz(original, shelf, entries(original, shelf))
    elif media_type == "application/x-tar":
        from .tar import unpack_tar

        unpack_tar(original, shelf)
    elif media_type in ("application/gzip", "application/x-bzip2", "application/x-xz"):
        from .tar import unpack_compressed
        from .warc import unpack_warc

        try:
            if unpack_compressed(original, media_type, name, shelf) is not None:
                unpack_warc(original, shelf)
        except TooMuch as error:
            raise TooMuch(error.reason, whole=True) from error
    elif media_type in ("application/warc", "application/warc+gzip"):
        from .warc import unpack_warc

        unpack_warc(original, shelf)
    elif media_type == "message/rfc822":
        from .eml import unpack_eml

        unpack_eml(original, shelf)
    else:
        shelf.fail(f"Things of type {media_type} are not opened for what is inside.", DAMAGED)
