"""Checking a mapped table: sums, gaps, totals that do not add up, rows given twice, and jumps of unit values."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from .codes import digits_of, heading_of
from .entries import Entry
from .grid import gaps

MAD_LIMIT = 3.5
"""Modified z-score above which a value is an outlier (Iglewicz & Hoaglin 1993)."""
JUMP = 3.0
"""And by which factor it must at least be off: prices of one kind of goods differ by less from year to year."""
FEWEST = 4
"""Rows of one kind of goods below which no usual unit value can be told."""
TOLERANCE = 0.005
"""By how much a declared total may miss its sum: figures are rounded, half a per cent of the total."""


@dataclass(frozen=True)
class Sum:
    """What the rows of one year, partner or kind of goods add up to. value, quantity: by currency and by unit."""

    name: str
    rows: int
    value: dict[str, float]
    quantity: dict[str, float]


@dataclass(frozen=True)
class Remark:
    """Something to look at. kind: ``total``, ``duplicate``, ``jump``, ``unit``, ``gap``, ``unreadable``, ``currency``.
    rows: numbers of table rows."""

    kind: str
    sentence: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Point:
    """The unit value of one row: value / quantity. jump: how many times the usual one, when that is out of line."""

    row: int
    year: int | None
    goods: str
    unit_value: float
    jump: float | None = None


@dataclass
class Check:
    """The result. rows: entries that are no totals; general: those under a dual-use code (never counted as
    surveillance)."""

    rows: int = 0
    totals: int = 0
    general: int = 0
    years: list[Sum] = field(default_factory=list)
    partners: list[Sum] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def check(entries: Sequence[Entry]) -> Check:
    """Checks the ``entries`` of one table."""
    out = Check()
    plain = [e for e in entries if not e.total]
    out.rows, out.totals = len({e.row for e in plain}), len({e.row for e in entries if e.total})
    out.general = sum(heading_of(e.words("hs"), e.year) is not None for e in plain if "hs" in e.cells)
    out.years = _sums(plain, lambda e: str(e.year) if e.year else "")
    out.partners = _sums(plain, lambda e: e.words("partner") or e.words("seller"))
    out.missing = gaps(e.year for e in plain if e.year)
    if out.missing:
        out.remarks.append(Remark("gap", f"No rows for {_listed(out.missing)}. Nothing says that there was nothing."))
    out.remarks += _series_gaps(plain, {e.year for e in plain if e.year})
    out.remarks += _unreadable(entries)
    out.remarks += _duplicates(plain)
    out.remarks += _totals(entries)
    out.remarks += _units(plain)
    out.points, jumps = _jumps(plain)
    out.remarks += jumps
    return out


def goods_of(entry: Entry) -> str:
    """What kind of goods a row is about: its code, else its description."""
    return digits_of(entry.words("hs")) or entry.words("description").casefold()


def number(value: float) -> str:
    """ "1,234.5": at most two decimals, thousands parted."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _listed(years: Sequence[int]) -> str:
    return ", ".join(map(str, years[:12])) + (f" and {len(years) - 12} more" if len(years) > 12 else "")


def _sums(entries: Sequence[Entry], key: object) -> list[Sum]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[key(entry)].append(entry)  # type: ignore[operator]
    out = []
    for name, held in sorted(groups.items()):
        value: dict[str, float] = defaultdict(float)
        quantity: dict[str, float] = defaultdict(float)
        for entry in held:
            if entry.value is not None:
                value[entry.currency] += entry.value
            if entry.quantity is not None:
                quantity[entry.words("unit")] += entry.quantity
        if name:
            out.append(Sum(name, len(held), dict(sorted(value.items())), dict(sorted(quantity.items()))))
    return out


def _series_gaps(entries: Sequence[Entry], years: set[int]) -> list[Remark]:
    """Years in which one partner is missing although the table has others and the partner's rows go on later."""
    by_partner: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.year and entry.words("partner"):
            by_partner[entry.words("partner")].add(entry.year)
    out = []
    for partner, own in sorted(by_partner.items()):
        missing = [year for year in gaps(own) if year in years]
        if missing and len(by_partner) > 1:
            out.append(Remark("gap", f"{partner}: no rows for {_listed(missing)}, though other partners have some."))
    return out


def _unreadable(entries: Sequence[Entry]) -> list[Remark]:
    out = []
    for name in ("quantity", "value", "year"):
        rows = [e for e in entries if name in e.unreadable and not (e.total and name == "year")]
        if rows:
            words = rows[0].words(name)
            out.append(Remark("unreadable", f"The {name} of {_rows(rows)} could not be read as one, as “{words}”; "
                              "no sum counts it.", tuple(e.row for e in rows)))  # fmt: skip
    if len(currencies := sorted({e.currency for e in entries if e.value is not None})) > 1:
        named = ", ".join(c or "none stated" for c in currencies)
        out.append(Remark("currency", f"Values are in several currencies ({named}); sums are kept apart."))
    return out


def _rows(entries: Sequence[Entry]) -> str:
    numbers = sorted({e.row for e in entries})
    shown = ", ".join(map(str, numbers[:8])) + (f" and {len(numbers) - 8} more" if len(numbers) > 8 else "")
    return f"row {shown}" if len(numbers) == 1 else f"rows {shown}"


def _duplicates(entries: Sequence[Entry]) -> list[Remark]:
    held: dict[tuple[tuple[str, str], ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        held[tuple(sorted((name, cell.words.casefold()) for name, cell in entry.cells.items()))].append(entry)
    return [
        Remark("duplicate", f"{_rows(same).capitalize()} say the same in every mapped column; sums count each.",
               tuple(e.row for e in same))
        for same in held.values() if len({e.row for e in same}) > 1
    ]  # fmt: skip


def _totals(entries: Sequence[Entry]) -> list[Remark]:
    """Declared totals against what they can be the total of: the rows since the last total, the rows of its year, or
    all rows."""
    out = []
    order = {id(entry): place for place, entry in enumerate(entries)}
    plain = [e for e in entries if not e.total]
    last = -1
    for entry in entries:
        if not entry.total:
            continue
        place = order[id(entry)]
        column = entry.cells["value"].column if "value" in entry.cells else None
        for name in ("value", "quantity"):
            declared = entry.value if name == "value" else entry.quantity
            if declared is None:
                continue
            alike = [
                e
                for e in plain
                if name != "value" or (e.cells["value"].column if "value" in e.cells else None) == column
            ]
            candidates = (
                [e for e in alike if last < order[id(e)] < place],
                [e for e in alike if entry.year is not None and e.year == entry.year],
                [e for e in alike if order[id(e)] < place], alike,
            )  # fmt: skip
            sums = [math.fsum(v for e in part if (v := e.value if name == "value" else e.quantity) is not None)
                    for part in candidates if part]  # fmt: skip
            if sums and not any(abs(total - declared) <= TOLERANCE * max(abs(declared), 1) for total in sums):
                near = min(sums, key=lambda total: abs(total - declared))
                off = f" ({near / declared:.2f} times)" if declared else ""
                out.append(Remark("total", f"Row {entry.row} declares a total {name} of {number(declared)}, but its "
                                  f"rows add up to {number(near)}{off}.", (entry.row,)))  # fmt: skip
        if column is None or all(e.row != entry.row for e in entries[place + 1 :]):
            last = place
    return out


def _units(entries: Sequence[Entry]) -> list[Remark]:
    """Goods counted in different units from row to row: their quantities must not be added."""
    by_goods: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if entry.quantity is not None and entry.words("unit"):
            by_goods[goods_of(entry)][entry.words("unit")] += 1
    out = []
    for goods, units in sorted(by_goods.items()):
        if len({unit.casefold() for unit in units}) > 1:
            usual = units.most_common(1)[0][0]
            odd = [
                e
                for e in entries
                if e.quantity is not None and goods_of(e) == goods and e.words("unit") not in ("", usual)
            ]
            named = ", ".join(f"{unit} ({count})" for unit, count in units.most_common())
            out.append(Remark("unit", f"{goods or 'The goods'}: quantities are in different units: {named}; "
                              f"see {_rows(odd)}.", tuple(e.row for e in odd)))  # fmt: skip
    return out


def _jumps(entries: Sequence[Entry]) -> tuple[list[Point], list[Remark]]:
    """Unit values far from what is usual for the same goods, unit and currency, by the median absolute deviation of
    their logarithms."""
    groups: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for e in entries:
        if e.value is not None and e.quantity is not None and e.value > 0 and e.quantity > 0:
            groups[goods_of(e), e.words("unit").casefold(), e.currency].append(e)
    points, remarks = [], []
    for (goods, _, currency), held in sorted(groups.items()):
        logs = [math.log10((e.value or 1) / (e.quantity or 1)) for e in held]
        middle = median(logs)
        # Prices that agree to the cent would make every other one an outlier: a tenth of a factor 1.26 is the floor.
        spread = max(median(abs(x - middle) for x in logs) * 1.4826, 0.01)
        for e, x in zip(held, logs, strict=True):
            far = abs(x - middle) > max(MAD_LIMIT * spread, math.log10(JUMP)) and len(held) >= FEWEST
            times = 10 ** (x - middle)
            points.append(Point(e.row, e.year, goods, 10**x, times if far else None))
            if far:
                factor = number(float(f"{max(times, 1 / times):.2g}"))
                how = f"about {factor} times" if times > 1 else f"about 1/{factor} of"
                money = f" {currency}" if currency else ""
                remarks.append(Remark("jump", f"Row {e.row}{f' ({e.year})' if e.year else ''}: a unit value of "
                    f"{number(10**x)}{money} is {how} the usual {number(10**middle)} for {goods or 'these goods'}. "
                    "Look for a changed unit or a lost or added zero.", (e.row,)))  # fmt: skip
    return sorted(points, key=lambda p: p.row), remarks
