"""What a page says about itself in its head: title, authors, outlet, language and day of publication."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .dates import from_metadata
from .markup_furniture import element_reason

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published",
    "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "article.published",
    "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dc.date", "dcterms.issued", "dcterms.date", "dcterms.created", "citation_date",
    "citation_publication_date", "date", "cxenseparse:recs:publishtime", "regdate",
)  # fmt: skip
_AUTHOR_NAMES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
                 "citation_author", "byl", "dable:author")  # fmt: skip
_MOST_JSON = 500_000


@dataclass
class Described:
    """What was found; None where the page does not say."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = None
    address: str | None = None


def of_page(root: Any) -> Described:
    """The metadata of the page under ``root``."""
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        value = _flat(meta.get("content"))
        if key and value:
            metas.setdefault(key, []).append(value)
    nodes = _linked_data(root)
    found = Described(language=_language(root))
    found.title = _title(root, metas, nodes)
    found.outlet = (
        _first(metas, "og:site_name", "application-name", "dc.publisher", "citation_journal_title")
        or _publisher(nodes)
        or _site(root)
    )
    found.authors = _authors(metas, nodes)
    found.address = _address(root, metas)
    for name in _DATE_NAMES:
        for value in metas.get(name, ()):
            found.published = from_metadata(value)
            if found.published:
                found.published_from = f"meta tag {name}"
                return found
    for node in nodes:
        found.published = from_metadata(str(node.get("datePublished") or ""))
        if found.published:
            found.published_from = "JSON-LD datePublished"
            return found
    found.published = _time_element(root)
    if found.published:
        found.published_from = "time element"
    return found


def _flat(value: str | None) -> str:
    return " ".join((value or "").split())[:1000]


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _title(root: Any, metas: dict[str, list[str]], nodes: list[dict[str, Any]]) -> str | None:
    stated = _first(metas, "og:title", "twitter:title", "dc.title", "citation_title")
    if stated:
        return stated
    for node in nodes:
        if isinstance(node.get("headline"), str) and node["headline"].strip():
            return _flat(node["headline"])
    headings = [_flat("".join(h.itertext())) for h in root.iter("h1")]
    headings = [heading for heading in headings if heading]
    title = root.find(".//title")
    page = _flat("".join(title.itertext())) if title is not None else ""
    # The page's title usually ends in the site's name; the heading that it contains is the article's.
    inside = [heading for heading in headings if heading in page]
    return next(iter(inside or headings), None) or _split_title(page)[0] or None


def _split_title(page: str) -> tuple[str, str | None]:
    """A page's title without the site's name after its last bar ("Chips | The Courier"), and that name."""
    for mark in (" | ", "｜", " – ", " — ", " - ", " :: ", " » "):
        head, found, tail = page.rpartition(mark)
        if found and len(head) >= 12 and 2 <= len(tail) <= 40 and len(tail) < len(head) + 12:
            return head.strip(), tail.strip()
    return page, None


def _site(root: Any) -> str | None:
    """The site's name out of the page's title, when a bar parts them; a dash may belong to the headline."""
    title = root.find(".//title")
    page = _flat("".join(title.itertext())) if title is not None else ""
    return _split_title(page)[1] if " | " in page or "｜" in page else None


def _language(root: Any) -> str | None:
    code = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").split("-")[0].lower()
    return code if len(code) == 2 and code.isalpha() else None


def _address(root: Any, metas: dict[str, list[str]]) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))[:2000]
    stated = _first(metas, "og:url")
    return stated if stated and stated.startswith("http") else None


def _linked_data(root: Any) -> list[dict[str, Any]]:
    """The JSON-LD nodes that are articles or pages."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        source = script.text or ""
        if len(source) > _MOST_JSON:
            continue
        try:
            value = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        queue: list[Any] = [value]
        while queue and len(found) < 20:
            node = queue.pop(0)
            if isinstance(node, list):
                queue += node[:50]
            elif isinstance(node, dict):
                queue += [node[key] for key in ("@graph", "mainEntity") if key in node]
                kinds = node.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(k, str) and k.endswith(("Article", "Posting", "Report", "WebPage")) for k in kinds):
                    found.append(node)
    # A page's own node also carries the site's dates; the article's comes first.
    return sorted(found, key=lambda node: "WebPage" in str(node.get("@type")))


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for part in value[:20] for name in _names(part)]
    return []


def _publisher(nodes: list[dict[str, Any]]) -> str | None:
    for node in nodes:
        names = _names(node.get("publisher"))
        if names and names[0].strip():
            return _flat(names[0])
    return None


def _authors(metas: dict[str, list[str]], nodes: list[dict[str, Any]]) -> tuple[str, ...]:
    names = [name for node in nodes for name in _names(node.get("author"))]
    if not names:
        names = next((metas[key] for key in _AUTHOR_NAMES if key in metas), [])
    cleaned = [_flat(name).removeprefix("By ").removeprefix("by ").strip() for name in names]
    return tuple(dict.fromkeys(name for name in cleaned if name and not name.startswith("http") and len(name) <= 120))


def _time_element(root: Any) -> str | None:
    """The day of the first <time> outside furniture: one that says it is the publication's, else one near the top."""
    times = [element for element in root.iter("time") if element.get("datetime") and not _in_furniture(element)]
    for element in times:
        if (
            element.get("pubdate") is not None
            or "publish" in str(element.get("itemprop") or element.get("class") or "").lower()
        ):
            found = from_metadata(element.get("datetime"))
            if found:
                return found
    heading = next(iter(root.iter("h1")), None)
    article = next(iter(root.iter("article")), None)
    for element in times:
        inside = article is not None and any(above is article for above in element.iterancestors())
        if (inside or heading is not None) and from_metadata(element.get("datetime")):
            return from_metadata(element.get("datetime"))
    return None


def _in_furniture(element: Any) -> bool:
    return any(
        isinstance(above.tag, str) and element_reason(above, above.tag.lower(), 0, 0, True) is not None
        for above in element.iterancestors() if above.tag not in ("html", "body", "article", "main", "header")
    )  # fmt: skip
