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
    in ``needs`` stands in the same sentence ("camera" alone may be a photographer's). hints: by language, everyday
    words that only bring the entry to the review's mind ("screen"): no rule counts them.
    broader: id of the wider entry, if any. examples, not_examples: by language, sentences that should name this and
    sentences that should not; they change nothing that is drawn, a preview holds the entry against them.
    """

    id: str
    kind: str
    label: str
    definition: str
    labels: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: str | None = None
    order: int = 0
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class PlaceEntry:
    """A place. kind: see records.Place. country: ISO 3166 alpha-2, or None for one that a case invents.

    within: id of the place around it. names: by language, every spelling; ``demonyms``: "North Korean". latitude,
    longitude: degrees (WGS 84), both or neither. precision: what that point stands for, see records.Place. gazetteer:
    the id of the shipped gazetteer's place that is meant, where its name and country do not say so. examples,
    not_examples: see Entry.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    within: str | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    demonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    gazetteer: str | None = None
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
            raise SousveilError(f"The vocabulary file {path.name} is not readable YAML{_first_line(error)}.",
                                "Correct it or move it out of the vocabulary folder.") from error  # fmt: skip
        if not isinstance(content, Mapping):
            raise SousveilError(f"The vocabulary file {path.name} should be a list of sections.", "See the docs.")
        raw.append([path.name, _without_examples(content)])
        for section, entries in content.items():
            if section not in ("technologies", "conditions", "statuses", "places"):
                raise SousveilError(f"The vocabulary file {path.name} has an unknown section {section!r}.",
                                    "Sections are technologies, conditions, statuses and places.")  # fmt: skip
            if entries is not None and not isinstance(entries, Mapping):
                raise SousveilError(f"The section {section} of {path.name} should be entries by their ids.",
                                    "See the docs on vocabulary.")  # fmt: skip
            kind = {"statuses": "status", "technologies": "technology", "conditions": "condition"}.get(section)
            for key, values in (entries or {}).items():
                try:
                    if kind is None:
                        places[key] = _place(key, values, path.name)
                    else:
                        (statuses if kind == "status" else technologies)[key] = _entry(key, values, kind, path.name)
                except SousveilError as error:
                    line = _line(path, section, key)
                    raise SousveilError(error.message.replace(path.name, f"{path.name}, line {line},", 1),
                                        error.advice) from error  # fmt: skip
    return Vocabulary(technologies, statuses, places, sha256_hex(canonical_json(raw).encode("utf-8")))


def _first_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return f", line {mark.line + 1}: {getattr(error, 'problem', None) or 'not understood'}"
    return f": {str(error).splitlines()[0]}"


def _line(path: Path, section: str, key: object) -> int:
    """The line, from 1, on which the entry ``key`` begins."""
    root = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    for name, entries in getattr(root, "value", ()):
        for entry, _ in entries.value if name.value == section and isinstance(entries, yaml.MappingNode) else ():
            if entry.value == str(key):
                return int(entry.start_mark.line) + 1
    return 1


def _without_examples(content: Mapping[Any, Any]) -> Any:
    """The content without what changes nothing that is drawn, so that a further example costs no building."""
    return {
        str(section): {
            str(key): {str(k): v for k, v in values.items() if k not in ("examples", "not")}
            if isinstance(values, Mapping) else values
            for key, values in entries.items()
        } if isinstance(entries, Mapping) else entries
        for section, entries in content.items()
    }  # fmt: skip


def _words(values: Any) -> tuple[str, ...]:
    if values is None:
        return ()
    if isinstance(values, str | int | float):
        return (str(values),)
    return tuple(str(value) for value in values)


def _by_language(key: str, what: str, values: Any, name: str) -> dict[str, tuple[str, ...]]:
    if values is not None and not isinstance(values, Mapping):
        raise SousveilError(f"Entry {key!r} in {name} has {what} without a language.",
                            f"Write {what}: {{en: [...], ko: [...], zh: [...]}}, of these what you have.")  # fmt: skip
    for language, words in (values or {}).items():
        if language not in LANGUAGES:
            raise SousveilError(f"Entry {key!r} in {name} has {what} in the unknown language {language!r}.",
                                f"Languages with rules: {', '.join(LANGUAGES)}.")  # fmt: skip
        parts = words if isinstance(words, list) else [words]
        if any(isinstance(part, Mapping | list) for part in parts):
            raise SousveilError(f"Entry {key!r} in {name} has {what} that are no plain words.",
                                "Put words with a colon into quotation marks.")  # fmt: skip
    return {str(language): _words(words) for language, words in (values or {}).items()}


def _sentences(key: str, what: str, values: Any, name: str) -> dict[str, tuple[str, ...]]:
    """Sentences by language, or a plain list of them whose script tells it."""
    if values is None or isinstance(values, Mapping):
        return _by_language(key, what, values, name)
    if not isinstance(values, str | list) or any(not isinstance(v, str) for v in values):
        raise SousveilError(f"Entry {key!r} in {name} has {what} that are no sentences.",
                            "Put a sentence with a colon into quotation marks.")  # fmt: skip
    out: dict[str, tuple[str, ...]] = {}
    for sentence in _words(values):
        language = script_of(sentence)
        out[language] = (*out.get(language, ()), sentence)
    return out


def script_of(sentence: str) -> str:
    """``ko`` for a sentence with Hangul, ``zh`` for one with Chinese characters alone, else ``en``."""
    if any("\uac00" <= letter <= "\ud7a3" for letter in sentence):
        return "ko"
    return "zh" if any("\u3400" <= letter <= "\u9fff" for letter in sentence) else "en"


_ENTRY_KEYS = {"label", "definition", "labels", "terms", "context", "needs", "hints", "broader", "kind", "order",
               "examples", "not"}  # fmt: skip
_PLACE_KEYS = {
    "name", "kind", "country", "within", "names", "demonyms", "latitude", "longitude", "precision", "gazetteer",
    "examples", "not",
}  # fmt: skip
_PRECISIONS = ("point", "city", "district", "province", "country")
_OWN_POINT = {"site": "point", "border": "point"}


def _check(key: str, values: Any, allowed: set[str], required: Iterable[str], name: str) -> None:
    if not isinstance(key, str):
        raise SousveilError(f"The id {key!r} in {name} is no word.", "Put it into quotation marks.")
    if not isinstance(values, Mapping):
        raise SousveilError(f"Entry {key!r} in {name} should have keys and values.", "See the docs on vocabulary.")
    unknown = sorted(set(map(str, values)) - allowed)
    missing = sorted(set(required) - set(map(str, values)))
    if unknown or missing:
        what = f"unknown keys {unknown}" if unknown else f"no {' and no '.join(missing)}"
        raise SousveilError(f"Entry {key!r} in {name} has {what}.", f"Allowed keys: {', '.join(sorted(allowed))}.")


def _entry(key: str, values: Any, kind: str, name: str) -> Entry:
    _check(key, values, _ENTRY_KEYS, ("label", "definition"), name)
    labels, order = values.get("labels") or {}, values.get("order", 0)
    if not isinstance(labels, Mapping):
        raise SousveilError(f"Entry {key!r} in {name} has labels without a language.",
                            "Write labels: {ko: ..., zh: ...}.")  # fmt: skip
    if not isinstance(order, int):
        raise SousveilError(f"Entry {key!r} in {name} has the order {order!r}.", "It should be a whole number.")
    terms, context, needs, hints = (
        _by_language(key, what, values.get(what), name) for what in ("terms", "context", "needs", "hints")
    )
    return Entry(
        id=key, kind=str(values.get("kind", kind)), label=str(values["label"]),
        definition=" ".join(str(values["definition"]).split()),
        labels={str(k): str(v) for k, v in labels.items()}, terms=terms, context=context, needs=needs, hints=hints,
        broader=values.get("broader"), order=order,
        examples=_sentences(key, "examples", values.get("examples"), name),
        not_examples=_sentences(key, "not", values.get("not"), name),
    )  # fmt: skip


def _place(key: str, values: Any, name: str) -> PlaceEntry:
    _check(key, values, _PLACE_KEYS, ("name", "kind"), name)
    latitude, longitude = _degrees(key, values, "latitude", 90, name), _degrees(key, values, "longitude", 180, name)
    kind, precision = str(values["kind"]), values.get("precision")
    if (latitude is None) != (longitude is None):
        raise SousveilError(f"Entry {key!r} in {name} has a latitude or a longitude alone.", "Give both, or neither.")
    if precision is not None and (precision not in _PRECISIONS or latitude is None):
        raise SousveilError(f"Entry {key!r} in {name} has a precision that says nothing of its point: {precision!r}.",
                            f"Give latitude, longitude and one of: {', '.join(_PRECISIONS)}.")  # fmt: skip
    if latitude is not None and precision is None:
        precision = _OWN_POINT.get(kind, kind if kind in _PRECISIONS else "point")
    return PlaceEntry(
        latitude=latitude, longitude=longitude, precision=precision,
        gazetteer=None if values.get("gazetteer") is None else str(values["gazetteer"]),
        id=key, name=str(values["name"]), kind=kind,
        country=None if values.get("country") is None else str(values["country"]), within=values.get("within"),
        names=_by_language(key, "names", values.get("names"), name),
        demonyms=_by_language(key, "demonyms", values.get("demonyms"), name),
        examples=_sentences(key, "examples", values.get("examples"), name),
        not_examples=_sentences(key, "not", values.get("not"), name),
    )  # fmt: skip


def _degrees(key: str, values: Mapping[str, Any], what: str, most: int, name: str) -> float | None:
    value = values.get(what)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        raise SousveilError(f"Entry {key!r} in {name} has the {what} {value!r}.",
                            f"It should be a number of degrees from -{most} to {most}.")  # fmt: skip
    return float(value)
