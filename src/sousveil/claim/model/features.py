"""What the review looks at: features as short strings, of a sentence and of a technology in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d.,]*|[?!;:%$]")
_CJK = re.compile(r"[가-힣\u3400-\u9fff]+|[a-z]+|\d[\d.,]*|[?？！!；：%]")
_STOP = frozenset("a an the of in on at to for and or with by from as is are was were be".split())  # noqa: SIM905


def words_of(low: str, language: str) -> list[str]:
    """The words of a plain sentence; numbers are "#". Korean words also by ending and stem, Chinese by pairs."""
    if language == "en":
        return ["#" if w[0].isdigit() else w for w in _WORD.findall(low)]
    out: list[str] = []
    for run in _CJK.findall(low):
        if run[0].isdigit():
            out.append("#")
        elif language == "ko":
            out += [run, run[-2:], run[-3:], run[:2]] if len(run) > 2 else [run]
        elif len(run) > 1:
            out += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            out.append(run)
    return out


def lexical(words: Sequence[str], prefix: str, language: str) -> list[str]:
    """Features of words, and of neighbouring pairs in English."""
    tag = f"{prefix}{language}:"
    out = [tag + w for w in words if w not in _STOP]
    if language == "en":
        out += [f"{tag}{a}_{b}" for a, b in pairwise(words)]
    return out


def bucket(count: int, *edges: int) -> str:
    """The edge at or under which ``count`` lies."""
    for edge in edges:
        if count <= edge:
            return str(edge)
    return "more"


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence as the review sees it: low, its words in plain form; cues: (status, future) of the rules' cues in it;
    named: technologies whose terms stand in it; quoted: it begins inside quotation marks, or with one. level: how
    surely its words as a whole say something, by the rules."""

    start: int
    end: int
    language: str
    low: str
    passage: int
    kind: str
    number: int
    cues: tuple[tuple[str, bool], ...]
    named: frozenset[str]
    quoted: bool
    level: str = "CT+"
    words: tuple[str, ...] = field(default=())

    def common(self) -> list[str]:
        """Features that belong to the sentence alone."""
        out = [
            f"kind={self.kind}",
            f"len={bucket(len(self.words), 6, 12, 20, 30, 45)}",
            f"named={min(len(self.named), 3)}",
        ]
        out += [f"cue={status}{'+' if future else ''}" for status, future in set(self.cues)] or ["cue=none"]
        out.append(f"level={self.level}")
        if "#" in self.words:
            out.append("number")
        if self.low.rstrip("\"' )").endswith(("?", "？")):
            out.append("asks")
        if self.quoted:
            out.append("quoted")
        if self.words:
            out.append(f"first={self.language}:{self.words[0]}")
            out.append(f"first2={self.language}:{'_'.join(self.words[:2])}")
        return out


@dataclass(frozen=True, slots=True)
class Candidate:
    """A technology that a sentence may speak of. hit: ``firm``, ``loose``, ``back`` (a pronoun or "the system"),
    ``weak`` (a term that the rules did not count in its context), ``guess`` (the words bring it to mind) or ``none``;
    at: where. status, aspect, level, kind: what the rules drew, None where they drew nothing. since: sentences since it
    was last named. share: its part of the mentions; rank: 0 for the most mentioned. topic, theme: the chances
    that the sentence's words and the whole document's speak of it; theme_rank: 0 for what the document is most about,
    which is ``about``."""

    technology: str
    hit: str
    at: int
    since: int
    share: float
    rank: int
    several: int
    status: str | None = None
    aspect: str | None = None
    level: str | None = None
    kind: str | None = None
    before: str | None = None
    condition: bool = False
    reason: str = ""
    here: bool = False
    topic: float = 0.0
    theme: float = 0.0
    theme_rank: int = 9
    about: str = ""


def topic_features(language: str, words: Sequence[str]) -> list[str]:
    """For: of which technologies do these words speak?"""
    return lexical(words, "w=", language)


class Shared:
    """What the features of all candidates of one sentence have in common, made once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.common = scene.common()
        self.words = lexical(scene.words, "w=", scene.language)
        self.plain = [*self.common, *self.words]
        self._of: dict[str, list[str]] = {}

    def of(self, hit: str) -> list[str]:
        """Features that only the kind of hit tells apart."""
        held = self._of.get(hit)
        if held is None:
            kind = "named" if hit in ("firm", "loose") else "unnamed"
            held = [f"{hit}&{f}" for f in self.common]
            held += lexical(self.scene.words, f"{kind}&w=", self.scene.language)
            self._of[hit] = held
        return held


def keep_features(shared: Shared, one: Candidate) -> list[str]:
    """For: is this a claim on this technology? All features; see ``own_features`` for those of the candidate alone."""
    return [*own_features(shared.scene, one), *shared.plain, *shared.of(one.hit)]


def own_features(scene: Scene, one: Candidate) -> list[str]:
    """Those of ``keep_features`` that differ from candidate to candidate."""
    drew = "drew" if one.status is not None else "bare"
    group = "condition" if one.condition else "technology"
    state = f"{one.hit}/{drew}"
    out = [
        f"t={one.technology}", f"state={state}", f"t&state={one.technology}/{state}", f"group={group}/{state}",
        f"since={bucket(one.since, 0, 1, 2, 3, 5, 8)}/{one.hit}", f"rank={min(one.rank, 3)}/{one.hit}",
        f"share={int(one.share * 5)}/{one.hit}", f"several={bucket(one.several, 1, 2, 4)}/{one.hit}",
        f"others={min(len(scene.named - {one.technology}), 2)}/{one.hit}", f"before={one.before}/{one.hit}",
        f"here={one.here}/{one.hit}", f"group&rank={group}/{min(one.rank, 2)}/{one.hit}/{bucket(one.since, 1, 2, 4)}",
    ]  # fmt: skip
    theme = f"{bucket(int(one.theme * 20), 2, 6, 10, 14, 17, 18, 19)}/{min(one.theme_rank, 3)}"
    out += [f"theme={theme}/{one.hit}", f"theme={theme}/{group}/{one.hit}/{bucket(one.since, 0, 1, 3, 8)}"]
    out += [f"t&named={one.technology}/{other}/{one.hit}" for other in sorted(scene.named - {one.technology})]
    out.append(f"t&about={one.technology}/{one.about}/{one.hit}")
    sure = bucket(int(one.topic * 20), 0, 1, 2, 4, 7, 11, 15)
    out += [f"topic={sure}/{one.hit}", f"topic={sure}/{group}/{one.hit}/{bucket(one.since, 0, 1, 3, 8)}"]
    if one.status is not None:
        out += [f"drawn={one.aspect}/{one.status}", f"drawnkind={one.kind}", f"drawnlevel={one.level}"]
    elif one.reason:
        out.append(f"reason={one.reason}")
    return out


def status_features(shared: Shared, one: Candidate, near: Sequence[str]) -> list[str]:
    """For: how far has it come? near: the words around the term."""
    out = [
        f"t={one.technology}", f"rule={one.status}", f"rule&aspect={one.status}/{one.aspect}", f"kind={one.kind}",
        f"hit={one.hit}", f"before={one.before}", f"hit&before={one.hit}/{one.before}",
        f"t&rule={one.technology}/{one.status}",
    ]  # fmt: skip
    out += shared.plain
    out += [f"rule&{f}" for f in shared.common[3:]]
    out += lexical(near, "near=", shared.scene.language)
    return out


def certainty_features(shared: Shared, one: Candidate, near: Sequence[str]) -> list[str]:
    """For: how surely is it said?"""
    out = [
        f"rule={one.level}",
        f"rulekind={one.kind}",
        f"status={one.status}",
        f"hit={one.hit}",
        f"level&kind={one.level}/{one.kind}",
    ]
    out += shared.plain
    out += lexical(near, "near=", shared.scene.language)
    return out


def around(low: str, at: int, start: int, end: int, language: str) -> list[str]:
    """The words within some 45 code points (20 in Korean and Chinese) of a term."""
    reach = 45 if language == "en" else 20
    return words_of(low[max(start, at - reach) : min(end, at + reach + 12)], language)


def reason_group(reason: str | None) -> str:
    """The class of a reason for declining, without its particulars."""
    return (reason or "").split(":")[0]


def spread(named: Iterable[str]) -> dict[str, tuple[float, int]]:
    """For each technology of a document its share of all mentions and its rank."""
    counts: dict[str, int] = {}
    for name in named:
        counts[name] = counts.get(name, 0) + 1
    whole = sum(counts.values())
    order = sorted(counts, key=lambda n: (-counts[n], n))
    return {name: (counts[name] / whole, rank) for rank, name in enumerate(order)}
