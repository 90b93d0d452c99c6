"""Makes the sample's binary files from text sources, byte for byte the same each time. Standard library only."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

FIXED_TIME = (2025, 1, 1, 0, 0, 0)
"""Time stamp of every archive member: the clock must not change the bytes."""

LINE = 88
"""Characters of a PDF line: 88 of Helvetica at 10 points stay inside the margins of an A4 page."""

LINES_PER_PAGE = 48
_CHARSET = re.compile(r'<meta charset="([a-z0-9-]+)">')


def original(source: Path) -> tuple[str, bytes]:
    """The file name and the bytes of the original that ``source`` (a file, or a folder ``NAME.zip``) stands for."""
    if source.is_dir():
        members = [(path.name, path.read_bytes()) for path in sorted(source.iterdir(), key=lambda path: path.name)]
        return source.name, archive(members)
    if source.name.endswith(".pdf.txt"):
        return source.name.removesuffix(".txt"), pdf(source.read_text(encoding="utf-8"))
    if source.name.endswith(".docx.txt"):
        return source.name.removesuffix(".txt"), docx(source.read_text(encoding="utf-8"))
    data = source.read_bytes()
    if source.suffix == ".html":
        declared = _CHARSET.search(data.decode("utf-8"))
        if declared and declared[1] != "utf-8":
            data = data.decode("utf-8").encode(declared[1])
    return source.name, data


def archive(members: list[tuple[str, bytes]]) -> bytes:
    """A zip of ``members`` (name, bytes). Stored, not deflated: deflate's output may differ between zlib versions."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, data in members:
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.create_system = 3  # the same on every platform
            info.external_attr = 0o100644 << 16
            packed.writestr(info, data)
    return out.getvalue()


def docx(text: str) -> bytes:
    """A Word file of ``text``: paragraphs apart by blank lines, ``# `` headings, ``| a | b |`` table rows."""
    body: list[str] = []
    for block in _blocks(text):
        if block.startswith("|"):
            rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
            cells = ["".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows]
            body.append("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>")
        else:
            level = len(block) - len(block.lstrip("#"))
            body.append(_paragraph(block.lstrip("# "), f"Heading{level}" if level else None))
    names = "http://schemas.openxmlformats.org/"
    types = "application/vnd.openxmlformats"
    content = (
        f'<Types xmlns="{names}package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{types}-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" '
        f'ContentType="{types}-officedocument.wordprocessingml.document.main+xml"/>'
        "</Types>"
    )
    relation = (
        f'<Relationships xmlns="{names}package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{names}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = f'<w:document xmlns:w="{names}wordprocessingml/2006/main"><w:body>{"".join(body)}</w:body></w:document>'
    parts = [("[Content_Types].xml", content), ("_rels/.rels", relation), ("word/document.xml", document)]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return archive([(name, (head + xml).encode("utf-8")) for name, xml in parts])


def _blocks(text: str) -> list[str]:
    return [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]


def _paragraph(words: str, style: str | None = None) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def pdf(text: str) -> bytes:
    """A plain A4 PDF of ``text`` (Latin-1): paragraphs apart by blank lines, ``# `` headings, ``---`` new page."""
    pages = [page for part in re.split(r"(?m)^---$", text) for page in _pages(part)]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        stream = _page(page, number + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def _pages(text: str) -> list[list[tuple[str, int]]]:
    """The (line, size in points) of each page."""
    lines: list[tuple[str, int]] = []
    for block in _blocks(text):
        level = len(block) - len(block.lstrip("#"))
        size = {0: 10, 1: 15}.get(level, 12)
        lines += [(line, size) for line in _wrap(block.lstrip("# "), LINE * 10 // size)]
        lines.append(("", 10))
    return [lines[start : start + LINES_PER_PAGE] for start in range(0, len(lines), LINES_PER_PAGE)]


def _page(lines: list[tuple[str, int]], number: int) -> bytes:
    commands = [b"BT", b"60 790 Td"]
    for line, size in [*lines, ("", 10), (str(number), 8)]:
        words = re.sub(r"([\\()])", r"\\\1", line).encode("latin-1")
        commands.append(b"/F1 %d Tf (%s) Tj 0 -%d Td" % (size, words, size + 5))
    return b"\n".join([*commands, b"ET"])


def _wrap(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
