"""`sousveil claims` and `sousveil sentences`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import click

from .shared import DONE, case_argument, echo_rows, json_option, known_technology, plural, safe, span, texts


@click.command()
@case_argument
@click.option("--technology", help="Only claims on this technology (an id of the vocabulary).")
@click.option("--item", help="Only claims of this item (its name or the beginning of its id).")
@json_option
def claims(case: Path, technology: str | None, item: str | None, as_json: bool) -> int:
    """List the claims drawn from CASE: what is said, by whom, through whom, and how surely."""
    from sousveil.case.case import Case

    known_technology(case, technology)
    with Case.open(case) as opened:
        rows = _claims(opened, technology, item)
        if as_json:
            echo_rows(rows)
            return DONE
        count = 0
        for row in rows:
            count += 1
            _show(row)
    click.echo(f"{plural(count, 'claim')}." if count else "No claims. Run `sousveil build` first, or add material.")
    return DONE


def _claims(case: Any, technology: str | None, item: str | None) -> Iterator[dict[str, Any]]:
    from sousveil.case.added import added_claims
    from sousveil.case.judged import apply_judgements, standing
    from sousveil.case.remove import find_item
    from sousveil.case.rows import claim_row
    from sousveil.records import Claim, ClaimOrigins, Item, Judgement

    chosen = find_item(case, item).id if item else None
    names = {i.id: i.name for i in case.read(Item)}
    origins = {o.claim: o.origins for o in case.read(ClaimOrigins)}
    judgements = list(case.read(Judgement))
    latest = {j.target: j for j in standing(judgements)}
    added = [c for c in added_claims(judgements, texts(case))[0] if chosen in (None, c.item)]
    for claim in chain(case.read(Claim, item=chosen) if chosen else case.read(Claim), added):
        kept = list(apply_judgements([claim], judgements)) if claim.id in latest else [claim]
        shown = kept[0] if kept else claim
        if technology is None or shown.technology == technology:
            yield claim_row(shown, names[claim.item], origins.get(claim.id), latest.get(claim.id))


def _show(row: dict[str, Any]) -> None:
    from sousveil.case.judged import ADDED_BY_REVIEW

    places = ", ".join(place["name"] for place in row["places"]) or "no place named"
    click.echo(f"{row['id']}  {row['technology'] or 'no technology'} · {row['status']} · {row['certainty']} · {places}")
    if row["drawn_by"]["step"] == "llm":
        verdict = row["judgement"]["verdict"] if row["judgement"] else "counts in nothing until you accept it"
        click.echo(f"    suggested by {safe(row['drawn_by']['model'], 80)}: {verdict}")
    elif (row["drawn_by"]["model"] or "").startswith(ADDED_BY_REVIEW):
        verdict = row["judgement"]["verdict"] if row["judgement"] else "counts in no finding until you accept it"
        click.echo(f"    added by the review, no rule drew it: {verdict}")
    click.echo(f"    “{safe(row['quote'], 300)}”")
    click.echo("    says: " + " ← ".join(safe(edge["source"], 60) for edge in row["attribution"]))
    if row["origins"]:
        gateways = row["origins"]["gateways"]
        judged = f" · {row['judgement']['verdict']}" if row["judgement"] else ""
        click.echo(f"    independent origins: {span(gateways['at_least'], gateways['at_most'])}{judged}")
    click.echo(f"    {safe(row['item_name'], 80)}, characters {row['start']}-{row['end']}\n")


@click.command()
@case_argument
@click.option("--outcome", type=click.Choice(["claims", "declined", "furniture"]), help="Only these.")
@json_option
def sentences(case: Path, outcome: str | None, as_json: bool) -> int:
    """Account for every sentence in CASE: claims drawn, declined with a reason, or page furniture."""
    from sousveil.case.case import Case

    with Case.open(case) as opened:
        rows = _sentences(opened, outcome)
        if as_json:
            echo_rows(rows)
            return DONE
        for row in rows:
            why = f" ({safe(row['reason'])})" if row["reason"] else f" ({len(row['claims'])})"
            click.echo(f"{row['outcome']:<9} {safe(row['item_name'], 30):<30} {safe(row['text'], 200)}{why}")
    return DONE


def _sentences(case: Any, outcome: str | None) -> Iterator[dict[str, Any]]:
    from sousveil.case.added import account_with, added_claims
    from sousveil.case.judged import apply_judgements
    from sousveil.case.rows import sentence_row
    from sousveil.records import Item, Judgement, Sentence, Text

    names = {item.id: item.name for item in case.read(Item)}
    item, text = None, ""
    judgements = list(case.read(Judgement))
    added = apply_judgements(added_claims(judgements, texts(case))[0], judgements)
    for sentence in account_with(case.read(Sentence), added):
        if outcome not in (None, sentence.outcome):
            continue
        if sentence.item != item:
            item = sentence.item
            held = case.get(Text, item)
            text = held.text if held else ""
        yield sentence_row(sentence, names[sentence.item], text)
