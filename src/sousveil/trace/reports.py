"""Which reports a text names: by whom, and through which authors, outside furniture and captions.

A report is known by the organisations and the public authors that the text ties to it. An image credit ties nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from .agencies import KNOWN
from .editions import Marks, apart, marks_near
from .mend import plain
from .names import REPORT_NOUNS_KO, REPORT_NOUNS_ZH, core, key, same_organisation, same_person

LONGEST = 1500
"""Code points of a sentence that are read; a longer "sentence" is a list or noise."""

_NOUN = r"(?:reports?|stud(?:y|ies)|papers?|surveys?|analys[ie]s|investigations?|assessments?|briefings?|findings)"
_WORD = r"[A-Z][\w&’'-]*"
_CAPS = (
    rf"(?:\d{{1,3}} )?{_WORD}(?: (?:(?:of|for|on|and|the|in|&|de|du|la"
    rf"|International) ){{0,2}}{_WORD}){{0,9}}(?: \d{{1,3}}\b)?"
)
_NAME = rf"{_WORD}(?: {_WORD}){{1,3}}"
_HAS_NOUN = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
_FOCUSED = re.compile(r"\b[A-Z][\w.]*(?: [A-Z][\w.]*)*-(?:focused|based|backed|funded|led|run|linked|affiliated)\b")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_BY = re.compile(
    rf"\b(?i:{_NOUN})\b,? (?:(?!by\b|from\b)[\w’'-]+ ){{0,8}}?(?:by|from) (?P<tail>[^.;:,()“”\"\n]{{2,120}})"
)
_OWN = re.compile(rf"(?P<org>{_CAPS})(?:'s|’s|(?<=s)['’]) (?:[\w-]+ ){{0,3}}?(?i:{_NOUN})\b")
_PLAIN = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Nn]ew|latest|recent|this|to) (?P<org>{_CAPS}) (?:report|study|paper|survey|investigation)\b"
)
_AFFILIATED = re.compile(
    rf"\b(?i:researchers?|analysts?|authors?|scholars?|experts?|fellows?|economists?|professors?|dr\.?)"
    rf" (?P<names>{_NAME}(?:(?:,| and|, and) {_NAME})*),? (?:who work )?(?:from|of|at"
    rf"|with) (?P<tail>[^.;:,()“”\"\n]{{2,140}})"
)
_AUTHORED = re.compile(
    rf"(?P<names>{_NAME}(?:(?:,| and|, and) {_NAME})*)(?:, (?:[\w’'-]+ ){{0,8}}?| )"
    rf"(?:who )?(?:also )?(?:has )?(?:co-?)?(?:authored|wrote|led|directed|conducted|compiled|prepared"
    rf"|help(?:ed|s) (?:to )?(?:write|compile|prepare|conduct)|(?:lead )?authors? of)"
    rf" (?:the|this|that|a) (?:[\w-]+ ){{0,3}}?(?i:{_NOUN})\b(?: (?:together )?with (?P<more>{_NAME}(?:(?:,| and"
    rf"|, and) {_NAME})*))?"
)
_METHODS = re.compile(
    rf"(?P<org>{_CAPS})(?: \([A-Z]{{2,8}}\))? (?:has |have |also |then |had )*(?:interviewed|surveyed|polled"
    rf"|examined|analy[sz]ed|reviewed|mapped|documented)\b"
)
_IS_AUTHOR = re.compile(
    rf"(?P<names>{_NAME}),? (?:who is |is |was )?(?:one of (?:the|its) (?:[\w’'-]+ ){{0,2}}|an? |the "
    rf"|its )?(?:[\w-]+ )?(?:co-?|lead )?authors?\b"
)
_KO_METHOD = re.compile(
    r"(?P<org>[가-힣A-Za-z0-9]{1,12}(?:연구소|연구원|센터|재단|연구센터|감시단체|인권단체))(?:는|은|이"
    r"|가) [^.\n]{0,60}?(?:인터뷰|면담|설문|조사|검토|분석|밝혔|발표)"
)
_ZH_METHOD = re.compile(
    r"(?:据|根据|由|与|和)?(?P<org>[\u4e00-\u9fff]{2,10}?(?:研究所|研究院|研究中心|基金会|智库|观察站|观测站|监测站))[^。\n]{0,12}?(?:采访|访谈|调查|分析|查阅|发布|表示|说)"
)
_KO_AUTHOR = re.compile(r"저자인 (?P<name>[가-힣]{1,6}(?: [가-힣]{1,6})?)(?:는|은|이|가)")
_ZH_AUTHOR = re.compile(r"作者(?:之一)?(?P<name>[\u4e00-\u9fff·]{2,12}?)(?:说|表示|称|指出)")
_ACRONYM = re.compile(rf"(?P<long>{_CAPS}) \((?P<short>[A-Z][A-Za-z]{{1,7}})\)")
_GAP = re.compile(
    r"^,? ?(?:(?:project|programme|program|website|site|group|team|arm|unit|institute|think|tank|of|at|from|the|and"
    r"|part|a|an|u+|"
    r"non-profit|nonprofit|[\w-]+-based|organi[sz]ation|agency|outlet|newspaper|university|research) ?)*$"
)
_SAID_IN = re.compile(
    rf"(?P<org>{_CAPS})(?: \([A-Z]{{2,8}}\))?(?:, [^,.\n]{{3,90}},)? "
    rf"(?:has |have |also )?(?:said|says|found|finds|wrote|writes"
    rf"|reported|reports"
    rf"|warned|warns|concluded|concludes|estimated|estimates|claimed|claims|stated|states|noted|argued|argues)"
    rf"(?: \w+){{0,2}} in (?:an?|its|the|their|this) (?:[\w-]+ ){{0,3}}(?i:{_NOUN})\b"
)
_IN_ITS = re.compile(rf"(?P<org>{_CAPS})(?:,? in (?:its|their)|, in (?:an?|the)) (?:[\w-]+ ){{0,3}}(?i:{_NOUN})\b")
_PART_OF = re.compile(
    r"^,? (?:which is )?(?:an? |the |part )?(?:[\w-]+ ){0,3}?(?:(?:project|programme|program|initiative|arm"
    r"|unit|website"
    r"|publication|branch|wing|lab|section) )?(?:of|at|run by|hosted by|housed at) (?:the )?" + _CAPS
)
_WORKERS = re.compile(r"\b(?:Researchers|Analysts|Scholars|Academics|Investigators) [A-Z]")
_PEOPLE_BEFORE = re.compile(
    rf"^(?:Researchers?|Analysts?|Scholars?|Authors?|Experts?|Professors?|Journalists?|Academics?|Investigators?)"
    rf" (?P<names>{_NAME}(?:(?:,| and|, and) {_NAME})*)$"
)
_CAPS_RE = re.compile(_CAPS)
_NAME_RE = re.compile(_NAME)
_KO = re.compile(
    r"(?P<org>[가-힣A-Za-z0-9·]{2,20}(?: [가-힣A-Za-z0-9]{2,12})?)(?:의|가|이|는|은) "
    r"(?:(?:최근|지난|이달|올해|이번|[월화수목금토일]요일|\d+일)[^.\n]{0,12} ?)?"
    r"(?:발표한|발간한|공개한|펴낸|작성한|내놓은|출간한) (?:[^\s.]+ ){0,3}?(?:보고서|연구|논문)"
)
_ZH = re.compile(
    r"(?:据|根据|由)(?P<org>[^，。、；：\s“”「」]{2,20}?)(?:(?:日前|近日|最近|(?:\d+年)?(?:\d+月)?\d+日)?(?:发布|公布|发表|撰写|出版|發布|公布|發表)的?)"
    r"[^，。；]{0,12}?(?:报告|研究|论文|報告|論文)"
)
_TIME_WORDS = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "the", "a", "an", "this",
    "according", "in", "on", "it", "its", "state", "new", "last", "another", "one", "recent", "media", "experts",
    "researchers", "that", "these", "his", "her", "their", "our", "covid", "ai", "cctv", "i", "we", "he", "she", "they",
    "there", "following", "when", "while", "as", "but", "and", "for", "with", "after", "before", "mr", "ms", "mrs",
}  # fmt: skip
_LEADS = _TIME_WORDS - {"new", "state", "one", "last", "media", "experts", "researchers", "ai", "covid", "cctv"}
_AND = re.compile(r"(?:,|, and| and) (?=[A-Z])")
NotAName = Callable[[str], bool]


@dataclass
class Report:
    """One report that a text speaks of. orgs, authors: as written. at: where it is first named. marks: its title and
    year, as far as the text gives them."""

    orgs: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    at: int = 0
    acronyms: dict[str, str] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)

    def names(self, org: str) -> bool:
        return any(same_organisation(org, one) for one in self.orgs)


@dataclass(frozen=True)
class _Mention:
    at: int
    orgs: tuple[str, ...]
    authors: tuple[str, ...]
    marks: Marks = field(default_factory=Marks)


def reports(text: str, sentences: Iterable[tuple[int, int]], place: NotAName) -> list[Report]:
    """The reports that the ``sentences`` of ``text`` name, in order; ``place`` says whether a name is a place's.

    A mention without an organisation ("co-authored the study") belongs to the report last named before it, else to the
    first one named.
    """
    found: list[_Mention] = []
    acronyms: dict[str, str] = {}
    spans = list(sentences)
    for start, end in spans:
        sentence = text[start : min(end, start + LONGEST)]
        for match in _ACRONYM.finditer(sentence):
            acronyms[match["short"]] = match["long"]
        if _HAS_NOUN.search(sentence):
            found += _marked(_english(sentence, start, place), sentence, start)
        if any(noun in sentence for noun in (*REPORT_NOUNS_KO, *REPORT_NOUNS_ZH)):
            found += _marked(_asian(sentence, start), sentence, start)
    nouns = (*REPORT_NOUNS_KO[:1], *REPORT_NOUNS_ZH[:1])
    if found or _HAS_NOUN.search(text) or _WORKERS.search(text) or any(noun in text for noun in nouns):
        for start, end in spans:
            found += _workers(text[start : min(end, start + LONGEST)], start, place)
    groups: list[Report] = []
    loose: list[_Mention] = []
    for mention in sorted(found, key=lambda m: (m.at, m.orgs, m.authors)):
        orgs = [acronyms.get(org, org) for org in mention.orgs]
        # The one last named comes first: "its report" after two of them is the second.
        group = next((g for g in reversed(groups) if _meets(g, orgs, mention.authors, mention.marks)), None)
        if group is None and not orgs:
            loose.append(mention)
            continue
        if group is None:
            group = Report(at=mention.at)
            groups.append(group)
        _join(group, orgs, mention.authors)
        group.marks |= mention.marks
    for mention in loose:
        before = [g for g in groups if g.at <= mention.at]
        group = before[-1] if before else groups[0] if groups else None
        if group is None:
            group = Report(at=mention.at)
            groups.append(group)
        _join(group, (), mention.authors)
    for group in groups:
        group.acronyms = {short: long for short, long in acronyms.items() if group.names(long)}
    return groups


def _workers(sentence: str, start: int, place: NotAName) -> list[_Mention]:
    """Who is said to have done a report's work, or to be its author, where the sentence itself names no report."""
    out: list[_Mention] = []
    for match in _METHODS.finditer(sentence):
        people = _PEOPLE_BEFORE.match(match["org"])
        if people:
            names = _NAME_RE.findall(_AND.sub(", ", people["names"]))
            out.append(_Mention(start + match.start(), (), tuple(name for name in names if not place(name))))
            continue
        orgs = _organisations(match["org"], place)[-1:]
        if orgs and len(orgs[0].split()) > 1:
            out.append(_Mention(start + match.start(), orgs, ()))
    for match in _IS_AUTHOR.finditer(sentence):
        authors = [name for name in (_trim(a) for a in _NAME_RE.findall(match["names"])) if len(name.split()) > 1]
        if authors and not place(authors[0]):
            out.append(_Mention(start + match.start(), (), (authors[0],)))
    for pattern in (_KO_METHOD, _ZH_METHOD):
        for match in pattern.finditer(sentence):
            if core(match["org"]):
                out.append(_Mention(start + match.start(), (match["org"],), ()))
    for pattern in (_KO_AUTHOR, _ZH_AUTHOR):
        for match in pattern.finditer(sentence):
            out.append(_Mention(start + match.start(), (), (match["name"],)))
    return out


def _marked(found: Iterable[_Mention], sentence: str, start: int) -> list[_Mention]:
    """Mentions of reports with the title and the year that stand near them."""
    return [replace(one, marks=marks_near(sentence, one.at - start)) if one.orgs else one for one in found]


def _meets(group: Report, orgs: Sequence[str], authors: Sequence[str], marks: Marks) -> bool:
    if apart(group.marks, marks):
        return False
    if any(group.names(org) for org in orgs):
        return True
    return any(same_person(one, two) for one in authors for two in group.authors)


def _join(group: Report, orgs: Sequence[str], authors: Sequence[str]) -> None:
    group.orgs += [org for org in orgs if org not in group.orgs]
    group.authors += [author for author in authors if author not in group.authors]


def _english(sentence: str, start: int, place: NotAName) -> list[_Mention]:
    # Same length, so that offsets hold: "U.S." would end a name, "North Korea-focused" would begin one.
    plain = _DOTTED.sub(lambda m: "u" * len(m.group()), sentence)
    plain = _FOCUSED.sub(lambda m: "x" * len(m.group()), plain)
    out: list[_Mention] = []
    for match in _AFFILIATED.finditer(plain):
        orgs = _organisations(match["tail"], place)
        if orgs:
            out.append(_Mention(start + match.start(), orgs, tuple(_NAME_RE.findall(match["names"]))))
    for match in _AUTHORED.finditer(plain):
        authors = [*_NAME_RE.findall(match["names"]), *_NAME_RE.findall(match["more"] or "")]
        authors = [name for name in (_trim(a) for a in authors) if len(name.split()) > 1 and not place(name)]
        if authors:
            out.append(_Mention(start + match.start(), (), tuple(authors)))
    for match in _BY.finditer(plain):
        orgs = _organisations(match["tail"], place)
        if orgs:
            out.append(_Mention(start + match.start(), orgs + _parents(orgs, plain, match.end(), place), ()))
    for pattern in (_OWN, _PLAIN, _SAID_IN, _IN_ITS):
        for match in pattern.finditer(plain):
            orgs = _organisations(match["org"], place)[-1:]
            if orgs and not _PEOPLE_BEFORE.match(match["org"]) and not _is_person(match["org"], plain):
                out.append(_Mention(start + match.start(), orgs + _parents(orgs, plain, match.end("org"), place), ()))
    return out


def _parents(orgs: tuple[str, ...], sentence: str, at: int, place: NotAName) -> tuple[str, ...]:
    """The body that the makers of a report belong to: "Ridge Watch, a project of the Alder Center"; none if unsaid."""
    found = _PART_OF.match(sentence[at : at + 160])
    if found is None:
        return ()
    tail = found.group()
    names = _organisations(tail[tail.rindex(" of ") if " of " in tail and " at " not in tail else 0 :], place)
    return tuple(name for name in names if name not in orgs)


def _is_person(name: str, sentence: str) -> bool:
    # "Dorothy Namukasa, who wrote the study, said in ..." is no organisation.
    return bool(re.search(rf"\b(?:[Rr]esearcher|[Aa]nalyst|[Pp]rofessor|[Mm]inister|[Dd]r\.?|[Aa]uthor"
                          rf"|[Ss]pokes\w+|[Pp]resident|[Dd]irector)"
                          rf" {re.escape(name)}\b", sentence))  # fmt: skip


def _organisations(words: str, place: NotAName) -> tuple[str, ...]:
    names: list[str] = []
    end = 0
    for match in _CAPS_RE.finditer(words):
        if names and not _GAP.match(words[end : match.start()]):
            break  # "a report by X on how Y ...": only what hangs together with X names its makers.
        end = match.end()
        name = _trim(match.group())
        if not name or place(name) or not core(name) or name.casefold() in _TIME_WORDS:
            continue
        if name not in names:
            names.append(name)
    return tuple(names)


def _trim(name: str) -> str:
    parts = name.split()
    while parts and parts[0].casefold() in _LEADS:
        parts = parts[1:]
    while parts and (parts[-1].casefold() in _TIME_WORDS or parts[-1].islower()):
        parts = parts[:-1]
    joined = " ".join(parts)
    return re.sub(r"(?:'s|’s)$", "", joined)


_BEFORE_ASIAN = (
    r"(?:(?<![\u4e00-\u9fff가-힣A-Za-z])|(?<=[据由对向与和的在是及被称月日])|(?<=组织)|(?<=机构)|(?<=团体)|(?<=媒体)|(?<=根据))"
)
_BEHIND_ASIAN = (
    r"(?![站所会會社局署厅院团團部组網网报報台]|中心|组织|小组|协会|委员会|研究|观察|联盟|基金|工作)"
    r"(?!소(?![가-힣]*장)|센터|협회|연구|연합|위원회|재단|네트워크|단체|본부|지부)"
)
"""Chinese and Korean write without spaces: a known name inside a longer one is another body's."""

_KNOWN_ASIAN = [
    (re.compile(rf"{_BEFORE_ASIAN}{re.escape(name)}{_BEHIND_ASIAN}"), canonical)
    for name, canonical in sorted(
        ((name, body.name) for body in KNOWN for name in body.names if any(ord(c) > 0x10FF for c in name)),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
]


def _asian(sentence: str, start: int) -> list[_Mention]:
    known: dict[str, int] = {}
    for pattern, canonical in _KNOWN_ASIAN:
        if found := pattern.search(sentence):
            known.setdefault(canonical, found.start())
    if known:
        return [_Mention(start + at, (canonical,), ()) for canonical, at in known.items()]
    out = []
    for pattern in (_KO, _ZH):
        for match in pattern.finditer(sentence):
            org = plain(match["org"], "organisation")
            if core(org) and len(key(org)) >= 2:
                out.append(_Mention(start + match.start(), (org,), ()))
    return out
