"""Full-text search: our pairs of characters beside FTS5's own tokenisers, on the same passages and queries.

Recall is against a true substring scan, for Korean and Chinese words of two and of four characters.
"""

from __future__ import annotations

import random
import re
import sqlite3
import statistics
import time

from _common import keep, table
from _generate import document

from sousveil.case.search import index_terms, query_phrases

PASSAGES = 20_000
QUERIES = 60


def main() -> None:
    """Runs and keeps the result."""
    draw = random.Random(3)
    texts: list[str] = []
    seed = 0
    while len(texts) < PASSAGES:
        seed += 1
        language = draw.choice(["en", "ko", "zh"])
        texts += document(seed, draw.random() < 0.5, language).strip().split("\n\n")
    texts = texts[:PASSAGES]
    words: dict[str, list[str]] = {}
    for name, pattern in (("Korean", "[가-힣]"), ("Chinese", "[一-鿿]")):
        for length in (2, 4):
            found = {m for t in draw.sample(texts, 3000) for m in re.findall(f"(?=({pattern}{{{length}}}))", t)}
            words[f"{name}, {length}"] = draw.sample(sorted(found), min(QUERIES, len(found)))
    engines = {
        "FTS5 unicode61": ("unicode61", lambda t: t, lambda w: f'"{w}"'),
        "FTS5 trigram": ("trigram", lambda t: t, lambda w: f'"{w}"'),
        "pairs (this program)": (
            "unicode61 remove_diacritics 0",
            lambda t: " ".join(index_terms(t)),
            lambda w: " AND ".join(f'"{" ".join(p)}"{"*" if s else ""}' for p, s in query_phrases(w)),
        ),
    }
    rows = []
    for name, (tokeniser, indexed, asked) in engines.items():
        connection = sqlite3.connect(":memory:")
        connection.execute(f"create virtual table s using fts5(t, tokenize='{tokeniser}')")
        begin = time.process_time()
        connection.executemany("insert into s(rowid, t) values (?, ?)", ((i, indexed(t)) for i, t in enumerate(texts)))
        built = time.process_time() - begin
        size = connection.execute("select sum(length(block)) from s_data").fetchone()[0] / 1e6
        cells, times = [], []
        for chosen in words.values():
            hit = true = 0
            for word in chosen:
                wanted = {i for i, t in enumerate(texts) if word in t}
                begin = time.perf_counter()
                got = {row[0] for row in connection.execute("select rowid from s where s match ?", (asked(word),))}
                times.append(time.perf_counter() - begin)
                hit, true = hit + len(wanted & got), true + len(wanted)
            cells.append(f"{100 * hit / max(1, true):.0f} %")
        rows.append([name, *cells, f"{1000 * statistics.median(times):.1f}", f"{built:.1f}", f"{size:.0f}"])
    heads = ["index", *(f"recall {kind}" for kind in words), "median query ms", "index CPU s", "index MB"]
    keep("search", f"{PASSAGES:,} passages, {QUERIES} words of each kind.\n\n" + table(heads, rows), [])


if __name__ == "__main__":
    main()
