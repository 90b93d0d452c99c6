"""Progress as a bar on a terminal, as plain lines elsewhere, or as JSON for scripts."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

from sousveil.case.rows import json_line
from sousveil.run.progress import Progress

from .shared import safe

LINE_SECONDS = 5.0


class Lines:
    """A line now and then, with rate and time left, and one for each failure."""

    def __init__(self) -> None:
        self._total = self._done = self._failed = 0
        self._start = self._last = 0.0

    def begin(self, step: str, total: int) -> None:
        self._total, self._done, self._failed = total, 0, 0
        self._start = self._last = time.monotonic()

    def advance(self, step: str, name: str, failed: str | None) -> None:
        self._done += 1
        if failed:
            self._failed += 1
            click.echo(f"{step}: {safe(name, 80)} failed: {safe(failed)}", err=True)
        if time.monotonic() - self._last >= LINE_SECONDS and self._done < self._total:
            self._last = time.monotonic()
            rate = self._done / max(1e-9, self._last - self._start)
            left = (self._total - self._done) / max(rate, 1e-9)
            click.echo(f"{step}: {self._done:,} of {self._total:,}, {rate:,.1f} a second, {left:,.0f} s left", err=True)

    def end(self, step: str) -> None:
        seconds = time.monotonic() - self._start
        failed = f", {self._failed:,} failed" if self._failed else ""
        click.echo(f"{step}: {self._done:,} of {self._total:,} in {seconds:,.1f} s{failed}", err=True)


class Bar:
    """A bar with rate and time left, for a person at a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._bar = RichProgress(
            TextColumn("{task.description:>7}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), TextColumn("{task.fields[failed]}"),
            console=Console(stderr=True),
        )  # fmt: skip
        self._task: Any = None
        self._failed = self._done = 0
        self._start = 0.0

    def begin(self, step: str, total: int) -> None:
        self._failed = self._done = 0
        self._start = time.monotonic()
        self._bar.start()
        self._task = self._bar.add_task(step, total=total, rate="", failed="")

    def advance(self, step: str, name: str, failed: str | None) -> None:
        from rich.markup import escape

        self._done += 1
        rate = self._done / max(1e-9, time.monotonic() - self._start)
        if failed:
            self._failed += 1
            self._bar.console.print(f"[red]✗[/red] {escape(safe(name, 80))}: {escape(safe(failed))}", highlight=False)
        words = f"[red]{self._failed} failed[/red]" if self._failed else ""
        self._bar.update(self._task, advance=1, rate=f"{rate:,.1f}/s", failed=words)

    def end(self, step: str) -> None:
        self._bar.stop()


class Events:
    """One JSON object a line on standard output: ``event`` is ``begin``, ``advance`` or ``end``."""

    def __init__(self) -> None:
        self._total = self._done = 0

    def begin(self, step: str, total: int) -> None:
        self._total, self._done = total, 0
        self._say({"event": "begin", "step": step, "total": total})

    def advance(self, step: str, name: str, failed: str | None) -> None:
        self._done += 1
        row = {
            "event": "advance",
            "step": step,
            "name": name,
            "failed": failed,
            "done": self._done,
            "total": self._total,
        }
        self._say(row)

    def end(self, step: str) -> None:
        self._say({"event": "end", "step": step, "done": self._done})

    @staticmethod
    def _say(row: dict[str, Any]) -> None:
        sys.stdout.write(json_line(row))
        sys.stdout.flush()


def make_progress(as_json: bool) -> Progress:
    """The progress that fits where the output goes."""
    if as_json:
        return Events()
    return Bar() if sys.stderr.isatty() else Lines()
