"""The rows of a release's data files: JSON Lines with the field names of the command line's own listings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sousveil.case import rows
from sousveil.records import Claim, Dependence
from sousveil.records.serialise import to_plain

from . import words
from .view import Book


def claim_row(book: Book, claim: Claim) -> dict[str, Any]:
    """Every field of the claim, with the item's name, its origins and the role (never the name) of who judged it."""
    origins = book.origins.get(claim.id)
    return rows.claim_row(
        claim, book.items[claim.item].name, origins.origins if origins else None, book.judgements.get(claim.id),
        names=False,
    )  # fmt: skip


def item_rows(book: Book, *, release: bool) -> Iterator[dict[str, Any]]:
    """A row for each item. In a release, of one whose original stays, nothing that could confirm a guess at it (its
    hash, its size, the length of its text), but a salted commitment."""
    account = book.account
    for item in account.items:
        view, document = book.items[item.id], book.documents.get(item.id)
        row: dict[str, Any] = {
            "id": item.id, "name": view.name, "title": view.title, "page": view.page, "media_type": item.media_type,
            "language": view.language, "outlet": view.said_by, "authors": list(document.authors) if document else [],
            "published": view.published, "reader": document.reader if document else None,
            "collections": [_collection(c, release) for c in book.collections.get(item.id, ())],
            "travels": view.original is not None, "original": view.original,
        }  # fmt: skip
        if release and view.original is None:
            row["commitment"] = account.commitment(item.id) if account.commitment else None
        else:
            row |= {"sha256": item.id, "size": item.size, "length": document.length if document else None}
        yield row


def _collection(collection: Any, release: bool) -> dict[str, Any]:
    # A note is a researcher's own words to herself, and a member's path may show how her folders are called.
    kept = ("collected_at", "method", "origin", "source", "author", "title", "published", "captured_at")
    more = () if release else ("name", "member", "note")
    return {key: getattr(collection, key) for key in (*kept, *more)}


def _dependence(found: Dependence, sources: Mapping[str, str], release: bool) -> dict[str, Any]:
    """Two sources that lean on each other. A release prints words, never a bare probability."""
    row = rows.dependence_row(found, sources)
    if release:
        row["probability"] = words.likelihood_word(found.probability)
    return row


def data_files(book: Book, *, release: bool) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    """Each data file's name and rows."""
    account = book.account
    yield "claims.jsonl", (claim_row(book, claim) for claim in account.claims)
    yield "findings.jsonl", (rows.finding_row(finding) for finding in account.findings)
    yield "sources.jsonl", (rows.source_row(source) for source in account.sources)
    items = {item: view.name for item, view in book.items.items()}
    sources = {source.id: source.name for source in account.sources}
    yield "lineage.jsonl", (rows.link_row(link, items, sources) for link in account.links)
    yield "drift.jsonl", (rows.drift_row(drift, items) for drift in account.drifts)
    yield "dependence.jsonl", (_dependence(one, sources, release) for one in account.dependences)
    yield "items.jsonl", item_rows(book, release=release)
    yield "searched.jsonl", (rows.searched_row(searched, names=False) for searched in account.searches)
    yield "failures.jsonl", (to_plain(failure) for failure in account.failures)
