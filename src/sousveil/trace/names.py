"""When two spellings name the same organisation or the same public author. Never used on witnesses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .naming.match import judge

REPORT_NOUNS = (
    "report", "study", "paper", "survey", "analysis", "investigation", "research", "assessment", "findings", "briefing",
    "publication", "article",
)  # fmt: skip
REPORT_NOUNS_KO = ("보고서", "리포트", "연구", "논문", "조사", "분석")
REPORT_NOUNS_ZH = ("报告", "报告书", "研究", "论文", "调查", "報告", "論文", "調查")

_PEOPLE_WORDS = {
    "researcher", "researchers", "author", "authors", "analyst", "analysts", "expert", "experts", "scholar", "scholars",
    "writer", "writers", "team", "group", "website", "site", "project", "programme", "program", "organisation",
    "organization", "outlet", "document", "think", "tank", "reporters", "reporter",
}  # fmt: skip
_EMPTY = {
    "a", "an", "anonymous", "another", "by", "from", "i", "its", "latest", "local", "many", "media", "my", "new",
    "news", "of", "one", "other", "our", "recent", "s", "same", "several", "some", "that", "the", "their", "this",
    "three", "two", "undated", "unnamed", "unspecified", "us", "we",
}  # fmt: skip
_SUFFIXES = {"inc", "ltd", "llc", "co", "corp", "corporation", "company", "limited", "plc", "gmbh"}
_SPLIT = re.compile(r"[^\w]+")
_GENERIC_CJK = re.compile(
    "|".join(
        [
            r"보고서",
            r"리포트",
            r"연구(?!소|원|센터)",
            r"논문",
            r"조사(?!단|국)",
            r"분석(?!원|센터)",
            r"报告书?",
            r"研究(?!所|院|中心)",
            r"论文",
            r"调查(?!局|组)",
            r"報告",
            r"論文",
            r"調查",
            "연구진",
            "연구자들",
            "연구자",
            "저자",
            "研究人员",
            "研究者",
            "作者",
            "该",
            "這份",
            "这份",
            "한",
            "이",
        ]
    )
)

_LENGTH = re.compile(r"\b\d+(?:-| )?pages?\b|\b\d+(?:쪽|페이지)(?:짜리)?|\d+页", re.IGNORECASE)

@lru_cache(maxsize=50_000)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name, without articles, possessives, punctuation and company suffixes."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    folded = re.sub(r"'s\b", "", folded)
    parts = [part for part in _SPLIT.split(folded) if part]
    while len(parts) > 1 and parts[0] in ("the", "a", "an", "as"):
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts = parts[:-1]
    return tuple(parts)


def key(name: str) -> str:
    """One spelling for comparing names: folded words joined by a space."""
    return " ".join(words(name))


@lru_cache(maxsize=50_000)
def core(name: str) -> str:
    """What is left of a source's name without words such as "report", "the researchers": its own name, or nothing.

    "38 North report" gives "38 north"; "the study" gives "".
    """
    name = _LENGTH.sub(" ", name)
    left = [w for w in words(name) if w not in _EMPTY and w not in _PEOPLE_WORDS and _singular(w) not in REPORT_NOUNS]
    joined = " ".join(left)
    if joined.isdigit():
        return key(name)  # "Article 19" is a name; "19" is none
    if any(ord(c) > 0x10FF for c in joined):
        joined = " ".join(_GENERIC_CJK.sub(" ", joined).split())
    return joined


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=50_000)
def names_a_report(name: str) -> bool:
    """Whether the name says that it is a report, study or the like."""
    if core(name).endswith(tuple("0123456789")) and core(name) == key(name):
        return False
    if any(_singular(w) in REPORT_NOUNS or w in ("studies", "analyses", "findings") for w in words(name)):
        return True
    return any(noun in name for noun in (*REPORT_NOUNS_KO, *REPORT_NOUNS_ZH))


def same_organisation(one: str, two: str) -> bool:
    """Whether two names of organisations or titled reports are one name: equal when folded, or misspelt."""
    left, right = key(one), key(two)
    if not left or not right:
        return False
    return left == right or judge(one, two, False).outcome == "same"


def same_person(one: str, two: str) -> bool:
    """Whether two full names of people who speak publicly are one name, spelt twice.

    A single word is never enough, but for a Korean or Chinese name of three characters.
    """
    left, right = words(one), words(two)
    if len(left) < 2 or len(right) < 2:
        cjk = [any(ord(c) > 0x10FF for c in name) for name in (one, two)]
        if cjk[0] != cjk[1] and len(left if cjk[1] else right) > 1:
            return judge(one, two, True).outcome == "same"
        return len(left) == 1 and left == right and cjk[0] and len(one) >= 3
    return judge(one, two, True).outcome == "same"
