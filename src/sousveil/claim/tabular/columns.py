# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""What a column may be, and what its heading suggests, in English, Korean and Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping

FIELDS: Mapping[str, str] = {
    "year": "the year or the period",
    "partner": "the other country of the trade",
    "reporter": "the country whose statistics these are",
    "flow": "import or export",
    "hs": "the code of the goods in the Harmonized System",
    "description": "what was traded, bought or budgeted, in words",
    "quantity": "how many",
    "unit": "the unit of the quantity",
    "value": "how much money",
    "currency": "the currency of the value",
    "buyer": "who buys or orders",
    "seller": "who sells, supplies or won the tender",
    "place": "where it is or goes",
    "technology": "an id or a name of a technology of the vocabulary",
    "status": "how far it has come",
    "source": "who says so: the name of the source of the row",
    "link": "the address (URL) of what the row rests on",
}
"""Field of a column map -> what the column holds."""

SEVERAL: Mapping[str, str] = {
    "value": "when each is a year",
    "source": "one for each link, in the same order",
    "link": "when a row may rest on several documents",
}
"""Fields that may have more than one column, and when."""

_WORDS: Mapping[str, str] = {
    "hs": r"\bhs\b|\bhts\b|tariff|commodity code|\bcmd ?code|hs ?코드|hs ?부호|세번|품목 ?(?:번호|코드)|税则|税号|商品编码|商品编号|海关编码",
    "year": r"\byear\b|\bperiod\b|\bdate\b|published|awarded on|signed|연도|년도|기간|날짜|일자|계약일|연월|年份|年度|日期|时间|年月|公告日",
    "reporter": r"reporter|reporting (?:country|economy)|보고국|신고국|报告国|申报国",
    "partner": r"partner|counterpart|(?:country of )?(?:origin|destination)|상대국|교역국|국가명?|수출국|수입국|贸易伙伴|国别|国家|原产国|目的国|伙伴国",
    "flow": r"\bflow\b|trade type|import/export|수출입|进出口|贸易流向",
    "currency": r"currency|통화|币种|货币",
    "unit": r"\bunits?\b(?! ?(?:price|cost|value))|\bqty unit|quantity unit|\buom\b|단위|单位|計量",
    "quantity": r"quantit|\bqty\b|\bnumber of\b|\bno\. of\b|\bcount\b|\b(?:cameras|cams)\b|\bpieces\b|수량|물량|대수|개수|数量|件数|台数",
    "value": r"\bvalue\b|amount|price|cost|total|budget|sum\b|\bfob\b|\bcif\b|usd|us\$|금액|가격|예산|계약액|액수|비용|金额|金額|价格|总价|预算|中标价|价值|经费",
    "seller": r"seller|supplier|vendor|\bcompany\b|winner|awardee|contractor|exporter|manufacturer|공급|납품|낙찰|계약업체|업체|제조|판매|供应商|中标人|中标单位|卖方|厂商|承包",
    "buyer": r"buyer|purchaser|procuring|authority|agency|importer|customer|client|ministry|department|발주|수요기관|구매|기관|부서|采购人|采购单位|采购方|买方|招标人|部门",
    "description": r"description|item\b|goods|product|commodity|subject|title|object|article|summary|품명|품목|내용|사업명|항목|공고명|물품|名称|品名|项目|描述|商品|标的|内容",
    "technology": r"technolog|기술|技术",
    "status": r"\bstatus\b|stage|상태|단계|진행|状态|阶段",
    "place": r"place|location|city|county|province|district|region|site|지역|장소|도시|위치|소재|地点|地区|城市|省份|区域|位置",
}  # fmt: skip
_PATTERNS = {field: re.compile(pattern, re.IGNORECASE) for field, pattern in _WORDS.items()}

_LINK = re.compile(r"links?\b|url|source\b|document url|.*\burl\b", re.IGNORECASE)
"""Columns that say where a row comes from."""
_ADDRESS_HEADING = re.compile(
    r"^(?:source |document |web )?(?:links?|urls?|hyperlinks?|web ?(?:site|page|address))(?: (?:to|of) .{1,24})?(?: ?\d+)?$|^(?:source|document) (?:link|url)|^(?:출처|관련)? ?(?:링크|url)(?: ?\d+)?$|^(?:来源)?(?:链接|网址|連結|網址)\d*$",
    re.IGNORECASE,
)
_SOURCE_HEADING = re.compile(
    r"^(?:(?:data |link \d+ |url \d+ )?sources?(?: name)?(?: ?\d+)?|출처(?: ?\d+)?|자료 ?출처|来源\d*|資料來源|出处|數據來源|数据来源)$",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"(?:fy|budget|예산|预算)? ?(?:19|20)\d\d(?!\d)", re.IGNORECASE)

KINDS: Mapping[str, str] = {
    "trade": "statistics of trade between countries",
    "award": "contracts and tenders that were awarded",
    "tender": "tenders and plans to buy",
    "budget": "budgets",
    "register": "lists of equipment or of who has it",
}
"""Kind of table -> what it lists."""


def suggest(headings: Mapping[int, str]) -> dict[str, tuple[int, ...]]:
    """Field -> the column (from 1) whose heading suggests it; for values, several when each heading is a year. A column is suggested once, for the field whose word
    stands first in FIELDS' order of sureness; a heading that suggests nothing is left out."""
    found: dict[str, tuple[int, ...]] = {}
    used: set[int] = set()
    for field, pattern in _PATTERNS.items():
        for column, heading in sorted(headings.items()):
            words = heading.replace("_", " ")
            if column not in used and pattern.search(words) and not _LINK.match(words):
                found[field] = (column,)
                used.add(column)
                break
    years = tuple(column for column, heading in sorted(headings.items()) if _YEARLY.match(heading))
    if len(years) >= 2:
        found = {name: columns for name, columns in found.items() if not set(columns) & set(years)}
        found["value"] = years
    for field, pattern in (("link", _ADDRESS_HEADING), ("source", _SOURCE_HEADING)):
        fits = tuple(c for c, heading in sorted(headings.items()) if c not in used and pattern.match(_words(heading)))
        if fits:
            found[field] = fits
            used.update(fits)
    if len(found.get("source", ())) not in (0, 1, len(found.get("link", ())) or 1):
        found["source"] = found["source"][:1]
    return found


def _words(heading: str) -> str:
    return " ".join(heading.replace("_", " ").split())


def suggest_kind(fields: Mapping[str, tuple[int, ...]], headings: Mapping[int, str]) -> str:
    """The kind of table that the suggested ``fields`` and the ``headings`` look like."""
    words = " ".join(headings.values()).casefold()
    if "hs" in fields or ("partner" in fields and ("flow" in fields or "reporter" in fields)):
        return "trade"
    if re.search(r"award|winner|contract|supplier|낙찰|계약|中标|成交", words):
        return "award"
    if re.search(r"tender|bid\b|procure|notice|입찰|공고|구매|招标|采购|投标", words):
        return "tender"
    if len(fields.get("value", ())) > 1 or re.search(r"budget|appropriat|expenditure|예산|세출|预算|经费|支出", words):
        return "budget"
    if "partner" in fields and "value" in fields:
        return "trade"
    return "register"
