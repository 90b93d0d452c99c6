"""The sample case: forty-odd short documents about an invented country, and the key to what was planted in them.

Every country, person, company, outlet and event in it is made up; the addresses end in ``.example``, which no one can
own. The documents, the key and the places were written for sousveil and are under its licence.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from . import build

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
SIDECAR = "sousveil.csv"


def make(folder: Path) -> Path:
    """Writes the material of the sample case into ``folder/material`` and returns that folder.

    The same bytes come out every time and everywhere: text sources are copied, ``NAME.pdf.txt`` and ``NAME.docx.txt``
    become a PDF and a Word file, a folder ``NAME.zip`` becomes an archive with fixed times, and pages that declare
    another encoding are written in it. The folder is created when it is missing; files of the same name are replaced.

    Raises:
        OSError: the folder cannot be written.
    """
    material = folder / "material"
    material.mkdir(parents=True, exist_ok=True)
    for source in sorted(DOCUMENTS.iterdir(), key=lambda path: path.name):
        name, data = build.original(source)
        (material / name).write_bytes(data)
    (material / SIDECAR).write_bytes((HERE / SIDECAR).read_bytes())
    return material


def vocabulary() -> Path:
    """The case's own places, in the format of ``sousveil.case.vocabulary``: it belongs in the vocabulary folder."""
    return HERE / "places.yaml"


def key() -> dict[str, Any]:
    """What was planted and what a careful reader finds; the comment at the head of ``key.yaml`` explains each part."""
    return dict(_key())


@lru_cache(maxsize=1)
def _key() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / "key.yaml").read_text(encoding="utf-8"))
    return loaded
