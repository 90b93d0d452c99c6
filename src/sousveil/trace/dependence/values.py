"""Kinds of value: how two statements on one object compare.

Beside "the same" and "another", a value can be a part of another one: a list that leaves out a name, a year for a day,
a rounded number. Leaving out is the commonest fault there is, and says less against a source than a false word does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from anyascii import anyascii

EQUAL, LESS, MORE, OTHER = 0, 1, 2, 3
"""How a value stands to the truth: it is it, a part of it, more than it, or another."""


class Kind(Protocol):
    """One kind of value. Values are hashable and sortable among themselves.

    ``read`` turns a text into a value, None where it says nothing. ``settle`` draws values of one object that mean the
    same to one of them. ``relation`` says how ``value`` would stand to ``truth``; ``room`` whether anything can be LESS
    than ``truth``. graded: whether LESS and MORE happen at all.
    """

    @property
    def graded(self) -> bool: ...

    def read(self, text: str) -> Hashable | None: ...

    def settle(self, values: Mapping[Hashable, int]) -> Mapping[Hashable, Hashable]: ...

    def relation(self, value: Hashable, truth: Hashable) -> int: ...

    def room(self, truth: Hashable) -> bool: ...


_NOTHING = frozenset({"", "-", "?", "na", "n/a", "nan", "none", "null", "unknown", "not available", "not known", "tbd"})


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", anyascii(text).casefold()).split())


@dataclass(frozen=True)
class Exact:
    """Words that are the same or not, whatever their case, accents and punctuation."""

    graded: bool = False

    def read(self, text: str) -> str | None:
        folded = _folded(text)
        return None if text.strip().casefold() in _NOTHING or not folded or folded in _NOTHING else folded

    def settle(self, values: Mapping[Hashable, int]) -> Mapping[Hashable, Hashable]:
        return {}

    def relation(self, value: Hashable, truth: Hashable) -> int:
        return EQUAL if value == truth else OTHER

    def room(self, truth: Hashable) -> bool:
        return False


_NUMBER = re.compile(r"[^\d+-]{0,3}([+-]?\d[\d, _]*\.?\d*(?:e[+-]?\d+)?)\s*(?:%|[^\d\s]\D{0,15})?")


@dataclass(frozen=True)
class Number:
    """Numbers, the same within ``tolerance`` of the larger (relative) or ``least`` (absolute).

    A value with fewer digits that the truth rounds to is LESS ("30" for 29.6). Infinite numbers and words are nothing.
    """

    tolerance: float = 0.01
    least: float = 1e-9
    graded: bool = True

    def read(self, text: str) -> float | None:
        match = _NUMBER.fullmatch(text.strip().casefold())
        if match is None:
            return None
        try:
            number = float(re.sub(r"[, _]", "", match[1]))
        except ValueError:
            return None
        return number if abs(number) < float("inf") else None

    def near(self, one: float, two: float) -> bool:
        return abs(one - two) <= max(self.least, self.tolerance * max(abs(one), abs(two)))

    def settle(self, values: Mapping[Hashable, int]) -> Mapping[Hashable, Hashable]:
        """The most given number first; each other one joins the nearest kept one within the tolerance."""
        out: dict[Hashable, Hashable] = {}
        kept: list[float] = []
        for value in sorted(values, key=lambda v: (-values[v], _float(v))):
            near = [other for other in kept if self.near(_float(value), other)]
            if near:
                out[value] = min(near, key=lambda other: (abs(other - _float(value)), other))
            else:
                kept.append(_float(value))
        return out

    def relation(self, value: Hashable, truth: Hashable) -> int:
        one, two = _float(value), _float(truth)
        if one == two:
            return EQUAL
        if _digits(one) < _digits(two) and abs(one - two) <= 0.5 * _step(one):
            return LESS
        if _digits(two) < _digits(one) and abs(one - two) <= 0.5 * _step(two):
            return MORE
        return OTHER

    def room(self, truth: Hashable) -> bool:
        return _digits(_float(truth)) > 1


def _float(value: Hashable) -> float:
    if not isinstance(value, (int, float)):
        raise TypeError(f"{value!r} is not a number. Give the values of this kind as numbers.")
    return float(value)


def _digits(number: float) -> int:
    """Significant digits of a number as it would be written."""
    return len(f"{abs(number):.12g}".partition("e")[0].replace(".", "").strip("0")) or 1


def _step(number: float) -> float:
    """What the last significant digit of a number stands for."""
    text = f"{abs(number):.12f}".rstrip("0")
    whole, _, part = text.partition(".")
    if part:
        return float(10 ** -len(part))
    return float(10 ** (len(whole) - len(whole.rstrip("0")))) if whole.strip("0") else 1.0


@dataclass(frozen=True)
class Names:
    """Sets (sorted tuples) of names: a list that leaves names out is LESS, one with further names MORE."""

    graded: bool = True

    def read(self, text: str) -> tuple[str, ...] | None:
        parts = {_folded(part) for part in re.split(r"[;/|,\n]|\band\b|&", text)}
        return tuple(sorted(parts - _NOTHING)) or None

    def settle(self, values: Mapping[Hashable, int]) -> Mapping[Hashable, Hashable]:
        return {}

    def relation(self, value: Hashable, truth: Hashable) -> int:
        one, two = _set(value), _set(truth)
        if one == two:
            return EQUAL
        return LESS if one < two else MORE if one > two else OTHER

    def room(self, truth: Hashable) -> bool:
        return len(_set(truth)) > 1


def _set(value: Hashable) -> frozenset[Hashable]:
    if not isinstance(value, (tuple, frozenset)):
        raise TypeError(f"{value!r} is not a set of names. Give the values of this kind as tuples.")
    return frozenset(value)


@dataclass(frozen=True)
class Day:
    """Dates in EDTF or ISO 8601 ("2019", "2019-05", "2019-05-03"); a coarser one that holds the truth is LESS."""

    graded: bool = True

    def read(self, text: str) -> str | None:
        match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)", text.strip())
        return "-".join(part for part in match.groups() if part) if match else None

    def settle(self, values: Mapping[Hashable, int]) -> Mapping[Hashable, Hashable]:
        return {}

    def relation(self, value: Hashable, truth: Hashable) -> int:
        one, two = str(value), str(truth)
        if one == two:
            return EQUAL
        return LESS if two.startswith(f"{one}-") else MORE if one.startswith(f"{two}-") else OTHER

    def room(self, truth: Hashable) -> bool:
        return len(str(truth)) > 4


@dataclass(frozen=True)
class Mixed:
    """Values of several kinds in one analysis: pairs (name of the kind, value). Values of two kinds never meet on one
    object unless the caller lets them; then they are OTHER."""

    kinds: Mapping[str, Kind]
    graded: bool = True

    def read(self, text: str) -> Hashable | None:
        raise TypeError("A text does not say which kind it is of. Read it with one of the kinds.")

    def settle(self, values: Mapping[Hashable, int]) -> Mapping[Hashable, Hashable]:
        out: dict[Hashable, Hashable] = {}
        for name, kind in sorted(self.kinds.items()):
            of = {value[1]: times for value, times in values.items() if isinstance(value, tuple) and value[0] == name}
            out.update({(name, one): (name, two) for one, two in kind.settle(of).items()})
        return out

    def relation(self, value: Hashable, truth: Hashable) -> int:
        (one, given), (two, held) = _pair(value), _pair(truth)
        return self.kinds[one].relation(given, held) if one == two else OTHER

    def room(self, truth: Hashable) -> bool:
        name, held = _pair(truth)
        return self.kinds[name].room(held)


def _pair(value: Hashable) -> tuple[str, Hashable]:
    if not isinstance(value, tuple) or len(value) != 2:
        raise TypeError(f"{value!r} is not a pair of a kind and a value.")
    return str(value[0]), value[1]


def most_given(values: Iterable[Hashable]) -> Hashable:
    """The value that one source gives most often for one object; between equals the fullest, then the last in order."""
    counts = Counter(values)
    return max(counts, key=lambda v: (counts[v], len(v) if isinstance(v, (tuple, str)) else 0, _order(v)))


def _order(value: Hashable) -> tuple[int, float, str]:
    return (0, float(value), "") if isinstance(value, (int, float)) else (1, 0.0, repr(value))
