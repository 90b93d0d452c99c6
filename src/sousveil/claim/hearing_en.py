# ruff: noqa: E501, SIM905 - conditions on words read better whole
"""Who speaks in one English sentence: verbs of saying, thinking and showing, each with its subject and its reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .phrases_en import Phrase, Token, is_name
from .speakers_en import (
    AUXILIARIES,
    BE,
    CLAUSE_ONLY,
    DENYING,
    DETERMINERS,
    NUMBERED,
    OBJECT_TOO,
    PAPER_ONLY,
    PREPOSITIONS,
    QUANTIFIERS,
    SAYING,
    SHOWING,
    THINKING,
    VERB_FORMS,
)
from .subjects_en import (
    ADVERBS,
    CLAUSE_WORDS,
    MARKS,
    QUOTES,
    Said,
    before_of,
    forward,
    inverted_of,
    noun_here,
    subject_of,
)

_PAPERS = frozenset(("report", "audit", "survey", "papers"))
_SILENT = frozenset(["acknowledge", "admit", "confirm", "announce", "reveal", "disclose", "report", "deny"])
_STRICT = frozenset(
    (
    "ask know hear see find learn hold understand feel judge consider detect establish determine spot state "
    "post read"
    ).split()
) - {"find"}
_PERCEIVE = frozenset(("see", "hear", "notice", "remember", "recall", "overhear", "spot"))
_PEOPLE_KINDS = frozenset(
    ("person", "witnesses", "experts", "official", "unnamed", "organisation", "state-media", "outlet", "pronoun")
)
_AWARE = frozenset(("know", "understand", "realize", "realise", "comprehend"))
_UNAWARE = frozenset("not never hardly barely scarcely rarely seldom don't doesn't didn't cannot can't couldn't".split())
_TOLD = frozenset("us me him her them reporters journalists parliament lawmakers state".split())


def acts(tokens: Sequence[Token], start: int, end: int) -> list[Said]:
    """The acts of speech of a sentence, in the order of their verbs."""
    found: list[Said] = []
    for at, token in enumerate(tokens):
        lemma = VERB_FORMS.get(token.low)
        if lemma is None:
            continue
        said = _act(tokens, at, lemma, found, start, end)
        if said is not None:
            found.append(said)
        found += _from_whom(tokens, at, lemma, start, end)
    counted = _counted(tokens, start, end) if all(s.seen for s in found) else None
    return [counted] if counted else _divided(found, tokens)


def _act(tokens: Sequence[Token], at: int, lemma: str, found: Sequence[Said], start: int, end: int) -> Said | None:
    token, before = tokens[at], before_of(tokens, at)
    ahead = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if token.low.endswith("ing") and not lemma.endswith("ing"):
        if before < 0 or tokens[before].text not in ',"\u201d' or lemma not in SAYING:
            return None
        if not found:
            opening = forward(tokens, 0)
            if opening is None or (not opening[0].strong and opening[0].kind != "pronoun"):
                return None
            return Said(opening[0], lemma, token.low, token.start, (token.end, end), head=True)
        last = found[-1]
        return replace(last, lemma=lemma, word=token.low, verb_at=token.start, reach=(token.end, end), head=True)
    helpers = {t.low for t in tokens[before + 1 : at]}
    if before >= 0 and tokens[before].low == "to" and not helpers & {"have"}:
        return None
    if helpers & BE and not helpers & {"having"} and token.low not in ("says",):
        return _passive(tokens, at, lemma, before, start, end)
    if (
        (helpers & {"not", "never", "hasn't", "haven't", "didn't", "nor", "neither"}
        and lemma in _SILENT)
        or (at > 0
        and tokens[at - 1].low in ("nor", "neither"))
    ):
        return None  # "has not acknowledged": the author tells of a silence
    if lemma in _AWARE and (helpers & _UNAWARE or _few(tokens, at)):
        return None  # "citizens hardly know how ...": the author tells of them
    if at > 0 and tokens[at - 1].low in ("the", "a", "an", "its", "their", "his", "our", "my", "no", "your"):
        return None
    if (
        helpers & {"can", "could", "should", "must", "may", "might"}
        and not helpers & {"not", "never", "couldn't"}
        and lemma != "recall"
    ):
        return None  # what somebody can or must say nobody has said
    if is_name(token) and at > 0 and tokens[at - 1].text not in MARKS:
        return None
    if not helpers and noun_here(tokens, at, before, ahead):
        return None
    if ahead == "by" and not helpers and token.low.endswith(("ed", "en", "wn", "id", "nd", "ld")):
        return None
    inverted = inverted_of(tokens, at, lemma, before)
    if inverted is not None:
        phrase, after = inverted
        again = any(t.text in QUOTES for t in tokens[after:] if t.start > phrase.end) and tokens[
            -1
        ].text in QUOTES | {"."}
        reach = (start, end if again else token.start)
        return Said(phrase, lemma, token.low, token.start, reach, head=False)
    subject = subject_of(tokens, before, found)
    if subject is None:
        return None
    phrase, begin, relative = subject
    if not _fits(phrase, lemma, tokens, at, begin):
        if lemma in _PERCEIVE and phrase.kind in ("person", "witnesses", "pronoun"):
            return Said(phrase, lemma, token.low, token.start, (start, end), head=True, seen=True)
        return None
    if (
        begin > 1
        and tokens[begin - 1].low == "as"
        and tokens[begin - 2].low in (",", "not")
        and (any(t.low == "not" for t in tokens[max(0, begin - 4) : begin]) or tokens[0].low in ("whether", "if"))
    ):
        return None
    negative = lemma in DENYING and not helpers & {"not", "never", "didn't", "doesn't", "don't"}
    if lemma in ("dispute", "reject", "dismiss") and not _clausal(tokens, at):
        negative = True
    which = (relative and before >= 0 and tokens[before].low == "which") or any(
        t.low == "which" for t in tokens[begin:before] if t.start > phrase.end and phrase.kind == "person"
    )  # fmt: skip
    if which and phrase.kind == "person":
        phrase = replace(phrase, kind="organisation")
    if relative:
        stop = next((t.start for t in tokens[at + 1 :] if t.text in ",;" and not t.text.isalnum()), end)
        return Said(phrase, lemma, token.low, token.start, (token.end, stop), head=False, negative=negative)
    prior = (
        begin > 0
        and tokens[begin - 1].text in MARKS - {"("}
        and sum(t.text not in MARKS for t in tokens[:begin]) >= 3
    )
    if begin > 1 and tokens[begin - 1].low in ("which", "as") and tokens[begin - 2].text in ",\u2014\u2013":
        prior = True
    if begin > 1 and tokens[begin - 1].low == "which" and ahead == ",":
        prior = True
    tail = _at_end(tokens, at)
    if (
        begin > 0
        and tokens[begin - 1].text in QUOTES
        and sum(t.text in QUOTES for t in tokens[:begin]) % 2 == 0
        and ahead not in CLAUSE_WORDS
    ):
        tail = True
    aside = ahead in (",", "\u2014", "\u2013") or (ahead == ":" and False)
    if prior and (tail or aside):
        whole = not tail or tokens[begin - 1].low == "which"
        left = tokens[begin - 1].end if tokens[begin - 1].low == "which" else start
        return Said(
            phrase,
            lemma,
            token.low,
            token.start,
            (left, end if whole else tokens[begin].start),
            head=False,
            negative=negative,
        )
    embedded = bool(found) or (begin > 0 and tokens[begin - 1].low == "that")
    broken = any(t.text == ";" or (t.text == "," and n + 1 < begin and tokens[n + 1].low in ("but", "while", "although", "whereas", "and", "yet", "though", "because", "since", "for"))
                 for n, t in enumerate(tokens[:begin]))  # fmt: skip
    return Said(
        phrase,
        lemma,
        token.low,
        token.start,
        (token.end if embedded or broken else start, end),
        head=True,
        negative=negative,
    )


def _few(tokens: Sequence[Token], at: int) -> bool:
    """Whether the subject is "few citizens", "no residents": nobody who could speak."""
    near = range(max(0, at - 4), at)
    return any(tokens[i].low in ("few", "no", "nobody", "none") and (i == 0 or tokens[i - 1].low != "a") for i in near)


def _passive(tokens: Sequence[Token], at: int, lemma: str, before: int, start: int, end: int) -> Said | None:
    """ "was found by the auditors to be"; "was quoted as saying"."""
    token = tokens[at]
    if lemma == "quote":
        if not any(t.low == "saying" for t in tokens[at + 1 :]):
            return None
        subject = subject_of(tokens, before, ())
        return Said(subject[0], "say", token.low, token.start, (token.end, end), head=True) if subject else None
    if lemma in (
        "show",
        "write",
        "read",
        "call",
        "name",
        "give",
        "take",
        "put",
        "ask",
        "see",
        "hear",
        "speak",
        "know",
        "set",
        "mark",
        "detect",
        "present",
        "hold",
        "require",
        "request",
        "log",
        "record",
        "spot",
        "blame",
    ):
        return None
    for index in range(at + 1, min(len(tokens), at + 3)):
        if tokens[index].low == "by":
            found = forward(tokens, index + 1)
            if found is None or found[0].kind == "pronoun":
                return None
            left = max((t.end for t in tokens[:at] if t.text == ";"), default=start)
            return Said(found[0], lemma, token.low, token.start, (left, end), head=False)
    return None


def _from_whom(tokens: Sequence[Token], at: int, lemma: str, start: int, end: int) -> list[Said]:
    """Those from whom the subject has it: "learned from the ministry", "quoted the minister as saying"."""
    if lemma in ("hear", "learn") and at + 1 < len(tokens) and tokens[at + 1].low == "from":
        found = forward(tokens, at + 2)
        if found and found[0].kind != "pronoun":
            return [Said(found[0], lemma, tokens[at].low, tokens[at].start, (start, end), head=False)]
    if (
        lemma in ("quote", "cite")
        and any(t.low == "saying" for t in tokens[at + 1 :])
        and at + 1 < len(tokens)
        and tokens[at + 1].low != "as"
    ):
        found = forward(tokens, at + 1)
        if found:
            return [Said(found[0], "say", "quoted", tokens[at].start, (tokens[at].end, end), head=True)]
    return []


def _fits(phrase: Phrase, lemma: str, tokens: Sequence[Token], at: int, begin: int) -> bool:
    """Whether such a subject speaks by such a verb."""
    paper = phrase.kind in _PAPERS or phrase.researcher
    clause = _clausal(tokens, at)
    prior = begin > 0 and (tokens[begin - 1].text in MARKS or tokens[begin - 1].low in ("which", "as"))
    aside = prior and (_at_end(tokens, at) or (at + 1 < len(tokens) and tokens[at + 1].text == ","))
    if lemma == "put":
        if at + 1 < len(tokens) and tokens[at + 1].low in (
            "up",
            "on",
            "in",
            "into",
            "down",
            "off",
            "out",
            "forward",
            "under",
            "to",
        ):
            return False
        return (paper or phrase.kind in _PEOPLE_KINDS) and any(
            t.low in ("at", "it", "near", "around", "between") for t in tokens[at + 1 : at + 12]
        )
    if paper and not phrase.researcher and lemma in SHOWING | SAYING | THINKING:
        return lemma not in ("see", "hear", "speak", "set", "take", "learn", "add", "read") or clause or aside
    if phrase.researcher and lemma in SHOWING - {
        "call",
        "ask",
        "refer",
        "set",
        "take",
        "speak",
        "give",
        "see",
        "hear",
        "learn",
        "name",
    }:
        return True
    if (
        lemma in PAPER_ONLY
        and phrase.kind not in _PAPERS
        and not (
            lemma in ("suggest", "cite", "examine", "call", "refer", "speak", "talk")
            and (clause or _quoting(tokens, at))
        )
    ):
        return False
    if lemma == "speak" and at + 1 < len(tokens) and tokens[at + 1].low == "of":
        return phrase.kind in ("witnesses", "experts", "person", "unnamed") or paper
    if lemma in ("hope", "promise", "vow", "pledge") and at + 1 < len(tokens) and tokens[at + 1].low == "to":
        return phrase.strong and phrase.kind != "pronoun"
    if lemma in ("begin", "continue") and not (aside or _quoting(tokens, at)):
        return False
    if lemma in _STRICT and not (
        aside
        or (
            at + 1 < len(tokens)
            and (tokens[at + 1].low in CLAUSE_WORDS or tokens[at + 1].text in QUOTES or tokens[at + 1].low in _TOLD)
        )
    ):
        return False
    if not phrase.strong and not (lemma in SAYING | THINKING and (clause or aside)):
        return False
    if clause or aside:
        return True
    if lemma in NUMBERED - {"report"} and at + 1 < len(tokens):
        near = tokens[at + 1 : at + 4]
        if any(t.text[0].isdigit() or t.low in QUANTIFIERS for t in near):
            return phrase.kind != "official" or lemma == "count"
    if (
        lemma in ("reply", "answer")
        and at + 1 < len(tokens)
        and (tokens[at + 1].text.isdigit() or tokens[at + 1].low in QUANTIFIERS)
    ):
        return True
    if lemma in OBJECT_TOO:
        return phrase.kind != "pronoun" or lemma in ("describe", "attribute", "recall")
    return lemma not in CLAUSE_ONLY and lemma in SAYING | THINKING


def _clausal(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause, a quotation or a person addressed follows the verb."""
    index = at + 1
    while (
        index < len(tokens)
        and (tokens[index].low in ADVERBS or tokens[index].low.endswith("ly") or tokens[index].low in ("out", "to"))
        and index < at + 3
    ):
        index += 1
    if index >= len(tokens):
        return False
    first = tokens[index]
    if first.low in CLAUSE_WORDS or first.text in QUOTES or first.text == ":":
        return True
    if first.low.endswith("ing") and VERB_FORMS.get(tokens[at].low) in (
        "report",
        "describe",
        "recall",
        "admit",
        "remember",
        "deny",
        "mention",
    ):
        return True
    if first.low in _TOLD and VERB_FORMS.get(tokens[at].low) in ("tell", "inform", "assure", "ask", "show"):
        return True
    for step in range(index, min(len(tokens), index + 14)):
        token = tokens[step]
        if token.text in QUOTES or token.low in ("that", "how", "whether"):
            return True
        if token.text in MARKS:
            return False
        if token.low in AUXILIARIES and step > index:
            return True
    return False


def _quoting(tokens: Sequence[Token], at: int) -> bool:
    return any(t.text in QUOTES for t in tokens[at + 1 : at + 10])


def _at_end(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but an adjunct follows the verb."""
    rest = [t for t in tokens[at + 1 :] if t.text not in QUOTES | {".", ")"}]
    if not rest:
        return True
    if len(rest) > 14 or any(t.text in ";:" for t in rest):
        return False
    first = rest[0]
    if first.low in (
        "reporters",
        "journalists",
        "us",
        "me",
        "later",
        "afterwards",
        "yesterday",
        "today",
        "recently",
        "parliament",
        "again",
        "too",
        "there",
        "aloud",
        "drily",
    ):
        return not any(t.low == "that" for t in rest[:3]) and (
            first.low in ("us", "me") or not any(t.low in AUXILIARIES for t in rest)
        )
    if (
        first.low in PREPOSITIONS
        or first.text in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        or first.low in ("last", "this", "when", "as", "late", "earlier", "while")
    ):
        return not any(t.low in ("that",) for t in rest)
    return VERB_FORMS.get(tokens[at].low) in ("tell", "inform", "ask") and not any(
        t.low in AUXILIARIES or t.low == "that" for t in rest
    )


def _counted(tokens: Sequence[Token], start: int, end: int) -> Said | None:
    """ "Only four had ever seen one": people counted among those who were asked."""
    index = 0
    while (
        index < len(tokens)
        and (
            tokens[index].low
            in (
                "only",
                "just",
                "another",
                "the",
                "remaining",
                "other",
                "of",
                "these",
                "them",
                ",",
                "about",
                "some",
                "nearly",
                "almost",
            )
        )
        and index < 4
    ):
        index += 1
    stop = next(
        (
            n
            for n in range(index, min(len(tokens), index + 8))
            if tokens[n].low in AUXILIARIES
            or tokens[n].low in ("thought", "took", "knew", "saw", "heard", "felt", "owned", "agree", "agreed")
        ),
        None,
    )
    if (
        stop is None
        or index >= len(tokens)
        or stop == index
        or not (tokens[index].low in QUANTIFIERS or tokens[index].text.isdigit())
    ):
        return None
    words = tokens[index:stop]
    if len(words) > 1 and not (
        words[1].low == "of"
        and words[-1].low in ("them", "these", "those", "interviewees", "respondents", "women", "men")
    ):
        return None
    if tokens[stop].low in ("is", "are", "was", "were") and not any(
        t.low in ("sure", "asked", "shown", "told", "certain", "unsure", "aware") for t in tokens[stop + 1 : stop + 3]
    ):
        return None
    phrase = Phrase(words[0].start, words[-1].end, "witnesses", "", plural=True, indefinite=True)
    return Said(phrase, "tell", "counted", tokens[stop].start, (start, end), head=True, seen=True)


def _divided(found: list[Said], tokens: Sequence[Token]) -> list[Said]:
    """Each speaker's reach ends where a new clause gives another one the word."""
    out = list(found)
    for index, said in enumerate(out):
        if not said.head or index == 0:
            continue
        begin = said.phrase.start
        joints = [t for t in tokens if t.end <= begin]
        while joints and (
            joints[-1].low in ("but", "while", "whereas", "although", "though", "and", "yet")
            or joints[-1].low in DETERMINERS
        ):
            joints.pop()
        if not joints or joints[-1].text not in ",;":
            continue
        cut = joints[-1].start
        for before in range(index):
            a, b = out[before].reach
            if out[before].head and a < cut < b and out[before].phrase != said.phrase:
                out[before] = replace(out[before], reach=(a, cut))
    return out
