"""Wire agencies and other bodies that many outlets pass on, with the names they carry in three languages.

Public facts of the trade, kept short: an agency that is missing is read from the text like any other name.
"""

from __future__ import annotations

import re
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
