"""Frozen record types that every room shares. Standard library only."""

from .answer import Answer
from .claim import Claim, Comparator, DrawnBy, Edge, Place, Quantity, Relation
from .document import Box, Document, Passage, Sentence, Text
from .finding import Bearing, Cell, Change, Contradiction, Finding, Grade, Hypothesis, Likelihood, Stage
from .item import Collection, Failure, Item
from .judgement import Judgement, Release, Searched
from .lineage import (
    Alignment,
    ClaimOrigins,
    Dependence,
    Drift,
    Fingerprint,
    Hop,
    Link,
    NameMatch,
    Origins,
    Source,
)

__all__ = [
    "Alignment", "Answer", "Bearing", "Box", "Cell", "Change", "Claim", "ClaimOrigins", "Collection",
    "Comparator", "Contradiction", "Dependence", "Document", "DrawnBy", "Drift", "Edge", "Failure", "Finding",
    "Fingerprint", "Grade", "Hop", "Hypothesis", "Item", "Judgement", "Likelihood", "Link", "NameMatch",
    "Origins", "Passage", "Place", "Quantity", "Relation", "Release", "Searched", "Sentence", "Source", "Stage",
    "Text",
]  # fmt: skip
