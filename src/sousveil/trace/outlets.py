"""The outlets of a case under the names that other texts, also in other languages, give them; and which are forums."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sousveil.case.vocabulary.load import Vocabulary

from .agencies import publisher_kind
from .names import key

_FORUM = re.compile(
    r"\bforums?\b|\bmessage boards?\b|\bbulletin boards?\b|\bimageboard\b|\bcomments? (?:section|thread)\b|\breddit\b"
    r"|\bchat (?:group|room)\b|\bblog comments?\b|论坛|贴吧|留言板|评论区|聊天群|論壇|게시판|댓글|커뮤니티"
    r"|자유게시|단체방",
    re.IGNORECASE,
)
_FORUM_PAGE = re.compile(r"(?:^|[./])(?:forums?|bbs|boards?|threads?|reddit\.com/r)(?:[./]|$)", re.IGNORECASE)
_POSTS = re.compile(
    r"^[>*\s#]*\*{0,2}[\w.@-]{2,30}\*{0,2}:? (?:wrote|replied|posted|said)\b[^\n]{0,60}[:：]\s*$"
    r"|^(?:작성자|글쓴이|楼主|发帖人|网友) ?[:：]",
    re.MULTILINE,
)


def is_forum(name: str | None, page: str | None = None) -> bool:
    """Whether a publisher, by its name or its address, is a place where anybody posts without a name."""
    return bool((name and _FORUM.search(name)) or (page and _FORUM_PAGE.search(page)))


def is_thread(text: str) -> bool:
    """Whether a text is laid out as posts: "tollgate replied:"."""
    return len(_POSTS.findall(text)) >= 2


_TYPES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("courier",), ("信使报", "信使報")), (("times",), ("时报", "時報")), (("post",), ("邮报", "郵報")),
    (("herald",), ("先驱报", "先驅報")), (("tribune",), ("论坛报", "論壇報")), (("gazette",), ("公报", "公報")),
    (("monitor",), ("箴言报", "监察报", "观察报")), (("observer",), ("观察家报", "觀察家報")),
    (("standard",), ("标准报", "旗帜报", "標準報")), (("guardian",), ("卫报", "衛報")),
    (("chronicle",), ("纪事报", "紀事報")), (("telegraph",), ("电讯报", "電訊報")), (("star",), ("星报", "之星报")),
    (("mail",), ("每日邮报", "邮报")), (("voice",), ("之声", "之聲")), (("daily", "journal"), ("日报", "日報")),
    (("evening news", "evening post"), ("晚报", "晚報")), (("news",), ("新闻", "新闻报")),
    (("radio",), ("广播电台", "电台")),
    (("television", "tv"), ("电视台",)), (("independent",), ("独立报",)), (("mirror",), ("镜报",)),
    (("sun",), ("太阳报",)), (("review",), ("评论", "评论报")), (("today",), ("今日报",)),
)  # fmt: skip
"""Words in newspapers' names, English and Chinese: the usual translations."""

_INITIALS = "KKNTTLMPPSSxSSSKTPx"  # ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ
_FINALS = "xKKKNNNTLLLLLLLLMPPTTNSSKTPx"  # none, ㄱ ... ㅎ
LEAST_SOUNDS = 5
"""Consonants that two spellings of a name must have in common, all of them, to be one name in Latin and Korean."""

_BEFORE_EN = re.compile(
    r"\b(?:according to|told|cit(?:ing|ed by)|quot(?:ing|ed by)|published (?:by|in|on)|appeared (?:in|on)"
    r"|reported (?:by|in)"
    r"|as|forum|board|website|newspaper|daily|broadcaster|via|posted (?:on|to)|discussion on"
    r"|users of)\W+(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_AFTER_EN = re.compile(
    r"^\W{0,2}(?:\([^)\n]*\) )?(?:(?:has|had|also|first) )?(?:report(?:s|ed)|wr(?:ites|ote)|sa(?:ys|id)"
    r"|publish(?:es|ed)"
    r"|reveal(?:s|ed))\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_][\w’'-]*")
_ASIAN = re.compile("[\u3040-\u9fff가-힣]")
_TITLED = re.compile(r"《([^》\n]{2,24})》")
_CITED_KO = re.compile(
    r"(?P<name>[가-힣A-Za-z0-9]{3,20}(?: [가-힣A-Za-z0-9]{2,12})?)(?:에 따르면|의|가|이|는|은)? ?(?:보도|기사"
    r"|전했|인용)"
)
_CITED_ZH = re.compile(
    r"(?:据|根据|引述|引用|援引|转自|转载自)[“”]?(?P<name>[^，。、；：\n“”《》]{2,30}?)[“”]?(?:\d+[日月]|报道|消息|网友|用户|论坛|称)"
)


def sounds(name: str) -> str:
    """The consonants of a Latin or Korean name, in classes that survive transliteration: "Northgate Daily" and
    "노스게이트데일리" both give NSKTTL without doubles."""
    out: list[str] = []
    for syllable in re.findall(r"[가-힣]|[a-z0-9]+", re.sub(r"^the ", "", name.casefold())):
        if "가" <= syllable <= "힣":
            code = ord(syllable) - 0xAC00
            out += [_INITIALS[code // 588], _FINALS[code % 28]]
        else:
            out += _latin(syllable)
    kept: list[str] = []
    for sound in (sound for sound in out if sound != "x"):
        if not kept or kept[-1] != sound or sound.isdigit():
            kept.append(sound)
    return "".join(kept)


def _latin(word: str) -> list[str]:
    word = re.sub(r"ph", "f", word)
    word = re.sub(r"dge?|tch|[sct]h", "s", word) if re.search(r"dge|tch|[sct]h", word) else word
    word = re.sub(r"r(?![aeiouy])", "", word)
    word = word.replace("ck", "k").replace("ng", "n").replace("x", "ks")
    word = re.sub(r"c(?=[eiy])", "s", word)
    classes = {**dict.fromkeys("bpfv", "P"), **dict.fromkeys("td", "T"), **dict.fromkeys("kgcq", "K"),
               **dict.fromkeys("szj", "S"), **dict.fromkeys("lr", "L"), "m": "M", "n": "N"}  # fmt: skip
    return [letter if letter.isdigit() else classes.get(letter, "x") for letter in word]


class Outlets:
    """The outlets of one case, to be asked for by any name."""

    def __init__(self, names: Iterable[str], vocabulary: Vocabulary) -> None:
        self._places = {
            spelling.casefold(): place
            for place, entry in sorted(vocabulary.places.items())
            for spellings in ({"": (entry.name,)}, entry.names)
            for group in spellings.values()
            for spelling in group
        }
        found: dict[str, dict[str, set[str]]] = {"key": {}, "typed": {}, "sounds": {}}
        for name in sorted(set(names)):
            bare = re.sub(r" *[(（][^)）]*[)）]$", "", name)
            for kind, value in (("key", key(name)), ("key", key(bare)), ("typed", self._typed(bare)),
                                ("sounds", self._sound(bare))):  # fmt: skip
                if value:
                    found[kind].setdefault(value, set()).add(name)
        self._by = {kind: {value: min(held) for value, held in group.items() if len(held) == 1}
                    for kind, group in found.items()}  # fmt: skip
        self._first: dict[str, list[tuple[str, str]]] = {}
        self._met: dict[str, str | None] = {}
        for value, name in sorted(self._by["key"].items()):
            if len(value.split()) > 1 or len(value) > 7 or (len(value) > 2 and value > "\u10ff"):
                self._first.setdefault(value.split()[0], []).append((value, name))

    def match(self, name: str) -> str | None:
        """The outlet of the case that ``name`` means, as the case spells it."""
        if name not in self._met:
            self._met[name] = self._found(name)
        return self._met[name]

    def _found(self, name: str) -> str | None:
        bare = re.sub(r" *[(（][^)）]*[)）]$", "", name.strip("《》「」“” "))
        for kind, value in (("key", key(bare)), ("typed", self._typed(bare)), ("sounds", self._sound(bare))):
            if value and value in self._by[kind]:
                return self._by[kind][value]
        return None

    def _typed(self, name: str) -> str:
        """A place and a kind of paper, the same in English and Chinese: "Tolsk Courier", "托尔斯克信使报"."""
        folded = re.sub(r"^the ", "", name.casefold().strip())
        for english, chinese in _TYPES:
            for word in (*(f" {one}" for one in english), *chinese):
                place = self._places.get(folded.removesuffix(word).strip()) if folded.endswith(word) else None
                if place:
                    return f"{place} {english[0]}"
        return ""

    @staticmethod
    def _sound(name: str) -> str:
        if any("\u3040" <= letter <= "\u9fff" for letter in name):
            return ""
        found = sounds(name)
        return found if len(found) >= LEAST_SOUNDS else ""

    def _cited_asian(self, part: str) -> set[str]:
        found: set[str] = set()
        for pattern, group in ((_TITLED, 1), (_CITED_KO, "name"), (_CITED_ZH, "name")):
            for match in pattern.finditer(part):
                whole = match[group].strip()
                for candidate in (whole, *whole.split()[-1:], whole.removesuffix("论坛")):
                    meant = self.match(candidate) if candidate else None
                    if meant:
                        found.add(meant)
        return found

    def cited(self, text: str, spans: Sequence[tuple[int, int]], own: str | None) -> list[str]:
        """The other outlets that a text names beside a word of citing ("according to", 据, 보도), sorted."""
        found: set[str] = set()
        for start, end in spans:
            part = text[start:end]
            folded = part.casefold()
            # Few words begin an outlet's name; only where one stands is anything compared.
            for first in sorted(self._first.keys() & set(_WORDS.findall(folded))) if len(folded) == len(part) else ():
                for value, name in self._first[first]:
                    found.update({name} if any(_cites(part, at, len(value)) for at in _places(folded, value)) else ())
            if _ASIAN.search(part):
                found |= self._cited_asian(part)
        return sorted(name for name in found if (own is None or key(name) != key(own)) and _is_media(name))


def _places(folded: str, value: str) -> Iterable[int]:
    at = folded.find(value)
    while at >= 0:
        yield at
        at = folded.find(value, at + 1)


def _cites(part: str, at: int, length: int) -> bool:
    end = at + length
    if part[at].islower() or part[max(0, at - 1) : at].isalnum():
        return False
    if part[end : end + 1].isalnum() and part[end] < "\u1100":
        return False
    return bool(_BEFORE_EN.search(part[max(0, at - 40) : at]) or _AFTER_EN.match(part[end : end + 40]))


def _is_media(name: str) -> bool:
    # A ministry or an institute that speaks is a source of its own words; the claims tell so.
    return publisher_kind(name) in ("outlet", "wire", "state-media")
