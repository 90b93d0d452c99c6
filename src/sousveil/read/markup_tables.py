"""Whether a table of a page holds data, or is there to lay the page out."""

from __future__ import annotations

from typing import Any

_BLOCKS = frozenset(["h1", "h2", "h3", "h4", "table", "form", "article", "section", "iframe", "hr"])
_LONGEST_CELL = 300
"""Characters; a cell with more is an article or a post, not a datum."""
_MOST_LOOKED_AT = 2_000


def is_data(table: Any) -> bool:
    """Whether the cells of ``table`` are data, so that their row and column mean something.

    Old pages, forums and mails are laid out with tables: with tables inside tables, one row or one column, headings or
    whole articles in a cell, rows of unequal length.
    """
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return False
    widths: list[int] = []
    headed = False
    cells = 0
    for row in table.iter("tr"):
        width = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            width += 1
            cells += 1
            headed = headed or cell.tag == "th"
            if any(inner.tag in _BLOCKS for inner in cell.iterdescendants()):
                return False
            if sum(len(part) for part in cell.itertext()) > _LONGEST_CELL:
                return False
        if width:
            widths.append(width)
        if cells > _MOST_LOOKED_AT:
            break
    if not widths or max(widths) < 2:
        return False
    if headed:
        return True
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return len(widths) >= 2 and usual >= 2 and widths.count(usual) * 5 >= len(widths) * 3
