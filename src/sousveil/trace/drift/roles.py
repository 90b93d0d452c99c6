# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Who does and to whom: a light reading of particles, prepositions, voice and the sense of verbs of giving and taking.

A name's role is one number: 1 for who gives or acts, -1 for who receives or is acted upon, 0 for what is given or where
the sentence does not tell. Order alone says nothing: every language has ways to name the second first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .scales import LANGUAGES
from .sides import Side, Span

ACTS = 0.5
"""A mere subject tells less than a word that names the role (by, from, to; 에게, 로부터; 被, 从)."""

_BE = r"(?:is|are|was|were|be|been|being|gets?|got)"
_CLAUSE_EN = re.compile(r"[.;:!?]\s|,\s|\b(?:while|whereas|but|which|that|who|where|and)\b")
_PREPOSITION = re.compile(
    r"\b(?P<word>by|from|to|for|against|of|with|in|on|at|near|over|among|into)\s+(?:the |a |an |its |their |his |her |neighbou?ring |nearby |one of )?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf"\b{_BE}(?: (?:not|now|also|later|then|since|first|[a-z]+ly))*(?: (?:[a-z]+ed|sold|bought|given|taken|sent|paid|lent|made|built|taught|told|put|set|hit|shown|held|kept|brought|found|caught|seen|known|led|left|lost|met|read|beaten|struck))\b")


@lru_cache(maxsize=8)
def _senses(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = LANGUAGES[language]
    return re.compile(table.GIVE, re.IGNORECASE), re.compile(table.TAKE, re.IGNORECASE)


def _sense(text: str, start: int, end: int, language: str, last: bool = False) -> int:
    """1 where the first (or last) verb of transfer in the stretch is one of giving, -1 of taking, 0 for none."""
    give, take = _senses(language)
    found: list[tuple[int, int]] = []
    for value, pattern in ((1, give), (-1, take)):
        found += [(match.start(), value) for match in pattern.finditer(text, start, end)]
    # Where both match at one place (a taking form that holds a giving word), taking is the longer reading.
    found.sort()
    if not found:
        return 0
    return found[-1][1] if last else found[0][1]


def role(side: Side, sentence: Span, place: Span) -> float:
    """The role of what stands at ``place``."""
    if side.language == "en":
        return _english(side.text, sentence, place)
    if side.language == "ko":
        return _korean(side.text, sentence, place)
    if side.language == "zh":
        return _chinese(side.text, sentence, place)
    return 0.0


def _english(text: str, sentence: Span, place: Span) -> float:
    begin, end = sentence
    low = begin
    for match in _CLAUSE_EN.finditer(text, begin, place[0]):
        low = match.end()
    ends = _CLAUSE_EN.search(text, place[1], end)
    high = ends.start() if ends else end
    at = place[0]
    # "staff of X", "the cameras of X": what X belongs to has the role.
    for _ in range(2):
        before = text[low:at]
        found = _PREPOSITION.search(before)
        if not found:
            break
        word = found["word"].lower()
        head = low + found.start()
        opens = len(re.findall(r"\w+", text[low:head])) <= 3 and not re.search(r"\b(?:by|to|from|in|at)\b", text[low:head], re.IGNORECASE)
        if word == "of" or (word in ("from", "at") and opens and head > low):
            noun = re.search(r"(?:\b(?:the|a|an|its|their|some|all)\s+)?(?:[a-z]+[- ])?[A-Za-z-]+\s*$", text[low:head])
            at = low + noun.start() if noun else head
            continue
        if word == "by":
            return -1.0 if _sense(text, low, head, "en", last=True) < 0 and _PASSIVE.search(text, low, head) else 1.0
        if word == "from":
            return 1.0
        if word in ("to", "against", "for"):
            return -1.0
        return 0.0
    between = text[low:at]
    verb = re.search(r"\b[a-z]+(?:ed|s|d|t|ing|ght|ld|ve|nt)\s+(?:over |out |up )?(?:the |a |an |its |their )?$", between)
    if verb and re.search(r"\w", between[: verb.start()]):  # an object, or the subject of a clause that has a verb behind
        sense = _sense(text, low + verb.start(), at, "en")
        if sense < 0:
            return 0.0
        return -1.0
    passive = _PASSIVE.search(text, place[1], high)
    sense = _sense(text, place[1], high, "en")
    if passive:
        within = _sense(text, passive.start(), passive.end(), "en")
        return 0.0 if within else -1.0
    if re.match(r",? (?:must|has to) (?:answer|face|pay)", text[place[1] : high]):
        return -ACTS
    return float(sense) if sense else ACTS


_PARTICLE = re.compile(
    r"(?:들)?(?P<particle>에게서|한테서|으로부터|로부터|에 의해|에게|한테|에서|에는|에|께|은|는|이|가|을|를|의|과|와|도|측이|측은)(?=[\s,.]|$)"
)
_CLAUSE_KO = re.compile(r"[.;!?]\s|,\s|(?:고|며|으나|지만|는데)(?=[\s,])")


def _korean(text: str, sentence: Span, place: Span) -> float:
    _, end = sentence
    at, particle, after = place[1], "", place[1]
    for _ in range(4):
        match = _PARTICLE.match(text, at)
        if match and match["particle"] != "의":
            particle, after = match["particle"], match.end()
            break
        nxt = re.compile(r"(?:의)?\s+[가-힣]+?(?=(?:들)?(?:에게서|으로부터|로부터|에게|한테|에서|에|은|는|이|가|을|를)?(?:[\s,.]|$))").match(text, at, end)
        if not nxt or re.search(r"(?:전화|통화|영상|카메라|드론|비판)$", nxt.group()):
            return ACTS if match else 0.0
        at = nxt.end()
    ends = _CLAUSE_KO.search(text, after, end)
    high = ends.end() if ends else end
    if particle in ("이", "가"):
        # Its own verb may stand in a clause that describes the next noun: what comes after that is another's doing.
        inner = re.compile(r"[가-힣](?:는|은|던)\s").search(text, after, high)
        high = inner.end() if inner else high
    rest = text[after:high]
    sense = _sense(text, after, high, "ko")
    passive = bool(re.search(r"됐|되었|되며|돼|된다|당했|팔렸|팔린|받았|받은|받고", rest))
    if particle in ("에게서", "한테서", "으로부터", "로부터"):
        return 1.0
    if rest.startswith(" 의해") or particle == "에 의해":
        return -1.0 if sense < 0 else 1.0
    if particle in ("에게", "한테", "에", "에는", "께"):
        learns = bool(re.search(r"배웠|배운|배우|받았|받은", rest)) and particle not in ("에", "에는")
        return 1.0 if learns else (-1.0 if sense or particle in ("에게", "한테") else 0.0)
    if particle in ("을", "를"):
        if rest.lstrip().startswith(("상대로", "대상으로", "위한", "향해", "겨냥")):
            return -1.0
        return 0.0 if sense else -1.0
    if particle in ("은", "는", "이", "가", "측이", "측은", "도"):
        if passive and sense > 0 and not re.search(r"받", rest):
            return 0.0
        if passive:
            return 0.0 if sense < 0 and not re.search(r"받", rest) else -1.0
        return float(sense) if sense else _embedded(text, after, end, particle)
    return 0.0


def _embedded(text: str, after: int, end: int, particle: str) -> float:
    """A subject without a verb of transfer: below 0 where its clause is what another one says of it."""
    says = re.compile(r"[다라자]고(?=[\s,])|[다라]는 (?=비난|주장|의혹|지적|고발|폭로)").search(text, after, end)
    if not says or not re.compile(r"[가-힣]").search(text, says.end(), end):
        return ACTS
    if particle in ("은", "는") and re.compile(r"[가-힣](?:이|가)\s").search(text, after, says.start()):
        return ACTS
    return -ACTS


_CLAUSE_ZH = re.compile(r"[，。；！？：]")


def _chinese(text: str, sentence: Span, place: Span) -> float:
    begin, end = sentence
    low = begin
    for match in _CLAUSE_ZH.finditer(text, begin, place[0]):
        low = match.end()
    ends = _CLAUSE_ZH.search(text, place[1], end)
    high = ends.start() if ends else end
    before = text[low : place[0]]
    after = text[place[1] : high]
    sense = _sense(text, place[1], high, "zh")
    if re.search(r"(?:在|于|驻|自|产自|来自)$", before) or re.match(r"的(?!教官|人员|官员|员工|代表|警察)", after):
        return 0.0
    marked = re.search(r"(被|由|从|向|给|对|为|把|将|予|往)[^，。]{0,3}$", before)
    if marked:
        word = marked[1]
        if word in "被由":
            return -1.0 if sense < 0 else 1.0
        if word == "从":
            return 1.0
        if word == "向":
            return 1.0 if re.match(r"[^，。]{0,10}?(?:学习|借用|借入|租用|购买|订购|求助|索|买)", after) else -1.0
        if word in "给对为予往":
            return -1.0
        if word in "把将":
            return 0.0 if sense or _sense(text, low, high, "zh") else -1.0
    if re.match(r"[^，。]{0,4}被", after):
        return 0.0 if sense < 0 else -1.0
    held = _sense(text, low, place[0], "zh", last=True)
    if held and before:
        return -1.0 if held > 0 else 0.0
    if re.match(r"[^，。]{0,4}(?:当了被告|遭|受到|接受|挨)", after):
        return -1.0
    if re.search(r"的(?:则?是|为)$", before) or re.match(r"[^，。]{0,4}道[，。]", after):
        return 1.0
    if re.search(r"(?:称|说|指|认为|指出)$", before):
        return -ACTS  # the subject of what another one says of it
    if sense:
        return float(sense)
    # Chinese names who acts first, unless a word marks the roles.
    stands_first = not re.search(r"[\u4e00-\u9fff]{2}", re.sub(r"^(?:在|于|据|根据|按照)[^，。]*$", "", before))
    return ACTS if stands_first else -ACTS
