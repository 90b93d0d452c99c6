"""Column maps: what a person said the columns of a table mean, kept in the case as ``tables/NAME.yaml``.

A map belongs to a header, not to a file: it applies to every table of the case whose header row has the same headings
in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from sousveil.errors import SousveilError
from sousveil.records.ids import canonical_json, sha256_hex

from .columns import FIELDS, KINDS, SEVERAL
from .grid import Cell, Table, name_of

_KEYS = {"kind", "header", "columns", "set", "value_scale", "quantity_scale", "decimal"}
SETTABLE = tuple(name for name in FIELDS if name not in ("quantity", "value", "description"))
"""Fields that may be the same for every row, and so be set once."""


@dataclass(frozen=True)
class ColumnMap:
    """What the columns of a table mean.

    name: the file's, without ``.yaml``. kind: see `columns.KINDS`. header: the headings, in order, as `name_of` gives
    them. columns: field -> heading as written, or ``#3`` for the third column; ``value`` may have several, parted by
    years in their headings, and so may ``link`` and ``source``, paired in order. constants: field -> what holds for
    every row. value_scale, quantity_scale: 1000 for values given in thousands. decimal: the mark before decimals.
    digest: changes when anything in it does.
    """

    name: str
    kind: str
    header: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    value_scale: float = 1.0
    quantity_scale: float = 1.0
    decimal: str = "."

    @property
    def digest(self) -> str:
        held = [self.name, self.kind, list(self.header), {k: list(v) for k, v in self.columns.items()},
                dict(self.constants), self.value_scale, self.quantity_scale, self.decimal]  # fmt: skip
        return sha256_hex(canonical_json(held).encode("utf-8", "surrogatepass"))

    def place(self, row: Mapping[int, Cell]) -> dict[str, tuple[int, ...]] | None:
        """Field -> columns of the table whose header ``row`` is, or None when this map is for another header."""
        if tuple(name_of(cell.words) for _, cell in sorted(row.items())) != self.header:
            return None
        return locate(self.columns, row, self.name)


def locate(columns: Mapping[str, Sequence[str]], row: Mapping[int, Cell], where: str) -> dict[str, tuple[int, ...]]:
    """Field -> column numbers of the headings in the header ``row``.

    Raises:
        SousveilError: a heading is not there, or stands there twice.
    """
    found: dict[str, tuple[int, ...]] = {}
    for name, headings in columns.items():
        numbers: list[int] = []
        for heading in headings:
            if heading.startswith("#") and heading[1:].isdecimal():
                numbers.append(int(heading[1:]))
                continue
            fits = [number for number, cell in sorted(row.items()) if name_of(cell.words) == name_of(heading)]
            if len(fits) != 1:
                known = ", ".join(f"{n} “{cell.words}”" for n, cell in sorted(row.items()))
                what = "no column" if not fits else f"{len(fits)} columns"
                raise SousveilError(
                    f"{where}: {what} with the heading {heading!r} ({name}).",
                    f"Name one of these, or its number as #3: {known[:600]}.",
                )
            numbers.append(fits[0])
        found[name] = tuple(numbers)
    return found


def fitting(table: Table, maps: Sequence[ColumnMap]) -> tuple[ColumnMap, int, dict[str, tuple[int, ...]]] | None:
    """The first map whose header stands in one of the first rows of ``table``: with the row and the columns."""
    if not maps:
        return None
    for number, row in table.head():
        for one in maps:
            placed = one.place(row)
            if placed is not None:
                return one, number, placed
    return None


def load_maps(folder: str | Path | None) -> tuple[ColumnMap, ...]:
    """The maps in ``folder``, by name; none when there is no such folder.

    Raises:
        SousveilError: a file is not YAML, or has an unknown or missing key.
    """
    if folder is None or not Path(folder).is_dir():
        return ()
    paths = sorted(Path(folder).glob("*.yaml"))
    return _load(tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths))


@lru_cache(maxsize=4)
def _load(stamps: tuple[tuple[str, int, int], ...]) -> tuple[ColumnMap, ...]:
    return tuple(_read(Path(name)) for name, _, _ in stamps)


def _read(path: Path) -> ColumnMap:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SousveilError(f"The column map {path.name} is not readable YAML: {str(error).splitlines()[0]}.",
                            "Correct it, or write it again with `sousveil table map`.") from error  # fmt: skip
    return check_map(path.stem, content, path.name)


def check_map(name: str, content: Any, where: str) -> ColumnMap:
    """A map from plain values.

    Raises:
        SousveilError: says which key is wrong and what is allowed.
    """
    advice = "Correct it, or write it again with `sousveil table map`."
    if not isinstance(content, Mapping) or not {"kind", "header", "columns"} <= set(content) <= _KEYS:
        raise SousveilError(f"The column map {where} needs kind, header and columns, and may have set, value_scale, "
                            "quantity_scale and decimal.", advice)  # fmt: skip
    columns, constants = content["columns"], content.get("set") or {}
    if (
        not isinstance(columns, Mapping)
        or not isinstance(constants, Mapping)
        or not isinstance(content["header"], list)
    ):
        raise SousveilError(f"The column map {where}: columns and set are names with values, header is a list.", advice)
    unknown = sorted({str(key) for key in (*columns, *constants)} - set(FIELDS))
    if unknown:
        raise SousveilError(f"The column map {where} has unknown fields {unknown}.", f"Known: {', '.join(FIELDS)}.")
    if bad := sorted(set(constants) - set(SETTABLE)):
        raise SousveilError(f"The column map {where} sets {', '.join(bad)} for every row.", "Name a column instead.")
    if both := sorted(set(columns) & set(constants)):
        raise SousveilError(f"The column map {where} gives {', '.join(both)} twice.", "Name a column or set it.")
    if content["kind"] not in KINDS:
        raise SousveilError(f"The column map {where} has the kind {content['kind']!r}.", f"Kinds: {', '.join(KINDS)}.")
    flow = constants.get("flow")
    if flow not in (None, "import", "export"):
        raise SousveilError(f"The column map {where} sets the flow {flow!r}.", "It is import or export.")
    decimal = str(content.get("decimal", "."))
    scales = [content.get("value_scale", 1), content.get("quantity_scale", 1)]
    if decimal not in (".", ",") or any(
        isinstance(s, bool) or not isinstance(s, (int, float)) or not 0 < s < 1e15 for s in scales
    ):
        raise SousveilError(f"The column map {where}: decimal is . or , and scales are positive numbers.", advice)
    placed = {
        str(key): tuple(str(v) for v in value) if isinstance(value, list) else (str(value),)
        for key, value in columns.items()
    }
    many = sorted(key for key, value in placed.items() if len(value) != 1 and key not in SEVERAL)
    if many:
        raise SousveilError(
            f"The column map {where} gives {', '.join(many)} several columns.",
            f"Only {', '.join(SEVERAL)} may have several.",
        )
    names, links = len(placed.get("source", ())), len(placed.get("link", ()))
    if names > 1 and links and names != links:
        raise SousveilError(
            f"The column map {where} has {names} columns of sources and {links} of links.",
            "Name one source column for each link column, in the same order, or one for all.",
        )
    return ColumnMap(
        name, str(content["kind"]), tuple(name_of(str(h)) for h in content["header"]), placed,
        {str(k): str(v) for k, v in constants.items()}, float(scales[0]), float(scales[1]), decimal,
    )  # fmt: skip


def dump_map(one: ColumnMap) -> str:
    """The YAML of a map."""
    content: dict[str, Any] = {
        "kind": one.kind, "header": list(one.header),
        "columns": {k: v[0] if len(v) == 1 else list(v) for k, v in one.columns.items()},
    }  # fmt: skip
    if one.constants:
        content["set"] = dict(one.constants)
    for key, value in (("value_scale", one.value_scale), ("quantity_scale", one.quantity_scale)):
        if value != 1:
            content[key] = int(value) if value == int(value) else value
    if one.decimal != ".":
        content["decimal"] = one.decimal
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return "# What the columns of tables with this header mean. Written by `sousveil table map`.\n" + text
