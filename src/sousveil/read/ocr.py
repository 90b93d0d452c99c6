"""Words out of pictures, by the program ``tesseract`` where it is installed."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sousveil.errors import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

DOUBTFUL = 60.0
"""Mean word confidence (tesseract's 0..100) below which a reading is called doubtful."""
ADVICE = "Install the Debian packages tesseract-ocr, tesseract-ocr-kor and tesseract-ocr-chi-sim to have it read."
_SURE = 88.0
"""Mean confidence from which a first reading is taken as it is."""
_WANTED = ("eng", "kor", "chi_sim", "chi_tra", "jpn")
_BY_SCRIPT = {"Hangul": "kor", "Korean": "kor", "Han": "chi_sim", "HanS": "chi_sim", "HanT": "chi_tra",
              "Japanese": "jpn", "Katakana": "jpn", "Hiragana": "jpn"}  # fmt: skip
_SECONDS = 120
_EAST_GAP = re.compile(
    "(?<=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]) (?=[,.;:!?)\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])"
)


_HANGUL = re.compile("[\uac00-\ud7a3]")
_HANGUL_NEXT = re.compile("[\uac00-\ud7a3.,!?%)’”]")
_SPACE = 0.26
"""Gap between Hangul syllables, in line heights, from which it is a space when a line's own gaps do not tell."""

_Word = tuple[str, float, tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A paragraph of recognised words. Box: left, top, right, bottom in pixels. confidence: mean of words, 0..100.

    words: how many; letters weigh no more than words, so that one long misread line does not hide behind others.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    words: int


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The installed languages that we use; empty when there is no tesseract."""
    if shutil.which("tesseract") is None:
        return ()
    try:
        listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return ()
    names = listed.stdout.decode("utf-8", "replace").split()
    return tuple(name for name in (*_WANTED[:3], "osd", *_WANTED[3:]) if name in names)


def available() -> bool:
    """Whether pictures can be read here."""
    return any(name != "osd" for name in languages())


def recognise(image: Image) -> list[Recognised]:
    """The paragraphs on ``image``, in reading order.

    Raises:
        Unreadable: tesseract failed or took longer than two minutes.
    """
    prepared = image if image.mode in ("L", "RGB") else image.convert("RGB")
    if prepared.width < 40 or prepared.height < 12:
        return []  # an icon or a tracking pixel
    scale = 2 if max(prepared.size) < 1200 else 1
    if scale > 1:
        prepared = prepared.resize((prepared.width * scale, prepared.height * scale))
    stream = io.BytesIO()
    prepared.save(stream, "PNG", compress_level=1)
    png = stream.getvalue()
    chosen, wider = ("+".join(names) for names in _choose(png))
    best = _paragraphs(_run(png, "--psm", "3", "-l", chosen, "tsv").decode("utf-8", "replace"), scale)
    attempts = [name for name in chosen.split("+") if name != "eng"] if "+" in chosen else [wider]
    # Finding columns by itself (3), tesseract cuts sparse Korean and Chinese lines into pieces; as one column (4) not.
    for names in attempts:
        if mean_confidence(best) >= _SURE and all(paragraph.confidence >= DOUBTFUL for paragraph in best):
            break
        other = _paragraphs(_run(png, "--psm", "4", "-l", names, "tsv").decode("utf-8", "replace"), scale)
        best = max((best, other), key=_weight)
    return best


def _weight(paragraphs: list[Recognised]) -> tuple[float, int]:
    """How much was read how surely; for the same words, fewer pieces win."""
    sure = sum((paragraph.confidence - 40) * len(paragraph.text.replace(" ", "")) for paragraph in paragraphs)
    return round(sure, -1), -len(paragraphs)


def _choose(png: bytes) -> tuple[list[str], list[str]]:
    """Languages to read with at first, and when that is doubtful: that of the script that tesseract sees (the Korean
    and Chinese models know Latin letters too, and with English beside them lose whole lines), else all."""
    installed = [name for name in languages() if name != "osd"]
    if "osd" in languages() and len(installed) > 1:
        try:
            report = _run(png, "--psm", "0", "-l", "osd").decode("utf-8", "replace")
        except Unreadable:
            report = ""
        script = re.search(r"^Script: (\w+)", report, re.M)
        sure = re.search(r"^Script confidence: ([\d.]+)", report, re.M)
        if script and sure and float(sure[1]) >= 1.5:
            name = "eng" if script[1] == "Latin" else _BY_SCRIPT.get(script[1])
            if name in installed:
                return [name], [name] if name == "eng" or "eng" not in installed else [name, "eng"]
    every = [name for name in installed if name in _WANTED[:3]] or installed[:1]
    return every, every


def _run(png: bytes, *options: str) -> bytes:
    # One thread each: several items are read at the same time.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(["tesseract", "stdin", "stdout", *options], input=png, capture_output=True,
                              timeout=_SECONDS, check=False, env=environment)  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"Reading the picture took more than {_SECONDS} seconds.", "Crop it to its text and add that."
        ) from error
    except OSError as error:
        raise Unreadable("The program tesseract could not be started.", ADVICE) from error
    if done.returncode != 0:
        raise Unreadable("The program tesseract could not read the picture.", "Save it as PNG and add that.")
    return done.stdout


def _paragraphs(tsv: str, scale: int) -> list[Recognised]:
    groups: dict[tuple[int, ...], dict[int, list[_Word]]] = {}
    for line in tsv.split("\n")[1:]:
        fields = line.rstrip("\r").split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        left, top, width, height = (int(value) for value in fields[6:10])
        key = (int(fields[1]), int(fields[2]), int(fields[3]))
        word = (fields[11].strip(), float(fields[10]), (left, top, left + width, top + height))
        groups.setdefault(key, {}).setdefault(int(fields[4]), []).append(word)
    found: list[Recognised] = []
    for lines in groups.values():
        words = [word for line in lines.values() for word in line]
        text = " ".join(_line(line) for line in lines.values())
        boxes = [word[2] for word in words]
        found.append(Recognised(
            _EAST_GAP.sub("", text), min(b[0] for b in boxes) / scale, min(b[1] for b in boxes) / scale,
            max(b[2] for b in boxes) / scale, max(b[3] for b in boxes) / scale,
            sum(word[1] for word in words) / len(words), len(words),
        ))  # fmt: skip
    return found


def _line(words: list[_Word]) -> str:
    """One line's words. The Korean model gives syllables as words; their gaps tell which belong together."""
    heights = sorted(box[3] - box[1] for _, _, box in words)
    height = max(heights[-1], 1)
    gaps = [(box[0] - before[2]) / height for (_, _, before), (_, _, box) in pairwise(words)]
    korean = [
        _HANGUL.match(before[-1]) is not None and _HANGUL_NEXT.match(word) is not None
        for (before, _, _), (word, _, _) in pairwise(words)
    ]
    least = _threshold([gap for gap, east in zip(gaps, korean, strict=True) if east])
    text = words[0][0]
    for (word, _, _), gap, east in zip(words[1:], gaps, korean, strict=True):
        text += ("" if east and gap < least else " ") + word
    return text


def _threshold(gaps: list[float]) -> float:
    """Where the gaps of a line fall into two groups, if they do."""
    able = sorted(gap for gap in gaps if gap < 1.0)
    jumps = [
        (after - before, (after + before) / 2)
        for before, after in pairwise(able)
        if 0.12 <= (after + before) / 2 <= 0.5
    ]
    widest = max(jumps, default=(0.0, _SPACE))
    return widest[1] if widest[0] >= 0.06 else _SPACE


def mean_confidence(paragraphs: list[Recognised]) -> float:
    """Mean confidence over all words, 0..100; 0 for none."""
    words = sum(paragraph.words for paragraph in paragraphs)
    return sum(paragraph.confidence * paragraph.words for paragraph in paragraphs) / words if words else 0.0
