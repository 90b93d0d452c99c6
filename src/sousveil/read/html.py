"""HTML pages: the words in reading order, with what the markup says about which of them are furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from sousveil.errors import Unreadable

from . import metadata
from .markup_furniture import element_reason
from .markup_tables import is_data
from .plain import load
from .reading import Layout, Reading, storable
from .words import words

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([\w.:-]{2,40})", re.I
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

LARGEST = 12_500_000
"""Code points of markup read at most; a tree takes about 20 times the memory of its source."""
_DROPPED = words(
    "script style template noscript svg math iframe object embed applet canvas audio video source track link meta",
    "base select option optgroup datalist head param map area frame noframes noembed",
)
"""Not words of the page. (What `noscript` holds is shown to no reader with scripts, and repeats what others see.)"""
_INLINE = words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rp rt ruby s",
    "samp small span strike strong sub sup time tt u var wbr",
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_SPACES = re.compile(r"[ \t\n\r\f\u00a0\u200b]+")


def read(original: Path, limit: int) -> Reading:
    """An HTML page."""
    with original.open("rb") as stream:
        head = stream.read(4096)
    declared = _DECLARED.search(head)
    name = next((group.decode("ascii") for group in declared.groups() if group), None) if declared else None
    source, doubts = load(original, min(2 * limit, LARGEST), name)
    reading = read_source(source, limit)
    reading.doubts[:0] = doubts
    return reading


def read_source(source: str, limit: int, base: str | None = None) -> Reading:
    """A page given as characters. base: its address, for relative links.

    Raises:
        Unreadable: there is no markup or no word in it.
    """
    root = parse(source)
    described = metadata.of_page(root)
    walk = _Walk(Layout(limit), base or described.address, _paragraph_letters(root))
    walk.run(root)
    layout = walk.layout
    if not any(block.furniture is None for block in layout.blocks):
        if not layout.blocks:
            raise Unreadable("The page has no words in it.",
                             "It may be made by a script: save it from a browser as MHTML or PDF.")  # fmt: skip
        walk.doubts.append("Nothing on the page looks like an article; all its words were taken for furniture.")
    return Reading(
        "HTML", layout.text, layout.blocks, title=described.title, authors=described.authors, outlet=described.outlet,
        published=described.published, published_from=described.published_from, language=described.language,
        links=walk.links, doubts=walk.doubts,
    )  # fmt: skip


def parse(source: str) -> Any:
    """The root element of ``source``. No network, no entity expansion, bounded depth (libxml2's own limits)."""
    source = storable(_XML_DECLARATION.sub("", source, count=1))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(source.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            "The page cannot be read as HTML.", "Save its text as a plain text file and add that."
        ) from error
    if root is None:
        raise Unreadable("The page is empty.", "Get it again from where it came, or save it from a browser.")
    return root


def _paragraph_letters(root: Any) -> dict[Any, int]:
    """How many characters of paragraphs each element holds: an element with most of them is the page, whatever its
    class says (``<body class="has-sidebar">``)."""
    letters: dict[Any, int] = {}
    total = 0
    for paragraph in root.iter("p"):
        count = len("".join(paragraph.itertext()).strip())
        if count < 60:
            continue
        total += count
        for depth, element in enumerate(paragraph.iterancestors()):
            letters[element] = letters.get(element, 0) + count
            if depth > 200:
                break
    letters[None] = total
    return letters


@dataclass
class _Frame:
    element: Any
    reason: str | None
    kind: str | None
    dropped: bool
    pre: bool
    inline: bool
    cell: tuple[int, int] | None = None


@dataclass
class _Walk:
    """One pass over the tree, without recursion: a page may nest thousands deep."""

    layout: Layout
    base: str | None
    letters: dict[Any, int]
    links: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    linked: int = 0
    stack: list[_Frame] = field(default_factory=list)
    anchor: int = 0
    href: list[str] = field(default_factory=list)
    table: list[list[int]] = field(default_factory=list)
    data: list[bool] = field(default_factory=list)
    articles: int = 0

    def run(self, root: Any) -> None:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                if event == "end":
                    self._text(element.tail)
                continue
            if event == "start":
                self._start(element, element.tag.lower())
            else:
                self._end(element, element.tag.lower())
        self._flush()

    def _start(self, element: Any, tag: str) -> None:
        above = self.stack[-1] if self.stack else _Frame(None, None, None, False, False, False)
        dropped = above.dropped or tag in _DROPPED
        inline = tag in _INLINE or tag == "br"
        reason, kind, cell = above.reason, above.kind, above.cell
        if not dropped:
            if tag == "br":
                self.buffer.append("\n")
            elif not inline:
                self._flush()
            if reason is None and tag not in ("html", "body"):
                reason = element_reason(
                    element, tag, self.letters.get(element, 0), self.letters.get(None, 0), self.articles > 0
                )
                if reason and inline:
                    self._flush()
            kind, cell = self._kind(element, tag, kind, cell)
            if tag in ("article", "main"):
                self.articles += 1
            if tag == "a" and element.get("href"):
                before = element.getprevious()
                if before is not None and before.tag in ("a", "strong", "b") and not (before.tail or "").strip():
                    self.buffer.append("\n")  # links side by side with nothing between them are set apart by style
                self.anchor += 1
                if reason is None:
                    self._link(element.get("href"))
        self.stack.append(_Frame(element, reason, kind, dropped, above.pre or tag in ("pre", "textarea"), inline, cell))
        if not dropped:
            self._text(element.text)

    def _end(self, element: Any, tag: str) -> None:
        frame = self.stack[-1]
        if not frame.dropped:
            outer = self.stack[-2].reason if len(self.stack) > 1 else None
            if not frame.inline or frame.reason != outer:
                self._flush()
            if tag == "a" and element.get("href"):
                self.anchor -= 1
            if tag in ("article", "main"):
                self.articles -= 1
            if tag == "table" and self.table:
                self.table.pop()
                self.data.pop()
        self.stack.pop()
        if self.stack and not self.stack[-1].dropped:
            self._text(element.tail)

    def _kind(
        self, element: Any, tag: str, kind: str | None, cell: tuple[int, int] | None
    ) -> tuple[str | None, tuple[int, int] | None]:
        if tag == "table":
            self.table.append([0, 0])
            self.data.append(is_data(element))
        elif tag == "tr" and self.table:
            self.table[-1][0] += 1
            self.table[-1][1] = 0
        elif tag in ("td", "th") and self.table:
            self.table[-1][1] += 1
            if self.data[-1]:
                return "cell", (self.table[-1][0], self.table[-1][1])
            return None, None
        elif tag in _HEADINGS:
            return tag, cell
        elif tag == "li":
            return "list", cell
        elif tag == "blockquote":
            return "quote", cell
        elif tag in ("figcaption", "caption"):
            return "caption", cell
        elif tag in ("p", "div", "section", "article") and kind in _HEADINGS:
            return None, cell
        return kind, cell

    def _text(self, text: str | None) -> None:
        if not text or (self.stack and self.stack[-1].dropped):
            return
        if not (self.stack and self.stack[-1].pre):
            text = _SPACES.sub(" ", text)
        self.buffer.append(text)
        if self.anchor > 0:
            self.linked += len(text.strip())

    def _flush(self) -> None:
        if not self.buffer:
            return
        raw = "".join(self.buffer)
        self.buffer.clear()
        linked, self.linked = self.linked, 0
        frame = self.stack[-1] if self.stack else None
        if frame is None or not raw.strip():
            return
        letters = sum(map(len, raw.split()))
        # A lone <br> may only wrap a line (of verse, an address); after a finished sentence or a link it parts two.
        part = _AFTER_LINK if linked >= 0.9 * letters else _AFTER_SENTENCE
        pieces = part.split(raw) if not frame.pre else [raw]
        for piece in pieces:
            words = (
                piece if frame.pre else "\n".join(line.strip() for line in _SPACES_BUT_LINE.sub(" ", piece).split("\n"))
            )
            self._block(words, frame, min(1.0, linked / letters))

    def _block(self, words: str, frame: _Frame, linked: float) -> None:
        kind = frame.kind or "paragraph"
        level = _HEADINGS.get(kind, 0)
        if level:
            kind = "title" if level == 1 and not any(b.kind == "title" for b in self.layout.blocks) else "heading"
        gap = "\n\n"
        if frame.cell and self.layout.blocks:
            before = self.layout.blocks[-1]
            same_row = before.row == frame.cell[0] and before.kind == "cell" and before.column != frame.cell[1]
            gap = "\t" if same_row else "\n"
        elif kind == "list" and self.layout.blocks and self.layout.blocks[-1].kind == "list":
            gap = "\n"
        block = self.layout.add(words, kind, gap)
        if block is None:
            return
        block.furniture, block.level, block.linked = frame.reason, level, linked
        if frame.cell and kind == "cell":
            block.row, block.column = frame.cell

    def _link(self, href: str) -> None:
        href = href.strip()
        if len(href) > 2000 or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            return
        try:
            address = urljoin(self.base, href) if self.base else href
            parts = urlsplit(address)
        except ValueError:
            return
        # Relative ones stay relative here: the step may know from the collection record where the page came from.
        if parts.scheme in ("http", "https", "") and len(self.links) < 2000:
            self.links.append(storable(address))


_AFTER_LINK = re.compile(r"\s*\n\s*")
_AFTER_SENTENCE = re.compile(r"[ \t]*\n\s*\n\s*|(?<=[.!?。！？”\"」])[ \t]*\n\s*")
_SPACES_BUT_LINE = re.compile(r"[ \t\r\f\u00a0\u200b]+")
