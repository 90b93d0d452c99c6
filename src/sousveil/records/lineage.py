"""Lineage: how an item came from another, and what a claim's origins are."""

from __future__ import annotations

from dataclasses import dataclass

LINK_KINDS = (
    "exact-copy", "copy", "wire-copy", "rewrite", "excerpt", "translation", "citation", "shared-dataset",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alignment:
    """The same words at two places: (start, end) in the child's text and in the parent's."""

    child: tuple[int, int]
    parent: tuple[int, int]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Two names that are, or may be, those of one organisation or one person who speaks publicly.

    id: of the question whether ``one`` and ``two`` are the same; a judgement ``same`` or ``distinct`` aims at it and
    outlives a rebuild. kind: ``person`` or ``organisation``. outcome: ``joined``, ``possible`` (left to a person) or
    ``kept-apart`` (by a judgement). score: 0..1, how alike. reasons: short phrases. judged: whether a person decided.
    """

    id: str
    one: str
    two: str
    kind: str
    outcome: str
    score: float
    reasons: tuple[str, ...]
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, across the case: an outlet, an organisation, a report, a wire agency.

    kind: see claim.SOURCE_KINDS. items: the items it published or that are it (may be empty: the source stands outside
    the case). inside: whether one of its items is in the case. names: every spelling met. mentions: how many items
    name it. matches: why its names are held to be one, and which other names may be. local: whether it belongs to
    one item alone: witnesses, unnamed sources and whoever speaks under an alias or a part of a name have one record per
    item and are never linked across items.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    inside: bool = False
    mentions: int = 0
    matches: tuple[NameMatch, ...] = ()
    local: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """``child`` came from ``parent``, an item; or, where the parent stands outside the case, from ``source``.

    kind: see LINK_KINDS. reasons: each a plain sentence. direction: why the parent is held to be first, or "undecided".
    child_share, parent_share: 0..1, how much of the child's (parent's) text the shared passages cover. alignments: the
    longest shared passages, at most 20.
    """

    id: str
    child: str
    parent: str | None
    source: str | None
    kind: str
    reasons: tuple[str, ...]
    direction: str
    child_share: float = 0.0
    parent_share: float = 0.0
    alignments: tuple[Alignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Origins:
    """What corroboration counts.

    retellings: items that pass on a gateway's word (never evidence). gateways_at_least, gateways_at_most: how many
    independent gateways this can rest on. gateways: their names. bases: what the gateways say they rest on, not
    independently verified. An unnamed report counts 0 to 1. notes: plain sentences on why the range is what it is.
    """

    retellings: int
    gateways_at_least: int
    gateways_at_most: int
    gateways: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimOrigins:
    """The origins of one claim. gateway_sources: ids of Source records; the range as in Origins."""

    claim: str
    item: str
    origins: Origins
    gateway_sources: tuple[str, ...] = ()
