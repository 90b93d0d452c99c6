"""`sousveil llm`."""

from __future__ import annotations

from pathlib import Path

import click

from .shared import DONE, case_argument, echo_rows, json_option, plural, safe


@click.command()
@case_argument
@click.option("--forget", is_flag=True, help="Drop every answer; the suggestions go with the next build.")
@json_option
def llm(case: Path, forget: bool, as_json: bool) -> int:
    """Show what the language model named in CASE was asked, and what became of its proposals. Sends nothing.

    A build asks it, and only when case.yaml names an llm_url. Its proposals are checked by rules and kept as
    suggestions that count in nothing until a person accepts them with `sousveil judge`.
    """
    from sousveil import workflow
    from sousveil.case.case import Case
    from sousveil.claim.llm.asking import forget as drop
    from sousveil.claim.llm.weigh import REFUSALS, SUGGESTED
    from sousveil.records import Document, Failure, Item

    with Case.open(case) as opened:
        if forget:
            with opened.exclusive("llm --forget"):
                dropped = drop(opened)
        report = workflow.model_report(opened)
        read = {document.item for document in opened.read(Document)}
        read |= {failure.item for failure in opened.read(Failure) if failure.item}
        unread = sum(1 for item in opened.read(Item) if item.id not in read)
    items, parts, letters = report.waiting
    answers = [
        {"model": model, "prompt": prompt, "answers": number}
        for (model, prompt), number in sorted(report.answers.items())
    ]
    if as_json:
        row = {
            "address": report.address or None, "model": report.model or None, "prompt": report.prompt,
            "waiting": {"items": items, "parts": parts, "characters": letters}, "answers": answers,
            "proposals": dict(sorted(report.outcomes.items())),
            "suggestions": {name or "not judged": number for name, number in sorted(report.judged.items())},
        }  # fmt: skip
        echo_rows([row])
        return DONE
    if forget:
        click.echo(f"{plural(dropped, 'answer')} dropped.")
    if report.address:
        click.echo(f"Named: {safe(report.model)} at {safe(report.address)}, prompt {report.prompt}.")
        click.echo(f"The next build sends {plural(parts, 'part')} of {plural(items, 'item')}, {letters:,} characters.")
        if unread:
            click.echo(
                f"{plural(unread, 'item')} not read yet: what they hold is sent as well, and cannot be counted before."
                " To see it first, build once without llm_url."
            )
    else:
        click.echo("No language model is named; nothing is sent. See llm_url in docs/reference/settings.md.")
    for (model, prompt), number in sorted(report.answers.items()):
        click.echo(f"{plural(number, 'answer')} of {safe(model)}, prompt {prompt}.")
    total = sum(report.outcomes.values())
    if total:
        click.echo(f"{plural(total, 'proposal')}: {report.outcomes.get(SUGGESTED, 0)} kept as suggestions.")
        for name, words in REFUSALS.items():
            if number := report.outcomes.get(name, 0):
                click.echo(f"  {number:>5} refused: {words}")
    for name, number in sorted(report.judged.items()):
        click.echo(f"  {number:>5} suggestions: {name or 'not judged yet'}")
    return DONE
