"""Asking the language model about a case's passages: before the claim step, in the program's own process.

The guarded processes that read hostile files never speak with anyone. What was answered is kept in the case, so that no
build sends the same words twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import Connection, delete, select

from sousveil.case.case import Case
from sousveil.case.database import reading, writing
from sousveil.case.tables import RECORDS
from sousveil.case.vocabulary import Vocabulary, load_vocabulary
from sousveil.records import Answer, Item, Passage, Text
from sousveil.records.ids import record_id
from sousveil.records.time import now
from sousveil.run.progress import Progress, Silent
from sousveil.run.step import item_failure

from .client import Client, NotAnsweredError, endpoint
from .gate import may_send
from .prompt import key_of, messages, parts, prompt_hash, schema

STEP = "llm"
GIVE_UP = 3
"""So many questions without an answer, one after another, and the build goes on without the model."""


@dataclass
class Asked:
    """What was asked. sent: questions sent; reused: answered before for the same words in another item; unanswered:
    questions without an answer; left: questions that were not sent because the model had stopped answering."""

    sent: int = 0
    reused: int = 0
    unanswered: int = 0
    left: int = 0


@dataclass(frozen=True)
class Waiting:
    """The parts of one item that were not asked about yet: their keys and words."""

    item: Item
    words: dict[str, str]


def enabled(case: Case) -> bool:
    """Whether the case's settings name an address and the case is of a kind that may be sent from."""
    return bool(case.settings.llm_url.strip()) and case.codec.transparent


def waiting(case: Case, items: Iterable[Item], vocabulary: Vocabulary) -> Iterator[Waiting]:
    """What a build would ask about, item by item. Nothing of an item that may not be sent."""
    model, prompt = case.settings.llm_model.strip(), prompt_hash(vocabulary)
    every = {item.id: item for item in case.read(Item)}
    for item in items:
        if not may_send(item, case.settings, _around(item, every), sealed_case=not case.codec.transparent):
            continue
        text = case.get(Text, item.id)
        if text is None:
            continue
        passages = sorted(case.read(Passage, item=item.id), key=lambda p: p.ordinal)
        have = {answer.key for answer in case.read(Answer, item=item.id)}
        words = {key_of(model, prompt, text.text[a:b]): text.text[a:b] for _, a, b in parts(passages)}
        words = {key: held for key, held in words.items() if key not in have}
        if words:
            yield Waiting(item, words)


def _around(item: Item, every: dict[str, Item]) -> list[Item]:
    """The containers around an item, innermost first."""
    around: list[Item] = []
    while item.container and item.container in every and every[item.container] not in around:
        item = every[item.container]
        around.append(item)
    return around


def ask_case(
    case: Case, items: Iterable[Item], progress: Progress | None = None, client: Client | None = None
) -> Asked:  # fmt: skip
    """Asks about every part of ``items`` that was not asked about, and keeps each answer at once.

    A failure becomes a warning in the case and never stops the build.

    Raises:
        SousveilError: the settings for the language model are unusable.
    """
    asked = Asked()
    if not enabled(case):
        return asked
    client = client or Client(endpoint(case.settings))
    progress = progress or Silent()
    folder = case.layout.vocabulary
    vocabulary = load_vocabulary(folder if folder.is_dir() else None)
    with writing(case.database) as connection:
        case.store.clear(connection, STEP, "case", ())
    pending = list(waiting(case, items, vocabulary))
    if not pending:
        return asked
    progress.begin(STEP, len(pending))
    silent, why = 0, ""
    for one in pending:
        if silent >= GIVE_UP:
            asked.left += len(one.words)
            continue
        reasons = []
        logged = False
        for number, (key, words) in enumerate(one.words.items()):
            with writing(case.database) as connection:
                if _reuse(case, connection, one.item, key):
                    asked.reused += 1
                    continue
                if not logged:
                    # Logged before anything leaves, so that no crash leaves a sending that the log does not know of.
                    _log(case, connection, client, one, prompt_hash(vocabulary))
                    logged = True
            try:
                reply = client.ask(messages(vocabulary, words), schema(vocabulary))
            except NotAnsweredError as error:
                why = str(error)
                reasons.append(why)
                asked.unanswered += 1
                silent += 1
                if silent >= GIVE_UP:
                    asked.left += len(one.words) - number - 1
                    break
                continue
            silent = 0
            asked.sent += 1
            answer = Answer(
                record_id("a", one.item.id, key), one.item.id, key, client.where.model, prompt_hash(vocabulary),
                reply, now(),
            )  # fmt: skip
            with writing(case.database) as connection:
                case.store.insert(
                    connection, STEP, one.item.id, [answer], case.store.next_order(connection, Answer)
                )  # fmt: skip
        _tell(case, one.item, reasons)
        progress.advance(STEP, one.item.name, reasons[0] if reasons else None)
    if asked.left:
        reason = f"The language model stopped answering; {asked.left} parts of passages were not sent. {why}"
        failure = item_failure(None, case.settings.title, STEP, reason, "Build again once it answers.", "warning")
        with writing(case.database) as connection:
            case.store.insert(connection, STEP, "case", [failure])
    progress.end(STEP)
    return asked


def _reuse(case: Case, connection: Connection, item: Item, key: str) -> bool:
    """Takes over the answer to the same words in another item, if there is one."""
    for answer in case.store.all(connection, Answer, key=key):
        own = Answer(
            record_id("a", item.id, key), item.id, key, answer.model, answer.prompt, answer.reply, answer.at
        )  # fmt: skip
        case.store.insert(connection, STEP, item.id, [own], case.store.next_order(connection, Answer))
        return True
    return False


def _log(case: Case, connection: Connection, client: Client, one: Waiting, prompt: str) -> None:
    # Only where it went: an address may hold more than a host, and the log is shown to others.
    where = urlsplit(client.where.address)
    body = {
        "address": f"{where.scheme}://{client.where.host}:{client.where.port}", "model": client.where.model,
        "prompt": prompt, "parts": len(one.words),
    }  # fmt: skip
    case.custody.append(connection, "sent", one.item.id, body)


def _tell(case: Case, item: Item, reasons: list[str]) -> None:
    """Notes what was not answered about an item, in the place of what was noted before."""
    failures = []
    if reasons:
        n = len(reasons)
        told = f"The language model gave no answer about {n} part{'s' if n > 1 else ''} of it: {reasons[0]}"
        failures.append(item_failure(item.id, item.name, STEP, told, "Build again to ask again.", "warning"))
    with writing(case.database) as connection:
        case.store.clear(connection, STEP, item.id, ())
        case.store.insert(connection, STEP, item.id, failures)


def forget(case: Case) -> int:
    """Drops every answer, so that the next build asks anew, or, with no address named, makes no suggestion."""
    table = RECORDS[Answer]
    with writing(case.database) as connection:
        number = len(connection.execute(select(table.c.id)).all())
        connection.execute(delete(table))
    return number


def answers_by_version(case: Case) -> dict[tuple[str, str], int]:
    """How many answers each model and prompt gave."""
    counts: dict[tuple[str, str], int] = {}
    with reading(case.database) as connection:
        for answer in case.store.all(connection, Answer):
            counts[answer.model, answer.prompt] = counts.get((answer.model, answer.prompt), 0) + 1
    return counts
