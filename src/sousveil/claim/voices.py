"""The voices of one document: outlet and wire outermost, then who each sentence names, remembered as one reads on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sousveil.records import Collection, Document, Edge, Passage

from . import attribution as en
from . import attribution_cjk as cjk
from .interviews_cjk import answers, going_on, still_quoted
from .masthead import outlet_line
from .phrases_en import kind_of_noun
from .speech import Report, Speech, nested
from .voices_en import EnglishVoices

_CREDIT = re.compile(rf"(?:[\u2014\u2013-]\s*(?P<end>{en.WIRES})|\((?P<paren>{en.WIRES})\))\s*$")
_DATELINE = re.compile(
    rf"^[A-Z][\w .,'-]{{1,60}}\((?P<wire>{en.WIRES})\)|^[\[(][가-힣]+=(?P<ko>연합뉴스|뉴시스)[^\])]*[\])]|"
    rf"^(?P<zh>新华社|中新社|路透社|法新社|韩联社|朝中社)[^。]{{0,14}}电"
)
_UNRESOLVED = re.compile(
    r"^(?:one|another|some|several|many|other|separate|various|earlier|previous|numerous|a separate|recent|"
    r"media|news|local|unconfirmed|unverified|anonymous|an? (?:earlier|previous|anonymous|unconfirmed|"
    r"unverified))\b"
)
_EVIDENCE = re.compile(
    r"(?:documents?|files?|records?|contracts?|e?mails?|memos?|cables|filings|messages|slides|photo(?:graph)?s?|"
    r"videos?|footage|imagery|images|notices?|invoices|minutes|data)$"
)
"""Papers and pictures that were looked at: they bear out one sentence and do not go on speaking."""
_STATE_KINDS = re.compile(rf"^{en._STATE_MEDIA}$|조선중앙통신|로동신문|朝中社|新华社|人民日报|rodong", re.IGNORECASE)


class Voices:
    """Who speaks in one document. Feed its sentences in reading order to ``hear``."""

    def __init__(
        self, text: str, low: str, document: Document | None, collections: Sequence[Collection],
        passages: Sequence[Passage], longest: int,
    ) -> None:  # fmt: skip
        self._text, self._low = text, low
        body = [p for p in passages if p.furniture is None]
        self.outer = outer_edges(text, document, collections, body)
        self.reports = _all_reports(text, body, longest)
        self._mentions = sum(
            len(
                re.findall(
                    r"\b(?:the|this|a) (?:report|study|survey|researchers|authors)\b|보고서|연구진|报告|研究人员",
                    low[p.start : p.end],
                )
            )
            for p in body
        )
        self._english = EnglishVoices(text, low, body, self.reports, longest)
        self._heads = {p.start for p in body if p.language == "en" and p.kind in ("title", "heading")}
        self._report: Speech | None = None
        self._person: Speech | None = None
        self._last: Speech | None = None
        self._outlets: set[str] = set()
        self._spoke: list[Speech] = []
        self._answers = answers(text, body)
        self._starts = sorted(p.start for p in body)
        self._quoting: tuple[int, int, Speech] | None = None
        self._ordinal = 0
        self._report_at = -1

    # ---- reading a sentence -------------------------------------------------------------------------------------

    def hear(self, start: int, end: int, language: str) -> list[Speech]:
        """The sources that speak in the sentence [start, end); remembers them for the sentences that follow."""
        self._ordinal += 1
        if language == "en":
            found = self._english.hear(start, end, self._report)
        else:
            found = [
                self._known(s, start, end, language) for s in cjk.speeches(self._text, self._low, start, end, language)
            ]
            found = self._going_on([s for s in found if s.source], start, end)
        kept = [s for s in found if s.source]
        if start in self._heads:
            return kept  # a headline tells before the text has named anybody
        for speech in kept:
            if speech.kind in ("outlet", "wire"):
                self._outlets.add(speech.source)
            if speech.kind == "person":
                self._person = speech
            if (
                speech.kind in ("report", "survey", "outlet")
                and speech.start is not None
                and not _UNRESOLVED.match(speech.source.lower())
                and not _EVIDENCE.search(speech.source.lower())
                and not (language == "en" and kind_of_noun(speech.source.lower().rpartition(" ")[2]) == "audit")
            ):
                if self._report is None:
                    self._report_at = self._ordinal
                self._report = speech
            if speech.kind != "unnamed":
                self._last = speech
        if language != "en":
            self._spoke += [s for s in kept if s.start is not None]
            del self._spoke[:-8]
        if language == "en" and not kept:
            self._introduced(start, end)
        return kept

    def _going_on(self, found: list[Speech], start: int, end: int) -> list[Speech]:
        """Korean and Chinese: a quotation that began in an earlier sentence goes on, and so does who answers."""
        named = [s for s in found if s.start is not None]
        passage = self._starts[bisect_right(self._starts, start) - 1] if self._starts else start
        opened = still_quoted(self._text, passage, start)
        held = self._quoting
        if opened is not None and held is not None and held[0] <= opened < held[1] and not named:
            return [going_on(held[2], start, end), *found]
        if named:
            self._quoting = (start, end, named[-1])
        told = next((s for a, b, s in self._answers if a <= start and end <= b), None)
        return found if told is None else [going_on(told, start, end), *found]

    def _introduced(self, start: int, end: int) -> None:
        """A report brought in without a verb of speech: "in a report published on Monday"."""
        m = re.compile(r"\b(?:a|the|this|new) (?:[\w' ]{0,25} )?(?:report|study|survey)\b").search(
            self._low, start, end
        )
        here = next((r for r in self.reports if start <= r.start < end), None)
        if here or (m and self._report is None and self.reports):
            report = here or self._resolve(start)
            if report and not (m and re.match(r"\b(?:one|another)\b", m.group())):
                self._report = Speech(
                    report.name, "report", "implicit", "reported", "CT", report.start, report.end, start, end
                )
                self._report_at = self._ordinal if self._report_at < 0 else self._report_at

    def _resolve(self, position: int) -> Report | None:
        """The report that "the report" at ``position`` means: the latest named before, else the first after."""
        before = [r for r in self.reports if r.at <= position]
        return before[-1] if before else (self.reports[0] if self.reports else None)

    def _known(self, speech: Speech, start: int, end: int, language: str) -> Speech:
        """A Korean or Chinese speech with pronouns and reports resolved."""
        if speech.kind in ("pronoun", "institution", "left out"):
            held = self._meant(speech.kind, speech.source)
            if held is None:
                named = speech.kind == "institution" or (speech.kind == "pronoun" and len(speech.source) > 2)
                kind = "organisation" if speech.kind == "institution" else "unnamed"
                return replace(speech, kind=kind) if named else replace(speech, source="")
            return replace(speech, source=held.source, kind=held.kind, start=held.start, end=held.end, basis=held.basis)
        if speech.kind == "person" and (full := cjk.longer_name(self._text, speech.source, start)):
            return replace(speech, source=self._text[full[0] : full[1]], start=full[0], end=full[1])
        if speech.kind == "report":
            if re.match(r"(?:한|또 다른|어느|일부) |(?:一份|另一|有)", speech.source):
                return replace(speech, kind="unnamed", level="PR")
            here = [r for r in self.reports if start <= r.start < end]
            report = here[0] if here else self._resolve(start)
            if report:
                return replace(speech, source=report.name, start=report.start, end=report.end)
        return speech

    def _meant(self, sort: str, words: str) -> Speech | None:
        """Whom "그", "该机构" or a subject left out means in Korean and Chinese: the last to speak who fits."""
        noun = words.rpartition(" ")[0] if words.endswith(" 측") else words.rpartition(" ")[2]
        if sort == "institution":
            for speech in reversed(self._spoke):
                if speech.source.endswith(noun):
                    return speech
            if not re.match(r"(?:이|그|해당|동|같은) |该|這|这|本|此|公司|公司", words):
                return None
        for speech in reversed(self._spoke):
            many = words in ("그", "그녀", "他", "她") and re.search(r"(?:들|们|們|주민|居民)$", speech.source)
            if sort == "left out" or (cjk.is_body(speech) == (sort == "institution") and not many):
                return speech
        return self._spoke[-1] if self._spoke and sort != "institution" else None

    # ---- the graph of a claim ------------------------------------------------------------------------------------

    def chain(self, speeches: list[Speech], position: int, implied: bool) -> list[Speech]:
        """Who speaks for what stands at ``position``, from outside inwards, below the outlet."""
        unique: list[Speech] = []
        for speech in nested(speeches, position):
            if not any(u.source == speech.source and u.kind == speech.kind for u in unique):
                unique.append(speech)
        held = self.implied() if implied else None
        if held and not any(
            (
                s.kind in ("report", "person", "experts", "outlet", "organisation", "official")
                and s.source != held.source
            )
            or s.source == held.source
            for s in unique
        ):
            unique.insert(0, replace(held, verb="implicit"))
        return unique

    def edges(self, chain: Sequence[Speech], level: str) -> tuple[Edge, ...]:
        """The attribution graph of a claim, outlet first; ``level`` is the certainty of the innermost."""
        edges = list(self.outer)
        for speech in chain:
            sign = "-" if speech.negative else "+"
            edges.append(
                Edge(
                    speech.source,
                    speech.kind,
                    speech.verb,
                    speech.basis,
                    speech.level + sign,
                    speech.start,
                    speech.end,
                    len(edges) - 1,
                )
            )
        edges[-1] = replace(edges[-1], certainty=level)
        return tuple(edges)

    def implied(self) -> Speech | None:
        """The report whose findings an unattributed sentence goes on listing, if the document plainly retells one."""
        if self._report is None or (self._report.kind == "outlet" and len(self._outlets) > 1):
            return None
        if self._mentions >= 2 or 0 <= self._report_at <= 3:
            return self._report
        return None


def _all_reports(text: str, body: Sequence[Passage], longest: int) -> list[Report]:
    found: list[Report] = []
    for passage in body:
        for start, end in passage.sentences:
            if end - start > longest:
                continue
            if passage.language == "en":
                found += en.named_reports(text, start, end)
            elif passage.language in ("ko", "zh"):
                found += cjk.named_reports(text, start, end, passage.language)
    return found


def outer_edges(
    text: str, document: Document | None, collections: Sequence[Collection], body: Sequence[Passage]
) -> tuple[Edge, ...]:
    """Outlet (or author, or "the document"), then the wire agency that the text credits."""
    edges: list[Edge] = []
    stated = next((c.source for c in collections if c.source), None)
    told = document.outlet if document and document.outlet != document.title else None
    outlet = stated or told
    line = None if outlet else outlet_line(text, body)
    author = next((c.author for c in collections if c.author), None) or (
        document.authors[0] if document and document.authors else None
    )
    if outlet:
        kind = "state-media" if _STATE_KINDS.search(outlet) else "outlet"
        edges.append(Edge(outlet, kind, "published", "reported", "CT+"))
    elif line:
        edges.append(Edge(text[line[0] : line[1]], "outlet", "published", "reported", "CT+", *line))
    elif author:
        edges.append(Edge(author, "author", "wrote", "unknown", "CT+"))
    wire = wire_credit(text, body)
    if wire and not (edges and edges[0].source.casefold() == text[wire[0] : wire[1]].casefold()):
        edges.append(
            Edge(
                text[wire[0] : wire[1]],
                "wire",
                "credited",
                "reported",
                "CT+",
                wire[0],
                wire[1],
                len(edges) - 1 if edges else None,
            )
        )
    if not edges:
        edges.append(Edge("the document", "document", "wrote", "unknown", "CT+"))
    return tuple(edges)


def wire_credit(text: str, body: Sequence[Passage]) -> tuple[int, int] | None:
    """Where the text credits a wire agency: a dateline in its first passages, or a final "— AP"."""
    for passage in body[:4]:
        if m := _DATELINE.match(text[passage.start : passage.end]):
            left, right = next(m.span(name) for name in ("wire", "ko", "zh") if m[name])
            return passage.start + left, passage.start + right
    for passage in reversed(body):
        if m := _CREDIT.search(text[passage.start : passage.end].rstrip()):
            left, right = m.span("end") if m["end"] else m.span("paren")
            return passage.start + left, passage.start + right
    return None
