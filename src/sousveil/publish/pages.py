"""Fills the templates. Every page works from disk, without a network and without a script."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sousveil.records import Claim, Finding, Item, Passage

from . import drift_view, words
from .graph import BOX, HEIGHT, Node, lineage_groups
from .mark import Piece, mark, quoted_spans
from .view import Book, ClaimView, ItemView, original_link, path_href, web_address
from .weighed import Weighed, weighed

TEMPLATES = Path(__file__).parent / "templates"
STYLE = "style.css"
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""The pages' content policy: a style sheet and pictures from the same folder, and nothing else at all."""
MOST_COLUMNS = 60
MOST_SHOWN, MOST_LISTED = 12, 500
"""Entries of a ledger's side that stand open, and that are listed at all; the data files hold every one."""
MOST_TEXT = 2_000_000
"""Code points of a text beyond which a page shows only the passages that are quoted from."""
RTL = frozenset(("ar", "fa", "he", "ur", "ps", "ug", "sd", "yi", "dv", "ku"))


@dataclass(frozen=True)
class Block:
    """A passage as it is printed. pieces: see mark. notes: the claims whose quotes begin in it. gap: words were left
    out before it."""

    pieces: Sequence[Piece]
    kind: str
    language: str | None
    furniture: str | None
    label: str | None
    notes: Sequence[ClaimView]
    gap: bool = False


@dataclass(frozen=True)
class Row:
    """An entry of a finding's ledger: a passage with the statements drawn from it. number: of its footnote."""

    number: int
    views: list[ClaimView]

    @property
    def view(self) -> ClaimView:
        """The first statement; all of them share its quote."""
        return self.views[0]

    @property
    def voices(self) -> list[ClaimView]:
        """One statement for each different "who says so"."""
        return list({view.chain: view for view in self.views}.values())


@dataclass(frozen=True)
class FindingView:
    """A finding with its ledger."""

    finding: Finding
    place: str
    status: str
    technology: str
    href: str
    supporting: Sequence[Row]
    against: Sequence[Row]
    unknown: Sequence[Row]
    contradictions: Sequence[tuple[str, str, Sequence[Row]]]
    rejected: int
    unlisted: int
    judgement: str | None
    weighed: Weighed
    denied: int
    """Claims listed as saying nothing either way that deny it for a part."""
    waiting: int
    """Claims on the same technology and place that only the review added, and nobody has judged."""


Group: TypeAlias = tuple[str, str, str, "list[FindingView]"]
"""A technology's id, label, page and findings."""


@dataclass(frozen=True)
class SearchRow:
    """One look that was taken."""

    what: str
    where: str
    when: str
    found: int
    technology: str | None
    place: str | None
    note: str | None


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix. searched: looks taken for just this, with nothing found."""

    findings: Sequence[FindingView]
    searched: int


def language_attribute(code: str | None) -> str | None:
    """The BCP 47 tag that an HTML ``lang`` attribute can take; None for an unknown language."""
    return None if not code or code == "und" else code


def environment() -> Environment:
    """The templates' environment: autoescape always, an unknown name is an error."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    env.filters.update(
        plain=words.plain, visible=words.visible, printable=words.printable, web=web_address, path=path_href,
        language=language_attribute, language_name=words.language_name, gateways=words.gateways,
        origins=words.origins_sentence, capital=lambda text: text[:1].upper() + text[1:], said=_said,
    )  # fmt: skip
    env.globals.update(count=words.count, percent=words.percent)
    return env


def _said(step: Any) -> Markup:
    verb = {"": "", "implicit": ", by implication", "credited": ", credited"}.get(step.verb, f" {step.verb}")
    if step.verb.endswith("according to"):
        return Markup("{} <bdi>{}</bdi> <span class=\"sure\">({})</span>").format(
            words.visible(step.verb), words.visible(step.who), escape(step.certainty)
        )  # fmt: skip
    basis = f", on the basis: {step.basis}" if step.basis else ""
    return Markup("<bdi>{}</bdi>{} <span class=\"sure\">({}{})</span>").format(
        words.visible(step.who), words.visible(verb), escape(step.certainty), escape(basis)
    )  # fmt: skip


class Pages:
    """Renders a book page by page, so that no more than one is held."""

    def __init__(self, book: Book, *, release: bool) -> None:
        self._book = book
        self._account = book.account
        self._release = release
        self._env = environment()
        self._names = {source.id: source.name for source in book.account.sources}
        self._waiting = book.waiting()
        self._judged = {judgement.id: judgement for judgement in book.account.judgements}
        self._findings = {
            technology: [self._finding(finding) for finding in book.by_technology[technology]]
            for technology in book.technologies
        }

    def all(self) -> Iterator[tuple[str, str]]:
        """Every page's path and HTML."""
        account, book, vocabulary = self._account, self._book, self._account.vocabulary
        groups = [(t, words.technology(vocabulary, t), book.technology_page[t], self._findings[t])
                  for t in book.technologies]  # fmt: skip
        unfound = [(entry.label, entry.definition) for entry in vocabulary.technologies.values()
                   if entry.kind == "technology" and entry.id not in book.by_technology]  # fmt: skip
        conditions = {entry.id for entry in vocabulary.technologies.values() if entry.kind == "condition"}
        limits = [group for group in groups if group[0] in conditions]
        groups = [group for group in groups if group[0] not in conditions]
        searches = self._searches()
        warnings = self._warnings()
        yield self._page("index.html", groups=groups, limits=limits, warnings=warnings, numbers=self._numbers())
        yield self._page("matrix.html", matrix=self._matrix(groups, limits), unfound=unfound)
        yield self._page("findings/index.html", "findings_index.html", groups=groups, limits=limits)
        for technology, label, path, findings in (*groups, *limits):
            entry = vocabulary.technologies.get(technology)
            yield self._page(path, "technology.html", label=label, definition=entry.definition if entry else None,
                             findings=findings, most=MOST_SHOWN, listed=MOST_LISTED)  # fmt: skip
        yield self._page("items/index.html", "items_index.html", items=self._item_lines())
        for item in account.items:
            yield self._item_page(item)
        yield self._page("sources.html", sources=self._sources(), groups=self._lineage(), box=(BOX, HEIGHT),
                         circular=self._circular(), dependences=self._dependences())  # fmt: skip
        yield self._page("drift.html", pairs=list(drift_view.pairs(book)),
                         unlisted=max(0, len(account.drifts) - drift_view.MOST))  # fmt: skip
        yield self._page("searched.html", searches=searches, unfound=unfound)
        yield self._page("failures.html", failures=self._failures(), doubts=self._doubts())
        yield self._page("about.html", accepted=book.accepted(), likelihoods=words.LIKELIHOODS,
                         reliability=words.RELIABILITY, credibility=words.CREDIBILITY,
                         statuses=list(vocabulary.statuses.values()))  # fmt: skip

    def _page(self, path: str, template: str | None = None, **values: Any) -> tuple[str, str]:
        account = self._account
        text = self._env.get_template(template or path).render(
            root="../" * path.count("/"), here=path, title=account.title, policy=POLICY, style=STYLE,
            release=self._release, generated_at=account.generated_at, program=account.program,
            standard=words.STANDARD.get(account.standard, words.plain(account.standard)), standard_id=account.standard,
            total=len(account.claims), judged=self._book.accepted(), **values,
        )  # fmt: skip
        return path, text

    def _numbers(self) -> list[tuple[int, str, str]]:
        account = self._account
        kinds = Counter(claim.kind for claim in account.claims)
        return [
            (len(account.items), "documents" if len(account.items) != 1 else "document", "items/index.html"),
            (len(account.claims), "statements" if len(account.claims) != 1 else "statement", "items/index.html"),
            (len(account.findings), "findings" if len(account.findings) != 1 else "finding", "findings/index.html"),
            (len(self._book.by_technology), "technologies", "matrix.html"),
            (len(account.sources), "sources named", "sources.html"),
            (kinds["question"], "stated as not known", "findings/index.html"),
        ]

    def _warnings(self) -> list[tuple[str, str]]:
        account, book = self._account, self._book
        failed = sum(1 for f in account.failures if f.severity == "failed")
        doubted = len(account.failures) - failed + sum(len(d.doubts) for d in account.documents)
        found: list[tuple[str, str]] = []
        if not account.findings:
            found.append(("This case has no findings yet.", "about.html"))
        accepted, total = book.accepted(), len(account.claims)
        if total:
            sentence = (
                f"{accepted:,} of {words.count(total, 'statement')} {'was' if accepted == 1 else 'were'} accepted by a "
                "person; a program drew the rest and nobody has confirmed it."
            )
            found.append((sentence, "about.html#people"))
        if failed:
            found.append((f"{words.count(failed, 'thing')} could not be done.", "failures.html"))
        if doubted:
            found.append((f"{words.count(doubted, 'reading')} should be doubted.", "failures.html#doubts"))
        single = sum(1 for f in account.findings if f.origins.gateways_at_most <= 1)
        if single:
            sentence = (
                f"{single:,} of {words.count(len(account.findings), 'finding')} {'rests' if single == 1 else 'rest'} "
                "on at most one independent origin, however many documents repeat it."
            )
            found.append((sentence, "sources.html"))
        return found

    def _finding(self, finding: Finding) -> FindingView:
        book, vocabulary = self._book, self._account.vocabulary
        numbered: list[Row] = []
        of: dict[str, Row] = {}

        def ledger(claims: Sequence[str]) -> list[Row]:
            listed: dict[tuple[str, int, int], Row] = {}
            for view in book.many(list(dict.fromkeys(claims))[:MOST_LISTED]):
                place = (view.claim.item, view.claim.start, view.claim.end)
                if place not in listed:
                    listed[place] = Row(len(numbered) + 1, [])
                    numbered.append(listed[place])
                listed[place].views.append(view)
                of.setdefault(view.claim.id, listed[place])
            return list(listed.values())

        def footnotes(claims: Sequence[str]) -> list[Row]:
            ledger([claim for claim in claims if claim not in of])
            return list({id(of[claim]): of[claim] for claim in claims if claim in of}.values())

        supporting, against, unknown = map(ledger, (finding.claims, finding.against, finding.unknowns))
        contradictions = [(c.kind, c.sentence, footnotes(c.claims)) for c in finding.contradictions]
        return FindingView(
            finding, words.visible(words.place(vocabulary, finding.place)),
            book.status_words(finding),
            words.technology(vocabulary, finding.technology), book.finding_href(finding), supporting, against, unknown,
            contradictions, sum(1 for c in finding.claims if _rejected(book, c)),
            sum(max(0, len(side) - MOST_LISTED) for side in (finding.claims, finding.against, finding.unknowns)),
            book.judgement_sentence(finding.id), weighed(finding, self._names, vocabulary, self._judged),
            sum(1 for c in finding.unknowns if c in book.claims and book.claims[c].certainty.endswith("-")),
            self._waiting.get((finding.technology, finding.country or finding.place), 0),
        )  # fmt: skip

    def _circular(self) -> list[tuple[str, list[ItemView]]]:
        """Each circle of texts that give each other as their source: its note, and the items whose claims are in it."""
        items: dict[str, dict[str, ItemView]] = defaultdict(dict)
        for one in self._account.claim_origins:
            if one.circular and one.item in self._book.items:
                names = ", ".join(sorted(self._names.get(source, source) for source in one.gateway_sources))
                items[names][one.item] = self._book.items[one.item]
        return [(names, sorted(held.values(), key=lambda v: v.number)) for names, held in sorted(items.items())]

    def _dependences(self) -> list[tuple[str, str, str, Any]]:
        """Pairs of sources that lean on each other: their names, how likely that is in words, and the record."""
        found = sorted(self._account.dependences, key=lambda d: (-d.probability, d.one, d.two))
        return [
            (self._names.get(d.one, d.one), self._names.get(d.two, d.two), words.likelihood_word(d.probability), d)
            for d in found
        ]

    def _matrix(self, groups: Sequence[Group], limits: Sequence[Group]) -> dict[str, Any]:
        weight = Counter(
            view.place for _, _, _, views in (*groups, *limits) for view in views if view.finding.facet == "present"
        )
        places = sorted(weight, key=lambda place: (-weight[place], place))
        looked = Counter(
            (s.technology, words.visible(words.place(self._account.vocabulary, s.place)) if s.place else None)
            for s in self._account.searches if s.found == 0
        )  # fmt: skip
        parts = [
            (heading, [
                (label, path, [Cell([v for v in views if v.place == place and v.finding.facet == "present"],
                                    looked[(technology, place)])
                               for place in places[:MOST_COLUMNS]])
                for technology, label, path, views in some
            ])
            for heading, some in ((None, groups), ("What limits it", limits)) if some
        ]  # fmt: skip
        return {"places": places[:MOST_COLUMNS], "parts": parts, "left": places[MOST_COLUMNS:]}

    def _item_lines(self) -> list[tuple[ItemView, int, int]]:
        book = self._book
        return [
            (book.items[item.id], len(book.claims_of.get(item.id, ())), len(book.failures.get(item.id, ())))
            for item in self._account.items
        ]

    def _item_page(self, item: Item) -> tuple[str, str]:
        book, account = self._book, self._account
        view, document = book.items[item.id], book.documents.get(item.id)
        outcomes = Counter(s.outcome for s in account.sentences(item.id))
        declined = Counter(s.reason or "no reason given" for s in account.sentences(item.id) if s.outcome == "declined")
        held = book.items.get(item.container or "")
        return self._page(
            view.page, "item.html", item=item, view=view, document=document,
            authors=document.authors if document else (), collections=book.collections.get(item.id, ()),
            blocks=list(self._blocks(view)), doubts=document.doubts if document else (),
            failures=book.failures.get(item.id, ()), outcomes=outcomes, declined=declined.most_common(), held=held,
            original=original_link(view, None),
            cut=bool(document and document.length > MOST_TEXT), direction="rtl" if view.language in RTL else None,
            commitment=account.commitment(item.id) if account.commitment and view.original is None else None,
        )  # fmt: skip

    def _blocks(self, view: ItemView) -> Iterator[Block]:
        book = self._book
        found = self._account.texts(view.id)
        claims = book.claims_of.get(view.id, [])
        anchored: set[str] = set()
        if found is None or not found.text:
            return
        passages = [p for p in book.passages(view.id) if 0 <= p.start < p.end <= len(found.text)]
        if not view.full:
            last = 0
            for start, end in quoted_spans(claims):
                passage = next((p for p in passages if p.start <= start < p.end), None)
                gap = bool(found.text[last:start].strip())
                yield self._block(found.text, start, end, passage, view, claims, anchored, gap=gap)
                last = end
            if claims and found.text[last:].strip():
                yield Block((), "paragraph", None, None, None, (), gap=True)
            return
        if len(found.text) > MOST_TEXT:
            starts = sorted(claim.start for claim in claims)
            passages = [p for p in passages if bisect_left(starts, p.end) > bisect_left(starts, p.start)]
        elif not passages:
            yield self._block(found.text, 0, len(found.text), None, view, claims, anchored)
        starts = [claim.start for claim in claims]
        longest = max((claim.end - claim.start for claim in claims), default=0)
        for passage in passages:
            near = claims[bisect_left(starts, passage.start - longest) : bisect_left(starts, passage.end)]
            yield self._block(found.text, passage.start, passage.end, passage, view, near, anchored)
        # A quote that no passage holds would leave its footnote pointing nowhere.
        for start, end in quoted_spans(c for c in claims if c.id not in anchored):
            yield self._block(found.text, start, end, None, view, claims, anchored, gap=True)

    def _block(
        self, text: str, start: int, end: int, passage: Passage | None, view: ItemView, claims: Sequence[Claim],
        anchored: set[str], *, gap: bool = False,
    ) -> Block:  # fmt: skip
        before = set(anchored)
        drifts = self._book.drifts_of.get(view.id, ())
        pieces = mark(text, start, min(end, len(text)), claims, anchored, drifts)
        label = None
        if passage is not None and passage.row is not None:
            label = f"Row {passage.row}" + (f", column {passage.column}" if passage.column is not None else "")
        elif passage is not None and passage.begin is not None:
            label = f"At {_clock(passage.begin)}"
        if passage is not None and passage.page is not None:
            label = f"Page {passage.page}" + (f", {label.lower()}" if label else "")
        if passage is not None and passage.confidence is not None:
            label = f"{label or ''} recognised, confidence {passage.confidence:.0%}".strip()
        return Block(
            pieces, passage.kind if passage else "paragraph",
            language_attribute(passage.language if passage else view.language),
            passage.furniture if passage else None, label,
            self._book.many([c.id for c in claims if c.id in anchored and c.id not in before]), gap,
        )  # fmt: skip

    def _sources(self) -> list[tuple[Any, list[ItemView]]]:
        items = self._book.items
        order = sorted(self._account.sources, key=lambda s: (-s.mentions, s.name, s.id))
        return [(source, [items[i] for i in source.items if i in items]) for source in order]

    def _lineage(self) -> list[Any]:
        gateways = {s for origins in self._account.claim_origins for s in origins.gateway_sources}
        nodes = {
            view.id: Node(view.id, view.title, view.page, outside=False, note=_told(view))
            for view in self._book.items.values()
        }
        told: dict[str, dict[str, str]] = defaultdict(dict)
        for one in self._account.claim_origins:
            if len(one.gateway_sources) == 1:
                told[one.gateway_sources[0]] |= {basis.casefold(): basis for basis in one.origins.bases}
        rests = {source: tuple(words.visible(b) for _, b in sorted(bases.items())) for source, bases in told.items()}
        for source in self._account.sources:
            nodes[source.id] = Node(source.id, words.visible(source.name), None, True, source.id in gateways,
                                    bases=rests.get(source.id, ()))  # fmt: skip
            for item in source.items:
                if source.id in gateways and item in nodes and source.kind in ("report", "document"):
                    nodes[item] = replace(nodes[item], gateway=True, bases=rests.get(source.id, ()))
        return lineage_groups(self._account.links, nodes)

    def _searches(self) -> list[SearchRow]:
        vocabulary = self._account.vocabulary
        return [
            SearchRow(
                s.what, s.where, s.when, s.found, words.technology(vocabulary, s.technology) if s.technology else None,
                words.place(vocabulary, s.place) if s.place else None, s.note,
            )
            for s in self._account.searches
        ]  # fmt: skip

    def _failures(self) -> list[tuple[Any, ItemView | None]]:
        order = sorted(self._account.failures, key=lambda f: f.severity != "failed")
        return [(failure, self._book.items.get(failure.item or "")) for failure in order]

    def _doubts(self) -> list[tuple[str, ItemView]]:
        return [
            (doubt, self._book.items[document.item])
            for document in self._account.documents if document.item in self._book.items
            for doubt in document.doubts
        ]  # fmt: skip


def _told(view: ItemView) -> str:
    """Who published an item and when, as far as is known."""
    return words.visible(", ".join(part for part in (view.said_by, view.published) if part))


def _rejected(book: Book, claim: str) -> bool:
    judgement = book.judgements.get(claim)
    return judgement is not None and judgement.verdict == "reject"


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
