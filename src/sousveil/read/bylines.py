"""Title, authors, outlet and day of publication, as the body of the document says them. Furniture is never asked."""

from __future__ import annotations

import re

from .dates import find_date
from .phrases import MENTION
from .reading import Block, Reading

_BY = re.compile(r"^(?:(?:written|reported|story|report|posted|analysis|words|text)\s+)?by[:\s]\s?(?P<names>.+)$", re.I)
_CUT = re.compile(r"\s*(?:\||•|·|–|—|@|\s-\s|,\s*(?=(?:Reuters|AFP|AP|Associated|Staff|The|CNN|BBC|Special|Senior|"
                  r"Correspondent|Reporter|Editor|Asia|Contributor|Updated|Published)\b)|\bPublished\b|\bUpdated\b|\bfor\b\s|"
                  r"\(|\d).*$")  # fmt: skip
_NAME = re.compile(r"(?:[A-Z\u00c0-\u00de][\w.'’-]*\.?|de|van|von|bin|al|da|der|la)(?:[ -](?:[A-Z\u00c0-\u00de][\w.'’-]*\.?|de|van|von|bin|al|da|der|la)){1,4}")  # fmt: skip  # noqa: E501
_KO_NAME = re.compile(r"(?P<name>[가-힣]{2,4})\s?(?:기자|특파원|선임기자|인턴기자|객원기자)(?![가-힣])")
_ZH_NAME = re.compile(
    r"(?:作者|记者|記者|撰文)\s?[:：/｜|]?\s?(?P<name>[\u4e00-\u9fff]{2,4}?(?:[\s、](?!报道|報道|报导|報導|摄影|发自)[\u4e00-\u9fff]{2,4}?){0,3})"
    r"(?=\s?(?:报道|報道|报导|報導|摄影|发自|综合)|[^\u4e00-\u9fff]|$|(?<=[\u4e00-\u9fff]{4}))"
)
_ZH_OUTLET = re.compile(r"(?:来源|來源)\s?[:：]\s?(?P<name>[\u4e00-\u9fffA-Za-z0-9·]{2,20})")
_DATELINE = re.compile(
    r"^[\[(（]?(?:[A-Z][A-Za-z .,/'’-]{1,50}?|[가-힣]{2,10}|[\u4e00-\u9fff]{2,12})[,，\s]*"
    r"(?P<rest>[^.。]{0,60}?)\s?(?:\((?P<agency>[A-Z][\w .&-]{1,30})\)|（(?P<agency2>[^）]{2,14})）)\s?(?:--|—|–|-|:)"
)
_KO_DATELINE = re.compile(r"^[\[(（](?P<place>[가-힣·\s]{2,12})=(?P<agency>[가-힣A-Za-z0-9]{2,12})[\])）]")
_ZH_DATELINE = re.compile(
    r"^(?P<agency>新华社|新華社|中新社|中新网|法新社|路透社|美联社|韩联社|朝中社)[\u4e00-\u9fff]{1,8}\d{1,2}月\d{1,2}日[电電]"
)
_LABEL = re.compile(
    r"(?:first )?(?:published|posted|date|issued|created)\b|입력|승인|등록|기사입력|송고|发布|發布|时间|時間|日期", re.I
)
_UPDATED = re.compile(r"(?:last )?(?:updated|modified)\b|수정|최종수정|更新", re.I)
_EAST = re.compile("[\uac00-\ud7a3\u4e00-\u9fff]")
_EDGE = 12
"""Blocks of body at the top (and half as many at the end) in which a byline or a date line is believed."""


def describe(reading: Reading, text: str, blocks: list[Block]) -> None:
    """Fills in what the reader's own metadata left open, from title, byline and dateline blocks."""
    body = [block for block in blocks if block.furniture is None]
    if reading.title is None:
        reading.title = next(
            (_flat(text, block) for block in body if block.kind == "title"),
            next((_flat(text, block) for block in body[:1] if block.kind == "heading"), None),
        )
    edge = [*body[:_EDGE], *body[max(_EDGE, len(body) - 4) :]]
    authors: list[str] = []
    for block in edge:
        if block.kind == "byline":
            authors += _authors(_flat(text, block))
    if not reading.authors:
        reading.authors = tuple(dict.fromkeys(authors))
    if reading.outlet is None:
        reading.outlet = _outlet(text, body[:_EDGE])
    if reading.published is None:
        _date(reading, text, body)


def _flat(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].split())


def _authors(line: str) -> list[str]:
    match = _BY.match(line)
    if match:
        names = _CUT.sub("", match["names"])
        pieces = re.split(r"\s*(?:,|&|\band\b)\s*", names)
        return [name for name in (piece.strip(" .") for piece in pieces) if _is_name(name)]
    for pattern in (_KO_NAME, _ZH_NAME):
        found = [hit["name"].strip() for hit in pattern.finditer(line)]
        if found:
            return [name for joined in found for name in re.split(r"[\s、]", joined) if name]
    lead = re.split(r"\s?[|,•·]\s?", line, maxsplit=1)[0].strip()
    return [lead] if lead != line.strip() and _NAME.fullmatch(lead) else []


def _is_name(name: str) -> bool:
    if not 3 <= len(name) <= 60:
        return False
    if name.isupper():
        name = name.title()
    return bool(_NAME.fullmatch(name)) or bool(re.fullmatch(r"[가-힣\u4e00-\u9fff]{2,4}", name))


def _outlet(text: str, body: list[Block]) -> str | None:
    for block in body:
        if block.kind == "byline":
            found = _ZH_OUTLET.search(_flat(text, block))
            if found:
                return found["name"]
    return None


def _date(reading: Reading, text: str, body: list[Block]) -> None:
    """The day, from a date line at the head of the article or from its dateline.

    A date line above the title may be the day on which the page was looked at, so it counts only with a label. One
    further down may belong to another article.
    """
    title = next((n for n, block in enumerate(body) if block.kind == "title"), -1)
    long = (n for n, block in enumerate(body) if block.kind == "paragraph" and n > title and _is_long(text, block))
    last = next(long, len(body))
    updated: str | None = None
    for n, block in enumerate(body[: min(last + 2, title + 1 + _EDGE)]):
        words = _flat(text, block)
        found = find_date(words) if block.kind == "byline" and not MENTION.fullmatch(words) else None
        if found is None or (n < title and not _LABEL.match(words)):
            continue
        if _UPDATED.match(words):
            updated = updated or found[0]
            continue
        reading.published, reading.published_from = found[0], "byline"
        return
    for block in body[:_EDGE]:
        words = _flat(text, block)[:160]
        if block.kind != "paragraph":
            continue
        match = _DATELINE.match(words) or _KO_DATELINE.match(words) or _ZH_DATELINE.match(words)
        if match:
            found = find_date(words[: match.end() + 4])
            if found:
                reading.published, reading.published_from = found[0], "dateline"
                return
            break
    if updated:
        reading.published, reading.published_from = updated, "line that says when it was updated"


def _is_long(text: str, block: Block) -> bool:
    return block.end - block.start >= (40 if _EAST.search(text, block.start, block.end) else 100)
