"""ODT: headings, paragraphs, lists and tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sousveil.errors import Unreadable

from .docx import describe
from .packages import core_properties, open_package, part, xml
from .reading import Layout, Reading

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_WHAT = "ODT"


def read(original: Path, limit: int) -> Reading:
    """An OpenDocument text.

    Raises:
        Unreadable: damaged, encrypted or without text.
    """
    with open_package(original, _WHAT) as archive:
        manifest = part(archive, "META-INF/manifest.xml", _WHAT)
        if manifest and b"encryption-data" in manifest:
            raise Unreadable("The ODT file is encrypted.", "Save it without a password and add that.")
        data = part(archive, "content.xml", _WHAT)
        if data is None:
            raise Unreadable("The ODT file has no content in it.", "Open it in LibreOffice and save it again.")
        layout = Layout(limit)
        reading = Reading(_WHAT, "", layout.blocks)
        body = xml(data, _WHAT).find(f"{_OFFICE}body/{_OFFICE}text")
        if body is not None:
            _walk(layout, body)
        describe(reading, core_properties(archive, "meta.xml", _WHAT))
    if not layout.blocks:
        raise Unreadable("The ODT file has no text in it.", "If its pages are pictures, save it as PDF and add that.")
    reading.text = layout.text
    return reading


def _walk(layout: Layout, body: Any) -> None:
    stack: list[tuple[Any, str]] = [(child, "paragraph") for child in reversed(body)]
    while stack:
        element, kind = stack.pop()
        tag = element.tag
        if tag == f"{_TEXT}h":
            _add(layout, element, "heading")
        elif tag == f"{_TEXT}p":
            style = str(element.get(f"{_TEXT}style-name") or "").lower()
            _add(layout, element, "title" if style == "title" else "quote" if "quot" in style else kind)
        elif tag == f"{_TABLE}table":
            _table(layout, element)
        elif tag == f"{_TEXT}tracked-changes":
            continue
        elif isinstance(tag, str):
            inner = "list" if tag in (f"{_TEXT}list", f"{_TEXT}list-item") else kind
            stack.extend((child, inner) for child in reversed(element))


def _add(layout: Layout, element: Any, kind: str) -> None:
    after_list = kind == "list" and layout.blocks and layout.blocks[-1].kind == "list"
    block = layout.add(_words(element), kind, "\n" if after_list else "\n\n")
    if block is not None:
        block.settled = kind in ("title", "heading", "quote")


def _words(element: Any) -> str:
    parts: list[str] = []
    stack: list[Any] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        if node is not element and node.tail:
            stack.append(node.tail)
        if node.tag == f"{_TEXT}s":
            count = str(node.get(f"{_TEXT}c") or "1")
            parts.append(" " * min(int(count) if count.isdigit() else 1, 100))
        elif node.tag == f"{_TEXT}tab":
            parts.append(" ")
        elif node.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif node.tag == f"{_OFFICE}annotation":
            continue
        else:
            stack.extend(reversed(node))
            if node.text:
                parts.append(node.text)
    return "".join(parts)


def _table(layout: Layout, table: Any) -> None:
    first = True
    for number, row in enumerate(table.iter(f"{_TABLE}table-row"), 1):
        gap = "\n\n" if first else "\n"
        for column, cell in enumerate(row.findall(f"{_TABLE}table-cell"), 1):
            words = " ".join(" ".join(_words(paragraph) for paragraph in cell.iter(f"{_TEXT}p")).split())
            block = layout.add(words, "cell", gap)
            if block is not None:
                block.row, block.column, block.settled = number, column, True
                gap, first = "\t", False
