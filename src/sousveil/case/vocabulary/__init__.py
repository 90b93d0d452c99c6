"""The words of a case: technologies, statuses and places, each with a definition and terms in several languages.

The files beside this one are data and ship with the package; a case may add its own. Nothing here knows how claims are
drawn: ``terms`` are what a person would write, matching is the claim stage's work.
"""

from .load import Entry, PlaceEntry, Vocabulary, load_vocabulary

__all__ = ["Entry", "PlaceEntry", "Vocabulary", "load_vocabulary"]
