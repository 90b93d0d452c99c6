"""Proposals that passed the checks, as claims that wait for a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sousveil.case.judged import SUGGESTED_BY
from sousveil.case.vocabulary import Vocabulary
from sousveil.claim import attribution as en
from sousveil.claim.frames import Framer
from sousveil.claim.ground import Ground
from sousveil.claim.lexicon import LANGUAGES
from sousveil.claim.places import Gazetteer
from sousveil.claim.plain import plain
from sousveil.claim.times import edtf_of
from sousveil.records import Answer, Claim, DrawnBy, Edge, Passage, Sentence
from sousveil.records.ids import record_id
from sousveil.run.step import Work

from .prompt import technologies
from .weigh import SUGGESTED, Proposal, weigh

VERSION = "1"
_ASPECT_OF = {"procured": "procurement", "researched": "development", "in-development": "development"}


def suggestions(
    work: Work, text: str, passages: Sequence[Passage], claims: Sequence[Claim], account: Sequence[Sentence],
    outer: Callable[[], Sequence[Edge]], vocabulary: Vocabulary, gazetteer: Gazetteer, published: str | None,
) -> list[Claim]:  # fmt: skip
    """Claims that the answers in ``work`` suggest beyond those of the rules.

    They are marked by ``drawn_by.step`` and count in nothing until a person accepts them; see case/judged.py.
    """
    answers = work.all(Answer)
    if not answers:
        return []
    weighed = weigh(text, passages, answers, claims, account, technologies(vocabulary))
    kept = [one for one in weighed if one.outcome == SUGGESTED]
    if not kept:
        return []
    low = plain(text)
    spans = [(p.start, p.end, p.language) for p in passages if p.furniture is None and p.language in LANGUAGES]
    main, dominant = gazetteer.main_country(low, text, spans)
    framer = Framer(text, low, gazetteer, Ground(main=main, dominant=dominant))
    return [_claim(work.item.id, text, low, one, framer, outer(), published) for one in kept]


def _claim(
    item: str, text: str, low: str, one: Proposal, framer: Framer, outer: Sequence[Edge], published: str | None
) -> Claim:
    draft = framer.bare(one.technology, one.start, one.end, one.language, one.quote[0])
    aspect = _ASPECT_OF.get(one.status, "deployment")
    quote = text[one.start : one.end]
    return Claim(
        # An id of its own: a claim that the rules draw from the same sentence one day is another record, and a
        # judgement on this one does not pass over to it.
        id=record_id("c", item, [[one.start, one.end]], one.technology, aspect, SUGGESTED_BY), item=item,
        spans=((one.start, one.end),), quote=quote, statement=" ".join(quote.split()) or quote, language=one.language,
        kind="fact", technology=one.technology, aspect=aspect, status=one.status, certainty=one.certainty,
        attribution=_edges(text, low, one, outer),
        drawn_by=DrawnBy(SUGGESTED_BY, VERSION, f"{one.model} prompt {one.prompt}"),
        places=draft.places, true_when=edtf_of(low[one.start : one.end], published), published=published,
        terms=(one.quote,),
    )  # fmt: skip


def _edges(text: str, low: str, one: Proposal, outer: Sequence[Edge]) -> tuple[Edge, ...]:
    if one.source is None:
        return tuple(outer)
    a, b = one.source
    words = text[a:b]
    if any(edge.source.casefold() == words.casefold() for edge in outer):
        return tuple(outer)
    # Without rules for its kind a source is "unnamed": then it is linked with nobody in another item.
    kind, left, right = (en.classify(words, low[a:b]) if one.language == "en" else None) or ("unnamed", 0, b - a)
    basis = en.basis_of(kind, low[a:b]) if one.language == "en" else "unknown"
    edge = Edge(
        words[left:right], kind, "said", basis, one.certainty, a + left, a + right, len(outer) - 1 if outer else None
    )
    return (*outer, edge)
