# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Where a claim says it is: countries, provinces, cities, borders and classes of site ("schools")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sousveil.case.gazetteer import atlas, pointed, resolve_entry
from sousveil.case.vocabulary import PlaceEntry, Vocabulary, load_vocabulary
from sousveil.records import Place

from .lexicon import LANGUAGES, trie_pattern
from .plain import plain
from .toponyms import area_after, means_twin, of_a_government, of_a_person, settle, twin_of
from .unlisted import Unlisted, UnlistedPlaces


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named at [start, end). country: ISO code or the name of an invented one. role: ``at`` (it happens there),
    ``from`` (maker or seller), ``compare`` ("as in China"), ``border`` ("the border with China"), ``demonym``.
    guessed: its country is that of which the text speaks, not one that it gives."""

    start: int
    end: int
    place: Place
    country: str | None
    role: str
    guessed: bool = False


SITE_CLASSES: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("schools", r"(?:elementary |middle |high |primary |secondary )?schools?|classrooms?|kindergartens?|nurseries"),
        ("universities", r"universit(?:y|ies)|campus(?:es)?"),
        ("workplaces", r"work ?places?|offices|office buildings?"), ("airports", r"(?<!international )airports?(?! road)"),
        ("factories", r"factor(?:y|ies)|industrial plants?|steel mills?|(?<!power )plants(?= )"),
        ("streets", r"streets?|roads?(?= (?:in|of|across|throughout|and|,))|alley(?:s|ways)?|sidewalks?|avenues"),
        ("road entrances", r"road entrances?|entrances? to (?:the )?(?:city|cities)|(?:city|significant road) entrances?"),
        ("intersections", r"intersections?|crossroads|junctions"), ("highways", r"highways?|motorways?|expressways?"),
        ("public places", r"public (?:places?|spaces?|squares?|areas?|buildings?)|parks"), ("squares", r"city squares|town squares|(?<!public )squares"),
        ("markets", r"market ?places?|(?:local |farmers' |general |street )markets?|(?<!stock )(?<!world )(?<!black )markets(?= )|bazaars?"),
        ("shops", r"shops?|department stores?|shopping malls?|shopping cent(?:er|re)s?|supermarkets?|stores(?= (?:and|in|,))"),
        ("apartments", r"apartments?(?: buildings?| blocks?| complexes)?|residential (?:buildings?|areas?|districts?|neighbou?rhoods?)|housing (?:blocks|estates)|apartment hallways"),
        ("hotels", r"hotels?"), ("hospitals", r"hospitals?|clinics"), ("prisons", r"prisons?|prison camps?|detention cent(?:er|re)s?|labou?r camps?|re education camps?"),
        ("railway stations", r"(?:train|railway|subway|metro|bus) stations?|stations(?= and)|subways?(?= )|metro(?= )"),
        ("public transport", r"public transport(?:ation)?|buses(?: and trains)?|trains|taxis"),
        ("checkpoints", r"(?<!border )(?<!border guard )check ?points?"), ("border crossings", r"border (?:crossings?|checkpoints?|posts?|guard posts?)|customs (?:posts|offices|houses?)"),
        ("ports", r"(?:sea)?ports(?= )|harbou?rs"), ("mines", r"(?:coal |uranium )?mines"), ("farms", r"(?:collective |co operative )?farms"),
        ("government buildings", r"government (?:buildings?|offices?)|ministries|police stations?|party offices?"),
        ("mosques and churches", r"mosques?|churches|temples|monaster(?:y|ies)"), ("major cities", r"(?:major|large|big|larger|main|other) cities"),
        ("cities", r"(?<!major )(?<!large )cities(?: and towns)?(?= )"), ("museums", r"museums?"), ("libraries", r"libraries"), ("military bases", r"military (?:bases?|units?)|barracks"),
        ("stadiums", r"stadiums?"), ("polling stations", r"polling stations?"),
    ),
    "ko": (
        ("학교", r"(?:초등|중|고등)?학교|교실|유치원"), ("대학", r"대학교?(?=[에의과와들, ])"), ("직장", r"직장|사업장|일터|사무실"), ("공항", r"공항(?!로)|비행장"),
        ("공장", r"공장(?!소)"), ("거리", r"거리(?=[에의와곳 ,])|길거리|골목|도로"), ("공공장소", r"공공 ?장소|광장"), ("시장", r"장마당|시장(?=[에과의,] ?|에서)|종합시장"),
        ("상점", r"상점|백화점|매장"), ("아파트", r"아파트|살림집|주택가|주거지"), ("병원", r"병원"), ("역", r"기차역|지하철역|철도역|지하철"),
        ("교차로", r"교차로|네거리|사거리"), ("국경 초소", r"검문소|국경 ?초소|단속초소|세관"), ("교화소", r"교화소|수용소|구금시설"), ("대중교통", r"대중교통|버스와 열차|버스|열차"),
        ("주요 도시", r"주요 ?도시|대도시"), ("관공서", r"관공서|정부 청사|보안서|안전부 청사"), ("호텔", r"호텔"), ("박물관", r"박물관"),
    ),
    "zh": (
        ("学校", r"学校|校园|教室|幼儿园|學校"), ("大学", r"大学(?=[、和及里内校])"), ("工作场所", r"工作场所|单位|办公室|工作場所|职场"), ("机场", r"机场|機場"), ("工厂", r"工厂|工廠|厂区"),
        ("街道", r"街道|街头|马路|道路|街頭|巷"), ("公共场所", r"公共场所|公共場所|广场|廣場"), ("市场", r"集市|农贸市场|(?<=[在于、])市场|市場"), ("商店", r"商店|商场|百货"),
        ("住宅楼", r"住宅楼|居民楼|小区|公寓|住宅區"), ("医院", r"医院|醫院"), ("车站", r"火车站|地铁站|车站|地铁|車站"), ("路口", r"路口|十字路口"),
        ("边境检查站", r"检查站|口岸|哨所|海关|檢查站"), ("监狱", r"监狱|看守所|集中营|再教育营|監獄"), ("公共交通", r"公共交通|公交车?|列车|公車"), ("主要城市", r"主要城市|大城市|各大城市"),
        ("酒店", r"酒店|宾馆"), ("清真寺", r"清真寺|寺庙|教堂"), ("政府大楼", r"政府大楼|政府机关|派出所"),
    ),
}  # fmt: skip

_BORDER = {
    "en": re.compile(r"(?:\b(?:the|its|their|north korea's|china's) )?(?:(?:northern|southern|chinese|korean|north|sino|western|eastern|shared|land|long|chinese north korean|china north korea) )*\b(?:borders?|frontier)\b(?! (?:controls?|closures?|restrictions?|guards?))(?: (?:with|between|to|and) [a-z. ]{2,40}?(?=[,.;\"]| during| since| after| in | was| were| have| has| is| are|$))?|areas? bordering [a-z]+|border(?: regions?| areas?| zones?| towns?| cit(?:y|ies)| counties| provinces?)"),
    "ko": re.compile(r"국경(?: ?지역| ?지대|선| ?연선| ?일대)?|접경(?: ?지역| ?지대)?|(?:압록강|두만강)(?: ?일대| ?유역| ?연안)?"),
    "zh": re.compile(r"(?:中朝|中緬|中缅|俄乌)?(?:边境|边界|国境|邊境|邊界)(?:地区|线|一带|地帶|地區)?|鸭绿江|图们江"),
}  # fmt: skip

_FROM = {
    "en": re.compile(r"(?:imported|importing|imports?|purchas\w*|sourced|bought|buys?|buying|acquired|procured|smuggled|shipped|supplied|obtained|came|comes?|equipment|brought(?: in)?)(?: [\w' ]{0,50})? (?:from|by) (?:the )?(?:[\w']+ ){0,2}$|\bmade in $|manufactured in $|produced in $|developed in $"),
    "ko": re.compile(r"(?!)"), "zh": re.compile(r"(?:从|自|由|從)$"),
}  # fmt: skip
_FROM_AFTER = {
    "en": re.compile(r"^ (?:made|built|manufactured|produced|supplied|owned|style|developed(?! by)|designed|vendors?|companies|company|firms?|manufacturers?|makers?|suppliers?|brands?|sellers?|cameras?|equipment|technology|surveillance technology|hardware|components?|tech|products?|imports?|exporters?|models?|surveillance cameras?)\b"),
    "ko": re.compile(r"^(?:산|제(?!도)|에서 (?:수입|들여|구입|구매|조달|사들)|으로부터|로부터| 업체| 기업| 회사| 제품|제 )"),
    "zh": re.compile(r"^(?:制造|产的?|製|制的|生产|进口|采购|购买|购入|引进|供应商|厂商|企业|公司|製造|供應商|產)"),
}  # fmt: skip
_COMPARE = {
    "en": re.compile(r"(?:\bas in|\bthan in|\bthan|\bas|like|like in|unlike|unlike in|similar to|operating in|operates in|(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )(?<!being )(?<!ly )(?<!now )(?<!also )(?<!still )used in|(?<!be )(?<!been )(?<!are )(?<!were )seen in|compared (?:to|with)|modelled on|modeled on|the kind in|that of|those of|those in|outside|influence of) (?:the |neighbou?ring )?$"),
    "ko": re.compile(r"(?!)"), "zh": re.compile(r"(?:不如|不及|比|像|如同|类似于?|与|和|跟)$"),
}  # fmt: skip
_COMPARE_AFTER = {
    "en": re.compile(r"^(?:'s| style)? (?:level|style|like)\b"),
    "ko": re.compile(r"^(?:만큼|처럼|보다|과 같은|에 비해| 수준)"), "zh": re.compile(r"^(?:那样|那么|一样|那般|相比|的水平|那樣|式的?)"),
}  # fmt: skip

_PART_OF_A_NAME = {
    "en": re.compile(r" (?:Times|Post|Herald|Tribune|Daily|News|Journal|Gazette|Star|Standard|Courier|Telegraph|Mirror|Globe|Review|Monitor|University|Institute|Convention|Protocol|Stock Exchange)\b"),
    "ko": re.compile(r"(?:일보|신문|타임스|데일리|뉴스|모닝|대학|저널)"), "zh": re.compile(r"(?:日报|时报|邮报|晚报|新闻|大学|之声|早报|周刊|日報|時報)"),
}  # fmt: skip
"""A place in the name of a newspaper or school is no place that anything is said of."""

_REACHED = re.compile(r"\b(?:calls?|calling|phone calls|messages?|contacts?|relatives|family|trips?|travel|fle\w+|escap\w+|defect\w*|trade) (?:to|with|in|into) $")
"""Where somebody calls, trades with or flees to is not where he is watched."""

_DATELINE = {
    "en": re.compile(r"[A-Z][A-Z .'-]{2,30}(?:, [A-Z][\w .]{2,24})?(?: \([^)]{2,30}\))? ?(?:[\u2014\u2013-]{1,2}|:) |[A-Z][\w .,'-]{2,50}\([A-Z][\w ]{1,20}\) ?[\u2014\u2013-]{1,2} "),
    "ko": re.compile(r"[\[(][^\])]{2,30}[\])]"), "zh": re.compile(r"[^，。]{2,16}[电電](?: |\u3000|：|　)|[（(【][^）)】]{2,30}[）)】]"),
}  # fmt: skip
"""A story's dateline says where it was filed, not where what it tells of stands."""

STATE_WORDS = re.compile(r"\bthe (?:state|regime|country|government|isolated country|nation|authorities|north)\b|당국|정권|政权|当局|當局|该国")
"""Words that mean the country the document is about."""


class Gazetteer:
    """The vocabulary's places, ready to be found."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._entries = vocabulary.places
        self._atlas = atlas()
        self._places: dict[str, Place] = {}
        self._by_code = {p.country: p for p in vocabulary.places.values() if p.kind == "country" and p.country}
        self._names: dict[str, dict[str, tuple[PlaceEntry, bool]]] = {}
        self._finders: dict[str, re.Pattern[str]] = {}
        self._sites = {
            language: [(name, re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])" if language == "en" else pattern))
                       for name, pattern in classes]
            for language, classes in SITE_CLASSES.items()
        }  # fmt: skip
        # Most clauses name no site: one pattern says so at the price of one.
        self._any_site = {
            language: re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in classes))
            if language != "en"
            else re.compile("(?<![a-z])(?:" + "|".join(pattern for _, pattern in SITE_CLASSES["en"]) + ")(?![a-z])")
            for language, classes in self._sites.items()
        }
        for language in LANGUAGES:
            names: dict[str, tuple[PlaceEntry, bool]] = {}
            for entry in vocabulary.places.values():
                for name in entry.names.get(language, ()) or ((entry.name,) if language == "en" else ()):
                    names.setdefault(" ".join(plain(name).split()), (entry, False))
                for name in entry.demonyms.get(language, ()):
                    base = " ".join(plain(name).split())
                    names.setdefault(base, (entry, True))
                    if language == "en":
                        names.setdefault(base + "s", (entry, True))
            self._names[language] = names
            body = trie_pattern(names) or r"(?!)"
            # Korean names must start a word: many are also the end of an everyday one.
            edges = {"en": (r"(?<![a-z0-9])", r"(?![a-z0-9])"), "ko": (r"(?<![가-힣a-z])", ""), "zh": ("", "")}[language]
            self._finders[language] = re.compile(edges[0] + f"(?:{body})" + edges[1])

    def country_name(self, code: str | None) -> str | None:
        """The English name of a country, or the code itself where it is not in the vocabulary."""
        if code is None:
            return None
        entry = self._by_code.get(code)
        return entry.name if entry else code

    def country_place(self, code: str) -> Place:
        """The country as a place."""
        entry = self._by_code.get(code)
        return self._place(entry) if entry else Place(code, "country", None)

    def _place(self, entry: PlaceEntry) -> Place:
        """The entry as a place, with its point where the case or the gazetteer has one."""
        if entry.id not in self._places:
            self._places[entry.id] = resolve_entry(entry, self._atlas)
        return self._places[entry.id]

    def country_of(self, words: str, language: str) -> str | None:
        """The country whose name or people ``words`` are, if they are nothing else."""
        found = self._names[language].get(" ".join(plain(words).split()).removeprefix("the "))
        return self._code(found[0]) if found and found[0].kind == "country" else None

    def country_codes(self) -> dict[str, str]:
        """The codes of the countries (or names of invented ones) by their English names in lower case."""
        held = self._names["en"].items()
        return {name: self._code(e) or "" for name, (e, demonym) in held if e.kind == "country" and not demonym}

    @staticmethod
    def _code(entry: PlaceEntry) -> str | None:
        return entry.country or (entry.name if entry.kind == "country" else None)

    def mentions(self, low: str, text: str, start: int, end: int, language: str) -> list[Mention]:
        """Every place named in [start, end), in order, with its role."""
        found = []
        dateline = _DATELINE[language].match(text[start:end])
        for m in self._finders[language].finditer(low, start + (dateline.end() if dateline else 0), end):
            entry, demonym = self._names[language][" ".join(m.group().split())]
            if language == "en" and not text[m.start()].isupper():
                continue
            before, after = low[max(start, m.start() - 90) : m.start()], low[m.end() : min(end, m.end() + 30)]
            role = _role(before, after, demonym, language, entry.kind == "country")
            if _PART_OF_A_NAME[language].match(text, m.end()):
                continue
            place, code = self._place(entry), self._code(entry)
            if language == "en" and not demonym:
                if of_a_person(text, m.start(), m.end(), m.group()):
                    continue
                if code and entry.kind == "city" and of_a_government(text, m.start(), m.end(), m.group()):
                    place, role = self.country_place(code), "demonym"
                else:
                    place, code = self._meant(entry, text, m.start(), m.end(), place, code)
            found.append(Mention(m.start(), m.end(), place, code, role))
        return found

    def _meant(
        self, entry: PlaceEntry, text: str, start: int, end: int, place: Place, code: str | None
    ) -> tuple[Place, str | None]:
        """Which place of the entry's name is meant: "Paris, Texas" is not Paris, and Georgia may be the American state."""
        if entry.country is None or len(entry.country) != 2 or place.gazetteer is None:
            return place, code
        words = text[start:end]
        if place.gazetteer.startswith("case:"):
            return place, code
        if entry.kind == "country":
            twin = twin_of(entry.name, entry.country, self._atlas)
            if twin is not None and means_twin(text, entry.name, entry.country, self._atlas):
                return pointed(Place(words, twin.kind, twin.country), twin), twin.country
        elif text[end : end + 1] in (",", " ") and (area := area_after(text, end, self._atlas)):
            here = self._atlas.get(place.gazetteer)
            around = {s.number for s in (here, *self._atlas.up(here))} if here else set()
            if not around.intersection(s.number for s in area) and not any(s.country == entry.country for s in area):
                other = settle(words, entry.kind, None, None, area, self._atlas)
                if other.found:
                    return other.place, other.country
        return place, code

    def sites(self, low: str, start: int, end: int, language: str) -> list[tuple[int, int, str]]:
        """Classes of site named in [start, end): (start, end, name)."""
        if self._any_site[language].search(low, start, end) is None:
            return []
        found = [
            (m.start(), m.end(), name)
            for name, pattern in self._sites[language]
            for m in pattern.finditer(low, start, end)
        ]
        return sorted(found)

    def main_country(self, low: str, text: str, spans: Sequence[tuple[int, int, str]]) -> tuple[str | None, bool]:
        """The country that the passages ``spans`` (start, end, language) speak of most (ties go to the first named), and
        whether it stands out: three in five of all such mentions."""
        counts: Counter[str] = Counter()
        for start, end, language in spans:
            if language in LANGUAGES:
                for mention in self.mentions(low, text, start, end, language):
                    if mention.country and mention.role not in ("from", "compare", "border"):
                        counts[mention.country] += 1
        if not counts:
            return None, True
        code, number = counts.most_common(1)[0]
        return code, number >= 0.6 * sum(counts.values())


def _role(before: str, after: str, demonym: bool, language: str, country: bool) -> str:
    if (country or language == "en") and _FROM[language].search(before):
        return "from"
    if language == "en" and _REACHED.search(before):
        return "from"
    if country and (demonym or language != "en") and _FROM_AFTER[language].search(after):
        return "from"
    if language == "en" and re.match(r"^ (?:made|built|manufactured|owned|style|based|focused|headquartered|registered)\b", after):
        return "from"
    if country and (_COMPARE[language].search(before) or _COMPARE_AFTER[language].search(after)):
        return "compare"
    if language == "en" and re.search(r"(?:border(?:s|ing)?(?: [\w']+)?(?: with| between| of| to)?(?: north korea and| the)?|bordering|frontier with) $", before):
        return "border"
    if language == "ko" and re.match(r"^(?:과의|와의|과|와)? ?(?:국경|접경)", after):
        return "border"
    if language == "zh" and re.match(r"^(?:接壤|边境|边界|的?边)", after):
        return "border"
    return "demonym" if demonym else "at"


def with_unlisted(
    known: list[Mention], unlisted: UnlistedPlaces, low: str, text: str, span: tuple[int, int], language: str,
    country: str | None,
) -> list[Mention]:  # fmt: skip
    """``known`` and the places in the sentence ``span`` that no gazetteer lists; ``country``: where the sentence is."""
    start, end = span
    dateline = _DATELINE[language].match(text[start:end])
    begin = start + (dateline.end() if dateline else 0)
    found = list(known)
    for one in unlisted.find(begin, end, language, [(m.start, m.end) for m in known], country):
        role = _role(low[max(start, one.start - 90) : one.start], low[one.end : min(end, one.end + 30)], False, language, True)
        if not _PART_OF_A_NAME[language].match(text, one.end):
            mention = _mention(one, country, role, text)
            if mention is not None:
                found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


def _mention(one: Unlisted, country: str | None, role: str, text: str) -> Mention | None:
    """The mention of an unlisted name; None where it only counts if the gazetteer knows it, and it does not."""
    held = atlas()
    found = settle(one.name, one.kind, one.country, country, area_after(text, one.end, held), held)
    if one.unsure and not found.found:
        return None
    return Mention(one.start, one.end, found.place, found.country, role, found.guessed)


def borders(low: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Where a border is named as a place."""
    return [m.span() for m in _BORDER[language].finditer(low, start, end)]


@lru_cache(maxsize=4)
def _gazetteer(digest: str, extra: str | None) -> Gazetteer:
    return Gazetteer(load_vocabulary(extra))


def gazetteer_for(vocabulary: Vocabulary, extra: str | Path | None) -> Gazetteer:
    """The gazetteer of a case's vocabulary."""
    return _gazetteer(vocabulary.digest, None if extra is None else str(extra))
