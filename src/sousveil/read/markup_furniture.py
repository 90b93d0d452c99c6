# ruff: noqa: E501
"""What a page's markup says about furniture: elements, roles, classes and ids."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

_BY_TAG = {"nav": "menu", "aside": "aside", "form": "form", "button": "button", "dialog": "dialog", "menu": "menu",
           "textarea": "form", "fieldset": "form", "input": "form"}  # fmt: skip
_BY_ROLE = {
    "navigation": "menu", "banner": "site header", "contentinfo": "site footer", "complementary": "aside",
    "search": "menu", "dialog": "dialog", "alertdialog": "dialog", "menu": "menu", "menubar": "menu", "toolbar": "menu",
    "button": "button", "form": "form", "tablist": "menu", "tooltip": "button",
}  # fmt: skip

# Read as whole words of a class or id ("main-nav", "relatedPosts" and "related_posts" all hold their word).
_BY_WORD: tuple[tuple[str, str], ...] = (
    ("cookie notice", r"cookies?|consent|gdpr|cookiebar|cookiebanner|onetrust|ccpa"),
    ("share or follow", r"share|sharing|sharebar|sharethis|addthis|addtoany|social|socials|socialmedia|follow|sns"),
    ("newsletter or subscription", r"newsletter|newsletters|subscribe|subscription|signup|paywall|optin|mailchimp|mailing|donate|donation"),
    ("related headline", (r"related|recommend|recommended|recommendation|recommendations|recirculation|recirc|trending|popular|mostread|mostpopular|"
                         r"readmore|alsoread|readnext|upnext|outbrain|taboola|yarpp|jprelatedposts|relatedposts|relatedarticles|relatednews|morestories|"
                         r"latestnews|headlines|teaser|teasers|ranking|rank")),
    ("comments", r"comments?|disqus|respond|replies|commentlist"),
    ("advertisement", r"ads?|advert|adverts|advertisement|advertising|adsense|adslot|adunit|advertorial|sponsor|sponsored|promo|promoted|promotion|dfp|gpt"),
    ("menu", r"nav|navbar|navigation|menu|menus|menubar|breadcrumbs?|pagination|pager|skiplink|skip|masthead|topbar|toolbar|sitemap|tabs|gnb|lnb|quickmenu|postnav"),
    ("image credit", r"credit|credits|photocredit|imagecredit|photographer"),
    ("tags", r"tags?|taglist|tagcloud|keywords|hashtags?"),
    ("site footer", r"footer|sitefooter|colophon|copyright|copyrights|disclaimer"),
    ("aside", r"sidebar|widget|widgets|rail|infobox|navbox|mwjumplink|mweditsection|catlinks"),
    ("dialog", r"popup|modal|overlay|lightbox|toast|snackbar"),
    ("log-in", r"login|signin|register|account"),
    ("about the author", r"authorbio|authorbox|aboutauthor|bio|authorinfo"),
    ("hidden text", r"screenreader|screenreadertext|visuallyhidden|sronly"),
)  # fmt: skip
_WORDS = tuple((reason, frozenset(words.split("|"))) for reason, words in
               ((reason, re.sub(r"([a-z]+)\?", lambda m: m[1][:-1] + "|" + m[1], words)) for reason, words in _BY_WORD))  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SPLIT = re.compile(r"[\s_:/.-]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def element_reason(element: Any, tag: str, letters: int, total: int, in_article: bool) -> str | None:
    """Why this element is furniture, or None.

    letters, total: characters of paragraphs in the element and on the page. in_article: inside <article> or <main>.
    """
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "hidden text"
    mostly = total > 0 and letters * 5 >= total * 2
    if mostly or (tag in ("article", "main") and letters):
        return None
    role = (element.get("role") or "").strip().lower()
    if role in _BY_ROLE:
        return _BY_ROLE[role]
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if tag == "footer":
        return "site footer"
    if tag == "header" and not in_article and element.find(".//h1") is None:
        return "site header"
    if (element.get("aria-hidden") or "").lower() == "true" and letters == 0 and tag not in ("span", "i", "b", "em"):
        return "hidden text"
    return _by_name(element, tag)


def _by_name(element: Any, tag: str) -> str | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()[:400]
    if not names or tag in ("html", "body", "p", "h1", "em", "strong", "a", "b", "i"):
        return None
    words: set[str] = set()
    for name in names.split():
        parts = [part.lower() for part in _SPLIT.split(_CAMEL.sub("-", name)) if part]
        # State words say what an element has or knows, not what it is: "has-sidebar", "no-ads", "with-comments".
        if parts and parts[0] in ("has", "no", "with", "without", "is", "js", "not", "hide", "show"):
            continue
        words.update(parts)
        words.update("nav" for part in parts if part.endswith(("nav", "menu")))
        words.update(a + b for a, b in pairwise(parts))
    for reason, known in _WORDS:
        if words & known:
            return reason
    return None
