"""`sousveil judge`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sousveil.errors import SousveilError

from .shared import DONE, by_option, case_argument, echo_rows, json_option, plural, safe


@click.command()
@case_argument
@click.argument("record", required=False)
@click.argument(
    "verdict", required=False, type=click.Choice(["accept", "reject", "amend", "note", "withdraw-judgement"])
)
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="With amend: a field and its new value.")
@click.option("--note", help="Why.")
@by_option
@click.option("--role", type=click.Choice(["reader", "coder", "editor"]), default="coder", show_default=True)
@json_option
def judge(
    case: Path, record: str | None, verdict: str | None, changes: tuple[str, ...], note: str | None, by: str | None,
    role: str, as_json: bool,
) -> int:  # fmt: skip
    """Judge the claim RECORD of CASE: accept, reject or amend it. Without RECORD, list the judgements.

    Judgements are appended, never overwritten, and survive a rebuild.
    """
    from sousveil.case.case import Case
    from sousveil.records import Judgement

    with Case.open(case) as opened:
        if record is None:
            found = list(opened.read(Judgement))
            if as_json:
                echo_rows(_row(judgement) for judgement in found)
                return DONE
            for j in found:
                click.echo(f"{j.at}  {safe(j.by, 20)} ({j.role})  {j.verdict} {j.target}  {safe(j.note, 100)}")
            click.echo(f"{plural(len(found), 'judgement')}.")
            return DONE
        if verdict is None:
            raise SousveilError("No verdict was given.", "Say accept, reject, amend, note or withdraw-judgement.")
        judgement = _judgement(opened, record, verdict, changes, note, by, role)
        opened.append(judgement)
    if as_json:
        echo_rows([_row(judgement)])
    else:
        click.echo(
            f"Recorded: {judgement.verdict} {judgement.target}. `sousveil build {case}` weighs the findings anew."
        )
    return DONE


def _row(judgement: Any) -> dict[str, Any]:
    from sousveil.records.serialise import to_plain

    row: dict[str, Any] = to_plain(judgement)
    return row


def _judgement(
    case: Any, record: str, verdict: str, changes: tuple[str, ...], note: str | None, by: str | None, role: str
) -> Any:
    from sousveil.case.amend import parse_amendment
    from sousveil.records import Claim, Judgement
    from sousveil.records.ids import record_id
    from sousveil.records.time import now
    from sousveil.workflow import who

    claim = case.get(Claim, record)
    if claim is None:
        raise SousveilError(f"There is no claim {record!r} in this case.", "See `sousveil claims CASE`.")
    if (verdict == "amend") != bool(changes):
        raise SousveilError("amend goes with --set FIELD=VALUE, and only amend.", "For example --set status=announced.")
    fields: dict[str, object] = {}
    for change in changes:
        name, separator, value = change.partition("=")
        if not separator:
            raise SousveilError(f"--set {change!r} has no '='.", "Write --set FIELD=VALUE.")
        fields[name] = parse_amendment(claim, name, value)
    at = now()
    name = by or who()
    earlier = sum(1 for j in case.read(Judgement, target=claim.id))
    identity = record_id("j", claim.id, verdict, name, at, fields, note, earlier)
    return Judgement(identity, claim.id, verdict, name, role, at, note, fields)
