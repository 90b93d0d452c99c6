"""Where a sentence without a source has its matter from, as the rest of its text, or a text it shares, shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sousveil.records import Hop

from .direct import direct
from .relate import Relation
from .world import Rests, Told, World

SUMMARY_SHARE = 0.4
"""A document is an account of one report when this share of its claims on a country, and at least two, name it."""

REACH = 700
"""Code points: a speaker who is named goes on for about a paragraph more, not to the end of the text."""

_WENT = re.compile(
    r"\b(?:our|this (?:newspaper|paper|site|outlet)['’]s) (?:own )?(?:reporters?|correspondents?|journalists?|team)\b"
    r"|\b(?:we|I) (?:saw|counted|visited|walked|watched|photographed|tested|spoke|asked|drove|crossed)\b"
    r"|\btold (?:this newspaper|this site|us|me)\b|취재진|본지 기자|기자가 (?:직접|찾은|확인)|本报记者"
    r"|记者(?:看到|走访|清点|发现|注意到)",
    re.IGNORECASE,
)
_OWN_QUOTES = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|«[^»]*»")


def original(world: World, told: Told) -> Told:
    """The claim of the root text that this one of a copy repeats; itself when there is none."""
    root = world.root[told.piece]
    if root == told.piece:
        return told
    best: tuple[tuple[int, bool, float, str], Told] | None = None
    place = world.position(told)
    for other in world.quoted(root, told) or world.on(root, told.topics):
        same = len(_spots(told) & _spots(other))
        rank = (-same, other.claim.status != told.claim.status, abs(world.position(other) - place), other.claim.id)
        if best is None or rank < best[0]:
            best = (rank, other)
    return best[1] if best else told


def stated(world: World, told: Told) -> Rests:
    """What the graph says, of the claim itself or, in a copy, of the same claim in the text that it copies."""
    return direct(world, original(world, told))


def went_there(world: World, told: Told) -> bool:
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


def _spots(told: Told) -> set[str]:
    return {place.name for place in told.claim.places}


def _fine(told: Told) -> set[str]:
    return {place.name for place in told.claim.places if place.kind not in ("country", "site-class")}


def _elsewhere(one: Told, two: Told) -> bool:
    """Whether two claims on one country name places in it, and none in common."""
    left, right = _fine(one), _fine(two)
    return bool(left and right) and not left & right


def _rests(
    world: World, told: Told, gateways: Sequence[str], certain: bool, base: Rests, note: str
) -> Rests:  # fmt: skip
    hops = tuple(Hop(told.claim.item, gateway, note) for gateway in gateways)
    return Rests(tuple(gateways), certain, base.bases, note, hops=hops)


def from_text(world: World, told: Told, base: Rests) -> Rests | None:
    """What the rest of the same text shows about an unattributed sentence."""
    summary = _summary(world, told.piece)
    for country in sorted({country for _, country in told.topics}):
        if country in summary:
            report = summary[country]
            note = f"The sentence names no source; the document as a whole retells {world.name(report)}."
            return _rests(world, told, (report,), True, base, note)
    own = (world.publisher[told.piece],)
    if told.heading and saw_for_itself(world, told):
        return None
    beside = _beside(world, told)
    if beside and beside != own:
        names = world.names(beside)
        note = f"The sentence names no source; the same document credits {names} on the same matter."
        return _rests(world, told, beside, False, base, note)
    known = world.cited.get(told.piece, ())
    cited = [source for source in known if world.published_on(source, told.topics, told.piece)]
    if len(cited) == 1 and tuple(cited) != own:
        note = f"The sentence names no source; the same document cites {world.name(cited[0])}."
        return _rests(world, told, cited, False, base, note)
    only = _only_report(world, told)
    if only is not None:
        note = f"The sentence names no source; for this country the document names only {world.name(only)}."
        return _rests(world, told, (only,), False, base, note)
    if _credited(world, told) and not saw_for_itself(world, told):
        note = "The sentence names no source; elsewhere the document credits others for the same matter."
        return Rests(own, False, base.bases, note, own=True)
    return None


def _credited(world: World, told: Told) -> bool:
    own = (world.publisher[told.piece],)
    return any(
        rests.gateways and rests.certain and rests.gateways != own
        for rests in (stated(world, other) for other in world.on(told.piece, told.topics) if other is not told)
    )


def saw_for_itself(world: World, told: Told) -> bool:
    """Whether the text says, of this matter, that the outlet's own people were there: what it then tells of it without
    a source is theirs."""
    return any(
        went_there(world, other) and not stated(world, other).gateways and not _elsewhere(told, other)
        for other in world.on(told.piece, told.topics)
    )


def _only_report(world: World, told: Told) -> str | None:
    """The one report that the same text gives for the same country, if it gives no other source for it."""
    countries = {country for _, country in told.topics}
    found: set[str] = set()
    for country in countries:
        found |= _sure(world, told.piece).get(country, frozenset())
    if len(found) == 1 and world.sources[min(found)].kind == "report":
        return min(found)
    return None


def _sure(world: World, piece: int) -> dict[str, frozenset[str]]:
    """country -> the gateways that claims of one text surely give for it."""
    held = world.sure.get(piece)
    if held is None:
        found: dict[str, set[str]] = {}
        for other in world.told.get(piece, ()):
            rests = stated(world, other)
            if rests.certain:
                for country in {country for _, country in other.topics}:
                    found.setdefault(country, set()).update(rests.gateways)
        held = world.sure[piece] = {country: frozenset(gateways) for country, gateways in found.items()}
    return held


def _summary(world: World, piece: int) -> dict[str, str]:
    """country -> the one report that this text is an account of."""
    held = world.summaries.get(piece)
    if held is not None:
        return held
    totals: Counter[str] = Counter()
    by: dict[str, Counter[str]] = {}
    for told in world.told.get(piece, ()):
        rests = stated(world, told)
        for country in {country for _, country in told.topics}:
            totals[country] += 1
            if rests.certain and len(rests.gateways) == 1 and world.sources[rests.gateways[0]].kind == "report":
                by.setdefault(country, Counter())[rests.gateways[0]] += 1
    out: dict[str, str] = {}
    for country, counts in sorted(by.items()):
        best = min(counts, key=lambda g: (-counts[g], g))
        if country and counts[best] >= 2 and counts[best] >= SUMMARY_SHARE * totals[country]:
            out[country] = best
    world.summaries[piece] = out
    return out


def _beside(world: World, told: Told) -> tuple[str, ...]:
    """Whom the same text credits for the same matter, nearest first.

    Whoever a heading names does not speak for the sentences below it. A report that stands before goes on until another
    source is named. A speaker or an outlet goes on for REACH only, and never backwards: whoever is named first below
    has not spoken yet. Only a report that is named below may stand for what comes above it (the first lines of a story
    before its source), and whoever is named first for its heading.
    """
    before: tuple[int, str, tuple[str, ...]] | None = None
    after: tuple[int, str, tuple[str, ...]] | None = None
    for other in world.on(told.piece, told.topics):
        if other.claim.id == told.claim.id or _elsewhere(told, other):
            continue
        rests = stated(world, other)
        if not rests.gateways or not rests.certain:
            continue
        if other.heading and not told.heading:
            continue
        report = all(world.sources[g].kind == "report" for g in rests.gateways)
        distance = told.claim.start - other.claim.start
        mark = (abs(distance), other.claim.id, rests.gateways)
        if distance >= 0 and (report or distance <= REACH):
            before = mark if before is None or mark[:2] < before[:2] else before
        elif distance < 0 and (report or told.heading):
            after = mark if after is None or mark[:2] < after[:2] else after
    best = before or after
    return best[2] if best else ()


def from_kin(world: World, told: Told) -> Rests | None:
    """What the texts that this one shares words with say about the same matter."""
    counts: Counter[str] = Counter()
    carrier: dict[str, Told] = {}
    sure: dict[str, bool] = {}
    own = world.publisher[told.piece]
    for piece in world.kin.get(told.piece, ()):
        for other in world.on(piece, told.topics):
            rests = stated(world, other)
            for gateway in rests.gateways:
                if gateway == own:
                    continue  # The other text has it from this one's publisher, not the other way round.
                counts[gateway] += 1
                carrier.setdefault(gateway, other)
                sure[gateway] = sure.get(gateway, False) or rests.certain
    if counts:
        best = min(counts, key=lambda g: (not sure[g], -counts[g], world.name(g), g))
        return _through(world, told, carrier[best].piece, best, sure[best], stated(world, carrier[best]).hops)
    for piece in world.kin.get(told.piece, ()):
        summary = _summary(world, piece)
        for country in sorted({country for _, country in told.topics}):
            if country in summary and summary[country] != own:
                return _through(world, told, piece, summary[country], True, ())
    return None


def _through(
    world: World, told: Told, piece: int, gateway: str, certain: bool, further: tuple[Hop, ...]
) -> Rests:  # fmt: skip
    outlet = world.pieces[piece].outlet
    whose = f"one published by {outlet}" if outlet else "another item in the case"
    shares = f"The text names no source, but it shares its wording with {whose}"
    item = world.pieces[piece].items[0]
    if not any(hop.parent == gateway for hop in further):
        further = (Hop(item, gateway, f"That text as a whole retells {world.name(gateway)}."),)
    onward = tuple(Hop(item if hop.child == further[0].child else hop.child, hop.parent, hop.reason)
                   for hop in further)  # fmt: skip
    hops = (Hop(told.claim.item, item, f"{shares}."), *onward)
    return Rests((gateway,), certain, (), f"{shares}, which credits {world.name(gateway)}.", hops=hops)


LIFTED = 0.6
"""This much of a sentence stands in a passage that the earlier text has too: it was taken over with it."""


def from_parent(world: World, told: Told, seen: frozenset[int] = frozenset()) -> Rests | None:
    """The earlier publisher's word, where the sentence stands in a passage that was taken over from its text and that
    text gives no other source for the matter either."""
    own, seen = world.publisher[told.piece], seen | {told.piece}
    for relation in world.parents(told.piece):
        parent = relation.parent
        at = _lifted(world, told, relation)
        if parent in seen or at is None:
            continue
        item = world.pieces[parent].items[0]
        way = Hop(told.claim.item, item, f"It took the passage over from {_whose(world, parent)}.")
        same = [o for o in world.on(parent, told.topics) if not _elsewhere(told, o)]
        same.sort(key=lambda o: (abs(o.claim.start - at), o.claim.id))
        further = next((found for o in same[:1] if (found := from_parent(world, o, seen)) is not None), None)
        if further is not None:
            onward = tuple(replace(hop, child=item) if hop.child == same[0].claim.item else hop for hop in further.hops)
            return replace(further, hops=(way, *onward))
        publisher = world.publisher[world.root[parent]]
        if publisher == own:
            return None
        name = world.name(publisher)
        note = f"The text names no source; it took the passage over from {_whose(world, parent)}."
        # Where the earlier text credits others for what the sentence may be about, it need not be its own word.
        others = any(stated(world, o).gateways for o in world.told.get(parent, ()) if not _elsewhere(told, o))
        hop = Hop(item, publisher, f"The text names no other source for it: {name}’s own word.")
        return Rests((publisher,), bool(same) or not others, (), note, hops=(way, hop))
    return None


def may_be_parents(world: World, told: Told) -> Rests | None:
    """Its publisher's word or none of its own, where the text reworks, or may, an earlier one of another publisher that
    says something on the same matter, and does not say that its own people were there."""
    own = world.publisher[told.piece]
    surely = [relation.parent for relation in world.parents(told.piece)]
    for parent in (*surely, *world.perhaps.get(told.piece, ())):
        same = [o for o in world.on(parent, told.topics) if not _elsewhere(told, o)]
        if same and world.publisher[world.root[parent]] != own and not saw_for_itself(world, told):
            whose = _whose(world, parent)
            note = f"The sentence names no source; the text reworks {whose} on the same matter."
            if parent not in surely:
                note = f"The sentence names no source; the text gives the same rare facts as {whose} and may retell it."
            return Rests((own,), False, (), note, own=True)
    return None


def _whose(world: World, piece: int) -> str:
    outlet = world.pieces[piece].outlet
    return f"the text published by {outlet}" if outlet else "another item in the case"


def _lifted(world: World, told: Told, relation: Relation) -> int | None:
    """Where in the parent the passage begins in which most of the claim's sentence stands, or None."""
    start, end = told.claim.start, told.claim.end
    if told.claim.item != world.pieces[told.piece].items[0] or end <= start:
        return None
    covered, first = 0, None
    for passage in relation.passages:
        common = min(end, passage.child[1]) - max(start, passage.child[0])
        if common > 0:
            covered += common
            first = passage.parent[0] if first is None else first
    return first if covered >= LIFTED * (end - start) else None
