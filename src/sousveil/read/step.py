"""The read step: one item's bytes into its Document, Text and Passages."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from sousveil.errors import Unreadable
from sousveil.records import Document, Failure, Passage, Text
from sousveil.records.ids import record_id
from sousveil.run.step import Given, Work

from . import bylines, furniture, language
from .readers import ADVICE, CONTAINERS, reader
from .reading import MAX_CHARACTERS, Block, Reading
from .sentences import sentences
from .sniff import kind_of

STEP = "read"

MAX_PASSAGES = 200_000
"""Most passages kept of one item; above it a file is data, not a document. The setting ``max_passages`` replaces it."""


def read_item(work: Work) -> Given:
    """The Document, Text and Passages of one item, or the Failure that says why there are none.

    Nothing escapes: whatever a parser raises becomes one sentence. Footage and sound give a warning and no document.
    """
    try:
        return _read(work)
    except Unreadable as refusal:
        return Given((), (work.failure(STEP, refusal.message, refusal.advice),))
    except MemoryError:
        return Given((), (work.failure(STEP, "The file needs more memory to read than is allowed.",
                                       "Split it into smaller files and add those."),))  # fmt: skip
    except RecursionError:
        return Given((), (work.failure(STEP, "The file is nested too deeply to read.",
                                       "Save its text as a plain text file or PDF and add that."),))  # fmt: skip
    except Exception as error:
        sentence = f"The file is damaged or not what it claims to be ({type(error).__name__} while reading it)."
        return Given((), (work.failure(STEP, sentence, "Get it again, or save it in another format and add that."),))


def _read(work: Work) -> Given:
    if work.original is None:
        raise Unreadable("The preserved original is not there.", "Check the case with `sousveil custody`.")
    media_type = kind_of(work.original, work.item.name, work.item.media_type)
    if media_type in CONTAINERS:
        return Given()
    if media_type.startswith(("video/", "audio/")) or media_type == "application/ogg":
        return Given((), (work.failure(STEP, "Footage and sound are preserved and listed, but not yet watched.",
                                       "Add a transcript or subtitles (SRT, VTT) to have its words read.",
                                       "warning"),))  # fmt: skip
    limit = int(work.settings.get("max_characters") or MAX_CHARACTERS)
    read = reader(media_type)
    if read is None:
        advice = ADVICE.get(media_type, "Save it as text, HTML, PDF or DOCX and add that as well.")
        if media_type == "application/octet-stream":
            if work.original.stat().st_size == 0:
                raise Unreadable("The file is empty.", "Get it again from where it came, or remove it from the case.")
            raise Unreadable("The file is of a kind that we do not know, or damaged.", advice)
        raise Unreadable(f"Files of the kind {media_type} are not read.", advice)
    reading = read(work.original, limit)
    return give(work, reading, int(work.settings.get("max_passages") or MAX_PASSAGES))


def give(work: Work, reading: Reading, most: int = MAX_PASSAGES) -> Given:
    """The records of a document that a reader has read."""
    item, text = work.item.id, reading.text
    blocks = sorted(reading.blocks, key=lambda block: (block.start, block.end))
    if len(blocks) > most:
        reading.doubts.append(f"Only the first {most:,} of {len(blocks):,} passages were kept.")
        reading.warnings.append((f"Only the first {most:,} of {len(blocks):,} passages were kept.",
                                 "Split the file and add the parts."))  # fmt: skip
        blocks = blocks[:most]
    sample = _sample(text, blocks)
    whole = language.of_document(sample, reading.language)
    if reading.prose:
        blocks = furniture.mark(text, blocks, whole)
        bylines.describe(reading, text, blocks)
        whole = language.of_document(_sample(text, blocks) or sample, reading.language)
    passages = _passages(item, text, blocks, whole)
    document = Document(
        item=item, language=whole, reader=reading.reader, length=len(text), title=reading.title or None,
        authors=tuple(reading.authors), outlet=reading.outlet or None, published=reading.published,
        published_from=reading.published_from if reading.published else None,
        links=_absolute(work, reading.links), doubts=tuple(dict.fromkeys(reading.doubts)),
    )  # fmt: skip
    failures: list[Failure] = [
        work.failure(STEP, sentence, advice, "warning") for sentence, advice in dict.fromkeys(reading.warnings)
    ]
    return Given((document, Text(item, text), *passages), failures)


def _absolute(work: Work, links: list[str]) -> tuple[str, ...]:
    """The links as absolute addresses, each once. Relative ones need the page's own address, else they are left out."""
    origin = next((c.origin for c in work.collections if c.origin and c.origin.startswith("http")), None)
    found: dict[str, None] = {}
    for link in links:
        try:
            address = urljoin(origin, link) if origin else link
        except ValueError:
            continue
        if address.startswith(("http://", "https://")):
            found[address] = None
    return tuple(found)


def _sample(text: str, blocks: list[Block]) -> str:
    """The first 20,000 characters of body."""
    parts: list[str] = []
    length = 0
    for block in blocks:
        if block.furniture is None:
            parts.append(text[block.start : min(block.end, block.start + 20_000)])
            length += len(parts[-1]) + 1
            if length > 20_000:
                break
    return "\n".join(parts)


def _passages(item: str, text: str, blocks: list[Block], whole: str) -> list[Passage]:
    found: list[Passage] = []
    for block in blocks:
        words = text[block.start : block.end]
        code = language.of_passage(words, whole)
        if block.kind in ("title", "heading", "byline"):
            cut: tuple[tuple[int, int], ...] = ((block.start, block.end),)
        else:
            cut = sentences(text, block.start, block.end, code)
        found.append(Passage(
            id=record_id("p", item, block.start, block.end), item=item, ordinal=len(found), start=block.start,
            end=block.end, kind=block.kind, language=code, sentences=cut, furniture=block.furniture, page=block.page,
            box=block.box, row=block.row, column=block.column, begin=block.begin, finish=block.finish,
            confidence=block.confidence,
        ))  # fmt: skip
    return found


def warm(settings: Mapping[str, Any]) -> None:
    """Loads once what reading most items needs; called in the process that forks the guarded ones."""
    language.of_document("Bonjour tout le monde, ceci est une phrase pour charger les modèles.")
    for module in ("html", "plain", "paragraphs"):
        importlib.import_module(f"sousveil.read.{module}")
