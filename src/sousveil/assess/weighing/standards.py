"""Standards of proof: the words, and what the number of independent gateways lets anybody say.

The caps stand apart from the model: a single gateway may be as good as it likes, and is still a single gateway.

- no gateway that surely exists (unnamed sources only): never above "roughly even chance";
- one gateway shown to be independent: never above "likely";
- only "possible" certainties: never above "roughly even chance";
- two gateways: never above "very likely"; "almost certain" needs three, one of them first hand, and nothing against.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sousveil.records import Grade, Likelihood

from .voices import NOBODY, Voice

ICD_203: tuple[tuple[str, float, float], ...] = (
    ("almost no chance", 0.01, 0.05), ("very unlikely", 0.05, 0.20), ("unlikely", 0.20, 0.45),
    ("roughly even chance", 0.45, 0.55), ("likely", 0.55, 0.80), ("very likely", 0.80, 0.95),
    ("almost certain", 0.95, 0.99),
)  # fmt: skip
"""Words and ranges of Intelligence Community Directive 203, Analytic Standards."""

GROUNDS: tuple[tuple[str, float, float], ...] = (
    ("not established", 0.01, 0.55), ("reasonable grounds to suspect", 0.45, 0.80),
    ("reasonable grounds to believe", 0.55, 0.99),
)  # fmt: skip
"""The human-rights standard of fact-finding bodies. Our reading of it: belief asks for information that other
information bears out, so it needs two independent gateways; one gives suspicion. The ranges are ours."""

LIKELY = 0.55
"""From here on a proposition is likelier than not, in either standard."""

CONFIRMED = 0.80
"""Below "very likely" nothing is confirmed, whoever says it."""


def cap(for_it: Sequence[Voice], against: Sequence[Voice], shown: int) -> float:
    """The highest chance that may be stated. shown: gateways that surely exist and are shown to be apart."""
    if shown == 0 or all(v.certainty in ("PS", "U") for v in for_it):
        return 0.549
    if shown == 1:
        return 0.799
    if shown == 2 or against or not any(v.first_hand for v in for_it):
        return 0.949
    return 0.99


def likelihood(chance: float, shown: int, standard: str) -> Likelihood:
    """The standard's word for a chance (0..1) on which ``shown`` independent gateways bear."""
    if standard == "reasonable-grounds":
        step = 2 if chance >= LIKELY and shown >= 2 else 1 if chance >= LIKELY and shown >= 1 else 0
        return Likelihood(*GROUNDS[step])
    for term, low, high in ICD_203:
        if chance < high:
            return Likelihood(term, low, high)
    return Likelihood(*ICD_203[-1])


def word(term: str, standard: str) -> Likelihood | None:
    """The likelihood that a standard calls ``term``; None: it has no such word."""
    terms = GROUNDS if standard == "reasonable-grounds" else ICD_203
    return next((Likelihood(*one) for one in terms if one[0] == term), None)


def confidence(for_it: Sequence[Voice], against: Sequence[Voice], shown: int, bases: int) -> str:
    """How good the evidence is: ``low``, ``moderate`` or ``high``. ``bases``: kinds of basis that gateways state."""
    if shown == 0 or not for_it:
        return "low"
    if shown >= 2:
        level = 2 if any(v.first_hand for v in for_it) or bases >= 2 else 1
    else:
        level = 1 if bases >= 2 and any(v.certainty == "CT" for v in for_it) else 0
    if against:
        level -= 1
    return ("low", "moderate", "high")[max(0, level)]


def grade(
    for_it: Sequence[Voice], against: Sequence[Voice], shown: int, chance: float, parted: Collection[str] = ()
) -> Grade:  # fmt: skip
    """Admiralty grade of the information and of its published sources.

    Credibility 1 ("confirmed") needs independence that is shown: two certain gateways, each with a path of its own into
    the case and each speaking of what it met with itself, or held apart by a person; and a chance that bears it out.
    That no link between two sources was found shows nothing, so two such give 2 at best; one gateway gives 3; unnamed
    sources alone give 6 ("cannot be judged"). Reliability is the lowest letter that a person gave to its published
    sources, and F ("cannot be judged") where one of them has none. parted: ids of sources that a person holds to be
    independent of another.
    """
    if shown == 0 or not for_it:
        credibility = "6"
    elif against:
        credibility = "5" if chance < 0.2 else "4" if chance < LIKELY else "3"
    elif shown >= 2:
        own = sum(v.certainty == "CT" and v.sure and (v.first_hand or v.source in parted) for v in for_it)
        credibility = "1" if own >= 2 and chance >= CONFIRMED else "2" if chance >= LIKELY else "3"
    else:
        credibility = "3"
    letters = {v.reliability for v in for_it if v.reliability is not None}
    reliability = NOBODY if not letters or NOBODY in letters else max(letters)
    return Grade(reliability, credibility)
