"""From rows to claims. General trade is not surveillance trade: a code of goods alone never makes it one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sousveil.case.gazetteer import atlas, pointed
from sousveil.claim.lexicon import Hit, Lexicon
from sousveil.claim.places import Gazetteer
from sousveil.claim.plain import plain
from sousveil.claim.quantity import quantities
from sousveil.records import Claim, DrawnBy, Edge, Passage, Place, Quantity, Relation
from sousveil.records.ids import claim_id

from .codes import heading_of
from .entries import Entry, entries_of
from .grid import Cell, Table, tables_of
from .maps import ColumnMap, fitting, load_maps
from .sourced import edges_of

_ASPECT = {
    "trade": "procurement",
    "award": "procurement",
    "tender": "procurement",
    "budget": "cost",
    "register": "deployment",
}
_STATUS = {
    "trade": "procured",
    "award": "procured",
    "tender": "announced",
    "budget": "announced",
    "register": "unknown",
}
_STATUS_WORDS = (
    ("dropped", r"cancel|withdrawn|annul|void|failed|취소|유찰|철회|流标|废标|取消|终止"),
    ("installed", r"^installed|completed|설치 ?완료|준공|已安装|竣工|验收"),
    ("in-use", r"in use|operational|^active|운영|가동|사용 ?중|运行|使用中|在用"),
    ("being-installed", r"under way|in progress|under construction|시공|설치 ?중|在建|施工"),
    ("procured", r"award|signed|contract|deliver|purchas|낙찰|계약|납품|중标|中标|成交|已签|交付|采购完成"),
    ("announced", r"open|planned|tender|published|pending|공고|예정|입찰|계획|招标|公告|计划|拟"),
)
_GENERAL = {
    "en": "General trade under HS {code} ({goods}): dual use; the share for surveillance is unknown.",
    "ko": "HS {code} 일반 무역: 이중 용도이며 감시용 비중은 알 수 없다.",
    "zh": "HS {code} 一般贸易：属两用物项，用于监控的份额不明。",
}
_HANGUL, _HAN = re.compile("[가-힣]"), re.compile("[\u4e00-\u9fff]")

HEADING = "context only: the heading of a column"
LEFT_OUT = "context only: a column that the table's map leaves out"
SOURCED = "context only: it says what the row rests on"
A_TOTAL = "context only: a total; `sousveil table check` compares it with its rows"
GENERAL = "general trade: neither its words nor its code name surveillance or dual-use equipment"
NOTHING = "no surveillance content: no word of this row names a technology"


@dataclass
class Tabular:
    """What mapped tables gave. claims: by the number of the passage at which each is told (its first cell). account:
    passage number -> outcome, ids of claims, reason."""

    claims: dict[int, list[Claim]] = field(default_factory=dict)
    account: dict[int, tuple[str, tuple[str, ...], str | None]] = field(default_factory=dict)


def draw_rows(
    item: str, text: str, passages: Sequence[Passage], folder: str | None, lexicon: Lexicon, gazetteer: Gazetteer,
    edges: tuple[Edge, ...], drawn_by: DrawnBy, published: str | None, language: str,
) -> Tabular:  # fmt: skip
    """The claims of every table of one item whose header a column map in ``folder`` knows.

    edges: the document's own, outermost first. language: the document's, for rows of numbers.

    Raises:
        SousveilError: a map in the folder is broken.
    """
    out = Tabular()
    maps = load_maps(folder)
    if not maps:
        return out
    drawer = _Drawer(item, text, lexicon, gazetteer, edges, replace(drawn_by), published, language)
    for table in tables_of(text, passages):
        found = fitting(table, maps)
        if found is not None:
            drawer.table(out, table, *found)
    return out


class _Drawer:
    """Draws the rows of one item."""

    def __init__(
        self, item: str, text: str, lexicon: Lexicon, gazetteer: Gazetteer, edges: tuple[Edge, ...],
        drawn_by: DrawnBy, published: str | None, language: str,
    ) -> None:  # fmt: skip
        self.item, self.text, self.lexicon, self.gazetteer = item, text, lexicon, gazetteer
        self.edges, self.drawn_by, self.published, self.language = edges, drawn_by, published, language
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self._places: dict[tuple[str, str], Place] = {}
        self._named: dict[str, tuple[Place, ...]] = {}
        self._ordinals: dict[object, int] = {}

    def table(
        self, out: Tabular, table: Table, one: ColumnMap, header: int, placed: Mapping[str, tuple[int, ...]]
    ) -> None:
        for cell in table.rows[header].values():
            for number in cell.passages:
                out.account[number] = ("declined", (), HEADING)
        used: dict[int, list[tuple[Entry, list[Claim], str]]] = {}
        for entry in entries_of(table, header, one, placed):
            claims, reason = self._entry(entry, one)
            used.setdefault(entry.row, []).append((entry, claims, reason))
        for row, drawn in used.items():
            for cell in table.rows[row].values():
                self._account(out, cell, drawn)
            for _, claims, _ in drawn:
                for claim in claims:
                    first = next(
                        c for c in sorted(table.rows[row].values(), key=lambda c: c.start) if c.start == claim.start
                    )
                    out.claims.setdefault(first.passages[0], []).append(claim)

    def _account(self, out: Tabular, cell: Cell, drawn: list[tuple[Entry, list[Claim], str]]) -> None:
        told = tuple(c.id for _, claims, _ in drawn for c in claims if (cell.start, cell.end) in c.spans)
        mapped = [reason for entry, _, reason in drawn if cell in entry.cells.values()]
        mapped += [SOURCED for entry, _, _ in drawn for pair in entry.rests if cell in pair]
        any_claim = any(claims for _, claims, _ in drawn)
        reason = next((r for r in mapped if r), None) or (LEFT_OUT if any_claim else drawn[0][2] or LEFT_OUT)
        for number in cell.passages:
            out.account[number] = ("claims", told, None) if told else ("declined", (), reason)

    def _entry(self, entry: Entry, one: ColumnMap) -> tuple[list[Claim], str]:
        if entry.total:
            return [], A_TOTAL
        found = self._technologies(entry)
        heading = heading_of(entry.words("hs"), entry.year) if one.kind == "trade" else None
        if not found and heading is None:
            return [], GENERAL if one.kind == "trade" else NOTHING
        names: list[str | None] = [*dict.fromkeys(name for name, _ in found)] or [None]
        status, certainty = self._status(entry, one)
        spans = tuple(sorted({(cell.start, cell.end) for cell in entry.cells.values()}))
        language = self._language(" ".join(cell.words for cell in entry.cells.values()))
        general = _GENERAL[language].format(code=heading.code, goods=heading.goods) if heading and not found else None
        told = "; ".join(
            f"{entry.headings[name]}: {cell.words}"
            for name, cell in sorted(entry.cells.items(), key=lambda pair: pair[1].start)
        )
        seller, buyer = self._parties(entry, one)
        quantity = self._quantity(entry, language) if len(names) == 1 else None
        claims = []
        edges = edges_of(entry.rests, entry.constants, self.edges, self.text)
        for name in names:
            aspect = _ASPECT[one.kind]
            key = (spans, name, aspect)
            ordinal = self._ordinals.get(key, 0)
            self._ordinals[key] = ordinal + 1
            terms = tuple(span for technology, span in found if technology == name and span is not None)
            claims.append(Claim(
                id=claim_id(self.item, spans, name, aspect, ordinal), item=self.item, spans=spans,
                quote=self.text[spans[0][0] : spans[-1][1]], statement=f"{general} {told}" if general else told,
                language=language, kind="fact", technology=name, aspect=aspect, status=status, certainty=certainty,
                attribution=edges, drawn_by=self.drawn_by, places=self._where(entry, one), operator=buyer,
                seller=seller, quantity=quantity, true_when=entry.when, published=self.published, terms=terms,
                relations=(Relation("condition", general),) if general else (),
            ))  # fmt: skip
        return claims, ""

    def _language(self, words: str) -> str:
        if _HANGUL.search(words):
            return "ko"
        if _HAN.search(words):
            return "zh"
        return self.language if self.language in _GENERAL and not re.search("[a-z]{3}", words) else "en"

    def _technologies(self, entry: Entry) -> list[tuple[str, tuple[int, int] | None]]:
        """Technologies that the row names, each with where: its own column, what is set, or the description."""
        found: list[tuple[str, tuple[int, int] | None]] = []
        said = entry.words("technology")
        if said and (known := self._known(said)):
            return [(known, None)]
        for name in ("technology", "description"):
            cell = entry.cells.get(name)
            if cell is None or found:
                continue
            exact = self.text[cell.start : cell.end] == cell.words
            for hit in self._find(cell.words):
                found.append((hit.entry, (cell.start + hit.start, cell.start + hit.end) if exact else None))
        return found

    def _known(self, words: str) -> str | None:
        name = words.strip().casefold()
        for entry in self.lexicon.entries.values():
            if name in (entry.id, entry.label.casefold(), *(label.casefold() for label in entry.labels.values())):
                return entry.id
        return None

    def _find(self, words: str) -> tuple[Hit, ...]:
        if words not in self._hits:
            low, language = plain(words), self._language(words)
            spots = self.lexicon.spots(low, language)
            hits = self.lexicon.hits(low, 0, len(low), spots, language) if spots else []
            self._hits[words] = tuple(h for h in hits if h.kind in ("technology", "umbrella"))
        return self._hits[words]

    @staticmethod
    def _status(entry: Entry, one: ColumnMap) -> tuple[str, str]:
        """The status, and how certain: what was called off is an announcement that did not come true."""
        words = entry.words("status").casefold().strip()
        if words in {status for status, _ in _STATUS_WORDS if status != "dropped"} | {
            "expanding",
            "abandoned",
            "unknown",
        }:
            return words, "CT+"
        for status, pattern in _STATUS_WORDS:
            if words and re.search(pattern, words):
                return ("announced", "CT-") if status == "dropped" else (status, "CT+")
        return _STATUS[one.kind], "CT+"

    def _parties(self, entry: Entry, one: ColumnMap) -> tuple[str | None, str | None]:
        """Seller and buyer. In trade the exporting country sells; nobody is made a seller while the flow is unknown."""
        seller, buyer = entry.words("seller") or None, entry.words("buyer") or None
        if one.kind == "trade":
            here, there = entry.words("reporter") or None, entry.words("partner") or None
            flow = _flow(entry)
            if flow:
                sells, buys = (here, there) if flow == "export" else (there, here)
                seller, buyer = seller or sells, buyer or buys
        return seller, buyer

    def _where(self, entry: Entry, one: ColumnMap) -> tuple[Place, ...]:
        """Where it is or goes: the place column, else the importing country, else where the description says."""
        if words := entry.words("place"):
            return (self._place(words, "site"),)
        flow = _flow(entry)
        if one.kind == "trade" and flow and (words := entry.words("partner" if flow == "export" else "reporter")):
            return (self._place(words, "country"),)
        words = entry.words("description")
        if words not in self._named:
            mentions = self.gazetteer.mentions(plain(words), words, 0, len(words), self._language(words))
            self._named[words] = tuple(dict.fromkeys(m.place for m in mentions if m.role == "at"))
        return self._named[words]

    def _place(self, words: str, kind: str) -> Place:
        key = (words, kind)
        if key not in self._places:
            mentions = self.gazetteer.mentions(plain(words), words, 0, len(words), self._language(words))
            whole = [m for m in mentions if m.end - m.start >= 0.6 * len(words)]
            self._places[key] = whole[0].place if whole else _province(words) or Place(words, kind)
        return self._places[key]

    def _quantity(self, entry: Entry, language: str) -> Quantity | None:
        """The quantity column; else a count in the description; else the value."""
        if entry.quantity is not None:
            return self._number(entry, "quantity", entry.quantity, entry.words("unit") or "units")
        words = entry.words("description")
        for m in quantities(words, plain(words), 0, len(words), self._language(words)):
            if (
                not m.extent
                and m.quantity.unit != "%"
                and not (m.quantity.unit.isupper() and len(m.quantity.unit) == 3)
            ):
                return m.quantity
        return (
            None if entry.value is None else self._number(entry, "value", entry.value, entry.currency or "no currency")
        )

    @staticmethod
    def _number(entry: Entry, name: str, number: float, unit: str) -> Quantity:
        cell = entry.cells[name]
        heading = entry.headings[name]
        return Quantity(number, number, unit, f"{heading}: {cell.words}" if heading else cell.words)


def _province(words: str) -> Place | None:
    """The one province or state of this name; towns of one name are too many to take the best known for meant."""
    spot = atlas().resolve(words, None, "province")
    return pointed(Place(words, "province", spot.country), spot) if spot and spot.kind == "province" else None


def _flow(entry: Entry) -> str | None:
    words = entry.words("flow").casefold()
    if re.search(r"re-?export|export|수출|出口|^x$", words):
        return "export"
    return "import" if re.search(r"import|수입|进口|進口|^m$", words) else None
