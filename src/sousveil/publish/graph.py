"""Lineage as a list of trees and as a small drawing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sousveil.records import Link

MOST_DRAWN = 30
"""Boxes of a group beyond which a drawing on one page is no longer readable; the list stands for it then."""
BOX, HEIGHT, ACROSS, DOWN = 216, 46, 292, 62
"""Of the drawing, in user units: width and height of a box, and the distances between their corners."""
CITING = ("citation", "shared-dataset", "interview")
LETTERS = 26
"""Letters that fit into one box at the style sheet's size; wide (CJK) ones count twice."""


@dataclass(frozen=True)
class Node:
    """An item or a source outside the case. label: shown. href: page of the item. outside: stands outside the case.
    note: who published it and when, a second line. bases: what a gateway says it rests on."""

    key: str
    label: str
    href: str | None
    outside: bool
    gateway: bool = False
    note: str = ""
    bases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Branch:
    """A node with what came from it. link: how it came from the one above (None at a root). again: shown already."""

    node: Node
    link: Link | None
    children: tuple[Branch, ...]
    again: bool = False


@dataclass(frozen=True)
class Box:
    """A node drawn at (x, y); label, note: shortened to fit."""

    node: Node
    x: int
    y: int
    label: str
    note: str


@dataclass(frozen=True)
class Line:
    """An arrow, as an SVG path; kind: of the link, in its record's words."""

    path: str
    kind: str


@dataclass(frozen=True)
class Group:
    """Nodes that hang together. width and height are 0 when there are too many to draw."""

    branches: tuple[Branch, ...]
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    width: int = 0
    height: int = 0


def lineage_groups(links: Sequence[Link], nodes: Mapping[str, Node]) -> list[Group]:
    """The groups of ``links``, biggest first. ``nodes``: by item id and source id; links to others are left out."""
    edges: list[tuple[str, str, Link]] = []
    for link in links:
        parent = link.parent or link.source
        if parent is not None and parent in nodes and link.child in nodes and parent != link.child:
            edges.append((parent, link.child, link))
    below: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    touching: dict[str, set[str]] = defaultdict(set)
    for parent, child, link in edges:
        below[parent].append((child, link))
        touching[parent].add(child)
        touching[child].add(parent)
    groups: list[list[str]] = []
    seen: set[str] = set()
    for key in [k for edge in edges for k in edge[:2]]:
        if key in seen:
            continue
        found, stack = [], [key]
        seen.add(key)
        while stack:
            here = stack.pop()
            found.append(here)
            for near in sorted(touching[here] - seen):
                seen.add(near)
                stack.append(near)
        groups.append(found)
    drawn = [_group(group, edges, below, nodes) for group in groups]
    order = sorted(range(len(groups)), key=lambda i: (-len(groups[i]), i))
    return [drawn[i] for i in order]


def _group(
    keys: Sequence[str], edges: Sequence[tuple[str, str, Link]], below: Mapping[str, list[tuple[str, Link]]],
    nodes: Mapping[str, Node],
) -> Group:  # fmt: skip
    inside = set(keys)
    own = [edge for edge in edges if edge[0] in inside]
    children = {child for _, child, _ in own}
    order = list(dict.fromkeys(key for parent, child, _ in own for key in (parent, child)))
    shown: set[str] = set()
    branches = [_branch(key, None, below, nodes, shown) for key in order if key not in children]
    # A circle of items citing one another has no root: begin anywhere, so that nobody is left out.
    branches += [_branch(key, None, below, nodes, shown) for key in order if key not in shown]
    if len(keys) > MOST_DRAWN:
        return Group(tuple(branches))
    depth = _depths(order, own)
    rows: dict[int, int] = defaultdict(int)
    boxes: dict[str, Box] = {}
    for key in sorted(order, key=lambda k: (depth[k], order.index(k))):
        column = depth[key]
        node = nodes[key]
        boxes[key] = Box(node, column * ACROSS + 2, rows[column] * DOWN + 2, _short(node.label), _short(node.note, 34))
        rows[column] += 1
    lines: list[Line] = []
    lanes = 0
    for parent, child, link in _plain(own):
        a, b = boxes[parent], boxes[child]
        x1, y1, x2, y2 = a.x + BOX, a.y + HEIGHT // 2, b.x - 2, b.y + HEIGHT // 2
        if depth[child] - depth[parent] == 1:
            middle = (x1 + x2) // 2
            lines.append(Line(f"M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}", link.kind))
            continue
        # Over more than one column, or backwards in a circle: below all boxes, so that it crosses none.
        floor = max(rows.values()) * DOWN + 12 * lanes + 2
        lanes += 1
        bend = (ACROSS - BOX) // 2
        lines.append(Line(
            f"M{x1} {y1} C{x1 + bend} {y1} {x1} {floor} {x1 + bend} {floor} L{x2 - bend} {floor} "
            f"C{x2} {floor} {x2 - bend} {y2} {x2} {y2}", link.kind,
        ))  # fmt: skip
    width = max(box.x for box in boxes.values()) + BOX + 4
    height = max(rows.values()) * DOWN + 12 * lanes
    return Group(tuple(branches), tuple(boxes.values()), tuple(lines), width, height)


def _plain(edges: Sequence[tuple[str, str, Link]]) -> list[tuple[str, str, Link]]:
    """The edges without those citations that another way through the drawing shows already; the list below it has all.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for parent, child, _ in edges:
        near[parent].add(child)

    def another_way(parent: str, child: str) -> bool:
        seen, stack = {parent}, [key for key in near[parent] if key != child]
        while stack:
            here = stack.pop()
            if here == child:
                return True
            if here not in seen:
                seen.add(here)
                stack.extend(near[here])
        return False

    kept: list[tuple[str, str, Link]] = []
    drawn: set[tuple[str, str]] = set()
    # A copy is drawn rather than a citation between the same two.
    for parent, child, link in sorted(edges, key=lambda edge: edge[2].kind in CITING):
        if link.kind in CITING and ((parent, child) in drawn or another_way(parent, child)):
            continue
        drawn.add((parent, child))
        kept.append((parent, child, link))
    return kept


def _branch(
    key: str, link: Link | None, below: Mapping[str, list[tuple[str, Link]]], nodes: Mapping[str, Node],
    shown: set[str], level: int = 0,
) -> Branch:  # fmt: skip
    if key in shown or level > 40:
        return Branch(nodes[key], link, (), again=True)
    shown.add(key)
    children = tuple(_branch(child, how, below, nodes, shown, level + 1) for child, how in below.get(key, ()))
    return Branch(nodes[key], link, children)


def _depths(order: Sequence[str], edges: Sequence[tuple[str, str, Link]]) -> dict[str, int]:
    depth = dict.fromkeys(order, 0)
    for _ in range(len(order)):  # Bounded, so that a circle ends.
        changed = False
        for parent, child, _link in edges:
            if depth[child] < depth[parent] + 1 and depth[parent] + 1 < len(order):
                depth[child] = depth[parent] + 1
                changed = True
        if not changed:
            break
    levels = {level: i for i, level in enumerate(sorted(set(depth.values())))}
    return {key: levels[level] for key, level in depth.items()}


def _short(label: str, room: int = LETTERS) -> str:
    kept = ""
    for letter in label:
        room -= 2 if ord(letter) > 0x1100 else 1
        if room < 0:
            return kept.rstrip() + "…"
        kept += letter
    return kept
