"""One picture or stretch of footage in two items, known by its fingerprint; never by who is in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from sousveil.records import Fingerprint, Link
from sousveil.records.ids import record_id

NEAR = 6
"""Bits of 64 in which two fingerprints of one picture may differ (in proportion where they are longer). Perceptual
hashes of 64 bits are commonly held to show one picture up to a distance of about ten (Zauner 2010); the lesser figure
is taken because a wrong link costs a source its independence."""

FEW_BITS = 8
"""A fingerprint with fewer bits set, or unset, is of a blank or nearly blank picture and joins nothing."""

MOST = 200
"""A band that more fingerprints have than this is a common pattern; they are compared by their whole bits alone."""


def picture_links(fingerprints: Sequence[Fingerprint]) -> list[Link]:
    """``same-image`` and ``copied-footage`` links, one for each pair of items and kind, sorted by id.

    A fingerprint tells no order: the child is the item whose id is the greater, and the direction says "undecided".
    Near pairs are found by bands: of NEAR + 1 parts of the bits, two fingerprints at most NEAR apart share one at
    least. Fingerprints of different lengths, or that are not hexadecimal, are not compared.
    """
    read: dict[tuple[str, int], list[tuple[int, Fingerprint]]] = defaultdict(list)
    for one in sorted(fingerprints, key=lambda f: (f.item, f.id)):
        try:
            bits = int(one.bits, 16)
        except ValueError:
            continue
        length = len(one.bits) * 4
        if FEW_BITS <= bits.bit_count() <= length - FEW_BITS:
            read[one.kind, length].append((bits, one))
    best: dict[tuple[str, str, str], tuple[int, int, Fingerprint, Fingerprint]] = {}
    for (kind, length), held in sorted(read.items()):
        for a, b in sorted(_near(held, length)):
            (left, one), (right, two) = held[a], held[b]
            if one.item == two.item:
                continue
            if one.item > two.item:
                one, two = two, one
            pair = (kind, one.item, two.item)
            found = ((left ^ right).bit_count(), length, one, two)
            if pair not in best or found[:2] < best[pair][:2]:
                best[pair] = found
    return sorted((_link(*found) for found in best.values()), key=lambda link: link.id)


def _near(held: Sequence[tuple[int, Fingerprint]], length: int) -> set[tuple[int, int]]:
    allowed = NEAR * length // 64
    edges = [length * place // (allowed + 1) for place in range(allowed + 2)]
    bands: dict[tuple[int, int], list[int]] = defaultdict(list)
    whole: dict[int, list[int]] = defaultdict(list)
    for number, (bits, _) in enumerate(held):
        whole[bits].append(number)
        for place, (low, high) in enumerate(pairwise(edges)):
            bands[place, bits >> low & (1 << high - low) - 1].append(number)
    # Equal fingerprints: each with the first, so that a picture that many items have costs no square.
    found = {(numbers[0], other) for numbers in whole.values() for other in numbers[1:]}
    for numbers in bands.values():
        different = sorted({whole[held[number][0]][0] for number in numbers})
        if len(different) <= MOST:
            found |= {
                (a, b)
                for place, a in enumerate(different)
                for b in different[place + 1 :]
                if (held[a][0] ^ held[b][0]).bit_count() <= allowed
            }
    return found


def _link(distance: int, length: int, parent: Fingerprint, child: Fingerprint) -> Link:
    kind = "same-image" if child.kind == "image" else "copied-footage"
    what = "image" if child.kind == "image" else "stretch of footage"
    near = f"nearly the same fingerprint ({distance} of {length} bits differ)" if distance else "the same fingerprint"
    reasons = [f"An {what} in each has {near}." if what == "image" else f"A {what} in each has {near}."]
    for one in (parent, child):
        if one.start is not None and one.end is not None:
            reasons.append(f"In item {one.item[:12]} it stands at {one.start:g} to {one.end:g} seconds.")
        if one.note:
            reasons.append(f"In item {one.item[:12]} it is noted as {one.note}.")
    return Link(
        id=record_id("l", child.item, parent.item, None, kind), child=child.item, parent=parent.item, source=None,
        kind=kind, reasons=tuple(reasons), direction="undecided",
    )  # fmt: skip
