"""How the claims fare when the text is badly recognised: the gold set with 5 % and 15 % of its characters wrong.

The noise is that of a bad scan: characters taken for ones of like shape, dropped, doubled, joined or parted words. It
is drawn from a fixed seed for each document. Both halves of the gold set are scored, neither is shown. A claim's words
are mapped back to the clean text, character by character, before it is held against the labels.
"""

from __future__ import annotations

import argparse
import bisect
import html
import random
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from _common import keep, table
from _gold import LANGUAGES, Tally, interval, key, material, score
from gold_run import claims_of

RATES = (0.0, 0.05, 0.15)
_ALIKE = {
    "a": "oe", "b": "h6", "c": "eo", "d": "cl", "e": "co", "f": "t", "g": "q9", "h": "b", "i": "l1", "l": "1i",
    "m": "rn", "n": "ru", "o": "0c", "q": "g", "r": "n", "s": "5", "t": "f", "u": "v", "v": "u", "w": "vv", "y": "v",
    "z": "2", "B": "8", "I": "l", "O": "0", "S": "5", "0": "O", "1": "l", "5": "S", "8": "B", ".": ",", ",": ".",
    "'": "`",
}  # fmt: skip
"""What Latin letters are taken for. "rn" and "vv" stand for one character and are taken whole."""


def _swap(character: str, chance: random.Random) -> str:
    """What ``character`` is taken for."""
    if character in _ALIKE:
        choices = _ALIKE[character]
        return choices if choices in ("rn", "vv", "cl") else chance.choice(choices)
    code = ord(character)
    if 0xAC00 <= code <= 0xD7A3:  # a syllable with another vowel or final: the next ones in the table of Hangul
        return chr(min(0xD7A3, max(0xAC00, code + chance.choice((-28, -1, 1, 28)))))
    if 0x4E00 <= code <= 0x9FFF:  # ideographs of like shape often share a radical and so stand close together
        return chr(min(0x9FFF, max(0x4E00, code + chance.choice((-2, -1, 1, 2)))))
    return chance.choice("~^*")


def spoil(text: str, rate: float, seed: str, fixed: Sequence[tuple[int, int]] = ()) -> tuple[str, list[int]]:
    """``text`` with a share ``rate`` of its characters wrong, and for each character of it the place it is from.

    fixed: spans that are left alone (markup). Line ends are never touched: a scan has its lines.
    """
    chance = random.Random(f"{seed} {rate}")
    out: list[str] = []
    places: list[int] = []

    def put(words: str, at: int) -> None:
        out.append(words)
        places.extend([at] * len(words))

    spans = iter(sorted(fixed))
    span = next(spans, None)
    for at, character in enumerate(text):
        while span is not None and at >= span[1]:
            span = next(spans, None)
        held = span is not None and span[0] <= at
        if held or character in "\n\r" or chance.random() >= rate:
            put(character, at)
            continue
        what = chance.random()
        if character == " ":
            if what < 0.5:
                put("  ", at)  # a gap; otherwise two words run together
        elif what < 0.75:
            put(_swap(character, chance), at)
        elif what < 0.85:
            put(character * 2, at)
        elif what < 0.92:
            put(character + " ", at)
    return "".join(out), places


def _markup(text: str, path: Path) -> list[tuple[int, int]]:
    if path.suffix != ".html":
        return []
    return [m.span() for m in re.finditer(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>|&#?\w+;", text)]


class _Aligned:
    """Where words of the spoilt document stand in the clean one. markup: spans of the clean text that are read as
    nothing, or as the character that they stand for."""

    def __init__(self, clean: str, spoilt: str, places: Sequence[int], markup: Sequence[tuple[int, int]]) -> None:
        self._clean = clean
        begins = [start for start, _ in markup]
        flat: list[str] = []
        self._places: list[int] = []
        for character, place in zip(spoilt, places, strict=True):
            number = bisect.bisect_right(begins, place) - 1
            if number >= 0 and place < markup[number][1]:
                start, end = markup[number]
                meant = html.unescape(clean[start:end]) if clean[start] == "&" and place == start else ""
            else:
                meant = character
            for one in meant:
                if not one.isspace():
                    flat.append(one)
                    self._places.append(place)
        self._flat = "".join(flat)

    def clean(self, words: str) -> str | None:
        """The clean words from which ``words`` (as read, whatever its white space) came, None if they are not there."""
        solid = "".join(words.split())
        first = self._flat.find(solid)
        if not solid or first < 0:
            return None
        a, b = self._places[first], self._places[first + len(solid) - 1]
        return re.sub(r"<[^>]*>", "", html.unescape(self._clean[a : b + 1]))


def _restored(row: Mapping[str, Any], aligned: _Aligned) -> dict[str, Any]:
    """A claim with its quote and its sources in the clean words."""
    out = dict(row)
    out["quote"] = aligned.clean(row["quote"]) or row["quote"]
    edges = []
    for edge in row["attribution"]:
        told = aligned.clean(edge["source"]) if edge["start"] is not None else None
        edges.append({**edge, "source": told or edge["source"]})
    out["attribution"] = edges
    return out


def run(rate: float) -> tuple[dict[str, Tally], int]:
    """One tally for each labelled document with ``rate`` of its characters wrong, and claims drawn from furniture."""
    labels = key()
    with tempfile.TemporaryDirectory(prefix="noise-") as temporary:
        home = Path(temporary)
        folder = material(home / "material")
        aligned: dict[str, _Aligned] = {}
        for path in sorted(folder.rglob("*.*")):
            if path.name not in labels:
                continue
            clean = path.read_text(encoding="utf-8")
            markup = _markup(clean, path)
            spoilt, places = spoil(clean, rate, path.name, markup)
            path.write_text(spoilt, encoding="utf-8")
            aligned[path.name] = _Aligned(clean, spoilt, places, markup)
        claims, stray = claims_of(home, [folder / language for language in LANGUAGES])
    out = {}
    for name, document in labels.items():
        rows = [_restored(row, aligned[name]) for row in claims.get(name, [])]
        out[name] = score(document, rows)
    return out, len(stray)


def figures() -> list[list[object]]:
    """A row for each language and rate."""
    rows: list[list[object]] = []
    for rate in RATES:
        tallies, stray = run(rate)
        for language in LANGUAGES:
            mine = [t for n, t in tallies.items() if n.startswith(language)]
            total = Tally()
            for one in mine:
                total.add(one)
            whole, low, high = interval(mine, "whole")
            found = interval(mine, "found")[0]
            rows.append([
                language, f"{rate:.0%}", len(mine), total.keyed, total.drawn, f"{found:.2f}",
                f"{total.found / max(1, total.drawn):.2f}", f"{whole:.2f} [{low:.2f}, {high:.2f}]", stray,
            ])  # fmt: skip
    return sorted(rows, key=lambda row: (LANGUAGES.index(str(row[0])), str(row[1]).zfill(3)))


def main() -> None:
    """Runs all rates and keeps the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    headings = [
        "language", "characters wrong", "documents", "labels", "drawn", "found, F1", "found, precision",
        "all right, F1", "from furniture (all languages)",
    ]  # fmt: skip
    text = table(headings, figures())
    text += (
        "\n\nNoise as of a bad scan, the same in every run; sources and quotes mapped back to the clean text before "
        "scoring. Headlines are left out, as on clean text. Brackets: 95 % of a bootstrap by document."
    )
    keep("claims from badly recognised text", text)


if __name__ == "__main__":
    main()
