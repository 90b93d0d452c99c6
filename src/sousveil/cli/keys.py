"""Where the keys of `sousveil code` come from: a terminal, a pipe, or a script that decides by what it is asked."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Protocol, TextIO

import click

from sousveil.records import Claim

END = ""
"""What a hand gives when no more keys come."""


@dataclass(frozen=True)
class Asked:
    """What is asked for. what: ``command``, ``field``, ``sentence``, ``note`` or a field's name. options: what the keys
    of PICKS stand for, in order; more may be typed. claim: the claim as it stands while it is asked."""

    what: str
    claim: Claim | None = None
    options: tuple[str, ...] = ()


class Hand(Protocol):
    """Whoever presses keys."""

    def key(self, asked: Asked) -> str:
        """One key; END when there are no more."""
        ...

    def line(self, asked: Asked, begun: str = "") -> str:
        """A line that is closed by Enter. begun: what was typed of it already."""
        ...


PICKS = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys of a list's rows, in order."""


class Keyboard:
    """Keys from a terminal, one press each; or from a pipe, one character each."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdin
        self._terminal = stream is None and sys.stdin.isatty()

    def key(self, asked: Asked) -> str:
        """One key. A pipe's line ends count as Enter."""
        if not self._terminal:
            return self._stream.read(1)
        try:
            return click.getchar()
        except (EOFError, KeyboardInterrupt):
            return END

    def line(self, asked: Asked, begun: str = "") -> str:
        """A line. On a terminal it can be edited until Enter."""
        if not self._terminal:
            return (begun + self._stream.readline()).rstrip("\n")
        click.echo(f"{asked.what}: {begun}", nl=False)
        try:
            return begun + input()
        except (EOFError, KeyboardInterrupt):
            return ""
