"""Which language a text is in: by its script, by English function words, and only then by statistics."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .words import words

if TYPE_CHECKING:
    from lingua import LanguageDetector

UNDETERMINED = "und"

SHORT = 60
"""Letters below which a passage takes its document's language: statistics on so few are often wrong."""

_SAMPLE = 20_000
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
_KANA = re.compile("[\u3041-\u30fa]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_EAST = re.compile("[\u1100-\u11ff\u3041-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
SHORT_WORDS = 12
_PLAINLY_ENGLISH = words(
    "the and that with are were has have had been will would said says use uses used using watch watches watched",
    "installed install installs installing not no over under after new more bought buys plans planned official",
    "officials government city airport school schools street streets border citizens people facial recognition says",
    "denied denies without which their they from between into across",
)
_ENGLISH = words(
    "the of and to in is that was for it with as his on be at by had are but from or have an they which you were",
    "her she there would their we him been has when who will no more if out so up said what its about than into",
    "them can only other this these those not he also",
)
_ONLY_ENGLISH = words(
    "the and that with were has would said says uses using watching watches watched installed installing installs",
    "bought buys planned officials government schools streets citizens people monitored cameras fingerprints tracked",
    "tracks checked collects collected scanned scans deployed deploys recorded identified arrested soldiers residents",
    "phones their which they from between across without",
)
"""Words of the subject that no other language with Latin letters here writes so ("drones", "data" and "in" many do)."""
_OF_THE_SUBJECT = _ONLY_ENGLISH | words(
    "police army drone drones video phone mobile data camera border guards biometric software system systems network",
    "cctv ministry state security company surveillance monitoring recognition school city street airport",
    "of in on at by for to a is are have had been",
)
_NAMES = sorted(
    words(
        "ENGLISH KOREAN CHINESE JAPANESE FRENCH SPANISH GERMAN RUSSIAN UKRAINIAN ARABIC PERSIAN URDU",
        "PORTUGUESE ITALIAN DUTCH TURKISH VIETNAMESE INDONESIAN",
        "POLISH HINDI BENGALI THAI SWEDISH CZECH ROMANIAN GREEK HEBREW SWAHILI",
    )
)


def of_script(text: str) -> str | None:
    """``ko``, ``ja`` or ``zh`` when the script says so, else None."""
    sample = text[:_SAMPLE]
    if not _EAST.search(sample):
        return None
    hangul, kana, han = len(_HANGUL.findall(sample)), len(_KANA.findall(sample)), len(_HAN.findall(sample))
    east = hangul + kana + han
    if not east:
        return None
    rest = len(_LETTER.findall(sample)) - east
    # A syllable block or an ideograph carries about as much as three Latin letters.
    if east * 3 < rest:
        return None
    if hangul >= kana and hangul * 3 >= han:
        return "ko"
    return "ja" if kana * 10 >= han else "zh"


def of_document(text: str, hint: str | None = None) -> str:
    """The language of a whole text: an ISO 639-1 code, or ``und`` when there are no words to tell by.

    hint: what the document says about itself, believed only for a text too short to tell.
    """
    found = of_script(text)
    if found:
        return found
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters == 0:
        return UNDETERMINED
    if _is_english(sample):
        return "en"
    if letters < 25 and hint:
        return hint
    return _detect(sample[:4000]) or hint or UNDETERMINED


def of_passage(text: str, document: str) -> str:
    """The language of one passage of a document in language ``document``."""
    found = of_script(text)
    if found:
        # Kanji headings of a Japanese page have no kana of their own.
        return "ja" if found == "zh" and document == "ja" else found
    # A headline has few function words; plain ASCII in an English document is hardly ever anything else.
    if document == "en" and (len(text) < SHORT or (len(text) < 160 and text.isascii()) or _is_english(text)):
        return "en"
    letters = len(_LETTER.findall(text[:_SAMPLE]))
    if letters < SHORT:
        if document in ("ko", "ja", "zh") and letters >= 12:
            return "en" if _is_english(text) else document
        return document
    if _is_english(text):
        return "en"
    found = _detect(text[:2000])
    if found and found != document and _weight(text[:2000], document) < 0.1:
        return found
    return document


def _is_english(text: str) -> bool:
    words = _WORD.findall(text[:3000].lower())
    # A headline has too few letters for a statistical model: "Police use CCTV." came out as Czech.
    short = len(words) <= SHORT_WORDS and text.isascii()
    if words and short and sum(word in _PLAINLY_ENGLISH for word in words) >= 0.2 * len(words):
        return True
    if short and len({word for word in words if word in _OF_THE_SUBJECT}) >= 2:
        return any(word in _ONLY_ENGLISH for word in words)
    return len(words) >= 5 and sum(word in _ENGLISH for word in words) >= 0.22 * len(words)


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    """Lingua with 28 languages and trigrams only: measured 20 MB and 0.08 s, against 265 MB and 2.5 s in full."""
    from lingua import Language, LanguageDetectorBuilder

    languages = [getattr(Language, name) for name in _NAMES]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


def _detect(text: str) -> str | None:
    found = _detector().detect_language_of(text)
    return found.iso_code_639_1.name.lower() if found else None


def _weight(text: str, code: str) -> float:
    for value in _detector().compute_language_confidence_values(text):
        if value.language.iso_code_639_1.name.lower() == code:
            return float(value.value)
    return 0.0
