"""Writing a folder whole or not at all, and the files that reports and releases share."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from sousveil.case.rows import json_line
from sousveil.errors import SousveilError

from . import words
from .account import Account
from .data import data_files
from .pages import STYLE, TEMPLATES, Pages
from .view import Book

GENERATOR = b'<meta name="generator" content="sousveil">'
CHUNK = 1 << 20


@contextlib.contextmanager
def whole(out: Path, *, replace: bool) -> Iterator[Path]:
    """A new folder beside ``out`` that takes its place when the block ends well, and vanishes when it does not.

    replace: whether an earlier report of ours at ``out`` may be replaced. Anything else there is left alone.

    Raises:
        SousveilError: ``out`` holds something else, or the folder cannot be written.
    """
    out = out.absolute()
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise SousveilError(f"{out.name} is not a folder.", "Name another place for the output.")
    if out.is_dir() and any(out.iterdir()) and not (replace and _ours(out)):
        raise SousveilError(f"The folder {out.name} is not empty.", "Name a new folder, or empty this one yourself.")
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    old = out.with_name(f".{out.name}.{secrets.token_hex(4)}.old")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir()
    except OSError as error:
        raise SousveilError(f"The output cannot be written to {out.parent.name}: {error.strerror}.",
                            "Name another place for the output.") from error  # fmt: skip
    try:
        yield part
        if out.exists():
            out.rename(old)
        part.rename(out)
    except OSError as error:
        if old.exists() and not out.exists():
            old.rename(out)
        raise SousveilError(f"The output could not be written: {error.strerror or error}.",
                            "Make room on the disk and try again; nothing was changed.") from error  # fmt: skip
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _ours(folder: Path) -> bool:
    index = folder / "index.html"
    return index.is_file() and (folder / STYLE).is_file() and GENERATOR in index.read_bytes()[:4000]


def original_paths(account: Account, chosen: Iterable[str]) -> dict[str, str]:
    """Where the original of each chosen item lies in a report's folder: ``originals/<id>/<name>``."""
    wanted = set(chosen)
    return {
        item.id: f"originals/{item.id}/{words.file_name(item.name, item.media_type)}"
        for item in account.items if item.id in wanted
    }  # fmt: skip


def write_text(folder: Path, path: str, text: str) -> Path:
    """Writes ``text`` as UTF-8, line ends as they are; what UTF-8 cannot hold becomes U+FFFD."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode("utf-8"))
    return target


def write_pages(folder: Path, book: Book, *, release: bool) -> list[Path]:
    """Writes every page, the style sheet and the data files."""
    written = [write_text(folder, path, text) for path, text in Pages(book, release=release).all()]
    written.append(write_text(folder, STYLE, (TEMPLATES / STYLE).read_text(encoding="utf-8")))
    for name, rows in data_files(book, release=release):
        target = folder / "data" / name
        target.parent.mkdir(exist_ok=True)
        with target.open("w", encoding="utf-8", errors="replace", newline="") as file:
            for row in rows:
                file.write(json_line(row))
        written.append(target)
    return written


def write_originals(folder: Path, account: Account, originals: dict[str, str], earlier: Path | None) -> list[Path]:
    """Copies the chosen originals, checking each against its id. Those of an ``earlier`` report are linked, not copied.

    Raises:
        SousveilError: an original is missing or its bytes are not those that were preserved.
    """
    written: list[Path] = []
    for item in account.items:
        path = originals.get(item.id)
        if path is None:
            continue
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        before = earlier / path if earlier else None
        if before is not None and before.is_file() and not before.is_symlink() and before.stat().st_size == item.size:
            with contextlib.suppress(OSError):
                os.link(before, target)
        if not target.exists():
            _copy(account, item.id, item.name, target)
        written.append(target)
    return written


def _copy(account: Account, item: str, name: str, target: Path) -> None:
    if account.open_original is None:
        raise SousveilError(f"The original of {name} is not at hand.", "Publish without originals.")
    digest = sha256()
    try:
        with account.open_original(item) as source, target.open("xb") as sink:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                sink.write(chunk)
    except FileNotFoundError as error:
        raise SousveilError(f"The original of {name} is missing from the case.", "Restore it from a backup.") from error
    if digest.hexdigest() != item:
        raise SousveilError(f"The original of {name} is not the bytes that were preserved.",
                            "Restore the case from a backup and look at its custody log.")  # fmt: skip
