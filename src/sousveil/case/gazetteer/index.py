"""The index of this installation, and which edition of the data it holds."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from sousveil.errors import SousveilError

from .layout import FORMAT, INDEX, RECORD, Index

FOLDER = Path(__file__).parent
_ADVICE = "Run ./dev setup in a checkout, or install sousveil again."


def index() -> Index:
    """The index of this installation; see compile.make for how it comes there.

    Raises:
        SousveilError: it is missing or damaged, or was made by another version of this program.
    """
    edition()
    try:
        held = Index(FOLDER / INDEX)
    except (OSError, ValueError) as error:
        raise SousveilError("The index of the world's places is damaged.", _ADVICE) from error
    if held.edition != FORMAT:
        raise SousveilError("The index of the world's places was made by another version of sousveil.", _ADVICE)
    return held


@lru_cache(maxsize=1)
def edition() -> str:
    """The edition of the data and of what is made of it; part of what a claim's outcome depends on.

    Raises:
        SousveilError: the index is missing, or was made by another version of this program.
    """
    try:
        record = json.loads((FOLDER / RECORD).read_text(encoding="utf-8"))
        there = (FOLDER / INDEX).is_file()
        package, version, made = str(record["package"]), str(record["version"]), record["format"]
    except (OSError, ValueError, KeyError, TypeError):
        there, made = False, None
    if not there:
        raise SousveilError("The index of the world's places is missing from this installation.", _ADVICE)
    if made != FORMAT:
        raise SousveilError("The index of the world's places was made by another version of sousveil.", _ADVICE)
    return f"{package} {version}, index {made}"
