"""The order of suggestions: learnt from judgements, the same every time, and nothing but an order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import sousveil
from sousveil.case.ranking import FEWEST, Ranker, auc, fitness, suggestions, verdicts
from sousveil.records import Claim, DrawnBy, Edge, Judgement
from sousveil.records.ids import claim_id

TECHNOLOGIES = ("video-surveillance", "drones", "identity-card", "mobile-network")
STATUSES = ("in-use", "installed", "announced", "unknown")


def claims(number: int, seed: int = 1) -> list[Claim]:
    chance = random.Random(seed)
    out = []
    for n in range(number):
        item, technology = f"{n % 7:064d}", chance.choice(TECHNOLOGIES)
        edge = Edge("X", chance.choice(("outlet", "person", "official")), chance.choice(("said", "claimed")), "unknown", "CT+")
        quote = f"The camera number {n}."
        out.append(Claim(
            id=claim_id(item, ((n, n + len(quote)),), technology, "deployment"), item=item, spans=((n, n + len(quote)),), quote=quote,
            statement=quote, language="en", kind="fact", technology=technology, aspect=chance.choice(("deployment", "policy")),
            status=chance.choice(STATUSES), certainty=chance.choice(("CT+", "PS+")), attribution=(edge,),
            drawn_by=DrawnBy("claim", "1"), terms=((n + 4, n + 10),),
        ))  # fmt: skip
    return out


def hidden_rule(claim: Claim, chance: random.Random) -> bool:
    """The made-up annotator: dislikes drones and mere policy, errs one time in ten."""
    taken = claim.technology != "drones" and claim.aspect != "policy"
    return taken != (chance.random() < 0.1)


def judged(some: list[Claim], seed: int = 2) -> list[Judgement]:
    chance = random.Random(seed)
    return [
        Judgement(f"j-{n}", c.id, "accept" if hidden_rule(c, chance) else "reject", "A", "coder", f"2026-01-01T00:{n // 60:02d}:{n % 60:02d}Z")
        for n, c in enumerate(some)
    ]  # fmt: skip


@pytest.mark.parametrize(("seen", "least"), [(20, 0.65), (60, 0.8)])
def test_it_learns_a_hidden_rule(seen: int, least: float) -> None:
    chance = random.Random(3)
    reached = []
    for seed in range(5):
        every = claims(seen + 200, seed)
        ordered = suggestions(every, judged(every[:seen], seed))
        told = [(s.probability or 0.0, hidden_rule(s.claim, chance)) for s in ordered]
        assert told == sorted(told, key=lambda pair: -pair[0])
        reached.append(auc(told) or 0.0)
        first, last = told[:50], told[-50:]
        assert sum(t for _, t in first) > sum(t for _, t in last) + 10
    assert sum(reached) / len(reached) >= least


def test_it_hides_nothing_and_gives_the_same_order_twice() -> None:
    every = claims(80)
    told = judged(every[:30])
    ordered = suggestions(every, told)
    assert {s.claim.id for s in ordered} == {c.id for c in every[30:]}
    assert ordered == suggestions(every, told)
    assert all(s.probability is not None and 0 < s.probability < 1 for s in ordered)


def test_with_few_judgements_or_of_one_kind_the_order_is_that_of_reading() -> None:
    every = claims(20)
    few = judged(every[: FEWEST - 1])
    assert [s.claim for s in suggestions(every, few)] == every[FEWEST - 1 :]
    alike = [Judgement(f"j-{n}", c.id, "accept", "A", "coder", f"2026-01-01T00:00:{n:02d}Z") for n, c in enumerate(every[:10])]
    assert [s.claim for s in suggestions(every, alike)] == every[10:]
    assert fitness(every, alike) is None


def test_reasons_say_what_was_decided_about_claims_alike() -> None:
    every = [c for c in claims(300) if c.technology in ("drones", "identity-card")]
    told = [(c, c.technology != "drones") for c in every[:20]]
    ranker = Ranker(told)
    drone = next(c for c in every[20:] if c.technology == "drones")
    number = sum(1 for c, _ in told if c.technology == "drones")
    assert f"you rejected {number} of {number} with technology “drones”" in ranker.reasons(drone)


def test_withdrawn_judgements_and_amended_claims() -> None:
    every = claims(3)
    told = [
        Judgement("j-0", every[0].id, "reject", "A", "coder", "2026-01-01T00:00:00Z"),
        Judgement("j-1", "j-0", "withdraw-judgement", "A", "coder", "2026-01-01T00:00:01Z"),
        Judgement("j-2", every[1].id, "amend", "A", "coder", "2026-01-01T00:00:02Z", None, {"status": "in-use"}),
        Judgement("j-3", every[2].id, "note", "A", "coder", "2026-01-01T00:00:03Z", "hm"),
    ]
    assert verdicts(every, told) == {every[1].id: True}


def test_how_well_it_does_is_measured_on_judgements_it_has_not_seen() -> None:
    every = claims(120)
    found = fitness(every, judged(every))
    assert found is not None and found.auc is not None
    assert found.judged == 120 and found.auc > 0.75
    assert abs(found.high[0] - found.high[1]) < 0.2 and abs(found.low[0] - found.low[1]) < 0.2
    chance = random.Random(9)
    blind = [Judgement(f"j-{n}", c.id, chance.choice(("accept", "reject")), "A", "coder", f"2026-01-01T00:{n // 60:02d}:{n % 60:02d}Z") for n, c in enumerate(every)]
    noise = fitness(every, blind)
    assert noise is not None and noise.auc is not None and abs(noise.auc - 0.5) < 0.2


def test_no_stage_reads_the_order() -> None:
    root = Path(sousveil.__file__).parent
    readers = [p for p in root.rglob("*.py") if "case.ranking" in p.read_text(encoding="utf-8")]
    assert readers and {p.parent.name for p in readers} == {"cli"}
