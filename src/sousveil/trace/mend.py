"""The sources of claims, read once more beside the text: names cut short, offices before names, speakers of a dialogue.

A name that is cut short ("the Institute" for "the Institute for Civic Technology") would make a source of its own, and
a source too many is the worst error of all: it counts as confirmation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sousveil.records import Claim, Edge

from .addresses import is_address
from .agencies import known
from .names import core, key, names_a_report, words

_HEADS = (
    "Ministry|Institute|Institution|Department|Centre|Center|University|Office|Bureau|Agency|Committee|Commission"
    "|Council|Foundation|Association|Federation|Academy|Network|Observatory|Union|Authority|Directorate|Board|Society"
    "|School|College|Campaign|Coalition|Initiative|Project|Fund|Service"
)
_ORGANISATION = re.compile(rf"\b(?:{_HEADS}|Forum|Group|Watch|Lab|Monitor|Alliance|Movement|Trust|Party|Company"
                           rf"|Inc|Ltd)$")
_IN_A_PLACE = re.compile(r"\b(?:in|near|from|at) (?:the )?$")
_CUT = re.compile(rf"\b(?:{_HEADS})$")
_REST = re.compile(
    r"(?: (?:of|for|on|in|against|at)(?: the)? [A-Z][\w&’'-]*(?:,? (?:and |of |the |& ){0,2}[A-Z][\w&’'-]*){0,5})+"
)
_SPOKES = re.compile(r"\b[Ss]pokes(?:man|woman|person)$")
_FOR_A_BODY = re.compile(
    r" (?:for|of|from|at)(?: the)? [A-Z][\w&’'-]*(?: (?:(?:of|for|on|and|the|&) ){0,2}[A-Z][\w&’'-]*){0,6}"
)
_CAPITALS = re.compile(r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)*(?P<whose>['’]s?(?= ))?")
_ADJECTIVE = re.compile(r"^(?:the |a |an )?[\w.]+(?: [\w.]+)?-(?:based|focused|backed|funded|led|run|linked)$")
_ITS_NAME = re.compile(
    r"(?: [a-z][\w-]*){0,4} (?P<name>[A-Z][\w&’'-]*(?: (?:(?:of|for|on|and|the|&) ){0,2}[A-Z\d][\w&’'-]*){0,5})"
)
_LEAD_IN = re.compile(r"^(?:As|But|And|While|Although|However|Meanwhile|Yesterday|Earlier),? (?=[A-Z]|the )")
_ARTICLE = re.compile(r"^[Tt]he (?=(?:Ministry|Institute|Department|Center|Centre|University|Office|Bureau|Committee"
                      r"|Commission|Council|Foundation|Association|National|State|Federal|Royal) )")  # fmt: skip
_MADE_BY = re.compile(
    r"^(.{2,30}?)(?:가|이|의|는|은) (?:\S+ ){0,3}(?:발표|발간|공개|작성|출간|펴낸|펴내"
    r"|내놓)\S* ?(?:\S+ )?(?:보고서|연구|논문)$"
    r"|^(.{2,24}?)(?:日前|近日|最近|\d+日)?(?:发布|公布|发表|出版)的.{0,12}(?:报告|研究|论文)$"
)
_BRACKETS = "《》〈〉『』「」“”‘’\"[] "
_OFFICES = frozenset((
    "affairs", "security", "defence", "defense", "interior", "justice", "communications", "information", "education",
    "health", "finance", "transport", "order", "police", "minister", "ministry", "president", "director", "spokesman",
    "spokeswoman", "spokesperson", "deputy", "chief", "general", "commissioner", "governor", "mayor", "secretary",
    "researcher", "researchers", "analyst", "professor", "author", "lawyer", "activist",
))  # fmt: skip
_KO_TITLE = re.compile(
    r"(?<=[가-힣]{2}) ?(?:장관|차관|대변인|국장|청장|시장|의원|대표|소장|교수|연구원|연구위원|사장|회장|총장"
    r"|부장|위원장)$"
)
_KO_GENERIC = re.compile(
    r"^(?:(?:국제|미국|영국|독일|한국|세계|현지|민간|운영사|제조사|제작사|업체|기업|회사|인권단체|시민단체|비정부기구|비영리단체|싱크탱크|연구기관|매체|언론|신문|통신사"
    r"|일간지|주간지|방송사|단체|기관|국제인권단체) )+(?=\S{2})"
)
_KO_AUTHOR = re.compile(
    r"^(?:보고서의? )?(?:공동 ?|주 ?)?(?:저자|집필자|작성자|연구자)(?:인|이자|이며)? (?=[가-힣]{2})"
)
_KO_TOPIC = re.compile(
    r"^([가-힣]{2,}?(?:소|회|부|청|처|국|원|사|단|당|팀|센터|기관|단체|신문|방송))(?:은|는|이|가) .+$"
)
"""What a verb further on made a name of: "연구소는 조달 기록" is the institute, with what it used behind it."""

_ZH_AUTHOR = re.compile(
    r"^(?:该|这份)?(?:报告|研究|论文)的?(?:主要|共同|第一)?(?:作者|撰写者|撰写人)(?:之一)?(?=[\u4e00-\u9fff·]{2})"
)
_ZH_TITLE = re.compile(
    r"^[\u4e00-\u9fff]{0,6}?(?:副?(?:部长|市长|局长|主任|总理|总统|主席|院长|所长|秘书长|司长|部長|市長|局長)|发言人"
    r"|研究员|教授|记者)(?=[\u4e00-\u9fff·]{2,12}$)"
)
_TURN = re.compile(r"^(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}|[가-힣]{2,8}|[\u4e00-\u9fff·]{2,10}) ?[:：] ?")
_NO_SPEAKER = frozenset((
    "q", "a", "note", "update", "updated", "correction", "photo", "image", "source", "read more", "related", "editor",
    "question", "answer", "summary", "topics", "tags", "contact", "by", "date", "published", "share", "video", "watch",
    "질문", "답변", "문", "답", "사진", "출처", "자료", "기자", "问", "答", "记者", "来源", "图片", "编辑", "责任编辑",
))  # fmt: skip
_THE_REPORT = re.compile(
    r"\baccording to (?P<a>(?:the|their|its|his|her|this|that|the same) (?:new |latest |recent )?"
    r"(?:report|study|paper|survey|investigation|analysis|research))\b"
    r"|\b(?P<b>(?:the|their|its|this) (?:report|study|paper|survey|investigation))"
    r" (?:also )?(?:says|said|adds|added|finds|found|concludes|concluded|notes|noted|claims|claimed|states|stated)\b"
    r"|(?P<c>보고서)(?:에 따르면|에 의하면|는 [^.]{2,200}(?:밝혔|전했|지적했|설명했|적었))"
    r"|(?P<d>报告)(?:称|说|指出|显示|认为|还说|写道)",
    re.IGNORECASE,
)
_THIS_REPORT = re.compile(r"^(?:the|its|their|this|that) |^(?:보고서|报告|该报告|이 보고서)$", re.IGNORECASE)
_DEFINITE = re.compile(
    r"^(?:the|this|that) (?:same |rights? |human rights |advocacy |campaign |research |freedom |digital |news )*"
    r"(?P<what>organi[sz]ation|group|institute|ngo|charity|watchdog|think tank|foundation|company|firm|operator|agency"
    r"|ministry|newspaper|paper|outlet|site|website|broadcaster|station)$|^(?:该|这家|这个)(?P<zh>机构|组织|公司|报|部|网站|媒体)$"
    r"|^(?:이 |해당 |동 )?(?P<ko>단체|연구소|기관|회사|업체|신문|매체|부처)$",
    re.IGNORECASE,
)
_WHAT = {
    "ministry": re.compile(r"\bministry\b|부$|部$", re.IGNORECASE),
    "部": re.compile(r"\bministry\b|部$", re.IGNORECASE),
    "부처": re.compile(r"\bministry\b|부$", re.IGNORECASE),
}


@dataclass(frozen=True)
class Named:
    """A name that a text uses for somebody who speaks, and where."""

    at: int
    name: str
    kind: str


@dataclass(frozen=True)
class Clues:
    """What the text of one item tells about its sources. full: (start, end) of a name cut short -> all of it.
    turns: (start, end, speaker) of what the speakers of a dialogue say. cast: organisations named in it, in order.
    reports: whether it names who made a report."""

    full: dict[tuple[int, int], str]
    turns: Sequence[tuple[int, int, str]] = ()
    reports: bool = True
    cast: Sequence[Named] = ()
    outlet: str = ""

    @cached_property
    def longer(self) -> dict[str, dict[str, Named]]:
        """First word of a name of several -> such names, by their folded spelling."""
        found: dict[str, dict[str, Named]] = {}
        for one in self.cast:
            parts = words(one.name)
            if len(parts) > 1:
                found.setdefault(parts[0], {})[key(one.name)] = one
        return found


def cut_short(edge: Edge) -> bool:
    """Whether the name of a source may go on in the text behind it."""
    if edge.start is None:
        return False
    if is_address(edge.source):
        return False
    if _SPOKES.search(edge.source):
        return True
    a_place = edge.kind == "report" and bool(core(edge.source)) and not names_a_report(edge.source)
    return a_place or bool(_CUT.search(edge.source) or _ADJECTIVE.match(edge.source))


def in_full(text: str, edge: Edge) -> str | None:
    """The whole of a name that is cut short, as the text goes on; None when it does not go on."""
    if edge.start is None or edge.end is None or text[edge.start : edge.end] != edge.source:
        return None
    before = text[max(0, edge.start - 10) : edge.start]
    if edge.kind == "report" and not _CUT.search(edge.source) and _IN_A_PLACE.search(before):
        return "the report"  # "research by a group in Harbour": Harbour made none
    if _ADJECTIVE.match(edge.source):
        found = _ITS_NAME.match(text, edge.end)
        return found["name"] if found else None
    found = (_FOR_A_BODY if _SPOKES.search(edge.source) else _REST).match(text, edge.end)
    return edge.source + found.group() if found else None


def turns(text: str, passages: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Who speaks in which paragraph of a dialogue ("Okello: No."); two paragraphs at least of each speaker."""
    found: list[tuple[int, int, str]] = []
    for start, end in passages:
        match = _TURN.match(text[start : min(end, start + 80)])
        if match and match["name"].casefold() not in _NO_SPEAKER:
            found.append((start, end, match["name"]))
    counts: dict[str, int] = {}
    for _, _, name in found:
        counts[name] = counts.get(name, 0) + 1
    return [turn for turn in found if counts[turn[2]] >= 2] if len(counts) >= 2 else []


def plain(source: str, kind: str) -> str:
    """A source's name without what only stands before or behind it: a conjunction, brackets, an office."""
    name = _LEAD_IN.sub("", source.strip(_BRACKETS)) or source
    name = _ZH_AUTHOR.sub("", _KO_AUTHOR.sub("", _KO_TOPIC.sub(r"\1", name)))
    if kind in ("person", "official", "author", "experts"):
        parts = name.split()
        while len(parts) > 2 and parts[0].casefold() in _OFFICES and parts[1][:1].isupper():
            parts = parts[1:]
        name = _ZH_TITLE.sub("", _KO_TITLE.sub("", " ".join(parts))) or name
    if kind == "report":
        made = _MADE_BY.match(name)
        name = next(part for part in made.groups() if part) if made else name
    name = _wrapped(_KO_GENERIC.sub("", name) or source)
    return _ARTICLE.sub("", name) if kind in ("organisation", "official", "outlet") else name


def _wrapped(name: str) -> str:
    """The known body in words that say what it is ("its official KCNA news agency"); else the words as they are."""
    if known(name) is not None or not any(word in name for word in ("agency", "media", "newspaper", "broadcaster")):
        return name
    found = [match for match in _CAPITALS.finditer(name) if not match["whose"]]
    bodies = [match.group() for match in found if known(match.group()) is not None]
    return bodies[0] if len(bodies) == 1 == len(found) else name


def mend(claim: Claim, clues: Clues) -> Claim:
    """The claim with the sources of its graph named in full; one that its sentence or its paragraph names is added."""
    edges = [_edge(edge, clues) for edge in claim.attribution]
    if len(edges) == 1:
        added = _speaker(claim, clues) or _the_report(claim)
        if added is not None:
            edges.append(added)
    return claim if tuple(edges) == claim.attribution else replace(claim, attribution=tuple(edges))


def _edge(edge: Edge, clues: Clues) -> Edge:
    if edge.kind in ("witnesses", "survey", "papers", "document") or is_address(edge.source):
        return edge
    source = edge.source
    if edge.start is not None and edge.end is not None:
        source = clues.full.get((edge.start, edge.end), source)
    source = plain(source, edge.kind)
    kind = "organisation" if source != edge.source and edge.kind == "person" and _ADJECTIVE.match(edge.source) else ""
    kind = kind or ("organisation" if edge.kind == "person" and _ORGANISATION.search(source) else edge.kind)
    body = known(source)
    if body is not None and kind == "unnamed":
        kind = body.kind
    meant = _meant(source, kind, edge, clues)
    if meant is not None:
        source, kind = meant.name, meant.kind
    return edge if (source, kind) == (edge.source, edge.kind) else replace(edge, source=source, kind=kind)


def _meant(source: str, kind: str, edge: Edge, clues: Clues) -> Named | None:
    """Whom "the organisation" or a short form ("Amnesty") means in this text; None when it is not clear."""
    if kind == "report" and not clues.reports and not core(source) and _THIS_REPORT.match(source):
        makers = {key(one.name): one for one in clues.cast if one.kind == "organisation"}
        return replace(next(iter(makers.values())), kind="report") if len(makers) == 1 else None
    if kind not in ("organisation", "official", "experts", "unnamed", "outlet", "person"):
        return None
    definite = _DEFINITE.match(source)
    if definite:
        what = (definite["what"] or definite["zh"] or definite["ko"]).casefold()
        fits = _WHAT.get(what)
        held = [one for one in clues.cast if (fits.search(one.name) if fits else one.kind == "organisation")]
        before = [one for one in held if edge.start is None or one.at < edge.start]
        if before:
            return max(before, key=lambda one: (one.at, one.name))
        return held[0] if len({key(one.name) for one in held}) == 1 else None
    short = words(source)
    if kind == "official" or not short or len(short) > 1 or not source[:1].isupper():
        return None
    longer = clues.longer.get(short[0], {})
    return next(iter(longer.values())) if len(longer) == 1 else None


def _speaker(claim: Claim, clues: Clues) -> Edge | None:
    for start, end, name in clues.turns:
        if start <= claim.start < end:
            if set(words(name)) <= set(words(clues.outlet)):
                return None  # the outlet's own questions
            return Edge(name, "person", "said", "unknown", claim.certainty, start, start + len(name), 0)
    return None


def _the_report(claim: Claim) -> Edge | None:
    found = _THE_REPORT.search(claim.quote)
    if found is None:
        return None
    said = next(words for words in found.groups() if words)
    return Edge(said, "report", "said", "reported", claim.certainty, claim.start, None, 0)
