"""The claim step: passages in, claims and a complete account of every sentence out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sousveil.records import Claim, Collection, Document, DrawnBy, Edge, Passage, Relation, Sentence, Text
from sousveil.records.ids import claim_id, record_id
from sousveil.run.step import Given, Work

from . import STEP_VERSION
from .clauses import clauses
from .drafts import Draft
from .frames import Framer, Ground
from .lexicon import ANOTHER_CAMERA, LANGUAGES, SEEING, Hit, Lexicon, lexicon_for
from .methods import method_edges
from .places import Gazetteer, gazetteer_for
from .plain import plain
from .reasons import calls_itself_fiction, names_a_topic, teaser, why_declined
from .speech import Speech
from .times import edtf_of
from .unlisted import UnlistedPlaces
from .voices import Voices

LONGEST = 2000
"""Code points above which a "sentence" is a table, a list or noise: it is declined, and the account says so. It also
bounds the time that the patterns can take on one."""
_HEADS = ("title", "heading")
_NOT_BACK = ("policy", "awareness", "capability")
_DRAWN_BY = DrawnBy("claim", STEP_VERSION)


def claim_item(work: Work) -> Given:
    """The claims of one item, and what became of each of its sentences.

    Gives Claim records in reading order and one Sentence for each sentence of each passage. Rules exist for English,
    Korean and Chinese; sentences in other languages are declined with that reason.
    """
    text = work.one(Text)
    passages = sorted(work.all(Passage), key=lambda p: p.ordinal)
    if text is None or not passages:
        return Given()
    extra = work.settings.get("vocabulary")
    lexicon, vocabulary = lexicon_for(extra)
    reader = _Reader(
        work.item.id,
        text.text,
        work.one(Document),
        work.collections,
        passages,
        lexicon,
        gazetteer_for(vocabulary, extra),
    )
    return Given((*reader.read(), *reader.sentences))


class _Reader:
    """Reads one document from top to bottom."""

    def __init__(
        self, item: str, text: str, document: Document | None, collections: Sequence[Collection],
        passages: Sequence[Passage], lexicon: Lexicon, gazetteer: Gazetteer,
    ) -> None:  # fmt: skip
        self.item, self.text, self.passages = item, text, passages
        self.low = plain(text)
        self.lexicon, self.gazetteer = lexicon, gazetteer
        self.document, self.collections = document, collections
        self.sentences: list[Sentence] = []
        self.ordinals: Counter[str] = Counter()
        self.seen: Counter[tuple[int, int]] = Counter()
        self.invented = any(calls_itself_fiction(text[p.start : p.end]) for p in passages)
        stated = next((c.published for c in collections if c.published), None)
        self.published = stated or (document.published if document else None)

    def read(self) -> list[Claim]:
        body = [p for p in self.passages if p.furniture is None]
        languages = sorted({p.language for p in body if p.language in LANGUAGES})
        spots = {language: self.lexicon.spots(self.low, language) for language in languages}
        ground = Ground()
        relevant = any(spots.values())
        self.topical = _topical(spots, self.lexicon)
        voices = None
        if relevant:
            spans = [(p.start, p.end, p.language) for p in body]
            ground.main, ground.dominant = self.gazetteer.main_country(self.low, self.text, spans)
            voices = Voices(self.text, self.low, self.document, self.collections, self.passages, LONGEST)
        unlisted = None
        if relevant:
            told = [(*span, p.language) for p in body for span in p.sentences if span[1] - span[0] <= LONGEST]
            codes, terms = self.gazetteer.country_codes(), self.lexicon.english_words
            unlisted = UnlistedPlaces(self.text, told, codes, terms)
        framer = Framer(self.text, self.low, self.gazetteer, ground, unlisted)
        claims: list[Claim] = []
        for number, passage in enumerate(self.passages):
            for start, end in passage.sentences:
                if passage.furniture is not None:
                    self._account(start, end, "furniture", (), passage.furniture)
                elif passage.language not in LANGUAGES:
                    self._account(start, end, "declined", (), f"no rules for language {passage.language}")
                elif end - start > LONGEST:
                    why = f"not expressible: {end - start} characters without a sentence end; read it by hand"
                    self._account(start, end, "declined", (), why)
                elif voices is None:
                    self._account(start, end, "declined", (), why_declined(self.low[start:end], passage.language))
                else:
                    ground.passage = number
                    drawn, reason = self._sentence(start, end, passage, spots[passage.language], voices, framer)
                    claims += drawn
                    self._account(
                        start,
                        end,
                        "claims" if drawn else "declined",
                        tuple(c.id for c in drawn),
                        None if drawn else reason,
                    )
        return claims

    def _account(self, start: int, end: int, outcome: str, claims: tuple[str, ...], reason: str | None) -> None:
        self.seen[start, end] += 1
        ident = record_id("s", self.item, start, end, self.seen[start, end] - 1)
        self.sentences.append(Sentence(ident, self.item, start, end, outcome, claims, reason))

    # ---- one sentence --------------------------------------------------------------------------------------------

    def _sentence(
        self,
        start: int,
        end: int,
        passage: Passage,
        spots: Sequence[tuple[int, int, object]],
        voices: Voices,
        framer: Framer,
    ) -> tuple[list[Claim], str | None]:
        language, low, ground = passage.language, self.low, framer.ground
        first = bisect_left(spots, start, key=lambda spot: spot[0])
        last = bisect_left(spots, end, key=lambda spot: spot[0])
        recent = frozenset(ground.named)
        hits = self.lexicon.hits(low, start, end, list(spots[first:last]), language, recent, self.topical)  # type: ignore[arg-type]
        hits = [h for h in hits if h.end <= end]
        ground.named.update(h.entry for h in hits)
        speeches = voices.hear(start, end, language)
        if teaser(low[start:end]):
            return [], "another matter: a teaser for another page"
        if passage.kind in _HEADS and names_a_topic(low[start:end], language):
            return [], "context only: a heading that names a topic and states nothing"
        firm = bool(hits)
        if not hits:
            hits = _pronoun_hits(low, start, end, language, ground, self.topical)
        held = None if self.invented else voices.implied()
        method = method_edges(self.text, low, start, end, language, held, voices.outer)
        if method:
            ground.technologies.append(frozenset())
            return [self._method(start, end, passage, method)], None
        if hits and self.invented:
            return [], "another matter: the document calls itself fiction or satire"
        if not hits:
            ground.technologies.append(frozenset())
            self._follow(framer, start, end, language, drawn=False)
            other = ANOTHER_CAMERA.search(low, start, end)
            return [], f"another matter: {other.group()}" if other else why_declined(low[start:end], language)
        framer.cell = passage.kind == "cell"
        drafts, reason = framer.draw(
            start, end, language, hits, clauses(low, start, end, language),
            lambda at: tuple(i for i, s in enumerate(speeches) if s.covers(at) and s.verb != "reportedly"),
        )  # fmt: skip
        if hits and not firm:
            # What a bare "the system" means is told by a verb of doing only.
            able = _ABLE.match(low, hits[0].end) is not None if hits else False
            drafts = [
                d for d in drafts
                if d.kind != "question" and (d.aspect not in _NOT_BACK or (able and d.aspect == "capability"))
            ]  # fmt: skip
        if passage.kind in _HEADS:
            drafts = [d for d in drafts if d.aspect != "policy"]
        ground.technologies.append(frozenset(d.technology for d in drafts))
        self._follow(framer, start, end, language, drawn=bool(drafts))
        main_here = self._about_main(framer, start, end, language)
        claims = [self._claim(start, end, passage, draft, speeches, voices, main_here) for draft in drafts]
        return claims, reason or why_declined(low[start:end], language)

    def _about_main(self, framer: Framer, start: int, end: int, language: str) -> bool:
        mentions = framer.mentions(start, end, language)
        return framer.country((start, end), language, mentions) in (framer.ground.main, None)

    def _follow(self, framer: Framer, start: int, end: int, language: str, *, drawn: bool) -> None:
        """Remembers which country the text is speaking of."""
        ground = framer.ground
        mentions = framer.mentions(start, end, language)
        at = [m for m in mentions if m.country and m.role == "at" and not m.guessed]
        named = [m.country for m in at]
        if named:
            country = ground.main if ground.main in named and ground.dominant else named[0]
            ground.topic_passage = ground.passage
            ground.topic_first = at[0].start - start <= 24
            ground.topic_run = ground.topic_run + 1 if country == ground.topic else 1
            ground.topic = country

    def _claim(
        self,
        start: int,
        end: int,
        passage: Passage,
        draft: Draft,
        speeches: list[Speech],
        voices: Voices,
        main_here: bool,
    ) -> Claim:
        level = draft.level
        covering = [s for s in speeches if s.covers(draft.at)]
        inner = min(covering, key=lambda s: s.reach_end - s.reach_start, default=None)
        if inner is not None:
            level = _capped(level, inner.level)
        if any(s.negative for s in covering) and level.endswith("+"):
            level = level[:-1] + "-"
        report = voices.implied()
        implied = report is not None and passage.kind != "title" and (main_here or report.kind == "outlet")
        attribution = voices.edges(speeches, draft.at, level, implied)
        words = self.low[draft.reach[0] : draft.reach[1]]
        said = _said(start, end, self.published, speeches, self.low)
        when = edtf_of(words, self.published)
        ordinal = self._ordinal(start, end, draft.technology, draft.aspect)
        relations = []
        if draft.purpose:
            relations.append(Relation("purpose", self._words(draft.purpose) or ""))
        quote = self.text[start:end]
        reach = self._own_reach(draft, speeches)
        rest = self.text[reach[1] : draft.reach[1]]
        data = tuple(d for d in draft.data if d not in rest or d in self.text[reach[0] : reach[1]])
        return Claim(
            id=claim_id(self.item, [(start, end)], draft.technology, draft.aspect, ordinal), item=self.item,
            spans=((start, end),), quote=quote, statement=_statement(self._words(reach) or quote, quote),
            language=passage.language, kind=draft.kind, technology=draft.technology, aspect=draft.aspect,
            status=draft.status, certainty=level, attribution=attribution, drawn_by=_DRAWN_BY,
            capability_status=draft.capability_status, places=draft.places, operator=self._words(draft.operator),
            maker=self._words(draft.maker), seller=self._words(draft.seller), target=self._words(draft.target),
            data_captured=data, quantity=draft.quantity, comparator=draft.comparator, relations=tuple(relations),
            true_when=None if said is not None and when == said else when, said=said,
            published=self.published, terms=draft.terms,
        )  # fmt: skip

    def _own_reach(self, draft: Draft, speeches: list[Speech]) -> tuple[int, int]:
        """The draft's clause without the tail of a list that another source speaks for alone.

        "Cards require fingerprints and, according to one report, a voice sample": what is said of the cards
        with certainty ends before the aside.
        """
        left, right = draft.reach
        for speech in speeches:
            alone = left < speech.reach_start and speech.reach_end >= right - 1 and not speech.covers(draft.at)
            if not alone or speech.start is None or not left < speech.start < right:
                continue
            named = min(speech.start, speech.reach_start)
            comma = self.text.rfind(",", left, named)
            if comma > left and named - comma <= 40:
                right = len(self.text[left:comma].rstrip()) + left
                for word in (" and", " or", ","):
                    right -= len(word) if self.text[left:right].endswith(word) else 0
        return left, right

    def _method(self, start: int, end: int, passage: Passage, attribution: tuple[Edge, ...]) -> Claim:
        ordinal = self._ordinal(start, end, None, "awareness")
        quote = self.text[start:end]
        return Claim(
            id=claim_id(self.item, [(start, end)], None, "awareness", ordinal), item=self.item, spans=((start, end),),
            quote=quote, statement=quote.strip(), language=passage.language, kind="method", technology=None,
            aspect="awareness", status="unknown", certainty="CT+", attribution=attribution, drawn_by=_DRAWN_BY,
            true_when=edtf_of(self.low[start:end], self.published), published=self.published,
        )  # fmt: skip

    def _ordinal(self, start: int, end: int, technology: str | None, aspect: str) -> int:
        key = f"{start}:{end}:{technology}:{aspect}"
        self.ordinals[key] += 1
        return self.ordinals[key] - 1

    def _words(self, span: tuple[int, int] | None) -> str | None:
        return " ".join(self.text[span[0] : span[1]].split()) if span else None


def _statement(clause: str, quote: str) -> str:
    words = clause.strip(' ,;"\u201c\u201d')
    return words if len(words) >= 12 else " ".join(quote.split())


def _capped(level: str, cap: str) -> str:
    """``level`` lowered to ``cap`` (CT, PR or PS), its sign kept."""
    order = ("U", "PS", "PR", "CT")
    bare = level.rstrip("+-")
    low = bare if order.index(bare) <= order.index(cap) else cap
    return low if low == "U" else low + (level[len(bare) :] or "+")


def _said(start: int, end: int, published: str | None, speeches: list[Speech], low: str) -> str | None:
    """When the source said it: a date right behind the words that name it ("a report by X last year")."""
    for speech in speeches:
        if speech.end is not None and start <= speech.end <= end:
            tail = low[speech.end : speech.end + 40]
            if " last year" in tail or "지난해" in tail or "去年" in tail:
                return edtf_of(tail, published)
    return None


_BACK = {
    "en":
        "this has been|these have been|they have been|it has been|they are|they were|this is|these are|"
        "it is being|they monitor|they watch|it collects|they can|it can",
    "ko": "이는 |이것은 |이들은 ", "zh": "它们|这些设备|这些系统|该系统",
}  # fmt: skip


_NOUNS = {
    "en": re.compile(
        r"\b(?:the|this|that|these|those|its) (?:same |new |whole )?(?P<noun>systems?|app|apps|technology|"
            r"software|tools?|equipment|devices?|scanners?|boxes|box|machines?|gates|terminals?|kiosks?|readers?)\b"
    ),
    "ko": re.compile(r"(?:이|그|해당|이런|이러한) ?(?P<noun>시스템|체계|기술|앱|장비|장치|기기|프로그램)"),
    "zh": re.compile(r"(?:该|这一|这套|这种|这些|此)(?P<noun>系统|技术|应用|设备|软件|装置)"),
}  # fmt: skip
_ABLE = re.compile(r" (?:can|could|(?:is|are|was|were) able to) ")
""" "The boxes could also tell": the thing itself is able."""
_ALIKE = {
    "en": re.compile(
        r"\b(?:(?:similar|such|comparable|identical) (?:[a-z]+ )?(?:systems?|technolog(?:y|ies)|equipment|"
        r"tools?|cameras?|schemes?|programmes?|programs?))\b"
    ),
    "ko": re.compile(
        r"(?:비슷한|유사한|같은) ?(?:시스템|체계|기술|장비)"
    ), "zh": re.compile(
        r"(?:类似|同类|相似)的?(?:监控)?(?:系统|技术|设备)"
    ),
}  # fmt: skip


_SOFTWARE = frozenset(
    {
        "facial-recognition", "plate-reading", "predictive-policing", "smartphone-control", "gunshot-detection",
        "national-intranet",
    }
)  # fmt: skip
_APP = frozenset({"smartphone-control", "predictive-policing"})
_AGREES = (
    ("software", _SOFTWARE), ("软件", _SOFTWARE), ("프로그램", _SOFTWARE), ("app", _APP), ("应用", _APP), ("앱", _APP),
    ("scanner", frozenset({"facial-recognition", "biometric-database"})),
)  # fmt: skip
"""Nouns that fit only some technologies: "the software" is not the cameras."""


def _topical(spots: Mapping[str, Sequence[tuple[int, int, Any]]], lexicon: Lexicon) -> bool:
    """Whether the document names systems of surveillance twice or more by names that need no context, or one that
    works only with cameras."""
    names = [meaning.entry for found in spots.values() for _, _, meaning in found if meaning.entry is not None]
    return not SEEING.isdisjoint(names) or sum(lexicon.entries[name].kind == "technology" for name in names) >= 2


def _pronoun_hits(low: str, start: int, end: int, language: str, ground: Ground, topical: bool) -> list[Hit]:
    """ "This has been installed in ...": the pronoun means the one technology of the sentence before. "The system" may
    reach one sentence further back; "similar systems" are of no kind that could be told."""
    before = ground.technologies[-1] if ground.technologies else frozenset()
    if len(before) == 1:
        for opening in _BACK[language].split("|"):
            if low.startswith(opening, start):
                word = opening.split(" ")[0]
                return [Hit(start, start + len(word), next(iter(before)), "technology", True)]
    if not topical:
        return []
    if m := _ALIKE[language].search(low, start, end):
        return [Hit(m.start(), m.end(), "digital-surveillance", "umbrella", True)]
    if m := _NOUNS[language].search(low, start, end):
        fits = next((names for noun, names in _AGREES if m["noun"].startswith(noun)), None)
        if fits is not None:
            held = next((t & fits for t in reversed(ground.technologies[-8:]) if t & fits), frozenset())
        else:
            held = before or frozenset().union(*ground.technologies[-3:])
        if len(held) == 1:
            return [Hit(m.start(), m.end(), next(iter(held)), "technology", True)]
        if len(held) > 1:
            return [Hit(m.start(), m.end(), "digital-surveillance", "umbrella", True)]
    return []


def warm(settings: Mapping[str, Any]) -> None:
    """Builds the matchers once, before any item; called in the process that forks the guarded ones."""
    extra = settings.get("vocabulary")
    _, vocabulary = lexicon_for(extra)
    gazetteer_for(vocabulary, extra)
