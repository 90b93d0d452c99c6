"""The rows that listings and a release's data files share: one record as JSON values under documented field names.

Both the command line's ``--json`` and the files under ``data/`` of a release come from here, so they cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sousveil.records import (
    Claim,
    Dependence,
    Drift,
    Finding,
    Judgement,
    Link,
    NameMatch,
    Origins,
    Searched,
    Sentence,
    Source,
)
from sousveil.records.serialise import to_plain

CLAIM_FIELDS = (
    "id", "item", "item_name", "start", "end", "quote", "spans", "statement", "language", "kind", "technology",
    "aspect", "status", "capability_status", "certainty", "places", "operator", "maker", "seller", "integrator",
    "product", "target", "affected", "data_captured", "times", "quantity", "comparator", "relations", "attribution",
    "origins", "text_fault", "terms", "drawn_by", "judgement",
)  # fmt: skip
FINDING_FIELDS = (
    "id", "technology", "place", "country", "status", "sentence", "standard", "likelihood", "confidence", "grade",
    "origins", "claims", "against", "unknowns", "contradictions", "missing", "facet", "value", "period", "timeline",
    "ledger", "change", "hypotheses", "overrides",
)  # fmt: skip
SENTENCE_FIELDS = ("item", "item_name", "start", "end", "text", "outcome", "claims", "reason")
SOURCE_FIELDS = ("id", "name", "kind", "names", "items", "inside", "mentions")
NAME_FIELDS = ("id", "one", "two", "kind", "outcome", "score", "reasons", "judged")
LINEAGE_FIELDS = (
    "id", "child", "child_name", "parent", "parent_name", "source", "source_name", "kind", "reasons", "direction",
    "child_share", "parent_share", "alignments",
)  # fmt: skip
DRIFT_FIELDS = (
    "id", "item", "item_name", "parent", "parent_name", "kind", "way", "span", "parent_span", "words", "parent_words",
    "said", "parent_said", "sentence", "certainty", "claims", "parent_claims", "link",
)  # fmt: skip
DEPENDENCE_FIELDS = (
    "id", "one", "one_name", "two", "two_name", "probability", "copier", "shared", "agreed", "rare", "examples",
    "reasons", "basis",
)  # fmt: skip
SEARCHED_FIELDS = ("id", "what", "where", "when", "by", "found", "technology", "place", "note")
TIMES = ("true_when", "observed", "said", "published")


def json_line(row: Any) -> str:
    """One row as a line: keys in their given order, no ASCII escapes, no bare line separators inside."""
    line = json.dumps(row, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    # U+2028 and U+2029 end a line for some readers of JSON Lines.
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n"


def origins_row(origins: Origins | None) -> dict[str, Any] | None:
    """``retellings``, ``gateways`` (``at_least``, ``at_most``, ``names``), ``bases`` and ``notes``."""
    if origins is None:
        return None
    return {
        "retellings": origins.retellings,
        "gateways": {
            "at_least": origins.gateways_at_least,
            "at_most": origins.gateways_at_most,
            "names": list(origins.gateways),
        },
        "bases": list(origins.bases),
        "notes": list(origins.notes),
    }


def claim_row(
    claim: Claim, item_name: str, origins: Origins | None, judgement: Judgement | None, *, names: bool = True
) -> dict[str, Any]:
    """Every field of the claim, in CLAIM_FIELDS' order. names: whether a judgement names the person too."""
    row: dict[str, Any] = to_plain(claim)
    row["times"] = {key: row.pop(key) for key in TIMES}
    row |= {
        "item_name": item_name, "start": claim.start, "end": claim.end, "origins": origins_row(origins),
        "judgement": judgement_row(judgement, names=names),
    }  # fmt: skip
    return {field: row[field] for field in CLAIM_FIELDS}


def judgement_row(judgement: Judgement | None, *, names: bool) -> dict[str, Any] | None:
    """``verdict``, ``role`` and, inside the case only, ``by``, ``at``, ``note`` and ``fields``."""
    if judgement is None:
        return None
    row: dict[str, Any] = {"verdict": judgement.verdict, "role": judgement.role}
    if names:
        row |= {"by": judgement.by, "at": judgement.at, "note": judgement.note, "fields": to_plain(judgement.fields)}
    return row


def finding_row(finding: Finding) -> dict[str, Any]:
    """Every field of the finding, in FINDING_FIELDS' order."""
    row: dict[str, Any] = to_plain(finding) | {
        "origins": origins_row(finding.origins),
        "timeline": [to_plain(stage) | {"origins": origins_row(stage.origins)} for stage in finding.timeline],
    }
    return {field: row[field] for field in FINDING_FIELDS}


def sentence_row(sentence: Sentence, item_name: str, text: str) -> dict[str, Any]:
    """The account of one sentence; ``text`` is the whole text of its item."""
    row: dict[str, Any] = to_plain(sentence) | {"item_name": item_name, "text": text[sentence.start : sentence.end]}
    return {field: row[field] for field in SENTENCE_FIELDS}


def source_row(source: Source) -> dict[str, Any]:
    """Every field of the source."""
    row: dict[str, Any] = to_plain(source)
    return {field: row[field] for field in SOURCE_FIELDS}


def name_row(match: NameMatch) -> dict[str, Any]:
    """Every field of a match of two names. Only inside the case: what is merely possible is not published."""
    row: dict[str, Any] = to_plain(match)
    return {field: row[field] for field in NAME_FIELDS}


def link_row(link: Link, item_names: Mapping[str, str], source_names: Mapping[str, str]) -> dict[str, Any]:
    """Every field of the link, with names beside ids."""
    row: dict[str, Any] = to_plain(link) | {
        "child_name": item_names.get(link.child),
        "parent_name": item_names.get(link.parent or ""),
        "source_name": source_names.get(link.source or ""),
    }
    return {field: row[field] for field in LINEAGE_FIELDS}


def drift_row(drift: Drift, item_names: Mapping[str, str]) -> dict[str, Any]:
    """Every field of the drift, with names beside ids."""
    row: dict[str, Any] = to_plain(drift) | {
        "item_name": item_names.get(drift.item), "parent_name": item_names.get(drift.parent),
    }  # fmt: skip
    return {field: row[field] for field in DRIFT_FIELDS}


def dependence_row(found: Dependence, source_names: Mapping[str, str]) -> dict[str, Any]:
    """Every field of the dependence, with names beside ids."""
    row: dict[str, Any] = to_plain(found) | {
        "one_name": source_names.get(found.one), "two_name": source_names.get(found.two),
    }  # fmt: skip
    return {field: row[field] for field in DEPENDENCE_FIELDS}


def searched_row(searched: Searched, *, names: bool = True) -> dict[str, Any]:
    """Every field of the look that was taken; without ``names``, not who took it."""
    row: dict[str, Any] = to_plain(searched)
    return {field: row[field] for field in SEARCHED_FIELDS if names or field != "by"}
