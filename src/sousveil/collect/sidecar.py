"""The sidecar: a CSV that says of files what they cannot say themselves (where from, whose, when)."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from sousveil.errors import SousveilError
from sousveil.records import Failure
from sousveil.run.step import item_failure

from .names import clean_name, guess_encoding
from .stated import Stated

SIDECAR_NAME = "sousveil.csv"
LARGEST = 32 * 1024 * 1024
"""Bytes. A table of a million rows is smaller; anything larger is not a table of metadata."""

_COLUMNS = {
    "file": "file filename file_name name path 파일 파일명 文件 文件名",
    "origin": "url link origin address uri 링크 주소 链接 网址",
    "source": "source outlet publisher organisation organization 출처 매체 来源 媒体",
    "author": "author authors byline by 저자 기자 作者",
    "title": "title headline 제목 标题",
    "published": "published date published_on publication_date pubdate 날짜 발행일 日期 发布日期",
    "note": "note notes comment comments remark 비고 메모 备注",
}
_FIELD = {word: field for field, words in _COLUMNS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Row:
    """One row. number: as a spreadsheet counts, the header being 1. file: as written."""

    number: int
    file: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A table read. name: for messages. folder: what its paths may be relative to."""

    name: str
    folder: Path
    rows: tuple[Row, ...]
    failures: tuple[Failure, ...]

    def match(self, files: Sequence[tuple[Path, str]]) -> tuple[dict[int, Stated], list[Failure]]:
        """Which row speaks of which of ``files`` (path, display name): stated metadata by index, and what did not fit.

        A row names a file by its path in the given folder, by its path from the table's own folder, or by its bare
        name where only one file has it. Letter case and Unicode form are ignored; a pattern is never expanded.
        """
        keys: dict[str, set[int]] = {}
        for index, (path, name) in enumerate(files):
            for key in {name, path.name, str(path), *self._relative(path)}:
                keys.setdefault(_key(key), set()).add(index)
        exact: dict[str, int] = {}
        for index, (path, name) in enumerate(files):
            for key in (name, *self._relative(path)):
                exact.setdefault(unicodedata.normalize("NFC", key.replace("\\", "/")), index)
        found: dict[int, Stated] = {}
        by_row: dict[int, int] = {}
        failures = []
        for row in self.rows:
            written = unicodedata.normalize("NFC", row.file.replace("\\", "/").removeprefix("./"))
            hits = {exact[written]} if written in exact else keys.get(_key(row.file), set())
            if len(hits) != 1:
                why = "no file" if not hits else f"{len(hits)} files"
                failures.append(self._warning(
                    f"Row {row.number} of {self.name} speaks of “{clean_name(row.file)}”, but {why} of that name "
                    f"{'is' if not hits else 'are'} here.",
                    "Write the path as it stands inside the folder, e.g. 2024/article.html.",
                ))  # fmt: skip
                continue
            index = hits.pop()
            if index in found:
                failures.append(self._warning(
                    f"Row {row.number} of {self.name} speaks of “{clean_name(row.file)}” like row {by_row[index]} "
                    "before it; the first one counts.",
                    "Keep one row for each file.",
                ))  # fmt: skip
                continue
            found[index], by_row[index] = row.stated, row.number
        return found, failures

    def _relative(self, path: Path) -> list[str]:
        return [str(path.relative_to(self.folder))] if path.is_relative_to(self.folder) else []

    def _warning(self, reason: str, advice: str) -> Failure:
        return item_failure(None, self.name, "collect", reason, advice, "warning")


def read_sidecar(path: Path) -> Sidecar:
    """The table at ``path``. Columns: file, url, source, author, title, published, note, in any order and case.

    What is wrong in single rows is in ``failures``; the other rows count.

    Raises:
        SousveilError: the file cannot be read, is no table, or has no column ``file``.
    """
    name = clean_name(path.name)
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise SousveilError(f"The table {name} cannot be read ({error.strerror}).", "Check the path.") from None
    if len(raw) > LARGEST:
        raise SousveilError(f"The table {name} is larger than 32 MB.", "Split it, one table for each folder.")
    text, guessed = _decode(raw)
    failures = []
    if guessed:
        failures.append(_warning(
            name, f"The table {name} is not in UTF-8; it was read as {guessed}.",
            "Look whether names and titles are right; saving it as “CSV UTF-8” settles it.",
        ))  # fmt: skip
    rows = _rows(text, name, failures)
    return Sidecar(name, path.parent, tuple(rows), tuple(failures))


def _decode(raw: bytes) -> tuple[str, str | None]:
    """The text, and the name of the encoding when it had to be guessed."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), None
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    encoding = guess_encoding(raw.splitlines())
    if encoding == "cp437":  # the fallback of zip, not of spreadsheets
        best = from_bytes(raw[:200_000], cp_exclusion=["cp437"]).best()
        encoding = best.encoding if best is not None else "cp1252"
    return raw.decode(encoding, "replace"), encoding


def _rows(text: str, name: str, failures: list[Failure]) -> Iterable[Row]:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[Row] = []
    fields: list[str | None] | None = None
    try:
        for number, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if fields is None:
                fields = _header(cells, name, failures)
                continue
            row = _row(number, cells, fields, name, failures)
            if row is not None:
                rows.append(row)
    except csv.Error as error:
        failures.append(item_failure(
            None, name, "collect", f"The table {name} cannot be read after line {reader.line_num} ({error}).",
            "Look for a quotation mark that is not closed, correct it and add the folder again.",
        ))  # fmt: skip
    if fields is None:
        raise SousveilError(f"The table {name} is empty.", "Give it a header row with at least the column file.")
    return rows


def _header(cells: Sequence[str], name: str, failures: list[Failure]) -> list[str | None]:
    fields = [_FIELD.get(cell.strip().lower().replace(" ", "_")) for cell in cells]
    if "file" not in fields:
        raise SousveilError(
            f"The table {name} has no column “file”.",
            "Name the columns file, url, source, author, title, published, note.",
        )
    unknown = [cell.strip() for cell, field in zip(cells, fields, strict=True) if field is None and cell.strip()]
    if unknown:
        failures.append(_warning(
            name, f"The table {name} has columns that mean nothing here: {', '.join(map(clean_name, unknown))}.",
            "Known are file, url, source, author, title, published, note; the table itself is preserved as it is.",
        ))  # fmt: skip
    for field in dict.fromkeys(f for f in fields if f):
        if fields.count(field) > 1:
            failures.append(_warning(
                name, f"The table {name} has {fields.count(field)} columns for “{field}”; the first filled one counts.",
                "Keep one.",
            ))  # fmt: skip
    return fields


def _row(
    number: int, cells: Sequence[str], fields: Sequence[str | None], name: str, failures: list[Failure]
) -> Row | None:
    values: dict[str, str] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field and cell.strip():
            values.setdefault(field, cell.strip())
    if any(cell.strip() for cell in cells[len(fields) :]):
        failures.append(_warning(
            name, f"Row {number} of {name} has more cells than the header; the last ones were not used.",
            "Put quotation marks around a cell that contains the separator.",
        ))  # fmt: skip
    file = values.pop("file", None)
    if file is None:
        failures.append(_warning(name, f"Row {number} of {name} names no file.", "Fill in the column file."))
        return None
    try:
        stated = Stated(**values)
    except SousveilError as error:
        failures.append(_warning(name, f"Row {number} of {name}: {error.message}", error.advice))
        stated = Stated(**{field: value for field, value in values.items() if field != "published"})
    return Row(number, file, stated)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("\\", "/").removeprefix("./")).casefold()


def _warning(name: str, reason: str, advice: str) -> Failure:
    return item_failure(None, name, "collect", reason, advice, "warning")
