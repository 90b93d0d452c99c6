"""Cue words of speculation and negation, learnt from sentences in which a person marked them (BioScope's XML form).

A sequence model (CRF) labels each word as no cue, or as the beginning or inside of a cue of one kind. A sentence is
speculative or negated when one of its words is more likely a cue than not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from sousveil.errors import SousveilError

if TYPE_CHECKING:
    from pycrfsuite import Tagger
    from spacy.tokens import Doc

KINDS = ("speculation", "negation")
_CAPS = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence with its cues: ``cues`` are (start, end, kind) in code points of ``text``."""

    document: str
    text: str
    cues: tuple[tuple[int, int, str], ...]


def read_bioscope(path: Path) -> list[MarkedSentence]:
    """The sentences of a file in BioScope's XML form, in order. Raises SousveilError where it is not such a file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(path, parser).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise SousveilError(f"{path} cannot be read as XML ({error}): give a file in BioScope's form.") from error
    found: list[MarkedSentence] = []
    for number, document in enumerate(root.iter("Document")):
        name = document.findtext("DocID") or str(number)
        for sentence in document.iter("sentence"):
            text, cues = _flat(sentence)
            if text.strip():
                found.append(MarkedSentence(name, text, cues))
    if not found:
        raise SousveilError(f"{path} holds no <Document> with <sentence>s: give a file in BioScope's form.")
    return found


def _flat(sentence: etree._Element) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    parts: list[str] = []
    cues: list[tuple[int, int, str]] = []

    def walk(node: etree._Element) -> None:
        begin = sum(map(len, parts))
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")
        if node.tag == "cue" and node.get("type") in KINDS:
            cues.append((begin, sum(map(len, parts)), str(node.get("type"))))

    walk(sentence)
    # White space becomes one kind, character for character, so that the places of the cues hold.
    return re.sub(r"\s", " ", "".join(parts)), tuple(sorted(cues))


def labels_of(doc: Doc, cues: Sequence[tuple[int, int, str]]) -> list[str]:
    """One label a word: "O", "B-speculation", "I-speculation", "B-negation" or "I-negation"."""
    labels = ["O"] * len(doc)
    for start, end, kind in cues:
        inside = [t.i for t in doc if t.idx < end and start < t.idx + len(t.text)]
        for place, i in enumerate(inside):
            labels[i] = ("B-" if place == 0 else "I-") + kind
    return labels


def cue_features(doc: Doc) -> list[list[str]]:
    """For each word the names of its features: itself, its neighbours, what governs it and what it governs."""
    return [list(_word(doc, i)) for i in range(len(doc))]


def _word(doc: Doc, i: int) -> Iterator[str]:
    token = doc[i]
    yield "bias"
    yield f"w={token.lower_}"
    yield f"l={token.lemma_.lower()}"
    yield f"t={token.tag_}"
    yield f"l+t={token.lemma_.lower()}+{token.tag_}"
    yield f"s3={token.lower_[-3:]}"
    yield f"p3={token.lower_[:3]}"
    yield f"p5={token.lower_[:5]}"
    yield f"d={token.dep_}"
    yield f"l+d={token.lemma_.lower()}+{token.dep_}"
    if _CAPS.search(token.text[1:]):
        yield "caps"
    for offset in (-3, -2, -1, 1, 2, 3):
        if 0 <= i + offset < len(doc):
            near = doc[i + offset]
            yield f"w{offset}={near.lower_}"
            yield f"w+w{offset}={token.lower_}+{near.lower_}"
            if abs(offset) < 3:
                yield f"t{offset}={near.tag_}"
                yield f"l+t{offset}={token.lemma_.lower()}+{near.tag_}"
        else:
            yield f"edge{offset}"
    if i + 2 < len(doc):
        yield f"w+2={token.lower_}+{doc[i + 1].lower_}+{doc[i + 2].lower_}"
    if i > 1:
        yield f"w-2={doc[i - 2].lower_}+{doc[i - 1].lower_}+{token.lower_}"
    yield f"h={token.head.lemma_.lower()}"
    yield f"l+h={token.lemma_.lower()}+{token.head.lemma_.lower()}"
    for child in token.children:
        yield f"c={token.lemma_.lower()}+{child.dep_}"
        if child.dep_.startswith("nsubj") or child.dep_ in ("mark", "neg", "aux"):
            yield f"c={token.lemma_.lower()}+{child.dep_}+{child.lemma_.lower()}"
    if i == 0:
        yield "first"


def train_cues(features: Sequence[list[list[str]]], labels: Sequence[list[str]], out: Path) -> None:
    """Trains on sentences (features and labels a word) and writes the model to ``out``. Same input, same model."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": C1, "c2": C2, "max_iterations": 120, "feature.possible_transitions": True})
    for words, marks in zip(features, labels, strict=True):
        trainer.append(words, marks)
    trainer.train(str(out))


C1, C2 = 0.05, 0.01
"""Weights of the L1 and L2 penalties: usual values, checked by cross-validation on the training part, not tuned."""


class CueModel:
    """A trained model of cues. Raises SousveilError where the file is not one."""

    def __init__(self, path: Path) -> None:
        import pycrfsuite

        self._tagger: Tagger = pycrfsuite.Tagger()
        try:
            self._tagger.open(str(path))
        except ValueError as error:
            raise SousveilError(f"{path} is not a model of cues ({error}): train it again.") from error

    def chances(self, features: list[list[str]]) -> dict[str, float]:
        """For each kind the greatest probability, over the words of the sentence, of belonging to such a cue."""
        if not features:
            return dict.fromkeys(KINDS, 0.0)
        self._tagger.set(features)
        known = set(self._tagger.labels())
        return {
            kind: max(
                sum(self._tagger.marginal(label, i) for label in (f"B-{kind}", f"I-{kind}") if label in known)
                for i in range(len(features))
            )
            for kind in KINDS
        }  # fmt: skip
