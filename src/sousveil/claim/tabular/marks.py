"""Which items a column map bears on: those that hold its header. A change of the map works on them alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sousveil.records import Passage
from sousveil.records.ids import canonical_json, sha256_hex

from .grid import HEADER_ROWS, name_of
from .maps import ColumnMap


def mark_of(maps: Sequence[ColumnMap], text: str, passages: Iterable[Passage]) -> str | None:
    """What stands for the maps that an item's table headers fit, or None when none fits.

    passages: at least the cells of each table's first rows. Tables are not told apart here: rows of two tables that
    would only together make a header count too, and cost no more than reading the item once more.
    """
    rows: list[dict[int, str]] = []
    last = (0, 0)
    for passage in passages:
        if passage.kind != "cell" or passage.row is None or passage.column is None or passage.row > HEADER_ROWS:
            continue
        here = (passage.row, passage.column)
        if here[0] != last[0] or here < last:
            rows.append({})
        words = rows[-1].get(passage.column)
        part = text[passage.start : passage.end]
        rows[-1][passage.column] = part if words is None else f"{words} {part}"
        last = here
    headers = {tuple(name_of(words) for _, words in sorted(row.items())) for row in rows}
    fits = [one.digest for one in maps if one.header in headers]
    return sha256_hex(canonical_json(fits).encode("utf-8")) if fits else None


def marks_of(maps: Sequence[ColumnMap], items: Iterable[tuple[str, str, Iterable[Passage]]]) -> Mapping[str, str]:
    """Item -> mark, for the ``items`` (id, text, passages) that any of ``maps`` bears on."""
    found = {item: mark_of(maps, text, passages) for item, text, passages in items}
    return {item: mark for item, mark in found.items() if mark is not None}
