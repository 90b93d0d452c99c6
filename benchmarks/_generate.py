"""Generated news for the benchmarks: English, Korean and Chinese, some of it about surveillance, some of it copied."""

from __future__ import annotations

import random
from pathlib import Path

PLACES = ["Pyongyang", "Lagos", "Almaty", "Nairobi", "Lima", "Quito", "Hanoi", "Kazan", "Accra"]
THINGS = [
    "wheat", "rail freight", "school meals", "ferry fares", "paper mills", "bus shelters", "cement", "fish stocks",
    "solar panels", "river dredging", "choir festivals", "coal deliveries", "tram lines", "seed banks",
]  # fmt: skip
ACTORS = [
    "the ministry",
    "the city council",
    "a trade body",
    "the port authority",
    "engineers",
    "residents",
    "officials",
]
VERBS = ["announced", "described", "reviewed", "postponed", "approved", "criticised", "measured", "praised"]
MATTERS = [
    "Police installed {n} surveillance cameras in {place}, according to {actor}.",
    "{place} will introduce facial recognition at its airport next year, officials said.",
    "State media reported that video surveillance is expanding at schools in {place}.",
    "It is unclear whether the fingerprint database in {place} is used by the police.",
    "The report said smartphones sold in {place} record screenshots at regular intervals.",
]
KOREAN = [
    "{place} 당국은 감시카메라 {n}대를 설치했다고 밝혔다.",
    "올해 {thing} 생산이 지난해보다 늘어난 것으로 알려졌다.",
    "주민들은 새로운 시장이 열릴 예정이라고 말했다.",
    "관계자는 도로 공사가 아직 끝나지 않았다고 전했다.",
]
CHINESE = [
    "{place}当局表示已安装{n}个监控摄像头。",
    "据悉，今年{thing}产量有所增加。",
    "官员说，新市场将于明年开放。",
    "当地居民称道路工程尚未完成。",
]


def document(seed: int, relevant: bool, language: str) -> str:
    """One document of about 250 to 400 words (or the like in Korean and Chinese)."""
    draw = random.Random(seed)
    words = {"place": draw.choice(PLACES), "n": draw.randint(3, 9000), "actor": draw.choice(ACTORS)}
    if language != "en":
        templates = KOREAN if language == "ko" else CHINESE
        chosen = templates if relevant else templates[1:]
        lines = [draw.choice(chosen).format(thing=draw.choice(THINGS), **words) for _ in range(30)]
        return "\n\n".join(" ".join(lines[i : i + 5]) for i in range(0, 30, 5)) + "\n"
    sentences = []
    for _ in range(24):
        amount, year = draw.randint(2, 99_999), draw.randint(1990, 2025)
        sentences.append(
            f"{draw.choice(ACTORS).capitalize()} {draw.choice(VERBS)} {draw.choice(THINGS)} worth {amount} in "
            f"{draw.choice(PLACES)} after {draw.choice(ACTORS)} {draw.choice(VERBS)} {draw.choice(THINGS)} in {year}."
        )
    if relevant:
        for _ in range(3):
            sentences.insert(draw.randrange(len(sentences)), draw.choice(MATTERS).format(**words))
    return "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)) + "\n"


def corpus(folder: Path, count: int, *, relevant: float = 0.1, copied: float = 0.05, seed: int = 1) -> None:
    """Writes ``count`` documents: 70 % English, 15 % Korean, 15 % Chinese; some about surveillance, some copied."""
    draw = random.Random(seed)
    earlier: list[str] = []
    for number in range(count):
        language = draw.choices(["en", "ko", "zh"], [70, 15, 15])[0]
        if earlier and draw.random() < copied:
            text = draw.choice(earlier) + f"\n(Reuters) {number}\n"
        else:
            text = document(seed * 1_000_003 + number, draw.random() < relevant, language)
            earlier = [*earlier[-200:], text]
        target = folder / f"{number // 1000:03d}" / f"{number:06d}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
