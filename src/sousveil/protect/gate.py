"""The one gate that whatever leaves a case passes through.

The gate knows what a check is, not what any check looks for: stages bring theirs. It never changes what it examines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from sousveil.errors import SousveilError
from sousveil.records import Claim, Item, Text

MOST_SHOWN = 5
"""Risks of one check that an error message spells out; the report holds them all."""


@dataclass(frozen=True)
class Risk:
    """Something about a candidate that a person has to know. level: ``hold`` stops it, ``note`` is only told.

    where: the file of the candidate, or what else is meant. check: filled in by the gate.
    """

    level: Literal["hold", "note"]
    sentence: str
    where: str
    check: str = ""


@dataclass(frozen=True)
class Candidate:
    """What would leave: a folder with the very bytes, and what is needed to judge them.

    files: the paths that the publisher lists, relative, with ``/``. originals: for each item whose original was chosen
    to travel, its path in the folder. people: names of researchers, which may stand nowhere. private: other words that
    may stand nowhere (paths, the machine's name). stated: words that researchers typed and that are in the candidate,
    by where they came from. own: words of the program itself, which a name may coincide with. items, claims, texts: of
    the case as it is inside. sealed: items that may not leave.
    """

    folder: Path
    files: tuple[str, ...]
    items: Sequence[Item] = ()
    claims: Sequence[Claim] = ()
    texts: Callable[[str], Text | None] = lambda item: None
    originals: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    own: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()
    citations: tuple[str, ...] = ()
    """Names and definitions that may be printed though a withheld text holds them too."""
    rests_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By sentence of a finding, the items (as they are inside) that it rests on."""


class Check(Protocol):
    """A question put to every candidate."""

    @property
    def name(self) -> str:
        """Short and hyphenated; what a person names to allow it."""
        ...

    @property
    def question(self) -> str:
        """What it asks, in one plain sentence."""
        ...

    def run(self, candidate: Candidate) -> list[Risk]:
        """The risks found, worst first."""
        ...


@dataclass(frozen=True)
class Answer:
    """What one check said. allowed: the reason a person gave for letting its holds pass."""

    check: str
    question: str
    risks: tuple[Risk, ...]
    allowed: str | None = None

    @property
    def holds(self) -> tuple[Risk, ...]:
        """The risks that stop the candidate, whether allowed or not."""
        return tuple(risk for risk in self.risks if risk.level == "hold")


@dataclass(frozen=True)
class GateReport:
    """What all checks said, in their order."""

    answers: tuple[Answer, ...]

    @property
    def open(self) -> bool:
        """Whether the candidate may leave: no check holds it that a person has not allowed."""
        return all(answer.allowed is not None or not answer.holds for answer in self.answers)

    @property
    def holds(self) -> tuple[Risk, ...]:
        """The risks that stop it."""
        return tuple(risk for answer in self.answers if answer.allowed is None for risk in answer.holds)

    @property
    def notes(self) -> tuple[Risk, ...]:
        """What else was said, with the holds that a person allowed."""
        return tuple(
            risk for answer in self.answers for risk in answer.risks
            if risk.level == "note" or answer.allowed is not None
        )  # fmt: skip


class Held(SousveilError):
    """The gate held a candidate back. ``report`` says why."""

    def __init__(self, report: GateReport) -> None:
        shown = report.holds[:MOST_SHOWN]
        more = len(report.holds) - len(shown)
        lines = " ".join(f"[{risk.check}] {risk.sentence} ({risk.where})" for risk in shown)
        super().__init__(
            f"The release was held back and nothing was written: {lines}" + (f" And {more} more." if more else ""),
            "Remove the cause, or allow the check by its name with a reason that will be recorded.",
        )
        self.report = report


class Gate:
    """The checks a candidate has to pass."""

    def __init__(self, checks: Sequence[Check]) -> None:
        """``checks`` are asked in this order.

        Raises:
            ValueError: two checks have one name.
        """
        names = [check.name for check in checks]
        if len(set(names)) != len(names):
            raise ValueError(f"two checks of one name among {sorted(names)}")
        self._checks = tuple(checks)

    def examine(self, candidate: Candidate, allow: Mapping[str, str] | None = None) -> GateReport:
        """Asks every check. A check that fails to answer holds the candidate: silence is not a yes.

        Raises:
            SousveilError: ``allow`` names no check, or gives no reason.
        """
        allowed = dict(allow or {})
        for name, reason in allowed.items():
            if name not in {check.name for check in self._checks}:
                known = ", ".join(check.name for check in self._checks)
                raise SousveilError(f"There is no check called {name!r} to allow.", f"The checks are: {known}.")
            if not reason.strip():
                raise SousveilError(f"The check {name} cannot be allowed without a reason.", "Say why in a few words.")
        return GateReport(tuple(self._ask(check, candidate, allowed.get(check.name)) for check in self._checks))

    @staticmethod
    def _ask(check: Check, candidate: Candidate, allowed: str | None) -> Answer:
        try:
            found = check.run(candidate)
        except Exception as error:
            sentence = f"The check could not answer: {type(error).__name__}: {error}."
            found = [Risk("hold", sentence, "the whole release")]
            allowed = None  # A reason given for what a check finds does not cover a check that found nothing out.
        risks = tuple(Risk(risk.level, risk.sentence, risk.where, check.name) for risk in found)
        return Answer(check.name, check.question, risks, allowed if any(r.level == "hold" for r in risks) else None)
