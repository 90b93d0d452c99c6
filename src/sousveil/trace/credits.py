"""Which agency a text credits with its words: in a dateline, a byline or at its end, in English, Korean and Chinese.

A line beneath a picture credits the picture, not the words; an agency named inside the text is cited, not credited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .agencies import KNOWN, Credit, publisher_kind

EDGE = 400
"""Only so many code points outside furniture at either end of a text are read for a credit."""

LATER_PROSE = 0.15
"""A credit at the end of a line ends the text: at most this share of the prose stands behind it (else: a caption)."""

_BODIES = {name: body for body in KNOWN if body.credits for name in (*body.credits, *body.names, body.name)}
_BODIES |= {"新华网": _BODIES["新华社"], "新華網": _BODIES["新华社"], "연합": _BODIES["연합뉴스"]}
_NAMES = "|".join(sorted(map(re.escape, _BODIES), key=lambda name: (-len(name), name)))
_A = rf"(?P<a>{_NAMES})"
_END = r"(?![\w])"
_OPEN, _CLOSE = r"[\[［【(（<〈]", r"[\]］】)）>〉]"
_MORE = rf"(?: ?[/,、·&+-] ?(?:{_NAMES}|Agencies|agencies))*"

_BOTH = (
    rf"^\s*{_OPEN}?(?:Source|출처|来源|來源|稿源|(?:本文|文章)?(?:转载?自|轉載?自|来源|來源))\s*[:：]\s*{_A}{_END}",
)
_HEAD = (
    rf"\({_A}\)\s*[-–—―]{{1,2}}",  # "SEOUL (AP) —"
    rf"^[A-Z][\w .,'’-]{{1,40}}, [A-Z][a-z]+\.? \d{{1,2}} \({_A}\)",  # "Pyongyang, January 1 (KCNA)"
    rf"^\s*[Bb][Yy] (?:[^\n|]{{2,60}}?(?:, ?| ?\| ?| for | of | [-–—] | ?/ ?| ?\())?(?:The )?{_A}(?: [Ss]taff)?\)?\s*$",
    rf"^\s*(?:The )?{_A} ?\|?\s*$",
    rf"^\s*{_A} [-–—―]{{1,2}} (?=\S)",
    rf"^\s*{_OPEN}(?:[^\]］】)）>〉\n=＝]{{0,20}}[ =＝])?{_A}{_CLOSE} ?(?=[^\n]{{10}})",  # "(워싱턴 로이터) ..."
    rf"^[^\n]{{0,40}}{_OPEN}[^\]］】)）\n]{{0,20}}[=＝]{_A}{_CLOSE}",  # "[서울=연합뉴스]"
    rf"^\s*{_OPEN}?据?{_A}[^\n。，]{{0,16}}?(?:(?:\d+月)?\d+日)?专?[电電讯訊](?=[\s）)】\]（(，,:：]|$)",  # "…社…日电"
    rf"^\s*{_OPEN}?{_A}[^\n。]{{0,16}}?(?:\d+月)?\d+日综合",
    rf"^\s*[^\n]{{0,24}}\d+일\s?발?\s?{_A}{_END}",  # "평양 1월 1일발 조선중앙통신"
    rf"^[^\n]{{0,40}}{_OPEN}[^)）】\n]{{0,16}}\d+일\s?발?\s?{_A}{_CLOSE}",  # "(평양 1월 1일 조선중앙통신)"
    rf"^\s*(?:文 ?[/｜丨|] ?)?{_A}(?:记者|記者)[ :：/｜]?(?:[\u4e00-\u9fff·]{{2,4}}[ 、]?){{1,4}}\s*$",
    rf"^\s*[가-힣]{{2,5}} ?(?:기자|특파원) ?[|/·=] ?{_A}\s*$",
)
_TAIL = (
    rf"[-–—―]{{1,2}} ?(?:The )?{_A}{_MORE}[.)\]]?\s*$",  # "— AP"
    rf"[.!?。”\"’다] ?/ ?{_A}{_MORE}\s*$",
    rf"^\s*{_OPEN}{_A}{_MORE}{_CLOSE}\s*$",  # "(Yonhap)" alone
    rf"[.!?。”\"’'] *{_OPEN}(?:(?:来源|來源|출처|Source)\s?[:：] ?)?{_A}{_MORE}{_CLOSE}\s*$",  # "... . (Reuters)"
    rf"^\s*(?:The )?{_A}\.?\s*$",
)
_UNKNOWN_HEAD = (
    r"^[A-Z][\w .,'’-]{1,60} \((?P<a>[A-Z][A-Za-z]{1,6})\) ?[-–—―]{1,2} ",  # "CADRANE, March 13 (MPA) — "
    r"^[\[［【(（][^\]］】)）\n]{1,16}[=＝](?P<a>[^\]］】)）\n\d]{2,16}?)(?: ?\d[^\]］】)）\n]{1,16})?[\]］】)）]",
    # "塔国社奥斯特雷尔2月3日电"
    r"^\s*(?P<a>[\u4e00-\u9fff]{2,8}社)[\u4e00-\u9fff]{0,12}\d{1,2}月\d{1,2}日[电電讯訊]",
)
_UNKNOWN_TAIL = (r"^\s*\((?P<a>[A-Z]{2,6})\)\s*$", r"[-–—―]{1,2} ?(?P<a>[A-Z]{2,6})[.)\]]?\s*$")


def _compiled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in patterns)


_KNOWN_AT = {"head": _compiled(_HEAD + _BOTH), "tail": _compiled(_TAIL + _BOTH)}
_UNKNOWN_AT = {"head": _compiled(_UNKNOWN_HEAD), "tail": _compiled(_UNKNOWN_TAIL)}
_NO_AGENCY = frozenset(
    ["AI", "CCTV", "US", "UK", "EU", "UN", "NGO", "TV", "PDF", "DNA", "GPS", "USA", "ID", "IT", "ENDS", "END"]
)
_PICTURE = re.compile(
    r"\b(?:photos?|photographs?|pictures?|images?|handout|courtesy|getty|graphics?|pool|file)\b ?"
    r"(?:[:/by]|$|credit|via|from)|©|ⓒ|\(c\)|사진|그래픽|캡처|[摄攝](?![像影])|图片|圖片|图为|圖為|供图|资料图",
    re.IGNORECASE,
)
_PICTURE_BEHIND = re.compile(
    r"^(?:[ /·=]?[^\s,.。，]{0,12}[摄攝发發]\s*$|[ ·=/]?(?:제공|자료|사진|供图|供圖)| ?(?:file )?photos?\b| file\b"
    r"|/[A-Z][^\n)]{2,30}\)|[^\n]{0,12}자료 ?사진)",
    re.IGNORECASE,
)
NEAR = 40
"""Code points before a name in which words for a picture make it the picture's credit."""
_PROSE = re.compile(r"[^\n]*[.!?。！？”\"][^\n]{0,24}$", re.MULTILINE)


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


def credit(
    text: str, spans: Sequence[tuple[int, int]], agencies: Agencies | None = None, edge: int = EDGE,
    captions: Sequence[tuple[int, int]] = (),
) -> Credit | None:  # fmt: skip
    """The agency that the text's first or last lines credit, if one does.

    spans: the text outside furniture. agencies: those of the case itself. captions: (start, end) of lines beneath
    pictures. Only the first and the last ``edge`` code points are read.
    """
    inside = [span for span in without(spans, captions) if text[span[0] : span[1]].strip()]
    if not inside:
        return None
    for where, window in (("tail", _tail(inside, edge)), ("head", _head(inside, edge))):
        found = [
            one
            for low, high in window
            for pattern in _KNOWN_AT[where]
            for match in pattern.finditer(text, low, high)
            if (one := _credit(text, match, where, inside)) is not None
        ]
        for low, high in window if not found else ():
            for pattern in _UNKNOWN_AT[where]:
                for match in pattern.finditer(text, low, high):
                    other = _other(text, match, where, inside, agencies)
                    found += [other] if other else []
        if found:
            return min(found, key=lambda one: (one.start, -one.end, one.agency))
    return None


def _credit(text: str, match: re.Match[str], where: str, inside: Sequence[tuple[int, int]]) -> Credit | None:
    body = _BODIES[match["a"]]
    if not _of_the_words(text, match, where, inside):
        return None
    start, end = match.span("a")
    return Credit(body.name, body.kind, start, end, " ".join(match.group().split())[-60:])


def _other(
    text: str, match: re.Match[str], where: str, inside: Sequence[tuple[int, int]], agencies: Agencies | None
) -> Credit | None:  # fmt: skip
    name = match["a"].strip()
    if name in _NO_AGENCY or name in _BODIES or not _of_the_words(text, match, where, inside):
        return None
    own = agencies.outlet(name) if agencies else None
    kind = publisher_kind(own or name)
    start, end = match.span("a")
    words = " ".join(match.group().split())[-60:]
    return Credit(own or name, "wire" if kind == "outlet" else kind, start, end, words)


def _of_the_words(text: str, match: re.Match[str], where: str, inside: Sequence[tuple[int, int]]) -> bool:
    """Whether a credit is for the text: not beside words for a picture, and, at a line's end, at the end of it all."""
    start, end = match.span("a")
    line = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    behind = text[end : close if 0 <= close < end + NEAR else end + NEAR]
    if _PICTURE.search(text[max(line, start - NEAR) : start]):
        return False
    if _PICTURE_BEHIND.match(behind) and not re.match(rf"[ /,、·]{{1,2}}(?:{_NAMES})", behind):
        return False
    if where == "head":
        return True
    total = later = 0
    for low, high in inside:
        for prose in _PROSE.finditer(text, low, high):
            length = prose.end() - prose.start()
            total += length
            later += length if prose.start() >= end else 0
    return later <= LATER_PROSE * total


def without(spans: Sequence[tuple[int, int]], holes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without the holes; the spans sorted."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        for low, high in sorted(holes):
            if high > start and low < end:
                if low > start:
                    out.append((start, low))
                start = max(start, high)
        if start < end:
            out.append((start, end))
    return out


def _head(spans: Sequence[tuple[int, int]], edge: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    left = edge
    for start, end in spans:
        if left <= 0:
            break
        out.append((start, min(end, start + left)))
        left -= end - start
    return out


def _tail(spans: Sequence[tuple[int, int]], edge: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    left = edge
    for start, end in reversed(spans):
        if left <= 0:
            break
        out.append((max(start, end - left), end))
        left -= end - start
    return out[::-1]
