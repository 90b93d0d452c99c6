"""`sousveil vocabulary`."""

from __future__ import annotations

from pathlib import Path

import click

from .shared import DONE, echo_rows, json_option, safe


@click.command()
@click.argument("case", required=False, type=click.Path(path_type=Path, file_okay=False))
@json_option
def vocabulary(case: Path | None, as_json: bool) -> int:
    """List the technologies, conditions and statuses, with the words that CASE adds."""
    from sousveil.case.layout import Layout
    from sousveil.case.vocabulary import load_vocabulary
    from sousveil.records.serialise import to_plain

    words = load_vocabulary(Layout(case).vocabulary if case else None)
    entries = [*words.technologies.values(), *words.statuses.values()]
    if as_json:
        echo_rows(to_plain(entry) for entry in entries)
        return DONE
    for entry in entries:
        click.echo(f"{entry.id} ({entry.kind}): {safe(entry.label)}\n    {safe(entry.definition)}")
    click.echo(f"\n{len(entries)} entries, {len(words.places)} places.")
    return DONE
