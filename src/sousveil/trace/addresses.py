"""One spelling for an address: whatever wrapper, host, view or tracking mark it comes with, one document is one.

Two addresses are held to be one only by rules that sites publish or that are plain from their forms (archives wrap an
address, map services name a map by its id). Nothing is looked up; a shortened address stays what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

WRAPPERS = 6
"""Wrappers taken off one another; a longer chain is no address that a person would cite."""

_SCHEME = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"^(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_HOST = re.compile(
    r"^(?:[^/@\s]*@)?(?P<host>(?:[\w-]+\.)+(?:[^\W\d_]{2,24}|xn--[\w-]+)|\d{1,3}(?:\.\d{1,3}){3}|localhost|\[[\da-f:]+\])"
    r"\.?(?P<port>:\d{0,5})?(?=[/?#]|$)",
    re.IGNORECASE,
)
_FOUND = re.compile(r"(?:https?://|(?<![\w.])www\.)[^\s<>\"“”‘’|，。；、）】》]+", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_TAIL = ".,;:!?'*"

_MOBILE = re.compile(r"^(?:www\d?|m|mobile|amp|wap|touch|3g)\.(?=[^.]+\.[^.])")
_INNER_MOBILE = re.compile(r"^([\w-]+)\.(?:m|mobile)\.(?=[^.]+\.[^.])")
_TRACKING = re.compile(
    r"^(?:utm_\w+|at_(?:medium|campaign|custom\d|link\w*)|mc_[ce]id|pk_\w+|mtm_\w+|matomo_\w+|hsa_\w+|_hs(?:enc|mi)|__hs\w+"
    r"|hsctatracking|fb(?:clid|_\w+)|fref|(?:g|d|ms|y|tw|tt|li_fat_|s_k)clid|gclsrc|[gw]braid|igsh(?:id)?|_g[al]"
    r"|mkt_tok|vero_(?:id|conv)|wt[._]\w+|s_cid|n?cid|ocid|cmp(?:id)?|icid|xtor|ito|smid|smtyp|sr_share|share(?:_?type)?"
    r"|ref(?:_?src|_?url|errer)?|referr?al|source_?id|trk\w*|spm|scm|usp|sharing|amp|outputtype|__twitter_impression"
    r"|twitter_impression|feature|guccounter|guce_\w+|phpsessid|jsessionid|sessionid|aspsessionid\w*|_branch_\w+"
    r"|campaign_?id|email_?id|rss|soc_src|soc_trk|tblci|taid|cx_\w+|partner_?source)$",
    re.IGNORECASE,
)
"""Parameters that say how a reader came, not what is read."""

_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php\d?|aspx?|jsp|cfm)$", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/?]*", re.IGNORECASE)
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PERCENT = re.compile("%([0-9A-Fa-f]{2})")
_GOOGLE = re.compile(r"^(?:[\w-]+\.)?google\.(?:com?\.)?[a-z]{2,3}$")
_ARCHIVE_TODAY = frozenset(f"archive.{end}" for end in ("today", "is", "ph", "li", "vn", "fo", "md"))


def addresses_in(words: str) -> tuple[str, ...]:
    """The addresses in a cell or a sentence, in order, each once; a bare ``host/path`` counts where it stands alone."""
    found = [_trimmed(match.group()) for match in _FOUND.finditer(words)]
    if not found and is_address(words):
        found = [words.strip()]
    return tuple(dict.fromkeys(one for one in found if is_address(one)))


def _trimmed(url: str) -> str:
    """Without the punctuation of the sentence around it; a bracket stays where it was opened inside."""
    while url and (url[-1] in _TAIL or any(url[-1] == b and url.count(a) < url.count(b) for a, b in ("()", "[]"))):
        url = url[:-1]
    return url


def is_address(words: str) -> bool:
    """Whether the words are one address: with a scheme, or a host with a path, or ``www.``."""
    plain = words.strip()
    if "/" not in plain and plain[:4].casefold() != "www.":
        return False
    if _SPACE.search(plain) or _OTHER_SCHEME.match(plain):
        return False
    bare = _SCHEME.sub("", plain)
    match = _HOST.match(bare)
    if match is None:
        return False
    return bare != plain or bare.casefold().startswith("www.") or bare[match.end() : match.end() + 1] == "/"


@lru_cache(maxsize=100_000)
def normal_url(url: str) -> str:
    """One spelling of an address, without its scheme: ``host[:port]/path[?query]``.

    Wrappers of archives, redirects and viewers are taken off; maps, shared documents and videos go by their id. Words
    that are no address come back as they are, without space around them.
    """
    plain = url.strip().strip("<>\"'“”‘’").strip()
    for _ in range(WRAPPERS):
        inner = _unwrapped(plain)
        if inner is None:
            break
        plain = inner
    split = _split(plain)
    if split is None:
        return plain
    host, path, query, fragment = split
    named = _by_id(host, path, query, fragment)
    return named if named is not None else _plain(host, path, query, fragment)


def _split(url: str) -> tuple[str, str, list[tuple[str, str]], str] | None:
    """Host with port, path, query pairs and fragment; None when it is no address."""
    if _OTHER_SCHEME.match(url):
        return None
    bare = _SCHEME.sub("", url)
    match = _HOST.match(bare)
    if match is None:
        return None
    secure = url[:5].casefold() != "http:"
    host = match["host"].casefold()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = unicodedata.normalize("NFC", host)
    while True:
        shorter = _INNER_MOBILE.sub(r"\1.", _MOBILE.sub("", host))
        if shorter == host:
            break
        host = shorter
    port = (match["port"] or "")[1:].lstrip("0")
    if port and port not in ("80", "443") and not (secure and port == "443"):
        host = f"{host}:{port}"
    try:
        rest = urlsplit("//x" + bare[match.end() :])
    except ValueError:
        return None
    return host, rest.path, parse_qsl(rest.query, keep_blank_values=True), rest.fragment


_PASSING = ("out.reddit.com", "getpocket.com", "view.officeapps.live.com", "href.li", "anonym.to")


def _unwrapped(url: str) -> str | None:
    """The address inside a wrapper: of an archive, a redirect, a viewer; None when there is none."""
    bare = _SCHEME.sub("", url)
    match = _HOST.match(bare)
    if match is None:
        return None
    split = _split(url)
    if split is None:
        return None
    host, path, query, _ = split
    after = bare[match.end() :]
    values = dict(reversed(query))
    found: str | None = None
    if host in ("web.archive.org", "archive.org", "wayback.archive.org", "webarchive.org.uk", "arquivo.pt"):
        inner = re.match(r"^/(?:[\w-]+/){0,3}?(?:\d{4,14}|\*)(?:[a-z]{2}_)?/(?P<url>.+)$", after)
        inner = inner or re.match(r"^/(?:web|save)/(?P<url>(?:https?:)?/?/?.+)$", after)
        found = inner["url"] if inner else None
    elif host in _ARCHIVE_TODAY:
        inner = re.match(r"^/(?:(?:\d{4}[\d.-]{4,16}|newest|oldest|o/\w+)/)(?P<url>.+)$", after)
        found = inner["url"] if inner else values.get("url")
    elif host == "webcitation.org":
        found = values.get("url")
    elif host.endswith("googleusercontent.com") and values.get("q", "").startswith("cache:"):
        found = re.sub(r"^cache:(?:[\w-]{6,20}:)?", "", values["q"]).split(" ")[0]
    elif _GOOGLE.match(host):
        if path == "/url":
            found = values.get("q") or values.get("url")
        elif path.startswith("/amp/"):
            found = re.sub(r"^/amp/(?:s/)?", "", after)
        elif path in ("/viewer", "/gview", "/viewerng/viewer"):
            found = values.get("url")
        elif path == "/imgres":
            found = values.get("imgrefurl")
    elif host.endswith(".cdn.ampproject.org"):
        inner = re.match(r"^/[cvai]/(?:s/)?(?P<url>.+)$", after)
        found = inner["url"] if inner else None
    elif host in ("l.facebook.com", "lm.facebook.com", "l.instagram.com"):
        found = values.get("u")
    elif host == "youtube.com" and path == "/redirect":
        found = values.get("q")
    elif host in _PASSING or host.endswith(".safelinks.protection.outlook.com"):
        found = values.get("url") or values.get("src")
    if not found:
        return None
    found = re.sub(r"^(https?):/(?!/)", r"\1://", found)
    if not is_address(found) and is_address(unquote(found)):
        found = unquote(found)
    return found if _split(found) is not None else None


_HEX = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)


def _arcgis(host: str, path: str, query: dict[str, str], fragment: str) -> str | None:
    if not (host.endswith("arcgis.com") or "/apps/" in path or "/portal/" in path or "/arcgis/" in path):
        return None
    for name in ("appid", "webmap", "id", "webscene", "itemid"):
        if _HEX.fullmatch(query.get(name, "")):
            return f"arcgis.com/item/{query[name].casefold()}"
    found = re.search(r"/(?:dashboards|stories|experience|instant/\w+|opsdashboard/index\.html)[/#]+([0-9a-f]{32})",
                      f"{path}#{fragment}", re.IGNORECASE)  # fmt: skip
    return f"arcgis.com/item/{found[1].casefold()}" if found else None


def _google(host: str, path: str, query: dict[str, str], fragment: str) -> str | None:
    if host == "youtu.be":
        return f"youtube.com/watch?v={path[1:].partition('/')[0]}" if len(path) > 1 else None
    if host in ("youtube.com", "youtube-nocookie.com", "music.youtube.com"):
        found = query.get("v") if path == "/watch" else None
        if inner := re.match(r"^/(?:embed|shorts|live|v|e)/([\w-]{6,})", path):
            found = inner[1]
        return f"youtube.com/watch?v={found}" if found else None
    if not _GOOGLE.match(host):
        return None
    if host.startswith(("docs.", "drive.", "sheets.", "spreadsheets")):
        folder = re.search(r"/folders/([\w-]{10,})", path)
        if folder:
            return f"docs.google.com/folders/{folder[1]}"
        inner = re.search(r"/d/((?:e/)?[\w-]{10,})", path)
        asked = "id" if path.startswith(("/open", "/uc", "/file")) else "key"
        held = inner[1] if inner else query.get(asked)
        return f"docs.google.com/d/{held}" if held else None
    if "mid" in query and (path.startswith(("/maps/d", "/map")) or host.startswith(("maps.", "mapsengine."))):
        return f"google.com/maps/d?mid={query['mid']}"
    if "msid" in query and (path.startswith("/maps") or host.startswith("maps.")):
        return f"google.com/maps/ms?msid={query['msid']}"
    if path.startswith("/maps/place/"):
        # What was looked at (the part from "@") is a view of the place.
        return "google.com" + _path(re.sub(r"/@[^/]*", "", path).split("/data=")[0])
    return None


def _documents(host: str, path: str, query: dict[str, str], fragment: str) -> str | None:
    if host.endswith("documentcloud.org"):
        found = re.match(r"^/documents/(\d+)", path)
        return f"documentcloud.org/documents/{found[1]}" if found else None
    if host == "scribd.com":
        found = re.match(r"^/(?:document|doc|embeds|presentation|book)/(\d+)", path)
        return f"scribd.com/document/{found[1]}" if found else None
    if host in ("arxiv.org", "export.arxiv.org"):
        found = re.match(r"^/(?:abs|pdf|html)/((?:[a-z-]+/)?\d[\d.]*\d)(?:v\d+)?(?:\.pdf)?/?$", path)
        return f"arxiv.org/abs/{found[1]}" if found else None
    if host in ("doi.org", "dx.doi.org"):
        return f"doi.org{_path(path).casefold()}" if path.startswith("/10.") else None
    if host.endswith(("umap.openstreetmap.fr", "umap-project.org")):
        found = re.search(r"/map/(?:[^/]*_)?(\d+)/?$", path)
        return f"umap.openstreetmap.fr/map/{found[1]}" if found else None
    if host in ("twitter.com", "x.com", "nitter.net"):
        found = re.match(r"^/(?:i/web|i|[\w]+)/status(?:es)?/(\d+)", path)
        return f"x.com/status/{found[1]}" if found else None
    if host in ("reddit.com", "old.reddit.com", "np.reddit.com", "new.reddit.com"):
        found = re.match(r"^/(?:r/\w+/)?comments/(\w+)", path)
        return f"reddit.com/comments/{found[1]}" if found else None
    if host == "raw.githubusercontent.com":
        found = re.match(r"^/([^/]+/[^/]+)/(?:refs/heads/)?(.+)$", path)
        return f"github.com/{found[1]}/blob{_path('/' + found[2])}" if found else None
    if host == "github.com" and (found := re.match(r"^/([^/]+/[^/]+)/(?:raw|blame)/(?:refs/heads/)?(.+)$", path)):
        return f"github.com/{found[1]}/blob{_path('/' + found[2])}"
    return None


_SERVICES: tuple[Callable[[str, str, dict[str, str], str], str | None], ...] = (_google, _arcgis, _documents)


def _by_id(host: str, path: str, query: list[tuple[str, str]], fragment: str) -> str | None:
    """The spelling of what a service names by an id, whichever of its pages shows it."""
    values = dict(reversed(query))
    for service in _SERVICES:
        found = service(host, path, values, fragment)
        if found is not None:
            return found
    return None


def _path(path: str) -> str:
    """A path with percent-encoding in one form, without doubled slashes, dots and the final slash."""
    decoded = _PERCENT.sub(lambda m: c if (c := chr(int(m[1], 16))) in _UNRESERVED else "%" + m[1].upper(), path)
    encoded = quote(unicodedata.normalize("NFC", decoded), safe="/%!$&'()*+,;=:@~")
    parts: list[str] = []
    for part in encoded.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts) if parts else ""


def _plain(host: str, path: str, query: list[tuple[str, str]], fragment: str) -> str:
    cleaned = _path(_SESSION.sub("", path))
    while True:
        shorter = re.sub(r"/amp$|(?<=.)\.amp(?=\.html?$|$)", "", _INDEX.sub("", cleaned), flags=re.IGNORECASE)
        if shorter == cleaned:
            break
        cleaned = shorter
    kept = sorted((name, value) for name, value in query if name and not _TRACKING.match(name))
    asked = f"?{urlencode(list(dict.fromkeys(kept)))}" if kept else ""
    # A page that a script draws has its path behind "#!" or "#/".
    inner = f"#{fragment}" if re.match(r"^!?/\w", fragment) else ""
    return f"{host}{cleaned}{asked}{inner}"
