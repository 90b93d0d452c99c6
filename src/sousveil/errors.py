"""Errors that a researcher may see. Each message is one sentence: what is wrong, where, what to do."""

from __future__ import annotations


class SousveilError(Exception):
    """Something the researcher can act on. ``advice`` says how; the command line prints both and exits with 2."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class Unreadable(SousveilError):
    """An item whose bytes cannot be read as what they claim to be. It is quarantined and the run goes on."""
