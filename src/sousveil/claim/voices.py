"""The voices of one document: outlet and wire outermost, then who each sentence names, remembered as one reads on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sousveil.records import Collection, Document, Edge, Passage

from . import attribution as en
from . import attribution_cjk as cjk
from .masthead import outlet_line
from .speech import BASIS_OF_KIND, Report, Speech, nested

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
_DEFINITE = re.compile(r"^(?:the|this|that|its|their|a|an|his|her|these|new|researchers|authors)\b")
_NOT_ACCORDING = re.compile(r"^(?:plan|schedule|the (?:plan|law|constitution|rules|regulations)|their|its|his|her) ?")
_TAIL = re.compile(
    r"^[ ]?(?:(?:in|on|at|to|during|from|by|via|this|last|late|earlier|when|as) [^,;\"]{0,70}|(?:monday|"
    r"tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|recently))?[\"'. ]*$"
)
_EVIDENCE = re.compile(
    r"(?:documents?|files?|records?|contracts?|e?mails?|memos?|cables|filings|messages|slides|photo(?:graph)?s?|"
    r"videos?|footage|imagery|images|notices?|invoices|minutes|data)$"
)
"""Papers and pictures that were looked at: they bear out one sentence and do not go on speaking."""
_SOMEONE = re.compile(
    r"(?:a|my|his|her|our|one|some)(?: [a-z']+){0,3}? (?:cousin|friend|neighbou?r|uncle|aunt|brother|sister|"
    r"relative|acquaintance|colleague|guy|man|woman)(?= (?:who|works|worked|lives|lived|at|in|of|told|is|was)\b)"
)
_SAID_BEFORE = re.compile(
    r".*\b(?:said|says|added|adds|wrote|noted|believed?s?|claim(?:ed|s)?|showed|shows|found|argued|warned|"
    r"told [a-z]+)(?: that)? "
)
_JOINED = re.compile(r".* (?:and|but|then) (?=(?:he|she|it|they)$)")
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
        self._report: Speech | None = None
        self._person: Speech | None = None
        self._last: Speech | None = None
        self._outlets: set[str] = set()
        self._ordinal = 0
        self._report_at = -1

    # ---- reading a sentence -------------------------------------------------------------------------------------

    def hear(self, start: int, end: int, language: str) -> list[Speech]:
        """The sources that speak in the sentence [start, end); remembers them for the sentences that follow."""
        self._ordinal += 1
        if language == "en":
            found = self._english(start, end)
        else:
            found = [
                self._known(s, start, end, language) for s in cjk.speeches(self._text, self._low, start, end, language)
            ]
        kept = [s for s in found if s.source]
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
            ):
                if self._report is None:
                    self._report_at = self._ordinal
                self._report = speech
            if speech.kind != "unnamed":
                self._last = speech
        if language == "en" and not kept:
            self._introduced(start, end)
        return kept

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

    def _english(self, start: int, end: int) -> list[Speech]:
        low = self._low
        found: list[Speech] = []
        for left, right, inside, words in en.according(low, start, end):
            if _NOT_ACCORDING.match(low[left:right]):
                continue
            speech = self._source(left, right, start, end, words)
            if speech:
                level = "PS" if "at least" in words or "only" in words else speech.level
                if speech.kind == "unnamed" and level == "CT":
                    level = "PR"
                reach = (right, end) if inside else (start, end)
                found.append(replace(speech, level=level, reach_start=reach[0], reach_end=reach[1]))
        for verb in en.speech_verbs(low, start, end):
            speech = self._spoken(verb, start, end, found)
            if speech and not any(
                s.start is not None and s.start == speech.start and s.reach_start == speech.reach_start for s in found
            ):
                found.append(speech)
        named = any(
            s.covers(h.reach_start) and s.kind not in ("report",) for h in en.hearsay(low, start, end) for s in found
        )
        for heard in en.hearsay(low, start, end):
            if not (named and heard.verb == "reportedly"):
                found.append(heard)
        return sorted(found, key=lambda s: (s.reach_start, -(s.reach_end - s.reach_start), s.start or 0))

    def _spoken(self, verb: re.Match[str], start: int, end: int, found: list[Speech]) -> Speech | None:
        low = self._low
        word = verb["verb"]
        before = low[start : verb.start()].rstrip()
        apposed = before.endswith(",") and en.apposed_subject(self._text, low, start, verb.start()) is not None
        if not apposed and (not before or before[-1] in ',"?!') and (speech := self._inverted(verb, start, end)):
            return speech
        left, right = en.subject_of(low, start, verb.start())
        if m := _SAID_BEFORE.match(low, left, right) or _JOINED.match(low, left, right):
            left = m.end()
        chunk = low[left:right]
        previous = next(
            (
                s
                for s in reversed(found)
                if s.reach_start < verb.start() and s.start is not None and s.verb != "reportedly"
            ),
            None,
        )
        if chunk in ("", "and", "but", "or"):
            if previous is None or not re.search(
                r'[,"] ?(?:and |but )?(?:also |further |later )?$', low[start : verb.start()]
            ):
                return self._elsewhere(verb, start, end, left, found)
            stop = left
            index = found.index(previous)
            found[index] = replace(previous, reach_end=min(previous.reach_end, max(stop, previous.reach_start)))
            return replace(
                previous,
                verb=word,
                level=en.speech_level(word),
                reach_start=verb.end(),
                reach_end=end,
                negative=word.startswith("den"),
            )
        speech = self._pronoun(chunk, left, right) or self._source(left, right, start, end, word)
        if speech is None:
            return None
        rest = low[verb.end() : end]
        if speech.kind in ("organisation", "person") and word in (
            "report",
            "claim",
            "estimate",
            "show",
            "find",
            "state",
            "say",
            "documents",
            "details",
            "shown",
            "described",
            "describes",
            "quoted",
            "cited",
        ):
            return None
        if _TAIL.match(rest) and left - start > 15:
            reach = (start, left)
        else:
            broken = re.search(r"(?:; |, (?:but|while|although|whereas) )", low[start:left])
            reach = (verb.end() if broken or found else start, end)
            if low[left - 5 : left] == "that " or found:
                reach = (verb.end(), end)
        return replace(
            speech,
            verb=word,
            level=speech.level if chunk in ("he", "she") and speech.kind == "unnamed" else en.speech_level(word),
            reach_start=reach[0],
            reach_end=reach[1],
            negative=word in ("denied", "denies", "deny"),
        )

    def _elsewhere(self, verb: re.Match[str], start: int, end: int, left: int, found: list[Speech]) -> Speech | None:
        """The speaker whose name stands further off: before an apposition, or before a first verb."""
        low, word = self._low, verb["verb"]
        whose = en.apposed_subject(self._text, low, start, verb.start())
        joined = low[start : verb.start()].rstrip().endswith((" and", " but"))
        if whose is None and joined and not found:
            whose = en.shared_subject(low, start, verb.start())
        if whose is None:
            return None
        speech = self._source(*whose, start, end, word) or self._pronoun(low[whose[0] : whose[1]].strip(), *whose)
        if speech is None:
            return None
        tail = _TAIL.match(low[verb.end() : end]) and whose[0] - start > 15
        reach = (start, whose[0]) if tail else (verb.end(), end)
        return replace(
            speech, verb=word, level=en.speech_level(word), reach_start=reach[0], reach_end=reach[1],
            negative=word in ("denied", "denies", "deny"),
        )  # fmt: skip

    def _inverted(self, verb: re.Match[str], start: int, end: int) -> Speech | None:
        """ "...", said Jane Doe, who ...: everything before the verb is his."""
        if verb["verb"] not in (
            "said",
            "says",
            "wrote",
            "writes",
            "added",
            "adds",
            "explained",
            "explains",
            "warned",
            "warns",
            "noted",
            "notes",
            "argued",
            "argues",
            "recalled",
        ):
            return None
        left = verb.end() + 1
        if left >= end:
            return None
        name = en._AFTER_NAME.match(self._text[left:end])
        low = self._low
        if name and name["name"] not in en._NOT_NAMES:
            words = name["name"]
            kind = en._named_kind(words, name["role"].lower())
            a, b = left + name.start("name"), left + name.end("name")
            speech = self._person_speech(words, kind, a, b)
        else:
            stop = re.compile(r"[,;.\"]").search(low, left, end)
            found = self._source(left, stop.start() if stop else end, start, end, verb["verb"])
            if found is None:
                return None
            speech = found
        return replace(speech, verb=verb["verb"], level="CT", reach_start=start, reach_end=verb.start())

    def _pronoun(self, chunk: str, left: int, right: int) -> Speech | None:
        if chunk in ("it", "they"):
            return self._last if self._last and self._last.kind != "person" else self._report
        if chunk in ("he", "she", "i"):
            begins = max(
                *(at + len(mark) for mark in (". ", "\n") if (at := self._low.rfind(mark, 0, left)) >= 0), left - 160, 0
            )
            someone = _SOMEONE.match(self._low, begins)
            if someone and someone.end() <= left and chunk != "i":
                a, b = someone.span()
                return Speech(self._text[a:b], "unnamed", "said", "heard", "PR", a, b, 0, 0)
            return self._person
        if chunk in (
            "the pastor",
            "the analyst",
            "the researcher",
            "the professor",
            "the activist",
            "the minister",
            "the expert",
            "the spokesman",
            "the spokeswoman",
            "the official",
        ):
            return self._person
        return None

    def _source(self, left: int, right: int, start: int, end: int, verb: str) -> Speech | None:
        """The source that the noun phrase [left, right) names, a report resolved to the name it has in the document."""
        words, low = self._text[left:right].strip(), self._low[left:right].strip()
        left += len(self._text[left:right]) - len(self._text[left:right].lstrip())
        classed = en.classify(words, low)
        if classed is None:
            return None
        kind, a, b = classed
        if kind == "report" and _EVIDENCE.search(low[a:b]):
            name = self._text[left + a : left + b]
            return Speech(name, kind, verb, en.basis_of(kind, low), "CT", left + a, left + b, start, end)
        if kind == "report" or (kind == "unnamed" and "report" in low):
            here = [r for r in self.reports if start <= r.start < end and r.at <= right + 60]
            if _UNRESOLVED.match(low) and not (here and not low.startswith(("one", "another", "some"))):
                kind = "unnamed"
            else:
                report = here[0] if here else (self._resolve(left) if _DEFINITE.match(low) else None)
                if report:
                    return Speech(report.name, "report", verb, "reported", "CT", report.start, report.end, start, end)
                if self._report and self._report.kind == "report" and re.match(r"(?:the|this) ", low):
                    return replace(self._report, verb=verb)
                kind = "report"
        if kind == "unnamed" and low.startswith("the report"):
            kind = "report"
        if kind == "person":
            return self._person_speech(words[a:b], kind, left + a, left + b)
        basis = en.basis_of(kind, low)
        name = self._text[left + a : left + b]
        return Speech(name, kind, verb, basis, "PR" if kind == "unnamed" else "CT", left + a, left + b, start, end)

    def _person_speech(self, name: str, kind: str, a: int, b: int) -> Speech:
        bare = en.bare_name(name)
        a += len(name) - len(bare)
        known = self._full_name(bare, a) if kind == "person" else None
        if known:
            return Speech(self._text[known[0] : known[1]], kind, "said", "unknown", "CT", known[0], known[1], 0, 0)
        return Speech(bare, kind, "said", BASIS_OF_KIND.get(kind, "unknown"), "CT", a, b, 0, 0)

    def _full_name(self, name: str, at: int) -> tuple[int, int] | None:
        """ "Williams" is "Martyn Williams", "Kim" of "Pastor Kim" is "Kim Sung Eun": the last full name before it."""
        if " " in name:
            return None
        quoted = re.escape(name)
        titles = en.TITLE_WORDS
        pattern = re.compile(
            rf"\b(?!(?:{titles})\b)(?:(?:[A-Z][\w.\u2019'-]+ ){{1,2}}{quoted}\b|{quoted}(?:[ -][A-Z][\w-]+){{1,2}})"
        )
        best = None
        for m in pattern.finditer(self._text, max(0, at - 6000), max(0, at - 1)):
            words = en.bare_name(m.group())
            if " " in words and words.split()[0] not in en._NOT_NAMES:
                best = (m.end() - len(words), m.end())
        return best

    def _known(self, speech: Speech, start: int, end: int, language: str) -> Speech:
        """A Korean or Chinese speech with pronouns and reports resolved."""
        if speech.kind == "pronoun":
            held = self._person or self._last
            if held is None:
                return replace(speech, source="")
            return replace(speech, source=held.source, kind=held.kind, start=held.start, end=held.end, basis=held.basis)
        if speech.kind == "report":
            if re.match(r"(?:한|또 다른|어느|일부) |(?:一份|另一|有)", speech.source):
                return replace(speech, kind="unnamed", level="PR")
            here = [r for r in self.reports if start <= r.start < end]
            report = here[0] if here else self._resolve(start)
            if report:
                return replace(speech, source=report.name, start=report.start, end=report.end)
        return speech

    # ---- the graph of a claim ------------------------------------------------------------------------------------

    def edges(self, speeches: list[Speech], position: int, level: str, implied: bool) -> tuple[Edge, ...]:
        """The attribution of what stands at ``position``, outlet first; ``level`` is the certainty of the innermost."""
        chain = nested(speeches, position)
        unique: list[Speech] = []
        for speech in chain:
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
        edges = list(self.outer)
        for speech in unique:
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
