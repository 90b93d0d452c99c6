"""How far two pieces of text are about the same thing, by the content words that they share."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from .words import words

_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_HANGUL_RUN = re.compile("[\uac00-\ud7a3]{2,}")
_EAST = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]")
STEM = 6
"""Letters kept of a Latin word, so that "surveilled" and "surveillance" are one."""

_COMMON = words(
    "about above after again against also although among another around because been before being between both",
    "could does doing down during each even every from further have having here himself however into itself just",
    "like made make many more most much must never only other others over said same says should since some such",
    "than that their them then there these they this those through under until upon very was were what when where",
    "which while who whom whose will with within without would your year years last first second new now one two",
    "three four five time times day days week month according including official officially statement report",
    "reported people former still well still take taken took may might can not but the and for are its his her our",
    "out all any has had him how why use used using get got",
)  # fmt: skip
_COMMON_KO = words(
    "있다 했다 한다 것이 것으 으로 에서 이다 하는 하고 있는 위해 대한 그는 그러 지난 밝혔",
    "말했 따르 르면 이라 라고 다고 는데 에게 부터 까지 하며 이며 였다 된다 됐다",
)
_COMMON_ZH = words(
    "我们 他们 一个 这个 可以 没有 已经 表示 报道 进行 目前 记者 以及 其中",
    "这些 因此 但是 同时 通过 对于 由于 今年 去年 日前 近日 此外",
)


def content(text: str) -> frozenset[str]:
    """The content words of ``text``: stems of Latin words, pairs of syllables for Korean and Chinese."""
    found: set[str] = set()
    if _EAST.search(text):
        for run in _HAN_RUN.findall(text):
            found.update(run[n : n + 2] for n in range(len(run) - 1))
        for run in _HANGUL_RUN.findall(text):
            # The first syllables carry the stem; particles and endings come after.
            found.add(run[:2])
        found -= _COMMON_KO
        found -= _COMMON_ZH
    for word in _WORD.findall(text):
        if word.isascii() or not _EAST.match(word):
            low = word.lower()
            if low not in _COMMON and (len(low) >= 4 or word.isupper()):
                found.add(low[:STEM])
    return frozenset(found)


def overlap(words: AbstractSet[str], body: AbstractSet[str]) -> float:
    """Share of ``words`` that ``body`` has too, 0..1; 0 for no words."""
    return len(words & body) / len(words) if words else 0.0


_DOMAIN = re.compile(
    r"\b(?:surveil|camera|cctv|monitor|spyware|spie[sd]|spying|wiretap|eavesdrop|intercept|facial|biometric|fingerprint"
    r"|iris|face recog|face scan|plate reader|drone|sensor|censor|track(?:s|ed|ing)\b|checkpoint|informant"
    r"|police|detain"
    r"|phone|sim card|messag|internet|firewall|database|data\b|identity|privacy|secret service|hack(?:ed|ers?|ing)\b)"
    r"|감시|카메라|폐쇄회로|CCTV|도청|감청|검열|얼굴|안면|지문|홍채|생체|위치\s?추적|휴대전화|손전화|스마트폰|인터넷|경찰|보위|보안|"
    r"당국|단속|드론|무인기|통신|개인정보|신분증|해킹|수사"
    r"|监控|監控|监视|監視|摄像|攝像|攝影機|人脸|人臉|刷脸|指纹|指紋|虹膜|生物识别|窃听|竊聽|监听|監聽|审查|審查|手机|手機|警方|警察|公安|"
    r"无人机|無人機|数据|數據|網路|网络|互联网|身份证|身分證|黑客|间谍|跟踪|追踪",
    re.I,
)
_JOINED = re.compile(
    r"[\"“‘'(]*(?:It|They|He|She|This|These|Those|That|Its|Their|His|Her|But|And|So|Yet|However|Meanwhile|Still|Also|"
    r"Similar|Such|Another|Others|Neither|Both|Similarly|Separately|There|Even so|In addition|Nor|We|Our|I)\b"
    r"|(?:한편|또한?|그러나|하지만|이에|이와|이는|이런|이러한|그는|그녀는|그들은|이들은|이어|다만|앞서|반면|아울러|특히|"
    r"이번|해당)\s?"
    r"|[\"“「]?(?:与此同时|與此同時|此外|另外|但|不过|不過|然而|同样|同樣|该|該|这|這|此|其|他|她|它|而|目前|对此|對此|据此|据称)"
    r"|[가-힣]{2,6}도\s",
)
_ALIKE = re.compile(r"\b(?:similar|likewise|as well|the same)\b|비슷한|같은|유사한|类似|類似|同类|这类|這類", re.I)


def connected(text: str) -> bool:
    """Whether a finished sentence shows that it belongs to what stands before it, whatever words they share.

    It begins by pointing back ("These ...", "한편", "此外"), compares ("similar"), or is about watching, identifying or
    policing people, which is what the documents of a case are about. Lists of other articles seldom do any of these,
    and a sentence of evidence that is taken for one of them is lost.
    """
    return bool(_JOINED.match(text) or _ALIKE.search(text) or _DOMAIN.search(text))
