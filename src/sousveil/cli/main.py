"""The command `sousveil`. Each command lies in a file of its own and is imported only when it is called."""

from __future__ import annotations

import importlib
import signal
import sys

import click

from sousveil.errors import SousveilError

COMMANDS = {
    "new": "case_new:new",
    "add": "material:add",
    "build": "material:build",
    "status": "status:status",
    "claims": "claims:claims",
    "sentences": "claims:sentences",
    "findings": "findings:findings",
    "sources": "sources:sources",
    "lineage": "sources:lineage",
    "drift": "drift:drift",
    "dependence": "drift:dependence",
    "search": "search:search",
    "judge": "judge:judge",
    "weigh": "weigh:weigh",
    "suggest": "suggest:suggest",
    "code": "suggest:code",
    "searched": "searched:searched",
    "report": "release:report",
    "publish": "release:publish",
    "verify": "release:verify",
    "custody": "custody:custody",
    "backup": "safekeeping:backup",
    "restore": "safekeeping:restore",
    "remove": "safekeeping:remove",
    "merge": "safekeeping:merge",
    "vocabulary": "vocabulary:vocabulary",
    "train": "train:train",
    "llm": "llm:llm",
    "table": "table:table",
    "doctor": "doctor:doctor",
    "demo": "demo:demo",
}
"""Command -> file and function. The order is the order of the help page: a researcher's day."""

COULD_NOT_RUN = 2


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(f"sousveil.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="sousveil")
def cli() -> None:
    """Turns a folder of public material about a surveillance system into an account that can be defended.

    Begin with: sousveil new CASE, sousveil add CASE FOLDER, sousveil build CASE, sousveil report CASE.

    Exit codes: 0 done, 1 done with failures that are listed, 2 could not run.

    This version does not protect testimony. Do not add it.
    """


def main() -> None:
    """Runs the command line; every error a user can meet ends in one sentence and an exit code."""
    # A closed pipe (`sousveil claims CASE --json | head`) is no error.
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped. What was done is kept; run the same command again to go on.", err=True)
        sys.exit(COULD_NOT_RUN)
    except click.ClickException as error:
        error.show()
        sys.exit(COULD_NOT_RUN)
    except SousveilError as error:
        click.echo(f"{error.message}", err=True)
        if error.advice:
            click.echo(f"{error.advice}", err=True)
        sys.exit(COULD_NOT_RUN)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
