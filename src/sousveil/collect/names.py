"""File names of strangers, made fit to show. A name is data here: nothing is ever opened by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 400
"""Code points of a displayed path. Longer ones lose their middle, never their end, where the extension stands."""

_COMMON_HANGUL = frozenset(
    "이다는의에을를가한하고지로기사서도은자시대인나리어해과일으아수정제그보부라만구전장주상면원국경스들안조"
    "선동공신중비치세여방우무문위용계성물본"
)
_COMMON_HANZI = frozenset(
    "的一是不了人在有我他这中大来上国和地到以说时要就出会可也你对生能子那得于着下自之年过发后作里用道行所然家种"
    "事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机"
    "十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产新己制身果"
    "加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题"
    "活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便"
    "空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉"
    "格望觉术领共确传师观清今切院让识候带导争运视频监控摄警网络数据智能城县省局通知公告标招投采购中标项目"
)  # fmt: skip


def clean_name(raw: str) -> str:
    """``raw`` without control, formatting (bidi overrides, zero width) or undecodable characters.

    Each of those becomes U+FFFD, so that a trick stays visible; the rest is NFC. Never empty: ``(no name)``.
    """
    shown = "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in raw)
    shown = unicodedata.normalize("NFC", shown).strip()
    if len(shown) > LONGEST:
        shown = f"{shown[: LONGEST - 101]}…{shown[-100:]}"
    return shown or "(no name)"


@dataclass(frozen=True, slots=True)
class SafeName:
    """``shown``: a relative path with ``/``, without ``..``. trick: what was wrong with the original, or None."""

    shown: str
    trick: str | None


def safe_path(raw: str) -> SafeName:
    """A member's name as a harmless relative path, and what it tried, if anything.

    Backslashes count as separators: archives made on Windows use them, and so do the attacks.
    """
    path = raw.replace("\\", "/")
    tricks = []
    drive = re.match(r"^/*[A-Za-z]:", path)
    if drive:
        path = path[drive.end() :]
        tricks.append("a drive letter")
    if path.startswith("/"):
        tricks.append("an absolute path")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts:
        tricks.append("a path that climbs out with '..'")
    if "\0" in path:
        tricks.append("a NUL character")
    kept = "/".join(part for part in parts if part != "..")
    return SafeName(clean_name(kept), " and ".join(tricks) or None)


def guess_encoding(names: Sequence[bytes]) -> str:
    """The encoding that most likely wrote these ``names`` (or any bytes), looked at together.

    ``utf-8`` where everything decodes; else ``cp949`` or ``gb18030`` where at least four fifths of the other
    characters are in that country's basic set, the one with more everyday characters winning; else ``cp437``, the
    default of zip, in which every byte is something. A guess: the caller has to say so.
    """
    foreign = [name for name in names if not name.isascii()]
    if all(_decodes(name, "utf-8") for name in foreign):
        return "utf-8"
    scores = {
        "cp949": _score(foreign, "cp949", "euc_kr", _COMMON_HANGUL),
        "gb18030": _score(foreign, "gb18030", "gb2312", _COMMON_HANZI),
    }
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] > 0 else "cp437"


def decode_name(raw: bytes, encoding: str) -> str:
    """``raw`` in ``encoding``; bytes that do not fit become U+FFFD."""
    return raw.decode(encoding, "replace")


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _score(names: Sequence[bytes], encoding: str, basic: str, common: frozenset[str]) -> float:
    """Share of everyday characters among the non-ASCII ones, plus a little for being decodable; 0 when implausible."""
    characters = []
    for name in names:
        if not _decodes(name, encoding):
            return 0.0
        characters += [c for c in name.decode(encoding) if not c.isascii()]
    if not characters:
        return 0.0
    if sum(_is_basic(c, basic) for c in characters) < 0.8 * len(characters):
        return 0.0
    return 0.01 + sum(c in common for c in characters) / len(characters)


def _is_basic(character: str, encoding: str) -> bool:
    """Two bytes in the country's basic set. (Python's euc_kr spells rare syllables with eight; those do not count.)"""
    try:
        return len(character.encode(encoding)) == 2
    except UnicodeEncodeError:
        return False
