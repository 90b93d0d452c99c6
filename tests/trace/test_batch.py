"""Many texts at once give the same numbers as each alone."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.trace.batch import batch, batch_grams
from sousveil.trace.reuse import ReuseIndex
from sousveil.trace.text import digest, grams, tokens

from .helpers import prose

AWKWARD = "aAzZ09éßİΣςﬁ①²½’'_ \n.,-한글ᄒ각中文日本のカ々ǆⅣĳñ́\ud800𝒜\u200b١"
texts = st.one_of(st.text(max_size=120), st.text(alphabet=AWKWARD, max_size=120),
                  st.lists(st.sampled_from(["the", "police's", "Cameras", "o’Brien’s", "12", "5's", "cameras", "city",
                                            "감시", "카메라가", "摄像头", "x" * 70, "..."]), max_size=40).map(" ".join))  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, max_size=6), st.data())
def test_a_batch_gives_what_each_text_gives_alone(many: list[str], data: st.DataObject) -> None:
    spans: list[list[tuple[int, int]] | None] = []
    for text in many:
        cut = data.draw(st.none() | st.integers(0, len(text)))
        spans.append(None if cut is None else [(0, cut // 2), (cut, len(text))])
    found = batch(list(zip(many, spans, strict=True)))
    owners, values = batch_grams(found)
    for number, (text, span) in enumerate(zip(many, spans, strict=True)):
        of = tokens(text, span, offsets=False)
        here = slice(found.bounds[number], found.bounds[number + 1])
        assert found.ids[here].tolist() == list(of.ids) and found.heavy[here].tolist() == list(of.heavy)
        assert found.runs[number] == of.run and found.digest(number) == digest(of)
        assert values[owners == number].tolist() == [value for _, value in grams(of)]


def _some(seed: int) -> list[tuple[str, str, None]]:
    draw = random.Random(seed)
    bodies = [prose(seed * 100 + i, draw.randint(3, 90)) for i in range(40)]
    for _ in range(40):
        words = draw.choice(bodies).split()
        cut = draw.randrange(len(words))
        bodies.append(" ".join([*words[:cut], *draw.choice(bodies).split()[: draw.randint(0, 40)]]) or "one")
    shared = prose(999, 30)
    bodies += [f"{prose(seed * 100 + 60 + i, 40)} {shared}" for i in range(12)]
    draw.shuffle(bodies)
    return [(f"i{number}", text, None) for number, text in enumerate(bodies)]


@pytest.mark.parametrize("seed", range(4))
def test_the_index_is_the_same_filled_one_by_one_or_at_once(seed: int) -> None:
    material = _some(seed)
    slow, fast = ReuseIndex(), ReuseIndex()
    numbers = [slow.add(item, tokens(text, offsets=False)) for item, text, _ in material]
    assert [number for number, _ in fast.add_texts(material)] == numbers
    rank = np.random.default_rng(seed).permutation(len(slow.members)).tolist()
    assert slow.members == fast.members and slow.candidates(rank) == fast.candidates(rank)
    assert _by_hand(material, slow, rank) == slow.candidates(rank)


def _by_hand(material: list[tuple[str, str, None]], index: ReuseIndex, rank: list[int]) -> list[tuple[int, int]]:
    """The same by plain counting, body against body."""
    by_item = {item: text for item, text, _ in material}
    kept = []
    for members in index.members:
        of = tokens(by_item[members[0]])
        kept.append({value >> 24 for _, value in grams(of)} if len(of) >= 12 else set())
    having: dict[int, list[int]] = {}
    for number, values in enumerate(kept):
        for value in values:
            having.setdefault(value, []).append(number)
    partners: dict[int, list[tuple[int, int, int]]] = {}
    for one in range(len(kept)):
        for two in range(one + 1, len(kept)):
            both = kept[one] & kept[two]
            rare = sum(1 for value in both if len(having[value]) <= 8)
            common = sum(1 for value in both if len(having[value]) > 8
                         and min(having[value], key=rank.__getitem__) in (one, two))  # fmt: skip
            least = max(2.0, 0.25 * min(len(kept[one]), len(kept[two])))
            if rare >= 4 or rare + common >= least:
                partners.setdefault(one, []).append((-rare - common, rank[two], two))
                partners.setdefault(two, []).append((-rare - common, rank[one], one))
    return sorted({(min(one, other), max(one, other)) for one, some in partners.items()
                   for _, _, other in sorted(some)[:6]})  # fmt: skip
