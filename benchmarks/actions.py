"""Key presses to code 100 claims: from the program's suggestions, against from scratch in a spreadsheet.

Suggestions: the very desk of `sousveil code` is run on the gold set, with a script in the place of the keyboard that
knows the labels: it accepts what is right, rejects what is no claim, changes each field that differs from the labels
(technology, status, certainty, who says it, place, kind), and makes by hand the claims that are missing. Every key that
the desk asks for is counted, a typed line as its letters and Enter. What cannot be put right with these keys is counted
apart. A document whose outlet the program got wrong costs the outlet's letters once more; one without any suggestion
costs typing the command that opens it.

Spreadsheet: a generous model of a well-kept sheet, see ``Sheet``. Reading, scrolling, deciding and looking for the
sentence cost nothing on either side, and neither do the sheet's own set-up and its typing errors.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from _common import keep, table
from _gold import LANGUAGES, flat, held_out, key, material, same_name, wrong_fields

from sousveil import workflow
from sousveil.case.case import Case
from sousveil.case.vocabulary import load_vocabulary
from sousveil.claim.places import gazetteer_for
from sousveil.claim.plain import plain
from sousveil.cli.desk import Desk
from sousveil.cli.keys import END, PICKS, Asked
from sousveil.cli.panel import AT_ONCE, KEYS, NOBODY
from sousveil.records import Claim, Item, Passage
from sousveil.records.claim import KINDS, STATUSES
from sousveil.records.serialise import to_plain
from sousveil.settings import Settings

TARGET = 3.0
OUTSIDE = ("OUTER", "reportedly")
VOCABULARY = load_vocabulary()
GAZETTEER = gazetteer_for(VOCABULARY, None)
Entry = Mapping[str, Any]


def several(value: Any) -> list[str]:
    """A label as the list of what counts as right."""
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def letters(word: str, among: Sequence[str]) -> int:
    """How many letters tell ``word`` from the others: what a list with autocompletion asks for."""
    folded = word.casefold()
    others = {o.casefold() for o in among} - {folded}
    return next((n for n in range(1, len(word)) if not any(o.startswith(folded[:n]) for o in others)), len(word))


class Sheet:
    """A spreadsheet with one row a claim, beside the document.

    Quote: select the sentence with one gesture, copy, switch windows, paste: 4; a second claim of the same sentence
    takes the cell above: 1. Document: the cell above, 1. Technology, status and kind: lists that complete after the
    letters which tell an entry from the others, and Tab; a kind left empty is "fact". Certainty: one digit and Tab.
    Place and source: completed from what the column holds already, else typed in full; Tab. Nobody but the outlet: Tab
    alone. Enter for the row, and back to the document: 2.
    """

    def __init__(self) -> None:
        self.places: set[str] = set()
        self.sources: set[str] = set()
        self.quote = ""

    def row(self, entry: Entry) -> int:
        """The presses for one claim."""
        quote = flat(entry["sentence"])
        presses = (1 if quote == self.quote else 4) + 1
        self.quote = quote
        presses += letters(several(entry["technology"])[0], list(VOCABULARY.technologies)) + 1
        presses += letters(several(entry["status"])[0], STATUSES) + 1
        presses += 2
        kind = several(entry.get("kind", "fact"))[0]
        presses += 1 if kind == "fact" else letters(kind, KINDS) + 1
        presses += max(1, sum(self._typed(p, self.places) + 1 for p in entry.get("places") or ()))
        source = several(entry["innermost"])[0]
        presses += 1 if source in OUTSIDE else self._typed(source, self.sources) + 1
        return presses + 2

    @staticmethod
    def _typed(words: str, column: set[str]) -> int:
        if words in column:
            return letters(words, sorted(column))
        column.add(words)
        return len(words)


@dataclass
class Count:
    """What one document cost. labels: claims to be coded. keys: on the desk; sheet: in the spreadsheet."""

    labels: int = 0
    keys: int = 0
    sheet: int = 0
    did: dict[str, int] = field(default_factory=dict)

    def note(self, what: str, number: int = 1) -> None:
        """Counts a deed."""
        self.did[what] = self.did.get(what, 0) + number

    def add(self, other: Count) -> None:
        """Adds another document's."""
        self.labels, self.keys, self.sheet = (
            self.labels + other.labels, self.keys + other.keys, self.sheet + other.sheet
        )  # fmt: skip
        for what, number in other.did.items():
            self.note(what, number)


def _spoken(name: str) -> str:
    """The gazetteer's name of a place as a label writes it."""
    for language in ("en", "ko", "zh"):
        found = GAZETTEER.mentions(plain(name), name, 0, len(name), language)
        if found and found[0].end - found[0].start == len(name):
            return found[0].place.name
    return name


def wrong(claim: Claim, entry: Entry, outermost: Any) -> list[str]:
    """The fields of ``claim``, as the desk calls them, that differ from the label."""
    row = to_plain(claim)
    out = [] if claim.technology in several(entry["technology"]) else ["technology"]
    found = wrong_fields(row, entry, outermost)
    out += [name for name in ("status", "certainty") if name in found]
    if "innermost" in found:
        out.append("attribution")
    if claim.kind not in several(entry.get("kind", "fact")):
        out.append("kind")
    names = [place.name for place in claim.places]
    wanted = [str(p) for p in entry.get("places") or ()]
    if not _same_places(names, wanted):
        out.append("places")
    return out


def _same_places(names: Sequence[str], wanted: Sequence[str]) -> bool:
    if not wanted:
        return not names
    return all(any(same_name(n, w) or same_name(n, _spoken(w)) for n in names) for w in wanted)


class Script:
    """The hand that knows the labels of one document. plan: by claim, the label it stands for, or None."""

    def __init__(self, count: Count, plan: Mapping[str, Entry | None], missing: list[Entry], outermost: Any) -> None:
        self.count, self.plan, self.missing, self.outermost = count, plan, missing, outermost
        self.entry: Entry | None = None
        self.tried: set[str] = set()
        self.seen: set[str] = set()
        self.now = ""
        self.rest = ""

    def key(self, asked: Asked) -> str:
        """The next key."""
        pressed = self._key(asked)
        self.count.keys += len(pressed)
        return pressed

    def line(self, asked: Asked, begun: str = "") -> str:
        """The next line; Enter counts."""
        self.count.keys += len(self.rest) + 1
        return begun + self.rest

    def _key(self, asked: Asked) -> str:
        if asked.what == "command":
            self.tried = set()
            if self.missing:
                self.entry = self.missing.pop(0)
                self.count.note("made by hand")
                return "m"
            if asked.claim is None:
                return END
            self.entry = self.plan.get(asked.claim.id)
            if self.entry is None:
                self.count.note("rejected")
                return "r"
            if not wrong(asked.claim, self.entry, self.outermost) or asked.claim.id in self.seen:
                # What these keys could not change is counted as left wrong.
                self.count.note("accepted")
                return "a"
            self.count.note("amended")
            self.seen.add(asked.claim.id)
            return self._at_once(wrong(asked.claim, self.entry, self.outermost)) or "e"
        if asked.what == "sentence":
            return self._row(asked)
        assert self.entry is not None and asked.claim is not None
        if asked.what == "field":
            left = [name for name in wrong(asked.claim, self.entry, self.outermost) if name not in self.tried]
            if not left:
                self.count.note("fields left wrong", len(wrong(asked.claim, self.entry, self.outermost)))
                return "."
            if (at_once := self._at_once(left)) is not None:
                return at_once
            self.now = left[0]
            self.tried.add(self.now)
            return next(pressed for pressed, name in KEYS.items() if name == self.now)
        return self._value(asked)

    def _at_once(self, left: Sequence[str]) -> str | None:
        """A key that sets one of the fields ``left`` without asking further."""
        assert self.entry is not None
        for pressed, (name, value) in AT_ONCE.items():
            if name in left and value in several(self.entry[name]):
                self.tried.add(name)
                return pressed
        return None

    def _value(self, asked: Asked) -> str:
        entry, options = self.entry, asked.options
        assert entry is not None
        if asked.what == "source kind":
            return PICKS[0]
        if asked.what == "attribution":
            return self._source(several(entry["innermost"]), options)
        if asked.what == "places":
            wanted = [str(p) for p in entry.get("places") or ()]
            for number, option in enumerate(options):
                names = option.split(", ") if option != "no place" else []
                if _same_places(names, wanted):
                    return PICKS[number]
            return self._typed(wanted[0])
        wanted = several(entry[asked.what])
        for name in wanted:
            if name in options:
                return PICKS[options.index(name)]
        if asked.what == "technology":
            return self._typed(wanted[0][: letters(wanted[0], list(VOCABULARY.technologies))])
        return PICKS[0]

    def _source(self, wanted: Sequence[str], options: Sequence[str]) -> str:
        for number, option in enumerate(options):
            inner = option.split(" ← ")[-1]
            if any((option == NOBODY and w in OUTSIDE) or (option != NOBODY and same_name(inner, w)) for w in wanted):
                return PICKS[number]
        return self._typed(wanted[0])

    def _typed(self, words: str) -> str:
        # A list's row and a name that begins with a digit or a mark cannot be told apart; no label does.
        self.rest = words[1:]
        return words[:1]

    def _row(self, asked: Asked) -> str:
        assert self.entry is not None
        wanted = flat(self.entry["sentence"])
        if asked.claim is not None and (flat(asked.claim.quote) in wanted or wanted in flat(asked.claim.quote)):
            return "\n"
        for pressed, words in zip(PICKS, asked.options, strict=False):
            if flat(words) in wanted or wanted in flat(words):
                return pressed
        self.count.note("sentence not shown")
        return "-"


def plan_of(
    claims: Sequence[Claim], heads: Sequence[tuple[int, int]], document: Mapping[str, Any]
) -> tuple[dict[str, Entry | None], list[Entry]]:
    """Which label each claim stands for, the best fits first, one to one; and the labels that no claim stands for.

    A claim of another technology may stand for what is left of its sentence: its technology is then changed.
    """
    entries = list(document["entries"] or [])
    plan: dict[str, Entry | None] = dict.fromkeys((c.id for c in claims), None)
    pairs = []
    for i, entry in enumerate(entries):
        sentence = flat(entry["sentence"])
        for j, claim in enumerate(claims):
            quote = flat(claim.quote)
            if any(a <= claim.start and claim.end <= b for a, b in heads):
                continue
            if sentence not in quote and quote not in sentence:
                continue
            faults = wrong(claim, entry, document["outermost"])
            pairs.append(("technology" in faults, len(faults), bool(entry.get("optional")), i, j))
    taken: set[int] = set()
    for _, _, _, i, j in sorted(pairs):
        if i not in taken and plan[claims[j].id] is None:
            taken.add(i)
            plan[claims[j].id] = entries[i]
    return plan, [e for i, e in enumerate(entries) if i not in taken and not e.get("optional")]


def run() -> dict[str, Count]:
    """What each labelled document costs."""
    labels = key()
    out: dict[str, Count] = {}
    with tempfile.TemporaryDirectory(prefix="actions-") as temporary:
        home = Path(temporary)
        folder = material(home / "material")
        with Case.create(home / "case", Settings(title="Gold")) as case:
            workflow.add(case, [folder / language for language in LANGUAGES])
            workflow.build(case, engine="inline")
            for item in list(case.read(Item)):
                name = Path(item.name).name
                if name in labels:
                    out[name] = _document(case, item, labels[name])
    return out


def _document(case: Case, item: Item, document: Mapping[str, Any]) -> Count:
    count, sheet = Count(), Sheet()
    wanted = [entry for entry in document["entries"] or [] if not entry.get("optional")]
    count.labels, count.sheet = len(wanted), sum(sheet.row(entry) for entry in wanted)
    claims = list(case.read(Claim, item=item.id))
    heads = [(p.start, p.end) for p in case.read(Passage, item=item.id) if p.kind in ("title", "heading", "caption")]
    plan, missing = plan_of(claims, heads, document)
    outlet = several(document["outermost"])
    if claims and not any(same_name(claims[0].attribution[0].source, o) for o in outlet):
        count.keys += len(outlet[0]) + 1
        count.note("outlet put right")
    if not claims and not missing:
        return count
    if not claims:
        count.keys += len(f"sousveil code case --item {item.name}") + 1
    desk = Desk(
        case, Script(count, plan, missing, document["outermost"]), lambda words: None, "script", "coder",
        wanted=lambda claim: claim.item == item.id,
    )  # fmt: skip
    desk.sit(item.id)
    return count


def rows() -> list[list[object]]:
    """A row for each language and half, and one for all."""
    counts = run()
    out: list[list[object]] = []
    whole = Count()
    for language in LANGUAGES:
        for half, words in ((True, "only scored"), (False, "looked at")):
            total = Count()
            for name, one in counts.items():
                if name.startswith(language) and held_out(name) == half:
                    total.add(one)
            whole.add(total)
            out.append(_row(language, words, total))
    out.append(_row("all", "both", whole))
    return out


DEEDS = (
    "accepted", "amended", "rejected", "made by hand", "fields left wrong", "sentence not shown", "outlet put right",
)  # fmt: skip


def _row(language: str, half: str, total: Count) -> list[object]:
    each = 100 / max(1, total.labels)
    return [
        language, half, total.labels, f"{total.sheet * each:.0f}", f"{total.keys * each:.0f}",
        f"{total.sheet / max(1, total.keys):.1f}x", *(total.did.get(deed, 0) for deed in DEEDS),
    ]  # fmt: skip


def main() -> None:
    """Counts and keeps."""
    headings = ["language", "half", "claims", "sheet, 100 claims", "desk, 100 claims", "fewer", *DEEDS]
    text = table(headings, rows())
    text += f"\n\nTarget: {TARGET:.0f}x fewer. What is counted, and what not: the beginning of benchmarks/actions.py."
    keep("actions to code 100 claims", text)


if __name__ == "__main__":
    main()
