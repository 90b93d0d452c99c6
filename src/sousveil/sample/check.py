"""Checks the key of the sample case against its documents: every quoted passage has to stand there word for word.

``python -m sousveil.sample.check`` prints what is wrong and exits 1, or counts what it checked.
"""

from __future__ import annotations

import html
import importlib
import io
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from sousveil.records import claim, lineage

from . import DOCUMENTS, key, make, vocabulary

EXPECTATIONS = ("declined", "not-in-use", "other-place")
_DROPPED = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>")
_DECLARED = re.compile(rb'charset="([a-z0-9-]+)"')


def texts(material: Path) -> dict[str, str]:
    """The words of every document in ``material`` by file name (``ARCHIVE/MEMBER`` inside an archive).

    Read as plainly as can be, apart from the readers of the program, so that the two can disagree.
    Runs of white space are one space.
    """
    found: dict[str, str] = {}
    for path in sorted(material.iterdir()):
        data = path.read_bytes()
        if path.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                for member in packed.namelist():
                    found[f"{path.name}/{member}"] = packed.read(member).decode("utf-8")
        elif path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                xml = packed.read("word/document.xml").decode("utf-8")
            found[path.name] = html.unescape(_DROPPED.sub("", xml.replace("</w:p>", "\n")))
        elif path.suffix == ".pdf":
            document = importlib.import_module("pypdfium2").PdfDocument(data)  # it has no types
            found[path.name] = "\n".join(page.get_textpage().get_text_bounded() for page in document)
            document.close()
        elif path.suffix == ".html":
            declared = _DECLARED.search(data)
            page = data.decode(declared[1].decode("ascii") if declared else "utf-8")
            found[path.name] = html.unescape(_DROPPED.sub("", page))
        else:
            found[path.name] = data.decode("utf-8")
    return {name: " ".join(text.split()) for name, text in found.items()}


def problems(words: dict[str, str]) -> Iterator[str]:
    """One sentence for each thing in the key that the documents in ``words`` (see `texts`) do not bear out."""
    whole = key()
    names = {entry["file"] for entry in whole["documents"]}
    if names != set(words) - {"sousveil.csv"}:
        yield f"The key and the folder differ in their files: {sorted(names ^ (set(words) - {'sousveil.csv'}))}."
    for section, passage in _passages(whole):
        if passage["sentence"] not in words.get(passage["file"], ""):
            yield f"{section}: {passage['file']} has no sentence {passage['sentence']!r}."
    for section in ("claims", "copies", "drift", "contradictions", "rumours", "findings"):
        for number, entry in enumerate(whole[section]):
            for file in [entry[part] for part in ("file", "child", "parent") if part in entry]:
                if file not in names:
                    yield f"{section} {number}: no document is called {file}."
    for name, counted in Counter(entry["id"] for entry in whole["claims"]).items():
        if counted > 1:
            yield f"claims: {name} is given {counted} times."
    places = yaml.safe_load(vocabulary().read_text(encoding="utf-8"))["places"]
    yield from _values(whole, {entry["name"] for entry in places.values()})
    for entry in whole["drift"]:
        for side, part in (("origin", "lost"), ("retelling", "gained")):
            if part in entry and entry[part] not in entry[side]["sentence"]:
                yield f"drift {entry['id']}: the {side} does not say {entry[part]!r}."
        if "lost" in entry and entry["lost"] in entry["retelling"]["sentence"]:
            yield f"drift {entry['id']}: the retelling still says {entry['lost']!r}."


def _passages(whole: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for section in ("claims", "furniture", "traps", "bases"):
        for entry in whole[section]:
            yield section, entry
    for entry in whole["drift"]:
        yield "drift", entry["origin"]
        yield "drift", entry["retelling"]
    for section in ("contradictions", "rumours"):
        for entry in whole[section]:
            for passage in entry["passages"]:
                yield section, passage


def _values(whole: dict[str, Any], places: set[str]) -> Iterator[str]:
    allowed = {"status": claim.STATUSES, "certainty": claim.CERTAINTIES, "kind": claim.KINDS}
    for entry in whole["claims"]:
        for field, values in allowed.items():
            for value in _list(entry.get(field, [])):
                if value not in values:
                    yield f"claim {entry['id']}: {field} has no value {value!r}."
        for place in [*entry.get("places", []), *entry.get("places_any", [])]:
            if place not in places:
                yield f"claim {entry['id']}: {place!r} is not a place of the case."
    for entry in whole["copies"]:
        for kind in _list(entry["kind"]):
            if kind not in lineage.LINK_KINDS:
                yield f"copies: no kind {kind!r}."
    for entry in whole["traps"]:
        if entry["expect"] not in EXPECTATIONS:
            yield f"traps: no expectation {entry['expect']!r}."
    for entry in whole["findings"]:
        if entry["place"] not in places or not 0 <= entry["at_least"] <= entry["at_most"]:
            yield f"findings: {entry['technology']} in {entry['place']} has a wrong place or range."


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def main() -> int:
    """Checks a freshly made sample. 0: all is well; 1: something is not, and was printed."""
    with tempfile.TemporaryDirectory() as folder:
        words = texts(make(Path(folder)))
    found = list(problems(words))
    counted = f"{len(words) - 1} documents, {len(key()['claims'])} claims"
    print("\n".join(found) or f"{counted}: every passage stands where it should.")
    return 1 if found else 0


if __name__ == "__main__":
    if not DOCUMENTS.is_dir():
        sys.exit("The documents of the sample case are missing from this installation; install sousveil again.")
    sys.exit(main())
