"""Words in names that say what something is rather than which one: legal forms, titles, particles, short names."""

from __future__ import annotations

LEGAL: dict[str, str] = {
    spelling: form
    for form, spellings in {
        "ltd": "ltd limited|ltd|limited|co ltd|company limited|corporation limited|pte ltd|pty ltd|pvt ltd"
        "|private limited",
        "llc": "llc|l l c|limited liability company|ooo|o o o|obshchestvo s ogranichennoi otvetstvennostyu"
        "|obschestvo s ogranichennoy otvetstvennostyu|obsestvo s ogranicennoi otvetstvennostiu"
        "|obshchestvo s ogranichennoy otvetstvennostyu",
        "jsc": "jsc|ojsc|oao|ao|pjsc|pao|zao|cjsc|joint stock company|open joint stock company"
        "|public joint stock company|aktsionernoe obshchestvo|aktsionernoye obshchestvo",
        "inc": "inc|incorporated|corp|corporation|company|co|cos|companies",
        "plc": "plc|p l c|public limited company",
        "gmbh": "gmbh|g m b h|gesellschaft mit beschrankter haftung|mbh",
        "ag": "ag|a g|akg|aktiengesellschaft|aktiengeselschaft", "ab": "ab|a b", "as": "as|a s|asa",
        "sa": "sa|s a|societe anonyme|sociedad anonima|sas|s a s|sa de c v|sa de cv|s a de c v",
        "srl": "srl|s r l|sarl|s a r l|sl|s l|societatea cu raspundere limitata|sp z o o|sp zoo|spzoo",
        "bv": "bv|b v|bvba|b v b a|nv|n v", "se": "se", "lp": "lp|l p|llp|l l p", "kk": "kk|kabushiki kaisha",
        "na": "n a", "pt": "p t", "spa": "spa|s p a", "ano": "ano", "kg": "kg|kgaa", "oy": "oy|oyj",
    }.items()
    for spelling in spellings.split("|")
}  # fmt: skip
"""Legal forms of companies, by what they amount to in law."""

TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "president",
    "prasident", "monsieur", "madame", "mme", "herr", "frau", "senor", "senora", "minister", "ambassador", "general",
    "gen", "colonel", "col", "captain", "capt", "major", "lt", "sgt", "rev", "reverend", "pastor", "father",
    "sheikh", "shaikh", "shaykh", "sheik", "mullah", "haji", "hajji", "qari", "mv", "phd", "md", "esq", "jr", "sr",
    "hon", "justice", "judge", "senator", "chairman", "director", "spokesperson", "spokesman", "spokeswoman",
    "analyst", "researcher", "journalist", "reporter"]
)

PARTICLES = frozenset(
    ["al", "el", "ul", "ur", "as", "ash", "ad", "ar", "az", "an", "bin", "ben", "ibn", "bint", "ould", "abu", "abou",
    "de", "la", "le", "les", "du", "des", "da", "do", "dos", "van", "der", "den", "ter", "von", "zu", "of", "the",
    "for", "and", "und", "et", "y", "e", "i", "in", "on", "at", "na"]
)

NICKNAMES: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "martin martyn marty marti", "theodore theodor ted teddy theo", "benjamin ben benny bibi benji",
        "william bill will billy willy liam", "robert rob bob bobby robbie bert", "richard rick dick richie rich",
        "michael mike mick mickey misha michail mikhail", "james jim jimmy jamie",
        "john johnny jack jon johann juan ivan",
        "joseph joe joey josef jose", "thomas tom tommy tomas", "charles charlie chuck carl karl", "david dave davy",
        "daniel dan danny", "edward ed eddie ted ned", "anthony tony antony", "andrew andy drew andrei andrey",
        "christopher chris kit christoph",
        "alexander alex sasha sascha aleksandr alexandr alec", "nicholas nick nicolas nico nikolai",
        "steven stephen steve stefan", "gregory greg grigory", "jeffrey geoffrey jeff geoff", "kenneth ken kenny",
        "lawrence larry laurence lars", "matthew matt mathew", "patrick pat paddy", "peter pete pyotr petr",
        "philip phil phillip", "raymond ray", "ronald ron ronnie", "samuel sam sammy", "timothy tim timmy",
        "vladimir volodymyr wladimir vova", "walter walt wally", "zachary zach zak", "barack barry barak",
        "elizabeth liz beth betty eliza lisa elisabeth lizzie",
        "katherine catherine kate kathy katie cathy katharine kathryn",
        "margaret maggie meg peggy margaret", "jennifer jen jenny", "jessica jess jessie", "susan sue suzanne susie",
        "deborah debbie deb", "barbara barb babs", "rebecca becky becca", "victoria vicky tori viktoria",
        "natalia nataliya natalya natasha natalie", "alexandra sasha sandra alex", "maria mary marie mariya",
        "anna anne ann annie", "helen helena elena yelena", "sophia sophie sofia", "dmitry dmitri dima",
        "sergey sergei serge serhiy", "yevgeny evgeny evgeni eugene gene",
        "mohammed muhammad mohamed mohammad mohamad mehmet mohd",
        "ahmed ahmad", "hussein husayn hussain husain", "hassan hasan", "yusuf youssef yousef joseph",
        "ibrahim abraham",
        "osama usama", "omar umar", "douglas doug", "donald don donny", "francis frank fran", "frederick fred freddie",
        "gerald gerry jerry", "harold harry hal", "henry hank harry", "leonard leo len lenny", "nathan nate nathaniel",
        "vincent vince vinny", "pamela pam", "patricia pat patty tricia", "amanda mandy", "dorothy dot dottie",
    )
)  # fmt: skip
"""Given names and their usual short or sister forms."""

SHORT_OF: dict[str, frozenset[int]] = {}
for _number, _group in enumerate(NICKNAMES):
    for _name in _group:
        SHORT_OF[_name] = SHORT_OF.get(_name, frozenset()) | {_number}

SPELLINGS = {
    "centre": "center", "organisation": "organization", "labour": "labor", "defence": "defense",
    "programme": "program",
    "theatre": "theater", "intl": "international", "int'l": "international", "natl": "national", "dept": "department",
    "univ": "university", "inst": "institute", "assn": "association", "bros": "brothers", "tech": "technology",
    "govt": "government", "min": "ministry", "centr": "center", "zentrum": "center", "us": "united states",
    "usa": "united states", "uk": "united kingdom", "dprk": "north korea", "rok": "south korea", "prc": "china",
    "1st": "1", "2nd": "2", "3rd": "3", "first": "1", "second": "2", "third": "3", "one": "1", "two": "2",
    "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11",
    "twelve": "12", "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11",
    "xii": "12", "xiii": "13", "&": "and", "technologies": "technology", "sciences": "science", "studies": "study",
    "systems": "system", "services": "service", "industries": "industry",
}  # fmt: skip
"""One spelling for several: British and American, abbreviations, numbers in words and in Roman figures."""

TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90}  # fmt: skip

GENERIC = frozenset(
    ["center", "institute", "university", "college", "school", "ministry", "department", "bureau", "office",
    "agency", "committee", "commission", "council", "government", "bank", "group", "holding", "holdings",
    "international", "national", "global", "world", "state", "united", "association", "society", "foundation",
    "trust", "fund", "project", "program", "network", "system", "service", "technology", "science", "study",
    "research", "industry", "trade", "news", "daily", "times", "post", "radio", "tv", "television", "media", "press",
    "security", "public", "policy", "general", "capital", "investment", "development", "international", "of", "and",
    "for", "the", "strategic", "studies", "electronics", "telecom", "communication", "communications", "company",
    "corporation", "information", "human", "rights", "watch", "watchdog", "forum", "organization", "union", "league",
    "federation", "party", "management", "partners", "solutions", "enterprise", "enterprises", "north", "south",
    "east", "west", "new", "american", "european", "asian"]
)
"""Words that many organisations share: they weigh less than a name's own."""

ACROSS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("center", ("센터",), ("中心",)), ("institute", ("연구소", "연구원"), ("研究所", "研究院", "学院")),
    ("university", ("대학교", "대학", "대"), ("大学",)), ("bank", ("은행",), ("银行",)), ("group", ("그룹",),
    ("集团",)),
    ("foundation", ("재단",), ("基金会",)), ("ministry", ("부", "성"), ("部",)), ("committee", ("위원회",),
    ("委员会",)),
    ("association", ("협회",), ("协会",)), ("agency", ("청", "국"), ("局", "署")), ("company", ("회사", "공사"),
    ("公司",)),
    ("electronics", ("전자",), ("电子",)), ("technology", ("기술",), ("技术", "科技")),
    ("network", ("네트워크", "망"), ("网络",)), ("news", ("뉴스",), ("新闻",)), ("daily", ("데일리", "일보"),
    ("日报",)),
    ("times", ("타임스", "타임즈"), ("时报",)), ("broadcasting", ("방송",), ("广播",)), ("project", ("프로젝트",),
    ("项目",)),
    ("forum", ("포럼",), ("论坛",)), ("party", ("당",), ("党",)), ("council", ("협의회",), ("理事会",)),
)  # fmt: skip
"""Words of organisations in English, and what stands at the end of a Korean or a Chinese name for them."""
