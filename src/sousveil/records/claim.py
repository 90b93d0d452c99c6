"""The claim: one statement about a surveillance system, with who says so, through whom, and how surely."""

from __future__ import annotations

from dataclasses import dataclass, field

CERTAINTIES = ("CT+", "PR+", "PS+", "U", "PS-", "PR-", "CT-")
"""FactBank: certain, probable, possible; positive or negative; unknown or uncommitted (Sauri & Pustejovsky 2009)."""

KINDS = ("fact", "question", "forecast", "opinion", "cause", "comparison", "method")

ASPECTS = (
    "deployment", "development", "procurement", "capability", "purpose", "effect", "constraint", "policy", "cost",
    "awareness", "benefit",
)  # fmt: skip

STATUSES = (
    "researched", "announced", "in-development", "procured", "being-installed", "installed", "in-use", "expanding",
    "abandoned", "unknown",
)  # fmt: skip

CAPABILITY_STATUSES = ("product-feature", "possible", "planned", "demonstrated", "in-use")

BASES = (
    "saw", "heard", "inferred", "reported", "shown-in-footage", "survey-answer", "own-measurement",
    "official-self-description", "unknown",
)  # fmt: skip
"""On what a source rests what it says, as the text tells it."""

SOURCE_KINDS = (
    "outlet", "author", "person", "organisation", "report", "wire", "state-media", "witnesses", "survey", "papers",
    "experts", "official", "unnamed", "document",
)  # fmt: skip

RELATIONS = ("cause", "purpose", "substitution", "contrast", "condition")


@dataclass(frozen=True, slots=True)
class Place:
    """A place a claim speaks of. kind: ``country``, ``province``, ``city``, ``district``, ``border``, ``site`` or
    ``site-class`` ("schools"). country: ISO 3166 alpha-2, or None for an invented or unresolved one whose ``name``
    then has to serve.

    latitude, longitude: degrees (WGS 84), both or neither. precision: what the point stands for, ``point`` (the very
    spot), ``city``, ``district``, ``province`` or ``country``; None where the place was not resolved. gazetteer: where
    name and point are from, ``geonames:<number>``, ``iso:<code>`` or ``case:<id of the case's own entry>``."""

    name: str
    kind: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    gazetteer: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or measure. low and high are equal for an exact number; None at an open end ("more than")."""

    low: float | None
    high: float | None
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparator:
    """ "Less widespread than in China": against what, in which dimension, which way (``less``, ``equal``,
    ``more``)."""

    against: str
    dimension: str
    direction: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How a claim hangs together with another one (``claim``) or with words of the same sentence (``text``)."""

    kind: str
    text: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of the attribution graph: ``source`` says (what the next edge inwards says).

    Edges stand from the document's author or outlet inwards; ``under`` is the index of the edge this one hangs from
    (None for the outermost). start, end: where the source is named, in the extracted text; both None when the text
    does not name it (the outlet known from its collection record). kind: see SOURCE_KINDS. certainty: how surely *this*
    source says it, on the FactBank scale; it is not the certainty of the sources inside.
    """

    source: str
    kind: str
    verb: str
    basis: str
    certainty: str
    start: int | None = None
    end: int | None = None
    under: int | None = None


@dataclass(frozen=True, slots=True)
class DrawnBy:
    """Who or what drew a claim. model: None for rules; ``person`` for a hand-made claim; ``attribution`` and a hash
    where a model that the user trained named the source."""

    step: str
    version: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about a surveillance system, drawn from one item.

    spans: the exact places, each (start, end), in reading order; the quote is ``text[spans[0][0]:spans[-1][1]]`` and
    consists of whole sentences. statement: the proposition in plain words in the document's language. technology: id in
    the vocabulary, or None. places: may be empty. Actors (operator, maker, seller, integrator, product) as written.
    target: whom or what it watches. certainty: that of the innermost holder. Times are EDTF or None: true_when,
    observed, said, published. attribution: see Edge; never empty, the outermost is the document's author or outlet.
    """

    id: str
    item: str
    spans: tuple[tuple[int, int], ...]
    quote: str
    statement: str
    language: str
    kind: str
    technology: str | None
    aspect: str
    status: str
    certainty: str
    attribution: tuple[Edge, ...]
    drawn_by: DrawnBy
    capability_status: str | None = None
    places: tuple[Place, ...] = ()
    operator: str | None = None
    maker: str | None = None
    seller: str | None = None
    integrator: str | None = None
    product: str | None = None
    target: str | None = None
    affected: str | None = None
    data_captured: tuple[str, ...] = ()
    quantity: Quantity | None = None
    comparator: Comparator | None = None
    relations: tuple[Relation, ...] = ()
    true_when: str | None = None
    observed: str | None = None
    said: str | None = None
    published: str | None = None
    text_fault: str | None = None
    terms: tuple[tuple[int, int], ...] = field(default=())
    """Where the words stand that made this claim (technology terms), for highlighting."""

    @property
    def start(self) -> int:
        """First code point of the quote."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """One past the last code point of the quote."""
        return self.spans[-1][1]
