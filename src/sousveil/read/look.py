"""What a block of a page looks like, and how far its words are those of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from . import topic
from .dates import find_date
from .phrases import AGENCY_CREDIT, BYLINE, DATE_LINE, MENTION
from .reading import Block

TEASER = "related headline"

RELATED_OVERLAP = 0.3
"""Share of its content words that the body uses too, from which a line is on the body's subject. On the labelled pages
of tests/read: a paragraph against the rest of its article 0.12 (first decile), 0.33 (median), 0.56 (last decile); lines
of furniture 0 in eight of ten."""

ALIEN_OVERLAP = 0.08
"""Below it a finished sentence may be about something else; it is below the first decile of paragraphs (see above)."""

RESUMES_OVERLAP = 0.18
"""The same as RELATED_OVERLAP, for a long finished paragraph after a list of other articles: lower, because a paragraph
that is taken for a summary of another article is lost."""

_TERMINAL = re.compile(r"[.!?。！？؟।][\"'”’»」』)）\]\d]*\s*$")
_ELLIPSIS = re.compile(r"(?:…|\.{3}|\[…\]|\[\.\.\.\])\)?\s*(?:read more|more|더보기|详细)?\s*$", re.I)
_TRAILS_OFF = re.compile(r"(?:…|\.{3})[\"'”’」』]+\s*$")
"""Speech that somebody left unfinished is not a summary that a page cut short."""
_FINAL_MARK = re.compile(
    r"[.!?。！？][\"'”’」』]?\s?(?:-0-|[(（\[](?:完|끝|ends?)[)）\]]|[■◼●▣◆□#]{1,3})\s*$", re.I
)
_FINITE_KO = re.compile(r"[가-힣](?:다|니다|어요|아요|했음|됐음)[\"'”’)]*\s*$")
_EAST = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
CAPTIONED = re.compile(
    r"[(\[<〈【]?\s?(?:file )?(?:photos?|images?|pictures?|video|사진|이미지|자료|图片?|圖片?|资料图)"
    r"(?: (?:credit|by))?\s?[:：=/|]", re.I,
)  # fmt: skip
"""The start of a picture's caption or credit."""
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b|(?<=[A-Z][a-z] )[A-Z][a-z]{2,}\b")
"""Names in English text: capitals that do not begin a sentence."""
ANY_DATE = re.compile(
    r"\d{4}[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    r"|(?:[a-z]{3,9})\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s[a-z]{3,9}\.?,?\s\d{4}",
    re.I,
)
_DATE_LINE = re.compile(DATE_LINE.pattern.replace("@date@", ANY_DATE.pattern), re.I)


@dataclass(slots=True)
class Look:
    """What a block looks like. weight: characters, an East Asian one counted as three Latin ones."""

    words: str
    weight: int
    terminal: bool
    cut: bool
    content: frozenset[str] = field(default=frozenset())

    @property
    def running(self) -> bool:
        """Whether it reads as running text: long enough and finished."""
        return self.terminal and not self.cut and self.weight >= 80

    @property
    def line(self) -> bool:
        """Whether it looks like a headline or label."""
        if self.words[0] in "(（" and self.words[-1] in ")）" and self.weight >= 12:
            return False  # a remark of the article's own: a rate of exchange, who edited it
        return not self.terminal and not self.cut and self.weight <= 160


def look_at(text: str, block: Block) -> Look:
    """The look of one block."""
    words = text[block.start : block.end]
    head = words if len(words) <= 4000 else words[:4000]
    weight = len(words) + 2 * len(_EAST.findall(head))
    cut = bool(_ELLIPSIS.search(words[-24:]))
    tail = words[-12:]
    terminal = (
        bool(_TERMINAL.search(tail) or _TRAILS_OFF.search(tail) or _FINAL_MARK.search(tail))
        or (weight >= 60 and bool(_FINITE_KO.search(tail)))
        or AGENCY_CREDIT.search(words[-60:]) is not None
    )
    return Look(words, weight, terminal and not cut, cut, topic.content(head))


def is_open(block: Block) -> bool:
    """Whether nothing has settled yet what the block is."""
    return block.furniture is None and not block.settled


def is_byline(words: str) -> bool:
    """Whether the line names who wrote it."""
    return len(words) <= (330 if words[0] in "([" else 140) and BYLINE.fullmatch(words) is not None and "@" not in words


def is_date_line(words: str) -> bool:
    """Whether the line dates what it stands by."""
    if len(words) > 110:
        return False
    if MENTION.fullmatch(words):
        return True
    return _DATE_LINE.fullmatch(words) is not None and find_date(words) is not None


def body_words(blocks: list[Block], looks: list[Look], leave: int | None = None) -> set[str]:
    """The content words of the running text, without block ``leave``."""
    words: set[str] = set()
    for index, (block, look) in enumerate(zip(blocks, looks, strict=True)):
        if block.furniture is None and look.running and index != leave:
            words |= look.content
    return words


def body_before(blocks: list[Block], looks: list[Look], index: int) -> set[str]:
    """The content words of finished blocks up to ``index``."""
    words: set[str] = set()
    for n in range(index + 1):
        if blocks[n].furniture is None and looks[n].terminal:
            words |= looks[n].content
    return words


def foreign(look: Look, body: set[str]) -> bool:
    """Whether a headline has little to do with ``body``."""
    return topic.overlap(look.content, body) < 0.2


def alien(look: Look, body: set[str]) -> bool:
    """Whether a finished sentence has nothing to do with ``body``, as far as its words can tell."""
    return topic.overlap(look.content, body) < ALIEN_OVERLAP and not topic.connected(look.words)
