"""What would change a finding: the origin whose loss moves it most, and what would help most.

What would help is public material or stands outside the country, and nothing else: the program never sends anybody to
ask a person inside, to look for documents there, or to go and see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sousveil.records import Change, Likelihood, Source

from .model import PRIOR, copied, log_odds
from .standards import cap, likelihood
from .voices import NONE, Independence, Voice
from .weigh import apart, chance_of, parted, without

MOST_HELPS = 4
LEAST_MOVE = 0.05
"""In log-odds of what may be stated: what would move a finding by less is not named."""

SEEN_FROM_ABOVE = ("border-monitoring", "mobile-network", "fusion-centre", "electricity", "connectivity")
"""Technologies and conditions that leave marks on satellite imagery: fences, masts, data centres, lights at night."""

SEEN_IN_PICTURES = (
    "video-surveillance", "traffic-camera", "plate-reading", "facial-recognition", "border-monitoring", "drones",
    "body-worn-camera", "gunshot-detection", "identity-card", "iptv",
)  # fmt: skip
"""Technologies that published pictures and footage can show."""

BOUGHT = ("procured", "being-installed", "installed", "in-use", "expanding", "announced", "in-development", "unknown")
THERE = ("being-installed", "installed", "in-use", "expanding")


@dataclass(frozen=True)
class Gaps:
    """What a finding lacks, besides a further source. reports: names of reports that are cited and not in the case,
    by source id. undated: no claim says when. contradicted: claims contradict each other. status, technology, facet: of
    the finding. beyond: published sources that may be one, by name."""

    technology: str = ""
    status: str = "unknown"
    facet: str = "present"
    reports: Mapping[str, str] | None = None
    undated: bool = False
    contradicted: bool = False


def what_would_change(
    voices: Sequence[Voice], independence: Independence, standard: str, *, sources: Mapping[str, Source],
    gaps: Gaps | None = None, denial: Independence | None = None, prior: float | None = None,
) -> Change:  # fmt: skip
    """What would change a finding on which ``voices`` bear; an empty Change where no voice is for it.

    sources: by id, for their names; people are spoken of by role alone.
    """
    start = PRIOR if prior is None else prior
    denial = apart([v for v in voices if v.side == "against"]) if denial is None else denial
    sides, independence, denial = parted(voices, independence, denial)
    for_it, against = sides["for"], sides["against"]
    if not for_it:
        return Change(helps=_helps(_Scale([], NONE, against, denial, start), gaps or Gaps(), sources))
    scale = _Scale(for_it, independence, against, denial, start)
    weakest, loss = _loss(scale, standard, sources)
    return Change(weakest, loss, _helps(scale, gaps or Gaps(), sources))


@dataclass(frozen=True)
class _Scale:
    """Both sides of a finding as they stand."""

    for_it: Sequence[Voice]
    independence: Independence
    against: Sequence[Voice]
    denial: Independence
    prior: float

    def chance(self) -> float:
        """What may be stated, after the caps."""
        free = chance_of(copied(self.for_it, self.independence), copied(self.against, self.denial), self.prior)[0]
        return min(free, cap(self.for_it, self.against, self.shown())) if self.for_it else min(free, 0.549)

    def shown(self) -> int:
        return min(self.independence.shown, len(self.for_it))

    def said(self, standard: str) -> Likelihood | None:
        return likelihood(self.chance(), self.shown(), standard) if self.for_it else None

    def lost(self, voice: Voice) -> _Scale:
        if voice.side == "for":
            left, fewer = without(self.for_it, self.independence, voice)
            return replace(self, for_it=left, independence=fewer)
        left, fewer = without(self.against, self.denial, voice)
        return replace(self, against=left, denial=fewer)

    def with_one(self, voice: Voice) -> _Scale:
        one = self.independence
        more = Independence(one.at_least + 1, one.at_most + 1, one.shown + 1, one.pairs)
        return replace(self, for_it=[*self.for_it, voice], independence=more)


def _loss(scale: _Scale, standard: str, sources: Mapping[str, Source]) -> tuple[str | None, str]:
    now = scale.said(standard)
    best: tuple[float, str, Voice, _Scale] | None = None
    for voice in sorted([*scale.for_it, *scale.against], key=lambda v: v.source):
        after = scale.lost(voice)
        # A finding without any voice for it has no likelihood left: no loss is greater.
        move = 99.0 if not after.for_it else abs(log_odds(after.chance()) - log_odds(scale.chance()))
        if best is None or move > best[0] + 1e-9:
            best = (move, voice.source, voice, after)
    if best is None or best[0] < 1e-6:
        return None, ""
    name, then = called(best[1], sources), best[3].said(standard)
    if then is None:
        return best[1], f"Without {name} no source in this case would say that it is so."
    if best[2].side == "against":
        if now is not None and then.term != now.term:
            return best[1], f"Without the denial by {name} the word would be “{then.term}” instead of “{now.term}”."
        return best[1], f"Without the denial by {name} the word would stay “{then.term}”, with less against it."
    if now is not None and then.term != now.term:
        return best[1], f"Without {name} the word would be “{then.term}” instead of “{now.term}”."
    return best[1], f"Without {name} the word would stay “{then.term}”, on less evidence."


ROLES = {
    "witnesses": "the witnesses", "survey": "the survey", "unnamed": "the source without a name",
    "experts": "the unnamed experts", "document": "the document of no known publisher",
}  # fmt: skip


def called(source: str, sources: Mapping[str, Source]) -> str:
    """What a sentence calls a source: its name, or its role where it is a witness or has no name."""
    held = sources.get(source)
    if held is None:
        return "the bodies of the state" if source.startswith("state:") else "one source"
    if held.kind in ROLES:
        return ROLES[held.kind]
    return "one witness" if held.kind == "person" and held.local else held.name


_Help = tuple[str, Callable[[_Scale], _Scale] | None, float]


def _helps(scale: _Scale, gaps: Gaps, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """What would help most if it were found and bore the finding out, best first by how far the model would move."""
    now = log_odds(scale.chance())
    ranked: list[tuple[float, int, str]] = []
    for order, (sentence, found, share) in enumerate(_candidates(scale, gaps, sources)):
        move = abs(log_odds(found(scale).chance()) - now) * share if found else share
        if move >= LEAST_MOVE:
            ranked.append((-round(move, 6), order, sentence))
    return tuple(sentence for _, _, sentence in sorted(ranked)[:MOST_HELPS])


def _candidates(scale: _Scale, gaps: Gaps, sources: Mapping[str, Source]) -> list[_Help]:
    """(sentence, the scale if it were found and bore the finding out, share of that move to count)."""
    out: list[_Help] = []
    for source, name in sorted((gaps.reports or {}).items(), key=lambda pair: pair[1]):
        out.append((f"The report itself, which is published: {name}.", _read(source), 1.0))

    def new(basis: str, certainty: str = "CT") -> Callable[[_Scale], _Scale]:
        voice = Voice("~", "for", certainty, basis)
        return lambda held: held.with_one(voice)

    is_there = gaps.status in THERE or gaps.facet != "present"
    if gaps.facet in ("present", "kind") and gaps.technology in SEEN_IN_PICTURES and is_there:
        out.append(("Pictures and footage already published, by state media or abroad, that show it.",
                    new("shown-in-footage"), 1.0))  # fmt: skip
    if gaps.facet == "present" and gaps.technology in SEEN_FROM_ABOVE:
        out.append(("Satellite imagery of the place, before and after.", new("own-measurement"), 1.0))
    if gaps.status in BOUGHT or gaps.facet == "supplier":
        # A purchase shows that it was bought, and only half that it is used.
        share = 1.0 if gaps.facet == "supplier" or gaps.status == "procured" else 0.5
        out.append(("Procurement and customs records that are published, or kept by the countries that sell.",
                    new("own-measurement"), share))  # fmt: skip
    out.append((
        "The maker's or the operator's own publications: product pages, tenders won, annual reports."
        if gaps.facet in ("supplier", "kind") else "The operator's own publications, laws and state media on it.",
        new("official-self-description"), 1.0,
    ))  # fmt: skip
    out.append(("A published report by somebody else, with evidence of its own.", new("reported"), 1.0))
    if any(not v.sure for v in scale.for_it):
        out.append(("A published report that names the source that has no name here.", _named, 1.0))
    if scale.shown() < min(scale.independence.at_least, 2):
        out.append(("A publication of one of its sources in which it says so itself.", _shown, 1.0))
    if gaps.contradicted:
        settles = "A published document with a date that settles which of two contradicting claims holds."
        out.append((settles, None, 0.5))
    if gaps.undated:
        out.append(("A published document that says when; none of the claims does.", None, 0.2))
    return out


def _read(source: str) -> Callable[[_Scale], _Scale]:
    """The scale once a cited report has been read and says it itself, with certainty and on evidence of its own."""

    def found(scale: _Scale) -> _Scale:
        voices = [replace(v, certainty="CT", basis="own-measurement", sure=True) if v.source == source else v
                  for v in scale.for_it]  # fmt: skip
        return _settled(replace(scale, for_it=voices))

    return found


def _named(scale: _Scale) -> _Scale:
    first = next(v for v in scale.for_it if not v.sure)
    return _settled(replace(scale, for_it=[replace(v, sure=True) if v is first else v for v in scale.for_it]))


def _shown(scale: _Scale) -> _Scale:
    one = scale.independence
    return replace(scale, independence=replace(one, shown=min(one.at_least, one.shown + 1)))


def _settled(scale: _Scale) -> _Scale:
    one = scale.independence
    least = min(one.at_most, max(one.at_least, sum(v.sure for v in scale.for_it)))
    return replace(scale, independence=replace(one, at_least=least, shown=min(least, one.shown + 1)))
