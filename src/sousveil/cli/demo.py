"""`sousveil demo`."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from sousveil.errors import SousveilError

from .progress import make_progress
from .shared import DONE, echo_failures, plural

MARK = ".sousveil-demo"


@click.command()
@click.argument("folder", required=False, default="sousveil-demo", type=click.Path(path_type=Path))
def demo(folder: Path) -> int:
    """Build the sample case in FOLDER (default: sousveil-demo) and say where its report lies.

    The sample is a fictional country, written for this program. A demo made earlier in FOLDER is made anew.
    """
    from sousveil import sample, workflow
    from sousveil.case.case import Case
    from sousveil.records import Claim, Failure, Finding
    from sousveil.settings import Settings

    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise SousveilError(f"{folder} holds something that is no demo.", "Name another folder.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    material = sample.make(folder)
    with Case.create(folder / "case", Settings(title="Sample case: Tarvenia (fictional)")) as case:
        shutil.copyfile(sample.vocabulary(), case.layout.vocabulary / "places.yaml")
        added = workflow.add(case, [material], progress=make_progress(False))
        workflow.build(case, progress=make_progress(False))
        index = workflow.report(case, folder / "report")
        claims, findings = sum(1 for _ in case.read(Claim)), sum(1 for _ in case.read(Finding))
        failures = [f for f in case.read(Failure) if f.severity == "failed"]
    click.echo(
        f"{plural(len(added.fresh), 'document')} about a fictional country: {plural(claims, 'claim')}, "
        f"{plural(findings, 'finding')}."
    )
    echo_failures(failures)
    click.echo(f"Material: {material}")
    click.echo(f"Case:     {folder / 'case'}")
    click.echo(f"Report:   {index.resolve()}")
    click.echo(f"Open it:  {index.resolve().as_uri()}")
    return DONE
