"""`sousveil findings`."""

from __future__ import annotations

from pathlib import Path

import click

from .shared import DONE, case_argument, echo_rows, json_option, known_technology, plural, safe, span


@click.command()
@case_argument
@click.option("--technology", help="Only findings on this technology (an id of the vocabulary).")
@json_option
def findings(case: Path, technology: str | None, as_json: bool) -> int:
    """List the findings of CASE: claims on the same proposition, weighed."""
    from sousveil.case.case import Case
    from sousveil.case.rows import finding_row
    from sousveil.records import Finding

    known_technology(case, technology)
    with Case.open(case) as opened:
        found = [f for f in opened.read(Finding) if technology is None or f.technology == technology]
    if as_json:
        echo_rows(finding_row(finding) for finding in found)
        return DONE
    for finding in found:
        origins = finding.origins
        click.echo(safe(finding.sentence))
        click.echo(
            f"    independent origins: {span(origins.gateways_at_least, origins.gateways_at_most)}"
            + (f" ({safe(', '.join(origins.gateways), 200)})" if origins.gateways else "")
            + (f"; {plural(origins.retellings, 'retelling')}, adding nothing" if origins.retellings else "")
        )
        if origins.bases:
            click.echo(f"    beneath them, not verified here: {safe('; '.join(origins.bases), 200)}")
        click.echo(
            f"    evidence: {finding.confidence} confidence, "
            f"grade {finding.grade.reliability}{finding.grade.credibility}, "
            f"{plural(len(finding.claims), 'claim')} for, {len(finding.against)} against"
        )
        for contradiction in finding.contradictions:
            click.echo(f"    contradiction ({contradiction.kind}): {safe(contradiction.sentence)}")
        for gap in finding.missing:
            click.echo(f"    missing: {safe(gap)}")
        click.echo()
    click.echo(f"{plural(len(found), 'finding')}." if found else "No findings. Run `sousveil build` first.")
    return DONE
