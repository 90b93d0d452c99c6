# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Why a sentence gave no claim, in words that a reader of the account can check."""

from __future__ import annotations

import re

_POLICY = {
    "en": re.compile(r"\b(?:surveillance|border controls?|close the border|crackdown|cracking down|control of (?:its|the) (?:citizens|population)|censorship|repress\w+|state control|loyalty|monitor\w*|privacy)\b"),
    "ko": re.compile(r"감시|통제|국경 봉쇄|검열|단속"), "zh": re.compile(r"监控|监视|管控|审查|封锁边境|镇压"),
}  # fmt: skip


_LABEL_WORD = r"(?:satire|parody|(?:short )?fiction|(?:a )?short story|단편 ?소설|소설|풍자|短篇小说|小说连载|小说|小說|讽刺|諷刺)"
_THIS = r"(?:this(?: (?:article|story|piece|page|post|text|site|website|column|blog|report))?|the (?:following|above|present)(?: (?:article|story|piece|post|text))?|the (?:article|story|piece|page|post) (?:above|below)|what follows)"
_INVENTED = r"(?:made up|made-up|invented|fiction|fictional|fictitious|satirical|satire|a parody|a work of (?:satire|fiction|parody))"
_OUTLET = r"(?:[Tt]he )?[A-Z][\w'\u2019.-]*(?: (?:of |the )?[A-Z][\w'\u2019.-]*){0,4}"
_FICTION = re.compile(
    rf"^\W*{_LABEL_WORD}\s*(?:\W?\s*$|[:：|)\]】）])|[【\[(（]{_LABEL_WORD}[】\])）]\s*$|^\W*(?:a )?(?:short story|fiction|satire) by [^.!?,]{{3,40}}$"
    rf"|\b{_THIS} (?:is|was|are) (?:[a-z]+ly |pure |all |meant as |intended as )?(?:{_INVENTED}|an? (?:satirical|fictional|parody) [a-z]+)\b|\bwe are an? (?:satirical|parody) \w+"
    rf"|\b(?:everything|all (?:\w+ ){{0,3}}(?:articles|stories|content|news|posts?))\b[^.!?]{{0,40}}\b(?:here|on (?:this|our) (?:site|website|page|blog)|you read|we (?:write|publish|print)|in this (?:article|story|piece))\b[^.!?]{{0,30}}\b(?:is|are) (?:entirely |completely )?{_INVENTED}\b"
    rf"|^\W*(?:everything|all (?:\w+ ){{0,2}}(?:articles|stories|content|news|posts)) (?:in|on|by) (?-i:{_OUTLET}) (?:is|are) (?:entirely |completely )?{_INVENTED}\b|^\W*nothing (?:you read )?(?:in|on) (?-i:{_OUTLET}) is (?:true|real)\b"
    r"|^\W*all (?:\w+ ){0,3}(?:articles|stories|content|characters|posts)(?:,? (?:and )?[a-z]+){0,3} (?:is|are) (?:entirely |completely )?(?:made up|invented|fictional|fictitious|satirical|satire)\b"
    r"|\bnothing (?:you read )?(?:here|on this (?:site|page|blog)|in this (?:article|story|piece)) is (?:true|real)\b"
    r"|(?:이|본) ?(?:글|기사|이야기|작품|사이트)(?:은|는|의)[^.]{0,30}(?:허구|풍자|소설|지어낸|꾸며낸)|실제와 관련 ?없는 허구"
    r"|(?:本文|本故事|本篇|本站|本小说|本小說|文中|以上|以下)[^。]{0,20}(?:虚构|虛構|讽刺|諷刺)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"[\"\u201c\u201d]|\b(?:said|says|told|called|insisted|claimed)\b|라고|다고|[称稱说說]，?(?:这|該|该)"
)
"""A note on the text itself quotes nobody: "This report is fiction," a minister said, is a denial."""


def calls_itself_fiction(words: str) -> bool:
    """Whether a short passage says that this document is invented: a label alone or before a colon or bracket, or a
    note on this text. A sentence that speaks of some novel or some satirical site says nothing of the document."""
    return len(words) <= 200 and _FICTION.search(words) is not None and _TOLD.search(words) is None


_TALE = {
    "en": re.compile(r"\b(?:an?|the|this|his|her|their|whose) (?:[a-z]+ ){0,3}(?:movie|novel|thriller|sitcom|film about|play about|short story|video game|cartoon|feature film)s?\b"),
    "ko": re.compile(r"영화(?!관)|소설|드라마|만화|희곡|연극"), "zh": re.compile(r"电影(?!院)|小说|电视剧|漫画|電影(?!院)|小說|電視劇|話劇|话剧"),
}  # fmt: skip


def tells_a_tale(low: str, language: str) -> bool:
    """Whether the plain sentence speaks of a film, a novel or the like: what happens in it happens nowhere."""
    return _TALE[language].search(low) is not None


_WORK = r"(?:novels?|novella|short stor(?:y|ies)|thriller|sitcom|movie|feature film|film|television series|tv series|stage play|video game|comic(?: book)?|cartoon|science fiction)"
_IMAGINES = r"(?:imagin(?:es|ed|ing)|envision(?:s|ed)|envisages|depict(?:s|ed|ing)|portray(?:s|ed|ing)|narrat(?:es|ed)|tells (?:the (?:story|tale)|of)|follows (?:a|an|the|two|three) |describes a (?:world|future|city)|(?:is |are )?set in\b|takes place|protagonist|hero(?:ine)?\b|main character)"
_RETELLS = {
    "en": re.compile(
        rf"\b(?:an?|the|this|his|her|their|whose|\w+'s) (?:[\w-]+ ){{0,3}}?{_WORK}(?! (?:coronavirus|approach|way|method|technique|system|technology|use)\b)[^.;]{{0,100}}?\b{_IMAGINES}"
        rf"|^\W*in (?:an?|the|this|his|her|their|[\w .-]+'s) (?:[\w-]+ ){{0,3}}?{_WORK}(?:,| (?:by|about|set|where|in which|of the same name)\b)"
        rf"|\b(?:protagonist|hero|heroine|main character|characters?) (?:of|in) (?:the|a|this|his|her) (?:[\w-]+ ){{0,3}}?{_WORK}\b"
    ),
    "ko": re.compile(
        r"(?:소설|영화|드라마|만화|희곡|연극|웹툰) ?속(?:에서|에선|에서는|의)?,? ?(?:주인공|등장 ?인물|세계|세상|미래|도시|정부|경찰|드론|무인기|카메라|감시)"
        r"|^\W*(?:이 |그 |그의 )?(?:소설|희곡|웹툰)(?: ?[『「《<'\"][^』」》>'\"]{1,40}[』」》>'\"])?(?:에서|에서는|에선|은|는) |(?:소설|영화|드라마|만화)[^.]{0,60}(?:배경으로|상상(?:한|했|하)|그려 ?(?:낸|냈))"
    ),
    "zh": re.compile(
        r"(?:小说|小說|电影|電影|电视剧|電視劇|漫画|漫畫|话剧|話劇)(?:《[^》]{1,40}》)?(?:里|裡|裏|中|讲述|講述|描写|描寫|描绘|描繪|虚构|虛構|想象|想像|设定|設定|以|的?(?:主人公|主角))(?!心|国|國)"
    ),
}  # fmt: skip
_NO_TALE = re.compile(
    r"\b(?:documentar(?:y|ies)|propaganda|non-?fiction|footage)\b|다큐|기록 ?영화|纪录片|紀錄片|宣传片"
)


def retells(low: str, language: str) -> bool:
    """Whether the plain sentence tells what happens in a novel, a film or the like, as against one that only names
    such a work ("phones are searched for South Korean dramas"), which is told of the world."""
    return _RETELLS[language].search(low) is not None and _NO_TALE.search(low) is None


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


_OTHER_SCRIPT = re.compile("[\u0370-\u10ff\u1200-\u1dbf\u1f00-\u1fff\u3041-\u30ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters of scripts that no language with rules is written in: Greek to Thai, Georgian, Ethiopic, kana."""


def _elsewhere(low: str) -> bool:
    """Whether most letters of a sentence are of a script without rules: a quotation in a document that has them."""
    if not _OTHER_SCRIPT.search(low):
        return False
    return 2 * len(_OTHER_SCRIPT.findall(low)) > sum(c.isalpha() for c in low)


def why_declined(low: str, language: str) -> str:
    """The reason for a sentence in plain form without a claim."""
    if not any(c.isalnum() for c in low):
        return "no words"
    if _POLICY[language].search(low):
        return "context only: policy or control without a named technology"
    if _elsewhere(low):
        return "no rules for the script of this sentence"
    return "no surveillance term"
