"""`sousveil drift` and `sousveil dependence`."""

from __future__ import annotations

from pathlib import Path

import click

from sousveil.records.lineage import DRIFT_KINDS

from .shared import DONE, case_argument, echo_rows, json_option, plural, safe, texts

AROUND = 90
"""Characters of a passage shown on each side of the changed words."""


@click.command()
@case_argument
@click.option("--item", help="Only what this item changed (its name, or the beginning of its id).")
@click.option("--kind", type=click.Choice(DRIFT_KINDS), help="Only this kind.")
@json_option
def drift(case: Path, item: str | None, kind: str | None, as_json: bool) -> int:
    """List what statements lost or gained on their way into the items of CASE: hedges, numbers, names, scope.

    The changed words stand between » and «; ‸ is the place where words are missing.
    """
    from sousveil.case.case import Case
    from sousveil.case.remove import find_item
    from sousveil.case.rows import drift_row
    from sousveil.records import Drift, Item

    with Case.open(case) as opened:
        only = find_item(opened, item).id if item else None
        found = [d for d in opened.read(Drift) if only in (None, d.item) and kind in (None, d.kind)]
        names = {one.id: one.name for one in opened.read(Item)}
        if as_json:
            echo_rows(drift_row(one, names) for one in found)
            return DONE
        held = texts(opened)
        pair: tuple[str, str] | None = None
        for one in sorted(found, key=lambda d: (names.get(d.item, ""), d.item, d.parent, d.span, d.id)):
            if pair != (one.item, one.parent):
                pair = (one.item, one.parent)
                against = "itself" if one.item == one.parent else safe(names.get(one.parent, one.parent), 70)
                click.echo(f"{safe(names.get(one.item, one.item), 70)} against {against}")
            click.echo(f"  {one.kind} {one.way} ({one.certainty}): {safe(one.sentence)}")
            click.echo(f"    here:   {safe(excerpt(held(one.item) or '', one.span, one.words), 400)}")
            click.echo(f"    parent: {safe(excerpt(held(one.parent) or '', one.parent_span, one.parent_words), 400)}")
    click.echo(f"{plural(len(found), 'drift')}." if found else "No drift was found between items that are linked.")
    return DONE


def excerpt(text: str, span: tuple[int, int], words: tuple[int, int]) -> str:
    """The passage with its changed words set apart, shortened around them."""
    start, end = max(span[0], words[0] - AROUND), min(span[1], words[1] + AROUND)
    inside = f"»{text[words[0] : words[1]]}«" if words[0] < words[1] else "‸"
    shown = text[start : words[0]] + inside + text[words[1] : end]
    return ("…" if start > span[0] else "") + " ".join(shown.split()) + ("…" if end < span[1] else "")


@click.command()
@case_argument
@json_option
def dependence(case: Path, as_json: bool) -> int:
    """List sources of CASE that agree in errors or rare values more than independent ones would."""
    from sousveil.case.case import Case
    from sousveil.case.rows import dependence_row
    from sousveil.records import Dependence, Source

    with Case.open(case) as opened:
        found = list(opened.read(Dependence))
        names = {source.id: source.name for source in opened.read(Source)}
    if as_json:
        echo_rows(dependence_row(one, names) for one in found)
        return DONE
    for one in sorted(found, key=lambda d: (-d.probability, d.one, d.two)):
        first, second = (safe(names.get(key, key), 60) for key in (one.one, one.two))
        arrow = {"one": "copies", "two": "is copied by"}.get(one.copier, "and")
        click.echo(f"{first} {arrow} {second}")
        click.echo(f"    {plural(one.shared, 'object')} in both, {one.agreed} alike, {one.rare} of them rare")
        for reason in one.reasons:
            click.echo(f"    {safe(reason)}")
        for example in one.examples:
            click.echo(f"    for example: {safe(example, 200)}")
    if not found:
        click.echo("No two sources speak of enough of the same objects, or none agree more than they would by chance.")
        return DONE
    click.echo(f"{plural(len(found), 'pair')} of sources. They are not counted as independent of each other.")
    return DONE
