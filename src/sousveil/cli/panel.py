"""Changing a claim field by field with single keys: the rows of closed lists, and names that the document holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sousveil.case.amend import CHOICES, parse_amendment
from sousveil.case.vocabulary import Vocabulary
from sousveil.errors import SousveilError
from sousveil.records import Claim, Edge, Place
from sousveil.records.claim import SOURCE_KINDS, STATUSES

from .keys import END, PICKS, Asked, Hand
from .shared import safe

KEYS = {
    "t": "technology", "s": "status", "c": "certainty", "w": "attribution", "p": "places", "a": "aspect", "k": "kind",
    "b": "capability_status", "d": "true_when", "o": "operator", "m": "maker", "x": "statement",
}  # fmt: skip
AT_ONCE = {
    **{key: ("status", status) for key, status in zip("1234567890", STATUSES, strict=True)},
    "C": ("certainty", "CT+"), "P": ("certainty", "PR+"), "S": ("certainty", "PS+"), "U": ("certainty", "U"),
}  # fmt: skip
"""Keys that set the two fields that change most without asking further."""
WORDS = {"attribution": "who says it", "capability_status": "what it could do", "true_when": "when it is true"}
SAVE, CANCEL = (".", "\r", "\n"), ("-", "\x1b")
NOBODY = "nobody but the author or outlet"


class Panel:
    """Asks for the fields of claims. told: the claims of the same document, for names; outer: who tells the whole."""

    def __init__(
        self, hand: Hand, echo: Callable[[str], None], vocabulary: Vocabulary,
        place_of: Callable[[str, str], Place | None],
    ) -> None:  # fmt: skip
        self.hand, self.echo, self.vocabulary, self.place_of = hand, echo, vocabulary, place_of

    def change(self, claim: Claim, told: Sequence[Claim], outer: tuple[Edge, ...], text: str) -> Claim | None:
        """``claim`` with what the hand changed; None when it was broken off."""
        while True:
            self.echo("    " + "  ".join(f"{k} {WORDS.get(f, f)}" for k, f in KEYS.items()) + "   . save  - leave")
            self.echo("    at once:  " + "  ".join(f"{key} {value}" for key, (_, value) in AT_ONCE.items()))
            key = self.hand.key(Asked("field", claim))
            if key in SAVE:
                return claim
            if key in CANCEL or key == END:
                return None
            if key in AT_ONCE:
                field, value = AT_ONCE[key]
                claim = with_value(claim, field, value)
                self.echo(f"    {line_of(claim)}")
                continue
            if key not in KEYS:
                continue
            try:
                claim = self.ask(claim, KEYS[key], told, outer, text)
            except SousveilError as error:
                self.echo(f"    {error.message} {error.advice}")
            self.echo(f"    {line_of(claim)}")

    def ask(self, claim: Claim, field: str, told: Sequence[Claim], outer: tuple[Edge, ...], text: str) -> Claim:
        """``claim`` with a new value of one field.

        Raises:
            SousveilError: the value does not fit.
        """
        if field == "technology":
            return replace(claim, technology=self.technology(claim, told) or claim.technology)
        if field == "attribution":
            return self._source(claim, told, outer, text)
        if field == "places":
            return self._places(claim, told)
        if field in CHOICES:
            value = self._pick(field, CHOICES[field], claim)
            if value is None:
                return claim
            return with_value(claim, field, value)
        words: dict[str, Any] = {field: parse_amendment(claim, field, self.hand.line(Asked(field, claim)))}
        return replace(claim, **words)

    def technology(self, claim: Claim, told: Sequence[Claim], first: Sequence[str] = ()) -> str | None:
        """A technology: one of those the document speaks of by a key, any other by the beginning of its name."""
        used = Counter(c.technology for c in told if c.technology)
        often = [t for t, _ in sorted(used.items(), key=lambda pair: (-pair[1], pair[0]))]
        near = list(dict.fromkeys([*first, *often]))[:9]
        key = self._show("technology", near, claim, "or the beginning of its name and Enter")
        if key in PICKS[:9] and key in PICKS[: len(near)]:
            return near[PICKS.index(key)]
        if key == END or key in SAVE or key in CANCEL:
            return None
        words = self.hand.line(Asked("technology", claim), key).strip().lower()
        found = [t for t in self.vocabulary.technologies if t.startswith(words)]
        found += [
            t for t, e in self.vocabulary.technologies.items()
            if t not in found and (words in t or words in e.label.lower())
        ]  # fmt: skip
        if not found:
            raise SousveilError(f"No technology is called {words!r}.", "See `sousveil vocabulary CASE`.")
        return found[0] if len(found) == 1 or found[0] == words else self._pick("technology", found[:30], claim)

    def _source(self, claim: Claim, told: Sequence[Claim], outer: tuple[Edge, ...], text: str) -> Claim:
        near = sorted(told, key=lambda c: (abs(c.start - claim.start), c.start, c.id))
        chains: dict[str, tuple[Edge, ...]] = {NOBODY: outer}
        for other in near:
            if len(other.attribution) > len(outer):
                inner = " ← ".join(safe(e.source, 40) for e in other.attribution[len(outer) :])
                chains.setdefault(inner, other.attribution)
        rows = list(chains)[:9]
        key = self._show("attribution", rows, claim, "or the source's name and Enter")
        if key in PICKS[:9] and key in PICKS[: len(rows)]:
            edges = chains[rows[PICKS.index(key)]]
            edges = (*edges[:-1], replace(edges[-1], certainty=claim.certainty)) if len(edges) > len(outer) else edges
            return replace(claim, attribution=edges)
        if key == END or key in SAVE or key in CANCEL:
            return claim
        name = " ".join(self.hand.line(Asked("attribution", claim), key).split())
        if not name:
            return claim
        kind = self._pick("source kind", SOURCE_KINDS, claim) or "unnamed"
        at = _nearest(text, name, claim.start)
        start, end = (None, None) if at is None else (at, at + len(name))
        edge = Edge(name, kind, "said", "unknown", claim.certainty, start, end, len(outer) - 1 if outer else None)
        return replace(claim, attribution=(*outer, edge))

    def _places(self, claim: Claim, told: Sequence[Claim]) -> Claim:
        near = sorted(told, key=lambda c: (abs(c.start - claim.start), c.start, c.id))
        known: dict[str, tuple[Place, ...]] = {"no place": ()}
        for other in near:
            known.setdefault(", ".join(p.name for p in other.places) or "no place", other.places)
        rows = list(known)[:9]
        key = self._show("places", rows, claim, "or the place's name and Enter")
        if key in PICKS[:9] and key in PICKS[: len(rows)]:
            return replace(claim, places=known[rows[PICKS.index(key)]])
        if key == END or key in SAVE or key in CANCEL:
            return claim
        name = self.hand.line(Asked("places", claim), key).strip()
        place = self.place_of(name, claim.language)
        if place is None:
            countries = Counter(p.country for c in told for p in c.places if p.country)
            most = min(countries.items(), key=lambda pair: (-pair[1], pair[0]), default=(None, 0))[0]
            place = Place(name, "city", most)
            self.echo(f"    {safe(name, 60)} is in no gazetteer: taken for a city in {most or 'no known country'}.")
        return replace(claim, places=(place,))

    def _pick(self, what: str, options: Sequence[str], claim: Claim) -> str | None:
        key = self._show(what, options, claim)
        at = PICKS.find(key) if key != END else -1
        return options[at] if 0 <= at < len(options) else None

    def _show(self, what: str, options: Sequence[str], claim: Claim, more: str = "") -> str:
        rows = [f"{key} {safe(option, 60)}" for key, option in zip(PICKS, options, strict=False)]
        self.echo("      " + "  ".join([*rows, more]))
        return self.hand.key(Asked(what, claim, tuple(options)))


def with_value(claim: Claim, field: str, value: str) -> Claim:
    """``claim`` with one of its closed fields set."""
    chosen: dict[str, Any] = {field: value}
    changed = replace(claim, **chosen)
    if field == "certainty" and claim.attribution:
        # A claim's certainty is that of the innermost source; the two do not part.
        last = replace(claim.attribution[-1], certainty=value)
        changed = replace(changed, attribution=(*claim.attribution[:-1], last))
    return changed


def line_of(claim: Claim) -> str:
    """A claim's codes and who says it, on one line."""
    places = ", ".join(place.name for place in claim.places) or "no place named"
    codes = [claim.technology or "no technology", claim.status, claim.certainty, claim.aspect, claim.kind]
    if claim.capability_status:
        codes.append(f"could: {claim.capability_status}")
    who = " ← ".join(safe(edge.source, 60) for edge in claim.attribution)
    return f"{' · '.join([*codes, safe(places, 80)])}   says: {who}"


def _nearest(text: str, words: str, start: int) -> int | None:
    """Where ``words`` stand in ``text`` closest to ``start``; None where they do not."""
    before, after = text.rfind(words, 0, start + len(words)), text.find(words, start)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - start)) if found else None
