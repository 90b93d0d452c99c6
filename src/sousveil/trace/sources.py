"""Who speaks, across the case: one record for each outlet, report, organisation or public speaker.

A name met in several spellings, or a report known here by its organisation and there by its authors, becomes one
source. Witnesses and unnamed sources stay inside their item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sousveil.records import NameMatch, Source
from sousveil.records.ids import record_id

from .addresses import normal_url
from .agencies import known
from .names import core, key, names_a_report
from .naming.resolve import Match, Met, match_id, resolve

KIND_ORDER = ("report", "state-media", "official", "wire", "outlet", "organisation", "person", "author", "experts",
              "survey", "papers", "witnesses", "unnamed", "document")  # fmt: skip
LOCAL = ("witnesses", "survey", "papers", "unnamed", "document", "experts")
"""Kinds that are one record per item unless they carry a name of their own."""


@dataclass
class _Node:
    space: str
    name: str
    spellings: dict[str, set[str]] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    published: set[str] = field(default_factory=set)
    mentions: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    parent: int = -1


MOST_MATCHES = 20
"""A source lists at most this many names that it may also be: the likeliest."""


@dataclass(frozen=True)
class Decision:
    """What a person decided about two names. person: names of people, not of organisations."""

    one: str
    two: str
    person: bool
    same: bool


class Registry:
    """Names in, sources out. First everything is named, then ``settle`` joins, then ``source`` answers."""

    def __init__(
        self, match: Callable[[str], str | None] = lambda name: None,
        country: Callable[[str], str | None] = lambda name: None,
    ) -> None:  # fmt: skip
        """match: the outlet of the case that a name means, also in another language. country: that a name tells."""
        self._match = match
        self.country = country
        self._nodes: list[_Node] = []
        self._index: dict[tuple[str, str], int] = {}
        self._ids: dict[int, str] = {}
        self._matches: dict[int, list[NameMatch]] = defaultdict(list)
        self._pages: dict[str, int] = {}
        self._maybe: dict[tuple[int, int], str] = {}
        self.unmet: list[Decision] = []
        self.bodies: dict[str, list[tuple[str, str]]] = {}

    def name(self, name: str, kind: str, item: str, publishes: bool = False, spelling: str = "") -> int:
        """The node of a named source, met in ``item`` as ``spelling``. Reports go by the name of who made them."""
        space = "person" if kind in ("person", "author", "experts") else "name"
        plain = name
        if space == "name" and names_a_report(name) and core(name):
            plain = core(name)
        body = known(plain)
        plain = body.name if body else plain
        number = self._node(space, plain)
        node = self._nodes[number]
        node.spellings.setdefault(" ".join((spelling or name).split()), set()).add(item)
        node.kinds.add(body.kind if body and kind not in ("report",) else kind)
        (node.published if publishes else node.mentions).add(item)
        return number

    def local(self, name: str, kind: str, item: str, publishes: bool = False) -> int:
        """The node of a source that belongs to ``item`` alone: a witness, an unnamed report."""
        number = self._node(f"{kind}:{item}", name)
        node = self._nodes[number]
        node.spellings.setdefault(" ".join(name.split()), set()).add(item)
        node.kinds.add(kind)
        (node.published if publishes else node.mentions).add(item)
        return number

    def edition(self, makers: str, label: str, item: str) -> int:
        """The node of one of several reports of the same makers; ``item`` names it, "" when it only may."""
        number = self._node("edition", f"{makers} report {label}")
        node = self._nodes[number]
        node.spellings.setdefault(node.name, set())
        node.kinds.add("report")
        if item:
            node.spellings[node.name].add(item)
            node.mentions.add(item)
        return number

    def maybe(self, one: int, two: int, reason: str) -> None:
        """Notes that two nodes may be one source, which only a person can tell."""
        self._maybe.setdefault((min(one, two), max(one, two)), reason)

    def page(self, url: str, publisher: int) -> None:
        """An item of the case stands at this address (as `addresses.normal_url` gives it)."""
        self._pages.setdefault(url, publisher)

    def inside(self, url: str) -> bool:
        """Whether what is at this address is in the case."""
        return normal_url(url) in self._pages

    def address(self, url: str, item: str, met: bool = True) -> int:
        """The node of the document at an address: the publisher of the item that is there, else the address itself.
        met: whether ``item`` spells it so; else it was entered before."""
        plain = normal_url(url)
        held = self._pages.get(plain)
        number = self._node("address", plain) if held is None else held
        if met:
            self.spelt(number, url, item)
        self._nodes[number].kinds.update(("report",) if held is None else ())
        return number

    def _node(self, space: str, name: str) -> int:
        place = (space, name if space == "address" else key(name) or name)
        number = self._index.get(place)
        if number is None:
            number = len(self._nodes)
            self._index[place] = number
            self._nodes.append(_Node(space, name, parent=number))
        return number

    def beside(self, node: int, organisation: str) -> None:
        """Notes an organisation with which a person is introduced."""
        self._nodes[node].beside.add(organisation)

    def join(self, one: int, two: int) -> None:
        """Holds two nodes to be one source."""
        left, right = self._root(one), self._root(two)
        if left != right:
            self._nodes[max(left, right)].parent = min(left, right)

    def root(self, node: int) -> int:
        """One number for all nodes that are held to be one source so far."""
        return self._root(node)

    def _root(self, number: int) -> int:
        while self._nodes[number].parent != number:
            self._nodes[number].parent = self._nodes[self._nodes[number].parent].parent
            number = self._nodes[number].parent
        return number

    def publisher(self, name: str) -> int | None:
        """The node of the outlet of that name, if it published an item: whatever kind a sentence takes it for."""
        body = known(name)
        number = self._index.get(("name", key(body.name if body else name)))
        if number is None or not self._nodes[number].published:
            meant = self._match(name)
            number = self._index.get(("name", key(meant))) if meant else None
        return number if number is not None and self._nodes[number].published else None

    def spelt(self, node: int, spelling: str, item: str) -> None:
        """Notes one more spelling of a source that an item names."""
        self._nodes[node].spellings.setdefault(" ".join(spelling.split()), set()).add(item)
        self._nodes[node].mentions.add(item)

    def settle(self, decisions: Sequence[Decision] = ()) -> dict[str, Source]:
        """The sources by id, with every name decided. After this, ``source`` can be asked.

        decisions: what people decided about pairs of names; they go before any likeness.
        """
        decisions = self._settle_maybe(decisions)
        for space in ("name", "person"):
            self._resolve(space, [d for d in decisions if d.person == (space == "person")])
        groups: dict[int, list[_Node]] = {}
        for number in range(len(self._nodes)):
            groups.setdefault(self._root(number), []).append(self._nodes[number])
        out: dict[str, Source] = {}
        for root, nodes in groups.items():
            source = _describe(nodes)
            self._ids[root] = source.id
            out[source.id] = source
        for number, matches in self._matches.items():
            source = out[self.source(number)]
            held = {match.id: match for match in (*source.matches, *matches)}
            out[source.id] = replace(source, matches=_shown(held.values()))
        return dict(sorted(out.items()))

    def _settle_maybe(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Joins or keeps apart, as people decided, the nodes that may be one; the decisions that were for others."""
        said = {frozenset((key(d.one), key(d.two))): d.same for d in decisions if not d.person}
        used: set[frozenset[str]] = set()
        for (one, two), reason in sorted(self._maybe.items()):
            names = [self._nodes[number].name for number in (one, two)]
            pair = frozenset(map(key, names))
            same = said.get(pair)
            if same is not None:
                used.add(pair)
            if same:
                self.join(one, two)
            outcome = "possible" if same is None else "joined" if same else "kept-apart"
            kept = NameMatch(match_id(key(names[0]), key(names[1]), False), names[0], names[1], "organisation", outcome,
                             0.5, (reason,), same is not None)  # fmt: skip
            self._matches[one].append(kept)
            self._matches[two].append(kept)
        return [d for d in decisions if d.person or frozenset((key(d.one), key(d.two))) not in used]

    def _resolve(self, space: str, decisions: Sequence[Decision]) -> None:
        """Joins the names of one space that are one, and keeps why."""
        person = space == "person"
        numbers = [n for n, node in enumerate(self._nodes) if node.space == space and not _of_a_country(node.name)]
        met = [Met(key(node.name) or node.name, node.name, frozenset(node.beside))
               for node in (self._nodes[n] for n in numbers)]  # fmt: skip
        at = {one.key: place for place, one in enumerate(met)}
        for place, number in enumerate(numbers):
            for spelling in sorted(self._nodes[number].spellings):
                at.setdefault(key(spelling), place)
        decided: dict[tuple[int, int], bool] = {}
        for decision in decisions:
            one, two = at.get(key(decision.one)), at.get(key(decision.two))
            if one is None or two is None:
                self.unmet.append(decision)
            elif one != two:
                decided[min(one, two), max(one, two)] = decision.same
        for match in resolve(met, person, decided):
            left, right = met[match.one], met[match.two]
            if not match.judged and _both_known(left.name, right.name):
                continue
            if match.outcome == "joined":
                self.join(numbers[match.one], numbers[match.two])
            kept = _match(match, left.name, right.name, person)
            self._matches[numbers[match.one]].append(kept)
            self._matches[numbers[match.two]].append(kept)

    def source(self, node: int) -> str:
        """The id of the source that a node became."""
        return self._ids[self._root(node)]


def _of_a_country(name: str) -> bool:
    """"the authorities (X)", "Ministry of Justice (X)": made by this program, and told apart by the country."""
    return name.endswith(")") and " (" in name


def _both_known(one: str, two: str) -> bool:
    # Two bodies that the vocabulary knows are two, however alike: Korean Central News Agency, Central News Agency.
    return known(one) is not None and known(two) is not None and known(one) != known(two)


def _match(match: Match, one: str, two: str, person: bool) -> NameMatch:
    return NameMatch(match.id, one, two, "person" if person else "organisation", match.outcome, match.score,
                     match.reasons, match.judged)  # fmt: skip


def _shown(matches: Iterable[NameMatch]) -> tuple[NameMatch, ...]:
    ordered = sorted(matches, key=lambda m: (not m.judged, m.outcome == "possible", -m.score, m.one, m.two))
    possible = [match for match in ordered if match.outcome == "possible"][MOST_MATCHES:]
    return tuple(match for match in ordered if match not in possible)


LONGEST_SHOWN = 72
"""Code points of an address that are shown as a name; its middle is left out beyond that."""


def _page(node: _Node) -> Source:
    """The source that a document outside the case is, known by its address and by who is said to have published it."""
    address = node.name
    if len(address) > LONGEST_SHOWN:
        address = f"{address[: LONGEST_SHOWN // 2]}…{address[-LONGEST_SHOWN // 2 + 1 :]}"
    by = min(node.beside, key=lambda name: (len(name), name), default="")
    return Source(
        id=record_id("s", "address", node.name), name=f"{by} ({address})" if by else address, kind="report",
        names=tuple(sorted(node.spellings, key=lambda s: (s.casefold(), s))), mentions=len(node.mentions),
    )  # fmt: skip


def _describe(nodes: Iterable[_Node]) -> Source:
    nodes = list(nodes)
    if len(nodes) == 1 and nodes[0].space == "address":
        return _page(nodes[0])
    nodes = [node for node in nodes if node.space not in ("address", "edition")] or nodes
    if all(node.space == "edition" for node in nodes):
        held = min(nodes, key=lambda node: node.name)
        return Source(
            id=record_id("s", "edition", held.name), name=held.name, kind="report",
            names=tuple(sorted(node.name for node in nodes)), mentions=len({i for n in nodes for i in n.mentions}),
        )  # fmt: skip
    kinds = {kind for node in nodes for kind in node.kinds}
    kind = min(kinds, key=lambda k: KIND_ORDER.index(k) if k in KIND_ORDER else len(KIND_ORDER))
    spellings: dict[str, set[str]] = {}
    weight: dict[str, int] = {}
    for node in nodes:
        for spelling, items in node.spellings.items():
            spellings.setdefault(spelling, set()).update(items)
        if node.space != "person" or all(other.space == "person" for other in nodes):
            folded = key(node.name) or node.name
            weight[folded] = weight.get(folded, 0) + len(node.mentions | node.published)
    best = min(weight, key=lambda name: (-weight[name], known(name) is None, not name.isascii(), len(name), name))
    body = known(best)
    # A report's node goes by a folded name; it is shown as it is written somewhere.
    given = next(node.name for node in nodes if (key(node.name) or node.name) == best)
    written = [s for s in spellings if best in (key(s), core(s))] or [given]
    shown = body.name if body else min(written, key=lambda s: (names_a_report(s), s.islower(), len(s), s))
    if kind == "report" and not names_a_report(shown):
        shown = f"{shown} report"
    space = nodes[0].space if all(node.space not in ("name", "person") for node in nodes) else "named"
    published = sorted({item for node in nodes for item in node.published})
    mentions = {item for node in nodes for item in node.mentions}
    return Source(
        id=record_id("s", space, key(body.name) if body else best), name=shown, kind=kind,
        names=tuple(sorted(spellings, key=lambda s: (s.casefold(), s))), items=tuple(published),
        inside=bool(published), mentions=len(mentions), local=space != "named",
    )  # fmt: skip
