"""Removing an item that was added by mistake, with everything drawn from it.

What stays: the commitments of the custody entries that named it, empty, and a new entry that says how many items were
removed and why. What was computed over the whole case (lineage, findings) is cleared too and made again by the next
build, so that no count or sentence still rests on what is gone.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, insert, select, update

from sousveil.errors import SousveilError
from sousveil.records import Claim, Collection, Failure, Item, Judgement, Passage, Release, Searched, Sentence, Text
from sousveil.records.serialise import to_plain

from . import ledger, search
from .case import UNFINISHED, Case
from .database import reading, writing
from .ledger import CASE_UNIT
from .memos import forget_memos
from .tables import RECORDS, erasures, meta, salts

PEOPLE_OWN = (Searched, Release)
OUR_PAGES = b'<meta name="generator" content="sousveil">'
"""What the report's pages say of themselves; anything else in that place is the researcher's own."""


@dataclass(frozen=True)
class Removal:
    """What a removal took away. items: with their names; claims, judgements: how many. entries: custody entries
    emptied. releases: earlier releases that may contain it and are out of this program's reach."""

    items: tuple[Item, ...]
    claims: int
    judgements: int
    entries: int
    releases: tuple[str, ...]


def find_item(case: Case, wanted: str) -> Item:
    """The item whose id begins with ``wanted`` (at least 6 characters) or whose name is ``wanted``.

    Raises:
        SousveilError: there is none, or more than one.
    """
    found = [
        item
        for item in case.read(Item)
        if item.name == wanted or item.id == wanted or (len(wanted) >= 6 and item.id.startswith(wanted.lower()))
    ]
    if not found:
        named = {c.item for c in case.read(Collection) if c.name == wanted}
        found = [item for item in case.read(Item) if item.id in named]
    if not found:
        raise SousveilError(f"There is no item {wanted!r} in this case.", "See `sousveil status CASE --items`.")
    if len(found) > 1:
        listed = ", ".join(f"{item.name} ({item.id[:12]})" for item in found[:5])
        raise SousveilError(f"{wanted!r} names {len(found)} items: {listed}.", "Give the id of the one you mean.")
    return found[0]


def remove(case: Case, wanted: Sequence[str], reason: str, by: str) -> Removal:
    """Removes items, what was unpacked from them and nothing else has brought in, and all that was drawn from them.

    Raises:
        SousveilError: an item is not there.
    """
    chosen = {find_item(case, name).id for name in wanted}
    stated = _stated(case)
    grown = True
    while grown:
        inside = {
            item for item, held in stated.items() if item not in chosen and all(c.container in chosen for c in held)
        }
        grown = bool(inside)
        chosen |= inside
    return remove_ids(case, chosen, reason, by)


def _stated(case: Case) -> dict[str, list[Collection]]:
    stated: dict[str, list[Collection]] = {}
    for collection in case.read(Collection):
        stated.setdefault(collection.item, []).append(collection)
    return stated


def about(case: Case, chosen: set[str]) -> tuple[set[str], list[Judgement]]:
    """The ids of everything that was drawn from the items ``chosen`` or judged of that (theirs among them), and the
    judgements."""
    with reading(case.database) as connection:
        targets = set(chosen)
        for table in (RECORDS[kind] for kind in (Claim, Passage, Sentence)):
            for item in chosen:
                targets.update(connection.execute(select(table.c.id).where(table.c.item == item)).scalars())
        left = list(case.store.all(connection, Judgement))
        judged = _of_lost_names(case, connection, left, chosen)
        targets.update(j.id for j in judged)
        # A claim made by hand lives in its judgement alone: what was judged of it speaks of the item too.
        targets.update(j.target for j in left if j.verdict == "add" and j.fields.get("item") in chosen)
        left = [j for j in left if j.id not in targets]
        while found := [j for j in left if j.target in targets]:
            # Once more round: a judgement that withdraws one of these speaks of it too.
            judged += found
            targets.update(j.id for j in found)
            left = [j for j in left if j.id not in targets]
    return targets, judged


def _of_lost_names(
    case: Case, connection: Connection, judgements: Sequence[Judgement], chosen: set[str]
) -> list[Judgement]:  # fmt: skip
    """Judgements on a pair of names of which one stands in the items ``chosen`` and in no other: they would keep it."""
    pairs = {j.id: {str(j.fields.get("one")), str(j.fields.get("two"))} for j in judgements
             if j.verdict in ("same", "distinct")}  # fmt: skip
    names = {name for pair in pairs.values() for name in pair}
    if not names:
        return []
    going: set[str] = set()
    staying: set[str] = set()
    for text in case.store.all(connection, Text):
        (going if text.item in chosen else staying).update(name for name in names if name in text.text)
    lost = going - staying
    return [j for j in judgements if not lost.isdisjoint(pairs.get(j.id, ()))]


def remove_ids(case: Case, chosen: set[str], reason: str, by: str) -> Removal:
    """Removes the items with the ids ``chosen``."""
    targets, judged = about(case, chosen)
    stated = _stated(case)
    with reading(case.database) as connection:
        items = [item for item in case.store.all(connection, Item) if item.id in chosen]
        left = [item for item in case.store.all(connection, Item) if item.id not in chosen]
        claims = sum(case.store.count(connection, Claim, item=item) for item in chosen)
        released = list(case.store.all(connection, Release))
    with writing(case.database) as connection:
        connection.execute(delete(meta).where(meta.c.key == UNFINISHED))
        connection.execute(insert(meta).values(key=UNFINISHED, value="yes"))
        for item in sorted(chosen):
            search.drop_item(connection, item)
            case.store.drop_item(connection, item, RECORDS)
            ledger.forget(connection, unit=item)
            connection.execute(delete(salts).where(salts.c.item == item))
            connection.execute(delete(erasures).where(erasures.c.item == item))
            connection.execute(insert(erasures).values(item=item))
        for kind, table in RECORDS.items():
            if kind in (*PEOPLE_OWN, Judgement):
                continue
            connection.execute(delete(table).where(table.c.unit == CASE_UNIT, table.c.step != "add"))
        ledger.forget(connection, unit=CASE_UNIT)
        forget_memos(connection)
        table = RECORDS[Judgement]
        for judgement in judged:
            connection.execute(delete(table).where(table.c.id == judgement.id))
        for other in left:
            # What stays because it was also added by itself loses every trace of having been unpacked from what goes.
            kept = [c for c in stated.get(other.id, ()) if c.container not in chosen]
            for collection in set(stated.get(other.id, ())) - set(kept):
                connection.execute(delete(RECORDS[Collection]).where(RECORDS[Collection].c.id == collection.id))
            if other.container in chosen:
                name = kept[0].name if kept else other.id[:12]
                case.change_item(connection, other, name=name, container=kept[0].container if kept else None)
        names = {item.name for item in items}
        failed = RECORDS[Failure]
        for failure in list(case.store.all(connection, Failure)):
            if failure.item is None and failure.name in names:
                connection.execute(delete(failed).where(failed.c.id == failure.id))
        entries = case.custody.erase(connection, sorted(targets))
        for release in released:
            if chosen & set(release.originals):
                _restate(case, connection, release, chosen)
                entries += 1
        case.custody.append(connection, "removed", None, {"items": len(items), "reason": reason, "by": by})
    _drop_preview(case)
    case.clear_spool()
    case.finish_erasures()
    return Removal(tuple(items), claims, len(judged), entries, tuple(r.id for r in released))


def _restate(case: Case, connection: Connection, release: Release, chosen: set[str]) -> None:
    """Logs a release anew without the hashes of originals that are gone, and empties the entry that named them."""
    told = replace(release, originals=tuple(o for o in release.originals if o not in chosen))
    case.custody.erase_record(connection, release.id)
    case.custody.append(connection, "released", None, {"record": to_plain(told), "restated": True})
    table = RECORDS[Release]
    connection.execute(update(table).where(table.c.id == release.id).values(body=case.store.body(told)))


def _drop_preview(case: Case) -> None:
    """Removes the local report that lies in the case's folder: it quotes what is gone, and is made again at will."""
    index = case.layout.preview / "index.html"
    if index.is_file() and OUR_PAGES in index.read_bytes()[:4000]:
        shutil.rmtree(case.layout.preview, ignore_errors=True)


__all__ = ["Removal", "about", "find_item", "remove", "remove_ids"]
