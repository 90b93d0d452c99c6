"""Findings that nothing has touched are taken as they were; the result is the same as from scratch."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.assess.step import assess_case
from sousveil.records import Claim, ClaimOrigins, Finding, Judgement, Link, Origins, Place, Searched, Source
from sousveil.run.step import DictMemo, MemoryView
from tests.trace.helpers import NK

from .test_findings import TOWN, case

OUTLETS = ("Red", "Blue", "Green", "Grey", "White")


class Counting(DictMemo):
    """A memo that knows what was put into it."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []

    def put(self, kind: str, key: str, value: Any) -> None:
        self.written.append(key)
        super().put(kind, key, value)


def origins(records: list[Any]) -> list[Any]:
    """Each claim on its outlet alone, as tracing would have it for texts that have nothing in common; much faster."""
    made: dict[str, Any] = {}
    for claim in (r for r in records if isinstance(r, Claim)):
        name = claim.attribution[0].source
        made[name] = Source(f"s-{name}", name, "outlet", (name,), inside=True)
        made[claim.id] = ClaimOrigins(claim.id, claim.item, Origins(0, 1, 1, (name,)), (f"s-{name}",))
    return list(made.values())


def straight(records: list[Any], memo: DictMemo) -> list[Finding]:
    return list(assess_case(MemoryView([*records, *origins(records)], {}, memo)).records)


def claims(count: int) -> list[Any]:
    made: list[tuple[str, dict[str, Any]]] = []
    for n in range(count):
        fields: dict[str, Any] = {"technology": ("drones", "video-surveillance", "traffic-camera")[n % 3]}
        fields["places"] = (NK, TOWN) if n % 2 else (Place(f"Dale {'ABCD'[n % 4]}", "city", "XN"),)
        made.append((f"{OUTLETS[n % 5]} Paper", {**fields, "maker": "Hill" if n % 4 else None}))
    return case(*made)


def test_nothing_new_weighs_nothing_again() -> None:
    memo, records = Counting(), claims(7)
    first = straight(records, memo)
    written = len(memo.written)
    assert straight(records, memo) == first and len(memo.written) == written > 0


def test_a_look_touches_only_what_it_was_for() -> None:
    memo, records = Counting(), claims(7)
    straight(records, memo)
    before = len(memo.written)
    look = Searched("q1", "drones", "the archive", "2025-01-01", "someone", 0, "drones", "Dale A")
    assert straight([*records, look], memo) == straight([*records, look], DictMemo())
    assert 0 < len(memo.written) - before < before


CHANGES = st.lists(st.sampled_from(["more", "less", "reject", "look", "uncount", "grade", "copy", "status"]), max_size=4)


@given(CHANGES, st.integers(3, 6))
@settings(deadline=None, max_examples=12)
def test_with_memos_is_the_same_as_from_scratch(changes: list[str], size: int) -> None:
    memo = DictMemo()
    extra: list[Any] = []
    findings = straight(claims(size), memo)
    for number, change in enumerate(changes):
        held = [r for r in claims(size) if isinstance(r, Claim)]
        at = f"2025-01-0{number + 1}T00:00:00Z"
        if change in ("more", "less"):
            size = max(2, size + (1 if change == "more" else -1))
        elif change == "look":
            extra.append(Searched(f"q{number}", "x", "y", at, "z", 0, "drones", "XN"))
        elif change == "copy":
            extra.append(Link(f"l{number}", held[1].item, held[0].item, None, "copy", ("The same.",), "undecided"))
        else:
            target, verdict, fields = {
                "reject": (held[0].id, "reject", {}), "uncount": (held[0].id, "weigh", {"counts": False}),
                "grade": ("s-Red Paper", "weigh", {"reliability": "A"}),
                "status": (findings[0].id, "weigh", {"status": "procured"}),
            }[change]  # fmt: skip
            extra.append(Judgement(f"j{number}", target, verdict, "someone", "coder", at, "For a reason.", dict(fields)))
        whole = [*claims(size), *extra]
        assert straight(whole, memo) == straight(whole, DictMemo())
