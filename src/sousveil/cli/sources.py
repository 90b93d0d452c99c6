"""`sousveil sources` and `sousveil lineage`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import DONE, case_argument, echo_rows, json_option, plural, safe, span

if TYPE_CHECKING:
    from sousveil.case.case import Case
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


def _way(case: Case, claim: str, as_json: bool) -> int:
    """The hops from a claim to its gateways, with what lies beneath them."""
    from sousveil.case.rows import origins_row
    from sousveil.errors import SousveilError
    from sousveil.records import ClaimOrigins, Item, Source

    found = next(iter(case.read(ClaimOrigins, claim=claim)), None)
    if found is None:
        raise SousveilError(f"There is no claim {claim!r} whose origins are known.", "See `sousveil claims CASE`.")
    names = {source.id: source.name for source in case.read(Source)} | {i.id: i.name for i in case.read(Item)}
    if as_json:
        hops = [
            {"child": hop.child, "child_name": names.get(hop.child), "parent": hop.parent,
             "parent_name": names.get(hop.parent), "reason": hop.reason}
            for hop in found.path
        ]  # fmt: skip
        echo_rows([{"claim": claim, "item": found.item, "circular": found.circular, "path": hops,
                    "origins": origins_row(found.origins)}])  # fmt: skip
        return DONE
    click.echo(f"{claim}, in {safe(names.get(found.item, found.item), 70)}")
    for hop in found.path:
        click.echo(f"  {safe(names.get(hop.child, hop.child), 60)} ← {safe(names.get(hop.parent, hop.parent), 60)}")
        click.echo(f"      {safe(hop.reason)}")
    origins = found.origins
    click.echo(
        f"Independent origins: {span(origins.gateways_at_least, origins.gateways_at_most)}"
        + (f" ({safe(', '.join(origins.gateways), 200)})" if origins.gateways else "")
    )
    if origins.bases:
        click.echo(f"Beneath them, not verified here: {safe('; '.join(origins.bases), 200)}")
    for note in origins.notes:
        click.echo(f"  {safe(note)}")
    if found.circular:
        click.echo("  Circular reporting: these texts give each other as their source.")
    return DONE


@click.command()
@case_argument
@click.option("--claim", help="The way from one claim (its id) to the sources it rests on, step by step.")
@json_option
def lineage(case: Path, claim: str | None, as_json: bool) -> int:
    """List how items of CASE came from one another, each with its reasons."""
    from sousveil.case.case import Case
    from sousveil.case.rows import link_row
    from sousveil.records import Item, Link, Source

    with Case.open(case) as opened:
        if claim is not None:
            return _way(opened, claim, as_json)
        found = list(opened.read(Link))
        items = {item.id: item.name for item in opened.read(Item)}
        names = {source.id: source.name for source in opened.read(Source)}
    if as_json:
        echo_rows(link_row(link, items, names) for link in found)
        return DONE
    for link in sorted(found, key=lambda one: (items.get(one.child, ""), one.kind, one.id)):
        parent = (
            items.get(link.parent or "") or f"{names.get(link.source or '', 'an unknown source')} (outside the case)"
        )
        click.echo(f"{safe(items.get(link.child, link.child), 60)} ← {safe(parent, 60)}: {link.kind}")
        for reason in link.reasons:
            click.echo(f"    {safe(reason)}")
        click.echo(f"    direction: {safe(link.direction)}")
    if found:
        click.echo(f"{plural(len(found), 'link')}.")
    else:
        # Every traced item has a publisher among the sources: without any, nothing has been traced yet.
        click.echo("No links between items were found." if names else "No links. Run `sousveil build` first.")
    return DONE
