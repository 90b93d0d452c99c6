"""Progress of long work, told to whoever listens."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears what a run does. The command line shows it as a bar, as plain lines or as JSON."""

    def begin(self, step: str, total: int) -> None:
        """A step starts with ``total`` units to do."""
        ...

    def advance(self, step: str, name: str, failed: str | None) -> None:
        """One unit is done; ``failed`` is the reason when it failed."""
        ...

    def end(self, step: str) -> None:
        """A step is done."""
        ...


class Silent:
    """Tells nobody."""

    def begin(self, step: str, total: int) -> None:
        pass

    def advance(self, step: str, name: str, failed: str | None) -> None:
        pass

    def end(self, step: str) -> None:
        pass
