"""Counts and measures in words: "about 12,000 cameras", "1만2천여 대", "近三万个", "over $1 billion", "a third".

What a phrase leaves open stays open. N is the number as written, its *step* the place of its last digit that is not
zero (10 for 40, 1,000 for 12,000), and its *slack* half a step, but never more than a tenth of N:

| words | low | high |
| --- | --- | --- |
| N alone | N | N |
| about, some, around, nearly 약 가량 정도 约 左右 and the like | N - slack | N + slack |
| nearly, almost 거의 육박 近 将近 | N - 2 slack | N |
| N-odd, N여, N多, N余 | N | N + step |
| more than, over, at least 이상 넘는 최소 超过 至少 以上 | N | open |
| up to, at most, fewer than 이하 미만 최대 至多 不到 以下 | open | N |
| N to M, between N and M, N~M, N至M, 두세, 两三百 | N | M |
| dozens 24-100; scores 40-200; tens, hundreds, thousands of 수십 수백 数十 几百 | 2 of it | 10 of it |
| several, a few, a handful 여러 몇 几 数 | 2 | 10 |
| N and more on the way there: hundreds 上百 上千 | N | open |

The record does not tell "more than N" from "at least N": both bounds are N, and the words are kept beside them.
The slack follows from how numbers are rounded in print, and is a convention of this project, not a measurement.

Units are the head noun as written ("cameras", "대", "个"), an ISO 4217 code for money, or ``%`` for every share ("a
third" is 33.3 %). A bare "$" or "dollars" is read as US dollars, 元 and yuan as CNY; won and roubles name no country
and stay "won" and "rouble". Nothing is converted.
"""

from __future__ import annotations

from sousveil.records import Quantity

from . import cjk, english
from .measured import Measured
from .numerals import cjk_number, english_number

__all__ = ["Measured", "cjk_number", "english_number", "quantities", "quantity_of"]


def quantities(text: str, low: str, start: int, end: int, language: str) -> tuple[Measured, ...]:
    """Every count, sum and share with a unit in [start, end), in reading order, each with its exact place.

    low: ``plain(text)``. language: ``en``, ``ko`` or ``zh``; others give nothing.
    """
    if language == "en":
        return english.measures(text, low, start, end)
    return cjk.measures(text, low, start, end, language) if language in ("ko", "zh") else ()


def quantity_of(text: str, low: str, start: int, end: int, language: str) -> Quantity | None:
    """The first of `quantities`; a length of time or space only where nothing else is counted."""
    found = quantities(text, low, start, end, language)
    chosen = next((m for m in found if not m.extent), found[0] if found else None)
    return chosen.quantity if chosen else None
