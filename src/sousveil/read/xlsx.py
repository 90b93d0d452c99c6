"""XLSX: every sheet a table, each cell a passage with its row and column; values as stored, formulas not computed."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sousveil.errors import Unreadable

from .packages import DAMAGED, MOST_PART, MOST_RATIO, open_package, part, xml
from .reading import Layout, Reading
from .tables import MAX_COLUMNS, MAX_ROWS, header_doubt, lay_out

_WHAT = "XLSX"
_MOST_SHEETS = 100


def read(original: Path, limit: int) -> Reading:
    """A workbook.

    Raises:
        Unreadable: damaged, encrypted, a bomb, or empty.
    """
    with open_package(original, _WHAT) as archive:
        _check(archive)
    import openpyxl

    layout = Layout(limit)
    reading = Reading("XLSX", "", layout.blocks, prose=False)
    try:
        # A stream, because the library refuses paths without the right extension, and originals have none.
        with original.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            try:
                _sheets(book, layout, reading)
            finally:
                book.close()
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("The XLSX file is damaged: its sheets cannot be read.", DAMAGED) from error
    if not layout.blocks:
        raise Unreadable("The XLSX file has no filled cells.", "Get it again from where it came.")
    reading.text = layout.text
    return reading


def _check(archive: zipfile.ZipFile) -> None:
    """Refuses what would unpack to too much, or declares entities, before the spreadsheet library sees it."""
    total = 0
    for entry in archive.infolist():
        total += entry.file_size
        if total > MOST_PART or (
            entry.file_size > 10_000_000 and entry.file_size > MOST_RATIO * max(1, entry.compress_size)
        ):
            raise Unreadable(
                "The XLSX file unpacks to more than a workbook can hold.", "It may be a zip bomb; do not open it."
            )
    for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        data = part(archive, name, _WHAT)
        if data is not None and b"<!DOCTYPE" in data[:4096]:
            xml(data, _WHAT)
        elif data is None and name == "xl/workbook.xml":
            raise Unreadable("The XLSX file has no workbook in it.", DAMAGED)


def _sheets(book: Any, layout: Layout, reading: Reading) -> None:
    names = book.sheetnames
    if len(names) > _MOST_SHEETS:
        reading.doubts.append(f"Only the first {_MOST_SHEETS} of {len(names)} sheets were read.")
        reading.warnings.append((f"Only the first {_MOST_SHEETS} of {len(names)} sheets were read.",
                                 "Split the workbook and add the parts."))  # fmt: skip
    for name in names[:_MOST_SHEETS]:
        sheet = book[name]
        if not hasattr(sheet, "iter_rows"):
            continue  # a sheet that is a chart
        head: list[list[str]] = []
        mark = len(layout.blocks)
        label = layout.add(name, "heading")
        if label is not None:
            label.settled = True
        layout.append("\n")
        lay_out(layout, _rows(sheet, head), reading, f"sheet {name}")
        if len(layout.blocks) == mark + 1:
            reading.doubts.append(f"The sheet {name} is empty.")
        note = header_doubt(head)
        if note:
            reading.doubts.append(f"Sheet {name}: {note}")
        if sheet.sheet_state != "visible":
            reading.doubts.append(f"The sheet {name} is hidden in the workbook.")


def _rows(sheet: Any, head: list[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS + 1, values_only=True)):
        cells = [_spelt(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if number < 50:
            head.append(cells)
        yield cells


def _spelt(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value)
