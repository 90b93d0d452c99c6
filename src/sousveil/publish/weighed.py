"""A finding's weighing as a page shows it: ledger of evidence, timeline, competing hypotheses, what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sousveil.case.vocabulary.load import Vocabulary
from sousveil.records import Finding, Hypothesis, Judgement, Likelihood, Origins

from . import words

SIDES = {"for": "for it", "against": "against it", "silent": "says less"}
CERTAIN = {"CT": "certain", "PR": "probable", "PS": "possible", "U": "leaves it open"}
FITS = {
    "CC": "fits well", "C": "fits", "N": "says nothing", "I": "does not fit", "II": "contradicts",
}  # fmt: skip
DATED = {
    "stated": "as the documents say", "published": "by then, from the day of publication", "": "no date is told",
}  # fmt: skip
SET_BY_HAND = ("status", "likelihood", "confidence", "credibility", "hypotheses", "cells")


@dataclass(frozen=True)
class Line:
    """What one source adds. key: the source's id. anchor: number in the ledger, which the hypotheses refer to."""

    number: int
    who: str
    side: str
    certainty: str
    basis: str
    reliability: str | None
    effect: str
    counted: bool
    why: str


@dataclass(frozen=True)
class StageLine:
    """One stage of the timeline. when: in words."""

    status: str
    when: str
    dated: str
    sentence: str
    likelihood: Likelihood | None
    origins: Origins


@dataclass(frozen=True)
class HypothesisLine:
    """One hypothesis with how each source of the ledger fits it. fits: (number of the source, code, in words, whether a
    person set it). best: whether least speaks against it."""

    sentence: str
    fits: Sequence[tuple[int, str, str, bool]]
    inconsistency: str
    best: bool
    own: bool


@dataclass(frozen=True)
class Weighed:
    """The parts of a finding's page beyond its claims."""

    lines: Sequence[Line]
    stages: Sequence[StageLine]
    hypotheses: Sequence[HypothesisLine]
    loss: str
    helps: Sequence[str]
    overrides: Sequence[str]

    @property
    def numbers(self) -> list[int]:
        """The sources that the hypotheses are read against."""
        return sorted({number for one in self.hypotheses for number, *_ in one.fits})


def weighed(
    finding: Finding, sources: Mapping[str, str], vocabulary: Vocabulary, judgements: Mapping[str, Judgement]
) -> Weighed:
    """The view. sources: names by id. judgements: by id."""
    lines = [
        Line(
            number, words.visible(sources.get(line.source, line.source)), SIDES.get(line.side, line.side),
            CERTAIN.get(line.certainty, line.certainty),
            "not stated" if line.basis == "unknown" else words.plain(line.basis), line.reliability, line.effect,
            line.counted, line.why,
        )
        for number, line in enumerate(finding.ledger, 1)
    ]  # fmt: skip
    of = {line.source: number for number, line in enumerate(finding.ledger, 1)}
    least = min((one.inconsistency for one in finding.hypotheses if not _blank(one)), default=0.0)
    return Weighed(
        lines,
        [
            StageLine(
                words.status(vocabulary, stage.status, finding.technology), when(stage.earliest, stage.latest),
                DATED.get(stage.dated, words.plain(stage.dated)), stage.sentence, stage.likelihood, stage.origins,
            )
            for stage in finding.timeline
        ],
        [
            HypothesisLine(
                one.sentence,
                [(of[c.source], c.fit, FITS.get(c.fit, c.fit), c.judged) for c in one.cells if c.source in of],
                "not held against the sources yet" if _blank(one) else _against(one.inconsistency),
                not _blank(one) and one.inconsistency <= least, one.own,
            )
            for one in finding.hypotheses
        ],
        finding.change.loss, finding.change.helps,
        [_override(judgements[name]) for name in finding.overrides if name in judgements],
    )  # fmt: skip


def _blank(one: Hypothesis) -> bool:
    """Whether a person added a hypothesis and nobody has said yet how any source fits it."""
    return one.own and not any(cell.judged for cell in one.cells)


def _against(weight: float) -> str:
    """How much speaks against a hypothesis, in words: the number orders them and means nothing by itself."""
    return "nothing" if weight <= 0 else "little" if weight < 1 else "some" if weight < 2.5 else "much"


def _override(judgement: Judgement) -> str:
    """What a person changed, and in which role. Her reason is for the case: a release comes without it."""
    told = [
        f"{words.plain(name)} to “{judgement.fields[name]}”" if isinstance(judgement.fields[name], str)
        else f"the {words.plain(name)}"
        for name in SET_BY_HAND if name in judgement.fields
    ]  # fmt: skip
    said = [f"set {' and '.join(told)}"] if told else []
    if "reliability" in judgement.fields:
        said.append(f"graded a source {judgement.fields['reliability']}")
    if "apart_from" in judgement.fields:
        said.append("held sources to be independent of each other")
    if "together_with" in judgement.fields:
        said.append("held sources to be one")
    if "counts" in judgement.fields:
        said.append("said which claims count")
    what = " and ".join(said) or "changed how it is weighed"
    return f"A person ({judgement.role}) {what}." + (f" Reason: {judgement.note}" if judgement.note else "")


def when(earliest: str | None, latest: str | None) -> str:
    """Two EDTF bounds in words."""
    if earliest and latest:
        return earliest if earliest == latest else f"between {earliest} and {latest}"
    if latest:
        return f"by {latest}"
    return f"not before {earliest}" if earliest else "date not told"
