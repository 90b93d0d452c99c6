"""`sousveil findings`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .shared import DONE, case_argument, echo_rows, json_option, known_technology, plural, safe, span

if TYPE_CHECKING:
    from sousveil.records import Finding


@click.command()
@case_argument
@click.option("--technology", help="Only findings on this technology (an id of the vocabulary).")
@click.option("--finding", "only", help="Only this one (its id), with its ledger, timeline and competing hypotheses.")
@json_option
def findings(case: Path, technology: str | None, only: str | None, as_json: bool) -> int:
    """List the findings of CASE: claims on the same proposition, weighed."""
    from sousveil.case.case import Case
    from sousveil.case.rows import finding_row
    from sousveil.errors import SousveilError
    from sousveil.records import Finding, Source

    known_technology(case, technology)
    with Case.open(case) as opened:
        found = [
            f for f in opened.read(Finding) if technology in (None, f.technology) and only in (None, f.id)
        ]  # fmt: skip
        names = {source.id: source.name for source in opened.read(Source)}
    if only is not None and not found:
        raise SousveilError(f"There is no finding {only!r} in this case.", "See `sousveil findings CASE --json`.")
    if as_json:
        echo_rows(finding_row(finding) for finding in found)
        return DONE
    for finding in found:
        _summary(finding)
        if only is not None:
            _weighing(finding, names)
        click.echo()
    click.echo(f"{plural(len(found), 'finding')}." if found else "No findings. Run `sousveil build` first.")
    return DONE


def _summary(finding: Finding) -> None:
    origins = finding.origins
    click.echo(f"{safe(finding.sentence)}  {finding.id}")
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
    if finding.change.loss:
        click.echo(f"    what would change it: {safe(finding.change.loss)}")
    if finding.overrides:
        click.echo(f"    weighed otherwise by a person: {safe(', '.join(finding.overrides), 200)}")


def _weighing(finding: Finding, names: Mapping[str, str]) -> None:
    if finding.timeline:
        click.echo("    timeline:")
        for stage in finding.timeline:
            bounds = f"{stage.earliest or '…'} to {stage.latest or '…'}"
            dated = f" ({stage.dated})" if stage.dated else ""
            click.echo(f"      {stage.status:<16} {safe(bounds)}{dated}")
    if finding.ledger:
        click.echo("    what each source adds:")
        for number, line in enumerate(finding.ledger, 1):
            grade = line.reliability or "not graded"
            effect = line.effect if line.counted else "not counted"
            who = safe(names.get(line.source, line.source), 60)
            click.echo(f"      {number}. {who}: {line.side}, {line.certainty}, {line.basis}, {grade}; {effect}")
            if line.why:
                click.echo(f"         {safe(line.why)}")
    if finding.change.helps:
        click.echo("    what would help most, among public material or outside the country only:")
        for help_ in finding.change.helps:
            click.echo(f"      {safe(help_)}")
    if finding.hypotheses:
        click.echo("    competing hypotheses (how each source fits; what least speaks against comes first):")
        order = [line.source for line in finding.ledger]
        for one in finding.hypotheses:
            fits = {cell.source: cell.fit for cell in one.cells}
            cells = " ".join(f"{number}:{fits[source]}" for number, source in enumerate(order, 1) if source in fits)
            click.echo(f"      {safe(one.sentence)}  {cells}")
