"""Ids as a release may show them.

An item's id is the bare SHA-256 of its bytes, and a claim's id is a hash of that: whoever guesses the document could
confirm the guess. So wherever an original stays at home, every id that may depend on it is replaced by an HMAC-SHA256
under a key that stays in the case. The same record has the same id in every release of the case.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sousveil.records import Claim, ClaimOrigins, Drift, Finding, Hop, Item, Link, Relation, Source
from sousveil.records.ids import ID_LENGTH

from .account import Account, CustodyHead

R = TypeVar("R")
_FULL = re.compile(r"[0-9a-f]{64}")


def keyed_id(key: bytes, identifier: str) -> str:
    """``identifier`` under ``key``: the same prefix (``i`` for an item's hash) and 20 hex digits of HMAC-SHA256."""
    prefix = "i" if _FULL.fullmatch(identifier) else identifier.partition("-")[0] or "x"
    return f"{prefix}-{hmac.new(key, identifier.encode('utf-8'), hashlib.sha256).hexdigest()[:ID_LENGTH]}"


@dataclass(frozen=True)
class ReleaseIds:
    """Maps ids. travelling: items whose original is in the release; they and their claims keep their ids."""

    key: bytes
    travelling: frozenset[str]

    def item(self, item: str) -> str:
        """The id of ``item`` in the release."""
        return item if item in self.travelling else keyed_id(self.key, item)

    def record(self, identifier: str, items: Iterable[str]) -> str:
        """The id of a record that was drawn from ``items``: kept only when all of them travel, and there is one."""
        touched = list(items)
        return identifier if touched and self.travelling.issuperset(touched) else keyed_id(self.key, identifier)


def with_release_ids(account: Account, travelling: frozenset[str]) -> Account:
    """``account`` with every id as the release may show it. ``texts`` and the other callables take the new item ids.

    Raises:
        ValueError: the account has no release key though an id has to be replaced.
    """
    if not account.release_key and any(item.id not in travelling for item in account.items):
        raise ValueError("the account has no release key")
    ids = ReleaseIds(account.release_key, travelling)
    back = {ids.item(item.id): item.id for item in account.items}
    claims = {claim.id: ids.record(claim.id, [claim.item]) for claim in account.claims}
    item_of = {claim.id: claim.item for claim in account.claims}
    everything = travelling.issuperset(item.id for item in account.items)

    def other(identifier: str) -> str:
        return identifier if everything else keyed_id(ids.key, identifier)

    def many(known: Iterable[str]) -> tuple[str, ...]:
        return tuple(claims.get(claim, other(claim)) for claim in known)

    findings = {
        finding.id: ids.record(
            finding.id, [item_of.get(c, "?") for c in (*finding.claims, *finding.against, *finding.unknowns)]
        )
        for finding in account.findings
    }
    sources = {source.id: other(source.id) for source in account.sources}
    targets: Mapping[str, str] = {**claims, **findings, **sources}
    opening = account.open_original
    committing = account.commitment
    return dataclasses.replace(
        account,
        items=[_item(item, ids) for item in account.items],
        collections=[
            dataclasses.replace(c, id=other(c.id), item=ids.item(c.item), container=_maybe(ids, c.container))
            for c in account.collections
        ],
        documents=[dataclasses.replace(d, item=ids.item(d.item)) for d in account.documents],
        texts=_through(account.texts, back),
        passages=_through(account.passages, back),
        sentences=_through(account.sentences, back),
        claims=[_claim(claim, claims, ids, other) for claim in account.claims],
        sources=[_source(source, sources, ids) for source in account.sources],
        links=[_link(link, ids, sources, other) for link in account.links],
        claim_origins=[_origins(origins, claims, sources, ids, other) for origins in account.claim_origins],
        drifts=[_drift(drift, ids, many, other) for drift in account.drifts],
        dependences=[
            dataclasses.replace(d, id=other(d.id), one=sources.get(d.one, other(d.one)),
                                two=sources.get(d.two, other(d.two)))
            for d in account.dependences
        ],
        findings=[_finding(finding, findings[finding.id], many, sources, other) for finding in account.findings],
        judgements=[
            dataclasses.replace(j, id=other(j.id), target=targets.get(j.target, other(j.target)))
            for j in account.judgements
        ],
        searches=[dataclasses.replace(s, id=other(s.id)) for s in account.searches],
        failures=[
            dataclasses.replace(f, id=other(f.id), item=_maybe(ids, f.item)) for f in account.failures
        ],
        custody=[_head(head, ids, travelling) for head in account.custody],
        open_original=None if opening is None else lambda item: opening(back.get(item, item)),
        commitment=None if committing is None else lambda item: committing(back.get(item, item)),
        sealed=frozenset(ids.item(item) for item in account.sealed),
    )  # fmt: skip


def _through(call: Callable[[str], R], back: Mapping[str, str]) -> Callable[[str], R]:
    return lambda item: call(back.get(item, item))


def _maybe(ids: ReleaseIds, item: str | None) -> str | None:
    return None if item is None else ids.item(item)


def _item(item: Item, ids: ReleaseIds) -> Item:
    return dataclasses.replace(item, id=ids.item(item.id), container=_maybe(ids, item.container))


def _claim(claim: Claim, claims: Mapping[str, str], ids: ReleaseIds, other: Callable[[str], str]) -> Claim:
    relations = tuple(
        Relation(r.kind, r.text, None if r.claim is None else claims.get(r.claim, other(r.claim)))
        for r in claim.relations
    )
    return dataclasses.replace(claim, id=claims[claim.id], item=ids.item(claim.item), relations=relations)


def _source(source: Source, sources: Mapping[str, str], ids: ReleaseIds) -> Source:
    return dataclasses.replace(source, id=sources[source.id], items=tuple(ids.item(item) for item in source.items))


def _link(link: Link, ids: ReleaseIds, sources: Mapping[str, str], other: Callable[[str], str]) -> Link:
    source = None if link.source is None else sources.get(link.source, other(link.source))
    return dataclasses.replace(
        link, id=other(link.id), child=ids.item(link.child), parent=_maybe(ids, link.parent), source=source
    )


def _origins(
    origins: ClaimOrigins, claims: Mapping[str, str], sources: Mapping[str, str], ids: ReleaseIds,
    other: Callable[[str], str],
) -> ClaimOrigins:  # fmt: skip
    return dataclasses.replace(
        origins,
        claim=claims.get(origins.claim, other(origins.claim)),
        item=ids.item(origins.item),
        gateway_sources=tuple(sources.get(source, other(source)) for source in origins.gateway_sources),
        path=tuple(
            Hop(_end(hop.child, sources, ids, other), _end(hop.parent, sources, ids, other), hop.reason)
            for hop in origins.path
        ),
    )


def _end(identifier: str, sources: Mapping[str, str], ids: ReleaseIds, other: Callable[[str], str]) -> str:
    """An end of a hop: an item or a source."""
    if _FULL.fullmatch(identifier):
        return ids.item(identifier)
    return sources.get(identifier, other(identifier))


def _drift(
    drift: Drift, ids: ReleaseIds, many: Callable[[Iterable[str]], tuple[str, ...]], other: Callable[[str], str]
) -> Drift:
    return dataclasses.replace(
        drift, id=other(drift.id), item=ids.item(drift.item), parent=ids.item(drift.parent),
        claims=many(drift.claims), parent_claims=many(drift.parent_claims),
        link=None if drift.link is None else other(drift.link),
    )  # fmt: skip


def _finding(
    finding: Finding, identifier: str, many: Callable[[Iterable[str]], tuple[str, ...]], sources: Mapping[str, str],
    other: Callable[[str], str],
) -> Finding:  # fmt: skip
    def source(known: str) -> str:
        return sources.get(known, other(known))

    weakest = finding.change.weakest
    return dataclasses.replace(
        finding,
        id=identifier,
        claims=many(finding.claims),
        against=many(finding.against),
        unknowns=many(finding.unknowns),
        contradictions=tuple(dataclasses.replace(c, claims=many(c.claims)) for c in finding.contradictions),
        timeline=tuple(dataclasses.replace(stage, claims=many(stage.claims)) for stage in finding.timeline),
        ledger=tuple(
            dataclasses.replace(line, source=source(line.source), claims=many(line.claims)) for line in finding.ledger
        ),
        change=dataclasses.replace(finding.change, weakest=None if weakest is None else source(weakest)),
        hypotheses=tuple(
            dataclasses.replace(h, cells=tuple(dataclasses.replace(c, source=source(c.source)) for c in h.cells))
            for h in finding.hypotheses
        ),
        overrides=tuple(other(judgement) for judgement in finding.overrides),
    )


def _head(head: CustodyHead, ids: ReleaseIds, travelling: frozenset[str]) -> CustodyHead:
    # The opening of an entry names the item's hash: it goes only where the original goes too.
    proofs = tuple(
        dataclasses.replace(
            proof,
            item=ids.item(proof.item),
            salt=proof.salt if proof.item in travelling else None,
            entry=proof.entry if proof.item in travelling else None,
        )
        for proof in head.proofs
    )
    return dataclasses.replace(head, proofs=proofs)
