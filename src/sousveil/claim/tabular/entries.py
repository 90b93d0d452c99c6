# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""The rows of a mapped table as entries: what the map says of each cell, with numbers and times read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from .grid import Cell, Table
from .maps import ColumnMap
from .sourced import Rest, rests_of
from .values import currency_in, number_in, time_in, year_in

_TOTAL = re.compile(
    r"^(?:(?:grand |sub)?totals?|sub total|sum|all (?:countries|partners|items)|world|합계|총계|소계|계|합|总计|合计|小计|总额|共计|總計|合計)\b[ :：]?(?=$|[ :：(（])|^(?:합계|총계|소계|总计|合计|小计|总额|共计)",
    re.IGNORECASE,
)


APART = ("value", "source", "link")
"""Fields whose columns are no part of what the row itself states, or are read one by one."""


@dataclass(frozen=True)
class Entry:
    """One row, or one value column of it. cells: by field, those that are filled. constants: by field. year: as a
    number; when: EDTF. quantity, value: None where the cell holds no number. unreadable: fields whose cell is filled
    with something else. total: the row sums others up. rests: the cells that name a source and its address."""

    row: int
    cells: Mapping[str, Cell]
    constants: Mapping[str, str]
    year: int | None
    when: str | None
    quantity: float | None
    value: float | None
    currency: str
    headings: Mapping[str, str] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()
    total: bool = False
    rests: tuple[Rest, ...] = ()

    def words(self, name: str) -> str:
        """What the cell of field ``name`` says, or what was set for every row, or nothing."""
        cell = self.cells.get(name)
        return cell.words if cell else self.constants.get(name, "")


def entries_of(table: Table, header: int, one: ColumnMap, placed: Mapping[str, tuple[int, ...]]) -> Iterator[Entry]:
    """The entries below row ``header``, in order. Rows without any mapped cell are passed over."""
    heads = {column: cell.words for column, cell in table.rows[header].items()}
    values = placed.get("value", ())
    for number, row in table.rows.items():
        if number <= header:
            continue
        shared = {
            name: row[columns[0]] for name, columns in placed.items() if name not in APART and columns[0] in row
        }
        rests = rests_of(row, placed.get("source", ()), placed.get("link", ()))
        for value in values or (0,):
            if value and value not in row and len(values) > 1:
                continue
            cells = dict(shared)
            if value in row:
                cells["value"] = row[value]
            if cells:
                names = {name: heads.get(cell.column, "") for name, cell in cells.items()}
                by_year = heads.get(value, "") if len(values) > 1 else ""
                yield replace(_entry(number, cells, one, names, row, by_year), rests=rests)


def _entry(
    number: int, cells: dict[str, Cell], one: ColumnMap, heads: dict[str, str], row: Mapping[int, Cell], by_year: str
) -> Entry:  # fmt: skip
    found: dict[str, float | None] = {}
    unreadable = []
    for name, scale in (("quantity", one.quantity_scale), ("value", one.value_scale)):
        words = cells[name].words if name in cells else ""
        read = number_in(words, one.decimal)
        found[name] = None if read is None else read * scale
        if (
            read is None
            and re.search(r"[^\W_]", words)
            and words.casefold() not in ("n/a", "na", "n.a.", "nil", "none", "null", "x", "unknown")
        ):
            unreadable.append(name)
    said = cells["year"].words if "year" in cells else by_year or one.constants.get("year", "")
    when = time_in(said) if said else None
    if by_year and when is None and (m := re.search(r"(?:19|20)\d\d", by_year)):
        when = m[0]
    if "year" in cells and when is None:
        unreadable.append("year")
    year = year_in(said) if said else None
    if year is None and when is not None and when[:4].isdecimal():
        year = int(when[:4])
    currency = (
        cells["currency"].words
        if "currency" in cells
        else one.constants.get("currency") or currency_in(heads.get("value", "")) or ""
    )
    first = next(iter(row.values())).words
    labels = [
        cells[name].words for name in ("partner", "description", "seller", "buyer", "place", "year") if name in cells
    ]
    total = any(_TOTAL.match(words) for words in (first, *labels))
    return Entry(number, cells, one.constants, year, when, found["quantity"], found["value"], currency, heads,
                 tuple(unreadable), total)  # fmt: skip
