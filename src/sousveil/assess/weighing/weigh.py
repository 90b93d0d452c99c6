"""From voices and their independence to a word of likelihood, a confidence, a grade and a ledger of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from sousveil.records import Bearing, Grade

from .model import PRIOR, UNSEEN, copied, log_odds, posterior
from .override import FindingOverride
from .standards import cap, confidence, grade, likelihood, word
from .voices import Independence, Voice, Weighed

STRONG, MODERATE, WEAK = 0.8, 0.3, 0.03
"""How far (in log-odds) the chance moves when a voice is lost, for each word of effect. Ours: a voice that is strong
more than doubles the odds, one that is moderate makes them a third larger."""

BOTH = "It says both that it is so and that it is not, so it counts on neither side."
OUTWEIGHED = "The same source says the opposite more surely; only that counts, and for less than if that were all."
_ORDER = ("U", "PS", "PR", "CT")


def weigh(
    voices: Sequence[Voice], independence: Independence, standard: str, *, denial: Independence | None = None,
    prior: float | None = None, override: FindingOverride | None = None, bases: int = 0,
) -> Weighed:  # fmt: skip
    """Weighs the voices on one proposition.

    independence: of the voices ``for``; denial: of those ``against`` (None: each counts as apart). standard: see
    finding.STANDARDS. bases: kinds of basis that the gateways state (for the confidence). override: what a person set.
    """
    denial = apart([v for v in voices if v.side == "against"]) if denial is None else denial
    sides, independence, denial = parted(voices, independence, denial)
    for_it, against = sides["for"], sides["against"]
    start = PRIOR if prior is None else prior
    yes, no = copied(for_it, independence), copied(against, denial)
    free, low, high = chance_of(yes, no, start)
    shown = min(independence.shown, len(for_it))
    ceiling = cap(for_it, against, shown)
    chance = min(free, ceiling)
    if for_it:
        low, high = _range(for_it, independence, no, start, low, high)
        result = Weighed(
            chance, min(low, chance), max(chance, min(high, ceiling)), likelihood(chance, shown, standard),
            confidence(for_it, against, shown, bases), grade(for_it, against, shown, chance, independence.judged),
            (), free,
        )  # fmt: skip
    else:
        # A denial alone bears no word of likelihood: nobody in the case says that it is so.
        result = Weighed(chance, low, high, None, "low", Grade("F", "6"), (), free)
    result = replace(result, ledger=_ledger(sides, yes, no, independence, denial, start, free))
    return overridden(result, override, standard, shown)


def apart(voices: Sequence[Voice]) -> Independence:
    """The independence of voices that are all shown to be apart; those that are not sure count 0 to 1."""
    sure = sum(v.sure for v in voices)
    return Independence(sure, len(voices), sure)


def without(voices: Sequence[Voice], independence: Independence, gone: Voice) -> tuple[list[Voice], Independence]:
    """The voices of one side and their independence when one of them falls away."""
    left = [v for v in voices if v is not gone]
    if len(left) == len(voices):
        return left, independence
    sure = sum(v.sure for v in left)
    least = min(independence.at_least, sure) if gone.sure else min(independence.at_least, len(left))
    most = max(least, min(independence.at_most, len(left)))
    return left, replace(independence, at_least=least, at_most=most, shown=min(independence.shown, least))


@lru_cache(maxsize=32768)
def _held(
    yes: tuple[tuple[Voice, float], ...], no: tuple[tuple[Voice, float], ...], prior: float
) -> tuple[float, float, float]:
    return posterior(yes, no, prior)


def _plain(voices: Sequence[tuple[Voice, float]]) -> tuple[tuple[Voice, float], ...]:
    # Whose word it is and where it stands do not matter to the model: findings with like evidence share one sum.
    kept = [(Voice("", v.side, v.certainty, v.basis, v.reliability or "F"), c) for v, c in voices if c < 1.0]
    return tuple(kept)


def chance_of(
    yes: Sequence[tuple[Voice, float]], no: Sequence[tuple[Voice, float]], prior: float
) -> tuple[float, float, float]:
    """The model's chance and its bounds, 0..1, for the voices of the two sides as ``copied`` gives them."""
    return _held(_plain(yes), _plain(no), prior)


def _range(
    for_it: Sequence[Voice], independence: Independence, no: Sequence[tuple[Voice, float]], prior: float, low: float,
    high: float,
) -> tuple[float, float]:  # fmt: skip
    """The bounds, widened by how many gateways there may be: only those shown to be apart, or all of them."""
    few = replace(independence, at_least=max(independence.shown, min(1, independence.at_least)),
                  at_most=max(independence.shown, min(1, independence.at_least)))  # fmt: skip
    many = Independence(independence.at_most, independence.at_most, independence.at_most)
    chances = [chance_of(copied(for_it, one), no, prior)[0] for one in (few, many)]
    return min(low, *chances), max(high, *chances)


def parted(
    voices: Sequence[Voice], independence: Independence, denial: Independence
) -> tuple[dict[str, list[Voice]], Independence, Independence]:
    """The voices by side, and ``both`` for those that speak on both; and what is left of the independence of the two
    sides without them.

    A source that is as sure of the one as of the other counts on neither side. One that is surer on one side ("it was
    put up in March", and then "we have not seen it") counts there alone, a step less sure than it says.
    """
    ids = {
        side: {name for v in voices if v.side == side for name in (v.source, *v.one_with)}
        for side in ("for", "against")
    }  # fmt: skip
    two = ids["for"] & ids["against"]
    sides: dict[str, list[Voice]] = {"for": [], "against": [], "silent": [], "both": [], "outweighed": []}
    for voice in voices:
        sides[voice.side].append(voice)
    surest = {side: _surest(sides[side]) for side in ("for", "against")}
    for side, other in (("for", "against"), ("against", "for")):
        for voice in [v for v in sides[side] if not two.isdisjoint((v.source, *v.one_with))]:
            against_it = max((surest[other].get(name, -1) for name in (voice.source, *voice.one_with)), default=-1)
            own = _ORDER.index(voice.certainty)
            if own > against_it:
                sides[side][sides[side].index(voice)] = replace(voice, certainty=_ORDER[own - 1])
                continue
            held = independence if side == "for" else denial
            sides[side], held = without(sides[side], held, voice)
            independence, denial = (held, denial) if side == "for" else (independence, held)
            sides["both" if own == against_it else "outweighed"].append(voice)
    return sides, independence, denial


def _surest(voices: Sequence[Voice]) -> dict[str, int]:
    """Source -> the place in _ORDER of the surest voice that speaks with it."""
    out: dict[str, int] = {}
    for voice in voices:
        for name in (voice.source, *voice.one_with):
            out[name] = max(out.get(name, -1), _ORDER.index(voice.certainty))
    return out


def _ledger(
    sides: Mapping[str, Sequence[Voice]], yes: Sequence[tuple[Voice, float]], no: Sequence[tuple[Voice, float]],
    independence: Independence, denial: Independence, prior: float, chance: float,
) -> tuple[Bearing, ...]:  # fmt: skip
    out: list[tuple[tuple[int, float, str], Bearing]] = []
    paired = {source for held in (independence, denial) for pair in held.pairs for source in pair}
    known: dict[tuple[int, str, str, str | None, bool], float] = {}
    for rank, (counted, held) in enumerate(((yes, independence), (no, denial))):
        place = 0
        for voice, c in counted:
            # Of voices that are alike in all that the model sees, whichever is lost makes the same difference.
            alike = (rank, voice.certainty, voice.basis, voice.reliability, voice.sure)
            if voice.source in paired or alike not in known:
                left, fewer = without([v for v, _ in counted], held, voice)
                rest = copied(left, fewer)
                lost = chance_of(rest, no, prior)[0] if rank == 0 else chance_of(yes, rest, prior)[0]
            else:
                lost = known[alike]
            if voice.source not in paired:
                known[alike] = lost
            moved = log_odds(chance) - log_odds(lost)
            size = moved if rank == 0 else -moved
            effect, counts = _effect(size), c < 1.0 and voice.certainty != "U"
            why = _why(voice, c, place, held)
            place += c < 1.0
            bearing = Bearing(voice.source, voice.side, voice.certainty, voice.basis, voice.reliability,
                              effect if counts else "none", counts, why, voice.claims)  # fmt: skip
            out.append(((rank, -size if counts else 9.0, voice.source), bearing))
    for voice in sides["both"]:
        out.append(((2, 0.0, voice.source), _uncounted(voice, voice.side, BOTH)))
    for voice in sides["outweighed"]:
        out.append(((2, 0.0, voice.source), _uncounted(voice, voice.side, OUTWEIGHED)))
    for voice in sides["silent"]:
        out.append(((3, 0.0, voice.source), _uncounted(voice, "silent", "It says less, or leaves it open.")))
    return tuple(bearing for _, bearing in sorted(out, key=lambda pair: (pair[0], pair[1].claims)))


def _uncounted(voice: Voice, side: str, why: str) -> Bearing:
    letter = voice.reliability
    return Bearing(voice.source, side, voice.certainty, voice.basis, letter, "none", False, why, voice.claims)


def _effect(size: float) -> str:
    return "strong" if size >= STRONG else "moderate" if size >= MODERATE else "weak" if size >= WEAK else "none"


def _why(voice: Voice, c: float, place: int, independence: Independence) -> str:
    """Why it is not counted, or counts for less; empty where it counts in full."""
    out: list[str] = []
    if voice.certainty == "U":
        out.append("Its own words leave it open.")
    elif place >= independence.at_most or c >= 1.0:
        out.append("It is held to be one with a source already counted.")
    elif not voice.sure:
        out.append("It may be nobody's own word: a source without a name counts 0 to 1.")
    elif place > 0 and place >= independence.at_least:
        out.append("It may be one with a source already counted.")
    elif place > 0 and place >= independence.shown:
        out.append("It is not shown to reach this case apart from the others.")
    elif c > UNSEEN + 1e-9:
        out.append("It may have its word from a source already counted.")
    if voice.one_with:
        out.append("Other bodies that speak with the same voice are counted with it.")
    if voice.certainty == "PS":
        out.append("It says only that it is possible.")
    elif voice.certainty == "PR":
        out.append("It says that it is probable.")
    if voice.basis in ("heard", "inferred"):
        out.append({"heard": "It has it from hearsay.", "inferred": "It infers it."}[voice.basis])
    elif voice.basis == "official-self-description":
        out.append("It speaks of its own doings.")
    if voice.graded_by:
        out.append(f"A person graded it {voice.reliability}.")
    return " ".join(out)


def overridden(result: Weighed, override: FindingOverride | None, standard: str, shown: int = 0) -> Weighed:
    """The result with what a person set in its place; the program's own value stays in the notes.

    Credibility 1 and 2 say that others bear it out: below two gateways that are shown to be apart nobody can set them.
    """
    if override is None:
        return result
    notes: list[str] = []
    used: list[str] = []
    # The reason that was given stays with the judgement: it may name people, and notes may be published.
    if override.likelihood and (term := word(override.likelihood, standard)) is not None:
        own = f"was “{result.likelihood.term}”" if result.likelihood else "was none"
        notes.append(f"A person set the likelihood. The program's own word {own}.")
        used.append(override.by("likelihood"))
        result = replace(result, likelihood=term)
    if override.confidence:
        notes.append(f"A person set the confidence. The program's own was {result.confidence}.")
        used.append(override.by("confidence"))
        result = replace(result, confidence=override.confidence)
    if override.credibility in ("1", "2") and shown < 2:
        notes.append(f"A person set the credibility {override.credibility}; it was not applied, since no second "
                     "independent source is shown.")  # fmt: skip
    elif override.credibility:
        notes.append(f"A person set the credibility. The program's own was {result.grade.credibility}.")
        used.append(override.by("credibility"))
        result = replace(result, grade=Grade(result.grade.reliability, override.credibility))
    return replace(result, notes=tuple(notes), overrides=tuple(dict.fromkeys(used)))
