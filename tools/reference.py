"""Writes docs/reference from the program itself: commands, settings, steps, records and vocabulary.

``./dev docs`` writes the pages; ``--check`` writes nothing and exits 1 when a page is not what it would write.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from sousveil import records
from sousveil.case.vocabulary.load import Entry, PlaceEntry, load_vocabulary
from sousveil.cli.main import cli as program
from sousveil.settings import ENVIRONMENT, FIELDS
from sousveil.steps import STEPS

sys.path.insert(0, str(Path(__file__).resolve().parent))
import field_meanings

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- Written by ./dev docs from the program. Change the program, not this page. -->"


def cell(text: object) -> str:
    """``text`` as one cell of a Markdown table."""
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A Markdown table, one line a row."""
    heads = list(heads)
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return lines + ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]


def prose(text: str | None) -> list[str]:
    """A docstring as Markdown: paragraphs kept, double backticks made single."""
    return inspect.cleandoc(text or "").replace("\b", "").replace("``", "`").splitlines()


def page(title: str, *parts: Iterable[str]) -> str:
    """A whole page."""
    lines = [f"# {title}", "", NOTE, ""]
    for part in parts:
        lines += [*part, ""]
    return "\n".join(lines).rstrip() + "\n"


def commands() -> str:
    """docs/reference/commands.md: every command with its arguments and options, as click knows them."""
    parts: list[list[str]] = [
        ["Exit codes: 0 done, 1 done with failures that are listed, 2 could not run.", "",
         "Every listing command takes `--json` and prints [one JSON object a line](json.md)."],
    ]  # fmt: skip
    for words, command in walk(program, ("sousveil",)):
        context = click.Context(command, info_name=" ".join(words))
        usage = " ".join([*words, *command.collect_usage_pieces(context)])
        part = [f"## {' '.join(words)}", "", *prose(command.help), "", "```text", usage, "```"]
        found = (param.get_help_record(context) for param in command.params)
        rows = [record for record in found if record is not None and record[1]]
        if rows:
            part += ["", *table(("option", "meaning"), ((f"`{name}`", meaning) for name, meaning in rows))]
        parts.append(part)
    return page("Commands", *parts)


def walk(command: click.Command, words: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], click.Command]]:
    """Every command below ``command`` with the words that call it, in the order of the help page."""
    if not isinstance(command, click.Group):
        yield words, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None, f"{name} is listed and does not exist"
        yield from walk(below, (*words, name))


def settings() -> str:
    """docs/reference/settings.md: every setting of a case."""
    intro = [
        "The settings of a case stand in its `case.yaml`, one a line.",
        f"A variable `{ENVIRONMENT}NAME` of the environment (the name in capitals) goes before the file.",
    ]
    rows = []
    for name, field in FIELDS.items():
        choices = ", ".join(f"`{choice}`" for choice in field.metadata["choices"]) or "any"
        default = f"`{field.default}`" if field.default != "" else "empty"
        rows.append((f"`{name}`", field.type, default, choices, field.metadata["meaning"]))
    return page("Settings", intro, table(("setting", "type", "default", "values", "meaning"), rows))


def steps() -> str:
    """docs/reference/steps.md: every step of a build, in the order in which they run."""
    intro = [
        "A build runs these steps in this order. Each takes records and gives records; a later step never changes what",
        "an earlier one gave. A step runs again for an item when its version, its settings or its input changed.",
    ]
    parts = [intro]
    for step in STEPS:
        takes, gives = (", ".join(kind.__name__ for kind in kinds) or "nothing" for kinds in (step.takes, step.gives))
        facts: list[tuple[str, object]] = [
            ("version", step.version), ("runs", "once for each item" if step.scope == "item" else "once for the case"),
            ("takes", takes + (", and the original's bytes" if step.original else "")), ("gives", gives),
            ("isolation", ISOLATION[step.isolation]),
        ]  # fmt: skip
        if step.isolation != "none":
            facts.append(("bounds", f"{step.seconds:g} s and {step.megabytes} MB an item"))
        if step.needs:
            facts.append(("does more with", ", ".join(step.needs)))
        if step.settings:
            facts.append(("settings", ", ".join(f"`{name}`" for name in step.settings)))
        parts.append([f"## {step.name}", "", *prose(step.load().__doc__), "", *table(("", ""), facts)])
    return page("Steps", *parts)


ISOLATION = {
    "item": "each item in a process of its own",
    "batch": "many items in one process apart, singled out when it dies",
    "none": "in the program itself",
}


def record_types() -> str:
    """docs/reference/records.md: every record type with its fields."""
    parts: list[list[str]] = [prose(records.__doc__)]
    for name in sorted(records.__all__):
        kind = getattr(records, name)
        rows = [
            (f"`{field.name}`", f"`{field.type}`", default_of(field), meaning(kind, field.name))
            for field in dataclasses.fields(kind)
        ]
        heads = ("field", "type", "default", "meaning")
        parts.append([f"## {name}", "", *prose(kind.__doc__), "", *table(heads, rows)])
    parts.append(["## Closed lists", "", *table(("list", "values"), closed_lists())])
    return page("Records", *parts)


def meaning(kind: type, field: str) -> str:
    """What a record's field means, or that the docstring above the table says it; one of the two has to."""
    known = field_meanings.RECORDS.get(kind.__name__, {}).get(field)
    if known is None and not re.search(rf"\b{field.replace('_', '[ _]')}\b", kind.__doc__ or ""):
        raise AssertionError(f"{kind.__name__}.{field} is explained neither in its docstring nor in field_meanings.py")
    return known or "see above"


def default_of(field: dataclasses.Field[Any]) -> str:
    """The default of a record's field, in words."""
    if field.default is not dataclasses.MISSING:
        return f"`{field.default!r}`"
    return "required" if field.default_factory is dataclasses.MISSING else "empty"


def closed_lists() -> Iterable[tuple[str, str]]:
    """The constants of the records' modules that list the only values a field may have."""
    for name in ("claim", "finding", "judgement", "lineage"):
        module = getattr(records, name)
        for constant, values in sorted(vars(module).items()):
            if constant.isupper() and isinstance(values, tuple):
                yield f"`{name}.{constant}`", ", ".join(f"`{value}`" for value in values)


def vocabulary() -> str:
    """docs/reference/vocabulary.md: every technology, condition, status and place."""
    held = load_vocabulary()
    intro = [
        "The words that sousveil looks for, with what each entry means. A case may add its own entries, or replace",
        "one, in `*.yaml` files in its `vocabulary` folder.",
    ]
    parts: list[list[str]] = [intro]
    groups = (
        ("Technologies", [e for e in held.technologies.values() if e.kind != "condition"]),
        ("Conditions that limit them", [e for e in held.technologies.values() if e.kind == "condition"]),
        ("Statuses", list(held.statuses.values())),
    )
    for title, entries in groups:
        parts.append([f"## {title}"])
        parts += [entry_lines(entry) for entry in entries]
    rows = [place_row(place) for place in held.places.values()]
    parts.append(["## Places", "", *table(("id", "name", "kind", "country", "within", "names", "adjectives"), rows)])
    return page("Vocabulary", *parts)


def entry_lines(entry: Entry) -> list[str]:
    """One entry of the vocabulary."""
    label = " · ".join([entry.label, *(text for language, text in entry.labels.items() if language != "en")])
    lines = [f"### {entry.id}", "", f"**{label}**. {entry.definition}"]
    if entry.broader:
        lines.append(f"Wider: [{entry.broader}](#{entry.broader}).")
    for heading, held in (("terms", entry.terms), ("terms that need a further word", entry.context),
                          ("the further words", entry.needs)):  # fmt: skip
        for language, terms in held.items():
            lines += ["", f"- {heading}, {language}: {', '.join(terms)}"]
    return [line for i, line in enumerate(lines) if line or not lines[i - 1].startswith("- ")]


def place_row(place: PlaceEntry) -> tuple[object, ...]:
    """One place as a row."""
    return (f"`{place.id}`", place.name, place.kind, place.country or "", place.within or "",
            spelled(place.names), spelled(place.demonyms))  # fmt: skip


def spelled(names: Mapping[str, tuple[str, ...]]) -> str:
    """Spellings by language in one cell."""
    return "; ".join(f"{language}: {', '.join(words)}" for language, words in names.items())


def json_rows() -> str:
    """docs/reference/json.md: the fields that listing commands print, each with its meaning."""
    intro = [
        "Every listing command takes `--json` and prints one JSON object a line, in UTF-8, its fields in this order.",
        "A field without a value is `null` or empty; it is never left out. The data files of a release have the same",
        "fields, without the names of people.",
    ]
    parts = [intro]
    for command, (fields, meanings) in field_meanings.ROWS.items():
        unknown = set(fields) ^ set(meanings)
        assert not unknown, f"tools/field_meanings.py and the rows of sousveil {command} differ in {sorted(unknown)}"
        heading = [f"## sousveil {command}", ""]
        parts.append([*heading, *table(("field", "meaning"), ((f"`{name}`", meanings[name]) for name in fields))])
    return page("What --json prints", *parts)


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands, "json.md": json_rows, "settings.md": settings, "steps.md": steps,
    "records.md": record_types, "vocabulary.md": vocabulary,
}  # fmt: skip


def stale() -> list[str]:
    """The names of the pages that are not what the program would write now."""
    found = []
    for name, make in PAGES.items():
        path = REFERENCE / name
        if not path.is_file() or path.read_text(encoding="utf-8") != make():
            found.append(name)
    return found


def main(arguments: list[str]) -> int:
    """Writes the pages, or with ``--check`` compares them."""
    if arguments == ["--check"]:
        old = stale()
        if old:
            print(f"docs/reference is not fresh ({', '.join(old)}). Run: ./dev docs")
        return 1 if old else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(make(), encoding="utf-8")
    print(f"Wrote {len(PAGES)} pages to docs/reference.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
