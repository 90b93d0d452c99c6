"""Which verb of a clause speaks of which technology in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from .certainty import certainty
from .lexicon import Hit
from .status import Cue, cues

_WEAK = re.compile(
    r"^(?:due to|through|thanks to|by means of|with the help of|helped by|powered by|aided by|통해|通过|"
    r"借助|works?|include\w*)$"
)


def is_weak(words: str) -> bool:
    return _WEAK.match(words) is not None


def family(cue: Cue) -> str:
    if cue.future:
        return "plan"
    return "procurement" if cue.aspect == "procurement" else "deployment"


def groups(hits: list[Hit], speakers: Callable[[int], object]) -> list[list[Hit]]:
    """Hits by technology and speaker, in order of the first. A loose hit adds nothing to a firm one."""
    groups: dict[object, list[Hit]] = {}
    for hit in hits:
        if hit.kind == "umbrella" and hit.loose and any(h.entry == hit.entry and not h.loose for h in hits):
            continue
        groups.setdefault((hit.entry, speakers(hit.start)), []).append(hit)
    return list(groups.values())


def reserved(group: list[Hit], inside: list[Hit], near: list[Cue]) -> Callable[[int], bool]:
    """Whether a site belongs to another technology of the clause: "cameras at ports, and iris scans"."""
    own = {h.start for h in group}

    def taken(at: int) -> bool:
        first = group[0].start
        others = [h.start for h in inside if h.start not in own]
        if at < first:
            return any(h < at and any(h < c.start < first and c.start > at for c in near) for h in others)
        last = group[-1].start
        return any(last < h < at and any(last < c.start < h for c in near) for h in others)

    return taken


def _fits(cue: Cue, hit: Hit) -> bool:
    if cue.start < hit.start and hit.end < cue.end:
        return True
    if cue.side == "obj":
        return cue.end <= hit.start
    if cue.side == "subj":
        return cue.start >= hit.end
    return cue.end <= hit.start or cue.start >= hit.end


def best(group: list[Hit], found: list[Cue], low: str) -> tuple[Cue | None, Hit]:
    """The cue that governs the technology: the nearest that fits; a weaker one (a feature, "through") only for want."""
    best: tuple[tuple[int, int], Cue, Hit] | None = None
    for hit in group:
        for cue in found:
            if not _fits(cue, hit):
                continue
            gap = max(0, hit.start - cue.end if cue.end <= hit.start else cue.start - hit.end)
            if low[cue.start - 3 : cue.start] == "to " and not cue.future:
                gap += 40  # "cameras to monitor crowds": what for, not what is done
            if cue.end <= hit.start and "가" <= low[cue.start] <= "힣":
                gap += 25  # a Korean verb stands behind its noun; one before it only describes it
            if cue.reduced and cue.start >= hit.end and gap > 30:
                continue
            if cue.start > hit.end and " whose " in low[hit.end : cue.start]:
                continue  # "cards replace a booklet whose photographs were glued in": of the booklet
            words = low[cue.start : cue.end]
            weak = 2 if cue.faint else 1 if cue.aspect == "capability" or is_weak(words) else 0
            if cue.status == "abandoned" or cue.aspect == "policy":
                gap -= 60
            if cue.start >= hit.end and "," in low[hit.end : cue.start]:
                gap += 40
            key = (weak, gap)
            if best is None or key < best[0]:
                best = (key, cue, hit)
    if best is None:
        return None, group[0]
    return _governing(best[1], best[2], found, low), best[2]


_BREAK = re.compile(r"[,;:]| (?:and|but(?! also)|while|because|after|where) ")
_BREAK_AFTER = re.compile(r"[;:]|, | (?:but|while|because|and (?:is|are|was|were|has|have|it|they|the)) ")


def _governing(cue: Cue, hit: Hit, found: list[Cue], low: str) -> Cue:
    """The plan under which the nearest verb stands: "plans to require cards to be registered" registers none."""
    if cue.future or cue.status in ("abandoned", "unknown", "announced"):
        return cue
    for over in reversed(found):
        if not over.future or over.start >= cue.start or over.end > hit.start:
            continue
        if cue.start < hit.start:
            free = not _BREAK.search(low, over.end, cue.start)
        else:
            free = not _BREAK.search(low, over.end, hit.start) and not _BREAK_AFTER.search(low, hit.end, cue.start)
        if free:
            return over
    return cue


def other_hit_between(cue: Cue, hit: Hit, hits: list[Hit]) -> bool:
    left, right = sorted((cue.start, hit.start))
    return any(left < h.start < right and h.entry != hit.entry for h in hits)


def main_cue(low: str, start: int, end: int, language: str) -> list[tuple[str, bool]]:
    """What the sentence [start, end) as a whole tells by its leading verb, whatever it speaks of: its status with
    "main:" before it and whether it is to come, and its certainty with "level:" before it. For the review alone."""
    found = [c for c in cues(low, start, end, language) if c.aspect != "capability"]
    firm = [c for c in found if not c.reduced and not c.faint and not is_weak(low[c.start : c.end])] or found
    if not firm:
        return [("main:none", False), ("level:" + certainty(low[start:end], language), False)]
    lead = _governing(firm[0], Hit(firm[0].start, firm[0].start, "", ""), found, low)
    ahead = certainty(low[start : lead.end], language) if language == "en" else certainty(low[start:end], language)
    tail = firm[-1]
    return [("main:" + lead.status, lead.future), ("level:" + ahead, False), ("last:" + tail.status, tail.future)]
