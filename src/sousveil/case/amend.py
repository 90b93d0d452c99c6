"""Reading a person's amendment of a claim: the field's new value out of the words she typed, checked."""

from __future__ import annotations

import dataclasses
import json
import typing
from typing import Any

from sousveil.errors import SousveilError
from sousveil.records import Claim
from sousveil.records.claim import ASPECTS, CAPABILITY_STATUSES, CERTAINTIES, KINDS, STATUSES
from sousveil.records.serialise import MalformedRecord, from_plain, to_plain
from sousveil.records.time import is_edtf

FIXED = frozenset({"id", "item", "spans", "quote", "terms", "language", "drawn_by"})
"""Fields that say where a claim stands or who drew it; they are facts about it, not part of it."""

CHOICES: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "aspect": ASPECTS,
    "status": STATUSES,
    "certainty": CERTAINTIES,
    "capability_status": CAPABILITY_STATUSES,
}
DATES = frozenset({"true_when", "observed", "said", "published"})


def parse_amendment(claim: Claim, field: str, words: str) -> Any:
    """The JSON value for ``field`` of ``claim`` that ``words`` stand for; an empty text or ``null`` empties it.

    A field that holds more than text takes JSON: ``places=[{"name": "Sinuiju", "kind": "city", "country": "KP"}]``.

    Raises:
        SousveilError: there is no such field, it may not be amended, or the value does not fit.
    """
    names = {f.name for f in dataclasses.fields(Claim)} - FIXED
    if field not in names:
        raise SousveilError(f"{field!r} cannot be amended.", f"Fields: {', '.join(sorted(names))}.")
    hint = typing.get_type_hints(Claim)[field]
    if field in DATES and words not in ("", "null") and not is_edtf(words):
        raise SousveilError(f"{words!r} is no date.", "Write it as 2024, 2024-04 or 2024-04-16 (EDTF).")
    if field in CHOICES and words not in ("", "null") and words not in CHOICES[field]:
        raise SousveilError(f"{field} cannot be {words!r}.", f"Choose one of {', '.join(CHOICES[field])}.")
    optional = type(None) in typing.get_args(hint)
    value: Any = words
    if words in ("", "null") and optional:
        value = None
    elif hint is not str and str not in typing.get_args(hint):
        try:
            value = json.loads(words)
        except ValueError as error:
            raise SousveilError(
                f"{field} takes JSON, and {words!r} is none.", "See docs/reference/records.md."
            ) from error
    try:
        from_plain(Claim, to_plain(claim) | {field: value})
    except MalformedRecord as error:
        raise SousveilError(f"{words!r} does not fit {field}: {error}.", "See docs/reference/records.md.") from error
    return value
