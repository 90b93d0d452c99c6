"""The origins of each claim: which gateways it can rest on, what lies beneath them, and why.

A claim's attribution graph is walked from its innermost source outwards. The gateway is the last report or speaker
whose evidence the case cannot separate. What a report rests on lies beneath it. What a document says without a source
is its publisher's own word, unless the document, or one whose text it shares, shows where the matter comes from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sousveil.records import Claim, ClaimOrigins, Edge, Origins, Source

from .bases import Basis, distinct, edge_basis
from .cast import Voice
from .relate import Piece

STATE = ("state-media", "official")
_ASKED = re.compile(
    r"\b(?:interviewees?|respondents?|(?:people |those )?surveyed|those interviewed)\b|\bof the \d+|면담자|응답자"
    r"|설문|受访|问卷",
    re.IGNORECASE,
)
"""Words for people whom a study, not the outlet, has asked."""

FIRST_HAND = ("saw", "own-measurement", "shown-in-footage", "survey-answer")
SUMMARY_SHARE = 0.4
"""A document is an account of one report when this share of its claims on a country, and at least two, name it."""

MOST_FOLLOWED = 50
"""How many claims that one outlet published on one matter are looked at for where it had it from."""

FORUM = "It was posted where anybody may write without a name."
CIRCLE = "Circular reporting: these texts give each other as their source."


@dataclass(frozen=True)
class Told:
    """One claim with its edges understood. topic: (technology, country) pairs."""

    claim: Claim
    piece: int
    voices: tuple[Voice, ...]
    topics: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Rests:
    """What one claim rests on. gateways: source ids. certain: False when it may be none (0 to 1)."""

    gateways: tuple[str, ...]
    certain: bool
    bases: tuple[Basis, ...] = ()
    note: str = ""
    own: bool = False


@dataclass
class World:
    """All that is needed to resolve claims. kin: piece -> pieces it shares text with (all of its family, itself not).
    forums: publishers whose posts anybody may have written. cited: piece -> outlets of the case that its text cites.
    root: piece -> the piece whose text it copies. publisher: piece -> source id. rest: source id -> what it says it
    rests on. source: node -> source id."""

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
    _direct: dict[str, Rests] = field(default_factory=dict)
    _summaries: dict[int, dict[str, str]] = field(default_factory=dict)
    _published: dict[tuple[str, tuple[str, str]], list[Told]] = field(default_factory=dict)

    def published_on(self, source: str, told: Told) -> list[Told]:
        """What other items that ``source`` published say on the same matter, in order; at most MOST_FOLLOWED."""
        if not self._published:
            for piece in sorted(self.told):
                for other in self.told[piece]:
                    for topic in other.topics:
                        held = self._published.setdefault((self.publisher[piece], topic), [])
                        if len(held) < MOST_FOLLOWED:
                            held.append(other)
        found = {
            other.claim.id: other
            for topic in sorted(told.topics)
            for other in self._published.get((source, topic), ())
            if other.piece != told.piece
        }
        return [found[name] for name in sorted(found)]


def claim_origins(world: World, told: Told) -> ClaimOrigins:
    """The origins of one claim, as the record."""
    rests = _follow(world, told, _resolve(world, told), frozenset())
    named = list(rests.gateways)
    bases = list(rests.bases)
    if not bases:
        bases = [basis for gateway in named for basis in world.rest.get(gateway, ())]
    most = len(set(named))
    least = most if rests.certain else 0
    if rests.certain and not rests.own and most > 1:
        # Several sources in one graph may have had it from each other; the case has not shown that they had not.
        least = 1
    own_item = any(told.claim.item in world.sources[g].items for g in named)
    names = tuple(sorted({world.sources[g].name for g in named}, key=lambda n: (n.casefold(), n)))
    notes = [rests.note] if rests.note else []
    if not rests.certain:
        notes.append("It counts as no source or as one: nothing shows that another source stands behind it.")
    return ClaimOrigins(
        claim=told.claim.id, item=told.claim.item,
        origins=Origins(
            retellings=0 if own_item else 1, gateways_at_least=least, gateways_at_most=max(most, 0), gateways=names,
            bases=distinct(bases), notes=tuple(notes),
        ),
        gateway_sources=tuple(sorted(set(named))),
    )  # fmt: skip


def _direct(world: World, told: Told) -> Rests:
    """What the claim's own graph says, before anything outside its sentence is looked at; no gateways: its own word."""
    held = world._direct.get(told.claim.id)
    if held is None:
        held = _walk(world, told)
        world._direct[told.claim.id] = held
    return held


def _walk(world: World, told: Told) -> Rests:
    edges = told.claim.attribution
    inner = {edge.under for edge in edges}
    leaves = [i for i in range(len(edges)) if i not in inner]
    found = [_leaf(world, told, edges, leaf) for leaf in leaves] or [Rests((), True, own=True)]
    outside = [rests for rests in found if rests.gateways]
    if world.publisher[told.piece] in world.forums:
        # Whom an anonymous post quotes is known only through the post.
        inner_bases = tuple(basis for rests in found for basis in rests.bases)
        return Rests((), False, inner_bases, FORUM, own=True)
    bases = tuple(basis for rests in found for basis in rests.bases)
    if not outside:
        return Rests((), all(rests.certain for rests in found), bases, found[0].note, own=True)
    gateways = tuple(sorted({g for rests in outside for g in rests.gateways}))
    return Rests(gateways, any(rests.certain for rests in outside), bases, outside[0].note)


def _chain(edges: Sequence[Edge], leaf: int) -> list[int]:
    chain, at, seen = [leaf], edges[leaf].under, {leaf}
    while at is not None and 0 <= at < len(edges) and at not in seen:
        chain.append(at)
        seen.add(at)
        at = edges[at].under
    return chain


def beneath(told: Told, number: int) -> bool:
    """Whether the edge hangs, at any depth, from a report."""
    return any(told.voices[outer].role == "report" for outer in _chain(told.claim.attribution, number)[1:])


def _leaf(world: World, told: Told, edges: Sequence[Edge], leaf: int) -> Rests:
    chain = _chain(edges, leaf)
    bases: list[Basis] = []
    publisher = world.publisher[told.piece]
    of_state = world.sources[publisher].kind in STATE
    hearsay = False
    for place, number in enumerate(chain):
        edge, voice = edges[number], told.voices[number]
        outer = chain[place + 1 :]
        under = next((told.voices[o].node for o in outer if told.voices[o].role == "report"), None)
        source = world.source(voice.node) if voice.node is not None else ""
        if source in world.forums and voice.role not in ("own", "base"):
            return Rests((source,), False, tuple(bases), FORUM)
        if voice.role == "report":
            return Rests((source,), True, tuple(bases))
        if voice.role == "base":
            bases.append(edge_basis(edge))
        elif voice.role == "own":
            break
        elif voice.role == "unnamed-report":
            note = f"It rests on {_article(edge.source)} that the text does not name"
            through = f", known only through {world.sources[world.source(under)].name}." if under is not None else "."
            return Rests((source,), False, tuple(bases), note + through)
        elif under is not None:
            if voice.role != "hearsay":
                bases.append(edge_basis(edge))
        elif of_state and edge.kind not in ("outlet", "wire") and source != publisher:
            # What an official says in his own state's media is that state's word.
            bases.append(edge_basis(edge))
            return Rests((publisher,), True, tuple(bases))
        elif voice.role in ("named", "state-media"):
            return Rests((source,), True, tuple(bases))
        elif voice.role == "hearsay":
            hearsay = True
        else:
            return Rests((source,), False, tuple(bases), f"It rests on {_article(edge.source)} without a name.")
    return Rests((), not hearsay, tuple(bases), own=True)


def _article(source: str) -> str:
    return f"“{source.strip()}”"


def _stated(world: World, told: Told) -> Rests:
    """What the graph says, of the claim itself or, in a copy, of the same claim in the text that it copies."""
    return _direct(world, _original(world, told))


def _original(world: World, told: Told) -> Told:
    """The claim of the root text that this one of a copy repeats; itself when there is none."""
    root = world.root[told.piece]
    if root == told.piece:
        return told
    best: tuple[tuple[int, bool, float, str], Told] | None = None
    place = _position(world, told)
    for other in world.told.get(root, ()):
        if _topics_meet(told, other):
            same = len(_spots(told) & _spots(other))
            rank = (
                -same,
                other.claim.status != told.claim.status,
                abs(_position(world, other) - place),
                other.claim.id,
            )
            if best is None or rank < best[0]:
                best = (rank, other)
    return best[1] if best else told


def _spots(told: Told) -> set[str]:
    return {place.name for place in told.claim.places}


def _position(world: World, told: Told) -> float:
    """0..1: how far into its text's claims a claim stands, which survives translation."""
    starts = [other.claim.start for other in world.told[told.piece]]
    return sum(start < told.claim.start for start in starts) / max(1, len(starts))


def _resolve(world: World, told: Told) -> Rests:
    told = _original(world, told)
    direct = _direct(world, told)
    if direct.gateways:
        return direct
    outermost = told.claim.attribution[0] if told.claim.attribution else None
    asked = [words for _, words in direct.bases if _ASKED.search(words)]
    own_work = bool(direct.bases) and not asked and direct.certain
    first_hand = own_work or (outermost is not None and outermost.basis in FIRST_HAND) or _went_there(world, told)
    if not first_hand:
        found = _from_kin(world, told) or _from_text(world, told, direct)
        if found is not None:
            return found
    publisher = world.publisher[world.root[told.piece]]
    if not direct.certain:
        note = direct.note or "The text says only that it is said, not by whom."
        return Rests((publisher,), False, direct.bases, note, own=True)
    return Rests((publisher,), True, direct.bases, own=True)


def _from_text(world: World, told: Told, direct: Rests) -> Rests | None:
    """What the rest of the same text shows about an unattributed sentence."""
    summary = _summary(world, told.piece)
    for country in sorted({country for _, country in told.topics}):
        if country in summary:
            report = summary[country]
            note = f"The sentence names no source; the document as a whole retells {world.sources[report].name}."
            return Rests((report,), True, direct.bases, note)
    beside = _beside(world, told)
    if beside and beside != (world.publisher[told.piece],):
        names = " and ".join(world.sources[g].name for g in beside)
        note = f"The sentence names no source; the same document credits {names} for the same matter."
        return Rests(beside, False, direct.bases, note)
    cited = [source for source in world.cited.get(told.piece, ()) if world.published_on(source, told)]
    if len(cited) == 1:
        note = f"The sentence names no source; the same document cites {world.sources[cited[0]].name}."
        return Rests((cited[0],), False, direct.bases, note)
    only = _only_report(world, told)
    if only is not None:
        note = f"The sentence names no source; for this country the document names only {world.sources[only].name}."
        return Rests((only,), False, direct.bases, note)
    return None


def _only_report(world: World, told: Told) -> str | None:
    """The one report that the same text gives for the same country, if it gives no other source for it."""
    countries = {country for _, country in told.topics}
    found: set[str] = set()
    for other in world.told.get(told.piece, ()):
        if countries & {country for _, country in other.topics}:
            rests = _stated(world, other)
            if rests.certain:
                found |= set(rests.gateways)
    if len(found) == 1 and world.sources[min(found)].kind == "report":
        return min(found)
    return None


_WENT = re.compile(
    r"\b(?:our|this (?:newspaper|paper|site|outlet)['’]s) (?:own )?(?:reporters?|correspondents?|journalists?|team)\b"
    r"|\b(?:we|I) (?:saw|counted|visited|walked|watched|photographed|tested|spoke|asked|drove|crossed)\b"
    r"|\btold (?:this newspaper|this site|us|me)\b|취재진|본지 기자|기자가 (?:직접|찾은|확인)|本报记者"
    r"|记者(?:看到|走访|清点|发现|注意到)",
    re.IGNORECASE,
)
_OWN_QUOTES = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|«[^»]*»")


def _went_there(world: World, told: Told) -> bool:
    """Whether the sentence says that the outlet's own people were there or asked: outside quotations."""
    said = _OWN_QUOTES.sub(" ", told.claim.quote)
    if _WENT.search(said):
        return True
    outlet = world.pieces[told.piece].outlet
    if not outlet:
        return False
    name = re.escape(outlet.removeprefix("The "))
    return bool(re.search(rf"{name}(?:['’]s)? (?:reporter|correspondent|journalist)|(?:told|reporters? (?:of|for|from)"
                          rf"|correspondents? (?:of|for)) (?:the )?{name}", said, re.IGNORECASE))  # fmt: skip


def _topics_meet(one: Told, two: Told) -> bool:
    return bool(one.topics & two.topics)


def _from_kin(world: World, told: Told) -> Rests | None:
    """What the texts that this one shares words with say about the same matter."""
    counts: Counter[str] = Counter()
    carrier: dict[str, int] = {}
    sure: dict[str, bool] = {}
    for piece in world.kin.get(told.piece, ()):
        for other in world.told.get(piece, ()):
            if not _topics_meet(told, other):
                continue
            rests = _stated(world, other)
            for gateway in rests.gateways:
                counts[gateway] += 1
                carrier.setdefault(gateway, piece)
                sure[gateway] = sure.get(gateway, False) or rests.certain
    if counts:
        best = min(counts, key=lambda g: (not sure[g], -counts[g], world.sources[g].name, g))
        return Rests((best,), sure[best], (), _kin_note(world, carrier[best], best))
    for piece in world.kin.get(told.piece, ()):
        summary = _summary(world, piece)
        for country in sorted({country for _, country in told.topics}):
            if country in summary:
                return Rests((summary[country],), True, (), _kin_note(world, piece, summary[country]))
    return None


def _kin_note(world: World, piece: int, gateway: str) -> str:
    outlet = world.pieces[piece].outlet
    whose = f"one published by {outlet}" if outlet else "another item in the case"
    return (f"The text names no source, but it shares its wording with {whose}, "
            f"which credits {world.sources[gateway].name}.")  # fmt: skip


def _summary(world: World, piece: int) -> dict[str, str]:
    """country -> the one report that this text is an account of."""
    held = world._summaries.get(piece)
    if held is not None:
        return held
    totals: Counter[str] = Counter()
    by: dict[str, Counter[str]] = {}
    for told in world.told.get(piece, ()):
        rests = _stated(world, told)
        for country in {country for _, country in told.topics}:
            totals[country] += 1
            if rests.certain and len(rests.gateways) == 1 and world.sources[rests.gateways[0]].kind == "report":
                by.setdefault(country, Counter())[rests.gateways[0]] += 1
    out: dict[str, str] = {}
    for country, counts in sorted(by.items()):
        best = min(counts, key=lambda g: (-counts[g], g))
        if country and counts[best] >= 2 and counts[best] >= SUMMARY_SHARE * totals[country]:
            out[country] = best
    world._summaries[piece] = out
    return out


def _beside(world: World, told: Told) -> tuple[str, ...]:
    """The nearest gateway that the same text credits for the same technology and country."""
    best: tuple[int, str, tuple[str, ...]] | None = None
    for other in world.told.get(told.piece, ()):
        if other.claim.id == told.claim.id or not _topics_meet(told, other):
            continue
        rests = _stated(world, other)
        if rests.gateways and rests.certain:
            distance = abs(other.claim.start - told.claim.start)
            if best is None or (distance, other.claim.id) < best[:2]:
                best = (distance, other.claim.id, rests.gateways)
    return best[2] if best else ()


def _follow(world: World, told: Told, rests: Rests, seen: frozenset[str]) -> Rests:
    """Walks on when a gateway's own item in the case says where it has the matter from; says so when that is a circle.
    """
    if rests.own or len(rests.gateways) != 1:
        return rests
    gateway = rests.gateways[0]
    if gateway in seen:
        # Every member of the circle has to come to the same answer, so that the circle counts once.
        return Rests((min(seen),), False, rests.bases, CIRCLE)
    for other in world.published_on(gateway, told):
        further = _resolve(world, other)
        if further.own or not further.gateways or gateway in further.gateways:
            continue
        end = _follow(world, other, further, seen | {gateway})
        name = world.sources[gateway].name
        note = CIRCLE if end.note == CIRCLE else f"{name} passes it on from {_names(world, end)}."
        return Rests(end.gateways, end.certain, (*rests.bases, *end.bases), note)
    return rests


def _names(world: World, rests: Rests) -> str:
    return " and ".join(world.sources[g].name for g in rests.gateways)
