"""`sousveil new`."""

from __future__ import annotations

from pathlib import Path

import click

from .shared import DONE, safe


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--title", help="What the case is called (default: the folder's name).")
@click.option(
    "--standard", type=click.Choice(["icd-203", "reasonable-grounds"]), default="icd-203", show_default=True,
    help="The standard of proof that findings are worded by.",
)  # fmt: skip
@click.option("--database", default="", help="An SQLAlchemy address of a PostgreSQL database for the records.")
def new(case: Path, title: str | None, standard: str, database: str) -> int:
    """Make a new case in the folder CASE."""
    from sousveil.case.case import Case
    from sousveil.settings import Settings
    from sousveil.workflow import NO_TESTIMONY

    settings = Settings(title=title or case.resolve().name, standard=standard, database=database)
    Case.create(case, settings).close()
    click.echo(f"Made the case “{safe(settings.title)}” in {case}.")
    click.echo(NO_TESTIMONY)
    click.echo(f"Next: sousveil add {case} FOLDER")
    return DONE
