"""Plain words for the short codes of the records, and safe spellings of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sousveil.case.vocabulary.load import Vocabulary
from sousveil.records import Finding, Origins

CERTAINTY = {
    "CT+": "says so", "PR+": "says it is probable", "PS+": "says it is possible", "U": "leaves it open",
    "PS-": "says it is possibly not so", "PR-": "says it is probably not so", "CT-": "says it is not so",
}  # fmt: skip
"""FactBank's scale in words a reader can say aloud."""

LINK = {
    "exact-copy": "exact copy", "copy": "copy", "wire-copy": "wire copy", "rewrite": "rewrite", "excerpt": "excerpt",
    "translation": "translation", "citation": "cites", "shared-dataset": "same data", "interview": "interview",
    "same-image": "same picture", "copied-footage": "copied footage",
}  # fmt: skip

VERDICT = {
    "accept": "accepted by a person", "reject": "rejected by a person", "amend": "amended by a person",
    "note": "note by a person", "add": "made by a person by hand", "weigh": "weighed otherwise by a person",
}  # fmt: skip

STANDARD = {
    "icd-203": "Intelligence wording with ranges (ICD 203)",
    "reasonable-grounds": "Reasonable grounds to believe (human-rights standard)",
}
_ICD_203 = (
    ("almost no chance", 0.01, 0.05), ("very unlikely", 0.05, 0.20), ("unlikely", 0.20, 0.45),
    ("roughly even chance", 0.45, 0.55), ("likely", 0.55, 0.80), ("very likely", 0.80, 0.95),
    ("almost certain", 0.95, 0.99),
)  # fmt: skip
LIKELIHOODS = tuple((term, f"{round(low * 100)}–{round(high * 100)} %") for term, low, high in _ICD_203)
"""Intelligence Community Directive 203 (2 January 2015), D.6.e(2)(a): terms and ranges."""



def likelihood_word(chance: float) -> str:
    """The ICD 203 term for a number, 0..1."""
    return next((term for term, _, high in _ICD_203 if chance < high), _ICD_203[-1][0])


RELIABILITY = (
    ("A", "reliable"), ("B", "usually reliable"), ("C", "fairly reliable"), ("D", "not usually reliable"),
    ("E", "unreliable"), ("F", "cannot be judged"),
)  # fmt: skip
CREDIBILITY = (
    ("1", "confirmed by independent sources"), ("2", "probably true"), ("3", "possibly true"), ("4", "doubtful"),
    ("5", "improbable"), ("6", "cannot be judged"),
)  # fmt: skip
"""The Admiralty scale, as in NATO AJP-2.1."""

_ACTIVE = ("html", "xml", "svg", "multipart", "rfc822", "javascript", "mhtml", "x-mimearchive", "message/")
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def plain(code: str) -> str:
    """A hyphenated code as words: ``in-use`` is "in use"."""
    return code.replace("-", " ")


def visible(name: str) -> str:
    """``name`` with characters that hide or turn round what stands there spelt out (``‹U+202E›``)."""
    return "".join(
        f"‹U+{ord(c):04X}›" if ord(c) in _BIDI or unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c
        for c in name
    )


def printable(text: str) -> str:
    """``text`` with control characters that HTML forbids replaced by U+FFFD, one for one; line ends and tabs stay."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" else c for c in text
    )


def file_name(name: str, media_type: str) -> str:
    """A name that an original may have in a report's folder on any system.

    What a browser would run or follow (pages, mail, SVG) gets ``.txt`` behind it: a preserved original may be hostile,
    and opening it from the report must run nothing and call nobody. Its bytes are not changed.
    """
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    base = re.sub(r"[^\w.\- ]+", "_", base, flags=re.UNICODE).strip(" .") or "original"
    stem, dot, ending = base.rpartition(".")
    active = any(word in media_type.lower() for word in _ACTIVE) or ending.lower() in (
        "htm", "html", "xhtml", "shtml", "xht", "xml", "xsl", "xslt", "svg", "svgz", "mht", "mhtml", "eml", "js",
        "mjs", "css", "hta", "url", "lnk", "desktop", "bat", "cmd", "exe", "com", "scr", "ps1", "vbs", "sh",
    )  # fmt: skip
    stem = stem if dot else base
    limit = 80
    while len(stem.encode("utf-8")) > limit:
        stem = stem[:-1]
    tail = f".{ending[:12]}" if dot else ""
    if re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", stem.partition(".")[0]):
        stem = f"_{stem}"
    return f"{stem}{tail}{'.txt' if active else ''}"


def slug(identifier: str, taken: set[str]) -> str:
    """A file name for ``identifier``, unlike all in ``taken``, which it is added to."""
    base = re.sub(r"[^a-z0-9]+", "-", identifier.lower()).strip("-")[:60] or "other"
    if base in ("con", "prn", "aux", "nul"):
        base = f"{base}-"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    return name


def percent(low: float, high: float) -> str:
    """A range of probability as whole percents."""
    return f"{round(low * 100)}–{round(high * 100)} %"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 item``, ``2 items``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def gateways(origins: Origins) -> str:
    """How many independent origins, in words."""
    low, high = origins.gateways_at_least, origins.gateways_at_most
    if low == high:
        return count(low, "independent origin")
    return f"{low} to {high} independent origins"


def origins_sentence(origins: Origins) -> str:
    """The whole range: gateways, retellings, bases."""
    parts = [gateways(origins)]
    if origins.retellings:
        parts.append(f"{count(origins.retellings, 'retelling')} (not counted as evidence)")
    return ", ".join(parts)


def technology(vocabulary: Vocabulary, identifier: str | None) -> str:
    """The label of a technology."""
    if identifier is None:
        return "No technology named"
    entry = vocabulary.technologies.get(identifier)
    return entry.label if entry else plain(identifier).capitalize()


def place(vocabulary: Vocabulary, name: str) -> str:
    """The name of a place that a finding names or points to."""
    entry = vocabulary.places.get(name)
    return entry.name if entry else name


def status(vocabulary: Vocabulary, identifier: str, technology: str | None = None) -> str:
    """The label of a status; of a condition or an unstated one, what a reader should take from it."""
    if identifier == "unknown":
        about = vocabulary.technologies.get(technology or "")
        return "named as a limit" if about is not None and about.kind == "condition" else "status not stated"
    entry = vocabulary.statuses.get(identifier)
    label = entry.label if entry else plain(identifier)
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def language_name(code: str) -> str:
    """The English name of the languages we meet most; others by their code."""
    names = {"en": "English", "ko": "Korean", "zh": "Chinese", "ja": "Japanese", "ru": "Russian", "und": "unknown"}
    return names.get(code, code)


def findings_order(findings: Sequence[Finding]) -> list[Finding]:
    """Surest first within a technology: by likelihood, then origins, then place and status."""
    return sorted(
        findings,
        key=lambda f: (
            -(f.likelihood.low if f.likelihood else 0.0), -f.origins.gateways_at_least, -len(f.claims),
            f.place, f.status, f.id,
        ),
    )
