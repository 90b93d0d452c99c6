"""The file that the index of places is kept in: written once, then read where it lies, a few bytes for each question.

Five tables follow the head, every number in them little-endian:

1. for each place, in order, 28 bytes (_PLACE): its number at GeoNames (0 for the few that have none), the place around
   it (0: none), people, latitude and longitude in 1/100000 degree, where its name begins in table 5, its country, its
   kind and what its point stands for (numbers in KINDS; 255: no point). One more such row only ends the last name.
2. for each key, in the order of its bytes, where it begins in table 5 and where its hits begin in table 3. One more
   such row only ends the last.
3. the hits: four times the place's row, plus the grade.
4. the rows of the places in the order of their GeoNames numbers.
5. UTF-8: names (where GeoNames has no number a tab and the ISO code follow), then keys.

Standard library only: the build imports this file too. A database file would have bytes that depend on the version of
its library; this one's depend on the rows alone.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

Row = tuple[str, str, str, str, int | None, float | None, float | None, str | None, int]
"""A place: ref, name, kind, country, the row around it, latitude, longitude, what the point stands for, people."""

FORMAT = 5
"""Raised whenever what is made of the same tables changes."""
INDEX, RECORD = "places.index", "places.json"
"""The index, and beside it what it was made from and under which licences."""
KINDS = ("country", "province", "district", "city")
MAGIC = b"svplaces"
_HEAD = struct.Struct("<8sIIIII")  # magic, format, places, keys, hits, bytes of table 5
_PLACE = struct.Struct("<IIIiiI2sBB")
_KEY = struct.Struct("<II")
_NUMBER = struct.Struct("<I")
_NONE = 255
_DEGREE = 100_000


def write(path: Path, rows: Sequence[Row], names: Mapping[tuple[str, int], int], edition: int) -> None:
    """Writes the places ``rows`` (numbered from 1) and the grade of each (key, place) in ``names`` to ``path``."""
    places, keys, hits, order, texts = bytearray(), bytearray(), bytearray(), [], bytearray()
    for n, (ref, name, kind, country, up, lat, lon, precise, people) in enumerate(rows, 1):
        source, _, mark = ref.partition(":")
        number = int(mark) if source == "geonames" else 0
        order.append((number, n))
        point = (0, 0) if lat is None or lon is None else (round(lat * _DEGREE), round(lon * _DEGREE))
        stands = _NONE if precise is None else KINDS.index(precise)
        places += _PLACE.pack(
            number, up or 0, people, *point, len(texts), country.encode(), KINDS.index(kind), stands
        )  # fmt: skip
        texts += (name if number else f"{name}\t{mark}").encode()
    places += _PLACE.pack(0, 0, 0, 0, 0, len(texts), b"", 0, _NONE)
    found = sorted((key.encode(), n, grade) for (key, n), grade in names.items())
    count = 0
    for key, group in groupby(found, key=lambda one: one[0]):
        keys += _KEY.pack(len(texts), len(hits) // 4)
        texts += key
        count += 1
        for _, n, grade in group:
            hits += _NUMBER.pack(n * 4 + grade)
    keys += _KEY.pack(len(texts), len(hits) // 4)
    head = _HEAD.pack(MAGIC, edition, len(rows), count, len(hits) // 4, len(texts))
    ordered = b"".join(_NUMBER.pack(n) for _, n in sorted(order))
    path.write_bytes(b"".join((head, places, keys, hits, ordered, texts)))


class Index:
    """The file at ``path``, mapped into memory. Nothing is read before it is asked for; threads and forks may share it.

    Raises:
        ValueError: the file is no such index, or not a whole one.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if len(self._held) < _HEAD.size:
            raise ValueError("too short")
        magic, self.edition, self.places, self._keys, hits, texts = _HEAD.unpack_from(self._held, 0)
        self._key_at = _HEAD.size + (self.places + 1) * _PLACE.size
        self._hit_at = self._key_at + (self._keys + 1) * _KEY.size
        self._order_at = self._hit_at + hits * 4
        self._text_at = self._order_at + self.places * 4
        if magic != MAGIC or len(self._held) != self._text_at + texts:
            raise ValueError("not a whole index")

    def row(self, n: int) -> Row:
        """The place of row ``n``, from 1 on."""
        at = _HEAD.size + (n - 1) * _PLACE.size
        number, up, people, lat, lon, begin, country, kind, stands = _PLACE.unpack_from(self._held, at)
        end = _PLACE.unpack_from(self._held, at + _PLACE.size)[5]
        name, _, code = self._text(begin, end).decode().partition("\t")
        ref = f"geonames:{number}" if number else f"iso:{code}"
        point = (None, None, None) if stands == _NONE else (lat / _DEGREE, lon / _DEGREE, KINDS[stands])
        return ref, name, KINDS[kind], country.decode(), up or None, *point, people

    def named(self, key: str) -> list[tuple[int, int]]:
        """The row and grade of every place with the folded name ``key``, by row."""
        wanted = key.encode(errors="replace")
        low, high = 0, self._keys
        while low < high:
            middle = (low + high) // 2
            if self._key(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low == self._keys or self._key(low) != wanted:
            return []
        first, last = (_KEY.unpack_from(self._held, self._key_at + at * _KEY.size)[1] for at in (low, low + 1))
        return [divmod(self._number(self._hit_at, at), 4) for at in range(first, last)]

    def find(self, ref: str) -> int | None:
        """The row of the place with the id ``ref``."""
        source, _, mark = ref.partition(":")
        number = int(mark) if source == "geonames" and mark.isascii() and mark.isdecimal() and len(mark) < 12 else 0
        low, high = 0, self.places
        while low < high:
            middle = (low + high) // 2
            if self._geonames(middle) < number:
                low = middle + 1
            else:
                high = middle
        # The few without a number are the first in this order; one of them is looked for by its whole id.
        while low < self.places and self._geonames(low) == number:
            n = self._number(self._order_at, low)
            if self.row(n)[0] == ref:
                return n
            low += 1
        return None

    def _text(self, begin: int, end: int) -> bytes:
        return self._held[self._text_at + begin : self._text_at + end]

    def _key(self, at: int) -> bytes:
        begin, _, end, _ = struct.unpack_from("<IIII", self._held, self._key_at + at * _KEY.size)
        return self._text(begin, end)

    def _number(self, table: int, at: int) -> int:
        found: int = _NUMBER.unpack_from(self._held, table + at * 4)[0]
        return found

    def _geonames(self, at: int) -> int:
        """The GeoNames number of the place that is at ``at`` in their order."""
        row = _HEAD.size + (self._number(self._order_at, at) - 1) * _PLACE.size
        found: int = _NUMBER.unpack_from(self._held, row)[0]
        return found
