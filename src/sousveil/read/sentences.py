"""Sentences, by own rules for English, Korean and Chinese, with exact offsets.

The sentences of a passage partition its non-space text: in order, inside it, and nothing but space between them.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from .words import words

_CLOSERS = "\"'”’»›)\\]）］」』】》〉｣"
_STOP = re.compile(rf"(?P<stop>[.!?…。！？；．｡؟۔।]+)(?P<close>(?:[{_CLOSERS}]|\[\d{{1,3}}\])*)")
_WIDE = frozenset("。！？；｡．؟۔।")
_QUOTE_END = frozenset("\"'”’»」』")
_SPACE = re.compile(r"\s*")
_LAST_WORD = re.compile(r"[\w.’'&-]*$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")

# Abbreviations that a sentence does not end with: something always follows.
_NEVER = words(
    "mr mrs ms dr prof gen col lt sgt capt cpl maj cmdr adm rev fr sen rep gov pres hon st mt ft vs v cf viz al fig",
    "figs eq vol vols ch chap sec art arts para paras pp ed eds trans approx est dept dist messrs mme mlle brig",
    "supt insp e.g i.e ca c.f op cit reps sens gens",
)  # fmt: skip
# These may end a sentence; they do when what follows looks like a beginning.
_MAYBE = words(
    "inc corp ltd co llc plc bros jr sr etc a.m p.m am pm u.s u.k u.n e.u d.c u.s.a ph.d b.a m.a jan feb mar apr",
    "jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun ave blvd rd univ assn bhd sdn pte gmbh",
)
_NUMBERED = words(
    "no nos p art sec fig vol ch para jan feb mar apr jun jul aug sept sep oct nov dec",
)
_BEGINNINGS = words(
    "the a an in on at it its he she they we i this that these those there but and however meanwhile according for",
    "as when while after before since if although though with from by his her their our my one some many most",
    "several all no not experts officials researchers critics state north south under over during despite instead",
    "still also",
)  # fmt: skip
_SAYING = (
    r"(?:said|says|asked|asks|told|wrote|writes|added|adds|replied|answered|cried|shouted|wondered|warned|explained|"
    r"recalled|noted|continued|remarked)"
)
_SAID_BY_NAME = re.compile(rf"(?:(?:[A-Z][\w.’'-]*|the|a|one|another|[a-z]+)\s+){{1,5}}{_SAYING}\b")
_DATE_LINE = re.compile(
    r"^[^\S\n]*\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    r"(?:\s?[（(][一二三四五六日월화수목금토일][）)])?[^\S\n]*$", re.MULTILINE
)
"""A line that is a date and nothing else belongs to no sentence, whatever stands above and below it."""
_CREDIT_AFTER = re.compile(r"[—–-]{1,3}\s?[A-Z][\w ./&-]{1,30}\s*$|\([A-Z][\w ./&-]{1,30}\)\s*$")
"""An agency's credit at the very end ("... test. — AP") is not part of the last sentence."""
_URL_TAIL = frozenset(["com", "org", "net", "js", "io", "gov", "edu", "kr", "cn", "co", "info"])

# “...있다.”고 밝혔다: the particle joins what is quoted to the verb of saying.
_QUOTATIVE = r"(?:이?라고|이?라며|이?라면서|이?라는|이?란|고|며|면서|는|라|하고|이?라던|던|이?라지만|지만|인지)"
_KO_AFTER = re.compile(rf"\s?{_QUOTATIVE}(?=[\s,.]|[가-힣])")
_KO_QUOTE = re.compile(rf"(?:“[^“”]{{1,600}}”|\"[^\"]{{1,600}}\"|‘[^‘’]{{1,600}}’)(?=\s?{_QUOTATIVE})")
_KO_END = frozenset("다요죠까음임함됨네라")
_ZH_SAID = re.compile(
    r"[^，。！？；：\s“”]{0,14}?(?:说|說|表示|称|稱|道|问|問|指出|写道|寫道|回答|强调|強調|警告|补充|補充|解释|解釋)"
)


def sentences(text: str, start: int, end: int, language: str) -> tuple[tuple[int, int], ...]:
    """The sentences of ``text[start:end]`` as (start, end) in ``text``.

    language: ISO 639-1 of the passage; ``zh`` and ``ja`` also end a sentence at ``；``.
    """
    inside = text[start:end]
    joined = _joined(inside) if language == "ko" else []
    cuts: list[int] = []
    begin = 0
    for match in _STOP.finditer(inside):
        if _ends(inside, begin, match, language) and not _within(joined, match.start()):
            begin = match.end()
            cuts.append(begin)
    lines = [cut for match in _DATE_LINE.finditer(inside) for cut in match.span()] if "\n" in inside else []
    return _trimmed(inside, sorted({*cuts, *lines}), start)


def _joined(inside: str) -> list[tuple[int, int]]:
    """Where a Korean quotation runs on into its verb of saying; no sentence ends in there."""
    return [match.span() for match in _KO_QUOTE.finditer(inside)]


def _within(spans: list[tuple[int, int]], position: int) -> bool:
    if not spans:
        return False
    index = bisect_right(spans, (position, 1 << 62)) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]


def _trimmed(inside: str, cuts: list[int], offset: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    left = 0
    for cut in [*cuts, len(inside)]:
        piece = inside[left:cut]
        bare = piece.strip()
        if bare:
            at = left + len(piece) - len(piece.lstrip())
            if found and not any(character.isalnum() for character in bare):
                # A stray mark belongs to the sentence before it.
                found[-1] = (found[-1][0], at + len(bare) + offset)
            else:
                found.append((at + offset, at + len(bare) + offset))
        left = cut
    return tuple(found)


def _ends(inside: str, begin: int, match: re.Match[str], language: str) -> bool:
    """Whether a sentence that began at ``begin`` ends with this stop."""
    stop, close, after = match["stop"], match["close"], match.end()
    space = _SPACE.match(inside, after)
    follows = space.end() if space else after
    if follows >= len(inside):
        return True
    following = inside[follows]
    spaced = follows > after
    quoted = any(mark in _QUOTE_END for mark in close)
    previous = inside[match.start() - 1] if match.start() else ""
    if not stop.strip("；"):
        return language in ("zh", "ja")
    if "가" <= previous <= "힣" or (quoted and _KO_AFTER.match(inside, after)):
        return _ends_korean(inside, after, previous, stop, spaced, quoted)
    if stop[-1] in _WIDE or stop[0] in _WIDE:
        return not (quoted and not spaced and _ZH_SAID.match(inside, after))
    if set(stop) <= {"…"} or (stop.startswith("..") and set(stop) <= {".", "…"}):
        return spaced and not following.islower() and not _is_han(previous)
    if stop[-1] in "!?":
        if following.islower():
            return False
        if quoted and _SAID_BY_NAME.match(inside, follows, follows + 80):
            return False
        return spaced or ord(following) > 0x2E80 or quoted
    return _ends_at_period(inside, begin, match, follows, spaced, quoted)


def _ends_korean(inside: str, after: int, previous: str, stop: str, spaced: bool, quoted: bool) -> bool:
    if quoted and _KO_AFTER.match(inside, after):
        return False
    if set(stop) <= {"…", "."} and len(stop) > 1:
        return spaced and previous in _KO_END
    return spaced or previous in _KO_END


def _ends_at_period(inside: str, begin: int, match: re.Match[str], follows: int, spaced: bool, quoted: bool) -> bool:
    following = inside[follows]
    word_match = _LAST_WORD.search(inside, max(begin, match.start() - 24), match.start())
    word = (word_match.group() if word_match else "").lstrip("’'-.")
    if not spaced:
        return _ends_unspaced(inside, match, follows, word, quoted)
    if following.islower() or following in ",;:–—)":
        return following in "–—" and _CREDIT_AFTER.match(inside, follows) is not None
    low = word.lower()
    if word.isdigit() and inside[begin : match.start()].strip() == word and len(word) <= 3:
        return False  # "1. The first point"
    if low in _NUMBERED and following.isdigit():
        return False
    if low in _NEVER and not quoted:
        return False
    if len(word) == 1 and word.isalpha() and word.isupper() and not quoted and following.isupper():
        return False  # an initial: "John F. Kennedy"
    if low in _MAYBE or _INITIALS.match(word):
        next_word = re.match(r"[A-Za-z]+", inside[follows : follows + 20])
        if following in "\"“‘'(":
            return True
        return next_word is not None and next_word.group().lower() in _BEGINNINGS and following.isupper()
    return True


def _ends_unspaced(inside: str, match: re.Match[str], follows: int, word: str, quoted: bool) -> bool:
    """A stop without a space after it, as scraping leaves them: ``daily.The report``."""
    following = inside[follows]
    if ord(following) > 0x2E80 and len(word) > 1:
        return True
    if not following.isupper():
        return False
    if quoted:
        return True
    if not (len(word) >= 3 and word[-3:].islower() and word.isalpha()):
        return False
    next_word = re.match(r"[A-Z][a-z]+(?=[\s,])", inside[follows : follows + 30])
    return next_word is not None and next_word.group().lower() not in _URL_TAIL


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
