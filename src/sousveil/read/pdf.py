"""PDF: the text layer with page and box of every paragraph; pages without one are rendered and recognised."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

from sousveil.errors import Unreadable
from sousveil.records import Box

from . import ocr, pdf_layout
from .dates import from_metadata
from .picture import MOST_PIXELS, add
from .reading import Layout, Reading

MOST_PAGES = 3_000
MOST_RECOGNISED = 60
"""Pages recognised in one file: at two to four seconds each, more would keep a laptop busy for minutes."""
_DPI = 300
_FEW = 12
"""Characters below which a page is taken to have no text layer (a page number stamped on a scan)."""


def read(original: Path, limit: int) -> Reading:
    """A PDF.

    Raises:
        Unreadable: encrypted, damaged, or without anything that could be read.
    """
    if original.stat().st_size == 0:
        raise Unreadable("The file is empty.", "Get it again from where it came, or remove it from the case.")
    import pypdfium2  # type: ignore[import-untyped]

    document = _open(original)
    try:
        pages = len(document)
        if pages == 0:
            raise Unreadable("The PDF has no pages.", "Get it again from where it came.")
        layout = Layout(limit)
        reading = Reading("PDF", "", layout.blocks)
        if pages > MOST_PAGES:
            sentence = f"Only the first {MOST_PAGES:,} of {pages:,} pages were read."
            reading.doubts.append(sentence)
            reading.warnings.append((sentence, "Split the PDF and add the parts."))
        _pages(document, min(pages, MOST_PAGES), layout, reading)
        _describe(document, reading)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("The PDF is damaged.", "Open it in another program and print it to a new PDF.") from error
    finally:
        document.close()
    reading.text = layout.text
    return reading


def _open(original: Path) -> Any:
    import pypdfium2
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    try:
        return pypdfium2.PdfDocument(original)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) or "password" in str(error).lower():
            raise Unreadable("The PDF is encrypted and needs a password to open.",
                             "Open it with its password, print it to a new PDF and add that.") from error  # fmt: skip
        raise Unreadable("The PDF is damaged: it cannot be opened.",
                         "Get it again, or print it to a new PDF from another program.") from error  # fmt: skip


def _pages(document: Any, pages: int, layout: Layout, reading: Reading) -> None:
    found: list[list[pdf_layout.Line]] = []
    bare: list[int] = []
    broken: list[int] = []
    for number in range(pages):
        try:
            lines = _lines(document, number)
        except Unreadable:
            raise
        except Exception:
            broken.append(number + 1)
            found.append([])
            continue
        found.append(lines)
        if sum(len(line.text.strip()) for line in lines) < _FEW:
            bare.append(number)
    layout_pages = pdf_layout.paragraphs(found)
    recognised: list[int] = []
    empty: list[int] = []
    confidence: list[tuple[float, int]] = []
    for number in range(pages):
        for paragraph in layout_pages[number]:
            block = layout.add(paragraph.text, paragraph.kind)
            if block is not None:
                block.page, block.box, block.furniture = number + 1, paragraph.box, paragraph.furniture
        if number in bare and ocr.available() and len(recognised) + len(empty) < MOST_RECOGNISED:
            words = _recognise(document, number, layout)
            (recognised if words else empty).append(number + 1)
            confidence.append((ocr.mean_confidence(words), sum(word.words for word in words)))
    _say(reading, pages, bare, broken, recognised, empty, confidence, bool(layout.blocks))


def _say(
    reading: Reading, pages: int, bare: list[int], broken: list[int], recognised: list[int], empty: list[int],
    confidence: list[tuple[float, int]], anything: bool,
) -> None:  # fmt: skip
    """Doubts and warnings about what was not, or not surely, read."""
    if broken:
        _warn(
            reading, f"{_list(broken)} of the PDF {_is(broken)} damaged and could not be read.", "Get the file again."
        )
    if bare and not ocr.available():
        numbers = [number + 1 for number in bare]
        _warn(reading, f"{_list(numbers)} of {pages} {_has(numbers)} no text and {_is(numbers)} not read.", ocr.ADVICE)
    if recognised:
        reading.doubts.append(
            f"{_list(recognised)} {_has(recognised)} no text layer; the words were recognised from the picture."
        )
    if empty:
        _warn(reading, f"{_list(empty)} of {pages} {_has(empty)} no text, and no words were recognised there.",
              "Look at the page; if it has words, type them into a text file and add that too.")  # fmt: skip
    left = [number + 1 for number in bare if number + 1 not in (*recognised, *empty)]
    if left and ocr.available():
        _warn(reading, f"{len(left)} scanned pages were left unread, because only {MOST_RECOGNISED} are recognised in one file.",  # noqa: E501
              "Split the PDF and add the parts.")  # fmt: skip
    words = sum(count for _, count in confidence)
    mean = sum(value * count for value, count in confidence) / words if words else 0.0
    if words and mean < ocr.DOUBTFUL:
        _warn(reading, f"The words recognised on scanned pages are doubtful (mean confidence {mean:.0f} of 100).",
              "Compare every quotation with the original before using it.")  # fmt: skip
    if not anything and not bare:
        _warn(reading, "The PDF has no words in it.", "If its pages are pictures, add them as PNG.")


def _warn(reading: Reading, sentence: str, advice: str) -> None:
    reading.doubts.append(sentence)
    reading.warnings.append((sentence, advice))


def _list(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Page {numbers[0]}"
    shown = ", ".join(str(number) for number in numbers[:8])
    return f"Pages {shown}{' and others' if len(numbers) > 8 else ''}"


def _is(numbers: list[int]) -> str:
    return "is" if len(numbers) == 1 else "are"


def _has(numbers: list[int]) -> str:
    return "has" if len(numbers) == 1 else "have"


def _lines(document: Any, number: int) -> list[pdf_layout.Line]:
    """The lines of one page in the order of the file's content. Boxes in points from the top left corner."""
    import pypdfium2.raw as raw

    page = document[number]
    try:
        text = page.get_textpage()
        try:
            left0, bottom0, right0, top0 = page.get_bbox()
            count = raw.FPDFText_CountChars(text.raw)
            left, right, bottom, top = (ctypes.c_double() for _ in range(4))
            lines: list[pdf_layout.Line] = []
            letters: list[str] = []
            box = [1e9, 1e9, -1e9, -1e9]
            sizes: list[float] = []
            for index in range(count):
                code = raw.FPDFText_GetUnicode(text.raw, index)
                if code in (10, 13):
                    _close(lines, letters, box, sizes)
                    letters, box, sizes = [], [1e9, 1e9, -1e9, -1e9], []
                    continue
                # PDFium writes U+0002 or U+FFFE for a hyphen that it believes to break a word at the line's end.
                letters.append("\u00ad" if code in (2, 0xFFFE) else _letter(code))
                if code > 32 and raw.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top):
                    box[0], box[2] = min(box[0], left.value - left0), max(box[2], right.value - left0)
                    box[1], box[3] = min(box[1], top0 - top.value), max(box[3], top0 - bottom.value)
                    sizes.append(raw.FPDFText_GetFontSize(text.raw, index))
            _close(lines, letters, box, sizes)
            for line in lines:
                line.page_width, line.page_height = right0 - left0, top0 - bottom0
            return lines
        finally:
            text.close()
    finally:
        page.close()


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _close(lines: list[pdf_layout.Line], letters: list[str], box: list[float], sizes: list[float]) -> None:
    text = "".join(letters)
    if text.strip() and box[0] < 1e9:
        size = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
        lines.append(pdf_layout.Line(text.strip(), Box(*(round(value, 1) for value in box)), round(size, 1)))


def _recognise(document: Any, number: int, layout: Layout) -> list[ocr.Recognised]:
    page = document[number]
    try:
        width, height = page.get_size()
        dpi = _DPI
        while dpi > 72 and (width / 72 * dpi) * (height / 72 * dpi) > MOST_PIXELS / 2:
            dpi //= 2
        if (width / 72 * dpi) * (height / 72 * dpi) > MOST_PIXELS:
            return []
        image = page.render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        page.close()
    extremes = image.convert("L").getextrema()
    if extremes[0] == extremes[1]:
        return []  # an empty page
    try:
        words = ocr.recognise(image)
    except Unreadable:
        return []
    add(layout, words, number + 1, 72 / dpi)
    return words


def _describe(document: Any, reading: Reading) -> None:
    try:
        facts = document.get_metadata_dict(skip_empty=True)
    except Exception:
        facts = {}
    title = " ".join(str(facts.get("Title") or "").split())
    # Programs put the file's name there.
    if (
        title
        and not title.lower().endswith((".doc", ".docx", ".indd", ".pdf", ".rtf", ".odt"))
        and "untitled" not in title.lower()
    ):
        reading.title = title[:500]
    author = " ".join(str(facts.get("Author") or "").split())
    if author and len(author) <= 120:
        reading.authors = (author,)
    stamp = str(facts.get("CreationDate") or "").removeprefix("D:")
    made = from_metadata(stamp[:8])
    if made:
        reading.doubts.append(f"The PDF says that it was made on {made}; that need not be when it was published.")
