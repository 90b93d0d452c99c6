"""Pictures: the words on them, recognised. One pixel counts as one point in the boxes."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from sousveil.errors import Unreadable
from sousveil.records import Box

from . import ocr
from .reading import Layout, Reading

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 80_000_000
_MOST_FRAMES = 200


def read(original: Path, limit: int) -> Reading:
    """A photograph, screenshot or scan; a TIFF may hold many pages.

    Raises:
        Unreadable: no picture, too large, or damaged.
    """
    if original.stat().st_size == 0:
        raise Unreadable("The file is empty.", "Get it again from where it came, or remove it from the case.")
    import PIL.Image
    import PIL.ImageOps

    layout = Layout(limit)
    reading = Reading("picture", "", layout.blocks, prose=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with PIL.Image.open(original) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Unreadable(f"The picture is too large: {image.width} by {image.height} pixels.",
                                     "Cut it into parts and add those.")  # fmt: skip
                image.load()
                if not ocr.available():
                    reading.doubts.append("The picture was not read, because tesseract is not installed.")
                    reading.warnings.append(
                        ("The picture was not read: the program tesseract is not installed.", ocr.ADVICE)
                    )
                    return reading
                # A moving GIF is read at its first frame; a TIFF's frames are pages.
                frames = min(int(getattr(image, "n_frames", 1)), _MOST_FRAMES) if image.format == "TIFF" else 1
                for number in range(frames):
                    image.seek(number)
                    if image.width * image.height <= MOST_PIXELS:
                        upright = PIL.ImageOps.exif_transpose(image)
                        add(layout, ocr.recognise(_flat(upright)), number + 1 if frames > 1 else None, 1.0)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(
            "The picture is damaged or not one that we know.", "Save it as PNG or JPEG and add that."
        ) from error
    reading.text = layout.text
    say_doubts(reading, "picture")
    return reading


def _flat(image: Image) -> Image:
    """``image`` on white: words on a transparent ground would be read on black."""
    import PIL.Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = PIL.Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


def add(layout: Layout, paragraphs: list[ocr.Recognised], page: int | None, points: float) -> None:
    """Appends recognised paragraphs. points: of one pixel."""
    for paragraph in paragraphs:
        block = layout.add(paragraph.text, "paragraph")
        if block is not None:
            block.page = page
            block.box = Box(
                *(
                    round(value * points, 1)
                    for value in (paragraph.left, paragraph.top, paragraph.right, paragraph.bottom)
                )
            )
            block.confidence = round(paragraph.confidence / 100, 3)


def say_doubts(reading: Reading, what: str) -> None:
    """Says loudly when nothing, or little that is sure, was recognised."""
    read_words = [block for block in reading.blocks if block.confidence is not None]
    if not read_words:
        sentence = f"No words were recognised on the {what}."
        reading.doubts.append(sentence)
        reading.warnings.append((sentence, "If there are any, type them into a text file and add that too."))
        return
    letters = sum(block.end - block.start for block in read_words)
    mean = sum((block.confidence or 0) * (block.end - block.start) for block in read_words) / letters
    if mean * 100 < ocr.DOUBTFUL:
        sentence = f"The words recognised on the {what} are doubtful (mean confidence {mean * 100:.0f} of 100)."
        reading.doubts.append(sentence)
        reading.warnings.append((sentence, "Compare every quotation with the original before using it."))
    else:
        reading.doubts.append(f"The words were recognised on a {what}; compare a quotation with the original.")
