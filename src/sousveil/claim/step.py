"""The claim step: passages in, claims and a complete account of every sentence out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sousveil.records import Claim, Collection, Document, DrawnBy, Edge, Passage, Relation, Sentence, Text
from sousveil.records.ids import claim_id, record_id
from sousveil.run.step import Given, Work

from . import STEP_VERSION
from .back import ABLE, pronoun_hits
from .binding import main_cue
from .certainty import certainty
from .clauses import clauses
from .drafts import Draft, reviewed
from .frames import Framer
from .ground import Ground
from .lexicon import ANOTHER_CAMERA, LANGUAGES, SEEING, Lexicon, lexicon_for
from .llm.suggest import suggestions
from .methods import method_edges
from .model.features import reason_group
from .model.linear import Linear, Review, shipped
from .model.review import Drawn, Observer, Reviewer, scene_of
from .places import Gazetteer, gazetteer_for
from .plain import plain
from .proposers import SecondVoice, proposer_at, second_voice
from .reasons import calls_itself_fiction, names_a_topic, retells, teaser, tells_a_tale, why_declined
from .speech import Speech, spoken_at
from .status import cues
from .tabular.faults import ADVICE, faults
from .tabular.rows import Tabular, draw_rows
from .times import edtf_of
from .unlisted import UnlistedPlaces
from .voices import Voices, outer_edges

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
        model=shipped(),
    )
    reader.second = second_voice(work.settings.get("attribution_model"), text.text, passages)
    reader.read_tables(work.settings.get("tables"))
    claims = reader.read()
    suggested = suggestions(
        work, text.text, passages, claims, reader.sentences, reader.outer, vocabulary, reader.gazetteer,
        reader.published,
    )  # fmt: skip
    failures = [work.failure("claim", one.sentence, ADVICE, "warning") for one in faults(text.text, passages)]
    return Given((*claims, *suggested, *reader.sentences), failures)


class _Reader:
    """Reads one document from top to bottom."""

    second: SecondVoice | None = None
    """A model of the user's own, asked who speaks where the rules find nobody."""

    def __init__(
        self, item: str, text: str, document: Document | None, collections: Sequence[Collection],
        passages: Sequence[Passage], lexicon: Lexicon, gazetteer: Gazetteer, *, shortcut: bool = True,
        model: Review | None = None, observer: Observer | None = None, topic: Linear | None = None,
    ) -> None:  # fmt: skip
        self.shortcut, self.model, self.observer, self.topic = shortcut, model, observer, topic
        self.item, self.text, self.passages = item, text, passages
        self.low = plain(text)
        self.lexicon, self.gazetteer = lexicon, gazetteer
        self.document, self.collections = document, collections
        self.sentences: list[Sentence] = []
        self.rows = Tabular()
        self.ordinals: Counter[str] = Counter()
        self.seen: Counter[tuple[int, int]] = Counter()
        self.invented = any(calls_itself_fiction(text[p.start : p.end]) for p in passages)
        stated = next((c.published for c in collections if c.published), None)
        self.published = stated or (document.published if document else None)

    def read_tables(self, folder: str | None) -> None:
        """Draws the rows of tables whose columns a person has mapped; their cells are read no further."""
        if folder is None or not any(p.kind == "cell" for p in self.passages):
            return
        edges = self.outer()
        language = self.document.language if self.document else "en"
        self.rows = draw_rows(
            self.item, self.text, self.passages, folder, self.lexicon, self.gazetteer, edges, _DRAWN_BY,
            self.published, language,
        )  # fmt: skip

    def outer(self) -> tuple[Edge, ...]:
        """Who stands for the whole document: its outlet or author, and the agency that it credits."""
        body = [p for p in self.passages if p.furniture is None]
        return outer_edges(self.text, self.document, self.collections, body)

    def read(self) -> list[Claim]:
        mapped = self.rows.account
        body = [p for n, p in enumerate(self.passages) if p.furniture is None and n not in mapped]
        languages = sorted({p.language for p in body if p.language in LANGUAGES})
        spots = {language: self.lexicon.spots(self.low, language) for language in languages}
        ground = Ground()
        self.named = _names_a_system(spots, self.lexicon)
        # A document without one term for a system gives no claim, whatever else it says: it is not read closely.
        # Words for conditions ("budget", "batteries") stand everywhere and count only beside a system.
        relevant = self.named or not self.shortcut
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
        conditions = frozenset(n for n, e in self.lexicon.entries.items() if e.kind == "condition")
        self.reviewer = Reviewer(self.model, _mentioned(spots), conditions, self.observer, self.topic)
        if relevant and self.reviewer.active:
            self.reviewer.prepare((self.low[a:b], p.language) for p in body for a, b in p.sentences if b - a <= LONGEST)
        claims: list[Claim] = []
        for number, passage in enumerate(self.passages):
            if number in mapped:
                claims += self.rows.claims.get(number, ())
                for start, end in passage.sentences:
                    self._account(start, end, *mapped[number])
                continue
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
            hits = pronoun_hits(low, start, end, language, ground, self.topical)
        held = None if self.invented or not self.named else voices.implied()
        method = method_edges(self.text, low, start, end, language, held, voices.outer)
        if method:
            ground.technologies.append(frozenset())
            return [self._method(start, end, passage, method)], None
        if hits and self.invented:
            return [], "another matter: the document calls itself fiction or satire"
        if hits and retells(low[start:end], language):
            ground.technologies.append(frozenset())
            return [], "another matter: a tale"
        drafts: list[Draft] = []
        reason: str | None
        if hits:
            framer.cell = passage.kind == "cell"
            drafts, reason = framer.draw(
                start, end, language, hits, clauses(low, start, end, language),
                lambda at: tuple(i for i, s in enumerate(speeches) if s.covers(at) and s.verb != "reportedly"),
            )  # fmt: skip
            reason = reason or why_declined(low[start:end], language)
        else:
            other = ANOTHER_CAMERA.search(low, start, end)
            reason = f"another matter: {other.group()}" if other else why_declined(low[start:end], language)
        if hits and not firm:
            # What a bare "the system" means is told by a verb of doing only.
            able = ABLE.match(low, hits[0].end) is not None if hits else False
            drafts = [
                d for d in drafts
                if d.kind != "question" and (d.aspect not in _NOT_BACK or (able and d.aspect == "capability"))
            ]  # fmt: skip
        if passage.kind in _HEADS:
            drafts = [d for d in drafts if d.aspect != "policy"]
        ground.technologies.append(frozenset(d.technology for d in drafts))
        self._follow(framer, start, end, language, drawn=bool(drafts))
        main_here = self._about_main(framer, start, end, language)
        if not self.reviewer.active:
            claims = [self._claim(start, end, passage, draft, speeches, voices, main_here) for draft in drafts]
            return claims, reason
        named = {h.entry for h in hits} if firm else set()
        by_rules = len(drafts)
        weak = self.lexicon.uncounted(low, spots[first:last], end, named)  # type: ignore[arg-type]
        if weak and not self.invented:
            # A bare "camera" that no rule counts is read all the same, for the review to keep or to drop.
            more, _ = framer.draw(start, end, language, weak, clauses(low, start, end, language), lambda at: ())
            drafts += [d for d in more if d.technology not in {o.technology for o in drafts}]
        found = (*((c.status, c.future) for c in cues(low, start, end, language)), *main_cue(low, start, end, language))
        number = len(ground.technologies)
        overall = certainty(low[start:end], language)
        scene = scene_of(low, start, end, language, ground.passage, passage.kind, number, found, named, overall)
        drawn = [Drawn(d.technology, d.aspect, d.status, d.kind, d.level, d.at) for d in drafts]
        at = {**self.lexicon.hinted(low, start, end, language), **{h.entry: h.start for h in reversed(weak)}}
        verdicts = self.reviewer.sentence(scene, hits, drawn, reason_group(reason), at)
        claims = []
        # What a rule knows to be another matter (a film crew's camera, a war drone) is not brought back by words.
        elsewhere = (reason or "").startswith("another matter") or len(scene.words) < 5
        elsewhere = elsewhere or passage.kind in ("caption", *_HEADS) or tells_a_tale(low[start:end], language)
        if not self.invented:
            for verdict in verdicts:
                added = verdict.draft is None or verdict.draft >= by_rules
                if (added and elsewhere) or not (verdict.keep or passage.kind in _HEADS):
                    continue
                if verdict.draft is None:
                    at_words = verdict.at if verdict.at != start else spoken_at(speeches, start)
                    draft = framer.bare(verdict.technology, start, end, language, at_words)
                else:
                    draft = drafts[verdict.draft]
                draft = reviewed(draft, verdict)
                claim = self._claim(start, end, passage, draft, speeches, voices, main_here)
                if self.model is not None and added:
                    claim = replace(claim, drawn_by=replace(_DRAWN_BY, model=f"review {self.model.digest[:12]}"))
                claims.append(claim)
        return claims, reason

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

    def _chain(
        self, voices: Voices, speeches: list[Speech], at: int, passage: Passage, main_here: bool
    ) -> list[Speech]:
        """Who speaks for what stands at ``at``, a report whose findings the document goes on listing included."""
        report = voices.implied()
        implied = report is not None and passage.kind != "title" and (main_here or report.kind == "outlet")
        return voices.chain(speeches, at, implied)

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
        chain = self._chain(voices, speeches, draft.at, passage, main_here)
        attribution, drawn_by = voices.edges(chain, level), _DRAWN_BY
        edge = None if chain or self.second is None else self.second.edge(draft.at, level, len(voices.outer) - 1)
        if edge is not None and self.second is not None:
            attribution, drawn_by = (*voices.outer, edge), replace(_DRAWN_BY, model=self.second.mark)
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
            status=draft.status, certainty=level, attribution=attribution, drawn_by=drawn_by,
            capability_status=draft.capability_status, places=draft.places, operator=self._words(draft.operator),
            maker=self._words(draft.maker), seller=self._words(draft.seller), target=self._words(draft.target),
            product=self._words(draft.product), integrator=self._words(draft.integrator),
            affected=self._words(draft.affected),
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


def _names_a_system(spots: Mapping[str, Sequence[tuple[int, int, Any]]], lexicon: Lexicon) -> bool:
    """Whether a term of a technology stands in the document, be it one that counts only by the words around it."""
    return any(
        meaning.loose or lexicon.entries[meaning.entry].kind != "condition"
        for found in spots.values() for _, _, meaning in found
    )  # fmt: skip


def _mentioned(spots: Mapping[str, Sequence[tuple[int, int, Any]]]) -> list[str]:
    """What the vocabulary's terms in the document name, once for each place; of several meanings the first."""
    return [
        meaning.entry or meaning.loose[0] for found in spots.values() for _, _, meaning in found
        if meaning.entry or meaning.loose
    ]  # fmt: skip


def _topical(spots: Mapping[str, Sequence[tuple[int, int, Any]]], lexicon: Lexicon) -> bool:
    """Whether the document names systems of surveillance twice or more by names that need no context, or one that
    works only with cameras."""
    names = [meaning.entry for found in spots.values() for _, _, meaning in found if meaning.entry is not None]
    return not SEEING.isdisjoint(names) or sum(lexicon.entries[name].kind == "technology" for name in names) >= 2


def warm(settings: Mapping[str, Any]) -> None:
    """Builds the matchers once, before any item; called in the process that forks the guarded ones."""
    extra = settings.get("vocabulary")
    _, vocabulary = lexicon_for(extra)
    gazetteer_for(vocabulary, extra)
    model = shipped()
    if model is not None:
        model.ready()
    if model := settings.get("attribution_model"):
        proposer_at(model).propose("She said that it works.", 0, 23)
