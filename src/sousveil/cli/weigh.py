"""`sousveil weigh`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sousveil.errors import SousveilError

from .shared import DONE, by_option, case_argument, echo_rows, json_option, plural, safe

if TYPE_CHECKING:
    from sousveil.records import Judgement

LISTS = ("apart_from", "together_with")


@click.command()
@case_argument
@click.argument("record", required=False)
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="What to set in place of the program's.")
@click.option("--note", help="Why. It is required.")
@by_option
@click.option("--role", type=click.Choice(["coder", "editor"]), default="editor", show_default=True)
@json_option
def weigh(
    case: Path, record: str | None, changes: tuple[str, ...], note: str | None, by: str | None, role: str, as_json: bool
) -> int:
    """Weigh RECORD of CASE otherwise than the program does: a finding, a source or a claim. Without RECORD, list that.

    \b
    Of a finding: status, likelihood (a term of the standard), confidence, credibility,
                  hypotheses.ID=SENTENCE, cells.HYPOTHESIS.SOURCE=CC|C|N|I|II
    Of a source:  reliability=A..F (never of a witness), apart_from=ID,ID, together_with=ID,ID
    Of a claim:   counts=false (or true again)

    It is a judgement: it keeps its reason, survives a rebuild, and is undone by `sousveil judge CASE ID
    withdraw-judgement`. The program's own word stays visible beside it.
    """
    from sousveil.assess.weighing import fault_of
    from sousveil.case.case import Case
    from sousveil.case.judged import standing
    from sousveil.records import Finding, Judgement, Source

    from .judge import made

    with Case.open(case) as opened:
        sources = {source.id: source for source in opened.read(Source)}
        if record is None:
            return _listed([j for j in standing(opened.read(Judgement)) if j.verdict == "weigh"], as_json)
        claims = _claims(opened)
        findings = {finding.id for finding in opened.read(Finding)}
        if record not in findings and record not in sources and record not in claims:
            raise SousveilError(
                f"There is no finding, source or claim {record!r} in this case.",
                "See `sousveil findings CASE`, `sousveil sources CASE --json` or `sousveil claims CASE`.",
            )
        judgement = made(opened, record, "weigh", fields_of(changes), note, by, role)
        fault = fault_of(judgement, sources, claims, opened.settings.standard)
        if fault:
            raise SousveilError(fault, "Nothing was recorded. See `sousveil weigh --help`.")
        opened.append(judgement)
    if as_json:
        echo_rows([_row(judgement)])
        return DONE
    click.echo(f"Recorded: {judgement.id}. `sousveil build {case}` weighs the findings anew.")
    return DONE


def _claims(case: Any) -> set[str]:
    """Ids of the claims that stand, those made by hand too."""
    from sousveil.records import Claim, Judgement

    return {claim.id for claim in case.read(Claim)} | {j.target for j in case.read(Judgement) if j.verdict == "add"}


def fields_of(changes: Sequence[str]) -> dict[str, object]:
    """The fields that ``FIELD=VALUE`` words set; ``cells.absent.s-1=II`` and ``hypotheses.own=...`` go into their maps.

    Raises:
        SousveilError: a word has no ``=``, or nothing behind a dot.
    """
    out: dict[str, object] = {}
    for change in changes:
        name, separator, value = change.partition("=")
        path = name.strip().split(".", 2 if name.startswith("cells.") else 1)
        if not separator or not all(path):
            raise SousveilError(f"--set {change!r} cannot be read.", "Write --set FIELD=VALUE.")
        held = out
        for step in path[:-1]:
            inner = held.setdefault(step, {})
            if not isinstance(inner, dict):
                raise SousveilError(f"--set sets {step!r} twice, once as a whole.", "Set it once.")
            held = inner
        held[path[-1]] = _value(path[0], value.strip())
    return out


def _value(field: str, words: str) -> object:
    if field in LISTS:
        return [part.strip() for part in words.split(",") if part.strip()]
    if field == "counts" and words in ("true", "false"):
        return words == "true"
    if field in ("hypotheses", "cells") and words.startswith("{"):
        try:
            return json.loads(words)
        except ValueError as error:
            raise SousveilError(f"{field} takes JSON, and {words!r} is none.", f"Or write {field}.ID=VALUE.") from error
    return words


def _listed(found: Sequence[Judgement], as_json: bool) -> int:
    if as_json:
        echo_rows(_row(judgement) for judgement in found)
        return DONE
    for j in found:
        told = ", ".join(f"{name}={value}" for name, value in sorted(j.fields.items()))
        click.echo(f"{j.id}  {j.target}: {safe(told, 160)}")
        click.echo(f"    {j.at} {safe(j.by, 20)} ({j.role}): {safe(j.note, 200)}")
    click.echo(f"{plural(len(found), 'change')} to how things are weighed.")
    return DONE


def _row(judgement: Judgement) -> dict[str, Any]:
    from sousveil.records.serialise import to_plain

    row: dict[str, Any] = to_plain(judgement)
    return row
