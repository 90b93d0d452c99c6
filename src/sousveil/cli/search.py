"""`sousveil search`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .shared import DONE, case_argument, echo_rows, json_option, plural, safe


@click.command()
@case_argument
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many at most.")
@json_option
def search(case: Path, words: tuple[str, ...], limit: int, as_json: bool) -> int:
    """Find passages of CASE in which all WORDS stand, in any language.

    Korean and Chinese words are found inside longer ones. "Quoted words" must stand together; word* matches beginnings.
    """
    from sousveil.case import search as index
    from sousveil.case.case import Case
    from sousveil.records import Item, Passage, Text

    query = " ".join(words)
    rows: list[dict[str, Any]] = []
    with Case.open(case) as opened:
        with opened.database.connect() as connection:
            hits = index.find(connection, query, limit)
        for hit in hits:
            passage, text, item = (
                opened.get(Passage, hit.passage),
                opened.get(Text, hit.item),
                opened.get(Item, hit.item),
            )
            if passage is None or text is None or item is None:
                continue
            rows.append({
                "item": item.id, "item_name": item.name, "passage": passage.id, "start": passage.start,
                "end": passage.end, "text": text.text[passage.start : passage.end], "page": passage.page,
                "furniture": passage.furniture, "rank": round(hit.rank, 6),
            })  # fmt: skip
    if as_json:
        echo_rows(rows)
        return DONE
    for row in rows:
        where = f", page {row['page']}" if row["page"] else ""
        dim = f" [{row['furniture']}]" if row["furniture"] else ""
        parts = [click.style(safe(p) if m else p, bold=m) for p, m in index.snippet(safe(row["text"]), query, 240)]
        click.echo(f"{safe(row['item_name'], 60)}{where}{dim}\n    {''.join(parts)}\n")
    click.echo(
        f"{plural(len(rows), 'passage')}." if rows else "Nothing found in this case. That is not the same as absent."
    )
    return DONE
