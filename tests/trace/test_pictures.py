"""One picture in two items is known by its fingerprint."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.records import Fingerprint, Link
from sousveil.run.step import MemoryView
from sousveil.trace.pictures import NEAR, picture_links
from sousveil.trace.step import trace_case

from .helpers import item, item_id, prose


def print_of(item: str, bits: int, kind: str = "image", **more: object) -> Fingerprint:
    return Fingerprint(f"f{item}{bits}", item, kind, f"{bits:016x}", **more)  # type: ignore[arg-type]


FACADE = 0x9F3A1C7755AA10E3


def test_an_equal_and_a_near_fingerprint_are_one_picture_and_a_far_one_is_not() -> None:
    near, far = FACADE ^ 0b1011, FACADE ^ ((1 << NEAR + 1) - 1)
    found = picture_links([print_of("a", FACADE), print_of("b", FACADE), print_of("c", near, note="mirrored")])
    assert {(link.child, link.parent, link.kind) for link in found} >= {("b", "a", "same-image"), ("c", "a", "same-image")}
    assert any("3 of 64 bits differ" in link.reasons[0] and "mirrored" in link.reasons[1] for link in found)
    assert all(link.direction == "undecided" for link in found)
    assert picture_links([print_of("a", FACADE), print_of("b", far)]) == []


def test_footage_says_where_it_stands_and_kinds_are_kept_apart() -> None:
    found = picture_links([print_of("a", FACADE, "footage", start=3.0, end=9.5), print_of("b", FACADE, "footage")])
    assert [link.kind for link in found] == ["copied-footage"] and "3 to 9.5 seconds" in found[0].reasons[1]
    assert picture_links([print_of("a", FACADE), print_of("b", FACADE, "footage")]) == []


def test_blank_pictures_and_one_item_alone_join_nothing() -> None:
    assert picture_links([print_of("a", 0), print_of("b", 0), print_of("c", 2**64 - 1), print_of("d", 2**64 - 1)]) == []
    assert picture_links([print_of("a", FACADE), print_of("a", FACADE ^ 1)]) == []
    assert picture_links([Fingerprint("f", "a", "image", "not hex"), print_of("b", FACADE)]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=9)), max_size=12))
def test_bands_find_what_comparing_all_pairs_finds(drawn: list[tuple[int, set[int]]]) -> None:
    held = []
    for number, (bits, turned) in enumerate(drawn):
        held.append(print_of(f"{number}a", bits))
        held.append(print_of(f"{number}b", bits ^ sum(1 << place for place in turned)))
    plain = {
        (a.item, b.item)
        for a in held
        for b in held
        if a.item < b.item and (int(a.bits, 16) ^ int(b.bits, 16)).bit_count() <= NEAR and int(a.bits, 16) != int(b.bits, 16)
        and all(8 <= int(one.bits, 16).bit_count() <= 56 for one in (a, b))
    }  # fmt: skip
    first = {}
    for one in sorted(held, key=lambda f: f.item):
        first.setdefault(one.bits, one.item)
    wanted = {(a, b) for a, b in plain if a in first.values() and b in first.values()}
    assert wanted <= {(link.parent, link.child) for link in picture_links(held)}


def test_many_fingerprints_cost_no_square() -> None:
    draw = random.Random(1)
    held = [print_of(f"{number:05d}", draw.getrandbits(64)) for number in range(8000)]
    held += [print_of(f"x{number:05d}", FACADE) for number in range(3000)]
    start = time.process_time()
    assert len(picture_links(held)) == 2999
    assert time.process_time() - start < 5


def test_the_step_gives_links_of_pictures() -> None:
    records = [*item("a", prose(1, 40)), *item("b", prose(2, 40)),
               Fingerprint("f1", item_id("a"), "image", f"{FACADE:016x}"),
               Fingerprint("f2", item_id("b"), "image", f"{FACADE ^ 1:016x}")]  # fmt: skip
    links = [record for record in trace_case(MemoryView(records)).records if isinstance(record, Link)]
    assert [link.kind for link in links if link.parent] == ["same-image"]
