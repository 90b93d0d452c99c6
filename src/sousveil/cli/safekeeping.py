"""`sousveil backup`, `restore`, `remove` and `merge`."""

from __future__ import annotations

from pathlib import Path

import click

from .shared import DONE, by_option, case_argument, plural, safe


@click.command()
@case_argument
@click.argument("file", type=click.Path(path_type=Path))
def backup(case: Path, file: Path) -> int:
    """Write all of CASE into one FILE (tar). Nothing in it is encrypted."""
    from sousveil.case.backup import backup as write
    from sousveil.case.case import Case

    with Case.open(case) as opened, opened.exclusive("backup"):
        done = write(opened, file)
    click.echo(f"Wrote {plural(done.files, 'file')} ({done.size / 1e6:,.1f} MB) to {file}.")
    click.echo(f"Custody head inside: {plural(done.head[0], 'entry', 'entries')}, root {done.head[1]}")
    click.echo("The backup is not encrypted: keep it as safe as the case.")
    return DONE


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("case", type=click.Path(path_type=Path))
def restore(file: Path, case: Path) -> int:
    """Put the backup FILE back as the new folder CASE, checking every byte."""
    from sousveil.case.backup import restore as put_back

    done = put_back(file, case)
    click.echo(f"Restored {plural(done.files, 'file')} to {case}; every original and the custody log hold.")
    return DONE


@click.command()
@case_argument
@click.argument("items", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why; it is logged, so do not name what must be forgotten.")
@by_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(case: Path, items: tuple[str, ...], reason: str, by: str | None, yes: bool) -> int:
    """Remove ITEMS (names or ids) from CASE with everything drawn from them. This cannot be undone."""
    from sousveil.case.case import Case
    from sousveil.case.remove import find_item
    from sousveil.case.remove import remove as take_away
    from sousveil.collect.intake import SIDECAR_TYPE
    from sousveil.records import Item
    from sousveil.workflow import who

    with Case.open(case) as opened, opened.exclusive("remove"):
        for name in items:
            item = find_item(opened, name)
            click.echo(f"{item.id[:12]}  {safe(item.name)}")
        if not yes:
            click.confirm("Remove this, with everything drawn from it?", abort=True)
        done = take_away(opened, items, reason, by or who())
        gone = {item.id for item in done.items}
        tables = sorted({i.name for i in opened.read(Item) if i.media_type == SIDECAR_TYPE})
        around = sorted({i.name for i in opened.read(Item) if i.id in {d.container for d in done.items} - gone})
    click.echo(
        f"Removed {plural(len(done.items), 'item')}, {plural(done.claims, 'claim')} and "
        f"{plural(done.judgements, 'judgement')}; {plural(done.entries, 'custody entry', 'custody entries')} emptied."
    )
    for name in around:
        click.echo(f"! {safe(name)} was kept and still holds it inside; remove that too if it must be gone.")
    if tables:
        click.echo(f"! What was stated about it may still stand in {', '.join(map(safe, tables))}.")
    click.echo("Backups and merged copies made earlier still hold it.")
    if done.releases:
        click.echo(f"{plural(len(done.releases), 'earlier release')} may contain it; sousveil cannot reach those.")
    click.echo(f"Next: sousveil build {case}")
    return DONE


@click.command()
@case_argument
@click.argument("other", type=click.Path(path_type=Path, file_okay=False))
@by_option
def merge(case: Path, other: Path, by: str | None) -> int:
    """Take into CASE what OTHER, another copy of the same case, has and it has not. OTHER is not changed."""
    from sousveil.case.case import Case
    from sousveil.case.merge import merge as unite
    from sousveil.workflow import who

    with Case.open(other) as there, Case.open(case) as opened, opened.exclusive("merge"):
        done = unite(opened, there, by or who())
    click.echo(
        f"Took {plural(done.items, 'item')}, {plural(done.collections, 'collection record')}, "
        f"{plural(done.judgements, 'judgement')} and {plural(done.searched, 'look')}."
    )
    if done.removed_here:
        click.echo(f"{plural(done.removed_here, 'item')} that this copy had removed stayed out.")
    if done.removed_there:
        click.echo("Removed here too, because the other copy removed it: " + ", ".join(map(safe, done.removed_there)))
    for conflict in done.conflicts:
        click.echo(f"! {safe(conflict)}")
    click.echo(f"Next: sousveil build {case}")
    return DONE
