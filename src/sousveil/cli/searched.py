"""`sousveil searched`: the log of what was looked for."""

from __future__ import annotations

from pathlib import Path

import click

from sousveil.errors import SousveilError

from .shared import DONE, by_option, case_argument, echo_rows, json_option, known_technology, plural, safe


@click.command()
@case_argument
@click.argument("what", required=False)
@click.option("--in", "where", help="Where you looked: an archive, a site, a newspaper's years.")
@click.option("--found", type=click.IntRange(0), help="How many you found.")
@click.option("--when", help="When you looked (default: now).")
@click.option("--technology", help="The technology it was for (an id of the vocabulary).")
@click.option("--place", help="The place it was for.")
@click.option("--note", help="How you looked.")
@by_option
@json_option
def searched(
    case: Path, what: str | None, where: str | None, found: int | None, when: str | None, technology: str | None,
    place: str | None, note: str | None, by: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Log in CASE that you looked for WHAT, so that "not found" is never read as "absent". Without WHAT, list them."""
    from sousveil.case.case import Case
    from sousveil.case.rows import searched_row
    from sousveil.collect.stated import Stated
    from sousveil.records import Searched
    from sousveil.records.ids import record_id
    from sousveil.records.time import now
    from sousveil.workflow import who

    with Case.open(case) as opened:
        if what is None:
            rows = list(opened.read(Searched))
            if as_json:
                echo_rows(searched_row(row) for row in rows)
                return DONE
            for row in rows:
                click.echo(f"{row.when}  “{safe(row.what, 80)}” in {safe(row.where, 80)}: {row.found} found")
            click.echo(f"{plural(len(rows), 'look')} taken.")
            return DONE
        if where is None or found is None:
            raise SousveilError("A look needs where and how many.", "Add --in WHERE --found NUMBER.")
        known_technology(case, technology)
        moment = Stated(published=when).published if when else now()
        name = by or who()
        entry = Searched(
            record_id("q", what, where, moment, name, found, technology, place, note), what, where, str(moment), name,
            found, technology, place, note,
        )  # fmt: skip
        opened.append(entry)
    if as_json:
        echo_rows([searched_row(entry)])
    else:
        click.echo(f"Logged. `sousveil build {case}` takes it into the findings.")
    return DONE
