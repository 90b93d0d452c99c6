"""Tables as the readers left them: cells that are passages, with their row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sousveil.records import Passage

HEADER_ROWS = 10
"""A header stands in one of the first rows; titles and notes may stand above it."""
_SPACES = re.compile(r"\s+")
_NUMERIC = re.compile(r"[\d.,%()\s+\u2212-]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. passages: numbers in the list the table was made from (a cell of a page may hold several). row, column:
    from 1. start, end: ``text[start:end]`` is the cell."""

    row: int
    column: int
    start: int
    end: int
    words: str
    passages: tuple[int, ...]


@dataclass
class Table:
    """One table of an item. number: from 1, in reading order. rows: row number -> its filled cells by column."""

    number: int
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)

    def head(self) -> Iterable[tuple[int, dict[int, Cell]]]:
        """The rows that may be the header."""
        return [(number, row) for number, row in self.rows.items() if number <= HEADER_ROWS]


def tables_of(text: str, passages: Sequence[Passage]) -> list[Table]:
    """The tables of one item, in reading order. Cells that are page furniture belong to none.

    A new table begins where something else stands between two cells or where row and column go back.
    """
    found: list[Table] = []
    before: Passage | None = None
    for number, passage in enumerate(passages):
        if passage.kind != "cell" or passage.row is None or passage.column is None or passage.furniture is not None:
            before = None
            continue
        here = (passage.row, passage.column)
        if before is None or here < (before.row or 0, before.column or 0):
            found.append(Table(len(found) + 1))
        row = found[-1].rows.setdefault(passage.row, {})
        held = row.get(passage.column)
        start = passage.start if held is None else held.start
        words = _SPACES.sub(" ", text[start : passage.end]).strip()
        numbers = (number,) if held is None else (*held.passages, number)
        row[passage.column] = Cell(passage.row, passage.column, start, passage.end, words, numbers)
        before = passage
    return found


def name_of(words: str) -> str:
    """A column's heading as it is compared: spaces and case do not matter."""
    return _SPACES.sub(" ", words).strip().casefold()


def likely_header(table: Table) -> int | None:
    """The number of the row that is most like a header: the first as wide as the rows below it whose cells are words,
    all different. None when there is none."""
    width = max((len(row) for row in table.rows.values()), default=0)
    if width < 2:
        return None
    for number, row in table.head():
        names = [name_of(cell.words) for cell in row.values()]
        worded = sum(_NUMERIC.fullmatch(name) is None for name in names)
        # Years as headings ("2019", "2020") are numbers, and a header still has words beside them.
        if len(row) * 5 >= width * 3 and len(set(names)) == len(names) and worded * 2 >= len(names) and worded >= 2:
            below = [other for at, other in table.rows.items() if at > number]
            return number if below else None
    return None


def gaps(years: Iterable[int]) -> list[int]:
    """The years missing between the first and the last of ``years``."""
    return [missing for one, two in pairwise(sorted(set(years))) for missing in range(one + 1, two)]
