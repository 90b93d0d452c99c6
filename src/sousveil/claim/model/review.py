"""Reviewing a document's sentences: which technologies each speaks of, and how far and how surely where no rule says.

What the rules draw stands as they drew it. A linear model, trained on documents of our own, adds claims where a
sentence goes on about a technology without naming it, or names it in words that no rule counts, and chooses their
status and certainty within what the sentence's own words allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..lexicon import Hit
from .features import (
    Candidate,
    Scene,
    Shared,
    around,
    certainty_features,
    keep_features,
    own_features,
    spread,
    status_features,
    topic_features,
    words_of,
)
from .linear import Linear, Review

REACH = 8
"""Sentences after its last mention within which a technology may still be spoken of without being named."""
LEADING = 25
"""The same for the technology that a document names most."""
GUESS = 0.12
"""Chance from which on the words of a sentence alone bring up a technology."""
THEME = 0.5
"""The same for the words of the whole document: what it is about may be meant by any of its sentences."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the review makes of one candidate. draft: index of the rules' draft it is about, None for an added claim."""

    technology: str
    draft: int | None
    keep: bool
    status: str
    level: str
    at: int


@dataclass(slots=True)
class Seen:
    """One candidate as the trainer wants it: its place, what it is of, its features."""

    start: int
    end: int
    candidate: Candidate
    draft: int | None
    keep: list[str]
    status: list[str]
    certainty: list[str]


@dataclass
class Observer:
    """Collects what the review looked at; used by the trainer only."""

    scenes: list[Scene] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draft of the rules, as far as the review looks at it."""

    technology: str
    aspect: str
    status: str
    kind: str
    level: str
    at: int


class Reviewer:
    """Reviews one document, its sentences in reading order. model: None reviews nothing and changes nothing."""

    def __init__(
        self,
        model: Review | None,
        named: Iterable[str],
        conditions: frozenset[str],
        observer: Observer | None = None,
        topic: Linear | None = None,
    ) -> None:
        self._model, self._observer = model, observer
        self._topic = topic or (model.topic if model is not None else None)
        names = list(named)
        self._spread = spread(names)
        self._several = len(self._spread)
        self._conditions = conditions
        self._last: dict[str, int] = {}
        self._passages: dict[str, int] = {}
        self._before: dict[str, str] = {}
        self._theme: dict[str, float] = {}
        self._asked: dict[tuple[str, str], dict[str, float]] = {}

    def prepare(self, sentences: Iterable[tuple[str, str]]) -> None:
        """Learns what the document is about. sentences: each in plain form, with its language, headlines among them."""
        if self._topic is None:
            return
        none: dict[str, float] = {}
        for low, language in sentences:
            for name, chance in self._topics(low, language).items():
                none[name] = none.get(name, 1.0) * (1 - chance)
        self._theme = {name: 1 - rest for name, rest in none.items()}

    def _topics(self, low: str, language: str) -> dict[str, float]:
        """Of which technologies a sentence's words speak; each sentence is asked for twice."""
        if self._topic is None:
            return {}
        held = self._asked.get((low, language))
        if held is None:
            held = self._topic.chances(topic_features(language, words_of(low, language)))
            self._asked[low, language] = held
        return held

    @property
    def active(self) -> bool:
        """Whether anything is reviewed or observed at all."""
        return self._model is not None or self._observer is not None

    # ---- technologies --------------------------------------------------------------------------------------------

    def candidates(
        self, scene: Scene, hits: Sequence[Hit], drawn: Sequence[Drawn], reason: str, weak: Mapping[str, int]
    ) -> list[tuple[Candidate, int | None]]:
        """The technologies that the sentence may speak of: those it names, those drawn, those spoken of before, and
        those that its words bring to mind. weak: where a term stands that the rules did not count in its context."""
        by_hit: dict[str, Hit] = {}
        for hit in hits:
            held = by_hit.get(hit.entry)
            if held is None or (held.loose and not hit.loose):
                by_hit[hit.entry] = hit
        names = dict.fromkeys([*(d.technology for d in drawn), *by_hit, *weak])
        for name, last in self._last.items():
            limit = LEADING if self._spread.get(name, (0.0, 9))[1] == 0 else REACH
            if scene.number - last <= limit and name not in self._conditions:
                names.setdefault(name)
        topics = self._topics(scene.low, scene.language)
        for name, chance in topics.items():
            if chance >= GUESS:
                names.setdefault(name)
        for name, chance in self._theme.items():
            if chance >= THEME and name not in self._conditions:
                names.setdefault(name)
        about = max(sorted(self._theme), key=lambda n: self._theme[n], default="")
        themes = sorted(self._theme.values(), reverse=True)
        out: list[tuple[Candidate, int | None]] = []
        for name in names:
            hit_of = by_hit.get(name)
            kind = "none"
            if hit_of is not None:
                kind = "back" if name not in scene.named else "loose" if hit_of.loose else "firm"
            elif name in weak:
                kind = "weak"
            elif name not in self._last:
                kind = "guess"
            at = hit_of.start if hit_of is not None else weak.get(name, scene.start)
            share, rank = self._spread.get(name, (0.0, 9))
            since = 0 if name in scene.named else scene.number - self._last.get(name, scene.number)
            here = self._passages.get(name) == scene.passage
            mine: list[tuple[int | None, Drawn | None]] = [(i, d) for i, d in enumerate(drawn) if d.technology == name]
            for index, draft in mine or [(None, None)]:
                out.append((
                    Candidate(
                        name, kind, draft.at if draft else at, since, share, rank, self._several,
                        draft.status if draft else None, draft.aspect if draft else None,
                        draft.level if draft else None, draft.kind if draft else None, self._before.get(name),
                        name in self._conditions, reason, here, topics.get(name, 0.0), self._theme.get(name, 0.0),
                        themes.index(self._theme[name]) if name in self._theme else 9,
                        about,
                    ),
                    index,
                ))  # fmt: skip
        return out

    def sentence(
        self, scene: Scene, hits: Sequence[Hit], drawn: Sequence[Drawn], reason: str, weak: Mapping[str, int]
    ) -> list[Verdict]:
        """A verdict on each candidate, drafts of the rules first in their order, then added claims."""
        verdicts: list[Verdict] = []
        if self._observer is not None:
            self._observer.scenes.append(scene)
        shared, model = Shared(scene), self._model
        leads: dict[str, int] = {}
        plain = model.keep.lead(shared.plain) if model is not None else 0
        for candidate, index in self.candidates(scene, hits, drawn, reason, weak):
            near = around(scene.low, candidate.at - scene.start, 0, len(scene.low), scene.language)
            if self._observer is not None:
                self._observer.seen.append(
                    Seen(
                        scene.start, scene.end, candidate, index, keep_features(shared, candidate),
                        status_features(shared, candidate, near), certainty_features(shared, candidate, near),
                    )
                )  # fmt: skip
            stand, status_of, level = index is not None, candidate.status or "unknown", candidate.level or "CT+"
            # What a rule drew stands: a person may have judged it, and a judgement must not lose its claim.
            if model is not None and group_of(candidate, index) != "drawn":
                if candidate.hit not in leads:
                    leads[candidate.hit] = model.keep.lead(shared.of(candidate.hit))
                lead = plain + leads[candidate.hit] + model.keep.lead(own_features(scene, candidate))
                bar = model.thresholds[f"{scene.language}:{group_of(candidate, index)}"]
                stand = model.keep.share_of(lead) >= bar
                if stand and index is None:
                    status_of = model.status.best(status_features(shared, candidate, near))
                    level = model.certainty.best(certainty_features(shared, candidate, near))
                    status_of, level = _within(scene, status_of, level)
                    # A sentence that denies something, with a technology that it does not name: better none at all.
                    denied = scene.level.endswith("-") and status_of in STANDS
                    stand = stand and not (denied and candidate.hit != "firm")
            if stand or index is not None:
                verdicts.append(Verdict(candidate.technology, index, stand, status_of, level, candidate.at))
        self._remember(scene, drawn, weak)
        return verdicts

    def _remember(self, scene: Scene, drawn: Sequence[Drawn], weak: Iterable[str]) -> None:
        for name in sorted({*scene.named, *weak}):
            self._last[name] = scene.number
            self._passages[name] = scene.passage
        for draft in drawn:
            self._before[draft.technology] = draft.status


STANDS = ("procured", "being-installed", "installed", "in-use", "expanding")


def _within(scene: Scene, status: str, level: str) -> tuple[str, str]:
    """What the model chose, within what the sentence's own words allow: where they say that nobody knows, or only what
    might be, no model says more."""
    if scene.level == "U":
        return status, "U"
    if scene.level == "PS+" and level == "CT+":
        return ("unknown" if status in STANDS else status), "PS+"
    return status, level


def group_of(candidate: Candidate, draft: int | None) -> str:
    """Which threshold decides on a candidate: ``drawn`` by the rules, ``named`` in words that they do not count or draw
    nothing from, or ``unnamed``."""
    if draft is not None and candidate.hit != "weak":
        return "drawn"
    return "unnamed" if candidate.hit in ("none", "guess") else "named"


def scene_of(
    low: str, start: int, end: int, language: str, passage: int, kind: str, number: int,
    cues: Sequence[tuple[str, bool]], named: Iterable[str], level: str,
) -> Scene:  # fmt: skip
    """The sentence [start, end) as the review sees it. low: the document in plain form."""
    words = low[start:end]
    opened = low.count('"', max(0, low.rfind("\n", 0, start)), start) % 2 == 1
    return Scene(
        start, end, language, words, passage, kind, number, tuple(cues), frozenset(named),
        opened or words[:2].strip().startswith('"'), level,
        tuple(words_of(words, language)),
    )  # fmt: skip
