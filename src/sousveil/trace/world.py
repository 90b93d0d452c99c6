"""What the origins of claims are worked out from: the claims with their edges understood, and what the case shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field

from sousveil.records import Claim, Hop, Source

from .bases import Basis
from .cast import Voice
from .relate import Piece, Relation

MOST_FOLLOWED = 50
"""How many claims that one outlet published on one matter are looked at for where it had it from."""

Topic = tuple[str, str]
"""(technology, country)."""


@dataclass(frozen=True)
class Told:
    """One claim with its edges understood. topics: what it is about. row: it is a row of a table. heading: it stands
    in a heading."""

    claim: Claim
    piece: int
    voices: tuple[Voice, ...]
    topics: frozenset[Topic]
    row: bool = False
    heading: bool = False


def is_row(claim: Claim, cells: Container[int]) -> bool:
    """Whether a claim is a row of a table, each of its passages a cell, and not prose that stands in one. cells: where
    the cells of its item begin."""
    return claim.statement != claim.quote and ": " in claim.statement and all(at in cells for at, _ in claim.spans)


@dataclass(frozen=True)
class Rests:
    """What one claim rests on. gateways: source ids. certain: False when it may be none (0 to 1). own: it is the
    publisher's own word. hops: the way from the claim's item to each gateway. circular: the texts give each other."""

    gateways: tuple[str, ...]
    certain: bool
    bases: tuple[Basis, ...] = ()
    note: str = ""
    own: bool = False
    hops: tuple[Hop, ...] = ()
    circular: bool = False


@dataclass
class World:
    """All that is needed to resolve claims. kin: piece -> the others of its family of copies, and those that
    it shares text with directly.
    forums: publishers whose posts anybody may have written. cited: piece -> outlets of the case that its text cites.
    root: piece -> the piece whose text it copies. publisher: piece -> source id. rest: source id -> what it says it
    rests on. source: node -> source id. relations: how pieces hang together, for the words of a path.
    perhaps: piece -> earlier pieces that it may retell. publishers: item -> source id, also of those whose text is the
    same as another's."""

    pieces: Sequence[Piece]
    told: Mapping[int, Sequence[Told]]
    kin: Mapping[int, Sequence[int]]
    root: Mapping[int, int]
    publisher: Mapping[int, str]
    sources: Mapping[str, Source]
    source: Callable[[int], str]
    rest: dict[str, list[Basis]]
    forums: frozenset[str] = frozenset()
    cited: Mapping[int, Sequence[str]] = field(default_factory=dict)
    relations: Sequence[Relation] = ()
    perhaps: Mapping[int, Sequence[int]] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)
    direct: dict[str, Rests] = field(default_factory=dict)
    resolved: dict[str, Rests] = field(default_factory=dict)
    steps: dict[tuple[str, frozenset[Topic]], Rests | None] = field(default_factory=dict)
    summaries: dict[int, dict[str, str]] = field(default_factory=dict)
    sure: dict[int, dict[str, frozenset[str]]] = field(default_factory=dict)
    _published: dict[tuple[str, Topic], list[Told]] = field(default_factory=dict)
    _countries: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _on: dict[int, dict[Topic, list[Told]]] = field(default_factory=dict)
    _starts: dict[int, list[int]] = field(default_factory=dict)
    _quoted: dict[int, dict[str, list[Told]]] = field(default_factory=dict)
    _parents: dict[int, list[Relation]] = field(default_factory=dict)

    def published_on(self, source: str, topics: frozenset[Topic], but: int = -1) -> list[Told]:
        """What the items that ``source`` published say on the matter, in order, the piece ``but`` left out; at most
        MOST_FOLLOWED of each topic."""
        if not self._published:
            for piece in sorted(self.told):
                for other in self.told[piece]:
                    by = self.publishers.get(other.claim.item, self.publisher[piece])
                    for topic in other.topics:
                        held = self._published.setdefault((by, topic), [])
                        if len(held) < MOST_FOLLOWED:
                            held.append(other)
        found = {
            other.claim.id: other
            for topic in sorted(topics)
            for other in self._published.get((source, topic), ())
            if other.piece != but
        }
        return [found[name] for name in sorted(found)]

    def published_near(self, source: str, topics: frozenset[Topic]) -> list[Told]:
        """As ``published_on``; where there is none, what they say on the same technology, if one side names no place
        and the other one country only."""
        found = self.published_on(source, topics)
        if found:
            return found
        if not self._countries:
            for by, (technology, country) in self._published:
                self._countries.setdefault((by, technology), set()).add(country)
        loose: set[Topic] = set()
        for technology, country in topics:
            there = self._countries.get((source, technology), set())
            if country and "" in there:
                loose.add((technology, ""))
            elif not country and len(there) == 1 and len(topics) == 1:
                loose.add((technology, next(iter(there))))
        return self.published_on(source, frozenset(loose)) if loose else []

    def parents(self, piece: int) -> list[Relation]:
        """The relations in which ``piece`` is the later text."""
        if not self._parents:
            for relation in self.relations:
                self._parents.setdefault(relation.child, []).append(relation)
        return self._parents.get(piece, [])

    def on(self, piece: int, topics: frozenset[Topic]) -> list[Told]:
        """The claims of one text on any of ``topics``, in its order."""
        if piece not in self._on:
            by = self._on[piece] = {}
            for one in self.told.get(piece, ()):
                for topic in one.topics:
                    by.setdefault(topic, []).append(one)
        held = self._on[piece]
        if len(topics) == 1:
            return held.get(next(iter(topics)), [])
        found = {one.claim.id: one for topic in topics for one in held.get(topic, ())}
        return sorted(found.values(), key=lambda one: (one.claim.start, one.claim.id))

    def quoted(self, piece: int, told: Told) -> list[Told]:
        """The claims of one text on the same words as ``told``, on a matter in common."""
        if piece not in self._quoted:
            by = self._quoted[piece] = {}
            for one in self.told.get(piece, ()):
                by.setdefault(one.claim.quote, []).append(one)
        return [one for one in self._quoted[piece].get(told.claim.quote, ()) if one.topics & told.topics]

    def position(self, told: Told) -> float:
        """0..1: how far into its text's claims a claim stands, which survives translation."""
        if told.piece not in self._starts:
            self._starts[told.piece] = sorted(one.claim.start for one in self.told[told.piece])
        starts = self._starts[told.piece]
        return bisect_left(starts, told.claim.start) / max(1, len(starts))

    def name(self, source: str) -> str:
        """What a source is called."""
        return self.sources[source].name if source in self.sources else source

    def names(self, sources: Sequence[str]) -> str:
        """What several are called, for a sentence."""
        return " and ".join(self.name(source) for source in sources)


def joined(one: Sequence[Hop], *more: Sequence[Hop]) -> tuple[Hop, ...]:
    """Ways one behind the other, each hop once, in order; a hop from a thing to itself is none."""
    hops = [hop for hops in (one, *more) for hop in hops if hop.child != hop.parent]
    return tuple({(hop.child, hop.parent): hop for hop in reversed(hops)}.values())[::-1]
