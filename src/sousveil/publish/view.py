"""The account arranged for pages: who points where, what each claim and finding looks like to a reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from sousveil.case.judged import ADDED_BY_REVIEW
from sousveil.records import (
    Claim,
    ClaimOrigins,
    Collection,
    Document,
    Drift,
    Failure,
    Finding,
    Item,
    Judgement,
    Passage,
)
from sousveil.records.finding import FACETS

from . import words
from .account import Account


@dataclass(frozen=True)
class ItemView:
    """An item as the pages name it. original: path of its original in the folder, None when it does not travel."""

    number: int
    id: str
    page: str
    title: str
    name: str
    language: str
    said_by: str | None
    published: str | None
    media_type: str
    original: str | None
    full: bool
    """Whether the whole extracted text is shown, not only what is quoted."""


@dataclass(frozen=True)
class Step:
    """One step of "who says so", depth counting from the author or outlet inwards."""

    who: str
    verb: str
    basis: str | None
    certainty: str
    depth: int


@dataclass(frozen=True)
class ClaimView:
    """A claim as the pages show it. href: to the highlighted passage, from the report's top folder."""

    claim: Claim
    href: str
    item: ItemView
    technology: str
    status: str
    certainty: str
    chain: tuple[Step, ...]
    facts: tuple[tuple[str, str], ...]
    origins: str | None
    judgement: str | None
    page: int | None
    original: str | None
    findings: tuple[tuple[str, str], ...]
    """(href, short name) of the findings that rest on it."""


class Book:
    """An account with everything looked up once. Links are relative to the report's top folder."""

    def __init__(self, account: Account, originals: Mapping[str, str], full: frozenset[str] | None) -> None:
        """``originals``: paths by item of the originals that lie in the folder. ``full``: items whose whole text may
        be shown; None for all."""
        self.account = account
        self.documents: dict[str, Document] = {d.item: d for d in account.documents}
        self.collections: dict[str, list[Collection]] = defaultdict(list)
        for collection in account.collections:
            self.collections[collection.item].append(collection)
        self.failures: dict[str | None, list[Failure]] = defaultdict(list)
        for failure in account.failures:
            self.failures[failure.item].append(failure)
        self.claims: dict[str, Claim] = {claim.id: claim for claim in account.claims}
        self.claims_of: dict[str, list[Claim]] = defaultdict(list)
        for claim in account.claims:
            self.claims_of[claim.item].append(claim)
        for claims in self.claims_of.values():
            claims.sort(key=lambda claim: (claim.start, claim.end, claim.id))
        self.origins: dict[str, ClaimOrigins] = {o.claim: o for o in account.claim_origins}
        self.drifts_of: dict[str, list[Drift]] = defaultdict(list)
        for drift in account.drifts:
            self.drifts_of[drift.item].append(drift)
        self.judgements = standing_judgements(account.judgements)
        self.items: dict[str, ItemView] = {}
        width = max(3, len(str(len(account.items))))
        for number, item in enumerate(account.items, 1):
            self.items[item.id] = self._item(number, width, item, originals.get(item.id), full)
        self.by_technology: dict[str, list[Finding]] = defaultdict(list)
        for finding in account.findings:
            self.by_technology[finding.technology].append(finding)
        order = list(account.vocabulary.technologies)
        self.technologies = sorted(
            self.by_technology,
            key=lambda t: (t not in account.vocabulary.technologies, order.index(t) if t in order else 0, t),
        )
        taken = {"index"}
        self.technology_page = {t: f"findings/{words.slug(t, taken)}.html" for t in self.technologies}
        self.findings_of: dict[str, list[Finding]] = defaultdict(list)
        for finding in account.findings:
            self.by_technology[finding.technology].sort(key=_surest_first)
            for claim_id in dict.fromkeys((*finding.claims, *finding.against, *finding.unknowns)):
                self.findings_of[claim_id].append(finding)
        self._passages = lru_cache(maxsize=4)(lambda item: tuple(account.passages(item)))
        self._pages: dict[str, dict[str, int]] = {}

    def _item(
        self, number: int, width: int, item: Item, original: str | None, full: frozenset[str] | None
    ) -> ItemView:
        document = self.documents.get(item.id)
        stated = self.collections.get(item.id, [])
        title = next((c.title for c in stated if c.title), None) or (document.title if document else None)
        said_by = next((c.source for c in stated if c.source), None) or (document.outlet if document else None)
        published = next((c.published for c in stated if c.published), None) or (document and document.published)
        return ItemView(
            number=number, id=item.id, page=f"items/{number:0{width}d}.html",
            title=words.visible(" ".join((title or item.name).split()) or "Untitled item"),
            name=words.visible(item.name),
            language=document.language if document else "und", said_by=said_by, published=published or None,
            media_type=item.media_type, original=original, full=full is None or item.id in full,
        )  # fmt: skip

    def passages(self, item: str) -> Sequence[Passage]:
        """The passages of ``item``, in reading order."""
        return self._passages(item)

    def short_name(self, finding: Finding) -> str:
        """Technology, place and status of a finding in a few words."""
        vocabulary = self.account.vocabulary
        technology = words.technology(vocabulary, finding.technology)
        place = words.visible(words.place(vocabulary, finding.place))
        return f"{technology}, {place}: {self.status_words(finding)}"

    def status_words(self, finding: Finding) -> str:
        """The status of a finding, or the kind, supplier or operator that it is about, in a few words."""
        if finding.facet != "present":
            return f"{finding.facet} {words.visible(finding.value or 'not known')}"
        return words.status(self.account.vocabulary, finding.status, finding.technology)

    def finding_href(self, finding: Finding) -> str:
        """Where a finding stands."""
        return f"{self.technology_page[finding.technology]}#{finding.id}"

    def claim(self, identifier: str) -> ClaimView | None:
        """The claim of that id as a reader sees it; None when the account does not hold it."""
        claim = self.claims.get(identifier)
        if claim is None or claim.item not in self.items:
            return None
        vocabulary = self.account.vocabulary
        item = self.items[claim.item]
        page = self._page(claim)
        origins = self.origins.get(claim.id)
        return ClaimView(
            claim=claim, href=f"{item.page}#{claim.id}", item=item,
            technology=words.technology(vocabulary, claim.technology),
            status=words.status(vocabulary, claim.status, claim.technology),
            certainty=words.CERTAINTY.get(claim.certainty, claim.certainty), chain=_chain(claim), facts=_facts(claim),
            origins=words.origins_sentence(origins.origins) if origins else None,
            judgement=self.judgement_sentence(claim.id), page=page, original=original_link(item, page, claim.quote),
            findings=tuple(
                (self.finding_href(f), self.short_name(f))
                for f in self.findings_of.get(claim.id, ())
            ),
        )  # fmt: skip

    def _page(self, claim: Claim) -> int | None:
        # Only a PDF has pages; its passages are read once for all its claims, since a finding's come from everywhere.
        if "pdf" not in self.items[claim.item].media_type:
            return None
        if claim.item not in self._pages:
            passages = [p for p in self.passages(claim.item) if p.page is not None]
            self._pages[claim.item] = {
                c.id: p.page for c in self.claims_of[claim.item]
                if (p := next((p for p in passages if p.start <= c.start < p.end), None)) and p.page is not None
            }  # fmt: skip
        return self._pages[claim.item].get(claim.id)

    def many(self, identifiers: Sequence[str]) -> list[ClaimView]:
        """The claims of these ids, those unknown left out."""
        return [view for view in map(self.claim, identifiers) if view is not None]

    def judgement_sentence(self, target: str) -> str | None:
        """What stands decided about a record: the verdict and the role of who gave it, never a name."""
        judgement = self.judgements.get(target)
        if judgement is None or judgement.verdict not in words.VERDICT:
            return None
        changed = judgement.fields if judgement.verdict == "amend" else {}
        amended = ", ".join(f"{key} → {value}" for key, value in sorted(changed.items()))
        return f"{words.VERDICT[judgement.verdict]} ({judgement.role})" + (f": {amended}" if amended else "")

    def waiting(self) -> dict[tuple[str, str], int]:
        """(technology, country or place) -> claims that only the review added and nobody has judged."""
        out: dict[tuple[str, str], int] = defaultdict(int)
        for claim in self.account.claims:
            added = (claim.drawn_by.model or "").startswith(ADDED_BY_REVIEW)
            if added and claim.technology and claim.id not in self.judgements:
                for area in {place.country or place.name for place in claim.places}:
                    out[claim.technology, area] += 1
        return out

    def accepted(self) -> int:
        """How many claims a person accepted, as they stand or amended."""
        return sum(
            1 for claim in self.account.claims
            if (j := self.judgements.get(claim.id)) is not None and j.verdict in ("accept", "amend", "add")
        )  # fmt: skip


def standing_judgements(judgements: Sequence[Judgement]) -> dict[str, Judgement]:
    """The judgement that stands for each target: the latest, unless withdrawn.

    ``withdraw-judgement`` may name the judgement itself or the record it was about; notes decide nothing and stand only
    where there is no decision.
    """
    withdrawn = {j.target for j in judgements if j.verdict == "withdraw-judgement"}
    standing: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: j.at):
        if judgement.verdict == "withdraw-judgement":
            standing.pop(judgement.target, None)
        elif judgement.id in withdrawn or (judgement.verdict == "note" and judgement.target in standing):
            continue
        else:
            standing[judgement.target] = judgement
    return standing


def web_address(address: str | None) -> str | None:
    """``address`` when it may be made a link: a plain http(s) address. Everything else is shown as words only."""
    if not address or any(ord(c) < 33 or c in "\"'<>`\\" for c in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def path_href(path: str) -> str:
    """A relative path as it may stand in an href."""
    return percent_encode(path, safe="/")


def original_link(item: ItemView, page: int | None, quote: str | None = None) -> str | None:
    """Where the original opens: at the page for a PDF, at the words for plain text, at its start otherwise."""
    if item.original is None:
        return None
    href = path_href(item.original)
    if page is not None and item.original.lower().endswith(".pdf"):
        return f"{href}#page={page}"
    if quote and item.original.lower().endswith((".txt", ".md", ".csv")):
        return f"{href}#:~:text={_text_fragment(quote)}"
    return href


def _text_fragment(quote: str) -> str:
    """A text directive (WICG Scroll To Text Fragment): the first and last words of a long quote, else all of it."""
    parts = quote.split()
    spelt = [percent_encode(" ".join(some), safe="").replace("-", "%2D") for some in (parts[:5], parts[-5:], parts)]
    return f"{spelt[0]},{spelt[1]}" if len(parts) > 12 else spelt[2]


def _surest_first(finding: Finding) -> tuple[int, float, int, int, str, str, str]:
    return (
        FACETS.index(finding.facet) if finding.facet in FACETS else len(FACETS),
        -(finding.likelihood.low if finding.likelihood else 0.0),
        -finding.origins.gateways_at_least, -len(finding.claims), finding.place,
        finding.status, finding.id,
    )  # fmt: skip


def _chain(claim: Claim) -> tuple[Step, ...]:
    depths: list[int] = []
    for index, edge in enumerate(claim.attribution):
        within = edge.under is not None and 0 <= edge.under < index
        depths.append(depths[edge.under] + 1 if within and edge.under is not None else 0)
    return tuple(
        Step(
            edge.source, edge.verb, None if edge.basis == "unknown" else words.plain(edge.basis),
            words.CERTAINTY.get(edge.certainty, edge.certainty), min(depth, 6),
        )
        for edge, depth in zip(claim.attribution, depths, strict=True)
    )  # fmt: skip


def _facts(claim: Claim) -> tuple[tuple[str, str], ...]:
    quantity, comparator = claim.quantity, claim.comparator
    pairs = (
        ("Kind", claim.kind if claim.kind != "fact" else None),
        ("Aspect", words.plain(claim.aspect)),
        ("Of what it can do", words.plain(claim.capability_status) if claim.capability_status else None),
        ("Places", ", ".join(place.name for place in claim.places) or None),
        ("Operator", claim.operator), ("Maker", claim.maker), ("Seller", claim.seller),
        ("Integrator", claim.integrator), ("Product", claim.product), ("Watches", claim.target),
        ("Affects", claim.affected), ("Captures", ", ".join(claim.data_captured) or None),
        ("Quantity", f"{quantity.text} ({quantity.unit})" if quantity else None),
        ("Compared", f"{comparator.direction} than {comparator.against}, in {comparator.dimension}"
         if comparator and comparator.direction != "equal"
         else f"as {comparator.against}, in {comparator.dimension}" if comparator else None),
        ("True when", claim.true_when), ("Observed", claim.observed), ("Said", claim.said),
        ("Published", claim.published), ("Doubt about the text", claim.text_fault),
    )  # fmt: skip
    return tuple((label, value) for label, value in pairs if value)
