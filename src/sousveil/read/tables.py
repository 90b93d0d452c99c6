"""Rows of cells laid out as text: a row is a line, cells are parted by tabs, each cell is a passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .reading import Layout, Reading

MAX_ROWS = 20_000
MAX_COLUMNS = 500


def lay_out(layout: Layout, rows: Iterable[Sequence[str]], reading: Reading, what: str = "table") -> int:
    """Appends ``rows`` to ``layout`` and says in ``reading`` what was left out. Gives the number of rows read.

    Empty cells keep their tab, so that a cell's column can be told from the text alone; they are no passages.
    """
    number = 0
    for number, row in enumerate(rows, 1):
        if number > MAX_ROWS:
            sentence = f"Only the first {MAX_ROWS:,} rows of the {what} were read."
            reading.doubts.append(sentence)
            reading.warnings.append((sentence, "Split the table and add the parts."))
            return MAX_ROWS
        if len(row) > MAX_COLUMNS:
            sentence = f"Only the first {MAX_COLUMNS} columns of the {what} were read."
            if sentence not in reading.doubts:
                reading.doubts.append(sentence)
                reading.warnings.append((sentence, "Split the table and add the parts."))
        if number > 1 and layout.length:
            layout.append("\n")
        for column, cell in enumerate(row[:MAX_COLUMNS], 1):
            if column > 1:
                layout.append("\t")
            # A tab or line end inside a cell would read as a new cell or row.
            block = layout.add(" ".join(cell.split()), "cell", gap="")
            if block is not None:
                block.row, block.column, block.settled = number, column, True
    return number


def header_doubt(rows: Sequence[Sequence[str]]) -> str | None:
    """A sentence on whether row 1 is a header: words over numbers, all filled, all different."""
    if len(rows) < 2:
        return None
    first = [cell.strip() for cell in rows[0]]
    filled = [cell for cell in first if cell]
    worded = all(not _numeric(cell) for cell in filled)
    if filled and worded and len(filled) >= max(1, len(first) - 1) and len(set(filled)) == len(filled):
        # Not its words: this sentence may leave the case in a release whose original stays.
        return "Row 1 was taken for the header."
    return "The table seems to have no header row."


def _numeric(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").replace("%", "").replace("-", "").strip().isdigit()
