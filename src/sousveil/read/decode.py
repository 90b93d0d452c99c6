"""Bytes into characters: by mark, by declaration, by UTF-8, and only then by guess, which is said."""

from __future__ import annotations

import codecs
import re

from sousveil.case.mediatype import looks_like_text
from sousveil.errors import Unreadable

BINARY = Unreadable(
    "The file is not text in any encoding we know.",
    "Open it in the program that made it and save it as text or PDF, or check that it is not damaged.",
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip

_ALIASES = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
            "iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "utf-8"}  # fmt: skip
"""What a declaration means in practice (WHATWG Encoding Standard): the superset that people really write."""

_SINGLE_BYTE = ["cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1258"]

# The commonest characters of running Chinese, simplified and traditional: real text holds many of them, text decoded
# with the wrong table holds almost none.
_COMMON_SIMPLIFIED = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
)
_COMMON_TRADITIONAL = frozenset(
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過"
)
_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœßúùûüÿÀÂÄÁÃÅÆÇÉÈÊËÍÎÏÑÓÔÖÕØŒÚÙÛÜ“”‘’„‚–—…«»¿¡°€£§·•\u00a0©®™")
_HANGUL = re.compile("[가-힣]")
_HAN = re.compile("[\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3040-\u30ff]")
_ODD = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffd\ue000-\uf8ff]")
_SAMPLE = 200_000


def decode(data: bytes, declared: str | None = None) -> tuple[str, list[str]]:
    """The characters of ``data`` and sentences of doubt about how they were got.

    declared: an encoding that the document or its transport names; it is believed only when the bytes agree.

    Raises:
        Unreadable: the bytes are no text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "replace")
            return _checked(text), _replaced(text)
    if data and not looks_like_text(data[:_SAMPLE]):
        raise BINARY
    wide = _wide(data)
    if wide is not None:
        return _checked(data.decode(wide, "replace")), [f"The encoding was guessed as {wide.upper()}."]
    try:
        return _checked(data.decode("utf-8")), []
    except UnicodeDecodeError:
        pass
    stated = _known(declared)
    if stated is not None and stated != "utf-8":
        text = data.decode(stated, "replace")
        if text.count("\ufffd") * 200 <= len(text):
            return _checked(text), _replaced(text)
    broken = data.decode("utf-8", "replace")
    if broken.count("\ufffd") * 20 <= len(broken.encode("utf-8")) - len(broken):
        return _checked(broken), _replaced(broken)
    return _guess(data)


def _replaced(text: str) -> list[str]:
    lost = text.count("\ufffd")
    return [f"{lost} characters could not be decoded and stand as \ufffd."] if lost else []


def _known(declared: str | None) -> str | None:
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Python also registers transforms (zip, base64) under encoding names; a document does not choose those.
    return name if getattr(info, "_is_text_encoding", True) and info.name not in ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7") else None  # noqa: E501  # fmt: skip


def _wide(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    if sample.count(0) * 10 < len(sample) * 3:
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"


def _checked(text: str) -> str:
    sample = text[:_SAMPLE]
    odd = len(_ODD.findall(sample))
    if odd > 8 and odd * 50 > len(sample):
        raise BINARY
    return text


def _guess(data: bytes) -> tuple[str, list[str]]:
    sample = data[:_SAMPLE]
    best, best_score = "", 0.0
    for name in ("cp949", "gb18030", "big5", "shift_jis", "euc_jp"):
        score = _score(name, sample)
        if score > best_score:
            best, best_score = name, score
    if best_score < 0.5:
        best = _single_byte(sample)
    if not best:
        raise BINARY
    text = data.decode(best, "replace")
    doubt = f"The encoding is not stated and was guessed as {best.upper()}; check that the words are right."
    return _checked(text), [doubt, *_replaced(text)]


def _score(name: str, sample: bytes) -> float:
    """How much ``sample`` reads like real text when decoded with the multi-byte table ``name``, 0..1.

    EUC-KR and GB 2312 use the same bytes; Korean decoded rightly is nearly all Hangul, and Chinese never is.
    """
    text = sample.decode(name, "replace")
    foreign = sum(1 for character in text if ord(character) > 127)
    if not foreign or text.count("\ufffd") * 50 > foreign:
        return 0.0
    hangul, han, kana = (len(pattern.findall(text)) for pattern in (_HANGUL, _HAN, _KANA))
    if name == "cp949":
        return hangul / foreign if hangul >= 12 * han else 0.0
    if name in ("shift_jis", "euc_jp"):
        # Half-width kana are what Western bytes look like in Shift-JIS, so they do not count.
        return (kana + han) / foreign if kana * 4 >= foreign else 0.0
    common = _COMMON_SIMPLIFIED if name == "gb18030" else _COMMON_TRADITIONAL
    hits = sum(1 for character in text if character in common)
    return min(1.0, han / foreign * min(1.0, hits / max(1, han) * 12)) if han else 0.0


def _single_byte(sample: bytes) -> str:
    western = [character for character in sample.decode("cp1252", "replace") if ord(character) > 127]
    if sum(character in _WESTERN for character in western) >= 0.98 * len(western):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:50_000], cp_isolation=_SINGLE_BYTE, threshold=0.3).best()
    if best is None:
        return ""
    return str(best.encoding)
