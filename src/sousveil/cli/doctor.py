"""`sousveil doctor`."""

from __future__ import annotations

import click

from .shared import DONE


@click.command()
def doctor() -> int:
    """Say what this machine lacks and what each missing part would unlock. The core runs without them."""
    from sousveil import doctor as examination

    examination.check_core()
    click.echo(examination.describe(examination.examine()))
    return DONE
