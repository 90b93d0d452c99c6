"""Wordings that an entry's examples share and that are rare in the case: ideas for its terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sousveil.case.vocabulary import Entry, PlaceEntry

from .lexicon import LANGUAGES
from .plain import plain

MOST = 6
_TOKENS = {"en": re.compile(r"[a-z0-9']+"), "ko": re.compile(r"[가-힣a-z0-9]+"), "zh": re.compile(r"[\u3400-\u9fff]+")}
_LIGHT = frozenset(
    (  # noqa: SIM905 - a list of a hundred quoted words is no easier to read
        "a an and are as at be been being but by can could did do does for from had has have he her his how i if in"
        " into is it its may might more most must no not now of on one or our out over said say says she should so"
        " some such than that the their them then there these they this those to two under up was we were what when"
        " where which while who will with would year years new also after before between all any each every other"
        " during about according"
    ).split()
)
"""English words that begin and end no term."""
_JOSA = re.compile(r"(?<=[가-힣]{2})(?:으로|에서|까지|부터|에게|이라|은|는|이|가|을|를|의|에|로|와|과|도)$")


@dataclass(frozen=True)
class Idea:
    """words: a wording. examples: in how many of the entry's ``of`` examples it stands. case: in how many documents of
    the case."""

    entry: str
    language: str
    words: str
    examples: int
    of: int
    case: int


class Wordings:
    """Gathers wordings from the examples of ``entries``, and counts in how many documents each stands."""

    def __init__(self, entries: Sequence[Entry | PlaceEntry]) -> None:
        self._found: dict[tuple[str, str], Counter[str]] = {}
        self._of: dict[tuple[str, str], int] = {}
        for entry in entries:
            if isinstance(entry, PlaceEntry):
                continue
            for language in LANGUAGES:
                examples = entry.examples.get(language, ())
                terms = (*entry.terms.get(language, ()), *entry.context.get(language, ()))
                known = {" ".join(plain(term).split()) for term in terms}
                against = {w for s in entry.not_examples.get(language, ()) for w in wordings(s, language)}
                counts = Counter(w for s in examples for w in sorted(wordings(s, language) - known - against))
                least = 1 if len(examples) == 1 else 2
                self._found[entry.id, language] = Counter({w: n for w, n in counts.items() if n >= least})
                self._of[entry.id, language] = len(examples)
        self._wanted = sorted({w for counts in self._found.values() for w in counts})
        self._documents: Counter[str] = Counter()
        self._read = 0

    def read(self, text: str) -> None:
        """Counts one document of the case."""
        self._read += 1
        low = " ".join(plain(text).split()) if self._wanted else ""
        self._documents.update(w for w in self._wanted if w in low)

    def ideas(self) -> Iterator[Idea]:
        """The best wordings of each entry: in many examples, in few documents, the longer first; none that stands in
        more than a quarter of a case of at least eight documents."""
        for (entry, language), counts in sorted(self._found.items()):
            rare = {w: n for w, n in counts.items() if self._read < 8 or self._documents[w] * 4 <= self._read}
            best = sorted(rare, key=lambda w: (-rare[w], self._documents[w], -len(w), w))
            chosen: list[str] = []
            for words in best:
                if len(chosen) < MOST and not any(words in other and rare[words] == rare[other] for other in chosen):
                    chosen.append(words)
            for words in chosen:
                yield Idea(entry, language, words, rare[words], self._of[entry, language], self._documents[words])


def wordings(sentence: str, language: str) -> set[str]:
    """Runs of one to three words that could be a term; of Chinese, runs of two to five characters."""
    low = plain(sentence)
    out: set[str] = set()
    if language == "zh":
        for run in _TOKENS["zh"].findall(low):
            out.update(run[i : i + n] for n in range(2, 6) for i in range(len(run) - n + 1))
        return out
    for clause in re.split(r"[.,;:!?()\"]+", low):
        out.update(_runs(_TOKENS[language].findall(clause), language))
    return out


def _runs(tokens: Sequence[str], language: str) -> Iterable[str]:
    for n in range(1, 4):
        for i in range(len(tokens) - n + 1):
            run = list(tokens[i : i + n])
            if language == "ko":
                run[-1] = _JOSA.sub("", run[-1])
            elif run[0] in _LIGHT or run[-1] in _LIGHT:
                continue
            words = " ".join(run)
            if len(words) >= (3 if language == "en" else 2) and not words.isdigit():
                yield words
