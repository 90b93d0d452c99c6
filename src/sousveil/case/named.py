"""Pairs of names that a person judges: found among a case's sources by their spellings."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from sousveil.errors import SousveilError
from sousveil.records import NameMatch, Source
from sousveil.records.ids import record_id

PUBLIC = ("report", "state-media", "official", "wire", "outlet", "organisation", "person", "author")
"""Kinds of sources that speak under a name of their own. Witnesses and unnamed voices are never linked."""

PEOPLE = ("person", "author")


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def of_names(sources: Sequence[Source], one: str, two: str) -> NameMatch:
    """The pair of ``one`` and ``two``, as the case spells them, whether or not anything proposed it.

    Raises:
        SousveilError: one of them is not the name of a public source of this case, or both are one spelling.
    """
    if _folded(one) == _folded(two):
        raise SousveilError(f"{one!r} and {two!r} are one name.", "Give two names that differ.")
    for source in sources:
        for match in source.matches:
            if {_folded(match.one), _folded(match.two)} == {_folded(one), _folded(two)}:
                return match
    left, right = _public(sources, one), _public(sources, two)
    person = left.kind in PEOPLE and right.kind in PEOPLE
    kind = "person" if person else "organisation"
    return NameMatch(record_id("n", kind, *sorted((_folded(one), _folded(two)))), one, two, kind, "possible", 0.0, ())


def refuse_hidden(sources: Sequence[Source], *names: str) -> None:
    """Raises SousveilError if one of ``names`` is held by witnesses or unnamed sources alone; unknown names pass."""
    spelt = {_folded(n) for source in sources for n in (source.name, *source.names)}
    for name in names:
        if _folded(name) in spelt:
            _public(sources, name)


def _public(sources: Sequence[Source], name: str) -> Source:
    held = [source for source in sources if _folded(name) in {_folded(n) for n in (source.name, *source.names)}]
    public = [source for source in held if source.kind in PUBLIC and not source.local]
    if public:
        return public[0]
    if held:
        raise SousveilError(
            f"{name!r} is not publicly somebody's own full name in this case (a witness, an alias, a letter, a part"
            " of a name): such names are never linked across items."
        )
    raise SousveilError(f"No source of this case is called {name!r}.", "See `sousveil sources CASE`.")
