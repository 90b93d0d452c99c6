"""Products by name, firms that put a system in place, and people it fell upon, as far as English words name them."""

from __future__ import annotations

import re

_NAME = r"[A-Z][\w'&.-]*(?: (?:[A-Z][\w'&.-]*|\d[\w.]*|of|and(?= [A-Z]))){0,4}"
_THING = (
    r"(?:cameras?|software|systems?|platforms?|apps?|applications?|drones?|modules?|readers?|scanners?|devices?|"
    r"programmes?|programs?|spyware|suite|terminals?|tablets?|handsets?|phones?|lanes?|network|project)"
)
_CALLED = re.compile(
    rf"\b{_THING},?(?: [a-z]+){{0,4}}? (?:called|named|dubbed|nicknamed|known as|branded|marketed as|sold as|"
    rf"under the name(?: of)?|by the name of) (?:the )?[\"\u201c']?(?P<name>{_NAME})"
)
_QUOTED = re.compile(
    rf"[\"\u201c](?P<name>[A-Z][^\"\u201d.!?]{{1,38}}?),?[\"\u201d] (?:[a-z-]+ ){{0,3}}?(?!project){_THING}\b"
)
_BEHIND = re.compile(
    rf"\b{_THING} [\"\u201c](?P<name>[A-Z][^\"\u201d.!?]{{1,38}}?),?[\"\u201d]"
    r"|\b(?:its|the|a|an|of|our|their|with|by|\d) "
    rf"(?P<camel>(?:[A-Z][a-z]+[A-Z][A-Za-z]*|[A-Z][A-Za-z]+[- ]\d[\w.]*)(?: \d[\w.]*)?) (?:[a-z-]+ ){{0,2}}?{_THING}\b"
)  # fmt: skip
_FIRM = (
    r"(?:Ltd|Limited|Inc|Corp(?:oration)?|Co|Company|Technolog(?:y|ies)|Systems|Group|GmbH|AG|S\.A|Telecom|Networks|"
    r"Solutions|Security|Electronics|Electric|Engineering|Communications|Industries|International|Integration)"
)
_INTEGRATOR = re.compile(
    r"\b(?:installed|integrated|implemented|maintained|rolled out|fitted|built|set up|wired) by "
    rf"(?:the )?(?P<who>(?:[A-Z][\w'&-]* ){{0,4}}{_FIRM}\b)"
    rf"|\b(?:integrator|contractor|subcontractor),? (?P<after>{_NAME})"
    rf"|(?P<before>{_NAME}), (?:the|its|a) (?:[a-z-]+ ){{0,2}}?(?:integrator|contractor|subcontractor)\b"
)
_PEOPLE = (
    r"(?:people|persons|men|women|residents|citizens|workers|students|pupils|drivers|travellers|travelers|escapees|"
    r"defectors|protesters|demonstrators|activists|journalists|migrants|refugees|passengers|customers|households|"
    r"families|villagers|traders|pilgrims|believers|suspects|motorists|employees|children|users|subscribers)"
)
_COUNT = (
    r"(?:[\d,.]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|hundreds of|"
    r"thousands of|several|some|many|at least [\d,]+|more than [\d,]+|about [\d,]+|nearly [\d,]+|over [\d,]+)"
)
_AFFECTED = re.compile(
    rf"\b(?P<who>{_COUNT} (?:[a-z-]+ ){{0,3}}?{_PEOPLE}(?: (?:from|in|of) [\w' -]{{2,30}}?)?) "
    r"(?:have |had |has )?(?:was |were |been )+(?:[a-z]+ly )?(?:arrested|detained|fined|stopped|questioned|expelled|"
    r"deported|turned away|misidentified|beaten|jailed|imprisoned|sentenced|held|dismissed|punished|executed|blocked|"
    r"summoned|caught|refused)\b"
)


def product_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A product's or a system's own name in the clause [start, end), without quotation marks."""
    for pattern in (_CALLED, _QUOTED, _BEHIND):
        if m := pattern.search(text, start, end):
            group = "camel" if "camel" in m.re.groupindex and m["camel"] else "name"
            left, right = m.span(group)
            while left < right and text[left] in "\"\u201c'":
                left += 1
            while right > left and text[right - 1] in "\"\u201d',.":
                right -= 1
            return (left, right) if right > left else None
    return None


def integrator_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The firm that put the system in place, named as one or called a contractor."""
    m = _INTEGRATOR.search(text, start, end)
    return m.span(next(name for name in ("who", "after", "before") if m[name])) if m else None


def affected_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The people who were arrested, fined, refused or the like."""
    m = _AFFECTED.search(text, start, end)
    return m.span("who") if m else None
