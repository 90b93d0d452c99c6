"""Cells in which a computation left its error behind: "-Infinity days", NaN, #DIV/0!. Nothing is counted from them, and
the person is told where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sousveil.records import Passage

from .grid import Cell, Table, likely_header, tables_of

_SIGNED = re.compile(r"^[-+\u2212](?:inf(?:inity)?|\u221e)\b(?:[ ]\w+)?$|^[-+\u2212]?\u221e(?:[ ]\w+)?$", re.IGNORECASE)
_SHEET = re.compile(r"^#(?:REF|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC)[!?]?$|^\[object Object\]$")
_BARE = re.compile(r"^(?i:inf(?:inity)?|[+-]?nan|undefined)(?: [a-z%]+)?$")
_NUMBER = re.compile(r"^[-+\u2212]?[$€£¥]?\d")
NUMBERS_IN = 3
"""A bare "inf" or "nan" may be a name; it is an error where at least one in so many cells of its column is a number."""
ADVICE = (
    "Ask whoever made the table for the value, or correct a copy and add that; as it is, these cells count as nothing."
)


@dataclass(frozen=True)
class Fault:
    """Cells of one column that say the same broken thing. table, column, rows: numbers, from 1."""

    table: int
    column: int
    heading: str
    words: str
    rows: tuple[int, ...]

    @property
    def sentence(self) -> str:
        """What and where, in one sentence."""
        shown = ", ".join(map(str, self.rows[:8])) + (f" and {len(self.rows) - 8} more" if len(self.rows) > 8 else "")
        rows = f"row {shown}" if len(self.rows) == 1 else f"rows {shown}"
        named = f" “{self.heading[:80]}”" if self.heading else ""
        return (
            f"Table {self.table}, column {self.column}{named}, {rows}: “{self.words[:60]}” is what a failed computation"
            " leaves behind, and no value."
        )


def faults(text: str, passages: Sequence[Passage]) -> list[Fault]:
    """The broken cells of every table of one item, mapped or not, by column."""
    if not any(passage.kind == "cell" for passage in passages):
        return []
    return [fault for table in tables_of(text, passages) for fault in _of_table(table)]


def _of_table(table: Table) -> list[Fault]:
    columns: dict[int, list[Cell]] = defaultdict(list)
    broken: dict[tuple[int, str], list[int]] = defaultdict(list)
    loose: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row in table.rows.values():
        for cell in row.values():
            columns[cell.column].append(cell)
            if _SIGNED.match(cell.words) or _SHEET.match(cell.words):
                broken[cell.column, cell.words].append(cell.row)
            elif _BARE.match(cell.words):
                loose[cell.column, cell.words].append(cell.row)
    for key, rows in loose.items():
        cells = columns[key[0]]
        if sum(_NUMBER.match(cell.words) is not None for cell in cells) * NUMBERS_IN >= len(cells):
            broken[key] = rows
    if not broken:
        return []
    at = likely_header(table)
    heads = {column: cell.words for column, cell in table.rows[at].items()} if at else {}
    return [
        Fault(table.number, column, heads.get(column, ""), words, tuple(sorted(rows)))
        for (column, words), rows in sorted(broken.items())
    ]
