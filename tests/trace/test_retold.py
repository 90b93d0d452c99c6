"""Retellings in one language, notes that close many texts, and what a rewrite of another's own reporting counts."""

from __future__ import annotations

from typing import Any

import pytest

from sousveil.records import ClaimOrigins, Link, Place
from sousveil.run.step import MemoryView
from sousveil.trace.step import trace_case

from .helpers import NK, claim, item, item_id

TOWN = Place("Ostrava", "city", "CZ")
FIRST = (
    "Guards on the trams of Ostrava have begun to wear small lenses on their caps.\n"
    "The lenses were made by a firm in Brno and weigh as much as a ripe plum.\n"
    "A driver said that 260 of them were handed out on 14 March. Each costs 4,150 crowns, and a workshop beside the "
    "old mill in Opava mends them."
)


def traced(*texts: tuple[str, str, str, str]) -> tuple[list[Link], dict[str, ClaimOrigins]]:
    """texts: (name, outlet, day, text); each claims its first sentence of the town."""
    records: list[Any] = []
    for name, outlet, day, text in texts:
        quote = next(line for line in text.split("\n") if "Ostrava" in line)
        records += item(name, text, outlet=outlet, published=day)
        records.append(claim(name, text, quote, [(outlet, "outlet")], places=(TOWN,)))
    found = trace_case(MemoryView(records)).records
    origins = {r.item: r for r in found if isinstance(r, ClaimOrigins)}
    return [r for r in found if isinstance(r, Link)], {name: origins[item_id(name)] for name, *_ in texts}


def span(one: ClaimOrigins) -> tuple[int, int, tuple[str, ...]]:
    return one.origins.gateways_at_least, one.origins.gateways_at_most, one.origins.gateways


def test_a_sentence_taken_over_with_its_passage_is_the_first_publishers_word() -> None:
    second = (
        "Milk was dear in the hills last week, and nobody came to the fair. A new bell hangs in the tower of the chapel "
        "above the lake, and the band plays there on Sundays until the leaves fall.\n"
        "Guards on the trams of Ostrava have begun to wear small lenses on their caps.\n"
        "The lenses were made by a firm in Brno and weigh as much as a ripe plum."
    )
    links, origins = traced(("one", "First Post", "2024-03-20", FIRST), ("two", "Second Mail", "2024-03-22", second))
    assert [link.kind for link in links] == ["rewrite"]
    assert span(origins["two"]) == (1, 1, ("First Post",)) == span(origins["one"])


def test_a_sentence_of_its_own_in_a_rewrite_counts_none_or_one() -> None:
    second = (
        "In Ostrava the men who check tickets film you now.\n"
        "The lenses were made by a firm in Brno and weigh as much as a ripe plum."
    )
    links, origins = traced(("one", "First Post", "2024-03-20", FIRST), ("two", "Second Mail", "2024-03-22", second))
    assert [link.kind for link in links] == ["rewrite"]
    assert span(origins["two"]) == (0, 1, ("Second Mail",))


def test_the_same_rare_facts_in_other_words_are_a_rewrite() -> None:
    second = (
        "Passengers in Ostrava look into a camera when their ticket is checked.\n"
        "On 14 March, conductors got 260 such things to put on their heads, at 4,150 crowns a piece from Brno; broken "
        "ones go to Opava."
    )
    links, origins = traced(("one", "First Post", "2024-03-20", FIRST), ("two", "Second Mail", "2024-03-22", second))
    assert [(link.kind, link.child) for link in links] == [("rewrite", item_id("two"))]
    assert any("260" in reason and "4,150" in reason for reason in links[0].reasons)
    # What it says in words of its own is not shown to be the first paper's, nor to be its own.
    assert span(origins["two"]) == (0, 1, ("Second Mail",))


@pytest.mark.parametrize(
    "second",
    [
        "Ticket checks in Ostrava are filmed, we saw in May.\nPeople stood in the rain before the theatre.",
        "A hall for 260 dancers opened in Ostrava on 14 March.\nThere are lenses above its doors.",
    ],
)
def test_reports_that_share_a_place_a_day_or_a_number_stay_apart(second: str) -> None:
    links, origins = traced(("one", "First Post", "2024-03-20", FIRST), ("two", "Second Mail", "2024-03-22", second))
    assert links == []
    assert span(origins["two"]) == (1, 1, ("Second Mail",))


def test_a_long_note_that_closes_two_stories_joins_nothing() -> None:
    note = (
        "\nThe Valley Review of Letters is published every second Monday by a trust in Linz. Write to us with your "
        "questions and corrections, for we answer every letter. Your gift pays for the paper and keeps the lamps lit."
    )
    second = "Cameras hang in the baths of Ostrava, our reporter saw.\nSwimmers turn their faces to the wall there."
    links, origins = traced(
        ("one", "First Post", "2024-03-20", FIRST + note), ("two", "Second Mail", "2024-03-22", second + note)
    )
    assert links == []
    assert span(origins["two"]) == (1, 1, ("Second Mail",))


def test_who_cites_the_other_copied_it_even_when_dated_a_day_before() -> None:
    cited = FIRST.replace("on their caps.", "on their caps, a driver told First Post.")
    for day in ("2024-03-20", "2024-03-19", ""):
        records: list[Any] = []
        for name, outlet, date in (("one", "First Post", "2024-03-20"), ("two", "Second Mail", day)):
            text = cited if name == "one" else cited.rsplit(". Each", 1)[0] + "."
            records += item(name, text, outlet=outlet, published=date or None)
            edges = [(outlet, "outlet"), ("First Post", "outlet")] if name == "two" else [(outlet, "outlet")]
            records.append(claim(name, text, text.split("\n")[0], edges, places=(TOWN,)))
        found = [r for r in trace_case(MemoryView(records)).records if isinstance(r, Link) and r.kind != "citation"]
        assert [(link.child, link.parent) for link in found] == [(item_id("two"), item_id("one"))], day
        assert "cited by the other (First Post)" in found[0].direction


def test_texts_that_cite_each_other_are_a_circle_though_one_names_no_place() -> None:
    one = "Drones watch the border there, the Delta Monitor reported."
    two = "In Northland drones look at the fence at night, according to the Karst Herald."
    records = [
        *item("one", one, outlet="Karst Herald", published="2024-02-02"),
        *item("two", two, outlet="Delta Monitor", published="2024-02-02"),
        claim("one", one, one, [("Karst Herald", "outlet"), ("Delta Monitor", "outlet")], places=()),
        claim("two", two, two, [("Delta Monitor", "outlet"), ("Karst Herald", "outlet")], places=(NK,)),
    ]
    origins = [r for r in trace_case(MemoryView(records)).records if isinstance(r, ClaimOrigins)]
    assert [one.circular for one in origins] == [True, True]
    assert {one.origins.gateways_at_least for one in origins} == {0}
    assert len({one.origins.gateways for one in origins}) == 1
