"""Words by which the source of an edge is known for what it is: a report, state media, an authority, own reporters."""

from __future__ import annotations

import re

ANY_REPORT = re.compile(
    r"^(?:an?|one|another|some|several|many|unnamed|other|recent|media|local|press|news|various|unspecified|earlier)\b|^\w*reports$",
    re.IGNORECASE,
)
ITS_MAKERS = re.compile(
    r"\b(?:researchers?|(?:co-?)?authors?|study team|team|writers?)\b|연구진|연구자|저자|研究人员|研究者|作者",
    re.IGNORECASE,
)
STATE_MEDIA = re.compile(
    r"\b(?:state|official|government|party)(?:[- ](?:run|owned|controlled))?[- ](?:media|television|tv|press|radio"
    r"|news\w*|broadcast\w*)\b"
    r"|\bmedia coverage\b|^(?:.* )?(?:관영|국영) ?(?:매체|언론|TV|방송)|官方媒体|官媒|国家媒体",
    re.IGNORECASE,
)
AUTHORITY = re.compile(
    r"^(?:the |its |their |[a-z]+ times as many as the )?(?:[a-z-]+ ){0,2}"
    r"(?:government|authorities|police|military|army|regime|president|embassy|parliament|regulator)$"
    r"|(?:정부|당국|경찰)$|(?:政府|当局|當局|警方|公安|警察)$",
    re.IGNORECASE,
)
OWN_REPORTERS = re.compile(
    r"^(?P<whose>.*?)(?:['’]s?)? ?\b(?:own )?(?:reporters?|correspondents?|journalists?|newsroom|editors|staff)"
    r"(?: of (?P<of>.+))?$|^(?:본지|본보|취재진|우리) ?(?:기자|취재진|특파원)?$|^(?:本报|本台|本网)?(?:记者|特派员)$",
    re.IGNORECASE,
)
NOBODYS = frozenset(("", "our", "a", "an", "the", "its", "two", "three", "four", "several", "one", "this"))
ROLES = frozenset(
    [
        "officials",
        "official",
        "residents",
        "sources",
        "source",
        "witnesses",
        "activists",
        "critics",
        "analysts",
        "experts",
        "defectors",
        "escapees",
        "authorities",
        "police",
        "government",
        "company",
        "companies",
        "firms",
        "vendors",
        "media",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "lawmakers",
        "observers",
        "scholars",
        "traders",
        "locals",
        "insiders",
        "state",
    ]
)
MEDIA = ("wire", "outlet", "state-media")
DATASET = re.compile(
    r"\b(?:database|data ?set|registry|register|statistics|census|atlas|tracker|index)$"
    r"|데이터베이스$|데이터셋$|통계$|등록부$|数据库$|数据集$|统计$|資料庫$",
    re.IGNORECASE,
)
"""A collection of data that many texts draw on, where it has a name of its own."""

SOME_INSTITUTE = re.compile(
    r"^(?:(?:an?|the|one|its) )?(?:[a-z]+(?:-[a-z]+)? )*(?:institute|think tank|group|centre|center"
    r"|organi[sz]ation|ngo|"
    r"watchdog|charity|foundation|campaigners)$|(?:^|\s)(?:(?:한|어느|이|해당) ?[가-힣]*)?(?:연구소|연구원|단체"
    r"|싱크탱크|기관)$"
    r"|(?:一家|某|该|一所|一个)[^，。\s]{0,6}(?:机构|研究所|智库|组织)$"
)
CROWD = re.compile(
    r"^(?:[a-z]+ )*(?:residents|villagers|locals|refugees|escapees|defectors|traders|shopkeepers)$"
    r"|(?:주민|사람|상인|탈북민|탈북자|난민|목격자)들?$|(?:居民|村民|民众|商贩|脱北者|目击者)们?$"
)
"""People who saw for themselves, without names: a basis of whoever asked them."""

SELF = ("we", "i", "our", "us", "우리", "我们", "本报", "本社", "본지")
RECORDS = re.compile(
    r"\b(?:records?|documents?|files?|data|footage|images?|imagery|photographs?|photos?|videos?|contracts?|tenders?|invoices?)$|기록$|문서$|자료$|사진$|영상$"
    r"|记录$|文件$|数据$|图像$|照片$|视频$",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\b(?:director|minister|spokes\w+|mayor|governor|chief|commander|president|secretary|commissioner|ambassador)\b"
    r"|대변인|장관|차관|국장|시장|소장|发言人|部长|局长|市长|主任",
    re.IGNORECASE,
)
OF_A_PLACE = re.compile(
    r"^(?:[Tt]he )?(?:[\w-]+ )?(?:[Mm]ayor|[Gg]overnor|[Pp]refect|[Pp]olice [Cc]hief|[Cc]hief of [Pp]olice"
    r"|[Pp]rime [Mm]inister|[Cc]ity [Cc]ouncil|[Mm]unicipality|[Cc]ity [Hh]all|[Pp]olice)"
    r" of (?:the )?[A-Z][^,]*$"
)
"""An office with its place: the same one in every document."""

ITS_OFFICE = re.compile(
    r"^(?:the|its|their) (?:[a-z]+ ){0,2}(?:mayor|governor|prefect|minister|director|president|commissioner|ambassador"
    r"|spokes\w+|police chief|chief of police|secretary)\b",
    re.IGNORECASE,
)
PUBLIC_BODY = re.compile(
    r"\b(?:ministry|department|city hall|council|municipality|prosecutor['’]s office|mayor['’]s office|police force"
    r"|police|parliament|embassy|court|customs|border guards?|secretariat|bureau)\b",
    re.IGNORECASE,
)
BODY_CJK = re.compile(
    r"[가-힣](?:부|성|청|시청|구청|군청|도청|위원회|의회|보위부|안전성|검찰|법원)$|[\u4e00-\u9fff](?:部|省|厅|廳|局|署|委员会|委員會|法院"
    r"|检察院|市政府|议会|議會|海关|海關)$"
)
INDEFINITE = re.compile(
    r"^(?:an?|one|some|several|many|two|three|four|another|other|various|unnamed|anonymous|certain|former|senior) "
    r"|^(?:익명|일부|어느|여러|복수|한 |현지|전직)|^(?:一名|一位|某|有|多名|多位|数名|几名|部分|一些|匿名|前)",
    re.IGNORECASE,
)
