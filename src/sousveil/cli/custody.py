"""`sousveil custody`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sousveil.errors import SousveilError

from .shared import DONE, WITH_FAILURES, case_argument, echo_rows, json_option, plural, safe


@click.command()
@case_argument
@click.option(
    "--export", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the log's head to a file."
)
@click.option(
    "--against", type=click.Path(path_type=Path, dir_okay=False), help="Hold an exported head against the log."
)
@click.option("--check", is_flag=True, help="Read every original and entry again and compare.")
@json_option
def custody(case: Path, target: Path | None, against: Path | None, check: bool, as_json: bool) -> int:
    """Show, export or check the custody log of CASE.

    Keep an exported head with someone else: whoever alters the log later cannot make it fit that head.
    """
    from sousveil.case.audit import audit
    from sousveil.case.case import Case
    from sousveil.case.disk import write_atomically
    from sousveil.records.serialise import to_plain

    faults: list[str] = []
    with Case.open(case) as opened:
        with opened.database.connect() as connection:
            head = opened.custody.head(connection)
            entries = opened.custody.entries(connection)
            held = opened.custody.check_head(connection, *_read_head(against)) if against else None
        if target is not None:
            head_row = {"format": "sousveil-head-1", "case": opened.value("case"), **to_plain(head)}
            write_atomically(target.resolve(), (json.dumps(head_row, indent=1) + "\n").encode())
        if check:
            faults = audit(opened)
    if held is not None and not held.ok:
        faults.append(held.sentence)
    if as_json:
        echo_rows({"seq": e.seq, "kind": e.kind, "at": e.at, "subject": e.subject, "body": e.body} for e in entries)
        echo_rows([{"head": to_plain(head), "faults": faults}])
        return WITH_FAILURES if faults else DONE
    if not (target or against or check):
        for e in entries:
            erased = "" if e.body is not None or e.subject is not None else "  (erased)"
            click.echo(f"{e.seq:>6}  {e.at}  {e.kind:<10} {e.subject or ''}{erased}")
    click.echo(f"{plural(head.size, 'entry', 'entries')}, root {head.root}")
    if target is not None:
        click.echo(f"Head written to {target}. Keep a copy with someone else.")
    if held is not None and held.ok:
        click.echo(held.sentence)
    if check and not faults:
        click.echo("Every original, collection record and entry is as it was committed to.")
    for fault in faults:
        click.echo(f"✗ {safe(fault)}")
    return WITH_FAILURES if faults else DONE


def _read_head(path: Path) -> tuple[int, str]:
    try:
        head = json.loads(path.read_text(encoding="utf-8"))
        size, root = head["size"], head["root"]
        if not isinstance(size, int) or not isinstance(root, str):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SousveilError(
            f"{path} is not a head exported by sousveil.", "Give the file that `--export` wrote."
        ) from error
    return size, root
