"""JSON and JSON Lines: the text of every string value, each after the path that leads to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sousveil.errors import Unreadable

from .plain import load
from .reading import Layout, Reading

LARGEST = 10_000_000
"""Code points of JSON read at most; its values take several times the memory of their source."""
_MOST_VALUES = 100_000


def read(original: Path, limit: int) -> Reading:
    """A JSON document, or one on each line. Text: ``path: value`` a line; the passage is the value.

    Raises:
        Unreadable: not JSON, or no string in it.
    """
    source, doubts = load(original, min(limit, LARGEST))
    layout = Layout(limit * 2)
    reading = Reading("JSON", "", layout.blocks, prose=False, doubts=doubts)
    count = 0
    for value, prefix in _documents(source, reading):
        for path, words in _strings(value, prefix):
            if not words.strip():
                continue
            count += 1
            if count > _MOST_VALUES:
                sentence = f"Only the first {_MOST_VALUES:,} text values were read."
                reading.doubts.append(sentence)
                reading.warnings.append((sentence, "Split the file and add the parts."))
                break
            _add(layout, path, words)
        if count > _MOST_VALUES:
            break
    if not layout.blocks:
        raise Unreadable("The JSON holds no text values.", "If it holds numbers only, there is nothing to read.")
    reading.text = layout.text
    return reading


def _add(layout: Layout, path: str, words: str) -> None:
    label = layout.add(f"{path}:", "other", gap="\n")
    if label is not None:
        label.furniture, label.settled = "key", True
    block = layout.add(words, "paragraph", gap=" ")
    if block is not None:
        block.settled = True


def _documents(source: str, reading: Reading) -> Iterator[tuple[Any, str]]:
    try:
        value = json.loads(source, strict=False)
    except RecursionError:
        raise Unreadable("The JSON is nested too deeply to read.", "Flatten it and add that.") from None
    except ValueError as error:
        lines = [line for line in source.split("\n") if line.strip()]
        if len(lines) < 2 or lines[0].strip()[:1] not in ("{", "["):
            raise Unreadable(f"The file is not JSON: {error}.", "Correct it, or add it as a .txt file.") from error
    else:
        yield value, ""
        return
    broken = 0
    whole = 0
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, strict=False)
        except (ValueError, RecursionError):
            broken += 1
            continue
        whole += 1
        yield value, f"{number}"
    if not whole:
        raise Unreadable("The file is neither JSON nor JSON Lines.", "Correct it, or add it as a .txt file.")
    if broken:
        sentence = f"{broken} of {whole + broken} lines are not JSON and were left out."
        reading.doubts.append(sentence)
        reading.warnings.append((sentence, "Correct these lines and add the file again."))


def _strings(value: Any, prefix: str) -> Iterator[tuple[str, str]]:
    stack: list[tuple[str, Any]] = [(prefix, value)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, str):
            yield path or "value", node
        elif isinstance(node, dict):
            stack.extend((f"{path}.{key}" if path else str(key), inner) for key, inner in reversed(node.items()))
        elif isinstance(node, list):
            stack.extend((f"{path}[{n}]", node[n]) for n in range(len(node) - 1, -1, -1))
