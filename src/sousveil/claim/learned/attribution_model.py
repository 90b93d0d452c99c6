"""A trained model of who says what: kept in one file, applied to any text."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sousveil.errors import SousveilError

from .attribution_corpus import KINDS, Span
from .attribution_features import Lexicon, basic, chain
from .attribution_link import Linker, Piece
from .attribution_parse import Parsed, missing, paragraphs, parse
from .attribution_spans import Candidate, Marginals, Paragraph, best_set, candidates

FORMAT = 1
_LINK_FLOOR = 0.3
"""A pair less likely than this is not linked: better nobody than the wrong one."""


_SPARE = 0.03
"""A source this probable may still serve a content that has no other."""
_SPARE_LINK = 0.7
"""Both chosen on PolNeAR's training texts: right sources rose from 86 to 92 % of what a small model had found."""


class Field:
    """The sequence model. Call it with a paragraph's features for the marginals of its tokens.

    Raises:
        SousveilError: the extra ``train`` is not installed.
    """

    def __init__(self, content: bytes) -> None:
        try:
            import pycrfsuite
        except ImportError:
            raise missing("python-crfsuite") from None
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(content)
        self._known = frozenset(self._tagger.labels())

    def __call__(self, rows: list[list[str]]) -> Marginals:
        labels = self._tagger.tag(rows)

        def line(label: str) -> list[float]:
            if label not in self._known:
                return [0.0] * len(labels)
            return [self._tagger.marginal(label, i) for i in range(len(labels))]

        return Marginals(labels, {k: line("B-" + k) for k in KINDS}, {k: line("I-" + k) for k in KINDS})


def load_trees(texts: Mapping[str, str]) -> dict[str, Any]:
    """Trees by name from what LightGBM wrote."""
    try:
        import lightgbm
    except ImportError:
        raise missing("LightGBM") from None
    return {name: lightgbm.Booster(model_str=text) for name, text in texts.items()}


def judged(trees: Any, rows: Sequence[Sequence[float]]) -> list[float]:
    """How probable each row is, on one thread: forked children cannot share a pool of threads."""
    import numpy

    return [float(p) for p in trees.predict(numpy.array(rows, dtype=numpy.float32), num_threads=1)]


def rescored(trees: Mapping[str, Any], found: Sequence[Candidate], rows: Sequence[Sequence[float]]) -> list[Candidate]:
    """The candidates with the trees' scores in place of the sequence model's."""
    out = list(found)
    for kind in KINDS:
        mine = [n for n, one in enumerate(found) if one.kind == kind]
        if mine and kind in trees:
            for n, score in zip(mine, judged(trees[kind], [rows[n] for n in mine]), strict=True):
                out[n] = Candidate(kind, found[n].first, found[n].last, score)
    return out


def spare_sources(
    scored: Sequence[Candidate], chosen: Sequence[Candidate], number: int, size: int
) -> dict[Piece, float]:
    """The sources of paragraph ``number`` that fell short of the threshold and stand where no span was kept."""
    held = {i for one in chosen for i in range(one.first, one.last)}
    free = [one for one in scored if one.kind == "source" and held.isdisjoint(range(one.first, one.last))]
    kept = best_set(free, {"source": _SPARE}, size)
    return {Piece("source", number, one.first, one.last): one.score for one in kept}


def code_points(parsed: Sequence[Parsed], piece: Piece) -> Span:
    """Where a piece stands in the text."""
    return parsed[piece.paragraph].start[piece.first], parsed[piece.paragraph].end[piece.last - 1]


class Model:
    """card: what it was trained on, how well it does. field, lexicon: the sequence model. trees: spans and links."""

    def __init__(self, card: dict[str, Any], field: bytes, lexicon: Lexicon, trees: Mapping[str, str]) -> None:
        self.card = card
        self.lexicon = lexicon
        self._content, self._texts = field, dict(trees)
        self._field: Field | None = None
        self._trees = load_trees(self._texts)

    def pieces(self, parsed: Sequence[Parsed], spare: dict[Piece, float] | None = None) -> list[tuple[Piece, float]]:
        """The spans of a text's paragraphs in reading order, with their scores. ``spare`` receives the sources that
        fell short of the threshold and stand where no span was kept."""
        if self._field is None:
            self._field = Field(self._content)
        kept = []
        for number, (p, around) in enumerate(zip(parsed, chain(parsed, self.lexicon), strict=True)):
            if not len(p):
                continue
            marginals = self._field(basic(p, self.lexicon, around))
            found = candidates(p, marginals)
            rows = Paragraph(p, self.lexicon, marginals, around.open).rows(found) if found else []
            scored = rescored(self._trees, found, rows)
            chosen = best_set(scored, self.card["threshold"], len(p))
            kept += [(Piece(one.kind, number, one.first, one.last), one.score) for one in chosen]
            if spare is not None:
                spare.update(spare_sources(scored, chosen, number, len(p)))
        return kept

    def linked(
        self, parsed: Sequence[Parsed], pieces: Sequence[Piece], lexicon: Lexicon | None = None,
        spare: Mapping[Piece, float] | None = None,
    ) -> list[tuple[Piece, Piece | None, Piece | None]]:  # fmt: skip
        """Each content among ``pieces`` with its cue and its source, None where none is likely. ``spare``: sources that
        may serve a content to which none of the pieces belongs."""
        linker = Linker(parsed, pieces, lexicon or self.lexicon)
        found = []
        for content in (one for one in pieces if one.kind == "content"):
            best: list[Piece | None] = []
            for kind in ("cue", "source"):
                others = linker.partners(content, kind)
                trees = self._trees.get(f"link-{kind}")
                scores = judged(trees, [linker.row(content, o, others) for o in others]) if others and trees else []
                top = max(range(len(scores)), key=lambda n: (scores[n], -n), default=None)
                best.append(others[top] if top is not None and scores[top] >= _LINK_FLOOR else None)
            found.append((content, best[0], best[1] if spare is None else self._else(linker, content, best, spare)))
        return found

    def _else(
        self, linker: Linker, content: Piece, best: Sequence[Piece | None], spare: Mapping[Piece, float]
    ) -> Piece | None:
        """The source that was chosen, or a spare one of the same paragraph that fits the content better."""
        others = linker.partners(content, "source")
        here = [one for one in spare if one.paragraph == content.paragraph]
        trees = self._trees.get("link-source")
        if trees is None or not here:
            return best[1]
        rows = [linker.row(content, one, [*others, one]) for one in here]
        if best[1] is not None:
            rows.append(linker.row(content, best[1], others))
        scores = judged(trees, rows)
        bar = max(_SPARE_LINK, scores[-1]) if best[1] is not None else _SPARE_LINK
        fits = [(scores[n], -n) for n in range(len(here)) if scores[n] >= bar]
        return here[-max(fits)[1]] if fits else best[1]

    def attributions(self, text: str, start: int, end: int) -> list[tuple[Span | None, Span | None, Span, float]]:
        """(source, cue, content, score) for each content in [start, end) of ``text``, in code points."""
        parsed = [p for p in parse(text, paragraphs(text, start, end)) if len(p)]
        spare: dict[Piece, float] = {}
        scored = self.pieces(parsed, spare)
        score = dict(scored)
        out = []
        for content, cue, source in self.linked(parsed, [piece for piece, _ in scored], None, spare):
            spans = [None if one is None else code_points(parsed, one) for one in (source, cue)]
            out.append((spans[0], spans[1], code_points(parsed, content), score[content]))
        return out

    def save(self, path: Path) -> str:
        """Writes the model into one file and returns the file's SHA-256. The same model gives the same bytes.

        Raises:
            SousveilError: the file cannot be written.
        """
        lexicon = {name: dict(sorted(getattr(self.lexicon, name).items())) for name in ("cue", "source", "seen")}
        parts = {
            "card.json": json.dumps({"format": FORMAT, **self.card}, indent=1, sort_keys=True).encode(),
            "lexicon.json": json.dumps(lexicon, sort_keys=True).encode(),
            "field": self._content,
            **{f"trees/{name}": text.encode() for name, text in sorted(self._texts.items())},
        }
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
            for name, content in parts.items():
                file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 6)
        try:
            path.write_bytes(buffer.getvalue())
        except OSError as error:
            raise SousveilError(f"{path} cannot be written ({error.strerror}).", "Name another file.") from error
        return hashlib.sha256(buffer.getvalue()).hexdigest()


def model_mark(path: Path) -> str:
    """SHA-256 of the model file ``path``: what tells a build whether the model has changed.

    Raises:
        SousveilError: there is no such file, or the extra ``train`` is not installed.
    """
    for module, what in (("pycrfsuite", "python-crfsuite"), ("lightgbm", "LightGBM"), ("spacy", "spaCy")):
        if importlib.util.find_spec(module) is None:
            raise missing(what)
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        why = error.strerror or "no file"
        raise SousveilError(f"The attribution model {path} cannot be read ({why}).", "Correct the setting.") from error


def load_model(path: Path) -> Model:
    """The model in the file ``path``.

    Raises:
        SousveilError: it cannot be read, is no such model, or the extra ``train`` is not installed.
    """
    try:
        with zipfile.ZipFile(path) as file:
            card = json.loads(file.read("card.json"))
            lexicon = json.loads(file.read("lexicon.json"))
            field = file.read("field")
            trees = {n[6:]: file.read(n).decode() for n in file.namelist() if n.startswith("trees/")}
            if card.get("format") != FORMAT:
                raise ValueError("another format")
            words = Lexicon(*(Counter(lexicon[name]) for name in ("cue", "source", "seen")))
    except OSError as error:
        why = error.strerror or "no file"
        raise SousveilError(f"The attribution model {path} cannot be read ({why}).", "Correct the setting.") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise SousveilError(
            f"{path} is no attribution model of this version.", "Train it: sousveil train attribution FOLDER --out FILE"
        ) from error
    return Model(card, field, words, trees)
