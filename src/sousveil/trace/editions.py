"""Which of an organisation's reports is meant: told apart by titles and by the years they came out.

An organisation writes more than one report. Two mentions with different titles, or of different years, are two reports
and two gateways. A mention without either may be any of them, and is then not counted as one more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .names import key

NEAR = 120
"""Code points between the mention of a report and its title or year, at most."""

_NOUN = r"(?:reports?|stud(?:y|ies)|papers?|surveys?|analys[ie]s|investigations?|assessments?|briefings?)"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_TITLE = r"[“\"‘「『《](?P<t>[^“”\"‘’「」『』《》\n]{4,120})[”\"’」』》]"
_TITLES = (
    rf"\b{_NOUN}\b[^.;“”\n]{{0,60}}?\b(?:titled|entitled|called|named|headed|dubbed),? {_TITLE}",
    rf"\b{_NOUN}\b[,:]? {_TITLE}",
    rf"{_TITLE},? (?:is |was )?(?:an?|the|its|their|this|that) (?:[\w-]+ ){{0,3}}?{_NOUN}\b",
    rf"{_TITLE} ?(?:이?라는|이?란|을|를)? ?(?:제목의 |제하의 )?(?:\S+ )?(?:보고서|연구|논문)",
    rf"(?:보고서|연구|논문) ?{_TITLE}",
    rf"(?:题为|名为|名為|題為)?{_TITLE}的?(?:\S{{0,6}})?(?:报告|研究|论文|報告)",
    rf"(?:报告|研究|论文|報告){_TITLE}",
)
_YEARS = (
    rf"\b{_YEAR} (?:[\w-]+ ){{0,2}}{_NOUN}\b",
    (rf"\b{_NOUN}\b[^.;\n]{{0,60}}?\b(?:published|released|issued|dated|from|of)(?: (?:in|on))?"
     rf" (?:early |late |mid-?)?(?:\d{{1,2}} )?(?:[A-Z][a-z]+,? )?(?:\d{{1,2}},? )?{_YEAR}\b"),
    (rf"{_YEAR}년(?: ?\d{{1,2}}월)?(?: ?\d{{1,2}}일)?(?:에|의)? ?(?:발표|발간|공개|펴낸|펴냈|내놓|출간|작성)?"
     r"\S{0,3} ?(?:\S+ )?(?:보고서|연구|논문)"),
    rf"{_YEAR}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:发布|公布|发表|發布|發表|出版)?的?[^，。；\n]{{0,10}}(?:报告|研究|论文|報告)",
)  # fmt: skip
_TITLE_RE = tuple(re.compile(pattern) for pattern in _TITLES)
_YEAR_RE = tuple(re.compile(pattern) for pattern in _YEARS)


@dataclass(frozen=True)
class Marks:
    """What tells one report from another of the same makers. titles: folded. years: as written."""

    titles: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.titles or self.years)

    def __or__(self, other: Marks) -> Marks:
        return Marks(self.titles | other.titles, self.years | other.years)


def marks_near(sentence: str, at: int) -> Marks:
    """The title and the year that stand nearest to a mention of a report at ``at`` of a sentence."""
    return Marks(_nearest(_TITLE_RE, "t", sentence, at), _nearest(_YEAR_RE, "y", sentence, at))


def _nearest(patterns: Sequence[re.Pattern[str]], group: str, sentence: str, at: int) -> frozenset[str]:
    found = [
        (abs((match.start() + match.end()) // 2 - at), match[group].strip(" ,."))
        for pattern in patterns
        for match in pattern.finditer(sentence)
        if match.start() - NEAR <= at <= match.end() + NEAR
    ]
    best = min(found, default=(0, ""))[1]
    folded = key(best) if group == "t" else best
    return frozenset((folded,)) if folded else frozenset()


def _one_script(one: str, two: str) -> bool:
    return any(ord(c) > 0x2E7F for c in one) == any(ord(c) > 0x2E7F for c in two)


def _same_title(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    return short == long or (len(short) >= 8 and f" {short} " in f" {long} ")


def apart(one: Marks, two: Marks) -> bool:
    """Whether the marks show two reports: titles in one script of which none are the same, or years of which none are.

    The same title settles it: an old report that is quoted with another year is still that report.
    """
    pairs = [(a, b) for a in one.titles for b in two.titles if _one_script(a, b)]
    if any(_same_title(a, b) for a, b in pairs):
        return False
    return bool(pairs) or bool(one.years and two.years and not one.years & two.years)


def together(one: Marks, two: Marks) -> bool:
    """Whether the marks show one report: a title in common, or a year where titles say nothing against it."""
    if apart(one, two):
        return False
    return any(_same_title(a, b) for a in one.titles for b in two.titles) or bool(one.years & two.years)


def editions(met: Iterable[Marks]) -> list[Marks]:
    """The different reports that the marks show, in order of spelling; empty where nothing shows that there are two."""
    groups: list[Marks] = []
    for marks in sorted((one for one in set(met) if one), key=lambda m: (sorted(m.titles), sorted(m.years))):
        place = next((n for n, held in enumerate(groups) if together(held, marks)), None)
        if place is None:
            groups.append(marks)
        else:
            groups[place] = groups[place] | marks
    return groups if any(apart(a, b) for a in groups for b in groups) else []


def which(marks: Marks, held: Sequence[Marks]) -> int | None:
    """The one of the ``held`` reports that a mention with these marks means; None when it may be several, or any."""
    fits = [number for number, one in enumerate(held) if marks and together(one, marks)]
    return fits[0] if len(fits) == 1 else None


def label(marks: Marks) -> str:
    """How a report is told from the others of its makers, in a few words."""
    if marks.titles:
        return f"“{min(marks.titles, key=lambda title: (len(title), title))}”"
    return f"of {min(marks.years)}" if marks.years else ""
