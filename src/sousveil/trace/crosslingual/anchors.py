"""What of a text survives translation, sentence by sentence: numbers, dates, places, names, technologies, plain words.

An anchor is found again in another language by its keys; it has several where one spelling may be read in several ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sousveil.case.gazetteer.atlas import atlas
from sousveil.case.vocabulary.load import Vocabulary
from sousveil.errors import SousveilError

from ..agencies import KNOWN
from . import figures, sounds
from .glossary import concepts, stem

LANGUAGES = ("en", "ko", "zh")
MOST_SENTENCES = 120
"""Of a longer text the first ones are kept: a translation shows itself there."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """kind: ``number``, ``date``, ``place``, ``country``, ``technology``, ``agency``, ``name`` or ``word``. keys: any
    one in common makes two anchors the same. shown: for a reader. maybe: whether it is only a word that may be a name;
    such a word counts where it is found again and is not missed where it is not."""

    kind: str
    keys: tuple[str, ...]
    shown: str
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """start, end: offsets in the text. anchors: in no order of meaning, none twice."""

    start: int
    end: int
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Anchored:
    """A text's anchors. language: ``en``, ``ko`` or ``zh``. letters: of the sentences."""

    language: str
    sentences: tuple[Sentence, ...] = ()
    letters: int = 0
    keys: tuple[str, ...] = field(default=())


def _whole(language: str, sentences: tuple[Sentence, ...]) -> Anchored:
    keys = sorted({key for sentence in sentences for anchor in sentence.anchors for key in anchor.keys})
    return Anchored(language, sentences, sum(s.end - s.start for s in sentences), tuple(keys))


class Finder:
    """Finds the anchors of texts; made once for a case's vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._en: dict[str, list[tuple[tuple[str, ...], Anchor]]] = {}
        self._east: dict[str, dict[str, list[Anchor]]] = {"ko": {}, "zh": {}}
        for concept in concepts():
            anchor = Anchor("word", (f"w:{concept.name}",), concept.name)
            self._enter(anchor, concept.en, {"ko": concept.ko, "zh": concept.zh})
        for entry in vocabulary.technologies.values():
            anchor = Anchor("technology", (f"t:{entry.id}",), entry.label)
            self._enter(anchor, [_stems(term) for term in entry.terms.get("en", ())], entry.terms)
        for place in vocabulary.places.values():
            country = place.kind == "country"
            anchor = Anchor("country" if country else "place", (f"p:{place.id}",), place.name)
            english = [*place.names.get("en", ()), *place.demonyms.get("en", ()), place.name]
            self._enter(anchor, [_stems(name) for name in english], place.names)
        for body in KNOWN:
            anchor = Anchor("agency", (f"a:{body.name}",), body.name)
            latin = [_stems(name) for name in body.names if name.isascii() and len(name) > 3]
            held = {"ko": [n for n in body.names if re.search("[가-힣]", n)],
                    "zh": [n for n in body.names if re.search("[\u4e00-\u9fff]", n)]}  # fmt: skip
            self._enter(anchor, latin, held)
        self._pattern = {
            language: re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))))
            for language, words in self._east.items()
        }

    def _enter(
        self, anchor: Anchor, english: Iterable[tuple[str, ...]], others: Mapping[str, Sequence[str]]
    ) -> None:
        for words in english:
            if words:
                self._en.setdefault(words[0], []).append((words, anchor))
        for language in ("ko", "zh"):
            for word in others.get(language, ()):
                held = self._east[language].setdefault(word, [])
                if anchor not in held:
                    held.append(anchor)

    def find(
        self, text: str, sentences: Sequence[tuple[int, int]], language: str,
        hidden: Callable[[str], bool] | None = None,
    ) -> Anchored:  # fmt: skip
        """The anchors of the ``sentences`` (offsets) of a text; of a language that is not known: none.

        hidden: whether a name is, or may be, an alias: such a name is no anchor, so that nobody is found again by it.
        """
        if language not in LANGUAGES:
            return Anchored(language)
        named = _mid_sentence(text, sentences) if language == "en" else frozenset()
        out = []
        for start, end in sentences[:MOST_SENTENCES]:
            words = text[start:end]
            held: dict[tuple[str, ...], Anchor] = {}
            for anchor in self._of(words, language, named):
                if hidden is not None and anchor.kind == "name" and hidden(anchor.shown):
                    continue
                other = held.get(anchor.keys)
                if other is None or (other.maybe and not anchor.maybe):
                    held[anchor.keys] = anchor
            if held:
                out.append(Sentence(start, end, tuple(held[key] for key in sorted(held))))
        return _whole(language, tuple(out))

    def _of(self, words: str, language: str, named: frozenset[str]) -> Iterator[Anchor]:
        for kind, key, shown in figures.of(words, language):
            yield Anchor(kind, (key,), shown)
        if language == "en":
            taken = set()
            for anchor, at in self._english(words):
                if anchor.kind in ("country", "agency", "place"):
                    taken.update(at)
                yield anchor
            yield from _english_names(words, named, taken)
        else:
            for match in self._pattern[language].finditer(words):
                yield from self._east[language][match.group()]
            yield from (_korean_names(words) if language == "ko" else _chinese_names(words))
            for match in _LATIN_NAME.finditer(words):
                yield _latin(match.group(), False)

    def _english(self, words: str) -> Iterator[tuple[Anchor, list[int]]]:
        places = [(match.start(), stem(match.group().lower())) for match in _ENGLISH.finditer(words)]
        row = [word for _, word in places]
        for number, word in enumerate(row):
            for terms, anchor in self._en.get(word, ()):
                if tuple(row[number : number + len(terms)]) == terms:
                    if anchor.kind in ("country", "place", "agency") and not words[places[number][0]].isupper():
                        continue
                    yield anchor, [at for at, _ in places[number : number + len(terms)]]


_ENGLISH = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ .&-]?[A-Za-z0-9]+)*")
_CAPITAL = re.compile(r"[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*")
_RUN_GAP = re.compile(r"(?: |\. )")
_COMMON = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december mr mrs ms dr the a an in on at it its he she they we i but and or if when
while after before for from of to as by with this that these those there here no not who what which nobody one
some many most all according his her their our my your however also dr. father professor judge mayor minister
president colonel director ministry university city council police party government internet tv ai gps cctv id
sms
"""
_NOT_NAMES = frozenset(_COMMON.split())


def _stems(term: str) -> tuple[str, ...]:
    return tuple(stem(word.lower()) for word in _ENGLISH.findall(term))


def _mid_sentence(text: str, sentences: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Words that are capitalised elsewhere than at a sentence's beginning."""
    found = set()
    for start, end in sentences[:MOST_SENTENCES]:
        for match in _CAPITAL.finditer(text, start, end):
            if text[start : match.start()].strip(" \"'“‘(") and text[match.start() - 1] not in "\"“‘":
                found.add(match.group())
    return frozenset(found)


def _english_names(words: str, named: frozenset[str], taken: set[int]) -> Iterator[Anchor]:
    run: list[str] = []
    last = -1
    for match in [*_CAPITAL.finditer(words), None]:
        joined = match is not None and run and _RUN_GAP.fullmatch(words[last : match.start()])
        if run and not joined:
            yield _latin(" ".join(run), False)
            run = []
        if match is None:
            return
        word = match.group().replace("’", "'").removesuffix("'s").rstrip("'")
        if word.lower() in _NOT_NAMES or match.start() in taken or len(word) < 2 or word not in named:
            last = -1
            if run:
                yield _latin(" ".join(run), False)
                run = []
            continue
        run.append(word)
        last = match.end()


def _latin(name: str, maybe: bool) -> Anchor:
    parts = [part for part in re.split(r"[ ]", name) if len(part) > 1]
    keys: dict[str, None] = {}
    for part in dict.fromkeys([name.replace(".", ""), *parts]):
        keys.update((f"s:{key}", None) for key in sounds.of_latin(part))
        keys.update((f"r:{key}", None) for key in sounds.of_pinyin(part))
        keys.update((f"g:{key}", None) for key in _spots(part))
        letters = re.sub("[^a-z0-9]", "", part.lower())
        if len(letters) > 2:
            keys[f"l:{letters}"] = None
    return Anchor("name", tuple(keys), name, maybe)


@lru_cache(maxsize=100_000)
def _spots(name: str) -> tuple[str, ...]:
    """The ids of the best known places of that name; no country."""
    try:
        return tuple(spot.id for spot in atlas().named(name)[:3] if spot.kind != "country")
    except SousveilError:
        return ()


_EOJEOL = re.compile("[가-힣]{2,}")
_PARTICLES = tuple(sorted((
    "은", "는", "이", "가", "을", "를", "의", "에", "에서", "에게", "와", "과",
    "로", "으로", "도", "만", "까지", "부터", "께서", "라고", "이라고", "이다", "에는", "에서는",
    "에도", "이나", "나", "에서의", "과의", "와의", "으로부터", "로부터", "라는", "이라는", "인", "측은",
    "씨는", "씨가", "시는", "시가", "시의", "시에", "시", "성", "구", "군", "도는", "들은",
    "들이", "들의", "들",
), key=lambda w: (-len(w), w)))  # fmt: skip


def _korean_names(words: str) -> Iterator[Anchor]:
    for match in _EOJEOL.finditer(words):
        word = match.group()
        bare = [word, *(word[: -len(p)] for p in _PARTICLES if word.endswith(p) and len(word) - len(p) >= 2)]
        keys: dict[str, None] = {}
        for one in bare[:4]:
            keys.update((f"s:{key}", None) for key in sounds.of_hangul(one))
            if len(one) <= 6:
                keys[f"r:{one}"] = None
                keys.update((f"g:{key}", None) for key in _spots(one))
        if keys:
            yield Anchor("name", tuple(keys), min(bare, key=len), True)


_HAN_RUN = re.compile("[\u4e00-\u9fff]+")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "扎尼玉阿"
)


def _chinese_names(words: str) -> Iterator[Anchor]:
    for match in sounds.FOREIGN.finditer(words):
        keys = dict.fromkeys(
            f"s:{key}" for part in (match.group(), *match.group().split("·")) for key in sounds.of_transcription(part)
        )
        if keys:
            yield Anchor("name", tuple(keys), match.group(), True)
    for match in _HAN_RUN.finditer(words):
        run = match.group()
        for at in range(len(run)):
            for size in (2, 3, 4):
                gram = run[at : at + size]
                if len(gram) < size:
                    break
                reading = sounds.of_han(gram) if gram[0] in _SURNAMES or _is_place(run, at, size) else None
                keys = dict.fromkeys([f"r:{reading}"] if reading else [])
                if size < 4:
                    keys.update((f"g:{key}", None) for key in _spots(gram))
                if keys:
                    yield Anchor("name", tuple(keys), gram, True)


def _is_place(run: str, at: int, size: int) -> bool:
    """Whether a word for a kind of place or of company follows, or the run begins here: a dateline."""
    return run[at + size : at + size + 1] in tuple("市县区省镇乡村州路街站港岛公科集大") or (at == 0 and size < 4)
