"""Dependence between the sources of a case, from its claims. All places and bodies are invented."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping

from sousveil.records import Claim, ClaimOrigins, Dependence, DrawnBy, Edge, Link, Origins, Place, Quantity, Source
from sousveil.trace.dependence.claims import by_speaker, dependences

TOWNS = [f"Marrow {i}" for i in range(60)]


def source(name: str, kind: str = "outlet", **fields: object) -> Source:
    return Source(f"s-{name}", name.title(), kind, items=(f"item-{name}",), inside=True, **fields)  # type: ignore[arg-type]


def claim(name: str, town: str, count: float, maker: str | None = None, **fields: object) -> Claim:
    """``name`` says that ``town``'s police runs ``count`` plate readers of ``maker``."""
    values: dict[str, object] = {
        "id": f"c-{name}-{town}", "item": f"item-{name}", "spans": ((0, 10),), "quote": "", "statement": "",
        "language": "en", "kind": "fact", "technology": "plate-reading", "aspect": "deployment", "status": "in-use",
        "certainty": "CT+", "attribution": (Edge(name, "outlet", "writes", "reported", "CT+"),),
        "drawn_by": DrawnBy("claim", "1"), "places": (Place(town, "city", "ZZ"),), "operator": f"{town} Police",
        "maker": maker, "quantity": Quantity(count, count, "cameras", f"{count:g} cameras"),
    }  # fmt: skip
    return Claim(**(values | fields))  # type: ignore[arg-type]


def told(counts: Mapping[str, Mapping[str, float]]) -> dict[str, list[Claim]]:
    return {f"s-{name}": [claim(name, town, count) for town, count in by.items()] for name, by in counts.items()}


def world(copied: float = 0.8, seed: int = 1) -> dict[str, dict[str, float]]:
    """Five outlets that count for themselves, and ``parrot``, which takes most counts from ``alpha``."""
    rng = random.Random(seed)
    truth = {town: float(rng.randrange(4, 90)) for town in TOWNS}
    out: dict[str, dict[str, float]] = defaultdict(dict)
    for name in ("alpha", "bravo", "carol", "delta", "echo"):
        for town in TOWNS:
            out[name][town] = truth[town] if rng.random() < 0.75 else float(rng.randrange(4, 90))
    for town in TOWNS:
        own = truth[town] if rng.random() < 0.5 else float(rng.randrange(4, 90))
        out["parrot"][town] = out["alpha"][town] if rng.random() < copied else own
    return dict(out)


def run(counts: Mapping[str, Mapping[str, float]], links: tuple[Link, ...] = ()) -> list[Dependence]:
    return dependences(told(counts), [source(name) for name in counts], links)


def link(child: str, parent: str, direction: str = "published later") -> Link:
    return Link(f"l-{child}-{parent}", f"item-{child}", f"item-{parent}", None, "copy", ("The same words.",), direction)


def test_an_outlet_that_takes_its_counts_from_another_is_found_and_only_it():
    (found,) = run(world())
    assert {found.one, found.two} == {"s-alpha", "s-parrot"}
    assert found.basis == "values"
    assert found.probability >= 0.8
    assert 3 <= found.rare <= found.agreed <= found.shared
    assert found.id == run(world())[0].id


def test_reasons_and_examples_are_plain():
    (found,) = run(world())
    assert "Alpha and Parrot speak of" in found.reasons[0]
    assert any("count for nothing" in reason for reason in found.reasons)
    assert 1 <= len(found.examples) <= 5
    assert all("plate reading, Marrow" in example and "number of cameras" in example for example in found.examples)


def test_an_agency_and_a_portal_that_agree_are_not_copiers():
    """As in a survey of agencies beside a vendor's portal: most counts are the same because they are true."""
    rng = random.Random(3)
    truth = {town: float(rng.randrange(2, 60)) for town in TOWNS[:32]}
    portal = {town: count + (rng.randrange(1, 9) if i < 7 else 0) for i, (town, count) in enumerate(truth.items())}
    assert run({"agency": truth, "portal": portal}) == []
    counted = {town: truth[town] if rng.random() < 0.85 else truth[town] + 3 for town in truth}
    assert run({"agency": truth, "portal": portal, "reporters": counted}) == []


def test_honest_sources_that_share_the_truth_are_not_copiers():
    truth = {town: float(3 + i) for i, town in enumerate(TOWNS)}
    assert run({name: dict(truth) for name in ("alpha", "bravo", "carol", "delta")}) == []


def test_few_common_objects_are_passed_over_in_silence():
    counts = {name: dict(list(by.items())[:5]) for name, by in world(copied=1.0).items()}
    for by in counts.values():
        for town in by:
            by[town] = by[town]
    few = {f"s-{name}": [claim(name, town, count, status="unknown") for town, count in by.items()] for name, by in counts.items()}
    assert dependences(few, [source(name) for name in counts]) == []


def test_a_link_between_texts_is_joined_and_names_the_copier():
    (found,) = run(world(), (link("parrot", "alpha"),))
    assert found.basis == "values and text"
    assert found.copier == ("one" if found.one == "s-parrot" else "two")
    assert any("texts are linked" in reason for reason in found.reasons)


def test_a_link_alone_is_no_dependence_of_values():
    assert run(world(copied=0.0), (link("parrot", "alpha"),)) == []


def test_a_citation_is_no_copying():
    cited = Link("l", "item-parrot", "item-alpha", None, "citation", ("It links to it.",), "published later")
    assert run(world(), (cited,))[0].basis == "values"


def unheard(change: Callable[[Source], Source]) -> list[Dependence]:
    counts = world()
    return dependences(told(counts), [change(source(name)) for name in counts])


def test_witnesses_and_people_are_never_compared():
    for kind in ("witnesses", "unnamed", "person", "author", "survey", "experts", "document"):
        assert unheard(lambda one, kind=kind: Source(one.id, one.name, kind, items=one.items)) == []
    assert unheard(lambda one: Source(one.id, one.name, one.kind, items=one.items, local=True)) == []


def test_what_is_not_stated_as_fact_is_left_out():
    counts = world()
    for change in ({"certainty": "PS+"}, {"certainty": "CT-"}, {"kind": "forecast"}, {"text_fault": "garbled"},
                   {"places": (Place("Freedonia", "country", "ZZ"),)}, {"technology": None}):  # fmt: skip
        claims = {f"s-{name}": [claim(name, town, n, **change) for town, n in by.items()] for name, by in counts.items()}
        assert dependences(claims, [source(name) for name in counts]) == []


def test_makers_tell_as_well_as_counts():
    rng = random.Random(8)
    makers = [f"Maker {i}" for i in range(12)]
    said: dict[str, list[Claim]] = defaultdict(list)
    for town in TOWNS:
        right = rng.choice(makers)
        own = {name: right if rng.random() < 0.75 else rng.choice(makers) for name in ("alpha", "bravo", "carol", "delta")}
        own["parrot"] = own["alpha"]
        for name, maker in own.items():
            said[f"s-{name}"].append(claim(name, town, 1, maker, quantity=None))
    (found,) = dependences(said, [source(key[2:]) for key in said])
    assert {found.one, found.two} == {"s-alpha", "s-parrot"}
    assert all(": maker: maker" in example for example in found.examples)


def test_an_open_or_endless_number_is_no_value():
    broken = [claim("alpha", town, 1, quantity=Quantity(low, high, "days", "?"), status="unknown", operator=None)
              for town in TOWNS for low, high in ((None, 5.0), (float("-inf"), float("-inf")))]  # fmt: skip
    assert dependences({"s-alpha": broken, "s-bravo": broken}, [source("alpha"), source("bravo")]) == []


def test_a_retelling_speaks_for_its_gateway():
    claims = [claim("alpha", "Marrow 1", 4), claim("bravo", "Marrow 1", 4), claim("carol", "Marrow 1", 9)]
    origins = [ClaimOrigins(claims[1].id, "item-bravo", Origins(1, 1, 1), ("s-alpha",)),
               ClaimOrigins(claims[2].id, "item-carol", Origins(1, 2, 2), ("s-alpha", "s-bravo"))]  # fmt: skip
    spoken = by_speaker(claims, origins, [source(name) for name in ("alpha", "bravo", "carol")])
    assert {name: len(own) for name, own in spoken.items()} == {"s-alpha": 2, "s-carol": 1}


def test_the_order_of_claims_changes_nothing():
    counts = told(world())
    turned = {name: claims[::-1] for name, claims in reversed(counts.items())}
    sources = [source(name[2:]) for name in counts]
    assert dependences(counts, sources) == dependences(turned, sources[::-1])
