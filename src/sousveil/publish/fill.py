"""The account of a case: what the publisher is given, read out of the case."""

from __future__ import annotations

import platform
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from sousveil import __version__
from sousveil.case import merkle
from sousveil.case.added import account_with, added_claims
from sousveil.case.case import Case
from sousveil.case.custody import MAIN
from sousveil.case.judged import SUGGESTED_BY, apply_judgements
from sousveil.case.vocabulary import load_vocabulary
from sousveil.records import (
    Claim,
    ClaimOrigins,
    Collection,
    Dependence,
    Document,
    Drift,
    Failure,
    Finding,
    Item,
    Judgement,
    Link,
    Passage,
    Searched,
    Sentence,
    Source,
    Text,
)
from sousveil.records.time import now

from .account import Account, CustodyHead, CustodyProof


def account_of(case: Case, unread: frozenset[str]) -> Account:
    """Everything in ``case`` that can be told. unread: media types of mere containers, which are no documents.

    Claims stand as people amended them; rejected ones are left out.
    """
    texts: dict[str, Text | None] = {}

    def text(item: str) -> Text | None:
        if item not in texts:
            texts.clear()  # pages ask for one item after another; keeping all would hold the whole case in memory
            texts[item] = case.get(Text, item)
        return texts[item]

    def original(item: str) -> AbstractContextManager[BinaryIO]:
        return case.blobs.open(item)

    def words(item: str) -> str | None:
        held = text(item)
        return None if held is None else held.text

    judgements = list(case.read(Judgement))
    added = added_claims(judgements, words)[0]
    claims = apply_judgements([*case.read(Claim), *added], judgements)
    by_hand = {claim.id for claim in added}
    stood = [claim for claim in claims if claim.id in by_hand]
    items = [item for item in case.read(Item) if item.media_type not in unread]
    kept = {item.id for item in items}
    return Account(
        title=case.settings.title,
        standard=case.settings.standard,
        generated_at=now(),
        items=items,
        collections=[c for c in case.read(Collection) if c.item in kept],
        documents=list(case.read(Document)),
        texts=text,
        passages=lambda item: list(case.read(Passage, item=item)),
        sentences=lambda item: list(account_with(case.read(Sentence, item=item), stood)),
        claims=claims,
        sources=list(case.read(Source)),
        links=list(case.read(Link)),
        claim_origins=list(case.read(ClaimOrigins)),
        drifts=list(case.read(Drift)),
        dependences=list(case.read(Dependence)),
        findings=list(case.read(Finding)),
        judgements=judgements,
        searches=list(case.read(Searched)),
        # What a language model left unanswered says nothing of the material: its suggestions count in nothing.
        failures=[failure for failure in case.read(Failure) if failure.step != SUGGESTED_BY],
        vocabulary=load_vocabulary(case.layout.vocabulary),
        custody=_heads(case, kept),
        open_original=original,
        private=_private(case),
        release_key=case.release_key,
        commitment=case.commitment,
        program=f"sousveil {__version__}",
    )


def _heads(case: Case, kept: set[str]) -> list[CustodyHead]:
    """The main log's head with the inclusion proof of each item's first entry.

    Each entry can be opened, since it names nothing but the item's hash, its size and a sealed collection record; the
    release drops the opening where the original stays.
    """
    with case.database.connect() as connection:
        leaves = case.custody.leaves(connection)
        head = case.custody.head(connection)
        rows = case.custody.openings(connection)
    proofs, seen = [], set()
    paths = merkle.inclusion_proofs(leaves, [seq for seq, *_ in rows])
    for (seq, subject, commitment, salt, plain), path in zip(rows, paths, strict=True):
        if subject not in kept or subject in seen:
            continue
        seen.add(subject)
        proofs.append(
            CustodyProof(
                subject, seq, commitment.hex(), tuple(part.hex() for part in path), salt.hex(), plain
            )
        )  # fmt: skip
    return [CustodyHead(MAIN, head.size, head.root, tuple(proofs))]


def _private(case: Case) -> tuple[str, ...]:
    words = {str(case.layout.root.resolve()), str(Path.home()), platform.node()}
    return tuple(sorted(word for word in words if len(word) > 3))
