"""What stands after an article: lists of headlines and summaries of others without a heading of their own."""

from __future__ import annotations

import re

from . import topic
from .look import (
    ALIEN_OVERLAP,
    ANY_DATE,
    CAPTIONED,
    NAME,
    RELATED_OVERLAP,
    RESUMES_OVERLAP,
    TEASER,
    Look,
    alien,
    body_before,
    body_words,
    foreign,
    is_date_line,
    is_open,
)  # fmt: skip
from .phrases import AGENCY_CREDIT, COMMENTS, CONTACT, COPYRIGHT, CREDIT, END, TAGS
from .reading import Block

_PERSON = re.compile(r"(?:[A-Z\u00c0-\u00de][\w’'-]+|[A-Z]\.)(?: (?:[A-Z\u00c0-\u00de][\w’'-]+|[A-Z]\.)){1,2}")
_PLAIN_VERBS = frozenset(["as", "has", "is", "was", "says", "does", "lives", "works", "his", "its", "this"])
_CALENDAR = frozenset(
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
     "April", "June", "July", "August", "September", "October", "November", "December"]
)  # fmt: skip


def after_article(blocks: list[Block], looks: list[Look]) -> None:
    """What stands after the article: lines that look like headlines, and summaries that share no words with it."""
    body = body_words(blocks, looks)
    last = max((n for n, look in enumerate(looks) if blocks[n].furniture is None and look.running), default=-1)
    ended = max((n for n, block in enumerate(blocks) if block.furniture == END), default=-1)
    credited = max(
        (n for n, look in enumerate(looks)
         if is_open(blocks[n]) and AGENCY_CREDIT.search(look.words[-60:]) and not CAPTIONED.match(look.words)),
        default=-1,
    )  # fmt: skip
    credited = max(credited, ended)
    if len(body) < 12 and credited < 0:
        return  # too little to tell what belongs to it
    if 0 <= credited < last:
        before = body_before(blocks, looks, credited)
        tail = [n for n in range(credited + 1, len(blocks)) if is_open(blocks[n])]
        if tail and all(alien(looks[n], before) if looks[n].terminal else foreign(looks[n], before) for n in tail):
            last = credited
    last = _unrelated(blocks, looks, last)
    # A short finished sentence on the subject is the article's own as much as a long one.
    last = max((n for n in range(last + 1, len(blocks)) if _belongs(blocks[n], looks[n], body)), default=last)
    tail = [n for n in range(last + 1, len(blocks)) if is_open(blocks[n])]
    lines = [
        n for n in tail
        if looks[n].line and blocks[n].kind not in ("cell", "caption", "list", "title")
        and (blocks[n].kind != "byline" or is_date_line(" ".join(looks[n].words.split())))
    ]  # fmt: skip
    closed = any(block.furniture for block in blocks[last + 1 :]) or credited == last >= 0
    if len(lines) >= 3 or (closed and lines):
        near = sorted(topic.overlap(looks[n].content, body) for n in lines)
        most = near[len(near) // 2] < RELATED_OVERLAP or len(lines) >= 5
        signed = _signature(blocks, looks, last)
        for n in lines:
            own = n in signed or AGENCY_CREDIT.search(looks[n].words) or CAPTIONED.match(looks[n].words)
            if not own and (most or topic.overlap(looks[n].content, body) < ALIEN_OVERLAP):
                blocks[n].furniture = TEASER
    if last == credited >= 0:
        for n in tail:
            if (
                is_open(blocks[n])
                and looks[n].terminal
                and blocks[n].kind == "paragraph"
                and not AGENCY_CREDIT.search(looks[n].words)
                and alien(looks[n], body)
            ):
                blocks[n].furniture = TEASER


def _signature(blocks: list[Block], looks: list[Look], last: int) -> set[int]:
    """The lines right after the article with which a letter or notice is signed: a name that it used, and a date."""
    signed: set[int] = set()
    text = " ".join(looks[n].words for n in range(last + 1) if blocks[n].furniture is None)
    for n in range(last + 1, len(blocks)):
        words = " ".join(looks[n].words.split())
        if looks[n].terminal and is_open(blocks[n]) and not signed:
            continue
        named = words in text or (not signed and len(words) <= 40 and _PERSON.fullmatch(words))
        if len(signed) >= 3 or not is_open(blocks[n]) or not (named or (signed and ANY_DATE.fullmatch(words))):
            break
        signed.add(n)
    return signed


def _belongs(block: Block, look: Look, body: set[str]) -> bool:
    return (
        is_open(block) and look.terminal and look.weight >= 40 and block.kind in ("paragraph", "quote")
        and topic.overlap(look.content, body) >= RESUMES_OVERLAP and look.words.rstrip()[-1] not in "?!？！"
    )  # fmt: skip


def _unrelated(blocks: list[Block], looks: list[Look], last: int) -> int:
    """Marks finished summaries at the end that share nothing with the body, nor with each other; gives the new end.

    One alone takes more evidence, because the last paragraph of an article may well turn to something else.
    """
    running = [n for n, look in enumerate(looks) if blocks[n].furniture is None and look.terminal and look.weight >= 50]
    tail: list[int] = []
    while len(running) - len(tail) >= 4:
        n = running[len(running) - 1 - len(tail)]
        before = body_before(blocks, looks, n - 1)
        if not is_open(blocks[n]) or blocks[n].kind != "paragraph" or looks[n].weight > 420:
            break
        if not alien(looks[n], before):
            break
        if tail and topic.overlap(looks[n].content, set(looks[tail[-1]].content)) >= ALIEN_OVERLAP:
            break
        tail.append(n)
    # What is glued to a picture's credit is the article going on after the picture.
    while tail and blocks[tail[-1] - 1].furniture == CREDIT:
        tail.pop()
    if len(tail) == 1 and not _lone_teaser(blocks, looks, tail[0]):
        return last
    if not tail:
        return last
    for n in tail:
        blocks[n].furniture = TEASER
    return max((n for n in running if n not in tail), default=-1)


def _lone_teaser(blocks: list[Block], looks: list[Look], n: int) -> bool:
    """Whether one unrelated sentence at the very end is a summary of another article: it shares no word at all, and
    it stands behind furniture that closes an article, or it is a headline with a full stop, in the present and with
    names that the article does not know ("Pianist Ada Ruiz cancels her tour.")."""
    words, before = looks[n].words, body_before(blocks, looks, n - 1)
    if topic.overlap(looks[n].content, before) > 0 or len(looks[n].content) < 5:
        return False
    behind = n > 0 and blocks[n - 1].furniture in (COPYRIGHT, COMMENTS, TAGS, CONTACT, END)
    known = {name for m in range(n) if blocks[m].furniture is None for name in NAME.findall(looks[m].words)}
    names = {name for name in NAME.findall(words) if name not in known and name not in _CALENDAR}
    verb = re.search(r"(?<=[\w’'] )[a-z][\w’'-]*", words)
    present = verb is not None and verb.group().endswith("s") and verb.group() not in _PLAIN_VERBS
    return behind or (len(names) >= 3 and present)
