"""Reading the vocabulary's YAML, strictly: a misspelt key is an error that names file and entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from sousveil.errors import SousveilError
from sousveil.records.ids import canonical_json, sha256_hex

HERE = Path(__file__).parent
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader in C where PyYAML brings it: ten times as fast, and every command reads the vocabulary."""
LANGUAGES = ("en", "ko", "zh")


@dataclass(frozen=True)
class Entry:
    """A technology, a condition that limits one, or a status.

    id: hyphenated. kind: ``technology``, ``condition``, ``umbrella`` ("digital surveillance", unspecified) or
    ``status``. label and definition: English. labels: by language. terms: by language, as a person would write them;
    in English a term matches with its plural. context: by language, terms that name this only when one of the words
    in ``needs`` stands in the same sentence ("camera" alone may be a photographer's).
    broader: id of the wider entry, if any.
    """

    id: str
    kind: str
    label: str
    definition: str
    labels: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: str | None = None
    order: int = 0


@dataclass(frozen=True)
class PlaceEntry:
    """A place. kind: see records.Place. country: ISO 3166 alpha-2, or None for one that a case invents.

    within: id of the place around it. names: by language, every spelling; ``demonyms``: "North Korean".
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    within: str | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    demonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """All entries by id, and ``digest``, which changes when anything in them does."""

    technologies: Mapping[str, Entry]
    statuses: Mapping[str, Entry]
    places: Mapping[str, PlaceEntry]
    digest: str


def load_vocabulary(extra: str | Path | None = None) -> Vocabulary:
    """The shipped vocabulary, with a case's own files (``*.yaml`` in the folder ``extra``) laid over it.

    An entry of the case with a shipped id replaces it.

    Raises:
        SousveilError: a file is not YAML, or an entry has an unknown or missing key.
    """
    paths = [*sorted(HERE.glob("*.yaml"))]
    if extra is not None and Path(extra).is_dir():
        paths += sorted(Path(extra).glob("*.yaml"))
    return _load(tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths))


@lru_cache(maxsize=4)
def _load(stamps: tuple[tuple[str, int, int], ...]) -> Vocabulary:
    technologies: dict[str, Entry] = {}
    statuses: dict[str, Entry] = {}
    places: dict[str, PlaceEntry] = {}
    raw: list[Any] = []
    for name, _, _ in stamps:
        path = Path(name)
        try:
            content = yaml.load(path.read_text(encoding="utf-8"), LOADER) or {}  # noqa: S506 - a safe one, see above
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise SousveilError(f"The vocabulary file {path.name} is not readable YAML: {_first_line(error)}.",
                                "Correct it or move it out of the vocabulary folder.") from error  # fmt: skip
        if not isinstance(content, Mapping):
            raise SousveilError(f"The vocabulary file {path.name} should be a list of sections.", "See the docs.")
        raw.append([path.name, content])
        for section, entries in content.items():
            if section not in ("technologies", "conditions", "statuses", "places"):
                raise SousveilError(f"The vocabulary file {path.name} has an unknown section {section!r}.",
                                    "Sections are technologies, conditions, statuses and places.")  # fmt: skip
            if section == "statuses":
                _entries(statuses, entries, "status", path.name)
            elif section == "places":
                for key, values in (entries or {}).items():
                    places[key] = _place(key, values, path.name)
            else:
                _entries(technologies, entries, "technology" if section == "technologies" else "condition", path.name)
    return Vocabulary(technologies, statuses, places, sha256_hex(canonical_json(raw).encode("utf-8")))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _words(values: Any) -> tuple[str, ...]:
    if values is None:
        return ()
    if isinstance(values, str):
        return (values,)
    return tuple(str(value) for value in values)


def _by_language(values: Any) -> dict[str, tuple[str, ...]]:
    return {str(language): _words(words) for language, words in (values or {}).items()}


_ENTRY_KEYS = {"label", "definition", "labels", "terms", "context", "needs", "broader", "kind", "order"}
_PLACE_KEYS = {"name", "kind", "country", "within", "names", "demonyms"}


def _check(key: str, values: Any, allowed: set[str], required: Iterable[str], name: str) -> None:
    if not isinstance(values, Mapping):
        raise SousveilError(f"Entry {key!r} in {name} should have keys and values.", "See the docs on vocabulary.")
    unknown = sorted(set(map(str, values)) - allowed)
    missing = sorted(set(required) - set(map(str, values)))
    if unknown or missing:
        what = f"unknown keys {unknown}" if unknown else f"no {' and no '.join(missing)}"
        raise SousveilError(f"Entry {key!r} in {name} has {what}.", f"Allowed keys: {', '.join(sorted(allowed))}.")


def _entries(into: dict[str, Entry], entries: Any, kind: str, name: str) -> None:
    for key, values in (entries or {}).items():
        _check(key, values, _ENTRY_KEYS, ("label", "definition"), name)
        into[key] = Entry(
            id=key, kind=str(values.get("kind", kind)), label=str(values["label"]),
            definition=" ".join(str(values["definition"]).split()),
            labels={str(k): str(v) for k, v in (values.get("labels") or {}).items()},
            terms=_by_language(values.get("terms")), context=_by_language(values.get("context")),
            needs=_by_language(values.get("needs")), broader=values.get("broader"),
            order=int(values.get("order", 0)),
        )  # fmt: skip


def _place(key: str, values: Any, name: str) -> PlaceEntry:
    _check(key, values, _PLACE_KEYS, ("name", "kind"), name)
    return PlaceEntry(
        id=key, name=str(values["name"]), kind=str(values["kind"]),
        country=None if values.get("country") is None else str(values["country"]), within=values.get("within"),
        names=_by_language(values.get("names")), demonyms=_by_language(values.get("demonyms")),
    )  # fmt: skip
