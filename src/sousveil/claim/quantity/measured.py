"""From a number and the words around it to an interval."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sousveil.records import Quantity

SEVERAL = (2.0, 10.0)
""" "Several", 여러, 几: more than one, and fewer than the ten that one would have named."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity and where it stands: ``text[start:end]`` is its ``text``. extent: it measures time or space (30 days,
    5 km) and counts nothing."""

    quantity: Quantity
    start: int
    end: int
    extent: bool = False


def step_of(number: float) -> float:
    """The place of the last digit of ``number`` that is not zero: 10 for 40, 0.1 for 2.5; 1 for 0."""
    if not number:
        return 1.0
    exponent = Decimal(repr(number)).normalize().as_tuple().exponent
    return 10.0 ** int(exponent)


def interval(number: float, bound: str) -> tuple[float | None, float | None]:
    """low and high of ``number`` under ``bound``: "", ``about``, ``nearly``, ``odd``, ``least`` or ``most``."""
    if bound == "least":
        return number, None
    if bound == "most":
        return None, number
    step = step_of(number)
    slack = min(step / 2, number / 10)
    if bound == "about":
        return _round(number - slack), _round(number + slack)
    if bound == "nearly":
        return _round(number - 2 * slack), number
    if bound == "odd":
        return number, _round(number + step)
    return number, number


def _round(number: float) -> float:
    """Without the last bits that binary fractions leave: 2.5 - 0.05 is 2.45."""
    return float(f"{number:.10g}")
