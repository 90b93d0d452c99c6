"""Two laptops, one case: taking in what another copy of the case has and this one has not.

Items, collection records, judgements, looks that were taken and releases are united. What machines drew is not taken:
the next build draws it here. The other copy's custody log is kept whole beside this one's, so that a head exported over
there can still be checked, and an entry here names that log's head.

Removals win: an item that one side removed after both had it is not brought back by the other. No list of removed items
is kept for this (a list of hashes would confirm guesses). The custody log suffices: an entry that is empty here, but
whose commitment the other copy can still open, names what was removed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, insert, select

from sousveil.errors import SousveilError
from sousveil.records import Collection, Item, Judgement, Release, Searched
from sousveil.records.serialise import to_plain

from . import merkle
from .case import Case
from .custody import MAIN
from .database import reading, writing
from .remove import about, remove_ids
from .tables import custody, salts


@dataclass
class MergeReport:
    """What a merge brought. removed_here: items this copy removed and the other still has (not taken). removed_there:
    items the other removed, now removed here too. conflicts: plain sentences on what was kept as it is here."""

    items: int = 0
    collections: int = 0
    judgements: int = 0
    searched: int = 0
    releases: int = 0
    removed_here: int = 0
    removed_there: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def merge(case: Case, other: Case, by: str) -> MergeReport:
    """Takes into ``case`` (held by the caller) what ``other`` has and it has not. ``other`` is not changed.

    Raises:
        SousveilError: the two are not copies of one case, or the other's log does not hold.
    """
    if case.value("case") != other.value("case"):
        raise SousveilError(
            f"{other.layout.root} is another case, not a copy of this one.", "Add its originals with `sousveil add`."
        )
    with reading(other.database) as connection:
        faults = other.custody.check_entries(connection)
        if faults:
            raise SousveilError("The other case's custody log does not hold: " + faults[0], "Nothing was merged.")
    report = MergeReport()
    gone_here, gone_there = _removed(case, other), _removed(other, case)
    mine = {item.id for item in case.read(Item)}
    theirs = list(other.read(Item))
    gone_here = _with_contents(other, {item.id for item in theirs if item.id in gone_here} - mine) - mine
    report.removed_here = len(gone_here)
    # What was drawn from those over there, or judged of them, stays out too, and so do their entries.
    silenced, unheard = about(other, gone_here)
    forgotten = _forgotten(case, other) | {judgement.id for judgement in unheard}
    fresh = [item for item in theirs if item.id not in mine and item.id not in gone_here]
    for item in fresh:
        # Looked at before anything is stored: damaged bytes may be those of another item that is here already.
        if other.blobs.digest(item.id) != item.id:
            raise SousveilError(
                f"The other case's original of {item.name} is missing or damaged.", "Nothing was merged; see there."
            )
    for item in fresh:
        with other.blobs.open(item.id) as source:
            case.blobs.store(source)
    taken = mine | {item.id for item in fresh}
    with writing(case.database) as connection:
        for item in fresh:
            if item.container in gone_here:
                item = replace(item, container=None, name=_own_name(other, item, gone_here))
            case.store.insert(connection, "add", item.id, [item])
            report.items += 1
        order = case.store.next_order(connection, Collection)
        for collection in other.read(Collection):
            if collection.item not in taken or collection.container in gone_here:
                continue
            if other.collection_commitment(collection) in forgotten:
                continue
            if case.store.get(connection, Collection, collection.id) is None:
                case.store.insert(connection, "add", collection.item, [collection], order + report.collections)
                report.collections += 1
        restated: list[Release] = []
        kinds: tuple[type[Judgement] | type[Searched] | type[Release], ...] = (Judgement, Searched, Release)
        for kind in kinds:
            order = case.store.next_order(connection, kind)
            count = 0
            for record in other.read(kind):
                if record.id in forgotten or case.store.get(connection, kind, record.id) is not None:
                    continue
                if isinstance(record, Release) and gone_here & set(record.originals):
                    record = replace(record, originals=tuple(o for o in record.originals if o not in gone_here))
                    restated.append(record)
                case.store.insert(connection, "person", "case", [record], order + count)
                count += 1
            setattr(report, {Judgement: "judgements", Searched: "searched", Release: "releases"}[kind], count)
        held = set(connection.execute(select(salts.c.item)).scalars())
        with reading(other.database) as there:
            rows = [dict(r._mapping) for r in there.execute(select(salts)) if r.item in taken and r.item not in held]
        if rows:
            connection.execute(insert(salts), rows)
        _keep_log(case, other, connection, report, by, silenced, gone_here)
        for release in restated:
            case.custody.append(connection, "released", None, {"record": to_plain(release), "restated": True})
    report.removed_there = sorted((gone_there & mine) - {item.id for item in theirs})
    if report.removed_there:
        names = {item.id: item.name for item in case.read(Item)}
        remove_ids(case, set(report.removed_there), "removed in the merged copy", by)
        report.removed_there = [names[item] for item in report.removed_there]
    _vocabulary(case, other, report)
    return report


def _removed(one: Case, another: Case) -> set[str]:
    """Items that ``one`` removed, as far as ``another`` can still tell: every entry about them is empty in ``one``."""
    with reading(one.database) as a, reading(another.database) as b:
        empty = {bytes(c) for c in a.execute(select(custody.c.commitment).where(custody.c.body.is_(None))).scalars()}
        about: dict[str, list[bool]] = {}
        rows = b.execute(
            select(custody.c.subject, custody.c.commitment).where(
                custody.c.kind == "collected", custody.c.subject.isnot(None)
            )
        )
        for subject, commitment in rows:
            about.setdefault(subject, []).append(bytes(commitment) in empty)
    return {item for item, marks in about.items() if all(marks)}


def _forgotten(case: Case, other: Case) -> set[str]:
    """What entries name that the other copy can still read and this one has emptied: ids of judgements and other
    records, commitments to collection records. They stay away even when their item has been added again."""
    with reading(case.database) as here, reading(other.database) as there:
        empty = _erased(here)
        entries = [e for log in other.custody.logs(there) for e in other.custody.entries(there, log)]
    bodies = [e.body for e in entries if e.body and e.commitment in empty]
    return {str(body.get("collection") or body.get("record", {}).get("id")) for body in bodies}


def _with_contents(case: Case, gone: set[str]) -> set[str]:
    """``gone`` and what only came out of it, which the copy that removed it may never have unpacked."""
    stated: dict[str, list[str | None]] = {}
    for collection in case.read(Collection):
        stated.setdefault(collection.item, []).append(collection.container)
    whole = set(gone)
    while inside := {item for item, held in stated.items() if item not in whole and whole.issuperset(held)}:
        whole |= inside
    return whole


def _own_name(other: Case, item: Item, gone: set[str]) -> str:
    names = [c.name for c in other.read(Collection, item=item.id) if c.container not in gone]
    return names[0] if names else item.id[:12]


def _keep_log(
    case: Case, other: Case, connection: Connection, report: MergeReport, by: str, silenced: set[str], gone: set[str]
) -> None:
    with reading(other.database) as there:
        for log in other.custody.logs(there):
            rows = [dict(row._mapping) for row in there.execute(
                select(custody).where(custody.c.log == log).order_by(custody.c.seq))]  # fmt: skip
            root = merkle.root_hash([merkle.leaf_hash(bytes(row["commitment"])) for row in rows]).hex()
            name = f"merged-{root[:16]}" if log == MAIN else log
            if name in case.custody.logs(connection):
                continue
            mine = case.custody.leaves(connection)
            if len(rows) <= len(mine) and merkle.root_hash(mine[: len(rows)]).hex() == root:
                continue  # a beginning of this very log: nothing new happened over there
            empty = _erased(connection)
            for row in rows:
                row["log"] = name
                if bytes(row["commitment"]) in empty or row["subject"] in silenced:
                    row.update(body=None, salt=None, subject=None)
                if row["body"] is not None:
                    context = f"custody/{row['seq']}"
                    plain = other.codec.open_text(row["body"], context)
                    if row["kind"] == "released" and any(item in plain for item in gone):
                        row.update(body=None, salt=None, subject=None)
                        continue
                    row["body"] = case.codec.seal_text(plain, context)
            connection.execute(insert(custody), rows)
            case.custody.append(
                connection, "merged", None,
                {"log": name, "size": len(rows), "root": root, "items": report.items, "by": by},
            )  # fmt: skip


def _erased(connection: Connection) -> set[bytes]:
    query = select(custody.c.commitment).where(custody.c.body.is_(None))
    return {bytes(value) for value in connection.execute(query).scalars()}


def _vocabulary(case: Case, other: Case, report: MergeReport) -> None:
    from .disk import write_atomically

    for path in (*sorted(other.layout.vocabulary.glob("*.yaml")), *sorted(other.layout.tables.glob("*.yaml"))):
        target = case.layout.root / path.parent.name / path.name
        if not target.exists():
            write_atomically(target, path.read_bytes())
        elif target.read_bytes() != path.read_bytes():
            report.conflicts.append(f"The two copies have different {path.name}; the one here was kept.")
