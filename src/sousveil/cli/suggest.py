"""`sousveil suggest` and `sousveil code`: what to judge next, and judging it with one key each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from .shared import DONE, by_option, case_argument, echo_rows, json_option, known_technology, plural, safe

technology_option = click.option("--technology", help="Only claims on this technology (an id of the vocabulary).")
item_option = click.option("--item", help="Only claims of this item (its name or the beginning of its id).")


@click.command()
@case_argument
@technology_option
@item_option
@click.option("--limit", type=click.IntRange(1), help="At most so many; without it, all are listed.")
@json_option
def suggest(case: Path, technology: str | None, item: str | None, limit: int | None, as_json: bool) -> int:
    """List the claims of CASE that nobody has judged yet, those you will most likely accept first.

    The order is learnt from your own judgements in this case, from five of them on; before that it is the order of
    reading. It hides no claim, changes none, and no finding and no release reads it.
    """
    from sousveil.case.case import Case
    from sousveil.case.ranking import FEWEST, fitness, suggestions
    from sousveil.records import Claim, Item, Judgement

    known_technology(case, technology)
    with Case.open(case) as opened:
        wanted = _wanted(opened, technology, item)
        names = {i.id: i.name for i in opened.read(Item)}
        claims, judgements = list(opened.read(Claim)), list(opened.read(Judgement))
        every = [s for s in suggestions(claims, judgements) if wanted(s.claim)]
        shown = every[:limit]
        if as_json:
            echo_rows(suggestion_row(s, names[s.claim.item]) for s in shown)
            return DONE
        for s in shown:
            chance = "" if s.probability is None else f"{s.probability:4.0%}  "
            codes = f"{s.claim.technology or 'no technology'} · {s.claim.status} · {s.claim.certainty}"
            click.echo(f"{chance}{s.claim.id}  {codes}  ({safe(names[s.claim.item], 40)})")
            click.echo(f"      “{safe(s.claim.quote, 200)}”")
            if s.reasons:
                click.echo(f"      {safe('; '.join(s.reasons))}")
        rest = f", {len(shown):,} of them shown" if len(shown) < len(every) else ""
        click.echo(f"{plural(len(every), 'claim')} not judged yet{rest}.")
        found = fitness(claims, judgements)
        if found is None:
            click.echo(f"In the order of reading: yours is learnt from {FEWEST} judgements on, of both kinds.")
        else:
            click.echo(sentence_on(found))
    return DONE


@click.command()
@case_argument
@technology_option
@item_option
@by_option
@click.option("--role", type=click.Choice(["reader", "coder", "editor"]), default="coder", show_default=True)
def code(case: Path, technology: str | None, item: str | None, by: str | None, role: str) -> int:
    """Judge the suggestions of CASE one after another, each with one key; press ? there for the keys.

    Claims that the program missed are made by hand with m. Every judgement is kept at once, as `sousveil judge` keeps
    it. Keys can also be piped in, one character each.
    """
    from sousveil.case.case import Case
    from sousveil.case.remove import find_item

    from .desk import Desk, ending
    from .keys import Keyboard

    known_technology(case, technology)
    with Case.open(case) as opened:
        desk = Desk(opened, Keyboard(), click.echo, by, role, _mark, _wanted(opened, technology, item))
        click.echo(ending(desk.sit(find_item(opened, item).id if item else None), case))
    return DONE


def _mark(words: str) -> str:
    """A term inside a quote; brackets where the screen knows no styles."""
    return click.style(words, bold=True, underline=True) if sys.stdout.isatty() else f"[{words}]"


def _wanted(case: Any, technology: str | None, item: str | None) -> Any:
    from sousveil.case.remove import find_item

    chosen = find_item(case, item).id if item else None
    return lambda claim: technology in (None, claim.technology) and chosen in (None, claim.item)


def suggestion_row(suggestion: Any, item_name: str) -> dict[str, Any]:
    """A suggestion as JSON values."""
    claim = suggestion.claim
    return {
        "id": claim.id, "item": claim.item, "item_name": item_name, "start": claim.start, "end": claim.end,
        "quote": claim.quote, "technology": claim.technology, "status": claim.status, "certainty": claim.certainty,
        "probability": None if suggestion.probability is None else round(suggestion.probability, 3),
        "reasons": list(suggestion.reasons),
    }  # fmt: skip


def sentence_on(found: Any) -> str:
    """How far the order can be trusted, in plain words."""
    order = "all alike" if found.auc is None else f"{found.auc:.2f}"
    return (
        f"Learnt from {plural(found.judged, 'judgement')}, {found.accepted:,} of them accepting. Predicted each"
        f" from the others: an accepted claim stands before a rejected one in {order} of pairs (0.5 is chance);"
        f" told {found.high[0]:.0%} and were {found.high[1]:.0%} in the better half,"
        f" told {found.low[0]:.0%} and were {found.low[1]:.0%} in the other."
    )
