"""`sousveil judge`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sousveil.errors import SousveilError

from .shared import DONE, by_option, case_argument, echo_rows, json_option, plural, safe, texts


@click.command()
@case_argument
@click.argument("record", required=False)
@click.argument(
    "verdict", required=False,
    type=click.Choice(["accept", "reject", "amend", "note", "same", "distinct", "withdraw-judgement"]),
)  # fmt: skip
@click.option("--names", nargs=2, metavar="ONE TWO", help="In place of RECORD: two names, the same or distinct.")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="With amend: a field and its new value.")
@click.option("--note", help="Why.")
@by_option
@click.option("--role", type=click.Choice(["reader", "coder", "editor"]), default="coder", show_default=True)
@json_option
def judge(
    case: Path, record: str | None, verdict: str | None, names: tuple[str, str] | None, changes: tuple[str, ...],
    note: str | None, by: str | None, role: str, as_json: bool,
) -> int:  # fmt: skip
    """Judge the claim RECORD of CASE: accept, reject or amend it. Without RECORD, list the judgements.

    Of a pair of names (`sousveil sources CASE --names`), say that they are the same or distinct.

    Judgements are appended, never overwritten, and survive a rebuild.
    """
    from sousveil.case.case import Case
    from sousveil.records import Judgement

    with Case.open(case) as opened:
        if names and verdict is None:
            record, verdict = None, record
        if names:
            judgement = _on_names(opened, names, verdict, note, by, role)
            opened.append(judgement)
            _recorded(judgement, case, as_json)
            return DONE
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
    _recorded(judgement, case, as_json)
    return DONE


def _recorded(judgement: Any, case: Path, as_json: bool) -> None:
    if as_json:
        echo_rows([_row(judgement)])
        return
    click.echo(f"Recorded: {judgement.verdict} {judgement.target}. `sousveil build {case}` weighs the findings anew.")


def _on_names(
    case: Any, names: tuple[str, str], verdict: str | None, note: str | None, by: str | None, role: str
) -> Any:  # fmt: skip
    """A judgement on two names as the case spells them, proposed or not."""
    from sousveil.case.named import of_names
    from sousveil.records import Source

    if verdict not in ("same", "distinct"):
        raise SousveilError("--names goes with same or distinct.", 'For example --names "M. Baker" "Mary Baker" same.')
    match = of_names(list(case.read(Source)), *names)
    _refuse_marked(verdict, match.one, match.two)
    return made(case, match.id, verdict, {"one": match.one, "two": match.two, "kind": match.kind}, note, by, role)


def _refuse_marked(verdict: str, *names: str) -> None:
    """A case built by an earlier version may still hold a marked alias as a person's name."""
    from sousveil.trace.aliases import bears_mark, coded

    for name in names:
        if verdict == "same" and (bears_mark(name) or coded(name)):
            raise SousveilError(f"{name!r} is an alias or a part of a name: such names are never linked across items.")


def _on_match(case: Any, record: str, verdict: str, note: str | None, by: str | None, role: str) -> Any:
    """A judgement on a pair of names by its id; None: there is no such pair. A pair that was once judged is found by
    that, also when its names no longer meet."""
    from sousveil.case.named import refuse_hidden
    from sousveil.records import Judgement, Source

    for source in case.read(Source):
        for match in source.matches:
            if match.id == record:
                fields = {"one": match.one, "two": match.two, "kind": match.kind}
                _refuse_marked(verdict, match.one, match.two)
                return made(case, record, verdict, fields, note, by, role)
    for earlier in case.read(Judgement, target=record):
        if earlier.verdict in ("same", "distinct"):
            if verdict == "same":
                names = [str(earlier.fields.get(side, "")) for side in ("one", "two")]
                refuse_hidden(list(case.read(Source)), *names)
                _refuse_marked(verdict, *names)
            return made(case, record, verdict, dict(earlier.fields), note, by, role)
    return None


def made(
    case: Any, target: str, verdict: str, fields: dict[str, object], note: str | None, by: str | None, role: str
) -> Any:  # fmt: skip
    """A judgement of ``target``, ready to be appended."""
    from sousveil.records import Judgement
    from sousveil.records.ids import record_id
    from sousveil.records.time import now
    from sousveil.workflow import who

    at, name = now(), by or who()
    earlier = sum(1 for j in case.read(Judgement, target=target))
    identity = record_id("j", target, verdict, name, at, fields, note, earlier)
    return Judgement(identity, target, verdict, name, role, at, note, fields)


def _judged(case: Any, record: str) -> bool:
    """Whether ``record`` is a judgement, or something that was judged."""
    from sousveil.records import Judgement

    return any(record in (one.id, one.target) for one in case.read(Judgement))


def _by_hand(case: Any, record: str) -> Any:
    """The claim with that id that a person made, or None."""
    from sousveil.case.added import added_claims
    from sousveil.records import Judgement

    made = added_claims(case.read(Judgement), texts(case))[0] if record.startswith("c-") else []
    return next((claim for claim in made if claim.id == record), None)


def _row(judgement: Any) -> dict[str, Any]:
    from sousveil.records.serialise import to_plain

    row: dict[str, Any] = to_plain(judgement)
    return row


def _judgement(
    case: Any, record: str, verdict: str, changes: tuple[str, ...], note: str | None, by: str | None, role: str
) -> Any:
    from sousveil.case.amend import parse_amendment
    from sousveil.records import Claim

    claim = case.get(Claim, record) or _by_hand(case, record)
    if claim is None and verdict in ("same", "distinct", "note", "withdraw-judgement"):
        judgement = _on_match(case, record, verdict, note, by, role)
        if judgement is not None:
            return judgement
    if claim is None and verdict == "withdraw-judgement" and _judged(case, record):
        return made(case, record, verdict, {}, note, by, role)
    if claim is None and verdict in ("same", "distinct"):
        advice = "See `sousveil sources CASE --names`."
        raise SousveilError(f"There is no pair of names {record!r} in this case.", advice)
    if claim is None:
        raise SousveilError(f"There is no claim {record!r} in this case.", "See `sousveil claims CASE`.")
    if verdict in ("same", "distinct"):
        raise SousveilError("same and distinct are said of two names.", "Of a claim, say accept, reject or amend.")
    if (verdict == "amend") != bool(changes):
        raise SousveilError("amend goes with --set FIELD=VALUE, and only amend.", "For example --set status=announced.")
    fields: dict[str, object] = {}
    for change in changes:
        name, separator, value = change.partition("=")
        if not separator:
            raise SousveilError(f"--set {change!r} has no '='.", "Write --set FIELD=VALUE.")
        fields[name] = parse_amendment(claim, name, value)
    return made(case, claim.id, verdict, fields, note, by, role)
