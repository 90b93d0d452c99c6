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
@click.option("--language", help="The language of what you looked through: en, ko, zh or another code.")
@click.option("--period", help="The time that it was for, as EDTF: 2019, 2015/2020.")
@click.option("--note", help="How you looked; it stays inside the case.")
@by_option
@json_option
def searched(
    case: Path, what: str | None, where: str | None, found: int | None, when: str | None, technology: str | None,
    place: str | None, language: str | None, period: str | None, note: str | None, by: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Log in CASE that you looked for WHAT, so that "not found" is never read as "absent". Without WHAT, list them."""
    from sousveil.assess.propositions import Places
    from sousveil.case.case import Case
    from sousveil.case.rows import searched_row
    from sousveil.case.vocabulary.load import load_vocabulary
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
        note = _scope(language, period, note)
        moment = Stated(published=when).published if when else now()
        name = by or who()
        entry = Searched(
            record_id("q", what, where, moment, name, found, technology, place, note), what, where, str(moment), name,
            found, technology, place, note,
        )  # fmt: skip
        opened.append(entry)
        known = place is None or Places(load_vocabulary(opened.layout.vocabulary)).searched(place) is not None
    if as_json:
        echo_rows([searched_row(entry)])
    else:
        if place is not None and not known:
            click.echo(f"No list of places knows {safe(place, 80)}: it counts for places of that very name.")
        click.echo(f"Logged. `sousveil build {case}` takes it into the findings.")
    return DONE


def _scope(language: str | None, period: str | None, note: str | None) -> str | None:
    """Language and period as the beginning of the note, where the findings read them."""
    from sousveil.records.time import is_edtf

    if language is not None and not (language.isascii() and language.isalpha() and len(language) in (2, 3)):
        raise SousveilError(f"{language!r} is no code of a language.", "Give two or three letters: en, ko, zh.")
    if period is not None and not is_edtf(period):
        raise SousveilError(f"{period!r} is no time.", "Write it as EDTF: 2019, 2019-03 or 2015/2020.")
    told = [f"language {language.lower()}" if language else "", f"period {period}" if period else ""]
    scope = "; ".join(part for part in told if part)
    return f"{scope}. {note}" if scope and note else scope or note
