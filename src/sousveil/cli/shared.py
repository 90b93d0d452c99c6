"""What the commands share: the case argument, rows as JSON Lines, and words that are safe on a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import click

from sousveil.case.rows import json_line
from sousveil.errors import SousveilError
from sousveil.records import Failure

F = TypeVar("F", bound=Callable[..., Any])

DONE = 0
WITH_FAILURES = 1

case_argument = click.argument("case", type=click.Path(path_type=Path, file_okay=False))
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, one row a line.")
by_option = click.option("--by", help="Your name inside the case (default: your user name). Releases never show it.")

# Controls, and the marks that reorder or hide text: a hostile title must not rewrite the screen.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def safe(words: str | None, width: int = 0) -> str:
    """``words`` on one line without control characters, cut to ``width`` characters when that is above 0."""
    line = _UNSAFE.sub(" ", words or "").strip()
    return line if not width or len(line) <= width else line[: width - 1].rstrip() + "…"


def known_technology(case: Path, technology: str | None) -> None:
    """Checks that ``technology`` is an id of the case's vocabulary.

    Raises:
        SousveilError: it is not.
    """
    from sousveil.case.layout import Layout
    from sousveil.case.vocabulary import load_vocabulary

    if technology is not None and technology not in load_vocabulary(Layout(case).vocabulary).technologies:
        raise SousveilError(f"There is no technology {technology!r}.", "See `sousveil vocabulary CASE`.")


def texts(case: Any) -> Callable[[str], str | None]:
    """The extracted text of an item of ``case``, the last one held."""
    from sousveil.records import Text

    @lru_cache(maxsize=1)
    def text(item: str) -> str | None:
        held = case.get(Text, item)
        return None if held is None else str(held.text)

    return text


def echo_rows(rows: Iterable[Any]) -> None:
    """Prints ``rows`` as JSON Lines."""
    for row in rows:
        # Bytes, because JSON is UTF-8 whatever the terminal's language says.
        click.echo(json_line(row).encode("utf-8", "replace"), nl=False)


def echo_failures(failures: Iterable[Failure], title: str = "Failures") -> None:
    """Prints failures, each with what to do."""
    listed = list(failures)
    if not listed:
        return
    click.echo(f"\n{title}:")
    for failure in listed:
        mark = {"failed": "✗", "warning": "!", "note": "·"}.get(failure.severity, "·")
        reason = safe(failure.reason)
        name = "" if failure.name and safe(failure.name) in reason else f"{safe(failure.name, 80)}: "
        click.echo(f"  {mark} {name}{reason}")
        if failure.advice and failure.severity != "note":
            click.echo(f"    → {safe(failure.advice)}")


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 item", "2 items"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def span(low: int, high: int) -> str:
    """ "1", or "0 to 1"."""
    return str(low) if low == high else f"{low} to {high}"
