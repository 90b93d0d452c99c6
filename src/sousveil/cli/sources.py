"""`sousveil sources` and `sousveil lineage`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import DONE, case_argument, echo_rows, json_option, plural, safe

if TYPE_CHECKING:
    from sousveil.records import Source


@click.command()
@case_argument
@click.option("--names", is_flag=True, help="List which names are held to be one, or may be, each with its reasons.")
@json_option
def sources(case: Path, names: bool, as_json: bool) -> int:
    """List who speaks in CASE: outlets, organisations, reports, agencies."""
    from sousveil.case.case import Case
    from sousveil.case.rows import source_row
    from sousveil.records import Source

    with Case.open(case) as opened:
        found = list(opened.read(Source))
    if names:
        return _names(case, found, as_json)
    if as_json:
        echo_rows(source_row(source) for source in found)
        return DONE
    for source in found:
        where = plural(len(source.items), "item") + " here" if source.inside else "not in this case"
        click.echo(f"{source.kind:<13} {safe(source.name, 60)} ({where}; named in {plural(source.mentions, 'item')})")
    click.echo(f"{plural(len(found), 'source')}." if found else "No sources. Run `sousveil build` first.")
    return DONE


def _names(case: Path, found: Sequence[Source], as_json: bool) -> int:
    from sousveil.case.rows import name_row

    matches = {match.id: match for source in found for match in source.matches}
    order = {"joined": 0, "possible": 1, "kept-apart": 2}
    listed = sorted(matches.values(), key=lambda m: (order[m.outcome], -m.score, m.one, m.two))
    if as_json:
        echo_rows(name_row(match) for match in listed)
        return DONE
    for match in listed:
        pair = f"{safe(match.one, 50)} = {safe(match.two, 50)}"
        click.echo(f"{match.outcome:<10} {pair}  ({match.score:.2f})  {match.id}")
        click.echo(f"    {safe('; '.join(match.reasons))}")
    if not listed:
        click.echo("No two names are alike.")
        return DONE
    joined = sum(match.outcome == "joined" for match in listed)
    possible = sum(match.outcome == "possible" for match in listed)
    click.echo(
        f"{plural(len(listed), 'pair')} of names: {joined} held to be one, {possible} possible. To decide:"
        f" `sousveil judge {case} ID same` or `distinct`, then `sousveil build {case}`."
    )
    return DONE


@click.command()
@case_argument
@json_option
def lineage(case: Path, as_json: bool) -> int:
    """List how items of CASE came from one another, each with its reasons."""
    from sousveil.case.case import Case
    from sousveil.case.rows import link_row
    from sousveil.records import Item, Link, Source

    with Case.open(case) as opened:
        found = list(opened.read(Link))
        items = {item.id: item.name for item in opened.read(Item)}
        names = {source.id: source.name for source in opened.read(Source)}
    if as_json:
        echo_rows(link_row(link, items, names) for link in found)
        return DONE
    for link in found:
        parent = (
            items.get(link.parent or "") or f"{names.get(link.source or '', 'an unknown source')} (outside the case)"
        )
        click.echo(f"{safe(items.get(link.child, link.child), 60)} ← {safe(parent, 60)}: {link.kind}")
        for reason in link.reasons:
            click.echo(f"    {safe(reason)}")
        click.echo(f"    direction: {safe(link.direction)}")
    click.echo(f"{plural(len(found), 'link')}." if found else "No links. Run `sousveil build` first.")
    return DONE
