"""The countries of state media that are known by name. Public facts of the trade: no story of theirs changes them."""

from __future__ import annotations

import re
import unicodedata

_NAMES: dict[str, tuple[str, ...]] = {
    "CN": ("Xinhua", "Xinhua News Agency", "신화통신", "신화사", "新华社", "新華社", "China News Service", "中新社",
           "中国新闻网", "China Central Television", "CCTV", "中央电视台", "央视", "CGTN", "People's Daily", "人民日报",
           "인민일보", "China Daily", "Global Times", "环球时报", "환구시보"),
    "KP": ("Korean Central News Agency", "KCNA", "조선중앙통신", "朝中社", "朝鲜中央通讯社", "朝鮮中央通信",
           "Rodong Sinmun", "로동신문", "노동신문", "劳动新闻", "Korean Central Television", "KCTV", "조선중앙텔레비죤",
           "조선중앙TV", "Minju Choson", "민주조선", "Uriminzokkiri", "우리민족끼리"),
    "RU": ("TASS", "타스통신", "塔斯社", "RIA Novosti", "RIA", "Sputnik", "RT", "Rossiya 24"),
    "IR": ("IRNA", "Islamic Republic News Agency", "Press TV"),
    "CU": ("Prensa Latina", "Granma"),
    "VN": ("Vietnam News Agency", "Nhan Dan"),
    "SY": ("SANA", "Syrian Arab News Agency"),
}  # fmt: skip


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    return re.sub(r"^the |[^\w']+", "", plain)


_COUNTRIES = {_folded(name): country for country, names in _NAMES.items() for name in names}


def country_of(name: str) -> str | None:
    """The ISO 3166 code of the country whose state medium has this name; None: it is not a known one."""
    return _COUNTRIES.get(_folded(name))
