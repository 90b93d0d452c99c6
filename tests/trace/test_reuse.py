"""Set phrases of a house join nothing; passages, reworked texts and families do; nothing depends on the order given."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.records import Link
from sousveil.run.step import MemoryView
from sousveil.trace.align import overlap
from sousveil.trace.relate import Piece, Relation, families, relate, strongest
from sousveil.trace.reuse import ReuseIndex
from sousveil.trace.step import trace_case
from sousveil.trace.text import tokens, with_formulas

from .helpers import item, item_id, prose

FOOTER = "Follow our channel for breaking alerts and read the other stories of the day in our free newsletter today."
GREETING = "Sent cordial greetings to the assembled delegates upon that solemn anniversary and wished them greater success"


def links(*parts: list[object]) -> list[Link]:
    records = [record for part in parts for record in part]
    return [r for r in trace_case(MemoryView(records)).records if isinstance(r, Link) and r.parent]


def test_a_footer_that_nobody_marked_joins_nothing() -> None:
    long = f"{FOOTER} {FOOTER.replace('channel', 'bulletin')} {prose(777, 30)}"
    assert links(*(item(str(n), f"{prose(n, 60)}\n{long}", outlet="The Paper") for n in range(5))) == []


def test_a_set_phrase_between_other_words_joins_nothing_and_a_copy_beside_it_is_still_found() -> None:
    def news(n: int) -> str:
        return f"{prose(n, 25)} {GREETING} {prose(100 + n, 25)} {GREETING} {prose(200 + n, 5)}"

    held = [item(str(n), news(n), outlet="The Paper", published="2025-01-01") for n in range(6)]
    assert links(*held) == []
    other = news(3).replace(prose(203, 5), "and so it was")
    found = links(*held, item("copy", other, outlet="Another", published="2025-02-01"))
    assert [(link.child, link.parent) for link in found] == [(item_id("copy"), item_id("3"))]


def test_a_story_printed_in_many_versions_by_one_house_is_no_set_phrase() -> None:
    words = prose(5, 120).split()
    versions = [" ".join([*words[: 20 * n], "updated", f"n{n}x", *words[20 * n + 2 :]]) for n in range(6)]
    found = links(*(item(str(n), text, outlet="The Paper", published=f"2025-01-0{n + 1}")
                    for n, text in enumerate(versions)))  # fmt: skip
    assert {link.child for link in found} == {item_id(str(n)) for n in range(1, 6)}
    assert all(link.kind == "copy" for link in found)


def test_one_passage_lifted_into_another_story_is_found_with_its_places() -> None:
    passage = prose(9, 45)
    old, new = f"{prose(1, 200)} {passage} {prose(2, 150)}", f"{prose(3, 220)} {passage} {prose(4, 90)}"
    found = links(item("old", old, published="2025-01-01"), item("new", new, published="2025-03-01"))
    assert [(link.kind, link.child) for link in found] == [("rewrite", item_id("new"))]
    assert any("One passage of" in reason for reason in found[0].reasons)
    part = found[0].alignments[0]
    assert new[part.child[0] : part.child[1]] == old[part.parent[0] : part.parent[1]] == passage.removesuffix(".")


def test_a_passage_of_a_third_text_is_told_beside_the_main_parent() -> None:
    main, passage = prose(11, 500), prose(12, 45)
    new = f"{main} {passage}"
    found = links(item("main", main, published="2025-01-01"),
                  item("third", f"{prose(13, 200)} {passage}", published="2025-01-02"),
                  item("new", new, published="2025-03-01"))  # fmt: skip
    assert {(link.child, link.parent) for link in found} == {
        (item_id("new"), item_id("main")), (item_id("new"), item_id("third"))
    }  # fmt: skip


def _reworked(seed: int, words: int) -> tuple[str, str]:
    """A text, and one that keeps mostly runs of three of its words, too short for a k-gram, and a few of four."""
    old = prose(seed, words).lower().replace(".", "").split()
    new = []
    for number, start in enumerate(range(0, words, 8)):
        kept = 5 if number % 16 == 0 else 3
        new += [*old[start : start + kept], *(f"other{number}n{place}" for place in range(8 - kept))]
    return " ".join(old), " ".join(new)


def test_a_text_reworked_until_only_short_runs_are_left_is_a_rewrite_and_strangers_are_none() -> None:
    old, new = _reworked(21, 400)
    found = overlap(tokens(new), tokens(old))
    assert found.one_share < 0.3 and found.pair_share > 0.15
    relation = relate([Piece(["a"], 400), Piece(["b"], 400)], 0, 1, found)
    assert relation is not None and relation.kind == "rewrite" and "pairs of neighbouring words" in relation.reasons[0]
    stranger = overlap(tokens(new), tokens(prose(22, 400)))
    assert relate([Piece(["a"], 400), Piece(["b"], 400)], 0, 1, stranger) is None


def test_one_shared_sentence_is_not_enough() -> None:
    sentence = "police mounted remarkable instruments overlooking provincial thoroughfares throughout"
    left, right = f"{prose(31, 25)} {sentence} {prose(32, 25)}", f"{prose(33, 25)} {sentence} {prose(34, 25)}"
    assert links(item("a", left), item("b", right)) == []


def test_a_family_hangs_together_through_its_middle_and_a_thin_link_does_not_carry_it() -> None:
    pieces = [Piece([name], 100) for name in "abcd"]
    none = overlap(tokens(""), tokens(""))

    def relation(child: int, parent: int, share: float) -> Relation:
        return Relation(child, parent, "rewrite", (), "", type(none)((), share, share))

    found = families(pieces, [relation(1, 0, 0.5), relation(2, 1, 0.4), relation(3, 2, 0.1)])
    assert found == [0, 0, 0, 3]
    assert strongest([]) == []


def test_set_phrases_are_marked_where_they_stand() -> None:
    texts = [f"{prose(40 + n, 20)} {GREETING} {prose(50 + n, 20)}" for n in range(5)]
    index = ReuseIndex()
    for n, text in enumerate(texts):
        index.add(str(n), tokens(text))
    formulas = index.formulas(range(5), [0] * 5)
    of = with_formulas(tokens(texts[0]), formulas)
    start = texts[0].index(GREETING)
    marked = [texts[0][a:b] for a, b, formula in zip(of.starts, of.ends, of.formula, strict=True) if formula]
    assert " ".join(marked) == GREETING and of.starts[list(of.formula).index(True)] == start
    assert not len(index.formulas(range(5), [-1] * 5).values) and not len(index.formulas(range(5), range(5)).values)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 9))
def test_candidates_do_not_depend_on_the_order_of_adding(seed: int, count: int) -> None:
    draw = random.Random(seed)
    bodies = [prose(seed + n, 40) for n in range(count)]
    bodies += [f"{draw.choice(bodies)} {prose(seed + 50 + n, 15)}" for n in range(count)]
    found = []
    for order in (range(len(bodies)), draw.sample(range(len(bodies)), len(bodies))):
        index = ReuseIndex()
        for place in order:
            index.add(str(place), tokens(bodies[place]))
        rank = [int(members[0]) for members in index.members]
        pairs = index.candidates(_places(rank))
        found.append({frozenset((index.members[a][0], index.members[b][0])) for a, b in pairs})
    assert found[0] == found[1]


def _places(rank: list[int]) -> list[int]:
    order = sorted(rank)
    return [order.index(one) for one in rank]


def test_time_grows_with_the_number_of_texts() -> None:
    def took(count: int) -> float:
        material = [(str(n), prose(n % 40, 60).replace("w", f"w{n // 40}"), None) for n in range(count)]
        start = time.process_time()
        index = ReuseIndex()
        index.add_texts(material)
        index.candidates(range(len(index.members)))
        return time.process_time() - start

    took(500)
    assert took(8000) < 16 * max(took(1000), 0.02)
