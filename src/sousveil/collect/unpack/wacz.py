"""WACZ: web archives with their pages' titles and hashes, in a zip (Web Archive Collection Zipped 1.1.1)."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..names import clean_name
from .members import DAMAGED, Shelf, counted
from .warc import unpack_warc
from .zip import Entry, put

_TEXT_BYTES = 64 * 1024 * 1024
"""Bytes of a list of pages or hashes that are read; more is no list of pages."""

_ARCHIVE = re.compile(r"^archive/[^/]+\.warc(?:\.gz)?$")


def looks_like_wacz(entries: Sequence[Entry]) -> bool:
    """Whether a zip archive is a WACZ by what it holds."""
    names = {entry.name for entry in entries}
    return "datapackage.json" in names and any(_ARCHIVE.match(name) for name in names)


def unpack_wacz(original: Path, shelf: Shelf, entries: Sequence[Entry]) -> None:
    """Puts the pages of all web archives in it on ``shelf``; every hash that it states is checked first.

    Raises:
        TooMuch, OSError: as `Shelf.put`.
    """
    with tempfile.TemporaryDirectory(dir=shelf.into) as place:
        inner = _extract(original, shelf, entries, Path(place))
        _check_hashes(inner, shelf)
        titles: dict[str, str] = {}
        for name in ("pages/pages.jsonl", "pages/extraPages.jsonl"):
            if name in inner:
                _titles(inner[name], name, titles, shelf)
        archives = sorted(name for name in inner if _ARCHIVE.match(name))
        if not archives:
            shelf.fail("There is no web archive in the folder “archive” of this WACZ file.", DAMAGED)
        for name in archives:
            unpack_warc(inner[name], shelf, titles, clean_name(name))
        if "datapackage-digest.json" in inner and b"signedData" in inner["datapackage-digest.json"].read_bytes():
            shelf.notes.append("The WACZ file carries a signature; this version does not check who signed.")


def _extract(original: Path, shelf: Shelf, entries: Sequence[Entry], place: Path) -> dict[str, Path]:
    """All entries as numbered files in ``place``, by name; what is wrong with any goes to ``shelf``."""
    aside = Shelf(place, shelf.limits)
    inner: dict[str, Path] = {}
    try:
        for entry in entries:
            before = len(aside.members)
            put(original, entry, aside)
            if len(aside.members) > before:
                if entry.name in inner:
                    aside.warn(f"It holds {clean_name(entry.name)} twice; the first counts.", DAMAGED)
                inner.setdefault(entry.name, place / aside.members[-1].file)
    finally:
        shelf.failures += aside.failures
    return inner


def _check_hashes(inner: dict[str, Path], shelf: Shelf) -> None:
    if "datapackage.json" not in inner:
        shelf.warn("The WACZ file has no datapackage.json, so its hashes cannot be checked.", DAMAGED)
        return
    package = _json(inner["datapackage.json"])
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list):
        shelf.warn("The datapackage.json of the WACZ file cannot be read, so its hashes cannot be checked.", DAMAGED)
        return
    stated: list[tuple[str, Any]] = []
    for resource in resources:
        if isinstance(resource, dict):
            stated.append((str(resource.get("path", "")), resource.get("hash")))
    if "datapackage-digest.json" in inner:
        digest = _json(inner["datapackage-digest.json"])
        if isinstance(digest, dict):
            stated.append(("datapackage.json", digest.get("hash")))
    listed = {path for path, _ in stated}
    for path, value in stated:
        shown = clean_name(path)
        if path not in inner:
            shelf.fail(f"{shown} is named in datapackage.json but is not in the WACZ file.", DAMAGED, shown)
            continue
        name, _, wanted = str(value or "").partition(":")
        if name.lower() not in ("sha256", "sha-256", "md5"):
            shelf.warn(f"The hash of {shown} is missing or of a kind that is not checked.", DAMAGED, shown)
            continue
        with inner[path].open("rb") as file:
            found = hashlib.file_digest(file, name.lower().replace("-", "")).hexdigest()
        if found != wanted.strip().lower():
            shelf.warn(
                f"{shown} does not match the hash in the WACZ file: it was changed after the file was made.",
                "Read what comes from it with doubt, and ask for the original.", shown,
            )  # fmt: skip
    for path in sorted(inner):
        if _ARCHIVE.match(path) and path not in listed:
            shelf.warn(f"{clean_name(path)} is not listed in datapackage.json: it was put in later.", DAMAGED)


def _titles(path: Path, name: str, titles: dict[str, str], shelf: Shelf) -> None:
    bad = 0
    with path.open("rb") as file:
        for line in file.read(_TEXT_BYTES).splitlines():
            if not line.strip():
                continue
            try:
                page = json.loads(line)
            except (ValueError, RecursionError):
                bad += 1
                continue
            if isinstance(page, dict) and isinstance(page.get("url"), str) and isinstance(page.get("title"), str):
                title = clean_name(page["title"])
                if page["title"].strip() and title != page["url"]:
                    titles.setdefault(page["url"], title)
    if bad:
        lines = counted(bad, "line", "lines")
        shelf.warn(f"{name} in the WACZ file has {lines} that cannot be read; titles are missing.", DAMAGED)


def _json(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            return json.loads(file.read(_TEXT_BYTES))
    except (ValueError, RecursionError):
        return None
