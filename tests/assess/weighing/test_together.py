"""Claims and their origins into voices: a retelling is never evidence, and what may be one is never surely two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.assess.corroborate import Evidence, Joint, pairs_of, together
from sousveil.assess.weighing import Overrides, Weighed, weigh
from sousveil.records import Claim, ClaimOrigins, Dependence, DrawnBy, Edge, NameMatch, Origins, Place, Source

HERE = (Place("Northland", "country", "XN"),)


class World:
    """Claims of named gateways, each in a document of its own or in somebody else's."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.origins: dict[str, ClaimOrigins] = {}
        self.sources: dict[str, Source] = {}
        self.families: dict[str, str] = {}

    def says(
        self, gateway: str, item: str, certainty: str = "CT+", *, basis: str = "saw", kind: str = "outlet",
        own: bool = True, family: str | None = None, sure: bool = True,
    ) -> World:  # fmt: skip
        held = self.sources.get(gateway, Source(gateway, gateway, kind, (gateway,), local=kind in ("unnamed", "witnesses")))
        if own:
            held = replace(held, items=(*held.items, item))
        self.sources[gateway] = held
        number = f"c{len(self.claims)}"
        edges = (Edge(f"outlet of {item}", "outlet", "wrote", "unknown", "CT+"), Edge(gateway, kind, "said", basis, "CT+"))
        self.claims.append(Claim(number, item, ((0, 1),), "x", "x", "en", "fact", "t", "deployment", "in-use", certainty,
                                 edges, DrawnBy("claim", "1"), places=HERE))  # fmt: skip
        count = Origins(0 if own else 1, 1 if sure else 0, 1, (gateway,))
        self.origins[number] = ClaimOrigins(number, item, count, (gateway,))
        self.families[item] = family or item
        return self

    def evidence(self, **more: object) -> Evidence:
        return replace(Evidence(self.origins, self.sources, self.families, {}), **more)  # type: ignore[arg-type]

    def joint(self, **more: object) -> Joint:
        return together(self.claims, self.evidence(**more))

    def weighed(self, **more: object) -> Weighed:
        joint = self.joint(**more)
        return weigh(joint.voices, joint.independence, "icd-203")


LEVELS = st.sampled_from(["CT+", "PR+", "PS+"])
BASES = st.sampled_from(["saw", "heard", "reported", "unknown"])
FIRST = st.lists(st.tuples(st.sampled_from("abcd"), LEVELS, BASES, st.booleans()), min_size=1, max_size=5)
RETOLD = st.lists(st.tuples(st.integers(0, 4), LEVELS, BASES), min_size=1, max_size=4)


@given(FIRST, RETOLD)
@settings(max_examples=200, deadline=None)
def test_adding_copies_and_retellings_never_raises_the_chance(first: list[tuple], retold: list[tuple]) -> None:
    world = World()
    for n, (gateway, level, basis, own) in enumerate(first):
        world.says(gateway, f"i{n}", level, basis=basis, own=own)
    before, origins = world.weighed(), world.joint().origins
    for n, (which, level, basis) in enumerate(retold):
        which %= len(first)
        # Each retells an item, and may say more than what it retells: a hedge gets lost on the way.
        world.says(first[which][0], f"copy {n}", level, basis=basis, own=False, family=f"i{which}")
    after = world.weighed()
    assert after.chance <= before.chance + 1e-9 and after.free <= before.free + 1e-9
    now = world.joint().origins
    assert (now.gateways_at_least, now.gateways_at_most) == (origins.gateways_at_least, origins.gateways_at_most)


def test_a_hedge_that_a_retelling_drops_does_not_make_the_origin_surer() -> None:
    world = World().says("report", "a", "PS+", own=False).says("report", "b", "CT+", own=False)
    assert [v.certainty for v in world.joint().voices] == ["PS"]
    assert [v.certainty for v in World().says("report", "a", "CT+").says("report", "b", "PS+", own=False).joint().voices] == ["CT"]
    # Where it is known which of them says more than it read, the other one tells.
    drifted = World().says("report", "a", "PR+", own=False).says("report", "b", "CT+", own=False)
    assert [v.certainty for v in drifted.joint(drifted=frozenset({"c1"})).voices] == ["PR"]


def test_every_gateway_has_one_voice_with_all_its_claims() -> None:
    joint = World().says("a", "1").says("a", "2", own=False).says("b", "3").joint()
    assert [(v.source, v.claims) for v in joint.voices] == [("a", ("c0", "c1")), ("b", ("c2",))]
    assert (joint.independence.at_least, joint.independence.at_most, joint.independence.shown) == (2, 2, 2)


def test_a_source_without_a_name_may_be_none() -> None:
    joint = World().says("a", "1", kind="unnamed", sure=False, own=False).joint()
    assert not joint.voices[0].sure and joint.voices[0].reliability is None and joint.independence.at_least == 0


def test_witnesses_have_no_letter_and_a_persons_letter_is_for_published_sources_alone() -> None:
    world = World().says("w", "1", kind="witnesses", own=False).says("o", "2")
    letters = {v.source: v.reliability for v in world.joint(overrides=Overrides(reliability={"o": "B", "w": "A"})).voices}
    assert letters == {"w": None, "o": "B"}


def named(one: str, two: str, outcome: str = "possible") -> tuple[NameMatch, ...]:
    return (NameMatch("n1", one, two, "organisation", outcome, 0.7, ("alike",)),)


def test_names_that_may_be_one_widen_the_range_and_lower_the_chance() -> None:
    world = World().says("Hill Daily", "1").says("The Hill Daily News", "2")
    full = world.weighed()
    world.sources["Hill Daily"] = replace(world.sources["Hill Daily"], matches=named("Hill Daily", "The Hill Daily News"))
    pairs = pairs_of(world.sources.values(), [])
    joint = world.joint(pairs=pairs)
    assert (joint.origins.gateways_at_least, joint.origins.gateways_at_most) == (1, 2)
    assert any("may be one" in note for note in joint.origins.notes)
    less = world.weighed(pairs=pairs)
    assert less.free < full.free and less.grade.credibility == "3" and full.grade.credibility == "1"
    apart = Overrides(apart=frozenset({frozenset(("Hill Daily", "The Hill Daily News"))}))
    assert world.weighed(pairs=pairs, overrides=apart).grade.credibility == "1"


@pytest.mark.parametrize(("one", "two", "outcome"), [("Channel 4", "Channel 5", "possible"), ("Hill", "Dale", "kept-apart")])
def test_names_that_differ_in_a_number_or_were_judged_apart_are_two(one: str, two: str, outcome: str) -> None:
    world = World().says(one, "1").says(two, "2")
    world.sources[one] = replace(world.sources[one], matches=named(one, two, outcome))
    assert pairs_of(world.sources.values(), []) == {}


def test_statistical_dependence_lowers_the_chance_by_how_likely_it_is() -> None:
    world = World().says("a", "1").says("b", "2").says("c", "3")
    found = [world.weighed(pairs=pairs_of([], [Dependence("d", "a", "b", chance, "undecided", 9, 9, 3)])).free
             for chance in (0.0, 0.3, 0.9)]  # fmt: skip
    assert found[0] > found[1] > found[2]
    sure = world.joint(pairs=pairs_of([], [Dependence("d", "a", "b", 0.9, "two", 9, 9, 3)])).origins
    assert (sure.gateways_at_least, sure.gateways_at_most) == (2, 3)


def test_what_a_person_holds_to_be_one_is_one() -> None:
    world = World().says("a", "1").says("b", "2")
    one = Overrides(together=frozenset({frozenset("ab")}))
    joint = world.joint(overrides=one)
    assert len(joint.voices) == 1 and joint.voices[0].one_with == ("b",) and joint.voices[0].claims == ("c0", "c1")
    assert (joint.origins.gateways_at_least, joint.origins.gateways_at_most) == (1, 1)
    alone = World().says("a", "1").weighed()
    assert world.weighed(overrides=one).free == alone.free


def test_what_a_person_shows_to_be_independent_may_reach_credibility_one() -> None:
    world = World().says("a", "1", own=False).says("b", "1", own=False)
    assert world.weighed().grade.credibility == "3"
    shown = world.weighed(overrides=Overrides(apart=frozenset({frozenset("ab")})))
    assert shown.grade.credibility == "1" and shown.free > world.weighed().free


def test_bodies_of_one_state_speak_with_one_voice_unless_a_person_holds_them_apart() -> None:
    world = World().says("m1", "1", kind="official").says("m2", "2", kind="official")
    states = {"m1": "XN", "m2": "XN"}
    joint = world.joint(states=states)
    assert len(joint.voices) == 1 and set(joint.voices[0].one_with) | {joint.voices[0].source} == {"m1", "m2"}
    assert (joint.origins.gateways_at_least, joint.origins.gateways_at_most) == (1, 2)
    apart = world.joint(states=states, overrides=Overrides(apart=frozenset({frozenset(("m1", "m2"))})))
    assert len(apart.voices) == 2 and apart.origins.gateways_at_least == 2
