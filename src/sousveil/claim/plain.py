"""A text made easy to match, character for character: lower case, straight quotes, hyphens as spaces, simple Chinese.

Every offset in the plain text is an offset in the original, so whatever is found here can be quoted from there.
"""

from __future__ import annotations

from .han import SIMPLIFIED

_SPACES = "\t\n\r\x0b\x0c\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000"
_HYPHENS = "-\u2010\u2011\u2012\u00ad"
_TABLE = {
    **SIMPLIFIED,
    **{ord(mark): " " for mark in _SPACES + _HYPHENS},
    # Full-width letters and digits, as East Asian keyboards write them; full-width punctuation has rules of its own.
    **{0xFF10 + n: str(n) for n in range(10)},
    **{0xFF41 + n: chr(ord("a") + n) for n in range(26)},
    **{ord(mark): "'" for mark in "\u2018\u2019\u02bc\uff07`"},
    **{ord(mark): '"' for mark in "\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f\uff02"},
}


def plain(text: str) -> str:
    """``text`` in lower case with one kind of space, quote and apostrophe; hyphens are spaces; full-width letters and
    digits are plain ones; Chinese characters are simplified. Same length always."""
    low = text.lower()
    if len(low) != len(text):
        # A few capitals (the dotted I) have two lower-case letters; they stay as they are, so that offsets hold.
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return low.translate(_TABLE)
