"""Full-text search with our own tokens, the same on SQLite (FTS5) and PostgreSQL (tsvector).

Scripts without spaces, and Korean with its particles, are cut into overlapping pairs of characters, so that a word of
two characters is found inside a longer one. Measured against a true substring scan, FTS5's own tokenisers find 25 % of
two-character Korean words and no Chinese ones; pairs find all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, text

from .tables import search_rows

# Han (with extensions and compatibility forms), kana, bopomofo, Hangul syllables and jamo.
_CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u3130-\u318f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")

TERM_LENGTH = 200
"""Characters kept of a term, in texts and queries alike: PostgreSQL refuses terms above 2,046 bytes."""

PG_TERMS, PG_OVERLAP = 256, 32
"""PostgreSQL keeps 256 places of a term and counts to 16,383, so a longer text is indexed in parts of 256 terms. They
overlap, so that a phrase of up to 32 terms lies whole in one of them; a longer phrase is asked for in pieces."""

MOST_PHRASES = 100
"""Of a query. SQLite refuses expressions of more than 256; nobody types so many."""


def fold(words: str) -> str:
    """``words`` as the index sees them: NFKC, case folded, accents dropped from Latin letters."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    if folded.isascii():
        return folded
    out = []
    for character in folded:
        if "\u00c0" <= character <= "\u024f" or "\u1e00" <= character <= "\u1eff":
            out.append("".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c)))
        else:
            out.append(character)
    return "".join(out)


def index_terms(words: str) -> list[str]:
    """The terms of a text, in order. A run of CJK characters gives every pair, and its last character alone."""
    terms: list[str] = []
    for run in _RUNS.findall(fold(words)):
        if _IS_CJK.match(run):
            terms.extend(run[i : i + 2] for i in range(len(run)))
        else:
            terms.append(run[:TERM_LENGTH])
    return terms


def query_phrases(words: str) -> list[tuple[list[str], bool]]:
    """What must be found: phrases of terms, each with whether its last term is a prefix.

    A text in double quotes is one phrase. A word that ends in ``*`` matches every word that begins so. One CJK
    character matches every pair that begins with it.
    """
    phrases: list[tuple[list[str], bool]] = []
    for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', words):
        if quoted:
            # A trailing lone character stands between two runs in the index, so each run is a phrase of its own
            # unless all is Latin.
            runs = _RUNS.findall(fold(quoted))
            if runs and not any(_IS_CJK.match(run) for run in runs):
                phrases.append((runs, False))
            else:
                phrases.extend(_phrase(run, False) for run in runs)
        else:
            star = plain.endswith("*")
            runs = _RUNS.findall(fold(plain))
            latin = [run for run in runs if not _IS_CJK.match(run)]
            if len(runs) > 1 and len(latin) == len(runs):
                phrases.append((runs, star))
            else:
                phrases.extend(_phrase(run, star) for run in runs)
    pieces = [piece for terms, star in phrases for piece in _pieces([term[:TERM_LENGTH] for term in terms], star)]
    return pieces[:MOST_PHRASES]


def _pieces(terms: list[str], star: bool) -> Iterator[tuple[list[str], bool]]:
    for start in range(0, len(terms), PG_OVERLAP):
        yield terms[start : start + PG_OVERLAP], star and start + PG_OVERLAP >= len(terms)


def _phrase(run: str, star: bool) -> tuple[list[str], bool]:
    if not _IS_CJK.match(run):
        return [run], star
    if len(run) == 1:
        return [run], True
    return [run[i : i + 2] for i in range(len(run) - 1)], False


@dataclass(frozen=True)
class Hit:
    """A passage found. rank: higher is better, comparable within one query only."""

    passage: str
    item: str
    rank: float


def create_index(connection: Connection) -> None:
    """Makes the index's own table; called by the first migration."""
    if connection.dialect.name == "sqlite":
        # The terms are cut already, with spaces between. By default SQLite would cut them again at every character that
        # its tables, of Unicode 6.1, do not know for a letter: a rare ideograph would be lost.
        tokens = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
        connection.execute(text(f"create virtual table search using fts5(terms, tokenize=\"{tokens}\")"))
    else:
        connection.execute(text("create table search (rowid integer primary key, terms tsvector not null)"))
        connection.execute(text("create index ix_search_terms on search using gin (terms)"))


def add_passages(connection: Connection, item: str, passages: Iterable[tuple[str, str]]) -> None:
    """Indexes ``passages``, pairs of id and text, of one item."""
    rows = [(passage, terms) for passage, words in passages if (terms := index_terms(words))]
    if connection.dialect.name != "sqlite":
        rows = [(passage, part) for passage, terms in rows for part in _parts(terms)]
    if not rows:
        return
    highest = connection.execute(text("select coalesce(max(rowid), 0) from search_rows")).scalar_one()
    first = int(highest) + 1
    connection.execute(
        insert(search_rows), [{"rowid": first + i, "passage": p, "item": item} for i, (p, _) in enumerate(rows)]
    )
    if connection.dialect.name == "sqlite":
        statement = text("insert into search (rowid, terms) values (:rowid, :terms)")
        values = [{"rowid": first + i, "terms": " ".join(terms)} for i, (_, terms) in enumerate(rows)]
    else:
        statement = text("insert into search (rowid, terms) values (:rowid, cast(:terms as tsvector))")
        values = [{"rowid": first + i, "terms": _vector(terms)} for i, (_, terms) in enumerate(rows)]
    connection.execute(statement, values)


def _parts(terms: list[str]) -> Iterator[list[str]]:
    for start in range(0, max(1, len(terms) - PG_OVERLAP), PG_TERMS - PG_OVERLAP):
        yield terms[start : start + PG_TERMS]


def drop_item(connection: Connection, item: str) -> None:
    """Takes every passage of ``item`` out of the index."""
    found = connection.execute(select(search_rows.c.rowid).where(search_rows.c.item == item)).scalars().all()
    for start in range(0, len(found), 500):
        statement = text("delete from search where rowid in :rows").bindparams(bindparam("rows", expanding=True))
        connection.execute(statement, {"rows": found[start : start + 500]})
    connection.execute(delete(search_rows).where(search_rows.c.item == item))


def find(connection: Connection, words: str, limit: int = 50) -> list[Hit]:
    """The passages in which every phrase of ``words`` stands, best first; none for an empty query."""
    phrases = query_phrases(words)
    if not phrases:
        return []
    if connection.dialect.name == "sqlite":
        statement = text(
            "select r.passage, r.item, -bm25(search) as score from search join search_rows r on r.rowid = search.rowid"
            " where search match :query order by score desc, r.rowid limit :limit"
        )
        values = {"query": " AND ".join(f'"{" ".join(terms)}"{"*" if star else ""}' for terms, star in phrases)}
    else:
        # A passage may be indexed in parts, and each phrase may stand in another one.
        each = {f"q{i}": _pg_phrase(terms, star) for i, (terms, star) in enumerate(phrases)}
        every = " and ".join(f"bool_or(s.terms @@ cast(:{name} as tsquery))" for name in each)
        statement = text(
            "select r.passage, r.item, sum(ts_rank(s.terms, cast(:query as tsquery))) as score from search s"
            " join search_rows r on r.rowid = s.rowid where s.terms @@ cast(:query as tsquery)"
            f" group by r.passage, r.item having {every} order by score desc, min(r.rowid) limit :limit"
        )
        values = {"query": " | ".join(f"({phrase})" for phrase in each.values()), **each}
    rows = connection.execute(statement, {**values, "limit": limit})
    return [Hit(passage, item, float(score)) for passage, item, score in rows]


def _quote(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(terms: Sequence[str]) -> str:
    return " ".join(f"{_quote(term)}:{i + 1}" for i, term in enumerate(terms))


def _pg_phrase(terms: Sequence[str], star: bool) -> str:
    parts = [_quote(term) for term in terms]
    if star:
        parts[-1] += ":*"
    return " <-> ".join(parts)


def snippet(words: str, query: str, width: int = 160) -> Iterator[tuple[str, bool]]:
    """Parts of ``words`` around the first match of ``query``, each with whether it is a match, for display."""
    wanted = [w for w in re.findall(r"[^\s\"*]+", query) if w]
    pattern = re.compile("|".join(re.escape(w) for w in wanted), re.IGNORECASE) if wanted else None
    first = pattern.search(words) if pattern else None
    start = max(0, (first.start() if first else 0) - width // 3)
    part = words[start : start + width]
    if start:
        yield "…", False
    last = 0
    for match in pattern.finditer(part) if pattern else ():
        yield part[last : match.start()], False
        yield match.group(), True
        last = match.end()
    yield part[last:] + ("…" if start + width < len(words) else ""), False
