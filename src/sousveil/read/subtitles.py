"""Subtitles (SRT, WebVTT): each cue a passage with its time."""

from __future__ import annotations

import re
from pathlib import Path

from sousveil.errors import Unreadable

from .plain import load
from .reading import Layout, Reading

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
_CUE = re.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\n]*$", re.M)
_TAG = re.compile(r"<[^>\n]{1,80}>|\{\\[^}\n]{1,80}\}")


def read(original: Path, limit: int) -> Reading:
    """A subtitle file. Text: the words of one cue a line or more; marks such as ``<i>`` are taken out.

    Raises:
        Unreadable: no cue in it.
    """
    source, doubts = load(original, limit)
    layout = Layout(limit)
    cues = list(_CUE.finditer(source))
    backwards = 0
    for number, cue in enumerate(cues):
        end = cues[number + 1].start() if number + 1 < len(cues) else len(source)
        words = source[cue.end() : end].strip("\n")
        if number + 1 < len(cues):
            # The last line before the next time is that cue's number or name, when an empty line stands before it.
            words = re.sub(r"\n[ \t]*\n[^\n]*\n?\s*\Z", "", words + "\n")
        words = re.split(r"\n[ \t]*\n", words.strip())[0]
        block = layout.add(_TAG.sub("", words), "subtitle", gap="\n")
        if block is not None:
            block.begin, block.finish = _seconds(cue.groups()[:4]), _seconds(cue.groups()[4:])
            block.settled = True
            backwards += block.finish < block.begin
    if not layout.blocks:
        raise Unreadable(
            "There are no subtitles in the file.", "Check that it is SRT or WebVTT, or add it as a .txt file."
        )
    if backwards:
        doubts.append(f"{backwards} subtitles end before they begin.")
    return Reading("subtitles", layout.text, layout.blocks, prose=False, doubts=doubts)


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in groups)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000
