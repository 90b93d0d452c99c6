"""The settings of a case, kept in its ``case.yaml``. Each has a default, a meaning and a check."""

from __future__ import annotations

import dataclasses
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .errors import SousveilError


def _setting(default: Any, meaning: str, choices: tuple[Any, ...] = ()) -> Any:
    return field(default=default, metadata={"meaning": meaning, "choices": choices})


@dataclass(frozen=True)
class Settings:
    """Every setting. ``metadata["meaning"]`` of each field is its documentation."""

    title: str = _setting("Untitled case", "What the case is called; the report's heading.")
    standard: str = _setting(
        "icd-203",
        "The standard of proof: intelligence wording with ranges (icd-203), or the human-rights standard "
        '"reasonable grounds to believe" (reasonable-grounds).',
        ("icd-203", "reasonable-grounds"),
    )
    engine: str = _setting(
        "threads", "How a build runs: one after another, on this machine's cores, or on Dask workers.",
        ("inline", "threads", "dask"),
    )  # fmt: skip
    workers: int = _setting(0, "How many items are worked on at once; 0 means one for each core.")
    dask_address: str = _setting("", "The address of a running Dask scheduler; empty starts workers on this machine.")
    item_seconds: float = _setting(120.0, "How long one item may take in one step before it is stopped.")
    item_megabytes: int = _setting(2048, "How much memory one item may take in one step before it is stopped.")
    ocr: str = _setting(
        "auto",
        "Whether pictures of text are read: when tesseract is installed (auto), or never (off).",
        ("auto", "off"),
    )
    attribution_model: str = _setting(
        "",
        "A file that `sousveil train attribution` made, asked who speaks where the rules find nobody; a path that is "
        "not absolute starts at the case's folder. Empty asks the rules alone.",
    )
    llm_url: str = _setting(
        "",
        "The address of a language model that speaks OpenAI's protocol (http://127.0.0.1:8080/v1): a build then sends "
        "it passages of this case and takes its proposals as suggestions. Empty, the default, sends nothing to anyone.",
    )
    llm_model: str = _setting("", "The name of the model at llm_url.")
    llm_key_env: str = _setting("", "The environment variable that holds the key for llm_url, if it asks for one.")
    llm_seconds: float = _setting(120.0, "How long one answer of the language model may take.")
    database: str = _setting("", "An SQLAlchemy address of a PostgreSQL database; empty keeps records in the folder.")


FIELDS = {f.name: f for f in dataclasses.fields(Settings)}
ENVIRONMENT = "SOUSVEIL_"


def _words(value: Any) -> str:
    if isinstance(value, (list, dict, set, bytes, bool)):
        raise ValueError
    return str(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise ValueError
    return int(value)


def _number(value: Any) -> float:
    number = float(value)
    if isinstance(value, bool) or not math.isfinite(number):
        raise ValueError
    return number


_KINDS: dict[str, Callable[[Any], Any]] = {"str": _words, "int": _whole, "float": _number}
_KIND_WORDS = {"str": "words", "int": "a whole number", "float": "a number"}
_BOUNDS = {"workers": (0, 1024), "item_seconds": (0.01, 1e6), "item_megabytes": (64, 1 << 20),
           "llm_seconds": (0.1, 3600)}  # fmt: skip
"""Lowest and highest value. A child of less than 64 MB cannot even start."""


def load_settings(path: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in the YAML file ``path``, with ``SOUSVEIL_<NAME>`` from the environment laid over them.

    Raises:
        SousveilError: the file is not YAML, a name is unknown, or a value does not fit.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except OSError as error:
        raise SousveilError(f"{path} cannot be read ({error.strerror}).", "Check your permission.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SousveilError(
            f"{path.name} is not readable YAML: {str(error).splitlines()[0]}.", "Correct it."
        ) from error
    if not isinstance(content, dict):
        raise SousveilError(f"{path.name} should hold names and values, one a line.", "See docs/reference/settings.md.")
    values = dict(content)
    for name in FIELDS:
        stated = (os.environ if environment is None else environment).get(ENVIRONMENT + name.upper())
        if stated is not None:
            values[name] = stated
    return check_settings(values, path.name)


def check_settings(values: Mapping[str, Any], where: str) -> Settings:
    """Settings from plain ``values``, each checked.

    Raises:
        SousveilError: names the setting, what is wrong and what is allowed.
    """
    good: dict[str, Any] = {}
    for name, value in values.items():
        if name not in FIELDS:
            raise SousveilError(f"{where} has an unknown setting {name!r}.", f"Known: {', '.join(FIELDS)}.")
        if value is None:
            continue  # a name with nothing after it: the default
        kind = str(FIELDS[name].type)
        try:
            good[name] = _KINDS[kind](value)
        except (TypeError, ValueError, OverflowError):
            raise SousveilError(
                f"{where}: {name} should be {_KIND_WORDS[kind]}, not {str(value)[:80]!r}.", "Correct it."
            ) from None
        choices = FIELDS[name].metadata["choices"]
        if choices and good[name] not in choices:
            raise SousveilError(f"{where}: {name} is {value!r}.", f"Choose one of {', '.join(map(str, choices))}.")
    for name, (low, high) in _BOUNDS.items():
        if name in good and not low <= good[name] <= high:
            raise SousveilError(f"{where}: {name} is {good[name]}.", f"Choose a number from {low:g} to {high:g}.")
    return Settings(**good)


def dump_settings(settings: Settings) -> str:
    """The YAML of ``settings``, each with its meaning as a comment."""
    lines = ["# The settings of this case. Change a value and run `sousveil build` again.", ""]
    for name, f in FIELDS.items():
        lines.append(f"# {f.metadata['meaning']}")
        value = getattr(settings, name)
        # Unusual characters are written as escapes: YAML takes some of them for the end of a line.
        plain = not isinstance(value, str) or value.isprintable()
        lines.append(yaml.safe_dump({name: value}, allow_unicode=plain, width=1000).strip())
        lines.append("")
    return "\n".join(lines)
