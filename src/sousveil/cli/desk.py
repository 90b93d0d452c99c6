"""The desk of `sousveil code`: one suggestion after another, each judged with one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sousveil.case.added import BY_HAND, added_claims, added_fields, hand_made_id
from sousveil.case.judged import apply_judgements, standing
from sousveil.case.ranking import Suggestion, suggestions
from sousveil.case.vocabulary import load_vocabulary
from sousveil.claim.lexicon import LANGUAGES
from sousveil.claim.places import gazetteer_for
from sousveil.claim.plain import plain
from sousveil.claim.starting import starting_claims
from sousveil.claim.voices import outer_edges
from sousveil.errors import SousveilError
from sousveil.records import Claim, Collection, Document, Edge, Item, Judgement, Passage, Place, Sentence, Text
from sousveil.records.serialise import to_plain
from sousveil.run.step import Work

from .judge import made
from .keys import END, PICKS, Asked, Hand
from .panel import AT_ONCE, Panel, line_of, with_value
from .shared import plural, safe, texts

HELP = """\
  a  accept the claim as it is            r  reject it
  e  edit fields, then . to save (1-9, 0, C, P, S and U change status and certainty at once)
  m  make a claim by hand                 n  write a note on it
  s  skip it for now                      d  show the document
  u  undo your last judgement             ?  this help
  q  stop; every judgement is kept already"""
_AROUND = 34
"""Sentences shown to choose from for a claim by hand: as many as there are keys to choose with, but one."""


class Desk:
    """A sitting: claims in the order of `sousveil suggest`, judgements appended one by one as they are made."""

    def __init__(
        self, case: Any, hand: Hand, echo: Callable[[str], None], by: str | None, role: str,
        mark: Callable[[str], str] = lambda words: f"[{words}]", wanted: Callable[[Claim], bool] = lambda claim: True,
    ) -> None:  # fmt: skip
        self.case, self.hand, self.echo, self.by, self.role, self.mark = case, hand, echo, by, role, mark
        self.text_of = texts(case)
        self.names = {item.id: item.name for item in case.read(Item)}
        self.drawn = [claim for claim in case.read(Claim) if wanted(claim)]
        self.judgements: list[Judgement] = list(case.read(Judgement))
        self.done: list[Judgement] = []
        self.skipped: set[str] = set()
        folder = case.layout.vocabulary
        vocabulary = load_vocabulary(folder)
        self.folder = str(folder.resolve()) if folder.is_dir() else None
        gazetteer = gazetteer_for(vocabulary, self.folder)

        def place_of(name: str, language: str) -> Place | None:
            spoken = language if language in LANGUAGES else "en"
            found = gazetteer.mentions(plain(name), name, 0, len(name), spoken)
            return found[0].place if found and found[0].end - found[0].start == len(name) else None

        self.panel = Panel(hand, echo, vocabulary, place_of)
        self._queue: list[Suggestion] = []
        self._age = 0

    def sit(self, item: str | None = None) -> int:
        """Goes through the suggestions until none is left or the hand stops; how many judgements stand from it.

        item: when the sitting is about this document alone, claims can be made from it also once none is left."""
        self.echo(HELP)
        shown: str | None = None
        while (suggestion := self._next(shown)) is not None:
            claim = suggestion.claim
            if claim.id != shown:
                self._show(suggestion)
                shown = claim.id
            key = self.hand.key(Asked("command", claim))
            if key in ("q", END):
                break
            if key == "a":
                self._judge(claim.id, "accept")
            elif key == "r":
                self._judge(claim.id, "reject")
            elif key == "s":
                self.skipped.add(claim.id)
            elif key == "e":
                self._edit(claim, claim)
            elif key in AT_ONCE:
                self._edit(claim, with_value(claim, *AT_ONCE[key]))
            elif key == "m":
                self._make(claim.item, claim)
            elif key == "n":
                if note := self.hand.line(Asked("note", claim)).strip():
                    self._judge(claim.id, "note", note=note)
            elif key == "u":
                shown = self._undo(shown)
            elif key == "d":
                self._document(claim.item, claim)
            elif key == "?":
                self.echo(HELP)
        else:
            self.echo("No suggestion is left.")
            if item is not None:
                self._by_hand_alone(item)
        return len(self.done)

    def _by_hand_alone(self, item: str) -> None:
        """A document of which nothing is left to judge: claims can still be made from it."""
        self.echo("  m  make a claim by hand    d  show the document    u  undo    q  stop")
        while (key := self.hand.key(Asked("command"))) not in ("q", END):
            if key == "m":
                self._make(item, None)
            elif key == "d":
                self._document(item, None)
            elif key == "u":
                self._undo(None)

    def _next(self, shown: str | None) -> Suggestion | None:
        """The suggestion on the desk, or the best of those left. The order is learnt anew after each judgement, in a
        large case after several."""
        judged = {j.target for j in standing(self.judgements) if j.verdict in ("accept", "reject", "amend")}
        gone = judged | self.skipped
        if shown is not None and shown not in gone:
            return next(s for s in self._queue if s.claim.id == shown)
        if self._age <= 0:
            self._queue = suggestions(self.drawn, self.judgements)
            self._age = len(self.drawn) // 3000 + 1
        self._age -= 1
        return next((s for s in self._queue if s.claim.id not in gone), None)

    def _show(self, suggestion: Suggestion) -> None:
        claim = suggestion.claim
        left = sum(1 for s in self._queue if s.claim.id not in self.skipped)
        chance = "" if suggestion.probability is None else f" · you would accept it: {suggestion.probability:.0%}"
        why = f" ({'; '.join(suggestion.reasons)})" if suggestion.reasons else ""
        self.echo(f"\n{left} left · {safe(self.names[claim.item], 60)}, {claim.start}-{claim.end}{chance}{safe(why)}")
        self.echo(f"    “{highlighted(claim, self.mark)}”")
        self.echo(f"    {line_of(claim)}")

    def _judge(
        self, target: str, verdict: str, fields: dict[str, object] | None = None, note: str | None = None
    ) -> None:  # fmt: skip
        judgement = made(self.case, target, verdict, fields or {}, note, self.by, self.role)
        self.case.append(judgement)
        self.judgements.append(judgement)
        self.done.append(judgement)

    def _undo(self, shown: str | None) -> str | None:
        if not self.done:
            self.echo("    Nothing of this sitting is left to undo.")
            return shown
        last = self.done.pop()
        withdrawal = made(self.case, last.id, "withdraw-judgement", {}, None, self.by, self.role)
        self.case.append(withdrawal)
        self.judgements.append(withdrawal)
        self.echo(f"    Undone: {last.verdict} {last.target}.")
        if not any(s.claim.id == last.target for s in self._queue):
            self._queue = suggestions(self.drawn, self.judgements)
        back = next((s for s in self._queue if s.claim.id == last.target), None)
        if back is None or back.claim.id == shown:
            return shown
        self._show(back)
        return back.claim.id

    def _edit(self, claim: Claim, begun: Claim) -> None:
        text = self.text_of(claim.item) or ""
        if begun != claim:
            self.echo(f"    {line_of(begun)}")
        changed = self.panel.change(begun, self._told(claim.item), self._outer(claim.item), text)
        if changed is None:
            return
        before, after = to_plain(claim), to_plain(changed)
        fields = {name: after[name] for name in after if after[name] != before[name]}
        if fields:
            self._judge(claim.id, "amend", fields)
        else:
            self.echo("    Nothing was changed; press a to accept the claim as it is.")

    def _make(self, item: str, claim: Claim | None) -> None:
        """A claim by hand: its sentence (Enter alone: the one on the desk), then its technology, then the rest."""
        text = self.text_of(item) or ""
        rows = self._open_sentences(item, claim)
        for key, sentence in zip(PICKS, rows, strict=False):
            self.echo(f"      {key} {safe(text[sentence.start : sentence.end], 110)}")
        key = self.hand.key(Asked("sentence", claim, tuple(text[s.start : s.end] for s in rows)))
        row = rows[PICKS.index(key)] if key != END and key in PICKS[: len(rows)] else None
        if row is None and (claim is None or key not in ("\r", "\n")):
            self.echo("    There is no such row; no claim was made.")
            return
        told, outer = self._told(item), self._outer(item)
        drafts = self._drafts(item, claim, row, outer, text)
        try:
            technology = self.panel.technology(drafts[-1], told, [d.technology for d in drafts[:-1] if d.technology])
        except SousveilError as error:
            self.echo(f"    {error.message} {error.advice}")
            return
        if technology is None:
            return
        draft = next((d for d in drafts if d.technology == technology), drafts[-1])
        draft = replace(draft, technology=technology)
        self.echo(f"    {line_of(draft)}")
        whole = self.panel.change(draft, told, outer, text)
        if whole is None:
            return
        ordinal = 0
        taken = {j.target for j in self.judgements if j.verdict == "add"}
        while (key := hand_made_id(whole.item, whole.spans, whole.technology, whole.aspect, ordinal)) in taken:
            ordinal += 1
        self._judge(key, "add", added_fields(replace(whole, id=key)))
        self.echo(f"    Made: {key}.")

    def _drafts(
        self, item: str, claim: Claim | None, row: Sentence | None, outer: tuple[Edge, ...], text: str
    ) -> list[Claim]:  # fmt: skip
        """Claims to start from, as the rules would word them; the last one names no technology."""
        spans = ((row.start, row.end),) if row is not None else claim.spans if claim is not None else ((0, 0),)
        start, end = spans[0][0], spans[-1][1]
        held = self.case.get(Item, item)
        passages = list(self.case.read(Passage, item=item))
        records = {
            Text: [Text(item, text)], Passage: passages, Document: list(self.case.read(Document, item=item))
        }  # fmt: skip
        stated = tuple(self.case.read(Collection, item=item))
        work = Work(held, stated, records, None, {"vocabulary": self.folder})
        found = starting_claims(work, start, end)
        if not found:
            language = next((p.language for p in passages if p.start <= start < p.end), "und")
            found = [Claim(
                id="", item=item, spans=spans, quote=text[start:end], statement=text[start:end], language=language,
                kind="fact", technology=None, aspect="deployment", status="unknown", certainty="CT+",
                attribution=outer, drawn_by=BY_HAND,
            )]  # fmt: skip
        return [replace(c, drawn_by=BY_HAND, attribution=c.attribution or outer) for c in found]

    def _document(self, item: str, claim: Claim | None) -> None:
        text = self.text_of(item) or ""
        for sentence in self.case.read(Sentence, item=item):
            if sentence.outcome != "furniture":
                here = claim is not None and sentence.start <= claim.start < sentence.end
                sign = ">" if here else "•" if sentence.claims else " "
                self.echo(f"  {sign} {safe(text[sentence.start : sentence.end])}")

    def _open_sentences(self, item: str, claim: Claim | None) -> list[Sentence]:
        """The document's other sentences, those around the desk's: as many as can be chosen from at a glance."""
        at = claim.start if claim is not None else 0
        rows = [
            s for s in self.case.read(Sentence, item=item)
            if s.outcome != "furniture" and (claim is None or not s.start <= at < s.end)
        ]  # fmt: skip
        first = max(0, min(sum(s.start < at for s in rows) - _AROUND // 2, len(rows) - _AROUND))
        return rows[first : first + _AROUND]

    def _told(self, item: str) -> Sequence[Claim]:
        """The document's claims as they stand now, with those made by hand."""
        made_by_hand = [c for c in added_claims(self.judgements, self.text_of)[0] if c.item == item]
        return apply_judgements([*(c for c in self.drawn if c.item == item), *made_by_hand], self.judgements)

    def _outer(self, item: str) -> tuple[Edge, ...]:
        passages = list(self.case.read(Passage, item=item))
        body = [p for p in passages if p.furniture is None]
        stated = tuple(self.case.read(Collection, item=item))
        return outer_edges(self.text_of(item) or "", self.case.get(Document, item), stated, body)


def highlighted(claim: Claim, mark: Callable[[str], str]) -> str:
    """The quote on one line, safe on a terminal, with its terms marked."""
    parts, last = [], claim.start
    for start, end in sorted(claim.terms):
        if claim.start <= last <= start < end <= claim.end:
            before, rest = claim.quote[last - claim.start : start - claim.start], claim.quote[start - claim.start :]
            parts += [_flat(before), mark(safe(rest[: end - start]))]
            last = end
    return "".join([*parts, _flat(claim.quote[last - claim.start :])])


def _flat(words: str) -> str:
    """``words`` made safe with the spaces at their ends kept."""
    left, right = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{' ' if left else ''}{safe(words)}{' ' if right and words.strip() else ''}"


def ending(count: int, case: Any) -> str:
    """What a sitting came to, in a sentence."""
    return f"{plural(count, 'judgement')}. `sousveil build {case}` weighs the findings anew."
