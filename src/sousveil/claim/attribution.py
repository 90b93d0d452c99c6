# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Who says what in an English sentence: subjects of speech verbs, "according to", hearsay, and named reports."""

from __future__ import annotations

import re

from .speech import BASIS_OF_KIND, Report, Speech

_STATE_MEDIA = r"(?:state (?:controlled |run |owned )?(?:media|television|tv|broadcaster|newspapers?|news agency|press|radio)|official (?:media|newspapers?|news agency)|kcna|korean central (?:news agency|television|broadcasting)|rodong sinmun|minju choson|xinhua|people's daily|global times|cctv news|cgtn|china daily|tass|ria novosti|rt\b|irna|press tv|fars news|state media)"
_HEADS: tuple[tuple[str, str], ...] = (
    ("state-media", rf"(?:north korean |chinese |russian |iranian |the |its |their |north korea's |domestic )?{_STATE_MEDIA}(?: (?:reports?|outlets?|coverage|footage|broadcasts?|articles?|photos|images|workers))?"),
    ("papers", r"(?:academic |scientific |research |published |technical )(?:papers|articles|journals|literature)|journal articles?|papers"),
    ("survey", r"(?:the |a |its |their )?(?:surveys?|polls?)(?: respondents?| participants?)?|respondents?|(?:those|people|residents|households|adults|citizens|participants|escapees) (?:surveyed|polled|questioned)"),
    ("report", r"reports?|stud(?:y|ies)|paper|analys[ie]s|investigations?|white paper|dossier|publication|assessment|findings|researchers?|authors?|co authors?|study authors?|research"),
    ("experts", r"experts?|analysts?|observers?|critics?|activists?|scholars?|specialists?|campaigners?|(?:rights|advocacy|human rights) (?:groups?|organi[sz]ations?)|academics|engineers?"),
    ("unnamed", r"(?:people|persons|officers?|officials?|sources?|diplomats?|executives?|insiders?|engineers?)(?= (?:familiar|close to|briefed|(?:with )?(?:direct |first hand )?knowledge|who (?:asked|declined|spoke|requested)))|whistleblowers?"),
    ("official", r"officials?|officers?|spokes(?:man|woman|person|people)|ministers?|ministry|governments?|authorities|police(?: chief| department)?|lawmakers?|military|regime|president|leader|mayor|agency|department|intelligence service|regulator|council|parliament|embassy|prosecutors?|director|deputy|manager|principal|head teacher|headmaster|chief|commander|secretary|governor|operator|commissioner|commission|office|cabinet|bureau|inspectorate|court|tribunal"),
    ("witnesses", r"escapees?|defectors?|residents?|witness(?:es)?|refugees?|interviewees?|locals|villagers?|citizens|workers|students|teachers|traders?|former (?:residents?|officials?|soldiers?|prisoners?|detainees?|guards?)|detainees|(?:people|those|residents|escapees) interviewed|interviews|testimon(?:y|ies)|drivers?|smugglers?|brokers?|dealers?|vendors?(?= (?:in|at|said))|employees?|(?:wo)?m[ae]n|commuters?|passengers?|travel+ers?|parents?|volunteers?|survivors?|exiles?|mother|father|shopkeeper|student|former guard"),
    ("unnamed", r"sources?|insiders?|reports?|media reports?|news reports?|rumou?rs?|(?:[a-z]+'s )?(?:cousins?|friends?|neighbou?rs?|uncle|aunt|brother|sister|relatives?|acquaintances?|colleagues?|someone|somebody)|some|local media|(?:foreign|south korean|western|independent|domestic) media|media|newspapers|news outlets|posts?|users?"),
    ("organisation", r"compan(?:y|ies)|firms?|vendors?|manufacturers?|organi[sz]ations?|groups?|watchdogs?|think tank|ngo|centre|center|institute|foundation|university|laboratory|lab|project|supplier|contractor|foundation|charity|union|coalition|alliance|network|service|programme|program|mission|bank|body|bureau|consortium|startup|brochure|press release|statement"),
    ("outlet", r"website|outlet|newspaper|news agency|magazine|broadcaster|daily|newsletter|news site|station"),
    ("report", r"documents?|files?|records?|images|satellite imagery|footage|photos|video|videos|data|contracts?|tender documents?|broadcasts?"),
)  # fmt: skip
_HEAD_RES = tuple(
    (kind, re.compile(rf"^(?:[\w'.&]+ ){{0,6}}?(?P<head>{heads})(?: (?:of|from|at|in|on|by|for|with|to|about|into|who|whose|interviewed|inside|seen|reviewed|obtained|leaked|familiar|close|briefed|now|living|currently|involved|working|based|cited|near|published|released|issued|this|last|there)\b.*)?$"))
    for kind, heads in _HEADS
)  # fmt: skip
_NOT_SOURCE = re.compile(r"\b(?:cameras?|technology|system|systems|network|laws?|surveillance|efforts?|this|which|what|these|those|move|use|there|challenges)$")
_NAME = r"(?:[A-Z0-9](?:[\w.'\u2019&-]*\w)?(?: (?:(?:of|for|the|on|and|at|de|van|von|bin|al|in) (?:the )?)?(?:[A-Z](?:[\w.'\u2019&-]*\w)?|[A-Z]\.|\d+(?![\w,])))*(?: \([A-Z][A-Za-z]{1,8}\))?)"
_SUBJECT_NAME = re.compile(rf"^(?P<role>(?:[a-z][\w'\u2019.-]* |[A-Z][\w.-]* (?=[a-z]))*)(?P<name>{_NAME})$")
_TITLES = re.compile(r"^(?:Pastor|Dr|Dr\.|Mr|Mr\.|Ms|Ms\.|Mrs\.?|Prof\.?|Professor|President|Minister|Prime Minister|Gen\.?|General|Col\.?|Senator|Rep\.?|Father|Rev\.?|Reverend|Researcher|Researchers|Director|Analyst|Defector|Secretary|Chairman|Mayor|Governor|Judge) ")
_NOT_NAMES = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "It", "He", "She", "They", "We", "I", "This", "That", "The", "A", "An", "But", "And", "In", "As", "There", "These", "Those", "Some", "Many", "Most", "You", "What", "According"}
_ORG_WORDS = re.compile(r"\b(?:Watch|Amnesty|International|Institute|University|Center|Centre|Ministry|Department|Agency|Group|Foundation|Council|Committee|Commission|Association|Network|Lab|Labs|Project|Mission|Organization|Organisation|Police|Company|Corporation|Inc|Ltd|Co|Society|Union|Bureau|Office|Party|Government|House|Alliance|Initiative|Programme|Program|Technologies|Technology|Systems|Electronics|Stimson|North)\b|^[A-Z]{2,8}$|\d")
OUTLETS = re.compile(r"\b(?:Radio Free Asia|RFA|Daily NK|NK News|NK Pro|Reuters|Associated Press|AP|Agence France-Presse|AFP|Yonhap(?: News Agency)?|BBC|CNN|Voice of America|VOA|The New York Times|New York Times|The Guardian|Guardian|The Washington Post|Washington Post|Wall Street Journal|Bloomberg|Kyodo(?: News)?|Nikkei(?: Asia)?|NHK|Al Jazeera|Chosun Ilbo|JoongAng|Dong-A Ilbo|Hankyoreh|Korea (?:Times|Herald)|Times|Post|Herald|Tribune|Gazette|Courier|Journal|Radio|Daily|News|Press|Asiapress|Rimjin-gang|Deutsche Welle|Le Monde|Der Spiegel|Financial Times|IPVM|Bitter Winter|South China Morning Post)\b")
WIRES = r"(?:AP|Associated Press|Reuters|AFP|Agence France-Presse|Bernama|Yonhap|Kyodo|dpa|EFE|ANSA|PTI|UPI|Xinhua|KCNA|TASS|Interfax|IANS|ANI)"

_PHRASE_END = re.compile(r"[,;\"()\u2013\u2014]|\.$|\. ")
_ACCORDING = re.compile(r"\b(?:(?P<atleast>at least |only )?according to|as (?:reported|described|stated|noted) (?:by|in)|in the words of|citing|quoting|cited by|reported by|as told to) ")
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|rumou?red to|it (?:is|was|has been) (?:also )?(?:said|reported|rumou?red|claimed|alleged|known|understood|believed|thought)(?= that)"
    r"|(?:is|are|was|were|has been|have been) (?:also )?(?:said|reported|alleged|rumou?red|claimed)(?= to\b)|are being reported|is being reported|(?:was|were|has been|have been) reported(?= (?:in|at|across|by residents|that)\b)|rumou?rs? (?:has it|say|circulat\w+|that)|word is that|hearsay)"
)  # fmt: skip
_STUDY = r"(?:report|study|survey|paper|analysis|investigation|research|white paper|findings)"
_ANY_STUDY = re.compile(_STUDY)
_ORG_LEAD = r"(?:the |a |an )?(?:(?:[A-Z][\w.]* ){0,2}[\w.'\u2019]+-(?:based|focused|funded|backed|run|linked) )?(?:[A-Z][\w.]+ (?=[a-z]))?(?:[a-z][\w.-]* ){0,5}"
_NAMINGS = (
    re.compile(rf"\b{_STUDY}s?\b[^.;\"\u201c\u201d]{{0,50}}?\b(?:published|released|issued|produced|written|prepared|conducted|compiled|commissioned|carried out|put out) (?:[\w ]{{0,30}}? )?by {_ORG_LEAD}(?P<name>{_NAME})"),
    re.compile(rf"\b{_STUDY}s? (?:by|from) (?:[Rr]esearchers (?:at|from) )?{_ORG_LEAD}(?P<name>{_NAME})"),
    re.compile(rf"\b(?P<name>{_NAME})(?:['\u2019]s?)? (?:(?:new|recent|latest|annual|own|\d{{4}}) )?(?:report|study|survey|investigation|white paper)\b"),
    re.compile(rf"\bfrom (?:the )?(?P<name>{_NAME}) (?:project|programme|program|team|group|lab|website|institute)\b(?:(?!\. [A-Z])[^\n]){{0,200}}?\b{_STUDY}\b"),
    re.compile(rf"(?P<name>{_NAME})(?:,[^,.]{{3,80}},)? (?:said|says|found|wrote|published|released|issued|warned|concluded)\b[^.\"\u201c]{{0,40}}?\b(?:in )?(?:a|its|their|the)(?: [a-z]+){{0,2}} {_STUDY}\b"),
)  # fmt: skip
_IN_REPORT = re.compile(rf"(?:In|According to) (?:a|its|their)(?: [a-z\d]+)* {_STUDY}(?: (?:released|published|issued|out|due)(?: [\w ]{{1,24}})?)?, (?:the )?(?P<name>{_NAME}(?:['\u2019]s? [a-z]+(?: [a-z]+)?)?)(?:,[^,]{{3,80}},)? (?:said|says|found|wrote|warned|concluded|noted|reported)\b")
_BAD_REPORT_NAME = re.compile(r"^(?:Staff|Wire|State|The|A|An|This|That|Last|New|January|February|March|April|May|June|July|August|September|October|November|December|According|In|As|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|\d+(?:st|nd|rd|th)?|\d{4}|It|Media|News|Some|One|Another|Chinese|North Korean|South Korean|North Korea|South Korea|China|US|U\.S|American|Russian|Iranian)$")


def named_reports(text: str, start: int, end: int) -> list[Report]:
    """The reports that [start, end) names by their publisher, in reading order."""
    if not _ANY_STUDY.search(text, start, end):
        return []  # every pattern asks for the word; those for names are slow on rows of capitals
    found: dict[tuple[int, int], Report] = {}
    opening = _IN_REPORT.match(text, start, end)
    for matches in ([opening] if opening else [], *(pattern.finditer(text, start, end) for pattern in _NAMINGS)):
        for m in matches:
            left, right = m.span("name")
            name = m["name"]
            trimmed = re.sub(r"^(?:The|A|According to|In|But|And|Now|As) ", "", name)
            left += len(name) - len(trimmed)
            owned = re.search(r"['\u2019]s?$", trimmed)
            if owned:
                trimmed, right = trimmed[: owned.start()], right - (len(trimmed) - owned.start())
            if _BAD_REPORT_NAME.match(trimmed) or _TITLES.match(trimmed):
                continue
            found.setdefault((left, right), Report(trimmed, left, right, m.start()))
    reports = sorted(found.values(), key=lambda r: (r.at, r.start))
    return [r for i, r in enumerate(reports) if not any(o.start <= r.start and r.end <= o.end for o in reports[:i])]


_DOCUMENTS = re.compile(
    r"^(?:(?:the|a|an|some|several|many|hundreds of|thousands of|[a-z]+) ){0,3}?(?P<head>(?:(?:leaked|internal|confidential|classified|"
    r"official|court|procurement|company|police|government|budget|customs|tender|project|eu) )*(?:documents?|files?|records?|contracts?|emails?|e mails|memos?|cables|filings|messages|slides|photographs?|photos|videos?|footage|(?:satellite )?(?:imagery|images)|notices?|invoices|minutes))"
    r" (?:[a-z]+ ){0,2}?(?:seen|reviewed|obtained|analy[sz]ed|taken|captured|commissioned|published|posted|leaked|shared|examined|verified|provided|released|dated|from|in|on|about|filed|signed|circulated)\b"
)
"""Papers and pictures are the source, not the newspaper that looked at them."""
_PLACED = re.compile(r"\b(?:in|from|at|of|with|near|on|for|inside|outside|across) $")
_TITLED = re.compile(
    r"^(?:[A-Z][\w'.-]+ ){0,4}?(?:Minister|Secretary|Commissioner|Director|Chief|Chairman|Chairwoman|President|Ambassador|Spokesman|Spokeswoman|Officer|Prosecutor|Attorney)"
    r"(?: General)?(?: (?:for|of) (?:the )?(?:[A-Z][\w'.-]+ (?:and |of )?){1,4}?)? ?(?P<name>[A-Z][\w'.\u2019-]+(?: (?:al|el|bin|de|van|von|[A-Z]\.))?(?:[ -][A-Z][\w'.\u2019-]+){1,2})$"
)
_SOMEBODY = re.compile(r"^(?P<np>(?:a|an|one|another|two|three|four|five|several|some|many) (?:[a-z]+ ){0,4}?[a-z]+) (?:at|of|in|from|with|for|near|who|familiar|close)\b")
_POSSESSED = re.compile(rf"^(?:[Tt]he )?(?P<name>{_NAME}['\u2019]s? (?:[a-z]+ ){{0,4}}[a-z]+)$")


def classify(words: str, low: str) -> tuple[str, int, int] | None:
    """The kind of source that a noun phrase is, and where in it the source's own name or head stands; None if none.

    words: the phrase as written; low: the same in plain form.
    """
    if _NOT_SOURCE.search(low) and not words.rpartition(" ")[2][:1].isupper():
        return None
    if m := _DOCUMENTS.match(low):
        return "report", m.start("head"), m.end("head")
    if m := _TITLED.match(words):
        return "official", m.start("name"), m.end("name")
    name = _SUBJECT_NAME.match(words)
    if " " not in words and any(pattern.match(low) for _, pattern in _HEAD_RES):
        name = None
    if name and _PLACED.search(name["role"].lower()) and any(pattern.match(low) for _, pattern in _HEAD_RES):
        name = None  # "former residents now in Turkey" are residents
    if name and name["name"] not in _NOT_NAMES and not words.startswith(("The ", "A ", "An ", "One ", "Some ", "State ")):
        return _named_kind(name["name"], name["role"]), name.start("name"), name.end("name")
    for kind, pattern in _HEAD_RES:
        m = pattern.match(low)
        if m:
            if " and " in low[: m.end("head")] and kind not in ("experts", "official", "witnesses"):
                return None
            stop = m.end("head")
            if kind == "state-media":
                stop = len(re.sub(r" (?:reports?|coverage|broadcasts?|articles?|outlets?)$", "", low[:stop]))
            return kind, 0, stop
    stripped = re.sub(r"^The ", "", words)
    name = _SUBJECT_NAME.match(stripped)
    if name and name["name"] not in _NOT_NAMES:
        shift = len(words) - len(stripped)
        return _named_kind(name["name"], name["role"]), shift + name.start("name"), shift + name.end("name")
    if (owned := _POSSESSED.match(words)) and not re.search(r"(?:tion|ment|ity|ness|ance|ence|ing|plan|move|law)$", low):
        return "organisation", owned.start("name"), owned.end("name")
    if (body := _SOMEBODY.match(low)) and not re.search(r"(?:s|tion|ment|ity|ing) of$", low[: body.end()]):
        return "unnamed", 0, body.end("np")
    return None


def _named_kind(name: str, role: str) -> str:
    if re.match(rf"^{_STATE_MEDIA}$", name.lower()):
        return "state-media"
    if OUTLETS.search(name):
        return "outlet"
    if re.search(r"\b(?:ministry|minister|spokes\w+|official|police|government)\b", role + " " + name.lower()):
        return "official"
    if _ORG_WORDS.search(name):
        return "organisation"
    return "person"


def bare_name(name: str) -> str:
    """A person's name without the title before it: "Pastor Kim Sung Eun" is Kim Sung Eun."""
    return _TITLES.sub("", name)


def hearsay(low: str, start: int, end: int) -> list[Speech]:
    """Unnamed sources: "reportedly", "it is said that", "is said to"."""
    found = []
    for m in _HEARSAY.finditer(low, start, end):
        level = "PS" if "rumo" in m.group() else "PR"
        clause = _clause_end(low, m.end(), end)
        verb = " ".join(m.group().split())
        backward = re.search(r"(?:said|reported|alleged|claimed|rumou?red)$", verb) is not None and not verb.startswith("it ")
        reach_start = _clause_start(low, start, m.start()) if backward or verb.endswith("ly") else m.start()
        if verb.endswith("being reported"):
            reach_start, clause = start, end
        found.append(Speech("unnamed", "unnamed", verb, "heard", level, None, None, reach_start, clause))
    return found


def _clause_end(low: str, start: int, end: int) -> int:
    m = re.compile(r"; |, (?:but|while|although|and (?:it|he|she|they|the|this|that)\b)").search(low, start, end)
    return m.start() if m else end


def _clause_start(low: str, start: int, position: int) -> int:
    left = start
    for m in re.compile(r"; |, (?:but|while|although|and (?:it|he|she|they|the|this|that)\b)").finditer(low, start, position):
        left = m.end()
    return left


def according(low: str, start: int, end: int) -> list[tuple[int, int, bool, str]]:
    """Every "according to X": (start of X, end of X's phrase, forward only, cue). Forward only: set off
    inside a list, it speaks for what follows alone ("and, according to one report, a voice sample")."""
    found = []
    for m in _ACCORDING.finditer(low, start, end):
        stop = _PHRASE_END.search(low, m.end(), end)
        right = stop.start() if stop else end
        before = low[max(start, m.start() - 8) : m.start()].rstrip()
        inside = bool(re.search(r"(?:\band|\bor|\bbut),?$", before)) and right < end - 2
        found.append((m.end(), right, inside, m.group().strip()))
    return found


def basis_of(kind: str, words: str) -> str:
    """On what the source rests, as its words tell."""
    if re.search(r"\b(?:footage|video|photos?|images|imagery|broadcasts?|satellite)\b", words):
        return "shown-in-footage"
    return BASIS_OF_KIND.get(kind, "unknown")
