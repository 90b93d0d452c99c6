"""`sousveil vocabulary`: listing it, and what a file of one's own would change before it is accepted."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from sousveil.errors import SousveilError

from .shared import DONE, WITH_FAILURES, by_option, case_argument, echo_rows, json_option, plural, safe

LIST = "list"


class _ListByDefault(click.Group):
    """`sousveil vocabulary [CASE]` lists, as it did before there were other things to do."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [LIST, *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ListByDefault)
def vocabulary() -> None:
    """List the vocabulary, or try and accept a file of your own. `sousveil vocabulary CASE` lists."""


@vocabulary.command(LIST)
@click.argument("case", required=False, type=click.Path(path_type=Path, file_okay=False))
@json_option
def listed(case: Path | None, as_json: bool) -> int:
    """List the technologies, conditions and statuses, with the words that CASE adds."""
    from sousveil.case.layout import Layout
    from sousveil.case.vocabulary import load_vocabulary
    from sousveil.records.serialise import to_plain

    words = load_vocabulary(Layout(case).vocabulary if case else None)
    entries = [*words.technologies.values(), *words.statuses.values()]
    if as_json:
        echo_rows(to_plain(entry) for entry in entries)
        return DONE
    for entry in entries:
        click.echo(f"{entry.id} ({entry.kind}): {safe(entry.label)}\n    {safe(entry.definition)}")
    click.echo(f"\n{len(entries)} entries, {len(words.places)} places.")
    return DONE


file_argument = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@vocabulary.command("preview")
@case_argument
@file_argument
@click.option("--all", "every", is_flag=True, help="Also list the sentences in which nothing changes.")
@json_option
def preview_command(case: Path, file: Path, every: bool, as_json: bool) -> int:
    """Show what the vocabulary FILE would change in CASE. Nothing is stored.

    Every sentence in which its words stand, with what becomes of it; which of its examples fail; which entries share
    words with it; and ideas for terms. Ends with 1 when an example fails.
    """
    from sousveil.case.case import Case

    with Case.open(case) as opened:
        found = _preview(opened, file)
    failing = [example for example in found.examples if example.fails]
    if as_json:
        echo_rows(preview_rows(found))
        return WITH_FAILURES if failing else DONE
    click.echo(f"New or changed entries: {', '.join(found.entries) or 'none'}.")
    for fault in found.faults:
        click.echo(f"  ! {safe(fault)}")
    _show_examples(found)
    _show_matches(found, every)
    for overlap in found.overlaps:
        one, two = f"{overlap.entry} “{safe(overlap.term)}”", f"{overlap.other} “{safe(overlap.other_term)}”"
        click.echo(f"Shares words: {one} with {two}.")
    for idea in found.ideas:
        click.echo(
            f"Idea for a term of {idea.entry}: “{safe(idea.words)}”"
            f" (in {idea.examples} of {idea.of} examples, in {plural(idea.case, 'document')} of the case)."
        )
    click.echo(f"To accept it: sousveil vocabulary accept {case} {file}")
    return WITH_FAILURES if failing else DONE


def _show_examples(found: Any) -> None:
    for example in found.examples:
        if example.fails:
            what = "should match and does not" if example.wanted else "should not match and does"
            click.echo(f"  ✗ {example.entry}: {what}: “{safe(example.sentence, 200)}”")
        elif example.wanted and not example.drawn:
            click.echo(f"  · {example.entry}: matches, but alone gives no claim: “{safe(example.sentence, 200)}”")
    failing = sum(1 for example in found.examples if example.fails)
    if found.examples:
        click.echo(f"Examples: {len(found.examples) - failing} of {len(found.examples)} as they should be.")
    else:
        click.echo("No examples: write some, `examples:` that should match and `not:` that should not.")


def _show_matches(found: Any, every: bool) -> None:
    counts: dict[str, int] = {}
    for match in (*found.matches, *found.elsewhere):
        counts[match.outcome] = counts.get(match.outcome, 0) + 1
        if match.outcome == "no change" and not every:
            continue
        name = match.entry or "elsewhere"
        click.echo(f"\n{match.outcome} ({name})  {safe(match.item_name, 60)}, {match.start}-{match.end}")
        click.echo(f"    “{_highlighted(match)}”")
        for one in match.before:
            if one not in match.after:
                click.echo(f"    - {safe(one)}")
        for one in match.after:
            if one not in match.before:
                click.echo(f"    + {safe(one)}")
        if match.reason:
            click.echo(f"    {safe(match.reason)}")
    told = ", ".join(f"{counts[name]:,} {name}" for name in sorted(counts))
    click.echo(
        f"\nIts words stand in {plural(len(found.matches), 'sentence')}, in {found.touched:,} of"
        f" {plural(found.documents, 'document')}: {told or 'nothing changes'}."
    )
    if counts.get("no change") and not every:
        click.echo("With --all, sentences in which nothing changes are listed too, each with why.")


def _highlighted(match: Any) -> str:
    parts, last = [], match.start
    for start, end in sorted(set(match.terms)):
        if start >= last:
            before = match.sentence[last - match.start : start - match.start]
            parts.append(f"{safe(before)} " if before[-1:].isspace() else safe(before))
            parts.append(f"[{safe(match.sentence[start - match.start : end - match.start])}]")
            last = end
    rest = match.sentence[last - match.start :]
    return "".join([*parts, " " if parts and rest[:1].isspace() else "", safe(rest)])


def preview_rows(found: Any) -> Iterator[dict[str, Any]]:
    """The preview as JSON values: a row for each match, example, overlap and idea, ``row`` saying which."""
    from sousveil.records.serialise import to_plain

    for match in (*found.matches, *found.elsewhere):
        yield {"row": "match", **to_plain(match)}
    for example in found.examples:
        yield {"row": "example", **to_plain(example), "fails": example.fails}
    for overlap in found.overlaps:
        yield {"row": "overlap", **to_plain(overlap)}
    for idea in found.ideas:
        yield {"row": "idea", **to_plain(idea)}


@vocabulary.command("accept")
@case_argument
@file_argument
@click.option("--replace", "replacing", is_flag=True, help="Take the place of the case's own file of the same name.")
@by_option
def accept(case: Path, file: Path, replacing: bool, by: str | None) -> int:
    """Put the vocabulary FILE into CASE and enter that in the custody log.

    The next build works again on the documents alone on which the new words can bear.
    """
    from sousveil.case.case import Case
    from sousveil.case.database import writing
    from sousveil.case.disk import write_atomically
    from sousveil.records.ids import sha256_hex
    from sousveil.workflow import who

    with Case.open(case) as opened, opened.exclusive("vocabulary accept"):
        with _tried(opened, file):
            pass
        data = file.read_bytes()
        target = opened.layout.vocabulary / file.name
        if target.exists() and target.read_bytes() == data:
            click.echo(f"The case has {file.name} already.")
            return DONE
        if target.exists() and not replacing:
            raise SousveilError(f"The case has another {file.name}.", "Give the file another name, or say --replace.")
        opened.layout.vocabulary.mkdir(exist_ok=True)
        with writing(opened.database) as connection:
            body = {"file": file.name, "sha256": sha256_hex(data), "by": by or who()}
            opened.custody.append(connection, "vocabulary", None, body)
        write_atomically(target, data)
    click.echo(f"Accepted: {file.name}. `sousveil build {case}` works on what it touches.")
    return DONE


@contextmanager
def _tried(case: Any, file: Path) -> Iterator[str]:
    """A folder with the case's vocabulary and FILE in it, that can be read."""
    from sousveil.case.vocabulary import load_vocabulary

    if not file.is_file():
        raise SousveilError(f"There is no file {file}.", "Name a vocabulary file in YAML.")
    if file.suffix != ".yaml":
        raise SousveilError(f"{file.name} does not end in .yaml.", "Give it a name that does; others are not read.")
    with tempfile.TemporaryDirectory(prefix="sousveil-") as folder:
        for path in sorted(case.layout.vocabulary.glob("*.yaml")):
            shutil.copyfile(path, Path(folder) / path.name)
        shutil.copyfile(file, Path(folder) / file.name)
        load_vocabulary(folder)
        yield folder


def _preview(case: Any, file: Path) -> Any:
    from sousveil.claim.preview import preview
    from sousveil.records import Collection, Document, Item, Passage, Text
    from sousveil.run.step import Work
    from sousveil.workflow import step_settings

    values, _ = step_settings(case)

    def works() -> Iterator[Work]:
        for item in case.read(Item):
            text = case.get(Text, item.id)
            if text is None:
                continue
            records = {
                Text: [text], Document: list(case.read(Document, item=item.id)),
                Passage: list(case.read(Passage, item=item.id)),
            }  # fmt: skip
            yield Work(item, tuple(case.read(Collection, item=item.id)), records, None, values)

    with _tried(case, file) as folder:
        return preview(works(), values["vocabulary"], folder)
