# ruff: noqa: E501 - a table of words reads better with one class on one line
"""Counts as they can be compared: one unit table for all languages, and how exactly a number is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from sousveil.records import Quantity

_CLASSES: Mapping[str, str] = {
    "#": "unit set piece device item system thing 대 개 台 臺 个 個 部 套 只 枚 支 架 座 具 件 세트 기 臺套 台套",
    "camera": "camera cam webcam cctv cctvs 카메라 감시카메라 摄像头 摄像机 攝像頭 攝影機 監視器 监控探头 探头 鏡頭",
    "reader": "reader scanner alpr anpr 판독기 인식기 识别仪 读卡器 识别机",
    "drone": "drone uav quadcopter 드론 무인기 无人机 無人機",
    "phone": "phone smartphone handset telephone 휴대전화 스마트폰 손전화 手机 手機",
    "computer": "computer laptop tablet server 컴퓨터 노트북 서버 电脑 電腦 服务器 伺服器",
    "screen": "screen monitor 화면 모니터 屏幕 显示器",
    "box": "box 셋톱박스 机顶盒 機頂盒",
    "terminal": "terminal kiosk gate turnstile 단말기 단말 终端 閘機 闸机",
    "sensor": "sensor detector 센서 감지기 传感器 探测器 感測器",
    "card": "card 카드 증 卡 证 證",
    "place": "place location site point spot 곳 개소 군데 处 處 地点 地點 장소 지점",
    "station": "station tower mast 기지국 基站 基地台",
    "person": "person people citizen resident individual individuals escapee defector refugee informant informer 명 인 사람 주민 名 人 位",
    "household": "household family home 가구 세대 户 戶 家庭",
    "vehicle": "vehicle car truck 차량 辆 輛 车辆",
    "percent": "% percent 퍼센트 프로 ％",
    "case": "case incident 건 起 次 件数",
    "contract": "contract tender 계약 合同",
    "kilometre": "km kilometre kilometer 킬로미터 公里 千米",
    "metre": "metre meter m 미터 米",
    "day": "day 일 天 日",
}  # fmt: skip
"""Class of unit -> its words. ``#``: words that count any made thing ("units", 대, 台)."""

_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_MADE = frozenset(("camera", "reader", "drone", "phone", "computer", "screen", "box", "terminal", "sensor", "card"))
"""Classes that a mere "units" or 대 may stand for."""

MOST_ROUNDED = 0.05
"""A round number in running text is taken to be rounded by half a unit of its last digit that is not zero, and by no
more than this share of it. Ours: writers round to two or three digits."""
LEAST_ROUND = 100.0
"""Numbers below this are taken as counted one by one."""


def unit_class(unit: str) -> str:
    """The class of a unit in any of our languages: ``camera`` for "cameras", 감시카메라 and 摄像头; ``#`` for what
    counts any made thing; a unit that no table knows is its own class, in lower case and without a plural s."""
    words = " ".join(unit.casefold().replace("-", " ").split())
    if words in _CLASS_OF:
        return _CLASS_OF[words]
    last = words.rpartition(" ")[2]
    for word in (words, last):
        for form in _singular(word):
            if form in _CLASS_OF:
                return _CLASS_OF[form]
    for word, name in _CLASS_OF.items():
        if not word.isascii() and len(word) > 1 and words.endswith(word):
            return name  # 방범용감시카메라
    return _singular(words)[-1]


def _singular(word: str) -> tuple[str, ...]:
    if not word.isascii() or len(word) < 4 or word.endswith("ss"):
        return (word,)
    if word.endswith("ies"):
        return (word, word[:-3] + "y")
    if word.endswith(("xes", "ches", "shes")):
        return (word, word[:-2])
    return (word, word[:-1]) if word.endswith("s") else (word,)


def same_unit(one: str, two: str) -> bool:
    """Whether two counts can be of one thing: the same class, or a mere "units" beside a kind of device."""
    left, right = unit_class(one), unit_class(two)
    return left == right or ("#" in (left, right) and bool({left, right} & _MADE))


def meant(quantity: Quantity, exact: bool) -> tuple[float | None, float | None]:
    """The range (low, high) that a count may mean; None at an open end.

    exact: it is from a record, such as a table's cell, and not from running text, where a round number of
    LEAST_ROUND or more may be rounded. Words like "about" are in the quantity's own range already.
    """
    low, high = quantity.low, quantity.high
    if exact or low is None or low != high or abs(low) < LEAST_ROUND or low != int(low):
        return low, high
    step = 10.0 ** max(0, int(Decimal(int(low)).normalize().as_tuple().exponent))
    if step < 10:
        return low, high
    slack = min(step / 2, abs(low) * MOST_ROUNDED)
    return low - slack, low + slack - 1  # 1,250 is rounded up


def disjoint(one: tuple[float | None, float | None], two: tuple[float | None, float | None]) -> bool:
    """Whether no number lies in both ranges."""
    return any(high is not None and low is not None and high < low for (_, high), (low, _) in ((one, two), (two, one)))


_CELL = re.compile(r"^[^:：]{1,120}[:：] ?[-+]?[\d.,'’ \u00a0]+$")


def from_a_record(quantity: Quantity, spans: int) -> bool:
    """Whether a count is a table's own figure: its text is "heading: figure" and its claim has the cells' spans."""
    return spans > 1 and _CELL.match(quantity.text) is not None
