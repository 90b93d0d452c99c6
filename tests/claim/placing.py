"""The places of a text, as the claim step finds them, for tests and benchmarks."""

from __future__ import annotations

import re

from sousveil.case.vocabulary import Vocabulary, load_vocabulary
from sousveil.claim.places import Gazetteer, Mention, gazetteer_for, with_unlisted
from sousveil.claim.plain import plain
from sousveil.claim.unlisted import UnlistedPlaces


def mentions_in(text: str, language: str, gazetteer: Gazetteer | None = None) -> list[Mention]:
    """Every mention of a place in ``text``, sentence by sentence, in order."""
    held = gazetteer or gazetteer_for(load_vocabulary(), None)
    low = plain(text)
    spans = [m.span() for m in re.finditer(r"[^.。]+(?:\.(?=\S)[^.。]+)*[.。]?", text)] if language != "en" else [
        m.span() for m in re.finditer(r"\S(?:.*?)(?:(?<!Mr)\.(?= [A-Z])|$)", text)
    ]  # fmt: skip
    main, _ = held.main_country(low, text, [(0, len(text), language)])
    unlisted = UnlistedPlaces(text, [(*s, language) for s in spans], held.country_codes(), frozenset(("camera", "facial")))
    found: list[Mention] = []
    for start, end in spans:
        known = held.mentions(low, text, start, end, language)
        firm = next((m.country for m in known if m.country and m.role in ("at", "demonym")), main)
        found += with_unlisted(known, unlisted, low, text, (start, end), language, firm)
    return found


def fresh(vocabulary: Vocabulary) -> Gazetteer:
    """A gazetteer that no cache shares."""
    return Gazetteer(vocabulary)
