"""Shared datasets and addresses: one document is one gateway, however many rows and spellings lead to it."""

from __future__ import annotations

from typing import Any

from sousveil.records import (
    Claim,
    ClaimOrigins,
    Collection,
    Document,
    DrawnBy,
    Edge,
    Item,
    Link,
    Passage,
    Source,
    Text,
)  # fmt: skip
from sousveil.records.ids import claim_id, record_id
from sousveil.run.step import MemoryView
from sousveil.trace.step import trace_case

from .helpers import NK, claim, item, item_id

MAP = ("https://www.google.com/maps/d/viewer?mid=1aBcDeFgHi&usp=sharing",
       "https://www.google.com/maps/d/u/0/viewer?mid=1aBcDeFgHi&ll=1%2C2&z=7",
       "https://web.archive.org/web/20200101000000/https://www.google.com/maps/d/viewer?mid=1aBcDeFgHi")  # fmt: skip


def rows(name: str, held: list[tuple[str, str, str]], outlet: str = "The Atlas") -> list[Any]:
    """A table: (agency, source, address) a row, each with the claim that a mapped row gives."""
    text, cells = "", []
    for agency, source, url in held:
        line = []
        for words in (agency, "cameras", source, url):
            line.append((len(text), len(text) + len(words)))
            text += words + "\t"
        text = text[:-1] + "\n"
        cells.append(line)
    ident = item_id(name)
    records: list[Any] = [
        Item(ident, name, len(text), "text/csv", "2026-01-01T00:00:00Z"),
        Collection(record_id("k", ident), ident, name, "2026-01-01T00:00:00Z", "tester", "file", source=outlet),
        Document(ident, "en", "table", len(text)), Text(ident, text),
    ]  # fmt: skip
    number = 0
    for row, line in enumerate(cells, 1):
        for column, (start, end) in enumerate(line, 1):
            if start < end:
                records.append(Passage(record_id("p", ident, start), ident, number, start, end, "cell", "en",
                                       ((start, end),), None, row=row, column=column))  # fmt: skip
                number += 1
        spans = (line[0], line[1])
        edges = [Edge(outlet, "outlet", "wrote", "unknown", "CT+")]
        if held[row - 1][1]:
            edges.append(Edge(held[row - 1][1], "organisation", "published", "reported", "CT+", *line[2], 0))
        if held[row - 1][2]:
            edges.append(Edge(held[row - 1][2], "report", "stated", "reported", "CT+", *line[3], len(edges) - 1))
        records.append(Claim(
            id=claim_id(ident, spans, "video-surveillance", "deployment"), item=ident, spans=spans,
            quote=text[spans[0][0] : spans[1][1]], statement=f"Agency: {held[row - 1][0]}; What: cameras",
            language="en", kind="fact", technology="video-surveillance", aspect="deployment", status="in-use",
            certainty="CT+", attribution=tuple(edges), drawn_by=DrawnBy("test", "1"), places=(NK,),
        ))  # fmt: skip
    return records


def traced(records: list[Any]) -> tuple[dict[str, ClaimOrigins], dict[str, Source], list[Link]]:
    given = trace_case(MemoryView(records)).records
    return ({r.claim: r for r in given if isinstance(r, ClaimOrigins)},
            {r.id: r for r in given if isinstance(r, Source)}, [r for r in given if isinstance(r, Link)])  # fmt: skip


def test_one_map_under_many_addresses_is_one_gateway() -> None:
    origins, sources, links = traced(rows("atlas", [(f"Agency {n}", "Ring Co", MAP[n % 3]) for n in range(9)]))
    assert {one.gateway_sources for one in origins.values()} == {next(iter(origins.values())).gateway_sources}
    (gateway,) = next(iter(origins.values())).gateway_sources
    assert sources[gateway].name == "Ring Co (google.com/maps/d?mid=1aBcDeFgHi)"
    assert set(sources[gateway].names) == set(MAP) and not sources[gateway].inside and not sources[gateway].local
    (shared,) = [link for link in links if link.kind == "shared-dataset"]
    assert shared.source == gateway and shared.parent is None
    assert "9 claims" in shared.reasons[0] and "3 spellings" in shared.reasons[0]


def test_each_document_is_a_gateway_and_two_behind_one_row_are_one_to_two() -> None:
    held = rows("atlas", [("A", "Post", "https://example.org/a"), ("B", "Post", "https://example.org/b")])
    origins, _, _ = traced(held)
    assert len({one.gateway_sources for one in origins.values()}) == 2
    assert {(one.origins.gateways_at_least, one.origins.gateways_at_most) for one in origins.values()} == {(1, 1)}


def test_a_row_without_a_source_is_the_tables_own_word_and_never_its_neighbours() -> None:
    held = rows("atlas", [("A", "Post", "https://example.org/a"), ("B", "", ""), ("C", "Post", "https://example.org/c")])
    origins, sources, _ = traced(held)
    bare = next(r for r in held if isinstance(r, Claim) and len(r.attribution) == 1)
    assert [sources[g].name for g in origins[bare.id].gateway_sources] == ["The Atlas"]
    assert origins[bare.id].origins.gateways_at_least == 1


def test_a_row_whose_address_is_an_item_of_the_case_rests_on_its_publisher() -> None:
    text = "The town of Northland has put up cameras, its reporters saw on Monday."
    records = [*rows("atlas", [("A", "Post", "http://www.example.org/news/1?utm_source=x")]),
               *item("page", text, outlet="Elm Post", url="https://example.org/news/1"),
               claim("page", text, text, [("Elm Post", "outlet", "wrote", "saw")])]  # fmt: skip
    origins, sources, links = traced(records)
    assert {sources[g].name for one in origins.values() for g in one.gateway_sources} == {"Elm Post"}
    assert [(link.child, link.parent) for link in links if link.kind == "shared-dataset"] == [
        (item_id("atlas"), item_id("page"))
    ]


def test_two_tables_on_one_dataset_are_one_gateway() -> None:
    records = [*rows("one", [("A", "", MAP[0])], "First Atlas"), *rows("two", [("B", "", MAP[1])], "Second Atlas")]
    origins, _, links = traced(records)
    assert len({one.gateway_sources for one in origins.values()}) == 1
    assert len([link for link in links if link.kind == "shared-dataset"]) == 2


def test_items_that_link_to_one_document_outside_the_case_are_told() -> None:
    shared, home = "https://data.example.org/cameras.csv", "https://data.example.org/"
    one = item("one", "Cameras are many here.", outlet="One Paper", links=(shared + "?utm_source=a", home))
    two = item("two", "Few know where they hang.", outlet="Two Paper", links=("http://www.data.example.org/cameras.csv", home))
    own = item("own", "A third text altogether, on goats.", outlet="One Paper", links=("https://example.org/own",))
    also = item("also", "A fourth one, on sheep and hay.", outlet="One Paper", links=("https://example.org/own",))
    _, sources, links = traced([*one, *two, *own, *also])
    found = [link for link in links if link.kind == "shared-dataset"]
    assert {link.child for link in found} == {item_id("one"), item_id("two")}
    assert {sources[link.source or ""].name for link in found} == {"data.example.org/cameras.csv"}


def test_an_author_who_speaks_about_the_report_is_an_interview_and_no_second_gateway() -> None:
    text = (
        "Northland hangs cameras in schools, said a report by Ridge Watch.\n"
        "“They hang everywhere in Northland,” Maryn Hollis, who wrote the report, told this site."
    )
    first, second = text.split("\n")
    records = [
        *item("one", text, outlet="First Paper"),
        claim("one", text, first, [("First Paper", "outlet"), ("Ridge Watch", "report")]),
        claim("one", text, second, [("First Paper", "outlet"), ("Maryn Hollis", "person", "told")]),
    ]
    origins, sources, links = traced(records)
    assert len({one.gateway_sources for one in origins.values()}) == 1
    (spoke,) = [link for link in links if link.kind == "interview"]
    assert spoke.source in {g for one in origins.values() for g in one.gateway_sources}
    assert "Maryn Hollis" in spoke.reasons[0] and "no second source" in spoke.reasons[0]
    written = text.replace("told this site", "wrote in the report")
    _, _, links = traced([
        *item("one", written, outlet="First Paper"),
        claim("one", written, written.split("\n")[1], [("First Paper", "outlet"), ("Maryn Hollis", "person", "wrote")]),
    ])  # fmt: skip
    assert not [link for link in links if link.kind == "interview"]
    assert sources


def test_a_named_dataset_that_two_papers_draw_on_is_one_gateway_and_a_basis_beneath_a_report() -> None:
    one = "Northland bought cameras worth 3 million last year, the Elm Trade Database shows."
    two = "Cameras for 3 million went to Northland, according to the Elm Trade Database."
    three = "Ridge Watch found in a report that Northland bought cameras, from the Elm Trade Database."
    records = [
        *item("one", one, outlet="First Paper"), *item("two", two, outlet="Second Paper"),
        *item("three", three, outlet="Third Paper"),
        claim("one", one, one, [("First Paper", "outlet"), ("the Elm Trade Database", "papers", "shows")]),
        claim("two", two, two, [("Second Paper", "outlet"), ("Elm Trade Database", "papers")]),
        claim("three", three, three, [("Third Paper", "outlet"), ("Ridge Watch", "report"), ("Elm Trade Database", "papers")]),
    ]
    origins, sources, links = traced(records)
    by_item = {one.item: one for one in origins.values()}
    first, second = by_item[item_id("one")], by_item[item_id("two")]
    assert first.gateway_sources == second.gateway_sources
    assert sources[first.gateway_sources[0]].kind == "papers"
    third = by_item[item_id("three")]
    assert [sources[g].name for g in third.gateway_sources] == ["Ridge Watch report"]
    assert any("Elm Trade" in basis for basis in third.origins.bases)
    assert {link.child for link in links if link.kind == "shared-dataset"} == {item_id("one"), item_id("two")}
