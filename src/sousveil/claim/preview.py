"""What a case's own vocabulary would change, told before it is accepted.

The claim step itself is run on the documents that the new entries can bear on, once without and once with them, so
that what is shown is what a build would do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sousveil.case.vocabulary import Entry, PlaceEntry, Vocabulary, load_vocabulary
from sousveil.records import Claim, Document, Item, Passage, Sentence, Text
from sousveil.run.step import Work

from .ideas import Idea, Wordings
from .lexicon import LANGUAGES, Hit, Lexicon, english_forms, lexicon_for
from .places import Gazetteer, gazetteer_for
from .plain import plain
from .step import claim_item
from .touched import Touch

Entries = Mapping[str, Entry | PlaceEntry]
OUTCOMES = ("new claim", "changed claim", "lost claim", "no change")


@dataclass(frozen=True)
class Match:
    """A sentence in which a new entry's words stand. terms: where, as offsets in the item's text. outcome: one of
    OUTCOMES. before, after: its claims in short, without and with the entry. reason: why nothing changes."""

    entry: str
    item: str
    item_name: str
    start: int
    end: int
    sentence: str
    terms: tuple[tuple[int, int], ...]
    outcome: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    reason: str | None = None


@dataclass(frozen=True)
class Example:
    """An example held against its entry. wanted: whether it should match. found: whether it does. drawn: the claims
    that the step draws from it, standing alone."""

    entry: str
    sentence: str
    wanted: bool
    found: bool
    drawn: tuple[str, ...]

    @property
    def fails(self) -> bool:
        """Whether the entry does not do what the example asks for."""
        return self.wanted != self.found


@dataclass(frozen=True)
class Overlap:
    """A wording that another entry has too, or that holds or lies inside one of another entry's."""

    entry: str
    term: str
    other: str
    other_term: str


@dataclass(frozen=True)
class Preview:
    """What would come of a vocabulary file. entries: the ids in it that are new or changed. elsewhere: claims that
    change in sentences without any of the words (before, after), because the document is read otherwise."""

    entries: tuple[str, ...]
    matches: tuple[Match, ...]
    elsewhere: tuple[Match, ...]
    examples: tuple[Example, ...]
    overlaps: tuple[Overlap, ...]
    ideas: tuple[Idea, ...]
    documents: int
    touched: int
    faults: tuple[str, ...] = field(default=())


def preview(works: Iterable[Work], before: str | None, after: str) -> Preview:
    """Holds the vocabulary folder ``after`` against ``before`` on the documents ``works``.

    works: with Text, Document, Passage, collections and the settings of a build; their vocabulary is set here.
    """
    old, new = load_vocabulary(before), load_vocabulary(after)
    held: Entries = {**old.technologies, **old.places}
    every: Entries = {**new.technologies, **new.places}
    fresh = {name: entry for name, entry in every.items() if held.get(name) != entry}
    ids, gone = frozenset(fresh), frozenset(held) - frozenset(every)
    reader = _Words(after, ids)
    touch, touched_before = Touch(new), Touch(old)
    counter = Wordings([entry for _, entry in sorted(fresh.items())])
    matches: list[Match] = []
    elsewhere: list[Match] = []
    documents = touched = 0
    for work in works:
        text = work.one(Text)
        if text is None:
            continue
        documents += 1
        counter.read(text.text)
        # An entry that the file no longer holds is missed where it stood.
        if not ids.intersection(touch.of(text.text)) and not gone.intersection(touched_before.of(text.text)):
            continue
        touched += 1
        here, there = _document(work, text.text, reader, before, after)
        matches += here
        elsewhere += there
    return Preview(
        tuple(sorted(ids)), tuple(matches), tuple(elsewhere), tuple(_examples(fresh, reader, after)),
        tuple(_overlaps(fresh, new)), tuple(counter.ideas()), documents, touched, tuple(_faults(fresh, new)),
    )  # fmt: skip


class _Words:
    """Finds the words of the entries ``ids`` in a sentence."""

    def __init__(self, folder: str, ids: frozenset[str]) -> None:
        self.ids = ids
        self.lexicon: Lexicon
        self.lexicon, vocabulary = lexicon_for(folder)
        self.gazetteer: Gazetteer = gazetteer_for(vocabulary, folder)
        self.places = {e.id: e for e in vocabulary.places.values() if e.id in ids}

    def find(self, text: str, low: str, start: int, end: int, language: str) -> dict[str, list[tuple[int, int, bool]]]:
        """By entry, where its words stand in [start, end), and whether they count there."""
        out: dict[str, list[tuple[int, int, bool]]] = {}
        if language not in LANGUAGES:
            return out
        spots = [(a + start, b + start, meaning) for a, b, meaning in self.lexicon.spots(low[start:end], language)]
        hits: list[Hit] = self.lexicon.hits(low, start, end, spots, language)
        counted = {(h.start, h.end, h.entry) for h in hits}
        for a, b, meaning in spots:
            for name in sorted({meaning.entry, *meaning.loose} & self.ids, key=str):
                if name is not None:
                    out.setdefault(name, []).append((a, b, (a, b, name) in counted))
        for mention in self.gazetteer.mentions(low, text, start, end, language) if self.places else ():
            for name, entry in sorted(self.places.items()):
                if mention.place.name == entry.name and (entry.country is None or mention.country == entry.country):
                    out.setdefault(name, []).append((mention.start, mention.end, True))
        return out


def _document(
    work: Work, text: str, reader: _Words, before: str | None, after: str
) -> tuple[list[Match], list[Match]]:  # fmt: skip
    old_claims, _ = _drawn(work, before)
    new_claims, account = _drawn(work, after)
    low = plain(text)
    languages = {span: p.language for p in work.all(Passage) for span in p.sentences}
    here: list[Match] = []
    there: list[Match] = []
    for sentence in account:
        span = (sentence.start, sentence.end)
        was, now = _of(old_claims, span), _of(new_claims, span)
        outcome = _outcome(was, now)
        found = reader.find(text, low, *span, languages.get(span, "und"))
        made = Match(
            "", work.item.id, work.item.name, *span, text[span[0] : span[1]], (), outcome,
            tuple(map(short, was)), tuple(map(short, now)), sentence.reason if outcome == "no change" else None,
        )  # fmt: skip
        for name, spots in found.items():
            reason = made.reason
            if outcome == "no change" and not any(counts for _, _, counts in spots) and sentence.outcome != "furniture":
                reason = "its words count only with one of `needs` in the same sentence, and not in another sense"
            here.append(replace(made, entry=name, terms=tuple((a, b) for a, b, _ in spots), reason=reason))
        if not found and outcome != "no change":
            there.append(made)
    return here, there


def _drawn(work: Work, folder: str | None) -> tuple[list[Claim], list[Sentence]]:
    given = claim_item(replace(work, settings={**work.settings, "vocabulary": folder}))
    return [r for r in given.records if isinstance(r, Claim)], [r for r in given.records if isinstance(r, Sentence)]


def _of(claims: Sequence[Claim], span: tuple[int, int]) -> list[Claim]:
    return [c for c in claims if span[0] <= c.start < span[1]]


def _outcome(was: Sequence[Claim], now: Sequence[Claim]) -> str:
    if list(was) == list(now):
        return "no change"
    if len(now) > len(was):
        return "new claim"
    return "lost claim" if len(now) < len(was) else "changed claim"


def short(claim: Claim) -> str:
    """A claim in a few words: technology, status, certainty, places."""
    places = ", ".join(place.name for place in claim.places) or "no place named"
    return f"{claim.technology or 'no technology'} · {claim.status} · {claim.certainty} · {places}"


def _examples(fresh: Entries, reader: _Words, folder: str) -> Iterable[Example]:
    for name, entry in sorted(fresh.items()):
        for wanted, group in ((True, entry.examples), (False, entry.not_examples)):
            for language, sentences in sorted(group.items()):
                for sentence in sentences:
                    spots = reader.find(sentence, plain(sentence), 0, len(sentence), language).get(name, [])
                    drawn, _ = _drawn(_alone(sentence, language), folder)
                    found = any(counts for _, _, counts in spots)
                    yield Example(name, sentence, wanted, found, tuple(map(short, drawn)))


def _alone(sentence: str, language: str) -> Work:
    """A document of one sentence."""
    item = Item("0" * 64, "example", len(sentence), "text/plain", "")
    passage = Passage("p", item.id, 0, 0, len(sentence), "paragraph", language, ((0, len(sentence)),))
    document = Document(item.id, language, "example", len(sentence))
    return Work(item, (), {Text: [Text(item.id, sentence)], Document: [document], Passage: [passage]})


def _wordings(entry: Entry | PlaceEntry) -> dict[str, str]:
    """Plain wordings of an entry, each with how it is written."""
    if isinstance(entry, PlaceEntry):
        groups = [*entry.names.values(), *entry.demonyms.values(), (entry.name,)]
        return {" ".join(plain(n).split()): n for group in groups for n in group}
    out: dict[str, str] = {}
    for language in LANGUAGES:
        for term in (*entry.terms.get(language, ()), *entry.context.get(language, ())):
            base = " ".join(plain(term).split())
            out.update(dict.fromkeys(english_forms(base) if language == "en" else (base,), term))
    return out


def _overlaps(fresh: Entries, vocabulary: Vocabulary) -> Iterable[Overlap]:
    every: Entries = {**vocabulary.technologies, **vocabulary.places}
    others = {name: _wordings(entry) for name, entry in every.items()}
    for name, entry in sorted(fresh.items()):
        seen: set[tuple[str, str]] = set()
        for base, term in sorted(_wordings(entry).items()):
            for other, wordings in others.items():
                if other == name or isinstance(every[other], PlaceEntry) != isinstance(entry, PlaceEntry):
                    continue
                for found, written in wordings.items():
                    if (found == base or _inside(found, base) or _inside(base, found)) and (term, other) not in seen:
                        seen.add((term, other))
                        yield Overlap(name, term, other, written)


def _inside(one: str, two: str) -> bool:
    """Whether ``one`` stands in ``two``: as whole words, or in Korean and Chinese anywhere."""
    return f" {one} " in f" {two} " if one.isascii() else len(one) > 1 and one in two


def _faults(fresh: Entries, vocabulary: Vocabulary) -> Iterable[str]:
    for name, entry in sorted(fresh.items()):
        if isinstance(entry, PlaceEntry):
            if entry.within is not None and entry.within not in vocabulary.places:
                yield f"The place {name} lies within {entry.within!r}, which no place is called."
            continue
        if entry.broader is not None and entry.broader not in vocabulary.technologies:
            yield f"The entry {name} has the wider entry {entry.broader!r}, which does not exist."
        if not any((*entry.terms.values(), *entry.context.values())):
            yield f"The entry {name} has no terms: nothing will be found by it."
        for language in sorted(entry.context):
            if entry.context[language] and not entry.needs.get(language):
                yield f"The entry {name} has context words in {language} and no `needs`: they will hardly ever count."
