"""`sousveil report`, `publish` and `verify`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from sousveil.errors import SousveilError

from .shared import DONE, WITH_FAILURES, case_argument, echo_rows, json_option, plural, safe


@click.command()
@case_argument
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write (default: CASE/report).")
def report(case: Path, out: Path | None) -> int:
    """Write a local preview of CASE's report: static pages that open from disk. It is not a release."""
    from sousveil import workflow
    from sousveil.case.case import Case

    with Case.open(case) as opened:
        index = workflow.report(opened, out)
        waiting = workflow.waiting(opened)
    click.echo(f"The report lies at {index}")
    click.echo("It is a local preview with full texts and originals: do not pass it on. A release: sousveil publish")
    if waiting:
        click.echo(f"! {plural(waiting, 'item is', 'items are')} not built yet: sousveil build {case}")
    return DONE


@click.command()
@case_argument
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write; new or empty.")
@click.option("--original", "originals", multiple=True, help="An item whose original travels (name or id).")
@click.option("--all-originals", is_flag=True, help="All originals travel.")
@click.option("--allow", multiple=True, metavar="CHECK=REASON", help="Let a check's holds pass, with a reason; logged.")
@click.option("--title", help="The release's title (default: the case's).")
@json_option
def publish(
    case: Path, out: Path, originals: tuple[str, ...], all_originals: bool, allow: tuple[str, ...], title: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Make a release of CASE, through the gate. Originals travel only by choice."""
    from sousveil import workflow
    from sousveil.case.case import Case

    allowed: dict[str, str] = {}
    for entry in allow:
        name, separator, reason = entry.partition("=")
        if not separator:
            raise SousveilError(f"--allow {entry!r} has no '='.", "Write --allow CHECK=REASON.")
        allowed[name] = reason
    with Case.open(case) as opened:
        done = workflow.publish(
            opened, out, originals=originals, every=all_originals, allow=allowed, title=title
        )  # fmt: skip
    if as_json:
        echo_rows([{
            "folder": str(done.folder), "digest": done.digest, "files": len(done.files),
            "originals": list(done.originals),
            "notes": [{"check": r.check, "sentence": r.sentence, "where": r.where} for r in done.gate.notes],
        }])  # fmt: skip
        return DONE
    click.echo(f"The gate asked {plural(len(done.gate.answers), 'question')}:")
    for answer in done.gate.answers:
        verdict = "allowed" if answer.allowed is not None else "passed"
        click.echo(f"  ✓ {answer.question} {verdict}" + (f" ({safe(answer.allowed)})" if answer.allowed else ""))
        for risk in answer.risks[:5]:
            click.echo(f"    · {safe(risk.sentence)} ({safe(risk.where)})")
    click.echo(f"Released {plural(len(done.files), 'file')} to {done.folder}.")
    click.echo(f"Manifest digest: {done.digest}")
    click.echo("Make the digest known elsewhere too; then check the release with:")
    click.echo(f"  sousveil verify {done.folder} --digest {done.digest}")
    return DONE


@click.command()
@click.argument("release", type=click.Path(path_type=Path, file_okay=False))
@click.option("--digest", help="The manifest's SHA-256 as you got it from elsewhere.")
@json_option
def verify(release: Path, digest: str | None, as_json: bool) -> int:
    """Check a RELEASE alone, without its case. A failed check exits with 1."""
    from sousveil import workflow

    if not release.is_dir():
        raise SousveilError(f"There is no release in {release}.", "Give the folder that `sousveil publish` wrote.")
    if digest is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", digest.strip()):
        raise SousveilError(f"{digest!r} is no SHA-256.", "A digest has 64 digits from 0 to 9 and a to f.")
    done = workflow.verify(release, digest.strip().lower() if digest else None)
    if as_json:
        echo_rows(_rows(done))
        return DONE if done.ok else WITH_FAILURES
    for checked in done.checks:
        click.echo(f"  {'✓' if checked.ok else '?' if checked.ok is None else '✗'} {safe(checked.sentence)}")
    for problem in done.problems:
        click.echo(f"  ✗ {safe(problem)}")
    if done.unchecked:
        click.echo("\nCould not be checked:")
        for sentence in done.unchecked[:20]:
            click.echo(f"  ? {safe(sentence)}")
        if len(done.unchecked) > 20:
            click.echo(f"  and {len(done.unchecked) - 20} more")
    click.echo("\nWhat this proves:" if done.ok else "\nWhat a release that verifies proves:")
    for sentence in done.proves:
        click.echo(f"  · {sentence}")
    click.echo("What it does not prove:")
    for sentence in done.does_not_prove:
        click.echo(f"  · {sentence}")
    click.echo(f"\nManifest digest: {done.digest}" if done.digest else "")
    click.echo(
        "The release holds." if done.ok else f"THE RELEASE DOES NOT HOLD: {plural(len(done.problems), 'problem')}."
    )
    return DONE if done.ok else WITH_FAILURES


def _rows(done: Any) -> list[dict[str, Any]]:
    rows = [{"row": "check", "name": c.name, "ok": c.ok, "sentence": c.sentence} for c in done.checks]
    rows += [{"row": "problem", "sentence": sentence} for sentence in done.problems]
    rows += [{"row": "unchecked", "sentence": sentence} for sentence in done.unchecked]
    return [
        *rows,
        {"row": "verdict", "ok": done.ok, "digest": done.digest, "quotes_checked": done.quotes_checked,
         "quotes_total": done.quotes_total},
    ]  # fmt: skip
