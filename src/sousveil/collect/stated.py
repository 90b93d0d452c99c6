"""What the researcher states about material that cannot say it itself."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from sousveil.errors import SousveilError

from .dates import stated_date


@dataclass(frozen=True, slots=True)
class Stated:
    """Metadata of one file or of all files given together; every field may be missing.

    origin: the URL it came from. source: the outlet or organisation that published it. published: EDTF, or a date
    that `stated_date` reads, which is then kept as EDTF. collector: who collects, as the case shall name them.

    Raises:
        SousveilError: ``published`` is no date.
    """

    origin: str | None = None
    source: str | None = None
    author: str | None = None
    title: str | None = None
    published: str | None = None
    note: str | None = None
    collector: str | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            object.__setattr__(self, field.name, (" ".join(value.split()) or None) if value is not None else None)
        if self.published is not None:
            date = stated_date(self.published)
            if date is None:
                raise SousveilError(
                    f"The date “{self.published}” cannot be read in one way.",
                    "Write it as 2024, 2024-04 or 2024-04-16; add ~ for about, ? for uncertain.",
                )
            object.__setattr__(self, "published", date)

    def over(self, other: Stated) -> Stated:
        """This, with ``other`` filling what is missing here."""
        missing = {f.name: getattr(other, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **missing)
