"""What the publisher is given: everything that a report or a release is made from, and nothing that reads a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import BinaryIO

from sousveil.case.vocabulary.load import Vocabulary
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
)  # fmt: skip

EMPTY_VOCABULARY = Vocabulary({}, {}, {}, "")


@dataclass(frozen=True)
class CustodyProof:
    """That an entry stands in the custody log: the RFC 9162 inclusion proof of one leaf.

    item: the item whose entry it is. index: of the leaf, from 0. commitment: the leaf's data (the salted commitment to
    the entry) as hex. path: the audit path, hex, nearest to the leaf first. salt, entry: the opening, hex and the exact
    text, if it may be shown: SHA-256(salt || entry) is then the commitment. Both None keeps the entry closed.
    """

    item: str
    index: int
    commitment: str
    path: tuple[str, ...]
    salt: str | None = None
    entry: str | None = None


@dataclass(frozen=True)
class CustodyHead:
    """The head of one custody log (a merged case has several): tree size and root hash (hex), and proofs under it."""

    log: str
    size: int
    root: str
    proofs: tuple[CustodyProof, ...] = ()


@dataclass(frozen=True)
class Account:
    """Everything in a case that can be told, in the case's own order.

    generated_at: UTC instant that the pages print. passages, sentences, texts: called with an item's id; ``texts`` may
    give None when an item has no text. open_original: gives the item's bytes, as a context manager. sealed: items that
    may never leave. private: words that may never leave either (the case's path, the home folder, the machine's name).
    release_key: secret of the case, keys the ids in releases. commitment: SHA-256(salt || item's SHA-256) as hex, the
    salt staying in the case. program: name and version for the colophon.
    """

    title: str
    standard: str
    generated_at: str
    items: Sequence[Item]
    collections: Sequence[Collection] = ()
    documents: Sequence[Document] = ()
    texts: Callable[[str], Text | None] = lambda item: None
    passages: Callable[[str], Sequence[Passage]] = lambda item: ()
    sentences: Callable[[str], Sequence[Sentence]] = lambda item: ()
    claims: Sequence[Claim] = ()
    sources: Sequence[Source] = ()
    links: Sequence[Link] = ()
    claim_origins: Sequence[ClaimOrigins] = ()
    drifts: Sequence[Drift] = ()
    dependences: Sequence[Dependence] = ()
    findings: Sequence[Finding] = ()
    judgements: Sequence[Judgement] = ()
    searches: Sequence[Searched] = ()
    failures: Sequence[Failure] = ()
    vocabulary: Vocabulary = EMPTY_VOCABULARY
    custody: Sequence[CustodyHead] = ()
    open_original: Callable[[str], AbstractContextManager[BinaryIO]] | None = None
    sealed: frozenset[str] = frozenset()
    private: tuple[str, ...] = ()
    release_key: bytes = b""
    commitment: Callable[[str], str] | None = None
    program: str = "sousveil"


@dataclass(frozen=True)
class ReleasePlan:
    """What a person chose for a release.

    originals: ids of the items whose originals travel. allow: by check, the reason why its holds are let pass.
    """

    originals: frozenset[str] = frozenset()
    allow: Mapping[str, str] = field(default_factory=dict)
