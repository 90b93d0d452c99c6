"""What a person decided, what was looked for, and what left the case: appended, never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

VERDICTS = ("accept", "reject", "amend", "add", "note", "same", "distinct", "weigh", "withdraw-judgement")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about a record. target: the record's id. fields: the amended fields and their new values.

    ``add`` aims at the id of a claim that a person made by hand; its fields are that whole claim.

    ``same`` and ``distinct`` aim at a NameMatch; their fields hold its ``one``, ``two`` and ``kind``.

    ``weigh`` aims at a Finding, a Source or a claim and changes how it is weighed; it needs a note that says why. Its
    fields, each optional: for a finding ``status``, ``likelihood`` (a term of the standard), ``confidence``,
    ``credibility`` ("1" to "6"), ``hypotheses`` (id -> sentence) and ``cells`` (hypothesis -> source id -> fit); for a
    source ``reliability`` ("A" to "F"; refused for witnesses), ``apart_from`` and ``together_with`` (lists of ids of
    other sources: shown to be independent, or to be one); for a claim ``counts`` (false: it is left out of the
    weighing, though it stays in the case).

    by: the person's name inside the case; releases name roles, never people. role: ``coder``, ``editor``, ``reader``.
    """

    id: str
    target: str
    verdict: str
    by: str
    role: str
    at: str
    note: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Searched:
    """One look that was taken, so that "not found" is never read as "absent".

    what: what was looked for. where: in which place or collection. technology, place: of the vocabulary, if it was for
    one. found: how many. when: EDTF or an instant. by: who, inside the case only.
    """

    id: str
    what: str
    where: str
    when: str
    by: str
    found: int
    technology: str | None = None
    place: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """One release that left the case. digest: SHA-256 of its manifest. custody_size, custody_root: the head in it."""

    id: str
    at: str
    title: str
    digest: str
    custody_size: int
    custody_root: str
    originals: tuple[str, ...] = ()
