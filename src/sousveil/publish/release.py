"""A release: what leaves a case, examined at the gate, with a manifest and the proofs that go with it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sousveil import records
from sousveil.case.judged import ADDED_BY_REVIEW, standing
from sousveil.errors import SousveilError
from sousveil.protect.gate import Candidate, Check, Gate, GateReport, Held
from sousveil.records import Claim, Drift, Finding, Judgement
from sousveil.records.ids import canonical_json, sha256_hex

from .account import Account, CustodyHead, ReleasePlan
from .checks import PUBLISH_CHECKS
from .folder import original_paths, whole, write_originals, write_pages, write_text
from .mark import quoted_spans
from .pages import TEMPLATES
from .release_ids import with_release_ids
from .scan import all_files, level
from .verify import FORMAT, MANIFEST, MANIFEST_DIGEST, file_digest, verify_release
from .view import Book


@dataclass(frozen=True)
class ReleaseReport:
    """What became of a release. digest: SHA-256 of its manifest, to be made known elsewhere too. custody: the heads it
    names. originals: ids of those that travelled."""

    folder: Path
    digest: str
    files: tuple[str, ...]
    gate: GateReport
    custody: tuple[CustodyHead, ...]
    originals: tuple[str, ...]


def publish_release(
    account: Account, out: Path, plan: ReleasePlan, *, checks: Sequence[Check] = PUBLISH_CHECKS, replace: bool = False
) -> ReleaseReport:
    """Makes a release at ``out``, which has to be new or empty (or, with ``replace``, an earlier release).

    Everything is written beside ``out`` and examined there; ``out`` appears only when the gate is open and the finished
    release verifies.

    Raises:
        Held: a check holds it and was not allowed by name with a reason; nothing was written.
        SousveilError: the plan does not fit the case, or ``out`` cannot be written; nothing was written.
    """
    _fits(account, plan)
    released = as_released(account, plan)
    originals = original_paths(account, plan.originals)
    with whole(out, replace=replace) as folder:
        files = [path.relative_to(folder).as_posix() for path in _write(folder, account, released, originals)]
        gate = Gate(checks).examine(_candidate(folder, files, account, released, originals), plan.allow)
        if not gate.open:
            raise Held(gate)
        passed = [{"check": a.check, "question": a.question, "allowed": a.allowed is not None} for a in gate.answers]
        write_text(folder, "proofs/gate.json", _pretty({"checks": passed}))
        digest = _seal(folder, released)
        report = verify_release(folder)
        if not report.ok:
            raise SousveilError(f"The finished release does not verify: {report.problems[0]}", "Please report this.")
    return ReleaseReport(
        out, digest, tuple(all_files(out)), gate, tuple(account.custody), tuple(sorted(plan.originals))
    )


def _fits(account: Account, plan: ReleasePlan) -> None:
    known = {item.id for item in account.items}
    if strange := sorted(plan.originals - known):
        raise SousveilError(f"{len(strange)} of the originals chosen to travel are not in the case.", "Choose again.")
    if plan.originals & account.sealed:
        raise SousveilError("A sealed item was chosen to travel.", "Sealed items never leave; choose again.")
    if not account.release_key and known - plan.originals:
        raise SousveilError("The case has no release key, so ids of withheld originals cannot be replaced.",
                            "Restore the case's keys from a backup.")  # fmt: skip
    if account.commitment is None and known - plan.originals:
        raise SousveilError("The case gives no commitments for the originals that stay.", "Restore it from a backup.")


def as_released(account: Account, plan: ReleasePlan) -> Account:
    """``account`` without people, private words and sealed items, and with the ids that a release may show."""
    out_of = account.sealed
    waiting = unjudged(account)
    claims = [claim for claim in account.claims if claim.item not in out_of and claim.id not in waiting]
    held = {claim.id for claim in claims}
    words = sorted((word for word in account.private if len(word) >= 3), key=len, reverse=True)

    def clean(sentence: str) -> str:
        for word in words:
            sentence = sentence.replace(word, "…")
        return sentence

    def kept(identifiers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(i for i in identifiers if i in held)

    scrubbed = dataclasses.replace(
        account,
        items=[item for item in account.items if item.id not in out_of],
        collections=[
            dataclasses.replace(c, collector="", note=None, name="", member=None)
            for c in account.collections if c.item not in out_of
        ],
        documents=[d for d in account.documents if d.item not in out_of],
        claims=claims,
        sources=[
            # Which other names a name may be is for the case; a release says only what is held to be so.
            dataclasses.replace(s, items=tuple(i for i in s.items if i not in out_of), matches=())
            for s in account.sources
        ],
        links=[k for k in account.links if k.child not in out_of and k.parent not in out_of],
        claim_origins=[o for o in account.claim_origins if o.item not in out_of and o.claim not in waiting],
        drifts=_quoted(account, plan),
        findings=[_kept(f, kept) for f in account.findings],
        judgements=[
            # A claim made by hand stands among the claims; its judgement would repeat ids that stay inside.
            # What a person weighed otherwise shows in its finding: which field, never ids or a person's own words.
            dataclasses.replace(j, by="", note=None, fields={} if j.verdict == "add" else _named(j))
            for j in account.judgements
            if j.verdict not in ("same", "distinct")
        ],
        searches=[dataclasses.replace(s, by="", note=None) for s in account.searches],
        failures=[
            dataclasses.replace(f, name=re.split(r"[/\\]", f.name)[-1], reason=clean(f.reason), advice=clean(f.advice))
            for f in account.failures if f.item is not None and f.item not in out_of
        ],
        custody=[
            dataclasses.replace(head, proofs=tuple(p for p in head.proofs if p.item not in out_of))
            for head in account.custody
        ],
        private=(), sealed=frozenset(),
    )  # fmt: skip
    return with_release_ids(scrubbed, plan.originals)


SHOWN = ("status", "likelihood", "confidence", "credibility", "reliability")


def _named(judgement: Judgement) -> Mapping[str, object]:
    """The fields of a judgement as a release may show them."""
    if judgement.verdict != "weigh":
        return judgement.fields
    return {name: value if name in SHOWN else True for name, value in judgement.fields.items()}


def _kept(finding: Finding, kept: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Finding:
    """A finding without the claims that stay."""
    return dataclasses.replace(
        finding, claims=kept(finding.claims), against=kept(finding.against), unknowns=kept(finding.unknowns),
        timeline=tuple(dataclasses.replace(stage, claims=kept(stage.claims)) for stage in finding.timeline),
        ledger=tuple(dataclasses.replace(line, claims=kept(line.claims)) for line in finding.ledger),
    )  # fmt: skip


def unjudged(account: Account) -> frozenset[str]:
    """Claims that only the review added and nobody has accepted: they count in no finding, so a release has none of
    them, nor quotes a withheld document for their sake."""
    accepted = {j.target for j in standing(account.judgements) if j.verdict in ("accept", "amend", "add")}
    return frozenset(
        claim.id for claim in account.claims
        if (claim.drawn_by.model or "").startswith(ADDED_BY_REVIEW) and claim.id not in accepted
    )  # fmt: skip


def _quoted(account: Account, plan: ReleasePlan) -> list[Drift]:
    """The drifts whose two passages are quoted anyway, or stand in originals that travel: a release shows no other
    words of a withheld document."""
    claims: dict[str, list[Claim]] = {}
    waiting = unjudged(account)
    for claim in account.claims:
        if claim.id in waiting:
            continue
        claims.setdefault(claim.item, []).append(claim)
    quoted = {item: quoted_spans(held) for item, held in claims.items()}

    def shown(item: str, span: tuple[int, int]) -> bool:
        return item in plan.originals or any(a <= span[0] and span[1] <= b for a, b in quoted.get(item, ()))

    return [
        drift for drift in account.drifts
        if drift.item not in account.sealed and drift.parent not in account.sealed
        and shown(drift.item, drift.span) and shown(drift.parent, drift.parent_span)
    ]  # fmt: skip


def _write(folder: Path, account: Account, released: Account, originals: dict[str, str]) -> list[Path]:
    book = Book(released, originals, full=frozenset(originals))
    written = write_pages(folder, book, release=True)
    written += write_originals(folder, released, originals, None)
    for item in originals:
        text = account.texts(item)
        if text is not None:
            written.append(write_text(folder, f"texts/{item}.txt", text.text))
    written.append(write_text(folder, "proofs/custody.json", _pretty({"heads": [_head(h) for h in released.custody]})))
    readme = (TEMPLATES / "README.txt").read_text(encoding="utf-8")
    readme = readme.replace("{title}", " ".join(released.title.split())).replace("{at}", released.generated_at)
    written.append(write_text(folder, "README.txt", readme))
    return written


def _head(head: CustodyHead) -> dict[str, Any]:
    proofs = []
    for proof in head.proofs:
        row: dict[str, Any] = {
            "item": proof.item, "index": proof.index, "commitment": proof.commitment, "path": list(proof.path)
        }
        if proof.salt is not None and proof.entry is not None:
            row |= {"salt": proof.salt, "entry": proof.entry}
        proofs.append(row)
    return {"log": head.log, "tree_size": head.size, "root_hash": head.root, "proofs": proofs}


def _candidate(
    folder: Path, files: list[str], account: Account, released: Account, originals: dict[str, str]
) -> Candidate:
    item_of = {claim.id: claim.item for claim in account.claims}
    rests: dict[str, tuple[str, ...]] = {}
    for finding in account.findings:
        touched = (*finding.claims, *finding.against, *finding.unknowns)
        rests[finding.sentence] = (*rests.get(finding.sentence, ()), *(item_of[c] for c in touched if c in item_of))
    return Candidate(
        folder=folder, files=tuple(files), items=account.items, claims=account.claims, texts=account.texts,
        originals=originals, people=_people(account), private=account.private, stated=tuple(_stated(released)),
        own=_own_words(account), citations=tuple(_citations(account)), sealed=account.sealed, rests_on=rests,
    )  # fmt: skip


def _people(account: Account) -> tuple[str, ...]:
    named = [c.collector for c in account.collections] + [j.by for j in account.judgements]
    return tuple(sorted({name.strip() for name in (*named, *(s.by for s in account.searches)) if name.strip()}))


def _stated(released: Account) -> list[tuple[str, str]]:
    """What researchers typed, or their documents call themselves, and the release prints."""
    found = [("the case's title", released.title)]
    for item in released.items:
        found.append(("an item's name", item.name))
    for collection in released.collections:
        for value in (collection.origin, collection.source, collection.author, collection.title, collection.published):
            found += [("a collection record", value)] if value else []
    for document in released.documents:
        found += [("a document's title", document.title)] if document.title else []
    for search in released.searches:
        found += [("the search log", words) for words in (search.what, search.where, search.when)]
    for finding in released.findings:
        found += [("a hypothesis", one.sentence) for one in finding.hypotheses if one.own]
    for judgement in released.judgements:
        found += [("a judgement", str(value)) for value in (judgement.role, *judgement.fields.values())]
    return found


def _citations(account: Account) -> Iterator[str]:
    """Names under which documents and sources are cited, and the definitions that every release prints."""
    stated = {collection.item: collection for collection in reversed(account.collections)}
    for document in account.documents:
        yield ", ".join(document.authors)
        yield document.outlet or ""
        told = stated.get(document.item)
        # A page cites title, publisher and date in a row, and so does many a document's own first line.
        for title in {document.title, told.title if told else None}:
            for outlet in {document.outlet, told.source if told else None}:
                for date in {document.published, told.published if told else None}:
                    yield " ".join(word for word in (title, outlet, date) if word)
    for source in account.sources:
        yield from source.names
    for origins in (*(f.origins for f in account.findings), *(o.origins for o in account.claim_origins)):
        yield from (*origins.gateways, *origins.bases)
    for entry in (*account.vocabulary.technologies.values(), *account.vocabulary.statuses.values()):
        yield entry.definition


def _own_words(account: Account) -> frozenset[str]:
    """Words that stand in every release anyway: of the templates, the vocabulary and the records' fields."""
    text = [path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.iterdir()) if path.is_file()]
    for entry in (*account.vocabulary.technologies.values(), *account.vocabulary.statuses.values()):
        text += [entry.id, entry.label, entry.definition]
    text += [place.name for place in account.vocabulary.places.values()]
    for name in records.__all__:
        kind = getattr(records, name)
        if dataclasses.is_dataclass(kind):
            text += [name, *(field.name for field in dataclasses.fields(kind))]
    return frozenset(re.findall(r"[^\W_]+", level(" ".join(text))))


def _pretty(value: Any) -> str:
    return canonical_json(value) + "\n"


def _seal(folder: Path, released: Account) -> str:
    """Writes the manifest over everything there, and its digest beside it; returns the digest."""
    listed = [
        {"path": path, "size": (folder / path).stat().st_size, "sha256": file_digest(folder / path)}
        for path in all_files(folder)
    ]
    manifest = _pretty({
        "format": FORMAT, "title": released.title, "released_at": released.generated_at, "program": released.program,
        "custody": [{"log": h.log, "tree_size": h.size, "root_hash": h.root} for h in released.custody],
        "files": listed,
    })  # fmt: skip
    digest = sha256_hex(write_text(folder, MANIFEST, manifest).read_bytes())
    write_text(folder, MANIFEST_DIGEST, f"{digest}  manifest.json\n")
    return digest
