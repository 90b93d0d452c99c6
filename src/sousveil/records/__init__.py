"""Frozen record types that every room shares. Standard library only."""

from .answer import Answer
from .claim import Claim, Comparator, DrawnBy, Edge, Place, Quantity, Relation
from .document import Box, Document, Passage, Sentence, Text
from .finding import Contradiction, Finding, Grade, Likelihood
from .item import Collection, Failure, Item
from .judgement import Judgement, Release, Searched
from .lineage import Alignment, ClaimOrigins, Link, NameMatch, Origins, Source

__all__ = [
    "Alignment", "Answer", "Box", "Claim", "ClaimOrigins", "Collection", "Comparator", "Contradiction", "Document",
    "DrawnBy", "Edge", "Failure", "Finding", "Grade", "Item", "Judgement", "Likelihood", "Link", "NameMatch", "Origins",
    "Passage", "Place", "Quantity", "Relation", "Release", "Searched", "Sentence", "Source", "Text",
]  # fmt: skip
