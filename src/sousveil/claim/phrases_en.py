# ruff: noqa: E501, SIM905 - a table of words reads better with one class on one line
"""English noun phrases that may speak: their own words, their kind, found among the tokens before or after a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .attribution import _ORG_WORDS, _STATE_MEDIA, OUTLETS
from .speakers_en import (
    AUXILIARIES,
    DETERMINERS,
    KIND_OF,
    MODIFIERS,
    NEVER,
    PREPOSITIONS,
    QUANTIFIERS,
    RESEARCHERS,
    SINGULAR_PERSONS,
    TITLES,
    VERB_FORMS,
)

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Brig|Capt|Sgt|Lt|Rep|Sen|Gov|Rev|Maj|St)\.(?= )|[A-Z]\.(?= [A-Z])|"
    r"\d[\d.,/]*\d|\w+(?:[-\u2010\u2011'\u2019]\w+)*[\u2019']?(?![\w])|\S"
)
_STATE = re.compile(rf"^(?:\w+ )?{_STATE_MEDIA}$")
_STATE_IN = re.compile(rf"\b{_STATE_MEDIA}\b")
_PARTICLES = frozenset("de van von bin al el la der den di da ibn y du of".split())
_OF_NAMES = re.compile(
    r"^(?:Ministry|University|Institute|Court|Bank|Office|Department|Centre|Center|Council|Academy|Bureau|Chamber|School|"
    r"Committee|House|Commission|Board|Church|Agency|Society|Union|Institute|Voice|Bank|Directorate|Museum|College|Faculty|"
    r"Friends|Reporters|Doctors|Association|Federation|League|Authority|Inspectorate|Secretariat|Radio)$"
)
_FIRMS = re.compile(
    r"\b(?:Properties|Holdings|Partners|Solutions|Industries|Imaging|Imagery|Analytics|Security|Securities|Ventures|Logistics|Telecom|"
    r"Communications|Networks|Software|Digital|Data|Energy|Airlines|Transit|Railways?|Metro|Consulting|Research|Observatory|Forum|Fund|"
    r"Trust|Clinic|Service|Services|Force|Army|Navy|Court|Parliament|Assembly|Senate|Congress|Commune|Municipality|City Hall|Republic|"
    r"Federation|Kingdom|States|Academy|Museum|Hospital|School|College|Library|Church|Archive|Index|Monitor|Justice|Rights|Freedom|Action|"
    r"GmbH|AG|LLC|PLC|SA|Corp|Limited|Authority|Board|Chamber|Command|Directorate|Administration|Secretariat|Inspectorate|Federal|National)\b"
)
_CALENDAR = frozenset(
    (
    "January February March April May June July August September October November December Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday"
    ).split()
)
_LEADING = frozenset(
    (
    "and but yet so meanwhile however still then now also later thus indeed moreover only even just again "
    "here there elsewhere today yesterday instead nevertheless separately similarly earlier often sometimes "
    "once asked overall perhaps maybe besides furthermore additionally likewise nor or as because while "
    "although though whereas that if when since first second finally afterwards too not"
    ).split()
)
_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we"))
_MASS = frozenset(["footage", "imagery", "data", "evidence", "correspondence", "testimony", "cctv"])
_TIMES = frozenset(["last", "this", "next", "earlier", "late", "early", "each", "every"])
_TIME_NOUNS = frozenset(
    "year month week day night morning evening spring summer autumn winter fall time quarter".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: its place, as written, and in lower case with a straight apostrophe."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may speak. start, end: its source's own words; kind: as in Speech, or "pronoun"; head: its noun
    in lower case ("" for a bare name); named: whether start..end is a name; definite: "the", "this", a possessive."""

    start: int
    end: int
    kind: str
    head: str
    named: bool = False
    definite: bool = False
    indefinite: bool = False
    plural: bool = False
    researcher: bool = False
    strong: bool = True
    """Whether the head is a known noun or a name; else it speaks only with a plain verb of saying."""


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of [start, end)."""
    return [
        Token(m.start(), m.end(), m.group(), m.group().lower().replace("\u2019", "'").replace("\u2010", "-").replace("\u2011", "-"))
        for m in _TOKEN.finditer(text, start, end)
    ]  # fmt: skip


def singular(word: str) -> str:
    """A noun's dictionary form, for regular nouns."""
    for ending, to in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("xes", "x"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith(("ss", "us")):
            return word[: -len(ending)] + to
    return word


def kind_of_noun(word: str) -> str | None:
    """The kind of source that a noun is, None for a noun in no list."""
    for one in (word, singular(word), word.rpartition("-")[2], singular(word.rpartition("-")[2])):
        if one in KIND_OF:
            return KIND_OF[one]
    return None


def is_name(token: Token) -> bool:
    """Whether a token is written as a name."""
    return token.text[0].isupper() and token.text not in _CALENDAR and token.low not in ("i", "i'm", "i've", "i'd")


def named_kind(name: str, before: str) -> str:
    """The kind of source that a name is; before: the words that lead up to it."""
    if _STATE.match(name.lower()):
        return "state-media"
    if OUTLETS.search(name):
        return "outlet"
    if re.search(
        r"\b(?:ministry|minister|spokes\w+|officials?|police|government|ombudsman|prosecutors?|inspector-general)\b",
        f"{before} {name}".lower(),
    ):
        return "official"
    if _ORG_WORDS.search(name) or _FIRMS.search(name) or any(_OF_NAMES.match(word) for word in name.split()):
        return "organisation"
    return "person"


def parse(chunk: Sequence[Token]) -> Phrase | None:
    """The noun phrase that ends the chunk, None if there is none that could speak."""
    words = list(chunk)
    while words and (words[0].low in _LEADING or (words[0].low.endswith("ly") and len(words) > 1)) and not (
        is_name(words[0]) and len(words) > 1 and words[0].low not in _LEADING
    ):  # fmt: skip
        words.pop(0)
    words = _past_adverbial(words)
    if words and words[0].low not in DETERMINERS and not is_name(words[0]) and (
        (words[0].low in VERB_FORMS and not kind_of_noun(words[0].low)) or words[0].low in ("taken", "made", "given")
    ):  # fmt: skip
        words = words[next((n for n, t in enumerate(words) if t.low in DETERMINERS), len(words)) :]
    if (
        not words
        or words[0].low in ("you", "nobody", "none", "no", "who", "whoever", "your")
        or (len(words) == 1 and words[0].low in DETERMINERS)
    ):
        return None
    for at in range(
        len(words) - 1, 1, -1
    ):  # "between the station and the theatre the authors": two phrases side by side
        if words[at].low in ("the", "its", "their", "his", "her") and not (
            words[at - 1].low in PREPOSITIONS or words[at - 1].low in QUANTIFIERS or words[at - 1].low in DETERMINERS
            or words[at - 1].low in ("and", "or", "to", ",") or words[at - 1].low in VERB_FORMS
            or words[at - 1].low.endswith(("ing", "ed", "en"))
        ):  # fmt: skip
            words = words[at:]
            break
    if len(words) > 1 and words[-1].low in _PRONOUNS:
        words = words[-1:]
    first = words[0].low
    if first in ("he", "she", "they", "it", "i", "we") and len(words) == 1:
        return Phrase(words[0].start, words[0].end, "pronoun", first)
    core = _core(words)
    if not core:
        return None
    return _classed(core, words)


def _past_adverbial(words: list[Token]) -> list[Token]:
    """Without a phrase of time or place at the front: "Last year the police" is the police."""
    if not words:
        return words
    first = words[0].low
    timed = first in _TIMES and len(words) > 1 and (singular(words[1].low) in _TIME_NOUNS or words[1].text in _CALENDAR)
    if first not in PREPOSITIONS and not timed:
        return words
    for at in range(2, len(words)):
        before = words[at - 1].low
        opens = (
            words[at].low in DETERMINERS
            or words[at].low in QUANTIFIERS
            or words[at].low in ("he", "she", "they", "it", "we", "i")
        )
        if (opens or (is_name(words[at]) and not is_name(words[at - 1]))) and (
            before not in PREPOSITIONS and before not in DETERMINERS and before not in ("and", "or")
            and (opens or not _adjective_like(before))
        ):  # fmt: skip
            return words[at:]
    last = words[-1].low
    if len(words) > 2 and kind_of_noun(last) and last.endswith("s"):
        return words[-1:]
    return []


def _adjective_like(word: str) -> bool:
    return word.endswith(("al", "ous", "ive", "ic", "ern", "ish", "ese")) or word in QUANTIFIERS


def _core(words: list[Token]) -> list[Token]:
    """The phrase up to what modifies its head from behind."""
    counted = words[0].low in QUANTIFIERS or words[0].low[:1].isdigit()
    for at, token in enumerate(words):
        low = token.low
        if at == 0:
            continue
        if counted and low == "of" and at <= 3 and not kind_of_noun(words[at - 1].low):
            return words[: _of_end(words, at)]
        if low == "of" and is_name(words[at - 1]) and at + 1 < len(words) and _OF_NAMES.match(words[at - 1].text):
            after = words[at + 1 :]
            if after and (is_name(after[0]) or (after[0].low == "the" and len(after) > 1 and is_name(after[1]))):
                continue
        if (
            (low in ("for", "on", "and", "the", "against", "without", "of")
            and is_name(words[at - 1]))
            or (low in ("the", "of")
            and words[at - 1].low in ("of", "for", "on"))
        ):
            following = words[at + 1 : at + 3]
            joined = bool(following) and (
                is_name(following[0]) or (following[0].low == "the" and len(following) > 1 and is_name(following[1]))
            )
            if joined and _looks_organised(words[:at], low):
                continue
        if low in _PARTICLES - {"of"} and is_name(words[at - 1]):
            continue
        if low == "per" and at + 1 < len(words) and words[at + 1].low == "cent":
            continue
        if low in PREPOSITIONS or low in AUXILIARIES or low in ("(", "/"):
            return words[:at]
        if (
            low in MODIFIERS
            and words[at - 1].low not in DETERMINERS | QUANTIFIERS
            and not words[at - 1].low.endswith("'s")
        ):
            return words[:at]
        if (
            at >= 1
            and low.endswith("ing")
            and low not in KIND_OF
            and not is_name(token)
            and kind_of_noun(words[at - 1].low)
        ):
            return words[:at]
    return words


def _looks_organised(words: Sequence[Token], joint: str) -> bool:
    """Whether a name goes on over "for", "on", "of" or "and": only the name of a body does."""
    return any(_OF_NAMES.match(w.text) or _ORG_WORDS.search(w.text) for w in words) or (
        joint == "and" and len(words) == 1
    )


def _of_end(words: Sequence[Token], at: int) -> int:
    """Where "two of the five" ends."""
    for index in range(at + 1, len(words)):
        low = words[index].low
        if low in PREPOSITIONS or low in MODIFIERS or low in AUXILIARIES:
            return index
    return len(words)


def _classed(core: list[Token], words: list[Token]) -> Phrase | None:
    begin = core[0]
    low = [t.low for t in core]
    definite = low[0] in ("the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my") or low[
        0
    ].endswith("'s")
    indefinite = low[0] in ("a", "an", "one", "another", "some", "any") or begin.low in QUANTIFIERS
    counted = begin.low in QUANTIFIERS or begin.text[0].isdigit()
    if counted and low[-1] in ("cent", "percent"):
        return Phrase(begin.start, core[-1].end, "survey", "", plural=True, indefinite=True)
    if counted and "of" in low:
        if (
            ((low[-1] in NEVER or singular(low[-1]) in NEVER)
            and low[-1] not in ("these", "those"))
            or low[-1] in ("which", "whom", "it", "of")
        ):
            return None
        counted_kind = kind_of_noun(low[-1]) or "witnesses"
        counted_kind = counted_kind if counted_kind in ("official", "experts", "survey", "unnamed") else "witnesses"
        return Phrase(begin.start, core[-1].end, counted_kind, low[-1], plural=True, indefinite=True)
    tail = len(core)
    while tail > 0 and (
        is_name(core[tail - 1])
        or (
            core[tail - 1].low in _PARTICLES | {"for", "on", "the", "and", "against", "without"}
            and tail < len(core)
            and tail > 1
        )
    ):
        tail -= 1
    while tail < len(core) and not is_name(core[tail]):
        tail += 1
    head = re.sub(r"'s?$", "", low[-1])
    if low[-1].endswith(("'s", "s'")) and len(core) > 1:
        return None
    opening = (
        tail == 0
        and len(core) > 1
        and (low[0] in DETERMINERS or low[0] in QUANTIFIERS or low[0] in ("state", "local", "former", "official"))
    )
    if opening:
        tail = 1 if all(is_name(t) or t.low in _PARTICLES for t in core[1:]) else tail
    if tail == 0 and len(core) == 1 and (kind_of_noun(head) or low[0] in QUANTIFIERS) and not core[0].text.isupper():
        tail = 1  # "Residents", "Officials", "Both" at the head of a sentence
    if tail < len(core):
        return _name_phrase(core, tail, definite or low[0] in DETERMINERS)
    if counted and len(core) == 1:
        if (
            low[0] in ("one", "nobody", "none", "neither", "each", "all", "many", "another")
            and len(words) == 1
            and low[0] != "one"
        ):
            return Phrase(begin.start, begin.end, "witnesses", "", plural=True, indefinite=True, strong=False)
        return Phrase(begin.start, begin.end, "witnesses", "", plural=True, indefinite=True)
    if (
        len(core) == 1
        and kind_of_noun(head) in ("report", "audit", "survey")
        and singular(head) == head
        and head not in _MASS
        and begin.text[0].isupper()
    ):
        return None  # "Study" heads a headline
    phrase_words = " ".join(low)
    state = _STATE_IN.search(phrase_words)
    if state and re.fullmatch(
        r" ?(?:reports?|coverage|broadcasts?|articles?|outlets?|footage|photos|images|workers)?",
        phrase_words[state.end() :],
    ):
        return Phrase(begin.start, core[-1].end, "state-media", head, definite=definite)
    if head in NEVER or singular(head) in NEVER:
        return None
    kind: str | None = kind_of_noun(head)
    if (
        kind is None
        and len(core) > 1
        and low[0] in ("the", "both", "other", "these")
        and low[-1] in ("two", "five", "others", "rest", "remaining", "former", "latter")
    ):
        kind = "witnesses"
    strong = kind is not None
    if kind is None:
        if not (definite or indefinite or low[0] in DETERMINERS) or head.endswith(
            ("tion", "ment", "ness", "ity", "ance", "ence", "ing", "ism")
        ):
            return None
        if head.isdigit() or head in PREPOSITIONS or head in VERB_FORMS:
            return None
        kind = "witnesses"
    noun = singular(head)
    single = noun in SINGULAR_PERSONS and head == noun
    if (kind == "witnesses" and noun in ("source", "insider")) or kind == "unnamed":
        kind = "unnamed"
    return Phrase(
        begin.start, core[-1].end, kind, noun, definite=definite, indefinite=indefinite,
        plural=not single and (head != noun or head in ("people", "men", "women", "folk", "staff", "police")),
        researcher=noun in RESEARCHERS, strong=strong,
    )  # fmt: skip


def _name_phrase(core: list[Token], tail: int, definite: bool) -> Phrase | None:
    """A phrase that ends in a name: "deputy akim Serik Dauletov" is Serik Dauletov."""
    at = tail
    before = " ".join(t.low for t in core[:at])
    for index in range(len(core) - 2, tail - 1, -1):
        if core[index].low.rstrip(".") in TITLES and index + 1 < len(core):
            single = index + 2 == len(core)
            titled = core[index].low.rstrip(".")
            at = (
                index
                if single
                and titled
                in ("mr", "mrs", "ms", "miss", "mama", "baroness", "lord", "lady", "senator", "auntie", "sir")
                else index + 1
            )
            before += " " + " ".join(t.low for t in core[tail:at])
            break
    while at < len(core) - 1 and (
        core[at].low in DETERMINERS or core[at].low.endswith(("-based", "-run", "-backed", "-owned"))
    ):
        at += 1
    based = next((n for n in range(len(core) - 1, at, -1) if core[n].low.endswith("-based")), None)
    at = based + 1 if based is not None and based + 1 < len(core) else at
    if core[-1].text.endswith(("'s", "\u2019s")):
        return None
    name = " ".join(t.text for t in core[at:])
    head = singular(core[-1].low)
    role = head.rpartition("-")[2]
    if role in SINGULAR_PERSONS and all(
        singular(t.low).rpartition("-")[2] in SINGULAR_PERSONS or t.low in TITLES for t in core[at:]
    ):
        return Phrase(core[0].start, core[-1].end, kind_of_noun(role) or "official", role, definite=definite)
    kind = named_kind(name, before)
    presented = at > tail or before != ""
    if kind == "person" and definite and not presented:
        kind = kind_of_noun(head) or "organisation"
    if kind == "person" and kind_of_noun(head) in ("organisation", "official") and len(core) - at > 1:
        kind = kind_of_noun(head) or kind
    if core[at].low in NEVER or core[at].text in _CALENDAR:
        return None
    if definite and kind != "person" and at == tail and tail == 1 and core[0].low == "the":
        return Phrase(core[at].start, core[-1].end, kind, head, named=True, definite=True)
    return Phrase(core[at].start, core[-1].end, kind, head if kind != "person" else "", named=True, definite=definite)
