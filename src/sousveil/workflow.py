"""The order of stages, from a folder of material to a report: the only file that knows them all."""

from __future__ import annotations

import getpass
import hashlib
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, or_, select

from sousveil.case import ledger
from sousveil.case.audit import audit, damaged
from sousveil.case.case import Case
from sousveil.case.database import reading, writing
from sousveil.case.gazetteer import edition
from sousveil.case.judged import is_suggestion, standing
from sousveil.case.tables import RECORDS
from sousveil.case.vocabulary import load_vocabulary
from sousveil.claim.learned.attribution_model import model_mark
from sousveil.claim.llm.asking import Asked, answers_by_version, ask_case, enabled
from sousveil.claim.llm.asking import waiting as waiting_for_model
from sousveil.claim.llm.client import endpoint
from sousveil.claim.llm.prompt import prompt_hash, technologies
from sousveil.claim.llm.weigh import weigh
from sousveil.claim.tabular.grid import HEADER_ROWS
from sousveil.claim.tabular.maps import load_maps
from sousveil.claim.tabular.marks import marks_of
from sousveil.claim.touched import Touch
from sousveil.claim.touched import marks_of as vocabulary_marks
from sousveil.collect.intake import UNREAD, Intake, IntakeReport
from sousveil.collect.stated import Stated
from sousveil.errors import SousveilError
from sousveil.records import Answer, Claim, Failure, Item, Judgement, Passage, Release, Sentence, Text
from sousveil.records.ids import record_id
from sousveil.records.serialise import MalformedRecord
from sousveil.records.time import now
from sousveil.run.call import pack_work, unpack_given
from sousveil.run.engines import make_engine
from sousveil.run.guard import Guard
from sousveil.run.jobs import RUN_PACKED
from sousveil.run.progress import Progress
from sousveil.run.runner import BuildReport, Runner
from sousveil.run.step import Work
from sousveil.settings import FIELDS

if TYPE_CHECKING:
    from sousveil.publish.release import ReleaseReport
    from sousveil.publish.verify import VerifyReport

NO_TESTIMONY = "This version does not protect testimony. Do not add it."


@dataclass
class Built:
    """What a build did: containers that were still to open, the steps, and what a language model was asked."""

    steps: BuildReport
    intake: IntakeReport = field(default_factory=IntakeReport)
    asked: Asked = field(default_factory=Asked)


def who() -> str:
    """Who is at the keyboard, as the custody log names them unless told otherwise."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def add(
    case: Case,
    paths: Sequence[Path],
    *,
    sidecar: Path | None = None,
    stated: Stated | None = None,
    progress: Progress | None = None,
) -> IntakeReport:
    """Preserves everything under ``paths`` in the case and opens the containers among it.

    Raises:
        SousveilError: the case is in use, the sidecar is unusable, or the disk is full.
    """
    with case.exclusive("add"), Guard(case.layout.spool) as guard:
        case.clear_spool()
        collector = (stated.collector if stated else None) or who()
        return Intake(case, collector, guard, progress).take(paths, sidecar, stated)


def build(
    case: Case,
    *,
    engine: str | None = None,
    workers: int | None = None,
    retry: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Does every step that is missing or out of date. Can be stopped at any moment and run again.

    retry: also what failed before, in case the cause is gone.

    Where the settings name a language model, it is asked before the claim step; nothing else is ever sent anywhere.

    Raises:
        SousveilError: the case is in use, its vocabulary cannot be read, the engine is not installed, or the settings
            for the language model are unusable.
    """
    settings = case.settings
    if enabled(case):
        endpoint(settings)  # before anything is done, so that a slip in the address costs no time
    with case.exclusive("build"):
        case.clear_spool()
        if retry:
            with writing(case.database) as connection:
                ledger.forget(connection, state=ledger.FAILED)
        values, marks = step_settings(case)
        running = make_engine(
            engine or settings.engine, case.layout.spool, settings.workers if workers is None else workers,
            settings.dask_address,
        )  # fmt: skip
        built = Built(BuildReport())
        try:
            with Guard(case.layout.spool) as guard:
                built.intake.unpacked = Intake(case, who(), guard, progress).open_containers(built.intake)

            def ask() -> None:
                built.asked = ask_case(case, _items(case), progress)

            built.steps = Runner(
                case, steps(), running, values, marks, UNREAD, progress, item_marks(case), {"claim": ask}
            ).run()
            _note_damage(case)
        finally:
            running.close()
            case.clear_spool()
    return built


def _items(case: Case) -> list[Item]:
    return [item for item in case.read(Item) if item.media_type not in UNREAD]


@dataclass(frozen=True)
class ModelReport:
    """What the language model was asked and what came of it. waiting: (items, parts, code points) that a build would
    send now. answers: by model and prompt. outcomes: proposals by outcome, see `claim.llm.weigh.REFUSALS`. judged:
    suggestions by verdict ("" where nobody has judged)."""

    address: str
    model: str
    prompt: str
    waiting: tuple[int, int, int]
    answers: Mapping[tuple[str, str], int]
    outcomes: Mapping[str, int]
    judged: Mapping[str, int]


def model_report(case: Case) -> ModelReport:
    """How the language model fares in this case. Sends nothing."""
    folder = case.layout.vocabulary
    vocabulary = load_vocabulary(folder if folder.is_dir() else None)
    left = list(waiting_for_model(case, _items(case), vocabulary))
    words = [part for one in left for part in one.words.values()]
    known, outcomes, judged = technologies(vocabulary), Counter[str](), Counter[str]()
    verdicts = {j.target: j.verdict for j in standing(case.read(Judgement)) if j.verdict != "note"}
    for item in sorted({answer.item for answer in case.read(Answer)}):
        text = case.get(Text, item)
        claims = list(case.read(Claim, item=item))
        rules = [claim for claim in claims if not is_suggestion(claim)]
        judged.update(verdicts.get(claim.id, "") for claim in claims if is_suggestion(claim))
        passages = sorted(case.read(Passage, item=item), key=lambda p: p.ordinal)
        account = list(case.read(Sentence, item=item))
        if text is not None:
            answers = list(case.read(Answer, item=item))
            outcomes.update(p.outcome for p in weigh(text.text, passages, answers, rules, account, known))
    return ModelReport(
        case.settings.llm_url if enabled(case) else "", case.settings.llm_model, prompt_hash(vocabulary),
        (len(left), len(words), sum(map(len, words))), answers_by_version(case), outcomes, judged,
    )  # fmt: skip


def _note_damage(case: Case) -> None:
    """Enters originals that are plainly no longer what was preserved, and takes back entries that no longer hold."""
    found = damaged(case)
    with reading(case.database) as connection:
        noted = [f.id for f in case.store.all(connection, Failure) if f.step == "preserve"]
    if sorted(noted) == sorted(failure.id for failure in found):
        return
    with writing(case.database) as connection:
        connection.execute(delete(RECORDS[Failure]).where(RECORDS[Failure].c.step == "preserve"))
        for failure in found:
            case.store.insert(connection, "preserve", failure.item or "case", [failure])


def steps() -> tuple[Any, ...]:
    """The steps, imported late because they bring the stages with them."""
    from sousveil.steps import STEPS

    return STEPS


def step_settings(case: Case) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """What steps may read by name, and for those whose value does not tell, what says whether it changed."""
    values: dict[str, Any] = {name: getattr(case.settings, name) for name in FIELDS}
    folder = case.layout.vocabulary
    values["vocabulary"] = str(folder.resolve()) if folder.is_dir() else None
    values["tables"] = str(case.layout.tables.resolve()) if load_maps(case.layout.tables) else None
    marks = {"vocabulary": f"{load_vocabulary(folder).digest} {edition()}"}
    if case.settings.attribution_model:
        model = (case.layout.root / case.settings.attribution_model).resolve()
        values["attribution_model"] = str(model)
        marks["attribution_model"] = model_mark(model)
    if case.settings.ocr == "auto":
        # A page that could not be recognised is read again once the recogniser is there.
        marks["ocr"] = f"auto {recogniser()}"
    return values, marks


def item_marks(case: Case) -> Mapping[str, Callable[[Connection], Mapping[str, str]]]:
    """What says, item by item, whether a setting that bears on some items only has changed."""

    def tables(connection: Connection) -> Mapping[str, str]:
        maps = load_maps(case.layout.tables)
        if not maps:
            return {}
        table = RECORDS[Passage]
        query = select(table.c.item, table.c.id, table.c.body).order_by(table.c.item, table.c.ord)
        if case.codec.transparent:
            # Records are stored as JSON with sorted keys: only the cells of first rows are fetched at all.
            first = [table.c.body.like(f'%"row":{row},%') for row in range(1, HEADER_ROWS + 1)]
            query = query.where(table.c.body.like('%"kind":"cell"%'), or_(*first))
        rows = connection.execute(query, execution_options={"yield_per": 500})

        def items() -> Iterator[tuple[str, str, Iterator[Passage]]]:
            for item, group in groupby(rows, key=lambda row: row.item):
                held = [case.store.decode(Passage, row.id, row.body) for row in group]
                text = case.get(Text, item)
                yield item, text.text if text else "", iter(held)

        return marks_of(maps, items())

    def vocabulary(connection: Connection) -> Mapping[str, str]:
        base = f"{load_vocabulary().digest} {edition()}"
        marks = dict.fromkeys(connection.execute(select(RECORDS[Item].c.id)).scalars(), base)
        own = load_vocabulary(case.layout.vocabulary)
        if own.digest != load_vocabulary().digest:
            pinned = {value for one in load_maps(case.layout.tables) for value in one.constants.values()}
            texts = ((one.item, one.text) for one in case.store.all(connection, Text))
            marks |= vocabulary_marks(Touch(own, pinned), base, texts)
        return marks

    return {"tables": tables, "vocabulary": vocabulary}


@cache
def recogniser() -> str:
    """The version and languages of the installed tesseract, empty without one."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
        return " ".join(done.stdout.decode("utf-8", "replace").split()[-40:])
    except (OSError, subprocess.TimeoutExpired):
        return ""


def waiting(case: Case) -> int:
    """How many items no build has dealt with yet."""
    with case.database.connect() as connection:
        done = ledger.digests(connection, steps()[0].name)
    return sum(1 for item in case.read(Item) if item.media_type not in UNREAD and item.id not in done)


def finished(case: Case) -> bool:
    """Whether every step over the whole case has been done; a build that broke off leaves some undone."""
    if not any(item.media_type not in UNREAD for item in case.read(Item)):
        return True
    with case.database.connect() as connection:
        return all(ledger.digests(connection, step.name) for step in steps() if step.scope == "case")


def report(case: Case, out: Path | None = None) -> Path:
    """Writes the local preview and returns its first page.

    Raises:
        SousveilError: the folder holds something else, or cannot be written.
    """
    from sousveil.publish.fill import account_of
    from sousveil.publish.report import render_report

    target = out or case.layout.preview
    render_report(account_of(case, UNREAD), target)
    return target / "index.html"


def publish(
    case: Case,
    out: Path,
    *,
    originals: Sequence[str] = (),
    every: bool = False,
    allow: Mapping[str, str] | None = None,
    title: str | None = None,
) -> ReleaseReport:
    """Makes a release at ``out`` through the gate, and enters it in the custody log.

    originals: names or ids of items whose originals travel; every: all of them. allow: reasons by check.

    Raises:
        SousveilError: the gate holds it, an item is unknown, or the case was not built.
    """
    from sousveil.case.remove import find_item
    from sousveil.publish.account import ReleasePlan
    from sousveil.publish.fill import account_of
    from sousveil.publish.release import publish_release
    from sousveil.steps import checks

    if left := waiting(case):
        verb = "item of this case is" if left == 1 else "items of this case are"
        raise SousveilError(f"{left} {verb} not built yet.", "Run `sousveil build` first.")
    if not finished(case):
        raise SousveilError("The last build of this case did not come to its end.", "Run `sousveil build` first.")
    if faults := audit(case):
        more = f" And {len(faults) - 1} more faults." if len(faults) > 1 else ""
        raise SousveilError(
            f"The case does not hold what its custody log vouches for: {faults[0]}{more}",
            "Nothing was released. See `sousveil custody CASE --check`, and restore a backup.",
        )
    account = account_of(case, UNREAD)
    if title:
        account = replace(account, title=title)
    chosen = {item.id for item in account.items} if every else {find_item(case, name).id for name in originals}
    done = publish_release(account, out, ReleasePlan(frozenset(chosen), dict(allow or {})), checks=checks())
    head = account.custody[0]
    at = now()
    case.append(
        Release(
            record_id("r", done.digest, at), at, account.title, done.digest, head.size, head.root, tuple(sorted(chosen))
        )
    )
    return done


def verify(folder: Path, digest: str | None = None) -> VerifyReport:
    """Checks a release alone; originals are read again in the guard."""
    from sousveil.publish.verify import verify_release

    read = steps()[0]
    with Guard() as guard:

        def reread(path: Path, media_type: str) -> str | None:
            with path.open("rb") as file:
                item = hashlib.file_digest(file, "sha256").hexdigest()
            work = Work(Item(item, path.name, path.stat().st_size, media_type, ""), (), {}, path, {"ocr": "off"})
            module = read.work.partition(":")[0]
            outcome = guard.call(RUN_PACKED, pack_work(read, work), read.seconds, read.megabytes, [module])
            if outcome.state != "done":
                return None
            try:
                given = unpack_given(read, outcome.value)
            except MalformedRecord:
                return None
            return next((record.text for record in given.records if isinstance(record, Text)), None)

        return verify_release(folder, digest=digest, reread=reread)
