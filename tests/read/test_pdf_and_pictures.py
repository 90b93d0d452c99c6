"""PDFs and pictures, made here. What needs tesseract is skipped with a word where it is not installed."""

from __future__ import annotations

import io

import pytest

from sousveil.read import ocr, pdf_layout
from sousveil.records import Box

from .helpers import failures, given, passages

PIL = pytest.importorskip("PIL.Image")
needs_tesseract = pytest.mark.skipif(not ocr.available(), reason="tesseract is not installed")


def pdf(pages: list[str]) -> bytes:
    """A minimal PDF; each page is a content stream."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, content in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    body = "%PDF-1.4\n"
    places = []
    for number, value in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{value}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return (body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}").encode("latin-1")


def lines(*rows: tuple[int, int, int, str]) -> str:
    return "\n".join(f"BT /F {size} Tf {x} {y} Td ({words}) Tj ET" for x, y, size, words in rows)


def test_paragraphs_with_page_and_box() -> None:
    first = lines((72, 780, 20, "Cameras at the ford"), (72, 740, 11, "Six cameras watch the ford of Elm since"),
                  (72, 726, 11, "May. The river police owns them."), (72, 690, 11, "A second paragraph stands here."))  # fmt: skip
    second = lines((72, 780, 11, "The second page has words too."))
    document, text, found, failed = passages(pdf([first, second]), "a.pdf")
    assert [text[p.start : p.end] for p in found] == [
        "Cameras at the ford", "Six cameras watch the ford of Elm since May. The river police owns them.",
        "A second paragraph stands here.", "The second page has words too.",
    ]  # fmt: skip
    assert [p.page for p in found] == [1, 1, 1, 2] and not failed
    assert document.title == "Cameras at the ford" and found[0].kind == "title"
    box = found[1].box
    assert box is not None and box.left == pytest.approx(72, abs=2) and box.top == pytest.approx(842 - 740 - 8, abs=4)
    assert box.bottom == pytest.approx(842 - 726 + 3, abs=4)


def test_columns_are_not_mixed() -> None:
    left = [(60, 700 - 14 * n, 10, f"left line {n} goes on and") for n in range(4)]
    right = [(320, 700 - 14 * n, 10, f"right line {n} goes on and") for n in range(4)]
    _, text, found, _ = passages(pdf([lines(*left, *right)]), "a.pdf")
    assert len(found) == 2
    assert "right" not in text[found[0].start : found[0].end]


def test_running_headers_and_page_numbers_are_furniture() -> None:
    pages = [lines((72, 810, 9, "Harrow Papers 12"), (72, 700, 11, f"Body of page {n} with words enough."), (290, 30, 9, str(n)))
             for n in range(1, 5)]  # fmt: skip
    _, text, found, _ = passages(pdf(pages), "a.pdf")
    reasons = {text[p.start : p.end]: p.furniture for p in found}
    assert reasons["Harrow Papers 12"] == "running header" and reasons["3"] == "page number"
    assert reasons["Body of page 3 with words enough."] is None


def test_a_hyphen_at_the_end_of_a_line() -> None:
    def page(*words: str) -> list[list[pdf_layout.Line]]:
        return [[pdf_layout.Line(w, Box(10, 10 + 12 * n, 200, 20 + 12 * n), 10.0) for n, w in enumerate(words)]]

    assert pdf_layout.paragraphs(page("It is surveil-", "lance."))[0][0].text == "It is surveillance."
    assert (
        pdf_layout.paragraphs(page("A state-run shop; a state-", "run farm."))[0][0].text
        == "A state-run shop; a state-run farm."
    )


def test_an_encrypted_pdf_is_named_so() -> None:
    # Standard security handler, revision 3, with a user password that nobody gave.
    plain = pdf([lines((72, 700, 11, "secret"))]).decode("latin-1")
    encrypt = "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <" + "11" * 32 + "> /U <" + "22" * 32 + "> >>"
    locked = plain.replace("trailer << ", f"trailer << /Encrypt {encrypt} /ID [<{'33' * 16}><{'33' * 16}>] ")
    (failure,) = failures(locked.encode("latin-1"), "a.pdf")
    assert "encrypted" in failure.reason and "password" in failure.advice


@pytest.mark.parametrize("cut", [20, 200, 500])
def test_a_truncated_pdf_is_read_or_refused_in_one_sentence(cut: int) -> None:
    result = given(pdf([lines((72, 700, 11, "Some words of a page here."))])[:cut], "a.pdf")
    assert result.records or len(result.failures) == 1


def picture(words: str = "", size: tuple[int, int] = (900, 160)) -> bytes:
    import PIL.Image
    import PIL.ImageDraw
    import PIL.ImageFont

    image = PIL.Image.new("RGB", size, "white")
    if words:
        PIL.ImageDraw.Draw(image).text((30, 40), words, font=PIL.ImageFont.load_default(size=40), fill="black")
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


@needs_tesseract
def test_words_on_a_picture() -> None:
    document, text, found, _ = passages(picture("Six cameras watch the ford."), "a.png")
    assert "cameras watch the ford" in text
    assert found[0].confidence is not None and 0.5 < found[0].confidence <= 1
    assert found[0].box is not None and 20 < found[0].box.left < 50
    assert document.doubts


@needs_tesseract
def test_an_empty_picture_is_said_loudly() -> None:
    document, text, found, failed = passages(picture(), "a.png")
    assert (text, found) == ("", [])
    assert failed[0].severity == "warning" and "No words" in failed[0].reason and failed[0].reason in document.doubts


def test_without_tesseract_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: ())
    for data, name in ((picture("Words"), "a.png"), (pdf([""]), "a.pdf")):
        _, text, _, failed = passages(data, name)
        assert text == "" and failed[0].severity == "warning" and "tesseract-ocr" in failed[0].advice


@needs_tesseract
def test_a_scanned_page_is_recognised() -> None:
    import PIL.Image

    stream = io.BytesIO()
    PIL.Image.open(io.BytesIO(picture("Six cameras watch the ford."))).save(stream, "PDF", resolution=100)
    document, text, found, _ = passages(stream.getvalue(), "a.pdf")
    assert "cameras watch the ford" in text and found[0].page == 1 and found[0].confidence
    assert any("no text layer" in doubt for doubt in document.doubts)


def test_a_huge_picture_is_refused_before_it_is_decoded() -> None:
    header = bytearray(picture())
    header[16:24] = (60000).to_bytes(4, "big") * 2
    import zlib

    header[29:33] = zlib.crc32(bytes(header[12:29])).to_bytes(4, "big")
    (failure,) = failures(bytes(header), "a.png")
    assert failure.severity == "failed"


def test_syllables_are_joined_by_their_gaps() -> None:
    words = [
        ("감", 90.0, (0, 0, 30, 34)),
        ("시", 90.0, (36, 0, 66, 34)),
        ("카", 90.0, (84, 0, 114, 34)),
        ("메라", 90.0, (120, 0, 180, 34)),
    ]
    assert ocr._line(words) == "감시 카메라"
