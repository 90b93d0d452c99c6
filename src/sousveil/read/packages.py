"""Office files (zip of XML), opened so that they can do no harm: bounded inflation, no entities, no network."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

from lxml import etree

from sousveil.errors import Unreadable

MOST_PART = 200_000_000
"""Bytes one part may inflate to."""
MOST_RATIO = 400
"""Inflated to packed size above which a part larger than 10 MB is taken for a bomb. Office XML is rarely above 60."""

DAMAGED = "Open it in LibreOffice and save it again, or save its text as PDF and add that."


def open_package(original: Path, what: str) -> zipfile.ZipFile:
    """The zip archive.

    Raises:
        Unreadable: it is none, or empty.
    """
    if original.stat().st_size == 0:
        raise Unreadable("The file is empty.", "Get it again from where it came, or remove it from the case.")
    try:
        return zipfile.ZipFile(original)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(f"The {what} file is damaged: its archive cannot be opened.", DAMAGED) from error


def part(archive: zipfile.ZipFile, name: str, what: str) -> bytes | None:
    """The bytes of one part, or None when it is not there.

    Raises:
        Unreadable: encrypted, damaged, or larger than a document can be.
    """
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    if entry.flag_bits & 1:
        raise Unreadable(f"The {what} file is encrypted.", "Save it without a password and add that.")
    data = bytearray()
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(1 << 20):
                data += chunk
                ratio = len(data) / max(1, entry.compress_size)
                if len(data) > MOST_PART or (len(data) > 10_000_000 and ratio > MOST_RATIO):
                    raise Unreadable(f"The {what} file unpacks to more than a document can hold.",
                                     "It may be a zip bomb; do not open it.")  # fmt: skip
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"The {what} file is damaged: {name} cannot be unpacked.", DAMAGED) from error
    return bytes(data)


def xml(data: bytes, what: str) -> Any:
    """The root element of ``data``.

    Raises:
        Unreadable: not well formed, or it declares entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
                             huge_tree=False, remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"The {what} file is damaged: its XML is not well formed.", DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(f"The {what} file declares a document type, which no honest one does.", DAMAGED)
    return root


def core_properties(archive: zipfile.ZipFile, name: str, what: str) -> dict[str, str]:
    """Title, creator and dates from a properties part, by local name; empty when unreadable."""
    try:
        data = part(archive, name, what)
        root = xml(data, what) if data else None
    except Unreadable:
        return {}
    found: dict[str, str] = {}
    if root is not None:
        for element in root.iter():
            words = " ".join((element.text or "").split())
            if isinstance(element.tag, str) and words:
                found.setdefault(etree.QName(element).localname, words[:500])
    return found
