"""Page furniture: what stands on a page but is not the document. It is kept and marked, never cut away.

Four kinds of evidence, strongest first: what the markup says (set by the reader), phrases that are nothing else,
headings of lists of other articles with what follows them, and the shape of the page's top and end together with how
far its words are those of the body. The rules lean towards body: a lost sentence costs a researcher more than a menu
left in.
"""

from __future__ import annotations

import re

from . import topic
from .ending import after_article
from .look import (
    NAME,
    RELATED_OVERLAP,
    RESUMES_OVERLAP,
    TEASER,
    Look,
    body_words,
    foreign,
    is_byline,
    is_date_line,
    is_open,
    look_at,
)  # fmt: skip
from .phrases import ACCOUNT, COPYRIGHT, CREDIT, MENU, RELATED, TAGS, alone, is_head
from .reading import Block
from .runin import split_inline
from .sentences import sentences

_PAGE_OF = re.compile(r"\d{1,4}\s?/\s?\d{1,4}\s*$")
_PAGE_MARK = re.compile(
    r"(?:https?|file)://\S+(?:\s+(?:page )?\d{1,4}(?:\s?/\s?\d{1,4})?)?"
    r"|(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}),?\s+(?:(?:오전|오후|上午|下午)\s?)?\d{1,2}:\d\d(?:\s?[AP]\.?M\.?)?"
    r"(?:\s+\S.{0,160})?"
    r"|(?:page |p\. ?)?\d{1,4}\s?/\s?\d{1,4}", re.I,
)  # fmt: skip
_OWNED = re.compile(r"©|ⓒ|\(c\)|copyright|rights reserved|저작권|版权|版權", re.I)
_SPEAKER = re.compile(r"(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}|[가-힣\u4e00-\u9fff]{2,8})\s?[:：]\s?\S")


def mark(text: str, blocks: list[Block], language: str) -> list[Block]:
    """The blocks with ``furniture`` and ``kind`` filled in, split where something was run into a paragraph.

    language: of the document. Blocks that a reader settled, and those that it marked already, are left as they are.
    """
    blocks = split_inline(text, blocks, language)
    looks = [look_at(text, block) for block in blocks]
    by_markup = {id(block) for block in blocks if block.furniture is not None}
    _printed(blocks, looks)
    _alone(blocks, looks)
    _link_lists(blocks, looks)
    _heading_lists(blocks, looks, by_markup)
    _teasers(blocks, looks)
    after_article(blocks, looks)
    _top(blocks, looks)
    return blocks


def _alone(blocks: list[Block], looks: list[Look]) -> None:
    for block, look in zip(blocks, looks, strict=True):
        if not is_open(block) or len(look.words) > 420:
            continue
        words = " ".join(look.words.split())
        if block.kind not in ("title", "heading") and (is_byline(words) or is_date_line(words)):
            block.kind = "byline"
            continue
        reason = alone(words) or _several(words)
        # The first line of a page may be a title such as "Watch: how the cameras came".
        labelled = reason == RELATED and len(words) > 30
        named = block.kind in ("title", "heading")
        if reason and not (labelled and (named or block is blocks[0])) and not (reason == MENU and named):
            block.furniture = reason


def _printed(blocks: list[Block], looks: list[Look]) -> None:
    """What a browser prints above and below each page of a document: its address, page number, the time, its title."""
    marks = [n for n, look in enumerate(looks) if len(look.words) <= 240 and _PAGE_MARK.fullmatch(look.words.strip())]
    stamps = [n for n in marks if _PAGE_OF.search(looks[n].words)]
    if not stamps:
        return
    near: dict[str, list[int]] = {}
    for n in marks:
        if is_open(blocks[n]):
            blocks[n].furniture = "page header"
        for m in (n - 1, n + 1):
            if 0 <= m < len(blocks) and m not in marks and is_open(blocks[m]) and looks[m].line:
                near.setdefault(" ".join(looks[m].words.split()), []).append(m)
    for places in near.values():
        if len(set(places)) >= 2:
            for m in places:
                blocks[m].furniture = "page header"


def _several(words: str) -> str | None:
    """The reason of the first sentence, when every one of several is furniture ("(c) Agency 2020. Share this.")."""
    cut = sentences(words, 0, len(words), "en")
    if len(cut) < 2:
        return None
    reasons = [alone(words[start:end]) for start, end in cut]
    if reasons[0] == CREDIT and words[: cut[0][1]].count(" ") > 6:
        return None  # it says what the picture shows
    if None in reasons or all(reason in (MENU, TAGS, ACCOUNT) for reason in reasons):
        return None
    return reasons[0]


def _link_lists(blocks: list[Block], looks: list[Look]) -> None:
    """Two or more short blocks running that consist of links alone."""
    run: list[int] = []
    for index in range(len(blocks) + 1):
        if index < len(blocks):
            block, look = blocks[index], looks[index]
            if block.linked >= 0.9 and look.line and block.kind != "title" and not block.settled:
                run.append(index)
                continue
        if len(run) >= 2:
            for n in run:
                if blocks[n].furniture is None:
                    blocks[n].furniture = "menu" if looks[n].weight <= 30 else TEASER
        run = []


def _heading_lists(blocks: list[Block], looks: list[Look], by_markup: set[int]) -> None:
    """Headings of lists of other articles, and what follows until the article resumes.

    by_markup: ids of blocks that the markup marked; it says where such a list ends as well, so none is opened by them.
    """
    body: set[str] = set()
    inside = False
    lines_only = True  # whether the list so far held headlines alone
    headlines = 0
    swallowed: list[int] = []
    kept = 0
    for index, (block, look) in enumerate(zip(blocks, looks, strict=True)):
        if block.furniture == RELATED and is_head(look.words):
            inside, lines_only, headlines = inside or id(block) not in by_markup, True, 0
            continue
        if not is_open(block):
            if inside and block.settled:
                inside = False
            continue
        if is_head(look.words) and block.kind != "title":
            block.furniture = RELATED
            inside, lines_only, headlines = True, True, 0
            continue
        if inside and not (
            _resumes(blocks, looks, index, body, lines_only)
            or (lines_only and _sentences_follow(blocks, looks, index, body, headlines))
        ):
            block.furniture = RELATED
            headlines += look.line
            lines_only = lines_only and not look.running
            if look.running:
                swallowed.append(index)
            continue
        inside = False
        if look.running:
            body |= look.content
            kept += look.weight
    if sum(looks[n].weight for n in swallowed) > kept:
        # More running text behind such a heading than in front of it: then it was a heading of the article's own.
        for n in swallowed:
            blocks[n].furniture = None


def _resumes(blocks: list[Block], looks: list[Look], index: int, body: set[str], lines_only: bool) -> bool:
    """Whether the article itself goes on at ``index`` after a list of others.

    One summary on the same subject is what some lists hold; the article goes on at length, or in two blocks running.
    lines_only: so far the list held headlines alone; then a finished sentence on the subject is no part of it.
    """
    look = looks[index]
    if not look.running:
        # A short sentence on the subject after headlines alone: the article goes on with it.
        spoken = look.terminal and not look.cut and look.weight >= 40 and blocks[index].linked < 0.5
        return bool(
            spoken and body and lines_only and blocks[index].kind == "paragraph"
            and look.words.rstrip()[-1] not in "?!？！"
            and topic.overlap(look.content, body) >= (RELATED_OVERLAP if not topic.connected(look.words) else 0.12)
        )  # fmt: skip
    if not body:
        return True
    near = topic.overlap(look.content, body)
    if near >= RESUMES_OVERLAP and (look.weight >= 160 or lines_only):
        return True
    if lines_only and near >= 0.08 and topic.connected(look.words):
        return True
    following = next((n for n in range(index + 1, len(blocks)) if is_open(blocks[n])), None)
    if following is None or not looks[following].running:
        return near >= 0.5 and look.weight >= 120
    both = near + topic.overlap(looks[following].content, body)
    return both >= 2 * RESUMES_OVERLAP


def _sentences_follow(blocks: list[Block], looks: list[Look], index: int, body: set[str], headlines: int) -> bool:
    """Whether a list of headlines is followed by two or more finished sentences running that share words with the body.

    A list of headlines with their summaries has a headline between any two summaries.
    """
    run: list[int] = []
    for n in range(index, min(len(blocks), index + 4)):
        plain = is_open(blocks[n]) and blocks[n].kind in ("paragraph", "quote") and blocks[n].linked < 0.5
        if not (plain and looks[n].terminal and looks[n].weight >= 24 and looks[n].words.rstrip()[-1] not in "?!？！"):
            break
        run.append(n)
    if len(run) < 2:
        return False
    content = frozenset().union(*(looks[n].content for n in run))
    if headlines and any(name.lower()[: topic.STEM] in body for n in run for name in NAME.findall(looks[n].words)):
        return True
    return topic.overlap(content, body) >= (0.1 if headlines else RESUMES_OVERLAP)


def _teasers(blocks: list[Block], looks: list[Look]) -> None:
    """Blocks cut short with an ellipsis, as the summaries of other articles are."""
    runs: list[list[int]] = []
    last = -2
    for index, (block, look) in enumerate(zip(blocks, looks, strict=True)):
        if not is_open(block) or not look.cut or look.weight < 40 or block.kind in ("title", "quote"):
            continue
        # A headline may stand between two cut summaries.
        if runs and all(blocks[n].furniture or looks[n].line for n in range(last + 1, index)) and index - last <= 3:
            runs[-1].append(index)
        else:
            runs.append([index])
        last = index
    body = body_words(blocks, looks)
    article = max((n for n, look in enumerate(looks) if is_open(blocks[n]) and look.running), default=-1)
    for run in runs:
        lone = topic.overlap(looks[run[0]].content, body)
        if len(run) > 1 or (lone < 0.2 and not _trails_off(blocks, looks, run[0], lone, article)):
            for index in range(run[0], run[-1] + 1):
                if is_open(blocks[index]):
                    blocks[index].furniture = TEASER
            before = run[0] - 1
            while (
                before >= 0
                and is_open(blocks[before])
                and looks[before].line
                and len(run) > 1
                and foreign(looks[before], body)
            ):
                blocks[before].furniture = TEASER
                before -= 1


def _trails_off(blocks: list[Block], looks: list[Look], n: int, near: float, article: int) -> bool:
    """Whether one block that ends in an ellipsis is the article's own: it stands amid it, or is somebody's turn to
    speak. The last one of a page is more likely the summary of another article. article: its last running text."""
    if _SPEAKER.match(looks[n].words):
        return True
    after = next((m for m in range(n + 1, len(blocks)) if is_open(blocks[m])), None)
    if article <= n and not (after is not None and looks[after].terminal):
        return False
    return near >= 0.1 or topic.connected(looks[n].words)


def _title(blocks: list[Block], looks: list[Look], lead: list[int], body: set[str]) -> int | None:
    """Which of the lines before the article is its title: a heading, else the one nearest to the body's words."""
    able = [n for n in lead if 15 <= looks[n].weight <= 420 and len(looks[n].words) <= 220 and not looks[n].cut]
    able = [n for n in able if not re.search(r"[.。:：][\"'”’)]*$", looks[n].words)]
    headings = [n for n in able if blocks[n].kind == "heading"]
    if headings:
        return headings[0]
    return max(
        able[:10], default=None,
        key=lambda n: (round(topic.overlap(looks[n].content, body), 1), min(looks[n].weight, 90), -n),
    )  # fmt: skip


def _top(blocks: list[Block], looks: list[Look]) -> None:
    """Title and menu lines before the article."""
    first = next((n for n, look in enumerate(looks) if blocks[n].furniture is None and look.running), None)
    if first is None:
        if blocks and is_open(blocks[0]) and blocks[0].kind == "heading":
            blocks[0].kind = "title"
        return
    kinds = ("paragraph", "heading", "list", "other")
    lead = [n for n in range(first) if is_open(blocks[n]) and blocks[n].kind in kinds]
    owned = " ".join(
        " ".join(looks[n].words.split())
        for n, block in enumerate(blocks)
        if block.furniture == COPYRIGHT and _OWNED.search(looks[n].words)
    )
    for n in lead:
        words = " ".join(looks[n].words.split())
        if owned and 4 <= len(words) <= 40 and looks[n].line and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", owned):
            blocks[n].furniture = "site header"  # the name that the copyright line gives as its owner's
    lead = [n for n in lead if is_open(blocks[n])]
    titled = any(block.kind == "title" for block in blocks)
    body = body_words(blocks, looks)
    title = None
    if not titled:
        title = _title(blocks, looks, lead, body)
        if title is not None:
            blocks[title].kind = "title"
    labels = [n for n in lead if n != title and looks[n].line and looks[n].weight <= 60 and foreign(looks[n], body)]
    before_title = [n for n in labels if title is not None and n < title]
    if len(labels) >= 4:
        chosen = labels
    elif len(before_title) >= 2:
        chosen = before_title
    else:
        return
    for n in chosen:
        if blocks[n].kind != "byline":
            blocks[n].furniture = "menu"
