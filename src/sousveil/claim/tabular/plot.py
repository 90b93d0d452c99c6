"""The check of a table as one picture: SVG made here, without a plotting library."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from .check import Check, Point, Sum, number

_WIDTH, _LEFT, _RIGHT, _PANEL, _GAP = 860, 90, 20, 170, 58
_INK, _SOFT, _BAR, _ODD = "#1b1b1b", "#8a8a8a", "#4a7296", "#b3261e"
_BAD = dict.fromkeys([*range(32), 127])


def plot(result: Check, title: str) -> str:
    """An SVG picture: sums of value and quantity by year, years without rows marked, the unit value of each row with
    those out of line in red. A panel without data is left out."""
    years = sorted({int(s.name) for s in result.years})
    every = list(range(years[0], years[-1] + 1)) if years else []
    panels: list[tuple[str, str]] = []
    for kind in ("value", "quantity"):
        for unit in _units(result.years, kind)[:2]:
            panels.append(
                (f"Sum of {kind}{f' ({unit})' if unit else ''} by year", _bars(result.years, every, kind, unit))
            )
    if result.points:
        flagged = sum(p.jump is not None for p in result.points)
        axis = "year" if every else "row"
        name = f"Value of one unit, by {axis}, on a scale of powers of ten; {flagged} out of line"
        panels.append((name, _dots(result.points, every)))
    height = 46 + len(panels) * (_PANEL + _GAP) + 24
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        _text(_LEFT, 24, title, size=15),
    ]
    for place, (name, drawn) in enumerate(panels):
        top = 46 + place * (_PANEL + _GAP)
        body.append(f'<g transform="translate(0 {top})">{_text(_LEFT, 10, name, bold=True)}'
                    f'<g transform="translate(0 18)">{drawn}</g></g>')  # fmt: skip
    if not panels:
        body.append(_text(_LEFT, 50, "No year, value or quantity is mapped: there is nothing to plot."))
    body.append(
        _text(_LEFT, height - 8, "General trade is not surveillance trade. Sums are of the rows as listed.", _SOFT, 11)
    )
    return "\n".join([*body, "</svg>"]) + "\n"


def _text(
    x: float, y: float, words: str, fill: str = _INK, size: int = 12, anchor: str = "start", bold: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    clean = escape(words.translate(_BAD).encode("utf-8", "replace").decode())
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" font-size="{size}" text-anchor="{anchor}"{weight}>{clean}</text>'
    )


def _units(sums: Sequence[Sum], kind: str) -> list[str]:
    """Units or currencies, the most used first."""
    held: dict[str, int] = {}
    for one in sums:
        for unit in getattr(one, kind):
            held[unit] = held.get(unit, 0) + one.rows
    return sorted(held, key=lambda unit: (-held[unit], unit))


def _short(value: float) -> str:
    for limit, mark in ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if abs(value) >= limit:
            return f"{value / limit:.3g} {mark}"
    return f"{value:.3g}"


def _ceiling(value: float) -> float:
    step = 10.0 ** math.floor(math.log10(value)) if value > 0 else 1.0
    return next(m * step for m in (1, 2, 2.5, 5, 10) if m * step >= value * 0.999)


def _slot(index: int, count: int) -> tuple[float, float]:
    width = (_WIDTH - _LEFT - _RIGHT) / max(1, count)
    return _LEFT + index * width, width


def _years_below(every: Sequence[int]) -> list[str]:
    step = max(1, math.ceil(len(every) / 20))
    return [
        _text(x + width / 2, _PANEL + 16, str(year), anchor="middle")
        for index, year in enumerate(every) if index % step == 0
        for x, width in [_slot(index, len(every))]
    ]  # fmt: skip


def _bars(sums: Sequence[Sum], every: Sequence[int], kind: str, unit: str) -> str:
    held = {int(s.name): getattr(s, kind).get(unit) for s in sums}
    top = _ceiling(max((v for v in held.values() if v), default=1.0))
    out = []
    for part in (0.0, 0.5, 1.0):
        y = _PANEL * (1 - part)
        out.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#dddddd"/>')
        out.append(_text(_LEFT - 8, y + 4, _short(top * part), anchor="end"))
    for index, year in enumerate(every):
        x, width = _slot(index, len(every))
        value = held.get(year)
        if value is None:
            out.append(f'<rect x="{x + width * 0.12:.1f}" y="0" width="{width * 0.76:.1f}" height="{_PANEL}" '
                       f'fill="none" stroke="{_SOFT}" stroke-dasharray="3 4"/>')  # fmt: skip
            out.append(_text(x + width / 2, _PANEL / 2, "no rows" if year not in held else "none", _SOFT, 10, "middle"))
            continue
        tall = max(0.0, value) / top * _PANEL
        out.append(f'<rect x="{x + width * 0.12:.1f}" y="{_PANEL - tall:.1f}" width="{width * 0.76:.1f}" '
                   f'height="{tall:.1f}" fill="{_BAR}"><title>{year}: {number(value)}</title></rect>')  # fmt: skip
    return "".join([*out, *_years_below(every)])


def _dots(points: Sequence[Point], every: Sequence[int]) -> str:
    logs = [math.log10(p.unit_value) for p in points]
    low, high = math.floor(min(logs)), math.ceil(max(logs) + 1e-9)
    high = max(high, low + 1)
    out = []
    for power in range(low, high + 1, max(1, (high - low) // 5)):
        y = _PANEL * (1 - (power - low) / (high - low))
        out.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#dddddd"/>')
        out.append(_text(_LEFT - 8, y + 4, _short(10.0**power), anchor="end"))
    shown = [p for p in points if not every or p.year is not None]
    if len(shown) > 3000:
        # More dots than that only blacken the page; those out of line always stay.
        step = math.ceil(len(shown) / 3000)
        shown = [p for n, p in enumerate(shown) if p.jump is not None or n % step == 0]
    seen: dict[int | None, int] = {}
    for place, p in enumerate(sorted(shown, key=lambda p: p.jump is not None)):
        if every and p.year is not None:
            x, width = _slot(p.year - every[0], len(every))
            seen[p.year] = seen.get(p.year, 0) + 1
            x += width * (0.2 + 0.6 * ((seen[p.year] * 0.618) % 1))
        else:
            x = _LEFT + (place + 0.5) / len(shown) * (_WIDTH - _LEFT - _RIGHT)
        y = _PANEL * (1 - (math.log10(p.unit_value) - low) / (high - low))
        odd = p.jump is not None
        out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4 if odd else 2.5}" fill="{_ODD if odd else _BAR}" '
                   f'fill-opacity="{1 if odd else 0.55}">'
                   f'<title>row {p.row}: {number(p.unit_value)}</title></circle>')  # fmt: skip
        if odd:
            out.append(_text(x + 6, y + 4, f"row {p.row}", _ODD, 11))
    return "".join([*out, *_years_below(every)])
