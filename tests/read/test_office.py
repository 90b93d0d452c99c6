"""DOCX, ODT and XLSX made here, whole, broken and hostile."""

from __future__ import annotations

import io
import zipfile

import pytest

from .helpers import failures, passages

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
       'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"')  # fmt: skip


def packed(parts: dict[str, str | bytes], stored: str | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        if stored:
            archive.writestr(zipfile.ZipInfo("mimetype"), stored)
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, **more: str) -> bytes:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more})


def paragraph(words: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def test_docx() -> None:
    body = (paragraph("The ford", "Title") + paragraph("Cameras", "Heading1") + paragraph("Six cameras watch the ford. They see all.")
            + f"<w:tbl><w:tr><w:tc>{paragraph('City')}</w:tc><w:tc>{paragraph('Hest')}</w:tc></w:tr></w:tbl>"
            + "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>kept</w:t></w:r></w:p>")  # fmt: skip
    document, text, found, _ = passages(docx(body), "a.docx")
    assert [(p.kind, text[p.start : p.end]) for p in found] == [
        ("title", "The ford"), ("heading", "Cameras"), ("paragraph", "Six cameras watch the ford. They see all."),
        ("cell", "City"), ("cell", "Hest"), ("paragraph", "kept"),
    ]  # fmt: skip
    assert document.title == "The ford" and any("Deleted text" in doubt for doubt in document.doubts)


def test_odt() -> None:
    content = (f'<office:document-content {ODF}><office:body><office:text><text:h>Cameras</text:h><text:p>Six<text:s text:c="2"/>cameras '
               "<text:span>watch</text:span> it.</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
               "<table:table><table:table-row><table:table-cell><text:p>Hest</text:p></table:table-cell></table:table-row></table:table>"
               "</office:text></office:body></office:document-content>")  # fmt: skip
    data = packed({"content.xml": content}, "application/vnd.oasis.opendocument.text")
    _, text, found, _ = passages(data, "a.odt")
    assert [(p.kind, text[p.start : p.end]) for p in found if p.furniture is None] == [
        ("heading", "Cameras"), ("paragraph", "Six  cameras watch it."), ("list", "one"), ("cell", "Hest"),
    ]  # fmt: skip


def test_xlsx() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Budget"
    for row in (["Item", "Cost"], ["Cameras", 1200], [None, 3.5]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    document, text, found, _ = passages(stream.getvalue(), "a.xlsx")
    assert text == "Budget\nItem\tCost\nCameras\t1200\n\t3.5"
    assert (found[-1].row, found[-1].column) == (3, 2)
    assert any("Row 1 was taken for the header." in doubt for doubt in document.doubts)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.xlsx"])
def test_a_truncated_file_is_one_sentence(name: str) -> None:
    (failure,) = failures(docx(paragraph("words"))[:120], name)
    assert "damaged" in failure.reason and failure.severity == "failed"


def test_entities_are_refused() -> None:
    evil = f'<!DOCTYPE d [<!ENTITY a "aa">]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    (failure,) = failures(packed({"word/document.xml": evil}), "a.docx")
    assert "document type" in failure.reason


def test_a_bomb_is_refused() -> None:
    bomb = (
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>'
        + " " * 30_000_000
        + "x</w:t></w:r></w:p></w:body></w:document>"
    )
    (failure,) = failures(packed({"word/document.xml": bomb}), "a.docx")
    assert "unpacks to more" in failure.reason


def test_docx_without_words() -> None:
    (failure,) = failures(docx("<w:p/>"), "a.docx")
    assert "no text" in failure.reason
