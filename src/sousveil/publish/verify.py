"""Verifying a release alone: without the case, without a network, with nothing but the release itself.

A release may come from anyone, so its files are read as hostile: paths are looked at before they are opened, sizes are
bounded, and whatever does not fit is a problem, never an exception.
"""

from __future__ import annotations

import hmac
import json
import re
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from sousveil.case.merkle import leaf_hash, verify_inclusion
from sousveil.records.ids import canonical_json

from .scan import read_markup, tokens

FORMAT = "sousveil-release/1"
MANIFEST, MANIFEST_DIGEST = "proofs/manifest.json", "proofs/manifest.sha256"
MOST_TEXT = 512 << 20
"""Bytes of a manifest, a data file or a text beyond which it is refused, so that verifying cannot fill the memory."""
_HEX = re.compile(r"[0-9a-f]{64}")

PROVES = (
    "The files of this release are, byte for byte, those that its manifest lists: nothing changed, added or missing.",
    "Each quotation counted as checked stands, word for word, at the place given in the text of its document.",
    "Each item with a custody proof stood in the custody log whose head the release names.",
)
DOES_NOT_PROVE = (
    "It does not prove that what the documents say is true, or that they are authentic.",
    "It does not prove who made the release or when: names and times in it are the publisher's own words.",
    ("Someone who rewrites every file, the manifest too, is noticed only when the manifest's digest is compared with "
    "one obtained elsewhere (--digest)."),
    "It does not prove that the case holds all that matters: what is not in it may exist.",
)

Reread = Callable[[Path, str], "str | None"]
"""Reads an original again: (path, media type) -> its text, or None when it cannot be read here."""


@dataclass(frozen=True)
class Checked:
    """One thing that was checked. ok: None when it could not be. sentence: the outcome in plain words."""

    name: str
    ok: bool | None
    sentence: str


@dataclass
class VerifyReport:
    """What verifying found. problems: each a sentence; any makes ``ok`` false. unchecked: what could not be checked,
    and why. digest: the manifest's SHA-256 (None when there is none)."""

    checks: list[Checked] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    digest: str | None = None
    quotes_checked: int = 0
    quotes_total: int = 0
    proves: tuple[str, ...] = PROVES
    does_not_prove: tuple[str, ...] = DOES_NOT_PROVE

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong. What could not be checked is not wrong, but is listed."""
        return not self.problems


class _Wrong(Exception):
    """A file of the release that cannot be used; the message is the problem."""


def file_digest(path: Path) -> str:
    """The SHA-256 of a file as hex."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def verify_release(folder: Path, *, digest: str | None = None, reread: Reread | None = None) -> VerifyReport:
    """Checks the release in ``folder``.

    digest: the manifest's SHA-256 as obtained elsewhere; without it a release rewritten as a whole passes, and the
    report says so. reread: reads originals again, so that their text need not be believed.
    """
    report = VerifyReport()
    if not folder.is_dir():
        report.problems.append(f"{folder.name} is not a folder with a release.")
        return report
    try:
        files = _manifest(folder, report, digest)
    except (_Wrong, OSError) as error:
        report.problems.append(_sentence(error))
        return report
    good = _files(folder, files, report)
    for name, check in (("quotations", _quotations), ("custody", _custody)):
        try:
            check(folder, good, report, reread)
        except _Wrong as error:
            report.problems.append(str(error))
        except Exception as error:
            # Anything else that hostile bytes bring about is a problem of the release as well.
            report.problems.append(f"The {name} could not be checked: {type(error).__name__}.")
    return report


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, _Wrong) else f"The release cannot be read: {error}."


def _bytes(folder: Path, path: str) -> bytes:
    target = folder / path
    if target.is_symlink() or not target.is_file():
        raise _Wrong(f"{path} is missing.")
    if target.stat().st_size > MOST_TEXT:
        raise _Wrong(f"{path} is too large to be checked.")
    return target.read_bytes()


def _json(data: bytes, path: str) -> Any:
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _Wrong(f"{path} was changed: it is not readable any more.") from error


def _manifest(folder: Path, report: VerifyReport, digest: str | None) -> dict[str, tuple[int, str]]:
    data = _bytes(folder, MANIFEST)
    report.digest = sha256(data).hexdigest()
    if digest is not None:
        given = digest.strip().lower()
        if hmac.compare_digest(given.encode(), report.digest.encode()):
            report.checks.append(Checked("digest", True, "The manifest has the digest that you gave."))
        else:
            report.problems.append(
                f"The manifest does not have the digest that you gave, but {report.digest}: this is not the release "
                "that the digest was published for."
            )
            report.checks.append(Checked("digest", False, "The manifest does not have the digest that you gave."))
    else:
        report.unchecked.append(
            f"The manifest's digest is {report.digest}. Compare it with one obtained elsewhere: nothing in this folder "
            "can show that the folder was not rewritten as a whole."
        )
        report.checks.append(Checked("digest", None, "No digest from elsewhere was given."))
    if _bytes(folder, MANIFEST_DIGEST) != f"{report.digest}  manifest.json\n".encode():
        report.problems.append(f"{MANIFEST} or {MANIFEST_DIGEST} was changed: they do not fit each other.")
    content = _json(data, MANIFEST)
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("files"), list):
        raise _Wrong(f"{MANIFEST} is not a manifest of the kind {FORMAT}.")
    if (canonical_json(content) + "\n").encode() != data:
        report.problems.append(f"{MANIFEST} was changed: it is not written as a manifest is.")
    files: dict[str, tuple[int, str]] = {}
    for entry in content["files"]:
        known = entry if isinstance(entry, dict) else {}
        path, size, value = known.get("path"), known.get("size"), known.get("sha256")
        if not (isinstance(path, str) and isinstance(size, int) and isinstance(value, str) and _HEX.fullmatch(value)):
            raise _Wrong(f"{MANIFEST} has an entry that says nothing usable.")
        pure = PurePosixPath(path)
        odd = pure.is_absolute() or ".." in pure.parts or str(pure) != path or "\\" in path or "\0" in path
        if odd or path in files:
            raise _Wrong(f"{MANIFEST} lists a path that no release has.")
        files[path] = (size, value)
    return files


def _files(folder: Path, files: dict[str, tuple[int, str]], report: VerifyReport) -> set[str]:
    """Compares every file; returns those that are as listed."""
    good: set[str] = set()
    there: set[str] = set()
    folders = {str(parent) for path in files for parent in PurePosixPath(path).parents}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            if name not in folders and name != "proofs":
                report.problems.append(f"The folder {name} was added: the manifest does not list it.")
        else:
            there.add(name)
            if not stat.S_ISREG(mode):
                report.problems.append(f"{name} is not a plain file.")
    for name in sorted(there - set(files) - {MANIFEST, MANIFEST_DIGEST}):
        report.problems.append(f"{name} was added: the manifest does not list it.")
    for name, (size, value) in sorted(files.items()):
        target = folder / name
        if name not in there:
            report.problems.append(f"{name} is missing.")
        elif stat.S_ISREG(target.lstat().st_mode):
            if target.stat().st_size == size and file_digest(target) == value:
                good.add(name)
            else:
                report.problems.append(f"{name} was changed: its bytes are not those that the manifest lists.")
    sound = not report.problems
    report.checks.append(Checked(
        "files", sound, f"{len(good):,} of {len(files):,} files are byte for byte those of the manifest."
    ))  # fmt: skip
    return good


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    path = f"data/{name}"
    rows = []
    for line in _bytes(folder, path).split(b"\n"):
        if line:
            row = _json(line, path)
            if not isinstance(row, dict):
                raise _Wrong(f"{path} has a line that is not a record.")
            rows.append(row)
    return rows


def _quotations(folder: Path, good: set[str], report: VerifyReport, reread: Reread | None) -> None:
    items = {str(row.get("id")): row for row in _rows(folder, "items.jsonl")}
    claims: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(folder, "claims.jsonl"):
        claims[str(row.get("item"))].append(row)
    report.quotes_total = sum(map(len, claims.values()))
    wrong = 0
    for item, row in items.items():
        name = str(row.get("title") or row.get("name") or item)[:80]
        rows = claims.pop(item, [])
        if not row.get("travels"):
            if not _HEX.fullmatch(str(row.get("commitment"))):
                report.problems.append(f"“{name}” has neither its original here nor a commitment to it.")
            if rows:
                report.unchecked.append(f"“{name}”: {_quotes(len(rows))} not checked: its original is not here.")
            continue
        original = str(row.get("original"))
        if original not in good or not _HEX.fullmatch(item) or file_digest(folder / original) != item:
            report.problems.append(f"The original of “{name}” is not here, or is not the one that its id names.")
            wrong += len(rows)
            continue
        if not rows:
            continue
        if f"texts/{item}.txt" not in good:
            report.problems.append(f"The text of “{name}” is not here, or was changed.")
            wrong += len(rows)
            continue
        text = _bytes(folder, f"texts/{item}.txt").decode("utf-8", "replace")
        exact = [r for r in rows if _stands(r, text)]
        for bad in (r for r in rows if not _stands(r, text)):
            wrong += 1
            identifier = str(bad.get("id"))[:40]
            report.problems.append(f"“{name}”: the quotation of {identifier} is not what stands at its place.")
        report.quotes_checked += len(exact)
        found = _against_original(folder / original, row, text, [str(r["quote"]) for r in exact], reread)
        if found[1]:
            (report.problems if found[0] is False else report.unchecked).append(f"“{name}”: {found[1]}")
    for rows in claims.values():
        wrong += len(rows)
        report.problems.append(f"{_quotes(len(rows)).capitalize()} come from an item that the release does not list.")
    outcome = None if not wrong and not report.quotes_checked else wrong == 0
    if not report.quotes_checked:
        report.proves = tuple(sentence for sentence in report.proves if not sentence.startswith("Each quotation"))
    report.checks.append(Checked(
        "quotations", outcome,
        f"{report.quotes_checked:,} of {_quotes(report.quotes_total)} in data/claims.jsonl checked, word for word.",
    ))  # fmt: skip


def _quotes(number: int) -> str:
    return f"{number:,} quotation{'s' if number != 1 else ''}"


def _stands(row: dict[str, Any], text: str) -> bool:
    start, end, quote = row.get("start"), row.get("end"), row.get("quote")
    fits = type(start) is int and type(end) is int and isinstance(quote, str) and 0 <= start < end <= len(text)
    return bool(fits and text[start:end] == quote)


def _against_original(
    original: Path, row: dict[str, Any], text: str, quotes: list[str], reread: Reread | None
) -> tuple[bool | None, str]:
    """Whether the text is the original's: (True, "") if so; None with what could not be told; False with a problem."""
    media_type, reader = str(row.get("media_type")), str(row.get("reader"))
    if reread is not None:
        try:
            again = reread(original, media_type)
        except Exception as error:
            again, why = None, f" ({type(error).__name__})"
        else:
            why = ""
        if again is not None:
            if again == text:
                return True, ""
            lost = _lost(quotes, [again])
            if lost:
                return False, f"{_quotes(lost)} could not be found when the original was read again."
            return None, "read again, the original gives a somewhat different text, but all quotations stand in it."
        note = f"the original could not be read again{why}; "
    else:
        note = ""
    if media_type.startswith("text/") or media_type in ("application/json", "application/xhtml+xml", "application/xml"):
        if original.stat().st_size > MOST_TEXT:
            return None, note + "the original is too large to be compared with its text."
        readings = _decoded(original.read_bytes())
        if "html" in media_type or "xml" in media_type:
            readings += [read_markup(reading).words for reading in readings]
        lost = _lost(quotes, readings)
        if not lost:
            return True, ""
        if media_type == "text/plain":
            return False, f"{_quotes(lost)} could not be found in the original's own bytes."
        return None, note + (
            f"{_quotes(lost)} stand in its text but were not found by looking through the original; the text was drawn "
            f"from it by the reader {reader}."
        )
    return None, note + (
        f"its quotations were checked against the text that travels with it, which was drawn from the original by the "
        f"reader {reader}; the original itself ({media_type}) was not read again."
    )


def _decoded(data: bytes) -> list[str]:
    codings = ["utf-8-sig", "utf-16", "cp1252", "euc-kr", "cp949", "gb18030", "big5", "shift_jis", "koi8-r", "cp1251"]
    readings = []
    for coding in codings:
        try:
            readings.append(data.decode(coding))
        except (UnicodeDecodeError, UnicodeError):
            continue
        if coding == "utf-8-sig":
            return readings  # What is valid UTF-8 is hardly ever anything else.
    return [*readings, data.decode("utf-8", "replace"), data.decode("latin-1")]


def _lost(quotes: Iterable[str], readings: list[str]) -> int:
    """How many quotes stand in none of the readings, spacing, points and unreadable letters aside."""
    runs = [f" {' '.join(tokens(reading))} " for reading in readings]
    return sum(1 for quote in quotes if not any(f" {' '.join(tokens(quote))} " in run for run in runs))


def _custody(folder: Path, good: set[str], report: VerifyReport, reread: Reread | None) -> None:
    content = _json(_bytes(folder, "proofs/custody.json"), "proofs/custody.json")
    manifest = _json(_bytes(folder, MANIFEST), MANIFEST)
    heads = content.get("heads") if isinstance(content, dict) else None
    if not isinstance(heads, list):
        raise _Wrong("proofs/custody.json names no head of a custody log.")
    named = [{key: head.get(key) for key in ("log", "tree_size", "root_hash")} for head in heads]
    if named != manifest.get("custody"):
        report.problems.append("proofs/custody.json names another head of the custody log than the manifest.")
    items = {str(row.get("id")): row for row in _rows(folder, "items.jsonl")}
    proven: set[str] = set()
    opened = failed = 0
    for head in heads:
        size, root = head["tree_size"], bytes.fromhex(head["root_hash"])
        for proof in head["proofs"]:
            item, commitment = str(proof["item"]), bytes.fromhex(proof["commitment"])
            path = [bytes.fromhex(part) for part in proof["path"]]
            name = str(items.get(item, {}).get("title") or item)[:80]
            if item not in items:
                report.problems.append("A custody proof belongs to no item of the release.")
            elif not verify_inclusion(leaf_hash(commitment), proof["index"], size, path, root):
                failed += 1
                report.problems.append(f"The custody proof of “{name}” fails: it does not lead to the head named.")
            elif proof.get("entry") is not None:
                if sha256(bytes.fromhex(proof["salt"]) + proof["entry"].encode()).digest() != commitment:
                    failed += 1
                    report.problems.append(f"The custody entry of “{name}” is not the one that the log holds.")
                elif item not in proof["entry"]:
                    failed += 1
                    report.problems.append(f"The custody entry of “{name}” is about something else.")
                else:
                    opened += 1
                    proven.add(item)
            else:
                proven.add(item)
    for item, row in items.items():
        if item not in proven and not failed:
            report.unchecked.append(f"“{str(row.get('title') or item)[:80]}” has no custody proof.")
    closed = len(proven) - opened
    if closed > 0:
        report.unchecked.append(
            f"{closed:,} custody entr{'ies are' if closed != 1 else 'y is'} closed: that a leaf stands in the log was "
            "checked; that it is about this item only the case can show."
        )
    if not heads:
        report.unchecked.append("The release names no custody log.")
    report.checks.append(Checked(
        "custody", None if not heads else failed == 0,
        f"{len(proven):,} of {len(items):,} items stand in the custody log at the head named.",
    ))  # fmt: skip
