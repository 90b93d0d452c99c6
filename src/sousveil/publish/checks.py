"""The first checks at the gate: what a release of published material must not hold, and what has to be right in it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from sousveil.protect.gate import Candidate, Check, Risk

from .mark import quoted_spans
from .pages import TEMPLATES
from .scan import all_files, finder, generated, level, read_markup, said, shingles

ROLES = frozenset((
    "researcher", "collector", "coder", "editor", "reader", "reviewer", "unknown", "anonymous", "person",
    "nobody", "user", "machine", "someone",
))  # fmt: skip
"""Words that a case may hold in a name's place and that name nobody."""
MOST_QUOTED = 0.5
"""Share of a withheld text beyond which its quotations together come near to publishing it."""


@dataclass(frozen=True)
class ResearcherNames:
    """No name of a researcher leaves: releases name roles."""

    name: str = "researcher-names"
    question: str = "Does the name of anyone who worked on the case stand anywhere in it?"

    def run(self, candidate: Candidate) -> list[Risk]:
        people = sorted({p for p in map(level, candidate.people) if p and p not in ROLES})
        if not people:
            return []
        patterns = {person: finder(person) for person in people}
        parts = {part for person in people for part in person.split() if " " in person and len(part) >= 4}
        in_documents = _in_documents(candidate, patterns)
        risks: list[Risk] = []
        for where, words in candidate.stated:
            risks += [Risk("hold", "The name of a researcher stands in words that a researcher typed.", where)
                      for person in people if patterns[person].search(level(unquote(words)))]  # fmt: skip
        for path in all_files(candidate.folder):
            if any(pattern.search(level(path)) for pattern in patterns.values()):
                risks.append(Risk("hold", "The name of a researcher stands in a file's name.", path))
        partly = {part: finder(part) for part in sorted(parts - candidate.own) if part not in ROLES}
        for path, text in generated(candidate.folder):
            if path.endswith(".css"):
                continue
            words = level(unquote(said(path, text)))
            for person, pattern in patterns.items():
                if not pattern.search(words):
                    continue
                if person in in_documents and " " not in person:
                    risks.append(Risk("note", "A researcher's name is also a word of the documents; look whether it "
                                      "means the researcher.", path))  # fmt: skip
                elif person not in candidate.own:
                    risks.append(Risk("hold", "The name of a researcher stands in it.", path))
            if any(pattern.search(words) for pattern in partly.values()):
                risks.append(Risk("note", "A part of a researcher's name stands in it.", path))
        risks += self._in_others(candidate, people)
        return sorted(risks, key=lambda risk: (risk.level != "hold", risk.where))

    @staticmethod
    def _in_others(candidate: Candidate, people: list[str]) -> Iterator[Risk]:
        for path in sorted(candidate.originals.values()):
            data = (candidate.folder / path).read_bytes().lower()
            for person in people:
                spellings = {person.encode(coding, "ignore") for coding in ("utf-8", "utf-16-le", "utf-16-be")}
                if len(person) >= 4 and any(spelling and spelling in data for spelling in spellings):
                    hold = " " in person
                    yield Risk("hold" if hold else "note", "The bytes of an original hold the name of a researcher, "
                               "perhaps in a saved page's greeting or in metadata.", path)  # fmt: skip
        if candidate.originals:
            count = len(candidate.originals)
            yield Risk("note", f"{count} original{'s' if count != 1 else ''} would travel as they are, with all "
                       "metadata in them; compressed parts were not searched for names.", "originals/")  # fmt: skip


def _in_documents(candidate: Candidate, patterns: dict[str, re.Pattern[str]]) -> set[str]:
    found: set[str] = set()
    for item in candidate.items:
        held = candidate.texts(item.id)
        words = level(held.text) if held else ""
        found |= {person for person, pattern in patterns.items() if person not in found and pattern.search(words)}
    return found


_PATH = re.compile(
    r"file:/+[^\s\"'<>]+|(?<![\w./:~%-])~?/(?:home|Users|root|tmp|var|mnt|media|work|private|Volumes|run)/[^\s\"'<>]+"
    r"|(?<!\w)[A-Za-z]:\\[^\s\"'<>]+|\\\\[\w.-]+\\[^\s\"'<>]+"
)


@dataclass(frozen=True)
class LocalPaths:
    """No path of this machine leaves, nor its name."""

    name: str = "local-paths"
    question: str = "Does a path or the name of the machine stand anywhere in it?"

    def run(self, candidate: Candidate) -> list[Risk]:
        private = {word: finder(word) for word in candidate.private if len(word.strip()) >= 3}
        in_documents = _in_documents(candidate, private)
        risks = []
        for path, text in generated(candidate.folder):
            if path.endswith(".css"):
                continue
            words = said(path, text)
            levelled = level(words)
            for word, pattern in private.items():
                if pattern.search(levelled):
                    also = word in in_documents or level(word) in candidate.own
                    risks.append(Risk("note" if also else "hold", "It names the machine or a folder of it.", path))
            found = next((m.group() for m in _PATH.finditer(words) if not _quoted(candidate, m.group())), None)
            if found is not None:
                risks.append(Risk("hold", f"It holds what looks like a local path ({found[:12]}…).", path))
        return sorted(risks, key=lambda risk: (risk.level != "hold", risk.where))


def _quoted(candidate: Candidate, words: str) -> bool:
    return any((held := candidate.texts(item.id)) is not None and words in held.text for item in candidate.items)


@dataclass(frozen=True)
class UnlistedFiles:
    """What leaves is what the publisher listed, no more and no less."""

    name: str = "unlisted-files"
    question: str = "Does it hold a file that was not listed, or a link to somewhere else?"

    def run(self, candidate: Candidate) -> list[Risk]:
        there, listed = set(all_files(candidate.folder)), set(candidate.files)
        risks = [Risk("hold", "This file was not listed.", path) for path in sorted(there - listed)]
        risks += [Risk("hold", "This file was listed and is not there.", path) for path in sorted(listed - there)]
        risks += [Risk("hold", "This is a link, not a file.", path) for path in sorted(there & listed)
                  if (candidate.folder / path).is_symlink()]  # fmt: skip
        return risks


_REFERENCES = frozenset((
    "src", "href", "srcset", "poster", "data", "action", "formaction", "background", "cite", "longdesc",
    "manifest", "ping", "profile", "codebase", "classid", "archive", "usemap", "icon", "xlink:href",
))  # fmt: skip
_FORBIDDEN = frozenset((
    "script", "style", "base", "iframe", "frame", "object", "embed", "applet", "form", "input", "button",
    "audio", "video", "source", "track", "img", "template", "portal", "foreignobject", "animate", "set", "use",
    "image",
))  # fmt: skip
_RUNS = re.compile(r"\.(?:x?html?|shtml|xht|svgz?|xml|xslt?|mht(?:ml)?|eml|m?js|hta|css)$", re.IGNORECASE)


@dataclass(frozen=True)
class ExternalReferences:
    """The pages load nothing from elsewhere, run nothing, and every link inside leads somewhere."""

    name: str = "external-references"
    question: str = "Does a page load or run anything that is not in the release?"

    def run(self, candidate: Candidate) -> list[Risk]:
        risks: list[Risk] = []
        there = set(all_files(candidate.folder))
        for path, text in generated(candidate.folder):
            if path.endswith(".css") and re.search(r"url\s*\(|@import|expression\s*\(", text, re.IGNORECASE):
                risks.append(Risk("hold", "The style sheet loads something.", path))
            if path.endswith(".html"):
                risks += [Risk("hold", sentence, path) for sentence in self._page(path, text, there)]
        for path in candidate.originals.values():
            if _RUNS.search(path):
                risks.append(Risk("hold", "A browser would run or follow this original when it is opened.", path))
        return risks

    @staticmethod
    def _page(path: str, text: str, there: set[str]) -> Iterator[str]:
        tags = read_markup(text).tags
        policies = [a.get("content") or "" for tag, a in tags
                    if tag == "meta" and (a.get("http-equiv") or "").lower() == "content-security-policy"]  # fmt: skip
        if len(policies) != 1 or not policies[0].startswith("default-src 'none'") or "unsafe" in policies[0]:
            yield "The page has no strict content policy."
        for tag, attributes in tags:
            if tag in _FORBIDDEN:
                yield f"The page holds a <{tag}>."
            if tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
                yield "The page sends its reader elsewhere."
            for key, value in attributes.items():
                if key.startswith("on") or key in ("style", "srcdoc"):
                    yield f"The page holds the attribute {key}."
                elif key in _REFERENCES:
                    yield from _reference(path, tag, value or "", attributes, there)


def _reference(path: str, tag: str, value: str, attributes: dict[str, str | None], there: set[str]) -> Iterator[str]:
    try:
        parts = urlsplit(value)
    except ValueError:
        yield "The page holds an address that cannot be read."
        return
    if parts.scheme or parts.netloc or value.startswith(("/", "\\")):
        rel = set((attributes.get("rel") or "").split())
        if tag != "a" or parts.scheme not in ("http", "https") or not {"noreferrer", "noopener"} <= rel:
            yield f"The page refers to an address outside the release ({parts.scheme or 'no scheme'})."
    elif parts.path:
        target = _joined(path, unquote(parts.path))
        if target not in there:
            yield f"The page links to {unquote(parts.path)[:80]}, which is not in the release."


def _joined(page: str, link: str) -> str | None:
    parts = list(PurePosixPath(page).parent.parts)
    for part in link.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


@dataclass(frozen=True)
class SealedItems:
    """Nothing sealed leaves, and no finding that rests on it."""

    name: str = "sealed-items"
    question: str = "Does anything in it come from a sealed item?"

    def run(self, candidate: Candidate) -> list[Risk]:
        risks = [Risk("hold", "A finding rests on a sealed item; its words and counts would give that away.", sentence)
                 for sentence, items in candidate.rests_on.items() if candidate.sealed.intersection(items)]  # fmt: skip
        risks += [Risk("hold", "A sealed item was chosen to travel.", "originals/")
                  for item in sorted(candidate.sealed.intersection(candidate.originals))]  # fmt: skip
        names = {item.name for item in candidate.items if item.id in candidate.sealed}
        if candidate.sealed:
            needles = candidate.sealed | names
            for path, text in generated(candidate.folder):
                if any(needle in said(path, text) for needle in needles):
                    risks.append(Risk("hold", "It names a sealed item.", path))
        return risks


@dataclass(frozen=True)
class ExactQuotes:
    """Every quotation is the text's own words, in the case and in the files."""

    name: str = "exact-quotes"
    question: str = "Is every quotation, word for word, what stands at its place in the text?"

    def run(self, candidate: Candidate) -> list[Risk]:
        risks, quotes = [], set()
        for claim in candidate.claims:
            held = candidate.texts(claim.item)
            quotes.add(claim.quote)
            spans = claim.spans
            if held is None or held.text[claim.start:claim.end] != claim.quote or not claim.quote:
                risks.append(Risk("hold", "A quotation is not what stands at its place in the text.", claim.id))
            elif any(not 0 <= a < b for a, b in spans) or list(spans) != sorted(spans):
                risks.append(Risk("hold", "The places of a quotation are out of order.", claim.id))
        rows = candidate.folder / "data" / "claims.jsonl"
        texts: dict[str, str | None] = {}
        for line in rows.read_bytes().decode("utf-8").split("\n") if rows.is_file() else ():
            if not line:
                continue
            row = json.loads(line)
            if row["quote"] not in quotes:
                risks.append(Risk("hold", "A quotation in the data is none of the case's.", str(row["id"])))
            if row["item"] not in texts:
                text = candidate.folder / "texts" / f"{row['item']}.txt"
                texts[row["item"]] = text.read_bytes().decode("utf-8") if text.is_file() else None
            here = texts[row["item"]]
            if here is not None and here[row["start"]:row["end"]] != row["quote"]:
                risks.append(Risk("hold", "A quotation is not what stands in the text that travels.", str(row["id"])))
        return risks


@dataclass(frozen=True)
class OriginalsByChoice:
    """Only chosen originals travel, byte for byte."""

    name: str = "originals-by-choice"
    question: str = "Does any original travel that nobody chose, or with changed bytes?"

    def run(self, candidate: Candidate) -> list[Risk]:
        chosen = {path: item for item, path in candidate.originals.items()}
        texts = {f"texts/{item}.txt" for item in candidate.originals}
        risks = []
        for path in all_files(candidate.folder):
            if path.startswith("originals/"):
                if path not in chosen:
                    risks.append(Risk("hold", "This original was not chosen.", path))
                elif _digest(candidate.folder / path) != chosen[path]:
                    risks.append(Risk("hold", "This original is not the bytes that were preserved.", path))
            elif path.startswith("texts/") and path not in texts:
                risks.append(Risk("hold", "This is the whole text of an original that was not chosen.", path))
        return risks


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


@dataclass(frozen=True)
class WithheldOriginals:
    """Of an original that stays, nothing leaves but what is quoted from it: no hash to guess against, no more text."""

    name: str = "withheld-originals"
    question: str = "Does a hash or an unquoted sentence leave of an original that stays?"

    def run(self, candidate: Candidate) -> list[Risk]:
        stay = [item for item in candidate.items if item.id not in candidate.originals]
        if not stay:
            return []
        hidden = {item.id for item in stay}
        hidden |= {claim.id for claim in candidate.claims if claim.item in hidden}
        hidden_words, risks = self._unquoted(candidate, {item.id for item in stay})
        for path, text in generated(candidate.folder):
            if path.endswith(".css"):
                continue
            if hidden.intersection(re.findall(r"[0-9a-f]{64}|c-[0-9a-f]{20}", text)):
                risks.append(Risk("hold", "It holds the hash of an original that stays, or an id made from it.", path))
            if not hidden_words.isdisjoint(shingles(said(path, text))):
                risks.append(Risk("hold", "It holds words that nobody quotes, from an original that stays.", path))
        return sorted(risks, key=lambda risk: (risk.level != "hold", risk.where))

    @staticmethod
    def _unquoted(candidate: Candidate, stay: set[str]) -> tuple[set[tuple[str, ...]], list[Risk]]:
        claims = defaultdict(list)
        allowed: set[tuple[str, ...]] = set()
        for claim in candidate.claims:
            claims[claim.item].append(claim)
            # What a claim says, names and cites may stand elsewhere in the text too, word for word.
            for words in (claim.quote, claim.statement, *(edge.source for edge in claim.attribution),
                          *(relation.text for relation in claim.relations)):  # fmt: skip
                allowed.update(shingles(words))
        for words in (*(words for _, words in candidate.stated), *candidate.citations):
            allowed.update(shingles(words))
        for template in TEMPLATES.iterdir():
            if template.suffix == ".html":
                allowed.update(shingles(said(template.name, template.read_text(encoding="utf-8"))))
        found: set[tuple[str, ...]] = set()
        risks = []
        for item in candidate.items:
            held = candidate.texts(item.id)
            if held is None or not held.text:
                continue
            if item.id not in stay:
                allowed.update(shingles(held.text))
                continue
            at, quoted = 0, 0
            for start, end in [*quoted_spans(claims[item.id]), (len(held.text), len(held.text))]:
                found.update(shingles(held.text[at:start]))
                at, quoted = max(at, end), quoted + end - start
            share = quoted / len(held.text)
            if share > MOST_QUOTED and len(held.text) > 400:
                risks.append(Risk("note", f"The quotations are {share:.0%} of the text of an original that stays.",
                                  item.name))  # fmt: skip
        return found - allowed, risks


PUBLISH_CHECKS: tuple[Check, ...] = (
    UnlistedFiles(), ResearcherNames(), LocalPaths(), ExternalReferences(), SealedItems(), ExactQuotes(),
    OriginalsByChoice(), WithheldOriginals(),
)  # fmt: skip
"""In the order in which they are asked."""
