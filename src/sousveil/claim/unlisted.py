# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Places that no gazetteer lists, told by how a text names them: "in Orléans", "the town of Voss", "홍성군에서", "义乌市的".

A claim about a small town must never become a claim about no place: it would then bear out, or contradict, what is said of
any other town. Where a name may as well be a firm's or a person's it is no place: a place too few is amended by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sousveil.case.gazetteer import atlas
from sousveil.records import Place

from .attribution import _NOT_NAMES, _ORG_WORDS, OUTLETS
from .toponyms import area_after

_UP = "".join(c for c in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))) if c.isupper())
_TOKEN = rf"[{_UP}](?:[^\W\d_]|['\u2019](?!s\b))*(?<=[^\W\d_])"
_LINK = r"(?:de|del|della|di|da|do|dos|la|le|les|el|al|am|an der|upon|on|sur|of the|und|i|y)"
NAME = rf"(?:St\.? )?{_TOKEN}(?:[ -](?:{_LINK}[ -])?{_TOKEN}){{0,2}}"
"""One to three capitalised words, with the small words of place names between them."""

_TOWN = r"(?:city|town|village|municipality|commune|suburb|port|port city|capital|capital city|township|settlement|borough)"
_WIDE = r"(?:province|region|state|county|governorate|prefecture|canton|island|oblast)"
_PART = r"(?:district|neighbou?rhood)"
_FOLK = r"(?:streets|residents|people|inhabitants|mayor|outskirts|cent(?:re|er)|citizens|suburbs|police|north|south|east|west|visitors|roads|schools|hospitals|airport)"
_SITE_WORDS = r"(?:Airport|Station|Square|Stadium|Arena|Park|Port|Market|Bridge|Mall|Harbou?r|Plaza|Street|Road|Avenue|Crossing|Gate|Prison|Terminal|Hospital|Cathedral|Mosque|Temple|Church|Cemetery|Palace|Tower|Zone|Camp|Base|Dam|Border)"

_WITH_WORD = re.compile(rf"\b(?P<what>(?i:{_TOWN}|{_WIDE}|{_PART}|{_FOLK})) (?:called |named |of )(?P<name>{NAME})")
_PLAIN = re.compile(rf"\b(?P<prep>[Ii]n|[Aa]t|[Aa]cross|[Tt]hroughout|[Aa]round|[Nn]ear|[Oo]utside|[Ii]nside)(?: (?:nearby|neighbou?ring|downtown|central|northern|southern|eastern|western|rural|greater))? (?P<name>{NAME})")
_IN_THE = re.compile(rf"\b(?P<prep>[Ii]n|[Aa]t|[Aa]cross|[Tt]hroughout|[Aa]round|[Nn]ear|[Oo]utside) the (?:[a-z]+ ){{0,2}}?(?P<name>{NAME}) (?P<what>{_WIDE}|{_PART})\b")
_WITH_COUNTRY = re.compile(rf"(?<![^\W\d_-])(?P<name>{NAME}), (?=[{_UP}])")
_NAME = re.compile(rf"(?P<name>{NAME})")
_AND_MORE = re.compile(rf"(?:, {NAME}){{0,4}},? and {NAME}(?=[.,;:]|$| (?:in|on|at|last|since|by|where|with|to|for|as|during|after|before|this|over|between)\b)")
_OF_TOWN = re.compile(rf"(?<![^\W\d_-])(?P<name>{NAME})(?:['\u2019]s)? (?:police|residents|authorities|city council|city officials|municipality|metro|subway|streets|schools|airport|officials)\b")
_WORDS = frozenset(
    ["Nice", "Reading", "Mobile", "Bath", "Split", "March", "Orange", "Man", "Of", "Most", "Bury", "Sale", "Rugby", "Hull", "Wells", "Deal", "Battle", "Ware", "Street", "Hope", "Independence", "Enterprise", "Liberty", "Normal", "Surprise", "Date", "Same", "Mission", "Buffalo", "Phoenix", "Commerce", "Corona", "Aurora", "Universal", "Central", "Union", "University", "Ham", "Eye", "Local", "State", "Federal", "City", "Border", "Airport", "Traffic", "Transit", "Security", "Government", "Military", "Prison", "School", "Village", "Municipal", "Provincial", "National"]
)
"""Towns' names that begin a sentence as everyday words do."""
_HAS_NO = re.compile(rf"^(?P<name>{NAME}) (?:still |currently )?(?:has|had|have) (?:no|not|never)\b")

_PLACELESS = (
    "Internet Parliament Congress Senate Cabinet Bluetooth Wi-Fi Windows Android Linux Python Excel God Islam Christianity Buddhism "
    "Ramadan Easter Christmas Europe Asia Africa America Americas Oceania Eurasia Antarctica Western Eastern Northern Southern Central "
    "Latin North South East West Southeast Northeast Northwest Southwest Middle Sub-Saharan English Arabic Korean Chinese Mandarin "
    "Cantonese French German Spanish Russian Portuguese Japanese Hindi Urdu Persian Farsi Uyghur Science Nature Phase Article Section "
    "Chapter Figure Table Part World War Olympics Cup Earth Spring Summer Autumn Winter Appendix Annex Level Zone Room Unit Line Gate "
    "Building Court Interpol Europol Nato Brexit Covid Covid-19 Pegasus Hikvision Dahua Huawei Uniview Tiandy Megvii SenseTime Yitu "
    "Clearview Palantir Axis Bosch Hanwha Honeywell Cellebrite Axon Motorola Genetec Milestone BriefCam AnyVision Oosto Corsight "
    "Amazon Google Facebook Meta Twitter Microsoft Apple Telegram WhatsApp WeChat YouTube TikTok Instagram Signal Alibaba Tencent "
    "Baidu Weibo Nokia Ericsson Siemens Samsung Sony Panasonic Intel Nvidia Cisco Oracle Reuters Bloomberg However Meanwhile Moreover "
    "Furthermore Similarly Today Yesterday Tomorrow Overall Also Still Yet Then Now Here Elsewhere Earlier Later Finally Recently "
    "Instead Indeed Thus Nevertheless Notably Additionally Another Each Every Several Other Such Both All Any No Not One Two Three "
    "Four Five Six Seven Eight Nine Ten Our Their His Her Its My Your Who Which When Where Why How While Although Because Since If "
    "Mr Mrs Ms Dr Prof Sir Lord Lady Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun Black White God Satan "
    "Police Officials Residents Authorities Experts Cameras Surveillance Facial Security Government Camera Drones Activists"
)
_NO_PLACE = frozenset((*_PLACELESS.split(), *_NOT_NAMES))
"""Capitalised words that follow "in" and name no place of their own, parts of the world, and makers of such systems."""

_SMALL = frozenset(
    ("a", "an", "the", "in", "of", "to", "for", "and", "or", "at", "on", "by", "with", "from", "as", "is", "s", "into")
)
_TRUST = re.compile(
    r"(?i:\b(?:confidence|trust\w*|faith|interest(?:ed)?|beliefs?|believe[sd]?|believing|invest\w*|stakes?|shares|involved|participat\w+|speciali[sz]\w+|engag\w+|votes?|majority) $)"
)
""" "Confidence in Smith" is at no place."""
_TOWNS_OWN = (
    "Police|City|Council|Municipality|Airport|Station|Town|Port|University|District|County|Province|Region|State|Street|Road|River|Lake|Bay|Hospital|School|Schools|Stadium|Square|Market|"
    "Metro|International|General|High|Prefecture|Central"
)
_BEFORE_A_TOWN = (
    "In|At|From|Near|Across|Throughout|Around|Outside|Inside|To|For|Of|By|And|Or|But|The|As|On|With|When|While|After|Before|Since|Like|Greater|Downtown|Uptown|North|South|East|West|"
    "Northern|Southern|Eastern|Western|Central|New|Old|Upper|Lower|Inner|Outer|Both|Now|Today|That|This|Only|Even|Police|Residents|St|Port|Fort|Mount|Lake|Cape"
)

_INSTITUTION = re.compile(
    r"\b(?:Act|Bill|Law|Constitution|Code|Treaty|Accord|Summit|Conference|Festival|Games|Forum|College|School|Academy|Court|Bank|Library|Church of|Army|Navy|Force|Forces|Guard|"
    r"Times|Post|Press|Media|Review|Magazine|Report|Reports|Inc|Ltd|Corp|Corporation|GmbH|LLC|PLC|Holdings|Industries|Solutions|Security|Labs?|Studio|Club|United|Parliament|Assembly|"
    r"Congress|Senate|Commission|Service|Services|Authority|Command|Plan|Programme|Revolution|War|Day|Week|Month|Pact|Program|Standard|Protocol|Museum of|Board|Secretariat|Directorate)\b"
)
_PEOPLE_BEFORE_AT = re.compile(
    r"\b(?:professors?|analysts?|researchers?|fellow|experts?|lecturers?|directors?|engineers?|employees?|works?|worked|working|scholars?|students?|staff|spokes\w+|manager|scientists?|team|"
    r"lawyers?|[a-z]+ists?|chief|head|specialist|associate|advis[eo]r|lab|programme?|counsel|executive|editor|centre|center|institute|department|talk|study|[a-z]+ing director)(?: [a-z]+){0,3} $"
)
_THING_AFTER = re.compile(
    r"^ (?:cameras?|phones?|smartphones?|devices?|software|systems?|technology|spyware|cars?|vehicles?|servers?|chips?|products?|models?|apps?|accounts?|users?|infections?|shares|stock|stores|"
    r"employees|equipment|tools?|platforms?|messages|data|customers|codes?|versions?|magazine|newspaper|journal|religion|language|calendar|law)\b"
)
_SAYING_AFTER = re.compile(
    r"^['\u2019]s? (?:[a-z]+ ){0,2}?(?:view|opinion|words|report|book|case|study|statement|speech|name|account|testimony|article|analysis|regime|rule|reign|era|cabinet|office|leadership|research|paper|life)\b"
)
_OF_A_PERSON = r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|President|Minister|Chairman|General|Colonel|Senator|Judge|King|Queen|Prince|Sheikh|Pastor|Secretary|Director|leader|dictator|defector|activist|journalist|analyst|researcher)\.? "
_OF_A_FIRM = r"(?:company|firm|maker|manufacturer|vendor|supplier|startup|start-up|giant|developer|brand|app|platform|newspaper|magazine|website|outlet|group|agency) (?:called |named )?"
_SPEAKS = r"(?: \w+)?,? (?:who|said|says|told|tells|wrote|writes|added|argued|noted|explained|warned|Inc|Ltd|Corp|Co|Technologies|Technology|Group|GmbH|spokes\w+|products?|software)\b"

_KO = re.compile(r"(?<![가-힣\w])(?P<name>[가-힣]{2,6}?(?P<unit>시|군|구|동|읍|면|남도|북도)|[가-힣]{3,5}도)(?=(?:에서는|에서도|에서|에는|에도|에|의|내|와|과)(?![가-힣])| (?:전역|일대|지역|곳곳|중심가|시내|거리))")
_KO_NOT = re.compile(
    r"(?:감시|도시|당시|즉시|임시|표시|지시|무시|전시|실시|제시|명시|일시|동시|역시|다시|수시|상시|고시|공시|암시|과시|중시|경시|게시|개시|응시|택시|몹시|잠시|혹시|드시|평시|사시|요시|생시|반시|용시|영시|전체시|"
    r"국군|미군|해군|공군|육군|적군|장군|민군|반군|아군|합군|부군|명군|령군|맹군|방군|원군|후군|학군|직군|품군|한군|란군|상군|"
    r"연구|요구|기구|지구|친구|가구|인구|출구|입구|항구|촉구|복구|도구|창구|영구|축구|야구|농구|배구|탈출구|자치구|선거구|개찰구|하수구|누구|특구|각구|"
    r"행동|활동|운동|이동|노동|자동|공동|중동|아동|작동|가동|변동|충동|소동|감동|연동|진동|협동|합동|출동|유동|능동|수동|아파트동|연립동|기동|난동|선동|격동|제동|병동|역구|"
    r"화면|장면|측면|방면|전면|표면|국면|반면|정면|지면|이면|내면|직면|대면|외면|안면|비대면|라면|[다으]면|하면|되면|구입|흡입|도읍|"
    r"속도|제도|정도|보도|온도|지도|태도|용도|의도|시도|철도|궤도|강도|빈도|밀도|고도|각도|수도|반도|복도|차도|년도|연도|난이도|선호도|인지도|만족도|정확도|해상도|신뢰도|중요도|의존도|완성도|관심도|참여도|기여도|인도|습도|점도|순도|광도|소도|안전도|자유도|신도|피의자도|"
    r"인민반|[은는이가을를]도|들도|자도|것도|라도|에도|에서도|만도|까지도|부터도)$"
)  # fmt: skip
_ZH = re.compile(r"(?:^|(?<=[在于，。、：；和与及对从向至省市州国地\"“”（( ]))(?P<name>(?:(?![的了是和与及被将已从对向等各该本全某一两三四这那年月日个省市县区在于此我你他她它每第给让把兼报走到得要着处去来说看想没有都就会也还不可])[\u4e00-\u9fff]){2,4}?(?P<unit>市|省|县|縣|区|區|州|镇|鎮|旗|乡))(?![场場民长長值面井域别間间分块委镇乡级立化])")
_ZH_NOT = re.compile(
    r"(?:城市|都市|超市|股市|上市|集市|夜市|楼市|门市|地[区區]|社[区區]|园[区區]|小[区區]|街[区區]|校[区區]|辖[区區]|市[区區]|城[区區]|山[区區]|灾[区區]|景[区區]|禁[区區]|专[区區]|特[区區]|郊[区區]|战[区區]|厂[区區]|学[区區]|选[区區]|"
    r"发[区區]|矿[区區]|治[区區]|护[区區]|理[区區]|业[区區]|住[区區]|民[区區]|活[区區]|边[区區]|教[区區]|占[区區]|治州|城[镇鎮]|[乡鄉][镇鎮]|村[镇鎮]|亚洲|非洲|欧洲|邻省|跨省|外省|反省|节省|红旗|国旗|家乡|故乡|城乡|回乡|下乡)$"
)
_ZH_LEAD = re.compile(r"^(?:当局|警方|政府|目前|近日|日前|此前|随后|去年|今年|明年|最近|记者|据悉|报道|以及|位于|来自|通过|包括|例如|其中|如今|现在|有关|当地|安装|使用|部署|采用|整个)")
_KO_BARE = re.compile(r"(?<![가-힣\w])(?P<name>[가-힣]{2,4}?)(?=(?:에서는|에서도|에서|에는|에도)(?![가-힣])| (?:전역|일대|지역|시내)(?![가-힣]))")
_ZH_BARE = re.compile(r"(?<=[在于於])(?P<name>[\u4e00-\u9fff]{2,4})")
_TAKEN_BY = re.compile(r"[路街大学公寓酒店法院]")
_EVERYDAY = frozenset(
    ["개성", "구성", "온천", "연산", "증산", "영광", "화평", "고원", "이원", "무산", "자성", "동신", "송원", "대동", "경원", "연사", "강동", "강서", "강남", "강북", "동구", "서구", "남구", "북구", "중구", "정평", "고성", "안정", "회의", "공장", "시장", "학교", "사회", "정부", "국가", "세계", "지방", "현장", "그곳", "이곳", "여기", "거기", "기업", "가정", "병원", "회사", "직장", "도시", "농촌", "국경", "지역", "조선", "당국", "중앙", "평화", "통일", "평원", "신원", "배천", "판교", "장안", "장강", "은천", "순천", "대안", "서성", "중앙", "동해", "고산", "부전", "정주", "中心", "社会", "太平", "平安", "大同", "通道", "中国", "全国", "国内", "当地", "这里", "那里", "公共", "城市", "街道", "学校", "市场", "边境", "社区", "网络", "海外", "北方", "南方", "东方", "西方", "城关", "新城", "郊区", "江北", "河口", "和平", "南山", "东山", "西山", "北山", "朝阳", "东城", "西城"]
)
"""Names of counties that are also everyday words: they need their word for "county" or "city"."""
_KIND_ZH = {"省": "province", "州": "province", "区": "district", "區": "district", "旗": "district"}


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A place at [start, end) that the vocabulary does not list. country: where the text says so right here. unsure:
    it is one only if the gazetteer knows a place of its name."""

    start: int
    end: int
    name: str
    kind: str
    country: str | None
    unsure: bool = False


class UnlistedPlaces:
    """The places of one document that the gazetteer does not list."""

    def __init__(
        self, text: str, spans: Iterable[tuple[int, int, str]], countries: dict[str, str], terms: frozenset[str]
    ) -> None:
        """spans: (start, end, language) of the sentences that count; countries: English names of countries in lower
        case, with their codes; terms: the words of the vocabulary's terms in lower case."""
        self._text, self._countries, self._terms = text, countries, terms
        self._kinds: dict[str, str] = {}
        self._home: dict[str, str] = {}
        self._refused: dict[tuple[str, bool], bool] = {}
        self._finder: re.Pattern[str] | None = None
        self.only: Place | None = None
        """The one place of the document, where its English sentences name no other."""
        english = [(start, end) for start, end, language in spans if language == "en"]
        for start, end in english:
            for found in self._named(start, end):
                if found.kind != "site" or found.name not in self._kinds:
                    self._kinds[found.name] = found.kind
                if found.country:
                    self._home.setdefault(found.name, found.country)
        if self._kinds:
            if len(self._kinds) == 1:
                [(name, kind)] = self._kinds.items()
                self.only = Place(name, kind, self._home.get(name))
            names = sorted(map(re.escape, self._kinds), key=lambda name: (-len(name), name))
            self._finder = re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?![\w-])")

    def find(
        self, start: int, end: int, language: str, taken: Sequence[tuple[int, int]], home: str | None = None
    ) -> list[Unlisted]:
        """The unlisted places in the sentence [start, end), none over a place that is ``taken`` already.

        home: the country that the sentence is about. A Korean or Chinese name without its word for "county" is looked
        for only where that country writes so."""
        if language == "en":
            found = self._english(start, end)
        elif language == "ko":
            found = self._korean(start, end)
            if home in ("KP", "KR"):
                found += self._bare(_KO_BARE, start, end, home, [*taken, *((f.start, f.end) for f in found)])
        else:
            found = self._chinese(start, end, taken)
            if home in ("CN", "TW"):
                found += self._bare(_ZH_BARE, start, end, home, [*taken, *((f.start, f.end) for f in found)])
        return [f for f in found if not any(f.start < right and left < f.end for left, right in taken)]

    # ---- English -------------------------------------------------------------------------------------------------

    def _named(self, start: int, end: int) -> list[Unlisted]:
        """The names in [start, end) that stand where only a place stands."""
        if self._shouts(start, end):
            return []
        found: list[Unlisted] = []
        for m in _WITH_WORD.finditer(self._text, start, end):
            self._add(found, m, _kind_of_word(m["what"]))
        for m in _IN_THE.finditer(self._text, start, end):
            self._add(found, m, _kind_of_word(m["what"]))
        for m in _WITH_COUNTRY.finditer(self._text, start, end):
            if code := self._country_at(m.end(), end):
                self._add(found, m, "city", code)
            elif area := area_after(self._text, m.end("name"), atlas()):
                # "Portland, Oregon" is a place wherever it stands; "Smith, Virginia" only if there is one.
                spot = atlas().resolve(m["name"], None, None, [s.number for s in area])
                if spot is not None and any(s.number in [u.number for u in atlas().up(spot)] for s in area):
                    self._add(found, m, "city", spot.country)
        for m in _PLAIN.finditer(self._text, start, end):
            at = m["prep"].lower() == "at" and not re.search(rf"\b{_SITE_WORDS}$", m["name"])
            vague = m["prep"].lower() in ("at", "around", "inside", "outside") and " " in m["name"]
            if (vague and not re.search(rf"\b{_SITE_WORDS}$", m["name"])) or _TRUST.search(self._text, start, m.start()):
                continue
            if at and _PEOPLE_BEFORE_AT.search(self._text, max(start, m.start() - 60), m.start()):
                continue
            kind = "city" if re.match(r" (?:city|town|village)\b|['\u2019]s? mayor\b", self._text[m.end() : m.end() + 12]) else "site"
            self._add(found, m, kind)
            if more := _AND_MORE.match(self._text, m.end("name"), end):
                for also in _NAME.finditer(self._text, m.end("name"), more.end()):
                    self._add(found, also, "site")
        for m in _OF_TOWN.finditer(self._text, start, end):
            if m["name"].split(" ")[0] not in _WORDS and atlas().resolve(m["name"]) is not None:
                self._add(found, m, "site")
        if none := _HAS_NO.match(self._text[start:end]):
            self._add(found, none, "site", None, start)
        return found

    def _english(self, start: int, end: int) -> list[Unlisted]:
        if self._finder is None:
            return []
        return [
            Unlisted(m.start(), m.end(), m.group(), self._kinds[m.group()], self._home.get(m.group()))
            for m in self._finder.finditer(self._text, start, end)
            if not _THING_AFTER.match(self._text, m.end()) and not self._part_of_more(m.start(), m.end(), start)
        ]  # fmt: skip

    def _part_of_more(self, left: int, right: int, start: int) -> bool:
        """Whether the name is a piece of a longer one ("Voss Security", "Jane Voss"); a town's own bodies may follow."""
        after = re.match(rf"[ -]([{_UP}]\w+)", self._text[right : right + 30])
        if after and not re.fullmatch(_TOWNS_OWN, after[1]):
            return True
        before = re.search(rf"(?<![\w.])([{_UP}][\w-]+) $", self._text[max(start, left - 30) : left])
        return before is not None and left - len(before.group()) > start and before[1] not in _NO_PLACE

    def _add(
        self, found: list[Unlisted], m: re.Match[str], kind: str, country: str | None = None, base: int = 0
    ) -> None:
        left, right = m.start("name") + base, m.end("name") + base
        name = self._text[left:right]
        words = name.split(" ")
        while words and (words[-1] in _NO_PLACE or words[-1].lower() in self._countries):
            words.pop()
        name = " ".join(words)
        right = left + len(name)
        if not name or self._text[right : right + 1] in ("_", "@", "-") or self._refuse(name, sure=kind != "site"):
            return
        if self._longer(right) or _THING_AFTER.match(self._text, right) or _SAYING_AFTER.match(self._text[right : right + 50]):
            return
        if any(f.start < right and left < f.end for f in found):
            return
        if country is None and self._text.startswith(", ", right):
            country = self._country_at(right + 2, right + 40)
            kind = "city" if country and kind == "site" else kind
        if kind == "site" and re.search(r" (?:Province|Region|County|State|Oblast|Prefecture)$", name):
            kind = "province"
        elif kind == "site" and re.search(r" (?:District|Borough)$", name):
            kind = "district"
        elif kind == "site" and re.search(r" (?:City|Town|Village)$", name):
            kind = "city"
        found.append(Unlisted(left, right, name, kind, country))

    def _longer(self, right: int) -> bool:
        """Whether more capitalised words follow: a name of four words is a body's or a title."""
        return re.match(rf"(?: (?:of|for|and) (?:the )?| |&)[{_UP}]", self._text[right : right + 12]) is not None and not re.match(
            r" and ", self._text[right : right + 5]
        )

    def _country_at(self, at: int, end: int) -> str | None:
        """The country that stands at ``at`` as the second half of "Trondheim, Norway"."""
        m = re.match(rf"(?:the )?(?P<name>{NAME})(?=[,.;:)\"\u201d]|$| (?:and|in|on|by|during|last|since|where|with|has|have|is|are|was|were|to|for|uses?|will)\b)", self._text[at : min(end, at + 40)])
        return self._countries.get(m["name"].lower()) if m else None

    def _refuse(self, name: str, *, sure: bool) -> bool:
        """Whether the name is no place. sure: the text calls it a town or a province, so it may speak like a body."""
        if (name, sure) not in self._refused:
            self._refused[name, sure] = self._of_a_thing(name) or (not sure and self._speaks(name))
        return self._refused[name, sure]

    def _of_a_thing(self, name: str) -> bool:
        """Whether the name is a term's, a body's, a brand's or a month's."""
        words = re.split(r"[ -]", name)
        if words[0] in _NO_PLACE or name in _NO_PLACE or name.isupper() or len(name) < 3 or words[-1].islower():
            return True
        if all(word.lower() in self._terms for word in words) or words[-1].lower().rstrip("s") in ("camera", "drone", "system"):
            return True
        return any(pattern.search(name) for pattern in (_ORG_WORDS, _INSTITUTION, OUTLETS))

    def _speaks(self, name: str) -> bool:
        """Whether the text lets the name speak, or calls it a person or a firm."""
        quoted = re.escape(name)
        speaks = rf"(?<!in )(?<!of )(?<!at )(?<!near )(?<!from )(?<!across )\b{quoted}{_SPEAKS}"
        other = rf"(?:\b{_OF_A_PERSON}|\b{_OF_A_FIRM}){quoted}\b|\b(?:[{_UP}]\w+ ){{1,2}}{quoted}{_SPEAKS}|{speaks}"
        if re.search(other, self._text):
            return True
        if " " in name:
            return False
        # "Alicia Voss", "Voss Adair": elsewhere in the text it is part of a person's or a body's name.
        first = rf"(?<![\w.-])(?!(?:{_BEFORE_A_TOWN})\b)[{_UP}]\w+ {quoted}(?![\w-])"
        last = rf"(?<![\w.-]){quoted} (?!(?:{_TOWNS_OWN})\b)[{_UP}][a-z]"
        return re.search(f"{first}|{last}", self._text) is not None

    def _shouts(self, start: int, end: int) -> bool:
        """Whether the line writes all its words with capitals, as headlines do: no capital tells a name there."""
        words = re.findall(r"[^\W\d_]+", self._text[start:end])
        lower = [word for word in words if word.islower() and word not in _SMALL]
        return not lower and sum(word[0].isupper() for word in words) >= 4

    # ---- Korean and Chinese --------------------------------------------------------------------------------------

    def _korean(self, start: int, end: int) -> list[Unlisted]:
        found = []
        for m in _KO.finditer(self._text, start, end):
            name = m["name"]
            if _KO_NOT.search(name) or (m["unit"] is None and not re.search(r"(?:카이|키나와|제주|거제|울릉|강화)도$", name)):
                continue
            kind = {"시": "city", None: "province", "남도": "province", "북도": "province"}.get(m["unit"], "district")
            found.append(Unlisted(m.start(), m.start() + len(name), name, kind, None))
        return found

    def _chinese(self, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[Unlisted]:
        found = []
        for m in _ZH.finditer(self._text[start:end]):
            left, right = start + m.start(), start + m.end()
            for a, b in taken:
                left = b if a <= left < b < right - 1 else left
            while lead := _ZH_LEAD.match(self._text[left:right]):
                left += lead.end()
            name = self._text[left:right]
            if len(name) < 3 or _ZH_NOT.search(name):
                continue
            found.append(Unlisted(left, right, name, _KIND_ZH.get(m["unit"], "city"), None))
        return found

    def _bare(
        self, pattern: re.Pattern[str], start: int, end: int, home: str, taken: Sequence[tuple[int, int]]
    ) -> list[Unlisted]:
        """Counties and cities of ``home`` named without their word: "덕천에서", "在喀什"."""
        found = []
        for m in pattern.finditer(self._text, start, end):
            left, name = m.start("name"), m["name"]
            while len(name) >= 2:
                spots = [s for s in atlas().named(name) if s.country == home and s.kind in ("district", "city")]
                after = _TAKEN_BY.match(self._text, left + len(name))
                if spots and name not in _EVERYDAY and not after:
                    if not any(left < b and a < left + len(name) for a, b in taken):
                        found.append(Unlisted(left, left + len(name), name, "site", None, True))
                    break
                name = name[:-1] if pattern is _ZH_BARE else ""
        return found


def _kind_of_word(what: str) -> str:
    if re.fullmatch(_WIDE, what.lower()):
        return "province"
    return "district" if re.fullmatch(_PART, what.lower()) else "city"
