"""What a row of a table rests on: the sources and the addresses that its own columns name, as edges of attribution."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sousveil.records import Edge

from .grid import Cell

ADDRESS = re.compile(r"(?:https?://|(?<![\w.])www\.)[^\s<>\"“”‘’|，。；、）】》]+", re.IGNORECASE)
_NOTHING = re.compile(r"^(?:n/?a|n\.a\.|none|nil|null|unknown|-+|\?+|없음|미상|无|不详|未知)?$", re.IGNORECASE)

Rest = tuple[Cell | None, Cell | None]
"""The cell that names a source, and the cell with its address; one of them may be missing."""


def rests_of(row: Mapping[int, Cell], names: Sequence[int], links: Sequence[int]) -> tuple[Rest, ...]:
    """The filled pairs of source and address in ``row``. names, links: their columns, paired in order; one column of
    names goes with every column of addresses."""
    out: list[Rest] = []
    for place in range(max(len(names), len(links))):
        name = row.get(names[place] if place < len(names) else names[0] if len(names) == 1 else 0)
        link = row.get(links[place]) if place < len(links) else None
        if link is None and place and len(names) == 1:
            continue
        name = name if name is not None and not _NOTHING.match(name.words) else None
        link = link if link is not None and not _NOTHING.match(link.words) else None
        if name is not None or link is not None:
            out.append((name, link))
    return tuple(out)


def edges_of(
    rests: Sequence[Rest], constants: Mapping[str, str], own: tuple[Edge, ...], text: str
) -> tuple[Edge, ...]:  # fmt: skip
    """The document's own edges, and beneath them one for each source and each address of the row.

    The address is the innermost: the document behind it is what the row rests on, whoever published it. What was set
    for every row (``constants``) stands where the row itself says nothing.
    """
    out = list(own)
    under = len(own) - 1 if own else None
    seen: dict[tuple[int | None, str], int] = {}

    def put(source: str, kind: str, verb: str, place: tuple[int, int] | None, beneath: int | None) -> int:
        held = seen.get((beneath, source))
        if held is None:
            held = seen[beneath, source] = len(out)
            start, end = place or (None, None)
            out.append(Edge(source, kind, verb, "reported", "CT+", start, end, beneath))
        return held

    fixed_name, fixed_link = constants.get("source", ""), constants.get("link", "")
    for name, link in rests or ([(None, None)] if fixed_name or fixed_link else ()):
        said, where = (name.words, name) if name else (fixed_name, None)
        at = _places(link, text) if link else [(url, None) for url in ADDRESS.findall(fixed_link)]
        at += _places(where, text) if where else []
        outer = under
        if said and not ADDRESS.match(said):
            outer = put(said, "organisation", "published", (where.start, where.end) if where else None, under)
        for url, place in at:
            put(url, "report", "stated", place, outer)
    return tuple(out)


def _places(cell: Cell, text: str) -> list[tuple[str, tuple[int, int] | None]]:
    """The addresses in a cell, with where each stands."""
    found: list[tuple[str, tuple[int, int] | None]] = []
    for match in ADDRESS.finditer(text, cell.start, cell.end):
        url = match.group().rstrip(".,;:!?'*")
        found.append((url, (match.start(), match.start() + len(url))))
    return found
