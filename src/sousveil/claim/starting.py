"""What the program reads in a sentence from which it drew no claim: where a person starts who draws one by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sousveil.records import Claim, Document, Passage, Text
from sousveil.run.step import Work

from .lexicon import lexicon_for
from .places import gazetteer_for
from .status import cues
from .step import _Reader

_ANY = "video-surveillance"
"""A technology to read a sentence by that names none; it is taken out of the claim again."""


def starting_claims(work: Work, start: int, end: int) -> list[Claim]:
    """Claims as the rules would word them if the sentence [start, end) made one: of each technology whose words stand
    in it, counted or not, and a last one of no technology. Their ids are empty: they are nobody's until a person makes
    one of them hers. Empty where no rules read the sentence."""
    text = work.one(Text)
    passages = sorted(work.all(Passage), key=lambda p: p.ordinal)
    if text is None:
        return []
    extra = work.settings.get("vocabulary")
    lexicon, vocabulary = lexicon_for(extra)
    reader = _Starter(
        work.item.id, text.text, work.one(Document), work.collections, passages, lexicon,
        gazetteer_for(vocabulary, extra), shortcut=False,
    )  # fmt: skip
    reader.target = (start, end)
    reader.read()
    return reader.found


class _Listening:
    """Hands everything to the document's voices and keeps what the last sentence said."""

    def __init__(self, voices: Any) -> None:
        self._voices = voices
        self.last: list[Any] = []

    def hear(self, start: int, end: int, language: str) -> Any:
        self.last = self._voices.hear(start, end, language)
        return self.last

    def __getattr__(self, name: str) -> Any:
        return getattr(self._voices, name)


class _Starter(_Reader):
    """Reads the document as the step does, and stops to ask at one sentence."""

    target = (0, 0)

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        self.found: list[Claim] = []

    def _sentence(
        self, start: int, end: int, passage: Passage, spots: Sequence[tuple[int, int, object]], voices: Any, framer: Any
    ) -> tuple[list[Claim], str | None]:  # fmt: skip
        listening = _Listening(voices)
        out = super()._sentence(start, end, passage, spots, listening, framer)  # type: ignore[arg-type]
        if (start, end) == self.target and not self.found:
            language = passage.language
            near = cues(self.low, start, end, language)
            status = next((cue.status for cue in near if cue.status and cue.status != "unknown"), None)
            main_here = self._about_main(framer, start, end, language)
            at: dict[str, int] = {}
            for left, _, meaning in self.lexicon.spots(self.low[start:end], language):
                for name in (meaning.entry, *meaning.loose):
                    if name is not None:
                        at.setdefault(name, start + left)
            for name, where in [*at.items(), ("", start)]:
                draft = framer.bare(name or _ANY, start, end, language, where)
                if status is not None and draft.status == "unknown":
                    draft = replace(draft, status=status)
                claim = self._claim(start, end, passage, draft, listening.last, voices, main_here)
                self.found.append(replace(claim, id="", technology=name or None))
        return out
