"""Every path inside a case folder. The folder can be moved; nothing in it names where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

README = """\
This folder is a sousveil case.

  case.yaml      the case's title, standard of proof and settings; edit it with any editor
  originals/     the material, byte for byte; a file's name is its SHA-256 (check with: sha256sum FILE)
  vocabulary/    this case's own technologies and places, in YAML
  tables/        what the columns of tables mean, in YAML; `sousveil table map` writes them
  case.sqlite    records, judgements, ledger and custody log (SQLite; open it with any SQLite tool)

Move or copy the folder as a whole, while no sousveil command is running. `sousveil status FOLDER` says what is in it.
This version does not protect testimony. Do not add it.
"""


@dataclass(frozen=True)
class Layout:
    """The paths of the case at ``root``."""

    root: Path

    @property
    def config(self) -> Path:
        return self.root / "case.yaml"

    @property
    def readme(self) -> Path:
        return self.root / "README.txt"

    @property
    def database(self) -> Path:
        return self.root / "case.sqlite"

    @property
    def originals(self) -> Path:
        return self.root / "originals"

    @property
    def vocabulary(self) -> Path:
        return self.root / "vocabulary"

    @property
    def tables(self) -> Path:
        """What the columns of tables mean: one column map a file."""
        return self.root / "tables"

    @property
    def spool(self) -> Path:
        """Work in progress: files being written or unpacked. Safe to delete while no command runs."""
        return self.root / "spool"

    @property
    def preview(self) -> Path:
        """Where `sousveil report` writes the local preview unless told otherwise."""
        return self.root / "report"

    @property
    def lock(self) -> Path:
        return self.root / ".lock"

    def original(self, item: str) -> Path:
        """Where the bytes of ``item`` (64 hex digits) lie."""
        return self.originals / item[:2] / item
