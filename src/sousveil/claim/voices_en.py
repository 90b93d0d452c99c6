# ruff: noqa: E501, SIM905 - a table of patterns reads better with one pattern on one line
"""The speakers of an English document as one reads on: pronouns, descriptions, quotations that go on, reports by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sousveil.records import Passage

from . import attribution as en
from .hearing_en import acts
from .people_en import People
from .phrases_en import Phrase, kind_of_noun, named_kind, tokens_of
from .quotes_en import Quote, answers, carries_on, cited_within, labelled_turns, quotations
from .speakers_en import HE, LEVELS, SHE, SINGULAR_PERSONS
from .speech import BASIS_OF_KIND, Report, Speech
from .subjects_en import Said, forward

_NEAR = 3
"""Sentences after which a speaker is no longer the one whom "he" means, if another person was named since."""
_UNRESOLVED = re.compile(
    r"^(?:one|another|some|several|many|other|separate|various|earlier|previous|numerous|a separate|recent|media|news|local|"
    r"unconfirmed|unverified|anonymous|an? (?:earlier|previous|anonymous|unconfirmed|unverified|separate|leaked|parliamentary|"
    r"government|police|internal|confidential|foreign|local|school))\b"
)
_NOT_ACCORDING = re.compile(
    r"^(?:plan|schedule|the (?:plan|law|constitution|rules|regulations)|their|its|his|her|how|what|whether) ?"
)
_OWN_COUNT = re.compile(
    r"\b(?:by|on|in|from) (?P<who>(?:[\w']+ ){0,3}?[\w']+?)(?:'s|s') (?:own |latest )?(?:tally|account|count|reckoning|estimates?|telling|view|opinion|words|"
    r"calculations?|version|recollection)\b|\b(?:by|on|in|from) (?P<pro>his|her|its|their) (?:own |latest )?(?:tally|account|count|reckoning|"
    r"estimates?|telling|view|opinion|words|calculations?|version|recollection)\b|\bon the (?:evidence|word|authority|testimony) of (?=(?P<of>\w))"
)  # fmt: skip
_ASKED = re.compile(
    r"\b(?:interview|survey|respondent|questionnaire|spoke (?:to|with)|testimon|consulted|polled|asked|people who|escapees|defectors|residents|women who|men who)"
)
_GUEST = re.compile(
    r"\b(?:spoke|speaks|talked|talks|sat down|met) (?:to|with) (?:us|me|the|[a-z]+ [a-z]+)\b|\bwe (?:spoke|talked|met|asked)\b|\binterview\b"
)
_GROUPS = frozenset(
    (
        "group",
        "team",
        "organisation",
        "organization",
        "company",
        "firm",
        "centre",
        "center",
        "institute",
        "lab",
        "laboratory",
        "agency",
        "ministry",
        "department",
        "council",
        "university",
        "project",
        "watchdog",
        "charity",
        "union",
        "commission",
        "office",
    )
)
_ANYBODY = frozenset(
    "man woman guy bloke lad lady gentleman boy girl kid child teenager person interviewee source local resident "
    "villager survivor witness escapee defector refugee informant insider".split()
)
"""What anybody who speaks may be called. Any other noun ("the vendor", "the minister") is a role, and a role that nobody
was introduced with is a new source: testimony given to the wrong person is worse than a source without a name."""
_FIRM_HEADS = frozenset("vendor seller supplier contractor manufacturer maker operator installer developer".split())
"""Roles that, first met with "the", are a firm's in a text about systems; "a street vendor" before makes it a person."""
_HEADS = ("title", "heading", "caption")
_EVIDENCE_KINDS = frozenset(("audit",))




class EnglishVoices:
    """Hears the English sentences of one document in reading order. longest: as in Voices."""

    def __init__(self, text: str, low: str, body: Sequence[Passage], reports: Sequence[Report], longest: int) -> None:
        self._text, self._low, self._reports = text, low, reports
        english = [p for p in body if p.language == "en"]
        self._spans = [s for p in english for s in p.sentences if s[1] - s[0] <= longest]
        self.people = People(text, self._spans)
        self._quotes = [q for p in english for q in quotations(low, p.start, p.end)]
        self._by_quote: dict[int, Speech] = {}
        self._heard: list[tuple[int, Speech, bool]] = []
        self._names: set[str] = set()
        self._number = 0
        self._previous = self._current = -1
        self._turn: Speech | None = None
        self._turns = labelled_turns(text, english)
        self._answers = answers(text, english)
        self._passage_of = {s[0]: p.start for p in english for s in p.sentences}
        self._guest: Speech | None = None
        self._genders: dict[str, str] = {}
        self._topic: tuple[int, Speech] | None = None
        self._heads = {p.start for p in english if p.kind in _HEADS}
        self._asked = False
        self._report: Speech | None = None

    # ---- a sentence ----------------------------------------------------------------------------------------------

    def hear(self, start: int, end: int, report: Speech | None) -> list[Speech]:
        """The sources that speak in [start, end). report: the one last spoken of."""
        self._previous, self._current = self._current, start
        self._number += 1
        self._report = report
        self._open(start, end)
        found = self._acts(start, end)
        found += self._according(start, end)
        found = cited_within(found)
        found = self._quoted(start, end, found)
        found = self._in_turn(start, end, found)
        for heard in en.hearsay(self._low, start, end):
            named = any(s.covers(heard.reach_start) and s.kind != "report" for s in found)
            if not (named and heard.verb == "reportedly"):
                found.append(heard)
        found.sort(key=lambda s: (s.reach_start, -(s.reach_end - s.reach_start), s.start or 0))
        unique: list[Speech] = []
        for speech in found:
            same = next((u for u in unique if u.source == speech.source and u.reach_start == speech.reach_start), None)
            if same is None:
                unique.append(speech)
        if not self._asked and _ASKED.search(self._low, start, end):
            self._asked = True
        for speech in unique:
            if speech.start is not None and start not in self._heads:
                self._names.add(speech.source)
                single = speech.kind == "person" or self._single(speech.source)
                self._heard.append((self._number, speech, single))
        return unique

    def _open(self, start: int, end: int) -> None:
        """Remembers the person with whom a sentence opens: "he" in the next may be that one, speaker or not."""
        if start in self._heads:
            return
        found = forward(tokens_of(self._text, start, min(end, start + 120)), 0)
        if found is None or found[0].plural or found[0].start > start + 4:
            return
        phrase = found[0]
        called = re.compile(
            r"(?: who| whom| that)?,? (?:we (?:shall |will )?call|called|named|known as|let us call \w+) "
        ).match(self._text, phrase.end)
        if called and not phrase.named:
            person = forward(tokens_of(self._text, called.end(), end), 0)
            phrase = person[0] if person and person[0].kind == "person" else phrase
        if phrase.kind == "person" and not self.people.known(self._text[phrase.start : phrase.end]):
            return
        if phrase.kind == "person" or (phrase.head in SINGULAR_PERSONS and not phrase.named):
            held = self._resolved(phrase, start, end)
            if held is not None:
                self._topic = (self._number, held)

    def _acts(self, start: int, end: int) -> list[Speech]:
        out: list[Speech] = []
        for said in acts(tokens_of(self._text, start, end), start, end):
            speech = self._speech(said, start, end)
            if speech is not None:
                out.append(speech)
        return out

    def _speech(self, said: Said, start: int, end: int) -> Speech | None:
        held = self._resolved(said.phrase, start, end)
        if held is None or not held.source or (said.phrase.named and self._no_name(said.phrase, start)):
            return None
        if said.seen:
            counted = said.word == "counted"
            if (counted and not self._asked) or (not counted and held.source not in self._names):
                return None
        level = LEVELS.get(said.lemma, "CT")
        return replace(
            held,
            verb=said.word,
            level=level,
            reach_start=said.reach[0],
            reach_end=said.reach[1],
            negative=said.negative,
        )

    def _no_name(self, phrase: Phrase, start: int) -> bool:
        """Whether a capital is that of the sentence's first word only: "Gangs have", "Recordings are"."""
        word = self._text[phrase.start : phrase.end]
        if " " in word or phrase.start > start + 2 or phrase.kind != "person" or self.people.known(word):
            return False
        return re.search(rf"\b{re.escape(word.lower())}\b", self._text) is not None or word.endswith("ings")

    def _according(self, start: int, end: int) -> list[Speech]:
        out: list[Speech] = []
        low = self._low
        for left, right, inside, words in en.according(low, start, end):
            if _NOT_ACCORDING.match(low[left:right]):
                continue
            found = forward(tokens_of(self._text, left, end), 0)
            held = self._resolved(found[0], start, end) if found else None
            if held is None:
                continue
            level = "PS" if "at least" in words or "only" in words else "CT"
            reach = (right, end) if inside else (start, end)
            out.append(replace(held, verb=words, level=level, reach_start=reach[0], reach_end=reach[1]))
        for m in _OWN_COUNT.finditer(low, start, end):
            if m["pro"]:
                pronoun = {"his": "he", "her": "she", "its": "it", "their": "they"}[m["pro"]]
                held = self._pronoun(pronoun, m.start(), start)
            else:
                a, b = m.span("who") if m["who"] else (m.start("of"), end)
                found = forward(tokens_of(self._text, a, b), 0)
                held = self._resolved(found[0], start, end) if found else None
            if held is not None:
                out.append(
                    replace(held, verb="according to", level="CT", reach_start=start, reach_end=end, negative=False)
                )
        return out

    # ---- who is meant --------------------------------------------------------------------------------------------

    def _resolved(self, phrase: Phrase, start: int, end: int) -> Speech | None:
        """The source that a noun phrase means, by the name it has in the document."""
        low, at = self._low[phrase.start : phrase.end], phrase.start
        if phrase.kind == "pronoun":
            return self._pronoun(phrase.head, at, start)
        if phrase.kind == "report" and not phrase.named:
            return self._reported(phrase, low, start, end)
        if phrase.kind == "person":
            return self._person(at, phrase.end)
        if phrase.named:
            full = self.people.full(self._text[at : phrase.end], at)
            a, b = full or (at, phrase.end)
            name = self._text[a:b]
            kind = named_kind(name, "") if full else phrase.kind
            kind = phrase.kind if kind == "person" else kind
            return self._made(a, b, kind, low)
        if phrase.head == "head" and low.startswith(("his ", "her ", "my ")):
            return None
        if phrase.definite and phrase.head in SINGULAR_PERSONS and not phrase.plural:
            person = self.people.called(phrase.head, at)
            if person is not None and re.match(r"(?:the|this|that|its|their|his|her) (?:[\w-]+ ?){1,2}$", low):
                return self._person(person.start, person.end)
            told = re.search(rf"\b{re.escape(phrase.head)}\b", self._low[:at])
            if told is None and phrase.head in _ANYBODY and re.match(r"(?:the|this) [\w-]+$", low):
                last = self._last(single=True)
                if last is not None:
                    return last
            if phrase.head in _FIRM_HEADS and not re.search(
                rf"(?<!\bthe )(?<!\bits )\b{re.escape(phrase.head)}\b", self._low[:at]
            ):
                return self._made(at, phrase.end, "organisation", low)
        if phrase.definite and phrase.head in _GROUPS and re.match(r"(?:the|this) [\w-]+$", low):
            for number, speech, _ in reversed(self._heard[-12:]):
                if speech.kind in ("organisation", "report", "official") and re.search(
                    rf"\b{phrase.head}\b", speech.source.lower()
                ):
                    return speech
                if (
                    phrase.head in ("group", "team", "organisation", "organization")
                    and speech.kind in ("organisation", "report")
                    and self._number - number <= 8
                ):
                    return speech
        return self._made(at, phrase.end, phrase.kind, low)

    def _made(self, start: int, end: int, kind: str, low: str) -> Speech:
        stated = "report" if kind in _EVIDENCE_KINDS else kind
        if stated == "state-media":
            end -= len(low) - len(re.sub(r" (?:reports?|coverage|broadcasts?|articles?|outlets?)$", "", low))
        words = self._text[start:end]
        return Speech(words, stated, "said", en.basis_of(stated, low), "CT", start, end, start, end)

    def _reported(self, phrase: Phrase, low: str, start: int, end: int) -> Speech | None:
        here = [r for r in self._reports if start <= r.start < end and r.at <= phrase.end + 60]
        vague = _UNRESOLVED.match(low) is not None
        if vague and (not here or low.startswith(("one", "another", "some"))):
            return self._made(
                phrase.start, phrase.end, "unnamed" if not low.startswith("a") or "media" in low else "report", low
            )
        if here:
            return self._named_report(here[0])
        if phrase.indefinite and self._report is not None:
            return self._made(phrase.start, phrase.end, "report", low)
        owned = re.match(r"[\w .'-]+'s? ", low)
        if owned and not low.startswith(
            ("it's", "today's", "tuesday's", "wednesday's", "thursday's", "monday's", "friday's")
        ):
            return self._made(phrase.start, phrase.end, "report", low)
        if (
            self._report is not None
            and self._report.kind == "report"
            and low.startswith(("the", "this", "its", "their", "researchers", "authors", "co"))
        ):
            before = [r for r in self._reports if r.at <= phrase.start]
            if phrase.researcher and self._report.source.lower().startswith(("a ", "the ", "this ")):
                return self._made(phrase.start, phrase.end, "report", low)
            if not before or before[-1].name == self._report.source:
                return self._report
        report = self._report_before(phrase.start)
        return self._named_report(report) if report else self._made(phrase.start, phrase.end, "report", low)

    def _named_report(self, report: Report) -> Speech:
        return Speech(
            report.name, "report", "said", "reported", "CT", report.start, report.end, report.start, report.end
        )

    def _report_before(self, position: int) -> Report | None:
        before = [r for r in self._reports if r.at <= position]
        return before[-1] if before else (self._reports[0] if self._reports else None)

    def _person(self, start: int, end: int) -> Speech:
        name = self._text[start:end]
        bare = en.bare_name(name)
        start += len(name) - len(bare)
        full = self.people.full(bare, start)
        if full:
            start, end = full
        name = self._text[start:end]
        kind = named_kind(name, "") if full and self._text[start:end].isupper() is False and " " in name else "person"
        kind = "organisation" if kind not in ("person", "organisation", "official", "outlet") else kind
        return Speech(name, kind, "said", BASIS_OF_KIND.get(kind, "unknown"), "CT", start, end, start, end)

    def _single(self, words: str) -> bool:
        noun = words.lower().rpartition(" ")[2]
        return noun in SINGULAR_PERSONS or noun.rpartition("-")[2] in SINGULAR_PERSONS

    def _last(self, *, single: bool, pronoun: str = "") -> Speech | None:
        """The last one heard who is, or is not, one person."""
        paper: Speech | None = None
        for number, speech, one in reversed(self._heard[-12:]):
            if one is not single or self._number - number > 12:
                continue
            if single and pronoun and not self._fitting(speech.source, pronoun):
                continue
            if not single and kind_of_noun(speech.source.lower().rpartition(" ")[2]) == "audit":
                paper = paper or (speech if self._number - number <= 1 else None)
                continue
            return speech
        return paper

    def _he(self, word: str, at: int, start: int) -> Speech | None:
        """The man or woman of "he" or "she": named in this sentence, else who spoke or opened a sentence last."""
        here = self.people.before(at, word)
        if here is not None and here.start >= start and self._fitting(here.name, word):
            return self._person(here.start, here.end)
        last = self._last(single=True, pronoun=word)
        when = next((n for n, s, _ in reversed(self._heard) if s is last), -99) if last else -99
        topic = self._topic
        if topic is not None and topic[0] >= when and self._number - topic[0] <= 6 and self._fitting(topic[1].source, word):
            return topic[1]
        if last is not None and (self._number - when <= _NEAR or here is None or not self._fitting(here.name, word)):
            return last
        return self._person(here.start, here.end) if here is not None and self._fitting(here.name, word) else last

    def _fitting(self, name: str, pronoun: str) -> bool:
        """Whether nothing says that the person is of the other gender."""
        known = self._genders.get(name) or self.people.gender(name)
        noun = name.lower().rpartition(" ")[2]
        known = known or ("she" if noun in SHE else "he" if noun in HE else "")
        return not pronoun or known in ("", pronoun)

    def _pronoun(self, word: str, at: int, start: int) -> Speech | None:
        if word in ("he", "she"):
            meant = self._he(word, at, start)
            if meant is not None:
                self._genders.setdefault(meant.source, word)
            return meant
        if word in ("they", "it"):
            return self._last(single=False, pronoun=word) or self._report
        if word in ("i", "we"):
            quote = next((q for q in self._quotes if q.start <= at < q.end), None)
            return self._by_quote.get(quote.start) if quote else None
        return None

    def _sentences_since(self, position: int) -> int:
        return sum(1 for s in self._spans if s[0] > position and s[0] <= self._here)

    @property
    def _here(self) -> int:
        return self._spans[min(self._number, len(self._spans)) - 1][0] if self._spans else 0

    # ---- quotations and turns ------------------------------------------------------------------------------------

    def _quoted(self, start: int, end: int, found: list[Speech]) -> list[Speech]:
        """Adds the one who goes on speaking in quotation marks."""
        mine = [q for q in self._quotes if q.start < end and q.end > start]
        for quote in mine:
            a, b = max(quote.start, start), min(quote.end, end)
            outside = [
                s
                for s in found
                if s.covers(a + 1)
                and not (s.start is not None and quote.start < s.start < quote.end and s.start >= start)
            ]
            if outside:
                self._by_quote.setdefault(quote.start, outside[-1])
                continue
            if quote.end - quote.start > 14 and not found and not carries_on(quote, start) and self._heard:
                number, former, _ = self._heard[-1]
                if number == self._number - 1 and self._passage_of.get(start) == self._passage_of.get(self._previous):
                    found.append(
                        replace(former, verb="quoted", level="CT", reach_start=start, reach_end=end, negative=False)
                    )
                    continue
            fills = a <= start + 1 and (quote.end > end or not re.search(r"\w", self._low[b:end]))
            carries = quote.start < start
            if not (fills or carries):
                continue
            speaker = self._by_quote.get(quote.start)
            if speaker is None and quote.end > end:
                speaker = self._ahead(quote, end)
            if speaker is None and not carries and quote.end - quote.start > 25:
                last = next(
                    (
                        (n, s)
                        for n, s, _ in reversed(self._heard)
                        if s.kind not in ("report", "state-media", "outlet", "survey", "papers")
                    ),
                    None,
                )
                if last is not None and self._number - last[0] <= 2:
                    speaker = last[1]
                if speaker is None:
                    person = self.people.before(start)
                    if person is not None and self._sentences_since(person.start) <= 1:
                        speaker = self._person(person.start, person.end)
            if speaker is not None:
                self._by_quote[quote.start] = speaker
                found.append(replace(speaker, verb="quoted", level="CT", reach_start=a, reach_end=b, negative=False))
        return found

    def _ahead(self, quote: Quote, end: int) -> Speech | None:
        """The one to whom a quotation is given in the sentence in which it ends."""
        span = next((s for s in self._spans if s[0] < quote.end <= s[1] + 1 and s[0] >= end - 1), None)
        if span is None:
            return None
        for speech in self._acts(*span):
            if speech.covers(span[0] + 1) or speech.reach_start <= span[0]:
                return speech
        return None

    def _in_turn(self, start: int, end: int, found: list[Speech]) -> list[Speech]:
        """Adds the speaker of a record of who said what: "Baroness Ferrant: On 31 December"."""
        if start in self._turns:
            tokens = tokens_of(self._text, start, self._turns[start])
            got = forward(tokens, 0)
            turn = self._resolved(got[0], start, end) if got is not None else None
            self._turn = turn or self._made(start, self._turns[start], "witnesses", "")
        if self._passage_of.get(start) in self._answers and self._guest is not None:
            self._turn = self._guest
        elif self._answers and self._turn is self._guest:
            self._turn = None
        if _GUEST.search(self._low, start, end) and self._answers and self._guest is None:
            self._guest = self._he("", end, end)
        if self._turn is not None and not any(s.covers((start + end) // 2) for s in found):
            found.append(replace(self._turn, verb="said", level="CT", reach_start=start, reach_end=end))
        return found










