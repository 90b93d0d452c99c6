"""What the tests of the case share: material, drawn records, and looks at everything that lies in a folder."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from sousveil.case.case import Added, Arrival, Case
from sousveil.case.database import reading, writing
from sousveil.case.tables import RECORDS
from sousveil.records import Claim, Document, DrawnBy, Edge, Judgement, Passage, Text
from sousveil.records.ids import claim_id, record_id

DRAWN = (Document, Text, Passage, Claim)


def put(case: Case, words: str | bytes, name: str = "a.txt", **stated: Any) -> Added:
    """Adds one file to the case."""
    data = words if isinstance(words, bytes) else words.encode()
    return case.add([Arrival(case.preserve(io.BytesIO(data), name), stated)], "file", "tester")[0]


def draw(case: Case, item: str, words: str) -> Claim:
    """Gives an item a text, one passage (indexed) and one claim, as steps would."""
    passage = Passage(record_id("p", item, 0), item, 0, 0, len(words), "paragraph", "en", ((0, len(words)),))
    span = ((0, len(words)),)
    claim = Claim(
        claim_id(item, span, "video-surveillance", "deployment"), item, span, words, words, "en", "fact",
        "video-surveillance", "deployment", "in-use", "CT+", (Edge("outlet", "outlet", "says", "reported", "CT+"),),
        DrawnBy("claim", "1"),
    )  # fmt: skip
    with writing(case.database) as connection:
        texts = [Document(item, "en", "test", len(words)), Text(item, words), passage]
        case.store.replace(connection, "read", item, (Document, Text, Passage), texts)
        case.store.replace(connection, "claim", item, (Claim,), [claim])
    return claim


def judge(case: Case, target: str, note: str, verdict: str = "note") -> Judgement:
    """Appends a judgement on ``target``."""
    at = "2026-01-01T00:00:00Z"
    judgement = Judgement(record_id("j", target, verdict, note), target, verdict, "ann", "coder", at, note)
    case.append(judgement)
    return judgement


def dump(case: Case, without: Sequence[type] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every stored record: id, unit, order and body, by table."""
    with reading(case.database) as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    select(table.c.id, table.c.item, table.c.step, table.c.unit, table.c.ord, table.c.body).order_by(
                        table.c.id
                    )
                )
            ]
            for kind, table in RECORDS.items()
            if kind not in without
        }


def found_in(folder: Path, *needles: str | bytes) -> list[tuple[str, str]]:
    """(file, needle) for each needle that stands in the bytes, or in the path, of a file under ``folder``."""
    wanted = [n.encode() if isinstance(n, str) else n for n in needles]
    hits = []
    for path in sorted(folder.rglob("*")):
        held = path.read_bytes() if path.is_file() else b""
        where = str(path.relative_to(folder)).encode()
        hits += [(where.decode(), n.decode(errors="replace")) for n in wanted if n in held or n in where]
    return hits


def twin(case: Case, folder: Path) -> Case:
    """A copy of a closed or idle case, as one who copies the folder makes it."""
    case.close()
    shutil.copytree(case.layout.root, folder)
    return Case.open(folder)
