"""`sousveil status`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from .shared import DONE, WITH_FAILURES, case_argument, echo_failures, echo_rows, json_option, plural, safe


@click.command()
@case_argument
@click.option("--items", is_flag=True, help="List every item.")
@json_option
def status(case: Path, items: bool, as_json: bool) -> int:
    """Account for every item in CASE and every failure."""
    from sousveil.case.audit import damaged
    from sousveil.case.case import Case
    from sousveil.records import Answer, Failure, Item

    with Case.open(case) as opened:
        stored = [f for f in opened.read(Failure) if f.step != "preserve"]
        failures = [*damaged(opened), *stored]
        rows = list(_items(opened))
        head = _head(opened, rows)
        names = {item.id: item.name for item in opened.read(Item)}
        with opened.database.connect() as connection:
            answers = opened.store.count(connection, Answer)
        lost = _without_claim(opened)
    failed = any(failure.severity == "failed" for failure in failures)
    if as_json:
        echo_rows([head, *rows])
        echo_rows(
            {"row": "failure", "item": f.item, "item_name": names.get(f.item or "", f.name), "step": f.step,
             "severity": f.severity, "reason": f.reason, "advice": f.advice}
            for f in failures
        )  # fmt: skip
        return WITH_FAILURES if failed else DONE
    click.echo(f"{safe(head['title'])} ({head['standard']})")
    click.echo(f"{plural(head['items'], 'item')}: " + ", ".join(f"{n:,} {s}" for s, n in head["states"].items()))
    click.echo(
        f"{plural(head['claims'], 'claim')}, {plural(head['findings'], 'finding')}, "
        f"{plural(head['judgements'], 'judgement')}, {plural(head['searched'], 'look')} taken."
    )
    click.echo(
        f"Custody log: {plural(head['custody']['size'], 'entry', 'entries')}, root {head['custody']['root'][:16]}…"
    )
    if lost:
        some = ", ".join(sorted(lost)[:5])
        click.echo(f"{plural(len(lost), 'judgement')} on claims that are no longer drawn: {some}.")
        click.echo(f"Look at their sentences again (sousveil code {case}); a claim made by hand stays.")
    if answers:
        click.echo(f"{plural(answers, 'answer')} of a language model; what came of them: sousveil llm {case}")
    if items:
        click.echo()
        for row in rows:
            click.echo(f"  {row['item'][:12]}  {row['state']:<10}  {safe(row['item_name'], 80)}")
    echo_failures([f for f in failures if f.severity == "failed"])
    echo_failures([f for f in failures if f.severity == "warning"], "Read with doubt")
    if not items:
        click.echo(f"\nEvery item by name: sousveil status {case} --items")
    return WITH_FAILURES if failed else DONE


def _without_claim(case: Any) -> set[str]:
    """The claims that a standing judgement accepts or amends and that no step draws any more."""
    from sousveil.case.added import added_claims
    from sousveil.case.judged import standing
    from sousveil.records import Claim, Judgement

    from .shared import texts

    judgements = standing(case.read(Judgement))
    judged = {j.target for j in judgements if j.verdict in ("accept", "amend") and j.target.startswith("c-")}
    if not judged:
        return set()
    made = {claim.id for claim in added_claims(judgements, texts(case))[0]}
    return judged - made - {claim.id for claim in case.read(Claim)}


def _head(case: Any, rows: list[dict[str, Any]]) -> dict[str, Any]:
    from sousveil.records import Claim, Finding, Judgement, Searched

    states = Counter(row["state"] for row in rows)
    with case.database.connect() as connection:
        counts = [case.store.count(connection, kind) for kind in (Claim, Finding, Judgement, Searched)]
        head = case.custody.head(connection)
    return {
        "row": "case", "title": case.settings.title, "standard": case.settings.standard, "items": len(rows),
        "states": dict(sorted(states.items())), "claims": counts[0], "findings": counts[1], "judgements": counts[2],
        "searched": counts[3], "custody": {"size": head.size, "root": head.root},
    }  # fmt: skip


def _items(case: Any) -> Iterator[dict[str, Any]]:
    from sousveil.case import ledger
    from sousveil.collect.intake import SIDECAR_TYPE
    from sousveil.collect.unpack import is_container
    from sousveil.records import Claim, Collection, Document, Failure, Item
    from sousveil.workflow import steps

    wanted = {step.name for step in steps() if step.scope == "item"}
    with case.database.connect() as connection:
        lines = ledger.lines(connection)
    done: dict[str, set[str]] = {}
    for line in lines:
        done.setdefault(line.unit, set()).add(line.step)
    documents = {document.item: document for document in case.read(Document)}
    claims = Counter(claim.item for claim in case.read(Claim))
    collected = Counter(collection.item for collection in case.read(Collection))
    worst: dict[str, str] = {}
    for failure in case.read(Failure):
        if failure.item and failure.severity != "note" and worst.get(failure.item) != "failed":
            worst[failure.item] = failure.severity
    for item in case.read(Item):
        document = documents.get(item.id)
        mere = is_container(item.media_type) and item.media_type != "message/rfc822"
        needed = {"unpack"} if mere else set() if item.media_type == SIDECAR_TYPE else wanted
        if worst.get(item.id) == "failed":
            state = "failed"
        elif not needed <= done.get(item.id, set()):
            state = "waiting"
        elif mere:
            state = "unpacked"
        elif item.media_type == SIDECAR_TYPE:
            state = "metadata"
        else:
            state = "read" if document else "preserved"
        yield {
            "row": "item", "item": item.id, "item_name": item.name, "state": state, "size": item.size,
            "media_type": item.media_type, "language": document.language if document else None,
            "title": document.title if document else None, "claims": claims[item.id], "container": item.container,
            "collections": collected[item.id], "doubt": worst.get(item.id) == "warning",
        }  # fmt: skip
