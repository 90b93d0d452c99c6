"""Wire agencies and other bodies that many outlets pass on, with the names they carry in three languages.

Public facts of the trade, kept short: an agency that is missing is read from the text like any other name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .names import key


@dataclass(frozen=True)
class Known:
    """A body known by several names. kind: see claim.SOURCE_KINDS. credits: short forms used only in credit lines."""

    name: str
    kind: str
    names: tuple[str, ...]
    credits: tuple[str, ...] = ()


KNOWN: tuple[Known, ...] = (
    Known("Associated Press", "wire", ("AP", "The Associated Press", "AP통신", "美联社", "美聯社"),
          ("AP", "Associated Press")),
    Known("Reuters", "wire", ("Reuters", "Thomson Reuters", "로이터", "로이터통신", "路透社", "路透"),
          ("Reuters", "REUTERS")),
    Known("Agence France-Presse", "wire", ("AFP", "AFP통신", "法新社"), ("AFP", "AFP-Jiji")),
    Known("Bloomberg", "wire", ("Bloomberg", "블룸버그", "彭博社"), ("Bloomberg",)),
    Known("dpa", "wire", ("dpa", "Deutsche Presse-Agentur", "德新社"), ("dpa",)),
    Known("EFE", "wire", ("EFE", "埃菲社"), ("EFE",)),
    Known("Kyodo News", "wire", ("Kyodo", "Kyodo News", "교도통신", "共同社"), ("Kyodo",)),
    Known("Jiji Press", "wire", ("Jiji", "Jiji Press", "지지통신", "时事社"), ("Jiji",)),
    Known("Yonhap", "wire", ("Yonhap", "Yonhap News", "Yonhap News Agency", "연합뉴스", "韩联社", "韓聯社"),
          ("Yonhap", "연합뉴스", "韩联社")),
    Known("Newsis", "wire", ("Newsis", "뉴시스", "纽西斯"), ("뉴시스", "Newsis")),
    Known("News1", "wire", ("News1", "뉴스1"), ("뉴스1",)),
    Known("Press Trust of India", "wire", ("PTI", "Press Trust of India"), ("PTI",)),
    Known("Bernama", "wire", ("Bernama",), ("Bernama",)),
    Known("Central News Agency", "wire", ("CNA Taiwan", "中央社", "中央通訊社"), ("中央社",)),
    Known("China News Service", "wire", ("China News Service", "中新社", "中国新闻网"), ("中新社", "中新网")),
    Known("Xinhua", "state-media", ("Xinhua", "Xinhua News Agency", "신화통신", "신화사", "新华社", "新華社"),
          ("Xinhua", "新华社", "新華社")),
    Known("Korean Central News Agency", "state-media",
          ("KCNA", "조선중앙통신", "朝中社", "朝鲜中央通讯社", "朝鮮中央通信"),
          ("KCNA", "조선중앙통신", "朝中社")),
    Known("TASS", "state-media", ("TASS", "Tass", "타스통신", "塔斯社"), ("TASS",)),
    Known("RIA Novosti", "state-media", ("RIA Novosti", "RIA"), ("RIA Novosti",)),
    Known("Rodong Sinmun", "state-media", ("Rodong Sinmun", "로동신문", "노동신문", "劳动新闻"), ()),
    Known("Korean Central Television", "state-media",
          ("Korean Central Television", "KCTV", "조선중앙텔레비죤", "조선중앙TV")),
    Known("Radio Free Asia", "outlet", ("Radio Free Asia", "RFA", "자유아시아방송", "自由亚洲电台"), ("RFA",)),
    Known("Voice of America", "outlet", ("Voice of America", "VOA", "미국의소리", "美国之音"), ("VOA",)),
    Known("Daily NK", "outlet", ("Daily NK", "데일리NK", "데일리엔케이", "每日朝鲜"), ()),
    Known("NK News", "outlet", ("NK News", "NK뉴스"), ()),
    Known("38 North", "organisation", ("38 North", "38North", "38노스", "38 노스", "北纬38度", "北緯38度"), ()),
    Known("Stimson Center", "organisation",
          ("Stimson Center", "The Stimson Centre", "스팀슨센터", "스팀슨 센터", "史汀生中心")),
    Known("Human Rights Watch", "organisation", ("Human Rights Watch", "HRW", "휴먼라이츠워치", "人权观察"), ()),
    Known("Amnesty International", "organisation",
          ("Amnesty International", "Amnesty", "국제앰네스티", "앰네스티", "国际特赦组织"), ()),
    Known("Citizen Lab", "organisation", ("Citizen Lab", "시티즌랩", "公民实验室"), ()),
    Known("Carnegie Endowment for International Peace", "organisation",
          ("Carnegie Endowment for International Peace", "Carnegie Endowment", "카네기국제평화재단",
           "卡内基国际和平基金会")),
    Known("IPVM", "organisation", ("IPVM",), ()),
    Known("Article 19", "organisation", ("Article 19", "ARTICLE 19", "아티클19", "아티클 19", "第十九条组织"), ()),
    Known("Freedom House", "organisation", ("Freedom House", "프리덤하우스", "自由之家"), ()),
    Known("Privacy International", "organisation", ("Privacy International", "프라이버시 인터내셔널", "隐私国际"), ()),
    Known("Access Now", "organisation", ("Access Now", "액세스나우"), ()),
    Known("Reporters Without Borders", "organisation",
          ("Reporters Without Borders", "RSF", "국경없는기자회", "无国界记者"), ()),
    Known("Australian Strategic Policy Institute", "organisation",
          ("Australian Strategic Policy Institute", "ASPI", "호주전략정책연구소", "澳大利亚战略政策研究所"), ()),
    Known("Radio Free Europe/Radio Liberty", "outlet",
          ("Radio Free Europe/Radio Liberty", "Radio Free Europe", "Radio Liberty", "RFE/RL", "자유유럽방송",
           "自由欧洲电台"),
          ("RFE/RL",)),
)  # fmt: skip

_BY_KEY = {key(name): known for known in KNOWN for name in (known.name, *known.names)}


def known(name: str) -> Known | None:
    """The body of that name, if it is a known one."""
    return _BY_KEY.get(key(name))


_WIRE_NAME = re.compile(r"\b(?:Press|News) (?:Agency|Association|Service)\b|\bNewswire\b|통신사?$|通讯社$|通訊社$")
_STATE_NAME = re.compile(
    r"\b(?:State|National|Central|Government|People's|Party) (?:\w+ )?(?:News|Television|TV|Radio|Broadcast\w*"
    r"|Press|Daily|Media)\b"
    r"|국영|관영|중앙(?:통신|방송|TV|텔레비)|国家(?:通讯社|电视台|广播)|官媒|中央电视台|人民日报"
)
_BODY_NAME = re.compile(
    r"\b(?:Ministry|Government|Department of|Parliament|Assembly|Senate|Congress|Police|Prosecutor|Embassy|Cabinet"
    r"|City of|Municipality"
    r"|County|Border Guard|Army|Armed Forces)\b|정부$|(?:안전|공공|질서|통신|국방|내무|외무|보위)\w*부$|경찰"
    r"|公安[局部厅]|政府$|(?:秩序|通信|国防|外交)部$",
)


def publisher_kind(name: str) -> str:
    """What a publisher is by its name alone: ``wire``, ``state-media``, ``official``, an organisation, or an outlet."""
    body = known(name)
    if body:
        return body.kind
    if _STATE_NAME.search(name):
        return "state-media"
    if _BODY_NAME.search(name):
        return "official"
    return "wire" if _WIRE_NAME.search(name) else "outlet"


@dataclass(frozen=True)
class Credit:
    """A line that credits an agency with the text: who, and where it stands."""

    agency: str
    kind: str
    start: int
    end: int
    words: str


_CREDIT_NAMES = {short: body for body in KNOWN for short in body.credits}
_ANY = "|".join(sorted(map(re.escape, _CREDIT_NAMES), key=lambda name: (-len(name), name)))
_NOT_WORD = r"(?![\w])"
_PATTERNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"[-–—―]{{1,2}} ?(?:The )?(?P<a>{_ANY})(?:[/ ,-]+\w+)?[.)\]]?\s*$",  # "— AP" at the end of a line
        rf"^\s*\((?P<a>{_ANY})(?: ?[/,-] ?[\w ]+)?\)\s*$",  # "(Yonhap)" alone
        rf"\((?P<a>{_ANY})\)\s*[-–—―]{{1,2}}",  # "SEOUL (AP) —"
        rf"[.!?。”\"] *[(\[](?P<a>{_ANY})[)\]]\s*$",  # "... he said. (Reuters)"
        # "[서울=연합뉴스]", "(서울=연합뉴스)"
        rf"^[^\n]{{0,40}}[\[［【(（][^\]］】)）\n]{{0,20}}[=＝](?P<a>{_ANY})[\]］】)）]",
        rf"^\s*[\[［【(（]?(?P<a>{_ANY})[^\n。]{{0,16}}?(?:\d+月)?\d+日(?:电|電|讯|訊|综合)",  # "新华社平壤1月1日电"
        rf"^\s*[^\n]{{0,24}}\d+일\s?발?\s?(?P<a>{_ANY}){_NOT_WORD}",  # "평양 1월 1일발 조선중앙통신"
        rf"^[^\n]{{0,40}}[(（][^)）\n]{{0,16}}\d+일\s?(?P<a>{_ANY})[)）]",  # "(평양 1월 1일 조선중앙통신)"
        rf"^\s*(?:Source|출처|来源|來源|稿源)\s*[:：]\s*(?P<a>{_ANY}){_NOT_WORD}",
        rf"^[A-Z][\w .,'’-]{{1,40}}, [A-Z][a-z]+\.? \d{{1,2}} \((?P<a>{_ANY})\)",  # "Pyongyang, January 1 (KCNA)"
    )
)


_UNKNOWN = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^[A-Z][\w .,'’-]{1,60} \((?P<a>[A-Z][A-Za-z]{1,6})\) ?[-–—―]{1,2} ",  # "CADRANE, March 13 (MPA) — "
        r"^\s*\((?P<a>[A-Z]{2,6})\)\s*$",
        r"[-–—―]{1,2} ?(?P<a>[A-Z]{2,6})[.)\]]?\s*$",
        r"^[\[［【(（][^\]］】)）\n]{1,16}[=＝](?P<a>[^\]］】)）\n]{2,16})[\]］】)）]",  # "[오스트렐=국영통신]"
        # "塔国社奥斯特雷尔2月3日电"
        r"^\s*(?P<a>[\u4e00-\u9fff]{2,8}社)[\u4e00-\u9fff]{0,12}\d{1,2}月\d{1,2}日[电電讯訊]",
    )
)
_NO_AGENCY = frozenset(
    ["AI", "CCTV", "US", "UK", "EU", "UN", "NGO", "TV", "PDF", "DNA", "GPS", "USA", "ID", "IT", "ENDS", "END"]
)


class Agencies:
    """Agencies that this case knows by its own outlets: an outlet called Meridian Press Agency is credited as MPA."""

    def __init__(self, outlets: Iterable[str]) -> None:
        self._by: dict[str, set[str]] = {}
        for outlet in sorted(set(outlets)):
            initials = "".join(word[0] for word in outlet.split() if word[0].isupper())
            for name in (outlet, initials):
                if len(name) > 2:
                    self._by.setdefault(name.casefold(), set()).add(outlet)

    def outlet(self, credited: str) -> str | None:
        """The one outlet of the case that a credit line means by a name or by initials."""
        found = self._by.get(credited.casefold(), set())
        return next(iter(found)) if len(found) == 1 else None


def credit(text: str, spans: list[tuple[int, int]], agencies: Agencies | None = None, edge: int = 400) -> Credit | None:
    """The agency that the text's first or last lines credit, if one does; ``agencies``: those of the case itself.

    Only the first and the last ``edge`` code points outside furniture are read: an agency named in the middle is
    cited, not credited.
    """
    inside = [span for span in spans if text[span[0] : span[1]].strip()]
    if not inside:
        return None
    found: list[Credit] = []
    for window in (_tail(inside, edge), _head(inside, edge)):
        for low, high in window:
            for pattern in _PATTERNS:
                for match in pattern.finditer(text, low, high):
                    body = _CREDIT_NAMES[match["a"]]
                    start, end = match.span("a")
                    found.append(Credit(body.name, body.kind, start, end, " ".join(match.group().split())[-60:]))
            for pattern in _UNKNOWN if not found else ():
                for match in pattern.finditer(text, low, high):
                    name = match["a"].strip()
                    if name in _NO_AGENCY or _CREDIT_NAMES.get(name):
                        continue
                    start, end = match.span("a")
                    own = agencies.outlet(name) if agencies else None
                    kind = publisher_kind(own or name)
                    kind = "wire" if kind == "outlet" else kind
                    found.append(Credit(own or name, kind, start, end, " ".join(match.group().split())[-60:]))
        if found:
            break
    return min(found, key=lambda credit: (credit.start, credit.agency)) if found else None


def _head(spans: list[tuple[int, int]], edge: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    left = edge
    for start, end in spans:
        if left <= 0:
            break
        out.append((start, min(end, start + left)))
        left -= end - start
    return out


def _tail(spans: list[tuple[int, int]], edge: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    left = edge
    for start, end in reversed(spans):
        if left <= 0:
            break
        out.append((max(start, end - left), end))
        left -= end - start
    return out[::-1]
