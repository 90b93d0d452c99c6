"""Lineage: how an item came from another, and what a claim's origins are."""

from __future__ import annotations

from dataclasses import dataclass

LINK_KINDS = (
    "exact-copy", "copy", "wire-copy", "rewrite", "excerpt", "translation", "citation", "shared-dataset", "interview",
    "same-image", "copied-footage",
)  # fmt: skip

DRIFT_KINDS = (
    "hedge", "attribution", "number", "unit", "date", "name", "place", "scope", "role", "status", "cause", "emphasis",
    "denial", "mistranslation", "self-contradiction",
)  # fmt: skip

DRIFT_WAYS = ("dropped", "added", "changed")


@dataclass(frozen=True, slots=True)
class Alignment:
    """The same words at two places, or, between languages, sentences that answer each other.

    child, parent: (start, end) in the two texts.
    """

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
class Drift:
    """What a passage lost or gained on its way from ``parent`` to ``item``.

    kind: see DRIFT_KINDS; way: see DRIFT_WAYS, seen from the parent ("dropped": the parent has it, the item has not).
    span, parent_span: (start, end) of the two passages in the two texts. words: where in the item's text the changed
    words stand; empty (start == end) where words were dropped, at the place where they are missing. parent_words: the
    same in the parent's text. said, parent_said: those words. sentence: what happened, in one plain sentence.
    certainty: ``sure``, ``likely`` or ``possible``: how sure the program is that the meaning moved. claims,
    parent_claims: ids of the claims that those passages gave. link: id of the Link between the two items; None for a
    document that contradicts itself, where ``parent`` is ``item``, and for two retellings of one source outside the
    case, of which ``parent`` is the earliest.
    """

    id: str
    item: str
    parent: str
    kind: str
    way: str
    span: tuple[int, int]
    parent_span: tuple[int, int]
    words: tuple[int, int]
    parent_words: tuple[int, int]
    said: str
    parent_said: str
    sentence: str
    certainty: str = "likely"
    claims: tuple[str, ...] = ()
    parent_claims: tuple[str, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Dependence:
    """Two sources whose statements about the same objects agree more, and above all err more alike, than independent
    sources would (Dong, Berti-Equille & Srivastava 2009).

    one, two: ids of Source records. probability: 0..1, that one copies the other. copier: ``one``, ``two`` or
    ``undecided``. shared: objects that both speak of; agreed: on which they say the same; rare: shared values that few
    or no others give. examples: at most five, in plain words. reasons: plain sentences. basis: ``values`` from what
    they say alone, ``values and text`` where their texts are linked too.
    """

    id: str
    one: str
    two: str
    probability: float
    copier: str
    shared: int
    agreed: int
    rare: int
    examples: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    basis: str = "values"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a stage that reads pictures or footage gives so that a re-used image is known again; never of a person.

    kind: ``image`` or ``footage``. bits: a perceptual hash in hexadecimal, 64 bits or more; near ones are one picture.
    start, end: seconds into the footage, None for an image. note: how it differs from the original, if the stage knows
    ("cropped", "mirrored").
    """

    id: str
    item: str
    kind: str
    bits: str
    start: float | None = None
    end: float | None = None
    note: str | None = None


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
class Hop:
    """One step of the way from a claim's item to an origin. child, parent: ids of items or sources. reason: a plain
    sentence."""

    child: str
    parent: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimOrigins:
    """The origins of one claim. gateway_sources: ids of Source records; the range as in Origins. path: how the program
    came from the item to each of them. circular: whether the texts give each other as their source."""

    claim: str
    item: str
    origins: Origins
    gateway_sources: tuple[str, ...] = ()
    path: tuple[Hop, ...] = ()
    circular: bool = False
