"""What attribution finds in one sentence, whatever the language: who speaks, over which stretch of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """One source speaking over [reach_start, reach_end) of the text.

    source: its name (for a report named elsewhere in the document, that name). start, end: where it is named; None when
    the text names nobody ("reportedly"). level: the most that its manner of speaking commits it to: CT, PR, PS.
    """

    source: str
    kind: str
    verb: str
    basis: str
    level: str
    start: int | None
    end: int | None
    reach_start: int
    reach_end: int
    negative: bool = False

    def covers(self, position: int) -> bool:
        """Whether what stands at ``position`` is said by this source."""
        return self.reach_start <= position < self.reach_end


@dataclass(frozen=True, slots=True)
class Report:
    """A report the document names: its publisher's name, where that stands, and where the naming phrase begins."""

    name: str
    start: int
    end: int
    at: int


def nested(speeches: list[Speech], position: int) -> list[Speech]:
    """The speeches that cover ``position``, outermost first: the wider reach holds the narrower."""
    found = [s for s in speeches if s.covers(position)]
    return sorted(found, key=lambda s: (-(s.reach_end - s.reach_start), s.reach_start, s.start or 0))


def spoken_at(speeches: Sequence[Speech], start: int) -> int:
    """Where a sentence's own statement stands when no term marks it: its beginning, or that of what its first source
    says ("She added that they were still there")."""
    if not speeches or any(s.covers(start) for s in speeches):
        return start
    return min(s.reach_start for s in speeches)


BASIS_OF_KIND = {
    "survey": "survey-answer", "state-media": "official-self-description", "official": "official-self-description",
    "report": "reported", "outlet": "reported", "wire": "reported", "unnamed": "heard", "witnesses": "unknown",
    "papers": "own-measurement",
}  # fmt: skip
