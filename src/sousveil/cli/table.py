"""`sousveil table`: what the columns of a table mean, and whether its numbers hold."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sousveil.claim.tabular.columns import FIELDS, KINDS, SEVERAL, suggest, suggest_kind
from sousveil.errors import SousveilError

from .shared import DONE, case_argument, echo_rows, json_option, plural, safe

if TYPE_CHECKING:
    from sousveil.case.case import Case
    from sousveil.claim.tabular.entries import Entry
    from sousveil.claim.tabular.grid import Cell, Table
    from sousveil.claim.tabular.maps import ColumnMap
    from sousveil.records import Item

EXAMPLES = 3
table_option = click.option("--table", "number", type=click.IntRange(1), help="Which table of the item, from 1.")


@click.group()
def table() -> None:
    """Say what the columns of a table mean, and check its numbers. Each row then becomes a claim."""


@table.command()
@case_argument
@click.argument("item", required=False)
@table_option
@json_option
def show(case: Path, item: str | None, number: int | None, as_json: bool) -> int:
    """Show the tables of ITEM with examples, and suggest what the columns mean. Without ITEM, list the column maps."""
    from sousveil.case.case import Case
    from sousveil.claim.tabular.maps import fitting, load_maps

    with Case.open(case) as opened:
        maps = load_maps(opened.layout.tables)
        if item is None:
            return _show_maps(maps, as_json)
        found, _, tables = _tables(opened, item)
    rows = []
    for one in _chosen(tables, number, found):
        fits = fitting(one, maps)
        rows.append(_table_row(one, fits[0].name if fits else None, fits[1] if fits else None))
    if as_json:
        echo_rows(rows)
        return DONE
    for row in rows:
        _show_table(row, case, found.name)
    return DONE


def _show_maps(maps: Sequence[ColumnMap], as_json: bool) -> int:
    if as_json:
        echo_rows(
            {
                "name": m.name,
                "kind": m.kind,
                "header": list(m.header),
                "columns": {k: list(v) for k, v in m.columns.items()},
                "set": dict(m.constants),
                "value_scale": m.value_scale,
            }
            for m in maps
        )
        return DONE
    for one in maps:
        columns = ", ".join(f"{name} “{safe(' + '.join(heads), 40)}”" for name, heads in one.columns.items())
        click.echo(f"{safe(one.name)} ({one.kind}): {columns}")
    click.echo(
        f"{plural(len(maps), 'column map')}." + ("" if maps else " Make one with `sousveil table map CASE ITEM`.")
    )
    return DONE


def _table_row(one: Table, name: str | None, at: int | None) -> dict[str, Any]:
    from sousveil.claim.tabular.grid import likely_header

    at = at or likely_header(one)
    header = one.rows[at] if at else {}
    below = [row for number, row in one.rows.items() if at and number > at]
    columns = []
    for column, cell in sorted(header.items()):
        examples = list(dict.fromkeys(row[column].words for row in below[:400] if column in row))[:EXAMPLES]
        filled = sum(column in row for row in below)
        columns.append({"column": column, "heading": cell.words, "filled": filled, "examples": examples})
    headings = {column: cell.words for column, cell in header.items()}
    fields = suggest(headings)
    return {
        "table": one.number,
        "rows": len(below) if at else len(one.rows),
        "header_row": at,
        "map": name,
        "columns": columns,
        "suggested": {field: [headings[column] for column in held] for field, held in fields.items()},
        "kind": suggest_kind(fields, headings),
    }


def _show_table(row: dict[str, Any], case: Path, name: str) -> None:
    click.echo(
        f"Table {row['table']}: {plural(row['rows'], 'row')}"
        + (
            f" below the header in row {row['header_row']}."
            if row["header_row"]
            else ". No row looks like a header; name it with --header-row."
        )
    )
    suggested = {heading: field for field, held in row["suggested"].items() for heading in held}
    for column in row["columns"]:
        means = f"  ← {suggested[column['heading']]}?" if column["heading"] in suggested and row["map"] is None else ""
        examples = " | ".join(safe(words, 30) for words in column["examples"])
        click.echo(f"  {column['column']:>3}  {safe(column['heading'], 40):<40} {examples}{means}")
    if row["map"]:
        click.echo(f"  The column map {safe(row['map'])} applies to it.")
    elif row["suggested"]:
        options = " ".join(
            f"--{field} {shlex.quote(heading)}" for field, held in row["suggested"].items() for heading in held
        )
        which = f" --table {row['table']}" if row["table"] > 1 else ""
        click.echo("  Suggested, from the headings alone; check every column:")
        command = (
            f"sousveil table map {shlex.quote(str(case))} {shlex.quote(name)}{which} --kind {row['kind']} {options}"
        )
        click.echo(f"    {safe(command)}")
    click.echo("")


def _field_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for name, meaning in reversed(list(FIELDS.items())):
        several = name in SEVERAL
        more = f" Several times, {SEVERAL[name]}." if several else ""
        option = click.option(
            f"--{name}", f"column_{name}", multiple=several, metavar="HEADING", help=f"The column with {meaning}.{more}"
        )
        function = option(function)
    return function


@table.command("map")
@case_argument
@click.argument("item")
@table_option
@click.option("--kind", required=True, type=click.Choice(list(KINDS)), help="What the table lists.")
@_field_options
@click.option(
    "--set", "constants", multiple=True, metavar="FIELD=VALUE", help="What holds for every row, as flow=export."
)
@click.option(
    "--value-scale", type=float, help="What values are given in: 1000 for thousands (default: as the heading says)."
)
@click.option("--quantity-scale", type=float, help="The same for quantities.")
@click.option(
    "--decimal", type=click.Choice([".", ","]), help="The mark before decimals (default: as the numbers show)."
)
@click.option("--header-row", type=click.IntRange(1, 10), help="The row with the headings, where it is not plain.")
@click.option("--name", help="What to call the map (default: the item's name).")
@click.option("--replace", is_flag=True, help="Write over the map of that name.")
def map_(
    case: Path,
    item: str,
    number: int | None,
    kind: str,
    constants: tuple[str, ...],
    value_scale: float | None,
    quantity_scale: float | None,
    decimal: str | None,
    header_row: int | None,
    name: str | None,
    replace: bool,
    **columns: Any,
) -> int:
    """Keep what the columns of a table in ITEM mean. It holds for every table of CASE with the same header."""
    from sousveil.case.case import Case
    from sousveil.case.disk import write_atomically
    from sousveil.claim.tabular.grid import name_of
    from sousveil.claim.tabular.maps import check_map, dump_map, load_maps, locate

    given = {key.removeprefix("column_"): value for key, value in columns.items() if value}
    headings = {key: list(value) if isinstance(value, tuple) else [value] for key, value in given.items()}
    if not headings:
        raise SousveilError(
            "No column was named.", f"See `sousveil table show {case} {item}` for the columns and a suggestion."
        )
    with Case.open(case) as opened, opened.exclusive("table map"):
        found, _, tables = _tables(opened, item)
        chosen, at = _find_header(_chosen(tables, number, found), headings, header_row, found)
        header = chosen.rows[at]
        placed = locate(headings, header, found.name)
        known = _known(chosen, at, header, placed, value_scale, quantity_scale, decimal)
        file = re.sub(r"[^\w-]+", "-", name or Path(found.name).stem).strip("-")[:60] or "table"
        one = check_map(
            file,
            {
                "kind": kind,
                "header": [name_of(cell.words) for _, cell in sorted(header.items())],
                "columns": headings,
                "set": _constants(constants),
                **known,
            },
            f"{file}.yaml",
        )
        target = opened.layout.tables / f"{file}.yaml"
        if target.exists() and not replace:
            raise SousveilError(f"There is a column map {file} already.", "Add --replace, or choose another --name.")
        twin = next(
            (m.name for m in load_maps(opened.layout.tables) if m.header == one.header and m.name != file), None
        )
        if twin:
            raise SousveilError(
                f"The column map {twin} is for the same header.", f"Change that one: add --name {twin} --replace."
            )
        write_atomically(target, dump_map(one).encode("utf-8"))
        _foretell(one, chosen, at, placed, known)
        same = sum(1 for other in tables for _, row in other.head() if one.place(row) is not None)
    click.echo(
        f"Kept as tables/{file}.yaml; it fits {plural(same, 'table')} of it. Run `sousveil build` for the claims."
    )
    return DONE


def _constants(pairs: Sequence[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or not value.strip():
            raise SousveilError(f"--set {pair!r} is no FIELD=VALUE.", "For example --set currency=USD.")
        found[key.strip()] = value.strip()
    return found


def _known(
    chosen: Table,
    at: int,
    header: Mapping[int, Cell],
    placed: Mapping[str, tuple[int, ...]],
    value_scale: float | None,
    quantity_scale: float | None,
    decimal: str | None,
) -> dict[str, Any]:
    """Scales and decimal mark: as given, else as headings and numbers show."""
    from sousveil.claim.tabular.values import decimal_mark, scale_in

    numeric = [c for name in ("value", "quantity") for c in placed.get(name, ())]
    cells = [row[c].words for number, row in chosen.rows.items() if number > at for c in numeric if c in row]

    def scale(name: str, stated: float | None) -> float:
        heads = [header[c].words for c in placed.get(name, ()) if c in header]
        return stated if stated is not None else scale_in(heads[0]) if heads else 1.0

    return {
        "value_scale": scale("value", value_scale),
        "quantity_scale": scale("quantity", quantity_scale),
        "decimal": decimal or decimal_mark(cells),
    }


def _foretell(
    one: ColumnMap, chosen: Table, at: int, placed: Mapping[str, tuple[int, ...]], known: Mapping[str, Any]
) -> None:
    """Shows how the first rows are read, so that a wrong column is seen before a build."""
    from sousveil.claim.tabular.check import number as shown
    from sousveil.claim.tabular.entries import entries_of

    if known["value_scale"] != 1:
        click.echo(f"Values are taken {known['value_scale']:,.10g} times what the cells say, as the heading tells.")
    if known["decimal"] == ",":
        click.echo("A comma is taken for the mark before decimals.")
    entries = list(entries_of(chosen, at, one, placed))
    for entry in entries[:EXAMPLES]:
        parts = [
            f"{name}: {safe(cell.words, 40)}" for name, cell in entry.cells.items() if name not in ("value", "quantity")
        ]
        parts += [
            f"{name}: {shown(amount)}"
            for name, amount in (("quantity", entry.quantity), ("value", entry.value))
            if amount is not None
        ]
        click.echo(f"  row {entry.row}: " + ("a total" if entry.total else "; ".join(parts)))
    if one.kind == "trade" and "flow" not in placed and "flow" not in one.constants:
        click.echo(
            "The flow is not told, so no country is made seller or buyer and no place is set. "
            "Add --flow HEADING, or --set flow=export with --set reporter=COUNTRY."
        )
    if unread := sum(bool(entry.unreadable) for entry in entries):
        click.echo(
            f"{plural(unread, 'row')} with a number or a year that could not be read; see `sousveil table check`."
        )


@table.command()
@case_argument
@click.argument("item")
@table_option
@click.option(
    "--plot", type=click.Path(path_type=Path, dir_okay=False), help="Draw the check as an SVG picture in this file."
)
@json_option
def check(case: Path, item: str, number: int | None, plot: Path | None, as_json: bool) -> int:
    """Check the mapped tables of ITEM: sums, gaps, duplicates, totals that do not add up, jumps of unit values."""
    from sousveil.case.case import Case
    from sousveil.case.disk import write_atomically
    from sousveil.claim.tabular import check as checking
    from sousveil.claim.tabular.entries import entries_of
    from sousveil.claim.tabular.maps import fitting, load_maps
    from sousveil.claim.tabular.plot import plot as drawn
    from sousveil.records.serialise import to_plain

    with Case.open(case) as opened:
        found, _, tables = _tables(opened, item)
        maps = load_maps(opened.layout.tables)
    done = 0
    for one in _chosen(tables, number, found):
        fits = fitting(one, maps)
        if fits is None:
            continue
        entries: list[Entry] = list(entries_of(one, fits[1], fits[0], fits[2]))
        result = checking.check(entries)
        done += 1
        if as_json:
            echo_rows(
                [
                    {
                        "table": one.number,
                        "map": fits[0].name,
                        **{name: to_plain(value) for name, value in vars(result).items() if name != "points"},
                    }
                ]
            )
        else:
            click.echo(f"Table {one.number} of {safe(found.name, 60)}, read by the column map {safe(fits[0].name)}:")
            _show_check(result)
        if plot is not None:
            target = plot if done == 1 else plot.with_stem(f"{plot.stem}-{done}")
            write_atomically(target.resolve(), drawn(result, f"{safe(found.name, 70)}, table {one.number}").encode())
            if not as_json:
                click.echo(f"The picture is {target}.\n")
    if not done:
        raise SousveilError(
            f"No column map fits a table of {found.name}.", f"Make one: `sousveil table show {case} {item}`."
        )
    return DONE


def _show_check(result: Any) -> None:
    from sousveil.claim.tabular.check import number as shown

    click.echo(f"  {plural(result.rows, 'row')}, {plural(result.totals, 'row')} of totals left out of every sum.")
    if result.general:
        click.echo(
            f"  {plural(result.general, 'row')} under dual-use codes: general trade, not counted as surveillance."
        )
    for title, sums in (("year", result.years), ("partner or seller", result.partners)):
        if sums:
            click.echo(f"  By {title}:")
        for one in sums[:60]:
            money = [f"{shown(v)}{f' {unit}' if unit else ''}" for unit, v in one.value.items()]
            counts = [f"{shown(v)}{f' {unit}' if unit else ' units'}" for unit, v in one.quantity.items()]
            told = f"value {' + '.join(money) or 'none'}" + (f"; quantity {' + '.join(counts)}" if counts else "")
            click.echo(f"    {safe(one.name, 40):<40} {plural(one.rows, 'row'):>10}   {told}")
        if len(sums) > 60:
            click.echo(f"    and {len(sums) - 60} more (see --json).")
    for remark in result.remarks[:100]:
        click.echo(f"  ! {safe(remark.sentence)}")
    if len(result.remarks) > 100:
        click.echo(f"  and {len(result.remarks) - 100} more remarks (see --json).")
    if not result.remarks:
        click.echo("  Nothing stood out. That does not make the numbers right.")
    click.echo("")


def _tables(opened: Case, name: str) -> tuple[Item, str, list[Table]]:
    """The item called ``name``, its text and its tables.

    Raises:
        SousveilError: there is no such item, it was not read yet, or it has no table.
    """
    from sousveil.case.remove import find_item
    from sousveil.claim.tabular.grid import tables_of
    from sousveil.records import Passage, Text

    found = find_item(opened, name)
    text = opened.get(Text, found.id)
    if text is None:
        raise SousveilError(f"{found.name} has not been read yet.", "Run `sousveil build` first.")
    passages = sorted(opened.read(Passage, item=found.id), key=lambda p: p.ordinal)
    tables = [one for one in tables_of(text.text, passages) if len(one.rows) > 1]
    if not tables:
        raise SousveilError(
            f"{found.name} has no table with rows and columns.",
            "Tables are read from CSV, XLSX, HTML, Word and ODT files; not from PDF or pictures.",
        )
    return found, text.text, tables


def _chosen(tables: list[Table], number: int | None, found: Item) -> list[Table]:
    if number is None:
        return tables
    chosen = [one for one in tables if one.number == number]
    if not chosen:
        raise SousveilError(
            f"{found.name} has no table {number}.", f"It has: {', '.join(str(t.number) for t in tables)}."
        )
    return chosen


def _find_header(
    tables: list[Table], headings: Mapping[str, Sequence[str]], row: int | None, found: Item
) -> tuple[Table, int]:
    """The first table, and the row of it, that has every heading named."""
    from sousveil.claim.tabular.grid import likely_header
    from sousveil.claim.tabular.maps import locate

    fault: SousveilError | None = None
    for one in tables:
        likely = likely_header(one)
        rows = [row] if row else [*([likely] if likely else []), *(n for n, _ in one.head() if n != likely)]
        for at in rows:
            if at not in one.rows:
                continue
            try:
                locate(headings, one.rows[at], found.name)
            except SousveilError as error:
                fault = fault or error
            else:
                return one, at
    raise fault or SousveilError(f"{found.name} has no row {row}.", "Look at its tables with `sousveil table show`.")
