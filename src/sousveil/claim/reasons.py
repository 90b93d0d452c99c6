# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Why a sentence gave no claim, in words that a reader of the account can check."""

from __future__ import annotations

import re

_POLICY = {
    "en": re.compile(r"\b(?:surveillance|border controls?|close the border|crackdown|cracking down|control of (?:its|the) (?:citizens|population)|censorship|repress\w+|state control|loyalty|monitor\w*|privacy)\b"),
    "ko": re.compile(r"감시|통제|국경 봉쇄|검열|단속"), "zh": re.compile(r"监控|监视|管控|审查|封锁边境|镇压"),
}  # fmt: skip


_FICTION = re.compile(
    r"^\W*(?:satire|parody|fiction|short story|a short story|단편 ?소설|소설|풍자|短篇小说|小说连载|小說|讽刺)\b(?!\w)"
    r"|\b(?:work of (?:satire|fiction)|(?:article|story|piece|page|post) is (?:satire|satirical|fictional|fiction|a parody)|satirical (?:article|site|website|news))\b"
    r"|\b(?:everything|all (?:\w+ ){0,3}(?:articles|stories|content|characters|news|posts?))\b[^.!?]{0,60}\b(?:is|are) (?:entirely |completely )?(?:made up|made-up|invented|fictional|fictitious|satirical|satire)\b"
    r"|\bnothing (?:you read )?(?:here|on this site|in [^.!?]{1,40}) is (?:true|real)\b|(?:모두|전부) (?:지어낸|꾸며낸)|(?:均|全部|皆)(?:为|為|是)虚构"
    r"|纯属虚构|純屬虛構|本文为虚构|이 글은 (?:허구|풍자|소설)|실제와 관련 ?없는 허구|[【\[(（](?:短篇小说|小说|소설|풍자|satire|fiction)[】\])）]",
    re.IGNORECASE,
)


def calls_itself_fiction(words: str) -> bool:
    """Whether a short passage (a label, a note at the foot) says that the document is invented."""
    return len(words) <= 200 and _FICTION.search(words) is not None


_TEASER = re.compile(
    r"^\W*(?:related(?: (?:articles?|stories|news|posts?))?|read more|more on this|see also|most (?:read|popular|viewed)|trending|recommended|editors?'? picks?|you may also like|"
    r"watch|listen|next article|photo|image|image credit|photo credit|photograph|file photo|advertisement|sponsored|"
    r"많이 본 (?:뉴스|기사)|관련 ?(?:기사|뉴스)|추천 ?(?:기사|뉴스)|인기 ?(?:기사|뉴스)|함께 읽을|바로 ?가기|"
    r"相关(?:阅读|新闻|报道|文章)|延伸阅读|推荐阅读|热门(?:新闻|文章|推荐)?|更多(?:新闻|阅读)|责任编辑|图片来源)\W{0,2}[:：|\]】]"
)
"""A label with which a page points to another one, or names the maker of a picture."""

_TOPIC = {
    "en": re.compile(r"^(?:how|why|what|where|when|who|inside|opinion|explainer|explained|analysis|timeline|q&a|five|six|seven|ten|\d+) \w.*|.*(?:: |, )(?:how|why|what|where|who) \w.*|.*\?\W*$"),
    "ko": re.compile(r".*[?？]\W*$"), "zh": re.compile(r".*[?？]\W*$"),
}  # fmt: skip


def teaser(low: str) -> bool:
    """Whether the plain sentence opens with a label that points elsewhere ("Related:", "많이 본 뉴스:")."""
    return _TEASER.match(low) is not None


def names_a_topic(low: str, language: str) -> bool:
    """Whether a heading only asks or announces ("How the cards spread"), as against one that states something."""
    return _TOPIC[language].fullmatch(low.strip()) is not None


def why_declined(low: str, language: str) -> str:
    """The reason for a sentence in plain form without a claim."""
    if not any(c.isalnum() for c in low):
        return "no words"
    if _POLICY[language].search(low):
        return "context only: policy or control without a named technology"
    return "no surveillance term"
