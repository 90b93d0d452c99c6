"""Training on a folder of annotated texts, with scores by cross-validation. Nothing trained here is ever shipped.

Three stages. A conditional random field over tokens is trained on all texts, and once for each fold on the others. Over
the spans that each fold's model proposes for texts it has not seen, gradient-boosted trees learn which are right; a
third set of trees learns which cue and source go with a content. The scores in the card come from trees that were
trained without the fold that they judge; only the three thresholds were chosen on the texts they are scored on.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sousveil.errors import SousveilError

from .attribution_corpus import KINDS, Annotated, Span, corpus_hash
from .attribution_features import Lexicon, basic, chain, label_spans
from .attribution_link import Linker, Piece
from .attribution_model import Field, Model, code_points, load_trees, rescored, spare_sources
from .attribution_parse import Parsed, missing, paragraphs, parse
from .attribution_score import Tally, tally
from .attribution_spans import Candidate, Marginals, Paragraph, best_set, candidates

CRF = {"c1": 0.2, "c2": 0.6, "max_iterations": 60, "feature.minfreq": 2}
"""Chosen on a part of PolNeAR's training texts against c1 .05/.2, c2 .05/.3: heavier is better for whole spans."""
TREES = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 23, "min_data_in_leaf": 40, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "num_threads": 1, "seed": 1, "deterministic": True,
    "force_row_wise": True, "verbose": -1,
}  # fmt: skip
ROUNDS = 300
FOLDS = 3
_GRID = tuple(n / 100 for n in range(10, 51, 2))
_FEWEST = 6


@dataclass(frozen=True, slots=True)
class Labelled:
    """One annotated text, parsed. labels: for each paragraph one of O, B-KIND and I-KIND for each token. own: what its
    document adds to the lexicon."""

    annotated: Annotated
    parsed: list[Parsed]
    labels: list[list[str]]
    counts: Lexicon


def labelled(one: Annotated, parsed: list[Parsed]) -> Labelled:
    """Spans as labels of tokens: a token belongs to a span that it overlaps; where spans overlap, the first wins."""
    spans = sorted(
        {(a, b, kind) for each in one.attributions for kind in KINDS for a, b in each.spans(kind)},
        key=lambda span: (span[0], -span[1], KINDS.index(span[2])),
    )
    labels, counts = [], Lexicon()
    for paragraph in parsed:
        line = ["O"] * len(paragraph)
        inside = [s for s in spans if paragraph.start and s[0] < paragraph.end[-1] and paragraph.start[0] < s[1]]
        for a, b, kind in inside:
            held = [i for i in range(len(line)) if paragraph.start[i] < b and a < paragraph.end[i]]
            if held and all(line[i] == "O" for i in held):
                for i in held:
                    line[i] = ("B-" if i == held[0] else "I-") + kind
        labels.append(line)
        counts.seen.update(paragraph.lemma)
        for kind, a, b in label_spans(line):
            heads = (i for i in range(a, b) if paragraph.head[i] == i or not a <= paragraph.head[i] < b)
            if kind != "content":
                (counts.cue if kind == "cue" else counts.source)[paragraph.lemma[next(heads, a)]] += 1
    return Labelled(one, parsed, labels, counts)


def train(
    corpus: Sequence[Annotated], date: str, say: Callable[[str], None] = lambda _: None,
    parses: Mapping[str, list[Parsed]] | None = None, rounds: int = ROUNDS,
) -> Model:  # fmt: skip
    """A model of who says what, trained on ``corpus``.

    date: written into the model's card as it is. say: is told how far training is. parses: by document, where they are
    at hand. The same corpus, versions and date give the same model, byte for byte.

    Raises:
        SousveilError: too few texts, or the extra ``train`` is not installed.
    """
    _require()
    documents = sorted({one.document for one in corpus})
    if len(documents) < _FEWEST:
        raise SousveilError(f"{len(documents)} texts are too few to train on.", f"Give at least {_FEWEST}, better 300.")
    known = dict(parses or {})
    texts = {one.document: one.text for one in corpus}
    say(f"parsing {len(documents)} texts")
    for name in documents:
        if name not in known:
            known[name] = list(parse(texts[name], paragraphs(texts[name])))
    data = [labelled(one, known[one.document]) for one in corpus]
    fold = {name: i % FOLDS for i, name in enumerate(documents)}
    if not any(label != "O" for one in data for line in one.labels for label in line):
        raise SousveilError("The texts hold no source, cue or content.", "Annotate them first.")
    marginals: dict[str, list[Marginals]] = {}
    for number in range(FOLDS):
        say(f"sequence model, part {number + 1} of {FOLDS + 1}")
        rest = [one for one in data if fold[one.annotated.document] != number]
        field, lexicon = _field(rest)
        model = Field(field)
        for one in data:
            if fold[one.annotated.document] == number:
                lines = zip(one.parsed, chain(one.parsed, lexicon), strict=True)
                marginals[one.annotated.name] = [model(basic(p, lexicon, around)) for p, around in lines]
    say(f"sequence model, part {FOLDS + 1} of {FOLDS + 1}")
    field, lexicon = _field(data)
    return _second(data, fold, marginals, field, lexicon, date, say, rounds)


def _require() -> None:
    try:
        import lightgbm  # noqa: F401
        import pycrfsuite  # noqa: F401
    except ImportError:
        raise missing("python-crfsuite or LightGBM") from None


def _sum(data: Sequence[Labelled]) -> tuple[Lexicon, dict[str, Lexicon]]:
    total = Lexicon()
    own: dict[str, Lexicon] = {}
    for one in data:
        for into in (total, own.setdefault(one.annotated.document, Lexicon())):
            into.cue.update(one.counts.cue)
            into.source.update(one.counts.source)
            into.seen.update(one.counts.seen)
    return total, own


def _field(data: Sequence[Labelled]) -> tuple[bytes, Lexicon]:
    """A conditional random field trained on ``data``, and its lexicon. In training each text is described without its
    own counts, since a new text has none in the lexicon either."""
    import pycrfsuite

    lexicon, own = _sum(data)
    trainer = pycrfsuite.Trainer("lbfgs", CRF, verbose=False)
    for one in data:
        known = lexicon.minus(own[one.annotated.document])
        for parsed, around, line in zip(one.parsed, chain(one.parsed, known), one.labels, strict=True):
            trainer.append(basic(parsed, known, around), line)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "field"
        trainer.train(str(path))
        return path.read_bytes(), lexicon


Table = list[list[tuple[list[Candidate], list[list[float]]]]]


def _second(
    data: list[Labelled], fold: Mapping[str, int], marginals: Mapping[str, list[Marginals]], field: bytes,
    lexicon: Lexicon, date: str, say: Callable[[str], None], rounds: int,
) -> Model:  # fmt: skip
    say("spans")
    _, own = _sum(data)
    table: Table = []
    for one in data:
        known = lexicon.minus(own[one.annotated.document])
        table.append(_rows(one.parsed, marginals[one.annotated.name], known))
    folds = [fold[one.annotated.document] for one in data]
    true = [[set(label_spans(line)) for line in one.labels] for one in data]
    scored: list[Any] = [None] * len(data)
    for number in range(FOLDS):
        rest = [n for n, f in enumerate(folds) if f != number]
        grown = load_trees(_judges([table[n] for n in rest], [true[n] for n in rest], rounds))
        for n, f in enumerate(folds):
            if f == number:
                scored[n] = [rescored(grown, found, rows) for found, rows in table[n]]
    threshold = {kind: _threshold(kind, data, scored, true) for kind in KINDS}
    chosen = [
        [best_set(line, threshold, len(p)) for p, line in zip(one.parsed, lines, strict=True)]
        for one, lines in zip(data, scored, strict=True)
    ]
    scores = _scores(chosen, true)
    judges = _judges(table, true, rounds)
    say("links")
    links, right = _links(data, folds, chosen, scored, lexicon, own, rounds)
    card = {
        "what": "attribution: sources, cues and contents",
        "date": date,
        "texts": len(own),
        "annotations": len(data),
        "data_sha256": corpus_hash([one.annotated for one in data]),
        "scores": scores,
        "right_source": right,
        "threshold": threshold,
        "note": "Trained by you. Do not publish it if the licence of its material forbids that.",
    }
    return Model(card, field, lexicon, {**judges, **links})


def _rows(parsed: Sequence[Parsed], marginals: Sequence[Marginals], lexicon: Lexicon) -> Any:
    out = []
    for p, m, around in zip(parsed, marginals, chain(parsed, lexicon), strict=True):
        found = candidates(p, m)
        out.append((found, Paragraph(p, lexicon, m, around.open).rows(found) if found else []))
    return out


def _judges(table: Sequence[Any], true: Sequence[Any], rounds: int) -> dict[str, str]:
    """For each kind, trees that tell how probably a candidate is exactly right."""
    rows: dict[str, list[list[float]]] = {kind: [] for kind in KINDS}
    marks: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    for lines, spans in zip(table, true, strict=True):
        for (found, described), right in zip(lines, spans, strict=True):
            for one, row in zip(found, described, strict=True):
                rows[one.kind].append(row)
                marks[one.kind].append((one.kind, one.first, one.last) in right)
    return {kind: _grow(rows[kind], marks[kind], rounds) for kind in KINDS if rows[kind]}


def _grow(rows: list[list[float]], marks: list[bool], rounds: int) -> str:
    import lightgbm
    import numpy

    table = lightgbm.Dataset(numpy.array(rows, dtype=numpy.float32), numpy.array(marks, dtype=numpy.float32))
    return str(lightgbm.train(TREES, table, rounds).model_to_string())


def _threshold(kind: str, data: Sequence[Labelled], scored: Sequence[Any], true: Sequence[Any]) -> float:
    """The threshold of the best F1 of ``kind`` alone, the lowest of equals."""
    best, value = _GRID[0], -1.0
    for threshold in _GRID:
        total = Tally()
        for one, lines, spans in zip(data, scored, true, strict=True):
            for p, line, right in zip(one.parsed, lines, spans, strict=True):
                own = [c for c in line if c.kind == kind]
                given = {(kind, c.first, c.last) for c in best_set(own, {kind: threshold}, len(p))}
                wanted = {span for span in right if span[0] == kind}
                total += Tally(len(given & wanted), len(given), len(wanted))
        if total.f1 > value + 1e-9:
            best, value = threshold, total.f1
    return best


def _scores(chosen: Sequence[Any], true: Sequence[Any]) -> dict[str, dict[str, float]]:
    totals = dict.fromkeys(KINDS, Tally())
    for lines, spans in zip(chosen, true, strict=True):
        for line, right in zip(lines, spans, strict=True):
            given = {kind: {(c.first, c.last) for c in line if c.kind == kind} for kind in KINDS}
            wanted = {kind: {(a, b) for k, a, b in right if k == kind} for kind in KINDS}
            for kind, one in tally(given, wanted).items():
                totals[kind] += one
    return {
        kind: {"precision": round(t.precision, 4), "recall": round(t.recall, 4), "f1": round(t.f1, 4)}
        for kind, t in totals.items()
    }


def pieces_of(parsed: Sequence[Parsed], labels: Sequence[Sequence[str]]) -> list[Piece]:
    """The spans that labels spell, paragraph by paragraph."""
    return [Piece(k, n, a, b) for n, line in enumerate(labels) for k, a, b in label_spans(line)]


def partners(one: Labelled) -> dict[Span, dict[str, set[Span]]]:
    """For each annotated content its annotated cues and sources, all as code points."""
    found: dict[Span, dict[str, set[Span]]] = {}
    for each in one.annotated.attributions:
        for content in each.contents:
            held = found.setdefault(content, {"cue": set(), "source": set()})
            held["cue"].update(each.cues)
            held["source"].update(each.sources)
    return found


def overlaps(span: Span, others: set[Span]) -> bool:
    """Whether ``span`` shares a character with one of ``others``."""
    return any(a < span[1] and span[0] < b for a, b in others)


def _links(
    data: Sequence[Labelled], folds: Sequence[int], chosen: Sequence[Any], scored: Sequence[Any], lexicon: Lexicon,
    own: Mapping[str, Lexicon], rounds: int,
) -> tuple[dict[str, str], dict[str, float]]:  # fmt: skip
    """Trees for links, and how often they name the right source for contents that were found exactly."""
    tables = [_pairs(one, lexicon.minus(own[one.annotated.document])) for one in data]
    right = matched = 0
    for number in range(FOLDS):
        kept = [n for n, f in enumerate(folds) if f != number]
        model = Model({"threshold": {}}, b"", lexicon, _pair_trees([tables[n] for n in kept], rounds))
        for n, f in enumerate(folds):
            if f != number:
                continue
            pieces = [Piece(c.kind, k, c.first, c.last) for k, line in enumerate(chosen[n]) for c in line]
            known = partners(data[n])
            parsed = data[n].parsed
            spare: dict[Piece, float] = {}
            for k, (line, kept) in enumerate(zip(scored[n], chosen[n], strict=True)):
                spare.update(spare_sources(line, kept, k, len(parsed[k])))
            known_words = lexicon.minus(own[data[n].annotated.document])
            for content, _, source in model.linked(parsed, pieces, known_words, spare):
                span = code_points(parsed, content)
                if span not in known or not known[span]["source"]:
                    continue
                matched += 1
                right += source is not None and overlaps(code_points(parsed, source), known[span]["source"])
    trees_of_all = _pair_trees(tables, rounds)
    return trees_of_all, {"matched_contents": matched, "right": round(right / matched, 4) if matched else 0.0}


def _pairs(one: Labelled, lexicon: Lexicon) -> dict[str, tuple[list[list[float]], list[bool]]]:
    pieces = pieces_of(one.parsed, one.labels)
    linker = Linker(one.parsed, pieces, lexicon)
    known = partners(one)
    tables: dict[str, tuple[list[list[float]], list[bool]]] = {"cue": ([], []), "source": ([], [])}
    for content in (p for p in pieces if p.kind == "content"):
        wanted = known.get(code_points(one.parsed, content))
        if wanted is None:
            continue
        for kind, (rows, marks) in tables.items():
            others = linker.partners(content, kind)
            for other in others:
                rows.append(linker.row(content, other, others))
                marks.append(overlaps(code_points(one.parsed, other), wanted[kind]))
    return tables


def _pair_trees(tables: Sequence[Any], rounds: int) -> dict[str, str]:
    grown = {}
    for kind in ("cue", "source"):
        rows = [row for table in tables for row in table[kind][0]]
        marks = [mark for table in tables for mark in table[kind][1]]
        if rows:
            grown[f"link-{kind}"] = _grow(rows, marks, rounds)
    return grown
