"""Files and folders in: a sorted, careful walk that says of each thing met what becomes of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sousveil.errors import SousveilError
from sousveil.records import Failure
from sousveil.run.step import item_failure

from .names import clean_name, decode_name, guess_encoding
from .sidecar import SIDECAR_NAME, Sidecar, read_sidecar
from .stated import Stated

NOTHING_AT = "There is nothing at"
"""How the failure of a mistyped path begins; nothing was missed by it, so the case does not keep it."""

DEEPEST = 64
"""Folders inside folders. Beyond it a walk has met a loop of mounts or a trap, not a researcher's folder."""

_LITTER = {
    ".ds_store": "a file that macOS leaves behind",
    "thumbs.db": "a file that Windows leaves behind",
    "ehthumbs.db": "a file that Windows leaves behind",
    "desktop.ini": "a file that Windows leaves behind",
    "icon\r": "a file that macOS leaves behind",
    "__macosx": "a folder that macOS leaves behind",
    "$recycle.bin": "the Windows waste basket",
    "system volume information": "a folder of Windows",
    "lost+found": "a folder of the file system",
}
_ODD = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing met on the way.

    path: where it lies. name: for display, relative to the folder that was given (the bare name of a file given by
    itself). method: ``file`` or ``folder``. stated: metadata for it, the sidecar's row over what was stated for all.
    role: ``material``, or ``metadata`` for the sidecar itself, which is preserved but not read as a document.
    skipped: why it is not collected (hidden, litter), or None.
    """

    path: Path
    name: str
    stated: Stated
    method: str = "folder"
    role: str = "material"
    skipped: str | None = None


def gather(
    paths: Iterable[Path], *, sidecar: Path | None = None, stated: Stated | None = None
) -> Iterator[Found | Failure]:
    """Everything under ``paths``, in byte order of the names, with what is stated about it.

    Links inside a folder are never followed. ``sousveil.csv`` at the top of a given folder is its sidecar, unless
    ``sidecar`` names another table; a table is yielded too (role ``metadata``). A path met twice is yielded once.
    Nothing is read but tables; each file is opened once to see that it can be.

    Raises:
        SousveilError: ``sidecar`` cannot be used at all.
    """
    stated = stated or Stated()
    table = read_sidecar(sidecar) if sidecar is not None else None
    seen: set[str] = set()
    everything: list[Found | Failure] = []
    tables: list[tuple[Sidecar, range]] = []
    for path in paths:
        begin = len(everything)
        for thing in _walk_given(Path(path), stated):
            if isinstance(thing, Found):
                # A skipped link must not stand in for what it leads to.
                real = os.path.realpath(thing.path) if thing.skipped is None else f"{thing.path}\0skipped"
                if real in seen:
                    continue
                seen.add(real)
            everything.append(thing)
        if table is None:
            own = Path(path) / SIDECAR_NAME
            if own.is_file() and not own.is_symlink():
                try:
                    tables.append((read_sidecar(own), range(begin, len(everything))))
                except SousveilError as error:
                    everything.append(_failure(SIDECAR_NAME, error.message, error.advice))
    if sidecar is not None and table is not None:
        tables.append((table, range(len(everything))))
        everything = _with_table(everything, sidecar, stated)
        for thing in [t for t in everything if isinstance(t, Found) and t.role == "metadata"]:
            if os.path.realpath(thing.path) != os.path.realpath(sidecar):
                everything.append(item_failure(
                    None, thing.name, "collect", f"{thing.name} was not used as a table: another one was named.",
                    "Add the folder without naming a table to use its own.", "warning",
                ))  # fmt: skip
    yield from _told(everything, tables)


def _with_table(everything: list[Found | Failure], sidecar: Path, stated: Stated) -> list[Found | Failure]:
    """The same, with the table named by the user marked as metadata, and put at the end if it lies elsewhere."""
    real = os.path.realpath(sidecar)
    marked: list[Found | Failure] = []
    there = False
    for thing in everything:
        if isinstance(thing, Found) and os.path.realpath(thing.path) == real:
            thing, there = replace(thing, role="metadata", skipped=None), True
        marked.append(thing)
    if not there:
        marked.append(Found(sidecar, shown(sidecar.name), stated, "file", "metadata"))
    return marked


def _told(everything: list[Found | Failure], tables: list[tuple[Sidecar, range]]) -> Iterator[Found | Failure]:
    """``everything`` with the tables' rows put where they belong, then what the tables got wrong."""
    late: list[Failure] = []
    told: dict[int, Stated] = {}
    for table, where in tables:
        wanted = [(i, t) for i in where if isinstance(t := everything[i], Found) and t.skipped is None]
        rows, failures = table.match([(thing.path, thing.name) for _, thing in wanted])
        late += [*table.failures, *failures]
        told.update({wanted[position][0]: row for position, row in rows.items()})
    for index, thing in enumerate(everything):
        if isinstance(thing, Found) and index in told:
            yield replace(thing, stated=told[index].over(thing.stated))
        else:
            yield thing
    yield from late


def _walk_given(path: Path, stated: Stated) -> Iterator[Found | Failure]:
    name = shown(path.name or str(path))
    try:
        mode = path.stat().st_mode  # a link that the user names is followed: naming it is the decision
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        yield _failure(
            shown(str(path)),
            f"{NOTHING_AT} {shown(str(path))}." if missing else f"{shown(str(path))} cannot be reached "
            f"({_why(error)}).",
            "Check the spelling of the path." if missing else "Check the path and your permission to read it.",
        )
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, path, stated, 0)
    elif stat.S_ISREG(mode):
        yield _file(path, name, stated, "file")
    else:
        yield _refused(name, mode)


def _walk(folder: Path, root: Path, stated: Stated, depth: int) -> Iterator[Found | Failure]:
    where = _name(folder, root) if folder != root else shown(root.name or str(root))
    if depth > DEEPEST:
        yield _failure(where, f"{where} lies more than {DEEPEST} folders deep and was not opened.", "Add it by itself.")
        return
    if (folder / "case.yaml").is_file() and (folder / "originals").is_dir():
        a_case = "a sousveil case, not material; two copies of one case are united by `sousveil merge`"
        yield Found(folder, where, stated, skipped=a_case)
        return
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _failure(
            where, f"The folder {where} cannot be opened ({_why(error)}).", "Give yourself permission to read it."
        )
        return
    for entry in found:
        path = folder / entry.name
        name = _name(path, root)
        try:
            mode = entry.stat(follow_symlinks=False).st_mode
        except OSError as error:
            yield _failure(name, f"{name} cannot be looked at ({_why(error)}).", "Check the disk and your permission.")
            continue
        why = _skip(entry.name)
        if stat.S_ISLNK(mode):
            yield _link(path, name, root, stated)
        elif why is not None and (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
            yield Found(path, name, stated, skipped=why)
        elif stat.S_ISDIR(mode):
            yield from _walk(path, root, stated, depth + 1)
        elif stat.S_ISREG(mode):
            thing = _file(path, name, stated, "folder")
            if isinstance(thing, Found) and folder == root and entry.name == SIDECAR_NAME:
                thing = replace(thing, role="metadata")
            yield thing
        else:
            yield _refused(name, mode)


def _skip(name: str) -> str | None:
    lower = name.lower()
    if lower in _LITTER:
        return _LITTER[lower]
    if lower.startswith("~$") or (lower.startswith(".~lock.") and lower.endswith("#")):
        return "a lock that an office program leaves behind"
    if name.startswith("._"):
        return "a file that macOS leaves behind"
    if name.startswith("."):
        return "hidden (its name begins with a dot)"
    return None


def _link(path: Path, name: str, root: Path, stated: Stated) -> Found | Failure:
    target = Path(os.path.realpath(path))
    inside = target.is_relative_to(os.path.realpath(root))
    if inside and target.exists():
        return Found(path, name, stated, skipped="a link to something in the same folder, which is met by itself")
    if not target.exists():
        return _failure(name, f"{name} is a link that leads nowhere.", "Remove it, or add what it should lead to.")
    return _failure(
        name, f"{name} is a link that leads out of the folder; it was not followed.", "Add what it leads to by itself."
    )


def _file(path: Path, name: str, stated: Stated, method: str) -> Found | Failure:
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        return _failure(name, f"{name} cannot be opened ({_why(error)}).", "Give yourself permission to read it.")
    return Found(path, name, stated, method)


def _refused(name: str, mode: int) -> Failure:
    kind = _ODD.get(stat.S_IFMT(mode), "no ordinary file")
    return _failure(name, f"{name} is {kind}, not a file with content of its own.", "Remove it from the folder.")


def _name(path: Path, root: Path) -> str:
    return shown(path.relative_to(root).as_posix())


def shown(name: str) -> str:
    """A file system name for display; bytes that are not UTF-8 are read in the likeliest encoding."""
    raw = os.fsencode(name)
    encoding = guess_encoding([raw])
    return clean_name(decode_name(raw, "utf-8" if encoding == "cp437" else encoding))


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _failure(name: str, reason: str, advice: str) -> Failure:
    return item_failure(None, name, "collect", reason, advice)
