"""What is known of an event in a parsed sentence: its own words, what stands around it, and what governs it.

Everything here reads a spaCy parse (any English pipeline with a tagger, a parser and a lemmatiser); nothing is learnt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .certainty_verbs import HEDGES, IRREALIS_MARKS, MODALS, NEGATIVE_WORDS, SIGNATURES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COMPLEMENT = frozenset(
    ["ccomp", "xcomp", "csubj", "csubjpass", "acl", "pcomp", "dobj", "pobj", "nsubjpass", "attr", "acomp", "oprd"]
)
_SKIPPED = frozenset({"prep", "agent", "prt", "dative"})
_FUNCTION = frozenset(
    ["aux", "auxpass", "neg", "mark", "advmod", "expl", "det", "cc", "nsubj", "nsubjpass", "poss", "npadvmod"]
)
DEPTH = 6
"""Governors looked at above an event; deeper ones are rare and said little on the training data."""


def governors(token: Token) -> list[tuple[Token, str]]:
    """The words above ``token``, nearest first, each with the relation of the word below it; at most DEPTH."""
    found: list[tuple[Token, str]] = []
    while token.head.i != token.i and len(found) < DEPTH:
        found.append((token.head, str(token.dep_)))
        token = token.head
    return found


def _helpers(token: Token) -> list[Token]:
    """Auxiliaries, negations and marks of ``token``, with those that a second verb shares with the first."""
    own = [c for c in token.children if c.dep_ in _FUNCTION]
    if token.dep_ == "conj" and not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in own):
        own += [c for c in token.head.children if c.dep_ in ("aux", "auxpass", "neg", "mark")]
    return own


def _conditional(token: Token) -> bool:
    marks = [c for c in token.children if c.dep_ == "mark" or (c.dep_ == "advmod" and c.lower_ in ("when", "whether"))]
    return any(c.lower_ in IRREALIS_MARKS for c in marks)


def local_value(token: Token) -> float:
    """What modals, hedges and negation beside ``token`` leave of it, -3..3."""
    value, negative = 3.0, False
    for helper in _helpers(token):
        word = helper.lower_
        if helper.dep_ == "neg" or word in NEGATIVE_WORDS:
            negative = not negative
        elif helper.dep_ == "aux" and word in MODALS:
            value = min(value, MODALS[word][1])
        elif word in HEDGES:
            value = min(value, HEDGES[word])
        elif word == "to" and token.dep_ not in ("xcomp", "conj"):
            value = min(value, 1.0)
    if any(c.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and _denying(c) for c in token.children):
        negative = not negative
    if _conditional(token):
        value = 0.0
    return -value if negative else value


def _denying(token: Token) -> bool:
    return token.lower_ in NEGATIVE_WORDS or any(
        c.dep_ == "det" and c.lower_ in ("no", "neither") for c in token.children
    )


def propagated(token: Token) -> float:
    """The value of ``token`` with what its governors imply of it, -3..3: the best single feature."""
    above = governors(token)
    context = 3.0
    for place in range(len(above) - 1, -1, -1):
        governor, relation = above[place]
        own = local_value(governor)
        value = _both(context, own)
        if relation in _SKIPPED or (
            governor.dep_ in _SKIPPED and relation == "pobj" and governor.lemma_ not in SIGNATURES
        ):
            context = value
        elif relation == "conj":
            # What stands above the first of two joined words bears on the second; what stands beside it does not.
            pass
        elif relation in _COMPLEMENT and governor.lemma_.lower() in SIGNATURES:
            _, holds, denied = SIGNATURES[governor.lemma_.lower()]
            context = (holds if value > 0 else denied) * abs(value) / 3
        elif relation in ("relcl", "appos", "parataxis", "nsubj", "poss", "amod"):
            context = 3.0 if relation != "nsubj" or abs(value) > 1 else 1.0
        elif relation == "advcl":
            context = 3.0 if value else 1.5
        else:
            context = value
    return _both(context, local_value(token))


def _both(one: float, other: float) -> float:
    size = min(abs(one), abs(other))
    return size if (one >= 0) == (other >= 0) else -size


def features(doc: Doc, at: int) -> dict[str, float]:
    """The features of the event at token ``at`` of ``doc``: names and weights; the same for the same parse."""
    token = doc[at]
    found: dict[str, float] = {}
    for name in _names(doc, token):
        found[name] = 1.0
    above = governors(token)
    found["value"] = propagated(token)
    found["local"] = local_value(token)
    found["value^2"] = abs(found["value"])
    found["depth"] = float(len(above))
    found["place"] = at / max(1, len(doc))
    found["length"] = min(60.0, float(len(doc)))
    found["lower"] = min((abs(local_value(g)) for g, _ in above), default=3.0)
    found["denials"] = float(sum(local_value(g) < 0 for g, _ in above) + (found["local"] < 0))
    found["negations before"] = float(sum(t.lower_ in NEGATIVE_WORDS for t in doc[:at]))
    found["negations after"] = float(sum(t.lower_ in NEGATIVE_WORDS for t in doc[at:]))
    found["modals before"] = float(sum(t.tag_ == "MD" for t in doc[:at]))
    found["verbs before"] = float(sum(t.pos_ == "VERB" for t in doc[:at]))
    found["quotes before"] = float(sum(t.text in ('"', "''", "``", "'") for t in doc[:at]) % 2)
    return found


def _names(doc: Doc, token: Token) -> Iterator[str]:
    lemma, at = token.lemma_.lower(), token.i
    yield f"lemma={lemma}"
    yield f"form={token.lower_}"
    yield f"tag={token.tag_}"
    yield f"dep={token.dep_}"
    yield f"tag+dep={token.tag_}+{token.dep_}"
    yield f"end={token.lower_[-3:]}"
    own = SIGNATURES.get(lemma)
    yield f"class={own[0] if own else '-'}"
    for name in _tense(token):
        yield f"tense={name}"
        yield f"tense+class={name}+{own[0] if own else '-'}"
        yield f"tense+dep={name}+{token.dep_}"
    for child in token.children:
        if child.dep_ in _FUNCTION and not child.dep_.startswith("nsubj"):
            yield f"child={child.dep_}:{child.lower_}"
        yield f"has={child.dep_}"
        if child.dep_.startswith("nsubj"):
            yield f"subject={child.lower_ if child.pos_ == 'PRON' else child.tag_}"
            yield f"subject lemma={child.lemma_.lower()}"
            if _denying(child):
                yield "subject denied"
        elif child.dep_ in ("dobj", "attr", "acomp", "pobj"):
            yield f"object={child.lemma_.lower()}"
            if _denying(child):
                yield "object denied"
        elif child.dep_ in ("ccomp", "xcomp", "advcl"):
            yield f"below={child.dep_}:{child.tag_}"
            yield from (f"below mark={c.lower_}" for c in child.children if c.dep_ == "mark")
        elif child.dep_ == "prep":
            yield f"prep={child.lower_}"
    for shared in _helpers(token):
        yield f"helper={shared.lower_}"
    yield from _governing(token)
    for offset in (-4, -3, -2, -1, 1, 2, 3):
        if 0 <= at + offset < len(doc):
            near = doc[at + offset]
            yield f"near{offset}={near.lower_}"
            yield f"near tag{offset}={near.tag_}"
            if offset in (-3, -2, -1):
                yield f"before={near.lower_}"
    words = [t.lower_ for t in doc]
    yield f"first={words[0]}"
    yield f"last={words[-1]}"
    yield f"second={words[1] if len(words) > 1 else '-'}"
    if "?" in words:
        yield "question"
        yield f"question+tense={'+'.join(sorted(_tense(token)))}"
    if token.head.i == token.i:
        yield f"root={token.tag_}"
        if token.tag_ == "VB" and not any(c.dep_.startswith(("nsubj", "aux")) for c in token.children):
            yield "imperative"
    yield f"alone={sum(t.pos_ in ('VERB', 'AUX') for t in doc) <= 1}"
    for word in sorted(set(words) & (NEGATIVE_WORDS | IRREALIS_MARKS | set(HEDGES) | set(MODALS))):
        yield f"sentence={word}"
        yield f"sentence {'before' if words.index(word) < at else 'after'}={word}"
    for word in sorted({t.lemma_.lower() for t in doc if t.pos_ in ("VERB", "NOUN", "PRON", "ADV", "ADJ", "AUX")}):
        yield f"bag={word}"


def _tense(token: Token) -> list[str]:
    """Tense and aspect with the auxiliaries: "past", "present", "perfect", "modal:will", "infinitive" and so on."""
    found: list[str] = []
    helpers = [h for h in _helpers(token) if h.dep_ in ("aux", "auxpass")]
    if token.dep_ in ("attr", "acomp", "prep", "advmod"):
        helpers = [h for h in [token.head, *_helpers(token.head)] if h.pos_ == "AUX"]
    for helper in helpers:
        if helper.tag_ == "MD":
            found.append(f"modal:{MODALS.get(helper.lower_, (helper.lower_, 0.0))[0]}")
        elif helper.lower_ == "to":
            found.append("infinitive")
        elif helper.lemma_ in ("have", "'ve"):
            found.append("perfect")
        elif helper.lemma_ in ("be", "get") and helper.dep_ == "aux":
            found.append("progressive")
        if helper.tag_ == "VBD":
            found.append("past")
        elif helper.tag_ in ("VBZ", "VBP"):
            found.append("present")
    if token.tag_ == "VBD":
        found.append("past")
    elif token.tag_ in ("VBZ", "VBP"):
        found.append("present")
    elif not found:
        found.append(f"bare:{token.tag_}")
    return found


def _governing(token: Token) -> Iterator[str]:
    path: list[str] = []
    classes: list[str] = []
    for level, (governor, relation) in enumerate(governors(token)):
        lemma = governor.lemma_.lower()
        signature = SIGNATURES.get(lemma)
        kind = signature[0] if signature else governor.pos_
        path.append(relation)
        classes.append(f"{relation}<{kind}")
        if level < 3:
            yield f"governor{level}={lemma}"
            yield f"governor{level} path={'<'.join(path)}+{lemma}"
            yield f"governor{level} tag={governor.tag_}"
            yield f"governor{level} class={kind}+{relation}"
            yield f"classes={'<'.join(classes)}"
            yield f"path={'<'.join(path)}"
            for helper in governor.children:
                if helper.dep_ in ("neg", "aux", "mark"):
                    yield f"governor{level} {helper.dep_}={helper.lower_}"
        if relation in ("ccomp", "xcomp", "acl", "relcl", "advcl", "csubj"):
            yield f"clause of={relation}:{lemma}"
            yield f"clause of={relation}:{kind}:{'-' if local_value(governor) < 0 else '+'}"
            for subject in governor.children:
                if subject.dep_.startswith("nsubj"):
                    yield f"governor subject={subject.lower_ if subject.pos_ == 'PRON' else subject.tag_}"
        yield f"any governor={lemma}"
        if _conditional(governor):
            yield "under a condition"
