"""DOCX: paragraphs, headings, lists and tables of the main document, with its footnotes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sousveil.errors import Unreadable

from .dates import from_metadata
from .packages import core_properties, open_package, part, xml
from .reading import Layout, Reading

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WHAT = "DOCX"


def read(original: Path, limit: int) -> Reading:
    """A Word document. Deleted text (tracked changes) is left out and said; inserted text is read.

    Raises:
        Unreadable: damaged, encrypted or without text.
    """
    with open_package(original, _WHAT) as archive:
        data = part(archive, "word/document.xml", _WHAT)
        if data is None:
            raise Unreadable("The DOCX file has no document in it.", "Open it in LibreOffice and save it again.")
        layout = Layout(limit)
        reading = Reading(_WHAT, "", layout.blocks)
        root = xml(data, _WHAT)
        body = root.find(f"{_W}body")
        for child in body if body is not None else ():
            _child(layout, child)
        for name in ("word/footnotes.xml", "word/endnotes.xml"):
            notes = part(archive, name, _WHAT)
            if notes:
                for note in xml(notes, _WHAT):
                    if note.get(f"{_W}type") is None:
                        for paragraph in note.iter(f"{_W}p"):
                            _paragraph(layout, paragraph, "other")
        if root.find(f".//{_W}del") is not None:
            reading.doubts.append("Deleted text in tracked changes was left out.")
        if any(name.startswith("word/comments") for name in archive.namelist()):
            reading.doubts.append("Comments in the margin were not read.")
        describe(reading, core_properties(archive, "docProps/core.xml", _WHAT))
    if not layout.blocks:
        raise Unreadable("The DOCX file has no text in it.", "If its pages are pictures, save it as PDF and add that.")
    reading.text = layout.text
    return reading


def describe(reading: Reading, properties: dict[str, str]) -> None:
    """Takes title and author from a document's properties; its dates are when it was saved, so they are doubts."""
    reading.title = properties.get("title")
    creator = properties.get("creator") or properties.get("initial-creator")
    reading.authors = (creator,) if creator else ()
    made = from_metadata(properties.get("created") or properties.get("creation-date") or "")
    if made:
        reading.doubts.append(f"The file says that it was made on {made}; that need not be when it was published.")


def _child(layout: Layout, element: Any) -> None:
    stack = [element]
    while stack:
        current = stack.pop()
        if current.tag == f"{_W}p":
            _paragraph(layout, current)
        elif current.tag == f"{_W}tbl":
            _table(layout, current)
        elif isinstance(current.tag, str):
            stack.extend(reversed(list(current)))


def _paragraph(layout: Layout, paragraph: Any, kind: str = "paragraph") -> None:
    words = _words(paragraph)
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    level = 0
    if kind == "paragraph":
        if name == "title":
            kind = "title"
        elif name.startswith(("heading", "berschrift")):
            kind = "heading"
            level = int(name[7:]) if name[7:].isdigit() else 1
        elif paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith("list"):
            kind = "list"
        elif "quote" in name:
            kind = "quote"
        elif name == "caption":
            kind = "caption"
    after_list = kind == "list" and layout.blocks and layout.blocks[-1].kind == "list"
    block = layout.add(words, kind, "\n" if after_list else "\n\n")
    if block is not None:
        block.level = level
        block.settled = kind in ("title", "heading", "quote")


def _words(element: Any) -> str:
    parts: list[str] = []
    for node in element.iter():
        if node.tag == f"{_W}t":
            # Text of a box nested in the paragraph is a paragraph of its own and comes there.
            parts.append(node.text or "")
        elif node.tag == f"{_W}tab":
            parts.append(" ")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _table(layout: Layout, table: Any) -> None:
    first = True
    for row, line in enumerate(table.iter(f"{_W}tr"), 1):
        if next((above for above in line.iterancestors(f"{_W}tbl")), None) is not table:
            continue
        gap = "\n\n" if first else "\n"
        for column, cell in enumerate(line.findall(f"{_W}tc"), 1):
            words = " ".join(" ".join(_words(paragraph) for paragraph in cell.iter(f"{_W}p")).split())
            block = layout.add(words, "cell", gap)
            if block is not None:
                block.row, block.column, block.settled = row, column, True
                gap, first = "\t", False
