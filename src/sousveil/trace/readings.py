"""What tracing takes from one text, kept as a memo so that a text is read once and not with every build.

All but the credit and the outlets that a text cites follows from the text alone. Those two also depend on which outlets
the case has: what was asked about them is kept with the answers, and a reading counts only while they are the same. A
text that marks an alias is never kept: what stands beside the mark would stand in the memo.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sousveil.case.vocabulary.load import Vocabulary
from sousveil.records import Edge, Passage, Text
from sousveil.run.step import Memo, View, digest_of

from .affiliations import affiliations
from .agencies import Credit
from .aliases import Mark, marked
from .bases import Basis, method_bases
from .batch import LETTERS
from .credits import Agencies, credit, without
from .crosslingual.anchors import Finder
from .crosslingual.hidden import hides
from .crosslingual.weights import marks
from .editions import Marks
from .mend import in_full, turns
from .numbers import telling_numbers
from .outlets import Outlets, is_thread
from .reports import LONGEST, NotAName, Report, reports
from .reuse import Print, prints
from .text import body_spans

MOST_WAITING = 256
"""Texts that are read together: their passages are fetched at once, and their bodies hashed."""

MOST_RECALLED = 2000
"""Memos that are held at once before they become readings, which take less room."""

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_PRINT_BYTES = 5
"""A k-gram is kept by 40 bits, as in the index."""


@dataclass
class Layout:
    """The parts of one text by its passages, as places in it. furniture, captions, sentences: start, end, start, end
    and so on. cells, headings: starts."""

    furniture: list[int] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)

    def take(self, passage: Passage) -> None:
        """Enters one passage."""
        if passage.furniture is not None:
            self.furniture += (passage.start, passage.end)
        elif passage.kind == "caption":
            self.captions += (passage.start, passage.end)
        elif passage.kind == "cell":
            self.cells.append(passage.start)
        else:
            if passage.kind in ("heading", "title"):
                self.headings.append(passage.start)
            for start, end in passage.sentences:
                self.sentences += (start, end)


@dataclass
class Reading:
    """What tracing keeps of one text. body: its fingerprint. layout: without its sentences when it comes from a memo.
    full: (start, end) of a name cut short -> all of it. turns: who speaks where. marks: see crosslingual.weights.marks;
    None: not asked for. cited: outlets of the case that it names as where it has its matter from. bodies: (person,
    body) of who speaks for whom."""

    body: Print
    layout: Layout
    numbers: tuple[float, ...]
    reports: list[Report]
    methods: list[tuple[int, Basis]]
    full: dict[tuple[int, int], str]
    turns: list[tuple[int, int, str]]
    thread: bool
    credit: Credit | None
    cited: list[str]
    marks: tuple[int, ...] | None = None
    aliases: tuple[Mark, ...] = ()
    changed: bool = False
    bodies: list[tuple[str, str]] = field(default_factory=list)


class _Agencies(Agencies):
    """Agencies of a case, and what was asked about them."""

    def __init__(self, own: Agencies) -> None:
        self._own = own
        self.answers: dict[str, str | None] = {}

    def outlet(self, credited: str) -> str | None:
        self.answers[credited] = found = self._own.outlet(credited)
        return found


class Papers(Outlets):
    """The outlets of a case, and what was asked about them since the last time that ``answers`` was emptied."""

    def __init__(self, names: Sequence[str], vocabulary: Vocabulary) -> None:
        super().__init__(names, vocabulary)
        self.answers: dict[str, str | None] = {}
        self._words: dict[int, list[str]] = {}
        for first in sorted(self._first):
            self._words.setdefault(_word(first), []).append(first)
        self._hashes = np.array(sorted(self._words), np.uint32)

    def match(self, name: str) -> str | None:
        """As of Outlets."""
        self.answers[name] = found = super().match(name)
        return found

    def met(self, words: NDArray[np.uint32]) -> list[Any]:
        """The outlets whose first word may stand among ``words`` (sorted), as ``_word`` of each: what decides which of
        them a text can cite by name."""
        if not len(words) or not len(self._hashes):
            return []
        place = np.minimum(np.searchsorted(words, self._hashes), len(words) - 1)
        found = self._hashes[words[place] == self._hashes].tolist()
        return [[first, self._first[first]] for value in found for first in self._words[value]]


def _word(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Reader:
    """Reads texts, or takes what was read before. own: item -> its outlet. short: item -> edges whose source's name
    may go on behind them. finder: None where the case has one language, and no translation is looked for."""

    view: View
    memo: Memo
    vocabulary: Vocabulary
    places: NotAName
    agencies: Agencies
    papers: Papers
    own: Mapping[str, str | None]
    languages: Mapping[str, str]
    short: Mapping[str, Sequence[Edge]]
    finder: Finder | None

    def readings(self, items: Sequence[str]) -> tuple[dict[str, Reading], dict[str, str]]:
        """(reading, what stands for the text and its layout) of those of ``items`` that have a text, by item."""
        texts, passages = self.view.digests(Text), self.view.digests(Passage)
        wanted = sorted(item for item in items if item in texts)
        bodies = {item: digest_of(texts[item], passages.get(item, "")) for item in wanted}
        keys = {item: self._key(item, bodies[item]) for item in wanted}
        found: dict[str, Reading] = {}
        missing: list[str] = []
        for first in range(0, len(wanted), MOST_RECALLED):
            part = wanted[first : first + MOST_RECALLED]
            known = self.memo.many("text", [keys[item] for item in part])
            for item in part:
                held = known.get(keys[item])
                if held is None or not self._stands(item, held):
                    missing.append(item)
                else:
                    found[item] = _restored(held)
        for first in range(0, len(missing), MOST_WAITING):
            for item, one, context in self._read(missing[first : first + MOST_WAITING]):
                found[item] = one
                if not one.aliases and not one.changed:
                    self.memo.put("text", keys[item], {**_plain(one), **context})
        return found, bodies

    def _key(self, item: str, body: str) -> str:
        short = [[e.kind, e.start, e.end, e.source] for e in self.short.get(item, ())]
        return digest_of(body, self.languages.get(item, "und"), self.vocabulary.digest, short)

    def _stands(self, item: str, held: Mapping[str, Any]) -> bool:
        """Whether the case's outlets still answer a text as they did when it was read."""
        if self.finder is not None and "marks" not in held:
            return False
        return bool(
            all(self.agencies.outlet(name) == answer for name, answer in held["agencies"])
            and all(self.papers.match(name) == answer for name, answer in held["papers"])
            and self._met(item, np.frombuffer(base64.b64decode(held["words"]), "<u4")) == held["met"]
        )

    def _met(self, item: str, words: NDArray[np.uint32]) -> str:
        return digest_of(self.own[item], self.papers.met(words))

    def _read(self, items: Sequence[str]) -> Iterator[tuple[str, Reading, dict[str, Any]]]:
        layouts: dict[str, Layout] = {}
        for passage in self.view.some(Passage, items):
            layouts.setdefault(passage.item, Layout()).take(passage)
        waiting: list[Text] = []
        letters = 0
        for text in self.view.some(Text, items):
            waiting.append(text)
            letters += len(text.text)
            if letters > LETTERS:
                yield from self._read_together(waiting, layouts)
                waiting, letters = [], 0
        yield from self._read_together(waiting, layouts)

    def _read_together(
        self, texts: Sequence[Text], layouts: Mapping[str, Layout]
    ) -> Iterator[tuple[str, Reading, dict[str, Any]]]:
        held = [layouts.get(text.item, Layout()) for text in texts]
        spans = [body_spans(len(text.text), pairs(layout.furniture)) for text, layout in zip(texts, held, strict=True)]
        bodies = prints([(text.text, own) for text, own in zip(texts, spans, strict=True)])
        for text, layout, own, body in zip(texts, held, spans, bodies, strict=True):
            yield text.item, *self._one(text, layout, own, body)

    def _one(
        self, text: Text, layout: Layout, spans: list[tuple[int, int]], body: Print
    ) -> tuple[Reading, dict[str, Any]]:
        words = without(spans, pairs(layout.captions))
        lines = pairs(layout.sentences) or words
        agencies = _Agencies(self.agencies)
        credited = credit(text.text, words, agencies)
        self.papers.answers.clear()
        cited = self.papers.cited(text.text, words, self.own[text.item])
        answers = dict(self.papers.answers)
        aliases, changed = marked(text.text, spans)
        found = None
        if self.finder is not None:
            language = self.languages.get(text.item, "und")
            found = marks(self.finder.find(text.text, lines, language, hides(aliases, changed)))
        full = {}
        for edge in self.short.get(text.item, ()):
            whole = in_full(text.text, edge)
            if whole is not None and edge.start is not None and edge.end is not None:
                full[edge.start, edge.end] = whole
        reading = Reading(
            body=body, layout=layout, numbers=telling_numbers(text.text, spans),
            reports=reports(text.text, lines, self.places),
            methods=[(start, basis) for start, end in lines
                     for basis in method_bases(text.text[start : min(end, start + LONGEST)])],
            full=full, thread=is_thread(text.text), credit=credited, cited=cited, marks=found, aliases=aliases,
            turns=turns(text.text, [m.span() for a, b in words for m in _LINE.finditer(text.text, a, b)]),
            changed=changed,
            bodies=[pair for pair in affiliations(text.text, lines) if not self.places(pair[1])],
        )  # fmt: skip
        told = {_word(word) for start, end in words for word in _WORD.findall(text.text[start:end].casefold())}
        met = np.array(sorted(told), "<u4")
        return reading, {
            "agencies": sorted(agencies.answers.items()), "papers": sorted(answers.items()), "words": _packed(met),
            "met": self._met(text.item, met),
        }  # fmt: skip


def pairs(flat: Sequence[int]) -> list[tuple[int, int]]:
    """start, end, start, end ... as spans."""
    return list(zip(flat[::2], flat[1::2], strict=True))


def _packed(values: NDArray[Any]) -> str:
    return base64.b64encode(values.tobytes()).decode()


def _plain(one: Reading) -> dict[str, Any]:
    """A reading as JSON values; what is empty is left out."""
    grams = np.ascontiguousarray(one.body.grams.astype("<u8")).view(np.uint8).reshape(-1, 8)[:, :_PRINT_BYTES]
    out: dict[str, Any] = {
        "body": [one.body.digest.hex(), one.body.length, one.body.run, _packed(np.ascontiguousarray(grams))],
        "layout": [one.layout.furniture, one.layout.captions, one.layout.cells, one.layout.headings],
        "numbers": list(one.numbers),
        "reports": [[r.orgs, r.authors, r.at, r.acronyms, sorted(r.marks.titles), sorted(r.marks.years)]
                    for r in one.reports],
        "methods": [[at, *basis] for at, basis in one.methods],
        "full": [[*span, name] for span, name in one.full.items()],
        "turns": [list(turn) for turn in one.turns], "thread": one.thread, "cited": one.cited,
        "credit": [one.credit.agency, one.credit.kind, one.credit.start, one.credit.end, one.credit.words]
        if one.credit else None,
        "bodies": [list(pair) for pair in one.bodies],
    }  # fmt: skip
    out = {name: value for name, value in out.items() if value}
    if one.marks is not None:
        out["marks"] = _packed(np.array(one.marks, "<u8"))
    return out


def _restored(held: Mapping[str, Any]) -> Reading:
    digest, length, run, packed = held["body"]
    grams = np.zeros((len(packed) * 3 // 4 // _PRINT_BYTES + 1, 8), np.uint8)
    flat = np.frombuffer(base64.b64decode(packed), np.uint8).reshape(-1, _PRINT_BYTES)
    grams = grams[: len(flat)]
    grams[:, :_PRINT_BYTES] = flat
    furniture, captions, cells, headings = held["layout"]
    marks_of = held.get("marks")
    return Reading(
        body=Print(bytes.fromhex(digest), length, run, grams.reshape(-1).view("<u8").astype(np.uint64)),
        layout=Layout(furniture, captions, [], cells, headings), numbers=tuple(held.get("numbers", ())),
        reports=[Report(orgs, authors, at, acronyms, Marks(frozenset(titles), frozenset(years)))
                 for orgs, authors, at, acronyms, titles, years in held.get("reports", ())],
        methods=[(at, (category, words)) for at, category, words in held.get("methods", ())],
        full={(start, end): name for start, end, name in held.get("full", ())},
        turns=[(start, end, name) for start, end, name in held.get("turns", ())], thread=held.get("thread", False),
        credit=Credit(*held["credit"]) if "credit" in held else None, cited=list(held.get("cited", ())),
        bodies=[(person, body) for person, body in held.get("bodies", ())],
        marks=None if marks_of is None else tuple(np.frombuffer(base64.b64decode(marks_of), "<u8").tolist()),
    )  # fmt: skip
