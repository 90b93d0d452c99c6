"""`sousveil add` and `sousveil build`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from .progress import make_progress
from .shared import DONE, WITH_FAILURES, case_argument, echo_failures, echo_rows, json_option, plural, safe


@click.command()
@case_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--url", help="The address the material came from. Nothing is fetched.")
@click.option("--source", help="The outlet or organisation that published it.")
@click.option("--author", help="Its author, as stated.")
@click.option("--title", help="Its title, as stated.")
@click.option("--date", help="When it was published: 2024, 2024-04 or 2024-04-16.")
@click.option("--note", help="Your own words on it; they stay in the case.")
@click.option("--sidecar", type=click.Path(path_type=Path), help="A CSV with such facts, a row for each file.")
@click.option("--collector", help="Who collects (default: your user name).")
@click.option("--yes", is_flag=True, help="Do not ask whether the material is testimony.")
@json_option
def add(
    case: Path, paths: tuple[Path, ...], url: str | None, source: str | None, author: str | None, title: str | None,
    date: str | None, note: str | None, sidecar: Path | None, collector: str | None, yes: bool, as_json: bool,
) -> int:  # fmt: skip
    """Preserve files and folders (PATHS) in CASE: every byte hashed, stored and logged before anything reads it."""
    from sousveil import workflow
    from sousveil.case.case import Case
    from sousveil.collect.stated import Stated
    from sousveil.records.serialise import to_plain

    click.echo(workflow.NO_TESTIMONY, err=as_json)
    if not yes and not as_json and sys.stdin.isatty() and sys.stderr.isatty():
        click.confirm("Is this public material, and nobody's testimony?", abort=True)
    stated = Stated(url, source, author, title, date, note, collector)
    with Case.open(case) as opened:
        report = workflow.add(opened, paths, sidecar=sidecar, stated=stated, progress=make_progress(as_json))
    failed = any(failure.severity == "failed" for failure in report.failures)
    if as_json:
        echo_rows([{
            "event": "added", "new": len(report.fresh), "again": len(report.again), "unpacked": report.unpacked,
            "skipped": [{"name": name, "reason": why} for name, why in report.skipped],
            "failures": to_plain(tuple(report.failures)),
        }])  # fmt: skip
        return WITH_FAILURES if failed else DONE
    click.echo(f"Added {plural(len(report.fresh), 'new item')}.", nl=False)
    if report.again:
        known = plural(len(report.again), "file was", "files were")
        click.echo(f" {known} known already (same bytes); each got a second collection record.", nl=False)
    if report.unpacked:
        click.echo(f" {plural(report.unpacked, 'item')} came out of containers.", nl=False)
    click.echo()
    if report.skipped:
        click.echo("Left aside: " + "; ".join(f"{safe(name, 60)} ({why})" for name, why in report.skipped[:10]))
        if len(report.skipped) > 10:
            click.echo(f"  and {len(report.skipped) - 10} more")
    echo_failures(report.failures, "Could not be added, or only with doubt")
    click.echo(f"Next: sousveil build {case}")
    return WITH_FAILURES if failed else DONE


@click.command()
@case_argument
@click.option("--engine", type=click.Choice(["inline", "threads", "dask"]), help="How to run (default: case.yaml's).")
@click.option("--workers", type=click.IntRange(0, 1024), help="Items at once; 0 means one for each core.")
@click.option("--retry", is_flag=True, help="Also try again what failed before.")
@json_option
def build(case: Path, engine: str | None, workers: int | None, retry: bool, as_json: bool) -> int:
    """Read, claim, trace and assess whatever in CASE is new or changed. Can be stopped and run again at any time."""
    from sousveil import workflow
    from sousveil.case.case import Case
    from sousveil.records import Claim, Failure, Finding, Item

    with Case.open(case) as opened:
        if opened.settings.llm_url:
            click.echo(f"Passages of this case are sent to {safe(opened.settings.llm_url)} (llm_url).", err=True)
        built = workflow.build(
            opened, engine=engine, workers=workers, retry=retry, progress=make_progress(as_json)
        )  # fmt: skip
        failures = list(opened.read(Failure))
        with opened.database.connect() as connection:
            counts = {kind: opened.store.count(connection, kind) for kind in (Item, Claim, Finding)}
    failed = [failure for failure in failures if failure.severity == "failed"]
    if as_json:
        row: dict[str, Any] = {
            "event": "built", "done": built.steps.done, "failed": built.steps.failed,
            "seconds": {k: round(v, 3) for k, v in built.steps.seconds.items()},
            "items": counts[Item], "claims": counts[Claim], "findings": counts[Finding], "failures": len(failed),
            "asked": {"sent": built.asked.sent, "reused": built.asked.reused, "unanswered": built.asked.unanswered},
        }  # fmt: skip
        echo_rows([row])
        return WITH_FAILURES if failed else DONE
    if built.asked.sent or built.asked.reused or built.asked.unanswered:
        a = built.asked
        click.echo(f"Language model: {plural(a.sent, 'answer')}, {a.reused} reused, {a.unanswered} missing.")
    if not built.steps.worked:
        click.echo("Nothing new.")
    click.echo(
        f"{plural(counts[Item], 'item')}, {plural(counts[Claim], 'claim')}, {plural(counts[Finding], 'finding')}."
    )
    doubts = [failure for failure in failures if failure.severity == "warning"]
    echo_failures(failed)
    if doubts:
        echo_failures(doubts[:10], "Read with doubt")
        if len(doubts) > 10:
            click.echo(f"  and {len(doubts) - 10} more: sousveil status {case}")
    click.echo(f"Next: sousveil report {case}")
    return WITH_FAILURES if failed else DONE
