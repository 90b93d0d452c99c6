"""Annotated attributions read from brat standoff: a folder of texts with, beside each, who says what by which words.

The format is PolNeAR's: ``T1<TAB>Source 10 20<TAB>words`` for a span (fragments divided by ``;``), and
``E1<TAB>Attribution:T4 Source:T1 Cue:T2 Content:T3`` for what belongs together. Texts lie in ``text/`` and the
annotations in ``attributions/``, or all in one folder; a text may have several annotation files, one for each
annotator, whose names begin with the text's own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sousveil.errors import SousveilError

KINDS = ("source", "cue", "content")
Span = tuple[int, int]

_LINE = re.compile(r"[TE]\d+\t")
"""Other lines are of no interest here: notes, or the rest of words that hold a line break."""
_SPANS = re.compile(r"^(?P<kind>\S+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of attribution: fragments of its sources, cues and contents, each [start, end) in code points, sorted."""

    sources: tuple[Span, ...]
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]

    def spans(self, kind: str) -> tuple[Span, ...]:
        """The fragments of one of KINDS."""
        return {"source": self.sources, "cue": self.cues, "content": self.contents}[kind]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One text with one annotator's attributions. name: the annotation file's name without its ending. document: the
    text's name: folds and resampling go by it, so that two annotators of one text never stand on both sides."""

    name: str
    document: str
    text: str
    attributions: tuple[Attribution, ...]


def read_standoff(folder: Path) -> list[Annotated]:
    """Every annotated text under ``folder``, by name.

    Raises:
        SousveilError: the folder holds no annotated text, or a line of an annotation file cannot be understood.
    """
    texts = {path.stem: path for path in sorted(_files(folder, "text", ".txt"))}
    found = []
    for path in sorted(_files(folder, "attributions", ".ann")):
        document = path.stem if path.stem in texts else path.stem.rpartition("_")[0]
        if document not in texts:
            raise SousveilError(f"{path.name} has no text beside it.", f"Put {path.stem}.txt into {folder}.")
        text = _read(texts[document])
        found.append(Annotated(path.stem, document, text, tuple(_attributions(path, len(text)))))
    if not found:
        raise SousveilError(f"{folder} holds no annotated texts.", "It should hold .txt files and .ann files (brat).")
    return found


def corpus_hash(corpus: list[Annotated]) -> str:
    """SHA-256 over names, texts and attributions, in order: what a model was trained on."""
    digest = hashlib.sha256()
    for one in corpus:
        digest.update(repr((one.name, one.text, one.attributions)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _files(folder: Path, inner: str, ending: str) -> Iterator[Path]:
    if not folder.is_dir():
        raise SousveilError(f"{folder} is not a folder.", "Name a folder of annotated texts.")
    place = folder / inner
    return (place if place.is_dir() else folder).glob(f"*{ending}")


def _read(path: Path) -> str:
    try:
        # newline="" keeps every code point: the offsets count them.
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise SousveilError(f"{path.name} cannot be read as UTF-8: {error}.", "Correct or remove it.") from error


def _attributions(path: Path, length: int) -> Iterator[Attribution]:
    spans: dict[str, tuple[str, tuple[Span, ...]]] = {}
    events: list[list[str]] = []
    for number, line in enumerate(_read(path).split("\n"), 1):
        if not _LINE.match(line):
            continue
        ident, _, rest = line.rstrip("\r").partition("\t")
        if ident.startswith("T"):
            match = _SPANS.match(rest.partition("\t")[0])
            pairs = [tuple(map(int, pair.split())) for pair in match["spans"].split(";")] if match else []
            if match is None or any(not 0 <= a < b <= length for a, b in pairs):
                raise SousveilError(f"{path.name}, line {number}: no span in the text.", "Correct or remove the line.")
            spans[ident] = (match["kind"].lower(), tuple(sorted((a, b) for a, b in pairs)))
        else:
            events.append([part.partition(":")[2] for part in rest.split()])
    for members in events:
        fragments: dict[str, set[Span]] = {kind: set() for kind in KINDS}
        for member in members:
            kind, pieces = spans.get(member, ("", ()))
            if kind in fragments:
                fragments[kind].update(pieces)
        yield Attribution(*(tuple(sorted(fragments[kind])) for kind in KINDS))
