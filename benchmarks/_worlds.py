"""Simulated worlds in which the truth is known: propositions, the origins that speak of them, the documents that carry
their word, and worlds in which the model of `assess.weighing` does not hold. Nothing here is taken from real material.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.stats import beta

from sousveil.assess.corroborate import Evidence
from sousveil.assess.weighing.model import BASIS, CERTAINTY, HIDDEN, JOINING, RELIABILITY, SHARED, UNSEEN, UNSURE, YES
from sousveil.assess.weighing.override import Overrides
from sousveil.records import Claim, ClaimOrigins, DrawnBy, Edge, Origins, Source

ORIGINS = 12
"""Sources of one simulated case."""
PROPOSITIONS = 20
"""Propositions of one simulated case."""
LOUD = 0.5
"""Probability that a liar speaks of the matter on which it lies: twice as often as others speak of anything."""


@dataclass(frozen=True)
class World:
    """How documents come about. holds: whether the model's assumptions hold. copying: share of the documents that are
    copies of another, as the program's lineage knows. covers: probability that a source speaks of a proposition.
    unnamed: share of voices without a name. graded: share of sources to which a person gave a letter, rightly.

    Where the model does not hold: liars: share of a case's sources that push one falsehood together, on
    ``targeted`` of its propositions. hidden: share of the voices that copy another and nobody can see it. biased: share
    of sources that always say yes. missing: share of the documents that are not in the case; censored: share of the
    denials that are not. overconfident: share of hedges that are lost before the program reads. base: share of
    propositions that are true. skill: Beta parameters of the sources' reliability in place of the model's.
    """

    name: str
    holds: bool = False
    copying: float = 0.5
    covers: float = 0.25
    unnamed: float = 0.12
    graded: float = 0.2
    liars: float = 0.0
    targeted: int = 0
    hidden: float = 0.0
    biased: float = 0.0
    missing: float = 0.0
    censored: float = 0.0
    overconfident: float = 0.0
    base: float = 0.5
    skill: tuple[float, float] | None = None
    concert: float = HIDDEN


HELD = tuple(World(f"model holds, {share:.0%} copies", True, share) for share in (0.0, 0.3, 0.6, 0.9))
BROKEN = (
    World("10 % liars in concert", liars=0.1, targeted=1), World("20 % liars in concert", liars=0.2, targeted=1),
    World("30 % liars in concert", liars=0.3, targeted=1), World("hidden copying 30 %", hidden=0.3),
    World("hidden copying 60 %", hidden=0.6), World("10 % of sources always say yes", biased=0.1),
    World("20 % of sources always say yes", biased=0.2), World("half of the documents missing", missing=0.5),
    World("half of the denials missing", censored=0.5), World("half of the hedges lost", overconfident=0.5),
    World("all hedges lost", overconfident=1.0), World("42 of 100 true", base=0.42),
    World("58 of 100 true", base=0.58), World("sources worse than thought", skill=(5.5, 2.5)),
    World("a little of everything", copying=0.6, liars=0.1, targeted=1, hidden=0.2, biased=0.05, missing=0.3,
          overconfident=0.2),
)  # fmt: skip
BEYOND = (
    World("3 in 10 true", base=0.3), World("7 in 10 true", base=0.7),
    World("40 % of sources always say yes", biased=0.4),
    World("30 % liars, on a fifth of all matters", liars=0.3, targeted=4),
    World("liars, copies and yes-sayers at their worst", liars=0.3, targeted=2, hidden=0.6, biased=0.4, base=0.4),
)  # fmt: skip
TUNING = (
    *(World(f"model holds, {share:.0%} copies", True, share) for share in (0.2, 0.5)),
    World("15 % liars", liars=0.15, targeted=1), World("25 % liars", liars=0.25, targeted=1),
    World("hidden 45 %", hidden=0.45), World("yes 30 %", biased=0.3), World("hedges", overconfident=0.7),
    World("base 35", base=0.35), World("worse", skill=(5.0, 2.5)),
)  # fmt: skip
"""Worlds on which the constants were chosen; none of them is reported."""

_GRID = np.linspace(0.0005, 0.9995, 1000)
_CURVES = {letter: beta.ppf(_GRID, *parameters).tolist() for letter, parameters in RELIABILITY.items()}


@dataclass
class Voiced:
    """One voice in a simulated proposition."""

    source: int
    yes: bool
    certainty: str
    basis: str
    unnamed: bool = False
    copies: int = 0
    shown: str = ""
    carried: bool = True


@dataclass
class Proposition:
    """truth, and who says what. letters: of the case's sources, None where no person graded them."""

    truth: bool
    voices: list[Voiced]
    letters: list[str | None] = field(default_factory=list)


def propositions(world: World, count: int, seed: int) -> Iterator[Proposition]:
    """``count`` propositions of a world, in cases of PROPOSITIONS each; the same for the same seed."""
    rng = random.Random(f"{world.name} {seed}")
    made = 0
    while made < count:
        letters = [rng.choice("ABCD") if rng.random() < world.graded else None for _ in range(ORIGINS)]
        own = [_draw(rng.random(), letter, world) for letter in letters]
        liars = set(rng.sample(range(ORIGINS), round(world.liars * ORIGINS)))
        biased = {k for k in range(ORIGINS) if rng.random() < world.biased}
        targets = set(rng.sample(range(PROPOSITIONS), world.targeted))
        for number in range(PROPOSITIONS):
            made += 1
            lying = liars if number in targets else set()
            yield _proposition(rng, world, letters, own, lying, biased)


def _draw(u: float, letter: str | None, world: World) -> float:
    if letter is None and world.skill is not None:
        return float(beta.ppf(u, *world.skill))
    return _CURVES[letter or "F"][min(999, int(u * 1000))]


def _proposition(
    rng: random.Random, world: World, letters: list[str | None], own: list[float], liars: set[int], biased: set[int]
) -> Proposition:
    # "One falsehood": what liars push is that something is there which is not.
    truth = False if liars else rng.random() < world.base
    u = rng.random()
    concert = rng.random() < world.concert
    joining, line = rng.choice(JOINING), rng.random() < 0.5
    out: list[Voiced] = []
    for source in range(ORIGINS):
        if source in liars and rng.random() < LOUD:
            out.append(Voiced(source, not truth, "CT", "saw", copies=_copies(rng, world)))
            continue
        if rng.random() >= world.covers:
            continue
        certainty = rng.choices(("CT", "PR", "PS"), (0.6, 0.25, 0.15))[0]
        basis = rng.choices(("saw", "reported", "unknown", "heard", "official-self-description"), (3, 3, 2, 1, 1))[0]
        theta = _draw(u, letters[source], world) if rng.random() < SHARED else own[source]
        right = rng.random() < 0.5 + (theta - 0.5) * CERTAINTY[certainty] * BASIS[basis]
        yes = truth if right else not truth
        if concert and rng.random() < joining:
            yes = line
        if source in biased or rng.random() < YES:
            yes = True
        if out and rng.random() < max(world.hidden, UNSEEN if world.holds else 0.0):
            earlier = rng.choice(out)
            yes, certainty = earlier.yes, earlier.certainty
        unnamed = rng.random() < world.unnamed
        if unnamed and rng.random() < UNSURE:
            yes = rng.choice(out).yes if out else True
        if certainty != "CT" and rng.random() < world.overconfident:
            certainty = "CT"
        out.append(Voiced(source, yes, certainty, basis, unnamed, _copies(rng, world)))
    for voice in out:
        gone = max(world.missing, 0.0 if voice.yes else world.censored)
        held = [rng.random() >= gone for _ in range(voice.copies + 1)]
        voice.carried, voice.copies = held[0], sum(held[1:])
    return Proposition(truth, [v for v in out if v.carried or v.copies], letters)


def _copies(rng: random.Random, world: World) -> int:
    """Copies of one voice: geometric, so that they are ``copying`` of all documents in the mean."""
    count = 0
    while rng.random() < world.copying and count < 40:
        count += 1
    return count


DRAWN = DrawnBy("claim", "1")


def evidence_of(one: Proposition) -> tuple[list[Claim], list[Claim], Evidence]:
    """A proposition as the program has it: claims for it, claims against it, and their origins."""
    for_it: list[Claim] = []
    against: list[Claim] = []
    origins: dict[str, ClaimOrigins] = {}
    sources: dict[str, Source] = {}
    families: dict[str, str] = {}
    letters: dict[str, str] = {}
    for voice in one.voices:
        gateway = f"s{voice.source:02d}"
        first = f"{gateway}-0"
        letter = one.letters[voice.source] if one.letters else None
        if letter and not voice.unnamed:
            letters[gateway] = letter
        kind = "unnamed" if voice.unnamed else "outlet"
        own = () if voice.unnamed or not voice.carried else (first,)
        sources[gateway] = Source(gateway, gateway, kind, (gateway,), own, local=voice.unnamed)
        counted = Origins(0, 0 if voice.unnamed else 1, 1, (gateway,))
        for number in range(0 if voice.carried else 1, voice.copies + 1):
            item = f"{gateway}-{number}"
            families[item] = first
            edges = (Edge(f"outlet {item}", "outlet", "wrote", voice.basis, "CT+"),
                     Edge(gateway, kind, "said", voice.basis, "CT+"))  # fmt: skip
            claim = Claim(
                item, item, ((0, 1),), "x", "x", "en", "fact", "t", "deployment", "in-use",
                f"{voice.certainty}{'+' if voice.yes else '-'}", edges, DRAWN,
            )  # fmt: skip
            origins[item] = ClaimOrigins(item, item, replace(counted, retellings=1 if number else 0), (gateway,))
            (for_it if voice.yes else against).append(claim)
    return for_it, against, Evidence(origins, sources, families, {}, overrides=Overrides(reliability=letters))
