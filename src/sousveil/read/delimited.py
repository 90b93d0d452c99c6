"""CSV and TSV: each cell a passage with its row and column."""

from __future__ import annotations

import csv
import io
from itertools import islice
from pathlib import Path

from sousveil.errors import Unreadable

from .plain import load
from .reading import Layout, Reading
from .tables import header_doubt, lay_out


def read(original: Path, limit: int) -> Reading:
    """A table of comma, semicolon, tab or bar separated values.

    Raises:
        Unreadable: see `plain.load`; or a quotation mark is never closed.
    """
    source, doubts = load(original, limit)
    delimiter = _delimiter(source)
    layout = Layout(limit + limit // 4)
    reading = Reading("table", "", layout.blocks, prose=False, doubts=doubts)
    csv.field_size_limit(min(limit, 2**31 - 1))
    try:
        head = list(islice(csv.reader(io.StringIO(source), delimiter=delimiter), 50))
        rows = lay_out(layout, csv.reader(io.StringIO(source), delimiter=delimiter), reading)
    except csv.Error as error:
        raise Unreadable(f"The table cannot be split into cells: {error}.",
                         "Open it in a spreadsheet program and save it again as CSV.") from error  # fmt: skip
    note = header_doubt(head)
    if note:
        reading.doubts.append(note)
    widths = {len(row) for row in head if row}
    if len(widths) > 1 and rows > 1:
        reading.doubts.append("Rows have different numbers of cells.")
    reading.text = layout.text
    return reading


def _delimiter(source: str) -> str:
    """The mark that parts the first lines into the same number of cells, more than one, most often."""
    lines = [line for line in source[:20_000].split("\n")[:40] if line.strip()]
    best, best_score = ",", 0.0
    for mark in ",;\t|":
        counts = [line.count(mark) for line in lines]
        usual = max(set(counts), key=lambda count: (counts.count(count), count)) if counts else 0
        score = usual and counts.count(usual) / len(counts) * (1 + min(usual, 20) / 100)
        if score > best_score:
            best, best_score = mark, score
    return best
